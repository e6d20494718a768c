//! A short, dismissible pointer to the five things worth trying.

use egui::{RichText, Ui, Window, vec2};

use super::icons::hint;
use super::scene::Scene;
use crate::state::Command;

pub(super) fn welcome_ui(ui: &Ui, scene: &mut Scene<'_>) {
    let mut open = true;
    let looks = scene.looks;
    Window::new("Five things to try")
        .id(egui::Id::unique("welcome"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(egui::Align2::LEFT_BOTTOM, vec2(16.0, -40.0))
        .show(ui.ctx(), |ui| {
            ui.set_max_width(340.0 * looks.scale);
            let mut thing =
                |ui: &mut Ui, number: usize, words: &str, action: &str, command: Command| {
                    ui.horizontal_top(|ui| {
                        ui.label(
                            RichText::new(format!("{number}"))
                                .strong()
                                .color(looks.accent),
                        );
                        ui.vertical(|ui| {
                            ui.add(egui::Label::new(words).wrap());
                            let help = hint(ui, &command);
                            if ui
                                .add(egui::Button::new(action).small())
                                .on_hover_text(help)
                                .clicked()
                            {
                                scene.push(command);
                            }
                        });
                    });
                    ui.add_space(4.0);
                };
            thing(
                ui,
                1,
                "Click a mark: the text behind it opens, its quote marked.",
                "Select the next event",
                Command::NextEvent,
            );
            thing(
                ui,
                2,
                "Turn the wheel to zoom around the pointer, drag to move.",
                "Show the whole record",
                Command::Fit,
            );
            thing(
                ui,
                3,
                "See only what had been reported by a chosen day.",
                "As known on a day",
                Command::ToggleCurtain,
            );
            thing(
                ui,
                4,
                "Ask: actor:lauber, or role:chair and not stage:cancelled.",
                "Search",
                Command::FocusSearch,
            );
            thing(
                ui,
                5,
                "Find any command, event or name by typing.",
                "Find a command…",
                Command::TogglePalette,
            );
            ui.horizontal(|ui| {
                if ui.button("Got it").clicked() {
                    scene.push(Command::ToggleWelcome);
                }
                ui.label(RichText::new("Help has all shortcuts: F1").small().weak());
            });
        });
    if !open {
        scene.push(Command::ToggleWelcome);
    }
}
