//! The text of an edition: sections of blocks, and footnotes.

use std::ops::Range;

use super::Place;

/// A text, ready to be addressed and set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its heading of the first level.
    pub title: Box<str>,
    /// In order; the first is `top`, without a heading, if anything stands before the
    /// first heading.
    pub sections: Vec<Section>,
    /// Footnotes in the order in which they stand.
    pub notes: Vec<Note>,
}

/// A heading and what stands under it, up to the next heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The part of an address between `#` and `/`.
    pub id: Box<str>,
    /// Empty for the section `top`.
    pub heading: Box<str>,
    /// 1 for a chapter, 2 for a section in it, and so on.
    pub level: u8,
    /// Paragraphs, quotations and lists.
    pub blocks: Vec<Block>,
}

/// What an address can point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Rich),
    /// A paragraph of a block quotation.
    Quote(Rich),
    /// A list.
    List {
        /// The number of the first item, if the items are numbered.
        start: Option<u64>,
        /// Its items of the first level; what is nested belongs to its item.
        items: Vec<Rich>,
    },
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What stands in the marker: `4` for `[^4]`.
    pub label: Box<str>,
    /// The note itself.
    pub body: Rich,
}

/// Plain text with ranges that are set differently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    /// The plain text, with single spaces.
    pub plain: String,
    /// Styled ranges of bytes of `plain`, sorted by start. The markers of footnotes are
    /// empty ranges.
    pub styles: Vec<StyledRange>,
}

/// A stretch of text and how it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyledRange {
    /// Bytes of the plain text, at character boundaries.
    pub range: Range<usize>,
    /// How it is set.
    pub style: Style,
}

/// How a stretch of text is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// Italics.
    Emphasis,
    /// Bold.
    Strong,
    /// A link; the address as written, checked only when it is opened.
    Link(Box<str>),
    /// The marker of the footnote at this position among the notes.
    Note(u32),
}

impl Text {
    /// The plain text at a place; `None` for a whole section or a place that is not there.
    /// A list is its items, one per line.
    #[must_use]
    pub fn plain_at(&self, place: Place) -> Option<String> {
        match place {
            Place::Section { section } => {
                let section = self.sections.get(section as usize)?;
                let blocks: Vec<String> = section.blocks.iter().map(Block::plain).collect();
                Some(blocks.join("\n\n"))
            }
            Place::Block { section, block } => Some(self.block(section, block)?.plain()),
            Place::Item {
                section,
                block,
                item,
            } => match self.block(section, block)? {
                Block::List { items, .. } => Some(items.get(item as usize)?.plain.clone()),
                Block::Paragraph(_) | Block::Quote(_) => None,
            },
            Place::Note { note } => Some(self.notes.get(note as usize)?.body.plain.clone()),
        }
    }

    fn block(&self, section: u32, block: u32) -> Option<&Block> {
        self.sections
            .get(section as usize)?
            .blocks
            .get(block as usize)
    }

    /// The address of a place within its source: `findings/2.3`, `^4`.
    #[must_use]
    pub fn address(&self, place: Place) -> String {
        let id = |section: u32| {
            self.sections
                .get(section as usize)
                .map_or("?", |section| &*section.id)
        };
        match place {
            Place::Section { section } => id(section).to_owned(),
            Place::Block { section, block } => format!("{}/{}", id(section), block + 1),
            Place::Item {
                section,
                block,
                item,
            } => format!("{}/{}.{}", id(section), block + 1, item + 1),
            Place::Note { note } => {
                let label = self
                    .notes
                    .get(note as usize)
                    .map_or("?", |note| &*note.label);
                format!("^{label}")
            }
        }
    }

    /// The place that an address names, or what is wrong with it.
    ///
    /// # Errors
    /// A sentence that says which part of the address is not there.
    pub fn place(&self, address: &str) -> Result<Place, String> {
        if let Some(label) = address.strip_prefix('^') {
            let note = self
                .notes
                .iter()
                .position(|note| &*note.label == label)
                .ok_or_else(|| format!("the text has no footnote {label}"))?;
            return Ok(Place::Note { note: count(note) });
        }
        let (id, rest) = match address.split_once('/') {
            Some((id, rest)) => (id, Some(rest)),
            None => (address, None),
        };
        let position = self
            .sections
            .iter()
            .position(|section| &*section.id == id)
            .ok_or_else(|| format!("the text has no section “{id}”"))?;
        let section = count(position);
        let Some(rest) = rest else {
            return Ok(Place::Section { section });
        };
        let (block_text, item_text) = match rest.split_once('.') {
            Some((block, item)) => (block, Some(item)),
            None => (rest, None),
        };
        let blocks = &self.sections[position].blocks;
        let block = number_from_one(block_text)?;
        let found = blocks.get(block as usize).ok_or_else(|| {
            format!(
                "section “{id}” has {} blocks, not {block_text}",
                blocks.len()
            )
        })?;
        let Some(item_text) = item_text else {
            return Ok(Place::Block { section, block });
        };
        let item = number_from_one(item_text)?;
        match found {
            Block::List { items, .. } if (item as usize) < items.len() => Ok(Place::Item {
                section,
                block,
                item,
            }),
            Block::List { items, .. } => Err(format!(
                "the list {id}/{block_text} has {} items, not {item_text}",
                items.len()
            )),
            Block::Paragraph(_) | Block::Quote(_) => {
                Err(format!("{id}/{block_text} is a paragraph and has no items"))
            }
        }
    }

