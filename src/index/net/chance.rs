//! How likely chance would have brought as many meetings.
//!
//! Of `all` events one actor is at `first` and another at `second`. If neither cared for the
//! other, how many they have in common would be as when drawing without putting back: the
//! *hypergeometric* distribution. It is exact for small counts, where approximations by normal
//! or χ² distributions are not. So it is used for species that share sites (Veech, *A
//! probabilistic model for analysing species co-occurrence*, Global Ecology and Biogeography
//! 22, 2013) and for networks of two kinds of nodes (Tumminello, Miccichè, Lillo, Piilo,
//! Mantegna, *Statistically Validated Networks in Bipartite Complex Systems*, PLoS ONE 6(3):
//! e17994, 2011).

/// The probability that chance brings at least `common` in common: the upper tail of the
/// hypergeometric distribution,
///
/// ```text
/// P(X ≥ k) = Σ i≥k  C(first, i) · C(all − first, second − i) / C(all, second)
/// ```
///
/// From 0 to 1; what cannot be, such as more in common than one has, has 0.
///
/// ```
/// use regesta::index::net::at_least;
/// // Two of four each: both the same two is one case of six.
/// assert!((at_least(2, 2, 2, 4) - 1.0 / 6.0).abs() < 1e-12);
/// assert_eq!(at_least(0, 2, 2, 4), 1.0);
/// ```
#[must_use]
pub fn at_least(common: u32, first: u32, second: u32, all: u32) -> f64 {
    let (first, second) = (first.min(all), second.min(all));
    let least = (first + second).saturating_sub(all);
    let most = first.min(second);
    if common <= least {
        return 1.0;
    }
    if common > most {
        return 0.0;
    }
    // The terms of that tail are summed up in which they become less and less, so that none
    // that matters is too small for a number.
    let expected = f64::from(first) * f64::from(second) / f64::from(all);
    // How one term grows to the next.
    let growth = |i: u32| {
        let more = f64::from(first - i) * f64::from(second - i);
        more / (f64::from(i + 1) * f64::from(all + i + 1 - first - second))
    };
    let (mut term, mut sum);
    if f64::from(common) > expected {
        term = probability(common, first, second, all);
        sum = term;
        for i in common..most {
            term *= growth(i);
            sum += term;
        }
        return sum.min(1.0);
    }
    term = probability(common - 1, first, second, all);
    sum = term;
    for i in (least..common - 1).rev() {
        term /= growth(i);
        sum += term;
    }
    (1.0 - sum).clamp(0.0, 1.0)
}

/// The probability of exactly so many in common.
fn probability(common: u32, first: u32, second: u32, all: u32) -> f64 {
    let choices = |of: u32, out: u32| ln_factorial(of) - ln_factorial(out) - ln_factorial(of - out);
    let ln = choices(first, common) + choices(all - first, second - common) - choices(all, second);
    ln.exp()
}

/// The logarithm of n!, to twelve digits.
fn ln_factorial(n: u32) -> f64 {
    if n < 32 {
        return (2..=n).map(f64::from).product::<f64>().ln();
    }
    // Stirling's series.
    let x = f64::from(n);
    let square = x * x;
    let rest = (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / (1260.0 * square)) / square) / x;
    x * x.ln() - x + 0.5 * (std::f64::consts::TAU * x).ln() + rest
}

/// Which of many probabilities are small enough to be no accident of having asked so often:
/// of those that are found, on average at most the share `rate` is found wrongly (Benjamini,
/// Hochberg, *Controlling the False Discovery Rate*, Journal of the Royal Statistical Society
/// B 57, 1995). The answer is the greatest probability that is small enough; nothing is if it
/// is less than 0.
///
/// ```
/// use regesta::index::net::false_discoveries;
/// assert_eq!(false_discoveries(&[0.01, 0.9, 0.02, 0.5], 0.05), 0.02);
/// assert!(false_discoveries(&[0.04, 0.9, 0.8, 0.5], 0.05) < 0.0);
/// ```
#[must_use]
pub fn false_discoveries(probabilities: &[f64], rate: f64) -> f64 {
    let mut sorted = probabilities.to_vec();
    sorted.sort_by(f64::total_cmp);
    let asked = sorted.len() as f64;
    let fits = |(at, p): &(usize, &f64)| **p <= rate * (*at + 1) as f64 / asked;
    (sorted.iter().enumerate())
        .rfind(fits)
        .map_or(-1.0, |(_, p)| *p)
}
