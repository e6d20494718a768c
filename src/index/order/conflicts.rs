//! What cannot all be true.

use std::collections::{BTreeSet, HashSet, VecDeque};

use super::chain::Lens;
use super::claims::{ClaimPart, ClaimRef, Dated};
use super::system::{Arc, System, Window, ZERO, end, start};
use crate::model::{EventIx, Record};

/// Why claims contradict one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContradictionKind {
    /// Two dates of one event.
    Rivals,
    /// Stated orders, among themselves or with dates.
    Order,
}

/// Claims that cannot all be true, though without any one of them the others can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Why.
    pub kind: ContradictionKind,
    /// The claims: of rivals in the order of the dataset, else in the order of the circle.
    pub claims: Vec<ClaimRef>,
}

impl Contradiction {
    /// Why it counts as a contradiction, in a sentence.
    #[must_use]
    pub fn reason(&self, record: &Record) -> String {
        let said: Vec<String> = self
            .claims
            .iter()
            .map(|claim| claim.words(record))
            .collect();
        match (self.kind, said.len()) {
            (ContradictionKind::Rivals, _) => {
                format!(
                    "{}: no start and end of it agree with both.",
                    said.join("; ")
                )
            }
            (ContradictionKind::Order, 1) => format!("{}: that cannot be.", said.concat()),
            (ContradictionKind::Order, 2) => {
                format!("{}: no days agree with both.", said.join("; "))
            }
            (ContradictionKind::Order, _) => format!(
                "{}: no days agree with all of them, though they do without any one.",
                said.join("; ")
            ),
        }
    }

    /// The claims in a fixed order, to compare contradictions by.
    #[must_use]
    pub fn key(&self) -> Vec<ClaimRef> {
        let mut claims = self.claims.clone();
        claims.sort_unstable();
        claims
    }
}

/// So many contradictions of one claim are reported, and
const MOST: usize = 8;
/// so many searches are made for them; fewer
const SEARCHES: usize = 32;
/// when so many have been made in all.
const ALL_SEARCHES: usize = 2_000;

/// All contradictions, and those of each order claim that was refused.
pub(super) fn find(
    system: &System,
    refused: &[usize],
) -> (Vec<Contradiction>, Vec<Vec<Contradiction>>) {
    let mut all = Vec::new();
    for (event, claims) in system.dates.iter().enumerate() {
        if system.rivals[event].is_some() {
            for (at, one) in claims.iter().enumerate() {
                let against = claims[at + 1..]
                    .iter()
                    .filter(|two| !one.days.agrees(&two.days));
                all.extend(against.map(|two| Contradiction {
                    kind: ContradictionKind::Rivals,
                    claims: vec![one.claim, two.claim],
                }));
            }
        }
    }
    let mut known: HashSet<Vec<ClaimRef>> = all.iter().map(Contradiction::key).collect();
    let mut searches = 0;
    for (event, claims) in system.dates.iter().enumerate() {
        if system.rivals[event].is_some() {
            for dated in claims {
                let event = EventIx::new(event);
                let first = |banned| rival_cycle(system, event, dated, banned);
                let found = every(system, dated.claim, &mut searches, first);
                all.extend(found.into_iter().filter(|one| known.insert(one.key())));
            }
        }
    }
    let by_claim: Vec<Vec<Contradiction>> = (refused.iter())
        .map(|at| {
            let (claim, arcs) = (system.stated[*at].claim, system.stated[*at].arcs);
            every(system, claim, &mut searches, |banned| {
                cycle(system, arcs, banned)
            })
        })
        .collect();
    for found in by_claim.iter().flatten() {
        if known.insert(found.key()) {
            all.push(found.clone());
        }
    }
    (all, by_claim)
}

/// The contradictions that a claim is part of: after each that is found, searches without
/// one of its other claims (Reiter 1987, "hitting set tree"), nearest first.
fn every(
    system: &System,
    claim: ClaimRef,
    searches: &mut usize,
    cycle: impl Fn(BTreeSet<ClaimRef>) -> Option<Vec<ClaimRef>>,
) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = Vec::new();
    let mut queue = VecDeque::from([BTreeSet::new()]);
    let mut seen: HashSet<BTreeSet<ClaimRef>> = HashSet::new();
    let mut left = SEARCHES;
    while let Some(banned) = queue.pop_front() {
        let old = (found.iter()).find(|old| old.claims.iter().all(|one| !banned.contains(one)));
        let claims = if let Some(old) = old {
            old.claims.clone()
        } else {
            if left == 0 || found.len() == MOST || (*searches >= ALL_SEARCHES && left < SEARCHES) {
                break;
            }
            left -= 1;
            *searches += 1;
            let Some(claims) = cycle(banned.clone()) else {
                continue;
            };
            let least = minimal(system, claims.clone());
            if least.contains(&claim) {
                found.push(Contradiction {
                    kind: ContradictionKind::Order,
                    claims: least.clone(),
                });
                least
            } else {
                // Two rivals for two bounds of one event contradict each other first.
                claims
            }
        };
        for other in claims.into_iter().filter(|other| *other != claim) {
            let mut more = banned.clone();
            more.insert(other);
            if seen.len() < SEARCHES * 4 && seen.insert(more.clone()) {
                queue.push_back(more);
            }
        }
    }
    found
}

