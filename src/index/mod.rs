//! What is derived once per dataset: by time, by entity, by passage; links; search.
//!
//! [`Index::new`] is a pure function of a [`Record`]. Nothing here changes afterwards, so
//! record and index travel together behind one `Arc` ([`Opened`]).

mod align;
mod apparatus;
mod breaks;
mod called;
mod changes;
mod curtain;
mod fold;
mod haystack;
mod joins;
mod lined_up;
mod links;
mod named;
pub mod net;
mod opened;
mod order;
mod query;
mod query_asked;
mod query_parse;
mod rivals;
mod times;
mod told;
mod trails;

pub use align::{Alignment, Certainty, Match, align};
pub use apparatus::Attached;
pub use breaks::{Break, Breaks};
pub use changes::{ChangeKind, changes};
pub use curtain::{Hidden, certain_day, curtain_days, known_day};
pub use fold::{find_folded, fold};
pub use joins::Join;
pub use lined_up::LinedUp;
pub use links::{Link, Via, links_of, links_of_one};
pub use named::{ClaimOf, Unnamed, unnamed_claims};
pub use net::Net;
pub use opened::Opened;
pub use order::{
    Answer, Changed, ClaimPart, ClaimRef, Contradiction, ContradictionKind, Finding, Orders,
    Switches, WhatIf,
};
pub use query::{Found, Query, QueryContext};
pub use query_parse::{FIELDS, Field, QueryError};
pub use rivals::{Rivals, all_rivals, rivals_of};
pub use trails::{Step, Trail, slip_words, trail_of, trails};

use std::sync::{Arc, OnceLock};

use apparatus::ApparatusIndex;
use breaks::add_edges;
use curtain::{Change, Knowing, KnownDays};
use haystack::Folded;
use links::{links_of_event, links_of_ties, links_within};
use times::{Times, extent_of, heart_of};
use told::{InText, Passages, Telling, Told};

use crate::model::{Day, EntityIx, Event, EventIx, Passage, Place, Record, SourceIx};

/// What is derived from a record.
#[derive(Debug, Default)]
pub struct Index {
    /// Dated events by their leading date, then by their place in the dataset.
    pub by_time: Vec<EventIx>,
    /// Events without any date.
    pub undated: Vec<EventIx>,
    /// Events of which a stated order to another one is claimed.
    pub ordered: Vec<EventIx>,
    /// Actor-to-forum links.
    pub links: Vec<Link>,
    /// First and last moment of all dates, in days; `None` if nothing is dated.
    pub extent: Option<(f64, f64)>,
    /// A window that shows most of the dated events well: where the record is dense.
    pub heart: Option<(f64, f64)>,
    /// The long stretches in which no date begins or ends; behind the curtain those of the
    /// whole record, so that the axis stays as it is.
    pub breaks: Breaks,
    events_of: Vec<Vec<EventIx>>,
    links_of: Vec<Vec<u32>>,
    in_text: InText,
    times: Vec<Times>,
    joins: Vec<Join>,
    told: Told,
    passages: Arc<Passages>,
    /// Made when text is first searched.
    folded: Arc<OnceLock<Folded>>,
    /// For each source whether it had not been issued; empty if all had.
    unissued: Vec<bool>,
    known_days: Arc<KnownDays>,
    apparatus: Arc<ApparatusIndex>,
}

impl Index {
    /// Derives everything from a record.
    #[must_use]
    pub fn new(record: &Record) -> Self {
        // One way through the events, as a long record does not fit into any cache.
        let mut telling = Telling::default();
        let mut knowing = Knowing::new(record);
        let mut naming = Naming::default();
        let mut times = Vec::with_capacity(record.events.len());
        let mut links = Vec::new();
        let mut ordered = Vec::new();
        let mut edges = Vec::new();
        for (ix, event) in record.events_ix() {
            telling.take(event);
            knowing.take(ix, event);
            naming.take(event);
            times.push(Times::of(event));
            add_edges(event, &mut edges);
            links_of_event(ix, event, &mut links);
            if !event.order.is_empty() {
                ordered.push(ix);
            }
        }
        links_of_ties(record, &mut links);
        let (passages, told) = telling.finish(record);
        let (by_time, undated) = in_time(&times, |_| true);
        let parts = Parts {
            events_of: naming.finish(record, by_time.iter().chain(&undated)),
            in_text: passages.in_text(&told, record.sources.len(), |_| true),
            by_time,
            undated,
            ordered,
            links,
            times,
            told,
        };
        Self {
            passages: Arc::new(passages),
            known_days: Arc::new(knowing.finish(record)),
            breaks: Breaks::new(edges),
            apparatus: Arc::new(ApparatusIndex::new(record)),
            ..Self::with(record, parts)
        }
    }

