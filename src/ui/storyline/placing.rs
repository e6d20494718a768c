//! Where names and titles have room.

use std::collections::{HashMap, HashSet};

use egui::{FontId, Rect, TextStyle, Ui};

use super::canvas::Canvas;
use super::lit::{Light, Lit};
use super::names::{Names, Tag, Words, is_several, margin_of, name_of, words_of};
use crate::layout::storyline::{Knot, Strand, TURN_WIDTH};
use crate::ui::scene::Scene;
use crate::ui::scroll_bar::SCROLL_BAR;
use crate::ui::timeline::labels::Labels;

/// So many words are looked at, and so many are written between the rows.
const MOST_WISHES: usize = 600;
const MOST_WRITTEN: usize = 140;
/// A title is cut at this width, and not written in less than that, in points.
const TITLE: (f32, f32) = (210.0, 64.0);
/// So much of their height letters take.
const LETTERS: f32 = 0.76;
/// Between a name and its line, in points.
const BESIDE: f32 = 7.0;

/// What is taken between rows, by the row below.
#[derive(Default)]
struct Gaps(HashMap<u32, Vec<(f32, f32)>>);

impl Gaps {
    fn take(&mut self, gap: u32, from: f32, to: f32) {
        self.0.entry(gap).or_default().push((from, to));
    }

    /// How much is free from a place on, to the right.
    fn free(&self, gap: u32, from: f32) -> f32 {
        let taken = self.0.get(&gap).map_or(&[][..], Vec::as_slice);
        let mut end = f32::INFINITY;
        for (start, stop) in taken {
            if *start <= from && *stop > from {
                return 0.0;
            }
            if *start > from {
                end = end.min(*start);
            }
        }
        end - from
    }
}

struct Placing<'p, 'a> {
    scene: &'p Scene<'a>,
    canvas: &'p Canvas<'p>,
    labels: &'p mut Labels,
    font: FontId,
    height: f32,
    gaps: Gaps,
    named: HashSet<u32>,
    made: Names,
}

impl Names {
    /// Finds room for names and titles.
    pub(super) fn place(
        ui: &Ui,
        scene: &Scene<'_>,
        canvas: &Canvas<'_>,
        labels: &mut Labels,
        lit: &Lit,
    ) -> Self {
        let mut placing = Placing {
            scene,
            canvas,
            labels,
            font: TextStyle::Small.resolve(ui.style()),
            height: ui.text_style_height(&TextStyle::Small),
            gaps: Gaps::default(),
            named: HashSet::new(),
            made: Self::default(),
        };
        placing.at_the_left(lit);
        placing.without_a_date();
        placing.where_they_begin();
        if canvas.row_height >= placing.height {
            placing.between_rows(lit);
        }
        placing.made
    }
}

impl Placing<'_, '_> {
    fn width(&mut self, line: u32) -> f32 {
        let node = self.canvas.story.nodes()[line as usize];
        let name = name_of(self.scene.opened, node);
        let width = self.labels.width(self.canvas.painter, &self.font, name);
        width + self.before(line)
    }

    /// What strokes before the name of several take.
    fn before(&self, line: u32) -> f32 {
        let node = self.canvas.story.nodes()[line as usize];
        match is_several(self.scene.opened, node) {
            true => 7.0 * self.canvas.looks.scale,
            false => 0.0,
        }
    }

    /// Names of the lines at the left edge, one to a row; where rows are low some are left out,
    /// but not the one that is lit.
    fn at_the_left(&mut self, lit: &Lit) {
        let canvas = self.canvas;
        let left = canvas.area.left();
        let mut found: Vec<(u32, f32)> = Vec::new();
        for row in &canvas.sight.rows {
            let strands = &canvas.sight.strands[row.strands.clone()];
            let at_edge = |strand: &&Strand| {
                strand.count == 1
                    && strand.x <= left + TURN_WIDTH + 2.0
                    && strand.x_end >= left + 2.0
            };
            if let Some(strand) = strands.iter().find(at_edge) {
                found.push((strand.line, canvas.middle(row.row)));
            }
        }
        let lit_at = found.iter().find(|(line, _)| lit.line == Some(*line));
        let lit_at = lit_at.map(|(_, y)| *y);
        let mut last = f32::NEG_INFINITY;
        let least = self.height - 2.0;
        for (line, y) in found {
            let is_lit = lit.line == Some(line);
            let is_covered = lit_at.is_some_and(|lit| (lit - y).abs() < least) && !is_lit;
            if (y - last < least && !is_lit) || is_covered {
                continue;
            }
            last = y;
            if self.named.insert(line) {
                self.head(line, y);
            }
        }
    }

    /// Whether words at this height are in sight as a whole.
    fn is_whole(&self, y: f32) -> bool {
        let (half, area) = (self.height / 2.0 - 2.0, self.canvas.area);
        y - half >= area.top() && y + half <= area.bottom()
    }

