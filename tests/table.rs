//! The table of the events in the window, read as a screen reader reads it.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use drive::{Driven, USUAL, is_chosen, name_of, seen};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use regesta::app::{NoPicker, Regesta};
use regesta::dataset::Files;
use regesta::index::rivals_of;
use regesta::model::EventIx;
use regesta::state::{Command, LaneBy, Panel, Selection};
use regesta::ui::Arrangement;

const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};
/// So high that all rows are in sight.
const HIGH: Vec2 = vec2(1280.0, 30_000.0);

/// The record that ships, with the table before the timeline.
fn shipped(size: Vec2) -> Driven {
    let mut driven = Driven::shipped_with(size, seen());
    driven.key_with(CTRL, Key::Num5);
    driven
}

/// The rows from top to bottom.
fn rows(driven: &Driven) -> Vec<Node<'_>> {
    let mut rows: Vec<Node<'_>> = (driven.nodes())
        .filter(|node| node.accesskit_node().role() == Role::Row)
        .collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows
}

/// A point within the table at which no row is, so that nothing is said of one.
fn beside(driven: &Driven) -> Pos2 {
    driven
        .one(Role::ScrollBar, "Scroll the table")
        .rect()
        .center()
}

fn row_names(driven: &Driven) -> Vec<String> {
    rows(driven).iter().map(name_of).collect()
}

/// What the row of an event says.
fn words_of(driven: &Driven, ix: EventIx) -> String {
    let record = &driven.opened().record;
    let event = record.event(ix);
    let leading = event
        .leading_date()
        .and_then(|claim| Some((claim.date.as_ref()?.words(), claim)));
    let mut words = leading.map_or("undated", |(words, _)| words).to_owned();
    let dates: BTreeSet<String> = (event.dates.iter())
        .filter_map(|claim| {
            let (start, end) = claim.date.as_ref()?.reach();
            Some(format!("{start:?} {end:?} {}", claim.stage.label()))
        })
        .collect();
    match dates.len() {
        0 | 1 => {}
        2 => words.push_str(", +1 other date"),
        more => words.push_str(&format!(", +{} other dates", more - 1)),
    }
    if !rivals_of(record, ix).is_empty() {
        words.push_str(", disputed");
    }
    words = format!("{words}, {}", event.title);
    if let Some(stage) = event.stage() {
        words = format!("{words}, {}", stage.label());
    }
    words
}

/// The events of the record in order of time of which any stretch between two dates touches
/// the window and that `passes`.
fn expected(driven: &Driven, passes: impl Fn(EventIx) -> bool) -> Vec<EventIx> {
    let (record, window) = (&driven.opened().record, driven.app().state.view.window);
    let by_time = driven.opened().index.by_time.iter().copied();
    by_time
        .filter(|ix| {
            let dates = record.event(*ix).dates.iter();
            let stretches: Vec<_> = dates
                .filter_map(|claim| Some(claim.date.as_ref()?.stretch()))
                .collect();
            let start = stretches
                .iter()
                .map(|(start, _)| start.unwrap_or(f64::NEG_INFINITY))
                .fold(f64::INFINITY, f64::min);
            let end = stretches
                .iter()
                .map(|(_, end)| end.unwrap_or(f64::INFINITY))
                .fold(f64::NEG_INFINITY, f64::max);
            start < window.end && end > window.start && passes(*ix)
        })
        .collect()
}

fn said(driven: &Driven, events: &[EventIx]) -> Vec<String> {
    events.iter().map(|ix| words_of(driven, *ix)).collect()
}

/// The line above the rows.
fn head(driven: &Driven) -> String {
    let names = driven.names();
    let head = names.iter().find(|name| name.contains("left out"));
    head.unwrap_or_else(|| panic!("no head in\n{}", names.join("\n")))
        .clone()
}

/// The numbers in a text.
fn numbers(text: &str) -> Vec<usize> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

// ---- What is listed ------------------------------------------------------------------------

