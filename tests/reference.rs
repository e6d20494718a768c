//! The reference of the format and the tutorial: each example is read, and means what it says.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use regesta::dataset::{Files, Limits, TUTORIAL, read, read_markdown};
use regesta::model::{Date, Passage, Record};

fn reference() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/FORMAT.md");
    fs::read_to_string(path).expect("the reference")
}

/// The fenced blocks of the reference in one language, without the fences.
fn blocks<'t>(reference: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    let parts = reference.split(&*fence).skip(1);
    parts
        .map(|part| part.split("```").next().expect("a block"))
        .collect()
}

/// A text in which stands all that the examples cite.
const REPORT: &str = "\
# Report on the spring talks

There are five sections.

## Findings {#findings}

The talks opened on 4 May 2020, Jane Doe in the chair.[^1]

- an end to tariffs
- a court of arbitration
- a secretariat

She has it still.

## Plans {#plans}

There had been an invitation.

April was planned.

[^1]: Minutes.
";

/// What the examples speak of and leave to the reader.
const REST: &str = r#"(
    events: [(id: "invitation", title: "Invitation", passage: "report#plans/1")],
)"#;

const MEMOIR: &str = r#"(id: "memoir", title: "Memoir", issued: "2021", editions: [(id: "full", file: "texts/memoir.md")])"#;

/// All examples together: the first is the main file, each other a part.
fn record_of_the_examples() -> Record {
    let reference = reference();
    let examples = blocks(&reference, "ron");
    let (header, lists) = examples.split_first().expect("an example");
    let mut files: Vec<(String, String)> = (lists.iter().enumerate())
        .map(|(at, list)| {
            // The header has this area already.
            let list = list.replacen("(id: \"trade\"", "(id: \"commerce\"", 1);
            (format!("parts/{at}.ron"), format!("(\n{list}\n)"))
        })
        .collect();
    assert!(files.len() >= 10, "{}", files.len());
    files.push(("parts/rest.ron".into(), REST.into()));
    let parts: Vec<&str> = files.iter().map(|(name, _)| &**name).collect();
    let main = header
        .replace("[\"parts/spring.ron\"]", &format!("{parts:?}"))
        .replace("sources: [/* … */]", &format!("sources: [{MEMOIR}]"));
    assert!(main.contains("parts/rest.ron") && main.contains(MEMOIR));
    files.push(("dataset.ron".into(), main));
    files.push(("texts/report.md".into(), REPORT.into()));
    files.push((
        "texts/memoir.md".into(),
        "# Memoir\n\n## May\n\nIt began.\n".into(),
    ));

    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in &files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let reading = read(
        &Files::open(folder.path()).expect("a dataset"),
        &Limits::default(),
    );
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    reading.record.expect("a record")
}

#[test]
fn every_example_is_read_without_a_problem() {
    let record = record_of_the_examples();
    let opening = record.events.iter().find(|event| &*event.id == "opening");
    let opening = opening.expect("the event of the example");
    let dates: Vec<&str> = (opening.dates.iter())
        .filter_map(|claim| claim.date.as_ref().map(Date::edtf))
        .collect();
    // Two of the event, and one of the account that joined it.
    assert_eq!(dates, ["2020-05-04", "2020-04", "2020-05-05"]);
    assert_eq!(opening.actors.len(), 2);
    assert_eq!((record.ties.len(), record.sources.len()), (1, 2));
    let apparatus = &record.apparatus;
    let at = |passage: Passage| record.address(passage);
    assert_eq!(
        at(apparatus.documents[0].citations[0].basis.passage),
        "report#^1"
    );
    assert_eq!(at(apparatus.notes[0].places[0].passage), "report#top/1");
    assert_eq!(
        at(apparatus.outlines[0].items[2].passage),
        "report#findings/2.3"
    );
}

#[test]
fn every_list_of_the_format_has_an_example() {
    let reference = reference();
    let examples = blocks(&reference, "ron").concat();
    for list in [
        "areas",
        "levels",
        "kinds",
        "roles",
        "sources",
        "actors",
        "forums",
        "events",
        "accounts",
        "ties",
        "documents",
        "notes",
        "outlines",
    ] {
        assert!(examples.contains(&format!("{list}: [")), "{list}");
    }
}

#[test]
fn the_text_among_the_examples_is_read() {
    let reference = reference();
    let texts = blocks(&reference, "markdown");
    assert_eq!(texts.len(), 1);
    let (text, problems) = read_markdown("report.md", texts[0]);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(&*text.title, "Report on the spring talks");
    for address in ["findings/1", "findings/2.2", "^1"] {
        assert!(text.place(address).is_ok(), "{address}");
    }
}

#[test]
fn the_tutorial_has_one_of_each() {
    let record = read(&Files::BuiltIn(TUTORIAL), &Limits::default());
    let record = record.record.expect("the tutorial");
    let apparatus = &record.apparatus;
    assert_eq!(apparatus.documents[0].citations.len(), 2);
    assert!(apparatus.documents.iter().any(|it| it.source.is_some()));
    assert!(apparatus.documents.iter().any(|it| it.published.is_some()));
    assert_eq!(apparatus.notes.len(), 2);
    assert_eq!(apparatus.outlines[0].items.len(), 3);
    let purchase = record
        .events
        .iter()
        .find(|event| &*event.id == "encyclopaedia");
    let purchase = purchase.expect("the event that is told twice");
    let sources: Vec<&str> = (purchase.all_passages().iter())
        .map(|passage| &*record.source(passage.source).id)
        .collect();
    assert!(sources.contains(&"letters") && sources.contains(&"recollections"));
    let [_, recollections] = &record.sources[..] else {
        panic!("two sources");
    };
    let [english, german] = &recollections.editions[..] else {
        panic!("two editions");
    };
    assert_eq!((&*english.language, &*german.language), ("en", "de"));
    assert_eq!(english.text.parting(&german.text), None);
    assert!(english.text != german.text);
}
