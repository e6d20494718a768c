//! The window, driven by keys and pointer, and read as a screen reader reads it.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use drive::{Driven, USUAL, is_chosen, name_of, seen, spoken};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, vec2};
use egui_kittest::kittest::NodeT as _;
use regesta::dataset::Files;
use regesta::index::{Query, QueryContext};
use regesta::model::{Block, EventIx, Passage, Place, SourceIx};
use regesta::state::{
    CATALOGUE, Command, Facet, LaneBy, Panel, Preferences, Selection, ThemeChoice, Unmatched, View,
};

const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};
/// The smallest window, and the margin that the harness puts around everything.
const SMALLEST: egui::Vec2 = vec2(640.0 + 16.0, 420.0 + 16.0);
/// So high that all lanes are in sight.
const HIGH: egui::Vec2 = vec2(1280.0, 20000.0);

fn view(driven: &Driven) -> View {
    driven.app().state.view.clone()
}

fn selection(driven: &Driven) -> Selection {
    driven.app().state.view.selection
}

/// Marks with a point at which nothing but the mark is.
fn free_marks(driven: &Driven) -> Vec<(EventIx, Pos2)> {
    let canvas = driven.canvas();
    let marks: Vec<(EventIx, egui::Rect)> = (driven.marked().into_iter())
        .flat_map(|ix| {
            driven
                .marks(ix)
                .iter()
                .map(|node| (ix, node.rect()))
                .collect::<Vec<_>>()
        })
        .collect();
    let free = marks.iter().filter_map(|(ix, rect)| {
        let points = (1..20).map(|part| {
            let x = egui::lerp(rect.x_range(), part as f32 / 20.0);
            Pos2::new(x, rect.center().y)
        });
        let alone = |at: &Pos2| {
            let others = marks.iter().filter(|(other, _)| other != ix);
            canvas.shrink(12.0).contains(*at) && others.clone().all(|(_, rect)| !rect.contains(*at))
        };
        Some((*ix, points.into_iter().find(alone)?))
    });
    free.collect()
}

// ---- Opening -------------------------------------------------------------------------------

#[test]
fn the_record_that_ships_opens_and_every_event_is_counted() {
    let driven = Driven::shipped();
    let events = driven.opened().record.events.len();
    let [shown, outside, filtered, undated] = driven.status();
    assert_eq!(shown + outside + filtered + undated, events);
    assert_eq!(
        (filtered, undated),
        (0, driven.opened().index.undated.len())
    );
    assert!(shown > events / 3, "{shown} of {events}");
    assert!(driven.says(&driven.opened().record.title));
    assert!(driven.panel_says("Inspector", &format!("{events} events")));
    assert!(driven.app().faults().problems.is_empty());
    assert!(!driven.says("problem"));
}

#[test]
fn a_first_start_points_at_five_things_and_can_be_told_to_stop() {
    let preferences = Preferences {
        welcome_seen: false,
        ..seen()
    };
    let mut driven = Driven::shipped_with(USUAL, preferences);
    assert!(driven.says("Five things to try"));
    driven.click(Role::Button, "Got it");
    assert!(!driven.says("Got it"));
    assert!(driven.app().state.preferences.welcome_seen);
    assert!(!Driven::shipped().says("Got it"));
}

#[test]
fn every_input_has_an_accessible_name() {
    let driven = Driven::shipped();
    driven.harness.check_accessibility();
}

// ---- Selecting -----------------------------------------------------------------------------

#[test]
fn a_click_on_a_mark_selects_its_event_in_every_panel() {
    let mut driven = Driven::shipped();
    let mut tried = 0;
    for (event, _) in free_marks(&driven).into_iter().take(12) {
        // The lanes may have moved since.
        let Some((_, at)) = free_marks(&driven).into_iter().find(|(ix, _)| *ix == event) else {
            continue;
        };
        tried += 1;
        driven.click_at(at);
        let title = driven.opened().record.event(event).title.to_string();
        assert_eq!(selection(&driven), Selection::Event(event), "{title}");
        assert!(driven.marks(event).iter().all(is_chosen), "{title}");
        for other in driven.marked().into_iter().filter(|ix| *ix != event) {
            assert!(!driven.marks(other).iter().any(is_chosen), "{title}");
        }
        assert!(driven.panel_says("Inspector", &title), "{title}");
        assert!(
            driven.panel_says("Links", &format!("of “{title}”")),
            "{title}"
        );
        let passage = driven.app().state.view.passage.expect("a passage");
        let passages = driven.opened().record.event(event).all_passages();
        assert!(passages.contains(&passage), "{title}");
        assert!(
            driven.shows_passage(passage),
            "{title}: its passage is not in sight"
        );
    }
    assert!(tried >= 4, "only {tried} marks were in sight");
}

#[test]
fn a_mark_can_be_used_without_a_pointer() {
    let mut driven = Driven::shipped();
    let event = driven.marked()[0];
    driven.marks(event)[0].click_accesskit();
    driven.settle();
    assert_eq!(selection(&driven), Selection::Event(event));
}

#[test]
fn a_click_beside_the_marks_lets_the_selection_go() {
    let mut driven = Driven::shipped();
    driven.key(Key::ArrowDown);
    assert_ne!(selection(&driven), Selection::None);
    let canvas = driven.canvas();
    driven.click_at(canvas.left_top() + vec2(60.0, 10.0));
    assert_eq!(selection(&driven), Selection::None);
}

#[test]
fn a_click_on_a_receipt_opens_its_passage() {
    let mut driven = Driven::shipped();
    let many: Vec<EventIx> = (driven.opened().record.events_ix())
        .filter(|(_, event)| event.all_passages().len() > 1)
        .map(|(ix, _)| ix)
        .collect();
    let mut opened = 0;
    for event in many {
        driven.command(Command::Select(Selection::Event(event)));
        let current = driven.app().state.view.passage.expect("a passage");
        let current = format!("Passage {}", driven.opened().record.address(current));
        let receipt = (driven.in_panel("Inspector").iter())
            .filter(|node| node.accesskit_node().role() == Role::Link)
            .map(|node| (name_of(node), node.rect().center()))
            .find(|(name, _)| name.starts_with("Passage ") && *name != current);
        let Some((name, at)) = receipt else { continue };
        driven.click_at(at);
        let passage = driven.app().state.view.passage.expect("a passage");
        assert_eq!(
            format!("Passage {}", driven.opened().record.address(passage)),
            name
        );
        assert!(driven.shows_passage(passage), "{name} is not in sight");
        assert_eq!(
            selection(&driven),
            Selection::Event(event),
            "a receipt selects nothing"
        );
        opened += 1;
        if opened == 5 {
            return;
        }
    }
    panic!("only {opened} events have a second receipt in sight");
}

