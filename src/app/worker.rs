//! Reading datasets beside the window.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::cache::{Cache, Kept, Sums};
use super::layouts::Layouts;
use super::watch::Watch;
use crate::dataset::{Files, Limits, Problem, Progress, SourceFile, Stage, read_with};
use crate::index::Opened;
use crate::model::Record;
use crate::state::GraphMemory;

/// What reading gave.
pub(super) struct Outcome {
    /// What was read.
    pub files: Files,
    /// The record and its index, unless an error stops it from loading.
    pub opened: Option<Arc<Opened>>,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
    /// The files in which these stand.
    pub texts: Vec<SourceFile>,
    /// Notices that a file that was read changes.
    pub watch: Option<Watch>,
    /// It is the dataset that is open already, read once more.
    pub again: bool,
    /// Where the nodes of its graph stood.
    pub graph: Option<GraphMemory>,
    /// What the cache has to know to keep it, if it is worth keeping.
    sums: Option<Sums>,
}

/// What is to be read, and with what.
pub(super) struct Request {
    pub files: Files,
    pub again: bool,
    pub cache: Option<Cache>,
    pub layouts: Option<Layouts>,
}

/// Wakes the window.
pub(super) type Wake = Arc<dyn Fn() + Send + Sync>;

/// What a dataset says, before anything is derived from it.
struct Read {
    record: Option<Record>,
    problems: Vec<Problem>,
    texts: Vec<SourceFile>,
    names: Vec<String>,
    sums: Option<Sums>,
}

impl Request {
    /// Reads and indexes a dataset; what the worker does, and tests do without one. `None` if
    /// it was cancelled. `wake` is called whenever the dataset changes on disk.
    pub(super) fn carry_out(&self, progress: &Progress, wake: &Wake) -> Option<Outcome> {
        let kept = (self.cache.as_ref()).and_then(|cache| cache.load(&self.files, progress));
        let read = match kept {
            Some(kept) => Read::from(kept),
            None => self.read(progress)?,
        };
        progress.begin(Stage::Index, 1.0, 1);
        if progress.is_cancelled() {
            return None;
        }
        let opened = read.record.map(Opened::new).map(Arc::new);
        if let Some(opened) = opened.as_ref().filter(|_| self.again) {
            // Sorts them here, so that whatever is selected is found at once.
            let _ = opened.event_of_id("");
        }
        let graph = (self.layouts.as_ref().zip(opened.as_ref()))
            .and_then(|(layouts, opened)| layouts.load(&opened.record.id));
        let watch = self.files.root().and_then(|root| {
            let names = read.names.iter().map(String::as_str);
            let names: Vec<&str> = names.chain([self.files.main()]).collect();
            let wake = Arc::clone(wake);
            Watch::new(root, &names, move || wake())
        });
        progress.advance(1).then_some(Outcome {
            files: self.files.clone(),
            opened,
            problems: read.problems,
            texts: read.texts,
            watch,
            again: self.again,
            graph,
            sums: read.sums,
        })
    }

    fn read(&self, progress: &Progress) -> Option<Read> {
        let begin = Instant::now();
        let mut reading = read_with(&self.files, &Limits::default(), progress)?;
        let took = begin.elapsed();
        let sums = (self.cache.as_ref())
            .filter(|_| reading.record.is_some())
            .and_then(|cache| cache.sums(&self.files, took, &reading.files));
        let names = reading.files.iter().map(|file| file.name.clone()).collect();
        // The others are never shown, and they are as large as the record.
        let problems = reading.problems;
        (reading.files)
            .retain(|file| (problems.iter()).any(|problem| *problem.site.file == *file.name));
        Some(Read {
            record: reading.record,
            problems,
            texts: reading.files,
            names,
            sums,
        })
    }
}

impl From<Kept> for Read {
    fn from(kept: Kept) -> Self {
        Self {
            record: Some(kept.record),
            problems: kept.problems,
            texts: kept.texts,
            names: kept.names,
            sums: None,
        }
    }
}

/// What is done once a record is on screen.
pub(super) struct Afterwards {
    opened: Option<Arc<Opened>>,
    cache: Option<Cache>,
    files: Files,
    problems: Vec<Problem>,
    sums: Option<Sums>,
}

