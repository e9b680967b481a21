//! The muscle as one Hill element with its tendon, at an ankle angle.
//!
//! ```text
//! Fmuscle = Fmax (activation fl(L) fv(V) + fp(L)) cos(pennation),   Ftendon = Fmax ft(strain)
//! Fmuscle(L, V) = Ftendon(Lmtu(angle) - L cos(pennation)),   V = (L - L before) / dt
//! ```
//!
//! Source: Hill 1938; Zajac 1989; lengths of Menegaldo as ReMoto has them. Fibre lengths are in optimum lengths (`_l0`).

use crate::parameter::parameters;

parameters! {
    /// Optimum length of the fibres.
    OPTIMUM_MM = 57.0, "mm", "optimum fibre length", Read, "ReMoto, medial gastrocnemius"; // source: the last field
    /// Pennation at optimum length.
    PENNATION_RAD = 0.173, "rad", "pennation at optimum length", Read, "ReMoto, medial gastrocnemius"; // source: the last field
    /// Largest force.
    MOST_N = 1306.0, "N", "maximal isometric force", Read, "ReMoto, medial gastrocnemius"; // source: the last field
    /// Length of the fibres at the neutral ankle.
    NEUTRAL_MM = 59.5, "mm", "fibre length at the neutral ankle", Read, "ReMoto: start length"; // source: the last field
    /// Strain of the tendon at the largest force.
    TENDON_STRAIN = 0.05, "1", "tendon strain at maximal force", Assumed, "3 to 6 % in vivo, recalled"; // source: the last field
    /// How much faster than linear the tendon stiffens.
    TENDON_TOE = 2.0, "1", "exponent of the tendon", Assumed, "own judgement: a toe region"; // source: the last field
    /// Exponent of length in the force-length relation of slow fibres.
    SLOW_LENGTH_POWER = 2.3, "1", "force-length exponent b, slow", Read, "ReMoto"; // source: the last field
    /// Width of it.
    SLOW_LENGTH_WIDTH = 1.12, "1", "force-length width, slow", Assumed, "Cheng, Brown and Loeb 2000, recalled"; // source: the last field
    /// Its roundness.
    SLOW_LENGTH_ROUNDNESS = 1.62, "1", "force-length roundness, slow", Read, "ReMoto"; // source: the last field
    /// Exponent of length in the force-length relation of fast fibres.
    FAST_LENGTH_POWER = 1.55, "1", "force-length exponent b, fast", Read, "ReMoto"; // source: the last field
    /// Width of it.
    FAST_LENGTH_WIDTH = 0.75, "1", "force-length width, fast", Assumed, "Cheng, Brown and Loeb 2000, recalled"; // source: the last field
    /// Its roundness.
    FAST_LENGTH_ROUNDNESS = 2.12, "1", "force-length roundness, fast", Assumed, "Cheng, Brown and Loeb 2000, recalled"; // source: the last field
    /// Steepness of passive force.
    PASSIVE_STEEPNESS = 7.0, "1/L0", "steepness of passive force: 3.5/0.5", Read, "ReMoto"; // source: the last field
    /// Length at which passive force is the largest active force.
    PASSIVE_FULL_L0 = 1.5, "L0", "length of full passive force", Read, "ReMoto"; // source: the last field
    /// Fastest shortening.
    FASTEST_L0_S = 6.0, "L0/s", "fastest shortening", Assumed, "mixed human calf, recalled"; // source: the last field
    /// Curvature of the force-velocity relation.
    CURVATURE = 0.25, "1", "curvature a/F0", Assumed, "Hill 1938, recalled"; // source: the last field
    /// Most that force rises above isometric while the muscle is stretched.
    STRETCH_GAIN = 1.4, "1", "force plateau in lengthening", Assumed, "1.3 to 1.8, recalled"; // source: the last field
}

/// Length of muscle and tendon over the ankle angle in degrees, in m, constant term first.
pub const LENGTH_OF_ANGLE: [f64; 5] = [0.464, 7.48e-4, -1.13e-6, -3.5e-8, 7.35e-11]; // ReMoto, medial gastrocnemius
/// Moment arm over the ankle angle in degrees, in m, constant term first; negative: it points the foot.
pub const ARM_OF_ANGLE: [f64; 5] = [-0.043, 1.3e-4, 6.08e-6, -1.87e-8, -1.02e-10]; // ReMoto, medial gastrocnemius
/// Ankle angles the polynomials hold for: foot pointed to foot lifted.
pub const ANGLES_DEG: (f64, f64) = (-50.0, 30.0); // range of an ankle, own judgement

