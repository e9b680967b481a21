//! Tomorrow's exposure as a negative control: it cannot have caused tonight's cramp.

use charley_domain::trigger;

use super::{Factor, LearnedNights, Timing, nights::night, panel::IMPUTATIONS, timing::DAYS};
use crate::{
    Model,
    engine::{PosteriorMode, Unfit, mode},
    hazard::{Night, NightPriors, Nights, Outcome, linear_terms},
};

/// Least information on a coefficient, and least share of it that is its own, that says anything.
const LEAST: f64 = 1e-6; // own choice: a standard deviation of a thousand

impl LearnedNights {
    /// How far each factor's value of the next night lies from none (standard deviations); `None` where it cannot be told.
    ///
    /// Equation, source and validity: those of `NextNight::leads`.
    pub fn leads(&self) -> Vec<Option<f64>> {
        let nights = self.nights_as_seen();
        let controls: Vec<Control> = self.factors().iter().map(|factor| self.control(factor)).collect();
        let is_known = |factor: usize, night: usize| self.panel.is_known(factor, night);
        let next =
            NextNight { priors: &self.priors, nights: &nights, controls: &controls, is_known: &is_known };
        next.mode().map_or_else(|_| vec![None; controls.len()], |found| next.leads(&found))
    }

    /// What is looked at of a factor: of the days before a night the days after it, each as it was by itself.
    fn control(&self, factor: &Factor) -> Control {
        let of_the_day = |other: &Factor| other.id == factor.id && other.timing == Timing::Night;
        let nights = if factor.timing == Timing::DaysBefore { DAYS } else { 1 };
        let column = self.factors().iter().position(of_the_day).unwrap_or_default();
        Control { column, nights, ..Control::of(column, &factor.id.id) }
    }

    /// The nights, each exposure the mean of its draws.
    fn nights_as_seen(&self) -> Vec<Night> {
        let of_night = |(place, row)| {
            let mut mean = vec![0.0; self.factors().len()];
            for draw in 0..IMPUTATIONS {
                for (mean, value) in mean.iter_mut().zip(self.panel.exposures(place, draw)) {
                    *mean += value / IMPUTATIONS as f64;
                }
            }
            night(row, mean)
        };
        self.rows.iter().enumerate().map(of_night).collect()
    }
}

/// The value of a factor after a night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Control {
    /// Which exposure it is.
    pub(crate) column: usize,
    /// How many nights ahead it begins, and over how many it goes.
    pub(crate) ahead: usize,
    pub(crate) nights: usize,
}

impl Control {
    /// The next night's value of a factor. Short sleep is that of the night before, and the night itself may be short because of
    /// the cramp, so that the one after it is taken.
    pub(crate) fn of(column: usize, id: &str) -> Self {
        Self { column, ahead: if id == trigger::SHORT_SLEEP { 2 } else { 1 }, nights: 1 }
    }
}

/// The next night's exposures beside those of the night itself.
pub(crate) struct NextNight<'a> {
    pub(crate) priors: &'a NightPriors,
    /// In a row, also those of which nobody spoke.
    pub(crate) nights: &'a [Night],
    /// What is looked at of each factor.
    pub(crate) controls: &'a [Control],
    /// Whether a factor was recorded in a night.
    pub(crate) is_known: &'a dyn Fn(usize, usize) -> bool,
}

