//! What length does to force: filaments that overlap, and tissue that resists being stretched.

use crate::parameter::parameters;

parameters! {
    /// Width of the active curve.
    ACTIVE_WIDTH = 0.25, "L0", "width of the active force-length curve", Assumed, "own judgement: gastrocnemius is weak when the foot points down (Maganaris 2003, recalled)"; // source: the last field
    /// Steepness of passive force.
    PASSIVE_STEEPNESS = 7.0, "1/L0", "steepness of passive force", Read, "ReMoto, confImpedanceAnkle: exp(3.5/0.5 (L - 1.5))"; // source: the last field
    /// Length at which passive force equals the greatest active force.
    PASSIVE_FULL = 1.5, "L0", "length at which passive force is full", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Stretch of the tendon, in fibre lengths, at the greatest force.
    TENDON_GIVES = 0.3, "L0", "fibre shortening against the tendon at full force", Assumed, "4 % of a tendon of 424 mm is 0.3 of fibres of 57 mm (ReMoto lengths; 4 % recalled)"; // source: the last field
    /// A muscle that is as short as it gets.
    SHORT = 0.62, "L0", "short muscle", Assumed, "own judgement: toes or foot pointed down, knee bent"; // source: the last field
    /// A muscle at its best length.
    NEUTRAL = 1.0, "L0", "neutral muscle", Assumed, "definition of best length"; // source: the last field
    /// A muscle in a firm stretch.
    STRETCHED = 1.25, "L0", "stretched muscle", Assumed, "own judgement: a firm calf stretch"; // source: the last field
    /// Speed of a stretch by hand.
    SPEED = 0.3, "L0/s", "speed of a stretch by hand", Assumed, "own judgement: a stretch takes two seconds"; // source: the last field
}

/// Active force at a length, of that at best length.
///
/// Equation: exp(-((L - 1) / width)²). Source: [`TABLE`]. Valid from 0.5 to 1.5 L0.
///
/// ```
/// assert!(charley_muscle::length::active(0.62) < 0.3 && charley_muscle::length::active(1.0) == 1.0);
/// ```
pub fn active(length_l0: f64) -> f64 {
    (-((length_l0 - 1.0) / ACTIVE_WIDTH.value).powi(2)).exp()
}

/// Passive force at a length, of the greatest active force.
///
/// Equation: exp(steepness (L - full)). Source: [`TABLE`]. Valid up to 1.5 L0.
///
/// ```
/// assert!(charley_muscle::length::passive(1.25) > 5.0 * charley_muscle::length::passive(1.0));
/// ```
pub fn passive(length_l0: f64) -> f64 {
    (PASSIVE_STEEPNESS.value * (length_l0 - PASSIVE_FULL.value)).exp()
}
