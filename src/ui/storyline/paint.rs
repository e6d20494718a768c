//! Lines, their knots, and what stands behind those who meet: all of it one shape.

use egui::{Color32, Pos2, Rect, Shape, pos2, vec2};

use super::canvas::Canvas;
use super::depth_of;
use super::lit::{Light, Lit};
use crate::layout::Ticks;
use crate::layout::storyline::{Block, Knot, Stretch, Turn};
use crate::ui::graph::mesh::{Outlines, Triangles};
use crate::ui::scene::Scene;

/// Below this height of a row there is no room for ties beside a line, in points.
const ROOM_FOR_TIES: f32 = 10.0;
/// Of so many stretches beside one piece of a line the others are left to the pointer.
const MOST_STRETCHES: usize = 24;
/// The radius of a knot, in points.
const KNOT: f32 = 3.0;

/// A smaller one is painted with hard edges, in points: nobody sees more of it; and one that is
/// smaller than that as a square.
const SPECK: f32 = 1.9;
const TINY: f32 = 1.5;
/// Below this height of a row shapes have fewer corners, in points: many are in sight.
const COARSE: f32 = 8.0;

impl Canvas<'_> {
    /// Paints the calendar's lines, and bands where empty stretches are collapsed.
    pub(super) fn paint_ground(&self, ticks: &Ticks) {
        let mut mesh = Triangles::new(self.painter.ctx().pixels_per_point());
        let (looks, area) = (self.looks, self.area);
        let [band, edge] = [0.2, 0.5].map(|share| looks.line.gamma_multiply(share));
        for found in self.scale.breaks_in_sight() {
            let [left, right] = [found.start, found.end].map(|at| self.scale.x(at));
            let rect = Rect::from_x_y_ranges(left..=right, area.y_range());
            mesh.plate(rect.intersect(area), band);
        }
        for tick in &ticks.fine {
            let x = self.scale.x(tick.start);
            mesh.line(pos2(x, area.top()), pos2(x, area.bottom()), 1.0, edge);
        }
        self.painter.add(Shape::mesh(mesh.into_mesh()));
    }

    /// Paints everything but names.
    pub(super) fn paint(&self, scene: &Scene<'_>, selected: &Lit, hovered: &Lit) {
        let mut mesh = Triangles::new(self.painter.ctx().pixels_per_point());
        let sight = self.sight;
        mesh.expect_lines(sight.strands.len() + 2 * sight.turns.len() + sight.knots.len());
        let outlines = Outlines::default();
        self.paint_blocks(&mut mesh, &outlines, [selected, hovered]);
        self.paint_uncertain(&mut mesh, selected);
        let light = |line: u32| {
            let hovered = match hovered.line(line) {
                Light::Full => Light::Full,
                // The pointer fades nothing.
                _ => Light::Faded,
            };
            selected.line(line).max(hovered)
        };
        let is_lit = |light: Light| match light {
            Light::Usual => !selected.is_any(),
            Light::Faded | Light::Near => selected.is_any(),
            Light::Full => selected.line.is_some() || hovered.line.is_some(),
        };
        for now in [Light::Faded, Light::Usual, Light::Near, Light::Full] {
            if is_lit(now) {
                self.paint_lines(&mut mesh, now, &light);
            }
        }
        for row in &self.sight.rows {
            let y = self.middle(row.row);
            for knot in &self.sight.knots[row.knots.clone()] {
                let mut now = selected.knot(scene, self, knot);
                if hovered.is_any() && hovered.knot(scene, self, knot) == Light::Full {
                    now = Light::Full;
                }
                self.paint_knot(&mut mesh, &outlines, (knot, y), now);
            }
        }
        self.painter.add(Shape::mesh(mesh.into_mesh()));
    }

    /// The colour and the width of a line.
    pub(super) fn stroke(&self, light: Light) -> (f32, Color32) {
        let looks = self.looks;
        let (width, color) = match light {
            Light::Faded => (1.0, looks.faded(looks.weak)),
            Light::Usual => (1.1, looks.weak.lerp_to_gamma(looks.paper, 0.25)),
            Light::Near => (1.4, looks.weak.lerp_to_gamma(looks.ink, 0.15)),
            Light::Full => (2.4, looks.accent),
        };
        (width * looks.scale, color)
    }

    fn paint_lines(&self, mesh: &mut Triangles, now: Light, light: &dyn Fn(u32) -> Light) {
        let (width, color) = self.stroke(now);
        let (left, right) = (self.area.left() - 4.0, self.area.right() + 4.0);
        for row in &self.sight.rows {
            let y = self.middle(row.row);
            for strand in &self.sight.strands[row.strands.clone()] {
                if light(strand.line) != now {
                    continue;
                }
                let (from, to) = (strand.x.max(left), strand.x_end.min(right));
                // What is there for a moment is seen by its knot.
                let to = to.max(from + 1.0);
                mesh.line(pos2(from, y), pos2(to, y), width, color);
                if strand.count == 1 {
                    self.paint_ties(mesh, strand.line, (from, to), color, &|_| y);
                }
            }
        }
        for turn in &self.sight.turns {
            if light(turn.line) == now && turn.x <= right && turn.x_end >= left {
                self.paint_turn(mesh, turn, width, receding(turn, now, color));
                let y_at = |x: f32| self.y(turn.y_at(x));
                self.paint_ties(mesh, turn.line, (turn.x, turn.x_end), color, &y_at);
            }
        }
    }

    fn paint_turn(&self, mesh: &mut Triangles, turn: &Turn, width: f32, color: Color32) {
        const MOST: usize = 8;
        let rise = (turn.y_end - turn.y).abs();
        let across = turn.x_end - turn.x;
        let step = if self.is_coarse() { 24.0 } else { 10.0 };
        let steps = match () {
            () if across < 1.0 => 1,
            () => ((rise.min(80.0) + across) / step).ceil() as usize,
        };
        let steps = steps.clamp(1, MOST);
        let mut places = [Pos2::ZERO; MOST + 1];
        for (at, place) in places.iter_mut().enumerate().take(steps + 1) {
            let x = turn.x + across * at as f32 / steps as f32;
            let y = match across < 1.0 {
                true if at == 0 => turn.y,
                true => turn.y_end,
                false => turn.y_at(x),
            };
            *place = pos2(x, self.y(y));
        }
        mesh.path(&places[..=steps], width, color);
    }

    /// The ties of a piece of a line, beside it.
    fn paint_ties(
        &self,
        mesh: &mut Triangles,
        line: u32,
        (left, right): (f32, f32),
        color: Color32,
        y_at: &dyn Fn(f32) -> f32,
    ) {
        let has_ties = self.story.has_ties(line);
        if !has_ties || self.row_height < ROOM_FOR_TIES || right <= left {
            return;
        }
        let scale = self.looks.scale;
        for (stretch, x, x_end) in self.stretches(line, left, right) {
            if stretch.tie.is_some() {
                let down = depth_of(stretch, scale);
                let (one, two) = (pos2(x, y_at(x) + down), pos2(x_end, y_at(x_end) + down));
                mesh.line(one, two, scale, color);
            }
        }
    }

    /// Along which parts of lines an event lies of which the dates can mean more than a day: a
    /// soft band behind the line.
    fn paint_uncertain(&self, mesh: &mut Triangles, selected: &Lit) {
        let looks = self.looks;
        let high = (4.0 * looks.scale).min(self.row_height * 0.4);
        let usual = looks.weak.lerp_to_gamma(looks.paper, 0.78);
        let faded = looks.weak.lerp_to_gamma(looks.paper, 0.91);
        let (left, right) = (self.area.left(), self.area.right());
        for row in &self.sight.rows {
            let y = self.middle(row.row);
            for strand in &self.sight.strands[row.strands.clone()] {
                let (from, to) = (strand.x.max(left), strand.x_end.min(right));
                if strand.count > 1 || to <= from {
                    continue;
                }
                let is_faded = selected.line(strand.line) == Light::Faded;
                let color = if is_faded { faded } else { usual };
                // Those that overlap are one band.
                let mut done = from;
                for (stretch, x, x_end) in self.stretches(strand.line, from, to) {
                    if stretch.tie.is_none() && x_end > done {
                        let across = x.max(done)..=x_end;
                        let band = Rect::from_x_y_ranges(across, y - high / 2.0..=y + high / 2.0);
                        mesh.plate(band, color);
                        done = x_end;
                    }
                }
            }
        }
    }

    /// What lasts beside a piece of a line, each with its two ends on the screen.
    fn stretches(
        &self,
        line: u32,
        left: f32,
        right: f32,
    ) -> impl Iterator<Item = (&Stretch, f32, f32)> {
        let (from, to) = (self.scale.moment(left), self.scale.moment(right));
        let near = self.story.stretches_in(line, from, to);
        near.take(MOST_STRETCHES).map(move |stretch| {
            let [x, x_end] = [stretch.from, stretch.to].map(|at| self.scale.x(at));
            (stretch, x.max(left), x_end.min(right))
        })
    }

    fn paint_blocks(
        &self,
        mesh: &mut Triangles,
        outlines: &Outlines,
        [selected, hovered]: [&Lit; 2],
    ) {
        let looks = self.looks;
        let wide = (4.5 * looks.scale).min(self.row_height * 0.4);
        let high = (self.row_height * 0.36).min(7.0 * looks.scale);
        for block in &self.sight.blocks {
            if self.story.rows().members(block.meeting).len() < 2 {
                continue;
            }
            let light = selected.meeting(self.story, block.meeting);
            let is_hovered =
                hovered.is_any() && hovered.meeting(self.story, block.meeting) == Light::Full;
            let color = match light {
                _ if is_hovered || light == Light::Full => looks.selected,
                Light::Faded => looks.weak.lerp_to_gamma(looks.paper, 0.94),
                _ => looks.weak.lerp_to_gamma(looks.paper, 0.85),
            };
            let rect = self.block_rect(block, wide, high);
            match wide < SPECK {
                true => mesh.plate(rect, color),
                false => plate(mesh, outlines, rect, wide, color),
            }
        }
        // Parts of one meeting that do not stand side by side.
        let (_, color) = self.stroke(Light::Usual);
        for pair in self.sight.blocks.windows(2) {
            if pair[0].meeting == pair[1].meeting {
                let rows = (pair[0].rows.end.max(1) - 1, pair[1].rows.start);
                let (top, bottom) = (self.middle(rows.0) + high, self.middle(rows.1) - high);
                // Of two strokes so near to each other one is seen.
                let strokes = [pair[0].x - 1.4, pair[0].x + 1.4];
                for x in strokes.into_iter().skip(usize::from(self.is_coarse())) {
                    mesh.line(pos2(x, top), pos2(x, bottom), looks.scale, color);
                }
            }
        }
    }

    /// From the first to the last knot of a block, as far as it lasts.
    pub(super) fn block_rect(&self, block: &Block, wide: f32, high: f32) -> Rect {
        let x = block.x.max(self.area.left() - 20.0);
        let x_end = block.x_end.min(self.area.right() + 20.0).max(x);
        let last = block.rows.end.max(1) - 1;
        Rect::from_min_max(
            pos2(x - wide, self.middle(block.rows.start) - high),
            pos2(x_end + wide, self.middle(last) + high),
        )
    }

    fn paint_knot(
        &self,
        mesh: &mut Triangles,
        outlines: &Outlines,
        (knot, y): (&Knot, f32),
        now: Light,
    ) {
        let (looks, scale) = (self.looks, self.looks.scale);
        let radius = self.knot_radius();
        let color = match now {
            Light::Faded => looks.faded(looks.weak),
            Light::Usual => looks.weak,
            Light::Near => looks.weak.lerp_to_gamma(looks.ink, 0.5),
            Light::Full => looks.accent,
        };
        let at = pos2(knot.x, y);
        if knot.count > 1 {
            // Several in little room: longer than one.
            let rect = Rect::from_center_size(at, vec2(radius * 1.8, radius) * 2.0);
            match radius < SPECK {
                true => mesh.plate(rect, color),
                false => plate(mesh, outlines, rect, radius, color),
            }
            return;
        }
        if radius < SPECK && !self.story.is_absence(knot.meeting) {
            mesh.speck(at, radius, color, radius >= TINY);
            return;
        }
        if !self.story.is_absence(knot.meeting) {
            let radius = if now == Light::Full {
                radius * 1.25
            } else {
                radius
            };
            mesh.fill(at, outlines.disc(radius), radius, color);
            return;
        }
        absence(mesh, outlines, at, radius, (color, looks.paper, scale));
    }

    /// How far a knot reaches, in points.
    pub(super) fn knot_radius(&self) -> f32 {
        KNOT.min(self.row_height * 0.3) * self.looks.scale
    }

    fn is_coarse(&self) -> bool {
        self.row_height < COARSE * self.looks.scale
    }
}

