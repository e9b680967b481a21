//! A case made ready to be asked: what is seen of it and what was learned of it, each made once, whoever asks first. It does not
//! change any more, so that nothing of it can be stale.

use std::{borrow::Cow, ops::Deref, sync::OnceLock};

use charley_infer::explanation::NightRange;
use charley_store::Store;
use jiff::ZonedDateTime;

use crate::{
    Case,
    body::{Pace, what_if::WhatIfs},
    learned::{Learned, Standpoint},
    seen::{AskedRange, Seen, range},
};

/// A case with what is asked of it, and what was made of it for that.
#[derive(Debug, Clone)]
pub struct Answered {
    case: Case,
    ask: AskedRange,
    range: NightRange,
    seen: OnceLock<Seen>,
    learned: OnceLock<Learned>,
}

/// Everything that is known of the person can be read.
impl Deref for Answered {
    type Target = Case;

    fn deref(&self) -> &Case {
        &self.case
    }
}

impl Answered {
    /// The one door to the answers: reads a person, follows their workouts at this pace, and is ready for what is asked.
    ///
    /// # Errors
    /// As [`Case::read`].
    pub fn open(
        store: &mut Store,
        now: ZonedDateTime,
        ask: AskedRange,
        pace: &mut Pace<'_>,
    ) -> anyhow::Result<Self> {
        Ok(Self::asked(Case::read_paced(store, now, pace)?, ask))
    }

    /// A case that was read, asked what is usually asked.
    pub fn of(case: Case) -> Self {
        Self::asked(case, AskedRange::default())
    }

    /// A case that was read, asked this.
    pub fn asked(case: Case, ask: AskedRange) -> Self {
        let range = range(&case, ask.first);
        Self { case, ask, range, seen: OnceLock::new(), learned: OnceLock::new() }
    }

    /// The same at another time. What was made of it stays as long as it is of the same nights, and none of them has ended
    /// meanwhile: about an evening that is over silence says more than about one that may still come.
    #[must_use]
    pub fn at(self, now: ZonedDateTime) -> Self {
        let open = self.case.tonight();
        let case = Case { now, ..self.case };
        if range(&case, self.ask.first) == self.range && case.tonight() == open {
            Self { case, ..self }
        } else {
            Self::asked(case, self.ask)
        }
    }

    /// The same about the whole diary.
    pub fn of_the_whole_diary(&self) -> Cow<'_, Self> {
        let ask = AskedRange { first: None, ..self.ask };
        if ask == self.ask { Cow::Borrowed(self) } else { Cow::Owned(Self::asked(self.case.clone(), ask)) }
    }

    /// What is asked.
    pub fn ask(&self) -> &AskedRange {
        &self.ask
    }

    /// The nights that it is about.
    pub fn range(&self) -> NightRange {
        self.range
    }

    /// The exposures of those nights.
    pub fn seen(&self) -> &Seen {
        self.seen.get_or_init(|| Seen::of(&self.case, self.range))
    }

    /// What is learned from them.
    pub fn learned(&self) -> &Learned {
        self.learned.get_or_init(|| Learned::of(&self.case, self.range, self.seen(), self.ask.seed))
    }

    /// The workouts that its questions are about, as they would have been. What was run for them is kept.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn what_ifs(&self, store: &mut Store) -> anyhow::Result<WhatIfs> {
        WhatIfs::run(store, &self.case, self.seen())
    }

    /// Whether it is about the whole diary, with the usual draws: of such answers it is kept how they stand.
    pub fn is_usual(&self) -> bool {
        AskedRange { cramp: None, ..self.ask } == AskedRange::default()
    }

    /// Keeps the answers as they stand now, and what they were learned with, where they are the usual ones. Where they stand as
    /// they were kept (`None`), nothing is written.
    pub fn keep(&mut self, store: &mut Store, standpoint: Option<Standpoint>) {
        let Some(standpoint) = standpoint.filter(|_| self.is_usual()) else { return };
        let mut now = self.learned().kept(Some(standpoint));
        now.names = self.case.kept.names.clone();
        now.say(store, &self.case.now);
        if now != self.case.kept {
            now.write(store, &self.case.kept);
            self.case.kept = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fixed, learned::LearnedCache};

    #[test]
    fn what_was_learned_stays_for_the_day_and_is_made_anew_for_other_nights() {
        let answered = Answered::of(fixed::adult());
        let cramps = answered.learned().clone();
        let later = answered.now.checked_add(jiff::SignedDuration::from_hours(2)).unwrap();
        let answered = answered.at(later.clone());
        assert!(answered.learned.get().is_some() && answered.now == later);
        assert_eq!(*answered.learned(), cramps);
        let next_day = answered.now.checked_add(jiff::SignedDuration::from_hours(24)).unwrap();
        let answered = answered.at(next_day);
        assert!(answered.learned.get().is_none() && answered.seen.get().is_none());
    }

    #[test]
    fn a_night_that_ends_is_seen_anew() {
        let mut case = fixed::adult();
        case.now = case.now.with().hour(3).build().unwrap();
        let answered = Answered::of(case);
        let (night, nights) = (answered.tonight(), answered.range());
        answered.seen();
        let morning = answered.now.with().hour(5).build().unwrap();
        let answered = answered.at(morning);
        assert!(answered.range() == nights && answered.tonight() == night.after());
        assert!(answered.seen.get().is_none());
    }

    #[test]
    fn only_how_the_usual_answers_stand_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        let standpoint = || Standpoint {
            entries: (1, String::new()),
            nights: (35, 5),
            learned: false,
            of_100: None,
            triggers: std::collections::BTreeMap::new(),
            said: Vec::new(),
            line: None,
        };
        let first = Some(fixed::adult().tonight());
        for ask in
            [AskedRange { first, ..AskedRange::default() }, AskedRange { seed: 2, ..AskedRange::default() }]
        {
            Answered::asked(fixed::adult(), ask).keep(&mut store, Some(standpoint()));
        }
        let mut answered = Answered::of(fixed::adult());
        answered.keep(&mut store, None);
        assert!(store.derived("").unwrap().is_empty());
        answered.keep(&mut store, Some(standpoint()));
        assert_eq!(LearnedCache::read(&store).unwrap(), answered.kept);
    }
}
