//! `regesta documents`, `notes` and `outlines`, and the remarks in the ledger: all that the
//! dataset says, what a query finds of it, and what of it was known on a day.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;

use clap::Parser as _;
use regesta::cli::{Arguments, run};
use regesta::dataset::{Files, Limits, TUTORIAL, read};
use regesta::model::Record;
use serde_json::{Value, json};

/// Asks as from a shell: exit code, what was answered, what was complained of.
fn ask(words: &[&str]) -> (u8, String, String) {
    let words = ["regesta"].iter().chain(words);
    let arguments = Arguments::try_parse_from(words).expect("arguments that can be used");
    let question = arguments.question.expect("a question");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&question, &mut out, &mut err).expect("nothing can go wrong in writing");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (code, text(out), text(err))
}

/// The lines of a question that is answered in JSON.
fn json_of(words: &[&str]) -> Vec<Value> {
    let (code, out, err) = ask(&[&words[..1], &["--json"], &words[1..]].concat());
    assert_eq!(code, 0, "{words:?}: {err}");
    let lines = out.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// The ids that a question finds.
fn ids(words: &[&str]) -> Vec<String> {
    let lines = json_of(words).into_iter();
    let id = |line: Value| line["id"].as_str().expect("an id").to_owned();
    lines.map(id).collect()
}

const REPORT: &str = "\
# Report

On 4 May 2020 Jane Doe opened the talks.[^1]

Three demands were made:

- an end to tariffs
- a court
- a secretariat

[^1]: Minutes of the talks.
";

const MEMOIR: &str = "\
# Memoir

We had lunch, and Mary Major sang; see the diary.

The minutes are wrong.
";

const TALKS: &str = r#"(
    format: 1, id: "talks", title: "The talks",
    roles: [(id: "chair", name: "chair")],
    areas: [(id: "trade", name: "Trade")],
    sources: [
        (id: "report", title: "Report", issued: "2020-07", editions: [(id: "full", file: "report.md")]),
        (id: "memoir", title: "Memoir", issued: "2021", editions: [(id: "full", file: "memoir.md")]),
    ],
    actors: [
        (id: "jane-doe", name: "Jane Doe", kind: Person),
        (id: "mary-major", name: "Mary Major", kind: Person),
    ],
    events: [
        (
            id: "opening", title: "Opening", passage: "report#top/1",
            areas: [(area: "trade", standing: Inferred)],
            actors: [(actor: "jane-doe", role: "chair")],
        ),
        (id: "lunch", title: "Lunch", passage: "memoir#top/1", actors: [(actor: "mary-major", role: "chair")]),
    ],
    documents: [
        (id: "minutes", title: "Minutes", author: "Clerk", source: "memoir", citations: [
            (passage: "memoir#top/2", for: "a mistake", events: ["lunch"]),
            (passage: "report#^1", for: "the first day", quote: "Minutes of the talks", events: ["lunch", "opening"]),
        ]),
        (id: "diary", title: "Diary", citations: [(passage: "memoir#top/1", for: "the song", standing: Reported)]),
    ],
    notes: [
        (id: "song", kind: Gap, text: "Which song?", places: [(passage: "memoir#top/1", quote: "sang")], events: ["lunch"]),
        (id: "day", kind: Contradiction, text: "Wrong or right?", places: [(passage: "report#top/1"), (passage: "memoir#top/2")]),
        (id: "colon", kind: Slip, text: "A dash would do.", places: [(passage: "report#top/2")], events: ["opening", "lunch"]),
    ],
    outlines: [
        (id: "demands", title: "The demands", passage: "report#top/3", items: [
            (title: "Tariffs", passage: "report#top/3.1", events: ["opening", "lunch"], actors: ["mary-major", "jane-doe"]),
            (number: "b)", title: "Secretariat", passage: "report#top/3.3"),
            (number: "c", title: "Singing", passage: "memoir#top/1", events: ["lunch"]),
        ]),
        (id: "courses", title: "The courses", passage: "report#top/2", items: [(title: "Soup", passage: "memoir#top/1")]),
        (id: "songs", title: "The songs", passage: "memoir#top/1", items: [(title: "The first", passage: "report#top/1")]),
    ],
)"#;

