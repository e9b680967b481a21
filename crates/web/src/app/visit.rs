//! One request's view of the diary: everything that a page may ask of it.

use std::sync::Arc;

use charley_answers::{
    forecast::ForecastDocument,
    plan::{LastPlan, PlanMade},
    triage::Profile,
    why::ExplanationDocument,
};
use charley_body::timeline::WorkoutStates;
use charley_case::{answered::Answered, last_effort, merged::MergedWorkouts};
use charley_domain::{
    entry::Entry,
    night::NightOf,
    person::{Person, Units},
    stretch::Stretch,
    workout::WorkoutId,
};
use charley_infer::gained::QuietNights;
use charley_speech::voice;
use charley_store::{Store, StoreError, StoredHead};
use jiff::ZonedDateTime;

use super::catch_up::CatchUp;
use crate::{error::PageError, memory::Memory};

/// One request's view of the diary.
pub(crate) struct Visit<'a> {
    /// The database.
    pub(crate) store: &'a mut Store,
    pub(super) memory: &'a mut Memory,
    pub(super) catching_up: &'a CatchUp,
    /// The person.
    pub(crate) person: Person,
    /// The time it is where the person lives.
    pub(crate) now: ZonedDateTime,
}

impl Visit<'_> {
    /// The heads of all recordings.
    pub(crate) fn heads(&self) -> Result<Arc<[StoredHead]>, PageError> {
        Ok(self.memory.heads(self.store)?)
    }

    /// All workouts, each as its recordings have it together.
    pub(crate) fn merged(&self) -> Result<MergedWorkouts, PageError> {
        Ok(MergedWorkouts::read(self.store, &self.heads()?)?)
    }

    /// Everything the answers read; summaries of workouts that are missing are made and kept.
    pub(crate) fn case(&mut self) -> Result<&Answered, PageError> {
        let case = self.memory.case(self.store, &self.now).map_err(unread)?;
        if case.body.as_ref().is_some_and(|body| body.behind > 0) {
            self.catching_up.begin(&self.now);
        }
        Ok(case)
    }

    /// What causes the cramps, with workouts as they would have been.
    pub(crate) fn explanation(&mut self) -> Result<Arc<ExplanationDocument>, PageError> {
        self.case()?;
        self.memory.explanation(self.store, &self.now).map_err(unread)
    }

    /// The forecast of the coming night.
    pub(crate) fn tonight(&mut self) -> Result<&ForecastDocument, PageError> {
        self.memory.tonight(self.store, &self.now).map_err(unread)
    }

    /// Quiet nights gained in the last month.
    pub(crate) fn month(&mut self) -> Result<Option<QuietNights>, PageError> {
        self.memory.month(self.store, &self.now).map_err(unread)
    }

    /// The plan that is kept; in its place what speaks against it now, where it was made long ago.
    pub(crate) fn plan(&mut self, kept: &LastPlan) -> Result<Result<Arc<PlanMade>, String>, PageError> {
        let outing = match kept.outing(&self.now) {
            Ok(outing) => outing,
            Err(problem) => return Ok(Err(problem)),
        };
        self.case()?;
        self.memory.plan(self.store, (kept, outing), &self.now).map(Ok).map_err(unread)
    }

    /// Keeps what is planned.
    pub(crate) fn keep_plan(&mut self, kept: &LastPlan) -> Result<(), PageError> {
        self.memory.keep_plan(self.store, kept).map_err(unread)
    }

    /// What the last entry changed in the answers, in a sentence.
    pub(crate) fn changed(&mut self) -> Result<Option<String>, PageError> {
        self.memory.changed(self.store, &self.now).map_err(unread)
    }

    /// One workout minute by minute through the body model.
    pub(crate) fn states(&mut self, id: &WorkoutId) -> Result<Option<Arc<WorkoutStates>>, PageError> {
        self.memory.states(self.store, id, &self.now).map_err(unread)
    }

    /// What of the person decides which red flags are asked first.
    pub(crate) fn profile(&self) -> Result<Profile, PageError> {
        let today = self.now.date();
        if let Some(case) = self.memory.kept(self.store)? {
            return Ok(Profile::of(&case.person, &case.entries, case.last_effort(), today));
        }
        let effort = last_effort(&self.heads()?, &self.now);
        Ok(Profile::of(&self.person, &self.entries()?, effort, today))
    }

    /// The last plan; `None` where there is none that this version can read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn kept_plan(&self) -> Result<Option<LastPlan>, PageError> {
        Ok(self.store.plan()?.and_then(|body| LastPlan::of_json(&body)))
    }

    /// The diary, without the work that a case takes: what is in memory, else from the database.
    pub(crate) fn entries(&self) -> Result<Vec<Entry>, PageError> {
        if let Some(case) = self.memory.kept(self.store)? {
            return Ok(case.entries.clone());
        }
        let all = self.memory.entries(self.store)?.to_vec();
        Ok(Stretch::of(all, NightOf::at(self.now.datetime())).entries)
    }

    /// Units of the person; those of the region of their browser where they did not say.
    pub(crate) fn units(&self) -> Units {
        self.person.units.unwrap_or_else(|| voice::spoken().region.units())
    }
}

fn unread(error: anyhow::Error) -> PageError {
    error.downcast::<StoreError>().map_or(PageError::Broken, PageError::Store)
}
