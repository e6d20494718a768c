//! Events → lanes and rows. Which row an event has depends on the record, the filters and
//! the way of dividing, never on zoom or pan: nothing jumps.

use super::marks::{LABEL_GAP, POINT_RADIUS, Shape, shapes_of};
use std::collections::BTreeMap;

use crate::index::Opened;
use crate::model::{EventIx, Record};
use crate::state::{LaneBy, LaneKey, LaneRoom, Matches};

/// Measures in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneMetrics {
    /// Height of a row of marks.
    pub row_height: f32,
    /// Room above the first and below the last row of a lane.
    pub lane_padding: f32,
}

impl Default for LaneMetrics {
    fn default() -> Self {
        Self {
            row_height: 22.0,
            lane_padding: 5.0,
        }
    }
}

/// What lanes are computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneRequest {
    /// By what to divide.
    pub by: LaneBy,
    /// What the filters do not let through is not drawn at all.
    pub hides: bool,
    /// The lanes that the user has closed or opened.
    pub rooms: BTreeMap<LaneKey, LaneRoom>,
    /// Measures.
    pub metrics: LaneMetrics,
}

/// An event in a lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Which event.
    pub event: EventIx,
    /// Row in the lane, from 0.
    pub row: u32,
    /// First moment of any of its dates, in days.
    pub start: f64,
    /// Last moment of any of its dates.
    pub end: f64,
    /// Where its label is anchored: the start of its leading date.
    pub label_start: f64,
    /// Up to where the label may wait at the left edge: the end of its leading date.
    pub label_end: f64,
    /// From the anchor to the label, in points.
    pub label_offset: f32,
    /// Start of the next event in the same row, if there is one.
    pub next_start: Option<f64>,
}

/// A lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// What it stands for.
    pub key: LaneKey,
    /// Its title.
    pub title: String,
    /// Its top, in points from the top of the lanes.
    pub y: f32,
    /// Its height in points.
    pub height: f32,
    /// Its events by time.
    pub slots: Vec<Slot>,
}

/// All lanes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LaneLayout {
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// Their height together, in points.
    pub height: f32,
    /// The measures they were made with.
    pub metrics: LaneMetrics,
}

impl LaneLayout {
    /// Tops of all rows in which an event stands, one for each of its lanes.
    pub fn rows_of(&self, event: EventIx) -> impl Iterator<Item = f32> + '_ {
        self.lanes.iter().filter_map(move |lane| {
            let slot = lane.slots.iter().find(|slot| slot.event == event)?;
            Some(lane.y + self.metrics.lane_padding + self.metrics.row_height * slot.row as f32)
        })
    }
}

/// Divides the dated events into lanes, and each lane into rows in which no two events
/// cover the same day.
#[must_use]
pub fn compute_lanes(opened: &Opened, matches: &Matches, request: &LaneRequest) -> LaneLayout {
    let record = &opened.record;
    let mut keyed: Vec<(LaneKey, EventIx)> = Vec::new();
    let mut keys = Vec::new();
    for ix in &opened.index.by_time {
        if request.hides && !matches.holds(*ix) {
            continue;
        }
        keys.clear();
        keys_of(opened, *ix, request.by, &mut keys);
        keys.sort_unstable();
        keys.dedup();
        keyed.extend(keys.iter().map(|key| (*key, *ix)));
    }
    // Stable: within a lane the events stay in time.
    keyed.sort_by_key(|(key, _)| *key);
    let mut groups: Vec<(LaneKey, Vec<EventIx>)> = Vec::new();
    for (key, ix) in keyed {
        match groups.last_mut() {
            Some((last, events)) if *last == key => events.push(ix),
            _ => groups.push((key, vec![ix])),
        }
    }
    if matches!(request.by, LaneBy::Forum | LaneBy::Actor) {
        // Of hundreds of actors the busiest come first.
        groups.sort_by_key(|(key, events)| {
            (*key == LaneKey::Rest, std::cmp::Reverse(events.len()), *key)
        });
    }

    let metrics = request.metrics;
    let mut y = 0.0;
    let mut lanes = Vec::with_capacity(groups.len());
    for (key, events) in groups {
        let (slots, rows) = assign_rows(record, &events);
        let height = rows as f32 * metrics.row_height + metrics.lane_padding * 2.0;
        lanes.push(Lane {
            key,
            title: key.title(record, request.by),
            y,
            height,
            slots,
        });
        y += height;
    }
    LaneLayout {
        lanes,
        height: y,
        metrics,
    }
}

