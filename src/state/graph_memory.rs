//! Where the actors and forums of a record stand in the graph, so that they stand there again.

use std::collections::BTreeMap;

use crate::index::net::Node;
use crate::model::{ActorKind, EntityIx, Record};

/// Where the actors and forums of a record stand in the graph, by their ids, in units of the
/// graph; remembered between starts.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct GraphMemory {
    /// The id of the dataset.
    pub dataset: Box<str>,
    /// By the id of the actor or forum.
    pub places: BTreeMap<Box<str>, [f32; 2]>,
    /// What was put somewhere by hand.
    pub pins: Vec<(Pinned, [f32; 2])>,
}

/// What was put somewhere by hand, whatever the order of the record.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Pinned {
    /// An actor or a forum, by its id.
    Entity(Box<str>),
    /// All actors of a kind.
    Kind(ActorKind),
}

impl GraphMemory {
    /// Takes over what was put somewhere by hand.
    pub fn set_pins(&mut self, record: &Record, pins: &BTreeMap<Node, [f32; 2]>) {
        let pinned = |node: &Node| match node {
            Node::Entity(entity) => Pinned::Entity(record.entity(*entity).id.clone()),
            Node::Kind(kind) => Pinned::Kind(*kind),
        };
        let pins = pins.iter();
        self.pins = pins.map(|(node, at)| (pinned(node), *at)).collect();
    }

    /// What was put somewhere by hand, as far as the record has it.
    #[must_use]
    pub fn pins_in(&self, record: &Record) -> BTreeMap<Node, [f32; 2]> {
        if self.pins.is_empty() {
            return BTreeMap::new();
        }
        let entities = record.entities_ix();
        let by_id: BTreeMap<&str, EntityIx> =
            entities.map(|(ix, entity)| (&*entity.id, ix)).collect();
        let node = |pinned: &Pinned| match pinned {
            Pinned::Entity(id) => by_id.get(&**id).copied().map(Node::Entity),
            Pinned::Kind(kind) => Some(Node::Kind(*kind)),
        };
        let pins = self.pins.iter();
        pins.filter_map(|(pinned, at)| Some((node(pinned)?, *at)))
            .collect()
    }

    /// Whether all its numbers are finite: what comes from a file may be anything.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_finite = |at: &[f32; 2]| at.iter().all(|part| part.is_finite());
        self.places.values().all(is_finite) && self.pins.iter().all(|(_, at)| is_finite(at))
    }
}
