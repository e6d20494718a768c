//! The window on its way to where it has been sent.

use crate::index::Breaks;
use crate::state::Window;

/// After this time, in seconds, the window is two thirds of the way nearer to where it is
/// to be; after eight times as much it is there.
const PACE: f64 = 0.025;
/// Less than this is not seen, in points: the window is there.
const NOTHING: f64 = 0.25;

/// The window that is on screen while the one that is asked for may be another.
///
/// Both ends move by the same share of their way, on the axis; so what stays in its place
/// between the two windows stays there all the way, and where the window arrives does not
/// depend on how the time was cut up.
///
/// ```
/// use regesta::index::Breaks;
/// use regesta::layout::Glide;
/// use regesta::state::Window;
/// let (from, to) = (Window::new(0.0, 100.0), Window::new(500.0, 510.0));
/// let mut glide = Glide::default();
/// assert_eq!(glide.step(from, &Breaks::NONE, Some(0.02), 800.0), from);
/// let under_way = glide.step(to, &Breaks::NONE, Some(0.02), 800.0);
/// assert!(glide.is_moving() && under_way.start > 0.0 && under_way.start < 500.0);
/// assert_eq!(glide.step(to, &Breaks::NONE, Some(10.0), 800.0), to);
/// assert!(!glide.is_moving());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Glide {
    shown: Option<Window>,
    moves: bool,
}

impl Glide {
    /// The window to show after so many seconds more, on `width` points; `None` is at once.
    /// What is shown first is there at once, too.
    pub fn step(
        &mut self,
        target: Window,
        axis: &Breaks,
        seconds: Option<f64>,
        width: f32,
    ) -> Window {
        let shown = match (self.shown, seconds) {
            (Some(shown), Some(seconds)) => approached(shown, target, axis, seconds, width),
            _ => target,
        };
        self.shown = Some(shown);
        self.moves = shown != target;
        shown
    }

    /// Whether the window has not arrived.
    #[must_use]
    pub const fn is_moving(&self) -> bool {
        self.moves
    }
}

fn approached(shown: Window, target: Window, axis: &Breaks, seconds: f64, width: f32) -> Window {
    let share = 1.0 - (-seconds.max(0.0) / PACE).exp();
    let (from, to) = (shown.positions(axis), target.positions(axis));
    let start = from.0 + (to.0 - from.0) * share;
    let end = from.1 + (to.1 - from.1) * share;
    let left = (to.0 - start).abs().max((to.1 - end).abs());
    // Points are counted in the nearer of both: there they are smallest.
    let day = f64::from(width) / (end - start).min(to.1 - to.0);
    if left * day < NOTHING || !(left * day).is_finite() {
        target
    } else {
        Window {
            start: axis.moment(start),
            end: axis.moment(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Day;

    fn axis() -> Breaks {
        let near = (0..200).map(|at| Day(18_262 + at * 2));
        let far = [-700_000, -1000, 3000, 10_000, 40_000].map(Day);
        Breaks::new(near.chain(far).collect())
    }

    fn window() -> impl Strategy<Value = Window> {
        (-800_000.0..60_000.0_f64, 1.1..13.0_f64)
            .prop_map(|(start, width)| Window::at_positions(&axis(), start, start + width.exp()))
    }

    #[test]
    fn the_first_window_and_one_asked_for_at_once_are_there_at_once() {
        let (one, other) = (Window::new(0.0, 10.0), Window::new(50.0, 900.0));
        let mut glide = Glide::default();
        assert_eq!(glide.step(one, &Breaks::NONE, Some(0.0), 500.0), one);
        assert_eq!(glide.step(other, &Breaks::NONE, None, 500.0), other);
        assert!(!glide.is_moving());
        // Without time nothing moves.
        assert_eq!(glide.step(one, &Breaks::NONE, Some(0.0), 500.0), other);
        assert!(glide.is_moving());
    }

    proptest! {
        #[test]
        fn it_arrives_exactly_and_soon(from in window(), to in window()) {
            let axis = axis();
            let mut glide = Glide::default();
            glide.step(from, &axis, None, 1000.0);
            let mut shown = from;
            for _ in 0..40 {
                shown = glide.step(to, &axis, Some(1.0 / 60.0), 1000.0);
            }
            prop_assert_eq!(shown, to);
            prop_assert!(!glide.is_moving());
        }

        #[test]
        fn where_it_is_does_not_depend_on_how_time_was_cut(
            from in window(), to in window(), parts in proptest::collection::vec(0.001..0.02_f64, 1..8),
        ) {
            let axis = axis();
            let go = |steps: &[f64]| {
                let mut glide = Glide::default();
                glide.step(from, &axis, None, 1000.0);
                (steps.iter()).fold(from, |_, step| glide.step(to, &axis, Some(*step), 1000.0))
            };
            let (at_once, bit_by_bit) = (go(&[parts.iter().sum()]), go(&parts));
            let ((a, b), (c, d)) = (at_once.positions(&axis), bit_by_bit.positions(&axis));
            let point = (b - a).min(d - c) / 1000.0;
            prop_assert!((a - c).abs() < point && (b - d).abs() < point);
        }

        #[test]
        fn what_the_zoom_holds_stays_in_its_place(
            start in -800_000.0..60_000.0_f64, days in 300.0..100_000.0_f64,
            at in 0.0..1.0_f64, factors in proptest::collection::vec(0.3..3.0_f64, 1..5),
        ) {
            let (axis, width) = (axis(), 1000.0);
            let place = |window: Window, moment: f64| {
                let (start, end) = window.positions(&axis);
                (axis.position(moment) - start) / (end - start) * width
            };
            let from = Window::at_positions(&axis, start, start + days);
            let held = axis.moment(start + at * days);
            let mut glide = Glide::default();
            glide.step(from, &axis, None, 1000.0);
            let mut target = from;
            // The target changes under way.
            for factor in factors {
                target = target.zoomed_on(&axis, factor, held);
                prop_assert!((place(target, held) - at * width).abs() < 1e-3);
                for _ in 0..4 {
                    let shown = glide.step(target, &axis, Some(0.016), 1000.0);
                    prop_assert!((place(shown, held) - at * width).abs() < 0.5);
                }
            }
        }
    }
}
