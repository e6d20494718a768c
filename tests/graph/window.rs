//! The graph in a window: by pointer, by keyboard, and in the accessibility tree.

use std::collections::BTreeMap;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, HarnessBuilder};
use regesta::app::{Layouts, Regesta};
use regesta::dataset::Files;
use regesta::index::net::Node;
use regesta::model::{Day, EntityIx};
use regesta::state::{Command, Panel, Selection};

use super::drive::{Driven, USUAL, name_of, seen};

/// The record that ships, with the graph in sight and all of its links shown.
pub struct Graph {
    pub driven: Driven,
}

/// A fresh window; what it remembers is kept there.
pub fn graph_of(layouts: Option<Layouts>) -> Graph {
    graph_in(Harness::builder().with_size(USUAL), layouts)
}

fn graph_in(builder: HarnessBuilder<Option<Regesta>>, layouts: Option<Layouts>) -> Graph {
    let mut preferences = seen();
    preferences.panels.hide(Panel::Timeline);
    preferences.panels.hide(Panel::Table);
    preferences.panels.hide(Panel::Text);
    let mut driven = Driven::build(builder, preferences, true);
    driven.app_mut().set_layouts(layouts);
    driven.open(Files::shipped());
    driven.command(Command::ToggleAnyTime);
    driven.command(Command::TogglePanel(Panel::Graph));
    driven.app_mut().finish_graph();
    driven.settle();
    let mut graph = Graph { driven };
    graph.fit();
    graph
}

impl Graph {
    pub fn entity(&self, id: &str) -> EntityIx {
        let mut all = self.driven.opened().record.entities_ix();
        let found = all.find(|(_, entity)| &*entity.id == id);
        found.unwrap_or_else(|| panic!("no {id}")).0
    }

    fn select(&mut self, id: &str) -> EntityIx {
        let found = self.entity(id);
        self.driven
            .command(Command::Select(Selection::Entity(found)));
        found
    }

    pub fn pin(&mut self, entity: EntityIx, at: [f32; 2]) {
        self.driven
            .command(Command::PinNode(Node::Entity(entity), at));
        self.fit();
    }

    /// Everything in sight.
    pub fn fit(&mut self) {
        self.driven.click(Role::Button, "Show the whole graph (0)");
        self.driven.harness.remove_cursor();
        self.driven.settle();
    }

    /// Where the node is on the screen whose name begins with these words.
    fn dot(&self, name: &str) -> Rect {
        let all = rects(self);
        let found = all.iter().find(|(words, _)| words.starts_with(name));
        let (_, rect) = found.unwrap_or_else(|| panic!("no {name} in {all:?}"));
        let canvas = self.driven.one(Role::Pane, "Graph").rect();
        rect.translate(canvas.center().to_vec2())
    }

    fn selection(&self) -> Selection {
        self.driven.app().state.view.selection
    }
}

/// The nodes that have a name in the tree, by what they are called and without how many links
/// they have, and where they are from the middle of the panel, which the rows above it may make
/// lower.
pub fn rects(graph: &Graph) -> BTreeMap<String, Rect> {
    let canvas = graph.driven.one(Role::Pane, "Graph").rect();
    let nodes = (graph.driven.nodes()).filter(|node| {
        let node = node.accesskit_node();
        node.role() == Role::Button && node.bounding_box().is_some()
    });
    nodes
        .filter(|node| canvas.contains(node.rect().center()))
        .filter_map(|node| {
            let name = name_of(&node);
            let at = name.find(" link")?;
            let start = name[..at].rfind(", ")?;
            let rect = node.rect().translate(-canvas.center().to_vec2());
            Some((name[..start].to_owned(), rect))
        })
        .collect()
}

/// Where the middles are of those that both have.
pub fn assert_same_places(
    one: &BTreeMap<String, Rect>,
    two: &BTreeMap<String, Rect>,
    least: usize,
) {
    let mut both = 0;
    for (name, rect) in one {
        if let Some(other) = two.get(name) {
            both += 1;
            let apart = rect.center().distance(other.center());
            assert!(apart < 0.01, "{name}: {rect} and {other}");
        }
    }
    assert!(both >= least, "{both} in common");
}

