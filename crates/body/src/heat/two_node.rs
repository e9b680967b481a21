//! The two-node model of a resting body: a core, a skin, and what passes between them and the air. Rest and nights only.

mod effective;

use self::effective::{EffectiveInput, effective_c, standard_c};
use super::phs::Posture;

/// A room and who is in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoNodeInput {
    /// Air temperature in °C.
    pub air_c: f64,
    /// Mean radiant temperature in °C.
    pub radiant_c: f64,
    /// Air speed in m/s; at least 0.1 is assumed.
    pub air_speed_m_s: f64,
    /// Vapour pressure in torr.
    pub vapour_torr: f64,
    /// Metabolic rate in met.
    pub metabolic_met: f64,
    /// Mechanical work in met.
    pub work_met: f64,
    /// Insulation of clothes and bedding in clo.
    pub insulation_clo: f64,
    /// Body surface in m².
    pub surface_m2: f64,
    /// Air pressure in Pa.
    pub pressure_pa: f64,
    /// Greatest skin blood flow in kg/(h m²).
    pub greatest_blood_flow: f64,
    /// Greatest sweat rate in g/(h m²).
    pub greatest_sweat: f64,
    /// Posture.
    pub posture: Posture,
}

/// The body after a while in that room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoNode {
    /// Core temperature in °C.
    pub core_c: f64,
    /// Skin temperature in °C.
    pub skin_c: f64,
    /// Heat lost by evaporation at the skin in W/m².
    pub evaporation_w_m2: f64,
    /// The part of it that is sweat, in W/m².
    pub sweat_w_m2: f64,
    /// Evaporation that the air could take, in W/m².
    pub greatest_evaporation_w_m2: f64,
    /// Dry heat lost in W/m².
    pub sensible_w_m2: f64,
    /// Heat lost with the breath as vapour, in W/m².
    pub breath_w_m2: f64,
    /// Skin blood flow in kg/(h m²).
    pub blood_flow: f64,
    /// Sweat rate in g/(h m²).
    pub sweat_g_h_m2: f64,
    /// Share of the skin that is wet.
    pub wettedness: f64,
    /// Standard effective temperature in °C.
    pub standard_c: f64,
    /// New effective temperature in °C.
    pub effective_c: f64,
}

impl TwoNode {
    /// Heat lost at the skin in W/m²: dry and by evaporation.
    ///
    /// Equation: sum. Source: Gagge 1986. Valid as the model.
    ///
    /// ```
    /// # use charley_body::heat::{phs::Posture, two_node::*};
    /// # let room = TwoNodeInput { air_c: 25.0, radiant_c: 25.0, air_speed_m_s: 0.1, vapour_torr: 11.9, metabolic_met: 1.0, work_met: 0.0,
    /// #   insulation_clo: 0.5, surface_m2: 1.8, pressure_pa: 101_325.0, greatest_blood_flow: 90.0, greatest_sweat: 500.0, posture: Posture::Sitting };
    /// let body = two_node(&room, 60);
    /// assert!((body.skin_w_m2() - 52.0).abs() < 8.0);
    /// ```
    pub fn skin_w_m2(&self) -> f64 {
        self.sensible_w_m2 + self.evaporation_w_m2
    }
}

const SKIN_NEUTRAL_C: f64 = 33.7; // ASHRAE 55: neutral skin
const CORE_NEUTRAL_C: f64 = 36.8; // ASHRAE 55: neutral core
const BODY_KG: f64 = 70.0; // ASHRAE 55: standard body
const W_M2_A_MET: f64 = 58.2; // ASHRAE 55
const STEFAN_BOLTZMANN: f64 = 5.669_7e-8; // ASHRAE 55

