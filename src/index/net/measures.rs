//! Who has many links, and who stands between the others; and how both change.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Graph, Ways};
use super::quarters::{Quarter, quarters_of};
use super::{Net, by_name};
use crate::index::Opened;
use crate::model::EntityIx;

/// Up to so many actors and forums betweenness is exact.
pub const EXACT: usize = 2_000;
/// From so many of them it is reckoned where there are more.
pub const PIVOTS: usize = 256;
/// Changes are followed over so many quarters at most.
pub const MOST_QUARTERS: usize = 80;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// How many neighbours.
    Degree,
    /// How many shortest chains run through it.
    Betweenness,
}

impl Measure {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Degree, Self::Betweenness];

    /// As shown to readers.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Betweenness => "betweenness",
        }
    }

    /// What it means, in a sentence.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Degree => {
                "Degree counts neighbours: for an actor the forums it is linked to, for a forum its actors, each once however often they met."
            }
            Self::Betweenness => {
                "Betweenness is the share of all pairs of others whose shortest chain runs through it; whoever has much of it joins circles that would hardly meet otherwise."
            }
        }
    }
}

/// The measures of an actor or forum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Whose.
    pub entity: EntityIx,
    /// How many neighbours it has.
    pub degree: u32,
    /// How many links there are to them.
    pub links: u32,
    /// The share of the pairs of others whose shortest chain runs through it, from 0 to 1;
    /// where a pair has several shortest chains, each counts for its part.
    pub betweenness: f64,
}

/// The measures of a net.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// Of everyone that has a neighbour: those with more betweenness first, then with more
    /// neighbours, then by name.
    pub rows: Vec<Row>,
    /// From how many starts betweenness was reckoned, if not from all: then it is an estimate.
    pub pivots: Option<usize>,
}

impl Measured {
    /// A sentence on how exact betweenness is, if it is not.
    #[must_use]
    pub fn caution(&self) -> Option<String> {
        let pivots = self.pivots?;
        Some(format!(
            "Betweenness is estimated here, from {pivots} of {} starts.",
            self.rows.len()
        ))
    }

    fn of(opened: &Opened, graph: &Graph) -> Self {
        let (betweenness, pivots) = betweenness(graph);
        let row = |(entity, betweenness): (&EntityIx, f64)| {
            let neighbours = || graph.neighbours(*entity);
            Row {
                entity: *entity,
                degree: u32::try_from(neighbours().count()).unwrap_or(u32::MAX),
                links: neighbours().map(|(_, links)| links).sum(),
                betweenness,
            }
        };
        let mut rows: Vec<Row> = graph.nodes().iter().zip(betweenness).map(row).collect();
        rows.sort_by(|one, two| {
            (two.betweenness.total_cmp(&one.betweenness))
                .then(two.degree.cmp(&one.degree))
                .then_with(|| by_name(&opened.record, one.entity, two.entity))
        });
        Self { rows, pivots }
    }
}

/// The measures of everyone in a net. `absence`: whether that counts as being there.
#[must_use]
pub fn measures(opened: &Opened, net: &Net, absence: bool) -> Measured {
    let parents = false;
    Measured::of(opened, &Graph::new(opened, net, Ways { absence, parents }))
}

/// The measures of a net in one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct InQuarter {
    /// Which.
    pub quarter: Quarter,
    /// What the links that count in it give.
    pub measured: Measured,
}

/// How the measures of a net change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OverQuarters {
    /// Quarters in which something changes, in order of time: between two of them all stays as
    /// it is in the first, as far as anything lasts that long.
    pub quarters: Vec<InQuarter>,
    /// How many quarters there would be more: kept are those in which most begins or ends.
    pub more: usize,
    /// How many links count in no quarter, as they have no date, or none within a quarter.
    pub nowhere: usize,
}

impl OverQuarters {
    /// Sentences on what the quarters leave out; none if they have everything.
    #[must_use]
    pub fn cautions(&self) -> Vec<String> {
        let mut cautions = Vec::new();
        if self.nowhere > 0 {
            let links = match self.nowhere {
                1 => "1 link".to_owned(),
                more => format!("{more} links"),
            };
            cautions.push(format!(
                "{links} without a date, or with none within a quarter, are in the whole alone."
            ));
        }
        if self.more > 0 {
            cautions.push(format!(
                "Of {} quarters those are told in which most changes.",
                self.quarters.len() + self.more
            ));
        }
        cautions
    }
}

