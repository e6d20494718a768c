//! What is selected, and what the pointer is over.

use crate::index::net::Node;
use crate::index::{Opened, links_of_one};
use crate::model::{DocumentIx, EntityIx, EntityKind, EventIx, OutlineIx, Record};

/// What is selected; the same in all views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Selection {
    /// Nothing.
    #[default]
    None,
    /// An event.
    Event(EventIx),
    /// An actor or forum.
    Entity(EntityIx),
    /// A document that the sources cite.
    Document(DocumentIx),
    /// A list that a source sets out.
    Outline(OutlineIx),
    /// An actor in a forum, or what these are folded into: all links between the two.
    Pair(Node, Node),
}

impl Selection {
    /// The selected event, if it is one.
    #[must_use]
    pub const fn event(self) -> Option<EventIx> {
        match self {
            Self::Event(event) => Some(event),
            _ => None,
        }
    }

    /// The selected actor or forum, if it is one.
    #[must_use]
    pub const fn entity(self) -> Option<EntityIx> {
        match self {
            Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// Whether an event belongs to the selection: it is selected, names the selected actor
    /// or forum, is told from the selected document, or is led to by the selected list.
    #[must_use]
    pub fn holds_event(self, record: &Record, ix: EventIx) -> bool {
        match self {
            Self::None => false,
            Self::Event(event) => event == ix,
            Self::Entity(entity) => event_names(record, ix, entity),
            Self::Document(document) => (record.document(document).citations.iter())
                .any(|citation| citation.events.contains(&ix)),
            Self::Outline(outline) => {
                (record.outline(outline).items.iter()).any(|item| item.events.contains(&ix))
            }
            Self::Pair(actor, forum) => links_of_one(record, ix)
                .iter()
                .any(|link| holds(record, actor, link.actor) && holds(record, forum, link.forum)),
        }
    }

    pub(super) fn carried_over(self, before: &Opened, opened: &Opened) -> Self {
        let (old, new) = (&before.record, &opened.record);
        match self {
            Self::None => Self::None,
            Self::Event(ix) => {
                let id = &old.event(ix).id;
                opened.event_of_id(id).map_or(Self::None, Self::Event)
            }
            Self::Entity(ix) => entity_carried_over(ix, old, new).map_or(Self::None, Self::Entity),
            Self::Pair(actor, forum) => {
                let carried = |node: Node| match node {
                    Node::Entity(ix) => entity_carried_over(ix, old, new).map(Node::Entity),
                    Node::Kind(_) => Some(node),
                };
                (carried(actor).zip(carried(forum)))
                    .map_or(Self::None, |(actor, forum)| Self::Pair(actor, forum))
            }
            Self::Document(ix) => {
                let id = &old.document(ix).id;
                (new.apparatus
                    .documents
                    .iter()
                    .position(|document| document.id == *id))
                .map_or(Self::None, |at| Self::Document(DocumentIx::new(at)))
            }
            Self::Outline(ix) => {
                let id = &old.outline(ix).id;
                (new.apparatus
                    .outlines
                    .iter()
                    .position(|outline| outline.id == *id))
                .map_or(Self::None, |at| Self::Outline(OutlineIx::new(at)))
            }
        }
    }
}

/// The actor or forum of the same id in a newer reading.
pub(super) fn entity_carried_over(ix: EntityIx, old: &Record, new: &Record) -> Option<EntityIx> {
    let id = &old.entity(ix).id;
    let mut all = new.entities_ix();
    all.find(|(_, entity)| entity.id == *id).map(|(ix, _)| ix)
}

/// Whether an actor or forum stands in a node: it is the one, belongs to it, or is of its kind.
fn holds(record: &Record, node: Node, entity: EntityIx) -> bool {
    match node {
        Node::Entity(node) => record.with_parents(entity).any(|above| above == node),
        Node::Kind(kind) => record.entity(entity).kind == EntityKind::Actor(kind),
    }
}

/// Whether an event names an actor or forum.
fn event_names(record: &Record, ix: EventIx, entity: EntityIx) -> bool {
    let event = record.event(ix);
    event.forums.iter().any(|claim| claim.forum == entity)
        || (event.actors.iter()).any(|claim| claim.actor == entity || claim.forum == Some(entity))
}

/// What the pointer is over. Views write `next` while they paint and read `now`, so that
/// all of them show the same thing whatever their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hover {
    /// What was under the pointer in the last pass.
    pub now: Selection,
    /// What is under the pointer in this pass.
    pub next: Selection,
}

impl Hover {
    /// Ends a pass. Returns whether anything changed, so that one more pass is due.
    pub fn turn(&mut self) -> bool {
        let changed = self.now != self.next;
        self.now = self.next;
        self.next = Selection::None;
        changed
    }
}
