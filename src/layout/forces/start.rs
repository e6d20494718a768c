//! Where the nodes of a graph begin, before forces move them: neighbours near each other, so
//! that little is left to do. The same on every machine: nothing is used here whose last digit
//! is left to it.

use std::cmp::Reverse;

/// The part of a turn after which the next of many things around a middle stands freest.
pub(super) const GOLDEN: f32 = 0.618_034;

/// How far the rim of a disc of area 1 is from its middle.
const DISC: f32 = 0.564_19;

/// For each node its neighbours, in flat lists.
#[derive(Clone, Debug)]
pub(super) struct Neighbours {
    starts: Vec<u32>,
    all: Vec<u32>,
}

impl Neighbours {
    /// Of so many nodes with these edges, whose ends are among them.
    #[allow(clippy::cast_possible_truncation)]
    pub fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let ends = || (edges.iter()).flat_map(|(one, two)| [(*one, *two), (*two, *one)]);
        let mut starts = vec![0; nodes + 1];
        for (from, _) in ends() {
            starts[from as usize + 1] += 1;
        }
        for at in 0..nodes {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut all = vec![0; edges.len() * 2];
        for (from, to) in ends() {
            let at = &mut next[from as usize];
            all[*at as usize] = to;
            *at += 1;
        }
        Self { starts, all }
    }

    fn of(&self, node: u32) -> &[u32] {
        let (from, to) = (self.starts[node as usize], self.starts[node as usize + 1]);
        &self.all[from as usize..to as usize]
    }
}

/// A node as it was reached from the best connected one of its part of the graph.
#[derive(Clone, Copy, Debug)]
struct Reached {
    node: u32,
    /// From which, by its place in the list; itself for the first.
    from: usize,
    /// In how many steps.
    steps: u32,
    /// How many were reached through it, itself included.
    through: u32,
    /// Its share of a turn about the first.
    turn: (f32, f32),
}

/// Where nodes begin.
#[derive(Clone, Debug)]
pub(super) struct Start {
    /// A place for each.
    pub places: Vec<[f32; 2]>,
    /// Whether each is in the largest part of the graph that is connected; of several that are
    /// as large, in one of them.
    pub is_main: Vec<bool>,
}

/// Where nodes begin: at the place that is given, or among their neighbours if these have one,
/// or about 0, where nodes are about `spacing` apart. There each part of the graph that is
/// connected has a disc of its own, the largest in the middle.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub(super) fn starts(neighbours: &Neighbours, given: &[Option<[f32; 2]>], spacing: f32) -> Start {
    let nodes = given.len();
    let mut by_degree: Vec<u32> = (0..nodes as u32).collect();
    by_degree.sort_by_key(|node| Reverse(neighbours.of(*node).len()));
    let mut seen = vec![false; nodes];
    let mut parts: Vec<Vec<Reached>> = Vec::new();
    for first in by_degree {
        if !seen[first as usize] {
            parts.push(reach(neighbours, first, &mut seen));
        }
    }
    parts.sort_by_key(|part| Reverse(part.len()));
    let mut places = vec![[0.0; 2]; nodes];
    let mut before = 0;
    for (at, part) in parts.iter_mut().enumerate() {
        let middle = match at {
            0 => [0.0; 2],
            _ => {
                let away = ((before as f32).sqrt() + (part.len() as f32).sqrt()) * spacing * DISC;
                direction(at as f32 * GOLDEN).map(|one| one * away)
            }
        };
        before += part.len();
        place(part, middle, spacing, &mut places);
    }
    if given.iter().any(Option::is_some) {
        let nodes = parts.iter().flatten().map(|reached| reached.node);
        join(neighbours, given, nodes, spacing, &mut places);
    }
    let mut is_main = vec![false; given.len()];
    for reached in parts.first().into_iter().flatten() {
        is_main[reached.node as usize] = true;
    }
    Start { places, is_main }
}

/// Puts the nodes with a place there, and the others, in this order, among those of their
/// neighbours that have one by then.
#[allow(clippy::cast_precision_loss)]
fn join(
    neighbours: &Neighbours,
    given: &[Option<[f32; 2]>],
    nodes: impl Iterator<Item = u32>,
    spacing: f32,
    places: &mut [[f32; 2]],
) {
    let mut known = given.to_vec();
    for node in nodes {
        let place = known[node as usize].or_else(|| {
            let near = neighbours.of(node).iter();
            let near: Vec<[f32; 2]> = near.filter_map(|other| known[*other as usize]).collect();
            let toward = direction(node as f32 * GOLDEN);
            (!near.is_empty()).then(|| {
                [0, 1].map(|axis| {
                    let sum: f32 = near.iter().map(|place| place[axis]).sum();
                    sum / near.len() as f32 + toward[axis] * spacing / 2.0
                })
            })
        });
        if let Some(place) = place {
            places[node as usize] = place;
            known[node as usize] = Some(place);
        }
    }
}

