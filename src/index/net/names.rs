//! Actors and forums by their names.

use std::cmp::Ordering;

use crate::index::called::{begins_word, nearest, nothing_called};
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
    let names = ids_and_names(opened).map(|(_, name)| name);
    Err(nothing_called(words, &wanted, most_wrong(&wanted), names))
}

/// The actor or forum that may be meant by words that are no name of any: that with the nearest
/// name or id, which [`entity_named`] suggests. None if there is none as near.
#[must_use]
pub fn entity_nearly_named(opened: &Opened, words: &str) -> Option<EntityIx> {
    let wanted = fold(words.trim());
    let near = nearest(&wanted, most_wrong(&wanted), ids_and_names(opened));
    near.map(|(entity, _)| entity)
}

fn ids_and_names(opened: &Opened) -> impl Iterator<Item = (EntityIx, &str)> {
    opened.known_entities().flat_map(|(ix, entity)| {
        let names = std::iter::once(&*entity.id).chain(entity.all_names());
        names.map(move |name| (ix, name))
    })
}

/// In so many letters words may differ from the name that is meant.
fn most_wrong(words: &str) -> usize {
    2.max(words.chars().count() / 4)
}

/// An actor or forum that words may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Called {
    /// Which.
    pub entity: EntityIx,
    /// By which of its other names, if not by the one that is shown.
    pub by: Option<usize>,
}

/// The actors and forums that words may mean, at most so many: first those that are called just
/// so, then those of which a name begins with the words, then those of which a word does; by
/// name. Accents and case do not matter. None if there are no words.
#[must_use]
pub fn entities_called(opened: &Opened, words: &str, most: usize) -> Vec<Called> {
    let wanted = fold(words.trim());
    let fit = |name: &str| {
        let name = fold(name);
        match () {
            () if name == wanted => Some(0),
            () if !begins_word(&name, &wanted) => None,
            () if name.starts_with(&wanted) => Some(1),
            () => Some(2),
        }
    };
    let mut found: Vec<(u32, Called)> = (opened.known_entities())
        .filter_map(|(entity, found)| {
            // Of two names that fit as well the one that is shown.
            let names = found.all_names().enumerate();
            let fits = names.filter_map(|(at, name)| Some((fit(name)?, at)));
            let (fit, at) = fits.min()?;
            let by = at.checked_sub(1);
            Some((fit, Called { entity, by }))
        })
        .collect();
    found.sort_by_cached_key(|(fit, called)| {
        let name = fold(&opened.record.entity(called.entity).name);
        (*fit, name, called.entity)
    });
    let found = found.into_iter().map(|(_, called)| called);
    found.take(most).collect()
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
