//! How long a stretch of time is, in words.

use jiff::{Unit, civil::DateDifference};

use crate::model::Day;

/// The length from one moment to another in words, by the calendar: "3 days", "6 weeks",
/// "5 months", "13 years and 4 months". Moments are in days; parts of a day count as whole ones.
///
/// ```
/// use regesta::layout::length_words;
/// use regesta::model::Day;
/// let day = |year, month, day| Day::from_ymd(year, month, day).expect("a day").start();
/// assert_eq!(length_words(day(2020, 3, 3), day(2020, 3, 4)), "1 day");
/// assert_eq!(length_words(day(2020, 3, 3), day(2020, 4, 14)), "6 weeks");
/// assert_eq!(length_words(day(1968, 12, 1), day(1982, 4, 3)), "13 years and 4 months");
/// assert_eq!(length_words(day(1982, 1, 2), day(1982, 12, 31)), "1 year");
/// ```
#[must_use]
pub fn length_words(start: f64, end: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let (first, last) = (Day(start.floor() as i32), Day(end.ceil() as i32));
    let days = last.0.saturating_sub(first.0).max(1);
    let counted =
        |number: i32, unit: &str| format!("{number} {unit}{}", if number == 1 { "" } else { "s" });
    match days {
        ..14 => counted(days, "day"),
        14..60 => counted((days + 3) / 7, "week"),
        _ => {
            // Half a month and more count as one, so that 364 days are a year.
            let last = Day(last.0.saturating_add(15)).civil();
            let between = first
                .civil()
                .until(DateDifference::new(last).largest(Unit::Month))
                .map_or(0, |span| span.get_months());
            match (between / 12, between % 12) {
                (0, months) => counted(months, "month"),
                (years, 0) => counted(years, "year"),
                (years, months) if years < 20 => {
                    format!(
                        "{} and {}",
                        counted(years, "year"),
                        counted(months, "month")
                    )
                }
                (years, _) => counted(years, "year"),
            }
        }
    }
}
