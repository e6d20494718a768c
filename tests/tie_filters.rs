//! Search and chips judge ties as they judge events: on a small record, before and behind the
//! curtain, and by the command line on the record that ships.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;

use clap::Parser as _;
use regesta::cli::{Arguments, run};
use regesta::dataset::{Files, Limits, read};
use regesta::index::{Opened, Query, QueryContext};
use regesta::model::{AreaIx, Day, KindIx, LevelIx, Record, SourceIx, TieIx};
use regesta::state::{Facet, Filters, Matches, compute_matches};
use serde_json::Value;

const REPORT: &str = "\
# Report

## Findings {#findings}

Jane Doe led the quiet talks for three years.

The union sent an envoy.
";

const BERICHT: &str = "\
# Bericht

## Befunde {#findings}

Jane Doe führte die leisen Gespräche drei Jahre lang.

Die Union schickte einen Gesandten.
";

const REVIEW: &str = "\
# Review

## Top {#top}

John Roe sat there, a witness says.

The union joined in May.
";

/// The first two ties are told by the source that was issued last: behind the curtain the
/// others have other indices.
const DATASET: &str = r#"(
    format: 1, id: "talks", title: "The talks",
    areas: [(id: "peace", name: "Peace")],
    levels: [(id: "states", name: "States")],
    kinds: [(id: "meeting", name: "Meeting")],
    roles: [
        (id: "chair", name: "chair", names: ["Vorsitz"]),
        (id: "member", name: "member"),
        (id: "sent-by", name: "envoy of"),
    ],
    sources: [
        (id: "report", title: "Report", issued: "2020-07", editions: [
            (id: "english", file: "report.md"),
            (id: "german", language: "de", file: "bericht.md"),
        ]),
        (id: "review", title: "Review", author: "Vera Zöllner", issued: "2022", editions: [(id: "full", file: "review.md")]),
    ],
    actors: [
        (id: "jane-doe", name: "Jane Doe", names: ["La Présidente"], kind: Person),
        (id: "john-roe", name: "John Roe", kind: Person),
    ],
    forums: [
        (id: "assembly", name: "Assembly", kind: Body),
        (id: "committee", name: "Committee", kind: Body, parent: "assembly"),
        (id: "union", name: "Union", kind: Body, acts: true),
    ],
    events: [(id: "opening", title: "Opening", kind: "meeting", passage: "report#findings/1",
        dates: [(edtf: "2020-05-04")],
        areas: [(area: "peace")], levels: [(level: "states")],
        forums: [(forum: "assembly")],
        actors: [(actor: "jane-doe", role: "chair")])],
    ties: [
        (from: "john-roe", role: "member", to: "assembly", standing: Alleged, passage: "review#top/1"),
        (from: "union", role: "member", to: "assembly", period: "2022-05", known_from: "2020-08", passage: "review#top/2", quote: "in May"),
        (from: "jane-doe", role: "chair", to: "committee", period: "2019/2021", passage: "report#findings/1", quote: "drei Jahre"),
        (from: "john-roe", role: "sent-by", to: "union", passage: "report#findings", quote: "sent an envoy"),
    ],
)"#;

const JOHN: usize = 0;
const UNION: usize = 1;
const JANE: usize = 2;
const ENVOY: usize = 3;

fn record() -> Record {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("dataset.ron", DATASET),
        ("report.md", REPORT),
        ("bericht.md", BERICHT),
        ("review.md", REVIEW),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let files = Files::open(folder.path()).expect("a dataset");
    let reading = read(&files, &Limits::default());
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    reading.record.expect("a record")
}

fn filters(query: &str, chips: &[Facet]) -> Filters {
    let mut filters = Filters::default();
    filters.set_text(query.to_owned());
    assert_eq!(filters.error, None, "{query}");
    filters.chosen.extend(chips);
    filters
}

/// The ties that are let through.
fn held(matches: &Matches) -> Vec<usize> {
    let all = 0..matches.ties.len();
    all.filter(|at| matches.holds_tie(TieIx::new(*at)))
        .collect()
}

fn found(opened: &Opened, query: &str) -> Vec<usize> {
    held(&compute_matches(opened, &filters(query, &[])))
}

/// Each query finds just these ties.
fn check(opened: &Opened, queries: &[(&str, &[usize])]) {
    for (query, expected) in queries {
        assert_eq!(found(opened, query), *expected, "{query}");
    }
}

// ---- Search --------------------------------------------------------------------------------

