//! One pass over the rows of a source: what stands in each, set in one column or in two.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use egui::{Rangef, Rect, Stroke, Ui, UiBuilder, pos2};

use super::find::Found;
use super::rich_text::{Clicked, Setting, height_of, rich_ui};
use super::scroll::Rows;
use crate::index::LinedUp;
use crate::layout::{ReadingRow, part_of};
use crate::model::{EventIx, Passage, Place, Rich, SourceIx, Text, TieIx};
use crate::state::{Command, Selection};
use crate::ui::scene::Scene;
use crate::ui::theme::{Looks, reading};

/// What rests on a place: events, sorted, and ties.
#[derive(Default)]
pub(super) struct Told {
    pub events: Vec<EventIx>,
    pub ties: Vec<TieIx>,
}

/// What is open in a text: footnotes, and what the editors and the sources have to say.
#[derive(Default)]
pub(super) struct Unfolded {
    pub notes: BTreeSet<(SourceIx, u32)>,
    /// Places whose remarks, documents and outlines are open.
    pub asides: BTreeSet<Passage>,
    /// Of which passage something was opened last, or which footnote, until that has been
    /// brought into view.
    pub just_opened: Option<Passage>,
}

impl Unfolded {
    /// Opens or closes what the editors and the sources have to say at a passage.
    pub(super) fn toggle_aside(&mut self, passage: Passage) {
        if !self.asides.remove(&passage) {
            self.asides.insert(passage);
            self.just_opened = Some(passage);
        }
    }
}

/// Where the columns stand, from the left of the panel, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Columns {
    pub text: Rangef,
    pub beside: Option<Rangef>,
    /// Room for the titles of events.
    pub margin: Option<Rangef>,
}

/// Room for the dots at the left.
pub(super) const GUTTER: f32 = 30.0;
/// A measure of 60 to 75 characters: so many times the size of the type.
const MEASURE: f32 = 34.0;
/// Below a paragraph.
const GAP: f32 = 9.0;

impl Columns {
    pub(super) fn of(width: f32, size: f32, is_double: bool) -> Self {
        const BETWEEN: f32 = 22.0;
        let gutter = GUTTER * (size / 16.0).max(1.0);
        let measure = size * MEASURE;
        let room = (width - gutter - 14.0).max(60.0);
        if is_double {
            let column = ((room - BETWEEN) / 2.0).min(measure);
            let second = gutter + column + BETWEEN;
            return Self {
                text: Rangef::new(gutter, gutter + column),
                beside: Some(Rangef::new(second, second + column)),
                margin: None,
            };
        }
        let least = size * 9.0;
        let text = Rangef::new(gutter, gutter + room.min(measure));
        let left = text.max + 18.0;
        let rest = width - left - 14.0;
        Self {
            text,
            beside: None,
            margin: (rest >= least).then(|| Rangef::new(left, left + rest.min(size * 26.0))),
        }
    }
}

/// What a pass over the rows needs.
pub(super) struct Page<'p, 'a> {
    pub scene: &'p mut Scene<'a>,
    pub source: SourceIx,
    pub text: &'p Text,
    pub beside: Option<&'p Text>,
    /// The original, if it is what stands beside.
    pub lined_up: Option<&'p LinedUp>,
    pub rows: &'p [ReadingRow],
    /// What rests on each place.
    pub told: &'p HashMap<Place, Told>,
    pub current: Passage,
    /// The current passage is being brought into sight.
    pub seeks: bool,
    pub columns: Columns,
    pub unfolded: &'p mut Unfolded,
    pub found: Option<&'p Found>,
}

impl Rows for Page<'_, '_> {
    fn measure(&mut self, ui: &Ui, row: usize) -> Option<f32> {
        if let ReadingRow::Heading { section } = self.rows.get(row)? {
            return self.heading_height(ui, *section);
        }
        let ReadingRow::Passage {
            place,
            bytes,
            is_last,
            is_quote,
            bullet,
            ..
        } = self.rows.get(row)?
        else {
            return None;
        };
        // What is open below it only painting can tell.
        if self.has_open(*place) {
            return None;
        }
        let mut height: f32 = 0.0;
        for (at, column) in self.texts().into_iter().enumerate() {
            let Some((text, range)) = column else {
                continue;
            };
            if let Some(rich) = text.rich_at(*place) {
                let part = part_of(rich, &bytes[at]);
                let setting = self.setting(text, &[], &[]);
                let width = range.span() - indent_of(*is_quote, bullet.is_some());
                height = height.max(height_of(ui, &part, &setting, width));
            }
        }
        Some(height + if *is_last { GAP } else { 0.0 })
    }

