//! `regesta text`.

use std::io::{self, Write};
use std::path::Path;

use serde_json::json;

use crate::dataset::Files;
use crate::model::SourceIx;

pub(super) fn text(
    words: &[String],
    known_on: Option<&str>,
    as_json: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let (files, address) = match words {
        [address] => (Files::shipped(), address),
        [dataset, address] => match super::open::open_path(Path::new(dataset), err)? {
            Ok(files) => (files, address),
            Err(code) => return Ok(code),
        },
        _ => {
            writeln!(
                err,
                "Give one passage, as in: regesta text q2-summary#digital-economy/1"
            )?;
            return Ok(2);
        }
    };
    let opened = match super::open::open_known(&files, known_on, err)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let record = &opened.record;
    let named = address.split('#').next().unwrap_or_default();
    let known = |at: usize| opened.knows_source(SourceIx::new(at));
    let at = record
        .sources
        .iter()
        .position(|source| *source.id == *named);
    if at.is_some_and(|at| !known(at)) {
        writeln!(
            err,
            "{address}: this source had not been issued on that day"
        )?;
        return Ok(1);
    }
    let passage = match record.find_passage(address) {
        Ok(passage) => passage,
        Err(reason) => {
            let sources: Vec<&str> = (record.sources.iter().enumerate())
                .filter(|(at, _)| known(*at))
                .map(|(_, source)| &*source.id)
                .collect();
            writeln!(
                err,
                "{address}: {reason}; the sources are {}",
                sources.join(", ")
            )?;
            return Ok(1);
        }
    };
    let source = record.source(passage.source);
    let notes: Vec<u32> = source.text().notes_in(passage.place);
    if as_json {
        let line = json!({
            "source": source.id,
            "title": source.title,
            "issued": source.issued.edtf(),
            "address": record.address(passage),
            "text": record.passage_text(passage),
            "notes": notes.iter().filter_map(|note| source.text().notes.get(*note as usize)).map(|note| {
                json!({ "label": note.label, "text": note.body.plain })
            }).collect::<Vec<_>>(),
        });
        writeln!(out, "{line}")?;
        return Ok(0);
    }
    writeln!(out, "{} ({})", source.title, source.issued.words())?;
    writeln!(out, "{}\n", record.address(passage))?;
    writeln!(out, "{}", record.passage_text(passage))?;
    for note in notes {
        if let Some(note) = source.text().notes.get(note as usize) {
            writeln!(out, "\n[{}] {}", note.label, note.body.plain)?;
        }
    }
    Ok(0)
}
