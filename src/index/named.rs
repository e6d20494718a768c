//! Whether passages name what is claimed from them.
//!
//! A claim that is *stated* should rest on words that name it: the actor or forum by one of
//! its names, the date by its year. Where they do not, the editors concluded something, and
//! the claim should say `Inferred`.

use std::collections::{HashMap, HashSet};

use super::fold;
use crate::model::{
    ActorKind, Basis, Block, Date, Edge, Entity, EntityIx, EntityKind, EventIx, Passage, Place,
    Record, Standing, Text, TieIx,
};

/// A claim whose passage does not name what is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unnamed {
    /// The claim is one of this event, or else of this tie.
    pub of: ClaimOf,
    /// The name that is not there, or the date's year.
    pub name: Box<str>,
    /// Where it is not.
    pub passage: Passage,
}

/// Whose claim it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimOf {
    /// Of an event.
    Event(EventIx),
    /// A tie.
    Tie(TieIx),
}

/// Every claim on a date, an actor, a forum or a tie that is not marked as inferred and
/// whose passage does not name it. To a passage belong, besides its own words in every
/// edition: its footnotes, the headings over it and the title of the text; to an item of a
/// list the paragraph before the list; to a footnote the passage that has its marker. What
/// several claims of an event have in common is listed once.
#[must_use]
pub fn unnamed_claims(record: &Record) -> Vec<Unnamed> {
    let mut words = Words {
        record,
        of: HashMap::new(),
    };
    let names = Names::new(record);
    let mut found = Vec::new();
    for (ix, event) in record.events_ix() {
        let of = ClaimOf::Event(ix);
        for claim in &event.dates {
            if let Some(date) = &claim.date
                && !is_inferred(&claim.basis)
                && !has_a_year(words.at(&claim.basis), &years_of(date))
            {
                found.push(Unnamed {
                    of,
                    name: date.edtf().into(),
                    passage: claim.basis.passage,
                });
            }
        }
        let forums = event.forums.iter().map(|claim| (claim.forum, &claim.basis));
        let actors = event.actors.iter().map(|claim| (claim.actor, &claim.basis));
        for (entity, basis) in forums.chain(actors) {
            found.extend(words.check(of, entity, basis, &names));
        }
    }
    for (at, tie) in record.ties.iter().enumerate() {
        for entity in [tie.from, tie.to] {
            found.extend(words.check(ClaimOf::Tie(TieIx::new(at)), entity, &tie.basis, &names));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|claim| seen.insert(claim.clone()));
    found
}

fn is_inferred(basis: &Basis) -> bool {
    basis.standing == Standing::Inferred
}

/// The words of passages, folded, each made once.
struct Words<'r> {
    record: &'r Record,
    of: HashMap<Passage, String>,
}

impl Words<'_> {
    fn at(&mut self, basis: &Basis) -> &str {
        let record = self.record;
        self.of
            .entry(basis.passage)
            .or_insert_with(|| words_of(record, basis.passage))
    }

    fn check(
        &mut self,
        of: ClaimOf,
        entity: EntityIx,
        basis: &Basis,
        names: &Names,
    ) -> Option<Unnamed> {
        let missing = !is_inferred(basis) && !names.stand_in(self.at(basis), entity);
        missing.then(|| Unnamed {
            of,
            name: self.record.entity(entity).name.clone(),
            passage: basis.passage,
        })
    }
}

/// All that is read with a passage, folded.
fn words_of(record: &Record, passage: Passage) -> String {
    let source = record.source(passage.source);
    let mut words = fold(&source.title);
    for edition in &source.editions {
        let text = &edition.text;
        let mut take = |part: &str| {
            words.push('\n');
            words.push_str(&fold(part));
        };
        take(&text.title);
        let place = match passage.place {
            // A footnote is read with the passage that has its marker.
            Place::Note { note } => {
                take(&text.plain_at(passage.place).unwrap_or_default());
                match text.place_of_marker(note) {
                    Some(place) => place,
                    None => continue,
                }
            }
            place => place,
        };
        for heading in headings_over(text, place) {
            take(heading);
        }
        take(&text.plain_at(place).unwrap_or_default());
        take(lead_in(text, place));
        if !matches!(passage.place, Place::Note { .. }) {
            for note in text.notes_in(place) {
                take(&text.plain_at(Place::Note { note }).unwrap_or_default());
            }
        }
    }
    words
}

