//! One way through the story, forwards or backwards: at each moment those who meet are moved
//! side by side, and as few others as can be.

use std::collections::BTreeMap;

use super::place::set_out;
use super::rows::{NONE, Rows};
use super::timetable::{Gathering, Timetable};

/// A line takes a row at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub line: u32,
    pub moment: u32,
    pub slot: u32,
}

/// What it counts that two lines cross, measured in changes of row.
pub(super) const CROSSING: u64 = 3;
/// Whoever makes room pushes so many others on by one row, and passes over more.
pub(super) const PUSHED: u32 = 6;

pub(super) struct Sweep<'t> {
    pub(super) rows: Rows,
    /// Where a line should begin.
    hints: &'t [u32],
    /// Runs of rows that are not to be touched at this moment, from and to.
    pub(super) locked: BTreeMap<u32, u32>,
    /// Who was moved at this moment, with the row before.
    moved: Vec<(u32, u32)>,
    is_moved: Vec<bool>,
    log: Vec<Taken>,
}

impl<'t> Sweep<'t> {
    /// From the first moment to the last, or back. Returns who took which row when, in the
    /// order of the way; and for each line the row that it had in the end.
    pub fn run(
        table: &'t Timetable,
        rows: usize,
        hints: &'t [u32],
        backwards: bool,
    ) -> (Vec<Taken>, Vec<u32>) {
        let lines = table.lives.len();
        let mut sweep = Self {
            rows: Rows::new(rows, lines),
            hints,
            locked: BTreeMap::new(),
            moved: Vec::new(),
            is_moved: vec![false; lines],
            log: Vec::new(),
        };
        let mut ends = hints.to_vec();
        let count = table.moments.len();
        for at in 0..count {
            let at = if backwards { count - 1 - at } else { at };
            let (begin, end) = if backwards {
                (&table.last[at], &table.first[at])
            } else {
                (&table.first[at], &table.last[at])
            };
            sweep.locked.clear();
            for gathering in &table.gatherings[at] {
                sweep.gather(gathering);
            }
            for line in begin {
                sweep.begin(*line);
            }
            sweep.note(at as u32);
            for line in end {
                ends[*line as usize] = sweep.rows.slot_of(*line);
                sweep.rows.lift(*line);
            }
        }
        (sweep.log, ends)
    }

    pub(super) fn hint(&self, line: u32) -> u32 {
        let last = self.rows.len().saturating_sub(1);
        self.hints[line as usize].min(last)
    }

    fn lift(&mut self, line: u32) {
        let slot = self.rows.slot_of(line);
        self.mark(line, slot);
        if slot != NONE {
            self.rows.lift(line);
        }
    }

    fn mark(&mut self, line: u32, slot: u32) {
        if !std::mem::replace(&mut self.is_moved[line as usize], true) {
            self.moved.push((line, slot));
        }
    }

    /// Writes down what has changed at a moment.
    fn note(&mut self, moment: u32) {
        for (line, before) in self.moved.drain(..) {
            self.is_moved[line as usize] = false;
            let slot = self.rows.slot_of(line);
            if slot != before {
                self.log.push(Taken { line, moment, slot });
            }
        }
    }

    /// A line begins on its own.
    fn begin(&mut self, line: u32) {
        if self.rows.slot_of(line) == NONE
            && let Some(slot) = self.rows.nearest_free(self.hint(line))
        {
            self.mark(line, NONE);
            self.rows.put(line, slot);
        }
    }

    fn gather(&mut self, gathering: &Gathering) {
        let mut members = self.in_order(gathering);
        let size = members.len() as u32;
        for (line, _) in &mut members {
            self.lift(*line);
        }
        let is_one = gathering.members.last().is_none_or(|(_, part)| *part == 0);
        let place = (self.places(&members).into_iter())
            .flat_map(|start| self.unlocked(start, size))
            .map(|start| (self.cost(&members, start, is_one), start))
            .min();
        let start = place.map_or_else(|| self.widen(size), |(_, start)| start);
        self.make_room(start, size);
        for (line, _, slot) in set_out(&members, start, is_one) {
            self.rows.put(line, slot);
        }
        self.lock(start, start + size);
    }

    /// Those who meet in the order in which they shall stand, each with the row that it has:
    /// part by part, or the other way round if that is nearer to how they stand; within a part
    /// as they stand.
    fn in_order(&self, gathering: &Gathering) -> Vec<(u32, u32)> {
        let parts = gathering.members.last().map_or(0, |(_, part)| *part);
        let mut members: Vec<(u32, u32, u32)> = (gathering.members.iter())
            .map(|(line, part)| {
                let slot = self.rows.slot_of(*line);
                let stands = if slot == NONE { self.hint(*line) } else { slot };
                (*part, stands, *line)
            })
            .collect();
        let sum: i64 = members
            .iter()
            .map(|(_, stands, _)| i64::from(*stands))
            .sum();
        let count = members.len() as i64;
        let tilt: i64 = (members.iter())
            .map(|(part, stands, _)| {
                (2 * i64::from(*part) - i64::from(parts)) * (i64::from(*stands) * count - sum)
            })
            .sum();
        for (part, ..) in &mut members {
            if tilt < 0 {
                *part = parts - *part;
            }
        }
        members.sort_unstable();
        (members.into_iter())
            .map(|(_, _, line)| (line, self.rows.slot_of(line)))
            .collect()
    }

