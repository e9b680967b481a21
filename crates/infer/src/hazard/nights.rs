//! Nights with a cramp or without, by the rate of the night.

mod density;
mod drift;
mod stage;

use std::f64::consts::TAU;

pub use self::stage::STAGE_SCALES;
use self::{
    drift::Drift,
    stage::{OutcomeStage, StageKind},
};
use super::{
    Night, NightPriors, NightSetting, Outcome, People, Stated,
    rate::{HIGHEST_LOG_RATE, log_logistic},
};
use crate::{
    Normal, Posterior,
    numeric::{columns::Columns, exp::exp},
};

/// Days of a year.
const YEAR_D: f64 = 365.25; // Julian year
/// Hours in bed of a usual night, at which the rate holds.
const USUAL_H: f64 = 8.0; // docs/studies/inference.md section 1.3
/// In place of the normal prior of a level that has another one.
const NO_PRIOR: Normal = Normal { mean: 0.0, sd: f64::INFINITY }; // by definition: adds nothing

/// The posterior of nights: P(cramp) = 1 - e^-λ with log λ = α + u + log(hours/8) + x·β + g₁ sin + g₂ cos + ρ history.
///
/// u is a level that drifts, 0 at the newest night: a random walk back in steps of N(0, σ) for 28 days, σ half-normal
/// ([`NightSetting::drift_sd`]). Nights nobody spoke of are left out when answers do not depend on cramps
/// ([`NightSetting::logging`] is `None`); else they count as log[(1 - π₁)(1 - e^-λ) + (1 - π₀) e^-λ]. They are never quiet nights. Of
/// nights without a cramp, from the first twinge on, a twinge has the rate e^(a + s (log λ - α)) with a level and a scale of its own;
/// so has, of nights with a cramp, more than one. Source: docs/studies/inference.md section 1.3; grouped proportional hazards,
/// Prentice and Gloeckler 1978; continuation ratios, Fienberg 1980. Valid for any number of nights, also none.
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
    people: Option<People>,
    stated: Option<Stated>,
    /// Nights without a cramp, then with one, then unknown.
    table: Columns,
    offset: Vec<f64>,
    quiet: usize,
    cramped: usize,
    logging: bool,
    stages: Vec<OutcomeStage>,
    drift: Drift,
    drift_sd: Vec<f64>,
}

impl Nights {
    /// The posterior of some nights under priors.
    ///
    /// Equation, source and validity: [`Nights`].
    pub fn of(priors: &NightPriors, nights: &[Night], setting: impl Into<NightSetting>) -> Self {
        let setting = setting.into();
        let sorted = Sorted::of(nights, setting.logging.is_some());
        let column =
            |of: &dyn Fn(&Night) -> f64| sorted.rows.iter().map(|night| of(night)).collect::<Vec<f64>>();
        let mut columns: Vec<Vec<f64>> =
            (0..priors.beta.len()).map(|place| column(&|night| night.exposures[place])).collect();
        columns.push(column(&|night| season(night.day)[0]));
        columns.push(column(&|night| season(night.day)[1]));
        columns.push(column(&|night| night.history));
        let drift = match setting.drift_sd {
            Some(_) => Drift::of(&column(&|night| night.day), setting.stated.map(|stated| stated.day)),
            None => Drift::default(),
        };
        let mut model = Self {
            names: Vec::new(),
            priors: Vec::new(),
            people: setting.people,
            stated: setting.stated,
            table: Columns::of(columns, sorted.rows.len()),
            offset: column(&|night| log_hours(night.hours_in_bed)),
            quiet: sorted.quiet,
            cramped: sorted.cramped,
            logging: setting.logging.is_some(),
            stages: sorted.stages,
            drift_sd: setting.drift_sd.filter(|_| drift.len() > 0).into_iter().collect(),
            drift,
        };
        model.name(priors, setting);
        model
    }

    /// Names the coefficients and gives each its prior.
    fn name(&mut self, priors: &NightPriors, setting: NightSetting) {
        let mut add = |name: String, prior: Normal| {
            self.names.push(name);
            self.priors.push(prior);
        };
        add("alpha".to_owned(), if setting.people.is_some() { NO_PRIOR } else { priors.alpha });
        for (name, prior) in &priors.beta {
            add(format!("beta[{name}]"), *prior);
        }
        let waves = [("season_sin", priors.season[0]), ("season_cos", priors.season[1]), ("rho", priors.rho)];
        let answers = setting.logging.map(|logging| [("kappa0", logging.kappa0), ("delta", logging.delta)]);
        for (name, prior) in waves.into_iter().chain(answers.into_iter().flatten()) {
            add(name.to_owned(), prior);
        }
        for stage in &self.stages {
            for (name, prior) in stage.names().into_iter().zip(OutcomeStage::priors()) {
                add(name.to_owned(), prior);
            }
        }
        // Steps are coefficients without a name: what is reported is how large they are.
        self.priors.extend(std::iter::repeat_n(Normal { mean: 0.0, sd: 1.0 }, self.drift.len()));
        if !self.drift_sd.is_empty() {
            self.names.push("drift_sd".to_owned());
        }
    }

