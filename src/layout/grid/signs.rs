//! The sign of each role: its shape says as what an actor was there.

use std::cmp::Reverse;

use crate::index::Opened;
use crate::model::RoleIx;

/// A shape that is told from the others when it is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignShape {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A triangle that points up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A star with five points.
    Star,
    /// A cross of two bars.
    Plus,
    /// A triangle that points down.
    Funnel,
    /// Two triangles, point to point.
    Hourglass,
    /// A small dot: any other role.
    Dot,
}

impl SignShape {
    /// Those that stand for one role alone, from the most frequent on.
    pub const OWN: [Self; 8] = [
        Self::Disc,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Star,
        Self::Plus,
        Self::Funnel,
        Self::Hourglass,
    ];
}

/// The sign of a role. Those of being there come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleSign {
    /// It tells of not being there: hollow, and struck through.
    pub absent: bool,
    /// Its shape.
    pub shape: SignShape,
}

/// So many signs have room in a cell.
pub const MOST_SIGNS: usize = 4;

/// The signs of a cell: each once, the more frequent in the record first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSigns {
    signs: [RoleSign; MOST_SIGNS],
    /// How many different ones there are.
    count: u8,
}

impl CellSigns {
    /// Those that have room in a cell that holds so many links, and whether a figure stands
    /// beside them: where they do not say how many links there are.
    #[must_use]
    pub fn shown(&self, links: u32) -> (&[RoleSign], bool) {
        let count = usize::from(self.count);
        let has_figure = links as usize > count || count > MOST_SIGNS;
        let room = MOST_SIGNS - usize::from(has_figure);
        (&self.signs[..count.min(room)], has_figure)
    }
}

/// The signs of all roles of a record. They depend on the whole of it, not on what is shown,
/// so that a role keeps its sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleSigns {
    /// By role.
    signs: Vec<RoleSign>,
    /// Each role that has links, with its number of links, as it stands in the legend.
    legend: Vec<(RoleIx, u32)>,
}

impl RoleSigns {
    /// Gives each of the most frequent roles a shape of its own, those of absence by
    /// themselves; all others have the same.
    #[must_use]
    pub fn new(opened: &Opened) -> Self {
        let record = &opened.record;
        let mut counts = vec![0_u32; record.roles.len()];
        for link in &opened.index.links {
            counts[link.role.at()] += 1;
        }
        let mut legend: Vec<(RoleIx, u32)> = (counts.iter().enumerate())
            .map(|(at, count)| (RoleIx::new(at), *count))
            .filter(|(_, count)| *count > 0)
            .collect();
        let absent = |role: &RoleIx| record.role(*role).absent;
        legend.sort_by_key(|(role, count)| (absent(role), Reverse(*count)));
        let sign = |role: &crate::model::Role| RoleSign {
            absent: role.absent,
            shape: SignShape::Dot,
        };
        let mut signs: Vec<RoleSign> = record.roles.iter().map(sign).collect();
        for roles in legend.chunk_by(|one, two| absent(&one.0) == absent(&two.0)) {
            for ((role, _), shape) in roles.iter().zip(SignShape::OWN) {
                signs[role.at()].shape = shape;
            }
        }
        Self { signs, legend }
    }

    /// The sign of a role.
    #[must_use]
    pub fn of(&self, role: RoleIx) -> RoleSign {
        self.signs[role.at()]
    }

    /// Every role that has links in the record, with their number: those of being there first,
    /// then by number.
    #[must_use]
    pub fn legend(&self) -> &[(RoleIx, u32)] {
        &self.legend
    }

    pub(super) fn of_cell(&self, roles: impl Iterator<Item = RoleIx>) -> CellSigns {
        let nothing = RoleSign {
            absent: false,
            shape: SignShape::Dot,
        };
        let mut found: Vec<RoleSign> = roles.map(|role| self.of(role)).collect();
        found.sort_unstable();
        found.dedup();
        let mut signs = [nothing; MOST_SIGNS];
        for (place, sign) in signs.iter_mut().zip(&found) {
            *place = *sign;
        }
        CellSigns {
            signs,
            count: u8::try_from(found.len()).unwrap_or(u8::MAX),
        }
    }
}

/// Where so many signs stand in a cell that is 1 wide and high: their middles, the radius of
/// each, and the middle of the figure, if there is one.
#[must_use]
pub const fn sign_spots(
    signs: usize,
    has_figure: bool,
) -> (&'static [(f32, f32)], f32, (f32, f32)) {
    match (signs, has_figure) {
        (0 | 1, false) => (&[(0.5, 0.5)], 0.28, (0.0, 0.0)),
        (0 | 1, true) => (&[(0.36, 0.4)], 0.24, (0.74, 0.7)),
        (2, false) => (&[(0.29, 0.5), (0.71, 0.5)], 0.18, (0.0, 0.0)),
        (2, true) => (&[(0.27, 0.31), (0.71, 0.31)], 0.17, (0.5, 0.74)),
        (3, false) => (&[(0.28, 0.3), (0.72, 0.3), (0.5, 0.72)], 0.17, (0.0, 0.0)),
        (3, true) => (
            &[(0.27, 0.29), (0.71, 0.29), (0.27, 0.72)],
            0.16,
            (0.71, 0.72),
        ),
        _ => (
            &[(0.28, 0.28), (0.72, 0.28), (0.28, 0.72), (0.72, 0.72)],
            0.17,
            (0.0, 0.0),
        ),
    }
}
