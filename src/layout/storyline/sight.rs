//! What of a story is in sight: lines, turns, meetings of a window, and what is under a point.
//!
//! Across is on the screen; down is in points from the top of the first row. What would be
//! narrower than a few points is drawn as one: as for the marks of the timeline, by cells of
//! time of which the width depends on the zoom alone, so that panning changes nothing.

use std::ops::Range;

use super::Storyline;
use super::by_row::{Node, Stay};
use crate::layout::{Cells, TimeScale};

/// A line changes its row within so many points at most.
pub const TURN_WIDTH: f32 = 24.0;
/// A knot reaches so many points to either side.
pub const KNOT_RADIUS: f32 = 4.0;
/// What is narrower than this, in points, is drawn as one.
const LEAST: f32 = 3.0;
/// Of so many meetings in one place each has its block.
const MOST_BLOCKS: u32 = 4;
/// Of so many turns in a window those are looked for that pass through all rows in sight.
const MOST_PASSING: usize = 4_000;

/// What is looked at, and how.
pub struct StoryView<'a> {
    /// Who has which row.
    pub story: &'a Storyline,
    /// Moments and positions.
    pub scale: &'a TimeScale,
    /// Height of a row, in points.
    pub row_height: f32,
    /// From where to where rows are in sight, in points from their top.
    pub rows: (f32, f32),
}

/// A line running flat in a row, or several one after the other in little room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strand {
    /// The line: of several, the first.
    pub line: u32,
    /// How many.
    pub count: u32,
    /// Its left end on the screen.
    pub x: f32,
    /// Its right end.
    pub x_end: f32,
}

/// A line changing its row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The line.
    pub line: u32,
    /// Where it leaves the one row.
    pub x: f32,
    /// The middle of that row.
    pub y: f32,
    /// Where it is in the other.
    pub x_end: f32,
    /// The middle of that.
    pub y_end: f32,
}

impl Turn {
    /// How high it runs at a position: flat at both ends.
    #[must_use]
    pub fn y_at(&self, x: f32) -> f32 {
        let width = self.x_end - self.x;
        let share = if width > 0.0 {
            ((x - self.x) / width).clamp(0.0, 1.0)
        } else {
            1.0
        };
        self.y + (self.y_end - self.y) * share * share * (3.0 - 2.0 * share)
    }
}

/// A line at a meeting, or at several in little room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knot {
    /// The line: of several, the first.
    pub line: u32,
    /// The meeting: of several, the first.
    pub meeting: u32,
    /// How many meetings.
    pub count: u32,
    /// Where on the screen.
    pub x: f32,
    /// How far its block reaches.
    pub x_end: f32,
    /// Its place among all who meet.
    first: u32,
}

/// What stands behind lines of one meeting in neighbouring rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Which meeting.
    pub meeting: u32,
    /// Which rows.
    pub rows: Range<u32>,
    /// Its left end on the screen.
    pub x: f32,
    /// Its right end: where the meeting ends, or one of its lines does anything else.
    pub x_end: f32,
}

/// A row in sight: what is in it, as positions in the lists of [`StorySight`].
#[derive(Clone, Debug, PartialEq)]
pub struct StoryRow {
    /// Which row.
    pub row: u32,
    /// From left to right.
    pub strands: Range<usize>,
    /// From left to right.
    pub knots: Range<usize>,
}

/// All that is in sight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StorySight {
    /// From top to bottom, none left out.
    pub rows: Vec<StoryRow>,
    /// Row by row.
    pub strands: Vec<Strand>,
    /// Row by row.
    pub knots: Vec<Knot>,
    /// By their right ends.
    pub turns: Vec<Turn>,
    /// By meeting.
    pub blocks: Vec<Block>,
    /// Whether lines that pass through all rows in sight are left out: so many turns of any
    /// kind are in the window that to look for them would take too long.
    pub is_crowded: bool,
    pub(super) row_height: f32,
}

