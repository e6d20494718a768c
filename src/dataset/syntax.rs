//! RON as a tree in which every value knows where it stands, read so that one mistake
//! does not hide the next.
//!
//! Records, lists, text, numbers, words (`Person`, `true`) and comments are read; maps,
//! characters and byte strings have no place in a dataset and are reported. After a
//! mistake the reader goes on behind the next comma or closing bracket of the same depth.

use std::borrow::Cow;

use super::problem::Code;

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

/// Reads a file. `depth` limits nesting, `values` the number of values.
pub(super) fn read_tree(text: &str, depth: u32, values: usize) -> Tree<'_> {
    let mut reader = Reader {
        text,
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        depth_left: depth,
        values_left: values,
        mistakes: Vec::new(),
        stopped: false,
    };
    reader.space();
    reader.attributes();
    let root = reader.value();
    reader.space();
    if !reader.stopped && reader.at < text.len() && !matches!(root.value, Value::Faulty) {
        let at = reader.at;
        reader.mistake(at, at + 1, "there is more after the end of the record", "remove it, or move it inside the brackets");
    }
    Tree {
        root,
        values: values - reader.values_left,
        mistakes: reader.mistakes,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth_left: u32,
    values_left: usize,
    mistakes: Vec<Mistake>,
    /// A limit was met; nothing more is read.
    stopped: bool,
}

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

    fn mistake(&mut self, start: usize, end: usize, message: impl Into<String>, remedy: &'static str) {
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
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
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
                    self.mistake(start, start + 2, "this comment is not closed", "end it with */");
                    break;
                }
            }
        }
        self.at = at.min(bytes.len());
    }

    /// `#![enable(…)]` lines are allowed and have no effect here.
    fn attributes(&mut self) {
        while self.rest().starts_with("#![") {
            match self.rest().find(']') {
                Some(end) => self.at += end + 1,
                None => return,
            }
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
                self.mistake(start, start + 1, "a map in braces has no place here", "use ( ) around named fields");
                self.at += 1;
                self.skip_to_end_of_item();
                let _ = self.eat('}');
                self.faulty(start)
            }
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
                    self.mistake(start, start, "the file ends where a value is expected", "complete it, or close the brackets");
                }
                self.faulty(start)
            }
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

    fn list(&mut self, start: usize) -> Node<'a> {
        if !self.deeper(start) {
            return self.faulty(start);
        }
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space();
            if self.eat(']') {
                break;
            }
            if self.at_foreign_end(start, ']') {
                break;
            }
            items.push(self.value());
            if !self.separator(start, ']') {
                break;
            }
        }
        self.depth_left += 1;
        self.node(start, Value::List(items))
    }

    fn record(&mut self, start: usize) -> Node<'a> {
        if !self.deeper(start) {
            return self.faulty(start);
        }
        self.at += 1;
        let mut fields = Vec::new();
        loop {
            self.space();
            if self.eat(')') {
                break;
            }
            if self.at_foreign_end(start, ')') {
                break;
            }
            if let Some(field) = self.field() {
                fields.push(field);
            }
            if !self.separator(start, ')') {
                break;
            }
        }
        self.depth_left += 1;
        self.node(start, Value::Record(fields))
    }

    fn field(&mut self) -> Option<Field<'a>> {
        let start = self.at;
        let length = self.word_length();
        let name = &self.text[start..start + length];
        let begins_well = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
        let is_field = begins_well && {
            self.at += length;
            self.space();
            self.eat(':')
        };
        if is_field {
            self.space();
            let node = self.value();
            return Some(Field {
                name,
                name_span: Span::new(start, start + length),
                node,
            });
        }
        self.at = start;
        let quoted_name = self.peek() == Some('"');
        let node = self.value();
        self.space();
        let named = quoted_name && self.eat(':');
        if named {
            self.space();
            let _ = self.value();
        }
        if !matches!(node.value, Value::Faulty) {
            let end = node.span.end as usize;
            self.mistake(
                start,
                end,
                "a field needs a name here",
                if named {
                    "leave out the quotation marks around the name"
                } else {
                    "write it as name: value"
                },
            );
        }
        None
    }

    /// A comma or the end. Returns whether there may be another item.
    fn separator(&mut self, start: usize, close: char) -> bool {
        self.space();
        if self.eat(',') {
            return true;
        }
        if self.eat(close) {
            return false;
        }
        if self.at_foreign_end(start, close) {
            return false;
        }
        let at = self.at;
        let end = at + self.peek().map_or(0, char::len_utf8);
        // The next item begins: only the comma is missing, and nothing needs to be skipped.
        let next_begins = self
            .peek()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '"' | '_'));
        if matches!(self.mistakes.last(), Some(last) if last.span.end as usize == at) {
            // The item before was faulty and has been reported.
        } else {
            self.mistake(at, end, "a comma is missing here", "put a comma between two items");
        }
        if !next_begins {
            self.skip_to_end_of_item();
            let _ = self.eat(',');
        }
        true
    }

    /// Whether the file, or an outer bracket, ends here; reports the bracket left open.
    fn at_foreign_end(&mut self, start: usize, close: char) -> bool {
        match self.peek() {
            None => {
                if !self.stopped {
                    self.mistake(start, start + 1, "this bracket is not closed", "close it");
                }
                true
            }
            Some(c @ (')' | ']' | '}')) if c != close => {
                let at = self.at;
                self.mistake(
                    at,
                    at + 1,
                    format!("“{c}” stands where “{close}” is expected"),
                    "close each bracket with its own kind",
                );
                // Taken as the bracket that was meant: most often a slip of the hand.
                self.at += 1;
                true
            }
            Some(_) => false,
        }
    }

    /// Goes on to the next comma or closing bracket of this depth.
    fn skip_to_end_of_item(&mut self) {
        let mut open = 0_u32;
        while let Some(c) = self.peek() {
            match c {
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' if open == 0 => return,
                ')' | ']' | '}' => open -= 1,
                ',' if open == 0 => return,
                '"' => {
                    let start = self.at;
                    let _ = self.text_value(start);
                    continue;
                }
                _ => {}
            }
            self.at += c.len_utf8();
            self.space();
        }
    }

    fn number(&mut self, start: usize) -> Node<'a> {
        let rest = self.rest();
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-')))
            .unwrap_or(rest.len());
        self.at += length;
        let text = &self.text[start..self.at];
        let body = text.trim_start_matches(['-', '+']);
        let plain = body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '_'))
            && body.starts_with(|c: char| c.is_ascii_digit())
            && body.matches('.').count() <= 1;
        if plain {
            return self.node(start, Value::Number(text));
        }
        self.mistake(
            start,
            start + length,
            format!("“{text}” is not a number"),
            "dates and text go in double quotes",
        );
        self.faulty(start)
    }

    fn word_or_named(&mut self, start: usize) -> Node<'a> {
        self.at += self.word_length();
        let word = &self.text[start..self.at];
        let after_word = self.at;
        self.space();
        if self.peek() != Some('(') {
            self.at = after_word;
            return self.node(start, Value::Word(word));
        }
        if word == "Some" {
            self.at += 1;
            self.space();
            let inner = self.value();
            self.space();
            let _ = self.eat(',');
            self.space();
            if !self.eat(')') {
                let at = self.at;
                self.mistake(at, at + 1, "Some(…) holds one value", "close it after the value");
            }
            return inner;
        }
        // A record may carry its name: Event(id: …).
        let open = self.at;
        let record = self.record(open);
        Node {
            span: Span::new(start, self.at),
            value: record.value,
        }
    }

    fn text_value(&mut self, start: usize) -> Node<'a> {
        self.at += 1;
        let body = self.rest();
        // The common case borrows: no escape before the closing quote.
        let Some(stop) = body.find(['"', '\\']) else {
            return self.unclosed_text(start);
        };
        if body.as_bytes()[stop] == b'"' {
            self.at += stop + 1;
            return self.node(start, Value::Text(Cow::Borrowed(&body[..stop])));
        }
        let mut owned = String::from(&body[..stop]);
        self.at += stop;
        loop {
            match self.peek() {
                None => return self.unclosed_text(start),
                Some('"') => {
                    self.at += 1;
                    return self.node(start, Value::Text(Cow::Owned(owned)));
                }
                Some('\\') => self.escape(&mut owned),
                Some(c) => {
                    owned.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn unclosed_text(&mut self, start: usize) -> Node<'a> {
        self.mistake(start, start + 1, "this text is not closed", "end it with a double quote");
        self.at = self.text.len();
        self.stopped = true;
        self.faulty(start)
    }

    fn escape(&mut self, into: &mut String) {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.peek() else { return };
        self.at += c.len_utf8();
        let simple = match c {
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            '0' => Some('\0'),
            '"' | '\\' | '\'' => Some(c),
            _ => None,
        };
        if let Some(simple) = simple {
            into.push(simple);
            return;
        }
        if c == '\n' {
            // A line ended by a backslash goes on at the next word.
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            return;
        }
        let unicode = match c {
            'x' => self.rest().get(..2).map(|hex| (hex, 2)),
            'u' => self
                .rest()
                .strip_prefix('{')
                .and_then(|rest| rest.split_once('}'))
                .map(|(hex, _)| (hex, hex.len() + 2)),
            _ => None,
        };
        let decoded = unicode.and_then(|(hex, length)| {
            let value = u32::from_str_radix(hex, 16).ok()?;
            Some((char::from_u32(value)?, length))
        });
        if let Some((decoded, length)) = decoded {
            into.push(decoded);
            self.at += length;
        } else {
            let end = self.at;
            self.mistake(
                start,
                end,
                format!("“\\{c}” means nothing in a text"),
                "write \\\\ for a backslash, \\\" for a quotation mark, \\n for a new line",
            );
        }
    }

    fn raw_text(&mut self, start: usize) -> Node<'a> {
        let hashes = self.rest()[1..].chars().take_while(|c| *c == '#').count();
        let open = self.at + 1 + hashes;
        if !self.text[open..].starts_with('"') {
            self.mistake(start, open, "a raw text begins with r\" or r#\"", "put the text in double quotes");
            self.at = open;
            return self.faulty(start);
        }
        let close = format!("\"{}", "#".repeat(hashes));
        let body = &self.text[open + 1..];
        match body.find(&close) {
            Some(end) => {
                self.at = open + 1 + end + close.len();
                self.node(start, Value::Text(Cow::Borrowed(&body[..end])))
            }
            None => self.unclosed_text(start),
        }
    }
}
