//! The original of a source beside its editions: which paragraphs are which passages.
//!
//! An edition retells the original paragraph by paragraph, in other words and perhaps in
//! another language. What stays is order, names, dates, numbers, footnotes and some words:
//!
//! `units` (both sides) → `tokens`, `names`, `terms` (what each shows) → `evidence` (what
//! each pair shares, in nats) → `cells` (pairs worth a look) → `chain` (the best alignment
//! in order) → `settle` (what of it counts, and how certain it is) → `notes` (footnotes by
//! label) → the chain again for what was moved → `mend` (what is left over).

mod calendar;
mod cells;
mod chain;
mod evidence;
mod hash;
mod mend;
mod names;
mod notes;
mod settle;
mod terms;
mod tokens;
mod units;

use cells::Cells;
use chain::{Field, chain};
use evidence::Evidence;
use settle::{Scale, Table};
use units::Shape;

use crate::model::{Place, Record, SourceIx, Text};

/// How well founded a match is.
///
/// What two texts share counts in nats: each name, number, date or word by how rare it is,
/// less what they do not share, and all together by half, since signs come in company. Of
/// *n* passages and *m* paragraphs about one pair shares ln *nm* nats by chance. In a text
/// of which less than a quarter can be matched, everything is one step less certain: it may
/// be another text about the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// At least ln *nm* + 3 nats (by chance in one of twenty texts), and nothing else is
    /// nearly as good; or 5.5 nats between two neighbours that match; or the same word for
    /// word in a text that is the edition, or between two neighbours that match; or a
    /// footnote by its label and 2.5 nats, where half of the labels have as much.
    Sure,
    /// At least ln *nm* nats, and nothing else is nearly as good; or 2.5 nats, or the same
    /// word for word, beside a neighbour that matches; or a footnote by its label alone,
    /// where half of the labels have 2.5 nats.
    Likely,
    /// 1 nat between two neighbours that match; or nothing but that between two such
    /// neighbours as many passages as paragraphs are left, alike in shape and length; or a
    /// footnote by its label alone.
    Guess,
}

/// A passage and the paragraphs of the original that it retells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The passage: a heading (as its section), a paragraph, an item or a footnote.
    pub place: Place,
    /// Positions in the original, ascending; never empty. Another passage may have the
    /// same, where the original has one paragraph for both.
    pub paragraphs: Vec<u32>,
    /// How well founded this is.
    pub certainty: Certainty,
}

/// An original lined up with the editions of its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// At most one for each passage, in the order of reading.
    pub matches: Vec<Match>,
    /// Paragraphs of the original that no passage retells, ascending.
    pub unmatched_original: Vec<u32>,
    /// Passages without a paragraph, in the order of reading.
    pub unmatched_digest: Vec<Place>,
}

/// Lines up the paragraphs of an original with the passages of a source. The editions of
/// the source line up by address, so each passage is compared in the edition that fits
/// best. What nothing speaks for stays unmatched.
///
/// Takes about as long as reading the original; its time and memory are bounded however
/// large or odd the original is. The same input gives the same alignment.
#[must_use]
pub fn align(record: &Record, source: SourceIx, original: &[Box<str>]) -> Alignment {
    let source = record.source(source);
    let mut evidence = Evidence::new(record, source, original);
    let mut cells = Cells::new(&evidence);
    evidence.ratio = cells.ratio(&evidence);
    cells.refit(&evidence);
    let scale = Scale::new(&evidence, &cells);
    let mut table = Table::new(evidence.units.len(), original.len());

    let is_note = |unit: usize| evidence.units[unit].shape == Shape::Note;
    // The title stands wherever it stands, behind a cover or not at all.
    if let Some(title) = scale.beyond_doubt(0) {
        table.put(0, std::iter::once(title), Certainty::Sure);
    }
    let field = table.free(|unit| !is_note(unit));
    settle(&scale, &cells, &field, &mut table);
    notes::match_notes(&scale, &mut table);
    // What was moved: the best of the rest in order, and of what remains then.
    for _ in 0..3 {
        let field = table.free(|_| true);
        if !settle(&scale, &cells, &field, &mut table) {
            break;
        }
    }
    if !table.is_related() {
        table.doubt();
    }
    mend::attach_parts(&scale, &mut table);
    mend::fill_gaps(&scale, &mut table);
    alignment(&evidence, source.text(), table)
}

/// Matches what is free, in order; whether anything was found.
fn settle(scale: &Scale<'_>, cells: &Cells, field: &Field, table: &mut Table) -> bool {
    let chain = chain(scale.evidence(), cells, field);
    let certainties = scale.certainties(&chain);
    let mut any = false;
    for (block, certainty) in chain.into_iter().zip(certainties) {
        let Some(certainty) = certainty else {
            continue;
        };
        any = true;
        for unit in block.units {
            table.put(unit, block.paragraphs.clone(), certainty);
        }
    }
    any
}

/// What was found, in the order of reading. The title has no address: what was found for it
/// belongs to no passage.
fn alignment(evidence: &Evidence<'_>, text: &Text, table: Table) -> Alignment {
    let mut alignment = Alignment::default();
    let mut told = vec![false; table.taken.len()];
    for (unit, found) in evidence.units.iter().zip(table.found) {
        match (unit.place, found) {
            (Some(place), Some((paragraphs, certainty))) => {
                for at in &paragraphs {
                    told[*at] = true;
                }
                alignment.matches.push(Match {
                    place,
                    paragraphs: paragraphs.into_iter().map(count).collect(),
                    certainty,
                });
            }
            (Some(place), None) => alignment.unmatched_digest.push(place),
            (None, _) => {}
        }
    }
    alignment.unmatched_original = (0..)
        .zip(told)
        .filter(|(_, told)| !told)
        .map(|(at, _)| at)
        .collect();
    (alignment.matches).sort_by_cached_key(|found| text.reading_key(found.place));
    (alignment.unmatched_digest).sort_by_cached_key(|place| text.reading_key(*place));
    alignment
}

#[allow(clippy::cast_possible_truncation)]
const fn count(position: usize) -> u32 {
    // An original has at most 16 MiB, so a position always fits.
    position as u32
}
