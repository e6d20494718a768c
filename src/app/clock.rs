//! The second clock: what is shown behind the curtain, and letting it play.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Context;

use super::Regesta;
use crate::index::Opened;
use crate::model::Day;
use crate::state::{Command, Selection};

/// While the curtain plays, so long between two steps.
const PLAY_STEP: Duration = Duration::from_millis(1_400);

/// The record as it is shown.
#[derive(Default)]
pub(super) struct Known {
    made_for: Option<(u64, Option<Day>)>,
    opened: Arc<Opened>,
    stamp: u64,
}

impl Regesta {
    /// The record as it is shown: behind the curtain only what was known on its day. Its
    /// stamp changes whenever it does.
    pub(super) fn current(&mut self) -> (Arc<Opened>, u64) {
        let wanted = (self.revision, self.state.view.curtain);
        if self.known.made_for != Some(wanted) {
            let opened = match self.state.view.curtain {
                None => Arc::clone(&self.opened),
                Some(day) => Arc::new(self.opened.as_known_on(day)),
            };
            let selection = self.state.view.selection;
            let known = selection.event().is_none_or(|ix| opened.knows_event(ix))
                && selection.entity().is_none_or(|ix| opened.knows_entity(ix));
            if !known {
                self.state.view.selection = Selection::None;
            }
            // Claims are counted within their event, and behind the curtain others are there.
            self.state.switches.claims.clear();
            self.state.compared = self.state.compared.filter(|ix| opened.knows_event(*ix));
            self.known = Known {
                made_for: Some(wanted),
                opened,
                stamp: self.known.stamp + 1,
            };
        }
        (Arc::clone(&self.known.opened), self.known.stamp)
    }

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
