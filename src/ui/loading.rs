//! How far reading a dataset has come, and stopping it; what is said while no record is open.

use egui::{Align, Layout, ProgressBar, Rect, RichText, TextStyle, Ui, UiBuilder, WidgetInfo};
use egui::{accesskit::Role, vec2};

use super::icons;
use super::scene::{Loading, Scene};
use crate::state::{Command, entry_of};

/// Width of the bar, in points.
const WIDTH: f32 = 120.0;

/// Laid out from the right to the left: the button, the bar, what is done.
pub(super) fn loading_ui(ui: &mut Ui, scene: &mut Scene<'_>, loading: &Loading) {
    let button = ui.add(egui::Button::new(RichText::new("Cancel").small()).small());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), "Cancel reading"));
    let hint = icons::hint(ui, &Command::CancelReading);
    if button.on_hover_text(hint).clicked() {
        scene.push(Command::CancelReading);
    }
    let (progress, name) = (&loading.progress, &loading.name);
    let fraction = progress.fraction();
    let bar = ProgressBar::new(fraction)
        .desired_width(WIDTH * scene.looks.scale)
        .desired_height(ui.text_style_height(&TextStyle::Small));
    ui.add(bar).widget_info(|| {
        let mut info =
            WidgetInfo::labeled(Role::ProgressIndicator, true, format!("Reading {name}"));
        info.value = Some(f64::from((fraction * 100.0).floor()));
        info
    });
    let words = format!("reading {name}: {}", progress.stage().label());
    ui.add(egui::Label::new(RichText::new(words).small()).truncate());
}

/// In the middle, where no record has a date: why there is nothing, and what can be done.
pub(super) fn nothing_ui(ui: &mut Ui, scene: &mut Scene<'_>, area: Rect) {
    let height = 110.0 * scene.looks.scale;
    let middle = Rect::from_center_size(area.center(), vec2(area.width() - 16.0, height));
    let layout = Layout::top_down(Align::Center);
    let within = UiBuilder::new()
        .max_rect(middle.intersect(area))
        .layout(layout);
    ui.scope_builder(within, |ui| {
        if let Some(loading) = scene.loading.filter(|_| !scene.has_record()) {
            reading_in_the_middle(ui, scene, loading);
            return;
        }
        // It will be there in a moment, or it is said what is being read.
        if scene.state.is_opening && !scene.has_record() {
            return;
        }
        let words = RichText::new(nothing_words(scene)).color(scene.looks.weak);
        ui.add(egui::Label::new(words).wrap());
        if scene.has_record() {
            return;
        }
        ui.add_space(8.0);
        let again =
            (scene.state.cancelled.is_some() || scene.faults.stale).then_some(Command::Reload);
        let others = [Command::OpenDialog, Command::OpenShipped];
        for command in again.into_iter().chain(others) {
            let Some(entry) = entry_of(&command) else {
                continue;
            };
            let enabled = command != Command::OpenDialog || !scene.dialog_open;
            let button = ui.add_enabled(enabled, egui::Button::new(entry.name));
            if button.on_hover_text(entry.help).clicked() {
                scene.push(command);
            }
        }
    });
}

fn nothing_words(scene: &Scene<'_>) -> String {
    if scene.has_record() {
        return "No event of this record has a date. The inspector and the links show what it holds."
            .to_owned();
    }
    match &scene.state.cancelled {
        Some(name) => format!("Reading {name} was cancelled."),
        None if scene.faults.stale => format!("{} does not load.", scene.faults.name),
        None => "No record is open.".to_owned(),
    }
}

fn reading_in_the_middle(ui: &mut Ui, scene: &Scene<'_>, loading: &Loading) {
    let (name, progress) = (&loading.name, &loading.progress);
    ui.add(egui::Label::new(format!("Reading {name}…")).wrap());
    ui.add_space(6.0);
    let fraction = progress.fraction();
    ui.add(ProgressBar::new(fraction).desired_width(2.0 * WIDTH * scene.looks.scale))
        .widget_info(|| {
            let name = format!("How far reading {name} has come");
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
            info.value = Some(f64::from((fraction * 100.0).floor()));
            info
        });
    let words = format!(
        "{}, {:.0} %",
        progress.stage().label(),
        (fraction * 100.0).floor()
    );
    ui.label(RichText::new(words).small().color(scene.looks.weak));
}
