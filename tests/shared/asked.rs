//! The command line, asked as from a shell but without a process.
#![allow(dead_code)]

use std::collections::BTreeSet;

use clap::Parser as _;
use regesta::cli::{Arguments, run};
use serde_json::Value;

/// What came of a question.
pub struct Answer {
    /// The exit code.
    pub code: u8,
    /// What was written.
    pub out: String,
    /// What was complained of.
    pub err: String,
}

/// Asks.
pub fn ask(words: &[&str]) -> Answer {
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

/// Asks for JSON: one value for each line.
pub fn json(words: &[&str]) -> Vec<Value> {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    let answer = ask(&words);
    assert_eq!(answer.code, 0, "{words:?}: {}", answer.err);
    let lines = answer.out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect()
}

/// A value that is a text.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// A value that is a list.
pub fn list(value: &Value) -> &Vec<Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("no list: {value}"))
}

/// Texts as a set.
pub fn set<'v>(values: impl IntoIterator<Item = &'v str>) -> BTreeSet<String> {
    values.into_iter().map(ToOwned::to_owned).collect()
}
