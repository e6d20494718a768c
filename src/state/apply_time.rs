//! Carrying out the commands of the two clocks: the window of time, and the curtain.

use super::view::{LEAST_DAYS, opening_window, window_of_date, window_of_event};
use super::{Command, Overlay, Selection, State, Window};
use crate::index::{Breaks, Opened};
use crate::model::{Day, EventIx, Record};

/// One step of the zoom keys.
const ZOOM_STEP: f64 = 1.6;
/// A window that is sent to a date or an event shows at least so many days.
const LEAST_SHOWN: f64 = 28.0;

impl Command {
    /// Whether the window goes with the hand, and is where it is to be at once. Elsewhere it
    /// glides there.
    pub(super) const fn is_by_hand(&self) -> bool {
        matches!(
            self,
            Self::ZoomTime { .. } | Self::PanTime(_) | Self::TakeTime(..) | Self::DragTime(..)
        )
    }
}

impl State {
    /// Sees that the window shows something of the axis, and decides how the one on screen
    /// comes to where a command has sent it.
    pub(super) fn set_glide(&mut self, by_hand: bool, before: Window, opened: &Opened) {
        let axis = self.view.axis(&opened.index);
        self.view.window = self.view.window.at_least(axis, LEAST_DAYS);
        if self.view.window != before {
            self.glides = !by_hand;
        }
    }

    pub(super) fn move_window(&mut self, command: &Command, opened: &Opened) {
        let (window, axis) = (self.view.window, self.view.axis(&opened.index));
        let around = || self.zoom_centre(opened);
        let (start, end) = window.positions(axis);
        let moved = match command {
            Command::ZoomTime { factor, around } => {
                window.zoomed_on(axis, *factor, around.unwrap_or_else(|| window.middle(axis)))
            }
            Command::ZoomIn => window.zoomed_on(axis, 1.0 / ZOOM_STEP, around()),
            Command::ZoomOut => window.zoomed_on(axis, ZOOM_STEP, around()),
            Command::PanTime(days) => window.panned_on(axis, *days),
            Command::Earlier => window.panned_on(axis, (start - end) / 4.0),
            Command::Later => window.panned_on(axis, (end - start) / 4.0),
            Command::ShowWindow(start, end)
            | Command::TakeTime(start, end)
            | Command::DragTime(start, end) => Window::new(*start, *end),
            Command::ShowDate(date) => window_of_date(date, LEAST_DAYS)
                .map_or(window, |found| found.at_least(axis, LEAST_SHOWN)),
            Command::Fit => whole_window(axis, opened).unwrap_or(window),
            Command::FitHeart => opening_window(&opened.index),
            Command::FitSelection => self.selection_window(opened).unwrap_or(window),
            _ => window,
        };
        self.view.window = moved;
        match command {
            Command::FitSelection => self.scroll_to_event = true,
            // What the hand does next is a step of its own.
            Command::TakeTime(..) => self.history.rest(),
            Command::ShowDate(_) if self.overlay == Some(Overlay::GoTo) => self.overlay = None,
            _ => {}
        }
    }

    /// Collapses long empty stretches, or shows them; remembered as what is usual.
    /// Where the whole record was shown it is again, without margins that were narrow before.
    pub(super) fn toggle_breaks(&mut self, opened: &Opened) {
        let shows_all = (opened.index.extent).is_some_and(|(start, end)| {
            self.view.window.start <= start && self.view.window.end >= end
        });
        self.view.collapses = !self.view.collapses;
        self.preferences.collapses = self.view.collapses;
        let axis = self.view.axis(&opened.index);
        if let Some(whole) = whole_window(axis, opened).filter(|_| shows_all) {
            self.view.window = whole;
        }
    }

    /// Moves the window, without zooming, so that the event's leading date is in it.
    pub(super) fn keep_in_sight(&mut self, event: EventIx, opened: &Opened) {
        let event = opened.record.event(event);
        let Some(date) = event.leading_date().and_then(|claim| claim.date.as_ref()) else {
            return;
        };
        let axis = self.view.axis(&opened.index);
        let (start, end) = date.stretch();
        let window = self.view.window;
        let (from, to) = window.positions(axis);
        let margin = (to - from) * 0.05;
        let inside = |moment: f64| {
            let position = axis.position(moment);
            position > from + margin && position < to - margin
        };
        if start.is_some_and(inside) || end.is_some_and(inside) {
            return;
        }
        let covers = start.is_none_or(|start| start <= window.start)
            && end.is_none_or(|end| end >= window.end);
        if covers {
            return;
        }
        if let Some(target) = window_of_date(date, LEAST_DAYS) {
            let middle = f64::midpoint(target.start, target.end);
            self.view.window = window.centred_on(axis, middle);
        }
    }

