//! The rows of the table that are in sight.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, Key, Rect, Sense, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::scene::Scene;
use super::table_words::{COLUMNS, cells, short_date, spoken};
use crate::model::EventIx;
use crate::state::{Command, ListBy, Selection, TableOrder};

/// The events in the order in which they stand.
#[derive(Clone, Copy)]
pub(super) struct InOrder<'a> {
    pub order: &'a TableOrder,
    pub by: ListBy,
}

impl InOrder<'_> {
    /// How many there are.
    pub(super) fn len(self) -> usize {
        self.order.rows.events.len()
    }

    /// The event of a row.
    pub(super) fn at(self, row: usize) -> Option<EventIx> {
        self.order.at(row)
    }

    fn row_of(self, event: EventIx) -> Option<usize> {
        self.order.row_of(event)
    }
}

/// Where the rows are scrolled to. Counted in rows: a million of them are more points than
/// the numbers of the interface can tell apart.
#[derive(Default)]
pub(super) struct RowsView {
    /// The row at the top, and how far it is scrolled past.
    top: f64,
    /// So many rows are in sight.
    in_sight: f64,
    /// The event that stands there: it stays when others come or go above it.
    anchor: Option<EventIx>,
    /// For what a row was last brought into sight.
    shown: (Selection, ListBy, bool),
}

/// Width of the bar that shows where the rows are scrolled to, in points.
const BAR: f32 = 9.0;
/// Around what is brought into sight so many rows are too.
const ROOM: f64 = 1.0;

pub(super) fn rows_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    rows: InOrder<'_>,
    widths: &[f32],
    view: &mut RowsView,
) {
    let all = ui.available_rect_before_wrap();
    let _ = ui.allocate_rect(all, Sense::hover());
    let (area, track) = all.split_left_right_at_x(all.right() - BAR);
    let height = ui.spacing().interact_size.y;
    let in_sight = f64::from(area.height() / height);
    view.in_sight = in_sight;
    view.follow(scene, rows);
    view.take_wheel(ui, all, height);
    let most = (rows.len() as f64 - in_sight).max(0.0);
    scroll_bar(ui, scene, track, most, in_sight, &mut view.top);
    view.top = view.top.clamp(0.0, most);
    view.anchor = rows.at(view.row());

    let mut top = area.top() - narrow(view.top.fract()) * height;
    let mut row = view.row();
    while top < area.bottom()
        && let Some(event) = rows.at(row)
    {
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
        if row % 2 == 1 {
            let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
            painter.rect_filled(rect, 0.0, ui.visuals().faint_bg_color);
        }
        row_ui(ui, scene, event, rect, area, widths);
        top += height;
        row += 1;
    }
}

impl RowsView {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) const fn row(&self) -> usize {
        self.top as usize
    }

    /// So many rows are a page: all in sight but one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) const fn page(&self) -> usize {
        (self.in_sight - 1.0).max(1.0) as usize
    }

    /// Keeps at the top what stands there, and brings what has been selected into sight.
    fn follow(&mut self, scene: &mut Scene<'_>, rows: InOrder<'_>) {
        let now = (scene.state.view.selection, rows.by, rows.order.descending);
        let sorted_anew = (self.shown.1, self.shown.2) != (now.1, now.2);
        if sorted_anew {
            self.top = 0.0;
        } else if self.row() > 0
            && rows.at(self.row()) != self.anchor
            && let Some(row) = self.anchor.and_then(|event| rows.row_of(event))
        {
            self.top = row as f64 + self.top.fract();
        }
        // The keys that turn the pages of the lanes turn these where there are no lanes.
        if scene.state.table_has_keys() {
            let pages = std::mem::take(&mut scene.state.scroll_pages);
            self.top += f64::from(pages) * self.page() as f64;
        }
        if self.shown != now {
            self.shown = now;
            if let Some(row) = now.0.event().and_then(|event| rows.row_of(event)) {
                let row = row as f64;
                let (least, most) = (row + 1.0 + ROOM - self.in_sight, row - ROOM);
                self.top = self.top.max(least).min(most.max(least));
            }
        }
    }

    fn take_wheel(&mut self, ui: &Ui, area: Rect, height: f32) {
        if ui.rect_contains_pointer(area) {
            let wheel = ui.input(|input| input.smooth_scroll_delta().y);
            self.top -= f64::from(wheel / height);
        }
    }
}

