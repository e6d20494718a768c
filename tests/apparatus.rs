//! Accounts, documents, notes, outlines and further editions: what is read is what is written.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;

use regesta::dataset::{Files, Limits, read};
use regesta::index::Opened;
use regesta::model::{Date, Event, EventIx, NoteKind, Passage, Record, Standing};

/// The record of a dataset of these files, in which nothing is wrong.
fn record_of(files: &[(&str, &str)]) -> Record {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let files = Files::open(folder.path()).expect("a dataset");
    let reading = read(&files, &Limits::default());
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    reading.record.expect("a record")
}

const REPORT: &str = "\
# Report

Three demands were made.

- An end to tariffs.
- A court.
- A secretariat, under Jane Doe.

## Findings {#findings}

The talks opened on 4 May 2020, Jane Doe in the chair.[^1]

[^1]: Minutes of 4 May 2020.
";

const BERICHT: &str = "\
# Bericht

Drei Forderungen wurden gestellt.

- Keine Zölle mehr.
- Ein Gericht.
- Ein Sekretariat, unter Jane Doe.

## Befunde {#findings}

Die Gespräche begannen am 4. Mai 2020 unter Jane Doe.[^1]

[^1]: Niederschrift vom 4. Mai 2020.
";

const MEMOIR: &str = "\
# Memoir

We began on 5 May 2020, and John Roe spoke.

It was after lunch, I think.
";

const REVIEW: &str = "\
# Review

The talks of May are told in both books; John Roe denies that he spoke.
";

/// What the files have in common; `parts` and what follows is put in.
fn dataset(more: &str) -> String {
    format!(
        r#"(
    format: 1, id: "talks", title: "The talks", language: "fr",
    roles: [(id: "chair", name: "chair"), (id: "speaker", name: "speaker")],
    sources: [
        (id: "report", title: "Report", issued: "2020-07", editions: [
            (id: "english", file: "report.md"),
            (id: "german", language: "de", file: "bericht.md"),
        ]),
        (id: "memoir", title: "Memoir", issued: "2021", editions: [(id: "full", file: "memoir.md")]),
        (id: "review", title: "Review", issued: "2022", editions: [(id: "full", file: "review.md")]),
    ],
    actors: [
        (id: "jane-doe", name: "Jane Doe", kind: Person),
        (id: "john-roe", name: "John Roe", kind: Person),
    ],
    forums: [(id: "assembly", name: "Assembly", kind: Body, acts: true)],
    {more}
)"#
    )
}

/// A dataset with its texts.
fn with_texts<'f>(files: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let texts = [
        ("report.md", REPORT),
        ("bericht.md", BERICHT),
        ("memoir.md", MEMOIR),
        ("review.md", REVIEW),
    ];
    [files, &texts[..]].concat()
}

fn addresses(record: &Record, passages: &[Passage]) -> Vec<String> {
    let passages = passages.iter();
    passages.map(|passage| record.address(*passage)).collect()
}

fn titles(record: &Record, events: &[EventIx]) -> Vec<String> {
    let events = events.iter();
    events
        .map(|ix| record.event(*ix).title.to_string())
        .collect()
}

// ---- The apparatus -----------------------------------------------------------------------------

const EVENTS: &str = r#"
    events: [
        (id: "demands", title: "Demands", passage: "report#top/1", forums: [(forum: "assembly")]),
        (
            id: "opening", title: "Opening", passage: "report#findings/1",
            // Each edition has its own words for it.
            dates: [(edtf: "2020-05-04", quote: "on 4 May 2020"), (edtf: "2020-05-04", passage: "report#^1", quote: "vom 4. Mai 2020")],
            actors: [(actor: "jane-doe", role: "chair"), (actor: "john-roe", role: "speaker", passage: "memoir#top/1")],
        ),
    ],
    ties: [(from: "jane-doe", role: "chair", to: "assembly", passage: "review#top/1", standing: Inferred)],
"#;

