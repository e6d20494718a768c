//! An attached original beside the digest: what is read from a file, and which paragraphs
//! are found to be which passages. The originals are made here from the digests that ship,
//! so that it is known what belongs together. The thresholds are a little below what was
//! measured; `cargo test --test alignment -- --nocapture` prints the figures.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::cast_precision_loss,
    clippy::print_stdout
)]

#[path = "alignment/laws.rs"]
mod laws;
#[path = "alignment/made.rs"]
mod made;
#[path = "alignment/reading.rs"]
mod reading;
#[path = "alignment/strangers.rs"]
mod strangers;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use made::{Chance, Told, broken, merged, original, split, told, translated, with_noise};
use regesta::dataset::{Files, Limits, read, read_original};
use regesta::index::{Alignment, Certainty, align};
use regesta::model::{Place, Record, SourceIx, Text};

static SHIPPED: LazyLock<Record> = LazyLock::new(|| {
    let reading = read(&Files::shipped(), &Limits::default());
    reading.record.expect("what ships loads")
});

/// The sources that have a text worth lining up.
fn sources() -> impl Iterator<Item = (SourceIx, &'static Text)> {
    (SHIPPED.sources.iter().enumerate())
        .map(|(at, source)| (SourceIx::new(at), source.text()))
        .filter(|(_, text)| told(text).len() > 10)
}

/// How many pairs of a passage and a paragraph there are, and for each certainty how many
/// were found, and how many of them rightly.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    there: usize,
    found: [usize; 3],
    right: [usize; 3],
}

impl Tally {
    fn add(&mut self, alignment: &Alignment, told: &[Told]) {
        for found in &alignment.matches {
            for paragraph in &found.paragraphs {
                let right = told[*paragraph as usize].places.contains(&found.place);
                self.found[found.certainty as usize] += 1;
                self.right[found.certainty as usize] += usize::from(right);
            }
        }
        self.there += told.iter().map(|told| told.places.len()).sum::<usize>();
    }

    fn precision(&self) -> f64 {
        ratio(self.right.iter().sum(), self.found.iter().sum())
    }

    fn recall(&self) -> f64 {
        ratio(self.right.iter().sum(), self.there)
    }

    fn of(&self, certainty: Certainty) -> f64 {
        ratio(
            self.right[certainty as usize],
            self.found[certainty as usize],
        )
    }

