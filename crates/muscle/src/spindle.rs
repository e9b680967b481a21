//! Muscle spindles: three intrafusal fibres without mass, their tension, and the rate of the primary ending.
//!
//! With T the tension, L the length and V the velocity of the muscle in best lengths, and a polar region between the ends:
//!
//! ```text
//! Lp = L - L0sr - T / Ksr                      length of the polar region
//! Lp' = sign(x) (|x| / (C β (Lp - R)))^(1/a)   x = T - Kpr (Lp - L0pr) - Γ f
//! T' = Ksr (V - Lp')
//! f' = (γ^2 / (γ^2 + half^2) - f) / tau        chain: without lag
//! ```
//!
//! The primary ending adds the stretch of the sensory region above its threshold: the larger of bag1 and bag2 with chain, and
//! a share of the smaller. Source: Mileusnic and others 2006, doi 10.1152/jn.00868.2005; the mass is left out, as in CEINMS2.

use crate::parameter::parameters;

parameters! {
    /// Stiffness of the sensory region.
    SENSORY_STIFFNESS = 10.4649, "F0/L0", "stiffness of the sensory region", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Stiffness of the polar region.
    POLAR_STIFFNESS = 0.15, "F0/L0", "stiffness of the polar region", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Rest length of the sensory region.
    SENSORY_REST = 0.04, "L0", "rest length of the sensory region", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Rest length of the polar region.
    POLAR_REST = 0.76, "L0", "rest length of the polar region", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Length of the sensory region at which the primary ending begins to fire.
    SENSORY_THRESHOLD = 0.0423, "L0", "threshold length of the sensory region", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Shortest polar region.
    POLAR_SHORTEST = 0.46, "L0", "length at which the polar region loses its force", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Exponent of velocity.
    EXPONENT = 0.3, "1", "exponent of velocity", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Asymmetry of force in shortening.
    SHORTENING = 0.42, "1", "force in shortening over force in lengthening", Read, "Mileusnic 2006, projectPR"; // source: the last field
    /// Share of the weaker of the two outputs.
    OCCLUSION = 0.156, "1", "share of the weaker output", Read, "Mileusnic 2006, projectPR"; // source: the last field
}

/// An intrafusal fibre.
#[derive(Debug, Clone, Copy)]
struct Fibre {
    damping: f64,
    damping_active: f64,
    tension_active: f64,
    half_hz: f64,
    tau_s: f64,
    gain_hz: f64,
}

const BAG1: Fibre = Fibre {
    damping: 0.0605,        // Mileusnic 2006
    damping_active: 0.2592, // Mileusnic 2006
    tension_active: 0.0289, // Mileusnic 2006
    half_hz: 60.0,
    tau_s: 0.149,      // Mileusnic 2006
    gain_hz: 20_000.0, // Mileusnic 2006
}; // Mileusnic 2006
const BAG2: Fibre = Fibre {
    damping: 0.0822,        // Mileusnic 2006
    damping_active: -0.046, // Mileusnic 2006
    tension_active: 0.0636, // Mileusnic 2006
    half_hz: 60.0,
    tau_s: 0.205,      // Mileusnic 2006
    gain_hz: 10_000.0, // Mileusnic 2006
}; // Mileusnic 2006
const CHAIN: Fibre = Fibre {
    damping: 0.0822,        // Mileusnic 2006
    damping_active: -0.069, // Mileusnic 2006
    tension_active: 0.0954, // Mileusnic 2006
    half_hz: 90.0,
    tau_s: 0.0,
    gain_hz: 10_000.0, // Mileusnic 2006
}; // Mileusnic 2006

/// A spindle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Spindle {
    drive: [f64; 3],
    tension: [f64; 3],
}

