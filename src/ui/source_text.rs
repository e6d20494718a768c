//! The source text: whole sources set for reading, the selected event's words marked,
//! footnotes that open where they stand.

use std::collections::{BTreeSet, HashMap};

use egui::{Align, RichText, ScrollArea, Ui};

use super::icons::{self, command_button, icon_button};
use super::scene::Scene;
use super::text_reader::Reader;
use super::theme::reading;
use crate::model::{Passage, Place, SourceIx, Text};
use crate::state::{Command, Memo};

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct TextView {
    /// Open footnotes.
    open_notes: BTreeSet<(SourceIx, u32)>,
    just_opened: Option<(SourceIx, u32)>,
    revision: u64,
    heights: HashMap<Place, f32>,
    /// Footnotes of a source that no marker points at.
    unmarked: Memo<(u64, SourceIx), Vec<u32>>,
    measured: Option<SourceIx>,
    /// The width for which the text was set last.
    width: f32,
}

/// A measure of 60 to 75 characters: so many times the size of the type.
const MEASURE: f32 = 34.0;

pub(super) fn source_text_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut TextView) {
    let opened = scene.opened;
    if view.revision != scene.revision {
        view.open_notes.clear();
        view.revision = scene.revision;
    }
    let Some(current) = scene.state.view.passage else {
        ui.label(
            RichText::new("Select an event to read what is said of it.").color(scene.looks.weak),
        );
        return;
    };
    head_ui(ui, scene, current);
    if !opened.knows_source(current.source) {
        let words = "This source had not been issued on the day at which the curtain stands.";
        ui.add(egui::Label::new(RichText::new(words).color(scene.looks.weak)).wrap());
        return;
    }
    where_ui(ui, scene, current);
    ui.separator();
    let source_ix = current.source;
    let text = opened.record.source(source_ix).text();
    let width = ui.available_width();
    if view.measured != Some(source_ix) {
        view.measured = Some(source_ix);
        view.heights.clear();
    }
    if (view.width - width).abs() > 0.5 {
        // Set anew, the lines stand elsewhere; the reader's place is found again.
        view.width = width;
        view.heights.clear();
        scene.state.scroll_to_passage = true;
    }
    if let Place::Note { note } = current.place
        && scene.state.scroll_to_passage
    {
        view.open_notes.insert((source_ix, note));
    }
    let unmarked = (view.unmarked).get((scene.revision, source_ix), |_| unmarked_notes(text));
    ScrollArea::vertical()
        .id_salt(("source text", source_ix))
        .auto_shrink(false)
        .show(ui, |ui| {
            let size = reading().resolve(ui.style()).size;
            let measure = (size * MEASURE).min(ui.available_width() - 18.0);
            ui.set_max_width(measure + 18.0);
            title_ui(ui, scene, current);
            let mut reader = Reader {
                source: source_ix,
                text,
                current,
                open_notes: &mut view.open_notes,
                heights: &mut view.heights,
                just_opened: &mut view.just_opened,
            };
            for (at, section) in text.sections.iter().enumerate() {
                reader.section_ui(ui, scene, at, &section.heading, &section.blocks);
            }
            reader.other_notes_ui(ui, scene, unmarked);
            ui.add_space(ui.clip_rect().height() * 0.5);
        });
    scene.state.scroll_to_passage = false;
}

fn unmarked_notes(text: &Text) -> Vec<u32> {
    (0..u32::try_from(text.notes.len()).unwrap_or(u32::MAX))
        .filter(|note| text.place_of_marker(*note).is_none())
        .collect()
}

/// Which source, which event, and the way to the next.
fn head_ui(ui: &mut Ui, scene: &mut Scene<'_>, current: Passage) {
    let opened = scene.opened;
    let record = &opened.record;
    ui.horizontal(|ui| {
        command_button(ui, scene, icons::PREVIOUS, Command::PreviousInText, true);
        command_button(ui, scene, icons::NEXT, Command::NextInText, true);
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            command_button(ui, scene, icons::COPY, Command::CopyPassage, true);
            let source = record.source(current.source);
            if let Some(url) = &source.url
                && icon_button(
                    ui,
                    icons::BROWSER,
                    &format!("Open {url} in the browser"),
                    true,
                )
                .clicked()
            {
                scene.push(Command::OpenUrl(url.to_string()));
            }
            ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
                let shown = if opened.knows_source(current.source) {
                    &*source.short
                } else {
                    "–"
                };
                let combo = egui::ComboBox::from_id_salt("source")
                    .selected_text(shown)
                    .width((ui.available_width() - 8.0).clamp(60.0, 320.0))
                    .truncate()
                    .show_ui(ui, |ui| {
                        for (at, other) in record.sources.iter().enumerate() {
                            let source = SourceIx::new(at);
                            if !opened.knows_source(source) {
                                continue;
                            }
                            if ui
                                .selectable_label(source == current.source, &*other.short)
                                .clicked()
                            {
                                scene.push(Command::ShowPassage(Passage {
                                    source,
                                    place: Place::Section { section: 0 },
                                }));
                            }
                        }
                    });
                combo.response.widget_info(|| {
                    egui::WidgetInfo::labeled(
                        egui::Role::ComboBox,
                        true,
                        format!("Source: {shown}"),
                    )
                });
            });
        });
    });
}

/// Which source, issued when, and at which address the reader stands.
fn where_ui(ui: &mut Ui, scene: &Scene<'_>, current: Passage) {
    let record = &scene.opened.record;
    let source = record.source(current.source);
    let words = format!(
        "issued {} · {}",
        source.issued.words(),
        record.address(current)
    );
    let label = egui::Label::new(RichText::new(words).small().color(scene.looks.weak)).truncate();
    ui.add(label).on_hover_text(&*source.title);
}

fn title_ui(ui: &mut Ui, scene: &Scene<'_>, current: Passage) {
    let source = scene.opened.record.source(current.source);
    ui.add_space(6.0);
    let title = ui.label(RichText::new(&*source.title).heading());
    if scene.state.scroll_to_passage && current.place == (Place::Section { section: 0 }) {
        title.scroll_to_me(Some(Align::TOP));
    }
    let author = source
        .author
        .as_deref()
        .map_or_else(String::new, |author| format!("{author} · "));
    let issued = format!("{author}issued {}", source.issued.words());
    let response = ui.label(RichText::new(issued).small().color(scene.looks.weak));
    if let Some(note) = &source.issued_note {
        response.on_hover_text(&**note);
    }
    if let Some(edition) = source.editions.first() {
        ui.label(
            RichText::new(&*edition.title)
                .small()
                .italics()
                .color(scene.looks.weak),
        );
    }
    ui.add_space(10.0);
}
