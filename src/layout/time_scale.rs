//! Moments ⇄ horizontal positions.

use crate::index::{Break, Breaks};
use crate::state::Window;

/// Maps a window of time onto a stretch of the screen.
///
/// ```
/// use regesta::layout::TimeScale;
/// use regesta::state::Window;
/// let scale = TimeScale::new(Window::new(0.0, 100.0), 10.0, 200.0);
/// assert_eq!(scale.x(50.0), 110.0);
/// assert_eq!(scale.moment(110.0), 50.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TimeScale {
    window: Window,
    breaks: Breaks,
    /// The window's ends on the axis, in days of the axis.
    start: f64,
    end: f64,
    left: f32,
    width: f32,
}

impl TimeScale {
    /// A window over `width` points from `left` on.
    #[must_use]
    pub fn new(window: Window, left: f32, width: f32) -> Self {
        Self::with_breaks(window, &Breaks::NONE, left, width)
    }

    /// The same on an axis with collapsed stretches.
    #[must_use]
    pub fn with_breaks(window: Window, breaks: &Breaks, left: f32, width: f32) -> Self {
        let (start, end) = window.positions(breaks);
        // A window within a collapsed stretch is hardly anything of the axis.
        let end = end.max(start + 1e-3);
        Self {
            window,
            breaks: breaks.clone(),
            start,
            end,
            left,
            width: width.max(1.0),
        }
    }

    /// Points per day, where no stretch is collapsed.
    #[must_use]
    pub fn per_day(&self) -> f64 {
        f64::from(self.width) / (self.end - self.start)
    }

    /// The position of a moment. Far outside the window positions stop growing, so that
    /// painting stays exact.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn x(&self, moment: f64) -> f32 {
        const FAR: f64 = 20_000.0;
        let offset = (self.breaks.position(moment) - self.start) * self.per_day();
        (f64::from(self.left) + offset.clamp(-FAR, f64::from(self.width) + FAR)) as f32
    }

    /// The moment at a position.
    #[must_use]
    pub fn moment(&self, x: f32) -> f64 {
        (self.breaks).moment(self.start + f64::from(x - self.left) / self.per_day())
    }

    /// The left end of the screen stretch.
    #[must_use]
    pub const fn left(&self) -> f32 {
        self.left
    }

    /// The right end of the screen stretch.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    /// The window.
    #[must_use]
    pub const fn window(&self) -> Window {
        self.window
    }

    /// The axis.
    #[must_use]
    pub const fn breaks(&self) -> &Breaks {
        &self.breaks
    }

    /// The collapsed stretches of which a part is in sight, in time.
    #[must_use]
    pub fn breaks_in_sight(&self) -> &[Break] {
        self.breaks.within(self.window.start, self.window.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Day;

    fn axis() -> impl Strategy<Value = Breaks> {
        proptest::collection::vec(-40_000..60_000_i32, 0..12).prop_map(|far| {
            let near = (0..200).map(|at| Day(18_262 + at * 2));
            Breaks::new(near.chain(far.into_iter().map(Day)).collect())
        })
    }

    proptest! {
        #[test]
        fn every_point_has_its_moment(
            axis in axis(), start in -60_000.0..60_000.0_f64, width in 3.0..9e4_f64,
            at in 0.0..1.0_f32,
        ) {
            let window = Window::at_positions(&axis, start, start + width);
            let scale = TimeScale::with_breaks(window, &axis, 40.0, 900.0);
            let x = 40.0 + at * 900.0;
            prop_assert!((scale.x(scale.moment(x)) - x).abs() < 0.01);
            prop_assert!((scale.x(window.start) - 40.0).abs() < 0.01);
            prop_assert!((scale.x(window.end) - 940.0).abs() < 0.01);
        }

        #[test]
        fn what_is_in_sight_is_said_and_lies_on_the_screen(
            axis in axis(), start in -60_000.0..60_000.0_f64, width in 3.0..9e4_f64,
        ) {
            let window = Window::at_positions(&axis, start, start + width);
            let scale = TimeScale::with_breaks(window, &axis, 0.0, 900.0);
            let in_sight = scale.breaks_in_sight();
            for found in axis.all() {
                let said = in_sight.contains(found);
                let touches = found.start < window.end && found.end > window.start;
                prop_assert_eq!(said, touches);
            }
            // A day outside them is as wide as any.
            let day = scale.x(18_400.0 + 1.0) - scale.x(18_400.0);
            if scale.x(18_400.0).abs() < 900.0 {
                prop_assert!((f64::from(day) - scale.per_day()).abs() < 0.01);
            }
        }
    }
}
