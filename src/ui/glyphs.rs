//! The signs of the stages.

use egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

use crate::model::Stage as EventStage;

/// Paints the sign of a stage: its shape says the same as its colour.
pub(super) fn paint_glyph(
    painter: &Painter,
    centre: Pos2,
    radius: f32,
    stage: EventStage,
    color: Color32,
) {
    painter.extend(glyph_shapes(centre, radius, stage, color));
}

/// The sign of a stage as shapes.
pub(super) fn glyph_shapes(
    centre: Pos2,
    radius: f32,
    stage: EventStage,
    color: Color32,
) -> Vec<Shape> {
    let stroke = Stroke::new(1.6, color);
    let diamond = |radius: f32| {
        vec![
            centre + vec2(0.0, -radius),
            centre + vec2(radius, 0.0),
            centre + vec2(0.0, radius),
            centre + vec2(-radius, 0.0),
        ]
    };
    match stage {
        EventStage::Happened => vec![Shape::circle_filled(centre, radius, color)],
        EventStage::UnderWay => vec![
            Shape::circle_stroke(centre, radius - 0.8, stroke),
            Shape::circle_filled(centre, radius * 0.45, color),
        ],
        EventStage::Planned => vec![Shape::circle_stroke(centre, radius - 0.8, stroke)],
        EventStage::Proposed => vec![Shape::closed_line(diamond(radius), stroke)],
        EventStage::Postponed => {
            let triangle = vec![
                centre + vec2(-radius * 0.7, -radius),
                centre + vec2(radius, 0.0),
                centre + vec2(-radius * 0.7, radius),
            ];
            vec![Shape::closed_line(triangle, stroke)]
        }
        EventStage::Cancelled => {
            let (d, stroke) = (radius * 0.8, Stroke::new(2.0, color));
            let line = |from, to| Shape::line_segment([centre + from, centre + to], stroke);
            vec![
                line(vec2(-d, -d), vec2(d, d)),
                line(vec2(-d, d), vec2(d, -d)),
            ]
        }
        EventStage::Failed => {
            let shape = diamond(radius * 1.1);
            vec![Shape::convex_polygon(shape, color, Stroke::NONE)]
        }
    }
}
