//! Slim bars that show where the grid is scrolled to, and can be dragged.

use egui::{Rect, Sense, Ui, pos2, vec2};

use crate::layout::grid::GridPlace;
use crate::ui::scene::Scene;

/// How wide a bar is, in points.
pub(super) const BAR: f32 = 9.0;
/// Its thumb is no shorter, in points.
const LEAST_THUMB: f32 = 24.0;

/// Both bars, to the right of the cells and below them. Gives the place that they ask for.
pub(super) fn bars_ui(ui: &Ui, scene: &Scene<'_>, place: GridPlace) -> GridPlace {
    let area = place.area;
    let (most, in_sight) = (place.most_past(), place.in_sight());
    let down = Rect::from_min_max(
        pos2(area.right, area.top),
        pos2(area.right + BAR, area.bottom),
    );
    let right = Rect::from_min_max(
        pos2(area.left, area.bottom),
        pos2(area.right, area.bottom + BAR),
    );
    let rows = bar(ui, scene, down, true, (place.past.0, most.0, in_sight.0));
    let columns = bar(ui, scene, right, false, (place.past.1, most.1, in_sight.1));
    GridPlace::new(area, place.size, place.side, (rows, columns))
}

/// One bar: how far it is scrolled, how far that can be, and how much is in sight. Gives how
/// far it is to be scrolled.
#[allow(clippy::cast_possible_truncation)]
fn bar(
    ui: &Ui,
    scene: &Scene<'_>,
    track: Rect,
    is_upright: bool,
    (past, most, in_sight): (f64, f64, f64),
) -> f64 {
    if most <= 0.0 {
        return past;
    }
    let (id, name) = if is_upright {
        ("rows", "Scroll the actors")
    } else {
        ("columns", "Scroll the forums")
    };
    let room = if is_upright {
        track.height()
    } else {
        track.width()
    };
    let share = (in_sight / (most + in_sight)) as f32;
    let length = (room * share).max(LEAST_THUMB).min(room);
    let free = f64::from(room - length).max(1.0);
    let response = ui.interact(track, ui.scope_id().with(("scroll", id)), Sense::drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, name));
    let mut past = past;
    if response.dragged() {
        let delta = response.drag_delta();
        let moved = if is_upright { delta.y } else { delta.x };
        past += f64::from(moved) / free * most;
    }
    let at = ((past / most).clamp(0.0, 1.0) * free) as f32;
    let thumb = if is_upright {
        Rect::from_min_size(
            pos2(track.left() + 2.0, track.top() + at),
            vec2(BAR - 4.0, length),
        )
    } else {
        Rect::from_min_size(
            pos2(track.left() + at, track.top() + 2.0),
            vec2(length, BAR - 4.0),
        )
    };
    let color = if response.hovered() || response.dragged() || response.has_focus() {
        scene.looks.weak
    } else {
        scene.looks.line
    };
    ui.painter().rect_filled(thumb, 3.0, color);
    past
}
