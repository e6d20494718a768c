//! The window around the program.

use std::sync::{Arc, OnceLock};

use eframe::{CreationContext, Frame, NativeOptions, Storage};
use egui::{IconData, Ui, ViewportBuilder};

use super::opening::UnderWay;
use super::probe::{Measurement, Passes};
use super::worker::{Request, Worker};
use super::{Cache, Layouts, Regesta, SystemPicker};
use crate::cli::Probe;
use crate::dataset::Files;

/// By this the system and the user's settings know the program.
const ID: &str = "regesta";

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no display, or nothing that can draw on it.
    #[error("there is no display, or nothing that can draw on it")]
    NoWindow,
}

/// Opens the window and stays until it is closed. `files` is read while the window opens.
///
/// # Errors
/// [`StartError`] if there is no display or nothing to draw with.
pub fn start(files: Files, probe: Option<Probe>) -> Result<(), StartError> {
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_app_id(ID)
            .with_title("Regesta")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([640.0, 420.0])
            .with_icon(icon())
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        // Flat colours need none, and a software rasteriser pays for it at every pixel.
        dithering: false,
        // Measurements must not depend on, or change, what is remembered.
        persist_window: probe.is_none(),
        ..NativeOptions::default()
    };
    // Read while the window opens: the reader wakes the window once there is one.
    let window: Arc<OnceLock<egui::Context>> = Arc::default();
    let to_wake = Arc::clone(&window);
    let mut worker = Worker::new(move || {
        if let Some(ctx) = to_wake.get() {
            ctx.request_repaint();
        }
    });
    // Nor must they change what is kept.
    let folder = eframe::storage_dir(ID).filter(|_| probe.is_none());
    let cache = folder
        .as_ref()
        .map(|folder| Cache::new(folder.join("cache")));
    let layouts = folder.map(|folder| Layouts::new(folder.join("layouts")));
    let request = Request {
        files,
        again: false,
        cache: cache.clone(),
        layouts: layouts.clone(),
    };
    let under_way = UnderWay::begin(&mut worker, request);
    eframe::run_native(
        ID,
        options,
        Box::new(move |context| {
            // Only set here, so there is nothing to set it against.
            let _ = window.set(context.egui_ctx.clone());
            let mut windowed = Windowed::new(context, probe);
            windowed.app.set_cache(cache);
            windowed.app.set_layouts(layouts);
            (windowed.app).take_over(&context.egui_ctx, worker, under_way);
            Ok(Box::new(windowed))
        }),
    )
    .map_err(|error| {
        log::debug!("{error}");
        StartError::NoWindow
    })
}

/// The program's sign: three lanes with a bar and points on them, drawn here so that no
/// picture has to be shipped.
fn icon() -> IconData {
    const SIZE: i32 = 64;
    const PAPER: [u8; 4] = [0xfd, 0xfc, 0xf9, 0xff];
    const INK: [u8; 4] = [0x00, 0x5a, 0x8e, 0xff];
    const PLAN: [u8; 4] = [0xb8, 0x6f, 0x00, 0xff];
    let colour = |x: i32, y: i32| {
        let corner = |at: i32| (6 - at).max(at - (SIZE - 7)).max(0);
        if corner(x).pow(2) + corner(y).pow(2) > 36 {
            return [0; 4];
        }
        let point = |cx: i32, cy: i32| (x - cx).pow(2) + (y - cy).pow(2) <= 36;
        let bar = |x0: i32, x1: i32, cy: i32| (x0..x1).contains(&x) && (y - cy).abs() <= 3;
        match () {
            () if point(20, 16) || bar(12, 40, 32) || point(46, 48) => INK,
            () if bar(40, 54, 32) || point(42, 16) => PLAN,
            () if bar(10, 36, 48) => INK,
            () => PAPER,
        }
    };
    let rgba = (0..SIZE)
        .flat_map(|y| (0..SIZE).flat_map(move |x| colour(x, y)))
        .collect();
    IconData {
        rgba,
        width: SIZE.unsigned_abs(),
        height: SIZE.unsigned_abs(),
    }
}

/// The program in its window.
struct Windowed {
    app: Regesta,
    passes: Passes,
    measurement: Option<Measurement>,
    remembers: bool,
}

const PREFERENCES: &str = "preferences";
const ARRANGEMENT: &str = "arrangement";

impl Windowed {
    fn new(context: &CreationContext<'_>, probe: Option<Probe>) -> Self {
        let storage = context.storage.filter(|_| probe.is_none());
        let preferences = storage
            .and_then(|storage| eframe::get_value(storage, PREFERENCES))
            .unwrap_or_default();
        let arrangement = storage.and_then(|storage| eframe::get_value(storage, ARRANGEMENT));
        let mut app = Regesta::new(
            &context.egui_ctx,
            preferences,
            arrangement,
            Box::new(SystemPicker::default()),
        );
        app.set_ground();
        Self {
            app,
            passes: Passes::default(),
            measurement: probe.map(Measurement::new),
            remembers: probe.is_none(),
        }
    }
}

impl eframe::App for Windowed {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut Frame) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut Frame) {
        self.passes.count();
        if let Some(measurement) = &mut self.measurement {
            measurement.pass(ui.ctx(), self.app.has_record(), &self.passes);
        }
        self.app.ui(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        if self.remembers {
            eframe::set_value(storage, PREFERENCES, &self.app.state.preferences);
            eframe::set_value(storage, ARRANGEMENT, self.app.arrangement());
        }
    }
}
