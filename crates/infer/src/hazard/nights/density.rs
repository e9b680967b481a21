//! The log density of nights with its derivatives.

use super::{Nights, drift::DriftWeights, sd, stage::OutcomeStage};
use crate::{
    hazard::rate::{AnswerModel, HIGHEST_LOG_RATE, log_any, log_any_slope, logistic},
    model::{Model, add_prior_curvature, add_priors},
    numeric::{columns::total, exp::exp, matrix::Symmetric},
};

impl Model for Nights {
    fn dim(&self) -> usize {
        self.priors.len()
    }

    fn scales(&self) -> &[f64] {
        &self.drift_sd
    }

    fn shares_scales(&self) -> bool {
        true
    }

    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn report(&self, at: &[f64], scales: &[f64]) -> Vec<f64> {
        at[..self.steps_at()].iter().chain(scales).copied().collect()
    }

    fn start(&self) -> Vec<f64> {
        let mut start: Vec<f64> = self.priors.iter().map(|prior| prior.mean).collect();
        let known = (self.quiet + self.cramped) as f64;
        if known > 0.0 {
            start[0] = libm::log((self.cramped as f64 / known).clamp(0.5 / known, 0.9)); // own limits: never at an edge
        } else if let Some(people) = self.people {
            start[0] = people.log_bend;
        }
        start
    }

    fn log_density(&self, at: &[f64], scales: &[f64]) -> f64 {
        let mut rates = Vec::with_capacity(self.table.rows());
        self.rates(at, scales, &mut rates);
        let (quiet, others) = rates.split_at(self.quiet);
        let (cramped, unknown) = others.split_at(self.cramped);
        let mut sum = -total(quiet) + cramped.iter().map(|rate| log_any(*rate)).sum::<f64>();
        if let Some(answers) = self.answers(at) {
            let silence = AnswerModel::of(answers.0, answers.1);
            sum += self.log_answers(answers);
            sum += unknown.iter().map(|rate| silence.terms(*rate).value).sum::<f64>();
        }
        for (place, stage) in self.stages.iter().enumerate() {
            let rates = StageRates::of(&rates, at, (self.stage_at(place), stage));
            sum += rates.rows().map(|of| stage.log_likelihood(of.row, of.rate)).sum::<f64>();
        }
        sum + self.stated(at, scales)[0] + self.level_prior(at[0]) + add_priors(&self.priors, at, None)
    }

    fn gradient(&self, at: &[f64], scales: &[f64], by: &mut [f64], by_scale: &mut [f64]) -> f64 {
        by.fill(0.0);
        let mut slopes = Vec::with_capacity(self.table.rows());
        self.rates(at, scales, &mut slopes);
        let further = self.stage_slopes(at, &slopes, by);
        let (quiet, others) = slopes.split_at_mut(self.quiet);
        let (cramped, unknown) = others.split_at_mut(self.cramped);
        let mut sum = -total(quiet);
        for slope in quiet {
            *slope = -*slope;
        }
        for slope in cramped {
            sum += log_any(*slope);
            *slope = log_any_slope(*slope);
        }
        if let Some(answers) = self.answers(at) {
            sum += self.silence_slopes(answers, unknown, by);
        }
        let [stated, stated_slope, _] = self.stated(at, scales);
        by[0] = total(&slopes) + stated_slope + self.people.map_or(0.0, |people| people.slope(at[0]));
        if let Some((value, moved)) = further {
            sum += value;
            for (slope, more) in slopes.iter_mut().zip(&moved) {
                *slope += more;
            }
        }
        self.table.weighted_sums(&slopes, &mut by[1..=self.table.len()]);
        let first = self.steps_at();
        let by_sd = self.drift.slopes(&slopes, stated_slope, (self.walked(at), sd(scales)), &mut by[first..]);
        if let Some(by_scale) = by_scale.first_mut() {
            *by_scale = by_sd;
        }
        sum + stated + self.level_prior(at[0]) + add_priors(&self.priors, at, Some(by))
    }

