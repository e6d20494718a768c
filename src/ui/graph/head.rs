//! What stands above the graph: how far the focus reaches, what is looked at, the legend.

use egui::{RichText, Sense, Ui, vec2};

use super::front::paint_pin;
use super::input::{Moving, STEP};
use super::mesh::{Outlines, Triangles};
use super::paint::{MOST_LINES, Painted};
use crate::state::Command;
use crate::ui::icons::{self, icon_button};
use crate::ui::receipt::counted;
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// So far the buttons of the focus reach; keys go farther, which the last of them then tells.
const STEPS: u32 = 3;

pub(super) fn head_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    moving: &mut Moving,
    painted: &Painted,
    (wants_fit, has_middle): (&mut bool, bool),
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        let weak = scene.looks.weak;
        ui.label(RichText::new("In focus").small().color(weak));
        focus_ui(ui, scene, has_middle);
        ui.add_space(8.0);
        if icon_button(ui, icons::FIT, "Show the whole graph (0)", true).clicked() {
            *wants_fit = true;
        }
        if icon_button(ui, icons::NEARER, "Nearer (+)", true).clicked() {
            moving.zoom(STEP);
        }
        if icon_button(ui, icons::FARTHER, "Farther (−)", true).clicked() {
            moving.zoom(1.0 / STEP);
        }
        let pins = scene.state.view.linking.pins.len();
        if pins > 0 {
            let words = format!("Let {} go", counted(pins, "pinned node"));
            let button = egui::Button::new(RichText::new(words).small()).small();
            let help = icons::hint(ui, &Command::UnpinAll);
            if ui.add(button).on_hover_text(help).clicked() {
                scene.push(Command::UnpinAll);
            }
        }
        let button = egui::Button::new(RichText::new("Legend").small()).small();
        egui::containers::menu::MenuButton::from_button(button)
            .ui(ui, |ui| legend_ui(ui, scene.looks));
        // Behind all buttons, so that none of them moves.
        if scene.state.view.linking.focus.is_some() && !has_middle {
            ui.add_space(5.0);
            ui.label(RichText::new(NO_MIDDLE).small());
        }
        let lines = &painted.lines;
        if lines.all > lines.lines.len() {
            let words = format!(
                "{} of {} lines drawn, the strongest; nearer shows all",
                thousands(lines.lines.len()),
                thousands(lines.all)
            );
            let text = RichText::new(words).small().color(weak);
            ui.add(egui::Label::new(text).truncate())
                .on_hover_text(format!(
                    "At most {} lines are drawn at a time. None is left out of the numbers, \
                     the tables and the passages.",
                    thousands(MOST_LINES)
                ));
        }
    });
}

/// What is wanting to a focus around nothing.
const NO_MIDDLE: &str = "Select an actor or forum first.";

fn focus_ui(ui: &mut Ui, scene: &mut Scene<'_>, has_middle: bool) {
    let now = scene.state.view.linking.focus;
    let last = now.map_or(STEPS, |steps| steps.max(STEPS));
    let buttons = (1..STEPS).chain([last]).map(Some);
    for steps in [None].into_iter().chain(buttons) {
        let words = steps.map_or_else(|| "all".to_owned(), |steps| steps.to_string());
        let spoken = match steps {
            None => "Everything in focus".to_owned(),
            Some(1) => "In focus: one step from the selection".to_owned(),
            Some(steps) => format!("In focus: {steps} steps from the selection"),
        };
        let is_on = now == steps;
        let button = egui::Button::new(RichText::new(words).small())
            .selected(is_on)
            .small()
            .frame_when_inactive(is_on);
        let response = ui.add(button);
        response
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, &spoken));
        let help = "How many steps from the selection are shown in full (F, Shift+F).";
        let wanting = if has_middle { "" } else { NO_MIDDLE };
        let help = format!("{help} {wanting}");
        if response.on_hover_text(help.trim_end()).clicked() {
            scene.push(Command::SetFocus(steps));
        }
    }
}

