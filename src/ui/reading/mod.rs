//! The source text: whole sources set for reading, in one edition or two side by side, the
//! selected event's words marked, footnotes that open where they stand.

mod contents;
mod find;
mod gutter;
mod head;
mod headings;
mod notes;
mod original;
mod page;
pub(super) mod rich_text;
mod scroll;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Panel, RichText, Ui};

use self::find::Finder;
use self::page::{Columns, Page, Told};
use self::scroll::Scroll;
use super::scene::Scene;
use super::theme::reading;
use crate::index::LinedUp;
use crate::layout::{MOST_BYTES, ReadingRow, RowHeights, compute_reading_rows};
use crate::model::{Passage, Place, SourceIx, Text, TieIx};
use crate::state::{Beside, Command};

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct ReadingView {
    unfolded: page::Unfolded,
    revision: u64,
    laid: Option<Laid>,
    scroll: Scroll,
    finder: Finder,
    /// The width and size of type for which the rows were measured last.
    measured_for: (f32, f32),
    /// Counts what is laid, so that others can tell that it has changed.
    stamp: u64,
}

/// What a source was laid out for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Request {
    revision: u64,
    source: SourceIx,
    edition: usize,
    beside: Option<Beside>,
    /// Changes with every line-up of the original.
    original: usize,
}

/// A source, laid out.
struct Laid {
    request: Request,
    rows: Vec<ReadingRow>,
    row_of: HashMap<Place, usize>,
    told: HashMap<Place, Told>,
}

pub(super) fn reading_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut ReadingView) {
    let opened = scene.opened;
    if view.revision != scene.revision {
        view.revision = scene.revision;
        view.unfolded = page::Unfolded::default();
    }
    let Some(current) = scene.state.view.passage else {
        let words = "Select an event to read what is said of it.";
        ui.label(RichText::new(words).color(scene.looks.weak));
        return;
    };
    head::head_ui(ui, scene, current);
    if !opened.knows_source(current.source) {
        let words = "This source had not been issued on the day at which the curtain stands.";
        ui.add(egui::Label::new(RichText::new(words).color(scene.looks.weak)).wrap());
        return;
    }
    find::find_ui(ui, scene, &view.finder.found);
    ui.separator();

    let source_ix = current.source;
    let source = opened.record.source(source_ix);
    let lined_up: Option<Arc<LinedUp>> = scene
        .original_of(source_ix)
        .and_then(super::scene::Original::lined_up);
    let edition = scene.state.reading.edition(source_ix, source);
    let beside = scene
        .state
        .reading
        .beside(source_ix, source, lined_up.is_some());
    let text = &source.editions[edition].text;
    let original = lined_up.filter(|_| beside == Some(Beside::Original));
    let beside_text: Option<&Text> = match beside {
        Some(Beside::Edition(at)) => Some(&source.editions[at as usize].text),
        Some(Beside::Original) => original.as_deref().map(|lined_up| &lined_up.text),
        None => None,
    };
    let request = Request {
        revision: scene.revision,
        source: source_ix,
        edition,
        beside,
        original: original.as_ref().map_or(0, |it| Arc::as_ptr(it) as usize),
    };

    let here = view.section_here();
    if scene.state.preferences.contents_open {
        let width = ui.available_width();
        Panel::left("contents")
            .resizable(true)
            .default_size((width * 0.3).clamp(110.0, 220.0))
            .size_range(80.0..=width * 0.6)
            .frame(egui::Frame::new().inner_margin(egui::Margin {
                right: 6,
                ..egui::Margin::ZERO
            }))
            .show(ui, |ui| {
                contents::contents_ui(ui, scene, source_ix, text, here);
            });
    }
    egui::CentralPanel::default()
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            let size = reading().resolve(ui.style()).size;
            let columns = Columns::of(ui.available_width(), size, beside_text.is_some());
            head::columns_head_ui(ui, scene, source_ix, beside, &columns);
            view.lay(scene, request, text, beside_text, original.as_deref());
            view.guess(ui, text, beside_text, &columns, size);
            view.find(scene, text);
            view.rows_ui(
                ui,
                scene,
                current,
                text,
                beside_text,
                original.as_deref(),
                columns,
            );
        });
}

