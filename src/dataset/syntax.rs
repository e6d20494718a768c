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
    at: usize,
    depth_left: u32,
    values_left: usize,
    /// What would close each bracket that is open, the innermost last.
    closers: Vec<char>,
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
        self.closers.push(']');
        let mut items = Vec::new();
        let mut last_end = self.at;
        loop {
            self.space();
            if self.eat(']') || self.at_foreign_end(start, ']') {
                break;
            }
            if self.at_named_field() {
                if !self.lacks_open_bracket(items.last()) {
                    self.field_in_list(start, last_end, items.is_empty());
                    break;
                }
                items.push(self.record_without_bracket());
            } else {
                items.push(self.value());
            }
            last_end = self.at;
            if !self.separator(start, ']') {
                break;
            }
        }
        self.closers.pop();
        self.depth_left += 1;
        self.node(start, Value::List(items))
    }

    /// Whether the named field here begins an item of the list around it: it begins as the
    /// item before does, or its fields end in `)` and none of them is a list.
    fn lacks_open_bracket(&self, before: Option<&Node<'a>>) -> bool {
        match before.map(|node| &node.value) {
            Some(Value::Record(fields)) => {
                let name = &self.text[self.at..self.at + self.word_length()];
                fields.first().is_some_and(|first| first.name == name) || {
                    let mut ahead = self.ahead(self.at);
                    ahead.skip_items();
                    ahead.peek() == Some(')') && !self.text[self.at..ahead.at].contains('[')
                }
            }
            Some(_) => false,
            None => {
                let mut ahead = self.ahead(self.at);
                ahead.skip_items();
                ahead.peek() == Some(')')
            }
        }
    }

    /// A record whose first bracket was forgotten.
    fn record_without_bracket(&mut self) -> Node<'a> {
        let start = self.at;
        if !self.deeper(start) {
            return self.faulty(start);
        }
        self.mistake(
            start,
            start,
            "a bracket ( is missing here",
            "put the fields of a record in ( )",
        );
        self.fields_of_record(start)
    }

    /// After a record or a text as the value of a field: further ones, and the end of a
    /// list whose first bracket was forgotten.
    fn list_without_bracket(&mut self, name: &str, first: Node<'a>) -> Node<'a> {
        // No field of a dataset has a record for its value; these have lists of texts.
        const TEXTS: [&str; 4] = ["passages", "names", "editors", "parts"];
        let opens = match first.value {
            Value::Record(_) => '(',
            Value::Text(_) if TEXTS.contains(&name) => '"',
            _ => return first,
        };
        let mut ahead = self.ahead(self.at);
        ahead.space();
        let more = ahead.eat(',') && {
            ahead.space();
            ahead.peek() == Some(opens) && !(opens == '"' && ahead.at_quoted_name())
        };
        if !more && ahead.peek() != Some(']') {
            return first;
        }
        let start = first.span.start as usize;
        self.mistake(
            start,
            start,
            "a bracket [ is missing here",
            "put the items of a list in [ ]",
        );
        let mut items = vec![first];
        loop {
            let last_end = self.at;
            self.space();
            if self.eat(']') {
                break;
            }
            let comma = self.eat(',');
            self.space();
            if comma && self.eat(']') {
                break;
            }
            if !comma || self.peek() != Some(opens) {
                self.at = last_end;
                break;
            }
            items.push(self.value());
        }
        self.node(start, Value::List(items))
    }

    /// Whether a text stands here with a colon behind it.
    fn at_quoted_name(&self) -> bool {
        let mut parts = self.rest().splitn(3, '"').skip(2);
        parts
            .next()
            .is_some_and(|rest| rest.trim_start_matches(is_space).starts_with(':'))
    }

    /// A list holds no named fields: either its items have no brackets, or it was not closed.
    fn field_in_list(&mut self, start: usize, last_end: usize, is_first: bool) {
        if is_first {
            let at = self.at;
            self.mistake(
                at,
                at + self.word_length(),
                "a list holds no named fields",
                "put the fields of each item in ( )",
            );
            self.skip_items();
            let _ = self.eat(']');
        } else {
            self.mistake(
                start,
                start + 1,
                "this bracket is not closed",
                "close it with ] before the next field",
            );
            // The comma belongs to the record around it.
            self.at = last_end;
        }
    }

    fn record(&mut self, start: usize) -> Node<'a> {
        if !self.deeper(start) {
            return self.faulty(start);
        }
        self.at += 1;
        self.fields_of_record(start)
    }

    fn fields_of_record(&mut self, start: usize) -> Node<'a> {
        self.closers.push(')');
        let mut fields = Vec::new();
        let mut last_end = self.at;
        loop {
            self.space();
            if self.eat(')') || self.at_foreign_end(start, ')') {
                break;
            }
            if self.at_next_item(last_end) && !fields.is_empty() {
                self.mistake(
                    start,
                    start + 1,
                    "this bracket is not closed",
                    "close it with ) before the next item",
                );
                // The comma belongs to the list around it.
                self.at = last_end;
                break;
            }
            if let Some(field) = self.field() {
                fields.push(field);
            }
            last_end = self.at;
            if !self.separator(start, ')') {
                break;
            }
        }
        self.closers.pop();
        self.depth_left += 1;
        self.node(start, Value::Record(fields))
    }

    /// Whether `name:` stands here.
    fn at_named_field(&self) -> bool {
        let rest = self.rest();
        rest.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && rest[self.word_length()..]
                .trim_start_matches(is_space)
                .starts_with(':')
    }

    /// Whether, in a record that is an item of a list, a line begins with another record:
    /// then the bracket of this one was forgotten.
    fn at_next_item(&self, last_end: usize) -> bool {
        self.peek() == Some('(')
            && self.closer(1) == Some(']')
            && self.text[last_end..self.at].contains('\n')
    }

    /// What would close the bracket so many levels further out.
    fn closer(&self, outward: usize) -> Option<char> {
        self.closers.iter().rev().nth(outward).copied()
    }

    fn field(&mut self) -> Option<Field<'a>> {
        let start = self.at;
        let length = self.word_length();
        let name = &self.text[start..start + length];
        let begins_well = name
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() || c == '_');
        let is_field = begins_well && {
            self.at += length;
            self.space();
            self.eat(':')
        };
        if is_field {
            let behind = self.at;
            self.space();
            let node = if self.at_named_field() || matches!(self.peek(), Some(',' | ')')) {
                self.at = behind;
                self.mistake(
                    behind,
                    behind,
                    format!("the value of “{name}” is missing"),
                    "write it, or leave the field out if it may be left out",
                );
                self.faulty(behind)
            } else {
                let node = self.value();
                self.list_without_bracket(name, node)
            };
            return Some(Field {
                name,
                name_span: Span::new(start, start + length),
                node,
            });
        }
        let raw = name == "r" && matches!(self.text.as_bytes().get(start + 1), Some(b'"' | b'#'));
        let value_begins = self
            .peek()
            .is_some_and(|c| matches!(c, '=' | '"' | '[') || c.is_ascii_digit())
            || self.goes_on_since(start + length);
        if begins_well && !raw && value_begins {
            let end = start + length;
            self.mistake(
                end,
                end,
                format!("a colon is missing after “{name}”"),
                "write it as name: value",
            );
            let _ = self.eat('=');
            self.space();
            let node = self.value();
            return Some(Field {
                name,
                name_span: Span::new(start, end),
                node,
            });
        }
        self.at = start;
        let quoted_name = self.peek() == Some('"');
        let node = self.value();
        let value_end = self.at;
        self.space();
        let named = quoted_name && self.eat(':');
        if named {
            self.space();
            let _ = self.value();
        } else {
            self.at = value_end;
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
        let before = self.at;
        self.space();
        if self.eat(',') {
            return true;
        }
        if self.eat(close) {
            return false;
        }
        if self.drop_extra_bracket(close) {
            return self.separator(start, close);
        }
        if self.at_foreign_end(start, close) {
            return false;
        }
        // The next item begins: only the comma is missing, and nothing needs to be skipped.
        let next_begins = self
            .peek()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '[' | '"' | '_'));
        if matches!(self.mistakes.last(), Some(last) if last.span.end as usize == before) {
            // The item before was faulty and has been reported.
        } else {
            self.mistake(
                before,
                before,
                "a comma is missing here",
                "put a comma between two items",
            );
        }
        if self.eat(';') {
            // Taken for the comma.
        } else if !next_begins {
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
                if self.bracket_is(close, c) == Bracket::Outer {
                    self.mistake(start, start + 1, "this bracket is not closed", "close it");
                    return true;
                }
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

    /// Steps over a closing bracket that closes nothing. Returns whether there was one.
    fn drop_extra_bracket(&mut self, close: char) -> bool {
        let Some(c @ (')' | ']' | '}')) = self.peek() else {
            return false;
        };
        if self.bracket_is(close, c) != Bracket::Extra {
            return false;
        }
        let at = self.at;
        self.mistake(at, at + 1, format!("“{c}” closes nothing"), "take it away");
        self.at += 1;
        true
    }

    /// A second reader, to look at what comes without reading it. It sees only so far, so
    /// that looking ahead from every line of a large file takes no longer than reading it.
    fn ahead(&self, at: usize) -> Self {
        const FAR: usize = 1 << 16;
        Self {
            text: &self.text[..self.text.floor_char_boundary(at.saturating_add(FAR))],
            at,
            depth_left: 0,
            values_left: 0,
            closers: Vec::new(),
            mistakes: Vec::new(),
            stopped: false,
        }
    }

    /// What a closing bracket `c` is where `close` is expected, judged by what follows it.
    fn bracket_is(&self, close: char, c: char) -> Bracket {
        let mut ahead = self.ahead(self.at + 1);
        ahead.space();
        let _ = ahead.eat(',');
        ahead.space();
        let fits = |closer: Option<char>| match closer {
            Some(']') => matches!(ahead.peek(), Some('(' | '"' | ']')),
            Some(_) => ahead.peek() == Some(')') || ahead.at_named_field(),
            None => ahead.peek().is_none(),
        };
        if fits(self.closer(1)) {
            Bracket::Slip
        } else if self.closer(1) == Some(c) && fits(self.closer(2)) {
            Bracket::Outer
        } else if fits(Some(close)) {
            Bracket::Extra
        } else {
            Bracket::Slip
        }
    }

    /// Goes over all items up to the end of the bracket around them.
    fn skip_items(&mut self) {
        loop {
            self.skip_to_end_of_item();
            if !self.eat(',') {
                return;
            }
        }
    }

    /// Goes over a map in braces.
    fn skip_braces(&mut self) {
        self.at += 1;
        self.skip_items();
        let _ = self.eat('}');
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
        let mut ahead = self.ahead(self.at);
        ahead.space();
        let plain = !self.is_torn()
            && !ahead.goes_on_since(self.at)
            && body
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | '_'))
            && body.starts_with(|c: char| c.is_ascii_digit())
            && body.matches('.').count() <= 1;
        if plain {
            return self.node(start, Value::Number(text));
        }
        self.torn_text(
            start,
            self.mistakes.len(),
            format!("“{text}” is not a number"),
            "dates and text go in double quotes",
        )
    }

    /// Whether, behind what ended at `end`, its line goes on with a word or a number that
    /// is no field.
    fn goes_on_since(&self, end: usize) -> bool {
        self.at > end
            && !self.text[end..self.at].contains('\n')
            && self.peek().is_some_and(char::is_alphanumeric)
            && !self.at_named_field()
    }

    /// Whether something stands here that cannot follow a text, a number or a word.
    fn is_torn(&self) -> bool {
        self.peek().is_some_and(|c| {
            !is_space(c)
                && !is_odd_space(c)
                && !matches!(c, ',' | ';' | ':' | '=' | '(' | ')' | '[' | ']' | '{' | '}')
                && !self.rest().starts_with("//")
                && !self.rest().starts_with("/*")
        })
    }

    fn word_or_named(&mut self, start: usize) -> Node<'a> {
        self.at += self.word_length();
        let word = &self.text[start..self.at];
        let after_word = self.at;
        let is_torn = self.is_torn();
        self.space();
        // These are values, and no names of records.
        let is_value = matches!(word, "None" | "true" | "false" | "inf" | "NaN");
        if self.peek() != Some('(') || is_value {
            if is_torn || self.goes_on_since(after_word) {
                return self.torn_text(
                    start,
                    self.mistakes.len(),
                    "this text is not in quotation marks".to_owned(),
                    "put it in double quotes",
                );
            }
            self.at = after_word;
            return self.node(start, Value::Word(word));
        }
        if word == "Some" {
            let open = self.at;
            if !self.deeper(open) {
                return self.faulty(start);
            }
            self.at += 1;
            self.space();
            let inner = self.value();
            self.depth_left += 1;
            self.space();
            let _ = self.eat(',');
            self.space();
            if !self.eat(')') && !self.stopped {
                let at = self.at;
                self.mistake(
                    at,
                    at + 1,
                    "Some(…) holds one value",
                    "close it after the value",
                );
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
        let known = self.mistakes.len();
        self.at += 1;
        let body = self.rest();
        // The common case borrows: no escape before the closing quote.
        let Some(stop) = body.find(['"', '\\']) else {
            return self.unclosed_text(start, known);
        };
        if body.as_bytes()[stop] == b'"' {
            self.at += stop + 1;
            return self.end_of_text(start, known, Cow::Borrowed(&body[..stop]));
        }
        let mut owned = String::from(&body[..stop]);
        self.at += stop;
        loop {
            match self.peek() {
                None => return self.unclosed_text(start, known),
                Some('"') => {
                    self.at += 1;
                    return self.end_of_text(start, known, Cow::Owned(owned));
                }
                Some('\\') => self.escape(&mut owned),
                Some(c) => {
                    owned.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    /// A text that has ended, unless what stands right behind it shows that its last
    /// quotation mark was not meant to end it.
    fn end_of_text(&mut self, start: usize, known: usize, text: Cow<'a, str>) -> Node<'a> {
        if self.is_torn() {
            return self.torn_text(
                start,
                known,
                "this text is not closed, or has a quotation mark in it".to_owned(),
                "end it with a double quote; inside a text write \\\" for one",
            );
        }
        self.node(start, Value::Text(text))
    }

    fn unclosed_text(&mut self, start: usize, known: usize) -> Node<'a> {
        self.torn_text(
            start,
            known,
            "this text is not closed".to_owned(),
            "end it with a double quote",
        )
    }

    /// Reports a text of which it is not known where it ends, and goes on where, in its
    /// line, the next field or item seems to begin. What was reported behind that place
    /// since `known` mistakes were known is taken back: it came from reading on.
    fn torn_text(
        &mut self,
        start: usize,
        known: usize,
        message: String,
        remedy: &'static str,
    ) -> Node<'a> {
        if self.stopped {
            return self.faulty(start);
        }
        let end = self.end_of_torn_text(start);
        while self.mistakes.len() > known
            && self
                .mistakes
                .last()
                .is_some_and(|last| last.span.start as usize >= end)
        {
            self.mistakes.pop();
        }
        self.mistake(start, end, message, remedy);
        self.at = end;
        self.faulty(start)
    }

    fn end_of_torn_text(&self, start: usize) -> usize {
        // A line can be as long as the file; looking far would take long.
        const FAR: usize = 4_000;
        let body = &self.text[start..];
        let first = body.chars().next().map_or(0, char::len_utf8);
        let line = body.split('\n').next().unwrap_or(body);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let in_list = self.closer(0) == Some(']');
        let mut open = 0_u32;
        for (at, c) in line.char_indices().skip(1).take(FAR) {
            match c {
                '(' | '[' => open += 1,
                ')' | ']' if open == 0 => return start + at,
                ')' | ']' => open -= 1,
                ',' if open == 0 => {
                    let next = line[at + 1..].trim_start_matches(is_space);
                    let ahead = self.ahead(start + line.len() - next.len());
                    let ends = if in_list {
                        next.starts_with(['"', '(', '['])
                    } else {
                        ahead.at_named_field()
                    };
                    if next.is_empty() || next.starts_with("//") || ends {
                        return start + at;
                    }
                }
                _ => {}
            }
        }
        start + line.len().max(first)
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
        if c == '\n' || (c == '\r' && self.rest().starts_with('\n')) {
            // A line ended by a backslash goes on at the next word.
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
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
            let digits = hex.chars().all(|c| c.is_ascii_hexdigit()) && (1..=6).contains(&hex.len());
            let value = u32::from_str_radix(hex, 16).ok().filter(|_| digits)?;
            // Two digits name a byte, so they reach no further than ASCII.
            let found = char::from_u32(value).filter(|found| c == 'u' || found.is_ascii())?;
            Some((found, length))
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
            self.mistake(
                start,
                open,
                "a raw text begins with r\" or r#\"",
                "put the text in double quotes",
            );
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
            None => self.unclosed_text(start, self.mistakes.len()),
        }
    }
}
