//! Moving the curtain: from a record to the record as known on a day, with all that is
//! derived from it, on one core and without a window.
//!
//! ```text
//! cargo bench --bench curtain
//! ```
//!
//! The large record is made up here, from a fixed seed: events told by one to three of
//! twenty sources that were issued over four years, so that at any position some events are
//! known, some in part, and some not at all. Dropping the view before is not part of a
//! move.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::print_stdout
)]

#[path = "../tests/shared/source.rs"]
mod source;

use std::hint::black_box;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use regesta::dataset::{Files, Limits, read};
use regesta::index::{Opened, curtain_days};
use regesta::model::{
    ActorKind, AreaIx, Basis, Date, DateClaim, Day, Entity, EntityIx, EntityKind, Event, EventIx,
    Filing, ForumClaim, ForumKind, LevelIx, Order, OrderClaim, Participation, Passage, Place,
    Record, Role, RoleIx, Source, SourceIx, Stage, Standing, Term, Tie,
};
use source::{section, source};

/// A move takes less than this.
const MOST: Duration = Duration::from_millis(5);
/// Positions of the curtain.
const POSITIONS: u32 = 200;

const EVENTS: usize = 10_000;
const SOURCES: usize = 20;
const ACTORS: usize = 600;
const FORUMS: usize = 80;
const BLOCKS: usize = 40;
const SECTIONS: usize = 25;

fn main() -> ExitCode {
    println!("curtain: as_known_on, at {POSITIONS} positions in turn");
    let reading = read(&Files::shipped(), &Limits::default());
    let Some(record) = reading.record else {
        eprintln!("curtain: the record that ships does not load");
        return ExitCode::FAILURE;
    };
    report("the record that ships", &Opened::new(record));
    let median = report("a record made up for scale", &Opened::new(made_up()));
    println!(
        "             target less than {} ms: {}",
        MOST.as_millis(),
        if median < MOST {
            "reached"
        } else {
            "not reached"
        }
    );
    ExitCode::SUCCESS
}

/// Moves the curtain over the whole record; the median.
fn report(name: &str, opened: &Opened) -> Duration {
    let days = curtain_days(&opened.record);
    let (first, last) = match (days.first(), days.last()) {
        (Some(first), Some(last)) => (first.0 - 1, last.0),
        _ => return Duration::ZERO,
    };
    let events = &opened.record.events;
    let claims: usize = events
        .iter()
        .map(|event| event.bases().count())
        .sum::<usize>()
        + opened.record.ties.len();
    for _ in 0..5 {
        drop(black_box(opened.as_known_on(Day(first.midpoint(last)))));
    }
    let mut took = Vec::new();
    for at in 0..POSITIONS {
        // To and fro over the whole stretch, as a pointer goes.
        let part = f64::from(at * 37 % POSITIONS) / f64::from(POSITIONS - 1);
        let day = Day(first + (f64::from(last - first) * part).round() as i32);
        let begin = Instant::now();
        let known = opened.as_known_on(black_box(day));
        took.push(begin.elapsed());
        drop(black_box(known));
    }
    took.sort_unstable();
    let ms = |took: Duration| took.as_secs_f64() * 1000.0;
    let median = took[took.len() / 2];
    println!(
        "{name}: {} events, {claims} claims, {} days: median {:.3} ms, 99 of 100 within {:.3} ms, max {:.3} ms",
        events.len(),
        days.len(),
        ms(median),
        ms(took[took.len() * 99 / 100]),
        ms(took[took.len() - 1]),
    );
    median
}

/// Numbers that are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.throw(sides) == 0
    }
}

fn made_up() -> Record {
    let mut dice = Dice(2020);
    let terms = |what: &str, count: usize| -> Vec<Term> {
        (0..count)
            .map(|at| Term {
                id: format!("{what}-{at}").into(),
                name: format!("{what} number {at}").into(),
                names: Vec::new(),
            })
            .collect()
    };
    let entity = |at: usize| Entity {
        id: format!("entity-{at}").into(),
        name: format!("Some actor or forum with the number {at}").into(),
        names: Vec::new(),
        kind: if at < ACTORS {
            EntityKind::Actor(ActorKind::Organisation)
        } else {
            EntityKind::Forum(ForumKind::Body)
        },
        unnamed: false,
        acts: false,
        parent: (at > ACTORS + 40).then(|| EntityIx::new(ACTORS + at % 40)),
    };
    let mut record = Record {
        id: "made-up".into(),
        title: "Made up".into(),
        language: "en".into(),
        areas: terms("area", 10),
        levels: terms("level", 5),
        roles: terms("role", 12)
            .into_iter()
            .map(|term| Role {
                term,
                absent: false,
            })
            .collect(),
        sources: Arc::new((0..SOURCES).map(issue).collect()),
        entities: Arc::new((0..ACTORS + FORUMS).map(entity).collect()),
        ..Record::default()
    };
    record.events = (0..EVENTS)
        .map(|at| Arc::new(event(at, &mut dice)))
        .collect();
    record.ties = (0..1_000)
        .map(|_| Tie {
            from: EntityIx::new(dice.throw(ACTORS)),
            role: RoleIx::new(dice.throw(12)),
            to: EntityIx::new(ACTORS + dice.throw(FORUMS)),
            period: None,
            basis: {
                let source = dice.throw(SOURCES);
                basis(source, &mut dice)
            },
        })
        .collect();
    record
}

