//! A field in which an actor or forum is chosen by any of its names.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextWrapping};
use egui::text_edit::TextEditOutput;
use egui::{
    Align, Color32, Galley, Id, Key, LayerId, Layout, Modifiers, Popup, PopupKind, Rect, RectAlign,
    RichText, ScrollArea, TextEdit, TextStyle, Ui, WidgetInfo,
};

use super::icons;
use super::scene::Scene;
use crate::index::Opened;
use crate::index::net::{Called, entities_called, entity_nearly_named};
use crate::model::{ActorKind, Entity, EntityIx, EntityKind};
use crate::state::{AT_ONCE, Background, Request};

/// What a field keeps between passes.
#[derive(Default)]
pub(super) struct EntityField {
    text: String,
    /// Something has been typed that is not taken yet.
    is_typed: bool,
    /// Which line is taken on Enter.
    chosen: usize,
    had_focus: bool,
    /// It is to have the keyboard.
    wants_focus: bool,
    found: Background<Wanted, Found>,
}

/// What is called so, and if nothing is, what else may be said.
struct Found {
    called: Vec<Called>,
    /// What is called so in all of the record.
    later: Option<EntityIx>,
    /// What is called nearly so.
    near: Option<EntityIx>,
}

/// What is looked for.
#[derive(Clone, PartialEq)]
struct Wanted {
    revision: u64,
    words: String,
    is_small: bool,
}

impl Request for Wanted {
    fn may_show(&self, older: &Self) -> bool {
        // The line that is taken on Enter must be one for these words.
        self == older
    }

    fn is_small(&self) -> bool {
        self.is_small
    }
}

/// More lines than that nobody looks through.
const MOST_LINES: usize = 40;

/// A row of fields and what belongs to them, all on one height.
pub(super) fn field_row(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let height = icons::icon_size(ui) + ui.spacing().button_padding.y * 2.0 + 3.0;
    let size = egui::vec2(
        ui.available_width(),
        height.max(ui.spacing().interact_size.y),
    );
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), add);
}

/// A field that shows `current` and lets another be chosen; `name` says for what. Comes back
/// with what was chosen, `Some(None)` if that is nobody.
pub(super) fn entity_field(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut EntityField,
    name: &str,
    current: Option<EntityIx>,
    width: f32,
) -> Option<Option<EntityIx>> {
    let id = ui.make_persistent_id(("field", name));
    let mut picked = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let close = if current.is_some() {
            icons::icon_size(ui) + ui.spacing().button_padding.x * 2.0 + 2.0
        } else {
            0.0
        };
        picked = choose_ui(ui, scene, view, id, name, current, width - close);
        if current.is_some()
            && icons::icon_button(ui, icons::CLOSE, &format!("{name}: nobody"), true).clicked()
        {
            view.is_typed = false;
            picked = Some(None);
        }
    });
    picked
}

fn choose_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut EntityField,
    id: Id,
    name: &str,
    current: Option<EntityIx>,
    width: f32,
) -> Option<Option<EntityIx>> {
    let record = &scene.opened.record;
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    if !has_focus {
        view.is_typed = false;
    }
    if !view.is_typed {
        let shown = current.map_or("", |entity| &*record.entity(entity).name);
        if view.text != shown {
            shown.clone_into(&mut view.text);
        }
    }
    let found = view.found(scene);
    let is_open = has_focus && view.is_typed && !view.text.trim().is_empty();
    let keys = Keys::of(ui, is_open);
    let count = found.as_ref().map_or(0, |found| found.called.len());
    view.chosen = keys.moved(view.chosen, count);

    let layer = LayerId::new(PopupKind::Popup.order(), id.with("list"));
    let output = without_giving_way(ui, is_open.then_some(layer), |ui| {
        TextEdit::singleline(&mut view.text)
            .id(id)
            .hint_text("name …")
            .desired_width(width - 8.0)
            .show(ui)
    });
    let response = output.response.response.clone();
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, view.text.clone(), view.text.clone(), "");
        info.label = Some(name.to_owned());
        info
    });
    if response.changed() {
        view.is_typed = true;
        view.chosen = 0;
    }
    if std::mem::take(&mut view.wants_focus) {
        response.request_focus();
    }
    let gained = response.has_focus() && !view.had_focus;
    view.had_focus = response.has_focus();
    if gained {
        // What stands there can be typed over.
        select_all(ui, output, &view.text);
    }
    let pressed_enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let mut picked = None;
    if keys.enter {
        let found = found.as_deref();
        let near = || found.and_then(|found| found.near);
        let line = found.and_then(|found| found.called.get(view.chosen));
        picked = line.map(|called| called.entity).or_else(near);
    } else if pressed_enter && view.text.trim().is_empty() {
        return Some(None);
    }
    if is_open && response.has_focus() && picked.is_none() {
        let place = Place::of(ui, response.rect, scene.looks.scale);
        let shown = Popup::from_response(&response)
            .id(id.with("list"))
            .open(true)
            .align(place.align)
            .align_alternatives(&[])
            .width(place.width)
            .accessible_name(format!("{name}: what is called so"))
            .show(|ui| {
                lines_ui(
                    ui,
                    scene,
                    found.as_deref(),
                    (&mut view.chosen, keys.has_moved()),
                    place.height,
                )
            });
        picked = shown.and_then(|shown| shown.inner);
    } else if let Some(entity) = current
        && !response.has_focus()
    {
        response.on_hover_text(&*record.entity(entity).name);
    }
    if picked.is_some() {
        view.is_typed = false;
        // Keys are commands again.
        ui.memory_mut(|memory| memory.surrender_focus(id));
    }
    picked.map(Some)
}

