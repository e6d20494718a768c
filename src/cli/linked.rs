//! What the questions about meeting have in common: the net, the names, the receipts.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Meeting;
use super::links::{found_links, link_json};
use super::open::{names_dataset, open_with_query};
use crate::index::net::entity_named;
use crate::index::{Net, Opened, Query};
use crate::model::{EntityIx, EventIx, Record};

/// A record with its net, and whom the question is about.
pub(super) struct Asked {
    pub opened: Opened,
    pub net: Net,
    pub named: Vec<EntityIx>,
}

/// Opens what a question is about, or says what is wrong with it. `fewest` and `most` are how
/// many names it takes; `example` is how it is asked.
pub(super) fn ask(
    meeting: &Meeting,
    (fewest, most): (usize, usize),
    example: &str,
    err: &mut dyn Write,
) -> io::Result<Result<Asked, u8>> {
    let has_dataset = meeting.words.len() > fewest
        && (meeting.words.len() > most || names_dataset(&meeting.words[0]));
    let (dataset, names) = meeting.words.split_at(usize::from(has_dataset));
    if !(fewest..=most).contains(&names.len()) {
        writeln!(err, "Give names or ids, as in: regesta {example}")?;
        return Ok(Err(2));
    }
    // What stands before the names is a dataset, whether there is one or not.
    let dataset = dataset.iter().map(|path| match names_dataset(path) {
        true => path.clone(),
        false => format!("./{path}"),
    });
    let words: Vec<String> = dataset.chain(meeting.query.clone()).collect();
    let (opened, query) = match open_with_query(&words, meeting.known_on.as_deref(), err)? {
        Ok(found) => found,
        Err(code) => return Ok(Err(code)),
    };
    let mut named = Vec::new();
    for name in names {
        match entity_named(&opened, name) {
            Ok(entity) => named.push(entity),
            Err(reason) => writeln!(err, "{reason}")?,
        }
    }
    if named.len() < names.len() {
        return Ok(Err(1));
    }
    Ok(Ok(Asked {
        net: net(&opened, &query),
        opened,
        named,
    }))
}

/// The net of the links that a query finds.
pub(super) fn net(opened: &Opened, query: &Query) -> Net {
    let is_found = found_links(opened, query);
    Net::new(opened, |_, link| is_found(link))
}

/// The addresses that links rest on, each once, in brackets: at most so many, the rest counted.
pub(super) fn passages(opened: &Opened, links: &[u32], most: usize) -> String {
    let record = &opened.record;
    let mut seen = Vec::new();
    for number in links {
        let passage = opened.index.links[*number as usize].basis(record).passage;
        if !seen.contains(&passage) {
            seen.push(passage);
        }
    }
    let more = match seen.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown = seen
        .iter()
        .take(most)
        .map(|passage| record.address(*passage));
    let shown: Vec<String> = shown.collect();
    format!("[{}{more}]", shown.join(", "))
}

/// The roles of links, each once.
pub(super) fn roles(opened: &Opened, links: &[u32]) -> String {
    let mut roles: Vec<&str> = Vec::new();
    for number in links {
        let role = opened.index.links[*number as usize].role;
        let name = &*opened.record.role(role).term.name;
        if !roles.contains(&name) {
            roles.push(name);
        }
    }
    roles.join(", ")
}

pub(super) fn name(record: &Record, entity: EntityIx) -> &str {
    &record.entity(entity).name
}

/// “One, two and three”.
pub(super) fn names(record: &Record, all: &[EntityIx]) -> String {
    let names: Vec<&str> = all.iter().map(|one| name(record, *one)).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

/// An event with its leading date, if it has one.
pub(super) fn event_words(record: &Record, event: EventIx) -> String {
    let event = record.event(event);
    let date = event.leading_date().and_then(|claim| claim.date.as_ref());
    date.map_or_else(
        || event.title.to_string(),
        |date| format!("{} · {}", event.title, date.words()),
    )
}

/// “1 link”, “2 links”.
pub(super) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

/// What it is called, of what sort it is, and to which forum it belongs.
pub(super) fn entity_json(record: &Record, entity: EntityIx) -> Value {
    let entity = record.entity(entity);
    json!({
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.label(),
        "unnamed": entity.unnamed,
        "acts": entity.acts,
        "parent": entity.parent.map(|parent| &record.entity(parent).id),
    })
}

pub(super) fn event_json(record: &Record, event: EventIx) -> Value {
    let event = record.event(event);
    let date = event.leading_date().and_then(|claim| claim.date.as_ref());
    json!({ "id": event.id, "title": event.title, "edtf": date.map(|date| date.edtf()) })
}

pub(super) fn links_json(opened: &Opened, links: &[u32]) -> Vec<Value> {
    let named = |entity: EntityIx| json!(opened.record.entity(entity).id);
    (links.iter())
        .map(|number| link_json(opened, &opened.index.links[*number as usize], named))
        .collect()
}
