//! What is lined up: the passages of a source on one side, paragraphs on the other.

use crate::model::{Block, Place, Rich, Source, Style, Text};

/// What a passage or a paragraph looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Heading,
    Paragraph,
    Item,
    Note,
}

/// A passage of a source.
#[derive(Debug)]
pub(super) struct Unit {
    /// `None` for the title, which has no address; it takes part so that the title of the
    /// original is not taken for something else.
    pub(super) place: Option<Place>,
    pub(super) shape: Shape,
    /// The label of a footnote, in small letters.
    pub(super) label: Option<String>,
    /// Its length in characters, in the first edition.
    pub(super) length: usize,
}

/// A paragraph of the original.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    /// As it stands.
    pub(super) line: &'a str,
    /// Without the label or the sign before it.
    pub(super) text: &'a str,
    pub(super) shape: Shape,
    /// The label of a footnote, in small letters; also the number of an item, which may be
    /// a label.
    pub(super) label: Option<String>,
    /// Its length in characters.
    pub(super) length: usize,
}

/// The text of a passage in an edition.
pub(super) enum Words<'a> {
    Plain(&'a str),
    Rich(&'a Rich),
}

impl<'a> Words<'a> {
    pub(super) fn plain(&self) -> &'a str {
        match self {
            Self::Plain(text) => text,
            Self::Rich(rich) => &rich.plain,
        }
    }

    /// The labels of the footnotes that it has markers of.
    pub(super) fn markers(&self, text: &'a Text) -> impl Iterator<Item = &'a str> + use<'a> {
        let styles = match self {
            Self::Plain(_) => &[][..],
            Self::Rich(rich) => &rich.styles[..],
        };
        styles.iter().filter_map(|styled| match &styled.style {
            Style::Note(note) => text.notes.get(*note as usize).map(|note| &*note.label),
            _ => None,
        })
    }
}

/// The passages of a source in the order of its first edition, footnotes last.
pub(super) fn units(source: &Source) -> Vec<Unit> {
    let text = source.text();
    let mut units = vec![Unit {
        place: None,
        shape: Shape::Heading,
        label: None,
        length: text.title.chars().count(),
    }];
    let mut add = |place: Place, shape: Shape, label: Option<String>| {
        if let Some(words) = words_at(text, Some(place)) {
            units.push(Unit {
                place: Some(place),
                shape,
                label,
                length: words.plain().chars().count(),
            });
        }
    };
    for (section, content) in (0..).zip(&text.sections) {
        if !content.heading.is_empty() {
            add(Place::Section { section }, Shape::Heading, None);
        }
        for (block, content) in (0..).zip(&content.blocks) {
            match content {
                Block::Paragraph(_) | Block::Quote(_) => {
                    add(Place::Block { section, block }, Shape::Paragraph, None);
                }
                Block::List { items, .. } => {
                    for (item, _) in (0..).zip(items) {
                        let place = Place::Item {
                            section,
                            block,
                            item,
                        };
                        add(place, Shape::Item, None);
                    }
                }
            }
        }
    }
    for (note, content) in (0..).zip(&text.notes) {
        let label = content.label.to_lowercase();
        add(Place::Note { note }, Shape::Note, Some(label));
    }
    units
}

/// The words at a place of an edition; `None` if this edition has no such place.
pub(super) fn words_at(text: &Text, place: Option<Place>) -> Option<Words<'_>> {
    let block = |section: u32, block: u32| {
        text.sections
            .get(section as usize)
            .and_then(|section| section.blocks.get(block as usize))
    };
    match place {
        None => Some(Words::Plain(&text.title)),
        Some(Place::Section { section }) => text
            .sections
            .get(section as usize)
            .map(|section| Words::Plain(&section.heading)),
        Some(Place::Block { section, block: at }) => match block(section, at)? {
            Block::Paragraph(rich) | Block::Quote(rich) => Some(Words::Rich(rich)),
            Block::List { .. } => None,
        },
        Some(Place::Item {
            section,
            block: at,
            item,
        }) => match block(section, at)? {
            Block::List { items, .. } => items.get(item as usize).map(Words::Rich),
            Block::Paragraph(_) | Block::Quote(_) => None,
        },
        Some(Place::Note { note }) => text
            .notes
            .get(note as usize)
            .map(|note| Words::Rich(&note.body)),
    }
}