impl Spindle {
    /// Lets a millisecond pass at a length and velocity (in L0 and L0/s) and fusimotor rates; gives the rate of its primary ending.
    ///
    /// Equation, source: the head of this module. Valid from 0.55 to 1.4 L0.
    ///
    /// ```
    /// use charley_muscle::spindle::Spindle;
    /// let mut spindle = Spindle::default();
    /// let held = (0..2000).map(|_| spindle.advance_ms(1.0, 0.0, 0.0, 0.0)).last().unwrap_or(0.0);
    /// let stretched = (0..300).map(|ms| spindle.advance_ms(1.0 + f64::from(ms) * 3e-4, 0.3, 0.0, 0.0)).last().unwrap_or(0.0);
    /// assert!(stretched > held + 20.0, "{held} {stretched}");
    /// ```
    pub fn advance_ms(&mut self, length: f64, velocity: f64, dynamic_hz: f64, static_hz: f64) -> f64 {
        let mut rate = [0.0; 3];
        for (place, fibre) in [BAG1, BAG2, CHAIN].into_iter().enumerate() {
            let hz = if place == 0 { dynamic_hz } else { static_hz };
            let steady = hz * hz / (hz * hz + fibre.half_hz * fibre.half_hz);
            let share = if fibre.tau_s > 0.0 { 0.001 / fibre.tau_s } else { 1.0 };
            self.drive[place] += (steady - self.drive[place]) * share;
            self.tension[place] =
                fibre.tension_after_ms(self.tension[place], length, velocity, self.drive[place]);
            let stretch = self.tension[place] / SENSORY_STIFFNESS.value
                - (SENSORY_THRESHOLD.value - SENSORY_REST.value);
            rate[place] = fibre.gain_hz * stretch.max(0.0);
        }
        let (one, other) = (rate[0], rate[1] + rate[2]);
        one.max(other) + OCCLUSION.value * one.min(other)
    }
}

impl Fibre {
    /// Tension a millisecond later, in two steps that do not overshoot the tension at which the polar region stands still.
    fn tension_after_ms(&self, tension: f64, length: f64, velocity: f64, drive: f64) -> f64 {
        const STEPS: usize = 2;
        let mut tension = tension;
        for _ in 0..STEPS {
            let polar = length - SENSORY_REST.value - tension / SENSORY_STIFFNESS.value;
            let passive = POLAR_STIFFNESS.value * (polar - POLAR_REST.value) + self.tension_active * drive;
            let excess = tension - passive;
            let asymmetry = if excess > 0.0 { 1.0 } else { SHORTENING.value };
            let damping = asymmetry
                * (self.damping + self.damping_active * drive).max(0.01)
                * (polar - POLAR_SHORTEST.value).max(0.01);
            // Single precision: a power in double is a tenth of the whole loop.
            let drag = (excess.abs() / damping) as f32;
            let speed = f64::from(drag.powf((1.0 / EXPONENT.value) as f32)).copysign(excess);
            let change = SENSORY_STIFFNESS.value * (velocity - speed) * 0.001 / STEPS as f64;
            let toward = -excess;
            let settles = change * toward > 0.0 && change.abs() > toward.abs() && velocity.abs() < 1e-9;
            tension = (tension + if settles { toward } else { change.clamp(-0.05, 0.05) }).max(0.0);
        }
        tension
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(length: f64, fusimotor_hz: f64) -> f64 {
        let mut spindle = Spindle::default();
        (0..3000).map(|_| spindle.advance_ms(length, 0.0, fusimotor_hz, fusimotor_hz)).last().unwrap()
    }

    #[test]
    fn a_short_muscle_needs_fusimotor_drive_to_be_felt() {
        assert!(held(0.62, 0.0) < 1.0, "{}", held(0.62, 0.0));
        assert!(held(0.62, 200.0) > 10.0, "{}", held(0.62, 200.0));
        assert!(held(1.1, 0.0) > held(0.95, 0.0));
    }

    #[test]
    fn it_stays_finite_wherever_the_muscle_goes() {
        let mut spindle = Spindle::default();
        for ms in 0..20_000 {
            let (length, velocity) =
                (1.0 + 0.45 * (f64::from(ms) * 0.01).sin(), 4.5 * (f64::from(ms) * 0.01).cos());
            let rate = spindle.advance_ms(length, velocity, f64::from(ms % 300), f64::from(ms % 170));
            assert!(rate.is_finite() && (0.0..2000.0).contains(&rate), "{ms} ms: {rate}");
        }
    }
}