impl StorySight {
    /// What is in sight. What it costs grows with what is in sight, and with the logarithm of
    /// the story.
    #[must_use]
    pub fn new(view: &StoryView<'_>) -> Self {
        let mut sight = Self {
            row_height: view.row_height.max(1.0),
            ..Self::default()
        };
        let (top, bottom) = view.rows;
        let first = (top / sight.row_height).floor().max(0.0) as u32;
        let end = ((bottom / sight.row_height).ceil().max(0.0) as u32).min(view.story.rows());
        let days = (
            view.scale.moment(view.scale.left() - TURN_WIDTH),
            view.scale.moment(view.scale.right() + TURN_WIDTH),
        );
        let cells = Cells::new(view.scale.per_day(), LEAST);
        let seen = first..end.max(first);
        let mut meetings = Vec::new();
        for row in seen.clone() {
            let (strands, knots) = (sight.strands.len(), sight.knots.len());
            sight.see_strands(view, row, &seen, cells, days);
            sight.see_knots(view, row, cells, days, &mut meetings);
            sight.rows.push(StoryRow {
                row,
                strands: strands..sight.strands.len(),
                knots: knots..sight.knots.len(),
            });
        }
        sight.see_passing(view, &seen, days);
        sight
            .turns
            .sort_by(|one, two| one.x_end.total_cmp(&two.x_end));
        meetings.sort_unstable();
        meetings.dedup();
        for meeting in meetings {
            let (x, x_end) = block_of(view, meeting);
            for rows in view.story.runs(meeting) {
                if rows.start < seen.end && seen.start < rows.end {
                    sight.blocks.push(Block {
                        meeting,
                        rows,
                        x,
                        x_end,
                    });
                }
            }
        }
        sight
    }

    fn see_strands(
        &mut self,
        view: &StoryView<'_>,
        row: u32,
        seen: &Range<u32>,
        cells: Cells,
        (from, to): (f64, f64),
    ) {
        let by_row = &view.story.by_row;
        let stays = by_row.stays(row);
        let mut at = stays.partition_point(|stay| stay.end < from);
        while let Some(stay) = stays.get(at).filter(|stay| stay.start <= to) {
            let cell_end = end_of_cell(cells, stay.start);
            if stay.end < cell_end {
                let rest = &stays[at..];
                let count = gallop(rest, |next| next.end < cell_end);
                let last = rest[count - 1];
                if count > 1 {
                    self.strands.push(Strand {
                        line: stay.line,
                        count: count as u32,
                        x: view.scale.x(stay.start),
                        x_end: view.scale.x(last.end),
                    });
                    at += count;
                    continue;
                }
            }
            self.see_stay(view, row, seen, stay);
            at += 1;
        }
    }

    fn see_stay(&mut self, view: &StoryView<'_>, row: u32, seen: &Range<u32>, stay: &Stay) {
        let pieces = view.story.pieces(stay.line);
        let within = (stay.piece - view.story.starts[stay.line as usize]) as usize;
        if let Some(before) = within.checked_sub(1).and_then(|at| pieces.get(at)) {
            self.turns
                .push(turn_of(view, stay.line, stay.piece, (before.slot, row)));
        }
        let mut x_end = view.scale.x(stay.end);
        if let Some(next) = pieces.get(within + 1) {
            let turn = turn_of(view, stay.line, stay.piece + 1, (row, next.slot));
            x_end = turn.x;
            if !seen.contains(&next.slot) {
                self.turns.push(turn);
            }
        }
        let (line, count, x) = (stay.line, 1, view.scale.x(stay.start));
        self.strands.push(Strand {
            line,
            count,
            x,
            x_end: x_end.max(x),
        });
    }

