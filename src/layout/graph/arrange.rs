//! Where the actors and forums of a record stand, once for all of its links.

use std::collections::BTreeMap;

use super::super::forces::{Body, Forces, Spring};
use super::At;
use super::drawn::radius_of;
use crate::index::net::Node;
use crate::index::{Net, Opened};
use crate::model::{EntityIx, Record};
use crate::state::GraphMemory;

/// Around a node there is so much room more than it needs, for a part of its label.
const ROOM: f32 = 4.0;

/// So many places of actors and forums that a record no longer has are remembered for each
/// that it has: whoever edits it may bring them back.
const FORMER: usize = 1;

/// Where the actors and forums of a record stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphLayout {
    /// By entity; of those that nothing links, none.
    places: Vec<Option<At>>,
}

impl GraphLayout {
    /// Where an actor or a forum stands; `None` if nothing links it.
    #[must_use]
    pub fn place(&self, entity: EntityIx) -> Option<At> {
        self.places.get(entity.at()).copied().flatten()
    }

    /// How many have a place.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.iter().flatten().count()
    }

    /// What is to be remembered of it, with what was remembered before.
    #[must_use]
    pub fn remembered(&self, record: &Record, before: Option<&GraphMemory>) -> GraphMemory {
        let mut memory = before.cloned().unwrap_or_default();
        if memory.places.len() > self.count() * (1 + FORMER) {
            memory.places.clear();
        }
        memory.dataset.clone_from(&record.id);
        let entities = record.entities_ix();
        (memory.places)
            .extend(entities.filter_map(|(ix, entity)| Some((entity.id.clone(), self.place(ix)?))));
        memory
    }

    /// The layout that is remembered, if it has a place for everything that is linked: then
    /// there is nothing to arrange.
    #[must_use]
    pub fn recalled(whole: &Opened, memory: &GraphMemory) -> Option<Self> {
        let mut places = vec![None; whole.record.entities.len()];
        for link in &whole.index.links {
            for entity in [link.actor, link.forum] {
                if places[entity.at()].is_none() {
                    let id = &whole.record.entity(entity).id;
                    places[entity.at()] = Some(*memory.places.get(id)?);
                }
            }
        }
        Some(Self { places })
    }
}

/// Arranges the actors and forums of a record. Those of which it is remembered where they stand
/// stay there; forces find a place for the others. If nothing is remembered, what was put
/// somewhere by hand stays there, and the others find their places around it.
///
/// The same record, memory and pins give the same places to the last bit.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn arrange(
    whole: &Opened,
    memory: Option<&GraphMemory>,
    pins: &BTreeMap<Node, At>,
) -> GraphLayout {
    let recalled = memory.and_then(|memory| GraphLayout::recalled(whole, memory));
    if let Some(layout) = recalled {
        return layout;
    }
    let net = Net::new(whole, |_, _| true);
    let entities: Vec<EntityIx> = net.nodes().collect();
    let mut numbers = vec![0_u32; whole.record.entities.len()];
    for (number, entity) in (0..).zip(&entities) {
        numbers[entity.at()] = number;
    }
    let fixed = |entity: EntityIx| match memory {
        Some(memory) => memory.places.get(&whole.record.entity(entity).id).copied(),
        None => pins.get(&Node::Entity(entity)).copied(),
    };
    let bodies: Vec<Body> = (entities.iter())
        .map(|entity| {
            let links = net.edges_at(*entity).map(|edge| edge.count()).sum();
            let start = fixed(*entity);
            Body {
                radius: radius_of(links) + ROOM,
                start,
                is_pinned: start.is_some(),
            }
        })
        .collect();
    let springs: Vec<Spring> = (net.edges().iter())
        .map(|edge| Spring {
            ends: (numbers[edge.actor.at()], numbers[edge.forum.at()]),
            links: edge.count(),
        })
        .collect();
    let mut forces = Forces::new(&bodies, &springs);
    while !forces.is_still() {
        forces.step();
    }
    let mut places = vec![None; whole.record.entities.len()];
    for (entity, place) in entities.iter().zip(forces.places()) {
        // What is remembered is kept as it is, be it beyond the rim.
        places[entity.at()] = Some(fixed(*entity).unwrap_or(*place));
    }
    GraphLayout { places }
}
