//! Whether forecasts of a fresh year beat the person's own moving average, and what unlogged nights do to them.

use std::borrow::Cow;

use super::persons::{LEARNED, SyntheticPerson};
use crate::{
    Engine, Posterior,
    engine::{Importance, Unfit},
    hazard::{Logging, Night, NightPriors, Nights, Outcome, probabilities},
};

/// Answered nights over which the moving average goes.
const AVERAGED: usize = 90;
/// Cramps and nights that it begins with, so that it is never 0.
const BEFORE: (f64, f64) = (0.5, 10.0); // own choice
/// Forecasts are held this far from 0 and from 1.
const SUREST: f64 = 1e-5; // compare.py of docs/studies/inference.md

/// What becomes of a night nobody spoke of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlogged {
    /// It is left out: answers do not depend on cramps.
    LeftOut,
    /// It is missing, and cramps are answered more often than quiet nights: the selection model.
    Selected,
    /// It is a quiet night. This is wrong, and here to be found out.
    Quiet,
}

/// What a fresh year of one person scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    /// Expected log score of the model's forecasts under the true chances.
    pub model: f64,
    /// The same of the moving average.
    pub average: f64,
    /// The same of the true chances themselves.
    pub truth: f64,
    /// Forecast and true chance of each night.
    pub nights: Vec<(f64, f64)>,
}

impl Year {
    /// The year after the 730 nights of a person, forecast night by night from draws of those nights' posterior.
    ///
    /// Equation: S = Σ p log q + (1 - p) log(1 - q), p the true chance of a night and q its forecast; recent cramps and the
    /// moving average (of the last 90 answered nights, begun with half a cramp in 10 nights) follow the diary. Source: expected
    /// log score, as in compare.py of docs/studies/inference.md. Valid for persons with more than 730 nights.
    ///
    /// # Errors
    /// [`Unfit`] when there is no posterior.
    pub fn of(
        person: &SyntheticPerson,
        priors: &NightPriors,
        unlogged: Unlogged,
        (draws, seed): (usize, u64),
    ) -> Result<Self, Unfit> {
        let posterior = learned(person, priors, unlogged, draws, seed)?;
        let mut year = Self { model: 0.0, average: 0.0, truth: 0.0, nights: Vec::new() };
        for place in LEARNED..person.nights.len() {
            let chance = person.chances[place];
            let drawn = probabilities(&posterior, std::slice::from_ref(&person.nights[place]));
            let forecast = posterior.moments(&drawn).0;
            year.model += score(chance, forecast);
            year.average += score(chance, moving_average(&person.nights[..place]));
            year.truth += score(chance, chance);
            year.nights.push((forecast, chance));
        }
        Ok(year)
    }
}

fn learned(
    person: &SyntheticPerson,
    priors: &NightPriors,
    unlogged: Unlogged,
    draws: usize,
    seed: u64,
) -> Result<Posterior, Unfit> {
    let mut nights = Cow::Borrowed(person.learned());
    if unlogged == Unlogged::Quiet {
        for night in nights.to_mut().iter_mut().filter(|night| night.outcome == Outcome::Unknown) {
            night.outcome = Outcome::None;
        }
    }
    let logging = (unlogged == Unlogged::Selected).then(Logging::usual);
    Importance { draws }.draw(&Nights::of(priors, &nights, logging), seed)
}

fn score(chance: f64, forecast: f64) -> f64 {
    let forecast = forecast.clamp(SUREST, 1.0 - SUREST);
    chance * libm::log(forecast) + (1.0 - chance) * libm::log1p(-forecast)
}

/// The moving average of the diary so far.
fn moving_average(nights: &[Night]) -> f64 {
    let answered = nights.iter().rev().filter(|night| night.outcome != Outcome::Unknown).take(AVERAGED);
    let (mut cramps, mut count) = BEFORE;
    for night in answered {
        count += 1.0;
        cramps += f64::from(u8::from(night.outcome == Outcome::Cramp));
    }
    cramps / count
}

/// What the years of many persons say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gains {
    /// Persons.
    pub persons: usize,
    /// Mean gain of the model over the moving average, in log score a year.
    pub model: f64,
    /// Standard error of that mean.
    pub model_error: f64,
    /// Mean gain of the truth over it.
    pub truth: f64,
    /// Forecast cramp nights over those truly to be expected.
    pub level: f64,
    /// By how much true log odds rise where those of the forecast rise by 1; below 1 forecasts are too bold.
    pub slope: f64,
}

impl Gains {
    /// The gains over some persons.
    ///
    /// Equation: means; the level is the ratio of sums; the slope b is that of logit p = a + b logit q over all nights, fitted by
    /// the expected log score. Source: [`Year::of`]; calibration slope of Cox 1958. Valid for two persons and more.
    ///
    /// ```
    /// use charley_infer::verify::{Gains, Year};
    /// let nights = vec![(0.1, 0.1), (0.3, 0.3), (0.2, 0.2)];
    /// let year = Year { model: -9.0, average: -10.0, truth: -8.0, nights };
    /// let gains = Gains::of(&[year.clone(), year]);
    /// assert_eq!((gains.model, gains.truth, gains.level, gains.of_truth()), (1.0, 2.0, 1.0, 0.5));
    /// assert!((gains.slope - 1.0).abs() < 1e-9);
    /// ```
    pub fn of(years: &[Year]) -> Self {
        let count = years.len() as f64;
        let mean = |of: &dyn Fn(&Year) -> f64| years.iter().map(of).sum::<f64>() / count;
        let model = mean(&|year| year.model - year.average);
        let square = mean(&|year| (year.model - year.average - model).powi(2));
        let nights: Vec<(f64, f64)> = years.iter().flat_map(|year| year.nights.iter().copied()).collect();
        let (forecast, expected): (f64, f64) =
            nights.iter().fold((0.0, 0.0), |sums, night| (sums.0 + night.0, sums.1 + night.1));
        Self {
            persons: years.len(),
            model,
            model_error: (square / (count - 1.0)).sqrt(),
            truth: mean(&|year| year.truth - year.average),
            level: forecast / expected,
            slope: slope(&nights),
        }
    }

    /// The share of the truth's gain that the model has.
    pub fn of_truth(&self) -> f64 {
        self.model / self.truth
    }
}

/// The slope of logit p = a + b logit q over pairs of forecast q and chance p, by Newton's method.
fn slope(nights: &[(f64, f64)]) -> f64 {
    let (mut a, mut b) = (0.0, 1.0);
    for _ in 0..12 {
        let (mut by, mut curvature) = ([0.0; 2], [0.0; 3]);
        for (forecast, chance) in nights {
            let forecast = forecast.clamp(SUREST, 1.0 - SUREST);
            let x = libm::log(forecast) - libm::log1p(-forecast);
            let fitted = 1.0 / (1.0 + libm::exp(-a - b * x));
            let weight = fitted * (1.0 - fitted);
            by[0] += chance - fitted;
            by[1] += (chance - fitted) * x;
            curvature[0] += weight;
            curvature[1] += weight * x;
            curvature[2] += weight * x * x;
        }
        let determinant = curvature[0] * curvature[2] - curvature[1] * curvature[1];
        a += (curvature[2] * by[0] - curvature[1] * by[1]) / determinant;
        b += (curvature[0] * by[1] - curvature[1] * by[0]) / determinant;
    }
    b
}