    fn see_knots(
        &mut self,
        view: &StoryView<'_>,
        row: u32,
        cells: Cells,
        (from, to): (f64, f64),
        meetings: &mut Vec<u32>,
    ) {
        let (first, nodes) = view.story.by_row.nodes(row);
        let mut at = nodes.partition_point(|node| node.moment < from);
        if let Some(before) = at.checked_sub(1) {
            // The last block that began before the window may reach into it.
            let begin = end_of_cell(cells, nodes[before].moment) - cells.days() as f64;
            at = nodes.partition_point(|node| node.moment < begin);
        }
        while let Some(node) = nodes.get(at).filter(|node| node.moment <= to) {
            let cell_end = end_of_cell(cells, node.moment);
            let rest = &nodes[at..];
            let count = gallop(rest, |next| next.moment < cell_end);
            let last = rest[count - 1];
            let (x, x_end) = (view.scale.x(node.moment), block_of(view, last.meeting).1);
            if node.moment >= from || x_end >= view.scale.left() {
                self.knots.push(Knot {
                    line: node.line,
                    meeting: node.meeting,
                    count: count as u32,
                    x,
                    x_end: x_end.max(x),
                    first: first + at as u32,
                });
                if count as u32 <= MOST_BLOCKS {
                    meetings.extend(rest[..count].iter().map(|node| node.meeting));
                }
            }
            at += count;
        }
    }

    /// Lines that pass through all rows in sight within the window.
    fn see_passing(&mut self, view: &StoryView<'_>, seen: &Range<u32>, (from, to): (f64, f64)) {
        let story = view.story;
        let moment = |at: u32| story.moments[at as usize];
        let changes = &story.by_row.changes;
        let first = changes.partition_point(|change| moment(change.moment) < from);
        let count = changes[first..].partition_point(|change| moment(change.moment) <= to);
        if count > MOST_PASSING {
            self.is_crowded = true;
            return;
        }
        for change in &changes[first..first + count] {
            let (above, below) = (change.from.min(change.to), change.from.max(change.to));
            if above < seen.start && below >= seen.end {
                let pieces = story.pieces(change.line);
                let at = pieces.partition_point(|piece| piece.from < change.moment) as u32;
                let piece = story.starts[change.line as usize] + at;
                self.turns
                    .push(turn_of(view, change.line, piece, (change.from, change.to)));
            }
        }
    }

    /// The meetings of a knot, each with the line.
    pub fn meetings_of<'s>(
        &self,
        story: &'s Storyline,
        knot: &Knot,
    ) -> impl Iterator<Item = (u32, u32)> + use<'s> {
        let nodes: &'s [Node] = story.by_row.nodes_in(knot.first, knot.count);
        nodes.iter().map(|node| (node.meeting, node.line))
    }
}

fn block_of(view: &StoryView<'_>, meeting: u32) -> (f32, f32) {
    let story = view.story;
    let moment = story
        .moment_of(meeting)
        .map_or(0.0, |at| story.moments[at as usize]);
    let until = story
        .by_row
        .until
        .get(meeting as usize)
        .copied()
        .unwrap_or(moment);
    let x = view.scale.x(moment);
    (x, view.scale.x(until).max(x))
}

/// A turn ends at the moment from which the piece is, and begins no further back than half the
/// way to what the line did before.
fn turn_of(view: &StoryView<'_>, line: u32, piece: u32, (from, to): (u32, u32)) -> Turn {
    let story = view.story;
    let x = |moment: u32| view.scale.x(story.moments[moment as usize]);
    let x_end = x(story.pieces[piece as usize].from);
    let room = (x_end - x(story.by_row.bound[piece as usize])) / 2.0;
    let middle = |row: u32| (row as f32 + 0.5) * view.row_height;
    Turn {
        line,
        x: x_end - room.clamp(0.0, TURN_WIDTH),
        y: middle(from),
        x_end,
        y_end: middle(to),
    }
}

fn end_of_cell(cells: Cells, moment: f64) -> f64 {
    let days = cells.days() as f64;
    ((moment / days).floor() + 1.0) * days
}

/// How many of the first are so; looked for nearby first. At least one.
fn gallop<T>(list: &[T], is_so: impl Fn(&T) -> bool) -> usize {
    let mut reach = 1;
    while reach < list.len() && is_so(&list[reach]) {
        reach *= 2;
    }
    let low = reach / 2;
    let high = reach.min(list.len());
    (low + list[low..high].partition_point(is_so)).max(1)
}
