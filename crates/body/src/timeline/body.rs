//! One possible body in one workout.

use super::{
    muscles::Muscles,
    skin::{MinuteAsked, Skin},
    states::{BodyQuantity, DrawEnd},
    water::{Loss, WaterBalance},
};
use crate::{
    carried::RestedBody,
    demand::{Demand, DemandSource, STANDING_W_KG},
    factors::Factors,
    glycogen::{Glycogen, KCAL_A_GRAM, MOST_BURNT_G_H, carbohydrate_share},
    heat::phs::PhsState,
    intake::Intake,
    metabolic::is_ride,
    muscle_fatigue::Fatigue,
    strength::Weary,
    w_balance::differential_step,
    weather::Air,
};

/// Joules in a kilocalorie.
const J_KCAL: f64 = 4184.0; // thermochemical calorie
/// Water that burning 1000 kcal of fuel makes, in L: about what the breath takes.
const FUEL_WATER_L: f64 = 0.13; // Maughan 2007, recalled
/// Work above threshold over threshold, in 1/s, where the recording tells neither watts nor metres.
const USUAL_CAPACITY_S: f64 = 1.0 / 65.0; // 230 W over 15 kJ, assumed

pub(super) struct Body<'a> {
    factors: &'a Factors,
    demand: &'a Demand,
    skin: Skin,
    muscles: Muscles,
    water: WaterBalance<'a>,
    fuel: Glycogen,
    /// Carbohydrate taken and not burnt yet, in g.
    taken_g: f64,
    w_left: f64,
    /// Threshold over capacity, in 1/s, and the same over this body's own threshold.
    drain_s: f64,
    own_drain_s: f64,
    fatigue: [Fatigue; 3],
    weary_before: [Weary; 2],
    weary: [Weary; 2],
    /// What the scale lost with the gases of the lungs.
    gas_kg: f64,
    burnt_kcal: f64,
    minutes: u32,
    end: DrawEnd,
}

