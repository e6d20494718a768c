//! Marks that would stand closer than a few points fold into counted bars.
//!
//! Time is divided into cells whose width is a power of two of days, the same for every
//! window: what folds depends on how near one looks and on nothing else. The events of a row
//! that begin in one cell are one fold, and a lone one within half a cell of its neighbour
//! joins it. What is at least a cell long is large enough to be seen and never folds. What
//! stands alone stays alone when one looks nearer.

use std::ops::Range;

use super::slots::Slots;

/// How wide the cells are in which marks fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    /// A cell is two to this power days.
    shift: u32,
}

impl Cells {
    /// The narrowest cells, of at least a day, that are at least `least` points wide.
    ///
    /// ```
    /// use regesta::layout::Cells;
    /// assert_eq!(Cells::new(2.0, 8.0).days(), 4);
    /// assert_eq!(Cells::new(100.0, 8.0).days(), 1);
    /// ```
    #[must_use]
    pub fn new(points_per_day: f64, least: f32) -> Self {
        let mut shift = 0;
        // All years that can be told are less than 2^23 days.
        while shift < 24 && points_per_day * f64::from(1_u32 << shift) < f64::from(least) {
            shift += 1;
        }
        Self { shift }
    }

    /// The width of a cell in days.
    #[must_use]
    pub const fn days(self) -> i64 {
        1 << self.shift
    }

    const fn of(self, day: i64) -> i64 {
        day >> self.shift
    }

    const fn start(self, cell: i64) -> i64 {
        cell << self.shift
    }
}

/// A run of neighbours in a row: a mark if it is one event, a counted bar if it is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// Its first slot.
    pub first: u32,
    /// How many events it holds.
    pub count: u32,
}

impl Fold {
    /// Its slots, as positions.
    #[must_use]
    pub const fn slots(self) -> Range<usize> {
        self.first as usize..(self.first + self.count) as usize
    }

    /// Whether a slot is in it.
    #[must_use]
    pub const fn holds(self, slot: u32) -> bool {
        self.first <= slot && slot < self.first + self.count
    }
}

/// Rows with fewer slots are searched without further help.
const SEARCHED: usize = 64;
/// On average so many slots begin in a stretch of the index.
const SLOTS_A_STRETCH: usize = 4;

/// A row of a lane: a run of slots by their first days.
#[derive(Clone, Debug, Default)]
pub struct Row {
    first: u32,
    end: u32,
    /// What found no row of its own stands here, by one day of its leading date.
    crowded: bool,
    /// For equal stretches of time, the first slot that begins in it or later.
    stretches: Vec<u32>,
    /// Where the first stretch begins, in stretches.
    base: i64,
    /// A stretch is two to this power days.
    shift: u32,
    /// First days and ends of what crowds here and lasts longer than a day, each sorted.
    lasting: (Vec<i32>, Vec<i32>),
}

impl Row {
    /// A row in which no two events cover the same day.
    pub(super) fn new(slots: &Slots, range: Range<u32>) -> Self {
        let mut row = Self {
            first: range.start,
            end: range.end,
            ..Self::default()
        };
        let starts = &slots.starts[range.start as usize..range.end as usize];
        let told = starts.partition_point(|start| *start == i32::MIN);
        let (Some(first), Some(last)) = (starts.get(told), starts.last()) else {
            return row;
        };
        if starts.len() < SEARCHED {
            return row;
        }
        let (first, last) = (i64::from(*first), i64::from(*last));
        while ((last >> row.shift) - (first >> row.shift)) as usize > starts.len() / SLOTS_A_STRETCH
        {
            row.shift += 1;
        }
        row.base = first >> row.shift;
        let count = ((last >> row.shift) - row.base) as usize + 1;
        row.stretches.reserve_exact(count);
        let mut at = told;
        for stretch in 0..count {
            let begins = (row.base + stretch as i64) << row.shift;
            while at < starts.len() && i64::from(starts[at]) < begins {
                at += 1;
            }
            row.stretches.push(range.start + at as u32);
        }
        row
    }

    /// Its slots.
    #[must_use]
    pub const fn slots(&self) -> Range<u32> {
        self.first..self.end
    }

