//! Nights with a cramp or without, by the rate of the night.

use std::f64::consts::TAU;

use super::rate::{HIGHEST_LOG_RATE, Silence, log_any, log_any_slope, log_logistic, logistic};
use crate::{
    Normal, Posterior,
    model::{Model, add_prior_curvature, add_priors},
    numeric::{
        columns::{Columns, total},
        difference,
        exp::exp,
        matrix::Symmetric,
    },
};

/// Days of a year.
const YEAR_D: f64 = 365.25; // Julian year
/// Hours in bed of a usual night, at which the rate holds.
const USUAL_H: f64 = 8.0; // docs/studies/inference.md section 1.3

/// What is known of a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A cramp.
    Cramp,
    /// None, as somebody said.
    None,
    /// Nobody said.
    Unknown,
}

/// One night.
#[derive(Debug, Clone, PartialEq)]
pub struct Night {
    /// Days since any fixed day: the season is read from it.
    pub day: f64,
    /// Hours in bed.
    pub hours_in_bed: f64,
    /// Recent-cramp index before this night.
    pub history: f64,
    /// Each exposure, in its unit.
    pub exposures: Vec<f64>,
    /// What came of it.
    pub outcome: Outcome,
}

/// Priors of the rate of nights.
#[derive(Debug, Clone, PartialEq)]
pub struct NightPriors {
    /// Log rate of a usual night.
    pub alpha: Normal,
    /// Log hazard ratio of each exposure, with its name.
    pub beta: Vec<(String, Normal)>,
    /// Sine and cosine of the year.
    pub season: [Normal; 2],
    /// Recent cramps.
    pub rho: Normal,
}

/// How answers depend on cramps: log odds of an answer after a quiet night, and how much a cramp adds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logging {
    /// Log odds of an answer after a quiet night.
    pub kappa0: Normal,
    /// What a cramp adds to them.
    pub delta: Normal,
}

impl Logging {
    /// The usual priors (log odds).
    ///
    /// Equation: logit π₀ ~ N(1, 1); logit π₁ = logit π₀ + δ, δ ~ N(0.7, 0.5). Source: docs/studies/inference.md section 1.3. Valid
    /// for diaries that ask each morning.
    ///
    /// ```
    /// assert_eq!(charley_infer::hazard::Logging::usual().delta.mean, 0.7);
    /// ```
    pub const fn usual() -> Self {
        Self { kappa0: Normal { mean: 1.0, sd: 1.0 }, delta: Normal { mean: 0.7, sd: 0.5 } } // docs/studies/inference.md section 1.3
    }
}

/// The posterior of nights: P(cramp) = 1 - e^-λ with log λ = α + log(hours/8) + x·β + g₁ sin + g₂ cos + ρ history.
///
/// Nights nobody spoke of are left out when answers do not depend on cramps (`logging` is `None`); else they count as
/// log[(1 - π₁)(1 - e^-λ) + (1 - π₀) e^-λ]. They are never quiet nights. Source: docs/studies/inference.md section 1.3; grouped
/// proportional hazards, Prentice and Gloeckler 1978. Valid for any number of nights, also none.
///
/// ```
/// use charley_infer::{Normal, Model, hazard::{Night, NightPriors, Nights, Outcome}};
/// let normal = |mean, sd| Normal { mean, sd };
/// let priors = NightPriors {
///     alpha: normal(-3.0, 1.0),
///     beta: vec![("load_jump".to_owned(), normal(0.0, 0.38))],
///     season: [normal(0.0, 0.3); 2],
///     rho: normal(0.5, 0.5),
/// };
/// let night = |x, outcome| Night { day: 0.0, hours_in_bed: 8.0, history: 0.0, exposures: vec![x], outcome };
/// let nights = Nights::of(&priors, &[night(0.2, Outcome::None), night(1.4, Outcome::Cramp)], None);
/// assert_eq!(nights.names()[1], "beta[load_jump]");
/// assert!(nights.log_density(&[-3.0, 0.5, 0.0, 0.0, 0.5], &[]) > nights.log_density(&[-3.0, -0.5, 0.0, 0.0, 0.5], &[]));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Nights {
    names: Vec<String>,
    priors: Vec<Normal>,
    /// Nights without a cramp, then with one, then unknown.
    table: Columns,
    offset: Vec<f64>,
    quiet: usize,
    cramped: usize,
    logging: bool,
}

