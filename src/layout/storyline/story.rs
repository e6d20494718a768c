//! The links of a record as a story: which of them are knots of a line, which stretches along
//! it, and which stand beside its name, as they have no place in time.

use std::ops::Range;

use super::Storyline;
use crate::index::net::Node;
use crate::index::{Link, Opened};
use crate::model::EventIx;
use crate::state::Window;

/// So many stretches stand one below the other; more share the last place.
pub const MOST_LEVELS: u8 = 3;

/// Which lines are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoryChoice {
    /// Only lines that meet another one at any time.
    pub only_meeting: bool,
    /// Only this one and those whom it meets.
    pub company_of: Option<Node>,
}

/// A line at an event.
#[derive(Clone, Debug, PartialEq)]
pub struct LineKnot {
    /// Which meeting of the story.
    pub meeting: u32,
    /// When it stands, in days.
    pub moment: f64,
    /// The first and the last moment that any of the event's dates can mean, in days.
    pub reach: (f64, f64),
    /// How many knots of the line up to this one stand beside others.
    pub(super) met: u32,
    /// Where its links stand among all.
    pub(super) links: Range<u32>,
}

/// Something that lasts beside a line: a tie with its period, or all that the dates of an event
/// can mean where that is more than a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// When it begins, in days.
    pub from: f64,
    /// When it ends.
    pub to: f64,
    /// The last end of this one and all before it on the line.
    pub(super) most: f64,
    /// Which place below the line is its own.
    pub level: u8,
    /// The number of the tie's link; `None` if it is of an event.
    pub tie: Option<u32>,
}

/// How much is left out by a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoryHidden {
    /// Lines.
    pub lines: usize,
    /// Links of these.
    pub links: usize,
}

/// What a meeting of the story stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gathered {
    pub event: EventIx,
    pub is_absence: bool,
}

/// Lists, one for each line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PerLine<T> {
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for PerLine<T> {
    fn default() -> Self {
        Self {
            starts: Vec::new(),
            all: Vec::new(),
        }
    }
}

impl<T> PerLine<T> {
    pub fn new(lists: Vec<Vec<T>>) -> Self {
        let mut made = Self::default();
        for list in lists {
            made.starts.push(made.all.len() as u32);
            made.all.extend(list);
        }
        made.starts.push(made.all.len() as u32);
        made
    }

    fn of(&self, line: u32) -> &[T] {
        let bounds = self.starts.get(line as usize..line as usize + 2);
        bounds.map_or(&[], |at| &self.all[at[0] as usize..at[1] as usize])
    }
}

/// Links as lines through time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    pub(super) rows: Storyline,
    /// For each line who it is, ascending.
    pub(super) nodes: Vec<Node>,
    pub(super) gathered: Vec<Gathered>,
    pub(super) knots: PerLine<LineKnot>,
    pub(super) stretches: PerLine<Stretch>,
    pub(super) margins: PerLine<u32>,
    /// The numbers of the links of knots.
    pub(super) links: Vec<u32>,
    pub(super) undated: Vec<u32>,
    /// For each line whether it has a tie with a period.
    pub(super) tied: Vec<bool>,
    /// When links that have a place in time begin and end, each ascending.
    pub(super) begins: Vec<f64>,
    pub(super) ends: Vec<f64>,
    pub(super) hidden: StoryHidden,
}

impl Story {
    /// Who has which row when.
    #[must_use]
    pub const fn rows(&self) -> &Storyline {
        &self.rows
    }

    /// For each line who it is, ascending.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The line of an actor or of what it is folded into.
    #[must_use]
    pub fn line_of(&self, node: Node) -> Option<u32> {
        let at = self.nodes.binary_search(&node).ok()?;
        u32::try_from(at).ok()
    }

    /// The lines with a link that has no place in time, ascending; those without a row are
    /// among them.
    #[must_use]
    pub fn undated(&self) -> &[u32] {
        &self.undated
    }

    /// The event of a meeting.
    #[must_use]
    pub fn event_of(&self, meeting: u32) -> Option<EventIx> {
        Some(self.gathered.get(meeting as usize)?.event)
    }

