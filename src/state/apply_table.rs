//! Keys in the table: what stands there is gone through as it stands.

use super::{Command, Matches, Panel, Selection, State, TableStep};
use crate::index::Opened;

impl State {
    /// Whether the keys go to the table: it is in sight and the timeline is not.
    #[must_use]
    pub fn table_has_keys(&self) -> bool {
        let in_sight = |panel: Panel| {
            self.preferences.panels.shows(panel) && !self.panels_behind.contains(&panel)
        };
        in_sight(Panel::Table) && !in_sight(Panel::Timeline)
    }

    /// What a key does that otherwise gives this command.
    #[must_use]
    pub fn by_key(&self, command: &Command) -> Command {
        let step = match command {
            Command::Fit => TableStep::First,
            Command::LanesDown => TableStep::PageDown,
            Command::LanesUp => TableStep::PageUp,
            _ => return command.clone(),
        };
        if self.table_has_keys() {
            Command::StepInTable(step)
        } else {
            command.clone()
        }
    }

    /// To the next event or the one before, as they stand in the table if that is in front.
    pub(super) fn step(&mut self, opened: &Opened, matches: &Matches, later: bool) {
        // In order of time the window moves along, and so the table has no end.
        let in_table = self
            .table_order
            .as_ref()
            .is_some_and(|order| !order.in_time);
        match (in_table && self.table_has_keys(), later) {
            (false, _) => self.step_in_time(opened, matches, later),
            (true, true) => self.step_in_table(opened, TableStep::Next),
            (true, false) => self.step_in_table(opened, TableStep::Previous),
        }
    }

    /// Selects another row of the table. The window stays: the rows would change with it.
    pub(super) fn step_in_table(&mut self, opened: &Opened, step: TableStep) {
        let Some(order) = &self.table_order else {
            return;
        };
        let Some(last) = order.rows.events.len().checked_sub(1) else {
            return;
        };
        let at = (self.view.selection.event()).and_then(|event| order.row_of(event));
        let row = match (step, at) {
            (TableStep::First, _) => 0,
            (TableStep::Last, _) => last,
            (TableStep::Next, Some(at)) => at + 1,
            (TableStep::Previous, Some(at)) => at.saturating_sub(1),
            (TableStep::Next | TableStep::Previous, None) => order.top,
            (TableStep::PageDown, at) => at.unwrap_or(order.top) + order.page,
            (TableStep::PageUp, at) => at.unwrap_or(order.top).saturating_sub(order.page),
        };
        self.scroll_pages += match step {
            TableStep::PageDown => 1.0,
            TableStep::PageUp => -1.0,
            _ => 0.0,
        };
        // The rows may be older than the record.
        let event = order.at(row.min(last));
        if let Some(event) = event.filter(|event| opened.knows_event(*event)) {
            let window = self.view.window;
            self.select(Selection::Event(event), opened);
            self.view.window = window;
        }
    }

    /// Brings the timeline to the front, with the selected event in sight.
    pub(super) fn show_on_timeline(&mut self, opened: &Opened) {
        if let Some(event) = self.view.selection.event() {
            self.bring_to_front(Panel::Timeline);
            self.bring_up(event, opened);
        }
    }
}
