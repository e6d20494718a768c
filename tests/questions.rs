//! Questions about who meets where, asked of the record that ships. What is expected was read
//! in the texts of its sources; each question names the passages in which it stands.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "shared/asked.rs"]
mod asked;
#[path = "questions/asking.rs"]
mod asking;
#[path = "questions/between_and_clocks.rs"]
mod between_and_clocks;
#[path = "questions/champions_and_chairs.rs"]
mod champions_and_chairs;
#[path = "questions/command.rs"]
mod command;
#[path = "window/drive.rs"]
mod drive;
#[path = "questions/hosts_and_speakers.rs"]
mod hosts_and_speakers;
#[path = "questions/members_and_absence.rs"]
mod members_and_absence;
#[path = "questions/window.rs"]
mod window;

use std::collections::BTreeSet;

use asking::{Answer, Question};
use regesta::dataset::{Files, Limits, read};

const GROUPS: [&[Question]; 4] = [
    champions_and_chairs::ALL,
    hosts_and_speakers::ALL,
    members_and_absence::ALL,
    between_and_clocks::ALL,
];

/// That all are answered right, or which are not.
#[track_caller]
fn assert_right(questions: &[Question], mut answer: impl FnMut(&Question) -> Answer) {
    let faults = questions.iter().filter_map(|one| one.fault(&answer(one)));
    let faults: Vec<String> = faults.collect();
    let (wrong, all) = (faults.len(), questions.len());
    assert!(wrong == 0, "{wrong} of {all}:\n{}", faults.join("\n"));
}

#[test]
fn there_are_at_least_fifty_each_on_passages_that_exist() {
    let record = read(&Files::shipped(), &Limits::default()).record;
    let record = record.expect("it loads");
    let all = || GROUPS.into_iter().flatten();
    assert!(all().count() >= 50, "{}", all().count());
    let names: BTreeSet<&str> = all().map(|question| question.name).collect();
    assert_eq!(names.len(), all().count());
    for question in all() {
        for address in question.passages {
            let found = record.find_passage(address);
            found.unwrap_or_else(|e| panic!("{}: {address}: {e}", question.name));
        }
        // Where something is found it stands somewhere.
        let nothing = question
            .ask
            .expected()
            .iter()
            .all(|said| said == asking::NOTHING);
        assert_eq!(question.passages.is_empty(), nothing, "{}", question.name);
    }
}

#[test]
fn the_command_line_knows_who_leads() {
    assert_right(champions_and_chairs::ALL, command::answer);
}

#[test]
fn the_command_line_knows_who_was_where() {
    assert_right(hosts_and_speakers::ALL, command::answer);
}

#[test]
fn the_command_line_knows_who_belongs_to_what_and_who_stayed_away() {
    assert_right(members_and_absence::ALL, command::answer);
}

#[test]
fn the_command_line_knows_how_two_are_connected_and_what_was_known_when() {
    assert_right(between_and_clocks::ALL, command::answer);
}

#[track_caller]
fn assert_window_right(questions: &[Question]) {
    let mut reader = window::Reader::new();
    assert_right(questions, |question| reader.answer(question));
}

#[test]
fn the_window_knows_who_leads() {
    assert_window_right(champions_and_chairs::ALL);
}

#[test]
fn the_window_knows_who_was_where() {
    assert_window_right(hosts_and_speakers::ALL);
}

#[test]
fn the_window_knows_who_belongs_to_what_and_who_stayed_away() {
    assert_window_right(members_and_absence::ALL);
}

#[test]
fn the_window_knows_how_two_are_connected_and_what_was_known_when() {
    assert_window_right(between_and_clocks::ALL);
}

#[test]
fn a_wrong_answer_is_told() {
    let question = champions_and_chairs::ALL[0];
    let right = command::answer(&question);
    assert_eq!(question.fault(&right), None);
    let says = |says: BTreeSet<String>, receipts: BTreeSet<String>| {
        question.fault(&Answer { says, receipts }).expect("a fault")
    };
    let fault = says(
        right.says.iter().skip(1).cloned().collect(),
        right.receipts.clone(),
    );
    assert!(
        fault.contains("missing") && !fault.contains("too much"),
        "{fault}"
    );
    let more = right
        .says
        .iter()
        .cloned()
        .chain(["norway: chair".to_owned()]);
    let fault = says(more.collect(), right.receipts.clone());
    assert!(fault.contains("too much [\"norway: chair\"]"), "{fault}");
    let fault = says(right.says.clone(), BTreeSet::new());
    assert!(fault.contains("no receipt"), "{fault}");
}
