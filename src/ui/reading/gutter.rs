//! Beside a passage: a dot for the events that it tells, a sign for what the editors remark
//! and what is cited there, titles where there is room, and how sure a line-up is.

use egui::{Rect, RichText, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::page::{GUTTER, Page, Told};
use crate::index::{Attached, Certainty};
use crate::layout::MOST_BYTES;
use crate::model::{EventIx, Passage, Place};
use crate::state::{Command, Selection};
use crate::ui::apparatus::{outline_link, selection_link};
use crate::ui::receipt::{counted, passage_button};
use crate::ui::theme::reading;

impl Page<'_, '_> {
    /// Dot, sign and titles of a passage that stands at `rect`.
    pub(super) fn gutter_ui(&mut self, ui: &mut Ui, passage: Passage, rect: Rect) {
        let left = ui.max_rect().left();
        let middle = rect.top() + reading().resolve(ui.style()).size * 0.72;
        self.sign_ui(ui, passage, pos2(left + 19.0, middle));
        let Some(told) = self.told.get(&passage.place) else {
            return;
        };
        self.dot_ui(ui, passage, told, pos2(left + 7.0, middle));
        if !matches!(passage.place, Place::Note { .. }) && !told.events.is_empty() {
            self.titles_ui(ui, passage, &told.events, rect);
        }
    }

    /// A dot in the margin for a passage that carries events or ties; a menu if there are
    /// several.
    fn dot_ui(&mut self, ui: &Ui, passage: Passage, told: &Told, centre: egui::Pos2) {
        let Told { events, ties } = told;
        let opened = self.scene.opened;
        let looks = self.scene.looks;
        let selected = self.scene.state.view.selection.event();
        let lit = self.scene.state.hover.now.event();
        let holds = |event: Option<EventIx>| event.is_some_and(|event| events.contains(&event));
        let area = Rect::from_center_size(centre, vec2(13.0, 18.0));
        let id = ui.scope_id().with(("events at", passage.place));
        let response = ui
            .interact(area, id, Sense::click())
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        let is_read = self.scene.state.reading.place == Some(passage);
        let color = if holds(selected) || holds(lit) || response.hovered() || is_read {
            looks.accent
        } else {
            looks.weak
        };
        let radius = 3.0 * looks.scale;
        if holds(selected) || is_read {
            ui.painter().circle_filled(centre, radius, color);
        } else {
            ui.painter()
                .circle_stroke(centre, radius, Stroke::new(1.3, color));
        }
        let counts = [(events.len(), "event"), (ties.len(), "tie")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, what)| counted(*count, what)).collect();
        let name = format!("{} told here", counts.join(", "));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if let ([only], []) = (events.as_slice(), ties.as_slice()) {
            if response.hovered() {
                self.scene.state.hover.next = Selection::Event(*only);
            }
            let title = &opened.record.event(*only).title;
            if response.on_hover_text(&**title).clicked() {
                self.select(passage, Selection::Event(*only));
            }
            return;
        }
        egui::Popup::menu(&response).show(|ui| {
            for event in events {
                let title = &opened.record.event(*event).title;
                let response = ui.selectable_label(selected == Some(*event), &**title);
                if response.hovered() {
                    self.scene.state.hover.next = Selection::Event(*event);
                }
                if response.clicked() {
                    self.select(passage, Selection::Event(*event));
                }
            }
            for ix in ties {
                let tie = opened.record.tie(*ix);
                let selection = Selection::Entity(tie.from);
                let words = format!(
                    "{}: {}, {}",
                    opened.record.entity(tie.from).name,
                    opened.record.role(tie.role).term.name,
                    opened.record.entity(tie.to).name
                );
                let is_chosen = self.scene.state.view.selection == selection;
                if ui.selectable_label(is_chosen, words).clicked() {
                    self.select(passage, selection);
                }
            }
        });
        response.on_hover_text(name);
    }

    fn select(&mut self, passage: Passage, selection: Selection) {
        self.scene.push(Command::ShowPassage(passage));
        self.scene.push(Command::Select(selection));
    }

    /// A sign for remarks, documents and outlines; it opens them below the passage.
    fn sign_ui(&mut self, ui: &Ui, passage: Passage, centre: egui::Pos2) {
        // A footnote shows its own when it is open.
        if matches!(passage.place, Place::Note { .. }) {
            return;
        }
        let opened = self.scene.opened;
        let Attached {
            documents,
            notes,
            outlines,
        } = opened.attached_to(passage);
        let notes: Vec<_> = (notes.iter())
            .map(|ix| opened.record.editor_note(*ix))
            .filter(|note| opened.knows_note(note))
            .collect();
        if documents.is_empty() && notes.is_empty() && outlines.is_empty() {
            return;
        }
        let mut has: Vec<String> = Vec::new();
        for (count, what) in [
            (notes.len(), "editors’ note"),
            (documents.len(), "document"),
            (outlines.len(), "outline"),
        ] {
            if count > 0 {
                has.push(counted(count, what));
            }
        }
        let name = format!("{} here", has.join(", "));
        let id = ui.scope_id().with(("aside at", passage.place));
        let area = Rect::from_center_size(centre, vec2(12.0, 18.0));
        let response = ui
            .interact(area, id, Sense::click())
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        let looks = self.scene.looks;
        let is_open = self.opened.asides.contains(&passage);
        let color = if response.hovered() || is_open {
            looks.accent
        } else if notes.iter().any(|note| note.kind.is_of_substance()) {
            looks.warning
        } else {
            looks.weak
        };
        let r = 3.6 * looks.scale;
        if notes.is_empty() {
            let square = Rect::from_center_size(centre, vec2(r * 1.5, r * 1.9));
            let stroke = Stroke::new(1.2, color);
            ui.painter()
                .rect_stroke(square, 0.5, stroke, egui::StrokeKind::Middle);
        } else {
            // A diamond: something to beware of.
            let points = [(0.0, -r), (r, 0.0), (0.0, r), (-r, 0.0)];
            let points = points.map(|(x, y)| centre + vec2(x, y)).to_vec();
            ui.painter()
                .add(egui::Shape::convex_polygon(points, color, Stroke::NONE));
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.clicked() {
            self.opened.toggle_aside(passage);
        }
        response.on_hover_ui(|ui| {
            ui.label(name);
            for note in notes {
                ui.label(RichText::new(&*note.text).small());
            }
        });
    }

    /// The titles of the events at the side of their passage, as many as fit.
    fn titles_ui(&mut self, ui: &mut Ui, passage: Passage, events: &[EventIx], rect: Rect) {
        let Some(margin) = self.columns.margin else {
            return;
        };
        let left = ui.max_rect().left();
        let line = ui.text_style_height(&egui::TextStyle::Small) + 6.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let fit = ((rect.height() / line).floor() as usize).max(1);
        let shown = if events.len() > fit {
            fit - 1
        } else {
            events.len()
        };
        let room = Rect::from_x_y_ranges(
            left + margin.min..=left + margin.max,
            rect.top()..=rect.bottom().max(rect.top() + line),
        );
        let builder = UiBuilder::new()
            .max_rect(room)
            .id_salt("titles")
            .layout(egui::Layout::top_down(egui::Align::LEFT));
        let mut beside = ui.new_child(builder);
        let ui = &mut beside;
        ui.style_mut().override_text_style = Some(egui::TextStyle::Small);
        ui.spacing_mut().interact_size.y = line;
        ui.spacing_mut().button_padding.y = 1.0;
        for event in &events[..shown] {
            let title = &self.scene.opened.record.event(*event).title;
            selection_link(ui, self.scene, Selection::Event(*event), title);
        }
        let rest = &events[shown..];
        if !rest.is_empty() {
            let words = if shown == 0 {
                counted(rest.len(), "event")
            } else {
                format!("{} more", rest.len())
            };
            let words = RichText::new(words).small().color(self.scene.looks.weak);
            ui.menu_button(words, |ui| {
                for event in rest {
                    let title = &self.scene.opened.record.event(*event).title;
                    if ui.selectable_label(false, &**title).clicked() {
                        self.select(passage, Selection::Event(*event));
                    }
                }
            });
        }
    }

    /// What rests on a list as a whole, and the outline that it is, above its first item.
    pub(super) fn list_head_ui(&mut self, ui: &mut Ui, place: Place) {
        let passage = self.passage(place);
        let opened = self.scene.opened;
        let attached = opened.attached_to(passage);
        let top = ui.cursor().top();
        let left = ui.max_rect().left();
        for outline in &attached.outlines {
            ui.horizontal(|ui| {
                ui.add_space(self.columns.text.min);
                let words = RichText::new("Outline")
                    .small()
                    .color(self.scene.looks.weak);
                ui.label(words);
                outline_link(ui, self.scene, *outline);
            });
        }
        let rests = self.told.contains_key(&place)
            || !attached.notes.is_empty()
            || !attached.documents.is_empty();
        if rests {
            let height = 14.0 * self.scene.looks.scale;
            let rect = Rect::from_min_size(pos2(left, top), vec2(GUTTER, height));
            ui.advance_cursor_after_rect(rect);
            self.gutter_ui(ui, passage, rect);
            if self.opened.asides.contains(&passage) {
                self.aside_ui(ui, place);
            }
        }
    }

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
