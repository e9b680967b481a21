//! Menstruation and pregnancy in what is imported: kept only for who said so, else told as left out; a pregnancy is never written
//! down, only proposed.

pub mod words;

use std::collections::BTreeSet;

use charley_domain::{observation::Observed, person::Person};
use charley_import::{
    Format,
    health::{CycleRecords, Dated, RecordedPregnancy},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

/// What became of records of menstruation and pregnancy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CycleAccount {
    /// Whether they are kept.
    kept: bool,
    /// Days of menstruation that were left out.
    left_out_days: usize,
    /// The months of those days, as `2026-05`.
    left_out_months: BTreeSet<String>,
    /// Whether records of a pregnancy were left out that has not ended by them.
    left_out_pregnancy: bool,
    /// The first day of a pregnancy that is told and that the person did not say: for them to say whether it holds.
    pregnant_since: Option<Date>,
    #[serde(skip)]
    has_said: bool,
}

/// Whether a format tells of menstruation where its owner recorded it.
pub(super) fn may_tell(format: &str) -> bool {
    [Format::AppleHealth, Format::HealthConnect].iter().any(|known| known.word() == format)
}

impl CycleAccount {
    /// That of a person, before anything came.
    pub(super) fn of(person: &Person) -> Self {
        Self { kept: person.keeps_cycle(), has_said: person.pregnant_since.is_some(), ..Self::default() }
    }

    pub(super) const fn is_kept(&self) -> bool {
        self.kept
    }

    /// Whether nothing came that is to be told.
    pub fn is_empty(&self) -> bool {
        self.left_out_days == 0 && !self.left_out_pregnancy && self.pregnant_since.is_none()
    }

    /// Takes what a file tells; the days that are kept come back.
    pub(super) fn take(&mut self, records: CycleRecords, now: Timestamp) -> Vec<Dated> {
        let today = TimeZone::UTC.to_datetime(now).date();
        let lasting = records.pregnancies.iter().rfind(|one| !self.has_said && lasts(one, today));
        if self.kept {
            self.pregnant_since = lasting.map(|one| one.from).or(self.pregnant_since);
            return records.days;
        }
        self.left_out_pregnancy |= lasting.is_some();
        let is_menstruation = |one: &&Dated| matches!(one.observation.what, Observed::Menstruation { .. });
        for day in records.days.iter().filter(is_menstruation) {
            self.left_out_days += 1;
            self.left_out_months.insert(day.night.0.strftime("%Y-%m").to_string());
        }
        Vec::new()
    }

    /// The first day of a pregnancy to be looked at.
    pub const fn pregnant_since(&self) -> Option<Date> {
        self.pregnant_since
    }

    /// What was left out, in a sentence for each kind.
    pub fn left_out(&self) -> Vec<String> {
        let months = (self.left_out_days > 0).then(|| words::left_out(self.left_out_months.len()));
        let pregnancy = self.left_out_pregnancy.then(|| words::PREGNANCY_LEFT_OUT.to_owned());
        months.into_iter().chain(pregnancy).collect()
    }
}

/// Whether a pregnancy goes on today, as far as its record says.
fn lasts(one: &RecordedPregnancy, today: Date) -> bool {
    let person = Person { pregnant_since: Some(one.from), ..Person::default() };
    person.trimester(today).is_some() && one.until.is_none_or(|until| until >= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pregnancy(from: &str, until: Option<&str>) -> CycleRecords {
        let until = until.map(|day| day.parse().unwrap());
        let one = RecordedPregnancy { from: from.parse().unwrap(), until };
        CycleRecords { days: Vec::new(), pregnancies: vec![one] }
    }

    #[test]
    fn a_pregnancy_is_proposed_while_it_lasts_and_only_to_who_did_not_say_it() {
        let now: Timestamp = "2026-11-22T12:00Z".parse().unwrap();
        let proposed = |person: &Person, records: CycleRecords| {
            let mut account = CycleAccount::of(person);
            account.take(records, now);
            (account.pregnant_since.map(|day| day.to_string()), account.left_out_pregnancy)
        };
        let kept = Person { cycle: Some(true), ..Person::default() };
        assert_eq!(
            proposed(&kept, pregnancy("2026-08-01", Some("2027-05-08"))),
            (Some("2026-08-01".to_owned()), false)
        );
        assert_eq!(proposed(&kept, pregnancy("2026-08-01", None)).0.as_deref(), Some("2026-08-01"));
        for over in [
            pregnancy("2026-03-01", Some("2026-10-30")),
            pregnancy("2024-03-01", None),
            pregnancy("2027-03-01", None),
        ] {
            assert_eq!(proposed(&kept, over), (None, false));
        }
        let said = Person { pregnant_since: Some("2026-08-03".parse().unwrap()), ..kept };
        assert_eq!(proposed(&said, pregnancy("2026-08-01", None)), (None, false));
        assert_eq!(proposed(&Person::default(), pregnancy("2026-08-01", None)), (None, true));
    }
}
