//! Regesta.
pub mod cli;
pub mod dataset;
pub mod index;
pub mod model;
