//! The program without a window around it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};
use egui_notify::Toasts;

use super::clock::Known;
use super::dialog::{FilePicker, Pick};
use super::originals::{Originals, is_original};
use super::watch::Watch;
use super::worker::{Outcome, Worker, read_and_index};
use crate::dataset::Files;
use crate::index::Opened;
use crate::layout::{LaneLayout, LaneRequest, compute_lanes};
use crate::model::SourceIx;
use crate::state::{
    Command, Effect, Filters, Matches, Memo, Overlay, Preferences, State, ThemeChoice, Unmatched,
    compute_matches,
};
use crate::ui::{Arrangement, Faults, Loading, Looks, Original, Scene, Screen, install_fonts};

/// After a change on disk, so long a silence before the dataset is read again: editors
/// write in several steps.
const SILENCE: Duration = Duration::from_millis(200);

/// A record that is read within this time is on the first frame.
const PATIENCE: Duration = Duration::from_millis(60);

/// The program.
pub struct Regesta {
    /// What the user has set.
    pub state: State,
    screen: Screen,
    pub(super) opened: Arc<Opened>,
    /// Counts readings; part of the keys of all memos.
    pub(super) revision: u64,
    files: Option<Files>,
    faults: Faults,
    loading: Option<Loading>,
    worker: Worker,
    picker: Box<dyn FilePicker>,
    /// The source for which an original is being chosen.
    picked_for: Option<SourceIx>,
    originals: Originals,
    watch: Option<Watch>,
    changed_at: Option<Instant>,
    /// The record as known behind the curtain, and what it was made for.
    pub(super) known: Known,
    matches: Memo<(u64, Filters), Matches>,
    lanes: Memo<(u64, Filters, LaneRequest), LaneLayout>,
    pub(super) played_at: Option<Instant>,
    toasts: Toasts,
    pub(super) applied_theme: Option<ThemeChoice>,
    applied_title: String,
}

impl Regesta {
    /// The program with an empty record; open one with [`Self::open`].
    #[must_use]
    pub fn new(
        ctx: &Context,
        preferences: Preferences,
        arrangement: Option<Arrangement>,
        picker: Box<dyn FilePicker>,
    ) -> Self {
        install_fonts(ctx);
        // Zooming the interface is a command like any other.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let wake = ctx.clone();
        let mut state = State {
            welcome_open: !preferences.welcome_seen,
            preferences,
            ..State::default()
        };
        state.view.lanes = state.preferences.lanes;
        let mut app = Self {
            state,
            screen: Screen::default(),
            opened: Arc::new(Opened::default()),
            revision: 0,
            files: None,
            faults: Faults::default(),
            loading: None,
            worker: Worker::new(move || wake.request_repaint()),
            picker,
            picked_for: None,
            originals: Originals::default(),
            watch: None,
            changed_at: None,
            known: Known::default(),
            matches: Memo::default(),
            lanes: Memo::default(),
            played_at: None,
            toasts: Toasts::default().with_anchor(egui_notify::Anchor::BottomRight),
            applied_theme: None,
            applied_title: String::new(),
        };
        if let Some(arrangement) = arrangement.filter(Arrangement::is_whole) {
            app.screen.arrangement = arrangement;
        }
        app.apply_looks(ctx);
        app
    }

    /// The record on screen and its index.
    #[must_use]
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// The user's originals of its sources.
    #[must_use]
    pub fn originals(&self) -> &[Original] {
        self.originals.shown()
    }

    /// What is wrong with the dataset.
    #[must_use]
    pub const fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Says that the window is cleared with the panels' colour already.
    pub const fn set_ground(&mut self) {
        self.screen.has_ground = true;
    }

    /// Where the panels stand.
    #[must_use]
    pub const fn arrangement(&self) -> &Arrangement {
        &self.screen.arrangement
    }

    /// Whether a record is on screen.
    #[must_use]
    pub fn has_record(&self) -> bool {
        !self.opened.record.id.is_empty()
    }

    /// Reads with a worker that has begun before there was a window. Waits a moment for it,
    /// so that the first frame shows the record.
    pub(super) fn take_over(&mut self, ctx: &Context, worker: Worker, name: String) {
        self.worker = worker;
        self.loading = Some(Loading { name });
        if let Some(outcome) = self.worker.wait(PATIENCE) {
            self.take(ctx, outcome);
        }
    }

