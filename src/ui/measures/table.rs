//! Everyone who is measured, in rows.

use std::cmp::Reverse;
use std::sync::Arc;

use egui::{Align, Rect, Response, Ui, vec2};

use super::links_of;
use crate::index::net::{Measure, Measured, Row, by_name};
use crate::index::{Opened, fold};
use crate::model::EntityIx;
use crate::state::Selection;
use crate::ui::asked::{first_links, remark};
use crate::ui::cells::{
    Column, Look, cut_for_names, entity_cell, head_cell, head_row, is_left_out, number_cell,
    rows_in_sight, select_row, words,
};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;

/// By which column the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Name,
    Measure(Measure),
    Links,
}

/// How the answer is put.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct How {
    /// What is explained, and followed over the quarters.
    pub measure: Measure,
    /// Only who has a name that holds these words.
    pub find: String,
    by: By,
    /// The other way round.
    reversed: bool,
}

impl Default for How {
    fn default() -> Self {
        Self {
            measure: Measure::Degree,
            find: String::new(),
            by: By::Measure(Measure::Degree),
            reversed: false,
        }
    }
}

impl How {
    /// Takes a measure, and sorts by it.
    pub(super) const fn choose(&mut self, measure: Measure) {
        self.measure = measure;
        self.by = By::Measure(measure);
        self.reversed = false;
    }
}

/// The answer with its rows in order.
pub(super) struct Listed {
    pub measured: Arc<Measured>,
    rows: Vec<usize>,
    /// The highest degree and betweenness of all.
    most: (u32, f64),
    /// Those with the highest degree and with the highest betweenness.
    tops: [Vec<EntityIx>; 2],
}

/// So many of the highest are followed if nobody is selected.
const TOP: usize = 5;

impl Listed {
    /// Those with the most of a measure.
    pub(super) fn top(&self, measure: Measure) -> Vec<EntityIx> {
        let [degree, betweenness] = &self.tops;
        match measure {
            Measure::Degree => degree.clone(),
            Measure::Betweenness => betweenness.clone(),
        }
    }
}

pub(super) fn list(opened: &Opened, measured: Arc<Measured>, how: &How) -> Listed {
    let all = &measured.rows;
    let wanted = fold(how.find.trim());
    let is_found = |at: &usize| {
        let mut names = opened.record.entity(all[*at].entity).all_names();
        wanted.is_empty() || names.any(|name| fold(name).contains(&wanted))
    };
    let mut rows: Vec<usize> = (0..all.len()).filter(is_found).collect();
    let by_degree = |at: &usize| Reverse(all[*at].degree);
    // Where they are alike, they stay by betweenness, as the answer has them.
    match how.by {
        By::Name => {
            rows.sort_by(|one, two| by_name(&opened.record, all[*one].entity, all[*two].entity));
        }
        By::Measure(Measure::Degree) => rows.sort_by_key(by_degree),
        By::Measure(Measure::Betweenness) => {}
        By::Links => rows.sort_by_key(|at| Reverse(all[*at].links)),
    }
    if how.reversed {
        rows.reverse();
    }
    let mut degrees: Vec<usize> = (0..all.len()).collect();
    degrees.sort_by_key(by_degree);
    let top = |rows: &mut dyn Iterator<Item = usize>| -> Vec<EntityIx> {
        rows.take(TOP).map(|at| all[at].entity).collect()
    };
    let most = (
        all.iter().map(|row| row.degree).max().unwrap_or(0),
        all.iter().map(|row| row.betweenness).fold(0.0, f64::max),
    );
    Listed {
        tops: [top(&mut degrees.into_iter()), top(&mut (0..all.len()))],
        rows,
        most,
        measured,
    }
}

pub(super) fn table_ui(ui: &mut Ui, scene: &mut Scene<'_>, how: &mut How, found: &Listed) {
    let head = head_ui(ui, scene, how);
    rows_in_sight(ui, Some(head), found.rows.len(), |ui, at, row| {
        let measured = found.rows.get(at)?;
        let measured = found.measured.rows.get(*measured)?;
        Some(row_ui(ui, scene, measured, found.most, (row, at % 2 == 1)))
    });
    if found.rows.is_empty() {
        remark(ui, scene, "Nobody here is called that.");
    }
}

