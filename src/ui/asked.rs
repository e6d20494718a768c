//! What the questions about the shown links have in common: on what an answer depends, and what
//! counts as a way.

use egui::{Color32, Label, RichText, TextStyle, Ui};

use super::linking::{link_row, link_rows, shown_words};
use super::receipt::counted;
use super::scene::Scene;
use crate::index::net::Ways;
use crate::state::{AT_ONCE, Command, Request};

/// A question about the links that are shown: what is asked, and how the answer is put.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked<Q, H> {
    revision: u64,
    /// Changes with the links that are shown.
    shown: u64,
    pub ways: Ways,
    pub question: Q,
    /// An answer that is put in another way is still one to this question.
    pub how: H,
    /// About so much has to be looked at, in links.
    effort: usize,
}

impl<Q, H> Asked<Q, H> {
    pub(super) fn new(scene: &Scene<'_>, effort: usize, question: Q, how: H) -> Self {
        Self {
            revision: scene.revision,
            shown: scene.shown_serial,
            ways: scene.state.view.linking.ways,
            question,
            how,
            effort,
        }
    }

    /// Whether both look at the same links in the same way.
    pub(super) fn is_of_same(&self, other: &Self) -> bool {
        (self.revision, self.shown, self.ways) == (other.revision, other.shown, other.ways)
    }
}

impl<Q, H> Request for Asked<Q, H>
where
    Q: Clone + PartialEq + Send + 'static,
    H: Clone + PartialEq + Send + 'static,
{
    fn may_show(&self, older: &Self) -> bool {
        // Links are counted anew in every record, and what was asked of another one would be
        // taken for an answer to this.
        self.revision == older.revision && self.question == older.question
    }

    fn is_small(&self) -> bool {
        // To follow a link takes longer than to let an event through.
        self.effort.saturating_mul(4) < AT_ONCE
    }
}

/// Which links count: of any time or in the window, with absence or without; how many that are.
pub(super) fn head_ui(ui: &mut Ui, scene: &mut Scene<'_>) {
    let linking = &scene.state.view.linking;
    let (mut any_time, mut absence) = (linking.at_any_time, linking.ways.absence);
    ui.horizontal(|ui| {
        let help = "Count the links of any time, not only those in the window of the timeline";
        if switch(ui, &mut any_time, "at any time", help) {
            scene.push(Command::ToggleAnyTime);
        }
        let help = "Let staying away count as being there: boycotted, not admitted, withdrew";
        if switch(ui, &mut absence, "absence counts", help) {
            scene.push(Command::ToggleAbsence);
        }
        let words = shown_words(scene);
        let text = RichText::new(&words).small().color(scene.looks.weak);
        ui.add(Label::new(text).truncate()).on_hover_text(words);
    });
}

/// A small switch. Says whether it was turned.
pub(super) fn switch(ui: &mut Ui, is_on: &mut bool, words: &str, help: &str) -> bool {
    let text = RichText::new(words).small();
    ui.checkbox(is_on, text).on_hover_text(help).changed()
}

/// Words under which something is done or told, small and of less weight.
pub(super) fn remark(ui: &mut Ui, scene: &Scene<'_>, words: &str) {
    let text = RichText::new(words).small().color(scene.looks.weak);
    ui.add(Label::new(text).wrap());
}

/// A sentence that explains: in a low panel a line of it, and the rest on hover.
pub(super) fn sentence(ui: &mut Ui, scene: &Scene<'_>, panel: f32, words: &str) {
    if panel > 340.0 * scene.looks.scale {
        remark(ui, scene, words);
        return;
    }
    let text = RichText::new(words).small().color(scene.looks.weak);
    ui.add(Label::new(text).truncate()).on_hover_text(words);
}

/// So many of the links behind a number are set at once.
pub(super) const MOST_LINKS: usize = 60;

/// The first of these links, and how many more there are.
pub(super) fn first_links(ui: &mut Ui, scene: &mut Scene<'_>, links: &[u32], with_ends: bool) {
    let shown = &links[..links.len().min(MOST_LINKS)];
    link_rows(ui, scene, shown, with_ends);
    if links.len() > shown.len() {
        let more = links.len() - shown.len();
        let words = format!("… and {} more", counted(more, "link"));
        remark(ui, scene, &words);
    }
}

/// The links behind an event that is named above them.
pub(super) fn links_of_event(ui: &mut Ui, scene: &mut Scene<'_>, links: &[u32]) {
    for number in links.iter().take(MOST_LINKS) {
        link_row(ui, scene, *number, true);
    }
}

/// A name that has no room in a line, with so much beside it, begins the next rather than being
/// cut.
pub(super) fn whole(ui: &mut Ui, name: &str, beside: f32) {
    let font = TextStyle::Button.resolve(ui.style());
    let galley = (ui.painter()).layout_no_wrap(name.to_owned(), font, Color32::PLACEHOLDER);
    if galley.size().x + beside > ui.available_size_before_wrap().x {
        ui.end_row();
    }
}
