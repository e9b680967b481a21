//! Groups of people as published: how many, how long, how warm, how much they drank.

use charley_body::{
    carried::Carried,
    demand::{Demand, DemandSource, MinuteDemand},
    draws::named,
    factors::people,
    intake::Intake,
    prior::Spread,
    timeline::{DrawEnd, Scene, WorkoutInput},
    weather::{AirBasis, Around, Clock, Vapour, Weather},
};
use charley_domain::{
    person::{Person, Sex},
    quantity::{BodyMass, Height},
    workout::{Sport, WorkoutId},
};
use jiff::Timestamp;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;

/// A group: every pair is a mean and a standard deviation.
pub(super) struct Cohort {
    name: &'static str,
    people: usize,
    women: f64,
    mass_kg: (f64, f64),
    minutes: (f64, f64),
    /// Metabolic rate in W/kg.
    w_kg: (f64, f64),
    speed_m_s: f64,
    drink: Drink,
    drink_sodium_mmol_l: f64,
    air_c: (f64, f64),
    humidity_pct: f64,
}

/// What a group drank: a mean and a standard deviation between people.
#[derive(Debug, Clone, Copy)]
enum Drink {
    /// In L/h, whoever sweats how much.
    LitresAnHour(f64, f64),
    /// As a share of the own loss.
    ShareOfLoss(f64, f64),
    /// What a forecast of the own sweat says.
    Forecast,
}

/// How far two weighings and a laboratory are off, one person with another.
const SCALE_KG: f64 = 0.7; // weights at the registration and at the finish, dressed; assumed
const LABORATORY_MMOL_L: f64 = 1.5; // between analysers, recalled

/// One person at the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Runner {
    pub(super) sodium_mmol_l: f64,
    pub(super) sodium_before_mmol_l: f64,
    pub(super) lost_kg: f64,
    pub(super) lost_pct: f64,
    pub(super) drunk_l: f64,
    pub(super) sodium_lost_g: f64,
}

// Numbers and times as published in the sources that races.rs names. Drinking of Boston was not published with a spread: it is
// such that about a third gains weight, as there; that of the tropics, South Africa and Hawaii is assumed as a share of the loss.
pub(super) const BOSTON: Cohort = Cohort {
    name: "boston",
    people: 488,
    women: 0.34,
    mass_kg: (69.0, 11.0),
    minutes: (219.0, 48.0),
    w_kg: (11.6, 1.2),
    speed_m_s: 3.2,
    drink: Drink::LitresAnHour(0.6, 0.3),
    drink_sodium_mmol_l: 8.0,
    air_c: (12.0, 2.0),
    humidity_pct: 70.0,
};
pub(super) const IRONMAN_NZ: Cohort = Cohort {
    name: "ironman new zealand",
    people: 180,
    women: 0.2,
    mass_kg: (73.0, 8.0),
    minutes: (735.0, 70.0),
    w_kg: (10.0, 0.9),
    speed_m_s: 5.5,
    drink: Drink::LitresAnHour(0.716, 0.15),
    drink_sodium_mmol_l: 15.0,
    air_c: (21.0, 2.0),
    humidity_pct: 70.0,
};
pub(super) const IRONMAN_SA: Cohort = Cohort {
    name: "ironman south africa",
    people: 330,
    drink: Drink::ShareOfLoss(0.75, 0.15),
    air_c: (21.0, 3.0),
    ..IRONMAN_NZ
};
pub(super) const HAWAII: Cohort = Cohort {
    name: "ironman hawaii",
    people: 230,
    women: 0.0,
    drink: Drink::ShareOfLoss(0.75, 0.2),
    air_c: (28.0, 2.0),
    ..IRONMAN_NZ
};
pub(super) const MARATHON: Cohort = Cohort {
    name: "marathon",
    people: 235,
    women: 0.1,
    mass_kg: (70.0, 8.0),
    minutes: (212.0, 32.0),
    drink: Drink::LitresAnHour(0.4, 0.15),
    air_c: (15.0, 4.0),
    ..BOSTON
};
pub(super) const TROPICS: Cohort = Cohort {
    name: "tropics",
    people: 400,
    women: 0.25,
    mass_kg: (63.0, 9.0),
    minutes: (150.0, 50.0),
    w_kg: (10.8, 1.3),
    speed_m_s: 2.9,
    drink: Drink::ShareOfLoss(0.5, 0.25),
    drink_sodium_mmol_l: 10.0,
    air_c: (27.0, 1.5),
    humidity_pct: 85.0,
};
pub(super) const MATCHED: Cohort = Cohort {
    name: "matched",
    people: 165,
    women: 0.2,
    mass_kg: (73.0, 10.0),
    minutes: (165.0, 40.0),
    w_kg: (10.5, 1.5),
    speed_m_s: 4.5,
    drink: Drink::Forecast,
    drink_sodium_mmol_l: 10.0,
    air_c: (22.0, 5.0),
    humidity_pct: 55.0,
};

