//! The air during a workout: said, else the day's, else what the season usually brings, with its spread.

use charley_domain::{
    entry::{Entry, Record, Sun, Weather as Report, WeatherFor},
    night::NightOf,
    person::{Hemisphere, Person},
    workout::{ChannelKind, Sport, Workout, WorkoutHead},
};

use crate::{
    draws::{PerDraw, named},
    heat::air::vapour_kpa,
    prior::Spread,
};

/// What is around the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// Open air: the person's own speed is wind.
    Outdoors,
    /// A room: moving on a treadmill or trainer stirs no air.
    Room,
    /// Water, of the temperature of [`Weather::air_c`].
    Water,
}

/// What is known of the air, each with its spread.
#[derive(Debug, Clone, PartialEq)]
pub struct Weather {
    /// Whether it is open air, a room or water.
    pub around: Around,
    /// Air temperature in °C.
    pub air_c: Spread,
    /// Relative humidity in %.
    pub humidity_pct: Spread,
    /// Wind over the ground in m/s.
    pub wind_m_s: Spread,
    /// Share of full sun, 0 to 1.
    pub sun: Spread,
    /// What of it was assumed, in words.
    pub assumed: Vec<String>,
}

/// The air of one draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Air {
    /// Air temperature in °C.
    pub air_c: f64,
    /// Mean radiant temperature in °C.
    pub radiant_c: f64,
    /// Vapour pressure in kPa.
    pub vapour_kpa: f64,
    /// Wind over the ground in m/s.
    pub wind_m_s: f64,
    /// Share of full sun, 0 to 1.
    pub sun: f64,
}

/// How far a thermometer of a person may be off, in °C.
const SAID_SD_C: f64 = 0.7; // own judgement
/// The same of the warmest air of the day.
const DAY_SD_C: f64 = 2.5; // own judgement
/// How far a forecast of the air may be off.
const FORECAST_SD_C: f64 = 2.0; // own judgement: a few days ahead
/// Spread of the air around the season's usual.
const SEASON_SD_C: f64 = 5.0; // knowledge/body.md section 6
/// Radiant heating in full sun, in °C.
const FULL_SUN_C: f64 = 15.0; // knowledge/body.md section 1.3, assumed

