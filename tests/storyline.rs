//! The rows of a storyline: its laws on random stories, its count of crossings against a plain
//! one, what it gains against lines that never move, and what of it is in sight.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp
)]

#[path = "../benches/shared/chance.rs"]
mod chance;

use std::collections::{BTreeMap, BTreeSet};

use chance::Chance;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use regesta::dataset::{Files, Limits, read};
use regesta::index::{Opened, Via};
use regesta::layout::TimeScale;
use regesta::layout::storyline::{
    Meeting, StoryHit, StoryRequest, StorySight, StoryView, Storyline, Tangle, compute_storyline,
};
use regesta::model::{Date, EntityIx};
use regesta::state::Window;

fn cases(number: u32) -> ProptestConfig {
    let config = ProptestConfig::with_cases(number);
    ProptestConfig {
        failure_persistence: None,
        rng_seed: match std::env::var_os("PROPTEST_RNG_SEED") {
            Some(_) => config.rng_seed,
            None => RngSeed::Fixed(2020),
        },
        ..config
    }
}

fn meeting(from: f64, lines: &[u32]) -> Meeting {
    Meeting {
        from,
        to: from + 1.0,
        lines: lines.to_vec(),
    }
}

fn story_of(lines: usize, meetings: &[(f64, &[u32])]) -> Storyline {
    compute_storyline(&StoryRequest {
        lives: vec![None; lines],
        meetings: meetings
            .iter()
            .map(|(from, lines)| meeting(*from, lines))
            .collect(),
    })
}

fn runs(story: &Storyline, meeting: u32) -> usize {
    story.runs(meeting).count()
}

// ---- Single cases ----------------------------------------------------------------------

#[test]
fn nothing_has_no_rows() {
    let story = compute_storyline(&StoryRequest::default());
    assert_eq!(
        (story.rows(), story.lines(), story.moments()),
        (0, 0, &[][..])
    );
    assert_eq!(story.tangle(), Tangle::default());
    let story = compute_storyline(&StoryRequest {
        lives: vec![None, Some((2.0, 1.0)), Some((f64::NAN, 3.0))],
        meetings: vec![
            meeting(f64::NAN, &[0]),
            meeting(5.0, &[]),
            meeting(5.0, &[7]),
        ],
    });
    assert_eq!(story.rows(), 0);
    assert_eq!(
        (story.life(0), story.life(1), story.moment_of(2)),
        (None, None, None)
    );
}

#[test]
fn who_stands_side_by_side_already_does_not_move() {
    let again: Vec<(f64, &[u32])> = (0..20)
        .map(|at| {
            (
                f64::from(at),
                if at % 2 == 0 {
                    &[0, 1, 2][..]
                } else {
                    &[3, 4][..]
                },
            )
        })
        .collect();
    let story = story_of(5, &again);
    assert_eq!((story.tangle(), story.rows()), (Tangle::default(), 5));
}

#[test]
fn rows_of_lines_that_have_ended_are_used_again() {
    let pairs: Vec<[u32; 2]> = (0..50).map(|at| [at * 2, at * 2 + 1]).collect();
    let meetings: Vec<(f64, &[u32])> = (pairs.iter().enumerate())
        .map(|(at, pair)| (at as f64 * 10.0, &pair[..]))
        .collect();
    let story = story_of(100, &meetings);
    assert!(story.rows() <= 3, "{}", story.rows());
    assert_eq!(story.tangle(), Tangle::default());
}

#[test]
fn a_line_that_ends_keeps_its_row_to_the_last_day() {
    let story = compute_storyline(&StoryRequest {
        lives: vec![
            Some((0.0, 10.0)),
            Some((10.0, 20.0)),
            Some((11.0, f64::INFINITY)),
        ],
        meetings: vec![],
    });
    assert_eq!(story.life(2), Some((11.0, 20.0)));
    assert_ne!(story.pieces(0)[0].slot, story.pieces(1)[0].slot);
    assert_eq!(story.slot_at(0, 1), Some(story.pieces(0)[0].slot));
    assert_eq!(story.slot_at(0, 2), None);
}

