//! Carrying out what concerns the source text, and keeping text and timeline together.

use super::{Beside, Panel, State};
use crate::index::Opened;
use crate::model::{EventIx, Passage, Place, SourceIx};

impl State {
    /// The source that is open in the source text.
    #[must_use]
    pub fn open_source(&self) -> Option<SourceIx> {
        self.view.passage.map(|passage| passage.source)
    }

    pub(super) fn show_beside(&mut self, beside: Option<Beside>) {
        self.reading.beside = beside;
        self.preferences.panels.show(Panel::Text);
    }

    pub(super) fn toggle_find(&mut self) {
        self.preferences.panels.show(Panel::Text);
        self.reading.focus_find = true;
        if self.reading.find.is_none() {
            self.reading.find = Some(String::new());
        }
    }

    pub(super) fn toggle_along(&mut self) {
        self.preferences.read_along = !self.preferences.read_along;
        self.reading.place = None;
        self.reading.events.clear();
    }

    /// The reader has come to a passage: the timeline moves to what is told there.
    pub(super) fn read_to(&mut self, passage: Passage, opened: &Opened) {
        self.read_at(passage, opened);
        // Of several events the one that is nearest: the timeline moves as little as it can.
        let window = self.view.window;
        let middle = f64::midpoint(window.start, window.end);
        let nearest = (self.reading.events.iter().copied())
            .filter_map(|event| Some((leading_stretch(opened, event)?, event)))
            .map(|((start, end), event)| ((middle.clamp(start, end) - middle).abs(), event))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, event)) = nearest {
            self.bring_up(event, opened);
        }
    }

    /// The reader is at a passage.
    fn read_at(&mut self, passage: Passage, opened: &Opened) {
        let mut events: Vec<EventIx> = opened.index.events_at(passage).collect();
        events.sort_unstable();
        events.dedup();
        self.reading.place = Some(passage);
        self.reading.events = events;
    }

    /// The timeline has moved: the text goes to the passage that tells of what stands
    /// nearest to the middle of the window, if the source that is open tells of anything in
    /// the window.
    pub(super) fn follow_timeline(&mut self, opened: &Opened) {
        let Some(source) = self.open_source() else {
            return;
        };
        let nearest = self.nearest_told(opened, source);
        if let Some(place) = nearest {
            let passage = Passage { source, place };
            self.reading.scroll_to_place |= self.reading.place != Some(passage);
            self.read_at(passage, opened);
        }
    }

    /// The place in a source that tells of what stands nearest to the middle of the window, if
    /// it tells of anything in the window: looked for from the middle on to both sides, as far
    /// as a nearer one can be.
    fn nearest_told(&self, opened: &Opened, source: SourceIx) -> Option<Place> {
        let window = self.view.window;
        let middle = f64::midpoint(window.start, window.end);
        let distance = |event: EventIx| {
            let (start, end) = leading_stretch(opened, event)?;
            let inside = start < window.end && end > window.start;
            // Of two that are as near the narrower one: a whole year is everywhere.
            let away = (f64::midpoint(start, end) - middle).abs();
            inside.then_some(away + (end - start) * 0.25)
        };
        let day = |event: EventIx| opened.index.time_key(event).0.start();
        let by_time = &opened.index.by_time;
        let (before, after) = by_time.split_at(by_time.partition_point(|ix| day(*ix) < middle));
        let mut nearest: Option<(f64, u32, Place)> = None;
        let mut look = |event: EventIx| {
            // What lasts long and begins far off may still be half as near as its day.
            let least = (day(event) - middle).abs() / 2.0 - 1.0;
            if nearest.is_some_and(|(nearest, ..)| nearest < least) {
                return false;
            }
            let places = (opened.index.places_in(source, event))
                .filter(|(_, place)| !matches!(place, Place::Section { .. }));
            if let Some((number, place)) = places.min_by_key(|(number, _)| *number)
                && let Some(away) = distance(event)
                && nearest.is_none_or(|(nearest, first, _)| {
                    away.total_cmp(&nearest).then(number.cmp(&first)).is_lt()
                })
            {
                nearest = Some((away, number, place));
            }
            true
        };
        let _ = after.iter().all(|ix| look(*ix));
        let _ = before.iter().rev().all(|ix| look(*ix));
        nearest.map(|(_, _, place)| place)
    }
}

/// The stretch of an event's leading date; an open end counts as its other end.
fn leading_stretch(opened: &Opened, event: EventIx) -> Option<(f64, f64)> {
    let date = opened.record.event(event).leading_date()?.date.as_ref()?;
    let (start, end) = date.stretch();
    Some((start.or(end)?, end.or(start)?))
}
