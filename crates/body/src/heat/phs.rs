//! Predicted heat strain (ISO 7933), minute by minute: core, rectal and skin temperature, sweat.

mod exchange;
mod limits;
mod run;

use serde::{Deserialize, Serialize};

use self::exchange::{BalanceSettling, Exchange};
pub use self::run::{PhsEnd, phs};

/// Edition of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edition {
    /// ISO 7933:2004, limits 100 to 450 W/m².
    Iso2004,
    /// ISO 7933:2023, limits 56 to 250 W/m².
    Iso2023,
}

/// How a person holds themselves, for the area that radiates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Posture {
    /// Standing, walking, running.
    Standing,
    /// Sitting, cycling.
    Sitting,
    /// Crouching.
    Crouching,
}

/// What of a person the model knows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PhsPerson {
    mass_kg: f64,
    acclimatised: bool,
    surface_m2: f64,
}

impl PhsPerson {
    /// A person of a body mass in kg and a height in m, used to heat or not.
    ///
    /// Equation: [`surface_m2`], taken once. Source: `DuBois` 1916. Valid for adults.
    ///
    /// ```
    /// assert!(charley_body::heat::phs::PhsPerson::of((70.0, 1.77), true).surface_m2() > 1.8);
    /// ```
    pub fn of((mass_kg, height_m): (f64, f64), acclimatised: bool) -> Self {
        Self { mass_kg, acclimatised, surface_m2: surface_m2(mass_kg, height_m) }
    }

    /// Body surface in m².
    ///
    /// Equation: [`surface_m2`]. Source: `DuBois` 1916. Valid for adults.
    ///
    /// ```
    /// assert!((charley_body::heat::phs::PhsPerson::of((75.0, 1.8), true).surface_m2() - 1.94).abs() < 0.01);
    /// ```
    pub const fn surface_m2(&self) -> f64 {
        self.surface_m2
    }
}

/// What a person wears.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Clothing {
    /// Insulation in clo; at least 0.1 is assumed.
    pub insulation_clo: f64,
    /// Static moisture permeability index.
    pub permeability: f64,
    /// Share of the body under reflective clothing.
    pub reflective_share: f64,
    /// Emissivity (2004) or reflection coefficient (2023) of that clothing.
    pub reflective_coefficient: f64,
}

impl Clothing {
    /// Ordinary clothes of an insulation in clo.
    ///
    /// Equation: none. Source: ISO 7933 defaults: permeability 0.38, reflective share 0.54, coefficient 0.42 (2023) or
    /// 0.97 (2004). Valid for 0.1 to 1 clo.
    ///
    /// ```
    /// use charley_body::heat::phs::{Clothing, Edition};
    /// assert_eq!(Clothing::ordinary(0.5, Edition::Iso2023).permeability, 0.38);
    /// ```
    pub const fn ordinary(insulation_clo: f64, edition: Edition) -> Self {
        let reflective_coefficient = match edition {
            Edition::Iso2004 => 0.97, // ISO 7933:2004 default
            Edition::Iso2023 => 0.42, // ISO 7933:2023 default
        };
        Self {
            insulation_clo,
            permeability: 0.38,     // ISO 7933 default
            reflective_share: 0.54, // ISO 7933 default
            reflective_coefficient,
        }
    }
}

/// The load of one minute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhsMinute {
    /// Air temperature in °C.
    pub air_c: f64,
    /// Mean radiant temperature in °C.
    pub radiant_c: f64,
    /// Water vapour pressure in kPa.
    pub vapour_kpa: f64,
    /// Air speed along the skin in m/s, the person's own movement included.
    pub air_speed_m_s: f64,
    /// Walking speed in m/s where it is known; otherwise the standard guesses it from the metabolic rate.
    pub walking_m_s: Option<f64>,
    /// Metabolic rate in W per m² of body surface.
    pub metabolic_w_m2: f64,
    /// Mechanical power in W per m² of body surface.
    pub work_w_m2: f64,
    /// Clothing.
    pub clothing: Clothing,
    /// Posture.
    pub posture: Posture,
}

/// The state that is carried from minute to minute.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PhsState {
    /// Core temperature in °C.
    pub core_c: f64,
    /// Rectal temperature in °C.
    pub rectal_c: f64,
    /// Skin temperature in °C.
    pub skin_c: f64,
    /// Core temperature towards which the metabolic rate drives, in °C.
    pub core_equilibrium_c: f64,
    /// Share of the body that is as warm as the skin.
    pub skin_share: f64,
    /// Sweat rate as the heat its evaporation would take, in W/m².
    pub sweat_w_m2: f64,
    /// Whether the exposure began: the 2023 edition puts the skin at equilibrium in its first minute only.
    pub begun: bool,
}

impl PhsState {
    /// The state before any load.
    ///
    /// Equation: core and rectal 36.8 °C, skin 34.1 °C, no sweat. Source: ISO 7933, initial values of Annex E.
    /// Valid for a rested adult.
    ///
    /// ```
    /// assert_eq!(charley_body::heat::phs::PhsState::at_rest().core_c, 36.8);
    /// ```
    pub const fn at_rest() -> Self {
        const CORE_C: f64 = 36.8; // ISO 7933 Annex E
        Self {
            core_c: CORE_C,
            rectal_c: CORE_C,
            skin_c: 34.1, // ISO 7933 Annex E
            core_equilibrium_c: CORE_C,
            skin_share: 0.3, // ISO 7933 Annex E
            sweat_w_m2: 0.0,
            begun: false,
        }
    }
}

/// What one minute did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhsStep {
    /// Sweat of the whole body in g.
    pub sweat_g: f64,
    /// Sweat that evaporated, in g.
    pub evaporated_g: f64,
    /// Water breathed out, in g.
    pub respiratory_g: f64,
    /// Whether the load lies outside the limits of the standard's Table A.1.
    pub out_of_range: bool,
}

