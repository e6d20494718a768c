//! Order answers against trying out every assignment of days, their laws, and cases made by
//! hand.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

#[path = "shared/source.rs"]
mod source;

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use regesta::index::{Answer, ClaimRef, ContradictionKind, Orders, Switches};
use regesta::model::{
    Basis, Date, DateClaim, Day, Edge, Event, EventIx, Order, OrderClaim, Passage, Place,
    Precision, Record, Source, SourceIx, Stage, Standing,
};
use source::{section, source};

fn basis(source: usize) -> Basis {
    Basis {
        passage: Passage {
            source: SourceIx::new(source),
            place: Place::Block {
                section: 0,
                block: 0,
            },
        },
        quote: None,
        standing: Standing::Stated,
        known_from: None,
    }
}

fn said(id: usize) -> Source {
    let sections = vec![section("top", "", 1, ["It is said.".to_owned()])];
    source(&format!("source-{id}"), "A source", "2020", sections)
}

fn event(at: usize) -> Event {
    Event {
        id: format!("event-{at}").into(),
        title: format!("Event {at}").into(),
        kind: None,
        passages: Vec::new(),
        dates: Vec::new(),
        areas: Vec::new(),
        levels: Vec::new(),
        forums: Vec::new(),
        actors: Vec::new(),
        order: Vec::new(),
    }
}

fn date_claim(edtf: &str, stage: Stage, source: usize) -> DateClaim {
    DateClaim {
        date: Some(Date::parse(edtf).unwrap_or_else(|e| panic!("{edtf}: {e}"))),
        stage,
        preferred: None,
        basis: basis(source),
    }
}

/// A record of so many events.
fn record(events: usize) -> Record {
    Record {
        sources: Arc::new((0..3).map(said).collect()),
        events: (0..events).map(|at| Arc::new(event(at))).collect(),
        ..Record::default()
    }
}

/// A record of events with dates that are said to have happened.
fn dated(dates: &[&[&str]]) -> Record {
    let mut made = record(dates.len());
    for (event, dates) in made.events.iter_mut().zip(dates) {
        Arc::make_mut(event).dates = dates
            .iter()
            .map(|date| date_claim(date, Stage::Happened, 0))
            .collect();
    }
    made
}

fn state(record: &mut Record, from: usize, order: Order, to: usize) {
    Arc::make_mut(&mut record.events[from])
        .order
        .push(OrderClaim {
            order,
            event: EventIx::new(to),
            basis: basis(1),
        });
}

fn ask(record: &Record, a: usize, b: usize) -> Answer {
    Orders::new(record)
        .ask(EventIx::new(a), EventIx::new(b))
        .answer
}

// ---------------------------------------------------------------------------------------
// Trying out

/// Days that events without a date can have: wide enough for chains of five events on both
/// sides of all dates.
const FIRST: i32 = -4;
const LAST: i32 = 9;

/// The start and end bounds of a date claim.
fn bounds(claim: &DateClaim) -> [i32; 4] {
    let date = claim.date.as_ref().expect("a date");
    let day = |edge: Edge, else_: i32| edge.day().map_or(else_, |day| day.0);
    [
        match (claim.stage, date.precision()) {
            // It was going on then, and may have begun before.
            (Stage::UnderWay, precision) if precision != Precision::Interval => FIRST,
            _ => day(date.start_bounds().0, FIRST),
        },
        day(date.start_bounds().1, LAST),
        day(date.end_bounds().0, FIRST),
        match claim.stage {
            Stage::UnderWay => LAST,
            _ => day(date.end_bounds().1, LAST),
        },
    ]
}

fn in_bounds([a, b, c, d]: [i32; 4], (start, end): (i32, i32)) -> bool {
    (a..=b).contains(&start) && (c..=d).contains(&end)
}

fn spans() -> impl Iterator<Item = (i32, i32)> {
    (FIRST..=LAST).flat_map(|start| (start..=LAST).map(move |end| (start, end)))
}

/// The date claims that count.
fn counting(event: &Event) -> Vec<usize> {
    let told = |at: &usize| {
        let claim = &event.dates[*at];
        claim.date.is_some() && claim.basis.standing != Standing::Denied
    };
    let all: Vec<usize> = (0..event.dates.len()).filter(told).collect();
    let outcome: Vec<usize> = (all.iter().copied())
        .filter(|at| !event.dates[*at].stage.is_plan())
        .collect();
    if outcome.is_empty() { all } else { outcome }
}