/// Saturated vapour pressure in torr.
///
/// Equation: exp(18.6686 - 4030.183 / (t + 235)). Source: Antoine, as in ASHRAE 55. Valid for 0 to 100 °C.
///
/// ```
/// assert!((charley_body::heat::two_node::saturated_torr(20.0) - 17.5).abs() < 0.1);
/// ```
pub fn saturated_torr(celsius: f64) -> f64 {
    (18.6686 - 4030.183 / (celsius + 235.0)).exp() // Antoine, ASHRAE 55
}

/// What does not change while the body stays.
struct Room<'a> {
    input: &'a TwoNodeInput,
    area_factor: f64,
    clothes: f64,
    convection: f64,
    lewis: f64,
    vapour_permeation: f64,
    greatest_wettedness: f64,
}

/// The body after `minutes` in a room, from neutral temperatures on.
///
/// Equation: Gagge's two nodes, stepped by a minute. Source: Gagge 1986, as in ASHRAE 55-2020. Valid at rest up to
/// about 3 met; it overheats runners (41.5 °C after an hour at 28 °C), so it is used for nights only.
///
/// ```
/// use charley_body::heat::{phs::Posture, two_node::*};
/// let room = TwoNodeInput { air_c: 25.0, radiant_c: 25.0, air_speed_m_s: 0.1, vapour_torr: 11.9, metabolic_met: 1.0, work_met: 0.0,
///     insulation_clo: 0.5, surface_m2: 1.8, pressure_pa: 101_325.0, greatest_blood_flow: 90.0, greatest_sweat: 500.0, posture: Posture::Sitting };
/// assert!((two_node(&room, 60).core_c - 36.8).abs() < 0.3);
/// ```
pub fn two_node(input: &TwoNodeInput, minutes: u32) -> TwoNode {
    let room = Room::of(input);
    let mut body = TwoNodes::neutral(input);
    for _ in 1..minutes {
        body.minute(&room);
    }
    body.end(&room)
}

impl<'a> Room<'a> {
    fn of(input: &'a TwoNodeInput) -> Self {
        let speed = input.air_speed_m_s.max(0.1);
        let pressure = input.pressure_pa / 101_325.0; // Pa in an atmosphere
        let still = 3.0 * pressure.powf(0.53); // ASHRAE 55: convection in still air
        let moving = 8.600_001 * (speed * pressure).powf(0.53); // ASHRAE 55: convection in moving air
        let moved =
            if input.metabolic_met > 0.85 { 5.66 * (input.metabolic_met - 0.85).powf(0.39) } else { 0.0 }; // ASHRAE 55: own movement
        let dressed = input.insulation_clo > 0.0;
        Self {
            input,
            area_factor: 1.0 + 0.15 * input.insulation_clo, // ASHRAE 55
            clothes: 0.155 * input.insulation_clo,          // 1 clo is 0.155 m² K/W
            convection: still.max(moving).max(moved),
            lewis: 2.2 / pressure, // ASHRAE 55: Lewis relation
            vapour_permeation: if dressed { 0.45 } else { 1.0 }, // ASHRAE 55
            greatest_wettedness: if dressed { 0.59 * speed.powf(-0.08) } else { 0.38 * speed.powf(-0.29) }, // Gagge 1986
        }
    }

    /// The air layer over a surface at `surface_c`.
    fn layer(&self, surface_c: f64) -> AirLayer {
        let share = if self.input.posture == Posture::Sitting { 0.7 } else { 0.73 }; // ASHRAE 55: radiating area
        let mean = f64::midpoint(surface_c, self.input.radiant_c) + 273.15; // zero of the Celsius scale
        let radiation = 4.0 * 0.95 * STEFAN_BOLTZMANN * mean.powi(3) * share;
        let total = radiation + self.convection;
        let operative = (radiation * self.input.radiant_c + self.convection * self.input.air_c) / total;
        AirLayer { operative_c: operative, resistance: 1.0 / (self.area_factor * total), radiation }
    }
}

