//! When events are: by what they are sorted, and from when to when they reach.

use super::NEVER;
use crate::model::{Date, Day, Event, EventIx};

/// The times of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// By which it is sorted.
    pub day: Day,
    /// First and last moment that any of its dates names, in whole days; the wrong way round
    /// if none does.
    reach: (i32, i32),
    /// Whether any of its dates is open at its start, and at its end.
    open: (bool, bool),
}

impl Times {
    pub(super) const NONE: Self = Self {
        day: NEVER,
        reach: (i32::MAX, i32::MIN),
        open: (false, false),
    };

    pub(super) fn of(event: &Event) -> Self {
        let leading = event.leading_date().and_then(|claim| claim.date.as_ref());
        let mut times = Self {
            day: leading.and_then(Date::sort_day).unwrap_or(NEVER),
            ..Self::NONE
        };
        for date in event.dates.iter().filter_map(|claim| claim.date.as_ref()) {
            let (start, end) = date.stretch();
            times.open.0 |= start.is_none();
            times.open.1 |= end.is_none();
            for moment in [start, end].into_iter().flatten() {
                // A day is the smallest unit, and no year has more than four digits.
                #[allow(clippy::cast_possible_truncation)]
                let moment = moment as i32;
                times.reach = (times.reach.0.min(moment), times.reach.1.max(moment));
            }
        }
        times
    }

    /// The first and the last day of all its dates, an open side as far away as can be;
    /// `None` if it has no date.
    pub(super) fn hull(&self) -> Option<(Day, Day)> {
        let first = if self.open.0 { i32::MIN } else { self.reach.0 };
        let last = if self.open.1 {
            i32::MAX
        } else {
            self.reach.1.saturating_sub(1)
        };
        (first <= last).then_some((Day(first), Day(last)))
    }
}

/// First and last moment of all dates, in days.
pub(super) fn extent_of(times: &[Times]) -> Option<(f64, f64)> {
    let (mut first, mut last) = Times::NONE.reach;
    for Times { reach, .. } in times {
        (first, last) = (first.min(reach.0), last.max(reach.1));
    }
    (first <= last).then(|| (f64::from(first), f64::from(last)))
}

/// The window of the densest two thirds of the dated events, with a margin: of all runs of
/// that many neighbours the shortest. A record about one year with a few forerunners opens
/// on that year.
pub(super) fn heart_of(times: &[Times], by_time: &[EventIx]) -> Option<(f64, f64)> {
    let days: Vec<i32> = by_time.iter().map(|ix| times[ix.at()].day.0).collect();
    let run = (days.len() * 2).div_ceil(3);
    if run == 0 {
        return None;
    }
    let (start, end) = days
        .windows(run)
        .map(|window| (window[0], window[run - 1]))
        .min_by_key(|(first, last)| i64::from(*last) - i64::from(*first))?;
    let (start, end) = (f64::from(start), f64::from(end) + 1.0);
    let margin = ((end - start) * 0.12).max(3.0);
    Some((start - margin, end + margin))
}
