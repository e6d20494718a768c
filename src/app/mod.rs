//! The only folder with threads, dialogs and windows.
//!
//! [`Regesta`] is the program without a window around it: it reads what the worker sends,
//! lets [`crate::ui::Screen`] paint, and carries out commands. [`start`] puts it into a
//! window. Tests drive [`Regesta`] itself.

mod arranged;
mod background;
mod cache;
mod cache_pieces;
mod clock;
mod dialog;
mod layouts;
mod looks;
mod opening;
mod originals;
mod probe;
mod regesta;
mod start;
mod watch;
mod worker;

pub use cache::{Cache, Kept, Sums};
pub use dialog::{FilePicker, NoPicker, Pick, SystemPicker};
pub use layouts::Layouts;
pub use probe::Passes;
pub use regesta::Regesta;
pub use start::{StartError, start};