/// Grams of water whose evaporation takes 1 W for a minute.
const G_A_W_MIN: f64 = 2.67 / 1.8 / 60.0; // ISO 7933 Annex E: 2.67 W h of 1.8 g

/// Body surface in m².
///
/// Equation: 0.202 m^0.425 h^0.725. Source: `DuBois` 1916, as in ISO 7933. Valid for adults.
///
/// ```
/// assert!((charley_body::heat::phs::surface_m2(75.0, 1.8) - 1.94).abs() < 0.01);
/// ```
pub fn surface_m2(mass_kg: f64, height_m: f64) -> f64 {
    0.202 * mass_kg.powf(0.425) * height_m.powf(0.725) // DuBois 1916
}

/// One minute of the load; the state moves on by it.
///
/// Equation: ISO 7933 Annex E: heat balance of core and skin with time constants of 10 min (core, sweat) and 3 min
/// (skin), with the air speed of this minute. Source: ISO 7933:2004 and 2023; workers, core within 0.3 °C (Ioannou
/// 2019). Valid as in Table A.1 of the edition; beyond, numbers come with `out_of_range`. Both loops
/// of the annex are solved directly, which [`phs`] does by halving, as the annex: the two stay within 0.005 °C.
///
/// ```
/// use charley_body::heat::phs::*;
/// let person = PhsPerson::of((70.0, 1.77), true);
/// let minute = PhsMinute { air_c: 28.0, radiant_c: 38.0, vapour_kpa: 2.3, air_speed_m_s: 3.3, walking_m_s: None,
///     metabolic_w_m2: 525.0, work_w_m2: 0.0, clothing: Clothing::ordinary(0.2, Edition::Iso2023), posture: Posture::Standing };
/// let mut state = PhsState::at_rest();
/// let sweat_g: f64 = (0..60).map(|_| phs_minute(Edition::Iso2023, &person, &minute, &mut state).sweat_g).sum();
/// assert!((700.0..1300.0).contains(&sweat_g) && state.core_c > 38.5);
/// ```
pub fn phs_minute(edition: Edition, person: &PhsPerson, minute: &PhsMinute, state: &mut PhsState) -> PhsStep {
    Exchange::of(edition, person, minute, state.skin_c).advance(state, BalanceSettling::Direct)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minutes() -> impl Strategy<Value = PhsMinute> {
        (-20.0..50.0_f64, 0.0..60.0_f64, 0.0..100.0_f64, 0.0..15.0_f64, 0.7..14.0_f64, 0.0..2.0_f64).prop_map(
            |(air_c, sun_c, humidity_pct, air_speed_m_s, met, insulation_clo)| PhsMinute {
                air_c,
                radiant_c: air_c + sun_c,
                vapour_kpa: crate::vapour::vapour_kpa(air_c, humidity_pct),
                air_speed_m_s,
                walking_m_s: None,
                metabolic_w_m2: met * 58.15,
                work_w_m2: 0.0,
                clothing: Clothing::ordinary(insulation_clo, Edition::Iso2023),
                posture: Posture::Standing,
            },
        )
    }

    fn person() -> PhsPerson {
        PhsPerson::of((70.0, 1.77), true)
    }

    proptest! {
        #[test]
        fn every_load_of_the_box_gives_numbers(minute in minutes()) {
            for edition in [Edition::Iso2004, Edition::Iso2023] {
                let mut state = PhsState::at_rest();
                for _ in 0..120 {
                    let step = phs_minute(edition, &person(), &minute, &mut state);
                    let all = [state.core_c, state.rectal_c, state.skin_c, step.sweat_g, step.evaporated_g, step.respiratory_g];
                    prop_assert!(all.iter().all(|number| number.is_finite()), "{:?} {:?}", state, step);
                    prop_assert!(step.sweat_g >= 0.0 && step.evaporated_g >= 0.0 && step.evaporated_g <= step.sweat_g + 1e-9);
                }
            }
        }

        #[test]
        fn hotter_never_lowers_sweat(minute in minutes(), hotter_c in 0.1..5.0_f64) {
            let hot = PhsMinute { air_c: minute.air_c + hotter_c, radiant_c: minute.radiant_c + hotter_c, ..minute };
            let (mut here, mut there) = (PhsState::at_rest(), PhsState::at_rest());
            let (mut less_g, mut more_g) = (0.0, 0.0);
            for _ in 0..60 {
                less_g += phs_minute(Edition::Iso2023, &person(), &minute, &mut here).sweat_g;
                more_g += phs_minute(Edition::Iso2023, &person(), &hot, &mut there).sweat_g;
            }
            prop_assert!(more_g >= less_g - 0.5, "{} g, and {} g where it is hotter", less_g, more_g);
        }

        #[test]
        fn solved_directly_it_is_what_the_annex_gives(minute in minutes()) {
            let mut direct = PhsState::at_rest();
            let sweat_g: f64 =
                (0..90).map(|_| phs_minute(Edition::Iso2023, &person(), &minute, &mut direct).sweat_g).sum();
            let annex = phs(Edition::Iso2023, &person(), &minute, (90, true), (PhsState::at_rest(), 0.0));
            let breath_g = annex.loss_g - sweat_g;
            prop_assert!((direct.core_c - annex.state.core_c).abs() < 0.005, "{} {}", direct.core_c, annex.state.core_c);
            prop_assert!((direct.sweat_w_m2 - annex.state.sweat_w_m2).abs() < 1.0 + 0.005 * annex.state.sweat_w_m2);
            prop_assert!(breath_g.is_finite());
        }
    }
}
