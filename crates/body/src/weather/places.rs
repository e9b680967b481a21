//! The air of places from files of weather, joined to days and workouts by the nearest place and the hour.

use std::sync::LazyLock;

use charley_domain::{
    air::{AirPlace, AirRow, AirSeries, AirStep, Position},
    person::Hemisphere,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

/// Farthest that a place may lie for its air to be taken, in km.
pub const FARTHEST_KM: f64 = 50.0; // own judgement
/// How much higher or lower it may lie, in m.
const HIGHEST_APART_M: f64 = 300.0; // own judgement
/// How much colder it is a metre further up, in °C.
const COLDER_A_METRE_C: f64 = 0.0065; // definition: the standard atmosphere of ICAO
/// Hours of the longest workout.
const MOST_HOURS: i64 = 240; // own choice: ten days
/// Hours of the day, on the wall, each of which must be known for the warmest of them to be: it lies between them.
const WARM_HOURS: (i8, i8) = (8, 20); // own judgement

/// The air of all places that a person brought, and where they live.
#[derive(Debug, Clone, PartialEq)]
pub struct AirRecord {
    series: Vec<AirSeries>,
    home: AirHome,
}

/// What is known of where a person lives.
#[derive(Debug, Clone, PartialEq)]
pub struct AirHome {
    /// Where, where they said it.
    pub position: Option<Position>,
    /// Which half of the Earth, where that is known.
    pub hemisphere: Option<Hemisphere>,
    /// The zone of their clock.
    pub zone: TimeZone,
    /// Whether they said it: otherwise it is that of a machine, which may stand anywhere.
    pub zone_is_said: bool,
}

impl AirHome {
    /// Whether somebody of this zone and half of the Earth may live at a position.
    ///
    /// Equation: the sun of the place within 3.5 hours of the clock. Source: own judgement; Xinjiang and western China are the farthest.
    /// Valid for inhabited places.
    ///
    /// Example: the tests of this file.
    pub fn may_be(&self, position: Position, at: Timestamp) -> bool {
        let half = match self.hemisphere {
            Some(Hemisphere::South) => position.latitude_deg <= NEAR_EQUATOR_DEG,
            Some(Hemisphere::North) => position.latitude_deg >= -NEAR_EQUATOR_DEG,
            None => true,
        };
        let clock_h = f64::from(self.zone.to_offset(at).seconds()) / 3600.0;
        let sun_h = position.longitude_deg * 24.0 / FULL_TURN_DEG;
        let apart_h = (sun_h - clock_h + 12.0).rem_euclid(24.0) - 12.0;
        half && (!self.zone_is_said || apart_h.abs() <= CLOCK_FROM_SUN_H)
    }
}

/// Degrees of a turn of the Earth, which takes a day.
const FULL_TURN_DEG: f64 = 360.0; // definition
/// How far a clock may be from the sun of its place, in hours.
const CLOCK_FROM_SUN_H: f64 = 3.5; // own judgement
/// How far from the equator halves of the Earth are told apart.
const NEAR_EQUATOR_DEG: f64 = 3.0; // own judgement

/// Where and how high something was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AirSpot {
    /// Where.
    pub position: Position,
    /// Metres above the sea, where that is known.
    pub elevation_m: Option<f64>,
}

/// The air of a place near a spot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NearAir<'a> {
    /// The air.
    pub series: &'a AirSeries,
    /// How far the place is, in km; `None` of one that is taken to be of home.
    pub km: Option<f64>,
    /// How much warmer the spot is for lying lower, in °C.
    warmer_c: f64,
}

/// The warmest air of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct WarmestOfDay {
    /// In °C.
    pub air_c: f64,
    /// Of which place, how far away: `the station Berlin-Tempelhof, 12 km`.
    pub source: String,
}

/// What places say of the hours of a workout, for telling whether anything changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HoursOfPlace {
    place: AirPlace,
    rows: Vec<Option<AirRow>>,
}

impl AirRecord {
    /// The air that was brought; dates are those of the zone of home.
    ///
    /// Equation: none. Source: the files. Valid for any.
    ///
    /// Example: the tests of this file.
    pub const fn of(series: Vec<AirSeries>, home: AirHome) -> Self {
        Self { series, home }
    }

