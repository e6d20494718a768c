//! Cited documents, outlines and remarks of the editors: in the inspector, and as lines
//! wherever else they are named.

use egui::{RichText, Ui};

use super::icons::{self, icon_button};
use super::inspector::{claim_row, event_link, event_row, section};
use super::links::entity_button;
use super::receipt::{counted, flush_button, passage_button};
use super::scene::Scene;
use crate::index::Attached;
use crate::model::{DocumentIx, EditorNoteIx, EventIx, OutlineIx, Passage};
use crate::state::{Command, Selection};

/// A cited document: who cites it, for what, and all that is told from it.
pub(super) fn document_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: DocumentIx) {
    let opened = scene.opened;
    let document = opened.record.document(ix);
    ui.add(egui::Label::new(RichText::new(&*document.title).heading()).wrap());
    let mut about: Vec<String> = Vec::new();
    about.extend(document.author.as_deref().map(ToOwned::to_owned));
    about.extend(
        document
            .published
            .as_ref()
            .map(|date| date.words().to_owned()),
    );
    if document.language != opened.record.language {
        about.push(format!("in {}", language_name(&document.language)));
    }
    let citations: Vec<_> = opened.known_citations(document).collect();
    about.push(format!("cited {}", times(citations.len())));
    let weak = scene.looks.weak;
    ui.add(egui::Label::new(RichText::new(about.join(" · ")).small().color(weak)).wrap());
    if let Some(url) = &document.url {
        address_ui(ui, scene, url);
    }
    if let Some(source) = document
        .source
        .filter(|source| opened.knows_source(*source))
    {
        let title = &opened.record.source(source).title;
        let words = RichText::new(format!("A source of this record: {title}")).small();
        if ui.add(egui::Button::new(words).small().wrap()).clicked() {
            scene.push(Command::ShowPassage(Passage {
                source,
                place: crate::model::Place::Section { section: 0 },
            }));
        }
    }
    section(ui, scene, "Cited", citations.len());
    for citation in &citations {
        claim_row(ui, scene, &citation.basis, |ui, _| {
            let purpose = citation.purpose.as_deref().unwrap_or("cited");
            ui.add(egui::Label::new(purpose).wrap());
        });
    }
    let told: Vec<EventIx> = (document.events().into_iter())
        .filter(|event| opened.knows_event(*event))
        .collect();
    section(ui, scene, "Told from it", told.len());
    for event in &told {
        event_row(ui, scene, *event);
    }
    // What else the citing passages tell may rest on it too.
    let mut beside: Vec<EventIx> = Vec::new();
    for citation in &citations {
        let passage = citation.basis.passage;
        for event in opened.index.events_at(passage) {
            if !told.contains(&event) && !beside.contains(&event) {
                beside.push(event);
            }
        }
    }
    section(ui, scene, "Also told where it is cited", beside.len());
    for event in beside {
        event_row(ui, scene, event);
    }
}

/// An address: opened only by a click, and never anything but http and https.
fn address_ui(ui: &mut Ui, scene: &mut Scene<'_>, url: &str) {
    ui.horizontal(|ui| {
        let open = format!("Open {url} in the browser");
        if icon_button(ui, icons::BROWSER, &open, true).clicked() {
            scene.push(Command::OpenUrl(url.to_owned()));
        }
        if icon_button(ui, icons::COPY, "Copy the address", true).clicked() {
            scene.push(Command::CopyText(url.to_owned()));
        }
        let words = RichText::new(url).small().color(scene.looks.weak);
        ui.add(egui::Label::new(words).truncate())
            .on_hover_text(url);
    });
}

