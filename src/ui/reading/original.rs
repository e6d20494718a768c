//! The user's original beside a text: what became of it, how sure its line-up is, and what
//! could not be lined up.

use egui::{Rect, RichText, Sense, Ui, UiBuilder, pos2, vec2};

use super::page::Page;
use crate::index::Certainty;
use crate::layout::MOST_BYTES;
use crate::model::{Place, SourceIx};
use crate::state::Command;
use crate::ui::receipt::{counted, passage_button};
use crate::ui::scene::{OriginalState, Scene};
use crate::ui::theme::reading;

/// What became of the original of a source, where there is something to say or to do.
pub(super) fn original_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: SourceIx) {
    let weak = scene.looks.weak;
    if let Some(original) = scene.original_of(ix) {
        let (words, color) = match &original.state {
            OriginalState::Reading => (format!("Lining up {}…", original.file_name()), weak),
            OriginalState::Faulty(why) => (why.clone(), scene.looks.error),
            OriginalState::Ready(_) if original.has_changed => (
                format!(
                    "{} has changed since it was attached. It was lined up anew.",
                    original.file_name()
                ),
                scene.looks.warning,
            ),
            OriginalState::Ready(lined_up) if lined_up.fits_badly() => (
                format!(
                    "Little of {} fits this source. Is it the right file?",
                    original.file_name()
                ),
                scene.looks.warning,
            ),
            OriginalState::Ready(_) => (String::new(), weak),
        };
        if !words.is_empty() {
            let can_go = !matches!(original.state, OriginalState::Reading);
            let is_faulty = matches!(original.state, OriginalState::Faulty(_));
            let path = original.path.clone();
            ui.horizontal_wrapped(|ui| {
                ui.add(egui::Label::new(RichText::new(words).small().color(color)).wrap());
                if is_faulty && ui.small_button("Choose another file…").clicked() {
                    scene.push(Command::AttachOriginal);
                }
                if can_go && original.has_changed && ui.small_button("OK").clicked() {
                    // Attached as it is now.
                    scene.push(Command::AttachPath(path));
                }
                if can_go && ui.small_button("Detach").clicked() {
                    scene.push(Command::DetachOriginal(ix));
                }
            });
        }
    }
}

impl Page<'_, '_> {
    /// Nothing stands beside a passage: the original lacks it, or it was not found there.
    pub(super) fn nothing_beside(&self, ui: &Ui, rect: Rect, column: usize) {
        if column == 1 && self.lined_up.is_some() {
            let font = egui::TextStyle::Small.resolve(ui.style());
            let color = self.scene.looks.weak;
            let words = "not found in the original";
            ui.painter()
                .text(rect.left_top(), egui::Align2::LEFT_TOP, words, font, color);
        }
    }

    /// How sure it is that the words of the original belong here: one to three bars.
    pub(super) fn certainty_ui(&self, ui: &Ui, x: f32, top: f32, place: Place) {
        let Some(certainty) = self.lined_up.and_then(|it| it.certainty.get(&place)) else {
            return;
        };
        let (bars, words) = match certainty {
            Certainty::Sure => (
                3,
                "Surely the same passage: names, numbers and order agree.",
            ),
            Certainty::Likely => (2, "Likely the same passage."),
            Certainty::Guess => (
                1,
                "Perhaps the same passage: little more than its place says so.",
            ),
        };
        let looks = self.scene.looks;
        let size = reading().resolve(ui.style()).size;
        for bar in 0..3 {
            #[allow(clippy::cast_precision_loss)]
            let y = top + size * 1.1 - bar as f32 * 4.0;
            let rect = Rect::from_min_size(pos2(x - 4.0, y), vec2(6.0, 2.5));
            let color = if bar < bars { looks.accent } else { looks.line };
            ui.painter().rect_filled(rect, 0.0, color);
        }
        let area = Rect::from_min_size(pos2(x - 7.0, top), vec2(14.0, size * 1.5));
        let id = ui.scope_id().with(("certainty", place));
        let response = ui.interact(area, id, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
        response.on_hover_text(words);
    }

    /// Over what could not be lined up.
    pub(super) fn stray_head_ui(&mut self, ui: &mut Ui) {
        let Some(lined_up) = self.lined_up else {
            return;
        };
        self.missing_ui(ui, &lined_up.missing);
        if lined_up.strays.is_empty() {
            return;
        }
        ui.add_space(18.0);
        ui.horizontal(|ui| {
            ui.add_space(self.columns.text.min);
            let words = format!(
                "Not lined up: {} of the original",
                counted(lined_up.strays.len(), "paragraph")
            );
            ui.label(RichText::new(words).strong());
        });
        ui.add_space(6.0);
    }

    /// The passages for which nothing was found in the original, each a step away.
    fn missing_ui(&mut self, ui: &mut Ui, missing: &[Place]) {
        const MOST: usize = 100;
        if missing.is_empty() {
            return;
        }
        let left = ui.max_rect().left() + self.columns.text.min;
        let right = ui.max_rect().left() + self.columns.beside.map_or(0.0, |beside| beside.max);
        let rect = Rect::from_x_y_ranges(left..=right, ui.cursor().top() + 18.0..=f32::MAX);
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let words = format!(
                "Not found in the original: {}",
                counted(missing.len(), "passage")
            );
            ui.label(RichText::new(words).strong());
            ui.horizontal_wrapped(|ui| {
                for place in missing.iter().take(MOST) {
                    passage_button(ui, self.scene, self.passage(*place), None);
                }
            });
        });
    }

    /// A paragraph of the original that belongs nowhere, in the column of the original.
    pub(super) fn stray_ui(&self, ui: &mut Ui, stray: u32, bytes: &std::ops::Range<usize>) {
        debug_assert!(bytes.len() <= MOST_BYTES);
        let words = (self.lined_up)
            .and_then(|lined_up| lined_up.strays.get(stray as usize))
            .and_then(|stray| stray.get(bytes.clone()));
        let Some(words) = words else {
            return;
        };
        let left = ui.max_rect().left();
        let range = self.columns.beside.unwrap_or(self.columns.text);
        let rect = Rect::from_x_y_ranges(
            left + range.min..=left + range.max,
            ui.cursor().top()..=f32::MAX,
        );
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let font = reading().resolve(ui.style());
            ui.add(egui::Label::new(RichText::new(words).font(font)).wrap());
        });
        ui.add_space(9.0);
    }
}
