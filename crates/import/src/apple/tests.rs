//! Made exports with what real ones are known to hold.

use charley_domain::{
    observation::{NightSleep, Observed},
    workout::{ChannelKind, Sport},
};

use super::*;
use crate::health::Dated;

fn reading(body: &str) -> Result<Reading, ReadError> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>\n]>\n\
         <HealthData locale=\"de_DE\"><ExportDate value=\"2026-10-02 10:00:00 +0200\"/>{body}</HealthData>"
    );
    crate::read(document.as_bytes(), &TimeZone::get("Europe/Berlin").unwrap())
}

fn record(kind: &str, source: &str, (from, to): (&str, &str), rest: &str) -> String {
    format!(
        "<Record type=\"{kind}\" sourceName=\"{source}\" sourceVersion=\"11\" device=\"&lt;&lt;HKDevice: 0x1&gt;, name:Watch&gt;\" \
             startDate=\"{from}\" endDate=\"{to}\" {rest}"
    )
}

fn slept(stage: &str, source: &str, from: &str, to: &str) -> String {
    let value = format!("value=\"HKCategoryValueSleepAnalysis{stage}\"/>");
    record("HKCategoryTypeIdentifierSleepAnalysis", source, (from, to), &value)
}

fn observed(reading: &Reading) -> Vec<&Observed> {
    reading.health.observations.iter().map(|dated| &dated.observation.what).collect()
}

fn sleeps(reading: &Reading) -> Vec<(&Dated, NightSleep)> {
    let of = |dated: &'_ Dated| matches!(dated.observation.what, Observed::Sleep(_));
    let slept = reading.health.observations.iter().filter(|dated| of(dated));
    let sleep = |dated: &'_ Dated| match &dated.observation.what {
        Observed::Sleep(sleep) => sleep.clone(),
        other => panic!("{other:?}"),
    };
    slept.map(|dated| (dated, sleep(dated))).collect()
}

#[test]
fn a_night_is_told_by_who_knows_its_words_and_bed_is_none() {
    let body = [
        slept("InBed", "iPhone", "2026-09-01 22:30:00 +0200", "2026-09-02 06:30:00 +0200"),
        slept("AsleepCore", "Apple\u{a0}Watch", "2026-09-01 23:00:00 +0200", "2026-09-02 02:00:00 +0200"),
        slept("AsleepDeep", "Apple\u{a0}Watch", "2026-09-02 02:00:00 +0200", "2026-09-02 03:00:00 +0200"),
        slept("Awake", "Apple\u{a0}Watch", "2026-09-02 03:00:00 +0200", "2026-09-02 03:30:00 +0200"),
        slept("AsleepREM", "Apple\u{a0}Watch", "2026-09-02 03:30:00 +0200", "2026-09-02 06:00:00 +0200"),
        slept("AsleepUnspecified", "AutoSleep", "2026-09-01 23:00:00 +0200", "2026-09-02 06:15:00 +0200"),
        slept("AsleepSomethingNew", "AutoSleep", "2026-09-02 06:15:00 +0200", "2026-09-02 09:15:00 +0200"),
    ]
    .concat();
    let reading = reading(&body).unwrap();
    let told: Vec<(String, f64, bool)> = sleeps(&reading)
        .iter()
        .map(|(dated, sleep)| (dated.observation.by.clone(), sleep.asleep_h.h(), sleep.stages.is_some()))
        .collect();
    // Three hours of a word that nobody knows: how long that sleep was is unknown, and not shorter.
    assert_eq!(told, [("Apple Watch".to_owned(), 6.5, true)]);
    assert!(reading.health.observations.iter().all(|dated| dated.night.to_string() == "2026-09-01"));
}

#[test]
fn the_zone_of_a_sample_counts_and_not_the_offset_it_is_written_with() {
    // Seven in the morning in Denver, written with the clock of the phone at export.
    let open = slept("AsleepCore", "Watch", "2024-12-22 23:00:00 -0600", "2024-12-23 07:00:00 -0600");
    let body = open.replace(
        "/>",
        "><MetadataEntry key=\"Other\" value=\"x\"/><MetadataEntry key=\"HKTimeZone\" value=\"America/Denver\"/></Record>",
    );
    let reading = reading(&body).unwrap();
    assert_eq!(sleeps(&reading)[0].0.at.to_string(), "2024-12-23T06:00:00-07:00");
}

