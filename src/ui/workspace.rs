//! The panels: movable, resizable, hidden and restored.

use egui::{Ui, WidgetText};
use egui_tiles::{
    Behavior, Container, Linear, LinearDir, SimplificationOptions, Tile, TileId, Tiles, Tree,
    UiResponse,
};

use super::graph::{GraphView, graph_ui};
use super::grid::{GridView, grid_ui};
use super::icons;
use super::inspector::inspector_ui;
use super::linking::LinkingView;
use super::links::{LinksView, links_ui};
use super::measures::{MeasuresView, measures_ui};
use super::paths::{PathsView, paths_ui};
use super::reading::{ReadingView, reading_ui};
use super::scene::Scene;
use super::storyline::{StorylineView, storyline_ui};
use super::table::{TableView, table_ui};
use super::timeline::{TimelineView, timeline_ui};
use super::together::{TogetherView, together_ui};
use crate::state::{Command, Panel, Selection};

/// Where the panels stand; remembered between starts.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Arrangement {
    tree: Tree<Panel>,
}

impl Default for Arrangement {
    /// On the left the timeline and, behind it, the table, over the views of the relationships;
    /// on the right the text over the inspector and the questions about relationships.
    fn default() -> Self {
        let mut tiles = Tiles::default();
        let [timeline, links, text, inspector] = [
            &[Panel::Timeline, Panel::Table][..],
            &[Panel::Links, Panel::Grid, Panel::Graph, Panel::Storyline],
            &[Panel::Text],
            &[
                Panel::Inspector,
                Panel::Paths,
                Panel::Together,
                Panel::Measures,
            ],
        ]
        .map(|panels| {
            let panes = (panels.iter().map(|panel| tiles.insert_pane(*panel))).collect();
            tiles.insert_tab_tile(panes)
        });
        let left = insert_split(&mut tiles, LinearDir::Vertical, timeline, links, 0.67);
        let right = insert_split(&mut tiles, LinearDir::Vertical, text, inspector, 0.58);
        let root = insert_split(&mut tiles, LinearDir::Horizontal, left, right, 0.64);
        Self {
            tree: Tree::new(egui::Id::unique("panels"), root, tiles),
        }
    }
}

fn insert_split(
    tiles: &mut Tiles<Panel>,
    dir: LinearDir,
    first: TileId,
    second: TileId,
    fraction: f32,
) -> TileId {
    let linear = Linear::new_binary(dir, [first, second], fraction);
    tiles.insert_container(Container::Linear(linear))
}

impl Arrangement {
    /// Whether every panel is in it exactly once; a remembered arrangement of an older
    /// version may not be whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let panes: Vec<Panel> = (self.tree.tiles.iter())
            .filter_map(|(_, tile)| match tile {
                Tile::Pane(panel) => Some(*panel),
                Tile::Container(_) => None,
            })
            .collect();
        panes.len() == Panel::ALL.len() && Panel::ALL.iter().all(|panel| panes.contains(panel))
    }

    /// Shows and hides panels as the preferences have it, and brings one to the front.
    fn follow(&mut self, shows: impl Fn(Panel) -> bool, to_front: Option<Panel>) {
        let panes: Vec<(TileId, bool)> = (self.tree.tiles.iter())
            .filter_map(|(id, tile)| match tile {
                Tile::Pane(panel) => Some((*id, shows(*panel))),
                Tile::Container(_) => None,
            })
            .collect();
        for (id, visible) in panes {
            self.tree.tiles.set_visible(id, visible);
        }
        if to_front.is_some() {
            (self.tree).make_active(
                |_, tile| matches!(tile, Tile::Pane(panel) if Some(*panel) == to_front),
            );
        }
    }

    /// The panels that share a column or a row with this one: all but those in the same place.
    fn beside(&self, panel: Panel) -> Vec<Panel> {
        let tiles = &self.tree.tiles;
        let parent = |id: TileId| tiles.parent_of(id);
        let place = tiles.find_pane(&panel).and_then(parent);
        let Some((place, around)) = place.and_then(|place| Some((place, parent(place)?))) else {
            return Vec::new();
        };
        let mut beside = Vec::new();
        let mut open: Vec<TileId> = match tiles.get_container(around) {
            Some(container) => container.children().copied().collect(),
            None => Vec::new(),
        };
        open.retain(|child| *child != place);
        while let Some(id) = open.pop() {
            match tiles.get(id) {
                Some(Tile::Pane(panel)) => beside.push(*panel),
                Some(Tile::Container(container)) => open.extend(container.children()),
                None => {}
            }
        }
        beside
    }

    /// The panels that are shown, but behind others in the same place.
    fn behind(&self, shows: impl Fn(Panel) -> bool) -> Vec<Panel> {
        let inactive = self.tree.inactive_tiles().into_iter();
        inactive
            .filter_map(|id| match self.tree.tiles.get(id) {
                Some(Tile::Pane(panel)) => Some(*panel).filter(|panel| shows(*panel)),
                _ => None,
            })
            .collect()
    }
}

