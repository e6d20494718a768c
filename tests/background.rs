//! What grows with the record is made beside the window: nothing of another record is ever
//! shown, nothing is made twice, and what comes out is what would have come out at once.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;
#[path = "shared/source.rs"]
mod source;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use drive::{Driven, seen};
use regesta::app::Regesta;
use regesta::dataset::{Files, Limits, read};
use regesta::index::{Opened, Query, QueryContext, curtain_days, fold};
use regesta::layout::{LaneMetrics, LaneRequest, compute_density, compute_lanes, place_undated};
use regesta::model::{
    AreaIx, Basis, Date, DateClaim, Day, Event, EventIx, Filing, Order, OrderClaim, Passage, Place,
    Record, SourceIx, Stage, Standing, Term,
};
use regesta::state::{
    AT_ONCE, Background, Command, Filters, Job, Request, Selection, State, Window, compute_matches,
    counts_in,
};
use source::{section, source};

// ---- The value and the one in the making ------------------------------------------------------

/// Something asked of a record.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    record: u32,
    what: u32,
    is_small: bool,
}

impl Request for Asked {
    fn may_show(&self, older: &Self) -> bool {
        self.record == older.record
    }

    fn is_small(&self) -> bool {
        self.is_small
    }
}

const fn asked(record: u32, what: u32) -> Asked {
    Asked {
        record,
        what,
        is_small: false,
    }
}

/// A background in which a job is done when the test says so.
#[derive(Default)]
struct ByHand {
    background: Background<Asked, Asked>,
    jobs: RefCell<Vec<(Job, Job)>>,
    afterwards: Vec<Job>,
    /// What was made, in order.
    made: Arc<std::sync::Mutex<Vec<Asked>>>,
}

impl ByHand {
    fn get(&mut self, request: &Asked) -> Option<Asked> {
        let made = Arc::clone(&self.made);
        let jobs = &self.jobs;
        let aside = |work: Job, afterwards: Job| jobs.borrow_mut().push((work, afterwards));
        let found = self.background.get(request, &aside, move |request, _| {
            made.lock().expect("no panic").push(request.clone());
            request.clone()
        });
        found.map(|found| (*found).clone())
    }

    /// Does what waits to be done; returns how much that was.
    fn work(&mut self) -> usize {
        let jobs = self.jobs.take();
        let count = jobs.len();
        for (work, afterwards) in jobs {
            work();
            self.afterwards.push(afterwards);
        }
        count
    }

    fn made(&self) -> Vec<Asked> {
        self.made.lock().expect("no panic").clone()
    }
}

#[test]
fn what_is_small_is_made_at_once_and_once() {
    let mut by_hand = ByHand::default();
    let small = Asked {
        is_small: true,
        ..asked(1, 1)
    };
    assert_eq!(by_hand.get(&small), Some(small.clone()));
    assert_eq!(by_hand.get(&small), Some(small.clone()));
    assert!(!by_hand.background.is_busy());
    assert_eq!(by_hand.work(), 0);
    assert_eq!(by_hand.made(), [small]);
}

#[test]
fn the_newest_finished_value_is_shown_until_the_next_is_finished() {
    let mut by_hand = ByHand::default();
    assert_eq!(by_hand.get(&asked(1, 1)), None);
    assert!(by_hand.background.is_busy());
    assert_eq!(by_hand.work(), 1);
    assert_eq!(by_hand.get(&asked(1, 1)), Some(asked(1, 1)));
    assert!(!by_hand.background.is_busy());
    // What is asked for meanwhile waits; what was overtaken is never made.
    assert_eq!(by_hand.get(&asked(1, 2)), Some(asked(1, 1)));
    for what in 3..9 {
        assert_eq!(by_hand.get(&asked(1, what)), Some(asked(1, 1)));
    }
    assert_eq!(by_hand.work(), 1, "at most one is at work");
    assert_eq!(by_hand.get(&asked(1, 9)), Some(asked(1, 2)));
    assert!(by_hand.background.is_busy());
    assert_eq!(by_hand.work(), 1);
    assert_eq!(by_hand.get(&asked(1, 9)), Some(asked(1, 9)));
    assert!(!by_hand.background.is_busy());
    assert_eq!(by_hand.made(), [asked(1, 1), asked(1, 2), asked(1, 9)]);
}

