//! Lines, knots and meetings in words: for a screen reader and under the pointer.

use egui::{Pos2, RichText, Ui};

use super::StorylineView;
use super::canvas::{Canvas, small};
use super::names::{is_several, is_unnamed, margin_links, margin_of};
use crate::index::net::Node;
use crate::layout::storyline::{KNOT_RADIUS, Knot, Story};
use crate::model::{Date, EventIx};
use crate::ui::linking::node_words;
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;
use crate::ui::timeline::hover::event_hover;

/// So many of several are named.
const NAMED: usize = 6;
/// So many links are gone through to name some.
const MOST_TOLD: usize = 100;
/// Of so many who take part it is counted with whom a line is most.
const MOST_COUNTED: usize = 200_000;

/// "273 lines, 1024 links in the window; left out: 171 outside the window".
pub(super) fn spoken_story(scene: &Scene<'_>, story: &Story) -> String {
    let lines = counted(story.nodes().len(), "line");
    format!("{lines}, {}", crate::ui::linking::shown_words(scene))
}

/// "12 meetings in sight", "1 meeting and alone at 2 events in sight".
fn met_words(canvas: &Canvas<'_>, line: u32) -> String {
    let window = canvas.window();
    let met = canvas.story.met_in(line, window);
    let alone = canvas.story.knots_in(line, window).len() - met;
    match (met, alone) {
        (0, 0) => "no meeting in sight".to_owned(),
        (_, 0) => format!("{} in sight", counted(met, "meeting")),
        (0, _) => format!("alone at {} in sight", counted(alone, "event")),
        _ => format!(
            "{} in sight, alone at {}",
            counted(met, "meeting"),
            counted(alone, "event")
        ),
    }
}

/// "Estonia, 12 meetings in sight, 2 links without a date".
pub(super) fn spoken_line(scene: &Scene<'_>, canvas: &Canvas<'_>, line: u32) -> String {
    let Some(node) = canvas.story.nodes().get(line as usize) else {
        return String::new();
    };
    let mut words = node_words(&scene.opened.record, *node);
    if is_unnamed(scene.opened, *node) {
        words.push_str(", not named by the source");
    }
    words = format!("{words}, {}", met_words(canvas, line));
    let margin = margin_of(scene, canvas, line);
    if margin > 0 {
        words = format!("{words}, {} without a date", counted(margin, "link"));
    }
    words
}

/// "Estonia, host: Arria-formula meeting, 22 May 2020".
pub(super) fn spoken_knot(scene: &Scene<'_>, story: &Story, line: u32, meeting: u32) -> String {
    let (Some(node), Some(event)) = (story.nodes().get(line as usize), story.event_of(meeting))
    else {
        return String::new();
    };
    let record = &scene.opened.record;
    let event = record.event(event);
    let roles = roles_of(scene, story, line, meeting).join(", ");
    let date = event.leading_date().and_then(|claim| claim.date.as_ref());
    let date = date.map_or("no date", Date::words);
    let name = node_words(record, *node);
    format!("{name}, {roles}: {}, {date}", event.title)
}

