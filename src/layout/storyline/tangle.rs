//! How tangled a story is: what the order of lines is judged by.

use super::Storyline;
use super::rows::Rows;

/// How often lines cross, how often they leave their row, how often they run through others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tangle {
    /// How often two lines change places.
    pub crossings: u64,
    /// How often a line changes its row.
    pub wiggles: u64,
    /// How often a line runs between those of a meeting without taking part in it.
    pub strangers: u64,
}

impl Tangle {
    /// What lines must pass that have nothing to do with them: crossings and strangers.
    #[must_use]
    pub const fn passed(&self) -> u64 {
        self.crossings + self.strangers
    }

    /// What is least in the best order: crossings first, changes of row second.
    #[must_use]
    pub(super) const fn cost(&self) -> u64 {
        self.passed() * super::sweep::CROSSING + self.wiggles
    }
}

/// A line changes its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub moment: u32,
    pub line: u32,
    pub from: u32,
    pub to: u32,
}

/// All changes of row, by moment.
pub(super) fn changes_of(story: &Storyline) -> Vec<Change> {
    let mut changes = Vec::new();
    for line in 0..story.lines() as u32 {
        for pair in story.pieces(line).windows(2) {
            changes.push(Change {
                moment: pair[1].from,
                line,
                from: pair[0].slot,
                to: pair[1].slot,
            });
        }
    }
    changes.sort_unstable_by_key(|change| (change.moment, change.from));
    changes
}

impl Storyline {
    /// Counts how tangled it is. Takes steps that grow with what happens, and with the
    /// logarithm of the number of rows.
    #[must_use]
    pub fn tangle(&self) -> Tangle {
        let mut tangle = Tangle::default();
        let mut rows = Rows::new(self.rows() as usize, self.lines());
        let changes = changes_of(self);
        tangle.wiggles = changes.len() as u64;
        let mut changes = changes
            .chunk_by(|one, two| one.moment == two.moment)
            .peekable();
        let mut begins: Vec<(u32, u32, u32)> = Vec::new();
        let mut ends: Vec<(u32, u32)> = Vec::new();
        for line in 0..self.lines() as u32 {
            if let (Some(piece), Some(last)) = (self.pieces(line).first(), self.last_of(line)) {
                begins.push((piece.from, line, piece.slot));
                ends.push((last, line));
            }
        }
        begins.sort_unstable();
        ends.sort_unstable();
        let (mut begins, mut ends) = (begins.iter().peekable(), ends.iter().peekable());
        let mut meetings: Vec<(u32, u32)> = (0_u32..)
            .zip(&self.meetings)
            .filter(|(_, met)| !met.members.is_empty())
            .map(|(at, met)| (met.moment, at))
            .collect();
        meetings.sort_unstable();
        let mut meetings = meetings.iter().peekable();
        for moment in 0..self.moments.len() as u32 {
            if let Some(changes) = changes.next_if(|changes| changes[0].moment == moment) {
                for change in changes {
                    rows.lift(change.line);
                }
                for change in changes {
                    let (above, below) = (change.from.min(change.to), change.from.max(change.to));
                    // Whoever ends up in the row that is left is one of those who change.
                    tangle.crossings += u64::from(rows.taken(above, below));
                }
                tangle.crossings += inversions(changes.iter().map(|change| change.to).collect());
                for change in changes {
                    rows.put(change.line, change.to);
                }
            }
            while let Some((_, line, slot)) = begins.next_if(|begin| begin.0 == moment) {
                rows.put(*line, *slot);
            }
            while let Some((_, at)) = meetings.next_if(|meeting| meeting.0 == moment) {
                let slots = self.slots_of_meeting(*at);
                if let (Some(first), Some(last)) = (slots.first(), slots.last()) {
                    let between = rows.taken(*first, last + 1);
                    tangle.strangers += u64::from(between) - slots.len() as u64;
                }
            }
            while let Some((_, line)) = ends.next_if(|end| end.0 == moment) {
                rows.lift(*line);
            }
        }
        tangle
    }
}

/// How many pairs of a list stand the wrong way round.
fn inversions(mut list: Vec<u32>) -> u64 {
    let mut other = list.clone();
    let mut count = 0;
    let mut width = 1;
    while width < list.len() {
        for (run, out) in list.chunks(width * 2).zip(other.chunks_mut(width * 2)) {
            let (mut one, mut two) = run.split_at(width.min(run.len()));
            for place in out {
                match (one, two) {
                    ([first, rest @ ..], _) if two.first().is_none_or(|next| first <= next) => {
                        (*place, one) = (*first, rest);
                    }
                    (_, [first, rest @ ..]) => {
                        count += one.len() as u64;
                        (*place, two) = (*first, rest);
                    }
                    _ => {}
                }
            }
        }
        std::mem::swap(&mut list, &mut other);
        width *= 2;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn pairs_that_stand_the_wrong_way_round() {
        assert_eq!(inversions(vec![]), 0);
        assert_eq!(inversions(vec![1, 2, 3]), 0);
        assert_eq!(inversions(vec![3, 2, 1]), 3);
        assert_eq!(inversions(vec![4, 1, 5, 0, 2, 3, 9]), 4 + 1 + 3);
    }
}
