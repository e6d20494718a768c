//! Several actors or forums as one: no link is lost or doubled, and everybody stands where it
//! belongs.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    dead_code
)]

#[path = "net/made.rs"]
mod made;
#[path = "shared/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use made::{Kept, cases, opened, small};
use proptest::prelude::*;
use regesta::dataset::{Files, Limits, read};
use regesta::index::net::{
    ActorsBy, ArrangeBy, Folded, Folding, Node, arranged, arranged_folded, groups, holders,
    nodes_of,
};
use regesta::index::{Net, Opened};
use regesta::model::{ActorKind, Date, EntityIx, EntityKind, ForumKind, RoleIx};

/// A record of ties, from, role and to, in which a name begins with what somebody is.
fn tied(ties: &[(&str, usize, &str)]) -> Opened {
    let links: Vec<(&str, &str)> = ties.iter().map(|(from, _, to)| (*from, *to)).collect();
    let mut record = opened(&links).record;
    for (tie, (_, role, _)) in record.ties.iter_mut().zip(ties) {
        tie.role = RoleIx::new(*role);
    }
    for entity in Arc::make_mut(&mut record.entities) {
        entity.kind = match entity.name.split(' ').next().unwrap() {
            "person" => EntityKind::Actor(ActorKind::Person),
            "company" => EntityKind::Actor(ActorKind::Company),
            "office" => EntityKind::Actor(ActorKind::Organisation),
            "state" => EntityKind::Actor(ActorKind::State),
            "group" => EntityKind::Actor(ActorKind::Group),
            _ => EntityKind::Forum(ForumKind::Body),
        };
        entity.acts = entity.name.starts_with("acting");
    }
    Opened::new(record)
}

fn named(opened: &Opened, name: &str) -> EntityIx {
    made::entity(opened, name)
}

fn node(opened: &Opened, name: &str) -> Node {
    Node::Entity(named(opened, name))
}

/// Who holds somebody, by name.
fn holder(opened: &Opened, name: &str) -> Option<String> {
    let holders = holders(opened, ActorsBy::Affiliation);
    let holder = holders[named(opened, name).at()]?;
    Some(opened.record.entity(holder.entity()?).name.to_string())
}

/// Any folding of a record: by what actors fold, and which nodes are closed.
fn folding() -> impl Strategy<Value = (usize, Vec<bool>)> {
    (0..3_usize, prop::collection::vec(any::<bool>(), 14))
}

