//! How moist air carries heat and vapour. Source of all: Liljegren 2008, after Bird, Stewart and Lightfoot.

const SPECIFIC_HEAT: f64 = 1003.5; // J/(kg K), Liljegren 2008
const AIR_KG_KMOL: f64 = 28.97; // Liljegren 2008
const WATER_KG_KMOL: f64 = 18.015; // Liljegren 2008
const GAS_CONSTANT: f64 = 8314.34 / AIR_KG_KMOL; // J/(kg K)
const PRANDTL: f64 = SPECIFIC_HEAT / (SPECIFIC_HEAT + 1.25 * GAS_CONSTANT); // Liljegren 2008
/// Slowest air around the instruments, in m/s.
pub(super) const SLOWEST_M_S: f64 = 0.13; // Liljegren 2008
/// Exponent of the Prandtl number over a wick.
const WICK_EXPONENT: f64 = 0.56; // Liljegren 2008, after Bedingfield and Drew

/// Saturated vapour pressure over water in hPa.
pub(super) fn saturated_hpa(kelvin: f64) -> f64 {
    1.004 * 6.1121 * (17.502 * (kelvin - 273.15) / (kelvin - 32.18)).exp() // Buck, Liljegren 2008
}

/// Heat transfer of a sphere in W/(m² K).
pub(super) fn sphere_w_m2_k(diameter_m: f64, film_k: f64, pressure_hpa: f64, wind_m_s: f64) -> f64 {
    let reynolds = reynolds(diameter_m, film_k, pressure_hpa, wind_m_s);
    let nusselt = 2.0 + 0.6 * reynolds.sqrt() * PRANDTL.powf(0.3333); // Liljegren 2008: Ranz and Marshall
    nusselt * conductivity(film_k) / diameter_m
}

/// Heat transfer of a long cylinder in W/(m² K).
pub(super) fn cylinder_w_m2_k(diameter_m: f64, film_k: f64, pressure_hpa: f64, wind_m_s: f64) -> f64 {
    let reynolds = reynolds(diameter_m, film_k, pressure_hpa, wind_m_s);
    let nusselt = 0.281 * reynolds.powf(0.6) * PRANDTL.powf(1.0 - WICK_EXPONENT); // Liljegren 2008: Bedingfield and Drew
    nusselt * conductivity(film_k) / diameter_m
}

/// Cooling of a wet wick in K for a unit of vapour gradient.
pub(super) fn wet_cooling_k(film_k: f64, pressure_hpa: f64) -> f64 {
    let evaporation = (313.15 - film_k) / 30.0 * -71_100.0 + 2.407_3e6; // J/kg, Liljegren 2008
    let schmidt = viscosity(film_k) / (density(film_k, pressure_hpa) * diffusivity(film_k, pressure_hpa));
    let ratio = SPECIFIC_HEAT * AIR_KG_KMOL / WATER_KG_KMOL;
    evaporation / ratio * (PRANDTL / schmidt).powf(WICK_EXPONENT)
}

fn reynolds(diameter_m: f64, film_k: f64, pressure_hpa: f64, wind_m_s: f64) -> f64 {
    wind_m_s.max(SLOWEST_M_S) * density(film_k, pressure_hpa) * diameter_m / viscosity(film_k)
}

fn density(kelvin: f64, pressure_hpa: f64) -> f64 {
    pressure_hpa * 100.0 / (GAS_CONSTANT * kelvin)
}

/// kg/(m s)
fn viscosity(kelvin: f64) -> f64 {
    let reduced = kelvin / 97.0; // Liljegren 2008: Lennard-Jones energy of air
    let collision = (reduced - 2.9) / 0.4 * -0.034 + 1.048; // Liljegren 2008
    2.669_3e-6 * (AIR_KG_KMOL * kelvin).sqrt() / (3.617 * 3.617 * collision) // Liljegren 2008
}

/// W/(m K)
fn conductivity(kelvin: f64) -> f64 {
    (SPECIFIC_HEAT + 1.25 * GAS_CONSTANT) * viscosity(kelvin) // Eucken, Liljegren 2008
}

/// m²/s
fn diffusivity(kelvin: f64, pressure_hpa: f64) -> f64 {
    let (air_atm, water_atm, air_k, water_k) = (36.4_f64, 218.0_f64, 132.0_f64, 647.3_f64); // critical points, Liljegren 2008
    let pressures = (air_atm * water_atm).cbrt();
    let temperatures = (air_k * water_k).powf(5.0 / 12.0); // Slattery and Bird
    let masses = (1.0 / AIR_KG_KMOL + 1.0 / WATER_KG_KMOL).sqrt();
    let reduced = kelvin / (air_k * water_k).sqrt();
    let atmospheres = pressure_hpa / 1013.25; // hPa in an atmosphere
    3.640e-4 * reduced.powf(2.334) * pressures * temperatures * masses / atmospheres * 1e-4 // Slattery and Bird
}
