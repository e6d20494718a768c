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
    /// Where the unit begins, in days, or comes into sight behind a collapsed stretch.
    pub start: f64,
    /// Where the next one begins, or a collapsed stretch: no tick reaches over one.
    pub end: f64,
    /// As shown.
    pub label: String,
    /// The same in fewer letters, for where there is no room: "Dec 1998". Behind a collapsed
    /// stretch the year alone is the last of them.
    pub shorter: Vec<String>,
    /// In which row.
    pub level: TickLevel,
    /// No date begins or ends in it, and it lies beside a collapsed stretch.
    pub bare: bool,
    /// How much its label is worth where not all have room.
    pub rank: u32,
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

    /// `start` is where the unit begins, `named` the first day of it that is in sight behind a
    /// collapsed stretch.
    fn label(self, start: Date, named: Date, level: TickLevel, wide: bool) -> String {
        match (self, level) {
            (Self::Years(_), _) => crate::model::year_words(i64::from(named.year())),
            (Self::Months(1), TickLevel::Coarse) => month_of_year(start, usize::MAX),
            (Self::Months(3), _) => format!("Q{}", (start.month() - 1) / 3 + 1),
            (Self::Months(_), _) => {
                let name = crate::model::month_name(start.month());
                name.chars()
                    .take(if wide { usize::MAX } else { 3 })
                    .collect()
            }
            (Self::Days(_), _) => named.day().to_string(),
        }
    }

    fn shorter(self, start: Date, level: TickLevel, year_too: bool) -> Vec<String> {
        if (self, level) != (Self::Months(1), TickLevel::Coarse) {
            return Vec::new();
        }
        let year = || crate::model::year_words(i64::from(start.year()));
        let month = std::iter::once(month_of_year(start, 3));
        month.chain(year_too.then(year)).collect()
    }
}

/// "December 1998", the month in so many letters at most.
fn month_of_year(date: Date, letters: usize) -> String {
    let name = crate::model::month_name(date.month());
    let name: String = name.chars().take(letters).collect();
    let year = crate::model::year_words(i64::from(date.year()));
    format!("{name} {year}")
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
    let (window, breaks) = (scale.window(), scale.breaks());
    let unit_at = |moment: f64| unit.floor(civil_at(moment));
    let mut ticks: Vec<Tick> = Vec::new();
    let mut at = window.start;
    while ticks.len() <= MOST_TICKS {
        // What begins in a collapsed stretch comes into sight where that ends; what had begun
        // before it begins a second time there, since the eye does not look back over a tear.
        if let Some(found) = breaks.at(at) {
            at = found.end;
        }
        let Some(date) = unit_at(at) else { break };
        let begins = day_of(date);
        let tear = (breaks.within(begins, at).iter().rev()).find(|found| found.end <= at);
        let start = tear.map_or(begins, |found| begins.max(found.end));
        if start > window.end {
            break;
        }
        let next = unit.next(date).map_or(Day::MAX.end(), day_of);
        let end = (breaks.within(at, next).first()).map_or(next, |found| found.start.min(next));
        let rank = rank_of(scale, start, end);
        // Behind a tear it says what comes first there, not where its unit would begin.
        let named = if start > begins {
            civil_at(start)
        } else {
            date
        };
        ticks.push(Tick {
            start,
            end,
            label: unit.label(date, named, level, wide),
            shorter: unit.shorter(date, level, rank > 0),
            level,
            bare: breaks.is_bare(start, end),
            rank,
        });
        // Where stretches are collapsed, units may lie closer than anything can be seen.
        let beyond = scale.moment(scale.x(start).max(scale.left()) + LEAST_APART);
        at = end.max(beyond);
        if at >= Day::MAX.end() {
            break;
        }
    }
    ticks
}

/// The day of a moment, or the nearest that the calendar has.
fn civil_at(moment: f64) -> Date {
    let inside = moment.clamp(f64::from(Day::MIN.0), f64::from(Day::MAX.0));
    #[allow(clippy::cast_possible_truncation)]
    Day(inside.floor() as i32).civil()
}

/// How much a label is worth where not all have room: the more, the longer nothing was
/// before. The first date of all is worth most.
fn rank_of(scale: &TimeScale, start: f64, end: f64) -> u32 {
    let breaks = scale.breaks();
    if breaks.all().first().is_some_and(|first| {
        let (empty_from, _) = breaks.empty_around(first);
        start < empty_from && end >= empty_from
    }) {
        return u32::MAX;
    }
    let empty = breaks.empty_before(start, end).max(1.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let doublings = empty.log2() as u32;
    doublings
}

/// Ticks are at least so far apart, in points.
const LEAST_APART: f32 = 2.0;

/// No screen has room for more.
const MOST_TICKS: usize = 2_000;

fn day_of(date: civil::Date) -> f64 {
    Day::from_civil(date).start()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::Breaks;
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
    fn behind_a_tear_a_tick_begins_again_and_says_what_comes_first_there() {
        let near = (0..180).map(|at| Day(18_262 + at * 2));
        let far = [(1999, 12, 26), (1996, 5, 3), (2003, 2, 8)]
            .map(|(year, month, day)| Day::from_ymd(year, month, day).expect("a day"));
        let breaks = Breaks::new(near.chain(far).collect());
        let ticks = |from, to, points| {
            let scale = TimeScale::with_breaks(Window::new(from, to), &breaks, 0.0, points);
            compute_ticks(&scale)
        };
        let found = *breaks.at(day(1998, 1, 1)).expect("a tear");
        let days = ticks(day(1996, 5, 1), day(2000, 1, 3), 400.0);
        let first = |row: &[Tick]| {
            let at = row.iter().position(|tick| tick.start == found.end);
            at.map(|at| row[at].label.clone())
        };
        let begins = civil_at(found.end);
        assert_eq!(
            first(&days.fine),
            Some(begins.day().to_string()),
            "{days:?}"
        );
        assert_eq!(first(&days.coarse).as_deref(), Some("December 1999"));
        // The decade has begun long before; what is told is the year.
        let years = ticks(day(1990, 1, 1), day(2040, 1, 1), 150.0);
        assert!(years.coarse.is_empty());
        assert_eq!(first(&years.fine).as_deref(), Some("1999"), "{years:?}");
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

        #[test]
        fn no_tick_reaches_over_a_tear_and_each_piece_begins_with_one(
            far in proptest::collection::vec(-40_000..60_000_i32, 1..12),
            start in -40_000.0..60_000.0_f64, width in 1.1..11.0_f64,
        ) {
            let near = (0..180).map(|at| Day(18_262 + at * 2));
            let axis = Breaks::new(near.chain(far.into_iter().map(Day)).collect());
            let from = axis.position(start);
            let window = Window::at_positions(&axis, from, from + width.exp());
            let scale = TimeScale::with_breaks(window, &axis, 0.0, 900.0);
            let ticks = compute_ticks(&scale);
            for row in [&ticks.fine, &ticks.coarse].into_iter().filter(|row| !row.is_empty()) {
                for tick in row {
                    prop_assert!(tick.start < tick.end);
                    prop_assert!(axis.within(tick.start, tick.end).is_empty(), "{tick:?}");
                }
                for pair in row.windows(2) {
                    prop_assert!(pair[0].end <= pair[1].start);
                }
                for found in scale.breaks_in_sight() {
                    let hidden = found.end >= window.end
                        || row.iter().any(|tick| {
                            (scale.x(tick.start) - scale.x(found.end)).abs() <= LEAST_APART
                        });
                    prop_assert!(hidden, "nothing begins at {found:?}");
                }
            }
        }
    }
}
