//! The heads of rows and columns, which stay in sight while the cells scroll.

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2,
};
use std::sync::Arc;

use super::canvas::Canvas;
use super::stamps::{both_faces_sign, fold_sign, several_sign};
use super::words::head_name;
use crate::index::net::Node;
use crate::layout::grid::GridLine;
use crate::model::{ActorKind, EntityKind};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// The room of a sign in a head, in points.
pub(super) const GUTTER: f32 = 13.0;
/// The radius of such a sign, in points.
const RADIUS: f32 = 3.6;
/// How far up a column head goes for each point of its length: names stand at 60 degrees.
pub(super) const UP: f32 = 0.866_03;
/// How far it goes to the right.
const ALONG: f32 = 0.5;

pub(super) fn heads_ui(ui: &Ui, scene: &Scene<'_>, canvas: &Canvas<'_>) {
    let looks = scene.looks;
    let body = canvas.body();
    let rows = Rect::from_min_max(pos2(canvas.all.left(), body.top()), body.left_bottom());
    let columns = Rect::from_min_max(pos2(body.left(), canvas.all.top()), body.right_top());
    let line = Stroke::new(1.0, looks.line);
    let clip = |rect: Rect| ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    row_heads(ui, &clip(rows), scene, canvas, rows);
    // Heads lean out over the edge of the cells.
    column_heads(ui, &clip(columns), scene, canvas, columns);
    let painter = clip(canvas.all);
    painter.hline(canvas.all.left()..=body.right(), body.top(), line);
    painter.vline(body.left(), body.top()..=body.bottom(), line);
    corner(ui, &painter, scene, canvas);
}

/// What rows and columns are.
fn corner(ui: &Ui, painter: &Painter, scene: &Scene<'_>, canvas: &Canvas<'_>) {
    let corner = Rect::from_min_max(canvas.all.min, canvas.body().min).shrink(4.0);
    let font = TextStyle::Small.resolve(ui.style());
    let color = scene.looks.weak;
    let grid = &canvas.made.grid;
    let (rows, columns) = (grid.rows().len(), grid.columns().len());
    let words = format!(
        "{} ×\n{}",
        counted(rows, "actor"),
        counted(columns, "forum")
    );
    let galley = painter.layout(words, font, color, corner.width());
    if galley.size().y <= corner.height() {
        let at = corner.left_bottom() - vec2(0.0, galley.size().y);
        painter.galley(at, galley, color);
    }
}

/// Every how many lines there is a name, where each has so much room and a name needs so much.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn step(needed: f32, side: f32) -> usize {
    (needed / side).ceil().max(1.0) as usize
}

/// The lines in sight that have a name: every so many, and those that are lit or selected.
fn named(
    range: std::ops::Range<usize>,
    step: usize,
    special: [Option<usize>; 3],
) -> impl Iterator<Item = (usize, bool)> {
    let in_sight = range.clone();
    let special: Vec<usize> = (special.into_iter().flatten())
        .filter(move |at| in_sight.contains(at))
        .collect();
    let lit = special.clone();
    // No name runs into one that is lit.
    let has_room = move |at: &usize| lit.iter().all(|lit| lit.abs_diff(*at) >= step);
    let plain = range.filter(move |at| at.is_multiple_of(step) && has_room(at));
    // Those that are lit lie above the others.
    plain
        .map(|at| (at, false))
        .chain(special.into_iter().map(|at| (at, true)))
}

#[allow(clippy::cast_precision_loss)]
fn row_heads(ui: &Ui, painter: &Painter, scene: &Scene<'_>, canvas: &Canvas<'_>, area: Rect) {
    let looks = scene.looks;
    let height = ui.text_style_height(&TextStyle::Small);
    let (place, grid) = (&canvas.place, &canvas.made.grid);
    let gutter = GUTTER * looks.scale;
    let cursor = canvas.cursor.and_then(|cursor| cursor.0);
    let step = step(height, place.side);
    for (row, is_lit) in named(place.rows(), step, [canvas.chosen.0, canvas.lit.0, cursor]) {
        let line = &grid.rows()[row];
        let middle = place.y(row) + place.side / 2.0;
        let tall = place.side.max(height);
        let rect = Rect::from_x_y_ranges(area.x_range(), middle - tall / 2.0..=middle + tall / 2.0);
        if is_lit {
            painter.rect_filled(rect, 0.0, ground(canvas.chosen.0 == Some(row), scene));
        }
        let signs = Signs::of(scene, canvas, line);
        if let Some(is_closed) = signs.fold {
            let at = pos2(area.left() + gutter / 2.0, middle);
            painter.add(fold_sign(at, RADIUS * looks.scale, is_closed, looks.weak));
        }
        let beside = signs.beside(looks.scale, looks.weak);
        let room = area.width() - 6.0 - gutter * (1.0 + beside.len() as f32);
        let name = name_galley(ui, painter, scene, line, false, room);
        let mut left = area.right() - 6.0 - name.size().x;
        painter.galley(pos2(left, middle - name.size().y / 2.0), name, looks.ink);
        for sign in beside {
            painter.extend(sign(pos2(left - gutter * 0.6, middle)));
            left -= gutter;
        }
        if canvas.cursor == Some((Some(row), None)) {
            let stroke = Stroke::new(2.0 * looks.scale, looks.accent);
            painter.rect_stroke(rect.shrink(1.0), 2.0, stroke, StrokeKind::Inside);
        }
    }
}

