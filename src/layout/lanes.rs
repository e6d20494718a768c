//! Events → lanes and rows. Which row an event has depends on the record, the filters, the
//! way of dividing and the room of its lane, never on zoom or pan: nothing jumps.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::folds::{Fold, Row};
use super::lane_rows::{Stretch, assign_rows};
use super::marks::facts_of;
use super::slots::{Facts, Slots};
use crate::index::Opened;
use crate::model::{EventIx, Record};
use crate::state::{LaneBy, LaneKey, LaneRoom, Matches, Rooms};

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
    pub rooms: Rooms,
    /// Measures.
    pub metrics: LaneMetrics,
}

/// A lane.
#[derive(Clone, Debug)]
pub struct Lane {
    /// What it stands for.
    pub key: LaneKey,
    /// Its title.
    pub title: String,
    /// Its top, in points from the top of the lanes.
    pub y: f32,
    /// Its height in points.
    pub height: f32,
    /// Its rows, as positions among all rows.
    pub rows: Range<u32>,
    /// How many events it has.
    pub events: u32,
    /// How many of them are let through.
    pub matched: u32,
    /// What room the user has given it.
    pub room: Option<LaneRoom>,
}

/// All lanes.
#[derive(Clone, Debug, Default)]
pub struct LaneLayout {
    /// From top to bottom.
    pub lanes: Vec<Lane>,
    /// Of all lanes, one after the other.
    pub rows: Vec<Row>,
    /// The events of all rows, one row after the other. An event stands in each of its lanes.
    pub slots: Slots,
    /// Their height together, in points.
    pub height: f32,
    /// The measures they were made with.
    pub metrics: LaneMetrics,
    /// Tells this layout from every other.
    pub serial: u64,
    /// For each event, where its slots stand in `slots_of`; one more than events.
    slots_from: Vec<u32>,
    slots_of: Vec<u32>,
}

impl LaneLayout {
    /// The slots of an event, one for each of its lanes.
    #[must_use]
    pub fn slots_of(&self, event: EventIx) -> &[u32] {
        let bound = |at: usize| self.slots_from.get(at).map(|at| *at as usize);
        match (bound(event.at()), bound(event.at() + 1)) {
            (Some(from), Some(to)) => &self.slots_of[from..to],
            _ => &[],
        }
    }

    /// The first day of the first and of the last event of a fold.
    #[must_use]
    pub fn days_of(&self, fold: Fold) -> (i32, i32) {
        let slots = fold.slots();
        (
            self.slots.starts[slots.start],
            self.slots.starts[slots.end - 1],
        )
    }

    /// The events of a fold that matter most, at most so many.
    #[must_use]
    pub fn weightiest(&self, fold: Fold, most: usize) -> Vec<EventIx> {
        let mut found = Vec::with_capacity(most);
        let mut runs = vec![(self.slots.weightiest_in(fold.first, fold.count), fold)];
        while found.len() < most && !runs.is_empty() {
            // Of the runs that are left, the one with the weightiest event.
            let weight = |slot: u32| (self.slots.weight(slot), std::cmp::Reverse(slot));
            let best = (0..runs.len())
                .max_by_key(|at| weight(runs[*at].0))
                .unwrap_or(0);
            let (slot, run) = runs.swap_remove(best);
            found.push(slot);
            let end = run.first + run.count;
            for (first, count) in [(run.first, slot - run.first), (slot + 1, end - slot - 1)] {
                if count > 0 {
                    runs.push((
                        self.slots.weightiest_in(first, count),
                        Fold { first, count },
                    ));
                }
            }
        }
        // In order of time.
        found.sort_unstable();
        found
            .into_iter()
            .map(|slot| self.slots.event(slot))
            .collect()
    }

    /// The row in which a slot stands, as a position among all rows.
    #[must_use]
    pub fn row_of(&self, slot: u32) -> u32 {
        let after = self.rows.partition_point(|row| row.slots().start <= slot);
        after.saturating_sub(1) as u32
    }

    /// The lane to which a row belongs, as a position.
    #[must_use]
    pub fn lane_of(&self, row: u32) -> usize {
        let after = self.lanes.partition_point(|lane| lane.rows.start <= row);
        after.saturating_sub(1)
    }