/// For each event the spans that it can have.
type Domains = Vec<Vec<(i32, i32)>>;

fn together(event: &Event, claims: &[usize]) -> Vec<(i32, i32)> {
    let bounds: Vec<[i32; 4]> = claims.iter().map(|at| bounds(&event.dates[*at])).collect();
    spans()
        .filter(|span| bounds.iter().all(|bounds| in_bounds(*bounds, *span)))
        .collect()
}

/// Spans with rival dates made into their hull.
fn hull(event: &Event) -> Vec<(i32, i32)> {
    let claims = counting(event);
    let rivals = claims
        .iter()
        .any(|a| claims.iter().any(|b| together(event, &[*a, *b]).is_empty()));
    if !rivals {
        return together(event, &claims);
    }
    // Of each reading the least and the greatest start and end.
    let boxes = readings(event).into_iter().map(|spans| {
        let starts = || spans.iter().map(|span| span.0);
        let ends = || spans.iter().map(|span| span.1);
        [
            starts().min().unwrap(),
            starts().max().unwrap(),
            ends().min().unwrap(),
            ends().max().unwrap(),
        ]
    });
    let hull = boxes
        .reduce(|x, y| {
            [
                x[0].min(y[0]),
                x[1].max(y[1]),
                x[2].min(y[2]),
                x[3].max(y[3]),
            ]
        })
        .expect("claims");
    spans().filter(|span| in_bounds(hull, *span)).collect()
}

fn obeys(order: Order, one: (i32, i32), two: (i32, i32)) -> bool {
    match order {
        Order::Before => one.1 < two.0,
        Order::After => two.1 < one.0,
        Order::During => two.0 <= one.0 && one.1 <= two.1,
        Order::Follows => one.0 >= two.0,
    }
}

type Stated = (usize, Order, usize);

/// Something else that the days must obey; asked with the first two and with all.
type Also<'c> = dyn Fn(&[(i32, i32)]) -> bool + 'c;

/// Whether days can be found that obey everything; tries them all.
fn possible(domains: &Domains, orders: &[Stated], also: &Also<'_>) -> bool {
    fn go(
        domains: &Domains,
        orders: &[Stated],
        also: &Also<'_>,
        chosen: &mut Vec<(i32, i32)>,
    ) -> bool {
        let at = chosen.len();
        if at == domains.len() {
            return also(chosen);
        }
        domains[at].iter().any(|span| {
            chosen.push(*span);
            let fine = orders
                .iter()
                .filter(|(a, _, b)| (*a).max(*b) == at)
                .all(|(a, order, b)| obeys(*order, chosen[*a], chosen[*b]));
            let found = fine && (at != 1 || also(chosen)) && go(domains, orders, also, chosen);
            chosen.pop();
            found
        })
    }
    // First away with what no other event leaves a chance, or it takes too long.
    let mut domains = domains.clone();
    loop {
        let mut still = true;
        for (a, order, b) in orders {
            for (one, two, first) in [(*a, *b, true), (*b, *a, false)] {
                let others = domains[two].clone();
                let before = domains[one].len();
                domains[one].retain(|span| {
                    others.iter().any(|other| match first {
                        true => obeys(*order, *span, *other),
                        false => obeys(*order, *other, *span),
                    })
                });
                still &= domains[one].len() == before;
            }
        }
        if domains.iter().any(Vec::is_empty) {
            return false;
        }
        if still {
            return go(&domains, orders, also, &mut Vec::new());
        }
    }
}

/// The answer by trying out, for the first two events; `None` if it contradicts the rest.
fn tried(domains: &Domains, orders: &[Stated]) -> Option<Answer> {
    let kinds = [Answer::Before, Answer::After, Answer::Overlapping];
    let can: Vec<Answer> = kinds
        .into_iter()
        .filter(|kind| {
            possible(domains, orders, &|chosen| {
                let (a, b) = (chosen[0], chosen[1]);
                match kind {
                    Answer::Before => a.1 < b.0,
                    Answer::After => b.1 < a.0,
                    _ => a.1 >= b.0 && b.1 >= a.0,
                }
            })
        })
        .collect();
    match can[..] {
        [] => None,
        [only] => Some(only),
        _ => Some(Answer::Possible),
    }
}

