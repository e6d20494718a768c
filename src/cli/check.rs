//! `regesta check`.

use std::io::{self, Write};
use std::path::Path;

use crate::dataset::{Limits, Problem, read, render_problem};

pub(super) fn check(
    dataset: &Path,
    json: bool,
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
    if !json {
        let errors = reading.errors();
        let warnings = reading.problems.len() - errors;
        match &reading.record {
            Some(record) if warnings == 0 => writeln!(
                out,
                "No problem: {} events, {} actors and forums, {} ties, {} sources.",
                record.events.len(),
                record.entities.len(),
                record.ties.len(),
                record.sources.len()
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
    Ok(u8::from(!reading.problems.is_empty()))
}

fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
