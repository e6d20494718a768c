//! The storyline of a large record.
//!
//! ```text
//! cargo bench --bench storyline
//! ```
//!
//! The record is made up, from a fixed seed: 8,000 actors, 2,000 forums, and 50,000 pairs of
//! them with a link; in one record all are met evenly, in the other few are met by many. *A
//! frame* is `Context::run_ui` and `Context::tessellate` of the whole window, 1920×1080, of
//! which the storyline takes nearly all; no rasteriser is in it. Each part is gone through
//! several times, and of each frame the quickest counts, as it has least of other work on the
//! machine in it. *Telling* is `compute_story`, which is done beside the window.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::print_stdout,
    dead_code
)]

#[path = "shared/chance.rs"]
mod chance;
#[path = "shared/frames.rs"]
mod frames;
#[path = "shared/made_net.rs"]
mod made_net;
#[path = "shared/numbers.rs"]
mod numbers;
#[path = "../tests/shared/source.rs"]
mod source;
#[path = "shared/stage.rs"]
mod stage;

use std::time::Instant;

use egui::{Pos2, pos2, vec2};
use regesta::dataset::{Files, Limits, read};
use regesta::index::net::{Folded, Folding};
use regesta::index::{Net, Opened};
use regesta::layout::storyline::{StoryChoice, compute_story};
use regesta::state::{Command, Panel};

use frames::Frames;
use made_net::made_up;
use numbers::ms;
use stage::{Frame, Stage};

/// So often each part is gone through; of each frame the quickest counts.
const ROUNDS: usize = 5;
/// Frames of a part.
const FRAMES: usize = 60;
/// A frame, in milliseconds.
const AIM: f64 = 2.0;

/// So often rows are made lower until they are as low as they can be.
const LOWER: usize = 7;

/// Somewhere among the lines.
const MIDDLE: Pos2 = pos2(1000.0, 600.0);

fn main() {
    for (name, power) in [("evenly met", 1), ("few met by many", 3)] {
        report(name, Opened::new(made_up(power)));
    }
    if let Some(record) = read(&Files::shipped(), &Limits::default()).record {
        report("the record that ships", Opened::new(record));
    }
}

fn report(name: &str, opened: Opened) {
    let folded = Folded::new(
        &opened,
        &Net::new(&opened, |_, _| true),
        &Folding::default(),
    );
    let begin = Instant::now();
    let story = compute_story(&opened, &folded, StoryChoice::default());
    println!(
        "{name}: {} lines, {} links, {} rows; told in {:.0} ms",
        story.nodes().len(),
        folded.links().len(),
        story.rows().rows(),
        ms(begin.elapsed())
    );
    let (mut stage, _) = Stage::new(opened);
    for panel in Panel::ALL {
        if panel != Panel::Storyline {
            stage.frame(Some(Command::HidePanel(panel)), Vec::new());
        }
    }
    for _ in 0..2 {
        stage.frame(None, Vec::new());
        stage.app.finish_graph();
    }
    stage.settle();
    for (part, command) in [
        ("the whole record", Command::Fit),
        ("its heart", Command::FitHeart),
        ("near", Command::ZoomIn),
    ] {
        stage.frame(Some(command), Vec::new());
        stage.settle();
        let name = |what: &str| format!("    {part}, {what}");
        frames(&mut stage, &name("at rest"), |stage, _| {
            stage.frame(None, Vec::new())
        });
        frames(&mut stage, &name("pointing"), |stage, at| {
            stage.point_at(Some(MIDDLE + vec2(at as f32 * 3.0, at as f32 * 2.0)))
        });
        frames(&mut stage, &name("moving in time"), |stage, at| {
            let by = if at < FRAMES / 2 { -40.0 } else { 40.0 };
            stage.wheel(MIDDLE, vec2(by, 0.0))
        });
        frames(&mut stage, &name("nearer and farther"), |stage, at| {
            let by = if at < FRAMES / 2 { 24.0 } else { -24.0 };
            stage.wheel(MIDDLE, vec2(0.0, by))
        });
        frames(&mut stage, &name("scrolling"), |stage, at| {
            let by = if at < FRAMES / 2 { -90.0 } else { 90.0 };
            stage.wheel(pos2(40.0, 600.0), vec2(0.0, by))
        });
    }
    // Rows of four points: as many as there can be.
    for _ in 0..LOWER {
        stage.click("−");
        stage.settle();
    }
    frames(&mut stage, "    lowest rows, pointing", |stage, at| {
        stage.point_at(Some(MIDDLE + vec2(at as f32 * 3.0, at as f32 * 2.0)))
    });
    for (part, command) in [
        ("lowest rows, near", None),
        ("lowest rows, its heart", Some(Command::FitHeart)),
        ("lowest rows, the whole record", Some(Command::Fit)),
    ] {
        stage.frame(command, Vec::new());
        stage.settle();
        let name = |what: &str| format!("    {part}, {what}");
        frames(&mut stage, &name("at rest"), |stage, _| {
            stage.frame(None, Vec::new())
        });
        frames(&mut stage, &name("moving in time"), |stage, at| {
            let by = if at < FRAMES / 2 { -40.0 } else { 40.0 };
            stage.wheel(MIDDLE, vec2(by, 0.0))
        });
        frames(&mut stage, &name("scrolling"), |stage, at| {
            let by = if at < FRAMES / 2 { -90.0 } else { 90.0 };
            stage.wheel(pos2(40.0, 600.0), vec2(0.0, by))
        });
    }
    println!(
        "    at rest nothing asks for a frame: {}",
        stage.is_at_rest()
    );
}

fn frames(stage: &mut Stage, name: &str, act: impl Fn(&mut Stage, usize) -> Frame) {
    Frames::new(stage, (ROUNDS, FRAMES), act).judge(name, AIM);
}
