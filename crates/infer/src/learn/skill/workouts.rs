//! Forecasts of workouts from a few draws of the posterior of the workouts before them.

use crate::{
    Model,
    engine::Importance,
    hazard::{Minutes, WorkoutEnd},
    learn::{
        Fingerprint, Track, WorkoutRow,
        panel::{Panel, imputation},
        prequential::{self, ForecastWindow, WindowForecast},
        workouts::{WorkoutPanels, chances, leveled, minutes, weighed},
    },
    level::Level,
};

/// Raised whenever the same workouts give other forecasts.
const VERSION: u64 = 2;
/// Workouts after which everything is learned anew.
const ANEW_WORKOUTS: usize = 14; // own choice: as many as nights
/// Draws of the exposures that a forecast is averaged over.
const EXPOSURE_DRAWS: usize = 2; // own choice, of 64
/// Draws of the posterior in all.
const DRAWS: usize = 400; // own choice: a mean within a tenth of its spread

/// The forecasts of the workouts of which it is known what came, each of the whole workout as it was then recorded, by what
/// was known before its stretch; `kept` are earlier ones.
pub(in crate::learn) fn track(
    rows: &[WorkoutRow],
    panels: WorkoutPanels<'_>,
    told: &[ForecastWindow<'_>],
    (level, seed): (&Level, u64),
    kept: &Track,
) -> Track {
    let panel = panels.learned;
    prequential::track(told, ANEW_WORKOUTS, kept, |place| {
        let draws: Vec<usize> =
            (0..EXPOSURE_DRAWS).map(|number| imputation(number, EXPOSURE_DRAWS)).collect();
        let models: Vec<Minutes> = draws
            .iter()
            .map(|draw| {
                minutes(&rows[..place], &panel.factors, level, |at| panel.exposures_until(place, at, *draw))
            })
            .collect();
        let models: Vec<&dyn Model> = models.iter().map(|model| model as &dyn Model).collect();
        let posterior = weighed(Importance { draws: DRAWS }.over(&models, seed, None).ok()?, level, seed);
        let posterior = leveled(posterior, panels, level, seed);
        Some(move |at: usize| {
            let ends: Vec<Vec<f64>> =
                draws.iter().map(|draw| panel.exposures_until(place, at, *draw)).collect();
            let none = Panel::default();
            let learned = WorkoutPanels { rest: &none, ..panels };
            let chances = chances(&posterior, learned, (&rows[at], level), |model| ends[model].clone());
            WindowForecast { model: posterior.moments(&chances).0, level: None }
        })
    })
}

/// The workouts with the fingerprint of everything up to each.
pub(in crate::learn) fn told<'a>(
    rows: &'a [WorkoutRow],
    panel: &Panel,
    level: &Level,
    seed: u64,
) -> Vec<ForecastWindow<'a>> {
    let start = panel.fingerprint(Fingerprint::of("workouts", VERSION).word(seed));
    let mut so_far = level.numbers().fold(start, Fingerprint::number);
    rows.iter()
        .map(|row| {
            so_far = row.fingerprint(so_far);
            ForecastWindow {
                name: &row.name,
                cramp: Some(row.ended != WorkoutEnd::Quiet),
                made_from: so_far.get(),
            }
        })
        .collect()
}
