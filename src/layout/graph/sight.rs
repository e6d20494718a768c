//! What of the graph is in sight.

use super::{Area, At, Drawn};

/// The lines that are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinesInSight {
    /// Numbers of lines, strongest first.
    pub lines: Vec<u32>,
    /// How many are in sight, drawn or not.
    pub all: usize,
}

/// The strongest lines that touch an area of the graph, at most so many; `places` are those of
/// the dots.
#[must_use]
pub fn lines_in_sight(drawn: &Drawn, places: &[At], area: Area, most: usize) -> LinesInSight {
    let bounds = Area::around(places.iter().copied());
    if bounds.is_none_or(|bounds| area.holds(bounds.min) && area.holds(bounds.max)) {
        let all = drawn.lines.len();
        let drawn = u32::try_from(all.min(most)).unwrap_or(u32::MAX);
        return LinesInSight {
            lines: (0..drawn).collect(),
            all,
        };
    }
    let mut seen = LinesInSight::default();
    for (number, line) in (0..).zip(&drawn.lines) {
        let (from, to) = (places[line.ends.0 as usize], places[line.ends.1 as usize]);
        // Most are told apart by this alone.
        let is_beside = (0..2).any(|axis| {
            from[axis].max(to[axis]) < area.min[axis] || from[axis].min(to[axis]) > area.max[axis]
        });
        if is_beside || !area.touches(from, to) {
            continue;
        }
        seen.all += 1;
        if seen.lines.len() < most {
            seen.lines.push(number);
        }
    }
    seen
}

/// The dots that touch an area of the graph, those with the most links first.
#[must_use]
pub fn dots_in_sight(places: &[At], area: Area) -> Vec<u32> {
    let numbers = (0..).zip(places);
    numbers
        .filter(|(_, at)| area.holds(**at))
        .map(|(number, _)| number)
        .collect()
}
