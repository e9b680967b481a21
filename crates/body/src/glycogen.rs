//! Carbohydrate stored in liver and leg muscles: how fast it goes, and how it comes back.

use serde::{Deserialize, Serialize};

/// Liver as a share of body mass, and what it holds when full, in kcal/kg of liver.
const LIVER: (f64, f64) = (0.025, 360.0); // Rapoport 2010
/// Leg muscles as a share of body mass.
const LEGS_OF_MASS: f64 = 0.214; // Rapoport 2010
/// What a kilogram of leg muscle holds, in kcal, of a trained person on a mixed diet.
pub const LEG_KCAL_KG: f64 = 80.0; // Rapoport 2010: 40 to 120
/// Energy of a gram of carbohydrate, in kcal.
pub const KCAL_A_GRAM: f64 = 4.0; // Atwater
/// Most carbohydrate from a drink that can be burnt, in g/h.
pub const MOST_BURNT_G_H: f64 = 60.0; // glucose; 90 with fructose, recalled
/// Share of the full stores that comes back in an hour at most.
const REFILL_H: f64 = 0.05; // docs/studies/body.md section 1.7, recalled

/// The stores, in kcal.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Glycogen {
    /// In the liver.
    pub liver_kcal: f64,
    /// In the leg muscles.
    pub legs_kcal: f64,
}

/// What the stores of a person can hold.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Capacity {
    /// In the liver, in kcal.
    pub liver_kcal: f64,
    /// In the leg muscles, in kcal.
    pub legs_kcal: f64,
}

impl Capacity {
    /// Capacity of a person of a mass in kg whose leg muscles hold `leg_kcal_kg`.
    ///
    /// Equation: 0.025 m × 360 and 0.214 m × density. Source: Rapoport 2010, figure 3. Valid for runners; leg density
    /// from 40 (poor diet) to 120 (loaded) kcal/kg.
    ///
    /// ```
    /// let capacity = charley_body::glycogen::Capacity::of(70.0, 80.0);
    /// assert_eq!((capacity.liver_kcal, capacity.legs_kcal.round()), (630.0, 1198.0));
    /// ```
    pub fn of(mass_kg: f64, leg_kcal_kg: f64) -> Self {
        let (share, kcal_kg) = LIVER;
        Self { liver_kcal: share * mass_kg * kcal_kg, legs_kcal: LEGS_OF_MASS * mass_kg * leg_kcal_kg }
    }

    /// Full stores.
    ///
    /// Equation: none. Source: [`Capacity::of`]. Valid after a day or two of rest and food.
    ///
    /// ```
    /// let capacity = charley_body::glycogen::Capacity::of(70.0, 80.0);
    /// assert_eq!(capacity.full().left(&capacity), 1.0);
    /// ```
    pub const fn full(&self) -> Glycogen {
        Glycogen { liver_kcal: self.liver_kcal, legs_kcal: self.legs_kcal }
    }

    const fn all_kcal(&self) -> f64 {
        self.liver_kcal + self.legs_kcal
    }
}

/// Share of energy at rest from carbohydrate that the line gives, its rise with intensity, and the least.
const SHARE: (f64, f64, f64) = (-0.09, 1.13, 0.05); // own fit to ten published groups, fasted and fed: `charley lab people`

/// Share of energy that comes from carbohydrate at an intensity (oxygen uptake over its greatest).
///
/// Equation: -0.09 + 1.13 I, from 0.05 to 1. Source: own line through ten groups of trained people: Romijn 1993 (fasted), van Loon
/// 2001, a tracer study of 2007 (48 and 76 %), and where fat ends (Achten 2002, Peric 2016); seven of them lie within 10 points. Rapoport's
/// curve, through Romijn's three points alone, lies 12 to 31 points below the others. Valid from 0.25 to 1, in the first two hours.
///
/// ```
/// assert!((charley_body::glycogen::carbohydrate_share(0.8) - 0.814).abs() < 0.001);
/// ```
pub fn carbohydrate_share(intensity: f64) -> f64 {
    let (at_zero, rise, least) = SHARE;
    (at_zero + rise * intensity.max(0.0)).clamp(least, 1.0)
}