fn orders_of(record: &Record) -> Vec<Stated> {
    let claims = record.events.iter().enumerate();
    claims
        .flat_map(|(at, event)| {
            let told = event.order.iter();
            told.filter(|claim| claim.basis.standing != Standing::Denied)
                .map(move |claim| (at, claim.order, claim.event.at()))
        })
        .collect()
}

/// The largest sets of claims that agree.
fn readings(event: &Event) -> Domains {
    let claims = counting(event);
    let sets: Vec<Vec<usize>> = (0..1_u32 << claims.len())
        .map(|bits| {
            let chosen = (0..claims.len()).filter(|at| bits >> at & 1 == 1);
            chosen.map(|at| claims[at]).collect::<Vec<_>>()
        })
        .filter(|set| !together(event, set).is_empty())
        .collect();
    let largest = |set: &&Vec<usize>| {
        !(sets.iter()).any(|more| more.len() > set.len() && set.iter().all(|at| more.contains(at)))
    };
    sets.iter()
        .filter(largest)
        .map(|set| together(event, set))
        .collect()
}

/// The answer by trying out every reading. Only for records whose stated orders and hulls
/// of dates do not contradict one another.
fn brute_force(record: &Record, a: usize, b: usize) -> Answer {
    // The two events asked about come first.
    let mut places: Vec<usize> = vec![a, b];
    places.extend((0..record.events.len()).filter(|at| *at != a && *at != b));
    let place = |event: usize| places.iter().position(|at| *at == event).expect("an event");
    let orders: Vec<Stated> = (orders_of(record).into_iter())
        .map(|(a, order, b)| (place(a), order, place(b)))
        .collect();
    let mut domains: Domains = places.iter().map(|at| hull(&record.events[*at])).collect();
    let mut answers = BTreeSet::new();
    for of_a in readings(&record.events[a]) {
        for of_b in readings(&record.events[b]) {
            domains[0].clone_from(&of_a);
            domains[1].clone_from(&of_b);
            match tried(&domains, &orders) {
                None => return Answer::Contradictory,
                Some(answer) => answers.insert(answer.label()),
            };
        }
    }
    let all = [
        Answer::Before,
        Answer::After,
        Answer::Overlapping,
        Answer::Possible,
    ];
    match answers.len() {
        1 => *all
            .iter()
            .find(|one| answers.contains(one.label()))
            .expect("one of them"),
        _ => Answer::Contradictory,
    }
}

/// Whether claims can all be true.
fn can_be(record: &Record, claims: &[ClaimRef]) -> bool {
    let only = with_only(record, claims);
    let domains: Domains = only
        .events
        .iter()
        .map(|event| together(event, &(0..event.dates.len()).collect::<Vec<_>>()))
        .collect();
    possible(&domains, &orders_of(&only), &|_| true)
}

/// The record with no other claims on time.
fn with_only(record: &Record, claims: &[ClaimRef]) -> Record {
    let mut only = record.clone();
    for (at, event) in only.events.iter_mut().enumerate() {
        let event = Arc::make_mut(event);
        let ix = EventIx::new(at);
        let mut number = 0..;
        event
            .dates
            .retain(|_| claims.contains(&ClaimRef::date(ix, number.next().expect("more"))));
        let mut number = 0..;
        event
            .order
            .retain(|_| claims.contains(&ClaimRef::order(ix, number.next().expect("more"))));
    }
    only
}

/// Every claim that counts.
fn all_claims(record: &Record) -> Vec<ClaimRef> {
    let mut claims = Vec::new();
    for (ix, event) in record.events_ix() {
        claims.extend(counting(event).into_iter().map(|at| ClaimRef::date(ix, at)));
        let told = |at: &usize| event.order[*at].basis.standing != Standing::Denied;
        claims.extend(
            (0..event.order.len())
                .filter(told)
                .map(|at| ClaimRef::order(ix, at)),
        );
    }
    claims
}

// ---------------------------------------------------------------------------------------
// Random records

fn day_text(day: i32) -> String {
    Day(day).to_string()
}

fn date_text() -> impl Strategy<Value = String> {
    let pair = || (0..6_i32, 0..4_i32).prop_map(|(a, d)| (a, (a + d).min(5)));
    prop_oneof![
        3 => (0..6_i32).prop_map(day_text),
        2 => pair().prop_map(|(a, b)| format!("{}/{}", day_text(a), day_text(b))),
        3 => pair().prop_map(|(a, b)| format!("[{}..{}]", day_text(a), day_text(b))),
        1 => (0..6_i32).prop_map(|a| format!("[{}..]", day_text(a))),
        1 => (0..6_i32).prop_map(|a| format!("[..{}]", day_text(a))),
        1 => (0..6_i32).prop_map(|a| format!("{}/..", day_text(a))),
        1 => (0..6_i32).prop_map(|a| format!("/{}", day_text(a))),
    ]
}

