//! Each actor a line through time, lines side by side where actors meet: who has which row
//! when.
//!
//! A *moment* is the day on which a meeting begins or a line begins or ends. At a moment a line
//! has one row; it changes rows between two moments only. Those who meet stand in neighbouring
//! rows at the moment at which their meeting begins. Meetings of the same moment that share a
//! line are one gathering: all of their lines stand side by side, and within it each meeting
//! does where that can be; where it cannot, it is several runs of rows ([`Storyline::runs`]).
//!
//! # The order
//!
//! The aims are those of storyline layouts (Tanahashi and Ma, *Design Considerations for
//! Optimizing Storyline Visualizations*, 2012; Liu, Wu, Wei, Liu, Liu, *`StoryFlow`*, 2013): few
//! crossings, then few changes of row, then few rows. The way is our own: lines are first put in
//! order by barycentres, then moments are gone through forwards and backwards in turn, each
//! time beginning each line where the way before has left it. At a moment nobody moves who
//! need not: those who meet go to the run of rows that costs least, which is about the median
//! of theirs, and whoever stands there goes to the nearest free rows. The best of all ways is
//! kept. Each meeting costs its size times the logarithm of the rows, so that the whole is
//! nearly linear. No number of chance is in it: the same story has the same rows.

mod build;
mod by_row;
mod hit;
mod place;
mod rows;
mod sight;
mod story;
mod sweep;
mod tangle;
mod tell;
mod timetable;

pub use build::compute_storyline;
pub use hit::StoryHit;
pub use sight::{
    Block, KNOT_RADIUS, Knot, StoryRow, StorySight, StoryView, Strand, TURN_WIDTH, Turn,
};
pub use story::{LineKnot, MOST_LEVELS, Story, StoryChoice, StoryHidden, Stretch};
pub use tangle::Tangle;
pub use tell::compute_story;

use std::ops::Range;

/// Some lines meet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meeting {
    /// When it begins, in days. A meeting without such a moment has no place in time.
    pub from: f64,
    /// When it ends, in days.
    pub to: f64,
    /// Who takes part, as numbers of lines; one alone does as well.
    pub lines: Vec<u32>,
}

/// What rows are to be found for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoryRequest {
    /// For each line from when to when it is there, in days, whether it meets anybody or not;
    /// a side without an end is infinite. It is there at its meetings in any case; a line with
    /// neither has no row.
    pub lives: Vec<Option<(f64, f64)>>,
    /// In the order in which those of one day are to be told.
    pub meetings: Vec<Meeting>,
}

/// A line has a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// From which moment on, as a position in [`Storyline::moments`].
    pub from: u32,
    /// Which row.
    pub slot: u32,
}

/// A meeting with its place.
#[derive(Clone, Debug, Default, PartialEq)]
struct Met {
    moment: u32,
    to: f64,
    members: Range<u32>,
}

/// Who has which row when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Storyline {
    moments: Vec<f64>,
    rows: u32,
    /// For each line its first and its last moment.
    lives: Vec<Option<(u32, u32)>>,
    /// For each line where its pieces begin; one more at the end.
    starts: Vec<u32>,
    pieces: Vec<Piece>,
    meetings: Vec<Met>,
    /// Meeting by meeting, those of one by row: line and row.
    members: Vec<(u32, u32)>,
    by_row: by_row::ByRow,
}

impl Storyline {
    /// All moments at which a meeting begins or a line begins or ends, in days, ascending.
    #[must_use]
    pub fn moments(&self) -> &[f64] {
        &self.moments
    }

    /// How many rows there are.
    #[must_use]
    pub const fn rows(&self) -> u32 {
        self.rows
    }

    /// How many lines there are, those without a row among them.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.lives.len()
    }

    /// How many meetings there are, those without a place among them.
    #[must_use]
    pub const fn meetings(&self) -> usize {
        self.meetings.len()
    }

    /// From when to when a line is there, in days.
    #[must_use]
    pub fn life(&self, line: u32) -> Option<(f64, f64)> {
        let (first, last) = (*self.lives.get(line as usize)?)?;
        Some((self.moments[first as usize], self.moments[last as usize]))
    }

    /// The last moment of a line.
    fn last_of(&self, line: u32) -> Option<u32> {
        self.lives[line as usize].map(|(_, last)| last)
    }

    /// The rows of a line, in time; neighbours differ.
    #[must_use]
    pub fn pieces(&self, line: u32) -> &[Piece] {
        let bounds = self.starts.get(line as usize..line as usize + 2);
        let range = bounds.map_or(0..0, |at| at[0] as usize..at[1] as usize);
        &self.pieces[range]
    }

    /// The row of a line at a moment, as a position in [`Self::moments`].
    #[must_use]
    pub fn slot_at(&self, line: u32, moment: u32) -> Option<u32> {
        let (_, last) = (*self.lives.get(line as usize)?)?;
        let pieces = self.pieces(line);
        let after = pieces.partition_point(|piece| piece.from <= moment);
        let piece = pieces.get(after.checked_sub(1)?)?;
        (moment <= last).then_some(piece.slot)
    }

    /// The row of a line at any time at which it is there, in days.
    #[must_use]
    pub fn slot_on(&self, line: u32, day: f64) -> Option<u32> {
        let after = self.moments.partition_point(|moment| *moment <= day);
        self.slot_at(line, u32::try_from(after.checked_sub(1)?).ok()?)
    }

    /// The line that has a row at a time, in days.
    #[must_use]
    pub fn line_on(&self, row: u32, day: f64) -> Option<u32> {
        let stays = self.by_row.stays(row);
        let after = stays.partition_point(|stay| stay.start <= day);
        let stay = stays.get(after.checked_sub(1)?)?;
        (day <= stay.end).then_some(stay.line)
    }

    /// The moment at which a meeting begins, as a position in [`Self::moments`]; `None` if it
    /// has no place.
    #[must_use]
    pub fn moment_of(&self, meeting: u32) -> Option<u32> {
        let met = self.meetings.get(meeting as usize)?;
        (!met.members.is_empty()).then_some(met.moment)
    }

    /// Who takes part in a meeting, each with its row then; from top to bottom.
    #[must_use]
    pub fn members(&self, meeting: u32) -> &[(u32, u32)] {
        let range = (self.meetings.get(meeting as usize)).map_or(0..0, |met| met.members.clone());
        &self.members[range.start as usize..range.end as usize]
    }

    /// The rows of a meeting, in runs of neighbours: one run, if its lines stand side by side.
    pub fn runs(&self, meeting: u32) -> impl Iterator<Item = Range<u32>> + '_ {
        let runs = self
            .members(meeting)
            .chunk_by(|one, two| one.1 + 1 == two.1);
        runs.map(|run| run[0].1..run[run.len() - 1].1 + 1)
    }

    fn slots_of_meeting(&self, meeting: u32) -> Vec<u32> {
        self.members(meeting)
            .iter()
            .map(|(_, slot)| *slot)
            .collect()
    }
}
