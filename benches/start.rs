//! Cold start and memory of the real program in a real window, beside a bare window.
//!
//! ```text
//! cargo bench --bench start                  with a display
//! xvfb-run -a cargo bench --bench start      without one
//! ```
//!
//! A is the release program, from being started to the pass after the one that painted the
//! record that ships. B is this file, started with `--bare`: a window of the same size, by
//! the same renderer, with nothing in it. Both print a line at that moment and the clock is
//! read here, in the parent, when the line arrives; so what is timed is what somebody who
//! waits would see. A and B take turns, because other work on the machine then falls on
//! both, and what counts is the ratio.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// So many pairs are measured, after one that is not.
const PAIRS: usize = 7;
/// Cold start, A against B.
const MOST_RATIO: f64 = 1.3;
/// Resident memory, A less B, in KiB.
const MOST_KIB_MORE: f64 = 40.0 * 1024.0;
/// A start that takes longer than this has failed.
const PATIENCE: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--bare") {
        return bare::run();
    }
    // An empty variable counts as none, as winit has it.
    let display = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if !display {
        println!("start: skipped, there is no display. With a virtual one:");
        println!("    xvfb-run -a cargo bench --bench start");
        return ExitCode::SUCCESS;
    }
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("start: could not be measured: {words}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<(), String> {
    let home = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let bench = std::env::current_exe().map_err(|error| format!("no path to itself: {error}"))?;
    let program = Path::new(env!("CARGO_BIN_EXE_regesta"));
    let a = || one(program, &["--probe", "first-frame"], home.path(), PATIENCE);
    let b = || one(&bench, &["--bare"], home.path(), PATIENCE);

    println!("start: one pair to warm up, then {PAIRS}");
    println!("    A  regesta, to the first frame that shows a record");
    println!("    B  a bare window of the same size and renderer");
    // Warms the disk's cache and Mesa's cache of shaders.
    a()?;
    b()?;
    let (mut starts_a, mut starts_b) = (Vec::new(), Vec::new());
    for pair in 1..=PAIRS {
        // Who goes first changes too.
        let (one_a, one_b) = if pair % 2 == 1 {
            let first = a()?;
            (first, b()?)
        } else {
            let first = b()?;
            (a()?, first)
        };
        println!(
            "    {pair}  A {:6.1} ms {:7.0} KiB   B {:6.1} ms {:7.0} KiB",
            one_a.ms, one_a.rss_kib, one_b.ms, one_b.rss_kib
        );
        starts_a.push(one_a);
        starts_b.push(one_b);
    }

    let ms_a = median(starts_a.iter().map(|start| start.ms));
    let ms_b = median(starts_b.iter().map(|start| start.ms));
    let pairwise = median(starts_a.iter().zip(&starts_b).map(|(a, b)| a.ms / b.ms));
    let ratio = ms_a / ms_b;
    println!("cold start   A {ms_a:.1} ms, B {ms_b:.1} ms (medians)");
    println!(
        "             ratio of medians {ratio:.2}, median of the pairs' ratios {pairwise:.2}; \
         target at most {MOST_RATIO}: {}",
        verdict(ratio <= MOST_RATIO && pairwise <= MOST_RATIO)
    );

    let kib_a = median(starts_a.iter().map(|start| start.rss_kib));
    let kib_b = median(starts_b.iter().map(|start| start.rss_kib));
    let more = kib_a - kib_b;
    println!("memory       A {kib_a:.0} KiB, B {kib_b:.0} KiB resident (medians)");
    println!(
        "             A − B {more:.0} KiB = {:.1} MiB; target at most {:.0} MiB: {}",
        more / 1024.0,
        MOST_KIB_MORE / 1024.0,
        verdict(more <= MOST_KIB_MORE)
    );

    let idle = one_line(program, &["--probe", "idle"], home.path(), PATIENCE)?;
    let passes = number(&idle.line, "idle_passes")?;
    println!(
        "idle         {passes:.0} passes in ten seconds without input; target 0: {}",
        verdict(passes == 0.0)
    );
    Ok(())
}

/// What one start took.
struct Start {
    ms: f64,
    rss_kib: f64,
}

/// What a process said first, and when.
struct Line {
    after: Duration,
    line: String,
}

fn one(
    program: &Path,
    arguments: &[&str],
    home: &Path,
    patience: Duration,
) -> Result<Start, String> {
    let said = one_line(program, arguments, home, patience)?;
    let rss_kib = number(&said.line, "rss_kib")?;
    if rss_kib <= 0.0 {
        return Err("this system does not tell the resident memory in /proc".to_owned());
    }
    Ok(Start {
        ms: said.after.as_secs_f64() * 1000.0,
        rss_kib,
    })
}

