//! The timeline over records of a thousand to ten million events, without a window.
//!
//! ```text
//! cargo bench --bench timeline                     100,000 and a million events
//! cargo bench --bench timeline -- --ten-million    ten million too, whatever the memory
//! cargo bench --bench timeline -- --quick          a thousand and 100,000
//! cargo bench --bench timeline -- 5000 20000       as many as asked for
//! ```
//!
//! *A frame* is carrying out a command, `Context::run_ui` and `Context::tessellate` of the
//! whole window, 1920×1080 in the usual arrangement; no rasteriser is in it. The journey is
//! the same for all records, in shares of their extent (`shared/journey.rs`), and they take
//! turns at each frame, so that other work on the machine falls on all of them. It is made
//! [`ROUNDS`] times. Of each frame the quickest round counts, as it has least of such other
//! work in it; what the slowest frame of all rounds took is printed beside it. What is
//! arranged aside from the frames is waited for before they are measured.
//!
//! Ten million events are measured too if the memory seems to be enough for them.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

#[path = "shared/chance.rs"]
mod chance;
#[path = "shared/finding.rs"]
mod finding;
#[path = "shared/journey.rs"]
mod journey;
#[path = "shared/mesh.rs"]
mod mesh;
#[path = "shared/numbers.rs"]
mod numbers;
#[path = "shared/scale.rs"]
mod scale;
#[path = "../tests/shared/source.rs"]
mod source;
#[path = "shared/stage.rs"]
mod stage;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Galley;
use regesta::index::Opened;
use regesta::state::{Command, LaneBy};
use stats_alloc::Region;

use finding::Finding;
use journey::{Part, around, journey, window};
use mesh::{Bar, bars, mesh_of_all};
use numbers::{at, list, memory, memory_of_process, ms, sorted, target};
use scale::Places;
use stage::{Frame, MEMORY, SIZE, Stage, new_galleys};

const ROUNDS: usize = 5;
/// The worst frame of a record against that of a record a tenth as large.
const MOST_TO_A_MILLION: f64 = 1.5;
const MOST_TO_TEN_MILLION: f64 = 2.0;
/// The worst frame at a million against one mesh of all events.
const MOST_OF_THE_MESH: f64 = 1.0 / 20.0;
/// The median frame at a million.
const AIM: Duration = Duration::from_millis(2);
/// Finding what is under the pointer at a million, 99 of 100 times.
const MOST_TO_FIND: Duration = Duration::from_micros(1);
/// A frame in which the pointer moves over the marks against one in which nothing happens.
const MOST_TO_HOVER: f64 = 1.1;
/// Allocations of a frame while panning, at a million against at 100,000.
const MOST_ALLOCATIONS: f64 = 1.1;

const MILLION: usize = 1_000_000;

/// A record on screen, and what has been measured of it.
struct Run {
    stage: Stage,
    places: Places,
    extent: (f64, f64),
    record_bytes: f64,
    mesh: Duration,
    finding: Finding,
    /// For each part of the journey, its frames, each round.
    parts: BTreeMap<String, Vec<Vec<Seen>>>,
    /// In the order of the journey.
    names: Vec<String>,
    /// What was written in the frame before.
    galleys: Vec<Arc<Galley>>,
}

/// What is kept of a frame.
struct Seen {
    took: Duration,
    allocations: usize,
    vertices: usize,
    shapes: usize,
    new_galleys: usize,
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| asked.iter().any(|argument| argument == name);
    let numbers: Vec<usize> = asked.iter().filter_map(|text| text.parse().ok()).collect();
    let mut sizes = match (numbers.is_empty(), has("--quick")) {
        (false, _) => numbers.clone(),
        (true, true) => vec![1_000, 100_000],
        (true, false) => vec![100_000, MILLION],
    };
    println!(
        "timeline: a command, run_ui and tessellate of the whole window, {}×{}, usual arrangement, \
         no rasteriser; {ROUNDS} rounds",
        SIZE.x, SIZE.y
    );
    let mut runs: Vec<Run> = sizes.iter().map(|size| Run::new(*size)).collect();
    if numbers.is_empty() && !has("--quick") {
        let needed = runs[1].record_bytes * 1.6 * 10.0 * MILLION as f64;
        let free = memory("MemAvailable:");
        println!(
            "10000000 events: need about {:.0} GB, {:.0} GB are free",
            needed / 1e9,
            free / 1e9
        );
        if has("--ten-million") || needed < free {
            sizes.push(10 * MILLION);
            runs.push(Run::new(10 * MILLION));
        } else {
            println!("    left out; `-- --ten-million` tries all the same");
        }
    }
    travel(&mut runs);
    for run in &runs {
        run.report();
    }
    println!();
    for run in &mut runs {
        run.report_hover();
        run.report_finding();
        run.report_rest();
    }
    println!();
    for pair in runs.windows(2) {
        compare(&pair[0], &pair[1]);
    }
}

