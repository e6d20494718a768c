//! The heads of the lanes: titles, counts, and the switches that close and open a lane.

use egui::{Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::layout::{Lane, LaneLayout};
use crate::state::{Command, LaneKey, LaneRoom, Selection};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// The heads of the lanes in sight; a title stays in sight for as long as its lane does.
pub(super) fn lane_heads_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    layout: &LaneLayout,
    area: Rect,
    scroll: f32,
) {
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, scene.looks.band);
    for at in layout.lanes_between(scroll, scroll + area.height()) {
        let lane = &layout.lanes[at];
        let top = area.top() + lane.y - scroll;
        let whole = Rect::from_min_max(
            pos2(area.left(), top),
            pos2(area.right(), top + lane.height),
        );
        painter.hline(
            area.x_range(),
            whole.bottom(),
            Stroke::new(1.0, scene.looks.line),
        );
        head_ui(ui, scene, layout, lane, whole, area);
    }
}

fn head_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    layout: &LaneLayout,
    lane: &Lane,
    whole: Rect,
    area: Rect,
) {
    let looks = scene.looks;
    let painter = ui.painter().with_clip_rect(area);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let small = egui::TextStyle::Small.resolve(ui.style());
    let switch_width = 18.0 * looks.scale;
    let mut job = egui::text::LayoutJob::default();
    let format = egui::TextFormat::simple(font, looks.ink);
    job.append(&lane.title, 0.0, format);
    let count = match lane.matched {
        matched if matched < lane.events => format!(" {matched} of {}", lane.events),
        _ => format!(" {}", lane.events),
    };
    job.append(&count, 0.0, egui::TextFormat::simple(small, looks.weak));
    job.wrap.max_width = area.width() - switch_width - 10.0;
    job.wrap.max_rows = if lane.height < 44.0 * looks.scale {
        1
    } else {
        3
    };
    let galley = painter.layout_job(job);
    let y = (whole.top() + 6.0)
        .max(area.top() + 6.0)
        .min(whole.bottom() - galley.size().y - 4.0)
        .max(whole.top() + 2.0);
    let line_height = 20.0 * looks.scale;
    painter.galley(pos2(area.left() + switch_width + 2.0, y), galley, looks.ink);

    // Head first, switch after it: what comes last is on top.
    let rect = whole.intersect(area);
    let selection = match lane.key {
        LaneKey::Entity(entity) => Some(Selection::Entity(entity)),
        _ => None,
    };
    let sense = if selection.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let id = ui.scope_id().with(("lane", lane.key));
    let response = ui.interact(rect, id, sense);
    let name = format!(
        "Lane {}, {}",
        lane.title,
        counted(lane.events as usize, "event")
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::RowHeader, true, &name));
    if let Some(selection) = selection {
        if response.hovered() {
            scene.state.hover.next = selection;
        }
        if response.on_hover_text(&name).clicked() {
            scene.push(Command::Select(selection));
        }
    } else {
        response.on_hover_text(&name);
    }

    let switch = Rect::from_min_size(pos2(area.left(), y - 1.0), vec2(switch_width, line_height));
    if switch.intersect(area).height() > 6.0 {
        let (room, words) = if lane.room == Some(LaneRoom::Closed) {
            (None, "Give the lane its rows")
        } else {
            (Some(LaneRoom::Closed), "Close the lane to one row")
        };
        let closed = lane.room == Some(LaneRoom::Closed);
        switch_ui(ui, scene, lane, switch, area, (room, words), closed);
    }
    let is_crowded = (lane.rows.clone()).any(|row| layout.rows[row as usize].is_crowded());
    let below = switch.translate(vec2(0.0, line_height));
    let opened = lane.room == Some(LaneRoom::Open);
    if (opened || (is_crowded && lane.room.is_none())) && below.bottom() < whole.bottom() {
        let (room, words) = if opened {
            (None, "Usual room")
        } else {
            (Some(LaneRoom::Open), "More rows for this lane")
        };
        more_rows_ui(ui, scene, lane, below, area, (room, words), opened);
    }
}

/// A triangle: down for an open lane, right for a closed one.
fn switch_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    lane: &Lane,
    rect: Rect,
    area: Rect,
    (room, words): (Option<LaneRoom>, &str),
    closed: bool,
) {
    let id = ui.scope_id().with(("lane switch", lane.key));
    let response = ui.interact(rect.intersect(area), id, Sense::click());
    let color = hovered_color(scene, &response);
    let (centre, half) = (rect.center() + vec2(1.0, 0.0), 3.5 * scene.looks.scale);
    let points = if closed {
        vec![
            centre + vec2(-half * 0.7, -half),
            centre + vec2(half, 0.0),
            centre + vec2(-half * 0.7, half),
        ]
    } else {
        vec![
            centre + vec2(-half, -half * 0.7),
            centre + vec2(half, -half * 0.7),
            centre + vec2(0.0, half),
        ]
    };
    let shape = egui::Shape::convex_polygon(points, color, Stroke::NONE);
    ui.painter().with_clip_rect(area).add(shape);
    finish_switch(scene, lane, response, room, words);
}

/// A plus or a minus: more rows for what crowds in the last one, or fewer again.
fn more_rows_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    lane: &Lane,
    rect: Rect,
    area: Rect,
    (room, words): (Option<LaneRoom>, &str),
    opened: bool,
) {
    let id = ui.scope_id().with(("lane rows", lane.key));
    let response = ui.interact(rect.intersect(area), id, Sense::click());
    let stroke = Stroke::new(1.5 * scene.looks.scale, hovered_color(scene, &response));
    let (centre, half) = (rect.center() + vec2(1.0, 0.0), 3.5 * scene.looks.scale);
    let painter = ui.painter().with_clip_rect(area);
    painter.hline(centre.x - half..=centre.x + half, centre.y, stroke);
    if !opened {
        painter.vline(centre.x, centre.y - half..=centre.y + half, stroke);
    }
    finish_switch(scene, lane, response, room, words);
}

fn hovered_color(scene: &Scene<'_>, response: &egui::Response) -> egui::Color32 {
    if response.hovered() || response.has_focus() {
        scene.looks.accent
    } else {
        scene.looks.weak
    }
}

fn finish_switch(
    scene: &mut Scene<'_>,
    lane: &Lane,
    response: egui::Response,
    room: Option<LaneRoom>,
    words: &str,
) {
    response.widget_info(|| {
        let name = format!("{words}: {}", lane.title);
        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    if response.on_hover_text(words).clicked() {
        scene.push(Command::SetRoom(lane.key, room));
    }
}