    /// The index of a record in which some claims of `whole` are absent. What does not
    /// change is taken over.
    fn narrowed(record: &Record, whole: &Self, changed: &[Change], issued: &[bool]) -> Self {
        let told = whole.told.narrowed(record, &whole.passages, changed);
        let is_issued = |source: SourceIx| issued[source.at()];
        let times: Vec<Times> = (record.events.iter().zip(changed).zip(&whole.times))
            .map(|((event, change), times)| match change {
                Change::Same => *times,
                Change::Partly => Times::of(event),
                Change::Gone => Times::NONE,
            })
            .collect();
        let is_same = |ix: EventIx| changed[ix.at()] == Change::Same;
        let (by_time, undated) = in_time(&times, |ix| changed[ix.at()] != Change::Gone);
        let ordered =
            (whole.ordered.iter().copied()).filter(|ix| !record.event(*ix).order.is_empty());
        let parts = Parts {
            by_time,
            undated,
            ordered: ordered.collect(),
            links: links_within(record, &whole.links, is_same),
            events_of: events_within(record, &whole.events_of, changed, &times),
            in_text: (whole.passages).in_text(&told, record.sources.len(), is_issued),
            times,
            told,
        };
        Self {
            passages: Arc::clone(&whole.passages),
            folded: Arc::clone(&whole.folded),
            unissued: issued.iter().map(|issued| !issued).collect(),
            known_days: Arc::clone(&whole.known_days),
            breaks: whole.breaks.clone(),
            apparatus: Arc::clone(&whole.apparatus),
            ..Self::with(record, parts)
        }
    }

    fn with(record: &Record, parts: Parts) -> Self {
        let Parts {
            by_time,
            undated,
            ordered,
            links,
            events_of,
            times,
            told,
            in_text,
        } = parts;
        let mut links_by_entity = vec![Vec::new(); record.entities.len()];
        for (at, link) in links.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            links_by_entity[link.actor.at()].push(at);
            if link.forum != link.actor {
                links_by_entity[link.forum.at()].push(at);
            }
        }
        Self {
            joins: joins::joins_of(record, &ordered),
            heart: heart_of(&times, &by_time),
            by_time,
            undated,
            ordered,
            links,
            extent: extent_of(&times),
            events_of,
            links_of: links_by_entity,
            in_text,
            times,
            told,
            ..Self::default()
        }
    }

    /// By this events stand in time: those of [`Self::by_time`], then the undated, have it in
    /// ascending order. The day is the first of the leading date, else its last; of an event
    /// without a date it is later than every day.
    #[must_use]
    pub fn time_key(&self, event: EventIx) -> (Day, EventIx) {
        let day = self.times.get(event.at()).map_or(NEVER, |times| times.day);
        (day, event)
    }

    /// The first and the last day of all dates of an event together, `None` if it has no date.
    /// A side that is open is a day beyond all others.
    #[must_use]
    pub fn days_of(&self, event: EventIx) -> Option<(Day, Day)> {
        self.times.get(event.at())?.hull()
    }

    /// How many events anything is known of.
    #[must_use]
    pub fn known_events(&self) -> usize {
        self.by_time.len() + self.undated.len()
    }

    /// The passages that an event rests on, each once, the main one first.
    pub fn passages_of(&self, event: EventIx) -> impl Iterator<Item = Passage> + '_ {
        let all = self.passages.all();
        (self.told.numbers_of(event).iter()).map(|number| all[*number as usize])
    }

    /// Where a source tells of an event, each place with a number that grows in the order of
    /// reading.
    pub fn places_in(
        &self,
        source: SourceIx,
        event: EventIx,
    ) -> impl Iterator<Item = (u32, Place)> + '_ {
        let numbers = self.told.numbers_of(event).iter();
        numbers
            .map(|number| (*number, self.passages.all()[*number as usize]))
            .filter(move |(_, passage)| passage.source == source)
            .map(|(number, passage)| (number, passage.place))
    }

    /// The events that name an actor or forum, by time, the undated last.
    #[must_use]
    pub fn events_of(&self, entity: EntityIx) -> &[EventIx] {
        self.events_of.get(entity.at()).map_or(&[], Vec::as_slice)
    }

    /// The links of an actor or forum.
    pub fn links_of(&self, entity: EntityIx) -> impl Iterator<Item = &Link> {
        (self.link_numbers_of(entity).iter()).map(|at| &self.links[*at as usize])
    }

    /// Their positions among [`Self::links`].
    #[must_use]
    pub fn link_numbers_of(&self, entity: EntityIx) -> &[u32] {
        self.links_of.get(entity.at()).map_or(&[], Vec::as_slice)
    }

    /// The passages of a source that carry events, in the order of reading, each with its
    /// event.
    #[must_use]
    pub fn in_text(&self, source: SourceIx) -> &[(Place, EventIx)] {
        self.in_text.of(source)
    }

    /// The events whose claims rest on a passage or on something within it.
    pub fn events_at(&self, passage: Passage) -> impl Iterator<Item = EventIx> + '_ {
        self.in_text.at(&self.passages, passage)
    }
}

