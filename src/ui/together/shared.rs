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
    Look, cell_button, cut, entity_cell, head_row, open_from, rows_in_sight, select_row, words,
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
    /// Of what sort it is, within that.
    Sort(String),
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
        let head = (all.len() > 1).then(|| head_ui(ui, scene, all));
        rows_in_sight(ui, head, found.len(), |ui, at, row| match found.get(at) {
            Some(Line::Head(head)) => {
                let line = Stroke::new(1.0, scene.looks.line);
                ui.painter().hline(row.x_range(), row.bottom() - 1.0, line);
                heading_ui(ui, (row, at), head, (scene.looks.ink, scene.looks));
                None
            }
            Some(Line::Sort(sort)) => {
                heading_ui(ui, (row, at), sort, (scene.looks.weak, scene.looks));
                None
            }
            Some(Line::Item(item)) => Some(item_ui(ui, scene, all, item, (row, at % 2 == 1))),
            None => None,
        });
    }
}

fn heading_ui(ui: &Ui, (row, at): (Rect, usize), head: &str, (color, looks): (Color32, &Looks)) {
    let look = Look {
        color,
        ..Look::small(looks)
    };
    words(ui, row.shrink2(vec2(0.0, 1.0)), head, &look);
    let id = ui.scope_id().with(("group", at));
    let response = ui.interact(row, id, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, head));
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

/// What all have, then two of three, then only one; within that by sort.
fn lines(opened: &Opened, all: &[EntityIx], mut items: Vec<Item>) -> Vec<Line> {
    // Within a sort they stay in the order of the answer: by name, by time.
    items.sort_by_cached_key(|item| (Reverse(item.who().len()), item.who(), item.sort()));
    let mut lines = Vec::with_capacity(items.len());
    let mut groups: Vec<Vec<Item>> = Vec::new();
    for item in items {
        match groups.last_mut() {
            Some(group) if group[0].who() == item.who() => group.push(item),
            _ => groups.push(vec![item]),
        }
    }
    for group in groups {
        if let Some(words) = head_words(opened, all, &group[0], group.len()) {
            lines.push(Line::Head(words));
        }
        let mut of_sort = [0; 3];
        group.iter().for_each(|item| of_sort[item.sort()] += 1);
        let mut last = None;
        for item in group {
            let sort = item.sort();
            if last != Some(sort) {
                let words = counted(of_sort[sort], what_words(item.what));
                let is_one = all.len() == 1;
                lines.push(if is_one {
                    Line::Head(words)
                } else {
                    Line::Sort(words)
                });
                last = Some(sort);
            }
            lines.push(Line::Item(item));
        }
    }
    lines
}

/// Who has it; of one alone that needs no words.
fn head_words(opened: &Opened, all: &[EntityIx], item: &Item, count: usize) -> Option<String> {
    let who: Vec<EntityIx> = item.who().into_iter().map(|at| all[at]).collect();
    match (all.len(), who.len()) {
        (1, _) => None,
        (2, 2) => Some(format!("Both: {count}")),
        (_, 3) => Some(format!("All three: {count}")),
        (_, 1) => Some(format!("Only {}: {count}", names(opened, &who))),
        _ => Some(format!("{}: {count}", names(opened, &who))),
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
    let widest = if columns == 1 { 44.0 } else { 76.0 };
    // Names keep half of a narrow panel: nobody who is compared is left out.
    #[allow(clippy::cast_precision_loss)]
    let width = (row.width() / 2.0 / columns.max(1) as f32).min(widest * scene.looks.scale);
    cut(row, &vec![width; columns])
}

fn head_ui(ui: &mut Ui, scene: &Scene<'_>, all: &[EntityIx]) -> Rect {
    let row = head_row(ui);
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
    row
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
