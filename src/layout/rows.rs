//! Rows of different heights, most of them only guessed: which stands at a height, and how
//! high each stands. Both take time that grows with the logarithm of the number of rows, so
//! that a text of 100,000 paragraphs scrolls like one of ten.

use std::ops::Range;

/// Heights of rows, in points, with their running sums kept in a Fenwick tree (P. M.
/// Fenwick, "A new data structure for cumulative frequency tables", 1994).
#[derive(Clone, Debug, Default)]
pub struct RowHeights {
    heights: Vec<f32>,
    /// Whether a height has been measured.
    measured: Vec<bool>,
    /// `sums[i]` is the sum of the `lowest_bit(i)` heights that end with the row `i - 1`.
    sums: Vec<f64>,
}

impl RowHeights {
    /// Rows with guessed heights.
    ///
    /// ```
    /// use regesta::layout::RowHeights;
    /// let mut rows = RowHeights::guessed([20.0, 30.0, 50.0]);
    /// assert_eq!(rows.top_of(2), 50.0);
    /// rows.measure(0, 40.0);
    /// assert_eq!(rows.top_of(2), 70.0);
    /// assert_eq!(rows.at(69.0), Some(1));
    /// ```
    #[must_use]
    pub fn guessed(heights: impl IntoIterator<Item = f32>) -> Self {
        let heights: Vec<f32> = heights.into_iter().collect();
        let mut sums = vec![0.0; heights.len() + 1];
        for at in 1..sums.len() {
            sums[at] += f64::from(heights[at - 1]);
            let above = at + lowest_bit(at);
            if above < sums.len() {
                let sum = sums[at];
                sums[above] += sum;
            }
        }
        Self {
            measured: vec![false; heights.len()],
            heights,
            sums,
        }
    }

    /// How many rows there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.heights.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.heights.is_empty()
    }

    /// The height of a row, in points.
    #[must_use]
    pub fn height_of(&self, row: usize) -> f32 {
        self.heights.get(row).copied().unwrap_or(0.0)
    }

    /// Whether its height has been measured.
    #[must_use]
    pub fn is_measured(&self, row: usize) -> bool {
        self.measured.get(row).copied().unwrap_or(true)
    }

    /// How high all rows are together, in points.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.top_of(self.len())
    }

    /// Where a row begins, in points from the first.
    #[must_use]
    pub fn top_of(&self, row: usize) -> f64 {
        let mut at = row.min(self.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.sums[at];
            at -= lowest_bit(at);
        }
        sum
    }

    /// The row that stands at a height; the last one below all of them, the first above.
    #[must_use]
    pub fn at(&self, height: f64) -> Option<usize> {
        if self.is_empty() {
            return None;
        }
        let mut left = height.max(0.0);
        let mut at = 0;
        let mut step = self.len().next_power_of_two();
        while step > 0 {
            let next = at + step;
            if next <= self.len() && self.sums[next] <= left {
                left -= self.sums[next];
                at = next;
            }
            step /= 2;
        }
        Some(at.min(self.len() - 1))
    }

    /// The rows that touch a stretch of heights.
    #[must_use]
    pub fn within(&self, top: f64, bottom: f64) -> Range<usize> {
        match (self.at(top), self.at(bottom)) {
            (Some(first), Some(last)) => first..last + 1,
            _ => 0..0,
        }
    }

    /// Sets the height of a row, in points, as measured. Returns by how much it has changed.
    pub fn measure(&mut self, row: usize, height: f32) -> f32 {
        if row >= self.len() || !height.is_finite() {
            return 0.0;
        }
        let change = height - self.heights[row];
        self.measured[row] = true;
        if change != 0.0 {
            self.heights[row] = height;
            let mut at = row + 1;
            while at < self.sums.len() {
                self.sums[at] += f64::from(change);
                at += lowest_bit(at);
            }
        }
        change
    }
}

const fn lowest_bit(number: usize) -> usize {
    number & number.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn tops_are_sums_and_rows_are_found_where_they_stand(
            heights in proptest::collection::vec(0_u16..200, 0..80),
            changes in proptest::collection::vec((0_usize..80, 1_u16..300), 0..40),
            at in 0.0..20_000.0_f64,
        ) {
            let mut plain: Vec<f64> = heights.iter().map(|height| f64::from(*height)).collect();
            let mut rows = RowHeights::guessed(heights.iter().map(|height| f32::from(*height)));
            for (row, height) in changes {
                rows.measure(row, f32::from(height));
                if let Some(old) = plain.get_mut(row) {
                    *old = f64::from(height);
                }
            }
            for row in 0..=plain.len() {
                let top: f64 = plain[..row].iter().sum();
                prop_assert!((rows.top_of(row) - top).abs() < 1e-6);
            }
            let mut top = 0.0;
            let expected = plain.iter().position(|height| {
                top += height;
                at < top
            });
            prop_assert_eq!(rows.at(at), expected.or(plain.len().checked_sub(1)));
        }
    }

    #[test]
    fn no_rows_are_nowhere() {
        let rows = RowHeights::guessed([]);
        assert_eq!(rows.at(0.0), None);
        assert_eq!(rows.within(0.0, 100.0), 0..0);
        assert!(rows.total().abs() < f64::EPSILON);
    }
}
