//! The orders of actors and forums.

use std::collections::BTreeSet;

use proptest::prelude::*;
use regesta::index::net::{ArrangeBy, arranged, by_name};
use regesta::index::{Net, Opened};
use regesta::model::{Date, EntityIx};

use super::made::{Kept, cases, opened, small};

fn all(opened: &Opened) -> Net {
    Net::new(opened, |_, _| true)
}

/// The names of the actors and of the forums, so that those who meet stand together.
fn meeting(opened: &Opened) -> [Vec<String>; 2] {
    let found = arranged(opened, &all(opened), ArrangeBy::Meeting, false);
    let names = |list: Vec<EntityIx>| {
        let names = list
            .into_iter()
            .map(|ix| opened.record.entity(ix).name.to_string());
        names.collect()
    };
    [names(found.actors), names(found.forums)]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_order_has_everyone_once(
        (whole, kept, absence) in (small(), Kept::any(), any::<bool>()),
    ) {
        let opened = Opened::new(whole.record());
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let links = || net.links().iter().map(|number| opened.index.links[*number as usize]);
        let actors: BTreeSet<EntityIx> = links().map(|link| link.actor).collect();
        let forums: BTreeSet<EntityIx> = links().map(|link| link.forum).collect();
        for (by, words) in ArrangeBy::ALL {
            let found = arranged(&opened, &net, by, absence);
            prop_assert_eq!(found.actors.len(), actors.len(), "{}", words);
            prop_assert_eq!(found.actors.iter().copied().collect::<BTreeSet<_>>(), actors.clone());
            prop_assert_eq!(found.forums.len(), forums.len(), "{}", words);
            prop_assert_eq!(found.forums.iter().copied().collect::<BTreeSet<_>>(), forums.clone());
            prop_assert_eq!(&arranged(&opened, &net, by, absence), &found, "the same each time");
        }
        // What each order is by does not go down, and names decide where it is the same.
        let count = |ix: EntityIx| links().filter(|link| link.actor == ix).count();
        let first = |ix: EntityIx| {
            let dates = links().filter(|link| link.actor == ix);
            let days = dates.filter_map(|link| link.date(&opened.record).and_then(Date::sort_day));
            let first = days.min();
            (first.is_none(), first)
        };
        let kind = |ix: EntityIx| opened.record.entity(ix).kind;
        let holds = |by, rises: &dyn Fn(EntityIx, EntityIx) -> std::cmp::Ordering| {
            let found = arranged(&opened, &net, by, absence).actors;
            found.windows(2).all(|two| {
                let rise = rises(two[0], two[1]);
                rise.then_with(|| by_name(&opened.record, two[0], two[1])).is_lt()
            })
        };
        prop_assert!(holds(ArrangeBy::Name, &|_, _| std::cmp::Ordering::Equal));
        prop_assert!(holds(ArrangeBy::Links, &|one, two| count(two).cmp(&count(one))));
        prop_assert!(holds(ArrangeBy::FirstDate, &|one, two| first(one).cmp(&first(two))));
        prop_assert!(holds(ArrangeBy::Kind, &|one, two| kind(one).cmp(&kind(two))));
    }

    #[test]
    fn those_who_meet_nobody_else_stand_apart(
        turns in prop::collection::vec(any::<bool>(), 12),
        sizes in (2..6_usize, 2..6_usize),
    ) {
        // Two circles with names all mixed up; everyone meets everyone of the own circle.
        let mut links = Vec::new();
        for (circle, size) in [(0, sizes.0), (1, sizes.1)] {
            let member = |at: usize| format!("{}{}", mixed(&turns, 2 * at + circle), "ab".as_bytes()[circle] as char);
            for one in 0..size {
                for two in 0..size {
                    links.push((format!("a-{}", member(one)), format!("f-{}", member(two))));
                }
            }
        }
        let links: Vec<(&str, &str)> = links.iter().map(|(one, two)| (&**one, &**two)).collect();
        for names in meeting(&opened(&links)) {
            let circles: Vec<char> = names.iter().filter_map(|name| name.chars().last()).collect();
            let changes = circles.windows(2).filter(|two| two[0] != two[1]).count();
            prop_assert_eq!(changes, 1, "{:?}", names);
        }
    }

    #[test]
    fn neighbours_in_a_row_of_meetings_are_found(
        (order, width) in (Just((0..10_usize).collect::<Vec<_>>()).prop_shuffle(), 2..5_usize),
    ) {
        // Each is at so many meetings, one later than the one before: only names are mixed.
        let name = |at: usize| format!("a{}-{at}", order[at]);
        let links: Vec<(String, String)> = (0..10)
            .flat_map(|at| (at..at + width).map(move |meeting| (at, meeting)))
            .map(|(at, meeting)| (name(at), format!("f{meeting:02}")))
            .collect();
        let links: Vec<(&str, &str)> = links.iter().map(|(one, two)| (&**one, &**two)).collect();
        let [actors, forums] = meeting(&opened(&links));
        let mut places: Vec<usize> = (actors.iter())
            .map(|name| name.split_once('-').unwrap().1.parse().unwrap())
            .collect();
        // Of both directions the one in which the first by name comes in the first half.
        let first = actors.iter().min();
        prop_assert!(actors[..5].iter().min() == first, "{actors:?}");
        let mut forums = forums;
        if places[0] > places[1] {
            places.reverse();
            forums.reverse();
        }
        prop_assert!(places.is_sorted(), "{places:?}");
        prop_assert!(forums.is_sorted(), "{forums:?}");
    }
}

/// A letter that is one of two by chance, and differs for each.
fn mixed(turns: &[bool], at: usize) -> String {
    let turn = turns[at % turns.len()];
    format!("{}{at:02}", if turn { "m" } else { "n" })
}

#[test]
fn two_circles_joined_by_one_meeting_stand_side_by_side() {
    // “b” and “d” are of one circle, “a”, “c” and “e” of the other; “c” came to a meeting of theirs.
    let [actors, _] = meeting(&opened(&[
        ("a", "one"),
        ("c", "one"),
        ("e", "one"),
        ("a", "two"),
        ("c", "two"),
        ("e", "two"),
        ("b", "three"),
        ("d", "three"),
        ("b", "four"),
        ("d", "four"),
        ("c", "four"),
    ]));
    assert_eq!(actors, ["a", "e", "c", "b", "d"]);
}

#[test]
fn larger_circles_come_first_and_what_is_equal_stands_by_name() {
    let [actors, forums] = meeting(&opened(&[
        ("Älf", "x"),
        ("zoe", "house"),
        ("Eve", "house"),
        ("bo", "house"),
    ]));
    assert_eq!(actors, ["bo", "Eve", "zoe", "Älf"]);
    assert_eq!(forums, ["house", "x"]);
    let nobody = opened(&[]);
    assert_eq!(meeting(&nobody), [Vec::<String>::new(), Vec::new()]);
}