fn polynomial(of: &[f64; 5], at: f64) -> f64 {
    of.iter().rev().fold(0.0, |sum, coefficient| sum * at + coefficient)
}

/// Active force over length: 1 at the optimum; `slow` is the share of slow fibres.
///
/// Equation: exp(-|(L^b - 1) / w|^r), mixed by share. Source: Cheng, Brown and Loeb 2000, as in ReMoto. Valid for 0.3 to 1.8 `L0`.
///
/// ```
/// use charley_muscle::hill::force_length;
/// assert!((force_length(1.0, 0.5) - 1.0).abs() < 1e-12);
/// assert!(force_length(0.6, 0.5) < 0.75 && force_length(1.4, 0.5) < 0.75);
/// ```
pub fn force_length(length_l0: f64, slow: f64) -> f64 {
    let at = |power: f64, width: f64, roundness: f64| {
        (-((length_l0.max(0.0).powf(power) - 1.0) / width).abs().powf(roundness)).exp()
    };
    slow * at(SLOW_LENGTH_POWER.value, SLOW_LENGTH_WIDTH.value, SLOW_LENGTH_ROUNDNESS.value)
        + (1.0 - slow) * at(FAST_LENGTH_POWER.value, FAST_LENGTH_WIDTH.value, FAST_LENGTH_ROUNDNESS.value)
}

/// Passive force over length, as a share of the largest active force.
///
/// Equation: exp(7 (L - 1.5)), at most 2. Source: ReMoto. Valid for 0.3 to 1.6 `L0`.
///
/// ```
/// use charley_muscle::hill::passive;
/// assert!(passive(0.7) < 0.005 && passive(1.25) > 0.15);
/// ```
pub fn passive(length_l0: f64) -> f64 {
    (PASSIVE_STEEPNESS.value * (length_l0 - PASSIVE_FULL_L0.value)).exp().min(2.0)
}

/// Active force over velocity (in `L0` a second, lengthening above 0), 1 when isometric.
///
/// Equation: (1 + v/vmax) / (1 - v / (c vmax)) shortening; rises to a plateau lengthening, with the same slope at 0 times 3. Source:
/// Hill 1938; Katz 1939. Valid for any velocity.
///
/// ```
/// use charley_muscle::hill::force_velocity;
/// assert!((force_velocity(0.0) - 1.0).abs() < 1e-12);
/// assert!(force_velocity(-3.0) < 0.3 && force_velocity(3.0) > 1.2 && force_velocity(-9.0) == 0.0);
/// ```
pub fn force_velocity(velocity_l0_s: f64) -> f64 {
    let relative = velocity_l0_s / FASTEST_L0_S.value;
    if relative <= 0.0 {
        return ((1.0 + relative) / (1.0 - relative / CURVATURE.value)).max(0.0);
    }
    let slope = 3.0 * (1.0 + 1.0 / CURVATURE.value);
    let gain = STRETCH_GAIN.value - 1.0;
    1.0 + gain * slope * relative / (gain + slope * relative)
}

/// Length of muscle and tendon together at an ankle angle (0 neutral, foot lifted above 0), in mm.
///
/// Equation: [`LENGTH_OF_ANGLE`]. Source: ReMoto, medial gastrocnemius, knee straight. Valid within [`ANGLES_DEG`], which hold it.
///
/// ```
/// use charley_muscle::hill::muscle_tendon_mm;
/// assert!(muscle_tendon_mm(20.0) - muscle_tendon_mm(-30.0) > 30.0);
/// ```
pub fn muscle_tendon_mm(angle_deg: f64) -> f64 {
    1000.0 * polynomial(&LENGTH_OF_ANGLE, angle_deg.clamp(ANGLES_DEG.0, ANGLES_DEG.1))
}

/// Length of the slack tendon: what is left of the neutral ankle's length beside the fibres.
fn slack_mm() -> f64 {
    muscle_tendon_mm(0.0) - along_mm(NEUTRAL_MM.value / OPTIMUM_MM.value)
}

/// Length of the fibres along the tendon; the thickness of the muscle stays what it is.
fn along_mm(length_l0: f64) -> f64 {
    let thickness_l0 = PENNATION_RAD.value.sin();
    OPTIMUM_MM.value * (length_l0 * length_l0 - thickness_l0 * thickness_l0).max(0.0).sqrt()
}

