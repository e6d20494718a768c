//! Which claims constrain, and what each of them says of the days of events.

use std::collections::BTreeSet;

use crate::index::known_day;
use crate::model::{
    Basis, Date, DateClaim, Edge, Event, EventIx, Order, Precision, Record, SourceIx, Stage,
    Standing,
};

/// A claim on time: a date of an event or a stated order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// The event that makes it.
    pub event: EventIx,
    /// Which of its claims.
    pub part: ClaimPart,
}

/// Which claim of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimPart {
    /// Position in [`Event::dates`].
    Date(u32),
    /// Position in [`Event::order`].
    Order(u32),
}

impl ClaimRef {
    /// The date claim of an event at a position.
    #[must_use]
    pub fn date(event: EventIx, at: usize) -> Self {
        let part = ClaimPart::Date(u32::try_from(at).unwrap_or(u32::MAX));
        Self { event, part }
    }

    /// The order claim of an event at a position.
    #[must_use]
    pub fn order(event: EventIx, at: usize) -> Self {
        let part = ClaimPart::Order(u32::try_from(at).unwrap_or(u32::MAX));
        Self { event, part }
    }

    /// Its receipt; `None` if the record has no such claim.
    #[must_use]
    pub fn basis(self, record: &Record) -> Option<&Basis> {
        let event = record.events.get(self.event.at())?;
        match self.part {
            ClaimPart::Date(at) => event.dates.get(at as usize).map(|claim| &claim.basis),
            ClaimPart::Order(at) => event.order.get(at as usize).map(|claim| &claim.basis),
        }
    }

    /// What it says, in a sentence without a full stop: "“Opening” is dated 4 May 2020",
    /// "“Opening” was before “Closing”". Empty if the record has no such claim.
    #[must_use]
    pub fn words(self, record: &Record) -> String {
        let said = || {
            let event = record.events.get(self.event.at())?;
            let title = &event.title;
            Some(match self.part {
                ClaimPart::Date(at) => {
                    let claim = event.dates.get(at as usize)?;
                    let date = claim.date.as_ref().map_or("without a date", Date::words);
                    match claim.stage {
                        Stage::Happened => format!("“{title}” is dated {date}"),
                        stage => format!("“{title}” is dated {date} ({})", stage.label()),
                    }
                }
                ClaimPart::Order(at) => {
                    let claim = event.order.get(at as usize)?;
                    let other = &record.events.get(claim.event.at())?.title;
                    match claim.order {
                        Order::Follows => format!("“{title}” follows from “{other}”"),
                        order => format!("“{title}” was {} “{other}”", order.label()),
                    }
                }
            })
        };
        said().unwrap_or_default()
    }
}

/// What is switched off for a "what if".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switches {
    /// All claims of these sources.
    pub sources: BTreeSet<SourceIx>,
    /// These claims.
    pub claims: BTreeSet<ClaimRef>,
}

impl Switches {
    /// Whether nothing is switched off.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.claims.is_empty()
    }

    /// Whether a claim is switched off, by itself or with its source.
    #[must_use]
    pub fn off(&self, record: &Record, claim: ClaimRef) -> bool {
        self.claims.contains(&claim)
            || claim
                .basis(record)
                .is_some_and(|basis| self.sources.contains(&basis.passage.source))
    }
}

/// No bound: farther than any day that a chain of claims can reach.
pub(super) const FAR: i64 = 1_000_000_000;

/// The days on which an event can start and end, inclusive; ±[`FAR`] where nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// Earliest and latest start.
    pub start: (i64, i64),
    /// Earliest and latest end.
    pub end: (i64, i64),
}

impl Days {
    fn of(claim: &DateClaim, date: &Date) -> Self {
        let low = |edge: Edge| edge.day().map_or(-FAR, |day| i64::from(day.0));
        let high = |edge: Edge| edge.day().map_or(FAR, |day| i64::from(day.0));
        let (start, end) = (date.start_bounds(), date.end_bounds());
        let mut days = Self {
            start: (low(start.0), high(start.1)),
            end: (low(end.0), high(end.1)),
        };
        if claim.stage == Stage::UnderWay {
            // It was going on then: it may have begun before, unless its beginning is told,
            // and may last.
            days.end.1 = FAR;
            if date.precision() != Precision::Interval {
                days.start.0 = -FAR;
            }
        }
        days.tightened()
    }

