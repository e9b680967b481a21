//! The posterior of one person's workouts, and what follows from it for a workout.

use charley_domain::{exposure::TriggerId, trigger};

use super::{
    Cell, Contrast, Excess, Factor, Fingerprint, Frequency, NamedFactor, PosteriorCache, Track,
    excess::FactorLies,
    nights::{SHIFT_EXPOSURES, STANDARD_DRAWS},
    panel::{IMPUTATIONS, Panel, imputation},
    skill,
    standard::{Standard, StandardWindow},
};
use crate::{
    Model, Normal, Posterior,
    engine::{Careful, Unfit},
    hazard::{Minutes, WorkoutEnd, WorkoutRows},
    level::{Level, LevelTerm, Outline, usual_state},
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
    /// What it was.
    pub outline: Outline,
    /// One cell for each factor, at the end of the workout.
    pub cells: Vec<Cell>,
    /// Median course of the factors that change within the workout, one row of values each [`STEP_MIN`]: factor and values.
    pub course: Vec<(TriggerId, Vec<f64>)>,
    /// Rows of the whole of it.
    pub whole: usize,
    /// Rows at risk: all, or up to the first cramp.
    pub rows: usize,
    /// How it ended.
    pub ended: WorkoutEnd,
}

impl WorkoutRow {
    /// Everything of it, after `so_far`.
    pub(super) fn fingerprint(&self, so_far: Fingerprint) -> Fingerprint {
        let so_far = so_far.text(&self.name).word(self.whole as u64).word(self.rows as u64);
        let Outline { sport, effort, minutes, longest_min } = self.outline;
        let so_far = so_far.text(sport.word()).text(effort.map_or("", |effort| effort.word()));
        let so_far = so_far.number(minutes).number(longest_min);
        let so_far = match self.ended {
            WorkoutEnd::Quiet => so_far.word(0),
            WorkoutEnd::Cramp { rows } => so_far.word(rows as u64),
        };
        let courses = self.course.iter().flat_map(|(_, values)| values);
        let so_far = courses.fold(so_far, |so_far, value| so_far.number(*value));
        self.cells.iter().fold(so_far, Fingerprint::cell)
    }
}

/// What was learned from workouts: of none of them it is what studies say.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedWorkouts {
    /// The posterior, over draws of the exposures; what nothing was learned of is as its prior has it.
    pub posterior: Posterior,
    /// Forecasts as they would have been made, each of the workout as it was then recorded, with what came.
    pub track: Track,
    drawn_from: u64,
    panel: Panel,
    /// The factors that could not be learned.
    rest: Panel,
    level: Level,
    rows: Vec<WorkoutRow>,
}

impl LearnedWorkouts {
    /// Learns from workouts, oldest first: posterior of the level and of each factor known often enough; `cache` is what was
    /// learned before, of which nothing stale is used.
    ///
    /// Equation: [`Minutes`] in rows of five minutes, its level that of [`Level`]; what changes within a workout follows its
    /// median course, moved by what each draw of the body came to at the end, in proportion to the time. Source:
    /// docs/studies/inference.md section 1.3. Valid for any number of workouts, none among them.
    ///
    /// # Errors
    /// [`Unfit`] when no posterior was found.
    pub fn of(
        rows: Vec<WorkoutRow>,
        factors: &[Factor],
        level: Level,
        seed: u64,
        cache: &PosteriorCache,
    ) -> Result<Self, Unfit> {
        let windows: Vec<(String, &[Cell])> =
            rows.iter().map(|row| (row.name.clone(), row.cells.as_slice())).collect();
        let panel = Panel::of(factors, &windows, seed);
        let rest = panel.rest(factors);
        let told = skill::workouts_told(&rows, &panel, &level, seed);
        let drawn_from = told.last().map_or(0, |last| last.made_from);
        let kept_posterior = cache.posterior(drawn_from).filter(|_| !rows.is_empty());
        let posterior = match kept_posterior {
            Some(posterior) => posterior,
            None => draw(&rows, &panel, &level, seed)?,
        };
        let panels = WorkoutPanels { learned: &panel, rest: &rest };
        let posterior = leveled(posterior, panels, &level, seed);
        let track = skill::of_workouts(&rows, panels, &told, (&level, seed), &cache.track);
        Ok(Self { posterior, track, drawn_from, panel, rest, level, rows })
    }