    /// Rates of all rows into `rates`.
    fn rates(&self, at: &[f64], scales: &[f64], rates: &mut Vec<f64>) {
        if self.drift_sd.is_empty() {
            self.table.exp_product(&self.offset, at[0], &at[1..=self.table.len()], rates);
        } else {
            let mut start = self.offset.clone();
            self.drift.add_to(&mut start, self.walked(at), sd(scales));
            self.table.exp_product(&start, at[0], &at[1..=self.table.len()], rates);
        }
        let highest = HIGHEST_RATE;
        for rate in rates.iter_mut() {
            *rate = if *rate < highest { *rate } else { highest };
        }
    }

    /// Where the coefficients of answers begin.
    fn answers_at(&self) -> usize {
        1 + self.table.len()
    }

    /// Where those of a stage begin.
    fn stage_at(&self, stage: usize) -> usize {
        self.answers_at() + 2 * (usize::from(self.logging) + stage)
    }

    /// Where the steps of the drift begin.
    fn steps_at(&self) -> usize {
        self.stage_at(self.stages.len())
    }

    fn walked<'a>(&self, at: &'a [f64]) -> &'a [f64] {
        &at[self.steps_at()..]
    }

    /// Log odds of an answer after a quiet night and after a cramp.
    pub(crate) fn answers(&self, at: &[f64]) -> Option<(f64, f64)> {
        let first = self.answers_at();
        self.logging.then(|| (at[first], at[first] + at[first + 1]))
    }

    /// What the answers alone say of the chance of an answer.
    fn log_answers(&self, answers: (f64, f64)) -> f64 {
        self.quiet as f64 * log_logistic(answers.0) + self.cramped as f64 * log_logistic(answers.1)
    }

    /// How far the level of each day lies from that of now, of all days of the nights in any order.
    pub(crate) fn drifts(&self, days: &[f64], at: &[f64], scales: &[f64]) -> Vec<f64> {
        let mut levels = vec![0.0; days.len()];
        if !self.drift_sd.is_empty() {
            Drift::of(days, None).add_to(&mut levels, self.walked(at), sd(scales));
        }
        levels
    }

    /// What the person says of their last weeks: log likelihood, slope and curvature.
    fn stated(&self, at: &[f64], scales: &[f64]) -> [f64; 3] {
        let Some(stated) = self.stated else { return [0.0; 3] };
        stated.terms(at[0] + self.drift.stated(self.walked(at), sd(scales)))
    }

    fn level_prior(&self, alpha: f64) -> f64 {
        self.people.map_or(0.0, |people| people.log_density(alpha))
    }
}

/// The standard deviation of the drift; none where there is no drift.
fn sd(scales: &[f64]) -> f64 {
    scales.first().copied().unwrap_or(0.0)
}

/// Nights in the order of the model: without a cramp, with one, unknown; within the first those whose twinges are told come last.
struct Sorted<'a> {
    rows: Vec<&'a Night>,
    quiet: usize,
    cramped: usize,
    stages: Vec<OutcomeStage>,
}

impl<'a> Sorted<'a> {
    fn of(nights: &'a [Night], with_unknown: bool) -> Self {
        // Who never spoke of a twinge has not said that there was none.
        let told_from = nights
            .iter()
            .filter(|night| night.outcome == Outcome::Twinge)
            .map(|night| night.day)
            .fold(f64::INFINITY, f64::min);
        let place = |night: &Night| match night.outcome {
            Outcome::None => u8::from(night.day >= told_from),
            Outcome::Twinge => 2,
            Outcome::Cramp => 3,
            Outcome::Several => 4,
            Outcome::Unknown => 5,
        };
        let mut rows: Vec<&Night> =
            nights.iter().filter(|night| with_unknown || night.outcome != Outcome::Unknown).collect();
        rows.sort_by_key(|night| place(night));
        let until = |last: u8| rows.partition_point(|night| place(night) <= last);
        let (quiet, with_cramp) = (until(2), until(4));
        let stages = [
            OutcomeStage::of(StageKind::Twinge, until(0)..quiet, until(1)),
            OutcomeStage::of(StageKind::Several, quiet..with_cramp, until(3)),
        ];
        let stages = stages.into_iter().flatten().collect();
        Self { quiet, cramped: with_cramp - quiet, stages, rows }
    }
}

/// Probability (0 to 1) of a cramp in a night, one a draw of a posterior of [`Nights`]; `nights` is the same night for
/// each exposure draw, or one for all.
///
/// Equation: 1 - e^-λ as in [`Nights`], at the level of now. Source and validity: as there.
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
