//! JSON of a Garmin account's export: sleep, drinks, weights and days.
//!
//! Times are universal where they are called GMT. What is called local is the clock on the wall pretending to be universal: the
//! difference of the two is the offset of that night, and nothing else is made of it.

use charley_domain::{
    observation::{NightSleep, Observed, Stages},
    quantity::{BodyMass, FluidVolume, HeartRate, Hours},
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::Deserialize;

use crate::{ReadError, health::Drawer, rows};

/// Name under which the account's own sums stand.
const BY: &str = "Garmin Connect";

/// Whether some text is one of these files.
pub(crate) fn looks_like(head: &str) -> bool {
    GarminFile::of(head).is_some()
}

/// Which of the files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GarminFile {
    Sleep,
    Hydration,
    Weight,
    Days,
}

impl GarminFile {
    fn of(head: &str) -> Option<Self> {
        let has = |key: &str| head.contains(key);
        if has("\"sleepStartTimestampGMT\"") {
            Some(Self::Sleep)
        } else if has("\"valueInML\"") {
            Some(Self::Hydration)
        } else if has("\"restingHeartRate\"") && has("\"totalSteps\"") {
            Some(Self::Days)
        } else if has("\"weight\"") && has("\"timestampGMT\"") {
            Some(Self::Weight)
        } else {
            None
        }
    }
}

/// Reads one of these files.
pub(crate) fn read(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    match GarminFile::of(text) {
        Some(GarminFile::Sleep) => rows::each(text, |night: GarminNight| night.keep(&mut drawer))?,
        Some(GarminFile::Hydration) => rows::each(text, |drink: GarminDrink| drink.keep(&mut drawer, home))?,
        Some(GarminFile::Weight) => rows::each(text, |weighed: GarminWeighing| weighed.keep(&mut drawer))?,
        Some(GarminFile::Days) => rows::each(text, |day: GarminDay| day.keep(&mut drawer, home))?,
        None => {}
    }
    Ok(drawer)
}

/// A time as the files of different years write it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum GarminTime {
    Text(String),
    Ms(f64),
}

impl GarminTime {
    /// Milliseconds since 1970, of a clock that is universal or pretends to be.
    fn ms(&self) -> Option<i64> {
        match self {
            Self::Text(text) => {
                let wall: DateTime = text.trim_end_matches('Z').parse().ok()?;
                Some(jiff::tz::Offset::UTC.to_timestamp(wall).ok()?.as_millisecond())
            }
            Self::Ms(ms) => Some(*ms as i64),
        }
    }

    fn wall(&self) -> Option<DateTime> {
        let at = Timestamp::from_millisecond(self.ms()?).ok()?;
        Some(jiff::tz::Offset::UTC.to_datetime(at))
    }
}

/// The instant of a time on the wall of home.
fn at_home(wall: DateTime, home: &TimeZone) -> Option<i64> {
    Some(home.to_ambiguous_zoned_datetime(wall).compatible().ok()?.timestamp().as_millisecond())
}

#[derive(Debug, Deserialize)]
struct GarminNight {
    #[serde(rename = "sleepStartTimestampGMT")]
    begins: GarminTime,
    #[serde(rename = "sleepEndTimestampGMT")]
    ends: GarminTime,
    #[serde(rename = "sleepEndTimestampLocal")]
    ends_local: Option<GarminTime>,
    #[serde(rename = "deepSleepSeconds")]
    deep_s: Option<f64>,
    #[serde(rename = "lightSleepSeconds")]
    light_s: Option<f64>,
    #[serde(rename = "remSleepSeconds")]
    rem_s: Option<f64>,
    #[serde(rename = "awakeSleepSeconds")]
    awake_s: Option<f64>,
}

impl GarminNight {
    fn keep(&self, drawer: &mut Drawer) {
        let (Some(begins), Some(ends)) = (self.begins.ms(), self.ends.ms()) else { return };
        let staged_s = [self.deep_s, self.light_s, self.rem_s].iter().flatten().sum::<f64>();
        // A night off the wrist has no stages at all.
        let Ok(asleep_h) = Hours::from_h(staged_s / 3600.0) else { return };
        if staged_s <= 0.0 || ends <= begins {
            return;
        }
        let minutes = |seconds: Option<f64>| (seconds.unwrap_or(0.0) / 60.0).round().max(0.0) as u32;
        let stages = Stages {
            light_min: minutes(self.light_s),
            deep_min: minutes(self.deep_s),
            rem_min: minutes(self.rem_s),
            awake_min: minutes(self.awake_s),
        };
        let local = self.ends_local.as_ref().and_then(GarminTime::ms);
        let offset_ms = local.and_then(|local| local.checked_sub(ends));
        let offset_s = offset_ms.and_then(|ms| crate::clock::earthly_offset_s(ms / 1000));
        let at = |ms| Timestamp::from_millisecond(ms).ok();
        if let (Some(begins), Some(ends)) = (at(begins), at(ends)) {
            drawer.sleep(BY, NightSleep { begins, ends, asleep_h, stages: Some(stages) }, offset_s);
        }
    }
}

