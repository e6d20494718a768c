//! Plans and what became of them, rival dates, what changed between two days, and where
//! undated events lie: cases made by hand.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::fs;

use regesta::dataset::{Files, Limits, read};
use regesta::index::{
    ChangeKind, Opened, Rivals, Trail, changes, rivals_of, slip_words, trail_of, trails,
};
use regesta::layout::{Placed, place_undated};
use regesta::model::{Day, EventIx, Stage};
use regesta::state::{Filters, compute_matches};

/// Three reports, of January, April and July 2020, and events as a dataset writes them.
fn opened(events: &str) -> Opened {
    let folder = tempfile::tempdir().expect("a folder");
    let source = |id: &str, issued: &str| {
        format!(
            "(id: \"{id}\", title: \"Report {id}\", issued: \"{issued}\", editions: [(id: \"text\", file: \"{id}.md\")]),"
        )
    };
    let ron = format!(
        "(format: 1, id: \"made-by-hand\", title: \"Made by hand\",\n\
         roles: [(id: \"speaker\", name: \"speaker\")],\n\
         actors: [(id: \"ada\", name: \"Ada\", kind: Person)],\n\
         sources: [{}{}{}],\nevents: [{events}],\n)",
        source("one", "2020-01-31"),
        source("two", "2020-04-30"),
        source("three", "2020-07-31"),
    );
    fs::write(folder.path().join("dataset.ron"), ron).expect("written");
    for id in ["one", "two", "three"] {
        let text =
            format!("# Report {id}\n\n## Told {{#told}}\n\nIt is said in {id}.\n\nAnd more.\n");
        fs::write(folder.path().join(format!("{id}.md")), text).expect("written");
    }
    let files = Files::open(folder.path()).expect("a dataset");
    let reading = read(&files, &Limits::default());
    let record = reading
        .record
        .unwrap_or_else(|| panic!("{:#?}", reading.problems));
    Opened::new(record)
}

/// A record of one event, whose dates are given as source, date and stage; an empty date is
/// none, and what follows the stage is written into the claim.
fn planned(dates: &[(&str, &str, &str)]) -> Opened {
    opened(&event("meeting", dates, ""))
}

fn event(id: &str, dates: &[(&str, &str, &str)], more: &str) -> String {
    let claims: String = (dates.iter())
        .map(|(source, edtf, stage)| {
            let edtf = if edtf.is_empty() {
                String::new()
            } else {
                format!("edtf: \"{edtf}\", ")
            };
            format!("({edtf}stage: {stage}, passage: \"{source}#told/1\"),")
        })
        .collect();
    let passage = dates.first().map_or("one", |(source, ..)| source);
    format!(
        "(id: \"{id}\", title: \"The {id}\", passage: \"{passage}#told/1\", dates: [{claims}], {more}),"
    )
}

const FIRST: EventIx = EventIx(0);

fn trail(opened: &Opened) -> Trail {
    trail_of(&opened.record, FIRST).expect("a trail")
}

/// Stage, date and slip of each step, with a mark for those that move nothing.
fn told(trail: &Trail) -> Vec<String> {
    (trail.steps.iter())
        .map(|step| {
            let date = step.date.as_ref().map_or("–", |date| date.edtf());
            let slip = step.slip.map_or(String::new(), |slip| format!(" {slip:+}"));
            let mark = match (step.outdated, step.variant) {
                (true, false) => " again",
                (false, true) => " also",
                (false, false) => "",
                (true, true) => " again and also",
            };
            format!("{} {date}{slip}{mark}", step.stage.label())
        })
        .collect()
}

fn rivals(opened: &Opened) -> Vec<Rivals> {
    rivals_of(&opened.record, FIRST)
}

fn day(text: &str) -> Day {
    let mut parts = text.split('-').map(|part| part.parse::<u8>());
    let _year = parts.next();
    let (month, day) = (
        parts.next().unwrap().unwrap(),
        parts.next().unwrap().unwrap(),
    );
    Day::from_ymd(2020, month, day).expect("a day")
}

const AFTER: [&str; 3] = ["2020-01-31", "2020-04-30", "2020-07-31"];

/// What changed from the day of one report to that of another, counted from 0.
fn changed(opened: &Opened, from: usize, to: usize) -> Vec<(ChangeKind, EventIx)> {
    let before = opened.as_known_on(day(AFTER[from]));
    let after = opened.as_known_on(day(AFTER[to]));
    changes(&before, &after)
}

