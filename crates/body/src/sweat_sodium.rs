//! Sodium in sweat, which rises as sweat runs faster.

/// Rate at which the intercept holds, in L/h.
const REFERENCE_L_H: f64 = 1.2; // docs/studies/body.md section 1.4
/// Least and most that sweat holds, in mmol/L.
const RANGE_MMOL_L: (f64, f64) = (10.0, 90.0); // docs/studies/body.md section 1.4, after Baker 2016

/// Sodium of whole-body sweat in mmol/L, at a sweat rate in L/h.
///
/// Equation: a + b (rate - 1.2), at least 10 and at most 90. Source: form and priors a ~ N(36, 10), b ~ N(15, 6) from
/// Baker 2016 (35.9 ± 10.4 mmol/L) and Holmes 2016 (30.6 to 49.4 in the same men). Valid for 0 to 3 L/h.
///
/// ```
/// use charley_body::sweat_sodium::sweat_sodium_mmol_l;
/// assert_eq!(sweat_sodium_mmol_l(1.2, 36.0, 15.0), 36.0);
/// assert_eq!(sweat_sodium_mmol_l(0.0, 15.0, 15.0), 10.0);
/// ```
pub fn sweat_sodium_mmol_l(rate_l_h: f64, intercept_mmol_l: f64, slope_mmol_l_per_l_h: f64) -> f64 {
    let (least, most) = RANGE_MMOL_L;
    (intercept_mmol_l + slope_mmol_l_per_l_h * (rate_l_h - REFERENCE_L_H)).clamp(least, most)
}
