//! The second clock: letting the curtain play.

use std::time::{Duration, Instant};

use egui::Context;

use super::Regesta;
use crate::state::Command;

/// While the curtain plays, so long between two steps.
const PLAY_STEP: Duration = Duration::from_millis(1_400);

impl Regesta {
    /// Moves the curtain on while it plays.
    pub(super) fn play(&mut self, ctx: &Context) {
        if !self.state.playing {
            self.played_at = None;
            return;
        }
        let now = Instant::now();
        let began = *self.played_at.get_or_insert(now);
        let waited = now.duration_since(began);
        if waited >= PLAY_STEP {
            self.played_at = Some(now);
            self.apply(ctx, Command::CurtainLater);
            ctx.request_repaint_after(PLAY_STEP);
        } else {
            ctx.request_repaint_after(PLAY_STEP - waited);
        }
    }
}
