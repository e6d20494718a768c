//! A file of a dataset, with its lines.

/// A file of a dataset, as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the dataset's folder.
    pub name: String,
    /// All of it.
    pub text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// A file with this name, relative to the dataset's folder.
    #[must_use]
    pub fn new(name: String, text: String) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| index(at + 1)))
            .collect();
        Self {
            name,
            text,
            line_starts,
        }
    }

    /// How many lines it has.
    #[must_use]
    pub const fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// A line, counted from 0, without its end; empty past the end.
    #[must_use]
    pub fn line(&self, at: usize) -> &str {
        let Some(start) = self.line_starts.get(at) else {
            return "";
        };
        let end = self
            .line_starts
            .get(at + 1)
            .map_or(self.text.len(), |end| *end as usize);
        self.text[*start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Line and column of a byte, both from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (u32, u32) {
        let line = self
            .line_starts
            .partition_point(|start| (*start as usize) <= byte)
            .saturating_sub(1);
        let start = self.line_starts.get(line).copied().unwrap_or(0) as usize;
        let end = byte.clamp(start, self.text.len());
        let column = self
            .text
            .get(start..end)
            .map_or(0, |text| text.chars().filter(|c| *c != '\u{feff}').count());
        (index(line + 1), index(column + 1))
    }
}

/// A position as an index. Limits keep every position far below 2³².
#[allow(clippy::cast_possible_truncation)]
pub(super) const fn index(position: usize) -> u32 {
    position as u32
}
