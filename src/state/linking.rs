//! How the relationships are looked at, and which links are shown: the same in every view.

use std::collections::BTreeMap;

use super::{AT_ONCE, Matches, Request, Window};
use crate::index::net::{ArrangeBy, Folded, Folding, Node, Ways, nodes_of};
use crate::index::{Link, Net, Opened, Via};
use crate::model::{Date, EntityIx};

/// How the relationships are looked at; the same for grid, graph, storyline and the lists in
/// words. Part of the view: back and forward restore it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linking {
    /// Links of any time are shown, not only those in the window.
    pub at_any_time: bool,
    /// What counts as a way from one to the other.
    pub ways: Ways,
    /// By what actors are ordered.
    pub actors: ArrangeBy,
    /// By what forums are ordered.
    pub forums: ArrangeBy,
    /// What is folded.
    pub folding: Folding,
    /// Of the graph only what is so many steps away from the selection is shown in full.
    pub focus: Option<u32>,
    /// Nodes of the graph that have been put somewhere by hand, in its own units.
    pub pins: BTreeMap<Node, [f32; 2]>,
    /// The two between whom ways are looked for.
    pub path: [Option<EntityIx>; 2],
    /// Up to three of whom it is asked what they share; the first is asked with whom it meets.
    pub beside: Vec<EntityIx>,
}

/// So many can be compared.
pub const MOST_BESIDE: usize = 3;

impl Linking {
    pub(super) fn carry_over(&mut self, find: impl Fn(EntityIx) -> Option<EntityIx>) {
        let node = |node: &Node| match node {
            Node::Entity(entity) => find(*entity).map(Node::Entity),
            Node::Kind(_) => Some(*node),
        };
        self.folding.closed = self.folding.closed.iter().filter_map(node).collect();
        let pins = self.pins.iter();
        self.pins = pins
            .filter_map(|(pinned, at)| Some((node(pinned)?, *at)))
            .collect();
        self.path = self.path.map(|end| end.and_then(&find));
        self.beside = self.beside.iter().copied().filter_map(&find).collect();
    }
}

/// What the shown links depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRequest {
    /// Changes with the record.
    pub revision: u64,
    /// Changes with what is let through.
    pub matched: u64,
    /// Only links in it; `None`: of any time.
    pub window: Option<Window>,
    /// What is folded.
    pub folding: Folding,
    /// So many links have to be looked at.
    pub links: usize,
}

impl Request for LinkRequest {
    fn may_show(&self, older: &Self) -> bool {
        self.revision == older.revision
    }

    fn is_small(&self) -> bool {
        // To sort a link takes longer than to let an event through.
        self.links * 4 < AT_ONCE
    }
}

/// How many links are shown, and why the others are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCounts {
    /// Shown.
    pub shown: usize,
    /// Not let through by search or chips.
    pub filtered: usize,
    /// Outside the window.
    pub outside: usize,
    /// In no window, as they have no date.
    pub undated: usize,
}

/// The links that are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShownLinks {
    /// Between actors and forums.
    pub net: Net,
    /// The same links between what these are folded into.
    pub folded: Folded,
    /// How many there are.
    pub counts: LinkCounts,
    /// For each actor and forum the node in which it stands.
    pub nodes: Vec<Node>,
}

impl ShownLinks {
    /// The node in which an actor or forum stands.
    #[must_use]
    pub fn node_of(&self, entity: EntityIx) -> Node {
        let node = self.nodes.get(entity.at()).copied();
        node.unwrap_or(Node::Entity(entity))
    }
}

/// Which links are shown: those of events and ties that the filters let through, and in a
/// window those that it touches. Any date of an event counts, as on the timeline; a tie without
/// a period holds at any time.
#[must_use]
pub fn compute_shown(opened: &Opened, matches: &Matches, request: &LinkRequest) -> ShownLinks {
    let counts = std::cell::Cell::new(LinkCounts::default());
    let net = Net::new(opened, |_, link| {
        let mut now = counts.get();
        let fate = fate_of(opened, matches, request.window, link);
        *match fate {
            Fate::Shown => &mut now.shown,
            Fate::Filtered => &mut now.filtered,
            Fate::Outside => &mut now.outside,
            Fate::Undated => &mut now.undated,
        } += 1;
        counts.set(now);
        fate == Fate::Shown
    });
    ShownLinks {
        folded: Folded::new(opened, &net, &request.folding),
        nodes: nodes_of(opened, &request.folding),
        net,
        counts: counts.get(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Shown,
    Filtered,
    Outside,
    Undated,
}

fn fate_of(opened: &Opened, matches: &Matches, window: Option<Window>, link: &Link) -> Fate {
    if !matches.holds_link(link) {
        return Fate::Filtered;
    }
    let Some(window) = window else {
        return Fate::Shown;
    };
    let touched = match link.via {
        Via::Event(event, _) => match opened.index.days_of(event) {
            Some((first, last)) => window.touches(Some(first.start()), Some(last.end())),
            None => return Fate::Undated,
        },
        Via::Tie(_) => link
            .date(&opened.record)
            .map(Date::stretch)
            .is_none_or(|(start, end)| window.touches(start, end)),
    };
    if touched { Fate::Shown } else { Fate::Outside }
}