fn cells(row: Rect, scene: &Scene<'_>) -> Vec<Rect> {
    let column = |width, least, rank| Column { width, least, rank };
    let columns = [
        column(84.0, 48.0, 0),
        column(104.0, 58.0, 1),
        column(56.0, 40.0, 2),
    ];
    cut_for_names(row, scene.looks.scale, &columns)
}

fn head_ui(ui: &mut Ui, scene: &Scene<'_>, how: &mut How) -> Rect {
    let row = head_row(ui);
    let [degree, betweenness] = Measure::ALL;
    let columns = [
        (By::Name, "Who", "By name"),
        (By::Measure(degree), "Degree", degree.meaning()),
        (
            By::Measure(betweenness),
            "Betweenness",
            betweenness.meaning(),
        ),
        (By::Links, "Links", "By how many links the degree rests on"),
    ];
    for ((by, title, help), cell) in columns.into_iter().zip(cells(row, scene)) {
        let sorted = (how.by == by).then_some(how.reversed != (by != By::Name));
        let align = if by == By::Name {
            Align::Min
        } else {
            Align::Max
        };
        if !head_cell(ui, scene.looks, cell, title, sorted, (help, align)) {
            continue;
        }
        let reversed = how.by == by && !how.reversed;
        if let By::Measure(measure) = by {
            how.choose(measure);
        }
        (how.by, how.reversed) = (by, reversed);
    }
    row
}

/// "between 3.4 % of the others".
fn share_words(betweenness: f64) -> String {
    format!("between {:.1} % of the others", betweenness * 100.0)
}

fn row_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    measured: &Row,
    most: (u32, f64),
    (row, is_second): (Rect, bool),
) -> Response {
    let opened = Arc::clone(scene.opened);
    let entity = opened.record.entity(measured.entity);
    let id = ui.scope_id().with(("measured", &*entity.id));
    let links = counted(measured.links as usize, "link");
    let spoken = format!(
        "{}: {} by {links}, {}",
        entity.name,
        counted(measured.degree as usize, "neighbour"),
        share_words(measured.betweenness),
    );
    let selection = Selection::Entity(measured.entity);
    let response = select_row(ui, scene, (row, id), selection, &spoken, is_second);
    let cells = cells(row, scene);
    let response = entity_cell(ui, scene, cells[0], entity, response);
    let number = Look::plain(scene.looks).right();
    let degree = f64::from(measured.degree) / f64::from(most.0.max(1));
    bar(ui, scene, cells[1], degree);
    words(ui, cells[1], &measured.degree.to_string(), &number);
    bar(
        ui,
        scene,
        cells[2],
        measured.betweenness / most.1.max(f64::MIN_POSITIVE),
    );
    let share = format!("{:.1} %", measured.betweenness * 100.0);
    words(ui, cells[2], &share, &number);
    let spoken = format!("{}: {links}", entity.name);
    let number = measured.links.to_string();
    let cell = (cells[3], id.with("links"));
    number_cell(ui, scene, cell, (&number, &spoken), |ui, scene| {
        let absence = scene.state.view.linking.ways.absence;
        let shown = Arc::clone(&scene.shown);
        let links = links_of(&shown.net, measured.entity, absence);
        first_links(ui, scene, &links, true);
    });
    response
}

/// How much of the most there is, from 0 to 1, behind the number.
#[allow(clippy::cast_possible_truncation)]
fn bar(ui: &Ui, scene: &Scene<'_>, cell: Rect, share: f64) {
    if is_left_out(cell) {
        return;
    }
    let inner = cell.shrink2(vec2(4.0, 4.0));
    let width = inner.width() * share.clamp(0.0, 1.0) as f32;
    let bar = Rect::from_min_size(inner.min, vec2(width, inner.height()));
    ui.painter()
        .rect_filled(bar, 2.0, scene.looks.faded(scene.looks.accent));
}
