//! The room of the grid: heads that stay in sight, cells that scroll, and what wheel, drag and
//! keyboard do there.

use egui::{EventFilter, PointerButton, Pos2, Rect, Response, Sense, Ui, pos2};

use super::keys::take_keys;
use super::point::{Pointed, point_ui};
use super::scroll::{BAR, bars_ui};
use super::{CellSize, GridView, LOW, Made, Orders, USUAL_SIDES, body, grid_words, heads};
use crate::index::net::{Folding, Node};
use crate::layout::grid::{GridArea, GridPlace};
use crate::state::Selection;
use crate::ui::scene::Scene;

/// About how wide a letter is, in points.
const LETTER: f32 = 6.6;
/// The heads of the rows take no larger part of the width.
const MOST_WIDTH: f32 = 0.32;
/// Nor are they wider, in points.
const MOST_NAMES: f32 = 270.0;
/// The heads of the columns take no larger part of the height.
const MOST_HEIGHT: f32 = 0.38;
/// Nor are they higher, in points.
const MOST_HEADS: f32 = 150.0;
/// How much larger or smaller a step makes the cells.
const STEP: f32 = 1.25;

/// A row and a column: a cell, or a head if there is only one of the two.
pub(super) type Lines = (Option<usize>, Option<usize>);

/// A grid on the screen.
pub(super) struct Canvas<'a> {
    pub made: &'a Made,
    pub place: GridPlace,
    /// All of it, with the heads.
    pub all: Rect,
    /// The row and the column that are lit, as the pointer is over them or over what they
    /// stand for elsewhere.
    pub lit: Lines,
    /// Those of what is selected.
    pub chosen: Lines,
    /// Where the keyboard is, if it is here.
    pub cursor: Option<Lines>,
}

impl Canvas<'_> {
    /// Where the cells are.
    pub(super) const fn body(&self) -> Rect {
        let area = self.place.area;
        Rect {
            min: pos2(area.left, area.top),
            max: pos2(area.right, area.bottom),
        }
    }

    /// A cell on the screen.
    pub(super) fn cell(&self, row: usize, column: usize) -> Rect {
        let min = pos2(self.place.x(column), self.place.y(row));
        Rect::from_min_size(min, egui::Vec2::splat(self.place.side))
    }
}

pub(super) fn canvas_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut GridView, made: &Made) {
    let room = ui.available_rect_before_wrap();
    let _ = ui.allocate_rect(room, Sense::hover());
    let area = area_of(room, made, scene.looks.scale);
    let all = Rect::from_min_max(room.min, pos2(area.right, area.bottom));
    let selected = scene.state.view.selection;
    let mut place = placed(view, made, area, scene.looks.scale, selected);
    place = followed(view, scene, made, place);
    place = bars_ui(ui, scene, place);
    place = take_wheel(ui, view, all, place);

    // The nodes of cells and heads lie below: what the pointer does is found by arithmetic.
    let id = ui.scope_id().with("grid");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    if has_focus {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        place = take_keys(ui, scene, view, made, place);
    }
    let mut canvas = Canvas {
        made,
        place,
        all,
        lit: (None, None),
        chosen: (None, None),
        cursor: has_focus.then(|| cursor_of(view, made)),
    };
    point_ui(ui, scene, &canvas);
    let response = ui.interact(all, id, Sense::click_and_drag());
    if response.dragged_by(PointerButton::Primary) || response.dragged_by(PointerButton::Middle) {
        let delta = response.drag_delta();
        canvas.place = canvas.place.scrolled(-delta.x, -delta.y);
    }
    named(scene, &response, &canvas);
    let pointed = Pointed::at(ui, &response, &canvas);
    pointed.act(ui, scene, view, &canvas, &response);
    (canvas.lit, canvas.chosen) = lit_lines(scene, made, &pointed);

    body::body_ui(ui, scene, view, &canvas);
    heads::heads_ui(ui, scene, &canvas);
    pointed.hover(scene, &canvas, response);
    keep(view, made, &canvas.place);
    scene.state.grid_has_keys = has_focus;
}

/// What the grid is called, and where the keyboard is in it.
fn named(scene: &Scene<'_>, response: &Response, canvas: &Canvas<'_>) {
    response.widget_info(|| {
        let mut info =
            egui::WidgetInfo::labeled(egui::Role::Grid, true, grid_words(scene, canvas.made));
        info.current_text_value = canvas
            .cursor
            .map(|cursor| super::keys::cursor_words(scene.opened, canvas.made, cursor));
        info
    });
}

