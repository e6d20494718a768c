//! The inspector: everything known of what is selected, each value with its receipt.

use egui::{RichText, ScrollArea, Sense, Ui, vec2};

use super::apparatus::{attached_ui, document_ui, outline_ui, selection_link};
use super::glyphs::paint_glyph;
use super::linking::pair_ui;
use super::links::entity_button;
use super::receipt::{counted, flush_button, passage_button, receipt};
use super::scene::Scene;
use crate::index::{rivals_of, slip_words, trail_of};
use crate::model::{
    Basis, DateClaim, Entity, EntityIx, Event, EventIx, Participation, SourceIx, Stage,
};
use crate::state::{Command, Selection};

pub(super) fn inspector_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ScrollArea::vertical()
        .id_salt(("inspector", scene.state.view.selection))
        .auto_shrink(false)
        .show(ui, |ui| match scene.state.view.selection {
            Selection::None => record_ui(ui, scene),
            Selection::Event(event) => event_ui(ui, scene, event),
            Selection::Entity(entity) => entity_ui(ui, scene, entity),
            Selection::Document(document) => document_ui(ui, scene, document),
            Selection::Outline(outline) => outline_ui(ui, scene, outline),
            Selection::Pair(actor, forum) => pair_ui(ui, scene, actor, forum),
        });
}

/// Nothing is selected: what the record is, and what of it has no date.
fn record_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let opened = scene.opened;
    let record = &opened.record;
    ui.label(RichText::new(&*record.title).heading());
    if !record.about.is_empty() {
        ui.add(egui::Label::new(&*record.about).wrap());
    }
    let actors = (opened.known_entities())
        .filter(|(_, entity)| entity.is_actor())
        .count();
    let forums = (opened.known_entities())
        .filter(|(_, entity)| entity.is_forum())
        .count();
    let sources = (0..record.sources.len())
        .filter(|at| opened.knows_source(SourceIx::new(*at)))
        .count();
    section(ui, scene, "In this record", 1);
    let links = opened.index.links.len();
    for (count, what, more) in [
        (opened.index.known_events(), "event", ""),
        (actors, "actor", ""),
        (forums, "forum", ", some of which also act"),
        (record.ties.len(), "tie", ""),
        (links, "receipt", " of actor-to-forum links"),
        (sources, "source", ""),
    ] {
        ui.label(format!("{}{more}", counted(count, what)));
    }
    for (count, what, list) in [
        (
            opened.known_documents().count(),
            "documents cited by the sources",
            Command::ToggleDocuments,
        ),
        (
            opened.known_outlines().count(),
            "outlines that the sources set out",
            Command::ToggleOutlines,
        ),
        (
            opened.known_notes().count(),
            "editors’ notes",
            Command::ToggleLedger,
        ),
    ] {
        if count > 0 {
            let button = egui::Button::new(format!("{count} {what}")).frame_when_inactive(false);
            if flush_button(ui, button).clicked() {
                scene.push(list);
            }
        }
    }
    if !record.licence.is_empty() {
        ui.label(
            RichText::new(format!("Licence: {}", record.licence))
                .small()
                .color(scene.looks.weak),
        );
    }
    let undated = scene.matches.undated();
    section(ui, scene, "Events without a date", undated.len());
    event_rows(ui, scene, undated, "without a date");
}

