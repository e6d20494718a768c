//! Menus, back and forward, the search box.

use egui::{Key, RichText, TextEdit, Ui};

use super::icons::{self, command_button, hint, icon_button};
use super::scene::Scene;
use crate::index::net::{ActorsBy, ArrangeBy};
use crate::state::{CATALOGUE, Command, Menu, Unmatched};

pub(super) fn top_bar_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.add_space(3.0);
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| menu_ui(ui, scene, menu));
        }
        ui.separator();
        let (back, forward) = {
            let history = &scene.state.history;
            (history.can_go_back(), history.can_go_forward())
        };
        command_button(ui, scene, icons::BACK, Command::Back, back);
        command_button(ui, scene, icons::FORWARD, Command::Forward, forward);
        ui.separator();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            command_button(ui, scene, icons::HELP, Command::ToggleHelp, true);
            unmatched_ui(ui, scene);
            let chips_open = scene.state.preferences.chips_open;
            let chips = icon_button(ui, icons::CHIPS, &hint(ui, &Command::ToggleChips), true);
            if chips_open {
                chips.clone().highlight();
            }
            if chips.clicked() {
                scene.push(Command::ToggleChips);
            }
            search_ui(ui, scene);
        });
    });
    ui.add_space(3.0);
}

/// A menu, which scrolls where the window is too low for it.
fn menu_ui(ui: &mut Ui, scene: &mut Scene<'_>, menu: Menu) {
    let room = (ui.ctx().content_rect().bottom() - ui.cursor().top() - 16.0).max(120.0);
    egui::ScrollArea::vertical()
        .max_height(room)
        // What opens offers less room than the window has.
        .min_scrolled_height(room)
        .show(ui, |ui| entries_ui(ui, scene, menu));
}

fn entries_ui(ui: &mut Ui, scene: &mut Scene<'_>, menu: Menu) {
    ui.set_min_width(260.0 * scene.looks.scale);
    for entry in CATALOGUE.iter().filter(|entry| entry.menu == menu) {
        if begins_group(&entry.command) {
            ui.separator();
        }
        let checked = is_on(scene, &entry.command);
        let enabled = match entry.command {
            Command::OpenDialog => !scene.dialog_open,
            Command::CancelReading => scene.state.is_opening,
            _ => true,
        };
        let mut button = egui::Button::new(entry.name).selected(checked == Some(true));
        if let Some(shortcut) = entry.shortcut {
            button = button.shortcut_text(icons::shortcut_words(ui, shortcut));
        }
        if ui
            .add_enabled(enabled, button)
            .on_hover_text(entry.help)
            .clicked()
        {
            scene.push(entry.command.clone());
            ui.close();
        }
    }
    if menu == Menu::File && !scene.state.preferences.recent.is_empty() {
        ui.separator();
        ui.label(RichText::new("Opened before").small().weak());
        for path in scene.state.preferences.recent.clone() {
            let name = path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into_owned(),
            );
            if ui
                .button(name)
                .on_hover_text(path.display().to_string())
                .clicked()
            {
                scene.push(Command::OpenPath(path));
                ui.close();
            }
        }
    }
}

/// Whether a line stands above a command in its menu.
const fn begins_group(command: &Command) -> bool {
    matches!(
        command,
        Command::ArrangeActors(ArrangeBy::Meeting)
            | Command::ArrangeForums(ArrangeBy::Meeting)
            | Command::FoldActors(ActorsBy::Apart)
            | Command::FocusFarther
            | Command::PathFromHere
            | Command::ToggleAbsence
            | Command::PlayTime
    )
}

/// Whether a command that switches something is on; `None` for all others.
fn is_on(scene: &Scene<'_>, command: &Command) -> Option<bool> {
    let preferences = &scene.state.preferences;
    let linking = &scene.state.view.linking;
    match command {
        Command::SetLanes(lanes) => Some(scene.state.view.lanes == *lanes),
        Command::SetTheme(theme) => Some(preferences.theme == *theme),
        Command::ArrangeActors(by) => Some(linking.actors == *by),
        Command::ArrangeForums(by) => Some(linking.forums == *by),
        Command::FoldActors(by) => Some(linking.folding.actors == *by),
        Command::ToggleAnyTime => Some(linking.at_any_time),
        Command::ToggleAbsence => Some(linking.ways.absence),
        Command::ToggleParents => Some(linking.ways.parents),
        Command::PlayTime => Some(scene.state.time_plays),
        Command::TogglePanel(panel) => Some(preferences.panels.shows(*panel)),
        Command::ToggleChips => Some(preferences.chips_open),
        Command::ToggleProblems => Some(scene.state.problems_open),
        _ => None,
    }
}

fn unmatched_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let (label, help) = match scene.state.preferences.unmatched {
        Unmatched::Fade => ("fades", "What does not match is pale. Click to hide it."),
        Unmatched::Hide => (
            "hides",
            "What does not match is hidden. Click to show it pale.",
        ),
    };
    let name = format!("The rest {label}");
    if ui
        .add(egui::Button::new(name).frame_when_inactive(false))
        .on_hover_text(format!("{help} ({})", key_of(ui)))
        .clicked()
    {
        scene.push(Command::ToggleUnmatched);
    }
}

fn key_of(ui: &Ui) -> String {
    hint(ui, &Command::ToggleUnmatched)
}

/// What is wrong with the query, right below it and above everything else, so that nothing
/// moves while somebody types.
fn complaint_ui(ui: &Ui, scene: &Scene<'_>, below: egui::Rect) {
    let filters = &scene.state.view.filters;
    let (words, color) = match (&filters.error, scene.matches.hints.first()) {
        (Some(error), _) => (error.to_string(), scene.looks.error),
        (None, Some(hint)) => (hint.clone(), scene.looks.warning),
        (None, None) => return,
    };
    egui::Area::new(egui::Id::unique("query complaint"))
        .order(egui::Order::Foreground)
        .fixed_pos(below.left_bottom() + egui::vec2(0.0, 3.0))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_max_width(below.width());
                ui.horizontal(|ui| {
                    ui.label(icons::WARNING.rich_text().color(color));
                    ui.label(RichText::new(words).color(color));
                });
            });
        });
}

fn search_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let mut text = scene.state.view.filters.text.clone();
    if !scene.state.view.filters.is_open()
        && icon_button(ui, icons::CLOSE, &hint(ui, &Command::ClearFilters), true).clicked()
    {
        scene.push(Command::ClearFilters);
    }
    let width = (ui.available_width() - 44.0).clamp(80.0, 640.0 * scene.looks.scale);
    let id = egui::Id::unique("search box");
    let response = ui.add(
        TextEdit::singleline(&mut text)
            .id(id)
            .desired_width(width)
            .align(egui::Align2::LEFT_CENTER)
            .frame(
                egui::Frame::new()
                    .fill(scene.looks.paper)
                    .stroke(egui::Stroke::new(1.0, scene.looks.line))
                    .corner_radius(4)
                    .inner_margin(egui::Margin::symmetric(7, 3)),
            )
            .hint_text("Search titles, names and passages, or forum: actor: role: from: …"),
    );
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, text.clone(), text.clone(), "");
        info.label = Some("Search".to_owned());
        info
    });
    ui.label(icons::SEARCH.rich_text().color(scene.looks.weak));
    complaint_ui(ui, scene, response.rect);
    if scene.state.focus_search {
        response.request_focus();
        scene.state.focus_search = false;
    }
    if response.changed() {
        scene.push(Command::SetQuery(text));
    }
    // Enter goes to the first hit and gives the keyboard back.
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        scene.push(Command::FirstEvent);
    }
}
