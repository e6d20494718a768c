//! The grid in words: for tooltips and for screen readers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Made;
use crate::index::Opened;
use crate::index::net::{FoldedEdge, Node};
use crate::layout::grid::{GridCell, GridLine};
use crate::model::{ActorKind, Date, EntityKind, RoleIx};
use crate::ui::linking::{kind_words, node_words};
use crate::ui::receipt::counted;

/// "Estonia, Arria meeting: host, 2 links"; and how many of these tell of an absence.
pub(super) fn cell_words(opened: &Opened, made: &Made, cell: &GridCell) -> String {
    let [who, place] = ends_of(made, cell).map(|node| node_words(&opened.record, node));
    let roles: Vec<String> = roles_of(opened, made, cell)
        .into_iter()
        .map(|(role, count)| role_words(opened, role, count))
        .collect();
    let count = counted(cell.count as usize, "link");
    let absence = absence_words(cell).map_or_else(String::new, |words| format!(", {words}"));
    format!("{who}, {place}: {}, {count}{absence}", roles.join(", "))
}

/// "2 of 9 links tell of an absence", or nothing if none does.
pub(super) fn absence_words(cell: &GridCell) -> Option<String> {
    let (absences, count) = (cell.absences, cell.count);
    (absences > 0).then(|| match (absences, count) {
        (1, 1) => "an absence".to_owned(),
        (1, _) => format!("1 of {count} links tells of an absence"),
        _ if absences == count => format!("all {count} links tell of an absence"),
        _ => format!("{absences} of {count} links tell of an absence"),
    })
}

/// The actor and the forum of a cell.
pub(super) fn ends_of(made: &Made, cell: &GridCell) -> [Node; 2] {
    let grid = &made.grid;
    [
        grid.rows()[cell.row as usize].node,
        grid.columns()[cell.column as usize].node,
    ]
}

fn edge_of<'m>(made: &'m Made, cell: &GridCell) -> Option<&'m FoldedEdge> {
    made.grid.edge(&made.shown.folded, cell)
}

/// The roles of a cell with their numbers, the most frequent first, absences last.
pub(super) fn roles_of(opened: &Opened, made: &Made, cell: &GridCell) -> Vec<(RoleIx, usize)> {
    let folded = &made.shown.folded;
    let mut counts: BTreeMap<RoleIx, usize> = BTreeMap::new();
    for number in edge_of(made, cell).map_or(&[][..], |edge| folded.links_of(edge)) {
        *counts
            .entry(opened.index.links[*number as usize].role)
            .or_default() += 1;
    }
    let mut roles: Vec<(RoleIx, usize)> = counts.into_iter().collect();
    roles.sort_by_key(|(role, count)| (opened.record.role(*role).absent, Reverse(*count)));
    roles
}

/// "host", "speaker ×3".
pub(super) fn role_words(opened: &Opened, role: RoleIx, count: usize) -> String {
    let name = &opened.record.role(role).term.name;
    if count > 1 {
        format!("{name} ×{count}")
    } else {
        name.to_string()
    }
}

/// "January 2020 – 22 May 2020", or nothing if no link has a date.
pub(super) fn dates_words(opened: &Opened, made: &Made, cell: &GridCell) -> Option<String> {
    let folded = &made.shown.folded;
    // They stand by date, those without one last.
    let links = folded.links_of(edge_of(made, cell)?).iter();
    let mut dates = links
        .filter_map(|number| opened.index.links[*number as usize].date(&opened.record))
        .map(Date::words);
    let first = dates.next()?;
    Some(match dates.next_back() {
        Some(last) if last != first => format!("{first} – {last}"),
        _ => first.to_owned(),
    })
}

/// The name of a head: of a forum the shortest, as there is little room.
pub(super) fn head_name(opened: &Opened, node: Node, is_column: bool) -> &str {
    match node {
        Node::Entity(entity) if is_column => opened.record.entity(entity).short_name(),
        Node::Entity(entity) => &opened.record.entity(entity).name,
        Node::Kind(kind) => kind_words(kind),
    }
}

/// "OEWG ‹ First Committee ‹ General Assembly ‹ United Nations": what it belongs to.
pub(super) fn chain_words(opened: &Opened, made: &Made, node: Node) -> Option<String> {
    let above = |node: &Node| made.holders.get(node.entity()?.at()).copied()?;
    let chain: Vec<&str> = std::iter::successors(Some(node), above)
        .map(|node| head_name(opened, node, true))
        .collect();
    (chain.len() > 1).then(|| chain.join(" ‹ "))
}

/// A row or a column for a screen reader: "Estonia, state, 12 links in 5 forums".
pub(super) fn line_words(opened: &Opened, line: &GridLine, is_column: bool) -> String {
    let mut words = node_words(&opened.record, line.node);
    for help in line_help(opened, line, is_column) {
        words.push_str(", ");
        words.push_str(&help);
    }
    words
}

/// What is worth saying of a row or a column.
pub(super) fn line_help(opened: &Opened, line: &GridLine, is_column: bool) -> Vec<String> {
    let mut help = Vec::new();
    if let Node::Entity(entity) = line.node {
        let entity = opened.record.entity(entity);
        help.push(match entity.kind {
            EntityKind::Actor(ActorKind::Group) => "group: several as one".to_owned(),
            kind => kind.label().to_owned(),
        });
        if entity.unnamed {
            help.push("not named by the source".to_owned());
        }
        if entity.acts {
            help.push(
                if is_column {
                    "also an actor"
                } else {
                    "also a forum"
                }
                .to_owned(),
            );
        }
    }
    let others = if is_column { "actor" } else { "forum" };
    let links = counted(line.links as usize, "link");
    let place = if is_column { "with" } else { "in" };
    let cells = counted(line.cells as usize, others);
    help.push(format!("{links} {place} {cells}"));
    if line.holds > 1 {
        let own = if is_column { "forums" } else { "actors" };
        help.push(format!("{} {own} stand in it", line.holds));
    }
    help
}
