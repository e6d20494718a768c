//! Actors as lines through time, side by side where they meet.

mod canvas;
mod head;
mod keys;
mod legend;
mod lit;
mod names;
mod paint;
mod placing;
mod point;
mod words;

use std::sync::Arc;

use egui::{Rect, RichText, Sense, Ui, pos2};

use super::curtain::curtain_line_ui;
use super::scene::Scene;
use super::scroll_bar::scroll_bar;
use super::timeline::axis::axis_ui;
use super::timeline::head_width;
use super::timeline::input::Moving;
use super::timeline::labels::Labels;
use crate::index::net::{Folding, Node};
use crate::layout::storyline::{Story, StoryChoice, StorySight, StoryView, Stretch, compute_story};
use crate::layout::{TimeScale, compute_ticks};
use crate::state::{
    AT_ONCE, Background, Command, LinkRequest, Memo, Request, Selection, compute_shown,
};
use canvas::{Canvas, busiest};
use head::head_ui;
use lit::Lit;
use names::Names;
use point::{Target, point_ui};

/// The height of a row before it is made higher or lower, in points; and in a low panel.
const ROW: f32 = 18.0;
const LOW_ROW: f32 = 15.0;
/// By how much it becomes higher with each step.
const STEP: f32 = 1.25;
/// The lowest and the highest row, in points.
const ROWS: (f32, f32) = (4.0, 44.0);
/// The height of the calendar, in points; and in a low panel, where the timeline says more.
const AXIS: f32 = 34.0;
const LOW_AXIS: f32 = 20.0;
/// Below this height a panel is low, in points.
const LOW: f32 = 240.0;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct StorylineView {
    made: Background<StoryRequest, Story>,
    story: Option<Arc<Story>>,
    /// Changes with the story.
    serial: u64,
    /// The dataset whose story it is.
    told: Box<str>,
    choice: StoryChoice,
    /// How many steps rows are higher than usual.
    steps: i32,
    /// How high they are, in points.
    row_height: f32,
    /// How far they are scrolled down, in points.
    scroll: f32,
    /// Who runs through the middle, and where, so that it stays there in another story.
    anchor: Option<(Node, f32)>,
    moving: Moving,
    labels: Labels,
    lit: [Memo<(u64, u64, Selection), Arc<Lit>>; 2],
    /// Where the keyboard is, or was last.
    current: Option<Target>,
    /// What was selected in the pass before; what is selected elsewhere comes into sight.
    selected: Selection,
    selected_here: bool,
    /// With whom the line under the pointer meets in the window, and how often.
    company: Memo<CompanyKey, Vec<(u32, usize)>>,
}

impl StorylineView {
    /// Waits for what is being told; for tests and measurements.
    pub(super) fn finish(&mut self) {
        self.made.wait();
    }

    /// Finds how high rows are; what is at the top stays there.
    fn set_row_height(&mut self, usual: f32, scale: f32) {
        let height = usual * scale * STEP.powi(self.steps);
        let height = height.clamp(ROWS.0, ROWS.1 * scale).round();
        if self.row_height > 0.0 {
            self.scroll *= height / self.row_height;
        }
        self.row_height = height;
    }
}

/// The story, the line and the window for which company was counted.
type CompanyKey = (u64, u32, (u64, u64));

/// What a story depends on.
#[derive(Clone, Debug, PartialEq)]
struct StoryRequest {
    revision: u64,
    matched: u64,
    folding: Folding,
    choice: StoryChoice,
    /// So many links have to be looked at.
    links: usize,
}

impl Request for StoryRequest {
    fn may_show(&self, older: &Self) -> bool {
        self.revision == older.revision
    }

    fn is_small(&self) -> bool {
        // To find rows takes many ways through the story.
        self.links * 100 < AT_ONCE
    }
}

