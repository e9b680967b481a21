//! The heart of the synthetic person: it follows effort with a lag, drifts upward, more in the heat.

use rand_chacha::ChaCha8Rng;

use super::{
    athlete::Athlete,
    stream::{Autoregressive, stream},
};

/// Seconds in which it covers two thirds of a rise, and of a fall.
const UP_S: f64 = 32.0;
const DOWN_S: f64 = 55.0;
/// Rise in an hour at the same effort, as a share of the reserve, and what each degree above 18 °C adds.
const DRIFT_H: f64 = 0.05;
const DRIFT_H_PER_C: f64 = 0.006;

/// A heart at work.
pub(super) struct SimulatedHeart {
    bpm: f64,
    rest_bpm: f64,
    reserve_bpm: f64,
    drift_h: f64,
    noise: Autoregressive,
    rng: ChaCha8Rng,
}

impl SimulatedHeart {
    pub(super) fn of(athlete: &Athlete, air_c: f64, (seed, index): (u64, u64)) -> Self {
        let mut rng = stream(seed, "heart", index);
        let reserve_bpm = athlete.max_bpm - athlete.rest_bpm;
        Self {
            bpm: athlete.rest_bpm + 0.25 * reserve_bpm,
            rest_bpm: athlete.rest_bpm,
            reserve_bpm,
            drift_h: DRIFT_H + DRIFT_H_PER_C * (air_c - 18.0).max(0.0),
            noise: Autoregressive::new(0.93, &mut rng),
            rng,
        }
    }

    /// One second at an effort (a share of what can be held for an hour), so many seconds into the workout.
    pub(super) fn beat(&mut self, effort: f64, second: f64) -> f64 {
        let drift = self.drift_h * second / 3_600.0;
        let share = (0.28 + 0.58 * effort + drift).clamp(0.15, 0.985);
        self.towards(self.rest_bpm + share * self.reserve_bpm);
        self.bpm + 1.3 * self.noise.step(&mut self.rng)
    }

    /// Stands still for so many seconds.
    pub(super) fn rest(&mut self, seconds: u32) {
        for _ in 0..seconds {
            self.towards(self.rest_bpm + 0.28 * self.reserve_bpm);
        }
    }

    fn towards(&mut self, target_bpm: f64) {
        let lag_s = if target_bpm > self.bpm { UP_S } else { DOWN_S };
        self.bpm += (target_bpm - self.bpm) / lag_s;
    }
}
