//! The heat balance of the skin: what must evaporate, and how much of it runs off.

use charley_domain::workout::Sport;

use crate::vapour::saturated_kpa;

/// Share of the heat made that is sweated out even where the air takes all of it.
const FLOOR: f64 = 0.13; // fitted on weighed groups, docs/studies/sweat-and-heat.md section 4
/// Share of the heat that the dry skin cannot lose which is answered with sweat.
const ANSWER: f64 = 0.88; // fitted on weighed groups, docs/studies/sweat-and-heat.md section 4
/// Exponent by which moving air counts: people who ride at 10 m/s sweat nearly as those who run at 3.
const AIR_EXPONENT: f64 = 0.20; // fitted on weighed groups, docs/studies/sweat-and-heat.md section 4
/// Share of the square of skin wetness by which sweat runs off unused.
const DRIP: f64 = 0.30; // fitted on weighed groups, docs/studies/sweat-and-heat.md section 4
/// Change of the skin's temperature with the air's.
const SKIN_SLOPE: f64 = 0.43; // fitted on weighed groups; 0.5 by Jenkins 2022

/// Air speed at which the exponent pivots, in m/s.
const PIVOT_M_S: f64 = 1.5; // docs/studies/sweat-and-heat.md section 4
/// Slowest air along a moving body, in m/s.
const STILLEST_M_S: f64 = 0.15; // docs/studies/sweat-and-heat.md section 4
/// How softly the balance turns from closed to open, in W.
const SOFTNESS_W: f64 = 60.0; // docs/studies/sweat-and-heat.md section 4
/// Openings of the balance beyond which the soft turn is the straight line to the last digit, in turns.
const STRAIGHT: f64 = 30.0; // exp(-30) is below the precision of the sum
/// Convection in W/m²/K: factor and exponent of air speed, and the least of still air.
const CONVECTION: (f64, f64, f64) = (8.3, 0.6, 3.1); // Kerslake 1972 and ISO 7730, as in docs/studies/sweat-and-heat.md section 4
/// Radiation in W/m²/K.
const RADIATION_W_M2_K: f64 = 4.7; // ASHRAE Fundamentals
/// How much warmer full sun makes the surroundings, in °C.
const FULL_SUN_C: f64 = 12.0; // docs/studies/sweat-and-heat.md section 4
/// Temperature of the skin in air of 25 °C, and the coolest and warmest it becomes, in °C.
const SKIN_C: (f64, f64, f64) = (33.5, 20.0, 36.0); // docs/studies/sweat-and-heat.md section 4
/// Skin that sweats is at least as warm, in °C.
const SWEATING_SKIN_C: f64 = 33.0; // docs/studies/sweat-and-heat.md section 4
/// Insulation of a clo in m²K/W, and the growth of the surface with it.
const CLO: (f64, f64) = (0.155, 0.3); // ISO 9920
/// Lewis relation in K/kPa, and permeability of ordinary clothes.
const VAPOUR: (f64, f64) = (16.5, 0.38); // ISO 7933
/// Least that the air is taken to hold, in W: sweat that drips is counted too.
const LEAST_EVAPORATION_W: f64 = 50.0; // docs/studies/sweat-and-heat.md section 4
/// Wettest skin, and the least share of sweat that cools.
const WETTEST: f64 = 1.2; // docs/studies/sweat-and-heat.md section 4
const LEAST_USED: f64 = 0.4; // docs/studies/sweat-and-heat.md section 4
/// Heat that breath takes: of each °C below 34 and of each kPa below 5.87, a share of the metabolic rate.
const BREATH_DRY: (f64, f64) = (0.001_4, 34.0); // ISO 8996, Fanger 1970
/// Heat of evaporation in J/g.
pub const LATENT_J_G: f64 = 2426.0; // at 30 °C, as in ISO 7933
/// Seconds of an hour in grams a litre: J/s over J/g becomes L/h.
const L_H: f64 = 3.6; // 3600 s/h over 1000 g/L
/// Most that anybody sweats in L/h, and the skin in m² that does.
const MOST: (f64, f64) = (2.6, 1.9); // of 1.9 m², docs/studies/sweat-and-heat.md section 4

/// How people move, as far as weighed groups tell their sweat apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moving {
    /// Running on the road, on trails or on a treadmill.
    Running,
    /// Any other way of moving on land.
    Otherwise,
}

impl Moving {
    /// How a sport is moved in.
    ///
    /// Equation: none. Source: definition. Valid for sports on land.
    ///
    /// ```
    /// use charley_body::sweat::Moving;
    /// assert_eq!(Moving::of(charley_domain::workout::Sport::TrailRun), Moving::Running);
    /// ```
    pub const fn of(sport: Sport) -> Self {
        match sport {
            Sport::Run | Sport::TrailRun => Self::Running,
            _ => Self::Otherwise,
        }
    }

