//! What is remembered between starts. Nothing of a user's work is in here.

use std::path::PathBuf;

use super::{LaneBy, PanelSet, RememberedOriginal, Unmatched};

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ThemeChoice {
    /// Light or dark, as the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Large and strong, for a projector.
    Projector,
}

impl ThemeChoice {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Projector];

    /// As shown.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "Like the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Projector => "Projector",
        }
    }
}

/// What is remembered between starts.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// How the window looks.
    pub theme: ThemeChoice,
    /// Zoom of the whole interface; 1 is the usual size.
    pub interface_zoom: f32,
    /// What becomes of events that do not match.
    pub unmatched: Unmatched,
    /// By what the timeline is divided.
    pub lanes: LaneBy,
    /// Long stretches in which nothing begins or ends are collapsed.
    pub collapses: bool,
    /// Which panels are hidden.
    pub panels: PanelSet,
    /// The chips under the search box are shown.
    pub chips_open: bool,
    /// The short pointer has been dismissed.
    pub welcome_seen: bool,
    /// The contents of the source are shown beside its text.
    pub contents_open: bool,
    /// Text and timeline move together.
    pub read_along: bool,
    /// Where the user's originals of sources lie.
    pub originals: Vec<RememberedOriginal>,
    /// Datasets opened before, the newest first.
    pub recent: Vec<PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            interface_zoom: 1.0,
            unmatched: Unmatched::default(),
            lanes: LaneBy::default(),
            collapses: true,
            panels: PanelSet::default(),
            chips_open: true,
            welcome_seen: false,
            contents_open: false,
            read_along: false,
            originals: Vec::new(),
            recent: Vec::new(),
        }
    }
}

/// So many datasets are remembered.
const MOST_RECENT: usize = 10;

impl Preferences {
    /// Puts a dataset to the front of those opened before.
    pub fn remember(&mut self, path: PathBuf) {
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
    }

    /// Remembers where the original of a source lies, in place of an earlier one.
    pub fn remember_original(&mut self, original: RememberedOriginal) {
        self.forget_original(&original.dataset, &original.source);
        self.originals.push(original);
    }

    /// Forgets where the original of a source lies.
    pub fn forget_original(&mut self, dataset: &str, source: &str) {
        self.originals
            .retain(|known| known.dataset != dataset || known.source != source);
    }

    /// Zoom of the interface, kept where everything can still be read and reached.
    pub fn set_interface_zoom(&mut self, zoom: f32) {
        let zoom = if zoom.is_finite() { zoom } else { 1.0 };
        self.interface_zoom = (zoom.clamp(0.5, 3.0) * 10.0).round() / 10.0;
    }
}
