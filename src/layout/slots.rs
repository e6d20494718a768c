//! The events of all lanes, row by row, in a few flat lists: so little for each event that a
//! million of them stay in reach, and every count of a run of neighbours is one subtraction.

use super::folds::Fold;
use crate::model::{EventIx, Stage};

/// What is drawn of an event where there is room for no more than a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign(u8);

impl Sign {
    const POINT: u8 = 1 << 3;
    const PLAIN: u8 = 1 << 4;

    /// A sign of a stage. `point` if its leading date is a day; `plain` if that is all there is
    /// to draw: one date, certain at both ends.
    #[must_use]
    pub fn new(stage: Stage, point: bool, plain: bool) -> Self {
        let stage = Stage::ALL.iter().position(|known| *known == stage);
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        // There are seven stages.
        let stage = u8::try_from(stage.unwrap_or(0)).unwrap_or(0);
        Self(stage | flag(point, Self::POINT) | flag(plain, Self::PLAIN))
    }

    /// The stage of the leading date.
    #[must_use]
    pub fn stage(self) -> Stage {
        let at = usize::from(self.0 & 7);
        Stage::ALL.get(at).copied().unwrap_or_default()
    }

    /// The leading date is a day.
    #[must_use]
    pub const fn is_point(self) -> bool {
        self.0 & Self::POINT != 0
    }

    /// One date, certain at both ends.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        self.0 & Self::PLAIN != 0
    }
}

/// What the timeline knows of an event without asking the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub start: i32,
    pub end: i32,
    /// The day by which it stands where there is room for one day: the first of its leading
    /// date, or the last.
    pub anchor: i32,
    pub sign: Sign,
    /// How much it matters among its neighbours; 0 if the filters do not let it through.
    pub weight: u16,
    pub disputed: bool,
}

/// Events of a row one after the other, rows one after the other: parallel lists.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    pub(super) starts: Vec<i32>,
    pub(super) ends: Vec<i32>,
    pub(super) events: Vec<EventIx>,
    pub(super) signs: Vec<Sign>,
    weights: Vec<u16>,
    /// For each block of 16 weights the greatest, for each block of 16 of these, and so on.
    peaks: Vec<Vec<u16>>,
    /// How many of the slots before have rival dates; one more than slots.
    disputed: Vec<u32>,
    /// How many of the slots before are let through; one more than slots.
    matched: Vec<u32>,
}

/// Weights in a block.
const BLOCK: usize = 16;

impl Slots {
    pub(super) fn with_capacity(slots: usize) -> Self {
        let mut new = Self {
            starts: Vec::with_capacity(slots),
            ends: Vec::with_capacity(slots),
            events: Vec::with_capacity(slots),
            signs: Vec::with_capacity(slots),
            weights: Vec::with_capacity(slots),
            peaks: Vec::new(),
            disputed: Vec::with_capacity(slots + 1),
            matched: Vec::with_capacity(slots + 1),
        };
        new.disputed.push(0);
        new.matched.push(0);
        new
    }

    pub(super) fn push(&mut self, event: EventIx, facts: &Facts) {
        let next =
            |list: &[u32], counts: bool| list.last().copied().unwrap_or(0) + u32::from(counts);
        self.starts.push(facts.start);
        self.ends.push(facts.end);
        self.events.push(event);
        self.signs.push(facts.sign);
        self.weights.push(facts.weight);
        self.disputed.push(next(&self.disputed, facts.disputed));
        self.matched.push(next(&self.matched, facts.weight > 0));
    }

