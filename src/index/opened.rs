//! A record and its index, which travel together.

use std::sync::OnceLock;

use super::{Contradiction, ContradictionKind, Hidden, Index, Orders, Rivals, all_rivals};
use crate::model::{EventIx, Record};

/// A record with everything that is derived from it.
#[derive(Debug, Default)]
pub struct Opened {
    /// What the dataset says.
    pub record: Record,
    /// What follows from it.
    pub index: Index,
    /// What a view of it as known on a day leaves out; empty if everything is known.
    pub hidden: Hidden,
    pub(super) orders: OnceLock<Orders>,
    pub(super) rivals: OnceLock<Vec<Rivals>>,
    pub(super) by_id: OnceLock<Vec<EventIx>>,
}

impl Opened {
    /// The order of its events, worked out when it is first asked for.
    pub fn orders(&self) -> &Orders {
        self.orders.get_or_init(|| Orders::new(&self.record))
    }

    /// Its rival dates, worked out when they are first asked for.
    pub fn rivals(&self) -> &[Rivals] {
        self.rivals.get_or_init(|| all_rivals(&self.record))
    }

    /// The contradictions that stated orders are part of; rival dates are in
    /// [`Self::rivals`], those of plans among them.
    pub fn order_contradictions(&self) -> impl Iterator<Item = &Contradiction> {
        of_order(self.orders())
    }

    /// How much is told in contradictory ways, if both lists are there already. Unlike them
    /// this never waits.
    #[must_use]
    pub fn contradictions_found(&self) -> Option<usize> {
        let (rivals, orders) = (self.rivals.get()?, self.orders.get()?);
        Some(rivals.len() + of_order(orders).count())
    }

    /// Whether orders and rival dates can be had without waiting.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        self.record.events.is_empty() || self.contradictions_found().is_some()
    }

    /// Works out orders and rival dates, so that whoever asks need not wait.
    pub fn check(&self) {
        let _ = (self.rivals(), self.orders());
    }

    /// The event of an id, looked up in a list that is sorted when it is first asked for.
    #[must_use]
    pub fn event_of_id(&self, id: &str) -> Option<EventIx> {
        let id_of = |ix: &EventIx| &*self.record.event(*ix).id;
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id: Vec<EventIx> = self.record.events_ix().map(|(ix, _)| ix).collect();
            by_id.sort_unstable_by_key(id_of);
            by_id
        });
        let at = by_id.binary_search_by_key(&id, id_of).ok()?;
        by_id.get(at).copied()
    }

    /// Derives the index of a record.
    #[must_use]
    pub fn new(record: Record) -> Self {
        let index = Index::new(&record);
        Self {
            record,
            index,
            ..Self::default()
        }
    }
}

fn of_order(orders: &Orders) -> impl Iterator<Item = &Contradiction> {
    (orders.contradictions().iter())
        .filter(|contradiction| contradiction.kind == ContradictionKind::Order)
}
