//! What a date says of the two ends of what it dates.

use edtf_core::{Bound, Edtf, IntervalEndpoint};

use super::date::{Date, Edge};
use super::day::Day;

impl Date {
    /// The last day on which what it dates can begin. Of an interval that is the last day
    /// of its first half (`2020-05/2020-07`: 31 May 2020), of everything else the last day.
    #[must_use]
    pub const fn start_latest(&self) -> Edge {
        self.start_latest
    }

    /// The first day on which what it dates can end. Of an interval that is the first day
    /// of its second half (`2020-05/2020-07`: 1 July 2020), of everything else the first
    /// day.
    #[must_use]
    pub const fn end_earliest(&self) -> Edge {
        self.end_earliest
    }
}

/// The last day of beginning and the first day of ending, given the outer ends.
pub(super) fn inner_ends(edtf: &Edtf, earliest: Edge, latest: Edge) -> (Edge, Edge) {
    let Edtf::Interval(interval) = edtf else {
        return (latest, earliest);
    };
    let start = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => {
            edge(Edtf::Date(*date).bounds().latest)
        }
        IntervalEndpoint::Unknown => Edge::Unknown,
        IntervalEndpoint::Open | IntervalEndpoint::OnOrAfter(_) => Edge::Open,
    };
    let end = match &interval.end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => {
            edge(Edtf::Date(*date).bounds().earliest)
        }
        IntervalEndpoint::Unknown => Edge::Unknown,
        IntervalEndpoint::Open | IntervalEndpoint::OnOrBefore(_) => Edge::Open,
    };
    (start, end)
}

fn edge(bound: Bound) -> Edge {
    match bound {
        Bound::Date(date) => {
            Day::from_ymd(date.year, date.month, date.day).map_or(Edge::Unknown, Edge::Day)
        }
        Bound::NegativeInfinity | Bound::PositiveInfinity => Edge::Open,
        Bound::Unknown => Edge::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_bounds_each_of_its_ends() {
        let day = |y, m, d| Edge::Day(Day::from_ymd(y, m, d).expect("a day"));
        for (edtf, start, end) in [
            ("2020-05/2020-07", day(2020, 5, 31), day(2020, 7, 1)),
            ("2020-05", day(2020, 5, 31), day(2020, 5, 1)),
            ("2004/..", day(2004, 12, 31), Edge::Open),
            ("/2020-05", Edge::Unknown, day(2020, 5, 1)),
            (
                "[2020-05-22,2020-05-25]",
                day(2020, 5, 25),
                day(2020, 5, 22),
            ),
        ] {
            let date = Date::parse(edtf).expect(edtf);
            assert_eq!(date.start_latest(), start, "{edtf}");
            assert_eq!(date.end_earliest(), end, "{edtf}");
        }
    }
}