    /// Call once all slots are there.
    pub(super) fn finish(&mut self) {
        let peaks_of = |level: &[u16]| -> Vec<u16> {
            let blocks = level.chunks(BLOCK);
            blocks
                .map(|block| block.iter().copied().max().unwrap_or(0))
                .collect()
        };
        self.peaks.clear();
        let mut level = peaks_of(&self.weights);
        while level.len() > 1 {
            let above = peaks_of(&level);
            self.peaks.push(level);
            level = above;
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event in a slot.
    #[must_use]
    pub fn event(&self, slot: u32) -> EventIx {
        self.events[slot as usize]
    }

    /// From the first to the last of the dates of the event in a slot, in days.
    #[must_use]
    pub fn days(&self, slot: u32) -> (f64, f64) {
        (
            moment(self.starts[slot as usize]),
            moment(self.ends[slot as usize]),
        )
    }

    /// How much the event in a slot matters among its neighbours; 0 if the filters do not let
    /// it through.
    #[must_use]
    pub fn weight(&self, slot: u32) -> u16 {
        self.weights[slot as usize]
    }

    /// The events of a fold, by time.
    #[must_use]
    pub fn events_in(&self, fold: Fold) -> &[EventIx] {
        &self.events[fold.slots()]
    }

    /// What is drawn of the event in a slot.
    #[must_use]
    pub fn sign(&self, slot: u32) -> Sign {
        self.signs[slot as usize]
    }

    /// How many of a run of slots have rival dates.
    #[must_use]
    pub fn disputed_in(&self, first: u32, count: u32) -> u32 {
        self.disputed[(first + count) as usize] - self.disputed[first as usize]
    }

    /// How many of a run of slots the filters let through.
    #[must_use]
    pub fn matched_in(&self, first: u32, count: u32) -> u32 {
        self.matched[(first + count) as usize] - self.matched[first as usize]
    }

    /// The slot of a run that matters most; of several the first.
    #[must_use]
    pub fn weightiest_in(&self, first: u32, count: u32) -> u32 {
        let (from, to) = (first as usize, (first + count) as usize);
        let most = self.peak(0, from, to);
        self.find_weight(0, from, to, most).unwrap_or(from) as u32
    }

    fn level(&self, level: usize) -> &[u16] {
        match level.checked_sub(1) {
            None => &self.weights,
            Some(above) => &self.peaks[above],
        }
    }

    /// The greatest weight in `from..to` of a level, by whole blocks where it can.
    fn peak(&self, level: usize, from: usize, to: usize) -> u16 {
        let weights = self.level(level);
        let (inner_from, inner_to) = (from.div_ceil(BLOCK), to / BLOCK);
        let most =
            |range: std::ops::Range<usize>| weights[range].iter().copied().max().unwrap_or(0);
        if inner_from >= inner_to || level >= self.peaks.len() {
            return most(from..to);
        }
        most(from..inner_from * BLOCK)
            .max(self.peak(level + 1, inner_from, inner_to))
            .max(most(inner_to * BLOCK..to))
    }

    /// The first place in `from..to` of a level with at least this weight.
    fn find_weight(&self, level: usize, from: usize, to: usize, least: u16) -> Option<usize> {
        let weights = self.level(level);
        let first = |from: usize, to: usize| {
            let found = weights[from..to]
                .iter()
                .position(|weight| *weight >= least)?;
            Some(from + found)
        };
        let (inner_from, inner_to) = (from.div_ceil(BLOCK), to / BLOCK);
        if inner_from >= inner_to || level >= self.peaks.len() {
            return first(from, to);
        }
        first(from, inner_from * BLOCK)
            .or_else(|| {
                let block = self.find_weight(level + 1, inner_from, inner_to, least)?;
                first(block * BLOCK, (block + 1) * BLOCK)
            })
            .or_else(|| first(inner_to * BLOCK, to))
    }

    pub(super) fn bytes(&self) -> usize {
        let peaks: usize = self.peaks.iter().map(Vec::len).sum();
        (self.starts.len() + self.ends.len() + self.events.len()) * 4
            + self.signs.len()
            + (self.weights.len() + peaks) * 2
            + (self.disputed.len() + self.matched.len()) * 4
    }
}

/// The moment at which a day begins; the first and the last that there are stand for none.
pub(super) fn moment(day: i32) -> f64 {
    match day {
        i32::MIN => f64::NEG_INFINITY,
        i32::MAX => f64::INFINITY,
        day => f64::from(day),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_and_weights_of_a_run_are_those_of_a_walk_through_it(
            facts in proptest::collection::vec((0..6_u16, any::<bool>()), 1..900),
            from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
        ) {
            let mut slots = Slots::with_capacity(facts.len());
            for (at, (weight, disputed)) in facts.iter().enumerate() {
                slots.push(EventIx::new(at), &Facts {
                    start: 0, end: 1, anchor: 0, sign: Sign::new(Stage::Happened, true, true),
                    weight: *weight, disputed: *disputed,
                });
            }
            slots.finish();
            let (a, b) = (from.index(facts.len()), to.index(facts.len()));
            let (from, to) = (a.min(b), a.max(b) + 1);
            let run = &facts[from..to];
            let (first, count) = (from as u32, (to - from) as u32);
            let disputed = run.iter().filter(|(_, disputed)| *disputed).count();
            prop_assert_eq!(slots.disputed_in(first, count) as usize, disputed);
            let matched = run.iter().filter(|(weight, _)| *weight > 0).count();
            prop_assert_eq!(slots.matched_in(first, count) as usize, matched);
            let most = run.iter().map(|(weight, _)| *weight).max().expect("a run");
            let place = run.iter().position(|(weight, _)| *weight == most).expect("it");
            prop_assert_eq!(slots.weightiest_in(first, count) as usize, from + place);
        }
    }

    #[test]
    fn a_sign_says_what_it_was_made_of() {
        for stage in Stage::ALL {
            let sign = Sign::new(stage, true, false);
            assert_eq!(
                (sign.stage(), sign.is_point(), sign.is_plain()),
                (stage, true, false)
            );
        }
    }
}
