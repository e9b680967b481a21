//! Laps of recent workouts, without their samples.

use charley_domain::workout::{Lap, WorkoutHead};
use jiff::Timestamp;

use crate::{
    Store, StoreError,
    workouts::{Parts, parse},
};

impl Store {
    /// Heads and laps of the workouts that started at or after a moment, in order of their start.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when a row does not hold a workout.
    pub fn laps_since(&self, since: Timestamp) -> Result<Vec<(WorkoutHead, Vec<Lap>)>, StoreError> {
        let mut select = self
            .connection
            .prepare_cached("SELECT head, parts FROM workout WHERE start_ms >= ?1 ORDER BY start_ms, id")?;
        let rows = select.query_map([since.as_millisecond()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        rows.map(|row| {
            let (head, parts) = row?;
            let parts: Parts = parse("workout", &parts)?;
            Ok((parse("workout", &head)?, parts.laps))
        })
        .collect()
    }
}
