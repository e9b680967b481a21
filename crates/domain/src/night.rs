//! A night, keyed by the date on which it began: local noon to the next local noon.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// Hour of the wall clock from which on a night is spoken of as over. A judgement: cramps come until five, but who is up at
/// four for the early shift answers before leaving.
const MORNING_H: i8 = 4;

/// The night that began on this date: from noon of the date to noon of the next, on the wall clock of
/// the place where the person slept.
///
/// A cramp at 03:12 on 22 November belongs to the night of 21 November.
///
/// ```
/// use charley_domain::night::NightOf;
/// let at: jiff::civil::DateTime = "2026-11-22T03:12".parse()?;
/// assert_eq!(NightOf::at(at).to_string(), "2026-11-21");
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NightOf(pub Date);

impl NightOf {
    /// The night to which a time on the wall belongs.
    pub fn at(wall: DateTime) -> Self {
        if wall.hour() < 12 { Self(wall.date()).before() } else { Self(wall.date()) }
    }

    /// The night to which a moment belongs, by the wall clock of its own place.
    pub fn of(moment: &Moment) -> Self {
        Self::at(moment.civil())
    }

    /// The night that ended this morning or is still going on, as a person means "last night": before
    /// noon the night that began yesterday, after noon also the night that began yesterday.
    pub fn last(wall: DateTime) -> Self {
        Self(wall.date()).before()
    }

    /// The night that is coming, or that is going on until four in the morning.
    pub fn tonight(wall: DateTime) -> Self {
        if wall.hour() < MORNING_H { Self::at(wall) } else { Self(wall.date()) }
    }

    /// The newest night that is over: at ten to two it is the one before the night that is going on.
    pub fn over(wall: DateTime) -> Self {
        Self::tonight(wall).before()
    }

    /// Whether this night is over, so that one can say how it was.
    pub fn is_over(self, wall: DateTime) -> bool {
        self <= Self::over(wall)
    }

    /// The night before this one.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1.day()))
    }

    /// The night after this one.
    #[must_use]
    pub fn after(self) -> Self {
        Self(self.0.saturating_add(1.day()))
    }

    /// The date on which the night began.
    pub const fn date(self) -> Date {
        self.0
    }

    /// First instant (inclusive) and last instant (exclusive) in `zone`. The span is 23 or 25 hours in
    /// the nights when clocks change. A zone that skipped a whole day (Samoa, 30 December 2011) has one empty night.
    ///
    /// # Errors
    /// When the date is at the edge of the calendar (year -9999 or 9999).
    pub fn bounds(self, zone: &TimeZone) -> Result<(Timestamp, Timestamp), jiff::Error> {
        let noon = |date: Date| zone.to_timestamp(date.at(12, 0, 0, 0));
        Ok((noon(self.0)?, noon(self.0.tomorrow()?)?))
    }

    /// Nights from this one to `last`, both included; empty when `last` is earlier.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |night| Some(night.after())).take_while(move |night| *night <= last)
    }

    /// Whole nights from `earlier` to this one; negative when this one is earlier.
    pub fn nights_since(self, earlier: Self) -> i32 {
        // Days between two valid dates always fit: the calendar has 7.3 million of them.
        (self.0 - earlier.0).get_days()
    }
}

impl fmt::Display for NightOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for NightOf {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// What is known of a night. Silence is [`NightState::Unknown`], never "no cramp".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NightState {
    /// At least one cramp was recorded.
    Cramp,
    /// The person said that there was none.
    None,
    /// The person was asked and is not sure.
    Unsure,
    /// Nothing was said.
    Unknown,
}

