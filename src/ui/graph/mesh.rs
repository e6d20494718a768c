//! Dots and lines as triangles: thousands of them are one shape.

use std::sync::Arc;

use egui::{Color32, Mesh, Pos2, Vec2, pos2, vec2};

/// Collects what is painted together. Edges are soft over one pixel.
pub(in crate::ui) struct Triangles {
    mesh: Mesh,
    /// A pixel, in points.
    soft: f32,
    /// The last thin line: its width and colour, and the colour that it has as it is thin.
    thin: (f32, Color32, Color32),
}

/// The outlines of dots, around 0 with a radius of 1.
pub(in crate::ui) struct Outlines {
    discs: [Vec<Vec2>; 4],
    squares: [Vec<Vec2>; 3],
    /// Radii count for so much.
    fineness: f32,
}

impl Default for Outlines {
    fn default() -> Self {
        Self {
            discs: [8, 14, 22, 40].map(disc),
            squares: [0, 1, 3].map(rounded_square),
            fineness: 1.0,
        }
    }
}

impl Outlines {
    /// Fewer corners, where nobody looks at a single dot.
    pub(super) const fn set_coarse(&mut self, is_coarse: bool) {
        self.fineness = if is_coarse { 0.5 } else { 1.0 };
    }

    /// As fine as is seen at a radius in points.
    pub(in crate::ui) fn disc(&self, radius: f32) -> &[Vec2] {
        let at = [3.0, 7.0, 14.0]
            .iter()
            .filter(|most| radius * self.fineness > **most);
        &self.discs[at.count()]
    }

    /// The same for a square with rounded corners, of about the area of the disc.
    pub(in crate::ui) fn square(&self, radius: f32) -> &[Vec2] {
        let at = [3.0, 9.0]
            .iter()
            .filter(|most| radius * self.fineness > **most);
        &self.squares[at.count()]
    }
}

#[allow(clippy::cast_precision_loss)]
fn disc(corners: usize) -> Vec<Vec2> {
    let turn = std::f32::consts::TAU / corners as f32;
    (0..corners)
        .map(|at| Vec2::angled(turn * at as f32))
        .collect()
}

/// Half the side of a square with about the area of a disc.
const SIDE: f32 = 0.9;
/// The radius of its corners.
const CORNER: f32 = 0.34;

/// `steps` more places in each corner than one.
#[allow(clippy::cast_precision_loss)]
fn rounded_square(steps: usize) -> Vec<Vec2> {
    if steps == 0 {
        return [(1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0), (1.0, -1.0)]
            .map(|(x, y)| vec2(x, y) * SIDE)
            .to_vec();
    }
    let quarter = std::f32::consts::FRAC_PI_2;
    (0..4)
        .flat_map(|corner| {
            let start = quarter * corner as f32;
            let middle = Vec2::angled(start + quarter / 2.0) * (SIDE - CORNER) * 2.0_f32.sqrt();
            (0..=steps).map(move |step| {
                middle + Vec2::angled(start + quarter * step as f32 / steps as f32) * CORNER
            })
        })
        .collect()
}

impl Triangles {
    pub(in crate::ui) fn new(pixels_per_point: f32) -> Self {
        Self {
            mesh: Mesh::default(),
            soft: 1.0 / pixels_per_point.max(0.1),
            thin: (0.0, Color32::TRANSPARENT, Color32::TRANSPARENT),
        }
    }

    /// The same in the memory of a mesh that is no longer painted.
    pub(super) fn within(mesh: Arc<Mesh>, pixels_per_point: f32) -> Self {
        let mut mesh = Arc::try_unwrap(mesh).unwrap_or_default();
        // `Mesh::clear` would let the memory go.
        mesh.vertices.clear();
        mesh.indices.clear();
        Self {
            mesh,
            ..Self::new(pixels_per_point)
        }
    }

    /// Makes room for so many lines.
    pub(in crate::ui) fn expect_lines(&mut self, lines: usize) {
        self.mesh.vertices.reserve(lines * 6);
        self.mesh.indices.reserve(lines * 12);
    }

