//! Where nodes stand, which there are, how far apart they are in steps, and what is found
//! under the pointer, against plain reference implementations.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use regesta::index::net::{ActorsBy, Folded, Folding, Node, groups};
use regesta::index::{Net, Opened};
use regesta::layout::graph::{
    Area, At, Camera, Drawn, FAR, GraphLayout, LabelWish, PickGrid, arrange, distance, line_under,
    lines_in_sight, place_graph_labels, steps_from,
};
use regesta::model::{EntityIx, EntityKind};
use regesta::state::{GraphMemory, ShownLinks};

use super::made::{Kept, cases, known_on, small};

/// What is folded: by kind or not, and which forums are closed.
fn folding(opened: &Opened, by_kind: bool, closed: &[bool]) -> Folding {
    let mut folding = Folding::default();
    if by_kind {
        folding.actors = ActorsBy::Kind;
        folding.closed = groups(opened, ActorsBy::Kind);
    }
    for (ix, entity) in opened.record.entities_ix() {
        let is_forum = matches!(entity.kind, EntityKind::Forum(_));
        if is_forum && closed[ix.at() % closed.len()] {
            folding.closed.insert(Node::Entity(ix));
        }
    }
    folding
}

fn shown(opened: &Opened, kept: &Kept, folding: &Folding) -> Arc<ShownLinks> {
    let net = Net::new(opened, |number, link| kept.keeps(number, link));
    Arc::new(ShownLinks {
        folded: Folded::new(opened, &net, folding),
        net,
        ..ShownLinks::default()
    })
}

fn laid_out(opened: &Opened) -> GraphLayout {
    arrange(opened, None, &BTreeMap::new())
}

