//! The program without a window around it, frame by frame.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::epaint::{ClippedShape, Primitive};
use egui::{Context, Event, Galley, Pos2, RawInput, Rect, Shape, ViewportId, pos2, vec2};
use regesta::app::{NoPicker, Regesta};
use regesta::index::Opened;
use regesta::state::{Command, Preferences};
use stats_alloc::{Region, StatsAlloc};

/// The whole window, in points; one point is one pixel.
pub(crate) const SIZE: egui::Vec2 = vec2(1920.0, 1080.0);

/// Counts what is allocated, on all threads.
#[global_allocator]
pub(crate) static MEMORY: &StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

/// A program with a record on screen.
pub(crate) struct Stage {
    pub(crate) events: usize,
    pub(crate) app: Regesta,
    ctx: Context,
    frames: u32,
    pointer: Option<Pos2>,
}

/// A frame.
pub(crate) struct Frame {
    pub(crate) took: Duration,
    pub(crate) allocations: usize,
    pub(crate) vertices: usize,
    pub(crate) shapes: usize,
    pub(crate) galleys: Vec<Arc<Galley>>,
    /// Where each of them stands.
    #[allow(dead_code, reason = "not every measurement clicks")]
    pub(crate) places: Vec<Rect>,
    /// For how long the program would sleep after it.
    pub(crate) sleep: Duration,
}

impl Stage {
    /// The window as it usually is, with a record; and how long it took to be at rest.
    pub(crate) fn new(opened: Opened) -> (Self, Duration) {
        let ctx = Context::default();
        let preferences = Preferences {
            welcome_seen: true,
            ..Preferences::default()
        };
        let app = Regesta::new(&ctx, preferences, None, Box::new(NoPicker::default()));
        let mut stage = Self {
            events: opened.record.events.len(),
            ctx,
            app,
            frames: 0,
            pointer: None,
        };
        stage.app.show_now(&stage.ctx, opened);
        let took = stage.settle();
        (stage, took)
    }

