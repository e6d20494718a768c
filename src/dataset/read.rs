//! From files to a record, with every problem.

use super::claims::Passages;
use super::decode_entities::{decode_entities, define_entities};
use super::decode_events::{EventLists, decode_events, decode_ties};
use super::decode_sources::{decode_sources, decode_vocabularies};
use super::decoder::{Ids, check_id, names};
use super::fields::{Fields, MOST_PROBLEMS, Sink, Spot, Tally};
use super::files::{Files, FilesError, Limits};
use super::problem::{Code, Problem, Site};
use super::syntax::{Node, Span, Value, read_tree};
use crate::model::Record;

/// A file of a dataset, as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the dataset's folder.
    pub name: String,
    /// All of it.
    pub text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    pub(super) fn new(name: String, text: String) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| index(at + 1)))
            .collect();
        Self {
            name,
            text,
            line_starts,
        }
    }

    /// How many lines it has.
    #[must_use]
    pub const fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// A line, counted from 0, without its end; empty past the end.
    #[must_use]
    pub fn line(&self, at: usize) -> &str {
        let Some(start) = self.line_starts.get(at) else {
            return "";
        };
        let end = self
            .line_starts
            .get(at + 1)
            .map_or(self.text.len(), |end| *end as usize);
        self.text[*start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Line and column of a byte, both from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (u32, u32) {
        let line = self
            .line_starts
            .partition_point(|start| (*start as usize) <= byte)
            .saturating_sub(1);
        let start = self.line_starts.get(line).copied().unwrap_or(0) as usize;
        let end = byte.clamp(start, self.text.len());
        let column = self
            .text
            .get(start..end)
            .map_or(0, |text| text.chars().filter(|c| *c != '\u{feff}').count());
        (index(line + 1), index(column + 1))
    }
}

/// What reading a dataset gave.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The record, unless an error stops it from loading.
    pub record: Option<Record>,
    /// All problems, sorted by place.
    pub problems: Vec<Problem>,
    /// Every file that was read, so that a problem can be shown in its line.
    pub files: Vec<SourceFile>,
}

impl Reading {
    /// How many of the problems keep the dataset from loading.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.is_error())
            .count()
    }

    /// The text of the file in which a problem stands.
    #[must_use]
    pub fn file_text(&self, name: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|file| file.name == name)
            .map(|file| file.text.as_str())
    }
}

/// A position as an index. Limits keep every position far below 2³².
#[allow(clippy::cast_possible_truncation)]
pub(super) const fn index(position: usize) -> u32 {
    position as u32
}

/// Reads and checks a dataset. Nothing outside its folder is read, and nothing is written.
#[must_use]
pub fn read(files: &Files, limits: &Limits) -> Reading {
    let mut loader = Loader {
        files,
        limits,
        bytes_left: limits.all_bytes,
        problems: Vec::new(),
    };
    let Some(main) = loader.ron_file(files.main(), None) else {
        return Reading {
            record: None,
            problems: loader.problems,
            files: Vec::new(),
        };
    };
    let mut sources_read = vec![main];
    loader.parts(&mut sources_read);

    let (record, mut problems, texts) = decode(&sources_read, &mut loader);
    problems.append(&mut loader.problems);
    problems.sort();
    problems.dedup();
    sources_read.extend(texts);
    let stopped = problems.iter().any(Problem::is_error);
    Reading {
        record: record.filter(|_| !stopped),
        problems,
        files: sources_read,
    }
}

/// Fetches files within the limits.
pub(super) struct Loader<'f> {
    files: &'f Files,
    limits: &'f Limits,
    bytes_left: u64,
    pub(super) problems: Vec<Problem>,
}