    /// What is worth keeping of it.
    pub fn kept(&self) -> PosteriorCache {
        if self.rows.is_empty() {
            PosteriorCache::default()
        } else {
            PosteriorCache::of(&self.track, &self.posterior, self.drawn_from)
        }
    }

    /// Workouts that it was learned from.
    pub fn workouts(&self) -> usize {
        self.rows.len()
    }

    /// The factors that could be learned.
    pub fn factors(&self) -> &[Factor] {
        &self.panel.factors
    }

    /// The factors of which nothing but their prior is known.
    pub(crate) fn unlearned(&self) -> &[Factor] {
        &self.rest.factors
    }

    /// The level that it was learned under.
    pub(crate) fn level(&self) -> &Level {
        &self.level
    }

    const fn panels(&self) -> WorkoutPanels<'_> {
        WorkoutPanels { learned: &self.panel, rest: &self.rest }
    }

    /// The values that each factor was known to have, in its unit, oldest first: what an unknown exposure may be.
    pub fn usual_values(&self) -> Vec<Vec<f64>> {
        self.panel.pools().to_vec()
    }

    /// Probability (0 to 1) of a cramp in a workout that is planned, one a draw; `cell` looks an exposure of it up.
    ///
    /// Equation: 1 - (1 + φH)^(-1/φ), H the sum of the rates of its rows. Source and validity: [`Minutes`].
    pub fn probability(&self, row: &WorkoutRow, cell: impl Fn(&TriggerId) -> Cell) -> Vec<f64> {
        let cell = |factor: &Factor| cell(&factor.id);
        let (learned, rest) = (self.panel.complete(&row.name, cell), self.rest.complete(&row.name, cell));
        let models = self.posterior.models();
        let ends = |model: usize| {
            let draw = imputation(model, models);
            [learned[draw].as_slice(), rest[draw].as_slice()].concat()
        };
        chances(&self.posterior, self.panels(), (row, &self.level), ends)
    }

    /// The same of such a workout as it usually is, whatever its exposures: how often it brings a cramp.
    ///
    /// Equation, source and validity: [`Level::of`].
    pub fn usual(&self, outline: &Outline) -> Vec<f64> {
        let rows = ((outline.minutes / STEP_MIN).ceil() as usize).max(1);
        let row = WorkoutRow {
            name: String::new(),
            outline: *outline,
            cells: Vec::new(),
            course: Vec::new(),
            whole: rows,
            rows,
            ended: WorkoutEnd::Quiet,
        };
        let none = Panel::default();
        chances(&self.posterior, WorkoutPanels { learned: &none, rest: &none }, (&row, &self.level), |_| {
            Vec::new()
        })
    }

    /// What raised the rate, beyond a usual workout of this person, at the moment of the first cramp of one that it was learned
    /// from, by the factors that are named; `None` of another workout.
    ///
    /// Equation, source and validity: [`Excess`]; a state of the body counts as far as it is more or less than usual by then.
    pub fn excess(&self, name: &str, named: &[NamedFactor]) -> Option<Excess> {
        let place = self.rows.iter().position(|row| row.name == name)?;
        let row = &self.rows[place];
        let models = self.posterior.models();
        let last = row.rows.checked_sub(1)?;
        let lies = named.iter().filter_map(|named| {
            let factor = self.panel.place(&named.id, named.timing)?;
            let end = |model| self.panel.known(factor, place, imputation(model, models));
            let value = |model| Some(value_at(row, &named.id, end(model)?, last));
            let values: Vec<f64> = (0..models).map(value).collect::<Option<_>>()?;
            let is_state = trigger::BODY_STATES.contains(&named.id.id.as_str());
            Some(FactorLies { named, values, usual: if is_state { 0.0 } else { self.panel.usual(factor) } })
        });
        Excess::of(&self.posterior, lies.collect())
    }

    /// How often a cramp comes in a workout like those that are known, with a factor at one value and at another; `None` for one
    /// that was not learned.
    ///
    /// Equation, source and validity: `Standard`; each workout counts with its exposures at its end, whatever its length.
    pub fn frequencies(&self, contrasts: &[Contrast]) -> Vec<Option<Frequency>> {
        let by_exposures = (0..SHIFT_EXPOSURES).map(|number| {
            let draw = imputation(number, SHIFT_EXPOSURES);
            let window = |place| StandardWindow { terms: self.panel.exposures(place, draw), offset: 0.0 };
            (0..self.rows.len()).map(window).collect()
        });
        let columns = self.panel.factors.iter().map(|factor| self.posterior.column(&factor.coefficient()));
        let Some(columns) = columns.collect::<Option<Vec<&[f64]>>>() else {
            return vec![None; contrasts.len()];
        };
        let cramped = |row: &&WorkoutRow| matches!(row.ended, WorkoutEnd::Cramp { .. });
        let standard = Standard {
            posterior: &self.posterior,
            draws: self.posterior.even_draws(STANDARD_DRAWS),
            columns,
            windows: by_exposures.collect(),
            cramps: self.rows.iter().filter(cramped).count(),
        };
        let place = |contrast: &Contrast| self.panel.place(&contrast.id, contrast.timing);
        standard.frequencies(contrasts, place, self.panel.seed())
    }

    /// Exposure draws that a posterior can have at most.
    pub const DRAWS: usize = IMPUTATIONS;
}

