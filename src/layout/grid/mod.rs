//! The grid of actors × forums: which cells there are, and where they stand.
//!
//! A row is what has a link as an actor, a column what has one as a forum; a cell holds all
//! links between the two, so that every link of the net stands in exactly one cell. Most cells
//! are empty: only the others are kept, row by row.

mod blocks;
mod place;
mod signs;

pub use blocks::{Block, LEAST_BLOCK};
pub use place::{GridArea, GridPlace, LEAST_SIDE, MOST_SIDE};
pub use signs::{
    CellSigns, MOST_SIGNS, RoleSign, RoleSigns, SIGN_REACH, SignShape, SignSpots, sign_spots,
};

use std::ops::Range;

use crate::index::Opened;
use crate::index::net::{Arranged, Folded, FoldedEdge, Node};
use crate::model::EntityIx;

use blocks::Blocks;

/// A cell that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// Which row.
    pub row: u32,
    /// Which column.
    pub column: u32,
    /// How many links it holds.
    pub count: u32,
    /// How many of them tell that the actor was not there: by their role, or as another link
    /// of the same event says so.
    pub absences: u32,
    /// As what the actor was there, or was not.
    pub signs: CellSigns,
    /// Which edge of the net it is.
    edge: u32,
}

impl GridCell {
    /// Whether it tells of nothing but absence.
    #[must_use]
    pub const fn is_absence(&self) -> bool {
        self.count == self.absences
    }
}

/// A row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridLine {
    /// Of whom or of what.
    pub node: Node,
    /// How many links it has.
    pub links: u32,
    /// How many of its cells are not empty.
    pub cells: u32,
    /// How many actors or forums with links stand in it; 1 if nothing has folded into it.
    pub holds: u32,
}

/// All rows, columns and cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    rows: Vec<GridLine>,
    columns: Vec<GridLine>,
    /// By row, then by column.
    cells: Vec<GridCell>,
    /// For each row where its cells begin; one more at the end.
    starts: Vec<u32>,
    /// Each node that has a row, with its place; by node.
    row_places: Vec<(Node, u32)>,
    /// The same for columns.
    column_places: Vec<(Node, u32)>,
    blocks: Blocks,
}

impl Grid {
    /// The grid of a net, its rows and columns in these orders; what is in the orders without
    /// a link in the net is passed over.
    #[must_use]
    pub fn new(
        opened: &Opened,
        folded: &Folded,
        (actors, forums): (&Arranged<Node>, &Arranged<Node>),
        signs: &RoleSigns,
    ) -> Self {
        let edges = folded.edges();
        let (mut rows, row_places) = lines(&actors.actors, edges.iter().map(|edge| edge.actor));
        let (mut columns, column_places) =
            lines(&forums.forums, edges.iter().map(|edge| edge.forum));
        let mut cells: Vec<GridCell> = (0..)
            .zip(edges)
            .filter_map(|(number, edge)| {
                let roles = folded.links_of(edge).iter();
                let roles = roles.map(|link| opened.index.links[*link as usize].role);
                Some(GridCell {
                    row: place_in(&row_places, edge.actor)?,
                    column: place_in(&column_places, edge.forum)?,
                    count: edge.count(),
                    absences: edge.absences,
                    signs: signs.of_cell(roles, edge.count(), edge.absences),
                    edge: number,
                })
            })
            .collect();
        cells.sort_unstable_by_key(|cell| (cell.row, cell.column));
        let mut starts = vec![0_u32; rows.len() + 1];
        for cell in &cells {
            starts[cell.row as usize + 1] += 1;
            let lines = [
                &mut rows[cell.row as usize],
                &mut columns[cell.column as usize],
            ];
            for line in lines {
                line.links += cell.count;
                line.cells += 1;
            }
        }
        for row in 0..rows.len() {
            starts[row + 1] += starts[row];
        }
        let of_cell = |cell: &GridCell| {
            let links = edges.get(cell.edge as usize);
            let links = links.map_or(&[][..], |edge| folded.links_of(edge)).iter();
            links.map(|link| opened.index.links[*link as usize])
        };
        count_held(&mut rows, &cells, |cell| {
            let row = cell.row;
            of_cell(cell).map(move |link| (row, link.actor))
        });
        count_held(&mut columns, &cells, |cell| {
            let column = cell.column;
            of_cell(cell).map(move |link| (column, link.forum))
        });
        let blocks = Blocks::new(&cells, rows.len().max(columns.len()));
        Self {
            rows,
            columns,
            cells,
            starts,
            row_places,
            column_places,
            blocks,
        }
    }

