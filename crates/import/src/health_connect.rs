//! Rows of Health Connect's export become observations: grams, litres and seconds as it has them.

use charley_domain::{
    observation::{HrvMeasure, Observed},
    quantity::{BodyMass, BodyTemperature, Caffeine, FluidVolume, HeartRate, HeartRateVariability},
};

use crate::{
    Format, ReadAir, ReadError, Reader, Reading,
    health::{Drawer, Health, SleepPiece, SleepStage},
};

/// Less than this was not recorded: the export writes the smallest number there is.
const RECORDED: f64 = 1e-9;

/// What was read of an export so far.
#[derive(Debug, Default)]
pub struct HealthConnect(Drawer);

/// One row of the export.
#[derive(Debug, Clone, Copy)]
pub struct HealthConnectRow<'a> {
    /// What it is of: `sleep`, `stage`, `weight`, `water`, `caffeine`, `steps`, `resting`, `variability`, `temperature`.
    pub of: &'a str,
    /// The app that wrote it.
    pub by: &'a str,
    /// Its beginning, in milliseconds since 1970.
    pub from_ms: i64,
    /// Its end.
    pub to_ms: i64,
    /// Offset of the clock at its end, in seconds. Nought is what older apps write who know none.
    pub offset_s: Option<i64>,
    /// The value in the unit of the export.
    pub value: Option<f64>,
}

impl HealthConnect {
    /// Takes over a row; what cannot be is none.
    pub fn add(&mut self, row: &HealthConnectRow<'_>) {
        let offset_s = row.offset_s.filter(|offset| *offset != 0).and_then(crate::clock::earthly_offset_s);
        let piece = |stage| SleepPiece { from_ms: row.from_ms, to_ms: row.to_ms, stage, offset_s };
        let value = row.value.filter(|value| *value > RECORDED);
        match (row.of, value) {
            ("sleep", _) => self.0.piece(row.by, piece(SleepStage::Asleep)),
            ("stage", _) => {
                if let Some(stage) = row.value.map(stage) {
                    self.0.piece(row.by, piece(stage));
                }
            }
            ("steps", Some(count)) => self.0.steps(row.by, (row.from_ms, row.to_ms), count),
            (of, Some(value)) => {
                if let Some(what) = observed(of, value) {
                    self.0.value(row.by, row.from_ms, offset_s, what);
                }
            }
            (_, None) => {}
        }
    }

    /// Everything, by the clock of home where the export knows no other.
    ///
    /// # Errors
    /// [`ReadError`] when nothing in it can be used.
    pub fn told(self, reader: &Reader<'_>) -> Result<Reading, ReadError> {
        let observations = self.0.told(reader.home);
        if observations.is_empty() {
            let sentence = "this export of Health Connect holds neither sleep, weight, drinks nor steps: allow your apps to write there and export it again";
            return Err(
                ReadError::new("no_observation", sentence).holding(&["no sleep, weight, drinks or steps"])
            );
        }
        let health = Health { observations, ..Health::default() };
        let (workouts, notes) = (Vec::new(), Vec::new());
        Ok(Reading {
            format: Format::HealthConnect,
            workouts,
            damage: None,
            notes,
            health,
            air: ReadAir::default(),
        })
    }
}

/// What the number of a stage means; out of bed and awake are both no sleep. The reference is the table of Android.
fn stage(number: f64) -> SleepStage {
    match number as i64 {
        1 | 3 | 7 => SleepStage::Awake,
        2 => SleepStage::Asleep,
        4 => SleepStage::Light,
        5 => SleepStage::Deep,
        6 => SleepStage::Rem,
        _ => SleepStage::Unknown,
    }
}

fn observed(of: &str, value: f64) -> Option<Observed> {
    Some(match of {
        "weight" => Observed::Weight { mass_kg: BodyMass::from_kg(value / 1000.0).ok()? },
        "water" => Observed::Water { volume_ml: FluidVolume::from_ml(value * 1000.0).ok()? },
        "caffeine" => Observed::Caffeine { caffeine_mg: Caffeine::from_mg(value * 1000.0).ok()? },
        "resting" => Observed::RestingHeartRate { heart_rate_bpm: HeartRate::from_bpm(value).ok()? },
        "variability" => {
            let variability_ms = HeartRateVariability::from_ms(value).ok()?;
            Observed::HeartRateVariability { measure: HrvMeasure::Rmssd, variability_ms }
        }
        "temperature" => Observed::BodyTemperature { temperature_c: BodyTemperature::from_c(value).ok()? },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn row(of: &str, hours: (i64, i64), offset_s: i64, value: Option<f64>) -> HealthConnectRow<'_> {
        // From midnight of 2 September 2026 in universal time.
        let at = |hour: i64| (1_788_307_200 + hour * 3_600) * 1_000;
        HealthConnectRow {
            of,
            by: "app",
            from_ms: at(hours.0),
            to_ms: at(hours.1),
            offset_s: Some(offset_s),
            value,
        }
    }

    fn told(rows: &[HealthConnectRow<'_>]) -> Reading {
        let mut export = HealthConnect::default();
        for row in rows {
            export.add(row);
        }
        export.told(&Reader::at(&TimeZone::get("America/Los_Angeles").unwrap())).unwrap()
    }

    #[test]
    fn units_are_those_of_the_export_and_the_smallest_number_is_none() {
        let reading = told(&[
            row("weight", (6, 6), -25_200, Some(61_500.0)),
            row("water", (7, 7), -25_200, Some(0.25)),
            row("caffeine", (8, 8), -25_200, Some(0.08)),
            row("caffeine", (9, 9), -25_200, Some(5e-324)),
        ]);
        let kinds: Vec<String> =
            reading.health.observations.iter().map(|dated| format!("{:?}", dated.observation.what)).collect();
        assert_eq!(
            kinds,
            [
                "Weight { mass_kg: BodyMass(61.5) }",
                "Water { volume_ml: FluidVolume(250.0) }",
                "Caffeine { caffeine_mg: Caffeine(80.0) }"
            ]
        );
    }

    #[test]
    fn an_offset_of_nought_far_from_greenwich_is_not_believed() {
        let night =
            |offset_s| told(&[row("sleep", (7, 14), offset_s, None)]).health.observations[0].at.to_string();
        assert_eq!(night(-25_200), "2026-09-02T07:00:00-07:00");
        assert_eq!(night(0), "2026-09-02T07:00:00-07:00");
        assert_eq!(night(7_200), "2026-09-02T16:00:00+02:00");
    }
}
