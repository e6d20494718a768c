//! The forces of the graph: how nodes stand once they are still, and that they become still.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_precision_loss
)]

use proptest::prelude::*;
use regesta::layout::forces::{Body, EDGE, Forces, Spring};

/// At most so many steps from full warmth until all is still.
const MOST_STEPS: usize = 600;

fn spring(one: u32, two: u32) -> Spring {
    Spring {
        ends: (one, two),
        links: 1,
    }
}

fn at(x: f32, y: f32) -> Body {
    Body {
        start: Some([x, y]),
        ..Body::default()
    }
}

/// Steps until all is still; how many.
fn settle(forces: &mut Forces) -> usize {
    let mut steps = 0;
    while !forces.is_still() {
        forces.step();
        steps += 1;
        assert!(steps <= MOST_STEPS, "it does not come to rest");
    }
    steps
}

fn settled(bodies: &[Body], springs: &[Spring]) -> Vec<[f32; 2]> {
    let mut forces = Forces::new(bodies, springs);
    settle(&mut forces);
    let places = forces.places().to_vec();
    assert_eq!(places.len(), bodies.len());
    assert!(places.iter().flatten().all(|value| value.is_finite()));
    places
}

fn distance(places: &[[f32; 2]], one: usize, two: usize) -> f32 {
    (places[one][0] - places[two][0]).hypot(places[one][1] - places[two][1])
}

/// The first pair of nodes that cover each other.
fn covered(places: &[[f32; 2]], bodies: &[Body]) -> Option<(usize, usize)> {
    let pairs = (0..places.len()).flat_map(|one| (0..one).map(move |two| (one, two)));
    pairs.into_iter().find(|(one, two)| {
        let apart = bodies[*one].radius + bodies[*two].radius;
        distance(places, *one, *two) < apart * 0.999
    })
}

fn mean(values: impl Iterator<Item = f32>) -> f32 {
    let values: Vec<f32> = values.collect();
    values.iter().sum::<f32>() / values.len() as f32
}

fn bits(places: &[[f32; 2]]) -> Vec<[u32; 2]> {
    places.iter().map(|place| place.map(f32::to_bits)).collect()
}

/// Two groups of which everybody knows everybody of the own one, and a bridge between them.
fn two_cliques(size: u32) -> Vec<Spring> {
    let mut springs = vec![spring(0, size)];
    for first in [0, size] {
        for one in 0..size {
            springs.extend((0..one).map(|two| spring(first + one, first + two)));
        }
    }
    springs
}

/// A tree of so many nodes from a seed.
fn tree(nodes: u32, seed: u32) -> Vec<Spring> {
    let mut state = seed;
    let mut below = |end: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % end
    };
    (1..nodes).map(|node| spring(node, below(node))).collect()
}

#[test]
fn none_one_and_two() {
    let mut none = Forces::new(&[], &[]);
    assert!(settle(&mut none) <= MOST_STEPS);
    assert!(none.places().is_empty());

    let one = settled(&[at(3000.0, -20.0)], &[]);
    assert!(one[0][0].hypot(one[0][1]) < EDGE, "{one:?}");

    let two = settled(&[Body::default(); 2], &[spring(0, 1)]);
    let length = distance(&two, 0, 1);
    assert!((EDGE * 0.9..EDGE * 1.2).contains(&length), "{length}");
}

#[test]
fn what_is_still_stays_until_it_is_warmed() {
    let mut forces = Forces::new(&[Body::default(); 40], &tree(40, 3));
    settle(&mut forces);
    let before = bits(forces.places());
    forces.step();
    assert_eq!(bits(forces.places()), before);

    forces.warm(0.3);
    assert!(!forces.is_still());
    forces.pin(7, [500.0, 0.0]);
    let steps = settle(&mut forces);
    assert!(steps < 300, "{steps}");
    assert_eq!(forces.places()[7], [500.0, 0.0]);
    assert_ne!(bits(forces.places()), before);

    forces.release(7);
    forces.warm(1.0);
    settle(&mut forces);
    assert!(forces.places()[7][0] < 400.0);
    // Nobody is there, or there is no such place: nothing happens.
    let before = bits(forces.places());
    forces.pin(40, [0.0; 2]);
    forces.release(40);
    forces.pin(7, [f32::NAN, 0.0]);
    assert_eq!(bits(forces.places()), before);
}

