//! What ships loads without a problem, and every claim in it can be checked; whatever is
//! read, reading ends, without a panic and within its limits.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use regesta::dataset::{Code, Files, Limits, Reading, SHIPPED, TUTORIAL, read};
use regesta::model::{Basis, Passage, Record};

fn datasets() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets")
}

/// Each dataset that ships, from within the program and from disk.
fn shipped() -> Vec<(String, Reading)> {
    let mut readings = Vec::new();
    for name in [SHIPPED, TUTORIAL] {
        let on_disk = Files::open(&datasets().join(name)).expect("a dataset");
        for (files, from) in [(Files::BuiltIn(name), "built in"), (on_disk, "on disk")] {
            readings.push((format!("{name}, {from}"), read(&files, &Limits::default())));
        }
    }
    readings
}

#[test]
fn what_ships_loads_without_any_problem() {
    for (name, reading) in shipped() {
        let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "{name}\n{}", problems.join("\n"));
        assert!(reading.record.is_some(), "{name}");
    }
}

#[test]
fn what_ships_is_the_same_within_the_program_and_on_disk() {
    for pair in shipped().chunks(2) {
        assert!(pair[0].1.record == pair[1].1.record, "{}", pair[0].0);
    }
}

/// Every claim of a record: what it is of, and what it rests on.
fn claims(record: &Record) -> Vec<(String, &Basis)> {
    let mut claims = Vec::new();
    for event in &record.events {
        claims.extend(event.bases().map(|basis| (event.id.to_string(), basis)));
    }
    for tie in &record.ties {
        let from = &record.entity(tie.from).id;
        claims.push((format!("tie of {from}"), &tie.basis));
    }
    for document in &record.apparatus.documents {
        let citations = document.citations.iter();
        claims.extend(citations.map(|citation| (document.id.to_string(), &citation.basis)));
    }
    claims
}

/// The words at a passage in each edition that has it, with single spaces.
fn words_at(record: &Record, passage: Passage) -> Option<Vec<String>> {
    let source = record.sources.get(passage.source.at())?;
    source.editions.first()?.text.plain_at(passage.place)?;
    let plain = |edition: &regesta::model::Edition| edition.text.plain_at(passage.place);
    let words = |plain: String| plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let editions = source.editions.iter();
    Some(editions.filter_map(plain).map(words).collect())
}

/// Whether a quote stands at a passage, in whichever edition.
fn stands_in(words: &[String], quote: &str) -> bool {
    let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    words.iter().any(|words| words.contains(&quote))
}

#[test]
fn every_claim_that_ships_has_a_passage_and_every_quote_stands_in_it() {
    for (name, reading) in shipped() {
        let record = reading
            .record
            .unwrap_or_else(|| panic!("{name} does not load"));
        let claims = claims(&record);
        let quoted = claims
            .iter()
            .filter(|(_, basis)| basis.quote.is_some())
            .count();
        assert!(
            quoted > 10,
            "{name}: {quoted} quotes of {} claims",
            claims.len()
        );
        for (of, basis) in claims {
            let address = record.address(basis.passage);
            let words = words_at(&record, basis.passage)
                .unwrap_or_else(|| panic!("{name}, {of}: nothing stands at {address}"));
            assert!(!words[0].is_empty(), "{name}, {of}: {address} is empty");
            if let Some(quote) = &basis.quote {
                assert!(
                    stands_in(&words, quote),
                    "{name}, {of}: “{quote}” is not in {address}: {words:?}"
                );
            }
            // The address leads back to the passage.
            assert_eq!(
                record.find_passage(&address),
                Ok(basis.passage),
                "{name}, {of}"
            );
        }
        for note in &record.apparatus.notes {
            for place in &note.places {
                let words = words_at(&record, place.passage).unwrap_or_default();
                let quote = place.quote.as_deref().unwrap_or("");
                assert!(stands_in(&words, quote), "{name}, {}: “{quote}”", note.id);
            }
        }
        for event in &record.events {
            assert!(!event.all_passages().is_empty(), "{name}, {}", event.id);
            for passage in &event.passages {
                assert!(
                    words_at(&record, *passage).is_some(),
                    "{name}, {}",
                    event.id
                );
            }
        }
    }
}

