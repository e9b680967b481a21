//! Water and salt of one possible body: what is lost is given, what is drunk can be tried anew without the rest of the body.

use crate::{
    carried::RestedBody,
    factors::Factors,
    gut::Gut,
    intake::{Intake, SODIUM_G_MOL},
    plasma_sodium::{BodyWater, Flow},
    sweat_sodium::sweat_sodium_mmol_l,
};

/// Plasma sodium at which the kidneys give all the thin urine they can, and at which they begin.
const THIN_URINE_MMOL_L: (f64, f64) = (135.0, 139.0); // thirst and ADH set in near 140; assumed
/// Potassium of sweat in mmol/L.
const SWEAT_POTASSIUM: f64 = 5.0; // Baker 2016, recalled
/// Sodium and potassium of urine in mmol/L.
const URINE: (f64, f64) = (60.0, 30.0); // usual after exercise, recalled

/// What a minute takes of the water, whatever is drunk.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Loss {
    /// Sweat in L.
    pub sweat_l: f64,
    /// Breath in L.
    pub breath_l: f64,
    /// Water that burning fuel makes, in L.
    pub made_l: f64,
}

/// Water and salt after a workout in which something was drunk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watered {
    /// Plasma sodium at the end in mmol/L.
    pub sodium_mmol_l: f64,
    /// The same once everything in the gut has arrived.
    pub settled_sodium_mmol_l: f64,
    /// Water lost and not replaced, in % of body mass; negative where more was drunk.
    pub mass_lost_pct: f64,
    /// Sodium lost and not replaced, in g.
    pub sodium_lost_g: f64,
}

/// The water and salt of one possible body.
#[derive(Debug, Clone, Copy)]
pub(super) struct WaterBalance<'a> {
    factors: &'a Factors,
    pub(super) water: BodyWater,
    pub(super) full: BodyWater,
    pub(super) gut: Gut,
    pub(super) lost_water_l: f64,
    pub(super) sodium_lost_mmol: f64,
    pub(super) potassium_lost_mmol: f64,
}

impl<'a> WaterBalance<'a> {
    pub(super) fn of(factors: &'a Factors, before: &RestedBody) -> Self {
        let full = BodyWater::of(factors.body_water_l, factors.start_sodium_mmol_l);
        let water = BodyWater {
            water_l: full.water_l - f64::from(before.water_deficit_l) - f64::from(before.gut_l),
            cations_mmol: full.cations_mmol - f64::from(before.cation_deficit_mmol),
        };
        Self {
            factors,
            water,
            full,
            gut: Gut { water_l: f64::from(before.gut_l), sodium_mmol: 0.0 },
            lost_water_l: 0.0,
            sodium_lost_mmol: 0.0,
            potassium_lost_mmol: 0.0,
        }
    }

    pub(super) fn takes(&mut self, intake: &Intake) {
        self.gut.drink(intake.water_l, intake.sodium_mmol);
        self.lost_water_l -= intake.water_l.max(0.0);
        self.sodium_lost_mmol -= intake.sodium_mmol.max(0.0);
    }

    pub(super) fn minute(&mut self, loss: &Loss) {
        let (sweat_l, breath_l, urine_l) = (loss.sweat_l, loss.breath_l, self.factors.urine_l_h / 60.0);
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
        self.water.water_l += absorbed.water_l + loss.made_l;
        self.water.cations_mmol += absorbed.sodium_mmol;
        self.lost_water_l += sweat_l + breath_l + urine_l + thin_l;
        self.sodium_lost_mmol += sweat_l * sodium_mmol_l + urine_l * urine_sodium;
        self.potassium_lost_mmol += sweat_l * SWEAT_POTASSIUM + urine_l * urine_potassium;
    }

    /// Thin urine of a minute in L: the lower sodium falls, the more, up to what this body's kidneys can give.
    fn thin_urine_l(&self) -> f64 {
        let fallen = (THIN_URINE_MMOL_L.1 - self.water.plasma_sodium_mmol_l())
            / (THIN_URINE_MMOL_L.1 - THIN_URINE_MMOL_L.0);
        self.factors.dilution_l_h * fallen.clamp(0.0, 1.0) / 60.0
    }

    /// Water missing, in L, the gut counted as drunk.
    pub(super) fn missing_l(&self) -> f64 {
        self.full.water_l - self.water.water_l - self.gut.water_l
    }

    /// Sodium and potassium missing, in mmol.
    pub(super) fn missing_mmol(&self) -> f64 {
        self.full.cations_mmol - self.water.cations_mmol - self.gut.sodium_mmol
    }

    pub(super) fn mass_lost_pct(&self) -> f64 {
        100.0 * self.lost_water_l / self.factors.mass_kg
    }

    pub(super) fn sodium_lost_g(&self) -> f64 {
        self.sodium_lost_mmol * SODIUM_G_MOL / 1000.0
    }

    fn watered(&self) -> Watered {
        let settled = BodyWater {
            water_l: self.water.water_l + self.gut.water_l,
            cations_mmol: self.water.cations_mmol + self.gut.sodium_mmol,
        };
        Watered {
            sodium_mmol_l: self.water.plasma_sodium_mmol_l(),
            settled_sodium_mmol_l: settled.plasma_sodium_mmol_l(),
            mass_lost_pct: self.mass_lost_pct(),
            sodium_lost_g: self.sodium_lost_g(),
        }
    }
}

/// The water and salt of a body after a workout of which the losses are known, with other drinks.
///
/// Equation: the balance of the workout itself, minute by minute. Source: as [`super::Scene::run`]. Valid because neither sweat nor
/// breath depends on what is drunk.
///
/// ```
/// use charley_body::{carried::Carried, factors::people, intake::Intake, timeline::{Loss, watered}};
/// let people = people(&Default::default(), "2026-05-01".parse()?, 1, None).0;
/// let before = Carried::fresh("2026-05-01T07:00:00Z".parse()?).draws[0];
/// let hour = vec![Loss { sweat_l: 1.0 / 60.0, ..Loss::default() }; 60];
/// let litre = Intake { minute: 30, water_l: 1.0, ..Intake::default() };
/// let [dry, wet] = [&[][..], &[litre]].map(|drunk| watered((&people[0], &before), &hour, drunk));
/// assert!(dry.mass_lost_pct > wet.mass_lost_pct && dry.sodium_mmol_l > wet.settled_sodium_mmol_l);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn watered((factors, before): (&Factors, &RestedBody), losses: &[Loss], intakes: &[Intake]) -> Watered {
    let mut balance = WaterBalance::of(factors, before);
    let mut intakes = intakes.iter().peekable();
    for (minute, loss) in losses.iter().enumerate() {
        while let Some(intake) = intakes.next_if(|intake| intake.minute <= minute) {
            balance.takes(intake);
        }
        balance.minute(loss);
    }
    balance.watered()
}