/// A turn through many rows recedes: where many run, those of few rows are seen.
fn receding(turn: &Turn, light: Light, color: Color32) -> Color32 {
    const NEAR: f32 = 60.0;
    let rise = (turn.y_end - turn.y).abs();
    match light {
        Light::Full => color,
        _ => color.gamma_multiply((NEAR / rise.max(NEAR)).sqrt().max(0.35)),
    }
}

/// A knot of who was not there: hollow, and crossed out.
pub(super) fn absence(
    mesh: &mut Triangles,
    outlines: &Outlines,
    at: Pos2,
    radius: f32,
    (color, ground, scale): (Color32, Color32, f32),
) {
    let radius = radius + 0.6 * scale;
    mesh.fill(at, outlines.disc(radius), radius, color);
    mesh.fill(at, outlines.disc(radius), radius - 1.2 * scale, ground);
    let arm = vec2(1.0, -1.0) * radius * 1.1;
    mesh.line(at - arm, at + arm, 1.2 * scale, color);
}

/// A rectangle with round corners.
pub(super) fn plate(
    mesh: &mut Triangles,
    outlines: &Outlines,
    rect: Rect,
    radius: f32,
    color: Color32,
) {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    if radius <= 0.0 {
        return;
    }
    mesh.plate(rect.shrink2(vec2(radius, 0.0)), color);
    mesh.plate(rect.shrink2(vec2(0.0, radius)), color);
    let middles = rect.shrink(radius);
    let (left, right) = (middles.left(), middles.right());
    for y in [middles.top(), middles.bottom()] {
        mesh.fill(pos2(left, y), outlines.disc(radius), radius, color);
        if right - left > 0.1 {
            mesh.fill(pos2(right, y), outlines.disc(radius), radius, color);
        }
    }
}
