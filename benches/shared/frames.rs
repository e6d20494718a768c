//! Frames, each done several times, and how they are judged.

use std::time::Duration;

use crate::numbers::{at, ms, sorted, target};
use crate::stage::{Frame, Stage};

/// What came of some frames.
pub(crate) struct Frames {
    /// For each the quickest of all rounds: what the machine does besides is not meant.
    best: Vec<Duration>,
    /// The slowest of any round.
    worst: Duration,
    vertices: usize,
}

impl Frames {
    /// Does as many frames, in as many rounds.
    pub(crate) fn new(
        stage: &mut Stage,
        (rounds, frames): (usize, usize),
        act: impl Fn(&mut Stage, usize) -> Frame,
    ) -> Self {
        let mut all = Self::none(frames);
        for _ in 0..rounds {
            for number in 0..frames {
                let frame = act(stage, number);
                all.take(number, &frame);
            }
            stage.settle();
        }
        all
    }

    /// Nothing measured yet.
    pub(crate) fn none(frames: usize) -> Self {
        Self {
            best: vec![Duration::MAX; frames],
            worst: Duration::ZERO,
            vertices: 0,
        }
    }

    /// One more of a number.
    pub(crate) fn take(&mut self, number: usize, frame: &Frame) {
        self.best[number] = frame.took.min(self.best[number]);
        self.worst = frame.took.max(self.worst);
        self.vertices = frame.vertices.max(self.vertices);
    }

    /// Prints what came of them against what is aimed at, in milliseconds.
    pub(crate) fn judge(self, name: &str, aim: f64) {
        let best = sorted(self.best);
        let words = format!(
            "median {:.2}, the slowest of any round {:.2}, at most {} vertices",
            ms(at(&best, 0.5)),
            ms(self.worst),
            self.vertices
        );
        let what = format!("{name}, 99 of 100 frames, in ms");
        target(&what, ms(at(&best, 0.99)), aim, &words);
    }
}
