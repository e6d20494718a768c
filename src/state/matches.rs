//! Which events and ties are let through, and the counts that are shown on screen.

use std::collections::BTreeMap;

use super::{Facet, Filters, Window};
use crate::index::{Link, Opened, QueryContext, Via};
use crate::model::{Day, EventIx, Record, Tie, TieIx};

/// The outcome of the filters.
#[derive(Debug, Default)]
pub struct Matches {
    /// For each event, whether it is let through.
    pub events: Vec<bool>,
    /// For each tie of the same record, whether it is let through. Behind the curtain ties
    /// have other indices.
    pub ties: Vec<bool>,
    /// How many events are.
    pub count: usize,
    /// Those events, in time, the undated at the end: in the order of
    /// [`Index::time_key`](crate::index::Index::time_key).
    pub in_time: Vec<EventIx>,
    /// How many of these have a place in time.
    placed: usize,
    /// How many events each chip would let through, the other groups and the query being
    /// as they are.
    pub facets: FacetCounts,
    /// Values of the query that nothing is called, with what may have been meant.
    pub hints: Vec<String>,
    /// The first days of those that have a date, in order.
    begins: Vec<Day>,
    /// Their last days, in order.
    ends: Vec<Day>,
}

/// Events for each chip.
pub type FacetCounts = BTreeMap<Facet, usize>;

impl Matches {
    /// Whether an event is let through.
    #[must_use]
    pub fn holds(&self, event: EventIx) -> bool {
        self.events.get(event.at()).copied().unwrap_or(false)
    }

    /// Whether a tie is let through.
    #[must_use]
    pub fn holds_tie(&self, tie: TieIx) -> bool {
        self.ties.get(tie.at()).copied().unwrap_or(false)
    }

    /// Whether the event or the tie is let through that a link is by.
    #[must_use]
    pub fn holds_link(&self, link: &Link) -> bool {
        match link.via {
            Via::Event(event, _) => self.holds(event),
            Via::Tie(tie) => self.holds_tie(tie),
        }
    }

    /// Those that are let through and have a place in time.
    #[must_use]
    pub fn dated(&self) -> &[EventIx] {
        self.in_time.get(..self.placed).unwrap_or_default()
    }

    /// Those that are let through and have none.
    #[must_use]
    pub fn undated(&self) -> &[EventIx] {
        self.in_time.get(self.placed..).unwrap_or_default()
    }
}

/// Asks the filters of all events and ties.
#[must_use]
pub fn compute_matches(opened: &Opened, filters: &Filters) -> Matches {
    let (record, index) = (&opened.record, &opened.index);
    let found = filters.query.find_all(QueryContext { record, index });
    let mut groups = Groups::new(record, filters);
    let mut matches = Matches {
        hints: filters.query.hints(opened),
        events: Vec::with_capacity(found.events.len()),
        ..Matches::default()
    };
    for (at, found) in found.events.into_iter().enumerate() {
        let ix = EventIx::new(at);
        let shown = found && opened.knows_event(ix) && groups.take(opened, ix);
        matches.events.push(shown);
    }
    // Those that are not known are not in the record.
    matches.ties = (record.ties.iter().zip(found.ties))
        .map(|(tie, found)| found && groups.let_through(tie))
        .collect();
    let let_through = |events: &[EventIx]| -> Vec<EventIx> {
        let events = events.iter().copied();
        events.filter(|ix| matches.holds(*ix)).collect()
    };
    let (mut in_time, undated) = (let_through(&index.by_time), let_through(&index.undated));
    matches.placed = in_time.len();
    in_time.extend(undated);
    // Most of them are in order as they come.
    let days = in_time.iter().filter_map(|ix| index.days_of(*ix));
    (matches.begins, matches.ends) = days.unzip();
    matches.begins.sort();
    matches.ends.sort();
    matches.in_time = in_time;
    matches.count = matches.in_time.len();
    matches.facets = groups.counts(record);
    matches
}

