//! Laws that hold for every view of the record that ships: what is drawn where, what is
//! counted, and what the language of the search box means.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use regesta::dataset::{Files, Limits, read};
use regesta::index::{Opened, Query, QueryContext};
use regesta::layout::{
    LaneLayout, LaneMetrics, LaneRequest, SeenRow, Sight, TimeScale, View, compute_lanes,
};
use regesta::model::{Event, EventIx, Record};
use regesta::state::{Facet, Filters, LaneBy, Matches, Rooms, Window, compute_matches, counts_in};

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
        rooms: Rooms::default(),
        metrics: LaneMetrics::default(),
    };
    let all = compute_matches(&SHIPPED, &Filters::default());
    compute_lanes(&SHIPPED, matches.unwrap_or(&all), &request)
}

/// All that is in sight of a view, however far down.
fn sight(layout: &LaneLayout, scale: &TimeScale, width: impl Fn(EventIx) -> f32) -> Sight {
    let view = View {
        record: record(),
        layout,
        scale,
        rows: (f32::NEG_INFINITY, f32::INFINITY),
        fold_width: 8.0,
        chosen: &[],
    };
    Sight::new(&view, |event, count| {
        (width(event), if count > 1 { 20.0 } else { 0.0 })
    })
}

/// Every event in sight with the lane in which it is.
fn events_in(layout: &LaneLayout, sight: &Sight) -> Vec<(EventIx, u32)> {
    (sight.rows.iter())
        .flat_map(|row| {
            let items = &sight.items[row.items.start as usize..row.items.end as usize];
            let events = items
                .iter()
                .flat_map(|seen| layout.slots.events_in(seen.fold));
            events.map(|event| (*event, row.lane))
        })
        .collect()
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

/// Whether something of an event lies in a window: a date, or the line between two.
fn lies_in(event: &Event, window: Window) -> bool {
    let reach = stretches(event).reduce(|a, b| {
        let start = a.0.zip(b.0).map(|(a, b)| a.min(b));
        (start, a.1.zip(b.1).map(|(a, b)| a.max(b)))
    });
    reach.is_some_and(|(start, end)| window.touches(start, end))
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
        let sight = sight(&layout, &scale, label_width);
        for row in &sight.rows {
            let items = &sight.items[row.items.start as usize..row.items.end as usize];
            for pair in items.windows(2) {
                let [left, right] = pair else { continue };
                let Some(label) = left.label else { continue };
                let end = label.x + label.width;
                let title = &record().event(label.event).title;
                prop_assert!(end <= left.next, "“{title}” ends at {end}");
                prop_assert!(right.label.is_none_or(|next| end <= next.x), "“{title}”");
            }
        }
    }

    #[test]
    fn the_label_of_a_mark_that_is_shown_stays_when_zooming_in(
        (by, scale) in view(), factor in 0.05..1.0_f64, at in 0.0..1.0_f32,
    ) {
        let layout = lanes(by, None);
        let pointer = scale.left() + at * (scale.right() - scale.left());
        let nearer = TimeScale::new(
            scale.window().zoomed(factor, scale.moment(pointer)),
            scale.left(),
            scale.right() - scale.left(),
        );
        let near = sight(&layout, &nearer, label_width);
        for seen in sight(&layout, &scale, label_width).items {
            let in_sight = |x: f32| (scale.left()..scale.right()).contains(&x);
            if seen.fold.count > 1 || seen.label.is_none() || !in_sight(seen.x) {
                continue;
            }
            if let Some((_, at)) = near.find(&layout, seen.fold.first) && in_sight(near.items[at].x) {
                let event = layout.slots.event(seen.fold.first);
                prop_assert!(
                    near.items[at].label.is_some(),
                    "“{}” lost its label", record().event(event).title
                );
            }
        }
    }

    #[test]
    fn every_event_with_a_date_in_the_window_is_in_sight_in_each_of_its_lanes((by, scale) in view()) {
        let layout = lanes(by, None);
        let seen = events_in(&layout, &sight(&layout, &scale, |_| 0.0));
        let unique: BTreeSet<(EventIx, u32)> = seen.iter().copied().collect();
        prop_assert_eq!(unique.len(), seen.len(), "an event stands twice in a lane");
        for (ix, event) in record().events_ix() {
            if !touches(event, scale.window()) {
                continue;
            }
            prop_assert!(!layout.slots_of(ix).is_empty());
            for slot in layout.slots_of(ix) {
                let row = layout.row_of(*slot);
                // What crowds stands by one of its days, and that may be out of sight.
                let lane = layout.lane_of(row) as u32;
                let crowds = layout.rows[row as usize].is_crowded();
                prop_assert!(crowds || unique.contains(&(ix, lane)), "“{}”", event.title);
            }
        }
    }

    #[test]
    fn rows_out_of_sight_are_left_out_and_no_others(
        (by, scale) in view(), top in 0.0..600.0_f32, height in 20.0..500.0_f32,
    ) {
        let layout = lanes(by, None);
        let bottom = top + height;
        let view = View {
            record: record(),
            layout: &layout,
            scale: &scale,
            rows: (top, bottom),
            fold_width: 8.0,
            chosen: &[],
        };
        let within = Sight::new(&view, |event, _| (label_width(event), 0.0));
        let all = Sight::new(&View { rows: (f32::NEG_INFINITY, f32::INFINITY), ..view },
            |event, _| (label_width(event), 0.0));
        let in_sight = |row: &&SeenRow| row.y + all.row_height >= top && row.y <= bottom;
        let expected: Vec<u32> = all.rows.iter().filter(in_sight).map(|row| row.row).collect();
        prop_assert_eq!(within.rows.iter().map(|row| row.row).collect::<Vec<_>>(), expected);
        for row in &within.rows {
            let same = all.rows.iter().find(|same| same.row == row.row).expect("it");
            prop_assert_eq!(
                &within.items[row.items.start as usize..row.items.end as usize],
                &all.items[same.items.start as usize..same.items.end as usize]
            );
        }
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
        let marks: BTreeSet<EventIx> = events_in(&layout, &sight(&layout, &scale, |_| 0.0))
            .into_iter().map(|(event, _)| event).collect();
        let shown: BTreeSet<EventIx> = record().events_ix()
            .filter(|(ix, event)| matches.holds(*ix) && lies_in(event, scale.window()))
            .map(|(ix, _)| ix)
            .collect();
        prop_assert_eq!(shown.len(), counts.shown);
        let undated = record().events_ix()
            .filter(|(ix, event)| matches.holds(*ix) && stretches(event).next().is_none());
        prop_assert_eq!(undated.count(), counts.undated);
        for event in shown.difference(&marks) {
            // What crowds stands by one of its days, and that may be out of sight.
            let crowds = |slot: &u32| layout.rows[layout.row_of(*slot) as usize].is_crowded();
            prop_assert!(layout.slots_of(*event).iter().all(crowds), "“{}”", record().event(*event).title);
        }
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
        let layout = lanes(by, None);
        let sight = sight(&layout, &scale, label_width);
        let events: BTreeSet<EventIx> = events_in(&layout, &sight)
            .iter()
            .map(|(event, _)| *event)
            .collect();
        assert_eq!(events.len(), SHIPPED.index.by_time.len(), "{by:?}");
        assert!(
            sight.items.iter().any(|seen| seen.label.is_some()),
            "{by:?}"
        );
        assert!(
            sight.items.iter().any(|seen| seen.label.is_none()),
            "{by:?}"
        );
        assert!(sight.items.iter().any(|seen| seen.fold.count > 1), "{by:?}");
    }
}
