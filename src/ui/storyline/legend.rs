//! What the signs of the storyline mean, each as it is drawn.

use egui::{Align, Layout, Rect, RichText, Sense, Ui, pos2, vec2};

use super::names::{diamond, several_strokes};
use super::paint::{absence, plate};
use crate::ui::graph::mesh::{Outlines, Triangles};
use crate::ui::theme::Looks;

/// What a sample shows.
#[derive(Clone, Copy)]
enum Sample {
    Line,
    Knot,
    Knots,
    Together,
    Apart,
    Absence,
    Band,
    Tie,
    Undated,
    Group,
    Unnamed,
}

const SAMPLES: [(Sample, &str); 11] = [
    (Sample::Line, "An actor through time"),
    (Sample::Knot, "It takes part in an event"),
    (
        Sample::Knots,
        "In several events, too near to be drawn apart; zoom in to tell them from each other",
    ),
    (
        Sample::Together,
        "Those who meet at one event; as long as it lasts",
    ),
    (
        Sample::Apart,
        "One event whose lines do not all run side by side",
    ),
    (
        Sample::Absence,
        "Was not there: boycotted, not admitted, not invited, withdrew",
    ),
    (Sample::Band, "All days that the date of an event can mean"),
    (
        Sample::Tie,
        "A tie over some time, such as a membership or an office",
    ),
    (
        Sample::Undated,
        "Links without a date; at the left edge, how many",
    ),
    (Sample::Group, "Several under one name"),
    (Sample::Unnamed, "Not named by the source"),
];

/// A button that opens the legend.
pub(super) fn legend_button(ui: &mut Ui, looks: &Looks) {
    let button = egui::Button::new(RichText::new("Legend").small()).small();
    let menu = egui::containers::menu::MenuButton::from_button(button);
    menu.ui(ui, |ui| legend_ui(ui, looks));
}

fn legend_ui(ui: &mut Ui, looks: &Looks) {
    ui.set_max_width(340.0 * looks.scale);
    let size = vec2(38.0, 20.0) * looks.scale;
    let outlines = Outlines::default();
    for (sample, words) in SAMPLES {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            sample_ui(ui, &outlines, looks, sample, rect);
            ui.add(egui::Label::new(RichText::new(words).small()).wrap());
        });
    }
    ui.separator();
    let words = [
        "Lines run side by side where actors meet. Up and down mean nothing else.",
        "Point at a sign to see what it stands for. Click a line to select its actor; double \
         click for its company alone.",
    ];
    // A menu would spread the words over the whole width.
    ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
        for words in words {
            ui.add(egui::Label::new(RichText::new(words).small().weak()).wrap());
        }
    });
}

fn sample_ui(ui: &Ui, outlines: &Outlines, looks: &Looks, sample: Sample, rect: Rect) {
    let (middle, scale, color) = (rect.center(), looks.scale, looks.weak);
    let mut mesh = Triangles::new(ui.pixels_per_point());
    let line = |mesh: &mut Triangles, y: f32| {
        let (from, to) = (pos2(rect.left(), y), pos2(rect.right(), y));
        mesh.line(from, to, 1.2 * scale, color);
    };
    let radius = 3.0 * scale;
    let rows = [middle.y - 5.0 * scale, middle.y + 5.0 * scale];
    match sample {
        Sample::Line => line(&mut mesh, middle.y),
        Sample::Knot => {
            line(&mut mesh, middle.y);
            mesh.fill(middle, outlines.disc(radius), radius, color);
        }
        Sample::Knots => {
            line(&mut mesh, middle.y);
            let long = Rect::from_center_size(middle, vec2(1.8, 1.0) * radius * 2.0);
            plate(&mut mesh, outlines, long, radius, color);
        }
        Sample::Together => {
            let ground = Rect::from_center_size(middle, vec2(22.0, 20.0) * scale);
            let behind = looks.weak.lerp_to_gamma(looks.paper, 0.75);
            plate(&mut mesh, outlines, ground, 4.0 * scale, behind);
            for y in rows {
                line(&mut mesh, y);
                let at = pos2(middle.x - 7.0 * scale, y);
                mesh.fill(at, outlines.disc(radius), radius, color);
            }
        }
        Sample::Apart => {
            for y in rows {
                mesh.fill(pos2(middle.x, y), outlines.disc(radius), radius, color);
                line(&mut mesh, y);
            }
            for aside in [-1.4, 1.4] {
                let x = middle.x + aside * scale;
                mesh.line(pos2(x, rows[0]), pos2(x, rows[1]), scale, color);
            }
        }
        Sample::Absence => {
            line(&mut mesh, middle.y);
            let ground = ui.visuals().window_fill;
            absence(&mut mesh, outlines, middle, radius, (color, ground, scale));
        }
        Sample::Band => {
            let band = Rect::from_center_size(middle, vec2(28.0, 5.0) * scale);
            mesh.plate(band, looks.weak.lerp_to_gamma(looks.paper, 0.65));
            line(&mut mesh, middle.y);
        }
        Sample::Tie => {
            line(&mut mesh, middle.y - 2.0 * scale);
            let below = middle.y + 2.0 * scale;
            let (from, to) = (rect.left() + 8.0 * scale, rect.right());
            mesh.line(pos2(from, below), pos2(to, below), scale, color);
        }
        Sample::Undated | Sample::Group | Sample::Unnamed => {}
    }
    ui.painter().add(egui::Shape::mesh(mesh.into_mesh()));
    let font = egui::TextStyle::Small.resolve(ui.style());
    match sample {
        Sample::Undated => {
            let at = middle - vec2(5.0, 0.0) * scale;
            diamond(ui.painter(), looks, at);
            let words = at + vec2(6.0, 0.0) * scale;
            let align = egui::Align2::LEFT_CENTER;
            ui.painter().text(words, align, "3", font, looks.weak);
        }
        Sample::Group => {
            let strokes = Rect::from_center_size(middle, vec2(4.0, 12.0) * scale);
            several_strokes(ui.painter(), looks, strokes);
        }
        Sample::Unnamed => {
            let format = egui::text::TextFormat {
                italics: true,
                ..egui::text::TextFormat::simple(font, looks.ink)
            };
            let job = egui::text::LayoutJob::single_section("name".to_owned(), format);
            let galley = ui.painter().layout_job(job);
            let at = egui::Align2::CENTER_CENTER.anchor_size(middle, galley.size());
            ui.painter().galley(at.min, galley, looks.ink);
        }
        _ => {}
    }
}
