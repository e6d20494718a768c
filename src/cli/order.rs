//! `regesta order`.

use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::show::{basis_json, merged};
use crate::dataset::Files;
use crate::index::{Answer, ClaimRef, Finding, Opened};
use crate::model::{EventIx, Record};

pub(super) fn order(
    words: &[String],
    known_on: Option<&str>,
    as_json: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let (files, first, second) = match words {
        [first, second] => (Files::shipped(), first, second),
        [dataset, first, second] => match super::open::open_path(Path::new(dataset), err)? {
            Ok(files) => (files, first, second),
            Err(code) => return Ok(code),
        },
        _ => {
            writeln!(
                err,
                "Give the ids of two events, as in: regesta order oewg-first-meeting oewg-pre-draft"
            )?;
            return Ok(2);
        }
    };
    let opened = match super::open::open_known(&files, known_on, err)? {
        Ok(opened) => opened,
        Err(code) => return Ok(code),
    };
    let (a, b) = match (event(&opened, first), event(&opened, second)) {
        (Ok(a), Ok(b)) => (a, b),
        (a, b) => {
            for reason in [a.err(), b.err()].into_iter().flatten() {
                writeln!(err, "{reason}")?;
            }
            return Ok(1);
        }
    };
    let record = &opened.record;
    let found = opened.orders().ask(a, b);
    if as_json {
        let chain = |claims: &[ClaimRef]| -> Vec<Value> {
            claims
                .iter()
                .map(|claim| claim_json(record, *claim))
                .collect()
        };
        let line = json!({
            "first": event_json(record, a),
            "second": event_json(record, b),
            "answer": found.answer,
            "chain": chain(&found.chain),
            "against": chain(&found.against),
        });
        writeln!(out, "{line}")?;
        return Ok(0);
    }
    writeln!(out, "{}", sentence(record, a, b, found.answer))?;
    write_claims(record, &found, out)?;
    Ok(0)
}

/// The event with an id, or a sentence on what could have been meant.
fn event(opened: &Opened, id: &str) -> Result<EventIx, String> {
    let known = || opened.known_events();
    if let Some((ix, _)) = known().find(|(_, event)| &*event.id == id) {
        return Ok(ix);
    }
    let near = known()
        .map(|(_, event)| (strsim::damerau_levenshtein(id, &event.id), &event.id))
        .min()
        .filter(|(distance, _)| *distance <= 2.max(id.chars().count() / 3));
    Err(match near {
        Some((_, near)) => format!("There is no event “{id}”; did you mean “{near}”?"),
        None => format!("There is no event “{id}”; regesta show --json lists them with their ids"),
    })
}

fn sentence(record: &Record, a: EventIx, b: EventIx, answer: Answer) -> String {
    let (one, two) = (&record.event(a).title, &record.event(b).title);
    match answer {
        Answer::Before => format!("“{one}” was certainly over before “{two}” began."),
        Answer::After => format!("“{one}” certainly began after “{two}” was over."),
        Answer::Overlapping if a == b => format!("“{one}” is one and the same event."),
        Answer::Overlapping => format!("“{one}” and “{two}” certainly overlapped."),
        Answer::Possible => {
            format!(
                "“{one}” can have been before, during or after “{two}”: nothing forces an order."
            )
        }
        Answer::Contradictory => {
            format!("What is told of “{one}” and “{two}” is contradictory.")
        }
    }
}

fn write_claims(record: &Record, found: &Finding, out: &mut dyn Write) -> io::Result<()> {
    for (at, claim) in found.chain.iter().enumerate() {
        write_claim(record, at + 1, *claim, out)?;
    }
    if !found.against.is_empty() {
        writeln!(out, "Against that:")?;
        for (at, claim) in found.against.iter().enumerate() {
            write_claim(record, found.chain.len() + at + 1, *claim, out)?;
        }
    }
    Ok(())
}

/// What a claim says and where that stands, with its exact words.
fn write_claim(
    record: &Record,
    number: usize,
    claim: ClaimRef,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(basis) = claim.basis(record) else {
        return Ok(());
    };
    writeln!(
        out,
        "{number:>3}. {} ({})  [{}]",
        claim.words(record),
        basis.standing.label(),
        record.address(basis.passage)
    )?;
    if let Some(quote) = &basis.quote {
        writeln!(out, "     “{quote}”")?;
    }
    Ok(())
}

fn event_json(record: &Record, ix: EventIx) -> Value {
    let event = record.event(ix);
    json!({ "id": event.id, "title": event.title })
}

fn claim_json(record: &Record, claim: ClaimRef) -> Value {
    let said = json!({
        "event": record.event(claim.event).id,
        "says": claim.words(record),
    });
    match claim.basis(record) {
        Some(basis) => merged(said, basis_json(record, basis)),
        None => said,
    }
}