#[test]
fn a_click_on_an_actor_in_the_links_selects_it_everywhere() {
    let mut driven = Driven::shipped_with(HIGH, seen());
    let record = &driven.opened().record;
    let (actor, at) = (driven.in_panel("Links").iter())
        .filter(|node| node.accesskit_node().role() == Role::Button)
        .find_map(|node| {
            let name = name_of(node);
            let (ix, _) = record
                .entities_ix()
                .find(|(_, entity)| *entity.name == *name)?;
            let events = driven.opened().index.events_of(ix);
            let in_sight = events.iter().any(|event| !driven.marks(*event).is_empty());
            (in_sight && record.entity(ix).is_actor()).then(|| (ix, node.rect().center()))
        })
        .expect("an actor with a mark in sight");
    let name = record.entity(actor).name.to_string();
    driven.click_at(at);
    assert_eq!(selection(&driven), Selection::Entity(actor), "{name}");
    assert!(driven.panel_says("Links", &format!("of {name}")), "{name}");
    assert!(driven.panel_says("Inspector", &name), "{name}");
    let events = driven.opened().index.events_of(actor).to_vec();
    for event in driven.marked() {
        let chosen = driven.marks(event).iter().all(is_chosen);
        assert_eq!(
            chosen,
            events.contains(&event),
            "{name}: {}",
            driven.opened().record.event(event).title
        );
    }
}

/// A paragraph that tells so many events, with its events.
fn paragraph_of(driven: &Driven, is_right: impl Fn(usize) -> bool) -> (Passage, Vec<EventIx>) {
    for (at, source) in driven.opened().record.sources.iter().enumerate() {
        let ix = SourceIx(u32::try_from(at).expect("few sources"));
        let places = driven.opened().index.in_text(ix);
        for (place, _) in places {
            let here = places.iter().filter(|(other, _)| other == place);
            let mut events: Vec<EventIx> = here.map(|(_, event)| *event).collect();
            events.dedup();
            let Place::Block { section, block } = *place else {
                continue;
            };
            let block = &source.text().sections[section as usize].blocks[block as usize];
            if matches!(block, Block::Paragraph(_)) && is_right(events.len()) {
                let passage = Passage {
                    source: ix,
                    place: *place,
                };
                return (passage, events);
            }
        }
    }
    panic!("no such paragraph")
}

/// The dot beside a passage, which is brought into sight.
fn dot_beside(driven: &mut Driven, passage: Passage, events: usize) -> Pos2 {
    driven.command(Command::ShowPassage(passage));
    let text = driven.opened().record.passage_text(passage);
    let paragraph = driven.nodes().find(|node| name_of(node) == text);
    let paragraph = paragraph.expect("the paragraph").rect();
    let dots = driven.in_panel("Source text");
    let dot = dots.iter().find(|node| {
        let name = name_of(node);
        let is_beside = paragraph.y_range().contains(node.rect().center().y);
        name.starts_with(&format!("{events} event")) && name.ends_with("told here") && is_beside
    });
    dot.expect("a dot").rect().center()
}

#[test]
fn a_dot_beside_the_text_selects_the_event_that_is_told_there() {
    let mut driven = Driven::shipped();
    let (passage, events) = paragraph_of(&driven, |events| events == 1);
    let dot = dot_beside(&mut driven, passage, 1);
    driven.click_at(dot);
    assert_eq!(selection(&driven), Selection::Event(events[0]));
    assert_eq!(view(&driven).passage, Some(passage));
}

#[test]
fn a_dot_of_several_events_lets_one_be_chosen() {
    let mut driven = Driven::shipped();
    let (passage, events) = paragraph_of(&driven, |events| (2..6).contains(&events));
    let dot = dot_beside(&mut driven, passage, events.len());
    driven.click_at(dot);
    let last = events[events.len() - 1];
    let title = driven.opened().record.event(last).title.to_string();
    // The menu lies on top: it comes last.
    let line = driven.nodes().filter(|node| name_of(node) == title).last();
    let line = line.unwrap_or_else(|| panic!("no {title}")).rect().center();
    driven.click_at(line);
    assert_eq!(selection(&driven), Selection::Event(last));
    assert_eq!(view(&driven).passage, Some(passage));
}

#[test]
fn every_passage_that_tells_of_events_has_a_dot_that_says_of_how_many() {
    let mut driven = Driven::shipped();
    let source = SourceIx(0);
    let mut at: BTreeMap<Place, BTreeSet<EventIx>> = BTreeMap::new();
    for (place, event) in driven.opened().index.in_text(source) {
        at.entry(*place).or_default().insert(*event);
    }
    let mut missing = Vec::new();
    for (place, events) in at {
        if matches!(place, Place::Section { .. }) {
            continue;
        }
        let passage = Passage { source, place };
        driven.command(Command::ShowPassage(passage));
        let said = format!("{} event", events.len());
        let dots = driven.in_panel("Source text");
        let found = dots
            .iter()
            .map(name_of)
            .any(|name| name.starts_with(&said) && name.ends_with("told here"));
        if !found {
            missing.push(driven.opened().record.address(passage));
        }
    }
    assert!(missing.is_empty(), "no dot at {}", missing.join(", "));
}

// ---- Moving in time ------------------------------------------------------------------------

#[test]
fn the_wheel_zooms_and_the_moment_under_the_pointer_stays() {
    let mut driven = Driven::shipped();
    for (part, turn) in [(0.5, 120.0), (0.2, 200.0), (0.9, -150.0)] {
        let canvas = driven.canvas();
        let at = canvas.left_top() + vec2(canvas.width() * part, canvas.height() * 0.5);
        let (moment, days) = (driven.moment(at.x), view(&driven).window.days());
        driven.wheel(at, vec2(0.0, turn));
        let now = view(&driven).window.days();
        assert!(
            if turn > 0.0 {
                now < days * 0.8
            } else {
                now > days * 1.2
            },
            "{days} → {now}"
        );
        let moved = (driven.moment(at.x) - moment).abs() / now;
        assert!(
            moved < 1e-4,
            "the moment has moved by {moved} of the window"
        );
    }
}

#[test]
fn the_wheel_over_the_lane_titles_scrolls_the_lanes() {
    let mut driven = Driven::shipped();
    driven.command(Command::SetLanes(LaneBy::Actor));
    let (canvas, window) = (driven.canvas(), view(&driven).window);
    let before = driven.names();
    driven.wheel(canvas.left_center() - vec2(30.0, -40.0), vec2(0.0, -4000.0));
    assert_eq!(view(&driven).window, window);
    let after = driven.names();
    let lanes = |names: &[String]| names.iter().find(|name| name.starts_with("Lane ")).cloned();
    assert_ne!(lanes(&before), lanes(&after));
}

#[test]
fn a_drag_moves_the_time_with_the_pointer_and_is_one_step_back() {
    let mut driven = Driven::shipped();
    let before = view(&driven).window;
    let canvas = driven.canvas();
    let from = canvas.center_top() + vec2(0.0, 10.0);
    let to = from + vec2(-160.0, 0.0);
    let moment = driven.moment(from.x);
    driven.drag(from, to);
    let after = view(&driven).window;
    assert!((after.days() - before.days()).abs() < 1e-9);
    assert!(
        (driven.moment(to.x) - moment).abs() / after.days() < 1e-4,
        "{before:?} → {after:?}"
    );
    driven.key_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(view(&driven).window, before);
}

