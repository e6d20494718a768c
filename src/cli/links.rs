//! `regesta links`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Listing;
use super::linked::entity_json;
use super::open::open_with_query;
use super::show::{basis_json, merged};
use crate::index::net::entity_named;
use crate::index::{Link, Opened, Query, QueryContext, Via};
use crate::model::EntityIx;

/// `of` is a name of the actor or forum whose links alone are listed.
pub(super) fn links(
    listing: &Listing,
    of: Option<&str>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let known_on = listing.known_on.as_deref();
    let (opened, query) = match open_with_query(&listing.words, known_on, err)? {
        Ok(found) => found,
        Err(code) => return Ok(code),
    };
    let of = match of.map(|name| entity_named(&opened, name)).transpose() {
        Ok(of) => of,
        Err(reason) => {
            writeln!(err, "{reason}")?;
            return Ok(1);
        }
    };
    let is_asked = |link: &Link| of.is_none_or(|end| end == link.actor || end == link.forum);
    let is_found = found_links(&opened, &query);
    for link in &opened.index.links {
        if is_asked(link) && is_found(link) {
            link_line(&opened, link, listing.json, out)?;
        }
    }
    Ok(0)
}

fn link_line(opened: &Opened, link: &Link, as_json: bool, out: &mut dyn Write) -> io::Result<()> {
    let record = &opened.record;
    if as_json {
        let line = link_json(opened, link, |entity| entity_json(record, entity));
        return writeln!(out, "{line}");
    }
    let (actor, forum) = (record.entity(link.actor), record.entity(link.forum));
    let when = link.date(record);
    let when = when.map_or_else(String::new, |date| format!(" · {}", date.words()));
    let event = link.event();
    let by = event.map_or_else(String::new, |event| {
        format!(" · {}", record.event(event).title)
    });
    writeln!(
        out,
        "{} — {} — {}{when}{by}  [{}]",
        actor.name,
        record.role(link.role).term.name,
        forum.name,
        record.address(link.basis(record).passage)
    )
}

/// Which links a query finds: by the events and by the ties that it finds.
pub(super) fn found_links(opened: &Opened, query: &Query) -> impl Fn(&Link) -> bool {
    let found = query.find_all(QueryContext {
        record: &opened.record,
        index: &opened.index,
    });
    move |link| found.holds_link(link)
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
