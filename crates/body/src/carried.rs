//! What is carried from a workout through the night to the next: a few numbers a draw.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    draws::{DRAWS, PerDraw},
    factors::Factors,
    strength::Weary,
};

/// A gap after which nothing of the workout before is left, in hours.
pub const FORGOTTEN_H: f64 = 336.0; // strength is whole again after 9 to 16 days: docs/studies/sweat-and-heat.md section 7
/// A gap after which only strength is still missing, in hours.
pub const WATERED_H: f64 = 96.0; // own choice: glycogen is full after 36 h, water long before

/// The body of one draw between workouts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RestedBody {
    /// Water missing, in L, the gut counted as drunk; negative where too much was drunk.
    pub water_deficit_l: f32,
    /// Sodium and potassium missing, in mmol.
    pub cation_deficit_mmol: f32,
    /// Water in the gut, in L.
    pub gut_l: f32,
    /// Share of the glycogen stores that is left.
    pub glycogen_left: f32,
    /// Spent share of calf, quadriceps, hamstrings.
    pub fatigued: [f32; 3],
    /// Strength that calf and thigh have lost.
    pub weary: [Weary; 2],
}

impl RestedBody {
    /// Watered, fed and fresh.
    const FRESH: Self = Self {
        water_deficit_l: 0.0,
        cation_deficit_mmol: 0.0,
        gut_l: 0.0,
        glycogen_left: 1.0,
        fatigued: [0.0; 3],
        weary: [Weary { quick: 0.0, slow: 0.0 }; 2],
    };
}

/// The body between workouts, draw by draw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// When this was the state.
    pub at: Timestamp,
    /// One state a draw; always 64.
    pub draws: Vec<RestedBody>,
}

/// What was eaten and drunk in a span of rest, as far as it was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Meals {
    /// Carbohydrate in g; `None` where no meal was recorded, and nothing is assumed of it.
    pub carbohydrate_g: Option<f64>,
}

impl Carried {
    /// A fresh body at an instant.
    ///
    /// Equation: no deficit. Source: own choice. Valid after days of rest.
    ///
    /// ```
    /// let fresh = charley_body::carried::Carried::fresh("2026-05-01T07:00:00Z".parse()?);
    /// assert_eq!(fresh.draws.len(), 64);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn fresh(at: Timestamp) -> Self {
        Self { at, draws: vec![RestedBody::FRESH; DRAWS] }
    }

    /// The same body later, after rest: deficits shrink, stores fill, muscles recover.
    ///
    /// Equation: deficits × 2^(-t / half-life), of 4 to 6 h; glycogen by what was eaten or the usual daily amount, at most a twentieth of
    /// the stores an hour, which is also how it fills where no meal was recorded; spent units × exp(-r R t); strength by [`Weary::rested`]. Source:
    /// docs/studies/body.md 1.7 and 1.8 (half-life assumed). Valid with free food and drink; after four days only strength is
    /// missing, after two weeks nothing, and an instant before this one leaves it as it is.
    ///
    /// ```
    /// use charley_body::{carried::{Carried, Meals}, factors::people};
    /// let (people, _) = people(&Default::default(), "2026-05-01".parse()?, 1, None);
    /// let mut body = Carried::fresh("2026-05-01T07:00:00Z".parse()?);
    /// body.draws.iter_mut().for_each(|draw| draw.water_deficit_l = 2.0);
    /// let later = body.rested("2026-05-01T12:00:00Z".parse()?, &people, Meals::default());
    /// assert!(later.draws.iter().all(|draw| (0.8..1.2).contains(&draw.water_deficit_l)));
    /// # Ok::<(), jiff::Error>(())
    /// ```
    #[must_use]
    pub fn rested(&self, until: Timestamp, people: &PerDraw<Factors>, meals: Meals) -> Self {
        let hours = until.duration_since(self.at).as_secs_f64() / 3600.0;
        if hours <= 0.0 {
            return self.clone();
        }
        if hours > FORGOTTEN_H {
            return Self::fresh(until);
        }
        let draws =
            self.draws.iter().zip(people).map(|(body, factors)| rested(body, factors, (hours, meals)));
        Self { at: until, draws: draws.collect() }
    }
}

fn rested(body: &RestedBody, factors: &Factors, (hours, meals): (f64, Meals)) -> RestedBody {
    let weary = body.weary.map(|weary| weary.rested(hours));
    if hours > WATERED_H {
        return RestedBody { weary, ..RestedBody::FRESH };
    }
    let kept = (-hours / factors.deficit_half_life_h).exp2();
    let deficit = f64::from(body.water_deficit_l) * kept;
    let capacity = factors.glycogen;
    let mut stores = capacity.full();
    stores.burn((1.0 - f64::from(body.glycogen_left)) * (capacity.liver_kcal + capacity.legs_kcal));
    let usual_g = factors.daily_carbohydrate_g_kg * factors.mass_kg * hours / 24.0;
    // An unknown meal makes no shortfall: then time alone does.
    stores.refill(
        &capacity,
        hours,
        meals.carbohydrate_g.map_or(f64::INFINITY, |eaten_g| eaten_g.max(usual_g)),
    );
    let mut fatigued = body.fatigued;
    for (spent, rates) in fatigued.iter_mut().zip(&factors.rates) {
        *spent *= (-rates.rest_multiplier * rates.recovery_s * hours * 3600.0).exp() as f32;
    }
    RestedBody {
        water_deficit_l: deficit as f32,
        cation_deficit_mmol: (f64::from(body.cation_deficit_mmol) * kept) as f32,
        gut_l: 0.0,
        glycogen_left: stores.left(&capacity) as f32,
        fatigued,
        weary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factors::people;

    #[test]
    fn rest_in_two_parts_is_rest_in_one() {
        let (people, _) =
            people(&charley_domain::person::Person::default(), "2026-05-01".parse().unwrap(), 1, None);
        let at = |hour: i64| Timestamp::from_second(1_790_000_000 + hour * 3600).unwrap();
        let mut body = Carried::fresh(at(0));
        for draw in &mut body.draws {
            *draw = RestedBody {
                water_deficit_l: 1.5,
                cation_deficit_mmol: 90.0,
                glycogen_left: 0.3,
                fatigued: [0.4; 3],
                weary: [Weary::default().after(0.3); 2],
                gut_l: 0.0,
            };
        }
        let once = body.rested(at(10), &people, Meals::default());
        let twice = body.rested(at(4), &people, Meals::default()).rested(at(10), &people, Meals::default());
        for (a, b) in once.draws.iter().zip(&twice.draws) {
            assert!((a.water_deficit_l - b.water_deficit_l).abs() < 1e-4);
            assert!((a.glycogen_left - b.glycogen_left).abs() < 1e-3 && a.glycogen_left > 0.3);
            assert!((a.fatigued[0] - b.fatigued[0]).abs() < 1e-5);
            assert!((a.weary[1].lost() - b.weary[1].lost()).abs() < 1e-5 && a.weary[1].lost() > 0.2);
        }
        let later = body.rested(at(200), &people, Meals::default());
        assert!(later.draws[0].weary[0].lost() > 0.03 && later.draws[0].glycogen_left > 0.999);
        assert_eq!(body.rested(at(400), &people, Meals::default()).draws, Carried::fresh(at(0)).draws);
    }
}
