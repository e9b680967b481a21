//! What the heat of one possible body does in a workout: sweat and breath of each minute, and a voice for core temperature.

use charley_domain::workout::Sport;

use crate::{
    breath,
    factors::Factors,
    heat::phs::{Clothing, Edition, PhsMinute, PhsPerson, PhsState, Posture, phs_minute, surface_m2},
    metabolic::is_ride,
    sweat::{HeatLoad, Moving, Sweat, clothing::usual_clo, steady_l_h, swim},
    weather::{Air, Around},
};

/// Thinnest clothes, in clo.
const THINNEST_CLO: f64 = 0.05; // swimming trunks and shoes, own limit
/// Core temperature of a swimmer towards which a metabolic rate in W/m² drives, in °C, and the share reached in a minute.
const CORE_IN_WATER: (f64, f64, f64) = (36.6, 0.003_6, 0.095_162_6); // ISO 7933: 36.6 + 0.0036 M, 10 min

/// What a minute asks of the skin.
#[derive(Debug, Clone, Copy)]
pub(super) struct MinuteAsked {
    /// Metabolic rate in W.
    pub(super) metabolic_w: f64,
    /// Mechanical power in W.
    pub(super) work_w: f64,
    /// The person's own speed through the air in m/s.
    pub(super) own_m_s: f64,
}

/// What a minute took.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lost {
    pub(super) sweat_l: f64,
    pub(super) breath_l: f64,
    /// With the gases of the lungs: on the scale, no water.
    pub(super) gas_kg: f64,
    /// Whether the load lies outside the limits of the heat standard.
    pub(super) out_of_range: bool,
}

/// The skin of one possible body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Skin {
    moving: Moving,
    around: Around,
    posture: Posture,
    surface_m2: f64,
    clothing_clo: f64,
    /// Times the model: the person and the day.
    times: f64,
    person: PhsPerson,
    core: PhsState,
    sweat: Sweat,
}

impl Skin {
    /// The skin of a body in the air at the start, on a day on which it sweats `session` times its usual.
    pub(super) fn of(factors: &Factors, sport: Sport, (around, air): (Around, &Air), session: f64) -> Self {
        let usual_clo = usual_clo(sport, air.air_c, around == Around::Room);
        Self {
            moving: Moving::of(sport),
            around,
            posture: if is_ride(sport) { Posture::Sitting } else { Posture::Standing },
            surface_m2: surface_m2(factors.mass_kg, factors.height_m),
            clothing_clo: (usual_clo + factors.clothing_off_clo).max(THINNEST_CLO),
            times: factors.sweat * session,
            person: PhsPerson::of((factors.mass_kg, factors.height_m), factors.acclimatised),
            core: PhsState::at_rest(),
            sweat: Sweat::default(),
        }
    }

    /// A minute.
    pub(super) fn minute(&mut self, asked: MinuteAsked, air: &Air) -> Lost {
        if self.around == Around::Water {
            return self.minute_in_water(asked.metabolic_w, air.air_c);
        }
        let own_m_s = if self.around == Around::Room { 0.0 } else { asked.own_m_s };
        let load = HeatLoad {
            metabolic_w: asked.metabolic_w,
            work_w: asked.work_w,
            air_c: air.air_c,
            vapour_kpa: air.vapour_kpa,
            air_speed_m_s: air.wind_m_s.hypot(own_m_s),
            sun: air.sun,
            clothing_clo: self.clothing_clo,
        };
        Lost {
            sweat_l: self.sweat.minute_l(self.times * steady_l_h(self.moving, self.surface_m2, &load)),
            breath_l: breath::water_l_h(load.metabolic_w, load.vapour_kpa) / 60.0,
            gas_kg: breath::gas_kg_h(load.metabolic_w) / 60.0,
            out_of_range: self.warm(&load, air.radiant_c),
        }
    }

    /// In water: the scale's whole loss is taken as sweat, as it was published.
    fn minute_in_water(&mut self, metabolic_w: f64, water_c: f64) -> Lost {
        let (rest_c, rise, reached) = CORE_IN_WATER;
        let towards_c = rest_c + rise * metabolic_w / self.surface_m2;
        self.core.core_c += reached * (towards_c - self.core.core_c);
        let gross_l_h = self.times * swim::gross_l_h(metabolic_w, water_c);
        Lost { sweat_l: self.sweat.minute_l(gross_l_h), breath_l: 0.0, gas_kg: 0.0, out_of_range: true }
    }

    /// Core temperature of the minute, by the heat standard; whether it lies outside its limits.
    fn warm(&mut self, load: &HeatLoad, radiant_c: f64) -> bool {
        let minute = PhsMinute {
            air_c: load.air_c,
            radiant_c,
            vapour_kpa: load.vapour_kpa,
            air_speed_m_s: load.air_speed_m_s.max(0.1), // ISO 7933: still air
            walking_m_s: None,
            metabolic_w_m2: load.metabolic_w / self.surface_m2,
            work_w_m2: load.work_w / self.surface_m2,
            clothing: Clothing::ordinary(load.clothing_clo, Edition::Iso2023),
            posture: self.posture,
        };
        phs_minute(Edition::Iso2023, &self.person, &minute, &mut self.core).out_of_range
    }

    /// Sweat now, in L/h.
    pub(super) fn sweat_l_h(&self) -> f64 {
        self.sweat.l_h
    }

    /// Core temperature now, in °C.
    pub(super) fn core_c(&self) -> f64 {
        self.core.core_c
    }
}
