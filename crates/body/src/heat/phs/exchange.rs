//! The heat a body and its clothes exchange with the air, and one minute of it.

use super::{Edition, G_A_W_MIN, PhsMinute, PhsPerson, PhsState, PhsStep, Posture, limits};

/// Share of the old value that is left after a minute, for a time constant of 10 min.
const KEPT_10_MIN: f64 = 0.904_837_418_035_959_6; // exp(-1/10), ISO 7933: core and sweat
/// The same for 3 min.
const KEPT_3_MIN: f64 = 0.716_531_310_573_789_3; // exp(-1/3), ISO 7933: skin
/// Where both loops of the standard stop, in °C.
const CLOSE_C: f64 = 0.001; // ISO 7933 Annex E
/// Turns after which a loop that does not settle is left: a load far outside the standard.
const MOST_TURNS: usize = 64;
/// Required wettedness from which more sweat only drips.
const DRIPPING: f64 = 1.7; // ISO 7933 Annex E
/// Thinnest clothing the equations can divide by, in clo.
const THINNEST_CLO: f64 = 0.1; // ISO 7933 Table A.1
/// Air speed beyond which the standard's polynomial, at its lowest at 5 m/s, would insulate more again, in m/s.
const FASTEST_AIR_M_S: f64 = 6.0; // own limit; the reference runs reach 5.7

/// How the two loops of the annex approach their balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BalanceSettling {
    /// Half the way each turn, as the annex.
    Halving,
    /// The whole way: the balances hardly depend on the guess, so two or three turns do.
    Direct,
}

impl BalanceSettling {
    const fn next(self, guess: f64, found: f64) -> f64 {
        match self {
            Self::Halving => f64::midpoint(guess, found),
            Self::Direct => found,
        }
    }
}

/// Everything of a load that does not change while it lasts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exchange {
    edition: Edition,
    surface_m2: f64,
    /// Heat that warms the body by 1 °C in a minute, in W/m².
    heat_capacity_w_m2: f64,
    greatest_sweat_w_m2: f64,
    greatest_wettedness: f64,
    clothed_share: f64,
    clothing_insulation: f64,
    vapour_resistance: f64,
    convection: f64,
    radiation: f64,
    breath_dry_w_m2: f64,
    breath_wet_w_m2: f64,
    core_equilibrium_c: f64,
    skin_clothed_c: f64,
    skin_nude_c: f64,
    minute: PhsMinute,
    out_of_range: bool,
}