#[test]
fn meetings_of_one_day_that_share_a_line_stand_side_by_side() {
    // Each hands on to the next like links of a chain, told in another order.
    let story = story_of(
        9,
        &[
            (4.0, &[2, 3, 4]),
            (4.0, &[5, 6]),
            (4.0, &[0, 1, 2]),
            (4.0, &[4, 5]),
        ],
    );
    for meeting in 0..4 {
        assert_eq!(runs(&story, meeting), 1, "{:?}", story.members(meeting));
    }
    let slots: BTreeSet<u32> = (0..7).map(|line| story.pieces(line)[0].slot).collect();
    assert_eq!(slots.last().unwrap() - slots.first().unwrap(), 6);
    // Four that share one line cannot all stand beside it: all of them stand together still.
    let story = story_of(
        5,
        &[
            (4.0, &[0, 1]),
            (4.0, &[0, 2]),
            (4.0, &[0, 3]),
            (4.0, &[0, 4]),
        ],
    );
    assert_eq!(
        (0..4).filter(|meeting| runs(&story, *meeting) == 1).count(),
        2
    );
    assert_eq!(story.rows(), 5);
}

#[test]
fn meetings_of_one_day_that_share_nobody_leave_each_other_in_peace() {
    let before: [&[u32]; 3] = [&[0, 3, 6, 9], &[1, 4, 7, 10], &[2, 5, 8, 11]];
    let after: [&[u32]; 4] = [&[0, 1, 2], &[3, 4, 5], &[6, 7, 8], &[9, 10, 11]];
    let days = [(1.0, &before[..]), (8.0, &after[..]), (20.0, &before[..])];
    let all = days
        .iter()
        .flat_map(|(day, all)| all.iter().map(|lines| (*day, *lines)));
    let story = story_of(12, &all.collect::<Vec<_>>());
    for meeting in 0..10 {
        assert_eq!(runs(&story, meeting), 1, "{:?}", story.members(meeting));
    }
}

// ---- Laws ------------------------------------------------------------------------------

fn request() -> impl Strategy<Value = StoryRequest> {
    let end = prop_oneof![
        8 => (0..40_i32).prop_map(f64::from),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
    ];
    let life = proptest::option::weighted(0.3, (end.clone(), end));
    let meeting = (
        0..30_u8,
        0..5_u8,
        proptest::collection::vec(0..14_u32, 0..6),
    );
    let meeting = meeting.prop_map(|(from, length, lines)| Meeting {
        from: f64::from(from),
        to: f64::from(from) + f64::from(length),
        lines,
    });
    let lives = proptest::collection::vec(life, 0..14);
    (lives, proptest::collection::vec(meeting, 0..25))
        .prop_map(|(lives, meetings)| StoryRequest { lives, meetings })
}

/// The rows at a moment, by line.
fn at_moment(story: &Storyline, moment: usize) -> BTreeMap<u32, u32> {
    let lines = 0..story.lines() as u32;
    lines
        .filter_map(|line| Some((line, story.slot_at(line, moment as u32)?)))
        .collect()
}

