//! Wheel, pinch and drag on the timeline, and the window on its way to where it was sent.

use egui::{
    Align2, CursorIcon, Event, Key, PointerButton, Pos2, Rect, Response, Stroke, Ui, pos2, vec2,
};

use crate::layout::{Glide, TimeScale, length_words};
use crate::state::{Command, LEAST_DAYS, Selection, Window, window_words};
use crate::ui::scene::Scene;

/// How much a point of the wheel zooms.
const WHEEL_ZOOM: f64 = 0.004;
/// How much a point up or down zooms while the axis is dragged.
const AXIS_ZOOM: f64 = 0.008;
/// A box that is narrower than this, in points, was not meant.
const LEAST_BOX: f32 = 4.0;

/// What moving in time keeps between passes.
#[derive(Default)]
pub(in crate::ui) struct Moving {
    glide: Glide,
    drag: Option<Drag>,
    /// The wheel was last turned with Alt; it runs on for a moment after that was let go.
    wheel_scrolls: bool,
}

/// What is being dragged.
#[derive(Clone, Copy)]
enum Drag {
    /// The canvas: the grabbed moment stays under the pointer.
    Canvas { grabbed: f64 },
    /// The axis: the same, and up and down zoom around it.
    Axis {
        grabbed: f64,
        /// Days of the axis in sight when it was grabbed, and where.
        days: f64,
        top: f32,
    },
    /// A box from one moment to another.
    Box { from: f64, to: f64 },
}

impl Moving {
    /// The scale of the window on screen, which may be on its way to the view's.
    pub(in crate::ui) fn scale(&mut self, ui: &Ui, scene: &Scene<'_>, area: Rect) -> TimeScale {
        let view = &scene.state.view;
        let axis = view.axis(&scene.opened.index);
        let glides = scene.state.glides && ui.style().animation_time > 0.0;
        // A pass that is done over again takes no time.
        let is_first = ui.ctx().current_pass_index() == 0;
        let seconds = ui.input(|input| if is_first { input.stable_dt } else { 0.0 });
        let seconds = glides.then_some(f64::from(seconds));
        let shown = (self.glide).step(view.window, axis, seconds, area.width());
        if self.glide.is_moving() {
            ui.request_repaint();
        }
        TimeScale::with_breaks(shown, axis, area.left(), area.width())
    }

    /// Turns what pointer and wheel do on the canvas into commands. Over the lane heads, and
    /// with Alt, the wheel scrolls the lanes.
    pub(in crate::ui) fn take_input(
        &mut self,
        ui: &Ui,
        scene: &mut Scene<'_>,
        canvas: &Response,
        heads: Rect,
        scale: &TimeScale,
        scroll: &mut f32,
    ) {
        self.take_wheel(ui, scene, canvas, heads, scale, scroll);
        // It stays so while Escape is being carried out, which gives the box up.
        scene.state.draws_box |= matches!(self.drag, Some(Drag::Box { .. }));
        if canvas.drag_started()
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
        {
            let (start, end) = (scale.window().start, scale.window().end);
            scene.push(Command::TakeTime(start, end));
            let is_on_axis = origin.y < heads.top();
            self.drag = Some(start_of_drag(ui, canvas, scale, origin, is_on_axis));
        }
        if let Some(pointer) = canvas.interact_pointer_pos()
            && canvas.dragged()
        {
            self.take_drag(ui, scene, canvas, scale, pointer, scroll);
        }
        if !canvas.dragged()
            && let Some(Drag::Box { from, to }) = self.drag.take()
            && !ui.input(|input| input.key_down(Key::Escape))
            && (scale.x(to) - scale.x(from)).abs() >= LEAST_BOX
        {
            let (start, end) = days_of(from, to);
            scene.push(Command::ShowWindow(start, end));
        }
    }

    /// Turns clicks on the canvas, where there is no mark, into commands.
    pub(in crate::ui) fn take_click(scene: &mut Scene<'_>, canvas: &Response, scale: &TimeScale) {
        if canvas.double_clicked()
            && let Some(pointer) = canvas.interact_pointer_pos()
        {
            let (view, moment) = (&scene.state.view, scale.moment(pointer.x));
            let axis = view.axis(&scene.opened.index);
            let nearer = view.window.zoomed_on(axis, 0.5, moment);
            scene.push(Command::ShowWindow(nearer.start, nearer.end));
        } else if canvas.clicked() && scene.state.view.selection != Selection::None {
            scene.push(Command::Select(Selection::None));
        }
    }

