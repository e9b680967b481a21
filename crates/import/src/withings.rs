//! Two tables of a Withings export: nights, and weighings.
//!
//! The names of the columns are in the language of the account, but for a few of them; the order is the same in all that were seen
//! (English, German, Spanish). Nights carry their offset, weighings are on the wall of home.

use charley_domain::{
    observation::{NightSleep, Observed, Stages},
    quantity::{BodyMass, HeartRate, Hours},
};
use jiff::tz::TimeZone;

use crate::{
    ReadError,
    health::Drawer,
    table::{self, NamedRow},
};

const BY: &str = "Withings";
/// One pound. Source: international pound, exact by definition.
const KG_OF_POUND: f64 = 0.453_592_37;

/// Which table it is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum WithingsTable {
    Sleep,
    /// Of masses in this many kilograms.
    Weight(f64),
}

impl WithingsTable {
    fn of(head: &str) -> Option<Self> {
        let names = table::names(head);
        // This one is never translated.
        if names.iter().any(|name| name == "duration_to_sleep_s") {
            return Some(Self::Sleep);
        }
        let unit = |place: usize| names.get(place)?.rsplit('_').next();
        // Weight, fat, bone, muscle and water, each in the unit of the account.
        let units: Vec<&str> = (1..6).filter_map(unit).collect();
        match units.as_slice() {
            ["kg", "kg", "kg", ..] if names.len() <= 9 => Some(Self::Weight(1.0)),
            ["lb" | "lbs", "lb" | "lbs", "lb" | "lbs", ..] if names.len() <= 9 => {
                Some(Self::Weight(KG_OF_POUND))
            }
            _ => None,
        }
    }
}

/// Whether some text is one of these tables.
pub(crate) fn looks_like(head: &str) -> bool {
    WithingsTable::of(head).is_some()
}

/// Reads one of these tables.
pub(crate) fn read(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    match WithingsTable::of(text) {
        Some(WithingsTable::Sleep) => table::each(text, |row| night(&mut drawer, row, home))?,
        Some(WithingsTable::Weight(unit_kg)) => {
            table::each(text, |row| weighing(&mut drawer, row, unit_kg, home))?;
        }
        None => {}
    }
    Ok(drawer)
}

fn number(row: &NamedRow<'_>, place: usize) -> Option<f64> {
    row.at(place)?.parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

fn night(drawer: &mut Drawer, row: &NamedRow<'_>, home: &TimeZone) -> Option<()> {
    let (begins, _) = table::instant(row.at(0)?, home)?;
    let (ends, offset_s) = table::instant(row.at(1)?, home)?;
    let (light, deep) = (number(row, 2)?, number(row, 3)?);
    let (rem, awake) = (number(row, 4), number(row, 5));
    let asleep_s = light + deep + rem.unwrap_or(0.0);
    let asleep_h = Hours::from_h(asleep_s / 3_600.0).ok().filter(|_| asleep_s > 0.0)?;
    if ends <= begins {
        return None;
    }
    let minutes = |seconds: f64| (seconds / 60.0).round().clamp(0.0, 1_440.0) as u32;
    let stages = Stages {
        light_min: minutes(light),
        deep_min: minutes(deep),
        rem_min: rem.map_or(0, minutes),
        awake_min: awake.map_or(0, minutes),
    };
    drawer.sleep(BY, NightSleep { begins, ends, asleep_h, stages: Some(stages) }, offset_s);
    // The lowest of the night; 0 where it was not measured.
    if let Some(Ok(heart_rate_bpm)) = row.number(&["heart_rate_min"]).map(HeartRate::from_bpm) {
        drawer.value(BY, ends.as_millisecond(), offset_s, Observed::RestingHeartRate { heart_rate_bpm });
    }
    Some(())
}

fn weighing(drawer: &mut Drawer, row: &NamedRow<'_>, unit_kg: f64, home: &TimeZone) -> Option<()> {
    let (at, offset_s) = table::instant(row.at(0)?, home)?;
    let mass_kg = BodyMass::from_kg((number(row, 1)? * unit_kg * 100.0).round() / 100.0).ok()?;
    drawer.value(BY, at.as_millisecond(), offset_s, Observed::Weight { mass_kg });
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        assert!(looks_like(text), "{text}");
        let home = TimeZone::get("Europe/Berlin").unwrap();
        read(text, &home).unwrap().told(&home)
    }

    #[test]
    fn a_night_is_read_in_any_language() {
        let row = "2026-03-01T23:10:00+01:00,2026-03-02T06:40:00+01:00,14400,5400,3600,1800,2,600,300,0,0,55,48,70,\n";
        let rest = "Duration to sleep (s),Duration to wake up (s),Snoring (s),Snoring episodes,Average heart rate,Heart rate (min),Heart rate (max),x\n";
        let english = told(&format!("from,to,light (s),deep (s),rem (s),awake (s),wake up,{rest}{row}"));
        let german = told(&format!(
            "von,bis,\"leicht (s)\",\"tief (s)\",\"rem (s)\",\"wach (s)\",Aufwachen,{rest}{row}"
        ));
        assert_eq!(english, german);
        assert_eq!(english[0].at.to_string(), "2026-03-02T06:40:00+01:00");
        let sleeps: Vec<f64> = english
            .iter()
            .filter_map(|dated| match &dated.observation.what {
                Observed::Sleep(sleep) => Some(sleep.asleep_h.h()),
                _ => None,
            })
            .collect();
        assert_eq!((sleeps, english.len()), (vec![6.5], 2));
    }

    #[test]
    fn weighings_are_in_the_unit_of_the_account() {
        let weight = |names: &str, value: &str| {
            let told = told(&format!("{names}\n\"2026-03-02 07:10:11\",{value},15.2,3.1,54.1,40.2,\n"));
            let Observed::Weight { mass_kg } = told[0].observation.what else { panic!("a weight") };
            (mass_kg.kg(), told[0].at.to_string())
        };
        let kg = "Date,\"Weight (kg)\",\"Fat mass (kg)\",\"Bone mass (kg)\",\"Muscle mass (kg)\",\"Hydration (kg)\",Comments";
        let at = || "2026-03-02T07:10:11+01:00".to_owned();
        assert_eq!(weight(kg, "72.4"), (72.4, at()));
        assert_eq!(weight(&kg.replace("(kg)", "(lb)"), "159.6"), (72.39, at()));
        assert!(!looks_like("Date,\"Load (kg)\",Set\n"));
    }
}
