//! Geometry: values in, rectangles out; no painting.
//!
//! Time is in days since 1 January 1970 as `f64`; screen distances are in points as `f32`,
//! cast last. Nothing here knows a font: widths of labels come in as values.

mod density;
mod folds;
pub mod forces;
mod glide;
pub mod graph;
pub mod grid;
mod lane_rows;
mod lanes;
mod lengths;
mod marks;
mod reading;
mod rows;
mod sight;
mod slots;
pub mod storyline;
mod tick_labels;
mod ticks;
mod time_scale;
mod tray;

pub use density::compute_density;
pub use folds::{Cells, Fold, Row};
pub use glide::Glide;
pub use lanes::{Lane, LaneLayout, LaneMetrics, LaneRequest, compute_lanes};
pub use lengths::length_words;
pub use marks::{Detail, MarkShape, Shape};
pub use reading::{MOST_BYTES, ReadingRow, compute_reading_rows, part_of, parts};
pub use rows::RowHeights;
pub use sight::{LEAST_FOLD, Label, Seen, SeenRow, Sight, View};
pub use slots::{Sign, Slots};
pub use tick_labels::place_labels;
pub use ticks::{Tick, TickLevel, Ticks, compute_ticks};
pub use time_scale::TimeScale;
pub use tray::{Placed, place_undated};