#[test]
fn the_tutorial_says_what_stands_in_its_files() {
    let record = read(&Files::BuiltIn(TUTORIAL), &Limits::default())
        .record
        .expect("the tutorial");
    let event = |id: &str| {
        let found = record.events.iter().find(|event| &*event.id == id);
        found.unwrap_or_else(|| panic!("no event {id}"))
    };
    let addresses = |passages: &[Passage]| -> Vec<String> {
        passages
            .iter()
            .map(|passage| record.address(*passage))
            .collect()
    };
    let founding = event("founding");
    assert_eq!(
        addresses(&founding.passages),
        ["letters#beginnings/1", "letters#beginnings/2"]
    );
    let dates: Vec<(&str, String)> = founding
        .dates
        .iter()
        .map(|claim| {
            let date = claim.date.as_ref().expect("a date");
            (date.edtf(), record.address(claim.basis.passage))
        })
        .collect();
    assert_eq!(
        dates,
        [
            ("1789-05-03", "letters#beginnings/1".to_owned()),
            ("1789-05-05", "letters#^1".to_owned())
        ]
    );
    let known_from = founding.dates[1].basis.known_from.as_ref();
    assert_eq!(known_from.map(regesta::model::Date::edtf), Some("1801"));
    assert_eq!(addresses(&event("dissolution").passages)[1], "letters#end");
    let committee = record
        .entities
        .iter()
        .find(|entity| &*entity.id == "committee-for-purchases")
        .expect("the committee");
    let parent = committee.parent.map(|parent| &*record.entity(parent).id);
    assert_eq!(parent, Some("reading-society"));
    assert!(committee.acts && committee.is_forum());
    let order = &event("sewing-circle-opens").order;
    assert_eq!(order.len(), 2);
    assert_eq!(&*record.event(order[1].event).id, "dissolution");
}

/// Whether the `ron` crate can read a text, whatever it means.
fn is_ron(text: &str) -> Result<(), String> {
    // Its reader does not know the mark that some editors put before UTF-8.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    ron::from_str::<serde::de::IgnoredAny>(text)
        .map(|_| ())
        .map_err(|error| error.to_string())
}

#[test]
fn every_file_that_is_accepted_is_ron() {
    let mut folders = vec![datasets().join(SHIPPED), datasets().join(TUTORIAL)];
    let faulty = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty");
    folders.extend(
        fs::read_dir(faulty)
            .expect("tests/faulty")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.is_dir()),
    );
    let mut accepted = 0;
    for folder in folders {
        let reading = read(
            &Files::open(&folder).expect("a dataset"),
            &Limits::default(),
        );
        for file in reading
            .files
            .iter()
            .filter(|file| file.name.ends_with(".ron"))
        {
            let is_faulty = reading.problems.iter().any(|problem| {
                *problem.site.file == *file.name
                    && matches!(problem.code, Code::Syntax | Code::TooDeep | Code::TooMany)
            });
            if !is_faulty {
                accepted += 1;
                assert_eq!(
                    is_ron(&file.text),
                    Ok(()),
                    "{}/{}",
                    folder.display(),
                    file.name
                );
            }
        }
    }
    assert!(accepted > 20, "{accepted}");
}

#[test]
fn every_way_of_writing_that_is_accepted_is_ron() {
    let text = "# T\n\nOne.\n";
    let accepts = |ron: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("dataset.ron"), ron).expect("a file");
        fs::write(folder.path().join("t.md"), text).expect("a file");
        read_folder(folder.path(), &Limits::default())
            .record
            .is_some()
    };
    let whole = |about: &str| {
        format!(
            "(format: 1, id: \"d\", title: \"D\", about: {about}, sources: [(id: \"s\", title: \"S\", issued: \"2020\", editions: [(id: \"e\", file: \"t.md\")])])"
        )
    };
    for about in [
        "\"x\"",
        "\"\\u{e9}\\x41\\n\\\"\\\\\\'\\0\"",
        "\"a\\\n   b\"",
        "\"a\nb\"",
        "r\"x\"",
        "r#\"a \"b\" c\"#",
        "Some(\"x\")",
        "Some( \"x\" , )",
        "None",
        "/* a /* b */ c */ \"x\" // d\n",
        "\u{200e}\"x\"\u{2028}",
    ] {
        let ron = whole(about);
        assert!(accepts(&ron), "{about}");
        assert_eq!(is_ron(&ron), Ok(()), "{about}");
    }
    for frame in [
        "#![enable(implicit_some)]\n{}",
        "Dataset{}",
        "Dataset {}",
        "\u{feff}{}",
        "// a\n{}\n// b",
    ] {
        let ron = frame.replace("{}", &whole("\"x\""));
        assert!(accepts(&ron), "{frame}");
        assert_eq!(is_ron(&ron), Ok(()), "{frame}");
    }
    // What `ron` refuses, the dataset's reader refuses.
    for about in [
        "\"\\q\"",
        "\"\\u{+e9}\"",
        "\"\\x80\"",
        "\"\\u{d800}\"",
        "\u{a0}\"x\"",
        "\"x\" \"y\"",
        "“x”",
    ] {
        let ron = whole(about);
        assert!(is_ron(&ron).is_err(), "{about}");
        assert!(!accepts(&ron), "{about}");
    }
    // A dataset has no place for a map, a character, bytes.
    for about in ["'x'", "{}", "b\"x\""] {
        assert!(!accepts(&whole(about)), "{about}");
    }
    for frame in [
        "#![enable(what_is_this)]\n{}",
        "#![]{}",
        "{},",
        "{})",
        "None{}",
        "true{}",
    ] {
        let ron = frame.replace("{}", &whole("\"x\""));
        assert!(is_ron(&ron).is_err(), "{frame}");
        assert!(!accepts(&ron), "{frame}");
    }
}