/// Crossings, changes of row and strangers, moment by moment, pair by pair.
fn plain_tangle(story: &Storyline) -> Tangle {
    let mut tangle = Tangle::default();
    for moment in 1..story.moments().len() {
        let (one, two) = (at_moment(story, moment - 1), at_moment(story, moment));
        for (line, slot) in &one {
            tangle.wiggles += u64::from(two.get(line).is_some_and(|then| then != slot));
            for (other, other_slot) in one.iter().filter(|(other, _)| *other > line) {
                if let (Some(then), Some(other_then)) = (two.get(line), two.get(other)) {
                    tangle.crossings += u64::from((slot < other_slot) != (then < other_then));
                }
            }
        }
    }
    for meeting in 0..story.meetings() as u32 {
        let members = story.members(meeting);
        if let Some(moment) = story.moment_of(meeting) {
            let (first, last) = (members[0].1, members[members.len() - 1].1);
            let all = at_moment(story, moment as usize);
            tangle.strangers += (all.iter())
                .filter(|(line, slot)| {
                    (first..=last).contains(*slot) && !members.iter().any(|own| own.0 == **line)
                })
                .count() as u64;
        }
    }
    tangle
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn every_line_has_a_row_of_its_own_as_long_as_it_is_there(request in request()) {
        let story = compute_storyline(&request);
        prop_assert_eq!(story.lines(), request.lives.len());
        let mut most = 0;
        for (at, day) in story.moments().iter().enumerate() {
            let slots = at_moment(&story, at);
            let there = (0..story.lines() as u32)
                .filter(|line| story.life(*line).is_some_and(|(from, to)| from <= *day && *day <= to));
            prop_assert_eq!(there.collect::<Vec<_>>(), slots.keys().copied().collect::<Vec<_>>());
            let taken: BTreeSet<u32> = slots.values().copied().collect();
            prop_assert_eq!(taken.len(), slots.len(), "two lines in one row");
            most = most.max(taken.len());
            prop_assert!(taken.last().is_none_or(|last| *last < story.rows()));
        }
        prop_assert!(story.rows() as usize <= most + most.div_ceil(8));
        for line in 0..story.lines() as u32 {
            for pair in story.pieces(line).windows(2) {
                prop_assert!(pair[0].from < pair[1].from && pair[0].slot != pair[1].slot);
            }
        }
        for (at, meeting) in (0_u32..).zip(&request.meetings) {
            let lines: BTreeSet<u32> = (meeting.lines.iter().copied())
                .filter(|line| (*line as usize) < story.lines())
                .collect();
            let members = story.members(at);
            prop_assert_eq!(members.iter().map(|(line, _)| *line).collect::<BTreeSet<_>>(), lines);
            for (line, slot) in members {
                prop_assert_eq!(story.slot_at(*line, story.moment_of(at).unwrap()), Some(*slot));
                let (from, to) = story.life(*line).unwrap();
                prop_assert!(from <= meeting.from && meeting.to <= to);
            }
        }
        for (at, meeting) in (0_u32..).zip(&request.meetings) {
            let shares = (0_u32..).zip(&request.meetings).any(|(other_at, other)| {
                at != other_at
                    && other.from == meeting.from
                    && meeting.lines.iter().any(|line| other.lines.contains(line))
            });
            prop_assert!(shares || runs(&story, at) <= 1, "{:?}", story.members(at));
        }
        prop_assert_eq!(story.tangle(), plain_tangle(&story));
        prop_assert_eq!(compute_storyline(&request), story);
    }

    #[test]
    fn who_meets_at_a_time_of_its_own_stands_side_by_side(request in request()) {
        let mut request = request;
        for (at, meeting) in request.meetings.iter_mut().enumerate() {
            meeting.from += at as f64 / 64.0;
        }
        let story = compute_storyline(&request);
        for meeting in 0..story.meetings() as u32 {
            prop_assert!(runs(&story, meeting) <= 1, "{:?}", story.members(meeting));
        }
        prop_assert_eq!(story.tangle().strangers, 0);
    }
}

// ---- Against lines that do not move ----------------------------------------------------

/// Lines by first appearance, one below the other: those who meet leave their row for the
/// middle one of theirs and go back to it. Crossings on the way there and back.
fn crossings_there_and_back(request: &StoryRequest, story: &Storyline) -> u64 {
    let mut order: Vec<u32> = (0..story.lines() as u32)
        .filter(|line| story.life(*line).is_some())
        .collect();
    order.sort_by(|one, two| {
        let first = |line: &u32| story.life(*line).unwrap().0;
        first(one).total_cmp(&first(two))
    });
    let mut crossings = 0;
    for meeting in &request.meetings {
        let is_there = |line: &u32| {
            let (from, to) = story.life(*line).unwrap();
            from <= meeting.from && meeting.from <= to
        };
        let there: Vec<u32> = order.iter().copied().filter(is_there).collect();
        let own: Vec<usize> = (0..there.len())
            .filter(|at| meeting.lines.contains(&there[*at]))
            .collect();
        let middle = own.get(own.len() / 2).copied().unwrap_or(0);
        for at in &own {
            let between = there[(*at).min(middle)..(*at).max(middle)].iter();
            crossings += 2 * between.filter(|line| !meeting.lines.contains(line)).count() as u64;
        }
    }
    crossings
}

