//! `regesta documents`, `regesta notes` and `regesta outlines`: what the sources cite, what the
//! editors remark, what the sources set out in lists.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::findable::{Findable, found};
use super::show::{basis_json, merged};
use crate::index::{Opened, Query};
use crate::model::{
    Citation, Date, Document, EditorNote, Event, EventIx, Outline, OutlineItem, Record, Standing,
};

/// Every document with the places that cite it.
pub(super) fn documents(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let all: Vec<&Document> = opened.known_documents().map(|(_, it)| it).collect();
    for document in found(opened, query, &all, |document| {
        let citations = || opened.known_citations(document);
        let purposes = citations().filter_map(|citation| citation.purpose.as_deref());
        Findable {
            words: std::iter::once(&*document.title)
                .chain(document.author.as_deref())
                .chain(purposes)
                .collect(),
            events: citations().flat_map(|citation| &citation.events).collect(),
        }
    }) {
        if as_json {
            writeln!(out, "{}", document_json(opened, document))?;
        } else {
            write_document(opened, document, out)?;
        }
    }
    Ok(0)
}

/// Every remark of the editors with its places.
pub(super) fn notes(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    for note in found_notes(opened, query, |_| true) {
        if as_json {
            writeln!(out, "{}", note_json(opened, note))?;
        } else {
            write_note(opened, note, out)?;
        }
    }
    Ok(0)
}

/// The remarks that concern what is said, as lines of the ledger.
pub(super) fn notes_of_substance(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    for note in found_notes(opened, query, |note| note.kind.is_of_substance()) {
        if as_json {
            let line = json!({
                "kind": "note",
                "note": { "id": note.id, "kind": note.kind },
                "events": known_ids(opened, &note.events),
                "reason": note.text,
                "places": places_json(&opened.record, note),
            });
            writeln!(out, "{line}")?;
        } else {
            write_note(opened, note, out)?;
        }
    }
    Ok(0)
}

/// Every list that a source sets out, item by item.
pub(super) fn outlines(
    opened: &Opened,
    query: &Query,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let all: Vec<&Outline> = (opened.known_outlines().map(|(_, it)| it))
        .filter(|outline| known_items(opened, outline).next().is_some())
        .collect();
    for outline in found(opened, query, &all, |outline| {
        let items = || known_items(opened, outline);
        Findable {
            words: std::iter::once(&*outline.title)
                .chain(items().map(|item| &*item.title))
                .collect(),
            events: items().flat_map(|item| &item.events).collect(),
        }
    }) {
        if as_json {
            writeln!(out, "{}", outline_json(opened, outline))?;
        } else {
            write_outline(opened, outline, out)?;
        }
    }
    Ok(0)
}

fn found_notes<'o>(
    opened: &'o Opened,
    query: &Query,
    is_wanted: impl Fn(&EditorNote) -> bool,
) -> Vec<&'o EditorNote> {
    let all: Vec<&EditorNote> = (opened.known_notes().map(|(_, note)| note))
        .filter(|note| is_wanted(note))
        .collect();
    found(opened, query, &all, |note| Findable {
        words: vec![&note.text],
        events: note.events.iter().collect(),
    })
}

/// The items of a list that stand in sources that have been issued.
fn known_items<'o>(
    opened: &'o Opened,
    outline: &'o Outline,
) -> impl Iterator<Item = &'o OutlineItem> {
    (outline.items.iter()).filter(|item| opened.knows_source(item.passage.source))
}

/// The events of which anything is known.
fn known<'o>(opened: &'o Opened, events: &'o [EventIx]) -> impl Iterator<Item = &'o Event> {
    (events.iter().copied())
        .filter(|ix| opened.knows_event(*ix))
        .map(|ix| opened.record.event(ix))
}

fn known_ids<'o>(opened: &'o Opened, events: &'o [EventIx]) -> Vec<&'o str> {
    known(opened, events).map(|event| &*event.id).collect()
}

// ---- As JSON ---------------------------------------------------------------------------------

fn document_json(opened: &Opened, document: &Document) -> Value {
    let record = &opened.record;
    let citation = |citation: &Citation| {
        merged(
            json!({ "for": citation.purpose, "events": known_ids(opened, &citation.events) }),
            basis_json(record, &citation.basis),
        )
    };
    json!({
        "id": document.id,
        "title": document.title,
        "author": document.author,
        "published": document.published.as_ref().map(Date::edtf),
        "language": document.language,
        "url": document.url,
        "source": (document.source.filter(|source| opened.knows_source(*source)))
            .map(|source| &record.source(source).id),
        "citations": opened.known_citations(document).map(citation).collect::<Vec<_>>(),
    })
}

