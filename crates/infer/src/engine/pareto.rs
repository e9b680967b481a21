//! Pareto smoothing of importance weights, and the diagnostic that says whether they can be trusted.

/// Log weights after smoothing, with the shape of their tail.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    /// Normalised weights, in the order of the draws.
    pub weights: Vec<f64>,
    /// Shape k of the generalised Pareto distribution of the largest weights; `None` when there are too few draws to tell.
    pub pareto_k: Option<f64>,
}

/// Draws of the tail below which no shape is estimated.
const LEAST_TAIL: usize = 5; // as in the loo package

impl Smoothed {
    /// Smoothed and normalised weights from log weights.
    ///
    /// Equation: the largest M = min(S/5, 3√S) weights are replaced by the expected order statistics of a generalised
    /// Pareto distribution fitted to them, cut at the largest raw weight. Source: Vehtari, Simpson, Gelman, Yao, Gabry
    /// 2024 (JMLR 25:72); fit of Zhang and Stephens 2009. Valid for finite log weights; others get weight 0.
    ///
    /// ```
    /// use charley_infer::engine::Smoothed;
    /// let even = Smoothed::of(&vec![0.0; 400]);
    /// assert!((even.weights[7] - 1.0 / 400.0).abs() < 1e-12);
    /// ```
    pub fn of(log_weights: &[f64]) -> Self {
        let largest = log_weights.iter().copied().filter(|w| w.is_finite()).fold(f64::NEG_INFINITY, f64::max);
        if largest == f64::NEG_INFINITY {
            return Self { weights: vec![0.0; log_weights.len()], pareto_k: Some(f64::INFINITY) };
        }
        let mut weights: Vec<f64> =
            log_weights.iter().map(|w| if w.is_nan() { 0.0 } else { libm::exp(w - largest) }).collect();
        let pareto_k = smooth_tail(&mut weights);
        let sum: f64 = weights.iter().sum();
        for weight in &mut weights {
            *weight /= sum;
        }
        Self { weights, pareto_k }
    }
}

fn smooth_tail(weights: &mut [f64]) -> Option<f64> {
    let draws = weights.len();
    let tail = (draws as f64 / 5.0).min(3.0 * (draws as f64).sqrt()).ceil() as usize; // loo: M of the tail
    if tail < LEAST_TAIL || tail >= draws {
        return None;
    }
    let mut order: Vec<usize> = (0..draws).collect();
    order.sort_by(|a, b| weights[*a].total_cmp(&weights[*b]));
    let cutoff = weights[order[draws - tail - 1]].max(f64::MIN_POSITIVE);
    let places = &order[draws - tail..];
    let excesses: Vec<f64> = places.iter().map(|place| weights[*place] - cutoff).collect();
    let largest = excesses[tail - 1];
    // Weights that are all alike have no tail.
    if largest <= cutoff * 1e-10 {
        return Some(f64::NEG_INFINITY);
    }
    let (k, scale) = generalised_pareto(&excesses);
    if k.is_finite() {
        for (rank, place) in places.iter().enumerate() {
            let p = (rank as f64 + 0.5) / tail as f64; // middle of its share
            let excess = if k.abs() < 1e-12 {
                -scale * libm::log1p(-p)
            } else {
                scale * libm::expm1(-k * libm::log1p(-p)) / k
            };
            weights[*place] = (cutoff + excess).min(1.0);
        }
    }
    Some(k)
}

/// Shape and scale of a generalised Pareto distribution fitted to sorted excesses.
///
/// Zhang and Stephens 2009: a profile likelihood averaged over a grid of -k/σ, and the weak prior of loo towards 0.5.
fn generalised_pareto(sorted: &[f64]) -> (f64, f64) {
    const PRIOR_POINTS: f64 = 3.0; // Zhang and Stephens 2009
    const PRIOR_WEIGHT: f64 = 10.0; // loo: prior of k towards 0.5 with the weight of 10 draws
    let n = sorted.len() as f64;
    let grid = 30 + n.sqrt() as usize; // loo: points of the grid
    let quartile = sorted[((n / 4.0 + 0.5).floor() as usize).max(1) - 1];
    let largest = sorted[sorted.len() - 1];
    let points: Vec<f64> = (1..=grid)
        .map(|i| {
            1.0 / largest
                + (1.0 - (grid as f64 / (i as f64 - 0.5)).sqrt())
                    / (PRIOR_POINTS * quartile.max(f64::MIN_POSITIVE)) // Zhang and Stephens 2009
        })
        .collect();
    let shape_of = |b: f64| sorted.iter().map(|x| libm::log1p(-b * x)).sum::<f64>() / n;
    let likelihoods: Vec<f64> = points
        .iter()
        .map(|b| {
            let k = shape_of(*b);
            n * (libm::log(-b / k) - k - 1.0)
        })
        .collect();
    let mut mean = 0.0;
    for (b, own) in points.iter().zip(&likelihoods) {
        let weight = 1.0 / likelihoods.iter().map(|other| libm::exp(other - own)).sum::<f64>();
        if weight.is_finite() {
            mean += b * weight;
        }
    }
    let k = shape_of(mean);
    let scale = -k / mean;
    ((k * n + 0.5 * PRIOR_WEIGHT) / (n + PRIOR_WEIGHT), scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_domain::stream;

    /// Quantiles of a generalised Pareto distribution as log weights.
    fn pareto(k: f64, draws: usize) -> Vec<f64> {
        let normals = stream::normals(3, "order", draws);
        normals
            .iter()
            .map(|z| {
                let p = 0.5 * libm::erfc(z / std::f64::consts::SQRT_2);
                libm::log(1.0 + libm::expm1(-k * libm::log(p)) / k)
            })
            .collect()
    }

    #[test]
    fn the_shape_of_a_known_tail_is_found() {
        for k in [0.2, 0.5, 0.9] {
            let found = Smoothed::of(&pareto(k, 40_000)).pareto_k.unwrap();
            assert!((found - k).abs() < 0.1, "{k}: {found}");
        }
    }

    #[test]
    fn smoothing_keeps_the_order_and_the_sum() {
        let log_weights = pareto(0.5, 4_000);
        let smoothed = Smoothed::of(&log_weights);
        assert!((smoothed.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        for pair in [(0, 1), (5, 900), (17, 3000)] {
            let raw = log_weights[pair.0].total_cmp(&log_weights[pair.1]);
            assert_eq!(raw, smoothed.weights[pair.0].total_cmp(&smoothed.weights[pair.1]));
        }
    }

    #[test]
    fn no_finite_weight_is_no_weight() {
        let nothing = Smoothed::of(&[f64::NEG_INFINITY; 50]);
        assert!(nothing.weights.iter().all(|weight| *weight == 0.0));
        assert_eq!(nothing.pareto_k, Some(f64::INFINITY));
    }
}
