//! The command line answers in text and JSON what the window shows: every event, every link,
//! every passage, and the same finds for the same query.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Parser as _;
use regesta::cli::{Arguments, run};
use regesta::dataset::{Files, Limits, SHIPPED, TUTORIAL, read};
use regesta::index::Opened;
use regesta::state::{Filters, compute_matches};
use serde_json::Value;

/// What came of a question.
struct Answer {
    code: u8,
    out: String,
    err: String,
}

impl Answer {
    /// One value for each line.
    fn json(&self) -> Vec<Value> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
            .collect()
    }
}

/// Asks as from a shell, but without a process.
fn ask(words: &[&str]) -> Answer {
    let words = ["regesta"].iter().chain(words);
    let arguments = Arguments::try_parse_from(words).expect("arguments that can be used");
    let question = arguments.question.expect("a question");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&question, &mut out, &mut err).expect("nothing can go wrong in writing");
    Answer {
        code,
        out: String::from_utf8(out).expect("UTF-8"),
        err: String::from_utf8(err).expect("UTF-8"),
    }
}

fn here(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn opened(name: &'static str) -> Opened {
    let reading = read(&Files::BuiltIn(name), &Limits::default());
    Opened::new(reading.record.expect("what ships loads"))
}

/// The strings at a key, in the order of the lines.
fn strings(lines: &[Value], key: &str) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            line[key]
                .as_str()
                .unwrap_or_else(|| panic!("{key}: {line}"))
                .to_owned()
        })
        .collect()
}

// ---- check ---------------------------------------------------------------------------------

#[test]
fn check_finds_nothing_in_what_ships() {
    for name in ["shipped", "tutorial"] {
        let answer = ask(&["check", name]);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        assert!(answer.out.starts_with("No problem: "), "{}", answer.out);
        let answer = ask(&["check", name, "--json"]);
        assert_eq!((answer.code, answer.out.as_str()), (0, ""));
    }
    let folder = here("datasets/tutorial");
    for path in [folder.clone(), folder.join("dataset.ron")] {
        assert_eq!(
            ask(&["check", text_of(&path)]).code,
            0,
            "{}",
            path.display()
        );
    }
}

#[test]
fn check_lists_every_problem_with_its_place_and_fails() {
    let folder = here("tests/faulty/bad-dates");
    let files = Files::open(&folder).expect("a dataset");
    let problems = read(&files, &Limits::default()).problems;
    assert!(problems.len() > 3);
    let answer = ask(&["check", text_of(&folder)]);
    assert_eq!(answer.code, 1);
    let mut lines = answer.out.lines();
    for problem in &problems {
        let first = format!("{}: {} {}", problem.site, problem.code, problem.message);
        assert!(
            lines.any(|line| line == first),
            "{first}\nis not in\n{}",
            answer.out
        );
    }
    let summary = format!("It does not load: {} errors, 0 warnings.", problems.len());
    assert_eq!(answer.out.lines().last(), Some(summary.as_str()));

    let answer = ask(&["check", text_of(&folder), "--json"]);
    assert_eq!(answer.code, 1);
    let json = answer.json();
    assert_eq!(json.len(), problems.len());
    for (line, problem) in json.iter().zip(&problems) {
        assert_eq!(line["file"], Value::from(&*problem.site.file));
        assert_eq!(line["line"], Value::from(problem.site.line));
        assert_eq!(line["column"], Value::from(problem.site.column));
        assert_eq!(line["code"], Value::from(problem.code.as_str()));
        assert_eq!(line["message"], Value::from(problem.message.as_str()));
        assert_eq!(line["remedy"], Value::from(problem.remedy.as_str()));
        assert_eq!(line["severity"], "error");
    }
}

#[test]
fn check_fails_on_warnings_too_but_says_that_it_loads() {
    let folder = here("tests/faulty/warnings");
    let answer = ask(&["check", text_of(&folder)]);
    assert_eq!(answer.code, 1, "{}", answer.out);
    assert!(answer.out.contains("It loads, with "), "{}", answer.out);
    let json = ask(&["check", text_of(&folder), "--json"]).json();
    assert!(
        json.iter().all(|line| line["severity"] == "warning"),
        "{json:?}"
    );
}

// ---- what cannot be answered -----------------------------------------------------------------

