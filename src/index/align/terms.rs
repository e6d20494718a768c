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
pub(super) const PLAIN: Strength = 10;
/// Written like a name.
const CAPITAL: Strength = 16;
/// Part of a name or a date that counts as a whole.
const COVERED: Strength = 6;

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
        calendar::dates(tokens, &mut self.covered, &mut add);
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

/// A sign of a kind as a number.
pub(super) fn sign(kind: Kind, bytes: &[u8]) -> u64 {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of what two texts share, most telling first.
    fn shared(one: &str, other: &str) -> Vec<Kind> {
        let names = Names::default();
        let mut reader = Reader::new(&names);
        let mut vocabulary = Vocabulary::default();
        reader.learn(&mut vocabulary, one, ["7"].into_iter());
        let bag = reader.look_up(&vocabulary, other, other);
        bag.iter()
            .map(|(sign, _)| vocabulary.kinds[*sign as usize])
            .collect()
    }

    #[test]
    fn a_date_is_the_same_in_every_language_and_order() {
        for other in [
            "am 22. Mai 2020",
            "le 22 mai 2020",
            "el 22 de mayo de 2020",
            "May 22, 2020",
            "2020-05-22",
            "22.05.2020",
            "22/05/2020",
        ] {
            let shared = shared("On 22 May 2020", other);
            for kind in [Kind::Day, Kind::Month, Kind::BareMonth] {
                assert!(shared.contains(&kind), "{other}: {shared:?}");
            }
        }
        for other in ["you may 2 of them", "on 23 May 2020", "22 people"] {
            let shared = shared("On 22 May 2020", other);
            assert!(!shared.contains(&Kind::Day), "{other}: {shared:?}");
        }
        for other in [
            "10 to 14 February",
            "10.–14. Februar",
            "du 10 au 14 février",
        ] {
            let days = shared("on 10 February and 14 February", other);
            let days = days.iter().filter(|kind| **kind == Kind::Day).count();
            assert_eq!(days, 2, "{other}");
        }
    }

    #[test]
    fn numbers_markers_and_kindred_words_are_shared() {
        assert!(shared("eight fields", "die acht Felder").contains(&Kind::SmallNumber));
        assert!(shared("1,300 people", "1300 Menschen").contains(&Kind::Number));
        assert!(shared("as said", "wie gesagt[7]").contains(&Kind::Marker));
        assert!(shared("a resolution", "die Resolutionen").contains(&Kind::Head));
        assert!(shared("the kindred", "of KINDREDS").contains(&Kind::Word));
        assert_eq!(shared("which have been there", "they have been, which"), []);
    }

    #[test]
    fn a_text_is_the_same_whatever_its_capitals_and_signs() {
        assert!(shared("International  Law", "• INTERNATIONAL LAW.").contains(&Kind::Whole));
        assert!(same("International Law", "### **INTERNATIONAL LAW**"));
        assert!(!same("International Law", "International Laws"));
        assert!(!same("—", "…") && same("—", " —"));
    }
}
