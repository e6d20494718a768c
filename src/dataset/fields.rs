//! Records field by field: what is asked for, what is missing, what nobody asked for.

use std::collections::HashSet;

use super::problem::Code;
use super::sink::{Sink, Spot, nearest};
use super::syntax::{Field, Node, Span, Value};

/// Guessing what was meant takes time; in one record it is done so often.
const MOST_GUESSES: usize = 100;

/// A record being taken apart.
pub(super) struct Fields<'n, 'a> {
    pub spot: Spot,
    fields: &'n [Field<'a>],
    taken: Vec<bool>,
    /// Some more than once.
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
    what: &'static str,
}

impl<'n, 'a> Fields<'n, 'a> {
    /// The fields of a record; anything else is reported and gives `None`.
    pub(super) fn open(
        sink: &mut Sink<'_>,
        file: usize,
        node: &'n Node<'a>,
        what: &'static str,
    ) -> Option<Self> {
        let spot = Spot {
            file,
            span: node.span,
        };
        match &node.value {
            Value::Record(fields) => {
                let mut seen = HashSet::new();
                for (at, field) in fields.iter().enumerate() {
                    // Most records are small; for a large one, looking back takes too long.
                    let again = if fields.len() <= 32 {
                        fields[..at]
                            .iter()
                            .any(|earlier| earlier.name == field.name)
                    } else {
                        !seen.insert(field.name)
                    };
                    if again {
                        sink.report(
                            Spot {
                                file,
                                span: field.name_span,
                            },
                            Code::DuplicateField,
                            format!("“{}” is given twice in {what}", field.name),
                            "keep one of the two",
                        );
                    }
                }
                Some(Self {
                    spot,
                    fields,
                    taken: vec![false; fields.len()],
                    asked: Vec::with_capacity(16),
                    missing: Vec::new(),
                    what,
                })
            }
            Value::Faulty => None,
            other => {
                sink.report(
                    spot,
                    Code::WrongSort,
                    format!("{} stands where {what} is expected", sort_of(other)),
                    "write it as a record: (field: value, …)",
                );
                None
            }
        }
    }

    /// A field's value, if it is there.
    pub(super) fn optional(&mut self, name: &'static str) -> Option<&'n Node<'a>> {
        self.asked.push(name);
        let mut found = None;
        for (at, field) in self.fields.iter().enumerate() {
            if field.name == name {
                self.taken[at] = true;
                found = found.or(Some(&field.node));
            }
        }
        // `None` written out is the same as leaving the field out.
        found.filter(|node| !matches!(node.value, Value::Word("None")))
    }

    /// A field's value; its absence is reported by [`Fields::finish`], when it is known
    /// which other fields are there.
    pub(super) fn required(&mut self, name: &'static str) -> Option<&'n Node<'a>> {
        let found = self.optional(name);
        if found.is_none() && !self.missing.contains(&name) {
            self.missing.push(name);
        }
        found
    }

    /// Whether something is written for this field, be it right or wrong.
    pub(super) fn is_written(&self, name: &str) -> bool {
        self.fields.iter().any(|field| {
            field.name == name
                && match &field.node.value {
                    Value::Word(word) => *word != "None",
                    Value::List(items) => !items.is_empty(),
                    _ => true,
                }
        })
    }

