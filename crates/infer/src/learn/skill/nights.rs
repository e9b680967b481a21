//! Forecasts of nights from the normal distribution that touches the posterior of the nights before them.

use crate::{
    Model,
    engine::{PosteriorMode, mode},
    hazard::{Night, Nights, linear_terms},
    learn::{
        Fingerprint, NightLevel, NightRow, Track,
        nights::{NightModel, night},
        panel::{Panel, imputation},
        prequential::{self, ForecastWindow, WindowForecast},
    },
};

/// Raised whenever the same nights give other forecasts.
const VERSION: u64 = 3;
/// Nights after which everything is learned anew.
const ANEW_NIGHTS: usize = 14; // own choice: a fortnight more or less changes little
/// Draws of the exposures that a forecast is averaged over.
const EXPOSURE_DRAWS: usize = 4; // own choice, of 64
/// Nodes and weights of the Gauss-Hermite rule for a standard normal variable.
const HERMITE: [(f64, f64); 5] = [
    (-2.856_970_013_872_806, 0.011_257_411_327_720_69), // Gauss-Hermite rule of five nodes
    (-1.355_626_179_974_266, 0.222_075_922_005_612_6),  // Gauss-Hermite rule of five nodes
    (0.0, 0.533_333_333_333_333_3),                     // Gauss-Hermite rule of five nodes
    (1.355_626_179_974_266, 0.222_075_922_005_612_6),   // Gauss-Hermite rule of five nodes
    (2.856_970_013_872_806, 0.011_257_411_327_720_69),  // Gauss-Hermite rule of five nodes
];

/// The forecasts of the nights that became known, each from the nights before its fortnight; `kept` are earlier ones.
pub(in crate::learn) fn track(
    rows: &[NightRow],
    (panel, told): (&Panel, &[ForecastWindow<'_>]),
    model: NightModel<'_>,
    kept: &Track,
) -> Track {
    let mut start: Option<Vec<f64>> = None;
    prequential::track(told, ANEW_NIGHTS, kept, |place| {
        let level = NightLevel::of(&rows[..place], model, rows[place].day);
        let fits: Vec<LaplaceFit> = (0..EXPOSURE_DRAWS)
            .filter_map(|number| {
                let draw = imputation(number, EXPOSURE_DRAWS);
                let nights: Vec<Night> =
                    (0..place).map(|at| night(&rows[at], panel.exposures_until(place, at, draw))).collect();
                LaplaceFit::of(&model.of(&nights), level.drift_sd, draw, &mut start)
            })
            .collect();
        let any = !fits.is_empty();
        let level = Some(level.mean());
        any.then_some(move |at: usize| {
            let of_fit = |fit: &LaplaceFit| {
                fit.probability(&night(&rows[at], panel.exposures_until(place, at, fit.draw)))
            };
            WindowForecast { model: fits.iter().map(of_fit).sum::<f64>() / fits.len() as f64, level }
        })
    })
}

/// The nights with the fingerprint of everything up to each.
pub(in crate::learn) fn told<'a>(
    rows: &'a [NightRow],
    panel: &Panel,
    model: NightModel<'_>,
    seed: u64,
) -> Vec<ForecastWindow<'a>> {
    let NightModel { priors, setting } = model;
    let mut so_far = panel.fingerprint(Fingerprint::of("nights", VERSION).word(seed));
    for prior in [priors.alpha, priors.season[0], priors.season[1], priors.rho] {
        so_far = so_far.number(prior.mean).number(prior.sd);
    }
    if let Some(people) = setting.people {
        so_far = so_far.number(people.shape).number(people.log_bend).number(people.tail);
    }
    if let Some(stated) = setting.stated {
        so_far = so_far.number(stated.day).number(stated.nights).number(stated.cramps);
    }
    rows.iter()
        .map(|row| {
            so_far = row.fingerprint(so_far);
            ForecastWindow { name: &row.name, cramp: row.outcome.cramp(), made_from: so_far.get() }
        })
        .collect()
}

/// The normal distribution that touches the posterior of the nights so far, under one draw of the exposures.
struct LaplaceFit {
    draw: usize,
    mode: PosteriorMode,
}

impl LaplaceFit {
    fn of(model: &Nights, drift_sd: f64, draw: usize, start: &mut Option<Vec<f64>>) -> Option<Self> {
        // The longer the diary, the more steps of the drift: a start of before has none for the newest.
        let from = start.clone().filter(|from| from.len() == model.dim()).unwrap_or_else(|| model.start());
        let mode = mode(model, &[drift_sd][..model.scales().len()], &from).ok()?;
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
