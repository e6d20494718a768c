//! Painting marks; each is named for screen readers and says on hover what it is.

use std::ops::RangeInclusive;

use egui::{
    Color32, FontId, Painter, Rect, RichText, Sense, Shape as PaintShape, Stroke, Ui, pos2, vec2,
};

use super::glyphs::paint_glyph;
use super::scene::Scene;
use super::theme::Looks;
use crate::index::{rivals_of, slip_words, trail_of};
use crate::layout::{LaneLayout, Mark, MarkShape, Shape, TimeScale};
use crate::model::{Event, EventIx, Record};
use crate::state::{Command, Selection, Unmatched};

/// What painting a mark needs beside the mark.
pub(super) struct Canvas<'a> {
    pub painter: &'a Painter,
    pub scale: &'a TimeScale,
    pub layout: &'a LaneLayout,
    pub area: Rect,
    pub scroll: f32,
    pub font: &'a FontId,
}

/// Whether a mark belongs above its neighbours.
pub(super) fn is_in_front(scene: &Scene<'_>, event: EventIx) -> bool {
    let record = &scene.opened.record;
    scene.state.view.selection.holds_event(record, event)
        || scene.state.hover.now.holds_event(record, event)
}

/// Paints a mark with its label and makes it something to point at.
pub(super) fn mark_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    mark: &Mark,
    widths: &[f32],
) {
    let opened = scene.opened;
    let record = &opened.record;
    let event = record.event(mark.event);
    let looks = scene.looks;
    let selected = scene.state.view.selection.holds_event(record, mark.event);
    let hovered = scene.state.hover.now.holds_event(record, mark.event);
    let matched = scene.matches.holds(mark.event);
    let pale = !matched && scene.state.preferences.unmatched == Unmatched::Fade;

    let top = canvas.area.top() + mark.y - canvas.scroll;
    let rows = Rows::of(top, canvas.layout.metrics.row_height);
    let label_width = widths.get(mark.event.at()).copied().unwrap_or(0.0);
    // What is pointed at or selected shows its label even where there is no room for it.
    let forced = (scene.state.view.selection.event() == Some(mark.event)
        || scene.state.hover.now.event() == Some(mark.event))
    .then(|| mark.x.max(canvas.area.left()) + 9.0 * looks.scale);
    let in_front = forced.is_some();
    let label_x = mark.label_x.or(forced);
    let shown_width = if in_front {
        label_width
    } else {
        mark.label_room
    };

    let tint = |color: Color32| if pale { looks.faded(color) } else { color };
    let rect = touch_rect(canvas, mark, &rows, label_x.map(|x| x..=x + shown_width));
    if selected || hovered {
        let fill = if selected { looks.selected } else { looks.band };
        let stroke = if selected {
            Stroke::new(1.5 * looks.scale, looks.accent)
        } else {
            Stroke::new(1.0, looks.accent)
        };
        canvas.painter.rect(
            rect.expand2(vec2(3.0, 0.0)),
            4.0,
            fill,
            stroke,
            egui::StrokeKind::Inside,
        );
    }
    paint_shapes(canvas, looks, mark, &rows, &tint);
    if let Some(x) = label_x {
        let color = tint(looks.ink);
        let mut job = egui::text::LayoutJob::simple_singleline(
            event.title.to_string(),
            canvas.font.clone(),
            Color32::PLACEHOLDER,
        );
        if shown_width < label_width {
            job.wrap = egui::text::TextWrapping::truncate_at_width(shown_width);
        }
        let galley = canvas.painter.layout_job(job);
        let y = rows.label_centre - galley.size().y / 2.0;
        canvas.painter.galley(pos2(x, y), galley, color);
    }

    let visible = rect.intersect(canvas.area);
    if visible.width() < 2.0 || visible.height() < 4.0 {
        return;
    }
    let id = ui.scope_id().with((
        "mark",
        &*event.id,
        canvas.layout.lanes[mark.lane as usize].key,
    ));
    let response = ui.interact(visible, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, selected, spoken(event))
    });
    if response.has_focus() {
        let stroke = Stroke::new(2.0 * looks.scale, looks.accent);
        canvas
            .painter
            .rect_stroke(rect.expand(2.0), 4.0, stroke, egui::StrokeKind::Outside);
    }
    if response.hovered() {
        scene.state.hover.next = Selection::Event(mark.event);
    }
    if response.double_clicked() {
        scene.push(Command::Select(Selection::Event(mark.event)));
        scene.push(Command::FitSelection);
    } else if response.clicked() {
        scene.push(Command::Select(Selection::Event(mark.event)));
    }
    response.on_hover_ui_at_pointer(|ui| event_hover(ui, record, looks, mark.event));
}

