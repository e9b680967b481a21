//! Forecasts as they would have been made, night by night, each from what was known before it; against the moving average.

use super::{
    NightRow,
    nights::night,
    panel::{IMPUTATIONS, Panel},
};
use crate::{
    Model,
    engine::mode,
    hazard::{Logging, Night, NightPriors, Nights, Outcome, linear_terms},
};

/// Known nights before the first forecast that counts.
const LEARNING_NIGHTS: usize = 30; // inference study, section 1.6
/// Nights after which everything is learned anew.
const ANEW_NIGHTS: usize = 14; // own choice: a fortnight more or less changes little
/// Draws of the exposures that a forecast is averaged over.
const EXPOSURE_DRAWS: usize = 4; // own choice, of 64
/// Logged nights of the moving average.
const AVERAGE_NIGHTS: usize = 90; // inference study, section 2
/// What the moving average begins with: as if half a cramp in ten nights had been seen.
const AVERAGE_CRAMPS: f64 = 0.5; // own choice: 5 in 100, the prior of the study
const AVERAGE_OF: f64 = 10.0; // own choice: as above
/// Least and greatest probability that is scored.
const EDGE: f64 = 1e-4; // a certain forecast that fails would cost everything
/// Nodes and weights of the Gauss-Hermite rule for a standard normal variable.
const HERMITE: [(f64, f64); 5] = [
    (-2.856_970_013_872_806, 0.011_257_411_327_720_69), // Gauss-Hermite rule of five nodes
    (-1.355_626_179_974_266, 0.222_075_922_005_612_6),  // Gauss-Hermite rule of five nodes
    (0.0, 0.533_333_333_333_333_3),                     // Gauss-Hermite rule of five nodes
    (1.355_626_179_974_266, 0.222_075_922_005_612_6),   // Gauss-Hermite rule of five nodes
    (2.856_970_013_872_806, 0.011_257_411_327_720_69),  // Gauss-Hermite rule of five nodes
];

/// One night that was forecast and then known.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecasted {
    /// The night.
    pub name: String,
    /// Probability that the model gave.
    pub model: f64,
    /// Probability that the person's own moving average gave.
    pub average: f64,
    /// Whether a cramp came.
    pub cramp: bool,
}

/// All of them, oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Track {
    /// The nights.
    pub nights: Vec<Forecasted>,
}

impl Track {
    /// Log score that the model gained over the moving average, in nats.
    ///
    /// Equation: Σ log p(what came), model less average. Source: inference study, section 2. Valid for any number.
    ///
    /// ```
    /// assert_eq!(charley_infer::learn::Track::default().gain(), 0.0);
    /// ```
    pub fn gain(&self) -> f64 {
        let score = |p: f64, cramp: bool| libm::log(if cramp { p } else { 1.0 - p });
        self.nights
            .iter()
            .map(|night| score(night.model, night.cramp) - score(night.average, night.cramp))
            .sum()
    }

    /// Whether the model has earned to be shown: not below the moving average over at least 30 known nights.
    pub fn has_earned(&self) -> bool {
        self.nights.len() >= LEARNING_NIGHTS && self.gain() >= 0.0
    }
}

/// Probability of a cramp by the last logged nights: `cramps` of `known`, from which a person who knows nothing expects 5 in 100.
///
/// Equation: (cramps + 0.5) / (known + 10). Source: own choice. Valid for any count.
///
/// ```
/// assert_eq!(charley_infer::learn::moving_average(0, 0), 0.05);
/// ```
pub fn moving_average(cramps: usize, known: usize) -> f64 {
    (cramps as f64 + AVERAGE_CRAMPS) / (known as f64 + AVERAGE_OF)
}

