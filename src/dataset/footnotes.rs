//! Footnotes of a text: markers are pointed at their notes once all of it is read.

use super::markdown::{TextReader, same_label};
use super::problem::{Code, Problem};
use super::sink::nearest;
use crate::model::{Block, Rich, Style, Text};

impl TextReader<'_> {
    pub(super) fn finish(mut self) -> (Text, Vec<Problem>) {
        // Markers were numbered in the order of the text; now that all notes are known,
        // they are pointed at them.
        let note_of: Vec<Option<u32>> = self
            .markers
            .iter()
            .map(|(label, _)| {
                self.text
                    .notes
                    .iter()
                    .position(|note| same_label(&note.label, label))
                    .map(super::source_file::index)
            })
            .collect();
        let mut unused: Vec<String> = Vec::new();
        for (at, note) in self.text.notes.iter().enumerate() {
            if !note_of.contains(&Some(super::source_file::index(at))) {
                unused.push(note.label.to_string());
            }
        }
        for label in unused {
            let marker = format!("[^{label}]:");
            let at = self.file.text.find(&marker).unwrap_or(0);
            let markers: Vec<&str> = self
                .markers
                .iter()
                .map(|(label, _)| label.as_str())
                .collect();
            let hint = nearest(&label, markers)
                .map_or(String::new(), |near| format!(" (there is [^{near}])"));
            self.report(
                Code::NoteUnused,
                &(at..at + marker.len()),
                format!("nothing in the text points to footnote {label}{hint}"),
                &format!("put [^{label}] where it belongs"),
            );
        }
        let point = |rich: &mut Rich| {
            rich.styles.retain_mut(|styled| match &mut styled.style {
                Style::Note(marker) => match note_of.get(*marker as usize).copied().flatten() {
                    Some(note) => {
                        *marker = note;
                        true
                    }
                    None => false,
                },
                _ => true,
            });
        };
        for section in &mut self.text.sections {
            for block in &mut section.blocks {
                match block {
                    Block::Paragraph(rich) | Block::Quote(rich) => point(rich),
                    Block::List { items, .. } => items.iter_mut().for_each(point),
                }
            }
        }
        for note in &mut self.text.notes {
            point(&mut note.body);
        }
        if self
            .text
            .sections
            .iter()
            .all(|section| section.blocks.is_empty())
        {
            self.report(
                Code::EmptyEdition,
                &(0..0),
                "this text has no paragraph".to_owned(),
                "write the text, with a blank line between paragraphs",
            );
        }
        (self.text, self.problems)
    }
}
