//! Three small pictures of the window, one for each look. After a change that is meant:
//! `UPDATE_SNAPSHOTS=1 cargo test --test pictures`, and look at what has become of them.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "window/drive.rs"]
mod drive;

use std::env;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::LazyLock;

use drive::{Driven, seen};
use egui::vec2;
use egui_kittest::wgpu::WgpuTestRenderer;
use egui_kittest::{Harness, SnapshotOptions};
use regesta::dataset::Files;
use regesta::state::{Command, Panel, Preferences, Selection, ThemeChoice};

/// No picture in the repository is larger, in bytes.
const MOST_BYTES: u64 = 128 * 1024;

/// The window with an event selected, so that every panel has something to show.
fn window(theme: ThemeChoice) -> Driven {
    let preferences = Preferences { theme, ..seen() };
    let builder = Harness::builder()
        .with_size(vec2(720.0, 440.0))
        // Small files; letters can just be read.
        .with_pixels_per_point(0.75)
        .with_render_cursor(false)
        .wgpu();
    let mut driven = Driven::build(builder, preferences, false);
    driven.open(Files::shipped());
    let event = driven.event("oewg-first-meeting");
    driven.command(Command::Select(Selection::Event(event)));
    driven.command(Command::FitHeart);
    driven
}

/// Whether anything can draw here: hardware, or a software renderer such as Mesa's. A fresh
/// machine may have none; then these tests say so and pass. Where `CI` is set, none is a
/// failure: `.ci/run` installs one.
fn can_draw() -> bool {
    static CAN: LazyLock<bool> = LazyLock::new(|| {
        catch_unwind(|| {
            let _ = WgpuTestRenderer::new();
        })
        .is_ok()
    });
    assert!(*CAN || env::var_os("CI").is_none(), "nothing to draw with");
    if !*CAN {
        eprintln!("not compared: there is neither Vulkan nor OpenGL to draw with");
    }
    *CAN
}

fn picture_of(theme: ThemeChoice, name: &str) {
    if can_draw() {
        window(theme).harness.snapshot(name);
    }
}

#[test]
fn the_pictures_are_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    for name in ["light", "dark", "projector"] {
        let bytes = fs::metadata(folder.join(name).with_extension("png"))
            .expect("a picture")
            .len();
        assert!(bytes < MOST_BYTES, "{name}: {bytes} bytes");
    }
}

#[test]
fn light() {
    picture_of(ThemeChoice::Light, "light");
}

#[test]
fn dark() {
    picture_of(ThemeChoice::Dark, "dark");
}

#[test]
fn projector() {
    picture_of(ThemeChoice::Projector, "projector");
}

/// The pixels in which two pictures differ clearly.
fn differing(driven: &mut Driven, other: &mut Driven) -> usize {
    let one = driven.harness.render().expect("a picture");
    let other = other.harness.render().expect("a picture");
    assert_eq!(one.dimensions(), other.dimensions());
    let differ = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 24);
    one.chunks_exact(4)
        .zip(other.chunks_exact(4))
        .filter(differ)
        .count()
}

#[test]
fn a_missing_panel_is_more_than_the_pictures_forgive() {
    if !can_draw() {
        return;
    }
    let most = SnapshotOptions::default().max_failed_pixels;
    assert!(most > 0, "kittest.toml is not found");
    let mut whole = window(ThemeChoice::Light);
    assert_eq!(
        differing(&mut window(ThemeChoice::Light), &mut whole),
        0,
        "twice the same"
    );
    for panel in Panel::ALL {
        let mut other = window(ThemeChoice::Light);
        // What stands behind another comes to the front; in so small a panel that may show little.
        let comes = other.app().state.panels_behind.contains(&panel);
        other.command(Command::TogglePanel(panel));
        let pixels = differing(&mut other, &mut whole);
        let least = if comes { most } else { most * 2 };
        assert!(pixels > least, "{panel:?}: {pixels} pixels");
    }
    let mut unselected = window(ThemeChoice::Light);
    unselected.command(Command::Select(Selection::None));
    let pixels = differing(&mut unselected, &mut whole);
    assert!(pixels > most, "without a selection: {pixels} pixels");
}
