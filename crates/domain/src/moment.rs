//! When something happened: the instant, the offset the clock on the wall had, and the zone if it is known.

use jiff::{
    Timestamp, ZonedDateTime, civil,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

/// An instant together with the wall clock of the place where it was.
///
/// The offset is kept even where the zone is known: a zone's rules can change after the fact, and a
/// workout file often carries only an offset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The instant.
    pub instant: Timestamp,
    /// Seconds that the wall clock was ahead of UTC.
    pub offset_s: i32,
    /// IANA name of the zone, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

impl Moment {
    /// The moment a zoned time names.
    ///
    /// ```
    /// use charley_domain::moment::Moment;
    /// let zoned: jiff::ZonedDateTime = "2026-11-22T03:12[Europe/Berlin]".parse()?;
    /// let moment = Moment::of(&zoned);
    /// assert_eq!(moment.to_string(), "2026-11-22T03:12:00+01:00");
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn of(zoned: &ZonedDateTime) -> Self {
        Self {
            instant: zoned.timestamp(),
            offset_s: zoned.offset().seconds(),
            zone: zoned.time_zone().iana_name().map(str::to_owned),
        }
    }

    /// The moment of `instant` as read on a clock in `zone`.
    pub fn in_zone(instant: Timestamp, zone: &TimeZone) -> Self {
        Self::of(&instant.to_zoned_datetime(zone.clone()))
    }

    /// The date and time on the wall.
    pub fn civil(&self) -> civil::DateTime {
        self.offset().to_datetime(self.instant)
    }

    /// The offset of the wall clock from UTC; an offset beyond what clocks use reads as UTC.
    pub fn offset(&self) -> Offset {
        Offset::from_seconds(self.offset_s).unwrap_or(Offset::UTC)
    }
}

impl std::fmt::Display for Moment {
    /// RFC 3339 with the wall clock's offset.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.instant.display_with_offset(self.offset()))
    }
}

/// How exactly a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the second or so: a device or a live tap.
    Exact,
    /// To a few minutes: typed as a time of day.
    Minutes,
    /// Only the night is known.
    Night,
    /// Remembered two days later or more.
    Recalled,
}
