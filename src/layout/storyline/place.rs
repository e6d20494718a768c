//! Where those who meet could stand, and at what cost.

use super::rows::NONE;
use super::sweep::{CROSSING, PUSHED, Sweep};

/// So many places are weighed for those who meet, beside the middle one.
const PLACES: usize = 12;
/// What so many rows away from where a line should begin count as one change of row.
const HINT: u64 = 64;

impl Sweep<'_> {
    /// Rows at which those who meet could begin.
    pub(super) fn places(&self, members: &[(u32, u32)]) -> Vec<u32> {
        let size = members.len() as u32;
        let last = self.rows.len().saturating_sub(size);
        let mut stays: Vec<u32> = (0_u32..)
            .zip(members.iter().filter(|(_, slot)| *slot != NONE))
            .map(|(at, (_, slot))| slot.saturating_sub(at).min(last))
            .collect();
        let added = size - stays.len() as u32;
        stays.sort_unstable();
        let mut places: Vec<u32> = Vec::new();
        if let Some(middle) = stays.get(stays.len() / 2) {
            places.extend([*middle, middle.saturating_sub(added)]);
        } else {
            let mut hints: Vec<u32> = members.iter().map(|(line, _)| self.hint(*line)).collect();
            hints.sort_unstable();
            let middle = hints[hints.len() / 2];
            let start = middle.saturating_sub(size / 2).min(last);
            places.push(start);
            // Where there is room beside it.
            let free = self.rows.free_before(middle);
            for step in 0..PLACES as u32 {
                let around = [free.checked_sub(step), free.checked_add(step)];
                let slots = around
                    .into_iter()
                    .flatten()
                    .filter_map(|at| self.rows.nth_free(at));
                places.extend(slots.map(|slot| slot.min(last)));
            }
        }
        let step = stays.len().div_ceil(PLACES).max(1);
        for stay in stays.iter().step_by(step) {
            places.extend([*stay, stay.saturating_sub(added)]);
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// A place, moved beside what is not to be touched: before and behind it.
    pub(super) fn unlocked(&self, start: u32, size: u32) -> Vec<u32> {
        let run_at = |at: u32, size: u32| {
            let run = self.locked.range(..at + size).next_back();
            run.filter(|(_, to)| **to > at)
                .map(|(from, to)| (*from, *to))
        };
        if run_at(start, size).is_none() {
            return vec![start];
        }
        let (mut before, mut behind) = (Some(start), Some(start));
        while let Some((from, _)) = before.and_then(|at| run_at(at, size)) {
            before = from.checked_sub(size);
        }
        while let Some((_, to)) = behind.and_then(|at| run_at(at, size)) {
            behind = Some(to).filter(|to| to + size <= self.rows.len());
        }
        before.into_iter().chain(behind).collect()
    }

    /// What it costs to have those who meet at a place.
    pub(super) fn cost(&self, members: &[(u32, u32)], start: u32, is_one: bool) -> u64 {
        let size = members.len() as u32;
        let mut cost = 0;
        let mut far = 0;
        for (line, before, slot) in set_out(members, start, is_one) {
            if before == NONE {
                far += u64::from(self.hint(line).abs_diff(slot));
            } else if before != slot {
                let between = self.rows.taken(before.min(slot), before.max(slot));
                cost += u64::from(between) * CROSSING + 1;
            }
        }
        let (up, down) = self.ways_out(start, size);
        let out = |to: &u32| {
            let over = if *to < start {
                self.rows.taken(to + 1, start)
            } else {
                self.rows.taken(start + size, *to)
            };
            u64::from(over) * if over <= PUSHED { 1 } else { CROSSING } + 1
        };
        cost += up.iter().chain(&down).map(out).sum::<u64>();
        cost * HINT + far
    }
}

/// Which of those who meet stands in which row, after which one: as they are in order; if they
/// are of one part those who begin take what rows are left, so that the others can stay.
pub(super) fn set_out(members: &[(u32, u32)], start: u32, is_one: bool) -> Vec<(u32, u32, u32)> {
    if !is_one {
        let members = members.iter().zip(start..);
        return members
            .map(|((line, before), slot)| (*line, *before, slot))
            .collect();
    }
    let begun = || members.iter().filter(|(_, before)| *before == NONE);
    let others = members.iter().filter(|(_, before)| *before != NONE);
    let room = begun().count() as u32;
    let mut out: Vec<(u32, u32, u32)> = (start..)
        .zip(others)
        .map(|(least, (line, before))| (*line, *before, (*before).clamp(least, least + room)))
        .collect();
    let mut begun = begun().peekable();
    let (mut next, others) = (start, out.len());
    for at in 0..=others {
        // The rows before the next one that is taken.
        let end = out[..others].get(at).map_or(u32::MAX, |(.., slot)| *slot);
        while let Some((line, _)) = begun.next_if(|_| next < end) {
            out.push((*line, NONE, next));
            next += 1;
        }
        next = end.saturating_add(1);
    }
    out
}
