//! From links to a story: what meets when, what lasts, who is left out.

use super::story::{Gathered, LineKnot, MOST_LEVELS, PerLine, Story, StoryHidden, Stretch};
use super::{Meeting, StoryChoice, StoryRequest, compute_storyline};
use crate::index::net::{Folded, Node};
use crate::index::{Opened, Via};
use crate::model::{Date, Day, EventIx};

/// Tells links as a story: each once, whatever they are folded into. Takes about as long as
/// [`compute_storyline`].
#[must_use]
pub fn compute_story(opened: &Opened, folded: &Folded, choice: StoryChoice) -> Story {
    let mut telling = Telling::new(opened, folded);
    telling.choose(choice);
    telling.tell()
}

/// A link of a line by an event, in order of time.
#[derive(Clone, Copy)]
struct AtEvent {
    /// Which one in time.
    rank: u32,
    event: EventIx,
    line: u32,
    number: u32,
    is_absence: bool,
}

/// What a story is made from.
struct Telling<'a> {
    opened: &'a Opened,
    nodes: Vec<Node>,
    at_events: Vec<AtEvent>,
    /// Ties with a period, and what has no place in time: line and number.
    ties: Vec<(u32, u32)>,
    margins: Vec<(u32, u32)>,
    hidden: StoryHidden,
}

impl<'a> Telling<'a> {
    fn new(opened: &'a Opened, folded: &Folded) -> Self {
        let mut nodes: Vec<Node> = folded.edges().iter().map(|edge| edge.actor).collect();
        nodes.dedup();
        let all = opened.index.by_time.iter();
        let mut dated: Vec<(f64, EventIx)> = all
            .filter_map(|event| Some((moment_of(opened, *event)?.0, *event)))
            .collect();
        dated.sort_by(|one, two| one.0.total_cmp(&two.0));
        let mut rank = vec![None; opened.record.events.len()];
        for (at, (_, event)) in (0_u32..).zip(&dated) {
            rank[event.at()] = Some(at);
        }
        let mut telling = Self {
            opened,
            nodes,
            at_events: Vec::new(),
            ties: Vec::new(),
            margins: Vec::new(),
            hidden: StoryHidden::default(),
        };
        // Edges are by actor, and so in the order of the lines.
        let mut line = 0;
        for edge in folded.edges() {
            while telling.nodes[line as usize] != edge.actor {
                line += 1;
            }
            for number in folded.links_of(edge) {
                let link = &opened.index.links[*number as usize];
                match link.via {
                    Via::Event(event, _) => match rank[event.at()] {
                        Some(rank) => telling.at_events.push(AtEvent {
                            rank,
                            event,
                            line,
                            number: *number,
                            is_absence: opened.record.role(link.role).absent,
                        }),
                        None => telling.margins.push((line, *number)),
                    },
                    Via::Tie(_) if link.date(&opened.record).is_some() => {
                        telling.ties.push((line, *number));
                    }
                    Via::Tie(_) => telling.margins.push((line, *number)),
                }
            }
        }
        telling
            .at_events
            .sort_unstable_by_key(|at| (at.rank, at.line, at.number));
        telling
    }

