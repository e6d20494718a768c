//! The names of nodes and the roles on lines, as far as there is room.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use egui::text::TextFormat;
use egui::{Align2, Color32, FontId, Galley, Pos2, Rect, Shape, TextStyle, Ui, vec2};

use super::canvas::{Canvas, area_of};
use super::front::Lit;
use super::mesh::{Triangles, pos};
use super::paint::Painted;
use super::words::{name_of, short_roles};
use crate::index::net::Node;
use crate::layout::graph::{
    Area, At, LabelSpot, LabelWish, LineWish, distance, lengthened, place_graph_labels,
    place_line_words,
};
use crate::ui::scene::Scene;
use crate::ui::timeline::labels::Labels;

/// So many names are considered, and so many written.
const MOST_WISHES: usize = 360;
const MOST_NAMES: usize = 120;
/// So many of the most important may cover less important nodes.
const MOST_COVERING: usize = 16;
/// From farther away than this there would be nothing left to see below the names.
const FAR_OFF: f32 = 0.25;
/// Of the neighbours of what is selected so many come before others.
const MOST_PREFERRED: usize = 80;
/// So many lines have their roles written.
const MOST_ROLES: usize = 120;
/// Roles are written on all lines in sight where there are no more than this; else on those of
/// what is selected or under the pointer.
const FEW: usize = 12;
/// A name is no wider than this, in points.
const WIDEST: f32 = 150.0;
/// From this near on, in points a unit, a longer one goes on in a second line where there is
/// room, each of them up to so much wider.
const NEAR: f32 = 1.0;
const WIDER: f32 = 1.6;
/// So much of the width of a text each of two lines takes, as they break between words.
const HALF: f32 = 0.62;

/// What the names were placed for.
#[derive(Clone, PartialEq)]
struct Made {
    painted: u64,
    lit: Lit,
    /// Lines of what is under the pointer.
    hovered: Vec<u32>,
    font: FontId,
}

/// What is kept between passes.
#[derive(Default)]
pub(super) struct Names {
    labels: Labels,
    made: Option<Made>,
    zoom: f32,
    /// The field to which numbers of dots and lines belong.
    field: u64,
    /// Widths by dot, and roles with their widths by line.
    widths: HashMap<u32, f32>,
    roles: HashMap<u32, (String, f32)>,
    /// Where names stood, by what they name.
    before: HashMap<Node, LabelSpot>,
    /// Dots with a name, and where it is.
    pub written: Vec<(u32, Rect)>,
    on_lines: Vec<(u32, Pos2)>,
}

impl Names {
    /// Whether something had to wait for the next pass.
    pub(super) const fn waits(&self) -> bool {
        self.labels.waits
    }

    /// Finds where names and roles stand, unless that is known.
    pub(super) fn place(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        painted: &Painted,
        (lit, hovered): (&Lit, &[u32]),
    ) {
        let font = TextStyle::Small.resolve(ui.style());
        self.labels.turn(&font, ui.pixels_per_point());
        // Zooming brings many at once; they come in over a few passes.
        self.labels.saved = 110;
        let made = Made {
            painted: painted.serial,
            lit: lit.clone(),
            hovered: hovered[..hovered.len().min(MOST_ROLES)].to_vec(),
            font,
        };
        if self.made.as_ref() == Some(&made) {
            return;
        }
        let is_new_font = self
            .made
            .as_ref()
            .is_none_or(|before| before.font != made.font);
        if is_new_font || self.field != canvas.field.serial {
            self.field = canvas.field.serial;
            self.widths.clear();
            self.roles.clear();
        }
        let height = ui.text_style_height(&TextStyle::Small);
        // Names stay where the pointer goes.
        let is_hover_alone = self.made.take().is_some_and(|before| {
            let hovered = made.hovered.clone();
            Made { hovered, ..before } == made
        });
        if !is_hover_alone {
            self.place_names(scene, canvas, painted, &made, height);
        }
        self.place_roles(scene, canvas, painted, &made, height);
        self.made = Some(made);
    }

