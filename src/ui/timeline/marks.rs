//! Painting what is in sight: marks, counted bars, labels. All marks go into one mesh; labels
//! lie above it.

use egui::{Color32, Rect, Stroke, pos2, vec2};

use super::details::Details;
use super::fronts::Fronts;
use super::labels::Labels;
use super::mesh::{MarkMesh, Sign, SignMeshes};
use super::shapes::{Canvas, Rows, paint_shapes};
use crate::layout::{LEAST_FOLD, Seen, SeenRow, Sight};
use crate::state::{Selection, Unmatched};
use crate::ui::scene::Scene;
use crate::ui::theme::Looks;

/// What painting the marks keeps between passes.
#[derive(Default)]
pub(super) struct MarksView {
    pub labels: Labels,
    pub signs: SignMeshes,
    pub details: Details,
}

impl MarksView {
    /// Whether something had to wait for the next pass.
    pub(super) const fn waits(&self) -> bool {
        self.labels.waits || self.details.waits
    }
}

/// Whether any of some sorted slots is in a fold.
fn any_in(slots: &[u32], seen: &Seen) -> bool {
    let at = slots.partition_point(|slot| *slot < seen.fold.first);
    slots.get(at).is_some_and(|slot| seen.fold.holds(*slot))
}

/// A label that waits to be written.
struct Written {
    /// Which of the items in sight it belongs to.
    at: usize,
    pale: bool,
    /// It is written whole, whether there is room for it or not.
    forced: bool,
}

/// Paints marks and labels.
pub(super) struct MarksPainter<'a, 's> {
    canvas: &'a Canvas<'a>,
    scene: &'a Scene<'s>,
    sight: &'a Sight,
    fronts: &'a Fronts,
    /// What is to be written above the marks.
    written: Vec<Written>,
}

impl<'a, 's> MarksPainter<'a, 's> {
    pub(super) fn new(
        canvas: &'a Canvas<'a>,
        scene: &'a Scene<'s>,
        sight: &'a Sight,
        fronts: &'a Fronts,
    ) -> Self {
        Self {
            canvas,
            scene,
            sight,
            fronts,
            written: Vec::new(),
        }
    }

    /// Paints everything; what is selected or under the pointer last, above its neighbours.
    pub(super) fn paint(mut self, view: &mut MarksView) {
        view.details.turn(self.scene.revision);
        let (sight, painter) = (self.sight, self.canvas.painter);
        let mut front: Vec<usize> = Vec::new();
        let mut mesh = MarkMesh::new(painter, &mut view.signs);
        for row in &sight.rows {
            let rows = self.canvas.rows(row.y);
            for at in row.items.clone() {
                let seen = &sight.items[at as usize];
                if any_in(&self.fronts.selected, seen) || any_in(&self.fronts.hovered, seen) {
                    front.push(at as usize);
                } else {
                    self.item(&mut mesh, &mut view.details, row, &rows, at as usize);
                }
            }
        }
        painter.add(mesh.into_shape());
        self.write(&mut view.labels);
        let mut mesh = MarkMesh::new(painter, &mut view.signs);
        for at in front {
            if let Some(row) = sight.row_of(at) {
                let rows = self.canvas.rows(row.y);
                self.highlight(&sight.items[at], &rows);
                self.item(&mut mesh, &mut view.details, row, &rows, at);
            }
        }
        painter.add(mesh.into_shape());
        self.write(&mut view.labels);
        for row in sight.rows.iter().filter(|row| row.under_way > 0) {
            self.under_way(&mut view.labels, row);
        }
    }

    /// At the left edge, how many events of a crowd are under way and have no mark in sight.
    fn under_way(&self, labels: &mut Labels, row: &SeenRow) {
        let looks = self.scene.looks;
        let (rows, count) = (self.canvas.rows(row.y), row.under_way);
        let key = (2 << 32) | count as u64;
        let words = format!("‹ {count}");
        let painter = self.canvas.painter;
        if let Some(galley) = labels.set(painter, self.canvas.font, key, &words, None) {
            let size = galley.size();
            let left = self.canvas.area.left() + 3.0;
            let corner = pos2(left, rows.label_centre - size.y / 2.0);
            let plate = Rect::from_min_size(corner, size).expand2(vec2(3.0, 0.0));
            painter.rect_filled(plate, 3.0, looks.band);
            painter.galley(corner, galley, looks.weak);
        }
    }

    /// Labels lie above all marks.
    fn write(&mut self, labels: &mut Labels) {
        for written in std::mem::take(&mut self.written) {
            self.label(labels, &written);
        }
    }

