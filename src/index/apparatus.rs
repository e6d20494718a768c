//! Where the apparatus touches texts and events: what a passage cites, what the editors
//! remark at it, which lists stand there; and the same for each event.

use std::collections::HashMap;

use super::Opened;
use crate::model::{
    Citation, Document, DocumentIx, EditorNote, EditorNoteIx, EventIx, Outline, OutlineIx, Passage,
    Record,
};

/// What of the apparatus belongs to a passage or to an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// Documents cited there, or cited for it.
    pub documents: Vec<DocumentIx>,
    /// Remarks of the editors.
    pub notes: Vec<EditorNoteIx>,
    /// Lists that stand there, or that lead to it.
    pub outlines: Vec<OutlineIx>,
}

/// The apparatus by passage and by event; made once for a record.
#[derive(Debug, Default)]
pub(super) struct ApparatusIndex {
    by_passage: HashMap<Passage, Attached>,
    by_event: HashMap<EventIx, Attached>,
}

impl ApparatusIndex {
    pub(super) fn new(record: &Record) -> Self {
        let mut made = Self::default();
        let apparatus = &record.apparatus;
        for (at, document) in apparatus.documents.iter().enumerate() {
            let ix = DocumentIx::new(at);
            for citation in &document.citations {
                let at = made.by_passage.entry(citation.basis.passage).or_default();
                push_new(&mut at.documents, ix);
            }
            for event in document.events() {
                made.by_event.entry(event).or_default().documents.push(ix);
            }
        }
        for (at, note) in apparatus.notes.iter().enumerate() {
            let ix = EditorNoteIx::new(at);
            for place in &note.places {
                let at = made.by_passage.entry(place.passage).or_default();
                push_new(&mut at.notes, ix);
            }
            for event in &note.events {
                push_new(&mut made.by_event.entry(*event).or_default().notes, ix);
            }
        }
        for (at, outline) in apparatus.outlines.iter().enumerate() {
            let ix = OutlineIx::new(at);
            let at = made.by_passage.entry(outline.passage).or_default();
            push_new(&mut at.outlines, ix);
            for event in outline.events() {
                made.by_event.entry(event).or_default().outlines.push(ix);
            }
        }
        made
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

impl Opened {
    /// What of the apparatus belongs to exactly this passage, as far as it is known.
    #[must_use]
    pub fn attached_to(&self, passage: Passage) -> Attached {
        self.known_part_of(self.index.apparatus.by_passage.get(&passage))
    }

    /// What of the apparatus belongs to an event, as far as it is known.
    #[must_use]
    pub fn attached_to_event(&self, event: EventIx) -> Attached {
        self.known_part_of(self.index.apparatus.by_event.get(&event))
    }

    fn known_part_of(&self, attached: Option<&Attached>) -> Attached {
        let Some(attached) = attached else {
            return Attached::default();
        };
        let record = &self.record;
        Attached {
            documents: (attached.documents.iter().copied())
                .filter(|ix| self.knows_document(record.document(*ix)))
                .collect(),
            notes: (attached.notes.iter().copied())
                .filter(|ix| self.knows_note(record.editor_note(*ix)))
                .collect(),
            outlines: (attached.outlines.iter().copied())
                .filter(|ix| self.knows_outline(record.outline(*ix)))
                .collect(),
        }
    }

    fn knows_document(&self, document: &Document) -> bool {
        self.known_citations(document).next().is_some()
    }

    fn knows_outline(&self, outline: &Outline) -> bool {
        self.knows_source(outline.passage.source)
    }

    /// The citations of a document in sources that have been issued.
    pub fn known_citations<'a>(
        &'a self,
        document: &'a Document,
    ) -> impl Iterator<Item = &'a Citation> + 'a {
        (document.citations.iter())
            .filter(|citation| self.knows_source(citation.basis.passage.source))
    }

    /// Documents that a source issued by then cites.
    pub fn known_documents(&self) -> impl Iterator<Item = (DocumentIx, &Document)> {
        (self.record.apparatus.documents.iter().enumerate())
            .filter(|(_, document)| self.knows_document(document))
            .map(|(at, document)| (DocumentIx::new(at), document))
    }

    /// Remarks all of whose places are in sources issued by then: half of a contradiction
    /// was none.
    pub fn known_notes(&self) -> impl Iterator<Item = (EditorNoteIx, &EditorNote)> {
        (self.record.apparatus.notes.iter().enumerate())
            .filter(|(_, note)| self.knows_note(note))
            .map(|(at, note)| (EditorNoteIx::new(at), note))
    }

    /// Whether all places of a remark are in sources issued by then.
    #[must_use]
    pub fn knows_note(&self, note: &EditorNote) -> bool {
        (note.places.iter()).all(|place| self.knows_source(place.passage.source))
    }

    /// Outlines of sources issued by then.
    pub fn known_outlines(&self) -> impl Iterator<Item = (OutlineIx, &Outline)> {
        (self.record.apparatus.outlines.iter().enumerate())
            .filter(|(_, outline)| self.knows_outline(outline))
            .map(|(at, outline)| (OutlineIx::new(at), outline))
    }
}