pub(super) fn track(
    rows: &[NightRow],
    panel: &Panel,
    (priors, logging): (&NightPriors, Option<Logging>),
) -> Track {
    let mut track = Track::default();
    let mut known: Vec<bool> = Vec::new();
    let mut start: Option<Vec<f64>> = None;
    let mut fits: Vec<Fit> = Vec::new();
    let mut next = 0;
    for (place, row) in rows.iter().enumerate() {
        if known.len() >= LEARNING_NIGHTS && place >= next {
            fits = (0..EXPOSURE_DRAWS)
                .filter_map(|draw| {
                    Fit::of(
                        &rows[..place],
                        (panel, draw * IMPUTATIONS / EXPOSURE_DRAWS),
                        (priors, logging),
                        &mut start,
                    )
                })
                .collect();
            next = place + ANEW_NIGHTS;
        }
        let cramp = match row.outcome {
            Outcome::Unknown => continue,
            outcome => outcome == Outcome::Cramp,
        };
        if !fits.is_empty() {
            let of_fit = |fit: &Fit| fit.probability(&night(row, panel.exposures(place, fit.draw)));
            let model = fits.iter().map(of_fit).sum::<f64>() / fits.len() as f64;
            let last = &known[known.len().saturating_sub(AVERAGE_NIGHTS)..];
            let average = moving_average(last.iter().filter(|cramp| **cramp).count(), last.len());
            let within = |p: f64| p.clamp(EDGE, 1.0 - EDGE);
            track.nights.push(Forecasted {
                name: row.name.clone(),
                model: within(model),
                average: within(average),
                cramp,
            });
        }
        known.push(cramp);
    }
    track
}

/// The normal distribution that touches the posterior of the nights so far, under one draw of the exposures.
struct Fit {
    draw: usize,
    mode: crate::engine::Mode,
}

impl Fit {
    fn of(
        rows: &[NightRow],
        (panel, draw): (&Panel, usize),
        (priors, logging): (&NightPriors, Option<Logging>),
        start: &mut Option<Vec<f64>>,
    ) -> Option<Self> {
        let nights: Vec<Night> =
            rows.iter().enumerate().map(|(place, row)| night(row, panel.exposures(place, draw))).collect();
        let model = Nights::of(priors, &nights, logging);
        let from = start.clone().unwrap_or_else(|| model.start());
        let mode = mode(&model, &[], &from).ok()?;
        *start = Some(mode.at.clone());
        Some(Self { draw, mode })
    }

    /// The mean of 1 - e^-λ over the normal distribution of log λ.
    fn probability(&self, night: &Night) -> f64 {
        let (mut terms, offset) = linear_terms(night);
        let log_rate: f64 = offset + terms.iter().zip(&self.mode.at).map(|(x, b)| x * b).sum::<f64>();
        terms.resize(self.mode.at.len(), 0.0);
        self.mode.factor.forward(&mut terms);
        let sd = terms.iter().map(|term| term * term).sum::<f64>().sqrt();
        let chance = |z: f64| -libm::expm1(-libm::exp((log_rate + sd * z).min(5.0))); // beyond 5 it is certain
        HERMITE.iter().map(|(z, weight)| weight * chance(*z)).sum()
    }
}

/// The reliability curve of forecasts: what they said, and what came, risen as the forecasts rise.
///
/// Equation: isotonic regression of the outcomes on the forecasts by pooling adjacent violators. Source: CORP,
/// Dimitriadis, Gneiting, Jordan 2021. Valid for any number; pairs (forecast, frequency), the forecasts rising.
///
/// ```
/// use charley_infer::learn::isotonic;
/// let curve = isotonic(&[(0.1, false), (0.2, true), (0.3, false), (0.9, true)]);
/// assert_eq!(curve, [(0.1, 0.0), (0.2, 0.5), (0.3, 0.5), (0.9, 1.0)]);
/// ```
pub fn isotonic(forecasts: &[(f64, bool)]) -> Vec<(f64, f64)> {
    let mut sorted = forecasts.to_vec();
    sorted.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    // Blocks of a sum and a count, whose means must rise.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (_, came) in &sorted {
        blocks.push((f64::from(u8::from(*came)), 1));
        while let [.., (sum_a, n_a), (sum_b, n_b)] = blocks[..] {
            if sum_a / n_a as f64 <= sum_b / n_b as f64 {
                break;
            }
            blocks.truncate(blocks.len() - 2);
            blocks.push((sum_a + sum_b, n_a + n_b));
        }
    }
    let means = blocks.iter().flat_map(|(sum, n)| std::iter::repeat_n(sum / *n as f64, *n));
    sorted.iter().map(|(forecast, _)| *forecast).zip(means).collect()
}
