//! Actors and forums as nodes.

mod canvas;
mod field;
mod front;
mod head;
mod input;
mod menu;
pub(super) mod mesh;
mod names;
mod paint;
mod point;
mod words;

use egui::{Rect, RichText, Sense, Ui, vec2};

use super::linking::shown_head;
use super::scene::Scene;
use crate::index::net::Node;
use crate::layout::graph::{Area, At, Camera, CameraGlide};
use crate::state::{Command, Selection};
use canvas::{Canvas, area_of};
use field::{Field, FieldView};
use front::{Lit, paint_lit_dots, paint_lit_lines, paint_pins};
use head::{head_ui, thousands};
use input::{Moving, Wish, wish_of_keys};
use menu::MenuView;
use names::Names;
use paint::Painted;
use point::{Pointed, Target, focus_dot, point_ui};

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct GraphView {
    field: FieldView,
    moving: Moving,
    glide: CameraGlide,
    painted: Painted,
    names: Names,
    menu: MenuView,
    /// The node that has the keyboard, or had it last.
    current: Option<Node>,
    /// The dataset that the camera was pointed at.
    looked_at: Box<str>,
    /// The whole graph is to be seen.
    wants_fit: bool,
    /// What showed all of it last, in a panel of which size: as long as nobody moves it, it
    /// goes with the panel.
    fitted: Option<(Camera, At)>,
    /// What was selected in the pass before; what is selected elsewhere comes into sight.
    selected: Selection,
    selected_here: bool,
    /// What was under the pointer in the pass before, and whether a tooltip told of it.
    under: (Option<Target>, bool),
}

/// A panel that changes by less, in points, is looked at as before.
const OUTGROWN: f32 = 24.0;

impl GraphView {
    /// Waits for what is being arranged; for tests and measurements.
    pub(super) fn finish(&mut self) {
        self.field.finish();
    }
}

pub(super) fn graph_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut GraphView) {
    shown_head(ui, scene);
    let field = view.field.get(scene);
    if let Some(field) = &field {
        let mut wants_fit = view.wants_fit;
        let middle = field::dots_of(scene, &field.drawn, scene.state.view.selection);
        let focus = (&mut wants_fit, !middle.is_empty());
        head_ui(ui, scene, &mut view.moving, &view.painted, focus);
        view.wants_fit = wants_fit;
    }
    let rect = ui.available_rect_before_wrap();
    let _ = ui.allocate_rect(rect, Sense::hover());
    if rect.width() < 40.0 || rect.height() < 40.0 {
        return;
    }
    let Some(field) = field else {
        let words = arranging_words(scene);
        let text = RichText::new(words).color(scene.looks.weak);
        ui.put(rect, egui::Label::new(text));
        return;
    };
    if field.drawn.dots.is_empty() {
        let words = "No actor is linked to a forum by anything that is known.";
        let text = RichText::new(words).color(scene.looks.weak);
        ui.put(rect, egui::Label::new(text));
        return;
    }
    canvas_ui(ui, scene, view, &field, rect);
    if scene.shown.counts.shown == 0 {
        nothing_ui(ui, scene, rect);
    }
}

