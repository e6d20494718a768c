//! Times and sizes, and how they are printed.

use std::time::Duration;

pub(crate) fn target(what: &str, value: f64, most: f64, of: &str) {
    println!(
        "{what}: {value:.3} ({of}); target at most {most:.3}: {}",
        if value <= most {
            "reached"
        } else {
            "not reached"
        }
    );
}

pub(crate) fn sorted(mut took: Vec<Duration>) -> Vec<Duration> {
    took.sort_unstable();
    took
}

/// At a share of sorted times.
pub(crate) fn at(took: &[Duration], share: f64) -> Duration {
    let last = took.len().saturating_sub(1);
    took.get((last as f64 * share).ceil() as usize)
        .copied()
        .unwrap_or_default()
}

pub(crate) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

pub(crate) fn list(times: &[Duration]) -> String {
    let times: Vec<String> = times
        .iter()
        .map(|time| format!("{:.3} ms", ms(*time)))
        .collect();
    times.join(", ")
}

/// A line of the machine's memory, in bytes; 0 where it is not told.
pub(crate) fn memory(line: &str) -> f64 {
    bytes_in("/proc/meminfo", line)
}

pub(crate) fn memory_of_process() -> f64 {
    bytes_in("/proc/self/status", "VmRSS:")
}

fn bytes_in(file: &str, line: &str) -> f64 {
    std::fs::read_to_string(file)
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|found| found.starts_with(line))?;
            line.split_whitespace().nth(1)?.parse::<f64>().ok()
        })
        .map_or(0.0, |kib| kib * 1024.0)
}