    /// Times the heat balance.
    ///
    /// Equation: none. Source: fit on weighed groups, docs/studies/sweat-and-heat.md section 4. Valid as [`steady_l_h`].
    ///
    /// ```
    /// use charley_body::sweat::Moving;
    /// assert!(Moving::Running.scale() < Moving::Otherwise.scale());
    /// ```
    pub const fn scale(self) -> f64 {
        match self {
            Self::Running => 0.90, // fitted on weighed groups, docs/studies/sweat-and-heat.md section 4
            Self::Otherwise => 1.10, // fitted on weighed groups, docs/studies/sweat-and-heat.md section 4
        }
    }
}

/// What the skin has to do with at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatLoad {
    /// Metabolic rate of the whole body in W, rest included.
    pub metabolic_w: f64,
    /// Mechanical power in W.
    pub work_w: f64,
    /// Air temperature in °C.
    pub air_c: f64,
    /// Vapour pressure in kPa.
    pub vapour_kpa: f64,
    /// Speed of the air along the body in m/s, the person's own movement included.
    pub air_speed_m_s: f64,
    /// Share of full sun, 0 to 1.
    pub sun: f64,
    /// Clothing in clo.
    pub clothing_clo: f64,
}

/// The two ways in which air takes heat, in W/m²/K.
struct Transfer {
    convection: f64,
    insulation: f64,
    surface: f64,
}

impl Transfer {
    fn of(load: &HeatLoad) -> Self {
        let (factor, exponent, still) = CONVECTION;
        let speed = PIVOT_M_S * (load.air_speed_m_s.max(STILLEST_M_S) / PIVOT_M_S).powf(AIR_EXPONENT);
        let (insulation, growth) = CLO;
        Self {
            convection: (factor * speed.powf(exponent)).max(still),
            insulation: insulation * load.clothing_clo,
            surface: 1.0 + growth * load.clothing_clo,
        }
    }

    fn dry_w_m2(&self, load: &HeatLoad, skin_c: f64) -> f64 {
        let radiant = FULL_SUN_C * load.sun * RADIATION_W_M2_K / (RADIATION_W_M2_K + self.convection);
        let operative_c = load.air_c + radiant;
        (skin_c - operative_c)
            / (self.insulation + 1.0 / (self.surface * (self.convection + RADIATION_W_M2_K)))
    }

    fn evaporation_w_m2(&self, load: &HeatLoad, skin_c: f64) -> f64 {
        let (lewis, permeability) = VAPOUR;
        (saturated_kpa(skin_c.max(SWEATING_SKIN_C)) - load.vapour_kpa)
            / (self.insulation / (lewis * permeability) + 1.0 / (lewis * self.convection * self.surface))
    }
}

fn skin_c(air_c: f64) -> f64 {
    let (at_25, coolest, warmest) = SKIN_C;
    (at_25 + SKIN_SLOPE * (air_c - 25.0)).clamp(coolest, warmest) // docs/studies/sweat-and-heat.md section 4: the air of at_25
}

/// Heat in W that the skin gives off dry, by convection and radiation; negative where the air heats it.
///
/// Equation: surface × (skin - operative temperature) over the resistance of clothes and air. Source: as [`steady_l_h`]. Valid as
/// there.
///
/// ```
/// use charley_body::sweat::{HeatLoad, dry_loss_w};
/// let cool = HeatLoad { metabolic_w: 900.0, work_w: 0.0, air_c: 5.0, vapour_kpa: 0.6, air_speed_m_s: 3.0, sun: 0.0, clothing_clo: 0.3 };
/// assert!(dry_loss_w(1.9, &cool) > 300.0 && dry_loss_w(1.9, &HeatLoad { air_c: 42.0, ..cool }) < 0.0);
/// ```
pub fn dry_loss_w(surface_m2: f64, load: &HeatLoad) -> f64 {
    surface_m2 * Transfer::of(load).dry_w_m2(load, skin_c(load.air_c))
}

