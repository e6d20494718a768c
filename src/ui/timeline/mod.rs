//! The timeline: axis, lanes, marks, context strip.

pub(super) mod axis;
mod details;
mod fronts;
mod ground;
mod heads;
pub(super) mod hover;
pub(super) mod input;
mod joins;
pub(super) mod labels;
mod marks;
mod mesh;
mod point;
mod shapes;
mod strip;
mod toolbar;
mod tray;

use egui::{Rect, RichText, Sense, Ui, pos2};

use super::curtain::curtain_line_ui;
use super::loading::nothing_ui;
use super::scene::Scene;
use super::scroll_bar::scroll_bar;
use super::theme::label;
use crate::layout::{LaneLayout, Sight, View, compute_ticks};
use crate::model::{Day, EventIx};
use crate::state::LaneKey;
use axis::{axis_ui, paint_breaks};
use fronts::{Fronts, FrontsView};
use ground::paint_lanes;
use heads::lane_heads_ui;
use input::Moving;
use joins::paint_joins;
use marks::{COUNT_GAP, MarksPainter, MarksView};
use point::{Pointed, point_ui};
use shapes::Canvas;
use strip::{StripView, strip_ui};
use toolbar::toolbar_ui;
use tray::tray_ui;

/// What the timeline keeps between passes.
#[derive(Default)]
pub(super) struct TimelineView {
    marks: MarksView,
    fronts: FrontsView,
    strip: StripView,
    moving: Moving,
    /// How far the lanes are scrolled down, in points.
    scroll: f32,
    anchor: Anchor,
}

/// The lane at the top, so that it stays there when lanes above it close or open.
#[derive(Default)]
struct Anchor {
    /// The layout in which it was found.
    serial: u64,
    lane: Option<LaneKey>,
    /// How much of it is scrolled out of sight, in points.
    offset: f32,
}

impl Anchor {
    /// Where to scroll to in a layout: where the same lane is at the top.
    fn scroll(&self, layout: &LaneLayout, scroll: f32) -> f32 {
        if self.serial == layout.serial {
            return scroll;
        }
        let lane = layout.lanes.iter().find(|lane| Some(lane.key) == self.lane);
        lane.map_or(0.0, |lane| lane.y + self.offset.min(lane.height))
    }

    fn of(layout: &LaneLayout, scroll: f32) -> Self {
        let lane = layout
            .lanes
            .get(layout.lanes_between(scroll, scroll).end.saturating_sub(1));
        Self {
            serial: layout.serial,
            lane: lane.map(|lane| lane.key),
            offset: lane.map_or(0.0, |lane| scroll - lane.y),
        }
    }
}

/// How wide the heads at the left are, where the canvas and they are so wide together.
pub(super) fn head_width(width: f32, scale: f32) -> f32 {
    (width * 0.2).clamp(84.0, 168.0 * scale)
}

/// Rectangles of the parts, from the panel's.
struct Parts {
    axis: Rect,
    heads: Rect,
    lanes: Rect,
    tray_head: Rect,
    tray: Rect,
    strip: Rect,
}

impl Parts {
    fn of(rect: Rect, scale: f32, tray: bool) -> Self {
        let head_width = head_width(rect.width(), scale);
        let axis_height = 40.0 * scale;
        let strip_height = if rect.height() > 250.0 * scale {
            58.0 * scale
        } else {
            0.0
        };
        let tray_height = if tray && rect.height() > 190.0 * scale {
            30.0 * scale
        } else {
            0.0
        };
        let left = rect.left() + head_width;
        let axis_bottom = rect.top() + axis_height;
        let strip_top = (rect.bottom() - strip_height).max(axis_bottom);
        let bottom = (strip_top - tray_height).max(axis_bottom);
        let between = |left: f32, top: f32, right: f32, bottom: f32| {
            Rect::from_min_max(pos2(left, top), pos2(right, bottom))
        };
        Self {
            axis: between(left, rect.top(), rect.right(), axis_bottom),
            heads: between(rect.left(), axis_bottom, left, bottom),
            lanes: between(left, axis_bottom, rect.right(), bottom),
            tray_head: between(rect.left(), bottom, left, strip_top),
            tray: between(left, bottom, rect.right(), strip_top),
            strip: between(left, strip_top, rect.right(), rect.bottom()),
        }
    }
}