#[test]
fn the_rows_are_the_events_let_through_whose_days_touch_the_window() {
    let mut driven = shipped(HIGH);
    let mut seen = BTreeSet::new();
    for query in ["", "cyber", "un", "no such words"] {
        driven.command(Command::SetQuery(query.to_owned()));
        for (start, end) in [
            (-200_000.0, 60_000.0),
            (18_262.0, 18_628.0),
            (18_400.0, 18_404.0),
            (18_399.5, 18_450.25),
            (0.0, 18_262.0),
            (-3_000_000.0, -2_999_000.0),
        ] {
            driven.command(Command::ShowWindow(start, end));
            let filters = driven.app().state.view.filters.clone();
            let matches = regesta::state::compute_matches(driven.opened(), &filters);
            let events = expected(&driven, |ix| matches.holds(ix));
            let case = format!("“{query}” in {start} to {end}");
            assert_eq!(row_names(&driven), said(&driven, &events), "{case}");
            seen.insert(events.len());
            // What is listed and what is left out are all that there is.
            let head = head(&driven);
            let (listed, rest) = head.split_once(" of ").expect("a number of a number");
            assert_eq!(listed.parse(), Ok(events.len()), "{head}");
            let (all, left_out) = rest.split_once(';').expect("what is left out");
            let all = numbers(all)[0];
            assert_eq!(all, driven.opened().record.events.len(), "{head}");
            let left_out: usize = numbers(left_out).iter().sum();
            assert_eq!(events.len() + left_out, all, "{head}");
        }
    }
    assert!(seen.len() > 6, "{seen:?}");
}

#[test]
fn the_head_says_which_days() {
    let mut driven = shipped(USUAL);
    driven.command(Command::ShowWindow(18_262.0, 18_353.0));
    assert!(
        head(&driven).contains(", 1 January – 31 March 2020;"),
        "{}",
        head(&driven)
    );
    driven.command(Command::ShowWindow(18_261.5, 18_353.0));
    assert!(
        head(&driven).contains(", 31 December 2019 – 31 March 2020;"),
        "{}",
        head(&driven)
    );
}

#[test]
fn the_undated_are_listed_last_if_they_are_asked_for() {
    let mut driven = shipped(HIGH);
    let undated = driven.opened().index.undated.clone();
    let dated = expected(&driven, |_| true);
    assert_eq!(row_names(&driven), said(&driven, &dated));
    assert!(head(&driven).ends_with(&format!("{} undated", undated.len())));
    driven.click(Role::CheckBox, "with the undated");
    let both = [dated, undated].concat();
    assert_eq!(row_names(&driven), said(&driven, &both));
    assert!(
        row_names(&driven)
            .last()
            .expect("a row")
            .starts_with("undated, ")
    );
    assert!(!head(&driven).contains("undated"));
}

#[test]
fn rows_are_made_only_where_they_are_in_sight() {
    let mut driven = shipped(USUAL);
    driven.command(Command::Fit);
    let listed = numbers(&head(&driven))[0];
    let made = row_names(&driven);
    assert!(
        listed > 100 && made.len() < 40,
        "{} of {listed}",
        made.len()
    );
    // The wheel brings others, and no farther than to the last.
    let middle = beside(&driven);
    driven.wheel(middle, vec2(0.0, -60.0));
    let later = row_names(&driven);
    assert!(later[0] != made[0] && made.contains(&later[0]), "{later:?}");
    driven.wheel(middle, vec2(0.0, -1e6));
    let all = said(&driven, &expected(&driven, |_| true));
    assert_eq!(row_names(&driven).last(), all.last());
    driven.wheel(middle, vec2(0.0, 1e6));
    assert_eq!(row_names(&driven), made);
}

#[test]
fn what_is_at_the_top_stays_there_when_the_window_moves() {
    let mut driven = shipped(USUAL);
    driven.command(Command::Fit);
    driven.wheel(beside(&driven), vec2(0.0, -2500.0));
    let top = row_names(&driven)[0].clone();
    let listed = numbers(&head(&driven))[0];
    driven.command(Command::FitHeart);
    assert!(numbers(&head(&driven))[0] < listed, "as many as before");
    assert_eq!(row_names(&driven)[0], top);
}