fn places() -> impl Strategy<Value = Vec<At>> {
    let place = (-600.0..600.0_f32, -600.0..600.0_f32).prop_map(|(x, y)| [x, y]);
    prop::collection::vec(place, 1..60)
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_shown_link_is_drawn_once_and_every_node_stands_where_it_stood(
        made in small(), kept in Kept::any(), day in known_on(), by_kind: bool,
        closed in prop::collection::vec(any::<bool>(), 1..5),
    ) {
        let whole = Opened::new(made.record());
        let layout = laid_out(&whole);
        let opened = match day {
            Some(day) => whole.as_known_on(day),
            None => Opened::new(made.record()),
        };
        let folding = folding(&opened, by_kind, &closed);
        let shown = shown(&opened, &kept, &folding);
        let drawn = Drawn::new(&opened, &layout, Arc::clone(&shown), &folding);
        let mut links: Vec<u32> = drawn.links().collect();
        links.sort_unstable();
        let mut expected = shown.net.links().to_vec();
        expected.sort_unstable();
        prop_assert_eq!(links, expected);
        for dot in &drawn.dots {
            if let Some(at) = dot.node.entity().and_then(|entity| layout.place(entity)) {
                prop_assert_eq!(dot.at, at);
            }
            prop_assert!(dot.at.iter().all(|part| part.is_finite()));
            let at = shown.folded.edges_at(dot.node);
            prop_assert_eq!(dot.links, at.map(|edge| edge.count()).sum::<u32>());
        }
        // What is not known yet has no node, and what is known and linked has one.
        for (entity, _) in opened.record.entities_ix() {
            let has_dot = drawn.dot_with(entity).is_some();
            let is_there = opened.knows_entity(entity) && layout.place(entity).is_some();
            prop_assert!(has_dot || !is_there);
            prop_assert!(is_there || drawn.dot_of(Node::Entity(entity)).is_none()
                || folding.closed.contains(&Node::Entity(entity)));
        }
    }

    #[test]
    fn what_is_remembered_stays_to_the_last_bit(made in small(), dropped in 0..9_usize) {
        let whole = Opened::new(made.record());
        let first = laid_out(&whole);
        prop_assert_eq!(&laid_out(&whole), &first);
        let mut memory = first.remembered(&whole.record, None);
        prop_assert_eq!(GraphLayout::recalled(&whole, &memory), Some(first));
        // Where no forces would have put them.
        for place in memory.places.values_mut() {
            *place = [place[0] * 3.0 + 1000.1, place[1] - 77.7];
        }
        let layout = GraphLayout::recalled(&whole, &memory).expect("all of it");
        let again = arrange(&whole, Some(&memory), &BTreeMap::new());
        prop_assert_eq!(&again, &layout);
        // Somebody is new: the others stay.
        let mut less = memory.clone();
        let name = format!("n{dropped}");
        let is_new = less.places.remove(&*name).is_some();
        prop_assert_eq!(GraphLayout::recalled(&whole, &less).is_none(), is_new);
        let more = arrange(&whole, Some(&less), &BTreeMap::new());
        for (entity, found) in whole.record.entities_ix() {
            prop_assert_eq!(more.place(entity).is_some(), layout.place(entity).is_some());
            if *found.id != *name {
                prop_assert_eq!(more.place(entity), layout.place(entity));
            }
        }
        // Whoever goes is remembered for a while.
        let none = Opened::default();
        let kept = laid_out(&none).remembered(&none.record, Some(&memory));
        prop_assert!(kept.places.is_empty() || memory.places.is_empty() || kept == memory);
    }

    #[test]
    fn pins_hold_when_all_is_arranged_anew(made in small(), at in -500.0..500.0_f32) {
        let whole = Opened::new(made.record());
        let layout = laid_out(&whole);
        let Some((pinned, _)) = (whole.record.entities_ix())
            .find(|(ix, _)| layout.place(*ix).is_some()) else { return Ok(()); };
        let pins = BTreeMap::from([(Node::Entity(pinned), [at, -at])]);
        let anew = arrange(&whole, None, &pins);
        prop_assert_eq!(anew.place(pinned), Some([at, -at]));
        let mut memory = GraphMemory::default();
        memory.set_pins(&whole.record, &pins);
        prop_assert_eq!(memory.pins_in(&whole.record), pins);
    }

    #[test]
    fn steps_are_counted_as_a_plain_search_counts_them(
        made in small(), kept in Kept::any(), absence: bool, start in 0..9_u32, most in 0..5_u32,
    ) {
        let opened = Opened::new(made.record());
        let shown = shown(&opened, &kept, &Folding::default());
        let drawn = Drawn::new(&opened, &laid_out(&opened), shown, &Folding::default());
        let starts = [start];
        let steps = steps_from(&drawn, &starts, absence, most);
        // Over and over along every line until nothing changes.
        let mut plain = vec![FAR; drawn.dots.len()];
        if let Some(own) = plain.get_mut(start as usize) {
            *own = 0;
        }
        for _ in 0..drawn.dots.len() {
            for line in drawn.lines.iter().filter(|line| absence || line.links > line.absences) {
                let (one, two) = (line.ends.0 as usize, line.ends.1 as usize);
                plain[one] = plain[one].min(plain[two].saturating_add(1));
                plain[two] = plain[two].min(plain[one].saturating_add(1));
            }
        }
        for steps in &mut plain {
            if *steps > most {
                *steps = FAR;
            }
        }
        prop_assert_eq!(steps, plain);
    }

    #[test]
    fn what_is_under_the_pointer_is_what_a_search_through_all_finds(
        places in places(), x in -700.0..700.0_f32, y in -700.0..700.0_f32,
        slack in 0.0..50.0_f32,
    ) {
        let radius = |dot: u32| 2.0 + (dot % 7) as f32 * 5.0;
        let found = PickGrid::new(&places).pick(&places, [x, y], (slack, 32.0), radius);
        let plain = (0..places.len() as u32)
            .map(|dot| (distance(places[dot as usize], [x, y]) - radius(dot), dot))
            .filter(|(away, _)| *away <= slack)
            .min_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
        prop_assert_eq!(found, plain.map(|(_, dot)| dot));
    }

    #[test]
    fn a_line_under_the_pointer_is_the_nearest(
        places in places(), x in -700.0..700.0_f32, y in -700.0..700.0_f32,
    ) {
        let lines: Vec<u32> = (0..places.len() as u32).collect();
        let ends = |line: u32| (places[line as usize], places[places.len() - 1 - line as usize]);
        let found = line_under(&lines, ends, [x, y], 8.0);
        // By many points along each line.
        let away = |line: u32| {
            let (from, to) = ends(line);
            let along = |at: i32| [0, 1].map(|axis| {
                from[axis] + (to[axis] - from[axis]) * at as f32 / 4000.0
            });
            (0..=4000).map(|at| distance(along(at), [x, y])).fold(f32::MAX, f32::min)
        };
        let plain = lines.iter().map(|line| away(*line)).fold(f32::MAX, f32::min);
        match found {
            Some(line) => prop_assert!(away(line) <= plain + 0.5),
            None => prop_assert!(plain > 7.5),
        }
    }

    #[test]
    fn names_never_overlap_and_stay_on_their_sides_while_nothing_moves(
        places in places(), widths in prop::collection::vec(10.0..140.0_f32, 60),
        may_cover in prop::collection::vec(any::<bool>(), 60), most in 1..40_usize,
    ) {
        let panel = Area { min: [-400.0; 2], max: [400.0; 2] };
        let mut wishes: Vec<LabelWish> = (places.iter().enumerate())
            .map(|(at, place)| LabelWish {
                at: *place,
                radius: 3.0 + (at % 5) as f32 * 3.0,
                size: [widths[at], 14.0],
                before: None,
                may_cover: may_cover[at],
            })
            .collect();
        let spots = place_graph_labels(&wishes, panel, most);
        let areas: Vec<(usize, Area)> = (spots.iter().enumerate())
            .filter_map(|(at, spot)| Some((at, wishes[at].area((*spot)?))))
            .collect();
        prop_assert!(areas.len() <= most);
        for (at, (_, one)) in areas.iter().enumerate() {
            for (_, two) in &areas[..at] {
                prop_assert!(!one.overlaps(*two));
            }
        }
        for (owner, area) in &areas {
            for (other, wish) in wishes.iter().enumerate().filter(|(other, _)| other != owner) {
                let node = Area {
                    min: wish.at.map(|part| part - wish.radius),
                    max: wish.at.map(|part| part + wish.radius),
                };
                let covers = area.overlaps(node);
                let is_less = other > *owner && wish.radius <= wishes[*owner].radius;
                prop_assert!(!covers || may_cover[*owner] && is_less);
            }
        }
        for (wish, spot) in wishes.iter_mut().zip(&spots) {
            wish.before = *spot;
        }
        let again = place_graph_labels(&wishes, panel, most);
        prop_assert_eq!(spots, again);
    }

    #[test]
    fn lines_in_sight_are_those_that_touch_it(
        made in small(), x in -200.0..200.0_f32, y in -200.0..200.0_f32, size in 1.0..300.0_f32,
        most in 1..6_usize,
    ) {
        let opened = Opened::new(made.record());
        let net = Net::new(&opened, |_, _| true);
        let folded = Folded::new(&opened, &net, &Folding::default());
        let shown = Arc::new(ShownLinks { net, folded, ..ShownLinks::default() });
        let drawn = Drawn::new(&opened, &laid_out(&opened), shown, &Folding::default());
        let places: Vec<At> = drawn.dots.iter().map(|dot| dot.at).collect();
        let area = Area { min: [x, y], max: [x + size, y + size] };
        let found = lines_in_sight(&drawn, &places, area, most);
        let touches = |number: &u32| {
            let line = drawn.lines[*number as usize];
            area.touches(places[line.ends.0 as usize], places[line.ends.1 as usize])
        };
        let plain: Vec<u32> = (0..drawn.lines.len() as u32).filter(touches).collect();
        prop_assert_eq!(found.all, plain.len());
        prop_assert_eq!(&found.lines, &plain[..plain.len().min(most)]);
        // The strongest come first.
        let links: Vec<u32> = drawn.lines.iter().map(|line| line.links).collect();
        prop_assert!(links.is_sorted_by(|one, two| one >= two));
    }
}

