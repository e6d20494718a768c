//! How much speaks for a passage and a paragraph belonging together.
//!
//! Every sign that both share (a name, a date, a word …) speaks for it with the logarithm of
//! how rare it is, in nats, times the weight of its kind; what one has and the other lacks
//! speaks against it a little. So the sum behaves like a log-likelihood ratio: rare names
//! and numbers decide, words that stand everywhere count for nothing.

use std::ops::Range;

use super::names::Names;
use super::terms::{Bag, Kind, Reader, Strength, Vocabulary, same};
use super::units::{Paragraph, Shape, Unit, units, words_at};
use crate::model::{Record, Source};

/// What a sign that the shorter of two texts does not share takes away.
const UNSHARED_IN_SHORT: f32 = 0.4;
/// What a sign that the longer of two texts does not share takes away.
const UNSHARED_IN_LONG: f32 = 0.04;

/// Both sides, with all that they show.
pub(super) struct Evidence<'a> {
    source: &'a Source,
    pub(super) units: Vec<Unit>,
    pub(super) paragraphs: Vec<Paragraph<'a>>,
    /// For each edition the bags of all units.
    editions: Vec<Side>,
    original: Side,
    kinds: Vec<Kind>,
    weights: Vec<f32>,
    /// Where the postings of each sign begin.
    starts: Vec<usize>,
    /// The paragraphs that show a sign, in order, sign by sign.
    postings: Vec<u32>,
    /// Characters of the original for each character of the digest.
    pub(super) ratio: f32,
}

/// Bags and how much they weigh.
struct Side {
    bags: Vec<Bag>,
    weights: Vec<f32>,
}