#[test]
fn the_strip_moves_the_window_where_it_is_clicked() {
    let mut driven = Driven::shipped();
    let before = view(&driven).window;
    let strip = driven
        .one(Role::Slider, "Where the window lies in the whole record")
        .rect();
    driven.click_at(strip.left_center() + vec2(20.0, -6.0));
    let after = view(&driven).window;
    assert!(after.end < before.start, "{before:?} → {after:?}");
    // As wide on screen: it shows as many days of the axis.
    let axis = view(&driven).axis(&driven.opened().index).clone();
    let days = |window: regesta::state::Window| {
        let (start, end) = window.positions(&axis);
        end - start
    };
    assert!((days(after) - days(before)).abs() < 1e-6);
}

// ---- Keys ----------------------------------------------------------------------------------

#[test]
fn arrows_step_through_the_events_in_time() {
    let mut driven = Driven::shipped();
    let order: Vec<EventIx> = (driven.opened().index.by_time.iter())
        .chain(&driven.opened().index.undated)
        .copied()
        .collect();
    driven.key(Key::ArrowDown);
    let first = selection(&driven).event().expect("an event");
    let at = order.iter().position(|ix| *ix == first).expect("known");
    for step in 1..6 {
        driven.key(Key::ArrowDown);
        assert_eq!(selection(&driven), Selection::Event(order[at + step]));
    }
    driven.key(Key::ArrowUp);
    assert_eq!(selection(&driven), Selection::Event(order[at + 4]));
    driven.key_with(CTRL, Key::Home);
    assert_eq!(selection(&driven), Selection::Event(order[0]));
    driven.key(Key::ArrowUp);
    assert_eq!(
        selection(&driven),
        Selection::Event(order[0]),
        "there is none before"
    );
    driven.key_with(CTRL, Key::End);
    assert_eq!(selection(&driven), Selection::Event(order[order.len() - 1]));
}

#[test]
fn what_is_stepped_to_comes_into_sight() {
    let mut driven = Driven::shipped();
    driven.key_with(CTRL, Key::Home);
    for _ in 0..25 {
        let event = selection(&driven).event().expect("an event");
        let marks = driven.marks(event);
        let canvas = driven.canvas();
        let title = &driven.opened().record.event(event).title;
        let whole = marks
            .iter()
            .any(|mark| mark.rect().height() > 10.0 && canvas.intersects(mark.rect()));
        assert!(whole, "“{title}” is not in sight");
        driven.key(Key::ArrowDown);
    }
}

#[test]
fn keys_zoom_pan_and_show_the_whole_the_heart_and_the_selection() {
    let mut driven = Driven::shipped();
    let heart = view(&driven).window;
    let (first, last) = driven.opened().index.extent.expect("dates");
    driven.key(Key::Home);
    let whole = view(&driven).window;
    assert!(whole.start <= first && whole.end >= last, "{whole:?}");
    let [_, outside, ..] = driven.status();
    assert_eq!(outside, 0);
    driven.key(Key::H);
    assert_eq!(view(&driven).window, heart);
    driven.key(Key::Plus);
    let nearer = view(&driven).window;
    assert!(nearer.days() < heart.days());
    driven.key(Key::Minus);
    assert!((view(&driven).window.days() - heart.days()).abs() < 1e-6);
    driven.key(Key::ArrowRight);
    assert!(view(&driven).window.start > heart.start);
    driven.key(Key::ArrowLeft);
    assert!((view(&driven).window.start - heart.start).abs() < 1e-6);
    // Zooming to the selection shows all its dates, and them alone.
    let event = *driven
        .opened()
        .index
        .by_time
        .iter()
        .find(|ix| driven.opened().record.event(**ix).dates.len() > 1)
        .expect("an event with several dates");
    driven.command(Command::Select(Selection::Event(event)));
    driven.key(Key::Z);
    let near = view(&driven).window;
    assert!(near.days() < whole.days());
    for claim in &driven.opened().record.event(event).dates {
        let Some(date) = &claim.date else { continue };
        let (start, end) = date.stretch();
        assert!(start.is_none_or(|day| near.start < day) && end.is_none_or(|day| near.end > day));
    }
}

#[test]
fn number_keys_divide_the_timeline_and_it_settles_for_each_division() {
    let mut driven = Driven::shipped();
    let keys = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
    ];
    for (key, lanes) in keys.into_iter().zip(LaneBy::ALL) {
        driven.key(key);
        assert_eq!(view(&driven).lanes, lanes);
        assert!(driven.says(&format!("Timeline, lanes by {}", lanes.label())));
        assert!(driven.marked().len() > 3, "{lanes:?}");
        assert!(
            driven.names().iter().any(|name| name.starts_with("Lane ")),
            "{lanes:?}"
        );
        driven.key(Key::Home);
        driven.key(Key::ArrowDown);
        assert!(!driven.marked().is_empty(), "{lanes:?}");
        driven.key(Key::Escape);
        driven.key(Key::H);
    }
}

#[test]
fn escape_closes_what_lies_on_top_then_lets_the_selection_go() {
    let mut driven = Driven::shipped();
    driven.key(Key::ArrowDown);
    let selected = selection(&driven);
    for (modifiers, key) in [(Modifiers::NONE, Key::F1), (CTRL, Key::K), (CTRL, Key::L)] {
        driven.key_with(modifiers, key);
        assert!(driven.app().state.overlay.is_some(), "{key:?}");
        driven.key(Key::Escape);
        assert_eq!(driven.app().state.overlay, None, "{key:?}");
        assert_eq!(selection(&driven), selected, "{key:?}");
    }
    driven.key(Key::Escape);
    assert_eq!(selection(&driven), Selection::None);
}

#[test]
fn back_restores_selection_window_and_filters_and_forward_brings_them_again() {
    let mut driven = Driven::shipped();
    let mut views = vec![view(&driven)];
    driven.key(Key::ArrowDown);
    views.push(view(&driven));
    driven.key(Key::Home);
    views.push(view(&driven));
    driven.key(Key::Num3);
    views.push(view(&driven));
    driven.command(Command::SetQuery("forum:oewg".to_owned()));
    views.push(view(&driven));
    driven.key(Key::ArrowDown);
    for expected in views.iter().rev() {
        driven.key_with(Modifiers::ALT, Key::ArrowLeft);
        assert_eq!(view(&driven), *expected);
    }
    driven.key_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(view(&driven), views[0], "there is nothing before");
    for expected in &views[1..] {
        driven.key_with(Modifiers::ALT, Key::ArrowRight);
        assert_eq!(view(&driven), *expected);
    }
    // The buttons do the same.
    driven.click(Role::Button, "Back (Alt+Left)");
    assert_eq!(view(&driven), views[views.len() - 2]);
}

// ---- Finding ---------------------------------------------------------------------------------

