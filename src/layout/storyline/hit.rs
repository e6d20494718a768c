//! What of a story is under a point.

use super::sight::{KNOT_RADIUS, Knot, StorySight, TURN_WIDTH};

/// So many turns are asked for what is under a point.
const MOST_ASKED: usize = 64;

/// What is under a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryHit {
    /// A line at a meeting, as a position in [`StorySight::knots`].
    Knot(usize),
    /// A meeting, between its lines' knots.
    Block(u32),
    /// A line.
    Line(u32),
}

impl StorySight {
    /// What is under a point. Takes a few steps, however much is in sight.
    #[must_use]
    pub fn hit(&self, x: f32, y: f32) -> Option<StoryHit> {
        let first = self.rows.first()?.row;
        let row = (y / self.row_height).floor();
        let at = (row >= 0.0)
            .then_some(row as usize)?
            .checked_sub(first as usize)?;
        let row = self.rows.get(at)?;
        let knots = &self.knots[row.knots.clone()];
        let after = knots.partition_point(|knot| knot.x <= x);
        let near = |at: &usize| (knots[*at].x - x).abs();
        let nearest = [after.checked_sub(1), (after < knots.len()).then_some(after)]
            .into_iter()
            .flatten()
            .min_by(|one, two| near(one).total_cmp(&near(two)));
        if let Some(at) = nearest.filter(|at| near(at) <= KNOT_RADIUS) {
            return Some(StoryHit::Knot(row.knots.start + at));
        }
        let turns = &self.turns[self.turns.partition_point(|turn| turn.x_end < x)..];
        let under = (turns.iter().take(MOST_ASKED))
            .take_while(|turn| turn.x_end <= x + TURN_WIDTH)
            .find(|turn| turn.x <= x && (turn.y_at(x) - y).abs() <= KNOT_RADIUS);
        if let Some(turn) = under {
            return Some(StoryHit::Line(turn.line));
        }
        let strands = &self.strands[row.strands.clone()];
        let after = strands.partition_point(|strand| strand.x <= x);
        let strand = after.checked_sub(1).map(|at| strands[at]);
        let middle = (first + at as u32) as f32 * self.row_height + self.row_height / 2.0;
        let strand = strand.filter(|strand| x <= strand.x_end + 1.0);
        let block = after_block(knots, x);
        match (strand, block) {
            (Some(strand), _) if (y - middle).abs() <= KNOT_RADIUS => {
                Some(StoryHit::Line(strand.line))
            }
            (_, Some(meeting)) => Some(StoryHit::Block(meeting)),
            (Some(strand), None) => Some(StoryHit::Line(strand.line)),
            _ => None,
        }
    }
}

/// The meeting whose block reaches over a position.
fn after_block(knots: &[Knot], x: f32) -> Option<u32> {
    let at = knots.partition_point(|knot| knot.x <= x).checked_sub(1)?;
    (x <= knots[at].x_end).then_some(knots[at].meeting)
}
