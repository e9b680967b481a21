//! The posterior of one person's workouts, and what follows from it for a workout.

use charley_domain::exposure::TriggerId;

use super::{
    Cell, Factor, Fingerprint, Kept, Track,
    panel::{IMPUTATIONS, Panel, imputation},
    skill,
};
use crate::{
    Model, Normal, Posterior,
    attribution::SharesDrawn,
    engine::{Careful, Unfit},
    hazard::{Ended, Minutes, WorkoutRows},
};

/// Minutes of one row.
pub const STEP_MIN: f64 = 5.0; // own choice: the states of a workout change little within
/// Standard deviation of the half-normal prior of the frailty variance between workouts.
const FRAILTY_SD: f64 = 0.5; // docs/studies/inference.md section 1.3
/// Draws of the exposures that are gone through: a workout has many rows.
const EXPOSURE_DRAWS: usize = 16; // own choice, of 64

/// One workout as it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkoutRow {
    /// Its name, of which its draws depend: its id.
    pub name: String,
    /// One cell for each factor, at the end of the workout.
    pub cells: Vec<Cell>,
    /// Median course of the factors that change within the workout, one row of values each [`STEP_MIN`]: factor and values.
    pub course: Vec<(TriggerId, Vec<f64>)>,
    /// Rows of the whole of it.
    pub whole: usize,
    /// Rows at risk: all, or up to the first cramp.
    pub rows: usize,
    /// How it ended.
    pub ended: Ended,
}

impl WorkoutRow {
    /// Everything of it, after `so_far`.
    pub(super) fn fingerprint(&self, so_far: Fingerprint) -> Fingerprint {
        let so_far = so_far.text(&self.name).word(self.whole as u64).word(self.rows as u64);
        let so_far = match self.ended {
            Ended::Quiet => so_far.word(0),
            Ended::Cramp { rows } => so_far.word(rows as u64),
        };
        let courses = self.course.iter().flat_map(|(_, values)| values);
        let so_far = courses.fold(so_far, |so_far, value| so_far.number(*value));
        self.cells.iter().fold(so_far, Fingerprint::cell)
    }
}

/// What was learned from workouts.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedWorkouts {
    /// The posterior, over draws of the exposures.
    pub posterior: Posterior,
    /// Forecasts as they would have been made, each of the workout as it was then recorded, with what came.
    pub track: Track,
    drawn_from: u64,
    panel: Panel,
    rows: Vec<WorkoutRow>,
}

impl LearnedWorkouts {
    /// Learns from workouts, oldest first: posterior of the log rate a minute and of each factor known often enough; `kept`
    /// is what was learned before, of which nothing stale is used.
    ///
    /// Equation: [`Minutes`] in rows of five minutes; what changes within a workout follows its median course, moved by what
    /// each draw of the body came to at the end, in proportion to the time. Source: docs/studies/inference.md section 1.3. Valid for
    /// any number of workouts.
    ///
    /// # Errors
    /// [`Unfit`] when no posterior was found.
    pub fn of(
        rows: Vec<WorkoutRow>,
        factors: &[Factor],
        alpha: Normal,
        (seed, kept): (u64, &Kept),
    ) -> Result<Self, Unfit> {
        let windows: Vec<(String, &[Cell])> =
            rows.iter().map(|row| (row.name.clone(), row.cells.as_slice())).collect();
        let panel = Panel::of(factors, &windows, seed);
        let told = skill::workouts_told(&rows, (&panel, seed), alpha);
        let drawn_from = told.last().map_or(0, |last| last.made_from);
        let posterior = match kept.posterior(drawn_from) {
            Some(posterior) => posterior,
            None => draw(&rows, &panel, alpha, seed)?,
        };
        let track = skill::of_workouts(&rows, (&panel, &told), (alpha, seed), &kept.track);
        Ok(Self { posterior, track, drawn_from, panel, rows })
    }

    /// What is worth keeping of it.
    pub fn kept(&self) -> Kept {
        Kept::of(&self.track, &self.posterior, self.drawn_from)
    }

    /// The factors that could be learned.
    pub fn factors(&self) -> &[Factor] {
        &self.panel.factors
    }

    /// The values that each factor was known to have, in its unit, oldest first: what an unknown exposure may be.
    pub fn usual_values(&self) -> Vec<Vec<f64>> {
        self.panel.pools().to_vec()
    }

    /// Probability (0 to 1) of a cramp in a workout that is planned, one a draw; `cell` looks an exposure of it up.
    ///
    /// Equation: 1 - (1 + φH)^(-1/φ), H the sum of the rates of its rows. Source and validity: [`Minutes`].
    pub fn probability(&self, row: &WorkoutRow, cell: impl Fn(&TriggerId) -> Cell) -> Vec<f64> {
        let drawn = self.panel.complete(&row.name, cell);
        let models = self.posterior.models();
        let ends = |model: usize| drawn[imputation(model, models)].as_slice();
        chances(&self.posterior, &self.panel.factors, row, ends)
    }

