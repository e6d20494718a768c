//! Numbers, words and texts.

use std::borrow::Cow;

use super::{Node, Reader, Span, Value, is_odd_space, is_space};

impl<'a> Reader<'a> {
    pub(super) fn number(&mut self, start: usize) -> Node<'a> {
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
    pub(super) fn goes_on_since(&self, end: usize) -> bool {
        self.at > end
            && !self.text[end..self.at].contains('\n')
            && self.peek().is_some_and(char::is_alphanumeric)
            && !self.at_named_field()
    }

    /// Whether something stands here that cannot follow a text, a number or a word.
    pub(super) fn is_torn(&self) -> bool {
        self.peek().is_some_and(|c| {
            !is_space(c)
                && !is_odd_space(c)
                && !matches!(c, ',' | ';' | ':' | '=' | '(' | ')' | '[' | ']' | '{' | '}')
                && !self.rest().starts_with("//")
                && !self.rest().starts_with("/*")
        })
    }

    pub(super) fn word_or_named(&mut self, start: usize) -> Node<'a> {
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

    pub(super) fn text_value(&mut self, start: usize) -> Node<'a> {
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
    pub(super) fn end_of_text(
        &mut self,
        start: usize,
        known: usize,
        text: Cow<'a, str>,
    ) -> Node<'a> {
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

    pub(super) fn unclosed_text(&mut self, start: usize, known: usize) -> Node<'a> {
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
    pub(super) fn torn_text(
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

    pub(super) fn end_of_torn_text(&self, start: usize) -> usize {
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

    pub(super) fn escape(&mut self, into: &mut String) {
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

    pub(super) fn raw_text(&mut self, start: usize) -> Node<'a> {
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
