//! Who has many links, who stands between the others, and how both change.

mod chart;
mod quarters;
mod table;

use std::sync::Arc;

use egui::{RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use self::quarters::QuartersView;
use self::table::{How, Listed, list, table_ui};
use super::asked::{Asked, head_ui, remark, sentence};
use super::scene::Scene;
use crate::index::Net;
use crate::index::net::{Measure, measures};
use crate::model::EntityIx;
use crate::state::Background;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct MeasuresView {
    over_quarters: bool,
    how: How,
    found: Background<Asked<(), How>, Listed>,
    quarters: QuartersView,
}

pub(super) fn measures_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut MeasuresView) {
    let panel = ui.available_height();
    ScrollArea::vertical()
        .id_salt(("measures", view.over_quarters))
        .auto_shrink(false)
        .show(ui, |ui| {
            head_ui(ui, scene);
            choices_ui(ui, view);
            sentence(ui, scene, panel, view.how.measure.meaning());
            let wanted = Asked::new(scene, effort(scene), (), view.how.clone());
            let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
            let found = (view.found).get(&wanted, scene.aside, move |wanted, last| {
                let same = last.filter(|(last, _)| last.is_of_same(wanted));
                let made = same.map(|(_, listed)| Arc::clone(&listed.measured));
                let absence = wanted.ways.absence;
                let made = made.unwrap_or_else(|| Arc::new(measures(&opened, &shown.net, absence)));
                list(&opened, made, &wanted.how)
            });
            let Some(found) = found else {
                ui.label(RichText::new("Measuring …").color(scene.looks.weak));
                return;
            };
            if let Some(caution) = found.measured.caution() {
                sentence(ui, scene, panel, &caution);
            }
            if found.measured.rows.is_empty() {
                remark(ui, scene, "Nobody is linked to anything here.");
            } else if view.over_quarters {
                let top = found.top(view.how.measure);
                view.quarters
                    .show(ui, scene, view.how.measure, (&top, panel));
            } else {
                table_ui(ui, scene, &mut view.how, &found);
            }
        });
}

/// Which measure, and whether it is followed over the quarters.
fn choices_ui(ui: &mut Ui, view: &mut MeasuresView) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for measure in Measure::ALL {
            let is_on = view.how.measure == measure;
            if choice(ui, is_on, measure.label()) {
                view.how.choose(measure);
            }
        }
        ui.separator();
        for (over, words) in [(false, "everyone"), (true, "over the quarters")] {
            if choice(ui, view.over_quarters == over, words) {
                view.over_quarters = over;
            }
        }
        if !view.over_quarters {
            if ui.available_size_before_wrap().x < 90.0 {
                ui.end_row();
            }
            find_ui(ui, view);
        }
    });
}

fn choice(ui: &mut Ui, is_on: bool, words: &str) -> bool {
    let response = ui.selectable_label(is_on, RichText::new(words).small());
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, is_on, words));
    response.clicked()
}

fn find_ui(ui: &mut Ui, view: &mut MeasuresView) {
    let field = TextEdit::singleline(&mut view.how.find)
        .hint_text("find …")
        .desired_width(ui.available_size_before_wrap().x.min(180.0) - 8.0);
    let response = ui.add(field);
    let text = &view.how.find;
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, text.clone(), text.clone(), "");
        info.label = Some("Find among the measured".to_owned());
        info
    });
}

/// From each actor and forum every edge is followed; there are about as many of the one as of
/// the other, and to follow one takes far less than to look at a link.
fn effort(scene: &Scene<'_>) -> usize {
    let edges = scene.shown.net.edges().len();
    edges.saturating_mul(edges) / 256
}

/// The links of an actor or forum that count.
fn links_of(net: &Net, entity: EntityIx, absence: bool) -> Vec<u32> {
    let edges = net.edges_at(entity);
    let links = edges.flat_map(|edge| net.connecting(edge, absence));
    links.collect()
}
