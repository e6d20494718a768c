//! Orders of the rows and the columns of a table in which those that go together stand
//! together.
//!
//! *Reciprocal averaging* (M. O. Hill, *Reciprocal Averaging: an Eigenvector Method of
//! Ordination*, Journal of Ecology 61, 1973): the place of a row is the mean of the places of
//! its columns, the place of a column the mean of those of its rows, over and over. What that
//! settles to is the first axis of correspondence analysis, the second eigenvector of the
//! means; the first, in which all have the same place, is taken out at each step. Where there
//! is an order in which neighbours share all they have, it is found (Atkins, Boman,
//! Hendrickson, *A Spectral Algorithm for Seriation*, SIAM Journal on Computing 28, 1998).
//!
//! It starts with how many steps everything is from one end of the table, and so from no
//! chance: the same table always has the same order. What shares nothing with the rest stands
//! by itself, the larger part first. What has the same place stays as it was: by name.

/// How often places are averaged; most tables settle much sooner.
const ROUNDS: usize = 200;
/// They have settled once none moves by more, the whole being about 1 wide.
const STILL: f64 = 1e-9;

/// A table of weights, most of them 0, kept by rows and by columns.
pub(super) struct Table {
    rows: Lists,
    columns: Lists,
}

/// For each row its columns with their weights, or the other way round, in flat lists.
struct Lists {
    starts: Vec<usize>,
    cells: Vec<(usize, f64)>,
}

