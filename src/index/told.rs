//! Which passages tell of which event.

use std::collections::HashMap;
use std::ops::Range;

use super::curtain::Change;
use crate::model::{Event, EventIx, Passage, Place, Record, SourceIx};

/// The passages that tell of events or ties, each once: many events are told by one passage,
/// so what has to be known of a passage is worked out once for it. They are numbered in the
/// order of reading, source by source.
#[derive(Debug, Default)]
pub(super) struct Passages {
    list: Vec<Passage>,
    numbers: HashMap<Passage, u32>,
}

/// For each event the numbers of the passages that it rests on, each once, the main one first.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Where the numbers of each event end.
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

/// Every passage that an event rests on, some of them several times.
fn tellers(event: &Event) -> impl Iterator<Item = Passage> {
    let claimed = event.bases().map(|basis| basis.passage);
    event.passages.iter().copied().chain(claimed)
}

/// Both in the making.
#[derive(Default)]
pub(super) struct Telling {
    passages: Passages,
    told: Told,
    seen: Seen,
}

impl Telling {
    /// Takes up the events of a record, one after the other.
    pub(super) fn take(&mut self, event: &Event) {
        let Self {
            passages,
            told,
            seen,
        } = self;
        seen.turn();
        let mut before = None;
        // A closure rather than a loop: a chain of seven lists is gone through faster.
        tellers(event).for_each(|passage| {
            // Most claims of an event rest on the same passage.
            if before != Some(passage) {
                before = Some(passage);
                let number = passages.number(passage);
                if seen.is_new(number) {
                    told.numbers.push(number);
                }
            }
        });
        told.end();
    }

    /// Takes up what stands outside the events, and numbers the passages in the order of
    /// reading.
    pub(super) fn finish(mut self, record: &Record) -> (Passages, Told) {
        for tie in &record.ties {
            self.passages.number(tie.basis.passage);
        }
        let places = self.passages.sort(record);
        for number in &mut self.told.numbers {
            *number = places[*number as usize];
        }
        (self.passages, self.told)
    }
}

impl Passages {
    fn number(&mut self, passage: Passage) -> u32 {
        *self.numbers.entry(passage).or_insert_with(|| {
            self.list.push(passage);
            number_of(self.list.len() - 1)
        })
    }

    /// Numbers the passages in the order of reading. Returns the new number of each.
    fn sort(&mut self, record: &Record) -> Vec<u32> {
        let mut order: Vec<u32> = (0..number_of(self.list.len())).collect();
        order.sort_by_cached_key(|old| {
            let Passage { source, place } = self.list[*old as usize];
            (source, record.source(source).text().reading_key(place))
        });
        let mut places = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            places[*old as usize] = number_of(new);
        }
        self.list = order.iter().map(|old| self.list[*old as usize]).collect();
        for number in self.numbers.values_mut() {
            *number = places[*number as usize];
        }
        places
    }

    /// The number of a passage, if it tells of anything.
    pub(super) fn number_of(&self, passage: Passage) -> Option<u32> {
        self.numbers.get(&passage).copied()
    }

    /// All of them, by their numbers.
    pub(super) fn all(&self) -> &[Passage] {
        &self.list
    }

    /// The numbers of the passages of a source.
    fn of_source(&self, source: SourceIx) -> Range<usize> {
        let before = |wanted: SourceIx| self.list.partition_point(|at| at.source < wanted);
        before(source)..before(SourceIx(source.0.saturating_add(1)))
    }

    /// The events of each passage; nothing of the sources that `is_issued` denies.
    pub(super) fn in_text(
        &self,
        told: &Told,
        sources: usize,
        is_issued: impl Fn(SourceIx) -> bool,
    ) -> InText {
        let mut ends = vec![0_usize; self.list.len()];
        for number in &told.numbers {
            ends[*number as usize] += 1;
        }
        let mut of_source = Vec::with_capacity(sources);
        for at in 0..sources {
            let source = SourceIx::new(at);
            let mut total = 0;
            for end in &mut ends[self.of_source(source)] {
                // For now where they begin: each event that is put in its place moves it on.
                total += std::mem::replace(end, total);
            }
            let nothing = (Place::Section { section: 0 }, EventIx(0));
            let room = if is_issued(source) { total } else { 0 };
            of_source.push(vec![nothing; room]);
        }
        for at in 0..told.ends.len() {
            let ix = EventIx::new(at);
            for number in told.numbers_of(ix) {
                let passage = self.list[*number as usize];
                let next = &mut ends[*number as usize];
                if let Some(slot) = of_source[passage.source.at()].get_mut(*next) {
                    *slot = (passage.place, ix);
                }
                *next += 1;
            }
        }
        InText { of_source, ends }
    }
}

