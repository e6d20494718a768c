//! The second clock, plans, contradictions and order in the window, as a screen reader reads
//! them.
#![allow(clippy::cast_possible_truncation, clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::fs;

use drive::{Driven, USUAL, is_chosen, name_of, seen};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use regesta::index::{ChangeKind, Opened, changes, curtain_days, slip_words, trails};
use regesta::layout::place_undated;
use regesta::model::{Day, EventIx};
use regesta::state::{Command, Filters, Selection, State, compute_matches};

fn curtain(driven: &Driven) -> Option<Day> {
    driven.app().state.view.curtain
}

fn days(driven: &Driven) -> Vec<Day> {
    curtain_days(&driven.opened().record)
}

fn known(driven: &Driven) -> usize {
    let day = curtain(driven).expect("a curtain");
    driven.opened().as_known_on(day).known_events().count()
}

/// A record of three reports, in which a plan slips, and an event has no date.
fn three_reports() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let source = |id: &str, issued: &str| {
        fs::write(
            folder.path().join(format!("{id}.md")),
            format!("# Report {id}\n\n## Told {{#told}}\n\nSo it is said in report {id}.\n"),
        )
        .expect("written");
        format!(
            "(id: \"{id}\", title: \"Report {id}\", issued: \"{issued}\", editions: [(id: \"text\", file: \"{id}.md\")]),"
        )
    };
    let sources = [
        source("one", "2020-01-31"),
        source("two", "2020-04-30"),
        source("three", "2020-07-31"),
    ]
    .concat();
    let events = r#"
        (id: "talks", title: "Talks in Bern", passage: "one#told/1", dates: [
            (edtf: "2020-05-04", stage: Planned),
            (edtf: "2020-06-10", stage: Postponed, passage: "two#told/1"),
            (edtf: "2020-06-12", passage: "three#told/1"),
        ]),
        (id: "fair", title: "A fair", passage: "one#told/1", dates: [
            (edtf: "2020-02-04", stage: Planned),
            (edtf: "2021-02-04", stage: Postponed, passage: "two#told/1"),
        ]),
        (id: "ball", title: "Midsummer ball", passage: "one#told/1", dates: [
            (edtf: "2020-06-21", stage: Planned),
            (stage: Cancelled, passage: "two#told/1"),
        ]),
        (id: "flood", title: "Flood", passage: "one#told/1", dates: [(edtf: "2020-01-10")]),
        (id: "letter", title: "Letter of thanks", passage: "one#told/1", order: [
            (is: After, event: "flood"), (is: Before, event: "hearing"),
        ]),
        (id: "hearing", title: "Hearing", passage: "one#told/1", dates: [(edtf: "2020-01-28")]),
        (id: "rumour", title: "Rumour", passage: "two#told/1"),
        (id: "vote", title: "Vote", passage: "three#told/1", dates: [(edtf: "2020-07-01")]),
    "#;
    let ron = format!(
        "(format: 1, id: \"three-reports\", title: \"Three reports\", sources: [{sources}], events: [{events}])"
    );
    fs::write(folder.path().join("dataset.ron"), ron).expect("written");
    folder
}

/// Names of the buttons that stand in a list, from top to bottom.
fn buttons_from_the_top(driven: &Driven, among: &[String]) -> Vec<String> {
    let mut found: Vec<(f32, String)> = (driven.nodes())
        .filter(|node| node.accesskit_node().role() == Role::Button)
        .map(|node| (node.rect().top(), name_of(&node)))
        .filter(|(_, name)| among.contains(name))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, name)| name).collect()
}

fn title(driven: &Driven, event: EventIx) -> String {
    driven.opened().record.event(event).title.to_string()
}

// ---- The curtain ---------------------------------------------------------------------------

#[test]
fn k_draws_the_curtain_and_opens_it() {
    let mut driven = Driven::shipped();
    assert!(!driven.says("As known on this day"));
    driven.key(Key::K);
    let last = *days(&driven).last().expect("a day");
    assert_eq!(curtain(&driven), Some(last));
    let all = driven.opened().record.events.len();
    assert!(driven.says(&format!("{all} events known, by 5 sources")));
    driven.one(Role::TextInput, "As known on this day");
    assert!(driven.says(&last.words()));
    driven.key(Key::K);
    assert_eq!(curtain(&driven), None);
    assert!(!driven.says("events known"));
    driven.key(Key::K);
    driven.click(Role::Button, "Open the curtain");
    assert_eq!(curtain(&driven), None);
}

