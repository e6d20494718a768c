//! Which ticks of the calendar have room for their labels.

use std::collections::BTreeMap;

use super::{Tick, Ticks, TimeScale};
use crate::index::Break;

/// Beside a label, in points.
const GAP: f32 = 5.0;
/// So far a torn edge swings to either side, in points.
const EDGE: f32 = 3.0;

/// The labels of the upper and of the lower row that have room: each with the place of its
/// tick in the row, as much of its words as there is room for, and its left end. No two of a
/// row meet, and none passes the right end of the scale: "206" would be read as a year.
///
/// `width` gives the width of words in points, `tells` whether the length of a collapsed
/// stretch is written into it. A label stays within its piece of the axis, between two tears;
/// a year that is all that is said of a piece may reach farther, but never over a tear that
/// says its length. Those that lie within their unit come first; then those that stand after
/// the longest emptiness, so that what is isolated says its year. Where no date begins or ends
/// a label says nothing that is worth reaching over anything.
///
/// The lower row says nothing behind a tear before the upper one has said what it belongs to:
/// "21" alone would be read as of the month that was named last.
#[must_use]
pub fn place_labels<'t>(
    ticks: &'t Ticks,
    scale: &TimeScale,
    mut width: impl FnMut(&str) -> f32,
    tells: impl Fn(&Break) -> bool,
) -> [Vec<(usize, &'t str, f32)>; 2] {
    let place = Place {
        scale,
        telling: (scale.breaks_in_sight().iter())
            .filter(|found| tells(found))
            .map(|found| (scale.x(found.start) - EDGE, scale.x(found.end) + EDGE))
            .collect(),
    };
    let is_alone = ticks.coarse.is_empty();
    let coarse = place.row(&ticks.coarse, true, |_| true, &mut width);
    // Where in each piece of the axis it is first said what the lower row belongs to.
    let mut said: BTreeMap<usize, f64> = BTreeMap::new();
    for (at, words, _) in &coarse {
        let tick = &ticks.coarse[*at];
        let is_year_of_days = tick.shorter.get(1).is_some_and(|year| year == words);
        if !is_year_of_days {
            said.entry(place.piece(tick.start)).or_insert(tick.start);
        }
    }
    let first = scale.window().start;
    let runs_in = scale.breaks().at(first).is_none();
    let fine = place.row(
        &ticks.fine,
        is_alone,
        |tick| {
            let piece = place.piece(tick.start.max(first));
            let is_said = said.get(&piece).is_some_and(|from| {
                // What runs into the window is told by what follows.
                *from <= tick.start || (runs_in && piece == place.piece(first))
            });
            is_alone || is_said || scale.breaks_in_sight().is_empty()
        },
        &mut width,
    );
    [coarse, fine]
}

/// Where labels can stand.
struct Place<'a> {
    scale: &'a TimeScale,
    /// The tears that say their length, from left to right.
    telling: Vec<(f32, f32)>,
}