fn read_folder(folder: &Path, limits: &Limits) -> Reading {
    read(&Files::open(folder).expect("a folder"), limits)
}

/// The tutorial with other bytes for its dataset and for one of its texts.
fn read_tutorial(ron: &[u8], text: (&str, &[u8]), limits: &Limits) -> Reading {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::write(folder.path().join("dataset.ron"), ron).expect("a file");
    for name in TEXTS {
        fs::copy(
            datasets().join(TUTORIAL).join(name),
            folder.path().join(name),
        )
        .expect("a copy");
    }
    fs::write(folder.path().join(text.0), text.1).expect("a file");
    read_folder(folder.path(), limits)
}

/// The texts of the tutorial; the last is an edition beside another.
const TEXTS: [&str; 3] = [
    "texts/letters.md",
    "texts/recollections.md",
    "texts/recollections.de.md",
];

fn tutorial(text: &str) -> (Vec<u8>, Vec<u8>) {
    let files = Files::BuiltIn(TUTORIAL);
    let bytes = |name| files.bytes(name, u64::MAX).expect("a file of the tutorial");
    (bytes("dataset.ron"), bytes(text))
}

/// What holds for every reading, of whatever bytes.
fn check_laws(reading: &Reading, limits: &Limits) {
    let stopped = reading.errors() > 0;
    assert_eq!(reading.record.is_none(), stopped);
    assert!(reading.problems.is_sorted());
    for problem in &reading.problems {
        assert!(
            problem.site.line >= 1 && problem.site.column >= 1,
            "{problem}"
        );
        assert!(
            !problem.message.is_empty() && !problem.remedy.is_empty(),
            "{problem}"
        );
        if let Some(text) = reading.file_text(&problem.site.file) {
            let (start, end) = (problem.site.span.0 as usize, problem.site.span.1 as usize);
            assert!(
                start <= end && text.get(start..end).is_some(),
                "{problem}: {start}..{end}"
            );
        }
    }
    let read: u64 = reading
        .files
        .iter()
        .map(|file| file.text.len() as u64)
        .sum();
    assert!(read <= limits.all_bytes);
    for file in &reading.files {
        let most = if file.name.ends_with(".ron") {
            limits.ron_bytes
        } else {
            limits.text_bytes
        };
        assert!(file.text.len() as u64 <= most, "{}", file.name);
        // Whatever has no mistake in the writing is RON.
        let is_faulty = reading
            .problems
            .iter()
            .any(|problem| *problem.site.file == *file.name && problem.is_error());
        if file.name.ends_with(".ron") && !is_faulty {
            assert_eq!(is_ron(&file.text), Ok(()));
        }
    }
    if let Some(record) = &reading.record {
        for (of, basis) in claims(record) {
            let words =
                words_at(record, basis.passage).unwrap_or_else(|| panic!("{of}: no passage"));
            if let Some(quote) = &basis.quote {
                assert!(stands_in(&words, quote), "{of}: {quote}");
            }
        }
        check_apparatus(record);
        assert!(
            record
                .entities
                .iter()
                .all(|entity| !entity.id.is_empty() && !entity.name.is_empty())
        );
        assert!(
            record
                .events
                .iter()
                .all(|event| !event.id.is_empty() && !event.title.is_empty())
        );
    }
}