#[test]
fn behind_the_curtain_the_counts_shrink_and_add_up() {
    let mut driven = Driven::shipped();
    let all: usize = driven.status().iter().sum();
    assert_eq!(all, driven.opened().record.events.len());
    let mut before = all + 1;
    driven.key(Key::K);
    for day in days(&driven).into_iter().rev() {
        assert_eq!(curtain(&driven), Some(day));
        let counts = driven.status();
        let known = known(&driven);
        assert_eq!(counts.iter().sum::<usize>(), known, "{day}: {counts:?}");
        assert!(driven.says(&format!("{known} events known")), "{day}");
        assert!(
            driven.panel_says("Inspector", &format!("{known} events")),
            "{day}"
        );
        assert!(known < before, "{day}: {known} after {before}");
        before = known;
        driven.key(Key::OpenBracket);
    }
    assert!(before > 0);
}

#[test]
fn marks_that_are_not_known_are_not_drawn() {
    let mut driven = Driven::shipped();
    let first = days(&driven)[0];
    driven.command(Command::SetCurtain(Some(first)));
    driven.command(Command::Fit);
    let then = driven.opened().as_known_on(first);
    let names: Vec<String> = driven.names();
    for (ix, event) in driven.opened().record.events_ix() {
        if then.knows_event(ix) || event.leading_date().is_none() {
            continue;
        }
        let is_mark = |name: &String| name.starts_with(&format!("{},", event.title));
        assert!(!names.iter().any(is_mark), "{}", event.title);
    }
    let marks = (then.known_events())
        .filter(|(_, event)| event.leading_date().is_some())
        .filter(|(_, event)| !driven.all(Role::Button, &drive::spoken(event)).is_empty());
    assert!(marks.count() > 10);
}

#[test]
fn brackets_step_from_source_to_source() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    let days = days(&driven);
    assert_eq!(days.len(), 3);
    driven.key(Key::CloseBracket);
    assert_eq!(
        curtain(&driven),
        Some(days[0]),
        "with an open curtain, the first"
    );
    for day in [days[1], days[2], days[2]] {
        driven.key(Key::CloseBracket);
        assert_eq!(curtain(&driven), Some(day));
    }
    for day in [days[1], days[0], days[0]] {
        driven.key(Key::OpenBracket);
        assert_eq!(curtain(&driven), Some(day));
    }
    assert_eq!(known(&driven), 6);
    // From a day in between to the next on either side.
    for (key, day) in [(Key::OpenBracket, days[0]), (Key::CloseBracket, days[1])] {
        driven.command(Command::SetCurtain(Some(Day(days[0].0 + 5))));
        driven.key(key);
        assert_eq!(curtain(&driven), Some(day));
    }
    driven.command(Command::SetCurtain(None));
    driven.key(Key::OpenBracket);
    assert_eq!(
        curtain(&driven),
        Some(days[2]),
        "with an open curtain, the last"
    );
}

fn line(driven: &Driven) -> egui::Rect {
    let found = driven.nodes().find(|node| {
        node.accesskit_node().role() == Role::Slider && name_of(node).starts_with("Curtain: ")
    });
    found.expect("the line").rect()
}

#[test]
fn dragging_the_line_moves_the_curtain() {
    let mut driven = Driven::shipped();
    driven.key(Key::K);
    driven.command(Command::ShowWindow(18_262.0, 18_628.0));
    let day = curtain(&driven).expect("a curtain");
    let at = line(&driven).center_top() + vec2(0.0, 20.0);
    assert!(
        (driven.moment(at.x) - day.end()).abs() < driven.app().state.view.window.days() / 100.0
    );
    let (window, to) = (driven.app().state.view.window, at - vec2(120.0, 0.0));
    let moment = driven.moment(to.x);
    driven.drag(at, to);
    let moved = curtain(&driven).expect("a curtain");
    let near = driven.app().state.view.window.days() / 100.0;
    assert!(
        (moved.end() - moment).abs() < near,
        "{day} → {moved}, not {moment}"
    );
    assert_eq!(driven.app().state.view.window, window, "the time stays");
    assert!(driven.says(&format!("Curtain: as known on {}", moved.words())));
    assert_eq!(driven.status().iter().sum::<usize>(), known(&driven));
    // The whole drag is one step.
    driven.key_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(curtain(&driven), Some(day));
}

