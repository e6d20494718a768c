//! Lists of all cited documents and of all outlines, to be looked through and sorted.

use egui::{RichText, ScrollArea, TextEdit, Ui};

use super::apparatus::{document_link, outline_link};
use super::receipt::counted;
use super::scene::Scene;
use super::trails::list_window;
use crate::index::{Opened, fold};
use crate::model::{DocumentIx, OutlineIx};
use crate::state::{Command, Memo};

/// In which order the documents stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum SortBy {
    #[default]
    Author,
    Date,
    Citations,
}

/// What the list of documents keeps between passes.
#[derive(Default)]
pub(super) struct DocumentsView {
    sort: SortBy,
    words: String,
    found: Memo<(u64, SortBy, String), Vec<DocumentIx>>,
}

/// What the list of outlines keeps between passes.
#[derive(Default)]
pub(super) struct OutlinesView {
    words: String,
    found: Memo<(u64, String), Vec<OutlineIx>>,
}

pub(super) fn documents_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut DocumentsView) {
    let mut open = true;
    let opened = scene.opened;
    let key = (scene.revision, view.sort, view.words.clone());
    let found = (view.found).get(key, |(_, sort, words)| documents(opened, *sort, words));
    let mut sort = view.sort;
    let words = &mut view.words;
    list_window(ui, "Documents", &mut open).show(ui.ctx(), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(format!("{}. Sort by", counted(found.len(), "document")));
            for (by, name) in [
                (SortBy::Author, "author"),
                (SortBy::Date, "date"),
                (SortBy::Citations, "citations"),
            ] {
                ui.selectable_value(&mut sort, by, name);
            }
        });
        narrow_ui(ui, words, "Narrow by author or title");
        ui.separator();
        two_lines_ui(ui, scene, found, |ui, scene, ix| {
            document_link(ui, scene, ix);
            about_ui(ui, scene, ix);
        });
    });
    view.sort = sort;
    if !open {
        scene.push(Command::ToggleDocuments);
    }
}

/// When it was published, and where it is cited.
fn about_ui(ui: &mut Ui, scene: &Scene<'_>, ix: DocumentIx) {
    let opened = scene.opened;
    let document = opened.record.document(ix);
    let mut words: Vec<String> = Vec::new();
    words.extend(
        document
            .published
            .as_ref()
            .map(|date| date.words().to_owned()),
    );
    let cited: Vec<String> = (opened.known_citations(document))
        .map(|citation| opened.record.address(citation.basis.passage))
        .collect();
    words.push(format!("cited at {}", cited.join(", ")));
    second_line_ui(ui, scene, &words.join(" · "));
}

fn documents(opened: &Opened, sort: SortBy, words: &str) -> Vec<DocumentIx> {
    let wanted = fold(words.trim());
    let mut found: Vec<DocumentIx> = (opened.known_documents())
        .filter(|(_, document)| fold(&document.label()).contains(&wanted))
        .map(|(ix, _)| ix)
        .collect();
    let document = |ix: &DocumentIx| opened.record.document(*ix);
    match sort {
        // The nameless at the end.
        SortBy::Author => found.sort_by_cached_key(|ix| {
            let author = document(ix).author.as_deref().map(fold);
            (author.is_none(), author, fold(&document(ix).title))
        }),
        SortBy::Date => found.sort_by_key(|ix| {
            let day = document(ix)
                .published
                .as_ref()
                .and_then(crate::model::Date::sort_day);
            (day.is_none(), day)
        }),
        SortBy::Citations => {
            found.sort_by_key(|ix| std::cmp::Reverse(opened.known_citations(document(ix)).count()))
        }
    }
    found
}

pub(super) fn outlines_ui(ui: &Ui, scene: &mut Scene<'_>, view: &mut OutlinesView) {
    let mut open = true;
    let opened = scene.opened;
    let key = (scene.revision, view.words.clone());
    let found = view.found.get(key, |(_, words)| outlines(opened, words));
    let words = &mut view.words;
    list_window(ui, "Outlines", &mut open).show(ui.ctx(), |ui| {
        ui.label(format!(
            "{} that the sources set out.",
            counted(found.len(), "list")
        ));
        narrow_ui(ui, words, "Narrow by title or item");
        ui.separator();
        two_lines_ui(ui, scene, found, |ui, scene, ix| {
            outline_link(ui, scene, ix);
            let outline = opened.record.outline(ix);
            let items = counted(outline.items.len(), "item");
            let address = opened.record.address(outline.passage);
            second_line_ui(ui, scene, &format!("{items} · {address}"));
        });
    });
    if !open {
        scene.push(Command::ToggleOutlines);
    }
}

fn outlines(opened: &Opened, words: &str) -> Vec<OutlineIx> {
    let wanted = fold(words.trim());
    (opened.known_outlines())
        .filter(|(_, outline)| {
            let mut titles =
                std::iter::once(&outline.title).chain(outline.items.iter().map(|item| &item.title));
            titles.any(|title| fold(title).contains(&wanted))
        })
        .map(|(ix, _)| ix)
        .collect()
}

/// A field that narrows a list.
fn narrow_ui(ui: &mut Ui, words: &mut String, name: &str) {
    let response = ui.add(
        TextEdit::singleline(words)
            .hint_text(name)
            .desired_width(f32::INFINITY),
    );
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, words.clone(), words.clone(), "");
        info.label = Some(name.to_owned());
        info
    });
}

/// A list of which only what is in sight is set, two lines for each item.
fn two_lines_ui<'a, T: Copy>(
    ui: &mut Ui,
    scene: &mut Scene<'a>,
    items: &[T],
    item_ui: impl Fn(&mut Ui, &mut Scene<'a>, T),
) {
    let line = ui.text_style_height(&egui::TextStyle::Small);
    let height = ui.spacing().interact_size.y + line + ui.spacing().item_spacing.y;
    ScrollArea::vertical()
        .auto_shrink(false)
        .show_rows(ui, height, items.len(), |ui, rows| {
            for item in &items[rows] {
                item_ui(ui, scene, *item);
            }
        });
}

/// What is told of an item below its name.
fn second_line_ui(ui: &mut Ui, scene: &Scene<'_>, words: &str) {
    ui.horizontal(|ui| {
        ui.add_space(4.0);
        let words = RichText::new(words).small().color(scene.looks.weak);
        ui.add(egui::Label::new(words).truncate());
    });
}
