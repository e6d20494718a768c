//! Actors and forums.

use std::sync::Arc;

use super::decoder::{Ids, names, own_id};
use super::fields::Fields;
use super::problem::Code;
use super::read::Items;
use super::sink::{Sink, Spot};
use super::syntax::Value;
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
        if sink.progress.is_cancelled() {
            break;
        }
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
        if !sink.goes_on_to(node) {
            return;
        }
        let Some(mut fields) = Fields::open(sink, *file, node, "an actor") else {
            // Ids are positions, so what cannot be read has a place all the same.
            Arc::make_mut(&mut record.entities)
                .push(unreadable(EntityKind::Actor(ActorKind::Group)));
            continue;
        };
        let id = own_id(sink, &mut fields);
        let name = fields.required_text(sink, "name");
        let kind = fields
            .required("kind")
            .and_then(|node| fields.word(sink, "kind", node, &actor_words));
        let names = names(sink, &mut fields);
        let unnamed = fields.flag(sink, "unnamed");
        fields.finish(sink);
        Arc::make_mut(&mut record.entities).push(Entity {
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
        if !sink.goes_on_to(node) {
            return;
        }
        let Some(mut fields) = Fields::open(sink, *file, node, "a forum") else {
            parents.push(None);
            Arc::make_mut(&mut record.entities)
                .push(unreadable(EntityKind::Forum(ForumKind::Body)));
            continue;
        };
        let id = own_id(sink, &mut fields);
        let name = fields.required_text(sink, "name");
        let kind = fields
            .required("kind")
            .and_then(|node| fields.word(sink, "kind", node, &forum_words));
        let names = names(sink, &mut fields);
        let acts = fields.flag(sink, "acts");
        let acts_unclear = fields.is_misspelt("acts")
            || fields.is_damaged(sink)
            || fields
                .optional("acts")
                .is_some_and(|node| !matches!(node.value, Value::Word(_)));
        let parent = fields.text(sink, "parent");
        let parent_ix = parent.and_then(|parent| ids.find(sink, parent));
        fields.finish(sink);
        parents.push(parent_ix.zip(parent.map(|parent| parent.spot)));
        Arc::make_mut(&mut record.entities).push(Entity {
            id: id.unwrap_or("").into(),
            name: name.map_or("", |text| text.text).into(),
            names,
            kind: EntityKind::Forum(kind.unwrap_or(ForumKind::Body)),
            unnamed: false,
            acts: acts || acts_unclear,
            parent: None,
        });
    }
    set_parents(sink, record, &parents);
}

/// Stands in for an item that has been reported as unreadable. It may stand anywhere.
fn unreadable(kind: EntityKind) -> Entity {
    Entity {
        id: "".into(),
        name: "".into(),
        names: Vec::new(),
        kind,
        unnamed: false,
        acts: true,
        parent: None,
    }
}

/// Parents must be forums and must not form a circle.
fn set_parents(sink: &mut Sink<'_>, record: &mut Record, parents: &[Option<(u32, Spot)>]) {
    let parent_of = |at: usize| parents.get(at).copied().flatten();
    // In which walk upwards a forum was met; 0 is none.
    let mut met = vec![0_usize; record.entities.len()];
    for at in 0..record.entities.len() {
        let Some((parent, spot)) = parent_of(at) else {
            continue;
        };
        let Some(above) = record.entities.get(parent as usize) else {
            continue;
        };
        if !above.is_forum() {
            sink.report(
                spot,
                Code::NotAForum,
                format!("“{}” is an actor and cannot hold a forum", above.id),
                "name a forum; what an actor runs is a tie",
            );
            continue;
        }
        Arc::make_mut(&mut record.entities)[at].parent = Some(EntityIx(parent));
        if parent as usize == at {
            sink.report(
                spot,
                Code::SelfReference,
                format!("“{}” is its own parent", record.entities[at].id),
                "name the forum that it belongs to, or leave the field out",
            );
            met[at] = at + 1;
            continue;
        }
        // Up to the top, or to what an earlier walk has seen. Whoever comes upon his own
        // trail has walked into a circle; each circle is reported once.
        let mut current = at;
        while met[current] == 0 {
            met[current] = at + 1;
            match parent_of(current) {
                Some((next, _)) if (next as usize) < met.len() => current = next as usize,
                _ => break,
            }
        }
        let has_parent = parent_of(current).is_some_and(|(next, _)| next as usize != current);
        if met[current] == at + 1 && has_parent && current_is_on_circle(current, &parent_of) {
            report_circle(sink, record, current, &parent_of);
        }
    }
}

/// Whether the walk upwards from here leads back here. The walk just made passed through
/// no more than the forums on its trail, so this ends.
fn current_is_on_circle(start: usize, parent_of: &impl Fn(usize) -> Option<(u32, Spot)>) -> bool {
    let mut current = start;
    while let Some((next, _)) = parent_of(current) {
        if next as usize == start {
            return true;
        }
        if next as usize == current {
            return false;
        }
        current = next as usize;
    }
    false
}

fn report_circle(
    sink: &mut Sink<'_>,
    record: &Record,
    start: usize,
    parent_of: &impl Fn(usize) -> Option<(u32, Spot)>,
) {
    const MOST_SHOWN: usize = 8;
    let mut way = Vec::new();
    let mut first = start;
    let mut current = start;
    while let Some((next, _)) = parent_of(current) {
        current = next as usize;
        if current == start {
            break;
        }
        first = first.min(current);
        way.push(current);
    }
    // Told from the forum on the circle that stands first in the files.
    way.insert(0, start);
    let turn = way.iter().position(|at| *at == first).unwrap_or(0);
    way.rotate_left(turn);
    let Some((_, spot)) = parent_of(first) else {
        return;
    };
    let mut names: Vec<String> = way[1..]
        .iter()
        .take(MOST_SHOWN)
        .map(|at| format!("“{}”", record.entities[*at].id))
        .collect();
    if way.len() - 1 > MOST_SHOWN {
        names.push("…".to_owned());
    }
    sink.report(
        spot,
        Code::CircularParents,
        format!(
            "“{}” belongs to itself, by way of {}",
            record.entities[first].id,
            names.join(", ")
        ),
        "take one of these parents away",
    );
}
