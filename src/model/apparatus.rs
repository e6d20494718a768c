//! The apparatus of a record: what its sources cite, what its editors remark on them, and
//! the lists that they set out.

use super::{Basis, Date, EntityIx, EventIx, Passage, SourceIx};

/// The three lists, shared with every view of the record as known on a day: what of it
/// shows on that day is asked of the source of each passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Apparatus {
    /// What the sources cite.
    pub documents: Vec<Document>,
    /// What the editors remark.
    pub notes: Vec<EditorNote>,
    /// What the sources set out in lists.
    pub outlines: Vec<Outline>,
}

/// A document that a source cites: known only by those who cite it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// Stable identifier from the dataset.
    pub id: Box<str>,
    /// As cited, in its own language.
    pub title: Box<str>,
    /// Person or body, as cited.
    pub author: Option<Box<str>>,
    /// When it was published.
    pub published: Option<Date>,
    /// Language of its title (BCP 47).
    pub language: Box<str>,
    /// Where it can be had: `http` or `https`.
    pub url: Option<Box<str>>,
    /// The source of this record that it is, if it is one.
    pub source: Option<SourceIx>,
    /// Who cites it, and for what; never empty.
    pub citations: Vec<Citation>,
}

impl Document {
    /// Author and title: "Jane Doe: Minutes of the opening session".
    #[must_use]
    pub fn label(&self) -> String {
        self.author.as_ref().map_or_else(
            || self.title.to_string(),
            |author| format!("{author}: {}", self.title),
        )
    }

    /// The events that are told from it, each once.
    #[must_use]
    pub fn events(&self) -> Vec<EventIx> {
        each_once(self.citations.iter().flat_map(|citation| &citation.events))
    }
}

/// A place that cites a document.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Citation {
    /// What it is cited for, in a few words.
    pub purpose: Option<Box<str>>,
    /// The events that the citing passage tells from it.
    pub events: Vec<EventIx>,
    /// Its receipt: the footnote or paragraph that cites.
    pub basis: Basis,
}

/// A remark of the editors on the text of a source.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EditorNote {
    /// Stable identifier from the dataset.
    pub id: Box<str>,
    /// What sort of remark.
    pub kind: NoteKind,
    /// The remark.
    pub text: Box<str>,
    /// Where it belongs; never empty.
    pub places: Vec<NotePlace>,
    /// The events that it concerns.
    pub events: Vec<EventIx>,
}

/// A place of a remark.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NotePlace {
    /// Where.
    pub passage: Passage,
    /// The exact words there, if the dataset gives them.
    pub quote: Option<Box<str>>,
}

/// What a remark of the editors says of a text.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Two places say what cannot both be true.
    Contradiction,
    /// A number is not the number of what is counted.
    Count,
    /// A numbering cannot be.
    Numbering,
    /// A list lacks an item, or a text breaks off.
    Gap,
    /// What is cited does not support its sentence.
    Citation,
    /// A marker has no note, or a note no marker.
    Footnote,
    /// A name, a date or a word is plainly miswritten.
    Slip,
    /// The copy of the source is damaged.
    Damage,
    /// Something from another language or text was left standing.
    Leftover,
}

impl NoteKind {
    /// Every kind, with its name in a dataset and for readers.
    pub const ALL: [(Self, &'static str, &'static str); 9] = [
        (Self::Contradiction, "Contradiction", "contradiction"),
        (Self::Count, "Count", "wrong count"),
        (Self::Numbering, "Numbering", "impossible numbering"),
        (Self::Gap, "Gap", "something missing"),
        (Self::Citation, "Citation", "citation does not fit"),
        (
            Self::Footnote,
            "Footnote",
            "footnote without its other half",
        ),
        (Self::Slip, "Slip", "slip of the pen"),
        (Self::Damage, "Damage", "damaged copy"),
        (Self::Leftover, "Leftover", "left standing"),
    ];

    /// As shown to readers.
    #[must_use]
    pub fn label(self) -> &'static str {
        (Self::ALL.iter())
            .find(|(kind, ..)| *kind == self)
            .map_or("", |(.., label)| label)
    }

    /// Whether it concerns what is said, and not only how it is written or has come down.
    #[must_use]
    pub const fn is_of_substance(self) -> bool {
        !matches!(self, Self::Slip | Self::Damage | Self::Leftover)
    }
}

/// A list that a source sets out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Outline {
    /// Stable identifier from the dataset.
    pub id: Box<str>,
    /// What it is a list of.
    pub title: Box<str>,
    /// Where it stands.
    pub passage: Passage,
    /// Its items, in the order of the source; never empty.
    pub items: Vec<OutlineItem>,
}

impl Outline {
    /// The events to which its items lead, each once.
    #[must_use]
    pub fn events(&self) -> Vec<EventIx> {
        each_once(self.items.iter().flat_map(|item| &item.events))
    }
}

/// An item of such a list, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OutlineItem {
    /// As in the source, or its place in the list.
    pub number: Box<str>,
    /// In a few words.
    pub title: Box<str>,
    /// Where it stands.
    pub passage: Passage,
    /// Events to which it leads.
    pub events: Vec<EventIx>,
    /// Actors and forums to which it leads.
    pub entities: Vec<EntityIx>,
}

fn each_once<'a>(events: impl Iterator<Item = &'a EventIx>) -> Vec<EventIx> {
    let mut seen = Vec::new();
    for event in events {
        if !seen.contains(event) {
            seen.push(*event);
        }
    }
    seen
}