fn keys_of(opened: &Opened, ix: EventIx, by: LaneBy, keys: &mut Vec<LaneKey>) {
    let record = &opened.record;
    let event = record.event(ix);
    match by {
        LaneBy::Area => keys.extend(event.areas.iter().map(|c| LaneKey::Area(c.under))),
        LaneBy::Level => keys.extend(event.levels.iter().map(|c| LaneKey::Level(c.under))),
        LaneBy::Forum => keys.extend(event.forums.iter().map(|c| LaneKey::Entity(c.forum))),
        LaneBy::Actor => keys.extend(event.actors.iter().map(|c| LaneKey::Entity(c.actor))),
        LaneBy::Kind => keys.extend(event.kind.map(LaneKey::Kind)),
        LaneBy::Source => keys.extend(
            event
                .all_passages()
                .into_iter()
                .filter(|passage| opened.knows_source(passage.source))
                .map(|passage| LaneKey::Source(passage.source)),
        ),
    }
    if keys.is_empty() {
        keys.push(LaneKey::Rest);
    }
}

/// Longer than this, in days, an event is a span: moments lie above, spans below, so that
/// a bar of a quarter does not take the room of the labels of single days.
const SPAN_DAYS: f64 = 16.0;

/// After so many days a row is as good as new: the label of the event before has room.
const ROOM_DAYS: f64 = 60.0;

/// The more moments, the more rows, so that neighbours in time stand in different rows and
/// leave room for one another's labels.
fn rows_for_moments(moments: usize) -> usize {
    const MOST: usize = 12;
    (moments * 2).div_ceil(5).clamp(1, MOST)
}

/// Gives each event a row: spans the first that is free, moments the one that has been free
/// the longest. Returns the slots by time and the number of rows.
fn assign_rows(record: &Record, events: &[EventIx]) -> (Vec<Slot>, usize) {
    let mut slots: Vec<Slot> = events.iter().map(|ix| slot_of(record, *ix)).collect();
    slots.sort_by(|a, b| a.start.total_cmp(&b.start).then(a.event.cmp(&b.event)));
    let is_span = |slot: &Slot| slot.end - slot.start > SPAN_DAYS;
    let moments = slots.iter().filter(|slot| !is_span(slot)).count();
    let above = fill_rows(&mut slots, 0, rows_for_moments(moments), |slot| {
        !is_span(slot)
    });
    let below = fill_rows(&mut slots, above, 1, is_span);
    (slots, above + below)
}

/// Fills rows from `first_row` on with the slots that `belongs` picks; opens `wished` rows
/// before it uses one again, and more if all are taken. Returns how many.
fn fill_rows(
    slots: &mut [Slot],
    first_row: usize,
    wished: usize,
    belongs: impl Fn(&Slot) -> bool,
) -> usize {
    // For each row: until when it is taken, and its last slot.
    let mut rows: Vec<(f64, usize)> = Vec::new();
    for at in 0..slots.len() {
        if !belongs(&slots[at]) {
            continue;
        }
        let (start, end) = (slots[at].start, slots[at].end.max(slots[at].start + 1.0));
        let free_since = |rows: &[(f64, usize)], room: f64| {
            (rows.iter()).position(|(taken_until, _)| *taken_until + room <= start)
        };
        let longest_free = |rows: &[(f64, usize)]| {
            rows.iter()
                .enumerate()
                .filter(|(_, (taken_until, _))| *taken_until <= start)
                .min_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b))
                .map(|(row, _)| row)
        };
        // Where events are sparse the upper rows do; where they are dense, all rows in turn.
        let row = free_since(&rows, ROOM_DAYS)
            .or_else(|| longest_free(&rows).filter(|_| rows.len() >= wished))
            .unwrap_or_else(|| {
                rows.push((f64::NEG_INFINITY, at));
                rows.len() - 1
            });
        let (_, last) = rows[row];
        if last != at {
            slots[last].next_start = Some(start);
        }
        rows[row] = (end, at);
        slots[at].row = u32::try_from(first_row + row).unwrap_or(u32::MAX);
    }
    rows.len()
}

fn slot_of(record: &Record, ix: EventIx) -> Slot {
    let shapes = shapes_of(record.event(ix));
    let start = shapes.iter().map(|s| s.start).fold(f64::INFINITY, f64::min);
    let end = shapes
        .iter()
        .map(|s| s.end)
        .fold(f64::NEG_INFINITY, f64::max);
    let (label_start, label_end, label_offset) =
        shapes
            .last()
            .map_or((start, end, 0.0), |leading| match leading.shape {
                Shape::Point => {
                    let middle = f64::midpoint(leading.start, leading.end);
                    (middle, middle, POINT_RADIUS + LABEL_GAP / 2.0)
                }
                Shape::Bar => (leading.start, leading.end, 2.0),
            });
    Slot {
        event: ix,
        row: 0,
        start,
        end,
        label_start,
        label_end,
        label_offset,
        next_start: None,
    }
}
