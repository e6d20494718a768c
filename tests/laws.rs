//! Laws that hold for every view of the record that ships: what is drawn where, what is
//! counted, and what the language of the search box means.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use regesta::dataset::{Files, Limits, read};
use regesta::index::{Opened, Query, QueryContext};
use regesta::layout::{
    LaneLayout, LaneMetrics, LaneRequest, Mark, TimeScale, compute_lanes, marks_in,
};
use regesta::model::{Event, EventIx, Record};
use regesta::state::{Facet, Filters, LaneBy, Matches, Window, compute_matches, counts_in};

static SHIPPED: LazyLock<Opened> = LazyLock::new(|| {
    let reading = read(&Files::shipped(), &Limits::default());
    Opened::new(reading.record.expect("what ships loads"))
});

fn record() -> &'static Record {
    &SHIPPED.record
}

/// A label's width, as if every letter were as wide as the next.
#[allow(clippy::cast_precision_loss)]
fn label_width(event: EventIx) -> f32 {
    record().event(event).title.chars().count() as f32 * 7.0
}

/// Lanes of all events, or of those that the filters let through.
fn lanes(by: LaneBy, matches: Option<&Matches>) -> LaneLayout {
    let request = LaneRequest {
        by,
        hides: matches.is_some(),
        rooms: BTreeMap::default(),
        metrics: LaneMetrics::default(),
    };
    let all = compute_matches(&SHIPPED, &Filters::default());
    compute_lanes(&SHIPPED, matches.unwrap_or(&all), &request)
}

/// All marks of a view, however far down.
fn marks(layout: &LaneLayout, scale: &TimeScale, width: impl Fn(EventIx) -> f32) -> Vec<Mark> {
    marks_in(
        record(),
        layout,
        scale,
        f32::NEG_INFINITY,
        f32::INFINITY,
        width,
    )
}

/// A way to divide, a window anywhere about the record, and a width of the screen.
fn view() -> impl Strategy<Value = (LaneBy, TimeScale)> {
    let extent = SHIPPED.index.extent.expect("dates");
    let heart = SHIPPED.index.heart.expect("dates");
    let start = prop_oneof![
        3 => heart.0 - 60.0..heart.1 + 60.0,
        1 => extent.0 - 4000.0..extent.1 + 4000.0,
    ];
    // From days to centuries, each order of magnitude as often as the next.
    let days = (1.1..10.8_f64).prop_map(f64::exp);
    (
        select(&LaneBy::ALL[..]),
        start,
        days,
        150.0..2400.0_f32,
        -50.0..400.0_f32,
    )
        .prop_map(|(by, start, days, width, left)| {
            (
                by,
                TimeScale::new(Window::new(start, start + days), left, width),
            )
        })
}

/// The stretches of an event's dates.
fn stretches(event: &Event) -> impl Iterator<Item = (Option<f64>, Option<f64>)> {
    let dates = event.dates.iter().filter_map(|claim| claim.date.as_ref());
    dates.map(|date| date.stretch())
}

fn touches(event: &Event, window: Window) -> bool {
    stretches(event).any(|(start, end)| window.touches(start, end))
}

