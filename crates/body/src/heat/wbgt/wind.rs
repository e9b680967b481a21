//! Wind at the height of a person from wind at the height of a mast.

use super::gas::SLOWEST_M_S;

/// Wind at 2 m in m/s from wind at `height_m`, by how stable the air is.
///
/// Equation: power law with the exponent of the stability class; by day the class comes from sun and wind, by night
/// from wind alone. Source: Liljegren 2008, after EPA 454/R-99-005. Valid from 2 to 10 m.
///
/// ```
/// use charley_body::heat::wbgt::wind_at_two_metres_m_s;
/// assert!(wind_at_two_metres_m_s((4.0, 10.0), Some(800.0), false) < 4.0);
/// assert_eq!(wind_at_two_metres_m_s((4.0, 2.0), None, false), 4.0);
/// ```
pub fn wind_at_two_metres_m_s(
    (wind_m_s, height_m): (f64, f64),
    solar_by_day_w_m2: Option<f64>,
    urban: bool,
) -> f64 {
    const REFERENCE_M: f64 = 2.0;
    if (height_m - REFERENCE_M).abs() < f64::EPSILON {
        return wind_m_s;
    }
    let class =
        solar_by_day_w_m2.map_or_else(|| class_by_night(wind_m_s), |solar| class_by_day(wind_m_s, solar));
    let exponents = if urban {
        [0.15, 0.15, 0.20, 0.25, 0.30, 0.30] // EPA 454/R-99-005, urban
    } else {
        [0.07, 0.07, 0.10, 0.15, 0.35, 0.55] // EPA 454/R-99-005, rural
    };
    (wind_m_s * (REFERENCE_M / height_m).powf(exponents[class])).max(SLOWEST_M_S)
}

/// Stability from 0, very unstable, to 5, very stable.
fn class_by_day(wind_m_s: f64, solar_w_m2: f64) -> usize {
    // EPA 454/R-99-005: rows by wind, columns by sun.
    const CLASSES: [[usize; 4]; 5] = [[0, 0, 1, 3], [0, 1, 2, 3], [1, 1, 2, 3], [2, 2, 3, 3], [2, 3, 3, 3]];
    let winds = [2.0, 3.0, 5.0, 6.0]; // EPA 454/R-99-005
    let suns = [925.0, 675.0, 175.0]; // EPA 454/R-99-005
    let row = winds.iter().filter(|limit| wind_m_s >= **limit).count();
    CLASSES[row][suns.iter().filter(|limit| solar_w_m2 < **limit).count()]
}

/// The same at night, where the air cools upwards.
fn class_by_night(wind_m_s: f64) -> usize {
    if wind_m_s >= 2.5 { 3 } else { 4 } // EPA 454/R-99-005
}
