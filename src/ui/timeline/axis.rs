//! The calendar above the lanes, and the marks where it passes over empty stretches.

use egui::{CursorIcon, Painter, Pos2, Rangef, Rect, Sense, Shape, Stroke, Ui, pos2};

use crate::index::Break;
use crate::layout::{Tick, Ticks, TimeScale, length_words, place_labels};
use crate::model::Day;
use crate::state::{Command, entry_of};
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// A mark of a collapsed stretch is at least so wide to the pointer, in points.
const LEAST_WIDTH: f32 = 8.0;
/// Collapsed stretches that are narrower than this, in points, are one line.
const NARROW: f32 = 9.0;

/// The calendar above the lanes. Collapsed stretches can be pointed at.
pub(in crate::ui) fn axis_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    ticks: &Ticks,
    scale: &TimeScale,
    area: Rect,
) {
    let looks = scene.looks;
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, looks.band);
    let font = egui::TextStyle::Small.resolve(ui.style());
    let width = |words: &str| {
        let galley = painter.layout_no_wrap(words.to_owned(), font.clone(), looks.ink);
        galley.size().x
    };
    for found in scale.breaks_in_sight() {
        paint_tear(&painter, looks, scale, found, area);
    }
    let tells = |found: &Break| told_length(scale, found, area, width).is_some();
    let [coarse, fine] = place_labels(ticks, scale, width, tells);
    if ticks.coarse.is_empty() {
        row(
            ui,
            &painter,
            looks,
            (&ticks.fine, &fine),
            scale,
            area,
            looks.ink,
        );
    } else {
        let (mut above, mut below) = (area, area);
        above.max.y = area.center().y;
        below.min.y = area.center().y;
        row(
            ui,
            &painter,
            looks,
            (&ticks.coarse, &coarse),
            scale,
            above,
            looks.ink,
        );
        row(
            ui,
            &painter,
            looks,
            (&ticks.fine, &fine),
            scale,
            below,
            looks.weak,
        );
    }
    for found in scale.breaks_in_sight() {
        let Some((words, x)) = told_length(scale, found, area, width) else {
            continue;
        };
        painter.text(
            pos2(x, area.center().y),
            egui::Align2::CENTER_CENTER,
            words,
            font.clone(),
            looks.weak,
        );
    }
    painter.hline(
        area.x_range(),
        area.bottom() - 0.5,
        Stroke::new(1.0, looks.line),
    );
    breaks_ui(ui, scene, scale, area);
}

/// The length of a collapsed stretch as it is written into its tear, with the middle of it, if
/// there is room: in full, else in the largest unit.
fn told_length(
    scale: &TimeScale,
    found: &Break,
    area: Rect,
    width: impl Fn(&str) -> f32,
) -> Option<(String, f32)> {
    const BESIDE: f32 = 6.0;
    let left = scale.x(found.start).max(area.left());
    let right = scale.x(found.end).min(area.right());
    // Most are too narrow for any words; these need no measuring.
    if right - left < 2.0 * NARROW {
        return None;
    }
    let (from, to) = scale.breaks().empty_around(found);
    let words = length_words(from, to);
    let largest = words.split(" and ").next().unwrap_or_default().to_owned();
    [words, largest]
        .into_iter()
        .find(|words| width(words) + 2.0 * BESIDE < right - left)
        .map(|words| (words, f32::midpoint(left, right)))
}

/// A row of the calendar: its ticks, and the labels that have room.
fn row(
    ui: &Ui,
    painter: &Painter,
    looks: &Looks,
    (ticks, labels): (&[Tick], &[(usize, &str, f32)]),
    scale: &TimeScale,
    area: Rect,
    color: egui::Color32,
) {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let line = Stroke::new(1.0, looks.line);
    for tick in ticks {
        painter.vline(scale.x(tick.start), area.y_range(), line);
    }
    for (_, words, left) in labels {
        let galley = painter.layout_no_wrap((*words).to_owned(), font.clone(), color);
        let corner = pos2(*left, area.center().y - galley.size().y / 2.0);
        let rect = Rect::from_min_size(corner, galley.size());
        // A label may reach over lines and over tears that say nothing.
        painter.rect_filled(rect.expand2(egui::vec2(2.0, 0.0)), 0.0, looks.band);
        painter.galley(corner, galley, color);
    }
}