#[test]
fn nothing_of_another_record_is_shown() {
    let mut by_hand = ByHand::default();
    let _ = by_hand.get(&asked(1, 1));
    by_hand.work();
    assert_eq!(by_hand.get(&asked(1, 1)), Some(asked(1, 1)));
    // Neither what was finished before, nor what is finished after the record has changed.
    let _ = by_hand.get(&asked(1, 2));
    assert_eq!(by_hand.get(&asked(2, 2)), None);
    by_hand.work();
    assert_eq!(by_hand.get(&asked(2, 2)), None);
    by_hand.work();
    assert_eq!(by_hand.get(&asked(2, 2)), Some(asked(2, 2)));
    // A small record comes in while the large one is at work.
    let _ = by_hand.get(&asked(2, 3));
    let small = Asked {
        is_small: true,
        ..asked(3, 1)
    };
    assert_eq!(by_hand.get(&small), Some(small.clone()));
    by_hand.work();
    assert_eq!(by_hand.get(&small), Some(small));
}

#[test]
fn what_comes_to_nothing_is_not_tried_for_ever() {
    let mut by_hand = ByHand::default();
    let _ = by_hand.get(&asked(1, 1));
    // As if there were no thread to have: the job is let go.
    by_hand.jobs.borrow_mut().clear();
    for _ in 0..3 {
        assert_eq!(by_hand.get(&asked(1, 1)), None);
        assert!(!by_hand.background.is_busy());
    }
    assert_eq!(by_hand.get(&asked(1, 2)), None);
    assert_eq!(by_hand.work(), 1);
    assert_eq!(by_hand.get(&asked(1, 2)), Some(asked(1, 2)));
}

// ---- A long record in the window --------------------------------------------------------------

fn basis(block: u32) -> Basis {
    Basis {
        passage: Passage {
            source: SourceIx(0),
            place: Place::Block { section: 0, block },
        },
        quote: None,
        standing: Standing::Stated,
        known_from: (block == 1).then(|| Date::parse("2021-01-01").expect("a date")),
    }
}

/// A record of so many events, a day apart but for each tenth, which has no date; each third
/// is told later.
fn long(events: usize) -> Opened {
    let words = ["They met.", "They met later."];
    let one = section("one", "One", 2, words.map(str::to_owned));
    let event = |at: usize| {
        let at_least_one = at.max(1);
        let block = u32::from(at.is_multiple_of(3));
        let day = Day(i32::try_from(at).expect("few") - 10_000);
        let mut event = Event {
            id: format!("event-{at}").into(),
            title: format!("Meeting {at}").into(),
            passages: vec![basis(0).passage],
            areas: vec![Filing {
                under: AreaIx::new(at % 2),
                basis: basis(block),
            }],
            ..Event::default()
        };
        if at.is_multiple_of(10) {
            event.order.push(OrderClaim {
                order: Order::After,
                event: EventIx::new(at_least_one - 1),
                basis: basis(0),
            });
        } else {
            event.dates.push(DateClaim {
                date: Date::parse(&day.to_string()).ok(),
                stage: Stage::Happened,
                preferred: None,
                basis: basis(block),
            });
        }
        Arc::new(event)
    };
    let area = |id: &str| Term {
        id: id.into(),
        name: id.into(),
        names: Vec::new(),
    };
    Opened::new(Record {
        id: "long".into(),
        title: format!("{events} events").into(),
        language: "en".into(),
        areas: vec![area("even"), area("odd")],
        sources: Arc::new(vec![source("report", "Report", "2020-01-01", vec![one])]),
        events: (0..events).map(event).collect(),
        ..Record::default()
    })
}

