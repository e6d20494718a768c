//! Text → words, numbers and markers of footnotes.

use std::fmt::Write as _;

use super::calendar;
use crate::index::fold;

/// A word, a number or a marker in [`Tokens::folded`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    from: usize,
    to: usize,
    pub(super) sort: Sort,
    /// The number, for a number.
    pub(super) number: u64,
    /// It begins with a capital, and not because a sentence begins with it.
    pub(super) capital: bool,
    /// It has several capitals and no small letter but a plural's: "OEWG", "NGOs".
    pub(super) acronym: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Word,
    Number,
    /// `[4]` or `[^4]` in running text.
    Marker,
}

/// The words of a text; kept from text to text, so that its room is reused.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    folded: String,
    pub(super) list: Vec<Token>,
}

impl Tokens {
    /// A token as search compares it.
    pub(super) fn text(&self, token: &Token) -> &str {
        &self.folded[token.from..token.to]
    }

    /// Reads a text anew.
    pub(super) fn read(&mut self, text: &str) {
        self.folded.clear();
        self.list.clear();
        let mut sentence_begins = true;
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || c == '[') {
            let gap = &rest[..start];
            if !gap.is_empty() && !self.list.is_empty() {
                sentence_begins = gap.contains(['.', '!', '?', ':', '•']);
            }
            rest = &rest[start..];
            if rest.starts_with('[') {
                rest = self.marker(rest).unwrap_or(&rest[1..]);
                continue;
            }
            if let Some(after) = self.superscript(rest) {
                rest = after;
                continue;
            }
            let end = if rest.starts_with(|c: char| c.is_ascii_digit()) {
                self.number(rest)
            } else {
                self.word(rest, sentence_begins)
            };
            sentence_begins = false;
            rest = &rest[end..];
        }
    }

    /// A marker, and what comes after it.
    fn marker<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let (label, after) = rest[1..].split_once(']')?;
        let label = label.strip_prefix('^').unwrap_or(label);
        if label.is_empty() || label.len() > 4 || !label.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            return None;
        }
        // `[a]` and `[sic]` are remarks, `[4]` and `[4a]` markers.
        if !label.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        self.push(Sort::Marker, 0, |folded| {
            folded.push_str(&label.to_ascii_lowercase());
        });
        Some(after)
    }

    /// `¹²` is a marker as well.
    fn superscript<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        let end = rest.find(|c| !DIGITS.contains(&c)).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        self.push(Sort::Marker, 0, |folded| {
            for c in rest[..end].chars() {
                let digit = DIGITS.iter().position(|digit| *digit == c).unwrap_or(0);
                let _ = write!(folded, "{digit}");
            }
        });
        Some(&rest[end..])
    }

    /// A number with its thousands joined; the end of it. "75th" is the number 75.
    fn number(&mut self, rest: &str) -> usize {
        let digits = |from: usize| {
            rest.as_bytes()[from..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let mut end = digits(0);
        if end <= 3 {
            // 1,000 and 1.000 and 1 000 (with the space that does not break).
            while let Some(sign) = rest[end..]
                .chars()
                .next()
                .filter(|c| [',', '.', '\'', '’', '\u{a0}', '\u{202f}'].contains(c))
            {
                let next = end + sign.len_utf8();
                if digits(next) != 3 {
                    break;
                }
                end = next + 3;
            }
        }
        let number = rest[..end]
            .bytes()
            .filter(u8::is_ascii_digit)
            .fold(0_u64, |number, digit| {
                number
                    .saturating_mul(10)
                    .saturating_add(u64::from(digit - b'0'))
            });
        self.push(Sort::Number, number, |folded| {
            let _ = write!(folded, "{number}");
        });
        ["st", "nd", "rd", "th", "er", "ème"]
            .iter()
            .find(|ending| {
                rest[end..]
                    .strip_prefix(**ending)
                    .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
            })
            .map_or(end, |ending| end + ending.len())
    }

    /// A word; the end of it.
    fn word(&mut self, rest: &str, sentence_begins: bool) -> usize {
        const JOINERS: [char; 3] = ['\u{ad}', '\u{200b}', '\u{301}'];
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || JOINERS.contains(&c)) || is_superscript(c))
            .unwrap_or(rest.len());
        let word = &rest[..end];
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let acronym = capitals >= 2 && {
            let small = word.strip_suffix('s').unwrap_or(word);
            !small.contains(char::is_lowercase)
        };
        let capital = !sentence_begins && word.starts_with(char::is_uppercase);
        let from = self.folded.len();
        if word.is_ascii() {
            self.folded.push_str(word);
            self.folded[from..].make_ascii_lowercase();
        } else {
            self.folded
                .push_str(&fold(word).replace(['\u{ad}', '\u{200b}'], ""));
        }
        let to = self.folded.len();
        if to > from {
            let number = calendar::number_of(&self.folded[from..to]);
            self.list.push(Token {
                from,
                to,
                sort: Sort::Word,
                number: number.unwrap_or(0),
                capital,
                acronym,
            });
        }
        end
    }

    fn push(&mut self, sort: Sort, number: u64, write: impl FnOnce(&mut String)) {
        let from = self.folded.len();
        write(&mut self.folded);
        self.list.push(Token {
            from,
            to: self.folded.len(),
            sort,
            number,
            capital: false,
            acronym: false,
        });
    }
}

