//! Order: how two events stand to each other, by whose word, and what if somebody were not
//! believed.

use egui::{RichText, ScrollArea, Ui};

use super::inspector::event_link;
use super::receipt::{counted, receipt};
use super::scene::Scene;
use super::trails::list_window;
use crate::index::{Answer, ClaimRef, Contradiction, Finding, Opened, Switches, WhatIf};
use crate::model::{EventIx, SourceIx};
use crate::state::{Command, Memo, Window};

/// What the answer depends on.
type Key = (u64, Option<(EventIx, EventIx)>, Switches);

/// What the window keeps between passes.
#[derive(Default)]
pub(super) struct OrderView {
    found: Memo<Key, Outcome>,
}

struct Outcome {
    finding: Option<Finding>,
    what_if: Option<WhatIf>,
}

/// So many pairs are asked about when something is switched off.
const MOST_PAIRS: usize = 4_000;

pub(super) fn order_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut OrderView) {
    let mut open = true;
    let opened = scene.opened;
    let selected = scene.state.view.selection.event();
    let pair = (scene.state.compared.zip(selected)).filter(|(first, second)| first != second);
    let key = (scene.revision, pair, scene.state.switches.clone());
    let window = scene.state.view.window;
    let outcome = view.found.get(key, |(_, pair, switches)| {
        outcome_of(opened, *pair, switches, window)
    });
    list_window(ui, "Order", &mut open).show(ui.ctx(), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            pair_ui(ui, scene, pair, outcome);
            ui.separator();
            switches_ui(ui, scene, outcome.what_if.as_ref());
        });
    });
    if !open {
        scene.push(Command::CloseOrder);
    }
}

fn outcome_of(
    opened: &Opened,
    pair: Option<(EventIx, EventIx)>,
    switches: &Switches,
    window: Window,
) -> Outcome {
    let orders = opened.orders();
    if switches.is_empty() {
        return Outcome {
            finding: pair.map(|(a, b)| orders.ask(a, b)),
            what_if: None,
        };
    }
    let mut pairs: Vec<(EventIx, EventIx)> = pair.into_iter().collect();
    pairs.extend(pairs_in(opened, switches, window));
    let what_if = orders.what_if(&opened.record, switches, &pairs);
    Outcome {
        finding: pair.map(|(a, b)| what_if.orders.ask(a, b)),
        what_if: Some(what_if),
    }
}

/// Events with a claim that is switched off, each against the events of the window.
fn pairs_in(opened: &Opened, switches: &Switches, window: Window) -> Vec<(EventIx, EventIx)> {
    let record = &opened.record;
    let touched = |ix: EventIx| {
        let event = record.event(ix);
        let dates = (0..event.dates.len()).map(|at| ClaimRef::date(ix, at));
        let orders = (0..event.order.len()).map(|at| ClaimRef::order(ix, at));
        dates.chain(orders).any(|claim| switches.off(record, claim))
    };
    let in_window: Vec<EventIx> = (opened.index.by_time.iter().copied())
        .filter(|ix| {
            let date = record
                .event(*ix)
                .leading_date()
                .and_then(|claim| claim.date.as_ref());
            date.is_some_and(|date| {
                let (start, end) = date.stretch();
                window.touches(start, end)
            })
        })
        .collect();
    let mut pairs = Vec::new();
    for a in in_window.iter().filter(|ix| touched(**ix)) {
        for b in &in_window {
            let twice = touched(*b) && b < a;
            if a != b && !twice {
                pairs.push((*a, *b));
            }
            if pairs.len() >= MOST_PAIRS {
                return pairs;
            }
        }
    }
    pairs
}

