//! Over a text: which source, which edition, what beside it, and the ways through it.

use egui::{Align, RichText, Ui};

use super::original::original_ui;
use crate::model::{Passage, Place, SourceIx};
use crate::state::{Beside, Command};
use crate::ui::apparatus::language_name;
use crate::ui::icons::{self, command_button, icon_button, toggle_button};
use crate::ui::scene::{Original, Scene};

/// Which source, in which edition; and below, where the reader stands and the ways on.
pub(super) fn head_ui(ui: &mut Ui, scene: &mut Scene<'_>, current: Passage) {
    ui.horizontal(|ui| {
        let contents = scene.state.preferences.contents_open;
        if toggle_button(ui, icons::CONTENTS, &Command::ToggleContents, contents) {
            scene.push(Command::ToggleContents);
        }
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            editions_ui(ui, scene, current.source);
            ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
                source_ui(ui, scene, current);
            });
        });
    });
    ui.horizontal(|ui| {
        command_button(ui, scene, icons::PREVIOUS, Command::PreviousInText, true);
        command_button(ui, scene, icons::NEXT, Command::NextInText, true);
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            command_button(ui, scene, icons::COPY, Command::CopyPassage, true);
            let source = scene.opened.record.source(current.source);
            if let Some(url) = &source.url {
                let open = format!("Open {url} in the browser");
                if icon_button(ui, icons::BROWSER, &open, true).clicked() {
                    scene.push(Command::OpenUrl(url.to_string()));
                }
            }
            let along = scene.state.preferences.read_along;
            if toggle_button(ui, icons::ALONG, &Command::ToggleReadAlong, along) {
                scene.push(Command::ToggleReadAlong);
            }
            let finds = scene.state.reading.find.is_some();
            if toggle_button(ui, icons::SEARCH, &Command::FindInText, finds) {
                scene.push(if finds {
                    Command::CloseFind
                } else {
                    Command::FindInText
                });
            }
            ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
                where_ui(ui, scene, current);
            });
        });
    });
}

/// The source, to be changed for another.
fn source_ui(ui: &mut Ui, scene: &mut Scene<'_>, current: Passage) {
    let opened = scene.opened;
    let record = &opened.record;
    let shown = if opened.knows_source(current.source) {
        &*record.source(current.source).short
    } else {
        "–"
    };
    let combo = egui::ComboBox::from_id_salt("source")
        .selected_text(shown)
        .width((ui.available_width() - 8.0).clamp(60.0, 420.0))
        .truncate()
        .show_ui(ui, |ui| {
            for (at, other) in record.sources.iter().enumerate() {
                let source = SourceIx::new(at);
                if !opened.knows_source(source) {
                    continue;
                }
                let is_here = source == current.source;
                if ui.selectable_label(is_here, &*other.short).clicked() {
                    scene.push(Command::ShowPassage(Passage {
                        source,
                        place: Place::Section { section: 0 },
                    }));
                }
            }
        });
    combo.response.widget_info(|| {
        let name = format!("Source: {shown}");
        egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name)
    });
}

