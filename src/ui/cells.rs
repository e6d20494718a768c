//! Lists in rows of one height that scroll with what stands above them: only rows in sight are
//! made. Cells are painted and have ids of their own, so that what opens from one stays open
//! while the rows move.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Color32, EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response,
    ScrollArea, Sense, Stroke, StrokeKind, TextFormat, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

use super::scene::Scene;
use super::theme::Looks;
use crate::model::{ActorKind, Entity, EntityKind};
use crate::state::{Command, Selection};

/// The height of a row.
pub(super) fn row_height(ui: &Ui) -> f32 {
    ui.spacing().interact_size.y + 2.0
}

/// Room for the heads of columns. They stay in sight when what stands above them and their rows
/// scroll away.
pub(super) fn head_row(ui: &mut Ui) -> Rect {
    let size = vec2(ui.available_width(), row_height(ui));
    let (row, _) = ui.allocate_exact_size(size, Sense::hover());
    let hidden = ui.clip_rect().top() - row.top();
    row.translate(vec2(0.0, hidden.max(0.0)))
}

/// Makes those of so many rows that are in sight, and some on each side of them, to which the
/// keyboard can move on. `row` gives back what of a row can have it: the arrows go from one to
/// the next. Nothing of a row is seen or clicked above its `head`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
pub(super) fn rows_in_sight(
    ui: &mut Ui,
    head: Option<Rect>,
    count: usize,
    mut row: impl FnMut(&mut Ui, usize, Rect) -> Option<Response>,
) {
    let height = row_height(ui);
    let size = vec2(ui.available_width(), height * count as f32);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let whole = ui.clip_rect();
    let top = head.map_or(whole.top(), |head| head.bottom().max(whole.top()));
    let sight = whole.with_min_y(top);
    ui.set_clip_rect(sight);
    let rows = |y: f32| ((y - area.top()) / height).max(0.0) as usize;
    let first = rows(sight.top()).saturating_sub(BEYOND);
    let last = (rows(sight.bottom()) + 1 + BEYOND).min(count);
    let mut made = Vec::new();
    for at in first..last {
        let top = area.top() + at as f32 * height;
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
        made.extend(row(ui, at, rect));
    }
    arrows(ui, &made);
    ui.set_clip_rect(whole);
}

/// So many rows are made beyond those in sight: a heading, and one that can have the keyboard.
const BEYOND: usize = 2;

/// Moves the keyboard up and down in rows.
fn arrows(ui: &Ui, rows: &[Response]) {
    let Some(at) = rows.iter().position(Response::has_focus) else {
        return;
    };
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(rows[at].id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let next = if pressed(Key::ArrowDown) {
        rows.get(at + 1)
    } else if pressed(Key::ArrowUp) {
        at.checked_sub(1).and_then(|before| rows.get(before))
    } else {
        None
    };
    if let Some(next) = next {
        next.request_focus();
        ui.scroll_to_rect(next.rect.expand2(vec2(0.0, next.rect.height())), None);
    }
}

/// A column beside that of the names, in points.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub width: f32,
    /// It can be made so narrow.
    pub least: f32,
    /// Where there is no room for all, those with the highest are left out first.
    pub rank: u8,
}

/// So wide the column of the names stays, in points, as long as any other is there.
const LEAST_NAME: f32 = 92.0;

/// Cuts a row into cells so that the first keeps room for a name: the others are made narrower,
/// and then left out, which makes them empty. What is to be in an empty cell is not made.
pub(super) fn cut_for_names(row: Rect, scale: f32, columns: &[Column]) -> Vec<Rect> {
    cut(row, &fitted(row.width() / scale, columns, scale))
}

fn fitted(width: f32, columns: &[Column], scale: f32) -> Vec<f32> {
    let room = (width - LEAST_NAME).max(0.0);
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let sum = |kept: &[usize], width: fn(&Column) -> f32| -> f32 {
        kept.iter().map(|at| width(&columns[*at])).sum()
    };
    while sum(&kept, |column| column.least) > room {
        let Some(last) = kept.iter().copied().max_by_key(|at| columns[*at].rank) else {
            break;
        };
        kept.retain(|at| *at != last);
    }
    let least = sum(&kept, |column| column.least);
    let more = sum(&kept, |column| column.width) - least;
    let share = if more > 0.0 {
        ((room - least) / more).clamp(0.0, 1.0)
    } else {
        1.0
    };
    let width = |(at, column): (usize, &Column)| match kept.contains(&at) {
        true => (column.least + (column.width - column.least) * share) * scale,
        false => 0.0,
    };
    columns.iter().enumerate().map(width).collect()
}

