//! A record of any size, always the same, put together from the values of the model: no
//! file is written or read.
//!
//! - Its events lie between the years 1500 and 2100. A third of them fall on a few days (of a
//!   million on three thousand), a twentieth on one single day; the others are spread, the
//!   later the denser.
//! - Most are told to the day; the others to the month or the year, or as a span of up to 400
//!   years, now and then without an end. One in twelve is approximate or uncertain. 3 % have
//!   rival dates, 5 % were planned and put off before they took place, 2 % are said to follow
//!   from another.
//! - Each is filed under one or two of 40 areas, and names one to three of up to 10,000
//!   actors, some of which are named by a tenth of all events and most by few. One in twenty
//!   took place in one of 200 forums, so that the links too have something to show.
//! - All are told by one source of short paragraphs, which is as good as none for the
//!   timeline and keeps the record small. A date that is told more than once is read once.

use std::collections::HashMap;
use std::sync::Arc;

use regesta::model::{
    ActorKind, AreaIx, Basis, Date, DateClaim, Day, Entity, EntityIx, EntityKind, Event, EventIx,
    Filing, ForumClaim, ForumKind, KindIx, Order, OrderClaim, Participation, Passage, Place,
    Record, Role, RoleIx, Source, SourceIx, Stage, Standing, Term,
};

use super::chance::Chance;
use super::source::{section, source};

const SEED: u64 = 1500;
/// 1 January 1500 and 31 December 2100.
const FIRST: i32 = -171_664;
const LAST: i32 = 47_846;
const AREAS: usize = 40;
const ACTORS: usize = 10_000;
const FORUMS: usize = 200;
const KINDS: usize = 8;
const ROLES: usize = 4;
const BLOCKS: usize = 40;

/// A record and the places in it that are worth looking at.
pub(crate) struct Scale {
    pub(crate) record: Record,
    pub(crate) places: Places,
}

/// Days that are worth looking at.
#[derive(Clone, Copy)]
pub(crate) struct Places {
    /// A twentieth of all events fall on it.
    pub(crate) one_day: i32,
    /// Many do.
    pub(crate) burst: i32,
    /// Hardly any are near it.
    pub(crate) empty: i32,
}

/// A record of so many events.
pub(crate) fn record(events: usize) -> Scale {
    let mut chance = Chance(SEED);
    let burst_days = (events / 300).clamp(8, 3_000);
    let bursts: Vec<i32> = (0..burst_days).map(|_| spread_day(&mut chance)).collect();
    let actors = (events / 10).clamp(100, ACTORS);
    let places = Places {
        one_day: 18_395,
        burst: bursts[0],
        // The spread begins thinly.
        empty: FIRST + 900,
    };
    let mut maker = Maker {
        chance,
        dates: HashMap::new(),
        bursts,
        places,
        actors,
        sections: (events / 1_000).clamp(1, 1_000),
        passage: Passage {
            source: SourceIx(0),
            place: Place::Section { section: 0 },
        },
        ends: Vec::with_capacity(events),
    };
    let events = (0..events).map(|at| Arc::new(maker.event(at))).collect();
    let record = Record {
        id: "scale".into(),
        title: "A record made up for scale".into(),
        language: "en".into(),
        areas: terms("Area", AREAS),
        kinds: terms("Kind", KINDS),
        roles: (terms("Role", ROLES).into_iter())
            .map(|term| Role {
                term,
                absent: false,
            })
            .collect(),
        sources: Arc::new(vec![annals(maker.sections)]),
        entities: Arc::new((0..actors + FORUMS).map(|at| entity(at, actors)).collect()),
        events,
        ..Record::default()
    };
    Scale { record, places }
}

struct Maker {
    chance: Chance,
    /// Dates that have been read, by how they are written.
    dates: HashMap<Box<str>, Date>,
    bursts: Vec<i32>,
    places: Places,
    actors: usize,
    sections: usize,
    /// Where the event is told that is being made.
    passage: Passage,
    /// When the events so far are over.
    ends: Vec<i32>,
}

impl Maker {
    fn event(&mut self, at: usize) -> Event {
        self.passage.place = Place::Block {
            section: self.chance.below(self.sections) as u32,
            block: self.chance.below(BLOCKS) as u32,
        };
        let (dates, day) = self.dates_of();
        let areas = 1 + usize::from(self.chance.below(5) == 0);
        let areas = (0..areas)
            .map(|_| Filing {
                under: AreaIx::new(self.unequal(AREAS)),
                basis: self.basis(),
            })
            .collect();
        let actors = [1, 1, 1, 2, 3][self.chance.below(5)];
        let actors = (0..actors)
            .map(|_| Participation {
                actor: EntityIx::new(self.unequal(self.actors)),
                role: RoleIx::new(self.chance.below(ROLES)),
                forum: None,
                basis: self.basis(),
            })
            .collect();
        let forums = if self.chance.below(20) == 0 {
            vec![ForumClaim {
                forum: EntityIx::new(self.actors + self.chance.below(FORUMS)),
                basis: self.basis(),
            }]
        } else {
            Vec::new()
        };
        Event {
            id: id_of(at).into(),
            title: self.title(at).into(),
            kind: Some(KindIx::new(self.unequal(KINDS))),
            passages: Vec::new(),
            dates,
            areas,
            levels: Vec::new(),
            forums,
            actors,
            order: self.order(day),
        }
    }

