//! Sodium in plasma from the balance of water, sodium and potassium.

use serde::{Deserialize, Serialize};

/// Slope of the line of plasma sodium over exchangeable cations in body water.
const SLOPE: f64 = 1.03; // Nguyen-Kurtz: Edelman line
/// Its offset in mmol/L.
const OFFSET_MMOL_L: f64 = 23.8; // Nguyen-Kurtz: Edelman line

/// Body water and the sodium and potassium dissolved in it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BodyWater {
    /// Water in L.
    pub water_l: f64,
    /// Exchangeable sodium and potassium in mmol.
    pub cations_mmol: f64,
}

/// A flow of water with what is dissolved in it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Flow {
    /// Water in L.
    pub water_l: f64,
    /// Sodium in mmol/L.
    pub sodium_mmol_l: f64,
    /// Potassium in mmol/L.
    pub potassium_mmol_l: f64,
}

impl Flow {
    fn cations_mmol(&self) -> f64 {
        self.water_l * (self.sodium_mmol_l + self.potassium_mmol_l)
    }
}

impl BodyWater {
    /// Body water in L of a person whose plasma sodium in mmol/L is known.
    ///
    /// Equation: cations = (Na + 23.8) / 1.03 × water. Source: Nguyen and Kurtz, Edelman line with the constants of
    /// the published abstract. Valid for 115 to 160 mmol/L.
    ///
    /// ```
    /// let body = charley_body::plasma_sodium::BodyWater::of(42.0, 140.0);
    /// assert!((body.plasma_sodium_mmol_l() - 140.0).abs() < 1e-9);
    /// ```
    pub fn of(water_l: f64, plasma_sodium_mmol_l: f64) -> Self {
        Self { water_l, cations_mmol: (plasma_sodium_mmol_l + OFFSET_MMOL_L) / SLOPE * water_l }
    }

    /// Takes a flow in.
    ///
    /// Equation: sums of water and of cations. Source: mass balance. Valid for any flow.
    ///
    /// ```
    /// use charley_body::plasma_sodium::*;
    /// let mut body = BodyWater::of(42.0, 140.0);
    /// body.take(&Flow { water_l: 1.0, ..Flow::default() });
    /// assert!(body.plasma_sodium_mmol_l() < 137.0);
    /// ```
    pub fn take(&mut self, flow: &Flow) {
        self.water_l += flow.water_l;
        self.cations_mmol += flow.cations_mmol();
    }

    /// Gives a flow off.
    ///
    /// Equation: differences of water and of cations. Source: mass balance. Valid while water is left.
    ///
    /// ```
    /// use charley_body::plasma_sodium::*;
    /// let mut body = BodyWater::of(42.0, 140.0);
    /// body.give(&Flow { water_l: 2.0, sodium_mmol_l: 40.0, potassium_mmol_l: 5.0 });
    /// assert!(body.plasma_sodium_mmol_l() > 145.0);
    /// ```
    pub fn give(&mut self, flow: &Flow) {
        self.water_l -= flow.water_l;
        self.cations_mmol -= flow.cations_mmol();
    }

    /// Plasma sodium in mmol/L.
    ///
    /// Equation: 1.03 (Na + K) / water - 23.8. Source: Nguyen and Kurtz. Valid for 115 to 160 mmol/L; in trials within
    /// 0.2 mmol/L up to 4 % of mass lost, and 2.6 ± 0.5 off at 2 % gained (Baker 2008): a class, never a decimal.
    ///
    /// ```
    /// assert_eq!(charley_body::plasma_sodium::BodyWater { water_l: 40.0, cations_mmol: 6400.0 }.plasma_sodium_mmol_l().round(), 141.0);
    /// ```
    pub fn plasma_sodium_mmol_l(&self) -> f64 {
        SLOPE * self.cations_mmol / self.water_l - OFFSET_MMOL_L
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Plasma sodium and mass gained after hours of sweating and drinking water; table of docs/studies/body.md section 1.5.
    fn after((mass_kg, water): (f64, f64), hours: f64, sweat: (f64, f64, f64), drink_l_h: f64) -> f64 {
        let mut body = BodyWater::of(water * mass_kg, 140.0);
        let (sweat_l_h, sodium_mmol_l, potassium_mmol_l) = sweat;
        body.give(&Flow { water_l: sweat_l_h * hours, sodium_mmol_l, potassium_mmol_l });
        body.take(&Flow { water_l: drink_l_h * hours, ..Flow::default() });
        body.plasma_sodium_mmol_l()
    }

    #[test]
    fn the_over_drinkers_of_the_study_end_where_it_says() {
        for (body, hours, sweat, drink_l_h, end) in [
            ((70.0, 0.6), 4.0, (0.8, 40.0, 5.0), 0.0, 149.7),
            ((70.0, 0.6), 4.0, (0.8, 40.0, 5.0), 0.8, 136.5),
            ((70.0, 0.6), 4.0, (0.8, 40.0, 5.0), 1.2, 130.6),
            ((50.0, 0.55), 5.0, (0.5, 40.0, 5.0), 0.75, 128.8),
            ((80.0, 0.6), 12.0, (0.8, 70.0, 5.0), 0.7, 128.4),
        ] {
            let ours = after(body, hours, sweat, drink_l_h);
            assert!((ours - end).abs() < 0.1, "{body:?}, {hours} h: {ours:.1} against {end}");
        }
    }

    proptest! {
        #[test]
        fn more_of_a_drink_moves_sodium_towards_its_own_and_never_past_it(
            water_l in 25.0..55.0_f64, from in 125.0..155.0_f64, first_l in 0.0..3.0_f64, more_l in 0.0..3.0_f64,
            tonicity in 0.0..200.0_f64,
        ) {
            let drunk = |litres| {
                let mut body = BodyWater::of(water_l, from);
                body.take(&Flow { water_l: litres, sodium_mmol_l: tonicity, potassium_mmol_l: 0.0 });
                body.plasma_sodium_mmol_l()
            };
            let own = SLOPE * tonicity - OFFSET_MMOL_L;
            let (less, more) = (drunk(first_l), drunk(first_l + more_l));
            prop_assert!((more - own).abs() <= (less - own).abs() + 1e-9);
            prop_assert!(more <= from.max(own) + 1e-9);
        }

        #[test]
        fn water_and_cations_balance(water_l in 25.0..55.0_f64, flows in prop::collection::vec((0.0..0.1_f64, 0.0..90.0_f64), 1..200)) {
            let start = BodyWater::of(water_l, 140.0);
            let mut body = start;
            for (litres, sodium) in &flows {
                body.give(&Flow { water_l: *litres, sodium_mmol_l: *sodium, potassium_mmol_l: 5.0 });
            }
            let lost_l: f64 = flows.iter().map(|(litres, _)| litres).sum();
            let lost_mmol: f64 = flows.iter().map(|(litres, sodium)| litres * (sodium + 5.0)).sum();
            prop_assert!((start.water_l - body.water_l - lost_l).abs() < 1e-9);
            prop_assert!((start.cations_mmol - body.cations_mmol - lost_mmol).abs() < 1e-9 * start.cations_mmol);
        }
    }
}
