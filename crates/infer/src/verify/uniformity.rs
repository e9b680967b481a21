//! Whether numbers between 0 and 1 are spread evenly.

/// Below it the series needs many terms, and its sum is 1 to twelve digits.
const SETTLED: f64 = 0.2; // own choice

/// The probability that evenly spread numbers lie at least as unevenly as these (0 to 1).
///
/// Equation: D is the largest distance between their distribution and the even one; p = 2 Σ (-1)^(k-1) e^(-2 k² t²) with
/// t = D (√n + 0.12 + 0.11/√n). Source: Kolmogorov 1933; correction for small n of Stephens 1970. Valid for n of 5 and more.
///
/// ```
/// use charley_infer::verify::uniform_p;
/// let even: Vec<f64> = (0..100).map(|i| (f64::from(i) + 0.5) / 100.0).collect();
/// assert!(uniform_p(&even) > 0.99);
/// assert!(uniform_p(&even.iter().map(|x| x * x).collect::<Vec<_>>()) < 0.001);
/// ```
pub fn uniform_p(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let distances = sorted.iter().enumerate().map(|(place, value)| {
        let (below, above) = (place as f64 / count, (place as f64 + 1.0) / count);
        (value - below).max(above - value)
    });
    let distance = distances.fold(0.0, f64::max);
    let t = distance * (count.sqrt() + 0.12 + 0.11 / count.sqrt()); // Stephens 1970
    if t < SETTLED {
        return 1.0;
    }
    let terms = (1..=100).map(|k| {
        let k = f64::from(k);
        let sign = if k % 2.0 == 0.0 { -1.0 } else { 1.0 };
        sign * libm::exp(-2.0 * k * k * t * t)
    });
    (2.0 * terms.sum::<f64>()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_per_cent_point_is_the_published_one() {
        // A shift of 1.358/√n is the 5 % point for large n.
        let count = 100_000_u32;
        let shift = 1.358 / f64::from(count).sqrt();
        let shifted: Vec<f64> =
            (0..count).map(|i| ((f64::from(i) + 0.5) / f64::from(count) + shift).min(1.0)).collect();
        assert!((uniform_p(&shifted) - 0.05).abs() < 0.002);
    }
}
