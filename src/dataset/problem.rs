//! What is wrong with a dataset, where, and what to do.

use std::fmt;

/// Whether a problem keeps the dataset from loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The dataset does not load.
    Error,
    /// The dataset loads.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $summary:literal;)*) => {
        /// A stable code, so that a problem can be looked up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $summary] $name,)* }

        impl Code {
            /// All codes with their summaries, in order.
            pub const ALL: &[(Self, &'static str)] = &[$((Self::$name, $summary),)*];

            /// As printed: `E301`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    FileUnreadable = "E001", "a file cannot be read";
    FileTooLarge = "E002", "a file, or all of them together, is larger than the limit";
    NotUtf8 = "E003", "a file is not UTF-8";
    PathOutside = "E004", "a path leads out of the dataset's folder";
    TooDeep = "E005", "lists and records are nested too deeply";
    TooMany = "E006", "there are more items than the limit";
    Syntax = "E101", "this is not RON";
    UnknownField = "E102", "there is no field of this name";
    DuplicateField = "E103", "a field is given twice";
    MissingField = "E104", "a required field is missing";
    WrongSort = "E105", "a value is of the wrong sort: text, number, list or record";
    UnknownWord = "E106", "this word is not one of those that can stand here";
    Version = "E107", "the version of the format is not known";
    EmptyText = "E108", "a text that must say something is empty";
    BadId = "E201", "an id is not written as ids are";
    DuplicateId = "E202", "an id is given twice";
    DanglingId = "E203", "nothing has this id";
    NotAnActor = "E204", "a forum stands where an actor is expected, and it does not act";
    NotAForum = "E205", "an actor stands where a forum is expected";
    CircularParents = "E206", "a forum belongs, by way of others, to itself";
    SelfReference = "E207", "something refers to itself";
    BadDate = "E301", "this is not a date";
    BadPassage = "E401", "this passage does not exist";
    QuoteNotFound = "E402", "a quote does not stand in its passage";
    NoPassage = "E403", "a claim has no passage";
    NoteMissing = "E501", "a footnote marker has no note";
    DuplicateNote = "E502", "two footnotes have the same label";
    DuplicateSection = "E503", "two sections have the same id";
    EmptyEdition = "E504", "a text has nothing in it that could be cited";
    BadLink = "E601", "an address is neither http nor https";
    NotSet = "W701", "part of a text cannot be shown: an image, a table, HTML";
    NoteUnused = "W702", "a footnote has no marker in the text";
    EntityUnused = "W703", "no claim names this actor or forum";
    NameTwice = "W704", "two actors or forums have the same name";
    SourceUnused = "W705", "no claim rests on this source";
    EditionsPart = "W706", "an edition does not line up with the first";
    MoreProblems = "W799", "there are more problems than are listed";
}

impl Code {
    /// Whether it keeps the dataset from loading: its code begins with `E`.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('E') {
            Severity::Error
        } else {
            Severity::Warning
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Site {
    /// Relative to the dataset's folder, with `/`.
    pub file: Box<str>,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// Bytes in the file: start and end.
    #[serde(skip)]
    pub span: (u32, u32),
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Something wrong with a dataset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Problem {
    /// Where.
    #[serde(flatten)]
    pub site: Site,
    /// Which sort of problem.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl Problem {
    /// Whether it keeps the dataset from loading.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.site, self.code, self.message)?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", self.remedy)?;
        }
        Ok(())
    }
}

/// A problem with the line it stands in and a mark under the spot, as several lines of
/// plain text. `text` is the whole file; without it only the problem's own line is given.
#[must_use]
pub fn render_problem(problem: &Problem, text: Option<&str>) -> String {
    use codespan_reporting::diagnostic::{Diagnostic, Label};
    use codespan_reporting::files::SimpleFile;
    use codespan_reporting::term;

    let Some(text) = text else {
        return format!("{problem}\n");
    };
    let file = SimpleFile::new(&*problem.site.file, text);
    let (start, end) = (problem.site.span.0 as usize, problem.site.span.1 as usize);
    let diagnostic = match problem.code.severity() {
        Severity::Error => Diagnostic::error(),
        Severity::Warning => Diagnostic::warning(),
    }
    .with_code(problem.code.as_str())
    .with_message(&problem.message)
    .with_labels(vec![Label::primary((), start..end)])
    .with_notes(if problem.remedy.is_empty() {
        Vec::new()
    } else {
        vec![problem.remedy.clone()]
    });
    let config = term::Config {
        tab_width: 4,
        ..term::Config::default()
    };
    match term::emit_into_string(&config, &file, &diagnostic) {
        Ok(rendered) => rendered,
        // A span that does not fit the text: the plain form always works.
        Err(_) => format!("{problem}\n"),
    }
}
