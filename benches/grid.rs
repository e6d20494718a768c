//! The grid of actors × forums on a large record.
//!
//! ```text
//! cargo bench --bench grid
//! cargo bench --bench grid -- --crowded      the third record alone
//! ```
//!
//! The record is made up, from a fixed seed: 8,000 actors, 2,000 forums, and 50,000 pairs of
//! them with a link; in one record all are met evenly, in the other few are met by many, so
//! that in the order of numbers the first rows are crowded. A third is small, with everyone in
//! every forum in three roles: no cell in sight is empty. *A frame* is `Context::run_ui` and
//! `Context::tessellate` of the whole window, 1920×1080, of which the grid takes nearly all;
//! no rasteriser is in it. Each part is gone through several times, and of each frame the
//! quickest counts, as it has least of other work on the machine in it. Beside it stands what
//! the plainest way would take: a square for every cell of the grid, in one mesh. *Finding* is
//! `GridPlace::cell_at` and `Grid::cell`.

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

use std::hint::black_box;
use std::time::{Duration, Instant};

use egui::epaint::{ClippedShape, Mesh, TessellationOptions, Tessellator};
use egui::{Color32, Event, Pos2, Rect, Shape, pos2, vec2};
use regesta::index::net::{ArrangeBy, Folded, Folding, arranged_folded};
use regesta::index::{Net, Opened};
use regesta::layout::grid::{Grid, GridArea, GridPlace, RoleSigns};
use regesta::model::{EntityIx, Record, RoleIx, Tie};
use regesta::state::{Command, Panel};

use chance::Chance;
use frames::Frames;
use made_net::{ACTORS, made_up};
use numbers::{at, ms, sorted, target};
use stage::{Frame, Stage};

/// So often each part is gone through; of each frame the quickest counts.
const ROUNDS: usize = 5;
/// Frames of a part.
const FRAMES: usize = 60;
/// Cells that are looked for.
const FINDS: usize = 100_000;
/// So many actors in as many forums, each in each.
const CROWD: usize = 150;
/// A frame, in milliseconds.
const AIM: f64 = 2.0;
/// Finding a cell, in microseconds.
const MOST_TO_FIND: f64 = 1.0;

/// Somewhere among the cells.
const MIDDLE: Pos2 = pos2(1000.0, 600.0);

fn main() {
    let all = !std::env::args().any(|argument| argument == "--crowded");
    for (name, power) in [("evenly met", 1), ("few met by many", 3)] {
        if !all {
            continue;
        }
        let opened = Opened::new(made_up(power));
        report_making(name, &opened);
        report_frames(opened);
    }
    let opened = Opened::new(crowded());
    report_making("everyone everywhere", &opened);
    report_frames(opened);
}

/// The hardest case for signs: in every cell three of them and a figure.
fn crowded() -> Record {
    let mut record = made_up(1);
    record.events.clear();
    let pattern = record.ties[0].clone();
    let entity = EntityIx::new;
    let pairs = (0..CROWD).flat_map(|actor| (0..CROWD).map(move |forum| (actor, forum)));
    let ties = pairs.flat_map(|(actor, forum)| {
        [1, 2, 3, 3].map(|role| Tie {
            from: entity(actor),
            to: entity(ACTORS + forum),
            role: RoleIx::new((actor + forum + role) % 7),
            ..pattern.clone()
        })
    });
    record.ties = ties.collect();
    record
}

fn report_making(name: &str, opened: &Opened) {
    let begin = Instant::now();
    let folded = Folded::new(opened, &Net::new(opened, |_, _| true), &Folding::default());
    let net = ms(begin.elapsed());
    let begin = Instant::now();
    let by_links = arranged_folded(opened, &folded, ArrangeBy::Links, false);
    let order = ms(begin.elapsed());
    let begin = Instant::now();
    let meeting = arranged_folded(opened, &folded, ArrangeBy::Meeting, false);
    let seriation = ms(begin.elapsed());
    let begin = Instant::now();
    let signs = RoleSigns::new(opened);
    let grid = Grid::new(opened, &folded, (&meeting, &by_links), &signs);
    println!(
        "{name}: {} rows, {} columns, {} cells; made beside the window: the net in {net:.0} ms, an \
         order by number in {order:.0} ms or by who meets whom in {seriation:.0} ms, the grid in \
         {:.0} ms",
        grid.rows().len(),
        grid.columns().len(),
        grid.cells().len(),
        ms(begin.elapsed())
    );
    println!("    a square for every cell: {:.2} ms", ms(plainly(&grid)));
    report_finding(&grid);
}

