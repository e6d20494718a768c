//! Who meets where: paths, companions, measures and orders against plain reference
//! implementations on random records, and questions of the command line on the record that
//! ships, whose answers stand in its sources.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss
)]

#[path = "shared/asked.rs"]
mod asked;
#[path = "net/chance.rs"]
mod chance;
#[path = "net/command.rs"]
mod command;
#[path = "net/made.rs"]
mod made;
#[path = "net/orders.rs"]
mod orders;
#[path = "shared/source.rs"]
mod source;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use made::{Kept, cases, known_on, small};
use proptest::prelude::*;
use regesta::index::net::{
    Chain, EXACT, Graph, Presence, Quarter, Ways, by_name, measures, over_quarters, paths,
    quarters_of, shares, together,
};
use regesta::index::{Link, Net, Opened};
use regesta::model::{Date, EntityIx, EventIx, TieIx};

// ---- The net ---------------------------------------------------------------------------

/// The numbers of the links that are kept, found one by one.
fn plainly(opened: &Opened, kept: &Kept) -> BTreeSet<u32> {
    let links = (0_u32..).zip(&opened.index.links);
    let kept = links.filter(|(number, link)| kept.keeps(*number, link));
    kept.map(|(number, _)| number).collect()
}

fn link(opened: &Opened, number: u32) -> &Link {
    &opened.index.links[number as usize]
}

/// Somebody whom any claim on an event has stay away was not there, whatever other claims say.
fn is_absent(opened: &Opened, number: u32) -> bool {
    let link = link(opened, number);
    let same = |other: &&Link| {
        let ends = (other.actor, other.forum) == (link.actor, link.forum);
        let event = other.event().is_some() && other.event() == link.event();
        *other == link || (ends && event)
    };
    let mut all = opened.index.links.iter().filter(same);
    all.any(|other| opened.record.role(other.role).absent)
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_net_holds_the_links_that_are_kept_and_no_others(
        (whole, kept, day) in (small(), Kept::any(), known_on()),
    ) {
        let opened = day.map_or_else(|| Opened::new(whole.record()), |day| {
            Opened::new(whole.record()).as_known_on(day)
        });
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let expected = plainly(&opened, &kept);
        let held: Vec<u32> = net.links().to_vec();
        prop_assert_eq!(held.len(), expected.len());
        prop_assert_eq!(held.iter().copied().collect::<BTreeSet<u32>>(), expected.clone());
        // Each edge has all links of its two, by date, and there is one for each pair.
        let mut pairs = BTreeSet::new();
        for edge in net.edges() {
            prop_assert!(pairs.insert((edge.actor, edge.forum)), "twice");
            prop_assert_eq!(net.edge(edge.actor, edge.forum), Some(edge));
            let mut own: Vec<u32> = (expected.iter().copied())
                .filter(|number| {
                    let link = link(&opened, *number);
                    (link.actor, link.forum) == (edge.actor, edge.forum)
                })
                .collect();
            own.sort_by_key(|number| {
                let date = link(&opened, *number).date(&opened.record);
                let day = date.and_then(Date::sort_day);
                (day.is_none(), day, *number)
            });
            prop_assert_eq!(net.links_of(edge), &own[..]);
            let absent = own.iter().filter(|number| is_absent(&opened, **number)).count();
            prop_assert_eq!(edge.absences as usize, absent);
            prop_assert_eq!(edge.count() as usize, own.len());
            own.retain(|number| !is_absent(&opened, *number));
            let connecting: Vec<u32> = net.connecting(edge, false).collect();
            prop_assert_eq!(connecting, own);
        }
        let ends = net.edges().iter().flat_map(|edge| [edge.actor, edge.forum]);
        prop_assert_eq!(net.nodes().collect::<BTreeSet<_>>(), ends.collect::<BTreeSet<_>>());
        for (entity, _) in opened.record.entities_ix() {
            let at: Vec<_> = net.edges_at(entity).collect();
            let expected: Vec<_> = (net.edges().iter())
                .filter(|edge| edge.actor == entity || edge.forum == entity)
                .collect();
            prop_assert_eq!(at, expected);
        }
    }
}

