//! What opens below a passage: footnotes with the documents that they cite, remarks of the
//! editors, outlines.

use egui::{Align, Rangef, Rect, RichText, Stroke, Ui, UiBuilder, pos2};

use super::page::Page;
use super::rich_text::{Clicked, Setting, rich_ui};
use crate::index::Attached;
use crate::model::{DocumentIx, Passage, Place};
use crate::state::Command;
use crate::ui::apparatus::{document_link, note_ui, outline_link};
use crate::ui::icons::{self, icon_button};
use crate::ui::receipt::counted;

impl Page<'_, '_> {
    /// A footnote: its words in every column, the documents that it cites, the events that
    /// rest on it.
    pub(super) fn note_ui(&mut self, ui: &mut Ui, note: u32) -> Option<Rect> {
        let found = self.text.notes.get(note as usize)?;
        let passage = self.passage(Place::Note { note });
        let looks = self.scene.looks;
        let mut focus = None;
        let mut clicked = None;
        let mut is_sought = false;
        let rect = self.boxed(ui, ("note", note), |page, ui| {
            ui.horizontal(|ui| {
                let title = RichText::new(format!("Footnote {}", found.label));
                ui.label(title.small().strong());
                ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, icons::CLOSE, "Close this footnote", true).clicked() {
                        page.toggle(note);
                    }
                });
            });
            let texts = [Some(page.text), page.beside];
            let count = texts.iter().flatten().count();
            ui.columns(count, |columns| {
                for (at, (ui, text)) in columns.iter_mut().zip(texts.iter().flatten()).enumerate() {
                    let Some(found) = text.notes.get(note as usize) else {
                        continue;
                    };
                    let marked = page.marked(passage, &found.body);
                    let search = page.found.filter(|_| at == 0);
                    let hits = search.map_or_else(Vec::new, |it| it.hits_in(&found.body.plain));
                    let setting = Setting {
                        looks,
                        notes: &text.notes,
                        marked: &marked,
                        found: &hits,
                        at: search.and_then(|it| it.at_in(None, Some(note))),
                        small: true,
                    };
                    is_sought |= setting.at.is_some();
                    let id = ui.scope_id().with(("note", note, at));
                    let shown = rich_ui(ui, &found.body, &setting, id);
                    clicked = clicked.take().or(shown.clicked);
                    focus = focus.or(shown.focus.filter(|_| at == 0));
                }
            });
            page.attached_ui(ui, passage, page.unfolded.asides.contains(&passage));
        });
        self.bring_up(ui, passage, rect);
        if self.current.place == passage.place {
            let x = rect.left() - 6.0;
            let bar = Rect::from_min_max(pos2(x, rect.top()), pos2(x + 2.5, rect.bottom()));
            ui.painter().rect_filled(bar, 1.0, looks.accent);
        }
        self.gutter_ui(ui, passage, rect.with_min_y(rect.top() + 5.0));
        match clicked {
            Some(Clicked::Note(note)) => self.toggle(note),
            Some(Clicked::Link(url)) => self.scene.push(Command::OpenUrl(url)),
            None => {}
        }
        let is_current = self.seeks && self.current.place == passage.place;
        (is_current || is_sought).then(|| focus.unwrap_or(rect.with_max_y(rect.top() + 40.0)))
    }

    /// Remarks, documents and outlines of a passage, opened by the sign beside it.
    pub(super) fn aside_ui(&mut self, ui: &mut Ui, place: Place) {
        let passage = self.passage(place);
        let rect = self.boxed(ui, "aside", |page, ui| {
            page.attached_ui(ui, passage, true);
        });
        self.bring_up(ui, passage, rect);
    }

    /// Brings what has just been opened into sight, but only as far as it has to: what was
    /// clicked stays in sight.
    fn bring_up(&mut self, ui: &Ui, passage: Passage, rect: Rect) {
        if self.unfolded.just_opened != Some(passage) {
            return;
        }
        self.unfolded.just_opened = None;
        let below = rect.bottom() - ui.clip_rect().bottom();
        if below > 0.0 {
            let room = rect.top() - ui.clip_rect().top() - 60.0;
            ui.scroll_with_delta(egui::vec2(0.0, -below.min(room.max(0.0))));
        }
    }

    /// Documents, outlines and remarks of a passage; the remarks of a footnote are folded
    /// until they are asked for.
    fn attached_ui(&mut self, ui: &mut Ui, passage: Passage, with_notes: bool) {
        let Attached {
            documents,
            notes,
            outlines,
        } = self.scene.opened.attached_to(passage);
        if !documents.is_empty() {
            self.small_title(ui, "Cites");
        }
        for document in documents {
            self.document_ui(ui, passage, document);
        }
        if !outlines.is_empty() {
            self.small_title(ui, "Sets out");
        }
        for outline in outlines {
            outline_link(ui, self.scene, outline);
        }
        if notes.is_empty() {
            return;
        }
        if matches!(passage.place, Place::Note { .. }) {
            let words = RichText::new(counted(notes.len(), "editors’ note")).small();
            let button = egui::Button::new(words).selected(with_notes).small();
            if ui.add(button).clicked() {
                self.unfolded.toggle_aside(passage);
            }
        }
        if with_notes {
            for (at, note) in notes.iter().enumerate() {
                if at > 0 {
                    ui.add_space(4.0);
                }
                note_ui(ui, self.scene, *note, Some(passage));
            }
        }
    }

    fn small_title(&self, ui: &mut Ui, words: &str) {
        let words = RichText::new(words).small().strong();
        ui.label(words.color(self.scene.looks.weak));
    }

    /// A document with what it is cited for here.
    fn document_ui(&mut self, ui: &mut Ui, passage: Passage, ix: DocumentIx) {
        document_link(ui, self.scene, ix);
        let document = self.scene.opened.record.document(ix);
        let others = self.scene.opened.known_citations(document).count();
        let purpose = (document.citations.iter())
            .find(|citation| citation.basis.passage == passage)
            .and_then(|citation| citation.purpose.as_deref());
        let mut words = purpose.map_or_else(String::new, |purpose| format!("for {purpose}"));
        if others > 1 {
            let more = others - 1;
            let places = if more == 1 { "place" } else { "places" };
            if !words.is_empty() {
                words.push_str(" · ");
            }
            words = format!("{words}cited in {more} more {places}");
        }
        if !words.is_empty() {
            let words = RichText::new(words).small().color(self.scene.looks.weak);
            ui.indent(("purpose", ix), |ui| ui.add(egui::Label::new(words).wrap()));
        }
    }

    /// A box over the width of the text. Returns where it stands.
    fn boxed(
        &mut self,
        ui: &mut Ui,
        salt: impl std::hash::Hash + std::fmt::Debug,
        contents: impl FnOnce(&mut Self, &mut Ui),
    ) -> Rect {
        let looks = self.scene.looks;
        ui.add_space(4.0);
        let columns = self.columns;
        let Rangef { min, max } = columns.text;
        let right = columns.beside.map_or(max, |beside| beside.max);
        let left = ui.max_rect().left();
        let rect = Rect::from_x_y_ranges(left + min..=left + right, ui.cursor().top()..=f32::MAX);
        let builder = UiBuilder::new()
            .max_rect(rect)
            .id_salt(salt)
            .layout(egui::Layout::top_down(Align::LEFT));
        let shown = ui.scope_builder(builder, |ui| {
            egui::Frame::new()
                .fill(looks.band)
                .stroke(Stroke::new(1.0, looks.line))
                .corner_radius(4)
                .inner_margin(8)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    ui.set_width(ui.available_width());
                    contents(self, ui);
                });
        });
        shown.response.rect
    }
}