    /// The top of a row, in points from the top of the lanes.
    #[must_use]
    pub fn y_of(&self, row: u32) -> f32 {
        let lane = &self.lanes[self.lane_of(row)];
        let within = (row - lane.rows.start) as f32;
        lane.y + self.metrics.lane_padding + self.metrics.row_height * within
    }

    /// The lanes of which a part lies between two heights, as positions.
    #[must_use]
    pub fn lanes_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let from = (self.lanes).partition_point(|lane| lane.y + lane.height < top);
        let to = self.lanes.partition_point(|lane| lane.y <= bottom);
        from..to.max(from)
    }

    /// Tops of all rows in which an event stands, one for each of its lanes.
    pub fn rows_of(&self, event: EventIx) -> impl Iterator<Item = f32> + '_ {
        (self.slots_of(event).iter()).map(|slot| self.y_of(self.row_of(*slot)))
    }

    /// What it takes in memory, in bytes, beside the titles of the lanes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let rows: usize = self.rows.iter().map(Row::bytes).sum();
        let found = (self.slots_from.len() + self.slots_of.len()) * 4;
        self.slots.bytes() + found + rows + self.lanes.len() * size_of::<Lane>()
    }
}

/// Divides the dated events into lanes, and each lane into rows in which no two events
/// cover the same day, but for a last row where they crowd.
#[must_use]
pub fn compute_lanes(opened: &Opened, matches: &Matches, request: &LaneRequest) -> LaneLayout {
    static SERIAL: AtomicU64 = AtomicU64::new(1);
    let record = &opened.record;
    let facts: Vec<Option<Facts>> = (record.events_ix())
        .map(|(ix, _)| {
            let drawn = matches.holds(ix) || !request.hides;
            drawn.then(|| facts_of(record, ix, matches.holds(ix)))?
        })
        .collect();
    let groups = divide(opened, request.by, &facts);
    let slots = groups.iter().map(|(_, events)| events.len()).sum();
    let mut layout = LaneLayout {
        lanes: Vec::with_capacity(groups.len()),
        slots: Slots::with_capacity(slots),
        metrics: request.metrics,
        serial: SERIAL.fetch_add(1, Ordering::Relaxed),
        ..LaneLayout::default()
    };
    for (key, events) in groups {
        let room = request.rooms.of(key);
        let title = key.title(record, request.by);
        add_lane(&mut layout, key, title, room, &events, &facts);
    }
    layout.slots.finish();
    find_slots(&mut layout, record.events.len());
    layout
}

/// The events of each lane; the lanes in their order.
fn divide(opened: &Opened, by: LaneBy, facts: &[Option<Facts>]) -> Vec<(LaneKey, Vec<EventIx>)> {
    // By position: what divides, and at the end what the division does not reach.
    let mut events_of: Vec<Vec<EventIx>> = vec![Vec::new(); parts(&opened.record, by) + 1];
    let mut key_of: Vec<LaneKey> = vec![LaneKey::Rest; events_of.len()];
    let mut keys = Vec::new();
    for (at, _) in facts
        .iter()
        .enumerate()
        .filter(|(_, facts)| facts.is_some())
    {
        let ix = EventIx::new(at);
        keys.clear();
        keys_of(opened, ix, by, &mut keys);
        keys.sort_unstable();
        keys.dedup();
        for key in &keys {
            let place = place_of(*key).unwrap_or(events_of.len() - 1);
            if let (Some(events), Some(known)) = (events_of.get_mut(place), key_of.get_mut(place)) {
                events.push(ix);
                *known = *key;
            }
        }
    }
    let mut groups: Vec<(LaneKey, Vec<EventIx>)> = (key_of.into_iter().zip(events_of))
        .filter(|(_, events)| !events.is_empty())
        .collect();
    if matches!(by, LaneBy::Forum | LaneBy::Actor) {
        // Of hundreds of actors the busiest come first.
        groups.sort_by_key(|(key, events)| {
            (*key == LaneKey::Rest, std::cmp::Reverse(events.len()), *key)
        });
    }
    groups
}

