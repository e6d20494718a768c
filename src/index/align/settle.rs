//! Which blocks of a chain count, and how certain each is.

use super::Certainty;
use super::cells::Cells;
use super::chain::{Block, Field};
use super::evidence::{Evidence, real};

/// Signs come together: who shares a name shares the words about it. So what is shared
/// counts by half.
const DAMP: f32 = 0.5;
/// What must be shared beyond chance beside a neighbour that counts, in nats: there are
/// about a dozen places to confuse it with.
pub(super) const BESIDE: f32 = 2.5;
/// The same between two such neighbours: a hint is enough for a guess.
const BETWEEN: f32 = 1.0;
/// What makes a match sure, beyond what makes it likely, in nats: one error in twenty.
const SURE: f32 = 3.0;
/// A rival that is stronger than this part of a match makes it unclear.
const RIVAL: f32 = 0.7;
/// What a match would share at least, in nats, so that its lack is telling.
const STRANGE: f32 = 12.0;
/// How often certainty may spread from neighbour to neighbour, in either direction.
const ROUNDS: usize = 12;
/// Units kept for a paragraph.
const COLUMN: usize = 8;
/// Units and paragraphs between neighbours, at most.
const REACH: (usize, usize) = (3, 5);

/// What has been found so far.
pub(super) struct Table {
    /// For each unit its paragraphs, in order, and how certain they are.
    pub(super) found: Vec<Option<(Vec<usize>, Certainty)>>,
    /// For each paragraph whether it belongs to a unit.
    pub(super) taken: Vec<bool>,
}

impl Table {
    pub(super) fn new(units: usize, paragraphs: usize) -> Self {
        Self {
            found: vec![None; units],
            taken: vec![false; paragraphs],
        }
    }

    pub(super) fn put(
        &mut self,
        unit: usize,
        paragraphs: impl Iterator<Item = usize>,
        certainty: Certainty,
    ) {
        let (all, _) = self.found[unit].get_or_insert((Vec::new(), certainty));
        for paragraph in paragraphs {
            self.taken[paragraph] = true;
            if !all.contains(&paragraph) {
                all.push(paragraph);
            }
        }
        all.sort_unstable();
    }

    /// What is still free, of the units that may take part.
    pub(super) fn free(&self, takes_part: impl Fn(usize) -> bool) -> Field {
        Field {
            units: (self.found.iter().enumerate())
                .map(|(at, found)| found.is_none() && takes_part(at))
                .collect(),
            paragraphs: self.taken.iter().map(|taken| !taken).collect(),
        }
    }

    /// Whether so many units or so many paragraphs are matched, guesses aside, that the
    /// original is the source and not another text about the same: at least one in four.
    pub(super) fn is_related(&self) -> bool {
        let sound = || {
            (self.found.iter().flatten()).filter(|(_, certainty)| *certainty != Certainty::Guess)
        };
        let mut paragraphs: Vec<usize> = sound().flat_map(|(all, _)| all.iter().copied()).collect();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        sound().count() * 4 >= self.found.len() || paragraphs.len() * 4 >= self.taken.len()
    }

    /// Makes everything one step less certain.
    pub(super) fn doubt(&mut self) {
        for (_, certainty) in self.found.iter_mut().flatten() {
            *certainty = match certainty {
                Certainty::Sure => Certainty::Likely,
                Certainty::Likely | Certainty::Guess => Certainty::Guess,
            };
        }
    }
}

/// How much is to be expected by chance, and how much stands against a match.
pub(super) struct Scale<'a> {
    evidence: &'a Evidence<'a>,
    cells: &'a Cells,
    /// For each paragraph the units that it may belong to, best first, and how much speaks
    /// for each.
    columns: Vec<Vec<(u32, f32)>>,
    /// What a match must share to stand alone, in nats: the logarithm of how many pairs
    /// there are, so that by chance about one of all pairs shares so much.
    pub(super) alone: f32,
    /// The original is the edition itself, for the most part.
    pub(super) is_edition: bool,
}

