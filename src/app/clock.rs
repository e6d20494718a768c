//! Letting time play: the curtain, and the window.

use std::time::{Duration, Instant};

use egui::Context;

use super::Regesta;
use crate::state::Command;

/// While the curtain plays, so long between two steps.
const PLAY_STEP: Duration = Duration::from_millis(1_400);
/// While the window plays, it moves by its own width in so many seconds.
const WINDOW_SECONDS: f64 = 8.0;
/// A pass that took longer than this moves the window no farther, so that nothing is skipped.
const LONGEST_PASS: f64 = 0.1;

impl Regesta {
    /// Moves on what plays.
    pub(super) fn play(&mut self, ctx: &Context) {
        self.play_curtain(ctx);
        self.play_time(ctx);
    }

    fn play_curtain(&mut self, ctx: &Context) {
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

    fn play_time(&mut self, ctx: &Context) {
        if !self.state.time_plays {
            return;
        }
        let passed = f64::from(ctx.input(|input| input.stable_dt)).min(LONGEST_PASS);
        let axis = self.state.view.axis(&self.opened.index);
        let (start, end) = self.state.view.window.positions(axis);
        let by = (end - start) * passed / WINDOW_SECONDS;
        let is_over = (self.opened.index.extent).is_none_or(|(_, last)| axis.position(last) <= end);
        if is_over {
            self.state.time_plays = false;
        } else {
            self.apply(ctx, Command::PanTime(by));
        }
        ctx.request_repaint();
    }
}
