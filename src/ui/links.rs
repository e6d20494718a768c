//! Links: which actors are linked to which forums, in which role, when, on whose word.

use std::sync::Arc;

use egui::{Align, Layout, RichText, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder};

use super::linking::{node_words, shown_head};
use super::receipt::{counted, flush_button, passage_button};
use super::scene::Scene;
use crate::index::{Link, Opened, links_of_one};
use crate::model::{Date, EntityIx};
use crate::state::{
    Background, Command, LinkRow, LinkRows, LinkRowsRequest, LinksBy, Selection, compute_link_rows,
};

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct LinksView {
    by: LinksBy,
    descending: bool,
    rows: Background<LinkRowsRequest, LinkRows>,
}

/// Of several dates or receipts so many are listed.
const MOST_LISTED: usize = 100;

pub(super) fn links_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut LinksView) {
    let opened = scene.opened;
    let selection = scene.state.view.selection;
    let request = LinkRowsRequest {
        revision: scene.revision,
        shown: scene.shown_serial,
        selection,
        by: view.by,
        descending: view.descending,
        links: scene.shown.counts.shown,
    };
    let (of, shown) = (Arc::clone(opened), Arc::clone(&scene.shown));
    let rows = (view.rows).get(&request, scene.aside, move |request, _| {
        compute_link_rows(&of, &shown, request)
    });
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            copy_ui(ui, scene, rows.as_deref());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                shown_head(ui, scene);
            });
        });
    });
    let Some(rows) = rows else {
        ui.label(RichText::new("Listing the links …").color(scene.looks.weak));
        return;
    };
    let LinkRows { list, links } = &*rows;
    if let Some(of) = of_selection(scene, selection) {
        let mut words = format!("{} {of}", counted(*links, "link"));
        if let Some(more) = (all_of(scene, selection)).and_then(|all| all.checked_sub(*links))
            && more > 0
        {
            words = format!("{words}; {more} more are not shown");
        }
        ui.horizontal(|ui| {
            let button = egui::Button::new(RichText::new("List all").small()).small();
            let help = "Let the selection go and list all links that are shown (Esc)";
            if ui.add(button).on_hover_text(help).clicked() {
                scene.push(Command::Select(Selection::None));
            }
            let text = RichText::new(words).small().color(scene.looks.weak);
            ui.add(egui::Label::new(text).truncate());
        });
    }
    if list.is_empty() {
        ui.add_space(12.0);
        let words = RichText::new(nothing_words(scene, selection)).color(scene.looks.weak);
        ui.add(egui::Label::new(words).wrap());
        return;
    }
    let height = ui.spacing().interact_size.y + 2.0;
    let mut wanted = None;
    let width = ui.available_width();
    TableBuilder::new(ui)
        // Columns are fitted anew when the panel becomes clearly wider or narrower.
        .id_salt(("links", (width / 120.0).round() as i32))
        .striped(true)
        .resizable(true)
        .sense(egui::Sense::hover())
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
        .column(Column::initial(width * 0.26).at_least(70.0).clip(true))
        .column(Column::initial(width * 0.12).at_least(40.0).clip(true))
        .column(Column::initial(width * 0.27).at_least(70.0).clip(true))
        .column(Column::initial(width * 0.14).at_least(50.0).clip(true))
        .column(Column::remainder().at_least(90.0).clip(true))
        .header(height, |mut header| {
            for (by, title) in LinksBy::ALL {
                header.col(|ui| {
                    let arrow = match (view.by == by, view.descending) {
                        (false, _) => "",
                        (true, false) => " ↓",
                        (true, true) => " ↑",
                    };
                    let text = RichText::new(format!("{title}{arrow}")).small().strong();
                    let button = egui::Button::new(text).frame_when_inactive(false).small();
                    if ui
                        .add(button)
                        .on_hover_text("Sort by this; again for the other way round")
                        .clicked()
                    {
                        wanted = Some(by);
                    }
                });
            }
        })
        .body(|body| {
            body.rows(height, list.len(), |mut row| {
                let link = &list[row.index()];
                row_ui(&mut row, scene, link);
            });
        });
    if let Some(by) = wanted {
        view.descending = view.by == by && !view.descending;
        view.by = by;
    }
}

