//! Rival dates: which of an event's dates agree with which.

use super::claims::{Dated, Days};

/// Whether two of the claims cannot both be true.
pub(super) fn are_rivals(claims: &[Dated]) -> bool {
    (claims.iter().enumerate()).any(|(at, one)| {
        claims[at + 1..]
            .iter()
            .any(|two| !one.days.agrees(&two.days))
    })
}

/// The largest sets of claims that agree (Bron and Kerbosch 1973). Claims agree all
/// together if every two of them do, because each bounds the days on single sides.
pub(super) fn agreeing(claims: &[Dated]) -> Vec<Vec<Dated>> {
    let mut found = Vec::new();
    let all = (0..claims.len()).collect();
    grow(claims, &mut Vec::new(), all, Vec::new(), &mut found);
    found
}

fn grow(
    claims: &[Dated],
    chosen: &mut Vec<Dated>,
    mut may: Vec<usize>,
    mut done: Vec<usize>,
    found: &mut Vec<Vec<Dated>>,
) {
    if may.is_empty() && done.is_empty() && !chosen.is_empty() {
        found.push(chosen.clone());
    }
    while let Some(at) = may.pop() {
        let agree = |other: &usize| claims[at].days.agrees(&claims[*other].days);
        let (still, past) = (
            may.iter().copied().filter(agree).collect(),
            done.iter().copied().filter(agree).collect(),
        );
        chosen.push(claims[at]);
        grow(claims, chosen, still, past, found);
        chosen.pop();
        done.push(at);
    }
}

/// The days within which an event lies, whichever of its rival dates are right; `None`
/// without rivals. A set of dates that agree counts as wide as the widest of them once one
/// of them is switched off, so that switching off narrows nothing.
pub(super) fn rival_hull(claims: &[Dated], off: impl Fn(&Dated) -> bool) -> Option<Days> {
    if !are_rivals(claims) {
        return None;
    }
    let sets = agreeing(claims);
    let of_set = |set: &Vec<Dated>| {
        let days = set.iter().map(|dated| dated.days);
        if set.iter().any(&off) {
            days.reduce(|all, days| all.hull(&days))
        } else {
            days.reduce(|all, days| all.and(&days))
        }
    };
    sets.iter()
        .filter_map(of_set)
        .reduce(|all, days| all.hull(&days))
}
