//! Actors and forums as nodes: where they stand, what of them is in sight, and what is under
//! the pointer.
//!
//! Each actor and forum that anything links has one place ([`GraphLayout`]), found once for a
//! record from all of its links. Filters, the window, the curtain and folding only decide which
//! nodes and lines there are ([`Drawn`]): a node that others are folded into stands at its own
//! place, or, if it has none, in the middle of theirs.
//!
//! Places are in units of the graph, in which a usual edge is 60 long; [`Camera`] turns them
//! into points of the screen.

mod arrange;
mod camera;
mod drawn;
mod focus;
mod label_room;
mod pick;
mod sight;

pub use arrange::{GraphLayout, arrange};
pub use camera::{Camera, CameraGlide};
pub use drawn::{Dot, DotLook, Drawn, Face, Line, NO_LINKS};
pub use focus::{FAR, steps_from};
pub use label_room::{
    LabelSpot, LabelWish, LineWish, lengthened, place_graph_labels, place_line_words,
};
pub use pick::{PickGrid, line_under, toward};
pub use sight::{LinesInSight, dots_in_sight, lines_in_sight};

/// A place in units of the graph, or on the screen in points.
pub type At = [f32; 2];

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left and top.
    pub min: At,
    /// Right and bottom.
    pub max: At,
}

impl Area {
    /// The smallest that holds all of these; `None` if there are none.
    pub fn around(places: impl IntoIterator<Item = At>) -> Option<Self> {
        let mut places = places.into_iter();
        let first = places.next()?;
        let (mut min, mut max) = (first, first);
        for place in places {
            for axis in 0..2 {
                min[axis] = min[axis].min(place[axis]);
                max[axis] = max[axis].max(place[axis]);
            }
        }
        Some(Self { min, max })
    }

    /// The same with so much more on each side.
    #[must_use]
    pub fn expanded(self, by: f32) -> Self {
        Self {
            min: self.min.map(|part| part - by),
            max: self.max.map(|part| part + by),
        }
    }

    /// Its middle.
    #[must_use]
    pub const fn middle(self) -> At {
        [
            f32::midpoint(self.min[0], self.max[0]),
            f32::midpoint(self.min[1], self.max[1]),
        ]
    }

    /// Width and height.
    #[must_use]
    pub const fn size(self) -> At {
        [self.max[0] - self.min[0], self.max[1] - self.min[1]]
    }

    /// Whether a place is in it.
    #[must_use]
    pub fn holds(self, at: At) -> bool {
        (0..2).all(|axis| at[axis] >= self.min[axis] && at[axis] <= self.max[axis])
    }

    /// Whether two have more than an edge in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        (0..2).all(|axis| self.min[axis] < other.max[axis] && other.min[axis] < self.max[axis])
    }

    /// Whether a straight line touches it.
    #[must_use]
    pub fn touches(self, from: At, to: At) -> bool {
        let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
        for axis in 0..2 {
            let way = to[axis] - from[axis];
            let (near, far) = (self.min[axis] - from[axis], self.max[axis] - from[axis]);
            if way.abs() < f32::EPSILON {
                if near > 0.0 || far < 0.0 {
                    return false;
                }
                continue;
            }
            let (one, two) = (near / way, far / way);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
        enter <= leave
    }
}

/// How far apart two places are.
#[must_use]
pub fn distance(one: At, two: At) -> f32 {
    (one[0] - two[0]).hypot(one[1] - two[1])
}