/// Where collapsed stretches lie, in the lanes: a faint band with torn edges.
pub(super) fn paint_breaks(painter: &Painter, looks: &Looks, scale: &TimeScale, area: Rect) {
    for found in scale.breaks_in_sight() {
        let (left, right) = (scale.x(found.start), scale.x(found.end));
        let rect = Rect::from_x_y_ranges(left..=right, area.y_range()).intersect(area);
        let is_narrow = right - left < NARROW;
        let strength = if is_narrow { 0.18 } else { 0.28 };
        painter.rect_filled(rect, 0.0, looks.line.gamma_multiply(strength));
        if is_narrow {
            continue;
        }
        let stroke = Stroke::new(1.0, looks.line);
        for x in [left, right] {
            let ends = [pos2(x, area.top()), pos2(x, area.bottom())];
            painter.extend(Shape::dashed_line(&ends, stroke, 3.0, 4.0));
        }
    }
}

/// The mark of a collapsed stretch: two torn edges with nothing between them, or two strokes
/// where there is no room for that.
fn paint_tear(painter: &Painter, looks: &Looks, scale: &TimeScale, found: &Break, area: Rect) {
    let (left, right) = (scale.x(found.start), scale.x(found.end));
    let stroke = Stroke::new(1.2 * looks.scale, looks.weak.gamma_multiply(0.8));
    if right - left < NARROW {
        // Two strokes through the line on which the calendar stands.
        let (middle, foot) = (f32::midpoint(left, right), area.bottom());
        let size = 7.0 * looks.scale;
        for x in [middle - 1.5, middle + 1.5] {
            painter.line_segment([pos2(x - 1.5, foot), pos2(x + 1.5, foot - size)], stroke);
        }
        return;
    }
    let between = Rect::from_x_y_ranges(left..=right, area.y_range());
    painter.rect_filled(between, 0.0, looks.paper);
    for x in [left, right] {
        painter.add(Shape::line(zigzag(x, area.y_range()), stroke));
    }
}

pub(super) fn zigzag(x: f32, range: Rangef) -> Vec<Pos2> {
    const STEP: f32 = 5.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let steps = (range.span() / STEP).ceil().clamp(1.0, 40.0) as usize;
    (0..=steps)
        .map(|at| {
            let y = (range.min + STEP * at as f32).min(range.max);
            pos2(x + if at % 2 == 0 { -2.0 } else { 2.0 }, y)
        })
        .collect()
}

/// Each collapsed stretch says how long it is, and a click shows all of them in full.
fn breaks_ui(ui: &Ui, scene: &mut Scene<'_>, scale: &TimeScale, area: Rect) {
    let mut until = area.left();
    for found in scale.breaks_in_sight() {
        let (left, right) = (scale.x(found.start), scale.x(found.end));
        let spare = ((LEAST_WIDTH - (right - left)) / 2.0).max(0.0);
        let across = (left - spare).max(until)..=(right + spare).min(area.right());
        // Of those that lie closer than can be pointed at only some are told.
        if across.end() - across.start() < LEAST_WIDTH * 0.7 {
            continue;
        }
        until = *across.end();
        let rect = Rect::from_x_y_ranges(across, area.y_range());
        #[allow(clippy::cast_possible_truncation)]
        let id = ui.scope_id().with(("break", found.start.round() as i64));
        let response = ui.interact(rect, id, Sense::click());
        let (from, to) = scale.breaks().empty_around(found);
        let words = tear_words(from, to);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
        let toggle = Command::ToggleBreaks;
        let response = response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(format!(
                "{words}\nClick: show empty stretches in full ({})",
                keys(ui, &toggle)
            ));
        if response.clicked() {
            scene.push(toggle);
        }
    }
}

/// "13 years and 4 months without an event: August 1968 – December 1981".
fn tear_words(from: f64, to: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let month = |moment: f64| {
        let day = Day(moment.floor() as i32);
        day.words()
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start()
            .to_owned()
    };
    let (first, last) = (month(from), month(to - 1.0));
    let length = length_words(from, to);
    if first == last {
        format!("{length} without an event: {first}")
    } else {
        format!("{length} without an event: {first} – {last}")
    }
}

fn keys(ui: &Ui, command: &Command) -> String {
    let shortcut = entry_of(command).and_then(|entry| entry.shortcut);
    shortcut.map_or_else(String::new, |shortcut| {
        ui.format_shortcut(&shortcut.keyboard())
    })
}
