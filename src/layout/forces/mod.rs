//! Where the nodes of a graph stand: forces move them until they are still.
//!
//! All push each other apart, what is connected pulls together, and a weak pull to the middle
//! keeps those near that nothing connects; the forces cool down, and in the end the nodes are
//! only parted where one covers another (after d3-force, and Barnes and Hut 1986). Lengths are
//! in units of the layout, in which an edge between two usual nodes is [`EDGE`] long.
//!
//! The same nodes and springs give the same places to the last bit, on every machine: only
//! `+ - * /` and roots are used here, each of which has but one result.

mod cell;
mod quad_tree;
mod start;

use quad_tree::QuadTree;
use start::{GOLDEN, Neighbours, Start, direction, starts};

/// As long is an edge that is at rest, between nodes of a usual radius.
pub const EDGE: f32 = 60.0;

/// A usual radius of a node.
pub const RADIUS: f32 = 10.0;

/// As large may a radius be, from and to.
const RADII: (f32, f32) = (1.0, 100.0);

/// No node comes farther from 0 than this, along either axis.
const FARTHEST: f32 = 100_000.0;

/// No node moves farther in a step, along either axis.
const FASTEST: f32 = 20.0 * EDGE;

/// What is left of the warmth after each step; and below this no force acts any more. So there
/// are 300 steps from full warmth on.
const COOLING: f32 = 0.977_237_2;
const COLD: f32 = 0.001;

/// What is left of a speed after each step.
const GLIDE: f32 = 0.6;

/// The pull to the middle, as a part of the distance to it.
const GRAVITY: f32 = 0.1;

/// What hangs together with most may be drawn together so closely that the rest would stand in
/// a wide ring about it: the ring is pulled in to so many times the radius of a disc over which
/// all would be spread as far as they are.
const RING: f32 = 1.25;

/// Nodes keep so far from each other.
const MARGIN: f32 = 1.0;

/// Nodes that are cold are parted in at most so many steps.
const MOST_PARTINGS: u32 = 300;

/// A node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Body {
    /// The room that it needs around its middle; between 1 and 100.
    pub radius: f32,
    /// Where it begins; near its neighbours if that is not said.
    pub start: Option<[f32; 2]>,
    /// Whether it stays where it is.
    pub is_pinned: bool,
}

impl Default for Body {
    fn default() -> Self {
        Self {
            radius: RADIUS,
            start: None,
            is_pinned: false,
        }
    }
}

/// What pulls two nodes together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spring {
    /// Between which, by their places in the list of nodes.
    pub ends: (u32, u32),
    /// For how many links it stands; more pull a little more.
    pub links: u32,
}

/// A spring as it acts.
#[derive(Clone, Copy, Debug)]
struct Taut {
    ends: (u32, u32),
    length: f32,
    /// Which part of what is too long or too short it takes away from each end.
    parts: (f32, f32),
}

/// The nodes of a graph as forces move them.
#[derive(Clone, Debug)]
pub struct Forces {
    places: Vec<[f32; 2]>,
    speeds: Vec<[f32; 2]>,
    /// Where each would be after a step without forces.
    ahead: Vec<[f32; 2]>,
    charges: Vec<f32>,
    /// Whether each is in the largest part that is connected.
    is_main: Vec<bool>,
    radii: Vec<f32>,
    pinned: Vec<bool>,
    springs: Vec<Taut>,
    tree: QuadTree,
    warmth: f32,
    /// How often the nodes were parted since they are cold; `None` if nothing is left to part.
    partings: Option<u32>,
}

