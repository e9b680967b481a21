//! Sweat of people who work harder than the heat standard was made for.

/// Metabolic rate up to which the standard holds, and at which the correction is whole, in W/m².
const FROM_W_M2: f64 = 250.0; // ISO 7933:2023 Table A.1
const WHOLE_W_M2: f64 = 525.0; // a runner of 70 kg at 12 km/h, knowledge/body.md section 0
/// Share by which athletes sweat more than the standard extrapolated.
const MORE: f64 = 0.2; // own fit between the standard and 1.28 ± 0.57 L/h of endurance athletes (Barnes 2019)
/// Sweat that the extrapolated standard misses in the cool, in L/h at 0 °C and for each °C.
const COOL_L_H: (f64, f64) = (0.465, 0.014_5); // own line through JOS-3 less PHS at 10, 20, 28, 33 °C: knowledge/body.md section 1.2
/// Most that may be added, as a share of what the standard gives.
const MOST: f64 = 1.2; // 0.32 L/h on 0.28 at 10 °C, knowledge/body.md section 1.2

/// Sweat in L/h of a body that works at `metabolic_w_m2` in air of `air_c`, where the standard extrapolated gives
/// `standard_l_h` and could give at most `greatest_l_h`.
///
/// Equation: s (1 + 0.2 r) + r × min(1.2 s, 0.465 - 0.0145 t) × (1 - s / greatest), with r growing from 0 at 250 to 1 at
/// 525 W/m². Source: own correction, from JOS-3 (27 of 29 experiments within 0.5 °C) and Barnes 2019, 1,303 athletes.
/// Valid for exercise above the standard's limit; within it nothing changes, and more is never less.
///
/// ```
/// use charley_body::heat::athlete::sweat_l_h;
/// assert_eq!(sweat_l_h(0.5, 200.0, (20.0, 1.4)), 0.5);
/// assert!(sweat_l_h(0.28, 525.0, (10.0, 1.4)) > 0.55);
/// ```
pub fn sweat_l_h(standard_l_h: f64, metabolic_w_m2: f64, (air_c, greatest_l_h): (f64, f64)) -> f64 {
    let beyond = ((metabolic_w_m2 - FROM_W_M2) / (WHOLE_W_M2 - FROM_W_M2)).clamp(0.0, 1.0);
    let (at_zero, fall) = COOL_L_H;
    let missed = (at_zero - fall * air_c).clamp(0.0, MOST * standard_l_h.max(0.0));
    let room = (1.0 - standard_l_h / greatest_l_h).clamp(0.0, 1.0);
    standard_l_h * (1.0 + MORE * beyond) + beyond * missed * room
}
