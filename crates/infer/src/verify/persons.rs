//! A person who does not exist: their truth, their nights and what their diary says.

use charley_evidence::evidence;

use super::{
    chance::PersonRng,
    exposures::{Days, EXPOSURES},
    priors::PLACEHOLDERS,
};
use crate::hazard::{Night, Outcome, log_hours, season};

/// Nights from which the truth is learned: two years.
pub(super) const LEARNED: usize = 730;
/// The recent-cramp index halves in three nights.
const HALF_LIFE_NIGHTS: f64 = 3.0;
/// Highest log rate of a true night.
const HIGHEST_LOG_RATE: f64 = 20.0; // compare.py of docs/studies/inference.md

/// Which of the twelve exposures matter to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKind {
    /// None of them.
    Null,
    /// Three, each with the sign of its placeholder prior.
    Triggers,
    /// Three, each with the other sign.
    Hostile,
}

/// Chance that a night is answered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnswerChances {
    /// After a quiet night.
    pub quiet: f64,
    /// After a cramp.
    pub cramp: f64,
}

impl AnswerChances {
    /// Answers that do not depend on cramps: 12 % are missing.
    pub const USUAL: Self = Self { quiet: 0.88, cramp: 0.88 }; // generate.py of docs/studies/inference.md
}

/// What kind of person is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonRecipe {
    /// What matters to them.
    pub kind: PersonKind,
    /// Cramps to expect in the first 730 nights of the diary.
    pub cramps: f64,
    /// How they answer.
    pub answers: AnswerChances,
    /// Nights of their life.
    pub nights: usize,
}

/// True coefficients of the log rate.
#[derive(Debug, Clone, PartialEq)]
pub struct TrueCoefficients {
    /// Of a usual night.
    pub alpha: f64,
    /// Of each exposure.
    pub beta: [f64; 12],
    /// Sine and cosine of the year.
    pub season: [f64; 2],
    /// Of recent cramps.
    pub rho: f64,
}

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct SyntheticPerson {
    /// What nobody knows of them.
    pub truth: TrueCoefficients,
    /// Their nights, as the diary has them.
    pub nights: Vec<Night>,
    /// True probability of a cramp of each night, given the diary before it.
    pub chances: Vec<f64>,
}

impl SyntheticPerson {
    /// The person of a number.
    ///
    /// Equation: three effects of 0.35 to 0.6 standard deviations of their exposure, 1.2 a unit at most; the base rate is
    /// solved so that the diary of 730 nights holds about so many cramps; a diary is lived night by night, and only cramps it
    /// knows of count as recent. Source: `make_nights` of generate.py and `person` of compare.py of docs/studies/inference.md.
    /// Valid for 1 to some 100 cramps.
    ///
    /// ```
    /// use charley_infer::verify::{AnswerChances, PersonKind, SyntheticPerson, PersonRecipe};
    /// let recipe = PersonRecipe { kind: PersonKind::Triggers, cramps: 35.0, answers: AnswerChances::USUAL, nights: 730 };
    /// let person = SyntheticPerson::of(recipe, 1, 4);
    /// assert_eq!(person.truth.beta.iter().filter(|beta| **beta != 0.0).count(), 3);
    /// assert!((15..70).contains(&person.cramps()));
    /// ```
    pub fn of(recipe: PersonRecipe, seed: u64, person: u64) -> Self {
        let days = Days::of(seed, person, recipe.nights);
        let mut truth = TrueCoefficients {
            alpha: 0.0,
            beta: effects(recipe.kind, seed, person),
            season: [0.15, -0.1], // generate.py of docs/studies/inference.md
            rho: 0.6,             // generate.py of docs/studies/inference.md
        };
        truth.alpha = truth.level(&days, recipe.cramps / recipe.answers.cramp);
        Self::lived(truth, &days, recipe.answers, seed, person)
    }

    /// The person of a truth, living through their days.
    pub(super) fn lived(
        truth: TrueCoefficients,
        days: &Days,
        answers: AnswerChances,
        seed: u64,
        person: u64,
    ) -> Self {
        let mut chance = PersonRng::of(seed, "nights", person);
        let decay = libm::exp2(-1.0 / HALF_LIFE_NIGHTS);
        let mut history = 0.0;
        let mut lived = Self { truth, nights: Vec::new(), chances: Vec::new() };
        for (day, (exposures, hours)) in days.exposures.iter().zip(&days.hours_in_bed).enumerate() {
            let log_rate = lived.truth.log_rate(exposures, day, *hours) + lived.truth.rho * history;
            let probability = -libm::expm1(-libm::exp(log_rate.min(HIGHEST_LOG_RATE)));
            let cramped = chance.happens(probability);
            let outcome = match (chance.happens(if cramped { answers.cramp } else { answers.quiet }), cramped)
            {
                (false, _) => Outcome::Unknown,
                (true, true) => Outcome::Cramp,
                (true, false) => Outcome::None,
            };
            lived.chances.push(probability);
            lived.nights.push(Night {
                day: day as f64,
                hours_in_bed: *hours,
                history,
                exposures: exposures.to_vec(),
                outcome,
            });
            let known = f64::from(u8::from(outcome == Outcome::Cramp));
            history = decay * history + (1.0 - decay) * known;
        }
        lived
    }

