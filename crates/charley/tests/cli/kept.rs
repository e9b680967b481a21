//! Diaries as people keep them, from the first quiet nights to two years, and diaries of which little can be said.

use std::fmt::Write as _;

use charley_domain::{
    entry::{Cramp, Effort, Entry, EntrySource, ManualWorkout, Record},
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
    quantity::{Alcohol, Distance},
    workout::Sport,
};
use charley_store::Store;
use insta::assert_snapshot;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use crate::charley::Charley;

/// The last night that is over.
const LAST: Date = jiff::civil::date(2026, 11, 22);

/// A healthy woman of 46 who takes nothing.
fn somebody() -> Charley {
    let charley = Charley::new();
    charley
        .types("person set --born 1980-05 --sex female --mass-kg 62 --height-cm 168 --hemisphere north --condition none")
        .ok();
    charley.types("log medicine none --from 2026-01-01").ok();
    charley
}

/// Writes entries, each told at an hour of its day.
fn kept(charley: &Charley, entries: impl Iterator<Item = (Date, i8, Record)>) {
    let entry = |(number, (date, hour, record)): (usize, (Date, i8, Record))| {
        let at = date.at(hour, 0, 0, 0).to_zoned_datetime(TimeZone::get("Europe/Berlin").unwrap()).unwrap();
        let occurred_at = Moment::of(&at);
        Entry {
            id: uuid::Uuid::from_u128(number as u128 + 1),
            night: NightOf::of(&occurred_at),
            recorded_at: occurred_at.instant,
            occurred_at,
            source: EntrySource::Terminal,
            precision: Precision::Minutes,
            asked: false,
            record,
        }
    };
    let entries: Vec<Entry> = entries.enumerate().map(entry).collect();
    Store::open_or_create(&charley.data()).unwrap().record_all(&entries).unwrap();
}

/// The mornings after the last so many nights.
fn mornings(nights: i64) -> impl Iterator<Item = Date> {
    (0..nights).rev().map(|back| LAST.saturating_sub(back.days()).saturating_add(1.day()))
}

fn quiet(nights: i64) -> impl Iterator<Item = (Date, i8, Record)> {
    mornings(nights).map(|morning| (morning, 7, Record::None))
}

fn cramp() -> Record {
    Record::Cramp(Cramp::of(Muscle::Calf, Side::Left))
}

#[test]
fn a_forecast_after_5_60_and_240_quiet_nights() {
    let mut said = String::new();
    for nights in [5, 60, 240] {
        let charley = somebody();
        kept(&charley, quiet(nights));
        let _ = writeln!(said, "After {nights} quiet nights\n\n{}", charley.types("forecast").ok().out);
    }
    assert_snapshot!(said);
}

/// The head of a plan: everything before its paces.
fn head(charley: &Charley, plan: &str) -> String {
    let text = charley.types(&format!("plan {plan} --at 2027-05-09T09:00")).ok().out;
    let (head, _) = text.split_once("Three paces").unwrap();
    format!("$ charley plan {plan}\n{head}")
}

#[test]
fn plans_of_a_stranger_and_of_a_person_with_a_hundred_quiet_workouts() {
    let run = Record::Workout(ManualWorkout {
        sport: Sport::Run,
        duration_s: 45 * 60,
        effort: Effort::Easy,
        distance_m: Distance::from_m(8_000.0).ok(),
    });
    // A run each other evening, and no cramp that day or night.
    let runs = mornings(200).step_by(2).flat_map(|morning| {
        let evening = morning.saturating_sub(1.day());
        [
            (evening, 18, run.clone()),
            (morning, 7, Record::None),
            (morning.saturating_add(1.day()), 7, Record::None),
        ]
    });
    let (stranger, hundred) = (somebody(), somebody());
    kept(&hundred, runs.filter(|(date, ..)| *date <= LAST.saturating_add(1.day())));
    let mut said = String::new();
    for plan in ["walk 5h", "run 5km 32min easy", "run 42.2km --goal 3:45", "run 100km --goal 12:00"] {
        let _ = writeln!(said, "A stranger\n{}", head(&stranger, plan));
        let _ = writeln!(said, "After 100 quiet workouts\n{}", head(&hundred, plan));
    }
    assert_snapshot!(said);
}

/// What `why` and `forecast` say of a diary of which little can be said: an answer, and never a name.
fn answered(entries: impl Iterator<Item = (Date, i8, Record)>) -> String {
    let charley = somebody();
    kept(&charley, entries);
    // Too little to say is an answer with a code of its own.
    let asked = |line: &str| charley.types(&format!("{line} --json")).json();
    let why = asked("why");
    for trigger in why["triggers"].as_array().unwrap() {
        assert_ne!(trigger["verdict"], "likely_yours", "{trigger}");
        assert!(trigger["hazard_ratio"]["q50"].as_f64().is_some_and(f64::is_finite), "{trigger}");
    }
    let forecast = asked("forecast");
    for key in ["probability_mean", "base_rate_mean"] {
        assert!(
            forecast[key].is_null() || forecast[key].as_f64().is_some_and(|p| (0.0..=1.0).contains(&p)),
            "{key}"
        );
    }
    let headline = |document: &serde_json::Value| document["headline"].as_str().unwrap().to_owned();
    format!("why: {}\nforecast: {}\n", headline(&why), headline(&forecast))
}

#[test]
fn a_diary_of_which_little_can_be_said_says_so() {
    let two_years = 730;
    let drink = |morning: Date| {
        (morning.saturating_sub(1.day()), 21, Record::Alcohol { units: Alcohol::from_units(2.0).unwrap() })
    };
    let every = |record: fn() -> Record| mornings(two_years).map(move |morning| (morning, 7, record()));
    let same_drink = mornings(two_years).enumerate().flat_map(|(number, morning)| {
        let came = if number % 20 == 0 { cramp() } else { Record::None };
        [drink(morning), (morning, 7, came)]
    });
    // The only three drinks lie on the first nights, and a cramp on the first and the last.
    let edge = mornings(90).enumerate().flat_map(|(number, morning)| {
        let came = if number % 89 < 2 || number == 40 { cramp() } else { Record::None };
        let drunk = (number < 3).then(|| drink(morning));
        drunk.into_iter().chain([(morning, 7, came)])
    });
    let long_ago =
        [(jiff::civil::date(1981, 1, 2), 7, cramp()), (jiff::civil::date(1981, 1, 3), 7, Record::None)];
    let refused = somebody().types("log cramp calf --at 0001-01-02T07:00").ends(2);
    assert!(refused.err.contains("1900"), "{}", refused.err);
    let mut said = String::new();
    for (about, words) in [
        ("two years, not sure of any night", answered(every(|| Record::Unsure))),
        ("two years, a cramp in every night", answered(every(cramp))),
        ("two years, the same drink every evening", answered(same_drink)),
        ("drinks and cramps at the edges of the diary", answered(edge)),
        ("two nights of 1981", answered(long_ago.clone().into_iter())),
        ("two nights of 1981 and 60 of late", answered(long_ago.into_iter().chain(quiet(60)))),
    ] {
        let _ = writeln!(said, "{about}\n{words}");
    }
    // Each has an answer, and none of them is empty.
    assert_eq!((said.matches("\nwhy: ").count(), said.matches("\nforecast: ").count()), (6, 6), "{said}");
    assert!(said.lines().all(|line| line != "why: " && line != "forecast: "), "{said}");
}
