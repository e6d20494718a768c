//! What somebody calls something: whether words stand in a name, and what may have been meant
//! where they stand in none.

use super::fold;

/// Whether words stand in a name from the start of a word on: "chin" finds China, "us" does
/// not find Russia. Both are folded.
pub(super) fn begins_word(name: &str, words: &str) -> bool {
    !words.is_empty()
        && name.match_indices(words).any(|(at, _)| {
            let before = name[..at].chars().next_back();
            before.is_none_or(|before| !before.is_alphanumeric())
        })
}

/// Of names, each of something, the one nearest to folded words: it differs from them in at
/// most so many letters.
pub(super) fn nearest<'n, T>(
    folded: &str,
    most: usize,
    names: impl Iterator<Item = (T, &'n str)>,
) -> Option<(T, &'n str)> {
    names
        .map(|(of, name)| (strsim::damerau_levenshtein(folded, &fold(name)), name, of))
        .filter(|(distance, ..)| *distance <= most)
        .min_by_key(|(distance, name, _)| (*distance, *name))
        .map(|(_, name, of)| (of, name))
}

/// A sentence on words that are no name of anything, with the nearest name that differs from
/// the folded words in at most so many letters.
pub(super) fn nothing_called<'n>(
    words: &str,
    folded: &str,
    most: usize,
    names: impl Iterator<Item = &'n str>,
) -> String {
    let near = nearest(folded, most, names.map(|name| ((), name)));
    near.map_or_else(
        || format!("nothing is called “{words}” here"),
        |(_, near)| format!("nothing is called “{words}” here; did you mean “{near}”?"),
    )
}