#[test]
fn no_node_covers_another() {
    // Very unequal ones, closely connected.
    let bodies: Vec<Body> = (0..150_u16)
        .map(|at| Body {
            radius: if at % 10 == 0 {
                45.0
            } else {
                4.0 + f32::from(at % 9)
            },
            ..Body::default()
        })
        .collect();
    let mut springs = tree(150, 1);
    springs.extend(tree(150, 2));
    springs.extend((0..150).map(|node| spring(node / 50, node)));
    let mut forces = Forces::new(&bodies, &springs);
    let steps = settle(&mut forces);
    assert_eq!(covered(forces.places(), &bodies), None);
    // They came apart on the way; at the end nothing jumps.
    assert!(steps < 305, "{steps}");
}

#[test]
fn what_is_put_upon_others_pushes_them_aside_without_warmth() {
    let bodies = [Body::default(); 60];
    let mut forces = Forces::new(&bodies, &tree(60, 3));
    settle(&mut forces);
    let far = distance(forces.places(), 20, 30);
    forces.pin(7, forces.places()[8]);
    forces.pin(9, forces.places()[10]);
    forces.warm(0.0);
    assert!(settle(&mut forces) < 50);
    assert_eq!(covered(forces.places(), &bodies), None);
    assert!((distance(forces.places(), 20, 30) - far).abs() < 1.0);
}

#[test]
fn twice_the_same_to_the_last_bit() {
    let springs = tree(300, 9);
    let one = settled(&[Body::default(); 300], &springs);
    let two = settled(&[Body::default(); 300], &springs);
    assert_eq!(bits(&one), bits(&two));
}

#[test]
fn pinned_nodes_stay_and_push() {
    let mut bodies = vec![Body::default(); 60];
    let pinned = [[0.0, 0.0], [5.0, 0.0], [-900.0, 400.0]];
    for (body, place) in bodies.iter_mut().zip(pinned) {
        body.start = Some(place);
        body.is_pinned = true;
    }
    let springs = tree(60, 4);
    let mut forces = Forces::new(&bodies, &springs);
    while !forces.is_still() {
        forces.step();
        assert_eq!(forces.places()[..3], pinned);
    }
    // Two of them cover each other and have to; nobody else does.
    let places = forces.places();
    assert!((3..60).all(|node| (0..3).all(|pin| distance(places, node, pin) >= 19.9)));
}

#[test]
fn two_cliques_stand_apart() {
    let places = settled(&[Body::default(); 24], &two_cliques(12));
    let within = mean((0..24).flat_map(|one| {
        let places = &places;
        (0..one)
            .filter(move |two| (one < 12) == (*two < 12))
            .map(move |two| distance(places, one, two))
    }));
    let between = mean((0..12).flat_map(|one| {
        let places = &places;
        (12..24).map(move |two| distance(places, one, two))
    }));
    assert!(between > within * 1.5, "{between} and {within}");
}

#[test]
fn connected_ones_are_nearer() {
    let mut springs = tree(200, 5);
    springs.extend(tree(200, 6).into_iter().step_by(4));
    let places = settled(&[Body::default(); 200], &springs);
    let connected = mean((springs.iter()).map(|spring| {
        let (one, two) = spring.ends;
        distance(&places, one as usize, two as usize)
    }));
    let all = mean((0..200).flat_map(|one| {
        let places = &places;
        (0..one).map(move |two| distance(places, one, two))
    }));
    assert!(connected < all / 3.0, "{connected} of {all}");
}

