//! Who meets whom, and what they share.

use egui::Ui;

use super::linking::shown_head;
use super::scene::Scene;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct TogetherView {}

pub(super) fn together_ui(ui: &mut Ui, scene: &mut Scene<'_>, _view: &mut TogetherView) {
    shown_head(ui, scene);
}
