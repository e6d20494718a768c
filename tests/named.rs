//! `check --named`: which claims rest on a passage that does not name what is claimed.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use clap::Parser as _;
use regesta::cli::{Arguments, run};
use regesta::dataset::{Files, Limits, read};
use regesta::index::{ClaimOf, unnamed_claims};

const ENGLISH: &str = "\
# Talks at Geneva

Before everything there were words, in 1618/19.

## The Assembly in 2019 {#assembly}

It met.

### Its committee {#committee}

It met too.

## Findings {#findings}

The Brazilian delegate and Dr Doe spoke on 4 May.[^1]

In 2020 the Nigerians, UNESCO, heroes of Monroe and the G7’s envoys, JÜRG LÖWE among them, demanded:

- that the UN act,
- that J. Roe resign;[^2]

1. and nothing else.

The number was 12021, or 20223, or 3; it was settled in 44 BC.

> The talks were held.

[^1]: Minutes of 2022, by Kim.

[^2]: See the Chronicle.
";

const GERMAN: &str = "\
# Gespräche in Genf

Vor allem waren Worte, 1618/19.

## Die Versammlung im Jahr 2019 {#assembly}

Sie tagte.

### Ihr Ausschuss {#committee}

Er tagte auch.

## Befunde {#findings}

Der brasilianische Vertreter und Frau Doe sprachen am 4. Mai.[^1]

2020 forderten die Nigerianer, die UNESCO, Helden aus Monroe und Gesandte der G7, unter ihnen Jürg Löwe:

- dass die Vereinten Nationen handeln,
- dass J. Roe zurücktritt;[^2]

1. und sonst nichts.

Es war die Zahl 12021, oder 20223, oder 3; entschieden wurde es 44 v. Chr.

> Die Gespräche fanden in Bälde statt, nämlich 2031.

[^1]: Niederschrift von 2022, von Kim.

[^2]: Siehe die Chronik.
";

