//! Reading records with every check, and the work of one frame, without a window.
//!
//! ```text
//! cargo bench --bench reading
//! ```
//!
//! *Reading* is what the program's worker does: from bytes to a checked record
//! (`dataset::read`) and all that is derived from it (`index::Opened::new`). The large
//! record is made up here, from a fixed seed, in a temporary folder; its peak of memory is
//! that of a process of its own (this file, started with `--peak`).
//!
//! *A frame* is `Context::run_ui` and `Context::tessellate` of the whole screen: everything
//! the processor does until triangles go to the graphics card. No rasteriser is in it.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

#[path = "shared/chance.rs"]
mod chance;
#[path = "shared/made_up.rs"]
mod made_up;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use regesta::dataset::{Files, Limits, TUTORIAL, read};
use regesta::index::Opened;

/// The record that ships is read in less than this.
const MOST_READING: Duration = Duration::from_millis(100);
/// Events of the large record.
const MANY: usize = 10_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("--peak") {
        let Some(folder) = arguments.next() else {
            eprintln!("reading: --peak wants a folder");
            return ExitCode::FAILURE;
        };
        return peak(Path::new(&folder));
    }
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("reading: could not be measured: {words}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<(), String> {
    println!("reading: bytes to record and index, all checks on");
    let shipped = report("the record that ships", &Files::shipped(), 50)?;
    println!(
        "             target less than {} ms: {}",
        MOST_READING.as_millis(),
        if shipped < MOST_READING {
            "reached"
        } else {
            "not reached"
        }
    );
    report("the tutorial", &Files::BuiltIn(TUTORIAL), 50)?;

    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let bytes = made_up::write(folder.path(), MANY).map_err(|error| error.to_string())?;
    let files = Files::open(folder.path()).map_err(|error| error.to_string())?;
    report("a record made up for scale", &files, 5)?;
    println!("             {:.1} MiB of files", mib(bytes / 1024));
    peak_of(folder.path())?;

    frames::measure()
}

/// Reads and indexes so many times, after once that does not count; the median.
fn report(name: &str, files: &Files, times: usize) -> Result<Duration, String> {
    let opened = open(files)?;
    let events = opened.record.events.len();
    drop(opened);
    let mut took = Vec::with_capacity(times);
    for _ in 0..times {
        let begin = Instant::now();
        let opened = open(black_box(files))?;
        took.push(begin.elapsed());
        // Giving the memory back is not reading.
        drop(black_box(opened));
    }
    took.sort_unstable();
    let middle = median(&took);
    println!(
        "{name}: {events} events, {times} times: median {:.2} ms, min {:.2}, max {:.2}; {:.1} µs an event",
        ms(middle),
        ms(took[0]),
        ms(took[times - 1]),
        ms(middle) * 1000.0 / events as f64,
    );
    Ok(middle)
}

fn open(files: &Files) -> Result<Opened, String> {
    let reading = read(files, &Limits::default());
    if let Some(problem) = reading.problems.first() {
        return Err(format!(
            "{} problems, the first: {problem}",
            reading.problems.len()
        ));
    }
    reading
        .record
        .map(Opened::new)
        .ok_or_else(|| "no record".to_owned())
}

/// In a process of its own: reads a record once and says what that took.
fn peak(folder: &Path) -> ExitCode {
    let before = status_kib("VmRSS:");
    let opened = Files::open(folder)
        .map_err(|error| error.to_string())
        .and_then(|files| open(&files));
    match opened {
        Ok(opened) => {
            println!("{before} {} {}", status_kib("VmHWM:"), status_kib("VmRSS:"));
            drop(black_box(opened));
            ExitCode::SUCCESS
        }
        Err(words) => {
            eprintln!("{words}");
            ExitCode::FAILURE
        }
    }
}

fn peak_of(folder: &Path) -> Result<(), String> {
    let bench = std::env::current_exe().map_err(|error| error.to_string())?;
    let out = Command::new(bench)
        .arg("--peak")
        .arg(folder)
        .output()
        .map_err(|error| error.to_string())?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let kib: Vec<u64> = said
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [before, peak, after] = kib[..] else {
        return Err(format!("not three numbers: {said:?}"));
    };
    if peak == 0 {
        println!("             peak of memory: not told by this system");
    } else {
        println!(
            "             memory: peak {:.1} MiB above the start, {:.1} MiB kept",
            mib(peak.saturating_sub(before)),
            mib(after.saturating_sub(before)),
        );
    }
    Ok(())
}

