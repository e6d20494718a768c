//! Opening datasets: what is being read, what came of it, what changes on disk.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::Context;

use super::watch::Watch;
use super::worker::{Outcome, Request, Wake, Worker, let_go};
use super::{Cache, Layouts, Regesta};
use crate::dataset::{Files, Progress};
use crate::index::Opened;
use crate::state::Effect;
use crate::ui::{Faults, Loading};

/// After a change on disk, so long a silence before the dataset is read again: editors
/// write in several steps.
const SILENCE: Duration = Duration::from_millis(200);

/// A record that is read within this time is on the first frame.
const PATIENCE: Duration = Duration::from_millis(60);

/// Reading that takes no longer than this is not shown: it would only flash.
const NO_FLASH: Duration = Duration::from_millis(150);

/// Longer than any reading.
const FOR_EVER: Duration = Duration::from_secs(3_600);

/// So often it is shown how far reading has come.
const PACE: Duration = Duration::from_millis(100);

/// What is open, and what is being opened.
pub(super) struct Opening {
    worker: Worker,
    /// Where large datasets are kept; nowhere in tests.
    cache: Option<Cache>,
    /// Where it is remembered how their graphs look.
    layouts: Option<Layouts>,
    under_way: Option<UnderWay>,
    /// What was being read last, if that was cancelled.
    cancelled: Option<Files>,
    /// The dataset that is open.
    files: Option<Files>,
    watch: Option<Watch>,
    changed_at: Option<Instant>,
    /// Records that are no longer open, until nothing else has them.
    retired: Vec<Arc<Opened>>,
}

/// A dataset that is being read.
pub(super) struct UnderWay {
    loading: Loading,
    /// What is read; nothing in tests that only pretend.
    files: Option<Files>,
    since: Instant,
    /// It is the one that is open.
    again: bool,
}

impl UnderWay {
    /// Begins to read a dataset.
    pub(super) fn begin(worker: &mut Worker, request: Request) -> Self {
        let (files, again) = (request.files.clone(), request.again);
        let name = name_of(&files);
        let progress = worker.read(request);
        Self {
            loading: Loading { name, progress },
            files: Some(files),
            since: Instant::now(),
            again,
        }
    }
}

impl Opening {
    pub(super) fn new(ctx: &Context) -> Self {
        let wake = ctx.clone();
        Self {
            worker: Worker::new(move || wake.request_repaint()),
            cache: None,
            layouts: None,
            under_way: None,
            cancelled: None,
            files: None,
            watch: None,
            changed_at: None,
            retired: Vec::new(),
        }
    }

    /// What is being read, once that has taken a while.
    pub(super) fn loading(&self) -> Option<&Loading> {
        let under_way = self.under_way.as_ref();
        under_way
            .filter(|under_way| under_way.since.elapsed() >= NO_FLASH)
            .map(|under_way| &under_way.loading)
    }

    fn is_open(&self, files: &Files) -> bool {
        match (&self.files, files) {
            (Some(Files::BuiltIn(open)), Files::BuiltIn(new)) => open == new,
            (Some(open), new) => open.path().is_some() && open.path() == new.path(),
            (None, _) => false,
        }
    }

    fn request(&self, files: Files, again: bool) -> Request {
        Request {
            files,
            again,
            cache: self.cache.clone(),
            layouts: self.layouts.clone(),
        }
    }

    fn read(&mut self, files: Files, again: bool) {
        let request = self.request(files, again);
        self.under_way = Some(UnderWay::begin(&mut self.worker, request));
    }

    /// Comes again to see how far reading has come; never while nothing is read.
    fn pace(&mut self, ctx: &Context) {
        if !self.worker.is_busy() {
            self.under_way = None;
        }
        if let Some(under_way) = &self.under_way {
            let hidden_for = NO_FLASH.saturating_sub(under_way.since.elapsed());
            ctx.request_repaint_after(if hidden_for.is_zero() {
                PACE
            } else {
                hidden_for
            });
        }
    }

