//! Actors and forums as nodes.

use egui::Ui;

use super::linking::shown_head;
use super::scene::Scene;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct GraphView {}

pub(super) fn graph_ui(ui: &mut Ui, scene: &mut Scene<'_>, _view: &mut GraphView) {
    shown_head(ui, scene);
}
