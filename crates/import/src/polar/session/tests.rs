//! Made training sessions of both kinds, with what real ones are known to hold.

use super::*;
use charley_domain::workout::{ChannelKind, Workout};

fn workouts(text: &str) -> Vec<Workout> {
    assert!(looks_like(text) && crate::detect(text.as_bytes()) == Some(Format::PolarTraining), "{text}");
    crate::read(text.as_bytes(), &TimeZone::get("Europe/Berlin").unwrap()).unwrap().workouts
}

fn channel(workout: &Workout, kind: ChannelKind) -> usize {
    workout.channels.iter().find(|one| one.kind == kind).map_or(0, |one| one.values.iter().flatten().count())
}

/// A run of ten minutes in Paris as newer exports have it, with gaps of the strap, a slow altimeter and a track that begins
/// two seconds late.
fn newer() -> String {
    let values = |value: &dyn Fn(usize) -> String| (0..600).map(value).collect::<Vec<_>>().join(",");
    let pulse =
        values(&|second| if second % 100 == 7 { "NaN".to_owned() } else { (120 + second % 9).to_string() });
    let height = values(&|second| if second < 4 { "0.0".to_owned() } else { "183.5".to_owned() });
    let points: Vec<String> = (0..590)
        .map(|second| {
            let north = 46.9 + f64::from(second) * 3e-5;
            format!(
                "{{\"longitude\":4.73,\"latitude\":{north},\"altitude\":183.0,\"elapsedMillis\":{}}}",
                second * 1_000 + 2
            )
        })
        .collect();
    format!(
        "{{\"identifier\":{{\"id\":\"5\"}},\"startTime\":\"2026-08-18T10:23:06\",\"stopTime\":\"2026-08-18T10:33:06\",\"name\":\"NaN \\\"x\",\
         \"timezoneOffsetMinutes\":120,\"durationMillis\":600000,\"sport\":{{\"id\":\"1\"}},\"product\":{{\"modelName\":\"Polar Vantage M\"}},\
         \"exercises\":[{{\"startTime\":\"2026-08-18T10:23:06\",\"stopTime\":\"2026-08-18T10:33:06\",\"durationMillis\":590000,\
         \"distanceMeters\":1960.5,\"timezoneOffsetMinutes\":120,\"sport\":{{\"id\":\"1\"}},\
         \"samples\":{{\"samples\":[{{\"type\":\"HEART_RATE\",\"intervalMillis\":1000,\"values\":[{pulse}]}},\
         {{\"type\":\"ALTITUDE\",\"intervalMillis\":1000,\"values\":[{height}]}}]}},\
         \"routes\":{{\"route\":{{\"startTime\":\"2026-08-18T10:23:08\",\"wayPoints\":[{}]}}}},\
         \"pauseTimes\":[{{\"startTime\":\"2026-08-18T10:25:00\",\"endTime\":\"2026-08-18T10:25:10\"}}]}}]}}",
        points.join(",")
    )
}

#[test]
fn a_newer_session_has_its_offset_its_gaps_and_its_track() {
    let told = workouts(&newer());
    assert_eq!(told.len(), 1);
    let head = &told[0].head;
    assert_eq!(head.start.to_string(), "2026-08-18T10:23:06+02:00");
    assert_eq!(
        (head.sport, head.elapsed_s, head.device.as_deref()),
        (Sport::Run, 600.0, Some("Polar Vantage M"))
    );
    assert_eq!(channel(&told[0], ChannelKind::HeartRate), 594);
    assert_eq!(channel(&told[0], ChannelKind::Latitude), 590);
    let heights = told[0].channels.iter().find(|one| one.kind == ChannelKind::Altitude).unwrap();
    assert!(heights.values.iter().flatten().all(|metres| *metres > 0), "nought is not known");
}

#[test]
fn an_older_session_has_a_time_beside_each_value() {
    let at = |second: usize| format!("2019-01-18T17:{:02}:{:02}.000", 7 + second / 60, second % 60);
    let values: Vec<String> = (0..120)
        .map(|second| format!("{{\"dateTime\":\"{}\",\"value\":{}}}", at(second), 100 + second % 5))
        .collect();
    let text = format!(
        "{{\"exportVersion\":\"1.3\",\"name\":\"Running\",\"startTime\":\"2019-01-18T17:07:00.000\",\"stopTime\":\"2019-01-18T17:09:00.000\",\
         \"timeZoneOffset\":60,\"distance\":400.0,\"duration\":\"PT120S\",\"exercises\":[{{\"startTime\":\"2019-01-18T17:07:00.000\",\
         \"stopTime\":\"2019-01-18T17:09:00.000\",\"timezoneOffset\":60,\"duration\":\"PT120S\",\"sport\":\"TREADMILL_RUNNING\",\
         \"samples\":{{\"heartRate\":[{}],\"speed\":[{{\"dateTime\":\"never\",\"value\":12.0}}]}}}}]}}",
        values.join(",")
    );
    let told = workouts(&text);
    let head = &told[0].head;
    assert_eq!(head.start.to_string(), "2019-01-18T17:07:00+01:00");
    assert_eq!((head.sport, head.indoor, head.timer_s), (Sport::Run, Some(true), Some(120.0)));
    assert_eq!(channel(&told[0], ChannelKind::HeartRate), 120);
}

#[test]
fn several_sports_are_several_workouts_and_none_is_said() {
    let exercise = |from: &str, to: &str, sport: &str| {
        format!("{{\"startTime\":\"2026-08-18T{from}\",\"stopTime\":\"2026-08-18T{to}\",\"sport\":{sport}}}")
    };
    let session = |exercises: &str| {
        format!(
            "{{\"startTime\":\"2026-08-18T08:00:00\",\"stopTime\":\"2026-08-18T11:00:00\",\"durationMillis\":1,\"name\":\"Rowing\",\"timezoneOffsetMinutes\":-420,\"exercises\":[{exercises}]}}"
        )
    };
    let both = [
        exercise("08:00:00", "09:00:00", "{\"id\":39}"),
        exercise("09:05:00", "11:00:00", "{\"id\":\"999\"}"),
    ];
    let told = workouts(&session(&both.join(",")));
    let sports: Vec<Sport> = told.iter().map(|one| one.head.sport).collect();
    assert_eq!(sports, [Sport::Football, Sport::Row]);
    assert_eq!(told[0].head.start.to_string(), "2026-08-18T08:00:00-07:00");
    let refused = |text: &str| crate::read(text.as_bytes(), &TimeZone::UTC).unwrap_err().code;
    assert_eq!(refused(&session(&exercise("09:00:00", "08:00:00", "null"))), "no_workout");
    assert_eq!(refused(&session("")[..120]), "bad_json");
}

#[test]
fn what_is_no_number_is_null_and_stays_in_texts() {
    assert_eq!(json("[NaN,\"NaN \\\" NaN\",-1,NaN]"), "[null,\"NaN \\\" NaN\",-1,null]");
    assert_eq!(json("\"\\"), "\"\\");
    assert_eq!(json("\\\u{e9}NaN"), "\\\u{e9}null");
}
