//! What only shows in the whole: things that no claim names, names given twice.

use std::collections::HashMap;

use super::claims::Passages;
use super::decoder::Ids;
use super::problem::Code;
use super::sink::Sink;
use crate::model::Record;

pub(super) fn audit(
    sink: &mut Sink<'_>,
    record: &Record,
    entity_ids: &Ids<'_>,
    passages: &Passages<'_>,
) {
    let mut used = vec![false; record.entities.len()];
    for event in &record.events {
        if sink.progress.is_cancelled() {
            return;
        }
        for claim in &event.forums {
            used[claim.forum.at()] = true;
        }
        for claim in &event.actors {
            used[claim.actor.at()] = true;
            if let Some(forum) = claim.forum {
                used[forum.at()] = true;
            }
        }
    }
    for tie in &record.ties {
        used[tie.from.at()] = true;
        used[tie.to.at()] = true;
    }
    for entity in record.entities.iter() {
        if let Some(parent) = entity.parent {
            used[parent.at()] = true;
        }
    }
    for (entity, used) in record.entities.iter().zip(&used) {
        if !used && let Some(spot) = entity_ids.spot(&entity.id) {
            sink.report(
                spot,
                Code::EntityUnused,
                format!("no claim names “{}”", entity.name),
                "name it in an event or a tie, or take it away",
            );
        }
    }
    let mut by_name: HashMap<&str, &str> = HashMap::new();
    for entity in record.entities.iter() {
        for name in entity.all_names() {
            match by_name.insert(name, &entity.id) {
                Some(other) if other != &*entity.id => {
                    if let Some(spot) = entity_ids.spot(&entity.id) {
                        sink.report(
                            spot,
                            Code::NameTwice,
                            format!("“{}” and “{other}” are both called “{name}”", entity.id),
                            "if they are one, keep one; else take the name from one of them",
                        );
                    }
                }
                _ => {}
            }
        }
    }
    for (source, used) in passages.sources.iter().zip(&passages.used) {
        if !used && let Some(spot) = passages.ids.spot(&source.id) {
            sink.report(
                spot,
                Code::SourceUnused,
                format!("no claim rests on “{}”", source.title),
                "take events from it, or take it away",
            );
        }
    }
}
