//! What is painted.

use std::path::PathBuf;
use std::sync::Arc;

use crate::dataset::{Problem, Progress, SourceFile};
use crate::index::{LinedUp, Opened};
use crate::layout::{LaneLayout, Placed};
use crate::model::{EventIx, SourceIx};
use crate::state::{Aside, Command, Matches, Selection, ShownLinks, State};

use super::theme::Looks;

/// What is being read at the moment.
#[derive(Clone, Debug)]
pub struct Loading {
    /// The dataset's name, as shown.
    pub name: String,
    /// How far that has come.
    pub progress: Arc<Progress>,
}

/// What is wrong with the dataset on disk.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// All problems, sorted by place.
    pub problems: Vec<Problem>,
    /// The files in which they stand.
    pub files: Vec<SourceFile>,
    /// What is shown is an older reading, because the newest one does not load.
    pub stale: bool,
    /// What the faulty dataset is called.
    pub name: String,
}

/// The user's own file of the original of a source.
#[derive(Clone, Debug)]
pub struct Original {
    /// Of which source.
    pub source: SourceIx,
    /// Where it lies.
    pub path: PathBuf,
    /// What became of it.
    pub state: OriginalState,
    /// It is not what it was when it was attached.
    pub has_changed: bool,
}

/// What became of an attached original.
#[derive(Clone, Debug)]
pub enum OriginalState {
    /// It is being read and lined up.
    Reading,
    /// It could not be read, and why.
    Faulty(String),
    /// It is lined up.
    Ready(Arc<LinedUp>),
}

impl Original {
    /// Whether it can be read.
    #[must_use]
    pub const fn is_ready(&self) -> bool {
        matches!(self.state, OriginalState::Ready(_))
    }

    /// The text lined up with its source, if that is done.
    #[must_use]
    pub fn lined_up(&self) -> Option<Arc<LinedUp>> {
        match &self.state {
            OriginalState::Ready(lined_up) => Some(Arc::clone(lined_up)),
            _ => None,
        }
    }

    /// Its name without its folder.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().map_or_else(
            || self.path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    }

    /// Its name, and how much of it is lined up.
    #[must_use]
    pub fn words(&self) -> String {
        let name = self.file_name();
        match &self.state {
            OriginalState::Ready(lined_up) => {
                let found = lined_up.certainty.len();
                let all = found + lined_up.missing.len();
                format!("Original: {name}, {found} of {all} passages found in it")
            }
            _ => format!("Original: {name}"),
        }
    }
}

/// Everything that a pass needs.
pub struct Scene<'a> {
    /// The record and its index.
    pub opened: &'a Arc<Opened>,
    /// All of the record, whatever the curtain hides; only for comparing two of its days.
    pub whole: &'a Arc<Opened>,
    /// Changes with every reading; part of every memo's key.
    pub revision: u64,
    /// What the user has set.
    pub state: &'a mut State,
    /// What the filters let through.
    pub matches: &'a Arc<Matches>,
    /// Changes whenever they do; with the revision the key of all that depends on them.
    pub matched: u64,
    /// The lanes of the timeline, for the record and the filters as they are.
    pub lanes: &'a Arc<LaneLayout>,
    /// The undated events that are let through, and where they lie.
    pub placed: &'a [Placed],
    /// The links that are shown in every view of the relationships; of the pass before until
    /// the panels are painted.
    pub shown: Arc<ShownLinks>,
    /// Changes whenever they do.
    pub shown_serial: u64,
    /// What is on screen is older than what is asked for, and being made anew.
    pub arranging: bool,
    /// Does beside the window what grows with the record.
    pub aside: Aside<'a>,
    /// What is wrong with the dataset.
    pub faults: &'a Faults,
    /// The user's originals of the sources.
    pub originals: &'a [Original],
    /// A dataset is being read.
    pub loading: Option<&'a Loading>,
    /// The system's dialog is open; a second one must not be.
    pub dialog_open: bool,
    /// Colours and sizes.
    pub looks: &'a Looks,
    /// What the user wants done.
    pub commands: Vec<Command>,
}

impl<'a> Scene<'a> {
    /// The user's original of a source.
    #[must_use]
    pub fn original_of(&self, source: SourceIx) -> Option<&'a Original> {
        self.originals
            .iter()
            .find(|original| original.source == source)
    }

    /// Whether a record is open.
    #[must_use]
    pub fn has_record(&self) -> bool {
        !self.opened.record.id.is_empty()
    }

    /// Whether nothing of the record that is open is on screen yet.
    #[must_use]
    pub fn is_first_arranging(&self) -> bool {
        self.matches.events.len() != self.opened.record.events.len()
    }

    /// The numbers of the links that are shown between a selected actor and forum, by date;
    /// none of any other selection.
    #[must_use]
    pub fn links_of_pair(&self, selection: Selection) -> &[u32] {
        let Selection::Pair(actor, forum) = selection else {
            return &[];
        };
        let folded = &self.shown.folded;
        (folded.edge(actor, forum)).map_or(&[], |edge| folded.links_of(edge))
    }

    /// The events from which these come, each once.
    #[must_use]
    pub fn events_of_pair(&self, selection: Selection) -> Vec<EventIx> {
        let links = self.links_of_pair(selection).iter();
        let events = links.filter_map(|number| self.opened.index.links[*number as usize].event());
        let mut events: Vec<EventIx> = events.collect();
        events.sort_unstable();
        events.dedup();
        events
    }

    /// Asks for something to be done after this pass.
    pub fn push(&mut self, command: Command) {
        self.commands.push(command);
    }
}
