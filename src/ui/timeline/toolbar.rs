//! What stands above the timeline: by what it is divided, where to go, and the legend.

use egui::{Color32, Mesh, Painter, Rect, RichText, Sense, Shape, Stroke, Ui, pos2, vec2};

use crate::model::Stage;
use crate::state::{Command, LaneBy};
use crate::ui::glyphs::paint_glyph;
use crate::ui::icons;
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// From this width of the panel on there is room for longer words, in points.
const WIDE: f32 = 960.0;

pub(super) fn toolbar_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let is_wide = ui.available_width() > WIDE * scene.looks.scale;
    let gap = if is_wide { 10.0 } else { 5.0 };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Lanes by").small().weak());
        ui.spacing_mut().item_spacing.x = if is_wide { 2.0 } else { 1.0 };
        if !is_wide {
            ui.spacing_mut().button_padding.x = 4.0;
        }
        for lanes in LaneBy::ALL {
            let chosen = scene.state.view.lanes == lanes;
            switch(ui, scene, lanes.label(), Command::SetLanes(lanes), chosen);
        }
        ui.add_space(gap);
        small(ui, scene, "Whole", Command::Fit);
        small(ui, scene, "Heart", Command::FitHeart);
        small(ui, scene, "Selection", Command::FitSelection);
        let words = if is_wide { "Collapse gaps" } else { "Collapse" };
        let collapses = scene.state.view.collapses;
        switch(ui, scene, words, Command::ToggleBreaks, collapses);
        small(ui, scene, "−", Command::ZoomOut);
        small(ui, scene, "+", Command::ZoomIn);
        ui.add_space(gap);
        small(ui, scene, "Known on…", Command::ToggleCurtain);
        small(ui, scene, "Trails", Command::ToggleTrails);
        small(ui, scene, "Ledger", Command::ToggleLedger);
        let button = egui::Button::new(RichText::new("Legend").small()).small();
        let menu = egui::containers::menu::MenuButton::from_button(button);
        let (response, shown) = menu.ui(ui, |ui| legend_ui(ui, scene));
        // The pointer leaves no mark on it; whoever came by keyboard sees where they are.
        if shown.is_none() && response.has_focus() && ui.input(|input| input.pointer.any_released())
        {
            response.surrender_focus();
        }
    });
}

fn small(ui: &mut Ui, scene: &mut Scene<'_>, words: &str, command: Command) {
    let button = egui::Button::new(RichText::new(words).small()).small();
    let response = ui.add(button);
    if response.on_hover_text(icons::hint(ui, &command)).clicked() {
        scene.push(command);
    }
}

/// A button for what is in force or not.
fn switch(ui: &mut Ui, scene: &mut Scene<'_>, words: &str, command: Command, is_on: bool) {
    let button = egui::Button::new(RichText::new(words).small())
        .selected(is_on)
        .small()
        .frame_when_inactive(is_on);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, words));
    if response.on_hover_text(icons::hint(ui, &command)).clicked() {
        scene.push(command);
    }
}

/// What a sample of the legend shows.
#[derive(Clone, Copy)]
enum Sample {
    Point,
    Bar,
    Fading,
    Dashed,
    Hatched,
    Arrow,
    Others,
    Trail,
    Rivals,
    Block,
    Tear,
}

const SAMPLES: [(Sample, &str); 11] = [
    (Sample::Point, "A day"),
    (Sample::Bar, "A longer time, as told"),
    (Sample::Fading, "About then"),
    (Sample::Dashed, "Uncertain, or one of several"),
    (Sample::Hatched, "The end is not known"),
    (Sample::Arrow, "Without an end"),
    (Sample::Others, "Other dates of the same event"),
    (Sample::Trail, "A change of plan"),
    (Sample::Rivals, "Dates that contradict one another"),
    (
        Sample::Block,
        "Several events too close to be told apart, the darker the more: click to look nearer, or to list them",
    ),
    (Sample::Tear, "Empty time, collapsed"),
];

fn legend_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let looks = scene.looks;
    ui.set_max_width(320.0 * looks.scale);
    let size = vec2(
        38.0 * looks.scale,
        ui.text_style_height(&egui::TextStyle::Body),
    );
    for stage in Stage::ALL {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let color = looks.stage(stage);
            paint_glyph(ui.painter(), rect.center(), 5.0 * looks.scale, stage, color);
            ui.label(stage.label());
        });
    }
    ui.separator();
    for (sample, words) in SAMPLES {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            paint_sample(ui.painter(), looks, sample, rect.shrink2(vec2(2.0, 0.0)));
            ui.add(egui::Label::new(RichText::new(words).small()).wrap());
        });
    }
    ui.separator();
    for words in [
        "Lines between marks, for what is selected or pointed at: which the sources say came first.",
        "The tray below: events without a date, between their neighbours where an order is known.",
    ] {
        ui.add(egui::Label::new(RichText::new(words).small().weak()).wrap());
    }
}

