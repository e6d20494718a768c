//! Vocabularies, sources and their editions.

use super::decoder::{Ids, date, own_id, url};
use super::fields::Fields;
use super::loader::Loader;
use super::markdown::read_text;
use super::problem::Code;
use super::progress::Stage;
use super::read::{Items, ids_of, term};
use super::sink::Sink;
use super::source_file::SourceFile;
use super::syntax::Value;
use crate::model::{Date, Edition, Record, Role, Source, Term, Text};

/// The ids of the four vocabularies.
pub(super) struct Vocabularies<'n> {
    pub areas: Ids<'n>,
    pub levels: Ids<'n>,
    pub kinds: Ids<'n>,
    pub roles: Ids<'n>,
}

pub(super) fn decode_vocabularies<'n>(
    sink: &mut Sink<'_>,
    record: &mut Record,
    [areas, levels, kinds, roles]: [&Items<'n, '_>; 4],
    lost: bool,
) -> Vocabularies<'n> {
    record.areas = terms(sink, areas, "an area");
    record.levels = terms(sink, levels, "a level");
    record.kinds = terms(sink, kinds, "a kind");
    for (file, node) in roles {
        let Some(mut fields) = Fields::open(sink, *file, node, "a role") else {
            continue;
        };
        let term = term(sink, &mut fields);
        let absent = fields.flag(sink, "absent");
        fields.finish(sink);
        record.roles.extend(term.map(|term| Role { term, absent }));
    }
    Vocabularies {
        areas: ids_of(sink, "area", areas, lost),
        levels: ids_of(sink, "level", levels, lost),
        kinds: ids_of(sink, "kind", kinds, lost),
        roles: ids_of(sink, "role", roles, lost),
    }
}

fn terms(sink: &mut Sink<'_>, items: &Items<'_, '_>, what: &'static str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (file, node) in items {
        if let Some(mut fields) = Fields::open(sink, *file, node, what) {
            terms.extend(term(sink, &mut fields));
            fields.finish(sink);
        }
    }
    terms
}

/// All sources with their texts; a flag for each whose text could not be read; the files.
pub(super) fn decode_sources(
    sink: &mut Sink<'_>,
    items: &Items<'_, '_>,
    loader: &mut Loader<'_>,
) -> (Vec<Source>, Vec<bool>, Vec<SourceFile>) {
    let (mut sources, mut unreadable, mut files) = (Vec::new(), Vec::new(), Vec::new());
    sink.progress.begin(Stage::Texts, 0.4, items.len() as u64);
    for (file, node) in items {
        if !sink.progress.advance(1) {
            break;
        }
        // Ids are positions, so what cannot be read has a place all the same.
        let (source, readable) = match Fields::open(sink, *file, node, "a source") {
            Some(mut fields) => {
                let decoded = decode_source(sink, &mut fields, loader, &mut files);
                fields.finish(sink);
                decoded
            }
            None => (unreadable_source(), false),
        };
        sources.push(source);
        unreadable.push(!readable);
    }
    (sources, unreadable, files)
}

