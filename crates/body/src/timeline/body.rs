//! One possible body in one workout.

use super::{
    muscles::Muscles,
    skin::{Asked, Skin},
    states::{DrawEnd, Quantity},
};
use crate::{
    carried::Rested,
    demand::{Demand, STANDING_W_KG, Source},
    factors::Factors,
    glycogen::{Glycogen, KCAL_A_GRAM, MOST_BURNT_G_H, carbohydrate_share},
    gut::Gut,
    heat::phs::PhsState,
    intake::{Intake, SODIUM_G_MOL},
    metabolic::is_ride,
    muscle_fatigue::Fatigue,
    plasma_sodium::{BodyWater, Flow},
    strength::Weary,
    sweat_sodium::sweat_sodium_mmol_l,
    w_balance::differential_step,
    weather::Air,
};

/// Joules in a kilocalorie.
const J_KCAL: f64 = 4184.0; // thermochemical calorie
/// Plasma sodium at which the kidneys give all the thin urine they can, and at which they begin.
const THIN_URINE_MMOL_L: (f64, f64) = (135.0, 139.0); // thirst and ADH set in near 140; assumed
/// Water that burning 1000 kcal of fuel makes, in L: about what the breath takes.
const FUEL_WATER_L: f64 = 0.13; // Maughan 2007, recalled
/// Potassium of sweat in mmol/L.
const SWEAT_POTASSIUM: f64 = 5.0; // Baker 2016, recalled
/// Sodium and potassium of urine in mmol/L.
const URINE: (f64, f64) = (60.0, 30.0); // usual after exercise, recalled
/// Work above threshold over threshold, in 1/s, where the recording tells neither watts nor metres.
const USUAL_CAPACITY_S: f64 = 1.0 / 65.0; // 230 W over 15 kJ, assumed

pub(super) struct Body<'a> {
    factors: &'a Factors,
    demand: &'a Demand,
    skin: Skin,
    muscles: Muscles,
    water: BodyWater,
    full: BodyWater,
    gut: Gut,
    fuel: Glycogen,
    /// Carbohydrate taken and not burnt yet, in g.
    taken_g: f64,
    w_left: f64,
    /// Threshold over capacity, in 1/s.
    drain_s: f64,
    fatigue: [Fatigue; 3],
    weary_before: [Weary; 2],
    weary: [Weary; 2],
    lost_water_l: f64,
    /// What the scale lost with the gases of the lungs.
    gas_kg: f64,
    burnt_kcal: f64,
    sodium_lost_mmol: f64,
    potassium_lost_mmol: f64,
    minutes: u32,
    end: DrawEnd,
}

