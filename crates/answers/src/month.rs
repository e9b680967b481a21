//! The last month of a diary beside the nights before it: quiet nights gained, the one figure to be judged by.

pub mod words;

use charley_domain::{
    diary::{self, DiaryNight},
    night::{NightOf, NightState},
};
use charley_infer::gained::{BEFORE_NIGHTS, KnownNights, MONTH_NIGHTS, QuietNights};

use charley_case::answered::Answered;
use charley_speech::{calendar, gates::Mode};

/// Quiet nights gained in the last 30 nights; `None` where no night was ever answered, and for whom nothing is forecast.
pub fn quiet_nights(case: &Answered, seed: u64) -> Option<QuietNights> {
    Mode::of(&case.person, case.now.date()).may_forecast().then_some(())?;
    let begin = calendar::first_answered(&case.entries)?;
    let last = case.last_night();
    let first = (1..MONTH_NIGHTS).fold(last, |night, _| night.before());
    let nights = |first: NightOf, last: NightOf| {
        let all = if first <= last { diary::nights(&case.entries, first, last) } else { Vec::new() };
        all.into_iter().filter(|night| night.state.is_known()).collect::<Vec<DiaryNight>>()
    };
    let earlier = nights(begin, first.before());
    let newest = &earlier[earlier.len().saturating_sub(BEFORE_NIGHTS)..];
    let month = nights(first, last);
    let names =
        |nights: &[DiaryNight]| nights.iter().map(|night| night.night.to_string()).collect::<Vec<_>>();
    let shift = case
        .of_the_whole_diary()
        .learned()
        .nights
        .as_ref()
        .map(|learned| learned.shift(&names(&month), &names(newest)));
    Some(QuietNights::adjusted(count(&month), count(newest), &shift.unwrap_or_default(), seed))
}

fn count(known: &[DiaryNight]) -> KnownNights {
    let cramp = known.iter().filter(|night| night.state == NightState::Cramp).count();
    KnownNights { known: known.len(), cramp }
}

#[cfg(test)]
mod tests {
    use charley_domain::{entry::Record, person::Person};
    use jiff::{ToSpan as _, civil::date};

    use super::*;
    use charley_case::{Case, fixed, seen::DEFAULT_SEED};

    fn of(case: &Case) -> Option<QuietNights> {
        quiet_nights(&Answered::of(case.clone()), DEFAULT_SEED)
    }

    #[test]
    fn the_month_and_what_was_before_it_share_no_night() {
        let month = of(&fixed::adult()).unwrap();
        // Forty nights from 14 October to 22 November: of eight each one has a cramp and one is unknown.
        assert_eq!((month.nights, month.known, month.quiet), (30, 26, 22));
        assert_eq!(month.before, KnownNights { known: 9, cramp: 1 });
        assert_eq!((month.missing_nights, month.missing_before, month.gained), (0, 21, None));
    }

    #[test]
    fn with_enough_before_it_speaks_and_unknown_nights_change_nothing_but_the_denominator() {
        let mut case = fixed::adult();
        let like = case.entries.iter().find(|entry| entry.record == Record::None).unwrap().clone();
        for day in 1..=60_i64 {
            let night = NightOf(date(2026, 10, 14).saturating_sub(day.days()));
            let mut entry = like.clone();
            (entry.id, entry.night) = (uuid::Uuid::from_u128(5_000 + day as u128), night);
            case.entries.push(entry);
        }
        let month = of(&case).unwrap();
        assert_eq!(month.before, KnownNights { known: 69, cramp: 1 });
        assert!(month.gained.unwrap().q50 < -1.0, "four cramps in a month after one in ten weeks: {month:?}");
        case.entries.retain(|entry| entry.night != NightOf(date(2026, 11, 20)));
        let fewer = of(&case).unwrap();
        assert_eq!((fewer.known, fewer.before), (month.known - 1, month.before));
    }

    #[test]
    fn nobody_without_a_diary_or_under_age_is_judged() {
        let mut empty = fixed::adult();
        empty.entries.clear();
        assert_eq!(of(&empty), None);
        let minor = Person { born: Some(date(2012, 1, 1)), ..Person::default() };
        assert_eq!((of(&fixed::of(minor)), of(&fixed::of(Person::default()))), (None, None));
    }
}
