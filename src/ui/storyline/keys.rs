//! The storyline by keyboard: up and down from line to line, left and right from knot to knot.

use egui::{EventFilter, Id, Key, Ui};

use super::StorylineView;
use super::canvas::{Canvas, row_in_sight};
use super::point::{Target, id_of};
use crate::state::Command;
use crate::ui::scene::Scene;

/// Does what the arrows want while a line or a knot has the keyboard.
pub(super) fn follow_keys(
    ui: &Ui,
    scene: &mut Scene<'_>,
    view: &mut StorylineView,
    canvas: &Canvas<'_>,
    (target, id): (Target, Id),
) {
    let arrows = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    let pressed = |key: Key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let next = match () {
        () if pressed(Key::ArrowUp) => next_line(canvas, target, -1),
        () if pressed(Key::ArrowDown) => next_line(canvas, target, 1),
        () if pressed(Key::ArrowLeft) => next_knot(canvas, target, false),
        () if pressed(Key::ArrowRight) => next_knot(canvas, target, true),
        () => None,
    };
    let Some(next) = next else {
        return;
    };
    view.current = Some(next);
    bring_into_sight(scene, view, canvas, next);
    if let Some(id) = id_of(ui, scene, canvas, next) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.request_repaint();
}

/// When a target is looked at, in days.
fn day_of(canvas: &Canvas<'_>, target: Target) -> f64 {
    let window = canvas.window();
    let middle = f64::midpoint(window.start, window.end);
    match target {
        Target::Knot(line, meeting) => {
            let knot = canvas.story.knot(line, meeting);
            knot.map_or(middle, |knot| knot.moment)
        }
        Target::Line(line) => {
            let life = canvas.story.rows().life(line);
            life.map_or(middle, |(from, to)| middle.clamp(from, to))
        }
        Target::Meeting(_) => middle,
    }
}

/// The next line up or down that is in the window; below all rows come those without one.
fn next_line(canvas: &Canvas<'_>, target: Target, by: i64) -> Option<Target> {
    let story = canvas.story;
    let line = target.line()?;
    let (rows, without) = (story.rows(), story.undated());
    let all = i64::from(rows.rows()) + without.len() as i64;
    let day = day_of(canvas, target);
    let mut at = match rows.slot_on(line, day) {
        Some(row) => i64::from(row),
        None => i64::from(rows.rows()) + without.binary_search(&line).ok()? as i64,
    };
    let window = canvas.window();
    let days = [
        day,
        f64::midpoint(window.start, window.end),
        window.start,
        window.end,
    ];
    loop {
        at += by;
        if at < 0 || at >= all {
            return None;
        }
        let row = u32::try_from(at).ok()?;
        let found = match row.checked_sub(rows.rows()) {
            Some(at) => without.get(at as usize).copied(),
            None => days.iter().find_map(|day| rows.line_on(row, *day)),
        };
        if let Some(found) = found.filter(|found| *found != line) {
            return Some(Target::Line(found));
        }
    }
}

/// The knot before or after on the same line; from a line the first or the last in the window.
fn next_knot(canvas: &Canvas<'_>, target: Target, is_after: bool) -> Option<Target> {
    let line = target.line()?;
    let knots = canvas.story.knots(line);
    let at = match target {
        Target::Knot(_, meeting) => {
            let at = knots.iter().position(|knot| knot.meeting == meeting)?;
            if is_after {
                at.checked_add(1)?
            } else {
                at.checked_sub(1)?
            }
        }
        _ => {
            let window = canvas.window();
            let before = |moment: f64| knots.partition_point(|knot| knot.moment < moment);
            match is_after {
                true => before(window.start),
                false => before(window.end).checked_sub(1)?,
            }
        }
    };
    Some(Target::Knot(line, knots.get(at)?.meeting))
}

/// Scrolls, and moves the window, so that a target is in sight.
fn bring_into_sight(
    scene: &mut Scene<'_>,
    view: &mut StorylineView,
    canvas: &Canvas<'_>,
    target: Target,
) {
    let (story, window) = (canvas.story, canvas.window());
    let row = match target {
        Target::Knot(line, _) => story.rows().slot_on(line, day_of(canvas, target)),
        Target::Line(line) => row_in_sight(story, line, window),
        Target::Meeting(_) => None,
    };
    if let Some(row) = row {
        let top = row as f32 * canvas.row_height;
        let height = canvas.area.height();
        if top < view.scroll {
            view.scroll = top;
        } else if top + canvas.row_height > view.scroll + height {
            view.scroll = top + canvas.row_height - height;
        }
    }
    let day = day_of(canvas, target);
    let is_knot = matches!(target, Target::Knot(..));
    if is_knot && !(window.start..window.end).contains(&day) {
        let axis = scene.state.view.axis(&scene.opened.index);
        let moved = scene.state.view.window.centred_on(axis, day);
        scene.push(Command::ShowWindow(moved.start, moved.end));
    }
}
