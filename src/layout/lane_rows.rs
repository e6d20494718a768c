//! Which row of its lane an event stands in. It depends on the events of the lane and on the
//! room that the user gives it, never on zoom or pan: nothing jumps.

use crate::model::EventIx;
use crate::state::LaneRoom;

/// The days that an event covers, from the first of any of its dates to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Which event.
    pub event: EventIx,
    /// Its first day; [`i32::MIN`] if it has no beginning.
    pub start: i32,
    /// The day after its last; [`i32::MAX`] if it has no end.
    pub end: i32,
}

/// The rows of a lane.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LaneRows {
    /// For each stretch its row, from 0.
    pub row_of: Vec<u16>,
    /// How many rows there are.
    pub count: u16,
    /// The last row holds what found no row of its own: there events may cover the same day.
    pub crowded: bool,
}

/// Longer than this, in days, an event is a span: moments lie above, spans below, so that
/// a bar of a quarter does not take the room of the labels of single days.
const SPAN_DAYS: i64 = 16;

/// After so many days a row is as good as new: the label of the event before has room.
const ROOM_DAYS: i64 = 60;

/// With more events than this a lane is a heap: rows for all of them would fill many screens.
const HEAP: usize = 2_000;

/// The most rows of moments and of spans that a lane has.
const fn most_rows(room: Option<LaneRoom>, events: usize) -> (usize, usize) {
    match room {
        Some(LaneRoom::Closed) => (0, 0),
        None if events > HEAP => (24, 24),
        None | Some(LaneRoom::Open) => (60, 120),
    }
}

/// The more moments, the more rows, so that neighbours in time stand in different rows and
/// leave room for one another's labels.
fn rows_for_moments(moments: usize) -> usize {
    const WISHED: usize = 12;
    (moments * 2).div_ceil(5).clamp(1, WISHED)
}

/// Gives each event a row in which nothing else covers its days: spans the first that is
/// free, moments the one that has been free the longest. What finds no row stands in a last
/// one, where events crowd.
///
/// The stretches are sorted by their first day.
pub(super) fn assign_rows(stretches: &[Stretch], room: Option<LaneRoom>) -> LaneRows {
    let mut row_of = vec![CROWD; stretches.len()];
    let (most_moments, most_spans) = most_rows(room, stretches.len());
    let length = |stretch: &Stretch| i64::from(stretch.end) - i64::from(stretch.start);
    let is_moment = |stretch: &Stretch| length(stretch) <= SPAN_DAYS;
    let moments = stretches
        .iter()
        .filter(|stretch| is_moment(stretch))
        .count();
    let above = Filling {
        first_row: 0,
        wished: rows_for_moments(moments),
        most: most_moments,
    };
    let above = above.fill(stretches, &mut row_of, is_moment);
    let below = Filling {
        first_row: above,
        wished: 1,
        most: most_spans,
    };
    let below = below.fill(stretches, &mut row_of, |stretch| !is_moment(stretch));
    let own = above + below;
    let crowded = row_of.contains(&CROWD);
    for row in row_of.iter_mut().filter(|row| **row == CROWD) {
        *row = own;
    }
    LaneRows {
        row_of,
        count: own + u16::from(crowded),
        crowded,
    }
}

/// No row of its own.
const CROWD: u16 = u16::MAX;

/// How rows are filled.
struct Filling {
    first_row: u16,
    /// So many rows are opened before one is used again.
    wished: usize,
    /// More are never opened.
    most: usize,
}

impl Filling {
    /// Gives rows to the stretches that belong here; returns how many rows it took.
    fn fill(
        &self,
        stretches: &[Stretch],
        row_of: &mut [u16],
        belongs: impl Fn(&Stretch) -> bool,
    ) -> u16 {
        // For each row, until when it is taken.
        let mut taken: Vec<i64> = Vec::new();
        for (stretch, row_of) in stretches.iter().zip(row_of) {
            if !belongs(stretch) {
                continue;
            }
            let start = i64::from(stretch.start);
            // Where events are sparse the upper rows do; where they are dense, all rows in turn.
            let roomy = taken.iter().position(|until| until + ROOM_DAYS <= start);
            let longest_free = || {
                let free = taken
                    .iter()
                    .enumerate()
                    .filter(|(_, until)| **until <= start);
                free.min_by_key(|(_, until)| **until).map(|(row, _)| row)
            };
            let used = roomy.or_else(|| (taken.len() >= self.wished).then(longest_free).flatten());
            let row = match used {
                Some(row) => row,
                None if taken.len() < self.most => {
                    taken.push(i64::MIN);
                    taken.len() - 1
                }
                None => match longest_free() {
                    Some(row) => row,
                    None => continue,
                },
            };
            taken[row] = i64::from(stretch.end).max(start + 1);
            // No lane has as many rows as that.
            *row_of = self.first_row + u16::try_from(row).unwrap_or(0);
        }
        u16::try_from(taken.len()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stretches(days: &[(i32, i32)]) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = (days.iter().enumerate())
            .map(|(at, (start, length))| Stretch {
                event: EventIx::new(at),
                start: *start,
                end: start + length,
            })
            .collect();
        stretches.sort_by_key(|stretch| (stretch.start, stretch.event));
        stretches
    }

    #[test]
    fn a_million_events_on_one_day_fill_the_rows_and_crowd_in_one_more() {
        let rows = assign_rows(&stretches(&vec![(0, 1); 1_000_000]), None);
        assert_eq!((rows.count, rows.crowded), (25, true));
        assert_eq!(
            rows.row_of.iter().filter(|row| **row == 24).count(),
            999_976
        );
    }

    #[test]
    fn a_closed_lane_has_one_row() {
        let rows = assign_rows(
            &stretches(&[(0, 1), (0, 400), (9, 1)]),
            Some(LaneRoom::Closed),
        );
        assert_eq!((rows.count, rows.row_of), (1, vec![0, 0, 0]));
    }

    proptest! {
        #[test]
        fn in_its_own_row_no_event_covers_a_day_of_another(
            days in proptest::collection::vec((0..400_i32, 1..80_i32), 1..200), open in any::<bool>(),
        ) {
            let stretches = stretches(&days);
            let rows = assign_rows(&stretches, open.then_some(LaneRoom::Open));
            for row in 0..rows.count - u16::from(rows.crowded) {
                let mut until = i32::MIN;
                for (stretch, at) in stretches.iter().zip(&rows.row_of) {
                    if *at == row {
                        prop_assert!(stretch.start >= until);
                        until = stretch.end;
                    }
                }
            }
        }
    }
}
