//! Geometry: values in, rectangles out; no painting.
//!
//! Time is in days since 1 January 1970 as `f64`; screen distances are in points as `f32`,
//! cast last. Nothing here knows a font: widths of labels come in as values.

mod density;
mod lanes;
mod marks;
mod reading;
mod rows;
mod ticks;
mod time_scale;
mod tray;

pub use density::compute_density;
pub use lanes::{Lane, LaneLayout, LaneMetrics, LaneRequest, Slot, compute_lanes};
pub use marks::{Mark, MarkShape, Shape, marks_in};
pub use reading::{MOST_BYTES, ReadingRow, compute_reading_rows, part_of, parts};
pub use rows::RowHeights;
pub use ticks::{Tick, TickLevel, Ticks, compute_ticks};
pub use time_scale::TimeScale;
pub use tray::{Placed, place_undated};