#[test]
fn the_line_can_be_dragged_to_where_nothing_is_known_and_back() {
    let mut driven = Driven::shipped();
    driven.key(Key::K);
    driven.command(Command::ShowWindow(18_262.0, 18_628.0));
    let at = line(&driven).center_top() + vec2(0.0, 20.0);
    let last = curtain(&driven).expect("a curtain");
    let x = |driven: &Driven, day: Day| {
        let (canvas, window) = (driven.canvas(), driven.app().state.view.window);
        canvas.left() + ((day.end() - window.start) / window.days()) as f32 * canvas.width()
    };
    let early = Pos2::new(x(&driven, Day(days(&driven)[0].0 - 20)), at.y);
    driven.harness.hover_at(at);
    driven.harness.drag_at(at);
    driven.settle();
    driven.harness.hover_at(early);
    driven.settle();
    assert!(curtain(&driven) < days(&driven).first().copied());
    driven.harness.hover_at(at);
    driven.settle();
    driven.harness.drop_at(at);
    driven.settle();
    let back = curtain(&driven).expect("a curtain");
    assert!((back.0 - last.0).abs() < 3, "{last} → {back}");
}

/// Types over what stands in the field.
fn type_day(driven: &mut Driven, text: &str) {
    driven.click(Role::TextInput, "As known on this day");
    driven.key_with(Modifiers::COMMAND, Key::A);
    driven.harness.event(Event::Text(text.to_owned()));
    driven.settle();
}

#[test]
fn a_day_can_be_typed() {
    let mut driven = Driven::shipped();
    driven.key(Key::K);
    let typed = Day::from_ymd(2020, 4, 30);
    let next = days(&driven).into_iter().find(|day| Some(*day) > typed);
    type_day(&mut driven, "2020-05-13");
    assert_eq!(curtain(&driven), Day::from_ymd(2020, 5, 13));
    type_day(&mut driven, "2020-04");
    assert_eq!(
        curtain(&driven),
        Day::from_ymd(2020, 4, 30),
        "a month to its end"
    );
    type_day(&mut driven, "2020-0");
    assert_eq!(
        curtain(&driven),
        Day::from_ymd(2020, 4, 30),
        "what cannot be read moves nothing"
    );
    assert_eq!(
        driven
            .one(Role::TextInput, "As known on this day")
            .accesskit_node()
            .value(),
        Some("2020-0".to_owned()),
        "and stays to be mended"
    );
    // Letters in the field are no shortcuts.
    driven.type_keys("k");
    assert!(curtain(&driven).is_some());
    driven.key(Key::Escape);
    assert_eq!(
        driven
            .one(Role::TextInput, "As known on this day")
            .accesskit_node()
            .value(),
        Some("2020-04-30".to_owned())
    );
    driven.key(Key::CloseBracket);
    assert_eq!(curtain(&driven), next);
    assert_eq!(
        driven
            .one(Role::TextInput, "As known on this day")
            .accesskit_node()
            .value(),
        next.map(|day| day.to_string())
    );
}

fn opened(folder: &tempfile::TempDir) -> Opened {
    let files = regesta::dataset::Files::open(folder.path()).expect("a dataset");
    let reading = regesta::dataset::read(&files, &regesta::dataset::Limits::default());
    Opened::new(reading.record.expect("a record"))
}

#[test]
fn playing_goes_from_the_first_day_to_the_last_and_stops() {
    let opened = opened(&three_reports());
    let days = curtain_days(&opened.record);
    let matches = compute_matches(&opened, &Filters::default());
    let mut state = State::default();
    state.reset_for(&opened);
    let give = |state: &mut State, command: Command| {
        assert!(state.apply(command, &opened, &matches).is_empty());
        (state.playing, state.view.curtain)
    };
    assert_eq!(
        give(&mut state, Command::PlayCurtain),
        (true, Some(days[0]))
    );
    for day in [days[1], days[2]] {
        assert_eq!(give(&mut state, Command::CurtainLater), (true, Some(day)));
    }
    assert_eq!(
        give(&mut state, Command::CurtainLater),
        (false, Some(days[2]))
    );
    // Once more from the beginning; then stopped on the way, and on from there.
    assert_eq!(
        give(&mut state, Command::PlayCurtain),
        (true, Some(days[0]))
    );
    give(&mut state, Command::CurtainLater);
    assert_eq!(
        give(&mut state, Command::PlayCurtain),
        (false, Some(days[1]))
    );
    assert_eq!(
        give(&mut state, Command::PlayCurtain),
        (true, Some(days[1]))
    );
    assert_eq!(give(&mut state, Command::Escape), (false, Some(days[1])));
    give(&mut state, Command::PlayCurtain);
    assert_eq!(give(&mut state, Command::SetCurtain(None)), (false, None));
}

