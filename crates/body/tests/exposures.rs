//! Exposures of whole diaries: each in the unit of its row, unknown where nothing was said, finite whatever was said.

#![expect(clippy::unwrap_used, clippy::float_cmp, reason = "helpers of a test; zero is exact")]

use charley_body::{ExposureInput, exposures, habits};
use charley_domain::{
    basis::Basis,
    entry::{Cramp, Effort, Entry, EntrySource, ManualWorkout, MedicineUse, Record, Weather, WeatherFor},
    exposure::{Exposure, RiskWindow, TriggerId},
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::NightOf,
    person::{Hemisphere, Person},
    quantity::{Alcohol, Caffeine, Distance, Hours, Temperature},
    workout::{Sport, WorkoutId},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
    tz::TimeZone,
};
use proptest::prelude::*;

fn entry(number: u128, wall: &str, record: Record) -> Entry {
    let wall: jiff::civil::DateTime = wall.parse().unwrap();
    let at = Moment::of(&wall.to_zoned_datetime(TimeZone::UTC).unwrap());
    Entry {
        id: uuid::Uuid::from_u128(number),
        recorded_at: at.instant,
        source: EntrySource::Synthetic,
        precision: Precision::Minutes,
        asked: false,
        night: NightOf::of(&at),
        occurred_at: at,
        record,
    }
}

fn run(minutes: u32, effort: Effort, km: f64) -> Record {
    let distance_m = Some(Distance::from_m(km * 1000.0).unwrap());
    Record::Workout(ManualWorkout { sport: Sport::Run, duration_s: minutes * 60, effort, distance_m })
}

fn cramp() -> Record {
    Record::Cramp(Cramp::of(Muscle::Calf, Side::Left))
}

fn of(person: &Person, entries: &[Entry], first: Date, last: Date) -> Vec<Exposure> {
    exposures(&ExposureInput {
        person,
        entries,
        workouts: &[],
        body: None,
        first: NightOf(first),
        last: NightOf(last),
        open: None,
        air: charley_body::weather::AirRecord::none(),
    })
}

fn night(entries: &[Entry], on: Date) -> Exposure {
    of(&Person::default(), entries, on, on).remove(0)
}

fn value(exposure: &Exposure, id: &str) -> Option<f64> {
    exposure.values.get(&id.parse::<TriggerId>().unwrap()).map(|known| known.value)
}

#[test]
fn every_id_is_a_row_of_the_trigger_table() {
    let person = Person {
        hemisphere: Some(Hemisphere::South),
        pregnant_since: Some(date(2026, 1, 1)),
        ..Person::default()
    };
    let mut entries = vec![entry(
        1,
        "2026-05-01T12:00",
        Record::Medicine(MedicineUse::new("furosemide", date(2026, 1, 1), None)),
    )];
    for day in 1..=40_i64 {
        let on = date(2026, 4, 1).saturating_add(day.days());
        let n = 100 * u128::from(day.unsigned_abs());
        entries.push(entry(n, &format!("{on}T18:00"), run(40, Effort::Easy, 7.0)));
        entries.push(entry(
            n + 1,
            &format!("{on}T20:00"),
            Record::Alcohol { units: Alcohol::from_units(1.0).unwrap() },
        ));
        entries.push(entry(
            n + 2,
            &format!("{on}T16:00"),
            Record::Caffeine { caffeine_mg: Caffeine::from_mg(80.0).unwrap() },
        ));
        entries.push(entry(n + 3, &format!("{on}T21:00"), Record::Stretch));
        entries.push(entry(
            n + 4,
            &format!("{on}T17:00"),
            Record::Sitting { hours: Hours::from_h(4.0).unwrap() },
        ));
        entries.push(entry(
            n + 5,
            &format!("{on}T23:00"),
            Record::Sleep { hours: Hours::from_h(7.0).unwrap() },
        ));
        entries.push(entry(n + 6, &format!("{on}T23:30"), Record::None));
    }
    let all = of(&person, &entries, date(2026, 5, 1), date(2026, 5, 10));
    let mut ids = std::collections::BTreeSet::new();
    for exposure in &all {
        for id in exposure.values.keys() {
            assert!(charley_evidence::evidence().trigger(id).is_some(), "{id} is no row");
            ids.insert(id.to_string());
        }
    }
    assert!(ids.len() >= 18, "{ids:?}");
    assert_eq!(value(&all[0], "night.medicine_loop"), Some(1.0));
    assert_eq!(value(&all[0], "night.load_jump"), None, "five weeks are not over");
}

