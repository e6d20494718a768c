//! Calendar ticks, from centuries to days, in two rows: fine units below, what they belong
//! to above.

use jiff::civil::{self, Date};

use super::TimeScale;
use crate::model::Day;

/// How fine a tick is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickLevel {
    /// The upper row: years over months, months over days.
    Coarse,
    /// The lower row.
    Fine,
}

/// A tick with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where the unit begins, in days.
    pub start: f64,
    /// Where the next one begins.
    pub end: f64,
    /// As shown.
    pub label: String,
    /// In which row.
    pub level: TickLevel,
}

/// The ticks of a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    /// The upper row; empty if the lower one says it all.
    pub coarse: Vec<Tick>,
    /// The lower row.
    pub fine: Vec<Tick>,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Years(i32),
    Months(i32),
    Days(i32),
}

/// Units from fine to coarse, each with the least width in points of one of them, so that
/// its label has room, and the unit of the upper row.
const STEPS: [(Unit, f32, Option<Unit>); 15] = [
    (Unit::Days(1), 30.0, Some(Unit::Months(1))),
    (Unit::Days(2), 44.0, Some(Unit::Months(1))),
    (Unit::Days(5), 52.0, Some(Unit::Months(1))),
    (Unit::Days(10), 56.0, Some(Unit::Months(1))),
    (Unit::Months(1), 38.0, Some(Unit::Years(1))),
    (Unit::Months(3), 48.0, Some(Unit::Years(1))),
    (Unit::Years(1), 44.0, None),
    (Unit::Years(2), 52.0, None),
    (Unit::Years(5), 52.0, None),
    (Unit::Years(10), 56.0, None),
    (Unit::Years(50), 56.0, None),
    (Unit::Years(100), 56.0, None),
    (Unit::Years(500), 56.0, None),
    (Unit::Years(1000), 60.0, None),
    (Unit::Years(5000), 60.0, None),
];

impl Unit {
    fn days(self) -> f64 {
        match self {
            Self::Years(n) => f64::from(n) * 365.2425,
            Self::Months(n) => f64::from(n) * 30.44,
            Self::Days(n) => f64::from(n),
        }
    }

    /// The start of the unit that a date lies in.
    fn floor(self, date: Date) -> Option<Date> {
        match self {
            Self::Years(n) => {
                let year = i32::from(date.year()).div_euclid(n) * n;
                Date::new(i16::try_from(year.max(-9999)).ok()?, 1, 1).ok()
            }
            Self::Months(n) => {
                let month = (i32::from(date.month()) - 1).div_euclid(n) * n + 1;
                Date::new(date.year(), i8::try_from(month).ok()?, 1).ok()
            }
            Self::Days(n) => {
                let day = (i32::from(date.day()) - 1).div_euclid(n) * n + 1;
                // A last stretch of a day or two belongs to the one before: 30 and 31 are
                // not marked again when every fifth or tenth day is.
                let day = if n > 2 && day > 28 { day - n } else { day };
                Date::new(date.year(), date.month(), i8::try_from(day).ok()?).ok()
            }
        }
    }

    /// The start of the next unit; `None` past the end of the calendar.
    fn next(self, start: Date) -> Option<Date> {
        match self {
            Self::Years(n) => {
                let year = i32::from(start.year()).div_euclid(n) * n + n;
                Date::new(i16::try_from(year).ok()?, 1, 1).ok()
            }
            Self::Months(n) => start.checked_add(jiff::Span::new().months(n)).ok(),
            Self::Days(n) => {
                let next = start.checked_add(jiff::Span::new().days(n)).ok()?;
                let same_month = next.month() == start.month();
                if same_month && (n <= 2 || next.day() <= 28) {
                    Some(next)
                } else {
                    start
                        .first_of_month()
                        .checked_add(jiff::Span::new().months(1))
                        .ok()
                }
            }
        }
    }

    fn label(self, start: Date, level: TickLevel, wide: bool) -> String {
        let year = || crate::model::year_words(i64::from(start.year()));
        match (self, level) {
            (Self::Years(_), _) => year(),
            (Self::Months(1), TickLevel::Coarse) => {
                format!("{} {}", crate::model::month_name(start.month()), year())
            }
            (Self::Months(3), _) => format!("Q{}", (start.month() - 1) / 3 + 1),
            (Self::Months(_), _) => {
                let name = crate::model::month_name(start.month());
                if wide {
                    name.to_owned()
                } else {
                    name.chars().take(3).collect()
                }
            }
            (Self::Days(_), _) => start.day().to_string(),
        }
    }
}

