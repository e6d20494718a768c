//! What the user is doing: view, selection, filters, commands, history.
//!
//! The interface never changes anything itself: it pushes [`Command`]s, and after painting
//! [`State::apply`] carries them out. What only the program's frame can do (dialogs, files,
//! the clipboard) comes back as [`Effect`]s.

mod apply;
mod apply_close;
mod apply_linking;
mod apply_reading;
mod apply_steps;
mod apply_table;
mod apply_time;
mod background;
mod catalogue;
mod command;
mod filters;
mod graph_memory;
mod history;
mod lane;
mod link_rows;
mod linking;
mod listing;
mod matches;
mod memo;
mod panels;
mod preferences;
mod reading;
mod selection;
mod view;

pub use background::{AT_ONCE, Aside, Background, Job, Request};
pub use catalogue::{CATALOGUE, Entry, Menu, Shortcut, entry_of};
pub use command::{Command, Effect};
pub use filters::{Facet, Filters, Unmatched};
pub use graph_memory::{GraphMemory, Pinned};
pub use history::History;
pub use lane::{LaneKey, LaneRoom, Rooms};
pub use link_rows::{LinkRow, LinkRows, LinkRowsRequest, LinksBy, compute_link_rows};
pub use linking::{LinkCounts, LinkRequest, Linking, MOST_BESIDE, ShownLinks, compute_shown};
pub use listing::{
    ListBy, TableOrder, TableRequest, TableRows, TableScope, TableStep, compute_table, window_words,
};
pub use matches::{Counts, FacetCounts, Matches, compute_matches, counts_in};
pub use memo::Memo;
pub use panels::{Panel, PanelSet};
pub use preferences::{Preferences, ThemeChoice};
pub use reading::{Beside, Reading, RememberedOriginal};
pub use selection::{Hover, Selection};
pub use view::{
    LEAST_DAYS, LaneBy, MOST_DAYS, View, Window, opening_window, window_of_date, window_of_event,
};

use crate::index::Opened;

/// Everything that the user has set.
#[derive(Debug, Default)]
pub struct State {
    /// What is looked at; back and forward go through its past.
    pub view: View,
    /// Earlier and later views.
    pub history: History,
    /// What the pointer is over, in any view, since the last pass.
    pub hover: Hover,
    /// What is remembered between starts.
    pub preferences: Preferences,
    /// Which of the windows over the main one is open.
    pub overlay: Option<Overlay>,
    /// The search box should take the keyboard.
    pub focus_search: bool,
    /// The source text should scroll to the passage.
    pub scroll_to_passage: bool,
    /// The lanes should scroll so many pages down.
    pub scroll_pages: f32,
    /// A typed path could not be opened, and why.
    pub path_error: Option<String>,
    /// The window on screen glides to the one of the view; else it is there at once.
    pub glides: bool,
    /// A box is being drawn around a stretch of time; letting go gives it up.
    pub draws_box: bool,
    /// The timeline should scroll to the selected event.
    pub scroll_to_event: bool,
    /// It should scroll to this event instead of the selected one.
    pub event_to_show: Option<crate::model::EventIx>,
    /// The rows of the table as they stood when it was painted last.
    pub table_order: Option<TableOrder>,
    /// The panels that stand behind others in the same place; the workspace says so.
    pub panels_behind: Vec<Panel>,
    /// This panel should come before those in the same place.
    pub panel_to_front: Option<Panel>,
    /// The panel to which the others in its column have given way.
    pub wide_panel: Option<Panel>,
    /// Those others; the workspace says so.
    pub panels_given_way: Vec<Panel>,
    /// The panel that was touched or brought to the front last.
    pub active_panel: Option<Panel>,
    /// A dataset is being read, and that can be stopped.
    pub is_opening: bool,
    /// The dataset of which the last reading was cancelled, and nothing opened since.
    pub cancelled: Option<String>,
    /// The list of problems is open.
    pub problems_open: bool,
    /// The ledger of contradictions is open.
    pub ledger_open: bool,
    /// The list of trails is open.
    pub trails_open: bool,
    /// The list of what changed is open.
    pub changes_open: bool,
    /// The days on which something becomes known: the steps of the curtain.
    pub curtain_days: Vec<crate::model::Day>,
    /// The list of cited documents is open.
    pub documents_open: bool,
    /// The list of outlines is open.
    pub outlines_open: bool,
    /// How the sources are read.
    pub reading: Reading,
    /// The answer on the order of two events is open.
    pub order_open: bool,
    /// The first of two events whose order is asked; the second is what is selected.
    pub compared: Option<crate::model::EventIx>,
    /// What is not believed, for a "what if".
    pub switches: crate::index::Switches,
    /// The curtain moves on by itself.
    pub playing: bool,
    /// The window moves on through time by itself.
    pub time_plays: bool,
    /// Where the curtain was before it was moved last; `None` before the first day.
    pub curtain_before: Option<crate::model::Day>,
    /// The short pointer to things worth trying is open.
    pub welcome_open: bool,
    /// Where the nodes of the graph stand, once that is known.
    pub graph: Option<std::sync::Arc<GraphMemory>>,
    /// How often the graph was arranged anew; what it depends on besides the record.
    pub graph_round: u64,
    /// The graph has the keyboard: some keys are its own.
    pub graph_has_keys: bool,
    /// The grid has it.
    pub grid_has_keys: bool,
}

/// A window over the main one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// Every shortcut and the query language.
    Help,
    /// Find a command by its name.
    Palette,
    /// Type a path.
    OpenPath,
    /// Type the path of an original.
    AttachPath,
    /// Type a date to go to.
    GoTo,
    /// Name, version, licence.
    About,
}

impl State {
    /// A fresh view of a record that has just been opened for the first time.
    pub fn reset_for(&mut self, opened: &Opened) {
        self.view = View {
            lanes: self.view.lanes,
            collapses: self.preferences.collapses,
            window: opening_window(&opened.index),
            ..View::default()
        };
        self.view.passage = opened
            .record
            .sources
            .first()
            .map(|_| crate::model::Passage {
                source: crate::model::SourceIx(0),
                place: crate::model::Place::Section { section: 0 },
            });
        self.curtain_days = opened.index.curtain_days().to_vec();
        self.playing = false;
        self.time_plays = false;
        self.glides = false;
        self.curtain_before = None;
        self.forget_order();
        self.reading.forget();
        self.table_order = None;
        self.history = History::default();
        self.hover = Hover::default();
        self.scroll_to_passage = true;
    }

    fn forget_order(&mut self) {
        self.compared = None;
        self.switches = crate::index::Switches::default();
    }

    /// Carries the view over to a newer reading of the same dataset: what still exists, by
    /// its id, stays selected; the rest is let go.
    pub fn carry_over(&mut self, old: &Opened, new: &Opened) {
        self.curtain_days = new.index.curtain_days().to_vec();
        // Claims have no ids of their own, so what was switched off cannot be found again.
        self.forget_order();
        self.reading.forget();
        self.table_order = None;
        self.view.carry_over(old, new);
        self.history.each_view(|view| view.carry_over(old, new));
        self.hover = Hover::default();
    }
}
