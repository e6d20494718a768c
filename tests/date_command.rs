//! `regesta order` and `regesta date`.
#![allow(clippy::expect_used, clippy::panic)]

use clap::Parser as _;
use regesta::cli::{Arguments, run};
use serde_json::Value;

/// Exit code, output, complaints.
fn ask(words: &[&str]) -> (u8, String, String) {
    let words = ["regesta"].iter().chain(words);
    let arguments = Arguments::try_parse_from(words).expect("arguments that can be used");
    let question = arguments.question.expect("a question");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&question, &mut out, &mut err).expect("nothing can go wrong in writing");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (code, text(out), text(err))
}

fn json(words: &[&str]) -> Value {
    let (code, out, err) = ask(words);
    assert_eq!((code, &*err), (0, ""), "{words:?}");
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}"))
}

#[test]
fn a_date_is_explained() {
    let (code, out, _) = ask(&["date", "2020-05~/2020-07"]);
    assert_eq!(code, 0);
    for words in [
        "2020-05-01",
        "2020-07-31",
        "2020-05-01 to 2020-05-31",
        "approximate",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let date = json(&["date", "2020-34", "--json"]);
    assert_eq!(date["earliest"], "2020-04-01");
    assert_eq!(date["latest"], "2020-06-30");
    assert_eq!(date["words"], "second quarter of 2020");
    let open = json(&["date", "--json", "2020-05/.."]);
    assert_eq!(open["end"]["latest"], "open");
    assert_eq!(json(&["date", "-0043", "--json"])["words"], "44 BC");
}

#[test]
fn what_is_no_date_is_refused_with_a_remedy() {
    let (code, out, err) = ask(&["date", "May 2020"]);
    assert_eq!((code, &*out), (2, ""));
    assert!(
        err.contains("May 2020") && err.contains("2020-05-22"),
        "{err}"
    );
}

#[test]
fn the_order_of_the_shipped_record_is_told_with_its_passages() {
    let (code, out, err) = ask(&["order", "oewg-first-meeting", "oewg-pre-draft"]);
    assert_eq!((code, &*err), (0, ""));
    assert!(out.contains("certainly over before"), "{out}");
    assert!(
        out.contains("[q1-un-groups#oewg/1]") && out.contains("[q1-un-groups#oewg/8]"),
        "{out}"
    );
    assert!(out.contains("“With this discussion behind it”"), "{out}");

    let before = json(&[
        "order",
        "shipped",
        "oewg-second-meeting",
        "oewg-third-meeting",
        "--json",
    ]);
    assert_eq!(before["answer"], "before");
    assert_eq!(before["chain"][0]["passage"], "q1-un-groups#oewg/8");
    let after = json(&[
        "order",
        "oewg-third-meeting",
        "oewg-second-meeting",
        "--json",
    ]);
    assert_eq!(after["answer"], "after");
    assert_eq!(after["chain"], before["chain"]);
}

#[test]
fn what_the_sources_leave_open_stays_open() {
    let found = json(&[
        "order",
        "public-core-protection",
        "roadmap-announced",
        "--json",
    ]);
    assert_eq!(found["answer"], "possible");
    assert_eq!(found["chain"], Value::Array(Vec::new()));
}

#[test]
fn an_unknown_event_is_met_with_a_near_one() {
    let (code, out, err) = ask(&["order", "oewg-first-meetin", "oewg-pre-draft"]);
    assert_eq!((code, &*out), (1, ""));
    assert!(err.contains("did you mean “oewg-first-meeting”?"), "{err}");
    let (code, _, err) = ask(&["order", "oewg-first-meeting"]);
    assert_eq!(code, 2);
    assert!(err.contains("two events"), "{err}");
}

#[test]
fn behind_the_curtain_an_event_is_not_known() {
    let words = [
        "order",
        "oewg-first-meeting",
        "oewg-pre-draft",
        "--known-on",
    ];
    let (code, out, err) = ask(&[&words[..], &["2019"]].concat());
    assert_eq!((code, &*out), (1, ""), "{err}");
    let (code, ..) = ask(&[&words[..], &["2021"]].concat());
    assert_eq!(code, 0);
}