/// The chips of one group: areas, levels, kinds or sources.
#[derive(Default)]
struct Group {
    /// For each of its values whether it is chosen.
    chosen: Vec<bool>,
    /// Whether any is.
    is_asked: bool,
    /// How many events each value would let through.
    counts: Vec<usize>,
    /// For each value the turn in which it was met last: an event has each value once,
    /// however many claims say so.
    met: Vec<u32>,
    /// The values of the event in hand.
    values: Vec<u32>,
    /// Whether one of them is chosen, or none need be.
    passes: bool,
}

impl Group {
    fn begin(&mut self) {
        self.values.clear();
        self.passes = !self.is_asked;
    }

    fn meet(&mut self, value: u32, turn: u32) {
        let at = value as usize;
        if std::mem::replace(&mut self.met[at], turn) != turn {
            self.values.push(value);
            self.passes |= self.chosen[at];
        }
    }

    fn count(&mut self) {
        for value in &self.values {
            self.counts[*value as usize] += 1;
        }
    }
}

/// The chips, group by group.
struct Groups {
    groups: [Group; 4],
    turn: u32,
}

impl Groups {
    fn new(record: &Record, filters: &Filters) -> Self {
        let mut groups: [Group; 4] = Default::default();
        for facet in Facet::all(record) {
            let group = &mut groups[facet.group()];
            let is_chosen = filters.chosen.contains(&facet);
            group.is_asked |= is_chosen;
            group.chosen.push(is_chosen);
            group.counts.push(0);
            group.met.push(0);
        }
        Self { groups, turn: 0 }
    }

    /// Counts an event that the query finds. Returns whether the chips let it through.
    fn take(&mut self, opened: &Opened, ix: EventIx) -> bool {
        self.turn += 1;
        let turn = self.turn;
        let event = opened.record.event(ix);
        let [areas, levels, kinds, sources] = &mut self.groups;
        for group in [&mut *areas, &mut *levels, &mut *kinds, &mut *sources] {
            group.begin();
        }
        for claim in &event.areas {
            areas.meet(claim.under.0, turn);
        }
        for claim in &event.levels {
            levels.meet(claim.under.0, turn);
        }
        if let Some(kind) = event.kind {
            kinds.meet(kind.0, turn);
        }
        for passage in opened.index.passages_of(ix) {
            sources.meet(passage.source.0, turn);
        }
        match self.groups.iter().filter(|group| !group.passes).count() {
            0 => self.groups.iter_mut().for_each(Group::count),
            // With another choice in the group that stops it, it would come through.
            1 => (self.groups.iter_mut())
                .filter(|group| !group.passes)
                .for_each(Group::count),
            _ => {}
        }
        self.groups.iter().all(|group| group.passes)
    }

    /// Whether the chips let a tie through. It has a source; where another chip is asked for
    /// it has nothing to show.
    fn let_through(&self, tie: &Tie) -> bool {
        let [areas, levels, kinds, sources] = &self.groups;
        let is_stopped = [areas, levels, kinds].iter().any(|group| group.is_asked);
        !is_stopped && (!sources.is_asked || sources.chosen[tie.basis.passage.source.at()])
    }

    fn counts(&self, record: &Record) -> FacetCounts {
        let counts = self.groups.iter().flat_map(|group| &group.counts);
        Facet::all(record)
            .into_iter()
            .zip(counts.copied())
            .collect()
    }
}

/// What is on screen and what is not; the four add up to all events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Let through, dated, and in the window: something of the event lies there, a date or
    /// the line from one of its dates to another.
    pub shown: usize,
    /// Let through and dated, but outside the window.
    pub outside: usize,
    /// Not let through.
    pub filtered: usize,
    /// Let through, but without a date.
    pub undated: usize,
}

/// Counts for a window; in steps that grow with the logarithm of the record, as it is done at
/// every pass.
#[must_use]
pub fn counts_in(opened: &Opened, matches: &Matches, window: Window) -> Counts {
    let dated = matches.begins.len();
    let ended = (matches.ends).partition_point(|last| last.end() <= window.start);
    let begun = (matches.begins).partition_point(|first| first.start() < window.end);
    // None begins after the window and ends before it.
    let shown = begun.saturating_sub(ended);
    Counts {
        shown,
        outside: dated - shown,
        filtered: opened.index.known_events().saturating_sub(matches.count),
        undated: matches.count - dated,
    }
}
