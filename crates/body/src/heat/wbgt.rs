//! Wet-bulb globe temperature outdoors, by the heat balance of globe and wick.

mod gas;
mod wind;

pub use self::wind::wind_at_two_metres_m_s;
use super::sun::Sun;

/// The weather over a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WbgtInput {
    /// Air temperature in °C.
    pub air_c: f64,
    /// Dew point in °C.
    pub dew_point_c: f64,
    /// Air pressure in hPa.
    pub pressure_hpa: f64,
    /// Wind at 2 m in m/s.
    pub wind_m_s: f64,
    /// Light of the sun on the flat, in W/m².
    pub solar_w_m2: f64,
    /// Share of that light that comes straight from the sun.
    pub direct_share: f64,
    /// Cosine of the sun's zenith angle.
    pub zenith_cosine: f64,
}

/// The temperatures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wbgt {
    /// Black globe in °C.
    pub globe_c: f64,
    /// Wet bulb in the shade in °C.
    pub psychrometric_c: f64,
    /// Wet bulb in sun and wind in °C.
    pub natural_wet_bulb_c: f64,
    /// 0.7 natural wet bulb + 0.2 globe + 0.1 air, in °C.
    pub wbgt_c: f64,
}

const STEFAN_BOLTZMANN: f64 = 5.669_6e-8; // Liljegren 2008
const SOLAR_W_M2: f64 = 1367.0; // solar constant, Liljegren 2008
const LOWEST_SUN: f64 = 0.008_73; // Liljegren 2008: cosine of 89.5°
const GROUND_ALBEDO: f64 = 0.45; // Liljegren 2008
const GROUND_EMISSIVITY: f64 = 0.999; // Liljegren 2008
const GLOBE_M: f64 = 0.050_8; // Liljegren 2008: globe of 2 inches
const GLOBE_EMISSIVITY: f64 = 0.95; // Liljegren 2008
const GLOBE_ALBEDO: f64 = 0.05; // Liljegren 2008
const WICK_M: f64 = 0.007; // Liljegren 2008: diameter
const WICK_SHAPE: f64 = 0.25 * WICK_M / 0.025_4; // Liljegren 2008: end over length
const WICK_EMISSIVITY: f64 = 0.95; // Liljegren 2008
const WICK_ALBEDO: f64 = 0.4; // Liljegren 2008
/// Where the balances stop, in K.
const CLOSE_K: f64 = 0.02; // Liljegren 2008
/// Turns after which a balance that does not settle is left.
const MOST_TURNS: usize = 500;
const ZERO_C_K: f64 = 273.15; // zero of the Celsius scale

/// The light that can be there, and the share of it that is direct: `(solar_w_m2, direct_share)`.
///
/// Equation: light capped at 0.85 of that above the air; share exp(3 - 1.34 s - 1.65 / s). Source: Liljegren 2008.
/// Valid for the sun above 0.5°; below, no light is direct.
///
/// ```
/// use charley_body::heat::{sun::Sun, wbgt::light};
/// let (light, direct) = light(800.0, Sun { zenith_cosine: 0.85, distance_au: 1.0 });
/// assert!(light == 800.0 && (0.6..0.8).contains(&direct));
/// ```
pub fn light(solar_w_m2: f64, sun: Sun) -> (f64, f64) {
    let above = SOLAR_W_M2 * sun.zenith_cosine.max(0.0) / sun.distance_au.powi(2);
    if sun.zenith_cosine < LOWEST_SUN || above <= 0.0 {
        return (solar_w_m2, 0.0);
    }
    let share = (solar_w_m2 / above).min(0.85); // Liljegren 2008
    if share <= 0.0 {
        return (0.0, 0.0);
    }
    let direct = (3.0 - 1.34 * share - 1.65 / share).exp(); // Liljegren 2008
    (share * above, direct.clamp(0.0, 0.9)) // Liljegren 2008
}

