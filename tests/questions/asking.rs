//! What a question is, and what its answer has to say.

use std::collections::BTreeSet;

/// Roles, each with the ids of those who have it, or of the forums in which it is had.
pub type Roles = &'static [(&'static str, &'static [&'static str])];

/// Ids.
pub type Ids = &'static [&'static str];

/// A question about who meets where. What it expects stands in the texts of the sources, not
/// in what the program once answered.
#[derive(Clone, Copy)]
pub struct Question {
    /// The question in words.
    pub name: &'static str,
    /// What is asked, and what the texts answer.
    pub ask: Ask,
    /// The passages in which the answer stands: each is among the receipts.
    pub passages: Ids,
    /// Only by the events that this search finds.
    pub query: &'static str,
    /// Only what had been reported by the end of this day (EDTF).
    pub known_on: &'static str,
}

/// What is asked. Actors, forums and events are told by their ids; where names are given they
/// are any of the names that somebody may use.
#[derive(Clone, Copy)]
pub enum Ask {
    /// Who is in a forum in these roles, and nobody else is.
    In(&'static str, Roles),
    /// In which forums an actor has these roles, and in no others.
    Of(&'static str, Roles),
    /// In which forums an actor has which roles, all of them.
    All(&'static str, Roles),
    /// What a forum that acts does elsewhere, then who is in it: in these roles.
    BothFaces(&'static str, Roles, Roles),
    /// When an actor has a role in a forum (EDTF).
    When([&'static str; 3], Ids),
    /// Who stayed away, as what, from where.
    StayedAway(&'static [[&'static str; 3]]),
    /// Which of the actors in a forum have no name in the sources.
    Unnamed(&'static str, Ids),
    /// Which forums in which somebody is belong to a forum, or to one that belongs to it.
    Under(&'static str, Ids),
    /// What just these have in common.
    Share(Sharing),
    /// Whom somebody meets at the most events, and at how many.
    MeetsMost(&'static str, Ids, usize),
    /// The forums or actors by which two, of these names and ids, are linked over two steps.
    Between([&'static str; 2], [&'static str; 2], Ids),
    /// Nothing connects two of these names.
    Apart([&'static str; 2]),
    /// How many neighbours an actor or forum has.
    Neighbours(&'static str, usize),
}

/// What several have in common.
#[derive(Clone, Copy)]
pub struct Sharing {
    /// The names of those who are compared.
    pub names: Ids,
    /// The ids of those of them who have it; the others do not.
    pub by: Ids,
    /// What it is: `actor`, `forum` or `event`.
    pub what: &'static str,
    /// The ids of what they have.
    pub ids: Ids,
}

/// What somebody is told: short phrases in ids, and the addresses on which they rest.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The phrases.
    pub says: BTreeSet<String>,
    /// The addresses.
    pub receipts: BTreeSet<String>,
}

/// A link, or several of the same, as somebody is told of it: in ids.
pub struct Told<'t> {
    /// Who.
    pub actor: &'t str,
    /// As what.
    pub role: &'t str,
    /// Where.
    pub forum: &'t str,
    /// When (EDTF).
    pub dates: Vec<String>,
    /// Whether it tells of somebody who was not there.
    pub is_absent: bool,
    /// Whether the sources have no name for the actor.
    pub is_unnamed: bool,
}

impl Question {
    pub const fn new(name: &'static str, ask: Ask, passages: Ids) -> Self {
        Self {
            name,
            ask,
            passages,
            query: "",
            known_on: "",
        }
    }

    pub const fn found_by(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    pub const fn known_on(mut self, day: &'static str) -> Self {
        self.known_on = day;
        self
    }

    /// What is wrong with an answer, in words.
    pub fn fault(&self, answer: &Answer) -> Option<String> {
        let expected = self.ask.expected();
        let told = |what: &str, some: Vec<&String>| match some.is_empty() {
            true => String::new(),
            false => format!("\n    {what} {some:?}"),
        };
        let missing = told("missing", expected.difference(&answer.says).collect());
        let too_much = told("too much", answer.says.difference(&expected).collect());
        let passages: Vec<String> = self.passages.iter().map(ToString::to_string).collect();
        let lacking = passages
            .iter()
            .filter(|one| !answer.receipts.contains(*one));
        let lacking = told("no receipt", lacking.collect());
        let faults = missing + &too_much + &lacking;
        (!faults.is_empty()).then(|| format!("{}{faults}", self.name))
    }
}

impl Ask {
    /// What the answer says.
    pub fn expected(&self) -> BTreeSet<String> {
        let ids = |ids: Ids| ids.iter().map(ToString::to_string).collect();
        let in_it = |roles| phrases(roles, |role, actor| in_forum(actor, role));
        let elsewhere = |roles| phrases(roles, of_actor);
        match *self {
            Self::In(_, roles) => in_it(roles),
            Self::Of(_, roles) | Self::All(_, roles) => elsewhere(roles),
            Self::BothFaces(_, does, has) => &elsewhere(does) | &in_it(has),
            Self::StayedAway(all) => all.iter().map(|one| one.join(" ")).collect(),
            Self::When(_, all) | Self::Unnamed(_, all) | Self::Under(_, all) => ids(all),
            Self::Share(sharing) => ids(sharing.ids),
            Self::MeetsMost(_, who, events) => (who.iter().map(|one| met(one, events))).collect(),
            Self::Between(_, [from, to], through) => {
                let chains = through.iter().map(|one| chain(&[from, one, to]));
                chains.collect()
            }
            Self::Apart(_) => [NOTHING.to_owned()].into(),
            Self::Neighbours(_, count) => [count.to_string()].into(),
        }
    }

    /// What a link says to this; nothing if it is about something else.
    pub fn said_by(&self, told: &Told<'_>) -> Vec<String> {
        let Told {
            actor, role, forum, ..
        } = *told;
        let among = |roles: Roles| roles.iter().any(|(asked, _)| *asked == role);
        let mut says = Vec::new();
        match *self {
            Self::In(asked, roles) if asked == forum && among(roles) => {
                says.push(in_forum(actor, role));
            }
            Self::Of(asked, roles) if asked == actor && among(roles) => {
                says.push(of_actor(role, forum));
            }
            Self::All(asked, _) if asked == actor => says.push(of_actor(role, forum)),
            Self::BothFaces(asked, does, has) => {
                if asked == actor && among(does) {
                    says.push(of_actor(role, forum));
                }
                if asked == forum && among(has) {
                    says.push(in_forum(actor, role));
                }
            }
            Self::When(asked, _) if asked == [actor, role, forum] => {
                says.extend(told.dates.iter().cloned());
            }
            Self::StayedAway(_) if told.is_absent => says.push([actor, role, forum].join(" ")),
            Self::Unnamed(asked, _) if asked == forum && told.is_unnamed => {
                says.push(actor.to_owned());
            }
            _ => {}
        }
        says
    }
}

fn phrases(roles: Roles, phrase: impl Fn(&str, &str) -> String) -> BTreeSet<String> {
    let pairs = roles
        .iter()
        .flat_map(|(role, ids)| ids.iter().map(move |id| (*role, *id)));
    pairs.map(|(role, id)| phrase(role, id)).collect()
}

/// That nothing was found.
pub const NOTHING: &str = "nothing";

/// An actor as what it is in the forum that is asked about.
fn in_forum(actor: &str, role: &str) -> String {
    format!("{actor}: {role}")
}

/// What the actor that is asked about is in a forum.
fn of_actor(role: &str, forum: &str) -> String {
    format!("{role} in {forum}")
}

/// Somebody who is met.
pub fn met(actor: &str, events: usize) -> String {
    format!("{actor} at {events} events")
}

/// A chain.
pub fn chain(stations: &[&str]) -> String {
    stations.join(" – ")
}
