//! How often a person cramps before anything is known of their own nights.
//!
//! Two different questions must not be mixed up:
//!
//! - **Everyone**, people who never cramp included. Surveys ask "any in the past month?" and "more than k a month?";
//!   a gamma-Poisson through both answers gives the mean rate. It is very uneven: most people are near zero.
//! - **A person who cramps**, which is why they keep a diary: at least one in the month. The same gamma-Poisson,
//!   conditioned on that, has a mean of 11 in 100 nights (US adults) and 10 in 100 (France, 60 and over).
//!
//! So age moves how many people cramp and hardly how often those who cramp do: the rate of the second kind, which
//! forecasts use, is not shifted by age. Nor by sex: one source finds women more often affected (Abdulla 1999), one
//! finds no association (Maisonneuve 2016), and both speak of whether, not of how often. Pregnancy enters as an exposure
//! (its trimesters), with the other triggers. The prior N(log 0.05, 1) of the study (mean 8 in 100 nights, 90 % from
//! 1 to 23) lies across both surveys and is wide enough for them.

use crate::{Normal, hazard::People};

/// Nights of the month that surveys ask about.
const MONTH_NIGHTS: f64 = 30.0; // nights of a month
/// Log of the rate of cramps a night in a person who cramps. Source: docs/studies/inference.md section 1.3, N(log .05, 1).
pub const NIGHT_LOG_RATE: Normal = Normal { mean: -2.995_732_273_553_991, sd: 1.0 }; // docs/studies/inference.md 1.3: N(log .05, 1)
/// What a survey says of one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurveyedMonth {
    /// Share with any cramp (0 to 1).
    pub any: f64,
    /// Share with more than [`SurveyedMonth::often`] cramps (0 to 1).
    pub more_than: f64,
    /// The count that `more_than` speaks of.
    pub often: u32,
}

/// Rates of cramps a night that a survey implies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrampRates {
    /// Mean over everyone.
    pub everyone: f64,
    /// Mean over those who had at least one in the month.
    pub sufferers: f64,
    /// Shape of the gamma distribution of rates between people: below 1, most people are near zero.
    pub shape: f64,
}

impl CrampRates {
    /// Probability (0 to 1) that somebody of this population, picked at random, has a cramp in one night.
    ///
    /// Equation: 1 - (1 + everyone / shape)^-shape. Source: the gamma-Poisson of [`SurveyedMonth::rates`]. Valid as it is.
    ///
    /// ```
    /// use charley_infer::base_rate::SurveyedMonth;
    /// let us_adults = SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 }.rates().unwrap();
    /// assert!((us_adults.any_tonight() - 0.033).abs() < 0.001);
    /// ```
    pub fn any_tonight(self) -> f64 {
        1.0 - (1.0 + self.everyone / self.shape).powf(-self.shape)
    }
}

impl SurveyedMonth {
    /// Rates of cramps a night (1/night) in a survey's population; `None` when the two shares contradict each other.
    ///
    /// Equation: counts are gamma-Poisson with shape k and mean m; (1 + m/k)^-k = 1 - any and P(N > often) = `more_than` fix
    /// both; given N ≥ 1 the mean rate is (m - (1 - any) k m / (k + m)) / any. Source: epidemiology.csv E02, E03, E05, E07.
    /// Valid for 0 < `more_than` < any < 1.
    ///
    /// ```
    /// use charley_infer::base_rate::SurveyedMonth;
    /// let us_adults = SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 }.rates().unwrap();
    /// assert!((us_adults.everyone - 0.037).abs() < 0.001 && (us_adults.sufferers - 0.110).abs() < 0.001);
    /// ```
    pub fn rates(self) -> Option<CrampRates> {
        let possible = 0.0 < self.more_than && self.more_than < self.any && self.any < 1.0;
        let (mut low, mut high) = (0.02_f64, 20.0_f64); // brackets of the shape
        // The heavier the tail, the smaller the shape: the excess falls as the shape grows.
        if !possible || self.excess(low) < 0.0 || self.excess(high) > 0.0 {
            return None;
        }
        for _ in 0..100 {
            let middle = (low * high).sqrt();
            if self.excess(middle) > 0.0 { low = middle } else { high = middle }
        }
        let (shape, mean) = (low, self.mean(low));
        let of_the_quiet = shape * mean / (shape + mean);
        let sufferers = (mean - (1.0 - self.any) * of_the_quiet) / self.any;
        Some(CrampRates { everyone: mean / MONTH_NIGHTS, sufferers: sufferers / MONTH_NIGHTS, shape })
    }