fn row_ui(ui: &Ui, scene: &mut Scene<'_>, event: EventIx, rect: Rect, area: Rect, widths: &[f32]) {
    let opened = scene.opened;
    let record = &opened.record;
    let looks = scene.looks;
    let visible = rect.intersect(area);
    let id = ui.scope_id().with(("row", &*record.event(event).id));
    let response = ui.interact(visible, id, Sense::click());
    let selected = scene.state.view.selection.holds_event(record, event);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Row, true, selected, spoken(opened, event))
    });
    if response.hovered() {
        scene.state.hover.next = Selection::Event(event);
    }

    let painter = ui.painter().with_clip_rect(area.intersect(ui.clip_rect()));
    let hovered = scene.state.hover.now.holds_event(record, event);
    if selected {
        painter.rect_filled(rect, 0.0, looks.selected);
        let mark = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(mark, 0.0, looks.accent);
    } else if hovered {
        painter.rect_filled(rect, 0.0, looks.band);
    }
    if hovered || response.has_focus() {
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        let stroke = Stroke::new(width * looks.scale, looks.accent);
        painter.rect_stroke(visible, 0.0, stroke, StrokeKind::Inside);
    }
    let cells = cells(opened, event);
    let mut left = rect.left();
    for (((column, _), cell), width) in COLUMNS.iter().zip(&cells).zip(widths) {
        let short = (*column == ListBy::Date).then(|| short_date(record.event(event)));
        let text = cell_text(
            ui,
            short.as_deref().unwrap_or(cell),
            (area.right() - left).min(*width) - 6.0,
        );
        let galley = painter.layout_job(text);
        let y = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(left + 6.0, y), galley, looks.ink);
        left += width + ui.spacing().item_spacing.x;
    }

    let select = Command::Select(Selection::Event(event));
    if response.double_clicked() {
        scene.push(select);
        scene.push(Command::FitSelection);
    } else if response.clicked() {
        // As on the timeline: the one selected before is the first of the two.
        if ui.input(|input| input.modifiers.shift) {
            scene.push(Command::Compare);
        }
        scene.push(select);
        // Once more by the keyboard shows what is selected already.
        if selected && ui.input(|input| input.key_pressed(Key::Enter)) {
            scene.push(Command::ShowOnTimeline);
        }
    }
    response.on_hover_ui_at_pointer(|ui| {
        for ((_, title), cell) in COLUMNS.iter().zip(&cells) {
            if !cell.is_empty() {
                ui.label(format!("{title}: {cell}"));
            }
        }
    });
}

/// A line of text, cut to a width.
fn cell_text(ui: &Ui, text: &str, width: f32) -> LayoutJob {
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, Color32::PLACEHOLDER);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job
}

/// A slim bar that shows where the rows are scrolled to and can be dragged; `most` is how far
/// they can be.
fn scroll_bar(ui: &Ui, scene: &Scene<'_>, track: Rect, most: f64, in_sight: f64, top: &mut f64) {
    if most <= 0.0 {
        return;
    }
    let share = narrow(in_sight / (most + in_sight));
    let length = (track.height() * share).max(28.0).min(track.height());
    let free = f64::from(track.height() - length).max(1.0);
    let response = ui.interact(track, ui.scope_id().with("scroll"), Sense::drag());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll the table"));
    if response.dragged() {
        *top += f64::from(response.drag_delta().y) / free * most;
    }
    let at = narrow((*top / most).clamp(0.0, 1.0) * free);
    let thumb = pos2(track.left() + 2.0, track.top() + at);
    let color = if response.hovered() || response.dragged() {
        scene.looks.weak
    } else {
        scene.looks.line
    };
    let thumb = Rect::from_min_size(thumb, vec2(BAR - 4.0, length));
    ui.painter().rect_filled(thumb, 3.0, color);
}

/// Points on the screen, which are few.
#[allow(clippy::cast_possible_truncation)]
const fn narrow(points: f64) -> f32 {
    points as f32
}