impl<'a> Scale<'a> {
    pub(super) fn new(evidence: &'a Evidence<'a>, cells: &'a Cells) -> Self {
        let mut columns = vec![Vec::new(); evidence.paragraphs.len()];
        for (unit, row) in (0..).zip(&cells.rows) {
            for cell in row {
                columns[cell.paragraph as usize].push((unit, cell.score.merit + cell.score.fit));
            }
        }
        for column in &mut columns {
            column.sort_by(|a: &(u32, f32), b| b.1.total_cmp(&a.1));
            column.truncate(COLUMN);
        }
        let same = (cells.rows.iter())
            .filter(|row| row.iter().any(|cell| cell.same))
            .count();
        let pairs = real(evidence.units.len()) * real(evidence.paragraphs.len());
        Self {
            evidence,
            cells,
            columns,
            alone: pairs.max(1.0).ln(),
            is_edition: same * 2 >= evidence.units.len().saturating_sub(1),
        }
    }

    /// What speaks for a unit and a paragraph beyond chance, in nats; `None` if they share
    /// too little to be looked at.
    pub(super) fn strength_of(&self, unit: usize, paragraph: usize) -> Option<f32> {
        (self.cells.rows[unit].iter())
            .find(|cell| cell.paragraph as usize == paragraph)
            .map(|cell| DAMP * (cell.score.merit + cell.score.fit))
    }

    /// Whether nothing else is nearly as good for its units or its paragraphs. Direct
    /// neighbours do not count: they tell of the same.
    fn is_clear(&self, block: &Block) -> bool {
        let limit = (block.score.merit + block.score.fit) * RIVAL;
        let by_row = block.units.clone().all(|unit| {
            self.cells.rows[unit].iter().all(|cell| {
                let at = cell.paragraph as usize;
                (block.paragraphs.start..=block.paragraphs.end).contains(&(at + 1))
                    || at == block.paragraphs.end
                    || cell.score.merit + cell.score.fit < limit
            })
        });
        by_row
            && block.paragraphs.clone().all(|paragraph| {
                self.columns[paragraph].iter().all(|(unit, merit)| {
                    let at = *unit as usize;
                    (block.units.start..=block.units.end).contains(&(at + 1))
                        || at == block.units.end
                        || *merit < limit
                })
            })
    }

    /// The same by words alone, whatever shape, label and length.
    pub(super) fn told_of(&self, unit: usize, paragraph: usize) -> f32 {
        (self.cells.rows[unit].iter())
            .find(|cell| cell.paragraph as usize == paragraph)
            .map_or(0.0, |cell| DAMP * cell.score.merit)
    }

    /// The paragraphs that a unit may belong to, each with what speaks for it beyond chance.
    pub(super) fn row(&self, unit: usize) -> impl Iterator<Item = (usize, f32)> {
        self.cells.rows[unit].iter().map(|cell| {
            let strength = DAMP * (cell.score.merit + cell.score.fit);
            (cell.paragraph as usize, strength)
        })
    }

    /// The paragraph that is a unit beyond doubt by itself, whatever stands beside it, and
    /// that no other unit wants as much.
    pub(super) fn beyond_doubt(&self, unit: usize) -> Option<usize> {
        let cell = self.cells.rows[unit].first()?;
        let paragraph = cell.paragraph as usize;
        let strength = DAMP * (cell.score.merit + cell.score.fit);
        let wanted = self
            .column(paragraph)
            .any(|(other, _)| other != unit && self.evidence.is_same(other, paragraph));
        let enough = cell.same || (strength >= self.alone && !self.is_anothers(unit, paragraph));
        (enough && !wanted).then_some(paragraph)
    }

    /// The units that a paragraph may belong to, best first, each with what speaks for it
    /// beyond chance.
    pub(super) fn column(&self, paragraph: usize) -> impl Iterator<Item = (usize, f32)> {
        (self.columns[paragraph].iter()).map(|(unit, merit)| (*unit as usize, DAMP * merit))
    }

    /// Whether another unit is better for a paragraph.
    pub(super) fn is_anothers(&self, unit: usize, paragraph: usize) -> bool {
        let strength = self.strength_of(unit, paragraph).unwrap_or(0.0);
        self.column(paragraph)
            .any(|(other, better)| other != unit && better > strength)
    }

