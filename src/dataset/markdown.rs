//! Markdown → sections, blocks and footnotes.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::problem::{Code, Problem};
use super::progress::Progress;
use super::rich_builder::RichBuilder;
use super::source_file::SourceFile;
use super::syntax::Span;
use crate::model::{Block, Note, Rich, Section, Style, Text};

/// Reads the Markdown text of an edition. Problems are appended with their places.
///
/// ```
/// let (text, problems) = regesta::dataset::read_markdown("a.md", "# T\n\n## One\n\nA *b*.[^1]\n\n[^1]: Note.\n");
/// assert!(problems.is_empty(), "{problems:?}");
/// assert_eq!(&*text.sections[0].id, "one");
/// assert_eq!(text.sections[0].blocks[0].plain(), "A b.");
/// assert_eq!(text.notes[0].body.plain, "Note.");
/// ```
#[must_use]
pub fn read_markdown(name: &str, markdown: &str) -> (Text, Vec<Problem>) {
    let file = SourceFile::new(name.to_owned(), markdown.to_owned());
    read_text(&file, &Progress::default())
}

/// The same for a file; what comes of it when it is cancelled is of no use.
pub(super) fn read_text(file: &SourceFile, progress: &Progress) -> (Text, Vec<Problem>) {
    let markdown = &file.text;
    let mut reader = TextReader::new(file);
    let options =
        Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        if progress.is_cancelled() {
            break;
        }
        reader.take(event, &range);
    }
    reader.finish()
}

/// What is being read at the moment.
enum Open {
    Nothing,
    Heading {
        level: u8,
        id: Option<String>,
    },
    Block,
    /// A list of the first level, with its items so far.
    List {
        start: Option<u64>,
        items: Vec<Rich>,
    },
    Note {
        label: String,
    },
}

const AS_MARKDOWN: &str = "write it as Markdown; for an address use <https://…>";

pub(super) struct TextReader<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) text: Text,
    pub(super) problems: Vec<Problem>,
    found: super::sink::Tally,
    open: Open,
    rich: RichBuilder,
    quote_depth: u32,
    list_depth: u32,
    /// Inside something that is not shown, such as an image or a table.
    hidden_depth: u32,
    /// Footnote labels in the order of their notes, and which have a marker.
    pub(super) markers: Vec<(String, Range<usize>)>,
}

impl<'a> TextReader<'a> {
    fn new(file: &'a SourceFile) -> Self {
        Self {
            file,
            text: Text::default(),
            problems: Vec::new(),
            found: super::sink::Tally::default(),
            open: Open::Nothing,
            rich: RichBuilder::default(),
            quote_depth: 0,
            list_depth: 0,
            hidden_depth: 0,
            markers: Vec::new(),
        }
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        range: &Range<usize>,
        message: String,
        remedy: &str,
    ) {
        // One more than are listed, so that it shows that there are more.
        if self.found.admits(code, super::sink::MOST_PROBLEMS + 1) {
            self.problems.push(Problem {
                site: super::sink::site_of(self.file, Span::new(range.start, range.end)),
                code,
                message,
                remedy: remedy.to_owned(),
            });
        }
    }

