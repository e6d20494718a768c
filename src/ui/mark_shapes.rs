//! The shapes of a mark: points, bars, ends that fade, and what joins the dates of one event.

use egui::{Color32, FontId, Painter, Rect, Shape as PaintShape, Stroke, pos2, vec2};

use super::glyphs::paint_glyph;
use super::theme::Looks;
use crate::layout::{LaneLayout, Mark, MarkShape, Shape, TimeScale};

/// What painting a mark needs beside the mark.
pub(super) struct Canvas<'a> {
    pub painter: &'a Painter,
    pub scale: &'a TimeScale,
    pub layout: &'a LaneLayout,
    pub area: Rect,
    pub scroll: f32,
    pub font: &'a FontId,
}

/// Heights within a row: the label and the leading point above, bars and other dates below.
pub(super) struct Rows {
    pub top: f32,
    pub bottom: f32,
    pub label_centre: f32,
    pub bar_top: f32,
    pub bar_bottom: f32,
}

impl Rows {
    pub(super) fn of(top: f32, height: f32) -> Self {
        Self {
            top,
            bottom: top + height,
            label_centre: top + height * 0.40,
            bar_top: top + height * 0.76,
            bar_bottom: top + height * 0.95,
        }
    }

    pub(super) fn bar_centre(&self) -> f32 {
        f32::midpoint(self.bar_top, self.bar_bottom)
    }
}

/// Paints all dates of a mark and what joins them.
pub(super) fn paint_shapes(
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
