//! What is learned from a person's own diary: their nights and workouts as the rows of the models.

mod cache;
#[cfg(test)]
mod golden;
mod grounded;
mod names;
mod nights;
mod standpoint;
mod workouts;

use std::collections::BTreeMap;

use charley_domain::exposure::{TriggerId, Window};
use charley_evidence::{Trigger, TriggerKind, evidence};
use charley_infer::explanation::LEAST_CRAMPS;
use charley_infer::{
    Posterior,
    explanation::{NightCounts, NightRange, Standing, WorkoutCounts},
    learn::{Effect, Factor, LearnedNights, LearnedWorkouts, Timing, inseparable},
    studies,
};

pub use self::{
    cache::LearnedCache,
    grounded::Grounded,
    names::{CauseSaid, Names, SaidAt},
    standpoint::{Standpoint, Stood},
};
pub use self::{
    nights::row as night_row,
    workouts::{as_it_was as workout_as_it_was, by_studies, outline, planned as planned_workout},
};
use crate::{
    Case,
    seen::{Seen, count_nights},
};

/// Known workouts below which nothing is named by them, as with fewer cramps than [`LEAST_CRAMPS`]; the level of the risk is
/// learned from the first. Own choice.
const LEAST_WORKOUTS: usize = 30;

/// What was learned; `None` where there is too little to learn from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Learned {
    /// From nights.
    pub nights: Option<LearnedNights>,
    /// The level of nights where they are too few, or bring too few cramps, to name anything.
    few_nights: Option<LearnedNights>,
    /// From workouts: from none of them it is what studies say; `None` only where no posterior was found.
    pub workouts: Option<LearnedWorkouts>,
    /// Cramps at night and in workouts that it was learned from.
    cramps: (usize, usize),
    grounded: BTreeMap<TriggerId, Grounded>,
}

impl Learned {
    /// The posterior that speaks first: of nights, else of workouts.
    pub fn posterior(&self) -> Option<&Posterior> {
        let of_nights = self.nights.as_ref().map(|nights| &nights.posterior);
        of_nights.or_else(|| self.telling_workouts().map(|workouts| &workouts.posterior))
    }

    /// What was learned from workouts, where there are enough of them and of their cramps to speak of causes.
    pub fn telling_workouts(&self) -> Option<&LearnedWorkouts> {
        let enough = |workouts: &&LearnedWorkouts| {
            self.cramps.1 >= LEAST_CRAMPS && workouts.workouts() >= LEAST_WORKOUTS
        };
        self.workouts.as_ref().filter(enough)
    }

    /// How often cramps come at night, from the first night that is known: only names need many.
    pub fn level_of_nights(&self) -> Option<&LearnedNights> {
        self.nights.as_ref().or(self.few_nights.as_ref())
    }

    /// What the next learning need not make again, beside the answers as they stand.
    pub fn kept(&self, standpoint: Option<Standpoint>) -> LearnedCache {
        LearnedCache {
            nights: self.level_of_nights().map(LearnedNights::kept).unwrap_or_default(),
            workouts: self.workouts.as_ref().map(LearnedWorkouts::kept).unwrap_or_default(),
            standpoint,
            ..LearnedCache::default()
        }
    }

    /// What is known of one factor, at the time at which it more probably matters; `None` where it was not learned.
    pub fn effect(&self, id: &TriggerId) -> Option<Effect> {
        let (factors, posterior) = match id.window {
            Window::Night => self.nights.as_ref().map(|nights| (nights.factors(), &nights.posterior)),
            Window::Workout => {
                self.telling_workouts().map(|workouts| (workouts.factors(), &workouts.posterior))
            }
        }?;
        let timing = self.grounded(id).timing;
        Effect::of(posterior, factors.iter().find(|factor| factor.id == *id && factor.timing == timing)?)
    }

    /// What own windows say of whether a factor matters; nothing where it was not learned.
    pub fn grounded(&self, id: &TriggerId) -> Grounded {
        self.grounded.get(id).copied().unwrap_or_default()
    }

    /// Cramps in windows of a kind that it was learned from.
    pub const fn cramps(&self, window: Window) -> usize {
        match window {
            Window::Night => self.cramps.0,
            Window::Workout => self.cramps.1,
        }
    }

