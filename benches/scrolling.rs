//! Scrolling a long source against a short one, without a window.
//!
//! ```text
//! cargo bench --bench scrolling
//! ```
//!
//! Sources of 10 KB, of 10 MB, and of 10 MB in a single paragraph are made up in a
//! temporary folder, each with the same words. Only the source text is shown; the wheel is
//! turned at every frame, down and up again. *A frame* is `Context::run_ui` and
//! `Context::tessellate`: no rasteriser is in it. The sources take turns, so that other work
//! on the machine falls on all of them.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, RawInput, Rect, pos2, vec2};
use regesta::app::{NoPicker, Regesta};
use regesta::dataset::Files;
use regesta::state::{Command, Panel, Preferences};

/// A long source costs at most so many times as much per frame.
const MOST: f64 = 1.2;
const SHORT: usize = 10_000;
const LONG: usize = 10_000_000;
const TURNS: usize = 12;
const FRAMES_A_TURN: usize = 60;

fn main() {
    let sources = [
        ("10 KB", SHORT, true),
        ("10 MB", LONG, true),
        ("10 MB in one paragraph", LONG, false),
    ];
    let mut readers: Vec<Reader> = sources
        .iter()
        .map(|(_, bytes, in_paragraphs)| Reader::new(*bytes, *in_paragraphs))
        .collect();
    let mut took: Vec<Vec<Duration>> = vec![Vec::new(); readers.len()];
    for turn in 0..TURNS {
        for (reader, took) in readers.iter_mut().zip(&mut took) {
            // A few that do not count: the processor's caches held another source.
            for _ in 0..8 {
                reader.frame(0.0);
            }
            for frame in 0..FRAMES_A_TURN {
                // Down and up again; from turn to turn at another speed.
                let speed = 40.0 + 20.0 * (turn % 4) as f32;
                let down = frame < FRAMES_A_TURN / 2;
                took.push(reader.frame(if down { -speed } else { speed }));
            }
        }
    }
    println!(
        "scrolling: run_ui and tessellate, only the source text shown, 900×1000, no rasteriser"
    );
    let mut medians = Vec::new();
    for ((name, ..), took) in sources.iter().zip(&mut took) {
        took.sort_unstable();
        let median = took[took.len() / 2];
        medians.push(median.as_secs_f64());
        println!(
            "{name}: median {:.3} ms, 99 of 100 within {:.3} ms, {} frames",
            ms(median),
            ms(took[took.len() * 99 / 100]),
            took.len()
        );
    }
    for ((name, ..), median) in sources.iter().zip(&medians).skip(1) {
        let ratio = median / medians[0];
        println!(
            "{name} against 10 KB: {ratio:.2}, target at most {MOST}: {}",
            if ratio <= MOST {
                "reached"
            } else {
                "not reached"
            }
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The program with one source.
struct Reader {
    ctx: Context,
    app: Regesta,
    frames: u32,
    // Deleted at the end.
    _folder: tempfile::TempDir,
}

impl Reader {
    fn new(bytes: usize, in_paragraphs: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        write_record(folder.path(), bytes, in_paragraphs);
        let ctx = Context::default();
        let mut preferences = Preferences {
            welcome_seen: true,
            chips_open: false,
            ..Preferences::default()
        };
        for panel in Panel::ALL {
            if panel != Panel::Text {
                preferences.panels.toggle(panel);
            }
        }
        let mut app = Regesta::new(&ctx, preferences, None, Box::new(NoPicker::default()));
        app.open_now(&ctx, Files::open(folder.path()).expect("a dataset"));
        assert!(app.has_record(), "{:?}", app.faults().problems.first());
        let mut reader = Self {
            ctx,
            app,
            frames: 0,
            _folder: folder,
        };
        for _ in 0..20 {
            reader.frame(0.0);
        }
        // Into the middle of it, as a reader would be.
        let record = &reader.app.opened().record;
        let middle = record.sources[0].text().sections.len() / 2;
        let address = format!("text#{}", record.sources[0].text().sections[middle].id);
        let passage = record.find_passage(&address).expect("a section");
        let ctx = reader.ctx.clone();
        reader.app.apply(&ctx, Command::ShowPassage(passage));
        for _ in 0..20 {
            reader.frame(0.0);
        }
        reader
    }

    /// What a frame took in which the wheel is turned.
    fn frame(&mut self, wheel: f32) -> Duration {
        self.frames += 1;
        let pointer = pos2(450.0, 500.0);
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(900.0, 1000.0))),
            time: Some(f64::from(self.frames) / 60.0),
            ..RawInput::default()
        };
        input.events.push(Event::PointerMoved(pointer));
        if wheel != 0.0 {
            input.events.push(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, wheel),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
        }
        let (ctx, app) = (&self.ctx, &mut self.app);
        let begin = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
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

/// A dataset with one source of so many bytes and an event for every tenth paragraph.
fn write_record(folder: &Path, bytes: usize, in_paragraphs: bool) {
    const SENTENCE: &str = "In the year 1820 the envoys of the northern towns met once more, \
        heard what had been written to them, and put off whatever they could not agree upon. ";
    let mut text = String::from("# A long text\n");
    let mut events = String::new();
    let (mut section, mut paragraph) = (0, 0);
    while text.len() < bytes {
        if in_paragraphs && paragraph % 12 == 0 || section == 0 {
            section += 1;
            paragraph = 0;
            let _ = write!(text, "\n## Section {section} {{#s{section}}}\n");
        }
        paragraph += 1;
        if in_paragraphs {
            text.push('\n');
        }
        // 1 to 7 sentences.
        for _ in 0..=(section * 5 + paragraph * 3) % 7 {
            text.push_str(SENTENCE);
        }
        if in_paragraphs {
            text.push('\n');
            if paragraph % 10 == 1 {
                let _ = writeln!(
                    events,
                    "(id: \"e{section}-{paragraph}\", title: \"Envoys met, {section}\", \
                     passage: \"text#s{section}/{paragraph}\", dates: [(edtf: \"1820\")]),"
                );
            }
        } else if events.is_empty() {
            events = "(id: \"e\", title: \"Envoys met\", passage: \"text#s1/1\", \
                dates: [(edtf: \"1820\")]),\n"
                .to_owned();
        }
    }
    let ron = format!(
        "(format: 1, id: \"long\", title: \"Long\",\n\
         sources: [(id: \"text\", title: \"A long text\", issued: \"1821\", \
         editions: [(id: \"text\", file: \"text.md\")])],\nevents: [\n{events}])\n"
    );
    std::fs::write(folder.join("dataset.ron"), ron).expect("written");
    std::fs::write(folder.join("text.md"), text).expect("written");
}
