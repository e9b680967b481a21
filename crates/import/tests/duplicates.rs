//! Copies among other people's real files: each pair is found and nothing else is put together.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

mod shared;

use charley_domain::workout::{ChannelKind, Workout};
use charley_import::{
    group::{ChannelSource, GroupInput, best_channels, group},
    read,
};
use jiff::tz::TimeZone;

const COPIES: [[&str; 2]; 3] = [
    ["bike-2h19-power-edge1000.fit", "bike-2h19-strava.gpx.gz"],
    ["indoor-bike-fr935.fit", "indoor-bike-fr935.tcx.gz"],
    ["run-same-coros-pace2.fit", "run-same-fenix6.fit"],
];

fn workouts() -> Vec<(String, Workout)> {
    let folder = shared::workouts();
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut workouts = Vec::new();
    for name in names {
        let Ok(reading) = read(&shared::workout_file(&name), &TimeZone::UTC) else { continue };
        workouts.extend(reading.workouts.into_iter().map(|workout| (name.clone(), workout)));
    }
    workouts
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn real_copies_are_found_and_nothing_else() {
    let workouts = workouts();
    let inputs: Vec<GroupInput> = workouts.iter().map(|(_, workout)| GroupInput::of(&workout.head)).collect();
    let grouping = group(&inputs);
    let name_of = |id| workouts.iter().find(|(_, workout)| workout.head.id == id).unwrap().0.as_str();
    let mut copies: Vec<Vec<&str>> = grouping
        .groups
        .into_iter()
        .filter(|g| g.len() > 1)
        .map(|g| g.into_iter().map(name_of).collect())
        .collect();
    for names in &mut copies {
        names.sort_unstable();
    }
    copies.sort();
    assert_eq!(copies, COPIES.map(|pair| pair.to_vec()));
    assert!(grouping.parts.is_empty() && grouping.asks.is_empty());
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn ids_are_stable_and_differ_between_recordings() {
    let first: Vec<_> = workouts().into_iter().map(|(_, workout)| workout.head.id).collect();
    let second: Vec<_> = workouts().into_iter().map(|(_, workout)| workout.head.id).collect();
    assert_eq!(first, second);
    let mut distinct = first.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), first.len());
}

#[test]
#[ignore = "reads ../shared; CI runs it"]
fn power_comes_from_the_meter_and_heart_rate_from_more_samples() {
    let workouts = workouts();
    let of = |names: [&str; 2]| -> Vec<ChannelSource> {
        workouts
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()))
            .flat_map(|(_, w)| ChannelSource::of(w))
            .collect()
    };
    let name_of = |id| workouts.iter().find(|(_, workout)| workout.head.id == id).unwrap().0.clone();
    let ride = best_channels(&of(COPIES[0]));
    let run = best_channels(&of(COPIES[2]));
    assert_eq!(name_of(ride[&ChannelKind::Power].clone()), COPIES[0][0]);
    assert_eq!(name_of(run[&ChannelKind::HeartRate].clone()), "run-same-coros-pace2.fit");
    assert_eq!(name_of(run[&ChannelKind::SensorTemperature].clone()), "run-same-fenix6.fit");
}