fn decode_source(
    sink: &mut Sink<'_>,
    fields: &mut Fields<'_, '_>,
    loader: &mut Loader<'_>,
    files: &mut Vec<SourceFile>,
) -> (Source, bool) {
    let id = own_id(sink, fields).unwrap_or("");
    let title = fields.required_text(sink, "title");
    let short = fields.text(sink, "short");
    let author = fields.text(sink, "author");
    let language = fields.text(sink, "language").map_or("en", |text| text.text);
    let issued = fields
        .required("issued")
        .and_then(|_| date(sink, fields, "issued"));
    let issued_note = fields.text(sink, "issued_note");
    let citation = fields.text(sink, "citation");
    let url = url(sink, fields, "url");

    let mut editions = Vec::new();
    let mut readable = true;
    let listed = fields.required("editions");
    let nodes = fields.list(sink, "editions");
    if matches!(listed.map(|node| &node.value), Some(Value::List(items)) if items.is_empty()) {
        sink.report(
            fields.head(),
            Code::MissingField,
            "a source has no edition",
            "add one to “editions”: passages are addresses in a text",
        );
    }
    let mut ids = Ids::new("edition");
    for (position, node) in nodes.iter().enumerate() {
        ids.define(sink, fields.spot.file, node, position);
        let spot = fields.spot_of(node);
        let Some(mut edition) = Fields::open(sink, fields.spot.file, node, "an edition") else {
            readable = false;
            continue;
        };
        let (decoded, edition_readable) =
            decode_edition(sink, &mut edition, language, loader, files);
        readable &= edition_readable;
        if let (Some(first), true) = (editions.first(), readable) {
            report_parting(sink, spot, first, &decoded);
        }
        editions.push(decoded);
        edition.finish(sink);
    }
    // Claims may rest on a source whose edition is missing; that has been reported once.
    if editions.is_empty() {
        readable = false;
        editions.extend(unreadable_source().editions);
    }
    let title = title.map_or("", |text| text.text);
    let source = Source {
        id: id.into(),
        title: title.into(),
        short: short.map_or(title, |text| text.text).into(),
        author: author.map(|text| text.text.into()),
        language: language.into(),
        // A source without a date of issue does not load; the placeholder is never seen.
        issued: issued.unwrap_or_else(some_date),
        issued_note: issued_note.map(|text| text.text.into()),
        citation: citation.map(|text| text.text.into()),
        url,
        editions,
    };
    (source, readable)
}

/// Reports where an edition parts from the first, if it does.
fn report_parting(
    sink: &mut Sink<'_>,
    spot: super::sink::Spot,
    first: &Edition,
    edition: &Edition,
) {
    if let Some(parting) = first.text.parting(&edition.text) {
        sink.report(
            spot,
            Code::EditionsPart,
            format!(
                "“{}” does not line up with “{}”: {parting}",
                edition.title, first.title
            ),
            "give both the same sections, paragraphs, items and footnotes",
        );
    }
}

/// Never seen: whatever has it does not load.
#[allow(clippy::expect_used)]
fn some_date() -> Date {
    Date::parse("1970").expect("a year is a date")
}

/// Stands in for a source that has been reported as unreadable.
fn unreadable_source() -> Source {
    Source {
        id: "".into(),
        title: "".into(),
        short: "".into(),
        author: None,
        language: "en".into(),
        issued: some_date(),
        issued_note: None,
        citation: None,
        url: None,
        editions: vec![Edition {
            id: "none".into(),
            title: "".into(),
            language: "en".into(),
            text: Text::default(),
        }],
    }
}

fn decode_edition(
    sink: &mut Sink<'_>,
    fields: &mut Fields<'_, '_>,
    language: &str,
    loader: &mut Loader<'_>,
    files: &mut Vec<SourceFile>,
) -> (Edition, bool) {
    let id = own_id(sink, fields).unwrap_or("");
    let title = fields.text(sink, "title");
    let own_language = fields
        .text(sink, "language")
        .map_or(language, |text| text.text);
    let file = fields.required_text(sink, "file");
    let mut readable = false;
    let mut text = Text::default();
    if let Some(file) = file {
        let site = super::sink::site_of(sink.files[file.spot.file], file.spot.span);
        if let Some(read) = loader.text_file(file.text, site) {
            let (whole, problems) = read_text(&read, sink.progress);
            text = whole;
            // Nothing can be found in an empty text; that it is empty is reported.
            readable = !problems
                .iter()
                .any(|problem| problem.code == Code::EmptyEdition);
            sink.extend(problems);
            if !files.iter().any(|known| known.name == read.name) {
                files.push(read);
            }
        }
    }
    let edition = Edition {
        id: id.into(),
        title: title.map_or(id, |text| text.text).into(),
        language: own_language.into(),
        text,
    };
    (edition, readable)
}
