//! Carrying out the commands of the relationships.

use std::collections::BTreeSet;

use super::linking::MOST_BESIDE;
use super::{Command, Panel, State};
use crate::index::Opened;
use crate::index::net::{ActorsBy, Node, groups};
use crate::model::EntityIx;

/// The focus that begins when none was set.
const FIRST_FOCUS: u32 = 1;
/// Farther than this nearly everything is in focus.
const LAST_FOCUS: u32 = 6;

impl State {
    pub(super) fn link(&mut self, command: &Command, opened: &Opened) {
        let here = self.view.selection.entity();
        let linking = &mut self.view.linking;
        match command {
            Command::ToggleAnyTime => linking.at_any_time = !linking.at_any_time,
            Command::ToggleAbsence => linking.ways.absence = !linking.ways.absence,
            Command::ToggleParents => linking.ways.parents = !linking.ways.parents,
            Command::ArrangeActors(by) => linking.actors = *by,
            Command::ArrangeForums(by) => linking.forums = *by,
            Command::FoldActors(by) => self.fold_actors(*by, opened),
            Command::ToggleNode(node) => linking.folding.toggle(*node),
            Command::ToggleNodes => self.toggle_nodes(opened),
            Command::SetFocus(steps) => linking.focus = steps.map(|steps| steps.min(LAST_FOCUS)),
            Command::FocusFarther => {
                let next = linking.focus.map_or(FIRST_FOCUS, |steps| steps + 1);
                linking.focus = Some(next).filter(|steps| *steps <= LAST_FOCUS);
            }
            Command::FocusNearer => {
                let steps = linking.focus.unwrap_or(LAST_FOCUS + 1);
                linking.focus = steps.checked_sub(1).filter(|steps| *steps > 0);
            }
            Command::PinNode(node, at) if at.iter().all(|part| part.is_finite()) => {
                linking.pins.insert(*node, *at);
            }
            Command::UnpinNode(node) => {
                linking.pins.remove(node);
            }
            Command::UnpinAll => linking.pins.clear(),
            Command::FindPaths(ends) => {
                linking.path = *ends;
                self.bring_to_front(Panel::Paths);
            }
            Command::PathFromHere => {
                linking.path[0] = here.or(linking.path[0]);
                self.bring_to_front(Panel::Paths);
            }
            Command::PathToHere => {
                linking.path[1] = here.or(linking.path[1]);
                self.bring_to_front(Panel::Paths);
            }
            Command::ToggleBeside(entity) => self.toggle_beside(*entity),
            Command::CompareHere => {
                if let Some(entity) = here {
                    self.toggle_beside(entity);
                }
                self.bring_to_front(Panel::Together);
            }
            _ => {}
        }
    }

    fn fold_actors(&mut self, by: ActorsBy, opened: &Opened) {
        let folding = &mut self.view.linking.folding;
        let before = groups(opened, folding.actors);
        folding.closed.retain(|node| !before.contains(node));
        folding.actors = by;
        folding.closed.extend(groups(opened, by));
    }

    /// Closes all forums that hold others, or opens them if any is closed. What actors fold
    /// into stays as it is.
    fn toggle_nodes(&mut self, opened: &Opened) {
        let folding = &mut self.view.linking.folding;
        let kept = groups(opened, folding.actors);
        let parents = (opened.known_entities()).filter_map(|(_, entity)| entity.parent);
        let forums: BTreeSet<Node> = parents.map(Node::Entity).collect();
        let own = || forums.difference(&kept);
        if own().any(|forum| folding.closed.contains(forum)) {
            folding.closed.retain(|node| kept.contains(node));
        } else {
            folding.closed.extend(own());
        }
    }

    /// The oldest gives way to a fourth.
    fn toggle_beside(&mut self, entity: EntityIx) {
        let beside = &mut self.view.linking.beside;
        if let Some(at) = beside.iter().position(|other| *other == entity) {
            beside.remove(at);
            return;
        }
        beside.push(entity);
        if beside.len() > MOST_BESIDE {
            beside.remove(0);
        }
    }
}
