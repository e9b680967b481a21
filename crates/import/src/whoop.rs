//! Tables of a Whoop export: sleeps, the values of each day, and the answers of its journal.
//!
//! Times are those of the wall, with the offset of the place in a column of its own. The names of the columns are in the language
//! of the account and their order is the same in all that were seen (English, Spanish): where a name is not known it is the place
//! that counts. A journal answer stands with the cycle that begins when one falls asleep, and is of the day before it.

use charley_domain::{
    observation::{Habit, HrvMeasure, NightSleep, Observed, Stages},
    quantity::{HeartRate, HeartRateVariability, Hours},
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use crate::{
    ReadError,
    health::Drawer,
    table::{self, NamedRow},
};

const BY: &str = "Whoop";

/// Which table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WhoopTable {
    Cycles,
    Sleeps,
    Journal,
}

/// Columns of each table in a language whose names are not known.
const CYCLE_COLUMNS: usize = 26;
const SLEEP_COLUMNS: usize = 18;
const JOURNAL_COLUMNS: usize = 6;

impl WhoopTable {
    fn of(head: &str) -> Option<Self> {
        let names = table::names(head);
        let has = |name: &str| names.iter().any(|column| column == name);
        if has("cycle_start_time") {
            return match () {
                () if has("question_text") => Some(Self::Journal),
                () if has("recovery_score") || has("resting_heart_rate_bpm") => Some(Self::Cycles),
                () if has("sleep_onset") => Some(Self::Sleeps),
                () => None,
            };
        }
        let kind = match names.len() {
            CYCLE_COLUMNS => Self::Cycles,
            SLEEP_COLUMNS => Self::Sleeps,
            JOURNAL_COLUMNS => Self::Journal,
            _ => return None,
        };
        let mut is_whoop = false;
        let first: String = head.split_inclusive('\n').take(2).collect();
        table::each(&first, |row| {
            let time = |place| row.at(place).and_then(table::wall);
            is_whoop = time(0).is_some() && row.at(2).and_then(table::offset_s).is_some();
        })
        .ok()?;
        is_whoop.then_some(kind)
    }
}

/// Whether some text is one of these tables.
pub(crate) fn looks_like(head: &str) -> bool {
    WhoopTable::of(head).is_some()
}

/// Reads one of these tables.
pub(crate) fn read(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    match WhoopTable::of(text) {
        Some(WhoopTable::Cycles) => table::each(text, |row| {
            sleep(&mut drawer, row, &SleepPlaces { onset: 12, asleep: 16, nap: usize::MAX }, home);
            day(&mut drawer, row, home)
        })?,
        Some(WhoopTable::Sleeps) => {
            table::each(text, |row| {
                sleep(&mut drawer, row, &SleepPlaces { onset: 3, asleep: 7, nap: 17 }, home)
            })?;
        }
        Some(WhoopTable::Journal) => table::each(text, |row| answer(&mut drawer, row, home))?,
        None => {}
    }
    Ok(drawer)
}

/// Where the columns of a sleep stand in a language whose names are not known.
struct SleepPlaces {
    /// Falling asleep; waking up is the next.
    onset: usize,
    /// Minutes asleep; after it in bed, light, deep, REM, awake.
    asleep: usize,
    nap: usize,
}

fn text<'a>(row: &'a NamedRow<'_>, name: &str, place: usize) -> Option<&'a str> {
    let is_english = row.has("cycle_start_time");
    if is_english { row.text(&[name]) } else { row.at(place) }
}

fn number(row: &NamedRow<'_>, name: &str, place: usize) -> Option<f64> {
    text(row, name, place)?.parse().ok().filter(|number: &f64| number.is_finite())
}

fn at(row: &NamedRow<'_>, wall: DateTime, home: &TimeZone) -> Option<(Timestamp, Option<i32>)> {
    match text(row, "cycle_timezone", 2).and_then(table::offset_s) {
        Some(offset_s) => Some((table::at_offset(wall, offset_s)?, Some(offset_s))),
        None => Some((table::at_home(wall, home)?, None)),
    }
}