#[test]
fn nobody_moves_when_filters_window_curtain_and_selection_change() {
    let mut graph = graph_of(None);
    let before = rects(&graph);
    graph.driven.command(Command::SetQuery("cyber".to_owned()));
    assert_ne!(rects(&graph), before);
    assert_same_places(&before, &rects(&graph), 10);
    graph.driven.command(Command::ClearFilters);
    assert_same_places(&before, &rects(&graph), 40);
    graph.driven.command(Command::ToggleAnyTime);
    assert_same_places(&before, &rects(&graph), 10);
    graph.driven.command(Command::ToggleAnyTime);
    let day = Day::from_ymd(2020, 5, 1).expect("a day");
    graph.driven.command(Command::SetCurtain(Some(day)));
    // The bar of the curtain takes some of the panel's height: all move as one.
    graph.driven.command(Command::SetCurtain(None));
    assert_same_places(&before, &rects(&graph), 10);
    graph.select("estonia");
    graph.driven.command(Command::SetFocus(Some(2)));
    assert_same_places(&before, &rects(&graph), 5);
    graph.driven.command(Command::SetFocus(None));
    graph.driven.command(Command::ToggleNodes);
    graph.driven.command(Command::ToggleNodes);
    assert_same_places(&before, &rects(&graph), 10);
}

#[test]
fn once_it_is_still_nothing_asks_for_a_pass() {
    let graph = graph_of(None);
    assert_eq!(graph.driven.sleeps_for(), Duration::MAX);
}

#[test]
fn a_node_is_selected_by_pointer_and_let_go_on_the_ground() {
    let mut graph = graph_of(None);
    let found = graph.select("estonia");
    let at = graph.dot("Estonia").center();
    graph.driven.command(Command::Select(Selection::None));
    graph.driven.click_at(at);
    assert_eq!(graph.selection(), Selection::Entity(found));
    let canvas = graph.driven.one(Role::Pane, "Graph").rect();
    graph
        .driven
        .click_at(canvas.left_bottom() + vec2(4.0, -4.0));
    assert_eq!(graph.selection(), Selection::None);
}

#[test]
fn a_node_is_selected_by_keyboard_alone() {
    let mut graph = graph_of(None);
    graph.driven.one(Role::Pane, "Graph").focus();
    graph.driven.settle();
    graph.driven.key(Key::ArrowRight);
    graph.driven.key(Key::Enter);
    let Selection::Entity(first) = graph.selection() else {
        panic!("{:?}", graph.selection());
    };
    // On to the next, in each direction, and somewhere else at the end of each.
    let mut seen = vec![first];
    for key in [
        Key::ArrowRight,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::ArrowUp,
    ] {
        graph.driven.key(key);
        graph.driven.key(Key::Enter);
        let Selection::Entity(next) = graph.selection() else {
            panic!("{:?}", graph.selection());
        };
        assert_ne!(Some(&next), seen.last());
        seen.push(next);
    }
    // Again opens its menu.
    graph.driven.key(Key::Enter);
    assert!(graph.driven.says("Ways from here"));
    graph.driven.key(Key::Escape);
    assert!(!graph.driven.says("Ways from here"));
}

#[test]
fn keys_look_nearer_only_while_the_graph_has_the_keyboard() {
    let mut graph = graph_of(None);
    let window = |graph: &Graph| graph.driven.app().state.view.window;
    graph.select("estonia");
    let (before, window_before) = (graph.dot("Estonia"), window(&graph));
    graph.driven.one(Role::Pane, "Graph").focus();
    graph.driven.settle();
    graph.driven.key(Key::Plus);
    assert_eq!(window(&graph), window_before);
    graph.driven.key(Key::Num0);
    assert_same_places(
        &BTreeMap::from([("Estonia".to_owned(), before)]),
        &BTreeMap::from([("Estonia".to_owned(), graph.dot("Estonia"))]),
        1,
    );
    graph.driven.key(Key::Escape);
    graph.driven.key(Key::Plus);
    assert_ne!(window(&graph), window_before);
}

