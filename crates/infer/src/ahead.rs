//! The rate of cramps along a workout that is still to come, draw by draw: own posterior or published studies, under any
//! exposures, always with the same random numbers.

use charley_domain::{exposure::TriggerId, stream, trigger};

use crate::{
    learn::{Cell, LearnedWorkouts, STEP_MIN},
    level::{Level, LevelTerm, Outline, usual_state},
};

/// Log rate of a row that nobody has.
const HIGHEST_LOG_RATE: f64 = 30.0; // a rate of 10^13
/// Below this a frailty is none.
const SMALL: f64 = 1e-9; // the first term left out is below 1e-9

/// Everything that a rate along a workout is made of, one value a draw.
///
/// ```
/// use charley_domain::{entry::Effort, workout::Sport};
/// use charley_infer::{ahead::{RateAhead, ExposureCourse}, learn::{Cell, PosteriorCache, LearnedWorkouts}, level::{Level, Outline}, studies};
/// let evidence = charley_evidence::evidence();
/// let factors = studies::workout_factors(evidence);
/// let nothing = LearnedWorkouts::of(vec![], &factors, Level::of(evidence, None), 1, &PosteriorCache::default())?;
/// let outline = Outline { sport: Sport::Run, effort: Some(Effort::Race), minutes: 225.0, longest_min: 0.0 };
/// let marathon = RateAhead::of(&nothing, outline, 1, |_| Cell::Unknown).along(45, &ExposureCourse::default());
/// let chances = marathon.chances(44);
/// let mean = chances.iter().sum::<f64>() / chances.len() as f64;
/// assert!((0.152..0.325).contains(&mean), "20 of 88 cramped in Valencia: {mean}");
/// # Ok::<(), charley_infer::engine::Unfit>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RateAhead {
    factors: Vec<TriggerId>,
    /// Of each factor its log ratio a unit.
    ratios: Vec<Vec<f64>>,
    /// Of each factor its value where nothing else is said.
    values: Vec<Vec<f64>>,
    /// The workout, and of each term of its level what it is a unit.
    outline: Outline,
    level: Level,
    terms: Vec<Vec<f64>>,
    /// Log hazard of the reference workout.
    alpha: Vec<f64>,
    frailty: Vec<f64>,
}

/// What is said of the exposures of a workout; of a factor that is not here, its usual value holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExposureCourse {
    /// Factors that stay as they are: one value a draw.
    pub constant: Vec<(TriggerId, Vec<f64>)>,
    /// Factors that change on the way: for each possible body one value a row.
    pub changing: Vec<(TriggerId, Vec<Vec<f64>>)>,
}

/// A state of the body that changes on the way: what it is a unit, its course in each body, and what is usual in each row.
struct Changing<'a> {
    ratios: &'a [f64],
    bodies: &'a [Vec<f64>],
    usual: Vec<f64>,
}

/// The rate in each row of a workout, and its sum so far: one row of values for each draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Along {
    rates: Vec<Vec<f64>>,
    sums: Vec<Vec<f64>>,
    frailty: Vec<f64>,
}

impl RateAhead {
    /// Draws: 32 for each of the 64 possible bodies.
    pub const DRAWS: usize = 2_048; // own choice: quantiles of a probability are then good to about a hundredth