/// The paragraph before the list to which an item belongs.
fn lead_in(text: &Text, place: Place) -> &str {
    let Place::Item { section, block, .. } = place else {
        return "";
    };
    let before = (text.sections.get(section as usize))
        .and_then(|section| section.blocks.get(..block as usize))
        .unwrap_or_default();
    (before.iter().rev())
        .find_map(|block| match block {
            Block::Paragraph(rich) | Block::Quote(rich) => Some(rich.plain.as_str()),
            // Lists can follow one another.
            Block::List { .. } => None,
        })
        .unwrap_or_default()
}

/// The heading of the section of a place, and those of the sections around it.
fn headings_over(text: &Text, place: Place) -> Vec<&str> {
    let (Place::Section { section } | Place::Block { section, .. } | Place::Item { section, .. }) =
        place
    else {
        return Vec::new();
    };
    let mut headings = Vec::new();
    let mut level = u8::MAX;
    for section in text.sections.iter().take(section as usize + 1).rev() {
        if section.level < level {
            level = section.level;
            headings.push(&*section.heading);
        }
    }
    headings
}

/// The names of all actors and forums, folded.
struct Names {
    of: Vec<Vec<String>>,
    all: HashSet<String>,
}

impl Names {
    fn new(record: &Record) -> Self {
        let of: Vec<Vec<String>> = record.entities.iter().map(folded_names).collect();
        let all = of.iter().flatten().cloned().collect();
        Self { of, all }
    }

    /// Whether one of the names of an actor or forum stands in a text as a word of its own.
    /// Longer names may have an ending ("Brazil" stands in "the Brazilian delegate"), unless
    /// the word begins with a longer name: "Niger" does not stand in "the Nigerians".
    fn stand_in(&self, text: &str, entity: EntityIx) -> bool {
        self.of[entity.at()].iter().any(|name| {
            text.match_indices(name.as_str()).any(|(at, _)| {
                let rest = &text[at + name.len()..];
                let ending = rest.find(|c: char| !c.is_alphanumeric());
                let ending = &rest[..ending.unwrap_or(rest.len())];
                !text[..at].ends_with(char::is_alphanumeric) && self.may_end(name, ending)
            })
        })
    }

    /// Whether a name with an ending is still this name.
    fn may_end(&self, name: &str, ending: &str) -> bool {
        const MAY_END: usize = 5;
        let longer = |(at, c): (usize, char)| {
            let longer = format!("{name}{}", &ending[..at + c.len_utf8()]);
            self.all.contains(&longer)
        };
        ending.is_empty() || (name.chars().count() >= MAY_END && !ending.char_indices().any(longer))
    }
}

/// Every name by which a text can name it; of a person the last name alone too.
fn folded_names(entity: &Entity) -> Vec<String> {
    let mut names: Vec<String> = entity.all_names().map(fold).collect();
    if entity.kind == EntityKind::Actor(ActorKind::Person) && !entity.unnamed {
        let last = names.first().and_then(|name| name.split(' ').next_back());
        names.extend(last.map(ToOwned::to_owned));
    }
    names
}

/// Whether one of these years stands in a text as a number of its own.
fn has_a_year(text: &str, years: &[String]) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    years.iter().any(|year| {
        text.match_indices(year.as_str()).any(|(at, _)| {
            !text[..at].ends_with(is_digit) && !text[at + year.len()..].starts_with(is_digit)
        })
    })
}

/// The years that a date begins and ends in, as a text has them: 44 for 44 BC.
fn years_of(date: &Date) -> Vec<String> {
    [date.earliest(), date.latest()]
        .into_iter()
        .filter_map(Edge::day)
        .map(|day| day.ymd().0)
        .map(|year| if year > 0 { year } else { 1 - year }.to_string())
        .collect()
}
