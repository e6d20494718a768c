//! `regesta links`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::linked::entity_json;
use super::show::{basis_json, merged};
use crate::index::{Link, Opened, Query, QueryContext, Via};
use crate::model::EntityIx;

pub(super) fn links(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let record = &opened.record;
    let is_found = found_links(opened, query);
    for link in opened.index.links.iter().filter(|link| is_found(link)) {
        let (actor, forum) = (record.entity(link.actor), record.entity(link.forum));
        let role = &record.role(link.role).term;
        let date = link.date(record);
        let basis = link.basis(record);
        if as_json {
            let line = link_json(opened, link, |entity| entity_json(record, entity));
            writeln!(out, "{line}")?;
        } else {
            let when = date.map_or_else(String::new, |date| format!(" · {}", date.words()));
            let by = link.event().map_or_else(String::new, |event| {
                format!(" · {}", record.event(event).title)
            });
            writeln!(
                out,
                "{} — {} — {}{when}{by}  [{}]",
                actor.name,
                role.name,
                forum.name,
                record.address(basis.passage)
            )?;
        }
    }
    Ok(0)
}

/// Which links a query finds. A tie stands outside any event: it is found unless the query asks
/// for something.
pub(super) fn found_links(opened: &Opened, query: &Query) -> impl Fn(&Link) -> bool {
    let found = query.find(QueryContext {
        record: &opened.record,
        index: &opened.index,
    });
    let all = query.is_all();
    move |link| link.event().map_or(all, |event| found[event.at()])
}

/// A link with its receipt; `named` says how its actor and its forum are told.
pub(super) fn link_json(opened: &Opened, link: &Link, named: impl Fn(EntityIx) -> Value) -> Value {
    let record = &opened.record;
    let role = record.role(link.role);
    merged(
        json!({
            "actor": named(link.actor),
            "forum": named(link.forum),
            "role": role.term.id,
            "absent": role.absent,
            "period": link.date(record).map(|date| date.edtf()),
            "via": match link.via {
                Via::Event(..) => "event",
                Via::Tie(_) => "tie",
            },
            "event": link.event().map(|event| &record.event(event).id),
        }),
        basis_json(record, link.basis(record)),
    )
}
