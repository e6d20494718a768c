//! Opening a large dataset: the first time, again from the cache, and what the window does
//! meanwhile; without a window.
//!
//! ```text
//! cargo bench --bench loading
//! ```
//!
//! A record of 100,000 events is made up in a temporary folder, from a fixed seed. It is
//! *open* when the program has it, with its index, ready to be shown; what is timed is what
//! lies between being asked for it and that. Each opening is that of a process of its own (this
//! file, started with `--open`), as somebody has it who starts the program; first readings and
//! reopenings take turns, because other work on the machine then falls on both.
//!
//! In further processes (`--paint`) the window is painted all the while. *A frame* is the
//! program's logic, `Context::run_ui` and `Context::tessellate` of the whole window:
//! everything that the window's thread does until triangles go to the graphics card. No
//! rasteriser is in it.

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

/// As the program has it.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

use egui::{Context, RawInput, Rect, pos2, vec2};
use regesta::app::{Cache, NoPicker, Regesta};
use regesta::dataset::Files;
use regesta::state::Preferences;

/// Events, unless a number is given: `cargo bench --bench loading -- 1000000`.
const MANY: usize = 100_000;
/// So often each is opened.
const TIMES: usize = 5;
/// Reopening is so many times as fast.
const LEAST_RATIO: f64 = 10.0;
/// No frame takes longer, in ms.
const MOST_FRAME: f64 = 16.0;
/// What takes longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(300);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--open", dataset, cache] => open(Path::new(dataset), Path::new(cache)),
        ["--paint", dataset, cache] => paint(Path::new(dataset), Path::new(cache)),
        _ => {
            let events = arguments.iter().find_map(|argument| argument.parse().ok());
            measure(events.unwrap_or(MANY))
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("loading: could not be measured: {words}");
            ExitCode::FAILURE
        }
    }
}

fn measure(events: usize) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let (dataset, cache) = (folder.path().join("dataset"), folder.path().join("cache"));
    fs::create_dir(&dataset).map_err(|error| error.to_string())?;
    let bytes = made_up::write(&dataset, events).map_err(|error| error.to_string())?;
    println!(
        "loading: {events} events in {:.1} MiB of files, {TIMES} times each, in turns",
        mib(bytes)
    );
    let run = |what: &str| in_a_process(what, &dataset, &cache);
    let [mut first, mut again, mut painted_first, mut painted_again] = [(); 4].map(|()| Vec::new());
    for _ in 0..TIMES {
        let _ = fs::remove_dir_all(&cache);
        first.push(run("--open")?);
        again.push(run("--open")?);
        let _ = fs::remove_dir_all(&cache);
        painted_first.push(run("--paint")?);
        painted_again.push(run("--paint")?);
    }
    report("first reading", &first);
    report("from the cache", &again);
    let kept: u64 = (fs::read_dir(&cache).map_err(|error| error.to_string())?)
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .map(|meta| meta.len())
        .sum();
    let pairwise = median((first.iter().zip(&again)).map(|(first, again)| first[0] / again[0]));
    let ratio = median(first.iter().map(|said| said[0])) / median(again.iter().map(|said| said[0]));
    println!(
        "             {:.1} MiB in the cache; ratio of medians {ratio:.1}, median of the pairs' \
         ratios {pairwise:.1};",
        mib(kept)
    );
    println!(
        "             target at least {LEAST_RATIO}: {}",
        verdict(ratio >= LEAST_RATIO && pairwise >= LEAST_RATIO)
    );
    println!("a frame while it is opened and comes on screen:");
    for (name, painted) in [
        ("first", &painted_first),
        ("from the cache", &painted_again),
    ] {
        let of = |at: usize| median(painted.iter().map(|said| said[at]));
        println!(
            "{name:14} {:.0} frames; half within {:.2} ms, 99 of 100 within {:.2}, longest {:.2}; \
             taking the record over {:.2}",
            of(0),
            of(1),
            of(2),
            of(3),
            of(4)
        );
        println!(
            "             target for the longest at most {MOST_FRAME} ms: {}",
            verdict(of(3) <= MOST_FRAME)
        );
    }
    Ok(())
}

fn report(name: &str, opened: &[Vec<f64>]) {
    let of = |at: usize| median(opened.iter().map(|said| said[at]));
    let least = opened.iter().map(|said| said[0]).fold(f64::MAX, f64::min);
    println!(
        "{name:14} median {:.0} ms, min {least:.0}; memory: peak {:.0} MiB above the start, {:.0} MiB kept",
        of(0),
        of(1),
        of(2)
    );
}