    fn curvature(&self, at: &[f64], scales: &[f64]) -> Symmetric {
        let mut weights = Vec::with_capacity(self.table.rows());
        self.rates(at, scales, &mut weights);
        let mut curvature = Symmetric::zero(self.dim());
        let further = self.stage_curvature(at, scales, &weights, &mut curvature);
        let silence = self.answers(at).map(|answers| AnswerModel::of(answers.0, answers.1));
        if let Some(answers) = self.answers(at) {
            self.silence_curvature((answers, scales), &weights, &mut curvature);
        }
        for (row, weight) in weights.iter_mut().enumerate() {
            let rate = *weight;
            *weight = if row < self.quiet {
                rate
            } else if row < self.quiet + self.cramped {
                let slope = log_any_slope(rate);
                -slope * (1.0 - rate - slope)
            } else {
                silence.map_or(0.0, |silence| -silence.terms(rate).second)
            };
        }
        let stated = self.stated(at, scales)[2];
        *curvature.at_mut(0, 0) =
            total(&weights) + stated + self.people.map_or(0.0, |people| people.curvature(at[0]));
        let first = self.steps_at();
        self.add_with_columns(&weights, (0, sd(scales)), &mut curvature);
        if self.drift.len() > 0 && stated != 0.0 {
            self.drift.add_stated(stated, sd(scales), first, &mut curvature);
        }
        if let Some(further) = &further {
            for (weight, more) in weights.iter_mut().zip(further) {
                *weight += more;
            }
        }
        self.table.add_outer(&weights, &mut curvature, 1);
        let weighed = DriftWeights { weights: &weights, stated, sd: sd(scales) };
        self.drift.add_curvature(&self.table, &weighed, first, &mut curvature);
        add_prior_curvature(&self.priors, &mut curvature);
        curvature
    }
}

/// The rates of one stage beside the lines that they follow.
struct StageRates<'a> {
    stage: &'a OutcomeStage,
    /// Log rate of the cramp less α.
    lines: Vec<f64>,
    level: f64,
    scale: f64,
}

/// One row of a stage.
struct StageRow {
    /// Its place among all rows.
    row: usize,
    /// Log rate of the cramp less α.
    line: f64,
    rate: f64,
}

impl<'a> StageRates<'a> {
    fn of(rates: &[f64], at: &[f64], (place, stage): (usize, &'a OutcomeStage)) -> Self {
        let lines = rates[stage.rows.clone()].iter().map(|rate| libm::log(*rate) - at[0]).collect();
        Self { stage, lines, level: at[place], scale: at[place + 1] }
    }

    /// Each row with its line and its rate.
    fn rows(&self) -> impl Iterator<Item = StageRow> {
        let rate = |line: f64| exp((self.level + self.scale * line).min(HIGHEST_LOG_RATE));
        let rows = self.stage.rows.clone().zip(&self.lines);
        rows.map(move |(row, line)| StageRow { row, line: *line, rate: rate(*line) })
    }
}

impl Nights {
    /// Adds what weights of the rows make of the curvature by a coefficient of all rows and each column and step.
    fn add_with_columns(&self, weights: &[f64], (place, sd): (usize, f64), curvature: &mut Symmetric) {
        let mut sums = vec![0.0; self.table.len()];
        self.table.weighted_sums(weights, &mut sums);
        for (column, sum) in sums.iter().enumerate() {
            *curvature.at_mut(place.max(1 + column), place.min(1 + column)) += *sum;
        }
        let mut steps = vec![0.0; self.drift.len()];
        let still = vec![0.0; self.drift.len()];
        self.drift.slopes(weights, 0.0, (&still, sd), &mut steps);
        for (step, sum) in steps.iter().enumerate() {
            *curvature.at_mut(self.steps_at() + step, place) += *sum;
        }
    }

    /// Slopes of the stages by their level and scale into `by`; gives their log likelihood and their slopes by the line of each row.
    fn stage_slopes(&self, at: &[f64], rates: &[f64], by: &mut [f64]) -> Option<(f64, Vec<f64>)> {
        if self.stages.is_empty() {
            return None;
        }
        let (mut sum, mut moved) = (0.0, vec![0.0; rates.len()]);
        for (number, stage) in self.stages.iter().enumerate() {
            let place = self.stage_at(number);
            let of_stage = StageRates::of(rates, at, (place, stage));
            for StageRow { row, line, rate } in of_stage.rows() {
                let slope = stage.slopes(row, rate).first;
                sum += stage.log_likelihood(row, rate);
                by[place] += slope;
                by[place + 1] += line * slope;
                moved[row] += of_stage.scale * slope;
            }
        }
        Some((sum, moved))
    }