    fn section(&mut self) -> &mut Section {
        if self.text.sections.is_empty() {
            self.text.sections.push(Section {
                id: "top".into(),
                heading: "".into(),
                level: 1,
                blocks: Vec::new(),
            });
        }
        // Just made sure that there is one.
        let last = self.text.sections.len() - 1;
        &mut self.text.sections[last]
    }

    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            _ if self.hidden_depth > 0 => {}
            Event::Text(words) | Event::Code(words) => {
                self.rich.push(&words);
                self.look_for_lost_marker(&words, range);
            }
            Event::SoftBreak | Event::HardBreak => self.rich.push(" "),
            Event::FootnoteReference(label) => {
                self.rich.marker(self.markers.len());
                self.markers.push((label.to_string(), range.clone()));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.report(
                    Code::NotSet,
                    range,
                    "HTML is not shown".to_owned(),
                    AS_MARKDOWN,
                );
            }
            Event::Rule
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        if self.hidden_depth > 0 {
            self.hidden_depth += 1;
            return;
        }
        match tag {
            Tag::Heading { level, id, .. } if matches!(self.open, Open::Nothing) => {
                self.rich = RichBuilder::default();
                self.open = Open::Heading {
                    level: level_number(level),
                    id: id.map(|id| id.to_string()),
                };
            }
            // A heading within an item or a note is a paragraph of it.
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::Heading { .. } => {
                if matches!(self.open, Open::Nothing) {
                    self.rich = RichBuilder::default();
                    self.open = Open::Block;
                } else {
                    // A further paragraph of an item or a note.
                    self.rich.paragraph();
                }
            }
            Tag::BlockQuote(_) => self.quote_depth += 1,
            Tag::List(start) => {
                self.list_depth += 1;
                if matches!(self.open, Open::Nothing) {
                    self.open = Open::List {
                        start,
                        items: Vec::new(),
                    };
                }
            }
            Tag::Item => {
                if self.list_depth == 1 && matches!(self.open, Open::List { .. }) {
                    self.rich = RichBuilder::default();
                } else {
                    self.rich.paragraph();
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.rich = RichBuilder::default();
                self.open = Open::Note {
                    label: label.to_string(),
                };
            }
            Tag::Emphasis => self.rich.begin(Style::Emphasis),
            Tag::Strong => self.rich.begin(Style::Strong),
            Tag::Link { dest_url, .. } => {
                if !super::decoder::is_web_address(&dest_url) {
                    self.report(
                        Code::BadLink,
                        range,
                        format!("“{}” is not a web address", super::fields::clip(&dest_url)),
                        "it must begin with https:// or http://",
                    );
                }
                self.rich.begin(Style::Link(dest_url.as_ref().into()));
            }
            Tag::Image { .. } => self.hide("an image", range, "retell it in words"),
            Tag::Table(_) => self.hide("a table", range, "retell it in words, or as a list"),
            Tag::HtmlBlock => self.hide("HTML", range, AS_MARKDOWN),
            _ => self.hide("this", range, "retell it in words"),
        }
    }

