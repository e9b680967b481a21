//! A walk as a phone records it: a place each second, no heart rate.

use charley_domain::{
    moment::Moment,
    workout::{Channel, ChannelKind, ClockBasis, FileFacts, Sport, Workout, WorkoutHead, WorkoutId},
};
use jiff::tz::TimeZone;
use rand::RngExt;

use super::{PhoneLife, day::PhoneDay};
use crate::demo::{
    pen::instant,
    route::Route,
    stream::{Autoregressive, stream},
};

/// Loops of the person: how long each is about, in metres.
const LOOPS_M: [f64; 3] = [3_100.0, 5_600.0, 9_000.0];
/// Spread of the positioning error in metres, and how much of it stays from one second to the next.
const GPS_M: f64 = 2.5;
const GPS_KEPT: f64 = 0.99;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_195.0;

const KINDS: [ChannelKind; 3] = [ChannelKind::Altitude, ChannelKind::Latitude, ChannelKind::Longitude];

/// The recording of the walk of a day, and how many metres it was.
pub(super) fn record(life: &PhoneLife, day: &PhoneDay) -> Option<(Workout, f64)> {
    let plan = day.walk?;
    let seed = life.config.seed;
    let index = day.night.date().day_of_year().unsigned_abs();
    let mut rng =
        stream(seed, "walk", u64::from(index) + 1_000 * u64::from(day.night.date().year().unsigned_abs()));
    let number = rng.random_range(0..LOOPS_M.len());
    let route = Route::of(seed, 100 + number as u64, LOOPS_M[number]);
    let mut gps = [Autoregressive::new(GPS_KEPT, &mut rng), Autoregressive::new(GPS_KEPT, &mut rng)];
    let mut channels = KINDS.map(|kind| Channel { kind, values: Vec::new() });
    let mut way_m = 0.0;
    let seconds = i64::from(plan.minutes) * 60;
    for _ in 0..=seconds {
        let place = route.at(way_m);
        let [north, east] = [0, 1].map(|axis: usize| GPS_M * gps[axis].step(&mut rng) / DEGREE_M);
        let values = [place.altitude_m, place.latitude_deg + north, place.longitude_deg + east];
        for ((kind, value), channel) in KINDS.iter().zip(values).zip(&mut channels) {
            channel.values.push(Some((value / kind.scale()).round() as i32));
        }
        // Walkers slow down uphill less than runners do.
        way_m += plan.speed_m_s * (-1.5 * place.grade).exp().clamp(0.6, 1.15);
    }
    let start = instant(day.weather.date.at(plan.hour, 0, 0, 0));
    let head = WorkoutHead {
        id: WorkoutId(format!("synthetic walk {seed} {}", day.night)),
        sport: Sport::Walk,
        start: Moment::in_zone(start, &TimeZone::UTC),
        clock: ClockBasis::Home,
        elapsed_s: seconds as f64,
        timer_s: Some(seconds as f64),
        distance_m: Some(way_m),
        device: Some("synthetic phone".to_owned()),
        indoor: Some(false),
        name: None,
        facts: FileFacts::default(),
    };
    let time_ms = (0..=seconds).map(|second| second * 1_000).collect();
    let (laps, pauses, legs, notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Some((Workout { head, time_ms, channels: channels.into(), laps, pauses, legs, notes }, way_m))
}