/// "12,000".
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// What a sample of the legend shows.
#[derive(Clone, Copy)]
enum Sample {
    Actor,
    Forum,
    Both,
    Several,
    Unnamed,
    Faint,
    Pinned,
    Line,
    Absence,
}

const SAMPLES: [(Sample, &str); 9] = [
    (
        Sample::Actor,
        "An actor; the larger, the more links are shown",
    ),
    (Sample::Forum, "A forum"),
    (Sample::Both, "A forum that also acts"),
    (Sample::Several, "Several together"),
    (Sample::Unnamed, "Not named by the source"),
    (Sample::Faint, "No link of it is shown now"),
    (
        Sample::Pinned,
        "Put there by hand; double click lets it go back",
    ),
    (Sample::Line, "Links; the wider, the more"),
    (
        Sample::Absence,
        "Absence alone: boycotted, not admitted, withdrew",
    ),
];

fn legend_ui(ui: &mut Ui, looks: &Looks) {
    ui.set_max_width(320.0 * looks.scale);
    let size = vec2(34.0, 20.0) * looks.scale;
    let outlines = Outlines::default();
    for (sample, words) in SAMPLES {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let mut mesh = Triangles::new(ui.pixels_per_point());
            paint_sample(&mut mesh, &outlines, looks, sample, rect);
            ui.painter().add(mesh.into_mesh());
            ui.add(egui::Label::new(RichText::new(words).small()).wrap());
        });
    }
    ui.separator();
    for words in [
        "A triangle: others belong to it. Double click closes or opens it.",
        "Drag a node to put it somewhere, which pins it.",
        "Drag the ground to move, turn the wheel to look nearer, double click the ground to see everything.",
    ] {
        ui.add(egui::Label::new(RichText::new(words).small().weak()).wrap());
    }
}

fn paint_sample(
    mesh: &mut Triangles,
    outlines: &Outlines,
    looks: &Looks,
    sample: Sample,
    rect: egui::Rect,
) {
    let (middle, radius, scale) = (rect.center(), 6.5 * looks.scale, looks.scale);
    let color = looks.weak.lerp_to_gamma(looks.ink, 0.45);
    let (disc, square) = (outlines.disc(radius), outlines.square(radius));
    let rim = 1.4 * scale;
    match sample {
        Sample::Actor => mesh.fill(middle, disc, radius, color),
        Sample::Forum | Sample::Both => {
            mesh.fill(middle, square, radius, color);
            mesh.fill(middle, square, radius - rim, looks.paper);
            if matches!(sample, Sample::Both) {
                mesh.fill(middle, disc, radius * 0.48, color);
            }
        }
        Sample::Several => {
            mesh.fill(middle, disc, radius + 1.0 * scale, color);
            mesh.fill(middle, disc, radius - 0.2 * scale, looks.paper);
            mesh.fill(middle, disc, radius - 2.0 * scale, color);
        }
        Sample::Unnamed => mesh.rim(middle, disc, radius - rim / 2.0, rim, color, true),
        Sample::Faint => {
            let color = looks.line.lerp_to_gamma(looks.weak, 0.35);
            mesh.fill(middle, disc, 2.4 * scale, color);
        }
        Sample::Pinned => {
            let middle = middle + vec2(2.0, 2.0) * scale;
            mesh.fill(middle, disc, 5.0 * scale, color);
            paint_pin(mesh, outlines, looks, (middle, 5.0 * scale));
        }
        Sample::Line => {
            mesh.line(rect.left_center(), middle, scale, looks.weak);
            mesh.line(middle, rect.right_center(), 3.0 * scale, looks.weak);
        }
        Sample::Absence => {
            let (from, to) = (rect.left_center(), rect.right_center());
            mesh.dashes(from, to, 1.2 * scale, looks.weak, 4.0 * scale);
            for arm in [vec2(3.0, 3.0), vec2(3.0, -3.0)] {
                let arm = arm * scale;
                mesh.line(middle - arm, middle + arm, 1.2 * scale, looks.weak);
            }
        }
    }
}
