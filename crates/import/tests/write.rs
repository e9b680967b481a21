//! What is written is read back as the same workout, within the resolution of its format.
#![allow(clippy::unwrap_used)]

use charley_domain::{
    moment::Moment,
    workout::{
        Channel, ChannelKind, ClockBasis, FileFacts, Lap, Span, Sport, Workout, WorkoutHead, WorkoutId,
    },
};
use charley_import::{Format, read, write};
use jiff::{Timestamp, tz::TimeZone};
use proptest::prelude::*;

/// Values a channel may hold, on the grid of FIT where its grid is coarser; steps from one to the next where nobody leaps.
fn value(kind: ChannelKind) -> BoxedStrategy<i32> {
    match kind {
        ChannelKind::HeartRate => (20..=254).boxed(),
        ChannelKind::Power => (1..=3_000).boxed(),
        ChannelKind::Cadence => (0..=254).boxed(),
        ChannelKind::Speed => (0..=40_000).boxed(),
        ChannelKind::Distance => (1..=900).boxed(),
        ChannelKind::Altitude => (-2_000..=40_000).prop_map(|half| half * 2).boxed(),
        ChannelKind::Latitude | ChannelKind::Longitude => (-500..=500).boxed(),
        ChannelKind::SensorTemperature => (-40..=60).prop_map(|c| c * 10).boxed(),
        ChannelKind::CoreTemperature => (3_000..=4_500).boxed(),
    }
}

fn channel(kind: ChannelKind, samples: usize, gaps: bool) -> impl Strategy<Value = Channel> {
    let one = if gaps {
        prop::option::weighted(0.9, value(kind)).boxed()
    } else {
        value(kind).prop_map(Some).boxed()
    };
    let steps = match kind {
        ChannelKind::Distance => Some((0..=1_000_000_i32).boxed()),
        ChannelKind::Latitude => Some((1 << 20..=1_i32 << 29).boxed()),
        ChannelKind::Longitude => Some((-(1 << 30)..=1_i32 << 30).boxed()),
        _ => None,
    };
    let start = steps.map_or(Just(None).boxed(), |start| start.prop_map(Some).boxed());
    (prop::collection::vec(one, samples), start).prop_map(move |(values, start)| {
        let Some(mut at) = start else { return Channel { kind, values } };
        let mut walk = |step: i32| {
            at += step;
            at
        };
        Channel { kind, values: values.into_iter().map(|step| step.map(&mut walk)).collect() }
    })
}

/// Steps between samples: mostly one second, now and then a pause of a minute or more. The first is none: a workout that only
/// stood still has a timer of zero, which the reader takes for not known.
fn steps() -> impl Strategy<Value = Vec<(i64, bool)>> {
    let moving = || (1..6_i64).prop_map(|s| (s, false));
    let step = prop_oneof![9 => moving(), 1 => (60..900_i64).prop_map(|s| (s, true))];
    (moving(), prop::collection::vec(step, 0..59)).prop_map(|(first, rest)| [vec![first], rest].concat())
}

prop_compose! {
    fn workouts()(start_s in 1_000_000_000..1_900_000_000_i64, quarters in -40..=40_i32, steps in steps(), lap_share in 0.2..0.8_f64)(
        channels in ChannelKind::ALL.iter().map(|kind| {
            channel(*kind, steps.len() + 1, !matches!(kind, ChannelKind::Distance | ChannelKind::Latitude | ChannelKind::Longitude))
        }).collect::<Vec<_>>(),
        sport in prop::sample::select(Sport::ALL.iter().copied().filter(|s| *s != Sport::Multisport).collect::<Vec<_>>()),
        (start_s, quarters, steps, lap_share) in Just((start_s, quarters, steps, lap_share)),
    ) -> Workout {
        build(start_s, quarters * 900, &steps, (channels, sport, lap_share))
    }
}

