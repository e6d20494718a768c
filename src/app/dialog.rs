//! Choosing a dataset or an original in the system's dialog, off the interface's thread.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// What is to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A dataset.
    Dataset,
    /// The user's own text of a source.
    Original,
}

/// Something that lets the user choose a file.
pub trait FilePicker {
    /// Shows the dialog, unless it is open already. `wake` is called when it closes.
    fn open(&mut self, what: Pick, wake: Box<dyn Fn() + Send>);
    /// Whether the dialog is open.
    fn is_open(&self) -> bool;
    /// What was chosen since.
    fn chosen(&mut self) -> Option<PathBuf>;
}

/// The system's dialog.
#[derive(Default)]
pub struct SystemPicker {
    answer: Option<Receiver<Option<PathBuf>>>,
}

impl FilePicker for SystemPicker {
    fn open(&mut self, what: Pick, wake: Box<dyn Fn() + Send>) {
        if self.answer.is_some() {
            return;
        }
        // Made on this thread, as some systems demand, and waited for on another.
        let dialog = match what {
            Pick::Dataset => rfd::AsyncFileDialog::new()
                .set_title("Open a dataset: its dataset.ron, or any .ron file")
                .add_filter("Datasets", &["ron"]),
            Pick::Original => rfd::AsyncFileDialog::new()
                .set_title("Attach your own text of this source")
                .add_filter("Texts", &["txt", "md"]),
        };
        let dialog = dialog.pick_file();
        let (sent, answer) = channel();
        self.answer = Some(answer);
        let spawned = thread::Builder::new()
            .name("dialog".to_owned())
            .spawn(move || {
                let chosen = pollster::block_on(dialog).map(|file| file.path().to_path_buf());
                // The window may be gone by now.
                let _ = sent.send(chosen);
                wake();
            });
        if let Err(error) = spawned {
            log::error!("no thread to wait for the dialog: {error}");
            self.answer = None;
        }
    }

    fn is_open(&self) -> bool {
        self.answer.is_some()
    }

    fn chosen(&mut self) -> Option<PathBuf> {
        let answer = self.answer.as_ref()?.try_recv();
        match answer {
            Ok(chosen) => {
                self.answer = None;
                chosen
            }
            Err(std::sync::mpsc::TryRecvError::Empty) => None,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => {
                self.answer = None;
                None
            }
        }
    }
}

/// A dialog that answers with what it was given; for tests.
#[derive(Default)]
pub struct NoPicker {
    /// What the next dialog will be answered with.
    pub answer: Option<PathBuf>,
    asked: bool,
}

impl FilePicker for NoPicker {
    fn open(&mut self, _what: Pick, wake: Box<dyn Fn() + Send>) {
        self.asked = true;
        wake();
    }

    fn is_open(&self) -> bool {
        false
    }

    fn chosen(&mut self) -> Option<PathBuf> {
        if std::mem::take(&mut self.asked) {
            self.answer.take()
        } else {
            None
        }
    }
}
