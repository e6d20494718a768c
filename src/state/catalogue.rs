//! Every command that needs nothing more, with its name, help, place and shortcut.

use egui::{Key, Modifiers};

use super::{Command, LaneBy, Panel, ThemeChoice};
use crate::index::net::{ActorsBy, ArrangeBy};

/// Where a command stands in the menus and in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Datasets.
    File,
    /// Where to go.
    Go,
    /// The timeline.
    Timeline,
    /// Actors and forums.
    Links,
    /// The second clock, plans, contradictions.
    Time,
    /// Search and filters.
    Find,
    /// Panels and looks.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// All menus, in order.
    pub const ALL: [Self; 8] = [
        Self::File,
        Self::Go,
        Self::Timeline,
        Self::Links,
        Self::Time,
        Self::Find,
        Self::View,
        Self::Help,
    ];

    /// As shown.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Go => "Go",
            Self::Timeline => "Timeline",
            Self::Links => "Links",
            Self::Time => "Time",
            Self::Find => "Find",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Modifiers that must be held.
    pub modifiers: Modifiers,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    /// As egui takes it.
    #[must_use]
    pub const fn keyboard(self) -> egui::KeyboardShortcut {
        egui::KeyboardShortcut::new(self.modifiers, self.key)
    }

    /// Whether it is a bare key, which must not fire while somebody is typing.
    #[must_use]
    pub fn is_bare(self) -> bool {
        !self.modifiers.command && !self.modifiers.alt && !is_function_key(self.key)
    }
}

fn is_function_key(key: Key) -> bool {
    key.name().len() > 1 && key.name().starts_with('F')
}

/// A command as menus, palette, keys and help know it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// As shown.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// In which menu.
    pub menu: Menu,
    /// The key, if it has one.
    pub shortcut: Option<Shortcut>,
}

const fn key(key: Key) -> Option<Shortcut> {
    Some(Shortcut {
        modifiers: Modifiers::NONE,
        key,
    })
}

const fn ctrl(key: Key) -> Option<Shortcut> {
    Some(Shortcut {
        modifiers: Modifiers::COMMAND,
        key,
    })
}

const fn ctrl_shift(key: Key) -> Option<Shortcut> {
    Some(Shortcut {
        modifiers: Modifiers::COMMAND.plus(Modifiers::SHIFT),
        key,
    })
}

const fn alt(key: Key) -> Option<Shortcut> {
    Some(Shortcut {
        modifiers: Modifiers::ALT,
        key,
    })
}

const fn shift(key: Key) -> Option<Shortcut> {
    Some(Shortcut {
        modifiers: Modifiers::SHIFT,
        key,
    })
}

macro_rules! catalogue {
    ($($menu:ident { $($command:expr, $shortcut:expr, $name:literal, $help:literal;)* })*) => {
        /// Every command that needs nothing more.
        pub const CATALOGUE: &[Entry] = &[$($(Entry {
            command: $command,
            name: $name,
            help: $help,
            menu: Menu::$menu,
            shortcut: $shortcut,
        },)*)*];
    };
}

use Command as C;

