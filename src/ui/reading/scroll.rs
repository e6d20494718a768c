//! Scrolling over rows most of which have never been set: only what is in sight is set and
//! measured, and what is in sight does not move when something above it turns out higher
//! than guessed.

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use crate::layout::RowHeights;

/// What can set rows.
pub(super) trait Rows {
    /// The height of a row, in points, without painting it; `None` if only painting can tell.
    fn measure(&mut self, ui: &Ui, row: usize) -> Option<f32>;
    /// Paints a row from the top of the room that is left, and tells where in it is what is
    /// looked for.
    fn paint(&mut self, ui: &mut Ui, row: usize) -> Option<Rect>;
}

/// Where the reader is.
#[derive(Default)]
pub(super) struct Scroll {
    pub heights: RowHeights,
    /// A row near the top that stays where it is while others turn out higher or lower than
    /// guessed, and how far it is scrolled past, in points; below zero if it begins in sight.
    anchor: (usize, f64),
    /// The offset after the last pass.
    top: f64,
    wanted: Option<Wanted>,
    /// Where the next pass begins.
    next_top: Option<f64>,
    /// Where what is looked for has turned out to be.
    focus_top: Option<f64>,
}

/// A row that should come into sight.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    row: usize,
    /// It stands at the top, not somewhere in sight.
    at_top: bool,
    /// So many passes more, for what only painting can tell.
    passes: u8,
}

/// What a pass has shown.
pub(super) struct Seen {
    /// The row that stands a quarter down, where the eye is.
    pub reading: Option<usize>,
    /// The user has scrolled.
    pub by_hand: bool,
}

/// Below the last row there is so much room, as a part of the view: it too can be read in
/// the middle.
const ROOM_BELOW: f64 = 0.5;
/// Where the eye is, as a part of the view.
const EYE: f64 = 0.25;
/// Measuring may bring further rows into sight, but not without end.
const MOST_ROUNDS: u8 = 6;

impl Scroll {
    /// Rows with new guesses; `row_now` is where the row at the top stands among them.
    pub(super) fn renew(&mut self, heights: RowHeights, row_now: usize) {
        self.heights = heights;
        self.anchor.0 = row_now;
        self.top = self.heights.top_of(row_now) + self.anchor.1;
        self.next_top = Some(self.top);
    }

    /// The row that is read: the first that begins in sight, or the one that fills it.
    pub(super) const fn top_row(&self) -> usize {
        self.anchor.0
    }

    /// Whether something is being brought into sight.
    pub(super) const fn is_seeking(&self) -> bool {
        self.wanted.is_some()
    }

    /// Brings a row into sight, at the top or wherever it is seen well.
    pub(super) const fn want(&mut self, row: usize, at_top: bool) {
        self.wanted = Some(Wanted {
            row,
            at_top,
            passes: 3,
        });
    }

    /// Shows what is in sight.
    pub(super) fn show(&mut self, ui: &mut Ui, id: egui::Id, rows: &mut impl Rows) -> Seen {
        let mut seen = Seen {
            reading: None,
            by_hand: false,
        };
        let view = f64::from(ui.available_height());
        let mut area = ScrollArea::vertical().id_salt(id).auto_shrink(false);
        let asked = self.aim(ui, rows, view);
        // The end of the text moves while its rows are measured; nothing should spring back
        // from where it was.
        ui.spacing_mut().scroll.kinetic.rubber_band = false;
        if let Some(top) = asked {
            area = area.vertical_scroll_offset(narrow(top));
        }
        let (mut top, mut begun, mut late) = (0.0, 0.0, 0.0);
        let out = area.show_viewport(ui, |ui, viewport| {
            begun = f64::from(viewport.min.y);
            top = begun;
            seen.by_hand = (top - self.top).abs() > 0.5;
            let view = f64::from(viewport.height());
            top = self.measure_in_sight(ui, rows, top, view);
            let total = self.heights.total() + view * ROOM_BELOW;
            top = top.clamp(0.0, (total - view).max(0.0));
            ui.set_height(narrow(total));
            let anchor = self.heights.top_of(self.anchor.0);
            self.paint(ui, rows, top, view);
            // What only painting could tell of rows above the anchor.
            late = self.heights.top_of(self.anchor.0) - anchor;
            seen.reading = self.heights.at(top + view * EYE);
        });
        top += late;
        self.set_anchor(top, view);
        self.top = top;
        // What had to be corrected is corrected for the next pass too; what the user has
        // scrolled meanwhile is kept.
        if (top - begun).abs() > 0.25 {
            self.next_top = Some(f64::from(out.state.unclamped_offset().y) + top - begun);
            ui.request_repaint();
        }
        if let Some(focus) = self.focus_top.take() {
            self.top = focus;
            self.next_top = Some(focus);
        }
        seen
    }

