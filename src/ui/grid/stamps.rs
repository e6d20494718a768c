//! The signs of roles, painted thousands of times: each is taken apart into triangles once.

use std::collections::HashMap;
use std::f32::consts::{PI, TAU};

use egui::epaint::{TessellationOptions, Tessellator};
use egui::{Color32, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use crate::layout::grid::{RoleSign, SIGN_REACH, SignShape};

/// Radii are told apart by steps of so many to a point.
const STEPS: f32 = 4.0;
/// With so many signs kept, those of other sizes are let go.
const MOST_KEPT: usize = 400;

/// Signs that have been taken apart.
#[derive(Default)]
pub(super) struct Stamps {
    made: HashMap<(RoleSign, u32, Color32), Mesh>,
    pixels_per_point: f32,
}

impl Stamps {
    /// Begins a pass.
    #[allow(clippy::float_cmp)]
    pub(super) fn turn(&mut self, pixels_per_point: f32) {
        if self.pixels_per_point != pixels_per_point || self.made.len() > MOST_KEPT {
            self.made.clear();
            self.pixels_per_point = pixels_per_point;
        }
    }

    /// Adds a sign to what is painted.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn add(
        &mut self,
        mesh: &mut Mesh,
        sign: RoleSign,
        centre: Pos2,
        radius: f32,
        color: Color32,
    ) {
        let steps = (radius * STEPS) as u32;
        let pixels_per_point = self.pixels_per_point;
        let stamp = self.made.entry((sign, steps, color)).or_insert_with(|| {
            let mut mesh = Mesh::default();
            let options = TessellationOptions::default();
            let mut tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
            for shape in sign_shapes(sign, Pos2::ZERO, steps as f32 / STEPS, color) {
                tessellator.tessellate_shape(shape, &mut mesh);
            }
            mesh
        });
        let first = mesh.vertices.len() as u32;
        let offset = centre.to_vec2();
        (mesh.indices).extend(stamp.indices.iter().map(|index| index + first));
        (mesh.vertices).extend(stamp.vertices.iter().map(|vertex| {
            let mut vertex = *vertex;
            vertex.pos += offset;
            vertex
        }));
    }
}

/// The sign of a role as shapes: filled if the actor was there, else hollow and struck through.
pub(super) fn sign_shapes(sign: RoleSign, centre: Pos2, radius: f32, color: Color32) -> Vec<Shape> {
    let stroke = Stroke::new((radius * 0.28).clamp(1.0, 2.0), color);
    let (fill, edge) = if sign.absent {
        (Color32::TRANSPARENT, stroke)
    } else {
        (color, Stroke::NONE)
    };
    let round = |points: &[(f32, f32)]| -> Vec<Pos2> {
        let at = |(turn, far): &(f32, f32)| {
            let (sin, cos) = (turn * TAU - PI / 2.0).sin_cos();
            centre + vec2(cos, sin) * radius * *far
        };
        points.iter().map(at).collect()
    };
    let convex = |points: Vec<Pos2>| Shape::convex_polygon(points, fill, edge);
    let mut shapes = match sign.shape {
        SignShape::Disc => vec![Shape::Circle(egui::epaint::CircleShape {
            center: centre,
            radius: radius * 0.9,
            fill,
            stroke: edge,
        })],
        SignShape::Dot => vec![Shape::Circle(egui::epaint::CircleShape {
            center: centre,
            radius: radius * 0.5,
            fill,
            stroke: edge,
        })],
        SignShape::Square => {
            let rect = Rect::from_center_size(centre, Vec2::splat(radius * 1.6));
            vec![convex(vec![
                rect.left_top(),
                rect.right_top(),
                rect.right_bottom(),
                rect.left_bottom(),
            ])]
        }
        SignShape::Triangle => {
            vec![convex(round(&[(0.0, 1.05), (0.345, 1.1), (0.655, 1.1)]))]
        }
        SignShape::Funnel => {
            vec![convex(round(&[(0.5, 1.05), (0.845, 1.1), (0.155, 1.1)]))]
        }
        SignShape::Diamond => vec![convex(round(&[
            (0.0, 1.1),
            (0.25, 1.0),
            (0.5, 1.1),
            (0.75, 1.0),
        ]))],
        SignShape::Star => star(round, fill, edge),
        SignShape::Plus => {
            let bar = |size: Vec2| Rect::from_center_size(centre, size * radius);
            if sign.absent {
                let points = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
                let line =
                    |(x, y)| Shape::line_segment([centre, centre + vec2(x, y) * radius], stroke);
                points.into_iter().map(line).collect()
            } else {
                vec![
                    Shape::rect_filled(bar(vec2(2.0, 0.64)), 0.0, color),
                    Shape::rect_filled(bar(vec2(0.64, 2.0)), 0.0, color),
                ]
            }
        }
        SignShape::Hourglass => {
            let part = |way: f32| {
                convex(vec![
                    centre,
                    centre + vec2(-0.85, way) * radius,
                    centre + vec2(0.85, way) * radius,
                ])
            };
            vec![part(-0.95), part(0.95)]
        }
    };
    if sign.absent {
        let out = vec2(-SIGN_REACH, SIGN_REACH) * radius;
        shapes.push(Shape::line_segment([centre + out, centre - out], stroke));
    }
    shapes
}

