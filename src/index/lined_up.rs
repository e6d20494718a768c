//! An original lined up with a source: as one more text with the same passages.

use std::collections::BTreeMap;

use super::{Alignment, Certainty};
use crate::model::{Block, Place, Rich, Text};

/// The user's original of a source, in the shape of the source's text.
#[derive(Clone, Debug, Default)]
pub struct LinedUp {
    /// The words of the original at every passage where they were found, empty elsewhere.
    pub text: Text,
    /// How sure each of these places is.
    pub certainty: BTreeMap<Place, Certainty>,
    /// Paragraphs of the original that were found to belong nowhere.
    pub strays: Vec<Box<str>>,
    /// Passages of the source for which nothing was found.
    pub missing: Vec<Place>,
}

impl LinedUp {
    /// Whether so little of the source was found that it is hardly its original.
    #[must_use]
    pub fn fits_badly(&self) -> bool {
        let found = self.certainty.len();
        found * 4 < found + self.missing.len()
    }

    /// Puts the paragraphs of an original where an alignment says that they belong. `shape`
    /// is the text of the source.
    #[must_use]
    pub fn new(shape: &Text, original: &[Box<str>], alignment: &Alignment) -> Self {
        let mut words: BTreeMap<Place, String> = BTreeMap::new();
        let mut certainty = BTreeMap::new();
        for found in &alignment.matches {
            let paragraphs: Vec<&str> = (found.paragraphs.iter())
                .filter_map(|at| original.get(*at as usize).map(|paragraph| &**paragraph))
                .collect();
            words.insert(found.place, paragraphs.join("\n"));
            certainty.insert(found.place, found.certainty);
        }
        let mut text = shape.clone();
        for (section_at, section) in (0..).zip(&mut text.sections) {
            let place = Place::Section {
                section: section_at,
            };
            section.heading = words.remove(&place).unwrap_or_default().into();
            for (block_at, block) in (0..).zip(&mut section.blocks) {
                let place = Place::Block {
                    section: section_at,
                    block: block_at,
                };
                match block {
                    Block::Paragraph(rich) | Block::Quote(rich) => {
                        *rich = plain(words.remove(&place));
                    }
                    Block::List { items, .. } => {
                        for (item_at, rich) in (0..).zip(items) {
                            let place = Place::Item {
                                section: section_at,
                                block: block_at,
                                item: item_at,
                            };
                            *rich = plain(words.remove(&place));
                        }
                    }
                }
            }
        }
        for (note_at, note) in (0..).zip(&mut text.notes) {
            note.body = plain(words.remove(&Place::Note { note: note_at }));
        }
        Self {
            text,
            certainty,
            strays: (alignment.unmatched_original.iter())
                .filter_map(|at| original.get(*at as usize).cloned())
                .collect(),
            missing: alignment.unmatched_digest.clone(),
        }
    }
}

fn plain(words: Option<String>) -> Rich {
    Rich {
        plain: words.unwrap_or_default(),
        styles: Vec::new(),
    }
}
