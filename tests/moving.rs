//! Moving in time: by hand, by a box, to a date; the axis that passes over empty stretches;
//! the window on its way.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use drive::{Driven, name_of};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::kittest::NodeT as _;
use regesta::model::Day;
use regesta::state::{Command, Selection, Window};

fn window(driven: &Driven) -> Window {
    driven.app().state.view.window
}

/// Days of the axis in sight.
fn shown_days(driven: &Driven) -> f64 {
    let view = &driven.app().state.view;
    let (start, end) = view.window.positions(view.axis(&driven.opened().index));
    end - start
}

fn back(driven: &mut Driven) {
    driven.key_with(Modifiers::ALT, Key::ArrowLeft);
}

fn day(year: i64, month: u8, day: u8) -> f64 {
    Day::from_ymd(year, month, day).expect("a day").start()
}

/// A point of the canvas, by shares of its width and of the height of its lanes.
fn at(driven: &Driven, across: f32, down: f32) -> Pos2 {
    let canvas = driven.canvas();
    let lanes = Rect::from_min_max(canvas.left_top() + vec2(0.0, 40.0), canvas.max);
    lanes.lerp_inside(vec2(across, down))
}

/// A point of the axis.
fn on_axis(driven: &Driven, across: f32) -> Pos2 {
    let canvas = driven.canvas();
    Pos2::new(egui::lerp(canvas.x_range(), across), canvas.top() + 12.0)
}

fn press(driven: &mut Driven, at: Pos2, button: PointerButton, down: bool, modifiers: Modifiers) {
    driven.harness.event_modifiers(
        Event::PointerButton {
            pos: at,
            button,
            pressed: down,
            modifiers,
        },
        modifiers,
    );
}

/// Draws with a button, and does not let go.
fn draw(driven: &mut Driven, from: Pos2, to: Pos2, button: PointerButton, modifiers: Modifiers) {
    driven.harness.hover_at(from);
    press(driven, from, button, true, modifiers);
    for step in [0.3, 0.7, 1.0] {
        driven
            .harness
            .event_modifiers(Event::PointerMoved(from.lerp(to, step)), modifiers);
    }
    driven.settle();
}

/// What the box says that is being drawn.
fn box_words(driven: &Driven) -> Option<String> {
    let is_length = |words: &str| {
        ["days", "weeks", "months"]
            .iter()
            .any(|unit| words.ends_with(unit))
    };
    let texts = driven.painted().into_iter();
    texts
        .filter(|text| text.contains(" – ") && text.contains(" · "))
        .find(|text| is_length(text))
}

// ---- By hand -------------------------------------------------------------------------------

#[test]
fn a_drag_of_the_axis_moves_and_zooms_around_what_was_grabbed() {
    let mut driven = Driven::shipped();
    let before = window(&driven);
    let from = on_axis(&driven, 0.3);
    let grabbed = driven.moment(from.x);
    for (by, factor) in [
        (vec2(150.0, 0.0), 1.0),
        (vec2(0.0, 100.0), 0.45),
        (vec2(-40.0, -60.0), 1.6),
    ] {
        let days = shown_days(&driven);
        let from = Pos2::new(driven.scale().x(grabbed), from.y);
        driven.drag(from, from + by);
        let now = shown_days(&driven) / days;
        assert!((now / factor - 1.0).abs() < 0.05, "{by:?}: {now}");
        let there = driven.moment(from.x + by.x);
        let near = shown_days(&driven) / 2000.0;
        assert!(
            (there - grabbed).abs() < near,
            "{by:?}: {grabbed} → {there}"
        );
    }
    // Each drag is a step of its own.
    for _ in 0..3 {
        assert_ne!(window(&driven), before);
        back(&mut driven);
    }
    assert_eq!(window(&driven), before);
}

#[test]
fn two_drags_of_the_canvas_are_two_steps() {
    let mut driven = Driven::shipped();
    let before = window(&driven);
    driven.drag(at(&driven, 0.5, 0.02), at(&driven, 0.3, 0.02));
    let between = window(&driven);
    driven.drag(at(&driven, 0.5, 0.02), at(&driven, 0.4, 0.02));
    assert!(window(&driven).start > between.start);
    back(&mut driven);
    assert_eq!(window(&driven), between);
    back(&mut driven);
    assert_eq!(window(&driven), before);
}

