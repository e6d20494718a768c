//! Pointing at cells and heads, and a name for each in the accessibility tree. What is under
//! the pointer is found by arithmetic; the nodes are for those who do not see it.

use egui::{CursorIcon, PointerButton, Rect, Response, RichText, Sense, Ui, pos2, vec2};

use super::canvas::{Canvas, Lines};
use super::heads::{fold_room, is_holding};
use super::keys::command_of;
use super::words::{
    absence_words, cell_words, chain_words, dates_words, ends_of, line_help, line_words,
    role_words, roles_of,
};
use super::{GridView, Made};
use crate::index::net::Node;
use crate::layout::grid::{GridCell, GridLine};
use crate::state::{Command, Selection};
use crate::ui::linking::node_words;
use crate::ui::scene::Scene;

/// With more cells in sight than this none has a node of its own; they are in the table.
const MOST_NODES: usize = 500;
/// A cell or a head that is smaller has no node, in points.
const LEAST_NODE: f32 = 8.0;

/// What is under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointed {
    Nothing,
    Cell(usize, usize),
    /// A head of a row; whether it is its sign that opens and closes it.
    Row(usize, bool),
    Column(usize, bool),
}

impl Pointed {
    /// What the pointer is over.
    pub(super) fn at(ui: &Ui, response: &Response, canvas: &Canvas<'_>) -> Self {
        let is_dragging = ui.input(|input| input.pointer.is_decidedly_dragging());
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let Some(at) = pointer.filter(|_| response.contains_pointer() && !is_dragging) else {
            return Self::Nothing;
        };
        let (place, grid) = (&canvas.place, &canvas.made.grid);
        let fold = fold_room(1.0);
        if let Some((row, column)) = place.cell_at(at.x, at.y) {
            return Self::Cell(row, column);
        }
        if let Some(row) = place.row_head_at(at.x, at.y) {
            let is_fold = at.x < canvas.all.left() + fold;
            return Self::Row(row, is_fold && is_holding(canvas, grid.rows()[row].node));
        }
        if let Some(column) = place.column_head_at(at.x, at.y) {
            let is_fold = at.y > place.area.top - fold;
            return Self::Column(
                column,
                is_fold && is_holding(canvas, grid.columns()[column].node),
            );
        }
        Self::Nothing
    }

    /// Its row and column.
    pub(super) const fn lines(self) -> Lines {
        match self {
            Self::Nothing => (None, None),
            Self::Cell(row, column) => (Some(row), Some(column)),
            Self::Row(row, _) => (Some(row), None),
            Self::Column(column, _) => (None, Some(column)),
        }
    }

    fn cell(self, made: &Made) -> Option<&GridCell> {
        match self {
            Self::Cell(row, column) => made.grid.cell(row, column),
            _ => None,
        }
    }

    /// The head, with whether it is of a column.
    fn head(self, made: &Made) -> Option<(&GridLine, bool)> {
        match self {
            Self::Row(row, _) => Some((made.grid.rows().get(row)?, false)),
            Self::Column(column, _) => Some((made.grid.columns().get(column)?, true)),
            _ => None,
        }
    }

    /// Does what a click asks for.
    pub(super) fn act(
        self,
        ui: &Ui,
        scene: &mut Scene<'_>,
        view: &mut GridView,
        canvas: &Canvas<'_>,
        response: &Response,
    ) {
        let made = canvas.made;
        if self.cell(made).is_some() || self.head(made).is_some() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        if !response.clicked_by(PointerButton::Primary) {
            return;
        }
        // The arrows go on from here.
        response.request_focus();
        let node = |line: Option<&GridLine>| line.map(|line| line.node);
        let (row, column) = self.lines();
        view.cursor = (
            node(row.and_then(|row| made.grid.rows().get(row))),
            node(column.and_then(|column| made.grid.columns().get(column))),
        );
        let is_fold = matches!(self, Self::Row(_, true) | Self::Column(_, true));
        match (self.cell(made), self.head(made)) {
            (Some(cell), _) => scene.push(open_command(made, cell)),
            (_, Some((line, _))) if is_fold => scene.push(Command::ToggleNode(line.node)),
            (_, Some((line, _))) => scene.push(command_of(line.node)),
            _ if scene.state.view.selection != Selection::None => {
                scene.push(Command::Select(Selection::None));
            }
            _ => {}
        }
    }

    /// Lights it up in all views and says what it is.
    pub(super) fn hover(self, scene: &mut Scene<'_>, canvas: &Canvas<'_>, response: Response) {
        let made = canvas.made;
        if let Some(cell) = self.cell(made) {
            let [actor, forum] = ends_of(made, cell);
            scene.state.hover.next = Selection::Pair(actor, forum);
            response.on_hover_ui_at_pointer(|ui| cell_hover(ui, scene, made, cell));
        } else if let Some((line, is_column)) = self.head(made) {
            if let Node::Entity(entity) = line.node {
                scene.state.hover.next = Selection::Entity(entity);
            }
            response.on_hover_ui_at_pointer(|ui| {
                head_hover(ui, scene, made, line, is_column);
            });
        }
    }
}

fn open_command(made: &Made, cell: &GridCell) -> Command {
    let [actor, forum] = ends_of(made, cell);
    Command::Select(Selection::Pair(actor, forum))
}

