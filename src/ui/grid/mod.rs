//! Actors × forums: who was where, as what. A cell opens the passages behind its links.

mod bar;
mod body;
mod canvas;
mod heads;
mod keys;
mod legend;
mod point;
mod scroll;
mod stamps;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::linking::shown_words;
use super::scene::Scene;
use crate::index::net::{
    ActorsBy, ArrangeBy, Arranged, Folded, Folding, Node, arranged_folded, holders, nodes_of,
};
use crate::index::{Net, Opened};
use crate::layout::grid::{Grid, GridLine, RoleSigns};
use crate::model::RoleIx;
use crate::state::{AT_ONCE, Background, Request, Selection, ShownLinks};

/// The usual width and height of a cell, in points; in a low panel the second.
const USUAL_SIDES: (f32, f32) = (24.0, 20.0);
/// Below this height a panel is low, in points.
const LOW: f32 = 300.0;

/// What the panel keeps between passes.
#[derive(Default)]
pub(super) struct GridView {
    made: Background<Wanted, Made>,
    size: CellSize,
    /// So many steps they are to become larger.
    steps: i32,
    /// How many rows and columns are scrolled past.
    past: (f64, f64),
    /// The orders in which rows and columns stood, and what was folded.
    begun: Option<(Orders, Folding)>,
    /// The first row and column in sight: they stay when others come or go before them.
    anchor: (Option<Node>, Option<Node>),
    /// Where the keyboard is: in a cell, or on a head if there is only one of the two.
    cursor: (Option<Node>, Option<Node>),
    /// What was last brought into sight.
    followed: Selection,
    /// Whether the legend is open, once somebody has said so.
    legend: Option<bool>,
    stamps: stamps::Stamps,
}

/// By what rows and columns stand.
type Orders = (ArrangeBy, ArrangeBy);

/// How large the cells are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum CellSize {
    /// As is read best.
    #[default]
    Usual,
    /// So that the whole grid is in sight.
    Whole,
    /// So many points wide and high.
    Points(f32),
}

/// What the grid is made from.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    revision: u64,
    /// Changes with the links that are shown.
    shown: u64,
    orders: Orders,
    meeting: MeetingRequest,
    /// So many links have to be looked at.
    links: usize,
}

/// What the order depends on in which those who meet stand together: on all links that are
/// known, so that no row moves while filters and window change.
#[derive(Clone, Debug, PartialEq)]
struct MeetingRequest {
    revision: u64,
    folding: Folding,
    absence: bool,
}

impl Request for Wanted {
    fn may_show(&self, older: &Self) -> bool {
        self.revision == older.revision
    }

    fn is_small(&self) -> bool {
        // To find who meets whom takes many rounds over all links.
        self.links * 10 < AT_ONCE
    }
}

/// The grid, and what it is told by.
struct Made {
    /// The links that it shows.
    shown: Arc<ShownLinks>,
    grid: Grid,
    signs: RoleSigns,
    /// Each role of the record, with how many of its links are shown.
    legend: Vec<(RoleIx, u32)>,
    /// For each actor and forum the node in which it stands.
    nodes: Vec<Node>,
    /// For each actor and forum the node that holds it.
    holders: Vec<Option<Node>>,
    /// The nodes that hold any.
    holding: BTreeSet<Node>,
    /// The order of rows and of columns, and what is folded.
    begun: (Orders, Folding),
    /// The longest name of a row and of a column, in letters.
    longest: (usize, usize),
    meeting: Option<(MeetingRequest, Arc<Arranged<Node>>)>,
}