#[test]
fn units_are_those_of_each_record_and_what_cannot_be_is_none() {
    let at = ("2026-09-02 08:00:00 +0200", "2026-09-02 08:00:00 +0200");
    let body = [
        record("HKQuantityTypeIdentifierBodyMass", "Scale", at, "unit=\"lb\" value=\"154.3\"/>"),
        record("HKQuantityTypeIdentifierBodyMass", "Scale", at, "unit=\"stone\" value=\"11\"/>"),
        record("HKQuantityTypeIdentifierBodyMass", "Scale", at, "unit=\"kg\" value=\"7000\"/>"),
        record("HKQuantityTypeIdentifierDietaryWater", "App", at, "unit=\"fl_oz_us\" value=\"12\"/>"),
        record("HKQuantityTypeIdentifierDietaryCaffeine", "App", at, "unit=\"mg\" value=\"95\"/>"),
        record(
            "HKQuantityTypeIdentifierNumberOfAlcoholicBeverages",
            "App",
            at,
            "unit=\"count\" value=\"2\"/>",
        ),
        record("HKQuantityTypeIdentifierRestingHeartRate", "Watch", at, "unit=\"count/min\" value=\"52\"/>"),
        record("HKQuantityTypeIdentifierHeight", "App", at, "unit=\"cm\" value=\"170\"/>"),
    ]
    .concat();
    let reading = reading(&body).unwrap();
    let told: Vec<String> = observed(&reading)
        .iter()
        .map(|what| match what {
            Observed::Weight { mass_kg } => format!("{:.1} kg", mass_kg.kg()),
            Observed::Water { volume_ml } => format!("{:.0} mL", volume_ml.ml()),
            Observed::Caffeine { caffeine_mg } => format!("{} mg", caffeine_mg.mg()),
            Observed::Alcohol { units } => format!("{} units", units.units()),
            Observed::RestingHeartRate { heart_rate_bpm } => format!("{} bpm", heart_rate_bpm.bpm()),
            other => other.kind().to_owned(),
        })
        .collect();
    assert_eq!(told, ["70.0 kg", "355 mL", "95 mg", "3.5 units", "52 bpm"]);
}

#[test]
fn a_record_within_a_correlation_counts_once() {
    let at = ("2026-09-02 08:00:00 +0200", "2026-09-02 08:00:00 +0200");
    let water = record("HKQuantityTypeIdentifierDietaryWater", "App", at, "unit=\"mL\" value=\"250\"/>");
    let body = format!("<Correlation type=\"HKCorrelationTypeIdentifierFood\">{water}</Correlation>{water}");
    assert_eq!(observed(&reading(&body).unwrap()).len(), 1);
}