    fn paint(&mut self, ui: &mut Ui, row: usize) -> Option<Rect> {
        let rows = self.rows;
        match rows.get(row)? {
            ReadingRow::Title => self.title_ui(ui),
            ReadingRow::Heading { section } => self.heading_ui(ui, *section),
            ReadingRow::ListHead { place } => {
                self.list_head_ui(ui, *place);
                None
            }
            ReadingRow::Passage { .. } => self.passage_ui(ui, row),
            ReadingRow::Note { note } => self.note_ui(ui, *note),
            ReadingRow::StrayHead => {
                self.stray_head_ui(ui);
                None
            }
            ReadingRow::Stray { stray, bytes } => {
                self.stray_ui(ui, *stray, bytes);
                None
            }
        }
    }
}

impl<'p> Page<'p, '_> {
    /// The texts that are set, each with its column.
    pub(super) fn texts(&self) -> [Option<(&'p Text, Rangef)>; 2] {
        [
            Some((self.text, self.columns.text)),
            self.beside.zip(self.columns.beside),
        ]
    }

    pub(super) fn setting<'s>(
        &self,
        text: &'s Text,
        marked: &'s [Range<usize>],
        found: &'s [Range<usize>],
    ) -> Setting<'s>
    where
        'p: 's,
    {
        let looks: &'p Looks = self.scene.looks;
        Setting {
            looks,
            notes: &text.notes,
            marked,
            found,
            at: None,
            small: false,
        }
    }

    fn has_open(&self, place: Place) -> bool {
        let is_open = |note: &u32| self.unfolded.notes.contains(&(self.source, *note));
        let rich = self.text.rich_at(place);
        rich.is_some_and(|rich| rich.notes().any(|note| is_open(&note)))
            || self.unfolded.asides.contains(&self.passage(place))
    }

    pub(super) const fn passage(&self, place: Place) -> Passage {
        Passage {
            source: self.source,
            place,
        }
    }

    /// A paragraph or item: what rests on it at its side, its footnotes below it.
    fn passage_ui(&mut self, ui: &mut Ui, row: usize) -> Option<Rect> {
        let ReadingRow::Passage {
            place,
            is_quote,
            bullet,
            bytes,
            is_first,
            is_last,
        } = self.rows.get(row)?
        else {
            return None;
        };
        let (place, passage) = (*place, self.passage(*place));
        let indent = indent_of(*is_quote, bullet.is_some());
        let origin = ui.cursor().left_top();
        let address = self.scene.opened.record.address(passage);
        let mut bottom = origin.y;
        let mut focus = None;
        let mut clicked = None;
        let is_current = place.is_within(self.current.place)
            && !matches!(self.current.place, Place::Section { .. });
        for (at, column) in self.texts().into_iter().enumerate() {
            let Some((text, range)) = column else {
                continue;
            };
            let left = origin.x + range.min;
            let rect =
                Rect::from_x_y_ranges(left + indent..=origin.x + range.max, origin.y..=f32::MAX);
            let Some(rich) = text.rich_at(place).filter(|rich| !rich.plain.is_empty()) else {
                self.nothing_beside(ui, rect, at);
                continue;
            };
            let part = part_of(rich, &bytes[at]);
            let marked = self.marked(passage, &part);
            let found = self.found.filter(|_| at == 0);
            let hits = found.map_or_else(Vec::new, |found| found.hits_in(&part.plain));
            let mut setting = self.setting(text, &marked, &hits);
            setting.at = found.and_then(|found| found.at_in(Some(row), None));
            let builder = UiBuilder::new().max_rect(rect).id_salt((&*address, at));
            let shown = ui.scope_builder(builder, |ui| {
                let id = ui.scope_id();
                rich_ui(ui, &part, &setting, id)
            });
            let shown = shown.inner;
            bottom = bottom.max(shown.rect.bottom());
            clicked = clicked.or(shown.clicked);
            // What is looked for stands in the text that is read.
            if at == 0 && (self.seeks && is_current || setting.at.is_some()) {
                focus = focus.or(shown.focus);
            }
            if let Some(bullet) = bullet {
                let font = reading().resolve(ui.style());
                let point = pos2(rect.left() - 6.0, rect.top());
                let color = self.scene.looks.weak;
                ui.painter()
                    .text(point, egui::Align2::RIGHT_TOP, bullet, font, color);
            }
            if *is_quote {
                let stroke = Stroke::new(2.0, self.scene.looks.line);
                ui.painter()
                    .vline(rect.left() - 9.0, shown.rect.y_range(), stroke);
            }
            if at == 1 && *is_first {
                self.certainty_ui(ui, rect.left() - 12.0, shown.rect.top(), place);
            }
        }
        let rect = Rect::from_min_max(
            origin,
            pos2(origin.x + self.columns.text.max, bottom.max(origin.y + 4.0)),
        );
        if is_current {
            let x = origin.x + self.columns.text.min - 6.0;
            let bar = Rect::from_min_max(pos2(x, rect.top()), pos2(x + 2.5, rect.bottom()));
            ui.painter().rect_filled(bar, 1.0, self.scene.looks.accent);
        }
        ui.advance_cursor_after_rect(rect);
        if *is_first {
            self.gutter_ui(ui, passage, rect);
        }
        match clicked {
            Some(Clicked::Note(note)) => self.toggle(note),
            Some(Clicked::Link(url)) => self.scene.push(Command::OpenUrl(url)),
            None => {}
        }
        if *is_last {
            focus = focus.or(self.below_ui(ui, place));
            ui.add_space(GAP);
        }
        focus
    }

    /// Footnotes, remarks, documents and outlines that are open below a passage.
    fn below_ui(&mut self, ui: &mut Ui, place: Place) -> Option<Rect> {
        let mut focus = None;
        if self.unfolded.asides.contains(&self.passage(place)) {
            self.aside_ui(ui, place);
        }
        let notes: Vec<u32> = (self.text.rich_at(place).into_iter())
            .flat_map(Rich::notes)
            .filter(|note| self.unfolded.notes.contains(&(self.source, *note)))
            .collect();
        for note in notes {
            focus = focus.or(self.note_ui(ui, note));
        }
        focus
    }

    /// What is marked: the quotes of the selection's claims that stand here.
    pub(super) fn marked(&self, passage: Passage, rich: &Rich) -> Vec<Range<usize>> {
        let scene = &*self.scene;
        let record = &scene.opened.record;
        let mut quotes: Vec<&str> = match scene.state.view.selection {
            Selection::None | Selection::Outline(_) => Vec::new(),
            Selection::Pair(..) => (scene.links_of_pair(scene.state.view.selection).iter())
                .map(|number| scene.opened.index.links[*number as usize].basis(record))
                .filter(|basis| basis.passage == passage)
                .filter_map(|basis| basis.quote.as_deref())
                .collect(),
            Selection::Event(event) => (record.event(event).bases())
                .filter(|basis| basis.passage == passage)
                .filter_map(|basis| basis.quote.as_deref())
                .collect(),
            Selection::Entity(entity) => (scene.opened.index.links_of(entity))
                .map(|link| link.basis(record))
                .filter(|basis| basis.passage == passage)
                .filter_map(|basis| basis.quote.as_deref())
                .collect(),
            Selection::Document(document) => (record.document(document).citations.iter())
                .map(|citation| &citation.basis)
                .filter(|basis| basis.passage == passage)
                .filter_map(|basis| basis.quote.as_deref())
                .collect(),
        };
        if self.unfolded.asides.contains(&passage) {
            let notes = &scene.opened.attached_to(passage).notes;
            let places = notes.iter().flat_map(|ix| &record.editor_note(*ix).places);
            quotes.extend(
                places
                    .filter(|place| place.passage == passage)
                    .filter_map(|place| place.quote.as_deref()),
            );
        }
        (quotes.iter())
            .filter_map(|quote| rich.find_quote(quote))
            .collect()
    }

    pub(super) fn toggle(&mut self, note: u32) {
        let key = (self.source, note);
        if !self.unfolded.notes.remove(&key) {
            self.unfolded.notes.insert(key);
            self.unfolded.just_opened = Some(self.passage(Place::Note { note }));
        }
    }
}

/// How far a quotation or an item is set in, in points.
const fn indent_of(is_quote: bool, is_item: bool) -> f32 {
    if is_item {
        22.0
    } else if is_quote {
        18.0
    } else {
        0.0
    }
}
