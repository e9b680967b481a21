//! How much of one window's rate each factor makes: exact Shapley shares, and those of what raises it alone.

use crate::Posterior;

/// Shares of one window's rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// Of each factor, in the order given; negative where it lowered the rate.
    pub factors: Vec<f64>,
    /// Of nothing we know of: the rate were all factors at their reference.
    pub unexplained: f64,
}

impl Shares {
    /// Shares (0 to 1, negative where a factor protects) of a rate that is a product of ratios to a reference.
    ///
    /// Equation: for v(S) = Π r - 1 over the ratios r of a set S, the Shapley value of j is the integral over t from 0 to 1 of
    /// (`r_j` - 1) Π (1 + t (`r_k` - 1)) over the others, a polynomial that ⌈J/2⌉ Gauss-Legendre nodes integrate exactly; a
    /// share is that over Π r, and 1/Π r is unexplained. Their sum is 1.
    /// Source: docs/studies/inference.md section 1.5; Owen 1972. A share is a part of the excess rate, not a probability of
    /// causation. Valid for finite log ratios; they are held within ±30.
    ///
    /// ```
    /// use charley_infer::attribution::Shares;
    /// let shares = Shares::of(&[2.0_f64.ln(), 0.0]);
    /// assert!((shares.factors[0] - 0.5).abs() < 1e-12 && shares.factors[1] == 0.0);
    /// assert!((shares.unexplained - 0.5).abs() < 1e-12);
    /// ```
    pub fn of(log_ratios: &[f64]) -> Self {
        let nodes = gauss_legendre(log_ratios.len().div_ceil(2).max(1));
        Self::at(log_ratios, &nodes)
    }

    /// The same for each draw.
    pub(crate) fn at(log_ratios: &[f64], nodes: &[(f64, f64)]) -> Self {
        const HIGHEST: f64 = 30.0; // a ratio of 10^13
        let excesses: Vec<f64> =
            log_ratios.iter().map(|log| libm::expm1(log.clamp(-HIGHEST, HIGHEST))).collect();
        let mut factors = vec![0.0; excesses.len()];
        for (t, weight) in nodes {
            let product: f64 = excesses.iter().map(|excess| 1.0 + t * excess).product();
            for (factor, excess) in factors.iter_mut().zip(&excesses) {
                *factor += weight * excess * product / (1.0 + t * excess);
            }
        }
        let whole: f64 = excesses.iter().map(|excess| 1.0 + excess).product();
        for factor in &mut factors {
            *factor /= whole;
        }
        Self { factors, unexplained: 1.0 / whole }
    }
}

/// Shares of one window's rate over the draws of a posterior: one column a factor, one value a draw.
#[derive(Debug, Clone, PartialEq)]
pub struct SharesDrawn {
    /// Of each factor.
    pub factors: Vec<Vec<f64>>,
    /// Of nothing we know of.
    pub unexplained: Vec<f64>,
}

impl SharesDrawn {
    /// Shares of a window in which each factor (by the name of its coefficient) differs from its reference by so many
    /// units, one number for each exposure draw or one for all; a factor the posterior does not know has no share.
    ///
    /// Equation, source and validity: [`Shares::of`].
    pub fn of(posterior: &Posterior, factors: &[(String, Vec<f64>)]) -> Self {
        Self::drawn(posterior, factors, |log| log)
    }

    /// Shares of what one window's rate was beyond the rate had each of these factors been as usual for the person: the
    /// differences are to their own usual, and only of factors that lay on the side that raises.
    ///
    /// Equation: [`Shares::of`] of max(1, r): in a draw in which a factor lowers the rate it has no share. Then each share is 0
    /// to 1, their sum is 1 - 1/Π max(1, r) in each draw, and what lowers the rate, which multiplies both rates, changes none
    /// of them. Source: the attributable fraction among the exposed, 1 - 1/r, shared out by the Shapley value: Rabe and Gefeller
    /// 2006, Methods Inf Med 45:404. It is the part of the rate that would not have been there in a usual night, not a probability
    /// of causation. Valid as there.
    ///
    /// ```
    /// use charley_infer::{Engine, Normal, attribution::SharesDrawn, engine::Importance, hazard::{NightPriors, Nights}};
    /// let normal = |mean, sd| Normal { mean, sd };
    /// let beta = vec![("heat_5c".to_owned(), normal(0.5, 0.4))];
    /// let priors = NightPriors { alpha: normal(-3.0, 1.0), beta, season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
    /// let posterior = Importance::default().draw(&Nights::of(&priors, &[], None), 1)?;
    /// let drawn = SharesDrawn::raising(&posterior, &[("beta[heat_5c]".to_owned(), vec![1.0])]);
    /// assert!(drawn.factors[0].iter().all(|share| (0.0..1.0).contains(share)));
    /// # Ok::<(), charley_infer::engine::Unfit>(())
    /// ```
    pub fn raising(posterior: &Posterior, factors: &[(String, Vec<f64>)]) -> Self {
        Self::drawn(posterior, factors, |log| log.max(0.0))
    }

