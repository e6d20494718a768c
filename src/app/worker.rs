//! Reading datasets on a thread of its own.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crate::dataset::{Files, Limits, Problem, SourceFile, read};
use crate::index::Opened;

/// What reading gave.
pub(super) struct Outcome {
    /// What was read.
    pub files: Files,
    /// The record and its index, unless an error stops it from loading.
    pub opened: Option<Opened>,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
    /// The files that were read.
    pub texts: Vec<SourceFile>,
    /// It is the dataset that is open already, read once more.
    pub again: bool,
}

/// Reads and indexes a dataset; what the worker does, and tests do without one.
pub(super) fn read_and_index(files: Files, again: bool) -> Outcome {
    let reading = read(&files, &Limits::default());
    let opened = reading.record.map(Opened::new);
    if let Some(opened) = &opened {
        // The record as a whole is checked for consistency here, not when a list is opened.
        let _ = (opened.rivals(), opened.orders());
    }
    Outcome {
        files,
        opened,
        problems: reading.problems,
        texts: reading.files,
        again,
    }
}

/// A thread that reads one dataset after the other.
pub(super) struct Worker {
    requests: Sender<(Files, bool)>,
    outcomes: Receiver<Outcome>,
    waiting: usize,
}

impl Worker {
    /// Starts the thread. `wake` is called when an outcome is there.
    pub(super) fn new(wake: impl Fn() + Send + 'static) -> Self {
        let (requests, taken) = channel::<(Files, bool)>();
        let (sent, outcomes) = channel();
        thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || {
                while let Ok((files, again)) = taken.recv() {
                    if sent.send(read_and_index(files, again)).is_err() {
                        return;
                    }
                    wake();
                }
            })
            // Without threads nothing is ever read; `waiting` then never ends, and the
            // window says that it is reading.
            .map_or_else(
                |error| log::error!("no thread to read with: {error}"),
                |_| (),
            );
        Self {
            requests,
            outcomes,
            waiting: 0,
        }
    }

    /// Asks for a dataset to be read.
    pub(super) fn read(&mut self, files: Files, again: bool) {
        if self.requests.send((files, again)).is_ok() {
            self.waiting += 1;
        }
    }

    /// Waits for the first outcome, but no longer than `patience`.
    pub(super) fn wait(&mut self, patience: Duration) -> Option<Outcome> {
        let outcome = self.outcomes.recv_timeout(patience).ok()?;
        self.waiting -= 1;
        Some(outcome)
    }

    /// What has been read since. Of several the last one counts.
    pub(super) fn poll(&mut self) -> Option<Outcome> {
        let mut newest = None;
        loop {
            match self.outcomes.try_recv() {
                Ok(outcome) => {
                    self.waiting -= 1;
                    newest = Some(outcome);
                }
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return newest,
            }
        }
    }

    /// Whether something is being read.
    pub(super) const fn is_busy(&self) -> bool {
        self.waiting > 0
    }
}