impl Weather {
    /// The weather of a workout, from the diary, the recording's place and season.
    ///
    /// Equation: reported values with the spread of a household thermometer; without a report, a yearly cosine of the
    /// latitude. Source: knowledge/body.md sections 1.3 and 6. Valid outdoors below 65° of latitude; a sensor on the
    /// wrist is never the air.
    ///
    /// ```
    /// use charley_body::weather::Weather;
    /// # use charley_domain::workout::*;
    /// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::IndoorRide, start: charley_domain::moment::Moment::of(&"2026-07-01T07:00[UTC]".parse()?),
    /// #   clock: ClockBasis::File, elapsed_s: 2.0, timer_s: None, distance_m: None, device: None, indoor: Some(true), name: None, facts: FileFacts::default() };
    /// let indoors = Weather::of(&head, None, (&[], &Default::default()));
    /// assert!((indoors.air_c.quantile(0.5) - 21.0).abs() < 0.1);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(head: &WorkoutHead, latitude_deg: Option<f64>, (entries, person): (&[Entry], &Person)) -> Self {
        let indoor = head.indoor.unwrap_or(false) || head.sport == Sport::IndoorRide;
        let mut weather = if indoor { Self::indoors() } else { Self::of_season(head, latitude_deg, person) };
        let date = NightOf(head.start.civil().date());
        for entry in entries {
            let Record::Weather(report) = &entry.record else { continue };
            match &report.window {
                WeatherFor::Workout(id) if *id == head.id => return weather.said(report, SAID_SD_C),
                WeatherFor::Night(night) if *night == date && !indoor => {
                    weather = weather.said(report, DAY_SD_C);
                }
                WeatherFor::Workout(_) | WeatherFor::Night(_) => (),
            }
        }
        weather
    }

    /// The 64 draws of the air of one workout.
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
        let (air, humidity) = (of("air", &self.air_c), of("humidity", &self.humidity_pct));
        let (wind, sun) = (of("wind", &self.wind_m_s), of("sun", &self.sun));
        std::array::from_fn(|draw| Air {
            air_c: air[draw],
            radiant_c: air[draw] + FULL_SUN_C * sun[draw],
            vapour_kpa: vapour_kpa(air[draw], humidity[draw]),
            wind_m_s: wind[draw],
            sun: sun[draw],
        })
    }

    /// A heated room.
    ///
    /// Equation: 21 ± 3 °C, 45 ± 12 %, air moved by a fan (2.5 m/s) or not (0.2 m/s), one as likely as the other. Source:
    /// knowledge/body-2.md section 4, assumed. Valid indoors.
    ///
    /// ```
    /// assert_eq!(charley_body::weather::Weather::indoors().assumed.len(), 1);
    /// ```
    pub fn indoors() -> Self {
        Self {
            around: Around::Room,
            air_c: normal(21.0, 3.0, (10.0, 35.0)), // knowledge/body-2.md section 4, assumed
            humidity_pct: normal(45.0, 12.0, (15.0, 90.0)), // own judgement
            wind_m_s: Spread::Either { one: 0.2, other: 2.5 }, // knowledge/body-2.md section 4: without a fan, with one
            sun: Spread::Uniform { from: 0.0, to: 0.05 },
            assumed: vec!["a room of the usual warmth".to_owned()],
        }
    }

    /// The same air, warmer by so many °C; humidity in %, wind and sun as they were.
    ///
    /// Equation: none. Source: definition. Valid for a question what would have been.
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
        let weather = Self::of(head, latitude_deg, (&[], person));
        match expected {
            Some(report) => weather.said(report, FORECAST_SD_C),
            None => weather,
        }
    }

    /// How much warmer the air usually is, in °C, when the same day's workout begins at `to` instead of `from`, hours of the day.
    ///
    /// Equation: half a degree for each hour nearer to 14 o'clock. Source: own judgement, as [`Weather::of`] has it. Valid outdoors.
    ///
    /// ```
    /// use charley_body::weather::Weather;
    /// assert_eq!(Weather::warmer_by_hour(10.0, 7.0), -1.5);
    /// ```
    pub fn warmer_by_hour(from: f64, to: f64) -> f64 {
        let from_two = |hour: f64| (hour - 14.0).abs(); // warmest hour
        0.5 * (from_two(from) - from_two(to))
    }

    fn of_season(head: &WorkoutHead, latitude_deg: Option<f64>, person: &Person) -> Self {
        let south = person.hemisphere == Some(Hemisphere::South);
        let latitude = latitude_deg.unwrap_or(if south { -35.0 } else { 48.0 }); // where most people of each half live
        let civil = head.start.civil();
        let peak = if latitude < 0.0 { 19.0 } else { 201.0 }; // warmest day of the year, three weeks after the solstice
        let season = ((f64::from(civil.day_of_year()) - peak) / 365.25 * std::f64::consts::TAU).cos(); // days in a year
        let mean = 28.0 - 0.006_3 * latitude * latitude; // own fit to yearly means by latitude
        let usual = mean + 0.2 * latitude.abs() * season; // own fit to yearly amplitudes
        let hours_from_two = (f64::from(civil.hour()) - 14.0).abs(); // warmest hour
        let light = (1.0 - hours_from_two / 8.0).max(0.0); // own judgement
        Self {
            around: Around::Outdoors,
            air_c: normal(usual - 0.5 * hours_from_two, SEASON_SD_C, (-30.0, 50.0)), // own judgement: half a degree an hour
            humidity_pct: normal(62.0, 20.0, (10.0, 100.0)), // knowledge/body.md section 6: spread
            wind_m_s: Spread::LogNormal { median: 2.0, log_sd: 0.6 }, // knowledge/body.md section 6
            sun: Spread::Uniform { from: 0.0, to: light },
            assumed: vec!["air of the season at that hour (log weather --workout)".to_owned()],
        }
    }

    /// The same with what was said; what was not said keeps its spread.
    fn said(mut self, report: &Report, sd_c: f64) -> Self {
        self.air_c = normal(report.air_c.c(), sd_c, (-60.0, 60.0)); // limits of the air on Earth
        self.assumed.clear();
        match report.humidity_pct {
            Some(humidity) => self.humidity_pct = normal(humidity.pct(), 5.0, (0.0, 100.0)), // own judgement
            None => self.assumed.push("humidity".to_owned()),
        }
        match report.wind_m_s {
            Some(wind) => self.wind_m_s = Spread::LogNormal { median: wind.m_s().max(0.1), log_sd: 0.3 }, // own judgement
            None => self.assumed.push("wind".to_owned()),
        }
        match report.sun {
            Some(Sun::Full) => self.sun = Spread::Uniform { from: 0.6, to: 1.0 }, // own judgement
            Some(Sun::Partial) => self.sun = Spread::Uniform { from: 0.2, to: 0.6 }, // own judgement
            Some(Sun::Shade) => self.sun = Spread::Uniform { from: 0.0, to: 0.15 }, // own judgement
            None => self.assumed.push("sun".to_owned()),
        }
        self
    }
}

/// The latitude of a recording in degrees, where it has positions.
///
/// Equation: its first position. Source: the recording. Valid outdoors.
///
/// ```
/// # use charley_domain::workout::*;
/// # let head = WorkoutHead { id: WorkoutId("a".into()), sport: Sport::Run, start: charley_domain::moment::Moment::of(&"2026-07-01T07:00[UTC]".parse()?),
/// #   clock: ClockBasis::File, elapsed_s: 2.0, timer_s: None, distance_m: None, device: None, indoor: None, name: None, facts: FileFacts::default() };
/// let workout = Workout { head, time_ms: vec![], channels: vec![], laps: vec![], pauses: vec![], legs: vec![], notes: vec![] };
/// assert_eq!(charley_body::weather::latitude_deg(&workout), None);
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn latitude_deg(workout: &Workout) -> Option<f64> {
    workout.channel(ChannelKind::Latitude)?.scaled().flatten().find(|degrees| degrees.abs() <= 90.0)
}

const fn normal(mean: f64, sd: f64, within: (f64, f64)) -> Spread {
    Spread::Normal { mean, sd, within }
}
