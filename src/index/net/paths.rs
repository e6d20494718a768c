//! How two are connected: the shortest chain from one to the other, and the next ones.
//!
//! The k shortest loopless paths by Yen (*Finding the K Shortest Loopless Paths in a
//! Network*, Management Science 17, 1971), each deviation searched for once (Lawler 1972).
//! A search for a deviation is led by how far everything is from the end (A*), so that it looks
//! at little more than what can lie on the way.

use std::cmp::{Ordering, Reverse};
use std::collections::VecDeque;

use super::graph::{Graph, Ways};
use super::{Net, by_name, day_of};
use crate::index::Opened;
use crate::model::EntityIx;

/// A chain from one actor or forum to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// From the first to the last, each with its receipts.
    pub steps: Vec<Step>,
}

impl Chain {
    /// How many links it rests on.
    #[must_use]
    pub fn links(&self) -> usize {
        self.steps.iter().map(|step| step.links.len()).sum()
    }
}

/// From one to its neighbour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From whom or where.
    pub from: EntityIx,
    /// To whom or where.
    pub to: EntityIx,
    /// The numbers of the links that connect them, by date, those without one last. Empty only
    /// if they are connected by [`Self::parent`] alone.
    pub links: Vec<u32>,
    /// One of them is a forum that belongs to the other, and that counts.
    pub parent: bool,
}

/// Up to `count` chains from one actor or forum to another: those with fewer steps first; of
/// as many steps that with more links first; then by names, step by step. No chain comes to
/// the same twice. Empty if nothing connects the two, or if they are one and the same.
#[must_use]
pub fn paths(
    opened: &Opened,
    net: &Net,
    (from, to): (EntityIx, EntityIx),
    count: usize,
    ways: Ways,
) -> Vec<Chain> {
    let graph = Graph::new(opened, net, ways);
    let (Some(start), Some(end)) = (graph.node(from), graph.node(to)) else {
        return Vec::new();
    };
    if start == end {
        return Vec::new();
    }
    let names = |one: u32, two: u32| {
        let entity = |node: u32| graph.nodes()[node as usize];
        by_name(&opened.record, entity(one), entity(two))
    };
    let found = shortest(&graph, (start, end), count, &names);
    let chain = |nodes: Vec<u32>| Chain {
        steps: (nodes.windows(2))
            .map(|ends| {
                let [from, to] = [ends[0], ends[1]].map(|node| graph.nodes()[node as usize]);
                step(opened, net, (from, to), ways)
            })
            .collect(),
    };
    found.into_iter().map(chain).collect()
}

fn step(opened: &Opened, net: &Net, (from, to): (EntityIx, EntityIx), ways: Ways) -> Step {
    let edges = [net.edge(from, to), net.edge(to, from)]
        .into_iter()
        .flatten();
    let mut links: Vec<u32> = edges
        .flat_map(|edge| net.connecting(edge, ways.absence))
        .collect();
    links.sort_by_key(|number| {
        (
            day_of(opened, &opened.index.links[*number as usize]),
            *number,
        )
    });
    let parent_of = |ix: EntityIx| opened.record.entity(ix).parent;
    Step {
        from,
        to,
        links,
        parent: ways.parents && (parent_of(from) == Some(to) || parent_of(to) == Some(from)),
    }
}

/// How nodes stand by name.
type Names<'n> = dyn Fn(u32, u32) -> Ordering + 'n;

/// A path with what it is judged by.
struct Candidate {
    nodes: Vec<u32>,
    links: u64,
    /// How many of its nodes it was given; from there on it is its own.
    given: usize,
}

impl Candidate {
    fn new(graph: &Graph, nodes: Vec<u32>, given: usize) -> Self {
        let links = |ends: &[u32]| {
            let arms = graph.arms(ends[0]);
            let at = arms.binary_search_by_key(&ends[1], |arm| arm.to);
            at.map_or(0, |at| u64::from(arms[at].links))
        };
        Self {
            links: nodes.windows(2).map(links).sum(),
            nodes,
            given,
        }
    }

    /// The order of chains.
    fn compare(&self, other: &Self, names: &Names<'_>) -> Ordering {
        let by_size = |path: &Self| (path.nodes.len(), Reverse(path.links));
        by_size(self).cmp(&by_size(other)).then_with(|| {
            let mut pairs = self.nodes.iter().zip(&other.nodes);
            let differing = pairs.find(|(one, two)| one != two);
            differing.map_or(Ordering::Equal, |(one, two)| names(*one, *two))
        })
    }
}

/// Up to `count` paths between two nodes, best first.
fn shortest(
    graph: &Graph,
    (start, end): (u32, u32),
    count: usize,
    names: &Names<'_>,
) -> Vec<Vec<u32>> {
    let mut search = Search::new(graph, end);
    let mut found: Vec<Vec<u32>> = Vec::new();
    let mut waiting: Vec<Candidate> = Vec::new();
    if count > 0 {
        let first = search.best(&[start], &[], names);
        waiting.extend(first.map(|nodes| Candidate::new(graph, nodes, 1)));
    }
    while let Some(best) =
        (0..waiting.len()).min_by(|one, two| waiting[*one].compare(&waiting[*two], names))
    {
        let Candidate { nodes, given, .. } = waiting.swap_remove(best);
        found.push(nodes);
        let Some(last) = found.last().filter(|_| found.len() < count) else {
            break;
        };
        for given in given..last.len() {
            let root = &last[..given];
            // What went on from here in the same way is found already.
            let same = found.iter().filter(|path| path.starts_with(root));
            let taken: Vec<u32> = same.filter_map(|path| path.get(given).copied()).collect();
            let next = search.best(root, &taken, names);
            waiting.extend(next.map(|nodes| Candidate::new(graph, nodes, given)));
        }
    }
    found
}