/// Why there are no lines, and what helps, above the graph.
fn nothing_ui(ui: &mut Ui, scene: &Scene<'_>, rect: Rect) {
    let looks = scene.looks;
    let font = egui::TextStyle::Body.resolve(ui.style());
    let words = super::grid::nothing_words(scene);
    let width = (rect.width() - 32.0).max(1.0);
    let galley = (ui.painter()).layout(words.to_owned(), font, looks.ink, width);
    let size = galley.size();
    let place = egui::Align2::CENTER_TOP.anchor_size(rect.center_top() + vec2(0.0, 12.0), size);
    let plate = place.expand2(vec2(8.0, 5.0));
    let painter = ui.painter().with_clip_rect(rect);
    let stroke = egui::Stroke::new(1.0, looks.line);
    painter.rect(plate, 3.0, looks.paper, stroke, egui::StrokeKind::Inside);
    painter.galley(place.min, galley, looks.ink);
    let response = ui.interact(place, ui.scope_id().with("nothing"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
}

/// "Arranging 464 actors and forums …".
fn arranging_words(scene: &Scene<'_>) -> String {
    let entities = scene.whole.record.entities.len();
    if entities == 0 {
        return "There are no actors and no forums.".to_owned();
    }
    format!("Arranging {} actors and forums …", thousands(entities))
}

fn canvas_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut GraphView, field: &Field, rect: Rect) {
    let size = [rect.width(), rect.height()];
    let commands = scene.commands.len();
    let camera = look(ui, scene, view, field, size);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let dragged = view.moving.dragged_to;
    let dragged = dragged.and_then(|(node, at)| Some((field.drawn.dot_of(node)?, at)));
    let looks = scene.looks;
    let canvas = Canvas::new(&painter, rect, camera, (field, looks), dragged);
    let id = ui.scope_id().with("graph");
    let ground = ui.interact(rect, id, Sense::click_and_drag());
    ground.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Pane, true, "Graph"));
    view.moving.take_input(ui, scene, &canvas, &ground);

    view.painted.make(&canvas);
    let selected = Lit::of(scene, &field.drawn, scene.state.view.selection);
    let hovered = Lit::of(scene, &field.drawn, scene.state.hover.now);
    let mut lit = Vec::new();
    if hovered != selected {
        lit.push((hovered.clone(), looks.weak.lerp_to_gamma(looks.ink, 0.7)));
    }
    lit.push((selected.clone(), looks.accent));
    let outlines = view.painted.outlines();
    view.painted.paint_lines(&canvas);
    paint_lit_lines(&canvas, outlines, &lit);
    view.painted.paint_dots(&canvas);
    paint_lit_dots(&canvas, outlines, &lit);
    paint_pins(&canvas, scene, outlines);
    let lit = (&selected, hovered.lines.as_slice());
    view.names.place(ui, scene, &canvas, &view.painted, lit);
    let (whole, told) = names_beside(view.under, &hovered.dots);
    view.names.paint(scene, &canvas, &selected, (whole, told));
    if view.names.waits() {
        ui.request_repaint();
    }
    if ground.has_focus() {
        let stroke = egui::Stroke::new(1.5 * looks.scale, looks.accent);
        painter.rect_stroke(rect.shrink(1.0), 2.0, stroke, egui::StrokeKind::Inside);
    }
    let shown = (&view.painted, &view.names);
    let pointed = point_ui(
        ui,
        scene,
        &canvas,
        shown,
        (&ground, &selected, view.current),
    );
    view.under = (pointed.under, pointed.is_told);
    follow_keys(ui, scene, view, &canvas, (&ground, &pointed));
    let mut own = scene.commands.iter().skip(commands);
    view.selected_here |= own.any(|command| matches!(command, Command::Select(_)));
}

/// Of which dots under the pointer, here or elsewhere, the whole name is written, and which has
/// none, as a tooltip tells it.
fn names_beside(
    (under, is_told): (Option<Target>, bool),
    hovered: &[u32],
) -> (&[u32], Option<u32>) {
    match under {
        Some(Target::Dot(dot)) if is_told => (&[], Some(dot)),
        // A line is told with both of its ends.
        Some(Target::Line(_)) => (&[], None),
        _ => (&hovered[..hovered.len().min(2)], None),
    }
}

/// A click gives the keyboard to what was clicked: to the node, or to the ground.
fn take_keyboard(
    ui: &Ui,
    scene: &Scene<'_>,
    view: &mut GraphView,
    canvas: &Canvas<'_>,
    (ground, clicked): (&egui::Response, Option<Target>),
) {
    match clicked {
        Some(Target::Dot(dot)) => {
            let node = canvas.field.drawn.dots[dot as usize].node;
            view.current = Some(node);
            focus_dot(ui, scene, node);
        }
        Some(Target::Line(_)) | None => ground.request_focus(),
    }
    ui.request_repaint();
}