    /// Shares of the rate at the moment of the first cramp of one of the workouts it was learned from.
    ///
    /// Equation, source and validity: [`crate::attribution::Shares::of`].
    pub fn shares(&self, name: &str) -> Option<SharesDrawn> {
        let place = self.rows.iter().position(|row| row.name == name)?;
        let row = &self.rows[place];
        let models = self.posterior.models();
        let last = row.rows.checked_sub(1)?;
        let differences: Vec<(String, Vec<f64>)> = self
            .panel
            .factors
            .iter()
            .enumerate()
            .map(|(factor, about)| {
                let of_model = |model: usize| {
                    let end = self.panel.exposures(place, imputation(model, models))[factor];
                    value_at(row, &about.id, end, last) - about.reference
                };
                (about.coefficient(), (0..models).map(of_model).collect())
            })
            .collect();
        Some(SharesDrawn::of(&self.posterior, &differences))
    }

    /// Exposure draws that a posterior can have at most.
    pub const DRAWS: usize = IMPUTATIONS;
}

/// Draws the posterior, one model for each draw of the exposures.
fn draw(rows: &[WorkoutRow], panel: &Panel, alpha: Normal, seed: u64) -> Result<Posterior, Unfit> {
    let models: Vec<Minutes> = (0..EXPOSURE_DRAWS)
        .map(|number| {
            let draw = imputation(number, EXPOSURE_DRAWS);
            minutes(rows, &panel.factors, alpha, |place| panel.exposures(place, draw))
        })
        .collect();
    let models: Vec<&dyn Model> = models.iter().map(|model| model as &dyn Model).collect();
    Careful::default().over(&models, seed)
}

/// The posterior of some workouts under one draw of their exposures, which `ends` looks up.
pub(super) fn minutes(
    rows: &[WorkoutRow],
    factors: &[Factor],
    alpha: Normal,
    ends: impl Fn(usize) -> Vec<f64>,
) -> Minutes {
    let beta: Vec<(String, Normal)> =
        factors.iter().map(|factor| (factor.id.id.clone(), factor.prior)).collect();
    // The rate of a row is that of its minutes together.
    let alpha = Normal { mean: alpha.mean + libm::log(STEP_MIN), sd: alpha.sd };
    let at_risk: Vec<WorkoutRows> =
        rows.iter().map(|row| WorkoutRows { rows: row.rows, ended: row.ended }).collect();
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); factors.len()];
    for (place, row) in rows.iter().enumerate() {
        let end = ends(place);
        for at in 0..row.rows {
            for (column, (factor, end)) in columns.iter_mut().zip(factors.iter().zip(&end)) {
                column.push(value_at(row, &factor.id, *end, at));
            }
        }
    }
    Minutes::of(alpha, beta, columns, &at_risk, FRAILTY_SD)
}

/// Probability of a cramp in the whole of a workout, one a draw; `ends` are its exposures under each exposure draw.
pub(super) fn chances<'a>(
    posterior: &Posterior,
    factors: &[Factor],
    row: &WorkoutRow,
    ends: impl Fn(usize) -> &'a [f64],
) -> Vec<f64> {
    let (Some(alpha), Some(frailty)) = (posterior.column("alpha"), posterior.column("phi")) else {
        return Vec::new();
    };
    let betas: Vec<&[f64]> =
        factors.iter().filter_map(|factor| posterior.column(&factor.coefficient())).collect();
    // What is multiplied with the coefficients: the same for all draws of one exposure draw.
    let tables: Vec<Vec<Vec<f64>>> = (0..posterior.models())
        .map(|model| {
            let of_row = |at: usize| {
                let of_factor = factors.iter().zip(ends(model));
                of_factor.map(|(factor, end)| value_at(row, &factor.id, *end, at)).collect()
            };
            (0..row.whole).map(of_row).collect()
        })
        .collect();
    (0..posterior.draws())
        .map(|draw| {
            let rates = tables[posterior.model_of(draw)].iter().map(|values| {
                let sum: f64 = values.iter().zip(&betas).map(|(value, beta)| beta[draw] * value).sum();
                libm::exp((alpha[draw] + sum).min(30.0)) // a rate of 10^13
            });
            let hazard: f64 = rates.sum();
            let frailty = frailty[draw].max(1e-9);
            -libm::expm1(-libm::log1p(frailty * hazard) / frailty)
        })
        .collect()
}

/// The value of a factor in one row: its course moved towards the end of this draw, or the same throughout.
fn value_at(row: &WorkoutRow, id: &TriggerId, end: f64, at: usize) -> f64 {
    let Some((_, course)) = row.course.iter().find(|(known, _)| known == id) else { return end };
    let (Some(here), Some(last)) = (course.get(at).or(course.last()), course.last()) else { return end };
    let share = (at + 1) as f64 / course.len() as f64;
    here + (end - last) * share.min(1.0)
}