impl Exchange {
    /// The exchange under a load; `skin_c` is what the 2004 edition takes the convection from.
    pub(super) fn of(edition: Edition, person: &PhsPerson, minute: &PhsMinute, skin_c: f64) -> Self {
        let surface_m2 = person.surface_m2;
        let metabolic = minute.metabolic_w_m2;
        let (air, vapour, radiant) = (minute.air_c, minute.vapour_kpa, minute.radiant_c);
        let wind = wind(minute);
        let clo = minute.clothing.insulation_clo.max(THINNEST_CLO);
        let area_factor = match edition {
            Edition::Iso2004 => 1.0 + 0.3 * clo,  // ISO 7933:2004
            Edition::Iso2023 => 1.0 + 0.28 * clo, // ISO 7933:2023
        };
        let dynamic = Insulation::of(clo, area_factor, &wind);
        let from_c = match edition {
            Edition::Iso2004 => skin_c,
            Edition::Iso2023 => radiant + 0.1,
        };
        let free = 2.38 * (from_c - air).abs().sqrt().sqrt(); // ISO 7933 Annex C
        let forced = if wind.air_m_s > 1.0 { 8.7 * wind.air_m_s.powf(0.6) } else { 3.5 + 5.2 * wind.air_m_s }; // ISO 7933 Annex C
        let permeability = (minute.clothing.permeability * dynamic.vapour_factor()).min(0.9); // ISO 9920
        let expired_c = 28.56 + 0.115 * air + 0.641 * vapour; // ISO 7933 Annex C
        Self {
            edition,
            surface_m2,
            heat_capacity_w_m2: 58.15 * person.mass_kg / surface_m2, // ISO 7933: 0.97 W h/(kg K) over a minute
            greatest_sweat_w_m2: greatest_sweat(edition, person, metabolic, surface_m2),
            greatest_wettedness: if person.acclimatised { 1.0 } else { 0.85 }, // ISO 7933
            clothed_share: area_factor,
            clothing_insulation: dynamic.total - dynamic.air / area_factor,
            vapour_resistance: dynamic.total / permeability / 16.7, // Lewis relation, ISO 7933
            convection: free.max(forced),
            radiation: radiating(edition, minute),
            breath_dry_w_m2: 0.001_516 * metabolic * (expired_c - air), // ISO 7933 Annex C
            breath_wet_w_m2: 0.001_27 * metabolic * (59.34 + 0.53 * air - 11.63 * vapour), // ISO 7933 Annex C
            core_equilibrium_c: 0.003_6 * metabolic + 36.6,             // ISO 7933: equilibrium core
            skin_clothed_c: 12.165 + 0.020_17 * air + 0.043_61 * radiant + 0.193_54 * vapour // ISO 7933: clothed
                - 0.253_15 * minute.air_speed_m_s // ISO 7933: clothed
                + 0.005_346 * metabolic, // ISO 7933: clothed
            skin_nude_c: 7.191 + 0.064 * air + 0.061 * radiant + 0.198 * vapour // ISO 7933: nude
                - 0.348 * minute.air_speed_m_s, // ISO 7933: nude
            minute: *minute,
            out_of_range: limits::out_of_range(edition, minute),
        }
    }

    /// One minute under the load.
    pub(super) fn advance(&self, state: &mut PhsState, settling: BalanceSettling) -> PhsStep {
        let before = *state;
        state.core_equilibrium_c =
            before.core_equilibrium_c * KEPT_10_MIN + self.core_equilibrium_c * (1.0 - KEPT_10_MIN);
        let warmed_w_m2 = self.heat_capacity_w_m2
            * (state.core_equilibrium_c - before.core_equilibrium_c)
            * (1.0 - before.skin_share);
        let skin_c = self.skin_equilibrium_c(before.rectal_c);
        let lagged = before.skin_c * KEPT_3_MIN + skin_c * (1.0 - KEPT_3_MIN);
        state.skin_c = if before.begun || self.edition == Edition::Iso2004 { lagged } else { skin_c };
        state.begun = true;
        let dry_w_m2 = self.dry_w_m2(state.skin_c, settling);
        let possible =
            (crate::vapour::saturated_kpa(state.skin_c) - self.minute.vapour_kpa) / self.vapour_resistance;
        let possible = if possible == 0.0 { 0.001 } else { possible };
        let required = self.minute.metabolic_w_m2
            - warmed_w_m2
            - self.minute.work_w_m2
            - self.breath_dry_w_m2
            - self.breath_wet_w_m2
            - dry_w_m2;
        let RequiredSweat { required, possible, sweat } = self.required_sweat(required, possible);
        state.sweat_w_m2 = (before.sweat_w_m2 * KEPT_10_MIN + sweat * (1.0 - KEPT_10_MIN)).max(0.0);
        let evaporated = self.evaporated(state.sweat_w_m2, possible);
        self.warm(&before, (state, settling), required - evaporated + warmed_w_m2);
        let grams = G_A_W_MIN * self.surface_m2;
        PhsStep {
            sweat_g: state.sweat_w_m2 * grams,
            evaporated_g: evaporated.clamp(0.0, state.sweat_w_m2) * grams,
            respiratory_g: self.breath_wet_w_m2.max(0.0) * grams,
            out_of_range: self.out_of_range,
        }
    }

    /// Water that the standard counts as lost in a minute: sweat and breath, in W/m².
    pub(super) fn counted_w_m2(&self, state: &PhsState) -> f64 {
        state.sweat_w_m2 + self.breath_wet_w_m2
    }

