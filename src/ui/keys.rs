//! Keys → commands, by the catalogue.

use egui::Context;

use crate::state::{CATALOGUE, Command, Overlay, State};

/// The commands whose keys were pressed in this pass. Bare keys do nothing while somebody
/// is typing or while a widget has the keyboard that needs them.
///
/// `had_focus` says whether a widget had the keyboard in the pass before: egui takes it away
/// on Escape before anybody is asked.
pub(super) fn pressed(ctx: &Context, state: &State, had_focus: bool) -> Vec<Command> {
    let typing = ctx.text_edit_focused();
    // A focused button or mark needs the arrows and the space bar.
    let focused = ctx.memory(|memory| memory.focused().is_some());
    // An open menu closes on Escape by itself.
    let popup_open = egui::Popup::is_any_open(ctx);
    let mut commands = Vec::new();
    // Longer combinations first, so that Ctrl+1 is not taken for 1.
    let mut entries: Vec<_> = CATALOGUE
        .iter()
        .filter_map(|entry| Some((entry.shortcut?, entry)))
        .collect();
    entries.sort_by_key(|(shortcut, _)| std::cmp::Reverse(modifiers(*shortcut)));
    for (shortcut, entry) in entries {
        let escape = entry.command == Command::Escape;
        if typing && shortcut.is_bare() && !escape {
            continue;
        }
        let is_taken = belongs_to_focus(shortcut.key)
            || state.graph_has_keys && belongs_to_graph(shortcut.key)
            || state.grid_has_keys && belongs_to_grid(shortcut.key);
        if focused && shortcut.is_bare() && is_taken {
            continue;
        }
        // While something lies on top, only what closes it or opens another is heard.
        if popup_open && (escape || belongs_to_focus(shortcut.key)) {
            continue;
        }
        let on_top = state.overlay.is_some() && shortcut.is_bare();
        let is_overlay = matches!(
            entry.command,
            Command::Escape | Command::ToggleHelp | Command::ToggleWelcome
        );
        if on_top && !is_overlay {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut.keyboard())) {
            // Escape first gives the keyboard back from whatever has it.
            if escape && (focused || had_focus) && state.overlay.is_none() {
                ctx.memory_mut(|memory| {
                    if let Some(id) = memory.focused() {
                        memory.surrender_focus(id);
                    }
                });
                continue;
            }
            commands.push(state.by_key(&entry.command));
        }
    }
    if state.overlay == Some(Overlay::Palette) && typing {
        return commands;
    }
    // Ctrl and = is what most keyboards give for Ctrl and plus.
    let larger = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Equals);
    if ctx.input_mut(|input| input.consume_shortcut(&larger)) {
        commands.push(Command::InterfaceLarger);
    }
    if !typing && !(focused && (state.graph_has_keys || state.grid_has_keys)) {
        let nearer = egui::KeyboardShortcut::new(egui::Modifiers::NONE, egui::Key::Equals);
        if ctx.input_mut(|input| input.consume_shortcut(&nearer)) {
            commands.push(Command::ZoomIn);
        }
    }
    commands
}

/// The graph is looked at nearer and farther while it has the keyboard, not the timeline.
const fn belongs_to_graph(key: egui::Key) -> bool {
    matches!(key, egui::Key::Plus | egui::Key::Minus | egui::Key::Home)
}

/// Arrows move the focus, the space bar presses what has it.
const fn belongs_to_focus(key: egui::Key) -> bool {
    matches!(
        key,
        egui::Key::Space
            | egui::Key::ArrowUp
            | egui::Key::ArrowDown
            | egui::Key::ArrowLeft
            | egui::Key::ArrowRight
    )
}

/// Its pages, its ends, and how large its cells are.
const fn belongs_to_grid(key: egui::Key) -> bool {
    matches!(
        key,
        egui::Key::PageUp
            | egui::Key::PageDown
            | egui::Key::Home
            | egui::Key::End
            | egui::Key::Plus
            | egui::Key::Minus
    )
}

fn modifiers(shortcut: crate::state::Shortcut) -> u32 {
    let held = shortcut.modifiers;
    u32::from(held.command) + u32::from(held.alt) + u32::from(held.shift)
}
