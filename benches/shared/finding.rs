//! The lanes by themselves: what it takes to make them, what they hold in memory, and what it
//! takes to find what is under the pointer.

use std::hint::black_box;
use std::time::{Duration, Instant};

use regesta::index::Opened;
use regesta::layout::{LaneMetrics, LaneRequest, Sight, TimeScale, View, compute_lanes};
use regesta::state::{Filters, LaneBy, Rooms, compute_matches};

use super::chance::Chance;
use super::journey::{ZOOMS, around};
use super::scale::Places;

/// So many places in all.
const PLACES: usize = 10_000;
/// The lanes in sight, in points.
const WIDTH: f32 = 1_000.0;
const HEIGHT: f32 = 400.0;
/// Marks closer than this fold, as on the timeline.
const FOLD_WIDTH: f32 = 8.0;

/// What has been measured.
pub(crate) struct Finding {
    /// Making the lanes by area.
    pub(crate) made_in: Duration,
    pub(crate) bytes: usize,
    /// For each place finding what is there; reading the clock is part of it.
    pub(crate) took: Vec<Duration>,
    /// At how many of the places something was.
    pub(crate) found: usize,
}

/// Looks at places all over the lanes, at each of the zooms of the journey.
pub(crate) fn finding(opened: &Opened, extent: (f64, f64), places: Places) -> Finding {
    let matches = compute_matches(opened, &Filters::default());
    let request = LaneRequest {
        by: LaneBy::Area,
        hides: false,
        rooms: Rooms::default(),
        metrics: LaneMetrics::default(),
    };
    let begin = Instant::now();
    let layout = compute_lanes(opened, &matches, &request);
    let made_in = begin.elapsed();
    let mut chance = Chance(7);
    let (mut took, mut found) = (Vec::with_capacity(PLACES), 0);
    for share in ZOOMS {
        let scale = TimeScale::new(around(extent, places, share), 0.0, WIDTH);
        let view = View {
            record: &opened.record,
            layout: &layout,
            scale: &scale,
            rows: (0.0, HEIGHT),
            fold_width: FOLD_WIDTH,
            chosen: &[],
        };
        let sight = Sight::new(&view, |_, _| (90.0, 20.0));
        for _ in 0..PLACES / ZOOMS.len() {
            let mut part = || chance.below(1 << 16) as f32 / 65_536.0;
            let (x, y) = (part() * WIDTH, part() * HEIGHT);
            let begin = Instant::now();
            let hit = black_box(sight.hit(black_box(x), black_box(y)));
            took.push(begin.elapsed());
            found += usize::from(hit.is_some());
        }
    }
    Finding {
        made_in,
        bytes: layout.bytes(),
        took,
        found,
    }
}