#[test]
fn typing_in_the_search_box_lets_through_what_the_query_finds() {
    let mut driven = Driven::shipped_with(HIGH, seen());
    driven.command(Command::Fit);
    driven.key_with(CTRL, Key::F);
    assert!(driven.one(Role::TextInput, "Search").is_focused());
    for query in ["covid", "forum:oewg and not stage:planned", "actor:lauber"] {
        driven.key_with(CTRL, Key::A);
        driven.type_keys(query);
        assert_eq!(driven.app().state.view.filters.text, query);
        let opened = driven.opened();
        let found = Query::parse(query).expect("a query").find(QueryContext {
            record: &opened.record,
            index: &opened.index,
        });
        let count = found.iter().filter(|found| **found).count();
        assert!(count > 0 && count < found.len(), "{query}");
        let [shown, outside, filtered, undated] = driven.status();
        assert_eq!(filtered, found.len() - count, "{query}");
        assert_eq!(shown + outside + undated, count, "{query}");
        // What is not let through is pale until it is hidden; then only the finds have marks.
        driven.command(Command::ToggleUnmatched);
        let marked = driven.marked();
        let dated: BTreeSet<EventIx> = (driven.opened().index.by_time.iter().copied())
            .filter(|ix| found[ix.at()])
            .collect();
        let marked: BTreeSet<EventIx> = marked.into_iter().collect();
        assert!(marked.is_subset(&dated), "{query}");
        // Each stands in each of its areas, as a mark or in a counted bar.
        let record = &driven.opened().record;
        let areas = |ix: &EventIx| -> BTreeSet<u32> {
            let areas = record.event(*ix).areas.iter();
            areas.map(|filing| filing.under.0).collect()
        };
        let places: usize = dated.iter().map(|ix| areas(ix).len().max(1)).sum();
        let marks: usize = marked.iter().map(|ix| driven.marks(*ix).len()).sum();
        assert_eq!(marks + driven.folded(), places, "{query}");
        driven.command(Command::ToggleUnmatched);
    }
}

#[test]
fn a_query_that_cannot_be_read_says_why_and_the_last_one_stays_in_force() {
    let mut driven = Driven::shipped();
    driven.command(Command::SetQuery("forum:oewg".to_owned()));
    let before = driven.status();
    driven.command(Command::SetQuery("form:oewg".to_owned()));
    assert_eq!(driven.status(), before);
    let error = Query::parse("form:oewg")
        .expect_err("no such field")
        .to_string();
    assert!(driven.says(&error), "{error}");
    driven.command(Command::ClearFilters);
    assert!(!driven.says(&error));
    assert_eq!(driven.status()[2], 0);
}

#[test]
fn bare_keys_do_nothing_while_somebody_types() {
    let mut driven = Driven::shipped();
    driven.key(Key::ArrowDown);
    driven.key_with(CTRL, Key::F);
    let (before, unmatched) = (view(&driven), driven.app().state.preferences.unmatched);
    // Every bare key of the catalogue that has a letter or a digit.
    let letters: String = (CATALOGUE.iter())
        .filter_map(|entry| entry.shortcut)
        .filter(|shortcut| shortcut.is_bare() && shortcut.key.name().len() == 1)
        .map(|shortcut| shortcut.key.name().to_lowercase())
        .collect();
    assert!(letters.len() >= 10, "{letters}");
    driven.type_keys(&letters);
    for key in [Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::Home] {
        driven.key(key);
    }
    let after = view(&driven);
    assert_eq!(after.filters.text, letters);
    assert_eq!(driven.app().state.preferences.unmatched, unmatched);
    assert_eq!(
        (after.lanes, after.window, after.selection, after.passage),
        (
            before.lanes,
            before.window,
            before.selection,
            before.passage
        )
    );
}

#[test]
fn escape_gives_the_keyboard_back_and_nothing_else() {
    let mut driven = Driven::shipped();
    driven.key(Key::ArrowDown);
    let selected = selection(&driven);
    driven.key_with(CTRL, Key::F);
    driven.key(Key::Escape);
    assert!(!driven.one(Role::TextInput, "Search").is_focused());
    driven.key(Key::Num2);
    assert_eq!(
        view(&driven).lanes,
        LaneBy::Level,
        "bare keys are heard again"
    );
    assert_eq!(selection(&driven), selected, "the selection stays");
}

#[test]
fn escape_closes_an_open_menu_and_nothing_else() {
    let mut driven = Driven::shipped();
    driven.key(Key::ArrowDown);
    let selected = selection(&driven);
    driven.click(Role::Button, "File");
    assert!(driven.says("Open by path…"));
    driven.key(Key::Escape);
    assert!(!driven.says("Open by path…"), "the menu is still open");
    assert_eq!(selection(&driven), selected, "the selection stays");
}

#[test]
fn what_does_not_match_fades_or_is_hidden() {
    let mut driven = Driven::shipped_with(HIGH, seen());
    let all: BTreeSet<EventIx> = driven.marked().into_iter().collect();
    driven.command(Command::SetQuery("forum:oewg".to_owned()));
    assert!(driven.says("The rest fades"));
    assert_eq!(driven.marked().into_iter().collect::<BTreeSet<_>>(), all);
    driven.key(Key::U);
    assert_eq!(driven.app().state.preferences.unmatched, Unmatched::Hide);
    assert!(driven.says("The rest hides"));
    let left: BTreeSet<EventIx> = driven.marked().into_iter().collect();
    assert!(
        left.len() < all.len() && !left.is_empty(),
        "{} of {}",
        left.len(),
        all.len()
    );
    driven.click(Role::Button, "The rest hides");
    assert_eq!(driven.marked().into_iter().collect::<BTreeSet<_>>(), all);
}

#[test]
fn chips_let_through_as_many_events_as_they_say() {
    let mut driven = Driven::shipped();
    let chips = |driven: &Driven| -> Vec<(String, usize)> {
        let chips = driven
            .nodes()
            .filter(|node| node.accesskit_node().role() == Role::CheckBox);
        let named = chips.filter_map(|node| {
            let name = name_of(&node);
            let (_, count) = name.rsplit_once(", ")?;
            let count = count.strip_suffix(" events")?.parse().ok()?;
            Some((name, count))
        });
        named.collect()
    };
    let facets = Facet::all(&driven.opened().record);
    let all = chips(&driven);
    assert!(all.len() >= 6, "{all:?}");
    for (name, count) in &all {
        driven.click(Role::CheckBox, name);
        let [shown, outside, _, undated] = driven.status();
        assert_eq!(shown + outside + undated, *count, "{name}");
        assert!(is_chosen(&driven.one(Role::CheckBox, name)), "{name}");
        let chosen = &driven.app().state.view.filters.chosen;
        assert_eq!(chosen.len(), 1);
        assert!(chosen.iter().all(|facet| facets.contains(facet)));
        driven.click(Role::CheckBox, name);
        assert!(driven.app().state.view.filters.is_open(), "{name}");
        assert!(!is_chosen(&driven.one(Role::CheckBox, name)), "{name}");
    }
    driven.key_with(CTRL, Key::E);
    assert!(chips(&driven).is_empty());
    driven.key_with(CTRL, Key::E);
    assert_eq!(chips(&driven), all);
}

// ---- Reading ---------------------------------------------------------------------------------