    fn next(&self) -> u32 {
        self.mesh.vertices.len() as u32
    }

    /// A straight line. One that is thinner than a pixel is as much paler.
    pub(in crate::ui) fn line(&mut self, from: Pos2, to: Pos2, width: f32, color: Color32) {
        let way = to - from;
        let length = way.length();
        if length < 0.01 {
            return;
        }
        let aside = vec2(-way.y, way.x) / length;
        let outer = (width + self.soft) / 2.0;
        let inner = (width - self.soft) / 2.0;
        let first = self.next();
        if inner <= 0.0 {
            #[allow(clippy::float_cmp)]
            let is_known = (self.thin.0, self.thin.1) == (width, color);
            if !is_known {
                let pale = color.gamma_multiply((width / self.soft).min(1.0));
                self.thin = (width, color, pale);
            }
            let color = self.thin.2;
            let sides = [
                (-outer, Color32::TRANSPARENT),
                (0.0, color),
                (outer, Color32::TRANSPARENT),
            ];
            for (away, color) in sides {
                self.mesh.colored_vertex(from + aside * away, color);
                self.mesh.colored_vertex(to + aside * away, color);
            }
            self.strip(first, 3);
        } else {
            let sides = [
                (-outer, Color32::TRANSPARENT),
                (-inner, color),
                (inner, color),
                (outer, Color32::TRANSPARENT),
            ];
            for (away, color) in sides {
                self.mesh.colored_vertex(from + aside * away, color);
                self.mesh.colored_vertex(to + aside * away, color);
            }
            self.strip(first, 4);
        }
    }

    /// A line through several places.
    pub(in crate::ui) fn path(&mut self, places: &[Pos2], width: f32, color: Color32) {
        let (outer, inner) = ((width + self.soft) / 2.0, (width - self.soft) / 2.0);
        let faint = color.gamma_multiply((width / self.soft).min(1.0));
        let wide = [
            (-outer, Color32::TRANSPARENT),
            (-inner, color),
            (inner, color),
            (outer, Color32::TRANSPARENT),
        ];
        let thin = [
            (-outer, Color32::TRANSPARENT),
            (0.0, faint),
            (outer, Color32::TRANSPARENT),
        ];
        let sides = if inner > 0.0 { &wide[..] } else { &thin[..] };
        let (first, across) = (self.next(), sides.len() as u32);
        for (at, place) in places.iter().enumerate() {
            let before = places[at.saturating_sub(1)];
            let after = places.get(at + 1).unwrap_or(place);
            let way = (*after - before).normalized();
            let aside = vec2(-way.y, way.x);
            for (away, color) in sides {
                self.mesh.colored_vertex(*place + aside * *away, *color);
            }
            if at > 0 {
                let here = first + at as u32 * across;
                for side in 0..across - 1 {
                    let [one, two] = [here - across + side, here + side];
                    self.mesh
                        .indices
                        .extend([one, one + 1, two, one + 1, two, two + 1]);
                }
            }
        }
    }

    fn strip(&mut self, first: u32, rows: u32) {
        for row in 0..rows - 1 {
            let at = first + row * 2;
            self.mesh
                .indices
                .extend([at, at + 1, at + 2, at + 1, at + 2, at + 3]);
        }
    }

    /// A line in dashes, at most so many of them.
    pub(in crate::ui) fn dashes(
        &mut self,
        from: Pos2,
        to: Pos2,
        width: f32,
        color: Color32,
        dash: f32,
    ) {
        const MOST: f32 = 24.0;
        let length = from.distance(to);
        let step = (dash * 1.8).max(length / MOST);
        if !length.is_finite() || length < 1.0 {
            return;
        }
        let mut at = 0.0;
        while at < length {
            let end = (at + step / 1.8).min(length);
            let place = |along: f32| from.lerp(to, along / length);
            self.line(place(at), place(end), width, color);
            at += step;
        }
    }

