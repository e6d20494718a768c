//! The only folder that draws.
//!
//! [`Screen::show`] paints everything from a [`Scene`] (what is known, what the user has
//! set) and pushes commands; it changes nothing else but `hover` and the small flags of
//! [`State`](crate::state::State) that ask for a scroll or the keyboard. What a view needs
//! computed is kept in a memo beside it, keyed by all that it depends on.

mod about;
mod apparatus;
mod apparatus_lists;
mod asked;
mod cells;
mod changes;
mod chips;
mod curtain;
mod drop_hint;
mod entity_field;
mod glyphs;
mod go_to;
mod graph;
mod grid;
mod help;
mod icons;
mod inspector;
mod keys;
mod ledger;
mod linking;
mod links;
mod loading;
mod measures;
mod open_path;
mod order;
mod palette;
mod paths;
mod problems;
mod reading;
mod receipt;
mod scene;
mod screen;
mod scroll_bar;
mod status_bar;
mod storyline;
mod table;
mod table_rows;
mod table_words;
mod theme;
mod timeline;
mod together;
mod top_bar;
mod trails;
mod welcome;
mod workspace;

pub use scene::{Faults, Loading, Original, OriginalState, Scene};
pub use screen::Screen;
pub use theme::{Looks, apply_theme, install_fonts};
pub use workspace::Arrangement;
