//! What is looked at.

use std::collections::BTreeMap;

use super::{Filters, LaneKey, LaneRoom, Selection};
use crate::index::{Index, Opened};
use crate::model::{Date, Day, Event, Passage};

/// A stretch of time, in days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Window {
    /// Its start.
    pub start: f64,
    /// Its end, after the start.
    pub end: f64,
}

/// The narrowest window: a day is the smallest unit, so three of them fill it.
pub const LEAST_DAYS: f64 = 3.0;
/// The widest window: all years that can be told, and a margin.
pub const MOST_DAYS: f64 = 9_000_000.0;

impl Window {
    /// A window of a sensible width, whatever is asked for.
    #[must_use]
    pub fn new(start: f64, end: f64) -> Self {
        if !start.is_finite() || !end.is_finite() {
            return Self::default();
        }
        let width = (end - start).clamp(LEAST_DAYS, MOST_DAYS);
        let middle = f64::midpoint(start, end).clamp(-MOST_DAYS, MOST_DAYS);
        Self {
            start: middle - width / 2.0,
            end: middle + width / 2.0,
        }
    }

    /// Its width in days.
    #[must_use]
    pub fn days(self) -> f64 {
        self.end - self.start
    }

    /// Narrower (`factor` < 1) or wider around a moment, which stays where it is.
    ///
    /// ```
    /// use regesta::state::Window;
    /// let window = Window::new(0.0, 100.0).zoomed(0.5, 20.0);
    /// assert_eq!((window.start, window.end), (10.0, 60.0));
    /// ```
    #[must_use]
    pub fn zoomed(self, factor: f64, around: f64) -> Self {
        let width = self.days();
        let factor = (factor * width).clamp(LEAST_DAYS, MOST_DAYS) / width;
        let start = around - (around - self.start) * factor;
        Self::new(start, start + width * factor)
    }

    /// Moved by days.
    #[must_use]
    pub fn panned(self, days: f64) -> Self {
        Self::new(self.start + days, self.end + days)
    }

    /// Whether a stretch touches it; an end that is `None` has no limit.
    #[must_use]
    pub fn touches(self, start: Option<f64>, end: Option<f64>) -> bool {
        start.is_none_or(|start| start < self.end) && end.is_none_or(|end| end > self.start)
    }
}

impl Default for Window {
    fn default() -> Self {
        // The year 2020; used only where nothing is dated.
        Self {
            start: 18_262.0,
            end: 18_628.0,
        }
    }
}

/// By what the timeline is divided into lanes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum LaneBy {
    /// By area.
    #[default]
    Area,
    /// By level.
    Level,
    /// By forum.
    Forum,
    /// By actor.
    Actor,
    /// By kind of event.
    Kind,
    /// By source.
    Source,
}

impl LaneBy {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Area,
        Self::Level,
        Self::Forum,
        Self::Actor,
        Self::Kind,
        Self::Source,
    ];

    /// As shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Level => "level",
            Self::Forum => "forum",
            Self::Actor => "actor",
            Self::Kind => "kind",
            Self::Source => "source",
        }
    }
}

/// What is looked at. Back and forward restore it as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The stretch of time on the timeline.
    pub window: Window,
    /// By what the timeline is divided.
    pub lanes: LaneBy,
    /// The lanes that the user has closed or opened.
    pub rooms: BTreeMap<LaneKey, LaneRoom>,
    /// What is selected, in all views.
    pub selection: Selection,
    /// The passage that the source text shows.
    pub passage: Option<Passage>,
    /// What is let through.
    pub filters: Filters,
    /// The second clock: only what was known at the end of this day is shown.
    pub curtain: Option<Day>,
}

impl View {
    pub(super) fn carry_over(&mut self, old: &Opened, new: &Opened) {
        self.selection = self.selection.carried_over(&old.record, &new.record);
        self.passage = self
            .passage
            .and_then(|passage| new.record.find_passage(&old.record.address(passage)).ok());
        self.filters.carry_over(&old.record, &new.record);
    }
}

/// The window on which a record opens.
#[must_use]
pub fn opening_window(index: &Index) -> Window {
    index
        .heart
        .or(index.extent)
        .map_or_else(Window::default, |(start, end)| Window::new(start, end))
}

/// A window that shows a date with room around it.
#[must_use]
pub fn window_of_date(date: &Date, least_days: f64) -> Option<Window> {
    let (start, end) = date.stretch();
    let (start, end) = (start.or(end)?, end.or(start)?);
    let width = ((end - start) * 3.0).max(least_days);
    let middle = f64::midpoint(start, end);
    Some(Window::new(middle - width / 2.0, middle + width / 2.0))
}

/// A window that shows all dates of an event, at least `least_days` wide.
#[must_use]
pub fn window_of_event(event: &Event, least_days: f64) -> Option<Window> {
    let windows = event
        .dates
        .iter()
        .filter_map(|claim| claim.date.as_ref())
        .filter_map(|date| window_of_date(date, least_days));
    windows.reduce(|a, b| Window::new(a.start.min(b.start), a.end.max(b.end)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_moment_under_the_pointer_stays(
            start in -1e6..1e6_f64, width in 10.0..1e5_f64, at in 0.0..1.0_f64, factor in 0.5..2.0_f64,
        ) {
            let window = Window::new(start, start + width);
            let moment = window.start + at * window.days();
            let zoomed = window.zoomed(factor, moment);
            let after = (moment - zoomed.start) / zoomed.days();
            prop_assert!((after - at).abs() < 1e-6);
        }

        #[test]
        fn a_window_is_always_usable(start in proptest::num::f64::ANY, end in proptest::num::f64::ANY) {
            let window = Window::new(start, end);
            prop_assert!(window.start.is_finite() && window.end.is_finite());
            prop_assert!(window.days() >= LEAST_DAYS * 0.999 && window.days() <= MOST_DAYS * 1.001);
        }
    }
}
