//! The air that a place usually has at a time of the year and an hour of the day.

use jiff::civil::DateTime;
use serde::Serialize;

use crate::vapour::saturated_kpa;

/// Warmest day of the year, north and south: three weeks after the solstice.
const WARMEST_DAY: (f64, f64) = (201.0, 19.0); // own judgement
/// Warmest hour, how much each hour away from it is cooler, and how much the mean of the day is, in °C.
const WARMEST_H: f64 = 14.0; // docs/studies/sweat-and-heat.md section 4
const COOLER_AN_HOUR_C: f64 = 0.5; // docs/studies/sweat-and-heat.md section 4
const MEAN_BELOW_C: f64 = 3.0; // six hours of half a degree
/// Hours from the warmest to the last light.
const LIGHT_H: f64 = 8.0; // own judgement
/// Share of saturation at the mean of the day that the air holds.
const HELD: f64 = 0.62; // docs/studies/sweat-and-heat.md section 4
/// How far the air may be from the season's before its vapour is that of another time of the year, in °C: from, and wholly.
const ANOTHER_SEASON_C: (f64, f64) = (3.0, 6.0); // issue 17, part 2; the ramp is ours

/// A place at a time of the year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Climate {
    latitude_deg: f64,
    /// Cosine of the time of the year: 1 on the warmest day.
    season: f64,
}

impl Climate {
    /// The climate of a latitude in degrees on a day.
    ///
    /// Equation: yearly mean 28 - 0.0063 φ², amplitude 0.2 |φ|. Source: own fit to yearly means and amplitudes by latitude. Valid near
    /// sea level below 65° of latitude, to about 5 °C for one day.
    ///
    /// ```
    /// let july = charley_body::weather::Climate::of(48.0, "2026-07-20T12:00".parse()?);
    /// assert!((22.0..24.0).contains(&july.air_c(14.0)) && july.air_c(4.0) < 19.0);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(latitude_deg: f64, day: DateTime) -> Self {
        let (north, south) = WARMEST_DAY;
        let peak = if latitude_deg < 0.0 { south } else { north };
        let angle = (f64::from(day.day_of_year()) - peak) / 365.25 * std::f64::consts::TAU; // days in a year
        Self { latitude_deg, season: angle.cos() }
    }

    fn warmest_of_day_c(&self, season: f64) -> f64 {
        let mean_c = 28.0 - 0.006_3 * self.latitude_deg * self.latitude_deg; // own fit to yearly means by latitude
        mean_c + 0.2 * self.latitude_deg.abs() * season // own fit to yearly amplitudes
    }

    /// Usual air in °C at an hour of the day.
    ///
    /// Equation: half a degree less for each hour from 14 o'clock. Source: docs/studies/sweat-and-heat.md section 4. Valid outdoors.
    ///
    /// Example: [`Climate::of`].
    pub fn air_c(&self, hour: f64) -> f64 {
        self.warmest_of_day_c(self.season) - COOLER_AN_HOUR_C * from_warmest_h(hour)
    }

    /// Usual vapour pressure in kPa when the air at an hour is `air_c`.
    ///
    /// Equation: 0.62 of saturation at the mean of the day: of this day, and where the air is 6 °C from the season's or more, of the time
    /// of the year whose days are that warm. Source: docs/studies/sweat-and-heat.md section 4; the ramp between 3 and 6 °C is ours. Valid
    /// outdoors: hotter is drier within a season, and 38 °C is summer air.
    ///
    /// ```
    /// use charley_body::weather::Climate;
    /// let november = Climate::of(48.0, "2026-11-30T12:00".parse()?);
    /// let summer = Climate::of(48.0, "2026-07-20T12:00".parse()?);
    /// assert!((november.vapour_kpa(14.0, 38.0) - summer.vapour_kpa(14.0, 38.0)).abs() < 0.01);
    /// assert!(november.vapour_kpa(14.0, november.air_c(14.0)) < 0.6);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn vapour_kpa(&self, hour: f64, air_c: f64) -> f64 {
        let off_c = air_c - self.air_c(hour);
        let shift_c = off_c * self.otherness(hour, air_c);
        let mean_c = |season: f64| self.warmest_of_day_c(season) - MEAN_BELOW_C;
        HELD * saturated_kpa((mean_c(self.season) + shift_c).clamp(mean_c(-1.0), mean_c(1.0)))
    }

    /// How wholly the air is that of another time of the year, 0 to 1.
    pub(super) fn otherness(&self, hour: f64, air_c: f64) -> f64 {
        let (from_c, wholly_c) = ANOTHER_SEASON_C;
        (((air_c - self.air_c(hour)).abs() - from_c) / (wholly_c - from_c)).clamp(0.0, 1.0)
    }
}

/// How much warmer the air usually is in °C at one hour of the day than at another.
pub(super) fn warmer_c(from_h: f64, to_h: f64) -> f64 {
    COOLER_AN_HOUR_C * (from_warmest_h(from_h) - from_warmest_h(to_h))
}

/// How high the sun stands at an hour, as a share of its highest.
pub(super) fn light(hour: f64) -> f64 {
    (1.0 - from_warmest_h(hour) / LIGHT_H).max(0.0)
}

/// Hours from the warmest hour, round the clock.
fn from_warmest_h(hour: f64) -> f64 {
    let after = (hour - WARMEST_H).rem_euclid(24.0);
    after.min(24.0 - after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hotter_is_drier_and_never_holds_less_vapour() {
        for latitude in [-60.0, -35.0, 0.0, 20.0, 48.0, 65.0] {
            for month in 1..=12 {
                let climate = Climate::of(latitude, jiff::civil::date(2026, month, 15).at(12, 0, 0, 0));
                let mut before = 0.0;
                for tenth in -200..450 {
                    let air_c = f64::from(tenth) / 10.0;
                    let vapour = climate.vapour_kpa(10.0, air_c);
                    assert!(vapour >= before && vapour.is_finite(), "{latitude} {month} {air_c}");
                    before = vapour;
                }
                // 42 °C is a dry heat outside the tropics.
                let humid = climate.vapour_kpa(14.0, 42.0) / saturated_kpa(42.0);
                assert!(humid < 0.35, "{latitude} {month}: {humid}");
            }
        }
    }

    #[test]
    fn the_night_is_round() {
        assert!((warmer_c(23.9, 24.1)).abs() < 0.11 && (warmer_c(14.0, 38.0)).abs() < 1e-9);
        assert!(light(2.0) < 1e-9 && (light(14.0) - 1.0).abs() < 1e-9);
    }
}
