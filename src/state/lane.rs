//! Lanes: what each stands for, and how much room the user gives it.

use crate::model::{AreaIx, EntityIx, KindIx, LevelIx, Record, SourceIx};

use super::LaneBy;

/// What a lane stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneKey {
    /// An area.
    Area(AreaIx),
    /// A level.
    Level(LevelIx),
    /// An actor or forum.
    Entity(EntityIx),
    /// A kind of event.
    Kind(KindIx),
    /// A source.
    Source(SourceIx),
    /// Events that the division does not reach.
    Rest,
}

impl LaneKey {
    /// The lane's title.
    #[must_use]
    pub fn title(self, record: &Record, by: LaneBy) -> String {
        match self {
            Self::Area(ix) => record.area(ix).name.to_string(),
            Self::Level(ix) => record.level(ix).name.to_string(),
            Self::Entity(ix) => record.entity(ix).name.to_string(),
            Self::Kind(ix) => record.kind(ix).name.to_string(),
            Self::Source(ix) => record.source(ix).short.to_string(),
            Self::Rest => format!("no {} given", by.label()),
        }
    }
}

/// How much room the user gives a lane; without a word a lane has what its events need, up to
/// a dozen rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneRoom {
    /// One row, in which all its events are counted.
    Closed,
    /// As many rows as its events need.
    Open,
}
