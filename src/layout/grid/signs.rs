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

impl RoleSign {
    /// An absence in no role that has a shape of its own.
    pub const ABSENT: Self = Self {
        absent: true,
        shape: SignShape::Dot,
    };
}

/// So many signs have room in a cell.
pub const MOST_SIGNS: usize = 4;
/// How far a sign reaches from its middle, in parts of its radius: so far it is struck through.
pub const SIGN_REACH: f32 = 1.15;

/// The signs of a cell: each once, the more frequent in the record first. One of them is a sign
/// of absence if any of its links tells of one, whatever else they tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSigns {
    signs: [RoleSign; MOST_SIGNS],
    /// How many of them have room.
    count: u8,
    has_figure: bool,
}

impl CellSigns {
    /// Those of a cell with these different signs, sorted, and so many links.
    fn new(found: &[RoleSign], links: u32) -> Self {
        let has_figure = links as usize != found.len() || found.len() > MOST_SIGNS;
        let room = match (has_figure, links) {
            (false, _) => MOST_SIGNS,
            (true, 0..=9) => MOST_SIGNS - 1,
            // Two digits and more need a line of their own.
            (true, _) => MOST_SIGNS - 2,
        };
        let count = found.len().min(room);
        let mut signs = [RoleSign::ABSENT; MOST_SIGNS];
        signs[..count].copy_from_slice(&found[..count]);
        // Absences come last: the first of them takes the last place if none has got one.
        if let Some(absence) = found[count..].iter().find(|sign| sign.absent)
            && count > 0
            && !signs[count - 1].absent
        {
            signs[count - 1] = *absence;
        }
        Self {
            signs,
            count: u8::try_from(count).unwrap_or(u8::MAX),
            has_figure,
        }
    }

    /// Those that have room in the cell, and whether a figure stands beside them: where they
    /// do not say how many links there are.
    #[must_use]
    pub fn shown(&self) -> (&[RoleSign], bool) {
        (&self.signs[..usize::from(self.count)], self.has_figure)
    }
}

/// The signs of all roles of a record. They depend on the whole of it, not on what is shown,
/// so that a role keeps its sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleSigns {
    /// By role.
    signs: Vec<RoleSign>,
    /// Each role that has links in the whole record, with their number, in the legend's order.
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
            ..RoleSign::ABSENT
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

    /// Every role that has links in the record, with how many of these it has: those of being
    /// there first, then by their number in the whole record, so that each keeps its place.
    #[must_use]
    pub fn legend(&self, shown: impl Iterator<Item = RoleIx>) -> Vec<(RoleIx, u32)> {
        let mut counts = vec![0_u32; self.signs.len()];
        for role in shown {
            counts[role.at()] += 1;
        }
        let all = self.legend.iter();
        all.map(|(role, _)| (*role, counts[role.at()])).collect()
    }

    /// The signs of a cell with links in these roles, so many of which tell of an absence.
    pub(super) fn of_cell(
        &self,
        roles: impl Iterator<Item = RoleIx>,
        links: u32,
        absences: u32,
    ) -> CellSigns {
        let mut found: Vec<RoleSign> = roles.map(|role| self.of(role)).collect();
        // Another link may say that the actor was not there, one that is not shown.
        if absences > 0 && !found.iter().any(|sign| sign.absent) {
            found.push(RoleSign::ABSENT);
        }
        found.sort_unstable();
        found.dedup();
        CellSigns::new(&found, links)
    }
}

/// Where the signs of a cell stand that is 1 wide and high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignSpots {
    /// The middle of each.
    pub middles: &'static [(f32, f32)],
    /// The radius of each.
    pub radius: f32,
    /// The room of the figure, if there is one: its left end, its top, its right and lower end.
    /// No sign reaches into it.
    pub figure: [f32; 4],
}

/// Where so many signs stand, no more than [`MOST_SIGNS`], beside a figure one less.
#[must_use]
pub const fn sign_spots(signs: usize, has_figure: bool) -> SignSpots {
    let below = [0.03, 0.53, 0.96, 0.97];
    let (middles, radius, figure): (&[(f32, f32)], f32, [f32; 4]) = match (signs, has_figure) {
        (0 | 1, false) => (&[(0.5, 0.5)], 0.28, [0.0; 4]),
        (0 | 1, true) => (&[(0.5, 0.27)], 0.18, below),
        (2, false) => (&[(0.27, 0.5), (0.73, 0.5)], 0.16, [0.0; 4]),
        (2, true) => (&[(0.27, 0.27), (0.73, 0.27)], 0.16, below),
        (3, false) => (&[(0.27, 0.26), (0.73, 0.26), (0.5, 0.74)], 0.16, [0.0; 4]),
        (_, true) => (
            &[(0.26, 0.27), (0.74, 0.27), (0.26, 0.74)],
            0.16,
            [0.5, 0.53, 0.96, 0.97],
        ),
        _ => (
            &[(0.26, 0.27), (0.74, 0.27), (0.26, 0.74), (0.74, 0.74)],
            0.16,
            [0.0; 4],
        ),
    };
    SignSpots {
        middles,
        radius,
        figure,
    }
}
