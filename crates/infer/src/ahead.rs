//! The rate of cramps along a workout that is still to come, draw by draw: own posterior or published studies, under any
//! exposures, always with the same random numbers.

use charley_domain::trigger;
use charley_domain::{
    exposure::{TriggerId, Window},
    stream,
};
use charley_evidence::{Evidence, Trigger, TriggerKind};

use crate::{
    base_rate::WORKOUT_LOG_RATE_MIN,
    learn::{Cell, LearnedWorkouts, STEP_MIN},
    studies,
};

/// Time into the workout, in its unit of 30 minutes.
const ELAPSED: &str = trigger::ELAPSED;
const ELAPSED_UNIT_MIN: f64 = 30.0; // triggers.csv, elapsed_30min
/// What speaks of second cramps only.
const LATER: &str = trigger::CRAMPED_TODAY;
/// Log rate of a row that nobody has.
const HIGHEST_LOG_RATE: f64 = 30.0; // a rate of 10^13
/// Below this a frailty is none.
const SMALL: f64 = 1e-9; // the first term left out is below 1e-9

/// Everything that a rate along a workout is made of, one value a draw.
///
/// ```
/// use charley_infer::{ahead::{Ahead, Course}, learn::Cell};
/// let ahead = Ahead::published(charley_evidence::evidence(), 1, |_| Cell::Unknown);
/// let marathon = ahead.along(45, &Course::default());
/// let chances = charley_domain::interval::Interval::of(&marathon.chances(44)).unwrap();
/// assert!((0.15..0.40).contains(&chances.q50), "{chances:?}");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    factors: Vec<TriggerId>,
    /// Of each factor its log ratio a unit.
    ratios: Vec<Vec<f64>>,
    /// Of each factor its value where nothing else is said.
    values: Vec<Vec<f64>>,
    /// Log rate of a row of [`STEP_MIN`].
    log_rate: Vec<f64>,
    frailty: Vec<f64>,
}

/// What is said of the exposures of a workout; of a factor that is not here, its usual value holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// Factors that stay as they are: one value a draw.
    pub constant: Vec<(TriggerId, Vec<f64>)>,
    /// Factors that change on the way: for each possible body one value a row.
    pub changing: Vec<(TriggerId, Vec<Vec<f64>>)>,
}

/// The rate in each row of a workout, and its sum so far: one row of values for each draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Along {
    rates: Vec<Vec<f64>>,
    sums: Vec<Vec<f64>>,
    frailty: Vec<f64>,
}

impl Ahead {
    /// Draws: 32 for each of the 64 possible bodies.
    pub const DRAWS: usize = 2_048; // own choice: quantiles of a probability are then good to about a hundredth

    /// What published studies say: the base rate and the prior of each trigger; `cell` looks up what is known of an exposure.
    ///
    /// Equation: normal draws, each factor from its own stream. Source: triggers.csv and [`WORKOUT_LOG_RATE_MIN`]. Valid for
    /// persons who cramp; an unknown exposure is at its reference. Example: [`Ahead`].
    pub fn published(evidence: &Evidence, seed: u64, cell: impl Fn(&TriggerId) -> Cell) -> Self {
        let of_workout = |id: &TriggerId| id.window == Window::Workout && id.id != LATER;
        let mut ahead = Self {
            factors: Vec::new(),
            ratios: Vec::new(),
            values: Vec::new(),
            log_rate: normal(
                seed,
                "base rate",
                WORKOUT_LOG_RATE_MIN.mean + libm::log(STEP_MIN),
                WORKOUT_LOG_RATE_MIN.sd,
            ),
            frailty: vec![0.0; Self::DRAWS],
        };
        let counts = |trigger: &&Trigger| of_workout(&trigger.id) && trigger.kind != TriggerKind::Retired;
        for trigger in evidence.triggers.iter().filter(counts) {
            let prior = studies::prior(trigger);
            ahead.ratios.push(normal(seed, &format!("ratio {}", trigger.id), prior.mean, prior.sd));
            ahead.values.push(known(&cell(&trigger.id), seed, &trigger.id, studies::reference(trigger)));
            ahead.factors.push(trigger.id.clone());
        }
        ahead
    }

