//! The minute of a workout in which the first cramp came, by the rate of each minute.

use pulp::Arch;

use super::rate::HIGHEST_LOG_RATE;
use crate::{
    Normal,
    model::{Model, add_prior_curvature, add_priors},
    numeric::{
        columns::{Columns, dot, total},
        exp::exp_in_place,
        matrix::Symmetric,
    },
};

/// Rows that are worked on together: their columns then stay in the fastest memory.
const TILE: usize = 256;
/// Below this share of the frailty the closed form is 0/0, and its series is exact.
const SMALL: f64 = 1e-5; // the first term left out is below 1e-15

/// How a workout ended, as far as the first cramp is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkoutEnd {
    /// Without a cramp.
    Quiet,
    /// The first cramp came in its last rows: in the last one, or, where the minute was recalled, somewhere in the last `rows`.
    Cramp {
        /// Rows in which it may have come.
        rows: usize,
    },
}

/// One workout: how many rows of the table are its minutes at risk, and how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkoutRows {
    /// Minutes at risk: all, or up to the first cramp (with the rows in which it may have come).
    pub rows: usize,
    /// How it ended.
    pub ended: WorkoutEnd,
}

/// The posterior of workout minutes: h = exp(α + x·β) a minute, a gamma frailty of variance φ for each workout.
///
/// With H the sum of h up to a minute and A(H) = log(1 + φH)/φ: a quiet workout adds -A(H), a first cramp within rows
/// b+1 to e adds -A(`H_b`) + log(1 - e^-(A(`H_e`) - A(`H_b`))). Minutes after the first cramp do not count: the person slows
/// down. A recalled minute is some rows wide, which is interval censoring. Source: docs/studies/inference.md section 1.3; grouped
/// survival with gamma frailty. Valid for any number of workouts; φ ≥ 0, its prior half-normal.
///
/// ```
/// use charley_infer::{Normal, Model, hazard::{WorkoutEnd, Minutes, WorkoutRows}};
/// let pace = ("intensity_10pct".to_owned(), Normal { mean: 0.3, sd: 0.4 });
/// let workouts = [WorkoutRows { rows: 2, ended: WorkoutEnd::Quiet }, WorkoutRows { rows: 1, ended: WorkoutEnd::Cramp { rows: 1 } }];
/// let columns = vec![vec![0.0, 0.1, 2.0]];
/// let minutes = Minutes::of(Normal { mean: -7.6, sd: 1.0 }, vec![pace], columns, &workouts, 0.5);
/// assert_eq!(minutes.names(), ["alpha", "beta[intensity_10pct]", "phi"]);
/// assert!(minutes.log_density(&[-7.6, 0.6], &[0.3]) > minutes.log_density(&[-7.6, -0.6], &[0.3]));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Minutes {
    names: Vec<String>,
    priors: Vec<Normal>,
    frailty: [f64; 1],
    table: Columns,
    /// What is added to the log hazard of each row, known beforehand.
    offset: Vec<f64>,
    /// First row of each workout, first row in which its cramp may have come, and its end.
    workouts: Vec<Risk>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Risk {
    first: usize,
    window: usize,
    end: usize,
    cramped: bool,
}

/// The log likelihood of one workout as a function of both cumulative hazards, with derivatives.
struct WorkoutTerms {
    value: f64,
    by_before: f64,
    by_end: f64,
    before_twice: f64,
    both: f64,
    end_twice: f64,
    by_frailty: f64,
}

impl Minutes {
    /// The posterior of a table of minutes (one column an exposure, workouts one after the other), with the standard
    /// deviation of the half-normal prior of the frailty variance.
    ///
    /// Equation, source and validity: [`Minutes`].
    ///
    /// # Panics
    /// When the workouts do not have as many rows as the table.
    pub fn of(
        alpha: Normal,
        beta: Vec<(String, Normal)>,
        columns: Vec<Vec<f64>>,
        workouts: &[WorkoutRows],
        frailty_sd: f64,
    ) -> Self {
        let rows = workouts.iter().map(|workout| workout.rows).sum();
        assert!(
            columns.iter().all(|column| column.len() == rows),
            "every column has a value for every minute"
        );
        let mut first = 0;
        let risks = workouts.iter().map(|workout| {
            let end = first + workout.rows;
            let (window, cramped) = match workout.ended {
                WorkoutEnd::Quiet => (end, false),
                WorkoutEnd::Cramp { rows } => (end - rows.clamp(1, workout.rows.max(1)), true),
            };
            let risk = Risk { first, window, end, cramped };
            first = end;
            risk
        });
        let workouts: Vec<Risk> = risks.filter(|risk| risk.end > risk.first).collect();
        let mut names = vec!["alpha".to_owned()];
        names.extend(beta.iter().map(|(name, _)| format!("beta[{name}]")));
        names.push("phi".to_owned());
        let priors = std::iter::once(alpha).chain(beta.into_iter().map(|(_, prior)| prior)).collect();
        let offset = vec![0.0; rows];
        Self { names, priors, frailty: [frailty_sd], table: Columns::of(columns, rows), offset, workouts }
    }