/// Does what the keys want, and shows the menu.
fn follow_keys(
    ui: &Ui,
    scene: &mut Scene<'_>,
    view: &mut GraphView,
    canvas: &Canvas<'_>,
    (ground, pointed): (&egui::Response, &Pointed),
) {
    view.wants_fit |= pointed.wants_fit;
    if let Some(clicked) = pointed.clicked {
        take_keyboard(ui, scene, view, canvas, (ground, clicked));
    }
    let drawn = &canvas.field.drawn;
    let mut menu = pointed.menu;
    let focused = pointed.focused.map(|(dot, id)| (Some(dot), id));
    let on_ground = ground.has_focus().then_some((None, ground.id));
    if let Some((dot, id)) = focused.or(on_ground) {
        scene.state.graph_has_keys = true;
        if let Some(dot) = dot {
            view.current = Some(drawn.dots[dot as usize].node);
        }
        let from = dot.or_else(|| {
            let dots = field::dots_of(scene, drawn, scene.state.view.selection);
            dots.first().copied()
        });
        match wish_of_keys(ui, canvas, id, from) {
            Some(Wish::Zoom(factor)) => view.moving.zoom(factor),
            Some(Wish::Fit) => view.wants_fit = true,
            Some(Wish::Go(dot)) => {
                let node = drawn.dots[dot as usize].node;
                view.current = Some(node);
                focus_dot(ui, scene, node);
                bring_into_sight(view, canvas, canvas.place(dot));
                ui.request_repaint();
            }
            Some(Wish::Menu) => {
                menu = dot.map(|dot| (Target::Dot(dot), canvas.at(dot)));
            }
            None => {}
        }
    }
    view.menu.show(ui, scene, canvas, menu);
    if view.wants_fit {
        ui.request_repaint();
    }
}

/// Moves the camera if a place is not well in sight.
fn bring_into_sight(view: &mut GraphView, canvas: &Canvas<'_>, at: At) {
    let Some(target) = view.moving.target else {
        return;
    };
    let room = area_of(canvas.rect.shrink2(vec2(40.0, 30.0)));
    if !room.holds(target.screen(room.middle(), at)) {
        view.moving.glide_to(Camera {
            middle: at,
            ..target
        });
    }
}

/// What is looked at: at first the whole graph, then what was asked for.
fn look(ui: &Ui, scene: &Scene<'_>, view: &mut GraphView, field: &Field, size: At) -> Camera {
    let dataset = &scene.opened.record.id;
    let is_new = view.moving.target.is_none() || view.looked_at != *dataset;
    if is_new {
        view.looked_at.clone_from(dataset);
        view.current = None;
        view.moving.target = None;
    }
    let is_outgrown = (view.fitted).is_some_and(|(camera, fitted)| {
        let is_other = (0..2).any(|axis| (fitted[axis] - size[axis]).abs() > OUTGROWN);
        is_other && view.moving.target == Some(camera)
    });
    let area = field.area;
    view.moving.farthest = area.map_or(0.0, |area| Camera::farthest(area, size));
    if is_new || view.wants_fit || is_outgrown {
        view.wants_fit = false;
        let camera = area.map_or_else(Camera::default, |area| Camera::fit(area, size));
        view.moving.glide_to(camera);
        view.moving.at_once = is_new || is_outgrown;
        view.fitted = Some((camera, size));
    }
    let selection = scene.state.view.selection;
    let is_elsewhere = selection != view.selected && !std::mem::take(&mut view.selected_here);
    view.selected = selection;
    let target = view.moving.target.unwrap_or_default();
    if is_elsewhere && !is_new {
        let middle = [0.0; 2];
        let room = Area {
            min: size.map(|part| 30.0 - part / 2.0),
            max: size.map(|part| part / 2.0 - 30.0),
        };
        let dots = field::dots_of(scene, &field.drawn, selection);
        let places: Vec<At> = (dots.iter())
            .map(|dot| field.places[*dot as usize])
            .collect();
        let is_seen = |at: &At| room.holds(target.screen(middle, *at));
        if let Some(area) = Area::around(places.iter().copied())
            && !places.iter().any(is_seen)
        {
            view.moving.glide_to(Camera {
                middle: area.middle(),
                ..target
            });
        }
    }
    let target = view.moving.target.unwrap_or_default();
    let glides = ui.style().animation_time > 0.0 && !view.moving.at_once;
    // A pass that is done over again takes no time.
    let is_first = ui.ctx().current_pass_index() == 0;
    let seconds = ui.input(|input| if is_first { input.stable_dt } else { 0.0 });
    let camera = (view.glide).step(target, glides.then_some(seconds), size);
    if view.glide.is_moving() {
        ui.request_repaint();
    }
    camera
}
