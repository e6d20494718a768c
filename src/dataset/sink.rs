//! Where problems are collected, with their places.

use std::collections::HashMap;

use super::problem::{Code, Problem, Severity, Site};
use super::progress::Progress;
use super::source_file::SourceFile;
use super::syntax::{Node, Span};
use crate::model::Date;

/// A span in one of the files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub file: usize,
    pub span: Span,
}

/// Where problems are collected.
pub(super) struct Sink<'a> {
    pub files: &'a [&'a SourceFile],
    /// Told of every item that is checked.
    pub progress: &'a Progress,
    pub problems: Vec<Problem>,
    /// Spots of mistakes in the writing, so that what follows from them is not reported too.
    pub mistakes: Vec<Spot>,
    /// How many errors and warnings are listed.
    pub listed: Tally,
    /// Problems beyond the limit.
    pub left_out: usize,
    /// The dates that were read, by their writing: the same one serves many claims.
    pub dates: HashMap<Box<str>, Date>,
}

/// Counts errors and warnings apart, so that warnings never crowd out an error: a dataset
/// with an error must not load.
#[derive(Default)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
}

impl Tally {
    /// Counts a problem. Returns whether there are no more than `most` of its severity.
    pub(super) fn admits(&mut self, code: Code, most: usize) -> bool {
        let count = match code.severity() {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        *count <= most
    }
}

/// More errors than this, and more warnings than this, are counted, not listed.
pub(super) const MOST_PROBLEMS: usize = 5_000;

impl Sink<'_> {
    pub(super) fn report(
        &mut self,
        spot: Spot,
        code: Code,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if !self.listed.admits(code, MOST_PROBLEMS) {
            self.left_out += 1;
            return;
        }
        let file = self.files[spot.file];
        self.problems.push(Problem {
            site: site_of(file, spot.span),
            code,
            message: message.into(),
            remedy: remedy.into(),
        });
    }

    /// An item comes to be checked. Returns whether to go on.
    pub(super) fn goes_on_to(&self, node: &Node<'_>) -> bool {
        // By its length, as items of different lists take differently long.
        let length = node.span.end.saturating_sub(node.span.start);
        self.progress.advance(u64::from(length))
    }

    /// Takes over problems that were found elsewhere.
    pub(super) fn extend(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            if self.listed.admits(problem.code, MOST_PROBLEMS) {
                self.problems.push(problem);
            } else {
                self.left_out += 1;
            }
        }
    }

    /// Whether something in this span could not be read.
    pub(super) fn is_damaged(&self, spot: Spot) -> bool {
        self.mistakes.iter().any(|mistake| {
            mistake.file == spot.file
                && mistake.span.start >= spot.span.start
                && mistake.span.start <= spot.span.end
        })
    }
}

/// Line and column, both from 1, the column in characters.
pub(super) fn site_of(file: &SourceFile, span: Span) -> Site {
    let (line, column) = file.line_column(span.start as usize);
    Site {
        file: file.name.as_str().into(),
        line,
        column,
        span: (span.start, span.end),
    }
}

/// The candidate nearest to a misspelt word, if any is near.
pub(super) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    // Long words are not misspelt, they are hostile.
    if word.len() > 80 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance <= 2.max(candidate.len() / 4) && *distance < word.len().max(2)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