fn event_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: EventIx) {
    let opened = scene.opened;
    let record = &opened.record;
    let event: &Event = record.event(ix);
    ui.add(egui::Label::new(RichText::new(&*event.title).heading()).wrap());
    let kind = event.kind.map_or("Event", |kind| &record.kind(kind).name);
    let stage = event.stage().map_or("no date given", Stage::label);
    ui.label(
        RichText::new(format!("{kind} · {stage}"))
            .small()
            .color(scene.looks.weak),
    );
    if !scene.matches.holds(ix) {
        ui.label(
            RichText::new("Search and chips do not let it through.")
                .small()
                .color(scene.looks.warning),
        );
    }

    section(ui, scene, "Dates", event.dates.len());
    let told = |claim: &DateClaim| {
        let date = claim.date.as_ref().map(|date| date.edtf().to_owned());
        (date, claim.stage)
    };
    for (claim, bases) in alike(&event.dates, told, |claim| &claim.basis) {
        let reason = (event.dates.iter())
            .filter(|other| told(other) == told(claim))
            .find_map(|other| other.preferred.as_deref());
        claims_row(ui, scene, &bases, |ui, scene| {
            let size = vec2(14.0, ui.text_style_height(&egui::TextStyle::Body));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            paint_glyph(
                ui.painter(),
                rect.center(),
                4.5,
                claim.stage,
                scene.looks.stage(claim.stage),
            );
            let words = claim
                .date
                .as_ref()
                .map_or("no date given", |date| date.words());
            let response =
                ui.add(egui::Label::new(format!("{words}, {}", claim.stage.label())).wrap());
            if let Some(date) = &claim.date {
                response.on_hover_text(date.edtf());
            }
            if let Some(reason) = reason {
                let text = RichText::new("preferred").small().color(scene.looks.accent);
                ui.label(text).on_hover_text(reason);
            }
        });
    }
    dates_notes_ui(ui, scene, ix);
    section(ui, scene, "Forums", event.forums.len());
    for (claim, bases) in alike(&event.forums, |claim| claim.forum, |claim| &claim.basis) {
        claims_row(ui, scene, &bases, |ui, scene| {
            entity_button(ui, scene, claim.forum)
        });
    }
    section(ui, scene, "Who took part", event.actors.len());
    let part = |claim: &Participation| (claim.actor, claim.role, claim.forum);
    for (claim, bases) in alike(&event.actors, part, |claim| &claim.basis) {
        claims_row(ui, scene, &bases, |ui, scene| {
            let role = record.role(claim.role);
            ui.spacing_mut().item_spacing.x = 3.0;
            entity_button(ui, scene, claim.actor);
            let mut words = role.term.name.to_string();
            if let Some(forum) = claim.forum {
                words.push_str(" in ");
                words.push_str(record.entity(forum).short_name());
            }
            let mut text = RichText::new(words).small().color(scene.looks.weak);
            if role.absent {
                text = text.italics();
            }
            ui.label(text);
        });
    }
    section(ui, scene, "Areas", event.areas.len());
    for (claim, bases) in alike(&event.areas, |claim| claim.under, |claim| &claim.basis) {
        claims_row(ui, scene, &bases, |ui, _| {
            ui.label(&*record.area(claim.under).name);
        });
    }
    section(ui, scene, "Levels", event.levels.len());
    for (claim, bases) in alike(&event.levels, |claim| claim.under, |claim| &claim.basis) {
        claims_row(ui, scene, &bases, |ui, _| {
            ui.label(&*record.level(claim.under).name);
        });
    }
    section(ui, scene, "Order", event.order.len());
    for claim in &event.order {
        claim_row(ui, scene, &claim.basis, |ui, scene| {
            ui.label(
                RichText::new(claim.order.label())
                    .small()
                    .color(scene.looks.weak),
            );
            event_link(ui, scene, claim.event);
        });
    }
    attached_ui(ui, scene, ix);
    let passages = event.all_passages();
    section(ui, scene, "Passages", passages.len());
    ui.horizontal_wrapped(|ui| {
        for passage in passages {
            passage_button(ui, scene, passage, None);
        }
    });
}

/// Whether the dates contradict one another, and how far the plan slipped.
fn dates_notes_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: EventIx) {
    let record = &scene.opened.record;
    if !rivals_of(record, ix).is_empty() {
        let text = RichText::new("These dates contradict one another")
            .small()
            .color(scene.looks.error);
        if ui
            .add(egui::Button::new(text).small())
            .on_hover_text("Show them side by side in the ledger")
            .clicked()
        {
            scene.push(Command::ToggleLedger);
        }
    }
    if let Some(trail) = trail_of(record, ix) {
        let words = trail.slip.map_or_else(
            || "The plan changed".to_owned(),
            |slip| format!("The plan changed: {}", slip_words(slip)),
        );
        let text = RichText::new(words).small();
        if ui
            .add(egui::Button::new(text).small())
            .on_hover_text("Show all trails")
            .clicked()
        {
            scene.push(Command::ToggleTrails);
        }
    }
}

fn entity_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: EntityIx) {
    let opened = scene.opened;
    let record = &opened.record;
    let entity: &Entity = record.entity(ix);
    ui.add(egui::Label::new(RichText::new(&*entity.name).heading()).wrap());
    let mut kind = entity.kind.label().to_owned();
    if entity.acts {
        kind.push_str(" that also acts");
    }
    if entity.unnamed {
        kind.push_str(", not named by the source");
    }
    ui.label(RichText::new(kind).small().color(scene.looks.weak));
    section(ui, scene, "Also called", entity.names.len());
    for name in &entity.names {
        let words = match &name.language {
            Some(language) => format!("{} ({language})", name.text),
            None => name.text.to_string(),
        };
        ui.label(words);
    }
    let parents: Vec<EntityIx> = record.with_parents(ix).skip(1).collect();
    section(ui, scene, "Belongs to", parents.len());
    for parent in parents {
        entity_button(ui, scene, parent);
    }
    let children: Vec<EntityIx> = (opened.known_entities())
        .filter(|(_, other)| other.parent == Some(ix))
        .map(|(child, _)| child)
        .collect();
    section(ui, scene, "Holds", children.len());
    for child in children {
        entity_button(ui, scene, child);
    }
    let ties: Vec<_> = (record.ties.iter())
        .filter(|tie| tie.from == ix || tie.to == ix)
        .collect();
    section(ui, scene, "Ties", ties.len());
    for tie in ties {
        claim_row(ui, scene, &tie.basis, |ui, scene| {
            ui.spacing_mut().item_spacing.x = 3.0;
            let role = RichText::new(&*record.role(tie.role).term.name)
                .small()
                .color(scene.looks.weak);
            if tie.from == ix {
                ui.label(role);
                entity_button(ui, scene, tie.to);
            } else {
                entity_button(ui, scene, tie.from);
                ui.label(role);
            }
            if let Some(period) = &tie.period {
                ui.label(
                    RichText::new(period.words())
                        .small()
                        .color(scene.looks.weak),
                );
            }
        });
    }
    let events = opened.index.events_of(ix);
    section(ui, scene, "Events", events.len());
    event_rows(ui, scene, events, &format!("of {}", entity.name));
}

