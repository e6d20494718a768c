//! What is in sight: the marks and counted bars of a window, with the room for their labels.

use std::ops::Range;

use super::folds::{Cells, Fold};
use super::marks::{LABEL_GAP, POINT_RADIUS, Shape, leading_shape};
use super::slots::moment;
use super::{LaneLayout, TimeScale};
use crate::model::{EventIx, Record};

/// A mark or a counted bar in sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Which events.
    pub fold: Fold,
    /// Left end of the mark's leading date, or of the bar, on the screen.
    pub x: f32,
    /// Its right end.
    pub x_end: f32,
    /// It is drawn as a point, in the middle between `x` and `x_end`.
    pub is_point: bool,
    /// Where the first of its dates begins.
    pub hull: f32,
    /// How far its label may reach: a little before the next mark of its row.
    pub next: f32,
    /// Where the first of the dates of the next mark begins.
    pub next_hull: f32,
    /// Its label, if there is room for it or for a good part of it.
    pub label: Option<Label>,
    /// What is pointed at, from left to right.
    pub touch: (f32, f32),
}

/// A label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Whose title it is: of a counted bar, of what matters most in it.
    pub event: EventIx,
    /// Where it begins.
    pub x: f32,
    /// How wide it is, in points: less than the whole if only a part has room.
    pub width: f32,
    /// It is cut: the whole of it has no room.
    pub is_cut: bool,
    /// There is room for the count alone.
    pub count_only: bool,
}

/// A row in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct SeenRow {
    /// Which row.
    pub row: u32,
    /// To which lane it belongs, as a position.
    pub lane: u32,
    /// Its top, from the top of the lanes.
    pub y: f32,
    /// Its marks, as positions among all that is in sight.
    pub items: Range<u32>,
    /// Where events crowd: how many of them are under way where the window begins, and so have
    /// no mark in it.
    pub under_way: usize,
}

/// All that is in sight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// From top to bottom.
    pub rows: Vec<SeenRow>,
    /// Row by row, from left to right.
    pub items: Vec<Seen>,
    /// Height of a row.
    pub row_height: f32,
}

/// What is looked at, and how.
pub struct View<'a> {
    /// Where titles and dates stand.
    pub record: &'a Record,
    /// Which event stands where.
    pub layout: &'a LaneLayout,
    /// Moments and positions.
    pub scale: &'a TimeScale,
    /// From where to where the lanes are in sight, in points from their top.
    pub rows: (f32, f32),
    /// Marks closer than this, in points, fold.
    pub fold_width: f32,
    /// The slots of what is selected, sorted: it gives a counted bar its label.
    pub chosen: &'a [u32],
}

/// A label that has at least this much room, in points, is shown cut rather than not at all.
const LEAST_LABEL: f32 = 72.0;

impl Sight {
    /// What is in sight. `widths` gives the width of the label of an event and of the count
    /// beside it, in points, for a fold of so many.
    ///
    /// A label is shown, cut if need be, if it ends before the next mark of its row begins; as
    /// marks move apart when zooming in, the label of a mark stays, and panning changes
    /// nothing.
    #[must_use]
    pub fn new(view: &View<'_>, widths: impl Fn(EventIx, u32) -> (f32, f32)) -> Self {
        let mut sight = Self {
            row_height: view.layout.metrics.row_height,
            ..Self::default()
        };
        let begins = view.scale.window().start.floor() as i64;
        for lane_at in view.layout.lanes_between(view.rows.0, view.rows.1) {
            let lane = &view.layout.lanes[lane_at];
            for row in lane.rows.clone() {
                let within = (row - lane.rows.start) as f32;
                let y = lane.y + view.layout.metrics.lane_padding + sight.row_height * within;
                if y + sight.row_height < view.rows.0 || y > view.rows.1 {
                    continue;
                }
                let first = sight.items.len();
                sight.see_row(view, row, &widths);
                sight.rows.push(SeenRow {
                    row,
                    lane: lane_at as u32,
                    y,
                    items: first as u32..sight.items.len() as u32,
                    under_way: view.layout.rows[row as usize].under_way(begins),
                });
            }
        }
        sight
    }

    fn see_row(&mut self, view: &View<'_>, row: u32, widths: &impl Fn(EventIx, u32) -> (f32, f32)) {
        let (slots, scale) = (&view.layout.slots, view.scale);
        let row = &view.layout.rows[row as usize];
        let cells = Cells::new(scale.per_day(), view.fold_width);
        // Points reach beyond their day, so look a little further than the window.
        let days = (
            scale.moment(scale.left() - POINT_RADIUS * 2.0).floor() as i64,
            scale.moment(scale.right() + POINT_RADIUS * 2.0).ceil() as i64,
        );
        let first = self.items.len();
        let after = row.folds_in(slots, cells, days, |fold| {
            self.items.push(place(view, fold, row.is_crowded()));
        });
        let mut next_hull = after.map_or(f32::INFINITY, |slot| {
            scale.x(moment(slots.starts[slot as usize]))
        });
        for seen in self.items[first..].iter_mut().rev() {
            seen.next_hull = next_hull;
            // A point reaches beyond its day.
            seen.next = next_hull - POINT_RADIUS - 1.0;
            next_hull = seen.hull;
            seen.label = label_of(view, seen, widths);
            if let Some(label) = seen.label {
                seen.touch.1 = seen.touch.1.max(label.x + label.width);
            }
        }
        // What is pointed at belongs to one mark alone: half way between two that touch.
        for at in first..self.items.len().saturating_sub(1) {
            let (end, start) = (self.items[at].touch.1, self.items[at + 1].touch.0);
            if end > start {
                let middle = f32::midpoint(start, end).max(self.items[at].touch.0);
                self.items[at].touch.1 = middle;
                self.items[at + 1].touch.0 = middle;
            }
        }
    }

