//! An event as a row of the table: what stands in each column, what a screen reader says,
//! what is copied.

use std::fmt::Write as _;

use crate::index::{Opened, rivals_of};
use crate::model::{DateClaim, EntityIx, Event, EventIx};
use crate::state::ListBy;

use super::receipt::counted;

/// The columns and their titles.
pub(super) const COLUMNS: [(ListBy, &str); 6] = [
    (ListBy::Date, "Date"),
    (ListBy::Event, "Event"),
    (ListBy::What, "What"),
    (ListBy::Where, "Where"),
    (ListBy::Who, "Who"),
    (ListBy::Source, "Source"),
];

/// So many names stand in a cell before the others are counted.
const NAMES_IN_A_CELL: usize = 2;

/// What stands in each column.
pub(super) fn cells(opened: &Opened, ix: EventIx) -> [String; COLUMNS.len()] {
    COLUMNS.map(|(column, _)| cell(opened, ix, column, NAMES_IN_A_CELL))
}

/// What stands in a column, with so many names before the others are counted.
fn cell(opened: &Opened, ix: EventIx, column: ListBy, most: usize) -> String {
    let record = &opened.record;
    let event = record.event(ix);
    let entity = |ix: EntityIx| &*record.entity(ix).name;
    match column {
        ListBy::Date => date_words(opened, ix),
        ListBy::Event => event.title.to_string(),
        ListBy::What => {
            let kind = event.kind.map(|kind| &*record.kind(kind).name);
            let parts: Vec<&str> = kind.into_iter().chain(stage_of(event)).collect();
            parts.join(" · ")
        }
        ListBy::Where => names(event.forums.iter().map(|claim| entity(claim.forum)), most),
        ListBy::Who => names(event.actors.iter().map(|claim| entity(claim.actor)), most),
        ListBy::Source => {
            let passages = (opened.index.passages_of(ix)).map(|passage| passage.source);
            let sources = passages.filter(|source| opened.knows_source(*source));
            names(sources.map(|source| &*record.source(source).short), most)
        }
    }
}

/// What a row is called: "3 March 2020, Arria-formula meeting, happened".
pub(super) fn spoken(opened: &Opened, ix: EventIx) -> String {
    let event = opened.record.event(ix);
    let mut words = format!("{}, {}", date_words(opened, ix), event.title);
    if let Some(stage) = stage_of(event) {
        let _ = write!(words, ", {stage}");
    }
    words
}

fn stage_of(event: &Event) -> Option<&'static str> {
    event.stage().map(|stage| stage.label())
}

/// The leading date, how many others there are, and whether they contradict one another:
/// "3 March 2020, +2 other dates, disputed".
fn date_words(opened: &Opened, ix: EventIx) -> String {
    let event = opened.record.event(ix);
    let (mut words, others) = leading_words(event);
    if others > 0 {
        let _ = write!(words, ", +{}", counted(others, "other date"));
        if !rivals_of(&opened.record, ix).is_empty() {
            words.push_str(", disputed");
        }
    }
    words
}

/// The same as short as it can be: "3 March 2020 +2".
pub(super) fn short_date(event: &Event) -> String {
    match leading_words(event) {
        (words, 0) => words,
        (words, others) => format!("{words} +{others}"),
    }
}

/// The leading date, and how many others there are.
fn leading_words(event: &Event) -> (String, usize) {
    let leading = event.leading_date();
    match leading.and_then(|claim| claim.date.as_ref()) {
        Some(date) => (date.words().to_owned(), dates_of(event).saturating_sub(1)),
        None => ("undated".to_owned(), 0),
    }
}

/// How many dates an event has; the same date from two passages is one.
fn dates_of(event: &Event) -> usize {
    let says = |claim: &DateClaim| {
        let date = claim.date.as_ref()?;
        Some((date.earliest(), date.latest(), claim.stage))
    };
    let dates = event.dates.iter().filter_map(says);
    let first = |(at, date): &(usize, _)| !dates.clone().take(*at).any(|before| before == *date);
    dates.clone().enumerate().filter(first).count()
}

/// "Estonia, Belgium and 3 more": each name once.
fn names<'a>(all: impl Iterator<Item = &'a str>, most: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in all {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.len().checked_sub(most) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names[..most].join(", ")),
    }
}

/// The rows as text for a spreadsheet: a head, then a line for each event, columns set apart
/// by tabs; every name is spelt out.
pub(super) fn copied(opened: &Opened, rows: impl Iterator<Item = EventIx>) -> String {
    let mut text = String::new();
    for (column, title) in COLUMNS {
        text.push_str(title);
        text.push('\t');
        if column == ListBy::Date {
            text.push_str("EDTF\t");
        }
    }
    text.push_str("Passages\n");
    for ix in rows {
        let event = opened.record.event(ix);
        for (column, _) in COLUMNS {
            push_cell(&mut text, &cell(opened, ix, column, usize::MAX));
            text.push('\t');
            if column == ListBy::Date {
                let leading = event.leading_date();
                let date = leading.and_then(|claim| claim.date.as_ref());
                push_cell(&mut text, date.map_or("", |date| date.edtf()));
                text.push('\t');
            }
        }
        let passages = opened.index.passages_of(ix);
        let addresses: Vec<String> = passages
            .filter(|passage| opened.knows_source(passage.source))
            .map(|passage| opened.record.address(passage))
            .collect();
        push_cell(&mut text, &addresses.join(" "));
        text.push('\n');
    }
    text
}

/// A cell that stays one cell, and that no spreadsheet takes for a formula.
fn push_cell(text: &mut String, cell: &str) {
    if cell.starts_with(['=', '+', '-', '@']) {
        text.push('\'');
    }
    text.extend(
        (cell.chars())
            .filter(|c| !is_direction_mark(*c))
            .map(|c| if c.is_control() { ' ' } else { c }),
    );
}

/// Marks that turn the direction of what follows and can make a text read as another.
const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beyond_the_first_are_counted() {
        let two = |all: &[&str]| names(all.iter().copied(), 2);
        assert_eq!(two(&[]), "");
        assert_eq!(two(&["a", "b", "a"]), "a, b");
        assert_eq!(two(&["a", "b", "a", "c", "d"]), "a, b and 2 more");
    }

    #[test]
    fn a_copied_cell_is_one_cell_and_no_formula() {
        let safe = |cell: &str| {
            let mut text = String::new();
            push_cell(&mut text, cell);
            text
        };
        assert_eq!(safe("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(safe("-0043"), "'-0043");
        assert_eq!(safe("a\tb\nc"), "a b c");
        assert_eq!(safe("a\u{202e}b"), "ab");
        assert_eq!(safe("x = y"), "x = y");
    }
}
