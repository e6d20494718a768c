//! The panels of the window.

use super::{State, TableScope};

/// A panel.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Panel {
    /// The timeline.
    Timeline,
    /// Actor-to-forum links.
    Links,
    /// The source text.
    Text,
    /// Everything known of what is selected.
    Inspector,
    /// The events of the timeline in words.
    Table,
    /// Actors × forums.
    Grid,
    /// Actors and forums as nodes.
    Graph,
    /// Actors as lines through time.
    Storyline,
    /// How two are connected.
    Paths,
    /// Who meets whom, and what they share.
    Together,
    /// Who has many links, who stands between the others.
    Measures,
}

impl Panel {
    /// All panels.
    pub const ALL: [Self; 11] = [
        Self::Timeline,
        Self::Links,
        Self::Text,
        Self::Inspector,
        Self::Table,
        Self::Grid,
        Self::Graph,
        Self::Storyline,
        Self::Paths,
        Self::Together,
        Self::Measures,
    ];

    /// As shown.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Links => "Links",
            Self::Text => "Source text",
            Self::Inspector => "Inspector",
            Self::Table => "Table",
            Self::Grid => "Grid",
            Self::Graph => "Graph",
            Self::Storyline => "Storyline",
            Self::Paths => "Paths",
            Self::Together => "Together",
            Self::Measures => "Measures",
        }
    }
}

/// Which panels are hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PanelSet {
    hidden: Vec<Panel>,
}

impl PanelSet {
    /// Whether a panel is shown.
    #[must_use]
    pub fn shows(&self, panel: Panel) -> bool {
        !self.hidden.contains(&panel)
    }

    /// Shows a hidden panel, hides a shown one. The last one stays.
    pub fn toggle(&mut self, panel: Panel) {
        if self.shows(panel) {
            self.hide(panel);
        } else {
            self.show(panel);
        }
    }

    /// Makes sure that a panel is hidden, unless it is the last one.
    pub fn hide(&mut self, panel: Panel) {
        if self.shows(panel) && self.hidden.len() + 1 < Panel::ALL.len() {
            self.hidden.push(panel);
        }
    }

    /// Makes sure that a panel is shown.
    pub fn show(&mut self, panel: Panel) {
        self.hidden.retain(|hidden| *hidden != panel);
    }
}

impl State {
    /// Hides a panel that is in sight; brings one to the front that is hidden or stands
    /// behind another.
    pub(super) fn toggle_panel(&mut self, panel: Panel) {
        if self.preferences.panels.shows(panel) && !self.panels_behind.contains(&panel) {
            self.preferences.panels.hide(panel);
        } else {
            self.bring_to_front(panel);
        }
    }

    /// Lists events in the table and shows it.
    pub(super) fn list_events(&mut self, scope: TableScope) {
        self.view.table_scope = Some(scope);
        self.bring_to_front(Panel::Table);
    }

    pub(super) fn bring_to_front(&mut self, panel: Panel) {
        self.make_visible(panel);
        self.panel_to_front = Some(panel);
        self.active_panel = Some(panel);
    }

    /// Shows a panel that is hidden or has given way to a wide one.
    pub(super) fn make_visible(&mut self, panel: Panel) {
        self.preferences.panels.show(panel);
        if self.panels_given_way.contains(&panel) {
            self.wide_panel = None;
        }
    }

    /// Lets a panel take its whole column, or gives the others their room again.
    pub(super) fn widen_panel(&mut self, panel: Panel) {
        let is_wide = self.wide_panel.take() == Some(panel);
        if !is_wide {
            self.bring_to_front(panel);
            self.wide_panel = Some(panel);
        }
    }
}
