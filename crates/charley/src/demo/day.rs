//! The days of the synthetic person: what they drank, how they sat and slept, whether they stretched and answered.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::{
    Config,
    climate::DayWeather,
    stream::{normal, stream},
};

/// Days of a holiday without diary or training, once a year.
const HOLIDAY_DAYS: u64 = 10;
const YEAR_DAYS: u64 = 365;
/// Days for which a habit of stretching, or the lack of it, lasts.
const STRETCH_HABIT_DAYS: usize = 55;

/// What the person says of the night that begins on a day, apart from cramps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Answered in the morning.
    Given,
    /// Not answered: the night stays unknown.
    Missing,
    /// Answered with "not sure".
    Unsure,
}

/// One day and the night that begins on it.
#[derive(Debug, Clone, Copy)]
pub struct Day {
    /// The date.
    pub date: Date,
    pub(super) weather: DayWeather,
    pub(super) away: bool,
    pub(super) alcohol_units: f64,
    pub(super) sitting_h: f64,
    pub(super) sleep_h: f64,
    pub(super) late_coffee: bool,
    pub(super) stretched: bool,
    /// What is said of the night if there was no cramp.
    pub answer: Answer,
}

/// Days on which nothing was recorded.
pub(super) fn away(config: &Config) -> BTreeSet<usize> {
    let mut rng = stream(config.seed, "holiday", 0);
    let nights = u64::from(config.nights);
    let mut away = BTreeSet::new();
    for year in 0..nights.div_ceil(YEAR_DAYS) {
        let days = YEAR_DAYS.min(nights - year * YEAR_DAYS);
        // The last weeks stay full: they are what a new user sees first.
        let Some(latest) = days.checked_sub(HOLIDAY_DAYS + 30) else { continue };
        let start = year * YEAR_DAYS + rng.random_range(0..=latest);
        away.extend((start..start + HOLIDAY_DAYS).map(|day| day as usize));
    }
    away
}

/// Every day of the diary.
pub(super) fn days(config: &Config, weather: Vec<DayWeather>, away: &BTreeSet<usize>) -> Vec<Day> {
    let mut habit = stream(config.seed, "stretching habit", 0);
    let begins_with_habit = habit.random_bool(0.5);
    weather
        .into_iter()
        .enumerate()
        .map(|(index, weather)| {
            let has_habit = (index / STRETCH_HABIT_DAYS).is_multiple_of(2) == begins_with_habit;
            let mut rng = stream(config.seed, "day", index as u64);
            day(weather, has_habit, away.contains(&index), &mut rng)
        })
        .collect()
}

fn day(weather: DayWeather, has_habit: bool, away: bool, rng: &mut ChaCha8Rng) -> Day {
    let weekday = weather.date.weekday();
    let free_tomorrow = matches!(weekday, Weekday::Friday | Weekday::Saturday);
    let free = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
    let alcohol_units = match (free_tomorrow, rng.random::<f64>()) {
        (true, chance) if chance < 0.72 => f64::from(rng.random_range(2..=6)),
        (false, chance) if chance < 0.14 => f64::from(rng.random_range(1..=3)),
        _ => 0.0,
    };
    let sitting_h = if free { 3.5 } else { 6.5 } + 1.9 * normal(rng);
    let sleep_h = 7.2 + if free_tomorrow { 0.4 } else { 0.0 } - 0.1 * alcohol_units + 0.85 * normal(rng);
    let answer = match rng.random::<f64>() {
        chance if chance < 0.07 => Answer::Missing,
        chance if chance < 0.09 => Answer::Unsure,
        _ => Answer::Given,
    };
    Day {
        date: weather.date,
        weather,
        away,
        alcohol_units,
        sitting_h: half(sitting_h.clamp(0.5, 14.0)),
        sleep_h: half(sleep_h.clamp(3.5, 10.5)),
        late_coffee: rng.random_bool(0.32),
        stretched: rng.random_bool(if has_habit { 0.78 } else { 0.10 }),
        answer: if away { Answer::Missing } else { answer },
    }
}

/// As people say hours.
fn half(hours: f64) -> f64 {
    (hours * 2.0).round() / 2.0
}
