//! Pointing at nodes and lines: hover, click and keyboard, and a name for each in the
//! accessibility tree.

use std::collections::HashSet;

use egui::{Id, Key, Pos2, Rect, Response, Sense, Stroke, Ui, vec2};

use super::canvas::Canvas;
use super::front::Lit;
use super::names::Names;
use super::paint::Painted;
use super::words::{dot_hover, line_hover, spoken_dot, spoken_line};
use crate::index::net::Node;
use crate::layout::graph::line_under;
use crate::state::{Command, Selection};
use crate::ui::scene::Scene;

/// Of the neighbours and the lines of what is selected so many have a node in the tree.
const MOST_NEAR: usize = 100;
/// The pointer finds what is so many points away.
const SLACK: f32 = 3.0;

/// What is under the pointer, or was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Dot(u32),
    Line(u32),
}

/// What came of pointing.
#[derive(Default)]
pub(super) struct Pointed {
    /// Under the pointer.
    pub under: Option<Target>,
    /// The dot that has the keyboard, and its id.
    pub focused: Option<(u32, Id)>,
    /// Whose menu is asked for, and where.
    pub menu: Option<(Target, Pos2)>,
    /// The pointer clicked in the canvas; on this, or on the ground.
    pub clicked: Option<Option<Target>>,
    /// A tooltip tells what is under the pointer.
    pub is_told: bool,
    /// The ground was double clicked.
    pub wants_fit: bool,
}

/// The dot under a point of the screen.
pub(super) fn dot_under(canvas: &Canvas<'_>, at: Pos2) -> Option<u32> {
    let zoom = canvas.camera.zoom;
    let scale = canvas.looks.scale;
    let largest = (34.0 * canvas.camera.node_scale()).max(2.0) * scale.sqrt() / zoom;
    let field = canvas.field;
    (field.grid).pick(
        &field.places,
        canvas.unit(at),
        (SLACK * scale / zoom, largest),
        |dot| canvas.radius(dot) / zoom,
    )
}

fn under(canvas: &Canvas<'_>, painted: &Painted, at: Pos2) -> Option<Target> {
    if let Some(dot) = dot_under(canvas, at) {
        return Some(Target::Dot(dot));
    }
    let drawn = &canvas.field.drawn;
    let ends = |line: u32| {
        let line = drawn.lines[line as usize];
        let (from, to) = if line.ends.0 == line.ends.1 {
            // The upper half of its ring, about.
            let (middle, wide) = canvas.ring(line.ends.0);
            let away = vec2(wide, 0.0) * 0.7;
            let up = vec2(0.0, wide * 0.7);
            (middle - away - up, middle + away - up)
        } else {
            canvas.ends(line)
        };
        ([from.x, from.y], [to.x, to.y])
    };
    let reach = (SLACK + 1.0) * canvas.looks.scale;
    line_under(&painted.lines.lines, ends, [at.x, at.y], reach).map(Target::Line)
}

/// Of what a dot's widget has its id.
fn dot_id(ui: &Ui, scene: &Scene<'_>, node: Node) -> Id {
    match node {
        Node::Entity(entity) => {
            let id = &*scene.opened.record.entity(entity).id;
            ui.scope_id().with(("dot", id))
        }
        Node::Kind(kind) => ui.scope_id().with(("dot of kind", kind)),
    }
}

/// Moves the keyboard to a dot.
pub(super) fn focus_dot(ui: &Ui, scene: &Scene<'_>, node: Node) {
    let id = dot_id(ui, scene, node);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Names nodes and lines, and does what the pointer and the keyboard want of them. `current`
/// is the node that has, or is about to get, the keyboard.
pub(super) fn point_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    (painted, names): (&Painted, &Names),
    (ground, lit, current): (&Response, &Lit, Option<Node>),
) -> Pointed {
    let mut pointed = Pointed::default();
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let is_dragging = ui.input(|input| input.pointer.is_decidedly_dragging());
    pointed.under = pointer
        .filter(|at| {
            !is_dragging && ui.rect_contains_pointer(canvas.rect) && canvas.rect.contains(*at)
        })
        .and_then(|at| under(canvas, painted, at));
    let mut shown: Option<Response> = None;
    // Dots lie above lines.
    for line in lit.lines.iter().take(MOST_NEAR) {
        let response = line_ui(ui, scene, canvas, names, *line);
        let own = Target::Line(*line);
        take_click(ui, scene, canvas, (&response, Some(own)), &mut pointed);
        if pointed.under == Some(Target::Line(*line)) && response.hovered() {
            shown = Some(response);
        }
    }
    let drawn = &canvas.field.drawn;
    let labelled = names.written.iter().map(|(dot, _)| *dot);
    let near = lit.dots.iter().chain(&lit.others).take(MOST_NEAR).copied();
    let current = current.and_then(|node| drawn.dot_of(node));
    let mut named = HashSet::new();
    for dot in labelled.chain(near).chain(current) {
        let is_in_sight = canvas.rect.contains(canvas.at(dot)) || Some(dot) == current;
        if !named.insert(dot) || !is_in_sight {
            continue;
        }
        let response = dot_ui(ui, scene, canvas, dot);
        if response.has_focus() {
            pointed.focused = Some((dot, response.id));
        }
        if pointed.under == Some(Target::Dot(dot)) && response.hovered() {
            shown = Some(response.clone());
        }
        let own = Target::Dot(dot);
        take_click(ui, scene, canvas, (&response, Some(own)), &mut pointed);
    }
    take_click(ui, scene, canvas, (ground, None), &mut pointed);
    if let Some(target) = pointed.under {
        let opened = std::sync::Arc::clone(scene.opened);
        let response = shown.unwrap_or_else(|| ground.clone());
        let is_menu_open = egui::Popup::is_any_open(ui.ctx());
        pointed.is_told = response.is_tooltip_open() && !is_menu_open;
        match target {
            Target::Dot(dot) => {
                if let Some(entity) = drawn.dots[dot as usize].node.entity() {
                    scene.state.hover.next = Selection::Entity(entity);
                }
                if !is_menu_open {
                    response.on_hover_ui_at_pointer(|ui| dot_hover(ui, scene, drawn, dot));
                }
            }
            Target::Line(line) => {
                let line = drawn.lines[line as usize];
                let (actor, forum) = drawn.pair_of(line);
                scene.state.hover.next = Selection::Pair(actor, forum);
                if !is_menu_open {
                    response.on_hover_ui_at_pointer(|ui| line_hover(ui, scene, drawn, line));
                }
            }
        }
        drop(opened);
    }
    pointed
}

