//! Weather that is asked of a service, where a person wants it: what would be sent, to be shown before; and what may come back.
//!
//! Nothing here connects to anything. The answer is brought in as a file of weather is.

mod answer;
pub mod words;

use charley_domain::{air::Position, entry::Entry, person::Person};
use charley_store::{Store, StoreError};
use jiff::{ToSpan as _, ZonedDateTime, civil::Date};

pub use answer::{NoWeather, ServiceAnswer};

/// What is asked of each hour.
const QUANTITIES: &str = "temperature_2m,relative_humidity_2m,wind_speed_10m,shortwave_radiation,cloud_cover";
/// Years of one question at most: a larger one is many to the service.
const MOST_YEARS: i64 = 10;
/// Days that are asked for where the diary is empty.
const DAYS_OF_NOTHING: i64 = 30; // own judgement

/// What a person says of it, as far as they do.
#[derive(Debug, Clone, Copy, Default)]
pub struct AskedWeather {
    /// Where; else home.
    pub place: Option<Position>,
    /// The first day; else that of the first thing in the diary.
    pub from: Option<Date>,
    /// The last day; else yesterday.
    pub to: Option<Date>,
}

/// Everything that is sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeatherQuestion {
    /// Where, to a tenth of a degree.
    pub place: Position,
    /// The first day.
    pub from: Date,
    /// The last.
    pub to: Date,
}

/// Why there is nothing to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unaskable {
    /// Nobody said where home is.
    #[error("{}", words::NO_PLACE)]
    NoPlace,
    /// The first day is after the last.
    #[error("{}", words::BACKWARDS)]
    Backwards,
    /// Its days are not over yet.
    #[error("{}", words::NOT_YET)]
    NotYet,
    /// More than the service answers at once.
    #[error("{}", words::TOO_LONG)]
    TooLong,
}

impl AskedWeather {
    /// The question, or why there is none.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub fn question(
        &self,
        store: Option<&Store>,
        person: &Person,
        now: &ZonedDateTime,
    ) -> Result<Result<WeatherQuestion, Unaskable>, StoreError> {
        let began = match (self.from, store) {
            (None, Some(store)) => began(store)?,
            _ => None,
        };
        Ok(self.of(person, began, now.date()))
    }

    fn of(&self, person: &Person, began: Option<Date>, today: Date) -> Result<WeatherQuestion, Unaskable> {
        let place = self.place.or(person.home).ok_or(Unaskable::NoPlace)?.coarse();
        let to = self.to.unwrap_or_else(|| today.yesterday().unwrap_or(today));
        let earliest = to.saturating_sub(MOST_YEARS.years());
        let from = self.from.unwrap_or_else(|| {
            began.unwrap_or_else(|| to.saturating_sub(DAYS_OF_NOTHING.days())).clamp(earliest, to)
        });
        if to >= today {
            Err(Unaskable::NotYet)
        } else if from > to {
            Err(Unaskable::Backwards)
        } else if from < earliest {
            Err(Unaskable::TooLong)
        } else {
            Ok(WeatherQuestion { place, from, to })
        }
    }
}

/// The day of the first night or workout.
fn began(store: &Store) -> Result<Option<Date>, StoreError> {
    let entries = store.entries()?;
    let night = |entry: &Entry| entry.record.tells_of_its_day().then_some(entry.night.0);
    let workouts = store.heads()?;
    let days = workouts.iter().map(|stored| stored.head.start.civil().date());
    Ok(entries.iter().filter_map(night).chain(days).min())
}

impl WeatherQuestion {
    /// The address on the service, which holds all that is said to it.
    pub fn path(&self) -> String {
        let Self { place, from, to } = self;
        let (latitude, longitude) = (place.latitude_deg, place.longitude_deg);
        format!(
            "/v1/archive?latitude={latitude:.1}&longitude={longitude:.1}&start_date={from}&end_date={to}&hourly={QUANTITIES}&timezone=GMT"
        )
    }

    /// What the answer is called among what was brought in.
    pub fn file_name(&self) -> String {
        let Self { place, from, to } = self;
        format!("open-meteo {} {from} to {to}.json", place.to_string().replace('°', ""))
    }

    /// What is sent to a host, in rows of a name and its text, for the person to read first.
    pub fn told(&self, host: &str) -> [(&'static str, String); 4] {
        let day = |date: Date| date.strftime("%-d %B %Y").to_string();
        [
            (words::TO, words::whom(host)),
            (words::PLACE, words::coarse_place(self.place)),
            (words::DAYS, words::from_to(day(self.from), day(self.to))),
            (words::FOR, words::QUANTITIES.to_owned()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn person(home: Option<(f64, f64)>) -> Person {
        Person { home: home.and_then(|(n, e)| Position::of(n, e)), ..Person::default() }
    }

    #[test]
    fn no_more_than_a_tenth_of_a_degree_is_sent() {
        let exact = Position::of(52.516_312, -13.377_731);
        let asked = AskedWeather { place: exact, ..AskedWeather::default() };
        let question = asked.of(&person(None), Some(date(2026, 9, 1)), date(2026, 11, 30)).unwrap();
        let path = question.path();
        assert!(path.starts_with(
            "/v1/archive?latitude=52.5&longitude=-13.4&start_date=2026-09-01&end_date=2026-11-29&"
        ));
        assert!(!path.contains("516") && !path.contains("377"));
        assert_eq!(question.file_name(), "open-meteo 52.5N 13.4W 2026-09-01 to 2026-11-29.json");
    }

    #[test]
    fn what_cannot_be_asked_is_said() {
        let today = date(2026, 11, 30);
        let of = |from, to| {
            let asked = AskedWeather { from, to, ..AskedWeather::default() };
            asked.of(&person(Some((52.5, 13.4))), None, today)
        };
        assert_eq!(AskedWeather::default().of(&person(None), None, today), Err(Unaskable::NoPlace));
        assert_eq!(of(None, Some(today)), Err(Unaskable::NotYet));
        assert_eq!(of(Some(date(2026, 5, 2)), Some(date(2026, 5, 1))), Err(Unaskable::Backwards));
        assert_eq!(of(Some(date(1990, 1, 1)), None), Err(Unaskable::TooLong));
        assert_eq!(of(None, None).map(|question| question.from), Ok(date(2026, 10, 30)));
    }
}
