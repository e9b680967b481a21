//! What a column of a table of weather holds, and how its unit becomes that of the house.

use charley_domain::air::AirRow;

/// A quantity of the air.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AirQuantity {
    /// Temperature of an hour, or the warmest of a day.
    Air,
    DewPoint,
    Humidity,
    Wind,
    Radiation,
    Cloud,
}

/// A quantity in a unit: what is read becomes `value × times + plus`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct AirMeasure {
    pub(super) quantity: AirQuantity,
    times: f64,
    plus: f64,
}

const KM_H: f64 = 1.0 / 3.6;
const MILES_H: f64 = 0.447_04; // NIST SP 811
const KNOTS: f64 = 0.514_444; // NIST SP 811
/// Of eight parts of the sky.
const EIGHTHS: f64 = 12.5;

impl AirMeasure {
    /// A quantity in the unit of the house.
    pub(super) const fn plain(quantity: AirQuantity) -> Self {
        Self { quantity, times: 1.0, plus: 0.0 }
    }

    /// Wind in km/h.
    pub(super) const WIND_KM_H: Self = Self { quantity: AirQuantity::Wind, times: KM_H, plus: 0.0 };
    /// The sky in eighths.
    pub(super) const SKY_EIGHTHS: Self = Self { quantity: AirQuantity::Cloud, times: EIGHTHS, plus: 0.0 };

    /// A quantity in a unit as tables write it; `None` of a unit that it cannot have.
    pub(super) fn in_unit(quantity: AirQuantity, unit: &str) -> Option<Self> {
        let unit: String = unit.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
        let temperature = matches!(quantity, AirQuantity::Air | AirQuantity::DewPoint);
        let plain: &[&str] = match quantity {
            AirQuantity::Air | AirQuantity::DewPoint => &["°c", "c", "celsius", "degc", ""],
            AirQuantity::Humidity | AirQuantity::Cloud => &["%", ""],
            AirQuantity::Wind => &["m/s", "ms", "ms-1"],
            AirQuantity::Radiation => &["w/m²", "w/m2", "wm-2", ""],
        };
        let (times, plus) = match unit.as_str() {
            unit if plain.contains(&unit) => (1.0, 0.0),
            "°f" | "f" | "fahrenheit" | "degf" if temperature => (5.0 / 9.0, -160.0 / 9.0),
            "k" | "kelvin" if temperature => (1.0, -273.15),
            "km/h" | "kmh" | "" if quantity == AirQuantity::Wind => (KM_H, 0.0),
            "mp/h" | "mph" | "mi/h" if quantity == AirQuantity::Wind => (MILES_H, 0.0),
            "kn" | "kt" | "knots" if quantity == AirQuantity::Wind => (KNOTS, 0.0),
            _ => return None,
        };
        Some(Self { quantity, times, plus })
    }

    pub(super) fn value(self, read: f64) -> f64 {
        read * self.times + self.plus
    }
}

/// What one row of a table says, before it is one of the air.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AirSaid {
    row: AirRow,
    humidity_pct: Option<f64>,
    /// A temperature that no air has.
    pub(super) impossible_c: Option<f64>,
}

impl AirSaid {
    /// Takes one cell; what no air can have is left out.
    pub(super) fn add(&mut self, measure: AirMeasure, read: f64) {
        let value = measure.value(read);
        let within = |range: std::ops::RangeInclusive<f64>| range.contains(&value).then_some(value);
        match measure.quantity {
            AirQuantity::Air => {
                self.row.air_c = within(-90.0..=58.0); // own judgement: beyond the records of the air near the ground
                self.impossible_c =
                    if self.row.air_c.is_none() && value.is_finite() { Some(value) } else { None };
            }
            AirQuantity::DewPoint => self.row.dew_point_c = within(-100.0..=40.0),
            AirQuantity::Humidity => self.humidity_pct = within(1.0..=105.0).map(|pct| pct.min(100.0)),
            AirQuantity::Wind => self.row.wind_m_s = within(0.0..=115.0),
            AirQuantity::Radiation => {
                self.row.radiation_w_m2 = within(-20.0..=1600.0).map(|watt| watt.max(0.0));
            }
            AirQuantity::Cloud => self.row.cloud_pct = within(0.0..=112.5).map(|pct| pct.min(100.0)),
        }
    }

    /// The row, its dew point by the humidity where none was said.
    pub(super) fn row(&self) -> AirRow {
        let mut row = self.row;
        let by_humidity = || Some(dew_point_c(row.air_c?, self.humidity_pct?));
        row.dew_point_c = row.dew_point_c.or_else(by_humidity);
        // Air holds no more water than it can: a dew point above it is of another hour, or of another unit.
        if row.air_c.zip(row.dew_point_c).is_some_and(|(air, dew)| dew > air + 1.0) {
            row.dew_point_c = None;
        }
        row
    }
}

/// Dew point in °C of air of a relative humidity.
fn dew_point_c(air_c: f64, humidity_pct: f64) -> f64 {
    // Magnus form over water, ISO 7933:2023 Annex E.
    let log = (humidity_pct / 100.0).ln() + 17.27 * air_c / (air_c + 237.3);
    237.3 * log / (17.27 - log)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_become_those_of_the_house() {
        let reads = |quantity, unit: &str, read: f64, value: f64| {
            assert!(
                (AirMeasure::in_unit(quantity, unit).unwrap().value(read) - value).abs() < 0.01,
                "{read} {unit}"
            );
        };
        reads(AirQuantity::Air, "°F", 86.0, 30.0);
        reads(AirQuantity::Wind, "mp/h", 10.0, 4.47);
        reads(AirQuantity::Wind, "km/h", 36.0, 10.0);
        assert_eq!(AirMeasure::in_unit(AirQuantity::Air, "hPa"), None);
        assert!((dew_point_c(20.0, 50.0) - 9.3).abs() < 0.1);
    }
}
