//! Text as search compares it.

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