#[test]
fn a_path_where_nothing_is_gives_2_and_says_what_to_give() {
    for words in [
        &["check", "no/such/folder"][..],
        &["show", "no/such/folder"],
        &["show", "nothing.ron", "--json"],
        &["links", "./nothing"],
        &["text", "no/such/folder", "letters#end"],
    ] {
        let answer = ask(words);
        assert_eq!(answer.code, 2, "{words:?}");
        assert_eq!(answer.out, "", "{words:?}");
        assert!(
            answer.err.contains("give a folder with a dataset.ron"),
            "{}",
            answer.err
        );
    }
}

#[test]
fn a_query_that_cannot_be_read_gives_2_and_the_remedy() {
    for command in ["show", "links"] {
        for query in ["form:oewg", "(area:cyber", "from:may", "not"] {
            let answer = ask(&[command, query]);
            assert_eq!(
                (answer.code, answer.out.as_str()),
                (2, ""),
                "{command} {query}"
            );
            assert!(
                answer.err.starts_with("The query cannot be read: "),
                "{}",
                answer.err
            );
        }
        assert!(ask(&[command, "form:oewg"]).err.contains("forum"));
    }
}

#[test]
fn an_address_where_nothing_stands_gives_1_and_the_sources() {
    for address in [
        "q2-summary#no-such-section/1",
        "nobody#x/1",
        "q2-summary",
        "q2-summary#^999",
    ] {
        let answer = ask(&["text", address]);
        assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{address}");
        assert!(answer.err.contains(address), "{}", answer.err);
        assert!(
            answer.err.contains("q1-un-groups, q2-summary"),
            "{}",
            answer.err
        );
    }
    assert_eq!(
        ask(&["text", "tutorial", "letters#end/1", "too much"]).code,
        2
    );
}

#[test]
fn a_dataset_that_does_not_load_gives_1_and_its_problems() {
    let folder = here("tests/faulty/bad-dates");
    for command in ["show", "links"] {
        let answer = ask(&[command, text_of(&folder)]);
        assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{command}");
        assert!(answer.err.contains("E301"), "{}", answer.err);
        assert!(
            answer.err.ends_with("The dataset does not load.\n"),
            "{}",
            answer.err
        );
    }
    assert_eq!(
        ask(&["text", text_of(&folder), "report#findings/1"]).code,
        1
    );
}

#[test]
fn arguments_that_make_no_sense_are_refused_by_the_parser() {
    for words in [
        &["check"][..],
        &["text"],
        &["show", "--jsn"],
        &["--probe", "now"],
        &["check", "a", "b"],
    ] {
        let words = ["regesta"].iter().chain(words).copied().collect::<Vec<_>>();
        assert!(Arguments::try_parse_from(&words).is_err(), "{words:?}");
    }
    let arguments = Arguments::try_parse_from(["regesta", "datasets/tutorial"]).expect("a path");
    assert!(arguments.question.is_none());
    assert_eq!(arguments.dataset, Some(PathBuf::from("datasets/tutorial")));
    let help = <Arguments as clap::CommandFactory>::command()
        .render_long_help()
        .to_string();
    for command in ["check", "show", "links", "text"] {
        assert!(help.contains(command), "{help}");
    }
    assert!(!help.contains("probe"), "{help}");
    <Arguments as clap::CommandFactory>::command().debug_assert();
}

#[test]
fn a_closed_pipe_is_reported_to_the_caller() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for words in [
        ["show", "tutorial"],
        ["links", "tutorial"],
        ["check", "tutorial"],
    ] {
        let words = ["regesta"]
            .iter()
            .chain(&words)
            .copied()
            .collect::<Vec<_>>();
        let arguments = Arguments::try_parse_from(words).expect("arguments");
        let question = arguments.question.expect("a question");
        let error = run(&question, &mut Closed, &mut Vec::new()).expect_err("a closed pipe");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}

// ---- show -----------------------------------------------------------------------------------

