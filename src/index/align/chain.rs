//! The best alignment in order.
//!
//! Dynamic programming in the manner of W. A. Gale and K. W. Church, "A Program for Aligning
//! Sentences in Bilingual Corpora", Computational Linguistics 19 (1993), with moves 1:1,
//! 1:0, 0:1, 1:2, 2:1 and so on up to 1:5 and 5:1. There lengths decide, here what both
//! share ([`Evidence`]) with length as one sign among others. What is passed over (1:0, 0:1)
//! costs nothing, so the best alignment is the heaviest chain of blocks, each after the
//! other on both sides. Only blocks that share something can weigh anything; those alone are
//! gone through, which bounds time and memory by their number, however long the texts are.

use std::collections::HashMap;
use std::ops::Range;

use super::cells::{Cell, Cells};
use super::evidence::{Evidence, Score, real};

/// Neighbouring units and neighbouring paragraphs that may belong together; one of the two
/// has length 1.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) units: Range<usize>,
    pub(super) paragraphs: Range<usize>,
    pub(super) score: Score,
    /// The same word for word.
    pub(super) same: bool,
    gain: f32,
}

/// What a block must share beyond what chance gives, in nats.
const PRICE: f32 = 2.0;
/// The same for each further unit or paragraph in it: what it must add.
const FURTHER: f32 = 5.0;
/// What being the same word for word is worth, in nats.
const SAME: f32 = 12.0;
/// A cell this much weaker than the best of its unit or of its paragraph is left out.
const CLEARLY_WEAKER: f32 = 0.4;
/// Units or paragraphs in a block, at most.
const MOST: usize = 5;
/// What it is worth to follow directly on the block before.
const NEXT: f32 = 1.0;
/// What it is worth to follow on it at a little distance.
const NEAR: f32 = 0.5;
/// How far that is: units and paragraphs passed over.
const NEAR_UNITS: usize = 2;
const NEAR_PARAGRAPHS: usize = 3;

/// What takes part: the units and paragraphs that are not yet settled, by position.
pub(super) struct Field {
    pub(super) units: Vec<bool>,
    pub(super) paragraphs: Vec<bool>,
}

/// The heaviest chain of blocks, in order.
pub(super) fn chain(evidence: &Evidence<'_>, cells: &Cells, field: &Field) -> Vec<Block> {
    let mut blocks = blocks(evidence, cells, field);
    blocks.sort_by(|a, b| {
        let key = |block: &Block| (block.units.start, block.paragraphs.start, block.units.end);
        (key(a).cmp(&key(b))).then(a.paragraphs.end.cmp(&b.paragraphs.end))
    });
    blocks.dedup_by(|a, b| a.units == b.units && a.paragraphs == b.paragraphs);
    let chosen = heaviest(&blocks, evidence.paragraphs.len());
    let mut chosen = chosen.into_iter().peekable();
    let mut position = 0;
    blocks.retain(|_| {
        let kept = chosen.next_if_eq(&position).is_some();
        position += 1;
        kept
    });
    blocks
}

/// All blocks worth a look: each cell that is not clearly weaker than another of its row or
/// column, and what grows from it.
fn blocks(evidence: &Evidence<'_>, cells: &Cells, field: &Field) -> Vec<Block> {
    let mut best_of_row = vec![0.0_f32; field.units.len()];
    let mut best_of_column = vec![0.0_f32; field.paragraphs.len()];
    let taking_part = || {
        (cells.rows.iter().enumerate())
            .filter(|(unit, _)| field.units[*unit])
            .flat_map(|(unit, row)| row.iter().map(move |cell| (unit, cell)))
            .filter(|(_, cell)| field.paragraphs[cell.paragraph as usize])
    };
    let strength = |unit: usize, cell: &Cell| {
        // A heading that repeats the title is the heading first.
        let title = if evidence.units[unit].place.is_none() {
            0.5
        } else {
            0.0
        };
        let same = if cell.same { SAME } else { 0.0 };
        cell.score.merit + cell.score.fit + same - title
    };
    for (unit, cell) in taking_part() {
        let strength = strength(unit, cell);
        let (row, column) = (
            &mut best_of_row[unit],
            &mut best_of_column[cell.paragraph as usize],
        );
        *row = row.max(strength);
        *column = column.max(strength);
    }
    let mut blocks = Vec::new();
    for (unit, cell) in taking_part() {
        let paragraph = cell.paragraph as usize;
        let strength = strength(unit, cell);
        let rival = best_of_row[unit].max(best_of_column[paragraph]);
        if strength <= 0.0 || strength < rival * CLEARLY_WEAKER {
            continue;
        }
        let seed = Block {
            units: unit..unit + 1,
            paragraphs: paragraph..paragraph + 1,
            score: cell.score,
            same: cell.same,
            gain: strength - PRICE,
        };
        if !seed.same {
            grow(evidence, field, &seed, &mut blocks);
        }
        if seed.gain > 0.0 {
            blocks.push(seed);
        }
    }
    blocks
}

