//! When lines live and who is gathered at which moment, in numbers alone.

use std::collections::HashMap;

use super::StoryRequest;

/// The moments of a story, and what happens at each.
#[derive(Clone, Debug, Default)]
pub(super) struct Timetable {
    /// In days, ascending: meetings begin at them, lines begin or end.
    pub moments: Vec<f64>,
    /// The first and the last moment of each line; `None` if it has no date.
    pub lives: Vec<Option<(u32, u32)>>,
    /// For each meeting its moment and those who take part, each once; `None` if it has no
    /// moment or nobody takes part.
    pub meetings: Vec<Option<(u32, Vec<u32>)>>,
    /// For each moment what is to stand together, the largest first.
    pub gatherings: Vec<Vec<Gathering>>,
    /// For each moment the lines that begin at it.
    pub first: Vec<Vec<u32>>,
    /// For each moment the lines that end at it.
    pub last: Vec<Vec<u32>>,
}

/// The lines of meetings of one moment that share lines: they stand side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gathering {
    /// Each with its part, by part. Lines of one part take part in the same meetings, or in
    /// ones that nothing would be gained by telling apart.
    pub members: Vec<(u32, u32)>,
}

impl Timetable {
    pub fn new(request: &StoryRequest) -> Self {
        let lines = request.lives.len();
        let mut meetings: Vec<Option<(f64, f64, Vec<u32>)>> = Vec::new();
        for meeting in &request.meetings {
            let mut members = meeting.lines.clone();
            members.sort_unstable();
            members.dedup();
            members.retain(|line| (*line as usize) < lines);
            let is_told = meeting.from.is_finite() && !members.is_empty();
            let to = if meeting.to.is_finite() {
                meeting.to.max(meeting.from)
            } else {
                meeting.from
            };
            meetings.push(is_told.then_some((meeting.from, to, members)));
        }
        let lives = lives_of(request, &meetings);
        let told = meetings.iter().flatten().map(|(from, ..)| *from);
        let ends = lives.iter().flatten().flat_map(|(from, to)| [*from, *to]);
        let mut moments: Vec<f64> = told.chain(ends).collect();
        moments.sort_by(f64::total_cmp);
        moments.dedup();
        let at = |moment: f64| moments.partition_point(|known| *known < moment) as u32;
        let lives: Vec<Option<(u32, u32)>> = (lives.iter())
            .map(|life| life.map(|(from, to)| (at(from), at(to))))
            .collect();
        let meetings: Vec<Option<(u32, Vec<u32>)>> = (meetings.into_iter())
            .map(|meeting| meeting.map(|(from, _, members)| (at(from), members)))
            .collect();
        let mut table = Self {
            first: vec![Vec::new(); moments.len()],
            last: vec![Vec::new(); moments.len()],
            gatherings: gatherings_of(moments.len(), lines, &meetings),
            moments,
            lives,
            meetings,
        };
        for (line, life) in (0_u32..).zip(&table.lives) {
            if let Some((first, last)) = life {
                table.first[*first as usize].push(line);
                table.last[*last as usize].push(line);
            }
        }
        table
    }

    /// The most lines that are there at the same moment.
    pub fn most_at_once(&self) -> usize {
        let (mut now, mut most) = (0_usize, 0);
        for (first, last) in self.first.iter().zip(&self.last) {
            now += first.len();
            most = most.max(now);
            now -= last.len();
        }
        most
    }
}

/// From when to when each line is there: as long as it is told to be, and at its meetings. An
/// open end reaches as far as anything does.
fn lives_of(
    request: &StoryRequest,
    meetings: &[Option<(f64, f64, Vec<u32>)>],
) -> Vec<Option<(f64, f64)>> {
    let told = || request.lives.iter().flatten();
    let ends = told().flat_map(|(from, to)| [*from, *to]);
    let met = meetings.iter().flatten();
    let all = ends.chain(met.flat_map(|(from, to, _)| [*from, *to]));
    let (least, most) = (all.filter(|moment| moment.is_finite())).fold(
        (f64::INFINITY, f64::NEG_INFINITY),
        |(least, most), moment| (least.min(moment), most.max(moment)),
    );
    let mut lives: Vec<Option<(f64, f64)>> = (request.lives.iter())
        .map(|life| {
            let (from, to) = life.filter(|(from, to)| from <= to)?;
            let (from, to) = (from.max(least), to.min(most));
            (from <= to).then_some((from, to))
        })
        .collect();
    for (from, to, members) in meetings.iter().flatten() {
        for line in members {
            let life = lives[*line as usize].get_or_insert((*from, *to));
            *life = (life.0.min(*from), life.1.max(*to));
        }
    }
    lives
}

