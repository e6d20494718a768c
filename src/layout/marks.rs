//! Events as marks: how each of their dates is drawn.

use crate::index::{Step, rivals_of, trail_of};
use crate::model::{Date, Edge, Event, EventIx, Precision, Record, Stage};

use super::slots::{Facts, Sign};

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
fn shapes_of(event: &Event) -> Vec<MarkShape> {
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

/// Room between a mark and its label, and between a label and the next mark, in points.
pub(super) const LABEL_GAP: f32 = 8.0;

/// Radius of a point, in points.
pub(super) const POINT_RADIUS: f32 = 5.0;

/// All that is drawn of an event where there is room for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    /// All of its dates, the leading one last.
    pub shapes: Vec<MarkShape>,
    /// Its plan's history: which shape leads to which, as positions among `shapes`, with the
    /// days between them.
    pub trail: Vec<(usize, usize, i32)>,
    /// Some of its dates are rivals.
    pub disputed: bool,
}

impl Detail {
    /// Works out what is drawn of an event.
    #[must_use]
    pub fn of(record: &Record, event: EventIx) -> Self {
        let shapes = shapes_of(record.event(event));
        Self {
            trail: trail_between(record, event, &shapes),
            disputed: shapes.len() > 1 && !rivals_of(record, event).is_empty(),
            shapes,
        }
    }
}

/// Where the leading date of an event is drawn: its first and last moment in days, and how.
pub(super) fn leading_shape(event: &Event) -> Option<(f64, f64, Shape)> {
    let claim = event.leading_date()?;
    let shape = shape_of(claim.date.as_ref()?, claim.stage, 0, true);
    Some((shape.start, shape.end, shape.shape))
}

/// What the timeline knows of an event without asking the record; `None` if it has no date.
pub(super) fn facts_of(record: &Record, ix: EventIx, matched: bool) -> Option<Facts> {
    let event = record.event(ix);
    let leading = event.leading_date()?;
    let shape = shape_of(leading.date.as_ref()?, leading.stage, 0, true);
    let (mut start, mut end) = (shape.start, shape.end);
    let mut dates = 0;
    for date in event.dates.iter().filter_map(|claim| claim.date.as_ref()) {
        let (first, last) = date.stretch();
        start = start.min(first.unwrap_or(f64::NEG_INFINITY));
        end = end.max(last.unwrap_or(f64::INFINITY));
        dates += 1;
    }
    let plain = dates == 1
        && !shape.approximate
        && !shape.uncertain
        && shape.start.is_finite()
        && shape.end.is_finite()
        && !shape.start_unknown
        && !shape.end_unknown;
    // What the sources tie to many others matters more than what they mention once.
    let links = event.actors.len() + event.forums.len() + event.dates.len() + event.order.len();
    Some(Facts {
        start: whole_day(start.floor()),
        end: whole_day(end.ceil()),
        anchor: leading_day(&shape),
        sign: Sign::new(leading.stage, shape.shape == Shape::Point, plain),
        weight: if matched {
            u16::try_from(links).unwrap_or(u16::MAX).max(1)
        } else {
            0
        },
        disputed: dates > 1 && !rivals_of(record, ix).is_empty(),
    })
}

/// The first day of a date, else its last; a date without either stands at the beginning of 1970.
fn leading_day(shape: &MarkShape) -> i32 {
    match (shape.start.is_finite(), shape.end.is_finite()) {
        (true, _) => whole_day(shape.start),
        (false, true) => whole_day(shape.end - 1.0),
        (false, false) => 0,
    }
}

/// A moment as a day; without an end it is the first or the last that there is.
#[allow(clippy::cast_possible_truncation)]
fn whole_day(moment: f64) -> i32 {
    // Conversion saturates, which is what is meant.
    moment as i32
}