    /// The dates of an event, and the first day that it can have begun.
    fn dates_of(&mut self) -> (Vec<DateClaim>, i32) {
        let kind = self.chance.below(1_000);
        let day = if kind < 50 {
            self.places.one_day
        } else if kind < 383 {
            self.bursts[self.chance.below(self.bursts.len())]
        } else {
            spread_day(&mut self.chance)
        };
        // What falls on one of the days is told to the day.
        let (edtf, over) = if kind < 383 {
            (Day(day).to_string(), day)
        } else {
            self.told(day)
        };
        let mark = match self.chance.below(36) {
            0 => "~",
            1 => "?",
            2 => "%",
            _ => "",
        };
        let edtf = if edtf.contains('/') {
            edtf
        } else {
            format!("{edtf}{mark}")
        };
        self.ends.push(over);
        let fate = self.chance.below(100);
        let mut dates = Vec::with_capacity(if fate < 5 {
            3
        } else {
            1 + usize::from(fate < 8)
        });
        if fate < 5 {
            let ahead = 30 + self.chance.below(700) as i32;
            dates.push(self.claim(&Day(day - ahead).to_string(), Stage::Planned));
            dates.push(self.claim(&Day(day - ahead / 3).to_string(), Stage::Postponed));
        }
        dates.push(self.claim(&edtf, Stage::Happened));
        if (5..8).contains(&fate) {
            let apart = 400 + self.chance.below(4_000) as i32;
            dates.push(self.claim(&Day(over.min(LAST) + apart).to_string(), Stage::Happened));
        }
        (dates, day)
    }

    /// A date about a day as it may be told, and its last day.
    fn told(&mut self, day: i32) -> (String, i32) {
        let text = Day(day).to_string();
        match self.chance.below(100) {
            0..64 => (text, day),
            64..78 => (text[..7].to_owned(), day + 31),
            78..88 => (text[..4].to_owned(), day + 366),
            88..99 => {
                // Many are short, few last for centuries.
                let most = 1 << (4 + self.chance.below(14));
                let end = (day + 2 + self.chance.below(most.min(146_000)) as i32).min(LAST + 900);
                (format!("{text}/{}", Day(end)), end)
            }
            _ => (format!("{text}/.."), LAST + 900),
        }
    }

    fn claim(&mut self, edtf: &str, stage: Stage) -> DateClaim {
        let date = match self.dates.get(edtf) {
            Some(date) => date.clone(),
            None => {
                let date = Date::parse(edtf).expect("a date");
                // Spans seldom come twice.
                if !edtf.contains('/') {
                    self.dates.insert(edtf.into(), date.clone());
                }
                date
            }
        };
        DateClaim {
            date: Some(date),
            stage,
            preferred: None,
            basis: self.basis(),
        }
    }

    /// Now and then an event follows from one that was over before it.
    fn order(&mut self, day: i32) -> Vec<OrderClaim> {
        if self.chance.below(50) != 0 {
            return Vec::new();
        }
        let others = self.ends.len();
        let tries: Vec<usize> = (0..4).map(|_| self.chance.below(others)).collect();
        let earlier = tries.into_iter().find(|at| self.ends[*at] + 5_000 < day);
        (earlier.into_iter())
            .map(|at| OrderClaim {
                order: Order::Follows,
                event: EventIx::new(at),
                basis: self.basis(),
            })
            .collect()
    }

    const fn basis(&self) -> Basis {
        Basis {
            passage: self.passage,
            quote: None,
            standing: Standing::Stated,
            known_from: None,
        }
    }

    /// One of so many; the first are met far more often than the last.
    fn unequal(&mut self, count: usize) -> usize {
        let part = self.chance.below(1 << 20) as f64 / f64::from(1 << 20);
        (part.powi(4) * count as f64) as usize
    }

    fn title(&mut self, at: usize) -> String {
        const NAMES: [&str; 12] = [
            "Accord", "Audience", "Ball", "Council", "Decree", "Embassy", "Fair", "Hearing",
            "Meeting", "Session", "Treaty", "Visit",
        ];
        let name = NAMES[self.chance.below(NAMES.len())];
        if self.chance.below(10) == 0 {
            format!("{name} on the freedom of the high seas, {at}")
        } else {
            format!("{name} {at}")
        }
    }
}

/// A day, the later the likelier.
fn spread_day(chance: &mut Chance) -> i32 {
    let part = chance.below(1 << 24) as f64 / f64::from(1 << 24);
    let days = f64::from(LAST - FIRST);
    FIRST + (part.sqrt() * days) as i32
}

/// Short: of millions each letter counts.
fn id_of(at: usize) -> String {
    format!("e{at:x}")
}

fn terms(what: &str, count: usize) -> Vec<Term> {
    (0..count)
        .map(|at| Term {
            id: format!("{}-{at}", what.to_lowercase()).into(),
            name: format!("{what} {at}").into(),
            names: Vec::new(),
        })
        .collect()
}

fn entity(at: usize, actors: usize) -> Entity {
    let (kind, name) = if at < actors {
        (EntityKind::Actor(ActorKind::Person), "Envoy")
    } else {
        (EntityKind::Forum(ForumKind::Body), "Diet")
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

fn annals(sections: usize) -> Source {
    let made = |at: usize| {
        let paragraphs = (0..BLOCKS).map(|block| format!("The envoys met, {at}, {block}."));
        section(&format!("s{at}"), &format!("Section {at}"), 2, paragraphs)
    };
    source(
        "annals",
        "Annals",
        "2101",
        (0..sections).map(made).collect(),
    )
}
