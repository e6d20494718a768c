//! What the sources say of the order of two events, found from either of them.

use crate::model::{EventIx, Order, Record};

/// A stated order, seen from one of its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Join {
    /// From which.
    pub event: EventIx,
    /// The other.
    pub other: EventIx,
    /// How `event` stands to `other`, or the reverse.
    pub order: Order,
    /// It is `event` of which the order is told.
    pub own: bool,
}

/// Every stated order twice, once for each of its events, sorted by these. `ordered` are the
/// events of which an order is claimed.
#[must_use]
pub(super) fn joins_of(record: &Record, ordered: &[EventIx]) -> Vec<Join> {
    let mut joins: Vec<Join> = Vec::new();
    for ix in ordered.iter().copied() {
        for claim in &record.event(ix).order {
            for (event, other, own) in [(ix, claim.event, true), (claim.event, ix, false)] {
                joins.push(Join {
                    event,
                    other,
                    order: claim.order,
                    own,
                });
            }
        }
    }
    joins.sort_by_key(|join| (join.event, join.other));
    joins.dedup();
    joins
}

impl super::Index {
    /// What is said of the order of an event to others, by either.
    #[must_use]
    pub fn joins_of(&self, event: EventIx) -> &[Join] {
        let from = self.joins.partition_point(|join| join.event < event);
        let to = self.joins.partition_point(|join| join.event <= event);
        &self.joins[from..to]
    }
}