fn column_heads(ui: &Ui, painter: &Painter, scene: &Scene<'_>, canvas: &Canvas<'_>, area: Rect) {
    let looks = scene.looks;
    let height = ui.text_style_height(&TextStyle::Small);
    let (place, grid) = (&canvas.place, &canvas.made.grid);
    let gutter = GUTTER * looks.scale;
    let cursor = canvas.cursor.and_then(|cursor| cursor.1);
    let step = step(height / UP, place.side);
    let special = [canvas.chosen.1, canvas.lit.1, cursor];
    for (column, is_lit) in named(place.column_heads(), step, special) {
        let line = &grid.columns()[column];
        let foot = pos2(place.x(column) + place.side / 2.0, area.bottom());
        let half = place.side.max(height / UP) / 2.0;
        let lean = place.lean();
        let outline = vec![
            pos2(foot.x - half, foot.y),
            pos2(foot.x + half, foot.y),
            pos2(foot.x + half + lean, area.top()),
            pos2(foot.x - half + lean, area.top()),
        ];
        if is_lit {
            let color = ground(canvas.chosen.1 == Some(column), scene);
            painter.add(Shape::convex_polygon(outline.clone(), color, Stroke::NONE));
        }
        let on = |from: Pos2, far: f32| from + vec2(far * ALONG, -far * UP);
        let signs = Signs::of(scene, canvas, line);
        let mut far = 3.0;
        if let Some(is_closed) = signs.fold {
            let at = on(foot, far + gutter / 2.0);
            painter.add(fold_sign(at, RADIUS * looks.scale, is_closed, looks.weak));
            far += gutter;
        }
        for sign in signs.beside(looks.scale, looks.weak) {
            painter.extend(sign(on(foot, far + gutter / 2.0)));
            far += gutter;
        }
        let room = (area.height() - 4.0) / UP - far;
        let name = name_galley(ui, painter, scene, line, true, room);
        let half = name.size().y / 2.0;
        let at = on(foot, far) - vec2(half * UP, half * ALONG);
        let text = TextShape::new(at, name, looks.ink).with_angle(-std::f32::consts::FRAC_PI_3);
        painter.add(text);
        if canvas.cursor == Some((None, Some(column))) {
            let stroke = Stroke::new(2.0 * looks.scale, looks.accent);
            painter.add(Shape::closed_line(outline, stroke));
        }
    }
}

fn ground(is_chosen: bool, scene: &Scene<'_>) -> Color32 {
    let looks = scene.looks;
    if is_chosen {
        looks.selected
    } else {
        looks.selected.lerp_to_gamma(looks.paper, 0.45)
    }
}

/// A name, cut to its room; in italics if the source gives none.
fn name_galley(
    ui: &Ui,
    painter: &Painter,
    scene: &Scene<'_>,
    line: &GridLine,
    is_column: bool,
    room: f32,
) -> Arc<Galley> {
    let opened = scene.opened;
    let mut words = head_name(opened, line.node, is_column).to_owned();
    if line.holds > 1 {
        words = format!("{words} ({})", line.holds);
    }
    let entity = line.node.entity().map(|ix| opened.record.entity(ix));
    let format = TextFormat {
        italics: entity.is_some_and(|entity| entity.unnamed),
        ..TextFormat::simple(TextStyle::Small.resolve(ui.style()), scene.looks.ink)
    };
    let mut job = LayoutJob::single_section(words, format);
    job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
    painter.layout_job(job)
}

/// What is said of a row or a column by signs before its name.
struct Signs {
    /// Whether it is closed, if it holds others.
    fold: Option<bool>,
    has_both_faces: bool,
    is_several: bool,
}

impl Signs {
    fn of(scene: &Scene<'_>, canvas: &Canvas<'_>, line: &GridLine) -> Self {
        let made = canvas.made;
        let closed = &scene.state.view.linking.folding.closed;
        let entity = line.node.entity();
        let entity = entity.map(|ix| scene.opened.record.entity(ix));
        Self {
            fold: is_holding(canvas, line.node).then(|| closed.contains(&line.node)),
            has_both_faces: made.grid.row_of(line.node).is_some()
                && made.grid.column_of(line.node).is_some(),
            is_several: entity
                .is_some_and(|entity| entity.kind == EntityKind::Actor(ActorKind::Group)),
        }
    }

    /// Those that stand beside the name.
    fn beside(&self, scale: f32, color: Color32) -> Vec<impl Fn(Pos2) -> Vec<Shape>> {
        let radius = RADIUS * scale;
        let signs = [(self.has_both_faces, true), (self.is_several, false)];
        let shown = signs.into_iter().filter(|(is_shown, _)| *is_shown);
        shown
            .map(|(_, is_both)| {
                move |at: Pos2| match is_both {
                    true => both_faces_sign(at, radius, color).to_vec(),
                    false => several_sign(at, radius, color).to_vec(),
                }
            })
            .collect()
    }
}

/// Whether a node can be closed or opened.
pub(super) fn is_holding(canvas: &Canvas<'_>, node: Node) -> bool {
    canvas.made.holding.contains(&node)
}

/// Where the sign of a row is that opens and closes it: how wide from its left end.
pub(super) const fn fold_room(scale: f32) -> f32 {
    GUTTER * scale
}