fn app_of(driven: &mut Driven) -> &mut Regesta {
    driven.harness.state_mut().as_mut().expect("a program")
}

/// Puts a record on screen and runs a pass while it may still be in the making.
fn show(driven: &mut Driven, opened: Opened) {
    let ctx = driven.harness.ctx.clone();
    app_of(driven).show(&ctx, opened);
    driven.harness.step();
}

fn finish(driven: &mut Driven) {
    let ctx = driven.harness.ctx.clone();
    app_of(driven).finish_arranging(&ctx);
    driven.settle();
}

/// The counts in the status bar are those that the filters and the window give directly.
#[track_caller]
fn check_counts(driven: &Driven) {
    let view = &driven.app().state.view;
    let whole = driven.opened();
    let known = view.curtain.map(|day| whole.as_known_on(day));
    let opened = known.as_ref().unwrap_or(whole);
    let matches = compute_matches(opened, &view.filters);
    let counts = counts_in(opened, &matches, view.window);
    let expected = [
        counts.shown,
        counts.outside,
        counts.filtered,
        counts.undated,
    ];
    assert_eq!(driven.status(), expected);
}

#[test]
fn a_long_record_is_arranged_beside_the_window_and_comes_out_the_same() {
    let mut driven = Driven::empty(drive::USUAL, seen());
    show(&mut driven, long(AT_ONCE - 1));
    assert!(!driven.app().is_arranging(), "a shorter one at once");
    check_counts(&driven);
    show(&mut driven, long(AT_ONCE));
    finish(&mut driven);
    assert!(!driven.app().is_arranging());
    check_counts(&driven);
    for command in [
        Command::SetQuery("meeting 77".to_owned()),
        Command::SetQuery("area:odd".to_owned()),
        Command::SetCurtain(Some(Day(18_300))),
        Command::SetQuery(String::new()),
        Command::SetCurtain(None),
    ] {
        driven.command(command);
        finish(&mut driven);
        check_counts(&driven);
    }
}

#[test]
fn whatever_is_done_meanwhile_nothing_is_out_of_place() {
    let mut driven = Driven::empty(drive::USUAL, seen());
    show(&mut driven, long(AT_ONCE + 500));
    let last = EventIx::new(AT_ONCE + 499);
    // Each command comes while what the one before asked for may still be in the making.
    for command in [
        Command::Select(Selection::Event(last)),
        Command::SetCurtain(Some(Day(18_300))),
        Command::SetQuery("meeting 1".to_owned()),
        Command::NextEvent,
        Command::Fit,
        Command::LastEvent,
        Command::ToggleUnmatched,
        Command::SetLanes(regesta::state::LaneBy::Source),
        Command::PreviousEvent,
        Command::SetCurtain(None),
        Command::FitSelection,
    ] {
        let ctx = driven.harness.ctx.clone();
        app_of(&mut driven).apply(&ctx, command);
        driven.harness.step();
    }
    // A shorter record takes its place: what was made for the longer one must not be shown.
    show(&mut driven, long(AT_ONCE));
    driven.harness.step();
    show(&mut driven, long(7));
    check_counts(&driven);
    finish(&mut driven);
    check_counts(&driven);
}

// ---- What is looked up instead of counted -----------------------------------------------------

