//! Level of detail: what folds into counted bars, that nothing is lost in them, and that what
//! is in sight, named and hit is what a search through everything gives.
#![allow(clippy::expect_used, clippy::panic)]

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use regesta::dataset::{Files, Limits, read};
use regesta::index::Opened;
use regesta::layout::{
    Cells, Fold, LaneLayout, LaneMetrics, LaneRequest, Row, Sight, TimeScale, View, compute_lanes,
};
use regesta::model::{
    Basis, Date, DateClaim, Day, Event, EventIx, Passage, Place, Record, SourceIx, Stage, Standing,
};
use regesta::state::{Filters, LaneBy, LaneKey, LaneRoom, Rooms, Window, compute_matches};

/// Lends its sources: every claim has a passage.
static TUTORIAL: LazyLock<Record> = LazyLock::new(|| {
    let reading = read(
        &Files::BuiltIn(regesta::dataset::TUTORIAL),
        &Limits::default(),
    );
    reading.record.expect("what ships loads")
});

fn claim(date: Date) -> DateClaim {
    DateClaim {
        date: Some(date),
        stage: Stage::Happened,
        preferred: None,
        basis: Basis {
            passage: Passage {
                source: SourceIx(0),
                place: Place::Section { section: 0 },
            },
            quote: None,
            standing: Standing::Stated,
            known_from: None,
        },
    }
}

fn event(at: usize, dates: Vec<Date>) -> Arc<Event> {
    Arc::new(Event {
        id: format!("e{at}").into(),
        title: format!("Event number {at}").into(),
        dates: dates.into_iter().map(claim).collect(),
        ..Event::default()
    })
}

fn date(edtf: &str) -> Date {
    Date::parse(edtf).expect("a date")
}

fn words(day: i32) -> String {
    let (year, month, day) = Day(day).ymd();
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.abs())
}

fn opened(dates: impl IntoIterator<Item = Vec<Date>>) -> Opened {
    let events = dates.into_iter().enumerate();
    Opened::new(Record {
        id: "made-up".into(),
        sources: Arc::clone(&TUTORIAL.sources),
        events: events.map(|(at, dates)| event(at, dates)).collect(),
        ..Record::default()
    })
}

fn lanes(opened: &Opened, room: Option<LaneRoom>) -> LaneLayout {
    let mut rooms = Rooms::default();
    rooms.set(LaneKey::Rest, room);
    let request = LaneRequest {
        by: LaneBy::Area,
        hides: false,
        rooms,
        metrics: LaneMetrics::default(),
    };
    let matches = compute_matches(opened, &Filters::default());
    compute_lanes(opened, &matches, &request)
}

fn all_folds(layout: &LaneLayout, row: &Row, cells: Cells) -> Vec<Fold> {
    let mut folds = Vec::new();
    let rest = row.folds_in(&layout.slots, cells, (-5_000_000, 5_000_000), |fold| {
        folds.push(fold)
    });
    assert_eq!(rest, None);
    folds
}

/// The same by its definition, slot by slot.
fn folds_by_definition(layout: &LaneLayout, row: &Row, cells: Cells) -> Vec<Fold> {
    let width = cells.days();
    let bounds = |slot: u32| layout.slots.days(slot);
    let start = |slot: u32| bounds(slot).0;
    let cell = |slot: u32| (start(slot) / width as f64).floor();
    let is_large = |slot: u32| {
        let (start, end) = bounds(slot);
        !row.is_crowded() && end - start >= width as f64
    };
    // Runs of one cell, large ones apart, each with whether it may be joined.
    let mut runs: Vec<(Fold, bool)> = Vec::new();
    for slot in row.slots() {
        match runs.last_mut() {
            Some((run, true)) if !is_large(slot) && cell(run.first) == cell(slot) => run.count += 1,
            _ => runs.push((
                Fold {
                    first: slot,
                    count: 1,
                },
                !is_large(slot),
            )),
        }
    }
    let mut folds: Vec<(Fold, bool, u32)> = Vec::new();
    for (run, small) in runs {
        if let Some((before, true, last)) = folds.last_mut() {
            let gap = start(run.first) - start(run.first - 1);
            if small && (*last == 1 || run.count == 1) && 2.0 * gap < width as f64 {
                before.count += run.count;
                *last = run.count;
                continue;
            }
        }
        folds.push((run, small, run.count));
    }
    folds.into_iter().map(|(fold, ..)| fold).collect()
}

