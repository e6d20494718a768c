//! Actors as lines through time.

use egui::Ui;

use super::linking::shown_head;
use super::scene::Scene;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct StorylineView {}

pub(super) fn storyline_ui(ui: &mut Ui, scene: &mut Scene<'_>, _view: &mut StorylineView) {
    shown_head(ui, scene);
}