fn pair_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    pair: Option<(EventIx, EventIx)>,
    outcome: &Outcome,
) {
    let Some(first) = scene.state.compared else {
        ui.add(egui::Label::new("Select an event and press C, then select another: this says which of the two certainly came first, and by whose word.").wrap());
        return;
    };
    event_link(ui, scene, first);
    let (Some((_, second)), Some(finding)) = (pair, &outcome.finding) else {
        ui.label(RichText::new("… and which other event? Select one in any view.").weak());
        return;
    };
    let color = match finding.answer {
        Answer::Contradictory => scene.looks.error,
        Answer::Possible => scene.looks.weak,
        _ => scene.looks.accent,
    };
    let relation = match finding.answer {
        Answer::Before => "was certainly before",
        Answer::After => "was certainly after",
        Answer::Overlapping => "certainly overlaps",
        Answer::Possible => "may be before, after or at the time of",
        Answer::Contradictory => "stands contradictorily to",
    };
    ui.label(RichText::new(relation).strong().color(color));
    event_link(ui, scene, second);
    ui.add_space(6.0);
    if finding.chain.is_empty() {
        ui.label(RichText::new("What is told leaves more than one order possible.").weak());
        return;
    }
    ui.label(RichText::new("What forces this").small().strong());
    chain_ui(ui, scene, &finding.chain);
    if !finding.against.is_empty() {
        ui.label(RichText::new("What speaks against it").small().strong());
        chain_ui(ui, scene, &finding.against);
    }
}

/// The claims of a chain, each with its receipt and a switch.
pub(super) fn chain_ui(ui: &mut Ui, scene: &mut Scene<'_>, chain: &[ClaimRef]) {
    let opened = scene.opened;
    for claim in chain {
        ui.horizontal_wrapped(|ui| {
            let mut on = !scene.state.switches.claims.contains(claim);
            let response = ui.checkbox(&mut on, "");
            let words = claim.words(&opened.record);
            response.widget_info(|| {
                egui::WidgetInfo::selected(
                    egui::Role::CheckBox,
                    true,
                    on,
                    format!("Believe that {words}"),
                )
            });
            if response
                .on_hover_text("Believe this claim; switch it off to see what falls")
                .changed()
            {
                scene.push(Command::SwitchClaim(*claim));
            }
            ui.label(words);
            if let Some(basis) = claim.basis(&opened.record) {
                receipt(ui, scene, basis);
            }
        });
    }
}

fn switches_ui(ui: &mut Ui, scene: &mut Scene<'_>, what_if: Option<&WhatIf>) {
    let opened = scene.opened;
    let record = &opened.record;
    ui.label(RichText::new("What if").strong());
    ui.add(egui::Label::new(RichText::new("Switch a source off here, or a single claim above or in the ledger, and see what falls.").small().weak()).wrap());
    for (at, source) in record.sources.iter().enumerate() {
        let ix = SourceIx::new(at);
        if !opened.knows_source(ix) {
            continue;
        }
        let mut on = !scene.state.switches.sources.contains(&ix);
        if ui
            .checkbox(&mut on, format!("believe {}", source.short))
            .changed()
        {
            scene.push(Command::SwitchSource(ix));
        }
    }
    let off: Vec<ClaimRef> = scene.state.switches.claims.iter().copied().collect();
    if !off.is_empty() {
        ui.label(RichText::new("Switched off").small().strong());
        chain_ui(ui, scene, &off);
    }
    let Some(what_if) = what_if else {
        return;
    };
    if ui.button("Believe everything again").clicked() {
        scene.push(Command::SwitchAllOn);
    }
    contradictions_ui(ui, scene, "fall", &what_if.fallen);
    contradictions_ui(ui, scene, "come to light", &what_if.surfaced);
    ui.label(format!(
        "{} in the window change:",
        counted(what_if.changed.len(), "answer")
    ));
    for changed in what_if.changed.iter().take(60) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            event_link(ui, scene, changed.pair.0);
            ui.label(
                RichText::new(format!(
                    "{} → {}",
                    changed.before.label(),
                    changed.after.label()
                ))
                .small(),
            );
            event_link(ui, scene, changed.pair.1);
        });
    }
    if what_if.changed.len() > 60 {
        ui.label(RichText::new(format!("… and {} more", what_if.changed.len() - 60)).weak());
    }
}

fn contradictions_ui(ui: &mut Ui, scene: &Scene<'_>, what: &str, found: &[Contradiction]) {
    if found.is_empty() {
        return;
    }
    ui.label(format!("{} {what}:", counted(found.len(), "contradiction")));
    for contradiction in found {
        let reason = contradiction.reason(&scene.opened.record);
        ui.add(egui::Label::new(RichText::new(reason).small()).wrap());
    }
}
