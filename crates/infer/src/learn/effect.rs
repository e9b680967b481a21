//! What is said of one factor after learning, and which factors cannot be told apart.

use charley_domain::{exposure::TriggerId, interval::Interval};

use super::{Factor, Timing};
use crate::{Normal, Posterior};

/// Correlation of two coefficients below which own data cannot tell them apart.
const INSEPARABLE: f64 = -0.5; // docs/studies/inference.md section 1.3
/// Prior standard deviations between prior and posterior mean from which the two contradict each other.
const CONFLICT_SDS: f64 = 2.0; // docs/studies/inference.md section 1.4

/// What is said of a factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Factor on the rate for one unit more.
    pub hazard_ratio: Interval,
    /// The same were the prior counted twice.
    pub prior_twice: Interval,
    /// Probability that it raises the rate.
    pub raises: f64,
    /// Share of the prior's variance that own data took away, 0 to 1.
    pub from_own_data: f64,
    /// z of own data alone, the prior divided out; `None` where own data say nothing.
    pub own_data_z: Option<f64>,
    /// Whether own data contradict what was published.
    pub contradicts_prior: bool,
}

impl Effect {
    /// What published studies alone say of a factor.
    ///
    /// Equation: the prior. Source and validity: [`crate::studies::prior`].
    ///
    /// ```
    /// use charley_infer::{Normal, learn::Effect};
    /// assert_eq!(Effect::published(Normal { mean: 0.0, sd: 0.4 }).raises, 0.5);
    /// ```
    pub fn published(prior: Normal) -> Self {
        Self {
            hazard_ratio: prior.ratio(),
            prior_twice: prior.ratio(),
            raises: prior.above_zero(),
            from_own_data: 0.0,
            own_data_z: None,
            contradicts_prior: false,
        }
    }

    /// What a posterior says of a factor; `None` where the factor was not learned.
    ///
    /// Equation: the prior counted twice weighs each draw by its density, w p(β): power-scaling; own share 1 - V/V₀; own z = (m/V - m₀/V₀) / √(1/V - 1/V₀); contradiction where |m - m₀| > 2 √V₀. Source:
    /// docs/studies/inference.md sections 1.4 to 1.6. Valid for normal priors.
    ///
    /// ```
    /// use charley_domain::exposure::TriggerId;
    /// use charley_infer::{Engine, Normal, engine::Importance, hazard::{NightPriors, Nights}, learn::{Effect, Factor, Timing}};
    /// let normal = |mean, sd| Normal { mean, sd };
    /// let heat = Factor { id: TriggerId::night("heat_5c"), prior: normal(0.0, 0.4), reference: 0.0, timing: Timing::Night };
    /// let beta = vec![("heat_5c".to_owned(), heat.prior)];
    /// let priors = NightPriors { alpha: normal(-3.0, 1.0), beta, season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
    /// let nothing = Importance::default().draw(&Nights::of(&priors, &[], None), 1)?;
    /// let effect = Effect::of(&nothing, &heat).unwrap();
    /// assert!((effect.raises - 0.5).abs() < 0.05 && effect.from_own_data < 0.05);
    /// # Ok::<(), charley_infer::engine::Unfit>(())
    /// ```
    pub fn of(posterior: &Posterior, factor: &Factor) -> Option<Self> {
        let column = posterior.column(&factor.coefficient())?;
        let (mean, sd) = posterior.moments(column);
        let (variance, before) = (sd * sd, factor.prior.sd * factor.prior.sd);
        let precision = 1.0 / variance - 1.0 / before;
        let own = (mean / variance - factor.prior.mean / before) / precision.sqrt();
        Some(Self {
            hazard_ratio: posterior.interval(column)?.map(libm::exp),
            prior_twice: posterior.interval_by(column, |beta| factor.prior.density(beta))?.map(libm::exp),
            raises: posterior.probability(|draw| column[draw] > 0.0).clamp(0.0, 1.0),
            from_own_data: (1.0 - variance / before).clamp(0.0, 1.0),
            own_data_z: (precision > 0.0 && own.is_finite()).then_some(own),
            contradicts_prior: (mean - factor.prior.mean).abs() > CONFLICT_SDS * factor.prior.sd,
        })
    }
}

/// Pairs of factors that own data cannot tell apart, the most alike first.
///
/// Equation: posterior correlation of their coefficients below -0.5. Source: docs/studies/inference.md section 1.3. Valid for
/// factors of the posterior, each of the night itself.
pub fn inseparable(posterior: &Posterior, factors: &[Factor]) -> Vec<[TriggerId; 2]> {
    let mut pairs: Vec<(f64, [TriggerId; 2])> = Vec::new();
    let factors: Vec<&Factor> = factors.iter().filter(|factor| factor.timing == Timing::Night).collect();
    for (place, one) in factors.iter().enumerate() {
        for other in &factors[place + 1..] {
            let correlation = posterior.correlation(&one.coefficient(), &other.coefficient());
            if let Some(correlation) = correlation.filter(|correlation| *correlation < INSEPARABLE) {
                pairs.push((correlation, [one.id.clone(), other.id.clone()]));
            }
        }
    }
    pairs.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    pairs.into_iter().map(|(_, pair)| pair).collect()
}
