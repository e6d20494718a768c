//! How the measures of a few change over the quarters: a chart, and the same in numbers.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Align, Rect, RichText, Ui, vec2};

use super::chart::{Line, chart_ui};
use super::{effort, links_of};
use crate::index::Opened;
use crate::index::net::{Measure, OverQuarters, Quarter, Row, over_quarters, quarters_of};
use crate::model::EntityIx;
use crate::state::Background;
use crate::ui::asked::{Asked, first_links, remark, sentence};
use crate::ui::cells::{Look, cut, number_cell, row_height, rows_in_sight, words};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// No more lines than can be told apart.
const MOST_LINES: usize = 5;

/// What the chart does with the quarters between.
const LEFT_OUT: &str = "Quarters in which nothing begins or ends are left out; a line joins those that follow each other.";

/// What is kept between passes.
#[derive(Default)]
pub(super) struct QuartersView {
    found: Background<Asked<(), ()>, Followed>,
}

/// The measures of everyone by quarter.
pub(super) struct Followed {
    pub quarters: Vec<Quarter>,
    /// For each with a link in any of them the quarters by their places, ascending.
    rows: HashMap<EntityIx, Vec<(usize, Row)>>,
    cautions: Vec<String>,
}

impl Followed {
    fn new(over: &OverQuarters) -> Self {
        let mut rows: HashMap<EntityIx, Vec<(usize, Row)>> = HashMap::new();
        for (at, quarter) in over.quarters.iter().enumerate() {
            for row in &quarter.measured.rows {
                rows.entry(row.entity).or_default().push((at, *row));
            }
        }
        Self {
            quarters: over
                .quarters
                .iter()
                .map(|quarter| quarter.quarter)
                .collect(),
            rows,
            cautions: over.cautions(),
        }
    }

    /// A measure in each quarter; `None` where there is no link.
    fn values(&self, entity: EntityIx, measure: Measure) -> Vec<Option<f64>> {
        let mut values = vec![None; self.quarters.len()];
        for (at, row) in self.rows.get(&entity).into_iter().flatten() {
            values[*at] = Some(match measure {
                Measure::Degree => f64::from(row.degree),
                Measure::Betweenness => row.betweenness * 100.0,
            });
        }
        values
    }
}

/// A value as it is shown.
pub(super) fn value_words(value: f64, measure: Measure) -> String {
    match measure {
        Measure::Degree => format!("{value:.0}"),
        Measure::Betweenness => format!("{value:.1} %"),
    }
}

impl QuartersView {
    /// Follows those who are selected or compared, else those with the most; `panel` is how high
    /// the panel is.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        measure: Measure,
        (top, panel): (&[EntityIx], f32),
    ) {
        let wanted = Asked::new(scene, effort(scene), (), ());
        let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
        let found = (self.found).get(&wanted, scene.aside, move |wanted, _| {
            let absence = wanted.ways.absence;
            Followed::new(&over_quarters(&opened, &shown.net, absence))
        });
        let Some(found) = found else {
            ui.label(RichText::new("Measuring the quarters …").color(scene.looks.weak));
            return;
        };
        if found.quarters.is_empty() {
            remark(ui, scene, "No link here falls within a quarter.");
            let cautions = found.cautions.iter();
            cautions.for_each(|caution| sentence(ui, scene, panel, caution));
            return;
        }
        let chosen = chosen(scene);
        let followed = if chosen.is_empty() { top } else { &chosen };
        let lines: Vec<Line> = (followed.iter())
            .map(|entity| Line {
                entity: *entity,
                values: found.values(*entity, measure),
            })
            .collect();
        chart_ui(ui, scene, measure, &found.quarters, &lines);
        if chosen.is_empty() {
            let count = match top.len() {
                1 => "the one".to_owned(),
                count => format!("the {count}"),
            };
            let words = format!(
                "Followed: {count} with the highest {}. Select an actor or forum, or compare some, to follow those instead.",
                measure.label()
            );
            sentence(ui, scene, panel, &words);
        }
        if (found.quarters.windows(2)).any(|two| !two[0].is_followed_by(two[1])) {
            sentence(ui, scene, panel, LEFT_OUT);
        }
        for caution in &found.cautions {
            sentence(ui, scene, panel, caution);
        }
        numbers_ui(ui, scene, measure, &found.quarters, &lines);
    }
}

