//! Looking at everything that is stored: the file itself, references, every blob and every original.

use charley_domain::{
    entry::Entry,
    workout::{WorkoutHead, WorkoutId},
};
use serde::de::DeserializeOwned;

use crate::{ContentHash, Store, StoreError, channels};

/// What was looked at and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries read.
    pub entries: u64,
    /// Workouts read.
    pub workouts: u64,
    /// Channel blobs read.
    pub channels: u64,
    /// Originals whose bytes were compared with their sha256.
    pub originals: u64,
    /// What is wrong, a sentence each; empty when all is well.
    pub wrong: Vec<String>,
}

impl Store {
    /// Reads everything that is stored and says what is wrong. `watch` is told how many of how many blobs are done.
    ///
    /// # Errors
    /// When the database cannot be read at all; damage in it is no error but a sentence in [`Verified::wrong`].
    pub fn verify(&self, watch: &mut dyn FnMut(u64, u64)) -> Result<Verified, StoreError> {
        let mut verified = Verified::default();
        self.check_file(&mut verified)?;
        verified.entries = self.check_bodies::<Entry>("entry", "body", &mut verified.wrong)?;
        verified.workouts = self.check_bodies::<WorkoutHead>("workout", "head", &mut verified.wrong)?;
        let total = self.count("channel")? + self.count("original")?;
        self.check_channels(&mut verified, &mut |done| watch(done, total))?;
        self.check_originals(&mut verified, &mut |done| watch(done, total))?;
        Ok(verified)
    }

    fn check_file(&self, verified: &mut Verified) -> Result<(), StoreError> {
        let mut ask = self.connection.prepare("PRAGMA integrity_check")?;
        for line in ask.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                verified.wrong.push(format!("the file is damaged: {line}"));
            }
        }
        let mut ask = self.connection.prepare("PRAGMA foreign_key_check")?;
        for table in ask.query_map([], |row| row.get::<_, String>(0))? {
            verified.wrong.push(format!("a row of {} points to nothing", table?));
        }
        Ok(())
    }

    fn check_bodies<T: DeserializeOwned>(
        &self,
        table: &str,
        column: &str,
        wrong: &mut Vec<String>,
    ) -> Result<u64, StoreError> {
        let mut select = self.connection.prepare(&format!("SELECT id, {column} FROM {table}"))?;
        let mut rows = select.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let (id, body): (String, String) = (row.get(0)?, row.get(1)?);
            if let Err(why) = serde_json::from_str::<T>(&body) {
                wrong.push(format!("{table} {id} cannot be read: {why}"));
            }
            count += 1;
        }
        Ok(count)
    }

    fn check_channels(&self, verified: &mut Verified, done: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        let mut select = self.connection.prepare(
            "SELECT channel.workout, channel.kind, channel.body, workout.samples
             FROM channel LEFT JOIN workout ON workout.id = channel.workout",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (workout, channel, body, samples): (_, String, Vec<u8>, Option<i64>) =
                (WorkoutId(row.get(0)?), row.get(1)?, row.get(2)?, row.get(3)?);
            match channels::decode(&body) {
                Err(why) => {
                    verified.wrong.push(StoreError::DamagedChannel { workout, channel, why }.to_string());
                }
                Ok(column) if samples.is_some_and(|samples| samples != column.len() as i64) => {
                    verified.wrong.push(format!("channel {channel} of workout {workout} has another length"));
                }
                Ok(_) => (),
            }
            verified.channels += 1;
            done(verified.channels);
        }
        Ok(())
    }

    fn check_originals(&self, verified: &mut Verified, done: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
        let hashes: Vec<ContentHash> = {
            let mut select = self.connection.prepare("SELECT sha256 FROM original")?;
            let rows = select.query_map([], |row| row.get::<_, String>(0))?;
            rows.map(|row| row.map(ContentHash::stored)).collect::<Result<_, _>>()?
        };
        for sha256 in hashes {
            if let Err(error) = self.original(&sha256) {
                verified.wrong.push(error.to_string());
            }
            verified.originals += 1;
            done(verified.channels + verified.originals);
        }
        Ok(())
    }

    fn count(&self, table: &str) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        Ok(count.cast_unsigned())
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::entry::Record;

    use super::*;
    use crate::entries::tests::entry;

    #[test]
    fn what_is_well_is_counted_and_what_is_not_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        store.record(&entry(1, Record::Stretch)).unwrap();
        assert_eq!(store.verify(&mut |_, _| ()).unwrap(), Verified { entries: 1, ..Verified::default() });
        store.connection.pragma_update(None, "foreign_keys", false).unwrap();
        store
            .connection
            .execute_batch(
                "UPDATE entry SET body = '{}';
                 INSERT INTO channel (workout, kind, present, body) VALUES ('w', 'power_w', 1, x'0102')",
            )
            .unwrap();
        let wrong = store.verify(&mut |_, _| ()).unwrap().wrong;
        assert_eq!(wrong.len(), 3, "{wrong:?}");
        assert!(wrong[0].contains("points to nothing") && wrong[1].starts_with("entry 0000"));
        assert!(wrong[2].contains("channel power_w of workout w"));
    }
}