impl Loader<'_> {
    /// A `.ron` file. `named_at` is where another file names it.
    fn ron_file(&mut self, name: &str, named_at: Option<Site>) -> Option<SourceFile> {
        self.file(name, self.limits.ron_bytes, named_at)
    }

    /// A text file.
    pub(super) fn text_file(&mut self, name: &str, named_at: Site) -> Option<SourceFile> {
        self.file(name, self.limits.text_bytes, Some(named_at))
    }

    /// What cannot be had is an error, so the rest may go unlisted.
    fn report(&mut self, problem: Problem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        }
    }

    fn file(&mut self, name: &str, limit: u64, named_at: Option<Site>) -> Option<SourceFile> {
        let own_site = || Site {
            file: name.into(),
            line: 1,
            column: 1,
            span: (0, 0),
        };
        let site = named_at.unwrap_or_else(own_site);
        let problem = |site, code, message, remedy: &str| Problem {
            site,
            code,
            message,
            remedy: remedy.to_owned(),
        };
        let runs_out = self.bytes_left < limit;
        let bytes = match self.files.bytes(name, limit.min(self.bytes_left)) {
            Ok(bytes) => bytes,
            Err(error) => {
                let (code, remedy) = match &error {
                    FilesError::Outside => (
                        Code::PathOutside,
                        "put the file into the dataset's folder and name it from there",
                    ),
                    FilesError::TooLarge(_) => (Code::FileTooLarge, "split it"),
                    FilesError::Missing => (
                        Code::FileUnreadable,
                        "correct the name, or put the file there",
                    ),
                    FilesError::NotAFile | FilesError::Io(_) => {
                        (Code::FileUnreadable, "check what it is and who may read it")
                    }
                };
                let name = super::fields::clip(name);
                let message = match error {
                    FilesError::TooLarge(_) if runs_out => format!(
                        "“{name}”: with this file the dataset is larger than {}",
                        size(self.limits.all_bytes)
                    ),
                    FilesError::TooLarge(most) => {
                        format!("“{name}”: the file is larger than {}", size(most))
                    }
                    error => format!("“{name}”: {error}"),
                };
                self.report(problem(site, code, message, remedy));
                return None;
            }
        };
        self.bytes_left -= bytes.len() as u64;
        match String::from_utf8(bytes) {
            Ok(text) => Some(SourceFile::new(name.to_owned(), text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
                let file = SourceFile::new(name.to_owned(), before);
                let site = super::fields::site_of(&file, Span::new(at, at));
                self.report(problem(
                    site,
                    Code::NotUtf8,
                    "the file is not UTF-8 from here on".to_owned(),
                    "save it as UTF-8",
                ));
                None
            }
        }
    }

    /// Reads the files that the main file names in `parts`.
    fn parts(&mut self, files: &mut Vec<SourceFile>) {
        let main = files[0].clone();
        let tree = read_tree(&main.text, self.limits.depth, self.limits.values);
        let Value::Record(fields) = &tree.root.value else {
            return;
        };
        let Some(Value::List(parts)) = fields
            .iter()
            .find(|field| field.name == "parts")
            .map(|field| &field.node.value)
        else {
            return;
        };
        let mut named = std::collections::HashSet::new();
        for (at, part) in parts.iter().enumerate() {
            let Value::Text(name) = &part.value else {
                continue;
            };
            // Reported with the other fields.
            if name.trim().is_empty() {
                continue;
            }
            let site = super::fields::site_of(&main, part.span);
            if at >= self.limits.parts {
                self.report(Problem {
                    site,
                    code: Code::TooMany,
                    message: format!("there are more than {} parts", self.limits.parts),
                    remedy: "put several of them into one file".to_owned(),
                });
                return;
            }
            let plain = plain_path(name);
            if plain == plain_path(&main.name) && !name.starts_with('/') {
                self.report(Problem {
                    site,
                    code: Code::SelfReference,
                    message: format!(
                        "“{}” is the dataset itself, not a part",
                        super::fields::clip(name)
                    ),
                    remedy: "take it off the list".to_owned(),
                });
                continue;
            }
            if !named.insert(plain) {
                self.report(Problem {
                    site,
                    code: Code::DuplicateId,
                    message: format!("the part “{}” is named twice", super::fields::clip(name)),
                    remedy: "name it once".to_owned(),
                });
                continue;
            }
            if let Some(file) = self.ron_file(name, Some(site)) {
                files.push(file);
            }
        }
    }
}