fn paint_sample(painter: &Painter, looks: &Looks, sample: Sample, area: Rect) {
    let color = looks.stage(Stage::Happened);
    let bar = Rect::from_center_size(area.center(), vec2(area.width(), 5.0 * looks.scale));
    let thin = Stroke::new(looks.scale, looks.weak);
    let (middle, left, right) = (area.center(), area.left(), area.right());
    let ends = [left + 3.0, right - 3.0];
    match sample {
        Sample::Point => {
            painter.circle_filled(middle, 4.5 * looks.scale, color);
        }
        Sample::Bar => {
            painter.rect_filled(bar, 0.0, color);
        }
        Sample::Fading => fade(painter, bar, color),
        Sample::Dashed => {
            painter.rect_filled(bar, 0.0, color.gamma_multiply(0.12));
            let stroke = Stroke::new(1.2, color);
            let corners = [
                bar.left_top(),
                bar.right_top(),
                bar.right_bottom(),
                bar.left_bottom(),
                bar.left_top(),
            ];
            painter.extend(Shape::dashed_line(&corners, stroke, 3.0, 2.5));
        }
        Sample::Hatched => {
            let mut known = bar;
            known.max.x = middle.x;
            painter.rect_filled(known, 0.0, color);
            let mut x = middle.x + 1.0;
            while x + 4.0 <= right {
                let (foot, head) = (pos2(x, bar.bottom()), pos2(x + 4.0, bar.top()));
                painter.line_segment([foot, head], Stroke::new(1.0, color));
                x += 4.0;
            }
        }
        Sample::Arrow => {
            let mut known = bar;
            known.max.x = middle.x;
            painter.rect_filled(known, 0.0, color);
            painter.hline(left..=right, middle.y, Stroke::new(1.0, color));
            arrow_head(painter, right, middle.y, 4.5 * looks.scale, color);
        }
        Sample::Others => {
            painter.hline(ends[0]..=ends[1], middle.y, thin);
            for x in ends {
                let stroke = Stroke::new(1.2, color);
                painter.circle(pos2(x, middle.y), 2.6 * looks.scale, looks.paper, stroke);
            }
        }
        Sample::Trail => {
            painter.hline(ends[0]..=ends[1], middle.y, thin);
            let tip = pos2(right - 3.0, middle.y);
            for side in [-3.0, 3.0] {
                painter.line_segment([tip, tip + vec2(-5.0, side)], thin);
            }
        }
        Sample::Rivals => {
            let line = Stroke::new(looks.scale, looks.error);
            for side in [-1.5, 1.5] {
                painter.hline(left..=right, middle.y + side, line);
            }
        }
        Sample::Block => {
            let mut block = Rect::from_center_size(middle, vec2(area.width(), 10.0 * looks.scale));
            painter.rect_filled(block, 1.0, looks.weak.gamma_multiply(0.35));
            block.min.x = middle.x;
            painter.rect_filled(block, 1.0, looks.weak.gamma_multiply(0.8));
        }
        Sample::Tear => {
            let tall = area.shrink2(vec2(area.width() * 0.25, 1.0));
            painter.rect_filled(area.shrink2(vec2(0.0, 1.0)), 0.0, looks.line);
            painter.rect_filled(tall, 0.0, looks.paper);
            for x in [tall.left(), tall.right()] {
                painter.add(Shape::line(super::axis::zigzag(x, tall.y_range()), thin));
            }
        }
    }
}

fn arrow_head(painter: &Painter, tip: f32, y: f32, half: f32, color: Color32) {
    let points = vec![
        pos2(tip - half, y - half),
        pos2(tip, y),
        pos2(tip - half, y + half),
    ];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A bar that fades at both ends.
fn fade(painter: &Painter, bar: Rect, color: Color32) {
    let clear = color.gamma_multiply(0.08);
    let across = [(0.0, clear), (0.35, color), (0.65, color), (1.0, clear)];
    let mut mesh = Mesh::default();
    for (at, (share, color)) in (0_u32..).zip(across) {
        let x = egui::lerp(bar.x_range(), share);
        mesh.colored_vertex(pos2(x, bar.top()), color);
        mesh.colored_vertex(pos2(x, bar.bottom()), color);
        if at > 0 {
            let first = 2 * (at - 1);
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first + 1, first + 2, first + 3);
        }
    }
    painter.add(mesh);
}
