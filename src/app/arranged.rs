//! What is on screen: the record as far as it is known, what the filters let through of it,
//! and where that stands. All parts are of one moment: a newer whole takes the place of the
//! one before, so that no part is ever shown with another's record.

use std::sync::{Arc, Weak};

use egui::Context;

use super::Regesta;
use super::background::aside;
use crate::index::Opened;
use crate::layout::{LaneLayout, LaneRequest, Placed, compute_lanes, place_undated};
use crate::model::Day;
use crate::state::{AT_ONCE, Filters, Matches, Request, Selection, Unmatched, compute_matches};
use crate::ui::Looks;

/// What it is made from.
#[derive(Clone)]
pub(super) struct Wanted {
    whole: Arc<Opened>,
    curtain: Option<Day>,
    filters: Filters,
    lanes: LaneRequest,
}

impl PartialEq for Wanted {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.whole, &other.whole)
            && self.curtain == other.curtain
            && self.filters == other.filters
            && self.lanes == other.lanes
    }
}

impl Request for Wanted {
    fn may_show(&self, older: &Self) -> bool {
        Arc::ptr_eq(&self.whole, &older.whole)
    }

    fn is_small(&self) -> bool {
        self.whole.record.events.len() < AT_ONCE
    }
}

/// What is on screen.
#[derive(Clone, Default)]
pub(super) struct Arranged {
    /// The record, behind the curtain only what was known on its day.
    pub opened: Arc<Opened>,
    /// What the filters let through.
    pub matches: Arc<Matches>,
    /// The lanes of the timeline.
    pub lanes: Arc<LaneLayout>,
    /// Where the undated events lie.
    pub placed: Arc<Vec<Placed>>,
}

impl Arranged {
    /// Makes what differs from what was made last.
    fn new(wanted: &Wanted, last: Option<&(Wanted, Arc<Self>)>) -> Self {
        let last = last.filter(|(last, _)| wanted.may_show(last));
        let known = last.filter(|(last, _)| wanted.curtain == last.curtain);
        let opened = match (known, wanted.curtain) {
            (Some((_, made)), _) => Arc::clone(&made.opened),
            (None, None) => Arc::clone(&wanted.whole),
            (None, Some(day)) => Arc::new(wanted.whole.as_known_on(day)),
        };
        let filtered = known.filter(|(last, _)| wanted.filters == last.filters);
        let (matches, placed) = match filtered {
            Some((_, made)) => (Arc::clone(&made.matches), Arc::clone(&made.placed)),
            None => {
                let matches = compute_matches(&opened, &wanted.filters);
                let placed = place_undated(&opened, &matches);
                (Arc::new(matches), Arc::new(placed))
            }
        };
        let divided = filtered.filter(|(last, _)| wanted.lanes == last.lanes);
        let lanes = match divided {
            Some((_, made)) => Arc::clone(&made.lanes),
            None => Arc::new(compute_lanes(&opened, &matches, &wanted.lanes)),
        };
        Self {
            opened,
            matches,
            lanes,
            placed,
        }
    }

    /// Until it is made for the first time: the record with nothing on the timeline.
    fn not_yet(wanted: &Wanted) -> Self {
        Self {
            opened: match wanted.curtain {
                None => Arc::clone(&wanted.whole),
                // It must not show what is not known on that day.
                Some(_) => Arc::new(wanted.whole.with_nothing_known()),
            },
            ..Self::default()
        }
    }
}

/// What was on screen last.
#[derive(Default)]
pub(super) struct Shown {
    /// Held loosely, so that what is large is let go where it was made.
    opened: Weak<Opened>,
    matches: Weak<Matches>,
    /// What stands in until anything is made, and for which record and curtain.
    not_yet: Option<(Arc<Opened>, Option<Day>, Arc<Arranged>)>,
    /// The reading at which it was shown.
    reading: u64,
    /// Changes with the record.
    revision: u64,
    /// Changes with what is let through.
    matched: u64,
}

impl Shown {
    /// What stands in for a request of which nothing is made yet.
    fn not_yet(&mut self, wanted: &Wanted) -> Arc<Arranged> {
        let known = self.not_yet.take().filter(|(whole, curtain, _)| {
            Arc::ptr_eq(whole, &wanted.whole) && *curtain == wanted.curtain
        });
        let arranged = known.map_or_else(
            || Arc::new(Arranged::not_yet(wanted)),
            |(.., arranged)| arranged,
        );
        let whole = Arc::clone(&wanted.whole);
        self.not_yet = Some((whole, wanted.curtain, Arc::clone(&arranged)));
        arranged
    }
}

impl Regesta {
    /// What is on screen, and two numbers that change with its record and with what is let
    /// through of it.
    pub(super) fn current(&mut self, ctx: &Context) -> (Arc<Arranged>, u64, u64) {
        let wanted = self.wanted();
        let found = self.arranging.get(
            &wanted,
            &|work, afterwards| aside(ctx, work, afterwards),
            Arranged::new,
        );
        let is_ready = found.is_some();
        let arranged = found.unwrap_or_else(|| self.shown.not_yet(&wanted));
        let shown = &mut self.shown;
        if is_ready {
            shown.not_yet = None;
        }
        let is_new = !std::ptr::eq(shown.opened.as_ptr(), &*arranged.opened);
        let is_read_anew = shown.reading != self.revision;
        if is_new || is_read_anew {
            shown.opened = Arc::downgrade(&arranged.opened);
            shown.reading = self.revision;
            shown.revision += 1;
        }
        if is_new || !std::ptr::eq(shown.matches.as_ptr(), &*arranged.matches) {
            shown.matches = Arc::downgrade(&arranged.matches);
            shown.matched += 1;
        }
        let numbers = (shown.revision, shown.matched);
        if is_ready && (is_new || is_read_anew) {
            self.let_go_of_unknown(&arranged.opened);
        }
        (arranged, numbers.0, numbers.1)
    }

    fn wanted(&self) -> Wanted {
        let preferences = &self.state.preferences;
        Wanted {
            whole: Arc::clone(&self.opened),
            curtain: self.state.view.curtain,
            filters: self.state.view.filters.clone(),
            lanes: LaneRequest {
                by: self.state.view.lanes,
                hides: preferences.unmatched == Unmatched::Hide,
                rooms: self.state.view.rooms.clone(),
                metrics: Looks::of(preferences.theme, false).lane_metrics(),
            },
        }
    }

    /// What is selected or compared must be known in the record on screen.
    fn let_go_of_unknown(&mut self, opened: &Opened) {
        let selection = self.state.view.selection;
        let known = selection.event().is_none_or(|ix| opened.knows_event(ix))
            && selection.entity().is_none_or(|ix| opened.knows_entity(ix));
        if !known {
            self.state.view.selection = Selection::None;
        }
        // Claims are counted within their event, and behind the curtain others are there.
        self.state.switches.claims.clear();
        self.state.compared = self.state.compared.filter(|ix| opened.knows_event(*ix));
    }

    /// Whether what is on screen is being made anew.
    #[must_use]
    pub const fn is_arranging(&self) -> bool {
        self.arranging.is_busy()
    }

    /// Waits until all that is asked for is on screen; for tests and measurements, which must
    /// not come and look again.
    pub fn finish_arranging(&mut self, ctx: &Context) {
        loop {
            let _ = self.current(ctx);
            if !self.arranging.is_busy() {
                return;
            }
            self.arranging.wait();
        }
    }
}
