//! What free text is searched in: titles, names, passages.

use std::fmt::Write as _;

use super::{Index, fold};
use crate::model::{Date, EntityIx, Event, EventIx, Passage, Place, Record, Role, SourceIx, Tie};

/// Names and passages as search compares them: each folded once, when text is first searched,
/// as many events are told by one passage and name the same actors.
#[derive(Debug)]
pub(super) struct Folded {
    /// By the numbers of the passages.
    passages: Vec<Box<str>>,
    /// For each actor or forum all its names, a line each.
    names: Vec<Box<str>>,
}

impl Folded {
    fn new(record: &Record, passages: &[Passage]) -> Self {
        let names = record.entities.iter().map(|entity| {
            let names: Vec<String> = entity.all_names().map(fold).collect();
            names.join("\n").into()
        });
        let passages = passages.iter().map(|passage| match passage.place {
            // A whole section would make everything told in it match everything.
            Place::Section { .. } => Box::default(),
            _ => fold(&record.passage_text(*passage)).into(),
        });
        Self {
            passages: passages.collect(),
            names: names.collect(),
        }
    }
}

/// Words that are looked for: every name and every passage has been judged, so that an event
/// or a tie is quick to judge. A find lies within a title, a name or a passage, never across
/// two.
pub(super) struct Wanted<'a> {
    index: &'a Index,
    words: String,
    names: Vec<bool>,
    roles: Vec<bool>,
    passages: Vec<bool>,
}

impl<'a> Wanted<'a> {
    /// Looks for folded words.
    pub(super) fn new(record: &Record, index: &'a Index, words: &str) -> Self {
        let folded = index.folded(record);
        let holds = |text: &str| text.contains(words);
        let passages = (index.passages.all().iter().zip(&folded.passages))
            .map(|(passage, text)| index.is_searched(*passage) && holds(text))
            .collect();
        Self {
            names: folded.names.iter().map(|names| holds(names)).collect(),
            roles: (record.roles.iter())
                .map(|role| names_of(role).any(|name| holds(&fold(name))))
                .collect(),
            passages,
            index,
            words: words.to_owned(),
        }
    }

    /// Whether they stand in the title of an event, in a name of whoever takes part, or in
    /// one of its passages.
    pub(super) fn stand_in(&self, ix: EventIx, event: &Event) -> bool {
        (self.index.told.numbers_of(ix).iter())
            .any(|number| is_in(&self.passages, *number as usize))
            || taking_part(event).any(|entity| is_in(&self.names, entity.at()))
            || self.stand_in_text(&event.title)
    }

    /// Whether they stand in its passage, in a name of one of its ends or of its role, or in
    /// its quote or its period in words.
    pub(super) fn stand_in_tie(&self, tie: &Tie) -> bool {
        let quote = tie.basis.quote.as_deref();
        let period = tie.period.as_ref().map(Date::words);
        let number = self.index.passages.number_of(tie.basis.passage);
        number.is_some_and(|number| is_in(&self.passages, number as usize))
            || [tie.from, tie.to]
                .iter()
                .any(|end| is_in(&self.names, end.at()))
            || is_in(&self.roles, tie.role.at())
            || (quote.into_iter().chain(period)).any(|text| self.stand_in_text(text))
    }

    fn stand_in_text(&self, text: &str) -> bool {
        fold(text).contains(&self.words)
    }
}

/// Whether a position is in a set.
pub(super) fn is_in(set: &[bool], at: usize) -> bool {
    set.get(at).copied().unwrap_or(false)
}

/// What a role is called; its id is not read by anybody.
fn names_of(role: &Role) -> impl Iterator<Item = &str> {
    let others = role.term.names.iter().map(|name| &*name.text);
    std::iter::once(&*role.term.name).chain(others)
}

/// Those of an event by whose names it is found.
fn taking_part(event: &Event) -> impl Iterator<Item = EntityIx> {
    let forums = event.forums.iter().map(|claim| claim.forum);
    forums.chain(event.actors.iter().map(|claim| claim.actor))
}

impl Index {
    fn folded(&self, record: &Record) -> &Folded {
        (self.folded).get_or_init(|| Folded::new(record, self.passages.all()))
    }

    /// Whether the words of a passage are searched: not those of a whole section, nor those of
    /// a source that has not been issued, though a claim may be known before the source that
    /// tells it.
    fn is_searched(&self, passage: Passage) -> bool {
        let SourceIx(source) = passage.source;
        let unissued = self.unissued.get(source as usize).copied();
        !matches!(passage.place, Place::Section { .. }) && !unissued.unwrap_or(false)
    }

    /// All that free text is searched in for an event, folded, a line each: its title, every
    /// name of whoever takes part, its passages. `record` is the one that the index is of.
    #[must_use]
    pub fn haystack(&self, record: &Record, ix: EventIx) -> String {
        let (folded, event) = (self.folded(record), record.event(ix));
        let mut text = fold(&event.title);
        let names = taking_part(event).map(|entity| &folded.names[entity.at()]);
        let passages = (self.told.numbers_of(ix).iter())
            .map(|number| *number as usize)
            .filter(|at| self.is_searched(self.passages.all()[*at]))
            .map(|at| &folded.passages[at]);
        for words in names.chain(passages) {
            // Writing to a text cannot fail.
            let _ = write!(text, "\n{words}");
        }
        text
    }
}