impl Made {
    fn new(
        opened: &Opened,
        shown: Arc<ShownLinks>,
        wanted: &Wanted,
        last: Option<&(Wanted, Arc<Self>)>,
    ) -> Self {
        let folding = &wanted.meeting.folding;
        let mut meeting = last.and_then(|(_, made)| made.meeting.clone());
        meeting = meeting.filter(|(request, _)| *request == wanted.meeting);
        let mut order_by = |by: ArrangeBy| match by {
            ArrangeBy::Meeting => {
                let (_, order) = meeting.get_or_insert_with(|| {
                    let folded = Folded::new(opened, &Net::new(opened, |_, _| true), folding);
                    let absence = wanted.meeting.absence;
                    let order = arranged_folded(opened, &folded, by, absence);
                    (wanted.meeting.clone(), Arc::new(order))
                });
                Arc::clone(order)
            }
            _ => Arc::new(arranged_folded(opened, &shown.folded, by, false)),
        };
        let (actors, forums) = (order_by(wanted.orders.0), order_by(wanted.orders.1));
        let signs = RoleSigns::new(opened);
        let grid = Grid::new(opened, &shown.folded, (&actors, &forums), &signs);
        let longest = |lines: &[GridLine], is_column: bool| {
            let names = lines
                .iter()
                .map(|line| words::head_name(opened, line.node, is_column));
            names.map(|name| name.chars().count()).max().unwrap_or(0)
        };
        let holders = holders(opened, folding.actors);
        let roles = grid.links(&shown.folded);
        let roles = roles.map(|number| opened.index.links[number as usize].role);
        Self {
            longest: (longest(grid.rows(), false), longest(grid.columns(), true)),
            nodes: nodes_of(opened, folding),
            holding: holders.iter().flatten().copied().collect(),
            holders,
            begun: (wanted.orders, folding.clone()),
            legend: signs.legend(roles),
            signs,
            grid,
            shown,
            meeting,
        }
    }

    /// The cell of a pair, as its row and column.
    fn place_of(&self, actor: Node, forum: Node) -> (Option<usize>, Option<usize>) {
        (self.grid.row_of(actor), self.grid.column_of(forum))
    }

    /// The row and the column of what is selected.
    fn lines_of(&self, selection: Selection) -> (Option<usize>, Option<usize>) {
        match selection {
            Selection::Pair(actor, forum) => self.place_of(actor, forum),
            Selection::Entity(entity) => {
                let node = self.nodes[entity.at()];
                self.place_of(node, node)
            }
            _ => (None, None),
        }
    }
}

pub(super) fn grid_ui(ui: &mut Ui, scene: &mut Scene<'_>, view: &mut GridView) {
    let linking = &scene.state.view.linking;
    let wanted = Wanted {
        revision: scene.revision,
        shown: scene.shown_serial,
        orders: (linking.actors, linking.forums),
        meeting: MeetingRequest {
            revision: scene.revision,
            folding: linking.folding.clone(),
            absence: linking.ways.absence,
        },
        links: scene.opened.index.links.len(),
    };
    let (opened, shown) = (Arc::clone(scene.opened), Arc::clone(&scene.shown));
    let made = (view.made).get(&wanted, scene.aside, move |wanted, last| {
        Made::new(&opened, shown, wanted, last)
    });
    let has_room = ui.available_height() > bar::ROOM_FOR_LEGEND * scene.looks.scale;
    let mut legend = view.legend.unwrap_or(has_room);
    bar::bar_ui(ui, scene, view, made.as_deref(), &mut legend);
    let Some(made) = made else {
        weak(ui, scene, "Putting the actors and the forums in order …");
        return;
    };
    if made.grid.cells().is_empty() {
        ui.add_space(12.0);
        weak(ui, scene, nothing_words(scene));
        return;
    }
    if legend {
        legend::legend_ui(ui, scene, &made);
    }
    canvas::canvas_ui(ui, scene, view, &made);
}

fn weak(ui: &mut Ui, scene: &Scene<'_>, words: &str) {
    let words = RichText::new(words).color(scene.looks.weak);
    ui.add(egui::Label::new(words).wrap());
}

/// Why there are no cells, and what helps.
pub(super) fn nothing_words(scene: &Scene<'_>) -> &'static str {
    let counts = scene.shown.counts;
    if !scene.has_record() {
        "No record is open."
    } else if scene.whole.index.links.is_empty() {
        "No claim of this record links an actor to a forum."
    } else if scene.opened.index.links.is_empty() {
        "On this day no link of an actor to a forum was known yet. Move the curtain to a later day."
    } else if counts.outside > 0 {
        "No actor is linked to a forum in this window. Zoom out, or show the links of any time."
    } else if counts.undated > 0 {
        "The links that are let through have no date. Show the links of any time."
    } else {
        "No link is let through. Search for less, or let chips go."
    }
}

/// What the grid is called for a screen reader: how large it is.
fn grid_words(scene: &Scene<'_>, made: &Made) -> String {
    let (rows, columns) = (made.grid.rows().len(), made.grid.columns().len());
    format!(
        "Grid of {} × {}, {}",
        super::receipt::counted(rows, "actor"),
        super::receipt::counted(columns, "forum"),
        shown_words(scene)
    )
}

/// Whether actors are folded at all.
const fn folds(actors: ActorsBy) -> bool {
    !matches!(actors, ActorsBy::Apart)
}