#[test]
fn a_line_opens_every_passage_in_order_of_date() {
    let mut graph = graph_of(None);
    let estonia = graph.select("estonia");
    let lines: Vec<String> = (graph.driven.names().into_iter())
        .filter(|name| name.starts_with("Estonia – ") && name.contains(": "))
        .collect();
    assert!(lines.len() > 3, "{lines:?}");
    let longest = lines.iter().max_by_key(|name| name.len()).expect("a line");
    graph.driven.one(Role::Button, longest).click();
    graph.driven.settle();
    let Selection::Pair(Node::Entity(actor), Node::Entity(forum)) = graph.selection() else {
        panic!("{:?}", graph.selection());
    };
    assert_eq!(actor, estonia);
    let opened = graph.driven.opened();
    let links = opened.index.links.iter();
    let count = links
        .filter(|link| (link.actor, link.forum) == (actor, forum))
        .count();
    assert!(count > 1);
    assert!(graph.driven.says("In order of date"));
    assert!(graph.driven.says(&format!("{count} links")));
}

#[test]
fn a_node_that_is_dragged_stays_there_and_the_others_stay() {
    let mut graph = graph_of(None);
    let found = graph.select("estonia");
    let before = rects(&graph);
    let from = graph.dot("Estonia").center();
    let to = from + vec2(60.0, 45.0);
    graph.driven.drag(from, to);
    graph.driven.harness.remove_cursor();
    graph.driven.settle();
    let pins = &graph.driven.app().state.view.linking.pins;
    assert!(pins.contains_key(&Node::Entity(found)), "{pins:?}");
    assert!(graph.dot("Estonia").center().distance(to) < 1.0);
    let mut others = before.clone();
    others.retain(|name, _| !name.starts_with("Estonia"));
    assert_same_places(&others, &rects(&graph), 10);
    assert!(
        graph
            .driven
            .names()
            .iter()
            .any(|name| name.ends_with(", pinned"))
    );
}

#[test]
fn two_clicks_let_a_pinned_node_go_and_close_one_that_holds_others() {
    // A quarter of a second from event to event would make two single clicks.
    let builder = Harness::builder().with_size(USUAL).with_step_dt(1.0 / 60.0);
    let mut graph = graph_in(builder, None);
    // What is selected always has a name.
    let found = graph.select("estonia");
    let before = graph.dot("Estonia").center();
    let ctx = graph.driven.harness.ctx.clone();
    let pin = Command::PinNode(Node::Entity(found), [0.0, 0.0]);
    graph.driven.app_mut().apply(&ctx, pin);
    pass_until_still(&mut graph);
    let at = graph.dot("Estonia").center();
    assert!(at.distance(before) > 10.0);
    click_twice(&mut graph, at);
    assert!(graph.driven.app().state.view.linking.pins.is_empty());
    assert!(graph.dot("Estonia").center().distance(before) < 1.0);
    let forum = graph.entity("arria-formula");
    let at = graph.dot("Arria-Formula meetings").center();
    click_twice(&mut graph, at);
    let closed = &graph.driven.app().state.view.linking.folding.closed;
    assert!(closed.contains(&Node::Entity(forum)), "{closed:?}");
}

fn click_twice(graph: &mut Graph, at: Pos2) {
    graph.driven.harness.hover_at(at);
    // So much later than the last click that it is not the third.
    graph.driven.harness.run_steps(60);
    for _ in 0..2 {
        graph.driven.harness.drag_at(at);
        graph.driven.harness.drop_at(at);
    }
    pass_until_still(graph);
    graph.driven.harness.remove_cursor();
    pass_until_still(graph);
}

fn pass_until_still(graph: &mut Graph) {
    const MOST: usize = 400;
    for _ in 0..MOST {
        graph.driven.harness.step();
        if graph.driven.sleeps_for() == Duration::MAX {
            return;
        }
    }
    panic!("it never settles");
}

