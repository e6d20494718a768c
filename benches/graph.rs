//! The graph of who meets where.
//!
//! ```text
//! cargo bench --bench graph
//! cargo bench --bench graph -- --frames      frames and picking alone
//! ```
//!
//! The record is made up, from a fixed seed: 10,000 actors and forums, 50,000 pairs of them with
//! a link. *A step* is `Forces::step` on one core, in turn with a step of the crate `fjadra`,
//! which does the same as d3-force: many bodies, springs, a pull to the middle, and room for
//! each node. It sees what is far as one from θ = 0.9 on, which cannot be set, and so has less
//! to do than with the 0.7 here. *To rest* is all steps from nothing, with what comes before
//! the first. *A frame* is `Context::run_ui` and `Context::tessellate` of the whole window,
//! 1920×1080, in which the graph takes its whole column; no rasteriser is in it.

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
#[path = "shared/graph_frames.rs"]
mod graph_frames;
#[path = "shared/made_net.rs"]
mod made_net;
#[path = "shared/numbers.rs"]
mod numbers;
#[path = "../tests/shared/source.rs"]
mod source;
#[path = "shared/stage.rs"]
mod stage;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use fjadra::{Collide, Link, ManyBody, PositionX, PositionY, Simulation, SimulationBuilder};
use regesta::dataset::{Files, Limits, read};
use regesta::index::{Net, Opened};
use regesta::layout::forces::{Body, EDGE, Forces, Spring};

use made_net::made_up;
use numbers::{at, ms, sorted, target};

/// So often a step of each is timed, in turn; the calmest of some such rounds counts.
const STEPS: usize = 100;
const STEP_ROUNDS: usize = 3;

/// So often a record is brought to rest.
const ROUNDS: usize = 9;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--frames") {
        report_frames_and_picking();
        return ExitCode::SUCCESS;
    }
    for (name, power) in [("evenly met", 1), ("few met by many", 3)] {
        let nodes = Nodes::new(&Opened::new(made_up(power)));
        println!("{name}: {}", nodes.words());
        report_steps(&nodes);
        report_rest(&nodes, 3, None);
    }
    let Some(record) = read(&Files::shipped(), &Limits::default()).record else {
        eprintln!("graph: the record that ships does not load");
        return ExitCode::FAILURE;
    };
    let nodes = Nodes::new(&Opened::new(record));
    println!("the record that ships: {}", nodes.words());
    report_rest(&nodes, ROUNDS, Some(300.0));
    report_frames_and_picking();
    ExitCode::SUCCESS
}

fn report_frames_and_picking() {
    for (name, power) in [("evenly met", 1), ("few met by many", 3)] {
        let opened = Opened::new(made_up(power));
        graph_frames::report_picking(name, &opened);
        graph_frames::report_frames(name, opened);
    }
    if let Some(record) = read(&Files::shipped(), &Limits::default()).record {
        graph_frames::report_frames("the record that ships", Opened::new(record));
    }
}

/// The nodes of a net by their own numbers, and what is between them.
struct Nodes {
    bodies: Vec<Body>,
    springs: Vec<Spring>,
}

impl Nodes {
    fn new(opened: &Opened) -> Self {
        let net = Net::new(opened, |_, _| true);
        let nodes: Vec<_> = net.nodes().collect();
        let number = |entity| nodes.binary_search(&entity).expect("a node") as u32;
        let springs = (net.edges().iter()).map(|edge| Spring {
            ends: (number(edge.actor), number(edge.forum)),
            links: edge.count(),
        });
        let body = |entity| Body {
            // The more edges, the larger, by its area.
            radius: 6.0 + (net.edges_at(entity).count() as f32).sqrt().min(12.0),
            ..Body::default()
        };
        Self {
            springs: springs.collect(),
            bodies: nodes.iter().map(|entity| body(*entity)).collect(),
        }
    }

    fn words(&self) -> String {
        let (nodes, edges) = (self.bodies.len(), self.springs.len());
        format!("{nodes} nodes, {edges} edges")
    }

    fn forces(&self) -> Forces {
        Forces::new(black_box(&self.bodies), black_box(&self.springs))
    }

    /// The same forces by the crate, from the same places.
    fn baseline(&self) -> Simulation {
        let node =
            |[x, y]: &[f32; 2]| fjadra::Node::default().position(f64::from(*x), f64::from(*y));
        let links = self.springs.iter().map(|spring| spring.ends);
        let links = links.map(|(one, two)| (one as usize, two as usize));
        let radii: Vec<f64> = (self.bodies.iter())
            .map(|body| f64::from(body.radius))
            .collect();
        let edge = f64::from(EDGE);
        let link = Link::new(links.collect::<Vec<_>>());
        SimulationBuilder::default()
            .build(self.forces().places().iter().map(node))
            .add_force("links", link.distance(edge))
            .add_force("pushes", ManyBody::new().strength(-2.0 * edge))
            .add_force("x", PositionX::new().strength(0.1))
            .add_force("y", PositionY::new().strength(0.1))
            .add_force("room", Collide::new().radius(move |node| radii[node]))
    }
}

fn report_steps(nodes: &Nodes) {
    let rounds = (0..STEP_ROUNDS).map(|_| steps_in_turn(nodes));
    let Some((ours, theirs)) = rounds.min_by_key(|(ours, _)| at(ours, 0.99)) else {
        return;
    };
    for (what, took) in [("a step", &ours), ("a step of fjadra", &theirs)] {
        println!(
            "    {what}: median {:.2} ms, 99 of 100 within {:.2} ms",
            ms(at(took, 0.5)),
            ms(at(took, 0.99))
        );
    }
    let ratio = ms(at(&theirs, 0.5)) / ms(at(&ours, 0.5));
    println!("    fjadra, θ = 0.9, takes {ratio:.1} times as long");
    let took = ms(at(&ours, 0.99));
    target("    a step, in ms", took, 15.0, "99 of 100, θ = 0.7");
    target("    the aim, in ms", took, 6.0, "99 of 100, θ = 0.7");
}

/// What the first steps of both took.
fn steps_in_turn(nodes: &Nodes) -> (Vec<Duration>, Vec<Duration>) {
    let (mut forces, mut baseline) = (nodes.forces(), nodes.baseline());
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..STEPS {
        ours.push(timed(|| forces.step()));
        theirs.push(timed(|| baseline.tick(1)));
    }
    (sorted(ours), sorted(theirs))
}

/// From nothing to rest; at most in so many milliseconds.
fn report_rest(nodes: &Nodes, rounds: usize, most: Option<f64>) {
    let mut steps = 0;
    let took = (0..rounds).map(|_| {
        steps = 0;
        timed(|| {
            let mut forces = nodes.forces();
            while !forces.is_still() {
                forces.step();
                steps += 1;
            }
            black_box(forces.places());
        })
    });
    let took = sorted(took.collect());
    println!(
        "    to rest: {steps} steps, median {:.0} ms",
        ms(at(&took, 0.5))
    );
    if let Some(most) = most {
        target(
            "    to rest, in ms",
            ms(at(&took, 1.0)),
            most,
            "the slowest",
        );
    }
}

fn timed(one: impl FnOnce()) -> Duration {
    let begin = Instant::now();
    one();
    begin.elapsed()
}