    /// No air at all.
    ///
    /// Equation: none. Source: nobody brought any. Valid always.
    ///
    /// ```
    /// use charley_body::weather::AirRecord;
    /// assert_eq!(AirRecord::none().warmest("2026-07-01".parse()?), None);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn none() -> &'static Self {
        static NONE: LazyLock<AirRecord> = LazyLock::new(|| {
            let (position, hemisphere) = (None, None);
            AirRecord::of(
                Vec::new(),
                AirHome { position, hemisphere, zone: TimeZone::UTC, zone_is_said: false },
            )
        });
        &NONE
    }

    /// Where home is taken to be: where the person said, else at the first place that was brought and may be it.
    ///
    /// Equation: none. Source: own choice. Valid for a person who brings the weather of home first.
    ///
    /// Example: the tests of this file.
    pub fn home(&self) -> Option<Position> {
        let first = |series: &AirSeries| {
            let at = Timestamp::from_second(series.first * series.step.seconds()).ok()?;
            series.place.position.filter(|position| self.home.may_be(*position, at))
        };
        self.home.position.or_else(|| self.series.iter().find_map(first))
    }

    /// Whether the person said where they live.
    ///
    /// Equation: none. Source: the person. Valid always.
    ///
    /// Example: the tests of this file.
    pub const fn home_is_said(&self) -> bool {
        self.home.position.is_some()
    }

    /// What was brought.
    ///
    /// Equation: none. Source: the files. Valid always.
    ///
    /// Example: the tests of this file.
    pub fn series(&self) -> &[AirSeries] {
        &self.series
    }

    /// The air of the places near a spot, the nearest first; without a spot near home.
    ///
    /// Equation: within 50 km and 300 m of height; the air of the standard atmosphere is 0.65 °C colder each 100 m up. Source: own
    /// judgement; ICAO. Valid outside of valleys that hold cold air.
    ///
    /// Example: the tests of this file.
    pub fn near(&self, spot: Option<AirSpot>) -> Vec<NearAir<'_>> {
        let here = spot.map(|spot| spot.position).or_else(|| self.home());
        let near = |series: &'_ AirSeries| {
            let Some(position) = series.place.position else {
                // A file that says no place is of home, and of nowhere else.
                return spot.is_none().then_some((None, 0.0));
            };
            let km = here?.km_to(position);
            let higher_m = spot.and_then(|spot| spot.elevation_m).zip(series.place.elevation_m);
            let higher_m = higher_m.map_or(0.0, |(spot, place)| spot - place);
            let is_near = km <= FARTHEST_KM && higher_m.abs() <= HIGHEST_APART_M;
            is_near.then_some((Some(km), -higher_m * COLDER_A_METRE_C))
        };
        let mut all: Vec<NearAir<'_>> = self
            .series
            .iter()
            .filter_map(|series| near(series).map(|(km, warmer_c)| NearAir { series, km, warmer_c }))
            .collect();
        all.sort_by(|a, b| a.km.unwrap_or(0.0).total_cmp(&b.km.unwrap_or(0.0)));
        all
    }

    /// The warmest air of a day at home; `None` where an hour is missing among those in which it may lie.
    ///
    /// Equation: the highest of the hours from 8 to 20 o'clock, each of which is known, of the nearest place that has them; else the
    /// warmest that a table of days has. Source: the files. Valid where the day warms up by the sun.
    ///
    /// Example: the tests of this file.
    pub fn warmest(&self, date: Date) -> Option<WarmestOfDay> {
        if self.series.is_empty() {
            return None;
        }
        self.near(None).into_iter().find_map(|near| {
            let air_c = match near.series.step {
                AirStep::Hour => self.warmest_of_hours(near, date)?,
                AirStep::Day => near.series.row(day_number(date)?)?.air_c?,
            };
            Some(WarmestOfDay { air_c: rounded(air_c), source: near.words(!self.home_is_said()) })
        })
    }

    fn warmest_of_hours(&self, near: NearAir<'_>, date: Date) -> Option<f64> {
        let (first, last) = WARM_HOURS;
        let at = |hour: i8| {
            let wall = date.at(hour, 0, 0, 0);
            Some(
                near.series
                    .number(self.home.zone.to_ambiguous_zoned_datetime(wall).compatible().ok()?.timestamp()),
            )
        };
        (at(first)?..=at(last)?)
            .map(|number| near.air_c(number))
            .reduce(|warmest, air_c| Some(warmest?.max(air_c?)))
            .flatten()
    }

    /// How many of some days have their warmest air.
    ///
    /// Equation: count. Source: [`AirRecord::warmest`]. Valid always.
    ///
    /// Example: the tests of this file.
    pub fn days_known(&self, days: impl Iterator<Item = Date>) -> usize {
        days.filter(|day| self.warmest(*day).is_some()).count()
    }

    /// What all places say of the hours from one moment to another; nothing where they say nothing.
    ///
    /// Equation: none. Source: the files. Valid always.
    ///
    /// Example: the tests of this file.
    pub fn during(&self, (from, to): (Timestamp, Timestamp)) -> Vec<HoursOfPlace> {
        let hours = self.series.iter().filter(|series| series.step == AirStep::Hour);
        hours
            .map(|series| HoursOfPlace {
                place: series.place.clone(),
                rows: (series.number(from)..=series.number(to).min(series.number(from) + MOST_HOURS) + 1)
                    .map(|number| series.row(number).copied())
                    .collect(),
            })
            .filter(|hours| hours.rows.iter().any(Option::is_some))
            .collect()
    }
}

impl NearAir<'_> {
    /// The temperature of an hour at the spot, in °C.
    pub(super) fn air_c(&self, number: i64) -> Option<f64> {
        Some(self.series.row(number)?.air_c? + self.warmer_c)
    }

    /// Of which place, how far away.
    pub(super) fn words(&self, home_is_guessed: bool) -> String {
        let place = &self.series.place;
        let name = if place.is_model {
            format!("the weather model at {}", place.name)
        } else {
            format!("the station {}", place.name)
        };
        match self.km {
            None => format!("{name}, taken as the air of home"),
            Some(_) if home_is_guessed => format!("{name}, taken as home"),
            Some(km) => format!("{name}, {km:.0} km"),
        }
    }
}

