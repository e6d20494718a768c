//! What is painted.

use crate::dataset::{Problem, SourceFile};
use crate::index::Opened;
use crate::state::{Command, Matches, State};

use super::theme::Looks;

/// What is being read at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loading {
    /// The dataset's name, as shown.
    pub name: String,
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

/// Everything that a pass needs.
pub struct Scene<'a> {
    /// The record and its index.
    pub opened: &'a Opened,
    /// All of the record, whatever the curtain hides; only for comparing two of its days.
    pub whole: &'a Opened,
    /// Changes with every reading; part of every memo's key.
    pub revision: u64,
    /// What the user has set.
    pub state: &'a mut State,
    /// What the filters let through.
    pub matches: &'a Matches,
    /// What is wrong with the dataset.
    pub faults: &'a Faults,
    /// A dataset is being read.
    pub loading: Option<&'a Loading>,
    /// The system's dialog is open; a second one must not be.
    pub dialog_open: bool,
    /// Colours and sizes.
    pub looks: &'a Looks,
    /// What the user wants done.
    pub commands: Vec<Command>,
}

impl Scene<'_> {
    /// Asks for something to be done after this pass.
    pub fn push(&mut self, command: Command) {
        self.commands.push(command);
    }
}