fn kinds(opened: &Opened, from: usize, to: usize) -> Vec<ChangeKind> {
    let found = changed(opened, from, to);
    found.into_iter().map(|(kind, _)| kind).collect()
}

// ---- Trails --------------------------------------------------------------------------------

#[test]
fn planned_then_postponed_then_held_is_one_trail() {
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("two", "2020-06-10", "Postponed"),
        ("three", "2020-06-12", "Happened"),
    ]);
    let trail = trail(&opened);
    assert_eq!(
        told(&trail),
        [
            "planned 2020-05-04",
            "postponed 2020-06-10 +37",
            "happened 2020-06-12 +2"
        ]
    );
    assert_eq!(trail.slip, Some(39));
    assert_eq!(
        trail
            .steps
            .iter()
            .map(|step| step.claim)
            .collect::<Vec<_>>(),
        [0, 1, 2]
    );
    assert!(trail.steps[0].known < trail.steps[1].known);
    assert_eq!(trail.steps[2].known, day(AFTER[2]));
    assert!(rivals(&opened).is_empty());
    assert_eq!(trails(&opened.record), [trail]);
}

#[test]
fn a_trail_is_in_the_order_of_knowledge_not_of_the_dataset() {
    let opened = planned(&[
        ("three", "2020-06-12", "Happened"),
        ("two", "2020-06-10", "Postponed"),
        ("one", "2020-05-04", "Planned"),
    ]);
    assert_eq!(
        told(&trail(&opened)),
        [
            "planned 2020-05-04",
            "postponed 2020-06-10 +37",
            "happened 2020-06-12 +2"
        ]
    );
}

#[test]
fn one_source_that_tells_a_whole_story_tells_it_in_the_order_of_a_plan() {
    let opened = planned(&[
        ("one", "2020-06-12", "Happened"),
        ("one", "2020-06-10", "Postponed"),
        ("one", "2020-05-04", "Planned"),
        ("one", "2020-04", "Proposed"),
    ]);
    assert_eq!(
        told(&trail(&opened)),
        [
            "proposed 2020-04",
            "planned 2020-05-04 +33",
            "postponed 2020-06-10 +37",
            "happened 2020-06-12 +2"
        ]
    );
    assert_eq!(trail(&opened).slip, Some(72));
}

#[test]
fn what_is_only_planned_or_only_happened_has_no_trail() {
    for dates in [
        &[("one", "2020-05", "Planned")][..],
        &[("one", "2020-05", "Happened")],
        &[
            ("one", "2020-05", "Happened"),
            ("two", "2020-06", "Happened"),
        ],
        // The same plan, told twice.
        &[("one", "2020-05", "Planned"), ("two", "2020-05", "Planned")],
        &[],
    ] {
        assert_eq!(trail_of(&planned(dates).record, FIRST), None, "{dates:?}");
    }
}

#[test]
fn a_source_that_repeats_an_outdated_plan_moves_nothing_and_is_no_rival() {
    for stage in ["Postponed", "Planned"] {
        let opened = planned(&[
            ("one", "2020-05-04", "Planned"),
            ("two", "2020-06-10", stage),
            ("three", "2020-05-04", "Planned"),
        ]);
        let trail = trail(&opened);
        assert_eq!(
            told(&trail),
            [
                "planned 2020-05-04".to_owned(),
                format!("{} 2020-06-10 +37", stage.to_lowercase()),
                "planned 2020-05-04 again".to_owned()
            ]
        );
        assert_eq!(trail.slip, Some(37), "{stage}");
        assert!(trail.steps[2].outdated && !trail.steps[2].is_move());
        assert!(rivals(&opened).is_empty(), "{stage}");
        // It is no news either.
        assert_eq!(kinds(&opened, 0, 1), [ChangeKind::Moved], "{stage}");
        assert_eq!(kinds(&opened, 1, 2), [ChangeKind::More], "{stage}");
    }
}

#[test]
fn an_outdated_plan_before_what_took_place_changes_no_slip() {
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("two", "2020-06-10", "Postponed"),
        ("three", "2020-05-04", "Planned"),
        ("three", "2020-06-12", "Happened"),
    ]);
    let trail = trail(&opened);
    assert_eq!(
        told(&trail),
        [
            "planned 2020-05-04",
            "postponed 2020-06-10 +37",
            "planned 2020-05-04 again",
            "happened 2020-06-12 +2"
        ]
    );
    assert_eq!(trail.slip, Some(39));
}

