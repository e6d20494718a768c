//! Actors and forums.

use super::decoder::{Ids, names, own_id};
use super::fields::{Fields, Sink, Spot};
use super::problem::Code;
use super::read::Items;
use crate::model::{ActorKind, Entity, EntityIx, EntityKind, ForumKind, Record};

/// Actors and forums share one set of ids: actors first, then forums.
pub(super) fn define_entities<'n>(
    sink: &mut Sink<'_>,
    actors: &Items<'n, '_>,
    forums: &Items<'n, '_>,
    lost: bool,
) -> Ids<'n> {
    let mut ids = Ids::new("actor or forum");
    for (position, (file, node)) in actors.iter().chain(forums).enumerate() {
        ids.define(sink, *file, node, position);
    }
    if lost {
        ids.set_lost();
    }
    ids
}

pub(super) fn decode_entities(
    sink: &mut Sink<'_>,
    record: &mut Record,
    actors: &Items<'_, '_>,
    forums: &Items<'_, '_>,
    ids: &mut Ids<'_>,
) {
    let actor_words: Vec<(ActorKind, &'static str)> = ActorKind::ALL
        .iter()
        .map(|(kind, word, _)| (*kind, *word))
        .collect();
    let forum_words: Vec<(ForumKind, &'static str)> = ForumKind::ALL
        .iter()
        .map(|(kind, word, _)| (*kind, *word))
        .collect();
    for (file, node) in actors {
        let Some(mut fields) = Fields::open(sink, *file, node, "an actor") else {
            continue;
        };
        let id = own_id(sink, &mut fields);
        let name = fields.required_text(sink, "name");
        let kind = fields
            .required(sink, "kind")
            .and_then(|node| fields.word(sink, "kind", node, &actor_words));
        let names = names(sink, &mut fields);
        let unnamed = fields.flag(sink, "unnamed");
        fields.finish(sink);
        record.entities.push(Entity {
            id: id.unwrap_or("").into(),
            name: name.map_or("", |text| text.text).into(),
            names,
            kind: EntityKind::Actor(kind.unwrap_or(ActorKind::Group)),
            unnamed,
            acts: false,
            parent: None,
        });
    }
    let mut parents: Vec<Option<(u32, Spot)>> = vec![None; record.entities.len()];
    for (file, node) in forums {
        let Some(mut fields) = Fields::open(sink, *file, node, "a forum") else {
            continue;
        };
        let id = own_id(sink, &mut fields);
        let name = fields.required_text(sink, "name");
        let kind = fields
            .required(sink, "kind")
            .and_then(|node| fields.word(sink, "kind", node, &forum_words));
        let names = names(sink, &mut fields);
        let acts = fields.flag(sink, "acts");
        let parent = fields.text(sink, "parent");
        let parent_ix = parent.and_then(|parent| ids.find(sink, parent));
        fields.finish(sink);
        parents.push(parent_ix.zip(parent.map(|parent| parent.spot)));
        record.entities.push(Entity {
            id: id.unwrap_or("").into(),
            name: name.map_or("", |text| text.text).into(),
            names,
            kind: EntityKind::Forum(kind.unwrap_or(ForumKind::Body)),
            unnamed: false,
            acts,
            parent: None,
        });
    }
    set_parents(sink, record, &parents);
}

/// Parents must be forums and must not form a circle.
fn set_parents(sink: &mut Sink<'_>, record: &mut Record, parents: &[Option<(u32, Spot)>]) {
    let parent_of = |at: usize| parents.get(at).copied().flatten();
    for at in 0..record.entities.len() {
        let Some((parent, spot)) = parent_of(at) else {
            continue;
        };
        let Some(entity) = record.entities.get(parent as usize) else {
            continue;
        };
        if !entity.is_forum() {
            sink.report(
                spot,
                Code::NotAForum,
                format!("“{}” is an actor and cannot hold a forum", entity.id),
                "name a forum; what an actor runs is a tie",
            );
            continue;
        }
        // Whoever is on the circle meets itself within as many steps as there are forums
        // on it; the limit keeps long chains cheap.
        let mut above = Some(parent);
        let mut steps = 0;
        while let Some(current) = above {
            if current as usize == at || steps > MOST_PARENTS {
                break;
            }
            above = parent_of(current as usize).map(|(next, _)| next);
            steps += 1;
        }
        if above.is_some() {
            sink.report(
                spot,
                Code::CircularParents,
                format!("“{}” belongs, by way of its parents, to itself, or its parents have no end", record.entities[at].id),
                "take one of the parents away",
            );
        } else {
            record.entities[at].parent = Some(EntityIx(parent));
        }
    }
}

/// No forum lies deeper than this.
const MOST_PARENTS: usize = 64;