const fn is_superscript(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// A word without the endings that the languages of Europe bend it with most: "Nationen"
/// and "nations" become "natio", whatever that is.
pub(super) fn stem(word: &str) -> &str {
    let mut stem = word;
    for _ in 0..3 {
        match stem.strip_suffix(['e', 'n', 'r', 's', 'm']) {
            Some(shorter) if shorter.len() >= 3 => stem = shorter,
            _ => break,
        }
    }
    stem
}

/// How a word begins, in letters that related words of several languages share: "Kooper…"
/// and "cooper…" begin alike. `None` for a short word.
pub(super) fn head(word: &str, into: &mut String) -> bool {
    into.clear();
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let c = match c {
            'k' => 'c',
            'z' => 's',
            'y' => 'i',
            'p' if chars.peek() == Some(&'h') => {
                chars.next();
                'f'
            }
            _ => c,
        };
        if !into.ends_with(c) {
            into.push(c);
        }
        if into.chars().count() == 5 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Sort)> {
        let mut tokens = Tokens::default();
        tokens.read(text);
        (tokens.list.iter())
            .map(|token| (tokens.text(token).to_owned(), token.sort))
            .collect()
    }

    #[test]
    fn a_text_is_words_numbers_and_markers() {
        let word = |text: &str| (text.to_owned(), Sort::Word);
        let number = |text: &str| (text.to_owned(), Sort::Number);
        let marker = |text: &str| (text.to_owned(), Sort::Marker);
        assert_eq!(
            read("Die 75. Sitzung in Zürich[^4]; 1,300 people and 1.300.000 more.¹²"),
            [
                word("die"),
                number("75"),
                word("sitzung"),
                word("in"),
                word("zurich"),
                marker("4"),
                number("1300"),
                word("people"),
                word("and"),
                number("1300000"),
                word("more"),
                marker("12"),
            ]
        );
        assert_eq!(
            read("The 75th, [sic] 3.14"),
            [
                word("the"),
                number("75"),
                word("sic"),
                number("3"),
                number("14")
            ]
        );
    }

    #[test]
    fn capitals_count_where_no_sentence_begins() {
        let mut tokens = Tokens::default();
        tokens.read("Then Koh spoke. Lauber of the OEWG and NGOs agreed");
        let of = |wanted: fn(&Token) -> bool| -> Vec<&str> {
            let found = tokens.list.iter().filter(|token| wanted(token));
            found.map(|token| tokens.text(token)).collect()
        };
        assert_eq!(of(|token| token.capital), ["koh", "oewg", "ngos"]);
        assert_eq!(of(|token| token.acronym), ["oewg", "ngos"]);
    }

    #[test]
    fn related_words_have_a_stem_or_a_head_in_common() {
        assert_eq!(stem("nationen"), stem("nations"));
        assert_eq!(stem("vereinte"), stem("vereinten"));
        assert_eq!(stem("generalsekretars"), stem("generalsekretar"));
        assert_ne!(stem("state"), stem("start"));
        let head_of = |word: &str| {
            let mut into = String::new();
            head(word, &mut into).then_some(into)
        };
        assert_eq!(head_of("kooperation"), head_of("cooperation"));
        assert_eq!(head_of("telefon"), head_of("telephone"));
        assert_ne!(head_of("internet"), head_of("nation"));
        assert_eq!(head_of("rat"), None);
    }
}
