//! What a dataset says: plain values, no interface, no files.
//!
//! Everything here is immutable once read. Lists refer to one another by typed
//! indices (`EventIx`, `EntityIx`, …) into the vectors of [`Record`]; the reader in
//! [`crate::dataset`] has checked every one of them, so an index that comes out of a
//! record is valid for that record.

mod apparatus;
mod claim;
mod date;
mod date_bounds;
mod date_digits;
mod date_words;
mod day;
mod entity;
mod event;
mod indices;
mod record;
mod source;
mod text;

pub use apparatus::{
    Apparatus, Citation, Document, EditorNote, NoteKind, NotePlace, Outline, OutlineItem,
};
pub use claim::{Basis, Stage, Standing};
pub use date::{Date, DateError, Edge, Precision};
pub use day::Day;
pub(crate) use day::{month_name, year_words};
pub use entity::{ActorKind, Entity, EntityKind, ForumKind, Name};
pub use event::{DateClaim, Event, Filing, ForumClaim, Order, OrderClaim, Participation, Tie};
pub use indices::{
    AreaIx, DocumentIx, EditorNoteIx, EntityIx, EventIx, KindIx, LevelIx, OutlineIx, RoleIx,
    SourceIx, TieIx,
};
pub use record::{Record, Role, Term};
pub use source::{Edition, Passage, Place, Source};
pub(crate) use text::fold_space;
pub use text::{Block, Note, Rich, Section, Style, StyledRange, Text};
