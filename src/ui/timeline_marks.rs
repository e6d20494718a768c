//! Painting marks; each is named for screen readers and says on hover what it is.

use std::ops::RangeInclusive;

use egui::{Color32, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

use super::glyphs::paint_glyph;
use super::mark_shapes::{Canvas, Rows, paint_shapes};
use super::scene::Scene;
use super::theme::Looks;
use crate::index::{rivals_of, slip_words, trail_of};
use crate::layout::{Mark, Shape};
use crate::model::{Event, EventIx, Record};
use crate::state::{Command, Selection, Unmatched};

/// Whether a mark belongs above its neighbours.
pub(super) fn is_in_front(scene: &Scene<'_>, event: EventIx) -> bool {
    let record = &scene.opened.record;
    scene.state.view.selection.holds_event(record, event)
        || scene.state.hover.now.holds_event(record, event)
        || scene.state.reading.tells(event)
}

/// Paints a mark with its label and makes it something to point at.
pub(super) fn mark_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    mark: &Mark,
    label_width: f32,
) {
    let opened = scene.opened;
    let record = &opened.record;
    let event = record.event(mark.event);
    let looks = scene.looks;
    let selected = scene.state.view.selection.holds_event(record, mark.event);
    let hovered = scene.state.hover.now.holds_event(record, mark.event)
        || scene.state.reading.tells(mark.event);
    let matched = scene.matches.holds(mark.event);
    let pale = !matched && scene.state.preferences.unmatched == Unmatched::Fade;

    let top = canvas.area.top() + mark.y - canvas.scroll;
    let rows = Rows::of(top, canvas.layout.metrics.row_height);
    // What is pointed at or selected shows its label even where there is no room for it.
    let forced = (scene.state.view.selection.event() == Some(mark.event)
        || scene.state.hover.now.event() == Some(mark.event))
    .then(|| mark.x.max(canvas.area.left()) + 9.0 * looks.scale);
    let in_front = forced.is_some();
    let label_x = mark.label_x.or(forced);
    let shown_width = if in_front {
        label_width
    } else {
        mark.label_room
    };

    let tint = |color: Color32| if pale { looks.faded(color) } else { color };
    let rect = touch_rect(canvas, mark, &rows, label_x.map(|x| x..=x + shown_width));
    if selected || hovered {
        let fill = if selected { looks.selected } else { looks.band };
        let stroke = if selected {
            Stroke::new(1.5 * looks.scale, looks.accent)
        } else {
            Stroke::new(1.0, looks.accent)
        };
        canvas.painter.rect(
            rect.expand2(vec2(3.0, 0.0)),
            4.0,
            fill,
            stroke,
            egui::StrokeKind::Inside,
        );
    }
    paint_shapes(canvas, looks, mark, &rows, &tint);
    if let Some(x) = label_x {
        let color = tint(looks.ink);
        let mut job = egui::text::LayoutJob::simple_singleline(
            event.title.to_string(),
            canvas.font.clone(),
            Color32::PLACEHOLDER,
        );
        if shown_width < label_width {
            job.wrap = egui::text::TextWrapping::truncate_at_width(shown_width);
        }
        let galley = canvas.painter.layout_job(job);
        let y = rows.label_centre - galley.size().y / 2.0;
        canvas.painter.galley(pos2(x, y), galley, color);
    }

    let visible = rect.intersect(canvas.area);
    if visible.width() < 2.0 || visible.height() < 4.0 {
        return;
    }
    let id = ui.scope_id().with((
        "mark",
        &*event.id,
        canvas.layout.lanes[mark.lane as usize].key,
    ));
    let response = ui.interact(visible, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, selected, spoken(event))
    });
    if response.has_focus() {
        let stroke = Stroke::new(2.0 * looks.scale, looks.accent);
        canvas
            .painter
            .rect_stroke(rect.expand(2.0), 4.0, stroke, egui::StrokeKind::Outside);
    }
    if response.hovered() {
        scene.state.hover.next = Selection::Event(mark.event);
    }
    if response.double_clicked() {
        scene.push(Command::Select(Selection::Event(mark.event)));
        scene.push(Command::FitSelection);
    } else if response.clicked() && ui.input(|input| input.modifiers.shift) {
        // The one selected before is the first of the two.
        scene.push(Command::Compare);
        scene.push(Command::Select(Selection::Event(mark.event)));
    } else if response.clicked() {
        scene.push(Command::Select(Selection::Event(mark.event)));
    }
    other_dates_ui(ui, scene, canvas, mark, &rows, id);
    response.on_hover_ui_at_pointer(|ui| event_hover(ui, record, looks, mark.event));
}

