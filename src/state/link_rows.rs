//! The shown links in words, row by row.

use super::{AT_ONCE, Request, Selection, ShownLinks};
use crate::index::net::{by_name, day_of};
use crate::index::{Opened, fold};
use crate::model::{EntityIx, EventIx, RoleIx};

/// By which column the links are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinksBy {
    /// By the actor's name.
    Actor,
    /// By the role's.
    Role,
    /// By the forum's.
    #[default]
    Forum,
    /// By the earliest date.
    When,
    /// By the number of links.
    Links,
}

impl LinksBy {
    /// All of them, each with the title of its column.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Actor, "Actor"),
        (Self::Role, "Role"),
        (Self::Forum, "Forum"),
        (Self::When, "When"),
        (Self::Links, "Receipts"),
    ];
}

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRowsRequest {
    /// Changes with the record.
    pub revision: u64,
    /// Changes with the links that are shown.
    pub shown: u64,
    /// Only its links are listed; all if nothing is selected.
    pub selection: Selection,
    /// How they are sorted.
    pub by: LinksBy,
    /// The other way round.
    pub descending: bool,
    /// So many links have to be looked at.
    pub links: usize,
}

impl Request for LinkRowsRequest {
    fn may_show(&self, older: &Self) -> bool {
        // Links are counted anew in every record, and what was asked of another selection
        // would be taken for an answer to this one.
        self.revision == older.revision && self.selection == older.selection
    }

    fn is_small(&self) -> bool {
        // To sort a link takes longer than to let an event through.
        self.links * 10 < AT_ONCE
    }
}

/// An actor in a role in a forum, by one or several claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Who.
    pub actor: EntityIx,
    /// As what.
    pub role: RoleIx,
    /// Where.
    pub forum: EntityIx,
    /// The numbers of the links, by date, those without one last.
    pub links: Vec<u32>,
    /// How many of them have a date.
    pub dated: usize,
}

/// All rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkRows {
    /// Sorted.
    pub list: Vec<LinkRow>,
    /// How many links they stand for.
    pub links: usize,
}

/// Lists the shown links of a selection, or all of them.
#[must_use]
pub fn compute_link_rows(
    opened: &Opened,
    shown: &ShownLinks,
    request: &LinkRowsRequest,
) -> LinkRows {
    let record = &opened.record;
    let link = |number: u32| &opened.index.links[number as usize];
    let day = |number: u32| day_of(opened, link(number));
    let group = |number: u32| (link(number).actor, link(number).role, link(number).forum);
    let mut links = links_of(opened, shown, request.selection);
    links.sort_by_cached_key(|number| (group(*number), day(*number), *number));
    let is_dated = |number: &&u32| link(**number).date(record).is_some();
    let mut list: Vec<LinkRow> = (links.chunk_by(|one, two| group(*one) == group(*two)))
        .map(|links| {
            let (actor, role, forum) = group(links[0]);
            LinkRow {
                actor,
                role,
                forum,
                dated: links.iter().filter(is_dated).count(),
                links: links.to_vec(),
            }
        })
        .collect();
    let name = |entity: EntityIx| fold(&record.entity(entity).name);
    match request.by {
        LinksBy::Actor => list.sort_by_cached_key(|row| (name(row.actor), name(row.forum))),
        LinksBy::Forum => list.sort_by_cached_key(|row| (name(row.forum), name(row.actor))),
        LinksBy::Role => list.sort_by_cached_key(|row| {
            let role = fold(&record.role(row.role).term.name);
            (role, name(row.actor))
        }),
        LinksBy::When => list.sort_by_cached_key(|row| (day(row.links[0]), name(row.actor))),
        LinksBy::Links => list.sort_by(|one, two| {
            (one.links.len().cmp(&two.links.len()))
                .then_with(|| by_name(record, one.actor, two.actor))
        }),
    }
    if request.descending {
        list.reverse();
    }
    if request.by == LinksBy::When {
        // What has no date stands last, whichever way round.
        list.sort_by_key(|row| row.dated == 0);
    }
    LinkRows {
        links: links.len(),
        list,
    }
}

/// The numbers of the shown links of a selection.
fn links_of(opened: &Opened, shown: &ShownLinks, selection: Selection) -> Vec<u32> {
    let net = &shown.net;
    let of_events = |holds: &dyn Fn(EventIx) -> bool| -> Vec<u32> {
        let numbers = net.links().iter().copied();
        let event = |number: u32| opened.index.links[number as usize].event();
        numbers
            .filter(|number| event(*number).is_some_and(holds))
            .collect()
    };
    match selection {
        Selection::None => net.links().to_vec(),
        Selection::Event(event) => of_events(&|other| other == event),
        Selection::Entity(entity) => (net.edges_at(entity))
            .flat_map(|edge| net.links_of(edge))
            .copied()
            .collect(),
        Selection::Document(_) | Selection::Outline(_) => {
            of_events(&|event| selection.holds_event(&opened.record, event))
        }
        Selection::Pair(actor, forum) => (shown.folded.edge(actor, forum))
            .map_or_else(Vec::new, |edge| shown.folded.links_of(edge).to_vec()),
    }
}