    fn skin_equilibrium_c(&self, rectal_c: f64) -> f64 {
        let clo = self.minute.clothing.insulation_clo.max(THINNEST_CLO);
        let clothed = self.skin_clothed_c + 0.512_74 * rectal_c; // ISO 7933: clothed
        let nude = self.skin_nude_c + 0.616 * rectal_c; // ISO 7933: nude
        match clo {
            clo if clo >= 0.6 => clothed, // ISO 7933: clothed from 0.6 clo
            clo if clo <= 0.2 => nude,    // ISO 7933: nude up to 0.2 clo
            clo => nude + 2.5 * (clothed - nude) * (clo - 0.2), // ISO 7933: between
        }
    }

    /// Convection and radiation from the surface of the clothes, in W/m².
    fn dry_w_m2(&self, skin_c: f64, settling: BalanceSettling) -> f64 {
        let (air, radiant) = (self.minute.air_c, self.minute.radiant_c);
        let through = 1.0 / self.clothing_insulation;
        let mut surface_c = radiant + 0.1;
        let mut radiation = 0.0;
        for _ in 0..MOST_TURNS {
            radiation = self.radiation * fourth_powers(surface_c, radiant);
            let next = (self.clothed_share * (self.convection * air + radiation * radiant)
                + skin_c * through)
                / (self.clothed_share * (self.convection + radiation) + through);
            if (surface_c - next).abs() <= CLOSE_C {
                break;
            }
            surface_c = settling.next(surface_c, next);
        }
        self.clothed_share * (self.convection * (surface_c - air) + radiation * (surface_c - radiant))
    }

    fn required_sweat(&self, required: f64, possible: f64) -> RequiredSweat {
        let wettedness = required / possible;
        if required <= 0.0 {
            RequiredSweat { required: 0.0, possible, sweat: 0.0 }
        } else if possible <= 0.0 {
            RequiredSweat { required, possible: 0.0, sweat: self.greatest_sweat_w_m2 }
        } else if wettedness >= DRIPPING {
            RequiredSweat { required, possible, sweat: self.greatest_sweat_w_m2 }
        } else {
            let efficiency = if wettedness > 1.0 {
                (2.0 - wettedness).powi(2) / 2.0
            } else {
                1.0 - wettedness * wettedness / 2.0
            };
            let sweat = (required / efficiency.max(0.05)).min(self.greatest_sweat_w_m2);
            RequiredSweat { required, possible, sweat }
        }
    }

    fn evaporated(&self, sweat: f64, possible: f64) -> f64 {
        if sweat <= 0.0 {
            return 0.0;
        }
        let ratio = possible / sweat.max(1e-6);
        let wettedness = if ratio >= 0.5 { (ratio * ratio + 2.0).sqrt() - ratio } else { 1.0 };
        wettedness.min(self.greatest_wettedness) * possible
    }

    /// Core and rectal temperature after the stored heat.
    fn warm(&self, before: &PhsState, (state, settling): (&mut PhsState, BalanceSettling), stored_w_m2: f64) {
        let mut guess = before.core_c;
        for _ in 0..MOST_TURNS {
            state.skin_share = (0.3 - 0.09 * (guess - 36.8)).clamp(0.1, 0.3); // ISO 7933: weighting of the skin
            let heat = stored_w_m2 / self.heat_capacity_w_m2 + before.skin_c * before.skin_share / 2.0
                - state.skin_c * state.skin_share / 2.0;
            state.core_c =
                (heat + before.core_c * (1.0 - before.skin_share / 2.0)) / (1.0 - state.skin_share / 2.0);
            if (state.core_c - guess).abs() <= CLOSE_C {
                break;
            }
            guess = settling.next(guess, state.core_c);
        }
        state.rectal_c = before.rectal_c + (2.0 * state.core_c - 1.962 * before.rectal_c - 1.31) / 9.0; // ISO 7933: rectal lag
    }
}