#[test]
fn a_box_says_its_days_and_goes_there() {
    for (button, modifiers) in [
        (PointerButton::Primary, Modifiers::SHIFT),
        (PointerButton::Secondary, Modifiers::NONE),
    ] {
        let mut driven = Driven::shipped();
        driven.command(Command::ShowWindow(day(2020, 1, 1), day(2021, 1, 1)));
        let before = window(&driven);
        let scale = driven.scale();
        let y = at(&driven, 0.0, 0.5).y;
        let point = |moment: f64| Pos2::new(scale.x(moment), y);
        // From the later end to the earlier one.
        let (from, to) = (point(day(2020, 4, 14) + 0.5), point(day(2020, 3, 3) + 0.5));
        draw(&mut driven, from, to, button, modifiers);
        assert_eq!(window(&driven), before, "nothing moves while it is drawn");
        let words = "3 March – 14 April 2020 · 6 weeks";
        assert_eq!(box_words(&driven).as_deref(), Some(words));
        press(&mut driven, to, button, false, modifiers);
        driven.settle();
        assert_eq!(box_words(&driven), None);
        let there = window(&driven);
        assert_eq!(
            (there.start, there.end),
            (day(2020, 3, 3), day(2020, 4, 15))
        );
        back(&mut driven);
        assert_eq!(window(&driven), before);
    }
}

#[test]
fn escape_gives_a_box_up_and_nothing_else() {
    let mut driven = Driven::shipped();
    driven.key(Key::ArrowDown);
    let (selected, before) = (driven.app().state.view.selection, window(&driven));
    assert_ne!(selected, Selection::None);
    let (from, to) = (at(&driven, 0.2, 0.5), at(&driven, 0.6, 0.5));
    draw(
        &mut driven,
        from,
        to,
        PointerButton::Secondary,
        Modifiers::NONE,
    );
    assert!(box_words(&driven).is_some());
    driven.key(Key::Escape);
    assert_eq!(box_words(&driven), None);
    press(
        &mut driven,
        to,
        PointerButton::Secondary,
        false,
        Modifiers::NONE,
    );
    driven.settle();
    assert_eq!(window(&driven), before);
    assert_eq!(driven.app().state.view.selection, selected);
    // The next one lets the selection go, as ever.
    driven.key(Key::Escape);
    assert_eq!(driven.app().state.view.selection, Selection::None);
}

#[test]
fn the_wheel_pans_with_shift_and_scrolls_the_lanes_with_alt() {
    let mut driven = Driven::shipped();
    let before = window(&driven);
    let point = at(&driven, 0.5, 0.5);
    let turn = |driven: &mut Driven, modifiers: Modifiers| {
        driven.harness.hover_at(point);
        driven.harness.event_modifiers(
            Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -60.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers,
            },
            modifiers,
        );
        driven.settle();
    };
    // A mark that has room above it.
    let (event, top) = (driven.marked().into_iter())
        .map(|event| (event, driven.marks(event)[0].rect().top()))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .expect("a mark");
    turn(&mut driven, Modifiers::ALT);
    assert_eq!(window(&driven), before, "the time stays");
    let moved = top - driven.marks(event)[0].rect().top();
    assert!((moved - 60.0).abs() < 1.0, "{moved}");
    turn(&mut driven, Modifiers::SHIFT);
    let after = window(&driven);
    assert!(after.start > before.start);
    assert!((after.days() - before.days()).abs() < 1e-6);
}

#[test]
fn a_double_click_zooms_in_around_the_pointer() {
    // A quarter of a second from event to event would make two single clicks.
    let mut driven = moving();
    let days = shown_days(&driven);
    let point = on_axis(&driven, 0.7);
    let moment = driven.moment(point.x);
    for _ in 0..2 {
        driven.harness.drag_at(point);
        driven.harness.drop_at(point);
    }
    passes_until_still(&mut driven);
    assert!((shown_days(&driven) / days - 0.5).abs() < 1e-6);
    assert!((driven.moment(point.x) - moment).abs() < days / 2000.0);
}

// ---- The axis ------------------------------------------------------------------------------