/// Heights within a row: the label and the leading point above, bars and other dates below.
struct Rows {
    top: f32,
    bottom: f32,
    label_centre: f32,
    bar_top: f32,
    bar_bottom: f32,
}

impl Rows {
    fn of(top: f32, height: f32) -> Self {
        Self {
            top,
            bottom: top + height,
            label_centre: top + height * 0.40,
            bar_top: top + height * 0.76,
            bar_bottom: top + height * 0.95,
        }
    }

    fn bar_centre(&self) -> f32 {
        f32::midpoint(self.bar_top, self.bar_bottom)
    }
}

/// The rectangle that is pointed at: the leading shape and the label.
fn touch_rect(
    canvas: &Canvas<'_>,
    mark: &Mark,
    rows: &Rows,
    label: Option<RangeInclusive<f32>>,
) -> Rect {
    let is_point = matches!(mark.shapes.last(), Some(shape) if shape.shape == Shape::Point);
    let middle = f32::midpoint(mark.x, mark.x_end);
    let (mut left, mut right) = if is_point {
        (middle - 6.0, middle + 6.0)
    } else {
        (mark.x, mark.x_end.max(mark.x + 6.0))
    };
    if let Some(label) = label {
        left = left.min(*label.start());
        right = right.max(*label.end());
    }
    left = left.max(canvas.area.left() - 8.0);
    right = right.min(canvas.area.right() + 8.0);
    Rect::from_min_max(
        pos2(left, rows.top + 1.0),
        pos2(right.max(left), rows.bottom - 1.0),
    )
}

fn paint_shapes(
    canvas: &Canvas<'_>,
    looks: &Looks,
    mark: &Mark,
    rows: &Rows,
    tint: &impl Fn(Color32) -> Color32,
) {
    let centre_of = |shape: &MarkShape| {
        let (start, end) = (canvas.scale.x(shape.start), canvas.scale.x(shape.end));
        f32::midpoint(
            start.max(canvas.area.left() - 50.0),
            end.min(canvas.area.right() + 50.0),
        )
    };
    // Other dates of the event hang on a line below, joined to the leading one; a change of
    // plan has an arrow.
    if mark.shapes.len() > 1 {
        let xs: Vec<f32> = mark.shapes.iter().map(centre_of).collect();
        let left = xs.iter().copied().fold(f32::INFINITY, f32::min);
        let right = xs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let line = Stroke::new(looks.scale, tint(looks.weak));
        let y = rows.bar_centre();
        if mark.trail.is_empty() {
            canvas.painter.hline(left..=right, y, line);
        }
        for (from, to, _) in &mark.trail {
            let (from, to) = (pos2(xs[*from], y), pos2(xs[*to], y));
            canvas.painter.line_segment([from, to], line);
            let way = (to - from).normalized();
            if (to - from).length() > 14.0 {
                let tip = to - way * 4.0;
                let side = way.rot90() * 3.0;
                canvas
                    .painter
                    .line_segment([tip, tip - way * 5.0 + side], line);
                canvas
                    .painter
                    .line_segment([tip, tip - way * 5.0 - side], line);
            }
        }
        if mark.disputed {
            // Rivals are joined by a double line.
            let line = Stroke::new(looks.scale, tint(looks.error));
            canvas.painter.hline(left..=right, y - 1.5, line);
            canvas.painter.hline(left..=right, y + 1.5, line);
        }
    }
    for shape in &mark.shapes {
        let color = tint(looks.stage(shape.stage));
        match shape.shape {
            Shape::Point => {
                let x = centre_of(shape);
                if shape.leading {
                    let radius = 4.5 * looks.scale;
                    paint_glyph(
                        canvas.painter,
                        pos2(x, rows.label_centre),
                        radius,
                        shape.stage,
                        color,
                    );
                    if shape.approximate || shape.uncertain {
                        let ring = Stroke::new(1.0, color.gamma_multiply(0.5));
                        canvas.painter.circle_stroke(
                            pos2(x, rows.label_centre),
                            radius + 2.5,
                            ring,
                        );
                    }
                } else {
                    let centre = pos2(x, rows.bar_centre());
                    canvas.painter.circle(
                        centre,
                        2.6 * looks.scale,
                        looks.paper,
                        Stroke::new(1.4, color),
                    );
                }
            }
            Shape::Bar => paint_bar(canvas, shape, rows, color),
        }
    }
}

