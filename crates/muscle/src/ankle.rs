//! How long the relaxed fibres of medial gastrocnemius are at an ankle angle.
//!
//! ```text
//! L = hypot((Lmtu(angle) - slack) / L0, sin(pennation)),   Lmtu: a polynomial of the angle in degrees, 0 neutral, foot lifted above 0
//! ```
//!
//! Source: Menegaldo's polynomial as ReMoto has it, knee straight; the slack length is such that the neutral ankle gives
//! [`NEUTRAL_MM`] (ReMoto's 424 mm would give 40 mm there).

use crate::parameter::parameters;

parameters! {
    /// Optimum length of the fibres.
    OPTIMUM_MM = 57.0, "mm", "optimum fibre length", Read, "ReMoto, medial gastrocnemius"; // source: the last field
    /// Pennation at optimum length.
    PENNATION_RAD = 0.173, "rad", "pennation at optimum length", Read, "ReMoto, medial gastrocnemius"; // source: the last field
    /// Length of the fibres at the neutral ankle.
    NEUTRAL_MM = 59.5, "mm", "fibre length at the neutral ankle", Read, "ReMoto: start length"; // source: the last field
}

/// Length of muscle and tendon over the ankle angle in degrees, in m, constant term first.
const LENGTH_OF_ANGLE: [f64; 5] = [0.464, 7.48e-4, -1.13e-6, -3.5e-8, 7.35e-11]; // ReMoto, medial gastrocnemius
/// Angles from foot pointed to foot lifted, in degrees, at which fibres are as long as the simulated spindle may be.
pub const ANGLES_DEG: (f64, f64) = (-38.0, 29.0); // 0.55 to 1.4 of best length

/// Length of relaxed fibres at an ankle angle, of their best length.
///
/// Equation, source: the head of this module. Valid within [`ANGLES_DEG`], which hold it.
///
/// ```
/// use charley_muscle::ankle::fibres_l0;
/// assert!((fibres_l0(0.0) - 59.5 / 57.0).abs() < 1e-9);
/// assert!(fibres_l0(-25.0) < 0.75 && fibres_l0(15.0) > 1.2);
/// ```
pub fn fibres_l0(angle_deg: f64) -> f64 {
    let along_l0 = (whole_mm(angle_deg) - slack_mm()) / OPTIMUM_MM.value;
    along_l0.hypot(PENNATION_RAD.value.sin())
}

/// Length of muscle and tendon together.
fn whole_mm(angle_deg: f64) -> f64 {
    let angle_deg = angle_deg.clamp(ANGLES_DEG.0, ANGLES_DEG.1);
    1000.0 * LENGTH_OF_ANGLE.iter().rev().fold(0.0, |sum, coefficient| sum * angle_deg + coefficient)
}

/// Length of the slack tendon: what the fibres leave of the neutral ankle's length; the thickness of the muscle stays what it is.
fn slack_mm() -> f64 {
    let thickness_mm = OPTIMUM_MM.value * PENNATION_RAD.value.sin();
    whole_mm(0.0) - (NEUTRAL_MM.value.powi(2) - thickness_mm.powi(2)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fibres_lengthen_as_the_foot_is_lifted_and_stay_where_the_spindle_is_valid() {
        let lengths: Vec<f64> = (-38..=29).map(|angle| fibres_l0(f64::from(angle))).collect();
        assert!(lengths.windows(2).all(|pair| pair[0] < pair[1]), "{lengths:?}");
        assert!(lengths[0] > 0.55 && lengths[lengths.len() - 1] < 1.4, "{lengths:?}");
    }
}