#[test]
fn units_are_those_of_the_table() {
    let air = |c, window| {
        Record::Weather(Weather {
            window,
            air_c: Temperature::from_c(c).unwrap(),
            humidity_pct: None,
            wind_m_s: None,
            sun: None,
        })
    };
    let on = date(2026, 7, 1);
    let entries = [
        entry(1, "2026-07-01T18:00", run(60, Effort::Hard, 12.0)),
        entry(2, "2026-07-01T20:00", Record::Alcohol { units: Alcohol::from_units(3.0).unwrap() }),
        entry(3, "2026-07-01T13:00", Record::Caffeine { caffeine_mg: Caffeine::from_mg(200.0).unwrap() }),
        entry(4, "2026-07-01T21:00", air(31.0, WeatherFor::Night(NightOf(on)))),
        entry(
            5,
            "2026-07-01T19:00",
            air(13.0, WeatherFor::Workout(WorkoutId(uuid::Uuid::from_u128(1).to_string()))),
        ),
    ];
    let all = of(&Person::default(), &entries, on, on);
    assert_eq!(value(&all[0], "night.load_100tss"), Some(0.9025));
    assert_eq!(value(&all[0], "night.alcohol_2u"), Some(1.5));
    assert_eq!(value(&all[0], "night.caffeine_late_100mg"), Some(0.0), "one o'clock is not late");
    assert_eq!(value(&all[0], "night.heat_5c"), Some(2.6));
    assert_eq!(all[1].window, RiskWindow::Workout(WorkoutId(uuid::Uuid::from_u128(1).to_string())));
    assert_eq!(value(&all[1], "workout.elapsed_30min"), Some(2.0));
    assert_eq!(value(&all[1], "workout.heat_5c"), Some(0.0), "below 18 °C there is no heat");
    assert_eq!(value(&all[1], "workout.intensity_10pct"), None);
}

/// The air of the workout of an entry.
fn air_of(number: u128, workout: u128, (wall, air_c): (&str, f64)) -> Entry {
    let record = Weather {
        window: WeatherFor::Workout(WorkoutId(uuid::Uuid::from_u128(workout).to_string())),
        air_c: Temperature::from_c(air_c).unwrap(),
        humidity_pct: None,
        wind_m_s: None,
        sun: None,
    };
    entry(number, wall, Record::Weather(record))
}

#[test]
fn heat_is_new_for_two_weeks_of_each_spell_of_it() {
    // Days of June and July with a run, its air, and whether its heat is new.
    let days = [
        ("2026-06-10", 24.0, 0.0),
        ("2026-06-12", 30.0, 1.0),
        ("2026-06-20", 28.0, 1.0),
        ("2026-06-22", 18.0, 0.0),
        ("2026-06-27", 28.0, 0.0),
        ("2026-07-15", 28.0, 0.0),
        ("2026-08-20", 28.0, 1.0),
    ];
    let mut entries = Vec::new();
    for (place, (on, air_c, _)) in days.iter().enumerate() {
        let id = 10 * (place as u128 + 1);
        entries.push(entry(id, &format!("{on}T08:00"), run(60, Effort::Easy, 10.0)));
        entries.push(air_of(id + 1, id, (&format!("{on}T10:00"), *air_c)));
    }
    entries.push(entry(990, "2026-08-22T08:00", run(60, Effort::Easy, 10.0)));
    let all = of(&Person::default(), &entries, date(2026, 6, 1), date(2026, 8, 30));
    let runs: Vec<&Exposure> =
        all.iter().filter(|one| matches!(one.window, RiskWindow::Workout(_))).collect();
    for ((on, _, is_new), exposure) in days.iter().zip(&runs) {
        assert_eq!(value(exposure, "workout.heat_first_2w"), Some(*is_new), "{on}");
    }
    assert_eq!(value(runs[days.len()], "workout.heat_first_2w"), None, "nobody told its air");
}

#[test]
fn silence_is_unknown_and_named() {
    let exposure = night(&[], date(2026, 7, 1));
    assert!(exposure.values.is_empty());
    for what in
        ["workouts", "alcohol", "caffeine", "sleep", "sitting", "hemisphere", "medicines", "fluid, sodium"]
    {
        assert!(
            exposure.missing.iter().any(|missing| missing.to_string().contains(what)),
            "{what}: {:?}",
            exposure.missing
        );
    }
}

#[test]
fn silence_of_who_records_by_habit_is_assumed_to_be_none() {
    let drink = |n, day| {
        entry(
            n,
            &format!("2026-07-0{day}T20:00"),
            Record::Alcohol { units: Alcohol::from_units(2.0).unwrap() },
        )
    };
    let entries = [drink(1, 1), drink(2, 3), drink(3, 5)];
    let known = &night(&entries, date(2026, 7, 6)).values[&TriggerId::night("alcohol_2u")];
    assert_eq!(known.value, 0.0);
    assert!(matches!(known.basis, Basis::Assumed { .. }));
    assert_eq!(value(&night(&entries[..2], date(2026, 7, 6)), "night.alcohol_2u"), None);
}

