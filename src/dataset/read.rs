//! From files to a record, with every problem.

use std::collections::HashMap;

use super::claims::Passages;
use super::decode_apparatus::decode_apparatus;
use super::decode_entities::{decode_entities, define_entities};
use super::decode_events::{EventLists, decode_accounts, decode_events, decode_ties};
use super::decode_sources::{decode_sources, decode_vocabularies};
use super::decoder::{Ids, check_id, names};
use super::fields::Fields;
use super::files::{Files, Limits};
use super::loader::Loader;
use super::problem::{Code, Problem};
use super::progress::{Progress, Stage};
use super::sink::{Sink, Spot, Tally};
use super::source_file::SourceFile;
use super::syntax::{Node, Span, Tree, Value, read_tree};
use crate::model::Record;

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

/// Reads and checks a dataset. Nothing outside its folder is read, and nothing is written.
#[must_use]
pub fn read(files: &Files, limits: &Limits) -> Reading {
    read_to_end(files, limits, &Progress::default())
}

/// The same, reported and cancelled by way of `progress`; `None` if it was cancelled.
#[must_use]
pub fn read_with(files: &Files, limits: &Limits, progress: &Progress) -> Option<Reading> {
    let reading = read_to_end(files, limits, progress);
    // Whoever stops leaves off in the middle, and what he has is of no use.
    (!progress.is_cancelled()).then_some(reading)
}

fn read_to_end(files: &Files, limits: &Limits, progress: &Progress) -> Reading {
    let mut loader = Loader {
        files,
        limits,
        progress,
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
    // A dataset in a single file is read here, one in parts has hardly begun.
    let until = if main.text.len() < SMALL { 0.01 } else { 0.3 };
    progress.begin(Stage::Values, until, main.text.len() as u64);
    let tree = read_tree(&main.text, limits.depth, limits.values, progress);
    let parts = loader.parts(&main, &tree.root);
    let all: Vec<&SourceFile> = std::iter::once(&main).chain(&parts).collect();

    let (record, mut problems, texts) = decode(&all, tree, &mut loader);
    problems.append(&mut loader.problems);
    problems.sort();
    problems.dedup();
    let mut sources_read = vec![main];
    sources_read.extend(parts);
    sources_read.extend(texts);
    let stopped = problems.iter().any(Problem::is_error);
    Reading {
        record: record.filter(|_| !stopped),
        problems,
        files: sources_read,
    }
}

/// A main file with fewer bytes is read at once.
const SMALL: usize = 1 << 20;

/// The lists that the main file and every part may have.
const LISTS: [&str; 13] = [
    "areas",
    "levels",
    "kinds",
    "roles",
    "sources",
    "actors",
    "forums",
    "events",
    "accounts",
    "ties",
    "documents",
    "notes",
    "outlines",
];

/// The items of one list in all files, each with the file it stands in.
pub(super) type Items<'n, 'a> = Vec<(usize, &'n Node<'a>)>;

fn decode<'a>(
    files: &[&'a SourceFile],
    main: Tree<'a>,
    loader: &mut Loader<'_>,
) -> (Option<Record>, Vec<Problem>, Vec<SourceFile>) {
    let progress = loader.progress;
    let mut sink = Sink {
        files,
        progress,
        problems: Vec::new(),
        mistakes: Vec::new(),
        listed: Tally::default(),
        left_out: 0,
        dates: HashMap::new(),
    };
    let mut values_left = loader.limits.values;
    let mut trees = Vec::new();
    let bytes = |files: &[&SourceFile]| files.iter().map(|file| file.text.len() as u64).sum();
    progress.begin(Stage::Values, 0.3, bytes(&files[1..]));
    let mut main = Some(main);
    for (at, file) in files.iter().enumerate() {
        let tree = main
            .take()
            .unwrap_or_else(|| read_tree(&file.text, loader.limits.depth, values_left, progress));
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
        let site = super::sink::site_of(files[0], Span::new(0, 0));
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
        accounts,
        ties,
        documents,
        notes,
        outlines,
    ] = lists
    else {
        return Vec::new();
    };
    let mut vocabularies = decode_vocabularies(sink, record, [areas, levels, kinds, roles], lost);

    let source_ids = ids_of(sink, "source", sources, lost);
    let (decoded, unreadable, texts) = decode_sources(sink, sources, loader);
    let mut passages = Passages::new(decoded, source_ids, unreadable);

    let checked = [
        actors, forums, events, accounts, ties, documents, notes, outlines,
    ];
    let length = |node: &Node<'_>| u64::from(node.span.end.saturating_sub(node.span.start));
    let bytes = checked.into_iter().flatten().map(|(_, node)| length(node));
    sink.progress.begin(Stage::Claims, 0.9, bytes.sum());
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
    decode_accounts(sink, record, accounts, &mut names_in);
    decode_ties(sink, record, ties, &mut names_in);
    let apparatus = [documents, notes, outlines];
    record.apparatus = decode_apparatus(sink, record, apparatus, lost, &mut names_in).into();

    // What no claim names can only be told once every claim could be read.
    if !lost && loader.problems.is_empty() && !sink.problems.iter().any(Problem::is_error) {
        super::audit::audit(sink, record, &entity_ids, &passages);
    }
    record.sources = std::sync::Arc::new(passages.sources);
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
        if sink.progress.is_cancelled() {
            break;
        }
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
