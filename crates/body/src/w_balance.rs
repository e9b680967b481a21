//! W' balance: what is left of the work that can be done above critical power.

/// What is left of W' in J after `dt_s` seconds at a power in W, from what was left before.
///
/// Equation: above critical power dW = (CP - P) dt; below, dW = (CP - P) (W' - W) / W' dt. Source: Froncioni, Skiba and
/// Clarke, the differential form. Valid for trained cyclists at 1 s steps; half of elites end within 1.84 kJ (Bartram).
///
/// ```
/// use charley_body::w_balance::differential_step;
/// assert_eq!(differential_step(20_000.0, 20_000.0, 250.0, 350.0, 1.0), 19_900.0);
/// assert!(differential_step(10_000.0, 20_000.0, 250.0, 150.0, 1.0) > 10_000.0);
/// ```
#[inline]
pub fn differential_step(left_j: f64, capacity_j: f64, critical_w: f64, power_w: f64, dt_s: f64) -> f64 {
    let over_w = critical_w - power_w;
    let share = if over_w > 0.0 { (capacity_j - left_j) / capacity_j } else { 1.0 };
    left_j + over_w * share * dt_s
}

/// W' balance in J at each second by the integral form, for comparison.
///
/// Equation: W' - Σ spent(u) exp(-(t - u) / τ), τ = 546 exp(-0.01 (CP - mean power below CP)) + 316 s. Source: Skiba
/// 2012, seven cyclists. Valid for whole workouts only: τ looks ahead.
///
/// ```
/// use charley_body::w_balance::integral;
/// let balance = integral(&[400.0; 60], 250.0, 20_000.0);
/// assert!(balance[59] < 12_000.0);
/// ```
pub fn integral(power_w: &[f64], critical_w: f64, capacity_j: f64) -> Vec<f64> {
    let tau_s = recovery_s(power_w, critical_w);
    let kept = (-1.0 / tau_s).exp();
    let mut spent_j = 0.0;
    power_w
        .iter()
        .map(|power| {
            spent_j = spent_j * kept + (power - critical_w).max(0.0);
            capacity_j - spent_j
        })
        .collect()
}

/// Time constant of recovery in s over a workout.
///
/// Equation: 546 exp(-0.01 D) + 316, D = CP - mean power below CP. Source: Skiba 2012. Valid as [`integral`].
///
/// ```
/// assert!((charley_body::w_balance::recovery_s(&[150.0; 9], 250.0) - 516.9).abs() < 0.1);
/// ```
pub fn recovery_s(power_w: &[f64], critical_w: f64) -> f64 {
    let below: Vec<f64> = power_w.iter().copied().filter(|power| *power < critical_w).collect();
    let mean = if below.is_empty() { 0.0 } else { below.iter().sum::<f64>() / below.len() as f64 };
    546.0 * (-0.01 * (critical_w - mean)).exp() + 316.0 // Skiba 2012
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_left_never_passes_what_there_is(powers in prop::collection::vec(0.0..900.0_f64, 1..600)) {
            let mut left_j = 20_000.0;
            for power in powers {
                left_j = differential_step(left_j, 20_000.0, 250.0, power, 1.0);
                prop_assert!(left_j <= 20_000.0 && left_j.is_finite());
            }
        }
    }
}
