//! Events and ties with their claims.

use std::sync::Arc;

use super::claims::{Inherited, Passages};
use super::decode_sources::Vocabularies;
use super::decoder::{Ids, own_id, parse_date};
use super::fields::{Fields, Text, clip};
use super::problem::Code;
use super::read::Items;
use super::sink::Sink;
use crate::model::{
    AreaIx, DateClaim, EntityIx, Event, EventIx, Filing, ForumClaim, KindIx, LevelIx, Order,
    OrderClaim, Participation, Record, RoleIx, Stage, Tie,
};

/// Everything that a claim can refer to.
pub(super) struct EventLists<'l, 'n> {
    pub vocabularies: &'l mut Vocabularies<'n>,
    pub entities: &'l mut Ids<'n>,
    pub events: &'l mut Ids<'n>,
    pub passages: &'l mut Passages<'n>,
}

const STAGES: [(Stage, &str); 7] = [
    (Stage::Proposed, "Proposed"),
    (Stage::Planned, "Planned"),
    (Stage::Postponed, "Postponed"),
    (Stage::Cancelled, "Cancelled"),
    (Stage::UnderWay, "UnderWay"),
    (Stage::Happened, "Happened"),
    (Stage::Failed, "Failed"),
];

pub(super) fn decode_events(
    sink: &mut Sink<'_>,
    record: &mut Record,
    items: &Items<'_, '_>,
    lists: &mut EventLists<'_, '_>,
) {
    record.events.reserve(items.len());
    for (file, node) in items {
        if !sink.goes_on_to(node) {
            return;
        }
        let Some(mut fields) = Fields::open(sink, *file, node, "an event") else {
            continue;
        };
        let event = decode_event(sink, record, &mut fields, lists);
        fields.finish(sink);
        record.events.push(event.into());
    }
}

fn decode_event(
    sink: &mut Sink<'_>,
    record: &Record,
    fields: &mut Fields<'_, '_>,
    lists: &mut EventLists<'_, '_>,
) -> Event {
    let id = own_id(sink, fields).unwrap_or("");
    let title = fields.required_text(sink, "title");
    let kind = fields
        .text(sink, "kind")
        .and_then(|kind| lists.vocabularies.kinds.find(sink, kind))
        .map(KindIx);
    let told = decode_told(sink, record, fields, lists, Told { what: "event", id });
    Event {
        id: id.into(),
        title: title.map_or("", |text| text.text).into(),
        kind,
        ..told
    }
}

/// In what a source tells of an event.
#[derive(Clone, Copy)]
struct Told<'i> {
    /// "event" or "account", for messages.
    what: &'static str,
    /// The event's own id; empty if it could not be read.
    id: &'i str,
}

/// What a source tells of an event: passages and claims.
fn decode_told(
    sink: &mut Sink<'_>,
    record: &Record,
    fields: &mut Fields<'_, '_>,
    lists: &mut EventLists<'_, '_>,
    told: Told<'_>,
) -> Event {
    let file = fields.spot.file;
    let own = fields.text(sink, "passage");
    let further = fields.list(sink, "passages");
    let main = own.and_then(|own| lists.passages.resolve(sink, own));
    let inherited = match main {
        Some(passage) => Inherited::Passage(passage),
        None if fields.is_written("passage")
            || fields.is_misspelt("passage")
            || fields.is_damaged(sink) =>
        {
            Inherited::Faulty
        }
        None => Inherited::Missing(told.what),
    };
    let mut passages: Vec<_> = main.into_iter().collect();
    for node in further {
        if let Some(text) = super::fields::text_of(sink, file, node, "passages") {
            passages.extend(lists.passages.resolve(sink, text));
        }
    }
    let mut claims = Claims {
        file,
        inherited: Some(inherited),
        lists,
        record,
    };
    let event = Event {
        passages,
        dates: claims.each(sink, fields, "dates", "a date claim", Claims::date),
        areas: claims.each(sink, fields, "areas", "an area claim", Claims::area),
        levels: claims.each(sink, fields, "levels", "a level claim", Claims::level),
        forums: claims.each(sink, fields, "forums", "a forum claim", Claims::forum),
        actors: claims.each(sink, fields, "actors", "a participation", Claims::actor),
        order: claims.each(
            sink,
            fields,
            "order",
            "an order claim",
            |claims, sink, fields| claims.order(sink, fields, told.id),
        ),
        ..Event::default()
    };
    // Only if none is written at all: a faulty one, and a claim without one, have been
    // reported already.
    let written = PASSAGES_IN
        .iter()
        .any(|name| fields.is_written(name) || fields.is_misspelt(name));
    if !written && !fields.is_damaged(sink) {
        let message = match told {
            Told { what, id: "" } => format!("an {what} has no passage"),
            Told { what: "event", id } => format!("the event “{}” has no passage", clip(id)),
            Told { what, id } => format!("an {what} of “{}” has no passage", clip(id)),
        };
        let remedy = "add passage: \"source#section/block\"";
        sink.report(fields.head(), Code::NoPassage, message, remedy);
    }
    event
}

