//! Carrying out commands.

use super::{Command, Effect, Matches, Overlay, Selection, State, TableScope, Unmatched};
use crate::dataset::{SHIPPED, TUTORIAL};
use crate::index::Opened;
use crate::model::{EventIx, Passage};

impl State {
    /// Carries out a command. What only the frame can do comes back.
    pub fn apply(&mut self, command: Command, opened: &Opened, matches: &Matches) -> Vec<Effect> {
        let before = self.view.clone();
        // Movements of one sort are one step back.
        let moving = matches!(
            command,
            Command::ZoomTime { .. }
                | Command::PanTime(_)
                | Command::ZoomIn
                | Command::ZoomOut
                | Command::Earlier
                | Command::Later
                | Command::DragTime(..)
                | Command::ReadTo(_)
                | Command::SetQuery(_)
                | Command::SetCurtain(_)
        );
        let is_history = matches!(command, Command::Back | Command::Forward);
        let by_hand = command.is_by_hand();
        let effects = self.carry_out(command, opened, matches);
        self.set_glide(by_hand, before.window, opened);
        if !is_history {
            self.history.note(&before, &self.view, moving);
        }
        effects
    }

    fn carry_out(&mut self, command: Command, opened: &Opened, matches: &Matches) -> Vec<Effect> {
        match command {
            Command::Select(selection) => self.select(selection, opened),
            Command::ShowPassage(passage) => {
                self.show_passage(passage);
                self.make_visible(super::Panel::Text);
            }
            Command::NextEvent => self.step(opened, matches, true),
            Command::PreviousEvent => self.step(opened, matches, false),
            Command::StepInTable(step) => self.step_in_table(opened, step),
            Command::ShowOnTimeline => self.show_on_timeline(opened),
            Command::FirstEvent => self.select_end(opened, matches, true),
            Command::LastEvent => self.select_end(opened, matches, false),
            Command::NextInText => self.step_in_text(opened, 1),
            Command::PreviousInText => self.step_in_text(opened, -1),
            Command::Back => {
                if self.history.back(&mut self.view) {
                    self.scroll_to_passage = true;
                    self.scroll_to_event = true;
                }
            }
            Command::Forward => {
                if self.history.forward(&mut self.view) {
                    self.scroll_to_passage = true;
                    self.scroll_to_event = true;
                }
            }
            Command::ZoomTime { .. }
            | Command::PanTime(_)
            | Command::ZoomIn
            | Command::ZoomOut
            | Command::Earlier
            | Command::Later
            | Command::ShowWindow(..)
            | Command::TakeTime(..)
            | Command::DragTime(..)
            | Command::ShowDate(_)
            | Command::Fit
            | Command::FitHeart
            | Command::FitSelection => {
                self.move_window(&command, opened);
                if self.preferences.read_along {
                    self.follow_timeline(opened);
                }
            }
            Command::GoToDate => self.toggle_overlay(Overlay::GoTo),
            Command::ToggleBreaks => self.toggle_breaks(opened),
            Command::LanesDown => self.scroll_pages += 1.0,
            Command::LanesUp => self.scroll_pages -= 1.0,
            Command::SetLanes(lanes) => {
                self.view.lanes = lanes;
                self.preferences.lanes = lanes;
                self.scroll_to_event = true;
            }
            Command::SetRoom(lane, room) => self.view.rooms.set(lane, room),
            Command::ToggleRooms => self.view.rooms.toggle_all(),
            Command::SetCurtain(day) => self.set_curtain(day),
            Command::ToggleCurtain => {
                let last = self.curtain_days.last().copied();
                self.set_curtain(if self.view.curtain.is_some() {
                    None
                } else {
                    last
                });
            }
            Command::CurtainLater => self.step_curtain(true),
            Command::CurtainEarlier => self.step_curtain(false),
            Command::PlayCurtain => self.play_curtain(),
            Command::Compare => {
                self.compared = self.view.selection.event().or(self.compared);
                self.order_open = true;
            }
            Command::CloseOrder => self.order_open = false,
            Command::SwitchClaim(claim) => {
                if !self.switches.claims.remove(&claim) {
                    self.switches.claims.insert(claim);
                }
                self.order_open = true;
            }
            Command::SwitchSource(source) => {
                if !self.switches.sources.remove(&source) {
                    self.switches.sources.insert(source);
                }
            }
            Command::SwitchAllOn => self.switches = crate::index::Switches::default(),
            Command::ToggleLedger => self.ledger_open = !self.ledger_open,
            Command::ToggleTrails => self.trails_open = !self.trails_open,
            Command::ToggleChanges => self.changes_open = !self.changes_open,
            Command::ShowEdition(source, edition) => self.reading.choose(source, edition),
            Command::ShowBeside(beside) => self.show_beside(beside),
            Command::ToggleContents => {
                self.preferences.contents_open = !self.preferences.contents_open;
            }
            Command::FindInText => self.toggle_find(),
            Command::FindNext => self.reading.find_step = Some(true),
            Command::FindPrevious => self.reading.find_step = Some(false),
            Command::CloseFind => self.reading.find = None,
            Command::ToggleReadAlong => self.toggle_along(),
            Command::ReadTo(passage) => self.read_to(passage, opened),
            Command::ToggleDocuments => self.documents_open = !self.documents_open,
            Command::ToggleOutlines => self.outlines_open = !self.outlines_open,
            Command::AttachOriginal => {
                return (self.open_source().map(Effect::AttachDialog).into_iter()).collect();
            }
            Command::AttachTyped => self.toggle_overlay(Overlay::AttachPath),
            Command::AttachPath(path) => {
                let source = self.open_source();
                return (source
                    .map(|source| Effect::Attach(source, path))
                    .into_iter())
                .collect();
            }
            Command::DetachOriginal(source) => return vec![Effect::Detach(source)],
            Command::ToggleAnyTime
            | Command::ToggleAbsence
            | Command::ToggleParents
            | Command::ArrangeActors(_)
            | Command::ArrangeForums(_)
            | Command::FoldActors(_)
            | Command::ToggleNode(_)
            | Command::ToggleNodes
            | Command::SetFocus(_)
            | Command::FocusFarther
            | Command::FocusNearer
            | Command::PinNode(..)
            | Command::UnpinNode(_)
            | Command::UnpinAll
            | Command::FindPaths(_)
            | Command::PathFromHere
            | Command::PathToHere
            | Command::ToggleBeside(_)
            | Command::CompareHere => self.link(&command, opened),
            Command::PlayTime => self.play_time(opened),
            Command::KeepGraph(memory) => self.graph = Some(memory),
            Command::ArrangeAnew => {
                self.graph = None;
                self.graph_round += 1;
            }
            Command::SetQuery(text) => self.view.filters.set_text(text),
            Command::ToggleFacet(facet) => self.view.filters.toggle(facet),
            Command::ClearFilters => self.view.filters = super::Filters::default(),
            Command::ToggleUnmatched => {
                self.preferences.unmatched = match self.preferences.unmatched {
                    Unmatched::Fade => Unmatched::Hide,
                    Unmatched::Hide => Unmatched::Fade,
                };
            }
            Command::FocusSearch => self.focus_search = true,
            Command::ToggleChips => self.preferences.chips_open = !self.preferences.chips_open,
            Command::TogglePanel(panel) => self.toggle_panel(panel),
            Command::WidenPanel(panel) => self.widen_panel(panel),
            Command::WidenLast => {
                let last = self.wide_panel.or(self.active_panel);
                self.widen_panel(last.unwrap_or(super::Panel::Timeline));
            }
            Command::HidePanel(panel) => self.preferences.panels.hide(panel),
            Command::ListEvents(events, words) => self.list_events(TableScope { events, words }),
            Command::ListWindow => self.view.table_scope = None,
            Command::ResetPanels => {
                self.wide_panel = None;
                self.preferences.panels = super::PanelSet::default();
                return vec![Effect::ResetPanels];
            }
            Command::SetTheme(theme) => self.preferences.theme = theme,
            Command::InterfaceLarger => self.scale_interface(0.1),
            Command::InterfaceSmaller => self.scale_interface(-0.1),
            Command::InterfaceUsual => self.preferences.set_interface_zoom(1.0),
            Command::OpenDialog => return vec![Effect::OpenDialog],
            Command::OpenTyped => self.toggle_overlay(Overlay::OpenPath),
            Command::OpenPath(path) => return vec![Effect::OpenPath(path)],
            Command::OpenShipped => return vec![Effect::OpenBuiltIn(SHIPPED)],
            Command::OpenTutorial => return vec![Effect::OpenBuiltIn(TUTORIAL)],
            Command::Reload => return vec![Effect::Reload],
            Command::ToggleProblems => self.problems_open = !self.problems_open,
            Command::ToggleHelp => self.toggle_overlay(Overlay::Help),
            Command::TogglePalette => self.toggle_overlay(Overlay::Palette),
            Command::ToggleAbout => self.toggle_overlay(Overlay::About),
            Command::ToggleWelcome => {
                self.welcome_open = !self.welcome_open;
                self.preferences.welcome_seen = true;
            }
            Command::Escape => return self.escape(),
            Command::CancelReading => return vec![Effect::CancelReading],
            Command::ClearCache => return vec![Effect::ClearCache],
            Command::OpenUrl(url) => return vec![open_url(url)],
            Command::CopyText(text) => return vec![Effect::CopyText(text)],
            Command::CopyRows(text, count) => {
                let rows = if count == 1 { "row" } else { "rows" };
                let words = format!("Copied {count} {rows}.");
                return vec![Effect::CopyText(text), Effect::Say(words)];
            }
            Command::CopyPassage => return self.copy_passage(opened),
            Command::Quit => return vec![Effect::Quit],
        }
        Vec::new()
    }

