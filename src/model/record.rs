//! The whole of what a dataset says.

use std::sync::Arc;

use super::{
    Apparatus, AreaIx, Document, DocumentIx, EditorNote, EditorNoteIx, Entity, EntityIx, Event,
    EventIx, KindIx, LevelIx, Name, Outline, OutlineIx, Passage, RoleIx, Source, SourceIx, Tie,
    TieIx,
};

/// A word of a vocabulary: an area, a level, a kind of event.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Term {
    /// Stable identifier from the dataset.
    pub id: Box<str>,
    /// As shown.
    pub name: Box<str>,
    /// Other names.
    pub names: Vec<Name>,
}

impl Term {
    /// Its id and all its names.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        [&*self.id, &*self.name]
            .into_iter()
            .chain(self.names.iter().map(|name| &*name.text))
    }
}

/// What an actor can be at an event or in a forum.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Role {
    /// Its id and names.
    pub term: Term,
    /// A way of not being there: boycotted, not admitted.
    pub absent: bool,
}

/// A dataset, read and checked. Every index in it is valid.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Record {
    /// Stable identifier of the dataset.
    pub id: Box<str>,
    /// As shown.
    pub title: Box<str>,
    /// Language of its titles (BCP 47).
    pub language: Box<str>,
    /// What it covers.
    pub about: Box<str>,
    /// Under which terms others may use it.
    pub licence: Box<str>,
    /// Who made it.
    pub editors: Vec<Box<str>>,
    /// Subjects.
    pub areas: Vec<Term>,
    /// Who deals with whom.
    pub levels: Vec<Term>,
    /// Sorts of events.
    pub kinds: Vec<Term>,
    /// What actors can be.
    pub roles: Vec<Role>,
    /// Documents; shared with every view of the record as known on a day.
    pub sources: Arc<Vec<Source>>,
    /// Actors and forums; shared likewise.
    pub entities: Arc<Vec<Entity>>,
    /// Events; those that such a view does not change are shared with it.
    pub events: Vec<Arc<Event>>,
    /// Standing relations.
    pub ties: Vec<Tie>,
    /// Documents cited, remarks of the editors, outlines; shared likewise.
    pub apparatus: Arc<Apparatus>,
}

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident($ix:ty) -> $field:ident: $item:ty;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(&self, ix: $ix) -> &$item {
            &self.$field[ix.at()]
        }
    )*};
}

impl Record {
    lookups! {
        /// The event at an index of this record.
        event(EventIx) -> events: Event;
        /// The actor or forum at an index of this record.
        entity(EntityIx) -> entities: Entity;
        /// The tie at an index of this record.
        tie(TieIx) -> ties: Tie;
        /// The source at an index of this record.
        source(SourceIx) -> sources: Source;
        /// The area at an index of this record.
        area(AreaIx) -> areas: Term;
        /// The level at an index of this record.
        level(LevelIx) -> levels: Term;
        /// The kind of event at an index of this record.
        kind(KindIx) -> kinds: Term;
        /// The role at an index of this record.
        role(RoleIx) -> roles: Role;
    }

    /// The cited document at an index of this record.
    #[must_use]
    pub fn document(&self, ix: DocumentIx) -> &Document {
        &self.apparatus.documents[ix.at()]
    }

    /// The remark at an index of this record.
    #[must_use]
    pub fn editor_note(&self, ix: EditorNoteIx) -> &EditorNote {
        &self.apparatus.notes[ix.at()]
    }

    /// The outline at an index of this record.
    #[must_use]
    pub fn outline(&self, ix: OutlineIx) -> &Outline {
        &self.apparatus.outlines[ix.at()]
    }

    /// Everything but events and ties; what is large is shared, not copied.
    #[must_use]
    pub fn shell(&self) -> Self {
        Self {
            id: self.id.clone(),
            title: self.title.clone(),
            language: self.language.clone(),
            about: self.about.clone(),
            licence: self.licence.clone(),
            editors: self.editors.clone(),
            areas: self.areas.clone(),
            levels: self.levels.clone(),
            kinds: self.kinds.clone(),
            roles: self.roles.clone(),
            sources: Arc::clone(&self.sources),
            entities: Arc::clone(&self.entities),
            events: Vec::new(),
            ties: Vec::new(),
            apparatus: Arc::clone(&self.apparatus),
        }
    }

    /// Every event with its index.
    pub fn events_ix(&self) -> impl Iterator<Item = (EventIx, &Event)> {
        self.events
            .iter()
            .enumerate()
            .map(|(at, event)| (EventIx::new(at), &**event))
    }

    /// Every actor and forum with its index.
    pub fn entities_ix(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        self.entities
            .iter()
            .enumerate()
            .map(|(at, entity)| (EntityIx::new(at), entity))
    }

    /// A forum and all it belongs to, from the inside out.
    pub fn with_parents(&self, start: EntityIx) -> impl Iterator<Item = EntityIx> + '_ {
        std::iter::successors(Some(start), |ix| self.entity(*ix).parent)
    }

    /// The address of a passage: `q2-summary#cyber-security/1`.
    #[must_use]
    pub fn address(&self, passage: Passage) -> String {
        let source = self.source(passage.source);
        format!("{}#{}", source.id, source.text().address(passage.place))
    }

    /// The plain text of a passage.
    #[must_use]
    pub fn passage_text(&self, passage: Passage) -> String {
        self.source(passage.source)
            .text()
            .plain_at(passage.place)
            .unwrap_or_default()
    }

    /// The passage at an address.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the address.
    pub fn find_passage(&self, address: &str) -> Result<Passage, String> {
        let (id, place) = address
            .split_once('#')
            .ok_or_else(|| format!("“{address}” has no “#” between source and place"))?;
        let at = self
            .sources
            .iter()
            .position(|source| &*source.id == id)
            .ok_or_else(|| format!("there is no source “{id}”"))?;
        let place = self.sources[at].text().place(place)?;
        Ok(Passage {
            source: SourceIx::new(at),
            place,
        })
    }
}