/// The factors of workouts by what could be learned of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct WorkoutPanels<'a> {
    pub(super) learned: &'a Panel,
    /// Those of which nothing but their prior is known.
    pub(super) rest: &'a Panel,
}

impl<'a> WorkoutPanels<'a> {
    fn factors(self) -> impl Iterator<Item = &'a Factor> {
        self.learned.factors.iter().chain(&self.rest.factors)
    }
}

/// Draws the posterior, one model for each draw of the exposures.
fn draw(rows: &[WorkoutRow], panel: &Panel, level: &Level, seed: u64) -> Result<Posterior, Unfit> {
    let models: Vec<Minutes> = (0..EXPOSURE_DRAWS)
        .map(|number| {
            let draw = imputation(number, EXPOSURE_DRAWS);
            minutes(rows, &panel.factors, level, |place| panel.exposures(place, draw))
        })
        .collect();
    let models: Vec<&dyn Model> = models.iter().map(|model| model as &dyn Model).collect();
    Ok(weighed(Careful::default().over(&models, seed)?, level, seed))
}

/// The posterior with the weight that the mixture of levels and the answer about the past give each draw.
pub(super) fn weighed(posterior: Posterior, level: &Level, seed: u64) -> Posterior {
    let race = std::iter::once((LevelTerm::Race.coefficient(), level.prior(LevelTerm::Race)));
    let posterior = posterior.completed(race, seed);
    let column = |name: &str| posterior.column(name).map(<[f64]>::to_vec);
    match (column("alpha"), column(&LevelTerm::Race.coefficient())) {
        (Some(alpha), Some(race)) => posterior.reweighed(|draw| level.log_weight(alpha[draw], race[draw])),
        _ => posterior,
    }
}

/// The posterior with what nothing was learned of.
pub(super) fn leveled(
    posterior: Posterior,
    panels: WorkoutPanels<'_>,
    level: &Level,
    seed: u64,
) -> Posterior {
    let factors = panels.factors().map(|factor| (factor.coefficient(), factor.prior));
    let terms = LevelTerm::ALL.into_iter().map(|term| (term.coefficient(), level.prior(term)));
    posterior.completed(factors.chain(terms), seed)
}

