//! Nodes and lines in words: for a screen reader, on lines, under the pointer.

use egui::{RichText, Ui};

use crate::index::Opened;
use crate::index::net::Node;
use crate::layout::graph::{Drawn, Face, Line};
use crate::model::Date;
use crate::ui::linking::{kind_words, node_words};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// What is written beside a node.
pub(super) fn name_of(opened: &Opened, node: Node) -> &str {
    match node {
        Node::Entity(entity) => opened.record.entity(entity).short_name(),
        Node::Kind(kind) => kind_words(kind),
    }
}

/// "state", "body, also an actor, not named by the source", "all actors of a kind".
fn sort_of(opened: &Opened, node: Node) -> String {
    let Node::Entity(entity) = node else {
        return "all of a kind".to_owned();
    };
    let entity = opened.record.entity(entity);
    let mut words = entity.kind.label().to_owned();
    if entity.is_forum() && entity.acts {
        words.push_str(", also an actor");
    }
    if entity.unnamed {
        words.push_str(", not named by the source");
    }
    words
}

/// "14 links to 6 forums", "3 links to 1 forum and 2 actors", "no link shown".
pub(super) fn degree_words(drawn: &Drawn, dot: u32) -> String {
    let links = drawn.dots[dot as usize].links;
    if links == 0 {
        return "no link shown".to_owned();
    }
    let (forums, actors) = drawn.neighbours(dot);
    let to: Vec<String> = [(forums, "forum"), (actors, "actor")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(count, what))
        .collect();
    format!(
        "{} to {}",
        counted(links as usize, "link"),
        to.join(" and ")
    )
}

/// "Estonia, state, 14 links to 6 forums".
pub(super) fn spoken_dot(opened: &Opened, drawn: &Drawn, dot: u32, is_pinned: bool) -> String {
    let found = &drawn.dots[dot as usize];
    let name = node_words(&opened.record, found.node);
    let mut words = format!(
        "{name}, {}, {}",
        sort_of(opened, found.node),
        degree_words(drawn, dot)
    );
    if found.look.closed {
        words.push_str(", closed: others stand in it");
    }
    if is_pinned {
        words.push_str(", pinned");
    }
    words
}

/// "Estonia – Arria meeting: host".
pub(super) fn spoken_line(opened: &Opened, drawn: &Drawn, line: Line) -> String {
    let (actor, forum) = drawn.pair_of(line);
    let [who, place] = [actor, forum].map(|node| node_words(&opened.record, node));
    let roles = roles_of(opened, drawn.links_of(line));
    let roles: Vec<String> = roles.into_iter().map(counted_role).collect();
    format!("{who} – {place}: {}", roles.join(", "))
}

fn counted_role((name, count): (&str, usize)) -> String {
    if count > 1 {
        format!("{name} ({count} times)")
    } else {
        name.to_owned()
    }
}

/// The roles in which links connect, with how many do, most first.
pub(super) fn roles_of<'o>(opened: &'o Opened, links: &[u32]) -> Vec<(&'o str, usize)> {
    let mut roles: Vec<(&str, usize)> = Vec::new();
    for number in links {
        let link = opened.index.links[*number as usize];
        let name = &*opened.record.role(link.role).term.name;
        match roles.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => roles.push((name, 1)),
        }
    }
    roles.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
    roles
}

/// "host, speaker +2": what is written on a line.
pub(super) fn short_roles(opened: &Opened, links: &[u32]) -> String {
    const NAMED: usize = 2;
    let roles = roles_of(opened, links);
    let named: Vec<&str> = roles.iter().take(NAMED).map(|(name, _)| *name).collect();
    let mut words = named.join(", ");
    if roles.len() > NAMED {
        words.push_str(&format!(" +{}", roles.len() - NAMED));
    }
    words
}

/// What a node says when the pointer rests on it.
pub(super) fn dot_hover(ui: &mut Ui, scene: &Scene<'_>, drawn: &Drawn, dot: u32) {
    let opened = scene.opened;
    let found = &drawn.dots[dot as usize];
    let mut name = RichText::new(node_words(&opened.record, found.node)).strong();
    if found.look.unnamed {
        name = name.italics();
    }
    ui.add(egui::Label::new(name).wrap());
    let small = |words: String| RichText::new(words).small();
    ui.label(small(sort_of(opened, found.node)));
    if let Some(entity) = found.node.entity() {
        let others = opened.record.entity(entity).names.iter();
        let others: Vec<&str> = others.map(|name| &*name.text).collect();
        if !others.is_empty() {
            ui.add(egui::Label::new(small(others.join(" · ")).weak()).wrap());
        }
    }
    ui.label(small(degree_words(drawn, dot)));
    let fold = match (found.look.holds, found.look.closed) {
        (true, true) => "Closed: others stand in it. Double click opens it.",
        (true, false) => "Others belong to it. Double click closes it.",
        _ => "",
    };
    let face = match found.look.face {
        Face::Both => "A forum that acts: one node with both faces.",
        _ => "",
    };
    let pinned = if scene.state.view.linking.pins.contains_key(&found.node) {
        "Put here by hand. Double click lets it go back."
    } else {
        ""
    };
    for words in [face, pinned, if pinned.is_empty() { fold } else { "" }] {
        if !words.is_empty() {
            ui.label(small(words.to_owned()).weak());
        }
    }
}

/// What a line says.
pub(super) fn line_hover(ui: &mut Ui, scene: &Scene<'_>, drawn: &Drawn, line: Line) {
    let opened = scene.opened;
    let (actor, forum) = drawn.pair_of(line);
    let [who, place] = [actor, forum].map(|node| node_words(&opened.record, node));
    ui.add(egui::Label::new(RichText::new(format!("{who} – {place}")).strong()).wrap());
    let links = drawn.links_of(line);
    for role in roles_of(opened, links) {
        ui.label(RichText::new(counted_role(role)).small());
    }
    let mut words = counted(links.len(), "link");
    if let Some(when) = period_words(opened, links) {
        words = format!("{words}, {when}");
    }
    ui.label(RichText::new(words).small());
    if line.absences > 0 {
        let words = if line.is_absence() {
            "Absence alone.".to_owned()
        } else {
            format!("{} of them tell of an absence.", line.absences)
        };
        ui.label(RichText::new(words).small().color(scene.looks.weak));
    }
    ui.label(
        RichText::new("Click for every passage behind it")
            .small()
            .weak(),
    );
}

/// From the first to the last date of links, which stand by date.
fn period_words(opened: &Opened, links: &[u32]) -> Option<String> {
    let dates = links.iter().filter_map(|number| {
        let link = opened.index.links[*number as usize];
        link.date(&opened.record).map(Date::words)
    });
    let dates: Vec<&str> = dates.collect();
    let (first, last) = (dates.first()?, dates.last()?);
    Some(if first == last {
        (*first).to_owned()
    } else {
        format!("{first} – {last}")
    })
}