    /// Where another edition of the same source first parts from this one, in words; `None`
    /// if every address means the same passage in both.
    #[must_use]
    pub fn parting(&self, other: &Self) -> Option<String> {
        let (mut ours, mut theirs) = (self.sections.iter(), other.sections.iter());
        loop {
            let (section, counterpart) = match (ours.next(), theirs.next()) {
                (None, None) => break,
                (Some(section), None) => {
                    return Some(format!("the section “{}” is missing", section.id));
                }
                (None, Some(section)) => {
                    return Some(format!("there is a further section “{}”", section.id));
                }
                (Some(section), Some(counterpart)) => (section, counterpart),
            };
            let id = &section.id;
            if *id != counterpart.id {
                let found = &counterpart.id;
                return Some(format!("“{found}” stands where the section “{id}” should"));
            }
            let (wanted, found) = (section.blocks.len(), counterpart.blocks.len());
            if wanted != found {
                return Some(format!(
                    "section “{id}” has {found} blocks instead of {wanted}"
                ));
            }
            for (at, (a, b)) in section.blocks.iter().zip(&counterpart.blocks).enumerate() {
                let same_sort = std::mem::discriminant(a) == std::mem::discriminant(b);
                if !same_sort || a.texts().len() != b.texts().len() {
                    return Some(format!(
                        "{id}/{} is a list with other items, or no list in one of them",
                        at + 1
                    ));
                }
            }
        }
        let labels = |text: &Self| -> Vec<Box<str>> {
            text.notes.iter().map(|note| note.label.clone()).collect()
        };
        (labels(self) != labels(other)).then(|| "their footnotes differ".to_owned())
    }

    /// Where a place comes in reading: compare the keys. A footnote is read where its
    /// marker stands.
    #[must_use]
    pub fn reading_key(&self, place: Place) -> (u32, u32, u32, u32) {
        match place {
            Place::Section { section } => (section, 0, 0, 0),
            Place::Block { section, block } => (section, block + 1, 0, 0),
            Place::Item {
                section,
                block,
                item,
            } => (section, block + 1, item + 1, 0),
            Place::Note { note } => match self.place_of_marker(note) {
                Some(place) => {
                    let (section, block, item, _) = self.reading_key(place);
                    (section, block, item, note + 1)
                }
                None => (u32::MAX, 0, 0, note),
            },
        }
    }

    /// The footnotes whose markers stand in a place, in their order there.
    #[must_use]
    pub fn notes_in(&self, place: Place) -> Vec<u32> {
        let (section, block, item) = match place {
            Place::Section { section } => (section, None, None),
            Place::Block { section, block } => (section, Some(block), None),
            Place::Item {
                section,
                block,
                item,
            } => (section, Some(block), Some(item)),
            Place::Note { .. } => return Vec::new(),
        };
        let blocks = (self.sections.get(section as usize))
            .map_or(&[][..], |section| section.blocks.as_slice());
        let chosen = |chosen: Option<u32>, at: usize| chosen.is_none_or(|ix| ix as usize == at);
        (blocks.iter().enumerate())
            .filter(|(at, _)| chosen(block, *at))
            .flat_map(|(_, content)| content.texts())
            .enumerate()
            .filter(|(at, _)| chosen(item, *at))
            .flat_map(|(_, rich)| rich.notes())
            .collect()
    }

    /// The first place whose text has a marker of this footnote.
    #[must_use]
    pub fn place_of_marker(&self, note: u32) -> Option<Place> {
        let marks = |rich: &Rich| {
            rich.styles
                .iter()
                .any(|styled| styled.style == Style::Note(note))
        };
        for (section_ix, section) in self.sections.iter().enumerate() {
            for (block_ix, block) in section.blocks.iter().enumerate() {
                let (section, block_at) = (count(section_ix), count(block_ix));
                match block {
                    Block::Paragraph(rich) | Block::Quote(rich) if marks(rich) => {
                        return Some(Place::Block {
                            section,
                            block: block_at,
                        });
                    }
                    Block::List { items, .. } => {
                        if let Some(item) = items.iter().position(marks) {
                            return Some(Place::Item {
                                section,
                                block: block_at,
                                item: count(item),
                            });
                        }
                    }
                    Block::Paragraph(_) | Block::Quote(_) => {}
                }
            }
        }
        None
    }
}

impl Block {
    /// Its texts: one, or one for each item of a list.
    #[must_use]
    pub fn texts(&self) -> &[Rich] {
        match self {
            Self::Paragraph(rich) | Self::Quote(rich) => std::slice::from_ref(rich),
            Self::List { items, .. } => items,
        }
    }

    /// Its plain text; a list is its items, one per line.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Paragraph(rich) | Self::Quote(rich) => rich.plain.clone(),
            Self::List { items, .. } => {
                let lines: Vec<&str> = items.iter().map(|item| item.plain.as_str()).collect();
                lines.join("\n")
            }
        }
    }
}

impl Rich {
    /// The footnotes whose markers stand in it.
    pub fn notes(&self) -> impl Iterator<Item = u32> + '_ {
        self.styles.iter().filter_map(|styled| match styled.style {
            Style::Note(note) => Some(note),
            _ => None,
        })
    }

    /// Where a quote stands in the plain text, in bytes. Runs of white space in the quote
    /// count as one space.
    #[must_use]
    pub fn find_quote(&self, quote: &str) -> Option<Range<usize>> {
        let folded = fold_space(quote);
        let start = self.plain.find(&folded)?;
        Some(start..start + folded.len())
    }
}

/// Runs of white space as one space, none at the ends.
#[must_use]
pub(crate) fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[allow(clippy::cast_possible_truncation)]
const fn count(position: usize) -> u32 {
    // Texts are limited to 16 MiB, so a position always fits.
    position as u32
}

fn number_from_one(text: &str) -> Result<u32, String> {
    match text.parse::<u32>() {
        Ok(number) if number > 0 => Ok(number - 1),
        _ => Err(format!("“{text}” is not a number from 1")),
    }
}