/// Farther than everything.
const FAR: u32 = u32::MAX;
const NO_TAIL: u64 = u64::MAX;

/// Looks for the best path to one end, again and again.
struct Search<'g> {
    graph: &'g Graph,
    end: u32,
    /// How far each node is from the end: never more than it is in a search, where less is
    /// allowed.
    to_end: Vec<u32>,
    /// How far each node is from the start of a search.
    reached: Vec<u32>,
    /// The most links on a shortest way on from a node.
    tail: Vec<u64>,
    /// Nodes that a path may not come to.
    barred: Vec<bool>,
    /// What a search has written, to be wiped.
    touched: Vec<u32>,
    /// Nodes to go on from, by how much longer than at best a path through them is.
    open: Vec<Vec<u32>>,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Graph, end: u32) -> Self {
        let size = graph.nodes().len();
        let mut to_end = vec![FAR; size];
        to_end[end as usize] = 0;
        let mut queue = VecDeque::from([end]);
        while let Some(node) = queue.pop_front() {
            for arm in graph.arms(node) {
                if to_end[arm.to as usize] == FAR {
                    to_end[arm.to as usize] = to_end[node as usize] + 1;
                    queue.push_back(arm.to);
                }
            }
        }
        Self {
            graph,
            end,
            to_end,
            reached: vec![FAR; size],
            tail: vec![NO_TAIL; size],
            barred: vec![false; size],
            touched: Vec::new(),
            open: Vec::new(),
        }
    }

    /// The best path that begins with `root` and does not go on from there to any of `taken`.
    fn best(&mut self, root: &[u32], taken: &[u32], names: &Names<'_>) -> Option<Vec<u32>> {
        let (start, before) = root.split_last()?;
        for node in before {
            self.barred[*node as usize] = true;
        }
        let path = if self.reach(*start, taken) {
            self.count_links();
            let on = self.walk(*start, names);
            Some([before, &on].concat())
        } else {
            None
        };
        for node in before {
            self.barred[*node as usize] = false;
        }
        for node in self.touched.drain(..) {
            self.reached[node as usize] = FAR;
            self.tail[node as usize] = NO_TAIL;
        }
        self.open.iter_mut().for_each(Vec::clear);
        path
    }

    /// Measures how far everything that can lie on a shortest path is from the start; whether
    /// the end can be reached.
    fn reach(&mut self, start: u32, taken: &[u32]) -> bool {
        let at_best = self.to_end[start as usize];
        if at_best == FAR {
            return false;
        }
        self.put(start, 0, at_best);
        let mut longer = 0;
        while longer < self.open.len() {
            while let Some(node) = self.open[longer].pop() {
                let reached = self.reached[node as usize];
                // It has been reached sooner since.
                if (reached + self.to_end[node as usize] - at_best) as usize != longer {
                    continue;
                }
                for arm in self.graph.arms(node) {
                    let to = arm.to as usize;
                    let is_barred = self.barred[to] || (node == start && taken.contains(&arm.to));
                    if !is_barred && reached + 1 < self.reached[to] {
                        self.put(arm.to, reached + 1, at_best);
                    }
                }
            }
            // No step makes a path through a node shorter than it is already: so all that lies
            // on a shortest path has been come to.
            if self.reached[self.end as usize] != FAR {
                return true;
            }
            longer += 1;
        }
        false
    }

    fn put(&mut self, node: u32, reached: u32, at_best: u32) {
        self.touched.push(node);
        self.reached[node as usize] = reached;
        let longer = (reached + self.to_end[node as usize] - at_best) as usize;
        if self.open.len() <= longer {
            self.open.resize_with(longer + 1, Vec::new);
        }
        self.open[longer].push(node);
    }

    /// From the end back to the start: the most links that a shortest path can rest on.
    fn count_links(&mut self) {
        let graph = self.graph;
        self.tail[self.end as usize] = 0;
        let mut layer = vec![self.end];
        while !layer.is_empty() {
            let mut before = Vec::new();
            for node in layer {
                let (reached, tail) = (self.reached[node as usize], self.tail[node as usize]);
                for arm in graph.arms(node) {
                    let to = arm.to as usize;
                    if self.reached[to] == FAR || self.reached[to] + 1 != reached {
                        continue;
                    }
                    let links = tail + u64::from(arm.links);
                    if self.tail[to] == NO_TAIL {
                        before.push(arm.to);
                        self.tail[to] = links;
                    }
                    self.tail[to] = self.tail[to].max(links);
                }
            }
            layer = before;
        }
    }

    /// Of all shortest paths with the most links the first by names.
    fn walk(&self, start: u32, names: &Names<'_>) -> Vec<u32> {
        let mut path = vec![start];
        let mut node = start;
        while node != self.end {
            let (reached, tail) = (self.reached[node as usize], self.tail[node as usize]);
            let next = (self.graph.arms(node).iter())
                .filter(|arm| {
                    let to = arm.to as usize;
                    self.tail[to] != NO_TAIL
                        && self.reached[to] == reached + 1
                        && self.tail[to] + u64::from(arm.links) == tail
                })
                .map(|arm| arm.to)
                .min_by(|one, two| names(*one, *two));
            let Some(next) = next else {
                break;
            };
            path.push(next);
            node = next;
        }
        path
    }
}
