//! A source as rows: what is read, in its order, cut so that no row is too large to be set
//! in one go.

use std::borrow::Cow;
use std::ops::Range;

use crate::index::LinedUp;
use crate::model::{Block, Place, Rich, Text};

/// A paragraph longer than this, in bytes, is set in several rows: a whole book may stand
/// in one paragraph.
pub const MOST_BYTES: usize = 4_000;

/// What stands in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadingRow {
    /// Title, author, date of issue.
    Title,
    /// The heading of a section.
    Heading {
        /// Position of the section.
        section: u32,
    },
    /// What rests on a list as a whole, above its first item.
    ListHead {
        /// The list.
        place: Place,
    },
    /// A paragraph, quotation or item, or a part of one.
    Passage {
        /// Where it stands.
        place: Place,
        /// A quotation.
        is_quote: bool,
        /// The number of an item, or `•`.
        bullet: Option<Box<str>>,
        /// Which bytes of it, in the edition that is read and in the one beside it; empty
        /// where one of them is shorter.
        bytes: [Range<usize>; 2],
        /// It is the first part.
        is_first: bool,
        /// It is the last part.
        is_last: bool,
    },
    /// A footnote that no marker points at.
    Note {
        /// Position among the notes.
        note: u32,
    },
    /// Which passages the original lacks; over what of it could not be lined up.
    StrayHead,
    /// A paragraph of the original that could not be lined up.
    Stray {
        /// Position among the strays.
        stray: u32,
        /// Which bytes of it.
        bytes: Range<usize>,
    },
}

impl ReadingRow {
    /// The place of a row in the text; of a title the top.
    #[must_use]
    pub const fn place(&self) -> Option<Place> {
        match self {
            Self::Title => Some(Place::Section { section: 0 }),
            Self::Heading { section } => Some(Place::Section { section: *section }),
            Self::ListHead { place } | Self::Passage { place, .. } => Some(*place),
            Self::Note { note } => Some(Place::Note { note: *note }),
            Self::StrayHead | Self::Stray { .. } => None,
        }
    }
}

/// The rows of a source. `beside` is a text that lines up with `text` and is set beside it;
/// `original` is where it comes from, if it is the user's original.
#[must_use]
pub fn compute_reading_rows(
    text: &Text,
    beside: Option<&Text>,
    original: Option<&LinedUp>,
) -> Vec<ReadingRow> {
    let mut rows = vec![ReadingRow::Title];
    for (section_at, section) in text.sections.iter().enumerate() {
        let section_ix = index(section_at);
        if !section.heading.is_empty() {
            rows.push(ReadingRow::Heading {
                section: section_ix,
            });
        }
        for (block_at, block) in section.blocks.iter().enumerate() {
            let place = Place::Block {
                section: section_ix,
                block: index(block_at),
            };
            match block {
                Block::Paragraph(_) | Block::Quote(_) => {
                    let is_quote = matches!(block, Block::Quote(_));
                    push_passage(&mut rows, [Some(text), beside], place, is_quote, None);
                }
                Block::List { start, items } => {
                    rows.push(ReadingRow::ListHead { place });
                    for at in 0..items.len() {
                        let place = Place::Item {
                            section: section_ix,
                            block: index(block_at),
                            item: index(at),
                        };
                        let bullet = start
                            .map_or_else(|| "•".into(), |start| format!("{}.", start + at as u64));
                        push_passage(
                            &mut rows,
                            [Some(text), beside],
                            place,
                            false,
                            Some(bullet.into()),
                        );
                    }
                }
            }
        }
    }
    let unmarked = unmarked_notes(text).into_iter();
    rows.extend(unmarked.map(|note| ReadingRow::Note { note }));
    if let Some(original) = original
        && !(original.strays.is_empty() && original.missing.is_empty())
    {
        rows.push(ReadingRow::StrayHead);
        for (at, stray) in original.strays.iter().enumerate() {
            rows.extend(parts(stray).into_iter().map(|bytes| ReadingRow::Stray {
                stray: index(at),
                bytes,
            }));
        }
    }
    rows
}

/// Footnotes that no marker points at.
fn unmarked_notes(text: &Text) -> Vec<u32> {
    let mut marked = vec![false; text.notes.len()];
    let blocks = text.sections.iter().flat_map(|section| &section.blocks);
    for note in blocks
        .flat_map(|block| block.texts())
        .flat_map(|rich| rich.notes())
    {
        if let Some(marked) = marked.get_mut(note as usize) {
            *marked = true;
        }
    }
    (0..)
        .zip(marked)
        .filter(|(_, marked)| !marked)
        .map(|(note, _)| note)
        .collect()
}

/// A passage in as many rows as its longest column needs.
fn push_passage(
    rows: &mut Vec<ReadingRow>,
    columns: [Option<&Text>; 2],
    place: Place,
    is_quote: bool,
    bullet: Option<Box<str>>,
) {
    let columns = columns.map(|text| {
        (text.and_then(|text| text.rich_at(place))).map_or_else(Vec::new, |rich| parts(&rich.plain))
    });
    let count = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
    for part in 0..count {
        let bytes = |column: &Vec<Range<usize>>| column.get(part).cloned().unwrap_or(0..0);
        rows.push(ReadingRow::Passage {
            place,
            is_quote,
            bullet: bullet.clone().filter(|_| part == 0),
            bytes: [bytes(&columns[0]), bytes(&columns[1])],
            is_first: part == 0,
            is_last: part + 1 == count,
        });
    }
}

/// Bytes of the parts in which a text is set, each at most [`MOST_BYTES`] long and cut
/// behind a space where there is one. A text without words is one empty part.
///
/// ```
/// use regesta::layout::parts;
/// assert_eq!(parts("A short paragraph."), vec![0..18]);
/// ```
#[must_use]
pub fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while text.len() - start > MOST_BYTES {
        let mut end = start + MOST_BYTES;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        // The end of a sentence if there is one in the second half, else a space.
        let half = &text[start..end];
        let cut = half
            .rfind(". ")
            .filter(|at| *at > MOST_BYTES / 2)
            .map(|at| at + 2)
            .or_else(|| half.rfind(' ').map(|at| at + 1))
            .unwrap_or(half.len());
        parts.push(start..start + cut);
        start += cut;
    }
    parts.push(start..text.len());
    parts
}

/// A part of a text, with what is styled in it; the whole is lent, not copied.
#[must_use]
pub fn part_of<'t>(rich: &'t Rich, bytes: &Range<usize>) -> Cow<'t, Rich> {
    if bytes.start == 0 && bytes.end == rich.plain.len() {
        return Cow::Borrowed(rich);
    }
    let is_end = bytes.end == rich.plain.len();
    let first = (rich.styles).partition_point(|styled| styled.range.start < bytes.start);
    let styles = (rich.styles[first..].iter())
        // A marker of a footnote is empty; at a cut it belongs to what follows.
        .take_while(|styled| styled.range.start < bytes.end || is_end)
        .map(|styled| {
            let mut styled = styled.clone();
            let end = styled.range.end.min(bytes.end);
            styled.range = styled.range.start - bytes.start..end - bytes.start;
            styled
        })
        .collect();
    Cow::Owned(Rich {
        plain: rich.plain.get(bytes.clone()).unwrap_or("").to_owned(),
        styles,
    })
}

#[allow(clippy::cast_possible_truncation)]
const fn index(position: usize) -> u32 {
    // Texts are limited to 16 MiB, so a position always fits.
    position as u32
}