#[test]
fn show_lists_every_event_once_in_time_the_undated_last() {
    for (word, name) in [("shipped", SHIPPED), ("tutorial", TUTORIAL)] {
        let opened = opened(name);
        let record = &opened.record;
        let answer = ask(&["show", word]);
        assert_eq!(answer.code, 0);
        let lines: Vec<&str> = answer.out.lines().collect();
        assert_eq!(lines.len(), record.events.len());
        let in_order: Vec<_> = opened
            .index
            .by_time
            .iter()
            .chain(&opened.index.undated)
            .collect();
        for (line, ix) in lines.iter().zip(&in_order) {
            let event = record.event(**ix);
            let date = event.leading_date().and_then(|claim| claim.date.as_ref());
            let date = date.map_or("undated", |date| date.edtf());
            assert!(line.starts_with(date), "{line}");
            assert!(line.contains(&*event.title), "{line}");
            let address = record.address(event.all_passages()[0]);
            assert!(line.ends_with(&format!("[{address}]")), "{line}");
        }
        let json = ask(&["show", word, "--json"]).json();
        let ids: Vec<&str> = in_order.iter().map(|ix| &*record.event(**ix).id).collect();
        assert_eq!(strings(&json, "id"), ids);
    }
    assert_eq!(ask(&["show"]).out, ask(&["show", "shipped"]).out);
}

/// What every claim carries.
fn assert_basis(opened: &Opened, claim: &Value) {
    let address = claim["passage"]
        .as_str()
        .unwrap_or_else(|| panic!("no passage: {claim}"));
    let passage = opened
        .record
        .find_passage(address)
        .unwrap_or_else(|e| panic!("{e}: {claim}"));
    let standing = claim["standing"]
        .as_str()
        .unwrap_or_else(|| panic!("no standing: {claim}"));
    assert!(
        ["stated", "reported", "alleged", "denied", "inferred"].contains(&standing),
        "{claim}"
    );
    let known_from = claim["known_from"]
        .as_str()
        .unwrap_or_else(|| panic!("{claim}"));
    assert!(regesta::model::Date::parse(known_from).is_ok(), "{claim}");
    if let Some(quote) = claim["quote"].as_str() {
        let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = single(&opened.record.passage_text(passage));
        assert!(text.contains(&single(quote)), "{claim}");
    }
}

#[test]
fn show_gives_every_claim_of_every_event_with_its_passage() {
    for (word, name) in [("shipped", SHIPPED), ("tutorial", TUTORIAL)] {
        let opened = opened(name);
        let record = &opened.record;
        let json = ask(&["show", word, "--json"]).json();
        let mut claims = 0;
        for line in &json {
            let id = line["id"].as_str().expect("an id");
            let event = record
                .events
                .iter()
                .find(|event| &*event.id == id)
                .expect("known");
            assert_eq!(line["title"], Value::from(&*event.title));
            for (key, count, fields) in [
                ("dates", event.dates.len(), &["edtf", "words", "stage"][..]),
                ("areas", event.areas.len(), &["id", "name"]),
                ("level", event.levels.len(), &["id", "name"]),
                ("forums", event.forums.len(), &["id", "name"]),
                (
                    "actors",
                    event.actors.len(),
                    &["id", "name", "role", "absent"],
                ),
                ("order", event.order.len(), &["is", "event"]),
            ] {
                let list = line[key]
                    .as_array()
                    .unwrap_or_else(|| panic!("{id}: {key}"));
                assert_eq!(list.len(), count, "{id}: {key}");
                for claim in list {
                    for field in fields {
                        assert!(claim.get(field).is_some(), "{id}: {key}: {field}: {claim}");
                    }
                    assert_basis(&opened, claim);
                    claims += 1;
                }
            }
            let passages = line["passages"].as_array().expect("passages");
            assert_eq!(passages.len(), event.all_passages().len(), "{id}");
            for (passage, at) in passages.iter().zip(event.all_passages()) {
                assert_eq!(
                    passage["source"],
                    Value::from(&*record.source(at.source).id)
                );
                assert_eq!(passage["address"], Value::from(record.address(at)));
                assert_eq!(passage["text"], Value::from(record.passage_text(at)));
                assert_ne!(passage["text"], "", "{id}");
            }
        }
        let all: usize = record
            .events
            .iter()
            .map(|event| event.bases().count())
            .sum();
        assert_eq!(claims, all, "{name}");
    }
}

