//! A ride, second by second: power by effort and slope, speed by the physics of a bicycle.

use rand_chacha::ChaCha8Rng;

use super::{
    athlete::Athlete,
    run::Second,
    stream::{Autoregressive, normal},
    training::TrainingSession,
};

/// Effort of a ride of somebody who trains for marathons in little time, as a share of what can be held for an hour.
const EFFORT: f64 = 0.80;
/// Bicycle with bottles, in kg; air in kg/m3; drag area in m2; rolling resistance; gravity in m/s2.
const BICYCLE_KG: f64 = 9.5;
const AIR_KG_M3: f64 = 1.2;
const DRAG_AREA_M2: f64 = 0.36;
const ROLLING: f64 = 0.005;
const GRAVITY_M_S2: f64 = 9.81;
/// Speed at which no one pedals on.
const FASTEST_M_S: f64 = 16.0;

/// A rider on the way.
pub(super) struct Ride {
    mass_kg: f64,
    ftp_w: f64,
    speed_m_s: f64,
    whim: Autoregressive,
}

impl Ride {
    pub(super) fn of(athlete: &Athlete, rng: &mut ChaCha8Rng) -> Self {
        Self {
            mass_kg: athlete.mass_kg + BICYCLE_KG,
            ftp_w: athlete.ftp_w,
            speed_m_s: 1.5,
            whim: Autoregressive::new(0.96, rng),
        }
    }

    /// One second on a grade.
    pub(super) fn second(&mut self, session: &TrainingSession, grade: f64, rng: &mut ChaCha8Rng) -> Second {
        let effort = EFFORT * session.effort;
        let slope = (1.0 + 6.0 * grade).clamp(0.0, 1.7);
        let wish_w = self.ftp_w * effort * slope * (1.0 + 0.16 * self.whim.step(rng)) + 9.0 * normal(rng);
        let power_w = if self.speed_m_s > FASTEST_M_S || wish_w < 25.0 { 0.0 } else { wish_w };
        self.speed_m_s = self.next_speed(power_w, grade);
        let cadence = if power_w == 0.0 { 0.0 } else { 84.0 - 120.0 * grade + 2.0 * normal(rng) };
        Second {
            speed_m_s: self.speed_m_s,
            cadence,
            power_w,
            effort: 0.25 * effort + 0.75 * power_w / self.ftp_w,
        }
    }

    /// Speed after one second of this power.
    fn next_speed(&self, power_w: f64, grade: f64) -> f64 {
        let v = self.speed_m_s.max(1.0);
        let weight_n = self.mass_kg * GRAVITY_M_S2;
        let held_back_n = weight_n * (grade + ROLLING) + 0.5 * AIR_KG_M3 * DRAG_AREA_M2 * v * v;
        (v + (power_w / v - held_back_n) / self.mass_kg).clamp(1.0, 22.0)
    }
}
