//! When there will be something to say: an honest date, by how often somebody cramps and by what learning takes.

pub mod words;

use charley_domain::person::CrampNights;
use charley_infer::{
    explanation::{LEAST_CRAMPS, LEAST_KNOWN_NIGHTS},
    naming,
};
use charley_speech::calendar::Counts;
use jiff::{ToSpan as _, civil::Date};

/// Farther away nobody can say when it will be, in nights: two years.
const FARTHEST_NIGHTS: f64 = 730.0; // own choice

/// How far a diary is, and when the next steps come at the rate of its person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearningOutlook {
    /// What is known.
    pub counts: Counts,
    /// The first day on which something can be learned; `None` where no rate tells it, or it lies too far away.
    pub findings: Option<Date>,
    /// The first day on which a cause may be named.
    pub name: Option<Date>,
}

impl LearningOutlook {
    /// Nights that must be known before anything is learned.
    pub const NIGHTS: usize = LEAST_KNOWN_NIGHTS;
    /// Cramps that must be known before a cause is named.
    pub const CRAMPS: usize = naming::LEAST_CRAMPS;

    /// The outlook of a diary, with what its person said of four weeks, where a night is answered each morning.
    ///
    /// ```
    /// use charley_answers::outlook::LearningOutlook;
    /// use charley_domain::person::CrampNights;
    /// use charley_speech::calendar::Counts;
    /// let today = jiff::civil::date(2026, 11, 30);
    /// let said = CrampNights { nights: 6, on: today };
    /// let outlook = LearningOutlook::of(Counts::default(), Some(said), today);
    /// // Thirty nights take a month; twelve cramps at six in four weeks take eight weeks.
    /// assert_eq!(outlook.findings, Some(jiff::civil::date(2026, 12, 30)));
    /// assert_eq!(outlook.name, Some(jiff::civil::date(2027, 1, 25)));
    /// ```
    pub fn of(counts: Counts, said: Option<CrampNights>, today: Date) -> Self {
        let (nights, cramps) =
            said.map_or((0.0, 0.0), |said| (f64::from(CrampNights::OF), f64::from(said.nights)));
        let known = counts.known as f64 + nights;
        let rate = if known > 0.0 { (counts.cramp as f64 + cramps) / known } else { 0.0 };
        let until = |wanted_nights: usize, wanted_cramps: usize| {
            let of_nights = wanted_nights.saturating_sub(counts.known) as f64;
            let missing = wanted_cramps.saturating_sub(counts.cramp) as f64;
            let of_cramps = if missing > 0.0 { missing / rate } else { 0.0 };
            let nights = of_nights.max(of_cramps).ceil();
            (nights <= FARTHEST_NIGHTS).then(|| today.saturating_add((nights as i64).days()))
        };
        Self { counts, findings: until(Self::NIGHTS, LEAST_CRAMPS), name: until(Self::NIGHTS, Self::CRAMPS) }
    }

    /// Whether there is still a step to come.
    pub const fn is_open(&self) -> bool {
        self.counts.known < Self::NIGHTS || self.counts.cramp < Self::CRAMPS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_never_cramps_is_told_no_date() {
        let today = jiff::civil::date(2026, 11, 30);
        let quiet = Counts { known: 40, unknown: 0, cramp: 0 };
        let outlook = LearningOutlook::of(quiet, None, today);
        assert_eq!((outlook.findings, outlook.name, outlook.is_open()), (None, None, true));
        assert_eq!(LearningOutlook::of(Counts::default(), None, today).findings, None);
    }

    #[test]
    fn what_is_there_need_not_come_again() {
        let today = jiff::civil::date(2026, 11, 30);
        let all = Counts { known: 60, unknown: 3, cramp: 13 };
        let outlook = LearningOutlook::of(all, None, today);
        assert_eq!((outlook.findings, outlook.name, outlook.is_open()), (Some(today), Some(today), false));
        let few = LearningOutlook::of(Counts { cramp: 6, ..all }, None, today);
        assert_eq!(few.findings, Some(today));
        assert_eq!(few.name, Some(today.saturating_add(60.days())), "six more at six in sixty");
    }
}
