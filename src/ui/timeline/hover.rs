//! What marks and counted bars say: to the pointer, and to a screen reader.

use egui::{RichText, Sense, Ui, vec2};

use crate::index::{rivals_of, slip_words, trail_of};
use crate::layout::{Fold, LaneLayout};
use crate::model::{Day, Event, EventIx, Record};
use crate::ui::glyphs::paint_glyph;
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// "Arria-formula meeting, 22 May 2020, happened": a mark in words.
pub(super) fn spoken(event: &Event) -> String {
    let mut words = event.title.to_string();
    if let Some(claim) = event.leading_date() {
        if let Some(date) = &claim.date {
            words.push_str(", ");
            words.push_str(date.words());
        }
        words.push_str(", ");
        words.push_str(claim.stage.label());
    }
    words
}

/// "214 events, 3 of them disputed, 3 to 9 April 2020": a counted bar in words.
pub(super) fn spoken_fold(scene: &Scene<'_>, fold: Fold) -> String {
    let layout = scene.lanes;
    let mut words = counts_of(scene, fold);
    words.push_str(", ");
    words.push_str(&stretch_of(layout, fold));
    words
}

/// "214 events, 3 of them disputed, 12 let through".
fn counts_of(scene: &Scene<'_>, fold: Fold) -> String {
    let slots = &scene.lanes.slots;
    let mut words = counted(fold.count as usize, "event");
    let disputed = slots.disputed_in(fold.first, fold.count);
    if disputed > 0 {
        words.push_str(&format!(", {disputed} of them disputed"));
    }
    let matched = slots.matched_in(fold.first, fold.count);
    if matched < fold.count {
        words.push_str(&format!(", {matched} let through"));
    }
    words
}

/// From the first to the last day on which an event of a fold begins.
pub(super) fn stretch_of(layout: &LaneLayout, fold: Fold) -> String {
    let (first, last) = layout.days_of(fold);
    let first = Day(first).words();
    let last = Day(last).words();
    if first == last {
        first
    } else {
        format!("{first} to {last}")
    }
}

/// What a counted bar says when the pointer rests on it.
pub(super) fn fold_hover(ui: &mut Ui, scene: &Scene<'_>, fold: Fold, opens: bool) {
    /// So many of its events are named.
    const NAMED: usize = 5;
    let layout = scene.lanes;
    ui.label(RichText::new(counts_of(scene, fold)).strong());
    ui.label(RichText::new(stretch_of(layout, fold)).small());
    for event in layout.weightiest(fold, NAMED) {
        let event = scene.opened.record.event(event);
        let words = RichText::new(&*event.title).small();
        ui.add(egui::Label::new(words).truncate());
    }
    let more = (fold.count as usize).saturating_sub(NAMED);
    if more > 0 {
        ui.label(RichText::new(format!("and {more} more")).small().weak());
    }
    let help = if opens {
        "Click to look nearer, Shift and click to list them"
    } else {
        "Click to list them"
    };
    ui.label(RichText::new(help).small().weak());
}

/// What a mark says when the pointer rests on it.
pub(in crate::ui) fn event_hover(ui: &mut Ui, record: &Record, looks: &Looks, ix: EventIx) {
    let event = record.event(ix);
    ui.label(RichText::new(&*event.title).strong());
    let mut told: Vec<(&str, &str)> = Vec::new();
    for claim in &event.dates {
        let words = (
            claim.date.as_ref().map_or("", |date| date.words()),
            claim.stage.label(),
        );
        if told.contains(&words) {
            continue;
        }
        told.push(words);
        let date = claim
            .date
            .as_ref()
            .map_or("no date given", |date| date.words());
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            paint_glyph(
                ui.painter(),
                rect.center(),
                4.0,
                claim.stage,
                looks.stage(claim.stage),
            );
            ui.label(RichText::new(format!("{date} · {}", claim.stage.label())).small());
        });
    }
    if let Some(slip) = trail_of(record, ix).and_then(|trail| trail.slip) {
        ui.label(RichText::new(format!("Plan: {}", slip_words(slip))).small());
    }
    if !rivals_of(record, ix).is_empty() {
        ui.label(
            RichText::new("Its dates contradict one another.")
                .small()
                .color(looks.error),
        );
    }
    let mut actors: Vec<&str> = Vec::new();
    for claim in &event.actors {
        let name = &*record.entity(claim.actor).name;
        if !actors.contains(&name) {
            actors.push(name);
        }
    }
    if !actors.is_empty() {
        ui.label(RichText::new(list_of(&actors, 5)).small().weak());
    }
    if let Some(passage) = event.all_passages().first() {
        let source = record.source(passage.source);
        let words = format!(
            "{} · {}",
            source.short,
            source.text().address(passage.place)
        );
        ui.label(RichText::new(words).small().weak());
    }
}

fn list_of(names: &[&str], most: usize) -> String {
    let shown = names
        .iter()
        .take(most)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().checked_sub(most) {
        Some(more) if more > 0 => format!("{shown} and {more} more"),
        _ => shown,
    }
}
