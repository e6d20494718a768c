//! How the measures of a few change over the quarters: a chart, and the same in numbers.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::{Align, Rect, RichText, Ui, vec2};

use super::chart::{Line, chart_ui};
use super::{effort, links_of};
use crate::index::Opened;
use crate::index::net::{Measure, OverQuarters, Quarter, Row, over_quarters, quarters_of};
use crate::model::{Day, EntityIx};
use crate::state::{Background, Window};
use crate::ui::asked::{Asked, first_links, remark, sentence};
use crate::ui::cells::{Look, cut, head_row, number_cell, rows_in_sight, words};
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
    /// How many actors and forums have a link in each.
    counts: Vec<usize>,
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
            counts: (over.quarters.iter())
                .map(|quarter| quarter.measured.rows.len())
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
        let view = &scene.state.view;
        let window = (!view.linking.at_any_time).then_some(view.window);
        let range = touched(&found.quarters, window);
        let (quarters, counts) = (&found.quarters[range.clone()], &found.counts[range.clone()]);
        if quarters.is_empty() {
            remark(
                ui,
                scene,
                "Nothing begins or ends in a quarter of the window.",
            );
            return;
        }
        let chosen = chosen(scene);
        let followed = if chosen.is_empty() { top } else { &chosen };
        let lines: Vec<Line> = (followed.iter())
            .map(|entity| Line {
                entity: *entity,
                values: found.values(*entity, measure)[range.clone()].to_vec(),
            })
            .collect();
        chart_ui(ui, scene, measure, quarters, &lines);
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
        if (quarters.windows(2)).any(|two| !two[0].is_followed_by(two[1])) {
            sentence(ui, scene, panel, LEFT_OUT);
        }
        for caution in &found.cautions {
            sentence(ui, scene, panel, caution);
        }
        numbers_ui(ui, scene, measure, (quarters, counts), &lines);
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

/// Which of the quarters, in order of time, a window touches: a link in it may last longer than
/// it. Without a window all.
#[allow(clippy::cast_possible_truncation)]
fn touched(quarters: &[Quarter], window: Option<Window>) -> Range<usize> {
    let Some(window) = window else {
        return 0..quarters.len();
    };
    // A window that ends with a day does not touch the next.
    let first = Quarter::of(Day(window.start.floor() as i32));
    let last = Quarter::of(Day((window.end.ceil() - 1.0) as i32));
    let start = quarters.partition_point(|quarter| *quarter < first);
    let end = quarters.partition_point(|quarter| *quarter <= last);
    start..end.max(start)
}

fn cells(row: Rect, scene: &Scene<'_>, measure: Measure, columns: usize) -> Vec<Rect> {
    let label = match measure {
        Measure::Degree => 66.0,
        Measure::Betweenness => 110.0,
    };
    let label = label * scene.looks.scale;
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
    (quarters, counts): (&[Quarter], &[usize]),
    lines: &[Line],
) {
    let head = head_row(ui);
    for (at, (line, cell)) in lines
        .iter()
        .zip(&cells(head, scene, measure, lines.len())[1..])
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
    rows_in_sight(ui, Some(head), quarters.len(), |ui, at, row| {
        let quarter = quarters[at];
        if at % 2 == 1 {
            ui.painter().rect_filled(row, 0.0, scene.looks.band);
        }
        let cells = cells(row, scene, measure, lines.len());
        words(
            ui,
            cells[0],
            &quarter.to_string(),
            &Look::plain(scene.looks),
        );
        let count = counts[at];
        if measure == Measure::Betweenness {
            let of = format!("of {count}");
            words(ui, cells[0], &of, &Look::small(scene.looks).right());
        }
        for (line, cell) in lines.iter().zip(&cells[1..]) {
            match line.values.get(at).copied().flatten() {
                Some(value) => {
                    value_ui(
                        ui,
                        scene,
                        *cell,
                        (measure, value),
                        (quarter, count),
                        line.entity,
                    );
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
    (quarter, count): (Quarter, usize),
    entity: EntityIx,
) {
    let opened = Arc::clone(scene.opened);
    let shown = Arc::clone(&scene.shown);
    let found = opened.record.entity(entity);
    let words_of = value_words(value, measure);
    let told = match measure {
        Measure::Degree => counted(value.round() as usize, "neighbour"),
        Measure::Betweenness => {
            let of = counted(count.saturating_sub(1), "other");
            format!("between {words_of} of the {of} with a link in that quarter")
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_takes_the_quarters_that_it_touches() {
        // From 1 January 2020 on, in days: the quarters begin at 0, 91, 182 and 274.
        let first = 18_262;
        let quarters = [0, 91, 182, 274].map(|day| Quarter::of(Day(first + day)));
        let of = |start: f64, end: f64| {
            let first = f64::from(first);
            let (start, end) = (first + start, first + end);
            touched(&quarters, Some(Window { start, end }))
        };
        assert_eq!(of(91.0, 182.0), 1..2);
        assert_eq!(of(90.9, 182.1), 0..3);
        assert_eq!(of(400.0, 500.0), 4..4);
        assert_eq!(touched(&quarters, None), 0..4);
    }
}
