//! Trails: the history of one event's plan, each step a claim.

use super::known_day;
use crate::model::{Date, Day, Event, EventIx, Record, Stage, Standing};

/// One step of a plan: first told, moved, called off, held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which of the event's date claims.
    pub claim: u32,
    /// What is said to have become of the plan.
    pub stage: Stage,
    /// For when; `None` where no date is given.
    pub date: Option<Date>,
    /// Since when it is known.
    pub known: Day,
    /// How much later it begins than the step before that has a date, in days; negative if
    /// earlier. From first day to first day, 0 if the two have a day in common: `None` if one
    /// of them has no first day.
    pub slip: Option<i32>,
    /// It tells again what a newer step has overtaken.
    pub outdated: bool,
    /// It tells an earlier step once more, with another date: of the same stage, and known at
    /// the same time or of what took place, which no later telling moves. A rival or a
    /// rougher date, not a step of the plan.
    pub variant: bool,
}

impl Step {
    /// Whether it moves the plan on, rather than telling a step once more.
    #[must_use]
    pub const fn is_move(&self) -> bool {
        !self.outdated && !self.variant
    }
}

/// The steps of an event whose plan changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// Which event.
    pub event: EventIx,
    /// In the order of the plan's history.
    pub steps: Vec<Step>,
    /// The slips of all steps together, in days; `None` if no step has one.
    pub slip: Option<i32>,
}

/// The trail of an event: `None` unless it was planned and something became of the plan (it
/// was moved, called off, held, or failed).
///
/// Steps are in the order in which they became known; within a day in the order of a plan
/// (proposed, planned, postponed, then what became of it), within a stage in the order of the
/// dataset. A source that repeats an overtaken plan after a newer step was known adds an
/// outdated step, which moves nothing. Claims that say the same are one step; what was denied
/// is none.
#[must_use]
pub fn trail_of(record: &Record, ix: EventIx) -> Option<Trail> {
    let event = record.event(ix);
    let mut order: Vec<(Day, u8, u32)> = (event.dates.iter().enumerate())
        .filter(|(_, claim)| claim.basis.standing != Standing::Denied)
        .map(|(at, claim)| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            (known_day(record, &claim.basis), rank(claim.stage), at)
        })
        .collect();
    order.sort_unstable();
    let mut steps: Vec<Step> = Vec::new();
    for (known, _, at) in order {
        let claim = &event.dates[at as usize];
        let same = |step: &Step| step.stage == claim.stage && step.date == claim.date;
        if let Some(last) = steps.iter().rposition(same) {
            let overtaken = last + 1 < steps.len() && steps[last].known < known;
            if overtaken && claim.stage.is_plan() {
                steps.push(step_of(event, at, known, true));
            }
            continue;
        }
        let mut step = step_of(event, at, known, false);
        step.variant = if step.stage.is_plan() {
            (steps.last()).is_some_and(|last| last.stage == step.stage && last.known == step.known)
        } else {
            steps.iter().any(|earlier| earlier.stage == step.stage)
        };
        steps.push(step);
    }
    let planned = steps.iter().any(|step| step.stage.is_plan());
    let moved = steps.iter().filter(|step| step.is_move()).count() > 1;
    if !planned || !moved {
        return None;
    }
    let mut before: Option<Date> = None;
    let mut slip: Option<i32> = None;
    for step in &mut steps {
        // A cancelled step carries the date of what was called off: nothing moved.
        if !step.is_move() || step.stage == Stage::Cancelled {
            continue;
        }
        let Some(date) = step.date.clone() else {
            continue;
        };
        if let Some(before) = &before {
            step.slip = slip_between(before, &date);
        }
        if let Some(days) = step.slip {
            slip = Some(slip.unwrap_or(0) + days);
        }
        before = Some(date);
    }
    Some(Trail {
        event: ix,
        steps,
        slip,
    })
}

/// From first day to first day, in days; 0 if the two dates have a day in common, as one of
/// them may only be told more roughly.
fn slip_between(before: &Date, after: &Date) -> Option<i32> {
    let days = after.sort_day()?.0 - before.sort_day()?.0;
    Some(if super::rivals::are_apart(before, after) {
        days
    } else {
        0
    })
}

/// All trails of a record, in the order of its events.
#[must_use]
pub fn trails(record: &Record) -> Vec<Trail> {
    record
        .events_ix()
        .filter_map(|(ix, _)| trail_of(record, ix))
        .collect()
}

/// A number of days in words, from the coarsest unit that fits: "7 months later".
#[must_use]
pub fn slip_words(days: i32) -> String {
    let size = days.unsigned_abs();
    let (number, unit) = match size {
        0 => return "same date".to_owned(),
        1..=13 => (size, "day"),
        14..=59 => ((size + 3) / 7, "week"),
        60..=700 => ((f64::from(size) / 30.44).round() as u32, "month"),
        _ => ((f64::from(size) / 365.25).round() as u32, "year"),
    };
    let plural = if number == 1 { "" } else { "s" };
    let direction = if days > 0 { "later" } else { "earlier" };
    format!("{number} {unit}{plural} {direction}")
}

fn step_of(event: &Event, at: u32, known: Day, outdated: bool) -> Step {
    let claim = &event.dates[at as usize];
    Step {
        claim: at,
        stage: claim.stage,
        date: claim.date.clone(),
        known,
        slip: None,
        outdated,
        variant: false,
    }
}

/// Where a stage comes in the life of a plan.
const fn rank(stage: Stage) -> u8 {
    match stage {
        Stage::Proposed => 0,
        Stage::Planned => 1,
        Stage::Postponed => 2,
        Stage::Cancelled => 3,
        Stage::UnderWay => 4,
        Stage::Happened | Stage::Failed => 5,
    }
}
