//! What is derived once per dataset: by time, by entity, by passage; links; search.
//!
//! [`Index::new`] is a pure function of a [`Record`]. Nothing here changes afterwards, so
//! record and index travel together behind one `Arc` ([`Opened`]).

mod align;
mod apparatus;
mod changes;
mod curtain;
mod fold;
mod haystack;
mod lined_up;
mod links;
mod named;
mod opened;
mod order;
mod query;
mod query_parse;
mod rivals;
mod trails;

pub use align::{Alignment, Certainty, Match, align};
pub use apparatus::Attached;
pub use changes::{ChangeKind, changes};
pub use curtain::{Hidden, certain_day, curtain_days, known_day};
pub use fold::{find_folded, fold};
pub use lined_up::LinedUp;
pub use links::{Link, Via, links_of};
pub use named::{ClaimOf, Unnamed, unnamed_claims};
pub use opened::Opened;
pub use order::{
    Answer, Changed, ClaimPart, ClaimRef, Contradiction, ContradictionKind, Finding, Orders,
    Switches, WhatIf,
};
pub use query::{Query, QueryContext};
pub use query_parse::{FIELDS, Field, QueryError};
pub use rivals::{Rivals, all_rivals, rivals_of};
pub use trails::{Step, Trail, slip_words, trail_of, trails};

use std::sync::{Arc, OnceLock};

use apparatus::ApparatusIndex;
use curtain::{Change, KnownDays};
use haystack::{Folded, Haystack, Stuff, haystack};
use links::links_within;

use crate::model::{Date, Day, EntityIx, Event, EventIx, Passage, Place, Record, SourceIx};

/// What is derived from a record.
#[derive(Debug, Default)]
pub struct Index {
    /// Dated events by their leading date, then by their place in the dataset.
    pub by_time: Vec<EventIx>,
    /// Events without any date.
    pub undated: Vec<EventIx>,
    /// Actor-to-forum links.
    pub links: Vec<Link>,
    /// First and last moment of all dates, in days; `None` if nothing is dated.
    pub extent: Option<(f64, f64)>,
    /// A window that shows most of the dated events well: where the record is dense.
    pub heart: Option<(f64, f64)>,
    events_of: Vec<Vec<EventIx>>,
    links_of: Vec<Vec<u32>>,
    in_text: Vec<Vec<(Place, EventIx)>>,
    haystacks: Vec<Haystack>,
    times: Vec<Times>,
    known_days: Arc<KnownDays>,
    apparatus: Arc<ApparatusIndex>,
    /// What haystacks are made from that are made only when they are searched.
    stuff: Option<Stuff>,
}

impl Index {
    /// Derives everything from a record.
    #[must_use]
    pub fn new(record: &Record) -> Self {
        let mut folded = Folded::default();
        let haystacks = (record.events.iter())
            .map(|event| {
                let all = |_| true;
                let text = haystack(&record.sources, &record.entities, event, all, &mut folded);
                Haystack::Made(text.into())
            })
            .collect();
        let times: Vec<Times> = (record.events.iter())
            .map(|event| Times::of(event))
            .collect();
        Self {
            known_days: Arc::new(KnownDays::new(record)),
            apparatus: Arc::new(ApparatusIndex::new(record)),
            ..Self::with(
                record,
                |_| true,
                Parts {
                    links: links_of(record),
                    events_of: events_by_entity(record, &times),
                    times,
                    in_text: events_by_place(record),
                    haystacks,
                },
            )
        }
    }

