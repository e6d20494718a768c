//! What stands above the grid, in one row: in which order, what is folded, how large.

use egui::containers::menu::MenuButton;
use egui::{Button, RichText, ScrollArea, Ui};

use super::{CellSize, GridView, Made, folds};
use crate::index::net::{ActorsBy, ArrangeBy, Node};
use crate::state::Command;
use crate::ui::icons;
use crate::ui::linking::{node_words, shown_head};
use crate::ui::scene::Scene;

/// From this height of the panel on there is room for the legend as well, in points.
pub(super) const ROOM_FOR_LEGEND: f32 = 440.0;
/// From this width on the order is named in the button.
const WIDE: f32 = 900.0;
/// A list in a menu is no higher, in points.
const MOST_LISTED: f32 = 260.0;

pub(super) fn bar_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    view: &mut GridView,
    made: Option<&Made>,
    legend: &mut bool,
) {
    let is_wide = ui.available_width() > WIDE * scene.looks.scale;
    let linking = &scene.state.view.linking;
    let (actors, forums) = (linking.actors, linking.forums);
    let title = |what: &str, by: ArrangeBy| match is_wide {
        true => format!("{what} by {}", name_of(by)),
        false => what.to_owned(),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        menu(
            ui,
            &title("Actors", actors),
            "In which order the rows stand, and what is folded",
            |ui| {
                actors_menu(ui, scene);
            },
        );
        menu(
            ui,
            &title("Forums", forums),
            "In which order the columns stand, and what is folded",
            |ui| {
                forums_menu(ui, scene, made);
            },
        );
        if small(
            ui,
            "Legend",
            "Show or hide what the signs mean",
            Some(*legend),
        ) {
            *legend = !*legend;
            view.legend = Some(*legend);
        }
        let smaller = small(
            ui,
            "−",
            "Smaller cells: Ctrl and wheel, or − in the grid",
            None,
        );
        let larger = small(
            ui,
            "+",
            "Larger cells: Ctrl and wheel, or + in the grid",
            None,
        );
        view.steps = i32::from(larger) - i32::from(smaller);
        let is_whole = view.size == CellSize::Whole;
        if small(
            ui,
            "Whole",
            "Cells so small that the whole grid is in sight",
            Some(is_whole),
        ) {
            view.size = if is_whole {
                CellSize::Usual
            } else {
                CellSize::Whole
            };
        }
        shown_head(ui, scene);
    });
}

fn name_of(by: ArrangeBy) -> &'static str {
    let found = ArrangeBy::ALL.iter().find(|(other, _)| *other == by);
    found.map_or("", |(_, name)| name)
}

/// A small button; `is_on` if it is for what is in force or not.
fn small(ui: &mut Ui, words: &str, help: &str, is_on: Option<bool>) -> bool {
    let button = Button::new(RichText::new(words).small()).small();
    let response = ui.add(button.selected(is_on == Some(true)));
    if let Some(is_on) = is_on {
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, words));
    }
    response.on_hover_text(help).clicked()
}

fn menu(ui: &mut Ui, title: &str, help: &str, inside: impl FnOnce(&mut Ui)) {
    let button = Button::new(RichText::new(format!("{title} ▾")).small()).small();
    let (response, _) = MenuButton::from_button(button).ui(ui, inside);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, title));
    response.on_hover_text(help);
}

fn heading(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).small().weak());
}

fn orders(ui: &mut Ui, scene: &mut Scene<'_>, now: ArrangeBy, command: fn(ArrangeBy) -> Command) {
    heading(ui, "In order of");
    for (by, name) in ArrangeBy::ALL {
        let response = ui.radio(now == by, name);
        let help = icons::hint(ui, &command(by));
        if response.on_hover_text(help).clicked() {
            scene.push(command(by));
        }
    }
}

fn actors_menu(ui: &mut Ui, scene: &mut Scene<'_>) {
    let linking = &scene.state.view.linking;
    let (order, fold) = (linking.actors, linking.folding.actors);
    orders(ui, scene, order, Command::ArrangeActors);
    ui.separator();
    heading(ui, "Folded by");
    for (by, name) in ActorsBy::ALL {
        let command = Command::FoldActors(by);
        let help = icons::hint(ui, &command);
        if ui.radio(fold == by, name).on_hover_text(help).clicked() {
            scene.push(command);
        }
    }
    if folds(fold) {
        ui.separator();
        heading(ui, "Closed");
        let all = crate::index::net::groups(scene.opened, fold);
        closed_list(ui, scene, all.into_iter().collect());
    }
}

fn forums_menu(ui: &mut Ui, scene: &mut Scene<'_>, made: Option<&Made>) {
    let linking = &scene.state.view.linking;
    let (order, is_folded) = (linking.forums, !linking.folding.closed.is_empty());
    orders(ui, scene, order, Command::ArrangeForums);
    ui.separator();
    let name = if is_folded {
        "Open everything"
    } else {
        "Fold all into what they belong to"
    };
    let help = icons::hint(ui, &Command::ToggleNodes);
    if ui.button(name).on_hover_text(help).clicked() {
        scene.push(Command::ToggleNodes);
    }
    let Some(made) = made else {
        return;
    };
    let is_forum = |node: &Node| {
        node.entity().is_some_and(|ix| {
            scene.opened.record.entity(ix).is_forum() && scene.opened.knows_entity(ix)
        })
    };
    let holding: Vec<Node> = made.holding.iter().copied().filter(is_forum).collect();
    if !holding.is_empty() {
        heading(ui, "Closed");
        closed_list(ui, scene, holding);
    }
}

/// Which of these are closed, to be opened and closed one by one.
fn closed_list(ui: &mut Ui, scene: &mut Scene<'_>, nodes: Vec<Node>) {
    let opened = scene.opened;
    let mut named: Vec<(String, Node)> = (nodes.into_iter())
        .map(|node| (node_words(&opened.record, node), node))
        .collect();
    named.sort();
    ScrollArea::vertical()
        .max_height(MOST_LISTED)
        .show(ui, |ui| {
            for (name, node) in named {
                let mut is_closed = scene.state.view.linking.folding.closed.contains(&node);
                if ui.checkbox(&mut is_closed, name).changed() {
                    scene.push(Command::ToggleNode(node));
                }
            }
        });
}
