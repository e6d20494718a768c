//! The whole window.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::about::about_ui;
use super::apparatus_lists::{DocumentsView, OutlinesView, documents_ui, outlines_ui};
use super::changes::{ChangesView, changes_ui};
use super::chips::chips_ui;
use super::curtain::{CurtainView, curtain_bar_ui};
use super::drop_hint::drop_hint;
use super::go_to::{GoToView, go_to_ui};
use super::help::help_ui;
use super::keys;
use super::ledger::{LedgerView, ledger_ui};
use super::open_path::{OpenPathView, open_path_ui};
use super::order::{OrderView, order_ui};
use super::palette::{PaletteView, palette_ui};
use super::problems::{ProblemsView, problems_ui};
use super::scene::Scene;
use super::status_bar::status_bar_ui;
use super::top_bar::top_bar_ui;
use super::trails::{TrailsView, trails_ui};
use super::welcome::welcome_ui;
use super::workspace::{Arrangement, Panes, workspace_ui};
use crate::state::{Command, Overlay};

/// What the window keeps between passes.
#[derive(Default)]
pub struct Screen {
    /// Where the panels stand.
    pub arrangement: Arrangement,
    /// The window is cleared with the panels' colour already.
    pub has_ground: bool,
    had_focus: bool,
    panes: Panes,
    palette: PaletteView,
    open_path: OpenPathView,
    go_to: GoToView,
    problems: ProblemsView,
    curtain: CurtainView,
    trails: TrailsView,
    ledger: LedgerView,
    order: OrderView,
    changes: ChangesView,
    documents: DocumentsView,
    outlines: OutlinesView,
}

impl Screen {
    /// Waits until the graph that is being arranged stands; for tests and measurements.
    pub fn finish_graph(&mut self) {
        self.panes.finish_graph();
    }

    /// Paints everything and returns what the user wants done.
    pub fn show(&mut self, ui: &mut Ui, mut scene: Scene<'_>) -> Vec<Command> {
        let scene = &mut scene;
        for command in keys::pressed(ui.ctx(), scene.state, self.had_focus) {
            scene.push(command);
        }
        // One ground for everything: a software rasteriser pays for each layer at each pixel.
        if !self.has_ground {
            ui.painter()
                .rect_filled(ui.max_rect(), 0.0, ui.visuals().panel_fill);
        }
        let bar = |_: &Ui| Frame::new().inner_margin(Margin::symmetric(8, 2));
        let frame = bar(ui);
        Panel::top("top bar")
            .frame(frame)
            .show(ui, |ui| top_bar_ui(ui, scene));
        if scene.state.preferences.chips_open {
            let frame = bar(ui).inner_margin(Margin::symmetric(8, 4));
            Panel::top("chips")
                .frame(frame)
                .show(ui, |ui| chips_ui(ui, scene));
        }
        if scene.state.view.curtain.is_some() {
            let frame = bar(ui)
                .fill(scene.looks.selected)
                .inner_margin(Margin::symmetric(8, 4));
            Panel::top("curtain")
                .frame(frame)
                .show(ui, |ui| curtain_bar_ui(ui, scene, &mut self.curtain));
        }
        Panel::bottom("status")
            .frame(frame)
            .show(ui, |ui| status_bar_ui(ui, scene));
        if scene.state.problems_open {
            let frame = bar(ui).inner_margin(Margin::symmetric(8, 6));
            Panel::bottom("problems")
                .frame(frame)
                .resizable(true)
                .default_size(250.0 * scene.looks.scale)
                .min_size(120.0)
                .show(ui, |ui| problems_ui(ui, scene, &mut self.problems));
        }
        CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
            workspace_ui(ui, scene, &mut self.arrangement, &mut self.panes)
        });
        self.overlays(ui, scene);
        self.had_focus = ui.memory(|memory| memory.focused().is_some());
        drop_hint(ui, scene.looks);
        if scene.state.hover.turn() {
            ui.request_repaint();
        }
        std::mem::take(&mut scene.commands)
    }

    fn overlays(&mut self, ui: &Ui, scene: &mut Scene<'_>) {
        if scene.state.trails_open {
            trails_ui(ui, scene, &mut self.trails);
        }
        // The reader looks for contradictions when a record is on screen already: asking for
        // them before that is done would wait for it.
        let is_checked = scene.state.view.curtain.is_some() || scene.opened.is_checked();
        if scene.state.order_open && is_checked {
            order_ui(ui, scene, &mut self.order);
        }
        if scene.state.ledger_open && is_checked {
            ledger_ui(ui, scene, &mut self.ledger);
        }
        if scene.state.documents_open {
            documents_ui(ui, scene, &mut self.documents);
        }
        if scene.state.outlines_open {
            outlines_ui(ui, scene, &mut self.outlines);
        }
        if scene.state.changes_open {
            changes_ui(ui, scene, &mut self.changes);
        }
        if scene.state.welcome_open && scene.state.overlay.is_none() {
            welcome_ui(ui, scene);
        }
        let overlay = scene.state.overlay;
        if overlay == Some(Overlay::Palette) {
            palette_ui(ui, scene, &mut self.palette);
        } else {
            self.palette.close();
        }
        if let Some(open @ (Overlay::OpenPath | Overlay::AttachPath)) = overlay {
            let for_original = open == Overlay::AttachPath;
            open_path_ui(ui, scene, &mut self.open_path, for_original);
        } else {
            self.open_path.close();
        }
        if overlay == Some(Overlay::GoTo) {
            go_to_ui(ui, scene, &mut self.go_to);
        } else {
            self.go_to.close();
        }
        match overlay {
            Some(Overlay::Help) => help_ui(ui, scene),
            Some(Overlay::About) => about_ui(ui, scene),
            _ => {}
        }
    }
}
