//! In which order actors and forums stand.

use super::seriation::{Table, seriation};
use super::{Net, day_of};
use crate::index::{NEVER, Opened, fold};
use crate::model::{Day, EntityIx};

/// By what actors and forums are ordered. What is equal stands by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ArrangeBy {
    /// Accents and case do not matter.
    #[default]
    Name,
    /// Persons, states, companies …; bodies, processes, series …
    Kind,
    /// Those with the most links first.
    Links,
    /// By the earliest date of a link; those without a date last.
    FirstDate,
    /// So that those who meet stand together.
    Meeting,
}

impl ArrangeBy {
    /// All of them, each as shown to readers.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Name, "name"),
        (Self::Kind, "kind"),
        (Self::Links, "number of links"),
        (Self::FirstDate, "first date"),
        (Self::Meeting, "who meets whom"),
    ];
}

/// All actors and all forums of a net, in an order. Who is both stands in both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arranged {
    /// Those who have a link as an actor.
    pub actors: Vec<EntityIx>,
    /// Those that have a link as a forum.
    pub forums: Vec<EntityIx>,
}

/// What an actor or a forum is ordered by, on one of its faces.
struct Face {
    entity: EntityIx,
    name: String,
    links: u32,
    first: Day,
}

/// Orders the actors and the forums of a net. All links count for their number and their first
/// date; whether an absence counts as meeting is for `absence` to say.
#[must_use]
pub fn arranged(opened: &Opened, net: &Net, by: ArrangeBy, absence: bool) -> Arranged {
    let (mut actors, mut forums) = faces(opened, net);
    if by == ArrangeBy::Meeting {
        let place = |faces: &[Face]| {
            let mut place = vec![0; opened.record.entities.len()];
            for (at, face) in faces.iter().enumerate() {
                place[face.entity.at()] = at;
            }
            place
        };
        let (rows, columns) = (place(&actors), place(&forums));
        let edges = net.edges().iter().map(|edge| {
            let weight = f64::from(edge.connecting(absence));
            (rows[edge.actor.at()], columns[edge.forum.at()], weight)
        });
        let met: Vec<(usize, usize, f64)> = edges.filter(|edge| edge.2 > 0.0).collect();
        let (rows, columns) = seriation(&Table::new(actors.len(), forums.len(), &met));
        return Arranged {
            actors: rows.into_iter().map(|at| actors[at].entity).collect(),
            forums: columns.into_iter().map(|at| forums[at].entity).collect(),
        };
    }
    for faces in [&mut actors, &mut forums] {
        // They stand by name already.
        match by {
            ArrangeBy::Name | ArrangeBy::Meeting => {}
            ArrangeBy::Kind => faces.sort_by_key(|face| opened.record.entity(face.entity).kind),
            ArrangeBy::Links => faces.sort_by_key(|face| std::cmp::Reverse(face.links)),
            ArrangeBy::FirstDate => faces.sort_by_key(|face| face.first),
        }
    }
    let entities = |faces: Vec<Face>| faces.into_iter().map(|face| face.entity).collect();
    Arranged {
        actors: entities(actors),
        forums: entities(forums),
    }
}

/// The actors and the forums of a net, both by name.
fn faces(opened: &Opened, net: &Net) -> (Vec<Face>, Vec<Face>) {
    let nothing = || vec![(0, NEVER); opened.record.entities.len()];
    let (mut as_actor, mut as_forum) = (nothing(), nothing());
    for edge in net.edges() {
        // They stand by date: the first is the earliest.
        let first = net.links_of(edge).first();
        let first = first.map_or(NEVER, |number| {
            day_of(opened, &opened.index.links[*number as usize])
        });
        for (links, earliest) in [
            &mut as_actor[edge.actor.at()],
            &mut as_forum[edge.forum.at()],
        ] {
            *links += edge.count();
            *earliest = first.min(*earliest);
        }
    }
    let faces = |counted: Vec<(u32, Day)>| {
        let linked = (0..)
            .map(EntityIx)
            .zip(counted)
            .filter(|(_, (links, _))| *links > 0);
        let mut faces: Vec<Face> = linked
            .map(|(entity, (links, first))| Face {
                entity,
                name: fold(&opened.record.entity(entity).name),
                links,
                first,
            })
            .collect();
        faces.sort_by(|one, two| (&one.name, one.entity).cmp(&(&two.name, two.entity)));
        faces
    };
    (faces(as_actor), faces(as_forum))
}