impl Cohort {
    /// The people of the group, each simulated once; the same every time.
    pub(super) fn simulated(&self) -> Vec<Runner> {
        (0..self.people).into_par_iter().map(|number| self.one(number as u64)).collect()
    }

    fn one(&self, number: u64) -> Runner {
        let seed = named(number, self.name);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut normal = |(mean, sd): (f64, f64)| -> f64 {
            let z: f64 = StandardNormal.sample(&mut rng);
            mean + sd * z
        };
        let mass_kg = normal(self.mass_kg).clamp(42.0, 115.0);
        let minutes = normal(self.minutes).clamp(60.0, 1020.0) as usize;
        let w_kg = normal(self.w_kg).clamp(6.0, 18.0);
        let asked = match self.drink {
            Drink::LitresAnHour(mean, sd) | Drink::ShareOfLoss(mean, sd) => normal((mean, sd)).max(0.0),
            Drink::Forecast => 1.0,
        };
        let (scale_kg, laboratory) = (normal((0.0, SCALE_KG)), normal((0.0, LABORATORY_MMOL_L)));
        let woman = rng.random::<f64>() < self.women;
        let person = person(mass_kg, woman);
        let (people, _) = people(&person, jiff::civil::date(2026, 6, 1), seed, None);
        let draw = (number % 64) as usize;
        let run = |drink_l_h: f64| {
            let demand = self.demand(minutes, w_kg);
            let intakes = self.drinks(minutes, drink_l_h);
            let weather = self.weather();
            let start = Timestamp::UNIX_EPOCH;
            let input = WorkoutInput {
                id: &WorkoutId(self.name.to_owned()),
                start,
                demand: &demand,
                weather: &weather,
                intakes: &intakes,
                before: &Carried::fresh(start),
                people: &people,
                seed,
            };
            Scene::of(input).run(draw).end
        };
        // A sip keeps anybody from being assumed to drink.
        let lost_l_h = |end: DrawEnd| f64::from(end.sweat_l) / (minutes as f64 / 60.0);
        let drink_l_h = match self.drink {
            Drink::LitresAnHour(..) => asked,
            Drink::ShareOfLoss(..) | Drink::Forecast => asked * lost_l_h(run(0.001)),
        };
        let end = run(drink_l_h);
        let lost_kg = f64::from(end.lost_kg) + scale_kg;
        Runner {
            sodium_mmol_l: f64::from(end.sodium_mmol_l) + laboratory,
            sodium_before_mmol_l: people[draw].start_sodium_mmol_l,
            lost_kg,
            lost_pct: 100.0 * lost_kg / mass_kg,
            drunk_l: f64::from(end.drunk_l),
            sodium_lost_g: f64::from(end.sodium_deficit_g),
        }
    }

    fn demand(&self, minutes: usize, w_kg: f64) -> Demand {
        Demand {
            sport: Sport::Run,
            source: DemandSource::Foot,
            share: vec![0.8; minutes * 60],
            grade: Vec::new(),
            minutes: vec![MinuteDemand { base: w_kg, active: 1.0, speed_m_s: self.speed_m_s }; minutes],
            critical: 3.6,
            assumed: Vec::new(),
        }
    }

    fn drinks(&self, minutes: usize, drink_l_h: f64) -> Vec<Intake> {
        let every = 15;
        let water_l = drink_l_h * f64::from(every) / 60.0;
        let sodium_mmol = water_l * self.drink_sodium_mmol_l;
        let times = (0..minutes).step_by(every as usize);
        times.map(|minute| Intake { minute, water_l, sodium_mmol, carbohydrate_g: 0.0 }).collect()
    }

    fn weather(&self) -> Weather {
        let (mean, sd) = self.air_c;
        Weather {
            around: Around::Outdoors,
            air_c: Spread::Normal { mean, sd, within: (-20.0, 45.0) },
            basis: AirBasis::Said,
            vapour: Vapour::Humidity(Spread::Normal {
                mean: self.humidity_pct,
                sd: 8.0,
                within: (10.0, 100.0),
            }),
            wind_m_s: Spread::LogNormal { median: 2.0, log_sd: 0.4 },
            sun: Spread::Uniform { from: 0.0, to: 0.7 },
            clock: Clock { start_h: 9.0, air_moves: false, sun_moves: false },
            station: None,
            assumed: Vec::new(),
        }
    }
}

fn person(mass_kg: f64, woman: bool) -> Person {
    Person {
        mass_kg: BodyMass::from_kg(mass_kg).ok(),
        height_cm: Height::from_cm(if woman { 165.0 } else { 177.0 }).ok(),
        sex: Some(if woman { Sex::Female } else { Sex::Male }),
        born: jiff::civil::Date::new(1987, 6, 1).ok(),
        ..Person::default()
    }
}