    /// The index of a record in which some claims of `whole` are absent. What does not
    /// change is taken over.
    fn narrowed(record: &Record, whole: &Self, changed: &[Change], issued: &[bool]) -> Self {
        let haystacks = (record.events.iter().zip(changed).enumerate())
            .map(|(at, (event, change))| match change {
                Change::Same => whole.haystacks[at].clone(),
                // Most moves of the curtain are followed by another, not by a search.
                Change::Partly => Haystack::Later(Arc::clone(event), OnceLock::new()),
                Change::Gone => Haystack::None,
            })
            .collect();
        let holds = |source: usize, place: Place, ix: EventIx| match changed[ix.at()] {
            Change::Same => true,
            Change::Gone => false,
            Change::Partly => {
                let event = record.event(ix);
                let passage = Passage {
                    source: SourceIx::new(source),
                    place,
                };
                event.passages.contains(&passage)
                    || event.bases().any(|basis| basis.passage == passage)
            }
        };
        let in_text = (whole.in_text.iter().enumerate())
            .map(|(source, places)| {
                (places.iter().copied())
                    .filter(|(place, ix)| issued[source] && holds(source, *place, *ix))
                    .collect()
            })
            .collect();
        let times: Vec<Times> = (record.events.iter().zip(changed).zip(&whole.times))
            .map(|((event, change), times)| match change {
                Change::Same => *times,
                Change::Partly => Times::of(event),
                Change::Gone => Times::NONE,
            })
            .collect();
        Self {
            known_days: Arc::clone(&whole.known_days),
            apparatus: Arc::clone(&whole.apparatus),
            stuff: Some(Stuff {
                sources: Arc::clone(&record.sources),
                entities: Arc::clone(&record.entities),
                issued: issued.to_vec(),
            }),
            ..Self::with(
                record,
                |ix| changed[ix.at()] != Change::Gone,
                Parts {
                    links: links_within(record, &whole.links, |ix| {
                        changed[ix.at()] == Change::Same
                    }),
                    events_of: events_within(record, &whole.events_of, changed, &times),
                    times,
                    in_text,
                    haystacks,
                },
            )
        }
    }

    fn with(record: &Record, is_known: impl Fn(EventIx) -> bool, parts: Parts) -> Self {
        let Parts {
            links,
            events_of,
            times,
            in_text,
            haystacks,
        } = parts;
        let mut by_time: Vec<(i32, EventIx)> = Vec::with_capacity(times.len());
        let mut undated = Vec::new();
        for (at, times) in times.iter().enumerate() {
            let ix = EventIx::new(at);
            if times.day < UNDATED {
                by_time.push((times.day, ix));
            } else if is_known(ix) {
                undated.push(ix);
            }
        }
        by_time.sort_unstable();
        let mut links_by_entity = vec![Vec::new(); record.entities.len()];
        for (at, link) in links.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            links_by_entity[link.actor.at()].push(at);
            if link.forum != link.actor {
                links_by_entity[link.forum.at()].push(at);
            }
        }
        Self {
            heart: heart_of(&by_time),
            by_time: by_time.into_iter().map(|(_, ix)| ix).collect(),
            undated,
            links,
            extent: extent_of(&times),
            events_of,
            links_of: links_by_entity,
            in_text,
            haystacks,
            times,
            ..Self::default()
        }
    }

    /// The events that name an actor or forum, by time, the undated last.
    #[must_use]
    pub fn events_of(&self, entity: EntityIx) -> &[EventIx] {
        self.events_of.get(entity.at()).map_or(&[], Vec::as_slice)
    }

    /// The links of an actor or forum.
    pub fn links_of(&self, entity: EntityIx) -> impl Iterator<Item = &Link> {
        self.links_of
            .get(entity.at())
            .into_iter()
            .flatten()
            .map(|at| &self.links[*at as usize])
    }

    /// The passages of a source that carry events, in the order of reading, each with its
    /// event.
    #[must_use]
    pub fn in_text(&self, source: SourceIx) -> &[(Place, EventIx)] {
        self.in_text.get(source.at()).map_or(&[], Vec::as_slice)
    }

    /// The events whose claims rest on a passage or on something within it.
    pub fn events_at(&self, passage: Passage) -> impl Iterator<Item = EventIx> + '_ {
        self.in_text(passage.source)
            .iter()
            .filter(move |(place, _)| place.is_within(passage.place))
            .map(|(_, event)| *event)
    }

    /// All that free text is searched in, folded: title, every name of whoever takes part,
    /// the passages.
    #[must_use]
    pub fn haystack(&self, event: EventIx) -> &str {
        match (self.haystacks.get(event.at()), &self.stuff) {
            (Some(Haystack::Made(text)), _) => text,
            (Some(Haystack::Later(event, text)), Some(stuff)) => text.get_or_init(|| {
                let issued = |source: SourceIx| stuff.issued[source.at()];
                let mut folded = Folded::default();
                haystack(&stuff.sources, &stuff.entities, event, issued, &mut folded).into()
            }),
            _ => "",
        }
    }
}