#[test]
fn show_tells_rival_dates_plans_and_since_when_each_is_known() {
    let json = ask(&["show", "tutorial", "--json", "founded"]).json();
    let founding = &json[0];
    let field = |key: &str| -> Vec<&str> {
        let dates = founding["dates"].as_array().expect("dates");
        dates
            .iter()
            .filter_map(|claim| claim[key].as_str())
            .collect()
    };
    assert_eq!(founding["id"], "founding");
    assert_eq!(founding["kind"], "meeting");
    assert_eq!(field("edtf"), ["1789-05-03", "1789-05-05"]);
    assert_eq!(field("words"), ["3 May 1789", "5 May 1789"]);
    assert_eq!(field("passage"), ["letters#beginnings/1", "letters#^1"]);
    assert_eq!(field("known_from"), ["1871-10", "1801"]);
    assert_eq!(field("stage"), ["happened", "happened"]);
    let absent: Vec<bool> = founding["actors"]
        .as_array()
        .expect("actors")
        .iter()
        .map(|actor| actor["absent"].as_bool().expect("a flag"))
        .collect();
    assert_eq!(absent, [false, false, false, true]);

    let json = ask(&["show", "tutorial", "--json", "anniversary"]).json();
    let stages: Vec<&Value> = json[0]["dates"]
        .as_array()
        .expect("dates")
        .iter()
        .map(|claim| &claim["stage"])
        .collect();
    assert_eq!(stages, ["planned", "postponed", "happened"]);
    let json = ask(&["show", "tutorial", "--json", "novels"]).json();
    assert_eq!(json[0]["dates"][1]["edtf"], Value::Null);
    assert_eq!(json[0]["dates"][1]["stage"], "cancelled");
}

/// Queries that find something, nothing, and everything.
const QUERIES: [&str; 16] = [
    "",
    "covid",
    "\"security council\"",
    "forum:oewg",
    "forum:oewg and not role:host from:2020-03",
    "actor:lauber or actor:koh",
    "-area:cyber",
    "area:cyber level:multi",
    "kind:meeting (stage:planned or stage:postponed)",
    "standing:alleged",
    "source:q1",
    "from:2020-05 to:2020-05-31",
    "to:1999",
    "not (forum:un or actor:china)",
    "jurg lauber",
    "nobody-is-called-that",
];

#[test]
fn a_query_finds_the_same_here_as_in_the_search_box() {
    let opened = opened(SHIPPED);
    let all = opened.record.events.len();
    let mut counts = Vec::new();
    for query in QUERIES {
        let mut filters = Filters::default();
        filters.set_text(query.to_owned());
        assert_eq!(filters.error, None, "{query}");
        let matches = compute_matches(&opened, &filters);
        let expected: Vec<String> = opened
            .index
            .by_time
            .iter()
            .chain(&opened.index.undated)
            .filter(|ix| matches.holds(**ix))
            .map(|ix| opened.record.event(*ix).id.to_string())
            .collect();
        assert_eq!(expected.len(), matches.count, "{query}");
        let answer = ask(&["show", "--json", "--", query]);
        assert_eq!(answer.code, 0, "{query}: {}", answer.err);
        assert_eq!(strings(&answer.json(), "id"), expected, "{query}");
        counts.push(expected.len());
    }
    assert_eq!(counts[0], all);
    assert_eq!(counts[15], 0);
    let some = counts
        .iter()
        .filter(|count| (1..all).contains(*count))
        .count();
    assert!(some >= 12, "the queries say little: {counts:?}");
}

#[test]
fn a_dataset_may_stand_before_the_query_and_the_query_may_be_several_words() {
    let expected = ["parcel", "dissolution"];
    let path = here("datasets/tutorial");
    let file = path.join("dataset.ron");
    for dataset in ["tutorial", text_of(&path), text_of(&file)] {
        for words in [
            &["forum:council"][..],
            &["forum:council", "and", "not", "role:host"],
        ] {
            let words = [&["show", dataset], words, &["--json"]].concat();
            let answer = ask(&words);
            assert_eq!(strings(&answer.json(), "id"), expected, "{words:?}");
        }
    }
    assert_eq!(ask(&["show", "tutorial", "covid"]).out, "");
    assert_ne!(ask(&["show", "covid"]).out, "");
}

// ---- links ------------------------------------------------------------------------------------