    fn head(&mut self, line: u32, y: f32) {
        let canvas = self.canvas;
        if !self.is_whole(y) {
            return;
        }
        let scale = canvas.looks.scale;
        let margin = match margin_of(self.scene, canvas, line) {
            0 => 4.0,
            _ => 30.0 * scale,
        };
        let room = canvas.heads.width() - 6.0 - margin;
        let cut = (self.width(line) > room).then_some(room - self.before(line));
        let rect = Rect::from_x_y_ranges(
            canvas.heads.left() + 6.0..=canvas.heads.right(),
            y - self.height / 2.0..=y + self.height / 2.0,
        );
        self.made.tags.push(Tag { line, rect, cut });
    }

    fn without_a_date(&mut self) {
        let canvas = self.canvas;
        let mut last = canvas.middle_without(self.height);
        for (line, row) in canvas.without_in_sight() {
            let y = canvas.middle(row);
            if y - last >= self.height - 2.0 {
                last = y;
                self.head(line, y);
            }
        }
    }

    /// Names before the beginnings of lines, where nothing else is in their row.
    fn where_they_begin(&mut self) {
        let canvas = self.canvas;
        let left = canvas.area.left();
        for row in &canvas.sight.rows {
            let y = canvas.middle(row.row);
            let mut before = left;
            for strand in &canvas.sight.strands[row.strands.clone()] {
                let begin = canvas.story.rows().life(strand.line).map(|(from, _)| from);
                let begins =
                    begin.is_some_and(|from| (canvas.scale.x(from) - strand.x).abs() < 0.5);
                if begins && strand.count == 1 && strand.x < canvas.area.right() {
                    let margin = match margin_of(self.scene, canvas, strand.line) {
                        0 => 0.0,
                        _ => 12.0 * canvas.looks.scale,
                    };
                    if strand.x - before < 30.0 || self.made.tags.len() > MOST_WISHES {
                        before = before.max(strand.x_end);
                        continue;
                    }
                    let width = self.width(strand.line) + margin;
                    let start = strand.x - BESIDE - width;
                    let is_level = self.height <= canvas.row_height + 2.0 && self.is_whole(y);
                    if start > before + 4.0 && is_level && self.named.insert(strand.line) {
                        let rect = Rect::from_x_y_ranges(
                            start..=strand.x - BESIDE,
                            y - self.height / 2.0..=y + self.height / 2.0,
                        );
                        let (line, cut) = (strand.line, None);
                        self.made.tags.push(Tag { line, rect, cut });
                        before = strand.x;
                    }
                }
                before = before.max(strand.x_end);
            }
        }
    }

    /// Titles of events, names that found no room, forums of ties: between the rows.
    fn between_rows(&mut self, lit: &Lit) {
        let canvas = self.canvas;
        let sight = canvas.sight;
        let first = sight.rows.first().map_or(0, |row| row.row);
        let end = first + sight.rows.len() as u32;
        for block in &sight.blocks {
            let inside = block.rows.start.max(first) + 1..block.rows.end.min(end);
            for gap in inside {
                let x_end = block.x_end.min(canvas.area.right());
                self.gaps.take(gap, block.x - 6.0, x_end.max(block.x) + 6.0);
            }
        }
        // What is written: where it begins, in which gap; the most important first.
        let mut wishes: Vec<(u32, Words, u32, f32)> = Vec::new();
        let mut told = HashSet::new();
        for block in sight.blocks.iter().take(MOST_WISHES) {
            let members = canvas.story.rows().members(block.meeting).len() as u32;
            let is_lit = lit.meeting(canvas.story, block.meeting) >= Light::Near && lit.is_any();
            if canvas.story.is_absence(block.meeting) || !told.insert(block.meeting) {
                continue;
            }
            let gap = block.rows.start.max(first) + 1;
            let weight = members + if is_lit { 10_000 } else { 0 };
            let weight = if members > 1 { weight + 1_000 } else { weight };
            let x = block.x + if members > 1 { 8.0 } else { 5.0 };
            wishes.push((weight, Words::Title(block.meeting), gap, x));
        }
        // Beside the knot with which a line begins, where that is in the way.
        let aside = match self.is_tight(false) {
            true => canvas.knot_radius() + 3.0,
            false => 0.0,
        };
        for row in &sight.rows {
            for strand in sight.strands[row.strands.clone()].iter().take(MOST_WISHES) {
                let x = (strand.x + aside).max(canvas.area.left() + 4.0);
                let is_long = strand.x_end - x > 24.0;
                if strand.count == 1 && !self.named.contains(&strand.line) && is_long {
                    let weight = 500 + canvas.story.knots(strand.line).len().min(400) as u32;
                    wishes.push((weight, Words::Line(strand.line), row.row, x));
                }
            }
        }
        self.wish_ties(&mut wishes);
        wishes.retain(|(.., x)| *x > canvas.area.left() - 1.0 && *x < canvas.area.right() - 24.0);
        wishes.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
        for (_, words, gap, x) in wishes.into_iter().take(MOST_WISHES) {
            if self.made.between.len() >= MOST_WRITTEN {
                break;
            }
            self.write(words, gap, x);
        }
    }

