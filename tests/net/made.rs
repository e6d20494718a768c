//! Records made up for the tests: small random ones, and such as a test needs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::source::{section, source};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use regesta::index::{Link, Opened, Via};
use regesta::model::{
    ActorKind, Basis, Date, DateClaim, Day, Entity, EntityIx, EntityKind, Event, ForumClaim,
    ForumKind, Participation, Passage, Place, Record, Role, RoleIx, Source, SourceIx, Stage,
    Standing, Term, Tie,
};

pub fn cases(number: u32) -> ProptestConfig {
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

/// Several have the same name, for those who compare as search does.
const NAMES: [&str; 5] = ["Ada", "äda", "Bo", "Cyr", "cyr"];
/// The last two are ways of not being there.
const ROLES: usize = 5;
const DATES: [Option<&str>; 9] = [
    None,
    Some("2020-02-03"),
    Some("2020-05"),
    Some("2020"),
    Some("2019-11/2020-04"),
    Some("2020-08/.."),
    Some("../2019-01"),
    Some("[..2020-03]"),
    Some("2021-01-01"),
];

/// A small random record, in few numbers so that a failure can be read.
#[derive(Clone, Debug)]
pub struct Small {
    /// For each its name, and whether it is an actor, a forum, or both; of a forum the one
    /// that it may belong to.
    entities: Vec<(usize, u8, Option<usize>)>,
    /// Date, source, forums, and actors with their roles and the one forum that they were in.
    events: Vec<SmallEvent>,
    /// From, role, to, period, source.
    ties: Vec<(usize, usize, usize, usize, usize)>,
}

type SmallEvent = (usize, usize, Vec<usize>, Vec<(usize, usize, Option<usize>)>);

pub fn small() -> impl Strategy<Value = Small> {
    let at = || 0..9_usize;
    let entity = (0..NAMES.len(), 0..3_u8, prop::option::weighted(0.4, at()));
    let actor = (at(), 0..ROLES, prop::option::weighted(0.3, at()));
    let event = (
        0..DATES.len(),
        0..2_usize,
        prop::collection::vec(at(), 0..3),
        prop::collection::vec(actor, 1..4),
    );
    let tie = (at(), 0..ROLES, at(), 0..DATES.len(), 0..2_usize);
    (
        prop::collection::vec(entity, 2..9),
        prop::collection::vec(event, 0..8),
        prop::collection::vec(tie, 0..8),
    )
        .prop_map(|(entities, events, ties)| Small {
            entities,
            events,
            ties,
        })
}

/// A day between the two sources, or none.
pub fn known_on() -> impl Strategy<Value = Option<Day>> {
    prop::option::of(Just(Day::from_ymd(2020, 6, 1).unwrap()))
}

impl Small {
    pub fn record(&self) -> Record {
        let size = self.entities.len();
        let kinds = self.entities.iter().enumerate();
        let entities: Vec<Entity> = kinds
            .map(|(at, (name, kind, parent))| Entity {
                id: format!("n{at}").into(),
                name: NAMES[*name].into(),
                names: Vec::new(),
                kind: match kind {
                    0 => EntityKind::Actor(ActorKind::Person),
                    _ => EntityKind::Forum(ForumKind::Body),
                },
                unnamed: false,
                acts: *kind == 2,
                // Never a circle: only to an earlier one, and only between forums.
                parent: (parent.map(|parent| parent % size))
                    .filter(|parent| *kind > 0 && *parent < at && self.entities[*parent].1 > 0)
                    .map(EntityIx::new),
            })
            .collect();
        let face = |at: usize, is: &dyn Fn(&Entity) -> bool| {
            let fitting: Vec<usize> = (0..size).filter(|at| is(&entities[*at])).collect();
            (!fitting.is_empty()).then(|| EntityIx::new(fitting[at % fitting.len()]))
        };
        let actor = |at: usize| face(at, &Entity::is_actor);
        let forum = |at: usize| face(at, &Entity::is_forum);
        let events = self.events.iter().enumerate();
        let events: Vec<Arc<Event>> = events
            .map(|(number, (date, source, forums, actors))| {
                let basis = || basis(*source);
                let taken_part = actors.iter().filter_map(|(at, role, own)| {
                    Some(Participation {
                        actor: actor(*at)?,
                        role: RoleIx::new(*role),
                        forum: own.and_then(forum),
                        basis: basis(),
                    })
                });
                Arc::new(Event {
                    id: format!("e{number}").into(),
                    title: format!("Event {number}").into(),
                    dates: DATES[*date]
                        .map(|date| dated_claim(date, basis()))
                        .into_iter()
                        .collect(),
                    forums: (forums.iter().filter_map(|at| forum(*at)))
                        .map(|forum| ForumClaim {
                            forum,
                            basis: basis(),
                        })
                        .collect(),
                    actors: taken_part.collect(),
                    ..Event::default()
                })
            })
            .collect();
        let ties = self
            .ties
            .iter()
            .filter_map(|(from, role, to, period, source)| {
                Some(Tie {
                    from: actor(*from)?,
                    role: RoleIx::new(*role),
                    to: forum(*to)?,
                    period: DATES[*period].map(|date| Date::parse(date).unwrap()),
                    basis: basis(*source),
                })
            });
        let ties = ties.collect();
        record(entities, events, ties)
    }
}

/// Which links a net is told to keep.
#[derive(Clone, Debug)]
pub struct Kept {
    numbers: Vec<bool>,
    ties: bool,
    role: Option<usize>,
}

impl Kept {
    pub fn any() -> impl Strategy<Value = Self> {
        let numbers = prop::collection::vec(prop::bool::weighted(0.8), 1..40);
        let role = prop::option::weighted(0.2, 0..ROLES);
        (numbers, prop::bool::weighted(0.8), role).prop_map(|(numbers, ties, role)| Self {
            numbers,
            ties,
            role,
        })
    }

    pub fn keeps(&self, number: u32, link: &Link) -> bool {
        self.numbers[number as usize % self.numbers.len()]
            && (self.ties || matches!(link.via, Via::Event(..)))
            && self.role != Some(link.role.at())
    }
}

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

fn dated_claim(date: &str, basis: Basis) -> DateClaim {
    DateClaim {
        date: Some(Date::parse(date).unwrap()),
        stage: Stage::Happened,
        preferred: None,
        basis,
    }
}

fn said(at: usize) -> Source {
    let sections = vec![section("top", "", 1, ["It is said.".to_owned()])];
    let id = format!("source-{at}");
    source(&id, "A source", ["2020-03", "2020-09"][at], sections)
}

fn record(entities: Vec<Entity>, events: Vec<Arc<Event>>, ties: Vec<Tie>) -> Record {
    let role = |at: usize| Role {
        term: Term {
            id: format!("role-{at}").into(),
            name: format!("role {at}").into(),
            names: Vec::new(),
        },
        absent: at + 2 >= ROLES,
    };
    Record {
        roles: (0..ROLES).map(role).collect(),
        sources: Arc::new(vec![said(0), said(1)]),
        entities: Arc::new(entities),
        events,
        ties,
        ..Record::default()
    }
}

/// A record of actors tied to forums, each named by its id.
pub fn opened(links: &[(&str, &str)]) -> Opened {
    let mut at: BTreeMap<&str, EntityIx> = BTreeMap::new();
    let mut entities = Vec::new();
    let faces = links
        .iter()
        .flat_map(|(actor, forum)| [(*actor, true), (*forum, false)]);
    for (id, acts) in faces {
        at.entry(id).or_insert_with(|| {
            entities.push(Entity {
                id: id.into(),
                name: id.into(),
                names: Vec::new(),
                kind: match acts {
                    true => EntityKind::Actor(ActorKind::Person),
                    false => EntityKind::Forum(ForumKind::Body),
                },
                unnamed: false,
                acts: false,
                parent: None,
            });
            EntityIx::new(entities.len() - 1)
        });
    }
    let tie = |(actor, forum): &(&str, &str)| Tie {
        from: at[actor],
        role: RoleIx(0),
        to: at[forum],
        period: None,
        basis: basis(0),
    };
    let ties = links.iter().map(tie).collect();
    Opened::new(record(entities, Vec::new(), ties))
}

/// A record of meetings in one house, each of these actors.
pub fn meetings(meetings: &[&[&str]]) -> Opened {
    let actors = meetings.iter().copied().flatten();
    let links: Vec<(&str, &str)> = actors.map(|actor| (*actor, "house")).collect();
    let Opened { mut record, .. } = opened(&links);
    let at = |id: &str| record.entities.iter().position(|entity| &*entity.id == id);
    let event = |(number, actors): (usize, &&[&str])| {
        let taken_part = |actor: &&str| Participation {
            actor: EntityIx::new(at(actor).unwrap()),
            role: RoleIx(0),
            forum: None,
            basis: basis(0),
        };
        Arc::new(Event {
            id: format!("e{number}").into(),
            title: format!("Meeting {number}").into(),
            forums: vec![ForumClaim {
                forum: EntityIx::new(at("house").unwrap()),
                basis: basis(0),
            }],
            actors: actors.iter().map(taken_part).collect(),
            ..Event::default()
        })
    };
    record.events = meetings.iter().enumerate().map(event).collect();
    record.ties.clear();
    Opened::new(record)
}

/// A record of one link by an event and one by a tie, both of a date.
pub fn dated(edtf: &str) -> Opened {
    let mut record = opened(&[("ada", "house")]).record;
    record.ties[0].period = Some(Date::parse(edtf).unwrap());
    let (actor, forum) = (record.ties[0].from, record.ties[0].to);
    record.events.push(Arc::new(Event {
        id: "event".into(),
        title: "An event".into(),
        dates: vec![dated_claim(edtf, basis(0))],
        forums: vec![ForumClaim {
            forum,
            basis: basis(0),
        }],
        actors: vec![Participation {
            actor,
            role: RoleIx(0),
            forum: None,
            basis: basis(0),
        }],
        ..Event::default()
    }));
    Opened::new(record)
}

pub fn entity(opened: &Opened, id: &str) -> EntityIx {
    let mut all = opened.record.entities_ix();
    let found = all.find(|(_, entity)| &*entity.id == id);
    found.unwrap_or_else(|| panic!("no {id}")).0
}