/// What an index is put together from.
struct Parts {
    by_time: Vec<EventIx>,
    undated: Vec<EventIx>,
    ordered: Vec<EventIx>,
    links: Vec<Link>,
    events_of: Vec<Vec<EventIx>>,
    times: Vec<Times>,
    told: Told,
    in_text: InText,
}

/// Later than every day.
const NEVER: Day = Day(i32::MAX);

/// The dated events by time, and those without a date of which anything is known.
fn in_time(times: &[Times], is_known: impl Fn(EventIx) -> bool) -> (Vec<EventIx>, Vec<EventIx>) {
    let mut by_time: Vec<(Day, EventIx)> = Vec::with_capacity(times.len());
    let mut undated = Vec::new();
    for (at, times) in times.iter().enumerate() {
        let ix = EventIx::new(at);
        if times.day < NEVER {
            by_time.push((times.day, ix));
        } else if is_known(ix) {
            undated.push(ix);
        }
    }
    by_time.sort_unstable();
    (by_time.into_iter().map(|(_, ix)| ix).collect(), undated)
}

/// For each event the actors and forums that it names: to be turned round.
#[derive(Default)]
struct Naming {
    /// Where those of each event end.
    ends: Vec<usize>,
    named: Vec<EntityIx>,
}

impl Naming {
    fn take(&mut self, event: &Event) {
        self.named.extend(named_by(event));
        self.ends.push(self.named.len());
    }

    /// For each actor or forum the events that name it, in the order given.
    fn finish<'e>(
        &self,
        record: &Record,
        order: impl Iterator<Item = &'e EventIx>,
    ) -> Vec<Vec<EventIx>> {
        let mut events_of: Vec<Vec<EventIx>> = vec![Vec::new(); record.entities.len()];
        for ix in order {
            let start = ix.at().checked_sub(1).map_or(0, |before| self.ends[before]);
            for entity in &self.named[start..self.ends[ix.at()]] {
                let events = &mut events_of[entity.at()];
                if events.last() != Some(ix) {
                    events.push(*ix);
                }
            }
        }
        events_of
    }
}

/// The same for a record in which some events of `whole` are gone and others say less.
fn events_within(
    record: &Record,
    whole: &[Vec<EventIx>],
    changed: &[Change],
    times: &[Times],
) -> Vec<Vec<EventIx>> {
    (whole.iter().enumerate())
        .map(|(at, events)| {
            let entity = EntityIx::new(at);
            let mut moved = false;
            let mut events: Vec<EventIx> = (events.iter().copied())
                .filter(|ix| match changed[ix.at()] {
                    Change::Same => true,
                    Change::Gone => false,
                    Change::Partly => {
                        moved = true;
                        named_by(record.event(*ix)).any(|named| named == entity)
                    }
                })
                .collect();
            if moved {
                events.sort_by_key(|ix| (times[ix.at()].day, *ix));
            }
            events
        })
        .collect()
}

/// The actors and forums that an event names.
fn named_by(event: &Event) -> impl Iterator<Item = EntityIx> {
    (event.forums.iter().map(|claim| claim.forum))
        .chain(event.actors.iter().map(|claim| claim.actor))
        .chain(event.actors.iter().filter_map(|claim| claim.forum))
}
