//! What if a source or a claim were not believed.

use std::collections::HashSet;

use super::conflicts::Contradiction;
use super::{Answer, ClaimRef, Orders, Switches};
use crate::model::{EventIx, Record};

/// A pair of events whose answer changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The two events.
    pub pair: (EventIx, EventIx),
    /// The answer with every claim.
    pub before: Answer,
    /// The answer with some switched off.
    pub after: Answer,
}

/// What falls when claims are switched off.
#[derive(Debug)]
pub struct WhatIf {
    /// The orders without these claims.
    pub orders: Orders,
    /// Contradictions that are no more.
    pub fallen: Vec<Contradiction>,
    /// Contradictions that were there but not listed, because the claims that are switched
    /// off gave shorter ones.
    pub surfaced: Vec<Contradiction>,
    /// Of the pairs asked about, those whose answer changes.
    pub changed: Vec<Changed>,
}

impl Orders {
    /// What changes when claims are switched off, for the contradictions and for some pairs
    /// of events. `record` must be the one that these orders are of.
    #[must_use]
    pub fn what_if(&self, record: &Record, off: &Switches, pairs: &[(EventIx, EventIx)]) -> WhatIf {
        let orders = self.switched(record, off);
        let gone = |from: &Self, than: &Self| {
            let there: HashSet<Vec<ClaimRef>> =
                than.contradictions.iter().map(Contradiction::key).collect();
            let missing = from.contradictions.iter();
            missing
                .filter(|one| !there.contains(&one.key()))
                .cloned()
                .collect()
        };
        let changed = pairs.iter().filter_map(|pair| {
            let (before, after) = (self.answer(pair.0, pair.1), orders.answer(pair.0, pair.1));
            (before != after).then_some(Changed {
                pair: *pair,
                before,
                after,
            })
        });
        WhatIf {
            fallen: gone(self, &orders),
            surfaced: gone(&orders, self),
            changed: changed.collect(),
            orders,
        }
    }
}
