//! The card of a day: the same questions each time, asked before anybody knows why. So "none" was said, and what was not asked was not.

use charley_domain::{
    entry::{Entry, EntrySource, Record},
    moment::{Moment, Precision},
    night::NightOf,
    quantity::{Alcohol, Caffeine, Hours, OutOfRange},
};
use jiff::{ZonedDateTime, civil::Time};
use uuid::Uuid;

use crate::{
    entry_draft::new_id,
    message::sentences,
    typed::{self, Mistyped},
};

sentences! {
    HEADING = "The day before that night: three questions";
    TODAY = "Today: three questions";
    WHY = "The same three questions each day, whatever the night brings: that is what makes an answer count as evidence. Leave out what you do not know.";
    DRINKS = "Alcohol, in units";
    A_UNIT = "a small beer or half a glass of wine is about one";
    LATE_CAFFEINE = "Coffee or tea after 15:00, in cups";
    SITTING = "Sitting in one stretch, in hours";
    RECORD = "Record the day";
    NOTHING = "Nothing was answered: choose at least one, or leave the card.";
    NOTHING_TYPED = "says nothing of the day: give --alcohol, --caffeine or --sitting, also where it was none: --alcohol 0";
    NOT_COME = "is a day that has not come";
}

/// Units, cups and hours that one tap says.
pub const UNITS: [u8; 6] = [0, 1, 2, 3, 5, 8];
/// The same of cups, and of hours.
pub const CUPS: [u8; 4] = [0, 1, 2, 3];
/// The same of cups, and of hours.
pub const HOURS: [u8; 5] = [2, 4, 6, 8, 10]; // own choice
/// Caffeine of a cup, in mg.
const CUP_MG: f64 = 80.0; // own choice: between a cup of tea and one of filter coffee
/// The card is about today from this hour on, and about the day before until then.
const EVENING_FROM_H: i8 = 18; // own choice
/// Until this hour of the night nothing is asked.
const MORNING_FROM_H: i8 = 5; // own choice
/// When a day is dated to that has gone: in its evening.
const EVENING: Time = jiff::civil::time(21, 0, 0, 0); // own choice

/// What was answered on a card; `None` is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DayAnswers {
    /// Alcohol of the day.
    pub alcohol: Option<Alcohol>,
    /// Caffeine after 15:00.
    pub late_caffeine: Option<Caffeine>,
    /// The longest sitting.
    pub sitting: Option<Hours>,
}

/// The night whose day the card asks about; `None` where it was answered, and in the middle of the night.
///
/// ```
/// let now: jiff::ZonedDateTime = "2026-11-23T07:10[Europe/Berlin]".parse()?;
/// assert_eq!(charley_speech::day::open(&[], &now).unwrap().to_string(), "2026-11-22");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn open(entries: &[Entry], now: &ZonedDateTime) -> Option<NightOf> {
    let night = night(now);
    let asks = now.hour() >= MORNING_FROM_H && !is_answered(entries, night);
    asks.then_some(night)
}

/// The night whose day is asked about at a time: until 18:00 the day before, from then on today.
pub fn night(now: &ZonedDateTime) -> NightOf {
    let wall = now.datetime();
    if wall.hour() >= EVENING_FROM_H { NightOf::at(wall) } else { NightOf::last(wall) }
}

/// Whether the card of a day was answered.
pub fn is_answered(entries: &[Entry], night: NightOf) -> bool {
    entries.iter().any(|entry| entry.asked && entry.night == night && is_of_a_card(&entry.record))
}

const fn is_of_a_card(record: &Record) -> bool {
    matches!(record, Record::Alcohol { .. } | Record::Caffeine { .. } | Record::Sitting { .. })
}

/// Cups as caffeine.
///
/// # Errors
/// When nobody drinks so many.
pub fn cups(cups: f64) -> Result<Caffeine, OutOfRange> {
    Caffeine::from_mg(cups * CUP_MG)
}

impl DayAnswers {
    /// The entries of the card, each asked for; none where nothing was answered. `id` gives each its identity.
    ///
    /// # Errors
    /// When the day lies outside of the calendar, or has not come.
    pub fn entries(
        self,
        night: NightOf,
        (source, now): (EntrySource, &ZonedDateTime),
        mut id: impl FnMut() -> Option<Uuid>,
    ) -> Result<Vec<Entry>, Mistyped> {
        let evening = typed::moment_at(night.date().to_datetime(EVENING), now)?;
        let occurred_at = if evening.instant <= now.timestamp() { evening } else { Moment::of(now) };
        if NightOf::of(&occurred_at) != night {
            return Err(Mistyped::impossible(&night.to_string(), NOT_COME));
        }
        let records = [
            self.alcohol.map(|units| Record::Alcohol { units }),
            self.late_caffeine.map(|caffeine_mg| Record::Caffeine { caffeine_mg }),
            self.sitting.map(|hours| Record::Sitting { hours }),
        ];
        let entry = |record| Entry {
            id: id().unwrap_or_else(|| new_id(now)),
            night,
            occurred_at: occurred_at.clone(),
            recorded_at: now.timestamp(),
            source,
            precision: Precision::Night,
            asked: true,
            record,
        };
        Ok(records.into_iter().flatten().map(entry).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall: &str) -> ZonedDateTime {
        format!("{wall}[Europe/Berlin]").parse().unwrap()
    }

    fn day() -> DayAnswers {
        DayAnswers { alcohol: Alcohol::from_units(0.0).ok(), late_caffeine: cups(2.0).ok(), sitting: None }
    }

    #[test]
    fn the_morning_asks_about_the_day_before_and_the_evening_about_today() {
        let night = |wall: &str| open(&[], &at(wall)).unwrap().to_string();
        assert_eq!(night("2026-11-23T07:10"), "2026-11-22");
        assert_eq!(night("2026-11-23T17:59"), "2026-11-22");
        assert_eq!(night("2026-11-23T18:00"), "2026-11-23");
        assert_eq!(open(&[], &at("2026-11-24T03:20")), None, "at three in the morning nothing is asked");
        assert_eq!(super::night(&at("2026-11-24T01:00")).to_string(), "2026-11-23");
    }

    #[test]
    fn what_was_answered_is_dated_to_that_evening_and_no_more_asked() {
        let now = at("2026-11-23T07:10");
        let night = open(&[], &now).unwrap();
        let entries = day().entries(night, (EntrySource::Page, &now), || None).unwrap();
        assert_eq!(entries.len(), 2);
        for entry in &entries {
            assert!(entry.asked && entry.night == night);
            assert_eq!(entry.occurred_at.civil().to_string(), "2026-11-22T21:00:00");
        }
        assert_eq!(open(&entries, &now), None);
        assert!(DayAnswers::default().entries(night, (EntrySource::Page, &now), || None).unwrap().is_empty());
    }

    #[test]
    fn nothing_is_dated_into_the_future() {
        let now = at("2026-11-23T18:30");
        let of = |night: &str| day().entries(night.parse().unwrap(), (EntrySource::Page, &now), || None);
        assert_eq!(of("2026-11-23").unwrap()[0].occurred_at.instant, now.timestamp());
        let refused = of("2026-11-24").unwrap_err().to_string();
        assert!(refused.contains("2026-11-24") && refused.contains("not come"), "{refused}");
    }
}
