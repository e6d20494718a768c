//! Who is next to whom: a net without directions, in which two have one way between them or
//! none.

use super::Net;
use crate::index::Opened;
use crate::model::EntityIx;

/// What counts as a way from one to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ways {
    /// Whether absence counts as being there: boycotted, not admitted, withdrew.
    pub absence: bool,
    /// Whether a forum is connected with the one that it belongs to.
    pub parents: bool,
}

/// A way to a neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arm {
    /// The neighbour, as a node.
    pub to: u32,
    /// How many links connect; none if it is by parenthood alone.
    pub links: u32,
}

/// Actors and forums that are connected with any other, with their neighbours, in flat lists.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Ascending.
    nodes: Vec<EntityIx>,
    /// For each node where its arms begin; one more at the end.
    starts: Vec<u32>,
    /// Node by node; those of a node by neighbour, each neighbour once.
    arms: Vec<Arm>,
}

impl Graph {
    /// The graph of a net.
    #[must_use]
    pub fn new(opened: &Opened, net: &Net, ways: Ways) -> Self {
        let edges = net.edges().iter();
        let mut pairs: Vec<(EntityIx, EntityIx, u32)> = edges
            .map(|edge| (edge.actor, edge.forum, edge.connecting(ways.absence)))
            .filter(|(.., links)| *links > 0)
            .collect();
        if ways.parents {
            let forums = opened.known_entities();
            pairs.extend(forums.filter_map(|(ix, forum)| Some((ix, forum.parent?, 0))));
        }
        Self::of_pairs(opened.record.entities.len(), &pairs)
    }

    /// The graph of pairs, each with the number of its links; those of two pairs between the
    /// same two are added.
    pub(super) fn of_pairs(entities: usize, pairs: &[(EntityIx, EntityIx, u32)]) -> Self {
        let pairs = || pairs.iter().filter(|(one, two, _)| one != two);
        let mut counts = vec![0_u32; entities];
        for (one, two, _) in pairs() {
            counts[one.at()] += 1;
            counts[two.at()] += 1;
        }
        let mut nodes = Vec::new();
        let mut node_of = vec![0_u32; entities];
        let mut next = Vec::new();
        let mut end = 0;
        for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            node_of[at] = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
            nodes.push(EntityIx::new(at));
            next.push(end);
            end += *count as usize;
        }
        let mut bounds = next.clone();
        bounds.push(end);
        let mut all = vec![Arm { to: 0, links: 0 }; end];
        for (one, two, links) in pairs() {
            let (one, two) = (node_of[one.at()], node_of[two.at()]);
            for (from, to) in [(one, two), (two, one)] {
                let links = *links;
                all[next[from as usize]] = Arm { to, links };
                next[from as usize] += 1;
            }
        }
        let mut arms: Vec<Arm> = Vec::with_capacity(all.len());
        let mut starts = vec![0];
        for bounds in bounds.windows(2) {
            let first = arms.len();
            let own = &mut all[bounds[0]..bounds[1]];
            own.sort_by_key(|arm| arm.to);
            for arm in own {
                match arms[first..].last_mut() {
                    Some(last) if last.to == arm.to => last.links += arm.links,
                    _ => arms.push(*arm),
                }
            }
            starts.push(u32::try_from(arms.len()).unwrap_or(u32::MAX));
        }
        Self {
            nodes,
            starts,
            arms,
        }
    }

    /// Those that are connected with any other, in the order of the record.
    #[must_use]
    pub fn nodes(&self) -> &[EntityIx] {
        &self.nodes
    }

    /// The neighbours of an actor or forum, in the order of the record, each with the number
    /// of links between them.
    pub fn neighbours(&self, entity: EntityIx) -> impl Iterator<Item = (EntityIx, u32)> + '_ {
        let arms = self.node(entity).map_or(&[][..], |node| self.arms(node));
        arms.iter()
            .map(|arm| (self.nodes[arm.to as usize], arm.links))
    }

    /// The node of an actor or forum.
    pub(super) fn node(&self, entity: EntityIx) -> Option<u32> {
        let at = self.nodes.binary_search(&entity).ok()?;
        u32::try_from(at).ok()
    }

    /// The ways from a node.
    pub(super) fn arms(&self, node: u32) -> &[Arm] {
        let at = node as usize;
        &self.arms[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
