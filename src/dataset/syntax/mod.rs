//! RON as a tree in which every value knows where it stands, read so that one mistake
//! does not hide the next.
//!
//! Records, lists, text, numbers, words (`Person`, `true`) and comments are read; maps,
//! characters and byte strings have no place in a dataset and are reported. After a
//! mistake the reader goes on behind the next comma or closing bracket of the same depth.

mod brackets;
mod recovery;
mod scalars;

use std::borrow::Cow;

use super::problem::Code;
use super::progress::Progress;

/// Bytes of a file: start and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    #[allow(clippy::cast_possible_truncation)]
    pub(super) const fn new(start: usize, end: usize) -> Self {
        // Files are limited to 64 MiB.
        Self {
            start: start as u32,
            end: end as u32,
        }
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub span: Span,
    pub value: Value<'a>,
}

/// A value as written.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(&'a str),
    Word(&'a str),
    List(Vec<Node<'a>>),
    Record(Vec<Field<'a>>),
    /// Could not be read; has been reported.
    Faulty,
}

/// A named value in a record.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub name: &'a str,
    pub name_span: Span,
    pub node: Node<'a>,
}

/// A mistake in the writing.
#[derive(Clone, Debug)]
pub(super) struct Mistake {
    pub code: Code,
    pub span: Span,
    pub message: String,
    pub remedy: &'static str,
}

/// What was read, and all mistakes.
pub(super) struct Tree<'a> {
    pub root: Node<'a>,
    pub mistakes: Vec<Mistake>,
    /// How many values were read.
    pub values: usize,
}

/// Reads a file. `depth` limits nesting, `values` the number of values. Bytes are reported;
/// what comes of it when it is cancelled is of no use.
pub(super) fn read_tree<'a>(
    text: &'a str,
    depth: u32,
    values: usize,
    progress: &'a Progress,
) -> Tree<'a> {
    let mut reader = Reader {
        text,
        progress: Some(progress),
        reported: 0,
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        depth_left: depth,
        values_left: values,
        closers: Vec::new(),
        mistakes: Vec::new(),
        stopped: false,
    };
    reader.space();
    reader.attributes();
    if reader.at == text.len() && !reader.stopped {
        reader.mistake(
            0,
            0,
            "there is nothing in this file",
            "write a record in ( ), as the format's reference shows",
        );
        reader.stopped = true;
    }
    let root = if reader.at_named_field() {
        reader.record_without_bracket()
    } else {
        reader.value()
    };
    reader.space();
    if !reader.stopped && reader.at < text.len() && !matches!(root.value, Value::Faulty) {
        let at = reader.at;
        reader.mistake(
            at,
            at + 1,
            "there is more after the end of the record",
            "remove it, or move it inside the brackets",
        );
    }
    Tree {
        root,
        values: values - reader.values_left,
        mistakes: reader.mistakes,
    }
}

/// What a closing bracket of the wrong kind is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// Meant for the bracket that is open: a slip of the hand.
    Slip,
    /// It closes the bracket around it; the inner one was forgotten.
    Outer,
    /// One too many.
    Extra,
}

/// White space as RON has it.
const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\u{b}'
            | '\u{c}'
            | '\u{85}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// What looks like a space, or like nothing, and is none in RON.
fn is_odd_space(c: char) -> bool {
    (c.is_whitespace() && !is_space(c)) || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

struct Reader<'a> {
    text: &'a str,
    /// Told how far it has come; not while looking ahead.
    progress: Option<&'a Progress>,
    /// So many bytes have been reported.
    reported: usize,
    at: usize,
    depth_left: u32,
    values_left: usize,
    /// What would close each bracket that is open, the innermost last.
    closers: Vec<char>,
    mistakes: Vec<Mistake>,
    /// A limit was met; nothing more is read.
    stopped: bool,
}

/// So many bytes are reported at once.
const REPORT_EVERY: usize = 1 << 16;

