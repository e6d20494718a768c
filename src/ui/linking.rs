//! What all views of the relationships share: the links that are shown, and how they are told.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::icons;
use super::inspector::{event_link, section};
use super::links::entity_button;
use super::receipt::{counted, receipt};
use super::scene::Scene;
use crate::index::net::Node;
use crate::model::{ActorKind, Date, Record};
use crate::state::{
    Background, Command, LinkRequest, Panel, Selection, ShownLinks, compute_shown, window_words,
};

/// What is kept between passes.
#[derive(Default)]
pub(super) struct LinkingView {
    made: Background<LinkRequest, ShownLinks>,
    shown: Arc<ShownLinks>,
    serial: u64,
}

impl LinkingView {
    /// Finds the links that are shown, for all panels of this pass.
    pub(super) fn find(&mut self, scene: &mut Scene<'_>) {
        let linking = &scene.state.view.linking;
        let request = LinkRequest {
            revision: scene.revision,
            matched: scene.matched,
            window: (!linking.at_any_time).then_some(scene.state.view.window),
            folding: linking.folding.clone(),
            links: scene.opened.index.links.len(),
        };
        let (opened, matches) = (Arc::clone(scene.opened), Arc::clone(scene.matches));
        let found = self.made.get(&request, scene.aside, move |request, _| {
            compute_shown(&opened, &matches, request)
        });
        let found = found.unwrap_or_default();
        if !Arc::ptr_eq(&found, &self.shown) {
            self.serial += 1;
            self.shown = found;
        }
        scene.shown = Arc::clone(&self.shown);
        scene.shown_serial = self.serial;
    }
}

/// What belongs to a window of time.
const IN_A_WINDOW: &str = "An event belongs to a window that any of its dates touches; one without a date to none. A tie holds during its period, and at any time if none is told. Search and chips let whole events and ties through, with all who took part.";

/// How many links are shown, and why the others are not; with the choice between the window
/// and any time, and with time that plays.
pub(super) fn shown_head(ui: &mut Ui, scene: &mut Scene<'_>) {
    let linking = &scene.state.view.linking;
    let mut any_time = linking.at_any_time;
    ui.horizontal(|ui| {
        let text = RichText::new("at any time").small();
        if (ui.checkbox(&mut any_time, text))
            .on_hover_text(
                "Show the links of any time, not only those in the window of the timeline",
            )
            .changed()
        {
            scene.push(Command::ToggleAnyTime);
        }
        if !any_time {
            let plays = scene.state.time_plays;
            let icon = if plays { icons::PAUSE } else { icons::PLAY };
            let name = icons::hint(ui, &Command::PlayTime);
            let button = egui::Button::new(icon.rich_text().small())
                .small()
                .selected(plays);
            let response = ui.add(button.frame_when_inactive(plays));
            response
                .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, plays, &name));
            if response.on_hover_text(&name).clicked() {
                scene.push(Command::PlayTime);
            }
        }
        let words = shown_words(scene);
        let text = RichText::new(&words).small().color(scene.looks.weak);
        let label = egui::Label::new(text)
            .truncate()
            .show_tooltip_when_elided(false);
        ui.add(label).on_hover_ui(|ui| {
            ui.label(&words);
            ui.label(RichText::new(IN_A_WINDOW).weak());
        });
    });
}

/// "262 links in the window; left out: 800 outside the window, 200 filtered out".
pub(super) fn shown_words(scene: &Scene<'_>) -> String {
    let counts = scene.shown.counts;
    let unknown = (scene.whole.index.links.len()).saturating_sub(scene.opened.index.links.len());
    let left_out: Vec<String> = [
        (counts.outside, "outside the window"),
        (counts.undated, "undated"),
        (counts.filtered, "filtered out"),
        (unknown, "not yet known"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{count} {why}"))
    .collect();
    let state = &*scene.state;
    let timeline_in_sight = state.preferences.panels.shows(Panel::Timeline)
        && !state.panels_behind.contains(&Panel::Timeline);
    let place = if state.view.linking.at_any_time {
        "at any time".to_owned()
    } else if state.time_plays || !timeline_in_sight {
        format!("in {}", window_words(state.view.window))
    } else {
        "in the window".to_owned()
    };
    let shown = format!("{} {place}", counted(counts.shown, "link"));
    if left_out.is_empty() {
        shown
    } else {
        format!("{shown}; left out: {}", left_out.join(", "))
    }
}

/// What a node is called.
pub(super) fn node_words(record: &Record, node: Node) -> String {
    match node {
        Node::Entity(entity) => record.entity(entity).name.to_string(),
        Node::Kind(kind) => kind_words(kind).to_owned(),
    }
}

/// All actors of a kind.
pub(super) const fn kind_words(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Persons",
        ActorKind::State => "States",
        ActorKind::Company => "Companies",
        ActorKind::Organisation => "Organisations",
        ActorKind::Group => "Groups",
    }
}

/// Links with their receipts, each in a row: who, as what, where, when, told where. The names
/// of the two ends are left out where all rows have the same.
pub(super) fn link_rows(ui: &mut Ui, scene: &mut Scene<'_>, links: &[u32], with_ends: bool) {
    let opened = Arc::clone(scene.opened);
    for number in links {
        link_row(ui, scene, *number, with_ends);
        if let Some(event) = opened.index.links[*number as usize].event() {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(12.0);
                event_link(ui, scene, event);
            });
        }
    }
}

/// A link with its receipt, but without its event.
pub(super) fn link_row(ui: &mut Ui, scene: &mut Scene<'_>, number: u32, with_ends: bool) {
    let opened = Arc::clone(scene.opened);
    let record = &opened.record;
    let link = opened.index.links[number as usize];
    let role = record.role(link.role);
    ui.horizontal_wrapped(|ui| {
        if with_ends {
            entity_button(ui, scene, link.actor);
        }
        let mut text = RichText::new(&*role.term.name).small();
        if role.absent {
            // Not being there is told apart by more than its word.
            text = text.italics().color(scene.looks.weak);
        }
        ui.label(text);
        if with_ends {
            entity_button(ui, scene, link.forum);
        }
        let when = link.date(record).map_or("no date", Date::words);
        ui.label(RichText::new(when).small().color(scene.looks.weak));
        receipt(ui, scene, link.basis(record));
    });
}

/// Everything that links an actor to a forum, or what these are folded into.
pub(super) fn pair_ui(ui: &mut Ui, scene: &mut Scene<'_>, actor: Node, forum: Node) {
    let record = &scene.opened.record;
    let [who, place] = [actor, forum].map(|node| node_words(record, node));
    ui.add(egui::Label::new(RichText::new(format!("{who} – {place}")).heading()).wrap());
    let links = (scene.links_of_pair(Selection::Pair(actor, forum))).to_vec();
    let small = |words: String| RichText::new(words).small().color(scene.looks.weak);
    if links.is_empty() {
        let words =
            "None of their links is shown: they are outside the window, or not let through.";
        ui.add(egui::Label::new(small(words.to_owned())).wrap());
        return;
    }
    ui.label(small(counted(links.len(), "link")));
    for node in [actor, forum] {
        if let Some(entity) = node.entity() {
            entity_button(ui, scene, entity);
        }
    }
    section(ui, scene, "In order of date", links.len());
    let is_folded = |number: &u32| {
        let link = scene.opened.index.links[*number as usize];
        (Node::Entity(link.actor), Node::Entity(link.forum)) != (actor, forum)
    };
    let with_ends = links.iter().any(is_folded);
    link_rows(ui, scene, &links, with_ends);
}
