//! Sources, their editions, and addresses in them.

use super::{Date, SourceIx, Text};

/// A document: report, essay, resolution.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// Stable identifier: the part of an address before `#`.
    pub id: Box<str>,
    /// As printed on it.
    pub title: Box<str>,
    /// For narrow places.
    pub short: Box<str>,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// Language of the original (BCP 47).
    pub language: Box<str>,
    /// When it was issued; never the date of what it tells.
    pub issued: Date,
    /// How that date is known.
    pub issued_note: Option<Box<str>>,
    /// How to cite it.
    pub citation: Option<Box<str>>,
    /// Where it can be had: `http` or `https`.
    pub url: Option<Box<str>>,
    /// Its texts; never empty. They line up: each has the same passages.
    pub editions: Vec<Edition>,
}

impl Source {
    /// The text that is shown first; all editions have the same passages.
    #[must_use]
    pub fn text(&self) -> &Text {
        // The reader rejects a source without an edition.
        &self.editions[0].text
    }
}

/// One text of a source.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Edition {
    /// Unique within the source.
    pub id: Box<str>,
    /// Such as "Digest in our own words".
    pub title: Box<str>,
    /// Language of this text (BCP 47).
    pub language: Box<str>,
    /// The text.
    pub text: Text,
}

/// An address in a source.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Passage {
    /// In which source.
    pub source: SourceIx,
    /// Where in its text.
    pub place: Place,
}

/// A place in a text. Positions count from 0 here, from 1 in addresses.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Place {
    /// A section as a whole.
    Section {
        /// Position among the sections.
        section: u32,
    },
    /// A paragraph or a list.
    Block {
        /// Position among the sections.
        section: u32,
        /// Position among the section's blocks.
        block: u32,
    },
    /// An item of a list.
    Item {
        /// Position among the sections.
        section: u32,
        /// Position among the section's blocks.
        block: u32,
        /// Position among the list's items.
        item: u32,
    },
    /// A footnote.
    Note {
        /// Position among the notes.
        note: u32,
    },
}

impl Place {
    /// Whether `self` is `other` or lies within it.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        match (self, other) {
            (
                Self::Block { section, .. } | Self::Item { section, .. },
                Self::Section { section: outer },
            ) => section == outer,
            (
                Self::Item { section, block, .. },
                Self::Block {
                    section: outer_section,
                    block: outer_block,
                },
            ) => (section, block) == (outer_section, outer_block),
            _ => self == other,
        }
    }
}
