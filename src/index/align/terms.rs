//! What a text shows of itself: names, dates, numbers, markers, words.

use super::calendar;
use super::hash::{ByHash, Hash};
use super::names::Names;
use super::tokens::{Sort, Tokens, head, stem};

/// What kind of sign something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    /// An actor, a forum or an area of the record, whatever it is called.
    Name,
    /// A day of a month, a month of a year, a month.
    Day,
    Month,
    BareMonth,
    Number,
    SmallNumber,
    /// The marker of a footnote.
    Marker,
    Word,
    /// The beginning of a word.
    Head,
    /// The whole text.
    Whole,
}

impl Kind {
    /// How much it tells, beside how rare it is.
    pub(super) const fn weight(self) -> f32 {
        match self {
            Self::Name | Self::Day => 1.5,
            Self::Month => 1.0,
            Self::Number => 1.2,
            Self::BareMonth | Self::Marker => 0.8,
            Self::Word => 0.6,
            Self::SmallNumber => 0.4,
            Self::Head => 0.3,
            // Counted apart.
            Self::Whole => 0.0,
        }
    }
}

/// How strongly a sign shows, in tenths.
pub(super) type Strength = u8;
/// In small letters, or at the beginning of a sentence.
const PLAIN: Strength = 10;
/// Written like a name.
const CAPITAL: Strength = 16;
/// Part of a name or a date that counts as a whole.
const COVERED: Strength = 3;

/// The signs of a text by number, each once, with their strengths.
pub(super) type Bag = Box<[(u32, Strength)]>;

/// The signs of the digest by number: of the original only those count that the digest has
/// too, so that two languages are compared by what they share.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: ByHash<u32>,
    pub(super) kinds: Vec<Kind>,
}

/// Reads texts into bags.
pub(super) struct Reader<'a> {
    names: &'a Names,
    tokens: Tokens,
    covered: Vec<bool>,
    bag: Vec<(u32, Strength)>,
    head: String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self {
            names,
            tokens: Tokens::default(),
            covered: Vec::new(),
            bag: Vec::new(),
            head: String::new(),
        }
    }

    /// The bag of a text of the digest; new signs get numbers.
    pub(super) fn learn<'t>(
        &mut self,
        vocabulary: &mut Vocabulary,
        text: &str,
        markers: impl Iterator<Item = &'t str>,
    ) -> Bag {
        let mut take = |kind: Kind, hash: u64| {
            let fresh = u32::try_from(vocabulary.kinds.len()).unwrap_or(u32::MAX);
            let number = *vocabulary.numbers.entry(hash).or_insert(fresh);
            if number == fresh {
                vocabulary.kinds.push(kind);
            }
            Some(number)
        };
        self.read(text, &mut take);
        for label in markers {
            let hash = sign(Kind::Marker, label.to_lowercase().as_bytes());
            self.bag
                .extend(take(Kind::Marker, hash).map(|number| (number, PLAIN)));
        }
        self.bag()
    }

    /// The bag of a paragraph of the original: what the digest has not is left out.
    /// `line` is the paragraph with the label or the sign before it.
    pub(super) fn look_up(&mut self, vocabulary: &Vocabulary, text: &str, line: &str) -> Bag {
        let known = |hash: u64| vocabulary.numbers.get(&hash).copied();
        self.read(text, &mut |_, hash| known(hash));
        if line.len() != text.len() {
            self.bag
                .extend(known(whole(line)).map(|number| (number, PLAIN)));
        }
        self.bag()
    }

    fn bag(&mut self) -> Bag {
        self.bag
            .sort_unstable_by_key(|(number, strength)| (*number, u8::MAX - strength));
        self.bag.dedup_by_key(|(number, _)| *number);
        self.bag.as_slice().into()
    }

    fn read(&mut self, text: &str, number: &mut impl FnMut(Kind, u64) -> Option<u32>) {
        self.bag.clear();
        let bag = &mut self.bag;
        let mut add = |kind: Kind, hash: u64, strength: Strength| {
            bag.extend(number(kind, hash).map(|number| (number, strength)));
        };
        add(Kind::Whole, whole(text), PLAIN);
        self.tokens.read(text);
        let tokens = &self.tokens;
        self.covered.clear();
        self.covered.resize(tokens.list.len(), false);
        let mut at = 0;
        while at < tokens.list.len() {
            match self.names.at(tokens, at) {
                Some((named, words)) => {
                    for concept in named {
                        add(Kind::Name, sign(Kind::Name, &concept.to_le_bytes()), PLAIN);
                    }
                    self.covered[at..at + words].fill(true);
                    at += words;
                }
                None => at += 1,
            }
        }
        dates(tokens, &mut self.covered, &mut add);
        for (token, covered) in tokens.list.iter().zip(&self.covered) {
            let folded = tokens.text(token);
            let strength = match covered {
                true => COVERED,
                false if token.capital || token.acronym => CAPITAL,
                false => PLAIN,
            };
            match token.sort {
                Sort::Marker => add(Kind::Marker, sign(Kind::Marker, folded.as_bytes()), PLAIN),
                Sort::Number => add_number(token.number, strength.min(PLAIN), &mut add),
                Sort::Word => {
                    if token.number > 0 {
                        add_number(token.number, PLAIN, &mut add);
                    }
                    let least = if token.acronym { 2 } else { 4 };
                    if folded.len() < least || calendar::is_empty(folded) {
                        continue;
                    }
                    add(
                        Kind::Word,
                        sign(Kind::Word, stem(folded).as_bytes()),
                        strength,
                    );
                    if head(folded, &mut self.head) {
                        let hash = sign(Kind::Head, self.head.as_bytes());
                        add(Kind::Head, hash, strength.min(PLAIN));
                    }
                }
            }
        }
    }
}

