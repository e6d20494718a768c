//! From units of the graph to points of the screen, and gliding there.

use super::{Area, At};

/// Nearest and farthest, in points a unit.
const NEAREST: f32 = 8.0;
const FARTHEST: f32 = 0.004;

/// From farthest away all of the graph is as large as this share of what it is when it is
/// fitted, on each side: it takes about a quarter of the panel.
const LEAST: f32 = 0.5;

/// Around what is fitted there is this share of the room.
const MARGIN: f32 = 0.06;

/// Fitting never looks nearer than this: three nodes would fill the panel.
const FIT_NEAREST: f32 = 1.6;

/// After this time, in seconds, the camera is two thirds of the way nearer to where it is to be.
const PACE: f32 = 0.05;

/// Less than this is not seen, in points.
const NOTHING: f32 = 0.25;

/// What is in the middle of the panel, and how near it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The place in the middle, in units of the graph.
    pub middle: At,
    /// Points a unit.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            middle: [0.0; 2],
            zoom: 1.0,
        }
    }
}

impl Camera {
    /// Shows all of an area of the graph in a panel of this size.
    #[must_use]
    pub fn fit(area: Area, size: At) -> Self {
        let room = size.map(|part| (part * (1.0 - 2.0 * MARGIN)).max(1.0));
        let needed = area.size().map(|part| part.max(1.0));
        let zoom = (room[0] / needed[0]).min(room[1] / needed[1]);
        Self {
            middle: area.middle(),
            zoom: zoom.clamp(FARTHEST, FIT_NEAREST),
        }
    }

    /// From no farther away than this anybody looks at an area of the graph in a panel of this
    /// size, in points a unit.
    #[must_use]
    pub fn farthest(area: Area, size: At) -> f32 {
        (Self::fit(area, size).zoom * LEAST).max(FARTHEST)
    }

    /// Where a place of the graph is on the screen, given the middle of the panel.
    #[must_use]
    pub fn screen(&self, middle: At, at: At) -> At {
        [0, 1].map(|axis| middle[axis] + (at[axis] - self.middle[axis]) * self.zoom)
    }

    /// The place of the graph at a point of the screen.
    #[must_use]
    pub fn place(&self, middle: At, point: At) -> At {
        [0, 1].map(|axis| self.middle[axis] + (point[axis] - middle[axis]) / self.zoom)
    }

    /// What of the graph is in sight in a panel.
    #[must_use]
    pub fn in_sight(&self, panel: Area) -> Area {
        let middle = panel.middle();
        Area {
            min: self.place(middle, panel.min),
            max: self.place(middle, panel.max),
        }
    }

    /// Nearer by a factor, around a place of the graph that stays where it is; not farther away
    /// than `farthest`, in points a unit, unless it is already.
    #[must_use]
    pub fn zoomed(&self, factor: f32, around: At, farthest: f32) -> Self {
        let least = farthest.min(self.zoom).clamp(FARTHEST, NEAREST);
        let zoom = (self.zoom * factor).clamp(least, NEAREST);
        let kept = self.zoom / zoom;
        Self {
            middle: [0, 1].map(|axis| around[axis] + (self.middle[axis] - around[axis]) * kept),
            zoom,
        }
    }

    /// Moved by so many points.
    #[must_use]
    pub fn moved(&self, by: At) -> Self {
        Self {
            middle: [0, 1].map(|axis| self.middle[axis] - by[axis] / self.zoom),
            zoom: self.zoom,
        }
    }

    /// How large nodes are drawn, in points for a unit of their radius: far off they shrink
    /// with their distances, near they grow less, so that there is room between them.
    #[must_use]
    pub fn node_scale(&self) -> f32 {
        if self.zoom < 1.0 {
            self.zoom
        } else {
            self.zoom.sqrt()
        }
    }
}

/// The camera on its way to where it has been sent. What stays in its place between the two
/// views stays all the way.
#[derive(Clone, Copy, Debug, Default)]
pub struct CameraGlide {
    shown: Option<Camera>,
    moves: bool,
}