impl<'a> Paragraph<'a> {
    /// Looks at a paragraph.
    pub(super) fn new(text: &'a str) -> Self {
        let line = text;
        let text = text.trim();
        let with = |shape, label: Option<&str>, text: &'a str| {
            let text = text.trim_start();
            Self {
                line,
                text,
                shape,
                label: label.map(str::to_lowercase),
                length: text.chars().count(),
            }
        };
        if let Some(heading) = text.strip_prefix('#') {
            return with(Shape::Heading, None, heading.trim_start_matches('#'));
        }
        if let Some((label, rest)) = note_label(text) {
            return with(Shape::Note, Some(label), rest);
        }
        if let Some((label, rest)) = number(text) {
            return match note_label(rest) {
                Some((label, rest)) => with(Shape::Note, Some(label), rest),
                None => with(Shape::Item, Some(label), rest),
            };
        }
        if let Some(rest) = bullet(text) {
            return with(Shape::Item, None, rest);
        }
        let short = text.len() <= 400 && text.chars().count() <= 150;
        // The marker of a footnote ends sentences, hardly ever headings.
        let closed = text.ends_with(['.', '!', '?', ':', ';', ',', '”', '"', '»', '…', ']']);
        if short && !closed && !text.starts_with(char::is_lowercase) {
            return with(Shape::Heading, None, text);
        }
        with(Shape::Paragraph, None, text)
    }
}

/// `[4] `, `[^4]: `, `[4]: `, `⁴ `: the label and what follows.
fn note_label(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('[')?;
    let (label, rest) = rest.split_once(']')?;
    let label = label.strip_prefix('^').unwrap_or(label);
    let fits = (1..=12).contains(&label.len()) && !label.contains(char::is_whitespace);
    // `[sic] …` and `[Applause]` are remarks, `[^sic]:` would be a label.
    let is_label = label.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with("[^");
    (fits && is_label).then(|| (label, rest.strip_prefix(':').unwrap_or(rest)))
}

/// `4. ` or `4) `: the number and what follows.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let rest = text[end..].strip_prefix(['.', ')'])?;
    ((1..=3).contains(&end) && rest.starts_with(' ')).then(|| (&text[..end], rest.trim_start()))
}

fn bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix([
        '•', '‣', '◦', '▪', '●', '○', '∙', '■', '□', '➢', '-', '–', '—', '*', '+', '·',
    ])?;
    rest.starts_with(' ').then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_shows_what_it_is() {
        let sentence = "It is a sentence, with a verb and an end.";
        for (text, shape, label, rest) in [
            (sentence, Shape::Paragraph, None, sentence),
            ("## Cyber Security", Shape::Heading, None, "Cyber Security"),
            ("Cyber Security", Shape::Heading, None, "Cyber Security"),
            (
                "Short, with a marker[3]",
                Shape::Paragraph,
                None,
                "Short, with a marker[3]",
            ),
            ("[^4]: A note", Shape::Note, Some("4"), "A note"),
            ("[4a] A note", Shape::Note, Some("4a"), "A note"),
            ("6. [7] A note", Shape::Note, Some("7"), "A note"),
            (
                "[sic] and so on.",
                Shape::Paragraph,
                None,
                "[sic] and so on.",
            ),
            ("6. An item", Shape::Item, Some("6"), "An item"),
            ("• An item", Shape::Item, None, "An item"),
            ("2020. A year", Shape::Heading, None, "2020. A year"),
        ] {
            let paragraph = Paragraph::new(text);
            assert_eq!(paragraph.shape, shape, "{text}");
            assert_eq!(paragraph.label.as_deref(), label, "{text}");
            assert_eq!(paragraph.text, rest);
            assert_eq!(paragraph.length, rest.chars().count());
        }
    }
}
