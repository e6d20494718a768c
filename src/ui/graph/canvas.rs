//! Where dots and lines are on the screen in this pass.

use egui::{Color32, Painter, Pos2, Rect, vec2};

use super::field::{Field, radius_of};
use super::mesh::{aside, pos};
use crate::layout::graph::{Area, At, Camera, Line};
use crate::ui::theme::Looks;

/// Lines to and fro between the same two are so far apart, in points.
const TWINS: f32 = 4.0;

/// What is needed to paint and to point.
pub(super) struct Canvas<'a> {
    pub painter: &'a Painter,
    pub rect: Rect,
    pub camera: Camera,
    pub field: &'a Field,
    pub looks: &'a Looks,
    /// The dot that is being dragged, and where it is, in units of the graph.
    pub dragged: Option<(u32, At)>,
    middle: At,
    node_scale: f32,
    /// By this lines are thinner from afar.
    line_scale: f32,
}

pub(super) const fn area_of(rect: Rect) -> Area {
    Area {
        min: [rect.min.x, rect.min.y],
        max: [rect.max.x, rect.max.y],
    }
}

impl<'a> Canvas<'a> {
    pub(super) fn new(
        painter: &'a Painter,
        rect: Rect,
        camera: Camera,
        (field, looks): (&'a Field, &'a Looks),
        dragged: Option<(u32, At)>,
    ) -> Self {
        Self {
            painter,
            rect,
            camera,
            field,
            looks,
            dragged,
            middle: area_of(rect).middle(),
            node_scale: camera.node_scale(),
            line_scale: camera.zoom.clamp(0.1, 1.0).powf(0.3) * looks.scale,
        }
    }

    /// Where a dot stands, in units of the graph.
    pub(super) fn place(&self, dot: u32) -> At {
        match self.dragged {
            Some((dragged, at)) if dragged == dot => at,
            _ => self.field.places[dot as usize],
        }
    }

    /// Where a dot is on the screen.
    pub(super) fn at(&self, dot: u32) -> Pos2 {
        pos(self.camera.screen(self.middle, self.place(dot)))
    }

    /// Half the width of a dot, in points.
    pub(super) fn radius(&self, dot: u32) -> f32 {
        let drawn = &self.field.drawn;
        radius_of(drawn, dot, self.node_scale, self.looks.scale)
    }

    /// From where to where a line leads on the screen.
    pub(super) fn ends(&self, line: Line) -> (Pos2, Pos2) {
        let (from, to) = (self.at(line.ends.0), self.at(line.ends.1));
        if line.has_twin {
            aside(from, to, TWINS / 2.0 * self.looks.scale)
        } else {
            (from, to)
        }
    }

    /// Around which place, and how wide, a line is drawn that leads from a dot to itself.
    pub(super) fn ring(&self, dot: u32) -> (Pos2, f32) {
        let radius = self.radius(dot);
        let wide = (radius * 0.7).max(5.0 * self.looks.scale);
        (self.at(dot) - vec2(0.0, radius + wide * 0.6), wide)
    }

    /// How wide a line is, in points: by the logarithm of its links.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn width(&self, line: Line) -> f32 {
        (0.75 + 0.55 * (line.links.max(1) as f32).ln()) * self.line_scale
    }

    /// The place of the graph at a point of the screen.
    pub(super) fn unit(&self, at: Pos2) -> At {
        self.camera.place(self.middle, [at.x, at.y])
    }

    /// The colour of dots.
    pub(super) fn dot_color(&self) -> Color32 {
        self.looks.weak.lerp_to_gamma(self.looks.ink, 0.45)
    }

    /// The colour of lines, paler where there are many.
    pub(super) fn line_color(&self, lines: usize) -> Color32 {
        #[allow(clippy::cast_precision_loss)]
        let crowd = (lines.max(1) as f32 / 400.0).log2().clamp(0.0, 5.0) / 5.0;
        let color = self.looks.line.lerp_to_gamma(self.looks.weak, 0.5);
        color.gamma_multiply(1.0 - 0.55 * crowd)
    }
}