    fn drawn(posterior: &Posterior, factors: &[(String, Vec<f64>)], counted: fn(f64) -> f64) -> Self {
        let nodes = gauss_legendre(factors.len().div_ceil(2).max(1));
        let columns: Vec<(Option<&[f64]>, &[f64])> = factors
            .iter()
            .map(|(name, difference)| (posterior.column(name), difference.as_slice()))
            .collect();
        let mut drawn = Self { factors: vec![Vec::new(); factors.len()], unexplained: Vec::new() };
        let mut logs = vec![0.0; factors.len()];
        for draw in 0..posterior.draws() {
            let model = posterior.model_of(draw);
            for (log, (column, difference)) in logs.iter_mut().zip(&columns) {
                let difference = difference.get(model).or(difference.first()).copied().unwrap_or(0.0);
                *log = counted(column.map_or(0.0, |column| column[draw] * difference));
            }
            let shares = Shares::at(&logs, &nodes);
            for (column, share) in drawn.factors.iter_mut().zip(shares.factors) {
                column.push(share);
            }
            drawn.unexplained.push(shares.unexplained);
        }
        drawn
    }
}

/// Nodes and weights of the Gauss-Legendre rule on 0 to 1.
pub(crate) fn gauss_legendre(nodes: usize) -> Vec<(f64, f64)> {
    let n = nodes as f64;
    (0..nodes)
        .map(|i| {
            // Newton's method on the Legendre polynomial from Tricomi's guess.
            let mut x = libm::cos(std::f64::consts::PI * (i as f64 + 0.75) / (n + 0.5)); // Tricomi
            let mut slope = 1.0;
            for _ in 0..50 {
                let (mut p, mut before) = (1.0, 0.0);
                for k in 1..=nodes {
                    let k = k as f64;
                    (p, before) = (((2.0 * k - 1.0) * x * p - (k - 1.0) * before) / k, p);
                }
                slope = n * (x * p - before) / (x * x - 1.0);
                let step = p / slope;
                x -= step;
                if step.abs() < 1e-16 {
                    break;
                }
            }
            (f64::midpoint(x, 1.0), 1.0 / ((1.0 - x * x) * slope * slope))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition: the mean over all orders, by way of all subsets.
    fn by_subsets(ratios: &[f64]) -> Vec<f64> {
        let n = ratios.len();
        let factorial = |k: usize| (1..=k).map(|i| i as f64).product::<f64>();
        (0..n)
            .map(|j| {
                (0..1_usize << n)
                    .filter(|set| set >> j & 1 == 0)
                    .map(|set| {
                        let size = set.count_ones() as usize;
                        let weight = factorial(size) * factorial(n - size - 1) / factorial(n);
                        let product: f64 = (0..n).filter(|k| set >> k & 1 == 1).map(|k| ratios[k]).product();
                        weight * product * (ratios[j] - 1.0)
                    })
                    .sum()
            })
            .collect()
    }

    proptest! {
        #[test]
        fn they_are_the_definition(logs in prop::collection::vec(-2.0..2.0_f64, 1..9)) {
            let ratios: Vec<f64> = logs.iter().map(|log| log.exp()).collect();
            let whole: f64 = ratios.iter().product();
            let shares = Shares::of(&logs);
            for (share, exact) in shares.factors.iter().zip(by_subsets(&ratios)) {
                prop_assert!((share - exact / whole).abs() < 1e-10, "{share} {}", exact / whole);
            }
            prop_assert!((shares.factors.iter().sum::<f64>() + shares.unexplained - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn nothing_known_leaves_all_unexplained() {
        assert_eq!(Shares::of(&[]), Shares { factors: vec![], unexplained: 1.0 });
        assert!(Shares::of(&[1e12, -1e12, 3.0]).factors.iter().all(|share| share.is_finite()));
    }
}
