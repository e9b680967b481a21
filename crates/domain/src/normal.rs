//! The standard normal distribution.

/// The quantile of a probability.
///
/// Equation: two steps of Halley's method on the distribution function, from a rational start. Source: Abramowitz and Stegun
/// 26.2.23. Valid between 1e-300 and 1 less 1e-16; the same bits on every platform.
///
/// ```
/// use charley_domain::normal::quantile;
/// assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
/// assert_eq!(quantile(0.25), -quantile(0.75));
/// ```
pub fn quantile(probability: f64) -> f64 {
    let tail = probability.min(1.0 - probability);
    let t = (-2.0 * libm::log(tail)).sqrt();
    let start = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328)) // Abramowitz and Stegun 26.2.23
        / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308))); // Abramowitz and Stegun 26.2.23
    let mut x = -start;
    for _ in 0..2 {
        let error = 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2) - tail;
        let slope = libm::exp(-x * x / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        let step = error / slope;
        x -= step / (1.0 + x * step / 2.0);
    }
    if probability < 0.5 { x } else { -x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_undo_the_distribution_function() {
        for k in 1..1000 {
            let p = f64::from(k) / 1000.0;
            let back = 0.5 * libm::erfc(-quantile(p) / std::f64::consts::SQRT_2);
            assert!((back - p).abs() < 1e-15, "{p}: {back}");
        }
        // R 4: qnorm(1e-9), qnorm(1e-20).
        assert!((quantile(1e-9) + 5.997_807_015_007_687).abs() < 1e-9);
        assert!((quantile(1e-20) + 9.262_340_089_798_409).abs() < 1e-8);
    }
}
