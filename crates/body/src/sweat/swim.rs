//! Sweat in water, where neither air nor wind counts.

/// Litres an hour of each kW in water of 27 °C, and their growth with each °C of the water.
const AT_27_C: f64 = 0.85; // fitted on seven weighed groups, docs/studies/sweat-and-heat.md section 4
const GROWTH: f64 = 0.106; // the same: races in water of 23, 27 and 32 °C (Macaluso 2011)
/// Least and most that is believed, in L/h.
const WITHIN: (f64, f64) = (0.05, 2.0); // docs/studies/sweat-and-heat.md section 4

/// What a scale loses in water in L/h, at a metabolic rate in W and a temperature of the water in °C.
///
/// Equation: 0.85 M exp(0.106 (T - 27)), M in kW. Source: docs/studies/sweat-and-heat.md section 4: six of seven weighed groups inside one
/// published SD. Valid from 20 to 33 °C. Breath and gas mass are in it: nothing is added.
///
/// ```
/// use charley_body::sweat::swim::gross_l_h;
/// assert!((gross_l_h(800.0, 23.0) - 0.445).abs() < 0.001 && gross_l_h(800.0, 32.0) > 1.1);
/// ```
pub fn gross_l_h(metabolic_w: f64, water_c: f64) -> f64 {
    let (least, most) = WITHIN;
    (AT_27_C * metabolic_w / 1000.0 * (GROWTH * (water_c - 27.0)).exp()).clamp(least, most) // docs/studies/sweat-and-heat.md section 4: the water of AT_27_C
}
