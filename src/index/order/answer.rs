//! Questions about two events.

use std::sync::PoisonError;

use super::Orders;
use super::chain::Lens;
use super::claims::{ClaimRef, dedup};
use super::solve::Scratch;
use super::system::{System, end, start};
use crate::model::EventIx;

/// How one event stands to another in time, as far as the claims force it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Certainly over before the other begins.
    Before,
    /// Certainly begins after the other is over.
    After,
    /// Certainly some day belongs to both.
    Overlapping,
    /// The claims leave more than one of these possible.
    Possible,
    /// The claims contradict one another on it.
    Contradictory,
}

impl Answer {
    /// Whether it is before, after or overlapping.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Before | Self::After | Self::Overlapping)
    }

    /// The answer with the two events exchanged.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
            same => same,
        }
    }

    /// As shown to readers: "certainly before".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Before => "certainly before",
            Self::After => "certainly after",
            Self::Overlapping => "certainly overlapping",
            Self::Possible => "possible either way",
            Self::Contradictory => "contradictory",
        }
    }
}

/// An answer and the claims that force it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How the first event stands to the second.
    pub answer: Answer,
    /// The claims that force the answer, as a chain from the first event to the second.
    ///
    /// These claims alone force it. For before and after no chain has fewer steps, where a
    /// claim that is needed for two bounds makes two steps, and of several dates of one event
    /// that agree any may be cited for a bound that each of them gives; for overlapping this holds of
    /// each of the two halves of the proof (neither is over before the other begins).
    /// Where a step rests on an event with rival dates, all of them are named; if one of
    /// the two events has some, it is the chains of all readings together. Empty
    /// if the answer is [`Answer::Possible`]. If it is [`Answer::Contradictory`], a
    /// minimal contradiction, or the chain of one reading of rival dates.
    pub chain: Vec<ClaimRef>,
    /// The chain of a reading that gives another answer, if rival dates are the reason
    /// for [`Answer::Contradictory`]; of a reading that forces nothing, its dates.
    pub against: Vec<ClaimRef>,
}

impl Finding {
    pub(super) const fn bare(answer: Answer) -> Self {
        Self {
            answer,
            chain: Vec::new(),
            against: Vec::new(),
        }
    }
}

impl Orders {
    /// How `a` stands to `b`, with the claims that force it. An event overlaps itself.
    #[must_use]
    pub fn ask(&self, a: EventIx, b: EventIx) -> Finding {
        self.find(a, b, true)
    }

    /// How `a` stands to `b`, without the chain: for asking much at once.
    #[must_use]
    pub fn answer(&self, a: EventIx, b: EventIx) -> Answer {
        self.find(a, b, false).answer
    }

    fn find(&self, a: EventIx, b: EventIx, chain: bool) -> Finding {
        if a == b {
            return Finding::bare(Answer::Overlapping);
        }
        let mut extra = Vec::new();
        let asides = [a, b].map(|event| self.aside_of.get(&event).into_iter().flatten());
        for at in asides.into_iter().flatten() {
            let aside = &self.asides[*at];
            if let Some(conflict) = aside.standing {
                return Finding {
                    chain: aside.conflicts[conflict].claims.clone(),
                    ..Finding::bare(Answer::Contradictory)
                };
            }
            if aside.on {
                extra.extend(aside.arcs.0..aside.arcs.1);
            }
        }
        // Another question that is asked at the same time gets room of its own.
        let mut own = Scratch::default();
        let mut shared = match self.scratch.try_lock() {
            Ok(shared) => Some(shared),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => {
                Some(PoisonError::into_inner(poisoned))
            }
            Err(std::sync::TryLockError::WouldBlock) => None,
        };
        let scratch = shared.as_deref_mut().unwrap_or(&mut own);
        let system = &self.system;
        if extra.is_empty() && system.rivals[a.at()].is_none() && system.rivals[b.at()].is_none() {
            let answer = system.plain_answer(scratch, a, b);
            let chain = if chain {
                Lens::plain(system).proof(a, b, answer)
            } else {
                Vec::new()
            };
            return Finding {
                chain,
                ..Finding::bare(answer)
            };
        }
        super::readings::ask(system, scratch, (a, b), &extra, chain)
    }
}

impl System {
    /// The answer where neither event has rival dates.
    fn plain_answer(&self, scratch: &mut Scratch, a: EventIx, b: EventIx) -> Answer {
        // All as late as possible, or all as early as possible: both can be true. If they
        // differ, nothing is certain; if not, nothing else is.
        let seen = |days: &[i64]| {
            let day = |node: u32| days[node as usize];
            if day(end(a)) < day(start(b)) {
                Answer::Before
            } else if day(end(b)) < day(start(a)) {
                Answer::After
            } else {
                Answer::Overlapping
            }
        };
        let answer = seen(&self.late);
        if answer != seen(&self.early) {
            return Answer::Possible;
        }
        let forced = match answer {
            Answer::Before => self.within(scratch, start(b), end(a), -1),
            Answer::After => self.within(scratch, start(a), end(b), -1),
            _ => {
                self.within(scratch, end(b), start(a), 0)
                    && self.within(scratch, end(a), start(b), 0)
            }
        };
        if forced { answer } else { Answer::Possible }
    }
}

impl Lens<'_> {
    /// The claims that force a certain answer, from `a` to `b`.
    pub(super) fn proof(&self, a: EventIx, b: EventIx, answer: Answer) -> Vec<ClaimRef> {
        let reversed = |mut claims: Vec<ClaimRef>| {
            claims.reverse();
            claims
        };
        let found = match answer {
            Answer::Before => self.fewest(start(b), end(a), -1).map(reversed),
            Answer::After => self.fewest(start(a), end(b), -1),
            Answer::Overlapping => self
                .fewest(end(a), start(b), 0)
                .zip(self.fewest(end(b), start(a), 0).map(reversed))
                .map(|(mut one, two)| {
                    one.extend(two);
                    dedup(&mut one);
                    one
                }),
            Answer::Possible | Answer::Contradictory => None,
        };
        self.with_rivals(found.unwrap_or_default())
    }

    /// The claims, each date of an event with rival dates followed by its rivals: it is
    /// bounded by whichever is right. In a reading of that event its rivals do not count.
    fn with_rivals(&self, claims: Vec<ClaimRef>) -> Vec<ClaimRef> {
        let mut all = Vec::new();
        for claim in claims {
            all.push(claim);
            let is_read = self.windows.iter().any(|(event, _)| *event == claim.event);
            let is_date = matches!(claim.part, super::ClaimPart::Date(_));
            if is_date && !is_read && self.system.rivals[claim.event.at()].is_some() {
                let dates = &self.system.dates[claim.event.at()];
                all.extend(dates.iter().map(|dated| dated.claim));
            }
        }
        dedup(&mut all);
        all
    }
}
