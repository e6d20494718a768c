//! Long stretches in which no date begins or ends: the time axis can pass over them.

use std::sync::Arc;

use crate::model::{Day, Event};

/// A stretch that the axis passes over: nothing begins or ends in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break {
    /// Where it starts, in days; the last date before it ended some days earlier.
    pub start: f64,
    /// Where it ends, in days; the first date after it begins some days later.
    pub end: f64,
    /// The position of its start on the axis.
    at: f64,
    /// Its width on the axis, in days of the axis.
    width: f64,
}

impl Break {
    fn position_of_end(&self) -> f64 {
        self.at + self.width
    }
}

/// The long stretches in which no date of a record begins or ends, and the axis on which
/// they are collapsed: a coordinate in days that runs like time elsewhere, and is all but
/// standing still where nothing happens.
///
/// What is long depends on the record: longer than half of the shortest stretch that holds
/// two thirds of all beginnings and ends. A record of one year with a few forerunners loses
/// the empty decades between them; one that is spread evenly loses nothing.
///
/// ```
/// use regesta::index::Breaks;
/// use regesta::model::Day;
/// let dense = (0..100).map(|at| Day(18_000 + at * 4));
/// let breaks = Breaks::new(dense.chain([Day(-700)]).collect());
/// assert_eq!(breaks.all().len(), 1);
/// let far = breaks.position(18_000.0) - breaks.position(-700.0);
/// assert!(far < 100.0);
/// assert!((breaks.moment(breaks.position(5_000.0)) - 5_000.0).abs() < 1e-6);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Breaks {
    list: Option<Arc<[Break]>>,
    /// Days that are kept on either side of what begins or ends.
    room: f64,
    /// From the first date to the end of the last.
    extent: (f64, f64),
}

impl Default for Breaks {
    fn default() -> Self {
        Self::NONE
    }
}

/// Of all beginnings and ends so many thirds count as the dense part.
const DENSE_THIRDS: usize = 2;
/// What is longer than this share of the dense part is long.
const LONG: f64 = 0.5;
/// Nothing shorter than this is long, in days.
const LEAST: f64 = 60.0;
/// Room that is kept beside a date, as a share of what is long.
const ROOM: f64 = 0.03;
/// Width of a stretch that is just long, on the axis, as a share of what is long.
const WIDTH: f64 = 0.05;
/// What each doubling of its length adds to that width: a century looks longer than a year.
const GROWTH: f64 = 0.6;

/// Adds the days on which the dates of an event begin and end.
pub(super) fn add_edges(event: &Event, edges: &mut Vec<Day>) {
    for date in event.dates.iter().filter_map(|claim| claim.date.as_ref()) {
        let (start, end) = date.stretch();
        #[allow(clippy::cast_possible_truncation)]
        let day = |moment: f64| Day(moment.floor() as i32);
        edges.extend(start.map(day));
        edges.extend(end.map(|end| day(end - 1.0)));
    }
}

impl Breaks {
    /// No stretch is collapsed: positions are moments.
    pub const NONE: Self = Self {
        list: None,
        room: 0.0,
        extent: (f64::NEG_INFINITY, f64::INFINITY),
    };

    /// Those between days on which something begins or ends, in any order; a day counts as
    /// often as it is named. Takes `n log n` steps.
    #[must_use]
    pub fn new(mut edges: Vec<Day>) -> Self {
        edges.sort_unstable();
        let (Some(first), Some(last)) = (edges.first(), edges.last()) else {
            return Self::NONE;
        };
        let (first, last) = (*first, *last);
        let run = (edges.len() * DENSE_THIRDS).div_ceil(3);
        let dense = (edges.iter().zip(edges.iter().skip(run - 1)))
            .map(|(from, to)| to.0 - from.0 + 1)
            .min()
            .unwrap_or(1);
        if dense > last.0 - first.0 {
            // Two thirds of it need all of its time: it is dense nowhere.
            return Self::NONE;
        }
        let long = (f64::from(dense) * LONG).max(LEAST);
        let room = (long * ROOM).ceil();
        edges.dedup();
        let mut list = Vec::new();
        let mut hidden = 0.0;
        for pair in edges.windows(2) {
            let [before, after] = pair else { continue };
            let empty = after.start() - before.end();
            if empty <= long {
                continue;
            }
            let (start, end) = (before.end() + room, after.start() - room);
            let width = long * WIDTH * (1.0 + GROWTH * (empty / long).log2());
            list.push(Break {
                start,
                end,
                at: start - hidden,
                width,
            });
            hidden += end - start - width;
        }
        if list.is_empty() {
            return Self::NONE;
        }
        Self {
            list: Some(list.into()),
            room,
            extent: (first.start(), last.end()),
        }
    }