/// Whether a widget was pressed by a key or by assistive technology.
fn by_keyboard(ui: &Ui, response: &Response) -> bool {
    response.clicked() && !ui.input(|input| input.pointer.any_click())
}

fn dot_ui(ui: &Ui, scene: &mut Scene<'_>, canvas: &Canvas<'_>, dot: u32) -> Response {
    let drawn = &canvas.field.drawn;
    let node = drawn.dots[dot as usize].node;
    let (middle, radius) = (canvas.at(dot), canvas.radius(dot));
    let rect = Rect::from_center_size(middle, vec2(radius, radius).max(vec2(5.0, 5.0)) * 2.0);
    let rect = rect.intersect(canvas.rect);
    let response = ui.interact(rect, dot_id(ui, scene, node), Sense::click());
    response.widget_info(|| {
        let linking = &scene.state.view.linking;
        let is_pinned = linking.pins.contains_key(&node);
        let is_selected = node.entity().map(Selection::Entity) == Some(scene.state.view.selection);
        let words = spoken_dot(scene.opened, drawn, dot, is_pinned);
        egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, words)
    });
    if response.has_focus() {
        // What the pointer is on elsewhere comes first.
        if let Some(entity) = node.entity()
            && scene.state.hover.next == Selection::None
        {
            scene.state.hover.next = Selection::Entity(entity);
        }
        let stroke = Stroke::new(2.0 * canvas.looks.scale, canvas.looks.accent);
        (canvas.painter).circle_stroke(middle, radius + 6.0 * canvas.looks.scale, stroke);
    }
    response
}

fn line_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    names: &Names,
    number: u32,
) -> Response {
    let drawn = &canvas.field.drawn;
    let line = drawn.lines[number as usize];
    let (actor, forum) = drawn.pair_of(line);
    let (from, to) = canvas.ends(line);
    let middle = names.on_line(number).unwrap_or_else(|| from.lerp(to, 0.5));
    let rect = Rect::from_center_size(middle, vec2(12.0, 12.0)).intersect(canvas.rect);
    let id = dot_id(ui, scene, actor).with(dot_id(ui, scene, forum));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let is_selected = scene.state.view.selection == Selection::Pair(actor, forum);
        let words = spoken_line(scene.opened, drawn, line);
        egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, words)
    });
    if response.has_focus() {
        scene.state.hover.next = Selection::Pair(actor, forum);
        let stroke = Stroke::new(2.0 * canvas.looks.scale, canvas.looks.accent);
        canvas
            .painter
            .circle_stroke(middle, 9.0 * canvas.looks.scale, stroke);
    }
    response
}

/// Does what a click or two want: of the pointer, of what is under it, which may be a dot
/// without a name; else of what has the keyboard.
fn take_click(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    (response, own): (&Response, Option<Target>),
    pointed: &mut Pointed,
) {
    let at = response.interact_pointer_pos();
    let target = match by_keyboard(ui, response) {
        true => own,
        false => pointed.under.or(own),
    };
    if response.secondary_clicked() {
        pointed.menu = target.zip(at);
        return;
    }
    if !response.clicked() {
        return;
    }
    if !by_keyboard(ui, response) {
        pointed.clicked = Some(target);
    }
    match target {
        Some(target) => act_on(scene, canvas, target, response, pointed),
        None if by_keyboard(ui, response) => {}
        None if response.double_clicked() => pointed.wants_fit = true,
        None if scene.state.view.selection != Selection::None => {
            scene.push(Command::Select(Selection::None));
        }
        None => {}
    }
}

fn act_on(
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    target: Target,
    response: &Response,
    pointed: &mut Pointed,
) {
    let drawn = &canvas.field.drawn;
    let dot = match target {
        Target::Line(line) => {
            let (actor, forum) = drawn.pair_of(drawn.lines[line as usize]);
            scene.push(Command::Select(Selection::Pair(actor, forum)));
            return;
        }
        Target::Dot(dot) => dot,
    };
    let found = &drawn.dots[dot as usize];
    if response.double_clicked() {
        if scene.state.view.linking.pins.contains_key(&found.node) {
            scene.push(Command::UnpinNode(found.node));
        } else if found.look.holds {
            scene.push(Command::ToggleNode(found.node));
        }
        return;
    }
    // Enter again, on what is selected, is for its menu; and a kind cannot be selected.
    let selection = found.node.entity().map(Selection::Entity);
    let by_enter = response.ctx.input(|input| input.key_pressed(Key::Enter));
    let is_selected = selection == Some(scene.state.view.selection);
    if selection.is_none() || by_enter && is_selected {
        let below = canvas.at(dot) + vec2(0.0, canvas.radius(dot) + 4.0);
        pointed.menu = Some((target, below));
    } else {
        select(scene, found.node);
    }
}

fn select(scene: &mut Scene<'_>, node: Node) {
    if let Some(entity) = node.entity() {
        scene.push(Command::Select(Selection::Entity(entity)));
    }
}
