//! Which links are shown, and how the relationships are looked at: commands without a window,
//! and what the window makes of them.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::sync::OnceLock;

use drive::{Driven, name_of};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use proptest::prelude::*;
use regesta::dataset::{Files, Limits, read};
use regesta::index::net::{ActorsBy, Folding, Node};
use regesta::index::{Opened, Via};
use regesta::model::{Day, EntityIx};
use regesta::state::{
    Command, Facet, Filters, LinkRequest, LinkRowsRequest, LinksBy, MOST_BESIDE, Matches, Panel,
    Selection, ShownLinks, State, Window, compute_link_rows, compute_matches, compute_shown,
};

fn shipped() -> &'static Opened {
    static OPENED: OnceLock<Opened> = OnceLock::new();
    OPENED.get_or_init(|| {
        let reading = read(&Files::shipped(), &Limits::default());
        Opened::new(reading.record.expect("a record"))
    })
}

fn entity(opened: &Opened, id: &str) -> EntityIx {
    let mut all = opened.record.entities_ix();
    let found = all.find(|(_, entity)| &*entity.id == id);
    found.unwrap_or_else(|| panic!("nobody is {id}")).0
}

fn request(opened: &Opened, window: Option<Window>, folding: Folding) -> LinkRequest {
    LinkRequest {
        revision: 1,
        matched: 1,
        window,
        folding,
        links: opened.index.links.len(),
    }
}

fn shown(opened: &Opened, filters: &Filters, window: Option<Window>) -> ShownLinks {
    let matches = compute_matches(opened, filters);
    compute_shown(
        opened,
        &matches,
        &request(opened, window, Folding::default()),
    )
}

fn asking(text: &str) -> Filters {
    let mut filters = Filters::default();
    filters.set_text(text.to_owned());
    filters
}

fn year(from: i64, to: i64) -> Window {
    let day = |year| Day::from_ymd(year, 1, 1).expect("a day").start();
    Window::new(day(from), day(to))
}

// ---- Which links are shown ------------------------------------------------------------------

#[test]
fn a_window_leaves_out_what_it_does_not_touch_and_keeps_ties_without_a_period() {
    let opened = shipped();
    let early = shown(opened, &Filters::default(), Some(year(1900, 1910)));
    assert!(early.counts.shown > 0 && early.counts.outside > 500);
    let end = year(1900, 1910).end;
    for number in early.net.links() {
        let link = &opened.index.links[*number as usize];
        // Of an event it is one that is told to have been “before” something.
        let days = link.event().map(|event| opened.index.days_of(event));
        assert!(days.is_none_or(|days| days.expect("a date").0.start() < end));
    }
    let by_tie = |number: &&u32| matches!(opened.index.links[**number as usize].via, Via::Tie(_));
    let ties = early.net.links().iter().filter(by_tie);
    let without = |number: &&u32| {
        opened.index.links[**number as usize]
            .date(&opened.record)
            .is_none()
    };
    let open = opened.index.links.len() as u32;
    let all: Vec<u32> = (0..open).collect();
    assert_eq!(
        ties.filter(without).count(),
        all.iter().filter(by_tie).filter(without).count()
    );
    let always = shown(opened, &Filters::default(), None);
    assert_eq!(always.counts.shown, opened.index.links.len());
    assert_eq!(always.counts.outside + always.counts.undated, 0);
}