/// What further sources tell of events: their claims join those that are there.
pub(super) fn decode_accounts(
    sink: &mut Sink<'_>,
    record: &mut Record,
    items: &Items<'_, '_>,
    lists: &mut EventLists<'_, '_>,
) {
    for (file, node) in items {
        if !sink.goes_on_to(node) {
            return;
        }
        let Some(mut fields) = Fields::open(sink, *file, node, "an account") else {
            continue;
        };
        let event = fields.required_text(sink, "event");
        let ix = event.and_then(|event| lists.events.find(sink, event));
        let id = event.map_or("", |event| event.text);
        let whose = Told {
            what: "account",
            id,
        };
        let told = decode_told(sink, record, &mut fields, lists, whose);
        fields.finish(sink);
        // An event that could not be read is not in the list; that has been reported.
        if let Some(event) = ix.and_then(|ix| record.events.get_mut(ix as usize)) {
            Arc::make_mut(event).join(told);
        }
    }
}

/// The fields of an event in which a passage can stand.
const PASSAGES_IN: [&str; 8] = [
    "passage", "passages", "dates", "areas", "levels", "forums", "actors", "order",
];

/// The claims of one event.
struct Claims<'c, 'l, 'n> {
    file: usize,
    inherited: Option<Inherited>,
    lists: &'c mut EventLists<'l, 'n>,
    record: &'c Record,
}

