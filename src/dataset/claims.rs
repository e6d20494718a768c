//! What every claim has: a passage, a quote, a standing.

use std::collections::HashMap;

use super::decoder::{Ids, date};
use super::fields::{Fields, Text, clip};
use super::problem::Code;
use super::sink::Sink;
use crate::model::{Basis, Passage, Place, Source, SourceIx, Standing};

/// Resolves addresses and checks quotes.
pub(super) struct Passages<'n> {
    pub sources: Vec<Source>,
    pub ids: Ids<'n>,
    /// Sources with a text that could not be read: what is not found in them proves nothing.
    pub unreadable: Vec<bool>,
    /// Which sources some claim rests on.
    pub used: Vec<bool>,
    resolved: HashMap<String, Option<Passage>>,
    /// Of each source the sections by their ids, once one was looked for.
    sections: Vec<Option<HashMap<Box<str>, usize>>>,
    guesses_left: u32,
}

const STANDINGS: [(Standing, &str); 5] = [
    (Standing::Stated, "Stated"),
    (Standing::Reported, "Reported"),
    (Standing::Alleged, "Alleged"),
    (Standing::Denied, "Denied"),
    (Standing::Inferred, "Inferred"),
];

impl<'n> Passages<'n> {
    pub(super) fn new(sources: Vec<Source>, ids: Ids<'n>, unreadable: Vec<bool>) -> Self {
        Self {
            used: vec![false; sources.len()],
            sources,
            ids,
            unreadable,
            resolved: HashMap::new(),
            sections: Vec::new(),
            guesses_left: 50,
        }
    }

    /// The passage at an address; a wrong one is reported.
    pub(super) fn resolve(&mut self, sink: &mut Sink<'_>, address: Text<'_>) -> Option<Passage> {
        // The same address serves many claims, but each faulty one is reported.
        if let Some(Some(known)) = self.resolved.get(address.text) {
            return Some(*known);
        }
        let found = self.look_up(sink, address);
        self.resolved.insert(address.text.to_owned(), found);
        if let Some(passage) = found {
            self.used[passage.source.at()] = true;
        }
        found
    }

    fn look_up(&mut self, sink: &mut Sink<'_>, address: Text<'_>) -> Option<Passage> {
        let Some((id, place)) = address.text.split_once('#') else {
            sink.report(
                address.spot,
                Code::BadPassage,
                format!("“{}” is not an address", clip(address.text)),
                "write source#section/block, or source#^note",
            );
            return None;
        };
        let position = self.ids.find(
            sink,
            Text {
                text: id,
                spot: address.spot,
            },
        )?;
        let source = self.sources.get(position as usize)?;
        let edition = source.editions.first();
        self.sections.resize_with(self.sources.len(), || None);
        let known = &mut self.sections[position as usize];
        let found = edition.map(|edition| {
            let by_id = known.get_or_insert_with(|| sections_by_id(&edition.text));
            edition.text.place_by(place, |id| by_id.get(id).copied())
        });
        match found {
            Some(Ok(place)) => Some(Passage {
                source: SourceIx(position),
                place,
            }),
            Some(Err(reason)) if !self.unreadable[position as usize] => {
                let sections: Vec<&str> = source
                    .text()
                    .sections
                    .iter()
                    .map(|section| &*section.id)
                    .collect();
                let wanted = place.split('/').next().unwrap_or(place);
                let remedy = match super::sink::nearest(wanted, sections.iter().copied()) {
                    Some(near) if near != wanted => format!("did you mean the section “{near}”?"),
                    _ if place.starts_with('^') || sections.contains(&wanted) => {
                        "correct the number; blocks, items and notes are counted as in the format's reference".to_owned()
                    }
                    _ => format!("its sections are: {}", clip_list(&sections)),
                };
                sink.report(
                    address.spot,
                    Code::BadPassage,
                    format!("“{}” does not exist: {reason}", clip(address.text)),
                    remedy,
                );
                None
            }
            _ => None,
        }
    }