    /// What a person's own workouts taught; `cell` looks up what is known of an exposure.
    ///
    /// Equation: systematic resampling of the weighted posterior; an unknown exposure is any value that this person has had.
    /// Source: docs/studies/inference.md section 1.3. Valid where something was learned.
    pub fn learned(learned: &LearnedWorkouts, seed: u64, cell: impl Fn(&TriggerId) -> Cell) -> Option<Self> {
        let posterior = &learned.posterior;
        let chosen = systematic(&posterior.weights, Self::DRAWS);
        let column = |name: &str| -> Option<Vec<f64>> {
            let column = posterior.column(name)?;
            Some(chosen.iter().map(|draw| column[*draw]).collect())
        };
        let pools = learned.usual_values();
        let factors: Vec<TriggerId> = learned.factors().iter().map(|factor| factor.id.clone()).collect();
        let ratios = learned
            .factors()
            .iter()
            .map(|factor| column(&factor.coefficient()))
            .collect::<Option<Vec<_>>>()?;
        let values = factors.iter().zip(&pools).map(|(id, pool)| {
            let cell = cell(id);
            if cell == Cell::Unknown && !pool.is_empty() {
                let places = uniforms(seed, &format!("pool {id}"));
                return places
                    .iter()
                    .map(|place| pool[(place * pool.len() as f64) as usize % pool.len()])
                    .collect();
            }
            known(&cell, seed, id, 0.0)
        });
        let values = values.collect();
        Some(Self { values, factors, ratios, log_rate: column("alpha")?, frailty: column("phi")? })
    }

    /// The values of a factor where nothing else is said, one a draw; `None` for one that is no part of the rate.
    pub fn values(&self, id: &TriggerId) -> Option<&[f64]> {
        let place = self.factors.iter().position(|known| known == id)?;
        Some(&self.values[place])
    }

    /// The rate along a workout of some rows of five minutes.
    ///
    /// Equation: log rate = α + Σ β x, x at the end of the row; the possible body of a draw is its number modulo the number of
    /// bodies. Source: [`crate::hazard::Minutes`]. Valid as that. Example: [`Ahead`].
    pub fn along(&self, rows: usize, course: &Course) -> Along {
        let mut constant = self.log_rate.clone();
        let mut changing: Vec<(&[f64], &[Vec<f64>])> = Vec::new();
        let mut rise = None;
        for (place, id) in self.factors.iter().enumerate() {
            let ratios = &self.ratios[place];
            if id.id == ELAPSED {
                rise = Some(ratios);
            } else if let Some((_, bodies)) =
                course.changing.iter().find(|(known, of)| known == id && !of.is_empty())
            {
                changing.push((ratios, bodies));
            } else {
                let said = course.constant.iter().find(|(known, _)| known == id);
                let values = said.map_or(&self.values[place], |(_, values)| values);
                for ((sum, ratio), value) in constant.iter_mut().zip(ratios).zip(values) {
                    *sum += ratio * value;
                }
            }
        }
        let rates: Vec<Vec<f64>> = constant
            .iter()
            .enumerate()
            .map(|(draw, constant)| {
                let rise = rise.map_or(0.0, |rise| rise[draw]);
                let of_row = |row: usize| {
                    let elapsed = (row + 1) as f64 * STEP_MIN / ELAPSED_UNIT_MIN;
                    let moved = changing.iter().map(|(ratios, bodies)| {
                        let body = &bodies[draw % bodies.len()];
                        ratios[draw] * body.get(row).or(body.last()).copied().unwrap_or(0.0)
                    });
                    libm::exp((constant + rise * elapsed + moved.sum::<f64>()).min(HIGHEST_LOG_RATE))
                };
                (0..rows).map(of_row).collect()
            })
            .collect();
        let sums = rates.iter().map(|rates| running_sum(rates)).collect();
        Along { rates, sums, frailty: self.frailty.clone() }
    }
}

impl Along {
    /// Probability (0 to 1) of a first cramp by the end of a row, one a draw.
    ///
    /// Equation: 1 - (1 + φH)^(-1/φ), H the sum of the rates so far. Source: [`crate::hazard::Minutes`]. Valid as that. Example: [`Ahead`].
    pub fn chances(&self, row: usize) -> Vec<f64> {
        let of = |(sums, frailty): (&Vec<f64>, &f64)| {
            let hazard = sums.get(row).or(sums.last()).copied().unwrap_or(0.0);
            let discounted = if *frailty > SMALL { libm::log1p(frailty * hazard) / frailty } else { hazard };
            -libm::expm1(-discounted)
        };
        self.sums.iter().zip(&self.frailty).map(of).collect()
    }

