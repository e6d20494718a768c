//! The fewest claims that force something.

use std::collections::{BTreeSet, HashMap};

use super::claims::{ClaimRef, dedup};
use super::system::{Arc, System, Window, ZERO, end, end_of_start, event_of, start, start_of_end};
use crate::model::EventIx;

/// A system as one reading of it has it: some events with other days, some claims left
/// out, some put back.
pub(super) struct Lens<'s> {
    pub system: &'s System,
    /// Days that stand in for those of the system.
    pub windows: Vec<(EventIx, Option<Window>)>,
    /// Claims that do not count. The windows of events whose dates are among them must be
    /// given in `windows`.
    pub banned: BTreeSet<ClaimRef>,
    /// Arcs that count although they are not in force.
    pub extra: Vec<u32>,
}

/// How far a node is from where the search began, and how it was reached.
#[derive(Clone, Copy)]
struct Reached {
    way: i64,
    /// The claim of the last step and the node before it; `None` where it began.
    by: Option<(ClaimRef, u32)>,
}

/// After so many steps a search with arcs put back goes round in circles.
const CIRCLING: usize = 256;

type Layer = HashMap<u32, Reached>;

impl<'s> Lens<'s> {
    pub(super) fn plain(system: &'s System) -> Self {
        Self {
            system,
            windows: Vec::new(),
            banned: BTreeSet::new(),
            extra: Vec::new(),
        }
    }

    /// Leaves claims out.
    pub(super) fn without(system: &'s System, banned: BTreeSet<ClaimRef>) -> Self {
        let events: BTreeSet<EventIx> = banned.iter().map(|claim| claim.event).collect();
        let windows = events
            .into_iter()
            .map(|event| (event, system.window_without(event, &banned)))
            .collect();
        Self {
            windows,
            banned,
            ..Self::plain(system)
        }
    }

    fn window(&self, node: u32) -> Option<&Window> {
        if node == ZERO {
            return None;
        }
        let event = event_of(node);
        let other = self.windows.iter().find(|(of, _)| *of == event);
        other
            .map_or(&self.system.windows[event.at()], |(_, window)| window)
            .as_ref()
    }

    fn counts(&self, at: u32) -> bool {
        let arc = &self.system.arcs[at as usize];
        (self.system.live[at as usize] || self.extra.contains(&at))
            && (self.banned.is_empty() || !self.banned.contains(&arc.claim))
    }

    /// By how much a path can be shorter here than in the system.
    fn slack(&self) -> i64 {
        let system = self.system;
        let (mut into, mut out) = (0, 0);
        for (event, window) in &self.windows {
            if let Some(window) = window {
                let (s, e) = (start(*event) as usize, end(*event) as usize);
                let days = window.days;
                into = into
                    .max(days.start.0 - system.early[s])
                    .max(days.end.0 - system.early[e]);
                out = out
                    .max(system.late[s] - days.start.1)
                    .max(system.late[e] - days.end.1);
            }
        }
        into + out
    }

    /// The claims of a path from `from` to `to` that is no longer than `most` days, in the
    /// order of the path, each once: of all such paths one with the fewest steps that rest
    /// on a claim. A claim that is used for two steps counts twice. `None` if there is no
    /// such path.
    pub(super) fn fewest(&self, from: u32, to: u32, most: i64) -> Option<Vec<ClaimRef>> {
        let (late, early) = (&self.system.late, &self.system.early);
        let slack = self.extra.is_empty().then(|| self.slack());
        // Whether a path of this length so far can still become one that is short enough.
        let hopeful = |x: u32, y: u32, way: i64| {
            let least = |days: &[i64]| days[y as usize] - days[x as usize];
            slack.is_none_or(|slack| way + least(late).max(least(early)) - slack <= most)
        };
        let mut ahead = Side::new(from, start_of_end(from));
        let mut back = Side::new(to, end_of_start(to));
        // Arcs that were put back can close a circle that grows ever shorter.
        let longest = if self.extra.is_empty() {
            usize::MAX
        } else {
            CIRCLING
        };
        for steps in 0..longest {
            let direct = ahead.layers[steps].get(&to).filter(|end| end.way <= most);
            if direct.is_some() {
                return Some(ahead.claims(steps, to, true));
            }
            let to_zero = self.nearest(&ahead, steps, Window::lower_arc);
            ahead.exits.push(to_zero);
            let from_zero = self.nearest(&back, steps, Window::upper_arc);
            back.exits.push(from_zero);
            for first in 0..=steps {
                if let (Some(x), Some(y)) = (ahead.exits[first], back.exits[steps - first])
                    && x.way + y.way <= most
                {
                    let mut claims = ahead.exit_claims(x, true);
                    claims.extend(back.exit_claims(y, false));
                    dedup(&mut claims);
                    return Some(claims);
                }
            }
            let grown_ahead = ahead.grow(|node, reach| {
                let way = reach.way;
                let mut next = Vec::new();
                for at in self.arcs_at(&self.system.out, node) {
                    let Arc {
                        claim, to, weight, ..
                    } = at;
                    next.push((to, way + weight, claim, node));
                    if let Some(start) = start_of_end(to) {
                        next.push((start, way + weight, claim, node));
                    }
                }
                next.retain(|(node, way, ..)| hopeful(*node, to, *way));
                next
            });
            let grown_back = back.grow(|node, reach| {
                let way = reach.way;
                let mut next = Vec::new();
                for at in self.arcs_at(&self.system.into, node) {
                    let Arc {
                        claim,
                        from,
                        weight,
                        ..
                    } = at;
                    next.push((from, way + weight, claim, node));
                    if let Some(end) = end_of_start(from) {
                        next.push((end, way + weight, claim, node));
                    }
                }
                next.retain(|(node, way, ..)| hopeful(from, *node, *way));
                next
            });
            // The last layers still have to be joined through the calendar.
            if !grown_ahead && !grown_back && steps > ahead.depth() + back.depth() + 2 {
                return None;
            }
        }
        None
    }

