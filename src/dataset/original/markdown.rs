//! Markdown → paragraphs, for an original: nothing that has words is left out.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::append;

/// The paragraphs of a Markdown text; what only sets words differently is gone. Items keep
/// a bullet or their number, footnotes and their markers become `[1]`.
pub(super) fn paragraphs(markdown: &str) -> Vec<Box<str>> {
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH;
    let mut walk = Walk::default();
    for event in Parser::new_ext(markdown, options) {
        walk.take(event);
    }
    walk.close();
    walk.done
}

#[derive(Default)]
struct Walk {
    done: Vec<Box<str>>,
    open: String,
    /// The words since the last break of a line, which decides how they are joined.
    line: String,
    /// For each open list the number of its next item, if they are numbered.
    lists: Vec<Option<u64>>,
}

impl Walk {
    fn take(&mut self, event: Event<'_>) {
        match event {
            // Also what looks like HTML: somebody may have meant signs like < and >.
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => self.line.push_str(&words),
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            Event::FootnoteReference(label) => {
                self.line.push('[');
                self.line.push_str(&label);
                self.line.push(']');
            }
            Event::Rule => self.close(),
            Event::TaskListMarker(_) => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => {
                self.close();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.line = format!("{number}. ");
                        *number += 1;
                    }
                    _ => self.line.push_str("• "),
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.line = format!("[{label}] ");
            }
            // The first paragraph of an item or a note stands behind its sign.
            Tag::Paragraph if self.open.is_empty() => {}
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::TableRow
            | Tag::TableHead => self.close(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::TableRow
            | TagEnd::TableHead => self.close(),
            TagEnd::TableCell => self.line.push(' '),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        append(&mut self.open, &self.line);
        self.line.clear();
    }

    fn close(&mut self) {
        self.end_line();
        if self.open.chars().any(char::is_alphanumeric) {
            self.done.push(self.open.as_str().into());
        }
        self.open.clear();
    }
}