    /// How people's levels differ, as the prior of one person's; `None` when the two shares contradict each other.
    ///
    /// Equation: shape and bend of [`People`] at which P(N ≥ 1) and P(N > `often`) in 30 nights are those of the survey, N Poisson;
    /// the tail is 8, between a gamma distribution, in which nobody cramps every night, and what a register found (6 of 100 who
    /// cramp, E17). Source: epidemiology.csv E02, E03, E05, E07. Valid for 0 < `more_than` < any < 1.
    ///
    /// ```
    /// use charley_infer::base_rate::SurveyedMonth;
    /// let old = SurveyedMonth { any: 0.46, more_than: 0.15, often: 3 }.people().unwrap();
    /// assert!((0.37..0.40).contains(&old.shape));
    /// ```
    pub fn people(self) -> Option<People> {
        const TAIL: f64 = 8.0; // assumed: see above
        let rates = self.rates()?;
        // A gamma distribution of the same shape and mean is near: from there by Newton's method.
        let mut at = [libm::log(rates.shape), libm::log((rates.shape + TAIL) * rates.everyone / rates.shape)];
        for _ in 0..30 {
            let people = |at: [f64; 2]| People { shape: libm::exp(at[0]), log_bend: at[1], tail: TAIL };
            let off = self.off(people(at));
            if off.iter().all(|off| off.abs() < 1e-9) {
                return Some(people(at));
            }
            let step = 1e-5;
            let [by_shape, by_bend] = [0, 1].map(|place| {
                let mut moved = at;
                moved[place] += step;
                let moved = self.off(people(moved));
                [(moved[0] - off[0]) / step, (moved[1] - off[1]) / step]
            });
            let determinant = by_shape[0] * by_bend[1] - by_bend[0] * by_shape[1];
            at[0] -= ((off[0] * by_bend[1] - by_bend[0] * off[1]) / determinant).clamp(-1.0, 1.0);
            at[1] -= ((by_shape[0] * off[1] - off[0] * by_shape[1]) / determinant).clamp(-1.0, 1.0);
        }
        None
    }

    /// Both shares of a month under a distribution of rates, less what the survey found.
    fn off(self, people: People) -> [f64; 2] {
        let (mut whole, mut any, mut more) = (0.0, 0.0, 0.0);
        for point in 0..440 {
            let log_rate = -40.0 + 0.1 * f64::from(point); // own limits: from never to 50 a night
            let weight = libm::exp(people.log_density(log_rate));
            let mean = MONTH_NIGHTS * libm::exp(log_rate);
            let mut mass = libm::exp(-mean);
            let mut below = mass;
            whole += weight;
            any += weight * (1.0 - mass);
            for n in 1..=self.often {
                mass *= mean / f64::from(n);
                below += mass;
            }
            more += weight * (1.0 - below);
        }
        [any / whole - self.any, more / whole - self.more_than]
    }

    fn mean(self, shape: f64) -> f64 {
        shape * ((1.0 - self.any).powf(-1.0 / shape) - 1.0)
    }

    /// P(N > often) at a shape, less what the survey found.
    fn excess(self, shape: f64) -> f64 {
        let mean = self.mean(shape);
        let ratio = mean / (mean + shape);
        let mut mass = 1.0 - self.any;
        let mut below = mass;
        for n in 1..=self.often {
            let n = f64::from(n);
            mass *= (shape + n - 1.0) / n * ratio;
            below += mass;
        }
        1.0 - below - self.more_than
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prior_lies_across_both_surveys() {
        let prior_mean = (NIGHT_LOG_RATE.mean + 0.5).exp();
        for month in [
            SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 },
            SurveyedMonth { any: 0.46, more_than: 0.15, often: 3 },
        ] {
            let rates = month.rates().unwrap();
            assert!((0.66..1.5).contains(&(rates.sufferers / prior_mean)), "{rates:?} against {prior_mean}");
            assert!(rates.everyone < rates.sufferers && rates.shape < 1.0);
        }
    }

    #[test]
    fn age_moves_who_cramps_more_than_how_often() {
        let adults = SurveyedMonth { any: 0.305, more_than: 0.06, often: 5 }.rates().unwrap();
        let old = SurveyedMonth { any: 0.46, more_than: 0.15, often: 3 }.rates().unwrap();
        assert!(old.everyone / adults.everyone > 1.3);
        assert!((old.sufferers / adults.sufferers - 1.0).abs() < 0.1);
    }

    #[test]
    fn contradicting_shares_give_nothing() {
        assert_eq!(SurveyedMonth { any: 0.1, more_than: 0.2, often: 3 }.rates(), None);
        assert_eq!(SurveyedMonth { any: f64::NAN, more_than: 0.2, often: 3 }.rates(), None);
    }

    #[test]
    fn gamma_poisson_matches_its_own_prevalence() {
        let month = SurveyedMonth { any: 0.46, more_than: 0.15, often: 3 };
        let rates = month.rates().unwrap();
        let none = (1.0 + rates.everyone * MONTH_NIGHTS / rates.shape).powf(-rates.shape);
        assert!((none - 0.54).abs() < 1e-9);
    }
}
