//! Actors × forums.

use egui::Ui;

use super::linking::shown_head;
use super::scene::Scene;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct GridView {}

pub(super) fn grid_ui(ui: &mut Ui, scene: &mut Scene<'_>, _view: &mut GridView) {
    shown_head(ui, scene);
}
