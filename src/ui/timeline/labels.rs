//! Labels on a canvas: how wide they are, and setting them at a bounded cost.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter};

/// Labels that are set anew in one pass; the others come with the next.
const MOST_NEW: usize = 150;

/// A label is cut at steps of so many points, so that zooming does not set it anew each time.
const CUT_STEP: f32 = 8.0;

/// A label: what tells it from others, and how wide it may be in points.
type LabelKey = (u64, u32);

/// Widths of letters, and the labels of the last pass.
#[derive(Default)]
pub(in crate::ui) struct Labels {
    made_for: Option<(u32, u32)>,
    widths: HashMap<char, f32>,
    /// Labels that the type setter still has from the last pass.
    warm: HashSet<LabelKey>,
    used: HashSet<LabelKey>,
    new: usize,
    /// So many fewer than usual are set anew in one pass.
    pub saved: usize,
    /// Some label had to wait for the next pass.
    pub waits: bool,
}

impl Labels {
    /// Begins a pass.
    pub(in crate::ui) fn turn(&mut self, font: &FontId, pixels_per_point: f32) {
        let made_for = Some((font.size.to_bits(), pixels_per_point.to_bits()));
        if self.made_for != made_for {
            self.made_for = made_for;
            self.widths.clear();
            self.used.clear();
        }
        std::mem::swap(&mut self.warm, &mut self.used);
        self.used.clear();
        self.new = 0;
        self.waits = false;
    }

    /// About how wide a text is, in points: the widths of its letters, a trifle more than less.
    pub(in crate::ui) fn width(&mut self, painter: &Painter, font: &FontId, text: &str) -> f32 {
        let mut width = 1.0;
        for letter in text.chars() {
            let known = self.widths.get(&letter).copied();
            width += known.unwrap_or_else(|| {
                let width = painter.fonts_mut(|fonts| fonts.glyph_width(font, letter));
                self.widths.insert(letter, width);
                width
            });
        }
        width * 1.01
    }

    /// A text on one line, cut to a width if it is given; `None` if too many were set anew in
    /// this pass. `key` tells the text from all others.
    pub(in crate::ui) fn set(
        &mut self,
        painter: &Painter,
        font: &FontId,
        key: u64,
        text: &str,
        cut: Option<f32>,
    ) -> Option<Arc<Galley>> {
        let format = TextFormat::simple(font.clone(), Color32::PLACEHOLDER);
        self.set_with(painter, format, key, text, cut)
    }

    /// The same in any format.
    pub(in crate::ui) fn set_with(
        &mut self,
        painter: &Painter,
        format: TextFormat,
        key: u64,
        text: &str,
        cut: Option<f32>,
    ) -> Option<Arc<Galley>> {
        self.set_rows(painter, format, key, text, (cut, 1))
    }

    /// The same on so many lines at most.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(in crate::ui) fn set_rows(
        &mut self,
        painter: &Painter,
        format: TextFormat,
        key: u64,
        text: &str,
        (cut, rows): (Option<f32>, usize),
    ) -> Option<Arc<Galley>> {
        let cut = cut.map(|width| (width / CUT_STEP).floor() * CUT_STEP);
        let key = (key, cut.map_or(u32::MAX, |width| width as u32));
        if !self.warm.contains(&key) && !self.used.contains(&key) {
            if self.new + self.saved >= MOST_NEW {
                self.waits = true;
                return None;
            }
            self.new += 1;
        }
        self.used.insert(key);
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.break_on_newline = false;
        if let Some(width) = cut {
            job.wrap = TextWrapping {
                max_rows: rows,
                // Words are kept whole where there is a next line for them.
                break_anywhere: rows == 1,
                ..TextWrapping::truncate_at_width(width)
            };
        }
        Some(painter.layout_job(job))
    }
}
