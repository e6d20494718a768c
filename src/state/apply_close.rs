//! Letting go: what lies on top is closed first.

use super::{Effect, Selection, State};

impl State {
    pub(super) fn escape(&mut self) -> Vec<Effect> {
        if self.overlay.take().is_some() || std::mem::take(&mut self.draws_box) {
        } else if self.welcome_open {
            self.welcome_open = false;
            self.preferences.welcome_seen = true;
        } else if self.problems_open {
            self.problems_open = false;
        } else if self.lists_open() {
            self.close_lists();
        } else if self.reading.find.take().is_some() {
        } else if self.playing {
            self.playing = false;
        } else if self.time_plays {
            self.time_plays = false;
        } else if self.view.table_scope.take().is_some() || self.wide_panel.take().is_some() {
        } else if self.is_opening {
            return vec![Effect::CancelReading];
        } else {
            self.view.selection = Selection::None;
        }
        Vec::new()
    }

    const fn lists_open(&self) -> bool {
        self.ledger_open
            || self.trails_open
            || self.changes_open
            || self.order_open
            || self.documents_open
            || self.outlines_open
    }

    const fn close_lists(&mut self) {
        self.ledger_open = false;
        self.trails_open = false;
        self.changes_open = false;
        self.order_open = false;
        self.documents_open = false;
        self.outlines_open = false;
    }
}