// ---- Paths -----------------------------------------------------------------------------

/// Everybody's neighbours with the numbers of the links between them.
type Neighbours = BTreeMap<EntityIx, BTreeMap<EntityIx, Vec<u32>>>;

fn neighbours(opened: &Opened, kept: &Kept, ways: Ways) -> Neighbours {
    let mut all = Neighbours::new();
    for number in plainly(opened, kept) {
        let Link { actor, forum, .. } = *link(opened, number);
        if actor != forum && (ways.absence || !is_absent(opened, number)) {
            for (one, two) in [(actor, forum), (forum, actor)] {
                let links = all.entry(one).or_default().entry(two).or_default();
                links.push(number);
            }
        }
    }
    for (ix, entity) in opened.record.entities_ix().filter(|_| ways.parents) {
        for (one, two) in entity.parent.iter().flat_map(|up| [(ix, *up), (*up, ix)]) {
            all.entry(one).or_default().entry(two).or_default();
        }
    }
    all
}

/// All ways from the end of a path to a goal that come to nothing twice.
fn all_paths(
    all: &Neighbours,
    path: &mut Vec<EntityIx>,
    to: EntityIx,
    found: &mut Vec<Vec<EntityIx>>,
) {
    let at = *path.last().unwrap();
    if at == to {
        found.push(path.clone());
        return;
    }
    for next in all.get(&at).into_iter().flat_map(BTreeMap::keys) {
        if !path.contains(next) {
            path.push(*next);
            all_paths(all, path, to, found);
            path.pop();
        }
    }
}

/// The shortest chains by trying all.
fn tried(opened: &Opened, all: &Neighbours, ends: (EntityIx, EntityIx)) -> Vec<Vec<EntityIx>> {
    let mut found = Vec::new();
    if ends.0 != ends.1 {
        all_paths(all, &mut vec![ends.0], ends.1, &mut found);
    }
    let links = |path: &[EntityIx]| -> usize {
        path.windows(2).map(|two| all[&two[0]][&two[1]].len()).sum()
    };
    found.sort_by(|one, two| {
        let size = |path: &[EntityIx]| (path.len(), Reverse(links(path)));
        size(one).cmp(&size(two)).then_with(|| {
            let names = one
                .iter()
                .zip(two)
                .map(|(a, b)| by_name(&opened.record, *a, *b));
            names.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        })
    });
    found
}

fn stations(chain: &Chain) -> Vec<EntityIx> {
    let first = chain.steps.first().map(|step| step.from);
    first
        .into_iter()
        .chain(chain.steps.iter().map(|step| step.to))
        .collect()
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn paths_are_the_best_of_all_paths(
        (whole, kept, ends, count) in (small(), Kept::any(), (0..9_usize, 0..9_usize), 0..12_usize),
        (absence, parents) in (any::<bool>(), any::<bool>()),
    ) {
        let opened = Opened::new(whole.record());
        let size = opened.record.entities.len();
        let ends = (EntityIx::new(ends.0 % size), EntityIx::new(ends.1 % size));
        let ways = Ways { absence, parents };
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let found = paths(&opened, &net, ends, count, ways);
        let all = neighbours(&opened, &kept, ways);
        let mut expected = tried(&opened, &all, ends);
        expected.truncate(count);
        prop_assert_eq!(found.iter().map(stations).collect::<Vec<_>>(), expected);
        // Every step has all its receipts.
        for step in found.iter().flat_map(|chain| &chain.steps) {
            let mut links = step.links.clone();
            links.sort_unstable();
            prop_assert_eq!(&links, &all[&step.from][&step.to]);
            prop_assert!(step.parent || !links.is_empty());
        }
    }
}