#[test]
fn the_curtain_hides_rows_too() {
    let mut driven = shipped(HIGH);
    driven.command(Command::Fit);
    let all = row_names(&driven).len();
    let day = driven.app().state.curtain_days[0];
    driven.command(Command::SetCurtain(Some(day)));
    let known = driven.opened().as_known_on(day);
    let is_dated = |ix: &&EventIx| known.index.by_time.contains(ix);
    let dated = driven
        .opened()
        .index
        .by_time
        .iter()
        .filter(is_dated)
        .count();
    assert!(dated < all, "the first day knows everything");
    assert_eq!(row_names(&driven).len(), dated);
    assert_eq!(
        numbers(
            head(&driven)
                .split_once(" of ")
                .expect("a number of a number")
                .1
        )[0],
        known.known_events().count()
    );
}

// ---- Order ---------------------------------------------------------------------------------

#[test]
fn each_head_of_a_column_sorts_and_turns_round() {
    let mut driven = shipped(HIGH);
    driven.command(Command::Fit);
    let by_time = expected(&driven, |_| true);
    for column in ["Event", "What", "Where", "Who", "Source", "Date"] {
        driven.click(Role::Button, column);
        let record = &driven.opened().record;
        let name = |ix: Option<regesta::model::EntityIx>| {
            ix.map(|ix| record.entity(ix).name.to_lowercase())
        };
        // What is missing comes last, and what is alike stays in order of time.
        let key = |ix: &EventIx| {
            let event = record.event(*ix);
            let text = match column {
                "Event" => Some(event.title.to_lowercase()),
                "What" => event.kind.map(|kind| record.kind(kind).name.to_lowercase()),
                "Where" => name(event.forums.first().map(|claim| claim.forum)),
                "Who" => name(event.actors.first().map(|claim| claim.actor)),
                "Source" => (event.all_passages().first())
                    .map(|passage| record.source(passage.source).short.to_lowercase()),
                _ => None,
            };
            let stage = (column == "What").then(|| event.stage());
            (text.is_none(), text, stage)
        };
        let mut sorted = by_time.clone();
        sorted.sort_by_key(key);
        let expected = said(&driven, &sorted);
        assert_eq!(row_names(&driven), expected, "{column}");
        driven.click(Role::Button, &format!("{column} ↓"));
        let turned: Vec<String> = expected.into_iter().rev().collect();
        assert_eq!(row_names(&driven), turned, "{column}, turned round");
        assert_eq!(driven.all(Role::Button, &format!("{column} ↑")).len(), 1);
    }
}

// ---- Selecting -----------------------------------------------------------------------------

#[test]
fn a_click_on_a_row_selects_its_event_everywhere() {
    let mut driven = shipped(USUAL);
    let events = expected(&driven, |_| true);
    let at = rows(&driven)[4].rect().center();
    driven.click_at(at);
    let event = events[4];
    assert_eq!(driven.app().state.view.selection, Selection::Event(event));
    let title = driven.opened().record.event(event).title.to_string();
    assert!(driven.panel_says("Inspector", &title), "{title}");
    let chosen: Vec<String> = (rows(&driven).iter().filter(|row| is_chosen(row)))
        .map(name_of)
        .collect();
    assert_eq!(chosen, said(&driven, &[event]));
}

#[test]
fn a_row_can_be_used_without_a_pointer() {
    let mut driven = shipped(USUAL);
    let row = rows(&driven)[2].rect();
    rows(&driven)[2].focus();
    driven.settle();
    driven.key(Key::Enter);
    let chosen = rows(&driven)
        .into_iter()
        .find(is_chosen)
        .expect("a chosen row");
    assert_eq!(chosen.rect(), row);
}

#[test]
fn what_is_stepped_to_comes_into_sight_in_the_table() {
    let mut driven = shipped(USUAL);
    driven.command(Command::Fit);
    driven.command(Command::FirstEvent);
    let chosen = |driven: &Driven| {
        let rows = rows(driven);
        let chosen: Vec<&Node<'_>> = rows.iter().filter(|row| is_chosen(row)).collect();
        assert_eq!(chosen.len(), 1, "{:?}", row_names(driven));
        (name_of(chosen[0]), chosen[0].rect().height())
    };
    let height = chosen(&driven).1;
    for _ in 0..60 {
        driven.key(Key::ArrowDown);
        let event = driven.app().state.view.selection.event().expect("an event");
        // All of it is in sight, not a part.
        assert_eq!(chosen(&driven), (words_of(&driven, event), height));
    }
    driven.command(Command::LastEvent);
    driven.command(Command::PreviousEvent);
    driven.command(Command::Fit);
    let last = driven.app().state.view.selection.event().expect("an event");
    if driven.opened().index.by_time.contains(&last) {
        assert_eq!(chosen(&driven).0, words_of(&driven, last));
    }
}