    fn arcs_at<'l>(&'l self, lists: &'l [Vec<u32>], node: u32) -> impl Iterator<Item = Arc> + 'l {
        (lists[node as usize].iter())
            .filter(|at| self.counts(**at))
            .map(|at| self.system.arcs[*at as usize])
    }

    /// The shortest way between a side's beginning and the calendar in so many steps.
    fn nearest(
        &self,
        side: &Side,
        steps: usize,
        arc: fn(&Window, bool) -> Option<(i64, ClaimRef)>,
    ) -> Option<Exit> {
        if side.origin == ZERO {
            return (steps == 0).then_some(Exit { way: 0, by: None });
        }
        let layer = steps.checked_sub(1)?;
        let ways = side
            .layers
            .get(layer)?
            .iter()
            .filter_map(|(node, reached)| {
                let (weight, claim) = arc(self.window(*node)?, node % 2 == 1)?;
                Some(Exit {
                    way: reached.way + weight,
                    by: Some((layer, *node, claim)),
                })
            });
        ways.min()
    }
}

/// A way between a side's beginning and the calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Exit {
    way: i64,
    /// The node next to the calendar, its layer, and the claim between them; `None` if the
    /// side begins at the calendar.
    by: Option<(usize, u32, ClaimRef)>,
}

/// A search from one end, by the number of claims used.
struct Side {
    origin: u32,
    /// In each layer the nodes that are nearer than in all before it.
    layers: Vec<Layer>,
    best: HashMap<u32, i64>,
    /// For each number of steps the shortest way to or from the calendar.
    exits: Vec<Option<Exit>>,
}

impl Side {
    fn new(origin: u32, along: Option<u32>) -> Self {
        let begin = Reached { way: 0, by: None };
        let first: Layer = [Some(origin), along]
            .into_iter()
            .flatten()
            .map(|node| (node, begin))
            .collect();
        Self {
            origin,
            best: first.keys().map(|node| (*node, 0)).collect(),
            layers: vec![first],
            exits: Vec::new(),
        }
    }

    /// The number of layers that have something in them.
    fn depth(&self) -> usize {
        self.layers.iter().filter(|layer| !layer.is_empty()).count()
    }

    /// Adds a layer; whether there is anything in it.
    fn grow(&mut self, next: impl Fn(u32, &Reached) -> Vec<(u32, i64, ClaimRef, u32)>) -> bool {
        let mut layer = Layer::new();
        if self.origin != ZERO
            && let Some(last) = self.layers.last()
        {
            for (node, reached) in last {
                for (to, way, claim, before) in next(*node, reached) {
                    let best = self.best.entry(to).or_insert(i64::MAX);
                    let tie = way == *best
                        && (layer.get(&to)).is_some_and(|old| old.by > Some((claim, before)));
                    if way < *best || tie {
                        *best = way;
                        let by = Some((claim, before));
                        layer.insert(to, Reached { way, by });
                    }
                }
            }
        }
        let grown = !layer.is_empty();
        self.layers.push(layer);
        grown
    }

    /// The claims of a way to or from the calendar, in the order of the path.
    fn exit_claims(&self, exit: Exit, forward: bool) -> Vec<ClaimRef> {
        let Some((layer, node, claim)) = exit.by else {
            return Vec::new();
        };
        let mut claims = self.claims(layer, node, forward);
        let at = if forward { claims.len() } else { 0 };
        claims.insert(at, claim);
        claims
    }

    /// The claims by which a node of a layer was reached, in the order of the path.
    fn claims(&self, mut layer: usize, mut node: u32, forward: bool) -> Vec<ClaimRef> {
        let mut claims = Vec::new();
        while let Some((claim, before)) = self.layers[layer].get(&node).and_then(|at| at.by) {
            claims.push(claim);
            node = before;
            layer -= 1;
        }
        if forward {
            claims.reverse();
        }
        dedup(&mut claims);
        claims
    }
}
