//! Links: which actors are linked to which forums, in which role, when, on whose word.

use std::sync::Arc;

use egui::{RichText, Ui};
use egui_extras::{Column, TableBuilder};

use super::linking::{node_words, shown_head};
use super::receipt::{counted, flush_button, passage_button};
use super::scene::Scene;
use crate::index::{Link, Opened, Via};
use crate::model::{Date, EntityIx, EventIx, RoleIx};
use crate::state::{AT_ONCE, Background, Command, Request, Selection, ShownLinks};

/// By which column the links are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SortBy {
    Actor,
    Role,
    #[default]
    Forum,
    When,
    Receipts,
}

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    revision: u64,
    /// Changes with the links that are shown.
    shown: u64,
    selection: Selection,
    sort: SortBy,
    descending: bool,
    /// So many links have to be looked at.
    links: usize,
}

impl Request for Wanted {
    fn may_show(&self, older: &Self) -> bool {
        // Links are counted anew in every record, and what was asked of another selection
        // would be taken for an answer to this one.
        self.revision == older.revision && self.selection == older.selection
    }

    fn is_small(&self) -> bool {
        // To sort a link takes longer than to let an event through.
        self.links * 10 < AT_ONCE
    }
}

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct LinksView {
    sort: SortBy,
    descending: bool,
    rows: Background<Wanted, Rows>,
}

/// All rows.
#[derive(Debug)]
struct Rows {
    list: Vec<Row>,
    receipts: usize,
}

/// An actor in a role in a forum, by one or several claims.
#[derive(Debug)]
struct Row {
    actor: EntityIx,
    role: RoleIx,
    forum: EntityIx,
    /// Positions in the index's links, by date.
    links: Vec<u32>,
    /// How many of them have a date.
    dated: usize,
}

/// Of several dates or receipts so many are listed.
const MOST_LISTED: usize = 100;