/// Dates anywhere, many of them close together; days, months, years, spans of centuries,
/// without an end, and several of one event.
fn dates() -> impl Strategy<Value = Vec<Date>> {
    let day = prop_oneof![
        4 => 18_200..18_500_i32,
        2 => -200_000..40_000_i32,
        1 => Just(18_300),
        1 => prop_oneof![Just(Day::MIN.0), Just(Day::MAX.0)],
    ];
    let one = (day, 0..9_u8, 1..60_000_i32).prop_map(|(day, sort, length)| {
        let end = day.saturating_add(length).min(Day::MAX.0);
        let text = match sort {
            0 => words(day)
                .rsplit_once('-')
                .map(|(month, _)| month.to_owned())
                .expect("a month"),
            1 => format!("{}/{}", words(day), words(end)),
            2 => format!("{}/..", words(day)),
            3 => format!("../{}", words(day)),
            _ => words(day),
        };
        date(&text)
    });
    proptest::collection::vec(one, 1..3)
}

fn records() -> impl Strategy<Value = Opened> {
    proptest::collection::vec(dates(), 0..260).prop_map(opened)
}

fn cells() -> impl Strategy<Value = Cells> {
    (-7.0..6.0_f64).prop_map(|log| Cells::new(10_f64.powf(log), 8.0))
}

fn room() -> impl Strategy<Value = Option<LaneRoom>> {
    prop_oneof![
        Just(None),
        Just(Some(LaneRoom::Closed)),
        Just(Some(LaneRoom::Open))
    ]
}

fn scales() -> impl Strategy<Value = TimeScale> {
    let middle = prop_oneof![3 => 18_200.0..18_500.0_f64, 1 => -3_700_000.0..2_900_000.0_f64];
    (middle, 0.5..6.8_f64, 60.0..1900.0_f32).prop_map(|(middle, log, width)| {
        let half = 10_f64.powf(log) / 2.0;
        TimeScale::new(Window::new(middle - half, middle + half), 130.0, width)
    })
}

fn label_width(record: &Record, event: EventIx, count: u32) -> (f32, f32) {
    let title = record.event(event).title.chars().count() as f32 * 7.0;
    let more = if count > 1 {
        8.0 + count.to_string().len() as f32 * 7.0
    } else {
        0.0
    };
    (title, more)
}

fn sight(opened: &Opened, layout: &LaneLayout, scale: &TimeScale, rows: (f32, f32)) -> Sight {
    let view = View {
        record: &opened.record,
        layout,
        scale,
        rows,
        fold_width: 8.0,
        chosen: &[],
    };
    Sight::new(&view, |event, count| {
        label_width(&opened.record, event, count)
    })
}

