//! Painting what changes rarely: all lines and all dots, each one shape that is kept until
//! something moves.

use std::sync::Arc;

use egui::{Color32, Mesh, Pos2, Rect, Shape, vec2};

use super::canvas::{Canvas, area_of};
use super::mesh::{Outlines, Triangles};
use crate::layout::graph::{
    At, Camera, DotLook, Face, Line, LinesInSight, dots_in_sight, lines_in_sight,
};
use crate::ui::theme::Looks;

/// So many lines are drawn at most, the strongest: more cost more than a frame has, and where so
/// many cross nobody follows one.
pub(super) const MOST_LINES: usize = 5_000;

/// Where more dots than this are in sight, the small ones have hard edges: their softness is
/// not seen any more, and costs most.
const CROWD: usize = 1_500;
const SMALL: f32 = 5.0;
/// And where more than this are, outlines have fewer corners.
const MANY: usize = 500;

/// What the shapes were made for.
#[derive(Clone, PartialEq)]
struct Made {
    field: u64,
    camera: Camera,
    rect: Rect,
    looks: Looks,
    pixels_per_point: u32,
    dragged: Option<(u32, At)>,
}

/// Lines and dots in sight, and their shapes.
#[derive(Default)]
pub(super) struct Painted {
    made: Option<Made>,
    outlines: Outlines,
    pub lines: LinesInSight,
    /// Those with the most links first.
    pub dots: Vec<u32>,
    line_mesh: Arc<Mesh>,
    dot_mesh: Arc<Mesh>,
    /// Changes when they are made anew.
    pub serial: u64,
}

impl Painted {
    /// Makes the shapes, unless they are there.
    pub(super) fn make(&mut self, canvas: &Canvas<'_>) {
        let pixels_per_point = canvas.painter.ctx().pixels_per_point();
        let made = Made {
            field: canvas.field.serial,
            camera: canvas.camera,
            rect: canvas.rect,
            looks: canvas.looks.clone(),
            pixels_per_point: pixels_per_point.to_bits(),
            dragged: canvas.dragged,
        };
        if self.made.as_ref() == Some(&made) {
            return;
        }
        self.made = Some(made);
        self.serial += 1;
        let field = canvas.field;
        let area = canvas.camera.in_sight(area_of(canvas.rect));
        let moved;
        let places = match canvas.dragged {
            Some((dot, at)) => {
                let mut places = field.places.to_vec();
                places[dot as usize] = at;
                moved = places;
                &moved
            }
            None => &*field.places,
        };
        self.lines = lines_in_sight(&field.drawn, places, area, MOST_LINES);
        // As far as a large dot reaches into sight.
        let reach = 40.0 * canvas.camera.node_scale().max(0.2) / canvas.camera.zoom;
        self.dots = dots_in_sight(places, area.expanded(reach));
        let before = std::mem::take(&mut self.line_mesh);
        let mut lines = Triangles::within(before, pixels_per_point);
        lines.expect_lines(self.lines.lines.len());
        let color = canvas.line_color(self.lines.lines.len());
        // What is faded lies below, and the strongest lie above.
        for faded in [true, false] {
            if faded && field.steps.is_none() {
                continue;
            }
            let color = if faded {
                canvas.looks.line.gamma_multiply(0.35)
            } else {
                color
            };
            for number in self.lines.lines.iter().rev() {
                let line = field.drawn.lines[*number as usize];
                if field.is_line_faded(line.ends) == faded {
                    paint_line(&mut lines, &self.outlines, canvas, line, 1.0, color);
                }
            }
        }
        self.line_mesh = Arc::new(lines.into_mesh());
        let before = std::mem::take(&mut self.dot_mesh);
        let mut dots = Triangles::within(before, pixels_per_point);
        let colors = dot_colors(canvas);
        let is_crowd = self.dots.len() > CROWD;
        self.outlines.set_coarse(self.dots.len() > MANY);
        for dot in self.dots.iter().rev() {
            let found = &field.drawn.dots[*dot as usize];
            let color = colors[usize::from(found.links == 0)][usize::from(field.is_faded(*dot))];
            let radius = canvas.radius(*dot);
            if is_crowd && radius < SMALL {
                let is_actor = found.look.face == Face::Actor;
                dots.speck(canvas.at(*dot), radius, color, is_actor);
            } else {
                self.outlines.paint(&mut dots, canvas, *dot, color);
            }
        }
        self.dot_mesh = Arc::new(dots.into_mesh());
    }

