//! A day of the proleptic Gregorian calendar, as a number.

use std::fmt;

use jiff::civil;

/// A day, counted from 1 January 1970 (which is 0), from year −9999 to year 9999.
///
/// ```
/// use regesta::model::Day;
/// let day = Day::from_ymd(2020, 5, 22).expect("a day that exists");
/// assert_eq!(day.to_string(), "2020-05-22");
/// assert_eq!(day.0 - Day::from_ymd(2020, 5, 1).expect("it exists").0, 21);
/// assert_eq!(Day::from_ymd(2021, 2, 29), None);
/// ```
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Day(pub i32);

const EPOCH: civil::Date = civil::date(1970, 1, 1);

impl Day {
    /// The first day that can be told: 1 January −9999.
    pub const MIN: Self = Self(-4_371_587);
    /// The last day that can be told: 31 December 9999.
    pub const MAX: Self = Self(2_932_896);

    /// The day with this year, month (1–12) and day (1–31); `None` if there is none.
    #[must_use]
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<Self> {
        let date = civil::Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()?;
        Some(Self::from_civil(date))
    }

    /// The day of a calendar date.
    #[must_use]
    pub fn from_civil(date: civil::Date) -> Self {
        let days = (date - EPOCH).get_days();
        Self(days)
    }

    /// This day as a calendar date; days outside the calendar's range become its ends.
    #[must_use]
    pub fn civil(self) -> civil::Date {
        let inside = self.0.clamp(Self::MIN.0, Self::MAX.0);
        EPOCH
            .checked_add(jiff::Span::new().days(inside))
            .unwrap_or(EPOCH)
    }

    /// Year, month and day.
    #[must_use]
    pub fn ymd(self) -> (i16, i8, i8) {
        let date = self.civil();
        (date.year(), date.month(), date.day())
    }

    /// The start of this day on the timeline, in days.
    #[must_use]
    pub fn start(self) -> f64 {
        f64::from(self.0)
    }

    /// The end of this day on the timeline: the start of the next.
    #[must_use]
    pub fn end(self) -> f64 {
        f64::from(self.0) + 1.0
    }

    /// In words: "22 May 2020".
    #[must_use]
    pub fn words(self) -> String {
        let (year, month, day) = self.ymd();
        format!(
            "{day} {} {}",
            month_name(month),
            year_words(i64::from(year))
        )
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        if year < 0 {
            write!(f, "-{:04}-{month:02}-{day:02}", -i32::from(year))
        } else {
            write!(f, "{year:04}-{month:02}-{day:02}")
        }
    }
}

/// The English name of a month, 1 to 12.
#[must_use]
pub(crate) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1)
        .ok()
        .and_then(|ix| NAMES.get(ix))
        .copied()
        .unwrap_or("?")
}

/// A year in words: "2020", "44 BC" for the astronomical year −43.
#[must_use]
pub(crate) fn year_words(year: i64) -> String {
    if year <= 0 {
        format!("{} BC", 1 - year)
    } else {
        year.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_calendar_are_the_constants() {
        assert_eq!(Day::from_ymd(-9999, 1, 1), Some(Day::MIN));
        assert_eq!(Day::from_ymd(9999, 12, 31), Some(Day::MAX));
        assert_eq!(Day::MAX.to_string(), "9999-12-31");
        assert_eq!(Day::MIN.to_string(), "-9999-01-01");
        assert_eq!(Day(i32::MAX).civil(), Day::MAX.civil());
    }

    #[test]
    fn years_before_christ_are_counted_without_a_year_nought() {
        assert_eq!(year_words(0), "1 BC");
        assert_eq!(year_words(-43), "44 BC");
        assert_eq!(year_words(1), "1");
    }
}
