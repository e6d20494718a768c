//! The ledger: every contradiction of the record, both passages side by side.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, Ui};

use super::inspector::event_link;
use super::order::chain_ui;
use super::receipt::{counted, receipt};
use super::scene::Scene;
use super::theme::reading;
use super::trails::list_window;
use crate::index::{Contradiction, Rivals};
use crate::model::{Basis, DateClaim};
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
    let unfolded = &mut view.unfolded;
    list_window(ui, "Ledger", &mut open).show(ui.ctx(), |ui| {
        let count = counted(rivals.len() + orders.len(), "contradiction");
        ui.label(format!("{count} in what is known."));
        ui.separator();
        if rivals.is_empty() && orders.is_empty() {
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
    ui.add(egui::Label::new(words_of(ui, scene, &claim.basis, in_full)).wrap());
}

/// The passage with its quote marked; only the words around it unless `in_full`.
fn words_of(ui: &Ui, scene: &Scene<'_>, basis: &Basis, in_full: bool) -> egui::text::LayoutJob {
    const AROUND: usize = 110;
    let text = scene.opened.record.passage_text(basis.passage);
    let quote = basis.quote.as_deref().map(crate::model::fold_space);
    let at = quote.as_ref().and_then(|quote| text.find(quote.as_str()));
    let (start, end) = at.map_or((0, 0), |at| (at, at + quote.map_or(0, |quote| quote.len())));
    let mut before: String = text[..start].to_owned();
    let mut after: String = text[end..].to_owned();
    if !in_full {
        let skip = before.chars().count().saturating_sub(AROUND);
        if skip > 0 {
            before = format!("… {}", before.chars().skip(skip).collect::<String>());
        }
        if after.chars().count() > AROUND {
            after = format!("{} …", after.chars().take(AROUND).collect::<String>());
        }
    }
    let font = reading().resolve(ui.style());
    let font = egui::FontId::new(font.size * 0.92, font.family);
    let plain = egui::TextFormat::simple(font, scene.looks.ink);
    let marked = egui::TextFormat {
        background: scene.looks.highlight,
        ..plain.clone()
    };
    let mut job = egui::text::LayoutJob::default();
    job.append(&before, 0.0, plain.clone());
    job.append(&text[start..end], 0.0, marked);
    job.append(&after, 0.0, plain);
    job
}
