//! Wheel, pinch and drag on the timeline.

use egui::{Rect, Response, Ui};

use super::scene::Scene;
use crate::layout::TimeScale;
use crate::state::{Command, Selection};

/// How much a point of the wheel zooms.
const WHEEL_ZOOM: f64 = 0.004;

/// Turns what pointer and wheel do on the canvas into commands. Over the lane heads the
/// wheel scrolls the lanes.
pub(super) fn take_input(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Response,
    heads: Rect,
    scale: &TimeScale,
    scroll: &mut f32,
) {
    let over_heads = ui.rect_contains_pointer(heads);
    // Over a mark the canvas is not hovered, but the wheel is still meant for it.
    let over_canvas = ui.rect_contains_pointer(canvas.rect);
    if over_canvas || over_heads {
        let (wheel, pinch, pointer) = ui.input(|input| {
            (
                input.smooth_scroll_delta(),
                f64::from(input.zoom_delta()),
                input.pointer.hover_pos(),
            )
        });
        if over_heads {
            *scroll -= wheel.y;
        } else if let Some(pointer) = pointer {
            let factor = (-f64::from(wheel.y) * WHEEL_ZOOM).exp() / pinch;
            if (factor - 1.0).abs() > 1e-9 {
                scene.push(Command::ZoomTime {
                    factor,
                    around: Some(scale.moment(pointer.x)),
                });
            }
            if wheel.x.abs() > 0.0 {
                scene.push(Command::PanTime(-f64::from(wheel.x) / scale.per_day()));
            }
        }
    }
    if canvas.dragged() {
        let delta = canvas.drag_delta();
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
        if delta.x.abs() > 0.0 {
            scene.push(Command::PanTime(-f64::from(delta.x) / scale.per_day()));
        }
        *scroll -= delta.y;
    }
    if canvas.double_clicked()
        && let Some(pointer) = canvas.interact_pointer_pos()
    {
        scene.push(Command::ZoomTime {
            factor: 0.5,
            around: Some(scale.moment(pointer.x)),
        });
    } else if canvas.clicked() && scene.state.view.selection != Selection::None {
        scene.push(Command::Select(Selection::None));
    }
}