catalogue! {
    File {
        C::OpenDialog, ctrl(Key::O), "Open…", "Choose a dataset in the system's dialog.";
        C::OpenTyped, ctrl(Key::L), "Open by path…", "Type where a dataset lies.";
        C::OpenShipped, None, "Open the record that ships", "Internet governance in 2020.";
        C::OpenTutorial, None, "Open the tutorial dataset", "A small commented dataset to learn the format from.";
        C::AttachOriginal, None, "Attach original…", "Choose your own file of the original of the open source; it is lined up with the text.";
        C::AttachTyped, None, "Attach original by path…", "Type where your file of the original lies.";
        C::Reload, key(Key::F5), "Read again", "Read the dataset from disk again.";
        C::CancelReading, None, "Cancel reading", "Stop reading a dataset; what was open stays open.";
        C::ClearCache, None, "Clear the cache", "Throw away what is kept so that large datasets open faster.";
        C::ToggleProblems, key(Key::F8), "Problems", "Show or hide what is wrong with the dataset.";
        C::Quit, ctrl(Key::Q), "Quit", "Close the program.";
    }
    Go {
        C::Back, alt(Key::ArrowLeft), "Back", "The view before: selection, window and filters.";
        C::Forward, alt(Key::ArrowRight), "Forward", "The view after.";
        C::NextEvent, key(Key::ArrowDown), "Next event", "The next event in time that matches.";
        C::PreviousEvent, key(Key::ArrowUp), "Previous event", "The event before in time that matches.";
        C::FirstEvent, ctrl(Key::Home), "First event", "The earliest event that matches.";
        C::LastEvent, ctrl(Key::End), "Last event", "The latest event that matches.";
        C::ShowOnTimeline, None, "Show on the timeline", "Bring the timeline to the front, with the selected event in sight. In the table: Enter.";
        C::GoToDate, ctrl(Key::G), "Go to date…", "Type a day, month, year, season or span, and the timeline goes there.";
        C::NextInText, key(Key::N), "Next event in the text", "The next event as the source tells them.";
        C::PreviousInText, key(Key::P), "Previous event in the text", "The event before as the source tells them.";
        C::CopyPassage, ctrl(Key::B), "Copy the passage", "Put the words and the address of the current passage on the clipboard.";
        C::Escape, key(Key::Escape), "Let go", "Close what lies on top, else let the selection go.";
    }
    Timeline {
        C::ZoomIn, key(Key::Plus), "Zoom in", "Nearer, around the selection or the middle.";
        C::ZoomOut, key(Key::Minus), "Zoom out", "Farther, around the selection or the middle.";
        C::Earlier, key(Key::ArrowLeft), "Earlier", "Move to earlier times.";
        C::Later, key(Key::ArrowRight), "Later", "Move to later times.";
        C::Fit, key(Key::Home), "Whole record", "Show everything from the first date to the last.";
        C::FitHeart, key(Key::H), "Heart of the record", "Show the stretch in which most events lie.";
        C::FitSelection, key(Key::Z), "Zoom to the selection", "Show the selection with room around it.";
        C::ToggleBreaks, key(Key::E), "Collapse empty stretches", "Pass over long stretches in which nothing begins or ends, or show them in full.";
        C::LanesDown, key(Key::PageDown), "Lanes down", "Scroll the lanes a page down.";
        C::LanesUp, key(Key::PageUp), "Lanes up", "Scroll the lanes a page up.";
        C::ToggleRooms, key(Key::W), "Close all lanes", "Close every lane to one row in which its events are counted, or give all their rows again.";
        C::SetLanes(LaneBy::Area), key(Key::Num1), "Lanes by area", "One lane for each area.";
        C::SetLanes(LaneBy::Level), key(Key::Num2), "Lanes by level", "One lane for each level.";
        C::SetLanes(LaneBy::Forum), key(Key::Num3), "Lanes by forum", "One lane for each forum.";
        C::SetLanes(LaneBy::Actor), key(Key::Num4), "Lanes by actor", "One lane for each actor.";
        C::SetLanes(LaneBy::Kind), key(Key::Num5), "Lanes by kind", "One lane for each kind of event.";
        C::SetLanes(LaneBy::Source), key(Key::Num6), "Lanes by source", "One lane for each source.";
    }
    Links {
        C::ToggleAnyTime, key(Key::A), "Links at any time", "Show the links of any time, or only those in the window of the timeline.";
        C::ArrangeActors(ArrangeBy::Meeting), None, "Actors by who meets whom", "Order actors so that those who meet stand together.";
        C::ArrangeActors(ArrangeBy::Name), None, "Actors by name", "Order actors by their names.";
        C::ArrangeActors(ArrangeBy::Kind), None, "Actors by kind", "Order actors by kind: persons, states, companies …";
        C::ArrangeActors(ArrangeBy::Links), None, "Actors by number of links", "Those with the most links first.";
        C::ArrangeActors(ArrangeBy::FirstDate), None, "Actors by first date", "Those who were somewhere first stand first.";
        C::ArrangeForums(ArrangeBy::Meeting), None, "Forums by who meets whom", "Order forums so that those in which the same actors meet stand together.";
        C::ArrangeForums(ArrangeBy::Name), None, "Forums by name", "Order forums by their names.";
        C::ArrangeForums(ArrangeBy::Kind), None, "Forums by kind", "Order forums by kind: bodies, processes, series …";
        C::ArrangeForums(ArrangeBy::Links), None, "Forums by number of links", "Those with the most links first.";
        C::ArrangeForums(ArrangeBy::FirstDate), None, "Forums by first date", "Those that met first stand first.";
        C::FoldActors(ActorsBy::Apart), None, "Actors apart", "Each actor stands for itself.";
        C::FoldActors(ActorsBy::Kind), None, "Fold actors by kind", "Persons, states, companies … each as one, to be opened one by one.";
        C::FoldActors(ActorsBy::Affiliation), None, "Fold actors by affiliation", "Actors stand in the state, company or organisation that a tie leads them to.";
        C::ToggleNodes, key(Key::J), "Fold forums up", "Let forums stand in the one they belong to, or open them again.";
        C::FocusFarther, key(Key::F), "Focus farther", "Fade what is not near the selection; again for a step more.";
        C::FocusNearer, shift(Key::F), "Focus nearer", "A step less in focus; at none everything is shown in full.";
        C::UnpinAll, None, "Let all nodes go", "Nodes of the graph that were put somewhere by hand go back.";
        C::ArrangeAnew, None, "Arrange the graph anew", "Forget where the nodes of the graph stand, but for those put somewhere by hand.";
        C::PathFromHere, key(Key::S), "Ways from here", "Look for ways from the selected actor or forum to another.";
        C::PathToHere, shift(Key::S), "Ways to here", "Look for ways to the selected actor or forum.";
        C::CompareHere, key(Key::X), "Compare who meets whom", "Take the selected actor or forum among those that are compared, or out again.";
        C::ToggleAbsence, None, "Absence counts as meeting", "Let staying away count as being there, or not: boycotted, not admitted, withdrew.";
        C::ToggleParents, None, "Forums connect to what they belong to", "Let a way go from a forum to the one that it belongs to, or not.";
        C::PlayTime, shift(Key::Space), "Play time", "Let the window move on through time by itself, or stop it.";
    }
    Time {
        C::ToggleCurtain, key(Key::K), "As known on a day", "Draw or open the curtain: show only what had been reported by a chosen day.";
        C::CurtainEarlier, key(Key::OpenBracket), "Curtain earlier", "To the day before on which something became known.";
        C::CurtainLater, key(Key::CloseBracket), "Curtain later", "To the next day on which something became known.";
        C::PlayCurtain, key(Key::Space), "Play", "Let the curtain move on by itself, or stop it.";
        C::ToggleChanges, key(Key::D), "What changed", "What became new, was moved, corrected or turned out between the last two positions of the curtain.";
        C::Compare, key(Key::C), "Compare in time", "Keep the selected event as the first of two; select another to see which certainly came first, and why.";
        C::SwitchAllOn, None, "Believe everything again", "Switch all sources and claims back on.";
        C::ToggleTrails, key(Key::T), "Trails", "Plans and their changes, and how far they slipped.";
        C::ToggleDocuments, key(Key::B), "Documents", "What the sources cite: who cites it, for what, and what is told from it.";
        C::ToggleOutlines, key(Key::O), "Outlines", "The lists that the sources set out, and where their items lead.";
        C::ToggleLedger, key(Key::L), "Ledger", "What is told in more than one way, passage beside passage.";
    }
    Find {
        C::FocusSearch, ctrl(Key::F), "Search", "Move the keyboard to the search box.";
        C::FindInText, ctrl_shift(Key::F), "Find in the source…", "Look for words in the source that is open.";
        C::FindNext, key(Key::F3), "Find next", "To the next place in the source where the words stand.";
        C::FindPrevious, shift(Key::F3), "Find previous", "To the place before where the words stand.";
        C::ToggleUnmatched, key(Key::U), "Fade or hide", "Fade what does not match, or hide it.";
        C::ToggleChips, ctrl(Key::E), "Chips", "Show or hide areas, levels, kinds and sources to filter by.";
        C::ClearFilters, ctrl(Key::Backspace), "Clear search and filters", "Let everything through again.";
    }
    View {
        C::TogglePanel(Panel::Timeline), ctrl(Key::Num1), "Timeline panel", "Show or hide the timeline.";
        C::TogglePanel(Panel::Links), ctrl(Key::Num2), "Links panel", "Show or hide the actor-to-forum links.";
        C::TogglePanel(Panel::Text), ctrl(Key::Num3), "Source text panel", "Show or hide the source text.";
        C::TogglePanel(Panel::Inspector), ctrl(Key::Num4), "Inspector panel", "Show or hide the inspector.";
        C::TogglePanel(Panel::Table), ctrl(Key::Num5), "Table panel", "Show or hide the table of the events in the window.";
        C::TogglePanel(Panel::Grid), ctrl(Key::Num6), "Grid panel", "Show or hide actors × forums.";
        C::TogglePanel(Panel::Graph), ctrl(Key::Num7), "Graph panel", "Show or hide actors and forums as nodes.";
        C::TogglePanel(Panel::Storyline), ctrl(Key::Num8), "Storyline panel", "Show or hide actors as lines through time.";
        C::TogglePanel(Panel::Paths), ctrl(Key::Num9), "Paths panel", "Show or hide how two are connected.";
        C::TogglePanel(Panel::Together), ctrl_shift(Key::T), "Together panel", "Show or hide who meets whom, and what they share.";
        C::TogglePanel(Panel::Measures), ctrl_shift(Key::M), "Measures panel", "Show or hide who has many links and who stands between the others.";
        C::WidenLast, key(Key::V), "Widen the panel", "Let the panel that was used last take its whole column, or give the others their room again.";
        C::ToggleContents, ctrl_shift(Key::O), "Contents", "Show or hide the contents of the source.";
        C::ToggleReadAlong, key(Key::R), "Read along", "Let text and timeline move together: reading on moves the timeline, and the reverse.";
        C::ResetPanels, None, "Restore the panels", "Put all panels back where they were at first.";
        C::SetTheme(ThemeChoice::System), None, "Theme like the system", "Light or dark, as the system has it.";
        C::SetTheme(ThemeChoice::Light), None, "Light theme", "Dark on light.";
        C::SetTheme(ThemeChoice::Dark), None, "Dark theme", "Light on dark.";
        C::SetTheme(ThemeChoice::Projector), key(Key::F9), "Projector theme", "Large and strong, for a weak projector.";
        C::InterfaceLarger, ctrl(Key::Plus), "Larger", "Make the whole interface larger.";
        C::InterfaceSmaller, ctrl(Key::Minus), "Smaller", "Make the whole interface smaller.";
        C::InterfaceUsual, ctrl(Key::Num0), "Usual size", "The whole interface at its usual size.";
    }
    Help {
        C::ToggleHelp, key(Key::F1), "Help", "Every shortcut, and the language of the search box.";
        C::TogglePalette, ctrl(Key::K), "Find a command…", "Type what you want to do.";
        C::ToggleWelcome, shift(Key::F1), "Five things to try", "A short pointer to what is worth trying.";
        C::ToggleAbout, None, "About Regesta", "Version and licences.";
    }
}

/// The entry of a command, if it is in the catalogue.
#[must_use]
pub fn entry_of(command: &Command) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.command == *command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_shortcut_is_given_twice() {
        for (at, entry) in CATALOGUE.iter().enumerate() {
            for other in &CATALOGUE[..at] {
                assert_ne!(other.name, entry.name);
                if let (Some(a), Some(b)) = (other.shortcut, entry.shortcut) {
                    assert_ne!(a, b, "{} and {}", other.name, entry.name);
                }
            }
        }
    }
}
