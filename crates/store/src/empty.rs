//! Emptying what was taken out: samples and files go for good. Heads stay, so that no copy comes back unseen.

use rusqlite::params_from_iter;

use crate::{Store, StoreError};

/// What was emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Emptied {
    /// Workouts whose samples went.
    pub workouts: usize,
    /// Files that went.
    pub files: usize,
}

impl Emptied {
    /// Whether there was nothing to empty.
    pub const fn is_nothing(self) -> bool {
        self.workouts == 0 && self.files == 0
    }
}

impl Store {
    /// Removes the samples and the original files of all that was taken out: workouts, and imports that were deleted.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was removed.
    pub fn empty_away(&mut self) -> Result<Emptied, StoreError> {
        let gone = self.away_recordings()?;
        let places = vec!["?"; gone.len()].join(", ");
        let ids = || params_from_iter(gone.iter().map(|id| &id.0));
        let gone_too = format!(
            "workout IN ({places}) OR workout IN (SELECT workout FROM hidden_workout WHERE device IS NULL)"
        );
        let transaction = self.write()?;
        let held: i64 = transaction.query_row(
            &format!("SELECT count(DISTINCT workout) FROM channel WHERE {gone_too}"),
            ids(),
            |row| row.get(0),
        )?;
        // A file that holds another workout as well stays for that one; one that holds none goes with its import.
        let files = transaction.execute(
            &format!(
                "DELETE FROM original WHERE sha256 IN (SELECT sha256 FROM recording GROUP BY sha256
                     HAVING count(*) = sum({gone_too}))
                 OR sha256 IN (SELECT sha256 FROM deleted_file WHERE sha256 NOT IN (SELECT sha256 FROM recording))"
            ),
            ids(),
        )?;
        transaction.execute(&format!("DELETE FROM channel WHERE {gone_too}"), ids())?;
        transaction.commit()?;
        Ok(Emptied { workouts: held.cast_unsigned() as usize, files })
    }
}
