//! Cited documents, remarks of the editors, outlines.

use super::decode_events::{EventLists, actor_ix, forum_ix};
use super::decoder::{date, own_id, url};
use super::fields::{Fields, text_of};
use super::problem::Code;
use super::read::Items;
use super::sink::Sink;
use super::syntax::{Node, Value};
use crate::model::{
    Apparatus, Citation, Document, EditorNote, EntityIx, EventIx, NoteKind, NotePlace, Outline,
    OutlineItem, Passage, Record, SourceIx,
};

/// Reads the three lists.
pub(super) fn decode_apparatus(
    sink: &mut Sink<'_>,
    record: &Record,
    [documents, notes, outlines]: [&Items<'_, '_>; 3],
    lost: bool,
    lists: &mut EventLists<'_, '_>,
) -> Apparatus {
    // Nothing refers to these ids yet, but no two may be the same.
    for (what, items) in [
        ("document", documents),
        ("note", notes),
        ("outline", outlines),
    ] {
        super::read::ids_of(sink, what, items, lost);
    }
    let mut reader = Reader {
        sink,
        record,
        lists,
        file: 0,
    };
    Apparatus {
        documents: reader.each(documents, "a document", Reader::document),
        notes: reader.each(notes, "a note", Reader::note),
        outlines: reader.each(outlines, "an outline", Reader::outline),
    }
}

/// Reads items of one list after another.
struct Reader<'r, 's, 'l, 'n> {
    sink: &'r mut Sink<'s>,
    record: &'r Record,
    lists: &'r mut EventLists<'l, 'n>,
    /// The file in which the present item stands.
    file: usize,
}

impl Reader<'_, '_, '_, '_> {
    fn each<T>(
        &mut self,
        items: &Items<'_, '_>,
        what: &'static str,
        decode: impl Fn(&mut Self, &mut Fields<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let mut read = Vec::with_capacity(items.len());
        for (file, node) in items {
            if !self.sink.goes_on_to(node) {
                break;
            }
            self.file = *file;
            read.extend(self.one(node, what, &decode));
        }
        read
    }

    fn one<T>(
        &mut self,
        node: &Node<'_>,
        what: &'static str,
        decode: impl Fn(&mut Self, &mut Fields<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        let mut fields = Fields::open(self.sink, self.file, node, what)?;
        let read = decode(self, &mut fields);
        fields.finish(self.sink);
        read
    }

    /// A list that must hold something: its items, or a report that there are none.
    fn some<T>(
        &mut self,
        fields: &mut Fields<'_, '_>,
        name: &'static str,
        what: &'static str,
        decode: impl Fn(&mut Self, &mut Fields<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let written = fields.required(name);
        if matches!(written.map(|node| &node.value), Some(Value::List(items)) if items.is_empty()) {
            self.sink.report(
                fields.head(),
                Code::MissingField,
                format!("“{name}” is an empty list"),
                format!("add {what}"),
            );
        }
        let nodes = fields.list(self.sink, name);
        (nodes.iter())
            .filter_map(|node| self.one(node, what, &decode))
            .collect()
    }

    fn document(&mut self, fields: &mut Fields<'_, '_>) -> Option<Document> {
        let id = own_id(self.sink, fields);
        let title = fields.required_text(self.sink, "title");
        let author = fields.text(self.sink, "author");
        let published = date(self.sink, fields, "published");
        let language = fields.text(self.sink, "language");
        let url = url(self.sink, fields, "url");
        let source = fields
            .text(self.sink, "source")
            .and_then(|source| self.lists.passages.ids.find(self.sink, source))
            .map(SourceIx);
        let citations = self.some(fields, "citations", "a citation", Self::citation);
        Some(Document {
            id: id?.into(),
            title: title?.text.into(),
            author: author.map(|author| author.text.into()),
            published,
            language: language
                .map_or(&*self.record.language, |text| text.text)
                .into(),
            url,
            source,
            citations,
        })
    }

    fn citation(&mut self, fields: &mut Fields<'_, '_>) -> Option<Citation> {
        let purpose = fields.text(self.sink, "for");
        let events = self.events(fields);
        let basis = self.lists.passages.basis(self.sink, fields, None)?;
        Some(Citation {
            purpose: purpose.map(|purpose| purpose.text.into()),
            events,
            basis,
        })
    }

    fn note(&mut self, fields: &mut Fields<'_, '_>) -> Option<EditorNote> {
        let words: Vec<(NoteKind, &'static str)> = (NoteKind::ALL.iter())
            .map(|(kind, word, _)| (*kind, *word))
            .collect();
        let id = own_id(self.sink, fields);
        let kind = fields
            .required("kind")
            .and_then(|node| fields.word(self.sink, "kind", node, &words));
        let text = fields.required_text(self.sink, "text");
        let places = self.some(fields, "places", "a place", |reader, fields| {
            // As a claim's: a passage that is there, and words that stand in it.
            let (passage, quote) = reader.lists.passages.place(reader.sink, fields)?;
            Some(NotePlace { passage, quote })
        });
        let events = self.events(fields);
        Some(EditorNote {
            id: id?.into(),
            kind: kind?,
            text: text?.text.into(),
            places,
            events,
        })
    }

    fn outline(&mut self, fields: &mut Fields<'_, '_>) -> Option<Outline> {
        let id = own_id(self.sink, fields);
        let title = fields.required_text(self.sink, "title");
        let own = fields.required_text(self.sink, "passage");
        let passage = own.and_then(|own| self.lists.passages.resolve(self.sink, own));
        let mut items = self.some(fields, "items", "an item", |reader, fields| {
            reader.item(fields, passage)
        });
        for (at, item) in items.iter_mut().enumerate() {
            if item.number.is_empty() {
                item.number = (at + 1).to_string().into();
            }
        }
        Some(Outline {
            id: id?.into(),
            title: title?.text.into(),
            passage: passage?,
            items,
        })
    }

    fn item(&mut self, fields: &mut Fields<'_, '_>, outer: Option<Passage>) -> Option<OutlineItem> {
        let number = fields.text(self.sink, "number");
        let title = fields.required_text(self.sink, "title");
        let own = fields.text(self.sink, "passage");
        let passage = match own {
            Some(own) => self.lists.passages.resolve(self.sink, own),
            None => outer,
        };
        let events = self.events(fields);
        let entities = self.entities(fields);
        Some(OutlineItem {
            number: number.map_or("", |number| number.text).into(),
            title: title?.text.into(),
            passage: passage?,
            events,
            entities,
        })
    }

    /// The field `events`: ids of events, each once.
    fn events(&mut self, fields: &mut Fields<'_, '_>) -> Vec<EventIx> {
        let mut events = Vec::new();
        for node in fields.list(self.sink, "events") {
            if let Some(event) = text_of(self.sink, self.file, node, "events") {
                let found = self.lists.events.find(self.sink, event).map(EventIx);
                push_new(&mut events, found);
            }
        }
        events
    }

    /// The fields `actors` and `forums`: ids, each once; a forum that acts can stand in both.
    fn entities(&mut self, fields: &mut Fields<'_, '_>) -> Vec<EntityIx> {
        let mut entities = Vec::new();
        for name in ["actors", "forums"] {
            let find = if name == "actors" { actor_ix } else { forum_ix };
            for node in fields.list(self.sink, name) {
                if let Some(id) = text_of(self.sink, self.file, node, name) {
                    let found = find(self.sink, self.lists.entities, self.record, id);
                    push_new(&mut entities, found);
                }
            }
        }
        entities
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item
        && !list.contains(&item)
    {
        list.push(item);
    }
}