    /// Nights from which the truth is learned.
    pub fn learned(&self) -> &[Night] {
        &self.nights[..LEARNED.min(self.nights.len())]
    }

    /// Cramps that the diary knows of in those nights.
    pub fn cramps(&self) -> usize {
        self.learned().iter().filter(|night| night.outcome == Outcome::Cramp).count()
    }

    /// Whether an exposure truly matters.
    pub fn matters(&self, exposure: usize) -> bool {
        self.truth.beta[exposure] != 0.0
    }
}

impl TrueCoefficients {
    /// Log rate of a night but for recent cramps.
    fn log_rate(&self, exposures: &[f64; 12], day: usize, hours_in_bed: f64) -> f64 {
        let product: f64 = self.beta.iter().zip(exposures).map(|(beta, x)| beta * x).sum();
        let [sine, cosine] = season(day as f64);
        self.alpha + log_hours(hours_in_bed) + product + self.season[0] * sine + self.season[1] * cosine
    }

    /// The base level at which the nights learned from hold so many cramps.
    fn level(&self, days: &Days, cramps: f64) -> f64 {
        let rows = days.exposures.iter().zip(&days.hours_in_bed).take(LEARNED).enumerate();
        let rates: Vec<f64> =
            rows.map(|(day, (row, hours))| libm::exp(self.log_rate(row, day, *hours))).collect();
        let mut level = libm::log(cramps / rates.iter().sum::<f64>());
        for _ in 0..30 {
            let ratio = libm::exp(level);
            let expected: f64 = rates.iter().map(|rate| -libm::expm1(-rate * ratio)).sum();
            level += libm::log(cramps / expected);
        }
        level
    }
}

fn effects(kind: PersonKind, seed: u64, person: u64) -> [f64; 12] {
    let mut effects = [0.0; 12];
    if kind == PersonKind::Null {
        return effects;
    }
    // Effects are sized by the spread of one and the same person, as in the study.
    let spreads = Days::of(0, 0, LEARNED).spreads();
    let mut chance = PersonRng::of(seed, "triggers", person);
    for place in chance.three_below(EXPOSURES.len()) {
        let size = (0.35 + 0.25 * chance.even()) / spreads[place]; // compare.py of docs/studies/inference.md
        let sign = if PLACEHOLDERS[place].0 < 0.0 { -1.0 } else { 1.0 };
        let turned = if kind == PersonKind::Hostile { -sign } else { sign };
        effects[place] = turned * size.min(1.2); // compare.py of docs/studies/inference.md
    }
    effects
}

/// Which known nights of a diary lie on the rarer side of an exposure's reference, in the order of the nights.
pub(super) fn away(nights: &[Night], exposure: usize) -> Vec<bool> {
    let trigger = evidence().trigger(&super::priors::trigger(exposure));
    let reference = trigger.map_or(0.0, crate::studies::reference);
    let known = nights.iter().filter(|night| night.outcome != Outcome::Unknown);
    crate::naming::away(known.map(|night| night.exposures[exposure]), reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_cramps(kind: PersonKind, cramps: f64, answers: AnswerChances) -> f64 {
        let recipe = PersonRecipe { kind, cramps, answers, nights: LEARNED };
        (0..60).map(|person| SyntheticPerson::of(recipe, 5, person).cramps() as f64).sum::<f64>() / 60.0
    }

    #[test]
    fn a_diary_holds_about_as_many_cramps_as_asked_for() {
        // History adds some: the base rate is solved without it.
        for cramps in [12.0, 35.0] {
            let mean = mean_cramps(PersonKind::Triggers, cramps, AnswerChances::USUAL);
            assert!(mean > 0.9 * cramps && mean < 1.3 * cramps, "{cramps}: {mean}");
        }
    }

    #[test]
    fn the_hostile_person_is_the_other_one_turned_round() {
        let friendly = effects(PersonKind::Triggers, 3, 8);
        let hostile = effects(PersonKind::Hostile, 3, 8);
        assert!(friendly.iter().zip(&hostile).all(|(a, b)| (a + b).abs() < 1e-12));
        assert!(effects(PersonKind::Null, 3, 8).iter().all(|effect| effect.abs() < 1e-12));
    }

    #[test]
    fn only_known_cramps_are_recent() {
        let answers = AnswerChances { quiet: 1.0, cramp: 0.0 };
        let recipe = PersonRecipe {
            kind: PersonKind::Null,
            cramps: 35.0,
            answers: AnswerChances::USUAL,
            nights: LEARNED,
        };
        let truth = SyntheticPerson::of(recipe, 1, 1).truth;
        let silent = SyntheticPerson::lived(truth, &Days::of(1, 1, LEARNED), answers, 1, 1);
        assert!(silent.cramps() == 0 && silent.nights.iter().all(|night| night.history == 0.0));
        assert!(silent.nights.iter().any(|night| night.outcome == Outcome::Unknown));
    }
}
