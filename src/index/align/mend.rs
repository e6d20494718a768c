//! What is left over: paragraphs that continue a match, and what is alone between two
//! matches.

use super::Certainty;
use super::settle::{BESIDE, Scale, Table};
use super::units::Shape;

/// How far a part of a match may stand from the rest of it, in paragraphs.
const REACH: usize = 20;
/// What must be shared beyond chance by halves of a sentence, in nats.
const HINT: f32 = 0.5;
/// Characters of a line that runs on.
const LINE: usize = 60;
/// How far the lengths of a unit and a paragraph may be from what is usual, as a logarithm:
/// two thirds longer or shorter.
const LEAN: f32 = 0.5;
/// As many units between two matches as there are paragraphs may be those, one by one; at
/// most so many.
const GAP: usize = 12;

/// Paragraphs that a unit has not yet but that tell of it too, though something else stands
/// between: a picture, a box, the end of a page.
pub(super) fn attach_parts(scale: &Scale<'_>, table: &mut Table) {
    let mut parts: Vec<(f32, usize, usize)> = Vec::new();
    for (unit, found) in table.found.iter().enumerate() {
        let Some((paragraphs, _)) = found else {
            continue;
        };
        // A heading is one line; a second one is in the table of contents.
        if scale.evidence().units[unit].shape == Shape::Heading {
            continue;
        }
        let beside = (paragraphs.iter()).flat_map(|at| [at.wrapping_sub(1), at + 1]);
        for at in beside {
            let free = table.taken.get(at).is_some_and(|taken| !taken);
            // Where a sentence goes on, only a unit that has nothing else may object.
            let wanted = || {
                scale
                    .column(at)
                    .any(|(other, strength)| strength >= BESIDE && table.found[other].is_none())
            };
            if free && is_torn(scale, paragraphs, at) && !wanted() {
                parts.push((f32::MAX, unit, at));
            }
        }
        for (at, strength) in scale.row(unit) {
            let distance = (paragraphs.iter())
                .map(|part| part.abs_diff(at))
                .min()
                .unwrap_or(usize::MAX);
            let torn = distance <= REACH && is_torn(scale, paragraphs, at);
            let enough = if torn { HINT } else { BESIDE };
            if !table.taken[at]
                && strength >= enough
                && (torn || is_between(table, unit, at))
                && distance <= REACH
                && !scale.is_anothers(unit, at)
            {
                parts.push((strength, unit, at));
            }
        }
    }
    parts.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, unit, at) in parts {
        if let Some(certainty) = table.found[unit].as_ref().map(|found| found.1)
            && !table.taken[at]
        {
            table.put(unit, std::iter::once(at), certainty);
        }
    }
}

/// Whether a paragraph breaks off where one of the others goes on in the middle of a
/// sentence, or the other way round. A heading does not break off: it is short.
fn is_torn(scale: &Scale<'_>, paragraphs: &[usize], at: usize) -> bool {
    let paragraph = |at: usize| &scale.evidence().paragraphs[at];
    paragraphs.iter().any(|other| {
        let (first, second) = (paragraph(at.min(*other)), paragraph(at.max(*other)));
        let last = first.line.split_whitespace().next_back().unwrap_or("");
        // An address of the web ends in a letter too, but ends nothing else.
        let breaks_off =
            last.ends_with('-') || (first.length >= LINE && last.chars().all(char::is_alphabetic));
        breaks_off && second.line.trim_start().starts_with(char::is_lowercase)
    })
}

/// Whether no neighbour of a unit stands between it and a paragraph.
fn is_between(table: &Table, unit: usize, at: usize) -> bool {
    let edge = |found: Option<&(Vec<usize>, Certainty)>, first: bool| {
        let (paragraphs, _) = found?;
        if first {
            paragraphs.first().copied()
        } else {
            paragraphs.last().copied()
        }
    };
    let before = (0..unit)
        .rev()
        .find_map(|other| edge(table.found[other].as_ref(), false));
    let after =
        (unit + 1..table.found.len()).find_map(|other| edge(table.found[other].as_ref(), true));
    before.is_none_or(|before| before < at) && after.is_none_or(|after| at < after)
}

/// As many units as paragraphs between two matches, alike in shape and length: these are
/// guessed to be those.
pub(super) fn fill_gaps(scale: &Scale<'_>, table: &mut Table) {
    let evidence = scale.evidence();
    let usual = scale.usual_part(table);
    let mut unit = 0;
    while unit < table.found.len() {
        if table.found[unit].is_some() {
            unit += 1;
            continue;
        }
        let end = (unit..table.found.len())
            .find(|at| table.found[*at].is_some())
            .unwrap_or(table.found.len());
        let gap = unit..end;
        unit = end;
        let Some(first) = gap.start.checked_sub(1).and_then(|at| last_of(table, at)) else {
            continue;
        };
        let Some(last) = table.found.get(end).and_then(Option::as_ref) else {
            continue;
        };
        let (Some(last), false) = (last.0.first().copied(), last.1 == Certainty::Guess) else {
            continue;
        };
        let between: Vec<usize> = (first + 1..last.max(first + 1)).take(GAP + 1).collect();
        if between.len() != gap.len() || between.len() > GAP {
            continue;
        }
        let alike = gap.clone().zip(&between).all(|(unit, at)| {
            let (one, other) = (&evidence.units[unit], &evidence.paragraphs[*at]);
            !table.taken[*at]
                && alike(one.shape, other.shape)
                && evidence.lean(one.length, other.length) < LEAN
                && !scale.is_strange(unit, *at, usual)
        });
        if alike {
            for (unit, at) in gap.zip(between) {
                table.put(unit, std::iter::once(at), Certainty::Guess);
            }
        }
    }
}

fn last_of(table: &Table, unit: usize) -> Option<usize> {
    let (paragraphs, certainty) = table.found[unit].as_ref()?;
    (*certainty != Certainty::Guess).then(|| paragraphs.last().copied())?
}

const fn alike(unit: Shape, paragraph: Shape) -> bool {
    matches!(
        (unit, paragraph),
        (Shape::Heading, Shape::Heading)
            | (Shape::Paragraph, Shape::Paragraph)
            | (Shape::Item, Shape::Item | Shape::Heading)
            | (Shape::Note, Shape::Note)
    )
}