/// Into how many lanes the record can be divided, beside the rest.
fn parts(record: &Record, by: LaneBy) -> usize {
    match by {
        LaneBy::Area => record.areas.len(),
        LaneBy::Level => record.levels.len(),
        LaneBy::Forum | LaneBy::Actor => record.entities.len(),
        LaneBy::Kind => record.kinds.len(),
        LaneBy::Source => record.sources.len(),
    }
}

/// The position of what a lane stands for; `None` for the rest.
const fn place_of(key: LaneKey) -> Option<usize> {
    match key {
        LaneKey::Area(ix) => Some(ix.at()),
        LaneKey::Level(ix) => Some(ix.at()),
        LaneKey::Entity(ix) => Some(ix.at()),
        LaneKey::Kind(ix) => Some(ix.at()),
        LaneKey::Source(ix) => Some(ix.at()),
        LaneKey::Rest => None,
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
            (event.passages.iter().copied())
                .chain(event.bases().map(|basis| basis.passage))
                .filter(|passage| opened.knows_source(passage.source))
                .map(|passage| LaneKey::Source(passage.source)),
        ),
    }
    if keys.is_empty() {
        keys.push(LaneKey::Rest);
    }
}

fn add_lane(
    layout: &mut LaneLayout,
    key: LaneKey,
    title: String,
    room: Option<LaneRoom>,
    events: &[EventIx],
    facts: &[Option<Facts>],
) {
    let facts_of = |event: EventIx| facts.get(event.at()).and_then(Option::as_ref);
    let mut stretches: Vec<Stretch> = (events.iter())
        .filter_map(|event| {
            let Facts { start, end, .. } = *facts_of(*event)?;
            Some(Stretch {
                event: *event,
                start,
                end,
            })
        })
        .collect();
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.event));
    let assigned = assign_rows(&stretches, room);
    let mut rows: Vec<Vec<(EventIx, Facts)>> = vec![Vec::new(); usize::from(assigned.count)];
    for (stretch, row) in stretches.iter().zip(&assigned.row_of) {
        let row = rows.get_mut(usize::from(*row));
        if let (Some(row), Some(facts)) = (row, facts_of(stretch.event)) {
            row.push((stretch.event, *facts));
        }
    }
    let (first_row, first_slot) = (layout.rows.len() as u32, layout.slots.len() as u32);
    let last = rows.len().saturating_sub(1);
    for (at, mut events) in rows.into_iter().enumerate() {
        let crowded = assigned.crowded && at == last;
        let mut days = Vec::new();
        if crowded {
            days.extend(events.iter().map(|(_, facts)| (facts.start, facts.end)));
            // Here events stand by one day each.
            for (_, facts) in &mut events {
                facts.start = facts.anchor;
                facts.end = facts.anchor + 1;
            }
            events.sort_unstable_by_key(|(event, facts)| (facts.start, *event));
        }
        let first = layout.slots.len() as u32;
        for (event, facts) in &events {
            layout.slots.push(*event, facts);
        }
        let end = layout.slots.len() as u32;
        layout.rows.push(if crowded {
            Row::crowd(&layout.slots, first..end, &days)
        } else {
            Row::new(&layout.slots, first..end)
        });
    }
    let metrics = layout.metrics;
    let height = f32::from(assigned.count) * metrics.row_height + metrics.lane_padding * 2.0;
    layout.lanes.push(Lane {
        key,
        title,
        y: layout.height,
        height,
        rows: first_row..layout.rows.len() as u32,
        events: events.len() as u32,
        matched: layout
            .slots
            .matched_in(first_slot, layout.slots.len() as u32 - first_slot),
        room,
    });
    layout.height += height;
}

/// Notes for each event where its slots are.
fn find_slots(layout: &mut LaneLayout, events: usize) {
    let mut from = vec![0_u32; events + 1];
    for event in &layout.slots.events {
        from[event.at() + 1] += 1;
    }
    for at in 0..events {
        from[at + 1] += from[at];
    }
    let mut next = from.clone();
    let mut slots_of = vec![0; layout.slots.len()];
    for (slot, event) in layout.slots.events.iter().enumerate() {
        slots_of[next[event.at()] as usize] = slot as u32;
        next[event.at()] += 1;
    }
    layout.slots_from = from;
    layout.slots_of = slots_of;
}
