//! Opening datasets for the command line.

use std::io::{self, Write};
use std::path::Path;

use crate::dataset::{Files, FilesError, Limits, SHIPPED, TUTORIAL, read, render_problem};
use crate::index::{Opened, Query, certain_day};
use crate::model::Date;

/// The files that an argument names: a path, or `shipped` or `tutorial` where no such path
/// exists.
///
/// # Errors
/// [`FilesError`] if there is nothing of that name.
pub fn files_named(path: &Path) -> Result<Files, FilesError> {
    match (path.exists(), path.to_str()) {
        (false, Some("shipped")) => Ok(Files::BuiltIn(SHIPPED)),
        (false, Some("tutorial")) => Ok(Files::BuiltIn(TUTORIAL)),
        _ => Files::open(path),
    }
}

/// Reads a dataset; if it does not load, its problems go to `err` and an exit code comes
/// back.
fn open(files: &Files, err: &mut dyn Write) -> io::Result<Result<Opened, u8>> {
    let reading = read(files, &Limits::default());
    if let Some(record) = reading.record {
        return Ok(Ok(Opened::new(record)));
    }
    for problem in &reading.problems {
        let text = reading.file_text(&problem.site.file);
        write!(err, "{}", render_problem(problem, text))?;
    }
    writeln!(err, "The dataset does not load.")?;
    Ok(Err(1))
}

/// Opens what a path names, or says why not.
pub(super) fn open_path(path: &Path, err: &mut dyn Write) -> io::Result<Result<Files, u8>> {
    match files_named(path) {
        Ok(files) => Ok(Ok(files)),
        Err(error) => {
            writeln!(
                err,
                "{}: {error}; give a folder with a dataset.ron, or a .ron file",
                path.display()
            )?;
            Ok(Err(2))
        }
    }
}

/// Whether the first word names a dataset rather than beginning a query.
pub(super) fn names_dataset(word: &str) -> bool {
    let path = Path::new(word);
    matches!(word, "shipped" | "tutorial")
        || path.exists()
        || word.contains('/')
        || path.extension().is_some_and(|extension| extension == "ron")
}

/// `[DATASET] [QUERY]`: the opened record and the query.
pub(super) fn open_with_query(
    words: &[String],
    known_on: Option<&str>,
    err: &mut dyn Write,
) -> io::Result<Result<(Opened, Query), u8>> {
    let (files, rest) = match words.split_first() {
        Some((first, rest)) if names_dataset(first) => match open_path(Path::new(first), err)? {
            Ok(files) => (files, rest),
            Err(code) => return Ok(Err(code)),
        },
        _ => (Files::shipped(), words),
    };
    let query = match Query::parse(&rest.join(" ")) {
        Ok(query) => query,
        Err(error) => {
            writeln!(err, "The query cannot be read: {error}")?;
            return Ok(Err(2));
        }
    };
    let opened = match open_known(&files, known_on, err)? {
        Ok(opened) => opened,
        Err(code) => return Ok(Err(code)),
    };
    for hint in query.hints(&opened) {
        writeln!(err, "{hint}")?;
    }
    Ok(Ok((opened, query)))
}

/// Reads a dataset and, if a day is given, leaves out what was not known by its end.
pub(super) fn open_known(
    files: &Files,
    known_on: Option<&str>,
    err: &mut dyn Write,
) -> io::Result<Result<Opened, u8>> {
    match open(files, err)? {
        Ok(opened) => draw_curtain(opened, known_on, err),
        Err(code) => Ok(Err(code)),
    }
}

/// The record as known at the end of a day, if one is given.
fn draw_curtain(
    opened: Opened,
    known_on: Option<&str>,
    err: &mut dyn Write,
) -> io::Result<Result<Opened, u8>> {
    let Some(text) = known_on else {
        return Ok(Ok(opened));
    };
    match Date::parse(text) {
        Ok(date) => Ok(Ok(opened.as_known_on(certain_day(&date)))),
        Err(error) => {
            writeln!(err, "--known-on: {error}; {}", error.remedy())?;
            Ok(Err(2))
        }
    }
}
