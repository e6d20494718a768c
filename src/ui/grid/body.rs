//! The cells.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Mesh, Painter, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use super::GridView;
use super::canvas::Canvas;
use crate::index::links_of_one;
use crate::layout::grid::{GridCell, sign_spots};
use crate::model::EventIx;
use crate::state::Selection;
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// From this side of a cell on it has signs, in points.
const SIGNS: f32 = 12.0;
/// From this side on there are lines between the cells.
const LINES: f32 = 9.0;
/// From this side on a cell is drawn as hollow where it tells of absence alone.
const FRAMES: f32 = 5.0;
/// With more cells than this in sight none has signs: they would cost more than all the rest.
const MOST_SIGNED: usize = 2_000;
/// An event has no more rings around its cells.
const MOST_RINGS: usize = 400;
/// The figures have one of these sizes, so that zooming does not set them anew each time.
const FIGURES: [f32; 8] = [5.0, 6.0, 7.0, 8.0, 9.0, 11.0, 13.0, 16.0];

/// Colour says whether somebody was there, and nothing else.
pub(super) const fn color_of(looks: &Looks, absent: bool) -> Color32 {
    if absent { looks.warning } else { looks.ink }
}

pub(super) fn body_ui(ui: &Ui, scene: &Scene<'_>, view: &mut GridView, canvas: &Canvas<'_>) {
    let looks = scene.looks;
    let body = canvas.body();
    let painter = ui.painter().with_clip_rect(body.intersect(ui.clip_rect()));
    let (rows, columns) = (canvas.place.rows(), canvas.place.columns());
    let grid = &canvas.made.grid;
    let end = pos2(canvas.place.x(columns.end), canvas.place.y(rows.end)).min(body.max);
    let filled = Rect::from_min_max(body.min, end);
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(filled, looks.paper);
    lines_lit(&mut mesh, canvas, filled, looks);
    let side = canvas.place.side;
    if side >= LINES {
        lines_between(&mut mesh, canvas, filled, looks);
    }
    let in_sight: usize = if side >= SIGNS {
        rows.clone()
            .map(|row| grid.cells_in(row, columns.clone()).len())
            .sum()
    } else {
        usize::MAX
    };
    let mut figures = Vec::new();
    if in_sight <= MOST_SIGNED {
        view.stamps.turn(ui.pixels_per_point());
        for row in rows {
            for cell in grid.cells_in(row, columns.clone()) {
                let rect = canvas.cell(row, cell.column as usize);
                figures.extend(signs(&mut mesh, view, cell, rect, looks));
            }
        }
    } else {
        blocks(&mut mesh, canvas, looks);
    }
    painter.add(Shape::mesh(mesh));
    paint_figures(&painter, &figures);
    rings(&painter, scene, canvas);
}

/// The rows and columns that are lit or selected.
fn lines_lit(mesh: &mut Mesh, canvas: &Canvas<'_>, filled: Rect, looks: &Looks) {
    let lit = looks.selected.lerp_to_gamma(looks.paper, 0.45);
    for ((row, column), color) in [(canvas.lit, lit), (canvas.chosen, looks.selected)] {
        if let Some(row) = row {
            let y = canvas.place.y(row);
            let line = Rect::from_x_y_ranges(filled.x_range(), y..=y + canvas.place.side);
            mesh.add_colored_rect(line.intersect(filled), color);
        }
        if let Some(column) = column {
            let x = canvas.place.x(column);
            let line = Rect::from_x_y_ranges(x..=x + canvas.place.side, filled.y_range());
            mesh.add_colored_rect(line.intersect(filled), color);
        }
    }
}

fn lines_between(mesh: &mut Mesh, canvas: &Canvas<'_>, filled: Rect, looks: &Looks) {
    let color = looks.line.lerp_to_gamma(looks.paper, 0.35);
    let place = &canvas.place;
    for row in place.rows() {
        let y = place.y(row + 1);
        mesh.add_colored_rect(Rect::from_x_y_ranges(filled.x_range(), y - 1.0..=y), color);
    }
    for column in place.columns() {
        let x = place.x(column + 1);
        mesh.add_colored_rect(Rect::from_x_y_ranges(x - 1.0..=x, filled.y_range()), color);
    }
}