#[test]
fn a_cancelled_meeting_may_be_held_after_all() {
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("two", "2020-05-04", "Cancelled"),
        ("three", "2020-05-06", "Happened"),
    ]);
    let trail = trail(&opened);
    assert_eq!(
        told(&trail),
        [
            "planned 2020-05-04",
            "cancelled 2020-05-04",
            "happened 2020-05-06 +2"
        ]
    );
    assert_eq!(trail.slip, Some(2));
    assert!(rivals(&opened).is_empty());
    assert_eq!(kinds(&opened, 0, 1), [ChangeKind::Moved]);
    assert_eq!(kinds(&opened, 1, 2), [ChangeKind::TurnedOut]);
    // As long as it is called off, it is.
    let then = opened.as_known_on(day(AFTER[1]));
    assert_eq!(then.record.event(FIRST).stage(), Some(Stage::Cancelled));
    assert_eq!(trail_of(&then.record, FIRST).expect("a trail").slip, None);
    assert_eq!(opened.record.event(FIRST).stage(), Some(Stage::Happened));
}

#[test]
fn a_plan_may_be_postponed_without_a_date() {
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("two", "", "Postponed"),
        ("three", "2020-06-12", "Happened"),
    ]);
    let trail = trail(&opened);
    assert_eq!(
        told(&trail),
        [
            "planned 2020-05-04",
            "postponed –",
            "happened 2020-06-12 +39"
        ]
    );
    assert_eq!(trail.slip, Some(39));
    assert_eq!(kinds(&opened, 0, 1), [ChangeKind::Moved]);
    let open = planned(&[("one", "2020-05-04", "Planned"), ("two", "", "Postponed")]);
    assert_eq!(self::trail(&open).slip, None);
    let opened_end = planned(&[
        ("one", "../2020-05", "Planned"),
        ("two", "2020-06-01", "Postponed"),
    ]);
    assert_eq!(
        self::trail(&opened_end).slip,
        Some(1),
        "without a first day the last is taken"
    );
}

#[test]
fn a_plan_may_come_earlier_and_may_fail() {
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("two", "2020-04-27", "Planned"),
        ("three", "2020-04-27", "Failed"),
    ]);
    assert_eq!(
        told(&trail(&opened)),
        [
            "planned 2020-05-04",
            "planned 2020-04-27 -7",
            "failed 2020-04-27 +0"
        ]
    );
    assert_eq!(trail(&opened).slip, Some(-7));
    assert!(
        rivals(&opened).is_empty(),
        "a later plan replaces an earlier"
    );
}

#[test]
fn what_took_place_is_not_moved_by_telling_it_once_more() {
    for (date, name) in [("2020-06", "rougher"), ("2020-06-19", "a rival")] {
        let opened = planned(&[
            ("one", "2020-05-04", "Planned"),
            ("two", "2020-06-12", "Happened"),
            ("three", date, "Happened"),
        ]);
        let trail = trail(&opened);
        assert_eq!(
            told(&trail)[2],
            format!("happened {date} also"),
            "{name}: {trail:?}"
        );
        assert_eq!(trail.slip, Some(39), "{name}");
    }
}

#[test]
fn what_was_denied_is_no_step() {
    let denied = "Happened, standing: Denied";
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("two", "2020-05-04", denied),
    ]);
    assert_eq!(trail_of(&opened.record, FIRST), None);
    assert_eq!(kinds(&opened, 0, 1), [ChangeKind::More]);
}

// ---- Rivals --------------------------------------------------------------------------------

#[test]
fn a_correction_makes_rivals_and_is_a_correction() {
    let opened = planned(&[
        ("one", "2020-01-25", "Happened"),
        ("two", "2020-01-22", "Happened"),
    ]);
    let found = rivals(&opened);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].claims, (1, 0), "the earlier date first");
    assert_eq!(
        found[0].reason,
        "both say “happened”, and no day is in both"
    );
    assert_eq!(kinds(&opened, 0, 1), [ChangeKind::Corrected]);
    assert!(rivals_of(&opened.as_known_on(day(AFTER[0])).record, FIRST).is_empty());
}

