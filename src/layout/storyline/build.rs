//! Several ways through the story, of which the best is kept.

use super::by_row::ByRow;
use super::sweep::{Sweep, Taken};
use super::tangle::Tangle;
use super::timetable::Timetable;
use super::{Met, Piece, StoryRequest, Storyline};

/// Ways forwards and backwards after each start.
const SWEEPS: usize = 8;
/// How often lines go to the middle of those whom they meet before the first way, start by
/// start: a long story has the first of these starts alone.
const STARTS: [usize; 10] = [40, 12, 0, 4, 80, 1, 2, 20, 8, 160];
/// As many starts as together have so many lines and members, and one at least.
const WORK: usize = 12_000;
/// Of so many lines there is one free row more than there must be, for those who make room.
const ROOM: usize = 8;

/// Finds rows for the lines of a story. A story of 8,000 lines and 50,000 who take part takes
/// about a second: make it beside the window.
#[must_use]
pub fn compute_storyline(request: &StoryRequest) -> Storyline {
    let table = Timetable::new(request);
    let most = table.most_at_once();
    let rows = most + most.div_ceil(ROOM);
    let members = table
        .meetings
        .iter()
        .flatten()
        .map(|(_, members)| members.len());
    let work = table.lives.len() + members.sum::<usize>();
    let starts = (WORK / work.max(1)).clamp(1, STARTS.len());
    let mut best: Option<(Tangle, Storyline)> = None;
    for rounds in STARTS.into_iter().take(starts) {
        let mut hints = first_hints(&table, rows, rounds);
        for at in 0..SWEEPS {
            let is_backwards = at % 2 == 1;
            let (taken, ends) = Sweep::run(&table, rows, &hints, is_backwards);
            let story = story_of(&table, request, taken, is_backwards);
            let tangle = story.tangle();
            if (best.as_ref()).is_none_or(|(known, _)| tangle.cost() < known.cost()) {
                best = Some((tangle, story));
            }
            hints = ends;
        }
    }
    let mut story = best.map_or_else(Storyline::default, |(_, story)| story);
    story.by_row = ByRow::new(&story);
    story
}

/// Where lines begin on the first way: by first appearance, then each in the middle of those
/// whom it meets.
fn first_hints(table: &Timetable, rows: usize, rounds: usize) -> Vec<u32> {
    let lines = table.lives.len();
    let mut order: Vec<u32> = (0..lines as u32)
        .filter(|line| table.lives[*line as usize].is_some())
        .collect();
    order.sort_by_key(|line| table.lives[*line as usize]);
    let mut place = vec![0.0_f64; lines];
    let spread = |order: &[u32], place: &mut [f64]| {
        for (at, line) in order.iter().enumerate() {
            place[*line as usize] = at as f64;
        }
    };
    spread(&order, &mut place);
    let mut sums = vec![(0.0_f64, 0_u32); lines];
    for _ in 0..rounds {
        sums.fill((0.0, 0));
        for gathering in table.gatherings.iter().flatten() {
            let members = || gathering.members.iter().map(|(line, _)| *line as usize);
            let sum: f64 = members().map(|line| place[line]).sum();
            let middle = sum / gathering.members.len().max(1) as f64;
            for line in members() {
                sums[line].0 += middle;
                sums[line].1 += 1;
            }
        }
        for (place, (sum, count)) in place.iter_mut().zip(&sums) {
            if *count > 0 {
                *place = sum / f64::from(*count);
            }
        }
        order.sort_by(|one, two| place[*one as usize].total_cmp(&place[*two as usize]));
        spread(&order, &mut place);
    }
    let scale = rows as f64 / order.len().max(1) as f64;
    place.iter().map(|place| (place * scale) as u32).collect()
}

/// What came of a way through the story.
fn story_of(
    table: &Timetable,
    request: &StoryRequest,
    mut taken: Vec<Taken>,
    is_backwards: bool,
) -> Storyline {
    if is_backwards {
        // On the way back a row is taken up to a moment: it begins after that of the next.
        taken.sort_by_key(|taken| (taken.line, taken.moment));
        let mut before: Option<(u32, u32)> = None;
        for taken in &mut taken {
            let until = taken.moment;
            taken.moment = match before {
                Some((line, moment)) if line == taken.line => moment + 1,
                _ => table.lives[taken.line as usize].map_or(0, |(first, _)| first),
            };
            before = Some((taken.line, until));
        }
    } else {
        taken.sort_by_key(|taken| (taken.line, taken.moment));
    }
    // Rows that nobody has taken are left out.
    let most = taken
        .iter()
        .map(|taken| taken.slot as usize + 1)
        .max()
        .unwrap_or(0);
    let mut row_of = vec![0_u32; most + 1];
    for taken in &taken {
        row_of[taken.slot as usize + 1] = 1;
    }
    for at in 0..most {
        row_of[at + 1] += row_of[at];
    }
    let mut story = Storyline {
        moments: table.moments.clone(),
        rows: row_of.last().copied().unwrap_or(0),
        lives: table.lives.clone(),
        starts: Vec::with_capacity(table.lives.len() + 1),
        pieces: Vec::with_capacity(taken.len()),
        meetings: Vec::with_capacity(table.meetings.len()),
        members: Vec::new(),
        by_row: ByRow::default(),
    };
    let mut all = taken.iter().peekable();
    for line in 0..table.lives.len() as u32 {
        story.starts.push(story.pieces.len() as u32);
        while let Some(taken) = all.next_if(|taken| taken.line == line) {
            story.pieces.push(Piece {
                from: taken.moment,
                slot: row_of[taken.slot as usize],
            });
        }
    }
    story.starts.push(story.pieces.len() as u32);
    for (meeting, told) in table.meetings.iter().zip(&request.meetings) {
        let first = story.members.len() as u32;
        let (moment, lines) = match meeting {
            Some((moment, lines)) => (*moment, &lines[..]),
            None => (0, &[][..]),
        };
        let mut members: Vec<(u32, u32)> = (lines.iter())
            .filter_map(|line| Some((*line, story.slot_at(*line, moment)?)))
            .collect();
        members.sort_unstable_by_key(|(_, slot)| *slot);
        story.members.append(&mut members);
        story.meetings.push(Met {
            moment,
            to: told.to,
            members: first..story.members.len() as u32,
        });
    }
    story
}
