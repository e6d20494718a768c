//! The storyline: that it stands for the links that every other view shows, and what pointer,
//! keys and screen readers find on it.
#![allow(clippy::expect_used, clippy::panic, clippy::cast_possible_truncation)]

#[path = "window/drive.rs"]
mod drive;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use drive::{Driven, is_chosen, name_of};
use egui::accesskit::Role;
use egui::{Key, Rect, vec2};
use egui_kittest::kittest::NodeT as _;
use proptest::prelude::*;
use regesta::dataset::{Files, Limits, read};
use regesta::index::net::{ActorsBy, Folding, Node, groups};
use regesta::index::{Opened, Via};
use regesta::layout::storyline::{Story, StoryChoice, compute_story};
use regesta::model::{ActorKind, Day, EntityIx};
use regesta::state::{
    Command, Facet, Filters, LinkRequest, Panel, Selection, ShownLinks, Window, compute_matches,
    compute_shown,
};

// ---- Without a window ----------------------------------------------------------------------

fn shipped() -> &'static Opened {
    static OPENED: OnceLock<Opened> = OnceLock::new();
    OPENED.get_or_init(|| {
        let reading = read(&Files::shipped(), &Limits::default());
        Opened::new(reading.record.expect("a record"))
    })
}

fn shown_of(
    opened: &Opened,
    filters: &Filters,
    window: Option<Window>,
    folding: &Folding,
) -> ShownLinks {
    let request = LinkRequest {
        revision: 1,
        matched: 1,
        window,
        folding: folding.clone(),
        links: opened.index.links.len(),
    };
    compute_shown(opened, &compute_matches(opened, filters), &request)
}

fn story_of(opened: &Opened, choice: StoryChoice) -> Story {
    let shown = shown_of(opened, &Filters::default(), None, &Folding::default());
    compute_story(opened, &shown.folded, choice)
}

fn sorted(shown: &ShownLinks) -> Vec<u32> {
    let mut links = shown.folded.links().to_vec();
    links.sort_unstable();
    links
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(10)
    })]

    /// The story of all links that are let through holds, in any window, those that every
    /// other view shows there, each once; whatever is folded, and behind any curtain.
    #[test]
    fn it_stands_for_the_links_that_are_shown(
        windows in proptest::collection::vec((-2_000.0..24_000.0_f64, 3.0..9_000.0_f64), 6),
        chip in 0_usize..40, by in 0_usize..3, curtain in proptest::option::of(17_900..19_000_i32),
    ) {
        let behind = curtain.map(|day| shipped().as_known_on(Day(day)));
        let opened = behind.as_ref().unwrap_or(shipped());
        let mut filters = Filters::default();
        if let Some(facet) = Facet::all(&opened.record).get(chip) {
            filters.toggle(*facet);
        }
        let actors = ActorsBy::ALL[by].0;
        let folding = Folding { actors, closed: groups(opened, actors) };
        let whole = shown_of(opened, &filters, None, &folding);
        let story = compute_story(opened, &whole.folded, StoryChoice::default());
        prop_assert_eq!(story.links_in(opened, None), sorted(&whole));
        prop_assert_eq!(story.hidden().lines, 0);
        for (start, width) in windows {
            let window = Window::new(start, start + width);
            let shown = shown_of(opened, &filters, Some(window), &folding);
            let links = story.links_in(opened, Some(window));
            prop_assert_eq!(&links, &sorted(&shown));
            // What is outside is counted, and who has a knot or a tie in it is in sight.
            let undated = links.iter().filter(|number| {
                let link = &opened.index.links[**number as usize];
                link.date(&opened.record).is_none()
            });
            let dated = links.len() - undated.count();
            let placed = story.links_in(opened, None).iter().filter(|number| {
                opened.index.links[**number as usize].date(&opened.record).is_some()
            }).count();
            prop_assert_eq!(story.outside(window), placed - dated);
            for number in &links {
                let link = &opened.index.links[*number as usize];
                let line = story.line_of(shown.node_of(link.actor)).expect("a line");
                let is_alive = story.rows().life(line)
                    .is_some_and(|(from, to)| window.touches(Some(from), Some(to + 1.0)));
                prop_assert!(is_alive || story.undated().contains(&line), "{number}");
            }
        }
    }
}

