//! Lining up an original with its source: one of usual size, and the largest and oddest that
//! are read.
//!
//! ```text
//! cargo bench --bench align
//! ```
//!
//! *Usual* is a text of at least 5,000 words made from the digests that ship, their common
//! words changed as if in another language, against the source that they come from; goal:
//! under 200 ms. *Largest* are originals of 16 MiB, made up so that many paragraphs look like
//! many passages, against a source of 1,000 passages; goal: under 2 s.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used
)]

#[path = "shared/chance.rs"]
mod chance;

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use regesta::dataset::{Files, Limits, read, read_markdown, read_original};
use regesta::index::align;
use regesta::model::{Block, Edition, Record, SourceIx, Text};

use chance::Chance;

const RUNS: usize = 200;
const FEW_RUNS: usize = 5;
const MOST_BYTES: usize = 16 << 20;
const PASSAGES: usize = 1_000;
const USUAL_GOAL: f64 = 200.0;
const LARGEST_GOAL: f64 = 2_000.0;

/// Paragraphs, items and footnotes of a text, word by word.
fn paragraphs(text: &Text) -> Vec<String> {
    let mut all = Vec::new();
    for section in &text.sections {
        all.push(section.heading.to_string());
        for block in &section.blocks {
            match block {
                Block::Paragraph(rich) | Block::Quote(rich) => all.push(rich.plain.clone()),
                Block::List { items, .. } => {
                    all.extend(items.iter().map(|item| format!("• {}", item.plain)));
                }
            }
        }
    }
    let notes = text.notes.iter();
    all.extend(notes.map(|note| format!("[{}] {}", note.label, note.body.plain)));
    all
}

/// Words in small letters turned round; names and numbers stay.
fn changed(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        if word.chars().all(char::is_lowercase) {
            word.chars().rev().collect()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn boxed(all: &[String]) -> Vec<Box<str>> {
    all.iter().map(|text| text.as_str().into()).collect()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn measure(name: &str, goal: f64, runs: usize, record: &Record, source: usize, all: &[Box<str>]) {
    let mut took = Vec::new();
    let mut matches = 0;
    for _ in 0..runs {
        let begin = Instant::now();
        let found = black_box(align(record, SourceIx::new(source), black_box(all)));
        took.push(begin.elapsed());
        matches = found.matches.len();
    }
    took.sort_unstable();
    let last = runs - 1;
    let words: usize = all.iter().map(|text| text.split(' ').count()).sum();
    let late = ms(took[(runs * 99 / 100).min(last)]);
    println!(
        "{name}\n    {words} words in {} paragraphs; {matches} matches\n    median {:.1} ms, 99 of 100 within {late:.1} ms, max {:.1} ms: {:.3} of the goal",
        all.len(),
        ms(took[runs / 2]),
        ms(took[last]),
        late / goal,
    );
}

/// A record of one source with as many passages as asked for, in which many passages share
/// their words.
fn made_up(chance: &mut Chance) -> (Record, Vec<String>) {
    let mut markdown = String::from("# Made up\n");
    for passage in 0..PASSAGES {
        if passage.is_multiple_of(20) {
            let _ = write!(markdown, "\n## Chapter {passage}\n");
        }
        markdown.push('\n');
        for _ in 0..40 {
            let _ = write!(markdown, "{} ", word(chance, 4_000));
        }
        markdown.push('\n');
    }
    let (text, _) = read_markdown("made-up.md", &markdown);
    let all = paragraphs(&text);
    let shipped = read(&Files::shipped(), &Limits::default()).record.unwrap();
    let mut source = shipped.sources[0].clone();
    source.editions = vec![Edition {
        text,
        ..source.editions[0].clone()
    }];
    let record = Record {
        sources: Arc::new(vec![source]),
        entities: shipped.entities.clone(),
        ..Record::default()
    };
    (record, all)
}

fn word(chance: &mut Chance, words: usize) -> String {
    // The square makes some words common and most rare.
    let at = chance.below(words) * chance.below(words) / words;
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    let mut word: String = [at, at / 26, at / 7, at / 3, at / 11, at]
        .into_iter()
        .map(letter)
        .collect();
    if at.is_multiple_of(5) {
        word[..1].make_ascii_uppercase();
    }
    word
}

/// Texts one after the other up to the largest size.
fn filled(mut next: impl FnMut() -> String) -> Vec<Box<str>> {
    let mut all = Vec::new();
    let mut bytes = 0;
    while bytes < MOST_BYTES {
        let text = next();
        bytes += text.len() + 2;
        all.push(text.into());
    }
    all
}

fn main() {
    let shipped = read(&Files::shipped(), &Limits::default())
        .record
        .expect("what ships loads");
    for (at, source) in shipped.sources.iter().enumerate() {
        let mut all: Vec<String> = (paragraphs(source.text()).iter())
            .map(|text| changed(text))
            .collect();
        // Shorter ones are filled up with what belongs to other sources.
        let others = (shipped.sources.iter().enumerate())
            .filter(|(other, _)| *other != at)
            .flat_map(|(_, other)| paragraphs(other.text()));
        for other in others {
            let words: usize = all.iter().map(|text| text.split(' ').count()).sum();
            if words >= 5_000 {
                break;
            }
            all.push(other);
        }
        let name = format!("usual: {}", source.short);
        measure(&name, USUAL_GOAL, RUNS, &shipped, at, &boxed(&all));
    }

    let mut chance = Chance(2020);
    let (record, passages) = made_up(&mut chance);
    let mut at = 0;
    let copies = filled(|| {
        at += 1;
        passages[at % passages.len()].clone()
    });
    measure(
        "largest: the source again and again",
        LARGEST_GOAL,
        FEW_RUNS,
        &record,
        0,
        &copies,
    );
    let shuffled = filled(|| {
        let mut words: Vec<&str> = passages[chance.below(passages.len())].split(' ').collect();
        for at in 0..words.len() {
            words.swap(at, chance.below(at + 1));
        }
        words.truncate(12);
        words.join(" ")
    });
    measure(
        "largest: scraps of the source",
        LARGEST_GOAL,
        FEW_RUNS,
        &record,
        0,
        &shuffled,
    );
    let mixed = filled(|| {
        let words: Vec<String> = (0..12).map(|_| word(&mut chance, 4_000)).collect();
        words.join(" ")
    });
    measure(
        "largest: the same words in any order",
        LARGEST_GOAL,
        FEW_RUNS,
        &record,
        0,
        &mixed,
    );
    let giants = filled(|| {
        let words: Vec<String> = (0..40_000).map(|_| word(&mut chance, 4_000)).collect();
        words.join(" ")
    });
    measure(
        "largest: paragraphs of 40,000 words",
        LARGEST_GOAL,
        FEW_RUNS,
        &record,
        0,
        &giants,
    );
    let same = filled(|| passages[1].clone());
    measure(
        "largest: one passage again and again",
        LARGEST_GOAL,
        FEW_RUNS,
        &record,
        0,
        &same,
    );

    let file = mixed.join("\n\n");
    let begin = Instant::now();
    let read = black_box(read_original("largest.txt", &file.as_bytes()[..MOST_BYTES]));
    println!(
        "reading 16 MiB of plain text: {:.1} ms, {} paragraphs",
        ms(begin.elapsed()),
        read.map_or(0, |original| original.paragraphs.len())
    );
}
