//! The light of the sun over a workout: where the sun stands, and how much of the light of a clear sky comes down.

use charley_domain::{entry::Sun as Said, moment::Moment, person::Person};
use jiff::SignedDuration;

use super::sun::{Sun, sun};
use crate::{
    draws::{PerDraw, named},
    prior::Spread,
    weather::{Around, home},
};

/// The sky over a workout.
#[derive(Debug, Clone, PartialEq)]
pub struct Sky {
    start: jiff::Timestamp,
    latitude_deg: f64,
    longitude_deg: f64,
    /// Share of the light of a clear sky.
    share: Spread,
}

/// Degrees by which the Earth turns in an hour.
const DEGREES_AN_HOUR: f64 = 15.0; // 360 in 24 h

impl Sky {
    /// The sky of a workout that begins at `start`; the meridian is that of its clock.
    ///
    /// Equation: none. Source: own judgement of the shares: full sun 0.85 to 1, partial 0.4 to 0.8, shade 0.1 to 0.25, unknown
    /// 0.15 to 1; indoors there is none. Valid outdoors; the clock's meridian lies within an hour of the sun, two in summer time.
    ///
    /// ```
    /// use charley_body::heat::sky::Sky;
    /// # let start = charley_domain::moment::Moment::of(&"2026-07-01T12:00[UTC]".parse()?);
    /// let sky = Sky::of(&start, Some(48.0), (&Default::default(), None), charley_body::weather::Around::Outdoors);
    /// assert!(sky.sun_after(0.0).zenith_cosine > 0.85);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(
        start: &Moment,
        latitude_deg: Option<f64>,
        (person, said): (&Person, Option<Said>),
        around: Around,
    ) -> Self {
        let share = match (around, said) {
            (Around::Room | Around::Water, _) => (0.0, 0.0),
            (_, Some(Said::Full)) => (0.85, 1.0),   // own judgement
            (_, Some(Said::Partial)) => (0.4, 0.8), // own judgement
            (_, Some(Said::Shade)) => (0.1, 0.25),  // own judgement: light of the sky alone
            (_, None) => (0.15, 1.0),               // own judgement: overcast to clear
        };
        Self {
            start: start.instant,
            latitude_deg: latitude_deg.unwrap_or_else(|| home::latitude_deg(person).0),
            longitude_deg: f64::from(start.offset_s) / 3600.0 * DEGREES_AN_HOUR,
            share: Spread::Uniform { from: share.0, to: share.1 },
        }
    }

    /// The same with the start so many hours later.
    ///
    /// Equation: none. Source: definition. Valid always.
    ///
    /// Example: [`Sky::of`].
    #[must_use]
    pub fn later(mut self, hours: f64) -> Self {
        self.start += SignedDuration::from_secs((3600.0 * hours).round() as i64);
        self
    }

    /// Where the sun stands so many seconds after the start.
    ///
    /// Equation and source: [`sun`]. Valid as there.
    ///
    /// Example: [`Sky::of`].
    pub fn sun_after(&self, seconds: f64) -> Sun {
        let instant = self.start + SignedDuration::from_secs(seconds.round() as i64);
        sun(instant, self.latitude_deg, self.longitude_deg)
    }

    /// The share of a clear sky's light, draw by draw.
    ///
    /// Equation: [`Sky::of`]. Source: own judgement. Valid for a whole workout: clouds do not come and go.
    ///
    /// Example: [`super::band`].
    pub fn shares(&self, seed: u64, workout: &str) -> PerDraw<f64> {
        self.share.draws(named(named(seed, workout), "light"), 0)
    }
}

/// Light of a clear sky on the flat, in W/m².
///
/// Equation: 1098 cos z exp(-0.059 / cos z). Source: Haurwitz 1945, with the constant that pvlib uses. Valid by day, without haze.
///
/// ```
/// use charley_body::heat::sky::clear_w_m2;
/// assert!((clear_w_m2(1.0) - 1035.0).abs() < 1.0 && clear_w_m2(-0.2) == 0.0);
/// ```
pub fn clear_w_m2(zenith_cosine: f64) -> f64 {
    if zenith_cosine <= 0.0 {
        return 0.0;
    }
    1098.0 * zenith_cosine * (-0.059 / zenith_cosine).exp() // Haurwitz 1945, pvlib
}
