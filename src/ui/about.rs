//! Name, version, licence.

use egui::{Modal, RichText, Ui};

use super::scene::Scene;
use crate::state::Command;

pub(super) fn about_ui(ui: &Ui, scene: &mut Scene<'_>) {
    let modal = Modal::new(egui::Id::unique("about")).show(ui.ctx(), |ui| {
        ui.set_max_width(420.0 * scene.looks.scale);
        ui.label(RichText::new("Regesta").heading());
        ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
        ui.add_space(6.0);
        ui.label("A timeline and relationship explorer in which no mark is drawn without a passage behind it.");
        ui.add_space(6.0);
        ui.label("Program: MIT or Apache-2.0. The record that ships: CC BY 4.0.");
        ui.add_space(8.0);
        if ui.button("Close").clicked() {
            scene.push(Command::ToggleAbout);
        }
    });
    if modal.should_close() {
        scene.push(Command::ToggleAbout);
    }
}
