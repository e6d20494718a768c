//! The ledger: every contradiction of the record, both passages side by side.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, Ui};

use super::apparatus::note_ui;
use super::inspector::event_link;
use super::order::chain_ui;
use super::receipt::{counted, quoted_job, receipt};
use super::scene::Scene;
use super::trails::list_window;
use crate::index::{Contradiction, Rivals};
use crate::model::{DateClaim, EditorNoteIx};
use crate::state::Command;

/// What the ledger keeps between passes.
#[derive(Default)]
pub(super) struct LedgerView {
    /// Passages that are shown in full.
    unfolded: BTreeSet<(usize, bool)>,
}

pub(super) fn ledger_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut LedgerView) {
    let mut open = true;
    let opened = scene.opened;
    let rivals = opened.rivals();
    let orders: Vec<&Contradiction> = opened.order_contradictions().collect();
    let notes: Vec<EditorNoteIx> = (opened.known_notes())
        .filter(|(_, note)| note.kind.is_of_substance())
        .map(|(ix, _)| ix)
        .collect();
    let unfolded = &mut view.unfolded;
    list_window(ui, "Ledger", &mut open).show(ui.ctx(), |ui| {
        let count = counted(rivals.len() + orders.len(), "contradiction");
        let remarks = counted(notes.len(), "editors’ note");
        ui.label(format!("{count} of claims, {remarks} on what is known."));
        ui.separator();
        if rivals.is_empty() && orders.is_empty() && notes.is_empty() {
            ui.label(RichText::new("Nothing that is told contradicts anything else.").weak());
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (at, pair) in rivals.iter().enumerate() {
                pair_ui(ui, scene, pair, at, unfolded);
            }
            for contradiction in &orders {
                let reason = contradiction.reason(&opened.record);
                ui.add(egui::Label::new(RichText::new(reason).strong()).wrap());
                chain_ui(ui, scene, &contradiction.claims);
                ui.separator();
            }
            for note in &notes {
                ui.add_space(4.0);
                note_ui(ui, scene, *note, None);
                for event in &opened.record.editor_note(*note).events {
                    if opened.knows_event(*event) {
                        event_link(ui, scene, *event);
                    }
                }
                ui.separator();
            }
        });
    });
    if !open {
        scene.push(Command::ToggleLedger);
    }
}

fn pair_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    pair: &Rivals,
    at: usize,
    unfolded: &mut BTreeSet<(usize, bool)>,
) {
    let opened = scene.opened;
    let event = opened.record.event(pair.event);
    ui.add_space(4.0);
    event_link(ui, scene, pair.event);
    ui.label(
        RichText::new(format!("They {}.", pair.reason))
            .small()
            .color(scene.looks.weak),
    );
    let claims = [
        &event.dates[pair.claims.0 as usize],
        &event.dates[pair.claims.1 as usize],
    ];
    ui.columns(2, |columns| {
        for (side, (column, claim)) in columns.iter_mut().zip(claims).enumerate() {
            let key = (at, side == 1);
            column.with_layout(egui::Layout::top_down(egui::Align::LEFT), |ui| {
                claim_ui(ui, scene, claim, unfolded.contains(&key));
                let word = if unfolded.contains(&key) {
                    "Less"
                } else {
                    "All of the passage"
                };
                let button = egui::Button::new(RichText::new(word).small()).small();
                if ui.add(button).clicked() && !unfolded.remove(&key) {
                    unfolded.insert(key);
                }
            });
        }
    });
    ui.separator();
}

fn claim_ui(ui: &mut Ui, scene: &mut Scene<'_>, claim: &DateClaim, in_full: bool) {
    let date = claim
        .date
        .as_ref()
        .map_or("no date given", |date| date.words());
    ui.label(RichText::new(format!("{date}, {}", claim.stage.label())).strong());
    if let Some(reason) = &claim.preferred {
        ui.label(
            RichText::new(format!("Preferred: {reason}"))
                .small()
                .color(scene.looks.accent),
        );
    }
    ui.horizontal_wrapped(|ui| receipt(ui, scene, &claim.basis));
    let (passage, quote) = (claim.basis.passage, claim.basis.quote.as_deref());
    let words = quoted_job(ui, scene, passage, quote, (!in_full).then_some(110));
    ui.add(egui::Label::new(words).wrap());
}