#[test]
fn a_closed_node_without_a_place_of_its_own_stands_among_its_members() {
    let mut record = super::made::opened(&[("a", "x"), ("b", "y"), ("c", "z")]).record;
    let find = |id: &str| {
        let mut all = record.entities_ix();
        all.find(|(_, entity)| &*entity.id == id).expect("it").0
    };
    let [x, y, z] = ["x", "y", "z"].map(find);
    // Nothing links it; two belong to it.
    let mut above = record.entity(x).clone();
    above.id = "above".into();
    above.parent = None;
    let entities = Arc::make_mut(&mut record.entities);
    entities.push(above);
    let above = EntityIx::new(entities.len() - 1);
    for inner in [x, y] {
        entities[inner.at()].parent = Some(above);
    }
    let opened = Opened::new(record);
    let layout = laid_out(&opened);
    assert_eq!(layout.place(above), None);
    let mut folding = Folding::default();
    folding.closed.insert(Node::Entity(above));
    let net = Net::new(&opened, |_, _| true);
    let folded = Folded::new(&opened, &net, &folding);
    let shown = ShownLinks {
        net,
        folded,
        ..ShownLinks::default()
    };
    let drawn = Drawn::new(&opened, &layout, Arc::new(shown), &folding);
    let dot = drawn.dot_of(Node::Entity(above)).expect("a dot");
    let [one, two] = [x, y].map(|inner| layout.place(inner).expect("a place"));
    let middle = [0, 1].map(|axis| (one[axis] + two[axis]) / 2.0);
    assert!(distance(drawn.dots[dot as usize].at, middle) < 0.01);
    assert_eq!(drawn.dots[dot as usize].links, 2);
    assert_eq!(drawn.dot_with(x), Some(dot));
    assert_eq!(drawn.dot_of(Node::Entity(x)), None);
    assert!(drawn.dot_of(Node::Entity(z)).is_some());
}

#[test]
fn the_camera_shows_what_it_fits_however_little_that_is() {
    let panel = Area {
        min: [0.0; 2],
        max: [800.0, 400.0],
    };
    for area in [
        Area::around([[5.0, 5.0]]).expect("an area"),
        Area::around([[-9e4, 0.0], [9e4, 10.0]]).expect("an area"),
    ] {
        let camera = Camera::fit(area, panel.size());
        assert!(camera.zoom > 0.0 && camera.zoom < 3.0);
        let sight = camera.in_sight(panel);
        assert!(sight.holds(area.min) && sight.holds(area.max));
    }
    assert_eq!(Area::around([]), None);
}