/// Editions and the original: which is read, which stands beside it.
fn editions_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: SourceIx) {
    let source = scene.opened.record.source(ix);
    let original = scene.original_of(ix);
    let ready = original.is_some_and(Original::is_ready);
    let read = scene.state.reading.edition(ix, source);
    let beside = scene.state.reading.beside(ix, source, ready);
    let mut pushed = Vec::new();
    let icon = icons::EDITIONS.rich_text().size(icons::icon_size(ui));
    let button = egui::Button::new(icon)
        .frame_when_inactive(false)
        .selected(beside.is_some());
    let name = "Editions and original";
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        let weak = scene.looks.weak;
        let title = |ui: &mut Ui, words: &str| {
            ui.label(RichText::new(words).small().strong().color(weak));
        };
        title(ui, "Read");
        for (at, edition) in (0..).zip(&source.editions) {
            let words = edition_name(&edition.title, &edition.language);
            if ui.radio(read == at as usize, words).clicked() {
                pushed.push(Command::ShowEdition(ix, at));
                ui.close();
            }
        }
        title(ui, "Beside it");
        if ui.radio(beside.is_none(), "Nothing").clicked() {
            pushed.push(Command::ShowBeside(None));
            ui.close();
        }
        for (at, edition) in (0..).zip(&source.editions) {
            if at as usize == read {
                continue;
            }
            let choice = Some(Beside::Edition(at));
            let words = edition_name(&edition.title, &edition.language);
            if ui.radio(beside == choice, words).clicked() {
                pushed.push(Command::ShowBeside(choice));
                ui.close();
            }
        }
        if let Some(original) = original {
            let choice = Some(Beside::Original);
            let words = format!("Original: {}", original.file_name());
            let radio = egui::RadioButton::new(beside == choice, words);
            let path = original.path.display().to_string();
            if ui.add_enabled(ready, radio).on_hover_text(path).clicked() {
                pushed.push(Command::ShowBeside(choice));
                ui.close();
            }
        }
        ui.separator();
        let words = if original.is_some() {
            "Attach another original…"
        } else {
            "Attach original…"
        };
        let hover = "Your own file of the original, .txt or .md. It stays where it is.";
        let attach = egui::Button::new(words);
        if ui
            .add_enabled(!scene.dialog_open, attach)
            .on_hover_text(hover)
            .clicked()
        {
            pushed.push(Command::AttachOriginal);
            ui.close();
        }
        if ui.button("Attach by path…").clicked() {
            pushed.push(Command::AttachTyped);
            ui.close();
        }
        if original.is_some() && ui.button("Detach the original").clicked() {
            pushed.push(Command::DetachOriginal(ix));
            ui.close();
        }
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name);
    for command in pushed {
        scene.push(command);
    }
}

fn edition_name(title: &str, language: &str) -> String {
    format!("{title}, {}", language_name(language))
}

/// Under which heading the current passage stands, in a source issued when.
fn where_ui(ui: &mut Ui, scene: &Scene<'_>, current: Passage) {
    let record = &scene.opened.record;
    if !scene.opened.knows_source(current.source) {
        return;
    }
    let source = record.source(current.source);
    let section = match current.place {
        Place::Section { section } | Place::Block { section, .. } | Place::Item { section, .. } => {
            source.text().sections.get(section as usize)
        }
        Place::Note { .. } => None,
    };
    let heading = section.map_or("", |section| &*section.heading);
    let words = if heading.is_empty() {
        format!("issued {}", source.issued.words())
    } else {
        format!("{heading} · issued {}", source.issued.words())
    };
    let label = egui::Label::new(RichText::new(words).small().color(scene.looks.weak)).truncate();
    ui.add(label.show_tooltip_when_elided(false))
        .on_hover_text(format!("{}\n{}", source.title, record.address(current)));
}

/// Over the text: what its columns are, and what became of the original.
pub(super) fn columns_head_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    ix: SourceIx,
    beside: Option<Beside>,
    columns: &super::page::Columns,
) {
    let source = scene.opened.record.source(ix);
    let read = scene.state.reading.edition(ix, source);
    let left = ui.max_rect().left();
    let weak = scene.looks.weak;
    original_ui(ui, scene, ix);
    let Some(second) = columns.beside else {
        return;
    };
    let first = &source.editions[read];
    let beside_words = match beside {
        Some(Beside::Edition(at)) => source
            .editions
            .get(at as usize)
            .map_or_else(String::new, |edition| {
                edition_name(&edition.title, &edition.language)
            }),
        Some(Beside::Original) => scene
            .original_of(ix)
            .map_or_else(String::new, Original::words),
        None => String::new(),
    };
    let top = ui.cursor().top();
    let height = ui.text_style_height(&egui::TextStyle::Small) + 4.0;
    for (range, words) in [
        (columns.text, edition_name(&first.title, &first.language)),
        (second, beside_words),
    ] {
        let rect =
            egui::Rect::from_x_y_ranges(left + range.min..=left + range.max, top..=top + height);
        let label = egui::Label::new(RichText::new(&words).small().italics().color(weak));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        child.add(label.truncate());
    }
    ui.add_space(height + 2.0);
}