/// What speaks for units and paragraphs belonging together, in nats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    /// What they share, without markers of footnotes, which any two texts may share.
    pub(super) told: f32,
    /// What they share, with markers, less what they do not share.
    pub(super) merit: f32,
    /// What the units show at all.
    pub(super) shown: f32,
    /// How well shape, label and length fit.
    pub(super) fit: f32,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(record: &Record, source: &'a Source, original: &'a [Box<str>]) -> Self {
        let units = units(source);
        let paragraphs: Vec<Paragraph<'a>> =
            (original.iter()).map(|text| Paragraph::new(text)).collect();
        let names = Names::new(record);
        let mut reader = Reader::new(&names);
        let mut vocabulary = Vocabulary::default();
        let editions: Vec<Vec<Bag>> = (source.editions.iter())
            .map(|edition| {
                let bags = units.iter().map(|unit| {
                    words_at(&edition.text, unit.place).map_or_else(Bag::default, |words| {
                        let markers = words.markers(&edition.text);
                        reader.learn(&mut vocabulary, words.plain(), markers)
                    })
                });
                bags.collect()
            })
            .collect();
        let bags: Vec<Bag> = (paragraphs.iter())
            .map(|paragraph| reader.look_up(&vocabulary, paragraph.text, paragraph.line))
            .collect();
        let kinds = vocabulary.kinds;
        let (starts, postings) = postings(&bags, kinds.len());
        let weights = weights(&kinds, &editions, &starts, units.len() + bags.len());
        let side = |bags: Vec<Bag>| Side {
            weights: bags.iter().map(|bag| weight_of(bag, &weights)).collect(),
            bags,
        };
        Self {
            source,
            editions: editions.into_iter().map(side).collect(),
            original: side(bags),
            units,
            paragraphs,
            kinds,
            weights,
            starts,
            postings,
            ratio: 1.0,
        }
    }

    /// How many editions there are.
    pub(super) fn editions(&self) -> usize {
        self.editions.len()
    }

    /// The signs of a unit in an edition.
    pub(super) fn bag(&self, edition: usize, unit: usize) -> &Bag {
        &self.editions[edition].bags[unit]
    }

    /// The paragraphs that show a sign.
    pub(super) fn showing(&self, sign: u32) -> &[u32] {
        let sign = sign as usize;
        &self.postings[self.starts[sign]..self.starts[sign + 1]]
    }

    pub(super) fn weight(&self, sign: u32) -> f32 {
        self.weights[sign as usize]
    }

    pub(super) fn kind(&self, sign: u32) -> Kind {
        self.kinds[sign as usize]
    }

    /// Whether a paragraph is a passage word for word (see [`same`]), in one of the
    /// editions.
    pub(super) fn is_same(&self, unit: usize, paragraph: usize) -> bool {
        let paragraph = &self.paragraphs[paragraph];
        self.source.editions.iter().any(|edition| {
            words_at(&edition.text, self.units[unit].place).is_some_and(|words| {
                let plain = words.plain();
                !plain.trim().is_empty()
                    && (same(plain, paragraph.text) || same(plain, paragraph.line))
            })
        })
    }

    /// What speaks for these neighbouring units being these neighbouring paragraphs, by the
    /// edition that fits best.
    pub(super) fn score(&self, units: Range<usize>, paragraphs: Range<usize>) -> Score {
        let mut best: Option<Score> = None;
        for edition in &self.editions {
            let score = self.told_by(edition, units.clone(), paragraphs.clone());
            if best.is_none_or(|best| score.merit > best.merit) {
                best = Some(score);
            }
        }
        let fit = self.fit(units, paragraphs);
        Score {
            fit,
            ..best.unwrap_or_default()
        }
    }

    fn told_by(&self, edition: &Side, units: Range<usize>, paragraphs: Range<usize>) -> Score {
        let mut both: Vec<(u32, Strength)> = Vec::new();
        for unit in units.clone() {
            for paragraph in paragraphs.clone() {
                shared(
                    &edition.bags[unit],
                    &self.original.bags[paragraph],
                    &mut both,
                );
            }
        }
        if units.len() + paragraphs.len() > 2 {
            both.sort_unstable_by_key(|(sign, strength)| (*sign, u8::MAX - strength));
            both.dedup_by_key(|(sign, _)| *sign);
        }
        let (mut told, mut marked) = (0.0, 0.0);
        for (sign, strength) in both {
            let weight = self.weight(sign) * f32::from(strength) / 10.0;
            if self.kind(sign) == Kind::Marker {
                marked += weight;
            } else {
                told += weight;
            }
        }
        let all = |side: &Side, range: Range<usize>| side.weights[range].iter().sum::<f32>();
        let (one, other) = (all(edition, units), all(&self.original, paragraphs));
        // A marker says something only where the text does.
        let shared = told + f32::min(marked, told);
        let short = f32::min(one, other);
        let long = f32::max(one, other);
        let lacking = |all: f32| f32::max(all - told - marked, 0.0);
        Score {
            told,
            merit: shared - UNSHARED_IN_SHORT * lacking(short) - UNSHARED_IN_LONG * lacking(long),
            shown: one,
            fit: 0.0,
        }
    }

    /// How well shape, label and length fit, in nats.
    pub(super) fn fit(&self, units: Range<usize>, paragraphs: Range<usize>) -> f32 {
        let (unit, paragraph) = (&self.units[units.start], &self.paragraphs[paragraphs.start]);
        let several = units.len() + paragraphs.len() > 2;
        let shape = match (unit.shape, paragraph.shape) {
            (Shape::Heading, Shape::Heading) if !several => 1.5,
            (Shape::Item, Shape::Item) => 1.0,
            (Shape::Heading, Shape::Paragraph | Shape::Note) if !several => -3.0,
            (Shape::Heading, Shape::Item) if !several => -1.0,
            (Shape::Paragraph, Shape::Heading) if !several => -0.5,
            (Shape::Note, Shape::Note | Shape::Item) => label_fit(unit, paragraph),
            (Shape::Note, _) => -1.5,
            (_, Shape::Note) => -2.0,
            _ => 0.0,
        };
        let units: usize = self.units[units].iter().map(|unit| unit.length).sum();
        let paragraphs: usize = (self.paragraphs[paragraphs].iter())
            .map(|paragraph| paragraph.length)
            .sum();
        // Up to about double or half of what is usual speaks against nothing.
        shape - f32::max(self.lean(units, paragraphs) - 0.8, 0.0)
    }

    /// How far two lengths in characters, of the digest and of the original, are from what
    /// is usual: the logarithm of their ratio, either way.
    pub(super) fn lean(&self, unit: usize, paragraph: usize) -> f32 {
        let usual = real(unit) * self.ratio;
        ((real(paragraph) + 20.0) / (usual + 20.0)).ln().abs()
    }
}