/// Length of relaxed fibres at an ankle angle.
///
/// Equation: muscle-tendon length less slack tendon, along the pennation. Source: the head of this module; the slack length is set so
/// that the neutral ankle gives [`NEUTRAL_MM`] (assumed: ReMoto's 424 mm gives 40 mm there). Valid within [`ANGLES_DEG`].
///
/// ```
/// use charley_muscle::hill::{angle_deg, relaxed_l0};
/// assert!((relaxed_l0(0.0) - 59.5 / 57.0).abs() < 1e-9);
/// assert!(relaxed_l0(-25.0) < 0.75 && relaxed_l0(15.0) > 1.2);
/// assert!((angle_deg(relaxed_l0(12.0)) - 12.0).abs() < 1e-6);
/// ```
pub fn relaxed_l0(angle_deg: f64) -> f64 {
    let along_l0 = (muscle_tendon_mm(angle_deg) - slack_mm()) / OPTIMUM_MM.value;
    along_l0.max(0.2).hypot(PENNATION_RAD.value.sin()) // shorter than any fibre gets
}

/// The ankle angle at which relaxed fibres have a length; the nearest there is.
///
/// Equation, source and validity: [`relaxed_l0`], turned round by halving.
pub fn angle_deg(length_l0: f64) -> f64 {
    let (mut from, mut to) = ANGLES_DEG;
    for _ in 0..60 {
        let middle = f64::midpoint(from, to);
        if relaxed_l0(middle) < length_l0 { from = middle } else { to = middle }
    }
    f64::midpoint(from, to)
}

/// Torque about the ankle of a tendon force: below 0 it points the foot, in N m.
///
/// Equation: [`ARM_OF_ANGLE`] times force. Source: ReMoto, medial gastrocnemius. Valid within [`ANGLES_DEG`].
///
/// ```
/// assert!((charley_muscle::hill::torque_n_m(0.0, 100.0) + 4.3).abs() < 1e-9);
/// ```
pub fn torque_n_m(angle_deg: f64, force_n: f64) -> f64 {
    polynomial(&ARM_OF_ANGLE, angle_deg.clamp(ANGLES_DEG.0, ANGLES_DEG.1)) * force_n
}

/// Fibres in series with their tendon, at an ankle that is held or moved.
///
/// Equation: the head of this module, solved for the length at the end of each step by Newton's method kept between bounds. Source:
/// Zajac 1989. Valid for steps of 0.1 to 5 ms and activations from 0 to 1.
///
/// ```
/// use charley_muscle::hill::MuscleTendon;
/// let mut calf = MuscleTendon::at(0.0, 0.5);
/// for _ in 0..2000 { calf.step(1.0, 0.0, 1.0); }
/// assert!(calf.force_n() > 900.0 && calf.length_l0() < 0.95 && calf.tendon_strain() > 0.03);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MuscleTendon {
    length_l0: f64,
    velocity_l0_s: f64,
    force_n: f64,
    strain: f64,
    slow: f64,
    slack_mm: f64,
}

impl MuscleTendon {
    /// At rest at an ankle angle; `slow` is the share of slow fibres.
    ///
    /// Equation, source and validity: [`MuscleTendon`].
    pub fn at(angle_deg: f64, slow: f64) -> Self {
        let slack_mm = slack_mm();
        let mut rested = Self {
            length_l0: relaxed_l0(angle_deg),
            velocity_l0_s: 0.0,
            force_n: 0.0,
            strain: 0.0,
            slow,
            slack_mm,
        };
        // Passive force stretches the tendon a little: let it.
        for _ in 0..200 {
            rested.step(0.0, angle_deg, 4.0);
        }
        rested.velocity_l0_s = 0.0;
        rested
    }

