//! Icons by what they mean here.

use egui::{Button, Response, Ui, Widget as _};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons as m;

use super::scene::Scene;
use crate::state::{Command, Shortcut, entry_of};

pub(super) const BACK: MaterialIcon = m::ICON_ARROW_BACK;
pub(super) const FORWARD: MaterialIcon = m::ICON_ARROW_FORWARD;
pub(super) const SEARCH: MaterialIcon = m::ICON_SEARCH;
pub(super) const CLOSE: MaterialIcon = m::ICON_CLOSE;
pub(super) const NEXT: MaterialIcon = m::ICON_CHEVRON_RIGHT;
pub(super) const PREVIOUS: MaterialIcon = m::ICON_CHEVRON_LEFT;
pub(super) const COPY: MaterialIcon = m::ICON_CONTENT_COPY;
pub(super) const BROWSER: MaterialIcon = m::ICON_OPEN_IN_NEW;
pub(super) const WARNING: MaterialIcon = m::ICON_WARNING;
pub(super) const CHIPS: MaterialIcon = m::ICON_FILTER_ALT;
pub(super) const CONTENTS: MaterialIcon = m::ICON_TOC;
pub(super) const ALONG: MaterialIcon = m::ICON_SYNC;
pub(super) const EDITIONS: MaterialIcon = m::ICON_MENU_BOOK;
pub(super) const WIDEN: MaterialIcon = m::ICON_OPEN_IN_FULL;
pub(super) const NARROW: MaterialIcon = m::ICON_CLOSE_FULLSCREEN;
pub(super) const FIT: MaterialIcon = m::ICON_FIT_SCREEN;
pub(super) const NEARER: MaterialIcon = m::ICON_ZOOM_IN;
pub(super) const FARTHER: MaterialIcon = m::ICON_ZOOM_OUT;
pub(super) const PLAY: MaterialIcon = m::ICON_PLAY_ARROW;
pub(super) const PAUSE: MaterialIcon = m::ICON_PAUSE;
pub(super) const HELP: MaterialIcon = m::ICON_HELP;
pub(super) const SWAP: MaterialIcon = m::ICON_SWAP_HORIZ;
pub(super) const CLOSED: MaterialIcon = m::ICON_CHEVRON_RIGHT;
pub(super) const OPENED: MaterialIcon = m::ICON_EXPAND_MORE;

/// A button with an icon alone. `name` is what it does, for hover and screen readers.
pub(super) fn icon_button(ui: &mut Ui, icon: MaterialIcon, name: &str, enabled: bool) -> Response {
    let response = ui.add_enabled_ui(enabled, |ui| {
        Button::new(icon.rich_text().size(icon_size(ui)))
            .frame_when_inactive(false)
            .ui(ui)
    });
    let response = response.inner;
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
    response.on_hover_text(name).on_disabled_hover_text(name)
}

pub(super) fn icon_size(ui: &Ui) -> f32 {
    ui.text_style_height(&egui::TextStyle::Body) * 1.05
}

/// An icon button for something that is in force or not, named by the command that brings
/// it about. Returns whether it was clicked.
pub(super) fn toggle_button(
    ui: &mut Ui,
    icon: MaterialIcon,
    command: &Command,
    is_on: bool,
) -> bool {
    let name = hint(ui, command);
    let button = Button::new(icon.rich_text().size(icon_size(ui)))
        .frame_when_inactive(is_on)
        .selected(is_on);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, &name));
    response.on_hover_text(&name).clicked()
}

/// An icon button for a command of the catalogue, with its help and shortcut on hover.
pub(super) fn command_button(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    icon: MaterialIcon,
    command: Command,
    enabled: bool,
) {
    let name = hint(ui, &command);
    if icon_button(ui, icon, &name, enabled).clicked() {
        scene.push(command);
    }
}

/// A shortcut as it stands on the keyboard: "Alt+←", "[".
pub(super) fn shortcut_words(ui: &Ui, shortcut: Shortcut) -> String {
    let words = ui.format_shortcut(&shortcut.keyboard());
    words
        .replace("OpenBracket", "[")
        .replace("CloseBracket", "]")
}

/// "Back (Alt+←)": a command's name with its shortcut.
pub(super) fn hint(ui: &Ui, command: &Command) -> String {
    match entry_of(command) {
        Some(entry) => match entry.shortcut {
            Some(shortcut) => format!("{} ({})", entry.name, shortcut_words(ui, shortcut)),
            None => entry.name.to_owned(),
        },
        None => String::new(),
    }
}
