//! The days as they truly were, and what the phone saw of them.

use charley_domain::night::NightOf;
use jiff::civil::Weekday;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::demo::{
    climate::DayWeather,
    day::Answer,
    stream::{normal, stream},
};

/// Hours of the longest sitting: mean, spread, and its limits. A person of this age sits about three hours in one stretch. Own.
const SAT_H: (f64, f64) = (2.9, 1.3);
const SAT_LIMITS_H: (f64, f64) = (0.8, 5.6);
/// Hours of sleep.
const SLEPT_H: (f64, f64) = (6.8, 0.95);
const SLEPT_LIMITS_H: (f64, f64) = (3.8, 9.5);
/// Minute of the day at which the person lies down.
const BED_MIN: (f64, f64) = (1_365.0, 25.0);
/// Share of days on which the phone stays at home for hours, or beside the bed for the night's app to miss.
const LEFT_AT_HOME: f64 = 0.04;
const SLEEP_MISSED: f64 = 0.05;
/// Share of days on which the phone lies on a table for a while after the person has got up, and for how many minutes at most.
const ON_THE_TABLE: f64 = 0.3;
const ON_THE_TABLE_MIN: f64 = 35.0;
/// Spread of the minutes by which the app misses when sleep began.
const ONSET_MIN: f64 = 12.0;
/// Days from one weighing to the next.
const WEIGHED_EVERY: usize = 6;
/// Share of mornings that are not answered.
const UNANSWERED: f64 = 0.08;

/// One day and the night that begins on it.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct PhoneDay {
    /// Which day of the diary it is.
    pub(super) index: usize,
    pub(super) night: NightOf,
    pub(super) weather: DayWeather,
    /// The longest sitting, in hours, as it was.
    pub(super) sat_h: f64,
    /// The sleep of the night that begins on the day, in hours, as it was.
    pub(super) slept_h: f64,
    /// Minute of the day at which that sleep begins.
    pub(super) bed_min: f64,
    /// Minutes that the phone adds to the sitting.
    pub(super) table_min: f64,
    /// Minutes by which the app is wrong about the sleep.
    pub(super) onset_min: f64,
    pub(super) left_at_home: bool,
    pub(super) sleep_missed: bool,
    /// A walk with the phone: minutes, and hour at which it begins.
    pub(super) walk: Option<WalkPlan>,
    pub(super) weighed: bool,
    /// What the morning after brings.
    pub(super) answer: Answer,
}

/// A walk of a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct WalkPlan {
    pub(super) hour: i8,
    pub(super) minutes: u32,
    /// Speed on the flat.
    pub(super) speed_m_s: f64,
}

/// Every day of the diary.
pub(super) fn days(seed: u64, weather: Vec<DayWeather>) -> Vec<PhoneDay> {
    let each = weather.into_iter().enumerate();
    each.map(|(index, weather)| one(index, weather, &mut stream(seed, "phone day", index as u64))).collect()
}

fn one(index: usize, weather: DayWeather, rng: &mut ChaCha8Rng) -> PhoneDay {
    let within = |(mean, sd): (f64, f64), (low, high): (f64, f64), rng: &mut ChaCha8Rng| {
        (mean + sd * normal(rng)).clamp(low, high)
    };
    let on_the_table = rng.random_bool(ON_THE_TABLE);
    PhoneDay {
        index,
        night: NightOf(weather.date),
        weather,
        sat_h: within(SAT_H, SAT_LIMITS_H, rng),
        slept_h: within(SLEPT_H, SLEPT_LIMITS_H, rng),
        bed_min: BED_MIN.0 + BED_MIN.1 * normal(rng),
        table_min: if on_the_table { rng.random_range(0.0..ON_THE_TABLE_MIN) } else { 0.0 },
        onset_min: ONSET_MIN * normal(rng),
        left_at_home: rng.random_bool(LEFT_AT_HOME),
        sleep_missed: rng.random_bool(SLEEP_MISSED),
        walk: walk(weather, rng),
        weighed: index.is_multiple_of(WEIGHED_EVERY),
        answer: if rng.random_bool(UNANSWERED) { Answer::Missing } else { Answer::Given },
    }
}

/// Walks of an hour in the week, hikes of hours on week-ends, fewer when it is cold; none for weeks now and then.
fn walk(weather: DayWeather, rng: &mut ChaCha8Rng) -> Option<WalkPlan> {
    let weekend = matches!(weather.date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let willing = if weather.warmest_c < 6.0 { 0.5 } else { 1.0 };
    let idle = weather.date.day_of_year() / 14 % 5 == 4;
    let chance = if idle { 0.05 } else { willing * if weekend { 0.45 } else { 0.30 } };
    let minutes = if weekend { rng.random_range(90..200) } else { rng.random_range(30..70) };
    let speed_m_s = rng.random_range(1.25..1.55);
    rng.random_bool(chance).then_some(WalkPlan { hour: 9, minutes, speed_m_s })
}