#[test]
fn the_bar_plays_and_stops() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    driven.key(Key::K);
    driven.click(Role::Button, "Play");
    assert!(driven.app().state.playing);
    assert_eq!(curtain(&driven), days(&driven).first().copied());
    driven.click(Role::Button, "Stop");
    assert!(!driven.app().state.playing);
    driven.command(Command::Select(Selection::None));
    driven.key(Key::Space);
    // A button that has the keyboard is pressed by the space bar itself.
    assert!(driven.app().state.playing);
    driven.one(Role::Button, "Stop");
}

#[test]
fn an_event_that_is_not_known_is_let_go_and_back_restores_the_curtain() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    let days = days(&driven);
    let vote = driven.event("vote");
    driven.command(Command::Select(Selection::Event(vote)));
    driven.command(Command::Compare);
    assert!(driven.panel_says("Inspector", "Vote"));
    driven.command(Command::SetCurtain(Some(days[2])));
    assert_eq!(driven.app().state.view.selection, Selection::Event(vote));
    driven.key(Key::OpenBracket);
    assert_eq!(curtain(&driven), Some(days[1]));
    assert_eq!(driven.app().state.view.selection, Selection::None);
    assert_eq!(driven.app().state.compared, None);
    assert!(!driven.says("Vote"));
    // What is known stays selected.
    let talks = driven.event("talks");
    driven.command(Command::Select(Selection::Event(talks)));
    driven.key(Key::OpenBracket);
    assert_eq!(driven.app().state.view.selection, Selection::Event(talks));
    assert!(driven.panel_says("Inspector", "4 May 2020, planned"));
    assert!(!driven.panel_says("Inspector", "postponed"));
    for (day, selected) in [
        (Some(days[1]), Selection::Event(talks)),
        (Some(days[1]), Selection::None),
        (Some(days[2]), Selection::Event(vote)),
        (None, Selection::Event(vote)),
    ] {
        driven.key_with(Modifiers::ALT, Key::ArrowLeft);
        assert_eq!(curtain(&driven), day);
        assert_eq!(driven.app().state.view.selection, selected, "{day:?}");
    }
    driven.key_with(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(curtain(&driven), Some(days[2]));
}

// ---- Lists ---------------------------------------------------------------------------------

#[test]
fn t_lists_the_trails_sorted_as_wished() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    driven.key(Key::T);
    assert!(driven.says("3 plans that changed"));
    let names: Vec<String> = ["Talks in Bern", "A fair", "Midsummer ball"]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(
        buttons_from_the_top(&driven, &names),
        ["A fair", "Talks in Bern", "Midsummer ball"],
        "the farthest slip first, without one last"
    );
    assert!(driven.says(&slip_words(366)));
    assert!(driven.says("postponed: 10 June 2020, 5 weeks later"));
    assert!(driven.says("happened: 12 June 2020, 2 days later"));
    assert!(driven.says("cancelled: no date given"));
    driven.click(Role::Button, "title");
    assert_eq!(
        buttons_from_the_top(&driven, &names),
        ["A fair", "Midsummer ball", "Talks in Bern"]
    );
    driven.click(Role::Button, "date");
    assert_eq!(
        buttons_from_the_top(&driven, &names),
        ["A fair", "Talks in Bern", "Midsummer ball"]
    );
    assert!(is_chosen(&driven.one(Role::Button, "date")));
    driven.click(Role::Button, "Midsummer ball");
    let ball = driven.event("ball");
    assert_eq!(driven.app().state.view.selection, Selection::Event(ball));
    // Behind the curtain nothing has changed yet.
    driven.command(Command::SetCurtain(days(&driven).first().copied()));
    assert!(driven.says("No plan is known to have changed."));
}

