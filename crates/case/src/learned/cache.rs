//! What learning keeps between processes: posteriors and forecasts, so that only what changed is made anew, and the answers as
//! they stood, so that an entry can say what it changed.

use charley_infer::learn::PosteriorCache as KeptWindows;
use charley_store::{Derived, Store};
use jiff::ZonedDateTime;
use serde::Serialize;

use super::{Names, Standpoint};
use crate::{
    kind::{Inputs, ResultKind},
    seen::DEFAULT_SEED,
};

/// Raised whenever the same diary teaches something else; `golden` holds it.
pub(super) const VERSION: u32 = 3;
/// What was learned. Each part of it names its own inputs: only what changed of them is made anew.
const LEARNED: ResultKind =
    ResultKind { prefix: "learned/", version: VERSION, seed: Some(DEFAULT_SEED), draws: None };
const NIGHTS: &str = "nights";
const WORKOUTS: &str = "workouts";
const STANDPOINT: &str = "standpoint";

/// What is kept. Everything of it says what it was made from, so that nothing is used that is stale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LearnedCache {
    /// Of nights.
    pub nights: KeptWindows,
    /// Of workouts.
    pub workouts: KeptWindows,
    /// What was said of each cause. Unlike all else here it cannot be made again, and is never thrown away.
    pub names: Names,
    /// The answers as they stood last.
    pub standpoint: Option<Standpoint>,
}

impl LearnedCache {
    /// What an earlier process kept; nothing where it was another version, or cannot be read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(store: &Store) -> anyhow::Result<Self> {
        let (kept, inputs) = (LEARNED.kept(store)?, inputs()?);
        Ok(Self {
            nights: kept.of(NIGHTS, &inputs).unwrap_or_default(),
            workouts: kept.of(WORKOUTS, &inputs).unwrap_or_default(),
            names: Names::read(store)?,
            standpoint: kept.of(STANDPOINT, &inputs),
        })
    }

    /// Writes down what of these answers was not said before.
    pub(crate) fn say(&mut self, store: &mut Store, now: &ZonedDateTime) {
        let said = self.standpoint.as_ref().map_or(&[][..], |standpoint| &standpoint.said);
        self.names.say(store, now, said);
    }

    /// Keeps what differs from `before`. Keeping only saves time: whoever asks gets the answer also from a read-only folder.
    pub(crate) fn write(&self, store: &mut Store, before: &Self) {
        let rows = [
            (self.nights != before.nights).then(|| row(NIGHTS, &self.nights)),
            (self.workouts != before.workouts).then(|| row(WORKOUTS, &self.workouts)),
            (self.standpoint != before.standpoint).then(|| row(STANDPOINT, &self.standpoint)),
        ];
        let rows: Vec<Derived> = rows.into_iter().flatten().flatten().collect();
        drop(store.set_derived(&rows));
    }
}

fn row(name: &str, result: &impl Serialize) -> Option<Derived> {
    LEARNED.keep(name, &inputs().ok()?, result).ok()
}

fn inputs() -> Result<Inputs, serde_json::Error> {
    Inputs::of(&"each part of it names its own")
}
