//! The still, half-humid room that would take as much heat from the same skin.

use super::{TwoNodeInput, saturated_torr};

/// What a skin gives off.
pub(super) struct EffectiveInput {
    pub(super) skin_c: f64,
    pub(super) skin_w_m2: f64,
    pub(super) wettedness: f64,
}

/// New effective temperature in °C: same clothes and air, 50 % humidity.
pub(super) fn effective_c(skin: &EffectiveInput, dry: f64, wet: f64) -> f64 {
    root(skin, dry, wet)
}

/// Standard effective temperature in °C: clothes and air of a standard room.
pub(super) fn standard_c(skin: &EffectiveInput, input: &TwoNodeInput, radiation: f64) -> f64 {
    let pressure = input.pressure_pa / 101_325.0; // Pa in an atmosphere
    let moved = if input.metabolic_met > 0.85 { 5.66 * (input.metabolic_met - 0.85).powf(0.39) } else { 0.0 }; // ASHRAE 55
    let convection = (3.0 * pressure.powf(0.53)).max(moved).max(3.0); // ASHRAE 55
    let total = convection + radiation;
    let clo = 1.52 / (input.metabolic_met - input.work_met / 58.2 + 0.694_4) - 0.183_5; // Gagge 1986: standard clothes
    let clothes = 0.155 * clo; // 1 clo is 0.155 m² K/W
    let area = 1.0 + 0.25 * clo; // Gagge 1986
    let efficiency = 1.0 / (1.0 + 0.155 * area * total * clo); // Gagge 1986
    let permeation = 0.45; // Gagge 1986: vapour through clothes
    let vapour =
        permeation * convection / total * (1.0 - efficiency) / (convection / total - efficiency * permeation);
    let lewis = 2.2 / pressure; // ASHRAE 55
    let dry = 1.0 / (1.0 / (area * total) + clothes);
    let wet = 1.0 / (1.0 / (lewis * area * convection) + clothes / (lewis * vapour));
    root(skin, dry, wet)
}

/// The temperature at which dry and wet loss add up to what the skin gives off, by Newton's method.
fn root(skin: &EffectiveInput, dry: f64, wet: f64) -> f64 {
    let skin_torr = saturated_torr(skin.skin_c);
    let mut celsius = skin.skin_c - skin.skin_w_m2 / dry;
    for _ in 0..60 {
        let vapour = 0.5 * saturated_torr(celsius);
        let excess =
            skin.skin_w_m2 - dry * (skin.skin_c - celsius) - skin.wettedness * wet * (skin_torr - vapour);
        let slope = dry + skin.wettedness * wet * vapour * 4030.183 / (celsius + 235.0).powi(2); // slope of the Antoine equation
        let step = excess / slope;
        celsius -= step;
        if step.abs() < 1e-9 {
            break;
        }
    }
    celsius
}
