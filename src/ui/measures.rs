//! Who has many links, who stands between the others.

use egui::Ui;

use super::linking::shown_head;
use super::scene::Scene;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct MeasuresView {}

pub(super) fn measures_ui(ui: &mut Ui, scene: &mut Scene<'_>, _view: &mut MeasuresView) {
    shown_head(ui, scene);
}
