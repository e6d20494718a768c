//! The shapes of a mark: points, bars, ends that fade, and what joins the dates of one event.

use egui::{Color32, FontId, Painter, Rangef, Rect, Shape as PaintShape, Stroke, pos2, vec2};

use super::mesh::{MarkMesh, Sign};
use crate::layout::{Detail, MarkShape, Shape, TimeScale};
use crate::ui::theme::Looks;

/// What painting a mark needs beside the mark.
pub(super) struct Canvas<'a> {
    pub painter: &'a Painter,
    pub scale: &'a TimeScale,
    pub area: Rect,
    pub scroll: f32,
    /// Height of a row.
    pub row_height: f32,
    pub font: &'a FontId,
}

impl Canvas<'_> {
    /// The heights on the screen of a row that stands so far below the top of the lanes.
    pub(super) fn rows(&self, y: f32) -> Rows {
        Rows::of(self.area.top() + y - self.scroll, self.row_height)
    }
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
    fn of(top: f32, height: f32) -> Self {
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
    mesh: &mut MarkMesh<'_>,
    canvas: &Canvas<'_>,
    looks: &Looks,
    detail: &Detail,
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
    if detail.shapes.len() > 1 {
        let xs: Vec<f32> = detail.shapes.iter().map(centre_of).collect();
        let left = xs.iter().copied().fold(f32::INFINITY, f32::min);
        let right = xs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let line = Stroke::new(looks.scale, tint(looks.weak));
        let y = rows.bar_centre();
        if detail.trail.is_empty() {
            mesh.hline(left..=right, y, line);
        }
        for (from, to, _) in &detail.trail {
            let (from, to) = (pos2(xs[*from], y), pos2(xs[*to], y));
            mesh.line(from, to, line);
            let way = (to - from).normalized();
            if (to - from).length() > 14.0 {
                let tip = to - way * 4.0;
                let side = way.rot90() * 3.0;
                mesh.line(tip, tip - way * 5.0 + side, line);
                mesh.line(tip, tip - way * 5.0 - side, line);
            }
        }
        if detail.disputed {
            // Rivals are joined by a double line.
            let line = Stroke::new(looks.scale, tint(looks.error));
            mesh.hline(left..=right, y - 1.5, line);
            mesh.hline(left..=right, y + 1.5, line);
        }
    }
    for shape in &detail.shapes {
        let color = tint(looks.stage(shape.stage));
        match shape.shape {
            Shape::Point => {
                let x = centre_of(shape);
                if shape.leading {
                    let radius = 4.5 * looks.scale;
                    let centre = pos2(x, rows.label_centre);
                    mesh.sign(centre, radius, Sign::Stage(shape.stage), color);
                    if shape.approximate || shape.uncertain {
                        mesh.sign(centre, radius + 2.5, Sign::Ring, color.gamma_multiply(0.5));
                    }
                } else {
                    let centre = pos2(x, rows.bar_centre());
                    let ground = looks.paper;
                    mesh.sign(centre, 2.6 * looks.scale, Sign::Other { ground }, color);
                }
            }
            Shape::Bar => paint_bar(mesh, canvas.area, canvas.scale, shape, rows, color),
        }
    }
}

fn paint_bar(
    mesh: &mut MarkMesh<'_>,
    area: Rect,
    scale: &TimeScale,
    shape: &MarkShape,
    rows: &Rows,
    color: Color32,
) {
    if shape.start == f64::NEG_INFINITY || shape.end == f64::INFINITY {
        paint_open_bar(mesh, area, scale, shape, rows, color);
        return;
    }
    let left = scale.x(shape.start).max(area.left() - 4.0);
    let right = scale.x(shape.end).min(area.right() + 4.0);
    let rect = Rect::from_min_max(
        pos2(left, rows.bar_top),
        pos2(right.max(left + 3.0), rows.bar_bottom),
    );
    let inset = if shape.leading { 0.0 } else { 1.0 };
    let rect = rect.shrink2(vec2(0.5, inset));
    let solid = !shape.stage.is_plan() && shape.leading;
    let fill = if solid {
        color
    } else {
        color.gamma_multiply(0.12)
    };
    if shape.approximate {
        fade(mesh, rect, fill);
    } else if solid && shape.uncertain {
        mesh.rect(rect, color.gamma_multiply(0.45));
    } else {
        mesh.rect(rect, fill);
    }
    if shape.uncertain {
        mesh.dashes(rect, 1.2, color);
    } else if !shape.approximate {
        mesh.frame(rect, 1.2, color);
    }
    // An end that is not known: hatched, for as long as the eye needs to see it.
    let mut hatch = |from: f32, to: f32| {
        let mut x = from;
        while x < to {
            let (foot, head) = (pos2(x, rect.bottom()), pos2(x + 4.0, rect.top()));
            mesh.line(foot, head, Stroke::new(1.0, color));
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
fn paint_open_bar(
    mesh: &mut MarkMesh<'_>,
    area: Rect,
    scale: &TimeScale,
    shape: &MarkShape,
    rows: &Rows,
    color: Color32,
) {
    const RUNS_OUT: f32 = 160.0;
    let y = rows.bar_centre();
    let bar = Rangef::new(rows.bar_top, rows.bar_bottom);
    let mut run = |known: Option<f32>, towards: f32| {
        let (near, far) = if towards > 0.0 {
            (area.left(), area.right() - 8.0)
        } else {
            (area.right(), area.left() + 8.0)
        };
        let from = known.unwrap_or(near);
        let thin = Stroke::new(1.0, color.gamma_multiply(0.6));
        mesh.hline(from.min(far)..=from.max(far), y, thin);
        if let Some(from) = known {
            let clear = color.gamma_multiply(0.0);
            mesh.gradient(&[(from, color), (from + towards * RUNS_OUT, clear)], bar);
        }
        let half = bar.span() * 0.9;
        let arrow = vec![
            pos2(far - towards * half, y - half),
            pos2(far, y),
            pos2(far - towards * half, y + half),
        ];
        mesh.shape(PaintShape::convex_polygon(arrow, color, Stroke::NONE));
    };
    let start = shape.start.is_finite().then(|| scale.x(shape.start));
    let end = shape.end.is_finite().then(|| scale.x(shape.end));
    if shape.end == f64::INFINITY && start.is_none_or(|start| start < area.right()) {
        run(start, 1.0);
    }
    if shape.start == f64::NEG_INFINITY && end.is_none_or(|end| end > area.left()) {
        run(end, -1.0);
    }
}

/// A bar that fades out at both ends.
fn fade(mesh: &mut MarkMesh<'_>, rect: Rect, color: Color32) {
    let width = (rect.width() * 0.25).min(36.0);
    let clear = color.gamma_multiply(0.08);
    let colors = [
        (rect.left(), clear),
        (rect.left() + width, color),
        (rect.right() - width, color),
        (rect.right(), clear),
    ];
    mesh.gradient(&colors, rect.y_range());
}
