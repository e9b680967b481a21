//! When an entry can have happened: in the life of the person, and at most a day ahead of the clock that wrote it.

use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{
    entry::{Entry, Record, WeatherFor},
    moment::Moment,
    person::Person,
};

/// Nobody who keeps a diary now was born before.
const FIRST_YEAR: i16 = 1900;

/// How far clocks may differ: a zone at the other side of the date line.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// The times of which a person can say something.
///
/// ```
/// use charley_domain::lifetime::Lifetime;
/// let life = Lifetime::until("2026-11-23T08:00Z".parse()?).born(Some("1980-05-01".parse()?));
/// assert!(life.check_date("1980-05-01".parse()?).is_ok());
/// let refused = life.check_date("1066-10-14".parse()?).unwrap_err();
/// assert_eq!(refused.to_string(), "1066-10-14 is before 1900: give a time of your own life");
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetime {
    born: Option<Date>,
    now: Timestamp,
}

/// A time at which nothing can have happened to the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value} {limit}")]
pub struct OutOfLife {
    /// The time.
    pub value: String,
    /// What it lies beyond, and what to give instead.
    pub limit: String,
}

impl Lifetime {
    /// The life of somebody of whom nothing is known, at this time.
    pub const fn until(now: Timestamp) -> Self {
        Self { born: None, now }
    }

    /// The same from birth, where that is known.
    #[must_use]
    pub const fn born(self, born: Option<Date>) -> Self {
        Self { born, ..self }
    }

    /// The life of a person, at this time.
    pub const fn of(person: &Person, now: Timestamp) -> Self {
        Self::until(now).born(person.born)
    }

    /// Whether something can have happened at a moment.
    ///
    /// # Errors
    /// When it lies before the birth of the person, before 1900, or more than a day ahead.
    pub fn check(&self, moment: &Moment) -> Result<(), OutOfLife> {
        self.not_before(moment.civil().date(), moment)?;
        self.not_ahead(moment.instant, moment)
    }

    /// Whether something can have happened on a date.
    ///
    /// # Errors
    /// As [`Lifetime::check`].
    pub fn check_date(&self, date: Date) -> Result<(), OutOfLife> {
        self.not_before(date, date)?;
        // On no wall on Earth the day begins more than half a day before it does in UTC, and that is within the day.
        let begins =
            date.to_zoned_datetime(jiff::tz::TimeZone::UTC).map_or(Timestamp::MAX, |noon| noon.timestamp());
        self.not_ahead(begins, date)
    }

    /// Whether an entry can be true: its moment, its night, and the days it names.
    ///
    /// # Errors
    /// As [`Lifetime::check`].
    pub fn check_entry(&self, entry: &Entry) -> Result<(), OutOfLife> {
        self.check(&entry.occurred_at)?;
        // The night of a month of birth may have begun on the day before.
        self.check_date(entry.night.after().date())?;
        match &entry.record {
            Record::Medicine(used) => self.check_date(used.from),
            Record::Weather(weather) => match &weather.window {
                WeatherFor::Night(night) => self.check_date(night.date()),
                WeatherFor::Workout(_) => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Whether a stored entry lies in a time of which no entry can speak, whoever the person is. What lies ahead is left
    /// to the clock, which may be the one that is wrong.
    ///
    /// # Errors
    /// When it is before 1900.
    pub fn check_stored(entry: &Entry) -> Result<(), OutOfLife> {
        let life = Self::until(Timestamp::MAX);
        life.not_before(entry.occurred_at.civil().date(), &entry.occurred_at)?;
        life.not_before(entry.night.after().date(), entry.night)
    }

    fn not_before(&self, date: Date, value: impl std::fmt::Display) -> Result<(), OutOfLife> {
        if date.year() < FIRST_YEAR {
            return Err(out(value, format!("is before {FIRST_YEAR}: give a time of your own life")));
        }
        match self.born.filter(|born| date < *born) {
            Some(born) => {
                let born = born.strftime("%B %Y");
                let remedy = "give a time of your own life, or correct your month of birth";
                Err(out(value, format!("is before {born}, in which you were born: {remedy}")))
            }
            None => Ok(()),
        }
    }

    fn not_ahead(&self, instant: Timestamp, value: impl std::fmt::Display) -> Result<(), OutOfLife> {
        if instant.duration_since(self.now) <= AHEAD {
            return Ok(());
        }
        let now = self.now.strftime("%Y-%m-%dT%H:%M:%SZ");
        Err(out(value, format!("is more than a day ahead, it is {now}: give a time that has been")))
    }
}

fn out(value: impl std::fmt::Display, limit: String) -> OutOfLife {
    OutOfLife { value: value.to_string(), limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life() -> Lifetime {
        let now = "2026-11-23T08:00Z".parse().unwrap();
        Lifetime::until(now).born(Some("1980-05-01".parse().unwrap()))
    }

    fn check(at: &str) -> Result<(), String> {
        let instant: Timestamp = at.parse().unwrap();
        life().check(&Moment { instant, offset_s: 7200, zone: None }).map_err(|error| error.to_string())
    }

    #[test]
    fn a_life_begins_with_birth_and_ends_a_day_ahead() {
        assert_eq!(check("2026-11-24T08:00:00Z"), Ok(()));
        assert!(check("2026-11-24T08:00:01Z").unwrap_err().contains("more than a day ahead"));
        assert_eq!(check("1980-04-30T22:00:00Z"), Ok(()), "it was May on that wall");
        assert!(check("1980-04-30T21:59:59Z").unwrap_err().contains("before May 1980"));
        for far in ["0001-01-01T00:00:00Z", "1899-12-31T12:00:00Z", "-009999-01-02T01:59:59Z"] {
            assert!(check(far).unwrap_err().contains("is before 1900: give"), "{far}");
        }
        assert!(check("9999-12-30T22:00:00.999999999Z").unwrap_err().contains("ahead"));
    }

    #[test]
    fn dates_have_the_same_bounds() {
        let check = |date: &str| life().check_date(date.parse().unwrap());
        assert!(check("2026-11-24").is_ok() && check("2026-11-25").is_err());
        assert!(check("1980-05-01").is_ok() && check("1980-04-30").is_err());
        assert!(check("-009999-01-01").is_err() && check("9999-12-31").is_err());
    }
}