    /// Does something and shows it: carrying out the command is part of the frame, as it is
    /// in a window. Building what is handed on and letting it go is not.
    pub(crate) fn frame(&mut self, command: Option<Command>, events: Vec<Event>) -> Frame {
        self.frames += 1;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(f64::from(self.frames) / 60.0),
            events,
            ..RawInput::default()
        };
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.native_pixels_per_point = Some(1.0);
        let (ctx, app) = (&self.ctx, &mut self.app);
        let memory = Region::new(MEMORY);
        let begin = Instant::now();
        if let Some(command) = command {
            app.apply(ctx, command);
        }
        let mut output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        let mut took = begin.elapsed();
        let mut allocations = memory.change().allocations;
        let shapes = std::mem::take(&mut output.shapes);
        let (mut galleys, mut places) = (Vec::new(), Vec::new());
        let mut count = 0;
        for clipped in &shapes {
            look_into(&clipped.shape, &mut count, &mut galleys, &mut places);
        }
        let memory = Region::new(MEMORY);
        let begin = Instant::now();
        let meshes = self.tessellate(shapes, output.pixels_per_point);
        took += begin.elapsed();
        allocations += memory.change().allocations;
        let sleep = output.viewport_output[&ViewportId::ROOT].repaint_delay;
        output.drop_without_applying_deltas();
        Frame {
            took,
            allocations,
            vertices: meshes.iter().map(vertices_of).sum(),
            shapes: count,
            galleys,
            places,
            sleep,
        }
    }

    fn tessellate(&self, shapes: Vec<ClippedShape>, pixels: f32) -> Vec<egui::ClippedPrimitive> {
        std::hint::black_box(self.ctx.tessellate(shapes, pixels))
    }

    /// Moves the pointer to a place in the window, or out of it.
    pub(crate) fn point_at(&mut self, to: Option<Pos2>) -> Frame {
        self.pointer = to;
        self.frame(
            None,
            vec![to.map_or(Event::PointerGone, Event::PointerMoved)],
        )
    }

    /// Clicks on what has these words, if it is in sight.
    #[allow(dead_code, reason = "not every measurement clicks")]
    pub(crate) fn click(&mut self, words: &str) {
        let frame = self.frame(None, Vec::new());
        let mut found = frame.galleys.iter().zip(&frame.places);
        let Some((_, place)) = found.find(|(galley, _)| galley.job.text == words) else {
            return;
        };
        let pos = place.center();
        for pressed in [true, false] {
            let button = Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::NONE,
            };
            self.frame(None, vec![Event::PointerMoved(pos), button]);
        }
    }

    /// Turns the wheel over a place, as by so many points.
    pub(crate) fn wheel(&mut self, at: Pos2, delta: egui::Vec2) -> Frame {
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        };
        self.frame(None, vec![Event::PointerMoved(at), wheel])
    }

    /// Shows frames until nothing asks for another and nothing is made beside the window; how
    /// long that took.
    pub(crate) fn settle(&mut self) -> Duration {
        /// What is made aside wakes the window, at the latest after so long.
        const PATIENCE: Duration = Duration::from_millis(20);
        let begin = Instant::now();
        let mut calm: Option<Instant> = None;
        loop {
            let frame = self.frame(None, Vec::new());
            let is_busy = frame.sleep < Duration::MAX || self.is_busy();
            if is_busy {
                calm = None;
                std::thread::sleep(frame.sleep.min(Duration::from_millis(2)));
                continue;
            }
            let since = *calm.get_or_insert_with(Instant::now);
            if since.elapsed() > PATIENCE {
                return since - begin;
            }
            while since.elapsed() <= PATIENCE && !self.is_busy() {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    fn is_busy(&self) -> bool {
        self.ctx.has_requested_repaint() || self.app.is_arranging() || works_aside()
    }

    /// Whether nothing asks for a pass: neither in the last output nor since.
    pub(crate) fn is_at_rest(&mut self) -> bool {
        self.frame(None, Vec::new()).sleep == Duration::MAX && !self.is_busy()
    }

    /// A place on the timeline, from 0 to 1 from left to right and from top to bottom; it
    /// takes the upper left of the window in the usual arrangement.
    pub(crate) fn place(part: (f32, f32)) -> Pos2 {
        pos2(
            egui::lerp(210.0..=SIZE.x * 0.62, part.0),
            egui::lerp(190.0..=SIZE.y * 0.52, part.1),
        )
    }

    /// A place on the heads of the lanes.
    pub(crate) fn heads() -> Pos2 {
        pos2(60.0, SIZE.y * 0.35)
    }
}

/// Whether a thread works for a window, as far as the system tells of threads. One that has
/// done its work may still wait for somebody to take it.
fn works_aside() -> bool {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else {
        return false;
    };
    threads.flatten().any(|thread| {
        let stat = std::fs::read_to_string(thread.path().join("stat"));
        stat.is_ok_and(|stat| {
            stat.split_once("(background) ")
                .is_some_and(|(_, rest)| !rest.starts_with('S'))
        })
    })
}

/// So many of these galleys were not among those before.
pub(crate) fn new_galleys(before: &[Arc<Galley>], now: &[Arc<Galley>]) -> usize {
    let known: HashSet<*const Galley> = before.iter().map(Arc::as_ptr).collect();
    let new: HashSet<*const Galley> = (now.iter().map(Arc::as_ptr))
        .filter(|galley| !known.contains(galley))
        .collect();
    new.len()
}

fn look_into(
    shape: &Shape,
    count: &mut usize,
    galleys: &mut Vec<Arc<Galley>>,
    places: &mut Vec<Rect>,
) {
    match shape {
        Shape::Noop => {}
        Shape::Vec(shapes) => {
            for shape in shapes {
                look_into(shape, count, galleys, places);
            }
        }
        Shape::Text(text) => {
            *count += 1;
            galleys.push(Arc::clone(&text.galley));
            places.push(text.galley.rect.translate(text.pos.to_vec2()));
        }
        _ => *count += 1,
    }
}

fn vertices_of(primitive: &egui::ClippedPrimitive) -> usize {
    match &primitive.primitive {
        Primitive::Mesh(mesh) => mesh.vertices.len(),
        Primitive::Callback(_) => 0,
    }
}
