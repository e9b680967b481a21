//! JSON of Fitbit, as it lies in Google Takeout: sleep, weights and heart rates at rest.
//!
//! Times are those of the wall without a zone; through a night the offset of its beginning holds, so that a night lasts as long
//! as its two times differ.

use charley_domain::{
    observation::{NightSleep, Observed, Stages},
    quantity::{BodyMass, HeartRate, Hours},
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
use serde::Deserialize;

use crate::{ReadError, health::Drawer, rows, table};

const BY: &str = "Fitbit";
const A_MINUTE_MS: i64 = 60_000; // definition
const KG_OF_POUND: f64 = 0.453_592_37; // NIST SP 811
/// Heights that a body mass and its index may give, in metres.
const HEIGHTS_M: std::ops::RangeInclusive<f64> = 1.2..=2.15; // own judgement

/// Whether some text is one of these files.
pub(crate) fn looks_like(head: &str) -> bool {
    FitbitFile::of(head).is_some()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FitbitFile {
    Sleep,
    Weight,
    Resting,
}

impl FitbitFile {
    fn of(head: &str) -> Option<Self> {
        let has = |key: &str| head.contains(key);
        if has("\"dateOfSleep\"") {
            Some(Self::Sleep)
        } else if has("\"logId\"") && has("\"bmi\"") {
            Some(Self::Weight)
        } else if has("\"dateTime\"") && has("\"error\"") && has("\"date\"") {
            Some(Self::Resting)
        } else {
            None
        }
    }
}

/// Whether some text is a table of steps, as newer exports have them: a file a day, named by it.
pub(crate) fn looks_like_table(head: &str) -> bool {
    table::names(head).starts_with(&["timestamp".to_owned(), "steps".to_owned()])
}

/// Steps since the row before, most often of a minute; times are universal where they end in Z.
fn steps(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    table::each(text, |row| {
        let (from, _) = table::instant(row.text(&["timestamp"])?, home)?;
        let from_ms = from.as_millisecond();
        drawer.steps(BY, (from_ms, from_ms + A_MINUTE_MS), row.number(&["steps"])?);
        Some(())
    })?;
    Ok(drawer)
}

/// Reads one of these files.
pub(crate) fn read(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    if looks_like_table(text) {
        return steps(text, home);
    }
    let mut drawer = Drawer::default();
    match FitbitFile::of(text) {
        Some(FitbitFile::Sleep) => rows::each(text, |night: FitbitNight| night.keep(&mut drawer, home))?,
        Some(FitbitFile::Weight) => rows::each(text, |weight: FitbitWeight| weight.keep(&mut drawer, home))?,
        Some(FitbitFile::Resting) => rows::each(text, |day: FitbitRestingDay| day.keep(&mut drawer, home))?,
        None => {}
    }
    Ok(drawer)
}

fn at_home(wall: DateTime, home: &TimeZone) -> Option<Timestamp> {
    Some(home.to_ambiguous_zoned_datetime(wall).compatible().ok()?.timestamp())
}

/// A date as the account's files have it: `2026-03-01` or, in the order of the United States, `03/01/26`.
fn date(text: &str) -> Option<Date> {
    let day = text.split_whitespace().next()?;
    if let Some((month, rest)) = day.split_once('/') {
        let (of_month, year) = rest.split_once('/')?;
        return Date::new(2000 + year.parse::<i16>().ok()?, month.parse().ok()?, of_month.parse().ok()?).ok();
    }
    day.get(..10)?.parse().ok()
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FitbitNight {
    start_time: String,
    end_time: String,
    minutes_asleep: Option<f64>,
    main_sleep: Option<bool>,
    levels: Option<FitbitLevels>,
}

#[derive(Debug, Deserialize)]
struct FitbitLevels {
    summary: Option<FitbitLevelSums>,
}

#[derive(Debug, Deserialize)]
struct FitbitLevelSums {
    deep: Option<FitbitLevel>,
    light: Option<FitbitLevel>,
    rem: Option<FitbitLevel>,
    wake: Option<FitbitLevel>,
}

#[derive(Debug, Deserialize)]
struct FitbitLevel {
    minutes: Option<f64>,
}

impl FitbitNight {
    fn keep(&self, drawer: &mut Drawer, home: &TimeZone) -> Option<()> {
        if self.main_sleep == Some(false) {
            return None;
        }
        let (start, end): (DateTime, DateTime) = (self.start_time.parse().ok()?, self.end_time.parse().ok()?);
        let begins = at_home(start, home)?;
        let ends = begins.checked_add(end.duration_since(start)).ok()?;
        let asleep_h = Hours::from_h(self.minutes_asleep.filter(|minutes| *minutes > 0.0)? / 60.0).ok()?;
        if ends <= begins {
            return None;
        }
        let stages = self.levels.as_ref().and_then(|levels| levels.summary.as_ref()?.stages());
        drawer.sleep(BY, NightSleep { begins, ends, asleep_h, stages }, None);
        Some(())
    }
}

impl FitbitLevelSums {
    /// Stages; the older classic form has none.
    fn stages(&self) -> Option<Stages> {
        let minutes =
            |level: &Option<FitbitLevel>| level.as_ref()?.minutes.map(|minutes| minutes.max(0.0) as u32);
        Some(Stages {
            deep_min: minutes(&self.deep)?,
            light_min: minutes(&self.light)?,
            rem_min: minutes(&self.rem)?,
            awake_min: minutes(&self.wake).unwrap_or(0),
        })
    }
}

#[derive(Debug, Deserialize)]
struct FitbitWeight {
    #[serde(rename = "weight")]
    mass: f64,
    bmi: f64,
    date: String,
    time: Option<String>,
}

impl FitbitWeight {
    fn keep(&self, drawer: &mut Drawer, home: &TimeZone) -> Option<()> {
        // In the unit of the account, which the file does not name: the index and the height of people tell.
        let height_m = |kg: f64| (kg / self.bmi).sqrt();
        let kg =
            [self.mass, self.mass * KG_OF_POUND].into_iter().find(|kg| HEIGHTS_M.contains(&height_m(*kg)))?;
        let mass_kg = BodyMass::from_kg((kg * 10.0).round() / 10.0).ok()?;
        let time = self.time.as_deref().and_then(|time| time.parse::<Time>().ok());
        let wall = date(&self.date)?.to_datetime(time.unwrap_or(Time::constant(12, 0, 0, 0)));
        drawer.value(BY, at_home(wall, home)?.as_millisecond(), None, Observed::Weight { mass_kg });
        Some(())
    }
}

#[derive(Debug, Deserialize)]
struct FitbitRestingDay {
    value: FitbitRestingRate,
}

#[derive(Debug, Deserialize)]
struct FitbitRestingRate {
    date: Option<String>,
    value: f64,
}

impl FitbitRestingDay {
    fn keep(&self, drawer: &mut Drawer, home: &TimeZone) -> Option<()> {
        // A day without one has 0 and no date.
        let heart_rate_bpm = HeartRate::from_bpm(self.value.value.round()).ok()?;
        let wall = date(self.value.date.as_deref()?)?.at(23, 59, 0, 0);
        drawer.value(
            BY,
            at_home(wall, home)?.as_millisecond(),
            None,
            Observed::RestingHeartRate { heart_rate_bpm },
        );
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        let home = TimeZone::get("Europe/Berlin").unwrap();
        assert!(looks_like(text));
        read(text, &home).unwrap().told(&home)
    }

    #[test]
    fn a_night_over_a_change_of_clocks_lasts_as_long_as_its_times_differ() {
        let told = told(
            "[{\"logId\":1,\"dateOfSleep\":\"2026-03-29\",\"startTime\":\"2026-03-28T23:00:00.000\",\"endTime\":\"2026-03-29T06:00:00.000\",\
              \"minutesAsleep\":400,\"mainSleep\":true,\"levels\":{\"summary\":{\"deep\":{\"minutes\":80},\"light\":{\"minutes\":220},\
              \"rem\":{\"minutes\":100},\"wake\":{\"minutes\":20}}}},\
             {\"logId\":2,\"dateOfSleep\":\"2026-03-29\",\"startTime\":\"2026-03-29T14:00:00.000\",\"endTime\":\"2026-03-29T15:00:00.000\",\
              \"minutesAsleep\":55,\"mainSleep\":false}]",
        );
        assert_eq!(told.len(), 1, "a nap is no night");
        assert_eq!(told[0].at.to_string(), "2026-03-29T07:00:00+02:00");
        let Observed::Sleep(sleep) = &told[0].observation.what else { panic!("a sleep") };
        assert_eq!(sleep.stages.map(|stages| stages.deep_min), Some(80));
    }

    #[test]
    fn classic_sleep_has_no_stages() {
        let told = told(
            "[{\"logId\":1,\"dateOfSleep\":\"2018-03-02\",\"startTime\":\"2018-03-01T23:00:00.000\",\"endTime\":\"2018-03-02T06:00:00.000\",\
              \"minutesAsleep\":390,\"levels\":{\"summary\":{\"asleep\":{\"minutes\":390},\"restless\":{\"minutes\":20}}}}]",
        );
        let Observed::Sleep(sleep) = &told[0].observation.what else { panic!("a sleep") };
        assert_eq!((sleep.stages, sleep.asleep_h.h()), (None, 6.5));
    }

    #[test]
    fn pounds_are_told_by_the_index() {
        let weight = |weight: &str| {
            let text = format!(
                "[{{\"logId\":1,\"weight\":{weight},\"bmi\":22.5,\"date\":\"03/01/26\",\"time\":\"07:12:00\"}}]"
            );
            let told = told(&text);
            let Observed::Weight { mass_kg } = told[0].observation.what else { panic!("a weight") };
            (mass_kg.kg(), told[0].at.to_string())
        };
        assert_eq!(weight("154.3"), (70.0, "2026-03-01T07:12:00+01:00".to_owned()));
        assert_eq!(weight("70.0"), (70.0, "2026-03-01T07:12:00+01:00".to_owned()));
    }

    #[test]
    fn a_day_without_a_resting_heart_rate_has_none() {
        let told = told(
            "[{\"dateTime\":\"03/01/26 00:00:00\",\"value\":{\"date\":\"03/01/26\",\"value\":61.2,\"error\":6.8}},\
             {\"dateTime\":\"03/02/26 00:00:00\",\"value\":{\"date\":null,\"value\":0.0,\"error\":0.0}}]",
        );
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].night.to_string(), "2026-03-01");
    }

    #[test]
    fn steps_of_a_newer_export_tell_the_longest_sitting() {
        let home = TimeZone::get("Europe/Berlin").unwrap();
        let row = |(day, hour, minute)| format!("2026-09-0{day}T{hour:02}:{minute:02}:00Z,15,Inspire 3\n");
        let hours = [(1, 6), (1, 7), (1, 11), (1, 15), (1, 16), (2, 6)];
        let minutes =
            hours.into_iter().flat_map(|(day, hour)| (0..60).map(move |minute| (day, hour, minute)));
        let text = format!("timestamp,steps,data source\n{}", minutes.map(row).collect::<String>());
        assert!(looks_like_table(&text));
        let told = read(&text, &home).unwrap().told(&home);
        let still = told.iter().find_map(|dated| match &dated.observation.what {
            Observed::Stillness { hours, .. } => Some(hours.h()),
            _ => None,
        });
        assert_eq!(still, Some(3.0));
    }
}
