//! How clocks, weeks and units are read where a person comes from, by the region of their language tag.
//!
//! The lists are those of the Unicode Common Locale Data Repository, version 48.2 (package `cldr-core`, folder `supplemental`).

use charley_domain::person::Units;
use jiff::civil::Weekday;

/// What a region reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// Whether a clock counts to twelve.
    pub twelve_hours: bool,
    /// The day on which a week begins.
    pub week_begins: WeekBegins,
    /// Whether weights are read in pounds and warmth in °F, where a person did not choose.
    pub us_units: bool,
}

/// The first day of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WeekBegins {
    /// Friday.
    Friday,
    /// Monday.
    Monday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// Regions whose clocks count to twelve. Source: CLDR 48.2, `timeData.json`, `_preferred` `h` or `hB`.
const TWELVE_HOURS: &[&str] = &[
    "AE", "AG", "AL", "AR", "AS", "AU", "BB", "BD", "BH", "BM", "BN", "BO", "BS", "BT", "CA", "CL", "CO",
    "CR", "CU", "CY", "DJ", "DM", "DO", "DZ", "EC", "EG", "EH", "ER", "ET", "FJ", "FM", "GD", "GH", "GM",
    "GR", "GT", "GU", "GY", "HK", "HN", "IN", "IQ", "JM", "JO", "KH", "KI", "KN", "KP", "KR", "KW", "KY",
    "LB", "LC", "LR", "LS", "LY", "MH", "MO", "MP", "MR", "MW", "MX", "MY", "NA", "NI", "NZ", "OM", "PA",
    "PE", "PG", "PH", "PK", "PR", "PS", "PW", "PY", "QA", "SA", "SB", "SD", "SG", "SL", "SO", "SS", "SV",
    "SY", "SZ", "TC", "TD", "TN", "TO", "TT", "TW", "UM", "US", "UY", "VC", "VE", "VG", "VI", "VU", "WS",
    "YE", "ZM",
];
/// Regions whose weeks begin on a Sunday. Source: CLDR 48.2, `weekData.json`, `firstDay` `sun`.
const SUNDAY: &[&str] = &[
    "AG", "AS", "BD", "BR", "BS", "BT", "BW", "BZ", "CA", "CO", "DM", "DO", "ET", "GT", "GU", "HK", "HN",
    "ID", "IL", "IN", "IS", "JM", "JP", "KE", "KH", "KR", "LA", "MH", "MM", "MO", "MT", "MX", "MZ", "NI",
    "NP", "PA", "PE", "PH", "PK", "PR", "PT", "PY", "SA", "SG", "SV", "TH", "TT", "TW", "UM", "US", "VE",
    "VI", "WS", "YE", "ZA", "ZW",
];
/// Regions whose weeks begin on a Saturday. Source: CLDR 48.2, `weekData.json`, `firstDay` `sat`.
const SATURDAY: &[&str] =
    &["AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY"];
/// Regions whose weeks begin on a Friday. Source: CLDR 48.2, `weekData.json`, `firstDay` `fri`.
const FRIDAY: &[&str] = &["MV"];
/// The United States, as in CLDR 48.2, `measurementData.json`, and the places where its people live: our addition.
const US_UNITS: &[&str] = &["US", "PR", "GU", "VI", "AS", "MP"];

impl Region {
    /// Where nothing is known: a clock of 24 hours, a week from Monday, metric.
    pub const PLAIN: Self = Self { twelve_hours: false, week_begins: WeekBegins::Monday, us_units: false };

    /// The region of a code, as in `US`.
    ///
    /// ```
    /// use charley_speech::region::{Region, WeekBegins};
    /// assert!(Region::coded("US").us_units && Region::coded("US").twelve_hours);
    /// assert_eq!(Region::coded("GB"), Region::PLAIN);
    /// assert_eq!(Region::coded("AU").week_begins, WeekBegins::Monday);
    /// ```
    pub fn coded(code: &str) -> Self {
        let week_begins = match code {
            code if SUNDAY.contains(&code) => WeekBegins::Sunday,
            code if SATURDAY.contains(&code) => WeekBegins::Saturday,
            code if FRIDAY.contains(&code) => WeekBegins::Friday,
            _ => WeekBegins::Monday,
        };
        Self { twelve_hours: TWELVE_HOURS.contains(&code), week_begins, us_units: US_UNITS.contains(&code) }
    }

    /// The units that are read here, where a person did not choose.
    pub const fn units(self) -> Units {
        if self.us_units { Units::Us } else { Units::Metric }
    }
}

impl WeekBegins {
    /// The same as the calendar knows it.
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Friday => Weekday::Friday,
            Self::Monday => Weekday::Monday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }

    /// The days of a week in their order.
    pub fn days(self) -> [Weekday; 7] {
        let first = self.weekday();
        std::array::from_fn(|day| first.wrapping_add(day as i64))
    }

    /// Days of a week that come before this one.
    ///
    /// ```
    /// use charley_speech::region::WeekBegins;
    /// use jiff::civil::Weekday;
    /// assert_eq!(WeekBegins::Monday.days_before(Weekday::Sunday), 6);
    /// assert_eq!(WeekBegins::Sunday.days_before(Weekday::Sunday), 0);
    /// ```
    pub const fn days_before(self, day: Weekday) -> usize {
        day.since(self.weekday()) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_weeks_and_units_are_those_of_each_region() {
        for (code, twelve_hours, first, us_units) in [
            ("US", true, Weekday::Sunday, true),
            ("PR", true, Weekday::Sunday, true),
            ("CA", true, Weekday::Sunday, false),
            ("GB", false, Weekday::Monday, false),
            ("DE", false, Weekday::Monday, false),
            ("AU", true, Weekday::Monday, false),
            ("AE", true, Weekday::Monday, false),
            ("EG", true, Weekday::Saturday, false),
            ("MV", false, Weekday::Friday, false),
            ("BR", false, Weekday::Sunday, false),
        ] {
            let region = Region::coded(code);
            let read = (region.twelve_hours, region.week_begins.weekday(), region.us_units);
            assert_eq!(read, (twelve_hours, first, us_units), "{code}");
        }
    }

    #[test]
    fn no_region_stands_in_two_lists() {
        let mut all: Vec<&str> = [SUNDAY, SATURDAY, FRIDAY].concat();
        all.sort_unstable();
        assert!(all.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_week_has_each_day_once_in_its_order() {
        for begins in [WeekBegins::Friday, WeekBegins::Monday, WeekBegins::Saturday, WeekBegins::Sunday] {
            for (at, day) in begins.days().into_iter().enumerate() {
                assert_eq!(begins.days_before(day), at, "{begins:?}, {day:?}");
            }
        }
    }
}
