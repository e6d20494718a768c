//! Painting the ground of the lanes, and the axis.

use egui::{Painter, Rect, Stroke, pos2};

use crate::layout::{LaneLayout, Ticks, TimeScale};
use crate::ui::theme::Looks;

/// Background of the lanes: bands, and lines at the ticks.
pub(super) fn paint_lanes(
    painter: &Painter,
    looks: &Looks,
    layout: &LaneLayout,
    ticks: &Ticks,
    scale: &TimeScale,
    area: Rect,
    scroll: f32,
) {
    painter.rect_filled(area, 0.0, looks.paper);
    for at in layout.lanes_between(scroll, scroll + area.height()) {
        let lane = &layout.lanes[at];
        let top = area.top() + lane.y - scroll;
        let rect = Rect::from_min_max(
            pos2(area.left(), top),
            pos2(area.right(), top + lane.height),
        );
        if at % 2 == 1 && rect.intersects(area) {
            painter.rect_filled(rect, 0.0, looks.band);
        }
    }
    let faint = Stroke::new(1.0, looks.line.gamma_multiply(0.55));
    for tick in &ticks.fine {
        painter.vline(scale.x(tick.start), area.y_range(), faint);
    }
    for tick in &ticks.coarse {
        painter.vline(
            scale.x(tick.start),
            area.y_range(),
            Stroke::new(1.0, looks.line),
        );
    }
}