    /// The rate in a row over the mean rate of `usual`, one a draw: the shape of the risk without its level.
    ///
    /// Equation: ratio of the two, draw by draw. Source: definition. Valid always.
    ///
    /// ```
    /// use charley_infer::{ahead::{Ahead, Course}, learn::Cell};
    /// let ahead = Ahead::published(charley_evidence::evidence(), 1, |_| Cell::Unknown);
    /// let hour = ahead.along(12, &Course::default());
    /// let mean: f64 = (0..12).map(|row| hour.shape(row, &hour)[7]).sum::<f64>() / 12.0;
    /// assert!((mean - 1.0).abs() < 1e-9);
    /// ```
    pub fn shape(&self, row: usize, usual: &Self) -> Vec<f64> {
        let of = |(rates, usual): (&Vec<f64>, &Vec<f64>)| {
            let rate = rates.get(row).or(rates.last()).copied().unwrap_or(0.0);
            rate / (usual.iter().sum::<f64>() / usual.len().max(1) as f64)
        };
        self.rates.iter().zip(&usual.rates).map(of).collect()
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.sums.first().map_or(0, Vec::len)
    }
}

fn running_sum(rates: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    rates
        .iter()
        .map(|rate| {
            sum += rate;
            sum
        })
        .collect()
}

fn normal(seed: u64, name: &str, mean: f64, sd: f64) -> Vec<f64> {
    stream::normals(seed, name, Ahead::DRAWS).into_iter().map(|z| mean + sd * z).collect()
}

/// A number between 0 and 1 for each draw.
fn uniforms(seed: u64, name: &str) -> Vec<f64> {
    use rand::RngExt;
    let mut rng = stream::of(seed, name);
    (0..Ahead::DRAWS).map(|_| rng.random()).collect()
}

fn known(cell: &Cell, seed: u64, id: &TriggerId, reference: f64) -> Vec<f64> {
    match cell {
        Cell::Unknown => vec![reference; Ahead::DRAWS],
        Cell::Known(value) => vec![*value; Ahead::DRAWS],
        Cell::About { value, sd } => normal(seed, &format!("value {id}"), *value, *sd),
        Cell::Draws(draws) => {
            (0..Ahead::DRAWS).map(|draw| f64::from(draws[draw % draws.len().max(1)])).collect()
        }
    }
}

/// Numbers of draws, each as often as its weight has it, evenly spread.
fn systematic(weights: &[f64], count: usize) -> Vec<usize> {
    let total: f64 = weights.iter().sum();
    let (mut chosen, mut sum, mut draw) = (Vec::with_capacity(count), 0.0, 0);
    for number in 0..count {
        let target = (number as f64 + 0.5) / count as f64 * total;
        while draw + 1 < weights.len() && sum + weights[draw] < target {
            sum += weights[draw];
            draw += 1;
        }
        chosen.push(draw);
    }
    // Bodies follow one another by number, models of the posterior in blocks: a stride parts the two.
    let stride = 5; // coprime with the number of draws
    (0..count).map(|number| chosen[number * stride % count]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::published::{Probability, Span};

    #[test]
    fn it_agrees_with_the_closed_form_of_the_forecast() {
        let evidence = charley_evidence::evidence();
        let ahead = Ahead::published(evidence, 1, |_| Cell::Unknown);
        for rows in [6, 12, 45] {
            let span = Span::Workout { minutes: rows as f64 * STEP_MIN, rise: studies::rise(evidence) };
            let closed = Probability::of(WORKOUT_LOG_RATE_MIN, span, &[], 1).interval().unwrap();
            let chances = ahead.along(rows, &Course::default()).chances(rows - 1);
            let ours = charley_domain::interval::Interval::of(&chances).unwrap();
            assert!((ours.q50 / closed.q50 - 1.0).abs() < 0.08, "{rows}: {ours:?} {closed:?}");
            assert!((ours.q95 / closed.q95 - 1.0).abs() < 0.10, "{rows}: {ours:?} {closed:?}");
        }
    }

    #[test]
    fn every_draw_is_chosen_as_often_as_it_weighs() {
        let chosen = systematic(&[0.5, 0.0, 0.25, 0.25], 2048);
        let count = |draw: usize| chosen.iter().filter(|one| **one == draw).count();
        assert_eq!([count(0), count(1), count(2), count(3)], [1024, 0, 512, 512]);
    }

    #[test]
    fn a_factor_said_for_one_body_moves_the_draws_of_that_body_alone() {
        let evidence = charley_evidence::evidence();
        let ahead = Ahead::published(evidence, 1, |_| Cell::Unknown);
        let usual = ahead.along(12, &Course::default()).chances(11);
        let mut bodies = vec![vec![0.0; 12]; 64];
        bodies[3] = vec![2.0; 12];
        let changing = vec![(TriggerId::workout(trigger::GLYCOGEN_LOW), bodies)];
        let hot = ahead.along(12, &Course { constant: Vec::new(), changing }).chances(11);
        for (draw, (a, b)) in usual.iter().zip(&hot).enumerate() {
            assert_eq!((a - b).abs() > 1e-12, draw % 64 == 3, "{draw}");
        }
    }
}
