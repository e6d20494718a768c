//! A record and its index, which travel together.

use std::sync::OnceLock;

use super::{Contradiction, ContradictionKind, Hidden, Index, Orders, Rivals, all_rivals};
use crate::model::Record;

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
        (self.orders().contradictions().iter())
            .filter(|contradiction| contradiction.kind == ContradictionKind::Order)
    }

    /// Derives the index of a record.
    #[must_use]
    pub fn new(record: Record) -> Self {
        let index = Index::new(&record);
        Self {
            record,
            index,
            hidden: Hidden::default(),
            orders: OnceLock::new(),
            rivals: OnceLock::new(),
        }
    }
}