fn claims_of_date() -> impl Strategy<Value = DateClaim> {
    let stage = prop_oneof![
        8 => Just(Stage::Happened),
        1 => Just(Stage::UnderWay),
        1 => Just(Stage::Failed),
    ];
    (date_text(), stage, 0..3_usize, 0..12_u32).prop_map(|(edtf, stage, source, standing)| {
        let mut claim = date_claim(&edtf, stage, source);
        if standing == 0 {
            claim.basis.standing = Standing::Denied;
        }
        claim
    })
}

/// A record that is shown in a few lines.
struct Made(Record);

impl std::ops::Deref for Made {
    type Target = Record;

    fn deref(&self) -> &Record {
        &self.0
    }
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (ix, event) in self.0.events_ix() {
            write!(f, "\n{}:", ix.0)?;
            for claim in &event.dates {
                let date = claim.date.as_ref().map_or("", |date| date.edtf());
                write!(f, " {date} {:?} {:?},", claim.stage, claim.basis.standing)?;
            }
            for claim in &event.order {
                let standing = claim.basis.standing;
                write!(f, " {:?} {} {standing:?},", claim.order, claim.event.0)?;
            }
        }
        Ok(())
    }
}

fn small_record() -> impl Strategy<Value = Made> {
    (2..=5_usize).prop_flat_map(|events| {
        let dates = prop::collection::vec(
            (
                prop_oneof![
                    1 => prop::collection::vec(claims_of_date(), 0..1),
                    5 => prop::collection::vec(claims_of_date(), 1..2),
                    2 => prop::collection::vec(claims_of_date(), 2..4),
                ],
                prop::option::weighted(0.2, date_text()),
            ),
            events,
        );
        let order = (0..events, 0..4_usize, 1..events, 0..3_usize, 0..5_usize);
        let orders = prop::collection::vec(order, 0..=5);
        (dates, orders).prop_map(move |(dates, orders)| {
            let mut made = record(events);
            for (event, (dates, plan)) in made.events.iter_mut().zip(dates) {
                let event = Arc::make_mut(event);
                event.dates = dates;
                event
                    .dates
                    .extend(plan.map(|plan| date_claim(&plan, Stage::Planned, 2)));
            }
            for (from, order, step, source, standing) in orders {
                let mut basis = basis(source);
                basis.standing = Standing::ALL[standing];
                Arc::make_mut(&mut made.events[from])
                    .order
                    .push(OrderClaim {
                        order: Order::ALL[order].0,
                        event: EventIx::new((from + step) % events),
                        basis,
                    });
            }
            Made(made)
        })
    })
}

fn pairs(record: &Record) -> impl Iterator<Item = (usize, usize)> + use<> {
    let events = record.events.len();
    (0..events).flat_map(move |a| (0..events).filter(move |b| *b != a).map(move |b| (a, b)))
}

fn is_consistent(record: &Record) -> bool {
    let domains: Domains = record.events.iter().map(|event| hull(event)).collect();
    possible(&domains, &orders_of(record), &|_| true)
}

fn has_rivals(event: &Event) -> bool {
    readings(event).len() > 1
}

fn cases(number: u32) -> ProptestConfig {
    let config = ProptestConfig::with_cases(number);
    ProptestConfig {
        failure_persistence: None,
        // The same cases in every run; PROPTEST_RNG_SEED asks for others.
        rng_seed: match std::env::var_os("PROPTEST_RNG_SEED") {
            Some(_) => config.rng_seed,
            None => RngSeed::Fixed(2020),
        },
        ..config
    }
}