/// The ticks that fit a scale: at most one label for every 30 points.
#[must_use]
pub fn compute_ticks(scale: &TimeScale) -> Ticks {
    let per_day = scale.per_day();
    let fits = |unit: Unit, least: f32| unit.days() * per_day >= f64::from(least);
    let (fine, _, coarse) = STEPS
        .iter()
        .find(|(unit, least, _)| fits(*unit, *least))
        .copied()
        .unwrap_or(STEPS[STEPS.len() - 1]);
    let wide = fine.days() * per_day >= 80.0;
    Ticks {
        fine: ticks_of(fine, TickLevel::Fine, wide, scale),
        coarse: coarse.map_or_else(Vec::new, |unit| {
            ticks_of(unit, TickLevel::Coarse, true, scale)
        }),
    }
}

fn ticks_of(unit: Unit, level: TickLevel, wide: bool, scale: &TimeScale) -> Vec<Tick> {
    let window = scale.window();
    let first_day = window
        .start
        .clamp(f64::from(Day::MIN.0), f64::from(Day::MAX.0));
    #[allow(clippy::cast_possible_truncation)]
    let first = Day(first_day.floor() as i32).civil();
    let mut ticks = Vec::new();
    let mut start = unit.floor(first);
    while let Some(date) = start {
        let at = day_of(date);
        if at > window.end || ticks.len() > MOST_TICKS {
            break;
        }
        let next = unit.next(date);
        ticks.push(Tick {
            start: at,
            end: next.map_or(Day::MAX.end(), day_of),
            label: unit.label(date, level, wide),
            level,
        });
        start = next;
    }
    ticks
}

/// No screen has room for more.
const MOST_TICKS: usize = 2_000;

fn day_of(date: civil::Date) -> f64 {
    Day::from_civil(date).start()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::state::Window;

    fn day(year: i64, month: u8, day: u8) -> f64 {
        Day::from_ymd(year, month, day).expect("a day").start()
    }

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn a_year_has_months_under_its_year() {
        let window = Window::new(day(2020, 1, 1), day(2020, 12, 31));
        let ticks = compute_ticks(&TimeScale::new(window, 0.0, 800.0));
        assert_eq!(labels(&ticks.coarse), ["2020"]);
        assert_eq!(ticks.fine.len(), 12);
        assert_eq!(ticks.fine[1].label, "Feb");
    }

    #[test]
    fn a_week_has_days_under_its_month() {
        let window = Window::new(day(2020, 2, 26), day(2020, 3, 3));
        let ticks = compute_ticks(&TimeScale::new(window, 0.0, 800.0));
        assert_eq!(labels(&ticks.fine), ["26", "27", "28", "29", "1", "2", "3"]);
        assert_eq!(labels(&ticks.coarse), ["February 2020", "March 2020"]);
    }

    #[test]
    fn a_century_has_years_alone() {
        let window = Window::new(day(1967, 1, 1), day(2060, 1, 1));
        let ticks = compute_ticks(&TimeScale::new(window, 0.0, 700.0));
        assert!(ticks.coarse.is_empty());
        assert_eq!(ticks.fine[0].label, "1960");
        assert_eq!(ticks.fine[1].label, "1970");
    }

    #[test]
    fn every_fifth_day_begins_again_with_each_month() {
        let window = Window::new(day(2020, 1, 20), day(2020, 2, 20));
        let ticks = compute_ticks(&TimeScale::new(window, 0.0, 320.0));
        let shown = labels(&ticks.fine);
        assert!(shown.contains(&"1"), "{shown:?}");
        assert!(!shown.contains(&"31"), "{shown:?}");
    }

    proptest! {
        #[test]
        fn ticks_follow_one_another_and_have_room(
            start in -4_400_000.0..2_900_000.0_f64, width in 3.0..5_000_000.0_f64,
        ) {
            let scale = TimeScale::new(Window::new(start, start + width), 0.0, 1000.0);
            let ticks = compute_ticks(&scale);
            for row in [&ticks.fine, &ticks.coarse] {
                prop_assert!(row.len() <= 60, "{} ticks", row.len());
                for pair in row.windows(2) {
                    prop_assert!((pair[0].end - pair[1].start).abs() < 1e-9);
                    prop_assert!(pair[0].start < pair[1].start);
                }
            }
        }
    }
}
