//! The trials of a person as their lines tell them, with the diary beside which they are read.

pub mod journal;
pub mod running;
mod step;

use charley_domain::{diary, entry::Entry, night::NightOf, person::Person, stretch::Stretch};
use charley_store::{Store, StoreError};
use jiff::ZonedDateTime;

pub use self::{
    running::{Running, TrialStage},
    step::EveningStep,
};
pub use charley_store::TrialLine;

/// A seed nobody knows.
///
/// # Errors
/// When the system gives no random numbers.
pub fn fresh_seed() -> Result<u64, getrandom::Error> {
    // Whole in JSON for every reader: below 2^53.
    Ok(getrandom::u64()? >> 11)
}

/// Everything a trial reads.
#[derive(Debug, Clone)]
pub struct TrialRecords {
    /// The person.
    pub person: Person,
    /// The diary.
    pub entries: Vec<Entry>,
    /// Their trials, oldest first.
    pub trials: Vec<Running>,
    /// The time it is where the person lives.
    pub now: ZonedDateTime,
}

impl TrialRecords {
    /// Reads them.
    ///
    /// # Errors
    /// When the database cannot be read, or holds a line that is none.
    pub fn read(store: &Store, now: ZonedDateTime) -> Result<Self, StoreError> {
        let entries = Stretch::of(store.entries()?, NightOf::at(now.datetime())).entries;
        let entries = crate::livable::of_each_night(entries).0;
        Self::beside(store, store.person()?, entries, now)
    }

    /// The same of a person and a diary that were read already.
    ///
    /// # Errors
    /// As [`TrialRecords::read`].
    pub fn beside(
        store: &Store,
        person: Person,
        entries: Vec<Entry>,
        now: ZonedDateTime,
    ) -> Result<Self, StoreError> {
        Ok(Self { person, entries, trials: Running::all(&store.trial_lines()?)?, now })
    }

    /// The night that is coming, or that is going on.
    pub fn tonight(&self) -> NightOf {
        NightOf::tonight(self.now.datetime())
    }

    /// The last night that is over.
    pub fn last_night(&self) -> NightOf {
        NightOf::over(self.now.datetime())
    }

    /// The trial that is planned or under way.
    pub fn current(&self) -> Option<&Running> {
        self.trials.iter().rev().find(|trial| !matches!(trial.stage(self), TrialStage::Ended { .. }))
    }

    /// The trial of an id, or the one under way, or the last.
    pub fn named(&self, id: Option<&str>) -> Option<&Running> {
        match id {
            Some(id) => self.trials.iter().find(|trial| trial.id.to_string().starts_with(id)),
            None => self.current().or_else(|| self.trials.last()),
        }
    }

    /// Cramps and twinges of a night by the diary; `None` where it does not know.
    fn came_in(&self, night: NightOf) -> (Option<u32>, Option<u32>) {
        let night = diary::nights(&self.of_night(night), night, night).pop();
        night.map_or((None, None), |night| (night.known_cramps(), night.known_twinges()))
    }

    /// The entries of a night.
    pub fn of_night(&self, night: NightOf) -> Vec<Entry> {
        self.entries.iter().filter(|entry| entry.night == night).cloned().collect()
    }
}
