//! Who meets where: actors and forums with what links them, asked without a window.
//!
//! [`Net`] is what every view of the relationships is made from, so that all of them show the
//! same links: grid, graph, storyline, the table in words, and the questions here:
//!
//! - [`paths`]: how are these two connected?
//! - [`together`]: with whom does an actor appear, and more often than chance would have it?
//! - [`shares`]: what do two or three have in common, and what has only one of them?
//! - [`measures`], [`over_quarters`]: who has many links, who stands between the others?
//! - [`arranged`]: in which order do those who meet stand side by side?
//! - [`Folded`]: the same links between what several actors or forums fold into.
//!
//! What is in a net is decided before it is made: by the record that it is made from (behind
//! the curtain that is [`Opened::as_known_on`]) and by what it is told to keep (filters, a
//! window of time). A net knows only links: an event without a forum is in none.
//!
//! # Absence
//!
//! Who boycotted a meeting or was not admitted to it is linked to it as well, and every view
//! shows that. But nobody meets anybody by staying away: where a question is about meeting, it
//! has to be told whether absence counts as being there ([`Ways::absence`]). Whoever stayed away
//! from an event was not there, whatever else the sources tell of the same actor at the event.

mod chance;
mod folded;
mod graph;
mod measures;
mod names;
mod order;
mod paths;
mod quarters;
mod seriation;
mod shares;
mod together;

pub use chance::{at_least, false_discoveries};
pub use folded::{ActorsBy, Folded, FoldedEdge, Folding, Node, groups, holders, nodes_of};
pub use graph::{Graph, Ways};
pub use measures::{EXACT, InQuarter, Measure, Measured, OverQuarters, PIVOTS, Row, measures};
pub use measures::{MOST_QUARTERS, over_quarters};
pub use names::{Called, by_name, entities_called, entity_named, entity_nearly_named};
pub use order::{ArrangeBy, Arranged, arranged, arranged_folded};
pub use paths::{Chain, Step, paths};
pub use quarters::{Quarter, quarters_of};
pub use shares::{Presence, Shared, Shares, shares};
pub use together::{Common, Companion, Together, together};

use super::{Link, NEVER, Opened, Via};
use crate::model::{Date, Day, EntityIx, EventIx};

/// An actor and a forum with at least one link between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    /// Who.
    pub actor: EntityIx,
    /// Where.
    pub forum: EntityIx,
    /// How many of its links tell that the actor was not there.
    pub absences: u32,
    /// Where its links stand in [`Net::links`], from and to.
    links: (u32, u32),
}

impl Edge {
    /// How many links it stands for.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.links.1 - self.links.0
    }

    /// How many of them connect: all, or only those that do not tell of an absence.
    #[must_use]
    pub const fn connecting(&self, absence: bool) -> u32 {
        if absence {
            self.count()
        } else {
            self.count() - self.absences
        }
    }
}

/// Actors and forums as one set of nodes, which are the entities of the record: one that is
/// both is one node with both faces. It holds numbers alone, in flat lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Net {
    /// By actor, then by forum.
    edges: Vec<Edge>,
    /// Numbers of links, edge by edge, those of an edge by date.
    links: Vec<u32>,
    /// For each entity where its part of `at` begins; one more at the end.
    starts: Vec<u32>,
    /// Numbers of edges, entity by entity.
    at: Vec<u32>,
    /// Numbers of links that tell of somebody who was not there, ascending.
    absent: Vec<u32>,
}

impl Net {
    /// The net of those links of a record that are to be kept, each asked for once, with its
    /// number among [`super::Index::links`].
    #[must_use]
    pub fn new(opened: &Opened, keep: impl Fn(u32, &Link) -> bool) -> Self {
        let away = stayed_away(opened);
        let mut absent = Vec::new();
        let mut kept: Vec<(EntityIx, EntityIx, Day, u32)> = Vec::new();
        for (number, link) in (0..).zip(&opened.index.links) {
            if keep(number, link) {
                kept.push((link.actor, link.forum, day_of(opened, link), number));
            }
        }
        kept.sort_unstable();
        let mut edges: Vec<Edge> = Vec::new();
        let mut links = Vec::with_capacity(kept.len());
        for (actor, forum, _, number) in kept {
            let at = u32::try_from(links.len()).unwrap_or(u32::MAX);
            let is_absence = is_absence(opened, &opened.index.links[number as usize], &away);
            let absences = u32::from(is_absence);
            absent.extend(is_absence.then_some(number));
            links.push(number);
            match edges.last_mut() {
                Some(edge) if (edge.actor, edge.forum) == (actor, forum) => {
                    edge.links.1 = at + 1;
                    edge.absences += absences;
                }
                _ => edges.push(Edge {
                    actor,
                    forum,
                    absences,
                    links: (at, at + 1),
                }),
            }
        }
        absent.sort_unstable();
        let (starts, at) = adjacency(opened.record.entities.len(), &edges);
        Self {
            edges,
            links,
            starts,
            at,
            absent,
        }
    }

