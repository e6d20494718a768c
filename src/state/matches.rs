//! Which events are let through, and the counts that are shown on screen.

use std::collections::BTreeMap;

use super::{Facet, Filters, Window};
use crate::index::{Opened, QueryContext};
use crate::model::{Event, EventIx};

/// The outcome of the filters.
#[derive(Debug, Default)]
pub struct Matches {
    /// For each event, whether it is let through.
    pub events: Vec<bool>,
    /// How many are.
    pub count: usize,
    /// How many events each chip would let through, the other groups and the query being
    /// as they are.
    pub facets: FacetCounts,
    /// Values of the query that nothing is called, with what may have been meant.
    pub hints: Vec<String>,
}

/// Events for each chip.
pub type FacetCounts = BTreeMap<Facet, usize>;

impl Matches {
    /// Whether an event is let through.
    #[must_use]
    pub fn holds(&self, event: EventIx) -> bool {
        self.events.get(event.at()).copied().unwrap_or(false)
    }
}

/// Asks the filters of all events.
#[must_use]
pub fn compute_matches(opened: &Opened, filters: &Filters) -> Matches {
    let record = &opened.record;
    let found = filters.query.find(QueryContext {
        record,
        index: &opened.index,
    });
    let hints = filters.query.hints(opened);
    let mut has_choice = [false; 4];
    for facet in &filters.chosen {
        has_choice[facet.group()] = true;
    }
    let mut matches = Matches {
        hints,
        events: Vec::with_capacity(found.len()),
        count: 0,
        facets: Facet::all(record)
            .into_iter()
            .map(|facet| (facet, 0))
            .collect(),
    };
    for (ix, event) in record.events_ix() {
        if !opened.knows_event(ix) {
            matches.events.push(false);
            continue;
        }
        let facets = facets_of(event);
        let mut passes = has_choice.map(|choice| !choice);
        for facet in &facets {
            passes[facet.group()] |= filters.chosen.contains(facet);
        }
        let found = found[ix.at()];
        let failed: Vec<usize> = (0..4).filter(|group| !passes[*group]).collect();
        let shown = found && failed.is_empty();
        matches.events.push(shown);
        matches.count += usize::from(shown);
        if !found {
            continue;
        }
        for facet in facets {
            if failed.iter().all(|group| *group == facet.group())
                && let Some(count) = matches.facets.get_mut(&facet)
            {
                *count += 1;
            }
        }
    }
    matches
}

/// Every value that an event has, each once.
fn facets_of(event: &Event) -> Vec<Facet> {
    let mut facets: Vec<Facet> = (event.areas.iter().map(|claim| Facet::Area(claim.under)))
        .chain(event.levels.iter().map(|claim| Facet::Level(claim.under)))
        .chain(event.kind.map(Facet::Kind))
        .chain(
            event
                .all_passages()
                .into_iter()
                .map(|passage| Facet::Source(passage.source)),
        )
        .collect();
    facets.sort_unstable();
    facets.dedup();
    facets
}

/// What is on screen and what is not; the four add up to all events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Let through, dated, and in the window.
    pub shown: usize,
    /// Let through and dated, but outside the window.
    pub outside: usize,
    /// Not let through.
    pub filtered: usize,
    /// Let through, but without a date.
    pub undated: usize,
}

/// Counts for a window.
#[must_use]
pub fn counts_in(opened: &Opened, matches: &Matches, window: Window) -> Counts {
    let mut counts = Counts::default();
    for (ix, event) in opened.known_events() {
        let mut dates = event
            .dates
            .iter()
            .filter_map(|claim| claim.date.as_ref())
            .peekable();
        if !matches.holds(ix) {
            counts.filtered += 1;
        } else if dates.peek().is_none() {
            counts.undated += 1;
        } else if dates.any(|date| {
            let (start, end) = date.stretch();
            window.touches(start, end)
        }) {
            counts.shown += 1;
        } else {
            counts.outside += 1;
        }
    }
    counts
}
