//! Order on a large record: one question, and the check of the whole.
//!
//! ```text
//! cargo bench --bench order
//! ```
//!
//! The record is made up, from a fixed seed: 10,000 events with 30,000 constraints, most of
//! them true of one hidden course of events, a few of them wrong, some dates with rivals.
//! *The check* is `Orders::new`: from a record to every contradiction and to where questions
//! can be asked. *A question* is `Orders::ask`, chain included.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used
)]

#[path = "shared/chance.rs"]
mod chance;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use regesta::index::{Answer, ContradictionKind, Orders};
use regesta::model::{
    Basis, Date, DateClaim, Day, Event, EventIx, Order, OrderClaim, Passage, Place, Record,
    SourceIx, Stage, Standing,
};

use chance::Chance;

const EVENTS: usize = 10_000;
const CONSTRAINTS: usize = 30_000;
const QUESTIONS: usize = 2_000;
const CHECKS: usize = 9;

fn basis(standing: Standing) -> Basis {
    Basis {
        passage: Passage {
            source: SourceIx(0),
            place: Place::Section { section: 0 },
        },
        quote: None,
        standing,
        known_from: None,
    }
}

fn dated(edtf: &str) -> DateClaim {
    DateClaim {
        date: Some(Date::parse(edtf).expect(edtf)),
        stage: Stage::Happened,
        preferred: None,
        basis: basis(Standing::Stated),
    }
}

/// A record in which so many of a thousand order claims are wrong, and so many of a thousand
/// events are without a date.
fn made_up(wrong: usize, undated: usize) -> Record {
    let mut chance = Chance(2020);
    let years = Day::from_ymd(1900, 1, 1).unwrap().0..Day::from_ymd(1950, 1, 1).unwrap().0;
    let truth: Vec<(i32, i32)> = (0..EVENTS)
        .map(|_| {
            let start = years.start + chance.below(years.len()) as i32;
            (start, start + chance.below(5) as i32)
        })
        .collect();
    let mut left = CONSTRAINTS;
    let mut events: Vec<Event> = (0..EVENTS)
        .map(|at| {
            let (start, end) = truth[at];
            let (first, last) = (Day(start), Day(end));
            let mut dates = match chance.below(1_000) {
                roll if roll < undated => Vec::new(),
                roll if roll % 4 == 0 => vec![dated(&first.to_string()[..4])],
                roll if roll % 4 == 1 => vec![dated(&format!("{first}/{last}"))],
                roll if roll % 4 == 2 => vec![dated(&format!("[{first}..{last}]"))],
                _ if first.ymd().1 == last.ymd().1 => vec![dated(&first.to_string()[..7])],
                _ => vec![dated(&first.to_string()[..4])],
            };
            if !dates.is_empty() && chance.below(50) == 0 {
                dates.push(dated(&Day(start + 900).to_string()));
            }
            left -= dates.len();
            Event {
                id: format!("event-{at}").into(),
                title: format!("Event {at}").into(),
                kind: None,
                passages: Vec::new(),
                dates,
                areas: Vec::new(),
                levels: Vec::new(),
                forums: Vec::new(),
                actors: Vec::new(),
                order: Vec::new(),
            }
        })
        .collect();
    let mut by_time: Vec<usize> = (0..EVENTS).collect();
    by_time.sort_by_key(|at| truth[*at]);
    while left > 0 {
        // Mostly neighbours in time, as stories tell them.
        let at = chance.below(EVENTS);
        let far = if chance.below(10) == 0 { 2_000 } else { 40 };
        let (a, b) = (by_time[at], by_time[(at + 1 + chance.below(far)) % EVENTS]);
        let (one, two) = (truth[a], truth[b]);
        let order = if one.1 < two.0 {
            Order::Before
        } else if two.1 < one.0 {
            Order::After
        } else if two.0 <= one.0 && one.1 <= two.1 && chance.below(2) == 0 {
            Order::During
        } else if one.0 >= two.0 {
            Order::Follows
        } else {
            continue;
        };
        let order = match order {
            Order::Before if chance.below(1_000) < wrong => Order::After,
            right => right,
        };
        events[a].order.push(OrderClaim {
            order,
            event: EventIx::new(b),
            basis: basis(Standing::ALL[chance.below(3)]),
        });
        left -= 1;
    }
    Record {
        events: events.into_iter().map(Arc::new).collect(),
        ..Record::default()
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn measure(name: &str, record: &Record) {
    let mut took = Vec::new();
    let mut orders = Orders::default();
    for _ in 0..CHECKS {
        let begin = Instant::now();
        orders = black_box(Orders::new(black_box(record)));
        took.push(begin.elapsed());
    }
    took.sort_unstable();
    let of_order = |kind| kind == ContradictionKind::Order;
    let contradictions = orders.contradictions();
    println!(
        "{name}\n    check      median {:.1} ms, max {:.1} ms; {} contradictions, {} of them with stated orders",
        ms(took[CHECKS / 2]),
        ms(took[CHECKS - 1]),
        contradictions.len(),
        contradictions
            .iter()
            .filter(|one| of_order(one.kind))
            .count(),
    );
    let mut chance = Chance(7);
    let mut took = Vec::new();
    let mut counts = [0; 5];
    let mut links = 0;
    for _ in 0..QUESTIONS {
        let a = EventIx::new(chance.below(EVENTS));
        // Half of them close in the list of claims, so that chains are needed.
        let b = match (chance.below(2), record.event(a).order.first()) {
            (0, Some(claim)) => {
                let next = record.event(claim.event).order.last();
                next.map_or(claim.event, |claim| claim.event)
            }
            _ => EventIx::new(chance.below(EVENTS)),
        };
        let begin = Instant::now();
        let found = black_box(orders.ask(black_box(a), black_box(b)));
        took.push(begin.elapsed());
        counts[found.answer as usize] += 1;
        links += found.chain.len();
    }
    took.sort_unstable();
    println!(
        "    a question median {:.4} ms, 99 of 100 within {:.4} ms, max {:.3} ms",
        ms(took[QUESTIONS / 2]),
        ms(took[QUESTIONS * 99 / 100]),
        ms(took[QUESTIONS - 1]),
    );
    let all = [
        Answer::Before,
        Answer::After,
        Answer::Overlapping,
        Answer::Possible,
        Answer::Contradictory,
    ];
    let counts: Vec<String> = (all.iter())
        .map(|answer| format!("{} {}", counts[*answer as usize], answer.label()))
        .collect();
    println!("    {}; {links} links of chains", counts.join(", "));
}

fn main() {
    println!("{EVENTS} events, {CONSTRAINTS} constraints, {QUESTIONS} questions");
    measure(
        "one in a thousand wrong, every tenth undated",
        &made_up(1, 100),
    );
    measure(
        "consistent but for rivals, every second undated",
        &made_up(0, 500),
    );
    measure("one in fifty wrong", &made_up(20, 100));
}
