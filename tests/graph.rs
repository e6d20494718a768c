//! The graph: actors and forums as nodes, in their places, remembered, and in a window.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss
)]

#[path = "window/drive.rs"]
mod drive;
#[allow(dead_code)]
#[path = "net/made.rs"]
mod made;
#[path = "graph/places.rs"]
mod places;
#[path = "graph/remembered.rs"]
mod remembered;
#[path = "shared/source.rs"]
mod source;
#[path = "graph/window.rs"]
mod window;
