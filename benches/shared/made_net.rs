//! A record of who meets where, as large as a net is planned for, always the same.

use std::collections::HashSet;
use std::sync::Arc;

use regesta::model::{
    ActorKind, Basis, Date, DateClaim, Day, Entity, EntityIx, EntityKind, Event, ForumClaim,
    ForumKind, Participation, Passage, Place, Record, Role, RoleIx, Source, SourceIx, Stage,
    Standing, Term, Tie,
};

use super::chance::Chance;
use super::source::{section, source};

pub(crate) const ACTORS: usize = 8_000;
pub(crate) const FORUMS: usize = 2_000;
const PAIRS: usize = 50_000;
const BLOCKS: usize = 500;

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

/// 10,000 actors and forums and 50,000 pairs of them with a link; `power` says how much more
/// often the first are met than the last.
pub(crate) fn made_up(power: i32) -> Record {
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