    /// What a person's own workouts taught, studies where they taught nothing; `cell` looks up what is known of an exposure.
    ///
    /// Equation: systematic resampling of the weighted posterior; an unknown exposure is any value that this person has had,
    /// and at its reference where none is known. Source: docs/studies/inference.md section 1.3. Valid for any number of
    /// own workouts. Example: [`RateAhead`].
    pub fn of(
        learned: &LearnedWorkouts,
        outline: Outline,
        seed: u64,
        cell: impl Fn(&TriggerId) -> Cell,
    ) -> Self {
        let posterior = &learned.posterior;
        let chosen = systematic(&posterior.weights, Self::DRAWS);
        // Whatever is learned has all of them.
        let column = |name: &str| -> Vec<f64> {
            let column = posterior.column(name);
            chosen.iter().map(|draw| column.map_or(0.0, |column| column[*draw])).collect()
        };
        let pools = learned.usual_values();
        let all = || learned.factors().iter().chain(learned.unlearned());
        let value = |(place, id): (usize, &TriggerId)| {
            let cell = cell(id);
            let pool = pools.get(place).filter(|pool| !pool.is_empty());
            match (cell, pool) {
                (Cell::Unknown, Some(pool)) => {
                    let places = uniforms(seed, &format!("pool {id}"));
                    places
                        .iter()
                        .map(|place| pool[(place * pool.len() as f64) as usize % pool.len()])
                        .collect()
                }
                (cell, _) => known(&cell, seed, id),
            }
        };
        Self {
            values: all().map(|factor| &factor.id).enumerate().map(value).collect(),
            ratios: all().map(|factor| column(&factor.coefficient())).collect(),
            factors: all().map(|factor| factor.id.clone()).collect(),
            terms: LevelTerm::ALL.into_iter().map(|term| column(&term.coefficient())).collect(),
            outline,
            level: learned.level().clone(),
            alpha: column("alpha"),
            frailty: column("phi"),
        }
    }

    /// The values of a factor where nothing else is said, one a draw; `None` for one that is no part of the rate.
    pub fn values(&self, id: &TriggerId) -> Option<&[f64]> {
        let place = self.factors.iter().position(|known| known == id)?;
        Some(&self.values[place])
    }

    /// The rate along a workout of some rows of five minutes.
    ///
    /// Equation: log rate = level of a workout of that length + Σ β x, x at the end of the row, a state of the body as far as it
    /// is more or less than usual by then; the possible body of a draw is its number modulo the number of bodies. Source: [`crate::hazard::Minutes`]. Valid as that. Example: [`RateAhead`].
    pub fn along(&self, rows: usize, course: &ExposureCourse) -> Along {
        let mut constant = self.level_of(rows);
        let mut changing: Vec<Changing<'_>> = Vec::new();
        for (place, id) in self.factors.iter().enumerate() {
            let ratios = &self.ratios[place];
            if let Some((_, bodies)) =
                course.changing.iter().find(|(known, of)| known == id && !of.is_empty())
            {
                let usual = |row: usize| usual_state(&id.id, (row + 1) as f64 * STEP_MIN);
                changing.push(Changing { ratios, bodies, usual: (0..rows).map(usual).collect() });
            } else if !trigger::BODY_STATES.contains(&id.id.as_str()) {
                let said = course.constant.iter().find(|(known, _)| known == id);
                let values = said.map_or(&self.values[place], |(_, values)| values);
                for ((sum, ratio), value) in constant.iter_mut().zip(ratios).zip(values) {
                    *sum += ratio * value;
                }
            }
        }
        let onsets: Vec<f64> = (0..rows).map(|row| self.level.onset(row, rows)).collect();
        let onset = &self.terms[LevelTerm::Onset as usize];
        let rates: Vec<Vec<f64>> = constant
            .iter()
            .enumerate()
            .map(|(draw, constant)| {
                let of_row = |row: usize| {
                    let moved = changing.iter().map(|Changing { ratios, bodies, usual }| {
                        let body = &bodies[draw % bodies.len()];
                        ratios[draw] * (body.get(row).or(body.last()).copied().unwrap_or(0.0) - usual[row])
                    });
                    libm::exp(
                        (constant + onset[draw] * onsets[row] + moved.sum::<f64>()).min(HIGHEST_LOG_RATE),
                    )
                };
                (0..rows).map(of_row).collect()
            })
            .collect();
        let sums = rates.iter().map(|rates| running_sum(rates)).collect();
        Along { rates, sums, frailty: self.frailty.clone() }
    }

    /// Log hazard of a row of a workout of so many, but for when in it, one a draw.
    fn level_of(&self, rows: usize) -> Vec<f64> {
        let outline = Outline { minutes: rows as f64 * STEP_MIN, ..self.outline };
        let offset = self.level.offset(rows.max(1));
        let mut sums: Vec<f64> = self.alpha.iter().map(|alpha| alpha + offset).collect();
        for (term, column) in LevelTerm::ALL.into_iter().zip(&self.terms) {
            let value = self.level.value(term, &outline);
            for (sum, ratio) in sums.iter_mut().zip(column) {
                *sum += ratio * value;
            }
        }
        sums
    }
}