    fn place_names(
        &mut self,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        painted: &Painted,
        made: &Made,
        height: f32,
    ) {
        let zooms_out = canvas.camera.zoom < self.zoom;
        self.zoom = canvas.camera.zoom;
        let drawn = &canvas.field.drawn;
        let sight = canvas.rect.expand(40.0);
        let is_candidate = |dot: u32| {
            let found = &drawn.dots[dot as usize];
            found.links > 0 && !canvas.field.is_faded(dot) && sight.contains(canvas.at(dot))
        };
        // The most important come first in any case: nobody looks for the others.
        let covering = match canvas.camera.zoom >= FAR_OFF {
            true => MOST_COVERING,
            false => 0,
        };
        let first = &painted.dots[..painted.dots.len().min(covering)];
        let mut kept: Vec<u32> = match zooms_out {
            true => Vec::new(),
            false => (self.before.keys())
                .filter_map(|node| drawn.dot_of(*node))
                .collect(),
        };
        // In the order of their importance.
        kept.sort_unstable();
        let preferred: HashSet<u32> = (made.lit.others.iter().copied())
            .take(MOST_PREFERRED)
            .collect();
        let order = (made.lit.dots.iter().copied())
            .chain((made.lit.others.iter().copied()).take(MOST_PREFERRED))
            .chain(kept)
            .chain(painted.dots.iter().copied());
        let mut seen = HashSet::new();
        let dots: Vec<u32> = order
            .filter(|dot| is_candidate(*dot) && seen.insert(*dot))
            .take(MOST_WISHES)
            .collect();
        let widest = WIDEST * canvas.looks.scale;
        let wishes: Vec<LabelWish> = (dots.iter())
            .map(|dot| {
                let at = canvas.at(*dot);
                let node = drawn.dots[*dot as usize].node;
                let width = self.width(scene, canvas, &made.font, *dot);
                LabelWish {
                    at: [at.x, at.y],
                    radius: canvas.radius(*dot),
                    size: [width.min(widest), height],
                    before: self.before.get(&node).copied(),
                    may_cover: first.contains(dot)
                        || preferred.contains(dot)
                        || made.lit.dots.contains(dot),
                }
            })
            .collect();
        let spots = place_graph_labels(&wishes, area_of(canvas.rect), MOST_NAMES);
        let longer: Vec<Option<At>> = (dots.iter())
            .map(|dot| {
                let width = self.width(scene, canvas, &made.font, *dot);
                let is_longer = canvas.camera.zoom >= NEAR && width > widest;
                is_longer.then_some([(width * HALF).min(widest * WIDER), height * 2.0])
            })
            .collect();
        let longer = lengthened(&wishes, &spots, &longer, area_of(canvas.rect));
        self.before.clear();
        self.written.clear();
        for (((dot, wish), spot), longer) in dots.iter().zip(&wishes).zip(spots).zip(longer) {
            if let Some(spot) = spot {
                let size = longer.unwrap_or(wish.size);
                let Area { min, max } = LabelWish { size, ..*wish }.area(spot);
                self.before.insert(drawn.dots[*dot as usize].node, spot);
                self.written
                    .push((*dot, Rect::from_min_max(pos(min), pos(max))));
            }
        }
    }

    /// How wide the name of a dot is on one line.
    fn width(&mut self, scene: &Scene<'_>, canvas: &Canvas<'_>, font: &FontId, dot: u32) -> f32 {
        if let Some(width) = self.widths.get(&dot) {
            return *width;
        }
        let name = name_of(scene.opened, canvas.field.drawn.dots[dot as usize].node);
        let width = self.labels.width(canvas.painter, font, name);
        self.widths.insert(dot, width);
        width
    }

    fn place_roles(
        &mut self,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        painted: &Painted,
        made: &Made,
        height: f32,
    ) {
        let drawn = &canvas.field.drawn;
        let of_all = (painted.lines.lines.iter()).filter(|_| painted.lines.all <= FEW);
        let candidates = (made.hovered.iter())
            .chain(&made.lit.lines)
            .chain(of_all)
            .copied();
        let mut seen = HashSet::new();
        let mut wishes: Vec<(u32, LineWish)> = Vec::new();
        for number in candidates.filter(|number| seen.insert(*number)) {
            let line = drawn.lines[number as usize];
            if line.ends.0 == line.ends.1 || canvas.field.is_line_faded(line.ends) {
                continue;
            }
            let (from, to) = canvas.ends(line);
            // Between the rims of the dots.
            let free = from.distance(to) - canvas.radius(line.ends.0) - canvas.radius(line.ends.1);
            if free < height * 2.0 {
                continue;
            }
            let width = self.role_width(scene, canvas, &made.font, number);
            // Words are level: on a steep line they need less of its length.
            let lean = ((to.x - from.x) / distance([from.x, from.y], [to.x, to.y])).abs();
            if free > (width * lean).max(height) + 10.0 {
                wishes.push((
                    number,
                    LineWish {
                        ends: ([from.x, from.y], [to.x, to.y]),
                        size: [width, height - 1.0],
                    },
                ));
            }
            if wishes.len() >= MOST_ROLES * 2 {
                break;
            }
        }
        let names = self.written.iter().map(|(_, rect)| area_of(*rect));
        let dots = painted.dots.iter().take(MOST_WISHES).map(|dot| {
            let (at, radius) = (canvas.at(*dot), canvas.radius(*dot));
            area_of(Rect::from_center_size(at, vec2(radius, radius) * 2.0))
        });
        let taken: Vec<Area> = names.chain(dots).collect();
        let only: Vec<LineWish> = wishes.iter().map(|(_, wish)| *wish).collect();
        let places = place_line_words(&only, &taken, area_of(canvas.rect), MOST_ROLES);
        self.on_lines = (wishes.iter().zip(places))
            .filter_map(|((line, _), at)| Some((*line, pos(at?))))
            .collect();
    }