    /// The same with something known added to the log hazard of each row.
    ///
    /// # Panics
    /// When there are not as many as rows.
    #[must_use]
    pub fn with_offset(mut self, offset: Vec<f64>) -> Self {
        assert!(offset.len() == self.table.rows(), "every row has an offset");
        self.offset = offset;
        self
    }

    /// The hazard of each minute.
    fn hazards(&self, at: &[f64]) -> Vec<f64> {
        let mut hazards: Vec<f64> = self.offset.iter().map(|offset| at[0] + offset).collect();
        Arch::new().dispatch(|| {
            for (number, tile) in hazards.chunks_mut(TILE).enumerate() {
                self.tile(number * TILE, at, tile);
            }
        });
        hazards
    }

    /// The hazards of a tile of rows, which holds α and what is known beforehand.
    #[expect(clippy::inline_always, reason = "it runs as wide SIMD only inside the dispatch")]
    #[inline(always)]
    fn tile(&self, from: usize, at: &[f64], tile: &mut [f64]) {
        self.table.add_product(from, &at[1..], tile);
        for value in tile.iter_mut() {
            *value = if *value < HIGHEST_LOG_RATE { *value } else { HIGHEST_LOG_RATE };
        }
        exp_in_place(tile);
    }

    fn likelihood(&self, hazards: &[f64], frailty: f64) -> f64 {
        let terms = self.workouts.iter().map(|risk| {
            let before = total(&hazards[risk.first..risk.window]);
            let end = before + total(&hazards[risk.window..risk.end]);
            value(risk.cramped, before, end, frailty)
        });
        terms.sum()
    }
}

/// A(H) = log(1 + φH)/φ.
fn discounted(hazard: f64, frailty: f64) -> f64 {
    let x = frailty * hazard;
    if x < SMALL { hazard * (1.0 - x / 2.0 + x * x / 3.0) } else { libm::log1p(x) / frailty }
}

/// dA/dφ.
fn discounted_by_frailty(hazard: f64, frailty: f64) -> f64 {
    let x = frailty * hazard;
    // The two terms cancel long before the logarithm does.
    if x < 1e-3 {
        return -hazard * hazard * (0.5 - x * (2.0 / 3.0 - x * (0.75 - x * 0.8))); // series of the same
    }
    (hazard / (1.0 + x) - libm::log1p(x) / frailty) / frailty
}

fn value(cramped: bool, before: f64, end: f64, frailty: f64) -> f64 {
    let a_end = discounted(end, frailty);
    if !cramped {
        return -a_end;
    }
    let a_before = discounted(before, frailty);
    libm::log(-libm::expm1(-(a_end - a_before).max(f64::MIN_POSITIVE))) - a_before
}

impl WorkoutTerms {
    fn of(cramped: bool, before: f64, end: f64, frailty: f64) -> Self {
        let slope = |hazard: f64| 1.0 / (1.0 + frailty * hazard);
        let bend = |hazard: f64| -frailty * slope(hazard) * slope(hazard);
        if !cramped {
            return Self {
                value: value(cramped, before, end, frailty),
                by_before: 0.0,
                by_end: -slope(end),
                before_twice: 0.0,
                both: 0.0,
                end_twice: -bend(end),
                by_frailty: -discounted_by_frailty(end, frailty),
            };
        }
        let step = (discounted(end, frailty) - discounted(before, frailty)).max(f64::MIN_POSITIVE);
        // Derivative of log(1 - e^-u), and its derivative.
        let k = 1.0 / libm::expm1(step);
        let k_slope = -k * (1.0 + k);
        let (a, b) = (slope(before), slope(end));
        let (of_before, of_end) =
            (discounted_by_frailty(before, frailty), discounted_by_frailty(end, frailty));
        Self {
            value: value(cramped, before, end, frailty),
            by_before: -a * (1.0 + k),
            by_end: k * b,
            before_twice: -bend(before) * (1.0 + k) + a * a * k_slope,
            both: -a * b * k_slope,
            end_twice: k * bend(end) + b * b * k_slope,
            by_frailty: -of_before + k * (of_end - of_before),
        }
    }
}

impl Model for Minutes {
    fn dim(&self) -> usize {
        self.priors.len()
    }

    fn scales(&self) -> &[f64] {
        &self.frailty
    }

    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn report(&self, at: &[f64], scales: &[f64]) -> Vec<f64> {
        at.iter().chain(scales).copied().collect()
    }

    fn start(&self) -> Vec<f64> {
        let mut start: Vec<f64> = self.priors.iter().map(|prior| prior.mean).collect();
        let cramps = self.workouts.iter().filter(|risk| risk.cramped).count() as f64;
        let at_zero: f64 = (start[0] - 5.0).exp(); // a rate nobody has
        let exposed: f64 = self.offset.iter().map(|offset| libm::exp(*offset)).sum();
        if exposed > 0.0 {
            start[0] = libm::log((cramps.max(0.5) / exposed).max(at_zero)); // own choice: half a cramp where there was none
        }
        start
    }

