//! Sleep and daily activity of Oura: the tables of its account export (semicolons), of its trends (commas, other capitals), and
//! its JSON of either version.
//!
//! Durations are in seconds, times of going to bed carry their offset, `day` is the day of waking up. What Oura calls its lowest
//! heart rate of the night is taken as the heart rate at rest.

use charley_domain::{
    observation::{HrvMeasure, NightSleep, Observed, Stages},
    quantity::{HeartRate, HeartRateVariability, Hours},
};
use jiff::{civil::Date, tz::TimeZone};
use serde::Deserialize;

use crate::{
    ReadError,
    health::Drawer,
    rows,
    table::{self, NamedRow},
};

const BY: &str = "Oura";

/// Whether some text is a table or JSON of Oura.
pub(crate) fn looks_like(head: &str) -> bool {
    if head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['[', '{']) {
        let has = |key: &str| head.contains(key);
        return has("\"bedtime_start\"") && (has("\"total_sleep_duration\"") || has("\"rmssd\""))
            || has("\"non_wear_time\"") && has("\"steps\"");
    }
    let names = table::names(head);
    let has = |name: &str| names.iter().any(|column| column == name);
    has("bedtime_start") && has("total_sleep_duration") || has("non_wear_time") && has("steps")
}

/// Reads one of these files.
pub(crate) fn read(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with(['[', '{']) {
        rows::each_within(text, |row: OuraRow| row.keep(&mut drawer, home))?;
    } else {
        table::each(text, |row| OuraRow::of(row).keep(&mut drawer, home))?;
    }
    Ok(drawer)
}

/// What a row of a table or an object of the JSON says; the second name of each is that of the first version.
#[derive(Debug, Default, Deserialize)]
struct OuraRow {
    #[serde(alias = "summary_date", alias = "date")]
    day: Option<String>,
    bedtime_start: Option<String>,
    bedtime_end: Option<String>,
    /// `long_sleep`, `sleep`, `late_nap`, `rest`, `deleted`.
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(alias = "total", rename = "total_sleep_duration")]
    asleep_s: Option<f64>,
    #[serde(alias = "light", rename = "light_sleep_duration")]
    light_s: Option<f64>,
    #[serde(alias = "deep", rename = "deep_sleep_duration")]
    deep_s: Option<f64>,
    #[serde(alias = "rem", rename = "rem_sleep_duration")]
    rem_s: Option<f64>,
    #[serde(alias = "awake", rename = "awake_time")]
    awake_s: Option<f64>,
    #[serde(alias = "rmssd", rename = "average_hrv")]
    variability_ms: Option<f64>,
    #[serde(alias = "hr_lowest", rename = "lowest_heart_rate")]
    lowest_bpm: Option<f64>,
    steps: Option<f64>,
}

impl OuraRow {
    fn of(row: &NamedRow<'_>) -> Self {
        let text = |names: &[&str]| row.text(names).map(str::to_owned);
        Self {
            day: text(&["day", "date", "summary_date"]),
            bedtime_start: text(&["bedtime_start"]),
            bedtime_end: text(&["bedtime_end"]),
            kind: text(&["type"]),
            asleep_s: row.number(&["total_sleep_duration"]),
            light_s: row.number(&["light_sleep_duration"]),
            deep_s: row.number(&["deep_sleep_duration"]),
            rem_s: row.number(&["rem_sleep_duration"]),
            awake_s: row.number(&["awake_time"]),
            variability_ms: row.number(&["average_hrv"]),
            lowest_bpm: row.number(&["lowest_heart_rate", "lowest_resting_heart_rate"]),
            steps: row.number(&["steps"]),
        }
    }

    fn keep(&self, drawer: &mut Drawer, home: &TimeZone) {
        self.sleep(drawer, home);
        self.walked(drawer, home);
    }

    fn sleep(&self, drawer: &mut Drawer, home: &TimeZone) -> Option<()> {
        if matches!(self.kind.as_deref(), Some("late_nap" | "rest" | "deleted")) {
            return None;
        }
        let (begins, _) = table::instant(self.bedtime_start.as_deref()?, home)?;
        let (ends, offset_s) = table::instant(self.bedtime_end.as_deref()?, home)?;
        let asleep_s = self.asleep_s.filter(|seconds| *seconds > 0.0)?;
        let asleep_h = Hours::from_h(asleep_s / 3_600.0).ok()?;
        if ends <= begins {
            return None;
        }
        let minutes = |seconds: f64| (seconds / 60.0).round().clamp(0.0, 1_440.0) as u32;
        let stages = match (self.light_s, self.deep_s, self.rem_s) {
            (Some(light), Some(deep), Some(rem)) => Some(Stages {
                light_min: minutes(light),
                deep_min: minutes(deep),
                rem_min: minutes(rem),
                awake_min: self.awake_s.map_or(0, minutes),
            }),
            _ => None,
        };
        drawer.sleep(BY, NightSleep { begins, ends, asleep_h, stages }, offset_s);
        let at_ms = ends.as_millisecond();
        if let Some(Ok(heart_rate_bpm)) = self.lowest_bpm.map(|rate| HeartRate::from_bpm(rate.round())) {
            drawer.value(BY, at_ms, offset_s, Observed::RestingHeartRate { heart_rate_bpm });
        }
        let variability = self.variability_ms.filter(|ms| *ms > 0.0).map(HeartRateVariability::from_ms);
        if let Some(Ok(variability_ms)) = variability {
            let what = Observed::HeartRateVariability { measure: HrvMeasure::Rmssd, variability_ms };
            drawer.value(BY, at_ms, offset_s, what);
        }
        Some(())
    }

