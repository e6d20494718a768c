//! Theme and zoom of the window.

use egui::Context;

use super::Regesta;
use crate::ui::{Looks, apply_theme};

/// The panels need so much room, in points.
const LEAST_ROOM: egui::Vec2 = egui::vec2(820.0, 460.0);

impl Regesta {
    pub(super) fn apply_looks(&mut self, ctx: &Context) {
        let preferences = &self.state.preferences;
        if self.applied_theme != Some(preferences.theme) {
            apply_theme(ctx, preferences.theme);
            self.applied_theme = Some(preferences.theme);
        }
        // Never so large that the window has no room left for the panels themselves.
        let scale = Looks::of(preferences.theme, false).scale;
        let room = ctx.content_rect().size() * ctx.zoom_factor() / (LEAST_ROOM * scale);
        let zoom = preferences.interface_zoom.min(room.x.min(room.y).max(0.5));
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
    }
}