/// Evaporation and the sweat it takes, in W/m².
struct RequiredSweat {
    required: f64,
    possible: f64,
    sweat: f64,
}

/// Air and movement as the clothes feel them.
struct Wind {
    air_m_s: f64,
    walking_m_s: f64,
}

fn wind(minute: &PhsMinute) -> Wind {
    match minute.walking_m_s {
        Some(walking_m_s) if walking_m_s > 0.0 => {
            Wind { air_m_s: minute.air_speed_m_s.max(walking_m_s), walking_m_s }
        }
        _ => {
            let guessed = (0.005_2 * (minute.metabolic_w_m2 - 58.0)).min(0.7); // ISO 7933: walking from metabolic rate
            Wind { air_m_s: minute.air_speed_m_s, walking_m_s: guessed }
        }
    }
}

/// Insulation in wind and movement, in m² K/W.
struct Insulation {
    total: f64,
    air: f64,
    factor: f64,
}

impl Insulation {
    fn of(clo: f64, area_factor: f64, wind: &Wind) -> Self {
        const STILL_AIR: f64 = 0.111; // ISO 7933: boundary layer in still air
        let walking = wind.walking_m_s.min(1.5); // ISO 9920: limit of the correction
        let slow = wind.air_m_s.min(3.0);
        let clothed =
            (1.044 * ((0.066 * slow - 0.398) * slow + (0.094 * walking - 0.378) * walking).exp()).min(1.0); // ISO 9920
        let air_m_s = wind.air_m_s.min(FASTEST_AIR_M_S);
        let nude = ((0.047 * air_m_s - 0.472) * air_m_s + (0.117 * walking - 0.342) * walking).exp().min(1.0); // ISO 9920
        let factor = if clo <= 0.6 { ((0.6 - clo) * nude + clo * clothed) / 0.6 } else { clothed }; // ISO 9920
        let total = (clo * 0.155 + STILL_AIR / area_factor) * factor; // 1 clo is 0.155 m² K/W
        Self { total, air: nude * STILL_AIR, factor }
    }

    fn vapour_factor(&self) -> f64 {
        (2.6 * self.factor - 6.5) * self.factor + 4.9 // ISO 9920
    }
}

fn greatest_sweat(edition: Edition, person: &PhsPerson, metabolic: f64, surface_m2: f64) -> f64 {
    match (edition, person.acclimatised) {
        (Edition::Iso2023, false) => 400.0, // ISO 7933:2023
        (Edition::Iso2023, true) => 500.0,  // ISO 7933:2023
        (Edition::Iso2004, acclimatised) => {
            let greatest = ((metabolic - 32.0) * surface_m2).clamp(250.0, 400.0); // ISO 7933:2004
            if acclimatised { greatest * 1.25 } else { greatest } // ISO 7933:2004
        }
    }
}

/// Radiation of the clothed body, in W/(m² K⁴).
fn radiating(edition: Edition, minute: &PhsMinute) -> f64 {
    let share = match minute.posture {
        Posture::Standing => 0.77,  // ISO 7933: radiating area
        Posture::Sitting => 0.7,    // ISO 7933: radiating area
        Posture::Crouching => 0.67, // ISO 7933: radiating area
    };
    let worn = &minute.clothing;
    let coefficient = match edition {
        Edition::Iso2004 => worn.reflective_coefficient,
        Edition::Iso2023 => 1.0 - worn.reflective_coefficient,
    };
    let emitted = (1.0 - worn.reflective_share) * 0.97 + worn.reflective_share * coefficient; // emissivity of cloth
    emitted * 5.67e-8 * share // Stefan-Boltzmann constant
}

/// (a⁴ - b⁴) / (a - b) of two temperatures in °C, also where they are equal.
fn fourth_powers(a_c: f64, b_c: f64) -> f64 {
    let (a, b) = (a_c + 273.0, b_c + 273.0); // ISO 7933 counts from 273
    (a * a + b * b) * (a + b)
}