#[test]
fn nothing_connects_who_shares_nothing_and_nobody_is_connected_with_himself() {
    let opened = made::opened(&[("ada", "house"), ("bo", "ring")]);
    let net = Net::new(&opened, |_, _| true);
    let ask = |one, two| paths(&opened, &net, (one, two), 3, Ways::default());
    let [ada, bo] = ["ada", "bo"].map(|id| made::entity(&opened, id));
    assert!(ask(ada, bo).is_empty());
    assert!(ask(ada, ada).is_empty());
    assert_eq!(ask(ada, made::entity(&opened, "house")).len(), 1);
}

// ---- Measures --------------------------------------------------------------------------

/// For each the share of pairs whose shortest chain runs through it, by listing all chains.
fn betweenness_by_trying(all: &Neighbours) -> BTreeMap<EntityIx, f64> {
    let nodes: Vec<EntityIx> = all.keys().copied().collect();
    let mut sums: BTreeMap<EntityIx, f64> = nodes.iter().map(|node| (*node, 0.0)).collect();
    for (at, one) in nodes.iter().enumerate() {
        for two in &nodes[at + 1..] {
            let mut found = Vec::new();
            all_paths(all, &mut vec![*one], *two, &mut found);
            let least = found.iter().map(Vec::len).min().unwrap_or(0);
            found.retain(|path| path.len() == least);
            for path in &found {
                for inner in &path[1..path.len() - 1] {
                    *sums.get_mut(inner).unwrap() += 1.0 / found.len() as f64;
                }
            }
        }
    }
    let others = nodes.len().saturating_sub(1) as f64;
    let pairs = others * (others - 1.0) / 2.0;
    if pairs > 0.0 {
        sums.values_mut().for_each(|sum| *sum /= pairs);
    }
    sums
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn degree_and_betweenness_are_those_of_counting(
        (whole, kept, absence) in (small(), Kept::any(), any::<bool>()),
    ) {
        let opened = Opened::new(whole.record());
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let ways = Ways { absence, parents: false };
        let all = neighbours(&opened, &kept, ways);
        let measured = measures(&opened, &net, absence);
        prop_assert_eq!(measured.pivots, None);
        prop_assert_eq!(measured.rows.len(), all.len());
        let expected = betweenness_by_trying(&all);
        for row in &measured.rows {
            let own = &all[&row.entity];
            prop_assert_eq!(row.degree as usize, own.len());
            prop_assert_eq!(row.links as usize, own.values().map(Vec::len).sum::<usize>());
            prop_assert!((row.betweenness - expected[&row.entity]).abs() < 1e-9, "{row:?}");
        }
        let in_order = |two: &[_]| matches!(two, [a, b] if by_rank(&opened, a, b));
        prop_assert!(measured.rows.windows(2).all(in_order));
        let graph = Graph::new(&opened, &net, ways);
        prop_assert_eq!(graph.nodes().len(), all.len());
    }

    #[test]
    fn a_quarter_is_measured_by_the_links_that_count_in_it(
        (whole, kept, absence) in (small(), Kept::any(), any::<bool>()),
    ) {
        let opened = Opened::new(whole.record());
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let over = over_quarters(&opened, &net, absence);
        prop_assert_eq!(over.more, 0);
        let counts = |link: &Link, quarter| {
            quarters_of(&opened.record, link).is_some_and(|span| span.contains(&quarter))
        };
        for in_quarter in &over.quarters {
            let only = Net::new(&opened, |number, link| {
                kept.keeps(number, link) && counts(link, in_quarter.quarter)
            });
            prop_assert_eq!(&in_quarter.measured, &measures(&opened, &only, absence));
            prop_assert!(![Quarter::FIRST, Quarter::LAST].contains(&in_quarter.quarter));
            // A forum may be tied to itself, which makes it nobody's neighbour.
            let alone = net.edges().iter().any(|edge| edge.actor == edge.forum);
            prop_assert!(alone || !in_quarter.measured.rows.is_empty());
        }
        prop_assert!(over.quarters.windows(2).all(|two| two[0].quarter < two[1].quarter));
        let counted = plainly(&opened, &kept).into_iter().filter(|number| absence || !is_absent(&opened, *number));
        let spans: Vec<_> = counted.map(|number| quarters_of(&opened.record, link(&opened, number))).collect();
        prop_assert_eq!(over.nowhere, spans.iter().filter(|span| span.is_none()).count());
        // No quarter is missing in which something begins or ends.
        for end in spans.iter().flatten().flat_map(|span| [*span.start(), *span.end()]) {
            let is_told = over.quarters.iter().any(|told| told.quarter == end);
            prop_assert!(is_told || end == Quarter::FIRST || end == Quarter::LAST);
        }
    }
}