    /// Behind what is selected or under the pointer.
    fn highlight(&self, seen: &Seen, rows: &Rows) {
        let looks = self.scene.looks;
        let selected = any_in(&self.fronts.selected, seen);
        let area = self.canvas.area;
        let rect = Rect::from_min_max(
            pos2(seen.touch.0.max(area.left() - 8.0), rows.top + 1.0),
            pos2(
                seen.touch.1.min(area.right() + 8.0).max(seen.touch.0),
                rows.bottom - 1.0,
            ),
        );
        let (fill, stroke) = if selected {
            (looks.selected, Stroke::new(1.5 * looks.scale, looks.accent))
        } else {
            (looks.band, Stroke::new(1.0, looks.accent))
        };
        let rect = rect.expand2(vec2(3.0, 0.0));
        (self.canvas.painter).rect(rect, 4.0, fill, stroke, egui::StrokeKind::Inside);
    }

    fn item(
        &mut self,
        mesh: &mut MarkMesh<'_>,
        details: &mut Details,
        row: &SeenRow,
        rows: &Rows,
        at: usize,
    ) {
        let looks = self.scene.looks;
        let seen = &self.sight.items[at];
        let slots = &self.scene.lanes.slots;
        let fades = self.scene.state.preferences.unmatched == Unmatched::Fade;
        let matched = slots.matched_in(seen.fold.first, seen.fold.count);
        let pale = fades && matched == 0;
        let tint = |color: Color32| if pale { looks.faded(color) } else { color };
        let event = slots.event(seen.fold.first);
        let is_front = |slots: &[u32]| slots.binary_search(&seen.fold.first).is_ok();
        let in_front = seen.fold.count == 1
            && (is_front(&self.fronts.selected) || is_front(&self.fronts.hovered));
        let single = Selection::Event(event);
        let forced = in_front
            && (self.scene.state.view.selection == single || self.scene.state.hover.now == single);
        if seen.label.is_some() || forced {
            self.written.push(Written { at, pale, forced });
        }
        if seen.fold.count > 1 {
            self.fold(mesh, seen, rows, matched, fades);
            return;
        }
        let sign = slots.sign(seen.fold.first);
        let crowded = self.scene.lanes.rows[row.row as usize].is_crowded();
        let wide = seen.x_end - seen.hull >= 12.0 || seen.next - seen.hull >= 12.0;
        if !sign.is_plain()
            && wide
            && !crowded
            && let Some(detail) = details.of(&self.scene.opened.record, event)
        {
            paint_shapes(mesh, self.canvas, looks, &detail, rows, &tint);
            return;
        }
        let color = tint(looks.stage(sign.stage()));
        if seen.is_point {
            let centre = pos2(f32::midpoint(seen.x, seen.x_end), rows.label_centre);
            if seen.next - centre.x < 8.0 && !in_front {
                let half = 2.5 * looks.scale;
                mesh.rect(
                    Rect::from_center_size(centre, vec2(half, half) * 2.0),
                    color,
                );
            } else {
                mesh.sign(centre, 4.5 * looks.scale, Sign::Stage(sign.stage()), color);
            }
        } else {
            let area = self.canvas.area;
            let left = seen.x.max(area.left() - 4.0);
            let right = seen.x_end.min(area.right() + 4.0).max(left + 3.0);
            let rect = Rect::from_min_max(pos2(left, rows.bar_top), pos2(right, rows.bar_bottom));
            if sign.stage().is_plan() {
                mesh.rect(rect, color.gamma_multiply(0.12));
                mesh.frame(rect, 1.2, color);
            } else {
                mesh.rect(rect, color);
            }
        }
    }

    /// A counted bar: the more events, the darker. Colour is kept for stages, so it has none.
    fn fold(&self, mesh: &mut MarkMesh<'_>, seen: &Seen, rows: &Rows, matched: u32, fades: bool) {
        let looks = self.scene.looks;
        let rect = fold_rect(seen, rows, self.canvas.area);
        let is_pale = fades && matched == 0;
        let tint = |color: Color32| if is_pale { looks.faded(color) } else { color };
        let strong = shade(looks, seen.fold.count);
        if fades && matched < seen.fold.count {
            // As much of its height as is let through, and enough of it to be seen.
            mesh.rect(rect, looks.faded(strong));
            if matched > 0 {
                let share = f64::from(matched) / f64::from(seen.fold.count);
                #[allow(clippy::cast_possible_truncation)]
                let height = rect.height() * (share as f32).max(0.25);
                let part = Rect::from_min_max(pos2(rect.left(), rect.bottom() - height), rect.max);
                mesh.rect(part, shade(looks, matched));
            }
        } else {
            mesh.rect(rect, strong);
        }
        // As of a stack of cards, the edge of the next one.
        let edge = Rect::from_min_max(
            pos2(rect.left() + 1.0, rect.top() - 2.0),
            pos2(rect.right() - 1.0, rect.top() - 1.0),
        );
        mesh.rect(edge, tint(strong));
        if (self.scene.lanes.slots).disputed_in(seen.fold.first, seen.fold.count) > 0 {
            for y in [rect.bottom() + 1.5, rect.bottom() + 4.0] {
                let line = Rect::from_min_max(pos2(rect.left(), y), pos2(rect.right(), y + 1.0));
                mesh.rect(line, tint(looks.error));
            }
        }
    }

