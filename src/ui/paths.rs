//! How two are connected.

use egui::Ui;

use super::linking::shown_head;
use super::scene::Scene;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct PathsView {}

pub(super) fn paths_ui(ui: &mut Ui, scene: &mut Scene<'_>, _view: &mut PathsView) {
    shown_head(ui, scene);
}
