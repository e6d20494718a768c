//! Frames of the graph, and what is under the pointer.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use egui::{Event, Modifiers, PointerButton, Pos2, pos2, vec2};
use regesta::index::Opened;
use regesta::layout::graph::{PickGrid, arrange};
use regesta::state::{Command, Panel};

use super::chance::Chance;
use super::frames::Frames;
use super::numbers::{at, ms, sorted, target};
use super::stage::{Frame, Stage};

/// So often each part is gone through; of each frame the quickest counts.
const ROUNDS: usize = 5;
/// Frames of a part.
const FRAMES: usize = 60;
/// Picks that are timed.
const PICKS: usize = 100_000;
const AIM: f64 = 2.0;
const MOST_TO_PICK: f64 = 1.0;

/// The middle of the panel once it takes its whole column.
const MIDDLE: Pos2 = pos2(600.0, 560.0);

pub(crate) fn report_frames(name: &str, opened: Opened) {
    // The allocator of the program keeps large blocks at hand; that of the benchmark does once
    // it has let one go.
    drop(black_box(vec![1_u8; 30 << 20]));
    let (mut stage, _) = Stage::new(opened);
    stage.frame(Some(Command::TogglePanel(Panel::Graph)), Vec::new());
    stage.frame(Some(Command::WidenPanel(Panel::Graph)), Vec::new());
    stage.frame(Some(Command::ToggleAnyTime), Vec::new());
    let begin = Instant::now();
    stage.frame(None, Vec::new());
    stage.app.finish_graph();
    stage.frame(None, Vec::new());
    stage.app.finish_graph();
    stage.settle();
    println!(
        "{name}: still after {:.0} ms; a frame is run_ui and tessellate of the whole window",
        ms(begin.elapsed())
    );
    frames(&mut stage, "at rest", |stage, _| {
        stage.frame(None, Vec::new())
    });
    frames(&mut stage, "pointing", |stage, at| {
        let turn = at as f32 * 0.7;
        let to = MIDDLE + vec2(turn.cos(), turn.sin()) * (at as f32 * 4.0);
        stage.point_at(Some(to))
    });
    drag(&mut stage, "moving all of it", pos2(200.0, 900.0));
    drag(&mut stage, "moving a node or the ground", MIDDLE);
    let wheel = |stage: &mut Stage, at: usize| {
        let by = if at < FRAMES / 2 { 24.0 } else { -24.0 };
        stage.wheel(MIDDLE, vec2(0.0, by))
    };
    frames(&mut stage, "nearer and farther", wheel);
    for _ in 0..20 {
        stage.wheel(MIDDLE, vec2(0.0, 40.0));
    }
    stage.settle();
    drag(&mut stage, "moving, near", MIDDLE);
    frames(&mut stage, "at rest, near", |stage, _| {
        stage.frame(None, Vec::new())
    });
    println!(
        "    at rest nothing asks for a frame: {}",
        stage.is_at_rest()
    );
}

fn frames(stage: &mut Stage, name: &str, act: impl Fn(&mut Stage, usize) -> Frame) {
    Frames::new(stage, (ROUNDS, FRAMES), act).judge(&format!("    {name}"), AIM);
}

/// Presses at a place and drags to and fro.
fn drag(stage: &mut Stage, name: &str, from: Pos2) {
    let button = |pressed: bool, pos: Pos2| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let mut frames = Frames::none(FRAMES);
    for _ in 0..ROUNDS {
        stage.point_at(Some(from));
        stage.frame(None, vec![button(true, from)]);
        stage.point_at(Some(from + vec2(20.0, 0.0)));
        for at in 0..FRAMES {
            let turn = at as f32 / FRAMES as f32 * std::f32::consts::TAU;
            let to = from + vec2(20.0 * turn.cos(), 80.0 * turn.sin());
            let frame = stage.point_at(Some(to));
            frames.take(at, &frame);
        }
        stage.frame(None, vec![button(false, from + vec2(20.0, 0.0))]);
        stage.frame(Some(Command::UnpinAll), Vec::new());
        stage.point_at(None);
        stage.settle();
    }
    frames.judge(&format!("    {name}"), AIM);
}

/// Finding the node under the pointer, one by one.
pub(crate) fn report_picking(name: &str, opened: &Opened) {
    let layout = arrange(opened, None, &BTreeMap::new());
    let entities = opened.record.entities_ix();
    let places: Vec<[f32; 2]> = entities.filter_map(|(ix, _)| layout.place(ix)).collect();
    let places = places.as_slice();
    let grid = PickGrid::new(places);
    let mut chance = Chance(7);
    let mut share = || chance.below(100_000) as f32 / 100_000.0;
    let low = |axis: usize| places.iter().map(|at| at[axis]).fold(0.0, f32::min);
    let high = |axis: usize| places.iter().map(|at| at[axis]).fold(0.0, f32::max);
    let bounds = [0, 1].map(|axis| (low(axis), high(axis)));
    // Half of them where nodes are, half anywhere.
    let points: Vec<[f32; 2]> = (0..PICKS)
        .map(|at| match at % 2 {
            0 => {
                let node = places[(share() * places.len() as f32) as usize % places.len()];
                [node[0] + share() * 10.0, node[1] - share() * 10.0]
            }
            _ => bounds.map(|(low, high)| low + (high - low) * share()),
        })
        .collect();
    for (words, slack) in [("near", 2.0), ("all of it in sight", 20.0)] {
        let mut took = Vec::with_capacity(PICKS);
        let mut found = 0;
        for point in &points {
            let begin = Instant::now();
            let dot = black_box(grid.pick(places, black_box(*point), (slack, 34.0), |_| 8.0));
            took.push(begin.elapsed());
            found += usize::from(dot.is_some());
        }
        let took = sorted(took);
        target(
            &format!("    {name}: picking a node, {words}, 99 of 100, in µs"),
            at(&took, 0.99).as_secs_f64() * 1e6,
            MOST_TO_PICK,
            &format!(
                "median {:.2}, {found} of {PICKS} on a node",
                at(&took, 0.5).as_secs_f64() * 1e6,
            ),
        );
    }
}
