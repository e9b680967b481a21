//! How sweat follows the heat: not at once.

/// Time constant of sweating in min.
const LAG_MIN: f64 = 10.0; // ISO 7933; docs/studies/sweat-and-heat.md section 4

/// Sweat as it comes: a rate that follows what the heat asks.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sweat {
    /// Rate now, in L/h.
    pub l_h: f64,
}

impl Sweat {
    /// A minute in which the heat asks for a steady rate in L/h: gives the litres of that minute.
    ///
    /// Equation: dr/dt = (steady - r) / 10 min, solved exactly over the minute. Source: ISO 7933, time constant of sweating. Valid
    /// always; of a load that does not change the minutes add up to [`mean_of_session`].
    ///
    /// ```
    /// use charley_body::sweat::{Sweat, mean_of_session};
    /// let mut sweat = Sweat::default();
    /// let litres: f64 = (0..45).map(|_| sweat.minute_l(1.2)).sum();
    /// assert!((litres - mean_of_session(1.2, 45.0) * 0.75).abs() < 1e-12);
    /// ```
    #[inline]
    pub fn minute_l(&mut self, steady_l_h: f64) -> f64 {
        const KEPT: f64 = 0.904_837_418_035_959_6; // exp(-1 / 10)
        let behind = self.l_h - steady_l_h;
        let mean_l_h = steady_l_h + behind * LAG_MIN * (1.0 - KEPT);
        self.l_h = steady_l_h + behind * KEPT;
        mean_l_h / 60.0
    }
}

/// Mean sweat in L/h over a session of some minutes whose steady rate is given.
///
/// Equation: steady × (1 - 10 / t × (1 - exp(-t / 10))). Source: the lag of [`Sweat`], integrated. Valid for a load that does not
/// change, from rest.
///
/// ```
/// let mean = charley_body::sweat::mean_of_session(1.0, 60.0);
/// assert!((mean - 0.833_746).abs() < 1e-6);
/// ```
pub fn mean_of_session(steady_l_h: f64, minutes: f64) -> f64 {
    if minutes <= 0.0 {
        return 0.0;
    }
    steady_l_h * (1.0 - LAG_MIN / minutes * (1.0 - (-minutes / LAG_MIN).exp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_is_never_less() {
        let mut before = (0.0, 0.0);
        for minutes in 1..2000 {
            let mean = mean_of_session(0.9, f64::from(minutes));
            let total = mean * f64::from(minutes);
            assert!(mean >= before.0 && total >= before.1);
            before = (mean, total);
        }
        assert!(mean_of_session(0.9, 0.0).abs() < 1e-12);
    }
}
