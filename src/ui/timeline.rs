//! The timeline: axis, lanes, marks, context strip.

use std::cell::Cell;

use egui::{Rect, RichText, Sense, Ui, pos2, vec2};

use super::curtain::curtain_line_ui;
use super::glyphs::paint_glyph;
use super::icons;
use super::mark_shapes::Canvas;
use super::scene::Scene;
use super::strip::{StripView, strip_ui};
use super::theme::label;
use super::timeline_input::take_input;
use super::timeline_marks::{is_in_front, mark_ui};
use super::timeline_paint::{paint_axis, paint_lane_heads, paint_lanes};
use super::tray::{TrayView, tray_ui};
use crate::layout::{LaneLayout, TimeScale, compute_ticks, marks_in};
use crate::model::{Day, EventIx, Stage};
use crate::state::{Command, LaneBy, Memo};

/// What widths of titles depend on: the record, the size of the type, the pixels of a point.
type WidthKey = (u64, u32, u32);

/// For each event the width of its title in points, once it has been measured.
type Widths = Vec<Cell<Option<f32>>>;

/// What the timeline keeps between passes.
#[derive(Default)]
pub(super) struct TimelineView {
    widths: Memo<WidthKey, Widths>,
    strip: StripView,
    tray: TrayView,
    /// How far the lanes are scrolled down, in points.
    scroll: f32,
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
        let head_width = (rect.width() * 0.2).clamp(84.0, 168.0 * scale);
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
        let words =
            "No event of this record has a date. The inspector and the links show what it holds.";
        ui.put(
            rect,
            egui::Label::new(RichText::new(words).color(looks.weak)),
        );
        return;
    }

    let opened = scene.opened;
    let layout = scene.lanes;

    let font = label().resolve(ui.style());
    let width_key = (
        scene.revision,
        font.size.to_bits(),
        ui.pixels_per_point().to_bits(),
    );
    // A title is measured when it first comes into sight: of a long record few ever do.
    let titles = opened.record.events.len();
    let widths = (view.widths).get(width_key, |_| vec![Cell::new(None); titles]);
    let ruler = ui.painter().clone();
    let measure = |event: EventIx| {
        let Some(known) = widths.get(event.at()) else {
            return 0.0;
        };
        known.get().unwrap_or_else(|| {
            let title = opened.record.event(event).title.to_string();
            let galley = ruler.layout_no_wrap(title, font.clone(), looks.ink);
            known.set(Some(galley.size().x));
            galley.size().x
        })
    };

    let scale = TimeScale::new(
        scene.state.view.window,
        parts.lanes.left(),
        parts.lanes.width(),
    );
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
    take_input(ui, scene, &ground, parts.heads, &scale, &mut view.scroll);
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
    let marks = marks_in(
        &opened.record,
        layout,
        &scale,
        view.scroll,
        view.scroll + parts.lanes.height(),
        measure,
    );
    let canvas = Canvas {
        painter: &painter,
        scale: &scale,
        layout,
        area: parts.lanes,
        scroll: view.scroll,
        font: &font,
    };
    // What is selected or under the pointer is painted last, above its neighbours.
    let (front, back): (Vec<_>, Vec<_>) = marks
        .iter()
        .partition(|mark| is_in_front(scene, mark.event));
    for mark in back.into_iter().chain(front) {
        mark_ui(ui, scene, &canvas, mark, measure(mark.event));
    }
    paint_axis(ui, looks, &ticks, &scale, parts.axis);
    paint_lane_heads(ui, scene, layout, parts.heads, view.scroll);
    scroll_bar(ui, scene, parts.lanes, layout.height, &mut view.scroll);
    if is_empty {
        let words = RichText::new("Nothing with a date was known on this day.").color(looks.weak);
        ui.put(parts.lanes, egui::Label::new(words));
    }
    curtain_line_ui(ui, scene, &scale, parts.axis, parts.lanes);
    if parts.tray.height() > 0.0 {
        tray_ui(
            ui,
            scene,
            parts.tray_head,
            parts.tray,
            &scale,
            &mut view.tray,
        );
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

/// A slim bar that shows where the lanes are scrolled to and can be dragged.
fn scroll_bar(ui: &Ui, scene: &Scene<'_>, area: Rect, content: f32, scroll: &mut f32) {
    let visible = area.height();
    if content <= visible + 1.0 {
        return;
    }
    let width = 9.0;
    let track = Rect::from_min_max(pos2(area.right() - width, area.top()), area.max);
    let length = (visible / content * visible).max(28.0);
    let free = visible - length;
    let top = area.top() + *scroll / (content - visible) * free;
    let thumb = Rect::from_min_size(pos2(track.left() + 2.0, top), vec2(width - 4.0, length));
    let response = ui.interact(track, ui.scope_id().with("lane scroll"), Sense::drag());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll the lanes"));
    if response.dragged() {
        *scroll += response.drag_delta().y / free.max(1.0) * (content - visible);
        *scroll = scroll.clamp(0.0, content - visible);
    }
    let color = if response.hovered() || response.dragged() {
        scene.looks.weak
    } else {
        scene.looks.line
    };
    ui.painter().rect_filled(thumb, 3.0, color);
}

fn toolbar_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Lanes by").small().weak());
        ui.spacing_mut().item_spacing.x = 2.0;
        for lanes in LaneBy::ALL {
            let chosen = scene.state.view.lanes == lanes;
            let text = RichText::new(lanes.label()).small();
            let command = Command::SetLanes(lanes);
            let response = ui.add(
                egui::Button::new(text)
                    .selected(chosen)
                    .small()
                    .frame_when_inactive(chosen),
            );
            if response.on_hover_text(icons::hint(ui, &command)).clicked() {
                scene.push(command);
            }
        }
        ui.add_space(8.0);
        let mut small = |ui: &mut Ui, text: &str, command: Command| {
            let button = egui::Button::new(RichText::new(text).small()).small();
            if ui
                .add(button)
                .on_hover_text(icons::hint(ui, &command))
                .clicked()
            {
                scene.push(command);
            }
        };
        small(ui, "Whole", Command::Fit);
        small(ui, "Heart", Command::FitHeart);
        small(ui, "Selection", Command::FitSelection);
        small(ui, "−", Command::ZoomOut);
        small(ui, "+", Command::ZoomIn);
        ui.add_space(8.0);
        small(ui, "As known on…", Command::ToggleCurtain);
        small(ui, "Trails", Command::ToggleTrails);
        small(ui, "Ledger", Command::ToggleLedger);
        let button = egui::Button::new(RichText::new("Legend").small()).small();
        egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| legend_ui(ui, scene));
    });
}

fn legend_ui(ui: &mut Ui, scene: &Scene<'_>) {
    ui.set_min_width(230.0 * scene.looks.scale);
    let size = vec2(22.0, ui.text_style_height(&egui::TextStyle::Body));
    for stage in Stage::ALL {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            paint_glyph(
                ui.painter(),
                rect.center(),
                5.0,
                stage,
                scene.looks.stage(stage),
            );
            ui.label(stage.label());
        });
    }
    ui.separator();
    for words in [
        "A point is a day; a bar is a longer time, as told.",
        "Fading ends: about then. A broken outline: uncertain, or one of several.",
        "An arrow at the edge: without an end. Hatched: the end is not known.",
        "Small hollow marks on the line below: other dates of the same event. An arrow leads along a change of plan, a double line joins dates that contradict one another.",
        "The tray below: events without a date, between their neighbours where an order is known.",
    ] {
        ui.add(egui::Label::new(RichText::new(words).small().weak()).wrap());
    }
}
