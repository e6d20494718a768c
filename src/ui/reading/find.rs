//! Looking for words in a source: as search compares them, without accents and case.

use std::ops::Range;

use egui::{Key, Modifiers, RichText, TextEdit, Ui};

use crate::index::{find_folded, fold};
use crate::layout::ReadingRow;
use crate::model::Text;
use crate::state::Command;
use crate::ui::icons::{self, icon_button};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// Where words stand in the rows of a source.
#[derive(Default)]
pub(super) struct Found {
    needle: String,
    /// Every place where they stand, in order.
    hits: Vec<Hit>,
    /// The one at which the search stands.
    at: Option<usize>,
}

/// A place where the words stand.
#[derive(Clone, Copy, Debug)]
struct Hit {
    row: usize,
    /// In which footnote of that row, if not in the row itself.
    note: Option<u32>,
    /// Which one there, counted from 0.
    nth: usize,
}

/// Words that are searched: of a row, or of a footnote whose marker stands in it.
struct Words {
    row: usize,
    note: Option<u32>,
    folded: String,
}

/// What the search keeps between passes.
#[derive(Default)]
pub(super) struct Finder {
    /// All words of the source; made when the search is opened.
    haystack: Vec<Words>,
    /// For which rows that was.
    made_for: Option<u64>,
    pub found: Found,
}

impl Found {
    /// Where the words stand in a row's text.
    pub(super) fn hits_in(&self, plain: &str) -> Vec<Range<usize>> {
        if self.needle.is_empty() {
            return Vec::new();
        }
        find_folded(plain, &self.needle)
    }

    /// Which of the places in a row, or in a footnote, the search stands at.
    pub(super) fn at_in(&self, row: Option<usize>, note: Option<u32>) -> Option<usize> {
        let hit = self.hits.get(self.at?)?;
        let is_here = hit.note == note && row.is_none_or(|row| hit.row == row);
        is_here.then_some(hit.nth)
    }

    /// The row at which the search stands, and the footnote there.
    pub(super) fn here(&self) -> Option<(usize, Option<u32>)> {
        let hit = self.hits.get(self.at?)?;
        Some((hit.row, hit.note))
    }
}

impl Finder {
    /// Looks again if the words or the rows have changed. Returns whether the search now
    /// stands somewhere else.
    pub(super) fn look(
        &mut self,
        wanted: &str,
        stamp: u64,
        rows: &[ReadingRow],
        text: &Text,
        from_row: usize,
        step: Option<bool>,
    ) -> bool {
        if self.made_for != Some(stamp) {
            self.made_for = Some(stamp);
            self.haystack = words_of(rows, text);
            self.found = Found::default();
        }
        let needle = fold(wanted.trim());
        if needle != self.found.needle {
            self.found = Found {
                hits: hits_of(&self.haystack, &needle),
                needle,
                at: None,
            };
            // The first one from where the reader is.
            let next = (self.found.hits).partition_point(|hit| hit.row < from_row);
            let count = self.found.hits.len();
            self.found.at = (count > 0).then_some(if next < count { next } else { 0 });
            return self.found.at.is_some();
        }
        let count = self.found.hits.len();
        if let (Some(forward), Some(at)) = (step, self.found.at) {
            let next = if forward { at + 1 } else { at + count - 1 };
            self.found.at = Some(next % count);
            return true;
        }
        false
    }

    /// Forgets the words of the rows.
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }
}

/// What is searched: rows in their order, and behind each the footnotes whose markers
/// stand in it.
fn words_of(rows: &[ReadingRow], text: &Text) -> Vec<Words> {
    let mut words = Vec::with_capacity(rows.len());
    for (row, content) in rows.iter().enumerate() {
        let mut take = |note: Option<u32>, plain: &str| {
            words.push(Words {
                row,
                note,
                folded: fold(plain),
            });
        };
        let body = |note: u32| text.notes.get(note as usize).map(|note| &*note.body.plain);
        match content {
            ReadingRow::Heading { section } => {
                let found = text.sections.get(*section as usize);
                take(None, found.map_or("", |section| &section.heading));
            }
            ReadingRow::Passage {
                place,
                bytes,
                is_last,
                ..
            } => {
                let Some(rich) = text.rich_at(*place) else {
                    continue;
                };
                take(None, rich.plain.get(bytes[0].clone()).unwrap_or(""));
                if *is_last {
                    for note in rich.notes() {
                        take(Some(note), body(note).unwrap_or(""));
                    }
                }
            }
            ReadingRow::Note { note } => take(Some(*note), body(*note).unwrap_or("")),
            _ => {}
        }
    }
    words
}

fn hits_of(haystack: &[Words], needle: &str) -> Vec<Hit> {
    if needle.is_empty() {
        return Vec::new();
    }
    let hits = haystack.iter().flat_map(|words| {
        let places = words.folded.match_indices(needle).enumerate();
        places.map(|(nth, _)| Hit {
            row: words.row,
            note: words.note,
            nth,
        })
    });
    hits.collect()
}

/// The field for the words, how often they stand there, and the way through them.
pub(super) fn find_ui(ui: &mut Ui, scene: &mut Scene<'_>, found: &Found) {
    let Some(text) = scene.state.reading.find.clone() else {
        return;
    };
    let mut typed = text.clone();
    ui.horizontal(|ui| {
        let count = match (found.at, found.hits.len()) {
            _ if text.trim().is_empty() => String::new(),
            (_, 0) => "not found".to_owned(),
            (Some(at), count) => format!("{} of {count}", at + 1),
            (None, count) => counted(count, "place"),
        };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, "Close the search in the source", true).clicked() {
                scene.push(Command::CloseFind);
            }
            let some = !found.hits.is_empty();
            if icon_button(ui, icons::NEXT, "Find next (F3)", some).clicked() {
                scene.push(Command::FindNext);
            }
            if icon_button(ui, icons::PREVIOUS, "Find previous (Shift+F3)", some).clicked() {
                scene.push(Command::FindPrevious);
            }
            // As wide as it will ever be, so that the field does not jump.
            let width = 84.0 * scene.looks.scale;
            let label = egui::Label::new(RichText::new(&count).small().color(scene.looks.weak));
            ui.add_sized([width, ui.spacing().interact_size.y], label);
            let field = TextEdit::singleline(&mut typed)
                .hint_text("Find in this source")
                .desired_width(ui.available_width());
            let response = ui.add(field);
            response.widget_info(|| {
                let mut info = egui::WidgetInfo::text_edit(true, typed.clone(), typed.clone(), "");
                info.label = Some("Find in this source".to_owned());
                info
            });
            if std::mem::take(&mut scene.state.reading.focus_find) {
                response.request_focus();
            }
            let enter = |modifiers| ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
            if response.lost_focus() || response.has_focus() {
                if enter(Modifiers::SHIFT) {
                    scene.push(Command::FindPrevious);
                    response.request_focus();
                } else if enter(Modifiers::NONE) {
                    scene.push(Command::FindNext);
                    response.request_focus();
                }
            }
        });
    });
    if typed != text {
        scene.state.reading.find = Some(typed);
        ui.request_repaint();
    }
}