    /// A row in which events crowd: each stands by one day, and these are the days that they
    /// cover, from the first to the one after the last.
    pub(super) fn crowd(slots: &Slots, range: Range<u32>, days: &[(i32, i32)]) -> Self {
        let lasting = || {
            days.iter()
                .filter(|(start, end)| end.saturating_sub(*start) > 1)
        };
        let mut starts: Vec<i32> = lasting().map(|(start, _)| *start).collect();
        let mut ends: Vec<i32> = lasting().map(|(_, end)| *end).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        Self {
            crowded: true,
            lasting: (starts, ends),
            ..Self::new(slots, range)
        }
    }

    /// How many of the events that crowd here began before a day and are not over then.
    #[must_use]
    pub fn under_way(&self, day: i64) -> usize {
        let before = |days: &[i32], reach: i64| days.partition_point(|at| i64::from(*at) < reach);
        let (starts, ends) = &self.lasting;
        before(starts, day) - before(ends, day + 1).min(before(starts, day))
    }

    /// Whether what found no row of its own stands here.
    #[must_use]
    pub const fn is_crowded(&self) -> bool {
        self.crowded
    }

    /// The first slot from `from` on that begins on a day or later.
    fn first_after(&self, slots: &Slots, from: u32, day: i64) -> u32 {
        let (mut low, mut high) = (from, self.end);
        if !self.stretches.is_empty() {
            let stretch = (day >> self.shift) - self.base;
            let known = |at: i64| {
                let at = usize::try_from(at).ok()?;
                self.stretches.get(at).copied()
            };
            if let Some(at) = known(stretch) {
                low = low.max(at);
            }
            if let Some(at) = known(stretch + 1) {
                high = at.max(low);
            }
        }
        let starts = &slots.starts[low as usize..high.max(low) as usize];
        low + starts.partition_point(|start| i64::from(*start) < day) as u32
    }

    /// The folds of which a part lies between two days, in order of time; `seen` is handed
    /// each. Returns the first slot after them.
    pub fn folds_in(
        &self,
        slots: &Slots,
        cells: Cells,
        (from, to): (i64, i64),
        mut seen: impl FnMut(Fold),
    ) -> Option<u32> {
        // Two cells further, so that nothing that joins a fold in sight is missed.
        let mut at = self.first_after(slots, self.first, cells.start(cells.of(from) - 2));
        let is_large = |slot: u32| {
            let slot = slot as usize;
            let length = i64::from(slots.ends[slot]) - i64::from(slots.starts[slot]);
            !self.crowded && length >= cells.days()
        };
        if at > self.first && is_large(at - 1) && i64::from(slots.ends[at as usize - 1]) > from {
            seen(Fold {
                first: at - 1,
                count: 1,
            });
        }
        let start = |slot: u32| i64::from(slots.starts[slot as usize]);
        // How many small ones begin in the cell of a slot from there on, and whether a large
        // one does: it is the last of them, as its end lies beyond the cell.
        let begin_with = |at: u32| {
            let after = self.first_after(slots, at, cells.start(cells.of(start(at)) + 1));
            let large = is_large(after - 1);
            (after - at - u32::from(large), large)
        };
        // The fold that the next one may join, and how many of it began in its last cell.
        let mut open: Option<(Fold, u32)> = None;
        let joins = |last: u32, at: u32, small: u32| {
            (last == 1 || small == 1) && 2 * (start(at) - start(at - 1)) < cells.days()
        };
        while at < self.end && start(at) <= to {
            let (small, large) = begin_with(at);
            if small > 0 {
                let (fold, first) = match open.take() {
                    Some((fold, last)) if joins(last, at, small) => (None, fold.first),
                    before => (before.map(|(fold, _)| fold), at),
                };
                if let Some(fold) = fold {
                    seen(fold);
                }
                at += small;
                let count = at - first;
                open = Some((Fold { first, count }, small));
            }
            if large {
                if let Some((fold, _)) = open.take() {
                    seen(fold);
                }
                if start(at) > to {
                    break;
                }
                let count = 1;
                seen(Fold { first: at, count });
                at += 1;
            }
        }
        if let Some((mut fold, last)) = open {
            // What begins beyond the window may still join.
            if at < self.end {
                let (small, _) = begin_with(at);
                if small > 0 && joins(last, at, small) {
                    fold.count += small;
                    at += small;
                }
            }
            seen(fold);
        }
        (at < self.end).then_some(at)
    }

    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + (self.stretches.len() + self.lasting.0.len() + self.lasting.1.len()) * 4
    }
}