    pub(super) fn select(&mut self, selection: Selection, opened: &Opened) {
        self.view.selection = selection;
        if let Some(event) = selection.event() {
            let passages = opened.record.event(event).all_passages();
            let already = self
                .view
                .passage
                .is_some_and(|current| passages.contains(&current));
            if !already && let Some(first) = passages.first() {
                self.show_passage(*first);
            }
            self.scroll_to_passage = true;
            self.keep_in_sight(event, opened);
            self.scroll_to_event = true;
        }
        self.show_what_is_told(selection, opened);
    }

    /// Of a document or an outline: a passage of the open source that has it, else its first;
    /// and the first of its events that is known.
    fn show_what_is_told(&mut self, selection: Selection, opened: &Opened) {
        let record = &opened.record;
        let (passages, events): (Vec<Passage>, _) = match selection {
            Selection::Document(ix) => {
                let document = record.document(ix);
                let citations = opened.known_citations(document);
                (
                    citations.map(|citation| citation.basis.passage).collect(),
                    document.events(),
                )
            }
            Selection::Outline(ix) => {
                let outline = record.outline(ix);
                (vec![outline.passage], outline.events())
            }
            _ => return,
        };
        let source = self.open_source();
        let is_open = passages
            .iter()
            .any(|passage| Some(passage.source) == source);
        if let Some(first) = passages.first().filter(|_| !is_open) {
            self.show_passage(*first);
        }
        if let Some(event) = events.into_iter().find(|event| opened.knows_event(*event)) {
            self.bring_up(event, opened);
        }
    }