/// A dataset on disk, with these claims.
fn dataset(claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let ron = format!(
        r#"(
    format: 1, id: "talks", title: "The talks",
    roles: [(id: "speaker", name: "speaker")],
    sources: [(id: "report", title: "Report", issued: "2023", editions: [
        (id: "english", file: "english.md"),
        (id: "german", language: "de", file: "german.md"),
    ])],
    actors: [
        (id: "jane-doe", name: "Jane Doe", kind: Person),
        (id: "roe", name: "John Roe", kind: Person, names: ["J. Roe"]),
        (id: "kim", name: "Kim", kind: Person),
        (id: "lowe", name: "Jurg Lowe", kind: Person),
        (id: "envoy", name: "a G7 envoy", kind: Person, unnamed: true),
        (id: "brazil", name: "Brazil", kind: State),
        (id: "niger", name: "Niger", kind: State),
        (id: "nigeria", name: "Nigeria", kind: State, names: ["Nigerian"]),
        (id: "un", name: "United Nations", kind: Organisation, names: ["UN", "G7", (text: "Vereinten Nationen", language: "de")]),
        (id: "hero", name: "Hero", kind: Group),
        (id: "chronicle", name: "Chronicle", kind: Company),
        (id: "geneva", name: "Genf", kind: Group),
    ],
    forums: [
        (id: "assembly", name: "Assembly", kind: Body),
        (id: "security", name: "Council", kind: Body),
    ],
    // So that each is named by some claim.
    ties: [
        (from: "jane-doe", role: "speaker", to: "roe", passage: "report#top/1", standing: Inferred),
        (from: "kim", role: "speaker", to: "lowe", passage: "report#top/1", standing: Inferred),
        (from: "envoy", role: "speaker", to: "brazil", passage: "report#top/1", standing: Inferred),
        (from: "niger", role: "speaker", to: "nigeria", passage: "report#top/1", standing: Inferred),
        (from: "un", role: "speaker", to: "hero", passage: "report#top/1", standing: Inferred),
        (from: "chronicle", role: "speaker", to: "geneva", passage: "report#top/1", standing: Inferred),
        (from: "assembly", role: "speaker", to: "security", passage: "report#top/1", standing: Inferred),
    ],
    {claims}
)"#
    );
    for (name, text) in [
        ("dataset.ron", &*ron),
        ("english.md", ENGLISH),
        ("german.md", GERMAN),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// What is not named, as "name at address".
fn unnamed(claims: &str) -> Vec<String> {
    let folder = dataset(claims);
    let files = Files::open(folder.path()).expect("a dataset");
    let reading = read(&files, &Limits::default());
    let problems: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let record = reading.record.expect("a record");
    (unnamed_claims(&record).iter())
        .map(|claim| format!("{} at {}", claim.name, record.address(claim.passage)))
        .map(|found| found.replace("report#", ""))
        .collect()
}

/// Whether a passage names an actor.
fn names_actor(actor: &str, place: &str) -> bool {
    let missing = unnamed(&format!(
        r#"events: [(id: "a", title: "A", passage: "report#{place}", actors: [(actor: "{actor}", role: "speaker")])],"#
    ));
    assert!(missing.len() <= 1, "{missing:?}");
    missing.is_empty()
}

/// Whether a passage names a year of a date.
fn names_year(edtf: &str, place: &str) -> bool {
    let missing = unnamed(&format!(
        r#"events: [(id: "a", title: "A", passage: "report#{place}", dates: [(edtf: "{edtf}")])],"#
    ));
    assert!(missing.is_empty() || *missing == [format!("{edtf} at {place}")]);
    missing.is_empty()
}

/// Whether a passage names a forum.
fn names_forum(forum: &str, place: &str) -> bool {
    let missing = unnamed(&format!(
        r#"events: [(id: "a", title: "A", passage: "report#{place}", forums: [(forum: "{forum}")])],"#
    ));
    missing.is_empty()
}

#[test]
fn a_name_an_alias_or_the_last_name_of_a_person_is_enough() {
    assert!(names_actor("un", "findings/3.1"));
    assert!(names_actor("roe", "findings/3.2"));
    assert!(names_actor("jane-doe", "findings/1"));
    assert!(!names_actor("jane-doe", "findings/2"));
    // Without regard to case and accents.
    assert!(names_actor("lowe", "findings/2"));
    // Who has no name has no last name; "envoys" is not "a G7 envoy".
    assert!(!names_actor("envoy", "findings/2"));
}

#[test]
fn a_name_may_have_an_ending_but_must_be_a_word_of_its_own() {
    assert!(names_actor("brazil", "findings/1"));
    assert!(names_actor("nigeria", "findings/2"));
    // A short name is no beginning of a word, and no name is the end of one.
    assert!(!names_actor("un", "findings/4"));
    assert!(!names_actor("hero", "findings/2"));
    assert!(!names_actor("roe", "findings/2"));
    // With this ending it is the name of another.
    assert!(!names_actor("niger", "findings/2"));
    // A mark ends a word.
    assert!(names_actor("un", "findings/2"));
}

#[test]
fn the_footnotes_of_a_passage_and_the_passage_of_a_footnote_belong_to_it() {
    assert!(names_actor("kim", "findings/1"));
    assert!(names_year("2022", "findings/1"));
    assert!(!names_actor("kim", "findings/2"));
    assert!(names_actor("chronicle", "findings/3.2"));
    assert!(!names_actor("chronicle", "findings/3.1"));
    assert!(names_actor("chronicle", "findings/3"));
    assert!(names_actor("chronicle", "findings"));
    for actor in ["kim", "brazil", "jane-doe"] {
        assert!(names_actor(actor, "^1"), "{actor}");
    }
    assert!(names_actor("roe", "^2") && names_year("2020", "^2"));
    assert!(!names_actor("kim", "^2") && !names_actor("brazil", "^2"));
}

#[test]
fn the_headings_over_a_passage_belong_to_it() {
    for place in ["assembly/1", "committee/1", "committee"] {
        assert!(names_forum("assembly", place), "{place}");
        assert!(names_year("2019", place), "{place}");
    }
    for place in ["findings/1", "top/1", "^1"] {
        assert!(!names_forum("assembly", place), "{place}");
        assert!(!names_year("2019", place), "{place}");
    }
}

#[test]
fn the_paragraph_before_a_list_belongs_to_its_items() {
    assert!(names_actor("nigeria", "findings/3.1"));
    assert!(names_year("2020", "findings/3.2"));
    // Another list between them makes no difference, and does not belong to it.
    assert!(names_year("2020", "findings/4.1"));
    assert!(!names_actor("roe", "findings/4.1"));
    // What follows a list has nothing before it.
    assert!(!names_year("2020", "findings/5"));
    assert!(!names_year("2020", "findings/1"));
}

#[test]
fn every_edition_counts() {
    // The first edition has neither the name nor the year.
    assert!(names_actor("geneva", "findings/6"));
    assert!(names_year("2031", "findings/6"));
    assert!(!names_year("2031", "findings/5"));
}

#[test]
fn the_year_of_a_date_has_to_stand_there_as_a_number() {
    assert!(names_year("1618-05-23", "top/1"));
    // The first or the last year will do.
    assert!(names_year("1618/1648", "top/1"));
    assert!(names_year("1600/1618", "top/1"));
    assert!(!names_year("1617/1619", "top/1"));
    for part_of_another in ["2021", "2022"] {
        assert!(
            !names_year(part_of_another, "findings/5"),
            "{part_of_another}"
        );
    }
    assert!(names_year("-0043", "findings/5"));
    assert!(!names_year("-0044", "findings/5"));
    assert!(names_year("0003", "findings/5"));
    assert!(names_year("1618/..", "top/1") && names_year("[..1618]", "top/1"));
    assert!(!names_year("2020/..", "top/1"));
}

#[test]
fn what_is_inferred_need_not_be_named_and_nothing_else_is_excused() {
    let claims = |standing: &str| {
        unnamed(&format!(
            r#"
    events: [(
        id: "a", title: "A", passage: "report#top/1",
        dates: [(edtf: "2020", {standing}), (stage: Planned, {standing})],
        forums: [(forum: "assembly", {standing})],
        actors: [(actor: "kim", role: "speaker", {standing})],
    )],"#
        ))
    };
    assert!(claims("standing: Inferred").is_empty());
    let all = ["2020 at top/1", "Assembly at top/1", "Kim at top/1"];
    for standing in [
        "",
        "standing: Reported",
        "standing: Alleged",
        "standing: Denied",
    ] {
        assert_eq!(claims(standing), all, "{standing}");
    }
}

#[test]
fn a_claim_with_a_passage_of_its_own_is_looked_up_there() {
    let found = unnamed(
        r#"
    events: [(
        id: "a", title: "A", passage: "report#findings/1",
        actors: [
            (actor: "kim", role: "speaker"),
            (actor: "kim", role: "speaker", passage: "report#top/1"),
            // The same again says nothing new.
            (actor: "kim", role: "speaker", passage: "report#top/1", standing: Denied),
            (actor: "kim", role: "speaker", passage: "report#findings/2"),
        ],
    )],
    accounts: [(event: "a", passage: "report#findings/5", actors: [(actor: "un", role: "speaker")])],"#,
    );
    assert_eq!(
        found,
        [
            "Kim at top/1",
            "Kim at findings/2",
            "United Nations at findings/5"
        ]
    );
}

// ---- On the command line -----------------------------------------------------------------------

fn check(folder: &Path, flags: &[&str]) -> (u8, String) {
    let path = folder.to_str().expect("a path in UTF-8");
    let words = [&["regesta", "check", path], flags].concat();
    let question = Arguments::parse_from(words).question.expect("a question");
    let mut out = Vec::new();
    let code = run(&question, &mut out, &mut Vec::new()).expect("an answer");
    (code, String::from_utf8(out).expect("UTF-8"))
}

const UNNAMED: &str = r#"
    events: [(id: "a", title: "A", passage: "report#findings/1", dates: [(edtf: "2020")], forums: [(forum: "security")])],
    accounts: [(event: "a", passage: "report#findings/2", dates: [(edtf: "2020")])],"#;

#[test]
fn both_ends_of_a_tie_must_be_named() {
    let folder = dataset(r#"events: [(id: "a", title: "A", passage: "report#top/1")],"#);
    let path = folder.path().join("dataset.ron");
    let ron = fs::read_to_string(&path).expect("the dataset");
    let stated = ron.replacen(", standing: Inferred", "", 1);
    fs::write(&path, stated).expect("a file");
    let files = Files::open(folder.path()).expect("a dataset");
    let record = read(&files, &Limits::default()).record.expect("a record");
    let found = unnamed_claims(&record);
    let names: Vec<&str> = found.iter().map(|claim| &*claim.name).collect();
    assert_eq!(names, ["Jane Doe", "John Roe"]);
    assert!(
        found
            .iter()
            .all(|claim| matches!(claim.of, ClaimOf::Tie(tie) if tie.at() == 0))
    );
    let (code, out) = check(folder.path(), &["--named"]);
    assert_eq!(code, 1);
    assert!(
        out.starts_with("tie jane-doe → roe: report#top/1 does not name Jane Doe; "),
        "{out}"
    );
}

#[test]
fn check_lists_what_is_not_named_only_if_it_is_asked() {
    let folder = dataset(UNNAMED);
    let (code, out) = check(folder.path(), &[]);
    assert_eq!(code, 0);
    assert!(out.starts_with("No problem: 1 events"), "{out}");
    let (code, out) = check(folder.path(), &["--named"]);
    let lines: Vec<&str> = out.lines().collect();
    let remedy = "add the name it uses there, or say standing: Inferred";
    assert_eq!(code, 1);
    assert_eq!(
        lines,
        [
            format!("a: report#findings/1 does not name 2020; {remedy}"),
            format!("a: report#findings/1 does not name Council; {remedy}"),
            "It loads, with 0 warnings, and 2 claims not named by their passages.".to_owned(),
        ]
    );
    let (code, out) = check(folder.path(), &["--named", "--json"]);
    let lines: Vec<serde_json::Value> = (out.lines())
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!((code, lines.len()), (1, 2));
    assert_eq!(
        lines[1],
        serde_json::json!({ "claim_of": "a", "not_named": "Council", "passage": "report#findings/1" })
    );
}

#[test]
fn check_finds_nothing_unnamed_in_the_tutorial() {
    let (code, out) = check(Path::new("tutorial"), &["--named"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with("No problem: "), "{out}");
}
