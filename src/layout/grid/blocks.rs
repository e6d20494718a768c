//! Cells too small to be told apart, several as one.
//!
//! For each power of two the cells are summed up in squares that many wide and high, like the
//! smaller copies of a picture that is looked at from afar.

use std::ops::Range;

use super::GridCell;

/// Nothing that is narrower is drawn by itself, in points.
pub const LEAST_BLOCK: f32 = 4.0;
/// No larger squares are needed if this many of them hold the whole grid.
const FEWEST: usize = 32;

/// Cells as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which row of blocks.
    pub row: u32,
    /// Which column of blocks.
    pub column: u32,
    /// How many of its cells are not empty.
    pub cells: u32,
    /// How many of these tell of nothing but absence.
    pub absences: u32,
    /// How many of these tell of absence and of more.
    pub mixed: u32,
}

/// The blocks of all sizes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Blocks {
    /// At each place the blocks that are two to the power of it wide; by row, then by column.
    levels: Vec<Vec<Block>>,
}

impl Blocks {
    pub(super) fn new(cells: &[GridCell], longer: usize) -> Self {
        let single = cells.iter().map(|cell| Block {
            row: cell.row,
            column: cell.column,
            cells: 1,
            absences: u32::from(cell.is_absence()),
            mixed: u32::from(cell.absences > 0 && !cell.is_absence()),
        });
        let mut levels = vec![single.collect::<Vec<_>>()];
        while longer >> (levels.len() - 1) > FEWEST {
            let next = levels.last().map_or_else(Vec::new, |level| halved(level));
            levels.push(next);
        }
        Self { levels }
    }

    pub(super) fn within(
        &self,
        rows: Range<usize>,
        columns: Range<usize>,
        side: f32,
    ) -> (usize, impl Iterator<Item = &Block>) {
        let mut level = 0;
        let mut wide = side;
        while wide < LEAST_BLOCK && level + 1 < self.levels.len() {
            wide *= 2.0;
            level += 1;
        }
        let blocks = self.levels.get(level).map_or(&[][..], Vec::as_slice);
        let (rows, columns) = (reached(&rows, level), reached(&columns, level));
        let in_sight = rows.flat_map(move |row| {
            let before = |column: usize| {
                blocks.partition_point(|block| {
                    (block.row as usize, block.column as usize) < (row, column)
                })
            };
            &blocks[before(columns.start)..before(columns.end)]
        });
        (1 << level, in_sight)
    }
}

/// The blocks that hold these rows or columns.
fn reached(lines: &Range<usize>, level: usize) -> Range<usize> {
    let wide = 1 << level;
    lines.start / wide..lines.end.div_ceil(wide).max(lines.start / wide)
}

/// Four blocks as one.
fn halved(level: &[Block]) -> Vec<Block> {
    let mut blocks: Vec<Block> = (level.iter())
        .map(|block| Block {
            row: block.row / 2,
            column: block.column / 2,
            ..*block
        })
        .collect();
    blocks.sort_unstable_by_key(|block| (block.row, block.column));
    blocks.dedup_by(|next, block| {
        let same = (next.row, next.column) == (block.row, block.column);
        if same {
            block.cells += next.cells;
            block.absences += next.absences;
            block.mixed += next.mixed;
        }
        same
    });
    blocks
}
