//! Potassium between the fibres: each impulse brings some out, pumps and blood take it away.

use crate::parameter::parameters;

parameters! {
    /// Concentration at rest.
    REST_MMOL_L = 4.2, "mmol/L", "interstitial potassium at rest", Read, "PubMed 10666141: 4.19"; // source: the last field
    /// What one impulse of every fibre brings out.
    PER_IMPULSE_MMOL_L = 0.014, "mmol/L", "rise by one impulse of every fibre", Assumed, "own fit to 10, 30 and 50 W and to static MG (PubMed 10666141; JAP 87:460)"; // source: the last field
    /// How fast pump and blood clear a small excess.
    CLEARANCE_S = 25.0, "s", "clearance of potassium", Assumed, "half-times of 20 to 30 s after exercise, recalled"; // source: the last field
    /// How much of the clearance is the pump of the fibres; the rest needs flowing blood.
    PUMP = 0.8, "1", "share of the pump in the clearance", Assumed, "own judgement"; // source: the last field
    /// Excess at which clearance works twice as hard as at a small excess.
    DOUBLING_MMOL_L = 10.0, "mmol/L", "excess that doubles the clearance", Assumed, "own judgement: exhaustion stays at 10 to 12 (AJP 285 R143)"; // source: the last field
    /// Concentration at which half of a fibre's action potential is lost.
    HALF_POTENTIAL_MMOL_L = 12.5, "mmol/L", "potassium that halves the M wave", Assumed, "10 to 14 in isolated muscle, recalled"; // source: the last field
}

/// Potassium between the fibres of a muscle, or of a part of it.
///
/// Equation: dK/dt = r per-impulse - (K - rest) (pump + (1 - pump) flow) (1 + (K - rest)/doubling) / clearance. Source: docs/studies/mechanism.md
/// section 5.1. Valid for mean rates of all fibres up to 60 impulses a second; flow 0 (pressed off) to 1.
///
/// ```
/// use charley_muscle::potassium::Potassium;
/// let mut muscle = Potassium::rested();
/// for _ in 0..30_000 { muscle.step(8.0, 0.5, 0.01); }
/// assert!(muscle.mmol_l() > 6.0 && muscle.mmol_l() < 9.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Potassium {
    mmol_l: f64,
}

impl Potassium {
    /// At rest.
    ///
    /// Equation, source and validity: [`Potassium`].
    pub fn rested() -> Self {
        Self { mmol_l: REST_MMOL_L.value }
    }

    /// Lets time pass at a mean rate of all fibres and a flow of blood.
    pub fn step(&mut self, rate_pps: f64, flow: f64, dt_s: f64) {
        let over = self.mmol_l - REST_MMOL_L.value;
        let clears = PUMP.value + (1.0 - PUMP.value) * flow.clamp(0.0, 1.0);
        let cleared = clears * (1.0 + over / DOUBLING_MMOL_L.value) / CLEARANCE_S.value;
        // Backward in the excess: it cannot overshoot.
        let most_pps = 200.0; // no fibre follows more
        let risen = over + rate_pps.clamp(0.0, most_pps) * PER_IMPULSE_MMOL_L.value * dt_s;
        self.mmol_l = REST_MMOL_L.value + risen / (1.0 + cleared * dt_s);
    }

    /// The concentration.
    pub fn mmol_l(&self) -> f64 {
        self.mmol_l
    }

    /// Size of a fibre's action potential, 1 at rest.
    ///
    /// Equation: 1 / (1 + exp((K - half) / 1 mmol/L)), over its value at rest. Source: [`HALF_POTENTIAL_MMOL_L`]. Valid to 20 mmol/L.
    ///
    /// ```
    /// assert!((charley_muscle::potassium::Potassium::rested().potential() - 1.0).abs() < 1e-9);
    /// ```
    pub fn potential(&self) -> f64 {
        let size = |mmol_l: f64| 1.0 / (1.0 + (mmol_l - HALF_POTENTIAL_MMOL_L.value).exp());
        size(self.mmol_l) / size(REST_MMOL_L.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(rate_pps: f64, flow: f64, time_s: f64) -> f64 {
        let mut muscle = Potassium::rested();
        (0..(time_s * 100.0) as usize).for_each(|_| muscle.step(rate_pps, flow, 0.01));
        muscle.mmol_l()
    }

    #[test]
    fn work_raises_it_as_published_and_rest_brings_it_back() {
        // Row 28: 4.19 -> 6.17, 7.48, 9.04 at 10, 30, 50 W; static MG 6.9 to 7.5; exhaustion 10.3 to 12.
        let (light, middle, hard) =
            (after(7.0, 1.0, 300.0), after(14.0, 1.0, 300.0), after(24.0, 1.0, 300.0));
        assert!(light > 5.5 && light < 6.9 && middle > 6.9 && middle < 8.2 && hard > 8.2 && hard < 10.0);
        assert!(after(40.0, 0.0, 300.0) > 10.0 && after(40.0, 0.0, 300.0) < 14.0);
        let mut muscle = Potassium { mmol_l: 9.0 };
        (0..12_000).for_each(|_| muscle.step(0.0, 1.0, 0.01));
        assert!((muscle.mmol_l() - REST_MMOL_L.value).abs() < 0.1);
        (0..100).for_each(|_| muscle.step(f64::INFINITY, -1.0, 10.0));
        assert!(muscle.mmol_l().is_finite() && muscle.potential() >= 0.0);
    }
}
