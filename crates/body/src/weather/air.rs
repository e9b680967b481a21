//! The air around one possible body, at the start and on the way.

use crate::vapour::saturated_kpa;

/// Radiant heating in full sun, in °C.
const FULL_SUN_C: f64 = 15.0; // docs/studies/body.md section 1.3, assumed

/// The air of one draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Air {
    /// Air temperature in °C.
    pub air_c: f64,
    /// Mean radiant temperature in °C.
    pub radiant_c: f64,
    /// Vapour pressure in kPa.
    pub vapour_kpa: f64,
    /// Wind over the ground in m/s.
    pub wind_m_s: f64,
    /// Share of full sun, 0 to 1.
    pub sun: f64,
    /// Share of full sun if it stood at its highest.
    pub sky: f64,
}

/// How a minute differs from the start, in all draws alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OnTheWay {
    /// How much warmer than at the start, in °C.
    pub warmer_c: f64,
    /// Height of the sun as a share of its highest.
    pub light: f64,
}

impl Air {
    /// The same air on the way.
    ///
    /// Equation: the temperature moves with the hour; the vapour stays, as far as the air can hold it. Source: a dew point changes
    /// little within a day. Valid outdoors.
    ///
    /// ```
    /// use charley_body::weather::{OnTheWay, Weather};
    /// let start = Weather::indoors().draws(1, "a")[0];
    /// let later = start.later(OnTheWay { warmer_c: 2.0, light: 0.5 });
    /// assert_eq!((later.air_c, later.vapour_kpa), (start.air_c + 2.0, start.vapour_kpa));
    /// ```
    #[must_use]
    pub fn later(&self, minute: OnTheWay) -> Self {
        let (air_c, sun) = (self.air_c + minute.warmer_c, self.sky * minute.light);
        let vapour_kpa = self.vapour_kpa.min(saturated_kpa(air_c));
        Self { air_c, radiant_c: air_c + FULL_SUN_C * sun, vapour_kpa, sun, ..*self }
    }
}