    fn label(&self, labels: &mut Labels, written: &Written) {
        let Written { at, pale, forced } = *written;
        let looks = self.scene.looks;
        let (painter, font) = (self.canvas.painter, self.canvas.font);
        let seen = &self.sight.items[at];
        let Some(rows) = self.sight.row_of(at).map(|row| self.canvas.rows(row.y)) else {
            return;
        };
        let (event, mut x, room, count_only) = match seen.label {
            Some(label) if !forced => (label.event, label.x, Some(label.width), label.count_only),
            // What is pointed at or selected shows its whole label even where it has no room.
            label => {
                let event = self.scene.lanes.slots.event(seen.fold.first);
                let beside = seen.x.max(self.canvas.area.left()) + 9.0 * looks.scale;
                (event, label.map_or(beside, |label| label.x), None, false)
            }
        };
        let ink = if pale {
            looks.faded(looks.ink)
        } else {
            looks.ink
        };
        // Of a bar that is partly faded, what is not.
        let slots = &self.scene.lanes.slots;
        let matched = slots.matched_in(seen.fold.first, seen.fold.count);
        let fades = self.scene.state.preferences.unmatched == Unmatched::Fade;
        let count = if fades && matched > 0 {
            matched
        } else {
            seen.fold.count
        };
        let more = seen.fold.count - 1;
        let count_words = if count_only {
            count.to_string()
        } else {
            format!("+{}", count - 1)
        };
        let count_width = if more > 0 {
            labels.width(painter, font, &count_words) + COUNT_GAP
        } else {
            0.0
        };
        if forced {
            // It lies above other marks and their titles.
            let title = &*self.scene.opened.record.event(event).title;
            let width = labels.width(painter, font, title);
            let plate = Rect::from_min_max(
                pos2(x - 2.0, rows.top + 2.0),
                pos2(x + width + 3.0, rows.bar_top),
            );
            let selected = any_in(&self.fronts.selected, seen);
            let fill = if selected { looks.selected } else { looks.band };
            painter.rect_filled(plate, 3.0, fill);
        }
        let mut paint = |x: f32, key: u64, text: &str, cut: Option<f32>, color: Color32| {
            let galley = labels.set(painter, font, key, text, cut)?;
            let width = galley.size().x;
            let y = rows.label_centre - galley.size().y / 2.0;
            painter.galley(pos2(x, y), galley, color);
            Some(width)
        };
        if !count_only {
            let title = &*self.scene.opened.record.event(event).title;
            let room = room.map(|room| room - count_width);
            let cut = room.filter(|_| seen.label.is_some_and(|label| label.is_cut));
            let key = u64::from(event.0);
            match paint(x, key, title, cut, ink) {
                Some(width) => x += width + COUNT_GAP,
                None => return,
            }
        }
        if more > 0 && (count_only || count > 1) {
            let weak = if pale {
                looks.faded(looks.weak)
            } else {
                looks.weak
            };
            let key = (1 << 32) | (u64::from(count) << 1) | u64::from(count_only);
            paint(x, key, &count_words, None, weak);
        }
    }
}

/// Between a title and the count beside it, in points.
pub(super) const COUNT_GAP: f32 = 5.0;

/// Where a counted bar is painted.
pub(super) fn fold_rect(seen: &Seen, rows: &Rows, area: Rect) -> Rect {
    let left = seen.x.max(area.left() - 4.0);
    let right = (seen.x_end.max(seen.x + LEAST_FOLD)).min(area.right() + 4.0);
    let right = right.min(seen.next_hull - 1.0).max(left + 1.0);
    let height = (rows.bottom - rows.top) * (0.30 + 0.22 * fullness(seen.fold.count));
    let foot = rows.label_centre + (rows.bottom - rows.top) * 0.26;
    Rect::from_min_max(pos2(left, foot - height), pos2(right, foot))
}

/// How full a counted bar is, by the logarithm of its events: from 0 for one to 1 for a
/// thousand or more.
#[allow(clippy::cast_possible_truncation)]
fn fullness(count: u32) -> f32 {
    (f64::from(count.max(1)).log2() / 10.0).min(1.0) as f32
}

/// The more events, the darker.
fn shade(looks: &Looks, count: u32) -> Color32 {
    looks
        .paper
        .lerp_to_gamma(looks.weak, 0.42 + 0.5 * fullness(count))
}