/// Lines that meet within circles, each of so many, with a guest now and then.
fn circles(chance: &mut Chance, lines: usize, meetings: usize, circle: usize) -> StoryRequest {
    let mut request = StoryRequest {
        lives: vec![None; lines],
        meetings: Vec::new(),
    };
    for at in 0..meetings {
        let base = chance.below(lines / circle) * circle;
        let mut who: Vec<u32> = (0..1 + chance.below(6))
            .map(|_| ((base + chance.below(circle)) as u32 * 7) % lines as u32)
            .collect();
        if chance.below(8) == 0 {
            who.push(chance.below(lines) as u32);
        }
        request.meetings.push(meeting(at as f64 * 2.0, &who));
    }
    request
}

#[test]
fn lines_cross_less_than_if_each_went_back_to_its_row() {
    for seed in 0..12 {
        let request = circles(&mut Chance(seed), 100, 250, 10);
        let story = compute_storyline(&request);
        let tangle = story.tangle();
        let plainly = crossings_there_and_back(&request, &story);
        assert!(
            tangle.passed() * 5 < plainly,
            "{seed}: {tangle:?}, plainly {plainly}"
        );
        assert_eq!(tangle, plain_tangle(&story));
    }
}

/// What a storyline of the shipped record is made of: meetings are events, each with the actors
/// that are linked to a forum by it and were there.
fn shipped() -> (Vec<EntityIx>, StoryRequest) {
    let reading = read(&Files::shipped(), &Limits::default());
    let opened = Opened::new(reading.record.expect("a record"));
    let record = &opened.record;
    let stretch = |date: Option<&Date>| {
        let (from, to) = date?.stretch();
        Some((
            from.or(to.map(|to| to - 1.0))?,
            to.or(from.map(|from| from + 1.0))?,
        ))
    };
    let mut actors: Vec<EntityIx> = opened.index.links.iter().map(|link| link.actor).collect();
    actors.sort_unstable();
    actors.dedup();
    let mut request = StoryRequest {
        lives: vec![None; actors.len()],
        meetings: Vec::new(),
    };
    let mut by_event: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for link in &opened.index.links {
        let line = actors.binary_search(&link.actor).unwrap();
        let life = stretch(link.date(record));
        match link.via {
            Via::Event(event, _) if !record.role(link.role).absent => {
                by_event.entry(event).or_default().push(line as u32);
            }
            _ => {
                let hull =
                    |(one, two): ((f64, f64), (f64, f64))| (one.0.min(two.0), one.1.max(two.1));
                let known = &mut request.lives[line];
                *known = known.zip(life).map(hull).or(*known).or(life);
            }
        }
    }
    for event in &opened.index.by_time {
        let date = record
            .event(*event)
            .leading_date()
            .and_then(|claim| claim.date.as_ref());
        if let (Some(lines), Some((from, to))) = (by_event.remove(event), stretch(date)) {
            request.meetings.push(Meeting { from, to, lines });
        }
    }
    (actors, request)
}

#[test]
fn the_shipped_record_is_untangled() {
    let (actors, request) = shipped();
    let story = compute_storyline(&request);
    let tangle = story.tangle();
    assert_eq!(tangle, plain_tangle(&story));
    let several = (0..story.meetings() as u32).filter(|at| story.members(*at).len() > 1);
    let (whole, torn): (Vec<u32>, Vec<u32>) = several.partition(|at| runs(&story, *at) == 1);
    let plainly = crossings_there_and_back(&request, &story);
    println!(
        "{} lines, {} meetings, {} of several, {} torn; {} moments, {} rows; {tangle:?}, plainly {plainly}",
        actors.len(),
        story.meetings(),
        whole.len() + torn.len(),
        torn.len(),
        story.moments().len(),
        story.rows(),
    );
    assert!(
        tangle.passed() * 4 < plainly,
        "{tangle:?}, plainly {plainly}"
    );
    assert!(
        torn.len() * 8 < whole.len(),
        "{} torn, {} whole",
        torn.len(),
        whole.len()
    );
    let most = (0..story.moments().len())
        .map(|at| at_moment(&story, at).len())
        .max()
        .unwrap();
    assert!(story.rows() as usize <= most + most.div_ceil(8));
}

// ---- In sight --------------------------------------------------------------------------

const ROW: f32 = 20.0;

fn look(story: &Storyline, window: (f64, f64), rows: (f32, f32)) -> (TimeScale, StorySight) {
    let scale = TimeScale::new(Window::new(window.0, window.1), 50.0, 1_000.0);
    let sight = StorySight::new(&StoryView {
        story,
        scale: &scale,
        row_height: ROW,
        rows,
    });
    (scale, sight)
}