fn folding_of(opened: &Opened, (by, closed): &(usize, Vec<bool>)) -> Folding {
    let entities = opened.record.entities_ix().map(|(ix, _)| Node::Entity(ix));
    let kinds = ActorKind::ALL.map(|(kind, ..)| Node::Kind(kind));
    let all = kinds.into_iter().chain(entities);
    Folding {
        actors: ActorsBy::ALL[*by].0,
        closed: (all.zip(closed.iter().cycle()))
            .filter(|(_, is_closed)| **is_closed)
            .map(|(node, _)| node)
            .collect(),
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_link_stands_in_exactly_one_edge(
        (whole, kept, folding) in (small(), Kept::any(), folding()),
    ) {
        let opened = Opened::new(whole.record());
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let folding = folding_of(&opened, &folding);
        let folded = Folded::new(&opened, &net, &folding);
        let mut all = folded.links().to_vec();
        all.sort_unstable();
        let mut expected = net.links().to_vec();
        expected.sort_unstable();
        prop_assert_eq!(&all, &expected);
        let node_of = nodes_of(&opened, &folding);
        let mut seen = 0;
        for edge in folded.edges() {
            let links = folded.links_of(edge);
            seen += links.len();
            prop_assert_eq!(links.len(), edge.count() as usize);
            prop_assert!(!links.is_empty());
            for number in links {
                let link = opened.index.links[*number as usize];
                prop_assert_eq!(node_of[link.actor.at()], edge.actor);
                prop_assert_eq!(node_of[link.forum.at()], edge.forum);
            }
            let within = net.edges().iter().filter(|one| {
                (node_of[one.actor.at()], node_of[one.forum.at()]) == (edge.actor, edge.forum)
            });
            let absences: u32 = within.map(|one| one.absences).sum();
            prop_assert_eq!(absences, edge.absences);
            let days: Vec<_> = links.iter().map(|number| {
                let date = opened.index.links[*number as usize].date(&opened.record);
                let day = date.and_then(Date::sort_day);
                (day.is_none(), day)
            }).collect();
            prop_assert!(days.is_sorted(), "{:?}", days);
            prop_assert_eq!(folded.edge(edge.actor, edge.forum), Some(edge));
            for end in [edge.actor, edge.forum] {
                prop_assert_eq!(folded.edges_at(end).filter(|other| *other == edge).count(), 1);
            }
        }
        prop_assert_eq!(seen, all.len());
        let pairs: BTreeSet<_> = folded.edges().iter().map(|edge| (edge.actor, edge.forum)).collect();
        prop_assert_eq!(pairs.len(), folded.edges().len(), "each pair once");
    }

    #[test]
    fn everybody_stands_in_the_outermost_closed_holder(
        (whole, folding) in (small(), folding()),
    ) {
        let opened = Opened::new(whole.record());
        let folding = folding_of(&opened, &folding);
        let holders = holders(&opened, folding.actors);
        for ((ix, _), found) in opened.record.entities_ix().zip(nodes_of(&opened, &folding)) {
            // Plainly: one holder after another, the last closed one counts.
            let mut expected = Node::Entity(ix);
            let mut above = Some(Node::Entity(ix));
            let mut steps = 0;
            while let Some(node) = above {
                if folding.closed.contains(&node) {
                    expected = node;
                }
                above = node.entity().and_then(|ix| holders[ix.at()]);
                steps += 1;
                prop_assert!(steps < 100, "a circle");
            }
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_is_not_folded_stands_in_the_same_order(
        (whole, kept, absence) in (small(), Kept::any(), any::<bool>()),
    ) {
        let opened = Opened::new(whole.record());
        let net = Net::new(&opened, |number, link| kept.keeps(number, link));
        let folded = Folded::new(&opened, &net, &Folding::default());
        for (by, words) in ArrangeBy::ALL {
            let plain = arranged(&opened, &net, by, absence);
            let found = arranged_folded(&opened, &folded, by, absence);
            let nodes = |list: Vec<EntityIx>| -> Vec<Node> {
                list.into_iter().map(Node::Entity).collect()
            };
            prop_assert_eq!(nodes(plain.actors), found.actors, "{}", words);
            prop_assert_eq!(nodes(plain.forums), found.forums, "{}", words);
        }
    }

    #[test]
    fn every_order_of_what_is_folded_has_each_once(
        (whole, folding, absence) in (small(), folding(), any::<bool>()),
    ) {
        let opened = Opened::new(whole.record());
        let net = Net::new(&opened, |_, _| true);
        let folded = Folded::new(&opened, &net, &folding_of(&opened, &folding));
        let mut links: BTreeMap<Node, u32> = BTreeMap::new();
        for edge in folded.edges() {
            *links.entry(edge.actor).or_default() += edge.count();
        }
        for (by, words) in ArrangeBy::ALL {
            let found = arranged_folded(&opened, &folded, by, absence);
            let mut actors = found.actors.clone();
            actors.sort_unstable();
            prop_assert_eq!(&actors, &links.keys().copied().collect::<Vec<_>>(), "{}", words);
            if by == ArrangeBy::Links {
                let counts: Vec<u32> = found.actors.iter().map(|node| links[node]).collect();
                prop_assert!(counts.iter().rev().is_sorted());
            }
        }
    }
}

#[test]
fn somebody_belongs_to_the_nearest_that_a_lasting_role_leads_to() {
    // Role 0 is told by ties alone; the ways of not being there are 3 and 4.
    let opened = tied(&[
        ("person a", 0, "state z"),
        ("person a", 0, "office y"),
        ("office y", 0, "state z"),
        ("person b", 0, "group x"),
        ("person b", 0, "state z"),
        ("person c", 0, "acting forum"),
        ("person c", 0, "group x"),
        ("person d", 3, "state z"),
        ("person d", 0, "acting forum"),
        ("person e", 0, "person d"),
        ("company k", 0, "company l"),
        ("company l", 0, "state z"),
        ("state z", 0, "state w"),
        ("state z", 0, "acting forum"),
        ("person f", 0, "forum"),
    ]);
    let found = |name: &str| holder(&opened, name);
    assert_eq!(found("person a").as_deref(), Some("office y"));
    assert_eq!(found("office y").as_deref(), Some("state z"));
    assert_eq!(found("person b").as_deref(), Some("state z"));
    assert_eq!(found("person c").as_deref(), Some("group x"));
    assert_eq!(
        found("person d").as_deref(),
        Some("acting forum"),
        "absence"
    );
    assert_eq!(found("person e"), None, "nobody belongs to a person");
    assert_eq!(found("company k"), None, "nor to the same sort");
    assert_eq!(found("company l").as_deref(), Some("state z"));
    assert_eq!(found("state z"), None, "nor does a state belong to anybody");
    assert_eq!(found("person f"), None, "this forum is nobody");
}

#[test]
fn a_role_of_events_is_no_affiliation() {
    let ties = [("person a", 0, "office y"), ("person a", 1, "state z")];
    let mut record = tied(&ties).record;
    let first = record.ties[0].clone();
    let house = made::meetings(&[&["a"], &["a"]]).record;
    // Twice somebody takes part as what the first tie tells of.
    record.events = house.events;
    for event in &mut record.events {
        let event = Arc::make_mut(event);
        event.forums.clear();
        event.actors[0].actor = first.from;
        event.actors[0].role = first.role;
    }
    let opened = Opened::new(record);
    assert_eq!(holder(&opened, "person a").as_deref(), Some("state z"));
}

#[test]
fn folding_by_affiliation_leaves_the_forums_open() {
    let opened = tied(&[
        ("person a", 0, "office y"),
        ("person b", 0, "acting forum"),
        ("person b", 1, "forum"),
    ]);
    let closed = groups(&opened, ActorsBy::Affiliation);
    assert_eq!(closed, BTreeSet::from([node(&opened, "office y")]));
    let mut folding = Folding {
        actors: ActorsBy::Affiliation,
        closed,
    };
    let stands_in =
        |folding: &Folding, name: &str| nodes_of(&opened, folding)[named(&opened, name).at()];
    assert_eq!(stands_in(&folding, "person a"), node(&opened, "office y"));
    assert_eq!(stands_in(&folding, "person b"), node(&opened, "person b"));
    folding.closed.insert(node(&opened, "acting forum"));
    assert_eq!(
        stands_in(&folding, "person b"),
        node(&opened, "acting forum")
    );
}

#[test]
fn the_shipped_record_folds_as_its_sources_tell() {
    let record = read(&Files::shipped(), &Limits::default())
        .record
        .expect("a record");
    let opened = Opened::new(record);
    let ix = |id: &str| {
        opened
            .record
            .entities_ix()
            .find(|(_, entity)| &*entity.id == id)
            .unwrap()
            .0
    };
    let holders = holders(&opened, ActorsBy::Affiliation);
    let chain = |id: &str| -> Vec<String> {
        let above = |node: &Node| holders[node.entity()?.at()];
        let chain = std::iter::successors(Some(Node::Entity(ix(id))), above).skip(1);
        chain
            .map(|node| opened.record.entity(node.entity().unwrap()).id.to_string())
            .collect()
    };
    assert_eq!(chain("juerg-lauber"), ["switzerland"]);
    assert_eq!(
        chain("yigal-unna"),
        ["national-cyber-directorate", "israel"]
    );
    assert_eq!(chain("jack-ma"), ["alibaba"]);
    assert_eq!(chain("huawei"), ["china"]);
    assert_eq!(chain("estonia"), [""; 0]);
    // OEWG → First Committee → General Assembly → United Nations
    let forums = chain("oewg");
    assert_eq!(forums.first().map(String::as_str), Some("first-committee"));
    assert_eq!(forums.last().map(String::as_str), Some("united-nations"));
    assert_eq!(forums.len(), 3);
}