/// The other dates of an event: each opens its own passage.
fn other_dates_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    mark: &Mark,
    rows: &Rows,
    id: egui::Id,
) {
    let event = scene.opened.record.event(mark.event);
    for shape in mark.shapes.iter().filter(|shape| !shape.leading) {
        let Some(claim) = event.dates.get(shape.claim as usize) else {
            continue;
        };
        let left = canvas.scale.x(shape.start.max(-1e9));
        let right = canvas.scale.x(shape.end.min(1e9));
        let middle = f32::midpoint(left, right);
        let (left, right) = match shape.shape {
            Shape::Point => (middle - 5.0, middle + 5.0),
            Shape::Bar => (left, right.max(left + 6.0)),
        };
        let rect = Rect::from_min_max(
            pos2(left, rows.bar_top - 2.0),
            pos2(right, rows.bar_bottom + 2.0),
        )
        .intersect(canvas.area);
        if rect.width() < 4.0 || rect.height() < 3.0 {
            continue;
        }
        let response = ui
            .interact(rect, id.with(("date", shape.claim)), Sense::click())
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        let date = claim.date.as_ref().map_or("", |date| date.words());
        let words = format!("{}: {date}, {}", event.title, claim.stage.label());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &words));
        if response.hovered() {
            scene.state.hover.next = Selection::Event(mark.event);
        }
        if response
            .on_hover_text(format!("{words}\nClick to read the passage"))
            .clicked()
        {
            scene.push(Command::ShowPassage(claim.basis.passage));
            scene.push(Command::Select(Selection::Event(mark.event)));
        }
    }
}

/// The rectangle that is pointed at: the leading shape and the label.
fn touch_rect(
    canvas: &Canvas<'_>,
    mark: &Mark,
    rows: &Rows,
    label: Option<RangeInclusive<f32>>,
) -> Rect {
    let is_point = matches!(mark.shapes.last(), Some(shape) if shape.shape == Shape::Point);
    let middle = f32::midpoint(mark.x, mark.x_end);
    let (mut left, mut right) = if is_point {
        (middle - 6.0, middle + 6.0)
    } else {
        (mark.x, mark.x_end.max(mark.x + 6.0))
    };
    if let Some(label) = label {
        left = left.min(*label.start());
        right = right.max(*label.end());
    }
    left = left.max(canvas.area.left() - 8.0);
    right = right.min(canvas.area.right() + 8.0);
    Rect::from_min_max(
        pos2(left, rows.top + 1.0),
        pos2(right.max(left), rows.bottom - 1.0),
    )
}

/// "Arria-formula meeting, 22 May 2020, happened": a mark in words.
pub(super) fn spoken(event: &Event) -> String {
    let mut words = event.title.to_string();
    if let Some(claim) = event.leading_date() {
        if let Some(date) = &claim.date {
            words.push_str(", ");
            words.push_str(date.words());
        }
        words.push_str(", ");
        words.push_str(claim.stage.label());
    }
    words
}

/// What a mark says when the pointer rests on it.
fn event_hover(ui: &mut Ui, record: &Record, looks: &Looks, ix: EventIx) {
    let event = record.event(ix);
    ui.label(RichText::new(&*event.title).strong());
    let mut told: Vec<(&str, &str)> = Vec::new();
    for claim in &event.dates {
        let words = (
            claim.date.as_ref().map_or("", |date| date.words()),
            claim.stage.label(),
        );
        if told.contains(&words) {
            continue;
        }
        told.push(words);
        let date = claim
            .date
            .as_ref()
            .map_or("no date given", |date| date.words());
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            paint_glyph(
                ui.painter(),
                rect.center(),
                4.0,
                claim.stage,
                looks.stage(claim.stage),
            );
            ui.label(RichText::new(format!("{date} · {}", claim.stage.label())).small());
        });
    }
    if let Some(slip) = trail_of(record, ix).and_then(|trail| trail.slip) {
        ui.label(RichText::new(format!("Plan: {}", slip_words(slip))).small());
    }
    if !rivals_of(record, ix).is_empty() {
        ui.label(
            RichText::new("Its dates contradict one another.")
                .small()
                .color(looks.error),
        );
    }
    let actors: Vec<&str> = event
        .actors
        .iter()
        .map(|claim| &*record.entity(claim.actor).name)
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for actor in actors {
        if !seen.contains(&actor) {
            seen.push(actor);
        }
    }
    let actors = seen;
    if !actors.is_empty() {
        ui.label(RichText::new(list_of(&actors, 5)).small().weak());
    }
    if let Some(passage) = event.all_passages().first() {
        let source = record.source(passage.source);
        let words = format!(
            "{} · {}",
            source.short,
            source.text().address(passage.place)
        );
        ui.label(RichText::new(words).small().weak());
    }
}

fn list_of(names: &[&str], most: usize) -> String {
    let shown = names
        .iter()
        .take(most)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().checked_sub(most) {
        Some(more) if more > 0 => format!("{shown} and {more} more"),
        _ => shown,
    }
}
