//! What changed between two positions of the curtain.

use egui::{RichText, ScrollArea, Ui};

use super::inspector::event_link;
use super::scene::Scene;
use super::trails::list_window;
use crate::index::{ChangeKind, changes};
use crate::model::{Day, EventIx};
use crate::state::{Command, Memo};

/// What the list depends on.
type Key = (u64, Option<Day>, Day);

/// What the list keeps between passes.
#[derive(Default)]
pub(super) struct ChangesView {
    found: Memo<Key, Vec<(ChangeKind, EventIx)>>,
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
        let key = (scene.revision, before, now);
        let found = view.found.get(key, |(_, before, now)| {
            let after = whole.as_known_on(*now);
            let before = whole.as_known_on(before.unwrap_or(Day::MIN));
            changes(&before, &after)
        });
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
