//! Where rows and moments lie on the screen.

use egui::{Painter, Rect, RichText, Ui, vec2};

use crate::index::net::Node;
use crate::layout::TimeScale;
use crate::layout::storyline::{Story, StorySight};
use crate::state::{Selection, Window};
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// So many knots are looked at for where most happens.
const MOST_WEIGHED: usize = 200_000;

/// What is painted on.
pub(super) struct Canvas<'a> {
    pub painter: &'a Painter,
    pub story: &'a Story,
    pub sight: &'a StorySight,
    pub scale: &'a TimeScale,
    pub looks: &'a Looks,
    /// Where lines run.
    pub area: Rect,
    /// Where names stand at the left.
    pub heads: Rect,
    pub scroll: f32,
    pub row_height: f32,
}

impl Canvas<'_> {
    /// A height from the top of the first row on the screen.
    pub(super) fn y(&self, down: f32) -> f32 {
        self.area.top() - self.scroll + down
    }

    /// The middle of a row.
    pub(super) fn middle(&self, row: u32) -> f32 {
        self.y((row as f32 + 0.5) * self.row_height)
    }

    /// The window on screen.
    pub(super) fn window(&self) -> Window {
        self.scale.window()
    }

    /// Where a line with links without a date has its name once more: below all rows, after a
    /// free one.
    pub(super) fn row_without(&self, at: usize) -> u32 {
        first_without(self.story) + at as u32
    }

    /// The middle of the words above these, so high, which take more than a low row.
    pub(super) fn middle_without(&self, high: f32) -> f32 {
        let top = self.story.rows().rows() as f32 * self.row_height;
        self.y(top + self.row_height.max(high) / 2.0)
    }

    /// The lines with links without a date of which this name is in sight, each with its row.
    pub(super) fn without_in_sight(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let all = self.story.undated();
        let first = f32::from(u16::MAX).min(self.scroll / self.row_height) as usize;
        let skip = first.saturating_sub(first_without(self.story) as usize);
        let most = (self.area.height() / self.row_height) as usize + 2;
        let end = self.area.bottom();
        let all = all.iter().enumerate().skip(skip).take(most);
        all.map(|(at, line)| (*line, self.row_without(at)))
            .filter(move |(_, row)| self.middle(*row) < end + self.row_height)
    }

    /// The line that is nearest to the middle, and how far below the top it runs.
    pub(super) fn anchor(&self) -> Option<(Node, f32)> {
        let window = self.window();
        let day = f64::midpoint(window.start, window.end);
        let middle = ((self.scroll + self.area.height() / 2.0) / self.row_height) as u32;
        let reach = (self.area.height() / self.row_height) as u32 / 2 + 1;
        let rows = (0..reach).flat_map(|away| [middle.checked_sub(away), Some(middle + away)]);
        rows.flatten().find_map(|row| {
            let line = self.story.rows().line_on(row, day)?;
            let node = self.story.nodes().get(line as usize)?;
            Some((*node, (row as f32 + 0.5) * self.row_height - self.scroll))
        })
    }

    /// A sentence at the foot of the canvas.
    pub(super) fn note(&self, ui: &Ui, words: &str) {
        let font = egui::TextStyle::Small.resolve(ui.style());
        let galley = self.painter.layout(
            words.to_owned(),
            font,
            self.looks.weak,
            self.area.width() - 24.0,
        );
        let at = self.area.left_bottom() + vec2(8.0, -galley.size().y - 4.0);
        let plate = Rect::from_min_size(at, galley.size()).expand(3.0);
        self.painter.rect_filled(plate, 2.0, self.looks.paper);
        self.painter.galley(at, galley, self.looks.weak);
    }
}

/// The first of the rows in which lines have only their name.
fn first_without(story: &Story) -> u32 {
    // The words that say so take a row.
    story.rows().rows() + 1
}

/// How high all rows are together, in points.
pub(super) fn height_of(story: &Story, row_height: f32) -> f32 {
    let below = match story.undated().len() {
        0 => 0.0,
        lines => lines as f32 + 1.0,
    };
    (story.rows().rows() as f32 + below + 0.5) * row_height
}

/// The row of a line where a window shows it: in its middle, or as near to that as the line is.
pub(super) fn row_in_sight(story: &Story, line: u32, window: Window) -> Option<u32> {
    if let Some((from, to)) = story.rows().life(line) {
        let middle = f64::midpoint(window.start, window.end);
        return story.rows().slot_on(line, middle.clamp(from, to));
    }
    let at = story.undated().binary_search(&line).ok()?;
    Some(first_without(story) + at as u32)
}

/// The rows of what is selected.
pub(super) fn rows_of(
    scene: &Scene<'_>,
    story: &Story,
    selection: Selection,
    window: Window,
) -> Vec<u32> {
    let node = match selection {
        Selection::Entity(entity) => Some(scene.shown.node_of(entity)),
        Selection::Pair(actor, _) => Some(actor),
        Selection::Event(event) => {
            let members = story
                .meetings_of(event)
                .flat_map(|at| story.rows().members(at));
            return members.map(|(_, row)| *row).collect();
        }
        _ => None,
    };
    let line = node.and_then(|node| story.line_of(node));
    let row = line.and_then(|line| row_in_sight(story, line, window));
    row.into_iter().collect()
}

/// The first of so many rows in which most happens in a window.
pub(super) fn busiest(story: &Story, window: Window, rows: usize) -> u32 {
    let mut happens = vec![0_u32; story.rows().rows() as usize + 1];
    let lines = 0..story.nodes().len() as u32;
    let knots = lines.flat_map(|line| {
        story
            .knots_in(line, window)
            .iter()
            .map(move |at| (line, at))
    });
    for (line, knot) in knots.take(MOST_WEIGHED) {
        if let Some(row) = story.rows().slot_on(line, knot.moment) {
            happens[row as usize] += 1;
        }
    }
    let mut now: u32 = happens.iter().take(rows).sum();
    let mut best = (now, 0);
    for end in rows..happens.len() {
        now = now + happens[end] - happens[end - rows];
        if now > best.0 {
            best = (now, end + 1 - rows);
        }
    }
    best.1 as u32
}

/// Small weak words.
pub(super) fn small(scene: &Scene<'_>, words: impl Into<String>) -> RichText {
    RichText::new(words).small().color(scene.looks.weak)
}