    fn take_wheel(
        &mut self,
        ui: &Ui,
        scene: &mut Scene<'_>,
        canvas: &Response,
        heads: Rect,
        scale: &TimeScale,
        scroll: &mut f32,
    ) {
        let over_heads = ui.rect_contains_pointer(heads);
        // Over a mark the canvas is not hovered, but the wheel is still meant for it.
        if !over_heads && !ui.rect_contains_pointer(canvas.rect) {
            return;
        }
        let (wheel, pinch, pointer, turned) = ui.input(|input| {
            let turned = input.events.iter().rev().find_map(|event| match event {
                Event::MouseWheel { modifiers, .. } => Some(modifiers.alt),
                _ => None,
            });
            (
                input.smooth_scroll_delta(),
                f64::from(input.zoom_delta()),
                input.pointer.hover_pos(),
                turned,
            )
        });
        self.wheel_scrolls = turned.unwrap_or(self.wheel_scrolls);
        if over_heads || self.wheel_scrolls {
            *scroll -= wheel.y;
            return;
        }
        let factor = (-f64::from(wheel.y) * WHEEL_ZOOM).exp() / pinch;
        let zooms = (factor - 1.0).abs() > 1e-9;
        let pans = wheel.x.abs() > 0.0;
        if (zooms || pans) && self.glide.is_moving() {
            let shown = scale.window();
            scene.push(Command::TakeTime(shown.start, shown.end));
        }
        if let Some(pointer) = pointer.filter(|_| zooms) {
            let around = Some(scale.moment(pointer.x));
            scene.push(Command::ZoomTime { factor, around });
        }
        if pans {
            scene.push(Command::PanTime(-f64::from(wheel.x) / scale.per_day()));
        }
    }

    fn take_drag(
        &mut self,
        ui: &Ui,
        scene: &mut Scene<'_>,
        canvas: &Response,
        scale: &TimeScale,
        pointer: Pos2,
        scroll: &mut f32,
    ) {
        let axis = scale.breaks();
        let moment = scale.moment(pointer.x);
        let (grabbed, days) = match &mut self.drag {
            Some(Drag::Canvas { grabbed }) => {
                ui.set_cursor_icon(CursorIcon::Grabbing);
                *scroll -= canvas.drag_delta().y;
                let (start, end) = scale.window().positions(axis);
                (*grabbed, end - start)
            }
            Some(Drag::Axis { grabbed, days, top }) => {
                ui.set_cursor_icon(CursorIcon::Move);
                let nearer = (f64::from(pointer.y - *top) * AXIS_ZOOM).exp();
                (*grabbed, (*days / nearer).max(LEAST_DAYS))
            }
            Some(Drag::Box { to, .. }) => {
                ui.set_cursor_icon(CursorIcon::Crosshair);
                *to = moment;
                return;
            }
            None => return,
        };
        // Always from where it was grabbed, so that nothing drifts.
        let share = f64::from((pointer.x - scale.left()) / (scale.right() - scale.left()));
        let start = axis.position(grabbed) - share * days;
        let moved = Window::at_positions(axis, start, start + days);
        if moved != scale.window() {
            scene.push(Command::DragTime(moved.start, moved.end));
        }
    }

    /// The box that is being drawn, with its days in words.
    pub(in crate::ui) fn paint_box(
        &self,
        ui: &Ui,
        scene: &Scene<'_>,
        scale: &TimeScale,
        area: Rect,
    ) {
        let Some(Drag::Box { from, to }) = self.drag else {
            return;
        };
        let looks = scene.looks;
        let (start, end) = days_of(from, to);
        let painter = ui.painter().with_clip_rect(area);
        let rect = Rect::from_x_y_ranges(scale.x(start)..=scale.x(end), area.y_range());
        painter.rect(
            rect,
            0.0,
            looks.accent.gamma_multiply(0.12),
            Stroke::new(1.5 * looks.scale, looks.accent),
            egui::StrokeKind::Inside,
        );
        let words = format!(
            "{} · {}",
            window_words(Window { start, end }),
            length_words(start, end)
        );
        let font = egui::TextStyle::Body.resolve(ui.style());
        let galley = painter.layout_no_wrap(words, font, looks.ink);
        // Beside the pointer, but on screen.
        let size = galley.size() + vec2(14.0, 8.0);
        let left = (rect.center().x - size.x / 2.0).min(area.right() - size.x - 4.0);
        let corner = pos2(left.max(area.left() + 4.0), area.center().y - size.y / 2.0);
        let plate = Rect::from_min_size(corner, size);
        painter.rect_filled(plate, 4.0, looks.paper);
        painter.rect_stroke(
            plate,
            4.0,
            Stroke::new(1.0, looks.accent),
            egui::StrokeKind::Inside,
        );
        let place = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), plate);
        painter.galley(place.min, galley, looks.ink);
    }
}

/// Shift, or the button for context, draws a box; the axis zooms too.
fn start_of_drag(
    ui: &Ui,
    canvas: &Response,
    scale: &TimeScale,
    origin: Pos2,
    is_on_axis: bool,
) -> Drag {
    let grabbed = scale.moment(origin.x);
    let shift = ui.input(|input| input.modifiers.shift);
    if shift || canvas.dragged_by(PointerButton::Secondary) {
        Drag::Box {
            from: grabbed,
            to: grabbed,
        }
    } else if is_on_axis {
        let (start, end) = scale.window().positions(scale.breaks());
        Drag::Axis {
            grabbed,
            days: end - start,
            top: origin.y,
        }
    } else {
        Drag::Canvas { grabbed }
    }
}

/// The whole days between two moments, in either order.
fn days_of(from: f64, to: f64) -> (f64, f64) {
    (from.min(to).floor(), from.max(to).ceil())
}
