//! A run, second by second: effort by plan, speed by effort and slope.

use rand_chacha::ChaCha8Rng;

use super::{
    athlete::Athlete,
    stream::{Autoregressive, normal},
    training::{TrainingKind, TrainingSession},
};

/// Seconds to get going.
const START_S: f64 = 25.0;

/// A runner on the way.
pub(super) struct DemoRunner {
    critical_speed_m_s: f64,
    whim: Autoregressive,
}

/// One second of moving.
pub(super) struct Second {
    pub(super) speed_m_s: f64,
    pub(super) cadence: f64,
    pub(super) power_w: f64,
    /// Share of what can be held for an hour.
    pub(super) effort: f64,
}

impl DemoRunner {
    pub(super) fn of(athlete: &Athlete, rng: &mut ChaCha8Rng) -> Self {
        Self { critical_speed_m_s: athlete.critical_speed_m_s, whim: Autoregressive::new(0.985, rng) }
    }

    /// One second on a grade; `share` is how much of the workout is done.
    pub(super) fn second(
        &mut self,
        session: &TrainingSession,
        (second, share): (f64, f64),
        grade: f64,
        rng: &mut ChaCha8Rng,
    ) -> Second {
        let effort = planned(session.kind, share) * session.effort * (1.0 + 0.025 * self.whim.step(rng));
        // A runner keeps effort rather than speed: slower uphill, a little faster down.
        let slope = (-3.2 * grade).exp().clamp(0.5, 1.25);
        let under_way = (second / START_S).min(1.0).sqrt();
        let speed_m_s = (self.critical_speed_m_s * effort * slope * under_way + 0.05 * normal(rng)).max(0.3);
        let cadence = 82.0 + 5.0 * (speed_m_s - 2.8) + 0.8 * normal(rng);
        Second { speed_m_s, cadence, power_w: 0.0, effort }
    }
}

/// Effort by plan, as a share of what can be held for an hour.
fn planned(kind: TrainingKind, share: f64) -> f64 {
    match kind {
        TrainingKind::HardRun => intervals(share),
        // The last third of a long run costs pace.
        TrainingKind::LongRun => 0.80 - 0.05 * ((share - 0.66) / 0.34).max(0.0),
        TrainingKind::Race => 0.93 - 0.10 * ((share - 0.7) / 0.3).max(0.0),
        TrainingKind::EasyRun | TrainingKind::Ride => 0.79,
    }
}

/// A quarter to warm up, six times fast and slow, the rest to cool down.
fn intervals(share: f64) -> f64 {
    match share {
        s if !(0.25..0.85).contains(&s) => 0.76,
        s if ((s - 0.25) / 0.10).fract() < 0.62 => 1.04,
        _ => 0.70,
    }
}