/// A contradiction that one of an event's rival dates has with order claims in force.
fn rival_cycle(
    system: &System,
    event: EventIx,
    dated: &Dated,
    mut banned: BTreeSet<ClaimRef>,
) -> Option<Vec<ClaimRef>> {
    if banned.is_empty() && !may_contradict(system, event, dated) {
        return None;
    }
    banned.extend((system.dates[event.at()].iter()).map(|other| other.claim));
    banned.remove(&dated.claim);
    let mut lens = Lens::without(system, banned);
    lens.windows.retain(|(of, _)| *of != event);
    lens.windows.push((event, Window::of_all(&[*dated])));
    Some(lens.broken()).filter(|claims| !claims.is_empty())
}

/// Whether a date can contradict what is in force, without a search.
fn may_contradict(system: &System, event: EventIx, dated: &Dated) -> bool {
    let (s, e) = (start(event) as usize, end(event) as usize);
    let days = dated.days;
    let apart = |days: (i64, i64), at: usize| system.late[at] < days.0 || days.1 < system.early[at];
    let bound = |at: usize| system.out[at].len() + system.into[at].len();
    apart(days.start, s) || apart(days.end, e) || (bound(s) > 0 && bound(e) > 0)
}

/// A contradiction that a refused order claim has with what is in force.
fn cycle(
    system: &System,
    (from, to): (u32, u32),
    banned: BTreeSet<ClaimRef>,
) -> Option<Vec<ClaimRef>> {
    let mut lens = Lens::without(system, banned);
    let close = |lens: &Lens<'_>, at: u32| {
        let arc = system.arcs[at as usize];
        let mut claims = lens.fewest(arc.to, arc.from, -arc.weight - 1)?;
        claims.push(arc.claim);
        Some(claims)
    };
    let least = (from..to)
        .filter_map(|at| close(&lens, at))
        .min_by_key(Vec::len);
    if least.is_some() || to - from < 2 {
        return least;
    }
    lens.extra = (from..to).collect();
    (from..to).find_map(|at| close(&lens, at))
}

/// The claims without those that the contradiction does not need.
pub(super) fn minimal(system: &System, mut claims: Vec<ClaimRef>) -> Vec<ClaimRef> {
    super::claims::dedup(&mut claims);
    let mut at = 0;
    while at < claims.len() && claims.len() > 1 {
        let mut fewer = claims.clone();
        fewer.remove(at);
        if can_be(system, &fewer) {
            at += 1;
        } else {
            claims = fewer;
        }
    }
    claims
}

/// Whether claims can all be true.
fn can_be(system: &System, claims: &[ClaimRef]) -> bool {
    let mut arcs: Vec<(u32, u32, i64)> = Vec::new();
    let mut events = BTreeSet::new();
    for claim in claims {
        match claim.part {
            ClaimPart::Date(_) => {
                let dated = system.dates[claim.event.at()].iter();
                for dated in dated.filter(|dated| dated.claim == *claim) {
                    events.insert(claim.event);
                    let days = dated.days;
                    for (node, (low, high)) in [
                        (start(claim.event), days.start),
                        (end(claim.event), days.end),
                    ] {
                        arcs.push((node, ZERO, -low));
                        arcs.push((ZERO, node, high));
                    }
                }
            }
            ClaimPart::Order(_) => {
                let stated = system
                    .stated
                    .binary_search_by_key(claim, |stated| stated.claim);
                if let Ok(at) = stated {
                    let (from, to) = system.stated[at].arcs;
                    events.extend([claim.event, system.stated[at].other]);
                    for Arc {
                        from, to, weight, ..
                    } in &system.arcs[from as usize..to as usize]
                    {
                        arcs.push((*from, *to, *weight));
                    }
                }
            }
        }
    }
    arcs.extend(events.iter().map(|event| (end(*event), start(*event), 0)));
    // Bellman and Ford: without a negative cycle all is settled after a round per node.
    let mut day: std::collections::HashMap<u32, i64> = std::collections::HashMap::new();
    for _ in 0..2 * events.len() + 2 {
        let mut still = true;
        for (from, to, weight) in &arcs {
            let next = day.get(from).copied().unwrap_or(0) + weight;
            if next < day.get(to).copied().unwrap_or(0) {
                day.insert(*to, next);
                still = false;
            }
        }
        if still {
            return true;
        }
    }
    false
}
