//! Which events the table lists, and in which order.
//!
//! In two steps, so that a movement of the timeline costs little: what is let through, in the
//! order asked for, with the days that each event reaches over; of that the rows that the
//! window touches. Only the second runs again for a new window.

use std::sync::Arc;

use super::{AT_ONCE, Matches, Request, Window};
use crate::index::Opened;
use crate::model::{Day, EventIx, Stage};

/// Events that the table lists in place of those in the window.
#[derive(Clone, Debug)]
pub struct TableScope {
    /// Which events, in any order.
    pub events: Arc<[EventIx]>,
    /// What they are, as it stands behind their number: "13 May 2020 in Security".
    pub words: String,
}

impl PartialEq for TableScope {
    /// Whether it is the very same list: comparing a million events at every pass would be
    /// dear, and the same list asked for again may as well be made again.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.events, &other.events) && self.words == other.words
    }
}

/// By what the table is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListBy {
    /// Leading date.
    #[default]
    Date,
    /// Title.
    Event,
    /// Kind, then stage.
    What,
    /// First forum.
    Where,
    /// First actor.
    Who,
    /// First source.
    Source,
}

/// What the rows of the table are asked for by.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRequest {
    /// Changes with the record.
    pub revision: u64,
    /// Changes with what is let through.
    pub matched: u64,
    /// These events in place of those in the window.
    pub scope: Option<TableScope>,
    /// Without a scope: the window that the days of an event must touch.
    pub window: Window,
    /// By what to sort.
    pub by: ListBy,
    /// List events without a date too; a scope lists them always.
    pub with_undated: bool,
    /// How many events the record has.
    pub events: usize,
}

impl TableRequest {
    /// Whether the same is let through, in the same order, whatever the window.
    fn lists_like(&self, other: &Self) -> bool {
        Self {
            window: other.window,
            ..self.clone()
        } == *other
    }
}

impl Request for TableRequest {
    fn may_show(&self, older: &Self) -> bool {
        // What was listed for another scope would be taken for this one.
        self.revision == older.revision && self.scope == older.scope
    }

    fn is_small(&self) -> bool {
        self.events < AT_ONCE
    }
}

/// The rows of the table, and what is not among them.
#[derive(Debug, Default)]
pub struct TableRows {
    /// From the first to the last.
    pub events: Vec<EventIx>,
    /// Let through, but dated outside the window.
    pub outside: usize,
    listing: Arc<Listing>,
}

impl TableRows {
    /// How many events are not let through.
    #[must_use]
    pub fn filtered(&self) -> usize {
        self.listing.filtered
    }

    /// How many events are let through, but left out because no passage gives a date.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.listing.undated
    }

    /// Of how many events anything is known; of a scope, how many it holds.
    #[must_use]
    pub fn all(&self) -> usize {
        self.listing.all
    }
}

/// The rows of the table as they stand on screen, for the keys.
#[derive(Clone, Debug)]
pub struct TableOrder {
    /// The rows, in ascending order.
    pub rows: Arc<TableRows>,
    /// The last of them stands at the top.
    pub descending: bool,
    /// They stand in order of time, and are those in the window.
    pub in_time: bool,
    /// The row at the top of what is in sight.
    pub top: usize,
    /// So many rows are a page.
    pub page: usize,
}

impl TableOrder {
    /// The event of a row, counted from the top.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<EventIx> {
        self.rows.events.get(self.turned(row)?).copied()
    }

    /// The row of an event, if it has one.
    #[must_use]
    pub fn row_of(&self, event: EventIx) -> Option<usize> {
        self.turned(self.rows.events.iter().position(|ix| *ix == event)?)
    }

    fn turned(&self, at: usize) -> Option<usize> {
        if self.descending {
            self.rows.events.len().checked_sub(at + 1)
        } else {
            Some(at)
        }
    }
}

/// To which row the keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableStep {
    /// The next one down.
    Next,
    /// The next one up.
    Previous,
    /// The first.
    First,
    /// The last.
    Last,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
}

/// What is let through, in the order asked for.
#[derive(Debug, Default)]
struct Listing {
    /// Each with the first and the last day of all its dates.
    rows: Vec<(Day, Day, EventIx)>,
    undated: usize,
    filtered: usize,
    all: usize,
}

