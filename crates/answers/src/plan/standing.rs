//! What may be said of the rate in a workout: own forecasts once they have earned it, else how often it usually happens.

use charley_domain::{entry::Effort, exposure::TriggerId, interval::Interval};
use charley_infer::{
    ahead::RateAhead,
    forecast::{Shown, Skill},
    learn::{Cell, LearnedWorkouts},
    level::Outline,
};

use super::own_long::OwnLong;
use crate::why::ExplanationDocument;
use charley_case::{answered::Answered, learned::by_studies};

/// What may be said of the rate.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelStanding {
    /// Which number is the answer.
    pub shown: Shown,
    /// How earlier forecasts of workouts did.
    pub skill: Option<Skill>,
    /// `published`, `importance` or `nuts`.
    pub engine: &'static str,
    /// Own workouts of which it is known whether they brought a cramp.
    pub workouts: usize,
    /// Races among them.
    pub races: usize,
    /// How often it usually happens, 0 to 1.
    pub base_rate: Option<Interval>,
    /// Its mean.
    pub base_rate_mean: f64,
}

/// What is read of a case about the rate of an outing.
pub(super) struct OutingLevel {
    pub(super) standing: LevelStanding,
    pub(super) ahead: RateAhead,
    /// The person's own long workouts of the kind, where there are some.
    pub(super) long: Option<OwnLong>,
}

impl LevelStanding {
    /// The level of such a workout in this person, from the first of their own on; with the rate it gives.
    pub(super) fn of(
        case: &Answered,
        outline: Outline,
        (seed, cell): (u64, &dyn Fn(&TriggerId) -> Cell),
    ) -> OutingLevel {
        let workouts = case.learned().workouts.clone().unwrap_or_else(|| by_studies(case, seed));
        let LearnedWorkouts { posterior, track, .. } = &workouts;
        let own = workouts.workouts();
        let usual = workouts.usual(&outline);
        let standing = Self {
            shown: if track.has_earned() { Shown::Forecast } else { Shown::BaseRate },
            skill: Skill::of(track),
            engine: if own == 0 { ExplanationDocument::PUBLISHED } else { posterior.engine },
            workouts: own,
            races: races(case),
            base_rate: posterior.interval(&usual),
            base_rate_mean: posterior.moments(&usual).0,
        };
        let long = OwnLong::of(case, outline.sport, (&workouts, seed));
        OutingLevel { standing, ahead: RateAhead::of(&workouts, outline, seed, cell), long }
    }

    /// Whether anything of it is the person's own.
    pub fn is_own(&self) -> bool {
        self.engine != ExplanationDocument::PUBLISHED
    }
}

/// Own races of which it is known whether they brought a cramp.
fn races(case: &Answered) -> usize {
    let raced = case.workouts.iter().filter(|workout| workout.effort == Some(Effort::Race));
    raced.filter(|workout| case.seen().is_known(&workout.start)).count()
}
