//! Water vapour in the air.

/// Saturated vapour pressure over water in kPa, at a temperature in °C.
///
/// Equation: 0.6105 exp(17.27 t / (t + 237.3)). Source: ISO 7933:2023 Annex E (Magnus form). Valid for -20 to 60 °C.
///
/// ```
/// assert!((charley_body::vapour::saturated_kpa(20.0) - 2.339).abs() < 0.005);
/// ```
pub fn saturated_kpa(air_c: f64) -> f64 {
    0.6105 * (17.27 * air_c / (air_c + 237.3)).exp() // ISO 7933:2023 Annex E
}

/// Saturated vapour pressure in kPa by the formula of ASHRAE, over ice below 0 °C.
///
/// Equation: ln p = c₁/T + c₂ + c₃T + c₄T² + c₅T³ + c₆T⁴ + c₇ ln T. Source: Hyland and Wexler 1983, as in the ASHRAE
/// Handbook of Fundamentals 2017, chapter 1. Valid for -100 to 200 °C.
///
/// ```
/// assert!((charley_body::vapour::saturated_ashrae_kpa(20.0) - 2.339).abs() < 0.002);
/// ```
pub fn saturated_ashrae_kpa(air_c: f64) -> f64 {
    const ICE: [f64; 7] = [
        -5674.5359,     // Hyland and Wexler 1983, over ice
        6.392_524_7,    // Hyland and Wexler 1983, over ice
        -9.677_843e-3,  // Hyland and Wexler 1983, over ice
        6.221_570_1e-7, // Hyland and Wexler 1983, over ice
        2.074_782_5e-9, // Hyland and Wexler 1983, over ice
        -9.484_024e-13, // Hyland and Wexler 1983, over ice
        4.163_501_9,    // Hyland and Wexler 1983, over ice
    ];
    const WATER: [f64; 7] = [
        -5800.2206,      // Hyland and Wexler 1983, over water
        1.391_499_3,     // Hyland and Wexler 1983, over water
        -4.864_023_9e-2, // Hyland and Wexler 1983, over water
        4.176_476_8e-5,  // Hyland and Wexler 1983, over water
        -1.445_209_3e-8, // Hyland and Wexler 1983, over water
        0.0,             // Hyland and Wexler 1983, over water
        6.545_967_3,     // Hyland and Wexler 1983, over water
    ];
    let kelvin = air_c + 273.15; // zero of the Celsius scale
    let c = if kelvin < 273.15 { &ICE } else { &WATER }; // zero of the Celsius scale
    let series = c[0] / kelvin + c[1] + kelvin * (c[2] + kelvin * (c[3] + kelvin * (c[4] + kelvin * c[5])));
    (series + c[6] * kelvin.ln()).exp() / 1000.0
}

/// Vapour pressure in kPa of air of a temperature in °C and a relative humidity in %.
///
/// Equation: rh / 100 × [`saturated_kpa`]. Source: definition. Valid for 0 to 100 %.
///
/// ```
/// assert!((charley_body::vapour::vapour_kpa(20.0, 50.0) - 1.17).abs() < 0.01);
/// ```
pub fn vapour_kpa(air_c: f64, humidity_pct: f64) -> f64 {
    saturated_kpa(air_c) * humidity_pct / 100.0
}

/// Dew point in °C of air with a vapour pressure in kPa.
///
/// Equation: [`saturated_kpa`] turned round. Source: ISO 7933:2023 Annex E (Magnus form). Valid for -20 to 60 °C; air without any
/// vapour counts as air with a little.
///
/// ```
/// use charley_body::vapour::{dew_point_c, vapour_kpa};
/// assert!((dew_point_c(vapour_kpa(20.0, 100.0)) - 20.0).abs() < 1e-9);
/// ```
pub fn dew_point_c(vapour_kpa: f64) -> f64 {
    const LEAST_KPA: f64 = 0.01; // saturated near -43 °C
    let log = (vapour_kpa.max(LEAST_KPA) / 0.6105).ln(); // ISO 7933:2023 Annex E
    237.3 * log / (17.27 - log) // ISO 7933:2023 Annex E
}