#[test]
fn more_links_pull_more() {
    // One that lies between two, with many links to the second.
    let mut bodies = vec![Body::default(); 3];
    for (body, x) in bodies.iter_mut().zip([-200.0, 200.0]) {
        body.start = Some([x, 0.0]);
        body.is_pinned = true;
    }
    let mut springs = [spring(2, 0), spring(2, 1)];
    let even = settled(&bodies, &springs)[2][0];
    springs[1].links = 9;
    let drawn = settled(&bodies, &springs)[2][0];
    assert!(even.abs() < 10.0 && drawn > 40.0, "{even} and {drawn}");
}

#[test]
fn what_is_not_connected_stays_near() {
    // A closely knit part, some pairs, and some alone.
    let mut springs = tree(200, 7);
    for seed in 10..16 {
        springs.extend(tree(200, seed));
    }
    springs.extend((0..5).map(|pair| spring(200 + pair * 2, 201 + pair * 2)));
    let places = settled(&[Body::default(); 230], &springs);
    let away = |node: usize| places[node][0].hypot(places[node][1]);
    let knit = (0..200).map(away).fold(0.0, f32::max);
    let rest = (200..230).map(away).fold(0.0, f32::max);
    assert!(rest < knit * 1.4, "{rest} about {knit}");

    // Of those alone each has about the room of an edge, and they are round.
    let alone = settled(&[Body::default(); 300], &[]);
    let rim = alone.iter().map(|[x, y]| x.hypot(*y)).fold(0.0, f32::max);
    let even = EDGE * (300.0 / std::f32::consts::PI).sqrt();
    assert!((even * 0.7..even * 1.3).contains(&rim), "{rim} of {even}");
}

#[test]
fn what_begins_at_one_spot_comes_apart() {
    let bodies = vec![at(1.0, 2.0); 800];
    let mut forces = Forces::new(&bodies, &tree(800, 8));
    settle(&mut forces);
    assert_eq!(covered(forces.places(), &bodies), None);
}

#[test]
fn faulty_starts_do_no_harm() {
    let odd = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::MAX,
        -f32::MAX,
        f32::MIN_POSITIVE,
        0.0,
    ];
    let mut bodies = Vec::new();
    for x in odd {
        for y in odd {
            bodies.push(Body {
                radius: x,
                is_pinned: x == f32::MAX,
                ..at(x, y)
            });
        }
    }
    let mut springs = tree(49, 2);
    springs.extend([spring(3, 3), spring(0, 49), spring(u32::MAX, 1)]);
    springs[5].links = u32::MAX;
    springs[6].links = 0;
    let places = settled(&bodies, &springs);
    assert!(
        places
            .iter()
            .flatten()
            .all(|value| value.abs() <= 100_000.0)
    );
}

fn graphs() -> impl Strategy<Value = (Vec<Body>, Vec<Spring>)> {
    let place = prop_oneof![-300.0_f32..300.0, -1e9_f32..1e9, Just(0.0), any::<f32>(),];
    let body = (
        prop_oneof![1.0_f32..40.0, Just(10.0)],
        proptest::option::of([place.clone(), place]),
    );
    (1..80_u32).prop_flat_map(move |nodes| {
        let bodies = proptest::collection::vec(body.clone(), nodes as usize);
        let springs = proptest::collection::vec((0..nodes, 0..nodes, 0..30_u32), 0..160);
        (bodies, springs).prop_map(|(bodies, springs)| {
            let body = |(radius, start)| Body {
                radius,
                start,
                is_pinned: false,
            };
            let spring = |(one, two, links)| Spring {
                ends: (one, two),
                links,
            };
            (
                bodies.into_iter().map(body).collect(),
                springs.into_iter().map(spring).collect(),
            )
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(128)
    })]

    #[test]
    fn every_graph_comes_to_rest_and_nothing_covers_anything((bodies, springs) in graphs()) {
        let places = settled(&bodies, &springs);
        prop_assert_eq!(covered(&places, &bodies), None);
    }
}
