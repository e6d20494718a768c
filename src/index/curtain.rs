//! The second clock: the record as it was known on a day.
//!
//! A claim is known from the day its source was issued, or from its own `known_from`; both
//! are EDTF dates, and a claim counts as known once the *last* day that they can mean has
//! come, so that nothing shows that may not have been known. [`Opened::as_known_on`] gives a
//! record in which all other claims are absent. It keeps every index, so that views and
//! selections need not be translated; only ties are counted anew, and links with them. What it
//! does not know at all is asked with [`Opened::knows_event`] and its kin.

use std::sync::Arc;

use super::{Index, NEVER, Opened};
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
    let mut knowing = Knowing::new(record);
    for (ix, event) in record.events_ix() {
        knowing.take(ix, event);
    }
    knowing.finish(record).steps
}

impl Index {
    /// The days on which something becomes known, as [`curtain_days`] has them: of the whole
    /// record, whatever the curtain hides.
    #[must_use]
    pub fn curtain_days(&self) -> &[Day] {
        &self.known_days.steps
    }
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
            ..Self::default()
        }
    }

    /// The record as it was before anything was known: every index is valid, and nothing is
    /// there.
    #[must_use]
    pub fn with_nothing_known(&self) -> Self {
        let record = &self.record;
        let nothing: Arc<Event> = Arc::default();
        Self {
            record: Record {
                events: vec![nothing; record.events.len()],
                ..record.shell()
            },
            hidden: Hidden {
                events: vec![true; record.events.len()],
                entities: vec![true; record.entities.len()],
                sources: vec![true; record.sources.len()],
            },
            ..Self::default()
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
    /// The days on which something becomes known, each once, in order.
    steps: Vec<Day>,
}

/// [`KnownDays`] in the making.
pub(super) struct Knowing {
    days: KnownDays,
    ordered: Vec<(EventIx, EventIx, Day)>,
}

impl Knowing {
    pub(super) fn new(record: &Record) -> Self {
        let issued: Vec<Day> = (record.sources.iter())
            .map(|source| certain_day(&source.issued))
            .collect();
        let days = KnownDays {
            first: Vec::with_capacity(record.events.len()),
            whole: Vec::with_capacity(record.events.len()),
            steps: issued.clone(),
            issued,
        };
        Self {
            days,
            ordered: Vec::new(),
        }
    }

    /// Takes up the events of the record, one after the other.
    pub(super) fn take(&mut self, ix: EventIx, event: &Event) {
        let Self { days, ordered } = self;
        let (mut earliest, mut latest) = (NEVER, Day::MIN);
        for passage in &event.passages {
            earliest = earliest.min(days.issued[passage.source.at()]);
            latest = latest.max(days.issued[passage.source.at()]);
        }
        let mut known = |basis: &Basis| {
            let day = days.step(basis);
            latest = (latest.max(day)).max(days.issued[basis.passage.source.at()]);
            day
        };
        (event.bases_but_order()).for_each(|basis| earliest = earliest.min(known(basis)));
        for claim in &event.order {
            ordered.push((ix, claim.event, known(&claim.basis)));
        }
        days.first.push(earliest);
        days.whole.push(latest);
    }

    /// Ends with what stands outside the events, and with what hangs together.
    pub(super) fn finish(self, record: &Record) -> KnownDays {
        let Self { mut days, ordered } = self;
        for tie in &record.ties {
            days.step(&tie.basis);
        }
        days.steps.sort_unstable();
        days.steps.dedup();
        let KnownDays { first, whole, .. } = &mut days;
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
        days
    }
}

impl KnownDays {
    /// Notes a step of the curtain. Returns from when the claim is known.
    fn step(&mut self, basis: &Basis) -> Day {
        let day = day_of(&self.issued, basis);
        // Most claims are known from the day their source was issued.
        if basis.known_from.is_some() && self.steps.last() != Some(&day) {
            self.steps.push(day);
        }
        day
    }
}

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
