//! Chips for areas, levels, kinds and sources, with counts.

use egui::{RichText, Ui};

use super::scene::Scene;
use crate::state::{Command, Facet};

/// What a group of chips is called, and what one of its values is.
const GROUPS: [(&str, &str); 4] = [
    ("Areas", "Area"),
    ("Levels", "Level"),
    ("Kinds", "Kind of event"),
    ("Sources", "Source"),
];

/// A group with more values than this is a menu rather than a row of chips.
const MOST_IN_A_ROW: usize = 6;

pub(super) fn chips_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let opened = scene.opened;
    let facets: Vec<Facet> = Facet::all(&opened.record)
        .into_iter()
        .filter(|facet| match facet {
            Facet::Source(source) => opened.knows_source(*source),
            _ => true,
        })
        .collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for (group, (title, _)) in GROUPS.iter().enumerate() {
            let in_group: Vec<Facet> = (facets.iter().copied())
                .filter(|facet| facet.group() == group)
                .collect();
            if in_group.is_empty() {
                continue;
            }
            if group > 0 {
                ui.separator();
            }
            if in_group.len() > MOST_IN_A_ROW {
                group_menu_ui(ui, scene, title, &in_group);
            } else {
                for facet in in_group {
                    chip_ui(ui, scene, facet);
                }
            }
        }
    });
}

/// A button that opens all values of a group; it says how many are chosen.
fn group_menu_ui(ui: &mut Ui, scene: &mut Scene<'_>, title: &str, facets: &[Facet]) {
    let chosen: Vec<Facet> = (facets.iter().copied())
        .filter(|facet| scene.state.view.filters.chosen.contains(facet))
        .collect();
    let count = if chosen.is_empty() {
        facets.len()
    } else {
        chosen.len()
    };
    let words = if chosen.is_empty() {
        format!("{title}: all {count}")
    } else {
        format!("{title}: {count} chosen")
    };
    let button = egui::Button::new(RichText::new(words).small())
        .selected(!chosen.is_empty())
        .small();
    let config = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::from_button(button)
        .config(config)
        .ui(ui, |ui| {
            egui::ScrollArea::vertical()
                .max_height(420.0)
                .show(ui, |ui| {
                    for facet in facets {
                        chip_ui(ui, scene, *facet);
                    }
                });
        });
    // What is chosen can be let go without opening the menu.
    for facet in chosen {
        chip_ui(ui, scene, facet);
    }
}

fn chip_ui(ui: &mut Ui, scene: &mut Scene<'_>, facet: Facet) {
    let opened = scene.opened;
    let count = scene.matches.facets.get(&facet).copied().unwrap_or(0);
    let chosen = scene.state.view.filters.chosen.contains(&facet);
    let name = facet.name(&opened.record);
    let mut job = egui::text::LayoutJob::default();
    let font = egui::TextStyle::Small.resolve(ui.style());
    let ink = if count == 0 && !chosen {
        scene.looks.weak
    } else {
        scene.looks.ink
    };
    job.append(name, 0.0, egui::TextFormat::simple(font.clone(), ink));
    job.append(
        &count.to_string(),
        5.0,
        egui::TextFormat::simple(font, scene.looks.weak),
    );
    // As wide as with the greatest count it can have, so that nothing moves while typing.
    let most = opened.record.events.len().to_string();
    let spare = most.len().saturating_sub(count.to_string().len());
    #[allow(clippy::cast_precision_loss)]
    let spare = spare as f32 * ui.text_style_height(&egui::TextStyle::Small) * 0.46;
    let least = ui.painter().layout_job(job.clone()).size().x + spare;
    let padding = ui.spacing().button_padding.x * 2.0;
    let button = egui::Button::new(job)
        .selected(chosen)
        .small()
        .min_size(egui::vec2(least + padding, 0.0));
    let response = ui.add(button);
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::CheckBox,
            true,
            chosen,
            format!("{name}, {count} events"),
        )
    });
    let (_, what) = GROUPS[facet.group()];
    let help = if chosen {
        format!("{what}: click to let it go")
    } else {
        format!("{what}: click to let through only events of it; several add up")
    };
    if response.on_hover_text(help).clicked() {
        scene.push(Command::ToggleFacet(facet));
    }
}