fn middle(row: u32) -> f32 {
    (row as f32 + 0.5) * ROW
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_line_is_seen_and_found_all_along(request in request()) {
        let story = compute_storyline(&request);
        let (scale, sight) = look(&story, (-1.0, 50.0), (0.0, 1e4));
        for line in 0..story.lines() as u32 {
            let Some((from, to)) = story.life(line) else { continue };
            for part in 0..40 {
                let x = scale.x(from + (to - from) * f64::from(part) / 39.0);
                let flat = sight.rows.iter().any(|row| {
                    (sight.strands[row.strands.clone()].iter())
                        .any(|strand| strand.line == line && strand.x <= x && x <= strand.x_end)
                });
                let turns = (sight.turns.iter())
                    .any(|turn| turn.line == line && turn.x <= x && x <= turn.x_end);
                prop_assert!(flat || turns, "{line} at {x}");
            }
        }
        for meeting in 0..story.meetings() as u32 {
            let Some(moment) = story.moment_of(meeting) else { continue };
            let x = scale.x(story.moments()[moment as usize]);
            for (line, slot) in story.members(meeting) {
                let Some(StoryHit::Knot(at)) = sight.hit(x, middle(*slot)) else {
                    panic!("no knot of {line} at {x}")
                };
                let known: Vec<_> = sight.meetings_of(&story, &sight.knots[at]).collect();
                prop_assert!(known.contains(&(meeting, *line)), "{known:?}");
            }
        }
        // A turn begins where its line runs flat, and ends so.
        for turn in &sight.turns {
            prop_assert!(turn.x <= turn.x_end && turn.x_end - turn.x <= 24.0);
            prop_assert!((turn.y_at(turn.x_end) - turn.y_end).abs() < 1e-3);
        }
        // Blocks of one row do not overlap, and end where a line of theirs does anything else.
        for block in &sight.blocks {
            for other in sight.blocks.iter().filter(|other| other.meeting > block.meeting) {
                let meet = block.rows.start < other.rows.end && other.rows.start < block.rows.end;
                prop_assert!(!meet || block.x_end <= other.x || other.x_end <= block.x || block.x == other.x);
            }
        }
    }

    #[test]
    fn a_part_shows_what_the_whole_shows_there(
        request in request(), start in -2.0..30.0_f64, top in 0..8_u32, count in 1..6_u32,
    ) {
        let story = compute_storyline(&request);
        let (whole_scale, whole) = look(&story, (0.0, 20.0), (0.0, 1e4));
        let rows = (top as f32 * ROW, (top + count) as f32 * ROW);
        // The same zoom, moved by whole points.
        let moved = (whole_scale.x(start) - whole_scale.left()).round();
        let start = f64::from(moved) / whole_scale.per_day();
        let (scale, part) = look(&story, (start, start + 20.0), rows);
        for row in &part.rows {
            let Some(all) = whole.rows.iter().find(|all| all.row == row.row) else { continue };
            let inside = |x: f32, x_end: f32| {
                let (x, x_end) = (x.max(x + moved), x_end.min(x_end + moved));
                x_end >= 52.0 && x <= 1_048.0
            };
            for knot in &whole.knots[all.knots.clone()] {
                let x = knot.x - moved;
                if inside(x, x) && x > scale.left() && x < scale.right() {
                    let same = part.knots[row.knots.clone()].iter().any(|own| {
                        (own.x - x).abs() < 0.1 && (own.meeting, own.count) == (knot.meeting, knot.count)
                    });
                    prop_assert!(same, "{knot:?} moved by {moved}: {:?}", part.knots);
                }
            }
            for strand in &whole.strands[all.strands.clone()] {
                let (x, x_end) = (strand.x - moved, strand.x_end - moved);
                if x_end > scale.left() && x < scale.right() {
                    let same = part.strands[row.strands.clone()].iter().any(|own| {
                        (own.x - x).abs() < 0.1 && (own.x_end - x_end).abs() < 0.1
                            && (own.line, own.count) == (strand.line, strand.count)
                    });
                    prop_assert!(same, "{strand:?} moved by {moved}: {:?}", part.strands);
                }
            }
        }
    }
}