/// The measures of a net quarter by quarter: a link by an event counts in the quarter of the
/// event’s leading date, a link by a tie in all quarters of its period.
#[must_use]
pub fn over_quarters(opened: &Opened, net: &Net, absence: bool) -> OverQuarters {
    let mut spans = Vec::new();
    let mut nowhere = 0;
    for edge in net.edges() {
        for number in net.connecting(edge, absence) {
            let link = &opened.index.links[number as usize];
            match quarters_of(&opened.record, link) {
                Some(quarters) => spans.push((quarters, edge)),
                None => nowhere += 1,
            }
        }
    }
    let mut changes: BTreeMap<Quarter, u32> = BTreeMap::new();
    for (quarters, _) in &spans {
        let ends = BTreeSet::from([*quarters.start(), *quarters.end()]);
        for end in ends {
            *changes.entry(end).or_default() += 1;
        }
    }
    changes.remove(&Quarter::FIRST);
    changes.remove(&Quarter::LAST);
    let mut kept: Vec<(Quarter, u32)> = changes.into_iter().collect();
    kept.sort_by_key(|(quarter, changes)| (std::cmp::Reverse(*changes), *quarter));
    let more = kept.len().saturating_sub(MOST_QUARTERS);
    kept.truncate(MOST_QUARTERS);
    kept.sort_unstable();
    let in_quarter = |(quarter, _): (Quarter, u32)| {
        let counts = spans
            .iter()
            .filter(|(quarters, _)| quarters.contains(&quarter));
        let pairs: Vec<(EntityIx, EntityIx, u32)> = counts
            .map(|(_, edge)| (edge.actor, edge.forum, 1))
            .collect();
        let graph = Graph::of_pairs(opened.record.entities.len(), &pairs);
        InQuarter {
            quarter,
            measured: Measured::of(opened, &graph),
        }
    };
    OverQuarters {
        quarters: kept.into_iter().map(in_quarter).collect(),
        more,
        nowhere,
    }
}

/// For each node the share of the pairs of others whose shortest chain runs through it (U.
/// Brandes, *A Faster Algorithm for Betweenness Centrality*, Journal of Mathematical Sociology
/// 25, 2001). Of more than [`EXACT`] nodes it is reckoned from [`PIVOTS`] of them, evenly
/// spread over the record (Brandes, Pich, *Centrality Estimation in Large Networks*,
/// International Journal of Bifurcation and Chaos 17, 2007), and how many that were comes back.
fn betweenness(graph: &Graph) -> (Vec<f64>, Option<usize>) {
    let count = graph.nodes().len();
    let pivots = (count > EXACT).then_some(PIVOTS);
    let starts = pivots.unwrap_or(count);
    let mut sums = vec![0.0; count];
    let mut from = FromOne::new(count);
    for at in 0..starts {
        let start = at * count / starts;
        from.add(graph, start, &mut sums);
    }
    // Each pair is counted from both of its ends.
    let others = count.saturating_sub(1) as f64;
    let pairs = others * others - others;
    let scale = if pairs > 0.0 {
        count as f64 / starts as f64 / pairs
    } else {
        0.0
    };
    // An estimate can come out too high.
    sums.iter_mut()
        .for_each(|sum| *sum = (*sum * scale).min(1.0));
    (sums, pivots)
}

/// What is reckoned from one start, kept from one to the next.
struct FromOne {
    distance: Vec<u32>,
    /// How many shortest chains lead to a node.
    chains: Vec<f64>,
    /// How much of all those from the start runs on through a node.
    through: Vec<f64>,
    /// Nodes in the order in which they are reached.
    reached: Vec<u32>,
}

const FAR: u32 = u32::MAX;

impl FromOne {
    fn new(count: usize) -> Self {
        Self {
            distance: vec![FAR; count],
            chains: vec![0.0; count],
            through: vec![0.0; count],
            reached: Vec::with_capacity(count),
        }
    }

    /// Adds to each node the parts of the chains from a start that run through it.
    fn add(&mut self, graph: &Graph, start: usize, sums: &mut [f64]) {
        for node in self.reached.drain(..) {
            let node = node as usize;
            (self.distance[node], self.chains[node], self.through[node]) = (FAR, 0.0, 0.0);
        }
        self.distance[start] = 0;
        self.chains[start] = 1.0;
        self.reached.push(u32::try_from(start).unwrap_or(FAR));
        let mut at = 0;
        while let Some(node) = self.reached.get(at).copied() {
            at += 1;
            let (next, chains) = (self.distance[node as usize] + 1, self.chains[node as usize]);
            for arm in graph.arms(node) {
                let to = arm.to as usize;
                if self.distance[to] == FAR {
                    self.distance[to] = next;
                    self.reached.push(arm.to);
                }
                if self.distance[to] == next {
                    self.chains[to] += chains;
                }
            }
        }
        for node in self.reached.iter().skip(1).rev() {
            let at = *node as usize;
            let part = (1.0 + self.through[at]) / self.chains[at];
            for arm in graph.arms(*node) {
                let to = arm.to as usize;
                if self.distance[to] + 1 == self.distance[at] {
                    self.through[to] += part * self.chains[to];
                }
            }
            sums[at] += self.through[at];
        }
    }
}
