//! The palette: type what you want to do, or whom you look for.

use std::sync::Arc;

use egui::{Key, Modal, RichText, ScrollArea, TextEdit, Ui};

use super::scene::Scene;
use crate::index::{Opened, fold};
use crate::model::Date;
use crate::state::{AT_ONCE, Background, CATALOGUE, Command, Entry, Request, Selection};

/// What the palette keeps while it is open.
#[derive(Default)]
pub(super) struct PaletteView {
    text: String,
    chosen: usize,
    was_open: bool,
    found: Background<Wanted, Vec<Selection>>,
}

/// What is looked for in the record.
#[derive(Clone, PartialEq)]
struct Wanted {
    revision: u64,
    words: String,
    is_small: bool,
}

impl Request for Wanted {
    fn may_show(&self, older: &Self) -> bool {
        // The first line is taken on Enter: it must be one for these words.
        self == older
    }

    fn is_small(&self) -> bool {
        self.is_small
    }
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
    let wanted = Wanted {
        revision: scene.revision,
        words: fold(view.text.trim()),
        is_small: scene.opened.record.events.len() < AT_ONCE,
    };
    let record = Arc::clone(scene.opened);
    let found = (view.found).get(&wanted, scene.aside, move |wanted, _| {
        find(&record, &wanted.words)
    });
    let found = found.as_deref().map_or(&[][..], Vec::as_slice);
    let lines = lines(ui, scene, &wanted.words, found);
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

/// Commands first, then what is found in the record.
fn lines(ui: &Ui, scene: &Scene<'_>, wanted: &str, found: &[Selection]) -> Vec<Line> {
    let commands = CATALOGUE
        .iter()
        .filter(|entry| entry.command != Command::TogglePalette)
        .filter(|entry| scene.state.is_opening || entry.command != Command::CancelReading)
        .filter(|entry| fold(entry.name).contains(wanted) || fold(entry.help).contains(wanted))
        .map(|entry| command_line(ui, entry));
    let found = found.iter().filter_map(|selection| {
        let (text, hint) = words_of(scene.opened, *selection)?;
        Some(Line {
            text,
            hint,
            command: Command::Select(*selection),
        })
    });
    commands.chain(found).take(MOST_LINES).collect()
}

/// Actors and forums, then events, documents, outlines, as many as there can be lines.
fn find(opened: &Opened, wanted: &str) -> Vec<Selection> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let holds = |text: &str| fold(text).contains(wanted);
    let entities = (opened.known_entities())
        .filter(|(_, entity)| entity.all_names().any(holds))
        .map(|(ix, _)| Selection::Entity(ix));
    let events = (opened.known_events())
        .filter(|(_, event)| holds(&event.title))
        .map(|(ix, _)| Selection::Event(ix));
    let documents = (opened.known_documents())
        .filter(|(_, document)| holds(&document.label()))
        .map(|(ix, _)| Selection::Document(ix));
    let outlines = (opened.known_outlines())
        .filter(|(_, outline)| holds(&outline.title))
        .map(|(ix, _)| Selection::Outline(ix));
    (entities.chain(events))
        .chain(documents)
        .chain(outlines)
        .take(MOST_LINES)
        .collect()
}

/// What something is called, and what else helps to tell it apart.
fn words_of(opened: &Opened, selection: Selection) -> Option<(String, String)> {
    let record = &opened.record;
    Some(match selection {
        Selection::None => return None,
        Selection::Entity(ix) => {
            let entity = record.entity(ix);
            (entity.name.to_string(), entity.kind.label().to_owned())
        }
        Selection::Event(ix) => {
            let event = record.event(ix);
            let date = event.leading_date().and_then(|claim| claim.date.as_ref());
            let words = date.map_or("undated", Date::words);
            (event.title.to_string(), words.to_owned())
        }
        Selection::Document(ix) => (record.document(ix).label(), "document".to_owned()),
        Selection::Outline(ix) => (record.outline(ix).title.to_string(), "outline".to_owned()),
        // Pairs are not listed.
        Selection::Pair(..) => return None,
    })
}

fn command_line(ui: &Ui, entry: &Entry) -> Line {
    Line {
        text: entry.name.to_owned(),
        hint: entry.shortcut.map_or_else(String::new, |shortcut| {
            super::icons::shortcut_words(ui, shortcut)
        }),
        command: entry.command.clone(),
    }
}