/// What the panels keep between passes.
#[derive(Default)]
pub(super) struct Panes {
    timeline: TimelineView,
    links: LinksView,
    text: ReadingView,
    table: TableView,
    linking: LinkingView,
    grid: GridView,
    graph: GraphView,
    storyline: StorylineView,
    paths: PathsView,
    together: TogetherView,
    measures: MeasuresView,
}

impl Panes {
    pub(super) fn finish_graph(&mut self) {
        self.graph.finish();
        self.storyline.finish();
    }
}

pub(super) fn workspace_ui(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    arrangement: &mut Arrangement,
    panes: &mut Panes,
) {
    let panels = scene.state.preferences.panels.clone();
    let to_front = scene.state.panel_to_front.take();
    let given_way = match scene.state.wide_panel {
        Some(wide) => arrangement.beside(wide),
        None => Vec::new(),
    };
    arrangement.follow(
        |panel| panels.shows(panel) && !given_way.contains(&panel),
        to_front,
    );
    let mut behind = arrangement.behind(|panel| panels.shows(panel));
    behind.extend(&given_way);
    scene.state.panels_given_way = given_way;
    scene.state.panels_behind = behind;
    // Who has the keyboard says so again.
    scene.state.graph_has_keys = false;
    scene.state.grid_has_keys = false;
    scene.state.draws_box = false;
    if shows_links(scene) {
        panes.linking.find(scene);
    }
    let mut behavior = PanelBehavior { scene, panes };
    arrangement.tree.ui(&mut behavior, ui);
}

/// Whether anything in sight is made from the links.
fn shows_links(scene: &Scene<'_>) -> bool {
    let apart = [Panel::Timeline, Panel::Text, Panel::Inspector, Panel::Table];
    let state = &*scene.state;
    let is_pair = |selection| matches!(selection, Selection::Pair(..));
    let in_sight = |panel: &Panel| {
        state.preferences.panels.shows(*panel) && !state.panels_behind.contains(panel)
    };
    is_pair(state.view.selection)
        || is_pair(state.hover.now)
        || (Panel::ALL.iter()).any(|panel| !apart.contains(panel) && in_sight(panel))
}

struct PanelBehavior<'s, 'a, 'p> {
    scene: &'s mut Scene<'a>,
    panes: &'p mut Panes,
}