fn issue(at: usize) -> Source {
    let words = "On that day the working group met for the first time in its history, and what it decided was told in four languages and read in five.";
    let made = |at: usize| {
        let paragraphs = (0..BLOCKS).map(|block| format!("{words} ({at}, {block}) {words}"));
        section(
            &format!("section-{at}"),
            &format!("Section {at}"),
            2,
            paragraphs,
        )
    };
    let sections = (0..SECTIONS).map(made).collect();
    // One every ten weeks or so; each third is dated by its month alone.
    let day = Day(18_262 + at as i32 * 70).to_string();
    let issued = if at % 3 == 2 { &day[..7] } else { &day };
    let (id, title) = (format!("source-{at}"), format!("Report number {at}"));
    Source {
        short: format!("Report {at}").into(),
        ..source(&id, &title, issued, sections)
    }
}

fn basis(source: usize, dice: &mut Dice) -> Basis {
    Basis {
        passage: Passage {
            source: SourceIx::new(source),
            place: Place::Block {
                section: dice.throw(SECTIONS) as u32,
                block: dice.throw(BLOCKS) as u32,
            },
        },
        quote: dice
            .one_in(2)
            .then(|| "met for the first time in its history".into()),
        standing: if dice.one_in(20) {
            Standing::Reported
        } else {
            Standing::Stated
        },
        known_from: dice.one_in(20).then(|| {
            let day = Day(18_262 + dice.throw(1_500) as i32);
            Date::parse(&day.to_string()).expect("a date")
        }),
    }
}

fn event(at: usize, dice: &mut Dice) -> Event {
    // Most are told by one source, a third by two or three.
    let tellers: Vec<usize> = {
        let count = [1, 1, 1, 1, 2, 3][dice.throw(6)];
        (0..count).map(|_| dice.throw(SOURCES)).collect()
    };
    let start = 17_900 + dice.throw(1_800) as i32;
    let own = basis(tellers[0], dice);
    // Claims mostly rest on the event's own passage, as in a record made by hand.
    let receipt = |dice: &mut Dice| {
        if dice.one_in(3) {
            let teller = tellers[dice.throw(tellers.len())];
            basis(teller, dice)
        } else {
            own.clone()
        }
    };
    let date = |stage: Stage, after: usize, dice: &mut Dice| DateClaim {
        date: (!dice.one_in(30)).then(|| {
            let day = Day(start + after as i32).to_string();
            let cut = if dice.one_in(4) { 7 } else { day.len() };
            Date::parse(&day[..cut]).expect("a date")
        }),
        stage,
        preferred: None,
        basis: receipt(dice),
    };
    let mut dates = vec![date(Stage::Happened, 0, dice)];
    if dice.one_in(3) {
        let later = dice.throw(200);
        dates.insert(0, date(Stage::Planned, later, dice));
    }
    Event {
        id: format!("event-{at}").into(),
        title: format!("Working group: something that is told as number {at}").into(),
        kind: None,
        passages: vec![own.passage],
        dates,
        areas: vec![Filing {
            under: AreaIx::new(dice.throw(10)),
            basis: receipt(dice),
        }],
        levels: if dice.one_in(3) {
            vec![Filing {
                under: LevelIx::new(dice.throw(5)),
                basis: receipt(dice),
            }]
        } else {
            Vec::new()
        },
        forums: vec![ForumClaim {
            forum: EntityIx::new(ACTORS + dice.throw(FORUMS)),
            basis: receipt(dice),
        }],
        actors: (0..=dice.throw(2))
            .map(|_| Participation {
                actor: EntityIx::new(dice.throw(ACTORS)),
                role: RoleIx::new(dice.throw(12)),
                forum: None,
                basis: receipt(dice),
            })
            .collect(),
        order: if dice.one_in(5) && at > 0 {
            vec![OrderClaim {
                order: [Order::Before, Order::After, Order::During, Order::Follows][dice.throw(4)],
                event: EventIx::new(dice.throw(at)),
                basis: receipt(dice),
            }]
        } else {
            Vec::new()
        },
    }
}