/// Where the list stands: under its field, or over it where there is more room, and within the
/// panel if that is wide enough.
struct Place {
    align: RectAlign,
    width: f32,
    height: f32,
}

impl Place {
    fn of(ui: &Ui, field: Rect, scale: f32) -> Self {
        let (panel, window) = (ui.clip_rect(), ui.ctx().content_rect());
        let frame = egui::Frame::popup(ui.style()).total_margin().sum();
        let width = (300.0 * scale).min(panel.width()).max(field.width());
        let is_left = field.left() + width <= panel.right();
        let (below, above) = (window.bottom() - field.bottom(), field.top() - window.top());
        let most = 190.0 * scale;
        let room = frame.y + 8.0;
        let is_below = below - room >= most.min(above - room);
        let align = match (is_below, is_left) {
            (true, true) => RectAlign::BOTTOM_START,
            (true, false) => RectAlign::BOTTOM_END,
            (false, true) => RectAlign::TOP_START,
            (false, false) => RectAlign::TOP_END,
        };
        let height = if is_below { below } else { above };
        Self {
            align,
            width: width - frame.x,
            height: (height - room).clamp(0.0, most),
        }
    }
}

impl EntityField {
    /// Lets it have the keyboard.
    pub(super) const fn ask(&mut self) {
        self.wants_focus = true;
    }

    /// What is called as the words say; `None` while it is being looked for.
    fn found(&mut self, scene: &Scene<'_>) -> Option<Arc<Found>> {
        let words = self.text.trim();
        if !self.is_typed || words.is_empty() {
            return None;
        }
        let wanted = Wanted {
            revision: scene.revision,
            words: words.to_owned(),
            is_small: scene.opened.record.entities.len() < AT_ONCE / 4,
        };
        let (opened, whole) = (Arc::clone(scene.opened), Arc::clone(scene.whole));
        (self.found).get(&wanted, scene.aside, move |wanted, _| {
            Found::new(&opened, &whole, &wanted.words)
        })
    }
}

impl Found {
    fn new(opened: &Opened, whole: &Opened, words: &str) -> Self {
        let called = entities_called(opened, words, MOST_LINES);
        let later = if called.is_empty() {
            (entities_called(whole, words, 1).first()).map(|called| called.entity)
        } else {
            None
        };
        let near = if called.is_empty() && later.is_none() {
            entity_nearly_named(opened, words)
        } else {
            None
        };
        Self {
            called,
            later,
            near,
        }
    }
}

/// What was pressed while the list is open; the field does not hear of it.
struct Keys {
    down: bool,
    up: bool,
    enter: bool,
}

impl Keys {
    fn of(ui: &Ui, is_open: bool) -> Self {
        let pressed =
            |key| is_open && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        Self {
            down: pressed(Key::ArrowDown),
            up: pressed(Key::ArrowUp),
            enter: pressed(Key::Enter),
        }
    }

    const fn has_moved(&self) -> bool {
        self.down || self.up
    }