#[test]
fn dates_of_different_precision_that_share_a_day_are_no_rivals() {
    for (a, b) in [
        ("2020-01-25", "2020-01"),
        ("2020-01", "2020"),
        ("2020-02-10/2020-02-14", "2020-02-12"),
        ("2020-02-10/2020-02-14", "2020-02-14/2020-02-20"),
        ("2020-33", "2020-03-31"),
        ("2019-12/..", "2020-05-04"),
        ("2020-01-25~", "2020-01-25"),
        ("[2020-01-25,2020-01-27]", "2020-01-27"),
    ] {
        for dates in [(a, b), (b, a)] {
            let opened = planned(&[("one", dates.0, "Happened"), ("two", dates.1, "Happened")]);
            assert!(rivals(&opened).is_empty(), "{dates:?}");
            assert_eq!(kinds(&opened, 0, 1), [ChangeKind::More], "{dates:?}");
        }
    }
    for (a, b) in [
        ("2020-01-31", "2020-02"),
        ("2020-33", "2020-04-01"),
        ("../2020-01-25", "2020-01-26/.."),
    ] {
        let opened = planned(&[("one", a, "Happened"), ("two", b, "Happened")]);
        assert_eq!(rivals(&opened).len(), 1, "{a} and {b}");
    }
}

#[test]
fn two_plans_of_one_source_are_rivals_and_of_two_sources_are_not() {
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("one", "2020-05-11", "Planned"),
        ("two", "2020-09-01", "Planned"),
    ]);
    let found = rivals(&opened);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].claims, (0, 1));
    assert!(found[0].reason.contains("known at the same time"));
    assert_eq!(
        told(&trail(&opened)),
        [
            "planned 2020-05-04",
            "planned 2020-05-11 also",
            "planned 2020-09-01 +120"
        ]
    );
}

#[test]
fn a_plan_and_its_outcome_are_no_rivals() {
    let opened = planned(&[
        ("one", "2020-05-04", "Planned"),
        ("one", "2020-06-12", "Happened"),
        ("one", "2020-06-10", "Postponed"),
    ]);
    assert!(rivals(&opened).is_empty());
}

#[test]
fn each_pair_of_dates_is_told_once() {
    let opened = planned(&[
        ("one", "2020-01-22", "Happened"),
        ("two", "2020-01-22", "Happened"),
        ("three", "2020-01-25", "Happened"),
        ("two", "2020-01-27", "Happened"),
    ]);
    let pairs: Vec<_> = rivals(&opened).iter().map(|pair| pair.claims).collect();
    assert_eq!(pairs, [(0, 2), (0, 3), (2, 3)]);
}

#[test]
fn what_is_denied_is_no_rival() {
    for (a, b) in [
        ("Happened", "Happened, standing: Denied"),
        ("Happened, standing: Denied", "Happened"),
    ] {
        let opened = planned(&[("one", "2020-01-22", a), ("two", "2020-01-25", b)]);
        assert!(rivals(&opened).is_empty(), "{a}, {b}");
    }
    let opened = planned(&[
        ("one", "2020-01-22", "Happened"),
        ("two", "2020-01-25", "Happened, standing: Alleged"),
    ]);
    assert_eq!(rivals(&opened).len(), 1, "what is alleged can contradict");
}

#[test]
fn a_preferred_date_leads_and_keeps_its_reason() {
    let opened = planned(&[
        ("one", "2020-01-22", "Happened"),
        (
            "two",
            "2020-01-25",
            "Happened, preferred: \"It quotes the minutes.\"",
        ),
    ]);
    let leading = |opened: &Opened| {
        let claim = opened.record.event(FIRST).leading_date().expect("a date");
        let date = claim.date.as_ref().expect("a date").edtf().to_owned();
        (date, claim.preferred.as_deref().map(ToOwned::to_owned))
    };
    let reason = Some("It quotes the minutes.".to_owned());
    assert_eq!(leading(&opened), ("2020-01-25".to_owned(), reason));
    assert_eq!(rivals(&opened).len(), 1, "it stays a contradiction");
    assert_eq!(
        leading(&opened.as_known_on(day(AFTER[0]))),
        ("2020-01-22".to_owned(), None)
    );
}

// ---- Slips ---------------------------------------------------------------------------------

