//! What all parts of the reader share: ids, names, dates.

use std::collections::HashMap;

use super::fields::{Fields, Text, clip, sort_of, text_of};
use super::problem::Code;
use super::sink::{Sink, Spot, nearest};
use super::syntax::{Node, Value};
use crate::model::{Date, Name};

/// The ids of one list: which there are, and at which position.
pub(super) struct Ids<'n> {
    /// "event", for messages.
    pub what: &'static str,
    map: HashMap<&'n str, (u32, Spot)>,
    /// Something that may have defined an id could not be read, so a missing id proves
    /// nothing.
    lost: bool,
    /// Looking for a near id costs time; a hostile file could ask for it without end.
    guesses_left: u32,
}

impl<'n> Ids<'n> {
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            map: HashMap::new(),
            lost: false,
            guesses_left: 200,
        }
    }

    /// Notes the id of an item, before the item itself is read.
    pub(super) fn define(
        &mut self,
        sink: &mut Sink<'_>,
        file: usize,
        node: &'n Node<'_>,
        position: usize,
    ) {
        let id = match &node.value {
            Value::Record(fields) => fields.iter().find(|field| field.name == "id"),
            _ => None,
        };
        let Some((Value::Text(id), span)) = id.map(|field| (&field.node.value, field.node.span))
        else {
            self.lost = true;
            return;
        };
        let spot = Spot { file, span };
        if let Some((_, first)) = self.map.get(&**id) {
            let site = super::sink::site_of(sink.files[first.file], first.span);
            sink.report(
                spot,
                Code::DuplicateId,
                format!("the {} “{}” is defined twice", self.what, clip(id)),
                format!("the first stands at {site}; give one of them another id"),
            );
            return;
        }
        self.map
            .insert(id, (super::source_file::index(position), spot));
    }

    pub(super) const fn set_lost(&mut self) {
        self.lost = true;
    }

    pub(super) fn get(&self, id: &str) -> Option<u32> {
        self.map.get(id).map(|(position, _)| *position)
    }

    /// Where an id is defined.
    pub(super) fn spot(&self, id: &str) -> Option<Spot> {
        self.map.get(id).map(|(_, spot)| *spot)
    }

    /// The position of an id; an unknown one is reported.
    pub(super) fn find(&mut self, sink: &mut Sink<'_>, id: Text<'_>) -> Option<u32> {
        let found = self.get(id.text);
        if found.is_none() && !self.lost {
            let near = if self.guesses_left > 0 && self.map.len() <= 20_000 {
                self.guesses_left -= 1;
                let mut ids: Vec<&str> = self.map.keys().copied().collect();
                // A map has no order; the guess must be the same every time.
                ids.sort_unstable();
                nearest(id.text, ids).map(ToOwned::to_owned)
            } else {
                None
            };
            sink.report(
                id.spot,
                Code::DanglingId,
                format!("there is no {} “{}”", self.what, clip(id.text)),
                near.map_or_else(
                    || format!("define the {}, or correct the id", self.what),
                    |near| format!("did you mean “{near}”?"),
                ),
            );
        }
        found
    }
}

/// The id of an item, checked for its spelling.
pub(super) fn own_id<'n>(sink: &mut Sink<'_>, fields: &mut Fields<'n, '_>) -> Option<&'n str> {
    let id = fields.required_text(sink, "id")?;
    check_id(sink, id);
    Some(id.text)
}

/// Ids are lower-case letters, digits and hyphens, and begin with a letter.
pub(super) fn check_id(sink: &mut Sink<'_>, id: Text<'_>) {
    let well = id.text.len() <= 80
        && id.text.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !well {
        sink.report(
            id.spot,
            Code::BadId,
            format!("“{}” is not an id", clip(id.text)),
            "use a–z, 0–9 and hyphens, a letter first, at most 80 characters",
        );
    }
}

/// The field `names`: texts, or records of a text and its language.
pub(super) fn names(sink: &mut Sink<'_>, fields: &mut Fields<'_, '_>) -> Vec<Name> {
    let file = fields.spot.file;
    let mut names = Vec::new();
    for node in fields.list(sink, "names") {
        let name = match &node.value {
            Value::Record(_) => Fields::open(sink, file, node, "a name").and_then(|mut name| {
                let text = name.required_text(sink, "text");
                let language = name.text(sink, "language");
                name.finish(sink);
                Some(Name {
                    text: text?.text.into(),
                    language: language.map(|language| language.text.into()),
                })
            }),
            Value::Text(_) | Value::Faulty => text_of(sink, file, node, "names").map(|text| Name {
                text: text.text.into(),
                language: None,
            }),
            other => {
                let spot = fields.spot_of(node);
                sink.report(
                    spot,
                    Code::WrongSort,
                    format!("{} is no name", sort_of(other)),
                    "write a text, or (text: \"…\", language: \"de\")",
                );
                None
            }
        };
        names.extend(name);
    }
    names
}

/// A date in a field, if the field is there.
pub(super) fn date(
    sink: &mut Sink<'_>,
    fields: &mut Fields<'_, '_>,
    name: &'static str,
) -> Option<Date> {
    let text = fields.text(sink, name)?;
    parse_date(sink, text)
}

pub(super) fn parse_date(sink: &mut Sink<'_>, text: Text<'_>) -> Option<Date> {
    if let Some(known) = sink.dates.get(text.text) {
        return Some(known.clone());
    }
    match Date::parse(text.text) {
        Ok(date) => {
            sink.dates.insert(text.text.into(), date.clone());
            Some(date)
        }
        Err(error) => {
            sink.report(text.spot, Code::BadDate, error.to_string(), error.remedy());
            None
        }
    }
}

/// A web address; anything but http and https is reported.
pub(super) fn url(
    sink: &mut Sink<'_>,
    fields: &mut Fields<'_, '_>,
    name: &'static str,
) -> Option<Box<str>> {
    let url = fields.text(sink, name)?;
    if is_web_address(url.text) {
        return Some(url.text.into());
    }
    sink.report(
        url.spot,
        Code::BadLink,
        format!("“{}” is not a web address", clip(url.text)),
        "it must begin with https:// or http://",
    );
    None
}

/// Only these are ever handed to a browser.
pub(crate) fn is_web_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !url.chars().any(|c| c.is_whitespace() || c.is_control())
    })
}