    /// The meetings of an event: those who were there, then one for each who was not.
    pub fn meetings_of(&self, event: EventIx) -> impl Iterator<Item = u32> + '_ {
        let all = (0_u32..).zip(&self.gathered);
        all.filter(move |(_, gathered)| gathered.event == event)
            .map(|(meeting, _)| meeting)
    }

    /// Whether a meeting stands for somebody who was not there.
    #[must_use]
    pub fn is_absence(&self, meeting: u32) -> bool {
        let gathered = self.gathered.get(meeting as usize);
        gathered.is_some_and(|gathered| gathered.is_absence)
    }

    /// The knots of a line, in time.
    #[must_use]
    pub fn knots(&self, line: u32) -> &[LineKnot] {
        self.knots.of(line)
    }

    /// The knots of a line of which the moment lies in a window.
    #[must_use]
    pub fn knots_in(&self, line: u32, window: Window) -> &[LineKnot] {
        let knots = self.knots(line);
        let at = |moment: f64| knots.partition_point(|knot| knot.moment < moment);
        &knots[at(window.start)..at(window.end)]
    }

    /// At how many of its knots in a window a line meets others.
    #[must_use]
    pub fn met_in(&self, line: u32, window: Window) -> usize {
        let knots = self.knots(line);
        let met = |moment: f64| {
            let before = knots.partition_point(|knot| knot.moment < moment);
            before.checked_sub(1).map_or(0, |at| knots[at].met)
        };
        (met(window.end) - met(window.start).min(met(window.end))) as usize
    }

    /// The knot of a line at a meeting.
    #[must_use]
    pub fn knot(&self, line: u32, meeting: u32) -> Option<&LineKnot> {
        let knots = self.knots(line);
        let at = knots.binary_search_by_key(&meeting, |knot| knot.meeting);
        // Of one event a line has one knot: meetings ascend with time.
        knots.get(at.ok()?)
    }

    /// The numbers of the links of a knot.
    #[must_use]
    pub fn links_of(&self, knot: &LineKnot) -> &[u32] {
        let range = knot.links.start as usize..knot.links.end as usize;
        self.links.get(range).unwrap_or_default()
    }

    /// The stretches of a line that touch a stretch of time, by their beginnings.
    pub fn stretches_in(&self, line: u32, from: f64, to: f64) -> impl Iterator<Item = &Stretch> {
        let all = self.stretches.of(line);
        let first = all.partition_point(|stretch| stretch.most <= from);
        let near = all[first..].iter();
        near.take_while(move |stretch| stretch.from < to)
            .filter(move |stretch| stretch.to > from)
    }

    /// Whether any tie with a period stands beside a line.
    #[must_use]
    pub fn has_ties(&self, line: u32) -> bool {
        self.tied.get(line as usize).copied().unwrap_or(false)
    }

    /// The numbers of the links of a line that have no place on it: in a window, or, with
    /// `None`, at any time. An event without a date is in no window.
    pub fn margin_in(
        &self,
        opened: &Opened,
        line: u32,
        window: Option<Window>,
    ) -> impl Iterator<Item = u32> {
        let margin = self.margins.of(line).iter().copied();
        margin.filter(move |number| is_in(opened, *number, window))
    }

    /// How many links lie before or after a window.
    #[must_use]
    pub fn outside(&self, window: Window) -> usize {
        let after = self.begins.len() - self.begins.partition_point(|from| *from < window.end);
        after + self.ends.partition_point(|to| *to <= window.start)
    }

    /// What is left out by the choice.
    #[must_use]
    pub const fn hidden(&self) -> StoryHidden {
        self.hidden
    }

    /// The numbers of all links for which something stands on the storyline, ascending: in a
    /// window, or, with `None`, at any time.
    #[must_use]
    pub fn links_in(&self, opened: &Opened, window: Option<Window>) -> Vec<u32> {
        let touches = |(from, to): (f64, f64)| {
            window.is_none_or(|window| window.touches(Some(from), Some(to)))
        };
        let knots = self.knots.all.iter().filter(|knot| touches(knot.reach));
        let mut links: Vec<u32> = knots
            .flat_map(|knot| self.links_of(knot))
            .copied()
            .collect();
        let stretches = self.stretches.all.iter();
        let ties = stretches.filter(|stretch| touches((stretch.from, stretch.to)));
        links.extend(ties.filter_map(|stretch| stretch.tie));
        let margins = self.margins.all.iter().copied();
        links.extend(margins.filter(|number| is_in(opened, *number, window)));
        links.sort_unstable();
        links
    }
}

/// Whether a link without a place on a line belongs to a window.
fn is_in(opened: &Opened, number: u32, window: Option<Window>) -> bool {
    let link = opened.index.links.get(number as usize);
    let (Some(window), Some(event)) = (window, link.and_then(Link::event)) else {
        return true;
    };
    let days = opened.index.days_of(event);
    days.is_some_and(|(first, last)| window.touches(Some(first.start()), Some(last.end())))
}