    /// Pairs of factors that own data cannot tell apart.
    pub fn inseparable(&self) -> Vec<[TriggerId; 2]> {
        let of_nights =
            self.nights.iter().flat_map(|nights| inseparable(&nights.posterior, nights.factors()));
        let of_workouts = self
            .telling_workouts()
            .into_iter()
            .flat_map(|workouts| inseparable(&workouts.posterior, workouts.factors()));
        of_nights.chain(of_workouts).collect()
    }

    /// Learns from the windows of a range. Where no posterior is found nothing is learned, and published studies stand.
    pub(crate) fn of(case: &Case, range: NightRange, seen: &Seen, seed: u64) -> Self {
        let counts =
            WindowCounts { nights: count_nights(case, range), workouts: seen.count_workouts(case, range) };
        let any = counts.nights.known > 0 || case.person.cramp_nights.is_some();
        let of_nights = any.then(|| nights::learn(case, range, seen, seed)).flatten();
        let (nights, few_nights) = match counts.nights.standing() {
            Standing::TooLittle => (None, of_nights),
            Standing::Learning | Standing::Ready => (of_nights, None),
        };
        let workouts = workouts::learn(case, range, seen, seed);
        let cramps = (counts.nights.cramp, counts.workouts.cramp);
        let mut learned = Self { nights, few_nights, workouts, cramps, grounded: BTreeMap::new() };
        learned.grounded = learned.all_grounded();
        learned
    }

    fn all_grounded(&self) -> BTreeMap<TriggerId, Grounded> {
        let of_nights = self
            .nights
            .as_ref()
            .map(|nights| grounded::grounded(&nights.posterior, nights.factors(), &nights.leads()));
        let of_workouts = self
            .telling_workouts()
            .map(|workouts| grounded::grounded(&workouts.posterior, workouts.factors(), &[]));
        of_nights.into_iter().chain(of_workouts).flatten().collect()
    }
}

/// What is known of the windows of a range.
#[derive(Debug, Clone, Copy)]
struct WindowCounts {
    nights: NightCounts,
    workouts: WorkoutCounts,
}

/// The factors of a kind of window, in the order of the trigger table.
fn factors(window: Window, is: impl Fn(&Trigger) -> bool) -> Vec<Factor> {
    let counts = |trigger: &&Trigger| trigger.id.window == window && trigger.kind != TriggerKind::Retired;
    let of_window = evidence().triggers.iter().filter(counts).filter(|trigger| is(trigger));
    of_window
        .map(|trigger| Factor {
            id: trigger.id.clone(),
            prior: studies::prior(trigger),
            reference: studies::reference(trigger),
            timing: Timing::Night,
        })
        .collect()
}

/// Whether a trigger of the night is a factor of its own: season and history have terms of their own.
fn is_factor_of_night(trigger: &Trigger) -> bool {
    trigger.kind != TriggerKind::Nuisance
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;
    use charley_infer::learn::PosteriorCache;

    use super::*;
    use crate::{answered::Answered, fixed};

    #[test]
    fn few_workouts_tell_a_level_and_name_nothing() {
        let answered = Answered::of(fixed::adult());
        let learned = answered.learned();
        assert_eq!([Window::Night, Window::Workout].map(|window| learned.cramps(window)), [5, 0]);
        let nights = learned.nights.as_ref().unwrap();
        assert!(nights.factors().iter().all(|factor| learned.effect(&factor.id).is_some()));
        let workouts = learned.workouts.as_ref().unwrap();
        assert!(workouts.workouts() > 0 && learned.telling_workouts().is_none());
        assert!(workouts.factors().iter().all(|factor| learned.effect(&factor.id).is_none()));
        assert_eq!(learned.posterior(), Some(&nights.posterior));
    }

    #[test]
    fn nights_with_two_cramps_tell_a_level_and_name_nothing() {
        let mut case = fixed::adult();
        let mut cramps = 0;
        case.entries.retain(|entry| {
            cramps += usize::from(matches!(entry.record, Record::Cramp(_)));
            cramps <= 2 || !matches!(entry.record, Record::Cramp(_))
        });
        let answered = Answered::of(case);
        let learned = answered.learned();
        assert!(learned.nights.is_none() && learned.posterior().is_none());
        let level = learned.level_of_nights().unwrap().level.mean();
        assert!((0.0..0.5).contains(&level), "{level}");
        assert!(learned.inseparable().is_empty());
        let kept = learned.kept(None);
        assert_ne!(kept.nights, PosteriorCache::default(), "a level is worth keeping as well");
    }
}