#[test]
fn the_whole_record_has_its_dense_year_wide_and_its_isolated_years_named() {
    let mut driven = Driven::shipped();
    driven.key(Key::Home);
    let scale = driven.scale();
    let year =
        |scale: &regesta::layout::TimeScale| scale.x(day(2021, 1, 1)) - scale.x(day(2020, 1, 1));
    let wide = year(&scale);
    assert!(wide > driven.canvas().width() / 8.0, "{wide}");
    let painted = driven.painted();
    for year in ["1967", "1982", "2020"] {
        assert!(
            painted.iter().any(|text| text == year),
            "{year} in {painted:?}"
        );
    }
    // All in full: the year is a sliver.
    driven.key(Key::E);
    assert!(year(&driven.scale()) < wide / 5.0);
    assert!(!driven.app().state.preferences.collapses);
    assert!(!driven.says("without an event:"));
    // Back and forward know of it; what is usual stays.
    back(&mut driven);
    assert_eq!(year(&driven.scale()), wide);
    assert!(driven.says("without an event:"));
    assert!(!driven.app().state.preferences.collapses);
    driven.key_with(Modifiers::ALT, Key::ArrowRight);
    assert!(!driven.app().state.view.collapses);
}

#[test]
fn a_tear_says_how_long_it_is_and_a_click_shows_it_in_full() {
    let mut driven = Driven::shipped();
    driven.command(Command::ShowWindow(day(2025, 12, 1), day(2060, 2, 1)));
    let last = driven
        .opened()
        .index
        .breaks
        .all()
        .last()
        .copied()
        .expect("a break");
    let (from, to) = driven.opened().index.breaks.empty_around(&last);
    assert_eq!(from, day(2031, 1, 1));
    assert_eq!(to, day(2059, 12, 31));
    let named = "29 years without an event: January 2031 – December 2059";
    let there = driven.one(Role::Button, named).rect();
    assert!((there.center().x - driven.scale().x(f64::midpoint(last.start, last.end))).abs() < 1.0);
    driven.click(Role::Button, named);
    assert!(!driven.app().state.view.collapses);
    assert!(!driven.says(named));
}

#[test]
fn the_whole_record_stays_whole_when_it_is_collapsed_and_shown_in_full() {
    let mut driven = Driven::shipped();
    driven.key(Key::Home);
    let collapsed = window(&driven);
    driven.key(Key::E);
    let full = window(&driven);
    driven.command(Command::Fit);
    assert_eq!(window(&driven), full);
    assert_ne!(full, collapsed, "margins go by the axis");
    driven.key(Key::E);
    assert_eq!(window(&driven), collapsed);
    // A part of it stays as it is.
    driven.command(Command::ShowWindow(day(2019, 12, 1), day(2020, 6, 1)));
    let part = window(&driven);
    driven.key(Key::E);
    assert_eq!(window(&driven), part);
}