    /// Brings an event into sight that is not selected, or not by itself.
    pub(super) fn bring_up(&mut self, event: EventIx, opened: &Opened) {
        self.keep_in_sight(event, opened);
        self.event_to_show = Some(event);
        self.scroll_to_event = true;
    }

    fn show_passage(&mut self, passage: Passage) {
        self.view.passage = Some(passage);
        self.scroll_to_passage = true;
    }

    /// Along the text: from the current passage to the next one that carries an event.
    fn step_in_text(&mut self, opened: &Opened, by: isize) {
        let Some(current) = self.view.passage else {
            return;
        };
        let source = current.source;
        let text = opened.record.source(source).text();
        let places = opened.index.in_text(source);
        let selected = self.view.selection.event();
        let at = (places.iter())
            .position(|(place, event)| Some(*event) == selected && *place == current.place);
        let next = match at {
            Some(at) => at.checked_add_signed(by),
            None => {
                let key = text.reading_key(current.place);
                let after = places.partition_point(|(place, _)| text.reading_key(*place) < key);
                if by > 0 {
                    Some(after)
                } else {
                    after.checked_sub(1)
                }
            }
        };
        if let Some((place, event)) = next.and_then(|next| places.get(next)) {
            self.show_passage(Passage {
                source,
                place: *place,
            });
            self.select(Selection::Event(*event), opened);
        }
    }

    fn toggle_overlay(&mut self, overlay: Overlay) {
        self.overlay = if self.overlay == Some(overlay) {
            None
        } else {
            Some(overlay)
        };
    }

    fn scale_interface(&mut self, by: f32) {
        let zoom = self.preferences.interface_zoom + by;
        self.preferences.set_interface_zoom(zoom);
    }

    fn copy_passage(&self, opened: &Opened) -> Vec<Effect> {
        let Some(passage) = self.view.passage else {
            return vec![Effect::Say("No passage is open.".to_owned())];
        };
        if !opened.knows_source(passage.source) {
            return vec![Effect::Say(
                "This source had not been issued on that day.".to_owned(),
            )];
        }
        let record = &opened.record;
        let source = record.source(passage.source);
        let cite = source.citation.as_deref().unwrap_or(&source.title);
        let text = format!(
            "{}\n\n{cite} [{}]",
            record.passage_text(passage),
            record.address(passage)
        );
        vec![
            Effect::CopyText(text),
            Effect::Say(format!("Copied {}", record.address(passage))),
        ]
    }
}

/// Only http and https leave the program.
fn open_url(url: String) -> Effect {
    if crate::dataset::is_web_address(&url) {
        Effect::OpenUrl(url)
    } else {
        Effect::Say(format!("“{url}” is not a web address and is not opened."))
    }
}
