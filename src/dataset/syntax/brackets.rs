//! Lists, records and their fields.

use super::{Field, Node, Reader, Span, Value, is_space};

impl<'a> Reader<'a> {
    pub(super) fn list(&mut self, start: usize) -> Node<'a> {
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
        // All of the tree is kept until all of it is read: no room to spare.
        items.shrink_to_fit();
        self.node(start, Value::List(items))
    }

    /// Whether the named field here begins an item of the list around it: it begins as the
    /// item before does, or its fields end in `)` and none of them is a list.
    pub(super) fn lacks_open_bracket(&self, before: Option<&Node<'a>>) -> bool {
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
    pub(super) fn record_without_bracket(&mut self) -> Node<'a> {
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
    pub(super) fn list_without_bracket(&mut self, name: &str, first: Node<'a>) -> Node<'a> {
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
    pub(super) fn at_quoted_name(&self) -> bool {
        let mut parts = self.rest().splitn(3, '"').skip(2);
        parts
            .next()
            .is_some_and(|rest| rest.trim_start_matches(is_space).starts_with(':'))
    }

    /// A list holds no named fields: either its items have no brackets, or it was not closed.
    pub(super) fn field_in_list(&mut self, start: usize, last_end: usize, is_first: bool) {
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

    pub(super) fn record(&mut self, start: usize) -> Node<'a> {
        if !self.deeper(start) {
            return self.faulty(start);
        }
        self.at += 1;
        self.fields_of_record(start)
    }

    pub(super) fn fields_of_record(&mut self, start: usize) -> Node<'a> {
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
        fields.shrink_to_fit();
        self.node(start, Value::Record(fields))
    }

    /// Whether `name:` stands here.
    pub(super) fn at_named_field(&self) -> bool {
        let rest = self.rest();
        rest.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && rest[self.word_length()..]
                .trim_start_matches(is_space)
                .starts_with(':')
    }

    /// Whether, in a record that is an item of a list, a line begins with another record:
    /// then the bracket of this one was forgotten.
    pub(super) fn at_next_item(&self, last_end: usize) -> bool {
        self.peek() == Some('(')
            && self.closer(1) == Some(']')
            && self.text[last_end..self.at].contains('\n')
    }

    /// What would close the bracket so many levels further out.
    pub(super) fn closer(&self, outward: usize) -> Option<char> {
        self.closers.iter().rev().nth(outward).copied()
    }

    pub(super) fn field(&mut self) -> Option<Field<'a>> {
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
}