/// More mistakes than this in one file are not collected: the first ones explain the rest.
const MOST_MISTAKES: usize = 500;

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        if self.stopped {
            None
        } else {
            self.rest().chars().next()
        }
    }

    fn eat(&mut self, expected: char) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    fn mistake(
        &mut self,
        start: usize,
        end: usize,
        message: impl Into<String>,
        remedy: &'static str,
    ) {
        self.mistake_of(Code::Syntax, start, end, message, remedy);
    }

    fn mistake_of(
        &mut self,
        code: Code,
        start: usize,
        end: usize,
        message: impl Into<String>,
        remedy: &'static str,
    ) {
        if self.mistakes.len() >= MOST_MISTAKES {
            self.stopped = true;
            return;
        }
        let length = self.text.len();
        // A span never splits a character.
        let mut end = end.min(length);
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.mistakes.push(Mistake {
            code,
            span: Span::new(start.min(length), end),
            message: message.into(),
            remedy,
        });
    }

    /// Skips white space and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(is_space);
            self.at += rest.len() - trimmed.len();
            if let Some(c) = trimmed.chars().next()
                && is_odd_space(c)
                && !self.stopped
            {
                let at = self.at;
                self.mistake(
                    at,
                    at + c.len_utf8(),
                    format!("an unusual space (U+{:04X}) stands here", u32::from(c)),
                    "write a plain space",
                );
                self.at += c.len_utf8();
            } else if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.block_comment();
            } else {
                return;
            }
        }
    }

    /// Block comments nest, as in RON.
    fn block_comment(&mut self) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let (mut at, mut open) = (start + 2, 1_u32);
        while open > 0 {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'/'), Some(b'*')) => {
                    open += 1;
                    at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    open -= 1;
                    at += 2;
                }
                (Some(_), _) => at += 1,
                (None, _) => {
                    self.mistake(
                        start,
                        start + 2,
                        "this comment is not closed",
                        "end it with */",
                    );
                    self.stopped = true;
                    break;
                }
            }
        }
        self.at = at.min(bytes.len());
    }

    /// `#![enable(…)]` lines are allowed and have no effect here.
    fn attributes(&mut self) {
        const KNOWN: [&str; 3] = [
            "unwrap_newtypes",
            "implicit_some",
            "unwrap_variant_newtypes",
        ];
        while let Some(rest) = self.rest().strip_prefix("#![enable(") {
            let Some((names, _)) = rest.split_once(")]") else {
                return;
            };
            if !names
                .split(',')
                .all(|name| KNOWN.contains(&name.trim_matches(is_space)))
            {
                return;
            }
            self.at += "#![enable(".len() + names.len() + ")]".len();
            self.space();
        }
    }

    fn word_length(&self) -> usize {
        let rest = self.rest();
        rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len())
    }

    fn value(&mut self) -> Node<'a> {
        let start = self.at;
        if self.values_left == 0 {
            if !self.stopped {
                self.mistake_of(
                    Code::TooMany,
                    start,
                    start + 1,
                    "the dataset has more values than can be read",
                    "split it into several datasets",
                );
                self.stopped = true;
            }
            return self.faulty(start);
        }
        self.values_left -= 1;
        self.report_bytes();
        match self.peek() {
            Some('(') => self.record(start),
            Some('[') => self.list(start),
            Some('"') => self.text_value(start),
            Some('r') if self.rest().starts_with("r\"") || self.rest().starts_with("r#") => {
                self.raw_text(start)
            }
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => self.number(start),
            Some(c) if c.is_alphabetic() || c == '_' => self.word_or_named(start),
            Some('{') => {
                self.mistake(
                    start,
                    start + 1,
                    "a map in braces has no place here",
                    "use ( ) around named fields",
                );
                self.skip_braces();
                self.faulty(start)
            }
            Some(c @ ('“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`')) => self
                .torn_text(
                    start,
                    self.mistakes.len(),
                    format!("{c} does not begin a text"),
                    "put the text in straight double quotes: \"…\"",
                ),
            Some(c) => {
                self.mistake(
                    start,
                    start + c.len_utf8(),
                    format!("“{c}” cannot begin a value"),
                    "write text in straight double quotes, a record in ( ), a list in [ ]",
                );
                if !matches!(c, ')' | ']' | '}' | ',') {
                    self.at += c.len_utf8();
                }
                self.faulty(start)
            }
            None => {
                if !self.stopped {
                    self.mistake(
                        start,
                        start,
                        "the file ends where a value is expected",
                        "complete it, or close the brackets",
                    );
                }
                self.faulty(start)
            }
        }
    }

    fn report_bytes(&mut self) {
        let Some(progress) = self.progress else {
            return;
        };
        if self.at > self.reported + REPORT_EVERY {
            let bytes = self.at - self.reported;
            self.reported = self.at;
            self.stopped |= !progress.advance(bytes as u64);
        }
    }

    fn faulty(&self, start: usize) -> Node<'a> {
        Node {
            span: Span::new(start, self.at.max(start)),
            value: Value::Faulty,
        }
    }

    fn node(&self, start: usize, value: Value<'a>) -> Node<'a> {
        Node {
            span: Span::new(start, self.at),
            value,
        }
    }

    fn deeper(&mut self, start: usize) -> bool {
        if self.depth_left == 0 {
            self.mistake_of(
                Code::TooDeep,
                start,
                start + 1,
                "lists and records are nested too deeply here",
                "a dataset needs no more than a handful of levels",
            );
            self.stopped = true;
            return false;
        }
        self.depth_left -= 1;
        true
    }
}
