//! Opening a dataset, or attaching an original, by a typed path: works where there is no
//! dialog.

use std::path::PathBuf;

use egui::{Key, Modal, RichText, TextEdit, Ui};

use super::scene::Scene;
use crate::state::Command;

/// What has been typed.
#[derive(Default)]
pub(super) struct OpenPathView {
    text: String,
    was_open: bool,
}

pub(super) fn open_path_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    view: &mut OpenPathView,
    for_original: bool,
) {
    let (title, help, hint, verb) = if for_original {
        (
            "Attach original by path",
            "Your own text of the source that is open: a .txt or .md file.",
            "/home/me/report.txt",
            "Attach",
        )
    } else {
        (
            "Open by path",
            "A folder with a dataset.ron in it, or a .ron file.",
            "/home/me/my-record",
            "Open",
        )
    };
    let just_opened = !view.was_open;
    view.was_open = true;
    if just_opened && for_original {
        // What was typed last was for another source.
        view.text.clear();
    }
    let mut go = false;
    let mut close = false;
    let modal = Modal::new(egui::Id::unique("open path")).show(ui.ctx(), |ui| {
        ui.set_width((560.0 * scene.looks.scale).min(ui.ctx().content_rect().width() - 40.0));
        ui.label(RichText::new(title).heading());
        ui.label(help);
        let response = ui.add(
            TextEdit::singleline(&mut view.text)
                .hint_text(hint)
                .desired_width(f32::INFINITY),
        );
        response.widget_info(|| {
            let mut info =
                egui::WidgetInfo::text_edit(true, view.text.clone(), view.text.clone(), "");
            info.label = Some("Path".to_owned());
            info
        });
        if just_opened {
            response.request_focus();
        }
        go |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if let Some(error) = &scene.state.path_error {
            ui.add(egui::Label::new(RichText::new(error).color(scene.looks.error)).wrap());
        }
        let recent = &scene.state.preferences.recent;
        for path in recent.clone().into_iter().filter(|_| !for_original) {
            if ui
                .add(
                    egui::Button::new(path.display().to_string())
                        .frame_when_inactive(false)
                        .truncate(),
                )
                .clicked()
            {
                view.text = path.display().to_string();
                go = true;
            }
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            go |= ui
                .add_enabled(!view.text.trim().is_empty(), egui::Button::new(verb))
                .clicked();
            close |= ui.button("Cancel").clicked();
        });
    });
    close |= modal.should_close();
    let path = view.text.trim();
    if go && !path.is_empty() {
        // It closes once there is something at the path.
        scene.state.path_error = None;
        let path = PathBuf::from(path);
        scene.push(if for_original {
            Command::AttachPath(path)
        } else {
            Command::OpenPath(path)
        });
    }
    if close {
        view.was_open = false;
        scene.state.path_error = None;
        scene.push(if for_original {
            Command::AttachTyped
        } else {
            Command::OpenTyped
        });
    }
}

impl OpenPathView {
    /// Called while the window is closed.
    pub(super) fn close(&mut self) {
        self.was_open = false;
    }
}