    /// The first row that begins in the upper half of what is in sight, else the one that
    /// fills it.
    fn set_anchor(&mut self, top: f64, view: f64) {
        let Some(first) = self.heights.at(top) else {
            return;
        };
        let next = self.heights.top_of(first + 1);
        let begins = first + 1 < self.heights.len() && next - top < view * 0.5;
        let is_cut = top - self.heights.top_of(first) > 0.5;
        self.anchor = if begins && is_cut {
            (first + 1, top - next)
        } else {
            (first, top - self.heights.top_of(first))
        };
    }

    /// Where to scroll to, if it is not for the user to say.
    fn aim(&mut self, ui: &Ui, rows: &mut impl Rows, view: f64) -> Option<f64> {
        let kept = self.next_top.take();
        let Some(wanted) = self.wanted.as_mut().filter(|wanted| wanted.passes == 3) else {
            return kept;
        };
        wanted.passes -= 1;
        let wanted = *wanted;
        let top = kept.unwrap_or(self.top);
        self.measure_row(ui, rows, wanted.row);
        let (row_top, height) = (
            self.heights.top_of(wanted.row),
            f64::from(self.heights.height_of(wanted.row)),
        );
        let in_sight = row_top >= top + 8.0 && row_top + height <= top + view - 8.0;
        if in_sight && !wanted.at_top {
            return kept;
        }
        // A heading at the top; a passage a little below it, so that it is seen in its place.
        let above = if wanted.at_top { 4.0 } else { view * EYE };
        // What the rows above it turn out to be is made up for.
        self.anchor = (wanted.row, 0.0);
        self.top = (row_top - above).max(0.0);
        Some(self.top)
    }

    fn measure_row(&mut self, ui: &Ui, rows: &mut impl Rows, row: usize) {
        if !self.heights.is_measured(row)
            && let Some(height) = rows.measure(ui, row)
        {
            self.heights.measure(row, height);
        }
    }

    /// Measures what is in sight. What stood at the top stays where it is.
    fn measure_in_sight(&mut self, ui: &Ui, rows: &mut impl Rows, mut top: f64, view: f64) -> f64 {
        for _ in 0..MOST_ROUNDS {
            let before = self.heights.top_of(self.anchor.0);
            let fresh: Vec<usize> = (self.heights.within(top, top + view))
                .filter(|row| !self.heights.is_measured(*row))
                .collect();
            for row in &fresh {
                self.measure_row(ui, rows, *row);
            }
            let moved = self.heights.top_of(self.anchor.0) - before;
            top = (top + moved).max(0.0);
            if fresh.is_empty() || moved.abs() < 0.01 {
                break;
            }
        }
        top
    }

    fn paint(&mut self, ui: &mut Ui, rows: &mut impl Rows, top: f64, view: f64) {
        let origin = ui.clip_rect().top();
        let (left, width) = (ui.max_rect().left(), ui.available_width());
        let range = self.heights.within(top, top + view);
        let mut y = self.heights.top_of(range.start) - top;
        let mut focus = None;
        for row in range {
            if y > view {
                break;
            }
            let rect = Rect::from_min_size(
                pos2(left, origin + narrow(y)),
                vec2(width, self.heights.height_of(row).max(1.0)),
            );
            let builder = UiBuilder::new()
                .id_salt(("row", row))
                .max_rect(rect)
                .layout(egui::Layout::top_down(egui::Align::LEFT));
            let painted = ui.scope_builder(builder, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let focus = rows.paint(ui, row);
                (focus, ui.min_rect().height())
            });
            let (found, height) = painted.inner;
            focus = focus.or(found);
            let change = self.heights.measure(row, height);
            if change.abs() > 0.5 {
                ui.request_repaint();
            }
            y += f64::from(height);
        }
        self.find_focus(ui, top, focus);
    }

    /// What is looked for may be far down in its row, or in a footnote below it.
    fn find_focus(&mut self, ui: &Ui, top: f64, focus: Option<Rect>) {
        let Some(wanted) = &mut self.wanted else {
            return;
        };
        wanted.passes = wanted.passes.saturating_sub(1);
        let clip = ui.clip_rect().shrink(10.0);
        if let Some(focus) = focus
            && !wanted.at_top
            && !clip.y_range().contains(focus.center().y)
        {
            let over = f64::from(focus.center().y - clip.center().y);
            self.focus_top = Some((top + over).max(0.0));
        }
        if wanted.passes == 0 {
            self.wanted = None;
        }
        // One pass more, for what only painting could tell.
        ui.request_repaint();
    }
}

#[allow(clippy::cast_possible_truncation)]
const fn narrow(points: f64) -> f32 {
    points as f32
}