#[test]
fn a_footnote_opens_where_its_marker_stands_and_closes_again() {
    // High enough for the paragraph and its note at once.
    let mut driven = Driven::shipped_with(vec2(1280.0, 2600.0), seen());
    let passage = driven
        .opened()
        .record
        .find_passage("q1-un-groups#oewg/3")
        .expect("a passage");
    driven.command(Command::ShowPassage(passage));
    let note = driven
        .opened()
        .record
        .find_passage("q1-un-groups#^1")
        .expect("a note");
    let body = driven.opened().record.passage_text(note);
    let is_open = |driven: &Driven| driven.nodes().any(|node| name_of(&node) == body);
    assert!(!is_open(&driven));
    for closed_by_marker in [true, false] {
        driven.click(Role::Link, "Footnote 1");
        assert!(is_open(&driven));
        // It stands below its paragraph and above the next one.
        let top_of = |words: &str| {
            let node = driven.nodes().find(|node| name_of(node).starts_with(words));
            node.unwrap_or_else(|| panic!("no {words}")).rect().top()
        };
        let (paragraph, next) = (
            top_of("The report of David Koh"),
            top_of("Governments, said Koh"),
        );
        let note = driven
            .nodes()
            .find(|node| name_of(node) == body)
            .expect("it")
            .rect();
        assert!(paragraph < note.top() && note.bottom() <= next + 1.0);
        if closed_by_marker {
            let marker = driven.one(Role::Link, "Footnote 1").rect();
            let panel = driven.panel("Source text");
            assert!(
                panel.contains_rect(marker),
                "the marker has left sight: {marker:?} in {panel:?}"
            );
            driven.click(Role::Link, "Footnote 1");
        } else {
            driven
                .one(Role::Button, "Close this footnote")
                .click_accesskit();
            driven.settle();
        }
        assert!(!is_open(&driven));
    }
}

#[test]
fn next_and_previous_event_follow_the_text() {
    let mut driven = Driven::shipped();
    let source = SourceIx(0);
    let order = driven.opened().index.in_text(source).to_vec();
    let seen = |driven: &Driven| {
        let view = view(driven);
        (
            view.passage.expect("a passage").place,
            view.selection.event().expect("an event"),
        )
    };
    for expected in order.iter().take(8) {
        driven.key(Key::N);
        assert_eq!(seen(&driven), *expected);
        assert!(driven.shows_passage(view(&driven).passage.expect("a passage")));
    }
    driven.key(Key::P);
    assert_eq!(seen(&driven), order[6]);
    driven.click(Role::Button, "Next event in the text (N)");
    assert_eq!(seen(&driven), order[7]);
}

#[test]
fn the_passage_is_copied_with_its_address() {
    let mut driven = Driven::shipped_with_any_signs();
    let passage = driven
        .opened()
        .record
        .find_passage("q1-un-groups#oewg/2")
        .expect("a passage");
    driven.command(Command::ShowPassage(passage));
    let text = driven.opened().record.passage_text(passage);
    driven.harness.event(Event::Key {
        key: Key::B,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: CTRL,
    });
    // What is said in passing moves for a while, so only this pass is looked at.
    driven.harness.step();
    let copied = driven
        .harness
        .output()
        .platform_output
        .commands
        .iter()
        .find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
    let copied = copied.expect("something is copied");
    assert!(copied.starts_with(&text), "{copied}");
    assert!(copied.ends_with("[q1-un-groups#oewg/2]"), "{copied}");
}

// ---- Panels and looks ---------------------------------------------------------------------------

#[test]
fn panels_are_hidden_and_come_back() {
    let mut driven = Driven::shipped();
    let tabs = |driven: &Driven| -> Vec<Panel> {
        let crosses = driven.all(Role::Button, "Close");
        let has_cross = |tab: egui::Rect| {
            let mut crosses = crosses.iter().map(egui_kittest::Node::rect);
            crosses.any(|cross| tab.contains_rect(cross))
        };
        // A menu and the head of a column may be called like a panel.
        let shown = |panel: &Panel| {
            let nodes = driven.all(Role::Button, panel.title());
            nodes.iter().any(|node| has_cross(node.rect()))
        };
        Panel::ALL.into_iter().filter(shown).collect()
    };
    assert_eq!(tabs(&driven), Panel::ALL);
    let both = CTRL.plus(egui::Modifiers::SHIFT);
    let keys = [
        (CTRL, Key::Num1),
        (CTRL, Key::Num2),
        (CTRL, Key::Num3),
        (CTRL, Key::Num4),
        (CTRL, Key::Num5),
        (CTRL, Key::Num6),
        (CTRL, Key::Num7),
        (CTRL, Key::Num8),
        (CTRL, Key::Num9),
        (both, Key::T),
        (both, Key::M),
    ];
    for ((held, key), panel) in keys.into_iter().zip(Panel::ALL) {
        if driven.app().state.panels_behind.contains(&panel) {
            // What stands behind another comes to the front first.
            driven.key_with(held, key);
            assert_eq!(tabs(&driven), Panel::ALL);
        }
        driven.key_with(held, key);
        let expected: Vec<Panel> = Panel::ALL
            .into_iter()
            .filter(|other| *other != panel)
            .collect();
        assert_eq!(tabs(&driven), expected);
        driven.key_with(held, key);
        assert_eq!(tabs(&driven), Panel::ALL);
    }
    // The cross on a tab hides too, and the last panel stays.
    let tab = (driven.all(Role::Button, "Links").iter())
        .map(egui_kittest::Node::rect)
        .find(|rect| rect.top() > 40.0)
        .expect("a tab, not the menu");
    let cross = (driven.all(Role::Button, "Close").iter())
        .map(egui_kittest::Node::rect)
        .find(|rect| tab.contains_rect(*rect))
        .expect("a cross");
    driven.click_at(cross.center());
    assert!(!tabs(&driven).contains(&Panel::Links));
    let rest = Panel::ALL
        .into_iter()
        .filter(|panel| *panel != Panel::Timeline);
    for panel in rest.chain([Panel::Timeline]) {
        driven.command(Command::HidePanel(panel));
    }
    assert_eq!(tabs(&driven), [Panel::Timeline]);
    driven.command(Command::ResetPanels);
    assert_eq!(tabs(&driven), Panel::ALL);
    assert!(driven.app().arrangement().is_whole());
}

#[test]
fn a_hidden_text_comes_back_when_a_receipt_asks_for_it() {
    let mut driven = Driven::shipped();
    driven.key_with(CTRL, Key::Num3);
    driven.key(Key::ArrowDown);
    let receipt = (driven.in_panel("Inspector").iter())
        .find(|node| name_of(node).starts_with("Passage "))
        .map(egui_kittest::Node::rect)
        .expect("a receipt");
    driven.click_at(receipt.center());
    let passage = view(&driven).passage.expect("a passage");
    assert!(driven.shows_passage(passage));
}

#[test]
fn themes_apply_and_every_part_is_still_there() {
    // So high that the whole menu is in sight.
    let mut driven = Driven::shipped_with(vec2(1280.0, 1000.0), seen());
    let marks = driven.marked().len();
    let mut fills = BTreeSet::new();
    for theme in [
        ThemeChoice::Dark,
        ThemeChoice::Projector,
        ThemeChoice::System,
        ThemeChoice::Light,
    ] {
        driven.command(Command::SetTheme(theme));
        let style = driven.harness.ctx.global_style();
        if theme != ThemeChoice::System {
            assert_eq!(
                style.visuals.dark_mode,
                theme == ThemeChoice::Dark,
                "{theme:?}"
            );
        }
        let body = egui::TextStyle::Body.resolve(&style).size;
        assert_eq!(
            body > 15.0,
            theme == ThemeChoice::Projector,
            "{theme:?}: {body}"
        );
        fills.insert(style.visuals.panel_fill.to_array());
        assert!(driven.marked().len() > marks / 3, "{theme:?}");
        assert!(driven.panel_says("Inspector", "events"), "{theme:?}");
        assert!(driven.says("links in the window"), "{theme:?}");
    }
    assert!(fills.len() >= 2, "{fills:?}");
    // By key and by menu as well.
    driven.key(Key::F9);
    assert_eq!(driven.app().state.preferences.theme, ThemeChoice::Projector);
    driven.click(Role::Button, "View");
    driven.click(Role::Button, "Dark theme");
    assert_eq!(driven.app().state.preferences.theme, ThemeChoice::Dark);
    assert!(driven.harness.ctx.global_style().visuals.dark_mode);
}

