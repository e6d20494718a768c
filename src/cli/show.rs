//! `regesta show`.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::index::{Opened, Query, QueryContext};
use crate::model::{Basis, Event, EventIx, Passage, Record};

pub(super) fn show(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let found = query.find(QueryContext {
        record: &opened.record,
        index: &opened.index,
    });
    let in_order = opened.index.by_time.iter().chain(&opened.index.undated);
    for ix in in_order.copied().filter(|ix| found[ix.at()]) {
        let event = opened.record.event(ix);
        if as_json {
            writeln!(out, "{}", event_json(opened, ix))?;
        } else {
            writeln!(out, "{}", event_line(&opened.record, event))?;
        }
    }
    Ok(0)
}

/// Date, title, stage and address in one line.
fn event_line(record: &Record, event: &Event) -> String {
    let date = event
        .leading_date()
        .and_then(|claim| claim.date.as_ref())
        .map_or("undated", |date| date.edtf());
    let stage = event.stage().map_or("", |stage| stage.label());
    let address = event
        .all_passages()
        .first()
        .map_or_else(String::new, |passage| record.address(*passage));
    format!("{date:<24} {stage:<10} {}  [{address}]", event.title)
}

/// One event with every claim and its passage.
fn event_json(opened: &Opened, ix: EventIx) -> Value {
    let record = &opened.record;
    let event = record.event(ix);
    let term = |id: &str, name: &str, basis: &Basis| {
        merged(json!({ "id": id, "name": name }), basis_json(record, basis))
    };
    json!({
        "id": event.id,
        "title": event.title,
        "kind": event.kind.map(|kind| &record.kind(kind).id),
        "stage": event.stage(),
        "dates": event.dates.iter().map(|claim| merged(
            json!({
                "edtf": claim.date.as_ref().map(|date| date.edtf()),
                "words": claim.date.as_ref().map(|date| date.words()),
                "stage": claim.stage,
            }),
            basis_json(record, &claim.basis),
        )).collect::<Vec<_>>(),
        "areas": event.areas.iter().map(|claim| {
            let area = record.area(claim.under);
            term(&area.id, &area.name, &claim.basis)
        }).collect::<Vec<_>>(),
        "level": event.levels.iter().map(|claim| {
            let level = record.level(claim.under);
            term(&level.id, &level.name, &claim.basis)
        }).collect::<Vec<_>>(),
        "forums": event.forums.iter().map(|claim| {
            let forum = record.entity(claim.forum);
            term(&forum.id, &forum.name, &claim.basis)
        }).collect::<Vec<_>>(),
        "actors": event.actors.iter().map(|claim| {
            let actor = record.entity(claim.actor);
            merged(
                json!({
                    "id": actor.id,
                    "name": actor.name,
                    "role": record.role(claim.role).term.id,
                    "absent": record.role(claim.role).absent,
                    "forum": claim.forum.map(|forum| &record.entity(forum).id),
                }),
                basis_json(record, &claim.basis),
            )
        }).collect::<Vec<_>>(),
        "order": event.order.iter().map(|claim| merged(
            json!({ "is": claim.order, "event": record.event(claim.event).id }),
            basis_json(record, &claim.basis),
        )).collect::<Vec<_>>(),
        "passages": event.all_passages().into_iter().filter(|passage| opened.knows_source(passage.source)).map(|passage| {
            let source = record.source(passage.source);
            json!({
                "source": source.id,
                "address": record.address(passage),
                "text": record.passage_text(passage),
            })
        }).collect::<Vec<_>>(),
    })
}

/// Passage, quote, standing and since when a claim is known.
pub(super) fn basis_json(record: &Record, basis: &Basis) -> Value {
    json!({
        "standing": basis.standing,
        "passage": record.address(basis.passage),
        "quote": basis.quote,
        "known_from": known_from(record, basis),
    })
}

fn known_from<'r>(record: &'r Record, basis: &'r Basis) -> &'r str {
    let Passage { source, .. } = basis.passage;
    basis
        .known_from
        .as_ref()
        .unwrap_or(&record.source(source).issued)
        .edtf()
}

/// Two objects as one.
pub(super) fn merged(mut first: Value, second: Value) -> Value {
    if let (Value::Object(first), Value::Object(second)) = (&mut first, second) {
        first.extend(second);
    }
    first
}