#[test]
fn slips_are_told_in_the_coarsest_unit_that_fits() {
    for (days, words) in [
        (0, "same date"),
        (1, "1 day later"),
        (-1, "1 day earlier"),
        (2, "2 days later"),
        (13, "13 days later"),
        (14, "2 weeks later"),
        (17, "2 weeks later"),
        (18, "3 weeks later"),
        (59, "8 weeks later"),
        (60, "2 months later"),
        (-213, "7 months earlier"),
        (365, "12 months later"),
        (700, "23 months later"),
        (701, "2 years later"),
        (-3653, "10 years earlier"),
        (i32::MAX, "5879490 years later"),
    ] {
        assert_eq!(slip_words(days), words, "{days}");
    }
    assert!(slip_words(i32::MIN).ends_with(" years earlier"));
}

// ---- Changes -------------------------------------------------------------------------------

#[test]
fn every_kind_of_change_is_told_once() {
    let events = [
        event("new", &[("two", "2020-03", "Happened")], ""),
        event(
            "moved",
            &[
                ("one", "2020-05", "Planned"),
                ("two", "2020-09", "Postponed"),
            ],
            "",
        ),
        event(
            "corrected",
            &[
                ("one", "2020-01-22", "Happened"),
                ("two", "2020-01-25", "Happened"),
            ],
            "",
        ),
        event(
            "turned-out",
            &[
                ("one", "2020-04-01", "Planned"),
                ("two", "2020-04-02", "Happened"),
            ],
            "",
        ),
        event(
            "more",
            &[("one", "2020-01-22", "Happened")],
            "actors: [(actor: \"ada\", role: \"speaker\", passage: \"two#told/2\")]",
        ),
        event("same", &[("one", "2020-01-22", "Happened")], ""),
        event("later", &[("three", "2020-01-22", "Happened")], ""),
    ];
    let opened = opened(&events.concat());
    let found: Vec<(ChangeKind, &str)> = changed(&opened, 0, 1)
        .into_iter()
        .map(|(kind, ix)| (kind, &*opened.record.event(ix).id))
        .collect();
    assert_eq!(
        found,
        [
            (ChangeKind::New, "new"),
            (ChangeKind::Moved, "moved"),
            (ChangeKind::Corrected, "corrected"),
            (ChangeKind::TurnedOut, "turned-out"),
            (ChangeKind::More, "more"),
        ]
    );
    assert!(changed(&opened, 1, 1).is_empty());
    assert_eq!(kinds(&opened, 1, 2), [ChangeKind::New]);
    let labels = ChangeKind::ALL.map(ChangeKind::label);
    assert_eq!(
        labels,
        ["New", "Moved", "Corrected", "Turned out", "More is known"]
    );
}

#[test]
fn an_outcome_that_contradicts_another_plan_has_turned_out() {
    let opened = planned(&[
        ("one", "2020-04-01", "Planned"),
        ("two", "2020-04-02", "Happened"),
        ("two", "2020-04-05", "Happened"),
    ]);
    assert_eq!(kinds(&opened, 0, 1), [ChangeKind::TurnedOut]);
}

// ---- The tray ------------------------------------------------------------------------------

/// Where the undated events lie, by id.
fn placed(opened: &Opened) -> Vec<(String, Option<f64>, Option<f64>)> {
    let matches = compute_matches(opened, &Filters::default());
    let name = |found: &Placed| opened.record.event(found.event).id.to_string();
    (place_undated(opened, &matches).iter())
        .map(|found| (name(found), found.after, found.before))
        .collect()
}

fn one(opened: &Opened, id: &str) -> (Option<f64>, Option<f64>) {
    let all = placed(opened);
    let found = all.iter().find(|(name, ..)| name == id);
    let (_, after, before) = found.unwrap_or_else(|| panic!("no {id} in {all:?}"));
    (*after, *before)
}

fn start(text: &str) -> Option<f64> {
    Some(day(text).start())
}

fn end(text: &str) -> Option<f64> {
    Some(day(text).end())
}

fn neighbours(order: &str) -> Opened {
    let events = [
        event("talks", &[("one", "2020-02-10/2020-02-14", "Happened")], ""),
        event("summit", &[("one", "2020-05-04", "Happened")], ""),
        event("vote", &[("one", "2020-06", "Happened")], ""),
        event("undated", &[], order),
    ];
    opened(&events.concat())
}

#[test]
fn an_undated_event_lies_between_its_neighbours() {
    let order = "order: [(is: After, event: \"talks\"), (is: Before, event: \"summit\"), (is: Before, event: \"vote\")]";
    assert_eq!(
        one(&neighbours(order), "undated"),
        (start("2020-02-10"), end("2020-05-04"))
    );
    let order = "order: [(is: Follows, event: \"talks\"), (is: Follows, event: \"summit\")]";
    assert_eq!(
        one(&neighbours(order), "undated"),
        (start("2020-05-04"), None)
    );
    let order = "order: [(is: Before, event: \"vote\")]";
    assert_eq!(
        one(&neighbours(order), "undated"),
        (None, end("2020-06-30"))
    );
}

