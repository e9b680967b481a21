//! What the fibres of each unit do: twitches that add up to a tetanus, and fatigue with recovery.
//!
//! ```text
//! x1' = x2 - x1 / T,  x2' = -x2 / T,  an impulse adds e / T to x2      twitch of height 1 at T
//! force = tetanus x1 w / (x1 + tetanus / twitch - 1)
//! w' = (1 - w) / recovery - rate fatigability (force / tetanus) w
//! ```
//!
//! Source: critically damped twitch, Fuglevand 1993 (recalled); fatigue of each unit, Potvin and Fuglevand 2017,
//! doi 10.1371/journal.pcbi.1005581, with a recovery of our own.

use crate::{parameter::parameters, unit::Unit};

parameters! {
    /// Loss of force of the most tiring unit.
    FATIGUE_PER_S = 0.0225, "1/s", "loss of force of the most tiring unit at full force", Read, "Potvin and Fuglevand 2017, the authors' code: 0.0225 % of peak"; // source: the last field
    /// Fatigability of the most tiring unit relative to the least.
    FATIGUE_RANGE = 180.0, "1", "fatigability of the most tiring unit over the least", Read, "Potvin and Fuglevand 2017, the authors' code"; // source: the last field
    /// Recovery of force.
    RECOVERY_S = 120.0, "s", "recovery of a tired unit", Assumed, "own judgement; Miller and Knight 2012 find force back between 1 and 5 min"; // source: the last field
}

/// The fibres of a pool.
#[derive(Debug, Clone)]
pub struct Contraction {
    rise: Vec<f32>,
    drive: Vec<f32>,
    fresh: Vec<f32>,
    peak_ms: Vec<f32>,
    twitch_n: Vec<f32>,
    tetanus_n: Vec<f32>,
    tiring: Vec<f32>,
    force_n: Vec<f32>,
}

impl Contraction {
    /// Rested fibres.
    ///
    /// Equation, source: the head of this module. Valid for any pool.
    pub fn new(units: &[Unit]) -> Self {
        let of = |value: fn(&Unit) -> f64| units.iter().map(|unit| value(unit) as f32).collect::<Vec<_>>();
        Self {
            rise: vec![0.0; units.len()],
            drive: vec![0.0; units.len()],
            fresh: vec![1.0; units.len()],
            peak_ms: of(|unit| unit.twitch_peak_ms),
            twitch_n: of(|unit| unit.twitch_n),
            tetanus_n: of(Unit::tetanus_n),
            tiring: of(|unit| unit.fatigability),
            force_n: vec![0.0; units.len()],
        }
    }

    /// An impulse reaches the fibres of a unit.
    #[inline]
    pub fn impulse(&mut self, unit: usize) {
        self.drive[unit] += std::f32::consts::E / self.peak_ms[unit];
    }

    /// Lets a millisecond pass; gives the force of each unit at best length.
    ///
    /// Equation: x = sum of twitches; force = tetanus x / (x + tetanus / twitch - 1), so that one twitch has its own height and many
    /// reach the tetanus. Source: the head of this module; saturation is ours. Valid for any train.
    pub fn advance_ms(&mut self) -> &[f32] {
        let rate = (FATIGUE_PER_S.value / FATIGUE_RANGE.value * 0.001) as f32;
        let recovery = (0.001 / RECOVERY_S.value) as f32;
        for unit in 0..self.rise.len() {
            let lag = 1.0 / self.peak_ms[unit];
            self.rise[unit] += self.drive[unit] - self.rise[unit] * lag;
            self.drive[unit] -= self.drive[unit] * lag;
            let share =
                self.rise[unit] / (self.rise[unit] + self.tetanus_n[unit] / self.twitch_n[unit] - 1.0);
            let fresh = self.fresh[unit];
            self.fresh[unit] += (1.0 - fresh) * recovery - rate * self.tiring[unit] * share * fresh;
            self.force_n[unit] = self.tetanus_n[unit] * share * fresh;
        }
        &self.force_n
    }

    /// Force of each unit in the last millisecond.
    pub fn force_n(&self) -> &[f32] {
        &self.force_n
    }

    /// Share of its force that a unit still has.
    pub fn fresh(&self, unit: usize) -> f32 {
        self.fresh[unit]
    }

    /// Lets minutes of rest pass: fatigue recovers, force is gone.
    pub fn rest_s(&mut self, seconds: f64) {
        let kept = (-seconds / RECOVERY_S.value).exp() as f32;
        for fresh in &mut self.fresh {
            *fresh = 1.0 - (1.0 - *fresh) * kept;
        }
        self.rise.fill(0.0);
        self.drive.fill(0.0);
        self.force_n.fill(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::muscle::Muscle;

    fn steady(unit: usize, hz: f64, ms: u32) -> f32 {
        let mut fibres = Contraction::new(&Muscle::MedialGastrocnemius.units(64));
        let (mut next, mut sum, mut count) = (0.0, 0.0, 0);
        for now in 0..ms {
            if f64::from(now) >= next {
                fibres.impulse(unit);
                next += 1000.0 / hz;
            }
            let force = fibres.advance_ms()[unit];
            if now + 500 > ms {
                (sum, count) = (sum + force, count + 1);
            }
        }
        sum / count as f32
    }

    #[test]
    fn force_grows_with_frequency_along_a_sigmoid_to_the_tetanus() {
        let units = Muscle::MedialGastrocnemius.units(64);
        for unit in [10, 40, 63] {
            let curve: Vec<f32> = [3.0, 6.0, 12.0, 24.0, 48.0, 96.0].map(|hz| steady(unit, hz, 2500)).into();
            assert!(curve.windows(2).all(|pair| pair[0] < pair[1]), "{curve:?}");
            assert!(curve[5] > 0.6 * units[unit].tetanus_n() as f32, "{curve:?}");
        }
    }

    #[test]
    fn fast_units_tire_first_and_rest_brings_force_back() {
        let mut fibres = Contraction::new(&Muscle::MedialGastrocnemius.units(64));
        for ms in 0..60_000 {
            if ms % 30 == 0 {
                fibres.impulse(0);
                fibres.impulse(63);
            }
            fibres.advance_ms();
        }
        assert!(
            fibres.fresh(0) > 0.95 && fibres.fresh(63) < 0.75,
            "{} {}",
            fibres.fresh(0),
            fibres.fresh(63)
        );
        fibres.rest_s(600.0);
        assert!(fibres.fresh(63) > 0.98);
    }
}