    /// Whether a field that nobody asked for is probably this one, misspelt; it will be
    /// reported as that. To be called when all other fields have been asked for.
    pub(super) fn is_misspelt(&self, name: &str) -> bool {
        let unasked = self
            .fields
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken);
        unasked
            .take(MOST_GUESSES)
            .any(|(field, _)| nearest(field.name, self.asked.iter().copied()) == Some(name))
    }

    /// Whether something in the record could not be read.
    pub(super) fn is_damaged(&self, sink: &Sink<'_>) -> bool {
        sink.is_damaged(self.spot)
    }

    /// The first character of the record: a problem of the whole points there.
    pub(super) const fn head(&self) -> Spot {
        Spot {
            file: self.spot.file,
            span: Span {
                start: self.spot.span.start,
                end: self.spot.span.start + 1,
            },
        }
    }

    pub(super) const fn spot_of(&self, node: &Node<'_>) -> Spot {
        Spot {
            file: self.spot.file,
            span: node.span,
        }
    }

    /// An optional text. An empty one is reported.
    pub(super) fn text(&mut self, sink: &mut Sink<'_>, name: &'static str) -> Option<Text<'n>> {
        let node = self.optional(name)?;
        text_of(sink, self.spot.file, node, name)
    }

    /// A required text.
    pub(super) fn required_text(
        &mut self,
        sink: &mut Sink<'_>,
        name: &'static str,
    ) -> Option<Text<'n>> {
        let node = self.required(name)?;
        text_of(sink, self.spot.file, node, name)
    }

    /// The items of a list; none if the field is left out.
    pub(super) fn list(&mut self, sink: &mut Sink<'_>, name: &'static str) -> &'n [Node<'a>] {
        let Some(node) = self.optional(name) else {
            return &[];
        };
        match &node.value {
            Value::List(items) => items,
            Value::Faulty => &[],
            other => {
                let spot = self.spot_of(node);
                sink.report(
                    spot,
                    Code::WrongSort,
                    format!("“{name}” is {}, not a list", sort_of(other)),
                    "put it in [ ]",
                );
                &[]
            }
        }
    }

    /// `true` or `false`; `false` if left out.
    pub(super) fn flag(&mut self, sink: &mut Sink<'_>, name: &'static str) -> bool {
        let Some(node) = self.optional(name) else {
            return false;
        };
        match &node.value {
            Value::Word("true") => true,
            Value::Word("false") | Value::Faulty => false,
            other => {
                let spot = self.spot_of(node);
                sink.report(
                    spot,
                    Code::WrongSort,
                    format!("“{name}” is {}", sort_of(other)),
                    "write true or false, without quotation marks",
                );
                false
            }
        }
    }

    /// One of a fixed set of words.
    pub(super) fn word<T: Copy>(
        &mut self,
        sink: &mut Sink<'_>,
        name: &'static str,
        node: &Node<'_>,
        words: &[(T, &'static str)],
    ) -> Option<T> {
        let spot = self.spot_of(node);
        let written = match &node.value {
            Value::Word(word) => *word,
            Value::Faulty => return None,
            Value::Text(text) => {
                sink.report(
                    spot,
                    Code::WrongSort,
                    format!("“{name}” is a text"),
                    format!(
                        "write {} without quotation marks",
                        text_as_word(text, words)
                    ),
                );
                return None;
            }
            other => {
                sink.report(
                    spot,
                    Code::WrongSort,
                    format!("“{name}” is {}", sort_of(other)),
                    format!("write one of {}", all_words(words)),
                );
                return None;
            }
        };
        let found = words.iter().find(|(_, word)| *word == written);
        if found.is_none() {
            let near = nearest(written, words.iter().map(|(_, word)| *word));
            sink.report(
                spot,
                Code::UnknownWord,
                format!("“{written}” cannot stand for “{name}”"),
                near.map_or_else(
                    || format!("write one of {}", all_words(words)),
                    |near| format!("did you mean {near}?"),
                ),
            );
        }
        found.map(|(value, _)| *value)
    }

    /// The fields that were asked for, in that order.
    fn asked_once(&self) -> Vec<&'static str> {
        let asked = self.asked.iter().enumerate();
        asked
            .filter(|(at, name)| !self.asked[..*at].contains(name))
            .map(|(_, name)| *name)
            .collect()
    }

    /// Reports every required field that is missing, and every field that nobody asked for.
    pub(super) fn finish(self, sink: &mut Sink<'_>) {
        let is_damaged = !self.missing.is_empty() && self.is_damaged(sink);
        for name in &self.missing {
            if !is_damaged && !self.is_misspelt(name) {
                sink.report(
                    self.head(),
                    Code::MissingField,
                    format!("{} has no “{name}”", self.what),
                    format!("add {name}: …"),
                );
            }
        }
        let unasked = self
            .fields
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken);
        for (at, (field, _)) in unasked.enumerate() {
            let near = if at < MOST_GUESSES {
                nearest(field.name, self.asked.iter().copied())
            } else {
                None
            };
            sink.report(
                Spot {
                    file: self.spot.file,
                    span: field.name_span,
                },
                Code::UnknownField,
                format!("{} has no field “{}”", self.what, clip(field.name)),
                near.map_or_else(
                    || format!("it has: {}", self.asked_once().join(", ")),
                    |near| format!("did you mean “{near}”?"),
                ),
            );
        }
    }
}

/// A text and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Text<'n> {
    pub text: &'n str,
    pub spot: Spot,
}

/// The text of a node; anything else, and an empty text, is reported.
pub(super) fn text_of<'n>(
    sink: &mut Sink<'_>,
    file: usize,
    node: &'n Node<'_>,
    name: &str,
) -> Option<Text<'n>> {
    let spot = Spot {
        file,
        span: node.span,
    };
    match &node.value {
        Value::Text(text) if text.trim().is_empty() => {
            sink.report(
                spot,
                Code::EmptyText,
                format!("“{name}” is empty"),
                "fill it in, or leave the field out if it may be left out",
            );
            None
        }
        Value::Text(text) => Some(Text { text, spot }),
        Value::Faulty => None,
        other => {
            sink.report(
                spot,
                Code::WrongSort,
                format!("“{name}” is {}, not a text", sort_of(other)),
                "put it in double quotes",
            );
            None
        }
    }
}

pub(super) fn sort_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::Text(_) => "a text",
        Value::Number(_) => "a number",
        Value::Word(_) => "a word",
        Value::List(_) => "a list",
        Value::Record(_) => "a record",
        Value::Faulty => "something unreadable",
    }
}

/// At most 60 characters, for a message.
pub(super) fn clip(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    let mut clipped: String = text.chars().take(59).collect();
    clipped.push('…');
    clipped
}

fn all_words<T>(words: &[(T, &'static str)]) -> String {
    let words: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    words.join(", ")
}

fn text_as_word<T>(text: &str, words: &[(T, &'static str)]) -> String {
    words
        .iter()
        .map(|(_, word)| *word)
        .find(|word| word.eq_ignore_ascii_case(text))
        .map_or_else(|| all_words(words), ToOwned::to_owned)
}
