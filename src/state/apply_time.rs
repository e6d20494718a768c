//! Carrying out the commands of the two clocks: the window of time, and the curtain.

use super::view::{opening_window, window_of_event};
use super::{Command, Selection, State, Window};
use crate::index::Opened;
use crate::model::{Day, EventIx, Record};

/// One step of the zoom keys.
const ZOOM_STEP: f64 = 1.6;

impl State {
    pub(super) fn move_window(&mut self, command: &Command, opened: &Opened) {
        let window = self.view.window;
        let around = || self.zoom_centre(opened);
        self.view.window = match command {
            Command::ZoomTime { factor, around } => window.zoomed(
                *factor,
                around.unwrap_or_else(|| f64::midpoint(window.start, window.end)),
            ),
            Command::ZoomIn => window.zoomed(1.0 / ZOOM_STEP, around()),
            Command::ZoomOut => window.zoomed(ZOOM_STEP, around()),
            Command::PanTime(days) => window.panned(*days),
            Command::Earlier => window.panned(-window.days() / 4.0),
            Command::Later => window.panned(window.days() / 4.0),
            Command::ShowWindow(start, end) => Window::new(*start, *end),
            Command::Fit => match opened.index.extent {
                Some((start, end)) => {
                    let margin = ((end - start) * 0.03).max(1.0);
                    Window::new(start - margin, end + margin)
                }
                None => window,
            },
            Command::FitHeart => opening_window(&opened.index),
            Command::FitSelection => self.selection_window(opened).unwrap_or(window),
            _ => window,
        };
        if matches!(command, Command::FitSelection) {
            self.scroll_to_event = true;
        }
    }

    /// Keys zoom around the selected event if it is in sight, else around the middle.
    pub(super) fn zoom_centre(&self, opened: &Opened) -> f64 {
        let window = self.view.window;
        let middle = f64::midpoint(window.start, window.end);
        let selected = self.view.selection.event().and_then(|event| {
            let (start, end) =
                (opened.record.event(event).leading_date()?.date.as_ref()?).stretch();
            Some(f64::midpoint(start.or(end)?, end.or(start)?))
        });
        selected
            .filter(|moment| (window.start..window.end).contains(moment))
            .unwrap_or(middle)
    }

    pub(super) fn selection_window(&self, opened: &Opened) -> Option<Window> {
        const LEAST: f64 = 28.0;
        let record = &opened.record;
        match self.view.selection {
            Selection::None => None,
            Selection::Document(document) => {
                window_of(record, &record.document(document).events(), LEAST)
            }
            Selection::Outline(outline) => {
                window_of(record, &record.outline(outline).events(), LEAST)
            }
            Selection::Event(event) => window_of_event(record.event(event), LEAST),
            Selection::Entity(entity) => window_of(record, opened.index.events_of(entity), LEAST),
        }
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

/// A window that shows all dates of several events.
fn window_of(record: &Record, events: &[EventIx], least_days: f64) -> Option<Window> {
    (events.iter())
        .filter_map(|event| window_of_event(record.event(*event), least_days))
        .reduce(|a, b| Window::new(a.start.min(b.start), a.end.max(b.end)))
}