fn paint_bar(canvas: &Canvas<'_>, shape: &MarkShape, rows: &Rows, color: Color32) {
    let area = canvas.area;
    let left = canvas.scale.x(shape.start.max(-1e9)).max(area.left() - 4.0);
    let right = canvas.scale.x(shape.end.min(1e9)).min(area.right() + 4.0);
    let rect = Rect::from_min_max(
        pos2(left, rows.bar_top),
        pos2(right.max(left + 3.0), rows.bar_bottom),
    );
    let inset = if shape.leading { 0.0 } else { 1.0 };
    let rect = rect.shrink2(vec2(0.5, inset));
    if shape.start == f64::NEG_INFINITY || shape.end == f64::INFINITY {
        paint_open_bar(canvas, shape, rows, color);
        return;
    }
    let solid = !shape.stage.is_plan() && shape.leading;
    let fill = if solid {
        color
    } else {
        color.gamma_multiply(0.12)
    };
    if shape.approximate {
        canvas.painter.add(fading(rect, fill));
    } else {
        let fill = if solid && shape.uncertain {
            color.gamma_multiply(0.45)
        } else {
            fill
        };
        canvas.painter.rect_filled(rect, 1.5, fill);
    }
    let stroke = Stroke::new(1.2, color);
    if shape.uncertain {
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
            rect.left_top(),
        ];
        canvas
            .painter
            .extend(PaintShape::dashed_line(&corners, stroke, 4.0, 3.0));
    } else if !shape.approximate {
        canvas
            .painter
            .rect_stroke(rect, 1.5, stroke, egui::StrokeKind::Inside);
    }
    // An end that is not known: hatched, for as long as the eye needs to see it.
    let hatch = |from: f32, to: f32| {
        let mut x = from;
        while x < to {
            let line = [pos2(x, rect.bottom()), pos2(x + 4.0, rect.top())];
            canvas.painter.line_segment(line, Stroke::new(1.0, color));
            x += 4.0;
        }
    };
    if shape.end_unknown {
        hatch(rect.right(), (rect.right() + 40.0).min(area.right()));
    }
    if shape.start_unknown {
        hatch((rect.left() - 40.0).max(area.left()), rect.left() - 4.0);
    }
}

/// A bar without a beginning or an end: it runs out from the end that is known, as a thin
/// line with an arrow at the edge of the window.
fn paint_open_bar(canvas: &Canvas<'_>, shape: &MarkShape, rows: &Rows, color: Color32) {
    const RUNS_OUT: f32 = 160.0;
    let area = canvas.area;
    let y = rows.bar_centre();
    let run = |known: Option<f32>, towards: f32| {
        let edge = if towards > 0.0 {
            area.right() - 8.0
        } else {
            area.left() + 8.0
        };
        let from = known.unwrap_or(if towards > 0.0 {
            area.left()
        } else {
            area.right()
        });
        let thin = Stroke::new(1.0, color.gamma_multiply(0.6));
        canvas
            .painter
            .line_segment([pos2(from, y), pos2(edge, y)], thin);
        if let Some(from) = known {
            let to = from + towards * RUNS_OUT;
            canvas.painter.add(running_out(from, to, rows, color));
        }
        let half = (rows.bar_bottom - rows.bar_top) * 0.9;
        canvas.painter.add(PaintShape::convex_polygon(
            vec![
                pos2(edge - towards * half, y - half),
                pos2(edge, y),
                pos2(edge - towards * half, y + half),
            ],
            color,
            Stroke::NONE,
        ));
    };
    let start = shape.start.is_finite().then(|| canvas.scale.x(shape.start));
    let end = shape.end.is_finite().then(|| canvas.scale.x(shape.end));
    if shape.end == f64::INFINITY && start.is_none_or(|start| start < area.right()) {
        run(start, 1.0);
    }
    if shape.start == f64::NEG_INFINITY && end.is_none_or(|end| end > area.left()) {
        run(end, -1.0);
    }
}

