//! Something a person said, on its way to becoming an entry: the same from the terminal and from a page.

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
};
use jiff::ZonedDateTime;
use uuid::Uuid;

use crate::{
    diary as diary_words,
    typed::{self, Mistyped, When},
};

/// What was said, when it happened and how exactly that is known; only identity and origin are missing.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryDraft {
    /// What was said.
    pub record: Record,
    /// When it happened.
    pub moment: Moment,
    /// How exactly that is known.
    pub precision: Precision,
    /// The night it belongs to.
    pub night: NightOf,
    /// What had to be decided to read it, in sentences.
    pub notes: Vec<String>,
}

impl EntryDraft {
    /// Something that happened at a moment, and so in the night of that moment.
    pub fn at(record: Record, when: When) -> Self {
        let night = NightOf::of(&when.moment);
        let notes = when.note.into_iter().collect();
        Self { record, moment: when.moment, precision: when.precision, night, notes }
    }

    /// Something that happens as it is said.
    pub fn now(record: Record, now: &ZonedDateTime) -> Self {
        let moment = Moment::of(now);
        let night = NightOf::of(&moment);
        Self { record, moment, precision: Precision::Exact, night, notes: Vec::new() }
    }

    /// Something that is known of a whole night: its moment is the morning after, or now where that is earlier.
    ///
    /// # Errors
    /// When the night lies outside the calendar, or would be quiet before it is over.
    pub fn of_night(record: Record, night: NightOf, now: &ZonedDateTime) -> Result<Self, Mistyped> {
        if record == Record::None && !night.is_over(now.datetime()) {
            return Err(Mistyped::impossible(&night.to_string(), diary_words::NOT_OVER));
        }
        let morning = typed::moment_at(typed::night_end(night), now)?;
        let moment = if morning.instant <= now.timestamp() { morning } else { Moment::of(now) };
        Ok(Self { record, moment, precision: Precision::Night, night, notes: Vec::new() })
    }

    /// The entry, recorded now.
    pub fn into_entry(self, id: Option<Uuid>, source: EntrySource, now: &ZonedDateTime) -> Entry {
        Entry {
            id: id.unwrap_or_else(|| new_id(now)),
            occurred_at: self.moment,
            recorded_at: now.timestamp(),
            source,
            precision: self.precision,
            asked: false,
            night: self.night,
            record: self.record,
        }
    }
}

/// A fresh id that sorts by the time it was made (UUID version 7).
#[allow(
    clippy::disallowed_methods,
    reason = "an id has to be nobody else's: the one thing here that is drawn"
)]
pub fn new_id(now: &ZonedDateTime) -> Uuid {
    let millis = u64::try_from(now.timestamp().as_millisecond()).unwrap_or(0);
    let nanos = u32::try_from(now.timestamp().subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, millis / 1000, nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_night_is_never_dated_into_the_future() {
        let now: ZonedDateTime = "2026-11-23T05:00[Europe/Berlin]".parse().unwrap();
        let night = NightOf::last(now.datetime());
        let said = EntryDraft::of_night(Record::None, night, &now).unwrap();
        assert_eq!((said.moment.instant, said.night.to_string()), (now.timestamp(), "2026-11-22".to_owned()));
        let said = EntryDraft::of_night(Record::None, night.before(), &now).unwrap();
        assert_eq!(said.moment.to_string(), "2026-11-22T07:00:00+01:00");
    }

    #[test]
    fn no_night_is_quiet_before_it_is_over() {
        let now: ZonedDateTime = "2026-11-23T01:50[Europe/Berlin]".parse().unwrap();
        let night: NightOf = "2026-11-22".parse().unwrap();
        let refused = EntryDraft::of_night(Record::None, night, &now).unwrap_err().to_string();
        assert!(refused.contains("2026-11-22") && refused.contains("four"), "{refused}");
        assert!(EntryDraft::of_night(Record::None, night.before(), &now).is_ok());
        assert!(
            EntryDraft::of_night(Record::Unsure, night, &now).is_ok(),
            "that one does not know is true at any hour"
        );
    }

    #[test]
    fn ids_sort_by_time_and_never_repeat() {
        let now: ZonedDateTime = "2026-11-23T05:00[Europe/Berlin]".parse().unwrap();
        let later = now.checked_add(jiff::SignedDuration::from_millis(1)).unwrap();
        assert!(new_id(&now) < new_id(&later));
        assert_ne!(new_id(&now), new_id(&now));
    }
}