/// Sweat in L/h once it is steady, of a body surface in m².
///
/// Equation: H = M - W - breath, E = H - dry loss, S = 0.13 H + 0.88 × 60 ln(1 + exp(E / 60)); w = S / Emax, at most 1.2; sweat =
/// scale × S / (1 - 0.30 w²) / 2426 J/g, at most 2.6 L/h of 1.9 m². Skin 33.5 + 0.43 (air - 25) °C; convection with the air
/// speed to the power of 0.12. Source: docs/studies/sweat-and-heat.md section 4: five coefficients fitted to 28 weighed groups, inside one
/// published SD in 88 % with each study left out in turn. Valid from 3 to 40 °C, 300 to 1,300 W; below 3 °C it is extrapolated.
/// Hotter or harder never sweats less in the same clothes at the same relative humidity. At the same vapour, less runs off as the
/// skin warms from 33 to 36 °C: one load in a hundred sweats up to a twelfth less there, between 24 and 31 °C.
///
/// ```
/// use charley_body::sweat::*;
/// let run = HeatLoad { metabolic_w: 1002.0, work_w: 0.0, air_c: 15.0, vapour_kpa: 1.11, air_speed_m_s: 3.9, sun: 0.3, clothing_clo: 0.21 };
/// let surface_m2 = charley_body::heat::phs::surface_m2(72.0, 1.78);
/// assert!((1.1..1.2).contains(&steady_l_h(Moving::Running, surface_m2, &run)));
/// assert!(steady_l_h(Moving::Running, surface_m2, &HeatLoad { air_c: -10.0, vapour_kpa: 0.2, ..run }) > 0.3);
/// ```
pub fn steady_l_h(moving: Moving, surface_m2: f64, load: &HeatLoad) -> f64 {
    let (transfer, skin_c) = (Transfer::of(load), skin_c(load.air_c));
    let dry_w = surface_m2 * transfer.dry_w_m2(load, skin_c);
    let holds_w = (surface_m2 * transfer.evaporation_w_m2(load, skin_c)).max(LEAST_EVAPORATION_W);
    let (share, lungs_c) = BREATH_DRY;
    let breath_w = (share * load.metabolic_w * (lungs_c - load.air_c)).max(0.0)
        + crate::breath::evaporation_w(load.metabolic_w, load.vapour_kpa);
    let made_w = load.metabolic_w - load.work_w - breath_w;
    let sweated_w = FLOOR * made_w + ANSWER * softly_open_w(made_w - dry_w);
    let wet = (sweated_w / holds_w).min(WETTEST);
    let used = (1.0 - DRIP * wet * wet).max(LEAST_USED);
    let (most, of_m2) = MOST;
    moving.scale() * (sweated_w / used / LATENT_J_G * L_H).clamp(0.0, most * surface_m2 / of_m2)
}

/// How far the balance is open, in W: never closed, straight from a few times the softness on.
fn softly_open_w(open_w: f64) -> f64 {
    let turns = open_w / SOFTNESS_W;
    SOFTNESS_W * if turns > STRAIGHT { turns } else { turns.exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draws::uniforms;

    /// A load and its surface from anywhere in the box of inputs: air that people move in is never drier than a fifth.
    fn anywhere(seed: u64) -> [(f64, HeatLoad); 64] {
        let of =
            |dimension: usize, from: f64, to: f64| uniforms(seed, dimension).map(|u| from + (to - from) * u);
        let (air, humid, speed, sun) =
            (of(0, -20.0, 50.0), of(1, 0.2, 1.0), of(2, 0.0, 15.0), of(3, 0.0, 1.0));
        let (heat, work, clo, skin) =
            (of(4, 100.0, 1600.0), of(5, 0.0, 0.25), of(6, 0.0, 1.5), of(7, 1.3, 2.6));
        std::array::from_fn(|n| {
            let load = HeatLoad {
                metabolic_w: heat[n],
                work_w: work[n] * heat[n],
                air_c: air[n],
                vapour_kpa: humid[n] * saturated_kpa(air[n]),
                air_speed_m_s: speed[n],
                sun: sun[n],
                clothing_clo: clo[n],
            };
            (skin[n], load)
        })
    }

    #[test]
    fn hotter_damper_and_harder_never_sweats_less_in_twenty_thousand_cases() {
        let (mut cases, mut fell) = (0, 0);
        for seed in 0..320 {
            for (surface_m2, load) in anywhere(seed) {
                for moving in [Moving::Running, Moving::Otherwise] {
                    let here = steady_l_h(moving, surface_m2, &load);
                    assert!(here.is_finite() && here >= 0.0, "{here} {load:?}");
                    for more in [0.3, 4.0] {
                        // Warmer at the same share of saturation, and whatever else asks for more.
                        let hotter = load.air_c + more;
                        let damper = load.vapour_kpa * saturated_kpa(hotter) / saturated_kpa(load.air_c);
                        let others = [
                            HeatLoad { air_c: hotter, vapour_kpa: damper, ..load },
                            HeatLoad { vapour_kpa: load.vapour_kpa + 0.1 * more, ..load },
                            HeatLoad { metabolic_w: load.metabolic_w + 20.0 * more, ..load },
                            HeatLoad { sun: load.sun + 0.1 * more, ..load },
                        ];
                        for other in others {
                            let there = steady_l_h(moving, surface_m2, &other);
                            assert!(there >= here - 1e-9, "{here} {there} {load:?} {other:?}");
                        }
                        // At the same vapour, what the skin's own warmth saves is bounded.
                        let there = steady_l_h(moving, surface_m2, &HeatLoad { air_c: hotter, ..load });
                        assert!(there >= 0.90 * here, "{here} {there} {load:?}");
                        fell += usize::from(there < here - 1e-9);
                    }
                }
                cases += 1;
            }
        }
        assert!(cases >= 20_000 && fell * 50 < 4 * cases, "{fell} of {}", 4 * cases);
    }
}