    /// At least so precise, so complete, and so precise where it is sure.
    fn assert(&self, precision: f64, recall: f64, sure: f64) {
        assert!(self.precision() >= precision, "{self:?}");
        assert!(self.recall() >= recall, "{self:?}");
        assert!(self.of(Certainty::Sure) >= sure, "{self:?}");
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// Lines up what a change makes of the text of every source, four times by chance.
fn tally(name: &str, change: impl Fn(Vec<Told>, &mut Chance) -> Vec<Told>) -> Tally {
    let mut tally = Tally::default();
    for seed in 0..4 {
        for (source, text) in sources() {
            let told = change(told(text), &mut Chance(seed));
            let alignment = align(&SHIPPED, source, &original(&told));
            check(&alignment, told.len());
            tally.add(&alignment, &told);
        }
    }
    println!(
        "{name}: precision {:.4}, recall {:.4}; precise where sure {:.4}, likely {:.4}, guess {:.4}; {:?}",
        tally.precision(),
        tally.recall(),
        tally.of(Certainty::Sure),
        tally.of(Certainty::Likely),
        tally.of(Certainty::Guess),
        tally.found,
    );
    tally
}

/// What holds for every alignment.
fn check(alignment: &Alignment, paragraphs: usize) {
    let places: BTreeSet<Place> = alignment.matches.iter().map(|found| found.place).collect();
    assert_eq!(places.len(), alignment.matches.len(), "a place twice");
    assert!(
        (alignment.unmatched_digest.iter()).all(|place| !places.contains(place)),
        "a place matched and unmatched"
    );
    let mut matched = BTreeSet::new();
    for found in &alignment.matches {
        assert!(!found.paragraphs.is_empty());
        assert!(found.paragraphs.windows(2).all(|pair| pair[0] < pair[1]));
        matched.extend(found.paragraphs.iter().copied());
    }
    let unmatched: BTreeSet<u32> = alignment.unmatched_original.iter().copied().collect();
    assert_eq!(unmatched.len(), alignment.unmatched_original.len());
    assert!(unmatched.is_disjoint(&matched));
    let all: Vec<u32> = unmatched.union(&matched).copied().collect();
    let expected: Vec<u32> = (0..u32::try_from(paragraphs).expect("few")).collect();
    assert_eq!(all, expected, "every paragraph is matched or listed");
}

/// Each paragraph is the one passage that it tells, for certain.
fn assert_whole(alignment: &Alignment, told: &[Told]) {
    assert_eq!(alignment.unmatched_digest, []);
    assert_eq!(alignment.matches.len(), told.len());
    for found in &alignment.matches {
        assert_eq!(found.certainty, Certainty::Sure, "{:?}", found.place);
        let [paragraph] = found.paragraphs[..] else {
            panic!("{:?} is {:?}", found.place, found.paragraphs);
        };
        assert_eq!(told[paragraph as usize].places, [found.place]);
    }
}

#[test]
fn the_same_text_is_wholly_sure() {
    for (source, text) in sources() {
        let told = told(text);
        let alignment = align(&SHIPPED, source, &original(&told));
        check(&alignment, told.len());
        assert_whole(&alignment, &told);
    }
}

#[test]
fn lines_broken_at_a_width_make_no_difference() {
    for (source, text) in sources() {
        let told = told(text);
        let read = read_original("broken.txt", broken(&told).as_bytes()).expect("a text");
        assert_eq!(read.paragraphs, original(&told));
        assert_whole(&align(&SHIPPED, source, &read.paragraphs), &told);
    }
}

#[test]
fn the_title_belongs_to_no_passage_wherever_it_stands() {
    for (source, text) in sources() {
        let mut told = told(text);
        let title = Told {
            text: text.title.to_uppercase(),
            places: Vec::new(),
        };
        told.insert(5, title);
        let alignment = align(&SHIPPED, source, &original(&told));
        assert_eq!(alignment.unmatched_original, [5]);
        assert_eq!(alignment.matches.len(), told.len() - 1);
    }
}

#[test]
fn headings_are_those_before_the_text_and_not_those_of_the_contents() {
    let tally = tally("contents", |told, _| {
        let is_heading = |told: &&Told| matches!(told.places[..], [Place::Section { .. }]);
        let contents = told.iter().filter(is_heading).map(|heading| Told {
            text: heading.text.clone(),
            places: Vec::new(),
        });
        contents
            .collect::<Vec<_>>()
            .into_iter()
            .chain(told)
            .collect()
    });
    tally.assert(0.99, 0.99, 0.99);
}

#[test]
fn merged_paragraphs_are_found() {
    tally("merged", merged).assert(0.99, 0.99, 0.999);
}

#[test]
fn split_paragraphs_are_found() {
    tally("split", split).assert(0.99, 0.98, 0.999);
}

#[test]
fn dropped_paragraphs_are_not_found_elsewhere() {
    let tally = tally("dropped", |mut told, chance| {
        told.retain(|_| !chance.one_in(4));
        told
    });
    tally.assert(0.99, 0.99, 0.999);
}

#[test]
fn moved_paragraphs_are_found() {
    let tally = tally("moved", |mut told, chance| {
        // The beginning goes to the end, and one paragraph in ten anywhere.
        let middle = chance.below(told.len());
        told.rotate_left(middle);
        for _ in 0..told.len() / 10 {
            let one = told.remove(chance.below(told.len()));
            told.insert(chance.below(told.len()), one);
        }
        told
    });
    tally.assert(0.99, 0.97, 0.999);
}

#[test]
fn another_language_is_lined_up_by_names_numbers_and_order() {
    let tally = tally("translated", |mut told, _| {
        for told in &mut told {
            told.text = translated(&told.text);
        }
        told
    });
    tally.assert(0.99, 0.96, 0.99);
}

#[test]
fn another_language_with_all_that_may_happen_to_a_text() {
    let tally = tally("translated, merged, split, gaps, noise", |told, chance| {
        let mut told = split(merged(told, chance), chance);
        told.retain(|_| !chance.one_in(8));
        let mut told = with_noise(told, chance, 8);
        for told in &mut told {
            told.text = translated(&told.text);
        }
        told
    });
    tally.assert(0.97, 0.81, 0.98);
    assert!(tally.of(Certainty::Likely) >= 0.9, "{tally:?}");
    assert!(tally.of(Certainty::Guess) >= 0.6, "{tally:?}");
}

#[test]
fn a_text_of_three_times_the_length_is_lined_up() {
    let tally = tally("three times as long", |mut told, _| {
        for told in &mut told {
            let words = translated(&told.text);
            let small: Vec<&str> = (words.split(' ').rev())
                .filter(|word| word.chars().all(char::is_lowercase))
                .collect();
            told.text = format!("{words} {} {}", small.join(" "), small.join(" "));
        }
        told
    });
    tally.assert(0.99, 0.95, 0.99);
}

#[test]
fn a_paragraph_goes_on_behind_what_interrupts_it() {
    let tally = tally("interrupted", |told, chance| {
        let mut interrupted = Vec::new();
        for told in split(told, chance) {
            let goes_on = (interrupted.last())
                .is_some_and(|last: &Told| !last.places.is_empty() && last.places == told.places);
            if goes_on {
                interrupted.extend(with_noise(vec![told], chance, 1));
            } else {
                interrupted.push(told);
            }
        }
        interrupted
    });
    tally.assert(0.99, 0.98, 0.999);
}

#[test]
fn footnotes_counted_anew_are_found_by_their_words() {
    let tally = tally("notes counted anew", |mut told, _| {
        for told in &mut told {
            if let Some((label, rest)) = (told.text.strip_prefix('['))
                .and_then(|text| text.split_once(']'))
                .filter(|_| matches!(told.places[..], [Place::Note { .. }]))
            {
                let label: u32 = label.parse().expect("a number");
                told.text = format!("[{}]{rest}", label + 1);
            }
        }
        told
    });
    tally.assert(0.99, 0.98, 0.99);
}

#[test]
fn footnotes_alone_are_no_paragraphs() {
    let tally = tally("footnotes alone", |mut told, _| {
        told.retain(|told| matches!(told.places[..], [Place::Note { .. }]));
        for told in &mut told {
            told.text = translated(&told.text);
        }
        told
    });
    tally.assert(0.99, 0.99, 0.99);
}

#[test]
fn a_german_text_is_lined_up_with_english_passages() {
    let (at, source) = (SHIPPED.sources.iter().enumerate())
        .find(|(_, source)| &*source.language == "de" && source.editions.len() == 2)
        .expect("a source in German with two editions");
    let german = (source
        .editions
        .iter()
        .position(|edition| &*edition.language == "de"))
    .expect("a German edition");
    let told = told(&source.editions[german].text);
    assert!(told.len() > 10);
    let mut english = SHIPPED.clone();
    let mut sources = (*english.sources).clone();
    sources[at].editions.remove(german);
    english.sources = Arc::new(sources);
    let both = align(&SHIPPED, SourceIx::new(at), &original(&told));
    assert_whole(&both, &told);
    let alignment = align(&english, SourceIx::new(at), &original(&told));
    check(&alignment, told.len());
    let mut tally = Tally::default();
    tally.add(&alignment, &told);
    println!("German by English: {tally:?}");
    tally.assert(0.97, 0.95, 0.99);
}

#[test]
fn footnotes_are_found_by_their_labels() {
    // Their words are gone, and their order is reversed.
    let tally = tally("notes without words", |told, _| {
        let (mut notes, mut body): (Vec<Told>, Vec<Told>) =
            (told.into_iter()).partition(|told| matches!(told.places[..], [Place::Note { .. }]));
        for note in &mut notes {
            let label = note.text.split(' ').next().expect("a label").to_owned();
            note.text = format!("{label} ibidem.");
        }
        notes.reverse();
        body.extend(notes);
        body
    });
    tally.assert(0.99, 0.99, 0.99);
}