#[test]
fn links_lists_every_link_and_each_has_a_passage_that_exists() {
    for (word, name) in [("shipped", SHIPPED), ("tutorial", TUTORIAL)] {
        let opened = opened(name);
        let answer = ask(&["links", word]);
        assert_eq!(answer.code, 0);
        assert_eq!(answer.out.lines().count(), opened.index.links.len());
        for line in answer.out.lines() {
            let address = line
                .rsplit_once('[')
                .and_then(|(_, end)| end.strip_suffix(']'));
            let address = address.unwrap_or_else(|| panic!("no passage: {line}"));
            assert!(opened.record.find_passage(address).is_ok(), "{line}");
        }
        let json = ask(&["links", word, "--json"]).json();
        assert_eq!(json.len(), opened.index.links.len());
        for (line, link) in json.iter().zip(&opened.index.links) {
            let (actor, forum) = (
                opened.record.entity(link.actor),
                opened.record.entity(link.forum),
            );
            assert_eq!(line["actor"]["id"], Value::from(&*actor.id));
            assert_eq!(line["actor"]["name"], Value::from(&*actor.name));
            assert_eq!(line["forum"]["id"], Value::from(&*forum.id));
            assert_eq!(line["forum"]["name"], Value::from(&*forum.name));
            assert_eq!(
                line["role"],
                Value::from(&*opened.record.role(link.role).term.id)
            );
            assert_eq!(
                line["via"],
                if link.event().is_some() {
                    "event"
                } else {
                    "tie"
                }
            );
            assert_basis(&opened, line);
        }
        assert!(json.iter().any(|line| line["absent"] == true), "{name}");
        assert!(json.iter().any(|line| line["via"] == "tie"), "{name}");
    }
}

