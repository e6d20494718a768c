//! `regesta links`.

use std::io::{self, Write};

use serde_json::json;

use super::show::{basis_json, merged};
use crate::index::{Link, Opened, Query, QueryContext, Via};

pub(super) fn links(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let record = &opened.record;
    let found = query.find(QueryContext {
        record,
        index: &opened.index,
    });
    // A tie stands outside any event: it is listed unless the query asks for something.
    let matches = |link: &Link| {
        link.event()
            .map_or(query.is_all(), |event| found[event.at()])
    };
    for link in opened.index.links.iter().filter(|link| matches(link)) {
        let (actor, forum) = (record.entity(link.actor), record.entity(link.forum));
        let role = &record.role(link.role).term;
        let date = link.date(record);
        let basis = link.basis(record);
        if as_json {
            let line = merged(
                json!({
                    "actor": { "id": actor.id, "name": actor.name },
                    "forum": { "id": forum.id, "name": forum.name },
                    "role": role.id,
                    "absent": record.role(link.role).absent,
                    "period": date.map(|date| date.edtf()),
                    "via": match link.via {
                        Via::Event(..) => "event",
                        Via::Tie(_) => "tie",
                    },
                    "event": link.event().map(|event| &record.event(event).id),
                }),
                basis_json(record, basis),
            );
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
