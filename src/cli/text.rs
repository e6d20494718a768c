//! `regesta text`.

use std::io::{self, Write};
use std::path::Path;

use serde_json::json;

use crate::dataset::Files;
use crate::model::{Block, Passage, Place, Rich, SourceIx, Style, Text};

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
    let notes: Vec<u32> = notes_at(source.text(), passage);
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

/// The footnotes whose markers stand in a passage.
fn notes_at(text: &Text, passage: Passage) -> Vec<u32> {
    let mut notes = Vec::new();
    let mut take = |rich: &Rich| {
        for styled in &rich.styles {
            if let Style::Note(note) = styled.style {
                notes.push(note);
            }
        }
    };
    let mut take_block = |block: &Block, item: Option<u32>| match block {
        Block::Paragraph(rich) | Block::Quote(rich) => take(rich),
        Block::List { items, .. } => {
            let chosen = |at: usize| item.is_none_or(|item| item as usize == at);
            for (_, rich) in items.iter().enumerate().filter(|(at, _)| chosen(*at)) {
                take(rich);
            }
        }
    };
    let section_of = |section: u32| text.sections.get(section as usize);
    match passage.place {
        Place::Section { section } => {
            for block in section_of(section).into_iter().flat_map(|s| &s.blocks) {
                take_block(block, None);
            }
        }
        Place::Block { section, block } => {
            if let Some(block) = section_of(section).and_then(|s| s.blocks.get(block as usize)) {
                take_block(block, None);
            }
        }
        Place::Item {
            section,
            block,
            item,
        } => {
            if let Some(block) = section_of(section).and_then(|s| s.blocks.get(block as usize)) {
                take_block(block, Some(item));
            }
        }
        Place::Note { .. } => {}
    }
    notes
}
