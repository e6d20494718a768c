//! Which actors are linked to which forums, in which role, and by which claim.

use crate::model::{Basis, Date, EntityIx, Event, EventIx, Record, RoleIx, TieIx};

/// By what an actor is linked to a forum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// It took part in an event there: the event, and which of its participations.
    Event(EventIx, u32),
    /// A standing relation.
    Tie(TieIx),
}

/// An actor in a role in a forum, by one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// Who.
    pub actor: EntityIx,
    /// Where.
    pub forum: EntityIx,
    /// As what.
    pub role: RoleIx,
    /// By what.
    pub via: Via,
}

impl Link {
    /// The receipt of the link.
    #[must_use]
    pub fn basis<'r>(&self, record: &'r Record) -> &'r Basis {
        match self.via {
            Via::Event(event, at) => &record.event(event).actors[at as usize].basis,
            Via::Tie(tie) => &record.tie(tie).basis,
        }
    }

    /// When: the period of the tie, or the leading date of the event.
    #[must_use]
    pub fn date<'r>(&self, record: &'r Record) -> Option<&'r Date> {
        match self.via {
            Via::Event(event, _) => record
                .event(event)
                .leading_date()
                .and_then(|claim| claim.date.as_ref()),
            Via::Tie(tie) => record.tie(tie).period.as_ref(),
        }
    }

    /// The event it comes from, if it comes from one.
    #[must_use]
    pub const fn event(&self) -> Option<EventIx> {
        match self.via {
            Via::Event(event, _) => Some(event),
            Via::Tie(_) => None,
        }
    }
}

/// All actor-to-forum links of a record: from participations (in the forum named with the
/// role, else in each of the event's forums) and from ties of an actor to a forum.
#[must_use]
pub fn links_of(record: &Record) -> Vec<Link> {
    let mut links = Vec::new();
    for (ix, event) in record.events_ix() {
        links_of_event(ix, event, &mut links);
    }
    links_of_ties(record, &mut links);
    links
}

/// The links of one event.
#[must_use]
pub fn links_of_one(record: &Record, ix: EventIx) -> Vec<Link> {
    let mut links = Vec::new();
    links_of_event(ix, record.event(ix), &mut links);
    links
}

/// The links of a record of which some events are those of `whole`, which `is_same` tells,
/// and the others say less.
pub(super) fn links_within(
    record: &Record,
    whole: &[Link],
    is_same: impl Fn(EventIx) -> bool,
) -> Vec<Link> {
    let mut links = Vec::with_capacity(whole.len());
    let mut done = None;
    for link in whole {
        match link.via {
            Via::Event(ix, _) if is_same(ix) => links.push(*link),
            Via::Event(ix, _) if done != Some(ix) => {
                done = Some(ix);
                links_of_event(ix, record.event(ix), &mut links);
            }
            Via::Event(..) | Via::Tie(_) => {}
        }
    }
    links_of_ties(record, &mut links);
    links
}

pub(super) fn links_of_event(ix: EventIx, event: &Event, links: &mut Vec<Link>) {
    for (at, participation) in event.actors.iter().enumerate() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let mut link = |forum: EntityIx| {
            // A forum that acts is not linked to itself by acting in its own meeting.
            if forum != participation.actor {
                links.push(Link {
                    actor: participation.actor,
                    forum,
                    role: participation.role,
                    via: Via::Event(ix, at),
                });
            }
        };
        match participation.forum {
            Some(forum) => link(forum),
            None => {
                let mut seen: Vec<EntityIx> = Vec::new();
                for claim in &event.forums {
                    if !seen.contains(&claim.forum) {
                        seen.push(claim.forum);
                        link(claim.forum);
                    }
                }
            }
        }
    }
}

pub(super) fn links_of_ties(record: &Record, links: &mut Vec<Link>) {
    for (at, tie) in record.ties.iter().enumerate() {
        if record.entity(tie.from).is_actor() && record.entity(tie.to).is_forum() {
            links.push(Link {
                actor: tie.from,
                forum: tie.to,
                role: tie.role,
                via: Via::Tie(TieIx::new(at)),
            });
        }
    }
}