/// The events of each passage.
#[derive(Debug, Default)]
pub(super) struct InText {
    /// For each source its passages, each with its event, in the order of reading, then of the
    /// dataset.
    of_source: Vec<Vec<(Place, EventIx)>>,
    /// By the number of a passage, where its events end among those of its source.
    ends: Vec<usize>,
}

impl InText {
    pub(super) fn of(&self, source: SourceIx) -> &[(Place, EventIx)] {
        self.of_source.get(source.at()).map_or(&[], Vec::as_slice)
    }

    /// The events of a passage and of all that is within it.
    pub(super) fn at<'i>(
        &'i self,
        passages: &'i Passages,
        passage: Passage,
    ) -> impl Iterator<Item = EventIx> + 'i {
        let events = self.of(passage.source);
        let numbers = passages.of_source(passage.source);
        let first = numbers.start;
        numbers
            .filter(move |number| passages.list[*number].place.is_within(passage.place))
            .flat_map(move |number| {
                let before = number.checked_sub(1).filter(|before| *before >= first);
                let start = before.map_or(0, |before| self.ends[before]);
                events.get(start..self.ends[number]).unwrap_or_default()
            })
            .map(|(_, event)| *event)
    }
}

impl Told {
    fn with_room_for(events: usize) -> Self {
        Self {
            ends: Vec::with_capacity(events),
            numbers: Vec::with_capacity(events),
        }
    }

    fn end(&mut self) {
        self.ends.push(number_of(self.numbers.len()));
    }

    /// The numbers of an event's passages.
    pub(super) fn numbers_of(&self, event: EventIx) -> &[u32] {
        let at = event.at();
        let end = self.ends.get(at).copied().unwrap_or(0);
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.numbers
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The same for a record in which some events are gone and others say less.
    pub(super) fn narrowed(
        &self,
        record: &Record,
        passages: &Passages,
        changed: &[Change],
    ) -> Self {
        let mut told = Self::with_room_for(changed.len());
        let mut seen = Seen::default();
        for (at, change) in changed.iter().enumerate() {
            let ix = EventIx::new(at);
            match change {
                Change::Same => told.numbers.extend_from_slice(self.numbers_of(ix)),
                Change::Gone => {}
                Change::Partly => {
                    seen.turn();
                    let known = tellers(record.event(ix));
                    let known = known.filter_map(|passage| passages.number_of(passage));
                    told.numbers
                        .extend(known.filter(|number| seen.is_new(*number)));
                }
            }
            told.end();
        }
        told
    }
}

/// What has been met in this turn.
#[derive(Default)]
struct Seen {
    turn: u32,
    /// For each number the turn in which it was met last.
    last: Vec<u32>,
}

impl Seen {
    fn turn(&mut self) {
        self.turn += 1;
    }

    fn is_new(&mut self, number: u32) -> bool {
        let at = number as usize;
        if at >= self.last.len() {
            self.last.resize(at + 1, 0);
        }
        std::mem::replace(&mut self.last[at], self.turn) != self.turn
    }
}

fn number_of(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
