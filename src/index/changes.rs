//! Between two positions of the curtain: what was new, moved, corrected, and what turned out.

use super::{Opened, rivals_of, trail_of};
use crate::model::{DateClaim, EventIx, Stage, Standing};

/// What became of an event between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Nothing was known of it before.
    New,
    /// Its plan was moved or called off.
    Moved,
    /// A date was told that contradicts one known before.
    Corrected,
    /// It was a plan, and it became known what became of it.
    TurnedOut,
    /// More became known, such as who took part.
    More,
}

impl ChangeKind {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::New,
        Self::Moved,
        Self::Corrected,
        Self::TurnedOut,
        Self::More,
    ];

    /// As shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Moved => "Moved",
            Self::Corrected => "Corrected",
            Self::TurnedOut => "Turned out",
            Self::More => "More is known",
        }
    }
}

/// What changed from one view of a record, as known on a day, to a later one. Each event is
/// listed once, under the first kind that fits in the order turned out, corrected, moved,
/// more.
#[must_use]
pub fn changes(before: &Opened, after: &Opened) -> Vec<(ChangeKind, EventIx)> {
    let mut changes: Vec<(ChangeKind, EventIx)> = after
        .known_events()
        .filter_map(|(ix, event)| {
            if !before.knows_event(ix) {
                return Some((ChangeKind::New, ix));
            }
            let earlier = before.record.event(ix);
            if earlier == event {
                return None;
            }
            // The words of a claim may become known later than the claim itself.
            let is_same = |a: &DateClaim, b: &DateClaim| {
                (&a.date, a.stage, a.basis.passage) == (&b.date, b.stage, b.basis.passage)
                    && a.basis.standing == b.basis.standing
            };
            let fresh: Vec<&DateClaim> = (event.dates.iter())
                .filter(|claim| claim.basis.standing != Standing::Denied)
                .filter(|claim| !earlier.dates.iter().any(|known| is_same(known, claim)))
                .collect();
            let is_outcome = |claim: &DateClaim| {
                !claim.stage.is_plan() && claim.basis.standing != Standing::Denied
            };
            let had_outcome = earlier.dates.iter().any(is_outcome);
            let has_outcome = fresh.iter().any(|claim| is_outcome(claim));
            let rivals = |opened: &Opened| rivals_of(&opened.record, ix).len();
            let moved = |opened: &Opened| {
                trail_of(&opened.record, ix).map_or(0, |trail| {
                    trail.steps.iter().filter(|step| step.is_move()).count()
                })
            };
            let called_off = fresh.iter().any(|claim| claim.stage == Stage::Cancelled);
            Some(if has_outcome && !had_outcome {
                (ChangeKind::TurnedOut, ix)
            } else if rivals(after) > rivals(before) {
                (ChangeKind::Corrected, ix)
            } else if called_off || (!fresh.is_empty() && moved(after) > moved(before)) {
                (ChangeKind::Moved, ix)
            } else {
                (ChangeKind::More, ix)
            })
        })
        .collect();
    changes.sort_unstable();
    changes
}
