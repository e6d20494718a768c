//! The second clock: the bar that says on which day we stand, and the line on the timeline.

use egui::{Rect, RichText, Sense, Stroke, Ui, pos2};

use super::icons::{self, command_button, hint};
use super::receipt::counted;
use super::scene::Scene;
use crate::layout::TimeScale;
use crate::model::{Date, Day};
use crate::state::Command;

/// What the bar keeps between passes.
#[derive(Default)]
pub(super) struct CurtainView {
    /// What is being typed into the field, and whether it could not be read.
    text: Option<(String, bool)>,
}

/// The bar under the search box, while the curtain is drawn.
pub(super) fn curtain_bar_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut CurtainView) {
    let Some(day) = scene.state.view.curtain else {
        return;
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new("As known on").strong());
        command_button(ui, scene, icons::PREVIOUS, Command::CurtainEarlier, true);
        day_field_ui(ui, scene, view, day);
        command_button(ui, scene, icons::NEXT, Command::CurtainLater, true);
        ui.label(RichText::new(day.words()).strong());
        let play = if scene.state.playing { "Stop" } else { "Play" };
        text_button(ui, scene, play, Command::PlayCurtain);
        ui.separator();
        let known = scene.opened.index.known_events();
        let all = scene.opened.record.events.len();
        let sources = (0..scene.opened.record.sources.len())
            .filter(|at| scene.opened.knows_source(crate::model::SourceIx::new(*at)))
            .count();
        ui.label(format!(
            "{} known, by {}",
            counted(known, "event"),
            counted(sources, "source")
        ))
        .on_hover_text(format!(
            "What was reported later is absent from every view. {} events are told later.",
            all - known
        ));
        text_button(ui, scene, "What changed", Command::ToggleChanges);
        text_button(ui, scene, "Open the curtain", Command::SetCurtain(None));
    });
}

fn text_button(ui: &mut Ui, scene: &mut Scene<'_>, text: &str, command: Command) {
    let response = ui.add(egui::Button::new(RichText::new(text).small()).small());
    if response.on_hover_text(hint(ui, &command)).clicked() {
        scene.push(command);
    }
}

/// The day as a date that can be typed over.
fn day_field_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut CurtainView, day: Day) {
    let (mut text, faulty) = view
        .text
        .clone()
        .unwrap_or_else(|| (day.to_string(), false));
    let color = if faulty {
        scene.looks.error
    } else {
        scene.looks.ink
    };
    let response = ui.add(
        egui::TextEdit::singleline(&mut text)
            .desired_width(84.0 * scene.looks.scale)
            .text_color(color),
    );
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, text.clone(), text.clone(), "");
        info.label = Some("As known on this day".to_owned());
        info
    });
    if response.changed() {
        let read = Date::parse(text.trim())
            .ok()
            .map(|date| crate::index::certain_day(&date));
        view.text = Some((text, read.is_none()));
        if let Some(day) = read {
            scene.push(Command::SetCurtain(Some(day)));
        }
    }
    if response.lost_focus() || !response.has_focus() && !response.changed() {
        view.text = None;
    }
    response.on_hover_text("A day, month or year; what had been reported by its end is shown");
}

/// The curtain on the timeline: a line that can be dragged, and a veil over what comes after.
pub(super) fn curtain_line_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    scale: &TimeScale,
    axis: Rect,
    lanes: Rect,
) {
    let Some(day) = scene.state.view.curtain else {
        return;
    };
    let x = scale.x(day.end());
    let looks = scene.looks;
    let area = axis.union(lanes);
    if x < area.right() {
        let veil = Rect::from_min_max(pos2(x.max(area.left()), lanes.top()), lanes.max);
        ui.painter()
            .rect_filled(veil, 0.0, looks.ink.gamma_multiply(0.05));
    }
    if x < area.left() || x > area.right() {
        return;
    }
    let painter = ui.painter().with_clip_rect(area);
    painter.vline(
        x,
        area.y_range(),
        Stroke::new(2.0 * looks.scale, looks.accent),
    );
    let handle = Rect::from_center_size(
        pos2(x, axis.bottom() - 6.0),
        egui::vec2(12.0, 12.0) * looks.scale,
    );
    painter.rect_filled(handle, 3.0, looks.accent);
    let grip = Rect::from_x_y_ranges(x - 5.0..=x + 5.0, area.y_range());
    let response = ui
        .interact(grip, ui.scope_id().with("curtain"), Sense::drag())
        .on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Slider,
            true,
            format!("Curtain: as known on {}", day.words()),
        )
    });
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        #[allow(clippy::cast_possible_truncation)]
        let moved = Day((scale.moment(pointer.x) - 0.5).round() as i32);
        let moved = Day(moved.0.clamp(Day::MIN.0, Day::MAX.0));
        if moved != day {
            scene.push(Command::SetCurtain(Some(moved)));
        }
    }
    response.on_hover_text(format!("As known on {}; drag to another day", day.words()));
}
