//! Lanes: what each stands for, and how much room the user gives it.

use std::collections::BTreeMap;

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

/// How much room the user gives a lane; without a word a lane has what its events need, and
/// fewer where thousands of them would fill many screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneRoom {
    /// One row, in which all its events are counted.
    Closed,
    /// As many rows as its events need.
    Open,
}

/// The room that the user gives the lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rooms {
    /// All lanes are closed, but for those that are named.
    all_closed: bool,
    named: BTreeMap<LaneKey, Option<LaneRoom>>,
}

impl Rooms {
    /// The room of a lane; `None` is the usual one.
    #[must_use]
    pub fn of(&self, lane: LaneKey) -> Option<LaneRoom> {
        let usual = self.all_closed.then_some(LaneRoom::Closed);
        self.named.get(&lane).copied().unwrap_or(usual)
    }

    /// Gives a lane room.
    pub fn set(&mut self, lane: LaneKey, room: Option<LaneRoom>) {
        self.named.insert(lane, room);
    }

    /// Closes all lanes, or gives all the usual room again.
    pub fn toggle_all(&mut self) {
        self.all_closed = !self.all_closed;
        self.named.clear();
    }

    /// Forgets every choice: another record has other lanes.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}
