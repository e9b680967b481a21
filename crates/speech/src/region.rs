//! How clocks, weeks and units are read where a person comes from, by the region of their language tag.

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
    /// Monday.
    Monday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// Regions whose clocks count to twelve when English is read there. Source, recalled: CLDR 46, supplemental timeData, preferred `h`.
const TWELVE_HOURS: &[&str] = &[
    "US", "CA", "AU", "NZ", "IN", "PK", "BD", "PH", "EG", "SA", "JO", "MY", "SG", "HK", "TW", "KR", "CO",
    "VE",
];
/// Regions whose weeks begin on a Sunday. Source, recalled: CLDR 46, supplemental weekData, firstDay `sun`.
const SUNDAY: &[&str] = &[
    "US", "CA", "MX", "BR", "CO", "VE", "PE", "GT", "HN", "SV", "NI", "PA", "PR", "DO", "JM", "BS", "BZ",
    "IN", "PK", "BD", "NP", "BT", "TH", "KH", "LA", "MM", "ID", "PH", "SG", "HK", "MO", "TW", "JP", "KR",
    "IL", "SA", "YE", "ZA", "KE", "ET", "MZ", "ZW", "BW", "PT", "MT", "WS", "GU", "AS", "VI", "UM", "MH",
    "TT",
];
/// Regions whose weeks begin on a Saturday. Source, recalled: CLDR 46, supplemental weekData, firstDay `sat`.
const SATURDAY: &[&str] =
    &["AE", "AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY"];

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
            _ => WeekBegins::Monday,
        };
        // The United States and the places that measure as they do. Source, recalled: CLDR 46, measurementSystem and temperature US.
        let us_units = ["US", "PR", "GU", "VI", "AS"].contains(&code);
        Self { twelve_hours: TWELVE_HOURS.contains(&code) || us_units, week_begins, us_units }
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
            Self::Monday => Weekday::Monday,
            Self::Saturday => Weekday::Saturday,
            Self::Sunday => Weekday::Sunday,
        }
    }
}
