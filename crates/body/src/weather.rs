//! The air during a workout: said, else by the device's own thermometer, else by the nearest place whose weather was brought, else
//! what the season brings hour by hour; with its spread.

mod air;
mod air_report;
mod climate;
pub mod home;
mod inside;
mod places;
mod setting;
mod station;
mod thermometer;

use charley_domain::{
    entry::{Entry, Record, Weather as Report, WeatherFor},
    night::NightOf,
    person::Person,
    workout::WorkoutHead,
};

use serde::{Deserialize, Serialize};

use self::thermometer::Guess;
pub use self::{
    air::{Air, OnTheWay},
    climate::Climate,
    places::{AirHome, AirRecord, AirSpot, FARTHEST_KM, HoursOfPlace, NearAir, WarmestOfDay},
    setting::{Positions, Setting},
    station::StationAir,
    thermometer::{Seat, Thermometer},
};
use crate::{
    draws::{PerDraw, named},
    prior::Spread,
    vapour::{saturated_kpa, vapour_kpa},
};

/// What is around the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Around {
    /// Open air: the person's own speed is wind.
    Outdoors,
    /// A room: moving on a treadmill or trainer stirs no air.
    Room,
    /// Water, of the temperature of [`Weather::air_c`].
    Water,
}

/// How the temperature is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AirBasis {
    /// Said of this workout, or brought by its archive.
    Said,
    /// Said of the warmest of that day.
    DaySaid,
    /// By the thermometer of the device.
    Thermometer,
    /// By the nearest place whose weather was brought.
    Station,
    /// What the season usually brings at the hour.
    Season,
    /// The usual of a room or a pool.
    Usual,
}

/// How the vapour in the air is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub enum Vapour {
    /// By a relative humidity in %.
    Humidity(Spread),
    /// By the dew point that the place has at the time of the year: it does not change with the hour.
    DewPoint(Climate),
    /// By its pressure in kPa, as a station has it.
    Pressure(Spread),
}

/// Which hours a workout spans, for what changes with the hour.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Clock {
    /// Hour of the start, on the wall.
    pub start_h: f64,
    /// Whether the temperature follows the hour.
    pub air_moves: bool,
    /// Whether the sun does.
    pub sun_moves: bool,
}

/// What is known of the air, each with its spread.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weather {
    /// Whether it is open air, a room or water.
    pub around: Around,
    /// How the temperature is known.
    pub basis: AirBasis,
    /// Temperature of the air, or the water, at the start, in °C.
    pub air_c: Spread,
    /// Its vapour.
    pub vapour: Vapour,
    /// Wind over the ground in m/s.
    pub wind_m_s: Spread,
    /// Share of full sun, 0 to 1; where it follows the hour, of what the height of the sun lets through.
    pub sun: Spread,
    /// What changes on the way.
    pub clock: Clock,
    /// What the nearest place says whose weather was brought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station: Option<Box<StationAir>>,
    /// What of it was assumed or concluded, in words.
    pub assumed: Vec<String>,
}

/// How far a thermometer of a person may be off, in °C.
const SAID_SD_C: f64 = 0.7; // own judgement
/// The same of the warmest air of the day.
const DAY_SD_C: f64 = 2.5; // own judgement
/// How far a forecast of the air may be off.
const FORECAST_SD_C: f64 = 2.0; // own judgement: a few days ahead
/// Spread of the air around the season's usual.
const SEASON_SD_C: f64 = 5.0; // docs/studies/body.md section 6
/// Spread of vapour around the season's dew point, as the SD of the logarithm, and where another season's had to be taken.
const VAPOUR_LOG_SD: (f64, f64) = (0.25, 0.35); // docs/studies/sweat-and-heat.md section 4; the second is ours
/// How far the thermometer may be from the season, and still speak of the same air, in °C.
const FARTHEST_C: f64 = 18.0; // three and a half standard deviations of the season
/// The same where a place nearby says what the air was.
const FARTHEST_FROM_STATION_C: f64 = 12.0; // own judgement: three standard deviations of a wrist
/// What is assumed where nothing is known of the air.
pub const AIR_OF_THE_SEASON: &str = "air of the season, hour by hour";

