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

/// Makes those of so many rows that are in sight, and some on each side of them, to which the
/// keyboard can move on. `row` gives back what of a row can have it: the arrows go from one to
/// the next.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
pub(super) fn rows_in_sight(
    ui: &mut Ui,
    count: usize,
    mut row: impl FnMut(&mut Ui, usize, Rect) -> Option<Response>,
) {
    let height = row_height(ui);
    let size = vec2(ui.available_width(), height * count as f32);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let sight = ui.clip_rect();
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
pub(super) fn cell_button(
    ui: &Ui,
    looks: &Looks,
    (cell, id): (Rect, Id),
    spoken: &str,
) -> Response {
    let response = ui.interact(cell, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, spoken));
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if response.hovered() || response.has_focus() || is_open {
        let inner = cell.shrink(1.0);
        (ui.painter()).rect_filled(inner, 3.0, looks.selected);
        frame(ui, inner, looks, response.has_focus());
    }
    follow_focus(ui, &response);
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
    let response = cell_button(ui, looks, (cell, id), &spoken);
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