/// The talks, on disk.
struct Talks(tempfile::TempDir);

impl Talks {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [
            ("dataset.ron", TALKS),
            ("report.md", REPORT),
            ("memoir.md", MEMOIR),
        ] {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        Self(folder)
    }

    fn path(&self) -> &str {
        self.0.path().to_str().expect("a path in UTF-8")
    }

    /// The ids that a query finds on a day.
    fn ids(&self, command: &str, query: &str) -> Vec<String> {
        ids(&[command, self.path(), "--", query])
    }

    fn text(&self, command: &str, flags: &[&str]) -> String {
        let (code, out, err) = ask(&[&[command, self.path()], flags].concat());
        assert_eq!((code, err.as_str()), (0, ""));
        out
    }
}

#[test]
fn each_lists_all_that_the_tutorial_has_and_every_address_leads_somewhere() {
    let record: Record = read(&Files::BuiltIn(TUTORIAL), &Limits::default())
        .record
        .expect("the tutorial");
    let apparatus = &record.apparatus;
    let documents: Vec<&str> = apparatus.documents.iter().map(|it| &*it.id).collect();
    let notes: Vec<&str> = apparatus.notes.iter().map(|it| &*it.id).collect();
    let outlines: Vec<&str> = apparatus.outlines.iter().map(|it| &*it.id).collect();
    for (command, expected) in [
        ("documents", documents),
        ("notes", notes),
        ("outlines", outlines),
    ] {
        assert!(!expected.is_empty());
        assert_eq!(ids(&[command, "tutorial"]), expected);
        let (code, out, err) = ask(&[command, "tutorial"]);
        assert_eq!((code, err.as_str()), (0, ""));
        let addresses: Vec<&str> = (out.split('[').skip(1))
            .filter_map(|rest| rest.split(']').next())
            .collect();
        assert!(addresses.len() >= expected.len(), "{out}");
        for address in addresses {
            assert!(record.find_passage(address).is_ok(), "{address}");
        }
        // Every thing is a block: a line, and what belongs to it below.
        let heads = out.lines().filter(|line| !line.starts_with(' ')).count();
        assert_eq!(heads, expected.len(), "{out}");
    }
}

#[test]
fn json_says_everything() {
    let talks = Talks::new();
    let minutes = &json_of(&["documents", talks.path()])[0];
    assert_eq!(
        *minutes,
        json!({
            "id": "minutes", "title": "Minutes", "author": "Clerk", "published": null,
            "language": "en", "url": null, "source": "memoir",
            "citations": [
                {
                    "for": "a mistake", "events": ["lunch"], "passage": "memoir#top/2",
                    "quote": null, "standing": "stated", "known_from": "2021",
                },
                {
                    "for": "the first day", "events": ["lunch", "opening"], "passage": "report#^1",
                    "quote": "Minutes of the talks", "standing": "stated", "known_from": "2020-07",
                },
            ],
        })
    );
    assert_eq!(
        json_of(&["notes", talks.path()])[0],
        json!({
            "id": "song", "kind": "gap", "of_substance": true, "text": "Which song?",
            "places": [{ "passage": "memoir#top/1", "quote": "sang" }], "events": ["lunch"],
        })
    );
    let demands = &json_of(&["outlines", talks.path()])[0];
    assert_eq!(
        (&demands["id"], &demands["title"]),
        (&json!("demands"), &json!("The demands"))
    );
    assert_eq!(demands["passage"], "report#top/3");
    assert_eq!(
        demands["items"][0],
        json!({
            "number": "1", "title": "Tariffs", "passage": "report#top/3.1",
            "events": ["opening", "lunch"],
            "entities": [
                { "id": "mary-major", "name": "Mary Major" },
                { "id": "jane-doe", "name": "Jane Doe" },
            ],
        })
    );
    assert_eq!(demands["items"][1]["number"], "b)");
    let tutorial = json_of(&["documents", "tutorial"]);
    assert_eq!(tutorial[1]["published"], "1801");
    assert_eq!(tutorial[1]["url"], "https://example.org/chronicle");
    assert_eq!(tutorial[2]["source"], "recollections");
}

