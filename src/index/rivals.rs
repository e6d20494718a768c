//! Rival dates: dates of the same stage that cannot both be true, though neither replaces
//! the other.

use super::known_day;
use crate::model::{Date, DateClaim, Event, EventIx, Record};

/// Two date claims of one event that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivals {
    /// Which event.
    pub event: EventIx,
    /// Positions of the two claims, the earlier date first.
    pub claims: (u32, u32),
    /// Why they count as rivals, in a sentence.
    pub reason: String,
}

/// Every pair of rival dates of an event, each pair of dates once (two passages that give
/// the same date against one that gives another are one pair).
///
/// Two claims are rivals if they speak of the same stage, if the days that they can mean
/// have nothing in common, and if neither replaces the other: what took place is not
/// replaced by telling it anew, but a plan that became known later replaces an earlier one.
#[must_use]
pub fn rivals_of(record: &Record, ix: EventIx) -> Vec<Rivals> {
    let event = record.event(ix);
    let mut found: Vec<Rivals> = Vec::new();
    for (a_at, a) in event.dates.iter().enumerate() {
        for (b_at, b) in event.dates.iter().enumerate().skip(a_at + 1) {
            let (Some(a_date), Some(b_date)) = (&a.date, &b.date) else {
                continue;
            };
            if !are_rivals(record, a, b) || is_known_pair(event, &found, a_date, b_date) {
                continue;
            }
            let mut pair = (index(a_at), index(b_at));
            if b_date.sort_day() < a_date.sort_day() {
                pair = (pair.1, pair.0);
            }
            let reason = if a.stage.is_plan() {
                format!(
                    "both say “{}”, both were known at the same time, and no day is in both",
                    a.stage.label()
                )
            } else {
                format!("both say “{}”, and no day is in both", a.stage.label())
            };
            found.push(Rivals {
                event: ix,
                claims: pair,
                reason,
            });
        }
    }
    found
}

/// All rival dates of a record.
#[must_use]
pub fn all_rivals(record: &Record) -> Vec<Rivals> {
    record
        .events_ix()
        .flat_map(|(ix, _)| rivals_of(record, ix))
        .collect()
}

fn are_rivals(record: &Record, a: &DateClaim, b: &DateClaim) -> bool {
    use crate::model::Standing::Denied;
    let (Some(a_date), Some(b_date)) = (&a.date, &b.date) else {
        return false;
    };
    let denied = a.basis.standing == Denied || b.basis.standing == Denied;
    let same_time = || known_day(record, &a.basis) == known_day(record, &b.basis);
    a.stage == b.stage
        && !denied
        && are_apart(a_date, b_date)
        && (!a.stage.is_plan() || same_time())
}

/// Whether no day is in both.
pub(super) fn are_apart(a: &Date, b: &Date) -> bool {
    let ends_before = |first: &Date, second: &Date| {
        matches!(
            (first.latest().day(), second.earliest().day()),
            (Some(end), Some(start)) if end < start
        )
    };
    ends_before(a, b) || ends_before(b, a)
}

fn is_known_pair(event: &Event, found: &[Rivals], a: &Date, b: &Date) -> bool {
    found.iter().any(|rivals| {
        let date = |at: u32| event.dates[at as usize].date.as_ref();
        let pair = (date(rivals.claims.0), date(rivals.claims.1));
        pair == (Some(a), Some(b)) || pair == (Some(b), Some(a))
    })
}

fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
