//! Stepping from event to event in time.

use super::{Matches, Selection, State};
use crate::index::Opened;
use crate::model::{EntityIx, EventIx};

impl State {
    /// To the next event or the one before: of the selected actor or forum, else of all that
    /// are let through.
    pub(super) fn step_in_time(&mut self, opened: &Opened, matches: &Matches, later: bool) {
        let steps = &matches.in_time;
        let place = |event: EventIx| {
            let key = opened.index.time_key(event);
            (steps.binary_search_by_key(&key, |ix| opened.index.time_key(*ix))).ok()
        };
        let at = match self.view.selection {
            Selection::Event(event) => place(event),
            Selection::Entity(entity) => {
                self.step_into(entity, opened, matches, later);
                return;
            }
            Selection::None
            | Selection::Document(_)
            | Selection::Outline(_)
            | Selection::Pair(..) => None,
        };
        let next = match at {
            Some(at) if later => Some(at + 1),
            Some(at) => at.checked_sub(1),
            // Nothing selected: begin with what the window shows.
            None => self.step_in_window(opened, steps, later).or(Some(0)),
        };
        if let Some(event) = next.and_then(|next| steps.get(next)) {
            self.select(Selection::Event(*event), opened);
        }
    }

    /// The first or the last of some events in time that begins in the window.
    fn step_in_window(&self, opened: &Opened, steps: &[EventIx], first: bool) -> Option<usize> {
        let window = self.view.window;
        let begins_before =
            |moment: f64| steps.partition_point(|ix| opened.index.time_key(*ix).0.start() < moment);
        let (from, to) = (begins_before(window.start), begins_before(window.end));
        let begins_inside = |ix: &EventIx| {
            let leading = opened.record.event(*ix).leading_date();
            let date = leading.and_then(|claim| claim.date.as_ref());
            let start = date.and_then(|date| date.stretch().0);
            start.is_some_and(|start| (window.start..window.end).contains(&start))
        };
        let within = steps.get(from..to)?;
        let found = if first {
            within.iter().position(begins_inside)
        } else {
            within.iter().rposition(begins_inside)
        };
        found.map(|at| from + at)
    }

    fn step_into(&mut self, entity: EntityIx, opened: &Opened, matches: &Matches, later: bool) {
        let events = opened.index.events_of(entity);
        let mut let_through = events.iter().filter(|ix| matches.holds(**ix));
        let event = if later {
            let_through.next()
        } else {
            let_through.next_back()
        };
        if let Some(event) = event {
            self.select(Selection::Event(*event), opened);
        }
    }

    /// To the first event of all that are let through, or to the last.
    pub(super) fn select_end(&mut self, opened: &Opened, matches: &Matches, first: bool) {
        let steps = &matches.in_time;
        let event = if first { steps.first() } else { steps.last() };
        if let Some(event) = event {
            self.select(Selection::Event(*event), opened);
        }
    }
}
