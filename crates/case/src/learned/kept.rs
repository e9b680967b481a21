//! What learning keeps between processes: posteriors and forecasts, so that only what changed is made anew, and the answers as
//! they stood, so that an entry can say what it changed.

use charley_infer::learn::Kept as KeptWindows;
use charley_store::{Derived, Store};
use serde::{Serialize, de::DeserializeOwned};

use super::Standpoint;
use crate::{self as case, seen::DEFAULT_SEED};

const PREFIX: &str = "learned/";
const NIGHTS: &str = "nights";
const WORKOUTS: &str = "workouts";
const STANDPOINT: &str = "standpoint";

/// What is kept. Everything of it says what it was made from, so that nothing is used that is stale.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kept {
    /// Of nights.
    pub nights: KeptWindows,
    /// Of workouts.
    pub workouts: KeptWindows,
    /// The answers as they stood last.
    pub standpoint: Option<Standpoint>,
}

impl Kept {
    /// What an earlier process kept; nothing where it was another version, or cannot be read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn read(store: &Store) -> anyhow::Result<Self> {
        let rows = store.derived(PREFIX)?;
        Ok(Self {
            nights: of_row(&rows, NIGHTS).unwrap_or_default(),
            workouts: of_row(&rows, WORKOUTS).unwrap_or_default(),
            standpoint: of_row(&rows, STANDPOINT),
        })
    }

    /// Keeps what differs from `before`. Keeping only saves time: whoever asks gets the answer also from a read-only folder.
    pub(super) fn write(&self, store: &mut Store, before: &Self) {
        let rows = [
            (self.nights != before.nights).then(|| row(NIGHTS, &self.nights)),
            (self.workouts != before.workouts).then(|| row(WORKOUTS, &self.workouts)),
            (self.standpoint != before.standpoint).then(|| row(STANDPOINT, &self.standpoint)),
        ];
        let rows: Vec<Derived> = rows.into_iter().flatten().flatten().collect();
        drop(store.set_derived(&rows));
    }
}

fn of_row<T: DeserializeOwned>(rows: &[Derived], name: &str) -> Option<T> {
    let row = rows.iter().find(|row| row.key.strip_prefix(PREFIX) == Some(name)).filter(|row| {
        row.crate_version == env!("CARGO_PKG_VERSION") && row.evidence_version == charley_evidence::VERSION
    })?;
    row.read()
}

fn row(name: &str, body: &impl Serialize) -> Option<Derived> {
    // Each part of the body names its own inputs.
    case::derived(format!("{PREFIX}{name}"), "", Some(DEFAULT_SEED), body).ok()
}
