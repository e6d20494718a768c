//! Chips for areas, levels, kinds and sources, with counts.

use egui::{RichText, Ui};

use super::scene::Scene;
use crate::state::{Command, Facet};

const GROUPS: [&str; 4] = ["Areas", "Levels", "Kinds", "Sources"];

pub(super) fn chips_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let facets = Facet::all(&scene.opened.record);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for (group, title) in GROUPS.iter().enumerate() {
            let mut in_group = facets.iter().filter(|facet| facet.group() == group).peekable();
            if in_group.peek().is_none() {
                continue;
            }
            if group > 0 {
                ui.add_space(8.0);
            }
            ui.label(RichText::new(*title).small().weak());
            for facet in in_group {
                chip_ui(ui, scene, *facet);
            }
        }
    });
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
    let response = ui.add(egui::Button::new(job).selected(chosen).small());
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::CheckBox,
            true,
            chosen,
            format!("{name}, {count} events"),
        )
    });
    let help = if chosen {
        "Let it go"
    } else {
        "Let through only what has one of the chosen values of this group"
    };
    if response.on_hover_text(help).clicked() {
        scene.push(Command::ToggleFacet(facet));
    }
}
