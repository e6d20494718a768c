//! The names of the record's actors and forums, in any language, found in a text.

use super::hash::{ByHash, Hash};
use super::tokens::{Sort, Token, Tokens, stem};
use crate::model::Record;

/// More words than this has no name that anybody writes twice.
const LONGEST: usize = 12;
/// So many things may share a name before it tells nothing.
const SHARED: usize = 4;
/// An acronym of at most so many letters may be a common word in small letters: "US", "WHO".
const SHORT: usize = 4;

/// All names as a tree of words.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// From a node and a word to the next node.
    next: ByHash<u32>,
    /// For each node what is named by the words up to it.
    named: Vec<Vec<u32>>,
}

impl Names {
    /// The names of actors and forums, and of the record's areas, levels and kinds.
    pub(super) fn new(record: &Record) -> Self {
        let mut names = Self {
            next: ByHash::default(),
            named: vec![Vec::new()],
        };
        let mut tokens = Tokens::default();
        let terms = (record.areas.iter())
            .chain(&record.levels)
            .chain(&record.kinds);
        let mut concept = 0;
        for entity in record.entities.iter() {
            for name in entity.all_names() {
                tokens.read(name);
                names.add(&tokens, concept);
            }
            concept += 1;
        }
        for term in terms {
            // Their ids are not for readers.
            for name in term.all_names().skip(1) {
                tokens.read(name);
                names.add(&tokens, concept);
            }
            concept += 1;
        }
        names
    }

    fn add(&mut self, tokens: &Tokens, concept: u32) {
        let words = &tokens.list;
        if words.len() > LONGEST || words.iter().all(|word| word.sort != Sort::Word) {
            return;
        }
        let mut node = 0;
        for word in words {
            let fresh = u32::try_from(self.named.len()).unwrap_or(u32::MAX);
            let folded = tokens.text(word);
            let exact = word.acronym && folded.len() <= SHORT;
            node = *self.next.entry(key(node, folded, exact)).or_insert(fresh);
            if node == fresh {
                self.named.push(Vec::new());
            }
        }
        let named = &mut self.named[node as usize];
        if !named.contains(&concept) && named.len() < SHARED {
            named.push(concept);
        }
    }

    /// What the words from a position on name, by the longest name that fits, and how many
    /// words that name has.
    pub(super) fn at(&self, tokens: &Tokens, position: usize) -> Option<(&[u32], usize)> {
        let mut node = 0;
        let mut found = None;
        for (count, word) in (1..).zip(&tokens.list[position..]) {
            match self.step(node, tokens, word) {
                Some(next) => node = next,
                None => break,
            }
            let named = &self.named[node as usize];
            if !named.is_empty() {
                found = Some((named.as_slice(), count));
            }
        }
        found
    }

    fn step(&self, node: u32, tokens: &Tokens, word: &Token) -> Option<u32> {
        let folded = tokens.text(word);
        let exact = (word.acronym && folded.len() <= SHORT)
            .then(|| self.next.get(&key(node, folded, true)))
            .flatten();
        exact
            .or_else(|| self.next.get(&key(node, folded, false)))
            .copied()
    }
}

/// A node and a word. An acronym is found only in capitals; other words however they are
/// bent.
fn key(node: u32, folded: &str, exact: bool) -> u64 {
    let word = if exact { folded } else { stem(folded) };
    Hash::new(u64::from(node) << 1 | u64::from(exact))
        .with(word.as_bytes())
        .done()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{ActorKind, Entity, EntityKind, Name};

    fn names(all: &[&[&str]]) -> Names {
        let entities = all.iter().map(|names| Entity {
            id: names[0].into(),
            name: names[0].into(),
            names: (names[1..].iter())
                .map(|name| Name {
                    text: (*name).into(),
                    language: None,
                })
                .collect(),
            kind: EntityKind::Actor(ActorKind::Organisation),
            unnamed: false,
            acts: false,
            parent: None,
        });
        Names::new(&Record {
            entities: Arc::new(entities.collect()),
            ..Record::default()
        })
    }

    fn found(names: &Names, text: &str) -> Vec<(Vec<u32>, usize)> {
        let mut tokens = Tokens::default();
        tokens.read(text);
        (0..tokens.list.len())
            .filter_map(|at| names.at(&tokens, at))
            .map(|(named, words)| (named.to_vec(), words))
            .collect()
    }

    #[test]
    fn a_name_is_found_in_any_language_and_however_it_is_bent() {
        let names = names(&[
            &["United Nations", "Vereinte Nationen", "UN"],
            &["UN Security Council", "Sicherheitsrat"],
        ]);
        for text in ["the United Nations met", "der Vereinten Nationen", "die UN"] {
            assert_eq!(found(&names, text)[0].0, [0], "{text}");
        }
        assert_eq!(
            found(&names, "die Sitzung des Sicherheitsrates"),
            [(vec![1], 1)]
        );
        // The longest name wins.
        assert_eq!(found(&names, "UN Security Council")[0], (vec![1], 3));
        assert_eq!(found(&names, "United we stand, nations fall"), []);
    }

    #[test]
    fn a_short_acronym_is_found_only_in_capitals() {
        let names = names(&[&["WHO"], &["Interpol"]]);
        assert_eq!(
            found(&names, "those who met, said WHO at INTERPOL").len(),
            2
        );
    }
}
