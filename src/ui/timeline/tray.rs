//! The tray of undated events, between lanes and strip: those with a known order stand
//! between their neighbours, the others are listed.

use egui::{Rect, RichText, Sense, Stroke, Ui, UiBuilder, pos2};

use crate::layout::{Placed, TimeScale};
use crate::state::{Command, Selection};
use crate::ui::inspector::{MOST_LISTED, event_link, more_ui};
use crate::ui::scene::Scene;
use crate::ui::theme::label;

pub(super) fn tray_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    head: Rect,
    area: Rect,
    scale: &TimeScale,
) {
    let (opened, placed) = (scene.opened, scene.placed);
    let looks = scene.looks;
    ui.painter().rect_filled(head.union(area), 0.0, looks.band);
    ui.painter().hline(
        head.left()..=area.right(),
        area.top(),
        Stroke::new(1.0, looks.line),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(head.shrink2(egui::vec2(4.0, 1.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center))
            .id_salt("tray head"),
    );
    child.set_clip_rect(head.intersect(ui.clip_rect()));
    let words = RichText::new(format!("{} undated", placed.len())).small();
    child.menu_button(words, |ui| {
        egui::ScrollArea::vertical()
            .max_height(380.0)
            .show(ui, |ui| {
                for found in placed.iter().take(MOST_LISTED) {
                    event_link(ui, scene, found.event);
                }
                let undated = scene.matches.undated();
                more_ui(ui, scene, undated, "without a date");
            });
    });
    let painter = ui.painter().with_clip_rect(area);
    let font = label().resolve(ui.style());
    let mut room_from = area.left();
    // Those with a place come first.
    for found in placed.iter().take_while(|found| found.has_place()) {
        let left = found
            .after
            .map_or(area.left() - 10.0, |after| scale.x(after));
        let right = found
            .before
            .map_or(area.right() + 10.0, |before| scale.x(before));
        if right < area.left() || left > area.right() || left >= right {
            continue;
        }
        let event = opened.record.event(found.event);
        let galley = painter.layout_no_wrap(event.title.to_string(), font.clone(), looks.ink);
        let from = left.max(area.left() + 4.0).max(room_from);
        let selected = scene.state.view.selection.event() == Some(found.event);
        let color = if selected { looks.accent } else { looks.weak };
        // Where it lies is drawn only for what is asked about: many dotted lines over one
        // another would say nothing.
        let asked = selected || scene.state.hover.now.event() == Some(found.event);
        if asked {
            let y = area.bottom() - 4.0;
            let ends = [
                pos2(left.max(area.left()), y),
                pos2(right.min(area.right()), y),
            ];
            painter.extend(egui::Shape::dashed_line(
                &ends,
                Stroke::new(1.6, color),
                4.0,
                4.0,
            ));
        }
        let width = galley.size().x;
        if from + width > area.right() || from > right {
            continue;
        }
        let top = area.top() + (area.height() - 6.0 - galley.size().y) / 2.0 + 1.0;
        let rect = Rect::from_min_size(pos2(from, top), galley.size());
        painter.galley(
            rect.min,
            galley,
            if selected { looks.accent } else { looks.ink },
        );
        room_from = rect.right() + 14.0;
        let id = ui.scope_id().with(("undated", &*event.id));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::Role::Button,
                true,
                selected,
                format!("{}, undated", event.title),
            )
        });
        if response.hovered() {
            scene.state.hover.next = Selection::Event(found.event);
        }
        if response.on_hover_text(place_words(found)).clicked() {
            scene.push(Command::Select(Selection::Event(found.event)));
        }
    }
}

/// Where an undated event lies, in words.
fn place_words(found: &Placed) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let day = |moment: f64| crate::model::Day(moment.floor() as i32).words();
    match (found.after, found.before) {
        (Some(after), Some(before)) => format!(
            "No date is given; it lies between {} and {}",
            day(after),
            day(before - 1.0)
        ),
        (Some(after), None) => format!("No date is given; it is not before {}", day(after)),
        (None, Some(before)) => format!("No date is given; it is not after {}", day(before - 1.0)),
        (None, None) => "No date is given".to_owned(),
    }
}