/// The number of a day since 1970.
fn day_number(date: Date) -> Option<i64> {
    let start = date.at(0, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).ok()?.timestamp();
    Some(start.duration_since(Timestamp::UNIX_EPOCH).as_hours().div_euclid(24))
}

fn rounded(air_c: f64) -> f64 {
    (air_c * 10.0).round() / 10.0
}

/// The end of a workout of so many seconds.
pub(super) fn end(start: Timestamp, elapsed_s: f64) -> Timestamp {
    let seconds = elapsed_s.clamp(0.0, 864_000.0); // own choice: ten days
    start.checked_add(SignedDuration::from_secs(seconds as i64)).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn series(
        name: &str,
        at: Option<(f64, f64)>,
        first: &str,
        air_c: &[Option<f64>],
    ) -> AirSeries {
        let place = AirPlace {
            key: name.to_owned(),
            name: name.to_owned(),
            position: at.and_then(|(lat, lon)| Position::of(lat, lon)),
            elevation_m: Some(50.0),
            is_model: false,
        };
        let first: Timestamp = first.parse().unwrap();
        let rows = air_c.iter().map(|air_c| AirRow { air_c: *air_c, ..AirRow::default() }).collect();
        AirSeries { place, step: AirStep::Hour, first: first.as_second() / 3600, rows }
    }

    fn day(missing: Option<usize>) -> Vec<Option<f64>> {
        (0..24).map(|hour| (Some(hour) != missing).then(|| 20.0 + hour.min(13) as f64)).collect()
    }

    fn record(series: Vec<AirSeries>, home: Option<(f64, f64)>) -> AirRecord {
        let position = home.and_then(|(lat, lon)| Position::of(lat, lon));
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let hemisphere = Some(Hemisphere::North);
        AirRecord::of(series, AirHome { position, hemisphere, zone, zone_is_said: true })
    }

    const TEMPELHOF: Option<(f64, f64)> = Some((52.47, 13.40));
    // Midnight in Berlin, in summer.
    const MIDNIGHT: &str = "2026-06-30T22:00:00Z";

    #[test]
    fn the_warmest_is_that_of_the_day_on_the_wall() {
        let date: Date = "2026-07-01".parse().unwrap();
        let berlin =
            record(vec![series("Berlin-Tempelhof", TEMPELHOF, MIDNIGHT, &day(None))], Some((52.5, 13.2)));
        let warmest = berlin.warmest(date).unwrap();
        assert_eq!((warmest.air_c, warmest.source.as_str()), (33.0, "the station Berlin-Tempelhof, 14 km"));
        assert_eq!(berlin.warmest("2026-07-02".parse().unwrap()), None);
        assert_eq!(berlin.days_known([date, date.tomorrow().unwrap()].into_iter()), 1);
    }

    #[test]
    fn a_missing_hour_leaves_the_day_unknown_unless_another_place_has_it() {
        let date: Date = "2026-07-01".parse().unwrap();
        let gap = series("near", TEMPELHOF, MIDNIGHT, &day(Some(14)));
        assert_eq!(record(vec![gap.clone()], None).warmest(date), None);
        assert!(
            record(vec![series("near", TEMPELHOF, MIDNIGHT, &day(Some(3)))], None).warmest(date).is_some()
        );
        let other = series("other", Some((52.6, 13.4)), MIDNIGHT, &day(None));
        let both = record(vec![gap, other], None).warmest(date).unwrap();
        assert_eq!(both.source, "the station other, taken as home");
    }

    #[test]
    fn what_is_far_away_or_high_above_is_of_another_place() {
        let date: Date = "2026-07-01".parse().unwrap();
        let sydney = series("Sydney", Some((-33.9, 151.2)), MIDNIGHT, &day(None));
        assert_eq!(record(vec![sydney.clone()], Some((52.5, 13.4))).warmest(date), None);
        let guessed = record(vec![sydney, series("Berlin", TEMPELHOF, MIDNIGHT, &day(None))], None);
        assert_eq!(guessed.warmest(date).unwrap().source, "the station Berlin, taken as home");
        let spot = |elevation_m| {
            Some(AirSpot { position: Position::of(52.5, 13.4).unwrap(), elevation_m: Some(elevation_m) })
        };
        let berlin = record(vec![series("Berlin", TEMPELHOF, MIDNIGHT, &day(None))], None);
        assert!(berlin.near(spot(400.0)).is_empty());
        let number = berlin.near(spot(250.0))[0].series.first;
        assert!((berlin.near(spot(250.0))[0].air_c(number).unwrap() - (20.0 - 1.3)).abs() < 1e-9);
        let nowhere = record(vec![series("10384", None, MIDNIGHT, &day(None))], None);
        assert!(nowhere.near(spot(50.0)).is_empty());
        assert_eq!(nowhere.warmest(date).unwrap().source, "the station 10384, taken as the air of home");
    }
}