/// From full colour to none.
fn running_out(from: f32, to: f32, rows: &Rows, color: Color32) -> egui::Mesh {
    let mut mesh = egui::Mesh::default();
    for (x, color) in [(from, color), (to, color.gamma_multiply(0.0))] {
        mesh.colored_vertex(pos2(x, rows.bar_top), color);
        mesh.colored_vertex(pos2(x, rows.bar_bottom), color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    mesh
}

/// A bar that fades out at both ends.
fn fading(rect: Rect, color: Color32) -> egui::Mesh {
    let mut mesh = egui::Mesh::default();
    let fade = (rect.width() * 0.25).min(36.0);
    let clear = color.gamma_multiply(0.08);
    for (x, color) in [
        (rect.left(), clear),
        (rect.left() + fade, color),
        (rect.right() - fade, color),
        (rect.right(), clear),
    ] {
        mesh.colored_vertex(pos2(x, rect.top()), color);
        mesh.colored_vertex(pos2(x, rect.bottom()), color);
    }
    for at in [0, 2, 4] {
        mesh.add_triangle(at, at + 1, at + 2);
        mesh.add_triangle(at + 1, at + 2, at + 3);
    }
    mesh
}

/// "Arria-formula meeting, 22 May 2020, happened": a mark in words.
pub(super) fn spoken(event: &Event) -> String {
    let mut words = event.title.to_string();
    if let Some(claim) = event.leading_date() {
        if let Some(date) = &claim.date {
            words.push_str(", ");
            words.push_str(date.words());
        }
        words.push_str(", ");
        words.push_str(claim.stage.label());
    }
    words
}

/// What a mark says when the pointer rests on it.
fn event_hover(ui: &mut Ui, record: &Record, looks: &Looks, ix: EventIx) {
    let event = record.event(ix);
    ui.label(RichText::new(&*event.title).strong());
    let mut told: Vec<(&str, &str)> = Vec::new();
    for claim in &event.dates {
        let words = (
            claim.date.as_ref().map_or("", |date| date.words()),
            claim.stage.label(),
        );
        if told.contains(&words) {
            continue;
        }
        told.push(words);
        let date = claim
            .date
            .as_ref()
            .map_or("no date given", |date| date.words());
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            paint_glyph(
                ui.painter(),
                rect.center(),
                4.0,
                claim.stage,
                looks.stage(claim.stage),
            );
            ui.label(RichText::new(format!("{date} · {}", claim.stage.label())).small());
        });
    }
    if let Some(slip) = trail_of(record, ix).and_then(|trail| trail.slip) {
        ui.label(RichText::new(format!("Plan: {}", slip_words(slip))).small());
    }
    if !rivals_of(record, ix).is_empty() {
        ui.label(
            RichText::new("Its dates contradict one another.")
                .small()
                .color(looks.error),
        );
    }
    let actors: Vec<&str> = event
        .actors
        .iter()
        .map(|claim| &*record.entity(claim.actor).name)
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for actor in actors {
        if !seen.contains(&actor) {
            seen.push(actor);
        }
    }
    let actors = seen;
    if !actors.is_empty() {
        ui.label(RichText::new(list_of(&actors, 5)).small().weak());
    }
    if let Some(passage) = event.all_passages().first() {
        let source = record.source(passage.source);
        let words = format!(
            "{} · {}",
            source.short,
            source.text().address(passage.place)
        );
        ui.label(RichText::new(words).small().weak());
    }
}

fn list_of(names: &[&str], most: usize) -> String {
    let shown = names
        .iter()
        .take(most)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().checked_sub(most) {
        Some(more) if more > 0 => format!("{shown} and {more} more"),
        _ => shown,
    }
}