#[test]
fn what_is_under_the_pointer_is_told_to_all_views() {
    let mut driven = shipped(USUAL);
    let event = expected(&driven, |_| true)[3];
    let at = rows(&driven)[3].rect().center();
    driven.harness.hover_at(at);
    driven.settle();
    assert_eq!(driven.app().state.hover.now, Selection::Event(event));
}

#[test]
fn a_row_and_a_mark_light_up_together() {
    // Table and timeline side by side.
    let usual = serde_json::to_string(&Arrangement::default()).expect("a text");
    let mut value: serde_json::Value = serde_json::from_str(&usual).expect("a value");
    untab(&mut value);
    let arrangement: Arrangement = serde_json::from_value(value).expect("an arrangement");
    let mut driven = Driven {
        harness: Harness::builder()
            .with_size(vec2(1280.0, 4000.0))
            .with_max_steps(8)
            .build_ui_state(
                move |ui, app: &mut Option<Regesta>| match app {
                    None => {
                        let picker = Box::new(NoPicker::default());
                        let arrangement = Some(arrangement.clone());
                        *app = Some(Regesta::new(ui.ctx(), seen(), arrangement, picker));
                        ui.request_repaint();
                    }
                    Some(app) => app.ui(ui),
                },
                None,
            ),
    };
    driven.settle();
    driven.open(Files::shipped());
    driven.command(Command::SetLanes(LaneBy::Area));
    driven.command(Command::ShowWindow(18_395.0, 18_410.0));
    let lit = |driven: &Driven| painted_frames(driven);
    let before = lit(&driven);
    // A row whose event has a mark in sight.
    let marked = driven.marked();
    let (row, event) = (expected(&driven, |_| true).into_iter())
        .find_map(|ix| {
            let words = words_of(&driven, ix);
            let row = rows(&driven)
                .into_iter()
                .find(|row| name_of(row) == words)?;
            marked.contains(&ix).then_some((row.rect(), ix))
        })
        .expect("an event in both");
    let mark = driven.marks(event)[0].rect();
    let lies = |frame: &egui::Rect, on: egui::Rect| {
        frame.intersects(on) && (frame.height() - on.height()).abs() < 8.0
    };
    for at in [row.center(), mark.left_center() + vec2(3.0, 0.0)] {
        driven.harness.hover_at(at);
        driven.settle();
        assert_eq!(driven.app().state.hover.now, Selection::Event(event));
        let new: Vec<egui::Rect> = (lit(&driven).into_iter())
            .filter(|frame| !before.contains(frame))
            .collect();
        assert!(new.iter().any(|frame| lies(frame, row)), "the row, {new:?}");
        assert!(
            new.iter().any(|frame| lies(frame, mark)),
            "the mark, {new:?}"
        );
    }
}

/// Makes of the first tabs that hold two panels two panels side by side.
fn untab(value: &mut serde_json::Value) {
    let tiles = value["tiles"]["tiles"].as_object_mut().expect("tiles");
    let ids: Vec<String> = tiles.keys().cloned().collect();
    for id in ids {
        let tabs = &tiles[&id]["Container"]["Tabs"]["children"];
        if tabs.as_array().is_some_and(|tabs| tabs.len() == 2) {
            let children = tabs.clone();
            tiles[&id] = serde_json::json!({"Container": {"Linear": {
                "children": children, "dir": "Horizontal", "shares": {"shares": {}},
            }}});
        }
    }
}

