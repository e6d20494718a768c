//! How likely chance is: against counting all cases, and where counting ends.

use proptest::prelude::*;
use regesta::index::net::{at_least, false_discoveries};

use super::made::cases;

/// How many ways there are to choose so many.
fn choices(of: u64, out: u64) -> f64 {
    if out > of {
        return 0.0;
    }
    (0..out)
        .map(|at| (of - at) as f64 / (out - at) as f64)
        .product()
}

fn counted(common: u64, first: u64, second: u64, all: u64) -> f64 {
    let both = |i: u64| choices(first, i) * choices(all - first, second.wrapping_sub(i));
    let ways: f64 = (common..=first.min(second)).map(both).sum();
    ways / choices(all, second)
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn the_tail_is_that_of_counting(
        (first, second, all, common) in (0..40_u32, 0..40_u32, 1..40_u32, 0..40_u32),
    ) {
        let (first, second) = (first.min(all), second.min(all));
        let expected = counted(u64::from(common), u64::from(first), u64::from(second), u64::from(all));
        let found = at_least(common, first, second, all);
        prop_assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }

    #[test]
    fn more_in_common_is_never_likelier(
        (first, second, all) in (0..3_000_u32, 0..3_000_u32, 3_000..4_000_000_u32),
        common in 0..3_000_u32,
    ) {
        let (less, more) = (at_least(common, first, second, all), at_least(common + 1, first, second, all));
        prop_assert!((0.0..=1.0).contains(&less) && more <= less + 1e-9, "{less} {more}");
    }
}

#[test]
fn the_ends_of_the_tail_are_certain() {
    assert_eq!(at_least(0, 5, 5, 10), 1.0);
    // Nine of ten and nine of ten have eight in common at least.
    assert_eq!(at_least(8, 9, 9, 10), 1.0);
    assert_eq!(at_least(6, 5, 9, 10), 0.0);
    assert_eq!(at_least(1, 0, 0, 0), 0.0);
    // Too small for a number, or so near to 1 that nothing is left.
    assert!(at_least(2_000_000, 2_000_000, 2_000_000, 4_000_000) < 1e-300);
    assert_eq!(at_least(1, 2_000_000, 2_000_000, 4_000_000), 1.0);
}

#[test]
fn asking_often_makes_findings_rarer() {
    let mut asked = vec![0.02];
    assert_eq!(false_discoveries(&asked, 0.05), 0.02);
    asked.extend([0.9; 9]);
    assert!(false_discoveries(&asked, 0.05) < 0.0);
    // Many small ones bear each other out.
    assert_eq!(false_discoveries(&[0.01, 0.03, 0.04, 0.05], 0.05), 0.05);
    assert!(false_discoveries(&[], 0.05) < 0.0);
}
