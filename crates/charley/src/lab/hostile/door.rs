//! The ordinary door: a diary comes in as it was written, and the very functions that the commands call are asked.

use charley_answers::{
    changed,
    forecast::{Ahead, ForecastDocument, forecast},
    why::{self, CrampsTold, explain},
};
use charley_case::{Case, answered::Answered, body::what_if::WhatIfs, learned::LearnedCache};
use charley_domain::{night::NightOf, stretch::Stretch};
use charley_infer::explanation::TriggerReport;
use charley_store::Store;
use jiff::{ZonedDateTime, tz::TimeZone};
use tempfile::TempDir;

use super::diarist::Diarist;

/// Hour of the morning at which somebody looks: the night was answered by then.
const LOOKS_AT_H: i8 = 9;

/// By which way a diary reaches the answers.
pub(super) enum EntryWay {
    /// As values: what was written so far is a case of its own.
    Values(Box<LearnedCache>),
    /// Through a database in a folder of its own, as `charley log` and `charley why` do it, with the body model.
    Store {
        store: Box<Store>,
        /// Goes when the door closes.
        _folder: TempDir,
    },
}

/// What is said on one morning.
pub(super) struct MorningSaid {
    pub(super) triggers: Vec<TriggerReport>,
    pub(super) tonight: ForecastDocument,
}

impl EntryWay {
    pub(super) fn of_values() -> Self {
        Self::Values(Box::default())
    }

    /// # Errors
    /// When no folder or no database can be made.
    pub(super) fn of_store(diarist: &Diarist) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut store = Store::open_or_create(folder.path())?;
        store.set_person(&diarist.person)?;
        Ok(Self::Store { store: Box::new(store), _folder: folder })
    }

    /// What is said after so many nights of a diary.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub(super) fn asked(&mut self, diarist: &Diarist, nights: usize) -> anyhow::Result<MorningSaid> {
        let last = NightOf(diarist.days[nights - 1].date);
        let morning = last.after().date().at(LOOKS_AT_H, 0, 0, 0);
        let now = morning.to_zoned_datetime(TimeZone::UTC)?;
        match self {
            Self::Values(kept) => {
                let case = Answered::of(case(diarist, (**kept).clone(), now));
                let said = MorningSaid {
                    triggers: why::triggers(&case),
                    tonight: forecast(&case, &Ahead::Night(case.tonight())),
                };
                let mut names = case.kept.names.clone();
                names
                    .hear(case.now.timestamp(), &said.triggers.iter().map(changed::said).collect::<Vec<_>>());
                **kept = LearnedCache { names, ..case.learned().kept(None) };
                Ok(said)
            }
            Self::Store { store, .. } => {
                let since = store.last_entries(1)?.first().map(|entry| entry.recorded_at);
                let new = diarist.entries.iter().filter(|entry| {
                    since.is_none_or(|since| entry.recorded_at > since)
                        && entry.recorded_at <= now.timestamp()
                });
                store.record_all(&new.cloned().collect::<Vec<_>>())?;
                let mut case = Answered::of(Case::read(store, now)?);
                let triggers = explain(&case, &WhatIfs::default(), CrampsTold::Last).triggers;
                let tonight = forecast(&case, &Ahead::Night(case.tonight()));
                let standpoint = changed::by_last_entry(&case).standpoint;
                case.keep(store, standpoint);
                Ok(MorningSaid { triggers, tonight })
            }
        }
    }
}

/// What was written by a time, as the store would give it.
fn case(diarist: &Diarist, kept: LearnedCache, now: ZonedDateTime) -> Case {
    let written = diarist.entries.partition_point(|entry| entry.recorded_at <= now.timestamp());
    let entries = Stretch::of(diarist.entries[..written].to_vec(), NightOf::at(now.datetime())).entries;
    Case {
        person: diarist.person.clone(),
        entries,
        workouts: Vec::new(),
        merged: std::sync::Arc::default(),
        undated: 0,
        body: None,
        air: std::sync::Arc::new(charley_body::weather::AirRecord::none().clone()),
        now,
        kept,
        trial: None,
        trials: Vec::new(),
    }
}