/// Every outline that is painted.
fn painted_frames(driven: &Driven) -> Vec<egui::Rect> {
    fn take(shape: &egui::Shape, frames: &mut Vec<egui::Rect>) {
        match shape {
            egui::Shape::Rect(rect) if rect.stroke.width > 0.0 => frames.push(rect.rect),
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| take(shape, frames)),
            _ => {}
        }
    }
    let mut frames = Vec::new();
    for clipped in &driven.harness.output().shapes {
        take(&clipped.shape, &mut frames);
    }
    frames
}

// ---- A list of its own -----------------------------------------------------------------------

/// Some events of the record, out of order.
fn some(driven: &Driven) -> Vec<EventIx> {
    let all = &driven.opened().index.by_time;
    (0..5).map(|at| all[at * 31 % all.len()]).rev().collect()
}

#[test]
fn a_list_can_be_asked_for_and_let_go_by_its_chip_or_by_escape() {
    for by_escape in [true, false] {
        let mut driven = Driven::shipped_with(HIGH, seen());
        driven.command(Command::ShowWindow(18_400.0, 18_420.0));
        let in_window = expected(&driven, |_| true);
        let events = some(&driven);
        assert_ne!(in_window.len(), events.len());
        driven.command(Command::TogglePanel(Panel::Table));
        driven.command(Command::TogglePanel(Panel::Table));
        assert!(row_names(&driven).is_empty(), "it is hidden");

        let words = "13 May 2020 in Security".to_owned();
        driven.command(Command::ListEvents(events.clone().into(), words));
        let sorted: Vec<EventIx> = (driven.opened().index.by_time.iter())
            .filter(|ix| events.contains(ix))
            .copied()
            .collect();
        assert_eq!(row_names(&driven), said(&driven, &sorted));
        driven.command(Command::PanTime(-400.0));
        assert_eq!(
            row_names(&driven),
            said(&driven, &sorted),
            "whatever the window"
        );
        driven.command(Command::PanTime(400.0));
        driven.command(Command::Select(Selection::Event(sorted[0])));
        driven.command(Command::ShowWindow(18_400.0, 18_420.0));

        if by_escape {
            driven.key(Key::Escape);
        } else {
            driven.click(Role::Button, "5 events of 13 May 2020 in Security");
        }
        assert_eq!(driven.app().state.view.table_scope, None);
        assert_eq!(row_names(&driven), said(&driven, &in_window));
        assert!(!driven.says("13 May 2020 in Security"));
        // The selection is let go only by the next Escape.
        assert_eq!(
            driven.app().state.view.selection,
            Selection::Event(sorted[0])
        );
        driven.key(Key::Escape);
        assert_eq!(driven.app().state.view.selection, Selection::None);
    }
}

#[test]
fn a_list_of_its_own_is_filtered_and_sorted_like_any_other() {
    let mut driven = shipped(HIGH);
    let events = some(&driven);
    driven.command(Command::ListEvents(
        events.clone().into(),
        "five".to_owned(),
    ));
    driven.click(Role::Button, "Event");
    let mut titles: Vec<String> = (events.iter())
        .map(|ix| driven.opened().record.event(*ix).title.to_lowercase())
        .collect();
    titles.sort();
    for (row, title) in row_names(&driven).iter().zip(&titles) {
        assert!(
            row.to_lowercase().contains(title.as_str()),
            "{row}: {title}"
        );
    }
    let only = driven.opened().record.event(events[1]).title.to_string();
    driven.command(Command::SetQuery(format!("\"{only}\"")));
    assert_eq!(row_names(&driven), said(&driven, &events[1..2]));
    assert_eq!(head(&driven), "left out: 4 filtered out");
    driven.command(Command::SetQuery("no such words".to_owned()));
    assert!(driven.says("None of these events is let through"));
}

#[test]
fn a_list_of_its_own_does_not_outlive_its_record() {
    let mut driven = shipped(USUAL);
    for files in [Files::shipped(), Files::BuiltIn(regesta::dataset::TUTORIAL)] {
        let events = some(&driven);
        driven.command(Command::ListEvents(events.into(), "five".to_owned()));
        assert!(driven.app().state.view.table_scope.is_some());
        driven.open(files);
        assert_eq!(driven.app().state.view.table_scope, None);
        driven.command(Command::Back);
        assert_eq!(driven.app().state.view.table_scope, None);
    }
    assert!(!row_names(&driven).is_empty());
}

