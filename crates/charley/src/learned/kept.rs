//! What learning keeps between processes: forecasts as they would have been made, so that only what changed is made anew,
//! and the answers as they stood, so that an entry can say what it changed.

use charley_infer::learn::Track;
use charley_store::{Derived, Store};
use serde::{Deserialize, Serialize};

use crate::{changed::Standpoint, explain::DEFAULT_SEED};

const KEY: &str = "learned";

/// What is kept. Every forecast of a track says what it was made from, so that none is used that is stale.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Forecasts of nights.
    pub(crate) nights: Track,
    /// Forecasts of workouts.
    pub(crate) workouts: Track,
    /// The answers as they stood last.
    pub(crate) standpoint: Option<Standpoint>,
}

impl Kept {
    /// What an earlier process kept; nothing where it was another version, or cannot be read.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn read(store: &Store) -> anyhow::Result<Self> {
        let kept = store.derived(KEY)?.into_iter().find(|kept| {
            kept.key == KEY
                && kept.crate_version == env!("CARGO_PKG_VERSION")
                && kept.evidence_version == charley_evidence::VERSION
        });
        Ok(kept.and_then(|kept| serde_json::from_value(kept.body).ok()).unwrap_or_default())
    }

    /// Keeps it. Keeping it only saves time: whoever asks gets the answer also from a read-only folder.
    pub(super) fn write(&self, store: &mut Store) {
        let Ok(body) = serde_json::to_value(self) else { return };
        let newest = |track: &Track| track.windows.last().map_or(0, |last| last.made_from);
        drop(store.set_derived(&[Derived {
            key: KEY.to_owned(),
            inputs_hash: format!("{:016x} {:016x}", newest(&self.nights), newest(&self.workouts)),
            seed: Some(DEFAULT_SEED),
            settings: serde_json::Value::Null,
            evidence_version: charley_evidence::VERSION.to_owned(),
            crate_version: env!("CARGO_PKG_VERSION").to_owned(),
            body,
        }]));
    }
}