    fn wish_ties(&self, wishes: &mut Vec<(u32, Words, u32, f32)>) {
        let canvas = self.canvas;
        let window = canvas.window();
        let mut told = HashSet::new();
        for row in &canvas.sight.rows {
            for strand in &canvas.sight.strands[row.strands.clone()] {
                if strand.count > 1 || !told.insert(strand.line) || wishes.len() > MOST_WISHES * 2 {
                    continue;
                }
                let near = canvas
                    .story
                    .stretches_in(strand.line, window.start, window.end);
                for stretch in near.take(4) {
                    let x = canvas.scale.x(stretch.from).max(strand.x + 30.0);
                    let x = x.max(canvas.area.left() + 30.0);
                    let x_end = canvas.scale.x(stretch.to).min(strand.x_end);
                    if let Some(number) = stretch.tie.filter(|_| x_end - x > 30.0) {
                        wishes.push((100, Words::Tie(number), row.row + 1, x));
                    }
                }
            }
        }
    }

    /// Whether knots reach into the words between two rows; those of who was not there are
    /// higher.
    fn is_tight(&self, is_absence: bool) -> bool {
        let scale = self.canvas.looks.scale;
        let knot = self.canvas.knot_radius() + if is_absence { scale } else { 0.0 };
        self.canvas.row_height / 2.0 - knot < self.height * LETTERS / 2.0
    }

    /// How much is free of knots in the rows above and below from a place on, to the right.
    fn free_of_knots(&self, gap: u32, from: f32) -> f32 {
        let tight = [false, true].map(|is_absence| self.is_tight(is_absence));
        if !tight[1] {
            return f32::INFINITY;
        }
        let canvas = self.canvas;
        let sight = canvas.sight;
        let first = sight.rows.first().map_or(0, |row| row.row);
        let mut end = f32::INFINITY;
        for row in [gap.checked_sub(1), Some(gap)].into_iter().flatten() {
            let row = row
                .checked_sub(first)
                .and_then(|at| sight.rows.get(at as usize));
            let Some(row) = row else {
                continue;
            };
            let knots = &sight.knots[row.knots.clone()];
            let after = &knots[knots.partition_point(|knot| knot.x < from)..];
            let most = TITLE.0 * canvas.looks.scale;
            let near = after.iter().take_while(|knot| knot.x < from + most);
            let is_high = |knot: &&Knot| tight[usize::from(canvas.story.is_absence(knot.meeting))];
            if let Some(knot) = near.into_iter().find(is_high) {
                end = end.min(knot.x - canvas.knot_radius() * 1.8);
            }
        }
        end - from
    }

    fn write(&mut self, words: Words, gap: u32, x: f32) {
        let canvas = self.canvas;
        if matches!(words, Words::Line(line) if self.named.contains(&line)) {
            return;
        }
        let scale = canvas.looks.scale;
        let y = canvas.y(gap as f32 * canvas.row_height);
        if !self.is_whole(y) {
            return;
        }
        let Some((text, ..)) = words_of(self.scene, canvas, words, [&Lit::default(); 2]) else {
            return;
        };
        let free = (self.gaps.free(gap, x))
            .min(self.free_of_knots(gap, x))
            .min(canvas.area.right() - SCROLL_BAR - x);
        let free = free - 6.0;
        let (most, least) = match words {
            Words::Line(_) => (TITLE.0, f32::INFINITY),
            _ => (TITLE.0, TITLE.1),
        };
        if free < 20.0 {
            return;
        }
        let margin = match words {
            Words::Line(line) if margin_of(self.scene, canvas, line) > 0 => 5.0 * scale,
            _ => 0.0,
        };
        let width = self.labels.width(canvas.painter, &self.font, text) + 2.0 + margin;
        let room = free.min(most * scale);
        if width > room && room < least * scale {
            return;
        }
        let width = width.min(room).ceil() + 8.0;
        self.gaps.take(gap, x, x + width);
        let rect =
            Rect::from_x_y_ranges(x..=x + width, y - self.height / 2.0..=y + self.height / 2.0);
        if let Words::Line(line) = words {
            self.named.insert(line);
            self.made.tags.push(Tag {
                line,
                rect,
                cut: None,
            });
            return;
        }
        self.made.between.push((words, rect));
    }
}