    /// All edges, by actor, then by forum.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The numbers of all links among [`super::Index::links`], edge by edge.
    #[must_use]
    pub fn links(&self) -> &[u32] {
        &self.links
    }

    /// The numbers of the links of an edge, by date, those without one last.
    #[must_use]
    pub fn links_of(&self, edge: &Edge) -> &[u32] {
        let (from, to) = edge.links;
        self.links.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// Those of them that connect.
    pub fn connecting<'n>(&'n self, edge: &Edge, absence: bool) -> impl Iterator<Item = u32> + 'n {
        let links = self.links_of(edge).iter().copied();
        links.filter(move |number| absence || self.absent.binary_search(number).is_err())
    }

    /// The edges of an actor or forum, on both of its faces, by their place in
    /// [`Self::edges`].
    pub fn edges_at(&self, entity: EntityIx) -> impl Iterator<Item = &Edge> {
        let bounds = self
            .starts
            .get(entity.at())
            .zip(self.starts.get(entity.at() + 1));
        let numbers = bounds.and_then(|(from, to)| self.at.get(*from as usize..*to as usize));
        let numbers = numbers.unwrap_or(&[]).iter();
        numbers.map(|number| &self.edges[*number as usize])
    }

    /// The edge of an actor and a forum, if there is one.
    #[must_use]
    pub fn edge(&self, actor: EntityIx, forum: EntityIx) -> Option<&Edge> {
        let by = |edge: &Edge| (edge.actor, edge.forum);
        let at = self.edges.binary_search_by_key(&(actor, forum), by).ok()?;
        self.edges.get(at)
    }

    /// Every actor and forum that has an edge.
    pub fn nodes(&self) -> impl Iterator<Item = EntityIx> + '_ {
        let has_edges = |at: &usize| self.starts[*at] < self.starts[at + 1];
        let entities = 0..self.starts.len().saturating_sub(1);
        entities.filter(has_edges).map(EntityIx::new)
    }
}

/// Who stayed away from which event, and in which forum; ascending.
fn stayed_away(opened: &Opened) -> Vec<(EventIx, EntityIx, EntityIx)> {
    let links = opened.index.links.iter();
    let absent = links.filter(|link| opened.record.role(link.role).absent);
    let mut away: Vec<_> = absent
        .filter_map(|link| Some((link.event()?, link.actor, link.forum)))
        .collect();
    away.sort_unstable();
    away
}

/// Whether a link tells of somebody who was not there: by its role, or because the sources say
/// so of the same event elsewhere. Whoever boycotts a meeting may still have spoken against it.
fn is_absence(opened: &Opened, link: &Link, away: &[(EventIx, EntityIx, EntityIx)]) -> bool {
    let is_away = |event| away.binary_search(&(event, link.actor, link.forum)).is_ok();
    opened.record.role(link.role).absent || link.event().is_some_and(is_away)
}

/// For each entity the numbers of its edges.
fn adjacency(entities: usize, edges: &[Edge]) -> (Vec<u32>, Vec<u32>) {
    let ends = |edge: &Edge| {
        let other = (edge.forum != edge.actor).then_some(edge.forum);
        std::iter::once(edge.actor).chain(other)
    };
    let mut starts = vec![0_u32; entities + 1];
    for end in edges.iter().flat_map(ends) {
        starts[end.at() + 1] += 1;
    }
    for at in 0..entities {
        starts[at + 1] += starts[at];
    }
    let mut at = vec![0; starts.last().map_or(0, |end| *end as usize)];
    let mut next = starts.clone();
    for (number, edge) in (0..).zip(edges) {
        for end in ends(edge) {
            at[next[end.at()] as usize] = number;
            next[end.at()] += 1;
        }
    }
    (starts, at)
}

/// The day by which a link stands among others: of the leading date of its event, or of the
/// period of its tie; later than every day if it has none.
#[must_use]
pub fn day_of(opened: &Opened, link: &Link) -> Day {
    match link.via {
        Via::Event(event, _) => opened.index.time_key(event).0,
        Via::Tie(_) => (link.date(&opened.record).and_then(Date::sort_day)).unwrap_or(NEVER),
    }
}
