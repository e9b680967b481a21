//! What the lungs take: water with every breath, and the mass of the gases.

use crate::sweat::LATENT_J_G;

/// Share of the metabolic rate that evaporates in the lungs for each kPa of dryness, and the vapour of expired air in kPa.
const WET: (f64, f64) = (0.017_3, 5.87); // Fanger 1970, ISO 8996
/// Carbon dioxide breathed out less oxygen breathed in, in kg, when 1000 kcal are burnt.
const GAS_KG: f64 = 0.07; // at a respiratory quotient of 0.9; docs/studies/sweat-and-heat.md section 4
/// Joules in 1000 kcal.
const J_A_THOUSAND_KCAL: f64 = 4184.0e3; // thermochemical calorie

/// Heat in W that evaporation in the lungs takes, at a metabolic rate in W in air of a vapour pressure in kPa.
///
/// Equation: 0.0173 M (5.87 - p), never below zero. Source: Fanger 1970. Valid at sea level.
///
/// ```
/// assert!((charley_body::breath::evaporation_w(1000.0, 1.0) - 84.3).abs() < 0.1);
/// ```
pub fn evaporation_w(metabolic_w: f64, vapour_kpa: f64) -> f64 {
    let (share, expired_kpa) = WET;
    (share * metabolic_w * (expired_kpa - vapour_kpa)).max(0.0)
}

/// Water breathed out in L/h.
///
/// Equation: [`evaporation_w`] / 2426 J/g. Source: as there. Valid as there.
///
/// ```
/// assert!((charley_body::breath::water_l_h(1000.0, 1.0) - 0.125).abs() < 0.001);
/// ```
pub fn water_l_h(metabolic_w: f64, vapour_kpa: f64) -> f64 {
    evaporation_w(metabolic_w, vapour_kpa) / LATENT_J_G * 3.6 // 3600 s/h over 1000 g/L
}

/// Mass in kg/h that a scale loses with the gases of the lungs: no water, and no reason to drink.
///
/// Equation: 0.07 kg for 1000 kcal. Source: carbon dioxide less oxygen at a respiratory quotient of 0.9. Valid from 0.8 to 1.
///
/// ```
/// assert!((charley_body::breath::gas_kg_h(1000.0) - 0.060_2).abs() < 0.000_1);
/// ```
pub fn gas_kg_h(metabolic_w: f64) -> f64 {
    metabolic_w * 3600.0 / J_A_THOUSAND_KCAL * GAS_KG
}