fn by_rank(
    opened: &Opened,
    one: &regesta::index::net::Row,
    two: &regesta::index::net::Row,
) -> bool {
    let rank = (two.betweenness, two.degree)
        .partial_cmp(&(one.betweenness, one.degree))
        .unwrap();
    rank.then_with(|| by_name(&opened.record, one.entity, two.entity))
        .is_lt()
}

#[test]
fn beyond_the_limit_betweenness_is_estimated_and_says_so() {
    let star = |leaves: usize| {
        let leaves: Vec<String> = (0..leaves).map(|at| format!("leaf-{at:04}")).collect();
        let links: Vec<(&str, &str)> = leaves.iter().map(|leaf| (&**leaf, "hub")).collect();
        let opened = made::opened(&links);
        measures(&opened, &Net::new(&opened, |_, _| true), false)
    };
    let exact = star(EXACT - 1);
    assert_eq!((exact.pivots, exact.caution()), (None, None));
    assert!((exact.rows[0].betweenness - 1.0).abs() < 1e-9);
    let more = star(EXACT);
    assert!(more.pivots.is_some());
    let caution = more.caution().expect("a sentence");
    assert!(caution.contains("256 of 2001"), "{caution}");
    assert!(
        (0.99..=1.0).contains(&more.rows[0].betweenness),
        "{:?}",
        more.rows[0]
    );
    assert_eq!(more.rows[1].betweenness, 0.0);
}

#[test]
fn a_link_counts_in_the_quarters_that_its_date_is_certain_of() {
    for (edtf, by_event, by_tie) in [
        ("2020-05-22", "Q2 2020 Q2 2020", "Q2 2020 Q2 2020"),
        ("2020-03", "Q1 2020 Q1 2020", "Q1 2020 Q1 2020"),
        ("2020-36", "Q4 2020 Q4 2020", "Q4 2020 Q4 2020"),
        // A whole year is a time that a tie lasts, but not one at which something happens.
        ("2020", "", "Q1 2020 Q4 2020"),
        ("2020-03/2020-07", "Q1 2020 Q3 2020", "Q1 2020 Q3 2020"),
        ("[2020-01..2020-06]", "", "Q1 2020 Q2 2020"),
        ("[..2020-06]", "", ""),
        ("2020-06/..", "Q2 2020 …", "Q2 2020 …"),
        ("../2020-06", "… Q2 2020", "… Q2 2020"),
        ("-0001-12-31", "Q4 -1 Q4 -1", "Q4 -1 Q4 -1"),
    ] {
        let opened = made::dated(edtf);
        let words = |quarter: Quarter| match quarter {
            Quarter::FIRST | Quarter::LAST => "…".to_owned(),
            quarter => quarter.to_string(),
        };
        let told: Vec<String> = (opened.index.links.iter())
            .map(|link| {
                let span = quarters_of(&opened.record, link);
                span.map_or(String::new(), |span| {
                    format!("{} {}", words(*span.start()), words(*span.end()))
                })
            })
            .collect();
        assert_eq!(told, [by_event, by_tie], "{edtf}");
    }
}

// ---- Together --------------------------------------------------------------------------