fn sleep(drawer: &mut Drawer, row: &NamedRow<'_>, places: &SleepPlaces, home: &TimeZone) -> Option<()> {
    if text(row, "nap", places.nap).is_some_and(is_yes) {
        return None;
    }
    let time = |name: &str, place| text(row, name, place).and_then(table::wall);
    let (begins, _) = at(row, time("sleep_onset", places.onset)?, home)?;
    let (ends, offset_s) = at(row, time("wake_onset", places.onset + 1)?, home)?;
    let minutes = |name: &str, after: usize| number(row, name, places.asleep + after);
    let asleep_min = minutes("asleep_duration_min", 0).filter(|minutes| *minutes > 0.0)?;
    let whole = |minutes: f64| minutes.round().clamp(0.0, 1_440.0) as u32;
    let stages = match (
        minutes("light_sleep_duration_min", 2),
        minutes("deep_sws_duration_min", 3),
        minutes("rem_duration_min", 4),
    ) {
        (Some(light), Some(deep), Some(rem)) => Some(Stages {
            light_min: whole(light),
            deep_min: whole(deep),
            rem_min: whole(rem),
            awake_min: minutes("awake_duration_min", 5).map_or(0, whole),
        }),
        _ => None,
    };
    let asleep_h = Hours::from_h(asleep_min / 60.0).ok()?;
    drawer.sleep(BY, NightSleep { begins, ends, asleep_h, stages }, offset_s);
    Some(())
}

/// Heart rate at rest and its variability, which are of the night.
fn day(drawer: &mut Drawer, row: &NamedRow<'_>, home: &TimeZone) -> Option<()> {
    let woke = text(row, "wake_onset", 13).and_then(table::wall)?;
    let (woke, offset_s) = at(row, woke, home)?;
    let at_ms = woke.as_millisecond();
    if let Some(rate) = number(row, "resting_heart_rate_bpm", 4)
        && let Ok(heart_rate_bpm) = HeartRate::from_bpm(rate.round())
    {
        drawer.value(BY, at_ms, offset_s, Observed::RestingHeartRate { heart_rate_bpm });
    }
    if let Some(ms) = number(row, "heart_rate_variability_ms", 5).filter(|ms| *ms > 0.0)
        && let Ok(variability_ms) = HeartRateVariability::from_ms(ms)
    {
        let what = Observed::HeartRateVariability { measure: HrvMeasure::Rmssd, variability_ms };
        drawer.value(BY, at_ms, offset_s, what);
    }
    Some(())
}

fn answer(drawer: &mut Drawer, row: &NamedRow<'_>, home: &TimeZone) -> Option<()> {
    let began = text(row, "cycle_start_time", 0).and_then(table::wall)?;
    let (began, offset_s) = at(row, began, home)?;
    let habit = habit(text(row, "question_text", 3)?)?;
    let answered = row.text(&["answered_yes", "answered_yes_no"]).or_else(|| row.at(4))?;
    let yes = if is_yes(answered) {
        true
    } else if is_no(answered) {
        false
    } else {
        return None;
    };
    drawer.value(BY, began.as_millisecond(), offset_s, Observed::Answered { habit, yes });
    Some(())
}

fn is_yes(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "true" | "yes" | "1")
}

fn is_no(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "false" | "no" | "0")
}

