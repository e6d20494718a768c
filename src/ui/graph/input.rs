//! Wheel, pinch, drag and keys on the graph.

use egui::{CursorIcon, EventFilter, Id, Key, PointerButton, Response, Ui};

use super::canvas::Canvas;
use super::point::dot_under;
use crate::index::net::Node;
use crate::layout::graph::{At, Camera, toward};
use crate::state::Command;
use crate::ui::scene::Scene;

/// How much a point of the wheel zooms.
const WHEEL_ZOOM: f32 = 0.004;
/// How much a key or a button zooms.
pub(super) const STEP: f32 = 1.4;

/// What is being dragged.
#[derive(Clone, Copy)]
pub(super) enum Drag {
    /// The ground, so that a place of the graph stays under the pointer.
    Ground(At),
    /// A node, and how far its middle was from the pointer, in units of the graph.
    Node(Node, At),
}

/// What moving about keeps between passes.
#[derive(Default)]
pub(super) struct Moving {
    /// Where the camera is to be; nowhere until there is something to see.
    pub target: Option<Camera>,
    /// From no farther away the graph is looked at, in points a unit.
    pub farthest: f32,
    /// It is there at once: the hand moves it.
    pub at_once: bool,
    drag: Option<Drag>,
    /// Where the dragged node is.
    pub dragged_to: Option<(Node, At)>,
}

impl Moving {
    /// Turns what wheel and drag do into movements of the camera and of nodes.
    pub(super) fn take_input(
        &mut self,
        ui: &Ui,
        scene: &mut Scene<'_>,
        canvas: &Canvas<'_>,
        ground: &Response,
    ) {
        self.take_wheel(ui, canvas);
        if ground.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
        {
            let grabbed = canvas.unit(origin);
            self.drag = Some(match dot_under(canvas, origin) {
                Some(dot) => {
                    let at = canvas.place(dot);
                    let away = [at[0] - grabbed[0], at[1] - grabbed[1]];
                    Drag::Node(canvas.field.drawn.dots[dot as usize].node, away)
                }
                None => Drag::Ground(grabbed),
            });
        }
        if let Some(drag) = self.drag
            && ground.dragged_by(PointerButton::Primary)
            && let Some(pointer) = ground.interact_pointer_pos()
        {
            ui.set_cursor_icon(CursorIcon::Grabbing);
            let at = canvas.unit(pointer);
            match drag {
                Drag::Ground(grabbed) => {
                    // Always from where it was grabbed, so that nothing drifts.
                    let middle =
                        [0, 1].map(|axis| canvas.camera.middle[axis] + grabbed[axis] - at[axis]);
                    self.move_at_once(Camera {
                        middle,
                        ..canvas.camera
                    });
                }
                Drag::Node(node, away) => {
                    self.dragged_to = Some((node, [at[0] + away[0], at[1] + away[1]]));
                    ui.request_repaint();
                }
            }
        } else if self.drag.take().is_some()
            && let Some((node, at)) = self.dragged_to
        {
            // It is painted there until the pin is.
            scene.push(Command::PinNode(node, at));
        }
        if self.drag.is_none()
            && let Some((node, _)) = self.dragged_to
            && scene.state.view.linking.pins.contains_key(&node)
            && !scene
                .commands
                .iter()
                .any(|command| matches!(command, Command::PinNode(..)))
        {
            self.dragged_to = None;
        }
    }

    fn take_wheel(&mut self, ui: &Ui, canvas: &Canvas<'_>) {
        if !ui.rect_contains_pointer(canvas.rect) {
            return;
        }
        let (wheel, pinch, pointer) = ui.input(|input| {
            let delta = input.smooth_scroll_delta();
            (delta, input.zoom_delta(), input.pointer.hover_pos())
        });
        let factor = (wheel.y * WHEEL_ZOOM).exp() * pinch;
        if let Some(pointer) = pointer
            && (factor - 1.0).abs() > 1e-6
        {
            self.move_at_once({
                canvas
                    .camera
                    .zoomed(factor, canvas.unit(pointer), self.farthest)
            });
        }
        if wheel.x.abs() > 0.0 {
            self.move_at_once(canvas.camera.moved([wheel.x, 0.0]));
        }
    }

    fn move_at_once(&mut self, camera: Camera) {
        self.target = Some(camera);
        self.at_once = true;
    }

    /// Glides to a camera.
    pub(super) const fn glide_to(&mut self, camera: Camera) {
        self.target = Some(camera);
        self.at_once = false;
    }

    /// Nearer by a factor, around the middle.
    pub(super) fn zoom(&mut self, factor: f32) {
        if let Some(target) = self.target {
            self.glide_to(target.zoomed(factor, target.middle, self.farthest));
        }
    }
}

/// What the keys want while the graph has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wish {
    Zoom(f32),
    Fit,
    /// To this dot.
    Go(u32),
    /// The menu of the dot that has the keyboard.
    Menu,
}

/// Reads the keys while the ground or a dot has the keyboard; `from` is that dot, or on the
/// ground the selected one. Where nothing is next to it, the keyboard goes to itself.
pub(super) fn wish_of_keys(
    ui: &Ui,
    canvas: &Canvas<'_>,
    focused: Id,
    from: Option<u32>,
) -> Option<Wish> {
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, arrows));
    let pressed = |key: Key| {
        ui.input(|input| input.modifiers.is_none() && input.key_pressed(key))
            || (matches!(key, Key::Plus)
                && ui.input(|input| !input.modifiers.command && input.key_pressed(key)))
    };
    let directions = [
        (Key::ArrowLeft, [-1.0, 0.0]),
        (Key::ArrowRight, [1.0, 0.0]),
        (Key::ArrowUp, [0.0, -1.0]),
        (Key::ArrowDown, [0.0, 1.0]),
    ];
    for (key, direction) in directions {
        if pressed(key) {
            let next = match from {
                Some(from) => toward(&canvas.field.drawn, &canvas.field.places, from, direction)
                    .or(Some(from)),
                None => first_of(canvas),
            };
            return next.map(Wish::Go);
        }
    }
    let with_shift = ui.input(|input| input.modifiers.shift_only() && input.key_pressed(Key::F10));
    match () {
        () if pressed(Key::Plus) || pressed(Key::Equals) => Some(Wish::Zoom(STEP)),
        () if pressed(Key::Minus) => Some(Wish::Zoom(1.0 / STEP)),
        () if pressed(Key::Num0) || pressed(Key::Home) => Some(Wish::Fit),
        () if pressed(Key::Menu) || with_shift => Some(Wish::Menu),
        () => None,
    }
}

/// The dot with the most links in sight.
fn first_of(canvas: &Canvas<'_>) -> Option<u32> {
    let area = canvas.camera.in_sight(super::canvas::area_of(canvas.rect));
    let dots = (0..).zip(&canvas.field.drawn.dots);
    let mut linked = dots.filter(|(_, dot)| dot.links > 0);
    linked
        .find(|(dot, _)| area.holds(canvas.place(*dot)))
        .map(|(dot, _)| dot)
}
