//! `regesta check`.

use std::io::{self, Write};
use std::path::Path;

use crate::dataset::{Limits, Problem, read, render_problem};
use crate::index::{ClaimOf, Unnamed, unnamed_claims};
use crate::model::Record;

pub(super) fn check(
    dataset: &Path,
    json: bool,
    named: bool,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let files = match super::open::open_path(dataset, err)? {
        Ok(files) => files,
        Err(code) => return Ok(code),
    };
    let reading = read(&files, &Limits::default());
    for problem in &reading.problems {
        if json {
            #[derive(serde::Serialize)]
            struct Line<'p> {
                #[serde(flatten)]
                problem: &'p Problem,
                severity: crate::dataset::Severity,
            }
            let line = Line {
                problem,
                severity: problem.code.severity(),
            };
            writeln!(out, "{}", serde_json::to_string(&line)?)?;
        } else {
            // The first line is for programs that read file:line:column, the rest for people.
            writeln!(
                out,
                "{}: {} {}",
                problem.site, problem.code, problem.message
            )?;
            let rendered = render_problem(problem, reading.file_text(&problem.site.file));
            for line in rendered.lines().skip(2) {
                writeln!(out, "  {line}")?;
            }
        }
    }
    let unnamed = match &reading.record {
        Some(record) if named => unnamed_claims(record),
        _ => Vec::new(),
    };
    if let Some(record) = &reading.record {
        print_unnamed(record, &unnamed, json, out)?;
    }
    if !json {
        let errors = reading.errors();
        let warnings = reading.problems.len() - errors;
        match &reading.record {
            Some(record) if warnings == 0 && unnamed.is_empty() => writeln!(
                out,
                "No problem: {} events, {} actors and forums, {} ties, {} sources.",
                record.events.len(),
                record.entities.len(),
                record.ties.len(),
                record.sources.len()
            )?,
            Some(_) if named => writeln!(
                out,
                "It loads, with {}, and {}.",
                count(warnings, "warning"),
                match unnamed.len() {
                    1 => "1 claim not named by its passage".to_owned(),
                    many => format!("{many} claims not named by their passages"),
                }
            )?,
            Some(_) => writeln!(out, "It loads, with {}.", count(warnings, "warning"))?,
            None => writeln!(
                out,
                "It does not load: {}, {}.",
                count(errors, "error"),
                count(warnings, "warning")
            )?,
        }
    }
    Ok(u8::from(
        !reading.problems.is_empty() || !unnamed.is_empty(),
    ))
}

/// Claims whose passages do not name what is claimed, each with its event or tie.
fn print_unnamed(
    record: &Record,
    unnamed: &[Unnamed],
    json: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for claim in unnamed {
        let of = match claim.of {
            ClaimOf::Event(ix) => record.event(ix).id.to_string(),
            ClaimOf::Tie(ix) => {
                let tie = record.tie(ix);
                let (from, to) = (record.entity(tie.from), record.entity(tie.to));
                format!("tie {} → {}", from.id, to.id)
            }
        };
        let address = record.address(claim.passage);
        if json {
            let line =
                serde_json::json!({ "claim_of": of, "not_named": claim.name, "passage": address });
            writeln!(out, "{line}")?;
        } else {
            writeln!(
                out,
                "{of}: {address} does not name {}; add the name it uses there, or say standing: Inferred",
                claim.name
            )?;
        }
    }
    Ok(())
}

fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