/// What a question asks, where it is something that Charley weighs; one that asks whether it was avoided says the opposite, and
/// is left alone.
fn habit(question: &str) -> Option<Habit> {
    let question = question.to_lowercase();
    let asks = |words: &[&str]| words.iter().any(|word| question.contains(word));
    if asks(&["avoid", "non-alcohol", "alcohol-free", "decaf", "skip", "evit", "sin alcohol"]) {
        None
    } else if asks(&["alcohol"]) {
        Some(Habit::Alcohol)
    } else if asks(&["caffeine", "cafeína"]) {
        Some(Habit::Caffeine)
    } else if asks(&["stretching", "estiramiento"]) {
        Some(Habit::Stretching)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        assert!(looks_like(text), "{text}");
        let home = TimeZone::get("America/Los_Angeles").unwrap();
        read(text, &home).unwrap().told(&home)
    }

    const SLEEPS: &str = "Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,Sleep performance %,Respiratory rate (rpm),\
         Asleep duration (min),In bed duration (min),Light sleep duration (min),Deep (SWS) duration (min),REM duration (min),\
         Awake duration (min),Sleep need (min),Sleep debt (min),Sleep efficiency %,Sleep consistency %,Nap\n";

    #[test]
    fn a_night_is_on_the_wall_of_its_place_and_a_nap_is_none() {
        let rows = "2026-03-01 23:12:00,2026-03-02 22:40:00,UTC+01:00,2026-03-01 23:12:00,2026-03-02 07:05:00,94,14.6,432,473,210,88,134,41,460,55,91,78,false\n\
                    2026-03-01 23:12:00,2026-03-02 22:40:00,UTC+01:00,2026-03-02 14:00:00,2026-03-02 18:00:00,,,180,240,60,60,60,60,,,,,true\n";
        let told = told(&format!("{SLEEPS}{rows}"));
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].at.to_string(), "2026-03-02T07:05:00+01:00");
        assert_eq!(told[0].night.to_string(), "2026-03-01");
        let Observed::Sleep(sleep) = &told[0].observation.what else { panic!("a sleep") };
        let stages = Stages { light_min: 210, deep_min: 88, rem_min: 134, awake_min: 41 };
        assert_eq!((sleep.asleep_h.h(), sleep.stages), (7.2, Some(stages)));
    }

    #[test]
    fn another_language_is_read_by_the_place_of_its_columns() {
        let names: Vec<String> = (0..18).map(|number| format!("Spalte {number}")).collect();
        let rows = "2026-03-01 23:12:00,2026-03-02 22:40:00,GMT+1,2026-03-01 23:12:00,2026-03-02 07:05:00,94,14.6,432,473,210,88,134,41,460,55,91,78,false\n";
        assert_eq!(
            told(&format!("{}\n{rows}", names.join(","))),
            told(&format!("{SLEEPS}{}", rows.replace("GMT+1", "UTC+01:00")))
        );
        assert!(!looks_like(&format!("{}\n1,2,3,4\n", names.join(","))));
    }

    #[test]
    fn a_cycle_tells_the_heart_of_its_night_and_the_same_sleep() {
        let text = "Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm),Heart rate variability (ms),\
             Sleep onset,Wake onset,Asleep duration (min)\n\
             2026-03-01 23:12:00,2026-03-02 22:40:00,UTC-05:00,71,52,84,2026-03-01 23:12:00,2026-03-02 07:05:00,432\n\
             2026-03-03 23:12:00,,UTC-05:00,,,,,,\n";
        let told = told(text);
        let kinds: Vec<&str> = told.iter().map(|dated| dated.observation.what.kind()).collect();
        assert_eq!(kinds.len(), 3, "{kinds:?}");
        assert!(told.iter().all(|dated| dated.night.to_string() == "2026-03-01"), "{told:?}");
    }

    #[test]
    fn an_answer_of_the_journal_is_of_the_evening_before_its_sleep() {
        let text = "Cycle start time,Cycle end time,Cycle timezone,Question text,Answered yes,Notes\n\
             2026-03-01 23:12:00,2026-03-02 22:40:00,UTC-08:00,Have any alcoholic drinks?,true,\n\
             2026-03-03 00:40:00,2026-03-03 23:10:00,UTC-08:00,Consumed caffeine?,false,\"late, no\"\n\
             2026-03-03 00:40:00,2026-03-03 23:10:00,UTC-08:00,Spent time stretching?,true,\n\
             2026-03-03 00:40:00,2026-03-03 23:10:00,UTC-08:00,Avoided alcohol?,true,\n\
             2026-03-03 00:40:00,2026-03-03 23:10:00,UTC-08:00,Felt stressed today?,true,\n\
             2026-03-03 00:40:00,2026-03-03 23:10:00,UTC-08:00,Consumed caffeine?,perhaps,\n";
        let told = told(text);
        let found: Vec<(String, Observed)> =
            told.into_iter().map(|dated| (dated.night.to_string(), dated.observation.what)).collect();
        let answered = |habit, yes| Observed::Answered { habit, yes };
        assert_eq!(
            found,
            [
                ("2026-03-01".to_owned(), answered(Habit::Alcohol, true)),
                ("2026-03-02".to_owned(), answered(Habit::Caffeine, false)),
                ("2026-03-02".to_owned(), answered(Habit::Stretching, true)),
            ]
        );
    }
}
