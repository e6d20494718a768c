//! Several actors or forums as one: forums that belong to another fold into it, actors into
//! their kind or into whom they belong to.

use std::collections::BTreeSet;

use super::Net;
use crate::index::Opened;
use crate::model::{ActorKind, EntityIx, EntityKind};

/// What stands as one in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// An actor or a forum, and whatever has folded into it.
    Entity(EntityIx),
    /// All actors of a kind.
    Kind(ActorKind),
}

impl Node {
    /// The actor or forum that it is.
    #[must_use]
    pub const fn entity(self) -> Option<EntityIx> {
        match self {
            Self::Entity(entity) => Some(entity),
            Self::Kind(_) => None,
        }
    }
}

/// By what actors fold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ActorsBy {
    /// Not at all.
    #[default]
    Apart,
    /// Persons, states, companies …
    Kind,
    /// Into the state, the company or the organisation that a tie leads them to.
    Affiliation,
}

impl ActorsBy {
    /// All of them, each as shown to readers.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Apart, "each apart"),
        (Self::Kind, "kind"),
        (Self::Affiliation, "affiliation"),
    ];
}

/// What is folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folding {
    /// By what actors fold.
    pub actors: ActorsBy,
    /// The nodes that are closed: what belongs to them stands in them.
    pub closed: BTreeSet<Node>,
}

/// An actor's and a forum's node with at least one link between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedEdge {
    /// Who.
    pub actor: Node,
    /// Where.
    pub forum: Node,
    /// How many of its links tell that the actor was not there.
    pub absences: u32,
    /// Where its links stand in [`Folded::links`], from and to.
    links: (u32, u32),
}

impl FoldedEdge {
    /// How many links it stands for.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.links.1 - self.links.0
    }
}

/// A [`Net`] in which some nodes stand for several: it has the same links, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// Ascending.
    nodes: Vec<Node>,
    /// By actor, then by forum.
    edges: Vec<FoldedEdge>,
    /// Numbers of links, edge by edge, those of an edge by date.
    links: Vec<u32>,
    /// For each node where its part of `at` begins; one more at the end.
    starts: Vec<u32>,
    /// Numbers of edges, node by node.
    at: Vec<u32>,
}

impl Folded {
    /// Folds a net.
    #[must_use]
    pub fn new(opened: &Opened, net: &Net, folding: &Folding) -> Self {
        let node_of = nodes_of(opened, folding);
        let mut parts: Vec<(Node, Node, usize)> = (net.edges().iter().enumerate())
            .map(|(at, edge)| (node_of[edge.actor.at()], node_of[edge.forum.at()], at))
            .collect();
        parts.sort_unstable();
        let mut edges = Vec::new();
        let mut links: Vec<u32> = Vec::with_capacity(net.links().len());
        for parts in parts.chunk_by(|one, two| (one.0, one.1) == (two.0, two.1)) {
            let from = links.len();
            let mut absences = 0;
            for (.., at) in parts {
                let edge = &net.edges()[*at];
                absences += edge.absences;
                links.extend(net.links_of(edge));
            }
            if parts.len() > 1 {
                links[from..].sort_by_cached_key(|number| {
                    let link = &opened.index.links[*number as usize];
                    (super::day_of(opened, link), *number)
                });
            }
            let bounds = [from, links.len()].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            edges.push(FoldedEdge {
                actor: parts[0].0,
                forum: parts[0].1,
                absences,
                links: (bounds[0], bounds[1]),
            });
        }
        Self::with(edges, links)
    }

    fn with(edges: Vec<FoldedEdge>, links: Vec<u32>) -> Self {
        let ends = |edge: &FoldedEdge| {
            let other = (edge.forum != edge.actor).then_some(edge.forum);
            std::iter::once(edge.actor).chain(other)
        };
        let mut pairs: Vec<(Node, u32)> = (0..)
            .zip(&edges)
            .flat_map(|(number, edge)| ends(edge).map(move |node| (node, number)))
            .collect();
        pairs.sort_unstable();
        let mut nodes: Vec<Node> = Vec::new();
        let mut starts = Vec::new();
        for (at, (node, _)) in (0..).zip(&pairs) {
            if nodes.last() != Some(node) {
                nodes.push(*node);
                starts.push(at);
            }
        }
        starts.push(u32::try_from(pairs.len()).unwrap_or(u32::MAX));
        Self {
            nodes,
            edges,
            links,
            starts,
            at: pairs.into_iter().map(|(_, number)| number).collect(),
        }
    }

