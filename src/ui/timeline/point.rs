//! Pointing at marks: hover, click and keyboard, and a name for each in the accessibility
//! tree.

use egui::{Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::hover::{event_hover, fold_hover, spoken, spoken_fold, stretch_of};
use super::marks::{MarksView, fold_rect};
use super::shapes::Canvas;
use crate::layout::{Fold, Seen, SeenRow, Shape, Sight};
use crate::state::{Command, LEAST_DAYS, Selection};
use crate::ui::scene::Scene;

/// With more marks in sight than this only those with a label have a node of their own; the
/// others are in the table, and the pointer finds all of them.
const MOST_NODES: usize = 500;

/// What can be pointed at.
pub(super) struct Pointed<'a> {
    pub canvas: &'a Canvas<'a>,
    pub sight: &'a Sight,
    /// The ground of the timeline.
    pub ground: &'a Response,
}

/// Names the marks, and does what the pointer and the keyboard want of them. Returns whether
/// the pointer is over one.
pub(super) fn point_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    pointed: &Pointed<'_>,
    marks: &mut MarksView,
) -> bool {
    let area = pointed.canvas.area;
    let few = pointed.sight.items.len() <= MOST_NODES;
    let pointer = ui.input(|input| input.pointer.latest_pos());
    // While something is dragged nothing is pointed at.
    let is_dragging = ui.input(|input| input.pointer.is_decidedly_dragging());
    let under = pointer
        .filter(|pointer| !is_dragging && ui.rect_contains_pointer(area) && area.contains(*pointer))
        .and_then(|pointer| pointed.hit(pointer));
    let mut has_node = false;
    for row in &pointed.sight.rows {
        for at in row.items.clone() {
            let seen = &pointed.sight.items[at as usize];
            if !few && seen.label.is_none() {
                continue;
            }
            let rect = pointed.touch_rect(row, seen);
            if rect.width() < 2.0 || rect.height() < 4.0 {
                continue;
            }
            let response = node_ui(ui, scene, pointed, row, seen, rect);
            other_dates_ui(ui, scene, pointed, row, seen, marks);
            if under == Some(at as usize) {
                has_node = true;
                hover_ui(scene, seen, response.clone());
            }
            act_on(ui, scene, seen, &response);
        }
    }
    if let Some(at) = under {
        let seen = &pointed.sight.items[at];
        if !has_node {
            hover_ui(scene, seen, pointed.ground.clone());
            act_on(ui, scene, seen, pointed.ground);
        }
        if seen.fold.count == 1 {
            let event = scene.lanes.slots.event(seen.fold.first);
            scene.state.hover.next = Selection::Event(event);
        } else if let Some(row) = pointed.sight.row_of(at) {
            let rows = pointed.canvas.rows(row.y);
            let rect = fold_rect(seen, &rows, area).expand(2.0);
            let stroke = Stroke::new(1.5 * scene.looks.scale, scene.looks.accent);
            let painter = pointed.canvas.painter;
            painter.rect_stroke(rect, 2.0, stroke, egui::StrokeKind::Outside);
        }
    }
    under.is_some()
}

impl Pointed<'_> {
    /// What is under a point of the screen.
    fn hit(&self, at: egui::Pos2) -> Option<usize> {
        let down = at.y - self.canvas.area.top() + self.canvas.scroll;
        self.sight.hit(at.x, down)
    }

    fn touch_rect(&self, row: &SeenRow, seen: &Seen) -> Rect {
        let rows = self.canvas.rows(row.y);
        let rect = Rect::from_min_max(
            pos2(seen.touch.0, rows.top + 1.0),
            pos2(seen.touch.1, rows.bottom - 1.0),
        );
        rect.intersect(self.canvas.area)
    }
}

fn node_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    pointed: &Pointed<'_>,
    row: &SeenRow,
    seen: &Seen,
    rect: Rect,
) -> Response {
    let looks = scene.looks;
    let record = &scene.opened.record;
    let event = scene.lanes.slots.event(seen.fold.first);
    let lane = scene.lanes.lanes[row.lane as usize].key;
    let what = if seen.fold.count == 1 { "mark" } else { "fold" };
    let id = ui.scope_id().with((what, &*record.event(event).id, lane));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        if seen.fold.count > 1 {
            let words = spoken_fold(scene, seen.fold);
            return egui::WidgetInfo::labeled(egui::Role::Button, true, words);
        }
        let selected = scene.state.view.selection.holds_event(record, event);
        let words = spoken(record.event(event));
        egui::WidgetInfo::selected(egui::Role::Button, true, selected, words)
    });
    if response.has_focus() {
        // As under the pointer, so that its title is shown.
        if seen.fold.count == 1 {
            scene.state.hover.next = Selection::Event(event);
        }
        let stroke = Stroke::new(2.0 * looks.scale, looks.accent);
        let painter = pointed.canvas.painter;
        painter.rect_stroke(rect.expand(2.0), 4.0, stroke, egui::StrokeKind::Outside);
    }
    response
}

