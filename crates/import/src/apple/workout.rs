//! A workout of Apple Health: its sport, length and air, and the heart rates that were recorded during it.

use charley_domain::{
    quantity::{Humidity, Temperature},
    workout::{Span, Sport, Workout},
};

use super::{
    attributes::{Attributes, instant_ms},
    units,
};
use crate::{
    Reader,
    draft::{Draft, SportSession},
    health::HeartRates,
};

/// A workout is not longer: a watch that was never stopped goes on for days.
const LONGEST_MS: i64 = 72 * 3_600_000;

/// Sports by Apple's words; what is not listed is another one.
const SPORTS: [(&str, Sport); 21] = [
    ("Running", Sport::Run),
    ("Walking", Sport::Walk),
    ("Hiking", Sport::Hike),
    ("Cycling", Sport::Ride),
    ("HandCycling", Sport::Ride),
    ("Swimming", Sport::Swim),
    ("Rowing", Sport::Row),
    ("Soccer", Sport::Football),
    ("AmericanFootball", Sport::Other),
    ("TraditionalStrengthTraining", Sport::Strength),
    ("FunctionalStrengthTraining", Sport::Strength),
    ("CoreTraining", Sport::Strength),
    ("CrossTraining", Sport::Strength),
    ("CrossCountrySkiing", Sport::Ski),
    ("DownhillSkiing", Sport::Ski),
    ("SnowSports", Sport::Ski),
    ("Snowboarding", Sport::Ski),
    ("SwimBikeRun", Sport::Multisport),
    ("Transition", Sport::Transition),
    ("PaddleSports", Sport::Row),
    ("Other", Sport::Other),
];

/// A workout as the export tells it.
#[derive(Debug)]
pub(super) struct AppleWorkout {
    sport: Sport,
    pub(super) start_ms: i64,
    end_ms: i64,
    duration_s: Option<f64>,
    distance_m: Option<f64>,
    /// The sum over kinds of distance, each of which stands once.
    summed_m: Option<f64>,
    device: Option<String>,
    indoor: Option<bool>,
    pub(super) offset_s: Option<i32>,
    pub(super) air_c: Option<Temperature>,
    pub(super) humidity_pct: Option<Humidity>,
}

impl AppleWorkout {
    pub(super) fn of(attributes: &Attributes<'_>) -> Option<Self> {
        let text = |name: &str| attributes.get(name);
        let number = |name: &str| text(name)?.parse::<f64>().ok().filter(|value| *value > 0.0);
        let start_ms = instant_ms(text("startDate")?.as_bytes())?;
        let end_ms = instant_ms(text("endDate")?.as_bytes())?;
        if !(0..=LONGEST_MS).contains(&end_ms.saturating_sub(start_ms)) {
            return None;
        }
        let name = text("workoutActivityType")?;
        let name = name.strip_prefix("HKWorkoutActivityType").unwrap_or(&name);
        let sport = SPORTS.iter().find(|(word, _)| *word == name).map_or(Sport::Other, |(_, sport)| *sport);
        let minute_s = match text("durationUnit").as_deref() {
            Some("s") => 1.0,
            Some("hr") => 3600.0,
            _ => 60.0,
        };
        let unit = text("totalDistanceUnit");
        Some(Self {
            sport,
            start_ms,
            end_ms,
            duration_s: number("duration").map(|duration| duration * minute_s),
            distance_m: number("totalDistance").and_then(|value| units::metres(value, unit.as_deref()?)),
            summed_m: None,
            device: text("sourceName").map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")),
            indoor: None,
            offset_s: None,
            air_c: None,
            humidity_pct: None,
        })
    }

    /// Totals of a workout, where they stand since 2022.
    pub(super) fn statistics(&mut self, attributes: &Attributes<'_>) {
        let of_distance = attributes.get("type").is_some_and(|kind| kind.contains("Distance"));
        if !of_distance {
            return;
        }
        let sum = attributes.get("sum").and_then(|sum| sum.parse::<f64>().ok()).filter(|sum| *sum > 0.0);
        let metres = sum.zip(attributes.get("unit")).and_then(|(sum, unit)| units::metres(sum, &unit));
        if let Some(metres) = metres {
            self.summed_m = Some(self.summed_m.unwrap_or(0.0) + metres);
        }
    }

    pub(super) fn metadata(&mut self, key: &str, value: &str) {
        match key {
            "HKIndoorWorkout" => self.indoor = Some(value == "1"),
            "HKWeatherTemperature" => {
                let celsius = units::split(value).and_then(|(value, unit)| units::celsius(value, unit));
                // What stands there has four decimals of a degree Fahrenheit and tenths of truth.
                let rounded = celsius.map(|celsius| (celsius * 10.0).round() / 10.0);
                self.air_c = rounded.and_then(|celsius| Temperature::from_c(celsius).ok());
            }
            "HKWeatherHumidity" => {
                let share =
                    units::split(value).map(|(value, _)| if value > 100.0 { value / 100.0 } else { value });
                self.humidity_pct = share.and_then(|share| Humidity::from_pct(share).ok());
            }
            _ => {}
        }
    }

    /// The workout, with the heart rates of its time.
    pub(super) fn made(&self, heart_rates: &HeartRates, reader: &Reader<'_>) -> Option<Workout> {
        let sport = if self.indoor == Some(true) && self.sport == Sport::Ride {
            Sport::IndoorRide
        } else {
            self.sport
        };
        let mut draft = Draft {
            sessions: vec![SportSession {
                start_ms: Some(self.start_ms),
                end_ms: Some(self.end_ms),
                elapsed_s: Some((self.end_ms - self.start_ms) as f64 / 1000.0),
                timer_s: self.duration_s,
                distance_m: self.distance_m.or(self.summed_m),
                indoor: self.indoor,
                ..SportSession::of(sport)
            }],
            sport,
            device: self.device.clone(),
            indoor: self.indoor,
            offset_s: self.offset_s,
            // Two workouts without a heart rate are told apart by when they began.
            shares_stamp: true,
            ..Draft::default()
        };
        heart_rates.put_into(&mut draft, Span { from_ms: self.start_ms, to_ms: self.end_ms });
        draft.finish(reader).into_iter().next()
    }
}
