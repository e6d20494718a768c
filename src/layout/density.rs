//! How many events lie where, for the context strip.

use crate::index::Opened;
use crate::model::EventIx;
use crate::state::Matches;

/// Events in equal stretches from `start` to `end` (days): all of them, and those that are
/// let through. An event counts where its leading date begins. Takes steps that grow with the
/// number of stretches and with the logarithm of the record.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn compute_density(
    opened: &Opened,
    matches: &Matches,
    (start, end): (f64, f64),
    stretches: usize,
) -> Vec<(usize, usize)> {
    let width = (end - start) / stretches.max(1) as f64;
    if width <= 0.0 {
        return vec![(0, 0); stretches];
    }
    // Both are in time, so that a stretch is what lies between two places in them.
    let before = |events: &[EventIx], stretch: usize| {
        events.partition_point(|ix| {
            let (day, _) = opened.index.time_key(*ix);
            ((day.start() - start) / width).floor() < stretch as f64
        })
    };
    let counts = |events: &[EventIx]| -> Vec<usize> {
        let mut places: Vec<usize> = (0..stretches).map(|at| before(events, at)).collect();
        // What begins after the end counts in the last.
        places.push(events.len());
        places.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    let all = counts(&opened.index.by_time);
    let shown = counts(matches.dated());
    all.into_iter().zip(shown).collect()
}
