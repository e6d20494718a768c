//! Threads for what grows with the record, so that the window never waits for it.

use std::thread;

use egui::Context;

use crate::state::Job;

/// Does the first job on a thread of its own, then wakes the window, then does the second.
pub(super) fn aside(ctx: &Context, work: Job, afterwards: Job) {
    let wake = ctx.clone();
    let spawned = thread::Builder::new()
        .name("background".to_owned())
        .spawn(move || {
            work();
            wake.request_repaint();
            afterwards();
        });
    if let Err(error) = spawned {
        // Whoever asked is told that nothing comes of it.
        log::error!("no thread to work on: {error}");
    }
}
