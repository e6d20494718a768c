//! Moments ⇄ horizontal positions.

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
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    window: Window,
    left: f32,
    width: f32,
}

impl TimeScale {
    /// A window over `width` points from `left` on.
    #[must_use]
    pub fn new(window: Window, left: f32, width: f32) -> Self {
        Self {
            window,
            left,
            width: width.max(1.0),
        }
    }

    /// Points per day.
    #[must_use]
    pub fn per_day(&self) -> f64 {
        f64::from(self.width) / self.window.days()
    }

    /// The position of a moment. Far outside the window positions stop growing, so that
    /// painting stays exact.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)]
    pub fn x(&self, moment: f64) -> f32 {
        const FAR: f64 = 20_000.0;
        let offset = (moment - self.window.start) * self.per_day();
        (f64::from(self.left) + offset.clamp(-FAR, f64::from(self.width) + FAR)) as f32
    }

    /// The moment at a position.
    #[must_use]
    pub fn moment(&self, x: f32) -> f64 {
        self.window.start + f64::from(x - self.left) / self.per_day()
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
}