#[test]
fn silence_about_an_evening_that_may_still_come_is_unknown() {
    let drink = |n, day| {
        let units = Alcohol::from_units(2.0).unwrap();
        entry(n, &format!("2026-07-0{day}T20:00"), Record::Alcohol { units })
    };
    let entries = [drink(1, 1), drink(2, 3), drink(3, 5), drink(4, 7)];
    let person = Person::default();
    let alcohol = |on: Date, open: Option<Date>| {
        let input = ExposureInput {
            person: &person,
            entries: &entries,
            workouts: &[],
            body: None,
            first: NightOf(on),
            last: NightOf(on),
            open: open.map(NightOf),
            air: charley_body::weather::AirRecord::none(),
        };
        value(&exposures(&input)[0], "night.alcohol_2u")
    };
    let (over, tonight) = (date(2026, 7, 6), date(2026, 7, 7));
    assert_eq!(alcohol(over, Some(over)), None);
    assert_eq!(alcohol(over, Some(tonight)), Some(0.0), "the night before is over");
    assert_eq!(alcohol(tonight, Some(tonight)), Some(1.0), "what was told counts at once");
}

#[test]
fn a_medicine_counts_only_while_it_is_taken() {
    let used = MedicineUse::new("Lipitor", date(2026, 7, 1), Some(date(2026, 7, 10)));
    let entries = [entry(1, "2026-07-01T12:00", Record::Medicine(used))];
    let on = |day| value(&night(&entries, date(2026, 7, day)), "night.medicine_statin");
    assert_eq!((on(10), on(11)), (Some(1.0), Some(0.0)));
    let none = MedicineUse::new("none", date(2026, 7, 1), None);
    let exposure = night(&[entry(1, "2026-07-01T12:00", Record::Medicine(none))], date(2026, 7, 2));
    assert!(
        !exposure.missing.iter().any(|missing| missing.what.contains("medicine")),
        "{:?}",
        exposure.missing
    );
}

#[test]
fn a_cramp_last_night_shows_in_the_next() {
    let entries = [entry(1, "2026-07-01T23:00", Record::None), entry(2, "2026-07-03T03:00", cramp())];
    let history = |day| value(&night(&entries, date(2026, 7, day)), "night.history");
    assert_eq!(history(1), None, "nothing was answered before");
    assert_eq!(history(2), Some(0.0));
    assert!((history(3).unwrap() - 0.2063).abs() < 1e-4);
}

#[test]
fn longer_and_harder_than_habit_is_measured_against_own_workouts() {
    let mut entries: Vec<Entry> = (1..=9)
        .map(|day| entry(day, &format!("2026-07-0{day}T18:00"), run(60, Effort::Easy, 10.0)))
        .collect();
    entries.push(entry(50, "2026-07-12T18:00", run(80, Effort::Hard, 15.0)));
    let all = of(&Person::default(), &entries, date(2026, 7, 12), date(2026, 7, 12));
    assert_eq!(value(&all[1], "workout.distance_jump"), Some(0.5));
    assert!((value(&all[1], "workout.intensity_10pct").unwrap() - 10.0 * (0.95 / 0.65 - 1.0)).abs() < 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_diary_gives_a_value_that_is_not_finite(
        said in proptest::collection::vec((0..80_i64, 0..24_i8, 0..9_u8, 0.0..48.0_f64), 0..120),
    ) {
        let person = Person { hemisphere: Some(Hemisphere::North), ..Person::default() };
        let entries: Vec<Entry> = said
            .into_iter()
            .enumerate()
            .map(|(n, (day, hour, what, size))| {
                let record = match what {
                    0 => cramp(),
                    1 => Record::None,
                    2 => run((size * 60.0) as u32, Effort::Hard, size),
                    3 => Record::Alcohol { units: Alcohol::from_units(size).unwrap() },
                    4 => Record::Caffeine { caffeine_mg: Caffeine::from_mg(size).unwrap() },
                    5 => Record::Sleep { hours: Hours::from_h(size).unwrap() },
                    6 => Record::Sitting { hours: Hours::from_h(size).unwrap() },
                    7 => Record::Stretch,
                    _ => Record::Medicine(MedicineUse::new("simvastatin", date(2026, 1, 9), None)),
                };
                let on = date(2026, 1, 1).saturating_add(day.days());
                entry(n as u128, &format!("{on}T{hour:02}:30"), record)
            })
            .collect();
        let all = of(&person, &entries, date(2026, 1, 1), date(2026, 3, 31));
        prop_assert!(all.iter().filter(|e| matches!(e.window, RiskWindow::Night(_))).count() == 90);
        for exposure in &all {
            for (id, known) in &exposure.values {
                prop_assert!(known.value.is_finite() && known.value.abs() < 1e4, "{id} {known:?}");
            }
        }
        let input = ExposureInput { person: &person, entries: &entries, workouts: &[], body: None, first: NightOf(date(2026, 1, 1)), last: NightOf(date(2026, 3, 31)), open: None, air: charley_body::weather::AirRecord::none() };
        prop_assert!(habits(&input).values().all(|habit| habit.points.is_finite() && habit.acute_points.is_finite()));
    }
}
