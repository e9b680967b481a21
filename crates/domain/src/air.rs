//! The air of a place, hour by hour or day by day, as a weather station or a weather model has it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A position on the Earth.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Latitude in degrees, north positive.
    pub latitude_deg: f64,
    /// Longitude in degrees, east positive.
    pub longitude_deg: f64,
}

/// Mean radius of the Earth in km.
const EARTH_RADIUS_KM: f64 = 6371.0; // definition: mean radius of the International Union of Geodesy and Geophysics

impl Position {
    /// A position, where both numbers are of one on the Earth.
    ///
    /// ```
    /// use charley_domain::air::Position;
    /// assert!(Position::of(52.5, 13.4).is_some() && Position::of(95.0, 0.0).is_none());
    /// ```
    pub fn of(latitude_deg: f64, longitude_deg: f64) -> Option<Self> {
        let is_on_earth = latitude_deg.abs() <= 90.0 && longitude_deg.abs() <= 180.0;
        is_on_earth.then_some(Self { latitude_deg, longitude_deg })
    }

    /// The position to a tenth of a degree, about 10 km: near enough for the air, too coarse for a door.
    ///
    /// ```
    /// use charley_domain::air::Position;
    /// let coarse = Position::of(52.5163, 13.3777).unwrap().coarse();
    /// assert_eq!(coarse, Position::of(52.5, 13.4).unwrap());
    /// ```
    #[must_use]
    pub fn coarse(self) -> Self {
        let tenth = |degrees: f64| (degrees * 10.0).round() / 10.0;
        Self { latitude_deg: tenth(self.latitude_deg), longitude_deg: tenth(self.longitude_deg) }
    }

    /// How far it is to another, in km along the ground.
    ///
    /// ```
    /// use charley_domain::air::Position;
    /// let (berlin, potsdam) = (Position::of(52.52, 13.41).unwrap(), Position::of(52.40, 13.06).unwrap());
    /// assert!((26.0..28.0).contains(&berlin.km_to(potsdam)));
    /// ```
    pub fn km_to(self, other: Self) -> f64 {
        let (a, b) = (self.latitude_deg.to_radians(), other.latitude_deg.to_radians());
        let apart = (other.longitude_deg - self.longitude_deg).to_radians();
        let half = |angle: f64| (angle / 2.0).sin().powi(2);
        let chord = half(b - a) + a.cos() * b.cos() * half(apart);
        2.0 * EARTH_RADIUS_KM * chord.sqrt().clamp(0.0, 1.0).asin()
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (south, west) = (self.latitude_deg < 0.0, self.longitude_deg < 0.0);
        let (ns, ew) = (if south { 'S' } else { 'N' }, if west { 'W' } else { 'E' });
        write!(f, "{:.1}°{ns} {:.1}°{ew}", self.latitude_deg.abs(), self.longitude_deg.abs())
    }
}

/// The place that some air is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AirPlace {
    /// What tells it from every other place: `dwd 00433`, `open-meteo 52.55 13.41`.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Where it is; a file that does not say so is taken to be of home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Height above the sea in m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elevation_m: Option<f64>,
    /// Whether a model of the weather computed it; otherwise a station measured it.
    #[serde(default)]
    pub is_model: bool,
}

/// The span that each row of some air is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AirStep {
    /// The moment of a full hour of universal time.
    Hour,
    /// A day: its temperature is the warmest of it.
    Day,
}

impl AirStep {
    /// How long it is, in seconds.
    pub const fn seconds(self) -> i64 {
        match self {
            Self::Hour => 3_600,
            Self::Day => 86_400,
        }
    }
}

/// The air of one hour or day.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct AirRow {
    /// Temperature in °C, in the shade two metres above the ground; of a day the warmest.
    pub air_c: Option<f64>,
    /// Dew point in °C.
    pub dew_point_c: Option<f64>,
    /// Wind in m/s, ten metres above the ground.
    pub wind_m_s: Option<f64>,
    /// Radiation of sun and sky on the level, in W/m².
    pub radiation_w_m2: Option<f64>,
    /// Sky covered by clouds, in %.
    pub cloud_pct: Option<f64>,
}

impl AirRow {
    /// Whether nothing is known of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a later file says of the same hour; what it does not say stays.
    pub fn add(&mut self, later: &Self) {
        self.air_c = later.air_c.or(self.air_c);
        self.dew_point_c = later.dew_point_c.or(self.dew_point_c);
        self.wind_m_s = later.wind_m_s.or(self.wind_m_s);
        self.radiation_w_m2 = later.radiation_w_m2.or(self.radiation_w_m2);
        self.cloud_pct = later.cloud_pct.or(self.cloud_pct);
    }
}

/// The air of one place over a time, without a gap in its rows: what is not known is an empty row.
#[derive(Debug, Clone, PartialEq)]
pub struct AirSeries {
    /// Where.
    pub place: AirPlace,
    /// What each row is of.
    pub step: AirStep,
    /// Number of the first hour, or day, since the beginning of 1970 (UTC).
    pub first: i64,
    /// The rows.
    pub rows: Vec<AirRow>,
}

impl AirSeries {
    /// The row of an hour or day, by its number.
    pub fn row(&self, number: i64) -> Option<&AirRow> {
        let place = usize::try_from(number.checked_sub(self.first)?).ok()?;
        self.rows.get(place).filter(|row| !row.is_empty())
    }

    /// The number of the hour or day that a moment lies in.
    pub fn number(&self, at: Timestamp) -> i64 {
        at.as_second().div_euclid(self.step.seconds())
    }

    /// How many of its rows say anything.
    pub fn known(&self) -> usize {
        self.rows.iter().filter(|row| !row.is_empty()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_over_the_date_line_is_short() {
        let km = |a: (f64, f64), b: (f64, f64)| {
            Position::of(a.0, a.1).unwrap().km_to(Position::of(b.0, b.1).unwrap())
        };
        assert!(km((-17.0, 179.9), (-17.0, -179.9)) < 25.0);
        assert!((km((0.0, 0.0), (0.0, 180.0)) - 20_015.0).abs() < 1.0, "half around");
    }

    #[test]
    fn a_later_file_adds_and_wins() {
        let mut row = AirRow { air_c: Some(20.0), wind_m_s: Some(3.0), ..AirRow::default() };
        row.add(&AirRow { air_c: Some(21.0), cloud_pct: Some(10.0), ..AirRow::default() });
        assert_eq!((row.air_c, row.wind_m_s, row.cloud_pct), (Some(21.0), Some(3.0), Some(10.0)));
    }
}
