//! Groups of recordings of the same workout: kept as a mark on each, never by deleting one.

use charley_domain::workout::WorkoutId;
use rusqlite::params;

use crate::{Store, StoreError};

/// What one workout has to do with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// The workout.
    pub workout: WorkoutId,
    /// Name of its group, shared by all recordings of the same workout.
    pub group: Option<String>,
    /// The longer recording that holds this one.
    pub part_of: Option<WorkoutId>,
}

impl Store {
    /// Replaces all groups by `rows`; a workout without a row stands alone.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn set_groups(&mut self, rows: &[GroupRow]) -> Result<(), StoreError> {
        let transaction = self.write()?;
        transaction.execute(
            "UPDATE workout SET grouped = NULL, part_of = NULL,
                 checksum = checksum(id, sha256, start_ms, samples, head, parts, NULL, NULL)
             WHERE grouped IS NOT NULL OR part_of IS NOT NULL",
            [],
        )?;
        {
            let mut update = transaction.prepare_cached(
                "UPDATE workout SET grouped = ?2, part_of = ?3,
                     checksum = checksum(id, sha256, start_ms, samples, head, parts, ?2, ?3)
                 WHERE id = ?1",
            )?;
            for row in rows {
                update.execute(params![row.workout.0, row.group, row.part_of.as_ref().map(|id| &id.0)])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}
