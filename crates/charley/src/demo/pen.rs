//! Writing entries of the synthetic diary: ids that the seed decides, the clock of the place, the mark "synthetic".

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
};
use jiff::{Timestamp, ToSpan, civil::DateTime, tz::TimeZone};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use uuid::Builder;

use super::stream::stream;

/// Hour of the morning after, at which nights are answered.
const MORNING_HOUR: i8 = 7;

/// Writes entries of one purpose.
pub(super) struct DemoPen {
    ids: ChaCha8Rng,
}

impl DemoPen {
    pub(super) fn new(seed: u64, purpose: &str) -> Self {
        Self { ids: stream(seed, &format!("ids of {purpose}"), 0) }
    }

    /// Something said when it happened.
    pub(super) fn at(&mut self, at: DateTime, record: Record) -> Entry {
        self.of_night(at, NightOf::at(at), (at, Precision::Minutes), record)
    }

    /// Something said of a night the morning after, with the time it happened if that is known.
    pub(super) fn next_morning(&mut self, night: NightOf, at: Option<DateTime>, record: Record) -> Entry {
        let morning = night.after().date().at(MORNING_HOUR, 20, 0, 0);
        let precision = if at.is_some() { Precision::Minutes } else { Precision::Night };
        self.of_night(at.unwrap_or(morning), night, (morning, precision), record)
    }

    fn of_night(
        &mut self,
        at: DateTime,
        night: NightOf,
        (said, precision): (DateTime, Precision),
        record: Record,
    ) -> Entry {
        Entry {
            id: Builder::from_random_bytes(self.ids.random()).into_uuid(),
            occurred_at: Moment::in_zone(instant(at), &TimeZone::UTC),
            recorded_at: instant(said),
            source: EntrySource::Synthetic,
            precision,
            asked: false,
            night,
            record,
        }
    }
}

/// The instant of a time on the wall of the place, whose clock is universal time.
pub(super) fn instant(at: DateTime) -> Timestamp {
    // Only the edges of the calendar are no instants, and no diary is kept there.
    TimeZone::UTC.to_timestamp(at).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// So many minutes later.
pub(super) fn later(at: DateTime, minutes: i64) -> DateTime {
    at.saturating_add(minutes.minutes())
}