    /// Lets time pass at an activation (0 to 1) and an ankle angle.
    pub fn step(&mut self, activation: f64, angle_deg: f64, dt_ms: f64) {
        let whole_mm = muscle_tendon_mm(angle_deg);
        let activation = activation.clamp(0.0, 1.0);
        let before = self.length_l0;
        let excess = |length_l0: f64| {
            let velocity = (length_l0 - before) * 1000.0 / dt_ms;
            self.muscle(length_l0, velocity, activation) - self.tendon(length_l0, whole_mm).0
        };
        // The excess rises with the length; the bounds close in on where it is nothing.
        let (mut from, mut to) = (0.25, 1.9); // no fibre gets there
        let mut length = (before + self.velocity_l0_s * dt_ms / 1000.0).clamp(from, to);
        for _ in 0..40 {
            let here = excess(length);
            if here > 0.0 {
                to = length;
            } else {
                from = length;
            }
            if here.abs() < 1e-7 {
                break;
            }
            let nudge = 1e-6;
            let slope = (excess(length + nudge) - here) / nudge;
            let newton = length - here / slope;
            length =
                if slope > 0.0 && newton > from && newton < to { newton } else { f64::midpoint(from, to) };
        }
        self.velocity_l0_s = (length - before) * 1000.0 / dt_ms;
        self.length_l0 = length;
        let (force, strain) = self.tendon(length, whole_mm);
        (self.force_n, self.strain) = (force * MOST_N.value, strain);
    }

    /// Force along the tendon that fibres give, as a share of the largest.
    fn muscle(&self, length_l0: f64, velocity_l0_s: f64, activation: f64) -> f64 {
        // A little of the force only damps: the velocity stays defined when nothing is active.
        let damping = 0.01 * velocity_l0_s; // own judgement: 1 % of the largest force at 1 L0/s
        let active = activation * force_length(length_l0, self.slow) * force_velocity(velocity_l0_s);
        let slant = (PENNATION_RAD.value.sin() / length_l0).min(0.9); // never across
        (active + passive(length_l0) + damping) * (1.0 - slant * slant).sqrt()
    }

    /// Force of the tendon as a share of the largest, and its strain.
    fn tendon(&self, length_l0: f64, whole_mm: f64) -> (f64, f64) {
        let strain = (whole_mm - along_mm(length_l0)) / self.slack_mm - 1.0;
        // Slack, it still pulls an ever so little, so that there is one solution.
        let force =
            if strain > 0.0 { (strain / TENDON_STRAIN.value).powf(TENDON_TOE.value) } else { 0.01 * strain };
        (force, strain.max(0.0))
    }

    /// Length of the fibres.
    pub fn length_l0(&self) -> f64 {
        self.length_l0
    }

    /// Their velocity, lengthening above 0.
    pub fn velocity_l0_s(&self) -> f64 {
        self.velocity_l0_s
    }

    /// Force of the tendon.
    pub fn force_n(&self) -> f64 {
        self.force_n.max(0.0)
    }

    /// Strain of the tendon: how much longer than slack.
    pub fn tendon_strain(&self) -> f64 {
        self.strain
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_muscle_pulls_weakly_and_a_lifted_foot_pulls_passively() {
        let pull = |angle: f64, activation: f64| {
            let mut calf = MuscleTendon::at(angle, 0.5);
            (0..1500).for_each(|_| calf.step(activation, angle, 1.0));
            calf.force_n()
        };
        assert!(pull(-35.0, 1.0) < 0.6 * pull(0.0, 1.0));
        assert!(pull(20.0, 0.0) > 10.0 * pull(-20.0, 0.0).max(1.0));
    }

    #[test]
    fn a_stretch_lengthens_fibres_and_tendon_at_once() {
        let mut calf = MuscleTendon::at(-25.0, 0.5);
        (0..1000).for_each(|_| calf.step(0.5, -25.0, 1.0));
        let (length, strain) = (calf.length_l0(), calf.tendon_strain());
        (0..1000).for_each(|ms| calf.step(0.5, -25.0 + 0.04 * f64::from(ms), 1.0));
        assert!(calf.length_l0() > length + 0.2 && calf.tendon_strain() > strain);
        assert!(calf.velocity_l0_s() > 0.1);
    }

    proptest! {
        #[test]
        fn it_stays_within_bounds(steps in proptest::collection::vec((0.0..1.0_f64, -60.0..40.0_f64, 0.1..5.0_f64), 1..200)) {
            let mut calf = MuscleTendon::at(0.0, 0.5);
            for (activation, angle, dt_ms) in steps {
                calf.step(activation, angle, dt_ms);
                prop_assert!(calf.length_l0() > 0.2 && calf.length_l0() < 1.95, "{calf:?}");
                prop_assert!(calf.force_n().is_finite() && calf.tendon_strain() < 0.3, "{calf:?}");
            }
        }
    }
}
