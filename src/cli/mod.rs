//! The same questions as in the window, answered in text and JSON.
//!
//! [`run`] writes to what it is given and returns an exit code, so that it is tested
//! without a process: 0 for success, 1 if a dataset has problems or nothing was found at
//! an address, 2 for arguments that cannot be used.

mod arguments;
mod check;
mod date;
mod ledger;
mod links;
mod open;
mod order;
mod show;
mod text;

use std::io::{self, Write};

pub use arguments::{Arguments, Probe, Question};
pub use open::files_named;

/// Answers a question on `out`; complaints go to `err`.
///
/// # Errors
/// Only if `out` or `err` cannot be written to.
pub fn run(question: &Question, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    match question {
        Question::Check {
            dataset,
            json,
            named,
        } => check::check(dataset, *json, *named, out, err),
        Question::Show {
            words,
            json,
            known_on,
        } => match open::open_with_query(words, known_on.as_deref(), err)? {
            Ok((opened, query)) => show::show(&opened, &query, *json, out),
            Err(code) => Ok(code),
        },
        Question::Links {
            words,
            json,
            known_on,
        } => match open::open_with_query(words, known_on.as_deref(), err)? {
            Ok((opened, query)) => links::links(&opened, &query, *json, out),
            Err(code) => Ok(code),
        },
        Question::Ledger {
            words,
            json,
            known_on,
        } => match open::open_with_query(words, known_on.as_deref(), err)? {
            Ok((opened, query)) => ledger::ledger(&opened, &query, *json, out),
            Err(code) => Ok(code),
        },
        Question::Trails {
            words,
            json,
            known_on,
        } => match open::open_with_query(words, known_on.as_deref(), err)? {
            Ok((opened, query)) => ledger::trails_of(&opened, &query, *json, out),
            Err(code) => Ok(code),
        },
        Question::Order {
            words,
            json,
            known_on,
        } => order::order(words, known_on.as_deref(), *json, out, err),
        Question::Date { edtf, json } => date::date(edtf, *json, out, err),
        Question::Text {
            words,
            json,
            known_on,
        } => text::text(words, known_on.as_deref(), *json, out, err),
    }
}