impl<'a> Body<'a> {
    pub(super) fn of((factors, skin): (&'a Factors, Skin), demand: &'a Demand, before: &Rested) -> Self {
        let full = BodyWater::of(factors.body_water_l, factors.start_sodium_mmol_l);
        let water = BodyWater {
            water_l: full.water_l - f64::from(before.water_deficit_l) - f64::from(before.gut_l),
            cations_mmol: full.cations_mmol - f64::from(before.cation_deficit_mmol),
        };
        let capacity = factors.glycogen;
        let mut fuel = capacity.full();
        fuel.burn((1.0 - f64::from(before.glycogen_left)) * (capacity.liver_kcal + capacity.legs_kcal));
        let drain_s = match demand.source {
            Source::Power => demand.critical * factors.threshold / factors.w_capacity_j,
            Source::Foot => demand.critical * factors.threshold / factors.d_capacity_m,
            Source::HeartRate | Source::Felt => USUAL_CAPACITY_S,
        };
        Self {
            factors,
            demand,
            skin,
            muscles: Muscles::of(demand.sport, factors),
            water,
            full,
            gut: Gut { water_l: f64::from(before.gut_l), sodium_mmol: 0.0 },
            fuel,
            taken_g: 0.0,
            w_left: 1.0,
            drain_s,
            fatigue: before.fatigued.map(|spent| Fatigue { active: 0.0, fatigued: f64::from(spent) }),
            weary_before: before.weary,
            weary: before.weary,
            lost_water_l: 0.0,
            gas_kg: 0.0,
            burnt_kcal: 0.0,
            sodium_lost_mmol: 0.0,
            potassium_lost_mmol: 0.0,
            minutes: 0,
            end: DrawEnd {
                core_peak_c: PhsState::at_rest().core_c as f32,
                w_least: 1.0,
                fuel_left: before.glycogen_left,
                sweat_factor: factors.sweat as f32,
                strength_left: before.weary.map(|weary| (1.0 - weary.lost()) as f32),
                ..DrawEnd::default()
            },
        }
    }

    pub(super) fn takes(&mut self, intake: &Intake) {
        self.gut.drink(intake.water_l, intake.sodium_mmol);
        self.taken_g += intake.carbohydrate_g.max(0.0);
        self.lost_water_l -= intake.water_l.max(0.0);
        self.sodium_lost_mmol -= intake.sodium_mmol.max(0.0);
        self.end.drunk_l += intake.water_l.max(0.0) as f32;
    }

    pub(super) fn minute(&mut self, minute: usize, air: &Air) {
        let metabolic_w = self.metabolic_w(minute);
        self.sweat(minute, air, metabolic_w);
        self.burn(metabolic_w);
        self.minutes += 1;
        self.end.core_peak_c = self.end.core_peak_c.max(self.skin.core_c() as f32);
    }

    /// Strength lost by the end of the minute, of an ordinary person: this one loses more or less, and has lost some before.
    pub(super) fn wearies(&mut self, losses: [f32; 2]) {
        let times = self.factors.strength_lost / (self.factors.threshold * self.factors.threshold);
        for (group, lost) in losses.into_iter().enumerate() {
            self.weary[group] = self.weary_before[group].after(times * f64::from(lost));
            self.end.strength_left[group] = (1.0 - self.weary[group].lost()) as f32;
        }
    }

    /// The seconds of a minute, for what depends on each of them.
    pub(super) fn seconds(&mut self, minute: usize) {
        for second in minute * 60..(minute * 60 + 60).min(self.demand.share.len()) {
            self.second(second);
        }
    }

    /// Metabolic rate over the minute in W, rest included.
    fn metabolic_w(&self, minute: usize) -> f64 {
        let (factors, demand) = (self.factors, &self.demand.minutes[minute]);
        let active = match self.demand.source {
            Source::Power => demand.base / factors.efficiency,
            Source::Foot => demand.base * factors.economy * factors.mass_kg,
            Source::HeartRate => demand.base * factors.heart_rate_error * factors.mass_kg,
            Source::Felt => demand.base * factors.effort_error * factors.mass_kg,
        };
        let standing = STANDING_W_KG * factors.mass_kg;
        demand.active * active.max(standing) + (1.0 - demand.active) * standing
    }

    /// Mechanical power over the minute in W: at the pedals, measured or by efficiency; on foot it all becomes heat.
    fn work_w(&self, minute: usize, metabolic_w: f64) -> f64 {
        let demand = &self.demand.minutes[minute];
        match self.demand.source {
            Source::Power => demand.base * demand.active,
            Source::HeartRate | Source::Felt if is_ride(self.demand.sport) => {
                metabolic_w * demand.active * self.factors.efficiency
            }
            Source::Foot | Source::HeartRate | Source::Felt => 0.0,
        }
    }

    fn sweat(&mut self, minute: usize, air: &Air, metabolic_w: f64) {
        let demand = &self.demand.minutes[minute];
        let own_m_s = demand.speed_m_s * demand.active;
        let asked = Asked { metabolic_w, work_w: self.work_w(minute, metabolic_w), own_m_s };
        let lost = self.skin.minute(asked, air);
        let (sweat_l, breath_l, urine_l) = (lost.sweat_l, lost.breath_l, self.factors.urine_l_h / 60.0);
        let sodium_mmol_l = sweat_sodium_mmol_l(
            sweat_l * 60.0,
            self.factors.sweat_sodium_mmol_l,
            self.factors.sweat_sodium_slope,
        );
        let thin_l = self.thin_urine_l();
        self.water.give(&Flow { water_l: thin_l, ..Flow::default() });
        let (urine_sodium, urine_potassium) = URINE;
        self.water.give(&Flow { water_l: sweat_l, sodium_mmol_l, potassium_mmol_l: SWEAT_POTASSIUM });
        self.water.give(&Flow { water_l: breath_l, ..Flow::default() });
        self.water.give(&Flow {
            water_l: urine_l,
            sodium_mmol_l: urine_sodium,
            potassium_mmol_l: urine_potassium,
        });
        let absorbed = self.gut.absorb(1.0 / 60.0, self.factors.absorption_l_h);
        self.water.water_l += absorbed.water_l;
        self.water.cations_mmol += absorbed.sodium_mmol;
        self.lost_water_l += sweat_l + breath_l + urine_l + thin_l;
        self.gas_kg += lost.gas_kg;
        self.sodium_lost_mmol += sweat_l * sodium_mmol_l + urine_l * urine_sodium;
        self.potassium_lost_mmol += sweat_l * SWEAT_POTASSIUM + urine_l * urine_potassium;
        self.end.sweat_l += sweat_l as f32;
        self.end.out_of_range += f32::from(u8::from(lost.out_of_range));
    }

    /// Thin urine of a minute in L: the lower sodium falls, the more, up to what this body's kidneys can give.
    fn thin_urine_l(&self) -> f64 {
        let fallen = (THIN_URINE_MMOL_L.1 - self.water.plasma_sodium_mmol_l())
            / (THIN_URINE_MMOL_L.1 - THIN_URINE_MMOL_L.0);
        self.factors.dilution_l_h * fallen.clamp(0.0, 1.0) / 60.0
    }

    fn burn(&mut self, metabolic_w: f64) {
        let kcal = metabolic_w * 60.0 / J_KCAL;
        let intensity = metabolic_w / self.factors.mass_kg / self.factors.highest_w_kg;
        let share = (carbohydrate_share(intensity) + self.factors.carbohydrate_share).clamp(0.0, 1.0);
        let needed = kcal * share;
        let from_drink_g = self.taken_g.min(MOST_BURNT_G_H / 60.0).min(needed / KCAL_A_GRAM);
        self.taken_g -= from_drink_g;
        let missing = self.fuel.burn(needed - from_drink_g * KCAL_A_GRAM);
        self.end.carbohydrate_burnt_g += ((needed - missing) / KCAL_A_GRAM) as f32;
        self.burnt_kcal += kcal;
        self.water.water_l += kcal / 1000.0 * FUEL_WATER_L;
    }

    #[inline]
    fn second(&mut self, second: usize) {
        let share = f64::from(self.demand.share[second]);
        let grade = self.demand.grade.get(second).map_or(0.0, |grade| f64::from(*grade));
        // In units of the threshold and of the capacity, so that watts and metres are alike.
        self.w_left = differential_step(
            self.w_left,
            1.0,
            self.drain_s,
            self.drain_s * share / self.factors.threshold,
            1.0,
        );
        self.end.w_least = self.end.w_least.min(self.w_left as f32);
        for group in 0..3 {
            let target = self.muscles.target(group, share, grade);
            self.fatigue[group].second(target, &self.muscles.rhythms[group]);
            let peak = &mut self.end.fatigue_peak[group];
            *peak = peak.max(self.fatigue[group].fatigued as f32);
        }
    }

    /// The quantities now, in the order of [`Quantity::ALL`].
    pub(super) fn quantities(&self) -> [f32; Quantity::COUNT] {
        [
            self.skin.sweat_l_h() as f32,
            self.end.sweat_l,
            (100.0 * self.lost_water_l / self.factors.mass_kg) as f32,
            self.skin.core_c() as f32,
            self.water.plasma_sodium_mmol_l() as f32,
            self.fuel.left(&self.factors.glycogen) as f32,
            self.w_left as f32,
            self.fatigue[0].fatigued as f32,
            self.fatigue[1].fatigued as f32,
            self.fatigue[2].fatigued as f32,
            (self.sodium_lost_mmol * SODIUM_G_MOL / 1000.0) as f32,
            self.end.strength_left[0],
            self.end.strength_left[1],
        ]
    }

    pub(super) fn end(&self) -> DrawEnd {
        let deficit_l = self.full.water_l - self.water.water_l - self.gut.water_l;
        DrawEnd {
            lost_kg: (self.lost_water_l + self.gas_kg) as f32,
            deficit_pct: (100.0 * deficit_l / self.factors.mass_kg) as f32,
            sodium_deficit_g: (self.sodium_lost_mmol * SODIUM_G_MOL / 1000.0) as f32,
            sodium_mmol_l: self.water.plasma_sodium_mmol_l() as f32,
            fuel_left: self.fuel.left(&self.factors.glycogen) as f32,
            out_of_range: self.end.out_of_range / self.minutes.max(1) as f32,
            ..self.end
        }
    }

    pub(super) fn rested(&self) -> Rested {
        // Four decimals are kept: what is written and read again is then exactly what was carried on.
        let kept = |value: f64| ((value * 1e4).round() / 1e4) as f32;
        Rested {
            water_deficit_l: kept(self.full.water_l - self.water.water_l - self.gut.water_l),
            cation_deficit_mmol: kept(
                self.full.cations_mmol - self.water.cations_mmol - self.gut.sodium_mmol,
            ),
            gut_l: kept(self.gut.water_l),
            glycogen_left: kept(self.fuel.left(&self.factors.glycogen)),
            fatigued: self.fatigue.map(|muscle| kept(muscle.fatigued)),
            weary: self.weary.map(|weary| Weary {
                quick: kept(f64::from(weary.quick)),
                slow: kept(f64::from(weary.slow)),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::{entry::Effort, person::Person, workout::Sport};
    use proptest::prelude::*;

    use super::*;
    use crate::{
        carried::Carried,
        factors::people,
        weather::{Around, Weather},
    };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn water_and_cations_close_over_a_workout(
            minutes in 1_usize..240, drink_l in 0.0..0.3_f64, sodium in 0.0..40.0_f64, draw in 0_usize..64,
        ) {
            let people = Box::new(people(&Person::default(), "2026-05-01".parse().unwrap(), 5, None).0);
            let demand = Demand::felt(Sport::Run, minutes * 60, Effort::Hard);
            let air = Weather::indoors().draws(5, "closing")[draw];
            let before = Carried::fresh("2026-05-01T07:00:00Z".parse().unwrap()).draws[0];
            let skin = Skin::of(&people[draw], demand.sport, (Around::Room, &air), 1.0);
            let mut body = Body::of((&people[draw], skin), &demand, &before);
            for minute in 0..minutes {
                if minute % 10 == 0 {
                    body.takes(&Intake { minute, water_l: drink_l, sodium_mmol: sodium * drink_l, carbohydrate_g: 5.0 });
                }
                body.minute(minute, &air);
            }
            let missing_l = body.full.water_l - body.water.water_l - body.gut.water_l;
            let made_l = body.burnt_kcal / 1000.0 * FUEL_WATER_L;
            prop_assert!((missing_l - (body.lost_water_l - made_l)).abs() < 1e-9);
            let missing_mmol = body.full.cations_mmol - body.water.cations_mmol - body.gut.sodium_mmol;
            let lost_mmol = body.sodium_lost_mmol + body.potassium_lost_mmol;
            prop_assert!((missing_mmol - lost_mmol).abs() < 1e-9 * body.full.cations_mmol);
        }
    }
}
