//! What a query is asked of: an event, or a tie.

use std::iter::{empty, once};

use super::Index;
use super::haystack::Wanted;
use crate::model::{
    AreaIx, Date, Entity, EntityIx, Event, EventIx, KindIx, LevelIx, Record, RoleIx, SourceIx,
    Stage, Standing, Tie,
};

/// What the terms of a query look at. Where there is nothing to look at a term finds nothing.
pub(super) trait Asked {
    /// Whether words stand in it: in its names or in a passage that tells of it.
    fn says(&self, words: &Wanted<'_>) -> bool;
    fn actors(&self) -> impl Iterator<Item = EntityIx>;
    fn forums(&self) -> impl Iterator<Item = EntityIx>;
    fn roles(&self) -> impl Iterator<Item = RoleIx>;
    fn areas(&self) -> impl Iterator<Item = AreaIx>;
    fn levels(&self) -> impl Iterator<Item = LevelIx>;
    fn kinds(&self) -> impl Iterator<Item = KindIx>;
    fn sources(&self) -> impl Iterator<Item = SourceIx>;
    fn stages(&self) -> impl Iterator<Item = Stage>;
    fn standings(&self) -> impl Iterator<Item = Standing>;
    fn dates(&self) -> impl Iterator<Item = &Date>;
}

/// An event, with the index that knows where it is told.
pub(super) struct AskedEvent<'r> {
    pub index: &'r Index,
    pub ix: EventIx,
    pub event: &'r Event,
}

impl Asked for AskedEvent<'_> {
    fn says(&self, words: &Wanted<'_>) -> bool {
        words.stand_in(self.ix, self.event)
    }

    fn actors(&self) -> impl Iterator<Item = EntityIx> {
        self.event.actors.iter().map(|claim| claim.actor)
    }

    fn forums(&self) -> impl Iterator<Item = EntityIx> {
        let own = self.event.forums.iter().map(|claim| claim.forum);
        own.chain(self.event.actors.iter().filter_map(|claim| claim.forum))
    }

    fn roles(&self) -> impl Iterator<Item = RoleIx> {
        self.event.actors.iter().map(|claim| claim.role)
    }

    fn areas(&self) -> impl Iterator<Item = AreaIx> {
        self.event.areas.iter().map(|claim| claim.under)
    }

    fn levels(&self) -> impl Iterator<Item = LevelIx> {
        self.event.levels.iter().map(|claim| claim.under)
    }

    fn kinds(&self) -> impl Iterator<Item = KindIx> {
        self.event.kind.into_iter()
    }

    fn sources(&self) -> impl Iterator<Item = SourceIx> {
        (self.index.passages_of(self.ix)).map(|passage| passage.source)
    }

    fn stages(&self) -> impl Iterator<Item = Stage> {
        self.event.dates.iter().map(|claim| claim.stage)
    }

    fn standings(&self) -> impl Iterator<Item = Standing> {
        self.event.bases().map(|basis| basis.standing)
    }

    fn dates(&self) -> impl Iterator<Item = &Date> {
        (self.event.dates.iter()).filter_map(|claim| claim.date.as_ref())
    }
}

/// A tie, with the record that knows who its ends are. It is filed nowhere, is of no kind and
/// has no stage.
pub(super) struct AskedTie<'r> {
    pub record: &'r Record,
    pub tie: &'r Tie,
}

impl AskedTie<'_> {
    fn ends(&self, is_one: fn(&Entity) -> bool) -> impl Iterator<Item = EntityIx> {
        let ends = [self.tie.from, self.tie.to].into_iter();
        ends.filter(move |end| is_one(self.record.entity(*end)))
    }
}

impl Asked for AskedTie<'_> {
    fn says(&self, words: &Wanted<'_>) -> bool {
        words.stand_in_tie(self.tie)
    }

    fn actors(&self) -> impl Iterator<Item = EntityIx> {
        self.ends(Entity::is_actor)
    }

    fn forums(&self) -> impl Iterator<Item = EntityIx> {
        self.ends(Entity::is_forum)
    }

    fn roles(&self) -> impl Iterator<Item = RoleIx> {
        once(self.tie.role)
    }

    fn areas(&self) -> impl Iterator<Item = AreaIx> {
        empty()
    }

    fn levels(&self) -> impl Iterator<Item = LevelIx> {
        empty()
    }

    fn kinds(&self) -> impl Iterator<Item = KindIx> {
        empty()
    }

    fn sources(&self) -> impl Iterator<Item = SourceIx> {
        once(self.tie.basis.passage.source)
    }

    fn stages(&self) -> impl Iterator<Item = Stage> {
        empty()
    }

    fn standings(&self) -> impl Iterator<Item = Standing> {
        once(self.tie.basis.standing)
    }

    fn dates(&self) -> impl Iterator<Item = &Date> {
        self.tie.period.iter()
    }
}