impl ReadingView {
    /// The section in which the reader is.
    fn section_here(&self) -> Option<u32> {
        let rows = &self.laid.as_ref()?.rows;
        let at = self.scroll.top_row().min(rows.len().checked_sub(1)?);
        rows[..=at].iter().rev().find_map(|row| match row.place()? {
            Place::Section { section }
            | Place::Block { section, .. }
            | Place::Item { section, .. } => Some(section),
            Place::Note { .. } => None,
        })
    }

    /// Lays the source out if it is not the one that is laid out already.
    fn lay(
        &mut self,
        scene: &Scene<'_>,
        request: Request,
        text: &Text,
        beside: Option<&Text>,
        original: Option<&LinedUp>,
    ) {
        if self
            .laid
            .as_ref()
            .is_some_and(|laid| laid.request == request)
        {
            return;
        }
        let rows = compute_reading_rows(text, beside, original);
        let mut row_of = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(place) = row.place() {
                row_of.entry(place).or_insert(at);
            }
        }
        let told = told_in(scene.opened, request.source);
        // Of the same source the reader keeps his place.
        let top = self.laid.as_ref().and_then(|laid| {
            let row = laid.rows.get(self.scroll.top_row())?;
            let place = row
                .place()
                .filter(|_| laid.request.source == request.source)?;
            row_of.get(&place).copied()
        });
        self.scroll.renew(RowHeights::default(), top.unwrap_or(0));
        self.measured_for = (0.0, 0.0);
        self.stamp += 1;
        self.laid = Some(Laid {
            request,
            rows,
            row_of,
            told,
        });
    }

    /// Guesses the heights of all rows when the width or the size of type has changed.
    fn guess(&mut self, ui: &Ui, text: &Text, beside: Option<&Text>, columns: &Columns, size: f32) {
        let measured_for = (ui.available_width(), size);
        let same = (self.measured_for.0 - measured_for.0).abs() < 0.5
            && (self.measured_for.1 - measured_for.1).abs() < 0.1;
        if same {
            return;
        }
        self.measured_for = measured_for;
        let Some(laid) = &self.laid else { return };
        let guesses = laid
            .rows
            .iter()
            .map(|row| guess(row, text, beside, columns, size));
        let top = self.scroll.top_row();
        self.scroll.renew(RowHeights::guessed(guesses), top);
    }

    /// Looks for words in the source.
    fn find(&mut self, scene: &mut Scene<'_>, text: &Text) {
        let Some(laid) = &self.laid else { return };
        let step = scene.state.reading.find_step.take();
        let Some(wanted) = &scene.state.reading.find else {
            self.finder.close();
            return;
        };
        let top = self.scroll.top_row();
        let moved = (self.finder).look(wanted, self.stamp, &laid.rows, text, top, step);
        if moved && let Some((row, note)) = self.finder.found.here() {
            if let Some(note) = note {
                self.unfolded.notes.insert((laid.request.source, note));
            }
            self.scroll.want(row, false);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        scene: &mut Scene<'_>,
        current: Passage,
        text: &Text,
        beside: Option<&Text>,
        lined_up: Option<&LinedUp>,
        columns: Columns,
    ) {
        let Some(laid) = &self.laid else { return };
        let seeks = std::mem::take(&mut scene.state.scroll_to_passage);
        if seeks {
            if let Place::Note { note } = current.place {
                self.unfolded.notes.insert((current.source, note));
            }
            if let Some(row) = row_for(laid, text, current.place) {
                let at_top = matches!(current.place, Place::Section { .. });
                self.scroll.want(row, at_top);
            }
        }
        if std::mem::take(&mut scene.state.reading.scroll_to_place)
            && let Some(place) = scene.state.reading.place
            && place.source == current.source
            && let Some(row) = row_for(laid, text, place.place)
        {
            self.scroll.want(row, false);
        }
        let source = laid.request.source;
        let along = scene.state.preferences.read_along;
        let mut page = Page {
            scene,
            source,
            text,
            beside,
            lined_up,
            rows: &laid.rows,
            told: &laid.told,
            current,
            seeks: self.scroll.is_seeking(),
            columns,
            unfolded: &mut self.unfolded,
            found: Some(&self.finder.found),
        };
        let id = egui::Id::unique(("source text", source));
        let seen = self.scroll.show(ui, id, &mut page);
        if along && seen.by_hand {
            let told = seen.reading.and_then(|row| told_from(laid, row));
            if let Some(place) = told {
                let passage = Passage { source, place };
                if scene.state.reading.place != Some(passage) {
                    scene.push(Command::ReadTo(passage));
                }
            }
        }
    }
}