impl Outcome {
    /// Takes from it what is needed once it has been handed over.
    pub(super) fn afterwards(&mut self, cache: Option<Cache>) -> Afterwards {
        let sums = self.sums.take();
        let problems = (sums.as_ref()).map_or_else(Vec::new, |_| self.problems.clone());
        Afterwards {
            opened: self.opened.clone(),
            cache,
            files: self.files.clone(),
            problems,
            sums,
        }
    }
}

impl Afterwards {
    /// Checks the record as a whole for consistency; not when a list is opened.
    pub(super) fn check(&self) {
        if let Some(opened) = &self.opened {
            opened.check();
        }
    }

    /// Keeps the record, if it is worth that.
    pub(super) fn keep(self) {
        let (Some(cache), Some(opened), Some(sums)) = (self.cache, self.opened, self.sums) else {
            return;
        };
        if let Err(error) = cache.store(&self.files, &opened.record, &self.problems, sums) {
            log::warn!("the dataset will not open faster next time: {error}");
        }
    }
}

/// Reads datasets, each on a thread of its own: a newer request stops the one before, and
/// need not wait until that has noticed.
pub(super) struct Worker {
    wake: Wake,
    sent: Sender<(u64, Option<Outcome>)>,
    outcomes: Receiver<(u64, Option<Outcome>)>,
    requests: u64,
    /// What is being read.
    progress: Option<Arc<Progress>>,
}

impl Worker {
    /// A worker that does nothing yet. `wake` is called whenever there is something to see.
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sent, outcomes) = channel();
        Self {
            wake: Arc::new(wake),
            sent,
            outcomes,
            requests: 0,
            progress: None,
        }
    }

    /// Begins to read a dataset; what is being read is let go.
    pub(super) fn read(&mut self, request: Request) -> Arc<Progress> {
        let progress = self.begin();
        let (sent, wake, told) = (
            self.sent.clone(),
            Arc::clone(&self.wake),
            Arc::clone(&progress),
        );
        let number = self.requests;
        let spawned = thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || {
                let mut outcome = request.carry_out(&told, &wake);
                let afterwards = (outcome.as_mut()).map(|it| it.afterwards(request.cache));
                // The window may be gone by now.
                let _ = sent.send((number, outcome));
                wake();
                if let Some(afterwards) = afterwards {
                    afterwards.check();
                    wake();
                    afterwards.keep();
                }
            });
        if let Err(error) = spawned {
            log::error!("no thread to read with: {error}");
            let _ = self.sent.send((number, None));
        }
        progress
    }

    /// Lets go of what is being read, and notes that something else is.
    pub(super) fn begin(&mut self) -> Arc<Progress> {
        self.cancel();
        self.requests += 1;
        let progress = Arc::new(Progress::default());
        self.progress = Some(Arc::clone(&progress));
        progress
    }

    /// Lets go of what is being read.
    pub(super) fn cancel(&mut self) {
        if let Some(progress) = self.progress.take() {
            progress.cancel();
        }
    }

    /// Waits for what is being read, but no longer than `patience`.
    pub(super) fn wait(&mut self, patience: Duration) -> Option<Outcome> {
        let (number, outcome) = self.outcomes.recv_timeout(patience).ok()?;
        self.receive(number, outcome)
    }

    /// What was asked for last, if it has been read.
    pub(super) fn poll(&mut self) -> Option<Outcome> {
        loop {
            match self.outcomes.try_recv() {
                Ok((number, outcome)) => {
                    if let Some(outcome) = self.receive(number, outcome) {
                        return Some(outcome);
                    }
                }
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return None,
            }
        }
    }

    fn receive(&mut self, number: u64, outcome: Option<Outcome>) -> Option<Outcome> {
        if number == self.requests && self.progress.is_some() {
            self.progress = None;
            return outcome;
        }
        if let Some(outcome) = outcome {
            let_go(outcome);
        }
        None
    }

    /// Whether something is being read.
    pub(super) const fn is_busy(&self) -> bool {
        self.progress.is_some()
    }
}

/// Lets go of something large where nobody waits for it.
pub(super) fn let_go(large: impl Send + 'static) {
    let spawned = thread::Builder::new()
        .name("letting go".to_owned())
        .spawn(move || drop(large));
    if let Err(error) = spawned {
        log::debug!("let go at once: {error}");
    }
}