    /// A filled outline.
    pub(in crate::ui) fn fill(
        &mut self,
        middle: Pos2,
        outline: &[Vec2],
        radius: f32,
        color: Color32,
    ) {
        let corners = outline.len() as u32;
        let first = self.next();
        let (inner, outer) = (
            (radius - self.soft / 2.0).max(0.0),
            radius + self.soft / 2.0,
        );
        for corner in outline {
            self.mesh.colored_vertex(middle + *corner * inner, color);
            self.mesh
                .colored_vertex(middle + *corner * outer, Color32::TRANSPARENT);
        }
        let indices = &mut self.mesh.indices;
        for at in 2..corners {
            indices.extend([first, first + 2 * (at - 1), first + 2 * at]);
        }
        for at in 0..corners {
            let (one, two) = (first + 2 * at, first + 2 * ((at + 1) % corners));
            indices.extend([one, one + 1, two, one + 1, two, two + 1]);
        }
    }

    /// A small disc or square with hard edges.
    pub(in crate::ui) fn speck(
        &mut self,
        middle: Pos2,
        radius: f32,
        color: Color32,
        is_disc: bool,
    ) {
        const HALF: f32 = 0.866;
        const DISC: [(f32, f32); 6] = [
            (1.0, 0.0),
            (0.5, HALF),
            (-0.5, HALF),
            (-1.0, 0.0),
            (-0.5, -HALF),
            (0.5, -HALF),
        ];
        let first = self.next();
        if is_disc {
            for (x, y) in DISC {
                self.mesh
                    .colored_vertex(middle + vec2(x, y) * radius, color);
            }
            let fan = [0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5].map(|at| first + at);
            self.mesh.indices.extend(fan);
        } else {
            let size = vec2(radius, radius) * 2.0 * SIDE;
            self.plate(egui::Rect::from_center_size(middle, size), color);
        }
    }

    /// The rim of an outline, whole or every second piece of it.
    pub(in crate::ui) fn rim(
        &mut self,
        middle: Pos2,
        outline: &[Vec2],
        radius: f32,
        width: f32,
        color: Color32,
        broken: bool,
    ) {
        let corners = outline.len();
        // In a square with rounded corners the pieces between these are long: they are cut.
        for at in 0..corners {
            let (one, two) = (outline[at], outline[(at + 1) % corners]);
            let [one, two] = [one, two].map(|corner| middle + corner * radius);
            if !broken {
                self.line(one, two, width, color);
            } else if one.distance(two) > 6.0 {
                self.dashes(one, two, width, color, 2.6);
            } else if at % 2 == 0 {
                self.line(one, two, width, color);
            }
        }
    }

    /// A small triangle that points to the right, or down if what it stands at is open.
    pub(in crate::ui) fn fold_sign(
        &mut self,
        middle: Pos2,
        size: f32,
        color: Color32,
        is_open: bool,
    ) {
        let corners = if is_open {
            [(-1.0, -0.6), (1.0, -0.6), (0.0, 0.9)]
        } else {
            [(-0.6, -1.0), (0.9, 0.0), (-0.6, 1.0)]
        };
        let outline = corners.map(|(x, y)| vec2(x, y));
        self.fill(middle, &outline, size, color);
    }

    /// A plain rectangle.
    pub(in crate::ui) fn plate(&mut self, rect: egui::Rect, color: Color32) {
        self.mesh.add_colored_rect(rect, color);
    }

    pub(in crate::ui) fn into_mesh(self) -> Mesh {
        self.mesh
    }
}

/// From one place to another, moved aside by so many points.
pub(in crate::ui) fn aside(from: Pos2, to: Pos2, by: f32) -> (Pos2, Pos2) {
    let way = to - from;
    let length = way.length().max(0.01);
    let away = vec2(-way.y, way.x) / length * by;
    (from + away, to + away)
}

/// A place of the graph or the screen as egui has it.
pub(in crate::ui) const fn pos(at: [f32; 2]) -> Pos2 {
    pos2(at[0], at[1])
}