#[test]
fn who_stays_away_is_not_led_to_the_others() {
    let opened = shipped();
    let story = story_of(opened, StoryChoice::default());
    let mut absences = 0;
    for line in 0..story.nodes().len() as u32 {
        for knot in story.knots(line) {
            let links = story.links_of(knot);
            let is_absence = links.iter().all(|number| {
                let link = &opened.index.links[*number as usize];
                opened.record.role(link.role).absent
            });
            assert_eq!(story.is_absence(knot.meeting), is_absence);
            let members = story.rows().members(knot.meeting);
            assert!(members.iter().any(|(member, _)| *member == line));
            if is_absence {
                absences += 1;
                assert_eq!(members.len(), 1);
            }
            assert_eq!(story.knot(line, knot.meeting), Some(knot));
        }
        let window = Window::new(18_300.0, 18_400.0);
        let met = story.knots_in(line, window).iter();
        let met = met.filter(|knot| story.rows().members(knot.meeting).len() > 1);
        assert_eq!(story.met_in(line, window), met.count());
    }
    assert!(absences > 3, "{absences}");
}

#[test]
fn what_a_choice_leaves_out_is_counted() {
    let opened = shipped();
    let all = story_of(opened, StoryChoice::default());
    let meeting = story_of(
        opened,
        StoryChoice {
            only_meeting: true,
            company_of: None,
        },
    );
    let hidden = meeting.hidden();
    assert!(hidden.lines > 0 && meeting.nodes().len() > 50);
    assert_eq!(meeting.nodes().len() + hidden.lines, all.nodes().len());
    let links = |story: &Story| story.links_in(opened, None).len();
    assert_eq!(links(&meeting) + hidden.links, links(&all));
    let meets = |story: &Story, line: u32| {
        let knots = story.knots(line).iter();
        let members = knots.flat_map(|knot| story.rows().members(knot.meeting));
        let others = members.map(|(other, _)| story.nodes()[*other as usize]);
        others.collect::<BTreeSet<Node>>()
    };
    for line in 0..meeting.nodes().len() as u32 {
        assert!(meets(&meeting, line).len() > 1);
    }
    let middle = Node::Entity(entity(opened, "estonia"));
    let choice = StoryChoice {
        only_meeting: false,
        company_of: Some(middle),
    };
    let company = story_of(opened, choice);
    let expected = meets(&all, all.line_of(middle).expect("a line"));
    let told: BTreeSet<Node> = company.nodes().iter().copied().collect();
    assert_eq!(told, expected);
    assert_eq!(company.hidden().lines + told.len(), all.nodes().len());
}

fn entity(opened: &Opened, id: &str) -> EntityIx {
    let mut all = opened.record.entities_ix();
    let found = all.find(|(_, entity)| &*entity.id == id);
    found.unwrap_or_else(|| panic!("nobody is {id}")).0
}

// ---- In the window ---------------------------------------------------------------------------

/// The shipped record with a wide storyline.
fn driven() -> Driven {
    let mut driven = Driven::shipped();
    driven.command(Command::FitHeart);
    driven.command(Command::TogglePanel(Panel::Storyline));
    driven.command(Command::WidenPanel(Panel::Storyline));
    finish(&mut driven);
    driven
}

/// Waits for the rows.
fn finish(driven: &mut Driven) {
    driven.settle();
    driven.app_mut().finish_graph();
    driven.harness.step();
    driven.app_mut().finish_graph();
    driven.harness.step();
    driven.settle();
}

/// What is on the storyline and can be pressed: name, place, and whether it is selected.
fn pressable(driven: &Driven) -> Vec<(String, Rect, bool)> {
    let nodes = driven.in_panel("Storyline").into_iter();
    let buttons = nodes.filter(|node| node.accesskit_node().role() == Role::Button);
    buttons
        .map(|node| (name_of(&node), node.rect(), is_chosen(&node)))
        .collect()
}

