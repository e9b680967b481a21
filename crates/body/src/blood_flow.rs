//! Blood to the working legs, against a cool and watered body.

/// Index of leg blood flow: 1 is that of a cool, watered body at the same work.
///
/// Equation: 1 - 0.03 × loss × (0.3 + 0.7 I) × clamp(T - 38.2, 0, 1.5). Source: form assumed; size from Gonzalez-Alonso
/// 1998 (8 to 14 % less at 3.9 % of mass lost and a core of 39.7 °C, seven cyclists). Valid for large-muscle work up to
/// 5 % of mass lost; a relative index, never shown as a number.
///
/// ```
/// use charley_body::blood_flow::blood_flow_index;
/// assert_eq!(blood_flow_index(0.0, 0.7, 39.7), 1.0);
/// assert!((0.86..0.92).contains(&blood_flow_index(3.9, 0.7, 39.7)));
/// ```
pub fn blood_flow_index(mass_lost_pct: f64, intensity: f64, core_c: f64) -> f64 {
    let loss = mass_lost_pct.max(0.0);
    let work = 0.3 + 0.7 * intensity.clamp(0.0, 1.0); // form assumed
    let heat = (core_c - 38.2).clamp(0.0, 1.5); // form assumed, after Gonzalez-Alonso 1998
    (1.0 - 0.03 * loss * work * heat).max(0.0) // size of Gonzalez-Alonso 1998
}
