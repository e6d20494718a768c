//! Measuring in a real window: what the benchmarks and the check of a build ask for.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use egui::{Context, ViewportCommand};

use crate::cli::Probe;

/// Counts the passes of a window.
#[derive(Clone, Debug, Default)]
pub struct Passes(Arc<AtomicU64>);

impl Passes {
    /// One more.
    pub fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// So many until now.
    #[must_use]
    pub fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A measurement under way.
pub(super) struct Measurement {
    probe: Probe,
    shown: bool,
    reported: bool,
}

impl Measurement {
    pub(super) const fn new(probe: Probe) -> Self {
        Self {
            probe,
            shown: false,
            reported: false,
        }
    }

    /// Called at the start of each pass; `ready` once a record has been painted.
    pub(super) fn pass(&mut self, ctx: &Context, ready: bool, passes: &Passes) {
        // The pass after the one that painted the record: by now it is on the screen.
        if self.shown && !self.reported {
            self.reported = true;
            match self.probe {
                Probe::FirstFrame => {
                    report(&format!(
                        "{{\"first_frame\":true,\"rss_kib\":{}}}",
                        resident_kib()
                    ));
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
                Probe::Idle => measure_idle(ctx.clone(), passes.clone()),
            }
        }
        if ready && !self.shown {
            self.shown = true;
            ctx.request_repaint();
        }
    }
}

/// Two seconds to settle, then ten in which nothing should happen.
fn measure_idle(ctx: Context, passes: Passes) {
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(2));
        let before = passes.so_far();
        thread::sleep(Duration::from_secs(10));
        let during = passes.so_far() - before;
        report(&format!(
            "{{\"idle_passes\":{during},\"rss_kib\":{}}}",
            resident_kib()
        ));
        ctx.send_viewport_cmd(ViewportCommand::Close);
        ctx.request_repaint();
    });
}

fn report(line: &str) {
    let mut out = std::io::stdout().lock();
    // Whoever asked may be gone.
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// Resident memory of this process; 0 where the system does not tell it this way.
fn resident_kib() -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
            line.split_whitespace().nth(1)?.parse().ok()
        })
        .unwrap_or(0)
}
