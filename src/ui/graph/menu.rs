//! What can be done with a node or a line.

use egui::{Id, Popup, PopupAnchor, PopupKind, Pos2, SetOpenCommand, Ui};

use super::canvas::Canvas;
use super::point::Target;
use crate::index::net::{ActorsBy, Node};
use crate::model::EntityKind;
use crate::state::{Command, Panel, Selection};
use crate::ui::linking::{kind_words, node_words};
use crate::ui::scene::Scene;

/// The menu that is open.
#[derive(Clone, Copy)]
enum Of {
    Node(Node),
    Pair(Node, Node),
}

/// What is kept between passes.
#[derive(Default)]
pub(super) struct MenuView {
    open: Option<(Of, Pos2)>,
}

impl MenuView {
    /// Shows the menu, which is opened if it is asked for.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        scene: &mut Scene<'_>,
        canvas: &Canvas<'_>,
        asked: Option<(Target, Pos2)>,
    ) {
        let id: Id = ui.scope_id().with("menu");
        let drawn = &canvas.field.drawn;
        let mut set = None;
        if let Some((target, at)) = asked {
            let of = match target {
                Target::Dot(dot) => Of::Node(drawn.dots[dot as usize].node),
                Target::Line(line) => {
                    let (actor, forum) = drawn.pair_of(drawn.lines[line as usize]);
                    Of::Pair(actor, forum)
                }
            };
            self.open = Some((of, at));
            set = Some(SetOpenCommand::Bool(true));
        }
        let Some((of, at)) = self.open else {
            return;
        };
        let popup = Popup::new(
            id,
            ui.ctx().clone(),
            PopupAnchor::Position(at),
            ui.layer_id(),
        )
        .kind(PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .style(egui::containers::menu::menu_style)
        .open_memory(set);
        let shown = popup.show(|ui| match of {
            Of::Node(node) => node_menu(ui, scene, canvas, node),
            Of::Pair(actor, forum) => {
                let command = Command::Select(Selection::Pair(actor, forum));
                entry(ui, scene, "Every passage behind it", &[command]);
                for node in [actor, forum] {
                    if let Some(entity) = node.entity() {
                        let words = node_words(&scene.opened.record, node);
                        let command = Command::Select(Selection::Entity(entity));
                        entry(ui, scene, &format!("Select {words}"), &[command]);
                    }
                }
            }
        });
        if shown.is_none() {
            self.open = None;
        }
    }
}

fn entry(ui: &mut Ui, scene: &mut Scene<'_>, words: &str, commands: &[Command]) {
    if ui.button(words).clicked() {
        for command in commands {
            scene.push(command.clone());
        }
        ui.close();
    }
}

fn node_menu(ui: &mut Ui, scene: &mut Scene<'_>, canvas: &Canvas<'_>, node: Node) {
    let linking = &scene.state.view.linking;
    let (path, steps) = (linking.path, linking.focus.unwrap_or(1));
    let is_pinned = linking.pins.contains_key(&node);
    let actors = linking.folding.actors;
    let Some(dot) = canvas.field.drawn.dot_of(node) else {
        ui.close();
        return;
    };
    let look = canvas.field.drawn.dots[dot as usize].look;
    if let Some(entity) = node.entity() {
        let select = Command::Select(Selection::Entity(entity));
        let focus = [select.clone(), Command::SetFocus(Some(steps))];
        entry(ui, scene, "Focus here", &focus);
        let from = Command::FindPaths([Some(entity), path[1]]);
        entry(ui, scene, "Ways from here", &[from]);
        let to = Command::FindPaths([path[0], Some(entity)]);
        entry(ui, scene, "Ways to here", &[to]);
        let compare = [select.clone(), Command::CompareHere];
        entry(ui, scene, "Compare who meets whom", &compare);
        let mut to_grid = vec![select];
        let is_shown = scene.state.preferences.panels.shows(Panel::Grid);
        if !is_shown || scene.state.panels_behind.contains(&Panel::Grid) {
            to_grid.push(Command::TogglePanel(Panel::Grid));
        }
        entry(ui, scene, "Show on the grid", &to_grid);
        ui.separator();
    }
    if is_pinned {
        entry(ui, scene, "Let it go back", &[Command::UnpinNode(node)]);
    } else {
        let place = canvas.place(dot);
        entry(ui, scene, "Pin it here", &[Command::PinNode(node, place)]);
    }
    if look.holds {
        let words = if look.closed { "Open" } else { "Close" };
        entry(ui, scene, words, &[Command::ToggleNode(node)]);
    }
    let record = &scene.opened.record;
    let entity = node.entity().map(|entity| record.entity(entity));
    match (entity.map(|entity| entity.kind), actors) {
        (Some(EntityKind::Actor(kind)), ActorsBy::Kind) => {
            let words = format!("Close all {}", kind_words(kind).to_lowercase());
            entry(ui, scene, &words, &[Command::ToggleNode(Node::Kind(kind))]);
        }
        (Some(EntityKind::Forum(_)), _) => {
            if let Some(parent) = entity.and_then(|entity| entity.parent) {
                let parent = Node::Entity(parent);
                let words = format!("Close {}", node_words(record, parent));
                entry(ui, scene, &words, &[Command::ToggleNode(parent)]);
            }
        }
        _ => {}
    }
}