/// A heading with a rule; nothing if there is nothing under it.
pub(super) fn section(ui: &mut Ui, scene: &Scene<'_>, title: &str, count: usize) {
    if count == 0 {
        return;
    }
    ui.add_space(9.0);
    ui.label(
        RichText::new(title)
            .small()
            .strong()
            .color(scene.looks.weak),
    );
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.top(),
        egui::Stroke::new(1.0, scene.looks.line),
    );
}

/// A value and its receipt behind it.
pub(super) fn claim_row(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    basis: &Basis,
    value: impl FnOnce(&mut Ui, &mut Scene<'_>),
) {
    claims_row(ui, scene, &[basis], value);
}

/// A value that several sources claim, and their receipts behind it.
fn claims_row(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    bases: &[&Basis],
    value: impl FnOnce(&mut Ui, &mut Scene<'_>),
) {
    ui.horizontal_wrapped(|ui| {
        value(ui, scene);
        for basis in bases {
            receipt(ui, scene, basis);
        }
    });
}

/// Claims of the same value together, in the order of the first of each.
fn alike<'c, C, V: PartialEq>(
    claims: &'c [C],
    value: impl Fn(&C) -> V,
    basis: impl Fn(&'c C) -> &'c Basis,
) -> Vec<(&'c C, Vec<&'c Basis>)> {
    let mut groups: Vec<(&C, Vec<&Basis>)> = Vec::new();
    for claim in claims {
        let known = groups
            .iter_mut()
            .find(|(first, _)| value(first) == value(claim));
        match known {
            Some((_, bases)) => bases.push(basis(claim)),
            None => groups.push((claim, vec![basis(claim)])),
        }
    }
    groups
}

/// Of a long list so many events have a row of their own: all of them are set at every pass.
pub(super) const MOST_LISTED: usize = 150;

/// Events in rows; the table has those that are too many.
fn event_rows(ui: &mut Ui, scene: &mut Scene<'_>, events: &[EventIx], what: &str) {
    for event in events.iter().take(MOST_LISTED) {
        event_row(ui, scene, *event);
    }
    more_ui(ui, scene, events, what);
}

/// How many more there are, and where they are listed; nothing if there are no more.
pub(super) fn more_ui(ui: &mut Ui, scene: &mut Scene<'_>, events: &[EventIx], what: &str) {
    if events.len() <= MOST_LISTED {
        return;
    }
    let more = events.len() - MOST_LISTED;
    let button = egui::Button::new(format!("… and {more} more"));
    let response = flush_button(ui, button).on_hover_text("List all of them in the table");
    if response.clicked() {
        scene.push(Command::ListEvents(events.into(), what.to_owned()));
    }
}

/// An event of an actor or forum: date and title.
pub(super) fn event_row(ui: &mut Ui, scene: &mut Scene<'_>, ix: EventIx) {
    let opened = scene.opened;
    let event = opened.record.event(ix);
    ui.horizontal(|ui| {
        let stage = event.stage().unwrap_or_default();
        let size = vec2(14.0, ui.text_style_height(&egui::TextStyle::Body));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        if event.stage().is_some() {
            paint_glyph(
                ui.painter(),
                rect.center(),
                4.0,
                stage,
                scene.looks.stage(stage),
            );
        }
        event_link(ui, scene, ix);
    });
    let date = event.leading_date().and_then(|claim| claim.date.as_ref());
    if let Some(date) = date {
        ui.horizontal(|ui| {
            ui.add_space(22.0);
            ui.label(RichText::new(date.words()).small().color(scene.looks.weak));
        });
    }
}

/// A title that selects its event, and lights it up everywhere on hover.
pub(super) fn event_link(ui: &mut Ui, scene: &mut Scene<'_>, ix: EventIx) {
    let opened = scene.opened;
    let title = &opened.record.event(ix).title;
    selection_link(ui, scene, Selection::Event(ix), title);
}
