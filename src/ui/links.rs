//! Links: which actors are linked to which forums, in which role, when, on whose word.

use std::collections::BTreeMap;

use egui::{RichText, Ui};
use egui_extras::{Column, TableBuilder};

use super::receipt::{counted, flush_button, passage_button};
use super::scene::Scene;
use crate::index::{Link, Opened};
use crate::model::{Date, EntityIx, Record, RoleIx};
use crate::state::{Command, Filters, Matches, Memo, Selection, Window};

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
struct Request {
    revision: u64,
    selection: Selection,
    /// Only where nothing is selected.
    window: Option<Window>,
    /// With the record they say which events are let through. While they leave something out,
    /// ties, which stand outside any event, are shown only for what is selected.
    filters: Filters,
    sort: SortBy,
    descending: bool,
}

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct LinksView {
    sort: SortBy,
    descending: bool,
    rows: Memo<Request, Vec<Row>>,
}

/// An actor in a role in a forum, by one or several claims.
struct Row {
    actor: EntityIx,
    role: RoleIx,
    forum: EntityIx,
    /// Positions in the index's links, by date.
    links: Vec<usize>,
}

pub(super) fn links_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut LinksView) {
    let opened = scene.opened;
    let selection = scene.state.view.selection;
    let request = Request {
        revision: scene.revision,
        selection,
        window: (selection == Selection::None).then_some(scene.state.view.window),
        filters: scene.state.view.filters.clone(),
        sort: view.sort,
        descending: view.descending,
    };
    let matches = scene.matches;
    let rows = view
        .rows
        .get(request, |request| compute_rows(opened, matches, request));
    let receipts: usize = rows.iter().map(|row| row.links.len()).sum();
    ui.horizontal(|ui| {
        let of = match selection {
            Selection::None => "in the window".to_owned(),
            Selection::Event(event) => format!("of “{}”", opened.record.event(event).title),
            Selection::Entity(entity) => format!("of {}", opened.record.entity(entity).name),
            Selection::Document(document) => {
                format!("told from “{}”", opened.record.document(document).title)
            }
            Selection::Outline(outline) => {
                format!("in “{}”", opened.record.outline(outline).title)
            }
        };
        let mut words = format!(
            "{}, {} {of}",
            counted(rows.len(), "link"),
            counted(receipts, "receipt")
        );
        if selection == Selection::None && !scene.state.view.filters.is_open() {
            words.push_str("; ties are left out while search or chips are in force");
        }
        ui.add(egui::Label::new(RichText::new(words).small().color(scene.looks.weak)).truncate());
    });
    if rows.is_empty() {
        ui.add_space(12.0);
        let words = match selection {
            Selection::None => {
                "No actor is linked to a forum in this window. Zoom out, or let more through."
            }
            Selection::Event(_) => "This event links no actor to a forum.",
            Selection::Entity(_) => "No claim links this actor or forum to another.",
            Selection::Document(_) => "No event told from this document links an actor to a forum.",
            Selection::Outline(_) => "No event in this list links an actor to a forum.",
        };
        ui.add(egui::Label::new(RichText::new(words).color(scene.looks.weak)).wrap());
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
                        wanted = Some(sort);
                    }
                });
            }
        })
        .body(|body| {
            body.rows(height, rows.len(), |mut row| {
                let link = &rows[row.index()];
                row_ui(&mut row, scene, link);
            });
        });
    if let Some(sort) = wanted {
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
        let dates: Vec<&Date> = link
            .links
            .iter()
            .filter_map(|at| opened.index.links[*at].date(record))
            .collect();
        let words = dates.first().map_or("–", |date| date.words());
        let more = if dates.len() > 1 {
            format!("{words} +{}", dates.len() - 1)
        } else {
            words.to_owned()
        };
        let all: Vec<&str> = dates.iter().map(|date| date.words()).collect();
        ui.add(egui::Label::new(RichText::new(more).small()).truncate())
            .on_hover_text(all.join("\n"));
    });
    row.col(|ui| receipts_ui(ui, scene, link));
}

fn receipts_ui(ui: &mut Ui, scene: &mut Scene<'_>, link: &Row) {
    let opened = scene.opened;
    let record = &opened.record;
    if let [only] = link.links.as_slice() {
        let basis = opened.index.links[*only].basis(record);
        passage_button(ui, scene, basis.passage, basis.quote.as_deref());
        return;
    }
    let title = RichText::new(format!("{} receipts", link.links.len())).small();
    ui.menu_button(title, |ui| {
        for at in &link.links {
            let found: &Link = &opened.index.links[*at];
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

fn compute_rows(opened: &Opened, matches: &Matches, request: &Request) -> Vec<Row> {
    let record = &opened.record;
    let mut groups: BTreeMap<(EntityIx, RoleIx, EntityIx), Vec<usize>> = BTreeMap::new();
    for (at, link) in opened.index.links.iter().enumerate() {
        if is_shown(record, matches, request, link) {
            groups
                .entry((link.actor, link.role, link.forum))
                .or_default()
                .push(at);
        }
    }
    let day = |at: usize| {
        (opened.index.links[at].date(record))
            .and_then(Date::sort_day)
            .map_or(i32::MAX, |day| day.0)
    };
    let mut rows: Vec<Row> = groups
        .into_iter()
        .map(|((actor, role, forum), mut links)| {
            links.sort_by_key(|at| (day(*at), *at));
            Row {
                actor,
                role,
                forum,
                links,
            }
        })
        .collect();
    let name = |entity: EntityIx| record.entity(entity).name.to_lowercase();
    match request.sort {
        SortBy::Actor => rows.sort_by_cached_key(|row| (name(row.actor), name(row.forum))),
        SortBy::Forum => rows.sort_by_cached_key(|row| (name(row.forum), name(row.actor))),
        SortBy::Role => rows.sort_by_cached_key(|row| {
            (
                record.role(row.role).term.name.to_lowercase(),
                name(row.actor),
            )
        }),
        SortBy::When => rows.sort_by_cached_key(|row| (day(row.links[0]), name(row.actor))),
        SortBy::Receipts => rows.sort_by_cached_key(|row| (row.links.len(), name(row.actor))),
    }
    if request.descending {
        rows.reverse();
    }
    rows
}

fn is_shown(record: &Record, matches: &Matches, request: &Request, link: &Link) -> bool {
    if let Some(event) = link.event()
        && !matches.holds(event)
    {
        return false;
    }
    match request.selection {
        Selection::Event(event) => link.event() == Some(event),
        Selection::Entity(entity) => link.actor == entity || link.forum == entity,
        Selection::Document(_) | Selection::Outline(_) => link
            .event()
            .is_some_and(|event| request.selection.holds_event(record, event)),
        Selection::None => {
            let Some(window) = request.window else {
                return true;
            };
            if !request.filters.is_open() && link.event().is_none() {
                return false;
            }
            match link.event() {
                // Any date of the event counts, as on the timeline.
                Some(event) => (record.event(event).dates.iter())
                    .filter_map(|claim| claim.date.as_ref())
                    .any(|date| {
                        let (start, end) = date.stretch();
                        window.touches(start, end)
                    }),
                // A tie without a period holds at any time.
                None => link.date(record).is_none_or(|date| {
                    let (start, end) = date.stretch();
                    window.touches(start, end)
                }),
            }
        }
    }
}