/// How many links a cell has.
struct Figure {
    /// Where it stands: nothing else does there.
    room: Rect,
    count: u32,
    color: Color32,
}

/// A cell large enough for signs; gives its figure and where that stands.
fn signs(
    mesh: &mut Mesh,
    view: &mut GridView,
    cell: &GridCell,
    rect: Rect,
    looks: &Looks,
) -> Option<Figure> {
    let side = rect.width();
    if cell.is_absence() {
        let color = color_of(looks, true);
        dashes(mesh, rect.shrink(side * 0.07 + 0.5), 1.0, color);
    }
    let (signs, has_figure) = cell.signs.shown();
    let spots = sign_spots(signs.len(), has_figure);
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * side;
    for (sign, (x, y)) in signs.iter().zip(spots.middles) {
        let color = color_of(looks, sign.absent);
        view.stamps
            .add(mesh, *sign, at(*x, *y), spots.radius * side, color);
    }
    let [left, top, right, bottom] = spots.figure;
    has_figure.then(|| Figure {
        room: Rect::from_min_max(at(left, top), at(right, bottom)),
        count: cell.count,
        color: color_of(looks, cell.is_absence()),
    })
}

/// The edge of a rectangle in dashes.
fn dashes(mesh: &mut Mesh, rect: Rect, width: f32, color: Color32) {
    let dash = (rect.width() / 7.0).max(1.5);
    for at in [0.0_f32, 2.0, 4.0, 6.0] {
        let from = at * dash;
        let to = (from + dash).min(rect.width());
        let (left, top) = (rect.left() + from, rect.top() + from);
        let (right, bottom) = (rect.left() + to, rect.top() + to);
        for y in [rect.top(), rect.bottom() - width] {
            mesh.add_colored_rect(Rect::from_x_y_ranges(left..=right, y..=y + width), color);
        }
        for x in [rect.left(), rect.right() - width] {
            mesh.add_colored_rect(Rect::from_x_y_ranges(x..=x + width, top..=bottom), color);
        }
    }
}

fn paint_figures(painter: &Painter, figures: &[Figure]) {
    // Rooms have one of two widths.
    let mut set: HashMap<(u32, bool), Arc<Galley>> = HashMap::new();
    let figure = |figure: &Figure| {
        let size = figure.room.size();
        let key = (figure.count, size.x > size.y * 1.5);
        let galley = (set.entry(key)).or_insert_with(|| galley_in(painter, figure.count, size));
        let from = figure.room.center() - galley.mesh_bounds.center().to_vec2();
        Shape::galley(from, Arc::clone(galley), figure.color)
    };
    // Setting a text and adding a shape each need the painter's context for themselves.
    let shapes: Vec<Shape> = figures.iter().map(figure).collect();
    painter.extend(shapes);
}

/// A figure as large as has room.
fn galley_in(painter: &Painter, count: u32, room: Vec2) -> Arc<Galley> {
    let set = |size: f32| {
        let words = match count {
            0..=999 => count.to_string(),
            _ => "…".to_owned(),
        };
        painter.layout_no_wrap(words, FontId::proportional(size), Color32::PLACEHOLDER)
    };
    let fits = |galley: &Galley| {
        let size = galley.mesh_bounds.size();
        size.x <= room.x && size.y <= room.y
    };
    let sizes = FIGURES.iter().rev().map(|size| set(*size));
    let found = sizes.into_iter().find(|galley| fits(galley));
    found.unwrap_or_else(|| set(FIGURES[0]))
}

