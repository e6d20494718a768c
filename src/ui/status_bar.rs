//! Counts, what is being read, what is wrong.

use egui::{RichText, Ui};

use super::icons;
use super::loading::loading_ui;
use super::receipt::counted;
use super::scene::Scene;
use crate::state::{Command, counts_in};

pub(super) fn status_bar_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.horizontal(|ui| {
        counts_ui(ui, scene);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            problems_ui(ui, scene);
            contradictions_ui(ui, scene);
            if let Some(loading) = scene.loading {
                loading_ui(ui, scene, loading);
            } else if scene.arranging && !scene.is_first_arranging() {
                ui.label(RichText::new("arranging …").small());
            } else {
                let title = &scene.opened.record.title;
                ui.add(egui::Label::new(RichText::new(&**title).small().weak()).truncate())
                    .on_hover_text(&*scene.opened.record.about);
            }
        });
    });
}

/// How many events are shown, and why the others are not.
fn counts_ui(ui: &mut Ui, scene: &Scene<'_>) {
    if scene.is_first_arranging() {
        ui.label(RichText::new("arranging …").small());
        return;
    }
    let counts = counts_in(scene.opened, scene.matches, scene.state.view.window);
    let part = |ui: &mut Ui, number: usize, what: &str, help: &str| {
        ui.label(RichText::new(format!("{number} {what}")).small())
            .on_hover_text(help);
        ui.label(RichText::new("·").small().weak());
    };
    part(
        ui,
        counts.shown,
        "shown",
        "Events that match and have a date in the window",
    );
    part(
        ui,
        counts.outside,
        "outside the window",
        "Events that match and are dated earlier or later than the window",
    );
    part(
        ui,
        counts.filtered,
        "filtered out",
        "Events that search and chips do not let through",
    );
    ui.label(RichText::new(format!("{} undated", counts.undated)).small())
            .on_hover_text("Events that match, of which no passage gives a date; use the arrow keys or the inspector to reach them");
}

/// How much is told in contradictory ways; opens the ledger.
fn contradictions_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    // Behind the curtain it would have to be worked out anew at every step: the ledger does
    // that when it is opened.
    if scene.state.view.curtain.is_some() {
        return;
    }
    // Not there yet when a record has just been opened; the reader looks for them then.
    let Some(count) = scene
        .opened
        .contradictions_found()
        .filter(|count| *count > 0)
    else {
        return;
    };
    let text = RichText::new(counted(count, "contradiction")).small();
    let button = egui::Button::new(text).small();
    if ui
        .add(button)
        .on_hover_text(icons::hint(ui, &Command::ToggleLedger))
        .clicked()
    {
        scene.push(Command::ToggleLedger);
    }
}

fn problems_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let faults = scene.faults;
    if faults.problems.is_empty() {
        return;
    }
    let count = faults.problems.len();
    let problems = counted(count, "problem");
    let text = match (faults.stale, scene.opened.record.id.is_empty()) {
        (true, false) => format!("{problems}: the last good reading is shown"),
        (true, true) => format!("{problems}: it does not load"),
        (false, _) => problems,
    };
    let color = if faults.stale {
        scene.looks.error
    } else {
        scene.looks.warning
    };
    let button = egui::Button::new(RichText::new(text).small().color(color)).small();
    if ui
        .add(button)
        .on_hover_text(icons::hint(ui, &Command::ToggleProblems))
        .clicked()
    {
        scene.push(Command::ToggleProblems);
    }
    ui.label(icons::WARNING.rich_text().color(color).small());
}