/// The posterior of some workouts under one draw of their exposures, which `ends` looks up.
pub(super) fn minutes(
    rows: &[WorkoutRow],
    factors: &[Factor],
    level: &Level,
    ends: impl Fn(usize) -> Vec<f64>,
) -> Minutes {
    // A term that no workout has is not learned.
    let has = |term: &LevelTerm| {
        *term == LevelTerm::Onset || rows.iter().any(|row| level.value(*term, &row.outline) != 0.0)
    };
    let terms: Vec<LevelTerm> =
        LevelTerm::ALL.into_iter().filter(|term| !rows.is_empty() && has(term)).collect();
    let of_factors = factors.iter().map(|factor| (factor.id.id.clone(), factor.prior));
    let of_terms = terms.iter().map(|term| (term.id().to_owned(), level.prior(*term)));
    let beta: Vec<(String, Normal)> = of_factors.chain(of_terms).collect();
    let at_risk: Vec<WorkoutRows> =
        rows.iter().map(|row| WorkoutRows { rows: row.rows, ended: row.ended }).collect();
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); beta.len()];
    let mut offset = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let end = ends(place);
        let of_row: Vec<f64> = terms.iter().map(|term| level.value(*term, &row.outline)).collect();
        for at in 0..row.rows {
            for (column, (factor, end)) in columns.iter_mut().zip(factors.iter().zip(&end)) {
                column.push(value_at(row, &factor.id, *end, at));
            }
            for (column, (term, value)) in columns[factors.len()..].iter_mut().zip(terms.iter().zip(&of_row))
            {
                column.push(if *term == LevelTerm::Onset { level.onset(at, row.whole) } else { *value });
            }
            offset.push(level.offset(row.whole));
        }
    }
    Minutes::of(level.alpha(), beta, columns, &at_risk, FRAILTY_SD).with_offset(offset)
}

/// Probability of a cramp in the whole of a workout, one a draw; `ends` are its exposures under each exposure draw.
pub(super) fn chances(
    posterior: &Posterior,
    panels: WorkoutPanels<'_>,
    (row, level): (&WorkoutRow, &Level),
    ends: impl Fn(usize) -> Vec<f64>,
) -> Vec<f64> {
    let (Some(alpha), Some(frailty), Some(onset)) = (
        posterior.column("alpha"),
        posterior.column("phi"),
        posterior.column(&LevelTerm::Onset.coefficient()),
    ) else {
        return Vec::new();
    };
    let factors: Vec<&Factor> = panels.factors().collect();
    let betas: Vec<&[f64]> =
        factors.iter().filter_map(|factor| posterior.column(&factor.coefficient())).collect();
    let terms: Vec<(f64, &[f64])> = LevelTerm::ALL
        .into_iter()
        .map(|term| (level.value(term, &row.outline), term))
        .filter(|(value, _)| *value != 0.0)
        .filter_map(|(value, term)| Some((value, posterior.column(&term.coefficient())?)))
        .collect();
    // What is multiplied with the coefficients: the same for all draws of one exposure draw.
    let tables: Vec<Vec<Vec<f64>>> = (0..posterior.models())
        .map(|model| {
            let end = ends(model);
            let of_row = |at: usize| {
                let of_factor = factors.iter().zip(&end);
                of_factor.map(|(factor, end)| value_at(row, &factor.id, *end, at)).collect()
            };
            (0..row.whole).map(of_row).collect()
        })
        .collect();
    let onsets: Vec<f64> = (0..row.whole).map(|at| level.onset(at, row.whole)).collect();
    (0..posterior.draws())
        .map(|draw| {
            let constant = alpha[draw]
                + level.offset(row.whole)
                + terms.iter().map(|(value, column)| value * column[draw]).sum::<f64>();
            let rates = tables[posterior.model_of(draw)].iter().zip(&onsets).map(|(values, at)| {
                let sum: f64 = values.iter().zip(&betas).map(|(value, beta)| beta[draw] * value).sum();
                libm::exp((constant + onset[draw] * at + sum).min(30.0)) // numerical bound: a rate of 10^13
            });
            let hazard: f64 = rates.sum();
            let frailty = frailty[draw].max(1e-9);
            -libm::expm1(-libm::log1p(frailty * hazard) / frailty)
        })
        .collect()
}

/// The value of a factor in one row: its course moved towards the end of this draw, or the same throughout; a state of the
/// body counts as far as it is more or less than usual by then.
fn value_at(row: &WorkoutRow, id: &TriggerId, end: f64, at: usize) -> f64 {
    let course = row.course.iter().find(|(known, _)| known == id);
    let Some((here, last)) =
        course.and_then(|(_, course)| course.get(at).or(course.last()).zip(course.last()))
    else {
        // A state that nobody followed is as usual.
        return if trigger::BODY_STATES.contains(&id.id.as_str()) { 0.0 } else { end };
    };
    let share = (at + 1) as f64 / row.whole as f64;
    here + (end - last) * share.min(1.0) - usual_state(&id.id, (at + 1) as f64 * STEP_MIN)
}
