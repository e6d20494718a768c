//! What is drawn of events that have more to them than a sign, worked out once.

use std::collections::HashMap;
use std::rc::Rc;

use crate::layout::Detail;
use crate::model::{EventIx, Record};

/// All that is drawn of the events that have more to them than a sign.
#[derive(Default)]
pub(super) struct Details {
    made: HashMap<EventIx, Rc<Detail>>,
    made_of: u64,
    new: usize,
    /// Something had to wait for the next pass.
    pub waits: bool,
}

/// More details than this are not kept: they are worked out anew.
const MOST_DETAILS: usize = 8_192;
/// So many are worked out in one pass; the others come with the next.
const MOST_NEW: usize = 300;

impl Details {
    /// Begins a pass.
    pub(super) fn turn(&mut self, revision: u64) {
        if self.made_of != revision || self.made.len() > MOST_DETAILS {
            self.made.clear();
            self.made_of = revision;
        }
        self.new = 0;
        self.waits = false;
    }

    /// All that is drawn of an event; `None` if too many were worked out in this pass.
    pub(super) fn of(&mut self, record: &Record, event: EventIx) -> Option<Rc<Detail>> {
        if let Some(detail) = self.made.get(&event) {
            return Some(Rc::clone(detail));
        }
        if self.new >= MOST_NEW {
            self.waits = true;
            return None;
        }
        self.new += 1;
        let detail = Rc::new(Detail::of(record, event));
        self.made.insert(event, Rc::clone(&detail));
        Some(detail)
    }
}