#[test]
fn back_and_forward_leave_a_list_and_come_to_it_again() {
    let mut driven = shipped(HIGH);
    let in_window = row_names(&driven);
    let events = some(&driven);
    driven.command(Command::ListEvents(events.into(), "five".to_owned()));
    let listed = row_names(&driven);
    assert_eq!(listed.len(), 5);
    let alt = |driven: &mut Driven, key| driven.key_with(Modifiers::ALT, key);
    alt(&mut driven, Key::ArrowLeft);
    assert_eq!(row_names(&driven), in_window);
    assert!(!driven.says(" of five"));
    alt(&mut driven, Key::ArrowRight);
    assert_eq!(row_names(&driven), listed);
    // A search within the list is a step of its own, and so is letting the list go.
    driven.command(Command::SetQuery("no such words".to_owned()));
    assert!(row_names(&driven).is_empty());
    alt(&mut driven, Key::ArrowLeft);
    assert_eq!(row_names(&driven), listed);
    driven.key(Key::Escape);
    assert_eq!(row_names(&driven), in_window);
    alt(&mut driven, Key::ArrowLeft);
    assert_eq!(row_names(&driven), listed);
}

// ---- Keys ------------------------------------------------------------------------------------

/// The names of the rows that are chosen.
fn chosen(driven: &Driven) -> Vec<String> {
    let rows = rows(driven);
    (rows.iter().filter(|row| is_chosen(row)))
        .map(name_of)
        .collect()
}

#[test]
fn down_and_up_follow_the_order_of_the_rows_and_end_where_they_end() {
    let mut driven = shipped(HIGH);
    driven.command(Command::ShowWindow(18_380.0, 18_420.0));
    // A dozen or two of them will do.
    driven.command(Command::SetQuery("estonia".to_owned()));
    for heads in [&["Event"][..], &["Event ↓"], &["Who"], &["Date", "Date ↓"]] {
        for head in heads {
            driven.click(Role::Button, head);
        }
        driven.command(Command::Select(Selection::None));
        let rows = row_names(&driven);
        assert!(rows.len() > 8, "{}", rows.len());
        for row in &rows {
            driven.key(Key::ArrowDown);
            assert_eq!(chosen(&driven), [&**row], "{heads:?}");
        }
        driven.key(Key::ArrowDown);
        assert_eq!(chosen(&driven), [&**rows.last().expect("a row")]);
        driven.key(Key::ArrowUp);
        assert_eq!(chosen(&driven), [&*rows[rows.len() - 2]], "{heads:?}");
        assert_eq!(row_names(&driven), rows, "the window stays");
    }
}

#[test]
fn in_a_list_of_its_own_the_keys_stay_within_it() {
    let mut driven = shipped(HIGH);
    let events = some(&driven);
    driven.command(Command::ListEvents(events.into(), "five".to_owned()));
    let listed = row_names(&driven);
    for at in [0, 1, 2, 3, 4, 4] {
        driven.key(Key::ArrowDown);
        assert_eq!(chosen(&driven), [&*listed[at]]);
    }
    for at in [3, 2, 1, 0, 0] {
        driven.key(Key::ArrowUp);
        assert_eq!(chosen(&driven), [&*listed[at]]);
    }
    assert_eq!(row_names(&driven), listed);
}

#[test]
fn home_and_end_go_to_the_first_and_the_last_row() {
    let mut driven = shipped(USUAL);
    driven.command(Command::Fit);
    driven.click(Role::Button, "Event");
    let window = driven.app().state.view.window;
    let first = row_names(&driven)[0].clone();
    driven.key(Key::End);
    let last = row_names(&driven).last().expect("a row").clone();
    assert_eq!(chosen(&driven), [&*last]);
    assert_ne!(last, first);
    driven.key(Key::ArrowDown);
    assert_eq!(chosen(&driven), [&*last], "nothing comes after it");
    driven.key(Key::PageUp);
    let page_up = chosen(&driven);
    assert!(page_up.len() == 1 && page_up[0] != last, "{page_up:?}");
    driven.key(Key::Home);
    assert_eq!(chosen(&driven), [&*first]);
    assert_eq!(row_names(&driven)[0], first);
    // What the timeline shows has not changed with it.
    assert_eq!(driven.app().state.view.window, window);
    driven.command(Command::FitHeart);
    driven.key_with(CTRL, Key::Num1);
    driven.key(Key::End);
    driven.key(Key::Home);
    assert_eq!(driven.app().state.view.window, window, "as ever");
    assert_eq!(
        driven
            .app()
            .state
            .view
            .selection
            .event()
            .map(|ix| words_of(&driven, ix)),
        Some(first)
    );
}

