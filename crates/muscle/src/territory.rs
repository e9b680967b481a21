//! Where the fibres of a unit lie: eight neighbourhoods in a row across the muscle, so that a cramp can stay in a part of it.

use rand::RngExt as _;

use charley_domain::stream;

use crate::{circuit::Circuit, unit::Unit};

/// Neighbourhoods of a muscle.
pub const PARTS: usize = 8;

/// A value in each neighbourhood.
pub type TerritoryField = [f32; PARTS];

/// The shares that the units of a muscle have in its neighbourhoods.
#[derive(Debug, Clone)]
pub struct Territory {
    share: Vec<TerritoryField>,
    place: Vec<f32>,
    units: TerritoryField,
    tetanus_n: TerritoryField,
}

impl Territory {
    /// Territories of a person's units.
    ///
    /// Equation: Gaussian of [`Circuit::territory`] around places spread by the golden ratio. Source: own judgement. Valid for any pool.
    pub fn lay(units: &[Unit], circuit: &Circuit, seed: u64) -> Self {
        /// The golden ratio's part behind the point: places that never bunch.
        const GOLDEN: f64 = 0.618_034; // (sqrt(5) - 1) / 2
        let start: f64 = stream::of(seed, "territory").random();
        let mut territory = Self {
            share: Vec::with_capacity(units.len()),
            place: Vec::with_capacity(units.len()),
            units: [0.0; PARTS],
            tetanus_n: [0.0; PARTS],
        };
        for (number, unit) in units.iter().enumerate() {
            let place = (start + number as f64 * GOLDEN).fract();
            territory.add(unit, place, circuit.territory);
        }
        territory
    }

    fn add(&mut self, unit: &Unit, place: f64, width: f64) {
        let near: [f64; PARTS] = std::array::from_fn(|part| {
            let away = ((part as f64 + 0.5) / PARTS as f64 - place) / width;
            (-away * away / 2.0).exp()
        });
        let whole: f64 = near.iter().sum();
        let share: TerritoryField = near.map(|near| (near / whole) as f32);
        for ((units, tetanus_n), share) in self.units.iter_mut().zip(&mut self.tetanus_n).zip(share) {
            *units += share;
            *tetanus_n += share * unit.tetanus_n() as f32;
        }
        self.share.push(share);
        self.place.push(place as f32);
    }

    /// Where a unit lies, 0 to 1 across the muscle.
    pub fn place(&self, unit: usize) -> f32 {
        self.place[unit]
    }

    /// Tetanic force of each neighbourhood.
    pub fn tetanus_n(&self) -> &TerritoryField {
        &self.tetanus_n
    }

    /// Units of each neighbourhood, shares added up.
    pub fn units(&self) -> &TerritoryField {
        &self.units
    }

    /// Adds `amount` of a unit to the neighbourhoods in which its fibres lie.
    #[inline]
    pub fn spread(&self, unit: usize, amount: f32, into: &mut TerritoryField) {
        for (sum, share) in into.iter_mut().zip(&self.share[unit]) {
            *sum += share * amount;
        }
    }

    /// What a unit feels of a field.
    #[inline]
    pub fn felt(&self, unit: usize, field: &TerritoryField) -> f32 {
        let share = &self.share[unit];
        let [a, b, c, d, e, f, g, h]: TerritoryField = std::array::from_fn(|part| share[part] * field[part]);
        // In a tree, which a processor adds side by side.
        ((a + e) + (c + g)) + ((b + f) + (d + h))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::muscle::Muscle;

    #[test]
    fn nothing_of_a_unit_is_lost() {
        let units = Muscle::FlexorHallucisBrevis.units(128);
        let territory = Territory::lay(&units, &Circuit::default(), 3);
        let whole: f32 = territory.tetanus_n().iter().sum();
        let sum: f64 = units.iter().map(Unit::tetanus_n).sum();
        assert!((f64::from(whole) / sum - 1.0).abs() < 1e-4);
        assert!(territory.units().iter().all(|units| *units > 8.0));
        let even = [1.0; PARTS];
        assert!((0..128).all(|unit| (territory.felt(unit, &even) - 1.0).abs() < 1e-5));
    }
}