pub(super) fn timeline_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut TimelineView) {
    toolbar_ui(ui, scene);
    let rect = ui.available_rect_before_wrap();
    if rect.height() < 60.0 || rect.width() < 160.0 {
        return;
    }
    let _ = ui.allocate_rect(rect, Sense::hover());
    let looks = scene.looks;
    let parts = Parts::of(rect, looks.scale, !scene.opened.index.undated.is_empty());
    let is_empty = scene.opened.index.by_time.is_empty();
    if is_empty && scene.state.view.curtain.is_none() {
        ui.painter().rect_filled(rect, 0.0, looks.paper);
        nothing_ui(ui, scene, rect);
        return;
    }

    let layout = scene.lanes;

    let font = label().resolve(ui.style());
    let scale = view.moving.scale(ui, scene, parts.lanes);
    // What lies below comes first, so that marks lie above it.
    let ground = ui.interact(
        parts.lanes.union(parts.axis),
        ui.scope_id().with("canvas"),
        Sense::click_and_drag(),
    );
    ground.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Pane,
            true,
            format!("Timeline, lanes by {}", scene.state.view.lanes.label()),
        )
    });
    let furthest = (layout.height - parts.lanes.height()).max(0.0);
    (view.moving).take_input(ui, scene, &ground, parts.heads, &scale, &mut view.scroll);
    if view.anchor.serial != layout.serial {
        view.scroll = view.anchor.scroll(layout, view.scroll);
        // What is selected is not lost when lanes change.
        scene.state.scroll_to_event |= view.anchor.lane.is_some();
    }
    if scene.state.scroll_to_event {
        scene.state.scroll_to_event = false;
        let asked = scene.state.event_to_show.take();
        if let Some(event) = asked.or(scene.state.view.selection.event()) {
            view.scroll = scroll_to_show(layout, event, view.scroll, parts.lanes.height());
        }
    }
    let pages = std::mem::take(&mut scene.state.scroll_pages);
    view.scroll += pages * parts.lanes.height() * 0.8;
    view.scroll = view.scroll.clamp(0.0, furthest);
    view.anchor = Anchor::of(layout, view.scroll);

    let ticks = compute_ticks(&scale);
    let painter = ui.painter().with_clip_rect(parts.lanes);
    paint_lanes(
        &painter,
        looks,
        layout,
        &ticks,
        &scale,
        parts.lanes,
        view.scroll,
    );
    paint_breaks(&painter, looks, &scale, parts.lanes);
    let canvas = Canvas {
        painter: &painter,
        scale: &scale,
        area: parts.lanes,
        scroll: view.scroll,
        row_height: layout.metrics.row_height,
        font: &font,
    };
    let fronts = view.fronts.get(scene);
    let sight = see(ui, scene, &canvas, &mut view.marks, &fronts);
    // Below the marks, so that no line strikes through a title.
    let joined = scene.state.view.selection.event();
    for event in joined.into_iter().chain(scene.state.hover.now.event()) {
        paint_joins(&canvas, scene, &sight, event);
    }
    MarksPainter::new(&canvas, scene, &sight, &fronts).paint(&mut view.marks);
    if view.marks.waits() {
        ui.request_repaint();
    }
    let pointed = Pointed {
        canvas: &canvas,
        sight: &sight,
        ground: &ground,
    };
    if !point_ui(ui, scene, &pointed, &mut view.marks) {
        Moving::take_click(scene, &ground, &scale);
    }
    axis_ui(ui, scene, &ticks, &scale, parts.axis);
    lane_heads_ui(ui, scene, parts.heads, view.scroll);
    scroll_bar(
        ui,
        scene,
        parts.lanes,
        layout.height,
        &mut view.scroll,
        "Scroll the lanes",
    );
    if is_empty {
        let words = RichText::new("Nothing with a date was known on this day.").color(looks.weak);
        ui.put(parts.lanes, egui::Label::new(words));
    }
    curtain_line_ui(ui, scene, &scale, parts.axis, parts.lanes);
    (view.moving).paint_box(ui, scene, &scale, parts.axis.union(parts.lanes));
    if parts.tray.height() > 0.0 {
        tray_ui(ui, scene, parts.tray_head, parts.tray, &scale);
    }
    if parts.strip.height() > 0.0 {
        strip_ui(ui, scene, parts.strip, &mut view.strip);
        let beside = Rect::from_min_max(
            pos2(rect.left(), parts.strip.top()),
            parts.strip.left_bottom(),
        );
        extent_ui(ui, scene, beside);
    }
    let line = egui::Stroke::new(1.0, looks.line);
    ui.painter().vline(parts.lanes.left(), rect.y_range(), line);
}

