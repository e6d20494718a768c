//! What a query finds that is no event: what the sources cite, remarks, lists.

use std::sync::Arc;

use crate::index::{Index, Opened, Query, QueryContext};
use crate::model::{Event, EventIx, Record};

/// By what a query finds something that is no event.
pub(super) struct Findable<'t> {
    /// Its own words.
    pub words: Vec<&'t str>,
    /// The events that belong to it.
    pub events: Vec<&'t EventIx>,
}

/// Those to which an event belongs that the query finds, and those whose own words it finds.
pub(super) fn found<'t, T>(
    opened: &Opened,
    query: &Query,
    all: &[&'t T],
    by: impl Fn(&'t T) -> Findable<'t>,
) -> Vec<&'t T> {
    if query.is_all() {
        return all.to_vec();
    }
    let events = query.find(QueryContext {
        record: &opened.record,
        index: &opened.index,
    });
    let by: Vec<Findable<'_>> = all.iter().map(|thing| by(thing)).collect();
    // A query is asked of events: so it is asked of one that has these words and nothing else.
    // What it finds in an event without even a word it finds by shutting out, not by asking.
    let worded = |title: String| {
        Arc::new(Event {
            title: title.into(),
            ..Event::default()
        })
    };
    let joined = by.iter().map(|thing| thing.words.join(" / "));
    let record = Record {
        events: joined.chain([String::new()]).map(worded).collect(),
        ..opened.record.shell()
    };
    let mut words = query.find(QueryContext {
        record: &record,
        index: &Index::new(&record),
    });
    let shuts_out = words.pop() == Some(true);
    let has_event = |thing: &Findable<'_>| {
        (thing.events.iter()).any(|ix| events[ix.at()] && opened.knows_event(**ix))
    };
    (all.iter().zip(&by).zip(words))
        .filter(|((_, thing), in_words)| has_event(thing) || (*in_words && !shuts_out))
        .map(|((thing, _), _)| *thing)
        .collect()
}
