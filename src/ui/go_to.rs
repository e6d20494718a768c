//! Going to a date that is typed.

use egui::{Key, Modal, RichText, TextEdit, Ui};

use super::scene::Scene;
use crate::layout::length_words;
use crate::model::Date;
use crate::state::{Command, Window, window_words};

/// What has been typed; it stays for the next time.
#[derive(Default)]
pub(super) struct GoToView {
    text: String,
    was_open: bool,
}

pub(super) fn go_to_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut GoToView) {
    let just_opened = !view.was_open;
    view.was_open = true;
    let (mut go, mut close) = (false, false);
    let modal = Modal::new(egui::Id::unique("go to date")).show(ui.ctx(), |ui| {
        ui.set_width((420.0 * scene.looks.scale).min(ui.ctx().content_rect().width() - 40.0));
        ui.label(RichText::new("Go to date").heading());
        ui.label("2020-05-22, 2020-05, 1967, 2020-21 (spring), 2019-12/2020-02, or -0043-03-15 (15 March 44 BC: the year 0 is 1 BC)");
        let output = TextEdit::singleline(&mut view.text)
            .hint_text("2020-05")
            .desired_width(f32::INFINITY)
            .show(ui);
        let response = output.response.response;
        response.widget_info(|| {
            let mut info =
                egui::WidgetInfo::text_edit(true, view.text.clone(), view.text.clone(), "");
            info.label = Some("Date".to_owned());
            info
        });
        if just_opened {
            response.request_focus();
            select_all(ui, output.state, &view.text, response.id);
        }
        go |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let understood = understand(&view.text);
        // Always a line, so that nothing jumps while typing.
        let (words, color) = match &understood {
            None => (" ".to_owned(), scene.looks.weak),
            Some(Ok((_, words))) => (words.clone(), scene.looks.ink),
            Some(Err(words)) => (words.clone(), scene.looks.error),
        };
        ui.add(egui::Label::new(RichText::new(words).color(color)).wrap());
        ui.add_space(6.0);
        let date = understood.and_then(Result::ok).map(|(date, _)| date);
        ui.horizontal(|ui| {
            let button = egui::Button::new("Go");
            go |= ui.add_enabled(date.is_some(), button).clicked();
            close |= ui.button("Cancel").clicked();
        });
        if go && date.is_none() {
            // What is typed stays to be mended.
            response.request_focus();
        }
        date
    });
    close |= modal.should_close();
    if let Some(date) = modal.inner.filter(|_| go) {
        scene.push(Command::ShowDate(date));
    } else if close {
        scene.push(Command::GoToDate);
    }
}

/// What is typed as a date with what it means, or what is wrong with it and what to do; `None`
/// while nothing is typed.
fn understand(text: &str) -> Option<Result<(Date, String), String>> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let date = match Date::parse(text) {
        Ok(date) => date,
        Err(error) => return Some(Err(format!("{error}: {}", error.remedy()))),
    };
    let words = match date.stretch() {
        (Some(start), Some(end)) if end - start > 1.0 => format!(
            "{}: {}, {}",
            date.words(),
            window_words(Window { start, end }),
            length_words(start, end)
        ),
        _ => date.words().to_owned(),
    };
    Some(Ok((date, words)))
}

/// What was typed last can be typed over.
fn select_all(ui: &Ui, mut state: egui::text_edit::TextEditState, text: &str, id: egui::Id) {
    let end = egui::text::CCursor::new(text.chars().count());
    let all = egui::text::CCursorRange::two(egui::text::CCursor::default(), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

impl GoToView {
    /// Called while the window is closed.
    pub(super) fn close(&mut self) {
        self.was_open = false;
    }
}