#[test]
fn the_interface_becomes_larger_and_smaller() {
    let mut driven = Driven::shipped();
    let zoom = |driven: &Driven| driven.harness.ctx.zoom_factor();
    driven.key_with(CTRL, Key::Plus);
    driven.key_with(CTRL, Key::Plus);
    assert!((zoom(&driven) - 1.2).abs() < 1e-3, "{}", zoom(&driven));
    driven.key_with(CTRL, Key::Minus);
    assert!((zoom(&driven) - 1.1).abs() < 1e-3, "{}", zoom(&driven));
    driven.key_with(CTRL, Key::Num0);
    assert!((zoom(&driven) - 1.0).abs() < 1e-3, "{}", zoom(&driven));
}

#[test]
fn small_windows_and_large_letters_still_show_marks() {
    for theme in [
        ThemeChoice::Light,
        ThemeChoice::Dark,
        ThemeChoice::Projector,
    ] {
        for (size, interface_zoom) in [
            // The smallest window, the same under a magnifying glass, and a wide one.
            (SMALLEST, 1.0),
            (SMALLEST * 2.0, 2.0),
            (vec2(1920.0, 1080.0), 0.5),
        ] {
            let preferences = Preferences {
                theme,
                interface_zoom,
                ..seen()
            };
            let mut driven = Driven::shipped_with(size, preferences);
            let what = format!("{theme:?} {size:?} {interface_zoom}");
            assert!(!driven.marked().is_empty(), "{what}");
            driven.key(Key::ArrowDown);
            driven.key_with(CTRL, Key::K);
            driven.key(Key::Escape);
            driven.key(Key::F1);
            // It may be held back where the panels would have no room.
            let zoom = driven.harness.ctx.zoom_factor();
            assert!((0.5..=interface_zoom).contains(&zoom), "{what}: {zoom}");
        }
    }
}

#[test]
fn the_timeline_stays_within_its_panel_however_small_that_is() {
    for theme in [ThemeChoice::Light, ThemeChoice::Projector] {
        for size in [SMALLEST, vec2(800.0, 600.0), USUAL] {
            let driven = Driven::shipped_with(size, Preferences { theme, ..seen() });
            let (canvas, panel) = (driven.canvas(), driven.panel("Timeline"));
            assert!(
                panel.expand(1.0).contains_rect(canvas),
                "{theme:?}, {size:?}: {canvas:?} is not within {panel:?}"
            );
        }
    }
}

#[test]
fn every_event_in_the_window_has_a_name_or_is_counted_in_each_of_its_lanes() {
    for lanes in [LaneBy::Area, LaneBy::Source] {
        let mut driven = Driven::shipped_with(HIGH, seen());
        driven.command(Command::SetLanes(lanes));
        driven.command(Command::Fit);
        let record = &driven.opened().record;
        let (mut seen, mut places) = (0, 0);
        for ix in &driven.opened().index.by_time {
            let event = record.event(*ix);
            let expected = match lanes {
                LaneBy::Area => event
                    .areas
                    .iter()
                    .map(|c| c.under.0)
                    .collect::<BTreeSet<_>>(),
                _ => event.all_passages().iter().map(|p| p.source.0).collect(),
            };
            let marks = driven.marks(*ix);
            let lanes = expected.len().max(1);
            assert!(marks.len() <= lanes, "{}", spoken(event));
            seen += marks.len();
            places += lanes;
        }
        assert!(seen > 100 && driven.folded() > 0);
        assert_eq!(seen + driven.folded(), places);
    }
}

#[test]
fn the_same_view_looks_the_same_whatever_way_it_was_reached() {
    let zoom = |factor| Command::ZoomTime {
        factor,
        around: Some(18_400.0),
    };
    let ways = [
        vec![],
        vec![Command::Fit, zoom(0.01), Command::Later, Command::Later],
        vec![
            Command::FitHeart,
            zoom(7.0),
            zoom(0.3),
            Command::PanTime(-900.0),
        ],
        vec![
            Command::SetLanes(LaneBy::Actor),
            Command::LanesDown,
            Command::LastEvent,
            Command::Select(Selection::None),
            Command::SetLanes(LaneBy::Area),
        ],
        vec![
            Command::ToggleRooms,
            Command::ToggleBreaks,
            Command::Earlier,
            Command::ToggleBreaks,
            Command::ToggleRooms,
        ],
    ];
    for days in [60.0, 900.0, 20_000.0] {
        let pictures: Vec<_> = (ways.iter())
            .map(|way| {
                let mut driven = Driven::shipped();
                for command in way {
                    driven.command(command.clone());
                }
                driven.command(Command::ShowWindow(18_300.0, 18_300.0 + days));
                for _ in 0..20 {
                    driven.command(Command::LanesUp);
                }
                let canvas = driven.canvas();
                let buttons =
                    (driven.nodes()).filter(|node| node.accesskit_node().role() == Role::Button);
                let seen: Vec<(String, String)> = buttons
                    .filter(|node| canvas.contains_rect(node.rect()))
                    .map(|node| (name_of(&node), format!("{:?}", node.rect())))
                    .collect();
                seen
            })
            .collect();
        assert!(pictures[0].len() > 3, "{days} days");
        for (picture, way) in pictures.iter().zip(&ways) {
            assert_eq!(picture, &pictures[0], "{days} days, by way of {way:?}");
        }
    }
}

// ---- At rest ------------------------------------------------------------------------------------

#[test]
fn nothing_is_painted_again_while_nothing_happens() {
    let mut driven = Driven::shipped();
    for lanes in LaneBy::ALL {
        driven.command(Command::SetLanes(lanes));
        driven.harness.step();
        assert_eq!(driven.sleeps_for(), Duration::MAX, "{lanes:?}");
    }
    driven.key(Key::ArrowDown);
    driven.harness.step();
    assert_eq!(driven.sleeps_for(), Duration::MAX, "with a selection");
    driven.key(Key::F1);
    driven.harness.step();
    assert_eq!(driven.sleeps_for(), Duration::MAX, "with the help open");
}

// ---- Menus, palette, help --------------------------------------------------------------------

#[test]
fn every_menu_opens_and_holds_its_commands() {
    for menu in regesta::state::Menu::ALL {
        let mut driven = Driven::shipped();
        let button = (driven.all(Role::Button, menu.title()).iter())
            .map(egui_kittest::Node::rect)
            .find(|rect| rect.top() < 40.0)
            .expect("a menu");
        driven.click_at(button.center());
        for entry in CATALOGUE.iter().filter(|entry| entry.menu == menu) {
            // A shortcut stands behind the name.
            let item = (driven.nodes())
                .filter(|node| node.accesskit_node().role() == Role::Button)
                .filter(|node| name_of(node).starts_with(entry.name))
                .find(|node| node.rect().left() < 400.0 && node.rect().width() > 200.0);
            assert!(item.is_some(), "{}", entry.name);
        }
    }
}

