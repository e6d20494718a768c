//! Several actors or forums as one: forums that belong to another fold into it, actors into
//! their kind or into whom they belong to.

use std::collections::BTreeSet;

use super::Net;
use crate::index::Opened;
use crate::model::{ActorKind, EntityIx, EntityKind, RoleIx};

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
    /// Into the company, the organisation, the state … that they belong to by a tie.
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

impl Folding {
    /// Closes a node that is open, opens one that is closed.
    pub fn toggle(&mut self, node: Node) {
        if !self.closed.remove(&node) {
            self.closed.insert(node);
        }
    }
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

/// The nodes that are closed when actors fold by this. A forum that actors belong to is not
/// among them: closing it folds the forums below it as well, and that is asked for by itself.
#[must_use]
pub fn groups(opened: &Opened, actors: ActorsBy) -> BTreeSet<Node> {
    match actors {
        ActorsBy::Apart => BTreeSet::new(),
        ActorsBy::Kind => ActorKind::ALL.map(|(kind, ..)| Node::Kind(kind)).into(),
        ActorsBy::Affiliation => {
            let into = affiliations(opened).into_iter().flatten();
            into.filter(|into| !opened.record.entity(*into).is_forum())
                .map(Node::Entity)
                .collect()
        }
    }
}

/// For each actor and forum the node that holds it, if there is one: of a forum the forum that
/// it belongs to, of another actor its kind or its affiliation, as actors fold. Never a circle.
#[must_use]
pub fn holders(opened: &Opened, actors: ActorsBy) -> Vec<Option<Node>> {
    let affiliations = match actors {
        ActorsBy::Affiliation => affiliations(opened),
        _ => Vec::new(),
    };
    (opened.record.entities_ix())
        .map(|(ix, entity)| match (entity.kind, actors) {
            (EntityKind::Forum(_), _) => entity.parent.map(Node::Entity),
            (EntityKind::Actor(kind), ActorsBy::Kind) => Some(Node::Kind(kind)),
            _ => affiliations.get(ix.at()).copied()?.map(Node::Entity),
        })
        .collect()
}

/// For each actor to whom it belongs, if to anybody.
///
/// That is where a tie leads from a person to a company, an organisation, a state or a group,
/// or from one of those to a state: always to something larger, so that rivals and owners do
/// not count, and there is no circle. Only such roles count as hold for long: which the record
/// tells of in ties at least as often as at events (minister, agency, company of; not author or
/// organiser), and of which none is an absence. Of several the nearest counts: a company or an
/// organisation, else a state, a group, and last a forum that acts; of several of these the
/// first in the record. So a minister stands in the ministry, and the ministry in its state.
fn affiliations(opened: &Opened) -> Vec<Option<EntityIx>> {
    let record = &opened.record;
    let mut of_ties = vec![0_u32; record.roles.len()];
    let mut at_events = of_ties.clone();
    for tie in &record.ties {
        of_ties[tie.role.at()] += 1;
    }
    for taken_part in record.events.iter().flat_map(|event| &event.actors) {
        at_events[taken_part.role.at()] += 1;
    }
    let lasts =
        |role: RoleIx| !record.role(role).absent && of_ties[role.at()] >= at_events[role.at()];
    let mut found: Vec<Option<(u32, EntityIx)>> = vec![None; record.entities.len()];
    for tie in record.ties.iter().filter(|tie| lasts(tie.role)) {
        let (from, to) = (record.entity(tie.from), record.entity(tie.to));
        if !to.is_actor() || size_of(from.kind) >= size_of(to.kind) {
            continue;
        }
        let farness = match to.kind {
            EntityKind::Actor(ActorKind::Company | ActorKind::Organisation) => 0,
            EntityKind::Actor(ActorKind::State) => 1,
            EntityKind::Actor(_) => 2,
            EntityKind::Forum(_) => 3,
        };
        let known = &mut found[tie.from.at()];
        if known.is_none_or(|(known, _)| farness < known) {
            *known = Some((farness, tie.to));
        }
    }
    found.into_iter().map(|found| Some(found?.1)).collect()
}

/// What belongs to something belongs to something larger.
const fn size_of(kind: EntityKind) -> u32 {
    match kind {
        EntityKind::Actor(ActorKind::Person) => 0,
        EntityKind::Actor(ActorKind::State) | EntityKind::Forum(_) => 2,
        EntityKind::Actor(_) => 1,
    }
}

/// For each actor and forum the node in which it stands: the outermost that is closed, of what
/// holds it and what holds that; else its own.
#[must_use]
pub fn nodes_of(opened: &Opened, folding: &Folding) -> Vec<Node> {
    let holders = holders(opened, folding.actors);
    let above = |node: &Node| holders[node.entity()?.at()];
    (opened.record.entities_ix())
        .map(|(ix, _)| {
            let own = Node::Entity(ix);
            let holding = std::iter::successors(Some(own), above);
            let closed = holding.filter(|node| folding.closed.contains(node));
            closed.last().unwrap_or(own)
        })
        .collect()
}
