//! `regesta paths`, `together` and `measures` on the record that ships: the answers stand in
//! its texts.

use std::collections::BTreeSet;

use regesta::dataset::{Files, Limits, read};
use regesta::index::net::Measure;
use serde_json::Value;

use crate::asked::{ask, json, list, set, text};

// ---- together: what several share ----------------------------------------------------------

/// The ids of the actors, forums or events that just these have, and nobody else who was asked
/// about.
fn had_by(lines: &[Value], kind: &str, who: &[&str]) -> BTreeSet<String> {
    let by_them = lines
        .iter()
        .filter(|line| set(list(&line["who"]).iter().map(text)) == set(who.iter().copied()));
    set(by_them.filter_map(|line| line[kind]["id"].as_str()))
}

#[test]
fn who_is_a_co_champion_twice_and_with_whom() {
    // Of AI and of Trust it is Hochschild's office alone; of Connectivity and of Help Desks the ITU.
    let lines = json(&["together", "roundtable-ai", "Digital Trust and Security"]);
    assert_eq!(
        had_by(&lines, "actor", &["roundtable-ai", "roundtable-trust"]),
        set(["office-hochschild"])
    );
    let lines = json(&[
        "together",
        "roundtable-connectivity",
        "roundtable-help-desks",
    ]);
    let both = had_by(
        &lines,
        "actor",
        &["roundtable-connectivity", "roundtable-help-desks"],
    );
    assert_eq!(both, set(["itu"]));
    assert_eq!(
        had_by(&lines, "actor", &["roundtable-help-desks"]),
        set(["undp"])
    );
}

#[test]
fn who_stayed_away_has_been_there_only_if_that_is_asked_for() {
    let absent = |words: &[&str]| {
        let lines = json(words);
        // Who was there is told in either case.
        assert!(had_by(&lines, "actor", &["gge-6"]).contains("switzerland"));
        let links = lines.iter().flat_map(|line| list(&line["links"]));
        let absent = links.filter(|link| link["absent"] == true);
        let actors: Vec<&str> = absent.map(|link| text(&link["actor"])).collect();
        set(actors)
    };
    // q1-un-groups#gge/1: no access; q2-summary#digital-economy/2: the USA withdrew.
    assert_eq!(absent(&["together", "gge-6", "oecd-g20-beps"]), set([]));
    assert_eq!(
        absent(&["together", "gge-6", "oecd-g20-beps", "--absent"]),
        set(["non-state-stakeholders", "united-states"])
    );
}

#[test]
fn three_are_told_apart() {
    let lines = json(&[
        "together",
        "gge-6",
        "council-of-europe",
        "un-security-council",
    ]);
    let all = ["gge-6", "council-of-europe", "un-security-council"];
    // convention#cybercrime/1: “Forty-seven states … Russia among them”.
    assert_eq!(had_by(&lines, "actor", &all), set(["russia"]));
    // What more of them have comes first.
    let counts: Vec<usize> = lines.iter().map(|line| list(&line["who"]).len()).collect();
    assert!(counts.is_sorted_by(|one, two| one >= two), "{counts:?}");
    let answer = ask(&[
        "together",
        "gge-6",
        "council-of-europe",
        "un-security-council",
    ]);
    assert!(
        answer.out.contains("Only Council of Europe:\n"),
        "{}",
        answer.out
    );
}

// ---- together: companions ------------------------------------------------------------------

#[test]
fn with_whom_estonia_appears_most() {
    let lines = json(&["together", "Estland"]);
    // Its prime minister opened its meeting and spoke for it (q2-un#security-council/2).
    assert_eq!(lines[0]["actor"]["id"], "jueri-ratas");
    assert_eq!(lines[0]["events"]["surprising"], true);
    let shared = list(&lines[0]["events"]["shared"]);
    let events = set(shared.iter().map(|one| text(&one["event"]["id"])));
    assert!(events.contains("arria-meeting"), "{events:?}");
    assert_eq!(lines[0]["events"]["count"], shared.len());
    for one in shared {
        let actors = set(list(&one["links"]).iter().map(|link| text(&link["actor"])));
        assert_eq!(actors, set(["estonia", "jueri-ratas"]));
    }
    let answer = ask(&["together", "Estland"]);
    let line = "     UN Security Council: Arria meeting on cyber security · 22 May 2020  [q2-summary#estonia/6, q2-un#security-council/1, q2-un#^2, q2-un#security-council/2]";
    assert_eq!(answer.out.lines().nth(2), Some(line));
    // Russia, which it met at two events, is no surprise: Russia is told of everywhere.
    let russia = lines
        .iter()
        .find(|line| line["actor"]["id"] == "russia")
        .expect("Russia");
    assert_eq!(russia["events"]["surprising"], false);
}

