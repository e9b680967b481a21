//! What may be said of the rate in a workout: own forecasts once they have earned it, else how often it usually happens.

use charley_domain::{exposure::TriggerId, interval::Interval};
use charley_evidence::evidence;
use charley_infer::{
    ahead::Ahead,
    base_rate::WORKOUT_LOG_RATE_MIN,
    explanation::WorkoutCounts,
    forecast::{Shown, Skill},
    learn::Cell,
    published::{Probability, Span},
    studies,
};

use super::outing::Outing;
use crate::why::Explanation;
use charley_case::{
    Case,
    learned::{learned, seen},
    seen::range,
};

/// What may be said of the rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Which number is the answer.
    pub shown: Shown,
    /// How earlier forecasts of workouts did.
    pub skill: Option<Skill>,
    /// `published`, `importance` or `nuts`.
    pub engine: &'static str,
    /// How often it usually happens, 0 to 1.
    pub base_rate: Option<Interval>,
    /// Its mean.
    pub base_rate_mean: f64,
}

impl Standing {
    /// Own workouts where something was learned from them, else published studies; with the rate they give.
    pub(super) fn of(
        case: &Case,
        outing: &Outing,
        (seed, cell): (u64, &dyn Fn(&TriggerId) -> Cell),
    ) -> (Self, Ahead) {
        let all = range(case, None);
        let learned = learned(case, all, seed);
        let own = learned.workouts.as_ref().and_then(|own| Some((own, Ahead::learned(own, seed, cell)?)));
        if let Some((own, ahead)) = own {
            let WorkoutCounts { known, cramp, .. } = seen(case, all).count_workouts(case, all);
            let base = Probability::of_counts(cramp, known, seed);
            let track = &own.track;
            let standing = Self {
                shown: if track.has_earned() { Shown::Forecast } else { Shown::BaseRate },
                skill: Skill::of(track),
                engine: own.posterior.engine,
                base_rate: base.interval(),
                base_rate_mean: base.mean(),
            };
            return (standing, ahead);
        }
        let span = Span::Workout { minutes: outing.goal_s / 60.0, rise: studies::rise(evidence()) };
        let base = Probability::of(WORKOUT_LOG_RATE_MIN, span, &[], seed);
        let standing = Self {
            shown: Shown::BaseRate,
            skill: None,
            engine: Explanation::PUBLISHED,
            base_rate: base.interval(),
            base_rate_mean: base.mean(),
        };
        (standing, Ahead::published(evidence(), seed, cell))
    }

    /// Whether anything of it is the person's own.
    pub fn is_own(&self) -> bool {
        self.engine != Explanation::PUBLISHED
    }
}