#[test]
fn links_of_a_query_are_those_that_the_search_box_lets_through() {
    let opened = opened(SHIPPED);
    let all = ask(&["links", "--json"]).json();
    for query in QUERIES.iter().skip(1) {
        let mut filters = Filters::default();
        filters.set_text((*query).to_owned());
        let matches = compute_matches(&opened, &filters);
        let found = ask(&["links", "--json", "--", query]).json();
        let expected: Vec<Value> = (all.iter().zip(&opened.index.links))
            .filter(|(_, link)| matches.holds_link(link))
            .map(|(line, _)| line.clone())
            .collect();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn links_of_somebody_are_found_by_any_of_the_names() {
    let opened = opened(SHIPPED);
    let all = ask(&["links", "--json"]).json();
    let is_of = |id: &str, line: &Value| line["actor"]["id"] == id || line["forum"]["id"] == id;
    let of = |id: &str| -> Vec<Value> {
        let lines = all.iter().filter(|line| is_of(id, line));
        lines.cloned().collect()
    };
    // One that only acts, one where others meet, one that does both.
    for (names, id) in [
        (
            &["lauber", "Jürg Lauber", "juerg-lauber"][..],
            "juerg-lauber",
        ),
        (&["UN-GGE", "gge"], "gge"),
        (&["itu"], "itu"),
    ] {
        let expected = of(id);
        assert!(expected.len() > 1, "{id}");
        for name in names {
            let found = ask(&["links", "--of", name, "--json"]).json();
            assert_eq!(found, expected, "{name}");
        }
    }
    let itu = of("itu");
    let is_there = |end: &str| itu.iter().any(|line| line[end]["id"] == "itu");
    assert!(is_there("actor") && is_there("forum"));
    // A dataset and a query are asked besides.
    let mut filters = Filters::default();
    filters.set_text("role:chair".to_owned());
    let matches = compute_matches(&opened, &filters);
    let expected: Vec<Value> = (all.iter().zip(&opened.index.links))
        .filter(|(line, link)| is_of("juerg-lauber", line) && matches.holds_link(link))
        .map(|(line, _)| line.clone())
        .collect();
    let words = ["links", "shipped", "role:chair", "--of", "lauber", "--json"];
    assert_eq!(ask(&words).json(), expected);
    let lauber = of("juerg-lauber");
    assert!(!expected.is_empty() && expected.len() < lauber.len());
    // In words as in JSON.
    let answer = ask(&["links", "--of", "lauber"]);
    assert_eq!(answer.out.lines().count(), lauber.len());
    let begins = |line: &str| line.starts_with("Jürg Lauber — ");
    assert!(answer.out.lines().all(begins), "{}", answer.out);
}

#[test]
fn links_of_a_name_that_nobody_or_several_have_are_refused() {
    for (name, reason) in [
        ("Jurg Laubr", "did you mean “Jürg Lauber”?"),
        ("nobody at all", "nothing is called “nobody at all” here"),
        ("Roundtable", "“Roundtable” can be "),
    ] {
        let answer = ask(&["links", "--of", name]);
        assert_eq!((answer.code, answer.out.as_str()), (1, ""), "{name}");
        assert!(answer.err.contains(reason), "{}", answer.err);
    }
    // Nobody is called what no source had told of yet.
    let ratas = ["links", "--of", "Jüri Ratas"];
    assert_ne!(ask(&ratas).out, "");
    let early: Vec<&str> = ratas.into_iter().chain(["--known-on", "2020-05"]).collect();
    assert_eq!(ask(&early).code, 1);
}

// ---- text ---------------------------------------------------------------------------------------

#[test]
fn text_prints_a_passage_with_its_footnotes() {
    let answer = ask(&["text", "tutorial", "letters#beginnings/1"]);
    assert_eq!(answer.code, 0);
    let letters = fs::read_to_string(here("datasets/tutorial/texts/letters.md")).expect("a text");
    let paragraph = letters
        .lines()
        .find(|line| line.starts_with("On 3 May 1789"))
        .expect("it");
    let note = letters
        .lines()
        .find(|line| line.starts_with("[^1]: "))
        .expect("a note");
    assert!(
        answer
            .out
            .starts_with("Letters on the Reading Society of Hallersbrück"),
        "{}",
        answer.out
    );
    assert!(
        answer.out.contains("\nletters#beginnings/1\n"),
        "{}",
        answer.out
    );
    assert!(
        answer.out.contains(&paragraph.replace("[^1]", "")),
        "{}",
        answer.out
    );
    let note = note.replacen("[^1]: ", "[1] ", 1);
    assert!(answer.out.contains(&note), "{note}\n{}", answer.out);
    // A paragraph without a marker has none, a section has all of its own.
    let without = ask(&["text", "tutorial", "letters#beginnings/2"]).out;
    assert!(!without.contains("[1]"), "{without}");
    let section = ask(&["text", "tutorial", "letters#good-years"]).out;
    assert!(
        section.contains("\n[2] ") && section.contains("\n[3] "),
        "{section}"
    );
    assert!(!section.contains("\n[1] "), "{section}");
    // An item of a list, and a note by itself.
    let item = ask(&["text", "tutorial", "letters#beginnings/4.3"]).out;
    assert!(
        item.contains("Candles are paid for by whoever falls asleep."),
        "{item}"
    );
    assert!(!item.contains("Nobody reads aloud"), "{item}");
    assert!(
        ask(&["text", "tutorial", "letters#^3"])
            .out
            .contains("Vol. VI: the dog.")
    );
}

#[test]
fn text_as_json_has_source_words_and_notes() {
    let answer = ask(&["text", "tutorial", "letters#beginnings/1", "--json"]);
    let json = answer.json();
    assert_eq!(json.len(), 1);
    assert_eq!(json[0]["source"], "letters");
    assert_eq!(json[0]["issued"], "1871-10");
    assert_eq!(json[0]["address"], "letters#beginnings/1");
    assert!(
        json[0]["text"]
            .as_str()
            .expect("a text")
            .starts_with("On 3 May 1789")
    );
    assert_eq!(json[0]["notes"][0]["label"], "1");
    assert!(
        json[0]["notes"][0]["text"]
            .as_str()
            .expect("a note")
            .contains("on 5 May 1789")
    );
}

#[test]
fn text_answers_to_every_address_that_show_and_links_print() {
    let mut addresses: Vec<String> = Vec::new();
    for line in ask(&["show", "--json"]).json() {
        let passages = line["passages"].as_array().expect("passages").clone();
        addresses.extend(strings(&passages, "address"));
    }
    addresses.extend(strings(&ask(&["links", "--json"]).json(), "passage"));
    addresses.sort();
    addresses.dedup();
    assert!(addresses.len() > 50, "{}", addresses.len());
    // Each question reads the dataset anew, so only the first of each dozen is asked.
    for address in addresses.iter().step_by(12) {
        let answer = ask(&["text", address]);
        assert_eq!(answer.code, 0, "{address}: {}", answer.err);
        assert!(answer.out.contains(address.as_str()));
    }
}