#[test]
fn a_line_is_under_the_pointer_where_it_runs_and_nothing_is_where_none_does() {
    let story = story_of(
        3,
        &[
            (0.0, &[0]),
            (0.0, &[2]),
            (10.0, &[1]),
            (20.0, &[0, 2]),
            (20.0, &[1]),
        ],
    );
    let (scale, sight) = look(&story, (-5.0, 25.0), (0.0, 200.0));
    let slot = |line: u32, moment: u32| story.slot_at(line, moment).unwrap();
    let hit = |day: f64, slot: u32| sight.hit(scale.x(day), middle(slot));
    assert_eq!(hit(5.0, slot(0, 0)), Some(StoryHit::Line(0)));
    assert_eq!(hit(-2.0, slot(0, 0)), None);
    assert_eq!(sight.hit(scale.x(5.0), -1.0), None);
    assert_eq!(sight.hit(scale.x(5.0), 1e6), None);
    // Between the rows of those who meet there is the meeting alone.
    let (above, below) = (slot(0, 3).min(slot(2, 3)), slot(0, 3).max(slot(2, 3)));
    assert_eq!(above + 1, below);
    let between = (middle(above) + middle(below)) / 2.0 + 1.0;
    let meeting = sight.hit(scale.x(20.5), between);
    assert_eq!(meeting, Some(StoryHit::Block(3)));
}

#[test]
fn a_turn_takes_half_the_way_at_most_and_a_block_lasts_until_something_else_happens() {
    let mut request = StoryRequest {
        lives: vec![None; 4],
        meetings: vec![
            meeting(0.0, &[0, 1]),
            meeting(0.0, &[2, 3]),
            meeting(1.0, &[1, 2]),
        ],
    };
    request.meetings.extend([
        meeting(2.0, &[0, 2]),
        meeting(3.0, &[1, 3]),
        meeting(300.0, &[0, 1]),
    ]);
    for meeting in &mut request.meetings {
        meeting.to = 400.0;
    }
    let story = compute_storyline(&request);
    let (scale, sight) = look(&story, (-1.0, 99.0), (0.0, 200.0));
    assert!(!sight.turns.is_empty());
    for turn in &sight.turns {
        assert!(turn.x_end <= scale.x(3.0) && turn.x_end - turn.x <= scale.x(1.0) - scale.x(0.0));
        let bound = scale.x((scale.moment(turn.x_end) - 1.5).round());
        let is_member = (sight.knots.iter()).any(|knot| knot.line == turn.line && knot.x == bound);
        let half = if is_member {
            (turn.x_end - bound) / 2.0
        } else {
            24.0
        };
        assert!(turn.x_end - turn.x <= half + 1e-3, "{turn:?}");
    }
    // Those of the last one do nothing else before day 300, those of the first ones do.
    let (_, sight) = look(&story, (100.0, 200.0), (0.0, 200.0));
    let seen: Vec<u32> = sight.blocks.iter().map(|block| block.meeting).collect();
    assert!(
        seen.contains(&4) && !seen.contains(&0) && !seen.contains(&2),
        "{seen:?}"
    );
    let (scale, sight) = look(&story, (250.0, 350.0), (0.0, 200.0));
    let block = |meeting: u32| {
        sight
            .blocks
            .iter()
            .find(|block| block.meeting == meeting)
            .unwrap()
    };
    assert!(block(4).x_end <= scale.x(300.0) && block(5).x_end == scale.right() + 500.0);
}

#[test]
fn what_is_in_sight_does_not_grow_with_the_story() {
    let sizes = |meetings: usize| {
        let mut request = circles(&mut Chance(5), 400, meetings, 10);
        for (at, meeting) in request.meetings.iter_mut().enumerate() {
            meeting.from = at as f64 * 20_000.0 / meetings as f64;
            meeting.to = meeting.from + 1.0;
        }
        let story = compute_storyline(&request);
        let (_, sight) = look(&story, (0.0, 20_000.0), (1_000.0, 1_600.0));
        assert_eq!(sight.rows.len(), 30);
        sight.strands.len() + sight.knots.len() + sight.turns.len() + sight.blocks.len()
    };
    let (few, many) = (sizes(2_000), sizes(20_000));
    // No row has more knots or strands than it is wide in units of three points.
    assert!(few < many && many < 30 * 4 * 334, "{few}, {many}");
}
