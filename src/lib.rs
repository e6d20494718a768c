//! Regesta.
pub mod app;
pub mod cli;
pub mod dataset;
pub mod index;
pub mod layout;
pub mod model;
pub mod state;
pub mod ui;
