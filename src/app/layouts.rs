//! Where the nodes of graphs stood, beside the user's settings, so that a record looks the same
//! at the next start.
//!
//! A file belongs to the id of a dataset. It may be thrown away at any time: one that is
//! missing, cut short, changed or of another version is passed over, and the graph is arranged
//! anew.
//!
//! # Layout
//!
//! The magic, the format, the sum of all that follows; then a [`GraphMemory`].

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::SystemTime;

use twox_hash::XxHash3_128;

use super::Regesta;
use crate::index::Opened;
use crate::state::{GraphMemory, State};

/// To be raised whenever [`GraphMemory`] or one of its fields changes.
const FORMAT: u32 = 1;
const MAGIC: [u8; 8] = *b"RegestaG";
const HEAD: usize = 8 + 4 + 16;

/// A file that is longer is not ours; 100,000 nodes take about a third of it.
const MOST_BYTES: u64 = 16 << 20;
/// So many datasets are remembered; the one not looked at for longest goes first.
const MOST_FILES: usize = 64;
/// How the names of the files end.
const FINISHED: &str = "layout";

/// A folder with layouts.
#[derive(Clone, Debug)]
pub struct Layouts {
    folder: PathBuf,
}

impl Layouts {
    /// The layouts in a folder, which need not be there yet.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the nodes of a dataset stood, if that is remembered.
    #[must_use]
    pub fn load(&self, dataset: &str) -> Option<GraphMemory> {
        let path = self.path_of(dataset);
        let mut bytes = Vec::new();
        let file = File::open(&path).ok()?;
        file.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
        let memory = decoded(&bytes).filter(|memory| *memory.dataset == *dataset);
        if memory.is_some() {
            // So that what is looked at often is not what goes first.
            let file = File::options().append(true).open(&path);
            let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
        }
        memory
    }

    /// Remembers where the nodes of a dataset stand. Nothing is there until all of it is.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn store(&self, memory: &GraphMemory) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let path = self.path_of(&memory.dataset);
        // Another program may be remembering the same dataset at the same time.
        let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
        let written = write(&unfinished, memory).and_then(|()| fs::rename(&unfinished, &path));
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        self.make_room();
        written
    }

    /// Throws away what was not looked at for longest.
    fn make_room(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let mut kept: Vec<(SystemTime, PathBuf)> = (entries.flatten())
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == FINISHED))
            .filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)))
            .collect();
        kept.sort_by_key(|(used, _)| std::cmp::Reverse(*used));
        for (_, path) in kept.into_iter().skip(MOST_FILES) {
            if let Err(error) = fs::remove_file(&path) {
                log::warn!("{} cannot be removed: {error}", path.display());
            }
        }
    }

    fn path_of(&self, dataset: &str) -> PathBuf {
        let name = XxHash3_128::oneshot(dataset.as_bytes());
        self.folder.join(format!("{name:032x}.{FINISHED}"))
    }
}

fn write(path: &Path, memory: &GraphMemory) -> io::Result<()> {
    let body = postcard::to_stdvec(memory).map_err(io::Error::other)?;
    if (HEAD + body.len()) as u64 > MOST_BYTES {
        return Err(io::Error::other("the graph is too large"));
    }
    let mut out = Vec::with_capacity(HEAD + body.len());
    out.extend(MAGIC);
    out.extend(FORMAT.to_le_bytes());
    out.extend(XxHash3_128::oneshot(&body).to_le_bytes());
    out.extend(body);
    let mut file = File::create(path)?;
    file.write_all(&out)?;
    file.flush()
}

fn decoded(bytes: &[u8]) -> Option<GraphMemory> {
    let (magic, rest) = bytes.split_first_chunk::<8>()?;
    let (format, rest) = rest.split_first_chunk::<4>()?;
    let (sum, body) = rest.split_first_chunk::<16>()?;
    let known = *magic == MAGIC && u32::from_le_bytes(*format) == FORMAT;
    let is_whole = u128::from_le_bytes(*sum) == XxHash3_128::oneshot(body);
    let memory: Option<GraphMemory> = (known && is_whole)
        .then(|| postcard::from_bytes(body).ok())
        .flatten();
    memory.filter(GraphMemory::is_sound)
}