#[test]
fn the_palette_finds_and_runs_a_command_and_finds_names() {
    let mut driven = Driven::shipped();
    driven.key_with(CTRL, Key::K);
    assert!(driven.one(Role::TextInput, "Find a command").is_focused());
    driven.type_keys("lanes by kind");
    driven.key(Key::Enter);
    assert_eq!(view(&driven).lanes, LaneBy::Kind);
    assert_eq!(driven.app().state.overlay, None);
    // Letters are folded: an actor is found without its umlaut.
    driven.key_with(CTRL, Key::K);
    driven.type_keys("jurg");
    let line = (driven.nodes())
        .filter(|node| name_of(node).starts_with("Jürg Lauber"))
        .map(|node| node.rect())
        .find(|rect| rect.width() > 300.0)
        .expect("a line of the palette");
    driven.click_at(line.center());
    let entity = selection(&driven).entity().expect("an actor");
    assert_eq!(&*driven.opened().record.entity(entity).id, "juerg-lauber");
    // Up and down choose; what is not called anything is said.
    driven.key_with(CTRL, Key::K);
    driven.type_keys("xyzzy");
    assert!(driven.says("Nothing is called that."));
    driven.key(Key::Enter);
    driven.key(Key::Escape);
    assert_eq!(driven.app().state.overlay, None);
}

#[test]
fn the_help_lists_every_shortcut_and_every_field_of_the_search_box() {
    let mut driven = Driven::shipped();
    driven.key(Key::F1);
    let names: BTreeSet<String> = driven.names().into_iter().collect();
    for entry in CATALOGUE {
        assert!(names.contains(entry.name), "{}", entry.name);
        assert!(names.contains(entry.help), "{}", entry.help);
        if let Some(shortcut) = entry.shortcut {
            let keys = driven.harness.ctx.format_shortcut(&shortcut.keyboard());
            // As on the keyboard.
            let keys = keys
                .replace("OpenBracket", "[")
                .replace("CloseBracket", "]");
            assert!(names.contains(&keys), "{}: {keys}", entry.name);
        }
    }
    for (_, field, help) in regesta::index::FIELDS {
        assert!(
            names.contains(&format!("{field}:")) && names.contains(help),
            "{field}"
        );
    }
}

// ---- Datasets on disk ----------------------------------------------------------------------------

fn copy_of_the_tutorial() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/tutorial");
    fs::create_dir(folder.path().join("texts")).expect("a folder");
    fs::copy(from.join("dataset.ron"), folder.path().join("dataset.ron")).expect("a copy");
    for text in fs::read_dir(from.join("texts")).expect("the texts") {
        let text = text.expect("a text");
        let copy = folder.path().join("texts").join(text.file_name());
        fs::copy(text.path(), copy).expect("a copy");
    }
    folder
}

#[test]
fn a_faulty_dataset_leaves_the_last_good_reading_and_lists_its_problems() {
    let folder = copy_of_the_tutorial();
    let files = || Files::open(folder.path()).expect("a dataset");
    let mut driven = Driven::on_disk(folder.path());
    let good = driven.opened().record.clone();
    let event = driven.event("dissolution");
    driven.command(Command::Select(Selection::Event(event)));
    let passage = view(&driven)
        .passage
        .map(|passage| driven.opened().record.address(passage));

    let path = folder.path().join("dataset.ron");
    let text = fs::read_to_string(&path).expect("a text");
    let broken = text
        .replace("\"1789-11\"", "\"1789-13\"")
        .replacen("actor: \"bookseller\"", "actor: \"bookselller\"", 1)
        .replace("\"On 9 April 1792\"", "\"On 9 Aprill 1792\"");
    fs::write(&path, &broken).expect("a change");
    driven.open(files());
    assert!(driven.app().faults().stale);
    assert!(
        driven.app().opened().record == good,
        "the last good reading stays"
    );
    assert_eq!(selection(&driven), Selection::Event(event));
    assert!(driven.panel_says("Inspector", "Town Council: dissolves the Reading Society"));
    let problems = driven.app().faults().problems.clone();
    assert_eq!(problems.len(), 3);
    assert!(driven.says("3 problems: the last good reading is shown"));
    for problem in &problems {
        driven.one(Role::Button, &problem.to_string());
    }
    // Each shows its line of the file.
    for problem in problems.iter().rev() {
        driven
            .one(Role::Button, &problem.to_string())
            .click_accesskit();
        driven.settle();
        assert!(is_chosen(&driven.one(Role::Button, &problem.to_string())));
        let line = broken
            .lines()
            .nth(problem.site.line as usize - 1)
            .expect("a line");
        let shown = format!("{:>5}  {line}", problem.site.line);
        let node = driven.nodes().find(|node| name_of(node) == shown);
        let node = node.unwrap_or_else(|| panic!("not shown: {shown}"));
        assert!(
            driven
                .screen()
                .contains_rect(node.rect().intersect(driven.screen()))
        );
    }
    // The list can be put away and fetched again.
    driven.key(Key::F8);
    assert!(
        driven
            .all(Role::Button, &problems[0].to_string())
            .is_empty()
    );
    driven.key(Key::F8);
    driven.one(Role::Button, &problems[0].to_string());

    // Repaired, and with an event more at the front, so that every index has moved.
    let more =
        "events: [\n        (id: \"first\", title: \"First of all\", passage: \"letters#top\"),";
    fs::write(&path, text.replacen("events: [", more, 1)).expect("a change");
    driven.open(files());
    assert!(!driven.app().faults().stale);
    assert!(driven.app().faults().problems.is_empty());
    assert!(!driven.says("problem"));
    assert_eq!(driven.opened().record.events.len(), good.events.len() + 1);
    let now = driven.event("dissolution");
    assert_ne!(now, event);
    assert_eq!(
        selection(&driven),
        Selection::Event(now),
        "the selection follows the id"
    );
    assert_eq!(
        view(&driven)
            .passage
            .map(|passage| driven.opened().record.address(passage)),
        passage
    );
}

#[test]
fn what_was_selected_and_is_gone_is_let_go() {
    let folder = copy_of_the_tutorial();
    let mut driven = Driven::on_disk(folder.path());
    let event = driven.event("parcel");
    driven.command(Command::Select(Selection::Event(event)));
    let path = folder.path().join("dataset.ron");
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace("id: \"parcel\"", "id: \"package\"")).expect("a change");
    driven.open(Files::open(folder.path()).expect("a dataset"));
    assert_eq!(selection(&driven), Selection::None);
    assert!(driven.app().faults().problems.is_empty());
}

