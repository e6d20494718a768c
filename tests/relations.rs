//! Paths, Together and Measures in the window, read as a screen reader reads them, against the
//! same questions asked without a window.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::collections::BTreeSet;

use clap::Parser as _;
use drive::{Driven, USUAL, is_chosen, name_of, seen};
use egui::accesskit::Role;
use egui::{Key, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;
use regesta::cli::{Arguments, run};
use regesta::index::Net;
use regesta::index::net::{Ways, entities_called, paths, shares, together};
use regesta::model::EntityIx;
use regesta::state::{Command, Panel, Selection};

/// So high that every row is in sight.
const HIGH: Vec2 = vec2(1280.0, 40_000.0);

/// The record that ships with the links of any time, a panel in front.
fn shipped(size: Vec2, panel: Panel) -> Driven {
    let mut driven = Driven::shipped_with(size, seen());
    driven.command(Command::ToggleAnyTime);
    driven.command(Command::TogglePanel(panel));
    driven
}

fn entity(driven: &Driven, id: &str) -> EntityIx {
    let mut entities = driven.opened().record.entities_ix();
    let found = entities.find(|(_, entity)| &*entity.id == id);
    found.unwrap_or_else(|| panic!("no entity {id}")).0
}

fn name(driven: &Driven, ix: EntityIx) -> &str {
    &driven.opened().record.entity(ix).name
}

/// Every link of the record.
fn whole(driven: &Driven) -> Net {
    Net::new(driven.opened(), |_, _| true)
}

fn names_of(driven: &Driven, role: Role) -> Vec<String> {
    let nodes = driven.nodes();
    let own = nodes.filter(|node| node.accesskit_node().role() == role);
    own.map(|node| name_of(&node)).collect()
}

/// Clicks the first thing of a role whose name begins so.
#[track_caller]
fn click_first(driven: &mut Driven, role: Role, start: &str) {
    let found = driven
        .nodes()
        .find(|node| node.accesskit_node().role() == role && name_of(node).starts_with(start))
        .map(|node| node.rect().center());
    let at = found.unwrap_or_else(|| panic!("no {start} in\n{}", driven.names().join("\n")));
    driven.click_at(at);
}

// ---- Choosing ------------------------------------------------------------------------------

#[test]
fn words_find_names_first_then_beginnings_then_words_within() {
    let driven = Driven::shipped();
    let called = |words: &str| -> Vec<String> {
        let found = entities_called(driven.opened(), words, 3);
        let named = |ix| driven.opened().record.entity(ix).id.to_string();
        found
            .into_iter()
            .map(|called| named(called.entity))
            .collect()
    };
    assert_eq!(called("UNSC")[0], "un-security-council");
    assert_eq!(called("  UN ")[0], "united-nations");
    // Accents and case do not matter, and it need not be the first word.
    assert_eq!(called("JURG")[0], "juerg-lauber");
    assert_eq!(called("lauber"), ["juerg-lauber"]);
    assert_eq!(called("Estland")[0], "estonia");
    // Words are found from their beginning on alone.
    assert!(called("stonia").is_empty());
    assert!(called("").is_empty());
    assert_eq!(called("u").len(), 3, "no more than asked for");
}

#[test]
fn an_alias_finds_its_actor_in_the_field() {
    let mut driven = shipped(USUAL, Panel::Paths);
    driven.click(Role::TextInput, "Way from");
    driven.type_keys("unsc");
    let option = names_of(&driven, Role::ListBoxOption);
    assert_eq!(option, ["UN Security Council, UNSC · body"]);
    driven.key(Key::Enter);
    let council = entity(&driven, "un-security-council");
    assert_eq!(driven.app().state.view.linking.path, [Some(council), None]);

    let field = driven.one(Role::TextInput, "Way from");
    let shown = field.accesskit_node().value();
    assert_eq!(shown.as_deref(), Some("UN Security Council"));

    // The arrows move on in the list, and the pointer takes a line as well.
    driven.click(Role::TextInput, "Way to");
    driven.type_keys("e");
    driven.key(Key::ArrowDown);
    let chosen = |driven: &Driven| -> Vec<usize> {
        let options = driven.nodes();
        let options = options.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
        let chosen = options.enumerate().filter(|(_, node)| is_chosen(node));
        chosen.map(|(at, _)| at).collect()
    };
    assert_eq!(chosen(&driven), [1]);
    driven.type_keys("stonia");
    assert_eq!(chosen(&driven), [0]);
    click_first(&mut driven, Role::ListBoxOption, "Estonia");
    let estonia = entity(&driven, "estonia");
    let path = driven.app().state.view.linking.path;
    assert_eq!(path, [Some(council), Some(estonia)]);

    // Escape gives back what was there; the cross lets it go.
    driven.click(Role::TextInput, "Way to");
    driven.type_keys("rus");
    driven.key(Key::Escape);
    assert_eq!(driven.app().state.view.linking.path, path);
    assert!(names_of(&driven, Role::ListBoxOption).is_empty());
    driven.click(Role::Button, "The other way round");
    assert_eq!(
        driven.app().state.view.linking.path,
        [Some(estonia), Some(council)]
    );
    driven.click(Role::Button, "Way from: nobody");
    assert_eq!(driven.app().state.view.linking.path, [None, Some(council)]);
}

#[test]
fn whoever_has_chosen_goes_on_with_the_other_end_and_then_with_commands() {
    let mut driven = shipped(USUAL, Panel::Paths);
    let value = |driven: &Driven, name: &str| {
        let field = driven.one(Role::TextInput, name);
        field.accesskit_node().value().unwrap_or_default()
    };
    let has_keyboard = |driven: &Driven, name: &str| {
        let field = driven.one(Role::TextInput, name);
        field.accesskit_node().is_focused()
    };
    driven.click(Role::TextInput, "Way from");
    driven.type_keys("unsc");
    driven.key(Key::Enter);
    assert!(driven.says("The ways from “UN Security Council”: now choose the other end."));
    assert!(!driven.says("How are two connected?"));
    // The other end is asked for at once, and once it is there nothing is typed any more.
    assert!(has_keyboard(&driven, "Way to"));
    driven.type_keys("estonia");
    driven.key(Key::Enter);
    assert!(!driven.says("now choose the other end"));
    assert!(!has_keyboard(&driven, "Way from") && !has_keyboard(&driven, "Way to"));
    let at_any_time = driven.app().state.view.linking.at_any_time;
    driven.type_keys("a");
    assert_ne!(driven.app().state.view.linking.at_any_time, at_any_time);
    assert_eq!(value(&driven, "Way to"), "Estonia");

    // A click into the middle of a chosen name lets all of it be typed over; Escape gives back.
    let field = driven.one(Role::TextInput, "Way to").rect();
    let middle = field.left_center() + vec2(24.0, 0.0);
    driven.harness.hover_at(middle);
    driven.harness.drag_at(middle);
    // The button stays down for some passes.
    driven.settle();
    driven.harness.drop_at(middle);
    driven.settle();
    driven.type_keys("rus");
    assert_eq!(value(&driven, "Way to"), "rus");
    driven.key(Key::Escape);
    assert_eq!(value(&driven, "Way to"), "Estonia");
    assert!(!has_keyboard(&driven, "Way to"));

    // The pointer takes a line and gives back as well.
    driven.click(Role::TextInput, "Way to");
    driven.type_keys("russia");
    click_first(&mut driven, Role::ListBoxOption, "Russia");
    assert_eq!(value(&driven, "Way to"), "Russia");
    driven.type_keys("a");
    assert_eq!(value(&driven, "Way to"), "Russia");
    assert_eq!(driven.app().state.view.linking.at_any_time, at_any_time);
}

#[test]
fn a_name_that_is_nearly_right_is_suggested_and_one_not_known_that_day_said() {
    let mut driven = shipped(USUAL, Panel::Paths);
    driven.click(Role::TextInput, "Way from");
    driven.type_keys("estonja");
    assert!(driven.says("Nothing is called that."));
    driven.click(Role::Button, "Did you mean “Estonia”?");
    let estonia = entity(&driven, "estonia");
    let path = driven.app().state.view.linking.path;
    assert_eq!(path, [Some(estonia), None]);

    driven.command(Command::SetCurtain(Some(regesta::model::Day(-30_000))));
    driven.click(Role::TextInput, "Way to");
    driven.type_keys("unsc");
    assert!(driven.says("“UN Security Council” was not known on that day."));
    assert!(!driven.says("Nothing is called that."));
}

#[test]
fn the_heads_of_columns_stay_in_sight() {
    let mut driven = shipped(USUAL, Panel::Measures);
    let panel = driven.panel("Measures");
    driven.wheel(panel.center(), vec2(0.0, -2_000.0));
    assert!(
        driven
            .all(Role::CheckBox, "absence counts")
            .iter()
            .all(|node| { !panel.contains(node.rect().center()) })
    );
    let head = driven.one(Role::Button, "Betweenness").rect();
    assert!(panel.contains_rect(head.shrink(1.0)), "{head} in {panel}");
    // It can be clicked there, and no row through it.
    let before = names_of(&driven, Role::Row);
    driven.click(Role::Button, "Who");
    assert_ne!(names_of(&driven, Role::Row), before);
    assert_eq!(driven.app().state.view.selection, Selection::None);
}

// ---- Paths ---------------------------------------------------------------------------------

#[test]
fn the_steps_of_the_chains_are_those_of_the_answer_and_open_their_passages() {
    let mut driven = shipped(HIGH, Panel::Paths);
    let (from, to) = (entity(&driven, "estonia"), entity(&driven, "juerg-lauber"));
    driven.command(Command::FindPaths([Some(from), Some(to)]));
    let ways = Ways::default();
    let found = paths(driven.opened(), &whole(&driven), (from, to), 5, ways);
    let steps: Vec<_> = found.iter().flat_map(|chain| &chain.steps).collect();
    let shown = names_of(&driven, Role::DisclosureTriangle);
    assert_eq!(shown.len(), steps.len());
    for (shown, step) in shown.iter().zip(&steps) {
        let ends = [step.from, step.to].map(|end| name(&driven, end));
        assert!(
            shown.starts_with(&format!("{} – {}: ", ends[0], ends[1])),
            "{shown}"
        );
    }
    // A step opens to its links, and a link to its passage.
    let first = shown[0].clone();
    let before = names_of(&driven, Role::Link).len();
    click_first(&mut driven, Role::DisclosureTriangle, &first);
    let links = names_of(&driven, Role::Link).len();
    assert_eq!(links - before, steps[0].links.len());
    let record = &driven.opened().record;
    let link = driven.opened().index.links[steps[0].links[0] as usize];
    let passage = link.basis(record).passage;
    let address = format!("Passage {}", record.address(passage));
    click_first(&mut driven, Role::Link, &address);
    assert_eq!(driven.app().state.view.passage, Some(passage));
    assert!(driven.shows_passage(passage));
}

#[test]
fn more_ways_are_shown_only_where_there_are_more() {
    let mut driven = shipped(HIGH, Panel::Paths);
    let (from, to) = (entity(&driven, "estonia"), entity(&driven, "russia"));
    driven.command(Command::FindPaths([Some(from), Some(to)]));
    let five = names_of(&driven, Role::DisclosureTriangle).len();
    driven.click(Role::Button, "Show more ways");
    let net = whole(&driven);
    let found = paths(driven.opened(), &net, (from, to), 10, Ways::default());
    let steps: usize = found.iter().map(|chain| chain.steps.len()).sum();
    assert_eq!(names_of(&driven, Role::DisclosureTriangle).len(), steps);
    assert!(five < steps);
}

#[test]
fn whoever_only_stayed_away_is_connected_once_absence_counts() {
    let mut driven = shipped(HIGH, Panel::Paths);
    let net = whole(&driven);
    let stays_away = |ix: &EntityIx| (net.edges_at(*ix)).all(|edge| edge.connecting(false) == 0);
    let absent = net
        .nodes()
        .find(stays_away)
        .expect("somebody who only stayed away");
    let edge = *net.edges_at(absent).next().expect("an edge");
    driven.command(Command::FindPaths([Some(edge.actor), Some(edge.forum)]));
    let nothing = "Nothing here connects";
    assert!(driven.says(nothing));
    assert!(names_of(&driven, Role::DisclosureTriangle).is_empty());
    driven.click(Role::Button, "Absence counts as meeting");
    assert!(!driven.says(nothing));
    assert!(!names_of(&driven, Role::DisclosureTriangle).is_empty());
    assert!(driven.app().state.view.linking.ways.absence);
}

#[test]
fn a_window_without_links_says_what_helps() {
    let mut driven = shipped(USUAL, Panel::Paths);
    driven.command(Command::ToggleAnyTime);
    driven.command(Command::ShowWindow(3_000.0, 3_100.0));
    // A tie without a period holds in every window.
    let net = whole(&driven);
    let opened = driven.opened();
    let is_later = |number: &u32| {
        let link = &opened.index.links[*number as usize];
        let days = link.event().and_then(|event| opened.index.days_of(event));
        days.is_some_and(|(first, _)| first.0 > 4_000) && !opened.record.role(link.role).absent
    };
    let by_events = |ix: &EntityIx| {
        let mut edges = net.edges_at(*ix);
        edges.all(|edge| net.links_of(edge).iter().all(is_later))
    };
    let one = net.nodes().find(by_events).expect("somebody of later days");
    let edge = *net.edges_at(one).next().expect("an edge");
    let ends = [edge.actor, edge.forum];
    let names = ends.map(|end| name(&driven, end).to_owned());
    driven.command(Command::FindPaths(ends.map(Some)));
    let nothing = format!("Nothing here connects “{}” and “{}”.", names[0], names[1]);
    assert!(driven.says(&nothing));
    driven.click(Role::Button, "Links at any time");
    assert!(!driven.says("Nothing here connects"));
}

#[test]
fn a_step_by_parenthood_says_so() {
    let mut driven = shipped(HIGH, Panel::Paths);
    let (from, to) = (entity(&driven, "oewg"), entity(&driven, "first-committee"));
    driven.command(Command::FindPaths([Some(from), Some(to)]));
    let belongs = format!("{} belongs to {}", name(&driven, from), name(&driven, to));
    assert!(!driven.says(&belongs));
    driven.click(Role::CheckBox, "forums connect to what they belong to");
    assert!(driven.says(&belongs));
}

#[test]
fn what_is_selected_can_be_taken_for_an_end() {
    let mut driven = shipped(USUAL, Panel::Paths);
    assert!(driven.says("How are two connected?"));
    let estonia = entity(&driven, "estonia");
    driven.command(Command::Select(Selection::Entity(estonia)));
    driven.click(Role::Button, "To “Estonia”");
    assert_eq!(driven.app().state.view.linking.path, [None, Some(estonia)]);
    assert!(
        driven.all(Role::Button, "From “Estonia”").is_empty(),
        "not both ends"
    );
}

// ---- Together ------------------------------------------------------------------------------

#[test]
fn two_are_compared_row_by_row_as_the_answer_has_it() {
    let mut driven = shipped(HIGH, Panel::Together);
    let both = [entity(&driven, "estonia"), entity(&driven, "russia")];
    for one in both {
        driven.command(Command::ToggleBeside(one));
    }
    let found = shares(driven.opened(), &whole(&driven), &both, false);
    let counts = found.others.iter().map(|shared| &shared.links);
    let counts = counts.chain(found.events.iter().map(|shared| &shared.links));
    let has = |links: &Vec<Vec<u32>>| [!links[0].is_empty(), !links[1].is_empty()];
    let counts: Vec<[bool; 2]> = counts.map(has).collect();
    let count = |wanted: [bool; 2]| counts.iter().filter(|has| **has == wanted).count();
    let heads = names_of(&driven, Role::Heading);
    let expected = [
        format!("Both: {}", count([true, true])),
        format!("Only Estonia: {}", count([true, false])),
        format!("Only Russia: {}", count([false, true])),
    ];
    let heads: Vec<&String> = heads
        .iter()
        .filter(|head| expected.contains(head))
        .collect();
    assert_eq!(heads, expected.iter().collect::<Vec<_>>());
    let rows = names_of(&driven, Role::Row);
    let shared = rows
        .iter()
        .filter(|row| row.ends_with(": Estonia and Russia"));
    assert_eq!(shared.count(), count([true, true]));
    assert!(rows.contains(&"forum UN Security Council: Estonia and Russia".to_owned()));

    // A mark opens what it rests on.
    let before = names_of(&driven, Role::Link).len();
    click_first(&mut driven, Role::Button, "Estonia – UN Security Council: ");
    let council = entity(&driven, "un-security-council");
    let own = found.others.iter().find(|shared| shared.what == council);
    let links = own.expect("the council").links[0].len();
    assert_eq!(names_of(&driven, Role::Link).len() - before, links);
    // A row selects.
    driven.key(Key::Escape);
    click_first(&mut driven, Role::Row, "forum UN Security Council");
    assert_eq!(
        driven.app().state.view.selection,
        Selection::Entity(council)
    );
}

#[test]
fn the_one_selected_is_told_with_whom_it_appears() {
    let mut driven = shipped(HIGH, Panel::Together);
    let estonia = entity(&driven, "estonia");
    driven.command(Command::Select(Selection::Entity(estonia)));
    let found = together(driven.opened(), &whole(&driven), estonia, false);
    let rows = names_of(&driven, Role::Row);
    assert_eq!(rows.len(), found.companions.len());
    for (row, companion) in rows.iter().zip(&found.companions) {
        let events = companion.events.shared.len();
        let start = format!("{}: {events} event", name(&driven, companion.actor));
        assert!(row.starts_with(&start), "{row}");
        let says = row.contains("surprisingly often");
        assert_eq!(
            says,
            companion.events.surprising || companion.forums.surprising,
            "{row}"
        );
    }
    let surprising = rows.iter().filter(|row| row.contains("surprisingly often"));
    let surprising: Vec<String> = surprising.cloned().collect();
    driven.click(
        Role::CheckBox,
        &format!("only the surprising ({})", surprising.len()),
    );
    assert_eq!(names_of(&driven, Role::Row), surprising);
    // A number opens its events, each with the links of both.
    let companion = found
        .companions
        .iter()
        .find(|other| other.events.surprising);
    let companion = companion.expect("somebody surprising");
    let start = format!(
        "{}: {} event",
        name(&driven, companion.actor),
        companion.events.shared.len()
    );
    click_first(&mut driven, Role::Button, &start);
    for event in &companion.events.shared {
        let title = driven.opened().record.event(*event).title.to_string();
        assert!(!driven.all(Role::Button, &title).is_empty(), "{title}");
    }
    assert!(names_of(&driven, Role::Link).len() >= companion.events.shared.len() * 2);
}

#[test]
fn a_third_is_chosen_beside_the_selected_and_absence_changes_the_answer() {
    let mut driven = shipped(HIGH, Panel::Together);
    let (estonia, russia) = (entity(&driven, "estonia"), entity(&driven, "russia"));
    driven.command(Command::Select(Selection::Entity(estonia)));
    driven.click(Role::TextInput, "Compare with");
    driven.type_keys("russland");
    driven.key(Key::Enter);
    assert_eq!(driven.app().state.view.linking.beside, [estonia, russia]);
    let net = whole(&driven);
    let mut counts = BTreeSet::new();
    for absence in [false, true] {
        let found = shares(driven.opened(), &net, &[estonia, russia], absence);
        let both = found
            .others
            .iter()
            .filter(|shared| shared.count() == 2)
            .count()
            + found
                .events
                .iter()
                .filter(|shared| shared.count() == 2)
                .count();
        assert!(driven.says(&format!("Both: {both}")), "{absence}");
        counts.insert(both);
        if !absence {
            driven.click(Role::CheckBox, "absence counts");
        }
    }
    assert_eq!(counts.len(), 2, "absence makes no difference for them");
    driven.click(Role::Button, "Compare Russia no longer");
    assert_eq!(driven.app().state.view.linking.beside, [estonia]);
}

#[test]
fn a_forum_lists_who_is_in_it() {
    let mut driven = shipped(HIGH, Panel::Together);
    let gge = entity(&driven, "gge");
    driven.command(Command::Select(Selection::Entity(gge)));
    let found = shares(driven.opened(), &whole(&driven), &[gge], false);
    let rows = names_of(&driven, Role::Row);
    assert_eq!(rows.len(), found.others.len() + found.events.len());
    // It acts as well, and that is asked for apart.
    driven.click(Role::RadioButton, "with whom it appears");
    let found = together(driven.opened(), &whole(&driven), gge, false);
    assert_eq!(names_of(&driven, Role::Row).len(), found.companions.len());
}

// ---- Measures ------------------------------------------------------------------------------

/// What the command line says.
fn told(words: &[&str]) -> String {
    let words = ["regesta"].iter().chain(words);
    let arguments = Arguments::try_parse_from(words).expect("arguments that can be used");
    let question = arguments.question.expect("a question");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = run(&question, &mut out, &mut err).expect("nothing can go wrong in writing");
    assert_eq!(code, 0);
    String::from_utf8(out).expect("UTF-8")
}

/// Lines without the addresses at their end.
fn without_passages(text: &str) -> Vec<String> {
    let lines = text.lines().filter_map(|line| line.split_once("  ["));
    lines.map(|(line, _)| line.to_owned()).collect()
}

#[test]
fn the_rows_are_those_of_the_command_line() {
    let mut driven = shipped(HIGH, Panel::Measures);
    let text = told(&["measures"]);
    let mut expected: Vec<String> = (without_passages(&text).into_iter())
        .filter(|line| !line.starts_with(' '))
        .collect();
    driven.click(Role::RadioButton, "betweenness");
    let rows = names_of(&driven, Role::Row);
    assert!(rows.len() > 100);
    assert_eq!(rows, expected, "in the same order");
    expected.sort();
    driven.click(Role::Button, "Who");
    let mut rows = names_of(&driven, Role::Row);
    rows.sort();
    assert_eq!(rows, expected);
}

#[test]
fn measures_are_found_by_a_name_and_a_number_opens_its_links() {
    let mut driven = shipped(USUAL, Panel::Measures);
    driven.click(Role::TextInput, "Find among the measured");
    driven.type_keys("estland");
    let rows = names_of(&driven, Role::Row);
    assert!(rows[0].starts_with("Estonia: "));
    let record = &driven.opened().record;
    let found = (record.entities.iter()).filter(|entity| {
        let mut names = entity.all_names();
        names.any(|name| name.to_lowercase().contains("estland"))
    });
    let found: BTreeSet<&str> = found.map(|entity| &*entity.name).collect();
    let named = rows.iter().filter_map(|row| Some(row.split_once(": ")?.0));
    assert!(named.clone().count() > 0 && named.clone().all(|row| found.contains(row)));
    let before = names_of(&driven, Role::Link).len();
    let (_, links) = rows[0].split_once(" by ").expect("links");
    let (links, _) = links.split_once(", ").expect("links");
    driven.click(Role::Button, &format!("Estonia: {links}"));
    assert!(names_of(&driven, Role::Link).len() > before);
    driven.key(Key::Escape);
    click_first(&mut driven, Role::Row, "Estonia: ");
    let estonia = entity(&driven, "estonia");
    assert_eq!(
        driven.app().state.view.selection,
        Selection::Entity(estonia)
    );
}

#[test]
fn rows_are_reached_and_taken_by_the_keyboard_alone() {
    let mut driven = shipped(USUAL, Panel::Measures);
    let all = told(&["measures"]);
    let all = without_passages(&all).into_iter();
    let all: Vec<String> = all.filter(|line| !line.starts_with(' ')).collect();
    driven.click(Role::RadioButton, "betweenness");
    let focused = |driven: &Driven| {
        let focused = driven
            .nodes()
            .find(|node| node.accesskit_node().is_focused());
        focused.map(|node| (node.accesskit_node().role(), name_of(&node)))
    };
    driven.click(Role::TextInput, "Find among the measured");
    let is_row = |driven: &Driven| focused(driven).is_some_and(|(role, _)| role == Role::Row);
    for _ in 0..20 {
        if !is_row(&driven) {
            driven.key(Key::Tab);
        }
    }
    assert!(is_row(&driven), "{:?}", focused(&driven));
    // Down past the last row in sight: what has the keyboard comes into sight.
    let in_sight = names_of(&driven, Role::Row).len();
    for _ in 0..in_sight + 10 {
        driven.key(Key::ArrowDown);
    }
    let (role, row) = focused(&driven).expect("something has the keyboard");
    assert_eq!(role, Role::Row);
    let at = all.iter().position(|line| *line == row).expect("a row");
    assert!(at > in_sight, "{at} of {in_sight}: {row}");
    let panel = driven.panel("Measures");
    assert!(panel.contains(driven.one(Role::Row, &row).rect().center()));
    driven.key(Key::Enter);
    let selected = driven
        .app()
        .state
        .view
        .selection
        .entity()
        .expect("a selection");
    assert!(row.starts_with(&format!("{}: ", name(&driven, selected))));
}

#[test]
fn the_numbers_of_the_quarters_are_those_of_the_command_line() {
    let mut driven = shipped(HIGH, Panel::Measures);
    let estonia = entity(&driven, "estonia");
    driven.command(Command::Select(Selection::Entity(estonia)));
    driven.click(Role::RadioButton, "over the quarters");
    let text = told(&["measures"]);
    let lines = without_passages(&text);
    let own = lines
        .iter()
        .skip_while(|line| !line.starts_with("Estonia: "));
    let quarters = own.skip(1).take_while(|line| line.starts_with(' '));
    let expected: BTreeSet<String> = quarters
        .map(|line| {
            let (quarter, rest) = line.trim().split_once(": ").expect("a quarter");
            let (neighbours, _) = rest.split_once(", ").expect("a degree");
            format!("Estonia in {quarter}: {neighbours}")
        })
        .collect();
    let buttons = names_of(&driven, Role::Button);
    let shown = buttons
        .into_iter()
        .filter(|name| name.starts_with("Estonia in "));
    assert_eq!(shown.collect::<BTreeSet<String>>(), expected);
    assert!(expected.len() > 1);
    // What counts in no quarter is counted and said, with the same words.
    let caution = text.lines().find(|line| line.contains("within a quarter"));
    assert!(driven.says(caution.expect("a caution")));
    // The chart is told in words too.
    let figure = names_of(&driven, Role::Figure);
    assert!(figure[0].contains(". Estonia: "), "{figure:?}");
    let before = names_of(&driven, Role::Link).len();
    click_first(&mut driven, Role::Button, "Estonia in Q2 2020: ");
    assert!(names_of(&driven, Role::Link).len() > before);
}
