//! The second clock: the record as it was known on a day.
//!
//! A claim is known from the day its source was issued, or from its own `known_from`; both
//! are EDTF dates, and a claim counts as known once the *last* day that they can mean has
//! come, so that nothing shows that may not have been known. [`Opened::as_known_on`] gives a
//! record in which all other claims are absent. It keeps every index, so that views and
//! selections need not be translated; what it does not know at all is asked with
//! [`Opened::knows_event`] and its kin.

use std::sync::Arc;

use super::{Index, Opened};
use crate::model::{Basis, Date, Day, EntityIx, Event, EventIx, OrderClaim, Record, SourceIx, Tie};

/// What a view of the record as known on a day leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// For each event, whether no claim on it is known yet.
    pub events: Vec<bool>,
    /// For each actor or forum, whether no known claim names it.
    pub entities: Vec<bool>,
    /// For each source, whether it had not been issued.
    pub sources: Vec<bool>,
}

/// From when a date is certain to have come: its last day, else its first.
#[must_use]
pub fn certain_day(date: &Date) -> Day {
    date.latest()
        .day()
        .or(date.earliest().day())
        .unwrap_or(Day::MIN)
}

/// From when a claim is known.
#[must_use]
pub fn known_day(record: &Record, basis: &Basis) -> Day {
    basis.known_from.as_ref().map_or_else(
        || certain_day(&record.source(basis.passage.source).issued),
        certain_day,
    )
}

/// The days on which something becomes known, each once, in order: the steps of the curtain.
#[must_use]
pub fn curtain_days(record: &Record) -> Vec<Day> {
    let events = record.events.iter();
    let bases = events
        .flat_map(|event| event.bases())
        .chain(record.ties.iter().map(|tie| &tie.basis));
    let mut days: Vec<Day> = bases
        .filter_map(|basis| basis.known_from.as_ref().map(certain_day))
        .chain(
            record
                .sources
                .iter()
                .map(|source| certain_day(&source.issued)),
        )
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

impl Opened {
    /// The record as it was known at the end of a day.
    #[must_use]
    pub fn as_known_on(&self, day: Day) -> Self {
        let record = &self.record;
        let days = &self.index.known_days;
        let knows = Knowledge { days, day };
        let nothing: Arc<Event> = Arc::new(Event::default());
        let mut changed = vec![Change::Same; record.events.len()];
        let events: Vec<Arc<Event>> = (record.events_ix().zip(&mut changed))
            .map(|((ix, event), change)| {
                if !knows.event(ix) || !self.knows_event(ix) {
                    *change = Change::Gone;
                    return Arc::clone(&nothing);
                }
                if days.whole[ix.at()] <= day {
                    return Arc::clone(&record.events[ix.at()]);
                }
                *change = Change::Partly;
                Arc::new(knows.part_of(event))
            })
            .collect();
        let known = Record {
            events,
            ties: (record.ties.iter())
                .filter(|tie| knows.basis(&tie.basis))
                .map(|tie| Tie {
                    basis: knows.part_of_basis(&tie.basis),
                    ..tie.clone()
                })
                .collect(),
            // Everything else is shared or small.
            ..record.shell()
        };
        let issued: Vec<bool> = days.issued.iter().map(|issued| *issued <= day).collect();
        let index = Index::narrowed(&known, &self.index, &changed, &issued);
        let hidden = Hidden {
            events: changed
                .iter()
                .map(|change| *change == Change::Gone)
                .collect(),
            entities: hidden_entities(&known, &index),
            sources: issued.iter().map(|issued| !issued).collect(),
        };
        Self {
            record: known,
            index,
            hidden,
            orders: std::sync::OnceLock::new(),
            rivals: std::sync::OnceLock::new(),
        }
    }

    /// Whether anything is known of an event.
    #[must_use]
    pub fn knows_event(&self, ix: EventIx) -> bool {
        !self.hidden.events.get(ix.at()).copied().unwrap_or(false)
    }

    /// Whether a known claim names an actor or forum.
    #[must_use]
    pub fn knows_entity(&self, ix: EntityIx) -> bool {
        !self.hidden.entities.get(ix.at()).copied().unwrap_or(false)
    }

    /// Whether a source had been issued.
    #[must_use]
    pub fn knows_source(&self, ix: SourceIx) -> bool {
        !self.hidden.sources.get(ix.at()).copied().unwrap_or(false)
    }

    /// The events of which anything is known.
    pub fn known_events(&self) -> impl Iterator<Item = (EventIx, &Event)> {
        self.record
            .events_ix()
            .filter(|(ix, _)| self.knows_event(*ix))
    }

    /// The actors and forums that a known claim names.
    pub fn known_entities(&self) -> impl Iterator<Item = (EntityIx, &crate::model::Entity)> {
        self.record
            .entities_ix()
            .filter(|(ix, _)| self.knows_entity(*ix))
    }
}

/// What becomes of an event behind the curtain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// All of it is known.
    Same,
    /// Some of its claims are.
    Partly,
    /// Nothing is known of it.
    Gone,
}