#[test]
fn the_trails_of_the_record_that_ships_are_all_listed_with_their_slip() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 6000.0), seen());
    driven.key(Key::T);
    let found = trails(&driven.opened().record);
    assert!(found.len() >= 5, "{}", found.len());
    assert!(driven.says(&format!("{} plans that changed", found.len())));
    let mut titles: Vec<(i64, String)> = (found.iter())
        .map(|trail| {
            let slip = trail.slip.map_or(i64::MAX, |slip| -i64::from(slip).abs());
            (slip, title(&driven, trail.event))
        })
        .collect();
    titles.sort_by_key(|(slip, _)| *slip);
    let names: Vec<String> = titles.iter().map(|(_, title)| title.clone()).collect();
    // Titles stand elsewhere too: only what is under the list's heading counts.
    let heading = driven.one(Role::Button, "slip").rect();
    let mut in_list: Vec<(f32, String)> = (driven.nodes())
        .filter(|node| node.accesskit_node().role() == Role::Button)
        .filter(|node| node.rect().top() > heading.bottom() && node.rect().left() < heading.right())
        .map(|node| (node.rect().top(), name_of(&node)))
        .filter(|(_, name)| names.contains(name))
        .collect();
    in_list.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut in_list: Vec<String> = in_list.into_iter().map(|(_, name)| name).collect();
    in_list.dedup();
    assert!(in_list.len() >= 4, "{in_list:?}");
    assert_eq!(in_list, names[..in_list.len()]);
    for trail in &found {
        if let Some(slip) = trail.slip {
            assert!(
                driven.says(&slip_words(slip)),
                "{}",
                title(&driven, trail.event)
            );
        }
    }
}

#[test]
fn l_lists_both_passages_of_a_contradiction_with_receipts_that_open_them() {
    let mut driven = Driven::shipped_with(vec2(1280.0, 1600.0), seen());
    driven.key(Key::L);
    let arria = driven.event("arria-meeting");
    assert!(driven.says("contradiction"));
    assert!(driven.says("They both say “happened”, and no day is in both."));
    for words in ["22 May 2020, happened", "25 May 2020, happened"] {
        assert!(driven.says(words), "{words}");
    }
    for words in [
        "On 22 May 2020 the UN Security Council, for the first time in its history",
        "On 25 May 2020 the UN Security Council met specially",
    ] {
        assert!(driven.says(words), "{words}");
    }
    let ledger = driven.one(Role::Window, "Ledger").rect();
    for address in [
        "q2-summary#cyber-security/1",
        "q2-summary#intergovernmental/2.1",
    ] {
        let name = format!("Passage {address}");
        let receipts: Vec<Pos2> = (driven.all(Role::Link, &name).iter())
            .map(|node| node.rect().center())
            .filter(|at| ledger.contains(*at))
            .collect();
        assert!(!receipts.is_empty(), "{name}");
        driven.click_at(receipts[0]);
        let passage = driven.app().state.view.passage.expect("a passage");
        assert_eq!(driven.opened().record.address(passage), address);
    }
    let titles: Vec<Pos2> = (driven.all(Role::Button, &title(&driven, arria)).iter())
        .map(|node| node.rect().center())
        .filter(|at| ledger.contains(*at))
        .collect();
    driven.click_at(titles[0]);
    assert_eq!(driven.app().state.view.selection, Selection::Event(arria));
    assert!(driven.panel_says("Inspector", "These dates contradict one another"));
}

