//! Pointing at lines, knots and meetings: hover, click, and a name for each in the
//! accessibility tree.

use std::collections::HashSet;

use egui::{Id, Pos2, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::StorylineView;
use super::canvas::{Canvas, row_in_sight};
use super::keys::follow_keys;
use super::lit::Lit;
use super::names::Names;
use super::words::{knot_hover, line_hover, meeting_hover, spoken_knot, spoken_line};
use crate::index::net::Node;
use crate::layout::storyline::StoryHit;
use crate::state::{Command, Selection};
use crate::ui::scene::Scene;
use crate::ui::timeline::input::Moving;

/// So many lines in sight have a node in the tree, and so many knots of a line.
const MOST_LINES: usize = 200;
const MOST_KNOTS: usize = 100;

/// What is under the pointer, or has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Line(u32),
    /// A line at a meeting.
    Knot(u32, u32),
    /// Between those who meet.
    Meeting(u32),
}

impl Target {
    /// The line that it is on.
    pub(super) const fn line(self) -> Option<u32> {
        match self {
            Self::Line(line) | Self::Knot(line, _) => Some(line),
            Self::Meeting(_) => None,
        }
    }
}

/// Names what is in sight, and does what pointer and keyboard want of it.
pub(super) fn point_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    view: &mut StorylineView,
    canvas: &Canvas<'_>,
    (ground, names, lit): (&Response, &Names, &Lit),
) {
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let is_dragging = ui.input(|input| input.pointer.is_decidedly_dragging());
    let all = canvas.heads.union(canvas.area);
    let under = pointer
        .filter(|at| !is_dragging && all.contains(*at) && ui.rect_contains_pointer(all))
        .and_then(|at| under(canvas, names, at));
    if view
        .current
        .and_then(Target::line)
        .is_some_and(|line| line as usize >= canvas.story.nodes().len())
    {
        view.current = None;
    }
    let mut shown: Option<Response> = None;
    let mut focused = None;
    let mut widgets = lines_of(canvas, names, view.current);
    widgets.extend(knots_of(canvas, lit.line, view.current));
    for (target, rect) in widgets {
        let Some(id) = id_of(ui, scene, canvas, target) else {
            continue;
        };
        let response = ui.interact(rect.intersect(all), id, Sense::click());
        response.widget_info(|| {
            let is_selected = selection_of(canvas, target) == Some(scene.state.view.selection);
            let words = match target {
                Target::Line(line) => spoken_line(scene, canvas, line),
                Target::Knot(line, meeting) => spoken_knot(scene, canvas.story, line, meeting),
                Target::Meeting(_) => String::new(),
            };
            egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, words)
        });
        if response.has_focus() {
            focused = Some((target, id));
            let stroke = Stroke::new(1.5 * canvas.looks.scale, canvas.looks.accent);
            let painter = ui.painter().with_clip_rect(all);
            let place = rect.expand(1.5);
            painter.rect_stroke(place, 3.0, stroke, egui::StrokeKind::Outside);
            light_up(scene, canvas, target);
        }
        let by_keyboard = response.clicked() && !ui.input(|input| input.pointer.any_click());
        if by_keyboard {
            act(scene, view, canvas, target, &response);
        } else if response.clicked() {
            act(scene, view, canvas, under.unwrap_or(target), &response);
        }
        if response.hovered() {
            shown = Some(response);
        }
    }
    if ground.clicked() || ground.double_clicked() {
        let is_on_axis = pointer.is_some_and(|at| at.y < canvas.area.top());
        match under.filter(|_| !is_on_axis) {
            Some(target) => act(scene, view, canvas, target, ground),
            None => Moving::take_click(scene, ground, canvas.scale),
        }
    }
    if let Some((target, at)) = under.zip(pointer) {
        light_up(scene, canvas, target);
        let response = shown.unwrap_or_else(|| ground.clone());
        if !egui::Popup::is_any_open(ui.ctx()) {
            response.on_hover_ui_at_pointer(|ui| match target {
                Target::Line(line) => line_hover(ui, scene, view, canvas, (line, at)),
                Target::Knot(line, meeting) => knot_hover(ui, scene, canvas, line, meeting),
                Target::Meeting(meeting) => meeting_hover(ui, scene, canvas, meeting),
            });
        }
    }
    if let Some((target, id)) = focused {
        view.current = Some(target);
        follow_keys(ui, scene, view, canvas, (target, id));
    }
}

/// What is under a point of the screen.
fn under(canvas: &Canvas<'_>, names: &Names, at: Pos2) -> Option<Target> {
    if let Some(tag) = names.tags.iter().find(|tag| tag.rect.contains(at)) {
        return Some(Target::Line(tag.line));
    }
    if !canvas.area.contains(at) {
        return None;
    }
    match canvas.sight.hit(at.x, at.y - canvas.y(0.0))? {
        StoryHit::Knot(at) => {
            let knot = canvas.sight.knots.get(at)?;
            Some(Target::Knot(knot.line, knot.meeting))
        }
        StoryHit::Block(meeting) => Some(Target::Meeting(meeting)),
        StoryHit::Line(line) => Some(Target::Line(line)),
    }
}

