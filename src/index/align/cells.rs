//! For each unit the paragraphs that it may belong to.

use super::evidence::{Evidence, Score, real};
use super::terms::Kind;

/// A unit and a paragraph that share something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) paragraph: u32,
    pub(super) score: Score,
    /// They are the same word for word.
    pub(super) same: bool,
}

/// Paragraphs kept for a unit, at most.
const MOST: usize = 24;
/// Paragraphs kept for all units together, at most.
const MOST_OF_ALL: usize = 400_000;
/// Postings looked at for all units together, at most: what bounds the time.
const POSTINGS: usize = 30_000_000;
/// Less shared than this, in nats, is not worth a look.
const LEAST: f32 = 1.0;

/// The cells of all units, best first, and of each paragraph what speaks for it most.
pub(super) struct Cells {
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Cells {
    /// Finds them by the signs of each unit, rare ones first. All are looked at in a text
    /// of usual size; in a very large one those that are too common to find anything by are
    /// left out.
    pub(super) fn new(evidence: &Evidence<'_>) -> Self {
        let units = evidence.units.len();
        let paragraphs = evidence.paragraphs.len();
        let most = (MOST_OF_ALL / units.max(1)).clamp(2, MOST);
        let budget = (POSTINGS / (units * evidence.editions()).max(1)).clamp(200, 60_000);
        let mut sums = vec![0.0_f32; paragraphs];
        let mut touched: Vec<u32> = Vec::new();
        let mut rows = Vec::with_capacity(units);
        for unit in 0..units {
            let mut found: Vec<u32> = Vec::new();
            for edition in 0..evidence.editions() {
                let expected = unit * paragraphs / units;
                add_up(
                    evidence,
                    (edition, unit),
                    expected,
                    budget,
                    &mut sums,
                    &mut touched,
                );
                // What both share is at most this; the best by it are looked at closely.
                let mut good: Vec<u32> = (touched.iter().copied())
                    .filter(|at| sums[*at as usize] >= LEAST)
                    .collect();
                let better = |a: &u32, b: &u32| {
                    let by_sum = sums[*b as usize].total_cmp(&sums[*a as usize]);
                    let far = |at: u32| (at as usize).abs_diff(expected);
                    by_sum.then(far(*a).cmp(&far(*b))).then(a.cmp(b))
                };
                if good.len() > most * 2 {
                    good.select_nth_unstable_by(most * 2, better);
                    good.truncate(most * 2);
                }
                found.extend(good);
                for at in touched.drain(..) {
                    sums[at as usize] = 0.0;
                }
            }
            found.sort_unstable();
            found.dedup();
            rows.push(row(evidence, unit, &found, most));
        }
        Self { rows }
    }

    /// Weighs lengths anew, once it is known what is usual.
    pub(super) fn refit(&mut self, evidence: &Evidence<'_>) {
        for (unit, row) in self.rows.iter_mut().enumerate() {
            for cell in row.iter_mut() {
                let at = cell.paragraph as usize;
                cell.score.fit = evidence.fit(unit..unit + 1, at..at + 1);
            }
        }
    }

    /// The usual length of the original for a character of the digest: the median of those
    /// that are the best for each other.
    pub(super) fn ratio(&self, evidence: &Evidence<'_>) -> f32 {
        let mut best_of: Vec<(f32, usize)> = vec![(0.0, usize::MAX); evidence.paragraphs.len()];
        for (unit, row) in self.rows.iter().enumerate() {
            for cell in row {
                let best = &mut best_of[cell.paragraph as usize];
                if cell.score.merit > best.0 {
                    *best = (cell.score.merit, unit);
                }
            }
        }
        let mut ratios: Vec<f32> = (self.rows.iter().enumerate())
            .filter_map(|(unit, row)| {
                let cell = row.first()?;
                let paragraph = cell.paragraph as usize;
                let lengths = (
                    evidence.units[unit].length,
                    evidence.paragraphs[paragraph].length,
                );
                let telling = lengths.0 >= 80 && lengths.1 >= 80;
                (best_of[paragraph].1 == unit && telling).then(|| real(lengths.1) / real(lengths.0))
            })
            .collect();
        if ratios.len() < 3 {
            return 1.0;
        }
        ratios.sort_unstable_by(f32::total_cmp);
        ratios[ratios.len() / 2].clamp(0.4, 2.5)
    }
}

/// Adds up what each paragraph shares with a unit in an edition.
fn add_up(
    evidence: &Evidence<'_>,
    (edition, unit): (usize, usize),
    expected: usize,
    budget: usize,
    sums: &mut [f32],
    touched: &mut Vec<u32>,
) {
    let mut signs: Vec<(usize, u32, f32)> = (evidence.bag(edition, unit).iter())
        .map(|(sign, strength)| {
            let weight = evidence.weight(*sign) * f32::from(*strength) / 10.0;
            (evidence.showing(*sign).len(), *sign, weight)
        })
        .collect();
    signs.sort_unstable_by_key(|(count, sign, _)| (*count, *sign));
    let mut left = budget;
    for (count, sign, weight) in signs {
        let showing = evidence.showing(sign);
        let (showing, weight) = if evidence.kind(sign) == Kind::Whole {
            // A text that stands there word for word is worth a look however often it
            // does; then those nearest to where it is expected.
            let at = showing.partition_point(|at| (*at as usize) < expected);
            let near = at.saturating_sub(MOST / 2)..(at + MOST / 2).min(count);
            (&showing[near], 1000.0)
        } else if weight > 0.0 && count <= left {
            left -= count;
            (showing, weight)
        } else {
            continue;
        };
        for at in showing {
            let sum = &mut sums[*at as usize];
            if *sum == 0.0 {
                touched.push(*at);
            }
            *sum += weight;
        }
    }
}

/// The best of the paragraphs found, looked at closely.
fn row(evidence: &Evidence<'_>, unit: usize, found: &[u32], most: usize) -> Vec<Cell> {
    let mut row: Vec<Cell> = (found.iter())
        .map(|at| {
            let paragraph = *at as usize;
            Cell {
                paragraph: *at,
                score: evidence.score(unit..unit + 1, paragraph..paragraph + 1),
                same: evidence.is_same(unit, paragraph),
            }
        })
        .filter(|cell| cell.same || cell.score.told >= LEAST)
        .collect();
    row.sort_by(|a, b| {
        let merit = |cell: &Cell| cell.score.merit + cell.score.fit;
        (b.same.cmp(&a.same)).then(merit(b).total_cmp(&merit(a)))
    });
    row.truncate(most);
    row
}
