//! Bodies in the plane, so that what is near one of them and what is far from it is found
//! without asking each.
//!
//! The bodies are put into the order in which a curve through ever smaller quarters of the
//! plane (Morton 1966) meets them. A cell is then a stretch of that order, and all cells lie
//! in one list, each before its parts and with the place at which to go on without them: a
//! walk needs neither pointers nor a stack. The bodies of a leaf walk together and are
//! reckoned side by side. All lists are kept from one time to the next.

use super::cell::{Cell, Extent};

/// Up to so many bodies are not divided any further.
const LEAF: usize = 16;

/// So many bodies are reckoned side by side.
const LANES: usize = 4;

/// A body in a heap (bodies at one and the same spot, as far as the tree can tell) is close to
/// so many of the others; to all would be as many pairs as the square of the heap.
const HEAP: usize = 32;

/// From how far a cell is seen as one body: from where its width is below this part of the
/// distance (Barnes and Hut 1986).
const THETA: f32 = 0.7;

/// Bodies push each other as if they were never nearer than this, squared.
const LEAST_SQUARED: f32 = 100.0;

/// The tree of all bodies.
#[derive(Clone, Debug, Default)]
pub(super) struct QuadTree {
    /// The code of each body's spot, then its number; ascending.
    order: Vec<u64>,
    /// Of the bodies, in that order.
    x: Vec<f32>,
    y: Vec<f32>,
    charge: Vec<f32>,
    radius: Vec<f32>,
    /// Each before its parts.
    cells: Vec<Cell>,
    extents: Vec<Extent>,
    /// What the leaf that walks has met: place and charge.
    met: Vec<[f32; 3]>,
    /// Bodies that the leaf that walks is close to, from and to.
    close: Vec<(u32, u32)>,
}