/// The story of all links that are let through, whatever the window: rows stay while it moves.
fn story_of(scene: &Scene<'_>, view: &mut StorylineView) -> Option<Arc<Story>> {
    let request = StoryRequest {
        revision: scene.revision,
        matched: scene.matched,
        folding: scene.state.view.linking.folding.clone(),
        choice: view.choice,
        links: scene.opened.index.links.len(),
    };
    let (opened, matches) = (Arc::clone(scene.opened), Arc::clone(scene.matches));
    let story = (view.made).get(&request, scene.aside, move |request, _| {
        let any_time = LinkRequest {
            revision: request.revision,
            matched: request.matched,
            window: None,
            folding: request.folding.clone(),
            links: request.links,
        };
        let shown = compute_shown(&opened, &matches, &any_time);
        compute_story(&opened, &shown.folded, request.choice)
    })?;
    let is_same = (view.story.as_ref()).is_some_and(|before| Arc::ptr_eq(before, &story));
    if !is_same {
        view.serial += 1;
        view.story = Some(Arc::clone(&story));
    }
    Some(story)
}

pub(super) fn storyline_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut StorylineView) {
    let before = view.serial;
    let story = story_of(scene, view);
    let is_new = view.serial != before;
    let choice = &mut view.choice;
    if let (Some(story), Some(node)) = (&story, choice.company_of)
        && story.line_of(node).is_none()
        && !view.made.is_busy()
    {
        // Of whom nothing is let through there is no company.
        choice.company_of = None;
        ui.request_repaint();
    }
    head_ui(ui, scene, view, story.as_deref());
    let rect = ui.available_rect_before_wrap();
    let _ = ui.allocate_rect(rect, Sense::hover());
    if rect.height() < 60.0 || rect.width() < 160.0 {
        return;
    }
    let words = match &story {
        None => Some("Finding a row for each actor …"),
        Some(story) if story.nodes().is_empty() => Some(nothing_words(scene)),
        Some(_) => None,
    };
    match (words, story) {
        (None, Some(story)) => story_ui(ui, scene, view, &story, (rect, is_new)),
        (words, _) => {
            let text = RichText::new(words.unwrap_or_default()).color(scene.looks.weak);
            ui.put(rect, egui::Label::new(text).wrap());
        }
    }
}

