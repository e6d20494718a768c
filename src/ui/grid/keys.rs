//! The grid by keyboard: a cursor goes from cell to cell and onto the heads.

use egui::{Key, Modifiers, Ui, pos2};

use super::canvas::{Lines, cursor_of, zoomed};
use super::{GridView, Made, words};
use crate::index::Opened;
use crate::index::net::Node;
use crate::layout::grid::GridPlace;
use crate::state::{Command, Selection};
use crate::ui::scene::Scene;

/// How much larger or smaller a key makes the cells.
const STEP: f32 = 1.25;

/// Where the keyboard is: in a cell, on the head of a row or on that of a column.
type Cursor = Lines;

/// Does what the keys ask for; the grid has the keyboard.
pub(super) fn take_keys(
    ui: &Ui,
    scene: &mut Scene<'_>,
    view: &mut GridView,
    made: &Made,
    place: GridPlace,
) -> GridPlace {
    let mut cursor = match cursor_of(view, made) {
        (None, None) => first_in_sight(made, &place),
        cursor => cursor,
    };
    let mut place = place;
    let mut moved = view.cursor == (None, None);
    let pressed =
        |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    for (key, by) in [
        (Key::ArrowLeft, (0, -1)),
        (Key::ArrowRight, (0, 1)),
        (Key::ArrowUp, (-1, 0)),
        (Key::ArrowDown, (1, 0)),
    ] {
        if pressed(Modifiers::COMMAND, key) {
            cursor = leapt(made, cursor, by);
            moved = true;
        } else if pressed(Modifiers::NONE, key) {
            cursor = stepped(made, cursor, by);
            moved = true;
        }
    }
    #[allow(clippy::cast_possible_truncation)]
    let page = (place.in_sight().0 as isize - 1).max(1);
    for (key, by) in [
        (Key::PageUp, (-page, 0)),
        (Key::PageDown, (page, 0)),
        (Key::Home, (0, isize::MIN)),
        (Key::End, (0, isize::MAX)),
    ] {
        if pressed(Modifiers::NONE, key) {
            cursor = jumped(made, cursor, by);
            moved = true;
        }
    }
    if moved {
        let node = |line: Option<&crate::layout::grid::GridLine>| line.map(|line| line.node);
        view.cursor = (
            node(cursor.0.and_then(|row| made.grid.rows().get(row))),
            node(cursor.1.and_then(|column| made.grid.columns().get(column))),
        );
        place = place.showing(cursor.0, cursor.1);
    }
    for (key, factor) in [
        (Key::Plus, STEP),
        (Key::Equals, STEP),
        (Key::Minus, 1.0 / STEP),
    ] {
        if pressed(Modifiers::NONE, key) {
            let at = |line: Option<usize>| line.unwrap_or(0);
            let around = pos2(place.x(at(cursor.1)), place.y(at(cursor.0)));
            place = zoomed(view, place, factor, around);
        }
    }
    let enter = pressed(Modifiers::NONE, Key::Enter);
    let space = pressed(Modifiers::NONE, Key::Space);
    if enter || space {
        open(scene, made, cursor, space);
    }
    place
}

/// Opens a cell, or selects what a head stands for; the space bar opens and closes a head that
/// holds others.
fn open(scene: &mut Scene<'_>, made: &Made, cursor: Cursor, folds: bool) {
    let Some(node) = head_at(made, cursor) else {
        if let Some(cell) = cell_at(made, cursor) {
            let [actor, forum] = words::ends_of(made, cell);
            scene.push(Command::Select(Selection::Pair(actor, forum)));
        }
        return;
    };
    if folds && made.holding.contains(&node) {
        scene.push(Command::ToggleNode(node));
    } else {
        scene.push(command_of(node));
    }
}

/// What clicking a head does: it selects, and a kind of actors, which is nobody, is opened.
pub(super) const fn command_of(node: Node) -> Command {
    match node {
        Node::Entity(entity) => Command::Select(Selection::Entity(entity)),
        Node::Kind(_) => Command::ToggleNode(node),
    }
}

fn head_at(made: &Made, cursor: Cursor) -> Option<Node> {
    match cursor {
        (Some(row), None) => Some(made.grid.rows().get(row)?.node),
        (None, Some(column)) => Some(made.grid.columns().get(column)?.node),
        _ => None,
    }
}

fn cell_at(made: &Made, cursor: Cursor) -> Option<&crate::layout::grid::GridCell> {
    made.grid.cell(cursor.0?, cursor.1?)
}

/// The first cell in sight that is not empty.
fn first_in_sight(made: &Made, place: &GridPlace) -> Cursor {
    let found = place.rows().find_map(|row| {
        let cells = made.grid.cells_in(row, place.columns());
        cells.first().map(|cell| (row, cell.column as usize))
    });
    found.map_or((Some(place.rows().start), None), |(row, column)| {
        (Some(row), Some(column))
    })
}

/// One step on. Before the first cell of a row is its head, above that of a column its own.
fn stepped(made: &Made, cursor: Cursor, (down, right): (isize, isize)) -> Cursor {
    let (rows, columns) = (made.grid.rows().len(), made.grid.columns().len());
    let step = |at: Option<usize>, by: isize, count: usize| match (at, by) {
        (at, 0) => at,
        (None, 1..) => Some(0),
        (Some(at), 1..) => Some((at + 1).min(count.saturating_sub(1))),
        (at, _) => at.and_then(|at| at.checked_sub(1)),
    };
    match (step(cursor.0, down, rows), step(cursor.1, right, columns)) {
        // There is no head of both.
        (None, None) => cursor,
        next => next,
    }
}

/// To the next cell that is not empty.
fn leapt(made: &Made, cursor: Cursor, by: (isize, isize)) -> Cursor {
    match cursor {
        (Some(row), Some(column)) => (made.grid.next_cell((row, column), by))
            .map_or(cursor, |(row, column)| (Some(row), Some(column))),
        _ => stepped(made, cursor, by),
    }
}

/// Several steps at once, up to the last cell.
fn jumped(made: &Made, cursor: Cursor, (down, right): (isize, isize)) -> Cursor {
    let jump = |at: Option<usize>, by: isize, count: usize| {
        at.map(|at| at.saturating_add_signed(by).min(count.saturating_sub(1)))
    };
    (
        jump(cursor.0, down, made.grid.rows().len()),
        jump(cursor.1, right, made.grid.columns().len()),
    )
}

/// Where the keyboard is, in words.
pub(super) fn cursor_words(opened: &Opened, made: &Made, cursor: Cursor) -> String {
    let name = |node: Node| crate::ui::linking::node_words(&opened.record, node);
    match cursor {
        (Some(row), Some(column)) => {
            if let Some(cell) = made.grid.cell(row, column) {
                return words::cell_words(opened, made, cell);
            }
            let lines = (made.grid.rows().get(row)).zip(made.grid.columns().get(column));
            lines.map_or_else(String::new, |(actor, forum)| {
                format!("{}, {}: no link", name(actor.node), name(forum.node))
            })
        }
        (Some(row), None) => (made.grid.rows().get(row))
            .map_or_else(String::new, |line| words::line_words(opened, line, false)),
        (None, column) => column
            .and_then(|column| made.grid.columns().get(column))
            .map_or_else(String::new, |line| words::line_words(opened, line, true)),
    }
}