/// Whatever is read of the apparatus leads to something.
fn check_apparatus(record: &Record) {
    let apparatus = &record.apparatus;
    let has_event = |ix: &regesta::model::EventIx| ix.at() < record.events.len();
    for document in &apparatus.documents {
        assert!(!document.id.is_empty() && !document.citations.is_empty());
        assert!(document.events().iter().all(has_event));
        let source = document.source;
        assert!(source.is_none_or(|source| source.at() < record.sources.len()));
    }
    for note in &apparatus.notes {
        assert!(!note.text.is_empty() && !note.places.is_empty());
        assert!(note.events.iter().all(has_event));
        for place in &note.places {
            assert!(words_at(record, place.passage).is_some(), "{}", note.id);
        }
    }
    for outline in &apparatus.outlines {
        assert!(!outline.title.is_empty() && !outline.items.is_empty());
        assert!(outline.events().iter().all(has_event));
        for item in &outline.items {
            assert!(!item.number.is_empty() && !item.title.is_empty());
            assert!(words_at(record, item.passage).is_some(), "{}", outline.id);
            let mut entities = item.entities.iter();
            assert!(entities.all(|ix| ix.at() < record.entities.len()));
        }
    }
}

/// What a slip of the hand, a bad merge or malice puts into a file.
fn change() -> impl Strategy<Value = Vec<u8>> {
    let slips: Vec<&[u8]> = vec![
        b"",
        b"\"",
        b"(",
        b")",
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b":",
        b"\\",
        b"\n",
        b"/*",
        b"*/",
        b"//",
        b"#",
        b"r#\"",
        b"Some(",
        b"None",
        b"[^",
        b"]:",
        b"<b>",
        b"| a |\n|---|\n",
        b"> ",
        b"- ",
        b"    ",
        b"\t",
        b"\xff",
        b"\0",
        "“".as_bytes(),
        "\u{a0}".as_bytes(),
        "\u{feff}".as_bytes(),
        "é".as_bytes(),
        "\u{1f9ed}".as_bytes(),
    ];
    prop_oneof![
        4 => proptest::sample::select(slips).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..4),
    ]
}

/// Some bytes, changed at some places: there, so many are replaced.
fn changed(mut bytes: Vec<u8>, changes: &[(proptest::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    for (at, length, with) in changes {
        let start = at.index(bytes.len() + 1);
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, with.iter().copied());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_truncated_file_is_read_without_a_panic(
        at in any::<proptest::sample::Index>(),
        of_text in any::<bool>(),
        name in proptest::sample::select(&TEXTS),
    ) {
        let (mut ron, mut text) = tutorial(name);
        let file = if of_text { &mut text } else { &mut ron };
        file.truncate(at.index(file.len()));
        let limits = Limits::default();
        let reading = read_tutorial(&ron, (name, &text), &limits);
        check_laws(&reading, &limits);
        // Half a dataset is never taken for a whole one.
        prop_assert!(of_text || reading.record.is_none() || ron.ends_with(b")"));
    }

    #[test]
    fn a_changed_file_is_read_without_a_panic(
        of_text in any::<bool>(),
        name in proptest::sample::select(&TEXTS),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), 0_usize..6, change()), 1..5),
    ) {
        let (mut ron, mut text) = tutorial(name);
        if of_text {
            text = changed(text, &changes);
        } else {
            ron = changed(ron, &changes);
        }
        let limits = Limits::default();
        check_laws(&read_tutorial(&ron, (name, &text), &limits), &limits);
    }

    #[test]
    fn limits_hold_whatever_they_are(
        ron_bytes in 0_u64..40_000,
        text_bytes in 0_u64..6_000,
        all_bytes in 0_u64..50_000,
        depth in 0_u32..8,
        values in 0_usize..2_000,
        items in 0_usize..100,
    ) {
        let (ron, text) = tutorial(TEXTS[0]);
        let limits = Limits { ron_bytes, text_bytes, all_bytes, parts: 0, depth, values, items };
        let reading = read_tutorial(&ron, (TEXTS[0], &text), &limits);
        check_laws(&reading, &limits);
        let limited = [Code::FileTooLarge, Code::TooDeep, Code::TooMany];
        for problem in &reading.problems {
            prop_assert!(limited.contains(&problem.code), "{}", problem);
        }
    }
}

#[test]
fn the_reference_lists_every_code() {
    let reference = fs::read_to_string(datasets().join("FORMAT.md")).expect("the reference");
    let (_, table) = reference.split_once("<!-- codes -->").expect("the marker");
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("| E") || line.starts_with("| W"))
        .collect();
    let expected: Vec<String> = Code::ALL
        .iter()
        .map(|(code, summary)| format!("| {code} | {summary} |"))
        .collect();
    assert_eq!(rows, expected);
}
