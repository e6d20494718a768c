//! The program without a window around it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};
use egui_notify::Toasts;

use super::arranged::{Arranged, Shown, Wanted};
use super::background::aside;
use super::dialog::{FilePicker, Pick};
use super::layouts::Remembering;
use super::opening::Opening;
use super::originals::{Originals, is_original};
use crate::dataset::Files;
use crate::index::Opened;
use crate::model::SourceIx;
use crate::state::{Background, Command, Effect, Overlay, Preferences, State, ThemeChoice};
use crate::ui::{Arrangement, Faults, Looks, Original, Scene, Screen, install_fonts};

/// The program.
pub struct Regesta {
    /// What the user has set.
    pub state: State,
    pub(super) screen: Screen,
    pub(super) opened: Arc<Opened>,
    /// Counts readings; part of the keys of all memos.
    pub(super) revision: u64,
    pub(super) faults: Faults,
    pub(super) opening: Opening,
    picker: Box<dyn FilePicker>,
    /// The source for which an original is being chosen.
    picked_for: Option<SourceIx>,
    pub(super) originals: Originals,
    pub(super) remembering: Remembering,
    /// Makes what is on screen from the record and the view.
    pub(super) arranging: Background<Wanted, Arranged>,
    pub(super) shown: Shown,
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
            faults: Faults::default(),
            opening: Opening::new(ctx),
            picker,
            picked_for: None,
            originals: Originals::default(),
            remembering: Remembering::default(),
            arranging: Background::default(),
            shown: Shown::default(),
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

    /// What has happened outside: something was read, chosen, dropped, changed on disk.
    pub fn logic(&mut self, ctx: &Context) {
        self.follow_reading(ctx);
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
        let (arranged, revision, matched) = self.current(ui.ctx());
        let ctx = ui.ctx().clone();
        let scene = Scene {
            opened: &arranged.opened,
            whole: &whole,
            revision,
            state: &mut self.state,
            matches: &arranged.matches,
            matched,
            lanes: &arranged.lanes,
            placed: &arranged.placed,
            shown: Arc::default(),
            shown_serial: 0,
            arranging: self.arranging.is_busy(),
            aside: &|work, afterwards| aside(&ctx, work, afterwards),
            faults: &self.faults,
            originals: self.originals.shown(),
            loading: self.opening.loading(),
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
        self.remember_graph();
        self.toasts.show(ui.ctx());
    }

    /// Carries out a command, as if a menu had been used.
    pub fn apply(&mut self, ctx: &Context, command: Command) {
        let (arranged, ..) = self.current(ctx);
        let effects = (self.state).apply(command, &arranged.opened, &arranged.matches);
        for effect in effects {
            self.carry_out(ctx, effect);
        }
    }

    pub(super) fn carry_out(&mut self, ctx: &Context, effect: Effect) {
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
            Effect::Reload => self.reload(),
            Effect::CancelReading => self.cancel_reading(ctx),
            Effect::ClearCache => self.clear_cache(ctx),
            Effect::ResetPanels => self.screen.arrangement = Arrangement::default(),
            Effect::OpenUrl(url) => ctx.open_url(egui::OpenUrl::new_tab(url)),
            Effect::CopyText(text) => ctx.copy_text(text),
            Effect::Say(words) => {
                let color = Looks::of(self.state.preferences.theme, false).accent;
                // The sign of the button that closes it is in none of our fonts.
                self.toasts
                    .custom(words, "•".to_owned(), color)
                    .closable(false)
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
                    .closable(false)
                    .duration(Some(Duration::from_secs(10)));
            }
        }
    }
}
