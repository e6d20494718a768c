//! The same story row by row, for looking at a part of it.

use super::Storyline;
use super::tangle::{Change, changes_of};

/// A line in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stay {
    /// From when on, in days.
    pub start: f64,
    /// Until it ends or takes another row, in days.
    pub end: f64,
    pub line: u32,
    /// Which of all pieces.
    pub piece: u32,
}

/// A line at a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Node {
    pub moment: f64,
    pub meeting: u32,
    pub line: u32,
}

/// A list for each row, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lists<T> {
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T> Lists<T> {
    fn new(rows: u32, mut items: Vec<(u32, T)>, when: impl Fn(&T) -> f64) -> Self {
        items.sort_by(|one, two| {
            one.0
                .cmp(&two.0)
                .then(when(&one.1).total_cmp(&when(&two.1)))
        });
        let mut starts = vec![0; rows as usize + 1];
        for (row, _) in &items {
            starts[*row as usize + 1] += 1;
        }
        for at in 0..rows as usize {
            starts[at + 1] += starts[at];
        }
        let all = items.into_iter().map(|(_, item)| item).collect();
        Self { starts, all }
    }

    fn of(&self, row: u32) -> (u32, &[T]) {
        match self.starts.get(row as usize..row as usize + 2) {
            Some([from, to]) => (*from, &self.all[*from as usize..*to as usize]),
            _ => (0, &[]),
        }
    }
}

/// What is looked up by row or by moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ByRow {
    stays: Lists<Stay>,
    nodes: Lists<Node>,
    /// Changes of row, by moment.
    pub changes: Vec<Change>,
    /// For each piece the moment before which its line is still bound to the row before: when
    /// it last met anybody or took that row.
    pub bound: Vec<u32>,
    /// For each meeting until when all of its lines do nothing else, in days.
    pub until: Vec<f64>,
}

impl ByRow {
    pub fn new(story: &Storyline) -> Self {
        let rows = story.rows();
        let mut stays = Vec::with_capacity(story.pieces.len());
        let mut nodes = Vec::with_capacity(story.members.len());
        let mut by_line: Vec<(u32, u32, u32)> = Vec::with_capacity(story.members.len());
        for (meeting, met) in (0_u32..).zip(&story.meetings) {
            let moment = met.moment;
            for (line, slot) in story.members(meeting) {
                let node = Node {
                    moment: story.moments[moment as usize],
                    meeting,
                    line: *line,
                };
                nodes.push((*slot, node));
                by_line.push((*line, moment, meeting));
            }
        }
        by_line.sort_unstable();
        let mut until: Vec<f64> = story.meetings.iter().map(|met| met.to).collect();
        let mut bound = vec![0; story.pieces.len()];
        let mut knots = by_line.chunk_by(|one, two| one.0 == two.0).peekable();
        for line in 0..story.lines() as u32 {
            let (Some(Some((_, last))), first) =
                (story.lives.get(line as usize), story.starts[line as usize])
            else {
                continue;
            };
            let pieces = story.pieces(line);
            let knots = knots.next_if(|knots| knots[0].0 == line).unwrap_or(&[]);
            for (at, piece) in pieces.iter().enumerate() {
                let next = pieces.get(at + 1).map_or(*last, |next| next.from);
                stays.push((
                    piece.slot,
                    Stay {
                        start: story.moments[piece.from as usize],
                        end: story.moments[next as usize],
                        line,
                        piece: first + at as u32,
                    },
                ));
                let before = knots.partition_point(|knot| knot.1 < piece.from);
                let knot = before.checked_sub(1).map_or(0, |at| knots[at].1);
                let taken = at.checked_sub(1).map_or(0, |at| pieces[at].from);
                bound[first as usize + at] = knot.max(taken);
            }
            for (_, moment, meeting) in knots {
                let met = knots[knots.partition_point(|knot| knot.1 <= *moment)..].first();
                let moved = pieces[pieces.partition_point(|piece| piece.from <= *moment)..].first();
                let ends = [met.map(|knot| knot.1), moved.map(|piece| piece.from)];
                let until = &mut until[*meeting as usize];
                for end in ends.into_iter().flatten() {
                    *until = until.min(story.moments[end as usize]);
                }
            }
        }
        Self {
            stays: Lists::new(rows, stays, |stay| stay.start),
            nodes: Lists::new(rows, nodes, |node| node.moment),
            changes: changes_of(story),
            bound,
            until,
        }
    }

    /// Who has a row, in time.
    pub fn stays(&self, row: u32) -> &[Stay] {
        self.stays.of(row).1
    }

    /// Who meets in a row, in time, and the place of the first of them among all.
    pub fn nodes(&self, row: u32) -> (u32, &[Node]) {
        self.nodes.of(row)
    }

    /// Some of all who meet.
    pub fn nodes_in(&self, first: u32, count: u32) -> &[Node] {
        let range = first as usize..first as usize + count as usize;
        self.nodes.all.get(range).unwrap_or_default()
    }
}
