//! What is typed of a workout, and what cannot be.

use charley_domain::{
    moment::Moment,
    workout::{Channel, ChannelKind, FileFacts, Sport, Workout},
};

use super::*;

fn run() -> Workout {
    let degrees = |step: i32| (0..=6).map(|n| Some(n * step)).collect();
    let head = WorkoutHead {
        id: WorkoutId("a".to_owned()),
        sport: Sport::Run,
        start: Moment::of(&"2026-11-20T08:00[Europe/Berlin]".parse().unwrap()),
        clock: ClockBasis::File,
        elapsed_s: 3600.0,
        timer_s: None,
        distance_m: None,
        device: None,
        indoor: None,
        name: None,
        facts: FileFacts::default(),
    };
    Workout {
        head,
        time_ms: (0..=6).map(|n| n * 600_000).collect(),
        // One degree of longitude on the equator each ten minutes: 111.2 km.
        channels: vec![
            Channel { kind: ChannelKind::Latitude, values: degrees(0) },
            Channel { kind: ChannelKind::Longitude, values: degrees(11_930_465) },
        ],
        laps: Vec::new(),
        pauses: Vec::new(),
        legs: Vec::new(),
        notes: Vec::new(),
    }
}

#[test]
fn a_spot_is_a_minute_or_a_distance() {
    let at = |typed: &str| Spot::typed(typed).unwrap().in_workout(&run(), typed);
    assert_eq!(at("35min").unwrap(), 2_100_000);
    assert_eq!(at("5:30").unwrap(), 330_000);
    assert_eq!(at("0:59:59").unwrap(), 3_599_000);
    assert_eq!(at("111km").unwrap(), 600_000, "by positions, where no distance was recorded");
    assert_eq!(at("112km").unwrap(), 1_200_000);
    for typed in ["61min", "2:00:00", "700km"] {
        assert!(at(typed).unwrap_err().to_string().contains("not within"), "{typed}");
    }
    for typed in ["soon", "", "12", "5:75", "-3min", "1:2:3:4"] {
        assert!(Spot::typed(typed).is_err(), "{typed}");
    }
    let bare = Workout { channels: Vec::new(), ..run() };
    let refused = Spot::Far(5.0).in_workout(&bare, "5km").unwrap_err().to_string();
    assert!(refused.contains("no distance was recorded"), "{refused}");
}