    /// The rows, from top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[GridLine] {
        &self.rows
    }

    /// The columns, from left to right.
    #[must_use]
    pub fn columns(&self) -> &[GridLine] {
        &self.columns
    }

    /// All cells that are not empty, row by row.
    #[must_use]
    pub fn cells(&self) -> &[GridCell] {
        &self.cells
    }

    /// Which row an actor has.
    #[must_use]
    pub fn row_of(&self, node: Node) -> Option<usize> {
        place_in(&self.row_places, node).map(|place| place as usize)
    }

    /// Which column a forum has.
    #[must_use]
    pub fn column_of(&self, node: Node) -> Option<usize> {
        place_in(&self.column_places, node).map(|place| place as usize)
    }

    /// The cell of a row and a column, if it is not empty.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&GridCell> {
        let cells = self.cells_in(row, column..column + 1);
        cells.first()
    }

    /// The cells of a row in these columns.
    #[must_use]
    pub fn cells_in(&self, row: usize, columns: Range<usize>) -> &[GridCell] {
        let bounds = self.starts.get(row).zip(self.starts.get(row + 1));
        let cells = bounds.and_then(|(from, to)| self.cells.get(*from as usize..*to as usize));
        let cells = cells.unwrap_or(&[]);
        let before = |column: usize| cells.partition_point(|cell| (cell.column as usize) < column);
        let from = before(columns.start);
        &cells[from..before(columns.end).max(from)]
    }

    /// The next cell that is not empty from a place on: in its row to the right or to the left,
    /// or in its column down or up. `by` is one step.
    #[must_use]
    pub fn next_cell(&self, from: (usize, usize), by: (isize, isize)) -> Option<(usize, usize)> {
        let (row, column) = from;
        let found = match by {
            (0, 1..) => self.cells_in(row, column + 1..self.columns.len()).first(),
            (0, _) => self.cells_in(row, 0..column).last(),
            (1.., _) => (row + 1..self.rows.len()).find_map(|row| self.cell(row, column)),
            _ => (0..row).rev().find_map(|row| self.cell(row, column)),
        };
        found.map(|cell| (cell.row as usize, cell.column as usize))
    }

    /// The cells of some rows and columns, several of them as one: so many that a block is at
    /// least [`LEAST_BLOCK`] wide where a cell is `side` wide, in points. Their number is
    /// bounded by what has room on the screen. Gives how many cells wide and high a block is.
    pub fn blocks_in(
        &self,
        rows: Range<usize>,
        columns: Range<usize>,
        side: f32,
    ) -> (usize, impl Iterator<Item = &Block>) {
        self.blocks.within(rows, columns, side)
    }

    /// The first cell of a row that is not empty, or of a column.
    #[must_use]
    pub fn first_cell(
        &self,
        row: Option<usize>,
        column: Option<usize>,
    ) -> (Option<usize>, Option<usize>) {
        let cell = match (row, column) {
            (Some(row), None) => self.cells_in(row, 0..self.columns.len()).first(),
            (None, Some(column)) => (0..self.rows.len()).find_map(|row| self.cell(row, column)),
            _ => None,
        };
        cell.map_or((row, column), |cell| {
            (Some(cell.row as usize), Some(cell.column as usize))
        })
    }

    /// The edge of a cell in the net from which the grid was made.
    #[must_use]
    pub fn edge<'f>(&self, folded: &'f Folded, cell: &GridCell) -> Option<&'f FoldedEdge> {
        folded.edges().get(cell.edge as usize)
    }

    /// The numbers of the links that the grid shows, cell by cell.
    pub fn links<'g>(&'g self, folded: &'g Folded) -> impl Iterator<Item = u32> + 'g {
        let edges = self.cells.iter().filter_map(|cell| self.edge(folded, cell));
        edges.flat_map(|edge| folded.links_of(edge)).copied()
    }
}

/// A line for each node of an order that is among those that have links, and where each stands.
fn lines(order: &[Node], linked: impl Iterator<Item = Node>) -> (Vec<GridLine>, Vec<(Node, u32)>) {
    let mut linked: Vec<Node> = linked.collect();
    linked.sort_unstable();
    linked.dedup();
    let shown = order
        .iter()
        .filter(|node| linked.binary_search(node).is_ok());
    let lines: Vec<GridLine> = shown
        .map(|node| GridLine {
            node: *node,
            links: 0,
            cells: 0,
            holds: 0,
        })
        .collect();
    let mut places: Vec<(Node, u32)> = lines.iter().map(|line| line.node).zip(0..).collect();
    places.sort_unstable();
    (lines, places)
}

/// Counts who stands in each line: those who do in its cells, each once.
fn count_held<I: Iterator<Item = (u32, EntityIx)>>(
    lines: &mut [GridLine],
    cells: &[GridCell],
    held: impl Fn(&GridCell) -> I,
) {
    let mut all: Vec<(u32, EntityIx)> = cells.iter().flat_map(held).collect();
    all.sort_unstable();
    all.dedup();
    for (line, _) in all {
        lines[line as usize].holds += 1;
    }
}

fn place_in(places: &[(Node, u32)], node: Node) -> Option<u32> {
    let found = places.binary_search_by_key(&node, |(node, _)| *node).ok()?;
    Some(places[found].1)
}
