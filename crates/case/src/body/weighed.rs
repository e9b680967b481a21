//! Weighings before and after a workout, and what each taught of the person's sweat.

use charley_body::weigh_in::{SweatFactor, WeighIn, learn as learned_from};
use charley_domain::{
    entry::{Entry, Record, WeighIn as When},
    workout::WorkoutId,
};
use charley_store::Store;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Link, Maker, Otherwise};

/// How far from the workout a weighing may be.
const NEAR: SignedDuration = SignedDuration::from_hours(3);

/// What one pair of weighings taught.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// The workout.
    pub workout: WorkoutId,
    /// When it began.
    pub start: Timestamp,
    /// Mass lost in kg.
    pub lost_kg: f64,
    /// Belief before.
    pub before: SweatFactor,
    /// Belief after.
    pub after: SweatFactor,
}

impl Learned {
    /// Whether it taught anything: around little sweat a scale says nothing of it.
    pub fn taught(&self) -> bool {
        self.after.weighings > self.before.weighings
    }
}

/// A workout between two weighings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Weighed {
    /// Its place in the row.
    pub(super) link: usize,
    lost_kg: f64,
}

/// The workouts between two weighings, oldest first: the last one before and the first one after.
pub(super) fn pairs(entries: &[Entry], links: &[Link<'_>]) -> Vec<Weighed> {
    let weights: Vec<(Timestamp, Option<When>, f64)> = entries
        .iter()
        .filter_map(|entry| match &entry.record {
            Record::Weight { mass_kg, weigh_in } => {
                Some((entry.occurred_at.instant, *weigh_in, mass_kg.kg()))
            }
            _ => None,
        })
        .collect();
    if weights.is_empty() {
        return Vec::new();
    }
    let near = |link: &Link<'_>| {
        let start = link.head.start.instant;
        let end = start + SignedDuration::from_secs(link.head.elapsed_s as i64);
        // Whoever stepped on the scale did so around the recording that they knew of.
        let (last_begun, first_ended) =
            link.merged.map_or((start, end), |merged| (merged.last_begun, merged.first_ended.min(end)));
        let within = |from: Timestamp, to: Timestamp, when: When| {
            weights.iter().filter(move |(at, said, _)| from <= *at && *at <= to && *said == Some(when))
        };
        let before =
            within(start - NEAR, last_begun + SignedDuration::from_mins(5), When::Before).next_back()?.2;
        let after = within(first_ended - SignedDuration::from_mins(5), end + NEAR, When::After).next()?.2;
        Some(before - after)
    };
    links.iter().enumerate().filter_map(|(link, of)| Some(Weighed { link, lost_kg: near(of)? })).collect()
}

/// What a pair of weighings teaches; `None` for a workout the model cannot follow.
pub(super) fn learn(
    store: &Store,
    maker: &Maker<'_>,
    (weighed, link): (&Weighed, &Link<'_>),
    before: SweatFactor,
) -> anyhow::Result<Option<Learned>> {
    let Some(followed) = maker.run(store, link, None, Otherwise::AS_IT_WAS)? else { return Ok(None) };
    let states = followed.states;
    let of = |value: fn(&charley_body::timeline::DrawEnd) -> f32| {
        std::array::from_fn(|draw| states.ends.get(draw).map_or(0.0, |end| f64::from(value(end))))
    };
    let seen = WeighIn {
        lost_kg: weighed.lost_kg,
        expected_kg: of(|end| end.lost_kg),
        sweat_kg: of(|end| end.sweat_l),
        factors: of(|end| end.sweat_factor),
    };
    Ok(Some(Learned {
        workout: link.head.id.clone(),
        start: link.head.start.instant,
        lost_kg: weighed.lost_kg,
        before,
        after: learned_from(before, &seen),
    }))
}
