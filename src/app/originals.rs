//! The user's originals: read and lined up off the interface's thread, remembered by their
//! place and what they were, watched while they are open.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use egui::Context;

use super::watch::Watch;
use crate::dataset::{Fingerprint, original_at};
use crate::index::{LinedUp, Opened, align};
use crate::model::SourceIx;
use crate::state::{Beside, Preferences, RememberedOriginal, State};
use crate::ui::{Original, OriginalState};

/// What came of reading an original.
struct Outcome {
    /// Answers of an earlier record, or to an earlier request, are let go.
    request: u64,
    source: SourceIx,
    result: Result<(LinedUp, Fingerprint), String>,
}

/// An original that is attached.
struct Attached {
    request: u64,
    /// It was remembered with this fingerprint; `None` if it has just been attached.
    remembered: Option<Fingerprint>,
    /// Notices that the file changes.
    watch: Option<Watch>,
}

/// The originals of the record that is open.
pub(super) struct Originals {
    shown: Vec<Original>,
    attached: Vec<Attached>,
    requests: u64,
    sent: Sender<Outcome>,
    outcomes: Receiver<Outcome>,
}

impl Default for Originals {
    fn default() -> Self {
        let (sent, outcomes) = channel();
        Self {
            shown: Vec::new(),
            attached: Vec::new(),
            requests: 0,
            sent,
            outcomes,
        }
    }
}

impl Originals {
    /// As the interface shows them.
    pub(super) fn shown(&self) -> &[Original] {
        &self.shown
    }

    /// Attaches what is remembered for a record.
    pub(super) fn remember_for(
        &mut self,
        ctx: &Context,
        opened: &Arc<Opened>,
        preferences: &Preferences,
    ) {
        self.shown.clear();
        self.attached.clear();
        for known in &preferences.originals {
            if *known.dataset != *opened.record.id {
                continue;
            }
            let sources = &opened.record.sources;
            if let Some(at) = sources
                .iter()
                .position(|source| *source.id == *known.source)
            {
                let (source, path) = (SourceIx::new(at), known.path.clone());
                self.attach(ctx, opened, source, path, Some(known.fingerprint));
            }
        }
    }

    /// Reads a file and lines it up with a source.
    pub(super) fn attach(
        &mut self,
        ctx: &Context,
        opened: &Arc<Opened>,
        source: SourceIx,
        path: PathBuf,
        remembered: Option<Fingerprint>,
    ) {
        self.detach(source);
        self.requests += 1;
        self.attached.push(Attached {
            request: self.requests,
            remembered,
            watch: watch(ctx, &path),
        });
        self.shown.push(Original {
            source,
            path: path.clone(),
            state: OriginalState::Reading,
            has_changed: false,
        });
        self.read(ctx, opened, source, path, self.requests);
    }

    /// Lets an original go.
    pub(super) fn detach(&mut self, source: SourceIx) {
        if let Some(at) = self.shown.iter().position(|shown| shown.source == source) {
            self.shown.remove(at);
            self.attached.remove(at);
        }
    }

    fn read(
        &self,
        ctx: &Context,
        opened: &Arc<Opened>,
        source: SourceIx,
        path: PathBuf,
        request: u64,
    ) {
        let (sent, wake, opened) = (self.sent.clone(), ctx.clone(), Arc::clone(opened));
        let spawned = thread::Builder::new()
            .name("original".to_owned())
            .spawn(move || {
                let outcome = Outcome {
                    request,
                    source,
                    result: line_up(&opened, source, &path),
                };
                // The window may be gone by now.
                let _ = sent.send(outcome);
                wake.request_repaint();
            });
        if let Err(error) = spawned {
            let outcome = Outcome {
                request,
                source,
                result: Err(format!("It cannot be read now: {error}.")),
            };
            let _ = self.sent.send(outcome);
        }
    }

    /// Takes over what has been read, and reads again what has changed on disk.
    pub(super) fn poll(&mut self, ctx: &Context, opened: &Arc<Opened>, state: &mut State) {
        while let Ok(outcome) = self.outcomes.try_recv() {
            self.take(outcome, opened, state);
        }
        for at in 0..self.shown.len() {
            let has_changed = (self.attached[at].watch.as_ref()).is_some_and(Watch::take_change);
            if has_changed {
                self.requests += 1;
                self.attached[at].request = self.requests;
                let shown = &self.shown[at];
                self.read(ctx, opened, shown.source, shown.path.clone(), self.requests);
            }
        }
    }

    fn take(&mut self, outcome: Outcome, opened: &Opened, state: &mut State) {
        let Outcome {
            request,
            source,
            result,
        } = outcome;
        let Some(at) = self.attached.iter().position(|it| it.request == request) else {
            return;
        };
        let (attached, shown) = (&mut self.attached[at], &mut self.shown[at]);
        match result {
            Ok((lined_up, fingerprint)) => {
                shown.state = OriginalState::Ready(Arc::new(lined_up));
                match attached.remembered {
                    Some(known) => shown.has_changed = known != fingerprint,
                    None => {
                        attached.remembered = Some(fingerprint);
                        state.reading.beside = Some(Beside::Original);
                        state.preferences.remember_original(RememberedOriginal {
                            dataset: opened.record.id.to_string(),
                            source: opened.record.source(source).id.to_string(),
                            path: shown.path.clone(),
                            fingerprint,
                        });
                    }
                }
            }
            Err(why) => shown.state = OriginalState::Faulty(why),
        }
    }
}

/// Reads a file and lines it up: all that takes time.
fn line_up(
    opened: &Opened,
    source: SourceIx,
    path: &Path,
) -> Result<(LinedUp, Fingerprint), String> {
    let original = original_at(path).map_err(|error| error.to_string())?;
    let alignment = align(&opened.record, source, &original.paragraphs);
    let shape = opened.record.source(source).text();
    let lined_up = LinedUp::new(shape, &original.paragraphs, &alignment);
    Ok((lined_up, original.fingerprint))
}

fn watch(ctx: &Context, path: &Path) -> Option<Watch> {
    let (folder, name) = (path.parent()?, path.file_name()?.to_str()?);
    let wake = ctx.clone();
    Watch::new(folder, &[name], move || wake.request_repaint())
}

/// Whether a file is an original rather than a dataset: by its name.
pub(super) fn is_original(path: &Path) -> bool {
    path.is_file()
        && path
            .extension()
            .is_some_and(|ext| ext.eq_ignore_ascii_case("txt") || ext.eq_ignore_ascii_case("md"))
}
