//! Laps of recent workouts, without their samples.

use charley_domain::workout::{Lap, WorkoutHead};
use jiff::Timestamp;

use crate::{Store, StoreError, operations::Raw, workouts::WorkoutParts};

impl Store {
    /// Heads and laps of the recordings that started at or after a moment, in order of their start; what cannot be read is left
    /// out.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub(crate) fn recorded_laps_since(
        &self,
        since: Timestamp,
    ) -> Result<Vec<(WorkoutHead, Vec<Lap>)>, StoreError> {
        let mut select = self
            .connection
            .prepare_cached(
                "SELECT head, parts FROM workout
                 WHERE start_ms >= ?1 AND id NOT IN (SELECT workout FROM hidden_workout) ORDER BY start_ms, id",
            )?;
        let mut rows = select.query([since.as_millisecond()])?;
        let mut laps = Vec::new();
        while let Some(row) = rows.next()? {
            let (head, parts) = (Raw::of(row.get_ref(0)?), Raw::of(row.get_ref(1)?));
            let parts = serde_json::from_slice::<WorkoutParts>(&parts.0);
            laps.extend(
                serde_json::from_slice(&head.0).ok().zip(parts.ok()).map(|(head, parts)| (head, parts.laps)),
            );
        }
        Ok(laps)
    }
}