    fn log_density(&self, at: &[f64], scales: &[f64]) -> f64 {
        let hazards = self.hazards(at);
        self.likelihood(&hazards, scales[0]) + add_priors(&self.priors, at, None)
    }

    fn gradient(&self, at: &[f64], scales: &[f64], by: &mut [f64], by_scale: &mut [f64]) -> f64 {
        let mut slopes = self.hazards(at);
        let (mut sum, mut by_frailty) = (0.0, 0.0);
        for risk in &self.workouts {
            let before = total(&slopes[risk.first..risk.window]);
            let end = before + total(&slopes[risk.window..risk.end]);
            let terms = WorkoutTerms::of(risk.cramped, before, end, scales[0]);
            sum += terms.value;
            by_frailty += terms.by_frailty;
            for slope in &mut slopes[risk.first..risk.window] {
                *slope *= terms.by_before + terms.by_end;
            }
            for slope in &mut slopes[risk.window..risk.end] {
                *slope *= terms.by_end;
            }
        }
        by_scale[0] = by_frailty;
        by[0] = total(&slopes);
        self.table.weighted_sums(&slopes, &mut by[1..]);
        sum + add_priors(&self.priors, at, Some(by))
    }

    fn curvature(&self, at: &[f64], scales: &[f64]) -> Symmetric {
        let hazards = self.hazards(at);
        let dim = self.dim();
        let mut weights = hazards.clone();
        let mut curvature = Symmetric::zero(dim);
        let (mut of_before, mut of_end) = (vec![0.0; dim], vec![0.0; dim]);
        for risk in &self.workouts {
            self.moments(&hazards, risk.first..risk.window, &mut of_before);
            self.moments(&hazards, risk.window..risk.end, &mut of_end);
            for (end, before) in of_end.iter_mut().zip(&of_before) {
                *end += before;
            }
            let terms = WorkoutTerms::of(risk.cramped, of_before[0], of_end[0], scales[0]);
            for weight in &mut weights[risk.first..risk.window] {
                *weight *= -(terms.by_before + terms.by_end);
            }
            for weight in &mut weights[risk.window..risk.end] {
                *weight *= -terms.by_end;
            }
            for i in 0..dim {
                for j in 0..=i {
                    *curvature.at_mut(i, j) -= terms.before_twice * of_before[i] * of_before[j]
                        + terms.both * (of_before[i] * of_end[j] + of_end[i] * of_before[j])
                        + terms.end_twice * of_end[i] * of_end[j];
                }
            }
        }
        let mut with_alpha = vec![0.0; dim - 1];
        self.table.weighted_sums(&weights, &mut with_alpha);
        *curvature.at_mut(0, 0) += total(&weights);
        for (place, sum) in with_alpha.iter().enumerate() {
            *curvature.at_mut(1 + place, 0) += *sum;
        }
        self.table.add_outer(&weights, &mut curvature, 1);
        add_prior_curvature(&self.priors, &mut curvature);
        curvature
    }

    fn log_densities(&self, draws: &[Vec<f64>], scales: &[Vec<f64>]) -> Vec<f64> {
        let mut sums = draws.iter().map(|at| add_priors(&self.priors, at, None)).collect::<Vec<f64>>();
        // The rows go once through the fast memory for many draws; each draw keeps the workout it is in.
        let mut open: Vec<(f64, f64)> = vec![(0.0, 0.0); draws.len()];
        let mut tile = [0.0; TILE];
        let mut next = 0;
        for from in (0..self.table.rows()).step_by(TILE) {
            let rows = TILE.min(self.table.rows() - from);
            let mut last = next;
            for (draw, at) in draws.iter().enumerate() {
                let tile = &mut tile[..rows];
                Arch::new().dispatch(|| {
                    for (value, offset) in tile.iter_mut().zip(&self.offset[from..]) {
                        *value = at[0] + offset;
                    }
                    self.tile(from, at, tile);
                });
                last = next;
                let frailty = scales[draw][0];
                while let Some(risk) = self.workouts.get(last).filter(|risk| risk.first < from + rows) {
                    let place = |row: usize| row.clamp(from, from + rows) - from;
                    let (first, window, end) = (place(risk.first), place(risk.window), place(risk.end));
                    open[draw].0 += total(&tile[first..window]);
                    open[draw].1 += total(&tile[window..end]);
                    if risk.end > from + rows {
                        break;
                    }
                    let (before, within) = std::mem::take(&mut open[draw]);
                    sums[draw] += value(risk.cramped, before, before + within, frailty);
                    last += 1;
                }
            }
            next = last;
        }
        sums
    }
}

impl Minutes {
    /// Sum of the hazards of some rows, and of hazard times each exposure.
    fn moments(&self, hazards: &[f64], rows: std::ops::Range<usize>, into: &mut [f64]) {
        let part = &hazards[rows.clone()];
        into[0] = part.iter().sum();
        for (place, sum) in into[1..].iter_mut().enumerate() {
            *sum = dot(&self.table.column(place)[rows.clone()], part);
        }
    }
}
