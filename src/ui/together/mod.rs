//! With whom an actor appears, who is in a forum, and what two or three share.

mod companions;
mod shared;

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui, WidgetInfo};

use self::companions::CompanionsView;
use self::shared::SharedView;
use super::asked::{head_ui, whole};
use super::entity_field::{EntityField, entity_field};
use super::icons;
use super::links::entity_button;
use super::scene::Scene;
use crate::model::EntityIx;
use crate::state::{Command, MOST_BESIDE, entry_of};

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct TogetherView {
    field: EntityField,
    /// A forum that acts is asked about as a forum or as an actor.
    as_actor: bool,
    companions: CompanionsView,
    shared: SharedView,
}

pub(super) fn together_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut TogetherView) {
    let who = who(scene);
    let panel = ui.available_height();
    ScrollArea::vertical()
        .id_salt("together")
        .auto_shrink(false)
        .show(ui, |ui| {
            head_ui(ui, scene);
            who_ui(ui, scene, view, &who);
            match who[..] {
                [] => invitation_ui(ui, scene),
                [one] => one_ui(ui, scene, view, (one, panel)),
                _ => view.shared.show(ui, scene, &who),
            }
        });
}

/// Of whom it is asked: those that are compared, else what is selected.
fn who(scene: &Scene<'_>) -> Vec<EntityIx> {
    let beside = &scene.state.view.linking.beside;
    if beside.is_empty() {
        scene.state.view.selection.entity().into_iter().collect()
    } else {
        beside.clone()
    }
}

/// Of whom it is asked, each to be let go, and a field to take one more.
fn who_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut TogetherView, who: &[EntityIx]) {
    let is_kept = !scene.state.view.linking.beside.is_empty();
    let opened = Arc::clone(scene.opened);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        let icon = icons::icon_size(ui) + ui.spacing().button_padding.x * 2.0;
        for entity in who {
            let found = opened.record.entity(*entity);
            whole(ui, &found.name, icon + 12.0);
            entity_button(ui, scene, *entity);
            if is_kept {
                let help = format!("Compare {} no longer", found.name);
                if icons::icon_button(ui, icons::CLOSE, &help, true).clicked() {
                    scene.push(Command::ToggleBeside(*entity));
                }
            }
        }
        if who.len() < MOST_BESIDE {
            add_ui(ui, scene, view, (who, is_kept));
        }
    });
}

/// A field to take one more.
fn add_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    view: &mut TogetherView,
    (who, is_kept): (&[EntityIx], bool),
) {
    let name = if who.is_empty() {
        "Who"
    } else {
        "Compare with"
    };
    if ui.available_size_before_wrap().x < 200.0 * scene.looks.scale {
        ui.end_row();
    }
    ui.label(RichText::new(name).small().color(scene.looks.weak));
    let width = ui
        .available_size_before_wrap()
        .x
        .min(260.0 * scene.looks.scale);
    let picked = entity_field(ui, scene, &mut view.field, name, None, width);
    let Some(picked) = picked.flatten().filter(|picked| !who.contains(picked)) else {
        return;
    };
    // What is only selected stays beside the one that comes.
    for selected in who.iter().filter(|_| !is_kept) {
        scene.push(Command::ToggleBeside(*selected));
    }
    scene.push(Command::ToggleBeside(picked));
}

fn invitation_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let shortcut = entry_of(&Command::CompareHere).and_then(|entry| entry.shortcut);
    let key = shortcut.map_or_else(String::new, |key| super::icons::shortcut_words(ui, key));
    let words = format!(
        "Who meets whom? Select an actor or forum anywhere, or choose one above by any of its names. To see what two or three share, select them one after the other and press {key} each time."
    );
    ui.add_space(4.0);
    let text = RichText::new(words).color(scene.looks.weak);
    ui.add(egui::Label::new(text).wrap());
}

fn one_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    view: &mut TogetherView,
    (one, panel): (EntityIx, f32),
) {
    let entity = scene.opened.record.entity(one);
    let (acts, is_forum) = (entity.is_actor(), entity.is_forum());
    if acts && is_forum {
        ui.horizontal_wrapped(|ui| {
            for (as_actor, words) in [(false, "who is in it"), (true, "with whom it appears")] {
                let is_on = view.as_actor == as_actor;
                let response = ui.selectable_label(is_on, RichText::new(words).small());
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::RadioButton, true, is_on, words)
                });
                if response.clicked() {
                    view.as_actor = as_actor;
                }
            }
        });
    }
    if acts && (view.as_actor || !is_forum) {
        view.companions.show(ui, scene, one, panel);
    } else {
        view.shared.show(ui, scene, &[one]);
    }
}