#[test]
fn words_are_looked_for_in_all_that_is_said_of_a_tie() {
    check(
        &Opened::new(record()),
        &[
            ("", &[JOHN, UNION, JANE, ENVOY]),
            // The names of either end, all of them, but not those of a forum above.
            ("roe", &[JOHN, ENVOY]),
            ("presidente", &[JANE]),
            ("committee", &[JANE]),
            ("assembly", &[JOHN, UNION]),
            // The names of the role, and not its id.
            ("vorsitz", &[JANE]),
            ("\"envoy of\"", &[ENVOY]),
            ("\"sent-by\"", &[]),
            // Its passage, unless that is a whole section; its quote, in whatever edition.
            ("quiet", &[JANE]),
            ("witness", &[JOHN]),
            ("\"drei jahre\"", &[JANE]),
            ("\"an envoy\"", &[ENVOY]),
            // Its period in words.
            ("\"may 2022\"", &[UNION]),
            // What is said one after the other is not one.
            ("\"roe assembly\"", &[]),
            ("roe assembly", &[JOHN]),
            ("xyzzy", &[]),
            ("not roe", &[UNION, JANE]),
        ],
    );
}

#[test]
fn a_field_looks_at_the_ends_the_role_the_source_and_the_standing() {
    check(
        &Opened::new(record()),
        &[
            ("actor:roe", &[JOHN, ENVOY]),
            ("actor:presidente", &[JANE]),
            // What is no actor is none at the end of a tie either; what is both has both faces.
            ("actor:assembly", &[]),
            ("actor:union", &[UNION, ENVOY]),
            ("forum:union", &[UNION, ENVOY]),
            ("forum:roe", &[]),
            // A forum and those below it, but not those above.
            ("forum:assembly", &[JOHN, UNION, JANE]),
            ("forum:committee", &[JANE]),
            ("role:member", &[JOHN, UNION]),
            ("role:vorsitz", &[JANE]),
            ("source:report", &[JANE, ENVOY]),
            ("source:zollner", &[JOHN, UNION]),
            ("standing:alleged", &[JOHN]),
            ("standing:stated", &[UNION, JANE, ENVOY]),
            ("actor:roe forum:union", &[ENVOY]),
            ("actor:roe -role:member or vorsitz", &[JANE, ENVOY]),
        ],
    );
}

#[test]
fn what_a_tie_has_not_does_not_find_it() {
    let opened = Opened::new(record());
    let all = &[JOHN, UNION, JANE, ENVOY];
    for term in [
        "area:peace",
        "level:states",
        "kind:meeting",
        "stage:happened",
    ] {
        check(&opened, &[(term, &[]), (&format!("not {term}"), all)]);
        let matches = compute_matches(&opened, &filters(term, &[]));
        assert_eq!(matches.count, 1, "{term}: it does find the event");
    }
}

#[test]
fn a_tie_is_dated_by_its_period() {
    check(
        &Opened::new(record()),
        &[
            ("from:2021-12-31", &[UNION, JANE]),
            ("from:2022", &[UNION]),
            ("from:2022-05-31", &[UNION]),
            ("from:2022-06", &[]),
            ("to:2018", &[]),
            ("to:2019-01-01", &[JANE]),
            ("to:2022-04", &[JANE]),
            ("to:2022-05-01", &[UNION, JANE]),
            ("surely-from:2019", &[UNION, JANE]),
            ("surely-from:2019-01-02", &[UNION]),
            ("surely-to:2021", &[JANE]),
            ("surely-to:2021-12-30", &[]),
            // Without a period no day is too early for a date, and none is found.
            ("from:0001", &[UNION, JANE]),
            ("not from:0001", &[JOHN, ENVOY]),
        ],
    );
}

// ---- Chips ---------------------------------------------------------------------------------

#[test]
fn chips_judge_a_tie_by_its_source_and_by_nothing_else_that_it_has() {
    let opened = Opened::new(record());
    let [report, review] = [0, 1].map(|at| Facet::Source(SourceIx(at)));
    let area = Facet::Area(AreaIx(0));
    for (query, chips, expected) in [
        ("", &[report][..], &[JANE, ENVOY][..]),
        ("", &[review], &[JOHN, UNION]),
        ("", &[report, review], &[JOHN, UNION, JANE, ENVOY]),
        ("roe", &[report], &[ENVOY]),
        ("", &[area], &[]),
        ("", &[Facet::Level(LevelIx(0))], &[]),
        ("", &[Facet::Kind(KindIx(0))], &[]),
        ("", &[area, report], &[]),
    ] {
        let matches = compute_matches(&opened, &filters(query, chips));
        assert_eq!(held(&matches), expected, "{query} {chips:?}");
        assert_eq!(matches.ties.len(), opened.record.ties.len());
        assert!(!matches.holds_tie(TieIx::new(matches.ties.len())));
    }
}

#[test]
fn what_is_counted_is_events() {
    let with = Opened::new(record());
    let without = Opened::new(Record {
        ties: Vec::new(),
        ..record()
    });
    for (query, chips) in [
        ("", &[][..]),
        ("roe", &[]),
        ("", &[Facet::Source(SourceIx(1))]),
        ("", &[Facet::Area(AreaIx(0))]),
    ] {
        let filters = filters(query, chips);
        let [with, without] = [&with, &without].map(|opened| compute_matches(opened, &filters));
        assert_eq!(with.facets, without.facets, "{query} {chips:?}");
        assert_eq!(with.count, without.count, "{query} {chips:?}");
        assert_eq!(with.in_time, without.in_time, "{query} {chips:?}");
    }
}