fn add_number(number: u64, strength: Strength, add: &mut impl FnMut(Kind, u64, Strength)) {
    let kind = if number < 13 {
        Kind::SmallNumber
    } else {
        Kind::Number
    };
    add(kind, sign(Kind::Number, &number.to_le_bytes()), strength);
}

/// Days and months: "10 to 14 February 2020", "am 26. August", "June 11, 2020",
/// "2020-05-22", "22.05.2020".
fn dates(tokens: &Tokens, covered: &mut [bool], add: &mut impl FnMut(Kind, u64, Strength)) {
    let list = &tokens.list;
    let number = |at: usize| {
        list.get(at)
            .filter(|token| token.sort == Sort::Number)
            .map(|token| token.number)
    };
    let is_day = |number: &u64| (1..=31).contains(number);
    let is_year = |number: &u64| (1000..=2999).contains(number);
    let mut day_of = |month: u8, day: u64| {
        let day = u8::try_from(day).unwrap_or(0);
        add(Kind::Day, sign(Kind::Day, &[month, day]), PLAIN);
    };
    let mut months: Vec<(u8, Option<u64>)> = Vec::new();
    for (at, token) in list.iter().enumerate() {
        let written = match token.sort {
            Sort::Word => calendar::month_of(tokens.text(token)),
            _ => None,
        };
        if let Some(month) = written {
            let before = at.checked_sub(1).and_then(number).filter(is_day);
            let after = number(at + 1);
            let beside = before.is_some() || after.is_some();
            if !beside && (calendar::is_doubtful(tokens.text(token)) || !token.capital) {
                continue;
            }
            covered[at] = true;
            if let Some(day) = before {
                covered[at - 1] = true;
                day_of(month, day);
                // The day at which a stretch begins: 10–14, "10 to 14", "10 bis 14".
                let first = [2, 3].into_iter().find_map(|back| {
                    let first = at.checked_sub(back)?;
                    let link = list.get(first + 1).map(|token| tokens.text(token));
                    let linked = back == 2
                        || matches!(
                            link,
                            Some("to" | "and" | "bis" | "und" | "au" | "et" | "al")
                        );
                    number(first)
                        .filter(|number| is_day(number) && linked)
                        .map(|day| (first, day))
                });
                if let Some((first, day)) = first {
                    covered[first] = true;
                    day_of(month, day);
                }
            }
            let year = match after {
                Some(year) if is_year(&year) => {
                    covered[at + 1] = true;
                    Some(year)
                }
                Some(day) if before.is_none() && is_day(&day) => {
                    covered[at + 1] = true;
                    day_of(month, day);
                    number(at + 2).filter(is_year)
                }
                _ => None,
            };
            months.push((month, year));
        } else if let (Some(a), Some(b), Some(c)) = (number(at), number(at + 1), number(at + 2)) {
            let (year, month, day) = if is_year(&a) { (a, b, c) } else { (c, b, a) };
            let in_digits = is_year(&year) && (1..=12).contains(&month) && is_day(&day);
            if in_digits && !covered[at] {
                covered[at..at + 3].fill(true);
                let month = u8::try_from(month).unwrap_or(0);
                day_of(month, day);
                months.push((month, Some(year)));
            }
        }
    }
    for (month, year) in months {
        add(Kind::BareMonth, sign(Kind::BareMonth, &[month]), PLAIN);
        if let Some(year) = year {
            let [low, high, ..] = year.to_le_bytes();
            add(Kind::Month, sign(Kind::Month, &[month, low, high]), PLAIN);
        }
    }
}

fn sign(kind: Kind, bytes: &[u8]) -> u64 {
    Hash::new(kind as u64).with(bytes).done()
}

/// The text as a whole.
fn whole(text: &str) -> u64 {
    let mut hash = Hash::new(Kind::Whole as u64);
    let mut buffer = [0; 4];
    let mut any = false;
    for c in letters(text) {
        hash = hash.with(c.encode_utf8(&mut buffer).as_bytes());
        any = true;
    }
    if !any {
        hash = hash.with(text.trim().as_bytes());
    }
    hash.done()
}

/// Whether two texts have the same letters and digits, whatever their capitals, signs and
/// white space; texts without either must be the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other)) && (letters(one).next().is_some() || one.trim() == other.trim())
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}
