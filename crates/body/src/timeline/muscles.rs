//! How hard the three muscle groups of the leg work at a share of the threshold.

use charley_domain::workout::Sport;

use crate::{factors::Factors, muscle_fatigue::Rhythm};

/// One muscle group in one way of moving: all of it assumed, so fatigue is an index and never a number of its own.
#[derive(Debug, Clone, Copy)]
struct GroupWork {
    /// Share of greatest force at the threshold, while it works.
    force: f64,
    /// Share of the time it works.
    duty: f64,
    /// Change of the force a unit of grade uphill.
    uphill: f64,
    /// The same downhill.
    downhill: f64,
}

/// Calf, quadriceps, hamstrings.
const ON_FOOT: [GroupWork; 3] = [
    GroupWork { force: 0.60, duty: 0.30, uphill: 1.5, downhill: -0.5 }, // assumed
    GroupWork { force: 0.45, duty: 0.30, uphill: 0.5, downhill: 2.5 }, // assumed: downhill the quadriceps brake
    GroupWork { force: 0.35, duty: 0.25, uphill: 1.0, downhill: 0.0 }, // assumed
];
const ON_A_BIKE: [GroupWork; 3] = [
    GroupWork { force: 0.20, duty: 0.40, uphill: 0.0, downhill: 0.0 }, // assumed
    GroupWork { force: 0.40, duty: 0.40, uphill: 0.0, downhill: 0.0 }, // assumed
    GroupWork { force: 0.22, duty: 0.35, uphill: 0.0, downhill: 0.0 }, // assumed
];
const OTHERWISE: [GroupWork; 3] = [
    GroupWork { force: 0.35, duty: 0.30, uphill: 0.0, downhill: 0.0 }, // assumed
    GroupWork { force: 0.35, duty: 0.30, uphill: 0.0, downhill: 0.0 }, // assumed
    GroupWork { force: 0.25, duty: 0.30, uphill: 0.0, downhill: 0.0 }, // assumed
];

/// The three groups in one workout of one possible person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Muscles {
    work: [GroupWork; 3],
    /// How each tires and rests.
    pub(super) rhythms: [Rhythm; 3],
    force: f64,
}

impl Muscles {
    pub(super) fn of(sport: Sport, factors: &Factors) -> Self {
        let work = match sport {
            Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike => ON_FOOT,
            Sport::Ride | Sport::IndoorRide => ON_A_BIKE,
            _ => OTHERWISE,
        };
        let rhythms = std::array::from_fn(|group| Rhythm::of(factors.rates[group], work[group].duty));
        Self { work, rhythms, force: factors.leg_force / factors.threshold }
    }

    /// Share of its greatest force that a group gives.
    #[inline]
    pub(super) fn target(&self, group: usize, share: f64, grade: f64) -> f64 {
        let work = &self.work[group];
        let slope = if grade > 0.0 { work.uphill * grade } else { work.downhill * -grade };
        (work.force * self.force * share * (1.0 + slope)).clamp(0.0, 1.0)
    }
}