/// What it takes to build a mesh of a square for every cell and to tessellate it.
fn plainly(grid: &Grid) -> Duration {
    let took = (0..ROUNDS).map(|_| {
        let begin = Instant::now();
        let mut mesh = Mesh::default();
        for cell in grid.cells() {
            let from = pos2(cell.column as f32 * 2.0, cell.row as f32 * 2.0);
            mesh.add_colored_rect(Rect::from_min_size(from, vec2(2.0, 2.0)), Color32::BLACK);
        }
        let clipped = ClippedShape::new(Rect::EVERYTHING, Shape::mesh(mesh));
        let mut tessellator =
            Tessellator::new(1.0, TessellationOptions::default(), [1, 1], Vec::new());
        let mut meshes = Vec::new();
        tessellator.tessellate_clipped_shape(clipped, &mut meshes);
        let took = begin.elapsed();
        drop(black_box(meshes));
        took
    });
    at(&sorted(took.collect()), 0.5)
}

fn report_finding(grid: &Grid) {
    let area = GridArea {
        left: 200.0,
        top: 150.0,
        right: 1900.0,
        bottom: 1060.0,
        row_heads: 190.0,
        column_heads: 140.0,
    };
    let size = (grid.rows().len(), grid.columns().len());
    let place = GridPlace::new(area, size, 0.3, (0.0, 0.0));
    let mut chance = Chance(7);
    let mut share = || chance.below(100_000) as f32 / 100_000.0;
    let mut took = Vec::with_capacity(FINDS);
    let mut found = 0;
    for _ in 0..FINDS {
        let (x, y) = (200.0 + 600.0 * share(), 150.0 + 900.0 * share());
        let begin = Instant::now();
        let cell = place.cell_at(black_box(x), black_box(y));
        let cell = cell.and_then(|(row, column)| grid.cell(row, column));
        took.push(begin.elapsed());
        found += usize::from(black_box(cell).is_some());
    }
    let took = sorted(took);
    target(
        "    finding a cell, 99 of 100, in µs",
        at(&took, 0.99).as_secs_f64() * 1e6,
        MOST_TO_FIND,
        &format!("{found} of {FINDS} not empty"),
    );
}

fn report_frames(opened: Opened) {
    let (mut stage, _) = Stage::new(opened);
    for panel in Panel::ALL {
        if panel != Panel::Grid {
            stage.frame(Some(Command::HidePanel(panel)), Vec::new());
        }
    }
    stage.frame(Some(Command::ToggleAnyTime), Vec::new());
    for (words, by) in [
        ("by who meets whom", ArrangeBy::Meeting),
        ("by number", ArrangeBy::Links),
    ] {
        stage.frame(Some(Command::ArrangeActors(by)), Vec::new());
        stage.frame(Some(Command::ArrangeForums(by)), Vec::new());
        stage.settle();
        // From a little more than the usual size to one at which many cells are one.
        for (size, factor) in [
            ("larger cells", 1.25),
            ("usual cells", 0.8),
            ("half", 0.5),
            ("a quarter", 0.5),
            ("an eighth", 0.5),
            ("all in sight", 0.01),
        ] {
            stage.point_at(Some(MIDDLE));
            stage.frame(None, vec![Event::Zoom(factor)]);
            stage.settle();
            let name = |part: &str| format!("    {words}, {size}, {part}");
            frames(&mut stage, &name("at rest"), |stage, _| {
                stage.frame(None, Vec::new())
            });
            frames(&mut stage, &name("scrolling"), |stage, at| {
                let by = if at < FRAMES / 2 { -90.0 } else { 90.0 };
                stage.wheel(MIDDLE, vec2(by / 3.0, by))
            });
            frames(&mut stage, &name("pointing"), |stage, at| {
                stage.point_at(Some(MIDDLE + vec2(at as f32 * 3.0, at as f32 * 2.0)))
            });
        }
        stage.frame(None, vec![Event::Zoom(100.0)]);
        stage.frame(None, vec![Event::Zoom(0.43)]);
        stage.settle();
    }
    println!(
        "    at rest nothing asks for a frame: {}",
        stage.is_at_rest()
    );
}

fn frames(stage: &mut Stage, name: &str, act: impl Fn(&mut Stage, usize) -> Frame) {
    Frames::new(stage, (ROUNDS, FRAMES), act).judge(name, AIM);
}
