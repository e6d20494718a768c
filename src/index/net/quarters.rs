//! Quarters of years, and in which of them a link counts.

use std::fmt;
use std::ops::RangeInclusive;

use crate::index::{Link, Via};
use crate::model::{Day, Precision, Record};

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter(i32);

impl Quarter {
    /// Before all others: where a period begins that is open.
    pub const FIRST: Self = Self(i32::MIN);
    /// After all others: where a period ends that is open.
    pub const LAST: Self = Self(i32::MAX);

    /// The quarter of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.ymd();
        Self(i32::from(year) * 4 + (i32::from(month) - 1) / 3)
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.div_euclid(4)
    }

    /// Whether another one comes right after it.
    #[must_use]
    pub const fn is_followed_by(self, other: Self) -> bool {
        self.0.wrapping_add(1) == other.0 && self.0 < other.0
    }

    /// Which of the year, from 1 to 4.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0.rem_euclid(4) + 1
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{} {}", self.number(), self.year())
    }
}

/// The quarters in which a link counts: that of the leading date of its event, or those of the
/// period of its tie. An event has several if it is told to have lasted; one of which only the
/// year is known has none, as any of four would be made up. An open period goes on to
/// [`Quarter::FIRST`] or [`Quarter::LAST`].
#[must_use]
pub fn quarters_of(record: &Record, link: &Link) -> Option<RangeInclusive<Quarter>> {
    let date = link.date(record)?;
    let (start, end) = date.stretch();
    // Whole days, and no year has more than four digits.
    #[allow(clippy::cast_possible_truncation)]
    let quarter = |day: f64| Quarter::of(Day(day as i32));
    let first = start.map(quarter);
    let last = end.map(|end| quarter(end - 1.0));
    let lasts = date.precision() == Precision::Interval;
    match (first, last) {
        (Some(first), Some(last)) => {
            let counts = first == last || lasts || matches!(link.via, Via::Tie(_));
            (counts && first <= last).then_some(first..=last)
        }
        // “By then”, “not before then”: some time, nobody knows when.
        _ if !lasts => None,
        (first, last) => Some(first.unwrap_or(Quarter::FIRST)..=last.unwrap_or(Quarter::LAST)),
    }
}
