//! A part of the plane, of which [`super::quad_tree`] has many.

/// A part of the plane as a walk sees it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    /// The middle of its charges.
    pub x: f32,
    pub y: f32,
    pub charge: f32,
    /// It is seen as one from farther than this, squared; from anywhere if negative.
    pub opens: f32,
    /// The next cell that is not a part of it.
    pub skip: u32,
    /// Its bodies, from and to.
    pub bodies: (u32, u32),
    pub is_leaf: bool,
}

/// What its bodies take up: the box of their middles, and the greatest radius.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub least: [f32; 2],
    pub most: [f32; 2],
    pub reach: f32,
}

impl Cell {
    /// Until it is whole, its middle stands for the sum of the places times charges.
    pub fn add(&mut self, x: f32, y: f32, charge: f32) {
        self.x += x * charge;
        self.y += y * charge;
        self.charge += charge;
    }

    pub const fn range(&self) -> (usize, usize) {
        (self.bodies.0 as usize, self.bodies.1 as usize)
    }
}

impl Extent {
    pub const NONE: Self = Self {
        least: [f32::MAX; 2],
        most: [f32::MIN; 2],
        reach: 0.0,
    };

    pub fn add(&mut self, other: &Self) {
        for axis in 0..2 {
            self.least[axis] = self.least[axis].min(other.least[axis]);
            self.most[axis] = self.most[axis].max(other.most[axis]);
        }
        self.reach = self.reach.max(other.reach);
    }

    /// How far a place is from the box, squared.
    pub fn squared_to(&self, x: f32, y: f32) -> f32 {
        let beyond = |axis: usize, value: f32| {
            let (below, above) = (self.least[axis] - value, value - self.most[axis]);
            let beyond = if below > above { below } else { above };
            if beyond > 0.0 { beyond } else { 0.0 }
        };
        let (x, y) = (beyond(0, x), beyond(1, y));
        x * x + y * y
    }

    /// Whether the boxes are no farther apart than this along both axes.
    pub fn is_within(&self, other: &Self, distance: f32) -> bool {
        (0..2).all(|axis| {
            self.least[axis] - distance <= other.most[axis]
                && other.least[axis] - distance <= self.most[axis]
        })
    }
}
