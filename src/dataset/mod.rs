//! Files ⇄ model: RON, Markdown, and every problem with its place.
//!
//! [`read`] takes [`Files`] (a folder, a single file, or what is built into the program)
//! and returns a [`Reading`]: the record if nothing stops it from loading, and all
//! problems, sorted by place. The way through this room:
//!
//! `files` (limits, no path outside) → `syntax` (a tree with spans that survives errors)
//! → `fields` (records, unknown and missing fields) → `decode_*` (values into the model,
//! ids and passages resolved) → `audit` (what only shows in the whole).
//!
//! The tree reader is our own because a reader of faulty files has to go on after the
//! first error and to know where each value stands; a test holds that whatever it accepts,
//! the `ron` crate accepts too.

mod audit;
mod claims;
mod decode_apparatus;
mod decode_entities;
mod decode_events;
mod decode_sources;
mod decoder;
mod fields;
mod files;
mod footnotes;
mod loader;
mod markdown;
mod original;
mod problem;
mod progress;
mod read;
mod rich_builder;
mod sink;
mod source_file;
mod syntax;

pub(crate) use decoder::is_web_address;
pub use files::{Files, FilesError, Limits, SHIPPED, TUTORIAL};
pub use markdown::read_markdown;
pub use original::{
    Fingerprint, Original, OriginalCause, OriginalError, original_at, read_original,
};
pub use problem::{Code, Problem, Severity, Site, render_problem};
pub use progress::{Progress, Stage};
pub use read::{Reading, read, read_with};
pub use source_file::SourceFile;
