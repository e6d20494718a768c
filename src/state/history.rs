//! Back and forward.

use super::View;

/// Earlier and later views, and whether the last step was part of a movement.
#[derive(Debug, Default)]
pub struct History {
    past: Vec<View>,
    future: Vec<View>,
    moving: bool,
}

/// More steps than this are forgotten, the oldest first.
const MOST_STEPS: usize = 200;

impl History {
    /// Notes the view before a change. Several movements in a row (zooming, panning,
    /// typing) are one step.
    pub fn note(&mut self, before: &View, after: &View, moving: bool) {
        if before == after {
            return;
        }
        if !(moving && self.moving) {
            self.past.push(before.clone());
            if self.past.len() > MOST_STEPS {
                self.past.remove(0);
            }
        }
        self.moving = moving;
        self.future.clear();
    }

    /// Ends a movement: one that follows is a step of its own.
    pub const fn rest(&mut self) {
        self.moving = false;
    }

    /// Goes back; `current` becomes a later view.
    pub fn back(&mut self, current: &mut View) -> bool {
        self.moving = false;
        step(&mut self.past, &mut self.future, current)
    }

    /// Goes forward again.
    pub fn forward(&mut self, current: &mut View) -> bool {
        self.moving = false;
        step(&mut self.future, &mut self.past, current)
    }

    /// Whether there is an earlier view.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a later view.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        !self.future.is_empty()
    }

    pub(super) fn each_view(&mut self, mut change: impl FnMut(&mut View)) {
        self.past
            .iter_mut()
            .chain(&mut self.future)
            .for_each(&mut change);
    }
}

fn step(from: &mut Vec<View>, to: &mut Vec<View>, current: &mut View) -> bool {
    let Some(next) = from.pop() else {
        return false;
    };
    to.push(std::mem::replace(current, next));
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::state::Window;

    fn view(at: f64) -> View {
        View {
            window: Window::new(at, at + 10.0),
            ..View::default()
        }
    }

    #[test]
    fn a_movement_is_one_step() {
        let (mut history, mut current) = (History::default(), view(0.0));
        for at in 1..5 {
            let next = view(f64::from(at));
            history.note(&current, &next, true);
            current = next;
        }
        assert!(history.back(&mut current));
        assert_eq!(current, view(0.0));
        assert!(!history.back(&mut current));
    }

    #[test]
    fn two_movements_with_a_rest_between_them_are_two_steps() {
        let (mut history, mut current) = (History::default(), view(0.0));
        for at in 1..5 {
            if at == 3 {
                history.rest();
            }
            let next = view(f64::from(at));
            history.note(&current, &next, true);
            current = next;
        }
        assert!(history.back(&mut current));
        assert_eq!(current, view(2.0));
        assert!(history.back(&mut current));
        assert_eq!(current, view(0.0));
    }

    proptest! {
        #[test]
        fn back_then_forward_restores_the_view(steps in proptest::collection::vec((0..50_i32, any::<bool>()), 1..20)) {
            let (mut history, mut current) = (History::default(), view(-1.0));
            for (at, moving) in steps {
                let next = view(f64::from(at));
                history.note(&current, &next, moving);
                current = next;
            }
            let last = current.clone();
            let mut back = 0;
            while history.back(&mut current) { back += 1; }
            for _ in 0..back { prop_assert!(history.forward(&mut current)); }
            prop_assert_eq!(current, last);
        }
    }
}