    /// Who was there, event by event.
    fn present(&self) -> impl Iterator<Item = Vec<u32>> + '_ {
        let events = self.at_events.chunk_by(|one, two| one.rank == two.rank);
        events.map(|event| {
            let there = event.iter().filter(|at| !at.is_absence);
            let mut lines: Vec<u32> = there.map(|at| at.line).collect();
            lines.dedup();
            lines
        })
    }

    /// Leaves out the lines that are not chosen.
    fn choose(&mut self, choice: StoryChoice) {
        let mut keeps = vec![true; self.nodes.len()];
        if choice.only_meeting {
            keeps.fill(false);
            for lines in self.present().filter(|lines| lines.len() > 1) {
                for line in lines {
                    keeps[line as usize] = true;
                }
            }
        }
        let middle = choice
            .company_of
            .map(|node| self.nodes.binary_search(&node));
        if let Some(Ok(middle)) = middle {
            let middle = middle as u32;
            let mut company = vec![false; self.nodes.len()];
            company[middle as usize] = true;
            for lines in self.present().filter(|lines| lines.contains(&middle)) {
                for line in lines {
                    company[line as usize] = true;
                }
            }
            for (keeps, company) in keeps.iter_mut().zip(company) {
                *keeps &= company;
            }
        }
        self.hidden.lines = keeps.iter().filter(|keeps| !**keeps).count();
        if self.hidden.lines == 0 {
            return;
        }
        let mut place = Vec::with_capacity(keeps.len());
        let mut next = 0;
        for keeps in &keeps {
            place.push(keeps.then_some(next));
            next += u32::from(*keeps);
        }
        let before = self.links();
        let mut lines = keeps.iter();
        self.nodes.retain(|_| lines.next() == Some(&true));
        for list in [&mut self.ties, &mut self.margins] {
            list.retain_mut(|(line, _)| moved(line, &place));
        }
        self.at_events.retain_mut(|at| moved(&mut at.line, &place));
        self.hidden.links = before - self.links();
    }

    fn links(&self) -> usize {
        self.at_events.len() + self.ties.len() + self.margins.len()
    }

    fn tell(self) -> Story {
        let count = self.nodes.len();
        let mut request = StoryRequest {
            lives: vec![None; count],
            meetings: Vec::new(),
        };
        let mut gathered = Vec::new();
        let mut knots: Vec<Vec<LineKnot>> = vec![Vec::new(); count];
        let mut stretches: Vec<Vec<Stretch>> = vec![Vec::new(); count];
        let mut links = Vec::with_capacity(self.at_events.len());
        for event in self.at_events.chunk_by(|one, two| one.rank == two.rank) {
            let ix = event[0].event;
            let Some((from, to)) = moment_of(self.opened, ix) else {
                continue;
            };
            let days = self.opened.index.days_of(ix);
            let reach = days.map_or((from, to), |(first, last)| (first.start(), last.end()));
            let reach = (reach.0.max(Day::MIN.start()), reach.1.min(Day::MAX.end()));
            let mut there = Vec::new();
            let together = (request.meetings.len() as u32, gathered.len());
            gathered.push(Gathered {
                event: ix,
                is_absence: false,
            });
            request.meetings.push(Meeting {
                from,
                to,
                lines: Vec::new(),
            });
            for at in event.chunk_by(|one, two| one.line == two.line) {
                let line = at[0].line;
                let is_absence = at.iter().all(|at| at.is_absence);
                let mut meeting = together.0;
                if is_absence {
                    // Who stays away is not led to the others.
                    meeting = request.meetings.len() as u32;
                    gathered.push(Gathered {
                        event: ix,
                        is_absence,
                    });
                    let lines = vec![line];
                    request.meetings.push(Meeting { from, to, lines });
                } else {
                    there.push(line);
                }
                let first = links.len() as u32;
                links.extend(at.iter().map(|at| at.number));
                knots[line as usize].push(LineKnot {
                    meeting,
                    moment: from,
                    reach,
                    met: 0,
                    links: first..links.len() as u32,
                });
                if reach.1 - reach.0 > 1.0 {
                    live(&mut request.lives[line as usize], reach);
                    stretches[line as usize].push(Stretch::new(reach, None));
                }
            }
            request.meetings[together.1].lines = there;
        }
        for (line, number) in &self.ties {
            let link = &self.opened.index.links[*number as usize];
            let Some((from, to)) = link.date(&self.opened.record).map(Date::stretch) else {
                continue;
            };
            let reach = (
                from.unwrap_or(Day::MIN.start()),
                to.unwrap_or(Day::MAX.end()),
            );
            live(&mut request.lives[*line as usize], reach);
            stretches[*line as usize].push(Stretch::new(reach, Some(*number)));
        }
        for list in &mut stretches {
            set_out(list);
        }
        for list in &mut knots {
            let mut met = 0;
            for knot in list {
                met += u32::from(request.meetings[knot.meeting as usize].lines.len() > 1);
                knot.met = met;
            }
        }
        let mut margins: Vec<Vec<u32>> = vec![Vec::new(); count];
        for (line, number) in &self.margins {
            margins[*line as usize].push(*number);
        }
        let (mut begins, mut ends) = (Vec::new(), Vec::new());
        let of_knots = knots.iter().flatten();
        let of_ties = stretches.iter().flatten().filter(|all| all.tie.is_some());
        for ((from, to), count) in (of_knots.map(|knot| (knot.reach, knot.links.len())))
            .chain(of_ties.map(|tie| ((tie.from, tie.to), 1)))
        {
            begins.extend(std::iter::repeat_n(from, count));
            ends.extend(std::iter::repeat_n(to, count));
        }
        begins.sort_by(f64::total_cmp);
        ends.sort_by(f64::total_cmp);
        let is_tied = |list: &Vec<Stretch>| list.iter().any(|stretch| stretch.tie.is_some());
        let tied = stretches.iter().map(is_tied).collect();
        let rows = compute_storyline(&request);
        let undated = (0..count as u32).filter(|line| !margins[*line as usize].is_empty());
        Story {
            undated: undated.collect(),
            tied,
            rows,
            nodes: self.nodes,
            gathered,
            knots: PerLine::new(knots),
            stretches: PerLine::new(stretches),
            margins: PerLine::new(margins),
            links,
            begins,
            ends,
            hidden: self.hidden,
        }
    }
}

/// Gives a line its new number, if it keeps one.
fn moved(line: &mut u32, place: &[Option<u32>]) -> bool {
    let now = place[*line as usize];
    *line = now.unwrap_or(*line);
    now.is_some()
}

fn live(life: &mut Option<(f64, f64)>, (from, to): (f64, f64)) {
    *life = Some(life.map_or((from, to), |known| (known.0.min(from), known.1.max(to))));
}

/// When an event stands on the storyline, and until when: by its leading date.
fn moment_of(opened: &Opened, event: EventIx) -> Option<(f64, f64)> {
    let claim = opened.record.event(event).leading_date()?;
    let (from, to) = claim.date.as_ref()?.stretch();
    let from = from.or(to.map(|to| to - 1.0))?;
    Some((from, to.unwrap_or(from + 1.0)))
}

impl Stretch {
    const fn new((from, to): (f64, f64), tie: Option<u32>) -> Self {
        Self {
            from,
            to,
            most: to,
            level: 0,
            tie,
        }
    }
}

/// Puts stretches in order, those of one time one below the other.
fn set_out(list: &mut [Stretch]) {
    list.sort_by(|one, two| {
        one.from
            .total_cmp(&two.from)
            .then(two.to.total_cmp(&one.to))
    });
    let mut ends = [f64::NEG_INFINITY; MOST_LEVELS as usize];
    let mut most = f64::NEG_INFINITY;
    for stretch in list {
        let free = ends.iter().position(|end| *end <= stretch.from);
        let level = free.unwrap_or(ends.len() - 1);
        ends[level] = ends[level].max(stretch.to);
        stretch.level = level as u8;
        most = most.max(stretch.to);
        stretch.most = most;
    }
}
