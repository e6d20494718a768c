//! Text as search compares it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without accents, with plain quotes, hyphens and single spaces, so that
/// "Jürg" is found by "jurg".
///
/// ```
/// use regesta::index::fold;
/// assert_eq!(fold("Jürg  LAUBER’s “Straße”"), "jurg lauber's \"strasse\"");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        // Most titles: nothing to take apart, no accents, no quotation marks but plain ones.
        for c in text.chars() {
            if !c.is_whitespace() {
                folded.push(c.to_ascii_lowercase());
            } else if !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
        return folded;
    }
    for c in text.nfkd() {
        match c {
            _ if is_combining_mark(c) => {}
            '’' | '‘' | '‚' => folded.push('\''),
            '“' | '”' | '„' | '«' | '»' => folded.push('"'),
            '–' | '—' | '‑' | '‐' => folded.push('-'),
            'ß' | 'ẞ' => folded.push_str("ss"),
            _ if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// Where a folded text stands in a text, in bytes of the text itself.
///
/// ```
/// use regesta::index::{find_folded, fold};
/// assert_eq!(find_folded("Jürg Lauber", &fold("JURG")), vec![0..5]);
/// ```
#[must_use]
pub fn find_folded(text: &str, needle: &str) -> Vec<Range<usize>> {
    if needle.is_empty() {
        return Vec::new();
    }
    let folded = fold(text);
    if !folded.contains(needle) {
        return Vec::new();
    }
    // Where each byte of the folded text comes from: characters are folded one by one.
    let mut origin: Vec<usize> = Vec::with_capacity(folded.len() + 1);
    let mut taken = String::new();
    for (at, c) in text.char_indices() {
        let before = taken.len();
        taken.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        // A run of white space is one space.
        if c.is_whitespace() && taken[..before].ends_with(' ') {
            taken.truncate(before);
        }
        origin.resize(taken.len(), at);
    }
    origin.push(text.len());
    (taken.match_indices(needle))
        .map(|(at, found)| {
            let last = origin.get(at + found.len() - 1).copied().unwrap_or(0);
            let end = text[last..]
                .chars()
                .next()
                .map_or(last, |c| last + c.len_utf8());
            origin.get(at).copied().unwrap_or(0)..end
        })
        .collect()
}
