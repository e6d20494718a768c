//! The context strip: how dense the whole record is, and where the window lies in it.

use egui::{Rect, Sense, Stroke, Ui, UiBuilder, vec2};
use egui_plot::{Bar, BarChart, Plot, PlotPoint};

use crate::layout::{TimeScale, compute_density, compute_ticks};
use crate::state::{Command, Memo, Window};
use crate::ui::scene::Scene;

/// Bars across the strip.
const STRETCHES: usize = 160;

#[derive(Default)]
pub(super) struct StripView {
    density: Memo<(u64, u64), Vec<(usize, usize)>>,
}

pub(super) fn strip_ui(ui: &mut Ui, scene: &mut Scene<'_>, rect: Rect, view: &mut StripView) {
    let Some(extent) = scene.opened.index.extent else {
        return;
    };
    let looks = scene.looks;
    let margin = ((extent.1 - extent.0) * 0.02).max(2.0);
    let (start, end) = (extent.0 - margin, extent.1 + margin);
    let key = (scene.revision, scene.matched);
    let density = view.density.get(key, |_| {
        compute_density(scene.opened, scene.matches, (start, end), STRETCHES)
    });
    #[allow(clippy::cast_precision_loss)]
    let width = (end - start) / STRETCHES as f64;
    // Square roots, so that a stretch of one event is seen beside one of a hundred.
    #[allow(clippy::cast_precision_loss)]
    let bars = |of: fn(&(usize, usize)) -> usize, color: egui::Color32| -> Vec<Bar> {
        density
            .iter()
            .enumerate()
            .filter(|(_, counts)| of(counts) > 0)
            .map(|(at, counts)| {
                let height = (of(counts) as f64).sqrt();
                Bar::new(start + (at as f64 + 0.5) * width, height)
                    .width(width)
                    .fill(color)
                    .stroke(Stroke::NONE)
            })
            .collect()
    };
    let all = BarChart::new("all events", bars(|counts| counts.0, looks.line)).allow_hover(false);
    let shown =
        BarChart::new("matching events", bars(|counts| counts.1, looks.weak)).allow_hover(false);
    let highest = density.iter().map(|counts| counts.0).max().unwrap_or(1);
    #[allow(clippy::cast_precision_loss)]
    let top = (highest as f64).sqrt() * 1.08;

    ui.painter().rect_filled(rect, 0.0, looks.band);
    let label_height = 16.0 * looks.scale;
    let plot_rect = Rect::from_min_max(rect.min, rect.max - vec2(0.0, label_height));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(plot_rect)
            .id_salt("context strip"),
    );
    let plot = Plot::new("density")
        .width(plot_rect.width())
        .height(plot_rect.height())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .set_margin_fraction(vec2(0.0, 0.0))
        .show_crosshair(false)
        .sense(Sense::hover())
        .show(&mut child, |plot| {
            plot.set_plot_bounds_x(start..=end);
            plot.set_plot_bounds_y(0.0..=top);
            plot.bar_chart(all);
            plot.bar_chart(shown);
        });

    let painter = ui.painter().with_clip_rect(rect);
    let x_of = |moment: f64| {
        plot.transform
            .position_from_point(&PlotPoint::new(moment, 0.0))
            .x
    };
    let scale = TimeScale::new(
        Window::new(start, end),
        x_of(start),
        x_of(end) - x_of(start),
    );
    paint_years(ui, scene, &scale, rect, label_height);

    let window = scene.state.view.window;
    let left = x_of(window.start).clamp(rect.left(), rect.right());
    let right = x_of(window.end).clamp(rect.left(), rect.right());
    let middle = f32::midpoint(left, right);
    let half = ((right - left) / 2.0).max(3.0);
    let frame = Rect::from_x_y_ranges(middle - half..=middle + half, plot_rect.y_range())
        .shrink2(vec2(0.0, 1.0));
    painter.rect(
        frame,
        2.0,
        looks.accent.gamma_multiply(0.14),
        Stroke::new(1.5 * looks.scale, looks.accent),
        egui::StrokeKind::Inside,
    );
    painter.hline(rect.x_range(), rect.top(), Stroke::new(1.0, looks.line));

    let response = ui.interact(
        rect,
        ui.scope_id().with("context strip"),
        Sense::click_and_drag(),
    );
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::Role::Slider,
            true,
            "Where the window lies in the whole record",
        )
    });
    let response = response.on_hover_cursor(egui::CursorIcon::Grab);
    if response.drag_started() {
        scene.push(Command::TakeTime(window.start, window.end));
    }
    if let Some(pointer) = response.interact_pointer_pos()
        && (response.dragged() || response.clicked())
    {
        // Dragging inside the frame moves it; anywhere else it jumps there first.
        let axis = scene.state.view.axis(&scene.opened.index);
        let middle = window.middle(axis);
        let wanted = if response.dragged() && !response.drag_started() {
            middle + f64::from(response.drag_delta().x) / scale.per_day()
        } else if frame.expand(4.0).contains(pointer) {
            middle
        } else {
            scale.moment(pointer.x)
        };
        // The strip shows time as it is, whatever the axis above it passes over; what the
        // window shows stays as wide on screen.
        let moved = window.centred_on(axis, wanted);
        if (wanted - middle).abs() > 0.0 {
            scene.push(if response.dragged() {
                Command::DragTime(moved.start, moved.end)
            } else {
                Command::ShowWindow(moved.start, moved.end)
            });
        }
    }
    if response.double_clicked() {
        scene.push(Command::Fit);
    }
}

fn paint_years(ui: &Ui, scene: &Scene<'_>, scale: &TimeScale, rect: Rect, height: f32) {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let painter = ui.painter().with_clip_rect(rect);
    let ticks = compute_ticks(scale);
    let row = if ticks.coarse.is_empty() {
        &ticks.fine
    } else {
        &ticks.coarse
    };
    let row = if row.len() < 2 { &ticks.fine } else { row };
    for tick in row {
        let x = scale.x(tick.start);
        painter.vline(
            x,
            rect.bottom() - height..=rect.bottom() - height + 4.0,
            Stroke::new(1.0, scene.looks.weak),
        );
        let galley = painter.layout_no_wrap(tick.label.clone(), font.clone(), scene.looks.weak);
        let corner = egui::pos2(x + 3.0, rect.bottom() - (height + galley.size().y) / 2.0);
        // What would be cut at an end would be read as another year.
        if corner.x >= rect.left() && corner.x + galley.size().x <= rect.right() {
            painter.galley(corner, galley, scene.looks.weak);
        }
    }
}