/// Lists what is let through: the events of a scope, or those that touch the window. Events
/// alike in what is sorted by stand in order of time, and what has nothing to sort by comes
/// last. `last` is what was listed before and why; what has not changed is taken over.
#[must_use]
pub fn compute_table(
    opened: &Opened,
    matches: &Matches,
    request: &TableRequest,
    last: Option<&(TableRequest, Arc<TableRows>)>,
) -> TableRows {
    let listing = match last.filter(|(before, _)| request.lists_like(before)) {
        Some((_, rows)) => Arc::clone(&rows.listing),
        None => Arc::new(list(opened, matches, request)),
    };
    let window = request.scope.is_none().then_some(request.window);
    let events = touching(&listing.rows, window);
    TableRows {
        outside: listing.rows.len() - events.len(),
        events,
        listing,
    }
}

fn list(opened: &Opened, matches: &Matches, request: &TableRequest) -> Listing {
    let index = &opened.index;
    let chosen = request.scope.as_ref().map(|scope| {
        let mut chosen = vec![false; opened.record.events.len()];
        for event in &*scope.events {
            if let Some(is_chosen) = chosen.get_mut(event.at()) {
                *is_chosen = opened.knows_event(*event);
            }
        }
        chosen
    });
    let all = match &chosen {
        Some(chosen) => chosen.iter().filter(|is_chosen| **is_chosen).count(),
        None => index.known_events(),
    };
    let belongs =
        |ix: &EventIx| matches.holds(*ix) && chosen.as_ref().is_none_or(|chosen| chosen[ix.at()]);
    let of = |events: &[EventIx]| -> Vec<EventIx> {
        events.iter().copied().filter(|ix| belongs(ix)).collect()
    };
    let (mut events, undated) = (of(&index.by_time), of(&index.undated));
    let let_through = events.len() + undated.len();
    let mut left_out = undated.len();
    if request.with_undated || chosen.is_some() {
        events.extend(undated);
        left_out = 0;
    }
    sort_events(opened, request.by, &mut events);
    let row = |ix: EventIx| {
        // What has no date is in no window and outside of none.
        let (first, last) = index.days_of(ix).unwrap_or((Day(i32::MIN), Day(i32::MAX)));
        (first, last, ix)
    };
    Listing {
        rows: events.into_iter().map(row).collect(),
        undated: left_out,
        filtered: all.saturating_sub(let_through),
        all,
    }
}

/// The events whose days touch a window, or all of them.
fn touching(rows: &[(Day, Day, EventIx)], window: Option<Window>) -> Vec<EventIx> {
    let touched = |(first, last, _): &&(Day, Day, EventIx)| {
        let has_begun = |window: Window| first.start() < window.end || first.0 == i32::MIN;
        let is_not_over = |window: Window| last.end() > window.start || last.0 == i32::MAX;
        window.is_none_or(|window| has_begun(window) && is_not_over(window))
    };
    let rows = rows.iter().filter(touched);
    rows.map(|(.., event)| *event).collect()
}

/// Sorts events that stand in order of time; those alike stay in it.
fn sort_events(opened: &Opened, by: ListBy, events: &mut [EventIx]) {
    let record = &opened.record;
    let event = |ix: EventIx| record.event(ix);
    match by {
        ListBy::Date => {}
        ListBy::Event => {
            let lower = |ix: EventIx| event(ix).title.to_lowercase();
            sort_by_key(
                events,
                |ix| first_letters(&event(ix).title),
                |alike| {
                    alike.sort_by_cached_key(|(_, _, ix)| lower(*ix));
                },
            );
        }
        ListBy::What => {
            let kinds = ranks(record.kinds.iter().map(|kind| &*kind.name));
            sort_by_rank(events, |ix| {
                let kind = event(ix).kind.map_or(LAST, |kind| kinds[kind.at()]);
                (kind, event(ix).stage().map_or(LAST, stage_rank))
            });
        }
        ListBy::Where | ListBy::Who => {
            let names = ranks(record.entities.iter().map(|entity| &*entity.name));
            sort_by_rank(events, |ix| {
                let first = if by == ListBy::Where {
                    event(ix).forums.first().map(|claim| claim.forum)
                } else {
                    event(ix).actors.first().map(|claim| claim.actor)
                };
                (first.map_or(LAST, |entity| names[entity.at()]), 0)
            });
        }
        ListBy::Source => {
            let names = ranks(record.sources.iter().map(|source| &*source.short));
            sort_by_rank(events, |ix| {
                let mut passages = opened.index.passages_of(ix);
                let first = passages.find(|passage| opened.knows_source(passage.source));
                let name = first.map_or(LAST, |passage| names[passage.source.at()]);
                (name, 0)
            });
        }
    }
}

