//! The nodes and lines that there are: for the links that are shown, as they are folded.

use std::sync::Arc;

use super::{At, GraphLayout};
use crate::index::Opened;
use crate::index::net::{FoldedEdge, Folding, Node, groups, nodes_of};
use crate::model::{ActorKind, Entity, EntityIx, EntityKind};
use crate::state::ShownLinks;

/// The radius of a node without a link that is shown.
pub const NO_LINKS: f32 = 2.4;

/// From and to this radius nodes grow with the root of their links.
const RADII: (f32, f32) = (4.0, 34.0);
const GROWTH: f32 = 2.2;

/// How large a node with so many links is, in units of the graph: its area grows as they do.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub(super) fn radius_of(links: u32) -> f32 {
    (RADII.0 + GROWTH * (links as f32).sqrt()).min(RADII.1)
}

/// As what a node is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Somebody who acts.
    Actor,
    /// Somewhere to meet, or something to join.
    Forum,
    /// A forum that acts.
    Both,
}

/// What a node looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DotLook {
    /// As what it is there.
    pub face: Face,
    /// The source gives no name.
    pub unnamed: bool,
    /// It stands for several: a group, or all actors of a kind.
    pub several: bool,
    /// Others fold into it.
    pub holds: bool,
    /// They have.
    pub closed: bool,
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// What it is.
    pub node: Node,
    /// Where it stands if nobody has put it elsewhere.
    pub at: At,
    /// Half its width, in units of the graph.
    pub radius: f32,
    /// How many links at it are shown.
    pub links: u32,
    /// What it looks like.
    pub look: DotLook,
}

/// All shown links between an actor and a forum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The dots of the actor and of the forum; the same if one has folded into the other.
    pub ends: (u32, u32),
    /// Its number among the folded edges.
    pub edge: u32,
    /// How many links.
    pub links: u32,
    /// How many of them tell of an absence.
    pub absences: u32,
    /// Another line leads back.
    pub has_twin: bool,
}

impl Line {
    /// Whether all of its links tell of an absence.
    #[must_use]
    pub const fn is_absence(&self) -> bool {
        self.absences == self.links
    }

    /// Whether it connects, if absence does or does not.
    #[must_use]
    pub const fn connects(&self, absence: bool) -> bool {
        absence || self.absences < self.links
    }

    /// The end that is not this one.
    #[must_use]
    pub const fn other(&self, dot: u32) -> u32 {
        if self.ends.0 == dot {
            self.ends.1
        } else {
            self.ends.0
        }
    }
}

/// Nodes and lines.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Those with the most links first.
    pub dots: Vec<Dot>,
    /// Those that stand for the most links first.
    pub lines: Vec<Line>,
    /// The links that they stand for.
    shown: Arc<ShownLinks>,
    /// Ascending by node.
    by_node: Vec<(Node, u32)>,
    /// For each actor and forum the node in which it stands.
    node_of: Vec<Node>,
    /// For each dot where its part of `at` begins; one more at the end.
    starts: Vec<u32>,
    /// Numbers of lines, dot by dot.
    at: Vec<u32>,
}

impl Drawn {
    /// Nodes and lines for the links that are shown. A node that is known and has no such link
    /// is there all the same, so that nothing moves when one comes or goes.
    #[must_use]
    pub fn new(
        opened: &Opened,
        layout: &GraphLayout,
        shown: Arc<ShownLinks>,
        folding: &Folding,
    ) -> Self {
        let node_of = nodes_of(opened, folding);
        let mut dots = all_dots(opened, layout, &shown, folding, &node_of);
        dots.sort_by_key(|dot| (std::cmp::Reverse(dot.links), dot.node));
        let mut by_node: Vec<(Node, u32)> =
            (0..).zip(&dots).map(|(at, dot)| (dot.node, at)).collect();
        by_node.sort_unstable();
        let find = |node: Node| {
            let at = by_node.binary_search_by_key(&node, |(node, _)| *node);
            at.ok().map(|at| by_node[at].1)
        };
        let folded = &shown.folded;
        let line = |(number, edge): (u32, &FoldedEdge)| {
            Some(Line {
                ends: (find(edge.actor)?, find(edge.forum)?),
                edge: number,
                links: edge.count(),
                absences: edge.absences,
                has_twin: edge.actor != edge.forum && folded.edge(edge.forum, edge.actor).is_some(),
            })
        };
        let mut lines: Vec<Line> = (0..).zip(folded.edges()).filter_map(line).collect();
        lines.sort_by_key(|line| (std::cmp::Reverse(line.links), line.edge));
        let (starts, at) = adjacency(dots.len(), &lines);
        Self {
            dots,
            lines,
            shown,
            by_node,
            node_of,
            starts,
            at,
        }
    }

    /// The number of a node's dot.
    #[must_use]
    pub fn dot_of(&self, node: Node) -> Option<u32> {
        let at = self.by_node.binary_search_by_key(&node, |(node, _)| *node);
        at.ok().map(|at| self.by_node[at].1)
    }

    /// The number of the dot in which an actor or a forum stands.
    #[must_use]
    pub fn dot_with(&self, entity: EntityIx) -> Option<u32> {
        self.dot_of(*self.node_of.get(entity.at())?)
    }

    /// The numbers of the lines at a dot, strongest first.
    #[must_use]
    pub fn lines_at(&self, dot: u32) -> &[u32] {
        let bounds = (self.starts.get(dot as usize)).zip(self.starts.get(dot as usize + 1));
        bounds
            .and_then(|(from, to)| self.at.get(*from as usize..*to as usize))
            .unwrap_or(&[])
    }