impl Along {
    /// Probability (0 to 1) of a first cramp by the end of a row, one a draw.
    ///
    /// Equation: 1 - (1 + φH)^(-1/φ), H the sum of the rates so far. Source: [`crate::hazard::Minutes`]. Valid as that. Example: [`RateAhead`].
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
    /// use charley_domain::workout::Sport;
    /// use charley_infer::{ahead::{RateAhead, ExposureCourse}, learn::{Cell, PosteriorCache, LearnedWorkouts}, level::{Level, Outline}};
    /// let evidence = charley_evidence::evidence();
    /// let level = Level::of(evidence, None);
    /// let nothing = LearnedWorkouts::of(vec![], &[], level, 1, &PosteriorCache::default()).unwrap();
    /// let outline = Outline { sport: Sport::Run, effort: None, minutes: 60.0, longest_min: 0.0 };
    /// let ahead = RateAhead::of(&nothing, outline, 1, |_| Cell::Unknown);
    /// let hour = ahead.along(12, &ExposureCourse::default());
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
    stream::normals(seed, name, RateAhead::DRAWS).into_iter().map(|z| mean + sd * z).collect()
}

/// A number between 0 and 1 for each draw.
fn uniforms(seed: u64, name: &str) -> Vec<f64> {
    use rand::RngExt;
    let mut rng = stream::of(seed, name);
    (0..RateAhead::DRAWS).map(|_| rng.random()).collect()
}

fn known(cell: &Cell, seed: u64, id: &TriggerId) -> Vec<f64> {
    match cell {
        Cell::Unknown => vec![0.0; RateAhead::DRAWS],
        Cell::Known(value) => vec![*value; RateAhead::DRAWS],
        Cell::About { value, sd } => normal(seed, &format!("value {id}"), *value, *sd),
        Cell::Draws(draws) => {
            (0..RateAhead::DRAWS).map(|draw| f64::from(draws[draw % draws.len().max(1)])).collect()
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
    use charley_domain::{entry::Effort, workout::Sport};

    use super::*;
    use crate::{learn::PosteriorCache, studies};

    fn nothing_learned() -> LearnedWorkouts {
        let evidence = charley_evidence::evidence();
        let factors = studies::workout_factors(evidence);
        LearnedWorkouts::of(vec![], &factors, Level::of(evidence, None), 1, &PosteriorCache::default())
            .unwrap()
    }

    const RACE: Outline =
        Outline { sport: Sport::Run, effort: Some(Effort::Race), minutes: 225.0, longest_min: 0.0 };

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    #[test]
    fn it_agrees_with_the_whole_posterior() {
        let nothing = nothing_learned();
        for minutes in [30.0, 60.0, 225.0, 720.0] {
            let outline = Outline { minutes, ..RACE };
            let rows = (minutes / STEP_MIN) as usize;
            let ahead = RateAhead::of(&nothing, outline, 1, |_| Cell::Unknown);
            let ours = mean(&ahead.along(rows, &ExposureCourse::default()).chances(rows - 1));
            let whole = nothing.posterior.moments(&nothing.usual(&outline)).0;
            assert!((ours - whole).abs() < 0.01, "{minutes}: {ours} {whole}");
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
        let ahead = RateAhead::of(&nothing_learned(), RACE, 1, |_| Cell::Unknown);
        let as_usual: Vec<f64> =
            (1..=12).map(|row| usual_state(trigger::GLYCOGEN_LOW, f64::from(row) * STEP_MIN)).collect();
        let usual = ahead.along(12, &ExposureCourse::default()).chances(11);
        let mut bodies = vec![as_usual; 64];
        bodies[3] = vec![2.0; 12];
        let changing = vec![(TriggerId::workout(trigger::GLYCOGEN_LOW), bodies)];
        let hot = ahead.along(12, &ExposureCourse { constant: Vec::new(), changing }).chances(11);
        for (draw, (a, b)) in usual.iter().zip(&hot).enumerate() {
            assert_eq!((a - b).abs() > 1e-12, draw % 64 == 3, "{draw}");
        }
    }
}