#[test]
fn the_co_chairs_of_the_panel_are_always_together() {
    let lines = json(&["together", "Melinda Gates"]);
    assert_eq!(lines[0]["actor"]["id"], "jack-ma");
    assert_eq!(lines[0]["events"]["surprising"], true);
    // Whatever she was at, he was.
    let other = lines[0]["events"]["of_other"].as_u64().expect("a number");
    assert!(lines[0]["events"]["count"].as_u64().expect("a number") <= other);
}

#[test]
fn staying_away_is_no_meeting_unless_it_is_asked_so() {
    let forum_of = |lines: &[Value], who: &str| -> BTreeSet<String> {
        let line = lines.iter().find(|line| line["actor"]["id"] == who);
        let shared = line.map(|line| list(&line["forums"]["shared"]).clone());
        set(shared
            .unwrap_or_default()
            .iter()
            .map(|one| text(&one["forum"]["id"])))
    };
    // Mnuchin told of the withdrawal from the talks in which the USA no longer sat.
    let question = ["together", "united-states", "--query", "beps"];
    let with: Vec<&str> = question.into_iter().chain(["--absent"]).collect();
    assert!(!forum_of(&json(&question), "steven-mnuchin").contains("oecd-g20-beps"));
    assert!(forum_of(&json(&with), "steven-mnuchin").contains("oecd-g20-beps"));
}

// ---- paths ---------------------------------------------------------------------------------

/// The stations of the chains.
fn chains(words: &[&str]) -> Vec<Vec<String>> {
    let words: Vec<&str> = ["paths"].iter().chain(words).copied().collect();
    json(&words)
        .iter()
        .map(|chain| {
            let steps = list(&chain["steps"]);
            let ends = steps.iter().map(|step| &step["to"]);
            let all = std::iter::once(&steps[0]["from"]).chain(ends);
            all.map(|one| text(&one["id"]).to_owned()).collect()
        })
        .collect()
}

#[test]
fn the_shortest_chain_between_two_persons() {
    // Koh and Ratas both spoke at the Arria meeting (q2-un#security-council/2).
    let found = chains(&["David Koh", "Jüri Ratas"]);
    assert_eq!(found.len(), 5);
    assert!(
        found.contains(
            &["david-koh", "arria-cyber-stability", "jueri-ratas"]
                .map(str::to_owned)
                .to_vec()
        )
    );
    assert!(found.iter().map(Vec::len).is_sorted());
    // Gates and Ma: the Panel that they chaired (q2-un#roadmap/1).
    let found = chains(&["gates", "jack ma", "--count", "1"]);
    assert_eq!(found, [["melinda-gates", "hlp", "jack-ma"]]);
    // Berners-Lee and Schwab: both spoke when the Roadmap was presented (q2-un#roadmap/3).
    let found = chains(&["Tim Berners-Lee", "Klaus Schwab", "--count", "1"]);
    assert_eq!(
        found,
        [["tim-berners-lee", "un-digital-roadmap", "klaus-schwab"]]
    );
}

#[test]
fn a_chain_over_three_steps_and_none_at_all() {
    let found = chains(&["Joanne Shields", "David Koh", "--count", "1"]);
    assert_eq!(found[0].len(), 4, "{found:?}");
    // INTERPOL's campaign has nothing to do with the Tech Accord's competition.
    let answer = ask(&["paths", "interpol", "Apps4Digital Peace"]);
    assert_eq!((answer.code, answer.out.as_str()), (1, ""));
    assert!(
        answer
            .err
            .contains("Nothing here connects “INTERPOL” and “Apps4Digital Peace”"),
        "{}",
        answer.err
    );
    let answer = ask(&["paths", "lauber", "Jürg Lauber"]);
    assert_eq!(answer.code, 1);
}

