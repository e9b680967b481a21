//! Core temperature from heart rate alone: a Kalman filter over minutes.

use serde::{Deserialize, Serialize};

/// Standard deviation of a minute's drift, in °C.
const DRIFT_C: f64 = 0.022; // Buller 2013
/// Standard deviation of heart rate around the curve, in beats a minute.
const SPREAD_BPM: f64 = 18.88; // Buller 2013
/// Heart rate over core temperature: quadratic, linear and constant coefficient.
const CURVE: [f64; 3] = [-4.5714, 384.4286, -7887.1]; // Buller 2013

/// An estimate of core temperature with its variance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CoreEstimate {
    /// Core temperature in °C.
    pub core_c: f64,
    /// Its variance in °C².
    pub variance_c2: f64,
}

impl CoreEstimate {
    /// An estimate that is known.
    ///
    /// Equation: variance 0. Source: Buller 2013. Valid for a rested start near 37 °C.
    ///
    /// ```
    /// assert_eq!(charley_body::heat::core_from_heart_rate::CoreEstimate::known(37.1).variance_c2, 0.0);
    /// ```
    pub const fn known(core_c: f64) -> Self {
        Self { core_c, variance_c2: 0.0 }
    }

    /// Takes in the mean heart rate of one minute, in beats a minute; a minute without one only widens the estimate.
    ///
    /// Equation: extended Kalman filter of HR = -4.5714 T² + 384.4286 T - 7887.1. Source: Buller 2013, soldiers;
    /// bias -0.03 ± 0.32 °C over 83 people. Valid for steady aerobic work; caffeine, fear and beta blockers shift it.
    ///
    /// ```
    /// use charley_body::heat::core_from_heart_rate::CoreEstimate;
    /// let mut core = CoreEstimate::known(37.1);
    /// (0..60).for_each(|_| core.minute(Some(165.0)));
    /// assert!(core.core_c > 38.0 && core.core_c < 39.5);
    /// ```
    pub fn minute(&mut self, heart_rate_bpm: Option<f64>) {
        let variance = self.variance_c2 + DRIFT_C * DRIFT_C;
        let Some(heart_rate) = heart_rate_bpm.filter(|rate| rate.is_finite()) else {
            self.variance_c2 = variance;
            return;
        };
        let [quadratic, linear, constant] = CURVE;
        let slope = 2.0 * quadratic * self.core_c + linear;
        let gain = variance * slope / (slope * slope * variance + SPREAD_BPM * SPREAD_BPM);
        let expected = (quadratic * self.core_c + linear) * self.core_c + constant;
        self.core_c += gain * (heart_rate - expected);
        self.variance_c2 = (1.0 - gain * slope) * variance;
    }
}