fn build(start_s: i64, offset_s: i32, steps: &[(i64, bool)], rest: (Vec<Channel>, Sport, f64)) -> Workout {
    let (channels, sport, lap_share) = rest;
    let mut time_ms = vec![0];
    let mut pauses = Vec::new();
    for (seconds, paused) in steps {
        let from_ms = *time_ms.last().unwrap();
        let to_ms = from_ms + seconds * 1000;
        if *paused {
            pauses.push(Span { from_ms, to_ms });
        }
        time_ms.push(to_ms);
    }
    let end_ms = *time_ms.last().unwrap();
    let middle_ms = time_ms[((time_ms.len() as f64 * lap_share) as usize).max(1).min(time_ms.len() - 1)];
    let laps = vec![
        Lap { span: Span { from_ms: 0, to_ms: middle_ms }, manual: Some(true) },
        Lap { span: Span { from_ms: middle_ms, to_ms: end_ms }, manual: Some(false) },
    ];
    let paused_ms: i64 = pauses.iter().map(|pause| pause.to_ms - pause.from_ms).sum();
    let head = WorkoutHead {
        id: WorkoutId("0".to_owned()),
        sport,
        start: Moment { instant: Timestamp::from_second(start_s).unwrap(), offset_s, zone: None },
        clock: ClockBasis::File,
        elapsed_s: end_ms as f64 / 1000.0,
        timer_s: Some((end_ms - paused_ms) as f64 / 1000.0),
        distance_m: Some(12_345.67),
        device: Some("<synthetic> & \"watch\"".to_owned()),
        indoor: None,
        name: Some("over <hill> & dale".to_owned()),
        facts: FileFacts::default(),
    };
    let channels = channels.into_iter().filter(|channel| channel.count() > 0).collect();
    Workout { head, time_ms, channels, laps, pauses, legs: vec![], notes: vec![] }
}

fn read_back(bytes: &[u8], format: Format) -> Workout {
    let mut reading = read(bytes, &TimeZone::UTC).unwrap();
    assert_eq!(reading.format, format);
    assert_eq!(reading.damage, None);
    assert_eq!(reading.notes, Vec::<String>::new());
    assert_eq!(reading.workouts.len(), 1);
    reading.workouts.remove(0)
}

fn without<'a>(workout: &'a Workout, left_out: &[ChannelKind]) -> Vec<&'a Channel> {
    workout.channels.iter().filter(|channel| !left_out.contains(&channel.kind)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn fit_keeps_everything_to_the_second(workout in workouts()) {
        let back = read_back(&write::fit(&workout), Format::Fit);
        prop_assert_eq!(&back.time_ms, &workout.time_ms);
        prop_assert_eq!(&back.channels, &workout.channels);
        prop_assert_eq!(&back.laps, &workout.laps);
        prop_assert_eq!(&back.pauses, &workout.pauses);
        prop_assert_eq!(back.head.start.instant, workout.head.start.instant);
        prop_assert_eq!(back.head.start.offset_s, workout.head.start.offset_s);
        prop_assert_eq!(back.head.sport, workout.head.sport);
        prop_assert!((back.head.elapsed_s - workout.head.elapsed_s).abs() < 1e-9);
        prop_assert_eq!(back.head.timer_s, workout.head.timer_s);
        prop_assert_eq!(back.head.distance_m, workout.head.distance_m);
    }

    #[test]
    fn tcx_keeps_all_it_can_hold(workout in workouts()) {
        let back = read_back(&write::tcx(&workout), Format::Tcx);
        prop_assert_eq!(&back.time_ms, &workout.time_ms);
        let left_out = [ChannelKind::SensorTemperature, ChannelKind::CoreTemperature];
        prop_assert_eq!(without(&back, &[]), without(&workout, &left_out));
        prop_assert_eq!(&back.laps.iter().map(|lap| lap.span.from_ms).collect::<Vec<_>>(), &workout.laps.iter().map(|lap| lap.span.from_ms).collect::<Vec<_>>());
        prop_assert_eq!(&back.pauses, &workout.pauses);
        prop_assert_eq!(back.head.timer_s, workout.head.timer_s);
        prop_assert_eq!(&back.head.device, &workout.head.device);
        prop_assert_eq!(back.head.start.instant, workout.head.start.instant);
    }

    #[test]
    fn gpx_keeps_positions_and_sensors(workout in workouts()) {
        let back = read_back(&write::gpx(&workout), Format::Gpx);
        prop_assert_eq!(&back.time_ms, &workout.time_ms);
        let left_out = [ChannelKind::Distance, ChannelKind::CoreTemperature];
        prop_assert_eq!(without(&back, &[ChannelKind::Distance]), without(&workout, &left_out));
        prop_assert_eq!(&back.pauses, &workout.pauses);
        prop_assert_eq!(&back.head.name, &workout.head.name);
        prop_assert_eq!(&back.head.device, &workout.head.device);
        prop_assert_eq!(back.head.sport, workout.head.sport);
    }
}

#[test]
fn a_workout_without_samples_is_still_a_file() {
    let mut workout = build(1_790_000_000, 3_600, &[(600, false)], (vec![], Sport::Strength, 0.5));
    workout.time_ms.clear();
    let back = read_back(&write::fit(&workout), Format::Fit);
    assert_eq!((back.head.sport, back.head.elapsed_s, back.time_ms.len()), (Sport::Strength, 600.0, 0));
    assert_eq!(read_back(&write::tcx(&workout), Format::Tcx).head.timer_s, Some(600.0));
    assert!(read(&write::gpx(&workout), &TimeZone::UTC).is_err());
}