#[test]
fn absence_connects_only_if_it_is_asked_for() {
    // “representatives of non-state actors have no access” (q1-un-groups#gge/1).
    let direct = vec!["non-state-stakeholders".to_owned(), "gge-6".to_owned()];
    let words = ["non-state-stakeholders", "gge-6", "--count", "1"];
    assert_ne!(chains(&words), std::slice::from_ref(&direct));
    let with: Vec<&str> = words.into_iter().chain(["--absent"]).collect();
    assert_eq!(chains(&with), [direct]);
}

#[test]
fn forums_lead_to_what_they_belong_to_if_that_is_asked_for() {
    // The record files the Panel under the United Nations; no passage links the two.
    let up = ["jack-ma", "hlp", "united-nations", "vladimir-putin"].map(str::to_owned);
    let words = ["jack ma", "putin", "--count", "10"];
    assert!(!chains(&words).contains(&up.to_vec()));
    let with: Vec<&str> = words.into_iter().chain(["--parents"]).collect();
    assert!(chains(&with).contains(&up.to_vec()), "{:?}", chains(&with));
    let answer = ask(&["paths", "jack ma", "putin", "--parents"]);
    let line = "UN High-Level Panel on Digital Cooperation belongs to United Nations  [filed so in the record, without a passage]";
    assert!(answer.out.contains(line), "{}", answer.out);
}