/// All records go the same way, frame by frame in turn.
fn travel(runs: &mut [Run]) {
    let journeys: Vec<Vec<Part>> = (runs.iter())
        .map(|run| journey(run.extent, run.places))
        .collect();
    for round in 0..ROUNDS {
        for at in 0..journeys[0].len() {
            let part = &journeys[0][at];
            let mut arranged = Vec::new();
            for (run, journey) in runs.iter_mut().zip(&journeys) {
                let begin = Instant::now();
                for command in &journey[at].first {
                    let _ = run.stage.frame(Some(command.clone()), Vec::new());
                }
                let first = begin.elapsed();
                arranged.push(first + run.stage.settle());
                run.begin(&part.name);
            }
            if round == 0 {
                println!("    {}: arranged in {}", part.name, list(&arranged));
            }
            for act in 0..part.acts.len() {
                for turn in 0..runs.len() {
                    // Who goes first changes from frame to frame.
                    let who = (turn + act) % runs.len();
                    let frame = journeys[who][at].acts[act].on(&mut runs[who].stage);
                    runs[who].note(&part.name, frame);
                }
            }
            for run in &mut *runs {
                let _ = run.stage.point_at(None);
            }
        }
    }
}

impl Run {
    fn new(events: usize) -> Self {
        let (memory_before, begin) = (Region::new(MEMORY), Instant::now());
        let made = scale::record(events);
        let took = begin.elapsed();
        let per_event = |region: &Region<'_, std::alloc::System>| {
            let change = region.change();
            (change.bytes_allocated as f64 - change.bytes_deallocated as f64
                + change.bytes_reallocated as f64)
                / events as f64
        };
        let record_bytes = per_event(&memory_before);
        println!(
            "{events} events: made in {:.2} s, {record_bytes:.0} bytes an event",
            took.as_secs_f64()
        );
        let places = made.places;
        let (memory_before, begin) = (Region::new(MEMORY), Instant::now());
        let mesh_bars = bars(&made.record);
        let opened = Opened::new(made.record);
        println!(
            "    indexed in {:.2} s, {:.0} bytes an event more",
            begin.elapsed().as_secs_f64(),
            per_event(&memory_before) - (mesh_bars.len() * size_of::<Bar>()) as f64 / events as f64
        );
        let extent = opened.index.extent.expect("dated events");
        let mesh = mesh_of_all(&mesh_bars, extent);
        println!(
            "    one mesh of all {} dates: {}",
            mesh_bars.len(),
            list(&[mesh])
        );
        drop(mesh_bars);
        let finding = finding::finding(&opened, extent, places);
        println!(
            "    lanes by area made in {}; with what is folded in them {:.1} bytes an event",
            list(&[finding.made_in]),
            finding.bytes as f64 / events as f64
        );
        let memory_before = Region::new(MEMORY);
        let (stage, took) = Stage::new(opened);
        println!(
            "    on screen and at rest after {}, {:.0} bytes an event more; the whole process \
             holds {:.2} GB",
            list(&[took]),
            per_event(&memory_before),
            memory_of_process() / 1e9
        );
        Self {
            stage,
            places,
            extent,
            record_bytes,
            mesh,
            finding,
            parts: BTreeMap::new(),
            names: Vec::new(),
            galleys: Vec::new(),
        }
    }

    fn begin(&mut self, part: &str) {
        if !self.parts.contains_key(part) {
            self.names.push(part.to_owned());
        }
        (self.parts.entry(part.to_owned()).or_default()).push(Vec::new());
        self.galleys = self.stage.frame(None, Vec::new()).galleys;
    }

    fn note(&mut self, part: &str, frame: Frame) {
        let seen = Seen {
            took: frame.took,
            allocations: frame.allocations,
            vertices: frame.vertices,
            shapes: frame.shapes,
            new_galleys: new_galleys(&self.galleys, &frame.galleys),
        };
        let rounds = self.parts.get_mut(part).expect("a part that has begun");
        rounds.last_mut().expect("a round").push(seen);
        self.galleys = frame.galleys;
    }

    /// The frames of a part, of each the quickest round.
    fn quickest(&self, part: &str) -> Vec<Duration> {
        let rounds = &self.parts[part];
        (0..rounds[0].len())
            .map(|at| rounds.iter().map(|round| round[at].took).min())
            .map(Option::unwrap_or_default)
            .collect()
    }

    fn all_quickest(&self) -> Vec<Duration> {
        let parts = self.names.iter();
        sorted(parts.flat_map(|part| self.quickest(part)).collect())
    }

    fn worst(&self) -> Duration {
        self.all_quickest().last().copied().unwrap_or_default()
    }

    fn report(&self) {
        let events = self.stage.events;
        println!(
            "\n{events:<9} events            median    95th    99th   worst  (of all rounds)   vertices   shapes  new galleys"
        );
        for part in &self.names {
            self.line(
                part,
                sorted(self.quickest(part)),
                std::slice::from_ref(part),
            );
        }
        self.line("all", self.all_quickest(), &self.names);
    }

    fn line(&self, name: &str, took: Vec<Duration>, parts: &[String]) {
        let seen = || {
            parts
                .iter()
                .flat_map(|part| self.parts[part].iter().flatten())
        };
        let most = |what: fn(&Seen) -> usize| seen().map(what).max().unwrap_or(0);
        let slowest = seen().map(|seen| seen.took).max().unwrap_or_default();
        println!(
            "    {name:<22} {:7.3} {:7.3} {:7.3} {:7.3} ms  ({:7.3} ms) {:10} {:8} {:8}",
            ms(at(&took, 0.5)),
            ms(at(&took, 0.95)),
            ms(at(&took, 0.99)),
            ms(at(&took, 1.0)),
            ms(slowest),
            most(|seen| seen.vertices),
            most(|seen| seen.shapes),
            most(|seen| seen.new_galleys),
        );
    }

    /// The allocations of a frame while the window is panned: the median and the most.
    fn allocations(&self) -> (usize, usize) {
        let parts = (self.parts.iter()).filter(|(name, _)| name.starts_with("pan, "));
        let frames = parts.flat_map(|(_, rounds)| rounds.iter().flatten());
        let mut counts: Vec<usize> = frames.map(|seen| seen.allocations).collect();
        counts.sort_unstable();
        (counts[counts.len() / 2], counts[counts.len() - 1])
    }

    /// Frames in which the pointer moves over the marks and frames in which nothing happens,
    /// in turn.
    fn report_hover(&mut self) {
        let stage = &mut self.stage;
        let _ = stage.frame(Some(Command::SetLanes(LaneBy::Area)), Vec::new());
        let _ = stage.frame(
            Some(window(around(self.extent, self.places, 0.001))),
            Vec::new(),
        );
        stage.settle();
        let (mut moved, mut still) = (Vec::new(), Vec::new());
        for at in 0..200 {
            let part = at as f32 / 200.0;
            moved.push(
                stage
                    .point_at(Some(Stage::place((part, part * 13.0 % 1.0))))
                    .took,
            );
            // What was lit goes out.
            let _ = stage.point_at(None);
            let _ = stage.frame(None, Vec::new());
            still.push(stage.frame(None, Vec::new()).took);
        }
        let (moved, still) = (at(&sorted(moved), 0.5), at(&sorted(still), 0.5));
        target(
            &format!("{} events: pointing / still", stage.events),
            moved.as_secs_f64() / still.as_secs_f64(),
            MOST_TO_HOVER,
            &format!("{} / {}", list(&[moved]), list(&[still])),
        );
    }

    fn report_finding(&self) {
        let took = sorted(self.finding.took.clone());
        let found = 100 * self.finding.found / took.len();
        target(
            &format!(
                "{} events: µs to find what is under the pointer",
                self.stage.events
            ),
            at(&took, 0.99).as_secs_f64() * 1e6,
            MOST_TO_FIND.as_secs_f64() * 1e6,
            &format!(
                "99 of 100 of {} places, at {found} % something is",
                took.len()
            ),
        );
    }

    /// Whether a window would be painted again while nothing happens. Nobody waits for ten
    /// seconds: a pass comes only of input, or of a wish for one in the last output or since,
    /// and there is neither.
    fn report_rest(&mut self) {
        self.stage.settle();
        let rests = if self.stage.is_at_rest() {
            "0, as nothing asks for one: reached"
        } else {
            "some, as another is asked for: not reached"
        };
        let events = self.stage.events;
        println!("{events} events: passes in ten idle seconds: {rests}");
    }
}

fn compare(less: &Run, more: &Run) {
    let (few, many) = (less.stage.events, more.stage.events);
    let (a, b) = (less.worst(), more.worst());
    let most = if many > MILLION {
        MOST_TO_TEN_MILLION
    } else {
        MOST_TO_A_MILLION
    };
    target(
        &format!("worst frame, {many} / {few}"),
        b.as_secs_f64() / a.as_secs_f64(),
        most,
        &format!("{} / {}", list(&[b]), list(&[a])),
    );
    target(
        &format!("worst frame / one mesh of all, {many}"),
        b.as_secs_f64() / more.mesh.as_secs_f64(),
        MOST_OF_THE_MESH,
        &format!("{} / {}", list(&[b]), list(&[more.mesh])),
    );
    let median = at(&more.all_quickest(), 0.5);
    target(&format!("median frame, {many}"), ms(median), ms(AIM), "ms");
    let (a, b) = (less.allocations(), more.allocations());
    target(
        &format!("allocations of a frame while panning, {many} / {few}"),
        b.0 as f64 / a.0 as f64,
        MOST_ALLOCATIONS,
        &format!("medians {} / {}, at the most {} / {}", b.0, a.0, b.1, a.1),
    );
}