#[test]
fn a_link_is_let_through_with_its_event_or_its_tie() {
    let opened = Opened::new(record());
    for (query, expected) in [
        ("", vec!["event", "0", "1", "2", "3"]),
        ("vorsitz", vec!["2"]),
        ("area:peace", vec!["event"]),
        ("quiet", vec!["event", "2"]),
        ("not quiet", vec!["0", "1", "3"]),
    ] {
        let matches = compute_matches(&opened, &filters(query, &[]));
        let asked = Query::parse(query).expect("a query");
        let found = asked.find_all(QueryContext {
            record: &opened.record,
            index: &opened.index,
        });
        assert_eq!(found.events, matches.events, "{query}");
        assert_eq!(found.ties, matches.ties, "{query}");
        let mut held = Vec::new();
        for link in &opened.index.links {
            let holds = matches.holds_link(link);
            assert_eq!(found.holds_link(link), holds, "{query}: {link:?}");
            if holds {
                held.push(match link.via {
                    regesta::index::Via::Event(..) => "event".to_owned(),
                    regesta::index::Via::Tie(tie) => tie.at().to_string(),
                });
            }
        }
        assert_eq!(held, expected, "{query}");
    }
}

// ---- The curtain ---------------------------------------------------------------------------

#[test]
fn behind_the_curtain_ties_are_judged_by_what_is_known_of_them() {
    const QUERIES: [&str; 5] = ["", "quiet", "source:review", "joined", "\"in may\""];
    let whole = Opened::new(record());
    let known_by = |year| {
        let day = Day::from_ymd(year, 12, 31).expect("a day");
        let opened = whole.as_known_on(day);
        QUERIES.map(|query| {
            let ties = found(&opened, query).into_iter();
            let froms = ties.map(|at| opened.record.tie(TieIx::new(at)).from);
            let ids: Vec<&str> = froms.map(|from| &*opened.record.entity(from).id).collect();
            ids.join(" ")
        })
    };
    assert_eq!(known_by(2019), ["", "", "", "", ""]);
    // One is known before the source that tells it; the words of that are not.
    let three = "union jane-doe john-roe";
    assert_eq!(known_by(2020), [three, "jane-doe", "union", "", ""]);
    let four = "john-roe union jane-doe john-roe";
    let review = "john-roe union";
    assert_eq!(known_by(2022), [four, "jane-doe", review, "union", "union"]);
    // The texts were first searched behind the curtain.
    assert_eq!(found(&whole, "joined"), [UNION]);
}

// ---- The command line ----------------------------------------------------------------------

/// Asks as from a shell, but without a process: the exit code and a value for each line.
fn ask(words: &[&str]) -> (u8, Vec<Value>) {
    let words = ["regesta"].iter().chain(words).chain(&["--json"]);
    let arguments = Arguments::try_parse_from(words).expect("arguments that can be used");
    let question = arguments.question.expect("a question");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&question, &mut out, &mut err).expect("nothing can go wrong in writing");
    let out = String::from_utf8(out).expect("UTF-8");
    let lines = out.lines();
    let values = lines.map(|line| serde_json::from_str(line).expect("JSON"));
    (code, values.collect())
}

#[test]
fn links_of_a_query_are_those_of_ties_too() {
    let links = |query: &str| match ask(&["links", query]) {
        (0, found) => found,
        (code, _) => panic!("{query}: {code}"),
    };
    // “The presidency … lay with Estonia in May 2020” (q2-un#security-council/1).
    let is_tie = |line: &&Value| line["via"] == "tie" && line["actor"]["id"] == "estonia";
    let found = links("role:presidency forum:\"security council\" to:2020-05");
    let tie = found.iter().find(is_tie).expect("the tie");
    assert_eq!(tie["period"], "2020-05");
    assert_eq!(tie["passage"], "q2-un#security-council/1");
    let later = links("role:presidency forum:\"security council\" from:2020-06");
    assert_eq!(later.iter().find(is_tie), None);
    let filed = links("area:cyber");
    assert!(!filed.is_empty() && filed.iter().all(|line| line["via"] == "event"));
}

#[test]
fn ties_that_a_query_finds_connect() {
    let paths = |query: &str| ask(&["paths", "siemens", "airbus", "--query", query]);
    let (code, found) = paths("forum:\"charter of trust\"");
    assert_eq!((code, found.is_empty()), (0, false));
    for query in ["-role:member", "kind:meeting"] {
        let nothing = paths(&format!("forum:\"charter of trust\" {query}"));
        assert_eq!(nothing, (1, Vec::new()), "{query}");
    }
}