/// The blocks that grow from a cell, neighbour by neighbour, as long as each is worth more
/// than the last: one unit and several paragraphs, and the other way round.
fn grow(evidence: &Evidence<'_>, field: &Field, seed: &Block, blocks: &mut Vec<Block>) {
    for several_units in [false, true] {
        let free = if several_units {
            &field.units
        } else {
            &field.paragraphs
        };
        let mut last = seed.clone();
        for _ in 1..MOST {
            let range = if several_units {
                &last.units
            } else {
                &last.paragraphs
            };
            let before = (range.start.checked_sub(1))
                .filter(|at| free[*at])
                .map(|start| start..range.end);
            let after = (Some(range.end))
                .filter(|at| free.get(*at).copied().unwrap_or(false))
                .map(|end| range.start..end + 1);
            let grown = [before, after].into_iter().flatten().map(|range| {
                let (units, paragraphs) = if several_units {
                    (range, last.paragraphs.clone())
                } else {
                    (last.units.clone(), range)
                };
                let score = evidence.score(units.clone(), paragraphs.clone());
                let further = real(units.len() + paragraphs.len() - 2);
                let gain = score.merit + score.fit - PRICE - FURTHER * further;
                Block {
                    units,
                    paragraphs,
                    score,
                    same: false,
                    gain,
                }
            });
            match grown.max_by(|a, b| a.gain.total_cmp(&b.gain)) {
                Some(block) if block.gain > last.gain => {
                    if block.gain > 0.0 {
                        blocks.push(block.clone());
                    }
                    last = block;
                }
                _ => break,
            }
        }
    }
}

/// The positions of the blocks of the heaviest chain. The blocks are sorted by their first
/// unit.
fn heaviest(blocks: &[Block], paragraphs: usize) -> Vec<usize> {
    let mut by_end: Vec<usize> = (0..blocks.len()).collect();
    by_end.sort_by_key(|at| blocks[*at].units.end);
    let mut ended = by_end.into_iter().peekable();
    let mut prefix = Prefix::new(paragraphs);
    // The best chain that ends exactly here: after this unit and this paragraph.
    let mut corner: HashMap<(usize, usize), usize> = HashMap::new();
    let mut total: Vec<f32> = Vec::with_capacity(blocks.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        while let Some(at) = ended.next_if(|at| blocks[*at].units.end <= block.units.start) {
            let end = (blocks[at].units.end, blocks[at].paragraphs.end);
            prefix.raise(end.1, total[at], at);
            let best = corner.entry(end).or_insert(at);
            if total[at] > total[*best] {
                *best = at;
            }
        }
        let mut best = prefix.best(block.paragraphs.start);
        for units in 0..=NEAR_UNITS {
            for paragraphs in 0..=NEAR_PARAGRAPHS {
                let corner = (block.units.start.checked_sub(units))
                    .zip(block.paragraphs.start.checked_sub(paragraphs))
                    .and_then(|end| corner.get(&end));
                if let Some(at) = corner {
                    let bonus = if units + paragraphs == 0 { NEXT } else { NEAR };
                    let weight = total[*at] + bonus;
                    if best.is_none_or(|(most, _)| weight > most) {
                        best = Some((weight, *at));
                    }
                }
            }
        }
        total.push(block.gain + best.map_or(0.0, |(weight, _)| weight.max(0.0)));
        before.push(best.map(|(_, at)| at));
    }
    let last = (0..blocks.len()).max_by(|a, b| total[*a].total_cmp(&total[*b]).then(b.cmp(a)));
    let mut chain: Vec<usize> = std::iter::successors(last, |at| before[*at]).collect();
    chain.reverse();
    chain
}

/// The heaviest of all chains that end at or before a paragraph: a tree of prefixes
/// (P. M. Fenwick, 1994).
struct Prefix(Vec<Option<(f32, usize)>>);

impl Prefix {
    fn new(paragraphs: usize) -> Self {
        Self(vec![None; paragraphs + 2])
    }

    fn raise(&mut self, end: usize, weight: f32, block: usize) {
        let mut at = end + 1;
        while at < self.0.len() {
            let best = &mut self.0[at];
            if best.is_none_or(|(most, _)| weight > most) {
                *best = Some((weight, block));
            }
            at += at & at.wrapping_neg();
        }
    }

    fn best(&self, end: usize) -> Option<(f32, usize)> {
        let mut at = end + 1;
        let mut best: Option<(f32, usize)> = None;
        while at > 0 {
            if let Some(found) = self.0[at]
                && best.is_none_or(|(most, _)| found.0 > most)
            {
                best = Some(found);
            }
            at -= at & at.wrapping_neg();
        }
        best
    }
}