impl CameraGlide {
    /// What to show after so many seconds more, in a panel of this size; `None` is at once.
    /// What is shown first is there at once, too.
    pub fn step(&mut self, target: Camera, seconds: Option<f32>, size: At) -> Camera {
        let shown = match (self.shown, seconds) {
            (Some(shown), Some(seconds)) => approached(shown, target, seconds, size),
            _ => target,
        };
        self.shown = Some(shown);
        self.moves = shown != target;
        shown
    }

    /// Whether it has not arrived.
    #[must_use]
    pub const fn is_moving(&self) -> bool {
        self.moves
    }
}

fn approached(shown: Camera, target: Camera, seconds: f32, size: At) -> Camera {
    let share = 1.0 - (-seconds.max(0.0) / PACE).exp();
    let toward = |from: f32, to: f32| from + (to - from) * share;
    // In widths of a point, as the ends of a window: then places stay that are to stay.
    let wide = toward(1.0 / shown.zoom, 1.0 / target.zoom);
    let middle = [0, 1].map(|axis| toward(shown.middle[axis], target.middle[axis]));
    let left = [0, 1].map(|axis| {
        let moved = (target.middle[axis] - middle[axis]).abs();
        moved + (1.0 / target.zoom - wide).abs() * size[axis] / 2.0
    });
    let points = left[0].max(left[1]) * shown.zoom.max(target.zoom);
    if points < NOTHING || !points.is_finite() {
        return target;
    }
    Camera {
        middle,
        zoom: 1.0 / wide,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(one: At, two: At) -> bool {
        (0..2).all(|axis| (one[axis] - two[axis]).abs() < 0.1)
    }

    #[test]
    fn all_that_is_fitted_is_in_sight() {
        let area = Area {
            min: [-300.0, 50.0],
            max: [900.0, 120.0],
        };
        let panel = Area {
            min: [10.0, 20.0],
            max: [710.0, 420.0],
        };
        let camera = Camera::fit(area, panel.size());
        for place in [area.min, area.max] {
            assert!(panel.holds(camera.screen(panel.middle(), place)));
        }
        let wide = camera.zoomed(1.3, area.middle(), 0.0);
        assert!(!panel.holds(wide.screen(panel.middle(), area.min)));
    }

    #[test]
    fn from_farthest_away_the_whole_takes_half_of_each_side_of_what_fits() {
        let area = Area {
            min: [-300.0, 50.0],
            max: [900.0, 650.0],
        };
        let size = [700.0, 400.0];
        let (fitted, farthest) = (Camera::fit(area, size), Camera::farthest(area, size));
        let far = fitted.zoomed(1e-6, area.middle(), farthest);
        assert!((far.zoom - fitted.zoom / 2.0).abs() < 1e-6);
        // Whoever is farther away, as the panel has grown, stays there, and comes nearer.
        let beyond = Camera {
            zoom: farthest / 3.0,
            ..far
        };
        let zoom = |factor: f32| beyond.zoomed(factor, area.middle(), farthest).zoom;
        assert!((zoom(0.5) - beyond.zoom).abs() < 1e-6);
        assert!((zoom(2.0) - beyond.zoom * 2.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn a_place_and_its_point_lead_to_each_other(
            middle in [-500.0..500.0_f32, -500.0..500.0], zoom in 0.05..4.0_f32,
            at in [-900.0..900.0_f32, -900.0..900.0],
        ) {
            let camera = Camera { middle, zoom };
            let point = camera.screen([400.0, 300.0], at);
            prop_assert!(near(camera.place([400.0, 300.0], point), at));
        }

        #[test]
        fn what_zooming_holds_stays_in_its_place_while_it_glides(
            zoom in 0.1..2.0_f32, factor in 0.3..3.0_f32,
            around in [-200.0..200.0_f32, -200.0..200.0],
        ) {
            let from = Camera { middle: [0.0; 2], zoom };
            let target = from.zoomed(factor, around, 0.0);
            let (panel, size) = ([400.0, 300.0], [800.0, 600.0]);
            let held = from.screen(panel, around);
            let mut glide = CameraGlide::default();
            glide.step(from, None, size);
            for _ in 0..200 {
                let shown = glide.step(target, Some(0.016), size);
                prop_assert!(near(shown.screen(panel, around), held));
            }
            prop_assert!(!glide.is_moving());
        }
    }
}
