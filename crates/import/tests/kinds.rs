//! Kinds of faults that real files have, each with a file made here and what is right for it.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as said")]

use charley_domain::workout::{ClockBasis, Sport};
use charley_import::{ReadError, Reader, Reading, bundled_zones};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

const NORTH_M: f64 = 111_195.0;
const WEEKS_1024: SignedDuration = SignedDuration::from_hours(1_024 * 7 * 24);

/// A point of a track.
#[derive(Clone, Copy)]
struct Point {
    when: Timestamp,
    latitude: f64,
    longitude: f64,
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// North at 3 m/s, a point every ten seconds.
fn points(start: &str, seconds: i64) -> Vec<Point> {
    let start = at(start);
    let point = |n: i64| Point {
        when: start + SignedDuration::from_secs(n * 10),
        latitude: 50.0 + n as f64 * 30.0 / NORTH_M,
        longitude: 8.0,
    };
    (0..=seconds / 10).map(point).collect()
}

fn attempt(file: &str, home: &str) -> Result<Reading, ReadError> {
    let home = TimeZone::get(home).unwrap();
    let now = Some(at("2026-11-30T12:00:00Z"));
    Reader { home: &home, map: Some(bundled_zones()), now }.read(file.as_bytes())
}

fn gpx(points: &[Point], kind: &str, time: impl Fn(Timestamp) -> String) -> String {
    let point = |point: &Point| {
        let Point { when, latitude, longitude } = point;
        format!("<trkpt lat='{latitude:.6}' lon='{longitude:.6}'><time>{}</time></trkpt>", time(*when))
    };
    let points: String = points.iter().map(point).collect();
    format!("<gpx creator='pen'><trk><type>{kind}</type><trkseg>{points}</trkseg></trk></gpx>")
}

fn lap(start: &str, seconds: i64, metres: f64, points: &[Point]) -> String {
    let point = |point: &Point| {
        let Point { when, latitude, longitude } = point;
        format!(
            "<Trackpoint><Time>{when}</Time><Position><LatitudeDegrees>{latitude:.6}</LatitudeDegrees>\
             <LongitudeDegrees>{longitude:.6}</LongitudeDegrees></Position></Trackpoint>"
        )
    };
    let points: String = points.iter().map(point).collect();
    format!(
        "<Lap StartTime='{start}'><TotalTimeSeconds>{seconds}</TotalTimeSeconds>\
         <DistanceMeters>{metres}</DistanceMeters><Track>{points}</Track></Lap>"
    )
}

fn tcx(activities: &str) -> String {
    format!("<TrainingCenterDatabase><Activities>{activities}</Activities></TrainingCenterDatabase>")
}

fn activity(laps: &str) -> String {
    format!("<Activity Sport='Running'>{laps}</Activity>")
}

/// Start in universal time, whole seconds and whole metres of each workout of a file read at home in Berlin.
fn found(file: &str) -> Vec<String> {
    let reading = attempt(file, "Europe/Berlin").unwrap();
    let told = |head: &charley_domain::workout::WorkoutHead| {
        let metres = head.distance_m.map_or("?".to_owned(), |metres| format!("{metres:.0}"));
        format!("{} {:.0} s {metres} m", head.start.instant, head.elapsed_s)
    };
    reading.workouts.iter().map(|workout| told(&workout.head)).collect()
}

fn notes(file: &str) -> String {
    let reading = attempt(file, "Europe/Berlin").unwrap();
    reading
        .workouts
        .into_iter()
        .flat_map(|workout| workout.notes)
        .chain(reading.notes)
        .collect::<Vec<_>>()
        .join("; ")
}

const DAYS: [(&str, i64); 3] =
    [("2026-09-01T07:00:00Z", 1_200), ("2026-09-03T07:00:00Z", 3_600), ("2026-09-06T07:00:00Z", 900)];
const DAYS_FOUND: [&str; 3] = [
    "2026-09-01T07:00:00Z 1200 s 3600 m",
    "2026-09-03T07:00:00Z 3600 s 10800 m",
    "2026-09-06T07:00:00Z 900 s 2700 m",
];

#[test]
fn outings_of_several_days_are_workouts_of_their_own() {
    let all: Vec<Point> = DAYS.iter().flat_map(|(start, s)| points(start, *s)).collect();
    assert_eq!(found(&gpx(&all, "running", |t| t.to_string())), DAYS_FOUND);
    let laps = DAYS.map(|(start, s)| lap(start, s, s as f64 * 3.0, &points(start, s)));
    assert_eq!(found(&tcx(&activity(&laps.concat()))), DAYS_FOUND);
    let legs = laps.map(|lap| format!("<NextSport>{}</NextSport>", activity(&lap)));
    assert_eq!(found(&tcx(&format!("<MultiSportSession>{}</MultiSportSession>", legs.concat()))), DAYS_FOUND);
    let rest: Vec<Point> =
        [points("2026-09-01T07:00:00Z", 3_600), points("2026-09-01T11:00:00Z", 3_600)].concat();
    assert_eq!(found(&gpx(&rest, "hiking", |t| t.to_string())).len(), 1, "a rest of three hours is a rest");
}

#[test]
fn sums_that_are_not_there_come_from_the_points_and_the_other_way_round() {
    let start = "2026-09-01T07:00:00Z";
    let one = &points(start, 0)[..1];
    assert_eq!(found(&tcx(&activity(&lap(start, 2_700, 0.0, one)))), ["2026-09-01T07:00:00Z 2700 s ? m"]);
    let way = lap(start, 1_200, 0.0, &points(start, 1_200));
    assert_eq!(found(&tcx(&activity(&way))), ["2026-09-01T07:00:00Z 1200 s 3600 m"]);
}

#[test]
fn times_in_other_spellings_are_read_or_refused_as_times() {
    let run = points("2026-09-01T07:00:00Z", 600);
    let civil = |t: Timestamp, how: &str| t.to_zoned_datetime(TimeZone::UTC).strftime(how).to_string();
    for how in ["%Y-%-m-%-dT%-H:%-M:%-SZ", "%Y-%m-%d %H:%M:%S +0000", "%Y/%m/%d %H:%M:%S", "%s"] {
        let file = gpx(&run, "running", |t| civil(t, how));
        assert_eq!(found(&file), ["2026-09-01T07:00:00Z 600 s 1800 m"], "{how}");
    }
    let refused = attempt(&gpx(&run, "running", |t| civil(t, "%d/%m/%Y %H:%M:%S")), "UTC").unwrap_err();
    assert_eq!(refused.code, "unknown_times");
    assert!(refused.message.contains("01/09/2026 07:00:00"), "{}", refused.message);
}

#[test]
fn positions_that_cannot_be_are_cut() {
    let run = points("2026-09-01T07:00:00Z", 1_800);
    for (place, kind) in [((0.0, 0.0), "running"), ((12.0, 40.0), "running"), ((50.1, 8.1), "?")] {
        let mut wrong = run.clone();
        (wrong[60].latitude, wrong[60].longitude) = place;
        let file = gpx(&wrong, kind, |t| t.to_string());
        assert_eq!(found(&file), ["2026-09-01T07:00:00Z 1800 s 5400 m"]);
        assert!(notes(&file).contains("1 of 181 positions cannot be"), "{}", notes(&file));
    }
}

#[test]
fn points_of_another_time_are_set_aside() {
    let start = "2026-09-12T07:00:00Z";
    let off = |points: &mut [Point], by: SignedDuration| {
        for point in points {
            point.when += by;
        }
    };
    for hours in [2, -2] {
        let mut late = points(start, 3_000);
        off(&mut late[..2], SignedDuration::from_hours(hours));
        let first = late[2].when;
        assert_eq!(found(&gpx(&late, "running", |t| t.to_string())), [format!("{first} 2980 s 8940 m")]);
    }
    let mut apart = points(start, 3_600);
    for (n, point) in apart.iter_mut().enumerate() {
        point.when += SignedDuration::from_hours(108 * n as i64);
    }
    let file = tcx(&activity(&lap(start, 3_600, 10_800.0, &apart)));
    assert_eq!(found(&file), ["2026-09-12T07:00:00Z 3600 s 10800 m"]);
    assert!(notes(&file).contains("360 of 361 records had impossible times"), "{}", notes(&file));
    let mut years = points(start, 3_600);
    off(&mut years, SignedDuration::from_hours(820 * 24));
    let file = tcx(&activity(&lap(start, 3_600, 10_800.0, &years)));
    assert_eq!(found(&file), ["2026-09-12T07:00:00Z 3600 s 10800 m"]);
}

#[test]
fn dates_that_cannot_be_are_said_and_a_better_witness_counts() {
    let start = "2026-09-01T07:00:00Z";
    let mut rolled = points(start, 1_800);
    for point in &mut rolled {
        point.when -= WEEKS_1024;
    }
    assert!(notes(&gpx(&rolled, "running", |t| t.to_string())).contains("then it was 1 September 2026"));
    let file = tcx(&activity(&lap(start, 1_800, 5_400.0, &rolled)));
    assert_eq!(found(&file), ["2026-09-01T07:00:00Z 1800 s 5400 m"]);
    let future = points("2031-05-01T08:00:00Z", 600);
    assert!(notes(&gpx(&future, "running", |t| t.to_string())).contains("lies in the future"));
    let once: Vec<Point> =
        points(start, 600).iter().map(|point| Point { when: at(start), ..*point }).collect();
    assert!(
        notes(&gpx(&once, "running", |t| t.to_string())).contains("all 61 points have one and the same time")
    );
}

#[test]
fn abroad_the_clock_is_that_of_the_place() {
    let file = gpx(&points("2026-09-02T05:00:00Z", 600), "Laufen", |t| t.to_string());
    let head = &attempt(&file, "America/Los_Angeles").unwrap().workouts[0].head;
    assert_eq!(head.start.to_string(), "2026-09-02T07:00:00+02:00");
    assert_eq!((head.clock, head.sport), (ClockBasis::Place, Sport::Run));
    assert_eq!(attempt(&file, "Europe/Berlin").unwrap().workouts[0].head.clock, ClockBasis::Home);
}
