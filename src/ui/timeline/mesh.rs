//! Signs and bars as one mesh: where thousands of marks are in sight, a shape for each would
//! cost more than all the rest of the window.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use egui::epaint::{TessellationOptions, Tessellator};
use egui::{Color32, Mesh, Painter, Pos2, Rangef, Rect, Shape, Stroke, pos2};

use crate::model::Stage;
use crate::ui::glyphs::glyph_shapes;

/// A sign that is painted over and over.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// Of the leading date of an event.
    Stage(Stage),
    /// Of another of its dates: hollow, so that what lies behind does not show.
    Other { ground: Color32 },
    /// Around a date that is not certain.
    Ring,
}

/// What a sign looks like: what it is, its colour, its radius in thousandths of a point.
type SignKey = (Sign, Color32, u32);

/// Signs that have been taken apart into triangles once.
#[derive(Default)]
pub(super) struct SignMeshes {
    made: HashMap<SignKey, Mesh>,
    pixels_per_point: f32,
}

impl SignMeshes {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn of(&mut self, sign: Sign, color: Color32, radius: f32) -> &Mesh {
        let pixels_per_point = self.pixels_per_point;
        let key = (sign, color, (radius * 1000.0) as u32);
        self.made.entry(key).or_insert_with(|| {
            let centre = Pos2::ZERO;
            let shapes = match sign {
                Sign::Stage(stage) => glyph_shapes(centre, radius, stage, color),
                Sign::Other { ground } => vec![
                    Shape::circle_filled(centre, radius, ground),
                    Shape::circle_stroke(centre, radius, Stroke::new(1.4, color)),
                ],
                Sign::Ring => vec![Shape::circle_stroke(
                    centre,
                    radius,
                    Stroke::new(1.0, color),
                )],
            };
            let mut mesh = Mesh::default();
            for shape in shapes {
                tessellator(pixels_per_point).tessellate_shape(shape, &mut mesh);
            }
            mesh
        })
    }
}

/// Neither text nor prepared discs: paths alone.
fn tessellator(pixels_per_point: f32) -> Tessellator {
    let options = TessellationOptions::default();
    Tessellator::new(pixels_per_point, options, [1, 1], Vec::new())
}

/// Collects what is painted together.
pub(super) struct MarkMesh<'a> {
    mesh: Mesh,
    signs: &'a mut SignMeshes,
    tessellator: Tessellator,
}

impl<'a> MarkMesh<'a> {
    pub(super) fn new(painter: &Painter, signs: &'a mut SignMeshes) -> Self {
        let pixels_per_point = painter.ctx().pixels_per_point();
        #[allow(clippy::float_cmp)]
        if signs.pixels_per_point != pixels_per_point {
            signs.made.clear();
            signs.pixels_per_point = pixels_per_point;
        }
        Self {
            mesh: Mesh::default(),
            signs,
            tessellator: tessellator(pixels_per_point),
        }
    }

    /// Something that is painted once.
    pub(super) fn shape(&mut self, shape: Shape) {
        self.tessellator.tessellate_shape(shape, &mut self.mesh);
    }

    pub(super) fn line(&mut self, from: Pos2, to: Pos2, stroke: Stroke) {
        self.shape(Shape::line_segment([from, to], stroke));
    }

    pub(super) fn hline(&mut self, x: RangeInclusive<f32>, y: f32, stroke: Stroke) {
        let half = stroke.width / 2.0;
        let rect = Rect::from_x_y_ranges(x, y - half..=y + half);
        self.rect(rect, stroke.color);
    }

    /// The edge of a rectangle, inside it, in dashes.
    pub(super) fn dashes(&mut self, rect: Rect, width: f32, color: Color32) {
        const DASH: f32 = 4.0;
        const STEP: f32 = 7.0;
        let mut x = rect.left();
        while x < rect.right() {
            let to = (x + DASH).min(rect.right());
            for y in [rect.top(), rect.bottom() - width] {
                let dash = Rect::from_min_max(pos2(x, y), pos2(to, y + width));
                self.rect(dash, color);
            }
            x += STEP;
        }
        for x in [rect.left(), rect.right() - width] {
            self.rect(Rect::from_x_y_ranges(x..=x + width, rect.y_range()), color);
        }
    }

    /// From colour to colour at these places, from the top to the bottom of a stretch.
    pub(super) fn gradient(&mut self, colors: &[(f32, Color32)], y: Rangef) {
        let first = self.mesh.vertices.len() as u32;
        for (at, (x, color)) in colors.iter().enumerate() {
            self.mesh.colored_vertex(pos2(*x, y.min), *color);
            self.mesh.colored_vertex(pos2(*x, y.max), *color);
            if at > 0 {
                let left = first + 2 * (at as u32 - 1);
                self.mesh.add_triangle(left, left + 1, left + 2);
                self.mesh.add_triangle(left + 1, left + 2, left + 3);
            }
        }
    }

    pub(super) fn rect(&mut self, rect: Rect, color: Color32) {
        if rect.is_positive() && color != Color32::TRANSPARENT {
            self.mesh.add_colored_rect(rect, color);
        }
    }

    /// The edge of a rectangle, inside it.
    pub(super) fn frame(&mut self, rect: Rect, width: f32, color: Color32) {
        let Rect { min, max } = rect;
        let (inner_top, inner_bottom) = (min.y + width, max.y - width);
        self.rect(Rect::from_min_max(min, pos2(max.x, inner_top)), color);
        self.rect(Rect::from_min_max(pos2(min.x, inner_bottom), max), color);
        let sides =
            |left: f32| Rect::from_min_max(pos2(left, inner_top), pos2(left + width, inner_bottom));
        self.rect(sides(min.x), color);
        self.rect(sides(max.x - width), color);
    }

    /// A sign that is painted over and over.
    pub(super) fn sign(&mut self, centre: Pos2, radius: f32, sign: Sign, color: Color32) {
        let sign = self.signs.of(sign, color, radius);
        let first = self.mesh.vertices.len() as u32;
        let offset = centre.to_vec2();
        (self.mesh.indices).extend(sign.indices.iter().map(|index| index + first));
        (self.mesh.vertices).extend(sign.vertices.iter().map(|vertex| {
            let mut vertex = *vertex;
            vertex.pos += offset;
            vertex
        }));
    }

    pub(super) fn into_shape(self) -> Shape {
        Shape::mesh(self.mesh)
    }
}
