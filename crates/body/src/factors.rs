//! One possible person: everything about the body that is uncertain, with one value each.

use charley_domain::person::{Person, Saltiness, Sex};
use jiff::civil::Date;

use crate::{
    draws::{DRAWS, PerDraw},
    glycogen::Capacity,
    metabolic::HeartRange,
    muscle_fatigue::{FatigueRates, MuscleGroup},
    parameter::OXYGEN_J_ML,
    prior::{self, PriorRow},
};

/// One possible person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// Body mass in kg.
    pub mass_kg: f64,
    /// Height in m.
    pub height_m: f64,
    /// Whether used to heat.
    pub acclimatised: bool,
    /// Personal sweat factor.
    pub sweat: f64,
    /// Sweat sodium at 1.2 L/h, in mmol/L.
    pub sweat_sodium_mmol_l: f64,
    /// Its rise, in mmol/L per L/h.
    pub sweat_sodium_slope: f64,
    /// Body water in L.
    pub body_water_l: f64,
    /// Plasma sodium at rest, in mmol/L.
    pub start_sodium_mmol_l: f64,
    /// Gross efficiency of cycling.
    pub efficiency: f64,
    /// Cost of moving on foot against the equation.
    pub economy: f64,
    /// Error of a metabolic rate from heart rate.
    pub heart_rate_error: f64,
    /// Error of a metabolic rate from felt effort.
    pub effort_error: f64,
    /// Error of the threshold.
    pub threshold: f64,
    /// W' in J.
    pub w_capacity_j: f64,
    /// D' in m.
    pub d_capacity_m: f64,
    /// Metabolic rate at the highest oxygen uptake, in W/kg.
    pub highest_w_kg: f64,
    /// What the glycogen stores hold.
    pub glycogen: Capacity,
    /// Absorption from the gut in L/h.
    pub absorption_l_h: f64,
    /// Urine in L/h.
    pub urine_l_h: f64,
    /// Water the kidneys give off when sodium falls, in L/h.
    pub dilution_l_h: f64,
    /// Sports clothes against the usual of the season, in clo.
    pub clothing_off_clo: f64,
    /// Force of leg muscles against the table.
    pub leg_force: f64,
    /// Tiring of calf, quadriceps, hamstrings.
    pub rates: [FatigueRates; 3],
    /// Strength lost against the published mean.
    pub strength_lost: f64,
    /// Share of energy from carbohydrate against the curve, added.
    pub carbohydrate_share: f64,
    /// Half-life of a deficit in h.
    pub deficit_half_life_h: f64,
    /// Carbohydrate eaten a day, in g/kg.
    pub daily_carbohydrate_g_kg: f64,
}