    /// Keys zoom around the selected event if it is in sight, else around the middle.
    pub(super) fn zoom_centre(&self, opened: &Opened) -> f64 {
        let window = self.view.window;
        let selected = self.view.selection.event().and_then(|event| {
            let (start, end) =
                (opened.record.event(event).leading_date()?.date.as_ref()?).stretch();
            Some(f64::midpoint(start.or(end)?, end.or(start)?))
        });
        selected
            .filter(|moment| (window.start..window.end).contains(moment))
            .unwrap_or_else(|| window.middle(self.view.axis(&opened.index)))
    }

    pub(super) fn selection_window(&self, opened: &Opened) -> Option<Window> {
        const LEAST: f64 = LEAST_SHOWN;
        let record = &opened.record;
        let found = match self.view.selection {
            Selection::None => None,
            Selection::Document(document) => {
                window_of(record, &record.document(document).events(), LEAST)
            }
            Selection::Outline(outline) => {
                window_of(record, &record.outline(outline).events(), LEAST)
            }
            Selection::Event(event) => window_of_event(record.event(event), LEAST),
            Selection::Pair(..) => {
                let of_pair = |event: &EventIx| self.view.selection.holds_event(record, *event);
                let events = opened.index.by_time.iter().copied().filter(of_pair);
                window_of(record, &events.collect::<Vec<_>>(), LEAST)
            }
            Selection::Entity(entity) => window_of(record, opened.index.events_of(entity), LEAST),
        };
        found.map(|window| window.at_least(self.view.axis(&opened.index), LEAST))
    }

    /// Moves the curtain and remembers where it was.
    pub(super) fn set_curtain(&mut self, day: Option<Day>) {
        if day == self.view.curtain {
            return;
        }
        self.curtain_before = self.view.curtain;
        self.view.curtain = day;
        if day.is_none() {
            self.playing = false;
        }
    }

    pub(super) fn step_curtain(&mut self, later: bool) {
        let days = &self.curtain_days;
        let next = match (self.view.curtain, later) {
            (None, false) => days.last(),
            (None, true) => days.first(),
            (Some(now), true) => days.iter().find(|day| **day > now),
            (Some(now), false) => days.iter().rfind(|day| **day < now),
        };
        match next.copied() {
            Some(day) => self.set_curtain(Some(day)),
            None => self.playing = false,
        }
    }

    /// The window plays from where it is, or from the beginning if it is at the end.
    pub(super) fn play_time(&mut self, opened: &Opened) {
        self.time_plays = !self.time_plays;
        let axis = self.view.axis(&opened.index);
        let Some((first, last)) = opened.index.extent.filter(|_| self.time_plays) else {
            return;
        };
        let (start, end) = self.view.window.positions(axis);
        if axis.position(last) <= end {
            let first = axis.position(first);
            self.view.window = Window::at_positions(axis, first, first + (end - start));
        }
    }

    /// Playing begins at the first day if the curtain is open or at its end.
    pub(super) fn play_curtain(&mut self) {
        self.playing = !self.playing;
        let last = self.curtain_days.last().copied();
        if self.playing && (self.view.curtain.is_none() || self.view.curtain >= last) {
            let first = self.curtain_days.first().copied();
            self.set_curtain(first);
        }
    }
}

/// A window that shows the whole record, with a little room on either side.
fn whole_window(axis: &Breaks, opened: &Opened) -> Option<Window> {
    let (start, end) = opened.index.extent?;
    let (start, end) = (axis.position(start), axis.position(end));
    let margin = ((end - start) * 0.03).max(1.0);
    Some(Window::at_positions(axis, start - margin, end + margin))
}

/// A window that shows all dates of several events.
fn window_of(record: &Record, events: &[EventIx], least_days: f64) -> Option<Window> {
    (events.iter())
        .filter_map(|event| window_of_event(record.event(*event), least_days))
        .reduce(|a, b| Window::new(a.start.min(b.start), a.end.max(b.end)))
}