/// What is remembered of the graph of the record on screen, and what of it is on disk.
#[derive(Default)]
pub(super) struct Remembering {
    /// Where layouts are kept; nowhere in tests.
    layouts: Option<Layouts>,
    /// What is on disk, or on its way there.
    kept: Option<Arc<GraphMemory>>,
    /// The pins of the view when that was written.
    pins: std::collections::BTreeMap<crate::index::net::Node, [f32; 2]>,
    /// Only one thread writes, always what is newest.
    waiting: Arc<Mutex<Waiting>>,
}

/// What is still to be written.
#[derive(Default)]
struct Waiting {
    memory: Option<Arc<GraphMemory>>,
    is_busy: bool,
}

impl Remembering {
    pub(super) fn set_layouts(&mut self, layouts: Option<Layouts>) {
        self.layouts = layouts;
    }

    /// Another record is on screen, of which this was remembered.
    pub(super) fn begin(
        &mut self,
        memory: Option<GraphMemory>,
        state: &mut State,
        opened: &Opened,
    ) {
        let memory = memory.filter(|memory| memory.dataset == opened.record.id);
        state.graph = memory.map(Arc::new);
        state.graph_round = 0;
        if let Some(memory) = &state.graph {
            state.view.linking.pins = memory.pins_in(&opened.record);
        }
        self.kept = state.graph.clone();
        self.pins = state.view.linking.pins.clone();
    }

    /// Writes what has changed, beside the window.
    fn follow(&mut self, state: &mut State, opened: &Opened) {
        let Some(graph) = &state.graph else {
            return;
        };
        let pins = &state.view.linking.pins;
        let is_kept = (self.kept.as_ref()).is_some_and(|kept| Arc::ptr_eq(kept, graph));
        if is_kept && self.pins == *pins {
            return;
        }
        let mut memory = (**graph).clone();
        memory.set_pins(&opened.record, pins);
        let memory = Arc::new(memory);
        state.graph = Some(Arc::clone(&memory));
        self.kept = Some(Arc::clone(&memory));
        self.pins.clone_from(pins);
        if let Some(layouts) = self.layouts.clone() {
            write_aside(layouts, &self.waiting, memory);
        }
    }
}

/// Writes on a thread of its own, unless one is at it, which then writes this too.
fn write_aside(layouts: Layouts, waiting: &Arc<Mutex<Waiting>>, memory: Arc<GraphMemory>) {
    let shared = Arc::clone(waiting);
    let Ok(mut own) = waiting.lock() else {
        return;
    };
    own.memory = Some(memory);
    if own.is_busy {
        return;
    }
    own.is_busy = true;
    let spawned = thread::Builder::new()
        .name("layouts".to_owned())
        .spawn(move || {
            while let Some(memory) = next(&shared) {
                if let Err(error) = layouts.store(&memory) {
                    log::warn!("the graph will be arranged anew next time: {error}");
                }
            }
        });
    if let Err(error) = spawned {
        own.is_busy = false;
        log::error!("no thread to write on: {error}");
    }
}

fn next(waiting: &Mutex<Waiting>) -> Option<Arc<GraphMemory>> {
    let mut waiting = waiting.lock().ok()?;
    let memory = waiting.memory.take();
    waiting.is_busy = memory.is_some();
    memory
}

impl Regesta {
    /// Writes what has changed of the graph.
    pub(super) fn remember_graph(&mut self) {
        self.remembering.follow(&mut self.state, &self.opened);
    }

    /// Waits until the graph that is being arranged stands; for tests and measurements, which
    /// must not come and look again.
    pub fn finish_graph(&mut self) {
        self.screen.finish_graph();
    }

    /// Waits until what has changed of the graph is on disk; for tests.
    pub fn finish_remembering(&mut self) {
        self.remember_graph();
        let remembering = &mut self.remembering;
        if let (Some(layouts), Some(kept)) = (&remembering.layouts, &remembering.kept)
            && let Err(error) = layouts.store(kept)
        {
            log::warn!("the graph will be arranged anew next time: {error}");
        }
    }
}