impl Lists {
    /// Of cells as one's own place, the other's, and a weight.
    fn new(count: usize, cells: impl Iterator<Item = (usize, usize, f64)> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        for (own, ..) in cells.clone() {
            starts[own + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut placed = vec![(0, 0.0); starts[count]];
        for (own, other, weight) in cells {
            placed[next[own]] = (other, weight);
            next[own] += 1;
        }
        Self {
            starts,
            cells: placed,
        }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn of(&self, at: usize) -> &[(usize, f64)] {
        &self.cells[self.starts[at]..self.starts[at + 1]]
    }

    fn weight(&self, at: usize) -> f64 {
        self.of(at).iter().map(|(_, weight)| weight).sum()
    }

    /// The mean of the places of the others.
    fn mean(&self, at: usize, places: &[f64]) -> f64 {
        let sum: f64 = (self.of(at).iter())
            .map(|(other, weight)| weight * places[*other])
            .sum();
        sum / self.weight(at)
    }
}

impl Table {
    /// A table of so many rows and columns, of its cells as row, column and a weight above 0.
    pub(super) fn new(rows: usize, columns: usize, cells: &[(usize, usize, f64)]) -> Self {
        let turned = cells
            .iter()
            .map(|(row, column, weight)| (*column, *row, *weight));
        Self {
            rows: Lists::new(rows, cells.iter().copied()),
            columns: Lists::new(columns, turned),
        }
    }
}

/// A part of the table that shares nothing with the rest; both lists ascending.
#[derive(Default)]
struct Part {
    rows: Vec<usize>,
    columns: Vec<usize>,
}

/// The orders of the rows and of the columns.
pub(super) fn seriation(table: &Table) -> (Vec<usize>, Vec<usize>) {
    let mut steps = Steps::new(table);
    let mut parts = parts(&mut steps);
    // They come by their first row, so parts of the same size stay as they were.
    parts.sort_by_key(|part| std::cmp::Reverse(part.rows.len() + part.columns.len()));
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    let mut places = vec![0.0; table.rows.len()];
    let mut others = vec![0.0; table.columns.len()];
    for mut part in parts {
        place(&mut steps, &part, &mut places, &mut others);
        part.rows
            .sort_by(|one, two| places[*one].total_cmp(&places[*two]));
        part.columns
            .sort_by(|one, two| others[*one].total_cmp(&others[*two]));
        rows.append(&mut part.rows);
        columns.append(&mut part.columns);
    }
    (rows, columns)
}

/// The parts of a table, in the order of their first rows, then of their columns.
fn parts(steps: &mut Steps<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let (rows, columns) = (steps.table.rows.len(), steps.table.columns.len());
    let mut seen = (vec![false; rows], vec![false; columns]);
    for row in 0..rows {
        if seen.0[row] {
            continue;
        }
        steps.walk(row);
        let mut part = Part::default();
        for (at, is_row) in &steps.reached {
            if *is_row {
                seen.0[*at] = true;
                part.rows.push(*at);
            } else {
                seen.1[*at] = true;
                part.columns.push(*at);
            }
        }
        part.rows.sort_unstable();
        part.columns.sort_unstable();
        parts.push(part);
    }
    let alone = (0..columns).filter(|column| !seen.1[*column]);
    parts.extend(alone.map(|column| Part {
        rows: Vec::new(),
        columns: vec![column],
    }));
    parts
}

/// Gives every row and column of a part its place.
fn place(steps: &mut Steps<'_>, part: &Part, places: &mut [f64], others: &mut [f64]) {
    let (Some(first), table) = (part.rows.first(), steps.table) else {
        return;
    };
    // From one end: the row that is farthest from the one that is farthest.
    steps.walk(*first);
    let far = |steps: &Steps<'_>| steps.reached.iter().rfind(|(_, is_row)| *is_row).copied();
    let end = far(steps).map_or(*first, |(row, _)| row);
    steps.walk(end);
    for row in &part.rows {
        places[*row] = f64::from(steps.rows[*row]);
    }
    for _ in 0..ROUNDS {
        if !spread(table, part, places) {
            break;
        }
        for column in &part.columns {
            others[*column] = table.columns.mean(*column, places);
        }
        let before: Vec<f64> = part.rows.iter().map(|row| places[*row]).collect();
        for row in &part.rows {
            places[*row] = table.rows.mean(*row, others);
        }
        spread(table, part, places);
        let moved = part.rows.iter().zip(before);
        if moved
            .map(|(row, before)| (places[*row] - before).abs())
            .fold(0.0, f64::max)
            < STILL
        {
            break;
        }
    }
    // Both directions are as good: the first by name stands in the first half.
    if places[*first] > 0.0 {
        part.rows
            .iter()
            .for_each(|row| places[*row] = -places[*row]);
    }
    for column in &part.columns {
        others[*column] = table.columns.mean(*column, places);
    }
}

/// Moves the places of the rows so that their mean is 0, and spreads them so that their
/// variance is 1; whether they differ at all.
fn spread(table: &Table, part: &Part, places: &mut [f64]) -> bool {
    let (mut all, mut sum) = (0.0, 0.0);
    for row in &part.rows {
        let weight = table.rows.weight(*row);
        all += weight;
        sum += weight * places[*row];
    }
    let mean = if all > 0.0 { sum / all } else { 0.0 };
    let mut square = 0.0;
    for row in &part.rows {
        places[*row] -= mean;
        square += table.rows.weight(*row) * places[*row] * places[*row];
    }
    let width = if all > 0.0 {
        (square / all).sqrt()
    } else {
        0.0
    };
    // No more than what is left of rounding: all stand in the same place.
    let differ = width > 1e-12;
    for row in &part.rows {
        places[*row] = if differ { places[*row] / width } else { 0.0 };
    }
    differ
}

/// How many steps rows and columns are from a row.
struct Steps<'t> {
    table: &'t Table,
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// In the order in which they are reached, each with whether it is a row.
    reached: Vec<(usize, bool)>,
}

const FAR: u32 = u32::MAX;

impl<'t> Steps<'t> {
    fn new(table: &'t Table) -> Self {
        Self {
            table,
            rows: vec![FAR; table.rows.len()],
            columns: vec![FAR; table.columns.len()],
            reached: Vec::new(),
        }
    }

    fn walk(&mut self, start: usize) {
        for (at, is_row) in self.reached.drain(..) {
            if is_row {
                self.rows[at] = FAR;
            } else {
                self.columns[at] = FAR;
            }
        }
        self.rows[start] = 0;
        self.reached.push((start, true));
        let mut next = 0;
        while let Some((at, is_row)) = self.reached.get(next).copied() {
            next += 1;
            let (lists, own, other) = if is_row {
                (&self.table.rows, &self.rows, &mut self.columns)
            } else {
                (&self.table.columns, &self.columns, &mut self.rows)
            };
            let steps = own[at] + 1;
            for (to, _) in lists.of(at) {
                if other[*to] == FAR {
                    other[*to] = steps;
                    self.reached.push((*to, !is_row));
                }
            }
        }
    }
}