impl Nights {
    /// The posterior of some nights under priors.
    ///
    /// Equation, source and validity: [`Nights`].
    pub fn of(priors: &NightPriors, nights: &[Night], logging: Option<Logging>) -> Self {
        let kinds = [Outcome::None, Outcome::Cramp, Outcome::Unknown];
        let kinds = if logging.is_some() { &kinds[..] } else { &kinds[..2] };
        let sorted: Vec<&Night> =
            kinds.iter().flat_map(|kind| nights.iter().filter(move |night| night.outcome == *kind)).collect();
        let count = |kind| nights.iter().filter(|night| night.outcome == kind).count();
        let column = |of: &dyn Fn(&Night) -> f64| sorted.iter().map(|night| of(night)).collect::<Vec<f64>>();
        let mut columns: Vec<Vec<f64>> =
            (0..priors.beta.len()).map(|place| column(&|night| night.exposures[place])).collect();
        columns.push(column(&|night| season(night.day)[0]));
        columns.push(column(&|night| season(night.day)[1]));
        columns.push(column(&|night| night.history));
        let (mut names, mut all) = (vec!["alpha".to_owned()], vec![priors.alpha]);
        for (name, prior) in &priors.beta {
            names.push(format!("beta[{name}]"));
            all.push(*prior);
        }
        names.extend(["season_sin", "season_cos", "rho"].map(str::to_owned));
        all.extend([priors.season[0], priors.season[1], priors.rho]);
        if let Some(logging) = logging {
            names.extend(["kappa0", "delta"].map(str::to_owned));
            all.extend([logging.kappa0, logging.delta]);
        }
        Self {
            names,
            priors: all,
            table: Columns::of(columns, sorted.len()),
            offset: column(&|night| log_hours(night.hours_in_bed)),
            quiet: count(Outcome::None),
            cramped: count(Outcome::Cramp),
            logging: logging.is_some(),
        }
    }

    /// Rates of all rows into `rates`.
    fn rates(&self, at: &[f64], rates: &mut Vec<f64>) {
        let coefficients = &at[1..=self.table.len()];
        self.table.exp_product(&self.offset, at[0], coefficients, rates);
        let highest = HIGHEST_RATE;
        for rate in rates.iter_mut() {
            *rate = if *rate < highest { *rate } else { highest };
        }
    }

    /// Log odds of an answer after a quiet night and after a cramp.
    fn answers(&self, at: &[f64]) -> Option<(f64, f64)> {
        let first = 1 + self.table.len();
        self.logging.then(|| (at[first], at[first] + at[first + 1]))
    }

    /// What the answers alone say of the chance of an answer.
    fn log_answers(&self, answers: (f64, f64)) -> f64 {
        self.quiet as f64 * log_logistic(answers.0) + self.cramped as f64 * log_logistic(answers.1)
    }
}

/// Probability (0 to 1) of a cramp in a night, one a draw of a posterior of [`Nights`]; `nights` is the same night for
/// each exposure draw, or one for all.
///
/// Equation: 1 - e^-λ as in [`Nights`]. Source and validity: as there.
///
/// ```
/// use charley_infer::{Engine, Normal, engine::Importance, hazard::{Night, NightPriors, Nights, Outcome, probabilities}};
/// let normal = |mean, sd| Normal { mean, sd };
/// let priors = NightPriors { alpha: normal(-3.0, 0.1), beta: vec![], season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
/// let posterior = Importance { draws: 500 }.draw(&Nights::of(&priors, &[], None), 1)?;
/// let tonight = Night { day: 0.0, hours_in_bed: 8.0, history: 0.0, exposures: vec![], outcome: Outcome::Unknown };
/// assert!(probabilities(&posterior, &[tonight]).iter().all(|p| *p > 0.0 && *p < 0.3));
/// # Ok::<(), charley_infer::engine::Unfit>(())
/// ```
pub fn probabilities(posterior: &Posterior, nights: &[Night]) -> Vec<f64> {
    let terms: Vec<(Vec<f64>, f64)> = nights.iter().map(linear_terms).collect();
    (0..posterior.draws())
        .map(|draw| {
            let (terms, offset) = &terms[posterior.model_of(draw).min(nights.len().saturating_sub(1))];
            let log: f64 = terms.iter().zip(&posterior.columns).map(|(x, column)| x * column[draw]).sum();
            -libm::expm1(-exp((log + offset).min(HIGHEST_LOG_RATE)))
        })
        .collect()
}

/// What each coefficient but those of answers is multiplied with in a night, and the offset of its log rate.
pub(crate) fn linear_terms(night: &Night) -> (Vec<f64>, f64) {
    let mut terms = vec![1.0];
    terms.extend(&night.exposures);
    terms.extend(season(night.day));
    terms.push(night.history);
    (terms, log_hours(night.hours_in_bed))
}

/// The highest rate, in cramps a night.
const HIGHEST_RATE: f64 = 1.068_647_458_152_446_3e13; // e^30, see HIGHEST_LOG_RATE
const _: () = assert!(HIGHEST_LOG_RATE == 30.0); // the two stand for one another