/// The 64 possible persons that what is known of `person` leaves, with a sentence for each value that was assumed.
///
/// Equation: draws of [`prior::TABLE`] around what the person said. Source: that table. Valid for adults.
///
/// ```
/// use charley_body::factors::people;
/// let (all, assumed) = people(&Default::default(), "2026-05-01".parse()?, 1, None);
/// assert_eq!(all.len(), 64);
/// assert!(assumed.iter().any(|what| what.contains("body mass")));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn people(
    person: &Person,
    date: Date,
    seed: u64,
    learned: Option<crate::weigh_in::SweatFactor>,
) -> (PerDraw<Factors>, Vec<String>) {
    let draw = |prior: &PriorRow| prior.spread.draws(seed, prior::dimension(prior));
    let mut assumed = Vec::new();
    let mass = known_or(
        person.mass_kg.map(charley_domain::quantity::BodyMass::kg),
        &draw(&prior::MASS),
        &mut assumed,
        "body mass 70 ± 12 kg",
    );
    let height_m = person.height_cm.map(charley_domain::quantity::Height::cm).map_or_else(
        || {
            assumed.push("height 1.72 m".to_owned());
            1.72 // adults, recalled
        },
        |cm| cm / 100.0,
    );
    let water = water_share(person, date);
    let highest = highest_w_kg(person, date, &mut assumed);
    let sweat_prior = learned.map_or(prior::SWEAT_FACTOR.spread, |learned| learned.spread());
    let sweat = sweat_prior.draws(seed, prior::dimension(&prior::SWEAT_FACTOR));
    let sodium_shift = match person.saltiness {
        Some(Saltiness::Low) => -8.0, // own judgement: athletes rank themselves well (rank r 0.75-0.96)
        Some(Saltiness::High) => 8.0, // own judgement, the same
        Some(Saltiness::Medium) | None => 0.0,
    };
    let [sodium, slope, body_water, start] =
        [&prior::SWEAT_SODIUM, &prior::SWEAT_SODIUM_SLOPE, &prior::BODY_WATER, &prior::START_SODIUM]
            .map(draw);
    let [efficiency, economy, heart, effort] =
        [&prior::EFFICIENCY, &prior::RUNNING_ECONOMY, &prior::HEART_RATE_ERROR, &prior::EFFORT_ERROR]
            .map(draw);
    let [threshold, w_capacity, d_capacity, uptake] =
        [&prior::THRESHOLD_ERROR, &prior::W_CAPACITY, &prior::D_CAPACITY, &prior::UPTAKE_ERROR].map(draw);
    let [leg, absorption, urine, clothing] =
        [&prior::LEG_GLYCOGEN, &prior::ABSORPTION, &prior::URINE, &prior::CLOTHING].map(draw);
    let [acclimatised, force, tiring, half_life] =
        [&prior::ACCLIMATISED, &prior::LEG_FORCE, &prior::TIRING, &prior::DEFICIT_HALF_LIFE].map(draw);
    let carbohydrate = draw(&prior::DAILY_CARBOHYDRATE);
    let [strength, burnt] = [&prior::STRENGTH_LOST, &prior::CARBOHYDRATE_SHARE].map(draw);
    let dilution = draw(&prior::DILUTION);
    let people = std::array::from_fn(|draw| Factors {
        mass_kg: mass[draw],
        height_m,
        acclimatised: acclimatised[draw] < 0.5,
        sweat: sweat[draw],
        sweat_sodium_mmol_l: sodium[draw] + sodium_shift,
        sweat_sodium_slope: slope[draw],
        body_water_l: (water + body_water[draw]) * mass[draw],
        start_sodium_mmol_l: start[draw],
        efficiency: efficiency[draw],
        economy: economy[draw],
        heart_rate_error: heart[draw],
        effort_error: effort[draw],
        threshold: threshold[draw],
        w_capacity_j: w_capacity[draw],
        d_capacity_m: d_capacity[draw],
        highest_w_kg: highest * uptake[draw],
        glycogen: Capacity::of(mass[draw], leg[draw]),
        absorption_l_h: absorption[draw],
        urine_l_h: urine[draw],
        dilution_l_h: dilution[draw],
        clothing_off_clo: clothing[draw],
        leg_force: force[draw],
        rates: MuscleGroup::ALL.map(|group| {
            let rates = group.rates();
            FatigueRates { fatigue_s: rates.fatigue_s * tiring[draw], ..rates }
        }),
        strength_lost: strength[draw],
        carbohydrate_share: burnt[draw],
        deficit_half_life_h: half_life[draw],
        daily_carbohydrate_g_kg: carbohydrate[draw],
    });
    (people, assumed)
}

fn known_or(known: Option<f64>, draws: &PerDraw<f64>, assumed: &mut Vec<String>, what: &str) -> PerDraw<f64> {
    known.map_or_else(
        || {
            assumed.push(what.to_owned());
            *draws
        },
        |value| [value; DRAWS],
    )
}

/// Usual share of body mass that is water.
fn water_share(person: &Person, date: Date) -> f64 {
    let share = match person.sex {
        Some(Sex::Female) => 0.50,       // docs/studies/body.md section 6, recalled
        Some(Sex::Male) => 0.60,         // docs/studies/body.md section 6, recalled
        Some(Sex::Other) | None => 0.55, // between the two
    };
    let years = person.age_years(date).map_or(0.0, |age| f64::from(age) - 50.0); // docs/studies/body.md section 6
    share - 0.005 * years.max(0.0) // docs/studies/body.md section 6, recalled
}

fn highest_w_kg(person: &Person, date: Date, assumed: &mut Vec<String>) -> f64 {
    let uptake = HeartRange::of(person, date).map(|(range, _)| range.vo2max_ml_kg_min);
    assumed.push("highest oxygen uptake typical of age, sex and mass".to_owned());
    uptake.unwrap_or(42.0) * OXYGEN_J_ML.value / 60.0 // adults who train, recalled
}
