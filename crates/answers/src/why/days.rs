//! The day before a night as the diary has it: what a factor was then, and two such days side by side.

use charley_body::daily::{Amount, Diary};
use charley_domain::{exposure::TriggerId, night::NightOf, person::Units, trigger};
use charley_infer::explanation::DayBeside;

use super::words::days as say;
use charley_case::Case;
use charley_speech::spoken;

/// The days of a diary.
pub(super) struct DiaryDays<'a> {
    case: &'a Case,
    diary: Diary<'a>,
}

impl<'a> DiaryDays<'a> {
    pub(super) fn of(case: &'a Case) -> Self {
        Self { case, diary: Diary::of(&case.entries) }
    }

    /// What the diary has of a trigger before a night, in hours, where the trigger itself is held against what is usual.
    pub(super) fn told_h(&self, id: &TriggerId, night: NightOf) -> Option<f64> {
        match id.id.as_str() {
            trigger::SITTING => self.amount(Amount::Sitting, night),
            trigger::SHORT_SLEEP => self.amount(Amount::Sleep, night.before()),
            _ => None,
        }
    }

    /// The days before two nights, side by side: what is known of either.
    pub(super) fn beside(&self, cramp: NightOf, quiet: NightOf) -> Vec<DayBeside> {
        let rows = DAYS.iter().map(|(what, says)| DayBeside {
            what: (*what).to_owned(),
            cramp: says(self, cramp),
            quiet: says(self, quiet),
        });
        rows.filter(|row| row.cramp.is_some() || row.quiet.is_some()).collect()
    }

    fn amount(&self, what: Amount, night: NightOf) -> Option<f64> {
        self.diary.amount(what, night).map(|known| known.value)
    }

    fn units(&self) -> Units {
        self.case.person.spoken_units()
    }

    fn air(&self, night: NightOf) -> Option<String> {
        let brought = || self.case.air.warmest(night.date()).map(|warmest| warmest.air_c);
        let air_c = self.diary.day_air_c(night).or_else(brought)?;
        Some(spoken::degrees(air_c, self.units()))
    }

    fn sat(&self, night: NightOf) -> Option<String> {
        self.amount(Amount::Sitting, night).map(hours)
    }

    fn slept(&self, night: NightOf) -> Option<String> {
        self.amount(Amount::Sleep, night.before()).map(hours)
    }

    fn drank(&self, night: NightOf) -> Option<String> {
        self.amount(Amount::Alcohol, night).map(spoken::plain)
    }

    fn caffeine(&self, night: NightOf) -> Option<String> {
        self.amount(Amount::LateCaffeine, night).map(|mg| say::mg(spoken::plain(mg)))
    }

    fn stretched(&self, night: NightOf) -> Option<String> {
        let done = self.amount(Amount::EveningStretch, night)?;
        Some(if done > 0.0 { say::YES } else { say::NO }.to_owned())
    }
}

/// How a day is told of one thing.
type SaysOfDay = fn(&DiaryDays<'_>, NightOf) -> Option<String>;

/// What two days are compared by.
const DAYS: [(&str, SaysOfDay); 6] = [
    (say::AIR, |days, night| days.air(night)),
    (say::SITTING, |days, night| days.sat(night)),
    (say::SLEEP, |days, night| days.slept(night)),
    (say::ALCOHOL, |days, night| days.drank(night)),
    (say::CAFFEINE, |days, night| days.caffeine(night)),
    (say::STRETCH, |days, night| days.stretched(night)),
];

fn hours(hours: f64) -> String {
    say::hours(spoken::plain((10.0 * hours).round() / 10.0))
}