/// As many as `REGESTA_CASES` says, 2,000 if it says nothing.
fn cases_wanted() -> u32 {
    let wanted = std::env::var("REGESTA_CASES").ok();
    wanted.and_then(|text| text.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(cases(cases_wanted()))]

    #[test]
    fn answers_are_those_of_trying_everything(record in small_record()) {
        let orders = Orders::new(&record);
        if is_consistent(&record) {
            let (a, b) = (EventIx(0), EventIx(1));
            prop_assert_eq!(orders.ask(a, b).answer, brute_force(&record, 0, 1));
            let last = record.events.len() - 1;
            let other = orders.ask(EventIx::new(last), a).answer;
            prop_assert_eq!(other, brute_force(&record, last, 0));
        } else {
            let of_order = |kind| kind == ContradictionKind::Order;
            prop_assert!(orders.contradictions().iter().any(|one| of_order(one.kind)));
        }
    }

    #[test]
    fn contradictions_are_minimal_and_none_is_missed_altogether(record in small_record()) {
        let orders = Orders::new(&record);
        let mut seen = BTreeSet::new();
        for one in orders.contradictions() {
            prop_assert!(seen.insert(one.key()), "twice: {:?}", one);
            prop_assert!(!can_be(&record, &one.claims), "can be: {:?}", one);
            for left_out in 0..one.claims.len() {
                let mut fewer = one.claims.clone();
                fewer.remove(left_out);
                prop_assert!(can_be(&record, &fewer), "not minimal: {:?}", one);
            }
            prop_assert!(!one.reason(&record).is_empty());
        }
        let claims = all_claims(&record);
        prop_assert_eq!(orders.contradictions().is_empty(), can_be(&record, &claims));
    }

    #[test]
    fn exchanging_the_events_exchanges_the_answer(record in small_record()) {
        let orders = Orders::new(&record);
        for (a, b) in pairs(&record) {
            let (a, b) = (EventIx::new(a), EventIx::new(b));
            prop_assert_eq!(orders.ask(a, b).answer, orders.ask(b, a).answer.reversed());
            prop_assert_eq!(orders.ask(a, b).answer, orders.answer(a, b));
        }
    }

    #[test]
    fn certainly_before_is_transitive(record in small_record()) {
        let orders = Orders::new(&record);
        let before = |a: usize, b: usize| {
            orders.answer(EventIx::new(a), EventIx::new(b)) == Answer::Before
        };
        for (a, b) in pairs(&record).filter(|(a, b)| before(*a, *b)) {
            for c in (0..record.events.len()).filter(|c| *c != a && before(b, *c)) {
                // Rival dates of the two ends may contradict one another across what lies
                // between; any other answer would break the law.
                let answer = orders.answer(EventIx::new(a), EventIx::new(c));
                let holds = matches!(answer, Answer::Before | Answer::Contradictory);
                prop_assert!(holds, "{} {} {}: {:?}", a, b, c, answer);
            }
        }
    }

    #[test]
    fn a_chain_alone_forces_its_answer(record in small_record()) {
        let orders = Orders::new(&record);
        for (a, b) in pairs(&record) {
            let (one, two) = (EventIx::new(a), EventIx::new(b));
            let found = orders.ask(one, two);
            prop_assert_eq!(found.answer == Answer::Possible, found.chain.is_empty());
            if found.answer.is_certain() {
                let only = with_only(&record, &found.chain);
                prop_assert_eq!(Orders::new(&only).ask(one, two).answer, found.answer);
            }
            if found.answer == Answer::Contradictory {
                let mut claims = found.chain.clone();
                claims.extend(&found.against);
                prop_assert!(!can_be(&record, &claims), "{:?}", found);
            }
        }
    }

    #[test]
    fn no_chain_has_fewer_claims(record in small_record()) {
        let orders = Orders::new(&record);
        let claims = all_claims(&record);
        // Which of several agreeing dates is cited for a bound is left open.
        let one_date = record.events.iter().all(|event| counting(event).len() <= 1);
        if claims.len() > 8 || !orders.contradictions().is_empty() || !one_date {
            return Ok(());
        }
        for (a, b) in pairs(&record) {
            let (one, two) = (EventIx::new(a), EventIx::new(b));
            let found = orders.ask(one, two);
            if !matches!(found.answer, Answer::Before | Answer::After) {
                continue;
            }
            for bits in 0..1_u32 << claims.len() {
                // A claim that gives two bounds makes two steps of a chain.
                if bits.count_ones() as usize * 2 >= found.chain.len() {
                    continue;
                }
                let fewer: Vec<ClaimRef> = (0..claims.len())
                    .filter(|at| bits >> at & 1 == 1)
                    .map(|at| claims[at])
                    .collect();
                let only = with_only(&record, &fewer);
                let answer = Orders::new(&only).answer(one, two);
                prop_assert_ne!(answer, found.answer, "{:?} {:?}", fewer, found);
            }
        }
    }

    #[test]
    fn switching_off_never_makes_more_certain(
        record in small_record(),
        first in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(),
    ) {
        let orders = Orders::new(&record);
        let mut claims = all_claims(&record);
        let mut off = Switches::default();
        let mut now = orders.switched(&record, &off);
        for pick in [first, second] {
            if claims.is_empty() {
                break;
            }
            off.claims.insert(claims.remove(pick.index(claims.len())));
            let then = orders.switched(&record, &off);
            for (a, b) in pairs(&record) {
                let (one, two) = (EventIx::new(a), EventIx::new(b));
                let (was, is) = (now.ask(one, two), then.ask(one, two));
                let rivals = has_rivals(&record.events[a]) || has_rivals(&record.events[b]);
                let lawful = match was.answer {
                    Answer::Possible => is.answer == Answer::Possible,
                    Answer::Contradictory => true,
                    certain => is.answer == certain
                        || is.answer == Answer::Possible
                        || (rivals && is.answer == Answer::Contradictory),
                };
                prop_assert!(lawful, "{:?} {:?} -> {:?} without {:?}", (a, b), was, is, off);
                let mut told = is.chain.iter().chain(&is.against);
                prop_assert!(told.all(|claim| !off.off(&record, *claim)));
            }
            let mut left = then.contradictions().iter().flat_map(|one| &one.claims);
            prop_assert!(left.all(|claim| !off.off(&record, *claim)));
            now = then;
        }
    }
}