/// Why there are no lines, and what helps.
fn nothing_words(scene: &Scene<'_>) -> &'static str {
    if !scene.has_record() {
        "No record is open."
    } else if scene.whole.index.links.is_empty() {
        "No claim of this record links an actor to a forum."
    } else if scene.opened.index.links.is_empty() {
        "On this day no link of an actor to a forum was known yet. Move the curtain to a later day."
    } else if scene.shown.counts.filtered > 0 {
        "No link is let through. Search for less, or let chips go."
    } else {
        "Nobody is left of those who are let through. Let “Only those who meet” go."
    }
}

fn story_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    view: &mut StorylineView,
    story: &Arc<Story>,
    (rect, is_new): (Rect, bool),
) {
    let looks = scene.looks;
    let left = rect.left() + head_width(rect.width(), looks.scale);
    let is_low = rect.height() < LOW * looks.scale;
    let (axis, row) = if is_low {
        (LOW_AXIS, LOW_ROW)
    } else {
        (AXIS, ROW)
    };
    let axis_bottom = rect.top() + axis * looks.scale;
    let axis = Rect::from_min_max(pos2(left, rect.top()), pos2(rect.right(), axis_bottom));
    let heads = Rect::from_min_max(pos2(rect.left(), axis_bottom), pos2(left, rect.bottom()));
    let area = Rect::from_min_max(pos2(left, axis_bottom), rect.max);
    let scale = view.moving.scale(ui, scene, area);
    let id = ui.scope_id().with("storyline");
    let ground = ui.interact(area.union(axis), id, Sense::click_and_drag());
    ground.widget_info(|| {
        let words = format!("Storyline, {}", words::spoken_story(scene, story));
        egui::WidgetInfo::labeled(egui::Role::Pane, true, words)
    });
    view.set_row_height(row, looks.scale);
    let row_height = view.row_height;
    view.moving
        .take_input(ui, scene, &ground, heads, &scale, &mut view.scroll);
    scroll_to(scene, view, story, (&scale, area, row_height), is_new);

    let sight = StorySight::new(&StoryView {
        story: story.rows(),
        scale: &scale,
        row_height,
        rows: (view.scroll, view.scroll + area.height()),
    });
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, 0.0, looks.paper);
    let mut ticks = compute_ticks(&scale);
    if is_low {
        ticks.coarse.clear();
    }
    let canvas = Canvas {
        painter: &painter,
        story,
        sight: &sight,
        scale: &scale,
        looks,
        area,
        heads,
        scroll: view.scroll,
        row_height,
    };
    canvas.paint_ground(&ticks);
    view.anchor = canvas.anchor();
    let key = |selection| (view.serial, scene.shown_serial, selection);
    let [selected, hovered] = &mut view.lit;
    let now = [scene.state.view.selection, scene.state.hover.now];
    let lit_of = |key: &(u64, u64, Selection)| Arc::new(Lit::of(scene, story, key.2));
    let selected = Arc::clone(selected.get(key(now[0]), lit_of));
    let hovered = Arc::clone(hovered.get(key(now[1]), lit_of));
    canvas.paint(scene, &selected, &hovered);
    view.labels.turn(
        &egui::TextStyle::Small.resolve(ui.style()),
        ui.pixels_per_point(),
    );
    let names = Names::place(ui, scene, &canvas, &mut view.labels, &selected);
    names.paint(ui, scene, &canvas, &mut view.labels, [&selected, &hovered]);
    if view.labels.waits {
        ui.request_repaint();
    }
    axis_ui(ui, scene, &ticks, &scale, axis);
    point_ui(ui, scene, view, &canvas, (&ground, &names, &selected));
    curtain_line_ui(ui, scene, &scale, axis, area);
    view.moving.paint_box(ui, scene, &scale, axis.union(area));
    let high = canvas::height_of(canvas.story, canvas.row_height);
    let scroll = &mut view.scroll;
    scroll_bar(ui, scene, canvas.area, high, scroll, "Scroll the lines");
    let line = egui::Stroke::new(1.0, looks.line);
    ui.painter().vline(area.left(), rect.y_range(), line);
    if sight.is_crowded {
        let words = "Too many lines change rows here to show those that only pass through. \
                     Zoom in to see them.";
        canvas.note(ui, words);
    }
    view.selected_here |= scene
        .commands
        .iter()
        .any(|command| matches!(command, Command::Select(_)));
}

/// Where the rows are scrolled to: at first where most happens; in another story so that who
/// ran through the middle still does; and so that what is selected elsewhere is in sight.
fn scroll_to(
    scene: &Scene<'_>,
    view: &mut StorylineView,
    story: &Story,
    (scale, area, row_height): (&TimeScale, Rect, f32),
    is_new: bool,
) {
    let content = canvas::height_of(story, row_height);
    let dataset = &scene.opened.record.id;
    if view.told != *dataset {
        view.told.clone_from(dataset);
        let row = busiest(
            story,
            scale.window(),
            (area.height() / row_height).max(1.0) as usize,
        );
        view.scroll = row as f32 * row_height;
        view.current = None;
    } else if is_new && let Some((node, y)) = view.anchor {
        let line = story.line_of(node);
        let row = line.and_then(|line| canvas::row_in_sight(story, line, scale.window()));
        if let Some(row) = row {
            view.scroll = (row as f32 + 0.5) * row_height - y;
        }
    }
    let selection = scene.state.view.selection;
    let is_elsewhere = selection != view.selected && !std::mem::take(&mut view.selected_here);
    view.selected = selection;
    if is_elsewhere {
        let rows = canvas::rows_of(scene, story, selection, scale.window());
        let top = (view.scroll / row_height).ceil() as u32;
        let end = ((view.scroll + area.height()) / row_height).floor() as u32;
        if let Some(first) = rows.first()
            && !rows.iter().any(|row| (top..end).contains(row))
        {
            view.scroll = (*first as f32 + 0.5) * row_height - area.height() / 2.0;
        }
    }
    view.scroll = view.scroll.clamp(0.0, (content - area.height()).max(0.0));
}

/// How far below its line a stretch runs, in points.
fn depth_of(stretch: &Stretch, scale: f32) -> f32 {
    (2.6 + 1.8 * f32::from(stretch.level)) * scale
}