    /// The line between an actor's node and a forum's.
    #[must_use]
    pub fn line_of(&self, actor: Node, forum: Node) -> Option<u32> {
        let (actor, forum) = (self.dot_of(actor)?, self.dot_of(forum)?);
        let mut lines = self.lines_at(actor).iter().copied();
        lines.find(|line| self.lines[*line as usize].ends == (actor, forum))
    }

    /// The line in which the links of an actor and a forum stand.
    #[must_use]
    pub fn line_with(&self, actor: EntityIx, forum: EntityIx) -> Option<u32> {
        let node = |entity: EntityIx| self.node_of.get(entity.at()).copied();
        self.line_of(node(actor)?, node(forum)?)
    }

    /// The numbers of the links that a line stands for, by date.
    #[must_use]
    pub fn links_of(&self, line: Line) -> &[u32] {
        let edge = self.shown.folded.edges().get(line.edge as usize);
        edge.map_or(&[], |edge| self.shown.folded.links_of(edge))
    }

    /// The actor and the forum that a line joins.
    #[must_use]
    pub fn pair_of(&self, line: Line) -> (Node, Node) {
        let node = |dot: u32| self.dots[dot as usize].node;
        (node(line.ends.0), node(line.ends.1))
    }

    /// The numbers of all links that the graph stands for, line by line.
    pub fn links(&self) -> impl Iterator<Item = u32> + '_ {
        let lines = self.lines.iter();
        lines.flat_map(|line| self.links_of(*line)).copied()
    }

    /// How many forums an actor's dot is linked to, and how many actors a forum's is.
    #[must_use]
    pub fn neighbours(&self, dot: u32) -> (usize, usize) {
        let lines = self.lines_at(dot).iter();
        let ends = lines.map(|line| self.lines[*line as usize].ends);
        ends.fold((0, 0), |(forums, actors), ends| {
            (
                forums + usize::from(ends.0 == dot),
                actors + usize::from(ends.1 == dot),
            )
        })
    }
}

/// Every node that is known and stands somewhere.
#[allow(clippy::cast_precision_loss)]
fn all_dots(
    opened: &Opened,
    layout: &GraphLayout,
    shown: &ShownLinks,
    folding: &Folding,
    node_of: &[Node],
) -> Vec<Dot> {
    let record = &opened.record;
    let mut holds = vec![false; record.entities.len()];
    for (_, entity) in opened.known_entities() {
        if let Some(parent) = entity.parent {
            holds[parent.at()] = true;
        }
    }
    for node in groups(opened, folding.actors) {
        if let Some(entity) = node.entity() {
            holds[entity.at()] = true;
        }
    }
    // Who has no place of its own stands in the middle of what has folded into it.
    let mut members: Vec<(Node, At)> = (opened.known_entities())
        .filter_map(|(ix, _)| Some((node_of[ix.at()], layout.place(ix)?)))
        .collect();
    members.sort_unstable_by_key(|(node, _)| *node);
    let dots = members.chunk_by(|one, two| one.0 == two.0).map(|members| {
        let node = members[0].0;
        let own = node.entity().and_then(|entity| layout.place(entity));
        let mean = [0, 1].map(|axis| {
            let sum: f32 = members.iter().map(|(_, at)| at[axis]).sum();
            sum / members.len() as f32
        });
        let links = (shown.folded.edges_at(node)).map(FoldedEdge::count).sum();
        Dot {
            node,
            at: own.unwrap_or(mean),
            radius: match links {
                0 => NO_LINKS,
                _ => radius_of(links),
            },
            links,
            look: look_of(
                node,
                |entity| (record.entity(entity), holds[entity.at()]),
                folding,
            ),
        }
    });
    dots.collect()
}

fn look_of<'r>(
    node: Node,
    find: impl Fn(EntityIx) -> (&'r Entity, bool),
    folding: &Folding,
) -> DotLook {
    let closed = folding.closed.contains(&node);
    match node {
        Node::Kind(_) => DotLook {
            face: Face::Actor,
            unnamed: false,
            several: true,
            holds: true,
            closed,
        },
        Node::Entity(entity) => {
            let (entity, holds) = find(entity);
            DotLook {
                face: match (entity.is_actor(), entity.is_forum()) {
                    (true, true) => Face::Both,
                    (true, false) => Face::Actor,
                    _ => Face::Forum,
                },
                unnamed: entity.unnamed,
                several: entity.kind == EntityKind::Actor(ActorKind::Group),
                holds,
                closed: closed && holds,
            }
        }
    }
}

/// For each dot the numbers of its lines.
fn adjacency(dots: usize, lines: &[Line]) -> (Vec<u32>, Vec<u32>) {
    let ends = |line: &Line| {
        let other = (line.ends.0 != line.ends.1).then_some(line.ends.1);
        std::iter::once(line.ends.0).chain(other)
    };
    let mut starts = vec![0_u32; dots + 1];
    for end in lines.iter().flat_map(ends) {
        starts[end as usize + 1] += 1;
    }
    for at in 0..dots {
        starts[at + 1] += starts[at];
    }
    let mut at = vec![0; starts.last().map_or(0, |end| *end as usize)];
    let mut next = starts.clone();
    for (number, line) in (0..).zip(lines) {
        for end in ends(line) {
            at[next[end as usize] as usize] = number;
            next[end as usize] += 1;
        }
    }
    (starts, at)
}