// ---------------------------------------------------------------------------------------
// Made by hand

#[test]
fn dates_that_do_not_touch_are_in_order() {
    let record = dated(&[
        &["2020-05-22"],
        &["2020-05-23"],
        &["2020-05"],
        &["2020-06/2020-08"],
    ]);
    assert_eq!(ask(&record, 0, 1), Answer::Before);
    assert_eq!(ask(&record, 1, 0), Answer::After);
    assert_eq!(ask(&record, 0, 2), Answer::Possible);
    assert_eq!(ask(&record, 2, 3), Answer::Before);
    assert_eq!(ask(&record, 0, 0), Answer::Overlapping);
}

#[test]
fn an_interval_bounds_both_its_ends() {
    // Whenever in June it began and in August it ended, July was in between.
    let record = dated(&[&["2020-06/2020-08"], &["2020-07-04"], &["2020-06-15"]]);
    assert_eq!(ask(&record, 0, 1), Answer::Overlapping);
    assert_eq!(ask(&record, 0, 2), Answer::Possible);
}

#[test]
fn qualifiers_widen_nothing() {
    let record = dated(&[&["2020-05~"], &["2020-06?"], &["2020-07%"]]);
    assert_eq!(ask(&record, 0, 1), Answer::Before);
    assert_eq!(ask(&record, 1, 2), Answer::Before);
}

#[test]
fn what_is_under_way_has_no_end_yet() {
    let mut record = dated(&[&["2004/.."], &["2010"], &["2003"]]);
    Arc::make_mut(&mut record.events[0]).dates[0].stage = Stage::UnderWay;
    assert_eq!(ask(&record, 0, 1), Answer::Possible);
    assert_eq!(ask(&record, 0, 2), Answer::After);
    let mut month = dated(&[&["2020-05"], &["2020-07"], &["2020-04"]]);
    assert_eq!(ask(&month, 0, 1), Answer::Before);
    Arc::make_mut(&mut month.events[0]).dates[0].stage = Stage::UnderWay;
    assert_eq!(ask(&month, 0, 1), Answer::Possible);
    // It was going on in May; nobody says that it had not begun in April.
    assert_eq!(ask(&month, 0, 2), Answer::Possible);
}

#[test]
fn dates_of_different_precision_that_agree_are_no_rivals() {
    let record = dated(&[&["2020-05", "2020-05-22"], &["2020-05-25"]]);
    let orders = Orders::new(&record);
    assert!(orders.contradictions().is_empty());
    let found = orders.ask(EventIx(0), EventIx(1));
    assert_eq!(found.answer, Answer::Before);
    // The month alone would not do.
    assert_eq!(
        found.chain,
        [ClaimRef::date(EventIx(0), 1), ClaimRef::date(EventIx(1), 0)]
    );
}