#[test]
fn enter_shows_the_selected_event_on_the_timeline() {
    let mut driven = shipped(USUAL);
    driven.command(Command::Fit);
    driven.key(Key::End);
    let event = driven.app().state.view.selection.event().expect("an event");
    // The window lies elsewhere by now.
    let events = vec![event];
    driven.command(Command::ListEvents(events.into(), "one".to_owned()));
    driven.command(Command::ShowWindow(0.0, 100.0));
    driven.key(Key::Enter);
    assert!(rows(&driven).is_empty(), "the table is behind");
    assert_eq!(driven.marks(event).len(), 1);
    // Enter in the search box is for the search.
    driven.key_with(CTRL, Key::Num5);
    driven.key_with(CTRL, Key::F);
    driven.key(Key::Enter);
    assert!(!rows(&driven).is_empty(), "the table is in front");
    // What has the keyboard is selected first, then shown.
    let row = rows(&driven)[0].rect();
    rows(&driven)[0].focus();
    driven.command(Command::Select(Selection::None));
    driven.key(Key::Enter);
    let again = rows(&driven).into_iter().find(is_chosen);
    assert_eq!(again.expect("a chosen row").rect(), row);
    driven.key(Key::Enter);
    assert!(rows(&driven).is_empty(), "the table is behind");
}

#[test]
fn a_cell_has_the_leading_date_and_how_many_others_there_are() {
    let mut driven = shipped(HIGH);
    driven.command(Command::Fit);
    let painted = driven.painted();
    let names = row_names(&driven);
    let several = names.iter().find(|name| name.contains(", +2 other dates"));
    let (date, _) = several.and_then(|name| name.split_once(',')).expect("one");
    assert!(painted.contains(&format!("{date} +2")), "{date}");
    assert!(!painted.iter().any(|text| text.contains("+2 ot")));
}

// ---- As text ---------------------------------------------------------------------------------

#[test]
fn the_rows_are_copied_with_the_addresses_of_their_passages() {
    // What is said in passing has a sign that no font of the tests has.
    let mut driven = Driven::shipped_with_any_signs();
    driven.key_with(CTRL, Key::Num5);
    driven.command(Command::Fit);
    let at = driven.one(Role::Button, "Copy as text").rect().center();
    driven.harness.hover_at(at);
    driven.harness.drag_at(at);
    driven.harness.step();
    // What is copied stands only in the pass in which the button is let go.
    driven.harness.event(egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    driven.harness.step();
    let commands = &driven.harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("something is copied");
    driven.harness.run_steps(2);
    let words = format!("Copied {} rows.", expected(&driven, |_| true).len());
    let painted = driven.painted();
    assert!(painted.contains(&words), "{painted:?}");
    let mut lines = copied.lines();
    let titles = "Date\tEDTF\tEvent\tWhat\tWhere\tWho\tSource\tPassages";
    assert_eq!(lines.next(), Some(titles));
    let record = &driven.opened().record;
    let events = expected(&driven, |_| true);
    assert_eq!(lines.clone().count(), events.len());
    for (line, ix) in lines.zip(events) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 8, "{line}");
        let event = record.event(ix);
        assert_eq!(cells[2].trim_start_matches('\''), &*event.title);
        let date = event.leading_date().and_then(|claim| claim.date.as_ref());
        let edtf = date.expect("a date").edtf();
        assert_eq!(cells[1].trim_start_matches('\''), edtf);
        let passages: Vec<_> = (cells[7].split(' '))
            .map(|address| record.find_passage(address).expect("an address"))
            .collect();
        assert_eq!(passages, event.all_passages());
        for claim in &event.actors {
            assert!(
                cells[5].contains(&*record.entity(claim.actor).name),
                "{line}"
            );
        }
    }
}