#[test]
fn the_ground_is_dragged_and_the_wheel_holds_what_is_under_the_pointer() {
    let mut graph = graph_of(None);
    graph.select("estonia");
    let before = graph.dot("Estonia").center();
    let canvas = graph.driven.one(Role::Pane, "Graph").rect();
    let ground = canvas.left_bottom() + vec2(6.0, -6.0);
    graph.driven.drag(ground, ground + vec2(50.0, -30.0));
    let moved = graph.dot("Estonia").center();
    assert!(moved.distance(before + vec2(50.0, -30.0)) < 0.1, "{moved}");
    graph.driven.wheel(moved, vec2(0.0, 60.0));
    let nearer = graph.dot("Estonia").center();
    assert!(nearer.distance(moved) < 0.5, "{nearer}");
    let far = graph.driven.one(Role::Button, "Farther (−)").rect();
    graph.driven.click_at(far.center());
    assert!(graph.dot("Estonia").center().distance(moved) > 1.0);
    graph.fit();
    assert!(graph.dot("Estonia").center().distance(before) < 0.1);
}

#[test]
fn the_menu_of_a_node_does_what_it_says() {
    let mut graph = graph_of(None);
    let found = graph.entity("estonia");
    graph.driven.one(Role::Pane, "Graph").focus();
    graph.select("estonia");
    // The node that has the keyboard has the menu.
    let names = graph.driven.names();
    let name = names
        .iter()
        .find(|name| name.starts_with("Estonia, state, "));
    let name = name.expect("a node").clone();
    graph.driven.one(Role::Button, &name).focus();
    graph.driven.settle();
    graph.driven.key_with(Modifiers::SHIFT, Key::F10);
    graph.driven.click(Role::Button, "Focus here");
    assert_eq!(graph.driven.app().state.view.linking.focus, Some(1));
    assert_eq!(graph.selection(), Selection::Entity(found));
    graph.driven.one(Role::Button, &name).focus();
    graph.driven.settle();
    graph.driven.key(Key::Menu);
    graph.driven.click(Role::Button, "Ways from here");
    assert_eq!(graph.driven.app().state.view.linking.path[0], Some(found));
}

#[test]
fn focus_leaves_names_only_to_what_is_near() {
    let mut graph = graph_of(None);
    graph.select("estonia");
    let before = rects(&graph).len();
    graph.driven.command(Command::SetFocus(Some(1)));
    let near = rects(&graph);
    assert!(near.len() < before && near.len() > 2, "{near:?}");
}

#[test]
fn until_there_is_a_layout_it_says_what_it_does() {
    let mut driven = Driven::shipped();
    let ctx = driven.harness.ctx.clone();
    driven
        .app_mut()
        .apply(&ctx, Command::TogglePanel(Panel::Graph));
    driven.harness.step();
    let words = "Arranging ";
    assert!(driven.says(words) || driven.says("Graph"));
    driven.app_mut().finish_graph();
    driven.settle();
    assert!(!driven.says(words));
    assert_eq!(driven.all(Role::Pane, "Graph").len(), 1);
}

#[test]
fn behind_the_curtain_nobody_is_there_who_is_not_known() {
    let mut graph = graph_of(None);
    let day = Day::from_ymd(2020, 5, 1).expect("a day");
    graph.driven.command(Command::SetCurtain(Some(day)));
    let known = graph.driven.opened().as_known_on(day);
    let record = &known.record;
    for (name, _) in rects(&graph) {
        let (who, _) = name.split_once(", ").expect("a kind");
        let mut all = record.entities_ix();
        let found = all.find(|(ix, entity)| &*entity.name == who && known.knows_entity(*ix));
        assert!(found.is_some(), "{who}");
    }
}

