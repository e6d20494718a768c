//! The contents of a source: its sections and its outlines, each a step away.

use egui::{RichText, ScrollArea, Ui};

use crate::model::{OutlineIx, Passage, Place, SourceIx, Text};
use crate::state::{Command, Selection};
use crate::ui::scene::Scene;

/// The list of sections, the one that is being read marked, and of outlines below it.
pub(super) fn contents_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    source: SourceIx,
    text: &Text,
    reading: Option<u32>,
) {
    let opened = scene.opened;
    let outlines: Vec<OutlineIx> = (opened.known_outlines())
        .filter(|(_, outline)| outline.passage.source == source)
        .map(|(ix, _)| ix)
        .collect();
    let sections: Vec<u32> = (0..)
        .zip(&text.sections)
        .filter(|(_, section)| !section.heading.is_empty())
        .map(|(at, _)| at)
        .collect();
    let head = usize::from(!outlines.is_empty());
    let height = ui.spacing().interact_size.y;
    ScrollArea::vertical()
        .id_salt("contents")
        .auto_shrink(false)
        .show_rows(
            ui,
            height,
            1 + sections.len() + head + outlines.len(),
            |ui, rows| {
                for row in rows {
                    if row == 0 {
                        let place = Place::Section { section: 0 };
                        let is_top =
                            reading.is_none_or(|at| sections.first().is_none_or(|s| at < *s));
                        let title = if text.title.is_empty() {
                            "Top"
                        } else {
                            &text.title
                        };
                        line_ui(ui, scene, Passage { source, place }, title, 0, is_top);
                    } else if let Some(section) = sections.get(row - 1) {
                        let found = &text.sections[*section as usize];
                        let place = Place::Section { section: *section };
                        let is_here = reading == Some(*section);
                        let passage = Passage { source, place };
                        line_ui(ui, scene, passage, &found.heading, found.level, is_here);
                    } else if row == 1 + sections.len() {
                        let weak = scene.looks.weak;
                        ui.label(RichText::new("Outlines").small().strong().color(weak));
                    } else if let Some(ix) = outlines.get(row - sections.len() - 2) {
                        let outline = opened.record.outline(*ix);
                        let selection = Selection::Outline(*ix);
                        let is_chosen = scene.state.view.selection == selection;
                        let button =
                            egui::Button::selectable(is_chosen, &*outline.title).truncate();
                        if ui.add(button).on_hover_text(&*outline.title).clicked() {
                            scene.push(Command::ShowPassage(outline.passage));
                            scene.push(Command::Select(selection));
                        }
                    }
                }
            },
        );
}

fn line_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    passage: Passage,
    words: &str,
    level: u8,
    is_here: bool,
) {
    ui.horizontal(|ui| {
        ui.add_space(f32::from(level.saturating_sub(1).min(4)) * 12.0);
        let button = egui::Button::selectable(is_here, words).truncate();
        if ui.add(button).on_hover_text(words).clicked() {
            scene.push(Command::ShowPassage(passage));
        }
    });
}