impl NextNight<'_> {
    /// The mode without the next night.
    pub(crate) fn mode(&self) -> Result<PosteriorMode, Unfit> {
        let is_known = |night: &&Night| night.outcome != Outcome::Unknown;
        let known: Vec<Night> = self.nights.iter().filter(is_known).cloned().collect();
        let model = Nights::of(self.priors, &known, None);
        mode(&model, &[], &model.start())
    }

    /// How far the coefficient of each factor's value of the next night lies from none (standard deviations), beside that of
    /// its value of the night itself; `None` where the two cannot be told apart.
    ///
    /// Equation: one Newton step from the mode, at which the next night's coefficient is 0, for it and the factor's own, both
    /// without a prior: (a, b) = A⁻¹ g, z = b / √(A⁻¹)₂₂; A is the information on the two given all others. Source: negative
    /// control exposures, Lipsitch, Tchetgen Tchetgen and Cohen 2010, Epidemiology 21:383. Valid for factors that vary from
    /// night to night.
    pub(crate) fn leads(&self, found: &PosteriorMode) -> Vec<Option<f64>> {
        let rows: Vec<Pull> = self.nights.iter().map(|night| Pull::at(night, found)).collect();
        (0..self.controls.len()).map(|factor| self.lead(factor, &rows, found)).collect()
    }

    /// The mean of what is looked at after a night; `None` where less than half of it is known.
    fn next(&self, control: Control, at: usize) -> Option<f64> {
        let first = at + control.ahead;
        let is_known = |night: &usize| *night < self.nights.len() && (self.is_known)(control.column, *night);
        let known: Vec<usize> = (first..first + control.nights).filter(is_known).collect();
        let sum: f64 = known.iter().map(|night| self.nights[*night].exposures[control.column]).sum();
        (2 * known.len() >= control.nights).then(|| sum / known.len() as f64)
    }

    fn lead(&self, factor: usize, rows: &[Pull], found: &PosteriorMode) -> Option<f64> {
        let place = 1 + factor;
        let mut cross = vec![0.0; found.at.len()];
        let (mut slope, mut information) = (0.0, 0.0);
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.weight > 0.0) {
            let Some(next) = self.next(self.controls[factor], at) else { continue };
            slope += row.slope * next;
            information += row.weight * next * next;
            for (cross, term) in cross.iter_mut().zip(&row.terms) {
                *cross += row.weight * next * term;
            }
        }
        let mut solved = cross.clone();
        found.factor.solve(&mut solved);
        let left = information - solved.iter().zip(&cross).map(|(a, b)| a * b).sum::<f64>();
        if left < LEAST {
            return None;
        }
        let mut unit = vec![0.0; found.at.len()];
        unit[place] = 1.0;
        found.factor.solve(&mut unit);
        // The covariance of the two coefficients; the prior of the factor's own is taken out of its inverse.
        let pair = CoefficientPair {
            own: unit[place] + solved[place] * solved[place] / left,
            both: -solved[place] / left,
            next: 1.0 / left,
        };
        let prior = self.priors.beta[factor].1;
        let before = 1.0 / (prior.sd * prior.sd);
        let information = pair.inverse()?;
        let information = CoefficientPair { own: information.own - before, ..information };
        let covariance = information.inverse()?;
        let slope_of_own = (found.at[place] - prior.mean) * before;
        Some((covariance.both * slope_of_own + covariance.next * slope) / covariance.next.sqrt())
    }
}

/// A symmetric two by two matrix of a factor's own coefficient and the next night's.
#[derive(Clone, Copy)]
struct CoefficientPair {
    own: f64,
    both: f64,
    next: f64,
}

impl CoefficientPair {
    /// `None` where it is not positive definite.
    fn inverse(self) -> Option<Self> {
        let determinant = self.own * self.next - self.both * self.both;
        (self.own > 0.0 && self.next > 0.0 && determinant > LEAST * self.own * self.next).then(|| Self {
            own: self.next / determinant,
            both: -self.both / determinant,
            next: self.own / determinant,
        })
    }
}

/// What one night says of the log rate.
struct Pull {
    terms: Vec<f64>,
    slope: f64,
    /// 0 where nobody spoke of it.
    weight: f64,
}

impl Pull {
    fn at(night: &Night, found: &PosteriorMode) -> Self {
        let (terms, offset) = linear_terms(night);
        let log: f64 = terms.iter().zip(&found.at).map(|(term, at)| term * at).sum();
        let rate = libm::exp((log + offset).min(HIGHEST_LOG_RATE));
        let (slope, weight) = match night.outcome.cramp() {
            None => (0.0, 0.0),
            Some(false) => (-rate, rate),
            Some(true) => {
                let slope = rate / libm::expm1(rate);
                (slope, -slope * (1.0 - rate - slope))
            }
        };
        Self { terms, slope, weight }
    }
}

/// Log rates are held below this.
const HIGHEST_LOG_RATE: f64 = 30.0; // numerical bound, as in the hazard