/// A path without `.` and doubled separators, to tell whether two are the same.
fn plain_path(name: &str) -> String {
    let names: Vec<&str> = name
        .split('/')
        .filter(|name| !matches!(*name, "" | "."))
        .collect();
    names.join("/")
}

fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 {
        format!("{} MiB", bytes >> 20)
    } else {
        format!("{bytes} bytes")
    }
}

/// The lists that the main file and every part may have.
const LISTS: [&str; 9] = [
    "areas", "levels", "kinds", "roles", "sources", "actors", "forums", "events", "ties",
];

/// The items of one list in all files, each with the file it stands in.
pub(super) type Items<'n, 'a> = Vec<(usize, &'n Node<'a>)>;

fn decode(
    files: &[SourceFile],
    loader: &mut Loader<'_>,
) -> (Option<Record>, Vec<Problem>, Vec<SourceFile>) {
    let mut sink = Sink {
        files,
        problems: Vec::new(),
        mistakes: Vec::new(),
        listed: Tally::default(),
        left_out: 0,
    };
    let mut values_left = loader.limits.values;
    let mut trees = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let tree = read_tree(&file.text, loader.limits.depth, values_left);
        values_left -= tree.values;
        for mistake in &tree.mistakes {
            let spot = Spot {
                file: at,
                span: mistake.span,
            };
            sink.report(spot, mistake.code, mistake.message.clone(), mistake.remedy);
            sink.mistakes.push(spot);
        }
        trees.push(tree.root);
    }

    let mut record = Record::default();
    let mut lists: Vec<Items<'_, '_>> = vec![Vec::new(); LISTS.len()];
    let mut whole = true;
    for (at, root) in trees.iter().enumerate() {
        let what = if at == 0 { "the dataset" } else { "a part" };
        let before = sink.problems.len();
        let Some(mut fields) = Fields::open(&mut sink, at, root, what) else {
            whole = false;
            continue;
        };
        if at == 0 && !decode_header(&mut sink, &mut fields, &mut record) {
            return (None, sink.problems, Vec::new());
        }
        for (name, list) in LISTS.iter().copied().zip(&mut lists) {
            let items = if at == 0 && name == "sources" {
                let written = fields.required(name);
                if written.is_some_and(
                    |node| matches!(&node.value, Value::List(items) if items.is_empty()),
                ) {
                    sink.report(
                        fields.head(),
                        Code::MissingField,
                        "the dataset has no source",
                        "add one to “sources”: every claim rests on a passage of a source",
                    );
                }
                fields.list(&mut sink, name)
            } else {
                fields.list(&mut sink, name)
            };
            list.extend(items.iter().map(|item| (at, item)));
        }
        fields.finish(&mut sink);
        // A list that is misspelt, given twice or not a list may have defined anything.
        whole &= !sink.problems[before..].iter().any(|problem| {
            matches!(
                problem.code,
                Code::UnknownField | Code::DuplicateField | Code::WrongSort
            )
        });
    }
    let items: usize = lists.iter().map(Vec::len).sum();
    if items > loader.limits.items {
        sink.report(
            Spot {
                file: 0,
                span: Span::new(0, 0),
            },
            Code::TooMany,
            format!(
                "the dataset has {items} items, more than {}",
                loader.limits.items
            ),
            "split it into several datasets",
        );
        return (None, sink.problems, Vec::new());
    }
    // A part that could not be read at all may have defined anything.
    let lost = !whole || !loader.problems.is_empty() || !sink.mistakes.is_empty();
    let texts = decode_lists(&mut sink, &mut record, &lists, lost, loader);
    if sink.left_out > 0 {
        let left_out = sink.left_out;
        let site = super::fields::site_of(&files[0], Span::new(0, 0));
        sink.problems.push(Problem {
            site,
            code: Code::MoreProblems,
            message: format!("at least {left_out} more are not listed"),
            remedy: "mend these first".to_owned(),
        });
    }
    (Some(record), sink.problems, texts)
}