#[test]
fn the_toolbar_shows_whether_gaps_are_collapsed_and_stands_on_one_line() {
    let mut driven = Driven::shipped();
    let name = |driven: &Driven| {
        let names = driven.names().into_iter();
        names
            .into_iter()
            .find(|name| name == "Collapse" || name == "Collapse gaps")
    };
    let button = name(&driven).expect("the button");
    let is_on = |driven: &Driven| {
        let node = driven.one(Role::Button, &button);
        node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert!(is_on(&driven));
    driven.click(Role::Button, &button);
    assert!(!is_on(&driven) && !driven.app().state.view.collapses);
    let middle = |name: &str| driven.one(Role::Button, name).rect().center().y;
    assert!((middle("area") - middle("Legend")).abs() < 1.0);
}

#[test]
fn a_lone_date_between_tears_says_its_month_before_its_day() {
    let mut driven = Driven::shipped();
    type_date(&mut driven, "2000");
    driven.key(Key::Enter);
    let painted = driven.painted();
    let says = |words: &str| painted.iter().any(|text| text == words);
    // Of the days before and after the new year only that are told whose month is.
    assert!(says("Jan 2000") || says("January 2000"), "{painted:?}");
    assert!(says("1 year"), "{painted:?}");
    assert!(!says("27") && !says("December 1998"), "{painted:?}");
}

#[test]
fn collapsed_stretches_stay_where_they_are_behind_the_curtain() {
    let mut driven = Driven::shipped();
    let whole = driven.opened().index.breaks.clone();
    let first = driven.app().state.curtain_days[0];
    assert_eq!(driven.opened().as_known_on(first).index.breaks, whole);
    driven.key(Key::Home);
    let tears = |driven: &Driven| {
        let names = driven.names().into_iter();
        names
            .filter(|name| name.contains(" without an event: "))
            .count()
    };
    let before = tears(&driven);
    assert!(before > 5);
    driven.command(Command::SetCurtain(Some(first)));
    assert_eq!(tears(&driven), before);
}

#[test]
fn what_is_grabbed_over_collapsed_stretches_stays_under_the_pointer() {
    let mut driven = Driven::shipped();
    driven.key(Key::Home);
    let from = at(&driven, 0.3, 0.02);
    let grabbed = driven.scale().breaks().position(driven.moment(from.x));
    let to = from + vec2(-90.0, 0.0);
    driven.drag(from, to);
    let scale = driven.scale();
    let moved = (scale.breaks().position(scale.moment(to.x)) - grabbed).abs() * scale.per_day();
    assert!(moved < 0.5, "{moved} points");
    let (point, turn) = (at(&driven, 0.2, 0.5), vec2(0.0, 200.0));
    let held = scale.breaks().position(scale.moment(point.x));
    driven.wheel(point, turn);
    let scale = driven.scale();
    let moved = (scale.breaks().position(scale.moment(point.x)) - held).abs() * scale.per_day();
    assert!(moved < 0.5, "{moved} points");
}

// ---- Going to a date -----------------------------------------------------------------------

const CTRL: Modifiers = Modifiers {
    ctrl: true,
    command: true,
    ..Modifiers::NONE
};

fn type_date(driven: &mut Driven, text: &str) {
    driven.key_with(CTRL, Key::G);
    driven.key_with(CTRL, Key::A);
    driven.harness.event(Event::Text(text.to_owned()));
    driven.settle();
}

#[test]
fn a_date_is_typed_said_in_words_and_gone_to() {
    let mut driven = Driven::shipped();
    for (text, words, first, last) in [
        (
            "2020-03~",
            "about March 2020",
            day(2020, 3, 1),
            day(2020, 3, 31),
        ),
        ("1967", "1967", day(1967, 1, 1), day(1967, 12, 31)),
        ("2020-21", "spring 2020", day(2020, 3, 1), day(2020, 5, 31)),
        (
            "2019-12/2020-02",
            "from December 2019",
            day(2019, 12, 1),
            day(2020, 2, 29),
        ),
        (
            "-0043-03-15",
            "15 March 44 BC",
            day(-43, 3, 15),
            day(-43, 3, 15),
        ),
        (
            "9999-12-31",
            "31 December 9999",
            day(9999, 12, 31),
            day(9999, 12, 31),
        ),
        (
            "-9999-01-01",
            "1 January 10000 BC",
            day(-9999, 1, 1),
            day(-9999, 1, 1),
        ),
    ] {
        let before = window(&driven);
        type_date(&mut driven, text);
        assert!(driven.says(words), "{text}: {:?}", driven.names());
        assert_eq!(window(&driven), before, "typing moves nothing");
        driven.key(Key::Enter);
        assert!(
            driven.all(Role::TextInput, "Date").is_empty(),
            "{text}: it is still open"
        );
        let there = window(&driven);
        assert!(
            there.start <= first && there.end > last,
            "{text}: {there:?}"
        );
        assert!(shown_days(&driven) >= 28.0 - 1e-6, "{text}");
        back(&mut driven);
        assert_eq!(window(&driven), before, "{text}");
    }
}

#[test]
fn what_is_no_date_is_said_with_a_remedy_and_stays() {
    let mut driven = Driven::shipped();
    let before = window(&driven);
    for (text, why, remedy) in [
        (
            "May 2020",
            "is not an EDTF date",
            "write a day as 2020-05-22",
        ),
        (
            "2020-05-04/2020-05-01",
            "ends before it starts",
            "put the earlier date first",
        ),
        (
            "2020-05-04T10:00:00",
            "has a time of day",
            "leave out the time",
        ),
    ] {
        type_date(&mut driven, text);
        assert!(
            driven.says(why) && driven.says(remedy),
            "{text}: {:?}",
            driven.names()
        );
        driven.key(Key::Enter);
        assert!(!driven.all(Role::TextInput, "Date").is_empty(), "{text}");
        assert!(driven.one(Role::TextInput, "Date").is_focused());
        assert_eq!(window(&driven), before);
        driven.click(Role::Button, "Cancel");
    }
    // What was typed last is there again, and is typed over.
    driven.key_with(CTRL, Key::G);
    let field = driven.one(Role::TextInput, "Date");
    assert_eq!(
        field.accesskit_node().value().as_deref(),
        Some("2020-05-04T10:00:00")
    );
    driven.harness.event(Event::Text("1967".to_owned()));
    driven.settle();
    assert!(
        driven.says("1967: 1 January – 31 December 1967, 1 year"),
        "{:?}",
        driven.names()
    );
    driven.key(Key::Escape);
    assert_eq!(window(&driven), before);
    assert!(driven.all(Role::TextInput, "Date").is_empty());
}

// ---- Gliding -------------------------------------------------------------------------------

/// How far the first tick of a pass is from where it will be at last; passes are run one by one.
fn passes_until_still(driven: &mut Driven) -> usize {
    for pass in 1..200 {
        driven.harness.step();
        if driven.sleeps_for() > std::time::Duration::ZERO {
            return pass;
        }
    }
    panic!("it does not come to rest");
}

/// The program with motion: a second has sixty passes.
fn moving() -> Driven {
    let builder = egui_kittest::Harness::builder()
        .with_size(drive::USUAL)
        .with_step_dt(1.0 / 60.0);
    let mut driven = Driven::build(builder, drive::seen(), true);
    driven.open(regesta::dataset::Files::shipped());
    (driven.harness.ctx).all_styles_mut(|style| style.animation_time = 0.1);
    passes_until_still(&mut driven);
    driven
}

/// Where the curtain's line is painted: it stands on the shown window, not on its target.
fn line(driven: &Driven) -> f32 {
    let found = driven
        .nodes()
        .find(|node| name_of(node).starts_with("Curtain: "));
    found.expect("the line").rect().center().x
}

#[test]
fn the_window_glides_and_comes_to_rest_exactly() {
    let mut driven = moving();
    let ctx = driven.harness.ctx.clone();
    let july = Day::from_ymd(2020, 7, 15);
    let app = driven.harness.state_mut().as_mut().expect("a program");
    app.apply(&ctx, Command::SetCurtain(july));
    passes_until_still(&mut driven);
    let before = line(&driven);
    let app = driven.harness.state_mut().as_mut().expect("a program");
    app.apply(&ctx, Command::Later);
    driven.harness.step();
    let target = driven
        .scale()
        .x(driven.app().state.view.curtain.expect("a day").end());
    let first = line(&driven);
    assert!(
        first < before - 1.0 && first > target + 1.0,
        "{before} → {first} → {target}"
    );
    let passes = passes_until_still(&mut driven);
    assert!((4..25).contains(&passes), "{passes} passes");
    assert!(
        (line(&driven) - target).abs() < 0.01,
        "{} is not {target}",
        line(&driven)
    );
    // The hand moves it at once.
    let window = window(&driven);
    let app = driven.harness.state_mut().as_mut().expect("a program");
    app.apply(&ctx, Command::PanTime(window.days() / -8.0));
    driven.harness.step();
    let target = driven
        .scale()
        .x(driven.app().state.view.curtain.expect("a day").end());
    assert!((line(&driven) - target).abs() < 0.01);
}

#[test]
fn a_hand_stops_a_glide_where_it_is() {
    let mut driven = moving();
    let start = window(&driven);
    let ctx = driven.harness.ctx.clone();
    let app = driven.harness.state_mut().as_mut().expect("a program");
    app.apply(&ctx, Command::Fit);
    driven.harness.step();
    driven.harness.step();
    let target = window(&driven);
    let from = at(&driven, 0.5, 0.02);
    driven.harness.hover_at(from);
    driven.harness.drag_at(from);
    driven.harness.hover_at(from + vec2(30.0, 0.0));
    driven.harness.step();
    let held = window(&driven);
    assert_ne!(held, target);
    assert_ne!(held, start);
    driven.harness.drop_at(from + vec2(30.0, 0.0));
    passes_until_still(&mut driven);
    assert_eq!(window(&driven), held, "it stays where it was let go");
}
