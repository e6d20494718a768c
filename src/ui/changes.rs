//! What changed between two positions of the curtain.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use super::inspector::event_link;
use super::scene::Scene;
use super::trails::list_window;
use crate::index::{ChangeKind, Opened, changes};
use crate::model::{Day, EventIx};
use crate::state::{AT_ONCE, Background, Command, Request};

/// What the list depends on.
#[derive(Clone)]
struct Wanted {
    whole: Arc<Opened>,
    before: Option<Day>,
    now: Day,
}

impl PartialEq for Wanted {
    fn eq(&self, other: &Self) -> bool {
        self.may_show(other) && (self.before, self.now) == (other.before, other.now)
    }
}

impl Request for Wanted {
    fn may_show(&self, older: &Self) -> bool {
        Arc::ptr_eq(&self.whole, &older.whole)
    }

    fn is_small(&self) -> bool {
        self.whole.record.events.len() < AT_ONCE
    }
}

/// What the list keeps between passes.
#[derive(Default)]
pub(super) struct ChangesView {
    found: Background<Wanted, Vec<(ChangeKind, EventIx)>>,
}

fn compute_changes(wanted: &Wanted) -> Vec<(ChangeKind, EventIx)> {
    let after = wanted.whole.as_known_on(wanted.now);
    let before = (wanted.whole).as_known_on(wanted.before.unwrap_or(Day::MIN));
    changes(&before, &after)
}

pub(super) fn changes_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut ChangesView) {
    let mut open = true;
    let whole = scene.whole;
    let now = scene.state.view.curtain;
    let days = &scene.state.curtain_days;
    // Going back must not show what is told later: then the step before is compared.
    let before = now.and_then(|now| match scene.state.curtain_before {
        Some(before) if before < now => Some(before),
        _ => days.iter().rfind(|day| **day < now).copied(),
    });
    list_window(ui, "What changed", &mut open).show(ui.ctx(), |ui| {
        let Some(now) = now else {
            ui.label("Draw the curtain at a day first: then this lists what had become known since the day before.");
            if ui.button("Draw the curtain").clicked() {
                scene.push(Command::ToggleCurtain);
            }
            return;
        };
        let wanted = Wanted {
            whole: Arc::clone(whole),
            before,
            now,
        };
        let found = (view.found).get(&wanted, scene.aside, |wanted, _| compute_changes(wanted));
        let Some(found) = found.filter(|_| !view.found.is_busy()) else {
            ui.label("Comparing the two days …");
            return;
        };
        let since = before.map_or_else(|| "the beginning".to_owned(), Day::words);
        ui.label(format!("From {since} to {}: {} events.", now.words(), found.len()));
        ui.separator();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for kind in ChangeKind::ALL {
                let of_kind: Vec<EventIx> = (found.iter())
                    .filter(|(found, _)| *found == kind)
                    .map(|(_, ix)| *ix)
                    .collect();
                if of_kind.is_empty() {
                    continue;
                }
                ui.label(RichText::new(format!("{} ({})", kind.label(), of_kind.len())).strong());
                for ix in of_kind {
                    event_link(ui, scene, ix);
                }
                ui.add_space(6.0);
            }
        });
    });
    if !open {
        scene.push(Command::ToggleChanges);
    }
}
