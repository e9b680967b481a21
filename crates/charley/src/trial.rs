//! `trial`: does a remedy work for this person? The verb as pure functions of what was recorded; the store keeps its lines.
//!
//! | step | where |
//! |---|---|
//! | which remedy, and whether it may be tried | [`choice`] |
//! | how often they cramp, and so how many nights it takes | [`begin`] |
//! | what is written down, never changed | [`journal`] |
//! | which night it is, what is drawn, which look is due | [`running`] |
//! | the morning's answer, what is expected, the end | [`answer`] |
//! | the document, and the pages to print | [`document`], [`paper`] |

pub(crate) mod answer;
pub(crate) mod begin;
pub(crate) mod choice;
pub(crate) mod document;
#[cfg(test)]
mod interrupted;
pub(crate) mod journal;
pub(crate) mod paper;
pub(crate) mod running;

use charley_domain::{
    diary,
    entry::Entry,
    night::{NightOf, NightState},
    person::Person,
    stretch::Stretch,
};
use charley_store::{Store, StoreError};
use jiff::Zoned;

pub(crate) use self::running::{Running, Stage};
use crate::{
    notice::{self, Notice},
    triage::{Caution, Profile},
};

/// Everything a trial reads.
#[derive(Debug, Clone)]
pub(crate) struct Records {
    /// The person.
    pub(crate) person: Person,
    /// The diary.
    pub(crate) entries: Vec<Entry>,
    /// Their trials, oldest first.
    pub(crate) trials: Vec<Running>,
    /// The time it is where the person lives.
    pub(crate) now: Zoned,
}

impl Records {
    /// Reads them.
    ///
    /// # Errors
    /// When the database cannot be read, or holds a line that is none.
    pub(crate) fn read(store: &Store, now: Zoned) -> Result<Self, StoreError> {
        let entries = Stretch::of(store.entries()?, NightOf::at(now.datetime())).entries;
        Self::beside(store, store.person()?, entries, now)
    }

    /// The same of a person and a diary that were read already.
    ///
    /// # Errors
    /// As [`Records::read`].
    pub(crate) fn beside(
        store: &Store,
        person: Person,
        entries: Vec<Entry>,
        now: Zoned,
    ) -> Result<Self, StoreError> {
        Ok(Self { person, entries, trials: Running::all(&store.trial_lines()?)?, now })
    }

    /// The night that is coming, or that is going on.
    pub(crate) fn tonight(&self) -> NightOf {
        NightOf::tonight(self.now.datetime())
    }

    /// The last night that is over.
    pub(crate) fn last_night(&self) -> NightOf {
        NightOf::over(self.now.datetime())
    }

    /// The trial that is planned or under way.
    pub(crate) fn current(&self) -> Option<&Running> {
        self.trials.iter().rev().find(|trial| !matches!(trial.stage(self), Stage::Ended { .. }))
    }

    /// The trial of an id, or the one under way, or the last.
    pub(crate) fn named(&self, id: Option<&str>) -> Option<&Running> {
        match id {
            Some(id) => self.trials.iter().find(|trial| trial.id.to_string().starts_with(id)),
            None => self.current().or_else(|| self.trials.last()),
        }
    }

    /// Cramps of a night by the diary; `None` where it does not know.
    fn cramps_of(&self, night: NightOf) -> Option<u32> {
        match diary::nights(&self.of_night(night), night, night).first()?.state {
            NightState::Cramp => {
                let cramps =
                    self.entries.iter().filter(|entry| entry.night == night && entry.is_night_cramp());
                Some(cramps.count() as u32)
            }
            NightState::None => Some(0),
            NightState::Unsure | NightState::Unknown => None,
        }
    }

    fn of_night(&self, night: NightOf) -> Vec<Entry> {
        self.entries.iter().filter(|entry| entry.night == night).cloned().collect()
    }
}

/// What the red flags say.
pub(crate) fn caution(records: &Records) -> Caution {
    let profile = Profile::of(&records.person, &records.entries, None, records.now.date());
    Caution::of(&records.entries, &profile, &records.now)
}

/// What must be said beside any trial, in the order in which it is said.
pub(crate) fn notices(records: &Records) -> Vec<Notice> {
    notice::of(&records.person, &records.entries, (&caution(records), records.now.date()))
}
