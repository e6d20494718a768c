//! In which order actors and forums stand.

use super::seriation::{Table, seriation};
use super::{Folded, Net, Node, day_of};
use crate::index::{NEVER, Opened, fold};
use crate::model::{Day, EntityIx, EntityKind};

/// By what actors and forums are ordered. What is equal stands by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ArrangeBy {
    /// Accents and case do not matter.
    Name,
    /// Persons, states, companies …; bodies, processes, series …
    Kind,
    /// Those with the most links first.
    Links,
    /// By the earliest date of a link; those without a date last.
    FirstDate,
    /// So that those who meet stand together.
    #[default]
    Meeting,
}

impl ArrangeBy {
    /// All of them, each as shown to readers.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Meeting, "who meets whom"),
        (Self::Name, "name"),
        (Self::Kind, "kind"),
        (Self::Links, "number of links"),
        (Self::FirstDate, "first date"),
    ];
}

/// All actors and all forums of a net, in an order. Who is both stands in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged<T = EntityIx> {
    /// Those who have a link as an actor.
    pub actors: Vec<T>,
    /// Those that have a link as a forum.
    pub forums: Vec<T>,
}

/// What is between an actor and a forum.
struct Between<T> {
    actor: T,
    forum: T,
    /// How many links.
    links: u32,
    /// How many of them count as meeting.
    meetings: u32,
    first: Day,
}

/// What an actor or a forum is ordered by, on one of its faces.
struct Face<T> {
    node: T,
    name: String,
    links: u32,
    first: Day,
}

/// Orders the actors and the forums of a net. All links count for their number and their first
/// date; whether an absence counts as meeting is for `absence` to say.
#[must_use]
pub fn arranged(opened: &Opened, net: &Net, by: ArrangeBy, absence: bool) -> Arranged {
    let edges = net.edges().iter().map(|edge| Between {
        actor: edge.actor,
        forum: edge.forum,
        links: edge.count(),
        meetings: edge.connecting(absence),
        first: first_day(opened, net.links_of(edge)),
    });
    let named = |entity: EntityIx| {
        let entity = opened.record.entity(entity);
        (fold(&entity.name), entity.kind)
    };
    arrange(&edges.collect::<Vec<_>>(), by, named)
}

/// The same of what actors and forums are folded into.
#[must_use]
pub fn arranged_folded(
    opened: &Opened,
    folded: &Folded,
    by: ArrangeBy,
    absence: bool,
) -> Arranged<Node> {
    let edges = folded.edges().iter().map(|edge| Between {
        actor: edge.actor,
        forum: edge.forum,
        links: edge.count(),
        meetings: edge.count() - if absence { 0 } else { edge.absences },
        first: first_day(opened, folded.links_of(edge)),
    });
    let named = |node: Node| match node {
        Node::Entity(entity) => {
            let entity = opened.record.entity(entity);
            (fold(&entity.name), entity.kind)
        }
        Node::Kind(kind) => {
            let kind = EntityKind::Actor(kind);
            (kind.label().to_owned(), kind)
        }
    };
    arrange(&edges.collect::<Vec<_>>(), by, named)
}

/// The day of the first of links that stand by date.
fn first_day(opened: &Opened, links: &[u32]) -> Day {
    links.first().map_or(NEVER, |number| {
        day_of(opened, &opened.index.links[*number as usize])
    })
}

fn arrange<T: Copy + Ord>(
    edges: &[Between<T>],
    by: ArrangeBy,
    named: impl Fn(T) -> (String, EntityKind),
) -> Arranged<T> {
    let [mut actors, mut forums] = [
        (|edge: &Between<T>| edge.actor) as fn(&Between<T>) -> T,
        |edge| edge.forum,
    ]
    .map(|end| faces(edges, end, &named));
    if by == ArrangeBy::Meeting {
        let place = |faces: &[Face<T>]| {
            let mut place: Vec<(T, usize)> = (faces.iter().enumerate())
                .map(|(at, face)| (face.node, at))
                .collect();
            place.sort_unstable();
            place
        };
        let at = |places: &[(T, usize)], node: T| {
            let found = places.binary_search_by_key(&node, |(node, _)| *node);
            found.map_or(0, |found| places[found].1)
        };
        let (rows, columns) = (place(&actors), place(&forums));
        let met: Vec<(usize, usize, f64)> = (edges.iter())
            .filter(|edge| edge.meetings > 0)
            .map(|edge| {
                let weight = f64::from(edge.meetings);
                (at(&rows, edge.actor), at(&columns, edge.forum), weight)
            })
            .collect();
        let (rows, columns) = seriation(&Table::new(actors.len(), forums.len(), &met));
        return Arranged {
            actors: rows.into_iter().map(|at| actors[at].node).collect(),
            forums: columns.into_iter().map(|at| forums[at].node).collect(),
        };
    }
    for faces in [&mut actors, &mut forums] {
        // They stand by name already.
        match by {
            ArrangeBy::Name | ArrangeBy::Meeting => {}
            ArrangeBy::Kind => faces.sort_by_key(|face| named(face.node).1),
            ArrangeBy::Links => faces.sort_by_key(|face| std::cmp::Reverse(face.links)),
            ArrangeBy::FirstDate => faces.sort_by_key(|face| face.first),
        }
    }
    let nodes = |faces: Vec<Face<T>>| faces.into_iter().map(|face| face.node).collect();
    Arranged {
        actors: nodes(actors),
        forums: nodes(forums),
    }
}

/// The actors or the forums of these edges, by name.
fn faces<T: Copy + Ord>(
    edges: &[Between<T>],
    end: fn(&Between<T>) -> T,
    named: impl Fn(T) -> (String, EntityKind),
) -> Vec<Face<T>> {
    let mut ends: Vec<(T, u32, Day)> = (edges.iter())
        .map(|edge| (end(edge), edge.links, edge.first))
        .collect();
    ends.sort_unstable();
    let mut faces: Vec<Face<T>> = (ends.chunk_by(|one, two| one.0 == two.0))
        .map(|ends| Face {
            node: ends[0].0,
            name: named(ends[0].0).0,
            links: ends.iter().map(|(_, links, _)| links).sum(),
            first: ends.iter().map(|(.., first)| *first).min().unwrap_or(NEVER),
        })
        .collect();
    faces.sort_by(|one, two| (&one.name, one.node).cmp(&(&two.name, two.node)));
    faces
}
