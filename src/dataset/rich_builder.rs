//! Text with styled ranges, piece by piece.

use crate::model::{Rich, Style, StyledRange};

/// Collects plain text with single spaces, and the ranges that are set differently.
#[derive(Default)]
pub(super) struct RichBuilder {
    plain: String,
    styles: Vec<StyledRange>,
    open: Vec<usize>,
    paragraph_due: bool,
}

impl RichBuilder {
    pub(super) fn push(&mut self, words: &str) {
        if self.paragraph_due && !self.plain.is_empty() {
            while self.plain.ends_with(' ') {
                self.plain.pop();
            }
            self.plain.push(' ');
        }
        self.paragraph_due = false;
        for c in words.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.plain.ends_with(' ') && !self.plain.is_empty() {
                    self.plain.push(' ');
                }
            } else {
                self.plain.push(c);
            }
        }
    }

    /// What follows is a paragraph of its own within the same item or note; a space
    /// keeps the words apart.
    pub(super) fn paragraph(&mut self) {
        self.paragraph_due = true;
    }

    pub(super) fn begin(&mut self, style: Style) {
        if self.paragraph_due {
            self.push("");
        }
        self.open.push(self.styles.len());
        let at = self.plain.len();
        self.styles.push(StyledRange {
            range: at..at,
            style,
        });
    }

    pub(super) fn end(&mut self) {
        if let Some(at) = self.open.pop() {
            self.styles[at].range.end = self.plain.len();
        }
    }

    pub(super) fn marker(&mut self, number: usize) {
        let at = self.plain.len();
        self.styles.push(StyledRange {
            range: at..at,
            style: Style::Note(super::source_file::index(number)),
        });
    }

    pub(super) fn build(mut self) -> Rich {
        let length = self.plain.trim_end().len();
        self.plain.truncate(length);
        for styled in &mut self.styles {
            styled.range.start = styled.range.start.min(length);
            styled.range.end = styled.range.end.min(length);
        }
        self.styles.sort_by_key(|styled| styled.range.start);
        Rich {
            plain: self.plain,
            styles: self.styles,
        }
    }
}