/// An outline: its items, and where they lead.
pub(super) fn outline_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: OutlineIx) {
    let opened = scene.opened;
    let outline = opened.record.outline(ix);
    ui.add(egui::Label::new(RichText::new(&*outline.title).heading()).wrap());
    let source = &opened.record.source(outline.passage.source).short;
    let words = format!("{} · {source}", counted(outline.items.len(), "item"));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words).small().color(scene.looks.weak));
        passage_button(ui, scene, outline.passage, None);
    });
    for item in &outline.items {
        ui.add_space(6.0);
        ui.horizontal_top(|ui| {
            let number = RichText::new(&*item.number).color(scene.looks.weak);
            ui.add_sized(
                [
                    26.0 * scene.looks.scale,
                    ui.text_style_height(&egui::TextStyle::Body),
                ],
                egui::Label::new(number),
            );
            ui.vertical(|ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.add(egui::Label::new(&*item.title).wrap());
                    if item.passage != outline.passage {
                        passage_button(ui, scene, item.passage, None);
                    }
                });
                for event in item
                    .events
                    .iter()
                    .filter(|event| opened.knows_event(**event))
                {
                    event_link(ui, scene, *event);
                }
                ui.horizontal_wrapped(|ui| {
                    for entity in &item.entities {
                        if opened.knows_entity(*entity) {
                            entity_button(ui, scene, *entity);
                        }
                    }
                });
            });
        });
    }
}

/// What of the apparatus belongs to an event, for its inspector.
pub(super) fn attached_ui(ui: &mut Ui, scene: &mut Scene<'_>, event: EventIx) {
    let opened = scene.opened;
    let Attached {
        documents,
        notes,
        outlines,
    } = opened.attached_to_event(event);
    section(ui, scene, "Documents", documents.len());
    for document in documents {
        document_link(ui, scene, document);
    }
    section(ui, scene, "Editors’ notes", notes.len());
    for note in notes {
        note_ui(ui, scene, note, None);
    }
    section(ui, scene, "In outlines", outlines.len());
    for outline in outlines {
        outline_link(ui, scene, outline);
    }
}

/// A remark of the editors with its places, but for the one at which it is shown.
pub(super) fn note_ui(ui: &mut Ui, scene: &mut Scene<'_>, ix: EditorNoteIx, here: Option<Passage>) {
    let note = scene.opened.record.editor_note(ix);
    let kind = RichText::new(note.kind.label())
        .small()
        .strong()
        .color(scene.looks.warning);
    ui.label(kind);
    ui.add(egui::Label::new(&*note.text).wrap());
    ui.horizontal_wrapped(|ui| {
        for place in note
            .places
            .iter()
            .filter(|place| Some(place.passage) != here)
        {
            passage_button(ui, scene, place.passage, place.quote.as_deref());
        }
    });
}

/// A title that selects its document.
pub(super) fn document_link(ui: &mut Ui, scene: &mut Scene<'_>, ix: DocumentIx) {
    let label = scene.opened.record.document(ix).label();
    selection_link(ui, scene, Selection::Document(ix), &label);
}

/// A title that selects its outline.
pub(super) fn outline_link(ui: &mut Ui, scene: &mut Scene<'_>, ix: OutlineIx) {
    let title = scene.opened.record.outline(ix).title.clone();
    selection_link(ui, scene, Selection::Outline(ix), &title);
}

/// A line that selects something, and lights it up everywhere on hover.
pub(super) fn selection_link(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    selection: Selection,
    words: &str,
) {
    let lit = scene.state.hover.now == selection || scene.state.view.selection == selection;
    let mut button = egui::Button::new(words).truncate();
    if !lit {
        button = button.frame_when_inactive(false);
    }
    let response = flush_button(ui, button).on_hover_text(words);
    if response.hovered() {
        scene.state.hover.next = selection;
    }
    if response.clicked() {
        scene.push(Command::Select(selection));
    }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

/// The name of a language that a record is likely to have; else its tag.
pub(super) fn language_name(tag: &str) -> &str {
    const NAMES: [(&str, &str); 10] = [
        ("en", "English"),
        ("de", "German"),
        ("fr", "French"),
        ("es", "Spanish"),
        ("it", "Italian"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("zh", "Chinese"),
        ("ar", "Arabic"),
        ("la", "Latin"),
    ];
    let main = tag.split('-').next().unwrap_or(tag);
    (NAMES.iter())
        .find(|(known, _)| *known == main)
        .map_or(tag, |(_, name)| name)
}