const ALL_ROWS: (f32, f32) = (f32::NEG_INFINITY, f32::INFINITY);

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(250)
    })]

    #[test]
    fn folding_keeps_every_event_at_every_zoom(opened in records(), cells in cells(), room in room()) {
        let layout = lanes(&opened, room);
        prop_assert_eq!(layout.slots.len(), opened.index.by_time.len());
        for row in &layout.rows {
            let mut next = row.slots().start;
            for fold in all_folds(&layout, row, cells) {
                prop_assert_eq!(fold.first, next, "a gap, or an event twice");
                prop_assert!(fold.count > 0);
                next += fold.count;
            }
            prop_assert_eq!(next, row.slots().end);
        }
    }

    #[test]
    fn what_folds_is_what_the_definition_says(opened in records(), cells in cells(), room in room()) {
        let layout = lanes(&opened, room);
        for row in &layout.rows {
            prop_assert_eq!(all_folds(&layout, row, cells), folds_by_definition(&layout, row, cells));
        }
    }

    #[test]
    fn what_stands_alone_stays_alone_when_one_looks_nearer(
        opened in records(), log in -7.0..5.0_f64, nearer in 0.0..3.0_f64,
    ) {
        let layout = lanes(&opened, None);
        let far = Cells::new(10_f64.powf(log), 8.0);
        let near = Cells::new(10_f64.powf(log + nearer), 8.0);
        for row in &layout.rows {
            let near = all_folds(&layout, row, near);
            for fold in all_folds(&layout, row, far).into_iter().filter(|fold| fold.count == 1) {
                prop_assert!(near.contains(&fold));
            }
        }
    }

    #[test]
    fn what_is_in_sight_is_what_a_search_through_everything_gives(
        opened in records(), cells in cells(), room in room(),
        middle in 17_000..19_000_i64, half in 1..4_000_i64,
    ) {
        let layout = lanes(&opened, room);
        let (from, to) = (middle - half, middle + half);
        for row in &layout.rows {
            let mut seen = Vec::new();
            let rest = row.folds_in(&layout.slots, cells, (from, to), |fold| seen.push(fold));
            let touches = |fold: &Fold| {
                let (start, _) = layout.slots.days(fold.first);
                let (_, end) = layout.slots.days(fold.first + fold.count - 1);
                start <= to as f64 && end > from as f64
            };
            let all = folds_by_definition(&layout, row, cells);
            let expected: Vec<Fold> = all.iter().copied().filter(touches).collect();
            // A little more to the left may be among them, out of sight, the first of it in part.
            prop_assert!(seen.ends_with(&expected), "{:?} for {:?}", seen, expected);
            prop_assert!(seen.iter().skip(1).all(|fold| all.contains(fold)));
            // Room ends where the next one begins.
            let after = all.iter().find(|fold| layout.slots.days(fold.first).0 > to as f64);
            prop_assert_eq!(rest, after.map(|fold| fold.first));
        }
    }

    #[test]
    fn what_is_under_the_pointer_is_what_a_search_through_everything_gives(
        opened in records(), scale in scales(), room in room(),
        points in proptest::collection::vec((0.0..1.0_f32, 0.0..1.0_f32), 40),
    ) {
        let layout = lanes(&opened, room);
        let sight = sight(&opened, &layout, &scale, ALL_ROWS);
        for (x, y) in points {
            let x = scale.left() + x * (scale.right() - scale.left());
            let y = y * layout.height;
            let expected = sight.rows.iter().find_map(|row| {
                let inside = (row.y..row.y + sight.row_height).contains(&y);
                let mut items = row.items.clone().map(|at| at as usize);
                inside.then(|| items.find(|at| {
                    let (left, right) = sight.items[*at].touch;
                    (left..right).contains(&x)
                }))?
            });
            prop_assert_eq!(sight.hit(x, y), expected);
        }
    }

    #[test]
    fn every_mark_can_be_hit_and_found(opened in records(), scale in scales()) {
        let layout = lanes(&opened, None);
        let sight = sight(&opened, &layout, &scale, ALL_ROWS);
        for row in &sight.rows {
            for at in row.items.clone() {
                let seen = &sight.items[at as usize];
                let middle = f32::midpoint(seen.touch.0, seen.touch.1);
                if seen.touch.1 - seen.touch.0 > 0.1 && middle.abs() < 10_000.0 {
                    prop_assert_eq!(sight.hit(middle, row.y + 3.0), Some(at as usize));
                }
                for slot in seen.fold.slots() {
                    let found = sight.find(&layout, slot as u32);
                    prop_assert_eq!(found.map(|(row, at)| (row.row, at)), Some((row.row, at as usize)));
                }
            }
        }
    }

    #[test]
    fn an_event_keeps_its_row_whatever_is_looked_at(opened in records(), one in scales(), other in scales()) {
        let layout = lanes(&opened, None);
        let rows = |scale: &TimeScale| -> Vec<(u32, f32)> {
            let sight = sight(&opened, &layout, scale, ALL_ROWS);
            let slots = |row: &regesta::layout::SeenRow| -> Vec<(u32, f32)> {
                let items = &sight.items[row.items.start as usize..row.items.end as usize];
                items.iter().flat_map(|seen| seen.fold.slots()).map(|slot| (slot as u32, row.y)).collect()
            };
            sight.rows.iter().flat_map(slots).collect()
        };
        let (one, other) = (rows(&one), rows(&other));
        for (slot, y) in one {
            if let Some((_, there)) = other.iter().find(|(same, _)| *same == slot) {
                prop_assert!((y - there).abs() < f32::EPSILON);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(1_000)
    })]

    #[test]
    fn no_label_overlaps_another_nor_lies_on_a_mark(opened in records(), scale in scales()) {
        let layout = lanes(&opened, None);
        let sight = sight(&opened, &layout, &scale, ALL_ROWS);
        for row in &sight.rows {
            let items = &sight.items[row.items.start as usize..row.items.end as usize];
            for pair in items.windows(2) {
                let [left, right] = pair else { continue };
                let Some(label) = left.label else { continue };
                let end = label.x + label.width;
                prop_assert!(end <= left.next, "{:?} reaches to {}", label, end);
                prop_assert!(end <= right.hull.max(left.x_end));
                prop_assert!(right.label.is_none_or(|next| end <= next.x));
            }
        }
    }
}