/// Starts a program, waits for its first line, then for its end.
fn one_line(
    program: &Path,
    arguments: &[&str],
    home: &Path,
    patience: Duration,
) -> Result<Line, String> {
    let name = program.display();
    let mut command = Command::new(program);
    command
        .args(arguments)
        // Nothing that is remembered may matter, and nothing may be left behind.
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let begin = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let out = child
        .stdout
        .take()
        .ok_or_else(|| format!("{name}: no output"))?;
    let (sent, said) = channel();
    let reader = thread::spawn(move || {
        let mut out = BufReader::new(out);
        let mut line = String::new();
        let read = out.read_line(&mut line);
        // The clock is read here, before anybody has to wake up.
        let _ = sent.send(read.map(|_| (begin.elapsed(), line)));
        // The pipe stays open until the other side is done with it.
        let _ = std::io::copy(&mut out, &mut std::io::sink());
    });
    let answer = said.recv_timeout(patience);
    let problem = match &answer {
        Ok(Ok((_, line))) if !line.trim().is_empty() => None,
        Ok(Ok(_)) => Some("ended without a word".to_owned()),
        Ok(Err(error)) => Some(error.to_string()),
        Err(RecvTimeoutError::Timeout) => Some(format!("said nothing in {patience:?}")),
        Err(RecvTimeoutError::Disconnected) => Some("its output could not be read".to_owned()),
    };
    // It closes its window by itself; one that does not is ended.
    let end = Instant::now() + Duration::from_secs(10);
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Ok(status),
            Ok(None) if problem.is_none() && Instant::now() < end => {
                thread::sleep(Duration::from_millis(5));
            }
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                break Err("did not end by itself".to_owned());
            }
            Err(error) => break Err(error.to_string()),
        }
    };
    let _ = reader.join();
    if let Some(problem) = problem {
        return Err(format!("{name} {}: {problem}", arguments.join(" ")));
    }
    let status = status.map_err(|words| format!("{name}: {words}"))?;
    if !status.success() {
        return Err(format!("{name} {}: {status}", arguments.join(" ")));
    }
    match answer {
        Ok(Ok((after, line))) => Ok(Line { after, line }),
        _ => Err(format!("{name}: no line")),
    }
}

fn number(line: &str, field: &str) -> Result<f64, String> {
    let value: serde_json::Value =
        serde_json::from_str(line).map_err(|error| format!("{error} in {line:?}"))?;
    value[field]
        .as_f64()
        .ok_or_else(|| format!("no {field} in {line:?}"))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

const fn verdict(reached: bool) -> &'static str {
    if reached { "reached" } else { "not reached" }
}

/// The other side: a window with an empty panel and one word.
mod bare {
    use std::io::Write as _;
    use std::process::ExitCode;

    /// Opens a window, says when it has been painted, closes it.
    pub(super) fn run() -> ExitCode {
        let options = eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default()
                .with_app_id("regesta-bare")
                .with_title("A bare window")
                .with_inner_size([1280.0, 800.0])
                .with_min_inner_size([640.0, 420.0])
                .with_drag_and_drop(true),
            renderer: eframe::Renderer::Glow,
            persist_window: false,
            ..eframe::NativeOptions::default()
        };
        let app = Box::new(Bare { passes: 0 });
        match eframe::run_native("regesta-bare", options, Box::new(|_| Ok(app))) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("no window can be opened: {error}");
                ExitCode::FAILURE
            }
        }
    }

    struct Bare {
        passes: u32,
    }

    impl eframe::App for Bare {
        fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
            // The least that any program of this kind shows: its background and a word.
            egui::CentralPanel::default().show(ui, |ui| ui.label("A bare window"));
            self.passes += 1;
            match self.passes {
                1 => ui.request_repaint(),
                // The pass after the one that was painted, as in the program's own probe.
                2 => {
                    let mut out = std::io::stdout().lock();
                    let _ = writeln!(
                        out,
                        "{{\"first_frame\":true,\"rss_kib\":{}}}",
                        resident_kib()
                    );
                    let _ = out.flush();
                    ui.send_viewport_cmd(egui::ViewportCommand::Close);
                }
                _ => {}
            }
        }
    }

    /// As the program itself counts it.
    fn resident_kib() -> u64 {
        std::fs::read_to_string("/proc/self/status")
            .ok()
            .and_then(|status| {
                let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
                line.split_whitespace().nth(1)?.parse().ok()
            })
            .unwrap_or(0)
    }
}
