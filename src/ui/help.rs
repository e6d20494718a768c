//! Help: every shortcut, and the language of the search box.

use egui::{Modal, RichText, ScrollArea, Ui};

use super::scene::Scene;
use crate::index::FIELDS;
use crate::state::{CATALOGUE, Command, Menu};

pub(super) fn help_ui(ui: &Ui, scene: &mut Scene<'_>) {
    let screen = ui.ctx().content_rect().size();
    let modal = Modal::new(egui::Id::unique("help")).show(ui.ctx(), |ui| {
        // What is wider than the window is read by scrolling: it must not push the edge, and
        // the button at it, out of sight.
        let width = (760.0 * scene.looks.scale).min(screen.x - 60.0).max(120.0);
        ui.set_width(width);
        ui.horizontal(|ui| {
            ui.label(RichText::new("Help").heading());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button("Close").clicked() {
                    scene.push(Command::ToggleHelp);
                }
            });
        });
        let height = (screen.y - 140.0).max(80.0);
        ScrollArea::both()
            .min_scrolled_height(height)
            .max_height(height)
            .max_width(width)
            .auto_shrink([false, true])
            .show(ui, |ui| help_body(ui, width));
    });
    if modal.should_close() {
        scene.push(Command::ToggleHelp);
    }
}

fn help_body(ui: &mut Ui, width: f32) {
    heading(ui, "With the pointer");
    table(
        ui,
        "pointer",
        &[
            (
                "Wheel or pinch over the timeline",
                "zoom around the pointer",
            ),
            ("Wheel over the lane titles", "scroll the lanes"),
            (
                "Wheel with Shift, or sideways",
                "move in time; with Alt scroll the lanes",
            ),
            ("Drag", "move in time, and the lanes up and down"),
            (
                "Drag the calendar",
                "sideways move in time, down nearer, up farther",
            ),
            (
                "Drag with Shift, or with the right button",
                "draw a box around a stretch and go there; Escape gives it up",
            ),
            (
                "Double click beside the marks",
                "nearer, around the pointer",
            ),
            (
                "Point at a tear in the calendar",
                "how long nothing begins or ends there; a click shows it in full",
            ),
            (
                "Click a mark, a name, a dot beside the text",
                "select it everywhere",
            ),
            ("Double click a mark", "zoom to it"),
            (
                "Shift and click a mark",
                "compare it in time with the selected event",
            ),
            ("Click a receipt", "read the passage"),
            (
                "Drag a panel's title",
                "move the panel; its edges resize it",
            ),
            ("Drop a folder or .ron file on the window", "open it"),
        ],
    );
    heading(ui, "The search box");
    ui.scope(|ui| {
        ui.set_max_width(width - 16.0);
        ui.label("Words are looked for in titles, in every name of whoever takes part, and in the passages; of a tie in the names of its two ends and of its role, in its period and its passage. A tie has no area, level, kind or stage: whoever asks for one finds none of them. Put words that belong together in quotation marks. Join with and, or, not, and brackets; a minus sign also means not.");
    });
    ui.add_space(4.0);
    let fields: Vec<(String, &str)> = FIELDS
        .iter()
        .map(|(_, name, help)| (format!("{name}:"), *help))
        .collect();
    let rows: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, help)| (name.as_str(), *help))
        .collect();
    table(ui, "fields", &rows);
    for menu in Menu::ALL {
        heading(ui, menu.title());
        egui::Grid::new(("keys", menu.title()))
            .num_columns(3)
            .striped(true)
            .show(ui, |ui| {
                for entry in CATALOGUE.iter().filter(|entry| entry.menu == menu) {
                    let keys = entry.shortcut.map_or_else(String::new, |shortcut| {
                        super::icons::shortcut_words(ui, shortcut)
                    });
                    ui.label(RichText::new(keys).monospace());
                    ui.label(entry.name);
                    ui.label(RichText::new(entry.help).weak());
                    ui.end_row();
                }
            });
    }
}

fn heading(ui: &mut Ui, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).strong());
    ui.add_space(2.0);
}

fn table(ui: &mut Ui, id: &str, rows: &[(&str, &str)]) {
    egui::Grid::new(id)
        .num_columns(2)
        .striped(true)
        .show(ui, |ui| {
            for (what, help) in rows {
                ui.label(*what);
                ui.label(RichText::new(*help).weak());
                ui.end_row();
            }
        });
}