/// All that can be reached from a node, the nearest first.
fn reach(neighbours: &Neighbours, first: u32, seen: &mut [bool]) -> Vec<Reached> {
    seen[first as usize] = true;
    let mut part = vec![Reached {
        node: first,
        from: 0,
        steps: 0,
        through: 1,
        turn: (0.0, 1.0),
    }];
    let mut at = 0;
    while let Some(Reached { node, steps, .. }) = part.get(at).copied() {
        for next in neighbours.of(node) {
            if !std::mem::replace(&mut seen[*next as usize], true) {
                part.push(Reached {
                    node: *next,
                    from: at,
                    steps: steps + 1,
                    through: 1,
                    turn: (0.0, 0.0),
                });
            }
        }
        at += 1;
    }
    for at in (1..part.len()).rev() {
        let from = part[at].from;
        part[from].through += part[at].through;
    }
    part
}

/// Places what is connected in a disc: the first in its middle, the others in rings by their
/// steps, each about where that one stands through which it was reached.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn place(part: &mut [Reached], middle: [f32; 2], spacing: f32, places: &mut [[f32; 2]]) {
    // How much of its share of the turn each has given away.
    let mut given = vec![0.0; part.len()];
    for at in 1..part.len() {
        let from = part[at].from;
        let (begin, share) = part[from].turn;
        let among = (part[from].through - 1).max(1) as f32;
        let own = share * part[at].through as f32 / among;
        part[at].turn = (begin + given[from], own);
        given[from] += own;
    }
    let mut first = 0;
    for ring in part.chunk_by(|one, two| one.steps == two.steps) {
        for (at, reached) in (0_u32..).zip(ring) {
            // Those side by side in a ring lie at different depths of it.
            let depth = at.reverse_bits() as f32 / 4_294_967_296.0;
            let away = match reached.steps {
                0 => 0.0,
                _ => spacing * (first as f32 + depth * ring.len() as f32).sqrt() * DISC,
            };
            let toward = direction(reached.turn.0 + reached.turn.1 / 2.0);
            places[reached.node as usize] = [0, 1].map(|axis| middle[axis] + toward[axis] * away);
        }
        first += ring.len();
    }
}

/// A direction by the part of a turn, roughly: of length 1, around once from 0 to 1.
pub(super) fn direction(turn: f32) -> [f32; 2] {
    let turn = (turn - turn.floor()) * 4.0;
    // Once around a square that stands on a corner.
    let x = (turn - 2.0).abs() - 1.0;
    let y = 1.0 - (turn - 1.0).abs();
    let y = if turn > 3.0 { turn - 4.0 } else { y };
    let length = (x * x + y * y).sqrt();
    [x / length, y / length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_go_once_around() {
        for (turn, expected) in [
            (0.0, [1.0, 0.0]),
            (0.25, [0.0, 1.0]),
            (0.5, [-1.0, 0.0]),
            (0.75, [0.0, -1.0]),
            (7.25, [0.0, 1.0]),
        ] {
            let found = direction(turn);
            let miss = (found[0] - expected[0]).hypot(found[1] - expected[1]);
            assert!(miss < 1e-5, "{turn}: {found:?}");
        }
        for turn in 0..100 {
            let [x, y] = direction(turn as f32 / 100.0);
            assert!((x.hypot(y) - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn what_is_new_begins_among_its_neighbours() {
        // A chain of four, of which the ends stand somewhere already.
        let neighbours = Neighbours::new(4, &[(0, 1), (1, 2), (2, 3)]);
        let given = [Some([1000.0, 0.0]), None, None, Some([1000.0, 900.0])];
        let start = starts(&neighbours, &given, 60.0);
        assert_eq!(Some(start.places[0]), given[0]);
        assert_eq!(Some(start.places[3]), given[3]);
        for place in &start.places {
            assert!((place[0] - 1000.0).abs() < 100.0, "{place:?}");
        }
        assert!(start.is_main.iter().all(|is_main| *is_main));
    }

    #[test]
    fn parts_have_discs_of_their_own() {
        // A star of nine, a pair, and one alone.
        let mut edges: Vec<(u32, u32)> = (1..9).map(|leaf| (0, leaf)).collect();
        edges.push((9, 10));
        let neighbours = Neighbours::new(12, &edges);
        let start = starts(&neighbours, &[None; 12], 60.0);
        assert_eq!(start.places[0], [0.0; 2]);
        let away = |at: usize| start.places[at][0].hypot(start.places[at][1]);
        let outermost = (0..9).map(away).fold(0.0, f32::max);
        assert!(outermost < 120.0, "{outermost}");
        assert!((9..12).all(|at| away(at) > outermost && away(at) < 250.0));
        assert_eq!(start.is_main.iter().filter(|is_main| **is_main).count(), 9);
    }
}
