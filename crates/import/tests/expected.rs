//! The facts of other people's real files, as independent readers found them.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

mod shared;

use charley_domain::workout::{ChannelKind, Workout};
use charley_import::{Reading, read};
use jiff::tz::TimeZone;

/// One row of the table of facts.
struct Row(csv::StringRecord, csv::StringRecord);

impl Row {
    fn text(&self, column: &str) -> &str {
        let at = self.0.iter().position(|name| name == column).unwrap();
        self.1.get(at).unwrap()
    }

    fn number(&self, column: &str) -> Option<f64> {
        let text = self.text(column);
        (!text.is_empty()).then(|| text.parse().unwrap())
    }
}

fn rows() -> Vec<Row> {
    let bytes = shared::workout_file("expected.csv");
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let names = table.headers().unwrap().clone();
    table.records().map(|record| Row(names.clone(), record.unwrap())).collect()
}

fn sum(reading: &Reading, of: impl Fn(&Workout) -> Option<f64>) -> Option<f64> {
    reading.workouts.iter().filter_map(of).reduce(|a, b| a + b)
}

/// Mean over all workouts of a file, each weighing as much as it has records with the value.
fn mean(reading: &Reading, of: impl Fn(&Workout) -> (u64, Option<f64>)) -> Option<f64> {
    let (count, total) = reading.workouts.iter().fold((0.0, 0.0), |(count, total), workout| {
        let (n, mean) = of(workout);
        (count + n as f64, total + mean.unwrap_or(0.0) * n as f64)
    });
    (count > 0.0).then(|| total / count)
}

/// What differs between a reading and its row, one line each.
fn differences(row: &Row, reading: &Reading) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut near = |what: &str, ours: Option<f64>, tolerance: f64| {
        let Some(theirs) = row.number(what) else { return };
        if ours.is_none_or(|ours| (ours - theirs).abs() > tolerance) {
            wrong.push(format!("{}: {what} is {ours:?}, expected {theirs}", row.text("file")));
        }
    };
    let total = |of: fn(&Workout) -> u64| Some(reading.workouts.iter().map(of).sum::<u64>() as f64);
    let rounded = 0.000_500_001;
    near("records", total(|w| w.head.facts.records), 0.0);
    near("hr_n", total(|w| w.head.facts.heart_rate_records), 0.0);
    near("power_n", total(|w| w.head.facts.power_records), 0.0);
    near("elapsed_s", sum(reading, |w| Some(w.head.elapsed_s)), rounded);
    near("timer_s", sum(reading, |w| w.head.timer_s), rounded);
    let distance_m = row.number("distance_m").unwrap_or(0.0);
    near("distance_m", sum(reading, |w| w.head.distance_m), distance_m * 0.001);
    let facts = |w: &Workout| w.head.facts.clone();
    near("hr_mean", mean(reading, |w| (facts(w).heart_rate_records, facts(w).heart_rate_mean_bpm)), rounded);
    near("power_mean", mean(reading, |w| (facts(w).power_records, facts(w).power_mean_w)), rounded);
    let all = || reading.workouts.iter().map(facts);
    near("hr_max", all().filter_map(|f| f.heart_rate_max_bpm).reduce(f64::max), 0.0);
    near("temp_min", all().filter_map(|f| f.temperature_min_c).reduce(f64::min), 1e-9);
    near("temp_max", all().filter_map(|f| f.temperature_max_c).reduce(f64::max), 1e-9);
    let start = reading.workouts.iter().map(|w| w.head.start.instant).min().unwrap().to_string();
    let expected = [row.text("start_utc"), row.text("first_record_utc")].into_iter().find(|t| !t.is_empty());
    if expected.is_some_and(|expected| start != expected) {
        wrong.push(format!("{}: start is {start}, expected {expected:?}", row.text("file")));
    }
    if row.text("distance_m").is_empty()
        && row.text("records") == "4803"
        && reading.workouts[0].head.distance_m.is_some()
    {
        wrong.push(format!("{}: an absent distance became a number", row.text("file")));
    }
    wrong
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn every_row_of_the_table_is_reproduced() {
    let mut wrong = Vec::new();
    for row in &rows() {
        let bytes = shared::workout_file(row.text("file"));
        match read(&bytes, &TimeZone::UTC) {
            Ok(reading) => {
                assert_eq!(reading.format.word(), row.text("format"));
                assert_eq!(reading.damage.is_some(), row.text("status") != "ok", "{}", row.text("file"));
                wrong.extend(differences(row, &reading));
                reading.workouts.iter().for_each(holds_together);
            }
            Err(error) => wrong.push(format!("{}: {error}", row.text("file"))),
        }
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

fn holds_together(workout: &Workout) {
    assert!(workout.time_ms.windows(2).all(|pair| pair[0] < pair[1]), "times ascend");
    assert!(workout.channels.iter().all(|channel| channel.values.len() == workout.time_ms.len()));
    let mut kinds: Vec<_> = workout.channels.iter().map(|channel| channel.kind).collect();
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds.len(), workout.channels.len(), "one channel of a kind");
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn beats_of_the_strap_reach_the_channel_as_often_and_as_high() {
    // Count and mean of the merged values as the table's note column gives them.
    for (name, count, mean_bpm) in
        [("swim-pool-chained.fit", 4376, 138.286), ("chained-triathlon-fr920xt.fit", 1773, 171.663)]
    {
        let bytes = shared::workout_file(name);
        let reading = read(&bytes, &TimeZone::UTC).unwrap();
        let values: Vec<f64> =
            reading.workouts[0].channel(ChannelKind::HeartRate).unwrap().scaled().flatten().collect();
        let ours_bpm = values.iter().sum::<f64>() / values.len() as f64;
        // Two records of the swim carry the same second and are one sample.
        assert!(values.len().abs_diff(count) <= 2, "{name}: {} of {count}", values.len());
        assert!((ours_bpm - mean_bpm).abs() < 0.5, "{name}: {ours_bpm} against {mean_bpm}");
    }
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn damaged_files_say_so_in_plain_words() {
    for (name, sentence) in [
        ("truncated-nick.fit", "damaged at 99 %, kept 4 h 39 min of 4 h 39 min"),
        ("strava-android-undefined-local.fit", "damaged at 9 %, kept 5 min of 59 min"),
    ] {
        let bytes = shared::workout_file(name);
        assert_eq!(read(&bytes, &TimeZone::UTC).unwrap().damage.unwrap().sentence, sentence);
    }
}