/// Equal labels speak for a footnote, different ones against it.
fn label_fit(unit: &Unit, paragraph: &Paragraph<'_>) -> f32 {
    let strong = paragraph.shape == Shape::Note;
    match (&unit.label, &paragraph.label) {
        (Some(one), Some(other)) if one == other => {
            if strong {
                4.0
            } else {
                2.0
            }
        }
        (Some(_), Some(_)) if strong => -3.0,
        _ => -0.5,
    }
}

#[allow(clippy::cast_precision_loss)]
pub(super) const fn real(count: usize) -> f32 {
    count as f32
}

/// The signs that two bags share, with the lesser of their strengths.
fn shared(one: &Bag, other: &Bag, into: &mut Vec<(u32, Strength)>) {
    let (short, mut long) = if one.len() <= other.len() {
        (one, &other[..])
    } else {
        (other, &one[..])
    };
    // In a bag that is much longer, halving finds a sign sooner than stepping.
    let leap = long.len() > short.len() * 16;
    for (sign, strength) in short {
        let at = if leap {
            long.partition_point(|(other, _)| other < sign)
        } else {
            (long.iter().position(|(other, _)| other >= sign)).unwrap_or(long.len())
        };
        long = &long[at..];
        match long.first() {
            Some((other, other_strength)) if other == sign => {
                into.push((*sign, *strength.min(other_strength)));
            }
            Some(_) => {}
            None => break,
        }
    }
}

/// For each sign where its postings begin, and all postings.
fn postings(bags: &[Bag], signs: usize) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0; signs + 1];
    for (sign, _) in bags.iter().flatten() {
        starts[*sign as usize + 1] += 1;
    }
    for at in 0..signs {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut postings = vec![0; starts[signs]];
    for (paragraph, bag) in (0..).zip(bags) {
        for (sign, _) in bag {
            let at = &mut next[*sign as usize];
            postings[*at] = paragraph;
            *at += 1;
        }
    }
    (starts, postings)
}

/// What each sign weighs: the weight of its kind, times the logarithm of how rare it is
/// among all units and paragraphs. What only one side has weighs nothing: two languages
/// share few words, and the others tell nothing about who belongs to whom.
fn weights(kinds: &[Kind], editions: &[Vec<Bag>], starts: &[usize], all: usize) -> Vec<f32> {
    let mut told = vec![0_usize; kinds.len()];
    let mut here = vec![0_usize; kinds.len()];
    for bags in editions {
        here.fill(0);
        for (sign, _) in bags.iter().flatten() {
            here[*sign as usize] += 1;
        }
        for (told, here) in told.iter_mut().zip(&here) {
            *told = (*told).max(*here);
        }
    }
    let all = real(all);
    (kinds.iter().zip(told).zip(starts.windows(2)))
        .map(|((kind, told), starts)| {
            let shown = starts[1] - starts[0];
            if shown == 0 {
                return 0.0;
            }
            kind.weight() * f32::max((all / real(told + shown)).ln(), 0.0)
        })
        .collect()
}

fn weight_of(bag: &Bag, weights: &[f32]) -> f32 {
    bag.iter()
        .map(|(sign, strength)| weights[*sign as usize] * f32::from(*strength) / 10.0)
        .sum()
}