    /// Curvature of the stages by their level and scale; gives what each row adds by its line alone.
    fn stage_curvature(
        &self,
        at: &[f64],
        scales: &[f64],
        rates: &[f64],
        curvature: &mut Symmetric,
    ) -> Option<Vec<f64>> {
        if self.stages.is_empty() {
            return None;
        }
        let mut alone = vec![0.0; rates.len()];
        for (number, stage) in self.stages.iter().enumerate() {
            let place = self.stage_at(number);
            let of_stage = StageRates::of(rates, at, (place, stage));
            let scale = of_stage.scale;
            let (mut with_level, mut with_scale) = (vec![0.0; rates.len()], vec![0.0; rates.len()]);
            for StageRow { row, line, rate } in of_stage.rows() {
                let slopes = stage.slopes(row, rate);
                alone[row] = -scale * scale * slopes.second;
                with_level[row] = -scale * slopes.second;
                with_scale[row] = -(slopes.first + scale * line * slopes.second);
                *curvature.at_mut(place, place) -= slopes.second;
                *curvature.at_mut(place + 1, place) -= line * slopes.second;
                *curvature.at_mut(place + 1, place + 1) -= line * line * slopes.second;
            }
            self.add_with_columns(&with_level, (place, sd(scales)), curvature);
            self.add_with_columns(&with_scale, (place + 1, sd(scales)), curvature);
        }
        Some(alone)
    }

    /// Log likelihood of nights nobody spoke of and of the answers; rates become slopes, those of the answers go into `by`.
    fn silence_slopes(&self, answers: (f64, f64), unknown: &mut [f64], by: &mut [f64]) -> f64 {
        let silence = AnswerModel::of(answers.0, answers.1);
        let mut sum = self.log_answers(answers);
        let mut by_quiet = self.quiet as f64 * (1.0 - logistic(answers.0));
        let mut by_cramp = self.cramped as f64 * (1.0 - logistic(answers.1));
        for slope in unknown {
            let terms = silence.terms(*slope);
            sum += terms.value;
            *slope = terms.by_log_rate;
            by_quiet += terms.by_quiet;
            by_cramp += terms.by_cramp;
        }
        let first = self.answers_at();
        by[first] = by_quiet + by_cramp;
        by[first + 1] = by_cramp;
        sum
    }

    /// Curvature by the log odds of an answer, and by those and the rate.
    fn silence_curvature(
        &self,
        (answers, scales): ((f64, f64), &[f64]),
        rates: &[f64],
        curvature: &mut Symmetric,
    ) {
        let silence = AnswerModel::of(answers.0, answers.1);
        let first = self.answers_at();
        let spread = |log_odds: f64| logistic(log_odds) * (1.0 - logistic(log_odds));
        let mut quiet = self.quiet as f64 * spread(answers.0);
        let mut cramp = self.cramped as f64 * spread(answers.1);
        let mut both = 0.0;
        let (mut with_quiet, mut with_cramp) = (vec![0.0; rates.len()], vec![0.0; rates.len()]);
        for row in self.quiet + self.cramped..rates.len() {
            let second = silence.second(rates[row]);
            quiet -= second.quiet;
            cramp -= second.cramp;
            both -= second.both;
            with_quiet[row] = -second.quiet_by_rate;
            with_cramp[row] = -second.cramp_by_rate;
        }
        *curvature.at_mut(first, first) = quiet + 2.0 * both + cramp;
        *curvature.at_mut(first + 1, first) = both + cramp;
        *curvature.at_mut(first + 1, first + 1) = cramp;
        let together: Vec<f64> =
            with_quiet.iter().zip(&with_cramp).map(|(quiet, cramp)| quiet + cramp).collect();
        *curvature.at_mut(first, 0) = total(&together);
        *curvature.at_mut(first + 1, 0) = total(&with_cramp);
        self.add_with_columns(&together, (first, sd(scales)), curvature);
        self.add_with_columns(&with_cramp, (first + 1, sd(scales)), curvature);
    }
}