    /// With what follows from the start not being after the end.
    pub(super) fn tightened(mut self) -> Self {
        self.start.1 = self.start.1.min(self.end.1);
        self.end.0 = self.end.0.max(self.start.0);
        self
    }

    /// Whether some start and end obey both.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let both = self.and(other);
        both.start.0 <= both.start.1 && both.end.0 <= both.end.1
    }

    /// What both say.
    pub(super) fn and(&self, other: &Self) -> Self {
        let most = |one: (i64, i64), two: (i64, i64)| (one.0.max(two.0), one.1.min(two.1));
        Self {
            start: most(self.start, other.start),
            end: most(self.end, other.end),
        }
        .tightened()
    }

    /// The least that contains both.
    pub(super) fn hull(&self, other: &Self) -> Self {
        let least = |one: (i64, i64), two: (i64, i64)| (one.0.min(two.0), one.1.max(two.1));
        Self {
            start: least(self.start, other.start),
            end: least(self.end, other.end),
        }
    }
}

/// A date claim that constrains its event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated {
    pub claim: ClaimRef,
    pub days: Days,
}

/// The date claims that constrain an event: those of its outcome if one has a date, else
/// its current plan. Denied claims never do.
pub(super) fn dated(record: &Record, ix: EventIx, event: &Event) -> Vec<Dated> {
    let told = |claim: &DateClaim| claim.basis.standing != Standing::Denied;
    let as_dated = |(at, claim): (usize, &DateClaim)| {
        claim.date.as_ref().map(|date| Dated {
            claim: ClaimRef::date(ix, at),
            days: Days::of(claim, date),
        })
    };
    let outcome: Vec<Dated> = (event.dates.iter().enumerate())
        .filter(|(_, claim)| told(claim) && !claim.stage.is_plan())
        .filter_map(as_dated)
        .collect();
    if !outcome.is_empty() {
        return outcome;
    }
    current_plan(record, event)
        .and_then(|at| as_dated((at, &event.dates[at])))
        .into_iter()
        .collect()
}

/// The position of the plan that became known last and was not called off. Within a day
/// plans follow one another as proposed, planned, postponed, cancelled; who repeats an
/// earlier plan renews nothing; a wish without a date takes no date away.
fn current_plan(record: &Record, event: &Event) -> Option<usize> {
    let rank = |stage: Stage| match stage {
        Stage::Proposed => 0,
        Stage::Planned => 1,
        Stage::Postponed => 2,
        _ => 3,
    };
    let mut plans: Vec<(usize, &DateClaim)> = (event.dates.iter().enumerate())
        .filter(|(_, claim)| claim.stage.is_plan() && claim.basis.standing != Standing::Denied)
        .filter(|(_, claim)| {
            claim.date.is_some() || matches!(claim.stage, Stage::Postponed | Stage::Cancelled)
        })
        .collect();
    if plans.len() > 1 {
        plans.sort_by_key(|(at, claim)| (known_day(record, &claim.basis), rank(claim.stage), *at));
    }
    let renews = |at: usize| {
        let (_, claim) = plans[at];
        !plans[..at]
            .iter()
            .any(|(_, past)| past.stage == claim.stage && past.date == claim.date)
    };
    (0..plans.len())
        .rfind(|at| renews(*at))
        .map(|at| plans[at])
        .filter(|(_, claim)| claim.stage != Stage::Cancelled)
        .map(|(at, _)| at)
}

/// Keeps the first of each.
pub(super) fn dedup(claims: &mut Vec<ClaimRef>) {
    let mut seen = BTreeSet::new();
    claims.retain(|claim| seen.insert(*claim));
}
