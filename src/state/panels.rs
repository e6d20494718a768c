//! The panels of the window.

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
}

impl Panel {
    /// All panels.
    pub const ALL: [Self; 4] = [Self::Timeline, Self::Links, Self::Text, Self::Inspector];

    /// As shown.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Links => "Links",
            Self::Text => "Source text",
            Self::Inspector => "Inspector",
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
            if self.hidden.len() + 1 < Panel::ALL.len() {
                self.hidden.push(panel);
            }
        } else {
            self.hidden.retain(|hidden| *hidden != panel);
        }
    }

    /// Makes sure that a panel is shown.
    pub fn show(&mut self, panel: Panel) {
        self.hidden.retain(|hidden| *hidden != panel);
    }
}