fn apparatus() -> Record {
    let more = EVENTS.to_owned()
        + r#"
    documents: [
        (
            id: "minutes", title: "Niederschrift", author: "Jane Doe", published: "2020-05-04",
            language: "de", url: "https://example.org/minutes", source: "memoir",
            citations: [
                (passage: "report#^1", for: "the day", quote: "Niederschrift", events: ["opening", "demands", "opening"]),
                (passage: "review#top/1", standing: Inferred, known_from: "2021-03", events: ["opening"]),
            ],
        ),
        (id: "books", title: "Both books", citations: [(passage: "review#top/1")]),
    ],
    notes: [
        (id: "after-lunch", kind: Contradiction, text: "It was before lunch.", places: [
            (passage: "memoir#top/2", quote: "after  lunch"),
            (passage: "report#top/2.1", quote: "Keine Zölle"),
            (passage: "report#findings"),
        ], events: ["opening"]),
        (id: "both", kind: Leftover, text: "Which?", places: [(passage: "review#top/1")]),
    ],
    outlines: [(
        id: "three-demands", title: "The demands", passage: "report#top/2",
        items: [
            (title: "No tariffs", passage: "report#top/2.1", events: ["demands", "opening"]),
            (number: "b", title: "A court", forums: ["assembly"], actors: ["assembly"]),
            (title: "A secretariat", passage: "report#top/2.3", actors: ["jane-doe", "john-roe"]),
        ],
    )],
"#;
    let main = dataset(&more);
    record_of(&with_texts(&[("dataset.ron", &main)]))
}

#[test]
fn documents_are_read_as_they_are_written() {
    let record = apparatus();
    let [minutes, books] = &record.apparatus.documents[..] else {
        panic!("{:?}", record.apparatus.documents);
    };
    assert_eq!(
        (&*minutes.id, &*minutes.title),
        ("minutes", "Niederschrift")
    );
    assert_eq!(minutes.label(), "Jane Doe: Niederschrift");
    assert_eq!(
        minutes.published.as_ref().map(Date::edtf),
        Some("2020-05-04")
    );
    assert_eq!(&*minutes.language, "de");
    assert_eq!(minutes.url.as_deref(), Some("https://example.org/minutes"));
    let source = minutes.source.map(|source| &*record.source(source).id);
    assert_eq!(source, Some("memoir"));
    let [first, second] = &minutes.citations[..] else {
        panic!("{:?}", minutes.citations);
    };
    assert_eq!(first.purpose.as_deref(), Some("the day"));
    assert_eq!(record.address(first.basis.passage), "report#^1");
    assert_eq!(first.basis.quote.as_deref(), Some("Niederschrift"));
    assert_eq!(first.basis.standing, Standing::Stated);
    // An event that is named twice is one event.
    assert_eq!(titles(&record, &first.events), ["Opening", "Demands"]);
    assert_eq!(second.purpose, None);
    assert_eq!(second.basis.standing, Standing::Inferred);
    let known_from = second.basis.known_from.as_ref().map(Date::edtf);
    assert_eq!(known_from, Some("2021-03"));
    assert_eq!(titles(&record, &minutes.events()), ["Opening", "Demands"]);
    // What is left out is not there; the language is that of the dataset.
    assert_eq!(
        (&*books.language, books.label().as_str()),
        ("fr", "Both books")
    );
    assert_eq!((&books.author, &books.published), (&None, &None));
    assert_eq!((&books.url, books.source), (&None, None));
    assert!(books.events().is_empty());
}

#[test]
fn notes_are_read_as_they_are_written() {
    let record = apparatus();
    let [lunch, both] = &record.apparatus.notes[..] else {
        panic!("{:?}", record.apparatus.notes);
    };
    assert_eq!(
        (&*lunch.id, lunch.kind),
        ("after-lunch", NoteKind::Contradiction)
    );
    assert_eq!(&*lunch.text, "It was before lunch.");
    let places: Vec<Passage> = lunch.places.iter().map(|place| place.passage).collect();
    assert_eq!(
        addresses(&record, &places),
        ["memoir#top/2", "report#top/2.1", "report#findings"]
    );
    let quotes: Vec<Option<&str>> = (lunch.places.iter())
        .map(|place| place.quote.as_deref())
        .collect();
    assert_eq!(quotes, [Some("after  lunch"), Some("Keine Zölle"), None]);
    assert_eq!(titles(&record, &lunch.events), ["Opening"]);
    assert!(lunch.kind.is_of_substance() && !both.kind.is_of_substance());
    assert_eq!((both.kind, both.events.len()), (NoteKind::Leftover, 0));
}