/// Globe, wet bulbs and wet-bulb globe temperature in °C.
///
/// Equation: heat balance of globe and wick, solved by iteration. Source: Liljegren 2008, within 1 °C of instruments at
/// six sites. Valid for -20 to 55 °C, wind from 0.13 m/s.
///
/// ```
/// use charley_body::heat::wbgt::*;
/// let noon = WbgtInput { air_c: 30.0, dew_point_c: 20.0, pressure_hpa: 1013.0, wind_m_s: 2.0, solar_w_m2: 800.0,
///     direct_share: 0.7, zenith_cosine: 0.85 };
/// assert!((26.0..30.0).contains(&wbgt(&noon).wbgt_c));
/// ```
pub fn wbgt(input: &WbgtInput) -> Wbgt {
    let balance = Balance::of(input);
    let globe_c = balance.globe_k() - ZERO_C_K;
    let natural_wet_bulb_c = balance.wick_k(1.0) - ZERO_C_K;
    Wbgt {
        globe_c,
        psychrometric_c: balance.wick_k(0.0) - ZERO_C_K,
        natural_wet_bulb_c,
        wbgt_c: 0.7 * natural_wet_bulb_c + 0.2 * globe_c + 0.1 * input.air_c, // ISO 7243
    }
}

struct Balance<'a> {
    input: &'a WbgtInput,
    air_k: f64,
    vapour_hpa: f64,
    /// Heat from sky and ground on either half, in K⁴.
    around_k4: f64,
}

impl<'a> Balance<'a> {
    fn of(input: &'a WbgtInput) -> Self {
        let air_k = input.air_c + ZERO_C_K;
        let vapour_hpa = gas::saturated_hpa(input.dew_point_c + ZERO_C_K);
        let sky = 0.575 * vapour_hpa.powf(0.143); // Liljegren 2008: emissivity of the air
        let around_k4 = 0.5 * (sky + GROUND_EMISSIVITY) * air_k.powi(4);
        Self { input, air_k, vapour_hpa, around_k4 }
    }

    fn globe_k(&self) -> f64 {
        let (solar, direct, zenith) =
            (self.input.solar_w_m2, self.input.direct_share, self.input.zenith_cosine);
        let emitted = STEFAN_BOLTZMANN * GLOBE_EMISSIVITY;
        let sun = if direct > 0.0 { direct * (1.0 / (2.0 * zenith) - 1.0) } else { 0.0 };
        let light = solar / (2.0 * emitted) * (1.0 - GLOBE_ALBEDO) * (sun + 1.0 + GROUND_ALBEDO);
        settled(self.air_k, |globe_k| {
            let film_k = f64::midpoint(globe_k, self.air_k);
            let h = gas::sphere_w_m2_k(GLOBE_M, film_k, self.input.pressure_hpa, self.input.wind_m_s);
            let heat = self.around_k4 - h / emitted * (globe_k - self.air_k) + light;
            heat.max(0.0).sqrt().sqrt()
        })
    }

    /// The wick, with the light on it or (0) in the shade of a psychrometer.
    fn wick_k(&self, lit: f64) -> f64 {
        let input = self.input;
        let slant = (1.0 - input.zenith_cosine * input.zenith_cosine).max(0.0).sqrt() / input.zenith_cosine;
        let straight = if input.direct_share > 0.0 {
            input.direct_share * (slant / std::f64::consts::PI + WICK_SHAPE)
        } else {
            0.0
        };
        let light = (1.0 - WICK_ALBEDO)
            * input.solar_w_m2
            * ((1.0 - input.direct_share) * (1.0 + WICK_SHAPE) + straight + GROUND_ALBEDO);
        settled(input.dew_point_c + ZERO_C_K, |wick_k| {
            let film_k = f64::midpoint(wick_k, self.air_k);
            let h = gas::cylinder_w_m2_k(WICK_M, film_k, input.pressure_hpa, input.wind_m_s);
            let radiation = STEFAN_BOLTZMANN * WICK_EMISSIVITY * (self.around_k4 - wick_k.powi(4)) + light;
            let wick_hpa = gas::saturated_hpa(wick_k);
            let drying = (wick_hpa - self.vapour_hpa) / (input.pressure_hpa - wick_hpa);
            self.air_k - gas::wet_cooling_k(film_k, input.pressure_hpa) * drying + radiation / h * lit
        })
    }
}

/// The fixed point of a balance, approached slowly.
fn settled(from_k: f64, next: impl Fn(f64) -> f64) -> f64 {
    let mut now_k = from_k;
    for _ in 0..MOST_TURNS {
        let next_k = next(now_k);
        if (next_k - now_k).abs() < CLOSE_K {
            return next_k;
        }
        now_k = 0.9 * now_k + 0.1 * next_k; // Liljegren 2008: damping
    }
    now_k
}