#[derive(Debug, Deserialize)]
struct GarminDrink {
    #[serde(rename = "valueInML")]
    volume_ml: f64,
    #[serde(rename = "timestampLocal")]
    local: Option<GarminTime>,
}

impl GarminDrink {
    fn keep(&self, drawer: &mut Drawer, home: &TimeZone) {
        let at_ms = self.local.as_ref().and_then(GarminTime::wall).and_then(|wall| at_home(wall, home));
        if let (Some(at_ms), Ok(volume_ml)) = (at_ms, FluidVolume::from_ml(self.volume_ml))
            && self.volume_ml > 0.0
        {
            drawer.value(BY, at_ms, None, Observed::Water { volume_ml });
        }
    }
}

#[derive(Debug, Deserialize)]
struct GarminWeighing {
    weight: GarminWeight,
}

#[derive(Debug, Deserialize)]
struct GarminWeight {
    #[serde(rename = "weight")]
    mass_g: f64,
    #[serde(rename = "timestampGMT")]
    at: GarminTime,
}

impl GarminWeighing {
    fn keep(&self, drawer: &mut Drawer) {
        let mass = BodyMass::from_kg(self.weight.mass_g / 1000.0);
        if let (Some(at_ms), Ok(mass_kg)) = (self.weight.at.ms(), mass) {
            drawer.value(BY, at_ms, None, Observed::Weight { mass_kg });
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct GarminDay {
    calendar_date: String,
    total_steps: Option<f64>,
    resting_heart_rate: Option<f64>,
}

impl GarminDay {
    fn keep(&self, drawer: &mut Drawer, home: &TimeZone) {
        let date: Option<jiff::civil::Date> = self.calendar_date.get(..10).and_then(|date| date.parse().ok());
        let Some(at_ms) = date.and_then(|date| at_home(date.at(23, 59, 0, 0), home)) else { return };
        if let Some(count) = self.total_steps.filter(|steps| (1.0..1e6).contains(steps)) {
            drawer.value(BY, at_ms, None, Observed::Steps { count: count as u32 });
        }
        if let Some(Ok(heart_rate_bpm)) = self.resting_heart_rate.map(HeartRate::from_bpm) {
            drawer.value(BY, at_ms, None, Observed::RestingHeartRate { heart_rate_bpm });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        assert!(looks_like(text));
        read(text, &TimeZone::get("Europe/Berlin").unwrap())
            .unwrap()
            .told(&TimeZone::get("Europe/Berlin").unwrap())
    }

    #[test]
    fn a_night_has_its_instants_from_gmt_and_its_offset_from_the_difference() {
        // In New York: local is four hours behind, written as if it were universal.
        let ends = "2026-07-02T10:30:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        let text = format!(
            "[{{\"sleepStartTimestampGMT\":\"2026-07-02T03:00:00.0\",\"sleepEndTimestampGMT\":\"2026-07-02T10:30:00.0\",\
             \"sleepEndTimestampLocal\":{},\"calendarDate\":\"2026-07-02\",\"deepSleepSeconds\":5400,\"lightSleepSeconds\":14400,\
             \"remSleepSeconds\":6000,\"awakeSleepSeconds\":1200}},{{\"sleepStartTimestampGMT\":\"2026-07-03T03:00:00.0\",\
             \"sleepEndTimestampGMT\":\"2026-07-03T10:30:00.0\",\"deepSleepSeconds\":null}},{{\"odd\":1}}]",
            ends - 4 * 3_600_000
        );
        let told = told(&text);
        assert_eq!(told.len(), 1, "a night off the wrist and an odd row are none");
        assert_eq!(told[0].at.to_string(), "2026-07-02T06:30:00-04:00");
        assert_eq!(told[0].night.to_string(), "2026-07-01");
        let Observed::Sleep(sleep) = &told[0].observation.what else { panic!("a sleep") };
        assert!((sleep.asleep_h.h() - 25_800.0 / 3600.0).abs() < 1e-9);
    }

    #[test]
    fn drinks_weights_and_days() {
        let drink = told("[{\"valueInML\":250.0,\"timestampLocal\":\"2026-07-02T08:15:00.0\"}]");
        assert_eq!(drink[0].at.to_string(), "2026-07-02T08:15:00+02:00");
        let weight = told("[{\"weight\":{\"weight\":61500.0,\"timestampGMT\":\"2026-07-02T05:00:00.0\"}}]");
        let mass_kg = BodyMass::from_kg(61.5).unwrap();
        assert_eq!(weight[0].observation.what, Observed::Weight { mass_kg });
        let day = told("[{\"calendarDate\":\"2026-07-02\",\"totalSteps\":8000,\"restingHeartRate\":51}]");
        assert_eq!((day.len(), day[0].night.to_string()), (2, "2026-07-02".to_owned()));
    }

    #[test]
    fn what_is_no_json_is_said() {
        assert_eq!(read("[{\"sleepStartTimestampGMT\": ", &TimeZone::UTC).unwrap_err().code, "bad_json");
    }
}
