//! What two or three have in common, and what only one of them has.

use super::{Net, by_name};
use crate::index::Opened;
use crate::model::{EntityIx, EventIx};

/// Where somebody has been and with whom, or who has been in a forum, each with its receipts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// Each event with the numbers of the links by which it is there; ascending.
    events: Vec<(EventIx, u32)>,
    /// The same for actors and forums.
    others: Vec<(EntityIx, u32)>,
}

impl Presence {
    /// Of an actor: the events at which and the forums in which it was.
    #[must_use]
    pub fn of_actor(opened: &Opened, net: &Net, actor: EntityIx, absence: bool) -> Self {
        let edges = net.edges_at(actor).filter(|edge| edge.actor == actor);
        let links = edges
            .flat_map(|edge| (net.connecting(edge, absence)).map(|number| (edge.forum, number)));
        Self::of_links(opened, links)
    }

    /// Of an actor or a forum, on both of its faces. As in a query, a forum stands for those
    /// that belong to it as well.
    #[must_use]
    pub fn of(opened: &Opened, net: &Net, entity: EntityIx, absence: bool) -> Self {
        let record = &opened.record;
        let is_within = |ix: EntityIx| record.with_parents(ix).any(|above| above == entity);
        let family: Vec<bool> = record.entities_ix().map(|(ix, _)| is_within(ix)).collect();
        let family_at = |ix: EntityIx| family.get(ix.at()).copied().unwrap_or(false);
        let within = record.entities_ix().filter(|(ix, _)| family_at(*ix));
        let links = within.flat_map(|(own, _)| {
            let edges = net.edges_at(own).map(move |edge| {
                let other = if edge.actor == own {
                    edge.forum
                } else {
                    edge.actor
                };
                (edge, other)
            });
            let edges = edges.filter(|(_, other)| !family_at(*other));
            edges.flat_map(|(edge, other)| {
                (net.connecting(edge, absence)).map(move |number| (other, number))
            })
        });
        Self::of_links(opened, links)
    }

    fn of_links(opened: &Opened, links: impl Iterator<Item = (EntityIx, u32)>) -> Self {
        let mut presence = Self::default();
        for (other, number) in links {
            presence.others.push((other, number));
            let event = opened.index.links[number as usize].event();
            presence.events.extend(event.map(|event| (event, number)));
        }
        presence.events.sort_unstable();
        presence.others.sort_unstable();
        presence
    }

    /// The numbers of the links by which it was at an event.
    pub fn at(&self, event: EventIx) -> impl Iterator<Item = u32> + '_ {
        of(&self.events, event)
    }

    /// The numbers of the links to another one.
    pub fn with(&self, other: EntityIx) -> impl Iterator<Item = u32> + '_ {
        of(&self.others, other)
    }

    /// The events, each once, ascending.
    pub fn events(&self) -> impl Iterator<Item = EventIx> + '_ {
        (self.events.chunk_by(|one, two| one.0 == two.0)).map(|links| links[0].0)
    }

    /// The actors and forums, each once, ascending.
    pub fn others(&self) -> impl Iterator<Item = EntityIx> + '_ {
        (self.others.chunk_by(|one, two| one.0 == two.0)).map(|links| links[0].0)
    }
}

/// The links of one thing in a sorted list.
fn of<T: Copy + Ord>(links: &[(T, u32)], wanted: T) -> impl Iterator<Item = u32> + '_ {
    let from = links.partition_point(|(what, _)| *what < wanted);
    let own = links[from..]
        .iter()
        .take_while(move |(what, _)| *what == wanted);
    own.map(|(_, number)| *number)
}

/// Something that some of those who are asked about have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared<T> {
    /// What it is.
    pub what: T,
    /// For each of those who are asked about the numbers of its links there; empty if it has
    /// none.
    pub links: Vec<Vec<u32>>,
}

impl<T> Shared<T> {
    /// How many of them have it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.links.iter().filter(|links| !links.is_empty()).count()
    }
}

/// What several have, and who of them has it. What most of them have comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Forums of actors, actors of forums; by name.
    pub others: Vec<Shared<EntityIx>>,
    /// Events; by time.
    pub events: Vec<Shared<EventIx>>,
}

/// What several actors or forums share and what only one of them has. For actors these are
/// forums and events, for forums actors and events; a forum stands for those that belong to it
/// as well ([`Presence::of`]). `absence`: whether that counts as being there.
#[must_use]
pub fn shares(opened: &Opened, net: &Net, all: &[EntityIx], absence: bool) -> Shares {
    let all: Vec<Presence> = (all.iter())
        .map(|entity| Presence::of(opened, net, *entity, absence))
        .collect();
    let mut others = shared(&all, Presence::others, |one, what| one.with(what).collect());
    others.sort_by(|one, two| {
        let by_count = two.count().cmp(&one.count());
        by_count.then_with(|| by_name(&opened.record, one.what, two.what))
    });
    let mut events = shared(&all, Presence::events, |one, what| one.at(what).collect());
    events.sort_by_key(|shared| {
        (
            std::cmp::Reverse(shared.count()),
            opened.index.time_key(shared.what),
        )
    });
    Shares { others, events }
}

fn shared<'p, T: Copy + Ord, I: Iterator<Item = T> + 'p>(
    all: &'p [Presence],
    list: impl Fn(&'p Presence) -> I,
    links: impl Fn(&'p Presence, T) -> Vec<u32>,
) -> Vec<Shared<T>> {
    let mut found: Vec<T> = all.iter().flat_map(list).collect();
    found.sort_unstable();
    found.dedup();
    let shared = |what: T| Shared {
        what,
        links: all.iter().map(|one| links(one, what)).collect(),
    };
    found.into_iter().map(shared).collect()
}
