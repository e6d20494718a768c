//! Undated events: between which neighbours they lie, where an order is known.

use crate::index::Opened;
use crate::model::{Date, Event, EventIx, Order};
use crate::state::Matches;

/// An undated event and the stretch in which it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Which event.
    pub event: EventIx,
    /// Not before this moment, in days; `None` if no dated neighbour comes before it.
    pub after: Option<f64>,
    /// Not after this moment, in days; `None` if no dated neighbour comes after it.
    pub before: Option<f64>,
}

/// The undated events that are let through, those with a place first, by place. An event has
/// a place if a stated order ties it to a dated one.
#[must_use]
pub fn place_undated(opened: &Opened, matches: &Matches) -> Vec<Placed> {
    let record = &opened.record;
    let undated = matches.undated();
    let mut placed: Vec<Placed> = (undated.iter().copied())
        .map(|event| Placed {
            event,
            after: None,
            before: None,
        })
        .collect();
    for ix in &opened.index.ordered {
        let event = record.event(*ix);
        let own = undated.binary_search(ix).ok();
        for claim in &event.order {
            if let Some(own) = own {
                placed[own].narrow(claim.order, record.event(claim.event));
            }
            // What an event says of its order to an undated one, the other way round.
            let Ok(other) = undated.binary_search(&claim.event) else {
                continue;
            };
            match claim.order {
                Order::Before => placed[other].narrow(Order::After, event),
                Order::After | Order::Follows => placed[other].narrow(Order::Before, event),
                Order::During => {}
            }
        }
    }
    let key = |placed: &Placed| placed.after.or(placed.before).unwrap_or(f64::INFINITY);
    placed.sort_by(|a, b| key(a).total_cmp(&key(b)));
    placed
}

impl Placed {
    /// Whether it has a place on the timeline at all.
    #[must_use]
    pub const fn has_place(&self) -> bool {
        self.after.is_some() || self.before.is_some()
    }

    fn narrow(&mut self, order: Order, other: &Event) {
        let date = other.leading_date().and_then(|claim| claim.date.as_ref());
        let Some((start, end)) = date.map(Date::stretch) else {
            return;
        };
        let later = |known: Option<f64>, new: Option<f64>| match (known, new) {
            (Some(known), Some(new)) => Some(known.max(new)),
            _ => known.or(new),
        };
        let earlier = |known: Option<f64>, new: Option<f64>| match (known, new) {
            (Some(known), Some(new)) => Some(known.min(new)),
            _ => known.or(new),
        };
        match order {
            // The other may be anywhere in its dates: only its outer ends are certain.
            Order::Before => self.before = earlier(self.before, end),
            Order::After | Order::Follows => self.after = later(self.after, start),
            Order::During => {
                // An end that is not known may come at any later time.
                let (start, end) = date.map_or((None, None), Date::reach);
                self.after = later(self.after, start);
                self.before = earlier(self.before, end);
            }
        }
    }
}