fn hover_ui(scene: &Scene<'_>, seen: &Seen, response: Response) {
    if seen.fold.count == 1 {
        let event = scene.lanes.slots.event(seen.fold.first);
        response.on_hover_ui_at_pointer(|ui| {
            event_hover(ui, &scene.opened.record, scene.looks, event);
        });
    } else {
        let opens = opening(scene, seen.fold).is_some();
        response.on_hover_ui_at_pointer(|ui| fold_hover(ui, scene, seen.fold, opens));
    }
}

/// Does what was asked of a mark or a counted bar.
fn act_on(ui: &Ui, scene: &mut Scene<'_>, seen: &Seen, response: &Response) {
    let shift = ui.input(|input| input.modifiers.shift);
    if seen.fold.count > 1 {
        if response.clicked() {
            match opening(scene, seen.fold).filter(|_| !shift) {
                Some((start, end)) => scene.push(Command::ShowWindow(start, end)),
                None => list(scene, seen.fold),
            }
        }
        return;
    }
    let event = scene.lanes.slots.event(seen.fold.first);
    let select = Command::Select(Selection::Event(event));
    if response.double_clicked() {
        scene.push(select);
        scene.push(Command::FitSelection);
    } else if response.clicked() && shift {
        // The one selected before is the first of the two.
        scene.push(Command::Compare);
        scene.push(select);
    } else if response.clicked() {
        scene.push(select);
    }
}

/// The window in which a counted bar comes apart: from its first to its last day with room
/// around them. `None` if there is none that is nearer.
fn opening(scene: &Scene<'_>, fold: Fold) -> Option<(f64, f64)> {
    let (first, last) = scene.lanes.days_of(fold);
    if first == last {
        return None;
    }
    let days = f64::from(last) + 1.0 - f64::from(first);
    let width = (days * 2.0).max(LEAST_DAYS);
    let middle = f64::from(first) + days / 2.0;
    let nearer = width < scene.state.view.window.days() * 0.9;
    nearer.then_some((middle - width / 2.0, middle + width / 2.0))
}

/// Lists the events of a counted bar.
fn list(scene: &mut Scene<'_>, fold: Fold) {
    let layout = scene.lanes;
    let row = layout.row_of(fold.first);
    let lane = &layout.lanes[layout.lane_of(row)].title;
    let words = format!("{} in {lane}", stretch_of(layout, fold));
    let events = layout.slots.events_in(fold).into();
    scene.push(Command::ListEvents(events, words));
}

/// The other dates of an event: each opens its own passage.
fn other_dates_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    pointed: &Pointed<'_>,
    row: &SeenRow,
    seen: &Seen,
    marks: &mut MarksView,
) {
    let slot = seen.fold.first;
    let ix = scene.lanes.slots.event(slot);
    let event = scene.opened.record.event(ix);
    if seen.fold.count > 1 || event.dates.len() < 2 {
        return;
    }
    let canvas = pointed.canvas;
    let id = ui.scope_id().with(("dates", slot));
    let rows = canvas.rows(row.y);
    let Some(detail) = marks.details.of(&scene.opened.record, ix) else {
        return;
    };
    for shape in detail.shapes.iter().filter(|shape| !shape.leading) {
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
        let rect = Rect::from_min_max(pos2(left, rows.bar_top), pos2(right, rows.bar_bottom));
        let rect = rect.expand2(vec2(0.0, 2.0)).intersect(canvas.area);
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
            scene.state.hover.next = Selection::Event(ix);
        }
        if response
            .on_hover_text(format!("{words}\nClick to read the passage"))
            .clicked()
        {
            scene.push(Command::ShowPassage(claim.basis.passage));
            scene.push(Command::Select(Selection::Event(ix)));
        }
    }
}