/// Those who are selected or compared.
fn chosen(scene: &Scene<'_>) -> Vec<EntityIx> {
    let view = &scene.state.view;
    let mut chosen = view.linking.beside.clone();
    let selected = view.selection.entity();
    chosen.extend(selected.filter(|entity| !view.linking.beside.contains(entity)));
    chosen.truncate(MOST_LINES);
    chosen
}

fn cells(row: Rect, scene: &Scene<'_>, columns: usize) -> Vec<Rect> {
    let label = 66.0 * scene.looks.scale;
    #[allow(clippy::cast_precision_loss)]
    let width = ((row.width() - label) / columns.max(1) as f32).min(110.0 * scene.looks.scale);
    let (label, rest) = row.split_left_right_at_x(row.left() + label);
    let rest = rest.with_max_x(rest.left() + width * columns as f32);
    let others = vec![width; columns.saturating_sub(1)];
    std::iter::once(label).chain(cut(rest, &others)).collect()
}

/// The chart in numbers: a row for each quarter, a column for each line.
fn numbers_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    measure: Measure,
    quarters: &[Quarter],
    lines: &[Line],
) {
    let size = vec2(ui.available_width(), row_height(ui));
    let (head, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    for (at, (line, cell)) in lines
        .iter()
        .zip(&cells(head, scene, lines.len())[1..])
        .enumerate()
    {
        let entity = scene.opened.record.entity(line.entity);
        let look = Look {
            color: scene.looks.ink,
            align: Align::Max,
            ..Look::small(scene.looks)
        };
        words(ui, *cell, entity.short_name(), &look);
        let under = cell.shrink2(vec2(4.0, 2.0));
        let stroke = egui::Stroke::new(2.0 * scene.looks.scale, scene.looks.series(at));
        (ui.painter()).hline(under.x_range(), under.bottom(), stroke);
        let id = ui.scope_id().with(("line", &*entity.id));
        (ui.interact(*cell, id, egui::Sense::hover())).on_hover_text(&*entity.name);
    }
    rows_in_sight(ui, quarters.len(), |ui, at, row| {
        let quarter = quarters[at];
        if at % 2 == 1 {
            ui.painter().rect_filled(row, 0.0, scene.looks.band);
        }
        let cells = cells(row, scene, lines.len());
        words(
            ui,
            cells[0],
            &quarter.to_string(),
            &Look::plain(scene.looks),
        );
        for (line, cell) in lines.iter().zip(&cells[1..]) {
            match line.values.get(at).copied().flatten() {
                Some(value) => {
                    value_ui(ui, scene, *cell, (measure, value), quarter, line.entity);
                }
                None => {
                    words(ui, *cell, "–", &Look::small(scene.looks).right());
                }
            }
        }
        None
    });
}

fn value_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    cell: Rect,
    (measure, value): (Measure, f64),
    quarter: Quarter,
    entity: EntityIx,
) {
    let opened = Arc::clone(scene.opened);
    let shown = Arc::clone(&scene.shown);
    let found = opened.record.entity(entity);
    let words_of = value_words(value, measure);
    let told = match measure {
        Measure::Degree => counted(value.round() as usize, "neighbour"),
        Measure::Betweenness => format!("between {words_of} of the others"),
    };
    let spoken = format!("{} in {quarter}: {told}", found.name);
    let id = ui
        .scope_id()
        .with(("value", &*found.id, quarter.to_string()));
    let cell = (cell, id);
    number_cell(ui, scene, cell, (&words_of, &spoken), |ui, scene| {
        let absence = scene.state.view.linking.ways.absence;
        let links = links_of(&shown.net, entity, absence);
        let links = links_in(&opened, &links, quarter);
        first_links(ui, scene, &links, true);
    });
}

/// Those of them that count in a quarter.
fn links_in(opened: &Opened, links: &[u32], quarter: Quarter) -> Vec<u32> {
    let counts = |number: &u32| {
        let link = &opened.index.links[*number as usize];
        quarters_of(&opened.record, link).is_some_and(|quarters| quarters.contains(&quarter))
    };
    links.iter().copied().filter(counts).collect()
}