impl Weather {
    /// The weather of a workout, from the diary, the recording and the season of its place or of home.
    ///
    /// Equation: what was said; else the device's thermometer, 1.5 ± 2.5 °C too warm on a handlebar, 4 ± 4 °C on a wrist and then
    /// joined with the season by precision; else the season of the hour ± 5 °C. Source: docs/studies/sweat-and-heat.md section 4. Valid
    /// outdoors below 65° of latitude; indoors 21 ± 3 °C stands for the season, in water the water.
    ///
    /// ```
    /// use charley_body::weather::{Setting, Weather};
    /// # use charley_domain::workout::*;
    /// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::IndoorRide, start: charley_domain::moment::Moment::of(&"2026-07-01T07:00[UTC]".parse()?),
    /// #   clock: ClockBasis::File, elapsed_s: 2.0, timer_s: None, distance_m: None, device: None, indoor: Some(true), name: None, facts: FileFacts::default() };
    /// let indoors = Weather::of(&head, &Setting::default(), (&[], &Default::default()));
    /// assert!((indoors.air_c.quantile(0.5) - 21.0).abs() < 0.1);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(head: &WorkoutHead, setting: &Setting, said: (&[Entry], &Person)) -> Self {
        Self::met(head, setting, said, AirRecord::none())
    }

    /// The same with the air of places that was brought: it stands where nobody said the air and no thermometer near the air saw it, and
    /// a thermometer on a wrist is held against it.
    ///
    /// Equation: as [`Weather::of`], with the nearest place and its hours in the place of the season; its vapour, wind and sun also
    /// beside a thermometer. Source: own judgement. Valid within 50 km and 300 m of height.
    ///
    /// Example: the tests of the weather.
    pub fn met(
        head: &WorkoutHead,
        setting: &Setting,
        (entries, person): (&[Entry], &Person),
        air: &AirRecord,
    ) -> Self {
        let (around, concluded) = setting.around(head);
        let mut weather = match around {
            Around::Outdoors => Self::outdoors(head, setting, person, air),
            Around::Room => Self::room(setting.thermometer),
            Around::Water => Self::water(setting),
        };
        weather.clock.start_h = hour(head);
        weather.assumed.extend(concluded.map(str::to_owned));
        if around == Around::Water {
            return weather;
        }
        let date = NightOf(head.start.civil().date());
        for entry in entries {
            let Record::Weather(report) = &entry.record else { continue };
            match &report.window {
                WeatherFor::Workout(id) if *id == head.id => return weather.said(report, SAID_SD_C),
                WeatherFor::Night(night) if *night == date && around == Around::Outdoors => {
                    weather = weather.said(report, DAY_SD_C).warmest_of_the_day();
                }
                WeatherFor::Workout(_) | WeatherFor::Night(_) => (),
            }
        }
        weather
    }

    /// The 64 draws of the air at the start of one workout.
    ///
    /// Equation: each quantity from its own named stream. Source: own choice. Valid always.
    ///
    /// ```
    /// # let weather = charley_body::weather::Weather::indoors();
    /// let air = weather.draws(1, "workout a");
    /// assert_eq!(air, weather.draws(1, "workout a"));
    /// ```
    pub fn draws(&self, seed: u64, workout: &str) -> PerDraw<Air> {
        let of = |what: &str, spread: &Spread| spread.draws(named(named(seed, workout), what), 0);
        let air = of("air", &self.air_c);
        let (wind, sky) = (of("wind", &self.wind_m_s), of("sun", &self.sun));
        let light = if self.clock.sun_moves { climate::light(self.clock.start_h) } else { 1.0 };
        let vapour: PerDraw<f64> = match &self.vapour {
            Vapour::Humidity(spread) => {
                let humidity = of("humidity", spread);
                std::array::from_fn(|draw| vapour_kpa(air[draw], humidity[draw].clamp(0.0, 100.0)))
            }
            Vapour::DewPoint(climate) => {
                let drawn = of("humidity", &self.dew_point(climate));
                std::array::from_fn(|draw| drawn[draw].min(saturated_kpa(air[draw])))
            }
            Vapour::Pressure(spread) => {
                let drawn = of("humidity", spread);
                std::array::from_fn(|draw| drawn[draw].min(saturated_kpa(air[draw])))
            }
        };
        std::array::from_fn(|draw| {
            let still = Air {
                air_c: air[draw],
                radiant_c: air[draw],
                vapour_kpa: vapour[draw],
                wind_m_s: wind[draw],
                sun: 0.0,
                sky: sky[draw],
            };
            still.later(OnTheWay { warmer_c: 0.0, light })
        })
    }

    /// Vapour pressure in kPa by the dew point of the time of the year; wider where the air is not of this time of the year.
    fn dew_point(&self, climate: &Climate) -> Spread {
        let (air_c, hour) = (self.air_c.quantile(0.5), self.clock.start_h);
        let (usual, elsewhere) = VAPOUR_LOG_SD;
        let log_sd = usual + (elsewhere - usual) * climate.otherness(hour, air_c);
        Spread::LogNormal { median: climate.vapour_kpa(hour, air_c), log_sd }
    }

    /// How each of so many minutes differs from the start; empty where nothing changes on the way.
    ///
    /// Equation: half a degree for each hour nearer to 14 o'clock; the sun as high as the hour. Source: docs/studies/sweat-and-heat.md section 4.
    /// Valid outdoors.
    ///
    /// ```
    /// assert!(charley_body::weather::Weather::indoors().on_the_way(60).is_empty());
    /// ```
    pub fn on_the_way(&self, minutes: usize) -> Vec<OnTheWay> {
        let Clock { start_h, air_moves, sun_moves } = self.clock;
        if !air_moves && !sun_moves {
            return Vec::new();
        }
        let minute = |minute: usize| {
            let after_h = minute as f64 / 60.0;
            let hour = start_h + after_h;
            let warmer_c = match &self.station {
                Some(station) => station.air_c(after_h) - station.air_c(0.0),
                None => climate::warmer_c(start_h, hour),
            };
            OnTheWay {
                warmer_c: if air_moves { warmer_c } else { 0.0 },
                light: if sun_moves { climate::light(hour) } else { 1.0 },
            }
        };
        (0..minutes).map(minute).collect()
    }

    /// A heated room.
    ///
    /// Equation: 21 ± 3 °C, 45 ± 12 %, air moved by a fan (2.5 m/s) or not (0.2 m/s), one as likely as the other. Source:
    /// docs/studies/sweat-and-heat.md section 4, assumed. Valid indoors.
    ///
    /// ```
    /// assert_eq!(charley_body::weather::Weather::indoors().assumed.len(), 1);
    /// ```
    pub fn indoors() -> Self {
        Self::room(None)
    }

    /// The same air, warmer by so many °C; humidity in %, wind and sun as they were.
    ///
    /// Equation: none. Source: definition; a dew point follows [`Climate::vapour_kpa`]. Valid for a question what would have been.
    ///
    /// ```
    /// let room = charley_body::weather::Weather::indoors();
    /// assert!((room.warmer(-5.0).air_c.quantile(0.5) - 16.0).abs() < 0.1);
    /// ```
    #[must_use]
    pub fn warmer(&self, by_c: f64) -> Self {
        Self { air_c: self.air_c.shifted(by_c), ..self.clone() }
    }

    /// The weather of a workout that is to come: what is expected with the spread of a forecast, the rest as the season has it.
    ///
    /// Equation: as [`Weather::of`], with ± 2 °C around an expected temperature. Source: own judgement of forecasts a few days
    /// ahead. Valid as [`Weather::of`].
    ///
    /// ```
    /// use charley_body::weather::Weather;
    /// # use charley_domain::workout::*;
    /// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Run, start: charley_domain::moment::Moment::of(&"2026-07-01T14:00[UTC]".parse()?),
    /// #   clock: ClockBasis::File, elapsed_s: 2.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
    /// let summer = Weather::expected(&head, Some(48.0), &Default::default(), None);
    /// assert!((18.0..28.0).contains(&summer.air_c.quantile(0.5)) && !summer.assumed.is_empty());
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn expected(
        head: &WorkoutHead,
        latitude_deg: Option<f64>,
        person: &Person,
        expected: Option<&Report>,
    ) -> Self {
        let weather = Self::of(head, &Setting { latitude_deg, ..Setting::default() }, (&[], person));
        match expected.filter(|_| weather.around != Around::Water) {
            Some(report) => weather.said(report, FORECAST_SD_C),
            None => weather,
        }
    }

    /// How much warmer the air usually is, in °C, when the same day's workout begins at `to` instead of `from`, hours of the day.
    ///
    /// Equation: half a degree for each hour nearer to 14 o'clock. Source: docs/studies/sweat-and-heat.md section 4. Valid outdoors.
    ///
    /// ```
    /// use charley_body::weather::Weather;
    /// assert_eq!(Weather::warmer_by_hour(10.0, 7.0), -1.5);
    /// ```
    pub fn warmer_by_hour(from: f64, to: f64) -> f64 {
        climate::warmer_c(from, to)
    }

    fn outdoors(head: &WorkoutHead, setting: &Setting, person: &Person, air: &AirRecord) -> Self {
        let station = StationAir::of(head, setting, air);
        let (home_deg, assumed_home) = home::latitude_deg(person);
        let climate = Climate::of(setting.latitude_deg.unwrap_or(home_deg), head.start.civil());
        let start_h = hour(head);
        let hours = head.elapsed_s.max(0.0) / 3600.0;
        // The middle of the workout is what a thermometer's median speaks of.
        let (usual, to_middle_c) = if let Some(station) = &station {
            (station.middle(hours), station.air_c(hours / 2.0) - station.air_c(0.0))
        } else {
            let to_middle_c = climate::warmer_c(start_h, start_h + hours / 2.0);
            (Guess { mean_c: climate.air_c(start_h) + to_middle_c, sd_c: SEASON_SD_C }, to_middle_c)
        };
        let mut assumed = Vec::new();
        let farthest_c = if station.is_some() { FARTHEST_FROM_STATION_C } else { FARTHEST_C };
        let seen = setting.thermometer.and_then(|it| {
            let air = it.air(usual, farthest_c);
            assumed.push(match (air, &station) {
                (Some(_), Some(station)) if it.seat == Seat::Wrist => {
                    format!("{}, held against {}", it.words(), station.words)
                }
                (Some(_), _) => it.words(),
                (None, Some(station)) => format!(
                    "the device's thermometer left aside: it showed {:.0} °C, and {} had {:.0} °C",
                    it.shown_c, station.words, usual.mean_c
                ),
                (None, None) => format!(
                    "the device's thermometer left aside: {:.0} °C is no air of that season",
                    it.shown_c
                ),
            });
            air
        });
        if let (None, Some(station)) = (seen, &station) {
            assumed.push(format!("air of {}", station.words));
        } else if seen.is_none() {
            assumed.push(AIR_OF_THE_SEASON.to_owned());
            assumed.extend(assumed_home.filter(|_| setting.latitude_deg.is_none()));
        }
        let air = seen.unwrap_or(usual);
        let basis = match (seen, &station) {
            (Some(_), _) => AirBasis::Thermometer,
            (None, Some(_)) => AirBasis::Station,
            (None, None) => AirBasis::Season,
        };
        let (sun, sun_moves) = station
            .as_ref()
            .and_then(StationAir::sun)
            .unwrap_or((Spread::Uniform { from: 0.0, to: 1.0 }, true));
        Self {
            around: Around::Outdoors,
            basis,
            air_c: normal(air.mean_c - to_middle_c, air.sd_c, (-40.0, 50.0)), // limits of the air on Earth
            vapour: station.as_ref().and_then(StationAir::vapour).unwrap_or(Vapour::DewPoint(climate)),
            wind_m_s: station.as_ref().and_then(StationAir::wind).unwrap_or(Spread::LogNormal {
                median: 2.0,
                log_sd: 0.6, // docs/studies/body.md section 6
            }),
            sun,
            clock: Clock { start_h, air_moves: true, sun_moves },
            station: station.map(Box::new),
            assumed,
        }
    }

    /// How the air is known where a thermometer or a place tells it, in words.
    ///
    /// Equation: none. Source: definition. Valid always.
    ///
    /// ```
    /// assert_eq!(charley_body::weather::Weather::indoors().source(), None);
    /// ```
    pub fn source(&self) -> Option<String> {
        let station = self.station.as_ref().map(|station| station.words.clone());
        match self.basis {
            AirBasis::Station => station,
            AirBasis::Thermometer => {
                self.assumed.iter().find(|it| it.starts_with("air by the thermometer")).cloned()
            }
            AirBasis::Said | AirBasis::DaySaid | AirBasis::Season | AirBasis::Usual => None,
        }
    }
}

/// The hour of the start, on the wall.
fn hour(head: &WorkoutHead) -> f64 {
    let civil = head.start.civil();
    f64::from(civil.hour()) + f64::from(civil.minute()) / 60.0
}

const fn normal(mean: f64, sd: f64, within: (f64, f64)) -> Spread {
    Spread::Normal { mean, sd, within }
}

#[cfg(test)]
mod tests;