/// Sine and cosine of the year on a day.
pub(crate) fn season(day: f64) -> [f64; 2] {
    let angle = TAU * day / YEAR_D;
    [libm::sin(angle), libm::cos(angle)]
}

/// What the hours in bed add to the log rate.
pub(crate) fn log_hours(hours_in_bed: f64) -> f64 {
    libm::log(hours_in_bed / USUAL_H)
}

impl Model for Nights {
    fn dim(&self) -> usize {
        self.priors.len()
    }

    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn report(&self, at: &[f64], _: &[f64]) -> Vec<f64> {
        at.to_vec()
    }

    fn start(&self) -> Vec<f64> {
        let mut start: Vec<f64> = self.priors.iter().map(|prior| prior.mean).collect();
        let known = (self.quiet + self.cramped) as f64;
        if known > 0.0 {
            start[0] = libm::log((self.cramped as f64 / known).clamp(0.5 / known, 0.9)); // never at an edge
        }
        start
    }

    fn log_density(&self, at: &[f64], _: &[f64]) -> f64 {
        let mut rates = Vec::with_capacity(self.table.rows());
        self.rates(at, &mut rates);
        let (quiet, others) = rates.split_at(self.quiet);
        let (cramped, unknown) = others.split_at(self.cramped);
        let mut sum = -total(quiet) + cramped.iter().map(|rate| log_any(*rate)).sum::<f64>();
        if let Some(answers) = self.answers(at) {
            let silence = Silence::of(answers.0, answers.1);
            sum += self.log_answers(answers);
            sum += unknown.iter().map(|rate| silence.terms(*rate).value).sum::<f64>();
        }
        sum + add_priors(&self.priors, at, None)
    }

    fn gradient(&self, at: &[f64], _: &[f64], by: &mut [f64], _: &mut [f64]) -> f64 {
        let mut slopes = Vec::with_capacity(self.table.rows());
        self.rates(at, &mut slopes);
        let (quiet, others) = slopes.split_at_mut(self.quiet);
        let (cramped, unknown) = others.split_at_mut(self.cramped);
        let mut sum = -total(quiet);
        for slope in quiet {
            *slope = -*slope;
        }
        for slope in cramped {
            sum += log_any(*slope);
            *slope = log_any_slope(*slope);
        }
        if let Some(answers) = self.answers(at) {
            let (mut by_quiet, mut by_cramp) = (0.0, 0.0);
            let silence = Silence::of(answers.0, answers.1);
            for slope in unknown {
                let terms = silence.terms(*slope);
                sum += terms.value;
                *slope = terms.by_log_rate;
                by_quiet += terms.by_quiet;
                by_cramp += terms.by_cramp;
            }
            sum += self.log_answers(answers);
            by_quiet += self.quiet as f64 * (1.0 - logistic(answers.0));
            by_cramp += self.cramped as f64 * (1.0 - logistic(answers.1));
            let first = 1 + self.table.len();
            by[first] = by_quiet + by_cramp;
            by[first + 1] = by_cramp;
        }
        by[0] = total(&slopes);
        self.table.weighted_sums(&slopes, &mut by[1..=self.table.len()]);
        sum + add_priors(&self.priors, at, Some(by))
    }

    fn curvature(&self, at: &[f64], scales: &[f64]) -> Symmetric {
        let mut weights = Vec::with_capacity(self.table.rows());
        self.rates(at, &mut weights);
        let silence = self.answers(at).map(|answers| Silence::of(answers.0, answers.1));
        for (row, weight) in weights.iter_mut().enumerate() {
            let rate = *weight;
            *weight = if row < self.quiet {
                rate
            } else if row < self.quiet + self.cramped {
                let slope = log_any_slope(rate);
                -slope * (1.0 - rate - slope)
            } else {
                silence.map_or(0.0, |silence| -silence.terms(rate).second)
            };
        }
        let mut curvature = Symmetric::zero(self.dim());
        let mut with_alpha = vec![0.0; self.table.len()];
        *curvature.at_mut(0, 0) = total(&weights);
        self.table.weighted_sums(&weights, &mut with_alpha);
        for (place, sum) in with_alpha.iter().enumerate() {
            *curvature.at_mut(1 + place, 0) = *sum;
        }
        self.table.add_outer(&weights, &mut curvature, 1);
        add_prior_curvature(&self.priors, &mut curvature);
        if self.logging {
            let first = 1 + self.table.len();
            for place in first..self.dim() {
                *curvature.at_mut(place, place) = 0.0;
            }
            difference::curvature(self, at, scales, first, &mut curvature);
        }
        curvature
    }
}