/// The events at which and the forums in which an actor was, by asking each link.
fn presence(
    opened: &Opened,
    kept: &Kept,
    actor: EntityIx,
    absence: bool,
) -> (BTreeSet<EventIx>, BTreeSet<EntityIx>) {
    let own = plainly(opened, kept).into_iter().filter(|number| {
        link(opened, *number).actor == actor && (absence || !is_absent(opened, *number))
    });
    let links: Vec<Link> = own.map(|number| *link(opened, number)).collect();
    let events = links.iter().filter_map(Link::event).collect();
    (events, links.iter().map(|link| link.forum).collect())
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn companions_share_what_both_have(
        (whole, kept, absence, who) in (small(), Kept::any(), any::<bool>(), 0..9_usize),
    ) {
        let opened = Opened::new(whole.record());
        let actor = EntityIx::new(who % opened.record.entities.len());
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let found = together(&opened, &net, actor, absence);
        let of = |one: EntityIx| presence(&opened, &kept, one, absence);
        let all: Vec<_> = opened.record.entities_ix().map(|(ix, _)| (ix, of(ix))).collect();
        let events: BTreeSet<EventIx> = all.iter().flat_map(|(_, (events, _))| events.clone()).collect();
        let forums: BTreeSet<EntityIx> = all.iter().flat_map(|(_, (_, forums))| forums.clone()).collect();
        prop_assert_eq!((found.all_events as usize, found.all_forums as usize), (events.len(), forums.len()));
        let own = of(actor);
        prop_assert_eq!((found.events as usize, found.forums as usize), (own.0.len(), own.1.len()));
        let mut met = 0;
        for (other, (events, forums)) in all.iter().filter(|(other, _)| *other != actor) {
            let shared: BTreeSet<EventIx> = events.intersection(&own.0).copied().collect();
            let places: BTreeSet<EntityIx> = forums.intersection(&own.1).copied().collect();
            let companion = found.companions.iter().find(|one| one.actor == *other);
            prop_assert_eq!(companion.is_some(), !places.is_empty() || !shared.is_empty());
            let Some(companion) = companion else { continue };
            met += 1;
            prop_assert_eq!(companion.events.shared.iter().copied().collect::<BTreeSet<_>>(), shared.clone());
            prop_assert_eq!(companion.events.shared.len(), shared.len());
            prop_assert_eq!(companion.forums.shared.iter().copied().collect::<BTreeSet<_>>(), places);
            prop_assert_eq!(companion.events.of_other as usize, events.len());
            let lift = companion.events.lift();
            prop_assert!(!companion.events.surprising || (shared.len() > 1 && lift > 1.0));
            // Each thing in common has the receipts of both.
            let theirs = Presence::of_actor(&opened, &net, *other, absence);
            let ours = Presence::of_actor(&opened, &net, actor, absence);
            for event in &shared {
                for (one, who) in [(&ours, actor), (&theirs, *other)] {
                    let links: Vec<u32> = one.at(*event).collect();
                    prop_assert!(!links.is_empty());
                    let theirs_alone = links.iter().all(|number| {
                        let link = link(&opened, *number);
                        link.actor == who && link.event() == Some(*event)
                    });
                    prop_assert!(theirs_alone);
                }
            }
        }
        prop_assert_eq!(found.companions.len(), met);
        let counts: Vec<_> = (found.companions.iter())
            .map(|one| Reverse((one.events.shared.len(), one.forums.shared.len())))
            .collect();
        prop_assert!(counts.is_sorted());
    }

    #[test]
    fn what_several_share_is_what_each_of_them_has(
        (whole, kept, absence, all) in (small(), Kept::any(), any::<bool>(), prop::collection::vec(0..9_usize, 1..4)),
    ) {
        let opened = Opened::new(whole.record());
        let record = &opened.record;
        let all: Vec<EntityIx> = all.iter().map(|at| EntityIx::new(at % record.entities.len())).collect();
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let found = shares(&opened, &net, &all, absence);
        // For each of them its links, with the other end; its own family is no other.
        let own = |one: EntityIx| -> Vec<(EntityIx, u32)> {
            let is_own = |ix: EntityIx| record.with_parents(ix).any(|above| above == one);
            let numbers = plainly(&opened, &kept).into_iter();
            numbers.filter(|number| absence || !is_absent(&opened, *number))
                .flat_map(|number| {
                    let link = link(&opened, number);
                    let ends = [(link.actor, link.forum), (link.forum, link.actor)];
                    ends.map(|(mine, other)| (mine, other, number))
                })
                .filter(|(mine, other, _)| is_own(*mine) && !is_own(*other))
                .map(|(_, other, number)| (other, number))
                .collect()
        };
        let own: Vec<_> = all.iter().map(|one| own(*one)).collect();
        let others: BTreeSet<EntityIx> = own.iter().flatten().map(|(other, _)| *other).collect();
        prop_assert_eq!(found.others.len(), others.len());
        for shared in &found.others {
            for (links, own) in shared.links.iter().zip(&own) {
                let expected: BTreeSet<u32> = (own.iter())
                    .filter(|(other, _)| *other == shared.what)
                    .map(|(_, number)| *number)
                    .collect();
                prop_assert_eq!(links.iter().copied().collect::<BTreeSet<u32>>(), expected);
            }
            prop_assert!(shared.count() > 0);
        }
        let event = |number: u32| link(&opened, number).event();
        let events: BTreeSet<EventIx> = own.iter().flatten().filter_map(|(_, number)| event(*number)).collect();
        prop_assert_eq!(found.events.iter().map(|shared| shared.what).collect::<BTreeSet<_>>(), events);
        for shared in &found.events {
            for (links, own) in shared.links.iter().zip(&own) {
                let has = own.iter().any(|(_, number)| event(*number) == Some(shared.what));
                prop_assert_eq!(!links.is_empty(), has);
            }
        }
        prop_assert!(found.events.iter().map(|shared| Reverse(shared.count())).is_sorted());
        prop_assert!(found.others.iter().map(|shared| Reverse(shared.count())).is_sorted());
    }
}

