//! How many events lie where, for the context strip.

use crate::index::Opened;
use crate::state::Matches;

/// Events in equal stretches from `start` to `end` (days): all of them, and those that are
/// let through. An event counts where its leading date begins.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
pub fn compute_density(
    opened: &Opened,
    matches: &Matches,
    (start, end): (f64, f64),
    stretches: usize,
) -> Vec<(usize, usize)> {
    let mut counts = vec![(0, 0); stretches];
    let width = (end - start) / stretches.max(1) as f64;
    if width <= 0.0 {
        return counts;
    }
    for ix in &opened.index.by_time {
        let day = (opened.record.event(*ix).leading_date())
            .and_then(|claim| claim.date.as_ref())
            .and_then(crate::model::Date::sort_day);
        let Some(day) = day else { continue };
        let at = ((day.start() - start) / width).floor();
        if at < 0.0 {
            continue;
        }
        if let Some((all, shown)) = counts.get_mut((at as usize).min(stretches - 1)) {
            *all += 1;
            *shown += usize::from(matches.holds(*ix));
        }
    }
    counts
}
