//! Where the rows, columns and heads of a grid stand on the screen, and what is under a point.

use std::ops::Range;

/// A cell is never smaller than this, in points, unless the grid then does not fit: so the
/// whole of any grid can be seen at once.
pub const LEAST_SIDE: f32 = 2.0;
/// A cell is never larger than this, in points.
pub const MOST_SIDE: f32 = 56.0;
/// How far a column head leans to the right for each point up: names stand at 60 degrees.
const LEAN: f32 = 0.577_35;

/// The room of a grid, in points on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridArea {
    /// Where the cells begin, to the right of the row heads.
    pub left: f32,
    /// Where they begin, below the column heads.
    pub top: f32,
    /// The right end of the room.
    pub right: f32,
    /// Its lower end.
    pub bottom: f32,
    /// How wide the heads of the rows are, to the left of the cells.
    pub row_heads: f32,
    /// How high the heads of the columns are, above the cells.
    pub column_heads: f32,
}

/// A grid in its room: so many rows and columns, cells so large, scrolled so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridPlace {
    /// The room.
    pub area: GridArea,
    /// How many rows and columns there are.
    pub size: (usize, usize),
    /// How wide and high a cell is, in points.
    pub side: f32,
    /// How many rows and columns are scrolled past.
    pub past: (f64, f64),
}

impl GridPlace {
    /// A grid in its room; scrolled no farther than there is anything, and no smaller and no
    /// larger than can be looked at.
    #[must_use]
    pub fn new(area: GridArea, size: (usize, usize), side: f32, past: (f64, f64)) -> Self {
        let mut place = Self {
            area,
            size,
            side,
            past,
        };
        place.side = side.clamp(place.least_side(), MOST_SIDE);
        let most = place.most_past();
        place.past = (past.0.clamp(0.0, most.0), past.1.clamp(0.0, most.1));
        place
    }

