//! The palette: type what you want to do, or whom you look for.

use egui::{Key, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::scene::Scene;
use crate::index::{Opened, fold};
use crate::model::{EntityIx, EventIx};
use crate::state::{CATALOGUE, Command, Entry, Selection};

/// What the palette keeps while it is open.
#[derive(Default)]
pub(super) struct PaletteView {
    text: String,
    chosen: usize,
    was_open: bool,
}

/// One line of the palette.
struct Line {
    text: String,
    hint: String,
    command: Command,
}

/// No more lines than can be taken in.
const MOST_LINES: usize = 40;

pub(super) fn palette_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut PaletteView) {
    let just_opened = !view.was_open;
    if just_opened {
        *view = PaletteView {
            was_open: true,
            ..PaletteView::default()
        };
    }
    let lines = lines(ui, scene.opened, &view.text);
    let (up, down, enter) = ui.input_mut(|input| {
        (
            input.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
            input.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
            input.key_pressed(Key::Enter),
        )
    });
    if down {
        view.chosen += 1;
    }
    if up {
        view.chosen = view.chosen.saturating_sub(1);
    }
    view.chosen = view.chosen.min(lines.len().saturating_sub(1));
    let mut picked = None;
    let screen = ui.ctx().content_rect();
    let height = (screen.height() * 0.5).min(380.0);
    let id = egui::Id::unique("palette");
    // At the top, so that nothing moves while the list grows and shrinks.
    let area = Modal::default_area(id).anchor(
        egui::Align2::CENTER_TOP,
        egui::vec2(0.0, screen.height() * 0.12),
    );
    let modal = Modal::new(id).area(area).show(ui.ctx(), |ui| {
        ui.set_width((540.0 * scene.looks.scale).min(screen.width() - 40.0));
        let response = ui.add(
            TextEdit::singleline(&mut view.text)
                .hint_text("A command, an event, an actor, a forum")
                .desired_width(f32::INFINITY),
        );
        response.widget_info(|| {
            let mut info =
                egui::WidgetInfo::text_edit(true, view.text.clone(), view.text.clone(), "");
            info.label = Some("Find a command".to_owned());
            info
        });
        if just_opened {
            response.request_focus();
        }
        if response.changed() {
            view.chosen = 0;
        }
        ui.add_space(4.0);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink(false)
            .show(ui, |ui| {
                for (at, line) in lines.iter().enumerate() {
                    let button = egui::Button::new(&line.text)
                        .selected(at == view.chosen)
                        .frame_when_inactive(at == view.chosen)
                        .right_text(RichText::new(&line.hint).small().weak())
                        .min_size(egui::vec2(ui.available_width(), 0.0));
                    let response = ui.add(button);
                    if at == view.chosen && (up || down) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        picked = Some(line.command.clone());
                    }
                }
                if lines.is_empty() {
                    ui.label(RichText::new("Nothing is called that.").weak());
                }
            });
    });
    if enter {
        picked = lines.get(view.chosen).map(|line| line.command.clone());
    }
    if picked.is_some() || modal.should_close() {
        view.was_open = false;
        scene.push(Command::TogglePalette);
        if let Some(command) = picked {
            scene.push(command);
        }
    }
}

impl PaletteView {
    /// Forgets what was typed; called while the palette is closed.
    pub(super) fn close(&mut self) {
        self.was_open = false;
    }
}

/// Commands first, then actors and forums, events, documents, outlines.
fn lines(ui: &Ui, opened: &Opened, text: &str) -> Vec<Line> {
    let wanted = fold(text.trim());
    let commands = CATALOGUE
        .iter()
        .filter(|entry| entry.command != Command::TogglePalette)
        .filter(|entry| fold(entry.name).contains(&wanted) || fold(entry.help).contains(&wanted))
        .map(|entry| command_line(ui, entry));
    let everything = wanted.is_empty();
    let entities = (opened.known_entities())
        .filter(|(_, entity)| {
            !everything && entity.all_names().any(|name| fold(name).contains(&wanted))
        })
        .map(|(ix, _)| entity_line(opened, ix));
    let events = (opened.known_events())
        .filter(|(_, event)| !everything && fold(&event.title).contains(&wanted))
        .map(|(ix, _)| event_line(opened, ix));
    let documents = (opened.known_documents())
        .filter(|(_, document)| !everything && fold(&document.label()).contains(&wanted))
        .map(|(ix, document)| Line {
            text: document.label(),
            hint: "document".to_owned(),
            command: Command::Select(Selection::Document(ix)),
        });
    let outlines = (opened.known_outlines())
        .filter(|(_, outline)| !everything && fold(&outline.title).contains(&wanted))
        .map(|(ix, outline)| Line {
            text: outline.title.to_string(),
            hint: "outline".to_owned(),
            command: Command::Select(Selection::Outline(ix)),
        });
    commands
        .chain(entities)
        .chain(events)
        .chain(documents)
        .chain(outlines)
        .take(MOST_LINES)
        .collect()
}

fn command_line(ui: &Ui, entry: &Entry) -> Line {
    Line {
        text: entry.name.to_owned(),
        hint: entry.shortcut.map_or_else(String::new, |shortcut| {
            ui.format_shortcut(&shortcut.keyboard())
        }),
        command: entry.command.clone(),
    }
}

fn entity_line(opened: &Opened, ix: EntityIx) -> Line {
    let entity = opened.record.entity(ix);
    Line {
        text: entity.name.to_string(),
        hint: entity.kind.label().to_owned(),
        command: Command::Select(Selection::Entity(ix)),
    }
}

fn event_line(opened: &Opened, ix: EventIx) -> Line {
    let event = opened.record.event(ix);
    let date = event.leading_date().and_then(|claim| claim.date.as_ref());
    Line {
        text: event.title.to_string(),
        hint: date.map_or_else(|| "undated".to_owned(), |date| date.words().to_owned()),
        command: Command::Select(Selection::Event(ix)),
    }
}