    fn walked(&self, drawer: &mut Drawer, home: &TimeZone) -> Option<()> {
        let day: Date = self.day.as_deref()?.get(..10)?.parse().ok()?;
        let count = self.steps.filter(|steps| (1.0..1e6).contains(steps))? as u32;
        let at = table::at_home(day.at(23, 59, 0, 0), home)?;
        drawer.value(BY, at.as_millisecond(), None, Observed::Steps { count });
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        assert!(looks_like(text), "{text}");
        let home = TimeZone::get("Europe/Helsinki").unwrap();
        read(text, &home).unwrap().told(&home)
    }

    fn kinds(told: &[Dated]) -> Vec<(String, &'static str)> {
        let mut kinds: Vec<_> =
            told.iter().map(|dated| (dated.night.to_string(), dated.observation.what.kind())).collect();
        kinds.sort_unstable();
        kinds
    }

    const TABLE: &str = "id;average_hrv;awake_time;bedtime_end;bedtime_start;day;deep_sleep_duration;light_sleep_duration;lowest_heart_rate;\
         rem_sleep_duration;total_sleep_duration;type\n\
         a;48;1800;2026-08-22T07:07:00.000-07:00;2026-08-21T23:12:00.000-07:00;2026-08-22;4500;16200;54;5400;26100;long_sleep\n\
         b;;60;2026-08-22T15:00:00.000-07:00;2026-08-22T14:00:00.000-07:00;2026-08-22;0;3000;;0;3000;late_nap\n\
         c;;;;;2026-08-23;;;;;;long_sleep\n";

    #[test]
    fn a_night_keeps_the_clock_of_its_place_and_naps_are_left_out() {
        let told = told(TABLE);
        let night = || "2026-08-21".to_owned();
        assert_eq!(
            kinds(&told),
            [(night(), "heart_rate_variability"), (night(), "resting_heart_rate"), (night(), "sleep")]
        );
        let Some(Observed::Sleep(sleep)) =
            told.iter().map(|dated| &dated.observation.what).find(|what| what.kind() == "sleep")
        else {
            panic!("a sleep")
        };
        let stages = Stages { light_min: 270, deep_min: 75, rem_min: 90, awake_min: 30 };
        assert_eq!((sleep.asleep_h.h(), sleep.stages), (7.25, Some(stages)));
        assert!(told.iter().all(|dated| dated.at.to_string() == "2026-08-22T07:07:00-07:00"));
    }

    #[test]
    fn the_trends_and_the_json_of_both_versions_tell_the_same_night() {
        let trends = told(
            "date,Total Sleep Duration,Awake Time,REM Sleep Duration,Light Sleep Duration,Deep Sleep Duration,Bedtime Start,Bedtime End,\
             Average HRV,Lowest Resting Heart Rate\n\
             2026-08-22,26100,1800,5400,16200,4500,2026-08-21T23:12:00-07:00,2026-08-22T07:07:00-07:00,48,54\n",
        );
        let second = told(
            "{\"sleep\":[{\"day\":\"2026-08-22\",\"bedtime_start\":\"2026-08-21T23:12:00-07:00\",\"bedtime_end\":\"2026-08-22T07:07:00-07:00\",\
             \"type\":\"long_sleep\",\"total_sleep_duration\":26100,\"light_sleep_duration\":16200,\"deep_sleep_duration\":4500,\
             \"rem_sleep_duration\":5400,\"awake_time\":1800,\"average_hrv\":48,\"lowest_heart_rate\":54,\"heart_rate\":{\"items\":[1,null]}}],\
             \"tag\":[],\"ring\":null}",
        );
        let first = told(
            "{\"sleep\":[{\"summary_date\":\"2026-08-21\",\"bedtime_start\":\"2026-08-21T23:12:00-07:00\",\"bedtime_end\":\"2026-08-22T07:07:00-07:00\",\
             \"total\":26100,\"light\":16200,\"deep\":4500,\"rem\":5400,\"awake\":1800,\"rmssd\":48,\"hr_lowest\":54}]}",
        );
        assert_eq!((&trends, &second), (&told(TABLE), &trends));
        assert_eq!(first, trends);
    }

    #[test]
    fn steps_are_of_their_day() {
        let told = told("id;day;non_wear_time;steps\na;2026-08-22;0;8231\nb;2026-08-23;86400;0\n");
        assert_eq!(kinds(&told), [("2026-08-22".to_owned(), "steps")]);
    }
}