    /// Reads a dataset on the worker.
    pub fn open(&mut self, files: Files) {
        self.loading = Some(Loading {
            name: name_of(&files),
        });
        self.worker.read(files, false);
    }

    /// Reads a dataset before returning; for tests, which must not wait.
    pub fn open_now(&mut self, ctx: &Context, files: Files) {
        let again = self.is_open(&files);
        self.take(ctx, read_and_index(files, again));
    }

    fn is_open(&self, files: &Files) -> bool {
        match (&self.files, files) {
            (Some(Files::BuiltIn(open)), Files::BuiltIn(new)) => open == new,
            (Some(open), new) => open.path().is_some() && open.path() == new.path(),
            (None, _) => false,
        }
    }

    /// What has happened outside: something was read, chosen, dropped, changed on disk.
    pub fn logic(&mut self, ctx: &Context) {
        if let Some(outcome) = self.worker.poll() {
            self.take(ctx, outcome);
        }
        if let Some(path) = self.picker.chosen() {
            match self.picked_for.take() {
                Some(source) => self.attach(ctx, source, path),
                None => self.open_path(&path),
            }
        }
        let dropped = ctx.input(|input| {
            (input.raw.dropped_files.iter())
                .map(|file| file.path().to_path_buf())
                .collect::<Vec<PathBuf>>()
        });
        if let Some(path) = dropped.first() {
            match self.state.open_source().filter(|_| is_original(path)) {
                Some(source) => self.attach(ctx, source, path.clone()),
                None => self.open_path(path),
            }
        }
        self.originals.poll(ctx, &self.opened, &mut self.state);
        if self.watch.as_ref().is_some_and(Watch::take_change) {
            self.changed_at = Some(Instant::now());
        }
        if let Some(changed_at) = self.changed_at {
            let waited = changed_at.elapsed();
            if waited >= SILENCE {
                self.changed_at = None;
                self.read_again();
            } else {
                ctx.request_repaint_after(SILENCE - waited);
            }
        }
        self.play(ctx);
        self.apply_looks(ctx);
        let title = if self.has_record() {
            format!("{} – Regesta", self.opened.record.title)
        } else {
            "Regesta".to_owned()
        };
        if title != self.applied_title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.applied_title = title;
        }
    }

    /// One pass: paints, then carries out what the user wants.
    pub fn ui(&mut self, ui: &mut Ui) {
        let whole = Arc::clone(&self.opened);
        let looks = Looks::of(self.state.preferences.theme, ui.visuals().dark_mode);
        let (opened, stamp) = self.current();
        let key = (stamp, self.state.view.filters.clone());
        let matches = self
            .matches
            .get(key, |(_, filters)| compute_matches(&opened, filters));
        let request = LaneRequest {
            by: self.state.view.lanes,
            hides: self.state.preferences.unmatched == Unmatched::Hide,
            rooms: self.state.view.rooms.clone(),
            metrics: looks.lane_metrics(),
        };
        let lanes_key = (stamp, self.state.view.filters.clone(), request);
        let lanes = (self.lanes).get(lanes_key, |(_, _, request)| {
            compute_lanes(&opened, matches, request)
        });
        let scene = Scene {
            opened: &opened,
            whole: &whole,
            revision: stamp,
            state: &mut self.state,
            matches,
            lanes,
            faults: &self.faults,
            originals: self.originals.shown(),
            loading: self.loading.as_ref(),
            dialog_open: self.picker.is_open(),
            looks: &looks,
            commands: Vec::new(),
        };
        let commands = self.screen.show(ui, scene);
        let changed = !commands.is_empty();
        for command in commands {
            self.apply(ui.ctx(), command);
        }
        if changed {
            ui.request_repaint();
        }
        self.toasts.show(ui.ctx());
    }

    /// Carries out a command, as if a menu had been used.
    pub fn apply(&mut self, ctx: &Context, command: Command) {
        let (opened, stamp) = self.current();
        let key = (stamp, self.state.view.filters.clone());
        let matches = self
            .matches
            .get(key, |(_, filters)| compute_matches(&opened, filters));
        let effects = self.state.apply(command, &opened, matches);
        for effect in effects {
            self.carry_out(ctx, effect);
        }
    }

    fn carry_out(&mut self, ctx: &Context, effect: Effect) {
        match effect {
            Effect::OpenDialog => {
                self.picked_for = None;
                self.pick(ctx, Pick::Dataset);
            }
            Effect::AttachDialog(source) => {
                self.picked_for = Some(source);
                self.pick(ctx, Pick::Original);
            }
            Effect::Attach(source, path) => {
                self.state.overlay = None;
                self.attach(ctx, source, path);
            }
            Effect::Detach(source) => self.detach(source),
            Effect::OpenPath(path) => self.open_path(&path),
            Effect::OpenBuiltIn(name) => self.open(Files::BuiltIn(name)),
            Effect::Reload => self.read_again(),

            Effect::ResetPanels => self.screen.arrangement = Arrangement::default(),
            Effect::OpenUrl(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::Say(words) => {
                let color = Looks::of(self.state.preferences.theme, false).accent;
                self.toasts
                    .custom(words, "•".to_owned(), color)
                    .duration(Some(Duration::from_secs(4)));
            }
            Effect::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    fn pick(&mut self, ctx: &Context, what: Pick) {
        let wake = ctx.clone();
        (self.picker).open(what, Box::new(move || wake.request_repaint()));
    }

    fn attach(&mut self, ctx: &Context, source: SourceIx, path: PathBuf) {
        (self.originals).attach(ctx, &self.opened, source, path, None);
    }

    fn detach(&mut self, source: SourceIx) {
        self.originals.detach(source);
        let record = &self.opened.record;
        (self.state.preferences).forget_original(&record.id, &record.source(source).id);
    }

    fn open_path(&mut self, path: &Path) {
        match Files::open(path) {
            Ok(files) => {
                if self.state.overlay == Some(Overlay::OpenPath) {
                    self.state.overlay = None;
                }
                self.open(files);
            }
            Err(error) => {
                let words = format!(
                    "{}: {error}. Give a folder with a dataset.ron, or a .ron file.",
                    path.display()
                );
                if self.state.overlay == Some(Overlay::OpenPath) {
                    self.state.path_error = Some(words);
                    return;
                }
                let color = Looks::of(self.state.preferences.theme, false).error;
                self.toasts
                    .custom(words, "!".to_owned(), color)
                    .duration(Some(Duration::from_secs(10)));
            }
        }
    }

    fn read_again(&mut self) {
        if let Some(files) = self.files.clone() {
            self.worker.read(files, true);
        }
    }

    /// Takes over what has been read. A faulty dataset leaves the last good one on screen.
    fn take(&mut self, ctx: &Context, outcome: Outcome) {
        if !self.worker.is_busy() {
            self.loading = None;
        }
        self.revision += 1;
        let had_problems = !self.faults.problems.is_empty();
        self.faults = Faults {
            stale: outcome.opened.is_none(),
            name: name_of(&outcome.files),
            problems: outcome.problems,
            files: outcome.texts,
        };
        if self.faults.stale {
            self.state.problems_open = true;
        } else if had_problems && self.faults.problems.is_empty() {
            self.state.problems_open = false;
        }
        self.follow_on_disk(ctx, &outcome.files);
        if let Some(path) = outcome.files.path() {
            self.state.preferences.remember(path);
        }
        let same = outcome.again
            && self
                .files
                .as_ref()
                .is_some_and(|_| self.is_open(&outcome.files));
        self.files = Some(outcome.files);
        let Some(opened) = outcome.opened else {
            return;
        };
        if same && self.has_record() {
            self.state.carry_over(&self.opened, &opened);
        } else {
            self.state.reset_for(&opened);
        }
        self.opened = Arc::new(opened);
        (self.originals).remember_for(ctx, &self.opened, &self.state.preferences);
    }

    fn follow_on_disk(&mut self, ctx: &Context, files: &Files) {
        let Some(root) = files.root() else {
            self.watch = None;
            return;
        };
        let mut names: Vec<&str> = self
            .faults
            .files
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        names.push(files.main());
        let wake = ctx.clone();
        self.watch = Watch::new(root, &names, move || wake.request_repaint_after(SILENCE));
    }
}

pub(super) fn name_of(files: &Files) -> String {
    match files {
        Files::BuiltIn(name) => (*name).to_owned(),
        Files::Disk { root, main } if main == "dataset.ron" => root.file_name().map_or_else(
            || root.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        ),
        Files::Disk { main, .. } => main.clone(),
    }
}
