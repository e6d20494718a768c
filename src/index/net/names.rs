//! Actors and forums by their names.

use std::cmp::Ordering;

use crate::index::called::{begins_word, nothing_called};
use crate::index::{Opened, fold};
use crate::model::{Entity, EntityIx, Record};

/// How many are listed where a name fits several.
const MOST: usize = 5;

/// The order of names for readers: accents and case do not matter; the same names in the order
/// of the record.
#[must_use]
pub fn by_name(record: &Record, one: EntityIx, two: EntityIx) -> Ordering {
    let name = |ix: EntityIx| fold(&record.entity(ix).name);
    name(one).cmp(&name(two)).then(one.cmp(&two))
}

/// The actor or forum that is meant: by its id, its name, another of its names, or by words
/// that begin in a name of it alone. Accents and case do not matter.
///
/// # Errors
/// A sentence on what could have been meant.
pub fn entity_named(opened: &Opened, words: &str) -> Result<EntityIx, String> {
    let wanted = fold(words.trim());
    let name = |entity: &Entity| fold(&entity.name) == wanted;
    let any_name = |entity: &Entity| entity.all_names().any(|name| fold(name) == wanted);
    let part = |entity: &Entity| {
        entity
            .all_names()
            .any(|name| begins_word(&fold(name), &wanted))
    };
    let id = |entity: &Entity| *entity.id == *words.trim();
    let rules: [&dyn Fn(&Entity) -> bool; 4] = [&id, &name, &any_name, &part];
    for rule in rules {
        let mut found = opened.known_entities().filter(|(_, entity)| rule(entity));
        match (found.next(), found.next()) {
            (Some((only, _)), None) => return Ok(only),
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(found);
                return Err(several(words, all.map(|(_, entity)| entity)));
            }
            _ => {}
        }
    }
    let names = opened
        .known_entities()
        .flat_map(|(_, entity)| std::iter::once(&*entity.id).chain(entity.all_names()));
    let most = 2.max(wanted.chars().count() / 4);
    Err(nothing_called(words, &wanted, most, names))
}

fn several<'e>(words: &str, all: impl Iterator<Item = &'e Entity>) -> String {
    let all: Vec<String> = all
        .map(|entity| format!("{} ({})", entity.name, entity.id))
        .collect();
    let more = match all.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" or {more} more"),
    };
    let listed = all[..all.len().min(MOST)].join(", ");
    format!("“{words}” can be {listed}{more}; give more of the name, or the id")
}
