//! Questions about events with rival dates: one reading after another.

use super::agreeing::agreeing;
use super::answer::{Answer, Finding};
use super::chain::Lens;
use super::claims::{ClaimRef, FAR, dedup};
use super::solve::Scratch;
use super::system::{System, Window, ZERO, end, start};
use crate::model::EventIx;

/// The readings of an event: `None` for the one that is in the system already.
fn readings_of(system: &System, event: EventIx) -> Vec<Option<Window>> {
    let claims = &system.dates[event.at()];
    if system.rivals[event.at()].is_none() || claims.is_empty() {
        return vec![None];
    }
    let mut all: Vec<Option<Window>> = (agreeing(claims).iter())
        .map(|set| Window::of_all(set))
        .collect();
    // In the order of the dataset.
    all.sort_by_key(|window| window.map(|window| window.cites));
    all
}

/// What comes of one reading; `None` if it contradicts the rest of the record.
type Outcome = Option<Answer>;

/// Asks once for each reading. `extra` are arcs that were set aside and are back.
pub(super) fn ask(
    system: &System,
    scratch: &mut Scratch,
    (a, b): (EventIx, EventIx),
    extra: &[u32],
    chain: bool,
) -> Finding {
    let mut nodes = vec![ZERO, start(a), end(a), start(b), end(b)];
    for at in extra {
        let arc = system.arcs[*at as usize];
        nodes.extend([arc.from, arc.to]);
    }
    nodes[5..].sort_unstable();
    nodes.dedup();
    let between: Vec<Vec<i64>> = (nodes.iter())
        .map(|from| {
            nodes
                .iter()
                .map(|to| system.most(scratch, *from, *to))
                .collect()
        })
        .collect();
    let mut first: Option<(Outcome, Lens<'_>)> = None;
    let mut proof: Vec<ClaimRef> = Vec::new();
    let (of_a, of_b) = (readings_of(system, a), readings_of(system, b));
    for (one, two) in of_a
        .iter()
        .flat_map(|one| of_b.iter().map(move |two| (one, two)))
    {
        let windows: Vec<(EventIx, Option<Window>)> = [(a, *one), (b, *two)]
            .into_iter()
            .filter(|(_, window)| window.is_some())
            .collect();
        let lens = Lens {
            windows,
            extra: extra.to_vec(),
            ..Lens::plain(system)
        };
        let outcome = outcome(&lens, &nodes, between.clone(), (a, b));
        let Some(answer) = outcome else {
            return Finding {
                chain: if chain { lens.broken() } else { Vec::new() },
                ..Finding::bare(Answer::Contradictory)
            };
        };
        if let Some((other, earlier)) = &first
            && *other != outcome
        {
            let told = |lens: &Lens<'_>, answer: Answer| {
                let mut claims = lens.proof(a, b, answer);
                if claims.is_empty() {
                    claims = lens.dates();
                }
                claims
            };
            return Finding {
                answer: Answer::Contradictory,
                chain: other
                    .filter(|_| chain)
                    .map_or_else(Vec::new, |other| told(earlier, other)),
                against: if chain {
                    told(&lens, answer)
                } else {
                    Vec::new()
                },
            };
        }
        if chain {
            proof.extend(lens.proof(a, b, answer));
        }
        if first.is_none() {
            first = Some((outcome, lens));
        }
    }
    dedup(&mut proof);
    Finding {
        chain: proof,
        ..Finding::bare(
            first
                .and_then(|(answer, _)| answer)
                .unwrap_or(Answer::Possible),
        )
    }
}

/// The answer of one reading, given how far the nodes lie apart in the system.
fn outcome(
    lens: &Lens<'_>,
    nodes: &[u32],
    mut between: Vec<Vec<i64>>,
    (a, b): (EventIx, EventIx),
) -> Outcome {
    let place = |node: u32| nodes.iter().position(|other| *other == node).unwrap_or(0);
    let mut tighten = |from: u32, to: u32, weight: i64| {
        let old = &mut between[place(from)][place(to)];
        *old = weight.min(*old);
    };
    for (event, window) in &lens.windows {
        for (node, is_start) in [(start(*event), true), (end(*event), false)] {
            let window = window.as_ref();
            if let Some((weight, _)) = window.and_then(|window| window.lower_arc(is_start)) {
                tighten(node, ZERO, weight);
            }
            if let Some((weight, _)) = window.and_then(|window| window.upper_arc(is_start)) {
                tighten(ZERO, node, weight);
            }
        }
    }
    for at in &lens.extra {
        let arc = lens.system.arcs[*at as usize];
        tighten(arc.from, arc.to, arc.weight);
    }
    let count = nodes.len();
    for via in 0..count {
        for from in 0..count {
            for to in 0..count {
                let way = between[from][via] + between[via][to];
                if way < between[from][to] {
                    between[from][to] = way.max(-4 * FAR);
                }
            }
        }
    }
    if (0..count).any(|at| between[at][at] < 0) {
        return None;
    }
    let most = |from: u32, to: u32| between[place(from)][place(to)];
    Some(if most(start(b), end(a)) <= -1 {
        Answer::Before
    } else if most(start(a), end(b)) <= -1 {
        Answer::After
    } else if most(end(b), start(a)) <= 0 && most(end(a), start(b)) <= 0 {
        Answer::Overlapping
    } else {
        Answer::Possible
    })
}

impl Lens<'_> {
    /// The date claims of the events that are read differently here.
    fn dates(&self) -> Vec<ClaimRef> {
        let windows = self
            .windows
            .iter()
            .filter_map(|(_, window)| window.as_ref());
        let mut claims: Vec<ClaimRef> = windows.flat_map(|window| window.cites).collect();
        dedup(&mut claims);
        claims
    }

    /// The claims of a contradiction that the other days or the arcs put back are part of;
    /// empty if there is none.
    pub(super) fn broken(&self) -> Vec<ClaimRef> {
        let mut least: Option<Vec<ClaimRef>> = None;
        let mut take = |found: Option<Vec<ClaimRef>>, closing: ClaimRef| {
            if let Some(mut claims) = found {
                claims.push(closing);
                dedup(&mut claims);
                if least
                    .as_ref()
                    .is_none_or(|least| claims.len() < least.len())
                {
                    least = Some(claims);
                }
            }
        };
        for (event, window) in &self.windows {
            let Some(window) = window else { continue };
            for (node, is_start) in [(start(*event), true), (end(*event), false)] {
                if let Some((weight, claim)) = window.lower_arc(is_start) {
                    take(self.fewest(ZERO, node, -weight - 1), claim);
                }
                if let Some((weight, claim)) = window.upper_arc(is_start) {
                    take(self.fewest(node, ZERO, -weight - 1), claim);
                }
            }
        }
        for at in &self.extra {
            let arc = self.system.arcs[*at as usize];
            take(self.fewest(arc.to, arc.from, -arc.weight - 1), arc.claim);
        }
        let claims = least.unwrap_or_default();
        super::conflicts::minimal(self.system, claims)
    }
}