#[track_caller]
fn found(driven: &Driven, start: &str) -> (String, Rect, bool) {
    let all = pressable(driven);
    let names: Vec<&String> = all.iter().map(|(name, ..)| name).collect();
    let one = all.iter().find(|(name, ..)| name.starts_with(start));
    one.unwrap_or_else(|| panic!("no {start} in {names:#?}"))
        .clone()
}

fn ground(driven: &Driven, start: &str) -> Rect {
    let mut panes = driven
        .nodes()
        .filter(|node| node.accesskit_node().role() == Role::Pane);
    let pane = panes.find(|node| name_of(node).starts_with(start));
    pane.expect("a canvas").rect()
}

#[test]
fn a_day_has_the_same_place_as_on_the_timeline() {
    let mut driven = driven();
    driven.command(Command::WidenPanel(Panel::Storyline));
    let (above, below) = (ground(&driven, "Timeline,"), ground(&driven, "Storyline,"));
    assert_eq!((above.left(), above.right()), (below.left(), below.right()));
    assert!(above.bottom() < below.top());
}

#[test]
fn wheel_and_hand_move_the_one_window() {
    let mut driven = driven();
    let window = |driven: &Driven| driven.app().state.view.window;
    let before = window(&driven);
    let at = ground(&driven, "Storyline,").center();
    driven.wheel(at, vec2(0.0, 60.0));
    let nearer = window(&driven);
    assert!(nearer.days() < before.days());
    driven.drag(at, at + vec2(80.0, 0.0));
    let moved = window(&driven);
    assert!(moved.start < nearer.start && (moved.days() - nearer.days()).abs() < 1.0);
    // The hand's way is one step.
    driven.command(Command::Back);
    assert_eq!(window(&driven), nearer);
}

#[test]
fn rows_stay_while_the_window_moves() {
    let mut driven = driven();
    let estonia = entity(driven.opened(), "estonia");
    driven.command(Command::Select(Selection::Entity(estonia)));
    let knots = |driven: &Driven| -> Vec<(String, f32)> {
        let all = pressable(driven).into_iter();
        let own = all.filter(|(name, ..)| name.starts_with("Estonia, ") && name.contains(": "));
        own.map(|(name, rect, _)| (name, rect.center().y)).collect()
    };
    let before = knots(&driven);
    assert!(!before.is_empty());
    driven.command(Command::PanTime(40.0));
    driven.command(Command::ZoomTime {
        factor: 1.6,
        around: None,
    });
    let after = knots(&driven);
    let both = before.iter().filter_map(|(name, y)| {
        let (_, then) = after.iter().find(|(other, _)| other == name)?;
        Some((*y - then).abs())
    });
    let both: Vec<f32> = both.collect();
    assert!(!both.is_empty(), "{before:?} {after:?}");
    assert!(both.iter().all(|by| *by < 0.1), "{before:?} {after:?}");
}

#[test]
fn a_line_is_selected_by_its_name_and_gathers_its_company() {
    let mut driven = driven();
    let lines = pressable(&driven);
    let (name, rect, _) = lines
        .iter()
        .find(|(name, rect, _)| {
            name.contains("in sight") && name.contains("meeting") && rect.width() > 30.0
        })
        .expect("a line with a name");
    driven.click_at(rect.center());
    let selection = driven.app().state.view.selection;
    let who = selection.entity().expect("somebody");
    let record = &driven.opened().record;
    assert!(name.starts_with(&*record.entity(who).name), "{name}");
    assert!(found(&driven, name).2, "{name} is selected");
    let company = format!("Company of {}", record.entity(who).short_name());
    let (button, rect, is_on) = found(&driven, &company[..16]);
    assert!(!is_on);
    driven.click_at(rect.center());
    finish(&mut driven);
    assert!(found(&driven, &button).2);
    assert!(driven.panel_says("Storyline", " left out"));
    // It stays so when somebody else of them is selected.
    driven.command(Command::Select(Selection::None));
    assert!(found(&driven, &button).2);
}