/// What is in sight, with the room for its labels.
fn see(
    ui: &Ui,
    scene: &Scene<'_>,
    canvas: &Canvas<'_>,
    marks: &mut MarksView,
    fronts: &Fronts,
) -> Sight {
    let labels = &mut marks.labels;
    labels.turn(canvas.font, ui.pixels_per_point());
    let labels = std::cell::RefCell::new(labels);
    let record = &scene.opened.record;
    let view = View {
        record,
        layout: scene.lanes,
        scale: canvas.scale,
        rows: (canvas.scroll, canvas.scroll + canvas.area.height()),
        fold_width: FOLD_WIDTH * scene.looks.scale,
        chosen: &fronts.selected,
    };
    Sight::new(&view, |event, count| {
        let mut labels = labels.borrow_mut();
        let title = labels.width(canvas.painter, canvas.font, &record.event(event).title);
        let count = if count > 1 {
            labels.width(canvas.painter, canvas.font, &format!("+{count}")) + COUNT_GAP
        } else {
            0.0
        };
        (title, count)
    })
}

/// Marks closer than this fold, in points at the usual size of the type.
const FOLD_WIDTH: f32 = 8.0;

/// How far to scroll the lanes so that an event is in sight: not at all if it is in any of
/// its lanes, else to the nearest.
fn scroll_to_show(layout: &LaneLayout, event: EventIx, scroll: f32, height: f32) -> f32 {
    let row = layout.metrics.row_height;
    let in_sight = |y: f32| y >= scroll && y + row <= scroll + height;
    let rows: Vec<f32> = layout.rows_of(event).collect();
    if rows.iter().any(|y| in_sight(*y)) {
        return scroll;
    }
    let distance = |y: f32| (y - scroll - height / 2.0).abs();
    rows.into_iter()
        .min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
        .map_or(scroll, |y| y - height / 3.0)
}

/// What the context strip beside it shows, in words.
fn extent_ui(ui: &Ui, scene: &Scene<'_>, area: Rect) {
    let Some((start, end)) = scene.opened.index.extent else {
        return;
    };
    #[allow(clippy::cast_possible_truncation)]
    let year = |moment: f64| Day(moment.floor() as i32).ymd().0;
    let font = egui::TextStyle::Small.resolve(ui.style());
    let words = format!("Whole record\n{} – {}", year(start), year(end - 1.0));
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, scene.looks.band);
    let galley = painter.layout_no_wrap(words, font, scene.looks.weak);
    let top = area.center().y - galley.size().y / 2.0;
    painter.galley(pos2(area.left() + 8.0, top), galley, scene.looks.weak);
    painter.hline(
        area.x_range(),
        area.top(),
        egui::Stroke::new(1.0, scene.looks.line),
    );
}