#[test]
fn a_click_gives_the_graph_the_keyboard_until_escape_takes_it() {
    let mut graph = graph_of(None);
    let window = |graph: &Graph| graph.driven.app().state.view.window;
    graph.select("estonia");
    let (at, window_before) = (graph.dot("Estonia").center(), window(&graph));
    graph.driven.click_at(at);
    graph.driven.harness.remove_cursor();
    graph.driven.settle();
    let before = graph.dot("Estonia").center();
    // The keys are for the graph, and not for the timeline.
    graph.driven.key(Key::Plus);
    assert!(graph.dot("Estonia").center().distance(before) > 1.0);
    assert_eq!(window(&graph), window_before);
    graph.driven.key(Key::Num0);
    let first = graph.selection();
    graph.driven.key(Key::ArrowRight);
    graph.driven.key(Key::Enter);
    assert_eq!(window(&graph), window_before);
    assert!(matches!(graph.selection(), Selection::Entity(_)));
    assert_ne!(graph.selection(), first);
    graph.driven.key(Key::Escape);
    graph.driven.key(Key::Plus);
    assert_ne!(window(&graph), window_before);
}

#[test]
fn a_click_on_a_line_and_on_the_ground_gives_the_keyboard_too() {
    let mut graph = graph_of(None);
    let window = |graph: &Graph| graph.driven.app().state.view.window;
    graph.select("estonia");
    let names = graph.driven.names();
    let mut lines = names.iter().filter(|name| name.starts_with("Estonia – "));
    let line = lines.find_map(|name| {
        let rect = graph.driven.all(Role::Button, name).first()?.rect();
        (rect.width() > 10.0).then_some(rect)
    });
    graph.driven.click_at(line.expect("a line").center());
    assert!(matches!(graph.selection(), Selection::Pair(..)));
    let before = window(&graph);
    graph.driven.key(Key::Minus);
    graph.driven.key(Key::ArrowLeft);
    assert_eq!(window(&graph), before);
    // From one of its ends on to a node.
    graph.driven.key(Key::Enter);
    assert!(matches!(graph.selection(), Selection::Entity(_)));
    graph.driven.key(Key::Escape);
    let canvas = graph.driven.one(Role::Pane, "Graph").rect();
    let corner = canvas.left_bottom() + vec2(4.0, -4.0);
    graph.driven.click_at(corner);
    graph.driven.key(Key::Plus);
    assert_eq!(window(&graph), before);
}

#[test]
fn a_focus_around_nothing_says_what_is_wanting_and_no_button_moves() {
    const WANTING: &str = "Select an actor or forum first";
    let mut graph = graph_of(None);
    let fit = |graph: &Graph| {
        let button = graph.driven.one(Role::Button, "Show the whole graph (0)");
        button.rect()
    };
    let before = fit(&graph);
    assert!(!graph.driven.says(WANTING));
    for steps in 1..=6 {
        graph.driven.key(Key::F);
        assert_eq!(graph.driven.app().state.view.linking.focus, Some(steps));
        assert!(graph.driven.says(WANTING), "{steps}");
        assert_eq!(fit(&graph), before, "{steps}");
    }
    assert!(graph.driven.says("In focus: 6 steps from the selection"));
    graph.select("estonia");
    assert!(!graph.driven.says(WANTING));
    assert_eq!(fit(&graph), before);
}

#[test]
fn where_nothing_is_let_through_it_says_so_and_what_helps() {
    let mut graph = graph_of(None);
    let words = "No link is let through. Search for less, or let chips go.";
    assert!(!graph.driven.panel_says("Graph", words));
    graph.driven.command(Command::SetQuery("zzzqq".to_owned()));
    assert!(graph.driven.panel_says("Graph", words));
    graph.driven.command(Command::ClearFilters);
    assert!(!graph.driven.panel_says("Graph", words));
}

#[test]
fn nobody_looks_from_so_far_away_that_the_graph_gets_lost() {
    let mut graph = graph_of(None);
    graph.select("estonia");
    let canvas = graph.driven.one(Role::Pane, "Graph").rect();
    let offset = |graph: &Graph| graph.dot("Estonia").center() - canvas.center();
    let before = offset(&graph);
    for _ in 0..12 {
        graph.driven.click(Role::Button, "Farther (−)");
    }
    let after = offset(&graph);
    // Half as far from the middle: a quarter of the room.
    assert!((after * 2.0 - before).length() < 2.0, "{before} {after}");
    graph.driven.wheel(canvas.center(), vec2(0.0, -4000.0));
    assert!((offset(&graph) - after).length() < 1.0);
}
