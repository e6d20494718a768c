//! The plainest way to draw a timeline: every date of every event, whatever the zoom, as a
//! square rectangle in one mesh.

use std::hint::black_box;
use std::time::{Duration, Instant};

use egui::epaint::{ClippedShape, Mesh, TessellationOptions, Tessellator};
use egui::{Color32, Rect, Shape, pos2};
use regesta::model::Record;

use super::numbers::{at, sorted};
use super::stage::SIZE;

/// A date at its place.
pub(crate) struct Bar {
    start: f32,
    end: f32,
    top: f32,
}

/// Every date of every event, in the first of its areas.
pub(crate) fn bars(record: &Record) -> Vec<Bar> {
    let mut bars = Vec::new();
    for (ix, event) in record.events_ix() {
        let lane = event.areas.first().map_or(0, |filing| filing.under.0);
        let top = (lane * 12 + ix.0 % 12) as f32 * 2.0;
        for date in event.dates.iter().filter_map(|claim| claim.date.as_ref()) {
            let (start, end) = date.stretch();
            bars.push(Bar {
                start: start.unwrap_or(-4e6) as f32,
                end: end.unwrap_or(3e6) as f32,
                top,
            });
        }
    }
    bars
}

/// What it takes to build one mesh of square rectangles and to tessellate it: the median of
/// five times. The bars lie side by side in memory, which is the best case for it.
pub(crate) fn mesh_of_all(bars: &[Bar], (start, end): (f64, f64)) -> Duration {
    let (start, per_day) = (start as f32, SIZE.x / (end - start) as f32);
    let took = (0..5).map(|_| {
        let begin = Instant::now();
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(bars.len() * 4);
        mesh.reserve_triangles(bars.len() * 2);
        for bar in bars {
            let (left, right) = ((bar.start - start) * per_day, (bar.end - start) * per_day);
            let rect = Rect::from_min_max(
                pos2(left, bar.top),
                pos2(right.max(left + 3.0), bar.top + 2.0),
            );
            mesh.add_colored_rect(rect, Color32::DARK_BLUE);
        }
        let clipped = ClippedShape::new(Rect::EVERYTHING, Shape::mesh(mesh));
        let mut tessellator =
            Tessellator::new(1.0, TessellationOptions::default(), [1, 1], Vec::new());
        let mut meshes = Vec::new();
        tessellator.tessellate_clipped_shape(clipped, &mut meshes);
        let took = begin.elapsed();
        drop(black_box(meshes));
        took
    });
    at(&sorted(took.collect()), 0.5)
}