impl<'a> Body<'a> {
    pub(super) fn of((factors, skin): (&'a Factors, Skin), demand: &'a Demand, before: &RestedBody) -> Self {
        let capacity = factors.glycogen;
        let mut fuel = capacity.full();
        fuel.burn((1.0 - f64::from(before.glycogen_left)) * (capacity.liver_kcal + capacity.legs_kcal));
        let drain_s = match demand.source {
            DemandSource::Power => demand.critical * factors.threshold / factors.w_capacity_j,
            DemandSource::Foot => demand.critical * factors.threshold / factors.d_capacity_m,
            DemandSource::HeartRate | DemandSource::Felt => USUAL_CAPACITY_S,
        };
        Self {
            factors,
            demand,
            skin,
            muscles: Muscles::of(demand.sport, factors),
            water: WaterBalance::of(factors, before),
            fuel,
            taken_g: 0.0,
            w_left: 1.0,
            drain_s,
            own_drain_s: drain_s / factors.threshold,
            fatigue: before.fatigued.map(|spent| Fatigue { active: 0.0, fatigued: f64::from(spent) }),
            weary_before: before.weary,
            weary: before.weary,
            gas_kg: 0.0,
            burnt_kcal: 0.0,
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
        self.water.takes(intake);
        self.taken_g += intake.carbohydrate_g.max(0.0);
        self.end.drunk_l += intake.water_l.max(0.0) as f32;
    }

    pub(super) fn minute(&mut self, minute: usize, air: &Air) -> Loss {
        let metabolic_w = self.metabolic_w(minute);
        let loss = self.loss(minute, (air, metabolic_w));
        self.water.minute(&loss);
        self.burn(metabolic_w);
        self.minutes += 1;
        self.end.core_peak_c = self.end.core_peak_c.max(self.skin.core_c() as f32);
        loss
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
    pub(super) fn metabolic_w(&self, minute: usize) -> f64 {
        let (factors, demand) = (self.factors, &self.demand.minutes[minute]);
        let active = match self.demand.source {
            DemandSource::Power => demand.base / factors.efficiency,
            DemandSource::Foot => demand.base * factors.economy * factors.mass_kg,
            DemandSource::HeartRate => demand.base * factors.heart_rate_error * factors.mass_kg,
            DemandSource::Felt => demand.base * factors.effort_error * factors.mass_kg,
        };
        let standing = STANDING_W_KG * factors.mass_kg;
        demand.active * active.max(standing) + (1.0 - demand.active) * standing
    }

    /// Mechanical power over the minute in W: at the pedals, measured or by efficiency; on foot it all becomes heat.
    fn work_w(&self, minute: usize, metabolic_w: f64) -> f64 {
        let demand = &self.demand.minutes[minute];
        match self.demand.source {
            DemandSource::Power => demand.base * demand.active,
            DemandSource::HeartRate | DemandSource::Felt if is_ride(self.demand.sport) => {
                metabolic_w * demand.active * self.factors.efficiency
            }
            DemandSource::Foot | DemandSource::HeartRate | DemandSource::Felt => 0.0,
        }
    }

    /// What the minute takes of the water, whatever is drunk.
    pub(super) fn loss(&mut self, minute: usize, (air, metabolic_w): (&Air, f64)) -> Loss {
        let demand = &self.demand.minutes[minute];
        let own_m_s = demand.speed_m_s * demand.active;
        let asked = MinuteAsked { metabolic_w, work_w: self.work_w(minute, metabolic_w), own_m_s };
        let lost = self.skin.minute(asked, air);
        self.gas_kg += lost.gas_kg;
        self.end.sweat_l += lost.sweat_l as f32;
        self.end.out_of_range += f32::from(u8::from(lost.out_of_range));
        let made_l = metabolic_w * 60.0 / J_KCAL / 1000.0 * FUEL_WATER_L;
        Loss { sweat_l: lost.sweat_l, breath_l: lost.breath_l, made_l }
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
    }

    #[inline]
    fn second(&mut self, second: usize) {
        let share = f64::from(self.demand.share[second]);
        let grade = self.demand.grade.get(second).map_or(0.0, |grade| f64::from(*grade));
        // In units of the threshold and of the capacity, so that watts and metres are alike.
        self.w_left = differential_step(self.w_left, 1.0, self.drain_s, self.own_drain_s * share, 1.0);
        self.end.w_least = self.end.w_least.min(self.w_left as f32);
        for group in 0..3 {
            let target = self.muscles.target(group, share, grade);
            self.fatigue[group].second(target, &self.muscles.rhythms[group]);
            let peak = &mut self.end.fatigue_peak[group];
            *peak = peak.max(self.fatigue[group].fatigued as f32);
        }
    }

    /// Sweat now, in L/h.
    pub(super) fn sweat_l_h(&self) -> f64 {
        self.skin.sweat_l_h()
    }

    /// The quantities now, in the order of [`BodyQuantity::ALL`].
    pub(super) fn quantities(&self) -> [f32; BodyQuantity::COUNT] {
        [
            self.skin.sweat_l_h() as f32,
            self.end.sweat_l,
            self.water.mass_lost_pct() as f32,
            self.skin.core_c() as f32,
            self.water.water.plasma_sodium_mmol_l() as f32,
            self.fuel.left(&self.factors.glycogen) as f32,
            self.w_left as f32,
            self.fatigue[0].fatigued as f32,
            self.fatigue[1].fatigued as f32,
            self.fatigue[2].fatigued as f32,
            self.water.sodium_lost_g() as f32,
            self.end.strength_left[0],
            self.end.strength_left[1],
        ]
    }

    pub(super) fn end(&self) -> DrawEnd {
        let deficit_l = self.water.missing_l();
        DrawEnd {
            lost_kg: (self.water.lost_water_l + self.gas_kg) as f32,
            deficit_pct: (100.0 * deficit_l / self.factors.mass_kg) as f32,
            mass_lost_pct: self.water.mass_lost_pct() as f32,
            sodium_deficit_g: self.water.sodium_lost_g() as f32,
            sodium_mmol_l: self.water.water.plasma_sodium_mmol_l() as f32,
            fuel_left: self.fuel.left(&self.factors.glycogen) as f32,
            out_of_range: self.end.out_of_range / self.minutes.max(1) as f32,
            ..self.end
        }
    }

    pub(super) fn rested(&self) -> RestedBody {
        // Four decimals are kept: what is written and read again is then exactly what was carried on.
        let kept = |value: f64| ((value * 1e4).round() / 1e4) as f32;
        RestedBody {
            water_deficit_l: kept(self.water.missing_l()),
            cation_deficit_mmol: kept(self.water.missing_mmol()),
            gut_l: kept(self.water.gut.water_l),
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
            let missing_l = body.water.missing_l();
            let made_l = body.burnt_kcal / 1000.0 * FUEL_WATER_L;
            prop_assert!((missing_l - (body.water.lost_water_l - made_l)).abs() < 1e-9);
            let missing_mmol = body.water.missing_mmol();
            let lost_mmol = body.water.sodium_lost_mmol + body.water.potassium_lost_mmol;
            prop_assert!((missing_mmol - lost_mmol).abs() < 1e-9 * body.water.full.cations_mmol);
        }
    }
}
