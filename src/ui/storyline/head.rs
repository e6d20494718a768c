//! What stands above the storyline, in one row: which lines are told, how high their rows are.

use egui::{Button, RichText, Ui};

use super::StorylineView;
use super::legend::legend_button;
use crate::index::net::Node;
use crate::layout::storyline::Story;
use crate::state::Selection;
use crate::ui::linking::{node_words, shown_head};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

pub(super) fn head_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    view: &mut StorylineView,
    story: Option<&Story>,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let hidden = story.map(Story::hidden).unwrap_or_default();
        let hidden = match hidden.lines {
            0 => String::new(),
            lines => format!(
                "\n{} with {} left out",
                counted(lines, "line"),
                counted(hidden.links, "link")
            ),
        };
        let is_on = view.choice.only_meeting;
        let help = format!("Leave out the lines that never meet another one{hidden}");
        if small(ui, "Only those who meet", &help, Some(is_on)) {
            view.choice.only_meeting = !is_on;
        }
        company_ui(ui, scene, view, story, &hidden);
        if small(ui, "−", "Lower rows", None) {
            resize(view, -1);
        }
        if small(ui, "+", "Higher rows", None) {
            resize(view, 1);
        }
        legend_button(ui, scene.looks);
        if !hidden.is_empty() {
            let lines = story.map_or(0, |story| story.hidden().lines);
            let words = format!("{} left out", counted(lines, "line"));
            ui.label(RichText::new(words).small().color(scene.looks.weak));
        }
        outside_ui(ui, scene, story);
        shown_head(ui, scene);
    });
}

/// The switch that leaves only those whom the selected one meets.
fn company_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut StorylineView,
    story: Option<&Story>,
    hidden: &str,
) {
    let selected = match scene.state.view.selection {
        Selection::Entity(entity) => Some(scene.shown.node_of(entity)),
        Selection::Pair(actor, _) => Some(actor),
        _ => None,
    };
    let has_line = |node: &Node| story.is_some_and(|story| story.line_of(*node).is_some());
    let on = view.choice.company_of;
    let Some(node) = on.or(selected.filter(has_line)) else {
        return;
    };
    let name = match node {
        Node::Entity(entity) => scene.opened.record.entity(entity).short_name().to_owned(),
        Node::Kind(_) => node_words(&scene.opened.record, node),
    };
    let help = format!("Show only {name} and those whom it meets{hidden}");
    let short: String = match name.chars().count() {
        0..=18 => name,
        _ => name.chars().take(17).chain(['…']).collect(),
    };
    let words = format!("Company of {short}");
    if small(ui, &words, &help, Some(on.is_some())) {
        view.choice.company_of = on.is_none().then_some(node);
    }
}

/// With links of any time, how many lie outside what is in sight.
fn outside_ui(ui: &mut Ui, scene: &Scene<'_>, story: Option<&Story>) {
    if !scene.state.view.linking.at_any_time {
        return;
    }
    let Some(story) = story else {
        return;
    };
    let outside = story.outside(scene.state.view.window);
    if outside > 0 {
        let words = format!("{outside} outside the window");
        ui.label(RichText::new(words).small().color(scene.looks.weak))
            .on_hover_text("Links before or after what is in sight: move or zoom to see them");
    }
}

fn resize(view: &mut StorylineView, by: i32) {
    view.steps = (view.steps + by).clamp(-7, 4);
}

fn small(ui: &mut Ui, words: &str, help: &str, is_on: Option<bool>) -> bool {
    let text = RichText::new(words).small();
    let button = Button::new(text).small().selected(is_on == Some(true));
    let response = ui.add(button);
    response.widget_info(|| match is_on {
        Some(is_on) => egui::WidgetInfo::selected(egui::Role::Button, true, is_on, words),
        None => egui::WidgetInfo::labeled(egui::Role::Button, true, help),
    });
    response.on_hover_text(help).clicked()
}