    /// All of them, in time.
    #[must_use]
    pub fn all(&self) -> &[Break] {
        self.list.as_deref().unwrap_or_default()
    }

    /// Those that a stretch of time touches.
    #[must_use]
    pub fn within(&self, start: f64, end: f64) -> &[Break] {
        let all = self.all();
        let from = all.partition_point(|found| found.end <= start);
        let to = all.partition_point(|found| found.start < end);
        all.get(from..to).unwrap_or_default()
    }

    /// The one that a moment lies in; its start belongs to it, its end does not.
    #[must_use]
    pub fn at(&self, moment: f64) -> Option<&Break> {
        let after = self.all().partition_point(|found| found.start <= moment);
        let found = self.all().get(after.checked_sub(1)?)?;
        (moment < found.end).then_some(found)
    }

    /// Where a moment lies on the axis, in days of the axis.
    #[must_use]
    pub fn position(&self, moment: f64) -> f64 {
        let all = self.all();
        let after = all.partition_point(|found| found.start <= moment);
        match after.checked_sub(1).and_then(|at| all.get(at)) {
            None => moment,
            Some(found) if moment < found.end => {
                let share = (moment - found.start) / (found.end - found.start);
                found.at + share * found.width
            }
            Some(found) => found.position_of_end() + (moment - found.end),
        }
    }

    /// The moment at a position of the axis: the reverse of [`Self::position`].
    #[must_use]
    pub fn moment(&self, position: f64) -> f64 {
        let all = self.all();
        let after = all.partition_point(|found| found.at <= position);
        match after.checked_sub(1).and_then(|at| all.get(at)) {
            None => position,
            Some(found) if position < found.position_of_end() => {
                let share = (position - found.at) / found.width;
                found.start + share * (found.end - found.start)
            }
            Some(found) => found.end + (position - found.position_of_end()),
        }
    }

    /// By how many days the axis is shorter than time.
    #[must_use]
    pub fn hidden(&self) -> f64 {
        let lengths = self.all().iter();
        lengths
            .map(|found| found.end - found.start - found.width)
            .sum()
    }

    /// The stretch around a collapsed one in which no date begins or ends: all of it.
    #[must_use]
    pub fn empty_around(&self, found: &Break) -> (f64, f64) {
        (found.start - self.room, found.end + self.room)
    }

    /// Whether no date begins or ends in a stretch of time because it lies in or right
    /// beside a collapsed one, or outside of all dates of a record that has such.
    #[must_use]
    pub fn is_bare(&self, start: f64, end: f64) -> bool {
        let (first, last) = self.extent;
        let outside = end <= first || start >= last;
        outside
            || (self.within(start - self.room, end + self.room).iter()).any(|found| {
                let (from, to) = self.empty_around(found);
                from <= start && end <= to
            })
    }

