//! Who meets where on a large record.
//!
//! ```text
//! cargo bench --bench net
//! ```
//!
//! The record is made up, from a fixed seed: 10,000 actors and forums, 50,000 pairs of them with
//! a link and as many links more, by events and by ties; few are met by many. *The net* is
//! `Net::new`, *a question for paths* is `paths` for the five shortest chains with all their
//! links and the addresses of their passages, in the whole made anew each time.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::print_stdout,
    dead_code
)]

#[path = "shared/chance.rs"]
mod chance;
#[path = "shared/numbers.rs"]
mod numbers;
#[path = "../tests/shared/source.rs"]
mod source;

use std::collections::HashSet;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use regesta::index::net::{
    ArrangeBy, Ways, arranged, measures, over_quarters, paths, shares, together,
};
use regesta::index::{Net, Opened};
use regesta::model::{
    ActorKind, Basis, Date, DateClaim, Day, Entity, EntityIx, EntityKind, Event, ForumClaim,
    ForumKind, Participation, Passage, Place, Record, Role, RoleIx, Source, SourceIx, Stage,
    Standing, Term, Tie,
};
use source::{section, source};

use chance::Chance;
use numbers::{at, ms, sorted, target};

const ACTORS: usize = 8_000;
const FORUMS: usize = 2_000;
const PAIRS: usize = 50_000;
const BLOCKS: usize = 500;
const QUESTIONS: usize = 500;
const ROUNDS: usize = 9;

fn basis(chance: &mut Chance) -> Basis {
    Basis {
        passage: Passage {
            source: SourceIx(0),
            place: Place::Block {
                section: 0,
                block: chance.below(BLOCKS) as u32,
            },
        },
        quote: None,
        standing: Standing::Stated,
        known_from: None,
    }
}

fn entity(at: usize) -> Entity {
    let (name, kind) = match at < ACTORS {
        true => ("Envoy", EntityKind::Actor(ActorKind::Person)),
        false => ("Diet", EntityKind::Forum(ForumKind::Body)),
    };
    Entity {
        id: format!("n{at}").into(),
        name: format!("{name} {at}").into(),
        names: Vec::new(),
        kind,
        unnamed: false,
        acts: false,
        parent: None,
    }
}

fn annals() -> Source {
    let paragraphs = (0..BLOCKS).map(|at| format!("The envoys met, {at}."));
    let sections = vec![section("all", "All", 2, paragraphs)];
    source("annals", "Annals", "2021", sections)
}

/// One of so many; `power` says how much more often the first are met than the last.
fn unequal(chance: &mut Chance, count: usize, power: i32) -> usize {
    let part = chance.below(1 << 20) as f64 / f64::from(1 << 20);
    (part.powi(power) * count as f64) as usize
}

fn made_up(power: i32) -> Record {
    let mut chance = Chance(2020);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut seen = HashSet::new();
    while pairs.len() < PAIRS {
        let actor = unequal(&mut chance, ACTORS, power);
        let forum = ACTORS + unequal(&mut chance, FORUMS, power);
        if seen.insert((actor, forum)) {
            pairs.push((actor, forum));
        }
    }
    let again: Vec<(usize, usize)> = (0..PAIRS).map(|_| pairs[chance.below(PAIRS)]).collect();
    pairs.extend(again);
    let ends = |(actor, forum): (usize, usize)| (EntityIx::new(actor), EntityIx::new(forum));
    // Whoever is in a forum by an event meets others there: so events are made forum by forum.
    let (by_tie, mut by_event): (Vec<_>, Vec<_>) = pairs
        .into_iter()
        .enumerate()
        .partition(|(at, _)| at % 5 == 0);
    by_event.sort_by_key(|(at, (_, forum))| (*forum, *at));
    let first = Day::from_ymd(2000, 1, 1).expect("a day");
    let mut events = Vec::new();
    for met in by_event.chunk_by(|one, two| one.1.1 == two.1.1) {
        for met in met.chunks(6) {
            let day = Day(first.0 + chance.below(20 * 365) as i32);
            events.push(Arc::new(Event {
                id: format!("e{}", events.len()).into(),
                title: "A meeting".into(),
                dates: vec![DateClaim {
                    date: Some(Date::parse(&day.to_string()).expect("a date")),
                    stage: Stage::Happened,
                    preferred: None,
                    basis: basis(&mut chance),
                }],
                forums: vec![ForumClaim {
                    forum: ends(met[0].1).1,
                    basis: basis(&mut chance),
                }],
                actors: (met.iter())
                    .map(|(_, pair)| Participation {
                        actor: ends(*pair).0,
                        role: RoleIx::new(chance.below(8)),
                        forum: None,
                        basis: basis(&mut chance),
                    })
                    .collect(),
                ..Event::default()
            }));
        }
    }
    let tie = |(_, pair)| Tie {
        from: ends(pair).0,
        role: RoleIx::new(chance.below(8)),
        to: ends(pair).1,
        period: Date::parse(&format!("{}", 2000 + chance.below(20))).ok(),
        basis: basis(&mut chance),
    };
    let ties = by_tie.into_iter().map(tie).collect();
    let role = |at: usize| Role {
        term: Term {
            id: format!("role-{at}").into(),
            name: format!("role {at}").into(),
            names: Vec::new(),
        },
        absent: at == 7,
    };
    Record {
        roles: (0..8).map(role).collect(),
        sources: Arc::new(vec![annals()]),
        entities: Arc::new((0..ACTORS + FORUMS).map(entity).collect()),
        events,
        ties,
        ..Record::default()
    }
}