#[test]
fn a_million_events_on_one_day() {
    let day = date("2020-05-22");
    let opened = opened((0..1_000_000).map(|_| vec![day.clone()]));
    for room in [None, Some(LaneRoom::Closed), Some(LaneRoom::Open)] {
        let layout = lanes(&opened, room);
        // As near as it goes, a day is as wide as a third of the screen.
        for days in [3.0, 400.0, 1_000_000.0] {
            let middle = 18_404.0;
            let window = Window::new(middle - days / 2.0, middle + days / 2.0);
            let scale = TimeScale::new(window, 0.0, 1_800.0);
            let sight = sight(&opened, &layout, &scale, ALL_ROWS);
            let count: u32 = sight.items.iter().map(|seen| seen.fold.count).sum();
            assert_eq!(count, 1_000_000);
            assert!(sight.items.len() <= 61, "{} marks", sight.items.len());
        }
    }
}

#[test]
fn one_event_of_a_thousand_years_over_a_million_of_one_day() {
    let long = date("1020/2020");
    let days: Vec<Date> = (0..365_000)
        .map(|day| date(&words(-346_000 + day)))
        .collect();
    let days = (0..1_000_000).map(|at| vec![days[at % days.len()].clone()]);
    let opened = opened(std::iter::once(vec![long]).chain(days));
    let layout = lanes(&opened, None);
    let century = Window::new(-200_000.0, -163_000.0);
    let scale = TimeScale::new(century, 0.0, 1_900.0);
    let sight = sight(&opened, &layout, &scale, ALL_ROWS);
    let long = sight
        .items
        .iter()
        .find(|seen| seen.fold.count == 1 && layout.slots.event(seen.fold.first) == EventIx(0));
    let long = long.expect("it stands alone");
    assert!(long.x < 0.0 && long.x_end > 1_900.0);
    // Three events on each of the days that are in sight, and not one more than those.
    let count: u32 = sight.items.iter().map(|seen| seen.fold.count).sum();
    assert!((111_000..116_000).contains(&count), "{count}");
    assert!(sight.items.len() < 30 * 240, "{} marks", sight.items.len());
}

#[test]
fn the_first_and_the_last_year_that_can_be_told() {
    let opened = opened([
        vec![date("-9999")],
        vec![date("-9999-01-01")],
        vec![date("9999-12-31")],
        vec![date("-9999/9999")],
        vec![date("../9999")],
    ]);
    let layout = lanes(&opened, None);
    for window in [
        Window::new(f64::from(Day::MIN.0), f64::from(Day::MAX.0)),
        Window::new(f64::from(Day::MIN.0) - 1.0, f64::from(Day::MIN.0) + 2.0),
        Window::new(f64::from(Day::MAX.0) - 1.0, f64::from(Day::MAX.0) + 2.0),
    ] {
        let scale = TimeScale::new(window, 0.0, 1_000.0);
        let sight = sight(&opened, &layout, &scale, ALL_ROWS);
        let events: Vec<EventIx> = (sight.items.iter())
            .flat_map(|seen| layout.slots.events_in(seen.fold).to_vec())
            .collect();
        assert!(events.contains(&EventIx(3)), "{events:?}");
        assert!(
            sight
                .items
                .iter()
                .all(|seen| seen.x.is_finite() && seen.x_end.is_finite())
        );
    }
}

#[test]
fn an_empty_record_and_one_event() {
    let empty = opened([]);
    let layout = lanes(&empty, None);
    let scale = TimeScale::new(Window::default(), 0.0, 1_000.0);
    let seen = sight(&empty, &layout, &scale, ALL_ROWS);
    assert!(seen.items.is_empty() && seen.hit(10.0, 10.0).is_none());
    assert_eq!((layout.height, layout.lanes.len()), (0.0, 0));

    let one = opened([vec![date("2020-05-22")]]);
    let layout = lanes(&one, None);
    let seen = sight(&one, &layout, &scale, ALL_ROWS);
    assert_eq!(seen.items.len(), 1);
    assert!(seen.items[0].label.is_some());
    assert_eq!(layout.slots_of(EventIx(0)), [0]);
    assert!(layout.slots_of(EventIx(7)).is_empty());
}