#[test]
fn another_dataset_opens_fresh_and_is_remembered() {
    let folder = copy_of_the_tutorial();
    let mut driven = Driven::shipped();
    driven.key(Key::ArrowDown);
    driven.command(Command::SetQuery("covid".to_owned()));
    driven.open(Files::open(folder.path()).expect("a dataset"));
    assert_eq!(selection(&driven), Selection::None);
    assert!(view(&driven).filters.is_open());
    let events = driven.opened().record.events.len();
    assert_eq!(driven.status().iter().sum::<usize>(), events);
    assert!(!driven.marked().is_empty());
    let known = folder.path().canonicalize().expect("a path");
    assert_eq!(driven.app().state.preferences.recent, [known]);
}

/// Runs passes until what a thread reads has come. Each pass paints "reading …", so this
/// goes on for exactly as long as the thread needs.
fn wait_until_read(driven: &mut Driven, id: &str) {
    for _ in 0..100_000 {
        driven.harness.step();
        if &*driven.opened().record.id == id {
            driven.settle();
            return;
        }
        std::thread::yield_now();
    }
    panic!("{id} was never read");
}

#[test]
fn a_typed_path_opens_a_dataset() {
    let folder = copy_of_the_tutorial();
    let mut driven = Driven::shipped();
    driven.key_with(CTRL, Key::L);
    assert!(driven.one(Role::TextInput, "Path").is_focused());
    let path = folder.path().to_str().expect("UTF-8").to_owned();
    driven.harness.event(Event::Text(path));
    driven.settle();
    driven.harness.key_press(Key::Enter);
    wait_until_read(&mut driven, "tutorial");
    assert_eq!(driven.app().state.overlay, None);
    assert!(driven.says("The Reading Society of Hallersbrück"));
}

#[test]
fn a_path_where_nothing_is_says_so_and_changes_nothing() {
    let mut driven = Driven::shipped_with_any_signs();
    driven.key_with(CTRL, Key::L);
    driven
        .harness
        .event(Event::Text("/no/such/folder".to_owned()));
    driven.settle();
    driven.harness.key_press(Key::Enter);
    // What is said in passing moves until it is gone.
    driven.harness.run_steps(4);
    let said = driven.painted();
    assert!(
        said.iter()
            .any(|text| text.contains("/no/such/folder: there is no such file")),
        "{said:?}"
    );
    assert_eq!(&*driven.opened().record.id, regesta::dataset::SHIPPED);
}

/// A path let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("a folder".to_owned())
    }
}

#[test]
fn a_dropped_folder_opens() {
    let folder = copy_of_the_tutorial();
    let mut driven = Driven::shipped();
    let dropped = std::sync::Arc::new(Dropped(folder.path().to_path_buf()));
    driven.harness.input_mut().dropped_files.push(dropped);
    wait_until_read(&mut driven, "tutorial");
    let known = folder.path().canonicalize().expect("a path");
    assert_eq!(driven.app().state.preferences.recent, [known]);
}

#[test]
fn what_is_built_in_opens_by_command() {
    let mut driven = Driven::empty(USUAL, seen());
    for (command, id) in [
        (Command::OpenTutorial, regesta::dataset::TUTORIAL),
        (Command::OpenShipped, regesta::dataset::SHIPPED),
    ] {
        let ctx = driven.harness.ctx.clone();
        let app = driven.harness.state_mut().as_mut().expect("a program");
        app.apply(&ctx, command);
        wait_until_read(&mut driven, id);
        assert!(driven.app().state.preferences.recent.is_empty());
    }
}

/// A dataset with these events, on disk.
fn made(events: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let dataset = format!(
        "(\n    format: 1,\n    id: \"made\",\n    title: \"Made for a test\",\n    \
         sources: [(id: \"report\", title: \"Report\", issued: \"2020-07\", \
         editions: [(id: \"digest\", file: \"t.md\")])],\n    events: [{events}],\n)\n"
    );
    let text = "# Report\n\n## Findings {#findings}\n\nOn 5 May 2020 one thing happened.\n";
    fs::write(folder.path().join("dataset.ron"), dataset).expect("a file");
    fs::write(folder.path().join("t.md"), text).expect("a file");
    folder
}

#[test]
fn a_record_of_nothing_or_of_one_thing_can_be_looked_at() {
    let undated = "(id: \"a\", title: \"Undated\", passage: \"report#findings/1\")";
    let dated = "(id: \"a\", title: \"One thing\", passage: \"report#findings/1\", dates: [(edtf: \"2020-05-05\", quote: \"On 5 May 2020\")])";
    let open = "(id: \"a\", title: \"Always\", passage: \"report#findings/1\", dates: [(edtf: \"../..\")])";
    let far = "(id: \"a\", title: \"Long ago\", passage: \"report#findings/1\", dates: [(edtf: \"-9999-01-01\"), (edtf: \"9999-12-31\")])";
    for (events, count, marks) in [
        ("", 0, 0),
        (undated, 1, 0),
        (dated, 1, 1),
        (open, 1, 1),
        (far, 1, 1),
    ] {
        let folder = made(events);
        let mut driven = Driven::on_disk(folder.path());
        let problems = &driven.app().faults().problems;
        if !driven.app().has_record() {
            // The format may refuse such a dataset; it has to say why.
            assert!(!problems.is_empty(), "{events}");
            continue;
        }
        assert_eq!(driven.status().iter().sum::<usize>(), count, "{events}");
        for key in [
            Key::Home,
            Key::H,
            Key::Z,
            Key::ArrowDown,
            Key::Z,
            Key::N,
            Key::P,
            Key::Plus,
            Key::Minus,
            Key::ArrowLeft,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num1,
            Key::U,
        ] {
            driven.key(key);
        }
        assert_eq!(selection(&driven).event().is_some(), count > 0, "{events}");
        driven.key(Key::Home);
        assert_eq!(driven.marked().len(), marks, "{events}");
        driven.key(Key::F1);
    }
}

#[test]
fn what_the_status_bar_counts_as_shown_has_a_mark() {
    let dated = |edtf: &str| {
        format!(
            "(id: \"a\", title: \"One thing\", passage: \"report#findings/1\", \
             dates: [(edtf: \"{edtf}\")])"
        )
    };
    let mut wrong = Vec::new();
    for edtf in [
        "2020-05-05",
        "2020-05~",
        "2020-05/..",
        "../2020-05",
        "2020-05/",
        "/2020-05",
    ] {
        let folder = made(&dated(edtf));
        let mut driven = Driven::on_disk(folder.path());
        assert!(driven.app().has_record(), "{edtf}");
        // Days since 1970: the years 2018, 2020 and 2022.
        for start in [17_532.0, 18_262.0, 18_993.0] {
            driven.command(Command::ShowWindow(start, start + 365.0));
            let ([shown, ..], marks) = (driven.status(), driven.marked().len());
            if shown != marks {
                wrong.push(format!(
                    "{edtf} from day {start}: {shown} shown, {marks} marks"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_window_without_a_record_can_be_used() {
    let mut driven = Driven::empty(USUAL, seen());
    assert!(!driven.app().has_record());
    assert_eq!(driven.status(), [0; 4]);
    for entry in CATALOGUE {
        // These read something, or say something that goes away by itself.
        let moves_on = matches!(
            entry.command,
            Command::OpenShipped
                | Command::OpenTutorial
                | Command::CopyPassage
                | Command::ClearCache
                | Command::Quit
        );
        if !moves_on {
            driven.command(entry.command.clone());
        }
    }
}
