//! Golgi tendon organs: their rate grows with the logarithm of force and reaches the cord with a lag.

use crate::circuit::Circuit;

/// The tendon organs of a neighbourhood.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TendonOrgan {
    inhibition: f64,
}

impl TendonOrgan {
    /// Lets a millisecond pass at a force (of the greatest); gives the inhibition, 1 at the greatest force.
    ///
    /// Equation: x' = (ln(1 + F / half) / ln(1 + 1 / half) - x) / tau. Source: form of Lin and Crago 2002; lag of its interneurone
    /// fitted. Valid for forces from 0 up.
    ///
    /// ```
    /// use charley_muscle::{circuit::Circuit, tendon_organ::TendonOrgan};
    /// let mut organ = TendonOrgan::default();
    /// let last = (0..5000).map(|_| organ.advance_ms(1.0, &Circuit::default())).last();
    /// assert!((last.unwrap_or(0.0) - 1.0).abs() < 1e-6);
    /// ```
    pub fn advance_ms(&mut self, force: f64, circuit: &Circuit) -> f64 {
        let steady = (force.max(0.0) / circuit.ib_half).ln_1p() / (1.0 / circuit.ib_half).ln_1p();
        self.inhibition += (steady - self.inhibition) / circuit.ib_tau_ms;
        self.inhibition
    }
}