#[test]
fn a_workout_has_its_sport_length_air_and_heart_rates() {
    let pulse = |minute: u32, bpm: u32| {
        let at = format!("2026-09-05 18:{minute:02}:00 +0200");
        record(
            "HKQuantityTypeIdentifierHeartRate",
            "Watch",
            (&at, &at),
            &format!("unit=\"count/min\" value=\"{bpm}\"/>"),
        )
    };
    let rates: String = (0..50).map(|minute| pulse(minute, 120 + minute)).collect();
    let body = format!(
        "{rates}<Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"38.5\" durationUnit=\"min\" \
         sourceName=\"Apple\u{a0}Watch\" startDate=\"2026-09-05 18:05:00 +0200\" endDate=\"2026-09-05 18:45:00 +0200\">\
         <MetadataEntry key=\"HKWeatherTemperature\" value=\"86 degF\"/><MetadataEntry key=\"HKWeatherHumidity\" value=\"6100 %\"/>\
         <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"7.2\" unit=\"km\"/>\
         <WorkoutStatistics type=\"HKQuantityTypeIdentifierActiveEnergyBurned\" sum=\"412\" unit=\"Cal\"/>\
         <WorkoutRoute><MetadataEntry key=\"HKTimeZone\" value=\"Asia/Tokyo\"/><FileReference path=\"/workout-routes/r.gpx\"/></WorkoutRoute>\
         </Workout>"
    );
    let reading = reading(&body).unwrap();
    let workout = &reading.workouts[0];
    let head = &workout.head;
    assert_eq!((head.sport, head.elapsed_s, head.timer_s), (Sport::Run, 2400.0, Some(2310.0)));
    assert_eq!(head.distance_m, Some(7200.0));
    assert_eq!(head.start.to_string(), "2026-09-05T18:05:00+02:00");
    assert_eq!(workout.channel(ChannelKind::HeartRate).unwrap().count(), 41);
    assert_eq!(head.facts.heart_rate_max_bpm, Some(165.0));
    let air = &reading.health.air[0];
    assert_eq!((air.air_c.c(), air.humidity_pct.unwrap().pct(), &air.workout), (30.0, 61.0, &head.id));
}

#[test]
fn the_layout_of_before_2022_has_its_distance_in_the_workout() {
    let body = "<Workout workoutActivityType=\"HKWorkoutActivityTypeCycling\" duration=\"60\" durationUnit=\"min\" totalDistance=\"12\" \
                totalDistanceUnit=\"mi\" startDate=\"2019-06-01 10:00:00 +0200\" endDate=\"2019-06-01 11:00:00 +0200\">\
                <MetadataEntry key=\"HKIndoorWorkout\" value=\"1\"/></Workout>";
    let head = &reading(body).unwrap().workouts[0].head;
    assert_eq!((head.sport, head.indoor), (Sport::IndoorRide, Some(true)));
    assert!((head.distance_m.unwrap() - 19_312.128).abs() < 1e-6);
}

#[test]
fn steps_of_phone_and_watch_are_never_added() {
    let mut body = String::new();
    for day in 1..=3 {
        for hour in 8..20 {
            for (source, count) in [("Watch", 640), ("iPhone", 600)] {
                let (from, to) = (
                    format!("2026-09-{day:02} {hour:02}:00:00 +0200"),
                    format!("2026-09-{day:02} {hour:02}:10:00 +0200"),
                );
                let rest = format!("unit=\"count\" value=\"{count}\"/>");
                body += &record("HKQuantityTypeIdentifierStepCount", source, (&from, &to), &rest);
            }
        }
    }
    let reading = reading(&body).unwrap();
    let steps: Vec<u32> = observed(&reading)
        .iter()
        .filter_map(|what| if let Observed::Steps { count } = what { Some(*count) } else { None })
        .collect();
    assert_eq!(steps, [12 * 640, 12 * 640], "the last day may not be over");
    let still = reading.health.observations.iter().find_map(|dated| match dated.observation.what {
        Observed::Stillness { hours, .. } => Some((hours.h(), dated.observation.by.clone())),
        _ => None,
    });
    assert_eq!(still, Some((50.0 / 60.0, "Watch, iPhone".to_owned())));
}

#[test]
fn an_export_that_breaks_off_keeps_what_came_before() {
    let whole = format!(
        "<HealthData>{}",
        slept("Asleep", "App", "2026-09-01 23:00:00 +0200", "2026-09-02 06:00:00 +0200").repeat(2)
    );
    for cut in [whole.len(), whole.len() - 10] {
        let reading = crate::read(&whole.as_bytes()[..cut], &TimeZone::UTC).unwrap();
        assert_eq!(sleeps(&reading).len(), 1);
        assert!(reading.damage.unwrap().sentence.contains("breaks off after 0 MB"));
    }
    assert_eq!(reading("").unwrap_err().code, "no_workout");
}