#[test]
fn places_in_time_are_those_that_going_through_all_events_gives() {
    let opened = long(500);
    for query in ["", "area:odd", "meeting 1"] {
        let mut filters = Filters::default();
        filters.set_text(query.to_owned());
        let matches = compute_matches(&opened, &filters);
        let (start, end) = opened.index.extent.expect("dates");
        for (start, end, stretches) in [
            (start, end, 7),
            (start + 100.0, end - 50.0, 160),
            (start - 1.0, end + 1.0, 1),
        ] {
            let density = compute_density(&opened, &matches, (start, end), stretches);
            #[allow(clippy::cast_precision_loss)]
            let width = (end - start) / stretches as f64;
            let mut expected = vec![(0, 0); stretches];
            for ix in &opened.index.by_time {
                let at = ((opened.index.time_key(*ix).0.start() - start) / width).floor();
                if at >= 0.0 {
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let counts: &mut (usize, usize) =
                        &mut expected[(at as usize).min(stretches - 1)];
                    counts.0 += 1;
                    counts.1 += usize::from(matches.holds(*ix));
                }
            }
            assert_eq!(density, expected, "{query}, {stretches}");
        }
        let placed = place_undated(&opened, &matches);
        let undated = opened.index.undated.iter().filter(|ix| matches.holds(**ix));
        assert_eq!(placed.len(), undated.count());
        for found in placed {
            let [claim] = &*opened.record.event(found.event).order else {
                panic!("an order");
            };
            let other = opened.record.event(claim.event).dates.first();
            let start = other.and_then(|claim| claim.date.as_ref()?.stretch().0);
            assert_eq!(found.after, start);
        }
    }
}

#[test]
fn lanes_of_a_long_record_are_those_that_are_made_directly() {
    let opened = long(AT_ONCE);
    let matches = compute_matches(&opened, &Filters::default());
    let request = LaneRequest {
        by: regesta::state::LaneBy::Area,
        hides: false,
        rooms: regesta::state::Rooms::default(),
        metrics: LaneMetrics::default(),
    };
    let lanes = compute_lanes(&opened, &matches, &request);
    let slots = lanes.slots.len();
    assert_eq!(slots, opened.index.by_time.len());
    let window = Window::new(-20_000.0, 40_000.0);
    assert_eq!(counts_in(&opened, &matches, window).shown, slots);
}

#[test]
fn the_counts_are_those_that_going_through_all_events_gives_to_the_day() {
    let opened = shipped();
    let mut filters = Filters::default();
    filters.set_text("covid or not stage:planned".to_owned());
    let matches = compute_matches(&opened, &filters);
    // Windows that begin and end with the days of dates, where one day more or less counts.
    let ends: BTreeSet<i32> = (opened.record.events_ix())
        .filter_map(|(ix, _)| opened.index.days_of(ix))
        .flat_map(|(first, last)| [first.0, first.0 + 1, last.0, last.0.saturating_add(1)])
        .filter(|day| (Day::MIN.0..Day::MAX.0).contains(day))
        .collect();
    for day in ends.into_iter().map(f64::from) {
        for window in [Window::new(day, day + 30.0), Window::new(day - 30.0, day)] {
            let lies_in = |ix: EventIx, event: &Event| {
                let dates = event.dates.iter().filter_map(|claim| claim.date.as_ref());
                let reach = dates.map(Date::stretch).reduce(|a, b| {
                    let start = a.0.zip(b.0).map(|(a, b)| a.min(b));
                    (start, a.1.zip(b.1).map(|(a, b)| a.max(b)))
                });
                let reach = reach.filter(|_| matches.holds(ix));
                reach.map(|(start, end)| window.touches(start, end))
            };
            let all: Vec<Option<bool>> = (opened.record.events_ix())
                .map(|(ix, event)| lies_in(ix, event))
                .collect();
            let count = |wanted: bool| all.iter().filter(|at| **at == Some(wanted)).count();
            let counts = counts_in(&opened, &matches, window);
            assert_eq!((counts.shown, counts.outside), (count(true), count(false)));
            assert_eq!(counts.filtered, opened.record.events.len() - matches.count);
        }
    }
}

fn shipped() -> Opened {
    let reading = read(&Files::shipped(), &Limits::default());
    Opened::new(reading.record.expect("what ships loads"))
}