impl Place<'_> {
    /// Counts the pieces of the axis.
    fn piece(&self, moment: f64) -> usize {
        (self.scale.breaks().all()).partition_point(|found| found.end <= moment)
    }

    /// From where the piece of a moment goes on screen, if it begins behind a tear.
    fn start_of_piece(&self, moment: f64) -> Option<f32> {
        let before = self.piece(moment).checked_sub(1)?;
        let found = self.scale.breaks().all().get(before)?;
        Some(self.scale.x(found.end).max(self.scale.left()) + EDGE)
    }

    /// Up to where the piece of a moment goes on screen.
    fn end_of_piece(&self, moment: f64) -> f32 {
        let all = self.scale.breaks().all();
        let next = all.get(all.partition_point(|found| found.start <= moment));
        next.map_or(f32::INFINITY, |found| self.scale.x(found.start) - EDGE)
    }

    fn is_clear(&self, left: f32, right: f32) -> bool {
        let at = self.telling.partition_point(|(_, end)| *end <= left);
        self.telling
            .get(at)
            .is_none_or(|(start, _)| *start >= right)
    }

    /// `may_reach`: the row says years, which may reach beyond their piece.
    fn row<'t>(
        &self,
        row: &'t [Tick],
        may_reach: bool,
        is_said: impl Fn(&Tick) -> bool,
        width: &mut impl FnMut(&str) -> f32,
    ) -> Vec<(usize, &'t str, f32)> {
        let scale = self.scale;
        // The label stays in sight for as long as its unit is.
        let left_of = |tick: &Tick| scale.x(tick.start).max(scale.left()) + GAP;
        let mut placed: BTreeMap<usize, (f32, f32, &str)> = BTreeMap::new();
        let (mut inside, mut rest, mut bare) = (Vec::new(), Vec::new(), Vec::new());
        for (at, tick) in row.iter().enumerate().filter(|(_, tick)| is_said(tick)) {
            let left = left_of(tick);
            let within = (scale.x(tick.end))
                .min(self.end_of_piece(tick.start))
                .min(scale.right());
            let forms = || std::iter::once(&tick.label).chain(&tick.shorter);
            if let Some((words, right)) = forms()
                .map(|words| (words.as_str(), left + width(words)))
                .find(|(_, right)| *right < within)
            {
                let list = if tick.bare { &mut bare } else { &mut inside };
                list.push((at, words, left, right));
            } else if !tick.bare && tick.end > scale.window().start {
                rest.push(at);
            }
        }
        let has_room = |placed: &BTreeMap<usize, (f32, f32, &str)>, at: usize, left, right| {
            let before = placed.range(..at).next_back();
            let after = placed.range(at..).next();
            before.is_none_or(|(_, before)| before.1 + GAP < left)
                && after.is_none_or(|(_, after)| right + GAP < after.0)
                && right < scale.right()
        };
        for (at, words, left, right) in inside {
            if has_room(&placed, at, left, right) {
                placed.insert(at, (left, right, words));
            }
        }
        // One that began before the window gives way: it would push others as it moves.
        let rank = |at: &usize| {
            let tick = &row[*at];
            let waits = tick.start < scale.window().start && tick.rank < u32::MAX;
            if waits { 0 } else { tick.rank }
        };
        rest.sort_by_key(|at| std::cmp::Reverse(rank(at)));
        for at in rest {
            let tick = &row[at];
            let end = self.end_of_piece(tick.start);
            let forms = || std::iter::once(&tick.label).chain(&tick.shorter);
            let stands = forms().find_map(|words| {
                let (left, width) = (left_of(tick), width(words));
                if left + width < end && has_room(&placed, at, left, left + width) {
                    return Some((left, left + width, words.as_str()));
                }
                // What comes first behind a tear may stand over the bare days before it.
                let start = self.start_of_piece(tick.start).filter(|_| tick.rank > 0)?;
                let moved = end.min(scale.right()) - width - 1.0;
                let fits = moved >= start && moved < left;
                let right = moved + width;
                (fits && has_room(&placed, at, moved, right)).then_some((moved, right, words))
            });
            let reaches = || {
                // A month in short is no year: that is said only behind a tear.
                let is_year = may_reach && tick.shorter.len() != 1;
                let words = forms().last().filter(|_| is_year)?.as_str();
                let (left, right) = (left_of(tick), left_of(tick) + width(words));
                let fits = self.is_clear(left, right) && has_room(&placed, at, left, right);
                fits.then_some((left, right, words))
            };
            if let Some(found) = stands.or_else(reaches) {
                placed.insert(at, found);
            }
        }
        for (at, words, left, right) in bare {
            if has_room(&placed, at, left, right) {
                placed.insert(at, (left, right, words));
            }
        }
        (placed.into_iter())
            .map(|(at, (left, _, words))| (at, words, left))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::Breaks;
    use crate::layout::compute_ticks;
    use crate::model::Day;
    use crate::state::Window;

    fn day(year: i64, month: u8, day: u8) -> f64 {
        Day::from_ymd(year, month, day).expect("a day").start()
    }

    /// The shipped record in small: one dense year, others dated as a whole far from it.
    fn axis() -> Breaks {
        let near = (0..180).map(|at| Day(18_262 + at * 2));
        let whole = |year| {
            [(1, 1), (12, 31)].map(|(month, day)| Day::from_ymd(year, month, day).expect("a day"))
        };
        Breaks::new(
            near.chain([1967, 1982, 1996, 1997, 2059].into_iter().flat_map(whole))
                .collect(),
        )
    }

    #[test]
    fn an_isolated_year_says_so() {
        let axis = axis();
        let window = Window::new(day(1966, 12, 1), day(2060, 2, 1));
        let scale = TimeScale::with_breaks(window, &axis, 0.0, 900.0);
        let ticks = compute_ticks(&scale);
        let [coarse, fine] = place_labels(&ticks, &scale, |_| 27.0, |_| false);
        let row = if ticks.coarse.is_empty() {
            fine
        } else {
            coarse
        };
        let said: Vec<&str> = row.iter().map(|(_, words, _)| *words).collect();
        for year in ["1967", "1982", "1996", "2020", "2059"] {
            assert!(said.contains(&year), "{year} in {said:?}");
        }
        for year in ["1968", "1970", "1983", "1995"] {
            assert!(!said.contains(&year), "{year} in {said:?}");
        }
    }

    #[test]
    fn between_collapsed_stretches_a_piece_says_its_year_and_its_months() {
        let axis = axis();
        let window = Window::new(day(1995, 12, 20), day(1996, 1, 20));
        let scale = TimeScale::with_breaks(window, &axis, 0.0, 900.0);
        let ticks = compute_ticks(&scale);
        let letters = |words: &str| words.len() as f32 * 7.0;
        let [coarse, fine] = place_labels(&ticks, &scale, letters, |_| true);
        let says = |row: &[(usize, &str, f32)], words| row.iter().any(|label| label.1 == words);
        assert!(says(&coarse, "January 1996"), "{coarse:?}");
        assert!(says(&fine, "1"), "{fine:?}");
        for tick in ticks.fine.iter().chain(&ticks.coarse) {
            assert!(
                axis.at(tick.start).is_none(),
                "{tick:?} begins where nothing is shown"
            );
        }
    }

    /// Single days far from one another, as before the dense year of the shipped record.
    fn lone_days() -> Breaks {
        let near = (0..180).map(|at| Day(18_262 + at * 2));
        let lone = [(1998, 12, 22), (1999, 12, 28), (2000, 1, 9), (2001, 11, 2)]
            .map(|(year, month, day)| Day::from_ymd(year, month, day).expect("a day"));
        Breaks::new(near.chain(lone).collect())
    }

    #[test]
    fn behind_a_tear_no_day_is_told_before_its_month() {
        let axis = lone_days();
        let middle = axis.position(day(2000, 1, 1));
        let window = Window::at_positions(&axis, middle - 60.0, middle + 60.0);
        let scale = TimeScale::with_breaks(window, &axis, 0.0, 900.0);
        let ticks = compute_ticks(&scale);
        assert!(ticks.fine.iter().any(|tick| tick.label == "1"), "{ticks:?}");
        let [coarse, fine] =
            place_labels(&ticks, &scale, |words| words.len() as f32 * 7.0, |_| true);
        let mut says: Vec<(f32, &str)> = (coarse.iter().chain(&fine))
            .map(|(_, words, left)| (*left, *words))
            .collect();
        says.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(fine.len() > 1, "{says:?}");
        for (at, words, _) in fine {
            let piece = axis
                .all()
                .partition_point(|found| found.end <= ticks.fine[at].start);
            let month = coarse.iter().find(|(at, words, _)| {
                let start = ticks.coarse[*at].start;
                axis.all().partition_point(|found| found.end <= start) == piece
                    && words.contains(' ')
            });
            assert!(month.is_some(), "{words} in {says:?}");
        }
    }

    proptest! {
        #[test]
        fn labels_never_meet(
            start in -2000.0..34_000.0_f64, width in 1.1..11.0_f64, points in 200.0..2000.0_f32,
            letter in 5.0..12.0_f32, kind in 0..3_u8, least in 10.0..80.0_f32,
        ) {
            let axis = match kind {
                0 => Breaks::NONE,
                1 => axis(),
                _ => lone_days(),
            };
            let window = Window::at_positions(&axis, axis.position(start), axis.position(start) + width.exp());
            let scale = TimeScale::with_breaks(window, &axis, 30.0, points);
            let ticks = compute_ticks(&scale);
            let width = |words: &str| words.len() as f32 * letter;
            let tells = |found: &Break| scale.x(found.end) - scale.x(found.start) > least;
            let [coarse, fine] = place_labels(&ticks, &scale, width, tells);
            let piece = |moment: f64| axis.all().partition_point(|found| found.end <= moment);
            let is_year = |words: &str| words.chars().all(|letter| letter.is_ascii_digit());
            let is_alone = ticks.coarse.is_empty();
            for (row, placed, is_upper) in
                [(&ticks.coarse, &coarse, true), (&ticks.fine, &fine, is_alone)]
            {
                for pair in placed.windows(2) {
                    prop_assert!(pair[0].2 < pair[1].2);
                    prop_assert!(pair[0].2 + width(pair[0].1) < pair[1].2);
                }
                for (at, words, left) in placed {
                    let tick = &row[*at];
                    let right = left + width(words);
                    prop_assert!(*left >= scale.left() && right < scale.right());
                    // Only behind a tear may it stand before its tick, over bare days.
                    let first = axis.all().iter().rfind(|found| found.end <= tick.start);
                    let from = first.map_or(scale.x(tick.start), |found| scale.x(found.end));
                    let from = if tick.rank > 0 { from } else { scale.x(tick.start) };
                    prop_assert!(*left >= from);
                    prop_assert!(right > scale.x(tick.start));
                    prop_assert!(*words == tick.label || tick.shorter.iter().any(|form| form == words));
                    for found in scale.breaks_in_sight() {
                        let apart = right <= scale.x(found.start) || *left >= scale.x(found.end);
                        prop_assert!(
                            apart || (is_upper && is_year(words) && !tells(found)),
                            "{words} lies over {found:?}"
                        );
                    }
                }
            }
            // Behind a tear the upper row says month and year before a day is told.
            let days = ticks.coarse.iter().any(|tick| !is_year(&tick.label));
            for (at, words, _) in fine.iter().filter(|_| !is_alone) {
                let tick = &ticks.fine[*at];
                let behind = scale.breaks_in_sight().iter().any(|found| found.end <= tick.start);
                let is_said = coarse.iter().any(|(at, words, _)| {
                    let upper = &ticks.coarse[*at];
                    piece(upper.start) == piece(tick.start)
                        && upper.start <= tick.start
                        && (!days || !is_year(words))
                });
                prop_assert!(is_said || !behind, "{words} in {coarse:?} over {fine:?}");
            }
        }
    }
}