impl Claims<'_, '_, '_> {
    fn each<T>(
        &mut self,
        sink: &mut Sink<'_>,
        event: &mut Fields<'_, '_>,
        name: &'static str,
        what: &'static str,
        decode: impl Fn(&mut Self, &mut Sink<'_>, &mut Fields<'_, '_>) -> Option<T>,
    ) -> Vec<T> {
        let nodes = event.list(sink, name);
        let mut claims = Vec::with_capacity(nodes.len());
        for node in nodes {
            if let Some(mut fields) = Fields::open(sink, self.file, node, what) {
                claims.extend(decode(self, sink, &mut fields));
                fields.finish(sink);
            }
        }
        claims
    }

    fn date(&mut self, sink: &mut Sink<'_>, fields: &mut Fields<'_, '_>) -> Option<DateClaim> {
        let written = fields.text(sink, "edtf");
        let stage_node = fields.optional("stage");
        let stage = match stage_node {
            Some(node) => fields.word(sink, "stage", node, &STAGES),
            None => Some(Stage::default()),
        };
        let date = written.and_then(|written| parse_date(sink, written));
        let preferred = fields.text(sink, "preferred");
        let basis = self.lists.passages.basis(sink, fields, self.inherited);
        let says_nothing = ["edtf", "stage"]
            .iter()
            .all(|name| !fields.is_written(name) && !fields.is_misspelt(name));
        if says_nothing && !fields.is_damaged(sink) {
            sink.report(
                fields.head(),
                Code::MissingField,
                "a date claim has neither date nor stage",
                "add edtf: \"…\", or a stage where the source gives no date",
            );
        }
        if written.is_some() && date.is_none() {
            return None;
        }
        Some(DateClaim {
            date,
            stage: stage?,
            preferred: preferred.map(|reason| reason.text.into()),
            basis: basis?,
        })
    }

    fn area(&mut self, sink: &mut Sink<'_>, fields: &mut Fields<'_, '_>) -> Option<Filing<AreaIx>> {
        let under = fields
            .required_text(sink, "area")
            .and_then(|area| self.lists.vocabularies.areas.find(sink, area));
        let basis = self.lists.passages.basis(sink, fields, self.inherited);
        Some(Filing {
            under: AreaIx(under?),
            basis: basis?,
        })
    }

    fn level(
        &mut self,
        sink: &mut Sink<'_>,
        fields: &mut Fields<'_, '_>,
    ) -> Option<Filing<LevelIx>> {
        let under = fields
            .required_text(sink, "level")
            .and_then(|level| self.lists.vocabularies.levels.find(sink, level));
        let basis = self.lists.passages.basis(sink, fields, self.inherited);
        Some(Filing {
            under: LevelIx(under?),
            basis: basis?,
        })
    }

    fn forum(&mut self, sink: &mut Sink<'_>, fields: &mut Fields<'_, '_>) -> Option<ForumClaim> {
        let forum = fields
            .required_text(sink, "forum")
            .and_then(|forum| forum_ix(sink, self.lists.entities, self.record, forum));
        let basis = self.lists.passages.basis(sink, fields, self.inherited);
        Some(ForumClaim {
            forum: forum?,
            basis: basis?,
        })
    }

    fn actor(&mut self, sink: &mut Sink<'_>, fields: &mut Fields<'_, '_>) -> Option<Participation> {
        let actor = fields
            .required_text(sink, "actor")
            .and_then(|actor| actor_ix(sink, self.lists.entities, self.record, actor));
        let role = fields
            .required_text(sink, "role")
            .and_then(|role| self.lists.vocabularies.roles.find(sink, role));
        let forum = fields
            .text(sink, "forum")
            .map(|forum| forum_ix(sink, self.lists.entities, self.record, forum));
        let basis = self.lists.passages.basis(sink, fields, self.inherited);
        Some(Participation {
            actor: actor?,
            role: RoleIx(role?),
            forum: match forum {
                Some(forum) => Some(forum?),
                None => None,
            },
            basis: basis?,
        })
    }

    fn order(
        &mut self,
        sink: &mut Sink<'_>,
        fields: &mut Fields<'_, '_>,
        own_id: &str,
    ) -> Option<OrderClaim> {
        let words: Vec<(Order, &'static str)> = Order::ALL
            .iter()
            .map(|(order, word, _)| (*order, *word))
            .collect();
        let order = fields
            .required("is")
            .and_then(|node| fields.word(sink, "is", node, &words));
        let other = fields.required_text(sink, "event");
        let event = other.and_then(|event| self.lists.events.find(sink, event));
        let basis = self.lists.passages.basis(sink, fields, self.inherited);
        if let Some(other) = other
            && other.text == own_id
        {
            sink.report(
                other.spot,
                Code::SelfReference,
                "an event is ordered against itself",
                "name the other event",
            );
        }
        Some(OrderClaim {
            order: order?,
            event: EventIx(event?),
            basis: basis?,
        })
    }
}

pub(super) fn forum_ix(
    sink: &mut Sink<'_>,
    entities: &mut Ids<'_>,
    record: &Record,
    forum: Text<'_>,
) -> Option<EntityIx> {
    let at = entities.find(sink, forum)?;
    if !record.entities.get(at as usize)?.is_forum() {
        sink.report(
            forum.spot,
            Code::NotAForum,
            format!("“{}” is an actor", forum.text),
            "name a forum, or put it under “actors”",
        );
        return None;
    }
    Some(EntityIx(at))
}

pub(super) fn actor_ix(
    sink: &mut Sink<'_>,
    entities: &mut Ids<'_>,
    record: &Record,
    actor: Text<'_>,
) -> Option<EntityIx> {
    let at = entities.find(sink, actor)?;
    if !record.entities.get(at as usize)?.is_actor() {
        sink.report(
            actor.spot,
            Code::NotAnActor,
            format!("“{}” is a forum that does not act", actor.text),
            "give the forum acts: true, name an actor, or put it under “forums”",
        );
        return None;
    }
    Some(EntityIx(at))
}

pub(super) fn decode_ties(
    sink: &mut Sink<'_>,
    record: &mut Record,
    items: &Items<'_, '_>,
    lists: &mut EventLists<'_, '_>,
) {
    for (file, node) in items {
        if !sink.goes_on_to(node) {
            return;
        }
        let Some(mut fields) = Fields::open(sink, *file, node, "a tie") else {
            continue;
        };
        let from = fields.required_text(sink, "from");
        let from_ix = from.and_then(|from| lists.entities.find(sink, from));
        let role = fields
            .required_text(sink, "role")
            .and_then(|role| lists.vocabularies.roles.find(sink, role));
        let to = fields.required_text(sink, "to");
        let to_ix = to.and_then(|to| lists.entities.find(sink, to));
        let written = fields.text(sink, "period");
        let period = written.and_then(|written| parse_date(sink, written));
        let basis = lists.passages.basis(sink, &mut fields, None);
        if let (Some(from), Some(to)) = (from, to)
            && from.text == to.text
        {
            sink.report(
                to.spot,
                Code::SelfReference,
                format!("“{}” is tied to itself", to.text),
                "name the other one",
            );
        }
        fields.finish(sink);
        let (Some(from), Some(role), Some(to), Some(basis)) = (from_ix, role, to_ix, basis) else {
            continue;
        };
        record.ties.push(Tie {
            from: EntityIx(from),
            role: RoleIx(role),
            to: EntityIx(to),
            period,
            basis,
        });
    }
}