#[test]
fn more_than_chance_would_bring_is_surprising_but_never_what_happened_once() {
    // Of a hundred meetings Ada and Bo were at two, and at both of them together; Cyr and Dee
    // at one. Eve was at all of them.
    let mut meetings: Vec<&[&str]> = vec![&["eve"]; 97];
    meetings.extend([&["ada", "bo", "eve"][..]; 2]);
    meetings.push(&["cyr", "dee", "eve"]);
    let opened = made::meetings(&meetings);
    let net = Net::new(&opened, |_, _| true);
    let common = |one: &str, two: &str| {
        let found = together(&opened, &net, made::entity(&opened, one), false);
        let other = made::entity(&opened, two);
        let companion = found.companions.iter().find(|found| found.actor == other);
        companion.expect("a companion").events.clone()
    };
    let twice = common("ada", "bo");
    assert_eq!((twice.shared.len(), twice.of_other), (2, 2));
    assert!((twice.expected - 0.04).abs() < 1e-9 && (twice.lift() - 50.0).abs() < 1e-9);
    // Two given ones of a hundred: one pair of 4,950.
    assert!((twice.probability - 1.0 / 4950.0).abs() < 1e-9);
    assert!(twice.surprising);
    let once = common("cyr", "dee");
    assert!((once.probability - 0.01).abs() < 1e-9);
    assert!(!once.surprising);
    // With somebody who is everywhere one cannot but meet.
    let always = common("ada", "eve");
    assert_eq!(
        (always.probability, always.lift(), always.surprising),
        (1.0, 1.0, false)
    );
}

#[test]
fn ties_are_links_of_their_own() {
    let opened = made::dated("2020");
    assert_eq!(opened.index.links.len(), 2);
    let net = Net::new(&opened, |_, link| {
        link.via == regesta::index::Via::Tie(TieIx(0))
    });
    assert_eq!(net.links().len(), 1);
    assert_eq!(net.nodes().count(), 2);
}