pub(super) fn links_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut LinksView) {
    let opened = scene.opened;
    let selection = scene.state.view.selection;
    let wanted = Wanted {
        revision: scene.revision,
        shown: scene.shown_serial,
        selection,
        sort: view.sort,
        descending: view.descending,
        links: scene.shown.counts.shown,
    };
    let (of, shown) = (Arc::clone(opened), Arc::clone(&scene.shown));
    let rows = (view.rows).get(&wanted, scene.aside, move |wanted, _| {
        compute_rows(&of, &shown, wanted)
    });
    shown_head(ui, scene);
    let Some(rows) = rows else {
        ui.label(RichText::new("Listing the links …").color(scene.looks.weak));
        return;
    };
    let Rows { list, receipts } = &*rows;
    if let Some(of) = of_selection(scene, selection) {
        let words = format!(
            "{} by {} {of}",
            counted(*receipts, "link"),
            counted(list.len(), "row")
        );
        ui.add(egui::Label::new(RichText::new(words).small().color(scene.looks.weak)).truncate());
    }
    if list.is_empty() {
        ui.add_space(12.0);
        let words = RichText::new(nothing_words(scene, selection)).color(scene.looks.weak);
        ui.add(egui::Label::new(words).wrap());
        return;
    }
    let height = ui.spacing().interact_size.y + 2.0;
    let mut sort_wanted = None;
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
            for (sort, title) in [
                (SortBy::Actor, "Actor"),
                (SortBy::Role, "Role"),
                (SortBy::Forum, "Forum"),
                (SortBy::When, "When"),
                (SortBy::Receipts, "Receipts"),
            ] {
                header.col(|ui| {
                    let arrow = match (view.sort == sort, view.descending) {
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
                        sort_wanted = Some(sort);
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
    if let Some(sort) = sort_wanted {
        view.descending = view.sort == sort && !view.descending;
        view.sort = sort;
    }
}

fn row_ui(row: &mut egui_extras::TableRow<'_, '_>, scene: &mut Scene<'_>, link: &Row) {
    let opened = scene.opened;
    let record = &opened.record;
    row.col(|ui| entity_button(ui, scene, link.actor));
    row.col(|ui| {
        let role = record.role(link.role);
        let mut text = RichText::new(&*role.term.name);
        if role.absent {
            // Not being there is told apart by more than its word.
            text = text.italics().color(scene.looks.weak);
        }
        ui.add(egui::Label::new(text).truncate());
    });
    row.col(|ui| entity_button(ui, scene, link.forum));
    row.col(|ui| {
        let mut dates = (link.links.iter())
            .filter_map(|at| opened.index.links[*at as usize].date(record))
            .map(Date::words);
        let mut words = dates.next().unwrap_or("–").to_owned();
        if link.dated > 1 {
            words = format!("{words} +{}", link.dated - 1);
        }
        ui.add(egui::Label::new(RichText::new(words).small()).truncate())
            .on_hover_ui(|ui| {
                let dates = (link.links.iter())
                    .filter_map(|at| opened.index.links[*at as usize].date(record))
                    .map(Date::words);
                let mut all: Vec<&str> = dates.take(MOST_LISTED).collect();
                if link.dated > MOST_LISTED {
                    all.push("…");
                }
                ui.label(all.join("\n"));
            });
    });
    row.col(|ui| receipts_ui(ui, scene, link));
}

fn receipts_ui(ui: &mut Ui, scene: &mut Scene<'_>, link: &Row) {
    let opened = scene.opened;
    let record = &opened.record;
    if let [only] = link.links.as_slice() {
        let basis = opened.index.links[*only as usize].basis(record);
        passage_button(ui, scene, basis.passage, basis.quote.as_deref());
        return;
    }
    let title = RichText::new(format!("{} receipts", link.links.len())).small();
    ui.menu_button(title, |ui| {
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
        _ if !linking.at_any_time => {
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

/// The numbers of the shown links of a selection.
fn links_of(opened: &Opened, shown: &ShownLinks, selection: Selection) -> Vec<u32> {
    let net = &shown.net;
    let of_events = |holds: &dyn Fn(EventIx) -> bool| -> Vec<u32> {
        let numbers = net.links().iter().copied();
        let event = |number: u32| opened.index.links[number as usize].event();
        numbers
            .filter(|number| event(*number).is_some_and(holds))
            .collect()
    };
    match selection {
        Selection::None => net.links().to_vec(),
        Selection::Event(event) => of_events(&|other| other == event),
        Selection::Entity(entity) => (net.edges_at(entity))
            .flat_map(|edge| net.links_of(edge))
            .copied()
            .collect(),
        Selection::Document(document) => {
            let events = opened.record.document(document).events();
            of_events(&|event| events.contains(&event))
        }
        Selection::Outline(outline) => {
            let events = opened.record.outline(outline).events();
            of_events(&|event| events.contains(&event))
        }
        Selection::Pair(actor, forum) => (shown.folded.edge(actor, forum))
            .map_or_else(Vec::new, |edge| shown.folded.links_of(edge).to_vec()),
    }
}

fn compute_rows(opened: &Opened, shown: &ShownLinks, wanted: &Wanted) -> Rows {
    let record = &opened.record;
    let link = |at: u32| &opened.index.links[at as usize];
    let day = |at: u32| match link(at).via {
        Via::Event(event, _) => opened.index.time_key(event).0.0,
        Via::Tie(_) => {
            (link(at).date(record).and_then(Date::sort_day)).map_or(i32::MAX, |day| day.0)
        }
    };
    let mut shown = links_of(opened, shown, wanted.selection);
    let group = |at: u32| (link(at).actor, link(at).role, link(at).forum);
    shown.sort_by_cached_key(|at| (group(*at), day(*at), *at));
    let mut list: Vec<Row> = (shown.chunk_by(|a, b| group(*a) == group(*b)))
        .map(|links| {
            let (actor, role, forum) = group(links[0]);
            let dated = links.iter().filter(|at| link(**at).date(record).is_some());
            Row {
                actor,
                role,
                forum,
                dated: dated.count(),
                links: links.to_vec(),
            }
        })
        .collect();
    let name = |entity: EntityIx| record.entity(entity).name.to_lowercase();
    match wanted.sort {
        SortBy::Actor => list.sort_by_cached_key(|row| (name(row.actor), name(row.forum))),
        SortBy::Forum => list.sort_by_cached_key(|row| (name(row.forum), name(row.actor))),
        SortBy::Role => list.sort_by_cached_key(|row| {
            (
                record.role(row.role).term.name.to_lowercase(),
                name(row.actor),
            )
        }),
        SortBy::When => list.sort_by_cached_key(|row| (day(row.links[0]), name(row.actor))),
        SortBy::Receipts => list.sort_by_cached_key(|row| (row.links.len(), name(row.actor))),
    }
    if wanted.descending {
        list.reverse();
    }
    Rows {
        receipts: shown.len(),
        list,
    }
}