    /// Every node that has an edge, ascending.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Where a node stands among [`Self::nodes`].
    #[must_use]
    pub fn place_of(&self, node: Node) -> Option<usize> {
        self.nodes.binary_search(&node).ok()
    }

    /// All edges, by actor, then by forum.
    #[must_use]
    pub fn edges(&self) -> &[FoldedEdge] {
        &self.edges
    }

    /// The numbers of all links among [`crate::index::Index::links`], edge by edge.
    #[must_use]
    pub fn links(&self) -> &[u32] {
        &self.links
    }

    /// The numbers of the links of an edge, by date, those without one last.
    #[must_use]
    pub fn links_of(&self, edge: &FoldedEdge) -> &[u32] {
        let (from, to) = edge.links;
        self.links.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// The edges of a node, on both of its faces.
    pub fn edges_at(&self, node: Node) -> impl Iterator<Item = &FoldedEdge> {
        let numbers = self.place_of(node).and_then(|at| {
            let (from, to) = (self.starts[at] as usize, self.starts[at + 1] as usize);
            self.at.get(from..to)
        });
        let numbers = numbers.unwrap_or(&[]).iter();
        numbers.map(|number| &self.edges[*number as usize])
    }

    /// The edge of two nodes, if there is one.
    #[must_use]
    pub fn edge(&self, actor: Node, forum: Node) -> Option<&FoldedEdge> {
        let by = |edge: &FoldedEdge| (edge.actor, edge.forum);
        let at = self.edges.binary_search_by_key(&(actor, forum), by).ok()?;
        self.edges.get(at)
    }
}

/// The nodes into which actors fold by this.
#[must_use]
pub fn groups(opened: &Opened, actors: ActorsBy) -> BTreeSet<Node> {
    match actors {
        ActorsBy::Apart => BTreeSet::new(),
        ActorsBy::Kind => ActorKind::ALL.map(|(kind, ..)| Node::Kind(kind)).into(),
        ActorsBy::Affiliation => {
            let into = affiliations(opened).into_iter().flatten();
            into.map(Node::Entity).collect()
        }
    }
}

/// For each actor to whom it belongs, if to anybody: where the first tie in the record leads
/// that makes a person, a company or an organisation something in another actor.
fn affiliations(opened: &Opened) -> Vec<Option<EntityIx>> {
    let record = &opened.record;
    let mut found = vec![None; record.entities.len()];
    for tie in &record.ties {
        let own = record.entity(tie.from).kind;
        let belongs = !matches!(
            own,
            EntityKind::Actor(ActorKind::State) | EntityKind::Forum(_)
        );
        let is_there = !record.role(tie.role).absent && record.entity(tie.to).is_actor();
        if belongs && is_there && tie.from != tie.to && found[tie.from.at()].is_none() {
            found[tie.from.at()] = Some(tie.to);
        }
    }
    found
}

/// For each actor and forum the node in which it stands: the outermost that is closed, of what
/// it belongs to; else its own.
#[must_use]
pub fn nodes_of(opened: &Opened, folding: &Folding) -> Vec<Node> {
    let record = &opened.record;
    let affiliations = match folding.actors {
        ActorsBy::Affiliation => affiliations(opened),
        _ => Vec::new(),
    };
    let is_closed = |node: &Node| folding.closed.contains(node);
    let outermost = |entity: EntityIx| {
        let above = record.with_parents(entity).map(Node::Entity);
        above.filter(is_closed).last()
    };
    (record.entities_ix())
        .map(|(ix, entity)| {
            let group = match (folding.actors, entity.kind) {
                (ActorsBy::Kind, EntityKind::Actor(kind)) => Some(Node::Kind(kind)),
                _ => affiliations
                    .get(ix.at())
                    .copied()
                    .flatten()
                    .map(Node::Entity),
            };
            let group = group.filter(is_closed);
            group.or_else(|| outermost(ix)).unwrap_or(Node::Entity(ix))
        })
        .collect()
}