/// Cells too small or too many for signs, several as one where they are very small.
#[allow(clippy::cast_precision_loss)]
fn blocks(mesh: &mut Mesh, canvas: &Canvas<'_>, looks: &Looks) {
    let place = &canvas.place;
    let (wide, blocks) = canvas
        .made
        .grid
        .blocks_in(place.rows(), place.columns(), place.side);
    let size = place.side * wide as f32;
    let gap = if size >= FRAMES {
        (size * 0.12).min(2.0)
    } else {
        0.0
    };
    for block in blocks {
        let (row, column) = (block.row as usize * wide, block.column as usize * wide);
        let rect = Rect::from_min_size(pos2(place.x(column), place.y(row)), Vec2::splat(size));
        let rect = rect.shrink(gap);
        let is_absence = block.cells == block.absences;
        let color = color_of(looks, is_absence);
        if is_absence && wide == 1 && size >= FRAMES {
            frame(mesh, rect, 1.0, color);
            continue;
        }
        // The fuller the darker, and one of many is still seen.
        let share = (block.cells as f32 / (wide * wide) as f32).sqrt().max(0.3);
        mesh.add_colored_rect(rect, color.lerp_to_gamma(looks.paper, 1.0 - share));
        if block.mixed > 0 && size >= FRAMES {
            let corner = Rect::from_min_max(rect.center(), rect.max);
            mesh.add_colored_rect(corner, color_of(looks, true));
        }
    }
}

fn frame(mesh: &mut Mesh, rect: Rect, width: f32, color: Color32) {
    let Rect { min, max } = rect;
    mesh.add_colored_rect(Rect::from_min_max(min, pos2(max.x, min.y + width)), color);
    mesh.add_colored_rect(Rect::from_min_max(pos2(min.x, max.y - width), max), color);
    let y = min.y + width..=max.y - width;
    mesh.add_colored_rect(
        Rect::from_x_y_ranges(min.x..=min.x + width, y.clone()),
        color,
    );
    mesh.add_colored_rect(Rect::from_x_y_ranges(max.x - width..=max.x, y), color);
}

/// Whether an event links few enough for a ring around each of its cells.
fn is_small(scene: &Scene<'_>, event: EventIx) -> bool {
    let event = scene.opened.record.event(event);
    event.actors.len() * event.forums.len().max(1) <= MOST_RINGS
}

/// Rings around what is selected, around the cells of a selected event, around what the
/// pointer is over elsewhere, and around the cell with the keyboard.
fn rings(painter: &Painter, scene: &Scene<'_>, canvas: &Canvas<'_>) {
    let looks = scene.looks;
    let ring = |row: Option<usize>, column: Option<usize>, width: f32, out: f32| {
        if let (Some(row), Some(column)) = (row, column) {
            let rect = canvas.cell(row, column);
            // A small cell is found by a ring that is larger.
            let room = out + (8.0 - rect.width()).max(0.0) / 2.0;
            let stroke = Stroke::new(width * looks.scale, looks.accent);
            painter.rect_stroke(rect.expand(room), 2.0, stroke, StrokeKind::Middle);
        }
    };
    for (selection, width) in [
        (scene.state.hover.now, 1.0),
        (scene.state.view.selection, 2.0),
    ] {
        match selection {
            Selection::Pair(actor, forum) => {
                let (row, column) = canvas.made.place_of(actor, forum);
                ring(row, column, width, 0.0);
            }
            Selection::Event(event) if is_small(scene, event) => {
                let nodes = &canvas.made.nodes;
                let links = links_of_one(&scene.opened.record, event);
                let mut cells: Vec<_> = (links.iter())
                    .map(|link| {
                        let [actor, forum] = [link.actor, link.forum].map(|ix| nodes[ix.at()]);
                        canvas.made.place_of(actor, forum)
                    })
                    .collect();
                cells.sort_unstable();
                cells.dedup();
                for (row, column) in cells {
                    ring(row, column, width.min(1.5), -1.0);
                }
            }
            _ => {}
        }
    }
    if let Some((row, column)) = canvas.cursor {
        ring(row, column, 2.0, 1.0);
    }
}