fn note_json(opened: &Opened, note: &EditorNote) -> Value {
    json!({
        "id": note.id,
        "kind": note.kind,
        "of_substance": note.kind.is_of_substance(),
        "text": note.text,
        "places": places_json(&opened.record, note),
        "events": known_ids(opened, &note.events),
    })
}

fn places_json(record: &Record, note: &EditorNote) -> Vec<Value> {
    (note.places.iter())
        .map(|place| json!({ "passage": record.address(place.passage), "quote": place.quote }))
        .collect()
}

fn outline_json(opened: &Opened, outline: &Outline) -> Value {
    let record = &opened.record;
    let item = |item: &OutlineItem| {
        let entities: Vec<Value> = (item.entities.iter())
            .filter(|ix| opened.knows_entity(**ix))
            .map(|ix| record.entity(*ix))
            .map(|entity| json!({ "id": entity.id, "name": entity.name }))
            .collect();
        json!({
            "number": item.number,
            "title": item.title,
            "passage": record.address(item.passage),
            "events": known_ids(opened, &item.events),
            "entities": entities,
        })
    };
    json!({
        "id": outline.id,
        "title": outline.title,
        "passage": record.address(outline.passage),
        "items": known_items(opened, outline).map(item).collect::<Vec<_>>(),
    })
}

// ---- As text ---------------------------------------------------------------------------------

fn write_document(opened: &Opened, document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let record = &opened.record;
    let published = (document.published.as_ref())
        .map_or_else(String::new, |date| format!(" ({})", date.words()));
    writeln!(out, "{}{published}", document.label())?;
    if let Some(url) = &document.url {
        writeln!(out, "  {url}")?;
    }
    let source = document
        .source
        .filter(|source| opened.knows_source(*source));
    if let Some(source) = source.map(|source| record.source(source)) {
        writeln!(out, "  is the source “{}” ({})", source.short, source.id)?;
    }
    for citation in opened.known_citations(document) {
        let basis = &citation.basis;
        let purpose = (citation.purpose.as_ref())
            .map_or_else(String::new, |purpose| format!(" for {purpose}"));
        let standing = match basis.standing {
            Standing::Stated => String::new(),
            standing => format!(" ({})", standing.label()),
        };
        let address = record.address(basis.passage);
        let quote = quoted(basis.quote.as_deref());
        writeln!(out, "  cited{purpose}{standing}  [{address}]{quote}")?;
        write_events(opened, &citation.events, out)?;
    }
    Ok(())
}

fn write_note(opened: &Opened, note: &EditorNote, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} ({})", note.text, note.kind.label())?;
    for place in &note.places {
        let address = opened.record.address(place.passage);
        writeln!(out, "  [{address}]{}", quoted(place.quote.as_deref()))?;
    }
    write_events(opened, &note.events, out)
}

fn write_outline(opened: &Opened, outline: &Outline, out: &mut dyn Write) -> io::Result<()> {
    let record = &opened.record;
    let address = record.address(outline.passage);
    writeln!(out, "{}  [{address}]", outline.title)?;
    for item in known_items(opened, outline) {
        // The source may have “b)” or “§ 3.” of its own.
        let dot = if item.number.ends_with(char::is_alphanumeric) {
            "."
        } else {
            ""
        };
        let address = record.address(item.passage);
        writeln!(out, "  {}{dot} {}  [{address}]", item.number, item.title)?;
        write_events(opened, &item.events, out)?;
        for ix in item.entities.iter().filter(|ix| opened.knows_entity(**ix)) {
            writeln!(out, "    → {}", record.entity(*ix).name)?;
        }
    }
    Ok(())
}

fn write_events(opened: &Opened, events: &[EventIx], out: &mut dyn Write) -> io::Result<()> {
    for event in known(opened, events) {
        writeln!(out, "    → {}", event.title)?;
    }
    Ok(())
}

fn quoted(quote: Option<&str>) -> String {
    quote.map_or_else(String::new, |quote| format!("  “{quote}”"))
}
