//! Lines over the quarters: told apart by colour, by the shape of their marks, and by the name
//! at their end.

use egui::{Pos2, Rect, Sense, Stroke, TextStyle, Ui, pos2, vec2};
use egui_plot::{
    AxisHints, GridInput, GridMark, HoverPosition, MarkerShape, Plot, PlotBounds, PlotPoints,
    PlotTransform, PlotUi, Points,
};

use super::quarters::value_words;
use crate::index::net::{Measure, Quarter};
use crate::model::EntityIx;
use crate::state::{Command, Selection};
use crate::ui::cells::{Look, cell_button, words};
use crate::ui::scene::Scene;

/// Somebody’s measure in each quarter.
pub(super) struct Line {
    pub entity: EntityIx,
    /// `None` where it has no link.
    pub values: Vec<Option<f64>>,
}

impl Line {
    /// The measure in a quarter: none without a link.
    fn value(&self, at: usize) -> f64 {
        self.values.get(at).copied().flatten().unwrap_or(0.0)
    }
}

const SHAPES: [MarkerShape; 5] = [
    MarkerShape::Circle,
    MarkerShape::Square,
    MarkerShape::Up,
    MarkerShape::Diamond,
    MarkerShape::Down,
];

pub(super) fn chart_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    measure: Measure,
    quarters: &[Quarter],
    lines: &[Line],
) {
    let scale = scene.looks.scale;
    let height = 170.0 * scale;
    let width = ui.available_width();
    let names = (width * 0.3).min(130.0 * scale);
    let (area, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let spoken = spoken(scene, measure, quarters, lines);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Figure, true, &spoken));
    let (plot, beside) = area.split_left_right_at_x(area.right() - names);
    let plot = egui::UiBuilder::new().id_salt("chart").max_rect(plot);
    let mut child = ui.new_child(plot);
    let transform = plot_ui(&mut child, scene, measure, quarters, lines);
    names_ui(ui, scene, &transform, beside, lines);
}

/// The lines, with fixed ranges; they take neither wheel nor keys.
fn plot_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    measure: Measure,
    quarters: &[Quarter],
    lines: &[Line],
) -> PlotTransform {
    let looks = scene.looks;
    let font = TextStyle::Small.resolve(ui.style());
    let count = quarters.len();
    let most = lines.iter().flat_map(|line| line.values.iter().flatten());
    let most = most.copied().fold(0.0, f64::max);
    let top = (most * 1.1).max(if measure == Measure::Degree { 2.0 } else { 0.1 });
    // So many names of quarters have room side by side.
    let room = (ui.available_width() / (64.0 * looks.scale)).max(1.0);
    let every = (count as f64 / f64::from(room)).ceil().max(1.0);
    let names: Vec<String> = quarters.iter().map(Quarter::to_string).collect();
    let quarter_at = |value: f64| {
        let at = value.round();
        let is_whole = (value - at).abs() < 1e-6 && at >= 0.0;
        // A whole number that is not negative.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        (is_whole.then_some(at as usize)).and_then(|at| names.get(at).cloned())
    };
    let x_axis = AxisHints::new_x()
        .formatter(move |mark, _| quarter_at(mark.value).unwrap_or_default())
        .label_spacing(egui::Rangef::new(1.0, 2.0))
        .tick_label_font(font.clone())
        .tick_label_color(looks.weak);
    let y_axis = AxisHints::new_y()
        .formatter(move |mark, _| value_words(mark.value, measure))
        .label_spacing(egui::Rangef::new(8.0, 10.0))
        .tick_label_font(font)
        .tick_label_color(looks.weak);
    let step = step_of(top, measure);
    let label = |position: &HoverPosition<'_>| match position {
        HoverPosition::NearDataPoint {
            plot_name, index, ..
        } => {
            let line = lines
                .iter()
                .find(|line| name_of(scene, line) == *plot_name)?;
            let value = value_words(line.value(*index), measure);
            Some(format!("{plot_name}\n{}: {value}", quarters.get(*index)?))
        }
        HoverPosition::Elsewhere { .. } => None,
    };
    let bounds = PlotBounds::from_min_max([-0.4, -top * 0.04], [count as f64 - 0.6, top]);
    Plot::new("measures")
        .custom_x_axes(vec![x_axis])
        .custom_y_axes(vec![y_axis])
        .x_grid_spacer(move |input| marks(input, every))
        .y_grid_spacer(move |input| marks(input, step))
        .grid_fade(0.0)
        .grid_color(looks.line)
        .show_crosshair(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .sense(Sense::hover())
        .label_formatter(label)
        .show(ui, |plot| {
            plot.set_plot_bounds(bounds);
            for (at, line) in lines.iter().enumerate() {
                line_ui(plot, scene, quarters, (at, line));
            }
        })
        .transform
}

/// Marks joined where quarters follow each other: between others nothing is known of a line.
fn line_ui<'p>(
    plot: &mut PlotUi<'p>,
    scene: &Scene<'_>,
    quarters: &[Quarter],
    (at, line): (usize, &Line),
) {
    let name = name_of(scene, line);
    let color = scene.looks.series(at);
    let is_lit = scene.state.hover.now == Selection::Entity(line.entity);
    let scale = scene.looks.scale;
    let all: Vec<[f64; 2]> = (0..line.values.len())
        .map(|at| [at as f64, line.value(at)])
        .collect();
    let mut from = 0;
    for to in 1..=all.len() {
        let goes_on = to < all.len() && quarters[to - 1].is_followed_by(quarters[to]);
        if goes_on {
            continue;
        }
        if to - from > 1 {
            let joined =
                egui_plot::Line::new(name.clone(), PlotPoints::from(all[from..to].to_vec()))
                    .id((at, from))
                    .color(color)
                    .width(if is_lit { 3.0 } else { 1.6 } * scale)
                    .allow_hover(false);
            plot.line(joined);
        }
        from = to;
    }
    let points = Points::new(name, PlotPoints::from(all))
        .id(at)
        .shape(SHAPES[at % SHAPES.len()])
        .radius(if is_lit { 5.0 } else { 4.0 } * scale)
        .color(color);
    plot.points(points);
}

