//! Regesta: a timeline and relationship explorer in which no mark is drawn without a
//! passage behind it. This is the code map.
//!
//! # Rooms
//!
//! | Room | What it is | May use |
//! |---|---|---|
//! | [`model`] | what a dataset says: plain values, no interface, no files | – |
//! | [`dataset`] | files ⇄ model: RON, Markdown, every problem with its place | `model` |
//! | [`index`] | what is derived once per dataset: by time, by entity, by passage, links, search | `model` |
//! | [`state`] | what the user is doing: view, selection, filters, commands, history | `model`, `dataset`, `index` |
//! | [`layout`] | geometry: values in, rectangles out; no painting, no fonts | `model`, `index`, `state` |
//! | [`ui`] | the only room that draws | all above |
//! | [`app`] | the only room with threads, dialogs and windows | all above, `cli` |
//! | [`cli`] | the same questions, answered in text and JSON | `model`, `dataset`, `index` |
//!
//! Dependencies point one way; `tests/rooms.rs` holds this.
//!
//! # The way of the data
//!
//! Files → a worker reads, checks and indexes them ([`dataset::read_with`],
//! [`index::Opened::new`]; or takes the record from [`app::Cache`]) → an immutable `Arc` is swapped in under a new revision
//! (`app::regesta`) → [`ui::Screen::show`] paints it and pushes [`state::Command`]s → after
//! painting [`state::State::apply`] carries them out; what only the window can do comes back
//! as [`state::Effect`]s. What is derived from the view (widths of labels, the strip) is kept
//! in a [`state::Memo`], keyed by all that it depends on; what grows with the record (matches,
//! lanes, rows of links) in a [`state::Background`], which makes it beside the window if the
//! record is long (`app::arranged`).
//!
//! # Invariants
//!
//! - Every index in a [`model::Record`] is valid for that record, and every claim has a
//!   passage that exists: the reader drops the whole record if one does not. What comes from
//!   the cache is, by its sums, what the reader had let pass.
//! - The dataset's files are read, never written; nothing outside their folder is read.
//! - Nothing wins silently: all dates of an event are drawn. The *leading* one
//!   ([`model::Event::leading_date`]) only decides where the label stands.
//! - Which row an event has depends on record, filters and the room of its lane, never on zoom
//!   or pan; what folds depends on the zoom alone, never on pan; and the label of a mark that
//!   is shown stays while zooming in: nothing jumps ([`layout`]).
//! - Grid, graph, storyline and the links in words show one set of links
//!   ([`state::compute_shown`]), each link once; nothing else decides which are shown.
//! - Where a node of the graph stands depends on the record and the user's hand, never on
//!   filters, window or curtain.
//! - Folding loses nothing: the marks and counted bars of a row hold each of its events once.
//! - A view is restored as a whole by back and forward; movements are one step.
//! - Ids of widgets come from ids of the model, never from titles or positions.
//! - Of a source only the rows in sight are set, and what is in sight stays where it is when
//!   something above it turns out higher than guessed.
//! - A pass happens only when something has changed; while a dataset is read, ten times a
//!   second.
//! - No pass takes longer because the record is longer: what is shown of a long one is older
//!   for a moment instead, and all of it of one and the same moment.
//! - Behind the curtain every view reads a record in which later claims are absent
//!   ([`index::Opened::as_known_on`]); indices stay the same, but for those of ties and links.
//!   Only the comparison of two days sees the whole, and it cuts both down itself.
//!
//! # Where to look
//!
//! | For | Look in |
//! |---|---|
//! | a field of the format | `dataset/decode_*.rs`, `datasets/FORMAT.md` |
//! | a problem and its code | `dataset/problem.rs` |
//! | what a date means | `model/date.rs` |
//! | what was known on a day | `index/curtain.rs` |
//! | documents, outlines, editors' notes | `model/apparatus.rs`, `index/apparatus.rs`, `ui/apparatus.rs` |
//! | whether a passage names what is claimed | `index/named.rs` |
//! | lining up an original | `dataset/original.rs`, `index/align/`, `app/originals.rs` |
//! | reading a source | `layout/reading.rs`, `layout/rows.rs`, `ui/reading/` |
//! | text and timeline moving together | `state/apply_reading.rs` |
//! | plans and rival dates | `index/trails.rs`, `index/rivals.rs` |
//! | which event came first, and why | `index/order/` |
//! | which links are shown, in every view | `state/linking.rs`, `ui/linking.rs` |
//! | the links in words | `state/link_rows.rs`, `ui/links.rs` |
//! | what actors and forums fold into | `index/net/folded.rs` |
//! | actors × forums in cells, the signs of roles | `layout/grid/`, `ui/grid/` |
//! | the graph: places, forces, labels, what is remembered | `layout/graph/`, `layout/forces/`, `ui/graph/`, `app/layouts.rs` |
//! | the storyline: rows, crossings, knots | `layout/storyline/`, `ui/storyline/` |
//! | paths, companions, measures | `index/net/`, `ui/paths.rs`, `ui/together/`, `ui/measures/` |
//! | finding an actor or forum by typing | `ui/entity_field.rs` |
//! | a word of the search language | `index/query_parse.rs`, `index/query.rs`, `index/query_asked.rs` |
//! | a shortcut, a menu entry | `state/catalogue.rs` |
//! | what a command does | `state/apply.rs`, `state/apply_time.rs` |
//! | in which lane and row an event stands | `layout/lanes.rs`, `layout/lane_rows.rs` |
//! | what folds into a counted bar | `layout/folds.rs` |
//! | what is in sight, labelled, under the pointer | `layout/sight.rs` |
//! | calendar ticks, collapsed stretches | `layout/ticks.rs`, `index/breaks.rs` |
//! | gliding, wheel, drag, box | `layout/glide.rs`, `ui/timeline/input.rs` |
//! | colours and sizes | `ui/theme.rs` |
//! | how a mark looks | `ui/timeline/marks.rs`, `ui/timeline/shapes.rs`, `ui/glyphs.rs` |
//! | the events in words | `ui/table.rs`, `state/listing.rs` |
//! | opening, watching, cancelling | `app/opening.rs`, `app/worker.rs`, `dataset/progress.rs` |
//! | what large datasets open faster by | `app/cache.rs`, `app/cache_pieces.rs` |
//! | what is remembered between starts | `state/preferences.rs`, `app/start.rs` |
//!
//! # Where this differs from the first design
//!
//! - A dataset may have *parts*: several `.ron` files read as one, so that each source can
//!   keep its claims in a file of its own.
//! - An event has a `passage` of its own, which its claims inherit: a claim without a
//!   passage still does not load, but authors write the address once.
//! - Actors and forums are one list of entities in the model; a forum that acts is one
//!   entity with both faces.
//! - The tree reader for RON is our own, because a reader of faulty files must go on after
//!   the first error and know where each value stands; a test holds that whatever it
//!   accepts, the `ron` crate accepts too. `ron` itself keeps what is remembered.
//! - A claim counts as known once the *last* day that its date of issue can mean has come:
//!   of “about April 2020” nothing shows before 30 April.
//! - Contradictions are no problems of a file: `check` finds nothing, the ledger lists them.
//! - A further source tells of an event in an *account* (`accounts`), so that each source keeps
//!   its claims in a part of its own; they join the event when the dataset is read.
//! - What the sources cite, what the editors remark and what the sources set out in lists are
//!   three lists of their own ([`model::Apparatus`]); none of them is a claim on an event.
//! - All editions of a source have the same passages, so an address means the same place in
//!   each; an attached original is shaped into one more such text ([`index::LinedUp`]).
//! - Back and forward restore filters and lanes too, and so serve as undo of the view.
//! - A lane has a bounded number of rows. What finds none stands in a last one by a day of its
//!   leading date alone, so that a million events on one day are still one screen.
//! - The forces of the graph are our own. `fjadra`, which the first design names, takes 31 ms for
//!   a step of 10,000 nodes and 50,000 edges at a θ of 0.9, which cannot be set; ours takes about
//!   3 at 0.7. It is the baseline of `benches/graph.rs`.
//! - The nodes settle beside the window and are shown when they are still: nothing swims.
//! - Ties are judged by search and chips as events are, so that one set of filters can decide.
//! - All links between an actor and a forum can be selected ([`state::Selection::Pair`]).
//! - Nothing is drawn with one shape for each event: signs, bars and counted bars are one mesh,
//!   and only what has several dates or an uncertain one is drawn shape by shape.

pub mod app;
pub mod cli;
pub mod dataset;
pub mod index;
pub mod layout;
pub mod model;
pub mod state;
pub mod ui;
