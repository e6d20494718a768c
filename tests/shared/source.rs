//! A source of plain paragraphs, for tests and benchmarks that make up their records.

use regesta::model::{Block, Date, Edition, Rich, Section, Source, Text};

/// A source of one English edition, whose short name is its title.
pub fn source(id: &str, title: &str, issued: &str, sections: Vec<Section>) -> Source {
    Source {
        id: id.into(),
        title: title.into(),
        short: title.into(),
        author: None,
        language: "en".into(),
        issued: Date::parse(issued).expect("a date"),
        issued_note: None,
        citation: None,
        url: None,
        editions: vec![Edition {
            id: "text".into(),
            title: "Text".into(),
            language: "en".into(),
            text: Text {
                title: title.into(),
                sections,
                notes: Vec::new(),
            },
        }],
    }
}

/// A section of such paragraphs.
pub fn section(
    id: &str,
    heading: &str,
    level: u8,
    paragraphs: impl IntoIterator<Item = String>,
) -> Section {
    let paragraph = |plain| {
        Block::Paragraph(Rich {
            plain,
            styles: Vec::new(),
        })
    };
    Section {
        id: id.into(),
        heading: heading.into(),
        level,
        blocks: paragraphs.into_iter().map(paragraph).collect(),
    }
}
