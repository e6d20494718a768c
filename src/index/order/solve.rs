//! Shortest paths: the latest and the earliest day of everything, and how far two days can
//! lie apart.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::claims::FAR;
use super::system::{Arc, System, ZERO, end_of_start, event_of, start_of_end};

/// Brings order claims into force one after the other and keeps the latest days
/// (`System::late`) exact (Cotton and Maler 2006, "Fast and flexible difference constraint
/// propagation").
pub(super) struct Settling {
    /// By how much a node's latest day is about to fall; 0 for most.
    fall: Vec<i64>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    touched: Vec<u32>,
    undo: Vec<(u32, i64)>,
}

impl Settling {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            fall: vec![0; nodes],
            heap: BinaryHeap::new(),
            touched: Vec::new(),
            undo: Vec::new(),
        }
    }

    /// Brings the claim at a position into force, unless it contradicts what is.
    pub(super) fn add(&mut self, system: &mut System, stated: usize) -> bool {
        let (from, to) = system.stated[stated].arcs;
        self.undo.clear();
        for at in from..to {
            let arc = system.arcs[at as usize];
            if !self.add_arc(system, arc) {
                for (node, late) in self.undo.drain(..).rev() {
                    system.late[node as usize] = late;
                }
                for at in from..to {
                    system.live[at as usize] = false;
                }
                return false;
            }
            system.live[at as usize] = true;
        }
        true
    }

    fn add_arc(&mut self, system: &mut System, arc: Arc) -> bool {
        let fine = self.propagate(system, arc);
        for node in self.touched.drain(..) {
            self.fall[node as usize] = 0;
        }
        self.heap.clear();
        fine
    }

    fn propagate(&mut self, system: &mut System, arc: Arc) -> bool {
        // A cycle that the arc closes comes back to where it begins: then something pushes
        // its own latest day down.
        if arc.from == arc.to && arc.weight < 0 {
            return false;
        }
        self.push(
            system,
            arc.to,
            system.late[arc.from as usize].saturating_add(arc.weight),
        );
        while let Some(Reverse((fall, node))) = self.heap.pop() {
            if fall != self.fall[node as usize] {
                continue;
            }
            if node == arc.from || node == ZERO {
                return false;
            }
            self.fall[node as usize] = 0;
            let old = system.late[node as usize];
            self.undo.push((node, old));
            let late = old + fall;
            system.late[node as usize] = late;
            if let Some(start) = start_of_end(node) {
                self.push(system, start, late);
            }
            if let Some(window) = &system.windows[event_of(node).at()]
                && let Some((weight, _)) = window.lower_arc(node % 2 == 1)
                && late + weight < 0
            {
                return false;
            }
            for at in &system.out[node as usize] {
                if system.live[*at as usize] {
                    let next = system.arcs[*at as usize];
                    self.push(system, next.to, late + next.weight);
                }
            }
        }
        true
    }

    fn push(&mut self, system: &System, node: u32, late: i64) {
        let fall = late - system.late[node as usize];
        if fall < self.fall[node as usize] {
            self.fall[node as usize] = fall;
            self.touched.push(node);
            self.heap.push(Reverse((fall, node)));
        }
    }
}

/// The earliest day of every node, by one search backwards from the calendar. Needs the
/// latest days.
pub(super) fn earliest(system: &mut System) {
    let nodes = system.late.len();
    // How far before day 0 a node can be; with the latest day added, what is left to pass
    // never shrinks along an arc, so that the nearest is final.
    let mut before = vec![FAR; nodes];
    before[0] = 0;
    let mut first = Vec::with_capacity(nodes);
    for node in 1..super::system::index(nodes) {
        if let Some(window) = &system.windows[event_of(node).at()]
            && let Some((weight, _)) = window.lower_arc(node % 2 == 1)
        {
            before[node as usize] = weight;
        }
        let key = before[node as usize] + system.late[node as usize];
        first.push(Reverse((key, node)));
    }
    let mut heap = BinaryHeap::from(first);
    while let Some(Reverse((key, node))) = heap.pop() {
        let here = before[node as usize];
        if key != here + system.late[node as usize] {
            continue;
        }
        let mut relax = |node: u32, value: i64| {
            if value < before[node as usize] {
                before[node as usize] = value;
                heap.push(Reverse((value + system.late[node as usize], node)));
            }
        };
        if let Some(end) = end_of_start(node) {
            relax(end, here);
        }
        for at in &system.into[node as usize] {
            if system.live[*at as usize] {
                let arc = system.arcs[*at as usize];
                relax(arc.from, here + arc.weight);
            }
        }
    }
    system.early = before.into_iter().map(|before| -before).collect();
}

/// What a search needs, kept from one question to the next: nothing is cleared.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    stamp: u32,
    stamps: Vec<u32>,
    far: Vec<i64>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
}

impl System {
    /// The most by which `to` can exceed `from` by way of order claims alone, in days, if
    /// that is less than `limit`.
    fn by_order(&self, scratch: &mut Scratch, from: u32, to: u32, limit: i64) -> Option<i64> {
        scratch.stamps.resize(self.late.len(), 0);
        scratch.far.resize(self.late.len(), 0);
        scratch.stamp = scratch.stamp.wrapping_add(1);
        if scratch.stamp == 0 {
            scratch.stamps.fill(0);
            scratch.stamp = 1;
        }
        scratch.heap.clear();
        let stamp = scratch.stamp;
        let (late, early) = (&self.late, &self.early);
        let (goal_late, goal_early) = (late[to as usize], early[to as usize]);
        let reach = |scratch: &mut Scratch, node: u32, way: i64| {
            let at = node as usize;
            let to_late = goal_late - late[at];
            let to_go = to_late.max(goal_early - early[at]);
            let nearer = scratch.stamps[at] != stamp || way < scratch.far[at];
            if nearer && way + to_go < limit {
                scratch.stamps[at] = stamp;
                scratch.far[at] = way;
                scratch.heap.push(Reverse((way + to_late, node)));
            }
        };
        reach(scratch, from, 0);
        while let Some(Reverse((key, node))) = scratch.heap.pop() {
            let way = scratch.far[node as usize];
            if node == to {
                return Some(way);
            }
            if key != way + goal_late - late[node as usize] {
                continue;
            }
            if let Some(start) = start_of_end(node) {
                reach(scratch, start, way);
            }
            for at in &self.out[node as usize] {
                if self.live[*at as usize] {
                    let arc = self.arcs[*at as usize];
                    reach(scratch, arc.to, way + arc.weight);
                }
            }
        }
        None
    }

    /// The most by which `to` can exceed `from`, in days; [`FAR`] or more if nothing bounds
    /// it.
    pub(super) fn most(&self, scratch: &mut Scratch, from: u32, to: u32) -> i64 {
        let by_dates = self.late[to as usize] - self.early[from as usize];
        if from == ZERO || to == ZERO {
            return by_dates;
        }
        self.by_order(scratch, from, to, by_dates)
            .unwrap_or(by_dates)
    }

    /// Whether `to` certainly exceeds `from` by no more than so many days.
    pub(super) fn within(&self, scratch: &mut Scratch, from: u32, to: u32, days: i64) -> bool {
        self.late[to as usize] - self.early[from as usize] <= days
            || self.by_order(scratch, from, to, days + 1).is_some()
    }
}