fn cell_hover(ui: &mut Ui, scene: &Scene<'_>, made: &Made, cell: &GridCell) {
    let opened = scene.opened;
    let [who, place] = ends_of(made, cell).map(|node| node_words(&opened.record, node));
    ui.label(RichText::new(who).strong());
    ui.label(place);
    for (role, count) in roles_of(opened, made, cell) {
        let mut text = RichText::new(role_words(opened, role, count));
        if opened.record.role(role).absent {
            text = text.italics().color(scene.looks.warning);
        }
        ui.label(text);
    }
    let small = |words: String| RichText::new(words).small().color(scene.looks.weak);
    if let Some(words) = absence_words(cell) {
        let words = RichText::new(words).small().color(scene.looks.warning);
        ui.label(words);
    }
    if let Some(dates) = dates_words(opened, made, cell) {
        ui.label(small(dates));
    }
    ui.label(small("Click for the passages".to_owned()));
}

fn head_hover(ui: &mut Ui, scene: &Scene<'_>, made: &Made, line: &GridLine, is_column: bool) {
    let opened = scene.opened;
    ui.label(RichText::new(node_words(&opened.record, line.node)).strong());
    if let Some(chain) = chain_words(opened, made, line.node) {
        ui.label(chain);
    }
    for help in line_help(opened, line, is_column) {
        ui.label(RichText::new(help).small().color(scene.looks.weak));
    }
    if made.holding.contains(&line.node) {
        let is_closed = (scene.state.view.linking.folding.closed).contains(&line.node);
        let words = if is_closed {
            "Click the angle to open it"
        } else {
            "Click the angle to fold what belongs to it into it"
        };
        ui.label(RichText::new(words).small().color(scene.looks.weak));
    }
}

/// Names the cells and the heads in sight.
pub(super) fn point_ui(ui: &Ui, scene: &mut Scene<'_>, canvas: &Canvas<'_>) {
    let (place, grid) = (&canvas.place, &canvas.made.grid);
    if place.side < LEAST_NODE {
        return;
    }
    let body = canvas.body();
    for row in place.rows() {
        let top = place.y(row).max(body.top());
        let rect = Rect::from_min_max(
            pos2(canvas.all.left(), top),
            pos2(body.left(), (place.y(row) + place.side).min(body.bottom())),
        );
        head_node(ui, scene, canvas, &grid.rows()[row], rect, false);
    }
    for column in place.columns() {
        // At its foot, where it does not lean into the next one.
        let foot = Rect::from_min_max(
            pos2(place.x(column), body.top() - place.side),
            pos2(place.x(column) + place.side, body.top()),
        );
        let foot = foot.intersect(Rect::everything_right_of(body.left()));
        head_node(ui, scene, canvas, &grid.columns()[column], foot, true);
    }
    let columns = place.columns();
    let cells = |row: usize| grid.cells_in(row, columns.clone());
    let in_sight: usize = place.rows().map(|row| cells(row).len()).sum();
    if in_sight > MOST_NODES {
        return;
    }
    for cell in place.rows().flat_map(cells) {
        let rect = canvas.cell(cell.row as usize, cell.column as usize);
        let rect = rect.intersect(body);
        // The Tab key goes to the grid as a whole, and the arrows from cell to cell.
        let id = ui
            .scope_id()
            .with(("cell", node_id(scene, ends_of(canvas.made, cell)[0])))
            .with(node_id(scene, ends_of(canvas.made, cell)[1]));
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            let [actor, forum] = ends_of(canvas.made, cell);
            let is_selected = scene.state.view.selection == Selection::Pair(actor, forum);
            let words = cell_words(scene.opened, canvas.made, cell);
            egui::WidgetInfo::selected(egui::Role::GridCell, true, is_selected, words)
        });
        if response.clicked() {
            scene.push(open_command(canvas.made, cell));
        }
    }
}

fn head_node(
    ui: &Ui,
    scene: &mut Scene<'_>,
    canvas: &Canvas<'_>,
    line: &GridLine,
    rect: Rect,
    is_column: bool,
) {
    if rect.width() < 2.0 || rect.height() < 2.0 {
        return;
    }
    let (kind, role) = if is_column {
        ("column", egui::Role::ColumnHeader)
    } else {
        ("row", egui::Role::RowHeader)
    };
    let id = ui.scope_id().with((kind, node_id(scene, line.node)));
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| {
        let is_selected = line
            .node
            .entity()
            .is_some_and(|entity| scene.state.view.selection == Selection::Entity(entity));
        let words = line_words(scene.opened, line, is_column);
        egui::WidgetInfo::selected(role, true, is_selected, words)
    });
    if response.clicked() {
        scene.push(command_of(line.node));
    }
    if is_holding(canvas, line.node) {
        let sign = Rect::from_min_size(
            rect.min,
            vec2(fold_room(1.0).min(rect.width()), rect.height()),
        );
        let response = ui.interact(sign, id.with("fold"), Sense::CLICK);
        let is_closed = (scene.state.view.linking.folding.closed).contains(&line.node);
        response.widget_info(|| {
            let verb = if is_closed { "Open" } else { "Close" };
            let words = format!("{verb} {}", node_words(&scene.opened.record, line.node));
            egui::WidgetInfo::labeled(egui::Role::Button, true, words)
        });
        if response.clicked() {
            scene.push(Command::ToggleNode(line.node));
        }
    }
}

/// By what a node is told from others, whatever its place.
fn node_id<'s>(scene: &'s Scene<'_>, node: Node) -> (bool, &'s str) {
    match node {
        Node::Entity(entity) => (false, &scene.opened.record.entity(entity).id),
        Node::Kind(kind) => (true, crate::ui::linking::kind_words(kind)),
    }
}