#[test]
fn d_lists_what_changed_since_the_day_before() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    driven.key(Key::D);
    assert!(driven.says("Draw the curtain at a day first"));
    driven.click(Role::Button, "Draw the curtain");
    let days = days(&driven);
    let headings = |from: Option<Day>, to: Day| {
        let opened = opened(&folder);
        let before = opened.as_known_on(from.unwrap_or(Day::MIN));
        let found = changes(&before, &opened.as_known_on(to));
        let count = |kind: ChangeKind| found.iter().filter(|(found, _)| *found == kind).count();
        (ChangeKind::ALL.into_iter())
            .filter(|kind| count(*kind) > 0)
            .map(|kind| format!("{} ({})", kind.label(), count(kind)))
            .collect::<Vec<_>>()
    };
    assert_eq!(curtain(&driven), Some(days[2]));
    let third = headings(Some(days[1]), days[2]);
    assert_eq!(third, ["New (1)", "Turned out (1)"]);
    let second = headings(Some(days[0]), days[1]);
    assert_eq!(second, ["New (1)", "Moved (3)"]);
    for words in &third {
        assert!(driven.says(words), "{words}");
    }
    driven.key(Key::OpenBracket);
    assert!(driven.says(&format!("From {} to {}", days[0].words(), days[1].words())));
    for words in &second {
        assert!(driven.says(words), "{words}");
    }
    assert!(!driven.says("Vote"));
    driven.key(Key::OpenBracket);
    assert!(driven.says(&format!("From the beginning to {}", days[0].words())));
    assert!(driven.says("New (6)"));
    // Two steps at once: both are told.
    driven.command(Command::SetCurtain(Some(days[2])));
    assert!(driven.says(&format!(
        "From {} to {}: 5 events",
        days[0].words(),
        days[2].words()
    )));
}

#[test]
fn escape_closes_the_lists() {
    let mut driven = Driven::shipped();
    driven.key(Key::K);
    driven.key(Key::ArrowDown);
    let selected = driven.app().state.view.selection;
    for (key, list) in [
        (Key::T, "Trails"),
        (Key::L, "Ledger"),
        (Key::D, "What changed"),
        (Key::C, "Order"),
    ] {
        assert!(driven.all(Role::Window, list).is_empty(), "{list}");
        driven.key(key);
        driven.one(Role::Window, list);
        driven.key(Key::Escape);
        assert!(driven.all(Role::Window, list).is_empty(), "{list}");
        assert_eq!(driven.app().state.view.selection, selected, "{list}");
        if key != Key::C {
            driven.key(key);
            driven.key(key);
            assert!(
                driven.all(Role::Window, list).is_empty(),
                "{list}: the same key again"
            );
        }
    }
    assert!(curtain(&driven).is_some(), "the curtain stays");
    driven.key(Key::Escape);
    assert_eq!(driven.app().state.view.selection, Selection::None);
}

// ---- Order ---------------------------------------------------------------------------------

#[test]
fn c_and_another_event_give_an_answer_with_its_chain() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    let (flood, letter, vote) = (
        driven.event("flood"),
        driven.event("letter"),
        driven.event("vote"),
    );
    driven.command(Command::Select(Selection::Event(flood)));
    driven.key(Key::C);
    driven.command(Command::Select(Selection::Event(letter)));
    assert!(driven.says("was certainly before"));
    assert!(driven.says("What forces this"));
    let belief = "Believe that “Letter of thanks” was after “Flood”";
    let switch = driven.one(Role::CheckBox, belief);
    assert!(is_chosen(&switch));
    let at = switch.rect().center();
    driven.click_at(at);
    assert!(!is_chosen(&driven.one(Role::CheckBox, belief)));
    assert!(!driven.says("was certainly before"));
    assert!(driven.says("may be before, after or at the time of"));
    assert!(driven.says("Switched off"));
    driven.click(Role::Button, "Believe everything again");
    assert!(driven.says("was certainly before"));
    // Not by one claim, but by two; and the other way round.
    driven.command(Command::Select(Selection::Event(vote)));
    driven.key(Key::C);
    driven.command(Command::Select(Selection::Event(flood)));
    assert!(driven.says("was certainly after"));
    for words in [
        "“Flood” is dated 10 January 2020",
        "“Vote” is dated 1 July 2020",
    ] {
        driven.one(Role::CheckBox, &format!("Believe that {words}"));
    }
    // The chain's receipts open their passages.
    let order = driven.one(Role::Window, "Order").rect();
    let receipt = (driven.all(Role::Link, "Passage one#told/1").iter())
        .map(|node| node.rect().center())
        .find(|at| order.contains(*at));
    driven.click_at(receipt.expect("a receipt"));
    let passage = driven.app().state.view.passage.expect("a passage");
    assert_eq!(driven.opened().record.address(passage), "one#told/1");
}

#[test]
fn an_event_is_not_compared_with_itself() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    driven.key(Key::C);
    assert!(driven.says("Select an event and press C"));
    let flood = driven.event("flood");
    driven.command(Command::Select(Selection::Event(flood)));
    driven.key(Key::C);
    assert!(driven.says("and which other event?"));
    assert!(!driven.says("certainly"));
}