    /// The days without a date before a stretch of time that begins, or comes out of a
    /// collapsed one, at a moment; nought if the axis runs on into it.
    #[must_use]
    pub fn empty_before(&self, start: f64, end: f64) -> f64 {
        let found = self.within(start - self.room - 1.0, end).first();
        found.map_or(0.0, |found| {
            let (from, to) = self.empty_around(found);
            if to >= start && to < end && from < start {
                to - from
            } else {
                0.0
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Dates as records have them: a dense stretch, others anywhere in the calendar.
    fn edges() -> impl Strategy<Value = Vec<Day>> {
        let near = proptest::collection::vec(0..400_i32, 0..60);
        let far = proptest::collection::vec(Day::MIN.0..=Day::MAX.0, 0..20);
        (near, far, -4_000_000..2_900_000_i32).prop_map(|(near, far, base)| {
            let near = near.into_iter().map(|day| Day(base + day));
            near.chain(far.into_iter().map(Day)).collect()
        })
    }

    #[test]
    fn an_even_record_and_a_short_one_lose_nothing() {
        let even = (0..1000).map(|year| Day(year * 365)).collect();
        assert_eq!(Breaks::new(even), Breaks::NONE);
        assert_eq!(Breaks::new(Vec::new()), Breaks::NONE);
        assert_eq!(Breaks::new(vec![Day(5), Day(370)]), Breaks::NONE);
    }

    #[test]
    fn a_century_without_a_date_is_wider_than_a_year_and_far_narrower_than_itself() {
        let dense = (0..100).map(|at| Day(at * 3));
        let breaks = Breaks::new(dense.chain([Day(700), Day(37_000)]).collect());
        let [year, century] = breaks.all() else {
            panic!("{:?}", breaks.all())
        };
        assert!(century.width > year.width && century.width < 100.0);
        assert!(breaks.at(500.0) == Some(year) && breaks.at(299.0).is_none());
        // Room is kept on both sides of what begins or ends.
        assert!(year.start > 298.0 && year.end < 700.0 && century.start > 701.0);
    }

    proptest! {
        #[test]
        fn the_axis_rises_and_can_be_read_back(
            edges in edges(), moments in proptest::collection::vec(-9e6..9e6_f64, 1..40),
        ) {
            let breaks = Breaks::new(edges);
            let mut moments = moments;
            moments.extend(breaks.all().iter().flat_map(|found| [found.start, found.end]));
            moments.sort_by(f64::total_cmp);
            for pair in moments.windows(2) {
                prop_assert!(breaks.position(pair[0]) <= breaks.position(pair[1]));
                if pair[1] - pair[0] > 1e-3 {
                    prop_assert!(breaks.position(pair[0]) < breaks.position(pair[1]));
                }
            }
            for moment in moments {
                let position = breaks.position(moment);
                let back = breaks.moment(position);
                // Where centuries are a few days wide a day is that much narrower.
                let near = breaks.at(moment).map_or(1e-6, |found| {
                    1e-6_f64.max((found.end - found.start) / found.width * 1e-8)
                });
                prop_assert!((back - moment).abs() <= near, "{moment} → {position} → {back}");
                prop_assert!((breaks.position(back) - position).abs() < 1e-6);
            }
        }

        #[test]
        fn nothing_begins_or_ends_where_the_axis_is_collapsed(edges in edges()) {
            let breaks = Breaks::new(edges.clone());
            for edge in edges {
                for moment in [edge.start(), edge.start() + 0.5, edge.end()] {
                    prop_assert!(breaks.at(moment).is_none(), "{edge}");
                }
                prop_assert!(!breaks.is_bare(edge.start(), edge.end()), "{edge}");
                // A day is as wide as anywhere.
                let wide = breaks.position(edge.end()) - breaks.position(edge.start());
                prop_assert!((wide - 1.0).abs() < 1e-6);
            }
        }

        #[test]
        fn the_widths_add_up(edges in edges()) {
            let breaks = Breaks::new(edges);
            let (start, end) = (-9e6, 9e6);
            let axis = breaks.position(end) - breaks.position(start);
            prop_assert!((axis + breaks.hidden() - (end - start)).abs() < 1e-3);
            for pair in breaks.all().windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
            for found in breaks.all() {
                prop_assert!(found.end - found.start > found.width * 2.0);
                let width = breaks.position(found.end) - breaks.position(found.start);
                prop_assert!((width - found.width).abs() < 1e-6);
            }
        }
    }
}