/// The air next to the clothes.
struct AirLayer {
    operative_c: f64,
    resistance: f64,
    /// The radiation behind them, W/(m² K).
    radiation: f64,
}

/// The two nodes.
struct TwoNodes {
    core_c: f64,
    skin_c: f64,
    skin_share: f64,
    blood_flow: f64,
    metabolic_w_m2: f64,
    evaporation_w_m2: f64,
    sweat_w_m2: f64,
    greatest_w_m2: f64,
    sensible_w_m2: f64,
    wettedness: f64,
    air_resistance: f64,
    operative_c: f64,
    radiation: f64,
}

impl TwoNodes {
    fn neutral(input: &TwoNodeInput) -> Self {
        Self {
            core_c: CORE_NEUTRAL_C,
            skin_c: SKIN_NEUTRAL_C,
            skin_share: 0.1,
            blood_flow: 6.3, // ASHRAE 55: neutral skin blood flow
            metabolic_w_m2: input.metabolic_met * W_M2_A_MET,
            evaporation_w_m2: 0.1 * input.metabolic_met,
            sweat_w_m2: 0.0,
            greatest_w_m2: 0.0,
            sensible_w_m2: 0.0,
            wettedness: 0.0,
            air_resistance: 0.0,
            operative_c: 0.0,
            radiation: 4.7, // ASHRAE 55: first guess
        }
    }

    fn minute(&mut self, room: &Room<'_>) {
        self.lose_dry_heat(room);
        let input = room.input;
        let resting = input.metabolic_met * W_M2_A_MET;
        let breath = breath_w_m2(input) + 0.001_4 * resting * (34.0 - input.air_c); // ASHRAE 55: breath
        let inner = (self.core_c - self.skin_c) * (5.28 + 1.163 * self.blood_flow); // ASHRAE 55: conductance and blood
        let core_w_m2 = self.metabolic_w_m2 - inner - breath - input.work_met;
        let skin_w_m2 = inner - self.sensible_w_m2 - self.evaporation_w_m2;
        let capacity = 0.97 * BODY_KG * 60.0; // ASHRAE 55: W h/(kg K)
        self.skin_c += skin_w_m2 * input.surface_m2 / (capacity * self.skin_share);
        self.core_c += core_w_m2 * input.surface_m2 / (capacity * (1.0 - self.skin_share));
        self.regulate(room);
    }

    fn lose_dry_heat(&mut self, room: &Room<'_>) {
        if self.air_resistance == 0.0 {
            let total = self.radiation + room.convection;
            self.air_resistance = 1.0 / (room.area_factor * total);
            self.operative_c =
                (self.radiation * room.input.radiant_c + room.convection * room.input.air_c) / total;
        }
        let surface = |air: f64, operative: f64, skin: f64| {
            (air * skin + room.clothes * operative) / (air + room.clothes)
        };
        let mut surface_c = surface(self.air_resistance, self.operative_c, self.skin_c);
        for _ in 0..150 {
            let AirLayer { operative_c, resistance, radiation } = room.layer(surface_c);
            (self.operative_c, self.air_resistance, self.radiation) = (operative_c, resistance, radiation);
            let next = surface(self.air_resistance, self.operative_c, self.skin_c);
            let settled = (next - surface_c).abs() <= 0.01;
            surface_c = next;
            if settled {
                break;
            }
        }
        self.sensible_w_m2 = (self.skin_c - self.operative_c) / (self.air_resistance + room.clothes);
    }

