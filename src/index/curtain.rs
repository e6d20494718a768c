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
use crate::model::{Basis, Date, Day, EntityIx, Event, EventIx, Passage, Record, SourceIx, Tie};

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
        let issued: Vec<bool> = (record.sources.iter())
            .map(|source| certain_day(&source.issued) <= day)
            .collect();
        let knows = Knowledge {
            record,
            issued: &issued,
            day,
        };
        let nothing: Arc<Event> = Arc::new(Event::default());
        let mut changed = vec![Change::Same; record.events.len()];
        let events: Vec<Arc<Event>> = (record.events.iter().zip(&mut changed))
            .map(|(event, change)| {
                if knows.all_of(event) {
                    return Arc::clone(event);
                }
                let known = knows.part_of(event);
                if known.passages.is_empty() && known.bases().next().is_none() {
                    *change = Change::Gone;
                    return Arc::clone(&nothing);
                }
                *change = Change::Partly;
                Arc::new(known)
            })
            .collect();
        let known = Record {
            events,
            ties: (record.ties.iter())
                .filter(|tie| knows.basis(&tie.basis))
                .cloned()
                .collect::<Vec<Tie>>(),
            // Everything else is shared or small.
            ..record.shell()
        };
        let index = Index::narrowed(&known, &self.index, &changed, &issued);
        let hidden = Hidden {
            events: changed
                .iter()
                .map(|change| *change == Change::Gone)
                .collect(),
            entities: hidden_entities(&known),
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

struct Knowledge<'a> {
    record: &'a Record,
    issued: &'a [bool],
    day: Day,
}

impl Knowledge<'_> {
    fn basis(&self, basis: &Basis) -> bool {
        match &basis.known_from {
            Some(from) => certain_day(from) <= self.day,
            None => self.passage(&basis.passage),
        }
    }

    fn passage(&self, passage: &Passage) -> bool {
        self.issued[passage.source.at()]
    }

    fn all_of(&self, event: &Event) -> bool {
        event.passages.iter().all(|passage| self.passage(passage))
            && event.bases().all(|basis| self.basis(basis))
    }

    fn part_of(&self, event: &Event) -> Event {
        let mut known = event.clone();
        known.dates.retain(|claim| self.basis(&claim.basis));
        known.areas.retain(|claim| self.basis(&claim.basis));
        known.levels.retain(|claim| self.basis(&claim.basis));
        known.forums.retain(|claim| self.basis(&claim.basis));
        known.actors.retain(|claim| self.basis(&claim.basis));
        known
            .order
            .retain(|claim| self.basis(&claim.basis) && self.other(claim.event));
        // A passage of a source that was issued later must not show, and a claim that was
        // known before its source was issued still has its own.
        known.passages.retain(|passage| self.passage(passage));
        known
    }

    /// Whether anything is known of the other event of an order claim.
    fn other(&self, ix: EventIx) -> bool {
        let event = self.record.event(ix);
        event.passages.iter().any(|passage| self.passage(passage))
            || event.bases().any(|basis| self.basis(basis))
    }
}

/// Actors and forums that no claim of a record names, directly or as the parent of one.
fn hidden_entities(record: &Record) -> Vec<bool> {
    let mut hidden = vec![true; record.entities.len()];
    let mut show = |ix: EntityIx| {
        for above in record.with_parents(ix) {
            hidden[above.at()] = false;
        }
    };
    for event in &record.events {
        for claim in &event.forums {
            show(claim.forum);
        }
        for claim in &event.actors {
            show(claim.actor);
            claim.forum.into_iter().for_each(&mut show);
        }
    }
    for tie in &record.ties {
        show(tie.from);
        show(tie.to);
    }
    hidden
}