fn name_of(scene: &Scene<'_>, line: &Line) -> String {
    scene.opened.record.entity(line.entity).name.to_string()
}

/// A mark at each step within the range.
fn marks(input: GridInput, step: f64) -> Vec<GridMark> {
    let (low, high) = input.bounds;
    let first = (low / step).ceil().max(0.0);
    let mark = |at: f64| GridMark {
        value: at * step,
        step_size: step,
    };
    let marks = (0..200).map(|at| mark(first + f64::from(at)));
    marks.take_while(|mark| mark.value <= high).collect()
}

/// A step of 1, 2 or 5 and so on, of which about four fit; of a degree no part of one.
fn step_of(top: f64, measure: Measure) -> f64 {
    let rough = top / 4.0;
    let power = 10.0_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|part| part * power)
        .find(|step| *step >= rough)
        .unwrap_or(power);
    match measure {
        Measure::Degree => step.max(1.0),
        Measure::Betweenness => step,
    }
}

/// The names at the ends of the lines, none over another.
fn names_ui(
    ui: &Ui,
    scene: &mut Scene<'_>,
    transform: &PlotTransform,
    beside: Rect,
    lines: &[Line],
) {
    let height = ui.text_style_height(&TextStyle::Small) + 4.0;
    let mut ends: Vec<(usize, Pos2)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(last) = line.values.len().checked_sub(1) {
            let end = [last as f64, line.value(last)];
            ends.push((at, transform.position_from_point(&end.into())));
        }
    }
    ends.sort_by(|one, two| one.1.y.total_cmp(&two.1.y));
    let heights: Vec<f32> = ends.iter().map(|(_, end)| end.y).collect();
    let room = (beside.top(), transform.frame().bottom());
    for ((at, end), y) in ends.iter().zip(apart(&heights, height, room)) {
        let line = &lines[*at];
        let entity = scene.opened.record.entity(line.entity);
        let name = entity.name.clone();
        let id = ui.scope_id().with(("name", &*entity.id));
        let cell = Rect::from_min_max(
            pos2(beside.left() + 12.0, y - height / 2.0),
            pos2(beside.right(), y + height / 2.0),
        );
        let stroke = Stroke::new(1.0, scene.looks.series(*at));
        (ui.painter()).line_segment([*end + vec2(5.0, 0.0), cell.left_center()], stroke);
        let response = cell_button(ui, scene.looks, (cell, id), &name);
        let look = Look {
            color: scene.looks.ink,
            ..Look::small(scene.looks)
        };
        words(ui, cell, &name, &look);
        let selection = Selection::Entity(line.entity);
        if response.contains_pointer() {
            scene.state.hover.next = selection;
        }
        if response.on_hover_text(&*name).clicked() {
            scene.push(Command::Select(selection));
        }
    }
}

/// Heights moved down, and where the room ends up, until they are so far apart; they ascend.
fn apart(heights: &[f32], least: f32, (top, bottom): (f32, f32)) -> Vec<f32> {
    let mut moved: Vec<f32> = Vec::with_capacity(heights.len());
    for height in heights {
        let least = moved.last().map_or(top + least / 2.0, |last| last + least);
        moved.push(height.max(least));
    }
    let mut most = bottom - least / 2.0;
    for height in moved.iter_mut().rev() {
        *height = height.min(most);
        most = *height - least;
    }
    moved
}

/// The chart in a sentence for each line.
fn spoken(scene: &Scene<'_>, measure: Measure, quarters: &[Quarter], lines: &[Line]) -> String {
    let mut spoken = format!(
        "Chart of {} over {} quarters",
        measure.label(),
        quarters.len()
    );
    for line in lines {
        let value = |at: usize| value_words(line.value(at), measure);
        let Some(last) = line.values.len().checked_sub(1) else {
            continue;
        };
        let highest = (0..=last).max_by(|one, two| line.value(*one).total_cmp(&line.value(*two)));
        let highest = highest.unwrap_or(0);
        let words = format!(
            ". {}: {} in {}, {} in {}, at most {} in {}",
            name_of(scene, line),
            value(0),
            quarters[0],
            value(last),
            quarters[last],
            value(highest),
            quarters[highest],
        );
        spoken.push_str(&words);
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_and_within_their_room() {
        let found = apart(&[10.0, 11.0, 12.0, 95.0], 10.0, (0.0, 100.0));
        assert_eq!(found, [10.0, 20.0, 30.0, 95.0]);
        let found = apart(&[94.0, 96.0, 99.0], 10.0, (0.0, 100.0));
        assert_eq!(found, [75.0, 85.0, 95.0]);
    }

    #[test]
    fn steps_are_round_and_of_a_degree_whole() {
        assert_eq!(step_of(60.0, Measure::Degree), 20.0);
        assert_eq!(step_of(2.0, Measure::Degree), 1.0);
        assert_eq!(step_of(2.0, Measure::Betweenness), 0.5);
    }
}