#[test]
fn text_is_a_block_for_each_with_addresses() {
    let talks = Talks::new();
    assert_eq!(
        talks.text("documents", &[]),
        "Clerk: Minutes
  is the source “Memoir” (memoir)
  cited for a mistake  [memoir#top/2]
    → Lunch
  cited for the first day  [report#^1]  “Minutes of the talks”
    → Lunch
    → Opening
Diary
  cited for the song (reported)  [memoir#top/1]
"
    );
    assert_eq!(
        talks.text("notes", &[]),
        "Which song? (something missing)
  [memoir#top/1]  “sang”
    → Lunch
Wrong or right? (contradiction)
  [report#top/1]
  [memoir#top/2]
A dash would do. (slip of the pen)
  [report#top/2]
    → Opening
    → Lunch
"
    );
    assert_eq!(
        talks.text("outlines", &["tariffs"]),
        "The demands  [report#top/3]
  1. Tariffs  [report#top/3.1]
    → Opening
    → Lunch
    → Mary Major
    → Jane Doe
  b) Secretariat  [report#top/3.3]
  c. Singing  [memoir#top/1]
    → Lunch
"
    );
}

#[test]
fn a_query_finds_by_events_and_by_own_words() {
    let talks = Talks::new();
    for (command, query, expected) in [
        // By an event.
        ("documents", "actor:jane", &["minutes"][..]),
        ("documents", "source:memoir area:trade", &[]),
        ("documents", "area:trade", &["minutes"]),
        ("notes", "actor:mary", &["song", "colon"]),
        ("notes", "area:trade", &["colon"]),
        ("outlines", "actor:mary", &["demands"]),
        // By words of the passages of an event.
        ("documents", "tariffs", &[]),
        ("documents", "lunch", &["minutes"]),
        // By own words.
        ("documents", "diary", &["minutes", "diary"]),
        ("documents", "the song", &["diary"]),
        ("documents", "CLERK", &["minutes"]),
        ("documents", "\"first day\"", &["minutes"]),
        ("notes", "wrong right", &["day"]),
        ("notes", "dash or \"which song\"", &["song", "colon"]),
        ("outlines", "courses", &["courses"]),
        ("outlines", "soup or singing", &["demands", "courses"]),
        ("outlines", "courses singing", &[]),
        // A phrase does not reach from one field to the next.
        ("documents", "\"minutes clerk\"", &[]),
        // Own words have no area; what only shuts out finds by events alone.
        ("outlines", "courses area:trade", &[]),
        ("documents", "not area:trade", &["minutes"]),
        ("notes", "-actor:jane", &["song", "colon"]),
        ("outlines", "courses and not area:trade", &["courses"]),
        ("notes", "nothing-of-that-kind", &[]),
    ] {
        assert_eq!(talks.ids(command, query), expected, "{command} {query}");
    }
    for (command, all) in [("documents", 2), ("notes", 3), ("outlines", 3)] {
        assert_eq!(talks.ids(command, "").len(), all, "{command}");
        let (code, _, err) = ask(&[command, talks.path(), "form:oewg"]);
        assert_eq!(code, 2);
        assert!(err.starts_with("The query cannot be read: "), "{err}");
        let (code, out, err) = ask(&[command, talks.path(), "actor:jnae"]);
        assert_eq!((code, out.as_str()), (0, ""));
        assert!(err.contains("nothing is called"), "{err}");
        assert_eq!(ask(&[command, "./nothing"]).0, 2);
    }
}

#[test]
fn behind_the_curtain_nothing_of_a_later_source_shows() {
    let talks = Talks::new();
    let before = ["--known-on", "2020-12-31"];
    assert_eq!(
        talks.text("documents", &before),
        "Clerk: Minutes
  cited for the first day  [report#^1]  “Minutes of the talks”
    → Opening
"
    );
    // A remark on two places is none as long as one of them is not known.
    assert_eq!(
        talks.text("notes", &before),
        "A dash would do. (slip of the pen)
  [report#top/2]
    → Opening
"
    );
    assert_eq!(
        talks.text("outlines", &before),
        "The demands  [report#top/3]
  1. Tariffs  [report#top/3.1]
    → Opening
    → Jane Doe
  b) Secretariat  [report#top/3.3]
"
    );
    for command in ["documents", "notes", "outlines", "ledger"] {
        for words in [&["--json"][..], &[]] {
            let out = talks.text(command, &[&before, words].concat());
            for later in [
                "unch", "memoir", "Memoir", "mary", "Mary", "mistake", "Singing", "song",
            ] {
                assert!(!out.contains(later), "{command}: {later}\n{out}");
            }
        }
        // What is not known is not found either.
        for query in ["singing", "mistake", "lunch", "-area:trade"] {
            let (code, out, _) =
                ask(&[&[command, talks.path()], &before[..], &["--", query]].concat());
            assert_eq!((code, out.as_str()), (0, ""), "{command} {query}");
        }
        assert_eq!(
            talks.text(command, &["--known-on", "2020-06"]),
            "",
            "{command}"
        );
        let whole = talks.text(command, &[]);
        assert_eq!(
            talks.text(command, &["--known-on", "2021"]),
            whole,
            "{command}"
        );
        assert_eq!(ask(&[command, talks.path(), "--known-on", "May"]).0, 2);
    }
}

#[test]
fn the_ledger_ends_with_the_remarks_on_substance() {
    let talks = Talks::new();
    let found = "Which song? (something missing)
  [memoir#top/1]  “sang”
    → Lunch
Wrong or right? (contradiction)
  [report#top/1]
  [memoir#top/2]
";
    assert_eq!(talks.text("ledger", &[]), found);
    let json = json_of(&["ledger", talks.path()]);
    assert_eq!(json.len(), 2);
    assert_eq!(
        json[0],
        json!({
            "kind": "note", "note": { "id": "song", "kind": "gap" }, "events": ["lunch"],
            "reason": "Which song?", "places": [{ "passage": "memoir#top/1", "quote": "sang" }],
        })
    );
    // The query holds for them too.
    let of_jane = talks.text("ledger", &["actor:jane"]);
    assert_eq!(of_jane, "");
    assert!(talks.text("ledger", &["which"]).starts_with("Which song?"));

    let (_, out, _) = ask(&["ledger", "tutorial"]);
    let dates = out.find("no day is in both").expect("the rival dates");
    let remark = out.find("Four rules are announced").expect("the remark");
    assert!(dates < remark, "{out}");
    assert!(!out.contains("slip of the pen"), "{out}");
}

#[test]
fn show_keeps_its_shape_and_all_lists_take_the_same_arguments() {
    let line = &json_of(&["show", "tutorial", "founded"])[0];
    let keys: Vec<&String> = line.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        [
            "actors", "areas", "dates", "forums", "id", "kind", "level", "order", "passages",
            "stage", "title"
        ]
    );
    for command in [
        "show",
        "links",
        "ledger",
        "trails",
        "documents",
        "notes",
        "outlines",
    ] {
        let words = [
            command,
            "tutorial",
            "--json",
            "--known-on",
            "1900",
            "reading",
            "or",
            "ode",
        ];
        let (code, out, err) = ask(&words);
        assert_eq!((code, err.as_str()), (0, ""), "{command}");
        assert!(!out.is_empty(), "{command}");
        for line in out.lines() {
            assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}");
        }
        let help = <Arguments as clap::CommandFactory>::command()
            .render_long_help()
            .to_string();
        assert!(
            help.contains(&format!("  {command}  ")),
            "{command}\n{help}"
        );
    }
}
