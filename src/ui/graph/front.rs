//! What is selected or under the pointer, above all else.

use egui::{Color32, Pos2, Shape};

use super::canvas::Canvas;
use super::field::dots_of;
use super::mesh::{Outlines, Triangles};
use super::paint::paint_line;
use crate::index::links_of_one;
use crate::layout::graph::Drawn;
use crate::state::Selection;
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// Of a node with more lines than this the strongest are lit up.
const MOST_LIT: usize = 2_000;

/// Dots and lines of a selection.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lit {
    /// What it stands for.
    pub dots: Vec<u32>,
    /// Its lines, ascending.
    pub lines: Vec<u32>,
    /// Where they lead.
    pub others: Vec<u32>,
}

impl Lit {
    pub(super) fn of(scene: &Scene<'_>, drawn: &Drawn, selection: Selection) -> Self {
        let dots = dots_of(scene, drawn, selection);
        let lines: Vec<u32> = match selection {
            Selection::Entity(_) => (dots.iter())
                .flat_map(|dot| drawn.lines_at(*dot).iter().copied())
                .take(MOST_LIT)
                .collect(),
            Selection::Pair(actor, forum) => drawn.line_of(actor, forum).into_iter().collect(),
            Selection::Event(event) => {
                let links = links_of_one(&scene.opened.record, event);
                let mut lines: Vec<u32> = (links.iter())
                    .filter_map(|link| drawn.line_with(link.actor, link.forum))
                    .take(MOST_LIT)
                    .collect();
                lines.sort_unstable();
                lines.dedup();
                lines
            }
            _ => Vec::new(),
        };
        let mut others: Vec<u32> = Vec::new();
        if let ([dot], Selection::Entity(_)) = (dots.as_slice(), selection) {
            others = (lines.iter())
                .map(|line| drawn.lines[*line as usize].other(*dot))
                .filter(|other| other != dot)
                .collect();
        }
        Self {
            dots,
            lines,
            others,
        }
    }
}

/// Paints lines below all dots.
pub(super) fn paint_lit_lines(canvas: &Canvas<'_>, outlines: &Outlines, lit: &[(Lit, Color32)]) {
    let mut mesh = Triangles::new(canvas.painter.ctx().pixels_per_point());
    for (lit, color) in lit {
        for line in lit.lines.iter().rev() {
            let line = canvas.field.drawn.lines[*line as usize];
            paint_line(&mut mesh, outlines, canvas, line, 1.5, *color);
        }
    }
    add(canvas, mesh);
}

/// Paints dots above all others.
pub(super) fn paint_lit_dots(canvas: &Canvas<'_>, outlines: &Outlines, lit: &[(Lit, Color32)]) {
    let mut mesh = Triangles::new(canvas.painter.ctx().pixels_per_point());
    let (looks, scale) = (canvas.looks, canvas.looks.scale);
    for (lit, color) in lit {
        for other in &lit.others {
            outlines.paint(&mut mesh, canvas, *other, *color);
        }
        for dot in &lit.dots {
            let (at, radius) = (canvas.at(*dot), canvas.radius(*dot));
            let outline = outline_of(canvas, outlines, *dot, radius);
            mesh.fill(at, outline, radius + 5.0 * scale, *color);
            mesh.fill(at, outline, radius + 3.2 * scale, looks.paper);
            outlines.paint(&mut mesh, canvas, *dot, *color);
        }
    }
    add(canvas, mesh);
}

fn outline_of<'o>(
    canvas: &Canvas<'_>,
    outlines: &'o Outlines,
    dot: u32,
    radius: f32,
) -> &'o [egui::Vec2] {
    match canvas.field.drawn.dots[dot as usize].look.face {
        crate::layout::graph::Face::Actor => outlines.disc(radius),
        _ => outlines.square(radius),
    }
}

/// Signs on what was put somewhere by hand.
pub(super) fn paint_pins(canvas: &Canvas<'_>, scene: &Scene<'_>, outlines: &Outlines) {
    let mut mesh = Triangles::new(canvas.painter.ctx().pixels_per_point());
    for node in scene.state.view.linking.pins.keys() {
        let Some(dot) = canvas.field.drawn.dot_of(*node) else {
            continue;
        };
        paint_pin(
            &mut mesh,
            outlines,
            canvas.looks,
            (canvas.at(dot), canvas.radius(dot)),
        );
    }
    add(canvas, mesh);
}

/// A needle with a head, at the upper left of a dot.
pub(super) fn paint_pin(
    mesh: &mut Triangles,
    outlines: &Outlines,
    looks: &Looks,
    (middle, radius): (Pos2, f32),
) {
    let scale = looks.scale;
    let away = (radius + 1.0) * std::f32::consts::FRAC_1_SQRT_2;
    let foot = middle - egui::vec2(away, away);
    let head = foot - egui::vec2(4.0, 4.5) * scale;
    mesh.line(foot, head, 1.2 * scale, looks.ink);
    mesh.fill(head, outlines.disc(4.0), 3.8 * scale, looks.paper);
    mesh.fill(head, outlines.disc(4.0), 2.8 * scale, looks.accent);
}

fn add(canvas: &Canvas<'_>, mesh: Triangles) {
    let mesh = mesh.into_mesh();
    if !mesh.is_empty() {
        canvas.painter.add(Shape::mesh(mesh));
    }
}
