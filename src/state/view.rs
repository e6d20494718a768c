//! What is looked at.

use super::selection::entity_carried_over;
use super::{Filters, Linking, Rooms, Selection, TableScope};
use crate::index::{Breaks, Index, Opened};
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
        let middle = f64::midpoint(start, end).clamp(Day::MIN.start(), Day::MAX.end());
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
        self.zoomed_on(&Breaks::NONE, factor, around)
    }

    /// The same on an axis with collapsed stretches: what is under the pointer stays there.
    #[must_use]
    pub fn zoomed_on(self, axis: &Breaks, factor: f64, around: f64) -> Self {
        let (start, end) = self.positions(axis);
        let width = end - start;
        let around = axis.position(around);
        let factor = (factor * width).clamp(LEAST_DAYS, most_days(axis)) / width;
        let start = around - (around - start) * factor;
        Self::at_positions(axis, start, start + width * factor)
    }

    /// Moved by days.
    #[must_use]
    pub fn panned(self, days: f64) -> Self {
        self.panned_on(&Breaks::NONE, days)
    }

    /// Moved by days of an axis with collapsed stretches: everything on screen moves by as
    /// much.
    #[must_use]
    pub fn panned_on(self, axis: &Breaks, days: f64) -> Self {
        let (start, end) = self.positions(axis);
        Self::at_positions(axis, start + days, end + days)
    }

    /// Moved so that a moment is in the middle of the screen.
    #[must_use]
    pub fn centred_on(self, axis: &Breaks, moment: f64) -> Self {
        let (start, end) = self.positions(axis);
        self.panned_on(axis, axis.position(moment) - f64::midpoint(start, end))
    }

    /// Made wider around its middle if it shows less than so many days of the axis.
    #[must_use]
    pub fn at_least(self, axis: &Breaks, days: f64) -> Self {
        let (start, end) = self.positions(axis);
        let more = (days - (end - start)) / 2.0;
        // A hair's breadth comes of counting in parts of days.
        if more > 1e-6 {
            Self::at_positions(axis, start - more, end + more)
        } else {
            self
        }
    }

    /// The moment in the middle of the screen.
    #[must_use]
    pub fn middle(self, axis: &Breaks) -> f64 {
        let (start, end) = self.positions(axis);
        axis.moment(f64::midpoint(start, end))
    }

    /// Its ends on an axis, in days of the axis.
    #[must_use]
    pub fn positions(self, axis: &Breaks) -> (f64, f64) {
        (axis.position(self.start), axis.position(self.end))
    }

    /// The window between two positions of an axis.
    #[must_use]
    pub fn at_positions(axis: &Breaks, start: f64, end: f64) -> Self {
        let width = (end - start).clamp(LEAST_DAYS, most_days(axis));
        let middle = f64::midpoint(start, end);
        Self::new(
            axis.moment(middle - width / 2.0),
            axis.moment(middle + width / 2.0),
        )
    }

    /// Whether a stretch touches it; an end that is `None` has no limit.
    #[must_use]
    pub fn touches(self, start: Option<f64>, end: Option<f64>) -> bool {
        start.is_none_or(|start| start < self.end) && end.is_none_or(|end| end > self.start)
    }
}

/// The widest window on an axis, in days of the axis.
fn most_days(axis: &Breaks) -> f64 {
    (MOST_DAYS - axis.hidden()).max(LEAST_DAYS)
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
    /// Long stretches in which nothing begins or ends are collapsed.
    pub collapses: bool,
    /// The lanes that the user has closed or opened.
    pub rooms: Rooms,
    /// What is selected, in all views.
    pub selection: Selection,
    /// The passage that the source text shows.
    pub passage: Option<Passage>,
    /// What is let through.
    pub filters: Filters,
    /// The second clock: only what was known at the end of this day is shown.
    pub curtain: Option<Day>,
    /// What the table lists in place of the events in the window.
    pub table_scope: Option<TableScope>,
    /// How the relationships are looked at.
    pub linking: Linking,
}

impl View {
    /// The axis on which time is shown: with the collapsed stretches of a record, or none.
    #[must_use]
    pub const fn axis<'a>(&self, index: &'a Index) -> &'a Breaks {
        if self.collapses {
            &index.breaks
        } else {
            &Breaks::NONE
        }
    }

    pub(super) fn carry_over(&mut self, old: &Opened, new: &Opened) {
        self.selection = self.selection.carried_over(old, new);
        self.passage = self
            .passage
            .and_then(|passage| new.record.find_passage(&old.record.address(passage)).ok());
        self.filters.carry_over(&old.record, &new.record);
        (self.linking).carry_over(|entity| entity_carried_over(entity, &old.record, &new.record));
        // Lanes and listed events are told by position, and these may have moved.
        self.rooms.forget();
        self.table_scope = None;
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

    /// Dates in one year, and some far away from it.
    fn axis() -> impl Strategy<Value = Breaks> {
        proptest::collection::vec(-1_000_000..1_000_000_i32, 0..8).prop_map(|far| {
            let near = (0..200).map(|at| Day(18_262 + at * 2));
            Breaks::new(near.chain(far.into_iter().map(Day)).collect())
        })
    }

    #[test]
    fn a_window_reaches_the_ends_of_the_calendar() {
        for (edtf, day) in [("-9999", Day::MIN), ("9999-12-31", Day::MAX)] {
            let date = Date::parse(edtf).expect("a date");
            let window = window_of_date(&date, LEAST_DAYS).expect("a window");
            assert!(window.touches(Some(day.start()), Some(day.end())), "{edtf}");
            let all = window.zoomed(1e12, day.start());
            assert!(all.days() <= MOST_DAYS * 1.001, "{all:?}");
        }
        let window = Window::new(Day::MIN.start(), Day::MAX.end());
        assert_eq!(window.start, Day::MIN.start());
        assert_eq!(window.end, Day::MAX.end());
        // Beyond them there is nothing to see.
        assert_eq!(window.panned(1e9).middle(&Breaks::NONE), Day::MAX.end());
    }

    proptest! {
        #[test]
        fn on_a_collapsed_axis_the_pointer_keeps_its_moment(
            axis in axis(), start in -1e6..1e6_f64, width in 10.0..1e5_f64, at in 0.0..1.0_f64,
            factor in 0.5..2.0_f64,
        ) {
            let window = Window::at_positions(&axis, start, start + width);
            let (from, to) = window.positions(&axis);
            let moment = axis.moment(from + at * (to - from));
            let (from, to) = window.zoomed_on(&axis, factor, moment).positions(&axis);
            let after = (axis.position(moment) - from) / (to - from);
            prop_assert!((after - at).abs() < 1e-6, "{at} → {after}");
        }

        #[test]
        fn a_pan_moves_everything_by_as_much(
            axis in axis(), start in -1e6..1e6_f64, width in 10.0..1e5_f64, by in -1e4..1e4_f64,
        ) {
            let window = Window::at_positions(&axis, start, start + width);
            let (from, to) = window.positions(&axis);
            let (from_then, to_then) = window.panned_on(&axis, by).positions(&axis);
            prop_assert!((from_then - from - by).abs() < 1e-4);
            prop_assert!((to_then - to - by).abs() < 1e-4);
        }

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
