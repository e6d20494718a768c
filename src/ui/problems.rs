//! The list of problems of a dataset; each opens the place it speaks of.

use egui::{RichText, ScrollArea, Sense, Ui};

use super::icons;
use super::receipt::counted;
use super::scene::Scene;
use crate::dataset::{Problem, Severity};
use crate::state::Command;

/// What the list keeps between passes.
#[derive(Default)]
pub(super) struct ProblemsView {
    chosen: usize,
    scroll: bool,
    revision: u64,
}

/// The panel below everything: the list on the left, the file on the right.
pub(super) fn problems_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut ProblemsView) {
    let faults = scene.faults;
    if view.revision != scene.revision {
        *view = ProblemsView {
            revision: scene.revision,
            scroll: true,
            ..ProblemsView::default()
        };
    }
    view.chosen = view.chosen.min(faults.problems.len().saturating_sub(1));
    head_ui(ui, scene);
    ui.separator();
    if faults.problems.is_empty() {
        ui.label("This dataset has no problem.");
        return;
    }
    let width = ui.available_width();
    let height = ui.available_height();
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(width * 0.46);
            ui.set_height(height);
            ScrollArea::vertical()
                .id_salt("problems")
                .auto_shrink(false)
                .show(ui, |ui| {
                    for (at, problem) in faults.problems.iter().enumerate() {
                        if problem_ui(ui, scene, problem, at == view.chosen) {
                            view.chosen = at;
                            view.scroll = true;
                        }
                    }
                });
        });
        ui.separator();
        ui.vertical(|ui| {
            if let Some(problem) = faults.problems.get(view.chosen) {
                file_ui(ui, scene, problem, &mut view.scroll);
            }
        });
    });
}

fn head_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let faults = scene.faults;
    let errors = faults
        .problems
        .iter()
        .filter(|problem| problem.is_error())
        .count();
    let warnings = faults.problems.len() - errors;
    let state = match (faults.stale, scene.opened.record.id.is_empty()) {
        (true, false) => "does not load; the last good reading stays on screen",
        (true, true) => "does not load",
        (false, _) => "is loaded",
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(format!(
            "{} {state}: {}, {}.",
            faults.name,
            counted(errors, "error"),
            counted(warnings, "warning")
        ));
        if ui.button("Read again").clicked() {
            scene.push(Command::Reload);
        }
        if ui.button("Close").clicked() {
            scene.push(Command::ToggleProblems);
        }
        if ui.button("Copy all").clicked() {
            let lines: Vec<String> = faults.problems.iter().map(ToString::to_string).collect();
            scene.push(Command::CopyText(lines.join("\n")));
        }
    });
}

/// One problem; returns whether it was clicked.
fn problem_ui(ui: &mut Ui, scene: &Scene<'_>, problem: &Problem, chosen: bool) -> bool {
    let color = match problem.code.severity() {
        Severity::Error => scene.looks.error,
        Severity::Warning => scene.looks.warning,
    };
    let frame = egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(6, 3))
        .fill(if chosen {
            scene.looks.selected
        } else {
            egui::Color32::TRANSPARENT
        });
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(icons::WARNING.rich_text().color(color));
            ui.label(
                RichText::new(problem.code.as_str())
                    .monospace()
                    .color(color),
            );
            ui.label(
                RichText::new(problem.site.to_string())
                    .small()
                    .monospace()
                    .color(scene.looks.weak),
            );
        });
        ui.add(egui::Label::new(&problem.message).wrap());
        if !problem.remedy.is_empty() {
            ui.add(
                egui::Label::new(
                    RichText::new(&problem.remedy)
                        .small()
                        .color(scene.looks.weak),
                )
                .wrap(),
            );
        }
    });
    let response = inner.response.interact(Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, chosen, problem.to_string())
    });
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
}

/// The file in which a problem stands, its line marked.
fn file_ui(ui: &mut Ui, scene: &mut Scene<'_>, problem: &Problem, scroll: &mut bool) {
    let file = scene
        .faults
        .files
        .iter()
        .find(|file| *file.name == *problem.site.file);
    let Some(file) = file else {
        ui.label(RichText::new(format!("{} could not be read.", problem.site.file)).weak());
        return;
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(problem.site.to_string()).monospace().small());
        if ui.add(egui::Button::new("Copy place").small()).clicked() {
            scene.push(Command::CopyText(problem.site.to_string()));
        }
    });
    let height = ui.text_style_height(&egui::TextStyle::Monospace) + 2.0;
    let chosen = problem.site.line as usize - 1;
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut area = ScrollArea::both()
        .id_salt(("file", &file.name))
        .auto_shrink(false);
    if std::mem::take(scroll) {
        #[allow(clippy::cast_precision_loss)]
        let offset = (chosen as f32 - 3.0).max(0.0) * (height + 2.0);
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, height, file.line_count(), |ui, rows| {
        for line in rows {
            let text: String = file.line(line).chars().take(400).collect();
            let shown = format!("{:>5}  {text}", line + 1);
            let mut text = RichText::new(shown).monospace();
            if line == chosen {
                text = text.background_color(scene.looks.highlight);
            }
            ui.add(egui::Label::new(text).extend());
        }
    });
}