/// A line of this process's status, in KiB; 0 where the system has none.
fn status_kib(field: &str) -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with(field))?;
            line.split_whitespace().nth(1)?.parse().ok()
        })
        .unwrap_or(0)
}

/// Of sorted times.
fn median(sorted: &[Duration]) -> Duration {
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        (sorted[middle - 1] + sorted[middle]) / 2
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn mib(kib: u64) -> f64 {
    kib as f64 / 1024.0
}

/// The work of one frame.
mod frames {
    use std::time::{Duration, Instant};

    use egui::{Context, RawInput, Rect, pos2, vec2};
    use regesta::app::{NoPicker, Regesta};
    use regesta::dataset::Files;
    use regesta::state::{Command, Preferences};

    use super::{median, ms};

    const WARM_UP: usize = 60;
    const FRAMES: usize = 400;

    pub(super) fn measure() -> Result<(), String> {
        let (width, height) = (1920.0, 1080.0);
        println!(
            "a frame: run_ui and tessellate of the whole screen at {width}×{height}, the record that ships;"
        );
        println!("             no rasteriser is in it");
        let ctx = Context::default();
        let preferences = Preferences {
            // As after the first visit: the pointer to things worth trying is closed.
            welcome_seen: true,
            ..Preferences::default()
        };
        let mut app = Regesta::new(&ctx, preferences, None, Box::new(NoPicker::default()));
        app.open_now(&ctx, Files::shipped());
        if !app.has_record() {
            return Err("the record that ships does not load".to_owned());
        }
        let mut screen = Screen {
            ctx,
            app,
            size: vec2(width, height),
            frame: 0,
        };
        for _ in 0..WARM_UP {
            screen.frame(None);
        }

        // One pixel's worth of days or so, to and fro, so that labels come and go.
        let step = screen.app.state.view.window.days() / 400.0;
        let (mut still, mut panning) = (Vec::new(), Vec::new());
        let mut triangles = 0;
        // In turns of 50, so that other work on the machine falls on both.
        for turn in 0..FRAMES / 50 {
            for _ in 0..50 {
                let (took, painted) = screen.frame(None);
                triangles = painted;
                still.push(took);
            }
            let direction = if turn % 2 == 0 { step } else { -step };
            for _ in 0..50 {
                panning.push(screen.frame(Some(direction)).0);
            }
            // Lets the screen come to rest again.
            for _ in 0..10 {
                screen.frame(None);
            }
        }
        still.sort_unstable();
        panning.sort_unstable();
        let (still_middle, panning_middle) = (median(&still), median(&panning));
        for (name, middle, all) in [
            ("still", still_middle, &still),
            ("panning", panning_middle, &panning),
        ] {
            println!(
                "             {name:8} median {:.3} ms, 99 of 100 within {:.3} ms",
                ms(middle),
                ms(all[all.len() * 99 / 100]),
            );
        }
        println!(
            "             panning / still {:.2}; {triangles} triangles when still",
            ms(panning_middle) / ms(still_middle)
        );
        Ok(())
    }

    struct Screen {
        ctx: Context,
        app: Regesta,
        size: egui::Vec2,
        frame: u32,
    }

    impl Screen {
        /// What a frame took, and its triangles.
        fn frame(&mut self, pan: Option<f64>) -> (Duration, usize) {
            self.frame += 1;
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), self.size)),
                time: Some(f64::from(self.frame) / 60.0),
                ..RawInput::default()
            };
            let (ctx, app) = (&self.ctx, &mut self.app);
            let begin = Instant::now();
            if let Some(days) = pan {
                app.apply(ctx, Command::PanTime(days));
            }
            let mut output = ctx.run_ui(input, |ui| {
                app.logic(ui.ctx());
                app.ui(ui);
            });
            let shapes = std::mem::take(&mut output.shapes);
            let meshes = ctx.tessellate(shapes, output.pixels_per_point);
            let took = begin.elapsed();
            output.drop_without_applying_deltas();
            let triangles = meshes
                .iter()
                .map(|mesh| match &mesh.primitive {
                    egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
                    egui::epaint::Primitive::Callback(_) => 0,
                })
                .sum();
            (took, triangles)
        }
    }
}
