//! Trails: plans and their changes, in a list that can be sorted by how far they slipped.

use egui::{RichText, ScrollArea, Sense, Ui, Window, vec2};

use super::glyphs::paint_glyph;
use super::inspector::event_link;
use super::receipt::receipt;
use super::scene::Scene;
use crate::index::{Trail, slip_words, trails};
use crate::model::Date;
use crate::state::{Command, Memo};

/// In which order the trails stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SortBy {
    #[default]
    Slip,
    Date,
    Title,
}

/// What the list keeps between passes.
#[derive(Default)]
pub(super) struct TrailsView {
    sort: SortBy,
    found: Memo<(u64, SortBy), Vec<Trail>>,
}

pub(super) fn trails_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut TrailsView) {
    let mut open = true;
    let opened = scene.opened;
    let key = (scene.revision, view.sort);
    let found = view.found.get(key, |(_, sort)| sorted(opened, *sort));
    let mut wanted = None;
    list_window(ui, "Trails", &mut open).show(ui.ctx(), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{} plans that changed. Sort by", found.len()));
            for (sort, name) in [
                (SortBy::Slip, "slip"),
                (SortBy::Date, "date"),
                (SortBy::Title, "title"),
            ] {
                if ui.selectable_label(view.sort == sort, name).clicked() {
                    wanted = Some(sort);
                }
            }
        });
        ui.separator();
        if found.is_empty() {
            ui.label(RichText::new("No plan is known to have changed.").weak());
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for trail in found {
                trail_ui(ui, scene, trail);
            }
        });
    });
    if let Some(sort) = wanted {
        view.sort = sort;
    }
    if !open {
        scene.push(Command::ToggleTrails);
    }
}

/// A window for a list, of a size that leaves the timeline in sight.
pub(super) fn list_window<'o>(ui: &Ui, title: &'o str, open: &'o mut bool) -> Window<'o> {
    let screen = ui.ctx().content_rect();
    Window::new(title)
        .id(egui::Id::unique(title))
        .open(open)
        .collapsible(false)
        .default_size(vec2(
            (screen.width() * 0.46).clamp(360.0, 720.0),
            screen.height() * 0.62,
        ))
        .max_size(screen.size() - vec2(30.0, 60.0))
        .default_pos(screen.left_top() + vec2(screen.width() * 0.05, screen.height() * 0.2))
}

fn trail_ui(ui: &mut Ui, scene: &mut Scene<'_>, trail: &Trail) {
    let opened = scene.opened;
    let event = opened.record.event(trail.event);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        event_link(ui, scene, trail.event);
        if let Some(slip) = trail.slip {
            ui.label(RichText::new(slip_words(slip)).small().strong());
        }
    });
    for step in &trail.steps {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(12.0);
            let size = vec2(14.0, ui.text_style_height(&egui::TextStyle::Body));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let color = scene.looks.stage(step.stage);
            paint_glyph(ui.painter(), rect.center(), 4.5, step.stage, color);
            let date = step
                .date
                .as_ref()
                .map_or("no date given", |date| date.words());
            let mut words = format!("{}: {date}", step.stage.label());
            if let Some(slip) = step.slip.filter(|slip| *slip != 0) {
                words.push_str(&format!(", {}", slip_words(slip)));
            }
            if step.variant {
                words.insert_str(0, "also told as ");
            }
            if step.outdated {
                words.push_str(" (told again after it was overtaken)");
            }
            ui.label(words);
            if let Some(claim) = event.dates.get(step.claim as usize) {
                receipt(ui, scene, &claim.basis);
            }
        });
    }
    ui.separator();
}

fn sorted(opened: &crate::index::Opened, sort: SortBy) -> Vec<Trail> {
    let record = &opened.record;
    let mut found = trails(record);
    match sort {
        // The farthest first; what has no slip, such as a cancelled plan, last.
        SortBy::Slip => {
            found.sort_by_key(|trail| trail.slip.map_or(i64::MAX, |slip| -i64::from(slip.abs())))
        }
        SortBy::Date => found.sort_by_key(|trail| {
            let dates = trail.steps.iter().filter_map(|step| step.date.as_ref());
            dates.filter_map(Date::sort_day).min()
        }),
        SortBy::Title => found.sort_by_key(|trail| record.event(trail.event).title.to_lowercase()),
    }
    found
}