    /// The fields `passage`, `quote`, `standing` and `known_from` of a claim. A claim
    /// without a passage of its own uses `inherited`; `None` is for a claim that is part
    /// of nothing from which it could have one.
    pub(super) fn basis(
        &mut self,
        sink: &mut Sink<'_>,
        fields: &mut Fields<'_, '_>,
        inherited: Option<Inherited>,
    ) -> Option<Basis> {
        let own = fields.text(sink, "passage");
        let quote = fields.text(sink, "quote");
        let standing = fields
            .optional("standing")
            .and_then(|node| fields.word(sink, "standing", node, &STANDINGS))
            .unwrap_or_default();
        let known_from = date(sink, fields, "known_from");
        let passage = match (own, inherited) {
            (Some(own), _) => self.resolve(sink, own)?,
            // Written, but not to be read; that is reported.
            (None, _)
                if fields.is_written("passage")
                    || fields.is_misspelt("passage")
                    || fields.is_damaged(sink) =>
            {
                return None;
            }
            (None, Some(Inherited::Passage(passage))) => passage,
            // That of the whole is faulty and has been reported.
            (None, Some(Inherited::Faulty)) => return None,
            (None, None | Some(Inherited::Missing(_))) => {
                let elsewhere = match inherited {
                    Some(Inherited::Missing(whole)) => format!(" here or in the {whole}"),
                    _ => String::new(),
                };
                sink.report(
                    fields.head(),
                    Code::NoPassage,
                    "this claim has no passage",
                    format!("add passage: \"source#section/block\"{elsewhere}"),
                );
                return None;
            }
        };
        if let Some(quote) = quote {
            self.check_quote(sink, quote, passage);
        }
        Some(Basis {
            passage,
            quote: quote.map(|quote| quote.text.into()),
            standing,
            known_from,
        })
    }

    /// The fields `passage` and `quote` of what is no claim but has a place.
    pub(super) fn place(
        &mut self,
        sink: &mut Sink<'_>,
        fields: &mut Fields<'_, '_>,
    ) -> Option<(Passage, Option<Box<str>>)> {
        let own = fields.required_text(sink, "passage");
        let quote = fields.text(sink, "quote");
        let passage = self.resolve(sink, own?)?;
        if let Some(quote) = quote {
            self.check_quote(sink, quote, passage);
        }
        Some((passage, quote.map(|quote| quote.text.into())))
    }

    fn check_quote(&mut self, sink: &mut Sink<'_>, quote: Text<'_>, passage: Passage) {
        // It may stand in the very edition that could not be read.
        if self.unreadable[passage.source.at()] {
            return;
        }
        let source = &self.sources[passage.source.at()];
        let wanted = crate::model::fold_space(quote.text);
        let holds = |place: Place| {
            // Most passages have single spaces already; a list has line ends.
            let has = |plain: &str| {
                plain.contains(&wanted) || crate::model::fold_space(plain).contains(&wanted)
            };
            (source.editions.iter()).any(|edition| match edition.text.rich_at(place) {
                Some(rich) => has(&rich.plain),
                None => (edition.text.plain_at(place)).is_some_and(|plain| has(&plain)),
            })
        };
        if holds(passage.place) {
            return;
        }
        let elsewhere = if self.guesses_left > 0 {
            self.guesses_left -= 1;
            places_of(source).into_iter().find(|place| holds(*place))
        } else {
            None
        };
        let remedy = elsewhere.map_or_else(
            || "copy the words from the text, letter for letter".to_owned(),
            |place| {
                format!(
                    "they stand in {}#{}",
                    source.id,
                    source.text().address(place)
                )
            },
        );
        sink.report(
            quote.spot,
            Code::QuoteNotFound,
            format!(
                "“{}” does not stand in {}#{}",
                clip(quote.text),
                source.id,
                source.text().address(passage.place)
            ),
            remedy,
        );
    }
}

/// The passage of an event or of an account, for claims that have none of their own.
#[derive(Clone, Copy)]
pub(super) enum Inherited {
    Passage(Passage),
    Faulty,
    /// It has none; with its name for a message.
    Missing(&'static str),
}

/// Of two with the same id the first counts, as in [`model::Text::place`](crate::model::Text::place).
fn sections_by_id(text: &crate::model::Text) -> HashMap<Box<str>, usize> {
    let sections = text.sections.iter().enumerate().rev();
    sections
        .map(|(at, section)| (section.id.clone(), at))
        .collect()
}

/// Every block, item and note of a source.
fn places_of(source: &Source) -> Vec<Place> {
    let text = source.text();
    let mut places = Vec::new();
    for (section, content) in text.sections.iter().enumerate() {
        for (block, content) in content.blocks.iter().enumerate() {
            let (section, block) = (
                super::source_file::index(section),
                super::source_file::index(block),
            );
            if let crate::model::Block::List { items, .. } = content {
                places.extend((0..items.len()).map(|item| Place::Item {
                    section,
                    block,
                    item: super::source_file::index(item),
                }));
            }
            places.push(Place::Block { section, block });
        }
    }
    places.extend((0..text.notes.len()).map(|note| Place::Note {
        note: super::source_file::index(note),
    }));
    places
}

fn clip_list(words: &[&str]) -> String {
    const MOST: usize = 12;
    let shown = words
        .iter()
        .take(MOST)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if words.len() > MOST {
        format!("{shown}, …")
    } else {
        shown
    }
}
