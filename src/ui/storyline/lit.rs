//! What is lit up: the line that is selected, those whom it meets, an event, a forum.

use std::collections::HashSet;

use super::canvas::Canvas;
use crate::index::net::Node;
use crate::layout::storyline::{Knot, Story};
use crate::model::EventIx;
use crate::state::Selection;
use crate::ui::scene::Scene;

/// Of those whom a line meets so many are told apart.
const MOST_OTHERS: usize = 4_000;

/// How something is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Light {
    /// Something else is lit.
    Faded,
    #[default]
    Usual,
    /// It belongs to what is lit.
    Near,
    /// It is lit.
    Full,
}

/// What a selection lights up.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lit {
    pub line: Option<u32>,
    near: HashSet<u32>,
    event: Option<EventIx>,
    /// Knots of links to it.
    forum: Option<Node>,
}

impl Lit {
    pub(super) fn of(scene: &Scene<'_>, story: &Story, selection: Selection) -> Self {
        let mut lit = Self::default();
        match selection {
            Selection::Entity(entity) => {
                let node = scene.shown.node_of(entity);
                lit.line = story.line_of(node);
                if let Some(line) = lit.line {
                    lit.near = company(story, line);
                }
                let here = scene.shown.folded.edges_at(node);
                let here = here.filter(|edge| edge.forum == node && edge.actor != node);
                let actors = here.filter_map(|edge| story.line_of(edge.actor));
                let before = lit.near.len();
                lit.near.extend(actors.take(MOST_OTHERS));
                lit.forum = (lit.near.len() > before || lit.line.is_none()).then_some(node);
            }
            Selection::Pair(actor, forum) => {
                lit.line = story.line_of(actor);
                lit.forum = Some(forum);
            }
            Selection::Event(event) => {
                let meetings = story.meetings_of(event);
                let members = meetings.flat_map(|at| story.rows().members(at));
                lit.near = members.map(|(line, _)| *line).take(MOST_OTHERS).collect();
                lit.event = (!lit.near.is_empty()).then_some(event);
            }
            _ => {}
        }
        lit
    }

    /// Whether anything on the storyline is lit.
    pub(super) fn is_any(&self) -> bool {
        self.line.is_some() || !self.near.is_empty()
    }

    /// How a line is painted.
    pub(super) fn line(&self, line: u32) -> Light {
        if self.line == Some(line) {
            Light::Full
        } else if self.near.contains(&line) {
            Light::Near
        } else if self.is_any() {
            Light::Faded
        } else {
            Light::Usual
        }
    }

    /// How what stands behind those who meet is painted.
    pub(super) fn meeting(&self, story: &Story, meeting: u32) -> Light {
        if self.event.is_some() && story.event_of(meeting) == self.event {
            return Light::Full;
        }
        if !self.is_any() {
            return Light::Usual;
        }
        let members = story.rows().members(meeting);
        let is_own = |line: u32| members.iter().any(|(member, _)| *member == line);
        match self.line {
            Some(line) if is_own(line) => Light::Near,
            _ => Light::Faded,
        }
    }

    /// How a line's knot is painted.
    pub(super) fn knot(&self, scene: &Scene<'_>, canvas: &Canvas<'_>, knot: &Knot) -> Light {
        let story = canvas.story;
        if self.event.is_some() && story.event_of(knot.meeting) == self.event {
            return Light::Full;
        }
        if let Some(forum) = self.forum
            && (self.line.is_none() || self.line == Some(knot.line))
        {
            let found = story.knot(knot.line, knot.meeting);
            let links = found.map_or(&[][..], |found| story.links_of(found));
            let is_there = |number: &u32| {
                let link = scene.opened.index.links.get(*number as usize);
                link.is_some_and(|link| scene.shown.node_of(link.forum) == forum)
            };
            if links.iter().any(is_there) {
                return Light::Full;
            }
            return self.line(knot.line).min(Light::Near);
        }
        self.line(knot.line)
    }
}

/// Those whom a line ever meets.
fn company(story: &Story, line: u32) -> HashSet<u32> {
    let meetings = story.knots(line).iter().map(|knot| knot.meeting);
    let others = meetings.flat_map(|at| story.rows().members(at));
    let others = others
        .map(|(other, _)| *other)
        .filter(|other| *other != line);
    others.take(MOST_OTHERS * 4).collect()
}
