//! Events as marks: what they cover on the timeline, and how each date is drawn.

use crate::index::{Step, rivals_of, trail_of};
use crate::model::{Date, Edge, Event, EventIx, Precision, Record, Stage};

use super::LaneLayout;
use super::TimeScale;

/// How a date is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A day: a point.
    Point,
    /// Anything longer: a bar from its first to its last day.
    Bar,
}

/// One date of an event as geometry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkShape {
    /// First moment, in days; minus infinity if it has no start.
    pub start: f64,
    /// Last moment, in days; infinity if it has no end.
    pub end: f64,
    /// Point or bar.
    pub shape: Shape,
    /// What is said to have become of the event then.
    pub stage: Stage,
    /// Which of the event's date claims.
    pub claim: u32,
    /// The date that leads; the others are drawn hollow.
    pub leading: bool,
    /// `~` or `%`: drawn fading at its ends.
    pub approximate: bool,
    /// `?` or `%`, or one of a set: drawn with a broken outline.
    pub uncertain: bool,
    /// Its start is not known: drawn hatched on that side.
    pub start_unknown: bool,
    /// Its end is not known: drawn hatched on that side.
    pub end_unknown: bool,
}

/// The shapes of an event's dates, the leading one last, so that it is painted on top.
/// Dates that say the same (the same bounds and stage, from two passages) are one shape.
#[must_use]
pub(super) fn shapes_of(event: &Event) -> Vec<MarkShape> {
    let leading = event.leading_date();
    let mut shapes: Vec<MarkShape> = Vec::with_capacity(event.dates.len());
    for (at, claim) in event.dates.iter().enumerate() {
        let Some(date) = &claim.date else { continue };
        let is_leading = leading.is_some_and(|leading| std::ptr::eq(leading, claim));
        let shape = shape_of(date, claim.stage, at, is_leading);
        let twin = shapes.iter_mut().find(|known| {
            known.start.total_cmp(&shape.start).is_eq()
                && known.end.total_cmp(&shape.end).is_eq()
                && known.stage == shape.stage
        });
        match twin {
            Some(known) => {
                known.leading |= shape.leading;
                known.approximate &= shape.approximate;
                known.uncertain &= shape.uncertain;
            }
            None => shapes.push(shape),
        }
    }
    shapes.sort_by_key(|shape| shape.leading);
    shapes
}

fn shape_of(date: &Date, stage: Stage, claim: usize, leading: bool) -> MarkShape {
    let (start, end) = date.stretch();
    let start = start.unwrap_or(f64::NEG_INFINITY);
    let end = end.unwrap_or(f64::INFINITY);
    let is_point = date.precision() == Precision::Day
        || (date.precision() != Precision::Set && end - start <= 1.0);
    MarkShape {
        start,
        end,
        shape: if is_point { Shape::Point } else { Shape::Bar },
        stage,
        claim: u32::try_from(claim).unwrap_or(u32::MAX),
        leading,
        approximate: date.is_approximate(),
        uncertain: date.is_uncertain() || date.precision() == Precision::Set,
        start_unknown: date.earliest() == Edge::Unknown,
        end_unknown: date.latest() == Edge::Unknown,
    }
}

/// The steps of an event's trail that have a date, as pairs of shapes.
fn trail_between(
    record: &Record,
    event: EventIx,
    shapes: &[MarkShape],
) -> Vec<(usize, usize, i32)> {
    if shapes.len() < 2 {
        return Vec::new();
    }
    let Some(trail) = trail_of(record, event) else {
        return Vec::new();
    };
    let shape_at = |step: &Step| {
        let date = step.date.as_ref()?;
        let drawn = shape_of(date, step.stage, 0, false);
        shapes.iter().position(|shape| {
            shape.stage == drawn.stage
                && shape.start.total_cmp(&drawn.start).is_eq()
                && shape.end.total_cmp(&drawn.end).is_eq()
        })
    };
    let mut pairs = Vec::new();
    let mut before = None;
    for step in trail.steps.iter().filter(|step| step.is_move()) {
        let Some(at) = shape_at(step) else { continue };
        if let (Some(before), Some(slip)) = (before, step.slip)
            && before != at
        {
            pairs.push((before, at, slip));
        }
        before = Some(at);
    }
    pairs
}