#[test]
fn every_kind_of_note_is_read_and_no_other() {
    for (kind, word, label) in NoteKind::ALL {
        let more = format!(
            "{EVENTS} notes: [(id: \"a\", kind: {word}, text: \"T.\", places: [(passage: \"report#top/1\")])],"
        );
        let record = record_of(&with_texts(&[("dataset.ron", &dataset(&more))]));
        assert_eq!(record.apparatus.notes[0].kind, kind);
        assert_eq!(kind.label(), label);
    }
}

#[test]
fn outlines_are_read_as_they_are_written() {
    let record = apparatus();
    let [outline] = &record.apparatus.outlines[..] else {
        panic!("{:?}", record.apparatus.outlines);
    };
    assert_eq!(
        (&*outline.id, &*outline.title),
        ("three-demands", "The demands")
    );
    assert_eq!(record.address(outline.passage), "report#top/2");
    let items: Vec<(&str, &str, String)> = (outline.items.iter())
        .map(|item| (&*item.number, &*item.title, record.address(item.passage)))
        .collect();
    assert_eq!(
        items,
        [
            ("1", "No tariffs", "report#top/2.1".to_owned()),
            // Without a passage of its own it has that of the outline.
            ("b", "A court", "report#top/2".to_owned()),
            // Its place in the list, whatever the others are numbered.
            ("3", "A secretariat", "report#top/2.3".to_owned()),
        ]
    );
    assert_eq!(
        titles(&record, &outline.items[0].events),
        ["Demands", "Opening"]
    );
    assert_eq!(titles(&record, &outline.events()), ["Demands", "Opening"]);
    let names = |at: usize| -> Vec<&str> {
        (outline.items[at].entities.iter())
            .map(|ix| &*record.entity(*ix).name)
            .collect()
    };
    assert!(names(0).is_empty());
    // A forum that acts can stand under both, and is one.
    assert_eq!(names(1), ["Assembly"]);
    assert_eq!(names(2), ["Jane Doe", "John Roe"]);
}

#[test]
fn the_apparatus_may_stand_in_any_part_before_what_it_refers_to() {
    let events = format!("({EVENTS})");
    let notes = r#"(
    notes: [(id: "a", kind: Gap, text: "T.", places: [(passage: "report#top/1")], events: ["opening"])],
    documents: [(id: "b", title: "D", citations: [(passage: "report#^1", events: ["opening"])])],
    outlines: [(id: "c", title: "O", passage: "report#top/2", items: [(title: "I", events: ["opening"])])],
)"#;
    for parts in [
        r#"parts: ["n.ron", "e.ron"],"#,
        r#"parts: ["e.ron", "n.ron"],"#,
    ] {
        let main = dataset(parts);
        let files = [
            ("dataset.ron", &*main),
            ("n.ron", notes),
            ("e.ron", &events),
        ];
        let record = record_of(&with_texts(&files));
        let found = [
            record.apparatus.notes[0].events[0],
            record.apparatus.documents[0].events()[0],
            record.apparatus.outlines[0].events()[0],
        ];
        assert_eq!(titles(&record, &found), ["Opening"; 3], "{parts}");
    }
}

// ---- Accounts ----------------------------------------------------------------------------------

const FROM_MEMOIR: &str = r#"(accounts: [(
    event: "opening",
    passage: "memoir#top/1",
    passages: ["memoir#top/2", "report#findings/1", "memoir#top/1"],
    dates: [(edtf: "2020-05-05", quote: "5 May 2020"), (edtf: "2020", passage: "memoir#top/2", standing: Inferred)],
    actors: [(actor: "john-roe", role: "speaker")],
    order: [(is: After, event: "demands", passage: "memoir#top/2")],
)])"#;

const FROM_REVIEW: &str = r#"(accounts: [
    (event: "opening", passage: "review#top/1", actors: [(actor: "john-roe", role: "speaker", standing: Denied)]),
    (event: "demands", passage: "review#top/1"),
])"#;

fn event<'r>(record: &'r Record, id: &str) -> (EventIx, &'r Event) {
    let found = record.events_ix().find(|(_, event)| &*event.id == id);
    found.unwrap_or_else(|| panic!("no event {id}"))
}

