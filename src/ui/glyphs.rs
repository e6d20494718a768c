//! The signs of the stages.

use egui::{Color32, Painter, Pos2, Shape as PaintShape, Stroke, vec2};

use crate::model::Stage as EventStage;

/// The sign of a stage: its shape says the same as its colour.
pub(super) fn paint_glyph(
    painter: &Painter,
    centre: Pos2,
    radius: f32,
    stage: EventStage,
    color: Color32,
) {
    let stroke = Stroke::new(1.6, color);
    let diamond = |radius: f32| {
        vec![
            centre + vec2(0.0, -radius),
            centre + vec2(radius, 0.0),
            centre + vec2(0.0, radius),
            centre + vec2(-radius, 0.0),
        ]
    };
    let cross = |radius: f32, stroke: Stroke| {
        let d = radius * 0.8;
        painter.line_segment([centre + vec2(-d, -d), centre + vec2(d, d)], stroke);
        painter.line_segment([centre + vec2(-d, d), centre + vec2(d, -d)], stroke);
    };
    match stage {
        EventStage::Happened => {
            painter.circle_filled(centre, radius, color);
        }
        EventStage::UnderWay => {
            painter.circle_stroke(centre, radius - 0.8, stroke);
            painter.circle_filled(centre, radius * 0.45, color);
        }
        EventStage::Planned => {
            painter.circle_stroke(centre, radius - 0.8, stroke);
        }
        EventStage::Proposed => {
            painter.add(PaintShape::closed_line(diamond(radius), stroke));
        }
        EventStage::Postponed => {
            let triangle = vec![
                centre + vec2(-radius * 0.7, -radius),
                centre + vec2(radius, 0.0),
                centre + vec2(-radius * 0.7, radius),
            ];
            painter.add(PaintShape::closed_line(triangle, stroke));
        }
        EventStage::Cancelled => cross(radius, Stroke::new(2.0, color)),
        EventStage::Failed => {
            painter.add(PaintShape::convex_polygon(
                diamond(radius * 1.1),
                color,
                Stroke::NONE,
            ));
        }
    }
}