#[test]
fn a_source_can_be_switched_off() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    let (flood, vote) = (driven.event("flood"), driven.event("vote"));
    driven.command(Command::Select(Selection::Event(flood)));
    driven.key(Key::C);
    driven.command(Command::Select(Selection::Event(vote)));
    assert!(driven.says("was certainly before"));
    driven.click(Role::CheckBox, "believe Report three");
    assert!(!driven.says("was certainly before"));
    driven.click(Role::CheckBox, "believe Report three");
    assert!(driven.says("was certainly before"));
}

#[test]
fn the_order_is_told_from_what_is_known() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    let (talks, flood) = (driven.event("talks"), driven.event("flood"));
    driven.command(Command::SetCurtain(days(&driven).first().copied()));
    driven.command(Command::Select(Selection::Event(flood)));
    driven.key(Key::C);
    driven.command(Command::Select(Selection::Event(talks)));
    assert!(!driven.says("12 June 2020"));
    assert!(!driven.says("believe Report three"));
    driven.one(Role::CheckBox, "believe Report one");
}

#[test]
fn a_claim_that_is_switched_off_stays_the_same_claim_behind_the_curtain() {
    let folder = tempfile::tempdir().expect("a folder");
    let from = three_reports();
    for file in ["one.md", "two.md", "three.md"] {
        fs::copy(from.path().join(file), folder.path().join(file)).expect("copied");
    }
    let ron = fs::read_to_string(from.path().join("dataset.ron")).expect("read");
    // The later claim stands first in the dataset.
    let ron = ron.replace(
        "dates: [(edtf: \"2020-01-28\")]",
        "dates: [(edtf: \"2020-03-28\", passage: \"two#told/1\"), (edtf: \"2020-01-28\")]",
    );
    fs::write(folder.path().join("dataset.ron"), ron).expect("written");
    let mut driven = Driven::on_disk(folder.path());
    let (flood, hearing) = (driven.event("flood"), driven.event("hearing"));
    let later = regesta::index::ClaimRef::date(hearing, 0);
    driven.command(Command::SwitchClaim(later));
    driven.command(Command::SetCurtain(days(&driven).first().copied()));
    driven.command(Command::Select(Selection::Event(flood)));
    driven.key(Key::C);
    driven.command(Command::Select(Selection::Event(hearing)));
    let left = "Believe that “Hearing” is dated 28 January 2020";
    for switch in driven.all(Role::CheckBox, left) {
        assert!(is_chosen(&switch), "another claim is switched off now");
    }
}

// ---- The tray ------------------------------------------------------------------------------

#[test]
fn the_tray_names_undated_events() {
    let folder = three_reports();
    let mut driven = Driven::on_disk(folder.path());
    let opened = opened(&folder);
    let placed = place_undated(&opened, &compute_matches(&opened, &Filters::default()));
    assert_eq!(placed.iter().filter(|found| found.has_place()).count(), 1);
    driven.command(Command::Fit);
    driven.command(Command::ShowWindow(18_262.0, 18_300.0));
    let letter = driven.event("letter");
    driven.click(Role::Button, "Letter of thanks, undated");
    assert_eq!(driven.app().state.view.selection, Selection::Event(letter));
    assert!(is_chosen(
        &driven.one(Role::Button, "Letter of thanks, undated")
    ));
    assert!(
        driven.all(Role::Button, "Rumour, undated").is_empty(),
        "without an order it has no place"
    );
    driven.click(Role::Button, "2 undated");
    let lines: Vec<Pos2> = (driven.all(Role::Button, "Rumour").iter())
        .map(|node| node.rect().center())
        .collect();
    driven.click_at(*lines.last().expect("a line"));
    let rumour = driven.event("rumour");
    assert_eq!(driven.app().state.view.selection, Selection::Event(rumour));
    // Behind the curtain only what is known.
    driven.key(Key::Escape);
    driven.command(Command::SetCurtain(days(&driven).first().copied()));
    driven.one(Role::Button, "1 undated");
    assert!(!driven.says("Rumour"));
}

#[test]
fn the_tray_of_the_record_that_ships_counts_its_undated_events() {
    let driven = Driven::shipped_with(USUAL, seen());
    let undated = driven.opened().index.undated.len();
    assert!(undated > 0);
    driven.one(Role::Button, &format!("{undated} undated"));
}