/// Whether a cell was left out.
pub(super) fn is_left_out(cell: Rect) -> bool {
    cell.width() < 1.0
}

/// Cuts a row into cells: the first takes what the others leave.
pub(super) fn cut(row: Rect, others: &[f32]) -> Vec<Rect> {
    let rest = (row.width() - others.iter().sum::<f32>()).max(0.0);
    let mut left = row.left();
    let widths = std::iter::once(rest).chain(others.iter().copied());
    let cell = |width: f32| {
        let cell = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
        left += width;
        cell
    };
    widths.map(cell).collect()
}

/// A line of words in a cell, cut where it ends. Says whether it was.
pub(super) fn words(ui: &Ui, cell: Rect, text: &str, look: &Look) -> bool {
    if is_left_out(cell) {
        return true;
    }
    let format = TextFormat {
        italics: look.italics,
        ..TextFormat::simple(look.style.resolve(ui.style()), look.color)
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.break_on_newline = false;
    let inner = cell.shrink2(vec2(4.0, 0.0));
    job.wrap = TextWrapping::truncate_at_width(inner.width().max(0.0));
    let galley = ui.painter().layout_job(job);
    let left = match look.align {
        Align::Min => inner.left(),
        Align::Center => inner.center().x - galley.size().x / 2.0,
        Align::Max => inner.right() - galley.size().x,
    };
    let at = pos2(left, inner.center().y - galley.size().y / 2.0);
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, look.color);
    is_cut
}

/// How the words of a cell look.
#[derive(Clone)]
pub(super) struct Look {
    pub style: TextStyle,
    pub color: Color32,
    pub italics: bool,
    pub align: Align,
}

impl Look {
    pub(super) fn plain(looks: &Looks) -> Self {
        Self {
            style: TextStyle::Body,
            color: looks.ink,
            italics: false,
            align: Align::Min,
        }
    }

    pub(super) fn small(looks: &Looks) -> Self {
        Self {
            style: TextStyle::Small,
            color: looks.weak,
            ..Self::plain(looks)
        }
    }

    pub(super) fn right(self) -> Self {
        Self {
            align: Align::Max,
            ..self
        }
    }
}

/// A row that selects something on click, and lights it up everywhere on hover. `spoken` is
/// what it says.
pub(super) fn select_row(
    ui: &Ui,
    scene: &mut Scene<'_>,
    (row, id): (Rect, Id),
    selection: Selection,
    spoken: &str,
    is_second: bool,
) -> Response {
    let looks = scene.looks;
    let response = ui.interact(row, id, Sense::click());
    let is_selected = scene.state.view.selection == selection;
    response.widget_info(|| WidgetInfo::selected(egui::Role::Row, true, is_selected, spoken));
    let is_lit = scene.state.hover.now == selection;
    // What stands in the row is on top of it.
    if response.contains_pointer() {
        scene.state.hover.next = selection;
    }
    let painter = ui.painter();
    if is_selected {
        painter.rect_filled(row, 0.0, looks.selected);
        let mark = Rect::from_min_size(row.min, vec2(3.0, row.height()));
        painter.rect_filled(mark, 0.0, looks.accent);
    } else if is_lit || is_second {
        painter.rect_filled(row, 0.0, looks.band);
    }
    if is_lit || response.has_focus() {
        frame(ui, row, looks, response.has_focus());
    }
    follow_focus(ui, &response);
    if response.clicked() {
        scene.push(Command::Select(selection));
    }
    response
}

/// The name of an actor or forum in a cell: one that the source does not name stands slanted,
/// one that stands for several says so.
pub(super) fn entity_cell(
    ui: &Ui,
    scene: &Scene<'_>,
    cell: Rect,
    entity: &Entity,
    row: Response,
) -> Response {
    let look = Look {
        italics: entity.unnamed,
        ..Look::plain(scene.looks)
    };
    let is_group = entity.kind == EntityKind::Actor(ActorKind::Group);
    let name = match is_group {
        true => format!("{} · several", entity.name),
        false => entity.name.to_string(),
    };
    words(ui, cell, &name, &look);
    row.on_hover_ui(|ui| {
        ui.label(&*entity.name);
        let mut kind = entity.kind.label().to_owned();
        if entity.unnamed {
            kind.push_str(", not named by the source");
        }
        let kind = egui::RichText::new(kind).small();
        ui.label(kind.color(scene.looks.weak));
    })
}

fn frame(ui: &Ui, rect: Rect, looks: &Looks, is_strong: bool) {
    let width = if is_strong { 2.0 } else { 1.0 };
    let stroke = Stroke::new(width * looks.scale, looks.accent);
    (ui.painter()).rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
}