/// The opening, with its claims in the order in which they were read.
fn told(record: &Record) -> (Vec<String>, Vec<String>, Vec<Standing>) {
    let (_, opening) = event(record, "opening");
    let dates = opening.dates.iter().map(|claim| {
        let date = claim.date.as_ref().expect("a date").edtf();
        format!("{date} {}", record.address(claim.basis.passage))
    });
    (
        dates.collect(),
        addresses(record, &opening.passages),
        (opening.actors.iter().map(|claim| claim.basis.standing)).collect(),
    )
}

#[test]
fn accounts_join_their_event_in_whatever_order_the_parts_stand() {
    use Standing::{Denied, Stated};
    let events = format!("({EVENTS})");
    let parts = [("e", &*events), ("m", FROM_MEMOIR), ("r", FROM_REVIEW)];
    for order in [
        [0, 1, 2],
        [1, 0, 2],
        [1, 2, 0],
        [0, 2, 1],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let names = order.map(|at| format!("{}.ron", parts[at].0));
        let main = dataset(&format!("parts: {names:?},"));
        let mut files = vec![("dataset.ron", &*main)];
        files.extend(
            names
                .iter()
                .zip(order)
                .map(|(name, at)| (&**name, parts[at].1)),
        );
        let record = record_of(&with_texts(&files));

        // Its own claims come first, then those of the accounts, as the files stand.
        let memoir_first =
            order.iter().position(|at| *at == 1) < order.iter().position(|at| *at == 2);
        let (dates, passages, standings) = told(&record);
        assert_eq!(
            dates,
            [
                "2020-05-04 report#findings/1",
                "2020-05-04 report#^1",
                "2020-05-05 memoir#top/1",
                "2020 memoir#top/2",
            ]
        );
        // Each passage once, whoever gives it.
        let expected = if memoir_first {
            [
                "report#findings/1",
                "memoir#top/1",
                "memoir#top/2",
                "review#top/1",
            ]
        } else {
            [
                "report#findings/1",
                "review#top/1",
                "memoir#top/1",
                "memoir#top/2",
            ]
        };
        assert_eq!(passages, expected, "{names:?}");
        let last = if memoir_first {
            [Stated, Denied]
        } else {
            [Denied, Stated]
        };
        assert_eq!(
            standings,
            [&[Stated, Stated][..], &last].concat(),
            "{names:?}"
        );

        let (ix, opening) = event(&record, "opening");
        assert_eq!(&*opening.title, "Opening");
        let lead = opening.leading_date().and_then(|claim| claim.date.as_ref());
        assert_eq!(lead.map(Date::edtf), Some("2020-05-04"));
        let (demands, other) = event(&record, "demands");
        assert_eq!(opening.order.len(), 1);
        assert_eq!(opening.order[0].event, demands);
        assert_eq!(
            addresses(&record, &other.passages),
            ["report#top/1", "review#top/1"]
        );

        // Two sources that disagree are rivals, once, and neither wins.
        let opened = Opened::new(record);
        let rivals = opened.rivals();
        assert_eq!(rivals.len(), 1, "{rivals:?}");
        assert_eq!((rivals[0].event, rivals[0].claims), (ix, (0, 2)));
    }
}

#[test]
fn several_accounts_of_one_event_from_one_source_all_count() {
    let more = EVENTS.to_owned()
        + r#"accounts: [
        (event: "opening", passage: "memoir#top/1", dates: [(edtf: "2020-05-05")]),
        (event: "opening", passage: "memoir#top/2", dates: [(stage: Planned), (edtf: "2020-05-06")]),
        (event: "opening", passages: ["review#top/1"]),
        (event: "opening", areas: [], dates: [(edtf: "2020-05-07", passage: "review#top/1")]),
    ],"#;
    let record = record_of(&with_texts(&[("dataset.ron", &dataset(&more))]));
    let (_, opening) = event(&record, "opening");
    assert_eq!(opening.dates.len(), 6);
    assert_eq!(
        addresses(&record, &opening.all_passages()),
        [
            "report#findings/1",
            "memoir#top/1",
            "memoir#top/2",
            "review#top/1",
            "report#^1",
        ]
    );
}
