//! Laws of alignment that hold for any text, however odd.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use regesta::index::align;
use regesta::model::{Block, Edition, Note, Place, Record, Rich, Section, SourceIx, Text};

use super::made::{Told, original, told};
use super::{SHIPPED, assert_whole, check};

/// Words, names, dates and what looks like part of the layout of a file.
fn words() -> impl Strategy<Value = String> {
    let word = select(vec![
        "the", "Council", "of", "Europe", "Guterres", "met", "on", "11", "June", "2020", "OEWG",
        "report", "[1]", "1.", "•", "#", "cyber", "attack", "[^2]:", "Zürich", "—", "eight",
    ]);
    prop_oneof![
        8 => vec(word, 1..14).prop_map(|words| words.join(" ")),
        1 => "\\PC{1,30}",
    ]
    .prop_filter("something to read", |text| !text.trim().is_empty())
}

fn rich() -> impl Strategy<Value = Rich> {
    words().prop_map(|plain| Rich {
        plain,
        styles: Vec::new(),
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => rich().prop_map(Block::Paragraph),
        1 => rich().prop_map(Block::Quote),
        2 => vec(rich(), 1..5).prop_map(|items| Block::List { start: None, items }),
    ]
}

/// A record whose only source has these texts as its editions.
fn record(editions: Vec<Text>) -> Record {
    let mut source = SHIPPED.sources[0].clone();
    let edition = source.editions[0].clone();
    source.editions = (editions.into_iter())
        .map(|text| Edition {
            text,
            ..edition.clone()
        })
        .collect();
    Record {
        sources: Arc::new(vec![source]),
        entities: SHIPPED.entities.clone(),
        ..Record::default()
    }
}

fn text() -> impl Strategy<Value = Text> {
    let section = (words(), vec(block(), 0..6));
    (words(), vec(section, 1..5), vec(rich(), 0..5)).prop_map(|(title, sections, notes)| Text {
        title: title.into(),
        sections: (0..)
            .zip(sections)
            .map(|(at, (heading, blocks))| Section {
                id: format!("s{at}").into(),
                heading: heading.into(),
                level: 1,
                blocks,
            })
            .collect(),
        notes: (1..)
            .zip(notes)
            .map(|(label, body)| Note {
                label: label.to_string().into(),
                body,
            })
            .collect(),
    })
}

fn is_heading(told: &Told) -> bool {
    matches!(told.places[..], [Place::Section { .. }])
}

proptest! {
    #![proptest_config(ProptestConfig {
        max_global_rejects: 10_000,
        // A failing case is printed; no file of them is kept.
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    })]

    #[test]
    fn every_place_once_and_every_paragraph_somewhere(
        texts in vec(text(), 1..3), paragraphs in vec(words(), 0..40),
    ) {
        let record = record(texts);
        let paragraphs: Vec<Box<str>> = paragraphs.into_iter().map(Into::into).collect();
        let alignment = align(&record, SourceIx(0), &paragraphs);
        check(&alignment, paragraphs.len());
        let text = record.sources[0].text();
        let places = told(text).len();
        prop_assert_eq!(alignment.matches.len() + alignment.unmatched_digest.len(), places);
        let keys: Vec<_> = (alignment.matches.iter())
            .map(|found| text.reading_key(found.place))
            .collect();
        prop_assert!(keys.is_sorted());
        prop_assert_eq!(&align(&record, SourceIx(0), &paragraphs), &alignment);
    }

    #[test]
    fn the_same_text_is_wholly_sure_whatever_it_is(text in text()) {
        let record = record(vec![text]);
        let text = record.sources[0].text();
        let told = told(text);
        // What says the same in two places may stand for either.
        let letters = |text: &str| -> String {
            let small = text.to_lowercase();
            small.chars().filter(|c| c.is_alphanumeric()).collect()
        };
        let plain = (told.iter())
            .filter_map(|told| text.plain_at(told.places[0]).filter(|_| !is_heading(told)))
            .chain(text.sections.iter().map(|section| section.heading.to_string()))
            .chain([text.title.to_string()]);
        let plain: BTreeSet<String> = plain.map(|plain| letters(&plain)).collect();
        let lines: BTreeSet<String> = told.iter().map(|told| letters(&told.text)).collect();
        prop_assume!(!plain.contains("") && plain.len() == told.len() + 1);
        prop_assume!(lines.len() == told.len());
        let alignment = align(&record, SourceIx(0), &original(&told));
        check(&alignment, told.len());
        assert_whole(&alignment, &told);
    }

    #[test]
    fn passages_of_the_same_words_stay_in_order(count in 1_usize..80, words in words()) {
        let rich = Rich { plain: words, styles: Vec::new() };
        let section = Section {
            id: "s".into(),
            heading: "".into(),
            level: 1,
            blocks: vec![Block::Paragraph(rich); count],
        };
        let record = record(vec![Text { sections: vec![section], ..Text::default() }]);
        let told = told(record.sources[0].text());
        assert_whole(&align(&record, SourceIx(0), &original(&told)), &told);
    }
}

#[test]
fn nothing_beside_nothing_is_nothing() {
    let record = record(vec![Text::default()]);
    let alignment = align(&record, SourceIx(0), &[]);
    assert_eq!(alignment, regesta::index::Alignment::default());
    let alignment = align(&record, SourceIx(0), &["".into(), "Alone.".into()]);
    assert_eq!(alignment.unmatched_original, [0, 1]);
}