    /// Whether the dataset has changed on disk and is to be read again.
    fn has_changed(&mut self, ctx: &Context) -> bool {
        if self.watch.as_ref().is_some_and(Watch::take_change) {
            self.changed_at = Some(Instant::now());
        }
        let Some(changed_at) = self.changed_at else {
            return false;
        };
        let waited = changed_at.elapsed();
        if waited < SILENCE {
            ctx.request_repaint_after(SILENCE - waited);
            return false;
        }
        // Another dataset takes its place, unless that is cancelled.
        if self.under_way.as_ref().is_some_and(|other| !other.again) {
            return false;
        }
        self.changed_at = None;
        true
    }

    /// Lets go, beside the window, of records that nothing has any more.
    fn let_go(&mut self) {
        for at in (0..self.retired.len()).rev() {
            if Arc::strong_count(&self.retired[at]) == 1 {
                let_go(self.retired.swap_remove(at));
            }
        }
    }
}

impl Regesta {
    /// Keeps large datasets, so that they open at once the next time.
    pub fn set_cache(&mut self, cache: Option<Cache>) {
        self.opening.cache = cache;
    }

    /// Remembers how the graphs of datasets look.
    pub fn set_layouts(&mut self, layouts: Option<Layouts>) {
        self.remembering.set_layouts(layouts.clone());
        self.opening.layouts = layouts;
    }

    /// Goes on with what a worker has begun before there was a window. Waits a moment for it,
    /// so that the first frame shows the record.
    pub(super) fn take_over(&mut self, ctx: &Context, worker: Worker, under_way: UnderWay) {
        self.opening.worker = worker;
        self.opening.under_way = Some(under_way);
        if let Some(outcome) = self.opening.worker.wait(PATIENCE) {
            self.take(ctx, outcome);
        }
        self.state.is_opening = self.opening.under_way.is_some();
    }

    /// Reads a dataset beside the window; what is being read is let go.
    pub fn open(&mut self, files: Files) {
        self.read(files, false);
    }

    fn read(&mut self, files: Files, again: bool) {
        self.opening.read(files, again);
        self.state.is_opening = true;
        self.forget_cancelled();
    }

    fn forget_cancelled(&mut self) {
        self.opening.cancelled = None;
        self.state.cancelled = None;
    }

    /// Reads a dataset before returning; for tests, which must not wait.
    pub fn open_now(&mut self, ctx: &Context, files: Files) {
        self.open_with(ctx, files, &Progress::default());
    }

    /// The same, reported and cancelled by way of `progress`.
    pub fn open_with(&mut self, ctx: &Context, files: Files, progress: &Progress) {
        let again = self.opening.is_open(&files);
        let request = self.opening.request(files, again);
        let woken = ctx.clone();
        let wake: Wake = Arc::new(move || woken.request_repaint());
        if let Some(mut outcome) = request.carry_out(progress, &wake) {
            let afterwards = outcome.afterwards(request.cache);
            self.take(ctx, outcome);
            afterwards.check();
            afterwards.keep();
        }
    }

    /// Shows that a dataset is being read for as long as its progress is not cancelled, with
    /// nothing read at all; for tests, which must not wait.
    pub fn pretend_to_read(&mut self, name: &str) -> Arc<Progress> {
        let progress = self.opening.worker.begin();
        let now = Instant::now();
        self.opening.under_way = Some(UnderWay {
            loading: Loading {
                name: name.to_owned(),
                progress: Arc::clone(&progress),
            },
            files: None,
            since: now.checked_sub(NO_FLASH).unwrap_or(now),
            again: false,
        });
        self.state.is_opening = true;
        progress
    }

    /// Takes what the worker has read, and has read again what changed on disk.
    pub(super) fn follow_reading(&mut self, ctx: &Context) {
        if let Some(outcome) = self.opening.worker.poll() {
            self.take(ctx, outcome);
        }
        if self.opening.has_changed(ctx) {
            self.read_again();
        }
        self.opening.pace(ctx);
        self.opening.let_go();
        self.state.is_opening = self.opening.under_way.is_some();
    }

    /// Waits until what is being read is there; for tests, which must not come and look again.
    pub fn finish_reading(&mut self, ctx: &Context) {
        while self.opening.worker.is_busy() {
            if let Some(outcome) = self.opening.worker.wait(FOR_EVER) {
                self.take(ctx, outcome);
            }
        }
        self.follow_reading(ctx);
    }