    fn role_width(
        &mut self,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        font: &FontId,
        number: u32,
    ) -> f32 {
        if let Some((_, width)) = self.roles.get(&number) {
            return *width;
        }
        let drawn = &canvas.field.drawn;
        let words = short_roles(scene.opened, drawn.links_of(drawn.lines[number as usize]));
        let width = self.labels.width(canvas.painter, font, &words);
        self.roles.insert(number, (words, width));
        width
    }

    /// Where the roles of a line are written, if they are.
    pub(super) fn on_line(&self, line: u32) -> Option<Pos2> {
        let mut all = self.on_lines.iter();
        all.find(|(number, _)| *number == line).map(|(_, at)| *at)
    }

    /// Writes roles, then names: of some dots the whole name, which stands alone, and of one
    /// that is told elsewhere none.
    pub(super) fn paint(
        &mut self,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        lit: &Lit,
        (alone, told): (&[u32], Option<u32>),
    ) {
        let Some(font) = self.made.as_ref().map(|made| made.font.clone()) else {
            return;
        };
        let looks = canvas.looks;
        let mut plates = Triangles::new(canvas.painter.ctx().pixels_per_point());
        let mut texts: Vec<Shape> = Vec::new();
        let whole: Vec<WholeName> = (alone.iter())
            .map(|dot| whole_name(scene, canvas, &font, *dot))
            .collect();
        let is_free = |rect: Rect| !whole.iter().any(|name| name.plate.intersects(rect));
        for (line, middle) in &self.on_lines {
            let Some((words, _)) = self.roles.get(line) else {
                continue;
            };
            let format = TextFormat::simple(font.clone(), Color32::PLACEHOLDER);
            let key = (1 << 40) | u64::from(*line);
            let set = (self.labels).set_with(canvas.painter, format, key, words, None);
            if let Some(galley) = set {
                let rect = Align2::CENTER_CENTER.anchor_size(*middle, galley.size());
                if !is_free(rect) {
                    continue;
                }
                plates.plate(rect.expand2(vec2(3.0, 0.0)), looks.paper);
                let is_lit = lit.lines.binary_search(line).is_ok();
                let color = if is_lit { looks.accent } else { looks.weak };
                texts.push(Shape::galley(rect.min, galley, color));
            }
        }
        for (dot, rect) in &self.written {
            if told == Some(*dot) || alone.contains(dot) || !is_free(*rect) {
                continue;
            }
            let node = canvas.field.drawn.dots[*dot as usize].node;
            let format = format_of(canvas, &font, *dot);
            let name = name_of(scene.opened, node);
            let has_two = rect.height() > font.size * 2.0;
            let is_cut = has_two || rect.width() > WIDEST * looks.scale - 1.0;
            let cut = Some(rect.width() + 9.0).filter(|_| is_cut);
            let rows = (cut, if has_two { 2 } else { 1 });
            let key = u64::from(has_two) << 41 | u64::from(*dot);
            let set = (self.labels).set_rows(canvas.painter, format, key, name, rows);
            if let Some(galley) = set {
                let at = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
                plates.plate(
                    at.expand2(vec2(1.0, -2.0)),
                    looks.paper.gamma_multiply(0.82),
                );
                let color = if lit.dots.contains(dot) {
                    looks.accent
                } else {
                    looks.ink
                };
                texts.push(Shape::galley(at.min, galley, color));
            }
        }
        canvas.painter.add(Shape::mesh(plates.into_mesh()));
        canvas.painter.extend(texts);
        let stroke = egui::Stroke::new(1.0, looks.line);
        for WholeName { plate, at, galley } in whole {
            (canvas.painter).rect(plate, 3.0, looks.paper, stroke, egui::StrokeKind::Outside);
            canvas.painter.galley(at, galley, looks.ink);
        }
    }
}

/// The whole name of a dot, which is written above everything: it is under the pointer, or has
/// the keyboard.
struct WholeName {
    plate: Rect,
    at: Pos2,
    galley: Arc<Galley>,
}

fn whole_name(scene: &Scene<'_>, canvas: &Canvas<'_>, font: &FontId, dot: u32) -> WholeName {
    let looks = canvas.looks;
    let node = canvas.field.drawn.dots[dot as usize].node;
    let name = crate::ui::linking::node_words(&scene.opened.record, node);
    let mut job = egui::text::LayoutJob::single_section(name, format_of(canvas, font, dot));
    job.wrap.max_width = 2.0 * WIDEST * looks.scale;
    let galley = canvas.painter.layout_job(job);
    let below = canvas.at(dot) + vec2(0.0, canvas.radius(dot) + 5.0 * looks.scale);
    let rect = Align2::CENTER_TOP.anchor_size(below, galley.size());
    WholeName {
        plate: rect.expand2(vec2(5.0, 2.0)),
        at: rect.min,
        galley,
    }
}

fn format_of(canvas: &Canvas<'_>, font: &FontId, dot: u32) -> TextFormat {
    TextFormat {
        italics: canvas.field.drawn.dots[dot as usize].look.unnamed,
        ..TextFormat::simple(font.clone(), Color32::PLACEHOLDER)
    }
}
