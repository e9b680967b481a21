//! What stands against a name: how strong something unrecorded would have to be to explain it away.

/// Share of nights with a cramp from which on a ratio of rates is no ratio of risks.
const COMMON: f64 = 0.15; // 15 %, the limit of a rare outcome by definition of the E-value, see [`e_value`]

/// The E-value of a ratio of rates (no unit): by how many times something unrecorded would have to go along with the exposure,
/// and raise cramps, both, so that nothing of the ratio is left.
///
/// Equation: E = R + √(R (R - 1)), R above 1, else of 1/R; where an outcome comes in more than 15 of 100 windows R is
/// (1 - ½^√H) / (1 - ½^√(1/H)) of the hazard ratio H. Source: Vander Weele and Ding 2017, Ann Intern Med 167:268, table 2. Valid
/// for one unit more of an exposure, everything recorded being accounted for.
///
/// ```
/// use charley_infer::naming::e_value;
/// assert!((e_value(2.0, 0.05) - 3.414).abs() < 1e-3); // the paper's R + √(R (R - 1)) at 2
/// assert!((e_value(0.5, 0.05) - e_value(2.0, 0.05)).abs() < 1e-12);
/// assert_eq!(e_value(1.0, 0.05), 1.0);
/// assert!(e_value(2.0, 0.4) < e_value(2.0, 0.05));
/// ```
pub fn e_value(hazard_ratio: f64, share_of_windows: f64) -> f64 {
    let above = if hazard_ratio < 1.0 { 1.0 / hazard_ratio } else { hazard_ratio };
    let ratio = if share_of_windows > COMMON {
        (1.0 - libm::exp2(-above.sqrt())) / (1.0 - libm::exp2(-(1.0 / above).sqrt()))
    } else {
        above
    };
    ratio + (ratio * (ratio - 1.0)).max(0.0).sqrt()
}