    fn hide(&mut self, what: &str, range: &Range<usize>, remedy: &str) {
        self.hidden_depth += 1;
        self.report(Code::NotSet, range, format!("{what} is not shown"), remedy);
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if self.hidden_depth > 0 {
            self.hidden_depth -= 1;
            return;
        }
        match tag {
            TagEnd::Heading(_) => self.end_heading(range),
            TagEnd::Paragraph | TagEnd::CodeBlock => {
                if matches!(self.open, Open::Block) {
                    self.open = Open::Nothing;
                    let rich = std::mem::take(&mut self.rich).build();
                    if !rich.plain.is_empty() {
                        let quoted = self.quote_depth > 0;
                        self.section().blocks.push(if quoted {
                            Block::Quote(rich)
                        } else {
                            Block::Paragraph(rich)
                        });
                    }
                }
            }
            TagEnd::BlockQuote(_) => self.quote_depth = self.quote_depth.saturating_sub(1),
            TagEnd::List(_) => {
                self.list_depth = self.list_depth.saturating_sub(1);
                if self.list_depth == 0
                    && let Open::List { .. } = self.open
                    && let Open::List { start, items } =
                        std::mem::replace(&mut self.open, Open::Nothing)
                {
                    self.section().blocks.push(Block::List { start, items });
                }
            }
            TagEnd::Item => {
                if self.list_depth == 1
                    && let Open::List { items, .. } = &mut self.open
                {
                    items.push(std::mem::take(&mut self.rich).build());
                }
            }
            TagEnd::FootnoteDefinition => {
                if let Open::Note { label } = std::mem::replace(&mut self.open, Open::Nothing) {
                    self.end_note(label, range);
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.rich.end(),
            _ => {}
        }
    }

    fn end_heading(&mut self, range: &Range<usize>) {
        let Open::Heading { level, id } = &mut self.open else {
            return;
        };
        let (level, id) = (*level, id.take());
        self.open = Open::Nothing;
        let heading = std::mem::take(&mut self.rich).build().plain;
        if level == 1 && self.text.title.is_empty() {
            self.text.title = heading.into();
            return;
        }
        let id = id.unwrap_or_else(|| slug(&heading));
        if self.text.sections.iter().any(|section| *section.id == *id) {
            self.report(
                Code::DuplicateSection,
                range,
                format!("a second section has the id “{id}”"),
                "give one of them another id behind its heading: {#another}",
            );
        }
        self.text.sections.push(Section {
            id: id.into(),
            heading: heading.into(),
            level: level.saturating_sub(1).max(1),
            blocks: Vec::new(),
        });
    }

    fn end_note(&mut self, label: String, range: &Range<usize>) {
        let body = std::mem::take(&mut self.rich).build();
        if self
            .text
            .notes
            .iter()
            .any(|note| same_label(&note.label, &label))
        {
            self.report(
                Code::DuplicateNote,
                range,
                format!("a second footnote has the label “{label}”"),
                "number the footnotes anew",
            );
            return;
        }
        self.text.notes.push(Note {
            label: label.into(),
            body,
        });
    }

    /// A marker without a note is plain text for the Markdown parser.
    fn look_for_lost_marker(&mut self, words: &str, range: &Range<usize>) {
        // The parser hands `[`, `^7` and `]` over one by one, so look at the file.
        let source = &self.file.text;
        let at_marker = words == "[" && source[range.start..].starts_with("[^");
        if at_marker && let Some(length) = source[range.start..].find(']') {
            let label = &source[range.start + 2..range.start + length];
            if label.len() <= 20 && !label.contains(char::is_whitespace) {
                let label = label.to_owned();
                self.report(
                    Code::NoteMissing,
                    &(range.start..range.start + length + 1),
                    format!("the marker [^{label}] has no note"),
                    &format!("add a line that begins with [^{label}]:"),
                );
            }
        }
    }
}

const fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Markdown tells footnotes apart without regard to capitals.
pub(super) fn same_label(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Lower case, letters and digits kept, everything else as single hyphens.
fn slug(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(markdown: &str) -> Text {
        let (text, problems) = read_markdown("t.md", markdown);
        assert!(problems.is_empty(), "{problems:?}");
        text
    }

    #[test]
    fn paragraphs_lists_and_quotations_are_blocks() {
        let text = clean("# T\n\nA\nb.\n\n- one\n- two\n\n> said\n\n## Next {#n}\n\n3. c\n4. d\n");
        let top = &text.sections[0];
        assert_eq!(&*top.id, "top");
        assert_eq!(top.blocks[0].plain(), "A b.");
        assert_eq!(top.blocks[1].plain(), "one\ntwo");
        assert!(matches!(&top.blocks[2], Block::Quote(rich) if rich.plain == "said"));
        let next = &text.sections[1];
        assert_eq!((&*next.id, &*next.heading), ("n", "Next"));
        assert!(
            matches!(&next.blocks[0], Block::List { start: Some(3), items } if items.len() == 2)
        );
    }

    #[test]
    fn addresses_lead_to_places_and_back() {
        let text = clean("# T\n\n## S\n\nP.[^a]\n\n- one\n- two\n\n[^a]: Note.\n");
        for address in ["s", "s/1", "s/2", "s/2.2", "^a"] {
            let place = text.place(address).expect(address);
            assert_eq!(text.address(place), address);
        }
        for address in ["x/1", "s/3", "s/0", "s/1.1", "s/2.3", "^b", "s/x"] {
            assert!(text.place(address).is_err(), "{address}");
        }
        assert_eq!(
            text.plain_at(text.place("s/2.2").expect("item")).as_deref(),
            Some("two")
        );
    }

    #[test]
    fn a_marker_takes_no_room_in_the_plain_text() {
        let text = clean("# T\n\nOne[^1] two *three*.\n\n[^1]: N.\n");
        let Block::Paragraph(rich) = &text.sections[0].blocks[0] else {
            panic!("a paragraph");
        };
        assert_eq!(rich.plain, "One two three.");
        assert_eq!(rich.styles[0].range, 3..3);
        assert_eq!(rich.styles[0].style, Style::Note(0));
        assert_eq!(&rich.plain[rich.styles[1].range.clone()], "three");
        assert_eq!(rich.find_quote("One  two"), Some(0..7));
    }

    #[test]
    fn lost_markers_and_lost_notes_are_found() {
        let (_, problems) = read_markdown("t.md", "# T\n\nOne.[^1]\n\n[^2]: N.\n");
        let codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::NoteMissing, Code::NoteUnused]);
        assert_eq!((problems[0].site.line, problems[0].site.column), (3, 5));
    }

    #[test]
    fn a_footnote_of_two_paragraphs_is_one_note() {
        let text = clean("# T\n\nOne.[^1]\n\n[^1]: First.\n\n    Second.\n");
        assert_eq!(text.notes[0].body.plain, "First. Second.");
    }
}
