//! Tables of a Zepp export (Amazfit, Mi Fit): nights, steps by the minute, steps of a day, weighings, workouts.
//!
//! Nights, weighings and workouts are in universal time, whatever the clock of the person was; minutes and days are on the wall of home. Sleep is in
//! minutes; where more minutes were slept than the night has they are seconds, as in some exports of Mi Fit.

mod sport;

use charley_domain::{
    observation::{NightSleep, Observed, Stages},
    quantity::{BodyMass, Hours},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

pub(crate) use sport::{looks_like as looks_like_sport, read as read_sport};

use crate::{
    ReadError,
    health::Drawer,
    table::{self, NamedRow},
};

const BY: &str = "Zepp";
/// Minutes by which the parts of a night may be longer than it: each is rounded.
const ROUNDED_MIN: f64 = 5.0; // own judgement

/// Heights of one person differ by no more: they are typed.
const SAME_HEIGHT_CM: i32 = 2; // own judgement

/// Which table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ZeppTable {
    Sleep,
    Minutes,
    Days,
    Body,
}

impl ZeppTable {
    fn of(head: &str) -> Option<Self> {
        let names = table::names(head);
        let has = |wanted: &[&str]| wanted.iter().all(|name| names.iter().any(|column| column == name));
        if has(&["deepsleeptime", "shallowsleeptime", "start", "stop"]) {
            Some(Self::Sleep)
        } else if names == ["date", "time", "steps"] {
            Some(Self::Minutes)
        } else if has(&["date", "steps", "rundistance"]) {
            Some(Self::Days)
        } else if has(&["time", "weight", "height", "bmi", "fatrate"]) {
            Some(Self::Body)
        } else {
            None
        }
    }
}

/// Whether some text is one of these tables.
pub(crate) fn looks_like(head: &str) -> bool {
    ZeppTable::of(head).is_some()
}

/// Reads one of these tables.
pub(crate) fn read(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    match ZeppTable::of(text) {
        Some(ZeppTable::Sleep) => table::each(text, |row| night(&mut drawer, row, home))?,
        Some(ZeppTable::Minutes) => table::each(text, |row| minute(&mut drawer, row, home))?,
        Some(ZeppTable::Days) => table::each(text, |row| day(&mut drawer, row, home))?,
        Some(ZeppTable::Body) => body(&mut drawer, text, home)?,
        None => {}
    }
    Ok(drawer)
}

/// Weighings of one height: whoever else uses the scale stands in the same table, with theirs.
fn body(drawer: &mut Drawer, text: &str, home: &TimeZone) -> Result<(), ReadError> {
    let mut weighings: Vec<ZeppWeighing> = Vec::new();
    table::each(text, |row| {
        let (at, _) = table::instant(row.text(&["time"])?, home)?;
        let mass_kg = BodyMass::from_kg(row.number(&["weight"])?).ok()?;
        // Nought where nobody said it.
        let height_cm = row.number(&["height"]).unwrap_or(0.0).clamp(0.0, 300.0) as i32;
        weighings.push(ZeppWeighing { at, mass_kg, height_cm });
        Some(())
    })?;
    let near = |height_cm: i32| weighings.iter().filter(|one| one.is_of(height_cm)).count();
    // Of several as common ones the tallest, so that it does not hang on the order of the rows.
    let Some(height_cm) = (0..=300).max_by_key(|height_cm| near(*height_cm)) else { return Ok(()) };
    for one in weighings.iter().filter(|one| one.is_of(height_cm)) {
        drawer.value(BY, one.at.as_millisecond(), None, Observed::Weight { mass_kg: one.mass_kg });
    }
    Ok(())
}

/// A weighing of somebody of a height.
struct ZeppWeighing {
    at: Timestamp,
    mass_kg: BodyMass,
    height_cm: i32,
}

impl ZeppWeighing {
    fn is_of(&self, height_cm: i32) -> bool {
        (self.height_cm - height_cm).abs() <= SAME_HEIGHT_CM
    }
}

fn night(drawer: &mut Drawer, row: &NamedRow<'_>, home: &TimeZone) -> Option<()> {
    let (begins, _) = table::instant(row.text(&["start"])?, home)?;
    let (ends, _) = table::instant(row.text(&["stop"])?, home)?;
    let span_min = ends.duration_since(begins).as_secs_f64() / 60.0;
    let part = |name: &str| row.number(&[name]).filter(|length| *length >= 0.0);
    let (deep, light, rem) = (part("deepsleeptime")?, part("shallowsleeptime")?, part("remtime"));
    let sum = deep + light + rem.unwrap_or(0.0);
    let unit_min = [1.0, 1.0 / 60.0].into_iter().find(|unit| sum * unit <= span_min + ROUNDED_MIN)?;
    let asleep_h = Hours::from_h(Some(sum * unit_min / 60.0).filter(|hours| *hours > 0.0)?).ok()?;
    let minutes = |length: f64| (length * unit_min).round().clamp(0.0, 1_440.0) as u32;
    let stages = rem.map(|rem| Stages {
        deep_min: minutes(deep),
        light_min: minutes(light),
        rem_min: minutes(rem),
        awake_min: part("waketime").map_or(0, minutes),
    });
    drawer.sleep(BY, NightSleep { begins, ends, asleep_h, stages }, None);
    Some(())
}