    /// Whether a unit and a paragraph share far less than matches of this text do; `usual`
    /// is the part of a unit that matches share. A paragraph that is shorter may share less.
    pub(super) fn is_strange(&self, unit: usize, paragraph: usize, usual: f32) -> bool {
        let score = (self.evidence).score(unit..unit + 1, paragraph..paragraph + 1);
        let length = real(self.evidence.paragraphs[paragraph].length);
        let whole = real(self.evidence.units[unit].length) * self.evidence.ratio;
        let expected = score.shown * usual * f32::min(length / f32::max(whole, 1.0), 1.0);
        expected >= STRANGE && score.told < expected / 4.0
    }

    /// The part of what a unit shows that matches share: the median.
    pub(super) fn usual_part(&self, table: &Table) -> f32 {
        let mut parts: Vec<f32> = (table.found.iter().enumerate())
            .filter_map(|(unit, found)| {
                let (paragraphs, certainty) = found.as_ref()?;
                let (first, last) = (*paragraphs.first()?, *paragraphs.last()?);
                let whole = last - first < 8 && *certainty != Certainty::Guess;
                let score = whole.then(|| self.evidence.score(unit..unit + 1, first..last + 1))?;
                (score.shown > 0.0).then(|| score.told / score.shown)
            })
            .collect();
        parts.sort_unstable_by(f32::total_cmp);
        parts.get(parts.len() / 2).copied().unwrap_or(0.0)
    }

    /// Decides about the blocks of a chain, in order; `None` for those that do not count.
    ///
    /// A block counts by itself if it shares more than any pair would by chance. Then its
    /// neighbours need less, and theirs in turn.
    pub(super) fn certainties(&self, chain: &[Block]) -> Vec<Option<Certainty>> {
        let strengths: Vec<f32> = chain.iter().map(strength).collect();
        let mut certain: Vec<Option<Certainty>> = (chain.iter().zip(&strengths))
            .map(|(block, strength)| {
                let clear = self.is_clear(block);
                let same = block.same && (self.is_edition || block.score.told > 4.0 * self.alone);
                if same || (clear && *strength >= self.alone + SURE) {
                    Some(Certainty::Sure)
                } else if clear && *strength >= self.alone {
                    Some(Certainty::Likely)
                } else {
                    None
                }
            })
            .collect();
        // What counts helps what stands beside it, forwards and backwards.
        for round in 0..ROUNDS {
            let before = certain.clone();
            for step in 0..chain.len() {
                let at = if round % 2 == 0 {
                    step
                } else {
                    chain.len() - 1 - step
                };
                let beside = neighbours(chain, &certain, at);
                certain[at] = promoted(certain[at], &chain[at], strengths[at], beside);
            }
            if certain == before && round > 0 {
                break;
            }
        }
        certain
    }

    /// The evidence that this weighs.
    pub(super) const fn evidence(&self) -> &'a Evidence<'a> {
        self.evidence
    }
}

/// What speaks for a block beyond chance, in nats.
fn strength(block: &Block) -> f32 {
    DAMP * (block.score.merit + block.score.fit)
}

/// How certain a block is that stands beside so many (0 to 2) that count.
fn promoted(
    certainty: Option<Certainty>,
    block: &Block,
    strength: f32,
    beside: usize,
) -> Option<Certainty> {
    let promoted = match beside {
        2 if block.same || strength >= BESIDE + SURE => Some(Certainty::Sure),
        1.. if block.same || strength >= BESIDE => Some(Certainty::Likely),
        2 if strength >= BETWEEN => Some(Certainty::Guess),
        _ => None,
    };
    match (certainty, promoted) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// On how many sides a block that counts stands near.
fn neighbours(chain: &[Block], certain: &[Option<Certainty>], at: usize) -> usize {
    let counts = |other: &usize| certain[*other].is_some();
    let near = |one: usize, next: usize| {
        let (one, next) = (&chain[one], &chain[next]);
        next.units.start - one.units.end <= REACH.0
            && next.paragraphs.start - one.paragraphs.end <= REACH.1
    };
    // Each block has a unit at least, so that those farther away are out of reach.
    let before = (at.saturating_sub(REACH.0 + 1)..at).rev().find(counts);
    let after = (at + 1..chain.len().min(at + REACH.0 + 2)).find(counts);
    usize::from(before.is_some_and(|before| near(before, at)))
        + usize::from(after.is_some_and(|after| near(at, after)))
}