#[test]
fn words_are_found_where_all_that_is_searched_holds_them() {
    let whole = shipped();
    let middle = curtain_days(&whole.record)[curtain_days(&whole.record).len() / 2];
    for opened in [&whole, &whole.as_known_on(middle)] {
        let record = &opened.record;
        let mut words: Vec<String> = ["covid", "the", "é", "u", "xyzzy", "draft  resolution"]
            .map(str::to_owned)
            .to_vec();
        // Words of titles, names and passages, and what reaches from one into the next.
        for ix in (0..record.events.len()).step_by(23).map(EventIx::new) {
            let text = opened.index.haystack(record, ix);
            let from = text.char_indices().map(|(at, _)| at).nth(5).unwrap_or(0);
            words.push(text[from..].chars().take(12).collect());
        }
        for words in words {
            let wanted = fold(words.trim());
            if wanted.is_empty() || wanted.contains('"') {
                continue;
            }
            let query = Query::parse(&format!("\"{wanted}\"")).expect("a query");
            let found = query.find(QueryContext {
                record,
                index: &opened.index,
            });
            for (ix, found) in (0..).map(EventIx).zip(found) {
                let holds = opened.index.haystack(record, ix).contains(&wanted);
                assert_eq!(found, holds, "{wanted}: {ix:?}");
            }
        }
    }
}

#[test]
fn events_are_found_at_a_passage_and_at_all_around_it() {
    let whole = shipped();
    let day = curtain_days(&whole.record)[3];
    for opened in [&whole, &whole.as_known_on(day)] {
        for at in 0..opened.record.sources.len() {
            let source = SourceIx::new(at);
            let in_text = opened.index.in_text(source);
            let sections = (0..60).map(|section| Place::Section { section });
            for place in in_text.iter().map(|(place, _)| *place).chain(sections) {
                let within = in_text.iter().filter(|(at, _)| at.is_within(place));
                let expected: Vec<EventIx> = within.map(|(_, ix)| *ix).collect();
                let found = opened.index.events_at(Passage { source, place });
                assert_eq!(found.collect::<Vec<_>>(), expected, "{source:?}, {place:?}");
            }
        }
    }
}

/// The place in a source nearest to the middle of a window, by going through all of it.
fn nearest_by_hand(opened: &Opened, source: SourceIx, window: Window) -> Option<Place> {
    let middle = f64::midpoint(window.start, window.end);
    let distance = |ix: EventIx| {
        let date = opened.record.event(ix).leading_date()?.date.as_ref()?;
        let (start, end) = date.stretch();
        let (start, end) = (start.or(end)?, end.or(start)?);
        let away = (f64::midpoint(start, end) - middle).abs();
        (start < window.end && end > window.start).then_some(away + (end - start) * 0.25)
    };
    (opened.index.in_text(source).iter())
        .filter(|(place, _)| !matches!(place, Place::Section { .. }))
        .filter_map(|(place, ix)| Some((distance(*ix)?, *place)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, place)| place)
}

#[test]
fn the_text_follows_to_what_stands_nearest_to_the_middle() {
    let opened = shipped();
    let matches = compute_matches(&opened, &Filters::default());
    let (start, end) = opened.index.extent.expect("dates");
    for at in 0..opened.record.sources.len() {
        let mut state = State::default();
        state.reset_for(&opened);
        state.preferences.read_along = true;
        let source = SourceIx::new(at);
        let place = Place::Section { section: 0 };
        state.view.passage = Some(Passage { source, place });
        for part in 0..40 {
            for days in [5.0, 80.0, 3_000.0] {
                let from = start - 50.0 + (end - start) * f64::from(part) / 39.0;
                state.reading.place = None;
                let command = Command::ShowWindow(from, from + days);
                let _ = state.apply(command, &opened, &matches);
                let expected = nearest_by_hand(&opened, source, state.view.window);
                let found = state.reading.place.map(|passage| passage.place);
                assert_eq!(found, expected, "{source:?}, {from} for {days} days");
            }
        }
    }
}
