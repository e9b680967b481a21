//! How many cramps a night had, where they were counted: more uneven from night to night than chance alone makes them.

use super::{
    Night, NightPriors,
    nights::{log_hours, season},
    rate::HIGHEST_LOG_RATE,
};
use crate::{
    Normal,
    model::{Model, add_priors},
    numeric::{columns::Columns, exp::exp},
};

/// Prior of the logarithm of the size: the smaller, the more uneven.
const LOG_SIZE: Normal = Normal { mean: 0.5, sd: 1.0 }; // docs/studies/inference.md section 1.3

/// How many cramps were counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrampCount {
    /// As many.
    Exactly(u32),
    /// As many or more: "three or more".
    AtLeast(u32),
}

/// The posterior of counted nights: N ~ `NegBin` of mean λ (as in [`super::Nights`]) and size k, variance λ + λ²/k.
///
/// log k ~ N(0.5, 1). A count known only from below adds the log of the upper tail. Source: docs/studies/inference.md section 1.3.
/// Valid for counts up to some hundreds.
///
/// ```
/// use charley_infer::{Normal, Model, hazard::{CrampCount, CountedNights, Night, NightPriors, Outcome}};
/// let normal = |mean, sd| Normal { mean, sd };
/// let priors = NightPriors { alpha: normal(-3.0, 1.0), beta: vec![], season: [normal(0.0, 0.3); 2], rho: normal(0.5, 0.5) };
/// let night = Night { day: 0.0, hours_in_bed: 8.0, history: 0.0, exposures: vec![], outcome: Outcome::Cramp };
/// let counts = CountedNights::of(&priors, &[(night, CrampCount::AtLeast(3))]);
/// assert_eq!(counts.names().last().unwrap(), "log_size");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CountedNights {
    names: Vec<String>,
    priors: Vec<Normal>,
    table: Columns,
    offset: Vec<f64>,
    seen: Vec<CrampCount>,
}

impl CountedNights {
    /// The posterior of some nights with what was counted.
    ///
    /// Equation, source and validity: [`CountedNights`].
    pub fn of(priors: &NightPriors, nights: &[(Night, CrampCount)]) -> Self {
        let column =
            |of: &dyn Fn(&Night) -> f64| nights.iter().map(|(night, _)| of(night)).collect::<Vec<f64>>();
        let mut columns: Vec<Vec<f64>> =
            (0..priors.beta.len()).map(|place| column(&|night| night.exposures[place])).collect();
        columns.push(column(&|night| season(night.day)[0]));
        columns.push(column(&|night| season(night.day)[1]));
        columns.push(column(&|night| night.history));
        let mut names = vec!["alpha".to_owned()];
        names.extend(priors.beta.iter().map(|(name, _)| format!("beta[{name}]")));
        names.extend(["season_sin", "season_cos", "rho", "log_size"].map(str::to_owned));
        let mut all = vec![priors.alpha];
        all.extend(priors.beta.iter().map(|(_, prior)| *prior));
        all.extend([priors.season[0], priors.season[1], priors.rho, LOG_SIZE]);
        Self {
            names,
            priors: all,
            table: Columns::of(columns, nights.len()),
            offset: column(&|night| log_hours(night.hours_in_bed)),
            seen: nights.iter().map(|(_, count)| *count).collect(),
        }
    }

    fn terms(&self, at: &[f64]) -> impl Iterator<Item = CountTerms> {
        let mut rates = Vec::new();
        self.table.exp_product(&self.offset, at[0], &at[1..=self.table.len()], &mut rates);
        let size = libm::exp(at[self.dim() - 1].clamp(-20.0, 20.0)); // far beyond any count
        let highest = exp(HIGHEST_LOG_RATE);
        rates
            .into_iter()
            .zip(&self.seen)
            .map(move |(rate, count)| CountTerms::of(*count, rate.min(highest), size))
    }
}

/// Log probability with derivatives by the log rate and the log size.
#[derive(Debug, Clone, Copy)]
struct CountTerms {
    value: f64,
    by_rate: f64,
    by_size: f64,
}

impl CountTerms {
    fn of(count: CrampCount, rate: f64, size: f64) -> Self {
        match count {
            CrampCount::Exactly(count) => Self::exactly(count, rate, size),
            CrampCount::AtLeast(0) => Self { value: 0.0, by_rate: 0.0, by_size: 0.0 },
            CrampCount::AtLeast(least) => Self::at_least(least, rate, size),
        }
    }

    fn exactly(count: u32, rate: f64, size: f64) -> Self {
        let n = f64::from(count);
        let (mut log_choices, mut slope) = (0.0, 0.0);
        for i in 0..count {
            let i = f64::from(i);
            log_choices += libm::log((size + i) / (i + 1.0));
            slope += 1.0 / (size + i);
        }
        let log_stays = -libm::log1p(rate / size);
        let log_moves = libm::log(rate / (size + rate));
        Self {
            value: log_choices + size * log_stays + if count == 0 { 0.0 } else { n * log_moves },
            by_rate: size * (n - rate) / (size + rate),
            by_size: size * (slope + log_stays + 1.0 - (n + size) / (size + rate)),
        }
    }

    /// One minus the probabilities of the smaller counts.
    fn at_least(least: u32, rate: f64, size: f64) -> Self {
        let smaller = (0..least).map(|count| Self::exactly(count, rate, size));
        let (mut below, mut by_rate, mut by_size) = (0.0, 0.0, 0.0);
        for terms in smaller {
            let chance = libm::exp(terms.value);
            below += chance;
            by_rate -= chance * terms.by_rate;
            by_size -= chance * terms.by_size;
        }
        // At tiny rates the tail is its first term: the difference would be noise.
        if below > 1.0 - 1e-9 {
            return Self::exactly(least, rate, size);
        }
        let tail = 1.0 - below;
        Self { value: libm::log(tail), by_rate: by_rate / tail, by_size: by_size / tail }
    }
}

impl Model for CountedNights {
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
        let total: u32 = self.seen.iter().map(|(CrampCount::Exactly(n) | CrampCount::AtLeast(n))| *n).sum();
        if !self.seen.is_empty() {
            start[0] = libm::log(f64::from(total).max(0.5) / self.seen.len() as f64); // half a cramp where there was none
        }
        start
    }

    fn log_density(&self, at: &[f64], _: &[f64]) -> f64 {
        self.terms(at).map(|terms| terms.value).sum::<f64>() + add_priors(&self.priors, at, None)
    }

    fn gradient(&self, at: &[f64], _: &[f64], by: &mut [f64], _: &mut [f64]) -> f64 {
        let (mut sum, mut by_size) = (0.0, 0.0);
        let slopes: Vec<f64> = self
            .terms(at)
            .map(|terms| {
                sum += terms.value;
                by_size += terms.by_size;
                terms.by_rate
            })
            .collect();
        by[0] = slopes.iter().sum();
        self.table.weighted_sums(&slopes, &mut by[1..=self.table.len()]);
        by[self.dim() - 1] = by_size;
        sum + add_priors(&self.priors, at, Some(by))
    }
}
