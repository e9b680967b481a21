//! Training load as properties: more work is more load, parts are no more than the whole, nothing breaks on hostile input.

#![expect(clippy::unwrap_used, reason = "helpers of a test")]

use std::collections::BTreeMap;

use charley_body::{WorkoutSummary, load::load, summary, threshold::Thresholds, workout_load};
use charley_domain::{
    moment::Moment,
    person::Person,
    quantity::Power,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Span, Sport, Workout, WorkoutHead, WorkoutId},
};
use proptest::prelude::*;

fn workout(sport: Sport, time_ms: Vec<i64>, channels: Vec<Channel>) -> Workout {
    let start = Moment::of(&"2026-05-01T07:00[Europe/Berlin]".parse().unwrap());
    let head = WorkoutHead {
        id: WorkoutId("w".into()),
        sport,
        start,
        clock: ClockBasis::File,
        elapsed_s: time_ms.last().map_or(0.0, |ms| *ms as f64 / 1000.0),
        timer_s: None,
        distance_m: None,
        device: None,
        indoor: None,
        name: None,
        facts: FileFacts::default(),
    };
    Workout { head, time_ms, channels, laps: vec![], pauses: vec![], legs: vec![], notes: vec![] }
}

fn ride(power_w: &[i32]) -> Workout {
    let values = power_w.iter().map(|power| Some(*power)).collect();
    let time_ms = (0..power_w.len() as i64).map(|second| second * 1000).collect();
    workout(Sport::Ride, time_ms, vec![Channel { kind: ChannelKind::Power, values }])
}

fn rider() -> Person {
    Person { ftp_w: Some(Power::from_w(250.0).unwrap()), ..Person::default() }
}

fn points(workout: &Workout) -> f64 {
    workout_load(workout, &rider()).unwrap().points.value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn more_power_is_more_load(power in proptest::collection::vec(1..600_i32, 60..600)) {
        let harder: Vec<i32> = power.iter().map(|power| power + 20).collect();
        prop_assert!(points(&ride(&harder)) > points(&ride(&power)));
    }

    #[test]
    fn longer_is_more_load(power in 50..400_i32, seconds in 60..3000_usize) {
        prop_assert!(points(&ride(&vec![power; seconds + 300])) > points(&ride(&vec![power; seconds])));
    }

    #[test]
    fn a_steady_workout_split_keeps_its_load(power in 50..400_i32, first in 60..2000_usize, second in 60..2000_usize) {
        let whole = points(&ride(&vec![power; first + second]));
        let parts = points(&ride(&vec![power; first])) + points(&ride(&vec![power; second]));
        prop_assert!((whole - parts).abs() < 1e-6 * whole, "{whole} against {parts}");
    }

    #[test]
    fn heart_rate_load_split_keeps_its_sum(classes in proptest::collection::btree_map(30..120_u16, 2..4000_u32, 1..30)) {
        let person = Person { born: Some("1980-05-01".parse().unwrap()), ..Person::default() };
        let heart: BTreeMap<u16, u32> = classes.into_iter().map(|(bpm, s)| (bpm * 2, s / 2 * 2)).collect();
        let halves: BTreeMap<u16, u32> = heart.iter().map(|(bpm, s)| (*bpm, s / 2)).collect();
        let of = |heart_rate_s| {
            let bare = summary(&workout(Sport::Football, vec![], vec![]));
            let thresholds = Thresholds::of(&person, &[], "2026-05-01".parse().unwrap());
            load(&WorkoutSummary { heart_rate_s, ..bare }, &thresholds).unwrap().points.value
        };
        let (whole, half) = (of(heart), of(halves));
        prop_assert!((whole - 2.0 * half).abs() <= 1e-9 * whole.max(1.0));
    }

    #[test]
    fn nothing_is_nan_and_nothing_panics(
        times in proptest::collection::vec(any::<i64>(), 0..60),
        values in proptest::collection::vec(proptest::option::of(any::<i32>()), 60),
        sport in 0..Sport::ALL.len(),
        pause in any::<(i64, i64)>(),
    ) {
        let mut times = times;
        times.sort_unstable();
        let samples = times.len();
        let channels = ChannelKind::ALL.iter().map(|kind| Channel { kind: *kind, values: values[..samples].to_vec() });
        let mut hostile = workout(Sport::ALL[sport], times, channels.collect());
        hostile.pauses = vec![Span { from_ms: pause.0, to_ms: pause.1 }];
        let person = Person { born: Some("1980-05-01".parse().unwrap()), ..rider() };
        let summary = summary(&hostile);
        for value in [Some(summary.active_s), summary.distance_m, summary.climb_m, summary.descent_m].into_iter().flatten() {
            prop_assert!(value.is_finite(), "{summary:?}");
        }
        if let Some(load) = workout_load(&hostile, &person) {
            prop_assert!(load.points.value.is_finite() && load.points.value >= 0.0, "{load:?}");
        }
        if let Some(trace) = charley_body::metabolic::trace(&hostile, &person) {
            prop_assert!(trace.w.iter().flatten().all(|w| w.is_finite() && *w >= 0.0));
        }
    }
}

#[test]
fn intervals_split_never_add_up_to_more_than_the_whole() {
    let intervals: Vec<i32> = (0..3600).map(|second| if second / 300 % 2 == 0 { 330 } else { 120 }).collect();
    let parts: f64 = intervals.chunks(900).map(|part| points(&ride(part))).sum();
    assert!(parts <= points(&ride(&intervals)) * 1.01, "{parts}");
}

#[test]
fn an_hour_at_threshold_is_100_by_each_way() {
    assert!((points(&ride(&[250; 3600])) - 100.0).abs() < 1e-6);
    let person = Person {
        critical_speed_m_s: Some(charley_domain::quantity::Speed::from_m_s(3.6).unwrap()),
        ..rider()
    };
    let speed = Channel { kind: ChannelKind::Speed, values: vec![Some(3600); 3600] };
    let run = workout(Sport::Run, (0..3600).map(|second| second * 1000).collect(), vec![speed]);
    assert!((workout_load(&run, &person).unwrap().points.value - 100.0).abs() < 1e-6);
}

#[test]
fn a_workout_that_tells_nothing_has_no_load() {
    assert_eq!(workout_load(&workout(Sport::Swim, vec![0, 1000], vec![]), &rider()), None);
}
