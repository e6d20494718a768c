//! The heads of the lanes: titles, counts, and the switches that close and open a lane.

use egui::{Painter, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::layout::Lane;
use crate::state::{Command, LaneKey, LaneRoom, Selection};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// The heads of the lanes in sight; a title stays in sight for as long as its lane does.
pub(super) fn lane_heads_ui(ui: &mut Ui, scene: &mut Scene<'_>, area: Rect, scroll: f32) {
    let layout = scene.lanes;
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
        head_ui(ui, scene, lane, whole, area);
    }
}

fn head_ui(ui: &mut Ui, scene: &mut Scene<'_>, lane: &Lane, whole: Rect, area: Rect) {
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
    let (is_closed, is_open) = (
        lane.room == Some(LaneRoom::Closed),
        lane.room == Some(LaneRoom::Open),
    );
    if switch.intersect(area).height() > 6.0 {
        let what = if is_closed {
            Switch::GiveRows
        } else {
            Switch::Close
        };
        switch_ui(ui, scene, lane, what, switch, area);
    }
    let rows = &scene.lanes.rows;
    let is_crowded = (lane.rows.clone()).any(|row| rows[row as usize].is_crowded());
    let below = switch.translate(vec2(0.0, line_height));
    if (is_open || (is_crowded && lane.room.is_none())) && below.bottom() < whole.bottom() {
        let what = if is_open { Switch::Fewer } else { Switch::More };
        switch_ui(ui, scene, lane, what, below, area);
    }
}

/// What a switch in the head of a lane does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Switch {
    /// Closes the lane to one row: a triangle down.
    Close,
    /// Gives a closed lane its rows again: a triangle to the right.
    GiveRows,
    /// More rows for what crowds in the last one: a plus.
    More,
    /// The usual room again: a minus.
    Fewer,
}

impl Switch {
    /// The room that it gives.
    const fn room(self) -> Option<LaneRoom> {
        match self {
            Self::Close => Some(LaneRoom::Closed),
            Self::More => Some(LaneRoom::Open),
            Self::GiveRows | Self::Fewer => None,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Close => "Close the lane to one row",
            Self::GiveRows => "Give the lane its rows",
            Self::More => "More rows for this lane",
            Self::Fewer => "Usual room",
        }
    }

    fn paint(self, painter: &Painter, centre: Pos2, half: f32, stroke: Stroke) {
        let triangle = |points: [egui::Vec2; 3]| {
            let points = points.map(|point| centre + point * half).to_vec();
            painter.add(egui::Shape::convex_polygon(
                points,
                stroke.color,
                Stroke::NONE,
            ));
        };
        match self {
            Self::Close => triangle([vec2(-1.0, -0.7), vec2(1.0, -0.7), vec2(0.0, 1.0)]),
            Self::GiveRows => triangle([vec2(-0.7, -1.0), vec2(1.0, 0.0), vec2(-0.7, 1.0)]),
            Self::More | Self::Fewer => {
                painter.hline(centre.x - half..=centre.x + half, centre.y, stroke);
                if self == Self::More {
                    painter.vline(centre.x, centre.y - half..=centre.y + half, stroke);
                }
            }
        }
    }
}

fn switch_ui(ui: &Ui, scene: &mut Scene<'_>, lane: &Lane, what: Switch, rect: Rect, area: Rect) {
    let name = match what {
        Switch::Close | Switch::GiveRows => "lane switch",
        Switch::More | Switch::Fewer => "lane rows",
    };
    let id = ui.scope_id().with((name, lane.key));
    let response = ui.interact(rect.intersect(area), id, Sense::click());
    let looks = scene.looks;
    let color = if response.hovered() || response.has_focus() {
        looks.accent
    } else {
        looks.weak
    };
    let painter = ui.painter().with_clip_rect(area);
    let centre = rect.center() + vec2(1.0, 0.0);
    let stroke = Stroke::new(1.5 * looks.scale, color);
    what.paint(&painter, centre, 3.5 * looks.scale, stroke);
    response.widget_info(|| {
        let name = format!("{}: {}", what.words(), lane.title);
        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
    });
    if response.on_hover_text(what.words()).clicked() {
        scene.push(Command::SetRoom(lane.key, what.room()));
    }
}
