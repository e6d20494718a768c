//! Footnotes: by their labels first.

use std::collections::HashMap;

use super::Certainty;
use super::settle::{BESIDE, Scale, Table};
use super::units::Shape;

/// Matches the footnotes whose labels the original has too. A label alone says nothing in
/// a text that has nothing else in common, since every text numbers its notes from 1.
pub(super) fn match_notes(scale: &Scale<'_>, table: &mut Table) {
    let evidence = scale.evidence();
    let mut labelled: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, paragraph) in evidence.paragraphs.iter().enumerate() {
        if let Some(label) = &paragraph.label
            && !table.taken[at]
        {
            labelled.entry(label).or_default().push(at);
        }
    }
    let mut pairs: Vec<(usize, usize, f32)> = Vec::new();
    for (unit, note) in evidence.units.iter().enumerate() {
        let Some(found) = note.label.as_deref().and_then(|label| labelled.get(label)) else {
            continue;
        };
        let strength = |at: usize| scale.told_of(unit, at);
        let strong = |at: &usize| evidence.paragraphs[*at].shape == Shape::Note;
        // An item's number may be the label of a footnote where nothing better is.
        let notes_only = found.iter().any(strong);
        let best = (found.iter().copied())
            .filter(|at| !notes_only || strong(at))
            .map(|at| (evidence.is_same(unit, at), strength(at), at))
            .max_by(|a, b| {
                (a.0.cmp(&b.0))
                    .then(a.1.total_cmp(&b.1))
                    .then(b.2.cmp(&a.2))
            });
        if let Some((_, strength, at)) = best {
            pairs.push((unit, at, strength));
        }
    }
    let backed = (pairs.iter()).filter(|pair| pair.2 >= BESIDE).count();
    let trusted = backed * 2 >= pairs.len();
    let related = table.is_related() || (trusted && backed >= 3);
    let usual = scale.usual_part(table);
    for (unit, at, strength) in pairs {
        let better_elsewhere = scale.row(unit).any(|(other, better)| {
            let free = other != at && !table.taken[other];
            free && better >= scale.alone && better > strength * 2.0
        });
        if better_elsewhere {
            continue;
        }
        let same = scale.is_edition && evidence.is_same(unit, at);
        let certainty = match (related, trusted) {
            _ if same || strength >= scale.alone + BESIDE => Certainty::Sure,
            (true, true) if strength >= BESIDE => Certainty::Sure,
            (true, true) => Certainty::Likely,
            (true, false) if strength >= BESIDE => Certainty::Likely,
            // Labels may have been counted anew; then words would tell.
            (true, false) if !scale.is_strange(unit, at, usual) => Certainty::Guess,
            _ => continue,
        };
        table.put(unit, std::iter::once(at), certainty);
    }
}