    fn moved(&self, chosen: usize, count: usize) -> usize {
        let chosen = chosen + usize::from(self.down);
        let chosen = chosen.saturating_sub(usize::from(self.up));
        chosen.min(count.saturating_sub(1))
    }
}

/// Shows something that keeps the keyboard when the pointer presses on a layer.
fn without_giving_way<R>(
    ui: &mut Ui,
    layer: Option<LayerId>,
    show: impl FnOnce(&mut Ui) -> R,
) -> R {
    let at = ui.ctx().pointer_interact_pos();
    let under = at.and_then(|at| ui.ctx().layer_id_at(at));
    if layer.is_none() || under != layer {
        return show(ui);
    }
    let before = ui
        .ctx()
        .options(|options| options.input_options.surrender_focus_on);
    let set = |ui: &Ui, when| {
        (ui.ctx()).options_mut(|options| options.input_options.surrender_focus_on = when);
    };
    set(ui, egui::SurrenderFocusOn::Never);
    let shown = show(ui);
    set(ui, before);
    shown
}

fn select_all(ui: &Ui, output: TextEditOutput, text: &str) {
    let mut state = output.state;
    let end = CCursor::new(text.chars().count());
    let all = CCursorRange::two(CCursor::default(), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), output.response.response.id);
}

fn lines_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    found: Option<&Found>,
    (chosen, has_moved): (&mut usize, bool),
    height: f32,
) -> Option<EntityIx> {
    let Some(found) = found else {
        ui.label(RichText::new("Looking …").color(scene.looks.weak));
        return None;
    };
    if found.called.is_empty() {
        return nothing_ui(ui, scene, found);
    }
    let mut picked = None;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        let is_pointed = ui.input(|input| input.pointer.is_moving());
        for (at, called) in found.called.iter().enumerate() {
            let entity = scene.opened.record.entity(called.entity);
            let mut text = RichText::new(&*entity.name);
            if entity.unnamed {
                text = text.italics();
            }
            let hint = hint(entity, called.by);
            let is_chosen = at == *chosen;
            let button = egui::Button::new(text)
                .selected(is_chosen)
                .frame_when_inactive(is_chosen)
                .right_text(cut_hint(ui, &hint, scene.looks.weak))
                .min_size(egui::vec2(ui.available_width(), 0.0))
                .truncate();
            let response = ui.push_id(&*entity.id, |ui| ui.add(button)).inner;
            response.widget_info(|| {
                let words = format!("{}, {hint}", entity.name);
                WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, words)
            });
            if is_chosen && has_moved {
                response.scroll_to_me(None);
            }
            if response.hovered() && is_pointed {
                *chosen = at;
            }
            if response.on_hover_text(&*entity.name).clicked() {
                picked = Some(called.entity);
            }
        }
    });
    picked
}

/// A hint that leaves half of the line to the name, else the list would become as wide.
fn cut_hint(ui: &Ui, hint: &str, color: Color32) -> Arc<Galley> {
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::simple_singleline(hint.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(ui.available_width() * 0.5);
    ui.painter().layout_job(job)
}

/// Why there is no line, and what may be meant.
fn nothing_ui(ui: &mut Ui, scene: &Scene<'_>, found: &Found) -> Option<EntityIx> {
    let say = |ui: &mut Ui, words: String| {
        let text = RichText::new(words).color(scene.looks.weak);
        ui.add(egui::Label::new(text).wrap());
    };
    if let Some(later) = found.later {
        let name = &scene.whole.record.entity(later).name;
        say(ui, format!("“{name}” was not known on that day."));
        return None;
    }
    say(ui, "Nothing is called that.".to_owned());
    let near = found.near?;
    let name = &scene.opened.record.entity(near).name;
    // It is taken on Enter, like a line.
    let button = egui::Button::new(format!("Did you mean “{name}”?")).selected(true);
    ui.add(button.truncate()).clicked().then_some(near)
}

/// By what it was found and what it is: "Cerf · person".
fn hint(entity: &Entity, by: Option<usize>) -> String {
    let by = by.and_then(|at| entity.names.get(at));
    let kind = match entity.kind {
        EntityKind::Actor(ActorKind::Group) => "several together",
        kind => kind.label(),
    };
    let mut words: Vec<&str> = by.map(|name| &*name.text).into_iter().collect();
    words.push(kind);
    if entity.unnamed {
        words.push("not named by the source");
    }
    words.join(" · ")
}