/// Reads all lists into the record. Returns the texts of the editions.
fn decode_lists(
    sink: &mut Sink<'_>,
    record: &mut Record,
    lists: &[Items<'_, '_>],
    lost: bool,
    loader: &mut Loader<'_>,
) -> Vec<SourceFile> {
    let [
        areas,
        levels,
        kinds,
        roles,
        sources,
        actors,
        forums,
        events,
        ties,
    ] = lists
    else {
        return Vec::new();
    };
    let mut vocabularies = decode_vocabularies(sink, record, [areas, levels, kinds, roles], lost);

    let source_ids = ids_of(sink, "source", sources, lost);
    let (decoded, unreadable, texts) = decode_sources(sink, sources, loader);
    let mut passages = Passages::new(decoded, source_ids, unreadable);

    let mut entity_ids = define_entities(sink, actors, forums, lost);
    decode_entities(sink, record, actors, forums, &mut entity_ids);

    let mut event_ids = ids_of(sink, "event", events, lost);
    let mut names_in = EventLists {
        vocabularies: &mut vocabularies,
        entities: &mut entity_ids,
        events: &mut event_ids,
        passages: &mut passages,
    };
    decode_events(sink, record, events, &mut names_in);
    decode_ties(sink, record, ties, &mut names_in);

    // What no claim names can only be told once every claim could be read.
    if !lost && loader.problems.is_empty() && !sink.problems.iter().any(Problem::is_error) {
        super::audit::audit(sink, record, &entity_ids, &passages);
    }
    record.sources = passages.sources;
    texts
}

/// The ids of all items of a list, in the order of the list.
pub(super) fn ids_of<'n>(
    sink: &mut Sink<'_>,
    what: &'static str,
    items: &Items<'n, '_>,
    lost: bool,
) -> Ids<'n> {
    let mut ids = Ids::new(what);
    for (position, (file, node)) in items.iter().enumerate() {
        ids.define(sink, *file, node, position);
    }
    if lost {
        ids.set_lost();
    }
    ids
}

/// Returns whether the dataset can be read on: a format of another version means other things.
fn decode_header(sink: &mut Sink<'_>, fields: &mut Fields<'_, '_>, record: &mut Record) -> bool {
    if let Some(node) = fields.required("format") {
        let spot = fields.spot_of(node);
        match &node.value {
            Value::Number("1") | Value::Faulty => {}
            Value::Number(other) => {
                sink.report(
                    spot,
                    Code::Version,
                    format!(
                        "version {} of the format is not known to this program",
                        super::fields::clip(other)
                    ),
                    "write format: 1, or use a newer version of the program",
                );
                return false;
            }
            other => sink.report(
                spot,
                Code::WrongSort,
                format!("“format” is {}", super::fields::sort_of(other)),
                "write format: 1",
            ),
        }
    }
    if let Some(id) = fields.required_text(sink, "id") {
        check_id(sink, id);
        record.id = id.text.into();
    }
    let mut text = |name, fallback: &str| {
        fields
            .text(sink, name)
            .map_or_else(|| fallback.into(), |text| text.text.into())
    };
    record.language = text("language", "en");
    record.about = text("about", "");
    record.licence = text("licence", "");
    if let Some(title) = fields.required_text(sink, "title") {
        record.title = title.text.into();
    }
    let file = fields.spot.file;
    for node in fields.list(sink, "editors") {
        if let Some(text) = super::fields::text_of(sink, file, node, "editors") {
            record.editors.push(text.text.into());
        }
    }
    for node in fields.list(sink, "parts") {
        // Read already by `Loader::parts`; here only what is no text is reported.
        let _ = super::fields::text_of(sink, file, node, "parts");
    }
    true
}

/// Id, name and other names: what every word of a vocabulary has.
pub(super) fn term(sink: &mut Sink<'_>, fields: &mut Fields<'_, '_>) -> Option<crate::model::Term> {
    let id = super::decoder::own_id(sink, fields);
    let name = fields.required_text(sink, "name");
    let names = names(sink, fields);
    Some(crate::model::Term {
        id: id?.into(),
        name: name?.text.into(),
        names,
    })
}
