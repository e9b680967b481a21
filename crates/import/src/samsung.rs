//! Tables of Samsung Health: sleep, its stages, weight, water, caffeine and steps.
//!
//! The first line names the table, the second its columns, some with the table's name before them; each row ends in one comma
//! too many. Times are universal, with the offset of the place beside them.

use charley_domain::{
    observation::Observed,
    quantity::{BodyMass, Caffeine, FluidVolume},
};
use jiff::{civil::DateTime, tz::Offset};

use crate::{
    ReadError,
    health::{Drawer, SleepPiece, SleepStage},
    table,
};

const BY: &str = "Samsung Health";

/// Which table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SamsungTable {
    Sleep,
    Stages,
    Weight,
    Water,
    Caffeine,
    Steps,
}

impl SamsungTable {
    /// The table that the first line names: `com.samsung.shealth.sleep,84,1`.
    fn of(text: &str) -> Option<Self> {
        let line = text.trim_start_matches('\u{feff}').lines().next()?;
        let name = line.split(',').next()?.trim().strip_prefix("com.samsung.")?;
        Some(match name {
            "shealth.sleep" | "health.sleep" => Self::Sleep,
            "health.sleep_stage" => Self::Stages,
            "health.weight" => Self::Weight,
            "health.water_intake" => Self::Water,
            "health.caffeine_intake" => Self::Caffeine,
            "shealth.tracker.pedometer_step_count" | "health.step_count" => Self::Steps,
            _ => return None,
        })
    }
}

/// Whether some text is one of these tables.
pub(crate) fn looks_like(head: &str) -> bool {
    SamsungTable::of(head).is_some()
}

/// Reads one of these tables.
pub(crate) fn read(text: &str) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    if let Some(table) = SamsungTable::of(text) {
        let body = text.split_once('\n').map_or("", |(_, body)| body);
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(body.as_bytes());
        let bad = |error: csv::Error| {
            ReadError::new("bad_table", format!("the table breaks ({error}): export it again"))
        };
        // A column is known by what stands behind the last point of its name.
        let plain = |name: &str| name.rsplit('.').next().unwrap_or(name).trim().to_owned();
        let names: Vec<String> = rows.headers().map_err(bad)?.iter().map(plain).collect();
        for row in rows.records().flatten() {
            keep(&mut drawer, table, &SamsungRow { names: &names, row: &row });
        }
    }
    Ok(drawer)
}

/// A row with the names of its columns.
struct SamsungRow<'a> {
    names: &'a [String],
    row: &'a csv::StringRecord,
}

impl SamsungRow<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        let at = self.names.iter().position(|column| column == name)?;
        self.row.get(at).map(str::trim).filter(|text| !text.is_empty())
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.text(name)?.parse().ok()
    }

    /// Milliseconds since 1970 of a time, which is universal.
    fn ms(&self, name: &str) -> Option<i64> {
        let text = self.text(name)?;
        if let Ok(ms) = text.parse::<i64>() {
            return Some(ms);
        }
        let wall: DateTime = text.replacen(' ', "T", 1).parse().ok()?;
        Some(Offset::UTC.to_timestamp(wall).ok()?.as_millisecond())
    }

    /// The offset behind `UTC+0200`.
    fn offset_s(&self) -> Option<i32> {
        table::offset_s(self.text("time_offset")?)
    }
}