fn gatherings_of(
    moments: usize,
    lines: usize,
    meetings: &[Option<(u32, Vec<u32>)>],
) -> Vec<Vec<Gathering>> {
    let mut together: Vec<Vec<&[u32]>> = vec![Vec::new(); moments];
    for (moment, members) in meetings.iter().flatten() {
        if members.len() > 1 {
            together[*moment as usize].push(members);
        }
    }
    let mut met_in: Vec<(u32, u32)> = vec![(u32::MAX, 0); lines];
    let mut gatherings = Vec::with_capacity(moments);
    for (moment, meetings) in (0_u32..).zip(&together) {
        let mut group: Vec<usize> = (0..meetings.len()).collect();
        for (at, members) in meetings.iter().enumerate() {
            for line in *members {
                let (seen, other) = met_in[*line as usize];
                if seen == moment {
                    let (one, two) = (root(&mut group, at), root(&mut group, other as usize));
                    group[one.max(two)] = one.min(two);
                }
                met_in[*line as usize] = (moment, at as u32);
            }
        }
        let mut groups: HashMap<usize, Vec<&[u32]>> = HashMap::new();
        for (at, members) in meetings.iter().enumerate() {
            let root = root(&mut group, at);
            groups.entry(root).or_default().push(members);
        }
        let mut groups: Vec<(usize, Vec<&[u32]>)> = groups.into_iter().collect();
        groups.sort_unstable_by_key(|(root, _)| *root);
        let mut of_moment: Vec<Gathering> = (groups.iter())
            .map(|(_, meetings)| gathering_of(meetings))
            .collect();
        of_moment.sort_by_key(|gathering| std::cmp::Reverse(gathering.members.len()));
        gatherings.push(of_moment);
    }
    gatherings
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// Divides the lines of meetings so that each meeting is a run of parts where they follow one
/// upon the other like links of a chain: by the first and the last of their meetings.
fn gathering_of(meetings: &[&[u32]]) -> Gathering {
    let mut order: Vec<usize> = Vec::with_capacity(meetings.len());
    if meetings.len() > 2 {
        order.extend(chained(meetings));
    } else {
        order.extend(0..meetings.len());
    }
    let mut spans: HashMap<u32, (u32, u32)> = HashMap::new();
    for (place, at) in (0_u32..).zip(&order) {
        for line in meetings[*at] {
            spans.entry(*line).or_insert((place, place)).1 = place;
        }
    }
    let mut members: Vec<((u32, u32), u32)> = (spans.into_iter())
        .map(|(line, span)| (span, line))
        .collect();
    members.sort_unstable();
    let mut part = 0;
    let mut before = members.first().map(|(span, _)| *span);
    let members = members.into_iter().map(|(span, line)| {
        part += u32::from(before.replace(span) != Some(span));
        (line, part)
    });
    Gathering {
        members: members.collect(),
    }
}

/// Meetings in an order in which those that share most follow one upon the other.
fn chained(meetings: &[&[u32]]) -> Vec<usize> {
    const MOST: usize = 64;
    if meetings.len() > MOST {
        return (0..meetings.len()).collect();
    }
    let shared = |one: usize, two: usize| {
        let other = meetings[two];
        (meetings[one].iter())
            .filter(|line| other.binary_search(line).is_ok())
            .count()
    };
    // From the one that shares least with all others.
    let with_all = |one: &usize| -> usize {
        (0..meetings.len())
            .filter(|two| two != one)
            .map(|two| shared(*one, two))
            .sum()
    };
    let mut left: Vec<usize> = (0..meetings.len()).collect();
    let mut next = left.iter().copied().min_by_key(with_all);
    let mut order = Vec::with_capacity(left.len());
    while let Some(at) = next {
        left.retain(|other| *other != at);
        order.push(at);
        next = (left.iter().copied())
            .max_by_key(|other| (shared(at, *other), std::cmp::Reverse(*other)));
    }
    order
}
