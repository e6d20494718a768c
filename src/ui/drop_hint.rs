//! What is said while something is dragged over the window.

use egui::Ui;

use super::theme::Looks;

/// Says that what is dragged over the window can be dropped.
pub(super) fn drop_hint(ui: &Ui, looks: &Looks) {
    let hovering = ui.input(|input| !input.raw.hovered_files.is_empty());
    if !hovering {
        return;
    }
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Foreground,
        egui::Id::unique("drop hint"),
    ));
    let screen = ui.ctx().content_rect();
    painter.rect_filled(screen, 0.0, looks.paper.gamma_multiply(0.8));
    painter.text(
        screen.center(),
        egui::Align2::CENTER_CENTER,
        "Drop a dataset’s folder or .ron file to open it",
        egui::TextStyle::Heading.resolve(ui.style()),
        looks.ink,
    );
}