impl Forces {
    /// Nodes and springs at full warmth. Springs of a node with itself or with one that does
    /// not exist are left out, and so are starts that are no finite numbers; what begins too
    /// far out is brought to the rim, pinned or not.
    #[must_use]
    pub fn new(bodies: &[Body], springs: &[Spring]) -> Self {
        let exists = |end: u32| (end as usize) < bodies.len();
        let springs: Vec<Spring> = (springs.iter().copied())
            .filter(|spring| exists(spring.ends.0) && exists(spring.ends.1))
            .filter(|spring| spring.ends.0 != spring.ends.1)
            .collect();
        let edges: Vec<(u32, u32)> = springs.iter().map(|spring| spring.ends).collect();
        let neighbours = Neighbours::new(bodies.len(), &edges);
        let radii: Vec<f32> = (bodies.iter())
            .map(|body| match body.radius.is_finite() {
                true => body.radius.clamp(RADII.0, RADII.1),
                false => RADIUS,
            })
            .collect();
        let given: Vec<Option<[f32; 2]>> = bodies.iter().map(start_of).collect();
        let pinned: Vec<bool> = bodies.iter().map(|body| body.is_pinned).collect();
        let Start { places, is_main } = starts(&neighbours, &given, EDGE);
        Self {
            speeds: vec![[0.0; 2]; bodies.len()],
            ahead: places.clone(),
            charges: radii.iter().map(|radius| charge(*radius)).collect(),
            is_main,
            springs: taut(&springs, &radii),
            tree: QuadTree::default(),
            warmth: 1.0,
            partings: Some(0),
            places,
            radii,
            pinned,
        }
    }

    /// Where each node is.
    #[must_use]
    pub fn places(&self) -> &[[f32; 2]] {
        &self.places
    }

    /// Whether no step will move anything any more.
    #[must_use]
    pub const fn is_still(&self) -> bool {
        self.partings.is_none()
    }

    /// Warms the nodes up to at least this part of full warmth, so that they move again.
    pub fn warm(&mut self, warmth: f32) {
        self.warmth = self.warmth.max(warmth.min(1.0));
        self.partings = Some(0);
    }

    /// Pins a node to a place, brought to the rim if it is too far out. The others come to
    /// know of it once they are warm.
    pub fn pin(&mut self, node: usize, place: [f32; 2]) {
        let place = within(place);
        if let (Some(place), Some(own)) = (place, self.places.get_mut(node)) {
            *own = place;
            self.speeds[node] = [0.0; 2];
            self.pinned[node] = true;
        }
    }

    /// Lets a node go that was pinned.
    pub fn release(&mut self, node: usize) {
        if let Some(pinned) = self.pinned.get_mut(node) {
            *pinned = false;
        }
    }

    /// One step; nothing once all is still. After full warmth it takes at most 600 steps.
    pub fn step(&mut self) {
        let Some(partings) = self.partings else {
            return;
        };
        self.tree.build(&self.places, &self.charges, &self.radii);
        if self.warmth < COLD {
            let has_moved = self.part(0.0);
            self.partings = (has_moved && partings < MOST_PARTINGS).then_some(partings + 1);
            return;
        }
        self.push();
        self.part(MARGIN);
        self.pull();
        self.glide();
        self.warmth *= COOLING;
    }

    /// All push each other apart.
    fn push(&mut self) {
        let (speeds, warmth) = (&mut self.speeds, self.warmth);
        self.tree.pushes(|node, push| {
            for axis in 0..2 {
                speeds[node][axis] += push[axis] * warmth;
            }
        });
    }

    /// Parts nodes that are nearer than their radii and so much more; whether there were any.
    fn part(&mut self, more: f32) -> bool {
        let Self {
            tree,
            places,
            radii,
            pinned,
            ..
        } = self;
        let mut has_moved = false;
        tree.close_pairs(more, |one, two| {
            let (x, y) = away(places[one], places[two]);
            let (squared, apart) = (x * x + y * y, radii[one] + radii[two]);
            if squared >= (apart + more) * (apart + more) || pinned[one] && pinned[two] {
                return;
            }
            let distance = squared.sqrt();
            let toward = match distance > 0.01 {
                true => [x / distance, y / distance],
                false => direction((one + two) as f32 * GOLDEN),
            };
            // The larger one moves less.
            let (first, second) = (radii[one] * radii[one], radii[two] * radii[two]);
            let share = match (pinned[one], pinned[two]) {
                (true, _) => 0.0,
                (_, true) => 1.0,
                _ => second / (first + second),
            };
            let short = apart + MARGIN - distance;
            for axis in 0..2 {
                let move_one = places[one][axis] - toward[axis] * short * share;
                let move_two = places[two][axis] + toward[axis] * short * (1.0 - share);
                places[one][axis] = move_one.clamp(-FARTHEST, FARTHEST);
                places[two][axis] = move_two.clamp(-FARTHEST, FARTHEST);
            }
            has_moved = true;
        });
        has_moved
    }