fn median(mut one: impl FnMut()) -> (Duration, Duration) {
    let took = sorted(
        (0..ROUNDS)
            .map(|_| {
                let begin = Instant::now();
                one();
                begin.elapsed()
            })
            .collect(),
    );
    (at(&took, 0.5), at(&took, 1.0))
}

fn told(what: &str, (median, most): (Duration, Duration)) {
    println!(
        "    {what}: median {:.2} ms, max {:.2} ms",
        ms(median),
        ms(most)
    );
}

fn ask_for_paths(opened: &Opened, net: &Net, ways: Ways) {
    let mut chance = Chance(7);
    let (mut took, mut found, mut steps) = (Vec::new(), 0, 0);
    let mut bytes = 0;
    for _ in 0..QUESTIONS {
        let ends = (
            EntityIx::new(chance.below(ACTORS + FORUMS)),
            EntityIx::new(chance.below(ACTORS + FORUMS)),
        );
        let begin = Instant::now();
        let chains = paths(black_box(opened), net, ends, 5, ways);
        for step in chains.iter().flat_map(|chain| &chain.steps) {
            for number in &step.links {
                let link = &opened.index.links[*number as usize];
                let passage = link.basis(&opened.record).passage;
                bytes += black_box(opened.record.address(passage)).len();
            }
        }
        took.push(begin.elapsed());
        found += chains.len();
        steps += chains.iter().map(|chain| chain.steps.len()).sum::<usize>();
    }
    let took = sorted(took);
    println!(
        "    {QUESTIONS} questions for paths: median {:.2} ms, 99 of 100 within {:.2} ms; {found} chains of {:.1} steps, {bytes} bytes of addresses",
        ms(at(&took, 0.5)),
        ms(at(&took, 0.99)),
        steps as f64 / f64::from(found.max(1) as u32),
    );
    target(
        "    the slowest, in ms",
        ms(at(&took, 1.0)),
        10.0,
        "five chains",
    );
}

fn measure(name: &str, record: Record) {
    let opened = Opened::new(record);
    let net = Net::new(&opened, |_, _| true);
    println!(
        "{name}: {} nodes, {} edges, {} links, {} events",
        net.nodes().count(),
        net.edges().len(),
        net.links().len(),
        opened.record.events.len()
    );
    told(
        "the net",
        median(|| drop(black_box(Net::new(black_box(&opened), |_, _| true)))),
    );
    ask_for_paths(&opened, &net, Ways::default());
    told(
        "companions of one",
        median(|| drop(black_box(together(&opened, &net, EntityIx(0), false)))),
    );
    let three = [EntityIx(0), EntityIx(1), EntityIx(2)];
    told(
        "what three share",
        median(|| drop(black_box(shares(&opened, &net, &three, false)))),
    );
    told(
        "degree and betweenness",
        median(|| drop(black_box(measures(&opened, &net, false)))),
    );
    let begin = Instant::now();
    let over = black_box(over_quarters(&opened, &net, false));
    let took = ms(begin.elapsed());
    println!("    over {} quarters: {took:.0} ms", over.quarters.len());
    for (by, words) in ArrangeBy::ALL {
        told(
            &format!("order by {words}"),
            median(|| drop(black_box(arranged(&opened, &net, by, false)))),
        );
    }
}

fn main() {
    measure("evenly met", made_up(1));
    measure("few met by many", made_up(3));
}
