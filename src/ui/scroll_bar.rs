//! A slim bar beside a canvas that scrolls by itself.

use egui::{Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::scene::Scene;

/// How wide it is, in points.
pub(super) const SCROLL_BAR: f32 = 9.0;

/// Shows at the right edge of `area` where what is `content` high is scrolled to, and can be
/// dragged; nothing if all of it is in sight. `name` is for screen readers.
pub(super) fn scroll_bar(
    ui: &Ui,
    scene: &Scene<'_>,
    area: Rect,
    content: f32,
    scroll: &mut f32,
    name: &str,
) {
    let visible = area.height();
    if content <= visible + 1.0 {
        return;
    }
    let track = Rect::from_min_max(pos2(area.right() - SCROLL_BAR, area.top()), area.max);
    let length = (visible / content * visible).max(28.0).min(visible);
    let free = visible - length;
    let top = area.top() + *scroll / (content - visible) * free;
    let thumb = Rect::from_min_size(
        pos2(track.left() + 2.0, top),
        vec2(SCROLL_BAR - 4.0, length),
    );
    let response = ui.interact(track, ui.scope_id().with(name), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ScrollBar, true, name));
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
