//! What is let through, and what becomes of the rest.

use std::collections::BTreeSet;

use crate::index::{Query, QueryError};
use crate::model::{AreaIx, KindIx, LevelIx, Record, SourceIx};

/// What becomes of events that do not match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Unmatched {
    /// They stay, pale.
    #[default]
    Fade,
    /// They are not drawn.
    Hide,
}

/// One chip: a value by which events can be let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// An area.
    Area(AreaIx),
    /// A level.
    Level(LevelIx),
    /// A kind of event.
    Kind(KindIx),
    /// A source.
    Source(SourceIx),
}

impl Facet {
    /// The group it belongs to: areas, levels, kinds, sources.
    #[must_use]
    pub const fn group(self) -> usize {
        match self {
            Self::Area(_) => 0,
            Self::Level(_) => 1,
            Self::Kind(_) => 2,
            Self::Source(_) => 3,
        }
    }

    /// Its name as shown.
    #[must_use]
    pub fn name(self, record: &Record) -> &str {
        match self {
            Self::Area(ix) => &record.area(ix).name,
            Self::Level(ix) => &record.level(ix).name,
            Self::Kind(ix) => &record.kind(ix).name,
            Self::Source(ix) => &record.source(ix).short,
        }
    }

    /// All facets of a record, group by group.
    #[must_use]
    pub fn all(record: &Record) -> Vec<Self> {
        let count = |list: usize| 0..u32::try_from(list).unwrap_or(u32::MAX);
        (count(record.areas.len()).map(|at| Self::Area(AreaIx(at))))
            .chain(count(record.levels.len()).map(|at| Self::Level(LevelIx(at))))
            .chain(count(record.kinds.len()).map(|at| Self::Kind(KindIx(at))))
            .chain(count(record.sources.len()).map(|at| Self::Source(SourceIx(at))))
            .collect()
    }

    fn id(self, record: &Record) -> &str {
        match self {
            Self::Area(ix) => &record.area(ix).id,
            Self::Level(ix) => &record.level(ix).id,
            Self::Kind(ix) => &record.kind(ix).id,
            Self::Source(ix) => &record.source(ix).id,
        }
    }
}

/// Which events are let through: those that the query finds and that, in each group with a
/// chosen chip, have one of the chosen values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// What stands in the search box.
    pub text: String,
    /// The last query that could be read.
    pub query: Query,
    /// What is wrong with the text, if it cannot be read.
    pub error: Option<QueryError>,
    /// The chosen chips.
    pub chosen: BTreeSet<Facet>,
}

impl Filters {
    /// Whether everything is let through.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.query.is_all() && self.chosen.is_empty()
    }

    /// Takes a new text. While it cannot be read the last query stays in force.
    pub fn set_text(&mut self, text: String) {
        match Query::parse(&text) {
            Ok(query) => {
                self.query = query;
                self.error = None;
            }
            Err(error) => self.error = Some(error),
        }
        self.text = text;
    }

    /// Chooses a chip, or lets it go.
    pub fn toggle(&mut self, facet: Facet) {
        if !self.chosen.remove(&facet) {
            self.chosen.insert(facet);
        }
    }

    pub(super) fn carry_over(&mut self, old: &Record, new: &Record) {
        let ids: Vec<(usize, String)> = self
            .chosen
            .iter()
            .map(|facet| (facet.group(), facet.id(old).to_owned()))
            .collect();
        self.chosen = Facet::all(new)
            .into_iter()
            .filter(|facet| {
                ids.iter()
                    .any(|(group, id)| *group == facet.group() && id == facet.id(new))
            })
            .collect();
    }
}