#[test]
fn filters_judge_ties_as_well() {
    let opened = shipped();
    let chairs = shown(opened, &asking("role:chair"), None);
    let ties = |shown: &ShownLinks| {
        let links = shown.net.links().iter();
        links
            .filter(|number| matches!(opened.index.links[**number as usize].via, Via::Tie(_)))
            .count()
    };
    assert!(ties(&chairs) > 0);
    assert!(ties(&chairs) < ties(&shown(opened, &Filters::default(), None)));
    assert!(chairs.counts.filtered > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every link is shown or counted among those that are not, and the rows in words stand
    /// for the shown ones, each once, however they are sorted.
    #[test]
    fn every_link_is_shown_or_counted(
        start in 0.0..20_000.0_f64, width in 3.0..20_000.0_f64, at_any_time in any::<bool>(),
        chip in 0_usize..20, by in 0_usize..5, descending in any::<bool>(),
    ) {
        let opened = shipped();
        let mut filters = Filters::default();
        if let Some(facet) = Facet::all(&opened.record).get(chip) {
            filters.toggle(*facet);
        }
        let window = (!at_any_time).then(|| Window::new(start, start + width));
        let shown = shown(opened, &filters, window);
        let counts = shown.counts;
        let all = counts.shown + counts.outside + counts.undated + counts.filtered;
        prop_assert_eq!(all, opened.index.links.len());
        prop_assert_eq!(counts.shown, shown.net.links().len());
        let rows = compute_link_rows(opened, &shown, &LinkRowsRequest {
            revision: 1,
            shown: 1,
            selection: Selection::None,
            by: LinksBy::ALL[by].0,
            descending,
            links: counts.shown,
        });
        let mut listed: Vec<u32> = rows.list.iter().flat_map(|row| row.links.clone()).collect();
        let mut net = shown.net.links().to_vec();
        listed.sort_unstable();
        net.sort_unstable();
        prop_assert_eq!(listed, net);
        prop_assert_eq!(rows.links, counts.shown);
    }
}

// ---- Commands -------------------------------------------------------------------------------

fn state_of(opened: &Opened) -> (State, Matches) {
    let mut state = State::default();
    state.reset_for(opened);
    (state, compute_matches(opened, &Filters::default()))
}

#[test]
fn of_those_compared_the_oldest_gives_way() {
    let opened = shipped();
    let (mut state, matches) = state_of(opened);
    let four: Vec<EntityIx> = (0..4).map(EntityIx).collect();
    for entity in &four {
        state.apply(Command::ToggleBeside(*entity), opened, &matches);
    }
    assert_eq!(state.view.linking.beside, four[1..]);
    assert_eq!(state.view.linking.beside.len(), MOST_BESIDE);
    state.apply(Command::ToggleBeside(four[2]), opened, &matches);
    assert_eq!(state.view.linking.beside, [four[1], four[3]]);
    // Back undoes it.
    state.apply(Command::Back, opened, &matches);
    assert_eq!(state.view.linking.beside, four[1..]);
}

#[test]
fn focus_goes_farther_and_nearer_and_ends_on_both_sides() {
    let opened = shipped();
    let (mut state, matches) = state_of(opened);
    let mut go = |command: &Command| {
        state.apply(command.clone(), opened, &matches);
        state.view.linking.focus
    };
    assert_eq!(go(&Command::FocusFarther), Some(1));
    assert_eq!(go(&Command::FocusFarther), Some(2));
    assert_eq!(go(&Command::FocusNearer), Some(1));
    assert_eq!(go(&Command::FocusNearer), None);
    assert_eq!(go(&Command::FocusNearer), Some(6));
    assert_eq!(go(&Command::FocusFarther), None);
}

#[test]
fn folding_by_something_else_lets_go_of_the_groups_before() {
    let opened = shipped();
    let (mut state, matches) = state_of(opened);
    let forum = Node::Entity(entity(opened, "first-committee"));
    state.apply(Command::ToggleNode(forum), opened, &matches);
    state.apply(Command::FoldActors(ActorsBy::Kind), opened, &matches);
    let closed = &state.view.linking.folding.closed;
    assert_eq!(
        closed.iter().filter(|node| node.entity().is_none()).count(),
        5
    );
    assert!(closed.contains(&forum));
    state.apply(Command::FoldActors(ActorsBy::Apart), opened, &matches);
    assert_eq!(state.view.linking.folding.closed.len(), 1);
    // Any open, then all closed; what actors fold into stays.
    state.apply(Command::FoldActors(ActorsBy::Kind), opened, &matches);
    state.apply(Command::ToggleNodes, opened, &matches);
    assert_eq!(state.view.linking.folding.closed.len(), 5);
    state.apply(Command::ToggleNodes, opened, &matches);
    assert!(state.view.linking.folding.closed.contains(&forum));
    assert!(state.view.linking.folding.closed.len() > 10);
}

#[test]
fn a_node_is_pinned_only_somewhere() {
    let opened = shipped();
    let (mut state, matches) = state_of(opened);
    let node = Node::Entity(EntityIx(0));
    state.apply(Command::PinNode(node, [f32::NAN, 0.0]), opened, &matches);
    assert!(state.view.linking.pins.is_empty());
    state.apply(Command::PinNode(node, [1.0, 2.0]), opened, &matches);
    assert_eq!(state.view.linking.pins.get(&node), Some(&[1.0, 2.0]));
    state.apply(Command::UnpinAll, opened, &matches);
    assert!(state.view.linking.pins.is_empty());
}

#[test]
fn time_plays_from_where_it_is_or_from_the_beginning() {
    let opened = shipped();
    let (mut state, matches) = state_of(opened);
    let before = state.view.window;
    state.apply(Command::PlayTime, opened, &matches);
    assert!(state.time_plays);
    assert_eq!(state.view.window, before);
    state.apply(Command::PlayTime, opened, &matches);
    assert!(!state.time_plays);
    let (first, last) = opened.index.extent.expect("dates");
    let end = Command::ShowWindow(last - 10.0, last + 10.0);
    state.apply(end, opened, &matches);
    state.apply(Command::PlayTime, opened, &matches);
    assert!((state.view.window.start - first).abs() < 1.0);
    // Letting go stops it before anything else is let go.
    state.apply(Command::Escape, opened, &matches);
    assert!(!state.time_plays);
}

// ---- In the window --------------------------------------------------------------------------

/// "14 links of Estonia; 3 more are not shown".
fn head(driven: &Driven) -> String {
    let nodes = driven.in_panel("Links");
    let found = nodes.iter().map(name_of).find(|name| name.contains(" of "));
    found.unwrap_or_else(|| panic!("{:?}", driven.names()))
}

#[test]
fn the_links_of_a_selection_are_those_in_the_window_and_the_others_are_counted() {
    let mut driven = Driven::shipped();
    let estonia = entity(driven.opened(), "estonia");
    let all = driven.opened().index.link_numbers_of(estonia).len();
    driven.command(Command::ShowWindow(18_262.0, 18_290.0));
    driven.command(Command::Select(Selection::Entity(estonia)));
    let words = head(&driven);
    let (shown, rest) = words.split_once(" link").expect("a count");
    let (_, more) = rest.split_once("; ").expect("some are not shown");
    let more: usize = more
        .split(' ')
        .next()
        .expect("a word")
        .parse()
        .expect("a number");
    let shown: usize = shown.parse().expect("a number");
    assert_eq!(shown + more, all, "{words}");
    driven.key(Key::A);
    assert_eq!(head(&driven), format!("{all} links of Estonia"));
    assert!(driven.says("1388 links at any time") || driven.says("links at any time"));
    driven.key_with(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(head(&driven), words);
    driven.click(Role::Button, "List all");
    assert_eq!(driven.app().state.view.selection, Selection::None);
}

#[test]
fn a_role_opens_all_passages_between_the_two_in_order_of_date() {
    let mut driven = Driven::shipped();
    let lauber = entity(driven.opened(), "juerg-lauber");
    driven.command(Command::ToggleAnyTime);
    driven.command(Command::Select(Selection::Entity(lauber)));
    let role = (driven.in_panel("Links").into_iter())
        .filter(|node| node.accesskit_node().role() == Role::Button)
        .find(|node| name_of(node) == "chair")
        .expect("a role")
        .rect();
    driven.click_at(role.center());
    let Selection::Pair(actor, forum) = driven.app().state.view.selection else {
        panic!("{:?}", driven.app().state.view.selection);
    };
    assert_eq!(actor, Node::Entity(lauber));
    let opened = driven.opened();
    let forum_name = &opened.record.entity(forum.entity().expect("a forum")).name;
    assert!(driven.panel_says("Inspector", &format!("Jürg Lauber – {forum_name}")));
    let passages = (driven.in_panel("Inspector").iter())
        .filter(|node| name_of(node).starts_with("Passage "))
        .count();
    assert!(passages > 0);
    // What is told between them is marked in the text and on the timeline alike.
    let holds = |event| {
        driven
            .app()
            .state
            .view
            .selection
            .holds_event(&opened.record, event)
    };
    let events = opened.index.by_time.iter().filter(|event| holds(**event));
    assert!(events.count() > 0);
}

#[test]
fn a_panel_takes_its_column_and_gives_it_back() {
    let mut driven = Driven::shipped();
    let before = driven.panel("Links").height();
    driven.command(Command::WidenPanel(Panel::Links));
    let wide = driven.panel("Links").height();
    assert!(wide > before * 2.0, "{before} → {wide}");
    // The other column stays, the timeline has given way.
    assert!(driven.panel_says("Inspector", "events"));
    assert!(driven.app().state.panels_behind.contains(&Panel::Timeline));
    driven.key(Key::V);
    assert!((driven.panel("Links").height() - before).abs() < 1.0);
    // What is asked for comes back of itself.
    driven.command(Command::WidenPanel(Panel::Links));
    driven.key_with(Modifiers::COMMAND, Key::Num1);
    assert!(!driven.app().state.panels_behind.contains(&Panel::Timeline));
    driven.command(Command::WidenPanel(Panel::Links));
    driven.key(Key::Escape);
    assert_eq!(driven.app().state.wide_panel, None);
}