impl NightState {
    /// Whether the person said yes or no.
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Cramp | Self::None)
    }

    /// The word of the contract: `cramp`, `none`, `unsure`, `unknown`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cramp => "cramp",
            Self::None => "none",
            Self::Unsure => "unsure",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hours(night: &str, zone: &str) -> i64 {
        let (from, to) = night.parse::<NightOf>().unwrap().bounds(&TimeZone::get(zone).unwrap()).unwrap();
        (to.as_second() - from.as_second()) / 3600
    }

    #[test]
    fn nights_when_clocks_change_are_an_hour_off() {
        assert_eq!(hours("2026-03-28", "Europe/Berlin"), 23);
        assert_eq!(hours("2026-10-24", "Europe/Berlin"), 25);
        assert_eq!(hours("2026-06-01", "Europe/Berlin"), 24);
        assert_eq!(hours("2026-04-04", "Australia/Sydney"), 25);
    }

    #[test]
    fn a_night_is_over_from_four_in_the_morning_on_also_when_clocks_change() {
        let night = |night: &str| night.parse::<NightOf>().unwrap();
        for (wall, over, tonight) in [
            ("2026-11-22T23:50", "2026-11-21", "2026-11-22"),
            ("2026-11-23T01:50", "2026-11-21", "2026-11-22"),
            ("2026-11-23T03:59", "2026-11-21", "2026-11-22"),
            ("2026-11-23T04:00", "2026-11-22", "2026-11-23"),
            ("2026-11-23T12:00", "2026-11-22", "2026-11-23"),
            // The hour that comes twice, and the first after the one that never was.
            ("2026-10-25T02:30", "2026-10-23", "2026-10-24"),
            ("2026-03-29T03:00", "2026-03-27", "2026-03-28"),
        ] {
            let wall: DateTime = wall.parse().unwrap();
            assert_eq!(
                (NightOf::over(wall), NightOf::tonight(wall)),
                (night(over), night(tonight)),
                "{wall}"
            );
            assert!(night(over).is_over(wall) && !night(tonight).is_over(wall));
        }
    }

    #[test]
    fn a_leap_day_is_a_night_like_any_other() {
        let night: NightOf = "2028-02-28".parse().unwrap();
        assert_eq!(night.after().to_string(), "2028-02-29");
        assert_eq!(night.after().after().to_string(), "2028-03-01");
        assert_eq!(night.through("2028-03-01".parse().unwrap()).count(), 3);
    }

    #[test]
    fn the_night_of_a_traveller_goes_by_the_clock_where_they_slept() {
        // 18:30 UTC is 03:30 in Tokyo on the next day: the night of the date that Tokyo still had at noon.
        let at: Timestamp = "2026-11-20T18:30Z".parse().unwrap();
        let tokyo = Moment::in_zone(at, &TimeZone::get("Asia/Tokyo").unwrap());
        let new_york = Moment::in_zone(at, &TimeZone::get("America/New_York").unwrap());
        assert_eq!(NightOf::of(&tokyo).to_string(), "2026-11-20");
        assert_eq!(NightOf::of(&new_york).to_string(), "2026-11-20");
        let kiritimati = Moment::in_zone(at, &TimeZone::get("Pacific/Kiritimati").unwrap());
        assert_eq!(NightOf::of(&kiritimati).to_string(), "2026-11-20");
        let at: Timestamp = "2026-11-20T23:30Z".parse().unwrap();
        let kiritimati = Moment::in_zone(at, &TimeZone::get("Pacific/Kiritimati").unwrap());
        assert_eq!(NightOf::of(&kiritimati).to_string(), "2026-11-21");
    }

    const ZONES: [&str; 8] = [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Pacific/Auckland",
        "Pacific/Kiritimati",
        "America/Sao_Paulo",
        "UTC",
    ];

    proptest! {
        #[test]
        fn every_instant_lies_in_the_night_it_belongs_to(second in 0i64..4_102_444_800, zone in 0usize..8) {
            let zone = TimeZone::get(ZONES[zone]).unwrap();
            let moment = Moment::in_zone(Timestamp::from_second(second).unwrap(), &zone);
            let (from, to) = NightOf::of(&moment).bounds(&zone).unwrap();
            prop_assert!(from <= moment.instant && moment.instant < to);
        }

        #[test]
        fn nights_tile_the_year_without_gap_or_overlap(day in 0i32..40_000, zone in 0usize..8) {
            let zone = TimeZone::get(ZONES[zone]).unwrap();
            let night = NightOf(Date::constant(1980, 1, 1).saturating_add(day.days()));
            prop_assert_eq!(night.bounds(&zone).unwrap().1, night.after().bounds(&zone).unwrap().0);
            prop_assert_eq!(night.after().before(), night);
            prop_assert_eq!(night.after().nights_since(night), 1);
        }
    }
}