/// What gets the keyboard comes into sight.
fn follow_focus(ui: &Ui, response: &Response) {
    if response.gained_focus() {
        ui.scroll_to_rect(
            response.rect.expand2(vec2(0.0, response.rect.height())),
            None,
        );
    }
}

/// A cell that can be clicked; what is in it is painted by whoever asks.
pub(super) fn cell_button(ui: &Ui, looks: &Looks, cell: (Rect, Id), spoken: &str) -> Response {
    let response = standing_button(ui, looks, cell, spoken);
    follow_focus(ui, &response);
    response
}

/// The same, for what is in sight anyhow.
fn standing_button(ui: &Ui, looks: &Looks, (cell, id): (Rect, Id), spoken: &str) -> Response {
    let response = ui.interact(cell, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, spoken));
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if response.hovered() || response.has_focus() || is_open {
        let inner = cell.shrink(1.0);
        (ui.painter()).rect_filled(inner, 3.0, looks.selected);
        frame(ui, inner, looks, response.has_focus());
    }
    response
}

/// A cell with a number that opens what is counted.
pub(super) fn number_cell(
    ui: &Ui,
    scene: &mut Scene<'_>,
    (cell, id): (Rect, Id),
    (number, spoken): (&str, &str),
    content: impl FnOnce(&mut Ui, &mut Scene<'_>),
) {
    if is_left_out(cell) {
        return;
    }
    let response = cell_button(ui, scene.looks, (cell, id), spoken);
    let look = Look {
        color: scene.looks.accent,
        ..Look::plain(scene.looks).right()
    };
    words(ui, cell, number, &look);
    open_from(scene, &response, spoken, content);
    response.on_hover_text(format!("{spoken}\nClick to see the passages"));
}

/// Lets a list open from a cell or button.
pub(super) fn open_from(
    scene: &mut Scene<'_>,
    response: &Response,
    name: &str,
    content: impl FnOnce(&mut Ui, &mut Scene<'_>),
) {
    let scale = scene.looks.scale;
    let room = response.ctx.content_rect();
    Popup::from_toggle_button_response(response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(name)
        .width((400.0 * scale).min(room.width() - 40.0))
        .show(|ui| {
            ScrollArea::vertical()
                .max_height((280.0 * scale).min(room.height() * 0.6))
                .show(ui, |ui| {
                    super::asked::remark(ui, scene, name);
                    content(ui, scene);
                });
        });
}

/// The head of a column, by which the rows can be sorted. `sorted` says whether they are, and
/// whether the other way round. Returns whether it was clicked.
pub(super) fn head_cell(
    ui: &Ui,
    looks: &Looks,
    cell: Rect,
    title: &str,
    sorted: Option<bool>,
    (help, align): (&str, Align),
) -> bool {
    if is_left_out(cell) {
        return false;
    }
    let id = ui.scope_id().with(("head", title));
    let spoken = match sorted {
        None => title.to_owned(),
        Some(descending) => {
            let way = if descending {
                "descending"
            } else {
                "ascending"
            };
            format!("{title}, sorted, {way}")
        }
    };
    let response = standing_button(ui, looks, (cell, id), &spoken);
    let arrow = match sorted {
        None => "",
        Some(false) => " ↓",
        Some(true) => " ↑",
    };
    let look = Look {
        color: looks.ink,
        align,
        ..Look::small(looks)
    };
    words(ui, cell, &format!("{title}{arrow}"), &look);
    let help = format!("{help}\nSort by this; again for the other way round");
    response.on_hover_text(help).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_room_and_the_least_important_go_first() {
        let column = |width, least, rank| Column { width, least, rank };
        let columns = [
            column(84.0, 48.0, 0),
            column(104.0, 56.0, 1),
            column(56.0, 40.0, 2),
        ];
        assert_eq!(fitted(400.0, &columns, 1.0), [84.0, 104.0, 56.0]);
        // Just enough for all at their narrowest, and a point less than that.
        let least = LEAST_NAME + 48.0 + 56.0 + 40.0;
        assert_eq!(fitted(least, &columns, 1.0), [48.0, 56.0, 40.0]);
        let two = fitted(least - 1.0, &columns, 1.0);
        assert_eq!(two[2], 0.0);
        assert!(two[0] > 48.0 && two[1] > 56.0, "{two:?}");
        assert!(two.iter().sum::<f32>() <= least - 1.0 - LEAST_NAME);
        // In a larger script all takes more.
        assert_eq!(fitted(least, &columns, 2.0), [96.0, 112.0, 80.0]);
        assert_eq!(fitted(60.0, &columns, 1.0), [0.0; 3]);
    }
}