/// What an index is put together from.
struct Parts {
    links: Vec<Link>,
    events_of: Vec<Vec<EventIx>>,
    times: Vec<Times>,
    in_text: Vec<Vec<(Place, EventIx)>>,
    haystacks: Vec<Haystack>,
}

/// The times of an event.
#[derive(Clone, Copy, Debug)]
struct Times {
    /// By which it is sorted.
    day: i32,
    /// First and last moment of all its dates; the wrong way round if it has none.
    reach: (f64, f64),
}

/// Later than every day.
const UNDATED: i32 = i32::MAX;

impl Times {
    const NONE: Self = Self {
        day: UNDATED,
        reach: (f64::INFINITY, f64::NEG_INFINITY),
    };

    fn of(event: &Event) -> Self {
        let mut times = Self {
            day: leading_day(event).map_or(UNDATED, |day| day.0),
            ..Self::NONE
        };
        for date in event.dates.iter().filter_map(|claim| claim.date.as_ref()) {
            let (start, end) = date.stretch();
            for moment in [start, end].into_iter().flatten() {
                times.reach = (times.reach.0.min(moment), times.reach.1.max(moment));
            }
        }
        times
    }
}

/// The day by which an event is sorted.
fn leading_day(event: &Event) -> Option<Day> {
    event
        .leading_date()
        .and_then(|claim| claim.date.as_ref())
        .and_then(Date::sort_day)
}

fn extent_of(times: &[Times]) -> Option<(f64, f64)> {
    let mut extent = Times::NONE.reach;
    for Times { reach, .. } in times {
        extent = (extent.0.min(reach.0), extent.1.max(reach.1));
    }
    (extent.0 <= extent.1).then_some(extent)
}

/// The window of the densest two thirds of the dated events, with a margin: of all runs of
/// that many neighbours the shortest. A record about one year with a few forerunners opens
/// on that year.
fn heart_of(by_time: &[(i32, EventIx)]) -> Option<(f64, f64)> {
    let days: Vec<i32> = by_time.iter().map(|(day, _)| *day).collect();
    let run = (days.len() * 2).div_ceil(3);
    if run == 0 {
        return None;
    }
    let (start, end) = days
        .windows(run)
        .map(|window| (window[0], window[run - 1]))
        .min_by_key(|(first, last)| i64::from(*last) - i64::from(*first))?;
    let (start, end) = (f64::from(start), f64::from(end) + 1.0);
    let margin = ((end - start) * 0.12).max(3.0);
    Some((start - margin, end + margin))
}

fn events_by_entity(record: &Record, times: &[Times]) -> Vec<Vec<EventIx>> {
    let mut events_of: Vec<Vec<EventIx>> = vec![Vec::new(); record.entities.len()];
    for (ix, event) in record.events_ix() {
        for entity in named_by(event) {
            let events = &mut events_of[entity.at()];
            if events.last() != Some(&ix) {
                events.push(ix);
            }
        }
    }
    for events in &mut events_of {
        events.sort_by_key(|ix| (times[ix.at()].day, *ix));
    }
    events_of
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

fn events_by_place(record: &Record) -> Vec<Vec<(Place, EventIx)>> {
    let mut in_text: Vec<Vec<(Place, EventIx)>> = vec![Vec::new(); record.sources.len()];
    for (ix, event) in record.events_ix() {
        for passage in event.all_passages() {
            in_text[passage.source.at()].push((passage.place, ix));
        }
    }
    for (source, places) in record.sources.iter().zip(&mut in_text) {
        places.sort_by_cached_key(|(place, event)| (source.text().reading_key(*place), *event));
    }
    in_text
}