    pub(super) fn paint_lines(&self, canvas: &Canvas<'_>) {
        canvas.painter.add(Shape::Mesh(Arc::clone(&self.line_mesh)));
    }

    pub(super) fn paint_dots(&self, canvas: &Canvas<'_>) {
        canvas.painter.add(Shape::Mesh(Arc::clone(&self.dot_mesh)));
    }

    pub(super) const fn outlines(&self) -> &Outlines {
        &self.outlines
    }
}

/// The colours of dots with links and without, each in full and faded.
fn dot_colors(canvas: &Canvas<'_>) -> [[Color32; 2]; 2] {
    let looks = canvas.looks;
    let faint = looks.line.lerp_to_gamma(looks.weak, 0.35);
    [canvas.dot_color(), faint].map(|color| [color, looks.paper.lerp_to_gamma(color, 0.16)])
}

/// A line, straight, or a ring at a dot that leads to itself. Where all is absence it is in
/// dashes, with a cross in its middle.
pub(super) fn paint_line(
    mesh: &mut Triangles,
    outlines: &Outlines,
    canvas: &Canvas<'_>,
    line: Line,
    widened: f32,
    color: Color32,
) {
    let width = canvas.width(line) * widened;
    let scale = canvas.looks.scale;
    if line.ends.0 == line.ends.1 {
        let (middle, wide) = canvas.ring(line.ends.0);
        mesh.rim(
            middle,
            outlines.disc(wide),
            wide,
            width,
            color,
            line.is_absence(),
        );
        return;
    }
    let (from, to) = canvas.ends(line);
    if !line.is_absence() {
        mesh.line(from, to, width, color);
        return;
    }
    mesh.dashes(from, to, width, color, 4.0 * scale);
    if from.distance(to) > 40.0 * scale {
        let (middle, arm) = (from.lerp(to, 0.5), 3.6 * scale);
        for arm in [vec2(arm, arm), vec2(arm, -arm)] {
            mesh.line(middle - arm, middle + arm, 1.2 * scale, color);
        }
    }
}

impl Outlines {
    /// A dot as what it is: actors are discs, forums hollow squares, a forum that acts a disc
    /// in a square; several have a second rim, and the rim of the unnamed is broken.
    pub(super) fn paint(
        &self,
        mesh: &mut Triangles,
        canvas: &Canvas<'_>,
        dot: u32,
        color: Color32,
    ) {
        let middle = canvas.at(dot);
        let radius = canvas.radius(dot);
        let look = canvas.field.drawn.dots[dot as usize].look;
        let (looks, scale) = (canvas.looks, canvas.looks.scale);
        let outline = match look.face {
            Face::Actor => self.disc(radius),
            Face::Forum | Face::Both => self.square(radius),
        };
        if look.several && radius > 2.5 {
            mesh.fill(middle, outline, radius + 3.0 * scale, color);
            mesh.fill(middle, outline, radius + 1.8 * scale, looks.paper);
        }
        let rim = (radius * 0.22).clamp(1.1, 2.2 * scale);
        if look.unnamed && radius > 2.5 {
            mesh.fill(middle, outline, radius, looks.paper);
            mesh.rim(middle, outline, radius - rim / 2.0, rim, color, true);
        } else {
            mesh.fill(middle, outline, radius, color);
            if look.face != Face::Actor && radius > 2.2 {
                mesh.fill(middle, outline, radius - rim, looks.paper);
            }
        }
        if look.face == Face::Both && radius > 2.2 {
            let inner = radius * 0.48;
            mesh.fill(middle, self.disc(inner), inner, color);
        }
        if let Some(at) = fold_sign_at(canvas, look, middle, radius) {
            mesh.fill(at, self.disc(6.0), 5.5 * scale, looks.paper);
            mesh.fold_sign(at, 3.4 * scale, color, !look.closed);
        }
    }
}

/// Where the sign stands that a dot can be closed or opened.
pub(super) fn fold_sign_at(
    canvas: &Canvas<'_>,
    look: DotLook,
    middle: Pos2,
    radius: f32,
) -> Option<Pos2> {
    let away = (radius + 2.0 * canvas.looks.scale) * std::f32::consts::FRAC_1_SQRT_2;
    (look.holds && radius > 6.0).then_some(middle + vec2(away, -away))
}
