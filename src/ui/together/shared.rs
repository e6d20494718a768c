//! What two or three share and what only one of them has, or all that one has: a column for
//! each of them, and a mark where it has something.

use std::cmp::Reverse;
use std::sync::Arc;

use egui::{Align, Color32, Painter, Pos2, Rect, Response, RichText, Stroke, Ui, pos2, vec2};

use crate::index::Opened;
use crate::index::net::{Shared, shares};
use crate::model::{Date, EntityIx, EventIx};
use crate::state::{Background, Selection};
use crate::ui::asked::{Asked, first_links};
use crate::ui::cells::{
    Look, cell_button, cut, entity_cell, open_from, row_height, rows_in_sight, select_row, words,
};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// What is kept between passes.
#[derive(Default)]
pub(super) struct SharedView {
    found: Background<Asked<Vec<EntityIx>, ()>, Vec<Line>>,
}

/// A row.
enum Line {
    /// Who has what follows, and how many that is.
    Head(String),
    /// Something that some of them have.
    Item(Item),
}

#[derive(Clone, Copy)]
enum What {
    Actor(EntityIx),
    Forum(EntityIx),
    Event(EventIx),
}

struct Item {
    what: What,
    /// For each of those who are compared the numbers of its links.
    links: Vec<Vec<u32>>,
    /// For each whether all of them tell of an absence.
    absent: Vec<bool>,
}

impl SharedView {
    pub(super) fn show(&mut self, ui: &mut Ui, scene: &mut Scene<'_>, all: &[EntityIx]) {
        let wanted = Asked::new(scene, scene.shown.counts.shown, all.to_vec(), ());
        let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
        let found = (self.found).get(&wanted, scene.aside, move |wanted, _| {
            let absence = wanted.ways.absence;
            let found = shares(&opened, &shown.net, &wanted.question, absence);
            let others = found.others.into_iter();
            let others = others.map(|shared| of_other(&opened, shared));
            let events = found.events.into_iter();
            let events = events.map(|shared| Item::new(&opened, What::Event, shared));
            lines(&opened, &wanted.question, others.chain(events).collect())
        });
        let Some(found) = found else {
            ui.label(RichText::new("Comparing …").color(scene.looks.weak));
            return;
        };
        if found.is_empty() {
            let names = names(scene.opened, all);
            let words = format!("Nothing here links {names} to anything.");
            ui.add(egui::Label::new(words).wrap());
            return;
        }
        if all.len() > 1 {
            head_ui(ui, scene, all);
        }
        rows_in_sight(ui, found.len(), |ui, at, row| match found.get(at) {
            Some(Line::Head(head)) => {
                let look = Look {
                    color: scene.looks.ink,
                    ..Look::small(scene.looks)
                };
                words(ui, row.shrink2(vec2(0.0, 1.0)), head, &look);
                let line = Stroke::new(1.0, scene.looks.line);
                ui.painter().hline(row.x_range(), row.bottom() - 1.0, line);
                let id = ui.scope_id().with(("group", head));
                let response = ui.interact(row, id, egui::Sense::hover());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, head));
                None
            }
            Some(Line::Item(item)) => Some(item_ui(ui, scene, all, item, (row, at % 2 == 1))),
            None => None,
        });
    }
}

/// An actor of a forum, or a forum of an actor.
fn of_other(opened: &Opened, shared: Shared<EntityIx>) -> Item {
    let is_forum = |number: &u32| opened.index.links[*number as usize].forum == shared.what;
    let what = match shared.links.iter().flatten().any(is_forum) {
        true => What::Forum,
        false => What::Actor,
    };
    Item::new(opened, what, shared)
}

impl Item {
    fn new<T: Copy>(opened: &Opened, what: impl Fn(T) -> What, shared: Shared<T>) -> Self {
        let is_absent = |number: &u32| {
            let role = opened.index.links[*number as usize].role;
            opened.record.role(role).absent
        };
        let absent = |links: &Vec<u32>| !links.is_empty() && links.iter().all(is_absent);
        Self {
            what: what(shared.what),
            absent: shared.links.iter().map(absent).collect(),
            links: shared.links,
        }
    }

    /// Who of those who are compared has it.
    fn who(&self) -> Vec<usize> {
        let has = |at: &usize| !self.links[*at].is_empty();
        (0..self.links.len()).filter(has).collect()
    }

    const fn sort(&self) -> usize {
        match self.what {
            What::Forum(_) => 0,
            What::Actor(_) => 1,
            What::Event(_) => 2,
        }
    }
}

/// What all have, then two of three, then only one; of one alone by sort.
fn lines(opened: &Opened, all: &[EntityIx], mut items: Vec<Item>) -> Vec<Line> {
    let is_one = all.len() == 1;
    let group = |item: &Item| {
        let who = item.who();
        (
            Reverse(who.len()),
            who,
            if is_one { item.sort() } else { 0 },
        )
    };
    // Within a group they stay in the order of the answer: by name, by time.
    items.sort_by_cached_key(|item| (group(item), item.sort()));
    let mut heads: Vec<(usize, String)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 && group(&items[at - 1]) == group(item) {
            continue;
        }
        let count = items[at..]
            .iter()
            .take_while(|other| group(other) == group(item));
        let words = head_words(opened, all, item, count.count());
        heads.push((at, words));
    }
    let mut heads = heads.into_iter().peekable();
    let mut lines = Vec::with_capacity(items.len() + heads.len());
    for (at, item) in items.into_iter().enumerate() {
        if let Some((_, words)) = heads.next_if(|(head, _)| *head == at) {
            lines.push(Line::Head(words));
        }
        lines.push(Line::Item(item));
    }
    lines
}