#[test]
fn rivals_that_give_the_same_answer_do_no_harm() {
    let record = dated(&[
        &["2020-05-02", "2020-05-09"],
        &["2020-05-20"],
        &["2020-05-05"],
    ]);
    let orders = Orders::new(&record);
    let [rivals] = orders.contradictions() else {
        panic!("one contradiction: {:?}", orders.contradictions());
    };
    assert_eq!(rivals.kind, ContradictionKind::Rivals);
    let found = orders.ask(EventIx(0), EventIx(1));
    assert_eq!(found.answer, Answer::Before);
    assert_eq!(found.chain.len(), 3, "both readings: {:?}", found.chain);
    let found = orders.ask(EventIx(0), EventIx(2));
    assert_eq!(found.answer, Answer::Contradictory);
    let dates = |at| {
        vec![
            ClaimRef::date(EventIx(0), at),
            ClaimRef::date(EventIx(2), 0),
        ]
    };
    assert_eq!((found.chain, found.against), (dates(0), dates(1)));
}

#[test]
fn one_thing_within_another_shares_its_days() {
    let mut record = dated(&[&[], &["2020-06-10/2020-06-12"], &["2020-06-20"]]);
    state(&mut record, 0, Order::During, 1);
    assert_eq!(ask(&record, 0, 1), Answer::Overlapping);
    let found = Orders::new(&record).ask(EventIx(0), EventIx(2));
    assert_eq!(found.answer, Answer::Before);
    let chain = [
        ClaimRef::order(EventIx(0), 0),
        ClaimRef::date(EventIx(1), 0),
        ClaimRef::date(EventIx(2), 0),
    ];
    assert_eq!(found.chain, chain);
}

#[test]
fn what_follows_from_something_does_not_begin_before_it() {
    let mut record = dated(&[&[], &["2020-06-10/2020-06-12"], &["2020-06-09"], &[]]);
    state(&mut record, 0, Order::Follows, 1);
    assert_eq!(ask(&record, 0, 1), Answer::Possible);
    assert_eq!(ask(&record, 0, 2), Answer::After);
    state(&mut record, 3, Order::After, 0);
    assert_eq!(ask(&record, 3, 2), Answer::After);
    assert_eq!(ask(&record, 3, 1), Answer::Possible);
}

#[test]
fn an_outcome_counts_and_not_its_plan() {
    let mut record = dated(&[&["2020-09-01"], &["2020-07"]]);
    let event = Arc::make_mut(&mut record.events[0]);
    event
        .dates
        .insert(0, date_claim("2020-06", Stage::Planned, 0));
    assert_eq!(ask(&record, 0, 1), Answer::After);
    // Without the outcome nothing is certain: the plan stays overtaken.
    let orders = Orders::new(&record);
    let mut off = Switches::default();
    off.claims.insert(ClaimRef::date(EventIx(0), 1));
    let what_if = orders.what_if(&record, &off, &[(EventIx(0), EventIx(1))]);
    assert_eq!(what_if.changed.len(), 1);
    assert_eq!(what_if.changed[0].after, Answer::Possible);
}

#[test]
fn the_last_plan_counts_until_it_is_called_off() {
    let mut record = dated(&[&[], &["2020-07"]]);
    let plan = |record: &mut Record, edtf: &str, stage, known: &str| {
        let mut claim = date_claim(edtf, stage, 0);
        claim.basis.known_from = Some(Date::parse(known).unwrap());
        Arc::make_mut(&mut record.events[0]).dates.push(claim);
    };
    plan(&mut record, "2020-08", Stage::Postponed, "2020-03");
    plan(&mut record, "2020-06", Stage::Planned, "2020-01");
    assert_eq!(ask(&record, 0, 1), Answer::After);
    // Somebody who has not heard of it repeats the first plan.
    plan(&mut record, "2020-06", Stage::Planned, "2020-04");
    assert_eq!(ask(&record, 0, 1), Answer::After);
    plan(&mut record, "2020-08", Stage::Cancelled, "2020-05");
    assert_eq!(ask(&record, 0, 1), Answer::Possible);
    // Held after all.
    plan(&mut record, "2020-06-30", Stage::Happened, "2020-07");
    assert_eq!(ask(&record, 0, 1), Answer::Before);
}

#[test]
fn denied_claims_force_nothing() {
    let mut record = dated(&[&["2020-05"], &["2020-06"]]);
    Arc::make_mut(&mut record.events[0]).dates[0].basis.standing = Standing::Denied;
    state(&mut record, 0, Order::Before, 1);
    Arc::make_mut(&mut record.events[0]).order[0].basis.standing = Standing::Denied;
    assert_eq!(ask(&record, 0, 1), Answer::Possible);
}