/// The roles of a line at a meeting, each once.
fn roles_of<'s>(scene: &'s Scene<'_>, story: &Story, line: u32, meeting: u32) -> Vec<&'s str> {
    let knot = story.knot(line, meeting);
    let links = knot.map_or(&[][..], |knot| story.links_of(knot));
    let mut roles: Vec<&str> = Vec::new();
    for number in links {
        let link = scene.opened.index.links[*number as usize];
        let role = &*scene.opened.record.role(link.role).term.name;
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// What a line says when the pointer rests on it.
pub(super) fn line_hover(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut StorylineView,
    canvas: &Canvas<'_>,
    (line, at): (u32, Pos2),
) {
    let Some(node) = canvas.story.nodes().get(line as usize).copied() else {
        return;
    };
    let record = &scene.opened.record;
    let mut name = RichText::new(node_words(record, node)).strong();
    if is_unnamed(scene.opened, node) {
        name = name.italics();
    }
    ui.add(egui::Label::new(name).wrap());
    if let Node::Entity(entity) = node {
        let mut sort = record.entity(entity).kind.label().to_owned();
        if is_several(scene.opened, node) {
            sort.push_str(", several under one name (two strokes)");
        }
        let entity = record.entity(entity);
        if entity.unnamed {
            sort.push_str(", not named by the source");
        }
        ui.label(small(scene, sort));
    }
    ui.label(RichText::new(met_words(canvas, line)).small());
    let window = canvas.window();
    let key = (
        view.serial,
        line,
        (window.start.to_bits(), window.end.to_bits()),
    );
    let company = view.company.get(key, |_| company_in(canvas, line));
    let named: Vec<String> = (company.iter().take(NAMED))
        .map(|(other, times)| {
            let other = canvas.story.nodes()[*other as usize];
            let name = match other {
                Node::Entity(entity) => record.entity(entity).short_name().to_owned(),
                Node::Kind(_) => node_words(record, other),
            };
            match times {
                1 => name,
                _ => format!("{name} ({times} times)"),
            }
        })
        .collect();
    if !named.is_empty() {
        let more = match company.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let words = format!("Most with {}{more}", named.join(", "));
        ui.add(egui::Label::new(small(scene, words)).wrap());
    }
    let near = canvas.story.stretches_in(line, window.start, window.end);
    let ties: Vec<u32> = near
        .filter_map(|stretch| stretch.tie)
        .take(MOST_TOLD)
        .collect();
    links_ui(
        ui,
        scene,
        "Over some time (strokes beside the line)",
        ties.into_iter(),
    );
    let margin = margin_links(scene, canvas, line);
    links_ui(ui, scene, "Without a date (the diamond)", margin);
    if is_on_band(canvas, line, at) {
        let words = "The band: all days that the date of an event can mean";
        ui.add(egui::Label::new(small(scene, words)).wrap());
    }
    let help = "Click to select, double click for its company alone";
    ui.label(RichText::new(help).small().weak());
}

/// Whether a point of the screen is on the soft band behind a line.
fn is_on_band(canvas: &Canvas<'_>, line: u32, at: Pos2) -> bool {
    let day = canvas.scale.moment(at.x);
    let row = canvas.story.rows().slot_on(line, day);
    let is_near = row.is_some_and(|row| (canvas.middle(row) - at.y).abs() <= KNOT_RADIUS);
    let mut here = canvas.story.stretches_in(line, day, day + f64::EPSILON);
    is_near && canvas.area.contains(at) && here.any(|stretch| stretch.tie.is_none())
}

/// "member: OEWG, 2019 – 2021 (2 times)", up to some.
fn links_ui(ui: &mut Ui, scene: &Scene<'_>, title: &str, links: impl Iterator<Item = u32>) {
    let mut told: Vec<(String, usize)> = Vec::new();
    for number in links.take(MOST_TOLD) {
        let words = link_words(scene, number);
        match told.iter_mut().find(|(known, _)| *known == words) {
            Some((_, times)) => *times += 1,
            None => told.push((words, 1)),
        }
    }
    if !told.is_empty() {
        ui.label(RichText::new(title).small().strong());
    }
    for (words, times) in told.iter().take(NAMED) {
        let words = match times {
            1 => words.clone(),
            _ => format!("{words} ({times} times)"),
        };
        ui.add(egui::Label::new(RichText::new(words).small()).wrap());
    }
    if told.len() > NAMED {
        ui.label(small(scene, "and more"));
    }
}

fn link_words(scene: &Scene<'_>, number: u32) -> String {
    let record = &scene.opened.record;
    let link = scene.opened.index.links[number as usize];
    let role = &record.role(link.role).term.name;
    let forum = &record.entity(link.forum).name;
    let date = link.date(record).map_or("", Date::words);
    let comma = if date.is_empty() { "" } else { ", " };
    format!("{role}: {forum}{comma}{date}")
}

/// With whom a line meets in the window and how often, most often first.
fn company_in(canvas: &Canvas<'_>, line: u32) -> Vec<(u32, usize)> {
    let knots = canvas.story.knots_in(line, canvas.window()).iter();
    let members = knots.flat_map(|knot| canvas.story.rows().members(knot.meeting));
    let others = members
        .map(|(other, _)| *other)
        .filter(|other| *other != line);
    let mut others: Vec<u32> = others.take(MOST_COUNTED).collect();
    others.sort_unstable();
    let times = others.chunk_by(|one, two| one == two);
    let mut company: Vec<(u32, usize)> = times.map(|times| (times[0], times.len())).collect();
    company.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(&two.0)));
    company
}

/// What a line's knot says: who, as what, where, and the event with its passage.
pub(super) fn knot_hover(
    ui: &mut Ui,
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    line: u32,
    meeting: u32,
) {
    let story = canvas.story;
    let (Some(node), Some(event)) = (story.nodes().get(line as usize), story.event_of(meeting))
    else {
        return;
    };
    let roles = roles_of(scene, story, line, meeting).join(", ");
    let mut words = format!("{}: {roles}", node_words(&scene.opened.record, *node));
    if story.is_absence(meeting) {
        words.push_str(" (was not there)");
    }
    ui.add(egui::Label::new(RichText::new(words).strong()).wrap());
    let is_this = |knot: &&Knot| (knot.line, knot.meeting) == (line, meeting);
    let more = canvas.sight.knots.iter().find(is_this);
    if let Some(more) = more.map(|knot| knot.count as usize - 1).filter(|n| *n > 0) {
        let words = format!("The first of {} here; zoom in to tell them apart", more + 1);
        ui.add(egui::Label::new(small(scene, words)).wrap());
    }
    let knot = story.knot(line, meeting);
    let links = knot.map_or(&[][..], |knot| story.links_of(knot));
    forums_ui(ui, scene, links.iter().copied());
    ui.separator();
    event_ui(ui, scene, event);
}

/// What stands between those who meet says.
pub(super) fn meeting_hover(ui: &mut Ui, scene: &Scene<'_>, canvas: &Canvas<'_>, meeting: u32) {
    let story = canvas.story;
    let Some(event) = story.event_of(meeting) else {
        return;
    };
    let members = story.rows().members(meeting);
    if members.len() > 1 {
        let words = format!("{} meet here", counted(members.len(), "line"));
        ui.label(small(scene, words));
    }
    let knots = members
        .iter()
        .filter_map(|(line, _)| story.knot(*line, meeting));
    forums_ui(
        ui,
        scene,
        knots.flat_map(|knot| story.links_of(knot)).copied(),
    );
    event_ui(ui, scene, event);
}

fn forums_ui(ui: &mut Ui, scene: &Scene<'_>, links: impl Iterator<Item = u32>) {
    let mut forums: Vec<&str> = Vec::new();
    for number in links {
        let link = scene.opened.index.links[number as usize];
        let name = &*scene.opened.record.entity(link.forum).name;
        if !forums.contains(&name) && forums.len() < NAMED {
            forums.push(name);
        }
    }
    let words = RichText::new(forums.join(" · ")).small();
    ui.add(egui::Label::new(words).wrap());
}

fn event_ui(ui: &mut Ui, scene: &Scene<'_>, event: EventIx) {
    event_hover(ui, &scene.opened.record, scene.looks, event);
    let help = "Click to select the event and read its passages";
    ui.label(RichText::new(help).small().weak());
}
