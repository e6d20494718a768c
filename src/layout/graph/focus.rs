//! How many steps a node is away from others.

use super::Drawn;

/// As many steps away is what cannot be reached.
pub const FAR: u32 = u32::MAX;

/// For each dot how many lines lie between it and the nearest of some, at most so many; else
/// [`FAR`]. A line that tells of absences alone is a way only if `absence` says so.
#[must_use]
pub fn steps_from(drawn: &Drawn, starts: &[u32], absence: bool, most: u32) -> Vec<u32> {
    let mut steps = vec![FAR; drawn.dots.len()];
    let mut reached: Vec<u32> = Vec::new();
    for start in starts {
        if let Some(own) = steps.get_mut(*start as usize).filter(|own| **own == FAR) {
            *own = 0;
            reached.push(*start);
        }
    }
    let mut at = 0;
    while let Some(dot) = reached.get(at).copied() {
        at += 1;
        let next = steps[dot as usize] + 1;
        if next > most {
            break;
        }
        for line in drawn.lines_at(dot) {
            let line = drawn.lines[*line as usize];
            let other = line.other(dot) as usize;
            if line.connects(absence) && steps[other] == FAR {
                steps[other] = next;
                reached.push(line.other(dot));
            }
        }
    }
    steps
}