fn head_words(opened: &Opened, all: &[EntityIx], item: &Item, count: usize) -> String {
    let who: Vec<EntityIx> = item.who().into_iter().map(|at| all[at]).collect();
    match (all.len(), who.len()) {
        (1, _) => counted(count, what_words(item.what)),
        (2, 2) => format!("Both: {count}"),
        (_, 3) => format!("All three: {count}"),
        (_, 1) => format!("Only {}: {count}", names(opened, &who)),
        _ => format!("{}: {count}", names(opened, &who)),
    }
}

const fn what_words(what: What) -> &'static str {
    match what {
        What::Actor(_) => "actor",
        What::Forum(_) => "forum",
        What::Event(_) => "event",
    }
}

/// “One, two and three”.
fn names(opened: &Opened, all: &[EntityIx]) -> String {
    let names: Vec<&str> = (all.iter())
        .map(|one| &*opened.record.entity(*one).name)
        .collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn cells(row: Rect, scene: &Scene<'_>, columns: usize) -> Vec<Rect> {
    let width = if columns == 1 { 44.0 } else { 76.0 };
    cut(row, &vec![width * scene.looks.scale; columns])
}

fn head_ui(ui: &mut Ui, scene: &Scene<'_>, all: &[EntityIx]) {
    let size = vec2(ui.available_width(), row_height(ui));
    let (row, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let look = Look {
        align: Align::Center,
        ..Look::small(scene.looks)
    };
    for (entity, cell) in all.iter().zip(&cells(row, scene, all.len())[1..]) {
        let entity = scene.opened.record.entity(*entity);
        words(ui, *cell, entity.short_name(), &look);
        let id = ui.scope_id().with(("of", &*entity.id));
        (ui.interact(*cell, id, egui::Sense::hover())).on_hover_text(&*entity.name);
    }
}

fn item_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    all: &[EntityIx],
    item: &Item,
    (row, is_second): (Rect, bool),
) -> Response {
    let opened = Arc::clone(scene.opened);
    let record = &opened.record;
    let (what, selection, model_id) = match item.what {
        What::Actor(ix) | What::Forum(ix) => {
            let entity = record.entity(ix);
            (entity.name.to_string(), Selection::Entity(ix), &entity.id)
        }
        What::Event(ix) => {
            let event = record.event(ix);
            let date = event.leading_date().and_then(|claim| claim.date.as_ref());
            let date = date.map_or("no date", Date::words);
            let words = format!("{} · {date}", event.title);
            (words, Selection::Event(ix), &event.id)
        }
    };
    let sort = what_words(item.what);
    let id = ui.scope_id().with((sort, &**model_id));
    let who: Vec<EntityIx> = item.who().into_iter().map(|at| all[at]).collect();
    let spoken = format!("{sort} {what}: {}", names(&opened, &who));
    let response = select_row(ui, scene, (row, id), selection, &spoken, is_second);
    let cells = cells(row, scene, all.len());
    let response = match selection.entity() {
        Some(entity) => entity_cell(ui, scene, cells[0], record.entity(entity), response),
        None => {
            words(ui, cells[0], &what, &Look::plain(scene.looks));
            response.on_hover_text(&what)
        }
    };
    for (at, (links, cell)) in item.links.iter().zip(&cells[1..]).enumerate() {
        let center = cell.center() - vec2(if links.len() > 1 { 8.0 } else { 0.0 }, 0.0);
        let mark = match (links.is_empty(), item.absent[at]) {
            (true, _) => Mark::None,
            (false, true) => Mark::Absent,
            (false, false) => Mark::Has,
        };
        if !links.is_empty() {
            let name = &record.entity(all[at]).name;
            let absent = if item.absent[at] { ", absent" } else { "" };
            let spoken = format!("{name} – {what}: {}{absent}", counted(links.len(), "link"));
            let response = cell_button(ui, scene.looks, (*cell, id.with(at)), &spoken);
            open_from(scene, &response, &spoken, |ui, scene| {
                first_links(ui, scene, links, true);
            });
            response.on_hover_text(&spoken);
        }
        paint_mark(ui.painter(), center, mark, scene.looks);
        if links.len() > 1 {
            let beside = Rect::from_min_max(pos2(center.x + 6.0, cell.top()), cell.max);
            words(
                ui,
                beside,
                &links.len().to_string(),
                &Look::small(scene.looks),
            );
        }
    }
    response
}

#[derive(Clone, Copy)]
enum Mark {
    Has,
    /// It is linked, but by not having been there.
    Absent,
    None,
}

fn paint_mark(painter: &Painter, center: Pos2, mark: Mark, looks: &Looks) {
    let radius = 4.5 * looks.scale;
    let stroke = |color: Color32| Stroke::new(1.3 * looks.scale, color);
    match mark {
        Mark::Has => {
            painter.circle_filled(center, radius, looks.accent);
        }
        Mark::Absent => {
            painter.circle_stroke(center, radius, stroke(looks.ink));
            let arm = vec2(radius, radius) * 0.7;
            painter.line_segment([center - arm, center + arm], stroke(looks.ink));
        }
        Mark::None => {
            painter.circle_stroke(center, radius, stroke(looks.line));
        }
    }
}