#[test]
fn a_query_and_a_day_decide_what_connects() {
    let words = ["David Koh", "Jürg Lauber", "--count", "1"];
    let with = |more: &[&'static str]| -> Vec<&str> {
        words.iter().copied().chain(more.iter().copied()).collect()
    };
    assert_eq!(chains(&words)[0][1], "oewg");
    // Of the events of the Council alone, Koh spoke there and Lauber did not.
    let answer = ask(&[
        "paths",
        "David Koh",
        "Lauber",
        "--query",
        "forum:arria-cyber-stability",
    ]);
    assert_eq!(answer.code, 1, "{}", answer.out);
    // In May 2020 the meeting of 22 May had not been reported.
    let early = chains(&with(&["--known-on", "2020-05"]));
    assert_eq!(early[0][1], "oewg");
    let answer = ask(&["paths", "David Koh", "Jüri Ratas", "--known-on", "2020-05"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer.err.contains("nothing is called “Jüri Ratas” here"),
        "{}",
        answer.err
    );
}

#[test]
fn before_a_source_was_issued_nothing_rests_on_it() {
    // By the end of April 2020 only the report on the first quarter was there.
    for words in [
        &["measures"][..],
        &["together", "oewg", "gge"],
        &["together", "david-koh"],
        &["paths", "david-koh", "un-member-states", "--parents"],
    ] {
        let early: Vec<&str> = words
            .iter()
            .copied()
            .chain(["--known-on", "2020-04-30"])
            .collect();
        let answer = ask(&early);
        assert!(
            answer.out.contains("q1-un-groups#"),
            "{words:?}: {}",
            answer.err
        );
        let lines = json(&early);
        let text: String = lines.iter().map(Value::to_string).collect();
        for later in ["q2-summary#", "q2-un#", "q3-un#", "convention#"] {
            assert!(
                !answer.out.contains(later) && !text.contains(later),
                "{words:?}: {later}"
            );
        }
    }
}

// ---- measures ------------------------------------------------------------------------------

#[test]
fn who_stands_between_the_others() {
    let lines = json(&["measures"]);
    assert_eq!(lines[0]["entity"]["id"], "un-digital-roadmap");
    let of = |id: &str| {
        lines
            .iter()
            .find(|line| line["entity"]["id"] == id)
            .unwrap_or_else(|| panic!("{id}"))
    };
    // Three co-champions, each once.
    assert_eq!(of("roundtable-connectivity")["degree"], 3);
    assert_eq!(
        of("roundtable-connectivity")["betweenness"]
            .as_f64()
            .map(|share| share > 0.0),
        Some(true)
    );
    // Whoever is in one forum alone stands between nobody.
    assert_eq!(of("fli")["betweenness"], 0.0);
    // Lauber chaired the OEWG in several quarters.
    let quarters = set(list(&of("juerg-lauber")["quarters"])
        .iter()
        .map(|one| text(&one["quarter"])));
    assert!(
        quarters.is_superset(&set(["Q1 2020", "Q2 2020", "Q3 2020"])),
        "{quarters:?}"
    );
    let shares = lines
        .iter()
        .map(|line| line["betweenness"].as_f64().expect("a number"));
    assert!(shares.is_sorted_by(|one, two| one >= two));
    let answer = ask(&["measures"]);
    for measure in Measure::ALL {
        assert!(
            answer.out.contains(measure.meaning()),
            "{}",
            measure.label()
        );
    }
    let line = answer
        .out
        .lines()
        .find(|line| line.starts_with("Open-Ended Working Group: "));
    assert!(line.expect("a line").ends_with(" more]"), "{line:?}");
    // A query narrows it: in the GGE’s events alone the GGE is the centre.
    let narrow = json(&["measures", "forum:gge-6"]);
    assert_eq!(narrow[0]["entity"]["id"], "gge-6");
    assert!(narrow.len() < lines.len());
}

// ---- All of them ---------------------------------------------------------------------------

#[test]
fn every_line_ends_in_passages_or_heads_lines_that_do() {
    let record = read(&Files::shipped(), &Limits::default())
        .record
        .expect("it loads");
    for words in [
        &["paths", "lauber", "russia", "--parents"][..],
        &["together", "estonia"],
        &["together", "estonia", "russia"],
        &["together", "oewg", "gge", "hlp", "--absent"],
        &["measures"],
    ] {
        let answer = ask(words);
        let indented: Vec<&str> = answer
            .out
            .lines()
            .filter(|line| line.starts_with("     "))
            .collect();
        assert!(indented.len() > 5, "{words:?}: {}", answer.out);
        for line in indented {
            let (_, passages) = line.rsplit_once("  [").unwrap_or_else(|| panic!("{line}"));
            let passages = passages
                .strip_suffix(']')
                .unwrap_or_else(|| panic!("{line}"));
            if passages.contains("without a passage") {
                continue;
            }
            let listed = passages.split(" and ").next().expect("a first part");
            for address in listed.split(", ") {
                record
                    .find_passage(address)
                    .unwrap_or_else(|e| panic!("{e}: {line}"));
            }
        }
    }
}

#[test]
fn names_are_found_without_regard_to_accents_and_case() {
    for name in [
        "juerg-lauber",
        "Jürg Lauber",
        "JURG LAUBER",
        "lauber",
        "ambassador lauber",
        "Lauber",
    ] {
        assert_eq!(
            chains(&[name, "oewg", "--count", "1"]),
            [["juerg-lauber", "oewg"]],
            "{name}"
        );
    }
    // A name of its own wins over the beginning of another one's.
    assert_eq!(
        chains(&["Guterres", "UN", "--count", "1"]),
        [["antonio-guterres", "united-nations"]]
    );
}

#[test]
fn a_name_that_nobody_has_or_several_is_refused_with_what_could_be_meant() {
    let answer = ask(&["paths", "Jurg Laubr", "nobody at all"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer
            .err
            .contains("nothing is called “Jurg Laubr” here; did you mean “Jürg Lauber”?"),
        "{}",
        answer.err
    );
    assert!(
        answer
            .err
            .contains("nothing is called “nobody at all” here\n"),
        "{}",
        answer.err
    );
    let answer = ask(&["together", "Roundtable"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer.err.contains("“Roundtable” can be "),
        "{}",
        answer.err
    );
    assert!(answer.err.contains("(roundtable-"), "{}", answer.err);
    let answer = ask(&["together", "wash your cyberhands"]);
    assert_eq!((answer.code, answer.out.as_str()), (1, ""));
    assert!(answer.err.contains("appears with nobody"), "{}", answer.err);
}

#[test]
fn names_are_counted_and_a_dataset_may_stand_before_them() {
    for words in [
        &["paths", "oewg"][..],
        &["paths", "shipped", "tutorial", "a", "b"],
        &["together", "shipped", "a", "b", "c", "d"],
    ] {
        let answer = ask(words);
        assert_eq!(answer.code, 2, "{words:?}");
        assert!(answer.err.contains("as in: regesta "), "{}", answer.err);
    }
    let same = ask(&["paths", "lauber", "russia"]);
    let named = ask(&["paths", "shipped", "lauber", "russia"]);
    assert_eq!(same.out, named.out);
    assert_eq!(ask(&["together", "no/such/folder", "a", "b"]).code, 2);
    assert_eq!(ask(&["paths", "nowhere", "lauber", "russia"]).code, 2);
    let answer = ask(&["measures", "form:oewg"]);
    assert_eq!(answer.code, 2);
}
