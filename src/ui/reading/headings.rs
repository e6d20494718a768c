//! The title of a source and the headings of its sections.

use egui::{Align, Rect, RichText, Ui, UiBuilder, pos2};

use super::page::Page;
use crate::ui::theme::reading;

/// Above a heading, so many times the size of the type; and below it, in points.
const ABOVE_HEADING: f32 = 0.7;
const BELOW_HEADING: f32 = 6.0;

impl Page<'_, '_> {
    /// The size of a heading's type, in points.
    fn heading_size(&self, ui: &Ui, section: u32) -> Option<f32> {
        let level = self.text.sections.get(section as usize)?.level;
        let size = reading().resolve(ui.style()).size;
        Some(size * if level <= 1 { 1.2 } else { 1.08 })
    }

    pub(super) fn heading_height(&self, ui: &Ui, section: u32) -> Option<f32> {
        let font = egui::FontId::proportional(self.heading_size(ui, section)?);
        let heights = self.texts().into_iter().flatten().map(|(text, range)| {
            let heading = text.sections.get(section as usize);
            let words = heading.map_or("", |section| &section.heading).to_owned();
            let color = self.scene.looks.ink;
            ui.fonts_mut(|fonts| fonts.layout(words, font.clone(), color, range.span()))
                .size()
                .y
        });
        let above = reading().resolve(ui.style()).size * ABOVE_HEADING;
        Some(above + heights.fold(0.0, f32::max) + BELOW_HEADING)
    }

    pub(super) fn heading_ui(&self, ui: &mut Ui, section: u32) -> Option<Rect> {
        let size = self.heading_size(ui, section)?;
        ui.add_space(reading().resolve(ui.style()).size * ABOVE_HEADING);
        let mut bottom = ui.cursor().top();
        let (left, top) = (ui.max_rect().left(), ui.cursor().top());
        for (at, column) in self.texts().into_iter().enumerate() {
            let Some((text, range)) = column else {
                continue;
            };
            let Some(found) = text.sections.get(section as usize) else {
                continue;
            };
            let rect = Rect::from_x_y_ranges(left + range.min..=left + range.max, top..=f32::MAX);
            let builder = UiBuilder::new().max_rect(rect).id_salt(("heading", at));
            let shown = ui.scope_builder(builder, |ui| {
                let mut words = RichText::new(&*found.heading).strong().size(size);
                let is_found = self
                    .found
                    .is_some_and(|it| !it.hits_in(&found.heading).is_empty());
                if at == 0 && is_found {
                    words = words.background_color(self.scene.looks.selected);
                }
                ui.add(egui::Label::new(words).wrap());
            });
            bottom = bottom.max(shown.response.rect.bottom());
        }
        ui.advance_cursor_after_rect(Rect::from_min_max(
            pos2(left, top),
            pos2(left + self.columns.text.max, bottom),
        ));
        ui.add_space(BELOW_HEADING);
        None
    }

    pub(super) fn title_ui(&self, ui: &mut Ui) -> Option<Rect> {
        let record = &self.scene.opened.record;
        let source = record.source(self.source);
        let weak = self.scene.looks.weak;
        let left = ui.max_rect().left() + self.columns.text.min;
        let width = self
            .columns
            .beside
            .map_or(self.columns.text.span(), |beside| {
                beside.max - self.columns.text.min
            });
        let rect = Rect::from_x_y_ranges(left..=left + width, ui.cursor().top()..=f32::MAX);
        ui.scope_builder(
            UiBuilder::new()
                .max_rect(rect)
                .layout(egui::Layout::top_down(Align::LEFT)),
            |ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.add_space(6.0);
                ui.add(egui::Label::new(RichText::new(&*source.title).heading()).wrap());
                let author = (source.author.as_deref())
                    .map_or_else(String::new, |author| format!("{author} · "));
                let issued = format!("{author}issued {}", source.issued.words());
                let words = RichText::new(issued).small().color(weak);
                let response = ui.add(egui::Label::new(words).wrap());
                if let Some(note) = &source.issued_note {
                    response.on_hover_text(&**note);
                }
                ui.add_space(8.0);
            },
        );
        None
    }
}