fn row_ui(row: &mut egui_extras::TableRow<'_, '_>, scene: &mut Scene<'_>, link: &LinkRow) {
    let opened = scene.opened;
    row.col(|ui| entity_button(ui, scene, link.actor));
    row.col(|ui| role_button(ui, scene, link));
    row.col(|ui| entity_button(ui, scene, link.forum));
    row.col(|ui| when_ui(ui, opened, link));
    row.col(|ui| receipts_ui(ui, scene, link));
}

/// The first date and how many more there are; the others on hover.
fn when_ui(ui: &mut Ui, opened: &Opened, link: &LinkRow) {
    let dates = (link.links.iter())
        .filter_map(|number| opened.index.links[*number as usize].date(&opened.record))
        .map(Date::words);
    let mut all: Vec<&str> = dates.take(link.dated.min(MOST_LISTED)).collect();
    let mut words = all.first().copied().unwrap_or("–").to_owned();
    if link.dated > 1 {
        words = format!("{words} +{}", link.dated - 1);
    }
    if link.dated > MOST_LISTED {
        all.push("…");
    }
    let label = egui::Label::new(RichText::new(words).small()).truncate();
    let response = ui.add(label.show_tooltip_when_elided(false));
    if !all.is_empty() {
        response.on_hover_text(all.join("\n"));
    }
}

/// A role that selects all links of its actor and its forum.
fn role_button(ui: &mut Ui, scene: &mut Scene<'_>, link: &LinkRow) {
    let role = scene.opened.record.role(link.role);
    let node_of = |entity| scene.shown.node_of(entity);
    let pair = Selection::Pair(node_of(link.actor), node_of(link.forum));
    let mut text = RichText::new(&*role.term.name);
    if role.absent {
        // Not being there is told apart by more than its word.
        text = text.italics().color(scene.looks.weak);
    }
    let is_selected = scene.state.view.selection == pair;
    let button = egui::Button::new(text).selected(is_selected).truncate();
    let button = button.frame_when_inactive(is_selected || scene.state.hover.now == pair);
    let response = flush_button(ui, button);
    if response.hovered() {
        scene.state.hover.next = pair;
    }
    let help = if role.absent {
        "Was not there. Select all links between the two; the inspector lists their passages"
    } else {
        "Select all links between the two; the inspector lists their passages"
    };
    if response.on_hover_text(help).clicked() {
        scene.push(Command::Select(pair));
    }
}

/// So many rows are copied at the most: more than that no spreadsheet takes well.
const MOST_COPIED: usize = 100_000;

fn copy_ui(ui: &mut Ui, scene: &mut Scene<'_>, rows: Option<&LinkRows>) {
    let count = rows.map_or(0, |rows| rows.list.len()).min(MOST_COPIED);
    let button = egui::Button::new(RichText::new("Copy as text").small()).small();
    let help = "Every row with the addresses of its passages, in columns set apart by tabs, for a spreadsheet.";
    let response = ui.add_enabled(count > 0, button).on_hover_text(help);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Button, count > 0, "Copy the links as text")
    });
    if let Some(rows) = rows.filter(|_| response.clicked()) {
        scene.push(Command::CopyRows(
            copied(scene.opened, &rows.list[..count]),
            count,
        ));
    }
}

/// Rows in columns set apart by tabs, with a line of titles.
fn copied(opened: &Opened, rows: &[LinkRow]) -> String {
    let record = &opened.record;
    let mut text = "Actor\tRole\tForum\tWhen\tPassages\n".to_owned();
    for row in rows {
        let links = row
            .links
            .iter()
            .map(|number| &opened.index.links[*number as usize]);
        let dates = links.clone().filter_map(|link| link.date(record));
        let dates: Vec<&str> = dates.map(Date::edtf).collect();
        let passages: Vec<String> = links
            .map(|link| record.address(link.basis(record).passage))
            .collect();
        let cells = [
            record.entity(row.actor).name.to_string(),
            record.role(row.role).term.name.to_string(),
            record.entity(row.forum).name.to_string(),
            dates.join(", "),
            passages.join(", "),
        ];
        text.push_str(&cells.map(|cell| cell.replace(['\t', '\n'], " ")).join("\t"));
        text.push('\n');
    }
    text
}

/// How many links a selection has in all, shown or not, where that is quick to tell.
fn all_of(scene: &Scene<'_>, selection: Selection) -> Option<usize> {
    let opened = scene.opened;
    match selection {
        Selection::Event(event) => Some(links_of_one(&opened.record, event).len()),
        Selection::Entity(entity) => Some(opened.index.link_numbers_of(entity).len()),
        _ => None,
    }
}

