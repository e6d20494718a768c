//! Who meets where on a large record.
//!
//! ```text
//! cargo bench --bench net
//! ```
//!
//! The record is made up, from a fixed seed: 10,000 actors and forums, 50,000 pairs of them with
//! a link and as many links more, by events and by ties; few are met by many. *The net* is
//! `Net::new`, *a question for paths* is `paths` for the five shortest chains with all their
//! links and the addresses of their passages, in the whole made anew each time.

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
#[path = "shared/made_net.rs"]
mod made_net;
#[path = "shared/numbers.rs"]
mod numbers;
#[path = "../tests/shared/source.rs"]
mod source;

use std::hint::black_box;
use std::time::{Duration, Instant};

use regesta::index::net::{
    ArrangeBy, Ways, arranged, measures, over_quarters, paths, shares, together,
};
use regesta::index::{Net, Opened};
use regesta::model::{EntityIx, Record};

use chance::Chance;
use made_net::{ACTORS, FORUMS, made_up};
use numbers::{at, ms, sorted, target};

const QUESTIONS: usize = 500;
const ROUNDS: usize = 9;

fn median(mut one: impl FnMut()) -> (Duration, Duration) {
    let took = sorted(
        (0..ROUNDS)
            .map(|_| {
                let begin = Instant::now();
                one();
                begin.elapsed()
            })
            .collect(),
    );
    (at(&took, 0.5), at(&took, 1.0))
}

fn told(what: &str, (median, most): (Duration, Duration)) {
    println!(
        "    {what}: median {:.2} ms, max {:.2} ms",
        ms(median),
        ms(most)
    );
}

fn ask_for_paths(opened: &Opened, net: &Net, ways: Ways) {
    let mut chance = Chance(7);
    let (mut took, mut found, mut steps) = (Vec::new(), 0, 0);
    let mut bytes = 0;
    for _ in 0..QUESTIONS {
        let ends = (
            EntityIx::new(chance.below(ACTORS + FORUMS)),
            EntityIx::new(chance.below(ACTORS + FORUMS)),
        );
        let begin = Instant::now();
        let chains = paths(black_box(opened), net, ends, 5, ways);
        for step in chains.iter().flat_map(|chain| &chain.steps) {
            for number in &step.links {
                let link = &opened.index.links[*number as usize];
                let passage = link.basis(&opened.record).passage;
                bytes += black_box(opened.record.address(passage)).len();
            }
        }
        took.push(begin.elapsed());
        found += chains.len();
        steps += chains.iter().map(|chain| chain.steps.len()).sum::<usize>();
    }
    let took = sorted(took);
    println!(
        "    {QUESTIONS} questions for paths: median {:.2} ms, 99 of 100 within {:.2} ms; {found} chains of {:.1} steps, {bytes} bytes of addresses",
        ms(at(&took, 0.5)),
        ms(at(&took, 0.99)),
        steps as f64 / f64::from(found.max(1) as u32),
    );
    target(
        "    the slowest, in ms",
        ms(at(&took, 1.0)),
        10.0,
        "five chains",
    );
}

fn measure(name: &str, record: Record) {
    let opened = Opened::new(record);
    let net = Net::new(&opened, |_, _| true);
    println!(
        "{name}: {} nodes, {} edges, {} links, {} events",
        net.nodes().count(),
        net.edges().len(),
        net.links().len(),
        opened.record.events.len()
    );
    told(
        "the net",
        median(|| drop(black_box(Net::new(black_box(&opened), |_, _| true)))),
    );
    ask_for_paths(&opened, &net, Ways::default());
    told(
        "companions of one",
        median(|| drop(black_box(together(&opened, &net, EntityIx(0), false)))),
    );
    let three = [EntityIx(0), EntityIx(1), EntityIx(2)];
    told(
        "what three share",
        median(|| drop(black_box(shares(&opened, &net, &three, false)))),
    );
    told(
        "degree and betweenness",
        median(|| drop(black_box(measures(&opened, &net, false)))),
    );
    let begin = Instant::now();
    let over = black_box(over_quarters(&opened, &net, false));
    let took = ms(begin.elapsed());
    println!("    over {} quarters: {took:.0} ms", over.quarters.len());
    for (by, words) in ArrangeBy::ALL {
        told(
            &format!("order by {words}"),
            median(|| drop(black_box(arranged(&opened, &net, by, false)))),
        );
    }
}

fn main() {
    measure("evenly met", made_up(1));
    measure("few met by many", made_up(3));
}
