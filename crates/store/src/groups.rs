//! Groups of recordings of the same workout: kept as a mark on each, never by deleting one.

use std::collections::BTreeMap;

use charley_domain::workout::{ChannelKind, WorkoutId};
use rusqlite::params;

use crate::{Store, StoreError};

/// How many values each channel of some recordings has.
pub type ChannelsHeld = BTreeMap<WorkoutId, BTreeMap<ChannelKind, u64>>;

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

    /// What the channels hold of every recording that is a copy or a part of another, or the whole of one.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub fn held_by_groups(&self) -> Result<ChannelsHeld, StoreError> {
        let mut select = self.connection.prepare_cached(
            "SELECT workout, kind, present FROM channel WHERE workout IN (
                 SELECT id FROM workout WHERE grouped IS NOT NULL OR part_of IS NOT NULL
                 UNION SELECT part_of FROM workout WHERE part_of IS NOT NULL)",
        )?;
        let mut rows = select.query([])?;
        let mut held = ChannelsHeld::new();
        while let Some(row) = rows.next()? {
            let cell = |place| row.get_ref(place).map(|cell| cell.as_str().unwrap_or_default().to_owned());
            // The time axis stands among the channels and is none.
            let Ok(kind) = cell(1)?.parse::<ChannelKind>() else { continue };
            let present = row.get::<_, Option<i64>>(2)?.unwrap_or(0).cast_unsigned();
            held.entry(WorkoutId(cell(0)?)).or_default().insert(kind, present);
        }
        self.hold_what_was_put_right(&mut held)?;
        Ok(held)
    }
}
