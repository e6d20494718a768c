//! What is under the pointer, and what is next in a direction.

use super::{At, Drawn, distance};

/// The side of a cell, in units of the graph: about as far apart are two nodes.
const CELL: f32 = 60.0;

/// Whoever points at a node is at most so many cells away from it, however far off the camera.
const MOST_CELLS: f32 = 4.0;

/// Dots by where they stand.
#[derive(Clone, Debug, Default)]
pub struct PickGrid {
    /// Ascending by row and column.
    cells: Vec<((i32, i32), u32)>,
}

#[allow(clippy::cast_possible_truncation)]
fn cell(at: f32) -> i32 {
    (at / CELL).floor() as i32
}

impl PickGrid {
    /// The grid of dots at these places.
    #[must_use]
    pub fn new(places: &[At]) -> Self {
        let mut cells: Vec<((i32, i32), u32)> = (0..)
            .zip(places)
            .map(|(dot, at)| ((cell(at[1]), cell(at[0])), dot))
            .collect();
        cells.sort_unstable();
        Self { cells }
    }

    /// The dot under a place: the one of those that hold it, or are at most `slack` away, that
    /// it is nearest to the rim of. `radius` tells how large a dot is; none is larger than
    /// `largest`. All in units of the graph.
    #[must_use]
    pub fn pick(
        &self,
        places: &[At],
        at: At,
        (slack, largest): (f32, f32),
        radius: impl Fn(u32) -> f32,
    ) -> Option<u32> {
        let reach = (slack + largest).min(CELL * MOST_CELLS);
        let (left, right) = (cell(at[0] - reach), cell(at[0] + reach));
        let mut best: Option<(f32, u32)> = None;
        for row in cell(at[1] - reach)..=cell(at[1] + reach) {
            let from = self.cells.partition_point(|(key, _)| *key < (row, left));
            let dots = self.cells[from..].iter();
            for (_, dot) in dots.take_while(|(key, _)| *key <= (row, right)) {
                let away = distance(places[*dot as usize], at) - radius(*dot);
                if away <= slack && best.is_none_or(|best| (away, *dot) < best) {
                    best = Some((away, *dot));
                }
            }
        }
        best.map(|(_, dot)| dot)
    }
}

/// Of some lines the one that is nearest to a place, at most `reach` away from it; `ends` tells
/// from where to where a line leads.
#[must_use]
pub fn line_under(
    lines: &[u32],
    ends: impl Fn(u32) -> (At, At),
    at: At,
    reach: f32,
) -> Option<u32> {
    let mut best: Option<(f32, u32)> = None;
    for line in lines {
        let (from, to) = ends(*line);
        let is_beside = (0..2).any(|axis| {
            from[axis].max(to[axis]) + reach < at[axis]
                || from[axis].min(to[axis]) - reach > at[axis]
        });
        if is_beside {
            continue;
        }
        let away = distance(nearest_on(from, to, at), at);
        if away <= reach && best.is_none_or(|(least, _)| away < least) {
            best = Some((away, *line));
        }
    }
    best.map(|(_, line)| line)
}

/// The place on a line that is nearest to another.
fn nearest_on(from: At, to: At, at: At) -> At {
    let way = [to[0] - from[0], to[1] - from[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    if length <= f32::EPSILON {
        return from;
    }
    let along = ((at[0] - from[0]) * way[0] + (at[1] - from[1]) * way[1]) / length;
    let along = along.clamp(0.0, 1.0);
    [from[0] + way[0] * along, from[1] + way[1] * along]
}

/// The dot that is next to one in a direction, a unit along one axis: the nearest, of which
/// what lies aside counts twice. Only dots with links count.
#[must_use]
pub fn toward(drawn: &Drawn, places: &[At], from: u32, direction: At) -> Option<u32> {
    let start = *places.get(from as usize)?;
    let cost = |dot: u32| {
        let at = places[dot as usize];
        let away = [at[0] - start[0], at[1] - start[1]];
        let ahead = away[0] * direction[0] + away[1] * direction[1];
        let aside = (away[0] * direction[1] - away[1] * direction[0]).abs();
        // Within a quarter of a turn, so that four keys lead everywhere.
        (ahead > 0.0 && aside <= ahead).then_some(ahead + 2.0 * aside)
    };
    let mut best: Option<(f32, u32)> = None;
    for (dot, found) in (0..).zip(&drawn.dots) {
        if dot == from || found.links == 0 {
            continue;
        }
        if let Some(cost) = cost(dot)
            && best.is_none_or(|(least, _)| cost < least)
        {
            best = Some((cost, dot));
        }
    }
    best.map(|(_, dot)| dot)
}