    /// What is connected pulls together, or apart if it is too near.
    fn pull(&mut self) {
        for ((ahead, place), speed) in self.ahead.iter_mut().zip(&self.places).zip(&self.speeds) {
            *ahead = [place[0] + speed[0], place[1] + speed[1]];
        }
        for spring in &self.springs {
            let (one, two) = (spring.ends.0 as usize, spring.ends.1 as usize);
            let (x, y) = away(self.ahead[one], self.ahead[two]);
            let distance = (x * x + y * y).sqrt().max(1.0);
            let pull = (distance - spring.length) / distance * self.warmth;
            let (first, second) = (pull * spring.parts.0, pull * spring.parts.1);
            self.speeds[one][0] += x * first;
            self.speeds[one][1] += y * first;
            self.speeds[two][0] -= x * second;
            self.speeds[two][1] -= y * second;
        }
    }

    /// Moves all that is not pinned, and pulls it to the middle.
    fn glide(&mut self) {
        let gravity = self.gravity_on_rest();
        let nodes = self.places.iter_mut().zip(&mut self.speeds);
        for ((place, speed), (is_main, pinned)) in nodes.zip(self.is_main.iter().zip(&self.pinned))
        {
            let gravity = if *is_main { GRAVITY } else { gravity };
            for axis in 0..2 {
                let pulled = speed[axis] - place[axis] * gravity * self.warmth;
                let next = (pulled * GLIDE).clamp(-FASTEST, FASTEST);
                speed[axis] = if *pinned { 0.0 } else { next };
                place[axis] = (place[axis] + speed[axis]).clamp(-FARTHEST, FARTHEST);
            }
        }
    }

    /// The pull to the middle on what is not in the largest part. Where the push of all others
    /// and the pull are in balance, there is the ring; if all are spread evenly over a disc, as
    /// the same pull on all makes them, this is the same pull.
    #[allow(clippy::cast_precision_loss)]
    fn gravity_on_rest(&self) -> f32 {
        let squares = self.places.iter().map(|[x, y]| x * x + y * y);
        let radius = 2.0 * squares.sum::<f32>() / self.places.len().max(1) as f32;
        let charge: f32 = self.charges.iter().sum();
        (charge / (radius.max(1.0) * RING * RING)).clamp(GRAVITY, 0.5)
    }
}

fn away(from: [f32; 2], to: [f32; 2]) -> (f32, f32) {
    (to[0] - from[0], to[1] - from[1])
}

/// A place within the rim; none if it is no finite number.
fn within(place: [f32; 2]) -> Option<[f32; 2]> {
    let is_finite = place.iter().all(|value| value.is_finite());
    is_finite.then(|| place.map(|value| value.clamp(-FARTHEST, FARTHEST)))
}

fn start_of(body: &Body) -> Option<[f32; 2]> {
    body.start.and_then(within)
}

/// How much a node pushes others: so that between large ones there is as much room, for their
/// size, as between usual ones.
fn charge(radius: f32) -> f32 {
    let size = (radius + EDGE / 2.0 - RADIUS) / (EDGE / 2.0);
    size * size * EDGE * 2.0
}

/// Springs as they act. One between two with many springs acts less than one on which a node
/// hangs alone, and it moves the end less that has more of them.
#[allow(clippy::cast_precision_loss)]
fn taut(springs: &[Spring], radii: &[f32]) -> Vec<Taut> {
    let weight = |spring: &Spring| (spring.links.clamp(1, 16) as f32).sqrt();
    let mut weights = vec![0.0_f32; radii.len()];
    for spring in springs {
        weights[spring.ends.0 as usize] += weight(spring);
        weights[spring.ends.1 as usize] += weight(spring);
    }
    let taut = |spring: &Spring| {
        let (one, two) = (spring.ends.0 as usize, spring.ends.1 as usize);
        let (first, second) = (weights[one], weights[two]);
        let strength = weight(spring) / first.min(second);
        let share = second / (first + second);
        Taut {
            ends: spring.ends,
            length: EDGE - 2.0 * RADIUS + radii[one] + radii[two],
            parts: (strength * share, strength * (1.0 - share)),
        }
    };
    springs.iter().map(taut).collect()
}
