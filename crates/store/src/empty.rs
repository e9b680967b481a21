//! Emptying what was taken out: samples and files go for good. Heads stay, so that no copy comes back unseen.

use rusqlite::params_from_iter;

use crate::{Store, StoreError};

impl Store {
    /// Removes the samples and the original files of all workouts that were taken out; gives of how many.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was removed.
    pub fn empty_away(&mut self) -> Result<usize, StoreError> {
        let gone = self.away_recordings()?;
        let places = vec!["?"; gone.len()].join(", ");
        let ids = || params_from_iter(gone.iter().map(|id| &id.0));
        let transaction = self.write()?;
        let held: i64 = transaction.query_row(
            &format!("SELECT count(DISTINCT workout) FROM channel WHERE workout IN ({places})"),
            ids(),
            |row| row.get(0),
        )?;
        transaction.execute(&format!("DELETE FROM channel WHERE workout IN ({places})"), ids())?;
        // A file that holds another workout as well stays for that one.
        transaction.execute(
            &format!(
                "DELETE FROM original WHERE sha256 IN (SELECT sha256 FROM recording GROUP BY sha256
                     HAVING count(*) = sum(workout IN ({places})))"
            ),
            ids(),
        )?;
        transaction.commit()?;
        Ok(held.cast_unsigned() as usize)
    }
}
