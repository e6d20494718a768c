//! How the sources are read: which edition, what beside it, where the reader is.

use std::path::PathBuf;

use crate::model::{EventIx, Passage, Source, SourceIx};

/// What stands beside the edition that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Another edition, by its position.
    Edition(u32),
    /// The original that the user has attached.
    Original,
}

/// How the sources are read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The edition chosen for a source; the first if none is.
    chosen: Vec<(SourceIx, u32)>,
    /// What stands beside it, where the source has it.
    pub beside: Option<Beside>,
    /// What is looked for in the source; `None` if nothing is.
    pub find: Option<String>,
    /// The field for it should take the keyboard.
    pub focus_find: bool,
    /// To the next place where it stands, or to the one before.
    pub find_step: Option<bool>,
    /// Where the reader is, while timeline and text move together.
    pub place: Option<Passage>,
    /// The events told there, sorted.
    pub events: Vec<EventIx>,
    /// The text should scroll there.
    pub scroll_to_place: bool,
}

impl Reading {
    /// The position of the edition that is read.
    #[must_use]
    pub fn edition(&self, ix: SourceIx, source: &Source) -> usize {
        (self.chosen.iter())
            .find(|(chosen, _)| *chosen == ix)
            .map_or(0, |(_, edition)| *edition as usize)
            .min(source.editions.len().saturating_sub(1))
    }

    /// What stands beside it, if the source has it and it is not read already.
    #[must_use]
    pub fn beside(&self, ix: SourceIx, source: &Source, has_original: bool) -> Option<Beside> {
        self.beside.filter(|beside| match beside {
            Beside::Original => has_original,
            Beside::Edition(at) => {
                let at = *at as usize;
                at < source.editions.len() && at != self.edition(ix, source)
            }
        })
    }

    /// Whether an event is told where the reader is.
    #[must_use]
    pub fn tells(&self, event: EventIx) -> bool {
        self.events.binary_search(&event).is_ok()
    }

    /// Chooses an edition. What stood beside it changes places with it.
    pub(super) fn choose(&mut self, ix: SourceIx, edition: u32) {
        let before = (self.chosen.iter())
            .find(|(chosen, _)| *chosen == ix)
            .map_or(0, |(_, edition)| *edition);
        if self.beside == Some(Beside::Edition(edition)) {
            self.beside = Some(Beside::Edition(before));
        }
        self.chosen.retain(|(chosen, _)| *chosen != ix);
        self.chosen.push((ix, edition));
    }

    /// Forgets what belongs to a record that is no longer open.
    pub(super) fn forget(&mut self) {
        self.chosen.clear();
        self.place = None;
        self.events.clear();
    }
}

/// Where the user's original of a source lies; the file itself is never copied.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RememberedOriginal {
    /// Id of the dataset.
    pub dataset: String,
    /// Id of the source.
    pub source: String,
    /// The file.
    pub path: PathBuf,
    /// What it was when it was attached.
    pub fingerprint: crate::dataset::Fingerprint,
}