    /// The row of one of the items.
    #[must_use]
    pub fn row_of(&self, item: usize) -> Option<&SeenRow> {
        let after = (self.rows).partition_point(|row| row.items.start as usize <= item);
        self.rows.get(after.checked_sub(1)?)
    }

    /// The row at a height, from the top of the lanes.
    fn row_at(&self, y: f32) -> Option<&SeenRow> {
        let after = self.rows.partition_point(|row| row.y <= y);
        let row = self.rows.get(after.checked_sub(1)?)?;
        (y < row.y + self.row_height).then_some(row)
    }

    /// What is under a point, as a position among `items`: across on the screen, down from the
    /// top of the lanes.
    #[must_use]
    pub fn hit(&self, x: f32, y: f32) -> Option<usize> {
        let row = self.row_at(y)?;
        let items = &self.items[row.items.start as usize..row.items.end as usize];
        let at = items
            .partition_point(|seen| seen.touch.0 <= x)
            .checked_sub(1)?;
        (x < items[at].touch.1).then_some(row.items.start as usize + at)
    }

    /// The mark or the counted bar in which a slot is in sight: its row, and its position
    /// among `items`.
    #[must_use]
    pub fn find(&self, layout: &LaneLayout, slot: u32) -> Option<(&SeenRow, usize)> {
        let row = layout.row_of(slot);
        let at = self.rows.partition_point(|seen| seen.row < row);
        let seen = self.rows.get(at).filter(|seen| seen.row == row)?;
        let items = &self.items[seen.items.start as usize..seen.items.end as usize];
        let item = items
            .partition_point(|item| item.fold.first <= slot)
            .checked_sub(1)?;
        (items[item].fold.holds(slot)).then_some((seen, seen.items.start as usize + item))
    }
}

fn place(view: &View<'_>, fold: Fold, crowded: bool) -> Seen {
    let (slots, scale) = (&view.layout.slots, view.scale);
    let (first, last) = (fold.first as usize, (fold.first + fold.count - 1) as usize);
    let start = moment(slots.starts[first]);
    let end = moment(slots.ends[last]);
    let sign = slots.signs[first];
    let mut seen = Seen {
        fold,
        x: scale.x(start),
        x_end: scale.x(end),
        is_point: fold.count == 1 && (crowded || sign.is_point()),
        hull: scale.x(start),
        next: f32::INFINITY,
        next_hull: f32::INFINITY,
        label: None,
        touch: (0.0, 0.0),
    };
    if fold.count == 1
        && !sign.is_plain()
        && !crowded
        && let Some((start, end, shape)) = leading_shape(view.record.event(slots.events[first]))
    {
        (seen.x, seen.x_end) = (scale.x(start), scale.x(end));
        seen.is_point = shape == Shape::Point;
    }
    seen.touch = if seen.is_point {
        let middle = f32::midpoint(seen.x, seen.x_end);
        (middle - POINT_RADIUS - 1.0, middle + POINT_RADIUS + 1.0)
    } else {
        (seen.x, seen.x_end.max(seen.x + 6.0))
    };
    seen
}

fn label_of(
    view: &View<'_>,
    seen: &Seen,
    widths: &impl Fn(EventIx, u32) -> (f32, f32),
) -> Option<Label> {
    let scale = view.scale;
    let middle = f32::midpoint(seen.x, seen.x_end);
    let (anchor, x) = match (seen.fold.count, seen.is_point) {
        (1, true) => (middle, middle + POINT_RADIUS + LABEL_GAP / 2.0),
        (1, false) => {
            // The label of a bar that began before the window waits at the edge.
            let waits = seen.x.max(scale.left()).min(seen.x_end.max(seen.x));
            (waits, waits + 2.0)
        }
        _ => (
            seen.x_end,
            seen.x_end.max(seen.x + LEAST_FOLD) + LABEL_GAP / 2.0,
        ),
    };
    // A label whose point has left the window would be a stump of words.
    if anchor < scale.left() - POINT_RADIUS {
        return None;
    }
    let room = seen.next - LABEL_GAP - x;
    if room < LEAST_COUNT {
        return None;
    }
    let slots = &view.layout.slots;
    let chosen = view.chosen.partition_point(|slot| *slot < seen.fold.first);
    let slot = match view
        .chosen
        .get(chosen)
        .filter(|slot| seen.fold.holds(**slot))
    {
        Some(slot) => *slot,
        None if seen.fold.count == 1 => seen.fold.first,
        None => slots.weightiest_in(seen.fold.first, seen.fold.count),
    };
    let event = slots.events[slot as usize];
    let (title, count) = widths(event, seen.fold.count);
    let label = |width: f32, count_only: bool| Label {
        event,
        x,
        width,
        is_cut: width < title + count,
        count_only,
    };
    if room >= title.min(LEAST_LABEL) + count {
        Some(label(room.min(title + count), false))
    } else if seen.fold.count > 1 && room >= count {
        Some(label(count, true))
    } else {
        None
    }
}

/// A counted bar is at least this wide, in points.
pub const LEAST_FOLD: f32 = 7.0;

/// With less room than this, in points, there is no label at all.
const LEAST_COUNT: f32 = 12.0;