/// The five numbers that a process says.
fn in_a_process(what: &str, dataset: &Path, cache: &Path) -> Result<Vec<f64>, String> {
    let bench = std::env::current_exe().map_err(|error| error.to_string())?;
    let out = Command::new(bench)
        .arg(what)
        .args([dataset, cache])
        .output()
        .map_err(|error| error.to_string())?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let numbers: Vec<f64> = (said.split_whitespace())
        .filter_map(|word| word.parse().ok())
        .collect();
    if numbers.len() == 5 {
        Ok(numbers)
    } else {
        Err(format!("not five numbers: {said:?}"))
    }
}

fn program(ctx: &Context, cache: &Path) -> Regesta {
    let preferences = Preferences {
        welcome_seen: true,
        ..Preferences::default()
    };
    let mut app = Regesta::new(ctx, preferences, None, Box::new(NoPicker::default()));
    app.set_cache(Some(Cache::new(cache.to_path_buf())));
    app
}

/// In a process of its own: opens a dataset, and nothing else.
fn open(dataset: &Path, cache: &Path) -> Result<(), String> {
    let ctx = Context::default();
    let mut app = program(&ctx, cache);
    let files = Files::open(dataset).map_err(|error| error.to_string())?;
    let before = status_mib("VmRSS:");
    let begin = Instant::now();
    app.open(files);
    app.finish_reading(&ctx);
    let took = begin.elapsed();
    let (peak, after) = (status_mib("VmHWM:"), status_mib("VmRSS:"));
    if app.opened().record.events.is_empty() {
        return Err("it does not open".to_owned());
    }
    wait_until_kept(cache)?;
    println!("{} {} {} 0 0", ms(took), peak - before, after - before);
    Ok(())
}

/// In a process of its own: opens a dataset, and paints while it does.
fn paint(dataset: &Path, cache: &Path) -> Result<(), String> {
    let ctx = Context::default();
    let mut app = program(&ctx, cache);
    // Something is on screen, as when another dataset is opened.
    app.open_now(&ctx, Files::shipped());
    let mut screen = Screen {
        ctx,
        app,
        frames: 0,
        logic: Duration::ZERO,
    };
    for _ in 0..30 {
        screen.frame();
    }
    let files = Files::open(dataset).map_err(|error| error.to_string())?;
    screen.logic = Duration::ZERO;
    let begin = Instant::now();
    screen.app.open(files);
    let mut took = Vec::new();
    let mut still = 0;
    while still < 20 {
        took.push(screen.frame());
        if &*screen.app.opened().record.id == "made-up" && !screen.app.is_arranging() {
            still += 1;
        }
        if begin.elapsed() > PATIENCE {
            return Err("it did not open".to_owned());
        }
        // About what a screen asks for.
        thread::sleep(Duration::from_millis(15));
    }
    wait_until_kept(cache)?;
    took.sort_unstable();
    let frame = |part: usize| ms(took[(took.len() - 1) * part / 100]);
    println!(
        "{} {} {} {} {}",
        took.len(),
        frame(50),
        frame(99),
        frame(100),
        ms(screen.logic)
    );
    Ok(())
}

/// A record is kept once it is on screen.
fn wait_until_kept(cache: &Path) -> Result<(), String> {
    let begin = Instant::now();
    while !is_kept(cache) {
        if begin.elapsed() > PATIENCE {
            return Err("it was not kept".to_owned());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn is_kept(cache: &Path) -> bool {
    let entries = fs::read_dir(cache).into_iter().flatten().flatten();
    let names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    !names.is_empty() && names.iter().all(|name| name.ends_with(".record"))
}

/// The program, painted without a window.
struct Screen {
    ctx: Context,
    app: Regesta,
    frames: u32,
    /// The longest that the logic took of any frame.
    logic: Duration,
}

impl Screen {
    /// What a frame took.
    fn frame(&mut self) -> Duration {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1920.0, 1080.0))),
            time: Some(f64::from(self.frames) / 60.0),
            ..RawInput::default()
        };
        let (ctx, app, logic) = (&self.ctx, &mut self.app, &mut self.logic);
        let begin = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            let begin = Instant::now();
            app.logic(ui.ctx());
            *logic = begin.elapsed().max(*logic);
            app.ui(ui);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let meshes = ctx.tessellate(shapes, output.pixels_per_point);
        let took = begin.elapsed();
        output.drop_without_applying_deltas();
        std::hint::black_box(meshes);
        took
    }
}

/// A line of this process's status, in MiB; 0 where the system has none.
fn status_mib(field: &str) -> f64 {
    let kib: Option<f64> = (std::fs::read_to_string("/proc/self/status").ok()).and_then(|status| {
        let line = status.lines().find(|line| line.starts_with(field))?;
        line.split_whitespace().nth(1)?.parse().ok()
    });
    kib.unwrap_or(0.0) / 1024.0
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn mib(bytes: u64) -> f64 {
    bytes as f64 / (1 << 20) as f64
}

const fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "not reached" }
}
