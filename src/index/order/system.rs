//! The claims of a record as difference constraints.
//!
//! Every event has a start and an end, each a whole day, and there is one node for the
//! calendar ([`ZERO`], day 0). An arc `x → y` of weight `w` says: y − x ≤ w. So the length
//! of a shortest path from x to y is the most by which y can exceed x, and a cycle of
//! negative length is a contradiction.

use std::collections::{BTreeSet, HashSet};

use super::agreeing::rival_hull;
use super::claims::{ClaimRef, Dated, Days, FAR, Switches, dated};
use crate::model::{EventIx, Order, Record, Standing};

/// The node of the calendar.
pub(super) const ZERO: u32 = 0;

/// The node of an event's start.
pub(super) const fn start(event: EventIx) -> u32 {
    1 + 2 * event.0
}

/// The node of an event's end.
pub(super) const fn end(event: EventIx) -> u32 {
    2 + 2 * event.0
}

/// The start of the event whose end this is.
pub(super) const fn start_of_end(node: u32) -> Option<u32> {
    if node != ZERO && node.is_multiple_of(2) {
        Some(node - 1)
    } else {
        None
    }
}

/// The end of the event whose start this is.
pub(super) const fn end_of_start(node: u32) -> Option<u32> {
    if node % 2 == 1 { Some(node + 1) } else { None }
}

/// The event of a node other than [`ZERO`].
pub(super) const fn event_of(node: u32) -> EventIx {
    EventIx(node.saturating_sub(1) / 2)
}

/// A constraint of an order claim.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub claim: ClaimRef,
    pub from: u32,
    pub to: u32,
    pub weight: i64,
}

/// An order claim with its arcs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated {
    pub claim: ClaimRef,
    /// The other event.
    pub other: EventIx,
    /// Positions of its arcs, from and to.
    pub arcs: (u32, u32),
    /// The less, the sooner it is believed.
    pub weakness: u8,
    /// Not switched off.
    pub on: bool,
}

/// The days of an event with the claims that give them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub days: Days,
    /// Who says so: earliest start, latest start, earliest end, latest end.
    pub cites: [ClaimRef; 4],
}

impl Window {
    /// What all claims say together; `None` without claims.
    pub(super) fn of_all(claims: &[Dated]) -> Option<Self> {
        let days = (claims.iter().map(|dated| dated.days)).reduce(|all, days| all.and(&days))?;
        Self::cited(claims, days)
    }

    /// Days with the claims that give them: of those that bound a side at least as much, the
    /// one that does so for the most sides, and of these the one that bounds it least.
    pub(super) fn cited(claims: &[Dated], days: Days) -> Option<Self> {
        let first = claims.first()?;
        // Each side as how much it bounds.
        let bounds = |Days { start, end }: Days| [start.0, -start.1, end.0, -end.1];
        let least = bounds(days);
        let cites = [0, 1, 2, 3].map(|side| {
            let enough = claims
                .iter()
                .filter(|dated| bounds(dated.days)[side] >= least[side]);
            let sides = |dated: &Dated| {
                let own = bounds(dated.days);
                (0..4).filter(|side| own[*side] >= least[*side]).count()
            };
            let cite = enough
                .min_by_key(|dated| (std::cmp::Reverse(sides(dated)), bounds(dated.days)[side]));
            cite.unwrap_or(first).claim
        });
        Some(Self { days, cites })
    }

    /// The arc from the start or end to the calendar: what it is not before.
    pub(super) fn lower_arc(&self, is_start: bool) -> Option<(i64, ClaimRef)> {
        let Days { start, end } = self.days;
        if is_start {
            (start.0 > -FAR).then_some((-start.0, self.cites[0]))
        } else {
            // What follows from the start needs no arc.
            (end.0 > start.0).then_some((-end.0, self.cites[2]))
        }
    }

    /// The arc from the calendar to the start or end: what it is not after.
    pub(super) fn upper_arc(&self, is_start: bool) -> Option<(i64, ClaimRef)> {
        let Days { start, end } = self.days;
        if is_start {
            (start.1 < end.1).then_some((start.1, self.cites[1]))
        } else {
            (end.1 < FAR).then_some((end.1, self.cites[3]))
        }
    }
}