impl QuadTree {
    /// Builds it anew of bodies with finite places, charges above 0 and radii; the three lists
    /// are of one length.
    pub fn build(&mut self, places: &[[f32; 2]], charges: &[f32], radii: &[f32]) {
        self.sort(places);
        self.x.clear();
        self.y.clear();
        self.charge.clear();
        self.radius.clear();
        for key in &self.order {
            let at = number(*key);
            self.x.push(places[at][0]);
            self.y.push(places[at][1]);
            self.charge.push(charges[at]);
            self.radius.push(radii[at]);
        }
        self.cells.clear();
        self.extents.clear();
        if !self.order.is_empty() {
            self.grow(0, self.order.len());
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn sort(&mut self, places: &[[f32; 2]]) {
        let (mut least, mut most) = ([f32::MAX; 2], [f32::MIN; 2]);
        for place in places {
            for axis in 0..2 {
                least[axis] = least[axis].min(place[axis]);
                most[axis] = most[axis].max(place[axis]);
            }
        }
        let side = (most[0] - least[0]).max(most[1] - least[1]);
        let scale = if side > 0.0 { 65_536.0 / side } else { 0.0 };
        let grid = |value: f32, least: f32| (((value - least) * scale) as u32).min(65_535);
        self.order.clear();
        self.order.extend((0_u64..).zip(places).map(|(at, [x, y])| {
            let code = spread(grid(*x, least[0])) | spread(grid(*y, least[1])) << 1;
            u64::from(code) << 32 | at
        }));
        self.order.sort_unstable();
    }

    /// Adds the cell of the bodies from and to, of which there is at least one, and its parts.
    /// It goes as deep as a code has pairs of digits, 16, and no deeper.
    #[allow(clippy::cast_possible_truncation)]
    fn grow(&mut self, from: usize, to: usize) -> usize {
        let at = self.cells.len();
        self.cells.push(Cell::default());
        self.extents.push(Extent::NONE);
        let differ = (self.order[from] ^ self.order[to - 1]) >> 32;
        let is_leaf = to - from <= LEAF || differ == 0;
        if is_leaf {
            for body in from..to {
                self.add_body(at, body);
            }
        } else {
            // Of the codes, which ascend, the first and the last differ first in this pair.
            let shift = 32 + (differ.ilog2() & !1);
            let mut begin = from;
            while begin < to {
                let quarter = self.order[begin] >> shift;
                let rest = &self.order[begin..to];
                let end = begin + rest.partition_point(|key| key >> shift == quarter);
                let part = self.grow(begin, end);
                self.add_cell(at, part);
                begin = end;
            }
        }
        let extent = self.extents[at];
        let sides = [0, 1].map(|axis| extent.most[axis] - extent.least[axis]);
        let opens = sides[0].max(sides[1]) / THETA;
        let is_heap = is_leaf && to - from > LEAF;
        let skip = self.cells.len() as u32;
        let cell = &mut self.cells[at];
        cell.x /= cell.charge;
        cell.y /= cell.charge;
        // The middle of what lies together must not stray from it by the last digit.
        cell.x = cell.x.max(extent.least[0]).min(extent.most[0]);
        cell.y = cell.y.max(extent.least[1]).min(extent.most[1]);
        cell.opens = if is_heap { -1.0 } else { opens * opens };
        cell.skip = skip;
        cell.bodies = (from as u32, to as u32);
        cell.is_leaf = is_leaf;
        at
    }

    fn add_body(&mut self, to: usize, body: usize) {
        let (x, y, charge) = (self.x[body], self.y[body], self.charge[body]);
        self.cells[to].add(x, y, charge);
        self.extents[to].add(&Extent {
            least: [x, y],
            most: [x, y],
            reach: self.radius[body],
        });
    }

    fn add_cell(&mut self, to: usize, part: usize) {
        let Cell { x, y, charge, .. } = self.cells[part];
        self.cells[to].add(x, y, charge);
        let extent = self.extents[part];
        self.extents[to].add(&extent);
    }

    /// Tells for each body, by its number, how all others push it: by their charges, less
    /// the farther they are, by the inverse of the distance.
    pub fn pushes(&mut self, mut tell: impl FnMut(usize, [f32; 2])) {
        for leaf in 0..self.cells.len() {
            if !self.cells[leaf].is_leaf {
                continue;
            }
            self.meet(leaf);
            let (from, to) = self.cells[leaf].range();
            for first in (from..to).step_by(LANES) {
                // A lane too many repeats the last body.
                let body = |lane: usize| (first + lane).min(to - 1);
                let x = std::array::from_fn(|lane| self.x[body(lane)]);
                let y = std::array::from_fn(|lane| self.y[body(lane)]);
                let (push_x, push_y) = pushes_of(&self.met, &x, &y);
                for lane in 0..LANES.min(to - first) {
                    tell(
                        number(self.order[first + lane]),
                        [push_x[lane], push_y[lane]],
                    );
                }
            }
        }
    }

    /// Collects what pushes the bodies of a leaf: far cells as one, near bodies one by one.
    fn meet(&mut self, leaf: usize) {
        let extent = self.extents[leaf];
        self.met.clear();
        let mut at = 0;
        while let Some(cell) = self.cells.get(at) {
            let skip = cell.skip as usize;
            if extent.squared_to(cell.x, cell.y) > cell.opens {
                self.met.push([cell.x, cell.y, cell.charge]);
                at = skip;
            } else if cell.is_leaf {
                for body in cell.range().0..cell.range().1 {
                    self.met
                        .push([self.x[body], self.y[body], self.charge[body]]);
                }
                at = skip;
            } else {
                at += 1;
            }
        }
    }

    /// Tells pairs of bodies, each once, by their numbers: all that are nearer than their
    /// radii together and `margin`, and some more.
    pub fn close_pairs(&mut self, margin: f32, mut tell: impl FnMut(usize, usize)) {
        for leaf in 0..self.cells.len() {
            let cell = self.cells[leaf];
            if !cell.is_leaf {
                continue;
            }
            let extent = self.extents[leaf];
            self.close.clear();
            // What comes before it has met it already.
            let mut at = cell.skip as usize;
            while let Some((other, its)) = self.cells.get(at).zip(self.extents.get(at)) {
                if !extent.is_within(its, extent.reach + its.reach + margin) {
                    at = other.skip as usize;
                    continue;
                }
                if other.is_leaf {
                    self.close.push(other.bodies);
                }
                at += 1;
            }
            let (from, to) = cell.range();
            for body in from..to {
                let mut tell_all = |others: &[u64]| {
                    for other in others {
                        tell(number(self.order[body]), number(*other));
                    }
                };
                tell_all(&self.order[body + 1..to.min(body + 1 + HEAP)]);
                for (first, end) in &self.close {
                    let (first, end) = (*first as usize, *end as usize);
                    tell_all(&self.order[first..end.min(first + HEAP)]);
                }
            }
        }
    }
}

/// How all that was met pushes bodies at these places.
fn pushes_of(met: &[[f32; 3]], x: &[f32; LANES], y: &[f32; LANES]) -> ([f32; LANES], [f32; LANES]) {
    let (mut push_x, mut push_y) = ([0.0; LANES], [0.0; LANES]);
    for [from_x, from_y, charge] in met {
        for lane in 0..LANES {
            let (far_x, far_y) = (x[lane] - from_x, y[lane] - from_y);
            let squared = far_x * far_x + far_y * far_y;
            let least = if squared > LEAST_SQUARED {
                squared
            } else {
                LEAST_SQUARED
            };
            let part = charge / least;
            push_x[lane] += far_x * part;
            push_y[lane] += far_y * part;
        }
    }
    (push_x, push_y)
}

/// The number of a body in the order.
#[allow(clippy::cast_possible_truncation)]
const fn number(key: u64) -> usize {
    key as u32 as usize
}

/// The 16 lowest digits of a number, each followed by a 0 above it.
const fn spread(number: u32) -> u32 {
    let number = (number | number << 8) & 0x00ff_00ff;
    let number = (number | number << 4) & 0x0f0f_0f0f;
    let number = (number | number << 2) & 0x3333_3333;
    (number | number << 1) & 0x5555_5555
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bodies in knots of several sizes, the same each time.
    fn bodies(count: usize) -> (Vec<[f32; 2]>, Vec<f32>, Vec<f32>) {
        let mut state = 2020_u32;
        let mut part = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 16_777_216.0
        };
        let places = (0..count).map(|at| {
            let width = [4000.0, 900.0, 200.0][at % 3];
            let middle = [0.0, 700.0, -1500.0][at % 3];
            [middle + width * part(), middle + width * part()]
        });
        let places = places.collect();
        let charges = (0..count).map(|at| 50.0 + (at % 7) as f32 * 30.0).collect();
        let radii = (0..count).map(|at| 1.0 + (at % 23) as f32).collect();
        (places, charges, radii)
    }

    fn built(places: &[[f32; 2]], charges: &[f32], radii: &[f32]) -> QuadTree {
        let mut tree = QuadTree::default();
        // What an earlier time has left must not count.
        tree.build(&[[3.0, 4.0]; 40], &[1.0; 40], &[1.0; 40]);
        tree.build(places, charges, radii);
        tree
    }

    fn exact(places: &[[f32; 2]], charges: &[f32], at: usize) -> [f64; 2] {
        let mut push = [0.0; 2];
        for (place, charge) in places.iter().zip(charges) {
            let [x, y] = [0, 1].map(|axis| f64::from(places[at][axis] - place[axis]));
            let part = f64::from(*charge) / (x * x + y * y).max(f64::from(LEAST_SQUARED));
            push[0] += x * part;
            push[1] += y * part;
        }
        push
    }

    #[test]
    fn pushes_are_those_of_all_others_within_a_few_per_cent() {
        let (places, charges, radii) = bodies(3_000);
        let mut tree = built(&places, &charges, &radii);
        let mut told = 0;
        let (mut sum, mut missed, mut worst) = (0.0, 0.0, 0.0_f64);
        tree.pushes(|at, push| {
            told += 1;
            let exact = exact(&places, &charges, at);
            let miss = (f64::from(push[0]) - exact[0]).hypot(f64::from(push[1]) - exact[1]);
            sum += exact[0].hypot(exact[1]);
            missed += miss;
            worst = worst.max(miss);
        });
        assert_eq!(told, places.len());
        assert!(missed / sum < 0.01, "mean: {}", missed / sum);
        let worst = worst * places.len() as f64 / sum;
        assert!(worst < 0.05, "worst: {worst}");
    }

    #[test]
    fn every_close_pair_is_told_once() {
        let (places, charges, radii) = bodies(1_000);
        let margin = 2.0;
        let mut tree = built(&places, &charges, &radii);
        let mut told = Vec::new();
        tree.close_pairs(margin, |one, two| told.push((one.min(two), one.max(two))));
        let count = told.len();
        assert!(count < 1_000 * 999 / 10, "{count} pairs are nearly all");
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), count, "a pair is told twice");
        let mut close = 0;
        for one in 0..places.len() {
            for two in one + 1..places.len() {
                let [x, y] = [0, 1].map(|axis| places[one][axis] - places[two][axis]);
                if x.hypot(y) < radii[one] + radii[two] + margin {
                    close += 1;
                    assert!(told.binary_search(&(one, two)).is_ok(), "{one} and {two}");
                }
            }
        }
        assert!(close > 500, "{close} pairs show little");
    }

    #[test]
    fn a_heap_takes_few_steps() {
        // All at one spot, and all but one so near each other that the tree cannot tell them
        // apart.
        for far in [7.0, 90_000.0] {
            let mut places = vec![[7.0, 7.0]; 20_000];
            places[11] = [far, 7.0];
            let mut tree = built(&places, &[1.0; 20_000], &[1.0; 20_000]);
            assert!(tree.cells.len() <= 3);
            let mut pairs = 0;
            tree.close_pairs(1.0, |_, _| pairs += 1);
            assert!((1..=20_000 * HEAP).contains(&pairs), "{pairs}");
            let mut told = 0;
            tree.pushes(|_, push| {
                told += 1;
                assert!(push.iter().all(|value| value.is_finite()));
            });
            assert_eq!(told, places.len());
            assert!(tree.met.len() <= 2, "it is not seen as one");
        }
    }

    #[test]
    fn few_or_none() {
        let mut tree = built(&[], &[], &[]);
        tree.pushes(|_, _| panic!("there is nobody"));
        tree.close_pairs(1.0, |_, _| panic!("there is nobody"));
        let mut tree = built(&[[5.0, 5.0]], &[9.0], &[1.0]);
        tree.pushes(|at, push| assert_eq!((at, push), (0, [0.0; 2])));
        tree.close_pairs(1.0, |_, _| panic!("it is alone"));
        // Two push each other apart, by charge over distance.
        let mut tree = built(&[[0.0, 0.0], [20.0, 0.0]], &[10.0, 40.0], &[1.0; 2]);
        let mut pushes = [[0.0; 2]; 2];
        tree.pushes(|at, push| pushes[at] = push);
        assert_eq!(pushes, [[-2.0, 0.0], [0.5, 0.0]]);
    }
}