    /// The side at which the whole grid is in sight, no larger than the largest.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn whole_side(&self) -> f32 {
        let width = self.width_for_heads();
        let side =
            (self.height() / self.size.0.max(1) as f32).min(width / self.size.1.max(1) as f32);
        side.clamp(1e-4, MOST_SIDE)
    }

    fn least_side(&self) -> f32 {
        LEAST_SIDE.min(self.whole_side())
    }

    /// How far the heads of the columns lean over to the right, in points.
    #[must_use]
    pub fn lean(&self) -> f32 {
        self.area.column_heads * LEAN
    }

    const fn height(&self) -> f32 {
        (self.area.bottom - self.area.top).max(1.0)
    }

    /// The width in which a column stands with all of its head in sight; where there is hardly
    /// room for a head, a part of the cells' width.
    fn width_for_heads(&self) -> f32 {
        let width = (self.area.right - self.area.left).max(1.0);
        (width - self.lean()).max(width / 4.0)
    }

    /// How many rows and columns can be scrolled past: the last column so far that its head
    /// has room.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn most_past(&self) -> (f64, f64) {
        let rows = self.in_sight().0;
        let columns = f64::from(self.width_for_heads() / self.side);
        let most = |count: usize, in_sight: f64| (count as f64 - in_sight).max(0.0);
        (most(self.size.0, rows), most(self.size.1, columns))
    }

    /// How many rows and columns have room at once.
    #[must_use]
    pub fn in_sight(&self) -> (f64, f64) {
        let width = (self.area.right - self.area.left).max(1.0);
        (
            f64::from(self.height() / self.side),
            f64::from(width / self.side),
        )
    }

    /// The left end of a column.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    pub fn x(&self, column: usize) -> f32 {
        self.area.left + ((column as f64 - self.past.1) * f64::from(self.side)) as f32
    }

    /// The top of a row.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    pub fn y(&self, row: usize) -> f32 {
        self.area.top + ((row as f64 - self.past.0) * f64::from(self.side)) as f32
    }

    /// The rows of which any part is in sight.
    #[must_use]
    pub fn rows(&self) -> Range<usize> {
        in_sight(self.past.0, self.in_sight().0, self.size.0)
    }

    /// The columns of which any part is in sight.
    #[must_use]
    pub fn columns(&self) -> Range<usize> {
        in_sight(self.past.1, self.in_sight().1, self.size.1)
    }

    /// The columns whose heads are in sight: those to the left lean into it.
    #[must_use]
    pub fn column_heads(&self) -> Range<usize> {
        let before = f64::from(self.lean() / self.side);
        let from = (self.past.1 - before).max(0.0);
        in_sight(from, self.in_sight().1 + self.past.1 - from, self.size.1)
    }

    /// The row and the column of the cell at a point.
    #[must_use]
    pub fn cell_at(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let area = &self.area;
        let is_inside = x >= area.left && x < area.right && y >= area.top && y < area.bottom;
        is_inside.then_some(())?;
        Some((self.row_at(y)?, self.column_at(x)?))
    }

    /// The row whose head is at a point.
    #[must_use]
    pub fn row_head_at(&self, x: f32, y: f32) -> Option<usize> {
        let area = &self.area;
        let is_inside = x >= area.left - area.row_heads && x < area.left;
        (is_inside && y >= area.top && y < area.bottom).then(|| self.row_at(y))?
    }

    /// The column whose head is at a point.
    #[must_use]
    pub fn column_head_at(&self, x: f32, y: f32) -> Option<usize> {
        let area = &self.area;
        let up = area.top - y;
        let is_inside = up > 0.0 && up <= area.column_heads && x >= area.left && x < area.right;
        is_inside.then(|| self.column_at(x - up * LEAN))?
    }

    fn row_at(&self, y: f32) -> Option<usize> {
        line_at(
            self.past.0 + f64::from((y - self.area.top) / self.side),
            self.size.0,
        )
    }

    fn column_at(&self, x: f32) -> Option<usize> {
        line_at(
            self.past.1 + f64::from((x - self.area.left) / self.side),
            self.size.1,
        )
    }

    /// Scrolled on by so many points to the right and down.
    #[must_use]
    pub fn scrolled(&self, right: f32, down: f32) -> Self {
        let (rows, columns) = (down / self.side, right / self.side);
        let past = (
            self.past.0 + f64::from(rows),
            self.past.1 + f64::from(columns),
        );
        Self::new(self.area, self.size, self.side, past)
    }

    /// With cells so much larger; what is at a point stays there.
    #[must_use]
    pub fn zoomed(&self, factor: f32, (x, y): (f32, f32)) -> Self {
        let least = self.least_side();
        let side = (self.side * factor).clamp(least, MOST_SIDE);
        let (x, y) = (
            f64::from((x - self.area.left).max(0.0)),
            f64::from((y - self.area.top).max(0.0)),
        );
        let (old, new) = (f64::from(self.side), f64::from(side));
        let past = (
            self.past.0 + y / old - y / new,
            self.past.1 + x / old - x / new,
        );
        Self::new(self.area, self.size, side, past)
    }

    /// As far to the top and to the left as these are in sight, no column cut at the left.
    #[must_use]
    pub fn begun(&self, row: Option<usize>, column: Option<usize>) -> Self {
        let start = Self::new(self.area, self.size, self.side, (0.0, 0.0));
        let shown = start.showing(row, column);
        let columns = shown.past.1.ceil().min(shown.most_past().1.floor());
        Self::new(
            self.area,
            self.size,
            self.side,
            (shown.past.0.ceil(), columns),
        )
    }

    /// Scrolled so far that a row or a column is in sight, or both, with a little of what is
    /// around it, and all of its head.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn showing(&self, row: Option<usize>, column: Option<usize>) -> Self {
        let (rows, columns) = self.in_sight();
        let lean = f64::from(self.lean() / self.side);
        let into = |at: Option<usize>, past: f64, in_sight: f64, after: f64| {
            at.map_or(past, |at| {
                let at = at as f64;
                let around = 1.0_f64.min((in_sight - 1.0).max(0.0) / 2.0);
                let after = after.max(around).min((in_sight - 1.0 - around).max(0.0));
                past.max(at + 1.0 + after - in_sight).min(at - around)
            })
        };
        let past = (
            into(row, self.past.0, rows, 0.0),
            into(column, self.past.1, columns, lean),
        );
        Self::new(self.area, self.size, self.side, past)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn in_sight(past: f64, in_sight: f64, count: usize) -> Range<usize> {
    let (from, to) = (past.floor() as usize, (past + in_sight).ceil() as usize);
    from.min(count)..to.min(count)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn line_at(at: f64, count: usize) -> Option<usize> {
    let line = at.floor() as usize;
    (at >= 0.0 && line < count).then_some(line)
}