#[test]
fn totals_of_the_parts_of_a_workout_are_not_its_own() {
    let workout = |sport: &str, inside: &str| {
        format!(
            "<Workout workoutActivityType=\"HKWorkoutActivityType{sport}\" duration=\"60\" durationUnit=\"min\" \
             startDate=\"2026-09-02 10:00:00 +0200\" endDate=\"2026-09-02 11:00:00 +0200\">{inside}</Workout>"
        )
    };
    let sum = |kind: &str, km: f64| {
        format!(
            "<WorkoutStatistics type=\"HKQuantityTypeIdentifierDistance{kind}\" sum=\"{km}\" unit=\"km\"/>"
        )
    };
    let run = sum("WalkingRunning", 10.0);
    let intervals =
        format!("<WorkoutActivity uuid=\"1\">{}</WorkoutActivity>{run}", sum("WalkingRunning", 1.2));
    let legs = [sum("Swimming", 1.5), sum("Cycling", 40.0), run.clone()].concat();
    for (sport, inside, metres) in [("Running", intervals, 10_000.0), ("SwimBikeRun", legs, 51_500.0)] {
        let reading = reading(&workout(sport, &inside)).unwrap();
        assert_eq!(reading.workouts[0].head.distance_m, Some(metres), "{sport}");
    }
}

#[test]
fn a_drink_typed_in_the_morning_after_stays_unknown() {
    let drink = |made: &str| {
        let at = ("2026-11-20 20:00:00 +0100", "2026-11-20 20:00:00 +0100");
        let rest = format!("creationDate=\"{made}\" unit=\"count\" value=\"2\"/>");
        record("HKQuantityTypeIdentifierNumberOfAlcoholicBeverages", "Drinks", at, &rest)
    };
    let told = |made| reading(&drink(made)).map_or(0, |reading| observed(&reading).len());
    assert_eq!((told("2026-11-20 20:10:00 +0100"), told("2026-11-21 07:30:00 +0100")), (1, 0));
}

#[test]
fn menstruation_and_pregnancy_stand_apart_and_are_no_observations() {
    let day = |date: &str, word: &str| {
        let (from, to) = (format!("{date} 00:00:00 +0200"), format!("{date} 00:00:00 +0200"));
        let value =
            format!("value=\"{word}\"><MetadataEntry key=\"HKMenstrualCycleStart\" value=\"1\"/></Record>");
        record("HKCategoryTypeIdentifierMenstrualFlow", "Health", (&from, &to), &value)
    };
    let body = [
        day("2026-05-01", "HKCategoryValueMenstrualFlowMedium"),
        // The words of iOS since 18.
        day("2026-05-02", "HKCategoryValueVaginalBleedingHeavy"),
        day("2026-05-03", "HKCategoryValueVaginalBleedingNone"),
        day("2026-05-04", "HKCategoryValueMenstrualFlowUnspecified"),
        record(
            "HKCategoryTypeIdentifierPregnancy",
            "Health",
            ("2026-08-01 00:00:00 +0200", "2027-05-08 00:00:00 +0200"),
            "value=\"HKCategoryValueNotApplicable\"/>",
        ),
        // A symptom that is no cramp of a muscle.
        record(
            "HKCategoryTypeIdentifierAbdominalCramps",
            "Health",
            ("2026-05-01 08:00:00 +0200", "2026-05-01 09:00:00 +0200"),
            "value=\"HKCategoryValueSeverityMild\"/>",
        ),
    ]
    .concat();
    let reading = reading(&body).unwrap();
    assert!(reading.health.observations.is_empty());
    let days: Vec<String> = reading
        .health
        .cycle
        .days
        .iter()
        .map(|one| format!("{} {:?}", one.night, one.observation.what))
        .collect();
    assert_eq!(
        days,
        [
            "2026-05-01 Menstruation { flow: Medium }",
            "2026-05-02 Menstruation { flow: Heavy }",
            "2026-05-04 Menstruation { flow: Unspecified }",
        ]
    );
    let pregnancy = &reading.health.cycle.pregnancies[..];
    assert!(
        matches!(pregnancy, [one] if one.from.to_string() == "2026-08-01" && one.until.is_some()),
        "{pregnancy:?}"
    );
}