fn node_id(ui: &Ui, scene: &Scene<'_>, node: Node) -> Id {
    match node {
        Node::Entity(entity) => {
            let id = &*scene.opened.record.entity(entity).id;
            ui.scope_id().with(("line", id))
        }
        Node::Kind(kind) => ui.scope_id().with(("line of kind", kind)),
    }
}

/// Of what a target's widget has its id.
pub(super) fn id_of(ui: &Ui, scene: &Scene<'_>, canvas: &Canvas<'_>, target: Target) -> Option<Id> {
    let line = target.line()?;
    let node = *canvas.story.nodes().get(line as usize)?;
    let id = node_id(ui, scene, node);
    Some(match target {
        Target::Knot(_, meeting) => {
            let event = canvas.story.event_of(meeting)?;
            id.with(("knot", &*scene.opened.record.event(event).id))
        }
        _ => id,
    })
}

/// The lines in sight, each with where its node is: those with a name first.
fn lines_of(canvas: &Canvas<'_>, names: &Names, current: Option<Target>) -> Vec<(Target, Rect)> {
    let mut seen = HashSet::new();
    let mut lines: Vec<(Target, Rect)> = Vec::new();
    for tag in names.tags.iter().take(MOST_LINES) {
        if seen.insert(tag.line) {
            lines.push((Target::Line(tag.line), tag.rect));
        }
    }
    let area = canvas.area;
    for row in &canvas.sight.rows {
        for strand in &canvas.sight.strands[row.strands.clone()] {
            if lines.len() >= MOST_LINES || strand.x > area.right() || strand.x_end < area.left() {
                continue;
            }
            if seen.insert(strand.line) {
                let at = pos2(strand.x.max(area.left() + 5.0), canvas.middle(row.row));
                lines.push((
                    Target::Line(strand.line),
                    Rect::from_center_size(at, vec2(9.0, 9.0)),
                ));
            }
        }
    }
    // What has the keyboard keeps it, wherever it is.
    if let Some(Target::Line(line)) = current
        && seen.insert(line)
        && let Some(row) = row_in_sight(canvas.story, line, canvas.window())
    {
        let at = pos2(area.left() + 5.0, canvas.middle(row));
        lines.push((
            Target::Line(line),
            Rect::from_center_size(at, vec2(9.0, 9.0)),
        ));
    }
    // From top to bottom, so that Tab goes this way.
    lines.sort_by(|one, two| {
        let corner = |rect: &Rect| (rect.center().y, rect.left());
        let (one, two) = (corner(&one.1), corner(&two.1));
        one.0.total_cmp(&two.0).then(one.1.total_cmp(&two.1))
    });
    lines
}

/// The knots in the window of the line that is selected or has the keyboard.
fn knots_of(
    canvas: &Canvas<'_>,
    selected: Option<u32>,
    current: Option<Target>,
) -> Vec<(Target, Rect)> {
    let current_line = current.and_then(Target::line);
    let mut lines: Vec<u32> = selected.into_iter().chain(current_line).collect();
    lines.dedup();
    let story = canvas.story;
    let mut knots = Vec::new();
    for line in lines {
        let in_sight = story.knots_in(line, canvas.window());
        let known = in_sight.iter().take(MOST_KNOTS).map(|knot| knot.meeting);
        let mut meetings: Vec<u32> = known.collect();
        if let Some(Target::Knot(of, meeting)) = current
            && of == line
            && !meetings.contains(&meeting)
        {
            meetings.push(meeting);
        }
        for meeting in meetings {
            let members = story.rows().members(meeting).iter();
            let row = members.clone().find(|(member, _)| *member == line);
            if let (Some((_, row)), Some(knot)) = (row, story.knot(line, meeting)) {
                let at = pos2(canvas.scale.x(knot.moment), canvas.middle(*row));
                let rect = Rect::from_center_size(at, vec2(9.0, 9.0));
                knots.push((Target::Knot(line, meeting), rect));
            }
        }
    }
    knots
}

/// What a click on it selects.
fn selection_of(canvas: &Canvas<'_>, target: Target) -> Option<Selection> {
    match target {
        Target::Line(line) => {
            let node = canvas.story.nodes().get(line as usize)?;
            node.entity().map(Selection::Entity)
        }
        Target::Knot(_, meeting) | Target::Meeting(meeting) => {
            canvas.story.event_of(meeting).map(Selection::Event)
        }
    }
}

fn light_up(scene: &mut Scene<'_>, canvas: &Canvas<'_>, target: Target) {
    if let Some(selection) = selection_of(canvas, target) {
        scene.state.hover.next = selection;
    }
}

/// Does what a click wants: it selects, and opens a kind of actors, which is nobody. A second
/// one leaves only those whom the line meets, or everybody again.
fn act(
    scene: &mut Scene<'_>,
    view: &mut StorylineView,
    canvas: &Canvas<'_>,
    target: Target,
    response: &Response,
) {
    let node = match target {
        Target::Line(line) => canvas.story.nodes().get(line as usize).copied(),
        _ => None,
    };
    if let (Some(node), true) = (node, response.double_clicked()) {
        let company = &mut view.choice.company_of;
        *company = company.is_none().then_some(node);
        return;
    }
    view.current = Some(target).filter(|target| target.line().is_some());
    match (selection_of(canvas, target), node) {
        (Some(selection), _) => scene.push(Command::Select(selection)),
        (None, Some(node)) => scene.push(Command::ToggleNode(node)),
        (None, None) => {}
    }
}
