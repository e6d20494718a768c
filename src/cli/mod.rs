//! The same questions as in the window, answered in text and JSON.
//!
//! [`run`] writes to what it is given and returns an exit code, so that it is tested
//! without a process: 0 for success, 1 if a dataset has problems or nothing was found at
//! an address, 2 for arguments that cannot be used.

mod apparatus;
mod arguments;
mod check;
mod date;
mod findable;
mod ledger;
mod linked;
mod links;
mod measures;
mod open;
mod order;
mod paths;
mod show;
mod text;
mod together;

use std::io::{self, Write};

pub use arguments::{Arguments, Listing, Meeting, Probe, Question};
pub use open::files_named;

use crate::index::{Opened, Query};

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
        Question::Show(listing) => list(listing, show::show, out, err),
        Question::Links { listing, of } => links::links(listing, of.as_deref(), out, err),
        Question::Paths {
            meeting,
            count,
            parents,
        } => paths::paths(meeting, *count, *parents, out, err),
        Question::Together(meeting) => together::together(meeting, out, err),
        Question::Measures { listing, absent } => measures::measures(listing, *absent, out, err),
        Question::Ledger(listing) => list(listing, ledger::ledger, out, err),
        Question::Trails(listing) => list(listing, ledger::trails_of, out, err),
        Question::Documents(listing) => list(listing, apparatus::documents, out, err),
        Question::Notes(listing) => list(listing, apparatus::notes, out, err),
        Question::Outlines(listing) => list(listing, apparatus::outlines, out, err),
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

/// Writes what a query finds, as JSON or as text. Returns an exit code.
type List = fn(&Opened, &Query, bool, &mut dyn Write) -> io::Result<u8>;

fn list(
    listing: &Listing,
    write: List,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    match open::open_with_query(&listing.words, listing.known_on.as_deref(), err)? {
        Ok((opened, query)) => write(&opened, &query, listing.json, out),
        Err(code) => Ok(code),
    }
}