proptest! {
    #![proptest_config(ProptestConfig {
        // A failing case is printed; no file of them is kept.
        failure_persistence: None,
        ..ProptestConfig::with_cases(300)
    })]

    #[test]
    fn no_two_labels_overlap_and_no_label_lies_on_a_mark((by, scale) in view()) {
        let layout = lanes(by, None);
        let mut rows: BTreeMap<(u32, u32), Vec<Mark>> = BTreeMap::new();
        for mark in marks(&layout, &scale, label_width) {
            rows.entry((mark.lane, mark.y.to_bits())).or_default().push(mark);
        }
        for row in rows.values() {
            for pair in row.windows(2) {
                let [left, right] = pair else { continue };
                let title = |mark: &Mark| &record().event(mark.event).title;
                let Some(label) = left.label_x else { continue };
                // A label may be cut, and then ends where its room does.
                prop_assert!(left.label_room > 0.0 && left.label_room <= label_width(left.event));
                let end = label + left.label_room;
                let begins = (right.shapes.iter().map(|shape| scale.x(shape.start)))
                    .fold(f32::INFINITY, f32::min);
                prop_assert!(
                    end <= begins,
                    "“{}” ends at {end}, “{}” begins at {begins}", title(left), title(right)
                );
                prop_assert!(right.label_x.is_none_or(|label| end <= label));
            }
        }
    }

    #[test]
    fn where_an_event_stands_does_not_depend_on_the_window(
        (by, one) in view(), (_, other) in view(),
    ) {
        let place = |scale: &TimeScale| -> BTreeMap<(EventIx, u32), u32> {
            let layout = lanes(by, None);
            let marks = marks(&layout, scale, label_width);
            marks.iter().map(|mark| ((mark.event, mark.lane), mark.y.to_bits())).collect()
        };
        let (one, other) = (place(&one), place(&other));
        for (event, y) in &one {
            if let Some(there) = other.get(event) {
                prop_assert_eq!(y, there);
            }
        }
    }

    #[test]
    fn a_label_that_is_shown_stays_when_zooming_in(
        (by, scale) in view(), factor in 0.05..1.0_f64, at in 0.0..1.0_f32,
    ) {
        let layout = lanes(by, None);
        let pointer = scale.left() + at * (scale.right() - scale.left());
        let nearer = TimeScale::new(
            scale.window().zoomed(factor, scale.moment(pointer)),
            scale.left(),
            scale.right() - scale.left(),
        );
        let near = marks(&layout, &nearer, label_width);
        for mark in marks(&layout, &scale, label_width) {
            let in_sight = |x: f32| (scale.left()..scale.right()).contains(&x);
            if mark.label_x.is_none() || !in_sight(mark.x) {
                continue;
            }
            let same = near.iter().find(|m| (m.event, m.lane) == (mark.event, mark.lane));
            if let Some(same) = same && in_sight(same.x) {
                prop_assert!(
                    same.label_x.is_some(),
                    "“{}” lost its label", record().event(mark.event).title
                );
            }
        }
    }

    #[test]
    fn every_event_with_a_date_in_the_window_has_a_mark_in_each_of_its_lanes((by, scale) in view()) {
        let layout = lanes(by, None);
        let shown: BTreeSet<(EventIx, u32)> = marks(&layout, &scale, |_| 0.0)
            .iter()
            .map(|mark| (mark.event, mark.lane))
            .collect();
        for (at, lane) in layout.lanes.iter().enumerate() {
            let at = u32::try_from(at).expect("few lanes");
            for slot in &lane.slots {
                let event = record().event(slot.event);
                if touches(event, scale.window()) {
                    prop_assert!(shown.contains(&(slot.event, at)), "“{}”", event.title);
                }
            }
        }
    }

    #[test]
    fn the_marks_are_those_that_a_search_through_all_events_gives((by, scale) in view()) {
        let layout = lanes(by, None);
        let shown: Vec<(EventIx, u32)> = marks(&layout, &scale, |_| 0.0)
            .iter()
            .map(|mark| (mark.event, mark.lane))
            .collect();
        let unique: BTreeSet<_> = shown.iter().copied().collect();
        prop_assert_eq!(unique.len(), shown.len(), "a mark stands twice in a lane");
        // A point reaches a little beyond its day; between two dates of an event lies its line.
        let reach = 10.0 / scale.per_day();
        let window = scale.window();
        let mut expected = BTreeSet::new();
        for (at, lane) in layout.lanes.iter().enumerate() {
            for slot in &lane.slots {
                let start = stretches(record().event(slot.event))
                    .map(|(start, _)| start.unwrap_or(f64::NEG_INFINITY))
                    .fold(f64::INFINITY, f64::min);
                let end = stretches(record().event(slot.event))
                    .map(|(_, end)| end.unwrap_or(f64::INFINITY))
                    .fold(f64::NEG_INFINITY, f64::max);
                if start <= window.end + reach && end >= window.start - reach {
                    expected.insert((slot.event, u32::try_from(at).expect("few lanes")));
                }
            }
        }
        prop_assert_eq!(unique, expected);
    }

    #[test]
    fn marks_off_the_shown_rows_are_left_out_and_no_others(
        (by, scale) in view(), top in 0.0..600.0_f32, height in 20.0..500.0_f32,
    ) {
        let layout = lanes(by, None);
        let row = layout.metrics.row_height;
        let bottom = top + height;
        let within: Vec<Mark> = marks_in(record(), &layout, &scale, top, bottom, label_width);
        let expected: Vec<Mark> = marks(&layout, &scale, label_width)
            .into_iter()
            .filter(|mark| mark.y + row >= top && mark.y <= bottom)
            .collect();
        prop_assert_eq!(within, expected);
    }

    #[test]
    fn the_four_counts_add_up_to_all_events(
        query in query(), facets in proptest::collection::vec(any::<prop::sample::Index>(), 0..4), (_, scale) in view(),
    ) {
        let mut filters = Filters::default();
        filters.set_text(query.clone());
        prop_assert_eq!(&filters.error, &None, "{}", query);
        let all = Facet::all(record());
        for facet in facets {
            filters.toggle(*facet.get(&all));
        }
        let matches = compute_matches(&SHIPPED, &filters);
        let counts = counts_in(&SHIPPED, &matches, scale.window());
        let sum = counts.shown + counts.outside + counts.filtered + counts.undated;
        prop_assert_eq!(sum, record().events.len());
        prop_assert_eq!(counts.filtered, record().events.len() - matches.count);
        // What is said to be shown has a mark, and what has a date in the window is counted.
        let layout = lanes(LaneBy::Source, Some(&matches));
        let marks: BTreeSet<EventIx> = marks(&layout, &scale, |_| 0.0).iter().map(|m| m.event).collect();
        let shown: BTreeSet<EventIx> = record().events_ix()
            .filter(|(ix, event)| matches.holds(*ix) && touches(event, scale.window()))
            .map(|(ix, _)| ix)
            .collect();
        prop_assert_eq!(shown.len(), counts.shown);
        prop_assert!(shown.is_subset(&marks));
    }

    #[test]
    fn a_chip_says_how_many_events_it_would_let_through(
        query in query(), facets in proptest::collection::vec(any::<prop::sample::Index>(), 0..3),
        chip in any::<prop::sample::Index>(),
    ) {
        let all = Facet::all(record());
        let mut filters = Filters::default();
        filters.set_text(query);
        for facet in facets {
            filters.toggle(*facet.get(&all));
        }
        let chip = *chip.get(&all);
        let said = compute_matches(&SHIPPED, &filters).facets[&chip];
        // With it alone in its group, it lets through what it says.
        filters.chosen.retain(|facet| facet.group() != chip.group());
        filters.toggle(chip);
        prop_assert_eq!(compute_matches(&SHIPPED, &filters).count, said);
    }

    #[test]
    fn not_and_and_or_mean_what_they_say(a in query(), b in query()) {
        let (found_a, found_b) = (find(&a), find(&b));
        let not = find(&format!("not ({a})"));
        let minus = find(&format!("-({a})"));
        let and = find(&format!("({a}) and ({b})"));
        let beside = find(&format!("({a}) ({b})"));
        let or = find(&format!("({a}) or ({b})"));
        for at in 0..record().events.len() {
            let (a, b) = (found_a[at], found_b[at]);
            prop_assert_eq!(not[at], !a);
            prop_assert_eq!(minus[at], !a);
            prop_assert_eq!(and[at], a && b);
            prop_assert_eq!(beside[at], a && b);
            prop_assert_eq!(or[at], a || b);
        }
    }

    #[test]
    fn no_text_in_the_search_box_brings_it_down(text in "\\PC{0,40}") {
        if let Err(error) = Query::parse(&text) {
            prop_assert!(error.at <= text.len());
            prop_assert!(!error.message.is_empty() && !error.remedy.is_empty());
        }
    }
}