fn keep(drawer: &mut Drawer, table: SamsungTable, row: &SamsungRow<'_>) -> Option<()> {
    let from_ms = row.ms("start_time")?;
    let offset_s = row.offset_s();
    let mut value = |what| drawer.value(BY, from_ms, offset_s, what);
    match table {
        SamsungTable::Sleep | SamsungTable::Stages => {
            let stage =
                if table == SamsungTable::Sleep { SleepStage::Asleep } else { stage(row.number("stage")?) };
            // Sleep without stages and its stages are told apart, so that the one with stages is taken.
            let by = if table == SamsungTable::Sleep { BY } else { "Samsung Health (stages)" };
            drawer.piece(by, SleepPiece { from_ms, to_ms: row.ms("end_time")?, stage, offset_s });
        }
        SamsungTable::Steps => {
            // Phone and watch count the same walk: each has a counter of its own.
            let device: String = row.text("deviceuuid").unwrap_or("").chars().take(6).collect();
            let by = if device.is_empty() { BY.to_owned() } else { format!("{BY} {device}") };
            drawer.steps(&by, (from_ms, row.ms("end_time")?), row.number("count")?);
        }
        SamsungTable::Weight => {
            value(Observed::Weight { mass_kg: BodyMass::from_kg(row.number("weight")?).ok()? });
        }
        SamsungTable::Water => {
            value(Observed::Water { volume_ml: FluidVolume::from_ml(row.number("amount")?).ok()? });
        }
        SamsungTable::Caffeine => {
            value(Observed::Caffeine { caffeine_mg: Caffeine::from_mg(row.number("amount")?).ok()? });
        }
    }
    Some(())
}

/// What the number of a stage means.
fn stage(number: f64) -> SleepStage {
    match number as i64 {
        40_001 => SleepStage::Awake,
        40_002 => SleepStage::Light,
        40_003 => SleepStage::Deep,
        40_004 => SleepStage::Rem,
        _ => SleepStage::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        assert!(looks_like(text));
        read(text).unwrap().told(&TimeZone::get("America/New_York").unwrap())
    }

    #[test]
    fn a_night_is_universal_with_the_offset_beside_it() {
        let told = told(
            "com.samsung.shealth.sleep,84,1\nsleep_score,com.samsung.health.sleep.start_time,com.samsung.health.sleep.end_time,\
             com.samsung.health.sleep.time_offset\n79,2026-09-01 21:00:00.000,2026-09-02 05:30:00.000,UTC+0200,\n",
        );
        assert_eq!(told[0].at.to_string(), "2026-09-02T07:30:00+02:00");
        assert_eq!(told[0].night.to_string(), "2026-09-01");
    }

    #[test]
    fn stages_make_a_night_and_an_unknown_one_is_neither_asleep_nor_awake() {
        let night = |unknown_until: &str| {
            let stages = STAGES.replace("UNTIL", unknown_until);
            told(&stages)
        };
        assert!(night("04:00").is_empty(), "of a night with hours unknown nobody knows the length");
        let told = night("02:50");
        let Observed::Sleep(sleep) = &told[0].observation.what else { panic!("a sleep") };
        assert!((sleep.asleep_h.h() - 5.0).abs() < 1e-9);
        assert_eq!(sleep.stages.map(|stages| stages.deep_min), Some(60));
    }

    const STAGES: &str = "com.samsung.health.sleep_stage,12,1\nstart_time,end_time,stage,time_offset\n\
             2026-09-01 21:00:00.000,2026-09-02 01:00:00.000,40002,UTC+0200,\n\
             2026-09-02 01:00:00.000,2026-09-02 02:00:00.000,40003,UTC+0200,\n\
             2026-09-02 02:00:00.000,2026-09-02 02:30:00.000,40001,UTC+0200,\n\
             2026-09-02 02:30:00.000,2026-09-02 UNTIL:00.000,49999,UTC+0200,\n";

    #[test]
    fn weights_and_drinks_have_their_units_in_the_table() {
        let weight = told(
            "com.samsung.health.weight,1,1\nheight,weight,start_time,time_offset\n170,61.5,2026-09-02 05:30:00.000,UTC+0200,\n",
        );
        let mass_kg = BodyMass::from_kg(61.5).unwrap();
        assert_eq!(weight[0].observation.what, Observed::Weight { mass_kg });
        let water = told(
            "com.samsung.health.water_intake,1,1\namount,start_time,time_offset\n250,2026-09-02 05:30:00.000,UTC+0200,\n",
        );
        let volume_ml = FluidVolume::from_ml(250.0).unwrap();
        assert_eq!(water[0].observation.what, Observed::Water { volume_ml });
    }
}