impl Glycogen {
    /// Burns `kcal` of carbohydrate, each store by what it holds; gives what the stores could not give.
    ///
    /// Equation: both stores shrink by the same share. Source: own choice; Rapoport 2010 counts them together.
    /// Valid for work of the legs.
    ///
    /// ```
    /// let capacity = charley_body::glycogen::Capacity::of(70.0, 80.0);
    /// let mut stores = capacity.full();
    /// assert_eq!(stores.burn(914.0), 0.0);
    /// assert!((stores.left(&capacity) - 0.5).abs() < 0.001);
    /// ```
    pub fn burn(&mut self, kcal: f64) -> f64 {
        let held = self.liver_kcal + self.legs_kcal;
        let burnt = kcal.clamp(0.0, held);
        let kept = if held > 0.0 { 1.0 - burnt / held } else { 0.0 };
        self.liver_kcal *= kept;
        self.legs_kcal *= kept;
        kcal.max(0.0) - burnt
    }

    /// Fills up over `hours` of rest with `carbohydrate_g` eaten: at most a twentieth of the capacity an hour.
    ///
    /// Equation: gain = min(0.05 capacity × hours, 4 kcal/g × eaten, room). Source: 5 %/h and 24 to 36 h to full on 6
    /// to 10 g/kg a day (recalled). Valid for the day after work.
    ///
    /// ```
    /// let capacity = charley_body::glycogen::Capacity::of(70.0, 80.0);
    /// let mut stores = charley_body::glycogen::Glycogen { liver_kcal: 0.0, legs_kcal: 0.0 };
    /// stores.refill(&capacity, 10.0, 600.0);
    /// assert!((stores.left(&capacity) - 0.5).abs() < 1e-9);
    /// ```
    pub fn refill(&mut self, capacity: &Capacity, hours: f64, carbohydrate_g: f64) {
        let room = (capacity.all_kcal() - self.liver_kcal - self.legs_kcal).max(0.0);
        let gain = (REFILL_H * capacity.all_kcal() * hours.max(0.0))
            .min(KCAL_A_GRAM * carbohydrate_g.max(0.0))
            .min(room);
        let share = if room > 0.0 { gain / room } else { 0.0 };
        self.liver_kcal += share * (capacity.liver_kcal - self.liver_kcal);
        self.legs_kcal += share * (capacity.legs_kcal - self.legs_kcal);
    }

    /// Share of the capacity that is left, 0 to 1.
    ///
    /// Equation: held / capacity. Source: definition. Valid always.
    ///
    /// ```
    /// let capacity = charley_body::glycogen::Capacity::of(70.0, 80.0);
    /// assert_eq!(capacity.full().left(&capacity), 1.0);
    /// ```
    pub fn left(&self, capacity: &Capacity) -> f64 {
        (self.liver_kcal + self.legs_kcal) / capacity.all_kcal()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_wall_stands_where_marathons_have_it() {
        // A kilocalorie a kilogram and kilometre; most meet it near mile 21, few before mile 11 or below 55 % (Rapoport 2010).
        let wall_km = |leg_kcal_kg: f64, intensity: f64| {
            Capacity::of(70.0, leg_kcal_kg).all_kcal() / 70.0 / carbohydrate_share(intensity)
        };
        for (leg, intensity, from_km, to_km) in
            [(100.0, 0.85, 31.0, 38.0), (80.0, 0.80, 29.0, 36.0), (80.0, 0.55, 42.2, 60.0)]
        {
            let ours = wall_km(leg, intensity);
            assert!((from_km..=to_km).contains(&ours), "{leg} kcal/kg at {intensity}: {ours:.1} km");
        }
    }

    proptest! {
        #[test]
        fn energy_balances_and_stores_are_never_negative(burnt in prop::collection::vec(0.0..60.0_f64, 1..200), eaten_g in 0.0..900.0_f64) {
            let capacity = Capacity::of(70.0, LEG_KCAL_KG);
            let mut stores = capacity.full();
            let mut missing = 0.0;
            for kcal in &burnt {
                missing += stores.burn(*kcal);
            }
            let asked: f64 = burnt.iter().sum();
            let held = stores.liver_kcal + stores.legs_kcal;
            prop_assert!((capacity.all_kcal() - held - (asked - missing)).abs() < 1e-9 * capacity.all_kcal());
            prop_assert!(stores.liver_kcal >= 0.0 && stores.legs_kcal >= 0.0);
            stores.refill(&capacity, 12.0, eaten_g);
            prop_assert!(stores.left(&capacity) <= 1.0 + 1e-9);
            prop_assert!(stores.liver_kcal + stores.legs_kcal - held <= KCAL_A_GRAM * eaten_g + 1e-6);
        }
    }
}