    fn regulate(&mut self, room: &Room<'_>) {
        let input = room.input;
        let body_c = self.skin_share * self.skin_c + (1.0 - self.skin_share) * self.core_c;
        let neutral_c = 0.1 * SKIN_NEUTRAL_C + 0.9 * CORE_NEUTRAL_C; // ASHRAE 55
        let warm_skin = (self.skin_c - SKIN_NEUTRAL_C).max(0.0);
        let cold_skin = (SKIN_NEUTRAL_C - self.skin_c).max(0.0);
        let warm_core = (self.core_c - CORE_NEUTRAL_C).max(0.0);
        let cold_core = (CORE_NEUTRAL_C - self.core_c).max(0.0);
        let flow = (6.3 + 120.0 * warm_core) / (1.0 + 0.5 * cold_skin); // ASHRAE 55, dilation of Gagge 1986
        self.blood_flow = flow.min(input.greatest_blood_flow).max(0.5);
        let sweat = 170.0 * (body_c - neutral_c).max(0.0) * (warm_skin / 10.7).exp(); // ASHRAE 55: drive of sweating
        self.evaporate(room, 0.68 * sweat.min(input.greatest_sweat)); // W h/g of sweat
        self.metabolic_w_m2 =
            (input.metabolic_met - input.work_met) * W_M2_A_MET + 19.4 * cold_skin * cold_core; // ASHRAE 55: shivering
        self.skin_share = 0.041_773_7 + 0.745_183_3 / (self.blood_flow + 0.585_417); // ASHRAE 55
    }

    fn evaporate(&mut self, room: &Room<'_>, sweat_w_m2: f64) {
        let (air, clothes) = vapour_resistances(room);
        let possible = (saturated_torr(self.skin_c) - room.input.vapour_torr) / (air + clothes);
        let possible = if possible == 0.0 { 0.001 } else { possible };
        let diffusing = 0.06; // Gagge 1986: wettedness of dry skin
        self.sweat_w_m2 = sweat_w_m2;
        self.wettedness = diffusing + (1.0 - diffusing) * sweat_w_m2 / possible;
        let mut diffusion = self.wettedness * possible - sweat_w_m2;
        if self.wettedness > room.greatest_wettedness {
            self.wettedness = room.greatest_wettedness;
            let share = (self.wettedness - diffusing) / (1.0 - diffusing);
            self.sweat_w_m2 = share * possible;
            diffusion = diffusing * (1.0 - share) * possible;
        }
        if possible < 0.0 {
            (diffusion, self.sweat_w_m2, self.wettedness) = (0.0, 0.0, room.greatest_wettedness);
        }
        self.greatest_w_m2 = possible;
        self.evaporation_w_m2 = self.sweat_w_m2 + diffusion;
    }

    fn end(&self, room: &Room<'_>) -> TwoNode {
        let (air, clothes) = vapour_resistances(room);
        let skin = EffectiveInput {
            skin_c: self.skin_c,
            skin_w_m2: self.sensible_w_m2 + self.evaporation_w_m2,
            wettedness: self.wettedness,
        };
        TwoNode {
            core_c: self.core_c,
            skin_c: self.skin_c,
            evaporation_w_m2: self.evaporation_w_m2,
            sweat_w_m2: self.sweat_w_m2,
            greatest_evaporation_w_m2: self.greatest_w_m2,
            sensible_w_m2: self.sensible_w_m2,
            breath_w_m2: breath_w_m2(room.input),
            blood_flow: self.blood_flow,
            sweat_g_h_m2: self.sweat_w_m2 / 0.68, // W h/g of sweat
            wettedness: self.wettedness,
            standard_c: standard_c(&skin, room.input, self.radiation),
            effective_c: effective_c(
                &skin,
                1.0 / (self.air_resistance + room.clothes),
                1.0 / (air + clothes),
            ),
        }
    }
}

/// Resistances to vapour of the air layer and of the clothes.
fn vapour_resistances(room: &Room<'_>) -> (f64, f64) {
    let air = 1.0 / (room.lewis * room.area_factor * room.convection);
    (air, room.clothes / (room.lewis * room.vapour_permeation))
}

fn breath_w_m2(input: &TwoNodeInput) -> f64 {
    0.002_3 * input.metabolic_met * W_M2_A_MET * (44.0 - input.vapour_torr) // ASHRAE 55: latent heat of breath
}