/// From when each event is known, worked out once for a record and kept by every view of it.
#[derive(Debug, Default)]
pub(super) struct KnownDays {
    /// For each source, from when it is certain to have been issued.
    issued: Vec<Day>,
    /// For each event, from when anything is known of it.
    first: Vec<Day>,
    /// For each event, from when all of it is known: every claim, its words, and every event
    /// that it is said to stand in an order to.
    whole: Vec<Day>,
}

impl KnownDays {
    pub(super) fn new(record: &Record) -> Self {
        let issued: Vec<Day> = (record.sources.iter())
            .map(|source| certain_day(&source.issued))
            .collect();
        let known = |basis: &Basis| day_of(&issued, basis);
        let mut ordered: Vec<(EventIx, EventIx, Day)> = Vec::new();
        let mut first: Vec<Day> = Vec::with_capacity(record.events.len());
        let mut whole: Vec<Day> = Vec::with_capacity(record.events.len());
        for (ix, event) in record.events_ix() {
            let (mut earliest, mut latest) = (NEVER, Day::MIN);
            for passage in &event.passages {
                earliest = earliest.min(issued[passage.source.at()]);
                latest = latest.max(issued[passage.source.at()]);
            }
            // The claims on order come last.
            let others = event.bases().count() - event.order.len();
            for (at, basis) in event.bases().enumerate() {
                let day = known(basis);
                latest = (latest.max(day)).max(issued[basis.passage.source.at()]);
                if at < others {
                    earliest = earliest.min(day);
                } else {
                    ordered.push((ix, event.order[at - others].event, day));
                }
            }
            first.push(earliest);
            whole.push(latest);
        }
        // A stated order is told only when something is known of both events; it can be the
        // first that is known of one of them.
        loop {
            let mut moved = false;
            for (from, to, day) in &ordered {
                let day = (*day).max(first[to.at()]);
                if day < first[from.at()] {
                    first[from.at()] = day;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
        for (from, to, _) in ordered {
            whole[from.at()] = whole[from.at()].max(first[to.at()]);
        }
        Self {
            issued,
            first,
            whole,
        }
    }
}

/// Later than every day.
const NEVER: Day = Day(i32::MAX);

fn day_of(issued: &[Day], basis: &Basis) -> Day {
    match &basis.known_from {
        Some(from) => certain_day(from),
        None => issued[basis.passage.source.at()],
    }
}

struct Knowledge<'a> {
    days: &'a KnownDays,
    day: Day,
}

impl Knowledge<'_> {
    fn basis(&self, basis: &Basis) -> bool {
        day_of(&self.days.issued, basis) <= self.day
    }

    fn source(&self, source: SourceIx) -> bool {
        self.days.issued[source.at()] <= self.day
    }

    /// Whether anything is known of an event.
    fn event(&self, ix: EventIx) -> bool {
        self.days.first[ix.at()] <= self.day
    }

    fn part_of(&self, event: &Event) -> Event {
        macro_rules! known {
            ($claims:ident, $is_known:expr) => {
                (event.$claims.iter())
                    .filter(|claim| self.basis(&claim.basis) && $is_known(*claim))
                    .map(|claim| {
                        let mut claim = claim.clone();
                        self.take_words(&mut claim.basis);
                        claim
                    })
                    .collect()
            };
            ($claims:ident) => {
                known!($claims, |_| true)
            };
        }
        Event {
            id: event.id.clone(),
            title: event.title.clone(),
            kind: event.kind,
            // A passage of a source that was issued later must not show, and a claim that
            // was known before its source was issued still has its own.
            passages: (event.passages.iter().copied())
                .filter(|passage| self.source(passage.source))
                .collect(),
            dates: known!(dates),
            areas: known!(areas),
            levels: known!(levels),
            forums: known!(forums),
            actors: known!(actors),
            order: known!(order, |claim: &OrderClaim| self.event(claim.event)),
        }
    }

    /// A claim may be known before the source that tells it; the words of that are not.
    fn take_words(&self, basis: &mut Basis) {
        if !self.source(basis.passage.source) {
            basis.quote = None;
        }
    }

    fn part_of_basis(&self, basis: &Basis) -> Basis {
        let mut basis = basis.clone();
        self.take_words(&mut basis);
        basis
    }
}

/// Actors and forums that no claim of a record names, directly or as the parent of one.
fn hidden_entities(record: &Record, index: &Index) -> Vec<bool> {
    let mut hidden = vec![true; record.entities.len()];
    let named =
        (record.entities_ix().map(|(ix, _)| ix)).filter(|ix| !index.events_of(*ix).is_empty());
    let tied = record.ties.iter().flat_map(|tie| [tie.from, tie.to]);
    for ix in named.chain(tied) {
        for above in record.with_parents(ix) {
            hidden[above.at()] = false;
        }
    }
    hidden
}
