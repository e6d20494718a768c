//! The text of an edition: sections of blocks, and footnotes.

use std::ops::Range;

use super::Place;

/// A text, ready to be addressed and set.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Note {
    /// What stands in the marker: `4` for `[^4]`.
    pub label: Box<str>,
    /// The note itself.
    pub body: Rich,
}

/// Plain text with ranges that are set differently.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rich {
    /// The plain text, with single spaces.
    pub plain: String,
    /// Styled ranges of bytes of `plain`, sorted by start. The markers of footnotes are
    /// empty ranges.
    pub styles: Vec<StyledRange>,
}

/// A stretch of text and how it is set.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StyledRange {
    /// Bytes of the plain text, at character boundaries.
    pub range: Range<usize>,
    /// How it is set.
    pub style: Style,
}

/// How a stretch of text is set.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

    /// The text of a paragraph, an item or a footnote; `None` for a section or a list as a
    /// whole, or a place that is not there.
    #[must_use]
    pub fn rich_at(&self, place: Place) -> Option<&Rich> {
        match place {
            Place::Section { .. } => None,
            Place::Block { section, block } => match self.block(section, block)? {
                Block::Paragraph(rich) | Block::Quote(rich) => Some(rich),
                Block::List { .. } => None,
            },
            Place::Item {
                section,
                block,
                item,
            } => self.block(section, block)?.texts().get(item as usize),
            Place::Note { note } => Some(&self.notes.get(note as usize)?.body),
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
        self.place_by(address, |id| {
            (self.sections.iter()).position(|section| &*section.id == id)
        })
    }

    /// The same for whoever knows a quicker way to the position of a section.
    pub(crate) fn place_by(
        &self,
        address: &str,
        position_of: impl Fn(&str) -> Option<usize>,
    ) -> Result<Place, String> {
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
        let position = position_of(id)
            .filter(|position| *position < self.sections.len())
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
            let there = counted(blocks.len(), "block");
            format!("section “{id}” has {there}, not {block_text}")
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
            Block::List { items, .. } => {
                let there = counted(items.len(), "item");
                Err(format!(
                    "the list {id}/{block_text} has {there}, not {item_text}"
                ))
            }
            Block::Paragraph(_) | Block::Quote(_) => {
                Err(format!("{id}/{block_text} is a paragraph and has no items"))
            }
        }
    }

    /// Where another edition of the same source first parts from this one, in words; `None`
    /// if every address means the same passage in both.
    #[must_use]
    pub fn parting(&self, other: &Self) -> Option<String> {
        fn ids(text: &Text) -> Vec<&str> {
            text.sections.iter().map(|section| &*section.id).collect()
        }
        fn labels(text: &Text) -> Vec<&str> {
            text.notes.iter().map(|note| &*note.label).collect()
        }
        let pairs = self.sections.iter().zip(&other.sections);
        (pairs.take_while(|(ours, theirs)| ours.id == theirs.id))
            .find_map(|(ours, theirs)| ours.parting(theirs))
            .or_else(|| differing("section", &ids(self), &ids(other)))
            .or_else(|| differing("footnote", &labels(self), &labels(other)))
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

impl Section {
    /// Where the blocks of its counterpart in another edition part from its own, in words.
    fn parting(&self, other: &Self) -> Option<String> {
        let (id, wanted) = (&self.id, self.blocks.len());
        if wanted != other.blocks.len() {
            let found = counted(other.blocks.len(), "block");
            return Some(format!("section “{id}” has {found} instead of {wanted}"));
        }
        let pairs = self.blocks.iter().zip(&other.blocks).enumerate();
        let mut parted = pairs.filter_map(|(at, pair)| match pair {
            (Block::List { items: ours, .. }, Block::List { items: theirs, .. }) => {
                let (wanted, found) = (ours.len(), counted(theirs.len(), "item"));
                (wanted != theirs.len())
                    .then(|| format!("the list {id}/{} has {found} instead of {wanted}", at + 1))
            }
            (Block::List { .. }, _) => Some(format!("{id}/{} should be a list", at + 1)),
            (_, Block::List { .. }) => Some(format!("{id}/{} should not be a list", at + 1)),
            // Whether a paragraph is set as a quotation makes no difference to its address.
            _ => None,
        });
        parted.next()
    }
}

/// Where two lists of ids first differ, in words.
fn differing(what: &str, ours: &[&str], theirs: &[&str]) -> Option<String> {
    let same = (ours.iter().zip(theirs))
        .take_while(|(a, b)| a == b)
        .count();
    match (ours.get(same), theirs.get(same)) {
        (None, None) => None,
        (Some(wanted), Some(found)) if theirs.contains(wanted) == ours.contains(found) => Some(
            format!("the {what} “{found}” stands where “{wanted}” should"),
        ),
        (Some(wanted), found) if found.is_none_or(|found| ours.contains(found)) => {
            Some(format!("the {what} “{wanted}” is missing"))
        }
        (_, found) => found.map(|found| format!("there is a further {what} “{found}”")),
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

/// "1 block", "2 blocks".
fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
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
