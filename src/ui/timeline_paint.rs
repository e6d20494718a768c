//! Painting axis, lanes and marks; each mark is named for screen readers.

use egui::{Painter, Rect, Sense, Stroke, Ui, pos2};

use super::scene::Scene;
use super::theme::Looks;
use crate::layout::{LaneLayout, Ticks, TimeScale};
use crate::state::{Command, LaneKey, Selection};

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
    for (at, lane) in layout.lanes.iter().enumerate() {
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

/// The calendar above the lanes.
pub(super) fn paint_axis(ui: &Ui, looks: &Looks, ticks: &Ticks, scale: &TimeScale, area: Rect) {
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, looks.band);
    let middle = area.center().y;
    let font = egui::TextStyle::Small.resolve(ui.style());
    let rows = if ticks.coarse.is_empty() {
        vec![(&ticks.fine, area.y_range(), looks.ink)]
    } else {
        vec![
            (
                &ticks.coarse,
                egui::Rangef::new(area.top(), middle),
                looks.ink,
            ),
            (
                &ticks.fine,
                egui::Rangef::new(middle, area.bottom()),
                looks.weak,
            ),
        ]
    };
    for (row, range, color) in rows {
        for tick in row {
            let (start, end) = (scale.x(tick.start), scale.x(tick.end));
            painter.vline(start, range, Stroke::new(1.0, looks.line));
            let galley = painter.layout_no_wrap(tick.label.clone(), font.clone(), color);
            // The label stays in sight for as long as its unit is.
            let left = start.max(area.left()) + 5.0;
            if left + galley.size().x < end {
                let top = range.center() - galley.size().y / 2.0;
                painter.galley(pos2(left, top), galley, color);
            }
        }
    }
    painter.hline(
        area.x_range(),
        area.bottom() - 0.5,
        Stroke::new(1.0, looks.line),
    );
}

/// The titles of the lanes; a title stays in sight for as long as its lane is.
pub(super) fn paint_lane_heads(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    layout: &LaneLayout,
    area: Rect,
    scroll: f32,
) {
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, scene.looks.band);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let small = egui::TextStyle::Small.resolve(ui.style());
    for lane in &layout.lanes {
        let top = area.top() + lane.y - scroll;
        let bottom = top + lane.height;
        if bottom < area.top() || top > area.bottom() {
            continue;
        }
        painter.hline(area.x_range(), bottom, Stroke::new(1.0, scene.looks.line));
        let mut job = egui::text::LayoutJob::default();
        let ink = scene.looks.ink;
        job.append(
            &lane.title,
            0.0,
            egui::TextFormat::simple(font.clone(), ink),
        );
        let count = format!(" {}", lane.slots.len());
        job.append(
            &count,
            0.0,
            egui::TextFormat::simple(small.clone(), scene.looks.weak),
        );
        job.wrap.max_width = area.width() - 14.0;
        job.wrap.max_rows = if lane.height < 44.0 { 1 } else { 3 };
        let galley = painter.layout_job(job);
        let y = (top + 6.0)
            .max(area.top() + 6.0)
            .min(bottom - galley.size().y - 4.0);
        painter.galley(pos2(area.left() + 8.0, y.max(top + 2.0)), galley, ink);

        let rect =
            Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), bottom)).intersect(area);
        let selection = match lane.key {
            LaneKey::Entity(entity) => Some(Selection::Entity(entity)),
            _ => None,
        };
        let sense = if selection.is_some() {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = ui.interact(rect, ui.scope_id().with(("lane", lane.key)), sense);
        let name = format!("Lane {}, {} events", lane.title, lane.slots.len());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::RowHeader, true, &name));
        if let Some(selection) = selection {
            if response.hovered() {
                scene.state.hover.next = selection;
            }
            if response.on_hover_text(&name).clicked() {
                scene.push(Command::Select(selection));
            }
        }
    }
}
