//! Stated orders as lines from event to event, for what is selected or under the pointer.
//! Where an end is folded away, the line leads to what it is folded into; where it is out of
//! sight, to the edge.

use egui::epaint::CubicBezierShape;
use egui::{Color32, Pos2, Stroke, pos2, vec2};

use super::shapes::Canvas;
use crate::index::Join;
use crate::layout::{LaneLayout, Sight};
use crate::model::{EventIx, Order};
use crate::ui::scene::Scene;

/// Paints the joins of an event.
pub(super) fn paint_joins(canvas: &Canvas<'_>, scene: &Scene<'_>, sight: &Sight, event: EventIx) {
    let layout = scene.lanes;
    for join in scene.opened.index.joins_of(event) {
        if !scene.opened.knows_event(join.other) {
            continue;
        }
        let (from, to) = if leads_from_event(join) {
            (join.event, join.other)
        } else {
            (join.other, join.event)
        };
        let Some((from, to)) = ends(canvas, layout, sight, from, to) else {
            continue;
        };
        // What is said to lie within another is no sequence, and there is much of it.
        let within = join.order == Order::During;
        let color = if within {
            scene.looks.weak.gamma_multiply(0.35)
        } else {
            scene.looks.accent.gamma_multiply(0.6)
        };
        paint_join(canvas, from, to, color, within);
    }
}

/// Whether the line leads from the event to the other: from what is earlier to what is later.
fn leads_from_event(join: &Join) -> bool {
    match join.order {
        Order::Before => join.own,
        Order::After | Order::Follows | Order::During => !join.own,
    }
}

/// Where two events stand, in the lanes in which they are nearest.
fn ends(
    canvas: &Canvas<'_>,
    layout: &LaneLayout,
    sight: &Sight,
    from: EventIx,
    to: EventIx,
) -> Option<(Pos2, Pos2)> {
    let places = |event: EventIx| -> Vec<(Pos2, Pos2)> {
        (layout.slots_of(event).iter())
            .map(|slot| place(canvas, layout, sight, *slot))
            .collect()
    };
    let (from, to) = (places(from), places(to));
    let pairs = from.iter().flat_map(|a| to.iter().map(move |b| (a.1, b.0)));
    pairs.min_by(|a, b| {
        let height = |(a, b): &(Pos2, Pos2)| (a.y - b.y).abs();
        height(a).total_cmp(&height(b))
    })
}

/// The left and the right end of the nearest that is in sight of a slot: its mark, what it is
/// folded into, or the edge towards which it lies.
fn place(canvas: &Canvas<'_>, layout: &LaneLayout, sight: &Sight, slot: u32) -> (Pos2, Pos2) {
    let area = canvas.area;
    let y_of = |y: f32, is_bar: bool| {
        let rows = canvas.rows(y);
        let y = if is_bar {
            rows.bar_centre()
        } else {
            rows.label_centre
        };
        y.clamp(area.top() + 2.0, area.bottom() - 2.0)
    };
    let x_of = |x: f32| x.clamp(area.left() + 2.0, area.right() - 2.0);
    match sight.find(layout, slot) {
        Some((row, at)) => {
            let seen = &sight.items[at];
            let y = y_of(row.y, seen.fold.count == 1 && !seen.is_point);
            let (left, right) = if seen.is_point {
                let middle = f32::midpoint(seen.x, seen.x_end);
                (middle - 6.0, middle + 6.0)
            } else {
                (seen.x, seen.x_end)
            };
            (pos2(x_of(left), y), pos2(x_of(right), y))
        }
        None => {
            let y = y_of(layout.y_of(layout.row_of(slot)), false);
            let (start, end) = layout.slots.days(slot);
            let (left, right) = (canvas.scale.x(start), canvas.scale.x(end));
            (pos2(x_of(left), y), pos2(x_of(right), y))
        }
    }
}

fn paint_join(canvas: &Canvas<'_>, from: Pos2, to: Pos2, color: Color32, within: bool) {
    let stroke = Stroke::new(1.0, color);
    let bend = ((to.x - from.x).abs() * 0.4).clamp(14.0, 80.0);
    let points = [from, from + vec2(bend, 0.0), to - vec2(bend, 0.0), to];
    let curve = CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
    canvas.painter.add(curve);
    // What lies within another has no arrow: it does not follow.
    if !within {
        for side in [-3.0, 3.0] {
            canvas
                .painter
                .line_segment([to, to + vec2(-5.0, side)], stroke);
        }
    }
}