#[test]
fn a_circle_is_one_contradiction_and_falls_with_its_source() {
    let mut record = dated(&[&[], &[], &[], &["2020"]]);
    state(&mut record, 0, Order::Before, 1);
    state(&mut record, 1, Order::Before, 2);
    state(&mut record, 2, Order::Before, 0);
    let weak = &mut Arc::make_mut(&mut record.events[1]).order[0].basis;
    weak.standing = Standing::Alleged;
    weak.passage.source = SourceIx(2);
    let orders = Orders::new(&record);
    let [circle] = orders.contradictions() else {
        panic!("one contradiction: {:?}", orders.contradictions());
    };
    assert_eq!(
        (circle.kind, circle.claims.len()),
        (ContradictionKind::Order, 3)
    );
    assert_eq!(ask(&record, 0, 1), Answer::Contradictory);
    assert_eq!(ask(&record, 0, 3), Answer::Contradictory);
    let mut off = Switches::default();
    off.sources.insert(SourceIx(2));
    let pairs = [(EventIx(0), EventIx(1)), (EventIx(0), EventIx(3))];
    let what_if = orders.what_if(&record, &off, &pairs);
    assert_eq!((what_if.fallen.len(), what_if.surfaced.len()), (1, 0));
    assert!(what_if.orders.contradictions().is_empty());
    let after: Vec<Answer> = what_if
        .changed
        .iter()
        .map(|changed| changed.after)
        .collect();
    assert_eq!(after, [Answer::Before, Answer::Possible]);
}

#[test]
fn a_claim_set_aside_comes_back_when_its_contradiction_falls() {
    let mut record = dated(&[&["2020-06"], &["2020-05"], &["2020-06"]]);
    state(&mut record, 0, Order::Before, 1);
    state(&mut record, 1, Order::Before, 2);
    let orders = Orders::new(&record);
    assert_eq!(orders.contradictions().len(), 1);
    assert_eq!(orders.answer(EventIx(0), EventIx(2)), Answer::Contradictory);
    let mut off = Switches::default();
    off.claims.insert(ClaimRef::date(EventIx(1), 0));
    let orders = orders.switched(&record, &off);
    let found = orders.ask(EventIx(0), EventIx(2));
    assert_eq!(found.answer, Answer::Before);
    assert_eq!(
        found.chain,
        [
            ClaimRef::order(EventIx(0), 0),
            ClaimRef::order(EventIx(1), 0)
        ]
    );
}

#[test]
fn a_rival_date_that_stated_order_excludes_is_told() {
    let mut record = dated(&[&["2020-05", "2020-09"], &["2020-07"]]);
    state(&mut record, 0, Order::Before, 1);
    let kinds: Vec<ContradictionKind> = Orders::new(&record)
        .contradictions()
        .iter()
        .map(|one| one.kind)
        .collect();
    assert_eq!(kinds, [ContradictionKind::Rivals, ContradictionKind::Order]);
}

#[test]
fn what_lies_between_rivals_is_as_wide_as_they_are_and_stays_so() {
    // What came after an event with rival dates, asked against something in their midst.
    let rivals = [
        "[2020-05-01..2020-05-05]",
        "[2020-05-04..2020-05-09]",
        "2020-05-20",
    ];
    let mut record = dated(&[&rivals, &["2020-05-03"], &[], &["2020-05-12"], &[]]);
    state(&mut record, 2, Order::After, 0);
    state(&mut record, 4, Order::Before, 0);
    let orders = Orders::new(&record);
    let found = orders.ask(EventIx(2), EventIx(1));
    assert_eq!(found.answer, Answer::After);
    assert_eq!(found.chain.len(), 5, "all rivals are named: {found:?}");
    assert_eq!(orders.answer(EventIx(4), EventIx(3)), Answer::Possible);
    let without = |at| {
        let mut off = Switches::default();
        off.claims.insert(ClaimRef::date(EventIx(0), at));
        orders.switched(&record, &off)
    };
    // Without the date that narrows another, that one is as wide as it is alone.
    assert_eq!(without(1).answer(EventIx(2), EventIx(1)), Answer::Possible);
    // Without the late one what came before the event is no more certain than it was.
    assert_eq!(without(2).answer(EventIx(4), EventIx(3)), Answer::Possible);
}