/// A mark in sight.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Which event.
    pub event: EventIx,
    /// In which lane, by position.
    pub lane: u32,
    /// Left end of its leading shape on the screen.
    pub x: f32,
    /// Right end of its leading shape on the screen.
    pub x_end: f32,
    /// Top of its row, from the top of the lanes.
    pub y: f32,
    /// Where its label begins, if there is room for it or for a good part of it.
    pub label_x: Option<f32>,
    /// How wide the label may be; narrower than the label if only a part has room.
    pub label_room: f32,
    /// All of its shapes, the leading one last.
    pub shapes: Vec<MarkShape>,
    /// Its plan's history: which shape leads to which, as positions among `shapes`, with the
    /// days between them.
    pub trail: Vec<(usize, usize, i32)>,
    /// Some of its dates are rivals.
    pub disputed: bool,
}

/// Room between a mark and its label, and between a label and the next mark, in points.
pub(super) const LABEL_GAP: f32 = 8.0;

/// A label that has at least this much room, in points, is shown cut rather than not at all.
const LEAST_LABEL: f32 = 72.0;

/// Radius of a point, in points.
pub(super) const POINT_RADIUS: f32 = 5.0;

/// The marks whose dates touch the window and whose rows lie within `top..bottom` (points
/// from the top of the lanes), in the order of lanes and time.
///
/// `label_width` gives the width of an event's label in points. A label is shown, cut if
/// need be, if it ends before the next mark of its row begins; as marks move apart when zooming in, a label
/// that is shown stays, and panning changes nothing.
#[must_use]
pub fn marks_in(
    record: &Record,
    layout: &LaneLayout,
    scale: &TimeScale,
    top: f32,
    bottom: f32,
    label_width: impl Fn(EventIx) -> f32,
) -> Vec<Mark> {
    let window = scale.window();
    // Points reach beyond their day, so look a little further than the window.
    let reach = f64::from(POINT_RADIUS * 2.0) / scale.per_day();
    let mut marks = Vec::new();
    for (lane_at, lane) in layout.lanes.iter().enumerate() {
        if lane.y + lane.height < top || lane.y > bottom {
            continue;
        }
        for slot in &lane.slots {
            let y =
                lane.y + layout.metrics.lane_padding + layout.metrics.row_height * slot.row as f32;
            let off_screen = y + layout.metrics.row_height < top || y > bottom;
            if off_screen || slot.start > window.end + reach {
                continue;
            }
            let room_until = slot.next_start.map_or(f32::INFINITY, |next| scale.x(next));
            let start_x = scale.x(slot.label_start.max(window.start - 1e7));
            // The label of a bar that began before the window waits at the edge.
            let sticky = start_x
                .max(scale.left())
                .min(scale.x(slot.label_end).max(start_x));
            let label_x = sticky + slot.label_offset;
            let width = label_width(slot.event);
            let room = room_until - LABEL_GAP - label_x;
            let has_room = room >= width.min(LEAST_LABEL);
            if slot.end < window.start - reach {
                continue;
            }
            // A label whose point has left the window would be a stump of words.
            let anchored = sticky >= scale.left() - POINT_RADIUS;
            let shapes = shapes_of(record.event(slot.event));
            let (x, x_end) = shapes.last().map_or((start_x, start_x), |leading| {
                (scale.x(leading.start), scale.x(leading.end))
            });
            marks.push(Mark {
                event: slot.event,
                lane: u32::try_from(lane_at).unwrap_or(u32::MAX),
                x,
                x_end,
                y,
                label_x: (has_room && anchored).then_some(label_x),
                label_room: room.min(width),
                trail: trail_between(record, slot.event, &shapes),
                disputed: shapes.len() > 1 && !rivals_of(record, slot.event).is_empty(),
                shapes,
            });
        }
    }
    marks
}