#[test]
fn arrows_go_from_knot_to_knot_and_from_line_to_line() {
    let mut driven = driven();
    let estonia = entity(driven.opened(), "estonia");
    driven.command(Command::Select(Selection::Entity(estonia)));
    let focused = |driven: &Driven| -> String {
        let all = driven.in_panel("Storyline").into_iter();
        let own = all.filter(|node| node.accesskit_node().is_focused());
        own.map(|node| name_of(&node)).collect()
    };
    let (line, ..) = found(&driven, "Estonia, ");
    let node = driven.one(Role::Button, &line);
    node.focus();
    driven.settle();
    assert_eq!(focused(&driven), line);
    driven.key(Key::ArrowRight);
    let first = focused(&driven);
    assert!(
        first.starts_with("Estonia, ") && first.contains(": "),
        "{first}"
    );
    driven.key(Key::ArrowRight);
    let second = focused(&driven);
    assert_ne!(first, second);
    driven.key(Key::ArrowLeft);
    assert_eq!(focused(&driven), first);
    driven.key(Key::Enter);
    let event = driven.app().state.view.selection.event().expect("an event");
    let record = &driven.opened().record;
    assert!(first.contains(&*record.event(event).title), "{first}");
    driven.key(Key::ArrowDown);
    let below = focused(&driven);
    assert!(
        !below.is_empty() && !below.starts_with("Estonia"),
        "{below}"
    );
    // Every knot is reached, also those before and after the window.
    driven.key(Key::ArrowRight);
    let knots = (0..60).map(|_| {
        driven.key(Key::ArrowRight);
        focused(&driven)
    });
    let knots: Vec<String> = knots.collect();
    assert!(knots.iter().all(|name| !name.is_empty()), "{knots:?}");
}

#[test]
fn ties_and_links_without_a_date_are_found() {
    let mut driven = driven();
    driven.command(Command::ToggleAnyTime);
    finish(&mut driven);
    let without = |number: &u32| {
        let opened = driven.opened();
        let link = &opened.index.links[*number as usize];
        link.date(&opened.record).is_none()
    };
    let links = 0..driven.opened().index.links.len() as u32;
    let estonia = entity(driven.opened(), "estonia");
    let own = links.filter(|number| {
        driven.opened().index.links[*number as usize].actor == estonia && without(number)
    });
    let own = own.count();
    assert!(own > 0);
    driven.command(Command::Select(Selection::Entity(estonia)));
    let (name, ..) = found(&driven, "Estonia, ");
    let words = format!(
        "{own} link{} without a date",
        if own == 1 { "" } else { "s" }
    );
    assert!(name.ends_with(&words), "{name}: {words}");
    // How many links are not in sight is said.
    assert!(driven.panel_says("Storyline", "outside the window"));
    let by_tie = |link: &&regesta::index::Link| matches!(link.via, Via::Tie(_));
    assert!(driven.opened().index.links.iter().filter(by_tie).count() > 0);
}

#[test]
fn the_legend_tells_what_the_signs_mean() {
    let mut driven = driven();
    let signs = [
        "Those who meet at one event",
        "Was not there",
        "Links without a date",
        "Several under one name",
    ];
    for words in signs {
        assert!(!driven.says(words), "{words}");
    }
    let (_, place, _) = found(&driven, "Legend");
    driven.click_at(place.center());
    driven.settle();
    for words in signs {
        assert!(driven.says(words), "{words}");
    }
}

#[test]
fn a_kind_of_actors_opens_by_a_click() {
    let mut driven = driven();
    driven.command(Command::FoldActors(ActorsBy::Kind));
    finish(&mut driven);
    let (name, rect, _) = found(&driven, "States, ");
    assert!(name.contains("in sight"), "{name}");
    driven.click_at(rect.center());
    finish(&mut driven);
    let closed = &driven.app().state.view.linking.folding.closed;
    assert!(!closed.contains(&Node::Kind(ActorKind::State)));
}

#[test]
fn where_nothing_is_let_through_it_says_what_helps() {
    let mut driven = driven();
    driven.command(Command::SetQuery("no such words anywhere".to_owned()));
    finish(&mut driven);
    assert!(driven.panel_says("Storyline", "No link is let through."));
    driven.command(Command::SetQuery(String::new()));
    finish(&mut driven);
    assert!(!driven.panel_says("Storyline", "No link is let through."));
}