/// What rests on each place of a source.
fn told_in(opened: &crate::index::Opened, source: SourceIx) -> HashMap<Place, Told> {
    let mut told: HashMap<Place, Told> = HashMap::new();
    // In the order of reading: the events of a place stand together, each once, in order.
    for events in (opened.index.in_text(source)).chunk_by(|(a, _), (b, _)| a == b) {
        let told = told.entry(events[0].0).or_default();
        told.events = events.iter().map(|(_, event)| *event).collect();
    }
    for (at, tie) in opened.record.ties.iter().enumerate() {
        let passage = tie.basis.passage;
        if passage.source == source {
            told.entry(passage.place)
                .or_default()
                .ties
                .push(TieIx::new(at));
        }
    }
    told
}

/// The place that tells of events nearest to a row: within a few rows from it on, else
/// before it.
fn told_from(laid: &Laid, row: usize) -> Option<Place> {
    const LOOK: usize = 8;
    let tells = |row: &ReadingRow| {
        let place = row.place()?;
        let told = laid.told.get(&place)?;
        (!told.events.is_empty()).then_some(place)
    };
    let on = laid.rows[row..].iter().take(LOOK).find_map(tells);
    on.or_else(|| laid.rows[..row].iter().rev().take(LOOK).find_map(tells))
}

/// The row in which a place stands; of a footnote the row that has its marker.
fn row_for(laid: &Laid, text: &Text, place: Place) -> Option<usize> {
    if let Some(row) = laid.row_of.get(&place) {
        return Some(*row);
    }
    match place {
        Place::Note { note } => {
            let marker = text.place_of_marker(note)?;
            laid.row_of.get(&marker).copied()
        }
        // A section without a heading begins with its first block.
        Place::Section { section } => {
            let first = Place::Block { section, block: 0 };
            laid.row_of.get(&first).copied()
        }
        _ => None,
    }
}

/// About how high a row will be, in points.
#[allow(clippy::cast_precision_loss)]
fn guess(
    row: &ReadingRow,
    text: &Text,
    beside: Option<&Text>,
    columns: &Columns,
    size: f32,
) -> f32 {
    let per_line = (columns.text.span() / (size * 0.47)).max(8.0);
    let lines = |bytes: usize| (bytes as f32 / per_line).ceil().max(1.0) * size * 1.45;
    match row {
        ReadingRow::Title => size * 5.0,
        ReadingRow::Heading { .. } => size * 2.8,
        ReadingRow::ListHead { .. } => 0.0,
        ReadingRow::Passage { bytes, is_last, .. } => {
            let longest = bytes[0].len().max(bytes[1].len()).min(MOST_BYTES);
            lines(longest) + if *is_last { 9.0 } else { 0.0 }
        }
        ReadingRow::Note { note } => [Some(text), beside]
            .into_iter()
            .flatten()
            .filter_map(|text| text.notes.get(*note as usize))
            .map(|note| lines(note.body.plain.len()) + size * 3.0)
            .fold(0.0, f32::max),
        ReadingRow::StrayHead => size * 3.0,
        ReadingRow::Stray { bytes, .. } => lines(bytes.len()) + 9.0,
    }
}