/// How much of the room the heads take: as much as the longest names need, up to a part.
#[allow(clippy::cast_precision_loss)]
fn area_of(room: Rect, made: &Made, scale: f32) -> GridArea {
    let letters = |count: usize| count as f32 * LETTER * scale;
    let row_heads = (letters(made.longest.0) + heads::GUTTER * 3.0 * scale)
        .min(room.width() * MOST_WIDTH)
        .min(MOST_NAMES * scale)
        .max(60.0);
    let column_heads = (letters(made.longest.1) * heads::UP + heads::GUTTER * 2.0 * scale)
        .min(room.height() * MOST_HEIGHT)
        .min(MOST_HEADS * scale)
        .max(40.0);
    GridArea {
        left: room.left() + row_heads,
        top: room.top() + column_heads,
        right: (room.right() - BAR).max(room.left() + row_heads + 1.0),
        bottom: (room.bottom() - BAR).max(room.top() + column_heads + 1.0),
        row_heads,
        column_heads,
    }
}

/// The grid where it was left, what stood at the edge still there; but in another order, or
/// folded otherwise, it begins anew, at the top left or where the selection is.
fn placed(
    view: &mut GridView,
    made: &Made,
    area: GridArea,
    scale: f32,
    selected: Selection,
) -> GridPlace {
    let grid = &made.grid;
    let follow = |past: &mut f64, anchor: Option<usize>| {
        if let Some(at) = anchor.filter(|_| *past >= 1.0) {
            *past = at as f64 + past.fract();
        }
    };
    follow(
        &mut view.past.0,
        view.anchor.0.and_then(|node| grid.row_of(node)),
    );
    follow(
        &mut view.past.1,
        view.anchor.1.and_then(|node| grid.column_of(node)),
    );
    let size = (grid.rows().len(), grid.columns().len());
    let is_low = area.bottom - area.top < LOW * scale - area.column_heads;
    let usual = scale * if is_low { USUAL_SIDES.1 } else { USUAL_SIDES.0 };
    let place = |side: f32| GridPlace::new(area, size, side, view.past);
    let mut place = match view.size {
        CellSize::Usual => place(usual),
        CellSize::Whole => place(place(usual).whole_side()),
        CellSize::Points(side) => place(side),
    };
    if view.begun.as_ref() != Some(&made.begun) {
        let toggled = toggled(view.begun.as_ref(), made);
        let (row, column) = match made.lines_of(selected) {
            (None, None) => toggled.map_or((None, None), |node| made.place_of(node, node)),
            lines => lines,
        };
        let (row, column) = grid.first_cell(row, column);
        place = place.begun(row, column);
        view.begun = Some(made.begun.clone());
        view.followed = selected;
    }
    match std::mem::take(&mut view.steps) {
        0 => place,
        steps => zoomed(view, place, STEP.powi(steps), pos2(area.left, area.top)),
    }
}

/// What has been opened or closed by itself, in the same order.
fn toggled(before: Option<&(Orders, Folding)>, made: &Made) -> Option<Node> {
    let (orders, folding) = before?;
    let mut changed = folding.closed.symmetric_difference(&made.begun.1.closed);
    let node = changed.next().copied()?;
    (*orders == made.begun.0 && changed.next().is_none()).then_some(node)
}

/// Brings into sight what has been selected, once.
fn followed(view: &mut GridView, scene: &Scene<'_>, made: &Made, place: GridPlace) -> GridPlace {
    let now = scene.state.view.selection;
    if view.followed == now {
        return place;
    }
    view.followed = now;
    let (row, column) = made.lines_of(now);
    place.showing(row, column)
}

pub(super) fn zoomed(
    view: &mut GridView,
    place: GridPlace,
    factor: f32,
    around: Pos2,
) -> GridPlace {
    let place = place.zoomed(factor, (around.x, around.y));
    view.size = CellSize::Points(place.side);
    place
}

fn take_wheel(ui: &Ui, view: &mut GridView, all: Rect, place: GridPlace) -> GridPlace {
    if !ui.rect_contains_pointer(all) {
        return place;
    }
    let (wheel, zoom, pointer) = ui.input(|input| {
        let pointer = input.pointer.latest_pos();
        (input.smooth_scroll_delta(), input.zoom_delta(), pointer)
    });
    match pointer {
        Some(pointer) if zoom.to_bits() != 1.0_f32.to_bits() => zoomed(view, place, zoom, pointer),
        _ => place.scrolled(-wheel.x, -wheel.y),
    }
}

/// Where the keyboard is.
pub(super) fn cursor_of(view: &GridView, made: &Made) -> Lines {
    let row = view.cursor.0.and_then(|node| made.grid.row_of(node));
    let column = view.cursor.1.and_then(|node| made.grid.column_of(node));
    (row, column)
}

/// What is lit, and what is selected, as rows and columns.
fn lit_lines(scene: &Scene<'_>, made: &Made, pointed: &Pointed) -> (Lines, Lines) {
    let lit = match pointed.lines() {
        (None, None) => made.lines_of(scene.state.hover.now),
        lines => lines,
    };
    (lit, made.lines_of(scene.state.view.selection))
}

/// Keeps where the grid is scrolled to.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn keep(view: &mut GridView, made: &Made, place: &GridPlace) {
    view.past = place.past;
    let (row, column) = (place.past.0 as usize, place.past.1 as usize);
    view.anchor = (
        made.grid.rows().get(row).map(|line| line.node),
        made.grid.columns().get(column).map(|line| line.node),
    );
}
