//! Sections, paragraphs and footnotes of one source, with the events that rest on them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use egui::{Align, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

use super::icons::{self, icon_button};
use super::receipt::counted;
use super::rich_text::{Clicked, Setting, Shown, rich_ui};
use super::scene::Scene;
use super::theme::reading;
use crate::model::{Block, EventIx, Passage, Place, Rich, SourceIx, Text};
use crate::state::{Command, Selection};

/// The text of one source on its way to the screen.
pub(super) struct Reader<'a, 'v> {
    pub source: SourceIx,
    pub text: &'a Text,
    pub current: Passage,
    pub open_notes: &'v mut BTreeSet<(SourceIx, u32)>,
    /// Heights of the passages that have been set at this width.
    pub heights: &'v mut HashMap<Place, f32>,
    /// The footnote that was opened last, until it has been brought into view.
    pub just_opened: &'v mut Option<(SourceIx, u32)>,
}

impl Reader<'_, '_> {
    pub(super) fn section_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        at: usize,
        heading: &str,
        blocks: &[Block],
    ) {
        let section = index(at);
        if !heading.is_empty() {
            ui.add_space(10.0);
            let response = ui.label(
                RichText::new(heading)
                    .strong()
                    .size(reading().resolve(ui.style()).size * 1.08),
            );
            let here = section > 0 && self.current.place == (Place::Section { section });
            if scene.state.scroll_to_passage && here {
                response.scroll_to_me(Some(Align::TOP));
            }
            ui.add_space(2.0);
        }
        for (block_at, block) in blocks.iter().enumerate() {
            let block_ix = index(block_at);
            let place = Place::Block {
                section,
                block: block_ix,
            };
            match block {
                Block::Paragraph(rich) => self.passage_ui(ui, scene, place, rich, 0.0, None),
                Block::Quote(rich) => self.passage_ui(ui, scene, place, rich, 18.0, None),
                Block::List { start, items } => {
                    self.list_dot_ui(ui, scene, place);
                    for (item_at, rich) in items.iter().enumerate() {
                        let place = Place::Item {
                            section,
                            block: block_ix,
                            item: index(item_at),
                        };
                        let bullet = start.map_or_else(
                            || "•".to_owned(),
                            |start| format!("{}.", start + item_at as u64),
                        );
                        self.passage_ui(ui, scene, place, rich, 20.0, Some(&bullet));
                    }
                }
            }
        }
    }

    /// What rests on a list as a whole is told above its first item.
    fn list_dot_ui(&self, ui: &mut Ui, scene: &mut Scene<'_>, place: Place) {
        let source = self.source;
        let told = scene.opened.index.in_text(source);
        if told.iter().any(|(at, _)| *at == place) {
            let size = vec2(ui.available_width(), 12.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let rect = rect.translate(vec2(0.0, -6.0));
            self.events_ui(ui, scene, Passage { source, place }, rect, rect.left());
        }
    }

    /// A paragraph or item: the events that rest on it at its side, its footnotes below it.
    fn passage_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        place: Place,
        rich: &Rich,
        indent: f32,
        bullet: Option<&str>,
    ) {
        let passage = Passage {
            source: self.source,
            place,
        };
        if self.is_far_below(ui, scene) {
            // Nobody sees it: its room is kept, its letters are not set.
            let size = reading().resolve(ui.style()).size;
            let height = (self.heights.get(&place).copied())
                .unwrap_or_else(|| guessed_height(rich, size, ui.available_width()));
            let size = vec2(ui.available_width(), height);
            let (_, response) = ui.allocate_exact_size(size, Sense::hover());
            response
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &rich.plain));
            return;
        }
        let top = ui.cursor().top();
        let is_current = place.is_within(self.current.place)
            && !matches!(self.current.place, Place::Section { .. });
        let marked = self.marked(scene, passage, rich);
        let address = scene.opened.record.address(passage);
        let id = ui.scope_id().with(&address);
        let looks = scene.looks;
        let row = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(14.0 + indent);
            ui.vertical(|ui| {
                let setting = Setting {
                    looks,
                    notes: &self.text.notes,
                    marked: &marked,
                    small: false,
                };
                rich_ui(ui, rich, &setting, id)
            })
            .inner
        });
        let Shown {
            rect,
            marked: marked_rect,
            clicked,
        } = row.inner;
        if let Some(bullet) = bullet {
            let font = reading().resolve(ui.style());
            let at = pos2(rect.left() - 16.0, rect.top());
            ui.painter()
                .text(at, egui::Align2::LEFT_TOP, bullet, font, looks.weak);
        }
        let left = row.response.rect.left();
        if indent > 0.0 && bullet.is_none() {
            // A quotation: a rule at its side.
            let x = rect.left() - 9.0;
            ui.painter()
                .vline(x, rect.y_range(), Stroke::new(2.0, looks.line));
        }
        if is_current {
            let bar = Rect::from_min_max(
                pos2(left + 8.0, rect.top()),
                pos2(left + 10.5, rect.bottom()),
            );
            ui.painter().rect_filled(bar, 1.0, looks.accent);
        }
        // Of a list as a whole the first item is looked for.
        let is_first = place == self.current.place || matches!(place, Place::Item { item: 0, .. });
        if is_current && is_first && scene.state.scroll_to_passage {
            let first_line = rect.with_max_y(rect.bottom().min(rect.top() + 60.0));
            scroll_into_view(ui, marked_rect.unwrap_or(first_line));
        }
        self.events_ui(ui, scene, passage, rect, left);
        match clicked {
            Some(Clicked::Note(note)) => self.toggle(note),
            Some(Clicked::Link(url)) => scene.push(Command::OpenUrl(url)),
            None => {}
        }
        self.notes_of_ui(ui, scene, rich, indent);
        ui.add_space(7.0);
        let spacing = ui.spacing().item_spacing.y;
        self.heights
            .insert(place, ui.cursor().top() - top - spacing);
    }

    /// Whether the next passage lies well below what can be seen, and nothing is being
    /// looked for: the way to a passage must be set in full, so that it is found exactly.
    fn is_far_below(&self, ui: &Ui, scene: &Scene<'_>) -> bool {
        const MARGIN: f32 = 300.0;
        let looking =
            scene.state.scroll_to_passage && self.current.place != (Place::Section { section: 0 });
        !looking
            && self.just_opened.is_none()
            && ui.cursor().top() > ui.clip_rect().bottom() + MARGIN
    }

    /// What is marked: the quotes of the selected event's claims that stand here.
    fn marked(&self, scene: &Scene<'_>, passage: Passage, rich: &Rich) -> Vec<Range<usize>> {
        let record = &scene.opened.record;
        let quotes: Vec<&str> = match scene.state.view.selection {
            Selection::None => Vec::new(),
            Selection::Event(event) => record
                .event(event)
                .bases()
                .filter(|basis| basis.passage == passage)
                .filter_map(|basis| basis.quote.as_deref())
                .collect(),
            Selection::Entity(entity) => (scene.opened.index.links_of(entity))
                .map(|link| link.basis(record))
                .filter(|basis| basis.passage == passage)
                .filter_map(|basis| basis.quote.as_deref())
                .collect(),
        };
        quotes
            .iter()
            .filter_map(|quote| rich.find_quote(quote))
            .collect()
    }

    /// A dot in the margin for a passage that carries events; a menu if there are several.
    fn events_ui(
        &self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        passage: Passage,
        rect: Rect,
        left: f32,
    ) {
        if !ui.is_rect_visible(rect) {
            return;
        }
        let opened = scene.opened;
        let mut events: Vec<EventIx> = (opened.index.in_text(self.source).iter())
            .filter(|(place, _)| *place == passage.place)
            .map(|(_, event)| *event)
            .collect();
        events.sort_unstable();
        events.dedup();
        if events.is_empty() {
            return;
        }
        let looks = scene.looks;
        let selected = scene.state.view.selection.event();
        let lit = scene.state.hover.now.event();
        let holds = |event: Option<EventIx>| event.is_some_and(|event| events.contains(&event));
        let centre = pos2(
            left + 3.5,
            rect.top() + reading().resolve(ui.style()).size * 0.72,
        );
        let area = Rect::from_center_size(centre, vec2(14.0, 18.0));
        let id = ui.scope_id().with(("events at", passage.place));
        let response = ui
            .interact(area, id, Sense::click())
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        let color = if holds(selected) || holds(lit) || response.hovered() {
            looks.accent
        } else {
            looks.weak
        };
        let radius = 3.0 * looks.scale;
        if holds(selected) {
            ui.painter().circle_filled(centre, radius, color);
        } else {
            ui.painter()
                .circle_stroke(centre, radius, Stroke::new(1.3, color));
        }
        let name = format!("{} told here", counted(events.len(), "event"));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if let [only] = events.as_slice() {
            if response.hovered() {
                scene.state.hover.next = Selection::Event(*only);
            }
            let title = &opened.record.event(*only).title;
            if response.on_hover_text(&**title).clicked() {
                self.select(scene, passage, *only);
            }
            return;
        }
        egui::Popup::menu(&response).show(|ui| {
            for event in &events {
                let title = &opened.record.event(*event).title;
                let response = ui.selectable_label(selected == Some(*event), &**title);
                if response.hovered() {
                    scene.state.hover.next = Selection::Event(*event);
                }
                if response.clicked() {
                    self.select(scene, passage, *event);
                }
            }
        });
        response.on_hover_text(name);
    }

    fn select(&self, scene: &mut Scene<'_>, passage: Passage, event: EventIx) {
        scene.push(Command::ShowPassage(passage));
        scene.push(Command::Select(Selection::Event(event)));
    }

    fn toggle(&mut self, note: u32) {
        let key = (self.source, note);
        if !self.open_notes.remove(&key) {
            self.open_notes.insert(key);
            *self.just_opened = Some(key);
        }
    }

    /// The open footnotes whose markers stand in a paragraph.
    fn notes_of_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, rich: &Rich, indent: f32) {
        for styled in &rich.styles {
            if let crate::model::Style::Note(note) = styled.style
                && self.open_notes.contains(&(self.source, note))
            {
                self.note_ui(ui, scene, note, indent);
            }
        }
    }

    /// Footnotes that no marker points at still have to be reachable.
    pub(super) fn other_notes_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, notes: &[u32]) {
        for note in notes {
            self.note_ui(ui, scene, *note, 0.0);
        }
    }

    fn note_ui(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, note: u32, indent: f32) {
        let Some(found) = self.text.notes.get(note as usize) else {
            return;
        };
        let passage = Passage {
            source: self.source,
            place: Place::Note { note },
        };
        let marked = self.marked(scene, passage, &found.body);
        let looks = scene.looks;
        ui.add_space(3.0);
        let frame = egui::Frame::new()
            .fill(looks.band)
            .stroke(Stroke::new(1.0, looks.line))
            .corner_radius(4)
            .inner_margin(8)
            .outer_margin(egui::Margin {
                left: margin(14.0 + indent),
                ..egui::Margin::ZERO
            });
        let response = frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(
                    RichText::new(format!("Footnote {}", found.label))
                        .small()
                        .strong(),
                );
                ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, icons::CLOSE, "Close this footnote", true).clicked() {
                        self.toggle(note);
                    }
                });
            });
            let setting = Setting {
                looks,
                notes: &self.text.notes,
                marked: &marked,
                small: true,
            };
            let id = ui.scope_id().with(("note", note));
            rich_ui(ui, &found.body, &setting, id)
        });
        let rect = response.response.rect;
        if *self.just_opened == Some((self.source, note)) {
            *self.just_opened = None;
            ui.scroll_to_rect(rect, None);
        }
        if self.current.place == passage.place {
            let bar = Rect::from_min_max(
                pos2(rect.left() - 5.0, rect.top()),
                pos2(rect.left() - 2.5, rect.bottom()),
            );
            ui.painter().rect_filled(bar, 1.0, looks.accent);
            if scene.state.scroll_to_passage {
                let first_line = rect.with_max_y(rect.bottom().min(rect.top() + 80.0));
                scroll_into_view(ui, response.inner.marked.unwrap_or(first_line));
            }
        }
        let left = rect.left() - 9.0;
        self.events_ui(ui, scene, passage, rect.with_min_y(rect.top() + 6.0), left);
        match response.inner.clicked {
            Some(Clicked::Note(note)) => self.toggle(note),
            Some(Clicked::Link(url)) => scene.push(Command::OpenUrl(url)),
            None => {}
        }
    }
}

/// About how high a passage will be, in points.
#[allow(clippy::cast_precision_loss)]
fn guessed_height(rich: &Rich, size: f32, width: f32) -> f32 {
    let per_line = (width / (size * 0.48)).max(10.0);
    let lines = (rich.plain.len() as f32 / per_line).ceil().max(1.0);
    lines * size * 1.45 + 7.0
}

/// Brings a place to the middle, unless it can be seen already: what is in sight stays.
fn scroll_into_view(ui: &Ui, target: Rect) {
    let align = if ui.clip_rect().shrink(12.0).contains_rect(target) {
        None
    } else {
        Some(Align::Center)
    };
    ui.scroll_to_rect(target, align);
}

fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[allow(clippy::cast_possible_truncation)]
const fn margin(points: f32) -> i8 {
    points as i8
}