fn minute(drawer: &mut Drawer, row: &NamedRow<'_>, home: &TimeZone) -> Option<()> {
    let wall = table::wall(&format!("{} {}", row.text(&["date"])?, row.text(&["time"])?))?;
    let from_ms = table::at_home(wall, home)?.as_millisecond();
    drawer.steps(BY, (from_ms, from_ms + 60_000), row.number(&["steps"])?);
    Some(())
}

fn day(drawer: &mut Drawer, row: &NamedRow<'_>, home: &TimeZone) -> Option<()> {
    let day: Date = row.text(&["date"])?.get(..10)?.parse().ok()?;
    let count = row.number(&["steps"]).filter(|steps| (1.0..1e6).contains(steps))? as u32;
    let at = table::at_home(day.at(23, 59, 0, 0), home)?;
    drawer.value(BY, at.as_millisecond(), None, Observed::Steps { count });
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        assert!(looks_like(text), "{text}");
        let home = TimeZone::get("Europe/Madrid").unwrap();
        read(text, &home).unwrap().told(&home)
    }

    fn slept(told: &[Dated]) -> Vec<(String, String, f64, Option<Stages>)> {
        let of = |dated: &Dated| match &dated.observation.what {
            Observed::Sleep(sleep) => {
                Some((dated.night.to_string(), dated.at.to_string(), sleep.asleep_h.h(), sleep.stages))
            }
            _ => None,
        };
        told.iter().filter_map(of).collect()
    }

    #[test]
    fn nights_are_in_universal_time_and_minutes() {
        let told = told(
            "\u{feff}date,deepSleepTime,shallowSleepTime,wakeTime,start,stop,REMTime,naps\n\
             2026-09-24,95,230,12,2026-09-23 22:40:00+0000,2026-09-24 05:10:00+0000,50,\n\
             2026-09-25,0,0,0,2026-09-24 22:00:00+0000,2026-09-24 22:00:00+0000,0,\n\
             2026-09-26,none,230,12,yesterday,2026-09-24 05:10:00+0000,50,\n",
        );
        let stages = Stages { deep_min: 95, light_min: 230, rem_min: 50, awake_min: 12 };
        let night = ("2026-09-23".to_owned(), "2026-09-24T07:10:00+02:00".to_owned(), 6.25, Some(stages));
        assert_eq!(slept(&told), [night]);
    }

    #[test]
    fn an_older_export_has_seconds_and_no_dreams() {
        let told = told(
            "date,lastSyncTime,deepSleepTime,shallowSleepTime,wakeTime,start,stop\n\
             2020-02-05,1580900000,3600,18000,400,2020-02-04 23:00:00+0000,2020-02-05 06:00:00+0000\n\
             2020-02-06,1580900000,99999999,18000,400,2020-02-05 23:00:00+0000,2020-02-06 06:00:00+0000\n",
        );
        let night = ("2020-02-04".to_owned(), "2020-02-05T07:00:00+01:00".to_owned(), 6.0, None);
        assert_eq!(slept(&told), [night]);
    }

    #[test]
    fn minutes_tell_the_longest_sitting_and_days_their_steps() {
        let row = |(day, hour, minute)| format!("2026-09-0{day},{hour:02}:{minute:02},20\n");
        let hours = [(1, 8), (1, 9), (1, 13), (1, 17), (1, 18), (2, 9)];
        let minutes =
            hours.into_iter().flat_map(|(day, hour)| (0..60).map(move |minute| (day, hour, minute)));
        let text = format!("date,time,steps\n{}", minutes.map(row).collect::<String>());
        let told = told(&text);
        let still = told.iter().find_map(|dated| match &dated.observation.what {
            Observed::Stillness { hours, .. } => Some((dated.night.to_string(), hours.h())),
            _ => None,
        });
        assert_eq!(still, Some(("2026-09-01".to_owned(), 3.0)));
        let days = self::told(
            "date,steps,calories,distance,runDistance\n2026-09-01,5351,202,4160,0\n2026-09-02,0,0,0,0\n",
        );
        assert_eq!(days.len(), 1);
        assert_eq!(days[0].observation.what, Observed::Steps { count: 5_351 });
        assert!(!looks_like("date,time,heartRate\n") && !looks_like("date,steps\n"));
    }

    #[test]
    fn weighings_are_those_of_the_height_that_most_have() {
        let told = told(
            "\u{feff}time,weight,height,bmi,fatRate,bodyWaterRate,boneMass,metabolism,muscleRate,visceralFat\n\
             2026-01-15 06:09:29+0000,61.6,165.0,22.6,35.5,46.0,2.4,1173.0,37.29,6.0\n\
             2026-01-16 06:09:29+0000,61.4,166.0,22.6,null,null,null,null,null,null\n\
             2026-01-16 06:12:00+0000,24.0,121.0,16.4,null,null,null,null,null,null\n\
             2026-01-17 06:12:00+0000,none,165.0,16.4,null,null,null,null,null,null\n",
        );
        let weights: Vec<String> =
            told.iter().map(|one| format!("{} {:?}", one.at, one.observation.what)).collect();
        assert_eq!(
            weights,
            [
                "2026-01-15T07:09:29+01:00 Weight { mass_kg: BodyMass(61.6) }",
                "2026-01-16T07:09:29+01:00 Weight { mass_kg: BodyMass(61.4) }",
            ]
        );
    }
}
