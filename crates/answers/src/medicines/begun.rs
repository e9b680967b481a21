//! How the day on which a medicine was begun lies to the cramps of the diary.

use charley_domain::{diary::DiaryNight, night::NightState};
use jiff::civil::Date;

use super::Taken;

/// Days before a first cramp within which a beginning is news to a doctor: eight weeks.
const SHORTLY_DAYS: i32 = 56; // docs/studies/clinic.md, "new since"

/// What is new of a medicine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// Within the diary: the nights before it and since are both there.
    Within {
        /// The first day.
        on: Date,
        /// Whether it was begun once and never left off: then "with" is "since", and anything else of that day fits as well.
        once: bool,
        /// Whether cramps came more often on it, with the 90 % interval of the difference above nothing.
        more_often: bool,
    },
    /// Before the diary, and a first cramp came at most eight weeks later.
    ShortlyBefore {
        /// Days from it to the first cramp of the diary.
        days: i32,
    },
}

impl Begun {
    /// What is new of a medicine, by the nights of the diary; `None` where it was taken long before.
    pub fn of(taken: &Taken, nights: &[DiaryNight]) -> Option<Self> {
        let (spells, first_night) = (taken.spells(), nights.first()?.night.date());
        let on = spells.first()?.from;
        if on > first_night {
            let once = matches!(spells.as_slice(), [only] if only.until.is_none());
            let more_often = taken.on.above(taken.off).is_some_and(|difference| difference.q05 > 0.0);
            return Some(Self::Within { on, once, more_often });
        }
        let cramp = nights.iter().find(|night| night.state == NightState::Cramp)?.night.date();
        let days = (cramp - on).get_days();
        (days <= SHORTLY_DAYS).then_some(Self::ShortlyBefore { days })
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;
    use jiff::ToSpan;

    use super::*;
    use crate::{medicines::taken, rate};
    use charley_case::fixed;

    fn begun(from: impl Fn(Date) -> Date, until: Option<Date>) -> Option<Begun> {
        let mut case = fixed::adult();
        let nights = rate::nights(&case.entries, None, &case.now);
        for entry in &mut case.entries {
            if let Record::Medicine(used) = &mut entry.record {
                (used.from, used.until) = (from(nights[0].night.date()), until);
            }
        }
        Begun::of(&taken(&case.entries, &nights, case.now.date())[0], &nights)
    }

    #[test]
    fn a_beginning_is_within_the_diary_shortly_before_it_or_no_news() {
        let within = begun(|first| first.saturating_add(9.days()), None);
        assert!(matches!(within, Some(Begun::Within { once: true, .. })), "{within:?}");
        let ended = begun(|first| first.saturating_add(9.days()), Some(Date::constant(2026, 11, 20)));
        assert!(matches!(ended, Some(Begun::Within { once: false, .. })), "{ended:?}");
        let before = begun(|first| first.saturating_sub(9.days()), None);
        assert!(matches!(before, Some(Begun::ShortlyBefore { days: 9.. })), "{before:?}");
        assert_eq!(begun(|first| first.saturating_sub(400.days()), None), None);
    }
}