fn receipts_ui(ui: &mut Ui, scene: &mut Scene<'_>, link: &LinkRow) {
    let opened = scene.opened;
    let record = &opened.record;
    if let [only] = link.links.as_slice() {
        let basis = opened.index.links[*only as usize].basis(record);
        passage_button(ui, scene, basis.passage, basis.quote.as_deref());
        return;
    }
    let title = format!("{} receipts", link.links.len());
    let menu = ui.menu_button(RichText::new(&title).small(), |ui| {
        for at in link.links.iter().take(MOST_LISTED) {
            let found: &Link = &opened.index.links[*at as usize];
            ui.horizontal(|ui| {
                let basis = found.basis(record);
                passage_button(ui, scene, basis.passage, basis.quote.as_deref());
                if let Some(event) = found.event() {
                    let title = &record.event(event).title;
                    if ui
                        .add(egui::Button::new(&**title).frame_when_inactive(false))
                        .clicked()
                    {
                        scene.push(Command::Select(Selection::Event(event)));
                    }
                }
            });
        }
    });
    // Read by itself it says what for.
    let [actor, forum] = [link.actor, link.forum].map(|end| &record.entity(end).name);
    let role = &record.role(link.role).term.name;
    menu.response.widget_info(|| {
        let words = format!("{title}: {actor}, {role}, {forum}");
        WidgetInfo::labeled(egui::Role::Button, true, words)
    });
}

/// A name that selects its actor or forum, and lights it up everywhere on hover.
pub(super) fn entity_button(ui: &mut Ui, scene: &mut Scene<'_>, entity: EntityIx) {
    let opened = scene.opened;
    let found = opened.record.entity(entity);
    let selection = Selection::Entity(entity);
    let selected = scene.state.view.selection == selection;
    let lit = scene.state.hover.now == selection;
    let mut text = RichText::new(&*found.name);
    if found.unnamed {
        text = text.italics();
    }
    let mut button = egui::Button::new(text).selected(selected).truncate();
    if !lit && !selected {
        button = button.frame_when_inactive(false);
    }
    let response = flush_button(ui, button);
    if response.hovered() {
        scene.state.hover.next = selection;
    }
    let mut help = found.kind.label().to_owned();
    if found.acts {
        help.push_str(", also an actor");
    }
    if found.unnamed {
        help.push_str(", not named by the source");
    }
    for name in &found.names {
        help.push('\n');
        help.push_str(&name.text);
    }
    if response.on_hover_text(help).clicked() {
        scene.push(Command::Select(selection));
    }
}

/// Whose links are listed, if only those of the selection are.
fn of_selection(scene: &Scene<'_>, selection: Selection) -> Option<String> {
    let record = &scene.opened.record;
    Some(match selection {
        Selection::None => return None,
        Selection::Event(event) => format!("of “{}”", record.event(event).title),
        Selection::Entity(entity) => format!("of {}", record.entity(entity).name),
        Selection::Document(document) => {
            format!("told from “{}”", record.document(document).title)
        }
        Selection::Outline(outline) => format!("in “{}”", record.outline(outline).title),
        Selection::Pair(actor, forum) => {
            let [who, place] = [actor, forum].map(|node| node_words(record, node));
            format!("of {who} in {place}")
        }
    })
}

/// Why nothing is listed, and what helps.
fn nothing_words(scene: &Scene<'_>, selection: Selection) -> &'static str {
    let linking = &scene.state.view.linking;
    match selection {
        Selection::None if linking.at_any_time => {
            "No actor is linked to a forum by anything that is let through."
        }
        Selection::None => {
            "No actor is linked to a forum in this window. Zoom out, or let more through."
        }
        _ if !linking.at_any_time && all_of(scene, selection) != Some(0) => {
            "None in this window. Zoom out, or show the links of any time."
        }
        Selection::Event(_) => "This event links no actor to a forum.",
        Selection::Entity(_) | Selection::Pair(..) => {
            "No claim that is let through links this actor or forum to another."
        }
        Selection::Document(_) => "No event told from this document links an actor to a forum.",
        Selection::Outline(_) => "No event in this list links an actor to a forum.",
    }
}
