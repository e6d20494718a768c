//! What comes between items, and going on after a mistake.

use super::{Bracket, Reader};

impl<'a> Reader<'a> {
    /// A comma or the end. Returns whether there may be another item.
    pub(super) fn separator(&mut self, start: usize, close: char) -> bool {
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
    pub(super) fn at_foreign_end(&mut self, start: usize, close: char) -> bool {
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
    pub(super) fn drop_extra_bracket(&mut self, close: char) -> bool {
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
    pub(super) fn ahead(&self, at: usize) -> Self {
        const FAR: usize = 1 << 16;
        Self {
            text: &self.text[..self.text.floor_char_boundary(at.saturating_add(FAR))],
            at,
            progress: None,
            reported: 0,
            depth_left: 0,
            values_left: 0,
            closers: Vec::new(),
            mistakes: Vec::new(),
            stopped: false,
        }
    }

    /// What a closing bracket `c` is where `close` is expected, judged by what follows it.
    pub(super) fn bracket_is(&self, close: char, c: char) -> Bracket {
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
    pub(super) fn skip_items(&mut self) {
        loop {
            self.skip_to_end_of_item();
            if !self.eat(',') {
                return;
            }
        }
    }

    /// Goes over a map in braces.
    pub(super) fn skip_braces(&mut self) {
        self.at += 1;
        self.skip_items();
        let _ = self.eat('}');
    }

    /// Goes on to the next comma or closing bracket of this depth.
    pub(super) fn skip_to_end_of_item(&mut self) {
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
}
