//! What free text is searched in.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::fold;
use crate::model::{Entity, EntityIx, Event, Passage, Place, Source, SourceIx};

/// What free text is searched in.
#[derive(Clone, Debug)]
pub(super) enum Haystack {
    Made(Arc<str>),
    /// Made when it is searched.
    Later(Arc<Event>, OnceLock<Box<str>>),
    None,
}

/// What haystacks are made from that are made only when they are searched.
#[derive(Debug)]
pub(super) struct Stuff {
    pub sources: Arc<Vec<Source>>,
    pub entities: Arc<Vec<Entity>>,
    pub issued: Vec<bool>,
}

/// Words as search compares them, each folded once: many events are told by one passage and
/// name the same actors.
#[derive(Default)]
pub(super) struct Folded {
    passages: HashMap<Passage, String>,
    names: HashMap<EntityIx, String>,
}

/// The words of an event that are searched: its title, every name of whoever takes part, its
/// passages. Passages of sources that `is_issued` denies are left out: a claim may be known before
/// the source that tells it.
pub(super) fn haystack(
    sources: &[Source],
    entities: &[Entity],
    event: &Event,
    is_issued: impl Fn(SourceIx) -> bool,
    folded: &mut Folded,
) -> String {
    let mut text = fold(&event.title);
    let named = event
        .forums
        .iter()
        .map(|claim| claim.forum)
        .chain(event.actors.iter().map(|claim| claim.actor));
    for entity in named {
        text.push_str(folded.names.entry(entity).or_insert_with(|| {
            let names = entities[entity.at()].all_names();
            names.map(|name| format!("\n{}", fold(name))).collect()
        }));
    }
    for passage in event.all_passages() {
        // A whole section would make every event in it match everything.
        if !matches!(passage.place, Place::Section { .. }) && is_issued(passage.source) {
            text.push('\n');
            text.push_str(folded.passages.entry(passage).or_insert_with(|| {
                let words = sources[passage.source.at()].text().plain_at(passage.place);
                fold(&words.unwrap_or_default())
            }));
        }
    }
    text
}