/// Five points around a pentagon: each part is convex, as only such are filled right.
fn star(round: impl Fn(&[(f32, f32)]) -> Vec<Pos2>, fill: Color32, edge: Stroke) -> Vec<Shape> {
    const INNER: f32 = 0.48;
    let tip = |at: u8| f32::from(at) / 5.0;
    let corner = |at: u8| tip(at) + 0.1;
    if edge.width > 0.0 {
        let outline: Vec<(f32, f32)> = (0..5)
            .flat_map(|at| [(tip(at), 1.15), (corner(at), INNER)])
            .collect();
        return vec![Shape::closed_line(round(&outline), edge)];
    }
    let middle: Vec<(f32, f32)> = (0..5).map(|at| (corner(at), INNER)).collect();
    let mut shapes = vec![Shape::convex_polygon(round(&middle), fill, Stroke::NONE)];
    shapes.extend((0..5).map(|at| {
        let points = [
            (tip(at), 1.15),
            (corner(at), INNER),
            (corner(at) - 0.2, INNER),
        ];
        Shape::convex_polygon(round(&points), fill, Stroke::NONE)
    }));
    shapes
}

/// An open angle that says whether something is open: it points down, or to the right if
/// closed. Only signs of roles are filled triangles.
pub(super) fn fold_sign(centre: Pos2, radius: f32, is_closed: bool, color: Color32) -> Shape {
    let points = if is_closed {
        [(-0.4, -1.0), (0.6, 0.0), (-0.4, 1.0)]
    } else {
        [(-1.0, -0.4), (0.0, 0.6), (1.0, -0.4)]
    };
    let points = points.map(|(x, y)| pos2(centre.x + x * radius, centre.y + y * radius));
    Shape::line(
        points.to_vec(),
        Stroke::new((radius * 0.42).max(1.3), color),
    )
}

/// A disc in a square, as in the graph: an actor that is a forum as well.
pub(super) fn both_faces_sign(centre: Pos2, radius: f32, color: Color32) -> [Shape; 2] {
    let square = Rect::from_center_size(centre, Vec2::splat(radius * 2.2));
    [
        Shape::rect_stroke(square, 1.5, Stroke::new(1.2, color), StrokeKind::Middle),
        Shape::circle_filled(centre, radius * 0.55, color),
    ]
}

/// Several who stand as one.
pub(super) fn several_sign(centre: Pos2, radius: f32, color: Color32) -> [Shape; 3] {
    [(0.0, -0.7), (-0.8, 0.6), (0.8, 0.6)]
        .map(|(x, y)| Shape::circle_filled(centre + vec2(x, y) * radius, radius * 0.42, color))
}