impl Behavior<Panel> for PanelBehavior<'_, '_, '_> {
    fn pane_ui(&mut self, ui: &mut Ui, _id: TileId, panel: &mut Panel) -> UiResponse {
        let looks = self.scene.looks;
        let is_timeline = *panel == Panel::Timeline;
        let fill = if is_timeline {
            egui::Color32::TRANSPARENT
        } else {
            looks.paper
        };
        // A day has the same place in the timeline and in the storyline below it.
        let margin = if is_timeline || *panel == Panel::Storyline {
            egui::Margin::symmetric(6, 4)
        } else {
            egui::Margin::symmetric(10, 6)
        };
        egui::Frame::new()
            .fill(fill)
            .inner_margin(margin)
            .show(ui, |ui| {
                ui.set_clip_rect(
                    ui.clip_rect()
                        .intersect(ui.max_rect().expand2(egui::vec2(8.0, 4.0))),
                );
                // What is touched last is meant by a key that widens.
                if ui.input(|input| input.pointer.any_pressed())
                    && ui.rect_contains_pointer(ui.max_rect())
                {
                    self.scene.state.active_panel = Some(*panel);
                }
                match panel {
                    Panel::Timeline => timeline_ui(ui, self.scene, &mut self.panes.timeline),
                    Panel::Links => links_ui(ui, self.scene, &mut self.panes.links),
                    Panel::Text => reading_ui(ui, self.scene, &mut self.panes.text),
                    Panel::Inspector => inspector_ui(ui, self.scene),
                    Panel::Table => table_ui(ui, self.scene, &mut self.panes.table),
                    Panel::Grid => grid_ui(ui, self.scene, &mut self.panes.grid),
                    Panel::Graph => graph_ui(ui, self.scene, &mut self.panes.graph),
                    Panel::Storyline => {
                        storyline_ui(ui, self.scene, &mut self.panes.storyline);
                    }
                    Panel::Paths => paths_ui(ui, self.scene, &mut self.panes.paths),
                    Panel::Together => together_ui(ui, self.scene, &mut self.panes.together),
                    Panel::Measures => measures_ui(ui, self.scene, &mut self.panes.measures),
                }
                // The frame fills its tile whatever is in it.
                ui.expand_to_include_rect(ui.max_rect());
            });
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, panel: &Panel) -> WidgetText {
        egui::RichText::new(panel.title()).small().strong().into()
    }

    fn is_tab_closable(&self, _tiles: &Tiles<Panel>, _id: TileId) -> bool {
        true
    }

    fn on_tab_close(&mut self, tiles: &mut Tiles<Panel>, id: TileId) -> bool {
        // Closing hides; the View menu brings it back.
        if let Some(Tile::Pane(panel)) = tiles.get(id) {
            self.scene.push(Command::HidePanel(*panel));
        }
        false
    }

    fn on_tab_button(
        &mut self,
        tiles: &mut Tiles<Panel>,
        id: TileId,
        response: egui::Response,
    ) -> egui::Response {
        if let Some(Tile::Pane(panel)) = tiles.get(id) {
            if response.clicked() {
                self.scene.state.active_panel = Some(*panel);
            }
            if response.double_clicked() {
                self.scene.push(Command::WidenPanel(*panel));
            }
        }
        response
    }

    fn top_bar_right_ui(
        &mut self,
        tiles: &Tiles<Panel>,
        ui: &mut Ui,
        _id: TileId,
        tabs: &egui_tiles::Tabs,
        _scroll: &mut f32,
    ) {
        let active = tabs.active.and_then(|id| tiles.get(id));
        if let Some(Tile::Pane(panel)) = active {
            let is_wide = self.scene.state.wide_panel == Some(*panel);
            let (icon, name) = if is_wide {
                (
                    icons::NARROW,
                    "Give the others their room again (V)".to_owned(),
                )
            } else {
                (
                    icons::WIDEN,
                    format!("{}: take the whole column (V)", panel.title()),
                )
            };
            if icons::icon_button(ui, icon, &name, true).clicked() {
                self.scene.push(Command::WidenPanel(*panel));
            }
        }
    }

    fn tab_bar_height(&self, style: &egui::Style) -> f32 {
        style.spacing.interact_size.y + 2.0
    }

    fn tab_bar_color(&self, visuals: &egui::Visuals) -> egui::Color32 {
        visuals.panel_fill
    }

    fn gap_width(&self, _style: &egui::Style) -> f32 {
        5.0
    }

    fn min_size(&self) -> f32 {
        90.0
    }

    fn simplification_options(&self) -> SimplificationOptions {
        SimplificationOptions {
            all_panes_must_have_tabs: true,
            ..SimplificationOptions::default()
        }
    }
}