    /// Makes one gap out of several between those who must not be touched, by moving as few of
    /// them as can be, and says where it is. There is one: rows are at least as many as lines.
    fn widen(&mut self, size: u32) -> u32 {
        let runs: Vec<(u32, u32)> = (self.locked.iter())
            .map(|(from, to)| (*from, *to))
            .collect();
        let ends = runs.iter().map(|(from, _)| *from).chain([self.rows.len()]);
        let gaps: Vec<(u32, u32)> = (std::iter::once(0).chain(runs.iter().map(|(_, to)| *to)))
            .zip(ends)
            .collect();
        // Runs from `first` on, up to the one before `end`, are to close up.
        let (mut first, mut room, mut least) = (0, 0, (u32::MAX, 0, 0));
        for (end, (from, to)) in gaps.iter().enumerate() {
            room += to - from;
            while first <= end && room >= size {
                let moved = (*from - gaps[first].0) - (room - (to - from));
                least = least.min((moved, first, end));
                room -= gaps[first].1 - gaps[first].0;
                first += 1;
            }
        }
        let (_, first, end) = least;
        let mut start = gaps[first].0;
        for (from, to) in &runs[first..end] {
            let lines: Vec<u32> = (*from..*to).map(|slot| self.rows.line_at(slot)).collect();
            self.locked.remove(from);
            for line in &lines {
                self.lift(*line);
            }
            self.make_room(start, to - from);
            for (line, slot) in lines.iter().zip(start..) {
                self.rows.put(*line, slot);
            }
            self.locked.insert(start, start + (to - from));
            start += to - from;
        }
        start
    }

    fn lock(&mut self, mut from: u32, mut to: u32) {
        if let Some((start, end)) = self.locked.range(..=from).next_back()
            && *end == from
        {
            from = *start;
        }
        if let Some(end) = self.locked.remove(&to) {
            to = end;
        }
        self.locked.insert(from, to);
    }

    /// The free rows to which those go who stand in a stretch: before it and behind it, each
    /// the nearest first.
    pub(super) fn ways_out(&self, start: u32, size: u32) -> (Vec<u32>, Vec<u32>) {
        let end = start + size;
        let before = self.rows.free_before(start);
        let behind = self.rows.free_before(end);
        let (mut up, mut down): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        let next_up = |taken: usize| {
            let number = before.checked_sub(1 + taken as u32)?;
            self.rows.nth_free(number)
        };
        let next_down = |taken: usize| self.rows.nth_free(behind + taken as u32);
        let (mut above, mut below) = (next_up(0), next_down(0));
        for _ in 0..self.rows.taken(start, end) {
            // What lies between counts, not how far it is.
            let over_up = above.map(|to| self.rows.taken(to, start));
            let over_down = below.map(|to| self.rows.taken(end, to));
            match (above, below) {
                (Some(to), _) if over_down.is_none() || over_up <= over_down => {
                    up.push(to);
                    above = next_up(up.len());
                }
                (_, Some(to)) => {
                    down.push(to);
                    below = next_down(down.len());
                }
                _ => {}
            }
        }
        (up, down)
    }

    /// Moves out of a stretch whoever stands in it.
    fn make_room(&mut self, start: u32, size: u32) {
        let (up, down) = self.ways_out(start, size);
        let standing: Vec<u32> = (start..start + size)
            .map(|slot| self.rows.line_at(slot))
            .filter(|line| *line != NONE)
            .collect();
        let (first, second) = standing.split_at(up.len().min(standing.len()));
        let up: Vec<u32> = up.into_iter().rev().collect();
        if let Some(from) = up.first() {
            self.move_to(first, &up, (*from, start));
        }
        if let Some(to) = down.last() {
            self.move_to(second, &down, (start + size, to + 1));
        }
    }

    /// Moves lines into free rows of a stretch, past those in between, or pushing them on if
    /// they are few.
    fn move_to(&mut self, lines: &[u32], free: &[u32], (from, to): (u32, u32)) {
        for line in lines {
            self.lift(*line);
        }
        let between = self.rows.taken(from, to);
        let is_locked = (self.locked.range(..to).next_back()).is_some_and(|(_, end)| *end > from);
        if between == 0 || is_locked || between > PUSHED * lines.len() as u32 {
            for (line, slot) in lines.iter().zip(free) {
                self.rows.put(*line, *slot);
            }
            return;
        }
        let between: Vec<u32> = (from..to)
            .map(|slot| self.rows.line_at(slot))
            .filter(|line| *line != NONE)
            .collect();
        for line in &between {
            self.lift(*line);
        }
        // The way goes up if the stretch ends where the lines stood.
        let goes_up = free.first() == Some(&from);
        let (one, two) = if goes_up {
            (&between[..], lines)
        } else {
            (lines, &between[..])
        };
        for (line, slot) in one.iter().chain(two).zip(from..to) {
            self.rows.put(*line, slot);
        }
    }
}