// ---- The panel -------------------------------------------------------------------------------

#[test]
fn the_table_stands_behind_the_timeline_and_comes_to_the_front() {
    let mut driven = Driven::shipped();
    let front = |driven: &Driven| {
        let lanes = !driven.all(Role::Pane, "Timeline, lanes by area").is_empty();
        (lanes, !row_names(driven).is_empty())
    };
    assert_eq!(front(&driven), (true, false));
    driven.key_with(CTRL, Key::Num5);
    assert_eq!(front(&driven), (false, true));
    driven.key_with(CTRL, Key::Num1);
    assert_eq!(front(&driven), (true, false));
    driven.key_with(CTRL, Key::Num5);
    driven.key_with(CTRL, Key::Num5);
    assert_eq!(front(&driven), (true, false));
    assert!(!driven.app().state.preferences.panels.shows(Panel::Table));
    driven.key_with(CTRL, Key::Num5);
    assert_eq!(front(&driven), (false, true));
    driven.harness.step();
    assert_eq!(driven.sleeps_for(), Duration::MAX);
}

#[test]
fn the_pages_turn_where_there_are_no_lanes() {
    let mut driven = shipped(USUAL);
    driven.command(Command::Fit);
    let first = row_names(&driven);
    driven.key(Key::PageDown);
    // The last row in sight has become the first, or nearly.
    let next = row_names(&driven);
    assert!(first[first.len() - 3..].contains(&next[0]), "{next:?}");
    driven.key(Key::PageUp);
    assert_eq!(row_names(&driven), first);
}

#[test]
fn an_arrangement_without_the_table_is_not_whole() {
    let usual = serde_json::to_string(&Arrangement::default()).expect("a text");
    let again: Arrangement = serde_json::from_str(&usual).expect("an arrangement");
    assert!(again.is_whole());
    let older = usual.replace("{\"Pane\":\"Table\"}", "{\"Pane\":\"Links\"}");
    assert_ne!(older, usual);
    let older: Arrangement = serde_json::from_str(&older).expect("an arrangement");
    assert!(!older.is_whole());
}

#[test]
fn a_record_of_nothing_or_of_one_thing_has_a_table() {
    let mut nothing = Driven::empty(USUAL, seen());
    nothing.key_with(CTRL, Key::Num5);
    assert!(nothing.says("No record is open."));
    assert!(head(&nothing).starts_with("0 of 0 events, "));

    let undated = "(id: \"a\", title: \"Undated\", passage: \"report#findings/1\")";
    let dated = "(id: \"a\", title: \"One thing\", passage: \"report#findings/1\", dates: [(edtf: \"2020-05-05\")])";
    for (event, row, says) in [
        (
            undated,
            "undated, Undated",
            "No event of this record has a date.",
        ),
        (dated, "5 May 2020, One thing, happened", "1 of 1 event, "),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let dataset = format!(
            "(format: 1, id: \"made\", title: \"Made\", sources: [(id: \"report\", \
             title: \"Report\", issued: \"2020-07\", editions: [(id: \"d\", file: \"t.md\")])], \
             events: [{event}])"
        );
        let text = "# Report\n\n## Findings {#findings}\n\nOn 5 May 2020 one thing happened.\n";
        fs::write(folder.path().join("dataset.ron"), dataset).expect("a file");
        fs::write(folder.path().join("t.md"), text).expect("a file");
        let mut driven = Driven::on_disk(folder.path());
        driven.key_with(CTRL, Key::Num5);
        assert!(driven.says(says), "{says}");
        if row.starts_with("undated") {
            assert!(row_names(&driven).is_empty());
            driven.click(Role::CheckBox, "with the undated");
        }
        assert_eq!(row_names(&driven), [row]);
        for key in [Key::ArrowDown, Key::ArrowUp, Key::Home, Key::PageDown] {
            driven.key(key);
        }
        assert_eq!(row_names(&driven), [row]);
    }
}