#[test]
fn an_undated_event_lies_within_what_it_was_part_of() {
    let order = "order: [(is: During, event: \"talks\")]";
    assert_eq!(
        one(&neighbours(order), "undated"),
        (start("2020-02-10"), end("2020-02-14"))
    );
    for (edtf, within) in [
        ("2020-05/", (start("2020-05-01"), None)),
        ("/2020-05", (None, end("2020-05-31"))),
        ("2020-05/..", (start("2020-05-01"), None)),
    ] {
        let events = [
            event("talks", &[("one", edtf, "Happened")], ""),
            event("undated", &[], "order: [(is: During, event: \"talks\")]"),
        ];
        assert_eq!(one(&opened(&events.concat()), "undated"), within, "{edtf}");
    }
}

#[test]
fn what_others_say_of_their_order_places_an_undated_event_too() {
    let events = [
        event(
            "talks",
            &[("one", "2020-02-10", "Happened")],
            "order: [(is: Before, event: \"undated\")]",
        ),
        event(
            "summit",
            &[("one", "2020-05-04", "Happened")],
            "order: [(is: Follows, event: \"undated\")]",
        ),
        event(
            "vote",
            &[("one", "2020-04-04", "Happened")],
            "order: [(is: After, event: \"undated\")]",
        ),
        event(
            "session",
            &[("one", "2020-03-03", "Happened")],
            "order: [(is: During, event: \"undated\")]",
        ),
        event("undated", &[], ""),
    ];
    let opened = opened(&events.concat());
    assert_eq!(
        one(&opened, "undated"),
        (start("2020-02-10"), end("2020-04-04"))
    );
    assert_eq!(placed(&opened).len(), 1, "only what is undated is placed");
}

#[test]
fn an_undated_event_without_order_comes_last_and_has_no_place() {
    let events = [
        event("lost", &[], ""),
        event("late", &[], "order: [(is: After, event: \"summit\")]"),
        event("early", &[], "order: [(is: Before, event: \"talks\")]"),
        // A neighbour without a date is no neighbour.
        event(
            "beside",
            &[("one", "", "Planned")],
            "order: [(is: After, event: \"lost\")]",
        ),
        event("summit", &[("one", "2020-05-04", "Happened")], ""),
        event("talks", &[("one", "2020-02-10", "Happened")], ""),
    ];
    let opened = opened(&events.concat());
    let ids: Vec<String> = placed(&opened).into_iter().map(|(id, ..)| id).collect();
    assert_eq!(ids, ["early", "late", "lost", "beside"]);
    assert_eq!(one(&opened, "lost"), (None, None));
    let matches = compute_matches(&opened, &Filters::default());
    let has_place = |found: &Placed| found.has_place();
    let with_place: Vec<bool> = place_undated(&opened, &matches)
        .iter()
        .map(has_place)
        .collect();
    assert_eq!(with_place, [true, true, false, false]);
}

#[test]
fn a_neighbour_that_is_told_later_places_nothing() {
    let events = [
        event(
            "undated",
            &[],
            "order: [(is: After, event: \"talks\"), (is: Before, event: \"summit\", passage: \"two#told/1\")]",
        ),
        event("talks", &[("one", "2020-02-10", "Happened")], ""),
        event("summit", &[("two", "2020-05-04", "Happened")], ""),
    ];
    let opened = opened(&events.concat());
    let then = opened.as_known_on(day(AFTER[0]));
    assert_eq!(one(&then, "undated"), (start("2020-02-10"), None));
    assert_eq!(
        one(&opened, "undated"),
        (start("2020-02-10"), end("2020-05-04"))
    );
}

#[test]
fn what_the_filters_keep_out_is_not_in_the_tray() {
    let opened = opened(&[event("lost", &[], ""), event("found", &[], "")].concat());
    let mut filters = Filters::default();
    filters.set_text("lost".to_owned());
    let placed = place_undated(&opened, &compute_matches(&opened, &filters));
    assert_eq!(placed.len(), 1);
    assert_eq!(&*opened.record.event(placed[0].event).id, "lost");
}
