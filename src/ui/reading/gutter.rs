//! Beside a passage: a dot for the events that it tells, a sign for what the editors remark
//! and what is cited there, titles where there is room.

use egui::{Rect, RichText, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::page::{GUTTER, Page, Told};
use crate::index::Attached;
use crate::model::{EventIx, Passage, Place};
use crate::state::{Command, Selection};
use crate::ui::apparatus::{outline_link, selection_link};
use crate::ui::receipt::{counted, counted_all};
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
        let counts = counted_all(&[(events.len(), "event"), (ties.len(), "tie")]);
        let name = format!("{counts} told here");
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
            .collect();
        if documents.is_empty() && notes.is_empty() && outlines.is_empty() {
            return;
        }
        let counts = counted_all(&[
            (notes.len(), "editors’ note"),
            (documents.len(), "document"),
            (outlines.len(), "outline"),
        ]);
        let name = format!("{counts} here");
        let id = ui.scope_id().with(("aside at", passage.place));
        let area = Rect::from_center_size(centre, vec2(12.0, 18.0));
        let response = ui
            .interact(area, id, Sense::click())
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        let looks = self.scene.looks;
        let is_open = self.unfolded.asides.contains(&passage);
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
            self.unfolded.toggle_aside(passage);
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
            if self.unfolded.asides.contains(&passage) {
                self.aside_ui(ui, place);
            }
        }
    }
}