/// What a query finds.
fn find(query: &str) -> Vec<bool> {
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    query.find(QueryContext {
        record: record(),
        index: &SHIPPED.index,
    })
}

/// Queries as somebody might type them, nested a few times.
fn query() -> impl Strategy<Value = String> {
    let names: Vec<String> = (record().entities.iter())
        .map(|entity| format!("\"{}\"", entity.name.replace('"', " ")))
        .collect();
    let words = [
        "cyber",
        "the",
        "covid",
        "un",
        "xyzzy",
        "\"united nations\"",
        "Jürg",
        "draft",
    ];
    let plain = [
        "area:cyber",
        "level:multi",
        "kind:meeting",
        "role:chair",
        "source:q1",
        "stage:planned",
        "stage:cancelled",
        "standing:inferred",
        "from:2020-05",
        "to:2020-03-15",
        "from:2021",
    ];
    let leaf = prop_oneof![
        select(words.to_vec()).prop_map(str::to_owned),
        select(plain.to_vec()).prop_map(str::to_owned),
        select(names.clone()).prop_map(|name| format!("actor:{name}")),
        select(names).prop_map(|name| format!("forum:{name}")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| format!("not {a}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} and {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} or {b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} {b})")),
        ]
    })
}

#[test]
fn these_laws_speak_of_something() {
    // Where everything is in the window, everything dated has a mark, and some have labels.
    let (start, end) = SHIPPED.index.extent.expect("dates");
    let scale = TimeScale::new(Window::new(start - 10.0, end + 10.0), 0.0, 1200.0);
    for by in LaneBy::ALL {
        let marks = marks(&lanes(by, None), &scale, label_width);
        let events: BTreeSet<EventIx> = marks.iter().map(|mark| mark.event).collect();
        assert_eq!(events.len(), SHIPPED.index.by_time.len(), "{by:?}");
        assert!(marks.iter().any(|mark| mark.label_x.is_some()), "{by:?}");
        assert!(marks.iter().any(|mark| mark.label_x.is_none()), "{by:?}");
    }
}
