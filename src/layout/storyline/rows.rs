//! Which line stands in which row, with the free rows counted so that the next one is found in
//! a few steps.

/// No line, or no row.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub(super) struct Rows {
    line_at: Vec<u32>,
    slot_of: Vec<u32>,
    /// How many rows are free, as sums over stretches (Fenwick 1994).
    free: Vec<u32>,
}

impl Rows {
    pub fn new(rows: usize, lines: usize) -> Self {
        let mut new = Self {
            line_at: vec![NONE; rows],
            slot_of: vec![NONE; lines],
            free: vec![0; rows + 1],
        };
        for at in 1..=rows {
            new.free[at] = (at & at.wrapping_neg()) as u32;
        }
        new
    }

    pub fn len(&self) -> u32 {
        self.line_at.len() as u32
    }

    pub fn line_at(&self, slot: u32) -> u32 {
        self.line_at[slot as usize]
    }

    pub fn slot_of(&self, line: u32) -> u32 {
        self.slot_of[line as usize]
    }

    /// A line takes a free row.
    pub fn put(&mut self, line: u32, slot: u32) {
        self.line_at[slot as usize] = line;
        self.slot_of[line as usize] = slot;
        let mut at = slot as usize + 1;
        while at < self.free.len() {
            self.free[at] -= 1;
            at += at & at.wrapping_neg();
        }
    }

    /// A line leaves its row.
    pub fn lift(&mut self, line: u32) {
        let slot = std::mem::replace(&mut self.slot_of[line as usize], NONE);
        self.line_at[slot as usize] = NONE;
        let mut at = slot as usize + 1;
        while at < self.free.len() {
            self.free[at] += 1;
            at += at & at.wrapping_neg();
        }
    }

    /// How many rows before this one are free.
    pub fn free_before(&self, slot: u32) -> u32 {
        let (mut at, mut sum) = (slot as usize, 0);
        while at > 0 {
            sum += self.free[at];
            at &= at - 1;
        }
        sum
    }

    /// How many rows from one up to another are taken.
    pub fn taken(&self, from: u32, to: u32) -> u32 {
        if from >= to {
            return 0;
        }
        (to - from) - (self.free_before(to) - self.free_before(from))
    }

    /// The free row before which so many others are free.
    pub fn nth_free(&self, number: u32) -> Option<u32> {
        let (mut at, mut left) = (0, number);
        let mut step = self.free.len().next_power_of_two();
        while step > 0 {
            let next = at + step;
            if next < self.free.len() && self.free[next] <= left {
                left -= self.free[next];
                at = next;
            }
            step /= 2;
        }
        (at < self.line_at.len()).then_some(at as u32)
    }

    /// The free row that is nearest.
    pub fn nearest_free(&self, slot: u32) -> Option<u32> {
        let before = self.free_before(slot);
        let above = before
            .checked_sub(1)
            .and_then(|number| self.nth_free(number));
        let below = self.nth_free(before);
        match (above, below) {
            (Some(above), Some(below)) if slot - above < below - slot => Some(above),
            (above, below) => below.or(above),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_rows_are_counted_and_found() {
        let mut rows = Rows::new(11, 11);
        for (line, slot) in [(0, 3), (1, 4), (2, 9), (3, 0)] {
            rows.put(line, slot);
        }
        assert_eq!(
            (rows.taken(0, 11), rows.taken(3, 5), rows.taken(5, 5)),
            (4, 2, 0)
        );
        let free: Vec<u32> = (0..).map_while(|number| rows.nth_free(number)).collect();
        assert_eq!(free, [1, 2, 5, 6, 7, 8, 10]);
        assert_eq!(
            (rows.nearest_free(3), rows.nearest_free(4)),
            (Some(2), Some(5))
        );
        assert_eq!(
            (rows.nearest_free(0), rows.nearest_free(9)),
            (Some(1), Some(10))
        );
        rows.lift(1);
        assert_eq!((rows.nearest_free(4), rows.taken(3, 5)), (Some(4), 1));
        assert_eq!((rows.line_at(4), rows.slot_of(1)), (NONE, NONE));
    }
}