/// After every name.
const LAST: u32 = u32::MAX;

/// In the order of the design, as they follow one another.
fn stage_rank(stage: Stage) -> u32 {
    let mut all = (0..).zip(Stage::ALL);
    (all.find(|(_, other)| *other == stage)).map_or(LAST, |(at, _)| at)
}

/// For each name its place among all, whatever its letters' case; the same for the same name.
fn ranks<'a>(names: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut sorted: Vec<(String, usize)> = names
        .enumerate()
        .map(|(at, name)| (name.to_lowercase(), at))
        .collect();
    sorted.sort_unstable();
    let mut ranks = vec![0; sorted.len()];
    let mut rank = 0;
    for (place, (name, at)) in sorted.iter().enumerate() {
        if place > 0 && sorted[place - 1].0 != *name {
            rank += 1;
        }
        ranks[*at] = rank;
    }
    ranks
}

fn sort_by_rank(events: &mut [EventIx], rank: impl Fn(EventIx) -> (u32, u32)) {
    sort_by_key(events, rank, |_| {});
}

/// Sorts by keys that are looked up once, as events lie far apart; `finer` sorts those that
/// have the same key and stand in the order in which they stood.
fn sort_by_key<K: Ord>(
    events: &mut [EventIx],
    key: impl Fn(EventIx) -> K,
    finer: impl Fn(&mut [(K, u32, EventIx)]),
) {
    let mut keyed: Vec<(K, u32, EventIx)> = (0..)
        .zip(&*events)
        .map(|(place, ix)| (key(*ix), place, *ix))
        .collect();
    keyed.sort_unstable();
    for alike in keyed.chunk_by_mut(|a, b| a.0 == b.0) {
        if alike.len() > 1 {
            finer(alike);
        }
    }
    for (event, (.., ix)) in events.iter_mut().zip(keyed) {
        *event = ix;
    }
}

/// The first sixteen bytes in lower case, as a number that sorts like them.
fn first_letters(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let mut at = 0;
    for letter in lower(text) {
        let mut room = [0; 4];
        for byte in letter.encode_utf8(&mut room).bytes() {
            // Bytes sort like the letters that they stand for, so the last may be cut.
            let Some(place) = bytes.get_mut(at) else {
                return u128::from_be_bytes(bytes);
            };
            *place = byte;
            at += 1;
        }
    }
    u128::from_be_bytes(bytes)
}

fn lower(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}

/// The days of a window in words: "1 January – 31 March 2020".
#[must_use]
pub fn window_words(window: Window) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let day = |moment: f64| Day(moment as i32);
    let (first, last) = (day(window.start.floor()), day(window.end.ceil() - 1.0));
    let (start, end) = (first.words(), last.words());
    // The year is said once if it is the same.
    let year = end.rsplit_once(' ').map_or("", |(_, year)| year);
    let short = (first.ymd().0 == last.ymd().0 && first.ymd().0 > 0)
        .then(|| start.strip_suffix(year))
        .flatten();
    format!("{} – {end}", short.map_or(&*start, str::trim_end))
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_year_of_a_window_is_said_once() {
        let window = |start, end| window_words(Window { start, end });
        assert_eq!(window(18_262.0, 18_353.0), "1 January – 31 March 2020");
        assert_eq!(
            window(18_261.5, 18_352.1),
            "31 December 2019 – 31 March 2020"
        );
    }

    #[test]
    fn what_only_meets_a_window_does_not_touch_it() {
        let row = |first, last| (Day(first), Day(last), EventIx(0));
        let rows = [
            row(8, 9),
            row(9, 10),
            row(19, 19),
            row(20, 20),
            row(i32::MIN, i32::MAX),
        ];
        let count = |start, end| touching(&rows, Some(Window { start, end })).len();
        assert_eq!(count(10.0, 20.0), 3);
        assert_eq!(count(9.9, 20.1), 5);
        assert_eq!(count(1e300, 2e300), 1);
        assert_eq!(touching(&rows, None).len(), 5);
    }

    proptest! {
        #[test]
        fn the_first_letters_sort_like_the_whole(a in "\\PC{0,24}", b in "\\PC{0,24}") {
            let whole = lower(&a).cmp(lower(&b));
            let first = first_letters(&a).cmp(&first_letters(&b));
            prop_assert!(first == Ordering::Equal || first == whole, "{a:?} {b:?}");
        }
    }
}