    pub(super) fn read_again(&mut self) {
        let other = (self.opening.under_way.as_ref()).is_some_and(|under_way| !under_way.again);
        if let Some(files) = self.opening.files.clone().filter(|_| !other) {
            self.read(files, true);
        }
    }

    /// Reads once more what was asked for last, be it that this was cancelled.
    pub(super) fn reload(&mut self) {
        match self.opening.cancelled.take() {
            Some(files) => {
                let again = self.opening.is_open(&files);
                self.read(files, again);
            }
            None => self.read_again(),
        }
    }

    /// Stops reading; what was open stays open.
    pub(super) fn cancel_reading(&mut self, ctx: &Context) {
        if let Some(under_way) = self.opening.under_way.take() {
            self.opening.worker.cancel();
            self.state.is_opening = false;
            self.opening.cancelled = under_way.files;
            self.state.cancelled = Some(under_way.loading.name.clone());
            let words = format!("Reading “{}” was cancelled.", under_way.loading.name);
            self.carry_out(ctx, Effect::Say(words));
        }
    }

    /// Throws the cache away.
    pub(super) fn clear_cache(&mut self, ctx: &Context) {
        let words = match self.opening.cache.as_ref().map(Cache::clear) {
            None | Some(Ok(0)) => "The cache is empty.".to_owned(),
            Some(Ok(bytes)) => format!("The cache is empty; {} were freed.", size(bytes)),
            Some(Err(error)) => format!("The cache cannot be emptied: {error}."),
        };
        self.carry_out(ctx, Effect::Say(words));
    }

    /// Takes over what has been read. A faulty dataset leaves the last good one on screen.
    fn take(&mut self, ctx: &Context, outcome: Outcome) {
        self.opening.pace(ctx);
        self.forget_cancelled();
        self.revision += 1;
        let had_problems = !self.faults.problems.is_empty();
        let faults = Faults {
            stale: outcome.opened.is_none(),
            name: name_of(&outcome.files),
            problems: outcome.problems,
            files: outcome.texts,
        };
        let_go(std::mem::replace(&mut self.faults, faults));
        if self.faults.stale {
            self.state.problems_open = true;
        } else if had_problems && self.faults.problems.is_empty() {
            self.state.problems_open = false;
        }
        self.opening.watch = outcome.watch;
        if let Some(path) = outcome.files.path() {
            self.state.preferences.remember(path);
        }
        let same = self.opening.is_open(&outcome.files);
        if !same {
            self.opening.changed_at = None;
        }
        self.opening.files = Some(outcome.files);
        let Some(opened) = outcome.opened else {
            return;
        };
        if same && outcome.again && self.has_record() {
            self.state.carry_over(&self.opened, &opened);
        } else {
            self.state.reset_for(&opened);
            self.remembering
                .begin(outcome.graph, &mut self.state, &opened);
        }
        let before = std::mem::replace(&mut self.opened, opened);
        self.opening.retired.push(before);
        (self.originals).remember_for(ctx, &self.opened, &self.state.preferences);
    }

    /// Puts a record on screen that was not read from files; what is large is arranged beside
    /// the window. For tests and measurements.
    pub fn show(&mut self, ctx: &Context, opened: Opened) {
        // As the reader does.
        opened.check();
        self.revision += 1;
        self.opening.files = None;
        self.forget_cancelled();
        self.faults = Faults::default();
        self.state.reset_for(&opened);
        self.remembering.begin(None, &mut self.state, &opened);
        self.opened = Arc::new(opened);
        (self.originals).remember_for(ctx, &self.opened, &self.state.preferences);
    }

    /// The same, but it is arranged when this returns.
    pub fn show_now(&mut self, ctx: &Context, opened: Opened) {
        self.show(ctx, opened);
        self.finish_arranging(ctx);
    }
}

fn name_of(files: &Files) -> String {
    match files {
        Files::BuiltIn(name) => (*name).to_owned(),
        Files::Disk { root, main } if main == "dataset.ron" => last_of(root),
        Files::Disk { main, .. } => main.clone(),
    }
}

fn last_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// "12.4 MB", "3.1 kB".
#[allow(clippy::cast_precision_loss)]
fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    if bytes >= 100_000.0 {
        format!("{:.1} MB", bytes / 1e6)
    } else {
        format!("{:.1} kB", bytes / 1e3)
    }
}