/// All constraints of a record, and what follows from them.
#[derive(Debug, Default)]
pub(super) struct System {
    /// Of each event, the date claims that constrain it and are not switched off.
    pub dates: Vec<Vec<Dated>>,
    /// Of each event with rival dates, switched off or not, the hull of its readings.
    pub rivals: Vec<Option<Days>>,
    /// Of each event the days in force.
    pub windows: Vec<Option<Window>>,
    pub stated: Vec<Stated>,
    pub arcs: Vec<Arc>,
    /// Of each arc, whether it is in force.
    pub live: Vec<bool>,
    pub out: Vec<Vec<u32>>,
    pub into: Vec<Vec<u32>>,
    /// The latest and earliest day of each node.
    pub late: Vec<i64>,
    pub early: Vec<i64>,
}

impl System {
    /// Reads the constraints of a record; none of the order claims is in force yet.
    pub(super) fn new(record: &Record, off: &Switches) -> Self {
        let mut system = Self::default();
        let nodes = 1 + 2 * record.events.len();
        system.out = vec![Vec::new(); nodes];
        system.into = vec![Vec::new(); nodes];
        for (ix, event) in record.events_ix() {
            let mut claims = dated(record, ix, event);
            let hull = rival_hull(&claims, |dated| off.off(record, dated.claim));
            if !off.is_empty() {
                claims.retain(|dated| !off.off(record, dated.claim));
            }
            system.windows.push(window(&claims, hull));
            system.rivals.push(hull);
            system.dates.push(claims);
            for (at, order) in event.order.iter().enumerate() {
                if order.basis.standing == Standing::Denied {
                    continue;
                }
                let claim = ClaimRef::order(ix, at);
                let on = off.is_empty() || !off.off(record, claim);
                system.state(claim, order.order, order.event, order.basis.standing, on);
            }
        }
        system.live = vec![false; system.arcs.len()];
        system.late = vec![FAR; nodes];
        system.late[0] = 0;
        for (at, window) in system.windows.iter().enumerate() {
            if let Some(window) = window {
                let ix = EventIx::new(at);
                system.late[start(ix) as usize] = window.days.start.1;
                system.late[end(ix) as usize] = window.days.end.1;
            }
        }
        system
    }

    fn state(
        &mut self,
        claim: ClaimRef,
        order: Order,
        other: EventIx,
        standing: Standing,
        on: bool,
    ) {
        let this = claim.event;
        let arcs: &[(u32, u32, i64)] = match order {
            Order::Before => &[(start(other), end(this), -1)],
            Order::After => &[(start(this), end(other), -1)],
            Order::During => &[(start(this), start(other), 0), (end(other), end(this), 0)],
            Order::Follows => &[(start(this), start(other), 0)],
        };
        let first = index(self.arcs.len());
        for (from, to, weight) in arcs.iter().copied() {
            let at = index(self.arcs.len());
            self.out[from as usize].push(at);
            self.into[to as usize].push(at);
            self.arcs.push(Arc {
                claim,
                from,
                to,
                weight,
            });
        }
        self.stated.push(Stated {
            claim,
            other,
            arcs: (first, index(self.arcs.len())),
            weakness: match standing {
                Standing::Stated => 0,
                Standing::Reported => 1,
                Standing::Inferred => 2,
                Standing::Alleged | Standing::Denied => 3,
            },
            on,
        });
    }

    /// Brings the order claims into force one by one, the strongest first, but for those in
    /// `aside`; returns the positions of those that contradict what is in force already and
    /// were left out for it.
    pub(super) fn settle(&mut self, aside: &HashSet<ClaimRef>) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.stated.len())
            .filter(|at| self.stated[*at].on && !aside.contains(&self.stated[*at].claim))
            .collect();
        order.sort_by_key(|at| self.stated[*at].weakness);
        let mut scratch = super::solve::Settling::new(self.late.len());
        let mut refused = Vec::new();
        for at in order {
            if !scratch.add(self, at) {
                refused.push(at);
            }
        }
        super::solve::earliest(self);
        refused
    }

    /// The days of an event from its claims but some; the hull where they are rivals.
    pub(super) fn window_without(
        &self,
        event: EventIx,
        banned: &BTreeSet<ClaimRef>,
    ) -> Option<Window> {
        let mut claims = self.dates[event.at()].clone();
        claims.retain(|dated| !banned.contains(&dated.claim));
        window(&claims, rival_hull(&claims, |_| false))
    }
}

fn window(claims: &[Dated], hull: Option<Days>) -> Option<Window> {
    match hull {
        Some(hull) => Window::cited(claims, hull),
        None => Window::of_all(claims),
    }
}

pub(super) fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
